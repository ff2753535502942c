//! R1 to R8: counting, calendars, and what was known when.

use lapor_core::*;

use EventKind::*;

use crate::case::{Case, case, march, outcome};

#[test]
fn r1_friday_saturday_and_sunday_are_due_on_one_wednesday() {
    for start in [6, 7, 8] {
        let assessment = case().on(start, Submitted).as_of(9);
        assert_eq!(assessment.disposition.due, march(11), "started on {start}");
    }
}

#[test]
fn r1_the_day_of_the_start_is_day_zero_in_the_local_zone() {
    // 23:30 WIB on Friday 6 is 16:30 UTC of the same day; 00:30 WIB on Monday 9 is still Sunday in UTC.
    assert_eq!(case().at(9, 0, Submitted).as_of(20).disposition.started, march(9));
    assert_eq!(case().at(6, 23, Submitted).as_of(20).disposition.started, march(6));
}

#[test]
fn r2_an_answer_on_saturday_has_five_elapsed_days_and_is_late() {
    let assessment = case().on(6, Submitted).on(6, Dispositioned).on(14, FollowedUp).as_of(20);
    assert_eq!(assessment.follow_up.due, march(13));
    assert_eq!(assessment.follow_up.elapsed, Some(5));
    assert_eq!(assessment.follow_up.outcome, Outcome::Late);
    let kept = case().on(6, Submitted).on(6, Dispositioned).on(13, FollowedUp).as_of(20);
    assert_eq!((kept.follow_up.elapsed, kept.follow_up.outcome), (Some(5), Outcome::Met));
}

#[test]
fn r3_running_on_the_due_date_and_overdue_the_day_after() {
    let open = case().on(6, Submitted);
    assert_eq!(open.as_of(11).disposition.outcome, Outcome::Running);
    assert_eq!(open.as_of(12).disposition.outcome, Outcome::Overdue);
}

#[test]
fn r3_before_its_submission_a_report_is_not_yet() {
    let assessment = case().on(6, Submitted).on(9, Dispositioned).as_of(5);
    assert_eq!(assessment.submitted, None);
    assert_eq!(assessment.disposition.outcome, Outcome::NotStarted);
    assert!(assessment.closures.is_empty());
}

#[test]
fn r3_a_later_event_does_not_exist_yet() {
    let whole = case().on(2, Submitted).on(9, Dispositioned);
    assert_eq!(whole.as_of(5).disposition, case().on(2, Submitted).as_of(5).disposition);
    assert_eq!(whole.as_of(9).disposition.outcome, Outcome::Late);
}

#[test]
fn r4_the_same_day_is_the_first_of_the_ten() {
    // The last activity of Wednesday 11 February 2015 was closed on Wednesday 25: 11, 12, 13, 16,
    // 17, 18, (19 is Imlek), 20, 23, 24, 25.
    let calendar = Calendar::indonesia();
    assert_eq!(calendar.due_same_day(day(2015, 2, 11), 10), Ok(day(2015, 2, 25)));
    assert_eq!(calendar.due(day(2015, 2, 11), 10), Ok(day(2015, 2, 26)));
}

#[test]
fn r4_a_weekend_start_rolls_forward_where_the_policy_says_so() {
    let mut parts = Policy::lapor().parts().clone();
    parts.disposition.roll = Roll::Forward;
    let policy = Policy::new(parts).expect("a valid policy");
    let saturday = case().on(7, Submitted).judged(&policy, day(2015, 3, 9));
    // Monday 9 is day zero, so the third working day is Thursday 12.
    assert_eq!(saturday.disposition.started, march(9));
    assert_eq!(saturday.disposition.due, march(12));
}

#[test]
fn r6_the_first_agency_has_its_own_zone() {
    // 23:30 WIB on Thursday 5 is 01:30 WIT on Friday 6.
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let offices = [Office { calendar: &calendar, zone: Zone::WIT, parent: None }];
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 20))
        .and_then(|clock| clock.with_offices(&offices))
        .expect("one reading of joint leave");
    let report = case().on(4, Submitted).at(5, 23, Dispositioned).to(0);
    let assessment = clock.assess(&History::new(report.facts, report.events, policy.zone()));
    assert_eq!(assessment.disposition.ended, march(5));
    assert_eq!(assessment.follow_up.started, march(6));
    assert_eq!(assessment.follow_up.due, march(13));
}

