//! Hours of a clock of twelve that do not say which half of the day is meant.

use super::*;

/// A column of times, one for each hour, over and over.
fn hours(format: impl Fn(usize, usize) -> String, rows: usize, hours: &[usize]) -> String {
    (0..rows).map(|row| format!("\n{}", format(row, hours[row % hours.len()]))).collect()
}

const TWELVE: [usize; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

#[test]
fn hours_of_a_clock_of_twelve_without_am_and_pm_are_a_warning_and_a_format() {
    let warning =
        "hours run from 01 to 12 only: perhaps AM and PM were lost; with %I only the day is used";
    let found = |cells: String| {
        let skeleton = of(&format!("Masuk{cells}"));
        let formats = taken(&skeleton).get("time").map(|time| time["formats"].to_string());
        assert_eq!(
            skeleton.replace("\n#       ", " ").contains(warning),
            skeleton.contains("%I without %p")
        );
        formats
    };
    for (cell, formats) in [
        (|row, hour| format!("2015-03-06 {hour:02}:{row:02}:00"), "[\"%Y-%m-%d %I:%M:%S\"]"),
        (|row, hour| format!("2015-03-06T{hour:02}:{row:02}+07:00"), "[\"%Y-%m-%dT%I:%M%z\"]"),
        (|row, hour| format!("13/3/2015 {hour}:{row:02}"), "[\"%d/%m/%Y %I:%M\"]"),
        (|row, hour| format!("6/3/2015 {hour:02}.{row:02}"), "[\"?\"]"),
    ] as [(fn(usize, usize) -> String, &str); 4]
    {
        assert_eq!(found(hours(cell, 50, &TWELVE)).as_deref(), Some(formats));
    }
    let iso = |row, hour| format!("2015-03-06 {hour:02}:{row:02}:00");
    // Too few times; an hour of the afternoon; one of the night; midnights of another zone, with its summer.
    assert_eq!(found(hours(iso, 49, &TWELVE)), None);
    assert_eq!(found(hours(iso, 50, &[1, 5, 9, 11, 13])), None);
    assert_eq!(found(hours(iso, 50, &[0, 5, 9, 11, 12])), None);
    assert_eq!(found(hours(iso, 50, &[4, 5])), None);
    let morning = |row, hour| format!("3/13/2015 {hour}:{row:02} AM");
    let mixed = |row, hour| if row % 2 == 0 { iso(row, hour) } else { morning(row, hour) };
    let mixed = found(hours(mixed, 60, &TWELVE[..11]));
    assert_eq!(mixed.as_deref(), Some("[\"iso\", \"%m/%d/%Y %I:%M %p\"]"));
    assert_eq!(found(hours(morning, 50, &TWELVE)).as_deref(), Some("[\"%m/%d/%Y %I:%M %p\"]"));
}

#[test]
fn a_format_of_a_clock_of_twelve_comes_before_one_that_would_read_the_hours() {
    let cell = |row, hour| match row {
        0 => "2015-03-06;2015-03-06".into(),
        _ => format!("2015-03-06 {hour:02}:{row:02}:00;2015-03-06"),
    };
    let skeleton = of(&format!("Masuk;Selesai{}", hours(cell, 60, &TWELVE)));
    has(&skeleton, "# formats = [\"%Y-%m-%d %I:%M:%S\", \"iso\"]");
    // One column alone lost them: the formats of the other hold for both.
    let cell = |row, hour| format!("2015-03-06 {hour:02}:{row:02};2015-03-06 {:02}:10", hour + 11);
    let skeleton = of(&format!("Masuk;Selesai{}", hours(cell, 60, &TWELVE)));
    has(&skeleton, "# formats = [\"iso\"]");
    let why = "the days of \"Masuk\" are sure, but so \"Selesai\" would lose its times";
    assert!(skeleton.replace("\n# ", " ").contains(why), "{skeleton}");
}

#[test]
fn times_without_half_are_compared_by_their_days() {
    let cell = |row, hour| format!("2015-03-06 {hour:02}:{row:02};2015-03-06 {:02}:00", 13 - hour);
    let skeleton = of(&format!("Masuk;Selesai{}", hours(cell, 60, &TWELVE)));
    has(&skeleton, "# Where a row has both: \"Masuk\" and \"Selesai\" are always the same.");
}
