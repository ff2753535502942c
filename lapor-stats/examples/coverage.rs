//! How often the published intervals hold the truth: `docs/coverage.md`, all of it.
//!
//! `cargo run --release --example coverage > docs/coverage.md`. Binomials are summed, so those figures are exact; the
//! others are simulated from a fixed seed. It fails where a figure breaks what it must keep.

use std::fmt::Write;
use std::process::ExitCode;

use lapor_stats::measure::funnel::Z998;
use lapor_stats::measure::rank::{normal_point, ranks};
use lapor_stats::measure::survival::{Curve, Ends, Step, curve};
use lapor_stats::measure::wilson::{Z95, wilson, wilson_at};

/// The seed of everything that is drawn.
const SEED: u64 = 2020;

/// Tables drawn for each row of the quantiles.
const DRAWN: u32 = 20_000;

/// Tables drawn for each row of the ranks, each with up to a hundred units.
const RANKINGS: u32 = 5_000;

/// The numbers of stages looked at.
const SIZES: [u64; 4] = [10, 30, 100, 1000];

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014): a stream of numbers from a seed.
struct Random(u64);

impl Random {
    /// Above 0 and at most 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11).wrapping_add(1) as f64 / (1_u64 << 53) as f64
    }
}

fn main() -> ExitCode {
    let mut page = String::from(HEAD);
    let mut kept = true;
    kept &= shares(&mut page);
    kept &= quantiles(&mut page);
    kept &= places(&mut page);
    kept &= alarms(&mut page);
    print!("{page}");
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

const HEAD: &str = "\
# Coverage of the published intervals

A 95 % interval is worth its name if, over many agencies and months, it holds the true value 95 times in a hundred. This
page says how often ours do. Each row supposes a truth, makes the tables that could come of it (shares: all of them,
weighted by their exact probability; quantiles: 20,000, ranks: 5,000, drawn from a fixed seed, so that a simulated 95 %
is uncertain by 0.3) and counts in how many the interval holds the truth. Above 95 % it is wider than it need be; below, it
promises more than it keeps, and the figure says by how much.

Read it so: from n = 100 on, an interval does what its name says, but for shares within a few points of 0 or 100 %, which
Wilson's holds in 92 %. With ten stages it depends on the truth: such a share is held in 90 %, a first quartile of
finely measured time in 91 %. That is why fewer than ten stages are called too few to tell, and why what rests on ten is
worth a second look before it is told.

`cargo run --release --example coverage` prints this page, and fails if a figure marked 'must' is not kept.
";

/// Adds text to the page; writing to a string does not fail.
macro_rules! put {
    ($page:expr, $($text:tt)*) => { let _ = writeln!($page, $($text)*); };
}

/// The probabilities of 0 to `n` successes, relative to the most probable one and then to their sum.
fn binomial(n: u64, p: f64) -> Vec<f64> {
    let mut weights = vec![0.0; n as usize + 1];
    let mode = (((n + 1) as f64 * p) as usize).min(n as usize);
    let odds = p / (1.0 - p);
    weights[mode] = 1.0;
    for k in mode..n as usize {
        weights[k + 1] = weights[k] * odds * (n - k as u64) as f64 / (k + 1) as f64;
    }
    for k in (0..mode).rev() {
        weights[k] = weights[k + 1] / odds * (k + 1) as f64 / (n - k as u64) as f64;
    }
    let all: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / all).collect()
}

/// The chance that what holds of a count among `n` with probability `p` each does hold.
fn chance(n: u64, p: f64, holds: impl Fn(u64) -> bool) -> f64 {
    let each = (0..).zip(binomial(n, p));
    each.filter(|(k, _)| holds(*k)).map(|(_, weight)| weight).sum()
}

const SHARES: &str = "
## Shares: Wilson, nominal 95 %

Exact. Mean over true shares of 1, 2 ... 99 % (must lie between 94 and 96 %), and the least of them (p and 100 % - p alike).

| n | mean | least | at a share of |
|---:|---:|---:|---:|
";

/// Wilson's interval: exact coverage.
fn shares(page: &mut String) -> bool {
    page.push_str(SHARES);
    let mut kept = true;
    for n in SIZES {
        let held = |percent: u32| {
            let p = f64::from(percent) / 100.0;
            chance(n, p, |k| wilson(k, n).is_some_and(|share| share.low <= p && p <= share.high))
        };
        let all: Vec<_> = (1..100).map(|percent| (held(percent), percent)).collect();
        let mean = all.iter().map(|(held, _)| held).sum::<f64>() / all.len() as f64;
        // Shares of p and 1 - p are alike but for the last digits; the smaller is shown.
        let least = all.iter().copied().fold((1.0, 0), |a, b| if b.0 < a.0 - 1e-9 { b } else { a });
        kept &= (0.94..=0.96).contains(&mean);
        put!(page, "| {n} | {:.2} % | {:.2} % | {} % |", 100.0 * mean, 100.0 * least.0, least.1);
    }
    kept
}

