//! Sensitivity: the headline again under other readings of the rules.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: met / judged as in the headline, each time judged anew under one changed reading.
//! - **Numerator and denominator**: met; judged. Both may change: another due date may not have passed yet.
//! - **Unit**: stages.
//!
//! One reading is changed at a time; they are not combined. The judging is the core's, under [`Variant::rules`]; the
//! calendar as promised needs none, since each verdict has both due dates.
//!
//! Source: the readings are those of the rulings, R4 (same day), R7 (joint leave, calendar as promised) and the units of a
//! policy (calendar days).

use lapor_core::{
    CountFrom, Day, JointLeave, Limit, Outcome, Policy, PolicyParts, Reason, Stage, Unit, Verdict,
};

use super::wilson::{Share, wilson};
use crate::error::Error;
use crate::rules::Rules;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "The headline again under same-day counting, with joint leave counted as working days, in \
    calendar days, with the calendar as it was promised, and with holds that pause nothing.";

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
    /// Holds pause nothing: putting a report on hold is a way to gain days (R15).
    HoldsCount,
}

impl Variant {
    /// All of them, in the order of the table.
    pub const ALL: [Variant; 5] = [
        Variant::SameDay,
        Variant::JointLeave,
        Variant::CalendarDays,
        Variant::AsPromised,
        Variant::HoldsCount,
    ];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Variant::SameDay => "same_day",
            Variant::JointLeave => "joint_leave_counted",
            Variant::CalendarDays => "calendar_days",
            Variant::AsPromised => "calendar_as_promised",
            Variant::HoldsCount => "holds_count",
        }
    }

    /// The rules with this one reading changed; `None` for the calendar as promised, which is [`as_promised`].
    ///
    /// # Errors
    ///
    /// [`Error::Rules`] if no policy can be so: a limit of no days cannot count its first.
    pub fn rules(self, rules: &Rules) -> Result<Option<Rules>, Error> {
        let limits = |change: fn(&mut Limit)| {
            let mut parts: PolicyParts = rules.policy.parts().clone();
            change(&mut parts.disposition);
            change(&mut parts.follow_up);
            change(&mut parts.closure);
            parts.exceptions.iter_mut().for_each(|exception| change(&mut exception.limit));
            Ok::<_, Error>(Some(Rules { policy: Policy::new(parts)?, ..rules.clone() }))
        };
        match self {
            Variant::SameDay => limits(|limit| {
                // No days from the day after are no days from the same day.
                if 0 < limit.days {
                    limit.count_from = CountFrom::SameDay;
                }
            }),
            Variant::CalendarDays => limits(|limit| limit.unit = Unit::CalendarDays),
            Variant::JointLeave => {
                let joint_leave = JointLeave::Working;
                let parts = PolicyParts { joint_leave, ..rules.policy.parts().clone() };
                let own = rules.office_calendars.iter().map(|(name, calendar)| {
                    (name.clone(), calendar.clone().with_joint_leave(joint_leave))
                });
                Ok(Some(Rules {
                    policy: Policy::new(parts)?,
                    calendar: rules.calendar.clone().with_joint_leave(joint_leave),
                    office_calendars: own.collect(),
                }))
            }
            Variant::AsPromised => Ok(None),
            Variant::HoldsCount => {
                let parts = PolicyParts { hold_cap: Some(0), ..rules.policy.parts().clone() };
                Ok(Some(Rules { policy: Policy::new(parts)?, ..rules.clone() }))
            }
        }
    }
}

/// The same verdict by the due date that was promised when the stage began (R7).
///
/// Only the days are compared anew; what is unknown, paused, contested or closed by the reporter stays so.
///
/// ```
/// use lapor_core::*;
/// use lapor_stats::measure::sensitivity::as_promised;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2025, 9, 1))?;
/// // 18 August 2025 became joint leave by a decree of the 7th; the silence had begun on the 6th.
/// let on = |date, kind| Event::new(When::on(day(2025, 8, date)), kind);
/// let events = vec![
///     on(5, EventKind::Submitted),
///     on(5, EventKind::Dispositioned),
///     on(6, EventKind::FollowedUp),
///     on(20, EventKind::Closed).by(Party::Administrator),
/// ];
/// let closures = clock.assess(&History::new(Facts::default(), events, policy.zone())).closures;
/// assert_eq!(closures[0].outcome, Outcome::Early);
/// assert_eq!(as_promised(&closures[0], day(2025, 9, 1)).outcome, Outcome::Met);
/// # Ok::<(), lapor_core::Error>(())
/// ```
pub fn as_promised(verdict: &Verdict, as_of: Day) -> Verdict {
    let (Some(due), true) = (verdict.due_promised, verdict.due != verdict.due_promised) else {
        return *verdict;
    };
    let in_time = verdict.ended.is_some_and(|ended| ended <= due);
    let (outcome, reason) = match (verdict.stage, verdict.outcome, verdict.reason) {
        (Stage::Closure, Outcome::Met | Outcome::Early, reason) => match verdict.ended {
            Some(ended) if ended < due => match reason {
                Some(Reason::Contested | Reason::Unanswered) => (Outcome::Early, reason),
                _ => (Outcome::Early, None),
            },
            _ => (Outcome::Met, reason.filter(|reason| *reason == Reason::Silence)),
        },
        (_, Outcome::Met | Outcome::Late, _) if in_time => (Outcome::Met, None),
        (_, Outcome::Met | Outcome::Late, _) => (Outcome::Late, None),
        (_, Outcome::HandedOn, _) if in_time => (Outcome::HandedOn, Some(Reason::InTime)),
        (_, Outcome::HandedOn, _) => (Outcome::HandedOn, Some(Reason::AfterDue)),
        (_, Outcome::Void, _) if !in_time => (Outcome::Overdue, Some(Reason::EndedUnanswered)),
        (_, Outcome::Overdue, Some(Reason::EndedUnanswered)) if in_time => {
            (Outcome::Void, Some(Reason::Archived))
        }
        (_, Outcome::Running | Outcome::Overdue, None) if due < as_of => (Outcome::Overdue, None),
        (_, Outcome::Running | Outcome::Overdue, None) => (Outcome::Running, None),
        (_, outcome, reason) => (outcome, reason),
    };
    Verdict { outcome, reason, due: Some(due), ..*verdict }
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
            [
                "same_day",
                "joint_leave_counted",
                "calendar_days",
                "calendar_as_promised",
                "holds_count"
            ]
        );
        assert_eq!(of(1, 2).plus(of(3, 4)), of(4, 6));
    }
}
