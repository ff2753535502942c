//! Numbers of a sheet as text: a date is a number of days, and only its format says that it is one.

use lapor_core::Day;

use super::SheetCell;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 is 1 January 1900, and 60 a 29 February that the year did not have.
    Y1900,
    /// 0 is 1 January 1904.
    Y1904,
}

/// What a number format shows of a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    date: bool,
    time: bool,
}

impl Shown {
    /// Reads the first section of a number format, such as `dd/mm/yyyy\ hh:mm;@`.
    pub(super) fn by(format: &str) -> Self {
        let (mut shown, mut month_or_minute) = (Shown::default(), false);
        let mut rest = format.chars();
        while let Some(next) = rest.next() {
            match next {
                // The next character is itself, or as wide as itself, or fills the cell.
                '\\' | '_' | '*' => drop(rest.next()),
                '"' => drop(rest.find(|&next| next == '"')),
                // A colour, a condition or a locale; elapsed time is no date and does not come here.
                '[' => drop(rest.find(|&next| next == ']')),
                ';' => break,
                'd' | 'D' | 'y' | 'Y' | 'e' | 'E' => shown.date = true,
                'h' | 'H' | 's' | 'S' => shown.time = true,
                'm' | 'M' => month_or_minute = true,
                _ => {}
            }
        }
        shown.date |= month_or_minute && !shown.time;
        shown
    }
}

/// A date or a time of day; a number that is no day of Excel stays a number.
///
/// Excel shows its days 0 and 60 as 1900-01-00 and 1900-02-29. No such days exist, so they are no dates to anyone who reads them;
/// a time format shows the times of its day 0 without a date.
pub(super) fn time(serial: f64, epoch: Epoch, shown: Shown) -> SheetCell {
    let end = if epoch == Epoch::Y1900 { 2_958_466 } else { 2_957_004 };
    let millis = (serial * DAY as f64).round();
    if !(0.0..(end * DAY) as f64).contains(&millis) {
        return SheetCell { text: number(serial), typed_time: false };
    }
    let (days, millis) = ((millis as i64 / DAY) as i32, millis as i64 % DAY);
    if days == 0 && shown.time && !shown.date {
        return SheetCell { text: clock(millis), typed_time: false };
    }
    let date = match (epoch, days) {
        (Epoch::Y1900, 0) => "1900-01-00".into(),
        (Epoch::Y1900, 60) => "1900-02-29".into(),
        (Epoch::Y1900, 1..60) => iso_day(days - 25_568),
        (Epoch::Y1900, _) => iso_day(days - 25_569),
        (Epoch::Y1904, _) => iso_day(days - 24_107),
    };
    if millis == 0 && !shown.time {
        return SheetCell { text: date, typed_time: true };
    }
    SheetCell { text: format!("{date} {}", clock(millis)), typed_time: true }
}

/// A length of time, in hours, minutes and seconds: `26:30:00`.
pub(super) fn duration(serial: f64) -> String {
    let millis = (serial * DAY as f64).round();
    // Beyond it not every millisecond is a number.
    if (-9e15..9e15).contains(&millis) {
        let sign = if millis < 0.0 { "-" } else { "" };
        return format!("{sign}{}", clock(millis.abs() as i64));
    }
    number(serial)
}

/// A number with as few digits as tell it from every other.
pub(super) fn number(number: f64) -> String {
    // Minus nought is nought to a person.
    (number + 0.0).to_string()
}

/// A time that the sheet itself writes as ISO 8601, spelt as the others are.
pub(super) fn iso(text: &str, shown: Shown) -> SheetCell {
    let text = text.trim();
    let Some((date, time)) = text.split_at_checked(10).filter(|(date, _)| looks_like_day(date))
    else {
        return SheetCell { text: text.into(), typed_time: false };
    };
    let midnight = matches!(time, "" | "T00:00" | "T00:00:00" | "T00:00:00.000");
    let text = match time.strip_prefix(['T', 't']) {
        _ if midnight && !shown.time => date.into(),
        None | Some("") if midnight => format!("{date} 00:00:00"),
        Some(time) => format!("{date} {}", time.trim_end_matches(".000")),
        None => text.into(),
    };
    SheetCell { text, typed_time: true }
}

fn looks_like_day(date: &str) -> bool {
    date.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    })
}

fn iso_day(epoch: i32) -> String {
    Day::from_epoch(epoch).map_or_else(String::new, |day| day.to_string())
}

/// Hours, minutes and seconds; milliseconds where there are any.
fn clock(millis: i64) -> String {
    let (hours, minutes, seconds) =
        (millis / HOUR, millis % HOUR / MINUTE, millis % MINUTE / SECOND);
    let clock = format!("{hours:02}:{minutes:02}:{seconds:02}");
    match millis % SECOND {
        0 => clock,
        millis => format!("{clock}.{millis:03}"),
    }
}
