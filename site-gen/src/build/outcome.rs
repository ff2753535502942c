//! The outcomes of a stage as pages print them: a tree of sums, with the buckets that each counts.

use lapor_core::{Reason, Stage};
use lapor_stats::measure::tally::{Bucket, Tally};

use crate::model::{due_table, outside_table};

/// An outcome or a sum of outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Its word in the list.
    pub(super) word: &'static str,
    /// The place of the sum that it is a part of; always before its own.
    pub(super) parent: Option<usize>,
    /// Every bucket that it counts, also through its parts.
    buckets: &'static [Bucket],
}

impl Outcome {
    /// How many stages of a tally ended so.
    pub(super) fn count(&self, tally: &Tally) -> u64 {
        self.buckets.iter().map(|&bucket| tally.get(bucket)).sum()
    }

    /// Whether it counts a bucket.
    pub(super) fn counts(&self, bucket: Bucket) -> bool {
        self.buckets.contains(&bucket)
    }
}

/// The two halves of what started: judged, or outside of the share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Half {
    /// The share's denominator, with kept and broken in it.
    Due,
    /// What is in no share.
    Outside,
}

impl Half {
    pub(super) const BOTH: [Half; 2] = [Half::Due, Half::Outside];

    /// The name of the table of a stage's half.
    pub(super) const fn table(self, stage: Stage) -> &'static str {
        match self {
            Half::Due => due_table(stage),
            Half::Outside => outside_table(stage),
        }
    }
}

const fn node(word: &'static str, parent: Option<usize>, buckets: &'static [Bucket]) -> Outcome {
    Outcome { word, parent, buckets }
}

use Bucket::*;

const PROMISE_DUE: [Outcome; 5] = [
    node("all", None, &[Met, MetByAct, Late, HandedOnLate, Overdue]),
    node("met", Some(0), &[Met, MetByAct]),
    node("broken", Some(0), &[Late, HandedOnLate, Overdue]),
    node("late", Some(2), &[Late, HandedOnLate]),
    node("overdue", Some(2), &[Overdue]),
];

const CLOSURE_DUE: [Outcome; 8] = [
    node("all", None, &[Met, MetByAct, Early, EarlyContested, EarlyUnanswered]),
    node("met", Some(0), &[Met, MetByAct]),
    node("broken", Some(0), &[Early, EarlyContested, EarlyUnanswered]),
    node("silence", Some(1), &[Met]),
    node("on-or-after-due", Some(1), &[MetByAct]),
    node("early", Some(2), &[Early]),
    node("early-contested", Some(2), &[EarlyContested]),
    node("early-unanswered", Some(2), &[EarlyUnanswered]),
];

/// How many nodes of a due half are kept, broken and their sum.
const COARSE: usize = 3;

// What only closures know is void in a promise, and never there; and the other way round.
const PROMISE_OUTSIDE: [Outcome; 10] = [
    node(
        "all",
        None,
        &[
            Running,
            Paused,
            Void,
            Early,
            EarlyContested,
            EarlyUnanswered,
            Contested,
            ByReporter,
            HandedOn,
            UnknownTime,
            UnknownRecord,
            UnknownOrder,
            UnknownCoverage,
            UnknownAgency,
        ],
    ),
    node("running", Some(0), &[Running]),
    node("paused", Some(0), &[Paused]),
    node(
        "void",
        Some(0),
        &[Void, Early, EarlyContested, EarlyUnanswered, Contested, ByReporter, HandedOn],
    ),
    node("unknown", Some(0), UNKNOWN),
    node("unknown-time", Some(4), &[UnknownTime]),
    node("unknown-record", Some(4), &[UnknownRecord]),
    node("unknown-order", Some(4), &[UnknownOrder]),
    node("unknown-coverage", Some(4), &[UnknownCoverage]),
    node("unknown-agency", Some(4), &[UnknownAgency]),
];

const CLOSURE_OUTSIDE: [Outcome; 11] = [
    node(
        "all",
        None,
        &[
            ByReporter,
            Contested,
            Running,
            Void,
            Late,
            Overdue,
            Paused,
            HandedOn,
            HandedOnLate,
            UnknownTime,
            UnknownRecord,
            UnknownOrder,
            UnknownCoverage,
            UnknownAgency,
        ],
    ),
    node("by-reporter", Some(0), &[ByReporter]),
    node("contested", Some(0), &[Contested]),
    node("running", Some(0), &[Running]),
    node("void", Some(0), &[Void, Late, Overdue, Paused, HandedOn, HandedOnLate]),
    node("unknown", Some(0), UNKNOWN),
    node("unknown-time", Some(5), &[UnknownTime]),
    node("unknown-record", Some(5), &[UnknownRecord]),
    node("unknown-order", Some(5), &[UnknownOrder]),
    node("unknown-coverage", Some(5), &[UnknownCoverage]),
    node("unknown-agency", Some(5), &[UnknownAgency]),
];

const UNKNOWN: &[Bucket] =
    &[UnknownTime, UnknownRecord, UnknownOrder, UnknownCoverage, UnknownAgency];

/// The outcomes of one half of a stage, a sum before its parts.
///
/// Coarse, kept and broken are not told apart any further, and the unknown not by reason.
pub(super) fn outcomes(stage: Stage, half: Half, fine: bool) -> &'static [Outcome] {
    let (all, coarse): (&[Outcome], usize) = match (stage, half) {
        (Stage::Closure, Half::Due) => (&CLOSURE_DUE, COARSE),
        (Stage::Closure, Half::Outside) => {
            (&CLOSURE_OUTSIDE, CLOSURE_OUTSIDE.len() - REASONS.len())
        }
        (_, Half::Due) => (&PROMISE_DUE, COARSE),
        (_, Half::Outside) => (&PROMISE_OUTSIDE, PROMISE_OUTSIDE.len() - REASONS.len()),
    };
    if fine { all } else { &all[..coarse] }
}

/// Why stages are unknown, in the order of the reasons, with the word of each.
pub(super) const REASONS: [(Reason, &str); 5] = [
    (Reason::MissingTime, "unknown-time"),
    (Reason::NotRecorded, "unknown-record"),
    (Reason::Order, "unknown-order"),
    (Reason::Coverage, "unknown-coverage"),
    (Reason::UnnamedAgency, "unknown-agency"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_their_sums_and_every_bucket_is_in_one_half() {
        // Another power of two in each bucket: equal sums count the same buckets.
        let mut tally = Tally::default();
        for (place, bucket) in Bucket::ALL.into_iter().enumerate() {
            tally.add(bucket, 1 << place);
        }
        for stage in [Stage::Disposition, Stage::FollowUp, Stage::Closure] {
            let halves = Half::BOTH.map(|half| outcomes(stage, half, true)[0].count(&tally));
            assert_eq!(halves.iter().sum::<u64>(), tally.total());
            for (half, fine) in Half::BOTH.into_iter().zip([true, false]) {
                let outcomes = outcomes(stage, half, fine);
                for (place, outcome) in outcomes.iter().enumerate() {
                    let parts = outcomes.iter().filter(|part| part.parent == Some(place));
                    let parts: Vec<u64> = parts.map(|part| part.count(&tally)).collect();
                    let sum: u64 = parts.iter().sum();
                    assert!(parts.is_empty() || sum == outcome.count(&tally), "{}", outcome.word);
                }
            }
        }
    }
}
