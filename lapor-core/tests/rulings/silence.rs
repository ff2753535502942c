//! R16 and R17: the silence after an answer, and closing before it has run its length.

use lapor_core::*;

use EventKind::*;

use crate::case::{answered, case, march, outcome};

#[test]
fn r16_silence_runs_on_its_due_date_and_is_met_the_day_after() {
    let running = answered().as_of(18).closures[0];
    assert_eq!((running.outcome, running.due), (Outcome::Running, march(18)));
    let met = answered().as_of(19).closures[0];
    assert_eq!(outcome(&met), (Outcome::Met, Some(Reason::Silence)));
    assert_eq!(met.ended, march(18));
}

#[test]
fn r16_a_reply_on_the_due_date_contests_and_waits_for_a_newer_answer() {
    let contested = answered().on(18, ReporterReplied);
    assert_eq!(contested.as_of(31).closures[0].outcome, Outcome::Contested);
    assert_eq!(contested.as_of(31).closures[0].due, None);
    let again = answered().on(18, ReporterReplied).on(23, FollowedUp).as_of(25).closures[0];
    assert_eq!((again.outcome, again.started), (Outcome::Running, march(23)));
}

#[test]
fn r16_a_reply_after_the_silence_changes_nothing_and_is_named() {
    let assessment = answered().on(19, ReporterReplied).as_of(31);
    assert_eq!(assessment.closures.len(), 1);
    assert_eq!(assessment.closures[0].outcome, Outcome::Met);
    assert!(assessment.notes.contains(Note::ReplyAfterClose));
}

#[test]
fn r16_an_answer_inside_the_window_restarts_it() {
    let closure = answered().on(10, FollowedUp).as_of(19).closures[0];
    assert_eq!((closure.started, closure.due), (march(10), march(24)));
}

#[test]
fn r16_a_reply_may_restart_the_window_where_the_policy_says_so() {
    let mut parts = Policy::lapor().parts().clone();
    parts.reply = Reply::Restarts;
    let policy = Policy::new(parts).expect("a valid policy");
    let closure = answered().on(6, ReporterReplied).judged(&policy, day(2015, 3, 9)).closures[0];
    assert_eq!(
        (closure.outcome, closure.started, closure.due),
        (Outcome::Running, march(6), march(20))
    );
}

#[test]
fn r16_only_reopening_begins_a_further_row() {
    let reopened = answered().on(20, Reopened).on(24, FollowedUp).as_of(31);
    assert_eq!(reopened.closures.len(), 2);
    assert_eq!(reopened.closures[0].outcome, Outcome::Met);
    assert_eq!(
        (reopened.closures[1].outcome, reopened.closures[1].started),
        (Outcome::Running, march(24))
    );
    let answered_only = answered().on(24, FollowedUp).as_of(31);
    assert_eq!(answered_only.closures.len(), 1);
    assert!(answered_only.notes.contains(Note::FollowUpAfterClose));
}

#[test]
fn r17_a_close_before_the_due_date_is_early() {
    for party in [Party::Administrator, Party::Agency, Party::System] {
        let closure = answered().on(17, Closed).by(party).as_of(31).closures[0];
        assert_eq!(outcome(&closure), (Outcome::Early, None), "{party}");
        assert_eq!((closure.ended, closure.due), (march(17), march(18)));
    }
    let on_the_day = answered().on(18, Closed).by(Party::Administrator).as_of(18).closures[0];
    assert_eq!(outcome(&on_the_day), (Outcome::Met, Some(Reason::ClosedOnDue)));
}

#[test]
fn r17_a_close_while_contested_is_early_contested() {
    let closure =
        answered().on(6, ReporterReplied).on(31, Closed).by(Party::Agency).as_of(31).closures[0];
    assert_eq!(outcome(&closure), (Outcome::Early, Some(Reason::Contested)));
}

#[test]
fn r17_a_close_without_any_answer_is_early_and_the_follow_up_runs_on() {
    let assessment = case()
        .on(2, Submitted)
        .on(3, Dispositioned)
        .on(5, Closed)
        .by(Party::Administrator)
        .as_of(31);
    assert_eq!(outcome(&assessment.closures[0]), (Outcome::Early, Some(Reason::Unanswered)));
    assert_eq!(assessment.follow_up.outcome, Outcome::Overdue);
}

/// An answer of Wednesday 4 March is due on the 18th, and a silence from Tuesday the 10th on the 24th. Counted on the day of the
/// close, early closes alone would make up a young month, while kept silences still run.
#[test]
fn r17_an_early_close_has_the_due_date_of_the_silence_that_it_cut_off() {
    let contested = answered().on(6, ReporterReplied).on(10, Closed).by(Party::Agency);
    let closure = contested.as_of(12).closures[0];
    assert_eq!(outcome(&closure), (Outcome::Early, Some(Reason::Contested)));
    assert_eq!((closure.due, closure.due_promised), (march(18), march(18)));
    // Without any answer there was no silence: that of a close of the same day stands for it.
    let unanswered = case().on(2, Submitted).on(10, Closed).by(Party::Agency);
    let closure = unanswered.as_of(12).closures[0];
    assert_eq!(outcome(&closure), (Outcome::Early, Some(Reason::Unanswered)));
    assert_eq!((closure.started, closure.due, closure.ended), (None, march(24), march(10)));
}

#[test]
fn r17_a_close_by_the_reporter_is_never_early() {
    let closure = answered().on(6, Closed).by(Party::Reporter).as_of(31).closures[0];
    assert_eq!(closure.outcome, Outcome::ByReporter);
}
