//! The plainest world, with hand-counted cases: what the model itself must get right.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod coverage;
mod custody;

use lapor_core::{
    AgencyId, Day, Event, EventKind, Facts, Hold, JointLeave, Outcome, Policy, Reason, Scope,
    Weekday, When, Zone, day,
};

use super::calendar::Almanac;
use super::expected::Expected;
use super::model::expect;
use super::world::{Case, Desk, World};

/// LAPOR! as promised, in 2015 without any holiday, with a ministry 0 (1 (2)) and an office 3.
fn plain() -> World {
    let coverage = (day(2015, 1, 1), day(2015, 12, 31));
    let desk = |parent: Option<u32>| Desk {
        parent: parent.map(AgencyId::from_index),
        zone: Zone::WIB,
        calendar: 0,
    };
    World {
        policy: Policy::lapor().parts().clone(),
        classes: Vec::new(),
        complexities: Vec::new(),
        calendars: vec![Almanac::new(
            "id".into(),
            coverage,
            workdays(),
            Vec::new(),
            JointLeave::Off,
        )],
        desks: vec![desk(None), desk(Some(0)), desk(Some(1)), desk(None)],
    }
}

fn workdays() -> Vec<Weekday> {
    Weekday::ALL[..5].to_vec()
}

fn march(date: u32) -> Day {
    day(2015, 3, date)
}

fn event(date: u32, kind: EventKind) -> Event {
    Event::new(When::on(march(date)), kind)
}

/// This hour and minute of this day of March in a zone.
fn moment(date: u32, hour: u8, minute: u8, zone: Zone) -> When {
    When::local(march(date), hour, minute, zone).unwrap()
}

fn agency(place: u32) -> AgencyId {
    AgencyId::from_index(place)
}

fn judged(world: &World, as_of: u32, events: Vec<Event>) -> Expected {
    expect(world, &Case { facts: Facts::default(), events, as_of: march(as_of) })
}

/// Holder, scope, outcome, reason, start and end of each custody.
type Kept = (Option<usize>, Scope, Outcome, Option<Reason>, u32, Option<u32>);

fn custodies(expected: &Expected) -> Vec<Kept> {
    let date = |day: Day| (day.since(march(1)) + 1) as u32;
    expected
        .custodies
        .iter()
        .map(|it| {
            let row = it.row;
            (
                it.holder.map(AgencyId::index),
                it.scope,
                row.outcome,
                row.reason,
                row.started.map_or(0, date),
                row.ended.map(date),
            )
        })
        .collect()
}

#[test]
fn r1_a_report_of_friday_saturday_or_sunday_is_due_on_wednesday() {
    for date in [6, 7, 8] {
        let expected = judged(&plain(), 8, vec![event(date, EventKind::Submitted)]);
        assert_eq!(expected.disposition.due, Some(march(11)));
        assert_eq!(expected.disposition.outcome, Outcome::Running);
    }
}

#[test]
fn r2_an_answer_of_saturday_is_late_with_five_working_days() {
    let events = vec![
        event(6, EventKind::Submitted),
        event(6, EventKind::Dispositioned),
        event(14, EventKind::FollowedUp),
    ];
    let row = judged(&plain(), 20, events).follow_up;
    assert_eq!((row.outcome, row.elapsed, row.due), (Outcome::Late, Some(5), Some(march(13))));
}

#[test]
fn r3_it_runs_on_its_due_date_and_is_overdue_the_day_after() {
    let outcome =
        |as_of| judged(&plain(), as_of, vec![event(6, EventKind::Submitted)]).disposition.outcome;
    assert_eq!((outcome(11), outcome(12)), (Outcome::Running, Outcome::Overdue));
}

#[test]
fn r11_an_answer_at_any_time_without_a_disposition_leaves_both_stages_in_doubt() {
    for at in [When::UNKNOWN, When::on(march(1)), When::on(march(4))] {
        let answer = Event::new(at, EventKind::FollowedUp);
        let expected = judged(&plain(), 10, vec![event(2, EventKind::Submitted), answer]);
        let doubt = (Outcome::Unknown, Some(Reason::Order));
        for row in [expected.disposition, expected.follow_up] {
            assert_eq!((row.outcome, row.reason), doubt);
        }
    }
}

