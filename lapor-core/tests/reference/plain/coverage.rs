//! Hand-counted cases at the edge of what a calendar knows (R8), and of holds that touch each other.

use lapor_core::{
    CountFrom, Event, EventKind, Hold, JointLeave, Outcome, Reason, Roll, Unit, Zone, day,
};

use super::{agency, event, judged, march, moment, plain, workdays};
use crate::reference::calendar::Almanac;
use crate::reference::expected::Row;
use crate::reference::world::World;

/// The plain world with a calendar that ends on this day of March.
fn known_until(date: u32) -> World {
    let coverage = (day(2015, 1, 1), march(date));
    let id = Almanac::new("id".into(), coverage, workdays(), Vec::new(), JointLeave::Off);
    World { calendars: vec![id], ..plain() }
}

/// Sent on Monday 9, held, and perhaps completed.
fn held(from: u32, until: Option<u32>) -> Vec<Event> {
    let mut events = vec![
        event(9, EventKind::Submitted),
        event(9, EventKind::Dispositioned),
        event(from, EventKind::Held),
    ];
    events.extend(until.map(|date| event(date, EventKind::Completed)));
    events
}

fn said(row: Row) -> (Outcome, Option<Reason>) {
    (row.outcome, row.reason)
}

const RUNNING: (Outcome, Option<Reason>) = (Outcome::Running, None);
const BEYOND: (Outcome, Option<Reason>) = (Outcome::Unknown, Some(Reason::Coverage));

#[test]
fn r8_paused_days_inside_do_not_use_up_the_limit() {
    // Known until Friday 13: Tuesday 10 and Friday 13 count, then Saturday 14, Sunday 15, Monday 16.
    let world = known_until(13);
    let on = |as_of| said(judged(&world, as_of, held(10, Some(12))).follow_up);
    assert_eq!((on(13), on(16), on(17)), (RUNNING, RUNNING, BEYOND));
}

#[test]
fn r8_a_hold_completed_beyond_counts_as_ended_with_the_last_day_inside() {
    // Only Tuesday 10 counts inside, so four days beyond are left.
    let world = known_until(13);
    let on = |as_of| said(judged(&world, as_of, held(10, Some(16))).follow_up);
    assert_eq!((on(16), on(17), on(18)), (RUNNING, RUNNING, BEYOND));
}

#[test]
fn r8_a_cap_that_ends_beyond_takes_all_its_days_away() {
    // Held from Thursday 12 for Friday 13 and two days out there; three counted before it, two are left.
    let mut world = known_until(13);
    world.policy.hold_cap = Some(3);
    let on = |as_of| said(judged(&world, as_of, held(12, None)).follow_up);
    assert_eq!((on(14), on(15)), ((Outcome::Paused, None), RUNNING));
    assert_eq!((on(17), on(18)), (RUNNING, BEYOND));
}

#[test]
fn r8_after_a_restart_the_days_before_it_do_not_count() {
    // Anew from Friday 13, which is the first of five.
    let mut world = known_until(13);
    world.policy.hold = Hold::Restarts;
    let on = |as_of| said(judged(&world, as_of, held(10, Some(12))).follow_up);
    assert_eq!((on(17), on(18)), (RUNNING, BEYOND));
    // Completed beyond: anew from Saturday 14.
    let on = |as_of| said(judged(&world, as_of, held(10, Some(16))).follow_up);
    assert_eq!((on(18), on(19)), (RUNNING, BEYOND));
}

#[test]
fn r8_with_no_working_day_left_to_roll_to_the_due_date_is_merely_beyond() {
    let mut world = known_until(15);
    world.policy.disposition.roll = Roll::Forward;
    let judged = |world: &World, as_of, more: &[Event]| {
        let events = [&[event(14, EventKind::Submitted)], more].concat();
        judged(world, as_of, events).disposition
    };
    // Sunday 15 is known: the act of that day is in time, though day zero itself is not known.
    let act = event(15, EventKind::Dispositioned);
    let met = judged(&world, 15, &[act]);
    assert_eq!((met.outcome, met.started, met.due), (Outcome::Met, Some(march(14)), None));
    assert_eq!(met.elapsed, Some(0));
    let act = event(16, EventKind::Dispositioned);
    assert_eq!(said(judged(&world, 16, &[act])), BEYOND);
    // Monday 16 for day zero, and three days after it.
    let on = |as_of| said(judged(&world, as_of, &[]));
    assert_eq!((on(15), on(19), on(20)), (RUNNING, RUNNING, BEYOND));
    world.policy.disposition.count_from = CountFrom::SameDay;
    let on = |as_of| said(judged(&world, as_of, &[]));
    assert_eq!((on(18), on(19)), (RUNNING, BEYOND));
}

#[test]
fn r8_calendar_days_from_a_day_zero_that_is_not_known_are_not_known_either() {
    let mut world = known_until(15);
    world.policy.disposition.roll = Roll::Forward;
    world.policy.disposition.unit = Unit::CalendarDays;
    let sent = |date| {
        let events = vec![event(14, EventKind::Submitted), event(date, EventKind::Dispositioned)];
        judged(&world, 31, events).disposition
    };
    assert_eq!((sent(15).outcome, sent(15).elapsed), (Outcome::Met, Some(0)));
    assert_eq!((said(sent(28)), sent(28).elapsed), (BEYOND, None));
}

#[test]
fn r18_a_window_that_cannot_have_run_out_is_void() {
    let world = known_until(13);
    let archived = |date| {
        let events = vec![
            event(9, EventKind::Submitted),
            event(9, EventKind::Dispositioned),
            event(9, EventKind::FollowedUp),
            event(date, EventKind::Archived),
        ];
        said(judged(&world, 20, events).closures[0])
    };
    assert_eq!(archived(12), (Outcome::Void, Some(Reason::Archived)));
    assert_eq!(archived(16), BEYOND);
}

#[test]
fn r15_holds_that_overlap_where_the_agency_is_count_once() {
    // In the administrator's zone the second wait begins at 00:45 of Thursday 5, in the agency's at 23:45
    // of Wednesday 4: (3, 5] and (4, 9] are Wednesday 4, Thursday 5, Friday 6 and Monday 9.
    let mut world = plain();
    world.policy.zone = Zone::WITA;
    let events = vec![
        event(2, EventKind::Submitted),
        event(2, EventKind::Dispositioned).to(agency(3)),
        event(3, EventKind::Held),
        event(5, EventKind::Completed),
        Event::new(moment(5, 0, 45, Zone::WITA), EventKind::Held),
        event(9, EventKind::Completed),
    ];
    let row = judged(&world, 10, events).follow_up;
    assert_eq!((row.due, row.paused, row.elapsed), (Some(march(13)), 4, Some(2)));
}
