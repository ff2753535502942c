//! A promise that an act keeps: disposition, follow-up, and an agency's custody.

use crate::calendar::Calendar;
use crate::day::Day;
use crate::id::AgencyId;
use crate::policy::{Hold, Limit};
use crate::stage::Stage;
use crate::verdict::{Outcome, Reason, Verdict};
use crate::zone::Zone;

use super::Office;
use super::axis::{Axis, Base};
use super::due_date::DueDate;
use super::pause::{End, Holds};

/// Where a due date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// On this day.
    On(Day),
    /// Nowhere while the hold lasts (R15).
    Paused,
    /// Beyond what the calendar knows (R8); the counted day that it would be, if the start is known.
    Beyond(Option<i64>),
}

impl Due {
    pub(super) fn day(self) -> Option<Day> {
        match self {
            Due::On(due) => Some(due),
            Due::Paused | Due::Beyond(_) => None,
        }
    }
}

/// Where a promise is counted, and what has paused it so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    pub(super) office: Office<'a>,
    pub(super) holds: Holds<'a>,
}

impl<'a> Terms<'a> {
    pub(super) fn zone(self) -> Zone {
        self.office.zone
    }
}

/// A due date and what it was counted on.
#[derive(Clone, Copy, Debug)]
struct Count<'a> {
    axis: Axis<'a>,
    base: Option<Base>,
    due: Due,
}

/// A stage from its start to the act that ends it.
///
/// It holds no reference, so that a caller's storage outlives the clock that filled it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Promise {
    stage: Stage,
    agency: Option<AgencyId>,
    start: Day,
    limit: Limit,
    /// Days granted by an extension.
    extra: Option<u16>,
    done: Option<Verdict>,
}

impl Promise {
    #[inline]
    pub(super) fn start(stage: Stage, start: Day, limit: Limit, agency: Option<AgencyId>) -> Self {
        Promise { stage, agency, start, limit, extra: None, done: None }
    }

    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    pub(super) fn agency(&self) -> Option<AgencyId> {
        self.agency
    }

    /// Whether nothing has ended it yet.
    pub(super) fn is_open(&self) -> bool {
        self.done.is_none()
    }

    /// The act came: kept if its day is on or before the due date (R2), whatever has elapsed.
    pub(super) fn act(&mut self, day: Day, terms: Terms<'_>) {
        self.end(day, terms, |due, day| match due {
            Due::On(due) => (kept(due, day), None),
            Due::Paused | Due::Beyond(_) => (Outcome::Met, None),
        });
    }

    /// R14: the report left the agency's tree, in time or not.
    pub(super) fn hand_on(&mut self, day: Day, terms: Terms<'_>) {
        self.end(day, terms, |due, day| match due {
            Due::On(due) if due < day => (Outcome::HandedOn, Some(Reason::AfterDue)),
            Due::On(_) | Due::Paused | Due::Beyond(_) => (Outcome::HandedOn, Some(Reason::InTime)),
        });
    }

    /// R18: on or before the due date there is nothing to judge; after it the breach stays.
    pub(super) fn void(&mut self, day: Day, reason: Reason, terms: Terms<'_>) {
        self.end(day, terms, |due, day| match due {
            Due::On(due) if due < day => (Outcome::Overdue, Some(Reason::EndedUnanswered)),
            Due::On(_) | Due::Paused | Due::Beyond(_) => (Outcome::Void, Some(reason)),
        });
    }

    fn end(
        &mut self,
        day: Day,
        terms: Terms<'_>,
        judge: impl FnOnce(Due, Day) -> (Outcome, Option<Reason>),
    ) {
        if self.done.is_some() {
            return;
        }
        let day = day.max(self.start);
        let count = self.count(day, terms);
        // R8: an act inside the coverage came before a due date beyond it.
        let unknown = |target: Option<i64>| {
            let zero = count.base.and_then(|base| base.zero);
            let inside = zero.is_some() || terms.office.calendar.covers(day);
            !(target.is_some() && inside && count.axis.ordinal(day).is_some())
        };
        let judged = match count.due {
            Due::Beyond(target) if unknown(target) => (Outcome::Unknown, Some(Reason::Coverage)),
            due => judge(due, day),
        };
        self.done = Some(self.verdict(judged, count, day, Some(day), terms));
    }

