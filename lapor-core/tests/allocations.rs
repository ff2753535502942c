//! The fold allocates nothing per report, and counting nothing at all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use allocation_counter::measure;
use lapor_core::*;

const HISTORIES: usize = 3_000;
const AGENCIES: u32 = 9;

/// Allocations while this runs, on this thread.
fn allocations(work: impl FnOnce()) -> u64 {
    measure(work).count_total
}

/// A day of the first quarter of 2025, working or not.
fn random_day(random: &mut fastrand::Rng) -> Day {
    day(2025, 1, 1).checked_add(random.i32(0..90)).unwrap()
}

/// A history of 1 to 40 events of any kind, by anybody, at any agency, some of them at an unknown time.
fn random_events(random: &mut fastrand::Rng) -> Vec<Event> {
    let agency = |random: &mut fastrand::Rng| {
        random.bool().then(|| AgencyId::from_index(random.u32(0..AGENCIES)))
    };
    let mut events = vec![Event::new(When::on(day(2025, 1, 1)), EventKind::Submitted)];
    for _ in 0..random.usize(0..40) {
        let date = random_day(random);
        let at = match random.u8(0..20) {
            0 => When::UNKNOWN,
            1..=9 => When::on(date),
            _ => When::at(Instant::local(date, random.i64(0..86_400_000_000), Zone::WIB).unwrap()),
        };
        let kind = random.choice(EventKind::ALL).unwrap();
        let value = match random.u8(0..4) {
            0 => Value::None,
            1 => Value::Days(random.u16(0..9)),
            2 => Value::Class(ClassId(random.u16(0..3))),
            _ => Value::Report(ReportIndex(7)),
        };
        let (from, to) = (agency(random), agency(random));
        let party = random.bool().then(|| random.choice(Party::ALL).unwrap());
        events.push(Event { at, kind, party, agency: from, to_agency: to, value });
        if random.u8(0..10) == 0 {
            events.push(events[events.len() - 1]);
        }
    }
    events
}

/// A history in the usual order: a hold, hand-overs over the tree, and a second opening.
fn long_way(random: &mut fastrand::Rng) -> Vec<Event> {
    let [above, below, other] = [0, 1, 2].map(AgencyId::from_index);
    let mut date = day(2025, 1, 1);
    let mut on = |kind| {
        let event = Event::new(When::on(date), kind);
        date = date.checked_add(random.i32(0..5)).unwrap();
        event
    };
    vec![
        on(EventKind::Submitted),
        on(EventKind::Dispositioned).to(above),
        on(EventKind::Forwarded).from(above).to(below),
        on(EventKind::Held),
        on(EventKind::Completed),
        on(EventKind::Forwarded).from(below).to(other),
        on(EventKind::Returned).from(other),
        on(EventKind::Dispositioned).to(below),
        on(EventKind::FollowedUp).from(below),
        on(EventKind::Closed).by(Party::Reporter),
        on(EventKind::Reopened),
        on(EventKind::FollowedUp).from(below),
        on(EventKind::ReporterReplied),
        on(EventKind::Closed).by(Party::Administrator),
    ]
}

fn histories() -> Vec<Vec<Event>> {
    let mut random = fastrand::Rng::with_seed(20_250_818);
    let mut of =
        |nth| if nth % 3 == 0 { long_way(&mut random) } else { random_events(&mut random) };
    (0..HISTORIES).map(&mut of).collect()
}

/// A policy with every option that a history can meet, so that no branch goes untried.
fn policies() -> [Policy; 2] {
    let exception = Exception {
        stage: Stage::FollowUp,
        class: Some("b".into()),
        complexity: None,
        limit: Limit { unit: Unit::CalendarDays, ..Limit::working_days(9) },
    };
    let options = PolicyParts {
        name: "options".into(),
        exceptions: vec![exception],
        closure: Limit {
            count_from: CountFrom::SameDay,
            roll: Roll::Forward,
            ..Limit::working_days(3)
        },
        reply: Reply::Restarts,
        hold: Hold::Restarts,
        extension_days: Some(4),
        hold_cap: Some(3),
        ..Policy::lapor().parts().clone()
    };
    [Policy::lapor(), Policy::new(options).unwrap()]
}

