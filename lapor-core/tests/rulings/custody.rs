//! R13 and R14: who holds the report, beside the citizen's clock.
//!
//! The agencies: 0 is a ministry, 1 and 2 its units, 3 a section of unit 1; 4 is another ministry.

use lapor_core::*;

use EventKind::*;

use crate::case::{Case, case, march};

const MINISTRY: u32 = 0;
const UNIT: u32 = 1;
const SECOND_UNIT: u32 = 2;
const SECTION: u32 = 3;
const OTHER: u32 = 4;

/// Holder, scope, outcome, reason, first and last day of March of each custody.
type Row = (Option<u32>, Scope, Outcome, Option<Reason>, Option<Day>, Option<Day>);

fn custodies(case: &Case, as_of: u32) -> Vec<Row> {
    let rows = judged(case, &Policy::lapor(), as_of).custodies;
    rows.iter()
        .map(|Custody { scope, verdict, .. }| {
            let holder = verdict.agency.map(|agency| agency.index() as u32);
            (holder, *scope, verdict.outcome, verdict.reason, verdict.started, verdict.ended)
        })
        .collect()
}

fn judged(case: &Case, policy: &Policy, as_of: u32) -> Assessment {
    let calendar = Calendar::indonesia();
    let office = |parent: Option<u32>| Office {
        calendar: &calendar,
        zone: Zone::WIB,
        parent: parent.map(AgencyId::from_index),
    };
    let offices = [
        office(None),
        office(Some(MINISTRY)),
        office(Some(MINISTRY)),
        office(Some(UNIT)),
        office(None),
    ];
    let clock = Clock::new(policy, &calendar, day(2015, 3, as_of)).unwrap();
    let clock = clock.with_offices(&offices).unwrap();
    clock.assess(&History::new(case.facts, case.events.clone(), policy.zone()))
}

/// Sent to the ministry on Friday 6: its five working days end on Friday 13.
fn sent() -> Case {
    case().on(6, Submitted).on(6, Dispositioned).to(MINISTRY)
}

use Outcome::{HandedOn, Late, Met, Overdue, Running, Unknown, Void};
use Reason::{AfterDue, InTime};

#[test]
fn r13_the_administrator_holds_a_returned_report_until_the_next_disposition() {
    let returned = sent().on(9, Returned).of(MINISTRY);
    let third = (None, Scope::Both);
    // From Monday 9 three working days end on Thursday 12.
    assert_eq!(custodies(&returned, 12)[1], (third.0, third.1, Running, None, march(9), None));
    assert_eq!(custodies(&returned, 13)[1], (third.0, third.1, Overdue, None, march(9), None));
    let sent_on = returned.on(12, Dispositioned).to(OTHER);
    let rows = custodies(&sent_on, 13);
    assert_eq!(rows[0], (Some(MINISTRY), Scope::Both, HandedOn, Some(InTime), march(6), march(9)));
    assert_eq!(rows[1], (None, Scope::Both, Met, None, march(9), march(12)));
    assert_eq!(rows[2], (Some(OTHER), Scope::Both, Running, None, march(12), None));
    // The citizen's clock never reset: it is still the ministry's, due on Friday 13.
    let assessment = judged(&sent_on, &Policy::lapor(), 16);
    assert_eq!(assessment.follow_up.due, march(13));
    assert_eq!(assessment.follow_up.agency, Some(AgencyId::from_index(MINISTRY)));
}

#[test]
fn r13_a_disposition_of_the_day_of_the_return_answers_it_though_it_is_told_first() {
    let sent_on = sent().on(9, Returned).of(MINISTRY).on(9, Dispositioned).to(OTHER);
    let rows = custodies(&sent_on, 20);
    assert!(rows.contains(&(None, Scope::Both, Met, None, march(9), march(9))), "{rows:?}");
}

#[test]
fn r14_a_custody_ends_at_the_agencys_own_answer() {
    let answered = sent().on(13, FollowedUp).of(MINISTRY);
    assert_eq!(
        custodies(&answered, 20),
        [(Some(MINISTRY), Scope::Both, Met, None, march(6), march(13))]
    );
    let late = sent().on(14, FollowedUp).of(MINISTRY);
    assert_eq!(custodies(&late, 20)[0].2, Late);
    assert_eq!(custodies(&sent(), 13)[0].2, Running);
    assert_eq!(custodies(&sent(), 14)[0].2, Overdue);
}

