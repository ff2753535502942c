//! Hand-told cases of who holds a report when the source does not say everything (R9, R13, R14).

use lapor_core::{Event, EventKind, Facts, KindSet, Outcome, Reason, Scope, Zone};

use super::{Kept, agency, custodies, event, judged, march, moment, plain};
use crate::reference::model::expect;
use crate::reference::world::Case;

/// Sent to the office 3 on Wednesday 4 at ten.
fn sent_at_ten() -> Event {
    Event::new(moment(4, 10, 0, Zone::WIB), EventKind::Dispositioned).to(agency(3))
}

fn kept(events: Vec<Event>) -> Vec<Kept> {
    let submitted = event(2, EventKind::Submitted);
    custodies(&judged(&plain(), 20, [vec![submitted], events].concat()))
}

const IN_TIME: (Outcome, Option<Reason>) = (Outcome::HandedOn, Some(Reason::InTime));

#[test]
fn r5_whoever_acted_the_breach_stays() {
    // Due on Monday 9; on Tuesday 10 somebody answered.
    let sent = event(2, EventKind::Dispositioned).to(agency(3));
    let overdue = (Some(3), Scope::Both, Outcome::Overdue, None, 2, None);
    for kind in [EventKind::FollowedUp, EventKind::Returned] {
        assert_eq!(kept(vec![sent, event(10, kind)])[0], overdue);
    }
    let forwarded = event(10, EventKind::Forwarded).to(agency(0));
    assert_eq!(kept(vec![sent, forwarded])[0], overdue);
}

#[test]
fn r14_a_custody_in_doubt_is_over_and_a_later_arrival_is_a_new_one() {
    let events = vec![
        event(2, EventKind::Dispositioned).to(agency(3)),
        event(9, EventKind::FollowedUp),
        event(13, EventKind::Dispositioned).to(agency(3)),
    ];
    let doubt = (Outcome::Unknown, Some(Reason::UnnamedAgency));
    assert_eq!(
        kept(events),
        [
            (Some(3), Scope::Both, doubt.0, doubt.1, 2, None),
            (Some(3), Scope::Both, Outcome::Running, None, 13, None),
        ]
    );
}

#[test]
fn r10_what_is_not_recorded_is_a_stronger_doubt_and_keeps_the_due_date() {
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned).to(agency(3)),
        event(4, EventKind::FollowedUp),
    ];
    let unrecorded = KindSet::EMPTY.with(EventKind::Forwarded);
    let facts = Facts { unrecorded, ..Facts::default() };
    let row = expect(&plain(), &Case { facts, events, as_of: march(10) }).custodies[0].row;
    assert_eq!((row.outcome, row.reason), (Outcome::Unknown, Some(Reason::NotRecorded)));
    assert_eq!((row.due, row.ended, row.elapsed), (Some(march(9)), None, None));
}

#[test]
fn r14_what_an_office_returns_no_unit_of_it_holds_any_more() {
    let events = vec![
        event(2, EventKind::Dispositioned).to(agency(1)),
        event(3, EventKind::Dispositioned).to(agency(2)),
        event(4, EventKind::Returned).from(agency(0)),
    ];
    assert_eq!(
        kept(events),
        [
            (Some(1), Scope::Both, IN_TIME.0, IN_TIME.1, 2, Some(4)),
            (Some(0), Scope::Tree, IN_TIME.0, IN_TIME.1, 2, Some(4)),
            (Some(2), Scope::Both, IN_TIME.0, IN_TIME.1, 3, Some(4)),
            (None, Scope::Both, Outcome::Overdue, None, 4, None),
        ]
    );
}

#[test]
fn r9_an_answer_without_a_time_may_answer_an_arrival_of_its_day() {
    let met = (Some(3), Scope::Both, Outcome::Met, None, 4, Some(4));
    let answer = event(4, EventKind::FollowedUp).from(agency(3));
    assert_eq!(kept(vec![answer, sent_at_ten()]), [met]);
    // The day before it surely came first, and another office's answer is none of this one.
    let overdue = (Some(3), Scope::Both, Outcome::Overdue, None, 4, None);
    for other in [
        event(3, EventKind::FollowedUp).from(agency(3)),
        event(4, EventKind::FollowedUp).from(agency(0)),
    ] {
        assert_eq!(kept(vec![other, sent_at_ten()]), [overdue]);
    }
    let unnamed = kept(vec![event(4, EventKind::FollowedUp), sent_at_ten()]);
    let doubt = (Outcome::Unknown, Some(Reason::UnnamedAgency));
    assert_eq!(unnamed, [(Some(3), Scope::Both, doubt.0, doubt.1, 4, None)]);
}

#[test]
fn r9_an_answer_without_a_time_is_that_of_the_agency_or_of_a_unit_below_it() {
    let sent =
        |to: u32| Event::new(moment(4, 10, 0, Zone::WIB), EventKind::Dispositioned).to(agency(to));
    let answer = |by: u32| event(4, EventKind::FollowedUp).from(agency(by));
    let outcomes = |events| kept(events).iter().map(|row| row.2).collect::<Vec<_>>();
    assert_eq!(outcomes(vec![answer(1), sent(0)]), [Outcome::Met]);
    // What came to the unit is the unit's to answer, and the ministry's through it.
    assert_eq!(outcomes(vec![answer(0), sent(1)]), [Outcome::Overdue, Outcome::Overdue]);
}

#[test]
fn r9_a_departure_without_a_time_may_be_that_of_an_arrival_of_its_day() {
    let forwarded = event(4, EventKind::Forwarded).from(agency(3)).to(agency(0));
    let gone = (Some(3), Scope::Both, IN_TIME.0, IN_TIME.1, 4, Some(4));
    let found = kept(vec![forwarded, sent_at_ten()]);
    assert_eq!((found[0].0, found[1]), (Some(0), gone));
    let returned = event(4, EventKind::Returned).from(agency(3));
    assert_eq!(kept(vec![returned, sent_at_ten()])[1], gone);
    // The day before it surely left before it came.
    let early = event(3, EventKind::Returned).from(agency(3));
    assert_eq!(kept(vec![early, sent_at_ten()])[1].2, Outcome::Overdue);
    // What it may have answered it did not merely hand on.
    let answer = event(4, EventKind::FollowedUp).from(agency(3));
    let met = (Some(3), Scope::Both, Outcome::Met, None, 4, Some(4));
    assert_eq!(kept(vec![answer, forwarded, sent_at_ten()])[1], met);
}