#[test]
fn r13_what_comes_back_is_the_administrators_until_it_is_sent_on() {
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned).to(agency(3)),
        event(4, EventKind::Returned).from(agency(3)),
        event(10, EventKind::Dispositioned).to(agency(0)),
    ];
    assert_eq!(
        custodies(&judged(&plain(), 10, events)),
        [
            (Some(3), Scope::Both, Outcome::HandedOn, Some(Reason::InTime), 2, Some(4)),
            (None, Scope::Both, Outcome::Late, None, 4, Some(10)),
            (Some(0), Scope::Both, Outcome::Running, None, 10, None),
        ]
    );
}

#[test]
fn r13_a_disposition_of_that_day_to_another_agency_has_answered_the_return() {
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned).to(agency(3)),
        event(4, EventKind::Returned).from(agency(3)),
        event(4, EventKind::Dispositioned).to(agency(0)),
    ];
    let found = custodies(&judged(&plain(), 10, events));
    assert_eq!(found[2], (None, Scope::Both, Outcome::Met, None, 4, Some(4)));
}

#[test]
fn r14_a_parent_stays_accountable_for_what_it_passes_down() {
    let mut events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned).to(agency(0)),
        event(3, EventKind::Forwarded).from(agency(0)).to(agency(2)),
        event(12, EventKind::Forwarded).from(agency(2)).to(agency(1)),
        event(13, EventKind::FollowedUp).from(agency(1)),
    ];
    assert_eq!(
        custodies(&judged(&plain(), 20, events.clone())),
        [
            (Some(0), Scope::Both, Outcome::Late, None, 2, Some(13)),
            (Some(2), Scope::Both, Outcome::HandedOn, Some(Reason::AfterDue), 3, Some(12)),
            (Some(1), Scope::Tree, Outcome::Late, None, 3, Some(13)),
            (Some(1), Scope::Own, Outcome::Met, None, 12, Some(13)),
        ]
    );
    // To itself is nothing.
    events.push(event(11, EventKind::Forwarded).from(agency(2)).to(agency(2)));
    assert_eq!(custodies(&judged(&plain(), 20, events)).len(), 4);
}

#[test]
fn r14_an_answer_of_nobody_knows_whom_leaves_open_custodies_in_doubt() {
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned).to(agency(3)),
        event(4, EventKind::FollowedUp),
    ];
    let expected = judged(&plain(), 10, events);
    let doubt = (Outcome::Unknown, Some(Reason::UnnamedAgency));
    assert_eq!(custodies(&expected), [(Some(3), Scope::Both, doubt.0, doubt.1, 2, None)]);
    assert_eq!(expected.follow_up.outcome, Outcome::Met);
}

#[test]
fn r15_a_hold_pauses_or_makes_the_limit_begin_anew() {
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned),
        event(4, EventKind::Held),
        event(10, EventKind::Completed),
    ];
    // Tuesday 3 and Wednesday 4 counted; Thursday 5 to Tuesday 10 did not.
    let row = judged(&plain(), 10, events.clone()).follow_up;
    assert_eq!((row.due, row.paused, row.elapsed), (Some(march(13)), 4, Some(2)));
    let mut anew = plain();
    anew.policy.hold = Hold::Restarts;
    let row = judged(&anew, 10, events.clone()).follow_up;
    assert_eq!(row.due, Some(march(17)));
    let row = judged(&anew, 9, events).follow_up;
    assert_eq!((row.outcome, row.due), (Outcome::Paused, None));
}

#[test]
fn r16_silence_closes_on_its_due_date_whatever_comes_later() {
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned),
        event(2, EventKind::FollowedUp),
        event(17, EventKind::ReporterReplied),
    ];
    let row = judged(&plain(), 20, events).closures[0];
    assert_eq!((row.outcome, row.reason), (Outcome::Met, Some(Reason::Silence)));
    assert_eq!((row.ended, row.elapsed), (Some(march(16)), Some(10)));
}
