//! The funnel: whether an agency's share differs from the whole by more than chance and the usual spread between agencies.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: with `k` of `n` in a unit and the whole's share `p`, `z = (k/n - p) / sqrt(p(1-p)/n)`. The z-scores are
//!   winsorised: those beyond the 10th and 90th percentile are set to it. `phi` is the mean of their squares, and at
//!   least 1: chance alone is never narrowed. The limits are `p ± z sqrt(phi p(1-p)/n)`, cut to 0 and 1, with `z` of 95 and
//!   99.8 %.
//! - **Numerator and denominator**: met; judged. The whole's share is the sum over all units.
//! - **Unit**: stages.
//! - **Too few**: a unit with n < 10 is in the whole's share, but neither in `phi` nor placed.
//!
//! Percentiles interpolate linearly between order statistics (Hyndman and Fan's type 7, R's default).
//!
//! Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
//! 1185-1202, appendix A.3.

use super::wilson::Z95;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "A funnel plot of the shares with 95 and 99.8 % limits around the share of the whole, \
    widened by multiplicative over-dispersion from 10 % winsorised z-scores (Spiegelhalter 2005). 'Cannot be told \
    apart' is a result; n < 10 is too few to tell.";

/// The 99.9 % point of the standard normal distribution, for 99.8 % limits.
pub const Z998: f64 = 3.090_232_306_167_813_5;

/// Below this many stages there are too few to tell.
pub const TOO_FEW: u64 = 10;

/// The part of the z-scores at each end that is drawn in.
pub const WINSORISED: f64 = 0.1;

/// Where a unit lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// n < 10.
    TooFew,
    /// Within the 95 % limits: it cannot be told apart from the whole.
    Within,
    /// Below the lower 95 % limit, not below the 99.8 %.
    Below95,
    /// Above the upper 95 % limit, not above the 99.8 %.
    Above95,
    /// Below the lower 99.8 % limit.
    Below998,
    /// Above the upper 99.8 % limit.
    Above998,
}

impl Place {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Place::TooFew => "too_few",
            Place::Within => "not_told_apart",
            Place::Below95 => "below_95",
            Place::Above95 => "above_95",
            Place::Below998 => "below_998",
            Place::Above998 => "above_998",
        }
    }
}

/// The limits at one number of stages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The lower and upper 95 % limit.
    pub of_95: (f64, f64),
    /// The lower and upper 99.8 % limit.
    pub of_998: (f64, f64),
}

/// A funnel and the units in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// The share of the whole, around which the limits lie.
    pub target: f64,
    /// The over-dispersion as estimated; the limits use it where it is above 1.
    pub dispersion: f64,
    /// The z-score of each unit before it is winsorised, in the order given; `None` for too few.
    pub scores: Vec<Option<f64>>,
    /// Where each unit lies, in the order given.
    pub places: Vec<Place>,
}

/// The funnel of units, each `(k, n)`; `None` if nothing is judged at all.
///
/// ```
/// use lapor_stats::measure::funnel::{Place, funnel};
///
/// let found = funnel(&[(50, 100), (52, 100), (48, 100), (10, 100), (3, 5)]).unwrap();
/// assert_eq!(found.places[3], Place::Below95); // far off, and the spread that it makes is its own
/// assert_eq!(found.places[4], Place::TooFew);
/// ```
pub fn funnel(units: &[(u64, u64)]) -> Option<Funnel> {
    let met: u128 = units.iter().map(|unit| u128::from(unit.0)).sum();
    let judged: u128 = units.iter().map(|unit| u128::from(unit.1)).sum();
    if judged == 0 {
        return None;
    }
    let target = met as f64 / judged as f64;
    let spread = target * (1.0 - target);
    let score = |&(k, n): &(u64, u64)| {
        (TOO_FEW <= n).then(|| {
            // Nothing or everything is met everywhere: each unit is on the target.
            if spread <= 0.0 {
                0.0
            } else {
                (k as f64 / n as f64 - target) / (spread / n as f64).sqrt()
            }
        })
    };
    let scores: Vec<_> = units.iter().map(score).collect();
    let dispersion = dispersion(scores.iter().copied().flatten().collect());
    let mut funnel = Funnel { target, dispersion, scores, places: Vec::new() };
    funnel.places = units.iter().map(|&(k, n)| funnel.place(k, n)).collect();
    Some(funnel)
}

