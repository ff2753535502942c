//! The Wilson score interval, beside every share.

/// What the interval is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Beside every share stands its 95 % score interval (Wilson 1927); below ten stages there are too few to tell.";

/// The 97.5 % point of the standard normal distribution, for 95 % intervals.
pub const Z95: f64 = 1.959_963_984_540_054;

/// A share with its 95 % Wilson score interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Successes over trials.
    pub share: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// The share `successes / trials` with its 95 % Wilson score interval, or `None` without trials.
///
/// With `p = k/n` and `z` the normal quantile, centre `(p + z²/2n) / (1 + z²/n)` and half
/// width `z / (1 + z²/n) * sqrt(p(1-p)/n + z²/4n²)`.
///
/// Source: E. B. Wilson, Probable inference, the law of succession, and statistical
/// inference, JASA 22 (1927) 209-212.
///
/// ```
/// use lapor_stats::measure::wilson::wilson;
///
/// let share = wilson(7, 10).unwrap();
/// assert!((share.low - 0.3968).abs() < 1e-4 && (share.high - 0.8922).abs() < 1e-4);
/// assert_eq!(wilson(0, 0), None);
/// ```
pub fn wilson(successes: u64, trials: u64) -> Option<Share> {
    (0 < trials).then(|| wilson_at(successes, trials, Z95))
}

/// Wilson's score interval with another normal point than that of 95 %; `trials` is above 0.
pub fn wilson_at(successes: u64, trials: u64, z: f64) -> Share {
    let (k, n) = (successes as f64, trials.max(1) as f64);
    let (p, z2) = (k / n, z * z);
    let scale = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / scale;
    let half = z / scale * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    // At the ends the limit is 0 or 1 exactly; rounding must not leave it a hair outside.
    let low = if successes == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if successes == trials { 1.0 } else { (centre + half).min(1.0) };
    Share { share: p, low, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Table II of R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, method 3.
    #[test]
    fn wilson_equals_published_values() {
        let cases = [
            (81_u64, 263_u64, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (k, n, low, high) in cases {
            let found = wilson(k, n).map(|share| (share.low, share.high));
            let (found_low, found_high) = found.unwrap_or((f64::NAN, f64::NAN));
            assert!((found_low - low).abs() < 5e-5, "{k}/{n}: {found_low} {low}");
            assert!((found_high - high).abs() < 5e-5, "{k}/{n}: {found_high} {high}");
        }
    }

    #[test]
    fn the_limits_never_leave_the_unit_interval_and_hold_the_share() {
        for n in 1..200 {
            for k in 0..=n {
                let found = wilson(k, n);
                let inside = found.is_some_and(|share| {
                    0.0 <= share.low
                        && share.low <= share.share
                        && share.share <= share.high
                        && share.high <= 1.0
                });
                assert!(inside, "{k}/{n}: {found:?}");
            }
        }
    }
}