    /// Nobody can tell any more what became of it; what happens later does not touch it.
    pub(super) fn doubt(&mut self, day: Day, reason: Reason, terms: Terms<'_>) {
        let day = day.max(self.start);
        let unknown = (Outcome::Unknown, Some(reason));
        self.done = Some(self.verdict(unknown, self.count(day, terms), day, None, terms));
    }

    /// R19: adds days once, if the due date has not passed; says whether it did.
    pub(super) fn extend(&mut self, day: Day, days: u16, terms: Terms<'_>) -> bool {
        let effective = self.done.is_none() && self.extra.is_none() && !self.has_passed(day, terms);
        if effective {
            self.extra = Some(days);
        }
        effective
    }

    /// R19: another limit from the same day zero, if the due date has not passed.
    pub(super) fn relimit(&mut self, day: Day, limit: Limit, terms: Terms<'_>) {
        if self.done.is_none() && !self.has_passed(day, terms) {
            self.limit = limit;
        }
    }

    /// R3: without an act it runs on the due date itself, and is overdue the day after.
    pub(super) fn finish(&self, as_of: Day, terms: Terms<'_>) -> Verdict {
        if let Some(verdict) = self.done {
            return verdict;
        }
        let count = self.count(as_of, terms);
        let judged = match count.due {
            Due::On(due) => (open(due, as_of), None),
            Due::Paused => (Outcome::Paused, None),
            Due::Beyond(target) => running_beyond(count.axis, target, as_of),
        };
        self.verdict(judged, count, as_of, None, terms)
    }

    /// The verdict where nothing pauses, extends or ends the promise but the act.
    ///
    /// It is what [`act`](Self::act) and [`finish`](Self::finish) give; `None` if the calendar does not reach so far, or said
    /// something else on the day of the start.
    #[inline(always)]
    pub(super) fn unpaused(
        &self,
        acted: Option<Day>,
        as_of: Day,
        calendar: &Calendar,
    ) -> Option<Verdict> {
        let due_date = DueDate::of(calendar, self.start, self.limit)?;
        Some(self.unpaused_by(due_date, acted, as_of, calendar))
    }

    /// The same for a due date that is known.
    #[inline(always)]
    pub(super) fn unpaused_by(
        &self,
        due_date: DueDate,
        acted: Option<Day>,
        as_of: Day,
        calendar: &Calendar,
    ) -> Verdict {
        let DueDate { started, due, .. } = due_date;
        let ended = acted.map(|day| day.max(self.start));
        Verdict {
            stage: self.stage,
            outcome: ended.map_or_else(|| open(due, as_of), |day| kept(due, day)),
            reason: None,
            started: Some(started),
            due: Some(due),
            due_promised: Some(due),
            ended,
            elapsed: due_date.elapsed(calendar, self.limit.unit, ended.unwrap_or(as_of)),
            paused: 0,
            limit: self.limit,
            agency: self.agency,
        }
    }

    /// Whether the due date lies before this day.
    pub(super) fn has_passed(&self, day: Day, terms: Terms<'_>) -> bool {
        matches!(self.count(day, terms).due, Due::On(due) if due < day)
    }

