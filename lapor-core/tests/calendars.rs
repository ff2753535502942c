//! Calendars: what is refused, how they stand on each other, and what was known when.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lapor_core::*;

const NAME: &str = "short";

/// March 2015, Monday to Friday.
fn march(rows: Vec<Holiday>) -> Result<Calendar, Error> {
    Calendar::new(NAME, day(2015, 3, 1)..=day(2015, 3, 31), Week::FIVE_DAYS, rows)
}

fn off(date: u32, kind: HolidayKind, name: &'static str) -> Holiday {
    Holiday::new(day(2015, 3, date), kind, name)
}

fn problem<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    result.unwrap_err().to_string()
}

fn decree(id: &'static str) -> Decree {
    Decree { id: id.into(), title: id.into(), number: None, issued: None, announced: None }
}

#[test]
fn a_calendar_is_checked_once() {
    let coverage = day(2015, 3, 1)..=day(2015, 3, 31);
    let new = |name: &str, coverage, week| Calendar::new(name, coverage, week, Vec::new());
    assert_eq!(
        problem(new("", coverage.clone(), Week::FIVE_DAYS)),
        "calendar '': found no name, expected one"
    );
    assert_eq!(
        problem(new(NAME, coverage.clone(), Week::EMPTY)),
        "calendar 'short': found no working day in the week, expected at least one"
    );
    let backwards = *coverage.end()..=*coverage.start();
    assert_eq!(
        problem(new(NAME, backwards, Week::FIVE_DAYS)),
        "calendar 'short': found coverage 2015-03-31 to 2015-03-01, expected at most 1,000 years in order"
    );
    // One day is a coverage; 366,001 days are one, and a day more is too long.
    let from = |days| Day::MIN..=Day::MIN.checked_add(days).unwrap();
    assert!(new(NAME, from(0), Week::FIVE_DAYS).is_ok());
    assert!(new(NAME, from(366_000), Week::FIVE_DAYS).is_ok());
    assert!(new(NAME, from(366_001), Week::FIVE_DAYS).is_err());
}

#[test]
fn rows_that_cannot_be_are_refused() {
    let outside = Holiday::new(day(2015, 4, 1), HolidayKind::National, "libur");
    assert_eq!(
        problem(march(vec![outside])),
        "calendar 'short': found holiday 2015-04-01 outside 2015-03-01 to 2015-03-31"
    );
    let announced = |announced, withdrawn| Holiday {
        announced: Some(day(2015, 3, announced)),
        withdrawn_on: Some(day(2015, 3, withdrawn)),
        ..off(10, HolidayKind::National, "libur")
    };
    assert_eq!(
        problem(march(vec![announced(5, 4)])),
        "calendar 'short': found holiday 2015-03-10 withdrawn before it was announced"
    );
    assert!(march(vec![announced(5, 5)]).is_ok());
    let twice = || off(10, HolidayKind::National, "libur");
    assert_eq!(
        problem(march(vec![twice(), twice()])),
        "calendar 'short': found national 'libur' twice on 2015-03-10"
    );
    // A day may have two names, two kinds, and a withdrawn row beside one that stands.
    let other = vec![
        twice(),
        off(10, HolidayKind::National, "lain"),
        off(10, HolidayKind::Regional, "libur"),
    ];
    assert!(march(other).is_ok());
    assert!(march(vec![announced(5, 5), twice()]).is_ok());
}

