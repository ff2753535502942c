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
    fn ordinal(self, day: Day) -> Option<u32> {
        match self {
            Days::Now(table) => table.ordinal(day),
            Days::Then(known) => known.ordinal(day),
        }
    }

    fn nth(self, k: u32) -> Option<Day> {
        match self {
            Days::Now(table) => table.nth(k),
            Days::Then(known) => known.nth(k),
        }
    }

    fn counts(self, day: Day) -> bool {
        match self {
            Days::Now(table) => table.counts(day),
            Days::Then(known) => known.counts(day),
        }
    }
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
    pub(super) fn new(calendar: &'a Calendar, unit: Unit) -> Self {
        Axis { calendar, days: Days::Now(calendar.table()), unit }
    }

    /// The days as they were known on `day`, for that day and those after it (R7).
    pub(super) fn known_on(calendar: &'a Calendar, unit: Unit, day: Day) -> Self {
        Axis { calendar, days: Days::Then(calendar.table_known_on(day)), unit }
    }

    /// Whether nothing in `[from, through]` was held for something else than it is, on the day `known_on`.
    pub(super) fn agrees(calendar: &Calendar, known_on: Day, from: Day, through: Day) -> bool {
        calendar.table_known_on(known_on).agrees(from, through)
    }

    /// Counted days up to and including `day`, or `None` where the calendar knows nothing.
    pub(super) fn ordinal(self, day: Day) -> Option<i64> {
        match self.unit {
            Unit::WorkingDays => self.days.ordinal(day).map(i64::from),
            Unit::CalendarDays => Some(i64::from(day.epoch())),
        }
    }

    /// The counted day with this ordinal.
    pub(super) fn nth(self, ordinal: i64) -> Option<Day> {
        match self.unit {
            Unit::WorkingDays => u32::try_from(ordinal).ok().and_then(|k| self.days.nth(k)),
            Unit::CalendarDays => i32::try_from(ordinal).ok().and_then(Day::from_epoch),
        }
    }

    /// Day zero of a start on this day, and the ordinal before the first day that may count.
    pub(super) fn base(self, start: Day, limit: Limit) -> Option<(Day, i64)> {
        let zero = match limit.roll {
            Roll::None => start,
            Roll::Forward => {
                let ordinal = self.days.ordinal(start)?;
                self.days.nth(ordinal + u32::from(!self.days.counts(start)))?
            }
        };
        let ordinal = self.ordinal(zero)?;
        let base = match limit.count_from {
            CountFrom::DayAfter => ordinal,
            CountFrom::SameDay => ordinal - i64::from(self.counts(zero)),
        };
        Some((zero, base))
    }

    /// Whether this day is one of those that the unit counts.
    pub(super) fn counts(self, day: Day) -> bool {
        match self.unit {
            Unit::WorkingDays => self.days.counts(day),
            Unit::CalendarDays => true,
        }
    }

    /// The most days of this unit that can lie after the coverage and up to `day`.
    pub(super) fn most_beyond(self, day: Day) -> i64 {
        let last = *self.calendar.coverage().end();
        i64::from(day.since(last).max(0))
    }

    /// The ordinal of the last day that is known.
    pub(super) fn last_ordinal(self) -> i64 {
        self.ordinal(*self.calendar.coverage().end()).unwrap_or(i64::MAX)
    }
}
