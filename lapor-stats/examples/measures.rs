//! Random cases of every measure with their answers, as JSON lines: what independent implementations compare themselves with.
//!
//! `cargo run --example measures -- survival` prints one family, without an argument all of them. The seed is fixed.

use std::io::Write;

use lapor_stats::measure::casemix::{Count, poisson_limits, standardised};
use lapor_stats::measure::closing::{Closings, LEVEL, flags, poisson_point};
use lapor_stats::measure::funnel::funnel;
use lapor_stats::measure::rank::{normal_point, ranks};
use lapor_stats::measure::survival::{Ends, Quantile, curve};
use lapor_stats::measure::wilson::{Share, wilson, wilson_at};
use serde_json::{Value, json};

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014): a stream of numbers from a seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to and without 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to and without `end`.
    fn below(&mut self, end: u64) -> u64 {
        (self.unit() * end as f64) as u64
    }

    /// A number of which each order of magnitude up to `end` is as likely.
    fn magnitude(&mut self, end: f64) -> u64 {
        (end.ln() * self.unit()).exp() as u64
    }

    /// Successes among `n`, each with probability `p`.
    fn successes(&mut self, n: u64, p: f64) -> u64 {
        (0..n).filter(|_| self.unit() < p).count() as u64
    }
}

type Family = fn(&mut Random) -> Value;

/// Each family with its number of cases.
const FAMILIES: [(&str, usize, Family); 8] = [
    ("wilson", 20_000, wilson_case),
    ("survival", 3_000, survival_case),
    ("funnel", 3_000, funnel_case),
    ("rank", 2_000, rank_case),
    ("poisson", 20_000, poisson_case),
    ("normal", 5_000, normal_case),
    ("closing", 500, closing_case),
    ("casemix", 3_000, casemix_case),
];

fn main() -> std::io::Result<()> {
    let asked = std::env::args().nth(1);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (seed, (name, cases, family)) in (1..).zip(FAMILIES) {
        if asked.as_ref().is_some_and(|asked| asked != name) {
            continue;
        }
        // A seed of its own, so that a family is the same whether or not others are printed.
        let mut random = Random(seed);
        for _ in 0..cases {
            let mut case = json!({ "measure": name });
            if let (Value::Object(case), Value::Object(fields)) = (&mut case, family(&mut random)) {
                case.extend(fields);
            }
            writeln!(out, "{case}")?;
        }
    }
    out.flush()
}

fn limits(share: Share) -> Value {
    json!({ "share": share.share, "low": share.low, "high": share.high })
}

fn wilson_case(random: &mut Random) -> Value {
    let n = random.magnitude(1e7).max(1);
    let k = match random.below(10) {
        0 => 0,
        1 => n,
        _ => random.below(n + 1),
    };
    let z = 1.0 + 4.0 * random.unit();
    json!({ "k": k, "n": n, "z": z, "plain": wilson(k, n).map(limits), "at": limits(wilson_at(k, n, z)) })
}

fn survival_case(random: &mut Random) -> Value {
    let (n, span) = (1 + random.magnitude(400.0), 1 + random.below(60));
    // In half of the cases nothing competes; in some nothing is censored.
    let competing = if random.below(2) == 0 { 0.0 } else { 0.5 * random.unit() };
    let censored = if random.below(4) == 0 { 0.0 } else { 0.6 * random.unit() };
    let mut days = vec![Ends::default(); span as usize];
    for _ in 0..n {
        let skew = 0.5 + 2.0 * random.unit();
        let day = &mut days[(random.unit().powf(skew) * span as f64) as usize];
        let way = random.unit();
        if way < censored {
            day.censored += 1;
        } else if way < censored + (1.0 - censored) * competing {
            day.competing += 1;
        } else {
            day.events += 1;
        }
    }
    let curve = curve(&days);
    let quantiles = curve.quantiles();
    let quantile = |quantile: Quantile| json!([quantile.day, quantile.low, quantile.high]);
    json!({
        "days": days.iter().map(|day| [day.events, day.competing, day.censored]).collect::<Vec<_>>(),
        "day": curve.steps.iter().map(|step| step.day).collect::<Vec<_>>(),
        "at_risk": curve.steps.iter().map(|step| step.at_risk).collect::<Vec<_>>(),
        "share": curve.steps.iter().map(|step| step.share).collect::<Vec<_>>(),
        "std_error": curve.steps.iter().map(|step| step.std_error).collect::<Vec<_>>(),
        "low": curve.steps.iter().map(|step| step.low).collect::<Vec<_>>(),
        "high": curve.steps.iter().map(|step| step.high).collect::<Vec<_>>(),
        "quantiles": [quantile(quantiles.q1), quantile(quantiles.median), quantile(quantiles.q3), quantile(quantiles.p90)],
    })
}

