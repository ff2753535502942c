//! Times as a source writes them: a format is compiled once into steps over bytes.

use std::fmt;

use lapor_core::Day;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// A time as it was written, before a zone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The day.
    pub(crate) day: Day,
    /// Microseconds since midnight, if a time of day is written.
    pub(crate) micros: Option<i64>,
    /// Minutes east of UTC, if an offset is written.
    pub(crate) offset: Option<i16>,
}

/// A format such as `%d/%m/%Y %H:%M:%S`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeFormat {
    text: String,
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Literal(char),
    /// Any run of white space, also none.
    Space,
    Year,
    YearOfCentury,
    Month,
    MonthName,
    Day,
    Hour,
    Hour12,
    Minute,
    Second,
    Half,
    Fraction,
    DotFraction,
    Offset,
    Epoch,
    EpochMillis,
    /// RFC 3339 and its near relatives, read without steps.
    Iso,
}

/// What the formats may hold, for messages.
pub(crate) const SPECIFIERS: &str = "%Y %y %m %b %d %H %I %M %S %p %f %.f %z %s %Q %F %T %%";

impl TimeFormat {
    /// RFC 3339: `2015-03-06`, `2015-03-06T08:30:00+07:00`, `2015-03-06 08:30:00.250Z`, `2015-03-06 08:30`.
    pub(crate) fn iso() -> Self {
        TimeFormat { text: "iso".into(), steps: vec![Step::Iso] }
    }

    /// Compiles a format; the problem is a fragment that names what was found and what was expected.
    pub(crate) fn compile(text: &str) -> Result<Self, String> {
        if text == "iso" {
            return Ok(TimeFormat::iso());
        }
        let mut steps = Vec::new();
        let mut rest = text.chars();
        while let Some(next) = rest.next() {
            if next != '%' {
                steps.push(if next.is_whitespace() { Step::Space } else { Step::Literal(next) });
                continue;
            }
            match rest.next() {
                Some('Y') => steps.push(Step::Year),
                Some('y') => steps.push(Step::YearOfCentury),
                Some('m') => steps.push(Step::Month),
                Some('b') => steps.push(Step::MonthName),
                Some('d') => steps.push(Step::Day),
                Some('H') => steps.push(Step::Hour),
                Some('I') => steps.push(Step::Hour12),
                Some('M') => steps.push(Step::Minute),
                Some('S') => steps.push(Step::Second),
                Some('p') => steps.push(Step::Half),
                Some('f') => steps.push(Step::Fraction),
                Some('z') => steps.push(Step::Offset),
                Some('s') => steps.push(Step::Epoch),
                Some('Q') => steps.push(Step::EpochMillis),
                Some('%') => steps.push(Step::Literal('%')),
                Some('F') => {
                    steps.extend([
                        Step::Year,
                        Step::Literal('-'),
                        Step::Month,
                        Step::Literal('-'),
                        Step::Day,
                    ]);
                }
                Some('T') => {
                    steps.extend([
                        Step::Hour,
                        Step::Literal(':'),
                        Step::Minute,
                        Step::Literal(':'),
                        Step::Second,
                    ]);
                }
                Some('.') if rest.as_str().starts_with('f') => {
                    rest.next();
                    steps.push(Step::DotFraction);
                }
                Some(other) => {
                    return Err(format!(
                        "found '%{other}' in a time format, expected one of {SPECIFIERS}"
                    ));
                }
                None => {
                    return Err(format!(
                        "found a '%' at the end of a time format, expected one of {SPECIFIERS}"
                    ));
                }
            }
        }
        let has = |step| steps.contains(&step);
        let dated = has(Step::Day)
            && (has(Step::Month) || has(Step::MonthName))
            && (has(Step::Year) || has(Step::YearOfCentury));
        if !dated && !has(Step::Epoch) && !has(Step::EpochMillis) {
            return Err(format!(
                "found the time format '{text}', expected one with day, month and year, or %s or %Q"
            ));
        }
        if has(Step::Half) && !has(Step::Hour12) {
            return Err(format!("found the time format '{text}', expected %p only with %I"));
        }
        Ok(TimeFormat { text: text.into(), steps })
    }

    /// Whether it is [`iso`](Self::iso).
    pub(crate) fn is_iso(&self) -> bool {
        self.steps == [Step::Iso]
    }

