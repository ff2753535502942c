//! What must be done, by whom and by when (R3, R13, R14, R15, R18).

use lapor_core::*;

use EventKind::*;

use crate::case::{Case, answered, case, march};

/// Stage, act, actor and due date of each deadline.
fn deadlines(case: &Case, as_of: u32) -> Vec<(Stage, Act, Actor, Option<Day>)> {
    let told = |deadline: Deadline| (deadline.stage, deadline.act, deadline.actor, deadline.due);
    case.as_of(as_of).deadlines().map(told).collect()
}

#[test]
fn a_report_that_came_in_waits_for_its_disposition() {
    let report = case().on(6, Submitted);
    let wanted = [(Stage::Disposition, Act::Disposition, Actor::Administrator, march(11))];
    // Overdue or not, the act is the same.
    assert_eq!(deadlines(&report, 9), wanted);
    assert_eq!(deadlines(&report, 20), wanted);
    assert_eq!(deadlines(&report, 5), []);
    let deadline = report.as_of(9).next_deadline().unwrap();
    assert_eq!(
        [10, 11, 12].map(|date| deadline.is_overdue_on(day(2015, 3, date))),
        [false, false, true]
    );
    assert_eq!((deadline.outcome, deadline.agency), (Outcome::Running, None));
}

#[test]
fn a_report_on_hold_waits_for_the_reporter_without_a_date() {
    let held = case().on(6, Submitted).on(9, Held);
    assert_eq!(
        deadlines(&held, 10),
        [(Stage::Disposition, Act::Completion, Actor::Reporter, None)]
    );
    let deadline = held.as_of(10).next_deadline().unwrap();
    assert!(!deadline.is_overdue_on(day(2015, 12, 31)));
}

#[test]
fn a_report_that_ended_waits_for_nobody() {
    // In time it is void; after the due date the breach stays, and there is nothing more to do (R18).
    for date in [10, 20] {
        assert_eq!(deadlines(&case().on(6, Submitted).on(date, Archived), 25), []);
    }
    // A silence that runs waits for nobody either.
    assert_eq!(deadlines(&answered(), 10), []);
    let contested = answered().on(9, ReporterReplied);
    assert_eq!(
        deadlines(&contested, 10),
        [(Stage::Closure, Act::Answer, Actor::UnnamedAgency, None)]
    );
}

#[test]
fn the_fold_and_the_assessment_wait_for_the_same() {
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 11)).unwrap();
    let report = case().on(2, Submitted).on(3, Dispositioned).to(0).on(9, Forwarded).of(0).to(1);
    let mut scratch = Scratch::default();
    let verdicts = clock.fold(&report.facts, report.events.iter().copied(), &mut scratch);
    let told: Vec<_> = verdicts.deadlines().collect();
    assert_eq!(told, report.as_of(11).deadlines().collect::<Vec<_>>());
    // The citizen's five days end on Tuesday 10, the second agency's own on Monday 16: the earliest comes first.
    assert_eq!(
        told.iter().map(|deadline| deadline.due).collect::<Vec<_>>(),
        [march(10), march(16)]
    );
    assert_eq!(verdicts.next_deadline(), told.first().copied());
    assert_eq!(told[0].outcome, Outcome::Overdue);
    // What has no date comes after all that have one.
    let mixed =
        case().on(2, Submitted).on(3, Dispositioned).on(3, FollowedUp).on(4, ReporterReplied);
    assert_eq!(mixed.as_of(5).next_deadline().and_then(|deadline| deadline.due), None);
}
