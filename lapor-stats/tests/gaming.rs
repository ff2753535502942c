//! What an agency cannot do to its figures, as laws over any histories; and what it can, as worked cases.
//!
//! Judged by the core's clock, counted by the tallies that tables are made of. `docs/gaming.md` has the figures.

use std::sync::LazyLock;

use lapor_core::EventKind::*;
use lapor_core::*;
use lapor_stats::measure::tally::{Bucket, Cohort, Tally};
use proptest::prelude::*;

/// A history as numbers: the day of submission after 1 January 2024, and what followed.
#[derive(Clone, Debug)]
struct Told {
    submitted: i32,
    events: Vec<Event>,
}

impl Told {
    fn with(&self, event: Event) -> Told {
        Told { events: [&self.events[..], &[event]].concat(), ..*self }
    }

    fn without(&self, kinds: &[EventKind]) -> Told {
        let mut told = self.clone();
        told.events.retain(|event| !kinds.contains(&event.kind));
        told
    }

    fn history(&self) -> History {
        let submitted = self.event(Submitted, 0);
        History::new(Facts::default(), self.with(submitted).events, Zone::WIB)
    }

    /// What an event of `days` after the submission would be.
    fn event(&self, kind: EventKind, days: i32) -> Event {
        Event::new(When::on(after(self.submitted + days)), kind)
    }
}

/// Days after 1 January 2024.
fn after(days: i32) -> Day {
    day(2024, 1, 1).checked_add(days).unwrap_or(Day::MAX)
}

/// Built once, since each case judges several times.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::indonesia);

/// The judgement of one report under a policy on a day.
fn judge(policy: &Policy, as_of: i32, told: &Told) -> Assessment {
    let clock = Clock::new(policy, &CALENDAR, after(as_of)).expect("policy and calendar agree");
    clock.assess(&told.history())
}

fn lapor(as_of: i32, told: &Told) -> Assessment {
    judge(&Policy::lapor(), as_of, told)
}

/// The follow-ups of some reports, in the `due` cohort.
fn follow_ups<'t>(as_of: i32, told: impl IntoIterator<Item = &'t Told>) -> Tally {
    let mut tally = Tally::default();
    for told in told {
        let verdict = lapor(as_of, told).follow_up;
        if let Some(bucket) = Bucket::of(&verdict, after(as_of), Cohort::Due) {
            tally.add(bucket, 1);
        }
    }
    tally
}

/// Where a verdict stands in the headline: met, failed, or outside of it.
fn standing(verdict: &Verdict, as_of: i32) -> Option<bool> {
    let mut tally = Tally::default();
    tally.add(Bucket::of(verdict, after(as_of), Cohort::Due)?, 1);
    (0 < tally.judged(Cohort::Due)).then(|| 0 < tally.met())
}

fn headline(tally: &Tally) -> (u64, u64) {
    (tally.met(), tally.judged(Cohort::Due))
}

/// The headline with all voids as failures.
fn voids_failed(tally: &Tally) -> (u64, u64) {
    (tally.met(), tally.judged(Cohort::Due) + tally.get(Bucket::Void))
}

/// The headline with all unknowns as failures.
fn unknowns_failed(tally: &Tally) -> (u64, u64) {
    (tally.met(), tally.judged(Cohort::Due) + tally.unknown())
}

/// The headline with everything as a failure that has left it and does not run any more.
fn all_failed(tally: &Tally) -> (u64, u64) {
    let (met, judged) = unknowns_failed(tally);
    (met, judged + tally.get(Bucket::Void) + tally.get(Bucket::Paused))
}

/// Whether a share of two counts is above another; any that is not 0 is above nothing of nothing.
fn above(share: (u64, u64), other: (u64, u64)) -> bool {
    share.0 * other.1.max(1) > other.0 * share.1
}

fn event(submitted: i32) -> impl Strategy<Value = Event> {
    let kinds = EventKind::ALL.into_iter().filter(|kind| *kind != Submitted).collect::<Vec<_>>();
    // What decides most verdicts comes more often than the rest.
    let kind = prop_oneof![
        prop::sample::select(vec![Dispositioned, FollowedUp]),
        prop::sample::select(kinds),
    ];
    let party = prop::option::of(prop::sample::select(Party::ALL.to_vec()));
    let agency = || prop::option::of((0..3_u32).prop_map(AgencyId::from_index));
    (-3..50_i32, 0..70_u8, kind, party, agency(), agency()).prop_map(
        move |(days, form, kind, party, from, to)| {
            let day = after(submitted + days);
            // Hours, unknown times, and days without a time.
            let at = match form {
                0..24 => When::local(day, form, 30, Zone::WIB).unwrap_or(When::UNKNOWN),
                24..27 => When::UNKNOWN,
                _ => When::on(day),
            };
            let value = if kind == Extended { Value::Days(7) } else { Value::None };
            Event { at, kind, party, agency: from, to_agency: to, value }
        },
    )
}

