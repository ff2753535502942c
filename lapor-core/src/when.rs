//! Moments, and what a source knows of when something happened.

use std::fmt;

use crate::day::Day;
use crate::zone::{MICROS_PER_MINUTE, Zone};

const MICROS_PER_DAY: i64 = 86_400_000_000;

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
    const MIN: i64 = (Day::MIN.epoch() as i64 + 1) * MICROS_PER_DAY;
    const MAX: i64 = Day::MAX.epoch() as i64 * MICROS_PER_DAY - 1;

    /// The moment this many microseconds after 1970-01-01T00:00:00Z, or `None` outside the years 1 to 9999.
    #[inline]
    pub const fn from_micros(micros: i64) -> Option<Self> {
        if Instant::MIN <= micros && micros <= Instant::MAX { Some(Instant(micros)) } else { None }
    }

    /// The moment at this many microseconds after local midnight of `day` in `zone`.
    #[inline]
    pub const fn local(day: Day, micros: i64, zone: Zone) -> Option<Self> {
        match (day.epoch() as i64 * MICROS_PER_DAY - zone.micros()).checked_add(micros) {
            Some(sum) => Instant::from_micros(sum),
            None => None,
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[inline]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The local day of this moment in `zone`.
    #[inline]
    pub const fn day(self, zone: Zone) -> Day {
        Day::of((self.0 + zone.micros()).div_euclid(MICROS_PER_DAY) as i32)
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
    #[inline]
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
    #[inline]
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
    #[inline]
    pub const fn on(day: Day) -> Self {
        When(day.epoch() as i64 * MICROS_PER_DAY * 2)
    }

    /// The moment, if it is known to more than the day.
    #[inline]
    pub const fn instant(self) -> Option<Instant> {
        if self.0 & 1 == 1 { Some(Instant(self.0 >> 1)) } else { None }
    }

    /// The local day in `zone`, if anything is known.
    #[inline]
    pub const fn day(self, zone: Zone) -> Option<Day> {
        if self.0 == i64::MIN {
            None
        } else if self.0 & 1 == 1 {
            Some(Instant(self.0 >> 1).day(zone))
        } else {
            Some(Day::of((self.0 / 2 / MICROS_PER_DAY) as i32))
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
    #[inline]
    pub const fn order(self, zone: Zone) -> i64 {
        if self.0 == i64::MIN || self.0 & 1 == 1 { self.0 } else { self.0 - zone.micros() * 2 }
    }

    /// The end of a day in a zone: the last moment of it, and the day itself.
    pub(crate) const fn end_of(day: Day, zone: Zone) -> (i64, i64) {
        let next = (day.epoch() as i64 + 1) * MICROS_PER_DAY - zone.micros();
        ((next - 1) * 2 + 1, When::on(day).0)
    }

    /// Whether it lies no later than an [end](Self::end_of); what is unknown does.
    #[inline]
    pub(crate) const fn is_by(self, (moment, day): (i64, i64)) -> bool {
        self.0 <= if self.0 & 1 == 1 { moment } else { day }
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
    #[inline]
    pub fn precedes(self, other: When, zone: Zone) -> bool {
        if self.0 & other.0 & 1 == 1 {
            return self.0 < other.0;
        }
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

    proptest! {
        #[test]
        fn a_day_ends_where_the_next_begins(micros in Instant::MIN..Instant::MAX, minutes in -840_i16..=840, away in -2_i32..=2) {
            let zone = Zone::new(minutes).unwrap();
            let moment = When::at(Instant::from_micros(micros).unwrap());
            let of = moment.day(zone).unwrap();
            if let Some(as_of) = of.checked_add(away) {
                let end = When::end_of(as_of, zone);
                prop_assert_eq!(moment.is_by(end), of <= as_of);
                prop_assert_eq!(When::on(of).is_by(end), of <= as_of);
                prop_assert!(When::UNKNOWN.is_by(end));
            }
        }

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
        fn a_day_is_that_day_in_every_zone(epoch in Day::MIN.epoch()..=Day::MAX.epoch()) {
            let day = Day::from_epoch(epoch).unwrap();
            prop_assert_eq!(When::on(day).day(Zone::WIT), Some(day));
            prop_assert_eq!(When::on(day).instant(), None);
        }
    }
}
