//! A hundred thousand reports judged from borrowed slices, on every core and in the order of the table.
//!
//! The events lie in one column, and `offsets` says where each report's begin: no history is built and
//! nothing is allocated per report. Each thread has a `Scratch` and a part of the results of its own,
//! so the result is the same on any number of cores.
//!
//! ```sh
//! cargo run --release -p lapor-core --example bulk          # the outcomes
//! cargo run --release -p lapor-core --example bulk -- time  # and the reports per second
//! ```

use std::num::NonZero;
use std::thread;

use lapor_core::*;

/// Reports as columns, as a table in memory has them.
struct Columns {
    /// The events of all reports, one report after another.
    events: Vec<Event>,
    /// Where the events of each report begin, and where the last one's end.
    offsets: Vec<usize>,
}

/// What is kept of one report: how its three promises stand.
type Row = [Option<Outcome>; 3];

fn main() -> Result<(), Error> {
    let policy = Policy::lapor();
    let calendar = Calendar::indonesia();
    let clock = Clock::new(&policy, &calendar, day(2025, 6, 30))?;
    let columns = invented(100_000);

    let mut rows = vec![Row::default(); columns.offsets.len() - 1];
    match std::env::args().nth(1) {
        None => assess(&clock, &columns, &mut rows),
        Some(_) => timed(|| assess(&clock, &columns, &mut rows), columns.offsets.len() - 1),
    }

    for (place, stage) in Stage::PROMISES.into_iter().enumerate() {
        println!("{stage}");
        for outcome in Outcome::ALL {
            let count = rows.iter().filter(|row| row[place] == Some(outcome)).count();
            if 0 < count {
                println!("  {outcome:<10} {count:>7}");
            }
        }
    }
    Ok(())
}

/// Fills in the row of every report; each thread takes the next part of the table.
fn assess(clock: &Clock<'_>, columns: &Columns, rows: &mut [Row]) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let part = rows.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        for (nth, rows) in rows.chunks_mut(part).enumerate() {
            let spans = &columns.offsets[nth * part..];
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                for (row, span) in rows.iter_mut().zip(spans.windows(2)) {
                    let events = &columns.events[span[0]..span[1]];
                    let verdicts =
                        clock.fold(&Facts::default(), events.iter().copied(), &mut scratch);
                    *row = [
                        Some(verdicts.disposition.outcome),
                        Some(verdicts.follow_up.outcome),
                        verdicts.closures.last().map(|closure| closure.outcome),
                    ];
                }
            });
        }
    });
}

/// Invented reports of the first half of 2025: some answered in time, some late, some never.
fn invented(reports: usize) -> Columns {
    let mut random = fastrand::Rng::with_seed(20_250_630);
    let mut columns = Columns { events: Vec::new(), offsets: vec![0] };
    for _ in 0..reports {
        let mut at = day(2025, 1, 1).epoch() + random.i32(0..180);
        let way = [
            EventKind::Submitted,
            EventKind::Verified,
            EventKind::Dispositioned,
            EventKind::Acknowledged,
            EventKind::FollowedUp,
            EventKind::ReporterReplied,
            EventKind::FollowedUp,
        ];
        for kind in &way[..random.usize(1..=way.len())] {
            columns.events.extend(Day::from_epoch(at).map(|day| Event::new(When::on(day), *kind)));
            at += random.i32(0..6);
        }
        columns.offsets.push(columns.events.len());
    }
    columns
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is all that depends on the clock")]
fn timed(work: impl FnOnce(), reports: usize) {
    let start = std::time::Instant::now();
    work();
    let seconds = start.elapsed().as_secs_f64();
    println!("{:.1} million reports per second", reports as f64 / seconds / 1e6);
}
