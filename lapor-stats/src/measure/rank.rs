//! Ranks: which places an agency can have, all agencies at once.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: each of `m` units gets a Wilson interval at level `1 - 0.05/m` (Bonferroni), so that all hold at once
//!   with 95 %. A unit is surely behind those whose interval lies wholly above its own, and surely before those
//!   whose interval lies wholly below. Its places are `1 + (number above)` to `m - (number below)`.
//! - **Numerator and denominator**: met; judged. Place 1 is the greatest share.
//! - **Unit**: places among the units that have enough to tell.
//! - **Too few**: a unit with n < 10 has no place and is not among the `m`.
//!
//! Two intervals that touch overlap. Nothing is ranked where they do: no order within a range of places is ever shown.
//! Sorting the limits once answers for all units, so it takes O(m log m).
//!
//! Source: M. Klein, T. Wright and J. Wieczorek, A joint confidence region for an overall ranking of populations,
//! Journal of the Royal Statistical Society C 69 (2020) 589-606.

use super::funnel::TOO_FEW;
use super::wilson::{Share, Z95, wilson_at};

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Ranks only with simultaneous 95 % intervals (Klein, Wright and Wieczorek 2020, on \
    Bonferroni-adjusted Wilson limits); nothing is ranked where they overlap.";

/// The places that one unit can have, with the adjusted interval that they come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// The best place that it can have; 1 is the first.
    pub best: usize,
    /// The worst place that it can have.
    pub worst: usize,
    /// Its share with the adjusted limits.
    pub share: Share,
}

/// All units, ranked together.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranks {
    /// The places of each unit, in the order given; `None` for too few.
    pub units: Vec<Option<Places>>,
    /// The number of units with enough to tell.
    pub ranked: usize,
    /// The normal point of the adjusted limits.
    pub z: f64,
}

impl Ranks {
    /// Whether any two units can be told apart; if not, no rank says anything.
    pub fn tell_apart(&self) -> bool {
        let mut units = self.units.iter().flatten();
        units.any(|places| 1 < places.best || places.worst < self.ranked)
    }
}

/// The simultaneous ranks of units, each `(k, n)`.
///
/// ```
/// use lapor_stats::measure::rank::ranks;
///
/// let found = ranks(&[(95, 100), (40, 100), (45, 100)]);
/// let places: Vec<_> = found.units.iter().flatten().map(|unit| (unit.best, unit.worst)).collect();
/// assert_eq!(places, [(1, 1), (2, 3), (2, 3)]);
/// ```
pub fn ranks(units: &[(u64, u64)]) -> Ranks {
    let ranked = units.iter().filter(|unit| TOO_FEW <= unit.1).count();
    let z = if ranked < 2 { Z95 } else { normal_point(0.025 / ranked as f64) };
    let shares: Vec<_> =
        units.iter().map(|&(k, n)| (TOO_FEW <= n).then(|| wilson_at(k, n, z))).collect();
    let sorted = |of: fn(&Share) -> f64| {
        let mut limits: Vec<f64> = shares.iter().flatten().map(of).collect();
        limits.sort_by(f64::total_cmp);
        limits
    };
    let (lows, highs) = (sorted(|share| share.low), sorted(|share| share.high));
    let places = |share: Share| {
        let above = ranked - lows.partition_point(|low| *low <= share.high);
        let below = highs.partition_point(|high| *high < share.low);
        Places { best: 1 + above, worst: ranked - below, share }
    };
    Ranks { units: shares.iter().map(|share| share.map(places)).collect(), ranked, z }
}

/// The point that a standard normal variable exceeds with a probability above 0 and at most a half.
///
/// Newton's method on the logarithm of the upper tail, which is concave, so that it converges from 0. The tail is
/// the power series of the distribution function below 3 and Laplace's continued fraction above (M. Abramowitz and
/// I. Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14).
pub fn normal_point(tail: f64) -> f64 {
    // Nothing that is published asks for less; a bound keeps the loop finite.
    let log = tail.clamp(1e-300, 0.5).ln();
    let mut x = 0.0;
    for _ in 0..100 {
        let (upper, density) = normal_tail(x);
        let step = (upper.ln() - log) * upper / density;
        x += step;
        if step.abs() <= 1e-15 * x {
            break;
        }
    }
    x
}

