//! Tallies: where each started stage is counted, once.

use lapor_core::{Day, Outcome, Reason, Verdict};

use crate::measure::wilson::{Share, wilson};

/// What the bounds are, in the words of the method page and the data dictionary.
pub const BOUNDS: &str = "The share if every unknown were broken, if every unknown were kept, if every void were broken, and if all that stands \
    outside were broken: archiving before the due date is a way to game the share.";

/// Which stages a share speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cohort {
    /// The stages that started in the period; those whose due date has passed are judged. The headline.
    Due,
    /// The stages that ended in the period, shown beside the number still open.
    Settled,
}

/// Where a stage is counted. Ways of closing are never folded together, nor reasons of not knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Bucket {
    /// The promise was kept; for closure, the silence ran its full length.
    Met,
    /// Closed by another than the reporter on the due date.
    MetByAct,
    /// The act came after the due date.
    Late,
    /// The due date passed without the act.
    Overdue,
    /// The due date has not passed, whatever has happened.
    Running,
    /// It waits for the reporter's data.
    Paused,
    /// Archived, merged or withdrawn in time.
    Void,
    /// Closed by another than the reporter before the silence had run its length.
    Early,
    /// Closed so while a reply waited for an answer.
    EarlyContested,
    /// Closed so with no follow-up at all.
    EarlyUnanswered,
    /// A reply waits for an answer.
    Contested,
    /// Closed by the reporter.
    ByReporter,
    /// Handed on by a holder on or before its due date.
    HandedOn,
    /// Handed on after the due date: the breach stays, whoever holds it now.
    HandedOnLate,
    /// It cannot be judged: the source does not say when.
    UnknownTime,
    /// It cannot be judged: the source does not record it.
    UnknownRecord,
    /// It cannot be judged: the events are out of order.
    UnknownOrder,
    /// It cannot be judged: the calendar does not reach so far.
    UnknownCoverage,
    /// It cannot be judged: the source does not name the agency that acted.
    UnknownAgency,
}

