//! R9 to R12: events in order, missing times, and what is left in doubt.

use lapor_core::*;

use EventKind::*;

use crate::case::{Case, case, march, outcome};

#[test]
fn r9_a_shuffled_history_gives_the_same_verdicts() {
    let report = case()
        .at(2, 9, Submitted)
        .at(3, 9, Dispositioned)
        .at(5, 9, FollowedUp)
        .at(6, 9, ReporterReplied)
        .at(9, 9, FollowedUp)
        .at(9, 9, Acknowledged);
    let mut shuffled = Case { facts: report.facts, events: report.events.clone() };
    shuffled.events.reverse();
    shuffled.events.swap(1, 3);
    assert_eq!(report.as_of(31), shuffled.as_of(31));
}

#[test]
fn r9_exact_copies_collapse_and_are_named() {
    let once = case().on(2, Submitted).on(3, Dispositioned);
    let twice = case().on(2, Submitted).on(3, Dispositioned).on(3, Dispositioned);
    let (once, twice) = (once.as_of(9), twice.as_of(9));
    assert_eq!(once.disposition, twice.disposition);
    assert!(twice.notes.contains(Note::CopiedEvent) && !once.notes.contains(Note::CopiedEvent));
}

#[test]
fn r9_within_a_day_the_order_of_a_date_without_a_time_is_never_impossible() {
    // The disposition is known to the day, submission and answer to the hour.
    let assessment =
        case().at(6, 10, Submitted).on(6, Dispositioned).at(6, 15, FollowedUp).as_of(20);
    assert_eq!(assessment.disposition.outcome, Outcome::Met);
    assert_eq!(assessment.follow_up.outcome, Outcome::Met);
    // And the other way round: the answer is known to the day alone.
    let assessment =
        case().at(6, 10, Submitted).at(6, 11, Dispositioned).on(6, FollowedUp).as_of(20);
    assert_eq!(outcome(&assessment.follow_up), (Outcome::Met, None));
    assert_eq!(assessment.follow_up.elapsed, Some(0));
}

#[test]
fn r10_a_row_without_a_time_is_unknown() {
    let assessment = case().on(2, Submitted).unknown(Dispositioned).on(5, FollowedUp).as_of(20);
    assert_eq!(outcome(&assessment.disposition), (Outcome::Unknown, Some(Reason::MissingTime)));
    assert_eq!(outcome(&assessment.follow_up), (Outcome::Unknown, Some(Reason::MissingTime)));
}

#[test]
fn r10_what_the_source_does_not_record_is_unknown() {
    let mut report = case().on(2, Submitted).on(3, Dispositioned);
    report.facts.unrecorded = KindSet::EMPTY.with(FollowedUp);
    let assessment = report.as_of(20);
    assert_eq!(assessment.disposition.outcome, Outcome::Met);
    assert_eq!(outcome(&assessment.follow_up), (Outcome::Unknown, Some(Reason::NotRecorded)));
    // The promise itself is known: five working days after Tuesday 3.
    assert_eq!(assessment.follow_up.due, march(10));
    assert_eq!(outcome(&assessment.closures[0]), (Outcome::Unknown, Some(Reason::NotRecorded)));
}

#[test]
fn r11_an_event_before_the_submission_makes_what_it_touches_unknown() {
    let assessment = case().at(5, 10, Submitted).at(5, 9, Dispositioned).as_of(20);
    assert_eq!(outcome(&assessment.disposition), (Outcome::Unknown, Some(Reason::Order)));
    assert_eq!(outcome(&assessment.follow_up), (Outcome::Unknown, Some(Reason::Order)));
    assert_eq!(assessment.closures[0].outcome, Outcome::NotStarted);
    assert!(assessment.notes.contains(Note::BeforeSubmission));
}

#[test]
fn r11_an_answer_without_any_disposition_makes_both_stages_unknown() {
    let assessment = case().on(2, Submitted).on(4, FollowedUp).as_of(20);
    assert_eq!(outcome(&assessment.disposition), (Outcome::Unknown, Some(Reason::Order)));
    assert_eq!(outcome(&assessment.follow_up), (Outcome::Unknown, Some(Reason::Order)));
    assert_eq!(assessment.closures[0].due, march(18));
}

#[test]
fn r12_a_last_activity_opens_a_window_only_where_the_mapping_says_so() {
    let mut report = case().on(2, Submitted).on(3, Dispositioned).on(4, LastActivity);
    assert_eq!(report.as_of(6).closures[0].outcome, Outcome::NotStarted);
    report.facts.last_activity_opens_silence = true;
    let closure = report.as_of(6).closures[0];
    assert_eq!((closure.outcome, closure.due), (Outcome::Running, march(18)));
}

/// Found by a random history: a copy that lies after the day of the question is no copy yet.
#[test]
fn r3_a_copy_of_a_later_event_is_not_named_yet() {
    let report = case().on(2, Submitted).on(20, Merged).on(20, Merged);
    assert!(!report.as_of(19).notes.contains(Note::CopiedEvent));
    assert!(report.as_of(20).notes.contains(Note::CopiedEvent));
}
