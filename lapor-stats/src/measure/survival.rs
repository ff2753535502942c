//! Time to event: how many working days pass until the act, with what ended otherwise and what is still open counted as such.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: Aalen-Johansen. With `Y(d)` at risk at the start of day `d`, `e(d)` events and `c(d)` competing
//!   events on it, `S(d) = S(d-1) (1 - (e(d) + c(d)) / Y(d))` is the share in which nothing has happened and
//!   `F(d) = F(d-1) + S(d-1) e(d) / Y(d)` the share in which the event has. Where nothing competes, `F` is one minus
//!   Kaplan-Meier. On one day events come before censorings: a report censored on day `d` is at risk on it.
//! - **Numerator and denominator**: stages with the event; all stages that started.
//! - **Unit**: working days, from the day of the start (day zero).
//! - **Variance**: the infinitesimal jackknife, which is what R `survival` 3 reports for several states. Counted
//!   without weights it *is* the multinomial Greenwood variance: a report's influences on different days are
//!   orthogonal, because who is at risk on a later day has the same influence on every earlier one. So it follows from
//!   the counts of each day alone; where nothing competes it is Greenwood's own, as for R's Kaplan-Meier.
//! - **Limits**: log-log on the share without the event, `(1 - F)^exp(±z se / ((1 - F) ln(1 - F)))`, the scale of
//!   Kaplan-Meier; so one late withdrawal does not change the formula. (R's own limits for several states take the
//!   logarithm of `F` itself, and jump to another scale as soon as something competes.)
//! - **Quantiles**: the day on which `F` reaches the quantile; where `F` stands still exactly on it, the middle
//!   of that stretch, as R's `quantile` of a Kaplan-Meier curve. Their limits are where the limits of `F` first reach it
//!   (Brookmeyer and Crowley). What is not reached is `None`.
//!
//! Sources: O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978) 141-150; P. K. Andersen, Ø. Borgan,
//! R. D. Gill and N. Keiding, Statistical Models Based on Counting Processes (1993), section IV.4; R. Brookmeyer and
//! J. Crowley, Biometrics 38 (1982) 29-41; T. M. Therneau, `survival` (R package), vignette 'methods'.

use super::wilson::Z95;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Median, quartiles and 90th percentile of the working days until the event, from the \
    Aalen-Johansen estimator: archived, merged and withdrawn reports compete, open ones are censored, and events come \
    before censorings on the same day; without competing ends it is Kaplan-Meier. Limits are log-log 95 % limits from \
    the variance that R survival uses; what is not reached is null.";

/// What ended on one day after the start, in stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// The event: dispositioned, followed up, closed.
    pub events: u64,
    /// Archived, merged or withdrawn before it: the event can no longer come.
    pub competing: u64,
    /// Still open when last seen.
    pub censored: u64,
}

/// The curve on one day on which something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Working days since the start.
    pub day: u32,
    /// Stages at risk at the start of that day.
    pub at_risk: u64,
    /// What ended on it.
    pub ends: Ends,
    /// The share in which the event has happened by the end of that day.
    pub share: f64,
    /// The standard error of the share.
    pub std_error: f64,
    /// The lower 95 % limit of the share; `None` while the share is 0 and once it is 1.
    pub low: Option<f64>,
    /// The upper 95 % limit of the share; `None` while the share is 0 and once it is 1.
    pub high: Option<f64>,
}

/// A quantile of the days until the event with its 95 % limits; what is not reached is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quantile {
    /// Working days; half days come from the middle of a stretch.
    pub day: Option<f64>,
    /// The lower limit: where the upper limit of the curve reaches the quantile.
    pub low: Option<f64>,
    /// The upper limit: where the lower limit of the curve reaches the quantile.
    pub high: Option<f64>,
}

/// The four quantiles that are published, never one of them alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quantiles {
    /// A quarter has happened.
    pub q1: Quantile,
    /// Half has happened.
    pub median: Quantile,
    /// Three quarters have happened.
    pub q3: Quantile,
    /// Nine tenths have happened.
    pub p90: Quantile,
}

/// The cumulative incidence of the event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// One step for each day on which something ended, in order.
    pub steps: Vec<Step>,
    /// All that ended or is censored.
    pub total: Ends,
}