#[test]
fn a_row_refers_to_a_decree_that_is_listed() {
    let row = Holiday { decree: Some("D-1".into()), ..off(10, HolidayKind::National, "libur") };
    let calendar = march(vec![row]).unwrap();
    assert_eq!(
        problem(calendar.clone().with_decrees(vec![decree("D-2")])),
        "calendar 'short': found decree 'D-1' at 2015-03-10, expected one that is listed"
    );
    assert_eq!(
        problem(calendar.clone().with_decrees(vec![decree("D-1"), decree("D-1")])),
        "calendar 'short': found decree 'D-1' twice"
    );
    let calendar = calendar.with_decrees(vec![decree("D-2"), decree("D-1")]).unwrap();
    assert_eq!(
        calendar.decrees().map(|decree| decree.id.as_ref()).collect::<Vec<_>>(),
        ["D-1", "D-2"]
    );
    assert_eq!(calendar.decree("D-2").map(|decree| decree.id.as_ref()), Some("D-2"));
    assert_eq!(calendar.decree("D-3"), None);
    // A layer may refer to the decrees of the one below, and adds its own.
    let own = Holiday { decree: Some("D-1".into()), ..off(11, HolidayKind::Regional, "hari jadi") };
    let region = calendar.with_days_off("region", vec![own]).unwrap();
    let region = region.with_decrees(vec![decree("R-1")]).unwrap();
    assert_eq!(
        region.decrees().map(|decree| decree.id.as_ref()).collect::<Vec<_>>(),
        ["R-1", "D-1", "D-2"]
    );
    assert!(region.decree("D-2").is_some() && calendar.decree("R-1").is_none());
}

#[test]
fn a_region_stands_on_the_nation_and_an_office_on_the_region() {
    let nation = march(vec![off(10, HolidayKind::National, "libur")]).unwrap();
    let region =
        nation.with_days_off("region", vec![off(11, HolidayKind::Regional, "hari jadi")]).unwrap();
    let office =
        region.with_days_off("office", vec![off(12, HolidayKind::Regional, "inventaris")]).unwrap();
    let count =
        |calendar: &Calendar| calendar.working_days(day(2015, 3, 9), day(2015, 3, 13)).unwrap();
    assert_eq!([&nation, &region, &office].map(count), [3, 2, 1]);
    assert_eq!([&nation, &region, &office].map(Calendar::name), ["short", "region", "office"]);
    let dates: Vec<_> = office.rows().map(|row| row.date).collect();
    assert_eq!(dates, [day(2015, 3, 10), day(2015, 3, 11), day(2015, 3, 12)]);
    let Ok(DayKind::Holiday(row)) = office.kind(day(2015, 3, 11)) else {
        panic!("expected a holiday")
    };
    assert_eq!((row.kind, row.name.as_ref()), (HolidayKind::Regional, "hari jadi"));
    assert_eq!(
        problem(nation.with_days_off("", Vec::new())),
        "calendar '': found no name, expected one"
    );
    let outside = Holiday::new(day(2015, 4, 1), HolidayKind::Regional, "libur");
    assert!(
        problem(nation.with_days_off("region", vec![outside])).starts_with("calendar 'region': ")
    );
}

#[test]
fn the_week_of_an_office_is_its_own() {
    let nation = march(Vec::new()).unwrap();
    let six_days = nation.with_week("six days", Week::SIX_DAYS).unwrap();
    let count =
        |calendar: &Calendar| calendar.working_days(day(2015, 3, 1), day(2015, 3, 15)).unwrap();
    assert_eq!((count(&nation), count(&six_days)), (10, 12));
    assert_eq!((six_days.name(), six_days.week()), ("six days", Week::SIX_DAYS));
    assert_eq!(Week::SIX_DAYS.with(Weekday::Saturday), Week::SIX_DAYS);
    assert_eq!(
        problem(nation.with_week("", Week::SIX_DAYS)),
        "calendar '': found no name, expected one"
    );
    assert_eq!(
        problem(nation.with_week("idle", Week::EMPTY)),
        "calendar 'idle': found no working day in the week, expected at least one"
    );
    let overlay = |week| Overlay {
        name: "office".into(),
        base: NAME.into(),
        week,
        rows: vec![off(4, HolidayKind::Regional, "inventaris")],
        decrees: Vec::new(),
    };
    assert_eq!(count(&nation.with_overlay(overlay(None)).unwrap()), 9);
    assert_eq!(count(&nation.with_overlay(overlay(Some(Week::SIX_DAYS))).unwrap()), 11);
}