#[test]
fn r6_the_first_agency_has_its_own_calendar() {
    // An office that works on Saturdays: Friday 6, Saturday 7 is 1, 9, 10, 11, 12 is 5.
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let six_days = Week::FIVE_DAYS.with(Weekday::Saturday);
    let own = Calendar::new("six", day(2015, 1, 1)..=day(2015, 12, 31), six_days, Vec::new())
        .expect("a valid calendar");
    let offices = [Office { calendar: &own, zone: Zone::WIB, parent: None }];
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 20))
        .and_then(|clock| clock.with_offices(&offices))
        .expect("one reading of joint leave");
    let report = case().on(6, Submitted).on(6, Dispositioned).to(0);
    let assessment = clock.assess(&History::new(report.facts, report.events, policy.zone()));
    assert_eq!(assessment.follow_up.due, march(12));
    assert_eq!(assessment.disposition.due, march(11));
}

#[test]
fn r7_joint_leave_is_no_working_day_unless_the_policy_says_so() {
    // 18 August 2025 became joint leave by a decree of that month.
    let calendar = Calendar::indonesia();
    assert_eq!(calendar.due(day(2025, 8, 14), 3), Ok(day(2025, 8, 20)));
    let working = calendar.with_joint_leave(JointLeave::Working);
    assert_eq!(working.due(day(2025, 8, 14), 3), Ok(day(2025, 8, 19)));
    let policy = Policy::lapor();
    let refused = Clock::new(&policy, &working, day(2025, 9, 1)).map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains("joint leave"), "{refused}");
}

#[test]
fn r7_a_verdict_has_a_due_date_as_promised_and_as_it_stands() {
    // 18 August 2025 was announced on 7 August. Who wrote on the 6th was promised the day before.
    let promised = |start: Day| {
        let events = vec![Event::new(When::on(start), Submitted)];
        let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
        let clock =
            Clock::new(&policy, &calendar, day(2025, 9, 1)).expect("one reading of joint leave");
        let verdict = clock.assess(&History::new(Facts::default(), events, Zone::WIB)).disposition;
        (verdict.due_promised, verdict.due)
    };
    assert_eq!(promised(day(2025, 8, 14)), (Some(day(2025, 8, 20)), Some(day(2025, 8, 20))));
    let mut parts = Policy::lapor().parts().clone();
    parts.disposition.days = 8;
    let policy = Policy::new(parts).expect("a valid policy");
    // From Wednesday 6 August eight working days are 7, 8, 11 to 15 and, as known then, Monday 18.
    let report = Case {
        facts: Facts::default(),
        events: vec![Event::new(When::on(day(2025, 8, 6)), Submitted)],
    };
    let verdict = report.judged(&policy, day(2025, 9, 1)).disposition;
    assert_eq!(verdict.due_promised, Some(day(2025, 8, 18)));
    assert_eq!(verdict.due, Some(day(2025, 8, 19)));
}

#[test]
fn r7_a_withdrawn_day_counts_again_but_was_not_promised() {
    // The leave of 28 to 31 December 2020 was moved there in April and withdrawn for 28 to 30 on
    // 1 December (announced on the 2nd). From Tuesday 22: 23 is 1; 24 and 25 are off.
    let calendar = Calendar::indonesia();
    assert_eq!(calendar.known_on(day(2020, 11, 30)).due(day(2020, 12, 22), 2), Ok(day(2021, 1, 4)));
    assert_eq!(calendar.due(day(2020, 12, 22), 2), Ok(day(2020, 12, 28)));
}

#[test]
fn r8_outside_the_coverage_is_an_error_that_names_the_range() {
    let calendar = Calendar::indonesia();
    let error = calendar.working_days(day(2011, 12, 31), day(2012, 1, 3)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "2011-12-31 lies outside calendar 'id', which knows 2012-01-01 to 2026-12-31"
    );
    assert!(calendar.due(day(2026, 12, 30), 5).is_err());
}