fn told() -> impl Strategy<Value = Told> {
    (0..360_i32).prop_flat_map(|submitted| {
        let events = prop::collection::vec(event(submitted), 0..8);
        // Most reports are dispositioned in good order, or nothing would be judged.
        let start = prop::option::weighted(0.8, 0..6_i32);
        (events, start).prop_map(move |(mut events, start)| {
            let at = |days| When::on(after(submitted + days));
            events.extend(start.map(|days| Event::new(at(days), Dispositioned)));
            Told { submitted, events }
        })
    })
}

fn reports() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec(told(), 1..6)
}

proptest! {
    /// What is late is not answered at all: each follow-up that was late is overdue, and the headline is the same to the last
    /// count. So leaving bad cases open neither raises nor lowers it.
    #[test]
    fn leaving_late_cases_open_does_not_move_the_headline(reports in reports(), as_of in 0..460_i32) {
        let leave = |told: &Told| match lapor(as_of, told).follow_up.outcome {
            Outcome::Late => told.without(&[FollowedUp]),
            _ => told.clone(),
        };
        let left: Vec<_> = reports.iter().map(leave).collect();
        let (before, now) = (follow_ups(as_of, &reports), follow_ups(as_of, &left));
        prop_assert_eq!(headline(&before), headline(&now));
        prop_assert_eq!(before.get(Bucket::Late) + before.get(Bucket::Overdue), now.get(Bucket::Overdue));
    }

    /// The same for the administrator: what was sent on late, and is not sent on at all, has failed either way.
    #[test]
    fn not_sending_on_does_not_move_the_disposition(told in told(), as_of in 0..460_i32) {
        if lapor(as_of, &told).disposition.outcome == Outcome::Late {
            let left = lapor(as_of, &told.without(&[Dispositioned, FollowedUp])).disposition;
            prop_assert_eq!(left.outcome, Outcome::Overdue);
            prop_assert_eq!(standing(&left, as_of), Some(false));
        }
    }

    /// An agency that answers nothing any more, late or not, cannot gain by it, whatever else happened.
    #[test]
    fn answering_nothing_never_raises_the_headline(told in told(), as_of in 0..460_i32) {
        let before = standing(&lapor(as_of, &told).follow_up, as_of);
        let now = standing(&lapor(as_of, &told.without(&[FollowedUp])).follow_up, as_of);
        prop_assert!(now != Some(true), "{:?} to {:?}", before, now);
        if before == Some(false) {
            prop_assert_eq!(now, Some(false));
        }
    }

    /// Archived, merged or withdrawn on any day: the bound with voids as failures does not rise.
    #[test]
    fn ending_a_report_never_raises_the_bound_with_voids_failed(
        reports in reports(),
        place in 0..5_usize,
        kind in prop::sample::select(vec![Archived, Merged, Withdrawn]),
        days in 0..50_i32,
        as_of in 0..460_i32,
    ) {
        let place = place % reports.len();
        let mut ended = reports.clone();
        ended[place] = reports[place].with(reports[place].event(kind, days));
        let (before, now) = (follow_ups(as_of, &reports), follow_ups(as_of, &ended));
        prop_assert!(!above(voids_failed(&now), voids_failed(&before)), "{:?} to {:?}", before, now);
        prop_assert!(!above(all_failed(&now), all_failed(&before)), "{:?} to {:?}", before, now);
    }

    /// Archived, merged or withdrawn after the due date: the breach stays, and the headline with it.
    #[test]
    fn ending_a_report_after_the_due_date_does_not_move_the_headline(
        told in told(),
        kind in prop::sample::select(vec![Archived, Merged, Withdrawn]),
        days in 0..50_i32,
        as_of in 0..460_i32,
    ) {
        let before = lapor(as_of, &told).follow_up;
        let event = told.event(kind, days);
        let day = after(told.submitted + days);
        if before.is_breach() && before.due.is_some_and(|due| due < day) {
            let now = lapor(as_of, &told.with(event)).follow_up;
            prop_assert_eq!(standing(&now, as_of), Some(false));
        }
    }

    /// The citizen's clock runs on while a report is handed about: all three promises are the same to the last field.
    #[test]
    fn handing_about_moves_no_promise(
        told in told(),
        kind in prop::sample::select(vec![Forwarded, Returned, Acknowledged, Verified]),
        days in 0..50_i32,
        from in 0..3_u32,
        to in 0..3_u32,
        as_of in 0..460_i32,
    ) {
        let event = told.event(kind, days);
        let [from, to] = [from, to].map(AgencyId::from_index);
        let (before, now) = (lapor(as_of, &told), lapor(as_of, &told.with(event.from(from).to(to))));
        prop_assert!(before.iter().eq(now.iter()));
    }

    /// A close moves neither disposition nor follow-up; and one by another than the reporter makes a closure met on the due date
    /// alone.
    #[test]
    fn closing_early_gains_nothing(
        told in told(),
        days in 0..50_i32,
        party in prop::sample::select(vec![Party::Administrator, Party::Agency, Party::System]),
        as_of in 0..460_i32,
    ) {
        let told = told.without(&[Reopened]);
        let close = told.event(Closed, days).by(party);
        let (before, now) = (lapor(as_of, &told), lapor(as_of, &told.with(close)));
        prop_assert_eq!((before.disposition, before.follow_up), (now.disposition, now.follow_up));
        if let ([before], [now]) = (&before.closures[..], &now.closures[..])
            && now.outcome == Outcome::Met
            && before.outcome != Outcome::Met
        {
            prop_assert_eq!(now.due, Some(after(told.submitted + days)));
        }
    }

    /// Once judged, a stage stays what it is, as days pass: so the `due` cohort of a young month shows its stages as
    /// they come to, and a breach that is none in a later release is a changed record. The one exception is a breach of the
    /// disposition that falls into doubt, since an answer came and no disposition is on record (R11).
    #[test]
    fn what_is_judged_stays(told in told(), as_of in 0..460_i32, later in 0..200_i32) {
        let (then, now) = (lapor(as_of, &told), lapor(as_of + later, &told));
        for (then, now) in then.iter().zip(now.iter()) {
            if let Some(met) = standing(then, as_of) {
                let doubt = now.stage == Stage::Disposition && now.reason == Some(Reason::Order);
                let kept = standing(now, as_of + later) == Some(met);
                prop_assert!(kept || doubt && !met, "{:?} to {:?}", then, now);
            }
        }
    }

    /// An answer without a time: the bound with unknowns as failures does not rise.
    #[test]
    fn leaving_out_times_never_raises_the_bound_with_unknowns_failed(
        reports in reports(),
        place in 0..5_usize,
        as_of in 0..460_i32,
    ) {
        let mut untimed = reports.clone();
        let place = place % reports.len();
        for event in &mut untimed[place].events {
            if event.kind == FollowedUp {
                event.at = When::UNKNOWN;
            }
        }
        let (before, now) = (follow_ups(as_of, &reports), follow_ups(as_of, &untimed));
        prop_assert!(!above(unknowns_failed(&now), unknowns_failed(&before)), "{:?} to {:?}", before, now);
        prop_assert!(!above(all_failed(&now), all_failed(&before)), "{:?} to {:?}", before, now);
    }

    /// A hold that nothing ends: with pauses as failures too, nothing is gained.
    #[test]
    fn holding_for_good_never_raises_the_headline_with_all_failed(
        reports in reports(),
        place in 0..5_usize,
        days in 0..50_i32,
        as_of in 0..460_i32,
    ) {
        let place = place % reports.len();
        let mut open = reports.clone();
        let report = &reports[place];
        open[place] = report.without(&[FollowedUp, Completed]);
        let hold = report.event(Held, days);
        // A disposition ends a hold, too.
        open[place].events.retain(|event| {
            event.kind != Dispositioned || event.at.order(Zone::WIB) <= hold.at.order(Zone::WIB)
        });
        let mut held = open.clone();
        held[place] = open[place].with(hold);
        let (before, now) = (follow_ups(as_of, &open), follow_ups(as_of, &held));
        prop_assert!(!above(all_failed(&now), all_failed(&before)), "{:?} to {:?}", before, now);
    }

    /// Judged as if holds never paused, no hold moves anything: what a second reading of the headline would show.
    #[test]
    fn without_pauses_no_hold_moves_a_promise(
        told in told(),
        kind in prop::sample::select(vec![Held, Completed]),
        days in 0..50_i32,
        as_of in 0..460_i32,
    ) {
        let parts = PolicyParts { hold_cap: Some(0), ..Policy::lapor().parts().clone() };
        let policy = Policy::new(parts).expect("a cap of 0 is a policy");
        let held = told.with(told.event(kind, days));
        let (before, now) = (judge(&policy, as_of, &told), judge(&policy, as_of, &held));
        prop_assert!(before.iter().eq(now.iter()));
    }
}