    /// Whether its hours are those of a clock of twelve, and nothing says which half of the day is meant: then only the
    /// day is known.
    pub(crate) fn loses_half(&self) -> bool {
        self.steps.contains(&Step::Hour12) && !self.steps.contains(&Step::Half)
    }

    /// Reads a whole cell; `None` if it is written otherwise or no such time exists.
    pub(crate) fn read(&self, cell: &str) -> Option<Written> {
        let bytes = cell.as_bytes();
        if self.is_iso() {
            return iso(bytes);
        }
        let mut fields = Fields::default();
        let mut rest = Rest(bytes);
        for &step in &self.steps {
            fields.read(step, &mut rest)?;
        }
        if !rest.0.is_empty() {
            return None;
        }
        let written = fields.written()?;
        Some(if self.loses_half() {
            Written { micros: None, offset: None, ..written }
        } else {
            written
        })
    }
}

impl fmt::Display for TimeFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The parts of a time while it is read.
#[derive(Default)]
struct Fields {
    year: i32,
    month: u32,
    day: u32,
    hour: Option<i64>,
    afternoon: bool,
    minute: i64,
    second: i64,
    micros: i64,
    offset: Option<i16>,
    epoch: Option<i64>,
}

impl Fields {
    fn read(&mut self, step: Step, rest: &mut Rest<'_>) -> Option<()> {
        match step {
            Step::Literal(expected) => {
                let mut buffer = [0; 4];
                rest.literal(expected.encode_utf8(&mut buffer).as_bytes())?;
            }
            Step::Space => rest.space(),
            Step::Year => self.year = rest.number(4, 4)? as i32,
            Step::YearOfCentury => {
                // The POSIX reading: 69 to 99 are of the last century.
                let year = rest.number(2, 2)? as i32;
                self.year = if 69 <= year { 1900 + year } else { 2000 + year };
            }
            Step::Month => self.month = rest.number(1, 2)? as u32,
            Step::MonthName => self.month = rest.month_name()?,
            Step::Day => self.day = rest.number(1, 2)? as u32,
            Step::Hour => self.hour = Some(rest.number(1, 2).filter(|&hour| hour < 24)?),
            Step::Hour12 => {
                self.hour = Some(rest.number(1, 2).filter(|hour| (1..=12).contains(hour))? % 12)
            }
            Step::Minute => self.minute = rest.number(1, 2).filter(|&minute| minute < 60)?,
            Step::Second => self.second = rest.number(1, 2).filter(|&second| second < 60)?,
            Step::Half => self.afternoon = rest.half()?,
            Step::Fraction => self.micros = rest.fraction()?,
            Step::DotFraction => {
                if rest.0.first() == Some(&b'.') {
                    rest.0 = &rest.0[1..];
                    self.micros = rest.fraction()?;
                }
            }
            Step::Offset => self.offset = Some(rest.offset()?),
            Step::Epoch => self.epoch = Some(rest.epoch(12)?),
            Step::EpochMillis => {
                let millis = rest.epoch(15)?;
                self.epoch = Some(millis.div_euclid(1_000));
                self.micros = millis.rem_euclid(1_000) * 1_000;
            }
            Step::Iso => return None,
        }
        Some(())
    }

    fn written(&self) -> Option<Written> {
        if let Some(seconds) = self.epoch {
            let day = i32::try_from(seconds.div_euclid(86_400)).ok().and_then(Day::from_epoch)?;
            let micros = seconds.rem_euclid(86_400) * SECOND + self.micros;
            return Some(Written { day, micros: Some(micros), offset: Some(0) });
        }
        let day = civil(self.year, self.month, self.day)?;
        let micros = self.hour.map(|hour| {
            let hour = if self.afternoon { hour + 12 } else { hour };
            hour * HOUR + self.minute * MINUTE + self.second * SECOND + self.micros
        });
        Some(Written { day, micros, offset: self.offset })
    }
}

