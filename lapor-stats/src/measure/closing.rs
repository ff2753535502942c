//! Mass closing: days on which far more reports were closed than the agency's history allows, and categories closed at once.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: with `C` closings on the 182 calendar days before a day and `W` working days among them, the mean is
//!   `C / W`; a day with at least 20 closings and more than the 99.9 % point of a Poisson variable with that mean is flagged.
//!   A category is flagged if `5 q > n`, where `q` of its `n` closings came within ten minutes of submission.
//! - **Numerator and denominator**: closings; working days of the preceding 26 weeks. Closings within ten minutes; closings
//!   whose time is known.
//! - **Unit**: reports closed.
//!
//! The mean is over working days, because over all days it would be two sevenths too low for every Monday, and a
//! large agency would be flagged every week of an ordinary year. What was closed on other days (the system closes by night
//! and on Sundays) stays in the numerator, which can only raise the mean: a flag errs on the side of the
//! agency. Those days are judged themselves, against the same mean.
//!
//! A day with less than 26 weeks of record before it is not judged. A flagged day stays in the history of later ones.
//! The 99.9 % point flags one ordinary day in a thousand at most if closings were Poisson; they are more scattered than that,
//! so a flag is a question with its evidence, not an accusation.
//!
//! Source: the point is the least `k` with `P(X <= k) >= 0.999`, N. L. Johnson, A. W. Kemp and S. Kotz, Univariate Discrete
//! Distributions (2005), chapter 4.

use super::funnel::TOO_FEW;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Days on which an agency closed at least 20 reports and more than the 99.9 % point of a \
    Poisson with the mean per working day of its preceding 26 weeks, and categories of which over a fifth closed within \
    ten minutes of submission: a flag with its evidence, not an accusation.";

/// How closures are told, in the same words.
pub const CLOSURE: &str = "How reports were closed: by silence, by the reporter, by others on the due date, early by kind, and what a \
    reply contests. They are never folded together, and closed is never called solved. Kept is met over met and early.";

/// The calendar days before a day that are its history: 26 weeks.
pub const HISTORY: usize = 26 * 7;

/// Fewer closings on a day are not flagged.
pub const LEAST: u64 = 20;

/// The chance that a day stays at or below the point.
pub const LEVEL: f64 = 0.999;

/// One calendar day of an agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closings {
    /// Reports closed on it, by whomever the measure looks at.
    pub closed: u64,
    /// Whether it is a working day of the agency.
    pub working: bool,
}

/// A flagged day with its evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag {
    /// The day's place in the record.
    pub day: usize,
    /// Reports closed on it.
    pub closed: u64,
    /// Reports closed in the 26 weeks before.
    pub before: u64,
    /// Working days in the 26 weeks before.
    pub working_days: u64,
    /// The mean per working day that follows.
    pub mean: f64,
    /// The 99.9 % point that was exceeded.
    pub point: u64,
}

/// The flagged days of a record of consecutive calendar days, in order.
pub fn flags(record: &[Closings]) -> Vec<Flag> {
    let mut found = Vec::new();
    let (mut before, mut working_days) = (0_u64, 0_u64);
    for (day, today) in record.iter().enumerate() {
        if let Some(past) = day.checked_sub(HISTORY) {
            if LEAST <= today.closed && 0 < working_days {
                let mean = before as f64 / working_days as f64;
                let point = poisson_point(mean, LEVEL);
                if point < today.closed {
                    let closed = today.closed;
                    found.push(Flag { day, closed, before, working_days, mean, point });
                }
            }
            before = before.saturating_sub(record[past].closed);
            working_days -= u64::from(record[past].working);
        }
        before = before.saturating_add(today.closed);
        working_days += u64::from(today.working);
    }
    found
}

/// Closings of a category, by the time since submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quick {
    /// Closed within ten minutes of submission.
    pub within_ten: u64,
    /// Closed, with both times known to the minute.
    pub closed: u64,
}

impl Quick {
    /// Whether over a fifth closed within ten minutes; never with fewer than ten closings.
    ///
    /// ```
    /// use lapor_stats::measure::closing::Quick;
    ///
    /// assert!(!Quick { within_ten: 20, closed: 100 }.flagged());
    /// assert!(Quick { within_ten: 21, closed: 100 }.flagged());
    /// assert!(!Quick { within_ten: 9, closed: 9 }.flagged());
    /// ```
    pub fn flagged(&self) -> bool {
        TOO_FEW <= self.closed && u128::from(self.closed) < 5 * u128::from(self.within_ten)
    }
}

