//! Days of the calendar and of the week.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::error::Error;

/// A calendar day of the proleptic Gregorian calendar, in the years 1 to 9999.
///
/// It is a count of days since 1970-01-01 and nothing else: no zone, no time.
///
/// ```
/// use lapor_core::{Day, day};
///
/// let friday: Day = "2015-03-06".parse()?;
/// assert_eq!(friday, day(2015, 3, 6));
/// assert_eq!(friday.to_string(), "2015-03-06");
/// assert_eq!(std::mem::size_of::<Day>(), 4);
///
/// assert_eq!((friday.year(), friday.month()), (2015, 3));
/// assert_eq!(friday.first_of_month(), day(2015, 3, 1));
/// assert_eq!(day(2015, 3, 9).since(friday), 3);
/// assert_eq!(friday.previous().checked_add(1), Some(friday));
/// // Nothing wraps at the ends of what can be named.
/// assert_eq!((Day::MAX.next(), Day::MAX.checked_add(1)), (Day::MAX, None));
/// assert_eq!((Day::MIN.previous(), Day::MIN.checked_add(-1)), (Day::MIN, None));
/// // To chrono and back.
/// assert_eq!(Day::from(friday.date()), friday);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The first day that can be named: 0001-01-01.
    pub const MIN: Day = Day(-719_162);
    /// The last day that can be named: 9999-12-31.
    pub const MAX: Day = Day(2_932_896);

    /// The day of this year, month and day of the month.
    ///
    /// ```
    /// use lapor_core::Day;
    ///
    /// assert_eq!(Day::new(2016, 2, 29)?.to_string(), "2016-02-29");
    /// let error = Day::new(2015, 2, 29).unwrap_err().to_string();
    /// assert!(error.starts_with("found '2015-02-29', expected a date"));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Date`] if there is no such day in the years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, Error> {
        NaiveDate::from_ymd_opt(year, month, day)
            .and_then(|date| Day::from_epoch(date.to_epoch_days()))
            .ok_or_else(|| Error::Date { found: format!("{year:04}-{month:02}-{day:02}") })
    }

    /// The day this many days after 1970-01-01, or `None` outside the years 1 to 9999.
    ///
    /// ```
    /// use lapor_core::{Day, day};
    ///
    /// assert_eq!(Day::from_epoch(16_500), Some(day(2015, 3, 6)));
    /// assert_eq!(day(2015, 3, 6).epoch(), 16_500);
    /// assert_eq!(Day::from_epoch(i32::MAX), None);
    /// ```
    #[inline]
    pub const fn from_epoch(days: i32) -> Option<Self> {
        if Day::MIN.0 <= days && days <= Day::MAX.0 { Some(Day(days)) } else { None }
    }

    /// The day of a count that is known to lie in the years 1 to 9999.
    #[inline]
    pub(crate) const fn of(days: i32) -> Self {
        Day(days)
    }

    /// Days since 1970-01-01.
    #[inline]
    pub const fn epoch(self) -> i32 {
        self.0
    }

    /// This day as chrono's date.
    pub fn date(self) -> NaiveDate {
        // The years 1 to 9999 lie well inside chrono's range.
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::from_monday((self.0 + 3).rem_euclid(7) as u8)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day as `YYYY-MM-DD`, in ASCII, without an allocation.
    ///
    /// ```
    /// assert_eq!(&lapor_core::day(2015, 3, 6).iso(), b"2015-03-06");
    /// ```
    pub fn iso(self) -> [u8; 10] {
        let date = self.date();
        let (year, month, day) = (date.year() as u32, date.month(), date.day());
        let digit = |number: u32| b'0' + (number % 10) as u8;
        [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ]
    }

    /// The first day of this day's month.
    pub fn first_of_month(self) -> Day {
        Day(self.0 - (self.date().day0() as i32))
    }

    /// The day this many days later, or `None` outside the years 1 to 9999.
    pub const fn checked_add(self, days: i32) -> Option<Day> {
        match self.0.checked_add(days) {
            Some(sum) => Day::from_epoch(sum),
            None => None,
        }
    }

    /// Calendar days from `earlier` to this day; negative if this day is earlier.
    #[inline]
    pub const fn since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The next day; the last day that can be named stays where it is.
    #[inline]
    pub const fn next(self) -> Day {
        if self.0 < Day::MAX.0 { Day(self.0 + 1) } else { self }
    }

    /// The day before; the first day that can be named stays where it is.
    #[inline]
    pub const fn previous(self) -> Day {
        if Day::MIN.0 < self.0 { Day(self.0 - 1) } else { self }
    }
}