/// A truth from which stages are drawn.
struct Truth {
    name: &'static str,
    /// Mean days until something happens.
    mean: f64,
    /// The part of what happens that competes.
    competing: f64,
    /// Stages are seen for 0 to this many days, each as likely.
    seen: f64,
}

const TRUTHS: [Truth; 4] = [
    Truth { name: "working days, nothing competes", mean: 7.0, competing: 0.0, seen: 40.0 },
    Truth { name: "working days, 15 % compete", mean: 7.0, competing: 0.15, seen: 40.0 },
    Truth { name: "fine time, nothing competes", mean: 700.0, competing: 0.0, seen: 4000.0 },
    Truth { name: "fine time, 15 % compete", mean: 700.0, competing: 0.15, seen: 4000.0 },
];

/// The quantiles and what they are called.
const QUANTILES: [(f64, &str); 4] = [(0.25, "q1"), (0.5, "median"), (0.75, "q3"), (0.9, "p90")];

impl Truth {
    /// The share that has seen the event by the end of a day; days are whole, each as long as the one before.
    fn share(&self, day: u32) -> f64 {
        (1.0 - self.competing) * (1.0 - (-f64::from(day + 1) / self.mean).exp())
    }

    /// The first day on which the share reaches a quantile, if one does.
    fn quantile(&self, asked: f64) -> Option<u32> {
        (0..100_000).find(|day| asked <= self.share(*day))
    }

    /// Fills a histogram with `n` stages.
    fn draw(&self, n: u64, days: &mut Vec<Ends>, random: &mut Random) {
        days.clear();
        days.resize(self.seen as usize + 1, Ends::default());
        for _ in 0..n {
            let act = -random.unit().ln() * self.mean;
            let seen = random.unit() * self.seen;
            // An event counts on the day on which it falls, even if it is the last one seen.
            if act.floor() <= seen.floor() {
                let ends = &mut days[act as usize];
                let competes = random.unit() <= self.competing;
                *(if competes { &mut ends.competing } else { &mut ends.events }) += 1;
            } else {
                days[seen as usize].censored += 1;
            }
        }
    }
}

/// Whether limits of a quantile hold a day; a limit that is null lies beyond the last day seen.
fn holds(low: Option<f64>, high: Option<f64>, day: u32, last: f64) -> bool {
    low.map_or(last < f64::from(day), |low| low <= f64::from(day))
        && high.is_none_or(|high| f64::from(day) <= high)
}

/// The curve with the limits that R reports for several states, log-log of the share itself.
fn scale_of_states(found: &Curve) -> Curve {
    let step = |step: &Step| {
        let log = step.share.ln();
        let width = Z95 * step.std_error / (step.share * log);
        let at = |width: f64| (log * width.exp()).exp();
        Step { low: step.low.map(|_| at(-width)), high: step.high.map(|_| at(width)), ..*step }
    };
    Curve { steps: found.steps.iter().map(step).collect(), total: found.total }
}

const TIMES: &str = "
## Time to event: limits of quantiles, nominal 95 %

Simulated: the same chance at any time, a mean of 7 working days (or of 700 units, so that hardly two events share one), each
stage seen for a random time of up to 40 days (4000 units), so that about a sixth is still open. In working days the limits
must hold the truth in at least 95 %: a curve that moves in steps passes the quantile by some way. In fine time theory gives 95 %
for many stages only, and the true figure stands here. A limit that is not reached is null and holds everything
beyond, which is why few stages and high quantiles come out wide. In brackets what limits on R's scale for several states
would hold (see `measure::survival`).

| truth | n | q1 | median | q3 | p90 |
|---|---:|---:|---:|---:|---:|
";

/// Limits of quantiles: simulated coverage.
fn quantiles(page: &mut String) -> bool {
    page.push_str(TIMES);
    let mut kept = true;
    let mut random = Random(SEED);
    let mut days = Vec::new();
    for truth in &TRUTHS {
        let asked = QUANTILES.map(|(share, _)| truth.quantile(share).map(|day| (share, day)));
        for n in SIZES {
            let mut held = [[0_u32; 2]; QUANTILES.len()];
            for _ in 0..DRAWN {
                truth.draw(n, &mut days, &mut random);
                let found = curve(&days);
                let last = found.steps.last().map_or(0.0, |step| f64::from(step.day));
                for (scale, found) in [&found, &scale_of_states(&found)].into_iter().enumerate() {
                    for (held, asked) in held.iter_mut().zip(asked) {
                        let Some((share, day)) = asked else { continue };
                        let quantile = found.quantile(share);
                        held[scale] += u32::from(holds(quantile.low, quantile.high, day, last));
                    }
                }
            }
            let mut row = format!("| {} | {n} |", truth.name);
            for (held, asked) in held.iter().zip(asked) {
                if asked.is_none() {
                    row.push_str(" never reached |");
                    continue;
                }
                let [ours, theirs] = held.map(|held| f64::from(held) / f64::from(DRAWN));
                // Two standard errors of a simulated 95 % are 0.3 points.
                kept &= truth.mean > 100.0 || 0.947 <= ours;
                let _ = write!(row, " {:.1} % ({:.1}) |", 100.0 * ours, 100.0 * theirs);
            }
            put!(page, "{row}");
        }
    }
    kept
}

