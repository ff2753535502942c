//! What the core costs: counting, due dates, and the judgement of histories.
//!
//! ```sh
//! cargo bench -p lapor-core                         # all of it
//! cargo bench -p lapor-core -- due working_days     # counting alone
//! python3 lapor-core/benches/beside_numpy.py        # counting beside numpy, in one run
//! ```
//!
//! Counting is asked a million random questions at a time, so milliseconds are nanoseconds per question.
//! The folds have a row per kind of report, and their items are reports.

#![expect(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use lapor_core::*;

const QUESTIONS: usize = 1_000_000;

fn main() {
    divan::main();
}

/// Random starts inside the coverage, each with up to 20 working days and a span of up to 60 days.
fn questions(calendar: &Calendar) -> Vec<(Day, u32, Day)> {
    let mut random = fastrand::Rng::with_seed(20_150_306);
    let (first, last) = calendar.coverage().into_inner();
    // 20 working days after the last start lie inside the coverage still.
    let starts = first.epoch()..last.epoch() - 60;
    let question = |_| {
        let start = random.i32(starts.clone());
        let through = start + random.i32(0..=60);
        let [start, through] = [start, through].map(|day| Day::from_epoch(day).unwrap());
        (start, random.u32(1..=20), through)
    };
    (0..QUESTIONS).map(question).collect()
}

fn ask<T>(
    bencher: Bencher<'_, '_>,
    mut answer: impl FnMut(&Calendar, (Day, u32, Day)) -> Result<T, Error>,
) {
    let calendar = Calendar::indonesia();
    let questions = questions(&calendar);
    bencher.counter(ItemsCount::new(QUESTIONS)).bench_local(|| {
        for &question in &questions {
            black_box(answer(&calendar, black_box(question)).unwrap());
        }
    });
}

/// The n-th working day: an index.
#[divan::bench(sample_count = 20)]
fn due(bencher: Bencher<'_, '_>) {
    ask(bencher, |calendar, (start, n, _)| calendar.due(start, n));
}

/// The same, day by day.
#[divan::bench(sample_count = 20)]
fn due_by_loop(bencher: Bencher<'_, '_>) {
    ask(bencher, |calendar, (start, n, _)| {
        let (mut date, mut counted) = (start, 0);
        while counted < n {
            date = date.next();
            counted += u32::from(calendar.is_working_day(date)?);
        }
        Ok(date)
    });
}

/// Working days of a span: a subtraction.
#[divan::bench(sample_count = 20)]
fn working_days(bencher: Bencher<'_, '_>) {
    ask(bencher, |calendar, (after, _, through)| calendar.working_days(after, through));
}

/// The same, day by day.
#[divan::bench(sample_count = 20)]
fn working_days_by_loop(bencher: Bencher<'_, '_>) {
    ask(bencher, |calendar, (after, _, through)| {
        let (mut date, mut counted) = (after, 0);
        while date < through {
            date = date.next();
            counted += i32::from(calendar.is_working_day(date)?);
        }
        Ok(counted)
    });
}

/// The calendar of 15 years with its decrees, and all that was known of it on each day.
#[divan::bench]
fn indonesia() -> Calendar {
    Calendar::indonesia()
}

/// Histories to judge, in March 2015 and after.
#[derive(Clone, Copy, Debug)]
enum Report {
    /// Six events, from submission to the close by silence.
    Six,
    /// The same six out of order, so that they must be sorted first.
    Shuffled,
    /// Handed from a unit to another agency and back, with a hold, over a tree of agencies.
    Custody,
    /// Forty events: follow-ups and replies, and a second opening.
    Forty,
}

impl Report {
    const ALL: [Report; 4] = [Report::Six, Report::Shuffled, Report::Custody, Report::Forty];

    fn events(self) -> Vec<Event> {
        let [unit, other] = [1, 2].map(AgencyId::from_index);
        let on = |after, kind| {
            let date = day(2015, 3, 2).checked_add(after).unwrap();
            let at = Instant::local(date, i64::from(after + 480) * 60_000_000, Zone::WIB);
            Event::new(When::at(at.unwrap()), kind)
        };
        let six = vec![
            on(0, EventKind::Submitted).by(Party::Reporter),
            on(1, EventKind::Verified).by(Party::Administrator),
            on(2, EventKind::Dispositioned).by(Party::Administrator).to(unit),
            on(3, EventKind::Acknowledged).by(Party::Agency).from(unit),
            on(7, EventKind::FollowedUp).by(Party::Agency).from(unit),
            on(22, EventKind::Closed).by(Party::System),
        ];
        match self {
            Report::Six => six,
            Report::Shuffled => [3, 1, 5, 0, 4, 2].map(|place| six[place]).to_vec(),
            Report::Custody => vec![
                six[0],
                six[2],
                on(3, EventKind::Held),
                on(5, EventKind::Completed),
                on(7, EventKind::Forwarded).from(unit).to(other),
                on(9, EventKind::Returned).from(other),
                on(10, EventKind::Dispositioned).to(unit),
                on(14, EventKind::FollowedUp).from(unit),
            ],
            Report::Forty => {
                let mut events = vec![six[0], six[2]];
                for turn in 0..18 {
                    events.push(on(7 + 2 * turn, EventKind::FollowedUp).from(unit));
                    events.push(on(8 + 2 * turn, EventKind::ReporterReplied));
                }
                events.push(on(44, EventKind::Closed).by(Party::Reporter));
                events.push(on(50, EventKind::Reopened));
                events
            }
        }
    }
}

/// A clock over two agencies and a unit below the first.
fn with_clock<T>(work: impl FnOnce(&Clock<'_>) -> T) -> T {
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let office = |parent| Office { calendar: &calendar, zone: Zone::WIB, parent };
    let offices = [office(None), office(Some(AgencyId::from_index(0))), office(None)];
    let clock = Clock::new(&policy, &calendar, day(2015, 5, 1)).unwrap();
    work(&clock.with_offices(&offices).unwrap())
}

/// All promises and custodies of one report.
#[divan::bench(args = Report::ALL)]
fn fold(bencher: Bencher<'_, '_>, report: Report) {
    with_clock(|clock| {
        let (facts, events) = (Facts::default(), report.events());
        let mut scratch = Scratch::default();
        bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
            let events = black_box(&events).iter().copied();
            black_box(clock.fold(&facts, events, &mut scratch)).follow_up.outcome
        });
    });
}

/// Every day from day zero to the due date, with its reason.
#[divan::bench]
fn explain(bencher: Bencher<'_, '_>) {
    with_clock(|clock| {
        let history = History::new(Facts::default(), Report::Six.events(), Zone::WIB);
        let assessment = clock.assess(&history);
        let closure = assessment.closures[0];
        assert_eq!(closure.outcome, Outcome::Met);
        bencher.bench_local(|| clock.explain(black_box(&closure), &assessment.pauses));
    });
}
