//! A promise that an act keeps: disposition and follow-up.

use crate::day::{Day, Zone};
use crate::id::AgencyId;
use crate::policy::Limit;
use crate::stage::Stage;
use crate::verdict::{Outcome, Reason, Verdict};

use super::Office;
use super::axis::Axis;
use super::pause::Pauses;

/// Where a due date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// On this day.
    On(Day),
    /// Nowhere while the hold lasts (R15).
    Paused,
    /// Beyond what the calendar knows (R8).
    Beyond,
}

/// A stage from its start to the act that ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Promise<'a> {
    stage: Stage,
    office: Office<'a>,
    agency: Option<AgencyId>,
    start: Day,
    limit: Limit,
    /// Days granted by an extension.
    extra: Option<u16>,
    done: Option<Verdict>,
}

impl<'a> Promise<'a> {
    pub(super) fn start(
        stage: Stage,
        start: Day,
        limit: Limit,
        office: Office<'a>,
        agency: Option<AgencyId>,
    ) -> Self {
        Promise { stage, office, agency, start, limit, extra: None, done: None }
    }

    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    pub(super) fn zone(&self) -> Zone {
        self.office.zone
    }

    pub(super) fn agency(&self) -> Option<AgencyId> {
        self.agency
    }

    /// The act came: kept if its day is on or before the due date (R2), whatever has elapsed.
    pub(super) fn act(&mut self, day: Day, pauses: &Pauses, cap: Option<u16>) {
        if self.done.is_some() {
            return;
        }
        let day = day.max(self.start);
        let due = self.due(pauses, cap, day);
        let outcome = match due {
            Due::On(due) if day <= due => (Outcome::Met, None),
            Due::On(_) => (Outcome::Late, None),
            Due::Paused => (Outcome::Met, None),
            Due::Beyond => self.if_covered(day, Outcome::Met),
        };
        self.done = Some(self.verdict(outcome, due, day, Some(day), pauses, cap));
    }

    /// R18: on or before the due date there is nothing to judge; after it the breach stays.
    pub(super) fn void(&mut self, day: Day, reason: Reason, pauses: &Pauses, cap: Option<u16>) {
        if self.done.is_some() {
            return;
        }
        let day = day.max(self.start);
        let due = self.due(pauses, cap, day);
        let outcome = match due {
            Due::On(due) if due < day => (Outcome::Overdue, Some(Reason::EndedUnanswered)),
            Due::On(_) | Due::Paused => (Outcome::Void, Some(reason)),
            Due::Beyond => match self.if_covered(day, Outcome::Void) {
                (Outcome::Void, _) => (Outcome::Void, Some(reason)),
                unknown => unknown,
            },
        };
        self.done = Some(self.verdict(outcome, due, day, Some(day), pauses, cap));
    }

    /// R19: adds days once, if the due date has not passed; says whether it did.
    pub(super) fn extend(
        &mut self,
        day: Day,
        days: u16,
        pauses: &Pauses,
        cap: Option<u16>,
    ) -> bool {
        let effective =
            self.done.is_none() && self.extra.is_none() && !self.has_passed(day, pauses, cap);
        if effective {
            self.extra = Some(days);
        }
        effective
    }

    /// R19: another limit from the same day zero, if the due date has not passed.
    pub(super) fn relimit(&mut self, day: Day, limit: Limit, pauses: &Pauses, cap: Option<u16>) {
        if self.done.is_none() && !self.has_passed(day, pauses, cap) {
            self.limit = limit;
        }
    }

    /// R3: without an act it runs on the due date itself, and is overdue the day after.
    pub(super) fn finish(self, as_of: Day, pauses: &Pauses, cap: Option<u16>) -> Verdict {
        if let Some(verdict) = self.done {
            return verdict;
        }
        let due = self.due(pauses, cap, as_of);
        let outcome = match due {
            Due::On(due) if due < as_of => (Outcome::Overdue, None),
            Due::On(_) => (Outcome::Running, None),
            Due::Paused => (Outcome::Paused, None),
            Due::Beyond => self.running_beyond(as_of),
        };
        self.verdict(outcome, due, as_of, None, pauses, cap)
    }