#[test]
fn what_was_known_grows_with_each_announcement() {
    // Announced on the 4th, withdrawn on the 6th; and a day of which nobody knows when it was announced.
    let moved = Holiday {
        announced: Some(day(2015, 3, 4)),
        withdrawn_on: Some(day(2015, 3, 6)),
        ..off(10, HolidayKind::JointLeave, "cuti")
    };
    let calendar = march(vec![moved, off(11, HolidayKind::National, "libur")]).unwrap();
    let works = |known: u32, date: u32| {
        calendar.known_on(day(2015, 3, known)).is_working_day(day(2015, 3, date)).unwrap()
    };
    assert_eq!([3, 4, 5, 6].map(|known| works(known, 10)), [true, false, false, true]);
    assert_eq!([3, 4, 5, 6].map(|known| works(known, 11)), [false; 4]);
    // The withdrawn row stands in what was known then, without its later end, and is not there before it was announced.
    let rows = |known: u32| -> Vec<_> {
        let calendar = calendar.known_on(day(2015, 3, known));
        calendar.rows().map(|row| (row.date, row.stands())).collect()
    };
    assert_eq!(rows(3), [(day(2015, 3, 11), true)]);
    assert_eq!(rows(5), [(day(2015, 3, 10), true), (day(2015, 3, 11), true)]);
    assert_eq!(rows(6), [(day(2015, 3, 10), false), (day(2015, 3, 11), true)]);
}

#[test]
fn the_days_that_differ_are_told_with_what_made_the_difference() {
    let row = |date, by: &'static str| Holiday {
        decree: Some(by.into()),
        announced: Some(day(2015, 3, 2)),
        ..off(date, HolidayKind::JointLeave, "cuti")
    };
    let gone = Holiday {
        withdrawn_by: Some("R-1".into()),
        withdrawn_on: Some(day(2015, 3, 5)),
        ..row(10, "D-1")
    };
    let came = Holiday { announced: Some(day(2015, 3, 5)), ..row(17, "R-1") };
    // Of the rows of one day, only the one that is gone tells why it is: the others have another name or kind.
    let other = |kind, name: &'static str| Holiday {
        announced: Some(day(2015, 3, 2)),
        withdrawn_on: Some(day(2015, 3, 3)),
        withdrawn_by: Some("X-1".into()),
        ..off(10, kind, name)
    };
    let others = [other(HolidayKind::JointLeave, "awal"), other(HolidayKind::National, "cuti")];
    let rows = [vec![gone, came, row(24, "D-1")], others.into()].concat();
    let now = march(rows).unwrap();
    let then = now.known_on(day(2015, 3, 4));
    let change = |date, works| (day(2015, 3, date), works, Some("R-1".to_owned()));
    let told = |changes: Vec<DayChange>| -> Vec<_> {
        changes.into_iter().map(|change| (change.date, change.works, change.decree)).collect()
    };
    let both = then.changes_to(&now, day(2015, 3, 1), day(2015, 3, 31));
    assert_eq!(told(both), vec![change(10, true), change(17, false)]);
    // The first day is left out and the last is in.
    assert_eq!(
        told(then.changes_to(&now, day(2015, 3, 10), day(2015, 3, 17))),
        vec![change(17, false)]
    );
    assert_eq!(
        told(then.changes_to(&now, day(2015, 3, 9), day(2015, 3, 10))),
        vec![change(10, true)]
    );
    // Days that one of them does not know are left out.
    let short =
        Calendar::new("shorter", day(2015, 3, 12)..=day(2015, 3, 16), Week::FIVE_DAYS, Vec::new())
            .unwrap();
    assert!(short.changes_to(&now, day(2015, 1, 1), day(2015, 12, 31)).is_empty());
}

