//! Sensitivity: the headline again under other readings of the rules.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: met / judged as in the headline, each time judged anew under one changed reading.
//! - **Numerator and denominator**: met; judged. Both may change: another due date may not have passed yet.
//! - **Unit**: stages.
//!
//! One reading is changed at a time; they are not combined. This file has the shape; the judging is the core's.
//!
//! Source: the readings are those of the rulings, R4 (same day), R7 (joint leave, calendar as promised) and the units of a
//! policy (calendar days).

use super::wilson::{Share, wilson};

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "The headline again under same-day counting, with joint leave counted as working days, in \
    calendar days, and with the calendar as it was promised.";

/// A reading of the rules other than the headline's; one thing is changed, the rest stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Variant {
    /// Day zero counts where it is a working day (R4).
    SameDay,
    /// Joint leave counts as working days (R7).
    JointLeave,
    /// Limits are in calendar days.
    CalendarDays,
    /// Each stage by the calendar as it was known on its first day (R7).
    AsPromised,
}

impl Variant {
    /// All of them, in the order of the table.
    pub const ALL: [Variant; 4] =
        [Variant::SameDay, Variant::JointLeave, Variant::CalendarDays, Variant::AsPromised];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Variant::SameDay => "same_day",
            Variant::JointLeave => "joint_leave_counted",
            Variant::CalendarDays => "calendar_days",
            Variant::AsPromised => "calendar_as_promised",
        }
    }
}

/// Met and judged under one reading, in stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// Promises kept.
    pub met: u64,
    /// Stages whose due date has passed.
    pub judged: u64,
}

impl Headline {
    /// The share with its interval; `None` if nothing is judged.
    pub fn share(self) -> Option<Share> {
        wilson(self.met, self.judged)
    }

    /// The headline of both parts.
    #[must_use]
    pub const fn plus(self, other: Headline) -> Headline {
        Headline {
            met: self.met.saturating_add(other.met),
            judged: self.judged.saturating_add(other.judged),
        }
    }
}

/// The headline and what it would be under each variant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sensitivity {
    /// Under the policy as it is.
    pub headline: Headline,
    variants: [Option<Headline>; Variant::ALL.len()],
}

impl Sensitivity {
    /// A headline without variants yet.
    pub const fn new(headline: Headline) -> Sensitivity {
        Sensitivity { headline, variants: [None; Variant::ALL.len()] }
    }

    /// With one variant judged.
    #[must_use]
    pub const fn with(mut self, variant: Variant, headline: Headline) -> Sensitivity {
        self.variants[variant as usize] = Some(headline);
        self
    }

    /// The headline under a variant; `None` if it was not judged, as where the policy reads so already.
    pub const fn get(&self, variant: Variant) -> Option<Headline> {
        self.variants[variant as usize]
    }

    /// By how much a variant moves the share, from -1 to 1; `None` if either is not known.
    pub fn moved(&self, variant: Variant) -> Option<f64> {
        Some(self.get(variant)?.share()?.share - self.headline.share()?.share)
    }

    /// The greatest and the least share over the headline and its variants: the span that the reading alone makes.
    ///
    /// ```
    /// use lapor_stats::measure::sensitivity::{Headline, Sensitivity, Variant};
    ///
    /// let of = |met, judged| Headline { met, judged };
    /// let found = Sensitivity::new(of(60, 100)).with(Variant::SameDay, of(50, 100)).with(Variant::JointLeave, of(58, 100));
    /// assert_eq!(found.span(), Some((0.5, 0.6)));
    /// ```
    pub fn span(&self) -> Option<(f64, f64)> {
        let all = self.variants.iter().flatten().chain(std::iter::once(&self.headline));
        let shares = all.filter_map(|headline| headline.share()).map(|share| share.share);
        shares.map(|share| (share, share)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(met: u64, judged: u64) -> Headline {
        Headline { met, judged }
    }

    /// 60 of 100 as promised; counted from the same day 54 of 108, since eight more due dates have passed: 0.5 - 0.6 = -0.1.
    #[test]
    fn a_variant_may_change_what_is_judged() {
        let found = Sensitivity::new(of(60, 100)).with(Variant::SameDay, of(54, 108));
        assert!(found.moved(Variant::SameDay).is_some_and(|moved| (moved + 0.1).abs() < 1e-15));
        assert_eq!(found.moved(Variant::CalendarDays), None);
        assert_eq!(found.get(Variant::SameDay), Some(of(54, 108)));
    }

    #[test]
    fn nothing_judged_moves_nothing() {
        let found = Sensitivity::new(of(0, 0)).with(Variant::AsPromised, of(1, 2));
        assert_eq!(found.moved(Variant::AsPromised), None);
        assert_eq!(found.span(), Some((0.5, 0.5)));
        assert_eq!(Sensitivity::default().span(), None);
    }

    #[test]
    fn variants_have_their_own_places_and_words() {
        for (place, variant) in Variant::ALL.into_iter().enumerate() {
            let found = Sensitivity::new(of(1, 1)).with(variant, of(7, 9));
            let set: Vec<_> =
                Variant::ALL.into_iter().filter(|v| found.get(*v).is_some()).collect();
            assert_eq!((variant as usize, set), (place, vec![variant]));
        }
        let words: Vec<_> = Variant::ALL.map(Variant::word).into();
        assert_eq!(
            words,
            ["same_day", "joint_leave_counted", "calendar_days", "calendar_as_promised"]
        );
        assert_eq!(of(1, 2).plus(of(3, 4)), of(4, 6));
    }
}
