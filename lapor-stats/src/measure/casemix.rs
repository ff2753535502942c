//! Case mix: whether an agency breaks more promises than its categories would lead one to expect.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: indirect standardisation. With `K_c` breaches among `N_c` stages of category `c` in the whole and `n_c` of
//!   them the agency's, `E = sum n_c K_c / N_c`; the ratio is `O / E` with `O` the agency's breaches.
//! - **Numerator and denominator**: breaches (late and overdue; for closure, early); breaches expected.
//! - **Unit**: stages; the ratio has none, 1 is as expected.
//! - **Limits**: 95 % limits of a Poisson count over `E`, as if `E` were known: exact for `O` below 10, Byar's approximation
//!   from 10 on, where it is within 0.2 % of the exact.
//!
//! It looks at breaches and not at promises met, because a Poisson count is as scattered as a rare event: for breaches in
//! a tenth of the stages the limits are a twentieth too wide, for promises met in nine tenths they would be three times as
//! wide. They never claim too much. The agency is in the whole that it is compared with.
//!
//! A ratio is comparable with 1 alone: those of two agencies have different weights and are never ranked.
//!
//! Sources: N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (IARC 1987), pages 69 (Byar) and 65 (ratio);
//! F. Garwood, Biometrika 28 (1936) 437-442 (exact); the switch at 10 as in Public Health England, Technical Guide:
//! Confidence Intervals (2018), appendices 1 and 2.

use super::wilson::Z95;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Indirect standardisation by category: breaches over those expected had each category been \
    breached as often as in the whole, with 95 % limits (exact Poisson below ten breaches, Byar from ten on); limits that \
    hold 1 cannot be told apart from the whole.";

/// Breaches among stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Promises broken.
    pub breaches: u64,
    /// Stages judged.
    pub judged: u64,
}

/// An agency's breaches beside those expected of its categories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standardised {
    /// Breaches of the agency.
    pub observed: u64,
    /// Breaches expected.
    pub expected: f64,
    /// Observed over expected.
    pub ratio: f64,
    /// Its lower 95 % limit.
    pub low: f64,
    /// Its upper 95 % limit.
    pub high: f64,
}

/// The standardised ratio of an agency; each pair is one category, first the agency's count, then that of the whole, the agency included.
///
/// `None` where no breach is expected: the categories of the agency are never breached, so nothing can be compared.
///
/// ```
/// use lapor_stats::measure::casemix::{Count, standardised};
///
/// let count = |breaches, judged| Count { breaches, judged };
/// // Roads: a tenth breached, water: half. The agency has mostly water.
/// let found = standardised(&[(count(2, 10), count(10, 100)), (count(44, 90), count(50, 100))]).unwrap();
/// assert!((found.expected - 46.0).abs() < 1e-12 && (found.ratio - 1.0).abs() < 1e-12);
/// ```
pub fn standardised(categories: &[(Count, Count)]) -> Option<Standardised> {
    let observed = categories.iter().fold(0_u64, |sum, (own, _)| sum.saturating_add(own.breaches));
    let expected: f64 = categories
        .iter()
        .filter(|(_, whole)| 0 < whole.judged)
        .map(|(own, whole)| own.judged as f64 * (whole.breaches as f64 / whole.judged as f64))
        .sum();
    (0.0 < expected).then(|| {
        let (low, high) = poisson_limits(observed);
        Standardised {
            observed,
            expected,
            ratio: observed as f64 / expected,
            low: low / expected,
            high: high / expected,
        }
    })
}

/// The 95 % limits of the mean of a Poisson count.
pub fn poisson_limits(count: u64) -> (f64, f64) {
    if count < 10 {
        return (exact(count, Side::Low), exact(count, Side::High));
    }
    let byar =
        |count: f64, z: f64| count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).powi(3);
    (byar(count as f64, -Z95), byar(count as f64 + 1.0, Z95))
}

/// Which limit is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The mean at which this count or more has a chance of 2.5 %.
    Low,
    /// The mean at which this count or less has a chance of 2.5 %.
    High,
}

/// A limit of a count below 10, by halving an interval that surely holds it: the sum has at most ten terms.
fn exact(count: u64, side: Side) -> f64 {
    let terms = match side {
        Side::Low if count == 0 => return 0.0,
        Side::Low => count - 1,
        Side::High => count,
    };
    // P(X <= terms) falls as the mean grows.
    let at_most = |mean: f64| {
        let (mut term, mut sum) = (1.0, 1.0);
        for k in 1..=terms {
            term *= mean / k as f64;
            sum += term;
        }
        (-mean).exp() * sum
    };
    let target = if side == Side::Low { 0.975 } else { 0.025 };
    let (mut below, mut above) = (0.0, 30.0);
    for _ in 0..100 {
        let middle = (below + above) / 2.0;
        if at_most(middle) < target {
            above = middle;
        } else {
            below = middle;
        }
    }
    (below + above) / 2.0
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn count(breaches: u64, judged: u64) -> Count {
        Count { breaches, judged }
    }

    /// Roads 20 of 200 (0.1), water 60 of 120 (0.5), and the agency with 50 and 30: E = 5 + 15 = 20. O = 6 + 24 = 30, ratio 1.5.
    /// Byar: low 30 (1 - 1/270 - 1.959964 / (3 * 5.477226))^3 = 30 (0.877015)^3 = 20.2365, over 20: 1.0118;
    /// high 31 (1 - 1/279 + 1.959964 / (3 * 5.567764))^3 = 31 (1.113755)^3 = 42.8282, over 20: 2.1414.
    #[test]
    fn expected_follows_the_mix_and_limits_follow_byar() {
        let found =
            standardised(&[(count(6, 50), count(20, 200)), (count(24, 30), count(60, 120))]);
        let found = found.unwrap();
        assert!((found.expected - 20.0).abs() < 1e-12 && (found.ratio - 1.5).abs() < 1e-12);
        assert!((found.low - 1.0118).abs() < 1e-4, "{}", found.low);
        assert!((found.high - 2.1414).abs() < 1e-4, "{}", found.high);
    }

    /// Garwood's table of 1936: 0: 0 to 3.6889; 1: 0.0253 to 5.5716; 5: 1.6235 to 11.6683; 9: 4.1154 to 17.0848.
    #[test]
    fn below_ten_the_limits_are_exact() {
        let cases =
            [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)];
        for (count, low, high) in cases {
            let found = poisson_limits(count);
            assert!(
                (found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5,
                "{count}: {found:?}"
            );
        }
    }

    /// A category that the whole does not have is skipped; where none is ever breached there is nothing to compare.
    #[test]
    fn where_no_breach_is_expected_nothing_is_said() {
        assert_eq!(standardised(&[(count(0, 5), count(0, 50))]), None);
        assert_eq!(standardised(&[(count(0, 0), count(0, 0))]), None);
        assert_eq!(standardised(&[]), None);
    }

    /// The whole, standardised by itself, is as expected: 80 of 80.
    #[test]
    fn the_whole_is_as_expected() {
        let whole = [count(20, 200), count(60, 120)];
        let found = standardised(&whole.map(|count| (count, count))).unwrap();
        assert!((found.ratio - 1.0).abs() < 1e-12 && found.low < 1.0 && 1.0 < found.high);
    }
}