#[test]
fn a_question_outside_names_the_range() {
    let calendar = march(Vec::new()).unwrap();
    let (before, last) = (day(2015, 2, 28), day(2015, 3, 31));
    let range = "which knows 2015-03-01 to 2015-03-31";
    assert_eq!(
        problem(calendar.is_working_day(before)),
        format!("2015-02-28 lies outside calendar 'short', {range}")
    );
    assert_eq!(
        problem(calendar.due(last, 1)),
        format!("working day 1 after 2015-03-31 lies outside calendar 'short', {range}")
    );
    for outside in
        [calendar.working_days(before, last), calendar.working_days(last, day(2015, 4, 1))]
    {
        assert!(matches!(outside, Err(Error::Coverage { .. })), "{outside:?}");
    }
    assert!(matches!(calendar.kind(before), Err(Error::Coverage { .. })));
    assert!(matches!(calendar.due(last, u32::MAX), Err(Error::Beyond { .. })));
    assert_eq!(calendar.due(last, 0), Ok(last));
    assert_eq!(calendar.due_same_day(last, 1), Ok(last));
    assert_eq!(calendar.due_same_day(last, 0), Ok(last));
    assert_eq!(calendar.due_counting(last, 1, CountFrom::SameDay), Ok(last));
    assert!(calendar.due_counting(last, 1, CountFrom::DayAfter).is_err());
    assert_eq!(calendar.day_zero(day(2015, 3, 7), Roll::Forward), Ok(day(2015, 3, 9)));
    assert_eq!(calendar.day_zero(day(2015, 3, 7), Roll::None), Ok(day(2015, 3, 7)));
    assert!(calendar.covers(last) && !calendar.covers(last.next()) && !calendar.covers(before));
}

#[test]
fn joint_leave_is_read_as_the_policy_says() {
    let calendar = march(vec![off(10, HolidayKind::JointLeave, "cuti")]).unwrap();
    assert_eq!(calendar.joint_leave(), JointLeave::Off);
    let working = calendar.clone().with_joint_leave(JointLeave::Working);
    assert_eq!(working.joint_leave(), JointLeave::Working);
    let works = |calendar: &Calendar| calendar.is_working_day(day(2015, 3, 10)).unwrap();
    assert_eq!((works(&calendar), works(&working)), (false, true));
    assert_eq!(working.kind(day(2015, 3, 10)), Ok(DayKind::Working));
    assert!(!works(&working.with_joint_leave(JointLeave::Off)));
    // A clock refuses a calendar that reads it otherwise.
    let calendar = calendar.with_joint_leave(JointLeave::Working);
    let refused =
        Clock::new(&Policy::lapor(), &calendar, day(2015, 3, 20)).map(|clock| clock.as_of());
    assert_eq!(
        problem(refused),
        "calendar 'short': found joint leave read as Working, expected Off as policy 'lapor' says"
    );
}

#[cfg(feature = "serde")]
#[test]
fn calendars_and_overlays_read_back() {
    let calendar = Calendar::indonesia();
    let text = toml::to_string(&calendar).unwrap();
    let back: Calendar = toml::from_str(&text).unwrap();
    assert!(back.rows().eq(calendar.rows()) && back.decrees().eq(calendar.decrees()));
    assert_eq!(
        (back.name(), back.coverage(), back.week()),
        ("id", calendar.coverage(), Week::FIVE_DAYS)
    );
    let overlay = Overlay {
        name: "office".into(),
        base: "id".into(),
        week: Some(Week::SIX_DAYS),
        rows: vec![Holiday {
            decree: Some("R-1".into()),
            ..off(4, HolidayKind::Regional, "inventaris")
        }],
        decrees: vec![decree("R-1")],
    };
    assert_eq!(toml::from_str::<Overlay>(&toml::to_string(&overlay).unwrap()).unwrap(), overlay);
    // What is read passes the same checks as what is built.
    let wrong = text.replacen("first = \"2012-01-01\"", "first = \"2013-01-01\"", 1);
    let error = toml::from_str::<Calendar>(&wrong).unwrap_err().to_string();
    assert!(error.contains("found holiday 2012-01-01 outside 2013-01-01 to 2026-12-31"), "{error}");
}