/// The mean square of the winsorised z-scores; 1 without any.
fn dispersion(mut scores: Vec<f64>) -> f64 {
    if scores.is_empty() {
        return 1.0;
    }
    scores.sort_by(f64::total_cmp);
    let (low, high) = (percentile(&scores, WINSORISED), percentile(&scores, 1.0 - WINSORISED));
    let squares = scores.iter().map(|score| score.max(low).min(high).powi(2));
    squares.sum::<f64>() / scores.len() as f64
}

/// The value at a part of a sorted list, between two of its values in proportion.
fn percentile(sorted: &[f64], part: f64) -> f64 {
    let at = part * (sorted.len() - 1) as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

impl Funnel {
    /// The limits for a unit of `n` stages; also the curve of the plot.
    pub fn limits(&self, n: u64) -> Limits {
        let error =
            (self.dispersion.max(1.0) * self.target * (1.0 - self.target) / n.max(1) as f64).sqrt();
        let at = |z: f64| ((self.target - z * error).max(0.0), (self.target + z * error).min(1.0));
        Limits { of_95: at(Z95), of_998: at(Z998) }
    }

    /// Where a unit with `k` of `n` lies.
    pub fn place(&self, k: u64, n: u64) -> Place {
        if n < TOO_FEW {
            return Place::TooFew;
        }
        let (share, limits) = (k as f64 / n as f64, self.limits(n));
        if share < limits.of_998.0 {
            Place::Below998
        } else if share < limits.of_95.0 {
            Place::Below95
        } else if limits.of_998.1 < share {
            Place::Above998
        } else if limits.of_95.1 < share {
            Place::Above95
        } else {
            Place::Within
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// Two units of 100 with 60 and 40: p = 0.5, standard error sqrt(0.25 / 100) = 0.05, z = 2 and -2. Percentiles of
    /// (-2, 2) at 0.1 and 0.9: -1.6 and 1.6. phi = 1.6^2 = 2.56, its root 1.6.
    /// Limits at 100: 0.5 ± 1.959964 * 1.6 * 0.05 = 0.5 ± 0.156797, and 0.5 ± 3.090232 * 0.08 = 0.5 ± 0.247219.
    #[test]
    fn limits_are_widened_by_the_spread_between_units() {
        let found = funnel(&[(60, 100), (40, 100)]).unwrap();
        assert!((found.dispersion - 2.56).abs() < 1e-12);
        let limits = found.limits(100);
        assert!(
            (limits.of_95.0 - 0.343_203).abs() < 1e-6 && (limits.of_95.1 - 0.656_797).abs() < 1e-6
        );
        assert!(
            (limits.of_998.0 - 0.252_781).abs() < 1e-6
                && (limits.of_998.1 - 0.747_219).abs() < 1e-6
        );
        assert_eq!(found.places, [Place::Within, Place::Within]);
    }

    /// Eleven units: ten at 50 of 100 and one at 90 of 100. p = 590 / 1100 = 0.536364, p (1 - p) = 3009 / 12100, standard error
    /// 0.049868. z^2 = (4 / 110)^2 * 100 * 12100 / 3009 = 1600 / 3009 ten times, a hundred times that once. The 90th percentile is
    /// the value at 0.9 * 10 = 9, still the lower one: the outlier is drawn in, phi = 1600 / 3009, and the limits keep phi 1:
    /// 0.536364 + 3.090232 * 0.049868 = 0.690466 < 0.9.
    #[test]
    fn an_outlier_does_not_hide_itself_and_chance_is_never_narrowed() {
        let mut units = vec![(50, 100); 10];
        units.push((90, 100));
        let found = funnel(&units).unwrap();
        assert!((found.dispersion - 1600.0 / 3009.0).abs() < 1e-12, "{}", found.dispersion);
        assert!((found.limits(100).of_998.1 - 0.690_466).abs() < 1e-6);
        assert_eq!(found.places[10], Place::Above998);
        assert_eq!(found.places[0], Place::Within);
    }

    /// 0 of 9 is in the whole's share (100 of 209) but is not placed; 9 of 10 is.
    #[test]
    fn below_ten_there_are_too_few() {
        let found = funnel(&[(91, 190), (0, 9), (9, 10)]).unwrap();
        assert!((found.target - 100.0 / 209.0).abs() < 1e-15);
        assert_eq!(found.places[1], Place::TooFew);
        assert_eq!(found.scores[1], None);
        assert_ne!(found.places[2], Place::TooFew);
    }

    #[test]
    fn where_all_is_met_nobody_stands_out() {
        let found = funnel(&[(20, 20), (500, 500)]).unwrap();
        assert_eq!(found.places, [Place::Within, Place::Within]);
        assert_eq!(funnel(&[(0, 0)]), None);
        assert_eq!(funnel(&[]), None);
    }
}
