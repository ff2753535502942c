//! R15: holds.

use lapor_core::*;

use EventKind::*;

use crate::case::{case, march};

#[test]
fn r15_a_hold_takes_its_days_out_of_the_count() {
    // From Tuesday 3: 4 and 5 count, the hold of Thursday 5 to Tuesday 10 takes 6, 9 and 10,
    // so 11, 12 and 13 are the third to fifth.
    let held = case().on(2, Submitted).on(3, Dispositioned).on(5, Held);
    let assessment = held.as_of(9);
    assert_eq!((assessment.follow_up.outcome, assessment.follow_up.due), (Outcome::Paused, None));
    let assessment =
        case().on(2, Submitted).on(3, Dispositioned).on(5, Held).on(10, Completed).as_of(12);
    assert_eq!(assessment.follow_up.due, march(13));
    assert_eq!((assessment.follow_up.paused, assessment.follow_up.elapsed), (3, Some(4)));
}

#[test]
fn r15_a_weekend_inside_a_hold_adds_nothing() {
    let assessment =
        case().on(2, Submitted).on(3, Dispositioned).on(6, Held).on(8, Completed).as_of(12);
    assert_eq!((assessment.follow_up.due, assessment.follow_up.paused), (march(10), 0));
}

#[test]
fn r15_a_hold_after_the_due_date_heals_nothing() {
    let assessment = case().on(2, Submitted).on(3, Dispositioned).on(11, Held).as_of(20);
    assert_eq!(
        (assessment.follow_up.outcome, assessment.follow_up.due),
        (Outcome::Overdue, march(10))
    );
}

#[test]
fn r15_an_answer_ends_the_hold() {
    let assessment =
        case().on(2, Submitted).on(3, Dispositioned).on(5, Held).on(19, FollowedUp).as_of(20);
    // 4 and 5 counted before the hold; 20, 23 and 24 would have been the third to fifth.
    assert_eq!((assessment.follow_up.outcome, assessment.follow_up.due), (Outcome::Met, march(24)));
}

#[test]
fn r15_nested_holds_and_stray_completions_are_ignored_and_named() {
    let assessment = case()
        .on(2, Submitted)
        .on(3, Dispositioned)
        .on(3, Completed)
        .on(5, Held)
        .on(6, Held)
        .on(10, Completed)
        .as_of(12);
    assert_eq!(assessment.follow_up.due, march(13));
    assert!(assessment.notes.contains(Note::NestedHold));
    assert!(assessment.notes.contains(Note::UnmatchedCompletion));
}

#[test]
fn r15_a_cap_ends_a_hold_that_outlives_it() {
    let mut parts = Policy::lapor().parts().clone();
    parts.hold_cap = Some(2);
    let policy = Policy::new(parts).expect("a valid policy");
    let held = case().on(2, Submitted).on(3, Dispositioned).on(5, Held);
    // The hold lasts two working days, 6 and 9; then 10, 11 and 12 are the third to fifth.
    assert_eq!(held.judged(&policy, day(2015, 3, 6)).follow_up.outcome, Outcome::Paused);
    let later = held.judged(&policy, day(2015, 3, 13)).follow_up;
    assert_eq!((later.outcome, later.due, later.paused), (Outcome::Overdue, march(12), 2));
}

#[test]
fn r15_the_whole_limit_begins_anew_where_the_policy_says_so() {
    let mut parts = Policy::lapor().into_parts();
    parts.hold = Hold::Restarts;
    let policy = Policy::new(parts).unwrap();
    // Sent on Tuesday 3, held on Thursday 5 after two counted days, completed on Monday 9: five more from Tuesday 10.
    let report = case().on(2, Submitted).on(3, Dispositioned).on(5, Held).on(9, Completed);
    let assessment = report.judged(&policy, day(2015, 3, 20));
    assert_eq!((assessment.follow_up.due, assessment.follow_up.paused), (march(16), 2));
    assert_eq!(report.as_of(20).follow_up.due, march(12));
    // The explanation counts 4 and 5 as 1 and 2, pauses 6 and 9, and begins with 1 again.
    let calendar = Calendar::indonesia();
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 20)).unwrap();
    let days = clock.explain(&assessment.follow_up, &assessment.pauses);
    let counts: Vec<_> = days.iter().filter_map(|day| day.count).collect();
    assert_eq!(counts, [1, 2, 1, 2, 3, 4, 5]);
    assert_eq!(days.last().map(|day| day.date), march(16));
    // A hold that was over before the follow-up began, and one after its due date, change nothing.
    let early =
        case().on(2, Submitted).on(2, Held).on(3, Dispositioned).judged(&policy, day(2015, 3, 20));
    assert_eq!(early.follow_up.due, march(10));
    let late = case().on(2, Submitted).on(3, Dispositioned).on(11, Held).on(12, Completed);
    assert_eq!(late.judged(&policy, day(2015, 3, 20)).follow_up.due, march(10));
}

#[test]
fn r15_a_hold_and_its_completion_are_nothing_to_note() {
    let report = case().on(2, Submitted).on(3, Held).on(4, Completed).on(5, Held);
    assert_eq!(report.as_of(20).notes.iter().count(), 0);
}
