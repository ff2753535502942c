//! A promise that has begun: its terms as they change, and how it ends.

use lapor_core::{AgencyId, Day, EventKind, Limit, Outcome, Reason, Stage, Value};

use super::count::{Count, Due};
use super::expected::Row;
use super::story::Story;
use super::world::Place;

/// A promise from its starting event on.
#[derive(Clone, Copy)]
pub(crate) struct Promise<'w> {
    pub(crate) stage: Stage,
    pub(crate) place: Place<'w>,
    /// The place of the starting event in the story.
    pub(crate) opened: usize,
    /// Whether an extension applies to it (R19): to agencies' promises, not to the administrator's.
    pub(crate) extendable: bool,
    pub(crate) agency: Option<AgencyId>,
}

/// How a promise ended, at which event of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It has not.
    Open,
    /// The act came, on this local day.
    Act(usize, Day),
    /// The report was archived, merged or withdrawn (R18).
    Void(usize, Reason),
    /// The report left the agency's tree (R14), on this local day.
    Left(usize, Day),
}

impl Promise<'_> {
    fn start(&self, story: &Story<'_>) -> Day {
        story.day(self.opened, self.place.zone)
    }

    /// R19: the limit and the days granted, as the events before this place left them. An extension
    /// counts once, and neither it nor a new class reaches a promise whose due date has passed.
    fn terms_before(&self, story: &Story<'_>, place: usize) -> (Limit, u16) {
        let world = story.world;
        let complexity = story.case.facts.complexity;
        // An end of the same day may sort before the start for want of a time.
        let class = match place.checked_sub(1) {
            Some(before) => story.class_after(before.min(self.opened)),
            None => story.case.facts.class,
        };
        let mut limit = world.limit(self.stage, class, complexity);
        let mut granted: Option<u16> = None;
        for (at, event) in story.usable() {
            if at <= self.opened || place <= at {
                continue;
            }
            let days = match (event.kind, event.value) {
                (EventKind::Extended, Value::Days(days)) => Some(days),
                (EventKind::Extended, _) => world.policy.extension_days,
                _ => None,
            };
            if let Some(days) = days
                && self.extendable
                && granted.is_none()
                && !self.passed(story, (limit, 0), at, story.day(at, self.place.zone))
            {
                granted = Some(days);
            }
            if let (EventKind::Reclassified, Value::Class(class)) = (event.kind, event.value)
                && !self.passed(
                    story,
                    (limit, granted.unwrap_or(0)),
                    at,
                    story.day(at, self.place.zone),
                )
            {
                limit = world.limit(self.stage, Some(class), complexity);
            }
        }
        (limit, granted.unwrap_or(0))
    }

    /// Whether this promise was already broken before a day, as the events through this place left it.
    pub(crate) fn broken_before(&self, story: &Story<'_>, place: usize, day: Day) -> bool {
        let (limit, extra) = self.terms_before(story, place);
        self.passed(story, (limit, extra), place, day)
    }

    /// Whether the due date lay before the day of the event at this place.
    fn passed(
        &self,
        story: &Story<'_>,
        (limit, extra): (Limit, u16),
        place: usize,
        day: Day,
    ) -> bool {
        let holds = story.holds_through(place, self.place.zone);
        let due = self.count(story, limit, extra, &holds, day).due();
        matches!(due, Due::On(due) if due < day)
    }

    fn count<'a>(
        &'a self,
        story: &Story<'_>,
        limit: Limit,
        extra: u16,
        holds: &'a [(Day, Option<Day>)],
        now: Day,
    ) -> Count<'a> {
        Count {
            days: self.place.almanac.as_it_stands(),
            limit,
            extra,
            start: self.start(story),
            holds,
            cap: story.world.policy.hold_cap,
            reading: story.world.policy.hold,
            now,
        }
    }

    /// The judgement of this promise, ended as given.
    pub(crate) fn judge(&self, story: &Story<'_>, end: End) -> Row {
        let zone = self.place.zone;
        let (place, day) = match end {
            End::Open => (story.events.len(), None),
            End::Act(place, day) | End::Left(place, day) => (place, Some(day)),
            End::Void(place, _) => (place, Some(story.day(place, zone))),
        };
        let (limit, extra) = self.terms_before(story, place);
        let holds = story.holds_through(place, zone);
        let mut count = self.count(story, limit, extra, &holds, story.case.as_of);
        let zero = count.day_zero().unwrap_or(count.start);
        // No act is before the day of the start, but one may come before the day that took its place.
        let ended = day.map(|day| day.max(count.start));
        count.now = ended.unwrap_or(story.case.as_of);
        let due = count.due();
        let (outcome, reason) = match end {
            End::Open => still_open(&count, due),
            // An act in a hold is in time: its days so far are paused.
            End::Act(..) => by_day(&count, due, (Outcome::Met, None), (Outcome::Late, None)),
            End::Void(_, reason) => by_day(
                &count,
                due,
                (Outcome::Void, Some(reason)),
                (Outcome::Overdue, Some(Reason::EndedUnanswered)),
            ),
            End::Left(..) => by_day(
                &count,
                due,
                (Outcome::HandedOn, Some(Reason::InTime)),
                (Outcome::HandedOn, Some(Reason::AfterDue)),
            ),
        };
        // R7: as promised, by the calendar as it was known on the day of the start.
        let promised = Count { days: self.place.almanac.as_known_on(count.start), ..count }.due();
        let on = |due: Due| match due {
            Due::On(day) => Some(day),
            _ => None,
        };
        Row {
            stage: self.stage,
            outcome,
            reason,
            started: Some(zero),
            due: on(due),
            due_promised: on(due).and_then(|_| on(promised)),
            ended,
            elapsed: count.elapsed(count.now),
            paused: count.paused(count.now),
            agency: self.agency,
        }
    }
}

/// R3: on the due date it still runs, the day after it is overdue. R8: beyond the coverage it runs while
/// the days inside do not exceed its limit.
pub(crate) fn still_open(count: &Count<'_>, due: Due) -> (Outcome, Option<Reason>) {
    match due {
        Due::On(due) if due < count.now => (Outcome::Overdue, None),
        Due::On(_) => (Outcome::Running, None),
        Due::Held => (Outcome::Paused, None),
        Due::Beyond if count.within_limit() => (Outcome::Running, None),
        Due::Beyond | Due::Outside => (Outcome::Unknown, Some(Reason::Coverage)),
    }
}

/// R2: judged by the day of the end, which is on or before the due date or after it. R8: a due date
/// beyond the coverage lies after every day inside.
fn by_day(
    count: &Count<'_>,
    due: Due,
    in_time: (Outcome, Option<Reason>),
    after: (Outcome, Option<Reason>),
) -> (Outcome, Option<Reason>) {
    match due {
        Due::On(due) if due < count.now => after,
        Due::On(_) | Due::Held => in_time,
        Due::Beyond if count.days.covers(count.now) => in_time,
        Due::Beyond | Due::Outside => (Outcome::Unknown, Some(Reason::Coverage)),
    }
}