#[test]
fn r14_the_answer_of_another_agency_ends_no_custody() {
    let answered = sent().on(10, FollowedUp).of(OTHER);
    assert_eq!(custodies(&answered, 16)[0].2, Overdue);
    // R13: the citizen's clock takes the first answer by whichever agency.
    assert_eq!(judged(&answered, &Policy::lapor(), 16).follow_up.outcome, Met);
}

#[test]
fn r14_a_parent_stays_accountable_for_what_it_passes_down() {
    let passed = sent().on(10, Forwarded).of(MINISTRY).to(UNIT).on(12, FollowedUp).of(UNIT);
    assert_eq!(
        custodies(&passed, 20),
        [
            (Some(MINISTRY), Scope::Both, Met, None, march(6), march(12)),
            (Some(UNIT), Scope::Both, Met, None, march(10), march(12)),
        ]
    );
}

#[test]
fn r14_a_tree_is_not_the_sum_of_its_units() {
    // Straight to a section, then to the other unit of the ministry, which answers.
    let moved = case()
        .on(6, Submitted)
        .on(6, Dispositioned)
        .to(SECTION)
        .on(10, Forwarded)
        .of(SECTION)
        .to(SECOND_UNIT)
        .on(17, FollowedUp)
        .of(SECOND_UNIT);
    assert_eq!(
        custodies(&moved, 20),
        [
            (Some(SECTION), Scope::Both, HandedOn, Some(InTime), march(6), march(10)),
            (Some(UNIT), Scope::Tree, HandedOn, Some(InTime), march(6), march(10)),
            // The ministry's tree had it from the 6th, so its answer of the 17th is late.
            (Some(MINISTRY), Scope::Tree, Late, None, march(6), march(17)),
            // The unit itself had it from Tuesday 10: five working days end on Tuesday 17.
            (Some(SECOND_UNIT), Scope::Both, Met, None, march(10), march(17)),
        ]
    );
}

#[test]
fn r14_handing_on_is_judged_by_day_and_a_breach_stays() {
    let in_time = sent().on(13, Forwarded).of(MINISTRY).to(OTHER);
    let late = sent().on(16, Forwarded).of(MINISTRY).to(OTHER);
    assert_eq!(custodies(&in_time, 20)[0].3, Some(InTime));
    let rows = custodies(&late, 20);
    assert_eq!(
        rows[0],
        (Some(MINISTRY), Scope::Both, HandedOn, Some(AfterDue), march(6), march(16))
    );
    assert!(judged(&late, &Policy::lapor(), 20).custodies[0].verdict.is_breach());
}

#[test]
fn r14_arrival_and_departure_on_one_day_is_a_custody_of_no_days() {
    let passed = sent().on(6, Forwarded).of(MINISTRY).to(OTHER);
    let custody = judged(&passed, &Policy::lapor(), 10).custodies[0];
    assert_eq!((custody.verdict.outcome, custody.verdict.elapsed), (HandedOn, Some(0)));
}

#[test]
fn r14_forwarding_to_oneself_is_nothing() {
    let itself = sent().on(10, Forwarded).of(MINISTRY).to(MINISTRY);
    assert_eq!(custodies(&itself, 12), custodies(&sent(), 12));
}

#[test]
fn r14_a_second_arrival_is_a_new_custody() {
    let back =
        sent().on(9, Forwarded).of(MINISTRY).to(OTHER).on(11, Forwarded).of(OTHER).to(MINISTRY);
    let rows = custodies(&back, 12);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2], (Some(MINISTRY), Scope::Both, Running, None, march(11), None));
}

#[test]
fn r14_a_report_that_comes_up_to_the_parent_opens_its_own_custody_inside_its_trees() {
    let up = case()
        .on(6, Submitted)
        .on(6, Dispositioned)
        .to(UNIT)
        .on(10, Forwarded)
        .of(UNIT)
        .to(MINISTRY)
        .on(17, FollowedUp)
        .of(MINISTRY);
    assert_eq!(
        custodies(&up, 20),
        [
            (Some(UNIT), Scope::Both, HandedOn, Some(InTime), march(6), march(10)),
            (Some(MINISTRY), Scope::Tree, Late, None, march(6), march(17)),
            (Some(MINISTRY), Scope::Own, Met, None, march(10), march(17)),
        ]
    );
}