/// The curve of a histogram: `days[d]` is what ended `d` working days after the start.
///
/// Takes time in proportion to the days, however many stages there are.
///
/// ```
/// use lapor_stats::measure::survival::{Ends, curve};
///
/// let day = |events, competing, censored| Ends { events, competing, censored };
/// // Ten stages: two answered on day 1, one archived on day 2, three answered on day 4, four open since day 5.
/// let days = [day(0, 0, 0), day(2, 0, 0), day(0, 1, 0), day(0, 0, 0), day(3, 0, 0), day(0, 0, 4)];
/// let curve = curve(&days);
/// assert!((curve.steps[2].share - 0.5).abs() < 1e-15); // 2/10 + 8/10 * 7/8 * 3/7
/// // Exactly half, and then nothing more: the middle between day 4 and the last day seen.
/// assert_eq!(curve.quantiles().median.day, Some(4.5));
/// ```
pub fn curve(days: &[Ends]) -> Curve {
    let mut total = Ends::default();
    for ends in days {
        total.events = total.events.saturating_add(ends.events);
        total.competing = total.competing.saturating_add(ends.competing);
        total.censored = total.censored.saturating_add(ends.censored);
    }
    let mut at_risk = total.events.saturating_add(total.competing).saturating_add(total.censored);
    let mut steps = Vec::new();
    let (mut none, mut var_none) = (1.0_f64, 0.0_f64);
    let (mut event, mut other) = (State::default(), State::default());
    for (day, ends) in (0_u32..).zip(days) {
        let ended = ends.events.saturating_add(ends.competing);
        let gone = ended.saturating_add(ends.censored);
        if gone == 0 {
            continue;
        }
        let n = at_risk as f64;
        // From integers, so that it is 0 exactly when all are gone.
        let stay = at_risk.saturating_sub(ended) as f64 / n;
        event.step(ends.events as f64 / n, stay, none, var_none, n);
        other.step(ends.competing as f64 / n, stay, none, var_none, n);
        var_none = stay * stay * var_none + none * none * stay * (1.0 - stay) / n;
        none *= stay;
        // A half or more is reached from the other side: there the terms are small and nothing cancels.
        let (rest, variance) = if event.share < 0.5 {
            (1.0 - event.share, event.variance)
        } else {
            (none + other.share, var_none + 2.0 * other.covariance + other.variance)
        };
        let share = if event.share < 0.5 { event.share } else { 1.0 - rest };
        let std_error = variance.max(0.0).sqrt();
        let limits = limits(share, rest, std_error);
        steps.push(Step {
            day,
            at_risk,
            ends: *ends,
            share,
            std_error,
            low: limits.map(|limits| limits.0),
            high: limits.map(|limits| limits.1),
        });
        at_risk = at_risk.saturating_sub(gone);
    }
    Curve { steps, total }
}

/// The share that has come to one end, with its variance and its covariance with the share that has come to none.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    share: f64,
    variance: f64,
    covariance: f64,
}

impl State {
    /// One day of the multinomial Greenwood recursion: `act` of the `n` at risk come here, `stay` come nowhere; `none` and
    /// `var_none` are the share of those at risk and its variance before that day.
    fn step(&mut self, act: f64, stay: f64, none: f64, var_none: f64, n: f64) {
        let noise = none * none / n;
        self.variance += act * (2.0 * self.covariance + act * var_none) + noise * act * (1.0 - act);
        self.covariance = stay * (self.covariance + act * var_none) - noise * act * stay;
        self.share += none * act;
    }
}

/// Log-log 95 % limits of a share, on the scale of its complement; `None` where either is 0.
fn limits(share: f64, rest: f64, std_error: f64) -> Option<(f64, f64)> {
    if share <= 0.0 || rest <= 0.0 {
        return None;
    }
    let log = if share < 0.5 { (-share).ln_1p() } else { rest.ln() };
    // `width` is negative, as the logarithm is.
    let width = Z95 * std_error / (rest * log);
    Some((-(log * width.exp()).exp_m1(), -(log * (-width).exp()).exp_m1()))
}

/// How near a curve must come to a quantile to stand on it; R's tolerance, the root of the machine's epsilon.
const TOLERANCE: f64 = 1.490_116_119_384_765_6e-8;

impl Curve {
    /// Quartiles, median and 90th percentile.
    pub fn quantiles(&self) -> Quantiles {
        Quantiles {
            q1: self.quantile(0.25),
            median: self.quantile(0.5),
            q3: self.quantile(0.75),
            p90: self.quantile(0.9),
        }
    }

    /// The days by which a share of the stages, above 0 and below 1, has seen the event.
    pub fn quantile(&self, share: f64) -> Quantile {
        Quantile {
            day: self.first(share, |step| Some(step.share)),
            low: self.first(share, |step| step.high),
            high: self.first(share, |step| step.low),
        }
    }

