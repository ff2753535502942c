//! The rulings R1 to R20 as hand-computed cases, each test named after its rule.
//!
//! March 2015: the 1st is a Sunday, no weekday of 2 to 20 March is a holiday, and
//! Saturday 21 is Nyepi. 19 February 2015 (Thursday) is Imlek.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lapor_core::*;

/// A history of March 2015 in days of the month; the hour, where given, is WIB.
struct Case {
    facts: Facts,
    events: Vec<Event>,
}

fn case() -> Case {
    Case { facts: Facts::default(), events: Vec::new() }
}

impl Case {
    fn on(mut self, date: u32, kind: EventKind) -> Self {
        self.events.push(Event::new(When::on(day(2015, 3, date)), kind));
        self
    }

    fn at(mut self, date: u32, hour: i64, kind: EventKind) -> Self {
        let instant = Instant::local(day(2015, 3, date), hour * 3_600_000_000, Zone::WIB);
        let when = instant.map_or(When::UNKNOWN, When::at);
        self.events.push(Event::new(when, kind));
        self
    }

    fn unknown(mut self, kind: EventKind) -> Self {
        self.events.push(Event::new(When::UNKNOWN, kind));
        self
    }

    fn by(mut self, party: Party) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.by(party);
        }
        self
    }

    fn carrying(mut self, value: Value) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.carrying(value);
        }
        self
    }

    fn to(mut self, agency: u32) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.to(AgencyId::from_index(agency));
        }
        self
    }

    fn judged(&self, policy: &Policy, as_of: Day) -> Assessment {
        let calendar = Calendar::indonesia();
        let clock = Clock::new(policy, &calendar, as_of).expect("one reading of joint leave");
        clock.assess(&History::new(self.facts, self.events.clone(), policy.zone()))
    }

    fn as_of(&self, date: u32) -> Assessment {
        self.judged(&Policy::lapor(), day(2015, 3, date))
    }
}

fn march(date: u32) -> Option<Day> {
    Some(day(2015, 3, date))
}

fn outcome(verdict: &Verdict) -> (Outcome, Option<Reason>) {
    (verdict.outcome, verdict.reason)
}

use EventKind::*;

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

/// Answered on Wednesday 4 March: the ten working days of silence end on Wednesday 18.
fn answered() -> Case {
    case().on(2, Submitted).on(3, Dispositioned).on(4, FollowedUp)
}

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

#[test]
fn r17_a_close_by_the_reporter_is_never_early() {
    let closure = answered().on(6, Closed).by(Party::Reporter).as_of(31).closures[0];
    assert_eq!(closure.outcome, Outcome::ByReporter);
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

/// Found by a random history: a copy that lies after the day of the question is no copy yet.
#[test]
fn r3_a_copy_of_a_later_event_is_not_named_yet() {
    let report = case().on(2, Submitted).on(20, Merged).on(20, Merged);
    assert!(!report.as_of(19).notes.contains(Note::CopiedEvent));
    assert!(report.as_of(20).notes.contains(Note::CopiedEvent));
}
