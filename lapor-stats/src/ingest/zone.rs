//! The zone of a source: how a written time becomes an instant.

use std::str::FromStr;

use chrono::{LocalResult, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use lapor_core::{Day, Instant, When, Zone, day};

use super::time::Written;

/// The zone in which a source writes its times.
///
/// The core knows fixed offsets only, and rightly: a verdict is a matter of local days. So an instant
/// of a zone that changes its clocks is stored as its wall-clock time at the zone's standard offset,
/// [`LocalZone::offset`]: the local day and the time of day are then exact throughout the year, and an interval
/// that spans a change of the clocks is the one that a wall clock shows. For a zone that has kept one offset
/// since 2000, as all of Indonesia has, the stored instant is the true one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalZone {
    offset: Zone,
    changing: Option<Changing>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Changing {
    zone: Tz,
    /// Whether the offset is the same on every day from 2000 to 2039, so that arithmetic is enough there.
    steady: bool,
}

/// Local times whose instants are one subtraction away.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quick {
    from: i64,
    to: i64,
    offset: i64,
}

impl Quick {
    /// As [`LocalZone::quickly`].
    #[inline(always)]
    pub(crate) fn at(self, local: i64) -> Option<When> {
        let is_near = self.from <= local && local < self.to;
        Instant::from_micros(local.wrapping_sub(self.offset)).filter(|_| is_near).map(When::at)
    }
}

/// Why a written time is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoInstant {
    /// The clocks were put forward over it.
    Gap,
    /// The clocks were put back over it, and it is not said which of the two is meant.
    Fold,
    /// It lies outside the years 1 to 9999.
    Range,
}

impl LocalZone {
    /// A fixed offset.
    pub(crate) const fn fixed(offset: Zone) -> Self {
        LocalZone { offset, changing: None }
    }

    /// The offset at which stored instants give local days.
    pub(crate) const fn offset(&self) -> Zone {
        self.offset
    }

    /// The instant of a local time, as microseconds since 1970-01-01 on the wall clock, where arithmetic is enough to tell it.
    #[inline]
    pub(crate) fn quickly(&self, local: i64) -> Option<When> {
        self.quick().at(local)
    }

    /// The arithmetic that is enough for most local times, for who has many.
    #[inline]
    pub(crate) fn quick(&self) -> Quick {
        let (from, to) = match self.changing {
            None => (i64::MIN / 2, i64::MAX / 2),
            Some(changing) if changing.steady => {
                (i64::from(STEADY_FROM) * DAY, i64::from(STEADY_TO) * DAY)
            }
            Some(_) => (0, 0),
        };
        Quick { from, to, offset: i64::from(self.offset.minutes()) * 60_000_000 }
    }

    /// The instant of a written time; a date without a time is that day.
    pub(crate) fn resolve(&self, written: Written) -> Result<When, NoInstant> {
        let Some(micros) = written.micros else { return Ok(When::on(written.day)) };
        let instant = match (self.changing, written.offset) {
            (None, None) => Instant::local(written.day, micros, self.offset),
            (None, Some(offset)) => at_offset(written.day, micros, offset),
            (Some(changing), None) => {
                changing.check(written.day, micros)?;
                Instant::local(written.day, micros, self.offset)
            }
            (Some(changing), Some(offset)) => at_offset(written.day, micros, offset)
                .and_then(|instant| changing.on_the_wall(instant, self.offset)),
        };
        instant.map(When::at).ok_or(NoInstant::Range)
    }
}

fn at_offset(day: Day, micros: i64, offset: i16) -> Option<Instant> {
    Zone::new(offset).ok().and_then(|zone| Instant::local(day, micros, zone))
}

/// The span in which a steady zone needs no look into its table.
fn steady_span(day_of: Day) -> bool {
    (STEADY_FROM..STEADY_TO).contains(&day_of.epoch())
}

/// A day in microseconds.
const DAY: i64 = 86_400_000_000;

/// 2000-01-02 and 2039-12-31, a day inside the samples at both ends.
const STEADY_FROM: i32 = 10_958;
const STEADY_TO: i32 = 25_566;

impl Changing {
    fn check(self, local: Day, micros: i64) -> Result<(), NoInstant> {
        if self.steady && steady_span(local) {
            return Ok(());
        }
        let midnight = local.date().and_time(NaiveTime::MIN);
        match self.zone.from_local_datetime(&(midnight + TimeDelta::microseconds(micros))) {
            LocalResult::Single(_) => Ok(()),
            LocalResult::Ambiguous(..) => Err(NoInstant::Fold),
            LocalResult::None => Err(NoInstant::Gap),
        }
    }

    fn on_the_wall(self, instant: Instant, offset: Zone) -> Option<Instant> {
        if self.steady && steady_span(instant.day(Zone::UTC)) {
            return Some(instant);
        }
        let utc = instant.day(Zone::UTC).date().and_time(NaiveTime::MIN)
            + TimeDelta::microseconds(instant.micros_of_day(Zone::UTC));
        let east = i64::from(self.zone.offset_from_utc_datetime(&utc).fix().local_minus_utc());
        Instant::from_micros(
            instant.micros() + (east - i64::from(offset.minutes()) * 60) * 1_000_000,
        )
    }
}

impl FromStr for LocalZone {
    type Err = String;