    fn axis<'a>(&self, terms: Terms<'a>) -> Axis<'a> {
        Axis::new(terms.office.calendar, self.limit.unit)
    }

    fn days(&self) -> i64 {
        i64::from(self.limit.days) + i64::from(self.extra.unwrap_or(0))
    }

    /// The n-th counted day, where held days do not count, as it stands on the day `now`.
    fn count<'a>(&self, now: Day, terms: Terms<'a>) -> Count<'a> {
        self.count_on(self.axis(terms), now, terms)
    }

    fn count_on<'a>(&self, axis: Axis<'a>, now: Day, terms: Terms<'a>) -> Count<'a> {
        let base = axis.base(self.start, self.limit);
        Count { axis, base, due: self.due_from(axis, base, now, terms) }
    }

    fn due_from(&self, axis: Axis<'_>, base: Option<Base>, now: Day, terms: Terms<'_>) -> Due {
        let Some(Base { zero, ordinal }) = base else {
            return Due::Beyond(None);
        };
        let days = self.days();
        if days == 0 {
            return zero.map_or(Due::Beyond(Some(ordinal)), Due::On);
        }
        let (mut base, mut target, mut beyond) = (ordinal, ordinal + days, zero.is_none());
        if terms.holds.is_empty() {
            let due = if beyond { None } else { axis.nth(target) };
            return due.map_or(Due::Beyond(Some(target)), Due::On);
        }
        for gap in terms.holds.gaps(axis, terms.zone(), axis.most(now)) {
            let from = gap.from.max(base);
            // R15: a hold after the due date heals nothing.
            if target <= from {
                break;
            }
            let to = match gap.to {
                End::Open => return Due::Paused,
                End::After(to) => to,
                End::Beyond => {
                    beyond = true;
                    axis.last_ordinal()
                }
            };
            match terms.holds.reading {
                Hold::Pauses => target += (to - from).max(0),
                Hold::Restarts if base < to => {
                    base = to;
                    target = to + days;
                }
                Hold::Restarts => {}
            }
        }
        match axis.nth(target) {
            Some(due) if !beyond => Due::On(due),
            _ => Due::Beyond(Some(target)),
        }
    }

    fn verdict(
        &self,
        (outcome, reason): (Outcome, Option<Reason>),
        Count { axis, base, due }: Count<'_>,
        until: Day,
        ended: Option<Day>,
        terms: Terms<'_>,
    ) -> Verdict {
        let due = due.day();
        let calendar = terms.office.calendar;
        let due_promised = due.and_then(|due| {
            // A hold that began before the start has its cap counted from its own first day.
            let agrees = if terms.holds.is_empty() {
                calendar.agrees_since(self.start, due)
            } else {
                let first = terms.holds.first(terms.zone(), self.start);
                Axis::agrees(calendar, self.start, first, due)
            };
            if agrees {
                return Some(due);
            }
            let then = Axis::known_on(calendar, self.limit.unit, self.start);
            self.count_on(then, until, terms).due.day()
        });
        let mut paused = 0;
        let mut elapsed = None;
        // Where day zero lies beyond the coverage, none of the days inside went by, and nobody knows how many after.
        let known = base.filter(|base| base.zero.is_some() || calendar.covers(until));
        if let (Some(base), Some(until)) = (known, axis.ordinal(until)) {
            if !terms.holds.is_empty() {
                for gap in terms.holds.gaps(axis, terms.zone(), until) {
                    let to = match gap.to {
                        End::After(to) => to.min(until),
                        End::Open | End::Beyond => until,
                    };
                    paused += (to - gap.from.max(base.ordinal)).max(0);
                }
            }
            elapsed = u32::try_from((until - base.ordinal).max(0) - paused).ok();
        }
        Verdict {
            stage: self.stage,
            outcome,
            reason,
            started: base.and_then(|base| base.zero).or(Some(self.start)),
            due,
            due_promised,
            ended,
            elapsed,
            paused: u32::try_from(paused).unwrap_or(u32::MAX),
            limit: self.limit,
            agency: self.agency,
        }
    }
}

/// R2: an act on the due date keeps the promise, whatever has elapsed.
#[inline]
fn kept(due: Day, day: Day) -> Outcome {
    if due < day { Outcome::Late } else { Outcome::Met }
}

/// R3: without an act it runs on the due date itself, and is overdue the day after.
#[inline]
fn open(due: Day, as_of: Day) -> Outcome {
    if due < as_of { Outcome::Overdue } else { Outcome::Running }
}

/// R8: a due date beyond the coverage leaves a stage running while even a counted day each day could not have reached it.
pub(super) fn running_beyond(
    axis: Axis<'_>,
    target: Option<i64>,
    as_of: Day,
) -> (Outcome, Option<Reason>) {
    match target {
        Some(target) if axis.most(as_of) <= target => (Outcome::Running, None),
        _ => (Outcome::Unknown, Some(Reason::Coverage)),
    }
}
