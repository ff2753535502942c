//! The days that led to a verdict (R20).

use crate::calendar::DayKind;
use crate::day::Day;
use crate::explain::{DayStatus, ExplainedDay};
use crate::policy::{Hold, Limit, Roll};
use crate::stage::Stage;
use crate::verdict::Verdict;

use super::Clock;
use super::axis::{Axis, Base};
use super::pause::{End, Holds, Pause};

impl<'a> Clock<'a> {
    /// Every day from day zero of a verdict to its due date, with its reason (R20).
    ///
    /// Without a due date the days go to the end, or to the day of the question. A stage
    /// that has not started, or starts where the calendar knows nothing, has none.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let clock = Clock::new(&policy, &calendar, day(2025, 9, 1))?;
    /// let events = vec![Event::new(When::on(day(2025, 8, 14)), EventKind::Submitted)];
    /// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
    /// let days = clock.explain(&assessment.disposition, &assessment.pauses);
    /// // Thursday, then Friday 15; 17 August is a Sunday and 18 August a joint leave day.
    /// let words: Vec<_> = days.iter().map(|day| day.status.word()).collect();
    /// let expected =
    ///     ["day_zero", "counted", "weekend", "weekend", "holiday", "counted", "counted"];
    /// assert_eq!(words, expected);
    /// assert_eq!(days.last().map(|day| (day.date, day.count)), Some((day(2025, 8, 20), Some(3))));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn explain(&self, verdict: &Verdict, pauses: &[Pause]) -> Vec<ExplainedDay<'a>> {
        let Some(start) = verdict.started else { return Vec::new() };
        let office = self.office(verdict.stage, verdict.agency);
        let axis = Axis::new(office.calendar, verdict.limit.unit);
        let last = verdict.due.or(verdict.ended).unwrap_or(self.as_of);
        let base = axis.base(start, Limit { roll: Roll::None, ..verdict.limit });
        let Some((Base { ordinal: base, .. }, now)) = base.zip(axis.ordinal(last)) else {
            return Vec::new();
        };
        let pauses = match verdict.stage {
            Stage::Closure => &[],
            Stage::Disposition | Stage::FollowUp | Stage::Custody => pauses,
        };
        // A hold that began when the stage had ended took nothing from it, nor does it lengthen one that it meets.
        let end = verdict.ended.and_then(|ended| axis.ordinal(ended)).unwrap_or(i64::MAX);
        let began = |pause: &&Pause| {
            pause
                .held
                .day(office.zone)
                .and_then(|day| axis.ordinal(day))
                .is_some_and(|from| from < end)
        };
        let pauses: Vec<_> = pauses.iter().filter(began).copied().collect();
        let holds = Holds::new(&pauses, self.policy);
        let gaps: Vec<_> = holds.gaps(axis, office.zone, now).collect();
        let mut days = Vec::new();
        let mut counted = 0;
        let mut date = start;
        while date <= last {
            let (Some(ordinal), Ok(kind)) = (axis.ordinal(date), office.calendar.kind(date)) else {
                break;
            };
            let counts = axis.counts(date) && base < ordinal;
            let held = gaps.iter().any(|gap| {
                let in_time = !matches!(gap.to, End::After(to) if to < ordinal);
                gap.from < ordinal && in_time
            });
            counted += u32::from(counts && !held);
            let count = (counts && !held).then_some(counted);
            if holds.reading == Hold::Restarts
                && gaps.iter().any(|gap| gap.to == End::After(ordinal))
            {
                counted = 0;
            }
            let status = match kind {
                _ if date == start => DayStatus::DayZero,
                _ if counts && held => DayStatus::Paused,
                _ if counts => DayStatus::Counted,
                DayKind::Holiday(holiday) => {
                    let decree =
                        holiday.decree.as_deref().and_then(|id| office.calendar.decree(id));
                    DayStatus::Holiday { holiday, decree }
                }
                DayKind::Weekend | DayKind::Working => DayStatus::Weekend,
            };
            days.push(ExplainedDay { date, status, count, unit: verdict.limit.unit });
            if date == Day::MAX {
                break;
            }
            date = date.next();
        }
        days
    }
}