impl Bucket {
    /// All of them, in order.
    pub const ALL: [Bucket; 19] = [
        Bucket::Met,
        Bucket::MetByAct,
        Bucket::Late,
        Bucket::Overdue,
        Bucket::Running,
        Bucket::Paused,
        Bucket::Void,
        Bucket::Early,
        Bucket::EarlyContested,
        Bucket::EarlyUnanswered,
        Bucket::Contested,
        Bucket::ByReporter,
        Bucket::HandedOn,
        Bucket::HandedOnLate,
        Bucket::UnknownTime,
        Bucket::UnknownRecord,
        Bucket::UnknownOrder,
        Bucket::UnknownCoverage,
        Bucket::UnknownAgency,
    ];

    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Bucket::Met => "met",
            Bucket::MetByAct => "met_by_act",
            Bucket::Late => "late",
            Bucket::Overdue => "overdue",
            Bucket::Running => "running",
            Bucket::Paused => "paused",
            Bucket::Void => "void",
            Bucket::Early => "early",
            Bucket::EarlyContested => "early_contested",
            Bucket::EarlyUnanswered => "early_unanswered",
            Bucket::Contested => "contested",
            Bucket::ByReporter => "by_reporter",
            Bucket::HandedOn => "handed_on",
            Bucket::HandedOnLate => "handed_on_late",
            Bucket::UnknownTime => "unknown_time",
            Bucket::UnknownRecord => "unknown_record",
            Bucket::UnknownOrder => "unknown_order",
            Bucket::UnknownCoverage => "unknown_coverage",
            Bucket::UnknownAgency => "unknown_agency",
        }
    }

    /// Where a verdict is counted on a day; `None` for a stage that has not started.
    ///
    /// Each started stage is counted once: first as unknown, then void, then paused, then
    /// running, which in the `due` cohort is every stage whose due date has not passed,
    /// whatever has happened: an early answer waits for its due date, so that a young month
    /// does not look good, and an early close for that of the silence which it cut off, so that it does not look bad.
    #[inline]
    pub fn of(verdict: &Verdict, as_of: Day, cohort: Cohort) -> Option<Self> {
        let waits = cohort == Cohort::Due && verdict.due.is_some_and(|due| as_of <= due);
        Bucket::by(verdict.outcome, verdict.reason, waits)
    }

    /// The same where it is known whether the due date is waited for.
    #[inline(always)]
    pub(super) fn by(outcome: Outcome, reason: Option<Reason>, waits: bool) -> Option<Self> {
        // Looked up, since what became of a report cannot be foreseen by a branch.
        const PLACES: [[Option<Bucket>; 1 + Reason::ALL.len()]; Outcome::ALL.len()] = places();
        let bucket = PLACES[outcome as usize][reason.map_or(0, |reason| 1 + reason as usize)]?;
        Some(if waits && bucket.is_of_an_end() { Bucket::Running } else { bucket })
    }

    /// Whether the promise was kept: the numerator of the share.
    pub const fn is_met(self) -> bool {
        matches!(self, Bucket::Met | Bucket::MetByAct)
    }

    /// Whether it cannot be judged.
    pub const fn is_unknown(self) -> bool {
        matches!(
            self,
            Bucket::UnknownTime
                | Bucket::UnknownRecord
                | Bucket::UnknownOrder
                | Bucket::UnknownCoverage
                | Bucket::UnknownAgency
        )
    }

    /// Whether it is in the denominator of the headline.
    pub const fn is_judged(self) -> bool {
        self.is_met()
            || matches!(
                self,
                Bucket::Late
                    | Bucket::Overdue
                    | Bucket::Early
                    | Bucket::EarlyContested
                    | Bucket::EarlyUnanswered
                    | Bucket::HandedOnLate
            )
    }

    /// Whether a stage counts here for what ended it or broke it, and not for what cannot be judged.
    const fn is_of_an_end(self) -> bool {
        !matches!(
            self,
            Bucket::Running
                | Bucket::Paused
                | Bucket::Void
                | Bucket::UnknownTime
                | Bucket::UnknownRecord
                | Bucket::UnknownOrder
                | Bucket::UnknownCoverage
                | Bucket::UnknownAgency
        )
    }

    /// Where an outcome is counted once its due date has passed.
    const fn settled(outcome: Outcome, reason: Option<Reason>) -> Option<Self> {
        Some(match (outcome, reason) {
            (Outcome::NotStarted, _) => return None,
            (Outcome::Unknown, Some(Reason::NotRecorded)) => Bucket::UnknownRecord,
            (Outcome::Unknown, Some(Reason::Order)) => Bucket::UnknownOrder,
            (Outcome::Unknown, Some(Reason::Coverage)) => Bucket::UnknownCoverage,
            (Outcome::Unknown, Some(Reason::UnnamedAgency)) => Bucket::UnknownAgency,
            (Outcome::Unknown, _) => Bucket::UnknownTime,
            (Outcome::Void, _) => Bucket::Void,
            (Outcome::Paused, _) => Bucket::Paused,
            (Outcome::Running, _) => Bucket::Running,
            (Outcome::Met, Some(Reason::ClosedOnDue)) => Bucket::MetByAct,
            (Outcome::Met, _) => Bucket::Met,
            (Outcome::Late, _) => Bucket::Late,
            (Outcome::Overdue, _) => Bucket::Overdue,
            (Outcome::Early, Some(Reason::Contested)) => Bucket::EarlyContested,
            (Outcome::Early, Some(Reason::Unanswered)) => Bucket::EarlyUnanswered,
            (Outcome::Early, _) => Bucket::Early,
            (Outcome::Contested, _) => Bucket::Contested,
            (Outcome::ByReporter, _) => Bucket::ByReporter,
            (Outcome::HandedOn, Some(Reason::AfterDue)) => Bucket::HandedOnLate,
            (Outcome::HandedOn, _) => Bucket::HandedOn,
        })
    }
}

/// By outcome and by reason, of which none is the first: where each is counted once its due date has passed.
const fn places() -> [[Option<Bucket>; 1 + Reason::ALL.len()]; Outcome::ALL.len()] {
    let mut places = [[None; 1 + Reason::ALL.len()]; Outcome::ALL.len()];
    let mut outcome = 0;
    while outcome < Outcome::ALL.len() {
        let of = Outcome::ALL[outcome];
        places[of as usize][0] = Bucket::settled(of, None);
        let mut reason = 0;
        while reason < Reason::ALL.len() {
            let why = Reason::ALL[reason];
            places[of as usize][1 + why as usize] = Bucket::settled(of, Some(why));
            reason += 1;
        }
        outcome += 1;
    }
    places
}

