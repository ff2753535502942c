//! A report's events in their one order, and what each is worth.

use lapor_core::{ClassId, Day, Event, EventKind, Reason, Value, Zone};

use super::world::{Case, World};

/// What an event is worth to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The report's submission.
    Submission,
    /// It counts.
    Usable,
    /// It leaves what it touches in doubt, and has no other effect.
    Doubtful(Reason),
    /// A further submission.
    Ignored,
}

/// The events of a report as of a day.
pub(crate) struct Story<'w> {
    pub(crate) world: &'w World,
    pub(crate) case: &'w Case,
    pub(crate) events: Vec<(Event, Standing)>,
    /// The place of the submission among the events.
    pub(crate) submission: Option<usize>,
}

impl<'w> Story<'w> {
    /// The story of a case.
    pub(crate) fn new(world: &'w World, case: &'w Case) -> Self {
        let zone = world.policy.zone;
        // R3: what lies after the day of the question does not exist yet; what has no day always does.
        let mut events: Vec<Event> = Vec::new();
        for event in &case.events {
            let exists = event.at.day(zone).is_none_or(|day| day <= case.as_of);
            // R9: exact copies collapse.
            if exists && !events.contains(event) {
                events.push(*event);
            }
        }
        // R9: by instant, then kind, then party and agencies.
        events.sort_by_key(|event| {
            (
                event.at.order(zone),
                event.kind,
                event.party,
                event.agency,
                event.to_agency,
                event.value,
            )
        });
        let submission = events.iter().position(|event| event.kind == EventKind::Submitted);
        let standing = |place: usize, event: &Event| {
            let Some(submission) = submission else { return Standing::Ignored };
            if place == submission {
                Standing::Submission
            } else if event.kind == EventKind::Submitted {
                Standing::Ignored
            } else if event.at.day(zone).is_none() {
                Standing::Doubtful(Reason::MissingTime)
            } else if event.at.precedes(events[submission].at, zone) {
                // R11: before Submitted.
                Standing::Doubtful(Reason::Order)
            } else {
                Standing::Usable
            }
        };
        let events = events
            .iter()
            .enumerate()
            .map(|(place, event)| (*event, standing(place, event)))
            .collect();
        Story { world, case, events, submission }
    }

    /// The usable events with their places, in order.
    pub(crate) fn usable(&self) -> impl Iterator<Item = (usize, &Event)> {
        self.events
            .iter()
            .enumerate()
            .filter(|(_, (_, standing))| *standing == Standing::Usable)
            .map(|(place, (event, _))| (place, event))
    }

    /// The local day of the event at this place; only asked where there is one.
    pub(crate) fn day(&self, place: usize, zone: Zone) -> Day {
        self.events[place].0.at.day(zone).unwrap_or(self.case.as_of)
    }

    /// R19: the class in force once the event at this place has happened.
    pub(crate) fn class_after(&self, place: usize) -> Option<ClassId> {
        let mut class = self.case.facts.class;
        for (_, event) in self.usable().filter(|(at, _)| *at <= place) {
            if let (EventKind::Reclassified, Value::Class(new)) = (event.kind, event.value) {
                class = Some(new);
            }
        }
        class
    }

    /// R15: the holds that the events through this place make, in local days. A hold in a hold and a
    /// completion without one are nothing; a disposition ends a hold, and so does a follow-up once there
    /// was a disposition.
    pub(crate) fn holds_through(&self, place: usize, zone: Zone) -> Vec<(Day, Option<Day>)> {
        let mut holds: Vec<(Day, Option<Day>)> = Vec::new();
        let mut open = false;
        let mut dispositioned = false;
        for (at, event) in self.usable().filter(|(at, _)| *at <= place) {
            let day = self.day(at, zone);
            let ends = match event.kind {
                EventKind::Completed => true,
                EventKind::Dispositioned => {
                    dispositioned = true;
                    true
                }
                EventKind::FollowedUp => dispositioned,
                EventKind::Held if !open => {
                    holds.push((day, None));
                    open = true;
                    false
                }
                _ => false,
            };
            if ends && open {
                if let Some(last) = holds.last_mut() {
                    last.1 = Some(day);
                }
                open = false;
            }
        }
        holds
    }
}

/// R18: the kinds that end a report without an answer, with the reason that they keep.
pub(crate) fn void_reason(kind: EventKind) -> Option<Reason> {
    match kind {
        EventKind::Archived => Some(Reason::Archived),
        EventKind::Merged => Some(Reason::Merged),
        EventKind::Withdrawn => Some(Reason::Withdrawn),
        _ => None,
    }
}