/// A report of Monday 2 September 2024, dispositioned on that day: the answer is due on Monday 9.
fn of_september(events: impl IntoIterator<Item = Event>) -> Told {
    let submitted = day(2024, 9, 2).since(day(2024, 1, 1));
    let start = Event::new(When::on(after(submitted)), Dispositioned);
    Told { submitted, events: std::iter::once(start).chain(events).collect() }
}

fn on(date: u32, kind: EventKind) -> Event {
    Event::new(When::on(day(2024, 9, date)), kind)
}

/// 31 October 2024, when all of it is over.
const OVER: i32 = 304;

/// Answered on Friday 20: 14 working days, the holiday of Monday 16 left out is 13; late. Held on Friday 6 until the answer,
/// only four have counted (3, 4, 5, 6), and it is met. The hold needs no end of its own, since the answer ends it, and what it did
/// is in the days of pause alone: 9, 10, 11, 12, 13, 17, 18, 19, 20.
#[test]
fn a_hold_until_the_answer_makes_late_met() {
    let honest = lapor(OVER, &of_september([on(20, FollowedUp)])).follow_up;
    assert_eq!((honest.outcome, honest.elapsed, honest.paused), (Outcome::Late, Some(13), 0));
    let held = lapor(OVER, &of_september([on(6, Held), on(20, FollowedUp)])).follow_up;
    assert_eq!((held.outcome, held.elapsed, held.paused), (Outcome::Met, Some(4), 9));
    // On the due date itself a hold comes too late: no day is left that it could take out.
    let held = lapor(OVER, &of_september([on(9, Held), on(20, FollowedUp)])).follow_up;
    assert_eq!((held.outcome, held.due), (Outcome::Late, Some(day(2024, 9, 9))));
}