/// The bytes that are not read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn literal(&mut self, expected: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    fn space(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }

    fn number(&mut self, least: usize, most: usize) -> Option<i64> {
        let digits = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if digits < least {
            return None;
        }
        let (number, rest) = self.0.split_at(digits);
        self.0 = rest;
        Some(number.iter().fold(0, |sum, &digit| sum * 10 + i64::from(digit - b'0')))
    }

    /// Digits after a point, as microseconds; more than six are cut.
    fn fraction(&mut self) -> Option<i64> {
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || 9 < digits {
            return None;
        }
        let (number, rest) = self.0.split_at(digits);
        self.0 = rest;
        let places =
            number.iter().map(|&digit| i64::from(digit - b'0')).chain(std::iter::repeat(0));
        Some(places.take(6).fold(0, |sum, digit| sum * 10 + digit))
    }

    fn half(&mut self) -> Option<bool> {
        let (half, rest) = self.0.split_at_checked(2)?;
        self.0 = rest;
        match [half[0].to_ascii_lowercase(), half[1].to_ascii_lowercase()] {
            [b'a', b'm'] => Some(false),
            [b'p', b'm'] => Some(true),
            _ => None,
        }
    }

    /// `Z`, `+07`, `+0700` or `+07:00`, in minutes.
    fn offset(&mut self) -> Option<i16> {
        let (&sign, rest) = self.0.split_first()?;
        self.0 = rest;
        let sign = match sign {
            b'Z' | b'z' => return Some(0),
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let hours = self.number(2, 2)?;
        if self.0.first() == Some(&b':') {
            self.0 = &self.0[1..];
        } else if !self.0.first().is_some_and(u8::is_ascii_digit) {
            return (hours < 24).then(|| sign * hours as i16 * 60);
        }
        let minutes = self.number(2, 2)?;
        (hours < 24 && minutes < 60).then(|| sign * (hours as i16 * 60 + minutes as i16))
    }

    /// Seconds or milliseconds since 1970.
    fn epoch(&mut self, digits: usize) -> Option<i64> {
        let negative = self.0.first() == Some(&b'-');
        if negative {
            self.0 = &self.0[1..];
        }
        let seconds = self.number(1, digits)?;
        Some(if negative { -seconds } else { seconds })
    }

    /// A month by its English or Indonesian name, short or long.
    fn month_name(&mut self) -> Option<u32> {
        let letters = self.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, rest) = self.0.split_at(letters);
        let month = MONTHS.iter().position(|names| {
            names.split(' ').any(|known| known.as_bytes().eq_ignore_ascii_case(name))
        })?;
        self.0 = rest;
        Some(month as u32 + 1)
    }
}

const MONTHS: [&str; 12] = [
    "jan january januari",
    "feb february februari",
    "mar march maret",
    "apr april",
    "may mei",
    "jun june juni",
    "jul july juli",
    "aug agu ags agt august agustus",
    "sep sept september",
    "oct okt october oktober",
    "nov november",
    "dec des december desember",
];