/// Units whose true shares lie apart by chance, by a spread, or not at all.
fn units(random: &mut Random, most: u64) -> Vec<(u64, u64)> {
    let (count, centre, spread) = (1 + random.below(most), random.unit(), random.unit() * 0.5);
    let unit = |random: &mut Random| {
        let n = random.magnitude(2_000.0) - u64::from(random.below(20) == 0);
        let p = (centre + spread * (random.unit() - 0.5)).clamp(0.0, 1.0);
        (random.successes(n, p), n)
    };
    (0..count).map(|_| unit(random)).collect()
}

fn funnel_case(random: &mut Random) -> Value {
    let units = units(random, 80);
    let found = funnel(&units).map(|funnel| {
        let limits: Vec<_> = units.iter().map(|unit| funnel.limits(unit.1)).collect();
        json!({
            "target": funnel.target,
            "dispersion": funnel.dispersion,
            "scores": funnel.scores,
            "places": funnel.places.iter().map(|place| place.word()).collect::<Vec<_>>(),
            "limits": limits.iter().map(|at| [at.of_998.0, at.of_95.0, at.of_95.1, at.of_998.1]).collect::<Vec<_>>(),
        })
    });
    json!({ "units": units, "funnel": found })
}

fn rank_case(random: &mut Random) -> Value {
    let units = units(random, 60);
    let found = ranks(&units);
    let places: Vec<_> =
        found.units.iter().map(|unit| unit.map(|places| [places.best, places.worst])).collect();
    json!({ "units": units, "z": found.z, "ranked": found.ranked, "tell_apart": found.tell_apart(), "places": places })
}

fn poisson_case(random: &mut Random) -> Value {
    let mean = (random.unit() * 18.0 - 6.0).exp();
    let level = if random.below(2) == 0 { LEVEL } else { 0.5 + 0.499_9 * random.unit() };
    json!({ "mean": mean, "level": level, "point": poisson_point(mean, level) })
}

fn normal_case(random: &mut Random) -> Value {
    let tail = 0.5 * (-30.0 * random.unit()).exp();
    json!({ "tail": tail, "point": normal_point(tail) })
}

fn closing_case(random: &mut Random) -> Value {
    let (days, mean) = (150 + random.below(200), random.magnitude(200.0) as f64 / 3.0);
    let day = |day: u64, random: &mut Random| {
        let working = day % 7 < 5 && random.below(30) != 0;
        let closed = if working { mean * 2.0 * random.unit() } else { mean * 0.2 * random.unit() };
        let burst = if random.below(40) == 0 { 1 + random.below(9) } else { 1 };
        Closings { closed: closed as u64 * burst, working }
    };
    let record: Vec<_> = (0..days).map(|at| day(at, random)).collect();
    let found: Vec<_> = flags(&record)
        .iter()
        .map(|flag| {
            json!([flag.day, flag.closed, flag.before, flag.working_days, flag.mean, flag.point])
        })
        .collect();
    json!({ "record": record.iter().map(|day| (day.closed, day.working)).collect::<Vec<_>>(), "flags": found })
}

fn casemix_case(random: &mut Random) -> Value {
    let category = |random: &mut Random| {
        let (own, others) = (random.magnitude(300.0) - 1, random.magnitude(20_000.0) - 1);
        let p = random.unit().powi(3);
        let own = Count { breaches: random.successes(own, p), judged: own };
        let rest = random.successes(others, p);
        (own, Count { breaches: own.breaches + rest, judged: own.judged + others })
    };
    let categories: Vec<_> = (0..1 + random.below(12)).map(|_| category(random)).collect();
    let found = standardised(&categories)
        .map(|found| json!([found.observed, found.expected, found.ratio, found.low, found.high]));
    let count = random.magnitude(1e5);
    let rows: Vec<_> = categories
        .iter()
        .map(|(own, whole)| [own.breaches, own.judged, whole.breaches, whole.judged])
        .collect();
    json!({ "categories": rows, "standardised": found, "count": count, "limits": poisson_limits(count) })
}
