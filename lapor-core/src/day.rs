//! Days, instants and zones: when something happened, and on which day that was.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::error::Error;

const MICROS_PER_DAY: i64 = 86_400_000_000;
const MICROS_PER_MINUTE: i64 = 60_000_000;

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
    pub const fn from_epoch(days: i32) -> Option<Self> {
        if Day::MIN.0 <= days && days <= Day::MAX.0 { Some(Day(days)) } else { None }
    }

    /// Days since 1970-01-01.
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
    pub const fn since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The next day; the last day that can be named stays where it is.
    pub const fn next(self) -> Day {
        if self.0 < Day::MAX.0 { Day(self.0 + 1) } else { self }
    }

    /// The day before; the first day that can be named stays where it is.
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

/// A fixed offset from UTC, in minutes.
///
/// Indonesia has three and no daylight saving; named zones of other countries
/// are resolved where data comes in, so the core needs no zone table.
///
/// ```
/// use lapor_core::Zone;
///
/// assert_eq!("+07:00".parse::<Zone>()?, Zone::WIB);
/// assert_eq!("WITA".parse::<Zone>()?, Zone::WITA);
/// assert_eq!(Zone::WIT.to_string(), "+09:00");
/// assert_eq!((Zone::UTC.minutes(), Zone::new(-300)?.to_string()), (0, "-05:00".into()));
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    minutes: i16,
}

impl Zone {
    /// UTC itself.
    pub const UTC: Zone = Zone { minutes: 0 };
    /// Waktu Indonesia Barat, +07:00.
    pub const WIB: Zone = Zone { minutes: 420 };
    /// Waktu Indonesia Tengah, +08:00.
    pub const WITA: Zone = Zone { minutes: 480 };
    /// Waktu Indonesia Timur, +09:00.
    pub const WIT: Zone = Zone { minutes: 540 };

    /// The zone this many minutes east of UTC.
    ///
    /// # Errors
    ///
    /// [`Error::Word`] beyond 24 hours either way.
    pub fn new(minutes: i16) -> Result<Self, Error> {
        if minutes.unsigned_abs() <= 24 * 60 {
            Ok(Zone { minutes })
        } else {
            Err(Error::Word {
                what: "zone",
                found: format!("{minutes} minutes"),
                expected: "-24:00 to +24:00".into(),
            })
        }
    }

    /// Minutes east of UTC.
    pub const fn minutes(self) -> i16 {
        self.minutes
    }

    const fn micros(self) -> i64 {
        self.minutes as i64 * MICROS_PER_MINUTE
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for Zone {
    type Err = Error;

    /// Reads `Z`, `WIB`, `WITA`, `WIT` or an offset such as `+07:00`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Word {
            what: "zone",
            found: text.chars().take(40).collect(),
            expected: "Z, WIB, WITA, WIT, +07:00".into(),
        };
        match text {
            "Z" | "UTC" => return Ok(Zone::UTC),
            "WIB" => return Ok(Zone::WIB),
            "WITA" => return Ok(Zone::WITA),
            "WIT" => return Ok(Zone::WIT),
            _ => {}
        }
        let bytes = text.as_bytes();
        let sign = match bytes.first() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Err(wrong()),
        };
        if bytes.len() != 6
            || bytes[3] != b':'
            || ![1, 2, 4, 5].iter().all(|&place: &usize| bytes[place].is_ascii_digit())
        {
            return Err(wrong());
        }
        let two =
            |place: usize| i16::from(bytes[place] - b'0') * 10 + i16::from(bytes[place + 1] - b'0');
        if 60 <= two(4) {
            return Err(wrong());
        }
        Zone::new(sign * (two(1) * 60 + two(4))).map_err(|_| wrong())
    }
}