/// The upper tail and the density of the standard normal distribution at `x`, 0 or above.
fn normal_tail(x: f64) -> (f64, f64) {
    let density = (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt();
    if x < 3.0 {
        let (mut term, mut sum, mut odd) = (x, x, 1.0);
        while sum + term != sum {
            odd += 2.0;
            term *= x * x / odd;
            sum += term;
        }
        return (0.5 - density * sum, density);
    }
    // From the far end; sixty terms are enough from 3 upwards.
    let fraction = (1..=60).rev().fold(x, |rest, term| x + f64::from(term) / rest);
    (density / fraction, density)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points from tables of the normal distribution; 0.025 / 700 is Bonferroni's for 700 agencies.
    #[test]
    fn normal_points_equal_published_values() {
        let cases = [
            (0.5, 0.0),
            (0.025, Z95),
            (0.001, 3.090_232_306_167_813_5),
            (1e-6, 4.753_424_308_822_899),
            (1e-10, 6.361_340_902_404_056),
        ];
        for (tail, expected) in cases {
            let found = normal_point(tail);
            assert!((found - expected).abs() < 1e-12, "{tail}: {found} {expected}");
        }
    }

    /// Three units at 0.05 / 3: z = 2.393980. 95 of 100: 0.8696 to 0.9819. 45 of 100: 0.3359 to 0.5693. 40 of 100: 0.2906 to
    /// 0.5202. The first lies wholly above the two others, which overlap.
    #[test]
    fn a_unit_is_placed_by_the_intervals_wholly_above_and_below() {
        let found = ranks(&[(45, 100), (95, 100), (40, 100)]);
        assert!((found.z - 2.393_979_8).abs() < 1e-6, "{}", found.z);
        let places: Vec<_> =
            found.units.iter().flatten().map(|places| (places.best, places.worst)).collect();
        assert_eq!(places, [(2, 3), (1, 1), (2, 3)]);
        assert!(found.tell_apart());
    }

    /// The intervals of 50, 55 and 60 of 100 all overlap: each can have every place, and nothing is told apart.
    #[test]
    fn nothing_is_ranked_where_the_intervals_overlap() {
        let found = ranks(&[(50, 100), (55, 100), (60, 100)]);
        assert!(found.units.iter().flatten().all(|places| (places.best, places.worst) == (1, 3)));
        assert!(!found.tell_apart());
    }

    /// A unit of 9 has no place, and the two others are adjusted for two, not three: z at 0.0125 is 2.241403.
    #[test]
    fn too_few_have_no_place_and_cost_the_others_nothing() {
        let found = ranks(&[(0, 9), (95, 100), (5, 100)]);
        assert_eq!((found.units[0], found.ranked), (None, 2));
        assert!((found.z - 2.241_402_7).abs() < 1e-6);
        assert_eq!(found.units[1].map(|places| (places.best, places.worst)), Some((1, 1)));
        assert_eq!(found.units[2].map(|places| (places.best, places.worst)), Some((2, 2)));
        assert!(!ranks(&[(5, 10)]).tell_apart());
        assert!(ranks(&[]).units.is_empty());
    }

    /// The same answer as comparing every pair.
    #[test]
    fn sorting_answers_as_comparing_every_pair() {
        let units: Vec<(u64, u64)> =
            (0..200).map(|i| ((i * 37) % 101, 101 + (i * 53) % 400)).collect();
        let found = ranks(&units);
        for places in found.units.iter().flatten() {
            let others = || found.units.iter().flatten();
            let above = others().filter(|other| places.share.high < other.share.low).count();
            let below = others().filter(|other| other.share.high < places.share.low).count();
            assert_eq!((places.best, places.worst), (1 + above, units.len() - below));
        }
    }
}