    /// Where a line over the steps first reaches a value; the middle of the stretch on which it stands on it.
    fn first(&self, value: f64, of: impl Fn(&Step) -> Option<f64>) -> Option<f64> {
        let reaches = |step: &&Step, least: f64| of(step).is_some_and(|found| least <= found);
        let from = self.steps.iter().find(|step| reaches(step, value - TOLERANCE))?;
        let to = match self.steps.iter().find(|step| reaches(step, value + TOLERANCE)) {
            Some(step) => step,
            // It stands on the value to the last day seen; a line that has left it again has only touched it.
            None => {
                let last = self.steps.last()?;
                of(last).filter(|found| (found - value).abs() < TOLERANCE)?;
                last
            }
        };
        Some((f64::from(from.day) + f64::from(to.day)) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(events: u64, competing: u64, censored: u64) -> Ends {
        Ends { events, competing, censored }
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "found {found}, expected {expected}");
    }

    /// Ten stages; day 0: 1 event, 1 competing; day 1: 1 event, 1 censored; day 3: 2 events; the rest open on day 4.
    ///
    /// F(0) = 1/10. S(0) = 8/10. F(1) = 1/10 + 8/10 * 1/8 = 2/10. S(1) = 7/10.
    /// At risk on day 3: 10 - 2 - 2 = 6. F(3) = 2/10 + 7/10 * 2/6 = 13/30. S(3) = 7/10 * 4/6 = 14/30.
    #[test]
    fn shares_follow_aalen_and_johansen() {
        let curve = curve(&[day(1, 1, 0), day(1, 0, 1), day(0, 0, 0), day(2, 0, 0), day(0, 0, 4)]);
        let shares: Vec<_> = curve.steps.iter().map(|step| step.share).collect();
        for (found, expected) in shares.iter().zip([0.1, 0.2, 13.0 / 30.0, 13.0 / 30.0]) {
            near(*found, expected);
        }
        let days: Vec<_> = curve.steps.iter().map(|step| (step.day, step.at_risk)).collect();
        assert_eq!(days, [(0, 10), (1, 8), (3, 6), (4, 4)]);
        assert_eq!(curve.total, day(4, 1, 5));
    }

    /// With nothing censored the share is a plain proportion: 3 of 10, variance 0.3 * 0.7 / 10 = 0.021, whatever else ended.
    #[test]
    fn without_censoring_the_variance_is_that_of_a_proportion() {
        let curve = curve(&[day(1, 2, 0), day(1, 0, 0), day(1, 1, 0), day(0, 4, 0)]);
        near(curve.steps[2].share, 0.3);
        near(curve.steps[2].std_error, 0.021_f64.sqrt());
        near(curve.steps[3].std_error, 0.021_f64.sqrt());
    }

    /// Where nothing competes: Kaplan-Meier with Greenwood's variance.
    ///
    /// Day 1: 2 of 10; day 2: 3 censored; day 3: 1 of 5. S = 8/10 * 4/5 = 0.64.
    /// Greenwood: 0.64^2 (2 / (10 * 8) + 1 / (5 * 4)) = 0.4096 * 0.075 = 0.03072.
    /// Log-log: ln 0.64 = -0.446287, se / (S |ln S|) = 0.175271 / (0.64 * 0.446287) = 0.613643, times 1.959964 = 1.202718,
    /// S^exp(1.202718) = exp(-0.446287 * 3.329152) = 0.226336; S^exp(-1.202718) = exp(-0.446287 / 3.329152) = 0.874538.
    #[test]
    fn without_competition_it_is_kaplan_meier() {
        let curve = curve(&[day(0, 0, 0), day(2, 0, 0), day(0, 0, 3), day(1, 0, 4)]);
        let last = curve.steps[2];
        near(last.share, 0.36);
        near(last.std_error, 0.03072_f64.sqrt());
        let (low, high) = (last.low.unwrap_or(f64::NAN), last.high.unwrap_or(f64::NAN));
        assert!((low - (1.0 - 0.874_538)).abs() < 1e-5, "{low}");
        assert!((high - (1.0 - 0.226_336)).abs() < 1e-5, "{high}");
    }

    /// A report censored on the day of an event is at risk on it: 1 of 2, not 1 of 1.
    #[test]
    fn events_come_before_censorings_of_the_day() {
        near(curve(&[day(1, 0, 1)]).steps[0].share, 0.5);
    }

    /// Four events on days 1 to 4: the curve stands on a half from day 2 to day 3, so the median is 2.5; on three quarters
    /// from 3 to 4. Nine tenths are passed on day 4.
    #[test]
    fn a_quantile_on_a_flat_stretch_is_its_middle() {
        let found = curve(&[day(0, 0, 0), day(1, 0, 0), day(1, 0, 0), day(1, 0, 0), day(1, 0, 0)]);
        let found = found.quantiles();
        let days = [found.q1.day, found.median.day, found.q3.day, found.p90.day];
        assert_eq!(days, [Some(1.5), Some(2.5), Some(3.5), Some(4.0)]);
    }

    /// One event of three on day 2, then all withdrawn: a third is reached, a half never.
    #[test]
    fn what_is_not_reached_is_null() {
        let curve = curve(&[day(0, 0, 0), day(0, 0, 0), day(1, 0, 0), day(0, 2, 0)]);
        let found = curve.quantiles();
        assert_eq!(found.q1.day, Some(2.0));
        assert_eq!(found.median, Quantile { day: None, low: Some(2.0), high: None });
        assert_eq!(super::curve(&[]).quantiles(), Quantiles::default());
    }

    /// All of 7 events on one day: the share is 1, has no limits, and every quantile is that day, without limits.
    #[test]
    fn a_share_of_one_has_no_limits() {
        let curve = curve(&[day(0, 0, 0), day(7, 0, 0)]);
        near(curve.steps[0].share, 1.0);
        assert_eq!((curve.steps[0].low, curve.steps[0].high), (None, None));
        assert_eq!(curve.quantiles().p90, Quantile { day: Some(1.0), low: None, high: None });
    }
}
