//! Cases that random histories found, where the clock and the reference model differed.

use lapor_core::*;

use EventKind::*;

use crate::case::{Case, case, march, outcome};

/// Monday to Friday from 2015-02-23 to this day of March, without holidays.
fn until(last: u32) -> Calendar {
    Calendar::new("short", day(2015, 2, 23)..=day(2015, 3, last), Week::FIVE_DAYS, Vec::new())
        .unwrap()
}

fn judged(case: &Case, policy: &Policy, calendar: &Calendar, as_of: u32) -> Assessment {
    let clock = Clock::new(policy, calendar, day(2015, 3, as_of)).unwrap();
    clock.assess(&History::new(case.facts, case.events.clone(), policy.zone()))
}

fn with(change: impl FnOnce(&mut PolicyParts)) -> Policy {
    let mut parts = Policy::lapor().parts().clone();
    change(&mut parts);
    Policy::new(parts).unwrap()
}

#[test]
fn r8_paused_days_do_not_use_up_a_limit_that_reaches_beyond_the_coverage() {
    // The calendar ends on Friday 6. Held over 4, 5 and 6: of the three days only Tuesday 3 has counted.
    let report = case().on(2, Submitted).on(3, Held).on(6, Completed);
    let disposition = judged(&report, &Policy::lapor(), &until(6), 6).disposition;
    assert_eq!(outcome(&disposition), (Outcome::Running, None));
    // Two more counted days are the least that Monday 9 cannot reach, and Sunday 8 neither, if all days count.
    let on = |date| outcome(&judged(&report, &Policy::lapor(), &until(6), date).disposition);
    assert_eq!(on(8), (Outcome::Running, None));
    assert_eq!(on(9), (Outcome::Unknown, Some(Reason::Coverage)));
}

#[test]
fn r8_where_a_hold_restarts_the_limit_the_count_beyond_the_coverage_starts_there_too() {
    let policy = with(|parts| parts.hold = Hold::Restarts);
    let report = case().on(2, Submitted).on(4, Held).on(6, Completed);
    // Three whole days from Friday 6 on: none of them is known, and Monday 9 is the earliest possible end.
    let on = |date| outcome(&judged(&report, &policy, &until(6), date).disposition);
    assert_eq!(on(9), (Outcome::Running, None));
    assert_eq!(on(10), (Outcome::Unknown, Some(Reason::Coverage)));
}

#[test]
fn r15_a_hold_on_the_last_known_day_still_pauses() {
    let policy = with(|parts| parts.hold_cap = Some(3));
    let report = case().on(2, Submitted).on(2, Dispositioned).on(6, Held);
    let follow_up = |date| judged(&report, &policy, &until(6), date).follow_up;
    assert_eq!(follow_up(8).outcome, Outcome::Paused);
    // From the third day on its cap may have ended it; then 9 is the fifth counted day at the earliest plus three.
    assert_eq!(follow_up(9).outcome, Outcome::Running);
    let archived = report.on(7, Archived);
    let follow_up = judged(&archived, &policy, &until(6), 9).follow_up;
    assert_eq!(outcome(&follow_up), (Outcome::Void, Some(Reason::Archived)));
}

#[test]
fn r15_a_cap_of_no_days_makes_holds_nothing() {
    let policy = with(|parts| parts.hold_cap = Some(0));
    let held = case().on(2, Submitted).on(3, Held);
    let free = case().on(2, Submitted);
    let calendar = until(31);
    for date in 2..10 {
        let [held, free] =
            [&held, &free].map(|case| judged(case, &policy, &calendar, date).disposition);
        assert_eq!(held, free);
    }
}

#[test]
fn r8_an_end_after_the_coverage_does_not_tell_whether_the_silence_had_run_out() {
    let answered = case().on(2, Submitted).on(2, Dispositioned).on(3, FollowedUp);
    let closure = |date| {
        judged(&answered.clone().on(date, Archived), &Policy::lapor(), &until(6), 31).closures[0]
    };
    assert_eq!(outcome(&closure(6)), (Outcome::Void, Some(Reason::Archived)));
    assert_eq!(outcome(&closure(20)), (Outcome::Unknown, Some(Reason::Coverage)));
}

#[test]
fn r8_an_act_on_a_known_day_is_met_though_day_zero_lies_beyond_the_coverage() {
    // A start on Saturday 7 rolls to a Monday that the calendar does not know.
    let policy = with(|parts| parts.disposition.roll = Roll::Forward);
    let report = case().on(7, Submitted).on(7, Dispositioned);
    assert_eq!(judged(&report, &policy, &until(7), 7).disposition.outcome, Outcome::Met);
    let open = case().on(7, Submitted);
    assert_eq!(judged(&open, &policy, &until(7), 7).disposition.outcome, Outcome::Running);
}

