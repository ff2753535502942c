//! The page's part on young months: what the `due` cohort shows before a month is over, and what else would show.

use lapor_core::{Calendar, Clock, Error, Policy, Stage, day};
use lapor_stats::measure::tally::{Cohort, Tally};

use crate::SEED;
use crate::month::{LOOKS, Look, Seen, month};
use crate::page::{Page, mean, percent, share};
use crate::service::{Pace, Service};

/// The months of 2024 that are looked at: April has the holidays of Idul Fitri, July none on a working day.
const MONTHS: [u32; 4] = [4, 7, 9, 10];

/// Reports of a working day: about a hundred thousand a month, so that noise is small beside two points.
const MANY: u32 = 4000;

/// Runs of each month with many reports, by pace.
const PACES: [(Pace, &str, u64); 3] =
    [(Pace::Steady, "steady", 8), (Pace::EveryDay, "weekends", 2), (Pace::Slowing, "slower", 2)];

/// How far off a share may be.
const BAR: f64 = 0.02;

/// What is drawn for the table of noise: reports of a working day, and runs.
const SIZES: [(u32, u64); 5] = [(12, 400), (40, 400), (120, 400), (400, 200), (1200, 60)];

const HEAD: &str = "
## A young month

What does a share show before the month is over, beside what it comes to? *Truth* is the share of all stages that started in the
month, judged long after every due date. *Due* is the headline's `due` cohort: those whose due date has passed. *At once* counts
every stage of the month as it stands, met / (met + late + overdue), so early answers do not wait; *ended* leaves out the open ones
too, met / (met + late); *settled* is the settled view, of whatever ended in the month. *Judged* is the part of the month's judged
stages that is in the `due` cohort by then. *Off* is due less truth, in points: mean and worst run. The agency is *steady* (the same
chances on every working day), works on *weekends* and holidays too, which the promise does not count, or is *slower* from the
16th on. About 100,000 reports a month; April, July, September and October 2024; 8 runs of each for the steady agency and 2 for
the others. One run's standard error is 0.7 points in the smallest cell (5 % judged).

| agency | stage | day | judged | truth | due | off, mean | off, worst | at once | ended | settled |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

/// Writes the part; says whether everything that must hold does.
pub(crate) fn write(page: &mut Page) -> Result<bool, Error> {
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let clock = Clock::new(&policy, &calendar, day(2026, 6, 30))?.without_custody();
    page.text(HEAD);
    let mut kept = true;
    let mut steady = Vec::new();
    for (pace, name, runs) in PACES {
        let service = Service { calendar: &calendar, pace };
        let months: Vec<_> = (0..runs)
            .flat_map(|run| MONTHS.map(|of| (run, day(2024, of, 1))))
            .map(|(run, first)| month(&service, &clock, SEED + run, first, MANY))
            .collect();
        for (place, stage) in Stage::PROMISES.into_iter().enumerate() {
            let seen: Vec<_> = months.iter().map(|month| month[place]).collect();
            // What is judged stays as it is, whatever the pace.
            kept &= seen.iter().all(|seen| seen.looks.iter().all(is_as_later));
            if pace == Pace::Steady || stage == Stage::FollowUp {
                let worst = rows(page, name, stage, &seen);
                kept &= pace != Pace::Steady || worst <= BAR;
            }
        }
        if pace == Pace::Steady {
            steady = months;
        }
    }
    reading(page, &steady);
    noise(page, &calendar, &clock);
    Ok(kept)
}

fn is_as_later(look: &Look) -> bool {
    let counts = |tally: &Tally| (tally.met(), tally.judged(Cohort::Due));
    counts(&look.due) == counts(&look.same)
}

/// The rows of one stage; gives the worst distance.
fn rows(page: &mut Page, name: &str, stage: Stage, seen: &[Seen]) -> f64 {
    let mut all = 0.0_f64;
    for (place, looked) in LOOKS.into_iter().enumerate() {
        let of = |share: fn(&Seen, &Look) -> Option<f64>| {
            mean(seen.iter().filter_map(|seen| share(seen, &seen.looks[place])))
        };
        let off = |seen: &Seen| {
            Some(share(&seen.looks[place].due, Cohort::Due)? - share(&seen.truth, Cohort::Due)?)
        };
        let worst = seen.iter().filter_map(off).map(f64::abs).fold(0.0, f64::max);
        all = all.max(worst);
        let judged = |tally: &Tally| tally.judged(Cohort::Due) as f64;
        page.row(&[
            name.to_owned(),
            stage.word().to_owned(),
            looked.to_string(),
            percent(mean(
                seen.iter().map(|seen| judged(&seen.looks[place].due) / judged(&seen.truth)),
            )),
            // Of the months in which anything is judged by then.
            percent(of(|seen, look| {
                share(&look.due, Cohort::Due).and(share(&seen.truth, Cohort::Due))
            })),
            percent(of(|_, look| share(&look.due, Cohort::Due))),
            points(mean(seen.iter().filter_map(off))),
            format!("{:.1}", 100.0 * worst),
            percent(of(|_, look| share(&look.at_once, Cohort::Due))),
            percent(of(|_, look| share(&look.at_once, Cohort::Settled))),
            percent(of(|_, look| share(&look.settled, Cohort::Settled))),
        ]);
    }
    all
}