#[test]
fn a_fold_in_storage_that_has_grown_allocates_nothing() {
    let nation = Calendar::indonesia();
    let own = Holiday::new(day(2025, 2, 10), HolidayKind::Regional, "Hari jadi");
    let region = nation.with_days_off("region", vec![own]).unwrap();
    // A chain of three, a chain of two, and agencies by themselves.
    let offices: Vec<_> = (0..AGENCIES)
        .map(|place| Office {
            calendar: if place % 2 == 0 { &nation } else { &region },
            zone: if place % 2 == 0 { Zone::WIB } else { Zone::WIT },
            parent: [None, Some(0), Some(1), None, Some(3)]
                .get(place as usize)
                .copied()
                .flatten()
                .map(AgencyId::from_index),
        })
        .collect();
    let histories = histories();
    let facts = Facts { last_activity_opens_silence: true, ..Facts::default() };
    let mut kinds = BTreeMap::new();
    for event in histories.iter().flatten() {
        *kinds.entry(event.kind).or_insert(0) += 1;
    }
    assert!(kinds.len() == EventKind::ALL.len() && kinds.values().all(|&n| 1_000 < n), "{kinds:?}");

    let mut outcomes = BTreeSet::new();
    for policy in &policies() {
        // In the middle of the histories, and after all of them.
        for as_of in [day(2025, 2, 1), day(2025, 6, 1)] {
            let clock = Clock::new(policy, &nation, as_of)
                .and_then(|clock| clock.with_offices(&offices))
                .unwrap()
                .with_words(&["a", "b", "c"], &[]);
            let mut scratch = Scratch::default();
            let mut most = [0; 3];
            for events in &histories {
                let verdicts = clock.fold(&facts, events.iter().copied(), &mut scratch);
                let custodies = verdicts.custodies.iter().map(|custody| &custody.verdict);
                outcomes.extend(verdicts.iter().chain(custodies).map(|verdict| verdict.outcome));
                let lengths =
                    [verdicts.closures.len(), verdicts.custodies.len(), verdicts.pauses.len()];
                most = [0, 1, 2].map(|place| lengths[place].max(most[place]));
            }
            assert!(most.iter().all(|&most| 1 < most), "{most:?}");

            for events in &histories {
                let found = allocations(|| {
                    let verdicts = clock.fold(&facts, events.iter().copied(), &mut scratch);
                    black_box(verdicts.next_deadline());
                    black_box(verdicts.deadlines().count());
                });
                assert_eq!(found, 0, "{} {as_of} {events:?}", policy.name());
            }
        }
    }
    assert_eq!(outcomes.len(), Outcome::ALL.len(), "{outcomes:?}");
}

#[test]
fn a_new_storage_does_allocate() {
    // Otherwise the other tests would count nothing whatever happened.
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2025, 6, 1)).unwrap();
    let events = long_way(&mut fastrand::Rng::with_seed(1));
    let found = allocations(|| {
        let mut scratch = Scratch::default();
        black_box(clock.fold(&Facts::default(), events.iter().copied(), &mut scratch));
    });
    assert!(0 < found);
}

#[test]
fn counting_allocates_nothing() {
    let calendar = Calendar::indonesia();
    let mut random = fastrand::Rng::with_seed(20_150_306);
    for _ in 0..1_000 {
        let (start, end, n) = (random_day(&mut random), random_day(&mut random), random.u32(0..60));
        let found = allocations(|| {
            black_box(calendar.due(start, n)).unwrap();
            black_box(calendar.due_same_day(start, n)).unwrap();
            black_box(calendar.day_zero(start, Roll::Forward)).unwrap();
            black_box(calendar.working_days(start, end)).unwrap();
            black_box(calendar.is_working_day(start)).unwrap();
            black_box(calendar.kind(start)).unwrap();
        });
        assert_eq!(found, 0, "{start} {end} {n}");
    }
}

#[test]
fn putting_events_in_order_allocates_nothing() {
    let mut random = fastrand::Rng::with_seed(20_150_306);
    for events in histories() {
        let mut sorted = events.clone();
        put_in_order(&mut sorted, Zone::WIB);
        let mut shuffled = events;
        random.shuffle(&mut shuffled);
        let mut again = sorted.clone();
        let found = allocations(|| {
            put_in_order(&mut again, Zone::WIB);
            put_in_order(&mut shuffled, Zone::WIB);
        });
        assert_eq!(found, 0, "{sorted:?}");
        assert_eq!(again, sorted);
        assert_eq!(shuffled, sorted);
    }
}