/// The day of a date, by arithmetic on the cycle of 400 years (the algorithm of Howard Hinnant, "chrono-compatible
/// low-level date algorithms"); `None` if there is no such day in the years 1 to 9999.
fn civil(year: i32, month: u32, day: u32) -> Option<Day> {
    let dates = (1..=9999).contains(&year) && (1..=12).contains(&month);
    if !dates || day < 1 || length_of(year, month as usize - 1) < day {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
    Day::from_epoch(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// The days of a month, from 0.
const fn length_of(year: i32, month: usize) -> u32 {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if month == 1 && leap { 29 } else { LENGTHS[month] }
}

/// RFC 3339, also with a space for the `T`, without seconds, without an offset, or without a time.
#[inline]
pub(crate) fn iso(bytes: &[u8]) -> Option<Written> {
    // As databases write it; what does not fit may still be a time in another spelling.
    match moment_of(bytes) {
        Some((day, micros)) => Some(Written { day, micros: Some(micros), offset: None }),
        None => spelled(bytes),
    }
}

/// The day in `0000-00-00 00:00:00` or `0000-00-00 00:00:00.000000`, and the microseconds since it began.
///
/// Eight bytes at a time: which digits a time has cannot be foreseen by a branch.
#[inline(always)]
pub(crate) fn moment_of(bytes: &[u8]) -> Option<(Day, i64)> {
    let (date, rest) = bytes.split_first_chunk()?;
    let (time, rest) = rest.split_first_chunk()?;
    // The last digit of the seconds is read twice, so that both halves are words.
    let (seconds, fraction) = match (rest.len(), rest.first_chunk(), rest.last_chunk()) {
        (10, Some(seconds), Some(fraction)) => (*seconds, *fraction),
        (3, ..) => ([rest[0], rest[1], rest[2], b'.', b'0', b'0', b'0', b'0'], *b"0.000000"),
        _ => return None,
    };
    let mark = if time[2] == b'T' { *b"00T00:00" } else { *b"00 00:00" };
    let ((date, wrong), (time, wrong_time)) =
        (Digits::of(*date, *b"0000-00-"), Digits::of(*time, mark));
    let ((seconds, wrong_seconds), (fraction, wrong_fraction)) =
        (Digits::of(seconds, *b":00.0000"), Digits::of(fraction, *b"0.000000"));
    if (wrong | wrong_time | wrong_seconds | wrong_fraction) & Digits::WRONG != 0 {
        return None;
    }
    let (hour, minute, second) = (time.two(3), time.two(6), seconds.two(1));
    if 24 <= hour || 60 <= minute || 60 <= second {
        return None;
    }
    let day = likely_civil(date.two(0) * 100 + date.two(2), date.two(5), time.two(0))?;
    let micros = fraction.two(2) * 10_000 + fraction.two(4) * 100 + fraction.two(6);
    Some((day, i64::from(hour * 3_600 + minute * 60 + second) * SECOND + i64::from(micros)))
}

/// Digits among marks: in each byte ten times its digit and the one after it.
#[derive(Clone, Copy)]
struct Digits(u64);

impl Digits {
    /// The highest bit of each byte.
    const WRONG: u64 = u64::from_le_bytes([0x80; 8]);

    /// The digits in a text where the shape has zeros; also where it has other marks than the shape, or no digit: there
    /// the highest bits of some byte, or one after it, are set.
    #[inline(always)]
    fn of(text: [u8; 8], shape: [u8; 8]) -> (Self, u64) {
        // What is to be added for the highest bit to be set by what is no digit, or by what is not the mark.
        let limits = shape.map(|byte| if byte == b'0' { 0x80 - 10 } else { 0x7F });
        let digits = u64::from_le_bytes(text) ^ u64::from_le_bytes(shape);
        let wrong = digits.wrapping_add(u64::from_le_bytes(limits)) | digits;
        // Marks have become zeros, so where nothing is wrong no byte grows beyond 99.
        (Digits(digits.wrapping_mul(10).wrapping_add(digits >> 8)), wrong)
    }

    /// The number that two digits make.
    #[inline(always)]
    fn two(self, at: u32) -> u32 {
        (self.0 >> (8 * at)) as u32 & 0xFF
    }
}

/// The years whose months are known beforehand.
const LIKELY: std::ops::Range<u32> = 1970..2100;

/// The first days of their months, and the day after the last, as days since 1970-01-01.
const MONTHS_FROM: [i32; LIKELY_MONTHS + 1] = {
    let mut firsts = [0; LIKELY_MONTHS + 1];
    let mut place = 0;
    while place < LIKELY_MONTHS {
        let year = LIKELY.start as i32 + place as i32 / 12;
        firsts[place + 1] = firsts[place] + length_of(year, place % 12) as i32;
        place += 1;
    }
    firsts
};
const LIKELY_MONTHS: usize = (LIKELY.end - LIKELY.start) as usize * 12;

/// As [`civil`], with little arithmetic for the years of most times.
#[inline(always)]
fn likely_civil(year: u32, month: u32, day: u32) -> Option<Day> {
    let place = year.wrapping_sub(LIKELY.start).wrapping_mul(12).wrapping_add(month) as usize;
    if LIKELY.contains(&year)
        && (1..=12).contains(&month)
        && let (Some(&first), Some(&next)) = (MONTHS_FROM.get(place - 1), MONTHS_FROM.get(place))
    {
        let epoch = first + day as i32 - 1;
        return if first <= epoch && epoch < next { Day::from_epoch(epoch) } else { None };
    }
    civil(year as i32, month, day)
}

/// The same in any of its spellings.
fn spelled(bytes: &[u8]) -> Option<Written> {
    let (date, time) = bytes.split_at_checked(10)?;
    if date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let year = i32::from(two(date[0], date[1])?) * 100 + i32::from(two(date[2], date[3])?);
    let day = civil(year, two(date[5], date[6])?.into(), two(date[8], date[9])?.into())?;
    if time.is_empty() {
        return Some(Written { day, micros: None, offset: None });
    }
    if time.len() < 6 || !matches!(time[0], b' ' | b'T' | b't') || time[3] != b':' {
        return None;
    }
    let (hour, minute) = (two(time[1], time[2])?, two(time[4], time[5])?);
    let mut rest = Rest(&time[6..]);
    let (mut second, mut micros) = (0, 0);
    if let [b':', ten, one, after @ ..] = rest.0 {
        second = two(*ten, *one)?;
        rest.0 = after;
        if let [b'.' | b',', after @ ..] = rest.0 {
            rest.0 = after;
            micros = rest.fraction()?;
        }
    }
    if 24 <= hour || 60 <= minute || 60 <= second {
        return None;
    }
    let offset = if rest.0.is_empty() { None } else { Some(rest.offset()?) };
    if !rest.0.is_empty() {
        return None;
    }
    let micros =
        i64::from(hour) * HOUR + i64::from(minute) * MINUTE + i64::from(second) * SECOND + micros;
    Some(Written { day, micros: Some(micros), offset })
}

fn two(ten: u8, one: u8) -> Option<u8> {
    let (ten, one) = (ten.wrapping_sub(b'0'), one.wrapping_sub(b'0'));
    (ten < 10 && one < 10).then(|| ten * 10 + one)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use chrono::{Datelike, NaiveDate};
    use lapor_core::day;
    use proptest::prelude::*;

    fn read(format: &str, cell: &str) -> Option<Written> {
        TimeFormat::compile(format).unwrap().read(cell)
    }

    fn at(date: Day, hour: i64, minute: i64, second: i64, micros: i64) -> Written {
        let micros = hour * HOUR + minute * MINUTE + second * SECOND + micros;
        Written { day: date, micros: Some(micros), offset: None }
    }

    #[test]
    fn formats_of_real_sources() {
        let sixth = day(2015, 3, 6);
        assert_eq!(read("%d/%m/%Y %H:%M:%S", "6/3/2015 08:05:09"), Some(at(sixth, 8, 5, 9, 0)));
        assert_eq!(
            read("%m/%d/%Y %I:%M:%S %p", "03/06/2015 12:05:09 AM"),
            Some(at(sixth, 0, 5, 9, 0))
        );
        assert_eq!(read("%m/%d/%y %I:%M %p", "3/6/15 12:05 pm"), Some(at(sixth, 12, 5, 0, 0)));
        assert_eq!(
            read("%d %b %Y", "6 Maret 2015"),
            Some(Written { day: sixth, micros: None, offset: None })
        );
        assert_eq!(
            read("%d-%b-%y", "06-DES-14").map(|written| written.day),
            Some(day(2014, 12, 6))
        );
        assert_eq!(read("%F %T%.f%z", "2015-03-06 08:05:09.25+0700").unwrap().offset, Some(420));
        assert_eq!(read("%F %T%.f", "2015-03-06 08:05:09"), Some(at(sixth, 8, 5, 9, 0)));
        // Without its half an hour of twelve says no more than the day.
        assert_eq!(
            read("%F %I:%M:%S", "2015-03-06 08:05:09"),
            Some(Written { day: sixth, micros: None, offset: None })
        );
        assert_eq!(read("%F %I:%M:%S", "2015-03-06 13:05:09"), None);
        assert_eq!(read("%Y%m%d%H%M%S", "20150306080509"), Some(at(sixth, 8, 5, 9, 0)));
        assert_eq!(
            read("%Q", "1425603909250"),
            Some(Written { offset: Some(0), ..at(sixth, 1, 5, 9, 250_000) })
        );
        assert_eq!(read("%Q", "-1").map(|written| written.day), Some(day(1969, 12, 31)));
        assert_eq!(
            read("%s", "1425603909"),
            Some(Written { offset: Some(0), ..at(sixth, 1, 5, 9, 0) })
        );
    }

    #[test]
    fn iso_in_all_its_spellings() {
        let sixth = day(2015, 3, 6);
        assert_eq!(
            read("iso", "2015-03-06"),
            Some(Written { day: sixth, micros: None, offset: None })
        );
        assert_eq!(read("iso", "2015-03-06 08:05"), Some(at(sixth, 8, 5, 0, 0)));
        assert_eq!(read("iso", "2015-03-06T08:05:09.123456789"), Some(at(sixth, 8, 5, 9, 123_456)));
        assert_eq!(read("iso", "2015-03-06T08:05:09Z").unwrap().offset, Some(0));
        assert_eq!(read("iso", "2015-03-06 08:05:09.5-03:30").unwrap().offset, Some(-210));
        for wrong in [
            "",
            "2015-03-6",
            "2015-02-29",
            "2015-03-06T",
            "2015-03-06T24:00:00",
            "2015-03-06 08:60",
            "2015-03-06 8:05",
            "2015-03-06T08:05:09.",
            "2015-03-06T08:05:09+7",
            "2015-03-06T08:05:09Zx",
            "2015/03/06",
            "0000-01-01",
            "2015-13-01",
            "2015-03-06x08:05:09",
            "2015-03-06T08:05:09+24:00",
        ] {
            assert_eq!(read("iso", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for (format, cell) in [
            ("%d/%m/%Y", "31/2/2015"),
            ("%d/%m/%Y", "6/3/2015 "),
            ("%d/%m/%Y", "6/3/15"),
            ("%I:%M %p %d/%m/%Y", "13:00 PM 6/3/2015"),
            ("%d %b %Y", "6 Foo 2015"),
            ("%H:%M %d/%m/%Y", "24:00 6/3/2015"),
            ("%s", "99999999999999"),
        ] {
            assert_eq!(read(format, cell), None, "{format}: {cell}");
        }
    }

    #[test]
    fn a_format_that_cannot_give_a_day_is_refused() {
        for (format, expected) in [
            ("%H:%M", "expected one with day, month and year"),
            ("%d/%m/%Y %H:%M %p", "expected %p only with %I"),
            ("%d/%m/%q", "found '%q'"),
            ("%d/%m/%Y%", "at the end"),
        ] {
            let problem = TimeFormat::compile(format).unwrap_err();
            assert!(problem.contains(expected), "{problem}");
        }
    }

    proptest! {
        #[test]
        fn the_spelling_of_databases_is_read_as_any_other(text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9][ Tt][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,8})?[Zx]?") {
            prop_assert_eq!(iso(text.as_bytes()), spelled(text.as_bytes()));
        }

        #[test]
        fn every_day_is_the_one_that_chrono_knows(epoch in Day::MIN.epoch()..=Day::MAX.epoch()) {
            let date = NaiveDate::from_epoch_days(epoch).unwrap();
            prop_assert_eq!(civil(date.year(), date.month(), date.day()).map(Day::epoch), Some(epoch));
            prop_assert_eq!(likely_civil(date.year() as u32, date.month(), date.day()).map(Day::epoch), Some(epoch));
            prop_assert_eq!(iso(date.format("%Y-%m-%d").to_string().as_bytes()).map(|w| w.day.epoch()), Some(epoch));
        }

        #[test]
        fn a_day_is_likely_where_it_is_at_all(year in 1900_u32..2200, month in 0_u32..15, day in 0_u32..33) {
            prop_assert_eq!(likely_civil(year, month, day), civil(year as i32, month, day));
        }

        #[test]
        fn a_byte_that_is_wrong_is_found_wherever_it_stands(at in 0_usize..26, byte: u8) {
            let mut text = *b"2015-03-06 08:05:09.123456";
            text[at] = byte;
            let as_any_other = spelled(&text).filter(|written| written.offset.is_none());
            let as_any_other = as_any_other.and_then(|written| Some((written.day, written.micros?)));
            // The other spellings are with a small T, and with a comma.
            if byte != b't' && byte != b',' {
                prop_assert_eq!(moment_of(&text), as_any_other);
            }
        }

        // Found: "T0 0-é-00" once overflowed a product of bytes that are no digits.
        #[test]
        fn no_bytes_make_it_panic(cell in "[0-9aAmMzZ:/.+ TJé-]{0,30}") {
            for format in ["iso", "%d/%m/%Y %I:%M:%S %p", "%s", "%d %b %y %f%z"] {
                let _ = read(format, &cell);
            }
        }
    }
}