#[test]
fn r8_a_due_date_beyond_the_coverage_leaves_the_stage_running_while_it_surely_is() {
    // 28 to 31 December 2026 are Monday to Thursday. From Tuesday 29 two working days are known.
    let report = |as_of| {
        let events = vec![Event::new(When::on(day(2026, 12, 29)), Submitted)];
        let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
        let clock = Clock::new(&policy, &calendar, as_of).expect("one reading of joint leave");
        outcome(&clock.assess(&History::new(Facts::default(), events, Zone::WIB)).disposition)
    };
    assert_eq!(report(day(2026, 12, 31)), (Outcome::Running, None));
    // 1 January may be a working day for all that is known; even then only three have gone by.
    assert_eq!(report(day(2027, 1, 1)), (Outcome::Running, None));
    assert_eq!(report(day(2027, 1, 2)), (Outcome::Unknown, Some(Reason::Coverage)));
}

#[test]
fn r8_the_run_goes_on_for_a_start_outside_the_coverage() {
    let report = Case {
        facts: Facts::default(),
        events: vec![
            Event::new(When::on(day(2011, 12, 1)), Submitted),
            Event::new(When::on(day(2015, 3, 6)), Dispositioned),
        ],
    };
    let assessment = report.as_of(20);
    assert_eq!(outcome(&assessment.disposition), (Outcome::Unknown, Some(Reason::Coverage)));
    assert_eq!(assessment.follow_up.outcome, Outcome::Overdue);
}

#[test]
fn r7_recomputing_names_the_decree_that_changed_a_verdict() {
    let (policy, now) = (Policy::lapor(), Calendar::indonesia());
    let recomputed = |before: Day, submitted: Day, dispositioned: Day| {
        let then = now.known_on(before);
        let old = Clock::new(&policy, &then, day(2025, 12, 31)).unwrap();
        let new = Clock::new(&policy, &now, day(2025, 12, 31)).unwrap();
        let events = [
            Event::new(When::on(submitted), Submitted),
            Event::new(When::on(dispositioned), Dispositioned),
            Event::new(When::on(dispositioned), FollowedUp),
        ];
        let mut scratch = [Scratch::default(), Scratch::default()];
        let told = |change: Recomputed| {
            let (old, new) = (change.old.unwrap(), change.new.unwrap());
            (change.stage, (old.due, old.outcome), (new.due, new.outcome), change.decrees)
        };
        let changed = old.recompute(&new, &Facts::default(), &events, &mut scratch);
        changed.into_iter().map(told).next()
    };
    let disposition = |old: (Day, Outcome), new: (Day, Outcome), decree: &str| {
        let verdict = |(due, outcome)| (Some(due), outcome);
        Some((Stage::Disposition, verdict(old), verdict(new), vec![decree.to_owned()]))
    };
    use Outcome::{Late, Met};
    // 18 August 2025 became joint leave on the 7th of that month.
    assert_eq!(
        recomputed(day(2025, 8, 6), day(2025, 8, 14), day(2025, 8, 20)),
        disposition((day(2025, 8, 19), Late), (day(2025, 8, 20), Met), "SKB-2025-R1")
    );
    // 28 to 30 December 2020 lost their leave on the 2nd of that month: 23 December, then 4 and 5 January; now 28 and 29.
    assert_eq!(
        recomputed(day(2020, 12, 1), day(2020, 12, 22), day(2021, 1, 4)),
        disposition((day(2021, 1, 5), Met), (day(2020, 12, 29), Late), "SKB-2020-R4")
    );
    // The new year of 1443 moved from 10 to 11 August 2021: 11, 12 and 13 August; now 12, 13 and 16.
    assert_eq!(
        recomputed(day(2021, 6, 17), day(2021, 8, 10), day(2021, 8, 16)),
        disposition((day(2021, 8, 13), Late), (day(2021, 8, 16), Met), "SKB-2021-R2")
    );
    // Nothing changes where nothing was decreed in between.
    assert_eq!(recomputed(day(2021, 6, 18), day(2021, 8, 10), day(2021, 8, 16)), None);
}