/// Twenty days more, granted on the due date: 9 September and 20 working days are 8 October, the holiday of the 16th left out.
/// The days that passed are told as they are.
#[test]
fn an_extension_makes_late_met_and_hides_no_days() {
    let longer = on(9, Extended).carrying(Value::Days(20));
    let extended = lapor(OVER, &of_september([longer, on(20, FollowedUp)])).follow_up;
    assert_eq!((extended.outcome, extended.elapsed), (Outcome::Met, Some(13)));
    assert_eq!(extended.due, Some(day(2024, 10, 8)));
}

/// Submitted on Monday 2 September and never sent on: overdue from Friday 6. An answer on Monday 9 without any disposition on record makes
/// both stages unknown: the breach has left the headline, and counts in the bound with unknowns failed.
#[test]
fn an_answer_without_a_disposition_takes_a_breach_into_doubt() {
    let open = Told { events: Vec::new(), ..of_september([]) };
    let answered = open.with(on(9, FollowedUp));
    let [open, answered] = [open, answered].map(|told| lapor(OVER, &told));
    assert_eq!(standing(&open.disposition, OVER), Some(false));
    let doubt = (Outcome::Unknown, Some(Reason::Order));
    let found = [answered.disposition, answered.follow_up].map(|v| (v.outcome, v.reason));
    assert_eq!(found, [doubt, doubt]);
}

/// Four reports: answered in time, late, never, and archived on the due date. Before: 1 of 4; archived: 1 of 3, and 1 of 4 with the void
/// as a failure.
#[test]
fn archiving_in_time_raises_the_headline_and_not_the_bound() {
    let rest =
        [of_september([on(4, FollowedUp)]), of_september([on(20, FollowedUp)]), of_september([])];
    let open = follow_ups(OVER, rest.iter().chain([&of_september([])]));
    let archived = follow_ups(OVER, rest.iter().chain([&of_september([on(9, Archived)])]));
    assert_eq!((headline(&open), headline(&archived)), ((1, 4), (1, 3)));
    assert_eq!(archived.bounds().void_failed, Some(0.25));
}

/// Given away on the due date, Monday 9, and answered by the other on Friday 20: the first agency's custody is handed on in
/// time and so outside of its custody share, but the promise is its own, and late.
#[test]
fn handing_on_leaves_the_custody_and_not_the_promise() {
    let [own, other] = [0, 1].map(AgencyId::from_index);
    let gone = on(9, Forwarded).from(own).to(other);
    let mut told = of_september([gone, on(20, FollowedUp).from(other)]);
    told.events[0] = told.events[0].to(own);
    let judged = lapor(OVER, &told);
    assert_eq!((judged.follow_up.outcome, judged.follow_up.agency), (Outcome::Late, Some(own)));
    let custodies: Vec<_> = judged
        .custodies
        .iter()
        .map(|custody| {
            (custody.verdict.agency, Bucket::of(&custody.verdict, after(OVER), Cohort::Due))
        })
        .collect();
    // The other's five days run from the 9th to Tuesday 17, the holiday of the 16th left out.
    assert_eq!(custodies, [(Some(own), Some(Bucket::HandedOn)), (Some(other), Some(Bucket::Late))]);
}