    fn has_passed(&self, day: Day, pauses: &Pauses, cap: Option<u16>) -> bool {
        matches!(self.due(pauses, cap, day), Due::On(due) if due < day)
    }

    fn axis(&self) -> Axis<'a> {
        Axis::new(self.office.calendar, self.limit.unit)
    }

    fn days(&self) -> i64 {
        i64::from(self.limit.days) + i64::from(self.extra.unwrap_or(0))
    }

    /// The n-th counted day, where held days do not count.
    fn due(&self, pauses: &Pauses, cap: Option<u16>, now: Day) -> Due {
        self.due_on(self.axis(), pauses, cap, now)
    }

    fn due_on(&self, axis: Axis<'_>, pauses: &Pauses, cap: Option<u16>, now: Day) -> Due {
        let Some((zero, base)) = axis.base(self.start, self.limit) else { return Due::Beyond };
        let days = self.days();
        if days == 0 {
            return Due::On(zero);
        }
        let now = axis.ordinal(now).unwrap_or(i64::MAX);
        let mut target = base + days;
        for gap in pauses.gaps(axis, self.office.zone, cap, now) {
            let from = gap.from.max(base);
            if target <= from {
                break;
            }
            match gap.to {
                Some(to) => target = target.saturating_add((to - from).max(0)),
                None => return Due::Paused,
            }
        }
        axis.nth(target).map_or(Due::Beyond, Due::On)
    }

    /// R8: an act inside the coverage came before a due date beyond it.
    fn if_covered(&self, day: Day, outcome: Outcome) -> (Outcome, Option<Reason>) {
        let axis = self.axis();
        if axis.base(self.start, self.limit).is_some() && axis.ordinal(day).is_some() {
            (outcome, None)
        } else {
            (Outcome::Unknown, Some(Reason::Coverage))
        }
    }

    fn running_beyond(&self, as_of: Day) -> (Outcome, Option<Reason>) {
        running_beyond(self.axis(), self.start, self.limit, self.days(), as_of)
    }

    fn verdict(
        &self,
        (outcome, reason): (Outcome, Option<Reason>),
        due: Due,
        until: Day,
        ended: Option<Day>,
        pauses: &Pauses,
        cap: Option<u16>,
    ) -> Verdict {
        let axis = self.axis();
        let due = match due {
            Due::On(due) => Some(due),
            Due::Paused | Due::Beyond => None,
        };
        let then = Axis::known_on(self.office.calendar, self.limit.unit, self.start);
        let due_promised = due.and_then(|_| match self.due_on(then, pauses, cap, until) {
            Due::On(due) => Some(due),
            Due::Paused | Due::Beyond => None,
        });
        let base = axis.base(self.start, self.limit);
        let mut paused = 0;
        let mut elapsed = None;
        if let (Some((_, base)), Some(until)) = (base, axis.ordinal(until)) {
            for gap in pauses.gaps(axis, self.office.zone, cap, until) {
                let to = gap.to.unwrap_or(until).min(until);
                paused += (to - gap.from.max(base)).max(0);
            }
            elapsed = u32::try_from((until - base).max(0) - paused).ok();
        }
        Verdict {
            stage: self.stage,
            outcome,
            reason,
            started: Some(base.map_or(self.start, |(zero, _)| zero)),
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

/// R8: a due date beyond the coverage leaves a stage running while even a working day each day could not have reached it.
pub(super) fn running_beyond(
    axis: Axis<'_>,
    start: Day,
    limit: Limit,
    days: i64,
    as_of: Day,
) -> (Outcome, Option<Reason>) {
    let unknown = (Outcome::Unknown, Some(Reason::Coverage));
    let Some((_, base)) = axis.base(start, limit) else { return unknown };
    let inside = axis.ordinal(as_of).unwrap_or_else(|| axis.last_ordinal()) - base;
    if inside + axis.most_beyond(as_of) <= days { (Outcome::Running, None) } else { unknown }
}