fn points(off: Option<f64>) -> String {
    off.map_or("-".to_owned(), |off| format!("{:+.1}", 100.0 * off))
}

/// What the rows say, with the figures that they do not have.
fn reading(page: &mut Page, steady: &[[Seen; 3]]) {
    let closure = |place: usize, of: fn(&Look) -> &Tally| {
        let off = |seen: &[Seen; 3]| {
            let shown = share(of(&seen[2].looks[place]), Cohort::Due)?;
            Some(shown - share(&seen[2].truth, Cohort::Due)?)
        };
        points(mean(steady.iter().filter_map(off)))
    };
    // Where anything is judged; voids alone give a bound of nothing.
    let bound = |tally: &Tally| share(tally, Cohort::Due).and(tally.bounds().void_failed);
    let void = |place: Option<usize>| {
        let of = |seen: &[Seen; 3]| match place {
            Some(place) => bound(&seen[1].looks[place].due),
            None => bound(&seen[1].truth),
        };
        percent(mean(steady.iter().filter_map(of)))
    };
    page.line(format_args!(
        "
- A stage in the `due` cohort stays what it is: in every run the same stages, judged years later, have the same met and the same
  total, to the last count. The share is the final count of its stages, and differs from the month only as a part from the whole.
- For a steady agency, disposition and follow-up stay within two points in each of 32 runs. The follow-up of day 10 is half a point
  too high in the mean, mostly because what is on hold is judged later, and holds fall on what is not answered at once. In April,
  with Idul Fitri from the 8th to the 15th, no follow-up is judged on day 10, and no share is shown.
- Where the chances change within the month, the part is not like the whole. An agency that works through the holidays has more days
  for what falls due after them (April, day 20); one that becomes slower is found out only when its due dates come. No
  count that waits for due dates is then within two points of the month, and counting at once is farther off.
- Closure keeps the two points too, and is told late: a close that came early counts when the silence which it cut off would have run
  out, as a kept one does. On day 10 nothing is judged, in April not on day 20 either; then it is off by {} points on day 20 and {} on
  day 30 in the mean, since a contested report may be closed weeks later.
- The bound with voids as failures has a fault: a void counts on its day, a kept promise on its due date. For the
  follow-up it shows {} % on day 10 and {} % in the end.",
        closure(1, |look| &look.due),
        closure(2, |look| &look.due),
        void(Some(0)),
        void(None),
    ));
}

const NOISE: &str = "
That was bias, with many reports. With fewer there is noise: 95 % of runs lie within so many points of the truth of their own
month (follow-up, July, steady; 400 runs, from 3,000 reports on 200, 100 and 40). In brackets what theory says of k out of n:
1.96 sqrt(p (1 - p) (1/k - 1/n)).

| reports a month | judged on day 10 | within | on day 20 | within | on day 30 | within |
|---:|---:|---:|---:|---:|---:|---:|
";

fn noise(page: &mut Page, calendar: &Calendar, clock: &Clock<'_>) {
    page.text(NOISE);
    let service = Service { calendar, pace: Pace::Steady };
    for (each_day, runs) in SIZES {
        let seen: Vec<_> = (0..runs)
            .map(|run| month(&service, clock, SEED + 1000 + run, day(2024, 7, 1), each_day)[1])
            .collect();
        let total = |tally: &Tally| tally.judged(Cohort::Due) as f64;
        let all = mean(seen.iter().map(|seen| total(&seen.truth))).unwrap_or(f64::NAN);
        let mut cells = vec![format!("{all:.0}")];
        for place in 0..LOOKS.len() {
            let off = |seen: &Seen| {
                let due = share(&seen.looks[place].due, Cohort::Due)?;
                Some((due - share(&seen.truth, Cohort::Due)?).abs())
            };
            let mut off: Vec<_> = seen.iter().filter_map(off).collect();
            off.sort_by(f64::total_cmp);
            let within = off.get((off.len() * 19).div_ceil(20).saturating_sub(1)).copied();
            let judged =
                mean(seen.iter().map(|seen| total(&seen.looks[place].due))).unwrap_or(f64::NAN);
            let p = mean(seen.iter().filter_map(|seen| share(&seen.truth, Cohort::Due)));
            let theory =
                p.map(|p| 1.96 * (p * (1.0 - p) * (1.0 / judged - 1.0 / all)).max(0.0).sqrt());
            cells.push(format!("{judged:.0}"));
            cells.push(format!("{} ({})", percent(within), percent(theory)));
        }
        page.row(&cells);
    }
}
