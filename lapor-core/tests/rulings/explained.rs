//! R20: every day with its reason.

use lapor_core::*;

use EventKind::*;

use crate::case::case;

#[test]
fn r20_every_day_is_explained_with_its_reason_and_decree() {
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock =
        Clock::new(&policy, &calendar, day(2025, 9, 1)).expect("one reading of joint leave");
    let events = vec![Event::new(When::on(day(2025, 8, 14)), Submitted)];
    let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
    let days = clock.explain(&assessment.disposition, &assessment.pauses);
    let text: Vec<_> = days
        .iter()
        .map(|day| {
            let decree = day.decree().unwrap_or("-");
            format!("{} {} {decree}", day.date, day.reason(Language::English))
        })
        .collect();
    expect_test::expect![[r#"
        2025-08-14 day zero: the day it started -
        2025-08-15 working day 1 -
        2025-08-16 Saturday, not a working day -
        2025-08-17 Sunday, not a working day -
        2025-08-18 joint leave: Cuti Bersama Hari Kemerdekaan Republik Indonesia (decree number 933/2025; 1/2025; 3/2025) SKB-2025-R1
        2025-08-19 working day 2 -
        2025-08-20 working day 3 -"#]]
    .assert_eq(&text.join("\n"));
}

/// Found by a random history: the hold of Monday 4 May 2015 began the day after the answer.
#[test]
fn r20_a_hold_after_the_answer_takes_no_day_out_of_the_explanation() {
    let on = |month, date, kind| Event::new(When::on(day(2015, month, date)), kind);
    let events =
        vec![on(3, 2, Submitted), on(4, 27, Dispositioned), on(5, 3, FollowedUp), on(5, 4, Held)];
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2015, 6, 30)).unwrap();
    let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
    let days = clock.explain(&assessment.follow_up, &assessment.pauses);
    // 28, 29, 30 April, then (1 May is a holiday) 4 and 5 May.
    let last = days.last().map(|day| (day.date, day.count));
    assert_eq!(last, Some((day(2015, 5, 5), Some(5))));
}

#[test]
fn r20_a_hold_of_the_day_of_the_answer_takes_no_day_out_of_the_explanation() {
    let answered =
        case().on(2, Submitted).on(3, Dispositioned).at(4, 10, FollowedUp).at(4, 12, Held);
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 20)).unwrap();
    let assessment = clock.assess(&History::new(answered.facts, answered.events, policy.zone()));
    let days = clock.explain(&assessment.follow_up, &assessment.pauses);
    let last = days.last().map(|day| (day.date, day.count));
    assert_eq!(last, Some((day(2015, 3, 10), Some(5))));
}

/// Found by a random history: the disposition of Friday 6 March 2015 ended one hold, and the next began on the
/// Saturday, between which no working day lies.
#[test]
fn r20_a_hold_after_the_end_does_not_lengthen_the_one_before_it() {
    let events = case().on(2, Submitted).on(3, Held).on(6, Dispositioned).on(7, Held);
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 20)).unwrap();
    let assessment = clock.assess(&History::new(events.facts, events.events, policy.zone()));
    let days = clock.explain(&assessment.disposition, &assessment.pauses);
    // The 3rd counts, the 4th to the 6th were held, then the 9th and 10th.
    let last = days.last().map(|day| (day.date, day.count));
    assert_eq!(last, Some((day(2015, 3, 10), Some(3))));
    assert_eq!(assessment.disposition.due, Some(day(2015, 3, 10)));
}
