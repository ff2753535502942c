//! Counting in a limit's unit: every day has an ordinal, and every ordinal names a day.

use crate::calendar::{Calendar, KnownDays, WorkingDays};
use crate::day::Day;
use crate::policy::{CountFrom, Limit, Roll, Unit};

/// The working days, as they stand now or as they were known on a day (R7).
#[derive(Clone, Copy, Debug)]
enum Days<'a> {
    Now(&'a WorkingDays),
    Then(KnownDays<'a>),
}

impl Days<'_> {
    #[inline(always)]
    fn ordinal(self, day: Day) -> Option<u32> {
        match self {
            Days::Now(table) => table.ordinal(day),
            Days::Then(known) => known.ordinal(day),
        }
    }

    #[inline(always)]
    fn nth(self, k: u32) -> Option<Day> {
        match self {
            Days::Now(table) => table.nth(k),
            Days::Then(known) => known.nth(k),
        }
    }

    #[inline]
    fn counts(self, day: Day) -> bool {
        match self {
            Days::Now(table) => table.counts(day),
            Days::Then(known) => known.counts(day),
        }
    }
}

/// Where a count begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    /// Day zero; absent where it lies beyond what the calendar knows.
    pub(super) zero: Option<Day>,
    /// The ordinal before the first day that may count.
    pub(super) ordinal: i64,
}

/// The days that a limit counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis<'a> {
    calendar: &'a Calendar,
    days: Days<'a>,
    unit: Unit,
}

impl<'a> Axis<'a> {
    /// The days as they stand now.
    #[inline]
    pub(super) fn new(calendar: &'a Calendar, unit: Unit) -> Self {
        Axis { calendar, days: Days::Now(calendar.table()), unit }
    }

    /// The days as they were known on `day` (R7).
    pub(super) fn known_on(calendar: &'a Calendar, unit: Unit, day: Day) -> Self {
        Axis { calendar, days: Days::Then(calendar.table_known_on(day)), unit }
    }

    /// Whether nothing in `[from, through]` was held for something else than it is, on the day `known_on`.
    pub(super) fn agrees(calendar: &Calendar, known_on: Day, from: Day, through: Day) -> bool {
        calendar.table_known_on(known_on).agrees(from, through)
    }

    /// Counted days up to and including `day`, or `None` where the calendar knows nothing.
    #[inline(always)]
    pub(super) fn ordinal(self, day: Day) -> Option<i64> {
        match self.unit {
            Unit::WorkingDays => self.days.ordinal(day).map(i64::from),
            Unit::CalendarDays => Some(i64::from(day.epoch())),
        }
    }

    /// The counted day with this ordinal.
    #[inline(always)]
    pub(super) fn nth(self, ordinal: i64) -> Option<Day> {
        match self.unit {
            Unit::WorkingDays => u32::try_from(ordinal).ok().and_then(|k| self.days.nth(k)),
            Unit::CalendarDays => i32::try_from(ordinal).ok().and_then(Day::from_epoch),
        }
    }

    /// Where the count of a start on this day begins; `None` where the calendar does not know the start.
    #[inline(always)]
    pub(super) fn base(self, start: Day, limit: Limit) -> Option<Base> {
        let before_zero = match limit.roll {
            Roll::None => None,
            Roll::Forward => Some(self.days.ordinal(start)? - u32::from(self.days.counts(start))),
        };
        let zero = match before_zero {
            None => Some(start),
            Some(before) => self.days.nth(before + 1),
        };
        let Some(zero) = zero else {
            // Day zero is the first working day after all that the calendar knows.
            let last = self.last_ordinal();
            let ordinal = last + i64::from(limit.count_from == CountFrom::DayAfter);
            return Some(Base { zero: None, ordinal });
        };
        let ordinal = self.ordinal(zero)?;
        let ordinal = match limit.count_from {
            CountFrom::DayAfter => ordinal,
            CountFrom::SameDay => ordinal - i64::from(self.counts(zero)),
        };
        Some(Base { zero: Some(zero), ordinal })
    }

    /// Whether this day is one of those that the unit counts.
    #[inline]
    pub(super) fn counts(self, day: Day) -> bool {
        match self.unit {
            Unit::WorkingDays => self.days.counts(day),
            Unit::CalendarDays => true,
        }
    }

    /// The greatest ordinal that a day can have: beyond the coverage each day may be a counted one (R8).
    pub(super) fn most(self, day: Day) -> i64 {
        let last = *self.calendar.coverage().end();
        let beyond = || self.last_ordinal().saturating_add(i64::from(day.since(last).max(0)));
        self.ordinal(day).unwrap_or_else(beyond)
    }

    /// The ordinal of the last day that is known.
    pub(super) fn last_ordinal(self) -> i64 {
        self.ordinal(*self.calendar.coverage().end()).unwrap_or(i64::MAX)
    }
}