/// The day of this year, month and day of the month, for literals.
///
/// ```
/// assert_eq!(lapor_core::day(2015, 3, 6).to_string(), "2015-03-06");
/// ```
///
/// # Panics
///
/// If there is no such day; [`Day::new`] returns an error instead.
#[track_caller]
pub fn day(year: i32, month: u32, day: u32) -> Day {
    match Day::new(year, month, day) {
        Ok(day) => day,
        Err(error) => panic!("{error}"),
    }
}

impl From<NaiveDate> for Day {
    /// A date outside the years 1 to 9999 becomes the nearest day that can be named.
    fn from(date: NaiveDate) -> Self {
        Day(date.to_epoch_days().clamp(Day::MIN.0, Day::MAX.0))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let iso = self.iso();
        // Digits and hyphens are always text.
        f.pad(std::str::from_utf8(&iso).unwrap_or_default())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = Error;

    /// Reads `YYYY-MM-DD` and nothing else.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Date { found: text.chars().take(40).collect() };
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(wrong());
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range].iter().try_fold(0_u32, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
            })
        };
        match (number(0..4), number(5..7), number(8..10)) {
            (Some(year), Some(month), Some(day)) => {
                Day::new(year as i32, month, day).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

/// A day of the week.
///
/// It has no `Ord`: whether a week begins on Monday or on Sunday is a question
/// that no rule of this crate asks.
///
/// ```
/// use lapor_core::{Weekday, day};
///
/// let weekday = day(2015, 3, 6).weekday();
/// assert_eq!(weekday, Weekday::Friday);
/// assert_eq!(weekday.from_monday_number(), 4);
/// assert_eq!(Weekday::ALL[4], Weekday::Friday);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// Senin.
    Monday,
    /// Selasa.
    Tuesday,
    /// Rabu.
    Wednesday,
    /// Kamis.
    Thursday,
    /// Jumat.
    Friday,
    /// Sabtu.
    Saturday,
    /// Minggu.
    Sunday,
}

impl Weekday {
    /// All days of the week, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Days after Monday, 0 to 6.
    pub const fn from_monday_number(self) -> u8 {
        self as u8
    }

    const fn from_monday(number: u8) -> Self {
        Weekday::ALL[(number % 7) as usize]
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_at_the_ends() {
        assert_eq!(Day::MIN.to_string(), "0001-01-01");
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
        assert_eq!(Day::MAX.checked_add(1), None);
        assert_eq!(Day::MIN.previous(), Day::MIN);
    }

    #[test]
    fn text_that_is_no_date() {
        for text in
            ["", "2015-3-6", "2015-02-29", "2015/03/06", "20150306", "2015-03-0é", "0000-01-01"]
        {
            let error = text.parse::<Day>().unwrap_err().to_string();
            assert!(error.contains("expected a date"), "{error}");
        }
    }

    #[test]
    fn weekdays_of_march_2015() {
        assert_eq!(day(2015, 3, 6).weekday(), Weekday::Friday);
        assert_eq!(day(2015, 3, 8).weekday(), Weekday::Sunday);
        assert_eq!(day(1969, 12, 29).weekday(), Weekday::Monday);
    }

    proptest! {
        #[test]
        fn a_day_reads_back(epoch in Day::MIN.0..=Day::MAX.0) {
            let day = Day::from_epoch(epoch).unwrap();
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        }
    }
}