/// A moment, in microseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999.
///
/// ```
/// use lapor_core::{Instant, Zone, day};
///
/// // 00:30 in Jakarta is still the day before in UTC.
/// let night = Instant::local(day(2015, 3, 6), 30 * 60 * 1_000_000, Zone::WIB).unwrap();
/// assert_eq!(night.day(Zone::WIB), day(2015, 3, 6));
/// assert_eq!(night.day(Zone::UTC), day(2015, 3, 5));
/// assert_eq!(night.micros_of_day(Zone::UTC), (17 * 60 + 30) * 60 * 1_000_000);
/// assert_eq!(Instant::from_micros(night.micros()), Some(night));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    // A day is left free at both ends, so that every zone's day can be named.
    const MIN: i64 = (Day::MIN.0 as i64 + 1) * MICROS_PER_DAY;
    const MAX: i64 = Day::MAX.0 as i64 * MICROS_PER_DAY - 1;

    /// The moment this many microseconds after 1970-01-01T00:00:00Z, or `None` outside the years 1 to 9999.
    pub const fn from_micros(micros: i64) -> Option<Self> {
        if Instant::MIN <= micros && micros <= Instant::MAX { Some(Instant(micros)) } else { None }
    }

    /// The moment at this many microseconds after local midnight of `day` in `zone`.
    pub const fn local(day: Day, micros: i64, zone: Zone) -> Option<Self> {
        match (day.0 as i64 * MICROS_PER_DAY - zone.micros()).checked_add(micros) {
            Some(sum) => Instant::from_micros(sum),
            None => None,
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The local day of this moment in `zone`.
    pub const fn day(self, zone: Zone) -> Day {
        Day((self.0 + zone.micros()).div_euclid(MICROS_PER_DAY) as i32)
    }

    /// Microseconds since local midnight in `zone`.
    pub const fn micros_of_day(self, zone: Zone) -> i64 {
        (self.0 + zone.micros()).rem_euclid(MICROS_PER_DAY)
    }
}

/// When an event happened, as far as the source knows: a moment, a day, or not at all.
///
/// A date without a time is that day in every zone. Eight bytes, so that a
/// column of them is a column of integers.
///
/// ```
/// use lapor_core::{Instant, When, Zone, day};
///
/// let when = When::on(day(2015, 3, 6));
/// assert_eq!(when.day(Zone::WIT), Some(day(2015, 3, 6)));
/// assert_eq!(when.instant(), None);
/// // A moment is a day only in a zone: this one is 23:30 in Jakarta and 01:30 in Jayapura.
/// let moment = Instant::local(day(2015, 3, 6), 1_410 * 60_000_000, Zone::WIB);
/// let when = moment.map_or(When::UNKNOWN, When::at);
/// assert_eq!(when.instant(), moment);
/// assert_eq!(when.day(Zone::WIB), Some(day(2015, 3, 6)));
/// assert_eq!(when.day(Zone::WIT), Some(day(2015, 3, 7)));
///
/// assert_eq!(When::UNKNOWN.day(Zone::WIB), None);
/// assert_eq!(std::mem::size_of::<When>(), 8);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct When(i64);

impl When {
    /// It happened, but the source does not say when.
    pub const UNKNOWN: When = When(i64::MIN);

    /// At this moment.
    pub const fn at(instant: Instant) -> Self {
        When(instant.0 * 2 + 1)
    }

    /// At this minute of a local day, in the zone of the clock on the wall; `None` for a time that no day has.
    ///
    /// ```
    /// use lapor_core::{When, Zone, day};
    ///
    /// let night = When::local(day(2015, 3, 6), 0, 30, Zone::WIT).expect("half past midnight");
    /// assert_eq!(night.day(Zone::WIB), Some(day(2015, 3, 5)));
    /// assert_eq!(When::local(day(2015, 3, 6), 24, 0, Zone::WIT), None);
    /// ```
    pub const fn local(day: Day, hour: u8, minute: u8, zone: Zone) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        let micros = (hour as i64 * 60 + minute as i64) * MICROS_PER_MINUTE;
        match Instant::local(day, micros, zone) {
            Some(instant) => Some(When::at(instant)),
            None => None,
        }
    }

    /// At some time of this day.
    pub const fn on(day: Day) -> Self {
        When(day.0 as i64 * MICROS_PER_DAY * 2)
    }

    /// The moment, if it is known to more than the day.
    pub const fn instant(self) -> Option<Instant> {
        if self.0 & 1 == 1 { Some(Instant((self.0 - 1) / 2)) } else { None }
    }

    /// The local day in `zone`, if anything is known.
    pub const fn day(self, zone: Zone) -> Option<Day> {
        if self.0 == i64::MIN {
            None
        } else if self.0 & 1 == 1 {
            Some(Instant((self.0 - 1) / 2).day(zone))
        } else {
            Some(Day((self.0 / 2 / MICROS_PER_DAY) as i32))
        }
    }

    /// The key by which events are put in order: an unknown time first, a day as its local midnight (R9).
    ///
    /// ```
    /// use lapor_core::{When, Zone, day};
    ///
    /// let mut times = [When::on(day(2015, 3, 9)), When::UNKNOWN, When::on(day(2015, 3, 6))];
    /// times.sort_by_key(|when| when.order(Zone::WIB));
    /// assert_eq!(times, [When::UNKNOWN, When::on(day(2015, 3, 6)), When::on(day(2015, 3, 9))]);
    /// ```
    pub const fn order(self, zone: Zone) -> i64 {
        if self.0 == i64::MIN || self.0 & 1 == 1 { self.0 } else { self.0 - zone.micros() * 2 }
    }

    /// Whether this surely lies before `other`: by the moment if both have one, else by the day.
    ///
    /// Within one day the order of a date without a time is never impossible (R9).
    ///
    /// ```
    /// use lapor_core::{Instant, When, Zone, day};
    ///
    /// let friday = When::on(day(2015, 3, 6));
    /// let noon = Instant::local(day(2015, 3, 6), 12 * 3_600_000_000, Zone::WIB).map(When::at).unwrap();
    /// assert!(!friday.precedes(noon, Zone::WIB) && !noon.precedes(friday, Zone::WIB));
    /// assert!(friday.precedes(When::on(day(2015, 3, 7)), Zone::WIB));
    /// ```
    pub fn precedes(self, other: When, zone: Zone) -> bool {
        match (self.instant(), other.instant()) {
            (Some(ours), Some(theirs)) => ours < theirs,
            _ => match (self.day(zone), other.day(zone)) {
                (Some(ours), Some(theirs)) => ours < theirs,
                _ => false,
            },
        }
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.instant(), self.day(Zone::UTC)) {
            (Some(instant), Some(day)) => {
                let second = instant.micros_of_day(Zone::UTC) / 1_000_000;
                write!(f, "{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
            }
            (None, Some(day)) => write!(f, "{day}"),
            _ => f.write_str("unknown"),
        }
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

    #[test]
    fn zones_have_two_digits_each() {
        for text in ["07:00", "+7:00", "+07:60", "+99:00", "+0７:00", "+07-00"] {
            assert!(text.parse::<Zone>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_moment_lies_in_its_day(micros in Instant::MIN..Instant::MAX, minutes in -1440_i16..=1440) {
            let zone = Zone::new(minutes).unwrap();
            let instant = Instant::from_micros(micros).unwrap();
            let back = Instant::local(instant.day(zone), instant.micros_of_day(zone), zone);
            prop_assert_eq!(back, Some(instant));
            prop_assert_eq!(When::at(instant).instant(), Some(instant));
            prop_assert_eq!(When::at(instant).day(zone), Some(instant.day(zone)));
        }

        #[test]
        fn a_day_reads_back(epoch in Day::MIN.0..=Day::MAX.0) {
            let day = Day::from_epoch(epoch).unwrap();
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
            prop_assert_eq!(When::on(day).day(Zone::WIT), Some(day));
            prop_assert_eq!(When::on(day).instant(), None);
        }
    }
}