#[test]
fn r14_disposition_to_several_agencies_opens_one_each() {
    let several = sent().on(6, Dispositioned).to(OTHER).on(10, FollowedUp).of(OTHER);
    assert_eq!(
        custodies(&several, 16),
        [
            (Some(MINISTRY), Scope::Both, Overdue, None, march(6), None),
            (Some(OTHER), Scope::Both, Met, None, march(6), march(10)),
        ]
    );
}

#[test]
fn r14_what_an_agency_sends_to_several_it_sends_at_once() {
    // The other ministry stands before the unit in the table; it makes no difference.
    let both =
        sent().on(10, Forwarded).of(MINISTRY).to(OTHER).on(10, Forwarded).of(MINISTRY).to(UNIT);
    let rows = custodies(&both, 12);
    // A unit of its tree has it, so the ministry is accountable still.
    assert_eq!(rows[0], (Some(MINISTRY), Scope::Both, Running, None, march(6), None));
    assert_eq!(rows.len(), 3);
}

#[test]
fn r14_a_return_takes_it_from_every_unit_below() {
    let returned = sent().on(9, Forwarded).of(MINISTRY).to(UNIT).on(11, Returned).of(MINISTRY);
    let rows = custodies(&returned, 12);
    assert_eq!(rows[0], (Some(MINISTRY), Scope::Both, HandedOn, Some(InTime), march(6), march(11)));
    assert_eq!(rows[1], (Some(UNIT), Scope::Both, HandedOn, Some(InTime), march(9), march(11)));
    assert_eq!(rows[2], (None, Scope::Both, Running, None, march(11), None));
}

#[test]
fn r14_an_act_of_an_unnamed_agency_leaves_custody_in_doubt() {
    let unnamed = sent().on(10, FollowedUp);
    let rows = custodies(&unnamed, 20);
    let doubt = Some(Reason::UnnamedAgency);
    assert_eq!(rows, [(Some(MINISTRY), Scope::Both, Unknown, doubt, march(6), None)]);
    // Whoever acted after the due date, the breach stays (R5).
    let late = sent().on(16, FollowedUp);
    assert_eq!(custodies(&late, 20)[0].2, Overdue);
    // Passed on by nobody knows whom to a unit: its ministry holds it still.
    let passed = sent().on(10, Forwarded).to(UNIT);
    assert_eq!(custodies(&passed, 12)[0].2, Running);
    let passed = sent().on(10, Forwarded).to(OTHER);
    assert_eq!(custodies(&passed, 12)[0].3, doubt);
}

#[test]
fn r14_an_end_without_an_answer_is_void_in_time_and_a_breach_after() {
    let archived = |date| custodies(&sent().on(date, Archived), 20)[0];
    assert_eq!(archived(13).2, Void);
    assert_eq!((archived(14).2, archived(14).3), (Overdue, Some(Reason::EndedUnanswered)));
}

#[test]
fn r14_what_the_source_does_not_record_leaves_custody_unknown() {
    let mut wide = sent().on(10, FollowedUp).of(MINISTRY);
    wide.facts.unrecorded = KindSet::EMPTY.with(Forwarded);
    let row = custodies(&wide, 20)[0];
    assert_eq!((row.2, row.3), (Unknown, Some(Reason::NotRecorded)));
}

#[test]
fn r14_an_arrival_of_unknown_time_is_told() {
    let untimed = sent().unknown(Forwarded).of(MINISTRY).to(OTHER);
    let rows = custodies(&untimed, 12);
    let missing = Some(Reason::MissingTime);
    assert!(rows.contains(&(Some(OTHER), Scope::Own, Unknown, missing, None, None)), "{rows:?}");
    assert!(rows.iter().all(|row| row.3 == missing));
}

#[test]
fn r15_a_hold_pauses_custody_too() {
    // Held on Monday 9, completed on Thursday 12: three working days do not count, so 13 becomes Wednesday 18.
    let held = sent().on(9, Held).on(12, Completed);
    let due = judged(&held, &Policy::lapor(), 20).custodies[0].verdict.due;
    assert_eq!(due, march(18));
}