#[test]
fn r15_holds_that_overlap_in_a_zone_count_once() {
    // The agency is in the west, where 01:00 WIB of Tuesday 10 is still Monday 9. So the second hold begins there before
    // the first has ended, whose completion is a date without a time.
    let calendar = until(31);
    let west = Zone::new(-10 * 60).unwrap();
    let offices = [Office { calendar: &calendar, zone: west, parent: None }];
    let policy = Policy::lapor();
    let report = case()
        .on(2, Submitted)
        .on(6, Dispositioned)
        .to(0)
        .on(9, Held)
        .on(10, Completed)
        .at(10, 1, Held)
        .on(12, Completed);
    let clock = Clock::new(&policy, &calendar, day(2015, 3, 31)).unwrap();
    let clock = clock.with_offices(&offices).unwrap();
    let history = History::new(report.facts, report.events, policy.zone());
    let follow_up = clock.assess(&history).follow_up;
    // Held over 10, 11 and 12: three days. Counted: 9, 13, 16, 17 and 18.
    assert_eq!((follow_up.paused, follow_up.due), (3, march(18)));
}

#[test]
fn r7_a_hold_that_began_before_the_start_has_its_cap_counted_as_was_known() {
    // Wednesday 4 was decreed a day off on Friday 6. Held from Tuesday 3 under a cap of three days: now 5, 6 and 9,
    // as known on the 5th: 4, 5 and 6. The report is returned on the 5th, while it waits.
    let off = Holiday {
        announced: Some(day(2015, 3, 6)),
        ..Holiday::new(day(2015, 3, 4), HolidayKind::National, "libur")
    };
    let calendar =
        Calendar::new("late", day(2015, 2, 23)..=day(2015, 3, 31), Week::FIVE_DAYS, vec![off])
            .unwrap();
    let policy = with(|parts| parts.hold_cap = Some(3));
    let report =
        case().on(2, Submitted).on(2, Dispositioned).to(0).on(3, Held).on(5, Returned).of(0);
    let custody = judged(&report, &policy, &calendar, 20).custodies[1].verdict;
    // The administrator's three days: after the hold 10, 11 and 12; as was known 9, 10 and 11.
    assert_eq!((custody.due, custody.due_promised), (march(12), march(11)));
}

#[test]
fn r15_holds_of_no_days_do_not_make_one_together() {
    // The agency is an hour west of the administrator. A hold within Tuesday 10 without times, and one within
    // its first hour, which is Monday 9 there: neither takes a day out of the count.
    let calendar = until(31);
    let east = with(|parts| parts.zone = Zone::WITA);
    let offices = [Office { calendar: &calendar, zone: Zone::WIB, parent: None }];
    let clock = Clock::new(&east, &calendar, day(2015, 3, 31)).unwrap();
    let clock = clock.with_offices(&offices).unwrap();
    let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
    let at = |minute, kind| {
        Event::new(When::local(day(2015, 3, 10), 0, minute, Zone::WITA).unwrap(), kind)
    };
    let agency = AgencyId::from_index(0);
    let events = [
        on(2, Submitted),
        on(6, Dispositioned).to(agency),
        on(10, Held),
        on(10, Completed),
        at(15, Held),
        at(45, Completed),
    ];
    let follow_up = clock.fold(&Facts::default(), events, &mut Scratch::default()).follow_up;
    assert_eq!((follow_up.paused, follow_up.due), (0, march(13)));
}

#[test]
fn r14_forwarding_to_oneself_is_nothing_without_a_time_too() {
    let itself = case().on(2, Submitted).unknown(Forwarded).of(1).to(1);
    assert!(judged(&itself, &Policy::lapor(), &until(31), 20).custodies.is_empty());
}

#[test]
fn r8_an_act_after_the_coverage_is_unknown_where_day_zero_lies_there_too() {
    // Calendar days, and a start on the last Saturday that the calendar knows, which rolls to nobody knows which day.
    let policy = with(|parts| {
        parts.disposition =
            Limit { unit: Unit::CalendarDays, roll: Roll::Forward, ..Limit::working_days(3) };
    });
    let acted = |date| {
        let report = case().on(7, Submitted).on(date, Dispositioned);
        outcome(&judged(&report, &policy, &until(7), 31).disposition)
    };
    assert_eq!(acted(7), (Outcome::Met, None));
    assert_eq!(acted(9), (Outcome::Unknown, Some(Reason::Coverage)));
}

#[test]
fn r14_a_custody_in_doubt_is_over_and_no_later_hold_moves_its_due_date() {
    // Returned by nobody knows whom on Wednesday 4; the hold of the 5th comes too late for the custody of the 2nd.
    let mut report = case().on(2, Submitted).on(2, Dispositioned).to(0).on(4, Returned).on(5, Held);
    report.facts.unrecorded = KindSet::EMPTY.with(Forwarded);
    let custody = judged(&report, &Policy::lapor(), &until(31), 31).custodies[0].verdict;
    assert_eq!(outcome(&custody), (Outcome::Unknown, Some(Reason::NotRecorded)));
    assert_eq!((custody.due, custody.ended), (march(9), None));
}

#[test]
fn r8_a_hold_completed_after_the_coverage_is_not_taken_for_one_that_its_cap_ended() {
    // Two of three days have counted when it is held on Thursday 5. Completed on Monday 9, which the calendar does
    // not know, long before a cap of ten days: by Thursday 12 the third may have passed.
    let policy = with(|parts| parts.hold_cap = Some(10));
    let report = case().on(3, Submitted).on(5, Held).on(9, Completed);
    let disposition = judged(&report, &policy, &until(6), 12).disposition;
    assert_eq!(outcome(&disposition), (Outcome::Unknown, Some(Reason::Coverage)));
}
