//! The straight course: a report that came in, was passed on once, answered, and closed.
//!
//! Most histories run so. Nothing pauses, extends or ends the promises of such a report, so they are a few look-ups, and
//! nothing need be carried for what else could have happened. It gives what [`Fold`](super::fold::Fold) gives of the same
//! events, or nothing; the laws and the reference model hold both against each other.

use crate::day::Day;
use crate::event::{Event, EventKind};
use crate::history::Facts;
use crate::id::AgencyId;
use crate::policy::Limit;
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Verdict};
use crate::when::When;

use super::Clock;
use super::fold::Folded;
use super::promise::Promise;
use super::silence::Silence;

impl Clock<'_> {
    /// Disposition and follow-up of a report that was passed on and answered at most once, in that order.
    #[inline(always)]
    fn kept(
        &self,
        limits: &[Limit; Stage::ALL.len()],
        submitted: When,
        dispositioned: Option<(When, Option<AgencyId>)>,
        followed_up: Option<When>,
    ) -> Option<[Verdict; 2]> {
        let limit = |stage: Stage| limits[stage as usize];
        let zone = self.policy.zone();
        let agency = dispositioned.and_then(|(_, agency)| agency);
        let day = |when: Option<When>, zone| when.and_then(|when: When| when.day(zone));
        let start = submitted.day(zone)?;
        let promise = Promise::start(Stage::Disposition, start, limit(Stage::Disposition), agency);
        let acted: Option<Day> = day(dispositioned.map(|(when, _)| when), zone);
        let disposition = promise.unpaused(acted, self.as_of, self.administrator.calendar)?;
        let follow_up = match dispositioned {
            Some((when, _)) => {
                let office = self.office(Stage::FollowUp, agency);
                let start = when.day(office.zone)?;
                let promise =
                    Promise::start(Stage::FollowUp, start, limit(Stage::FollowUp), agency);
                promise.unpaused(day(followed_up, office.zone), self.as_of, office.calendar)?
            }
            None => Verdict::not_started(Stage::FollowUp, limit(Stage::FollowUp)),
        };
        Some([disposition, follow_up])
    }
}

/// The verdicts on events in order, as many of each kind as there are; `None` if they run otherwise, or where the calendar
/// says too little.
///
/// The closure is written into `closures`, which is left empty where there is nothing.
#[inline]
pub(super) fn fold(
    clock: &Clock<'_>,
    facts: &Facts,
    events: &[Event],
    closures: &mut Vec<Verdict>,
) -> Option<Folded> {
    if !clock.judges_straight(facts) {
        return None;
    }
    let zone = clock.policy.zone();
    let (first, later) = events.split_first()?;
    if first.kind != EventKind::Submitted {
        return None;
    }
    let limits = clock.limits.of(facts.class, facts.complexity);
    let limit = limits[Stage::Closure as usize];
    let mut notes = Notes::default();
    let mut silence = Silence::new(clock.administrator.calendar, clock.policy.parts().reply);
    let (mut dispositioned, mut followed_up) = (None, None);
    for event in later {
        // A moment is known, and comes after the submission, for the events are in order.
        let day = event.at.day(zone)?;
        match event.kind {
            EventKind::Verified | EventKind::Acknowledged => {}
            EventKind::Dispositioned if dispositioned.is_none() => {
                dispositioned = Some((event.at, event.to_agency.or(event.agency)));
            }
            EventKind::FollowedUp if dispositioned.is_some() => {
                silence.advance(day);
                silence.follow_up(day, limit, &mut notes);
                followed_up = followed_up.or(Some(event.at));
            }
            EventKind::LastActivity => {
                if facts.last_activity_opens_silence {
                    silence.advance(day);
                    silence.follow_up(day, limit, &mut notes);
                }
            }
            EventKind::ReporterReplied | EventKind::AdminReplied => {
                silence.advance(day);
                silence.reply(day, &mut notes);
            }
            EventKind::Closed => {
                silence.advance(day);
                silence.close(day, event.party, limit);
            }
            _ => return None,
        }
    }
    let [disposition, follow_up] = clock.kept(limits, first.at, dispositioned, followed_up)?;
    let agency = dispositioned.and_then(|(_, agency)| agency);
    if dispositioned.is_some() && agency.is_none() {
        notes.add(Note::UnnamedReceiver);
    }
    closures.push(Verdict { agency, ..silence.finish(clock.as_of, limit) });
    Some(Folded { submitted: Some(first.at), disposition, follow_up, notes })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::calendar::Calendar;
    use crate::day::day;
    use crate::event::KindSet;
    use crate::policy::Policy;

    #[test]
    fn what_else_may_happen_is_left_to_the_fold() {
        let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
        let whole = Clock::new(&policy, &calendar, day(2015, 3, 31)).unwrap();
        let clock = whole.clone().without_custody();
        let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
        let course = [
            on(2, EventKind::Submitted),
            on(2, EventKind::Verified),
            on(4, EventKind::Dispositioned),
            on(6, EventKind::FollowedUp),
            on(9, EventKind::ReporterReplied),
            on(10, EventKind::Closed),
        ];
        let takes = |clock: &Clock<'_>, facts: &Facts, events: &[Event]| {
            let mut closures = Vec::new();
            let taken = fold(clock, facts, events, &mut closures).is_some();
            assert_eq!(taken, !closures.is_empty());
            taken
        };
        let facts = Facts::default();
        for length in 1..=course.len() {
            assert!(takes(&clock, &facts, &course[..length]));
        }
        assert!(!takes(&clock, &facts, &[]));
        assert!(!takes(&clock, &facts, &course[1..]), "no submission");
        assert!(!takes(&whole, &facts, &course), "custodies are asked for");
        let unrecorded = KindSet::EMPTY.with(EventKind::AdminReplied);
        assert!(takes(&clock, &Facts { unrecorded, ..facts }, &course));
        let unrecorded = unrecorded.with(EventKind::ReporterReplied);
        assert!(!takes(&clock, &Facts { unrecorded, ..facts }, &course), "no replies are recorded");
        for kind in EventKind::ALL {
            let more = [&course[..], &[on(20, kind)]].concat();
            let simple = matches!(
                kind,
                EventKind::Verified
                    | EventKind::Acknowledged
                    | EventKind::FollowedUp
                    | EventKind::ReporterReplied
                    | EventKind::AdminReplied
                    | EventKind::LastActivity
                    | EventKind::Closed
            );
            assert_eq!(takes(&clock, &facts, &more), simple, "{kind}");
        }
        let without_time = [course[0], Event::new(When::UNKNOWN, EventKind::Dispositioned)];
        assert!(!takes(&clock, &facts, &without_time));
        let early_answer = [course[0], on(3, EventKind::FollowedUp), course[2]];
        assert!(!takes(&clock, &facts, &early_answer));
        // Beyond the last day that the calendar knows.
        let late = Event::new(When::on(*calendar.coverage().end()), EventKind::Submitted);
        assert!(!takes(&clock, &facts, &[late]));
    }
}