#[test]
fn r6_custody_is_counted_by_the_holders_calendar_and_zone() {
    let national = Calendar::indonesia();
    let six_days = national.with_week("six days", Week::SIX_DAYS).unwrap();
    let office = |calendar| Office { calendar, zone: Zone::WIT, parent: None };
    let offices = [office(&national), office(&six_days)];
    let policy = Policy::lapor();
    let clock = Clock::new(&policy, &national, day(2015, 3, 20)).unwrap();
    let clock = clock.with_offices(&offices).unwrap();
    // Passed on at 22:30 WIB of Monday 9, which is 00:30 WIT of Tuesday 10.
    let history = sent().at(9, 22, Forwarded).of(0).to(1);
    let history = History::new(history.facts, history.events, policy.zone());
    let custody = clock.assess(&history).custodies[1].verdict;
    assert_eq!(custody.started, march(10));
    // Wednesday 11 to Saturday 14 and Monday 16.
    assert_eq!(custody.due, march(16));
}

#[test]
fn agencies_form_trees() {
    let calendar = Calendar::indonesia();
    let policy = Policy::lapor();
    let refused = |parents: &[Option<u32>]| {
        let offices: Vec<_> = parents
            .iter()
            .map(|parent| Office {
                calendar: &calendar,
                zone: Zone::WIB,
                parent: parent.map(AgencyId::from_index),
            })
            .collect();
        let clock = Clock::new(&policy, &calendar, day(2015, 3, 20)).unwrap();
        clock.with_offices(&offices).err().map(|error| error.to_string())
    };
    assert_eq!(refused(&[Some(2), Some(0), None]), None);
    assert_eq!(
        refused(&[Some(1), Some(2), Some(1)]).as_deref(),
        Some("agency 2: found parent 1, which stands below it, expected a tree")
    );
    assert_eq!(
        refused(&[None, Some(7)]).as_deref(),
        Some("agency 1: found parent 7, expected one of the 2 agencies")
    );
}

#[test]
fn deadlines_name_the_agency_that_holds_the_report_now() {
    let passed = sent().on(10, Forwarded).of(MINISTRY).to(UNIT);
    let assessment = judged(&passed, &Policy::lapor(), 11);
    let here: Vec<_> = assessment.custodies.iter().map(|custody| custody.in_hand).collect();
    // The ministry is accountable still; the unit has it and must answer.
    assert_eq!(here, [false, true]);
    let deadlines = |case: &Case, as_of| -> Vec<_> {
        let told =
            |deadline: Deadline| (deadline.stage, deadline.act, deadline.actor, deadline.due);
        judged(case, &Policy::lapor(), as_of).deadlines().map(told).collect()
    };
    let agency = |place| Actor::Agency(AgencyId::from_index(place));
    assert_eq!(
        deadlines(&passed, 11),
        [
            (Stage::FollowUp, Act::FollowUp, agency(UNIT), march(13)),
            (Stage::Custody, Act::FollowUp, agency(UNIT), march(17)),
        ]
    );
    // What the first agency holds itself is told once.
    let once = [(Stage::FollowUp, Act::FollowUp, agency(MINISTRY), march(13))];
    assert_eq!(deadlines(&sent(), 11), once);
    // A returned report must be sent on before anybody can answer it. Both are due on Friday 13: the citizen's
    // five days from the 6th, and the administrator's three from the 10th.
    assert_eq!(
        deadlines(&sent().on(10, Returned).of(MINISTRY), 11),
        [(Stage::FollowUp, Act::Disposition, Actor::Administrator, march(13))]
    );
    // While it waits for data the reporter must act, and the agencies stay named.
    let held = judged(&passed.on(11, Held), &Policy::lapor(), 12);
    let waiting: Vec<_> =
        held.deadlines().map(|deadline| (deadline.actor, deadline.agency)).collect();
    assert!(!waiting.is_empty());
    assert!(waiting.iter().all(|(actor, agency)| *actor == Actor::Reporter && agency.is_some()));
    // A reply that contests the silence waits for the agency, without a date.
    let contested = sent().on(9, FollowedUp).of(MINISTRY).on(10, ReporterReplied);
    let contested = judged(&contested, &Policy::lapor(), 12);
    let deadline = contested.next_deadline().unwrap();
    assert_eq!(
        (deadline.stage, deadline.act, deadline.actor, deadline.due),
        (Stage::Closure, Act::Answer, agency(MINISTRY), None)
    );
    // Nobody must act on a report that is over.
    assert_eq!(judged(&sent().on(10, Archived), &Policy::lapor(), 12).next_deadline(), None);
}

#[test]
fn r14_a_scope_says_in_which_figures_a_custody_counts() {
    let told = Scope::ALL.map(|scope| (scope.word(), scope.is_own(), scope.is_tree()));
    assert_eq!(told, [("both", true, true), ("own", true, false), ("tree", false, true)]);
}