    /// Reads an IANA name such as `Asia/Jakarta`, `WIB`, `WITA`, `WIT`, `Z` or an offset such as `+07:00`.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(offset) = text.parse::<Zone>() {
            return Ok(LocalZone::fixed(offset));
        }
        let zone: Tz = text.parse().map_err(|_| {
            let found: String = text.chars().take(40).collect();
            format!("found '{found}' as zone, expected an IANA name such as Asia/Jakarta, or WIB, WITA, WIT, Z, +07:00")
        })?;
        // No zone has changed its clocks for less than a week, so one look a week sees every offset.
        let midnight = day(2000, 1, 1).date().and_time(NaiveTime::MIN);
        let seconds = |days: i64| {
            zone.offset_from_utc_datetime(&(midnight + TimeDelta::days(days)))
                .fix()
                .local_minus_utc()
        };
        let offsets = (0..i64::from(STEADY_TO - STEADY_FROM) + 9).step_by(7).map(seconds);
        // The standard offset is the lesser one: clocks are put forward in summer.
        let (least, most) = offsets
            .fold((i32::MAX, i32::MIN), |(least, most), now| (least.min(now), most.max(now)));
        let minutes = i16::try_from(least / 60).unwrap_or_default();
        let offset = Zone::new(minutes).map_err(|error| error.to_string())?;
        Ok(LocalZone { offset, changing: Some(Changing { zone, steady: least == most }) })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::time::TimeFormat;
    use super::*;

    fn resolve(zone: &str, cell: &str) -> Result<When, NoInstant> {
        zone.parse::<LocalZone>().unwrap().resolve(TimeFormat::iso().read(cell).unwrap())
    }

    fn utc(cell: &str) -> When {
        resolve("Z", cell).unwrap()
    }

    #[test]
    fn arithmetic_gives_what_the_table_of_the_zone_gives() {
        for name in ["Asia/Jakarta", "WIB", "America/New_York", "-03:30"] {
            let zone: LocalZone = name.parse().unwrap();
            for epoch in (-200_000..200_000).step_by(97) {
                let written = Written {
                    day: Day::from_epoch(epoch).unwrap(),
                    micros: Some(9 * 3_600_000_000 + 1),
                    offset: None,
                };
                let local = i64::from(epoch) * DAY + 9 * 3_600_000_000 + 1;
                if let Some(quick) = zone.quickly(local) {
                    assert_eq!(Ok(quick), zone.resolve(written), "{name} {epoch}");
                }
            }
        }
    }

    #[test]
    fn the_span_of_arithmetic_is_2000_to_2039() {
        assert_eq!(day(2000, 1, 2).epoch(), STEADY_FROM);
        assert_eq!(day(2039, 12, 31).epoch(), STEADY_TO);
    }

    #[test]
    fn indonesian_zones_are_arithmetic() {
        for (zone, midnight) in [
            ("Asia/Jakarta", "2015-03-05T17:00:00"),
            ("Asia/Makassar", "2015-03-05T16:00:00"),
            ("WIT", "2015-03-05T15:00:00"),
        ] {
            assert_eq!(resolve(zone, "2015-03-06 00:00:00"), Ok(utc(midnight)), "{zone}");
        }
        assert_eq!(resolve("Asia/Jakarta", "2015-03-06T00:00:00Z"), Ok(utc("2015-03-06T00:00:00")));
        // Jakarta kept +07:30 until the end of 1963; the wall clock keeps its day.
        let old = resolve("Asia/Jakarta", "1963-06-01 00:10:00").unwrap();
        assert_eq!(old.day(Zone::WIB), Some(day(1963, 6, 1)));
    }

    #[test]
    fn a_zone_that_changes_its_clocks_keeps_local_days() {
        let zone: LocalZone = "America/New_York".parse().unwrap();
        assert_eq!(zone.offset(), Zone::new(-300).unwrap());
        // 03:30 UTC on 1 July is half an hour before midnight by the wall clock of New York.
        for cell in ["2011-06-30 23:30:00", "2011-07-01T03:30:00Z", "2011-06-30T23:30:00-04:00"] {
            let when = resolve("America/New_York", cell).unwrap();
            assert_eq!(when.day(zone.offset()), Some(day(2011, 6, 30)), "{cell}");
            assert_eq!(
                when.instant().unwrap().micros_of_day(zone.offset()),
                (23 * 60 + 30) * 60_000_000
            );
        }
    }

    #[test]
    fn gaps_and_folds_are_no_instants_unless_an_offset_is_written() {
        assert_eq!(resolve("America/New_York", "2011-03-13 02:30:00"), Err(NoInstant::Gap));
        assert_eq!(resolve("America/New_York", "2011-11-06 01:30:00"), Err(NoInstant::Fold));
        assert!(resolve("America/New_York", "2011-11-06 01:30:00-05:00").is_ok());
        assert!(resolve("America/New_York", "2011-11-06").is_ok());
        assert_eq!(resolve("Asia/Jakarta", "0001-01-01 00:00:00"), Err(NoInstant::Range));
    }

    #[test]
    fn a_zone_that_does_not_exist_names_what_would_do() {
        let problem = "Asia/Sleman".parse::<LocalZone>().unwrap_err();
        assert!(
            problem.starts_with("found 'Asia/Sleman' as zone, expected an IANA name"),
            "{problem}"
        );
    }
}
