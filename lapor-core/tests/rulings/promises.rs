//! R13, R18 and R19: the promises that an act keeps, and what changes or ends them.

use lapor_core::*;

use EventKind::*;

use crate::case::{answered, case, march, outcome};

#[test]
fn r13_a_return_does_not_restart_the_citizens_clock() {
    let assessment = case()
        .on(2, Submitted)
        .on(3, Dispositioned)
        .to(0)
        .on(4, Returned)
        .on(12, Dispositioned)
        .to(1)
        .on(13, FollowedUp)
        .as_of(20);
    assert_eq!(assessment.disposition.ended, march(3));
    assert_eq!(assessment.follow_up.started, march(3));
    assert_eq!(assessment.follow_up.agency, Some(AgencyId::from_index(0)));
    assert_eq!(
        (assessment.follow_up.due, assessment.follow_up.outcome),
        (march(10), Outcome::Late)
    );
}

#[test]
fn r18_ended_on_or_before_the_due_date_is_void_with_its_reason() {
    for (kind, reason) in
        [(Archived, Reason::Archived), (Merged, Reason::Merged), (Withdrawn, Reason::Withdrawn)]
    {
        let assessment = case().on(2, Submitted).on(3, Dispositioned).on(10, kind).as_of(31);
        assert_eq!(outcome(&assessment.follow_up), (Outcome::Void, Some(reason)));
        assert_eq!(assessment.disposition.outcome, Outcome::Met);
        let closure = answered().on(10, kind).as_of(31).closures[0];
        assert_eq!(outcome(&closure), (Outcome::Void, Some(reason)));
    }
}

#[test]
fn r18_ended_after_the_due_date_the_breach_stays() {
    let assessment = case().on(2, Submitted).on(3, Dispositioned).on(11, Archived).as_of(31);
    assert_eq!(outcome(&assessment.follow_up), (Outcome::Overdue, Some(Reason::EndedUnanswered)));
    assert_eq!(assessment.follow_up.ended, march(11));
}

#[test]
fn r19_an_extension_adds_its_days_once_and_in_time() {
    let base = || case().on(2, Submitted).on(3, Dispositioned);
    let extended = base().on(10, Extended).carrying(Value::Days(5));
    assert_eq!(extended.as_of(12).follow_up.due, march(17));
    let twice = base()
        .on(9, Extended)
        .carrying(Value::Days(5))
        .on(10, Extended)
        .carrying(Value::Days(5))
        .as_of(12);
    assert_eq!(twice.follow_up.due, march(17));
    let late = base().on(11, Extended).carrying(Value::Days(5)).as_of(12);
    assert_eq!((late.follow_up.due, late.follow_up.outcome), (march(10), Outcome::Overdue));
    assert!(late.notes.contains(Note::IneffectiveExtension));
}

#[test]
fn r19_a_new_class_changes_the_limit_from_the_same_day_zero() {
    let mut parts = Policy::lapor().parts().clone();
    parts.exceptions = vec![Exception {
        stage: Stage::FollowUp,
        class: Some("inspection".into()),
        complexity: None,
        limit: Limit::working_days(8),
    }];
    let policy = Policy::new(parts).expect("a valid policy");
    let calendar = Calendar::indonesia();
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))
        .expect("one reading of joint leave")
        .with_words(&["inspection"], &[]);
    let due = |date| {
        let report = case()
            .on(2, Submitted)
            .on(3, Dispositioned)
            .on(date, Reclassified)
            .carrying(Value::Class(ClassId(0)));
        clock.assess(&History::new(report.facts, report.events, policy.zone())).follow_up.due
    };
    assert_eq!(due(10), march(13));
    assert_eq!(due(11), march(10));
}

#[test]
fn a_clock_is_asked_about_one_day_after_another() {
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 11)).unwrap();
    let report = case().on(6, Submitted);
    let history = History::new(report.facts, report.events, policy.zone());
    let on = |date| clock.on(day(2015, 3, date)).assess(&history).disposition.outcome;
    assert_eq!([5, 11, 12].map(on), [Outcome::NotStarted, Outcome::Running, Outcome::Overdue]);
    let mut scratch = Scratch::default();
    let verdicts = clock.fold(history.facts(), history.events().iter().copied(), &mut scratch);
    let stages: Vec<_> = verdicts.iter().map(|verdict| verdict.stage).collect();
    assert_eq!(stages, Stage::PROMISES);
}

#[test]
fn a_complexity_without_a_word_has_the_limit_of_its_class() {
    let mut parts = Policy::lapor().into_parts();
    let exception = |class: &str, days| Exception {
        stage: Stage::Disposition,
        class: Some(class.into()),
        complexity: None,
        limit: Limit::working_days(days),
    };
    parts.exceptions = vec![exception("question", 1), exception("complaint", 2)];
    let policy = Policy::new(parts).unwrap();
    let calendar = Calendar::indonesia();
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 20)).unwrap();
    let clock = clock.with_words(&["question", "complaint"], &["simple"]);
    let due = |class, complexity| {
        let mut report = case().on(2, Submitted);
        report.facts.class = class;
        report.facts.complexity = complexity;
        clock.assess(&History::new(report.facts, report.events, policy.zone())).disposition.due
    };
    for complexity in [None, Some(ComplexityId(0)), Some(ComplexityId(1)), Some(ComplexityId(9))] {
        assert_eq!(due(Some(ClassId(0)), complexity), march(3));
        assert_eq!(due(Some(ClassId(1)), complexity), march(4));
        // A class without a word, and none at all, have the general limit.
        assert_eq!(due(Some(ClassId(2)), complexity), march(5));
        assert_eq!(due(None, complexity), march(5));
    }
}
