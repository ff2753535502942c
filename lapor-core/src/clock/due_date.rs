//! Due dates of starts, where nothing pauses or extends them; each start's is worked out once.

use crate::calendar::Calendar;
use crate::day::Day;
use crate::policy::{Limit, Unit};

use super::axis::{Axis, Base};

/// A start's day zero, its due date, and where its count begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DueDate {
    pub(super) started: Day,
    pub(super) due: Day,
    /// Counted days up to the first that may count.
    ordinal: i32,
}

impl DueDate {
    /// Stands for a start that was not asked for: its due date lies before it.
    const NOT_ASKED: DueDate = DueDate { started: Day::MAX, due: Day::MIN, ordinal: 0 };

    /// The due date of a start; `None` if the calendar does not reach so far, or said something else on the day of the start.
    #[inline(always)]
    pub(super) fn of(calendar: &Calendar, start: Day, limit: Limit) -> Option<Self> {
        let axis = Axis::new(calendar, limit.unit);
        let Base { zero, ordinal } = axis.base(start, limit)?;
        let started = zero?;
        let days = i64::from(limit.days);
        let due = if days == 0 { started } else { axis.nth(ordinal + days)? };
        let ordinal = i32::try_from(ordinal).ok()?;
        calendar.agrees_since(start, due).then_some(DueDate { started, due, ordinal })
    }

    /// Counted days from day zero up to and including `until`.
    #[inline(always)]
    pub(super) fn elapsed(self, calendar: &Calendar, unit: Unit, until: Day) -> Option<u32> {
        let until = Axis::new(calendar, unit).ordinal(until)?;
        u32::try_from((until - i64::from(self.ordinal)).max(0)).ok()
    }
}

/// The due dates of one limit by one calendar, by the day of the start.
///
/// Reports that came in together start on few days, so nearly always one look-up answers.
#[derive(Clone, Debug)]
pub(super) struct DueDates<'a> {
    calendar: &'a Calendar,
    limit: Limit,
    first: i32,
    /// By the days of the coverage; empty until something is asked.
    of: Vec<DueDate>,
}

impl<'a> DueDates<'a> {
    pub(super) fn new(calendar: &'a Calendar, limit: Limit) -> Self {
        DueDates { calendar, limit, first: calendar.coverage().start().epoch(), of: Vec::new() }
    }

    /// As [`DueDate::of`].
    #[inline(always)]
    pub(super) fn get(&mut self, start: Day) -> Option<DueDate> {
        // A day before the first one becomes a place that no coverage has.
        let place = start.epoch().wrapping_sub(self.first) as u32 as usize;
        match self.of.get(place) {
            Some(&known) if known.started <= known.due => Some(known),
            _ => self.ask(start, place),
        }
    }

    #[cold]
    #[inline(never)]
    fn ask(&mut self, start: Day, place: usize) -> Option<DueDate> {
        if self.of.is_empty() {
            let (first, last) = self.calendar.coverage().into_inner();
            self.of.resize(last.since(first) as usize + 1, DueDate::NOT_ASKED);
        }
        let found = DueDate::of(self.calendar, start, self.limit)?;
        if let Some(slot) = self.of.get_mut(place) {
            *slot = found;
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::day;
    use crate::policy::{CountFrom, Roll};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    proptest! {
        #[test]
        fn a_due_date_is_the_same_however_often_it_is_asked_for(
            days in 0_u16..30,
            calendar_days in any::<bool>(),
            same_day in any::<bool>(),
            forward in any::<bool>(),
            starts in proptest::collection::vec(-40_i32..4_500, 1..40),
        ) {
            // It takes longer to build than to ask.
            static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::indonesia);
            let limit = Limit {
                days,
                unit: if calendar_days { Unit::CalendarDays } else { Unit::WorkingDays },
                count_from: if same_day { CountFrom::SameDay } else { CountFrom::DayAfter },
                roll: if forward { Roll::Forward } else { Roll::None },
            };
            let first = CALENDAR.coverage().start().epoch();
            let mut due_dates = DueDates::new(&CALENDAR, limit);
            for &start in starts.iter().chain(&starts) {
                if let Some(start) = Day::from_epoch(first + start) {
                    prop_assert_eq!(due_dates.get(start), DueDate::of(&CALENDAR, start, limit));
                }
            }
        }
    }

    #[test]
    fn days_are_counted_from_day_zero() {
        // Friday 6 March 2015 is day zero, Friday 13 the fifth working day after it.
        let calendar = Calendar::indonesia();
        let limit = Limit::working_days(5);
        let friday = DueDates::new(&calendar, limit).get(day(2015, 3, 6));
        assert_eq!(friday.map(|friday| friday.due), Some(day(2015, 3, 13)));
        let elapsed = |until| friday.and_then(|of| of.elapsed(&calendar, limit.unit, until));
        assert_eq!(elapsed(day(2015, 3, 6)), Some(0));
        assert_eq!(elapsed(day(2015, 3, 14)), Some(5));
        assert_eq!(elapsed(day(1990, 1, 1)), None);
    }
}