/// The share if what is outside of it had gone one way or the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Every unknown failed; `None` if nothing is judged or unknown.
    pub unknown_failed: Option<f64>,
    /// Every unknown was met; `None` if nothing is judged or unknown.
    pub unknown_met: Option<f64>,
    /// Every void failed: archiving before the due date is a way to game the share. `None` if nothing is judged or void.
    pub void_failed: Option<f64>,
    /// Everything failed that stands outside for good or for now: void, unknown and paused. `None` if there is nothing of it, nor
    /// anything judged.
    pub all_failed: Option<f64>,
}

/// Counts of stages; tallies of parts add up to the tally of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u64; Bucket::ALL.len()]);

impl Tally {
    /// The count of one bucket.
    pub const fn get(&self, bucket: Bucket) -> u64 {
        self.0[bucket as usize]
    }

    /// Counts some more.
    pub fn add(&mut self, bucket: Bucket, count: u64) {
        self.0[bucket as usize] += count;
    }

    /// The tally of both parts.
    #[must_use]
    pub fn plus(mut self, other: &Tally) -> Tally {
        for (ours, theirs) in self.0.iter_mut().zip(other.0) {
            *ours += theirs;
        }
        self
    }

    /// All stages counted.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Promises kept.
    pub const fn met(&self) -> u64 {
        self.get(Bucket::Met) + self.get(Bucket::MetByAct)
    }

    /// Early closes of every kind.
    pub const fn early(&self) -> u64 {
        self.get(Bucket::Early)
            + self.get(Bucket::EarlyContested)
            + self.get(Bucket::EarlyUnanswered)
    }

    /// Stages that cannot be judged.
    pub const fn unknown(&self) -> u64 {
        self.get(Bucket::UnknownTime)
            + self.get(Bucket::UnknownRecord)
            + self.get(Bucket::UnknownOrder)
            + self.get(Bucket::UnknownCoverage)
            + self.get(Bucket::UnknownAgency)
    }

    /// The denominator: met, late and overdue; for closure, met and early. Open overdue is failure.
    ///
    /// A custody handed on in time stands outside of it, one handed on late inside: an agency cannot
    /// escape a breach by passing the report on (R5, R14).
    ///
    /// In the settled view only what has ended is in it.
    pub const fn judged(&self, cohort: Cohort) -> u64 {
        let ended =
            self.met() + self.get(Bucket::Late) + self.get(Bucket::HandedOnLate) + self.early();
        match cohort {
            Cohort::Due => ended + self.get(Bucket::Overdue),
            Cohort::Settled => ended,
        }
    }

    /// Met over judged, with its interval.
    pub fn share(&self, cohort: Cohort) -> Option<Share> {
        wilson(self.met(), self.judged(cohort))
    }

    /// The headline with all unknowns failed and all met, and with what else stands outside as failures.
    ///
    /// ```
    /// use lapor_stats::measure::tally::{Bucket, Tally};
    ///
    /// let mut tally = Tally::default();
    /// tally.add(Bucket::Void, 5);
    /// // Everything was archived in time: there is no share, and the bound says why that is nothing to be proud of.
    /// let bounds = tally.bounds();
    /// assert_eq!((bounds.void_failed, bounds.unknown_failed), (Some(0.0), None));
    /// ```
    pub fn bounds(&self) -> Bounds {
        let judged = self.judged(Cohort::Due);
        let (unknown, void) = (self.unknown(), self.get(Bucket::Void));
        let share = |met: u64, n: u64| (0 < n).then(|| met as f64 / n as f64);
        Bounds {
            unknown_failed: share(self.met(), judged + unknown),
            unknown_met: share(self.met() + unknown, judged + unknown),
            void_failed: share(self.met(), judged + void),
            all_failed: share(self.met(), judged + void + unknown + self.get(Bucket::Paused)),
        }
    }

    /// Whether the verdict of a stage that is counted here can still change without any error in the source.
    pub const fn may_change(&self) -> bool {
        0 < self.get(Bucket::Running) + self.get(Bucket::Paused) + self.get(Bucket::Contested)
    }
}