/// The least `k` with `P(X <= k) >= level` for a Poisson variable with this mean.
///
/// Weights are taken relative to the mode and followed to both sides until they no longer count, so that nothing
/// overflows at any mean and each is exact to rounding; they are summed from the small to the large.
pub fn poisson_point(mean: f64, level: f64) -> u64 {
    // Also what is not a number.
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    let mode = mean.floor();
    let (mut down, mut up) = (Vec::new(), Vec::new());
    let (mut weight, mut k) = (1.0, mode);
    while 0.0 < k && NEGLIGIBLE < weight {
        weight *= k / mean;
        k -= 1.0;
        down.push(weight);
    }
    (weight, k) = (1.0, mode);
    while NEGLIGIBLE < weight {
        k += 1.0;
        weight *= mean / k;
        up.push(weight);
    }
    let all = down.iter().rev().sum::<f64>() + 1.0 + up.iter().rev().sum::<f64>();
    // Upper tails, from the far end: the last value whose own tail beyond it is still too much is one below the point.
    let beyond = (1.0 - level) * all;
    let mut tail = 0.0;
    let values = up.iter().rev().chain(std::iter::once(&1.0)).chain(down.iter());
    for (value, weight) in (0..=mode as u64 + up.len() as u64).rev().zip(values) {
        // Here `tail` is the weight beyond `value`; with `value`'s own it would be the weight beyond the one below.
        tail += weight;
        if beyond < tail {
            return value;
        }
    }
    0
}

/// A weight relative to the mode below which all that follow together change no sum.
const NEGLIGIBLE: f64 = 1e-30;

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean 1: P(X <= 4) = e^-1 (1 + 1 + 1/2 + 1/6 + 1/24) = 0.996340, P(X <= 5) = 0.999406: the point is 5.
    /// Mean 0.001: P(X <= 0) = 0.999000499 >= 0.999: 0. Mean 0.0011: P(X <= 0) = 0.99890: 1.
    /// Mean 2, level 0.5: P(X <= 1) = 3 e^-2 = 0.406006, P(X <= 2) = 5 e^-2 = 0.676676: 2.
    #[test]
    fn poisson_points_are_the_least_that_reach_the_level() {
        assert_eq!(poisson_point(1.0, LEVEL), 5);
        assert_eq!((poisson_point(0.001, LEVEL), poisson_point(0.0011, LEVEL)), (0, 1));
        assert_eq!(poisson_point(2.0, 0.5), 2);
        assert_eq!((poisson_point(0.0, LEVEL), poisson_point(f64::NAN, LEVEL)), (0, 0));
    }

    /// Mean a million: the normal point with its first correction, 10^6 + 3.0902 * 1000 + (3.0902^2 - 1) / 6 = 1,003,091.66,
    /// so the least integer that reaches it, half a unit of continuity taken off, is 1,003,092.
    #[test]
    fn poisson_points_hold_at_great_means() {
        let found = poisson_point(1e6, LEVEL);
        assert!((1_003_091..=1_003_092).contains(&found), "{found}");
    }

    /// A record of 182 days, five of each seven working, with `each` closed on a working day, and one day after it.
    fn record(each: u64, then: u64) -> Vec<Closings> {
        let mut days: Vec<_> = (0..HISTORY)
            .map(|day| {
                let working = day % 7 < 5;
                Closings { closed: if working { each } else { 0 }, working }
            })
            .collect();
        days.push(Closings { closed: then, working: true });
        days
    }

    /// 130 working days with 10 each: 1300 / 130 = 10. The 99.9 % point at mean 10 is 21: P(X <= 20) = 0.998412,
    /// P(X <= 21) = 0.999300. So 21 is not flagged and 22 is.
    #[test]
    fn a_day_above_the_point_of_its_history_is_flagged_with_its_evidence() {
        assert_eq!(flags(&record(10, 21)), []);
        let evidence =
            Flag { day: 182, closed: 22, before: 1300, working_days: 130, mean: 10.0, point: 21 };
        assert_eq!(flags(&record(10, 22)), [evidence]);
    }

    /// Mean 1, point 5: 19 closings exceed it but are fewer than twenty; 20 are flagged.
    #[test]
    fn fewer_than_twenty_are_not_flagged() {
        assert_eq!(flags(&record(1, 19)), []);
        assert_eq!(flags(&record(1, 20)).len(), 1);
    }

    /// An agency that closes 100 each working day is ordinary on each of them; over all days its mean would be 71.4, the point
    /// of which is 99.
    #[test]
    fn an_ordinary_monday_of_a_large_agency_is_not_flagged() {
        assert_eq!(flags(&record(100, 100)), []);
        assert!(poisson_point(100.0 * 5.0 / 7.0, LEVEL) < 100);
    }

    /// The first 182 days have no full history; the day after the flagged one has it in its own:
    /// (1300 - 10 + 500) closings in 130 working days, mean 13.77.
    #[test]
    fn without_half_a_year_of_record_nothing_is_judged() {
        let mut days = record(10, 500);
        days[100].closed = 400;
        days[100].working = true;
        let found = flags(&days[..182]);
        assert_eq!(found, []);
        let mut days = record(10, 500);
        days.push(Closings { closed: 30, working: true });
        let found = flags(&days);
        assert_eq!((found[1].before, found[1].working_days), (1300 - 10 + 500, 130));
    }

    /// 45 of 100 within ten minutes, as in one city.
    #[test]
    fn a_category_closed_at_once_is_flagged() {
        assert!(Quick { within_ten: 45, closed: 100 }.flagged());
        assert!(!Quick::default().flagged());
    }
}