/// The true shares of `m` units.
type Shares = fn(usize, usize) -> f64;

/// What the true shares may look like.
const WORLDS: [(&str, Shares); 4] = [
    ("all 80 %", |_, _| 0.8),
    ("50 to 95 %, even steps", |unit, m| 0.5 + 0.45 * unit as f64 / (m - 1) as f64),
    ("half 60 %, half 85 %", |unit, m| if 2 * unit < m { 0.6 } else { 0.85 }),
    ("98 and 99 % in turn", |unit, _| if unit % 2 == 0 { 0.98 } else { 0.99 }),
];

const RANKS: &str = "
## Ranks: all places at once, nominal 95 %

'Places' is how often the ranges of places of *all* units hold their true places at once (units of equal share: every
place among them); it must be 95 % or more. 'Limits' is the exact chance that all adjusted Wilson intervals beneath hold at
once. It falls where shares are near 1 and n is small; the places hold all the same, since for a wrong place two intervals must
fail towards each other. 'Width' is the mean number of places in a range, out of all: what the ranks are worth. With ten
stages, or with agencies that are alike, they are worth nothing, and say so.

| true shares | units | n | places | limits | width |
|---|---:|---:|---:|---:|---:|
";

/// Simultaneous ranks: simulated coverage of all places at once, and exact coverage of the limits beneath.
fn places(page: &mut String) -> bool {
    page.push_str(RANKS);
    let mut kept = true;
    let mut random = Random(SEED);
    for (name, share) in WORLDS {
        for m in [5, 34, 100] {
            let truth: Vec<f64> = (0..m).map(|unit| share(unit, m)).collect();
            // The best and worst true place, units of equal share together.
            let true_places: Vec<_> = truth
                .iter()
                .map(|own| {
                    let above = truth.iter().filter(|other| own < other).count();
                    let below = truth.iter().filter(|other| *other < own).count();
                    (1 + above, m - below)
                })
                .collect();
            for n in SIZES {
                let z = normal_point(0.025 / m as f64);
                let limits: f64 = truth
                    .iter()
                    .map(|&p| {
                        chance(n, p, |k| {
                            let share = wilson_at(k, n, z);
                            share.low <= p && p <= share.high
                        })
                    })
                    .product();
                let sums: Vec<_> = truth.iter().map(|&p| sums(n, p)).collect();
                let (mut held, mut width) = (0_u32, 0_usize);
                for _ in 0..RANKINGS {
                    let mut draw = |sums: &Vec<f64>| {
                        let at = random.unit();
                        (sums.partition_point(|sum| *sum < at).min(n as usize) as u64, n)
                    };
                    let units: Vec<_> = sums.iter().map(&mut draw).collect();
                    let found = ranks(&units);
                    let mut pairs = found.units.iter().flatten().zip(&true_places);
                    held += u32::from(
                        pairs.all(|(found, truth)| found.best <= truth.0 && truth.1 <= found.worst),
                    );
                    width += found
                        .units
                        .iter()
                        .flatten()
                        .map(|unit| unit.worst + 1 - unit.best)
                        .sum::<usize>();
                }
                let held = f64::from(held) / f64::from(RANKINGS);
                kept &= 0.95 <= held;
                let width = width as f64 / (f64::from(RANKINGS) * m as f64);
                put!(
                    page,
                    "| {name} | {m} | {n} | {:.1} % | {:.1} % | {width:.1} |",
                    100.0 * held,
                    100.0 * limits
                );
            }
        }
    }
    kept
}

/// The distribution function of a binomial variable.
fn sums(n: u64, p: f64) -> Vec<f64> {
    let mut sum = 0.0;
    let mut add = |weight| {
        sum += weight;
        sum
    };
    binomial(n, p).into_iter().map(&mut add).collect()
}

const FUNNEL: &str = "
## Funnel: false alarms

Exact: the chance that an agency whose true share is that of the whole lies outside of the limits, without over-dispersion.
Nominally 5 % and 0.2 %, but a count moves in steps: few stages at a high share fall below the limits more often.
Over-dispersion above 1 only widens the limits, and makes these figures smaller.

| share of the whole | n | outside 95 % | outside 99.8 % |
|---:|---:|---:|---:|
";

/// The funnel: exact chance that an agency like all others stands outside.
fn alarms(page: &mut String) -> bool {
    page.push_str(FUNNEL);
    for percent in [50, 80, 95] {
        let p = f64::from(percent) / 100.0;
        for n in SIZES {
            let outside = |z: f64| {
                let width = z * (p * (1.0 - p) / n as f64).sqrt();
                chance(n, p, |k| {
                    let share = k as f64 / n as f64;
                    share < p - width || p + width < share
                })
            };
            put!(
                page,
                "| {percent} % | {n} | {:.2} % | {:.2} % |",
                100.0 * outside(Z95),
                100.0 * outside(Z998)
            );
        }
    }
    true
}
