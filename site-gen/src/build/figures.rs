//! Figures: what the pages show of the promises, filled from the list of what may be told.
//!
//! Whatever rests on a hidden cell is hidden with it: share, interval, bounds, and the mark that a share is provisional.

use lapor_core::{Policy, Stage};
use lapor_stats::disclosure::attack;
use lapor_stats::measure::tally::{Bucket, Tally as Counts};
use lapor_stats::measure::wilson::wilson;

use crate::error::Error;
use crate::memory::Memory;
use crate::model::{
    Bounds, Cell, Closure, ClosureMonth, ClosureTally, Interval, Kept, Month, Open, Promise,
    PromiseMonth, Tally, UnknownCount, open_table,
};
use crate::route::Key;

use super::ledger::{Book, Ledger};
use super::outcome::{Half, REASONS};
use super::plan::{Plan, Stop};

/// The figures of a source.
pub(super) struct Figures {
    ledger: Ledger,
    this_month: Month,
}

impl Figures {
    /// What may be told of a source after its earlier releases, attacked.
    ///
    /// # Errors
    ///
    /// [`Error::Unsafe`] with the name of a cell that could be worked out, and where the memory cannot be read.
    pub(super) fn new(
        source: &str,
        book: &Book,
        memory: &Memory,
        this_month: Month,
    ) -> Result<Self, Error> {
        let unsafe_cell = |cell| Error::Unsafe { source_slug: source.to_owned(), cell };
        let (plan, cells, lost) = Plan::best(book, memory).map_err(|stop| match stop {
            Stop::Refused(refusal) => unsafe_cell(refusal.to_string()),
            Stop::Memory(error) => error,
        })?;
        // The last word is the attacker's.
        let found = attack(&cells).unsafe_findings().next().map(|finding| cells.name(finding.cell));
        match lost.or(found) {
            Some(cell) => Err(unsafe_cell(cell)),
            None => Ok(Figures { ledger: Ledger::new(book, cells, plan), this_month }),
        }
    }

    /// The list that they come from.
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// A promise as a page shows it: of an agency by its folder, or of the whole source.
    pub(super) fn promise(&self, stage: Stage, agency: Option<&str>, policy: &Policy) -> Promise {
        let tally = self.tally(stage, agency, None);
        let outside = |word| self.ledger.outcome(Half::Outside.table(stage), agency, None, word);
        let open = |word| self.ledger.outcome(open_table(stage), agency, None, word);
        Promise {
            stage,
            limit: general_limit(policy, stage),
            bounds: bounds(&tally),
            unknown: self.unknown(stage, agency),
            open: Open {
                running: open("running"),
                paused: outside("paused"),
                overdue: open("overdue"),
            },
            months: self
                .ledger
                .months(stage, agency.is_some())
                .iter()
                .map(|&month| PromiseMonth { month, tally: self.tally(stage, agency, Some(month)) })
                .collect(),
            tally,
        }
    }

    /// How many stages were due under a value, and how many were kept.
    pub(super) fn kept(&self, stage: Stage, key: Key, word: &str) -> Kept {
        let table = Half::Due.table(stage);
        let due = self.ledger.value(table, key, word, "all");
        let kept = self.ledger.value(table, key, word, "met");
        Kept { due, kept, interval: interval(kept, due) }
    }

    /// Closures as a page shows them.
    pub(super) fn closure(&self, agency: Option<&str>, policy: &Policy) -> Closure {
        let stage = Stage::Closure;
        Closure {
            limit: general_limit(policy, stage),
            tally: self.closure_tally(agency, None),
            unknown: self.unknown(stage, agency),
            months: self
                .ledger
                .months(stage, agency.is_some())
                .iter()
                .map(|&month| ClosureMonth {
                    month,
                    tally: self.closure_tally(agency, Some(month)),
                })
                .collect(),
        }
    }

    /// The tally of one month, or of the whole period.
    pub(super) fn tally(&self, stage: Stage, agency: Option<&str>, month: Option<Month>) -> Tally {
        let due = |word| self.ledger.outcome(Half::Due.table(stage), agency, month, word);
        let outside = |word| self.ledger.outcome(Half::Outside.table(stage), agency, month, word);
        let tally = Tally {
            due: due("all"),
            met: due("met"),
            late: due("late"),
            overdue: due("overdue"),
            running: outside("running"),
            paused: outside("paused"),
            void: outside("void"),
            unknown: outside("unknown"),
            interval: None,
            provisional: false,
        };
        Tally {
            interval: interval(tally.met, tally.due),
            provisional: self.provisional(&[tally.running, tally.paused], month),
            ..tally
        }
    }

    fn closure_tally(&self, agency: Option<&str>, month: Option<Month>) -> ClosureTally {
        let stage = Stage::Closure;
        let due = |word| self.ledger.outcome(Half::Due.table(stage), agency, month, word);
        let outside = |word| self.ledger.outcome(Half::Outside.table(stage), agency, month, word);
        let tally = ClosureTally {
            due: due("all"),
            kept: due("met"),
            silence: due("silence"),
            on_or_after_due: due("on-or-after-due"),
            early: due("early"),
            early_contested: due("early-contested"),
            early_unanswered: due("early-unanswered"),
            by_reporter: outside("by-reporter"),
            contested: outside("contested"),
            running: outside("running"),
            void: outside("void"),
            unknown: outside("unknown"),
            interval: None,
            provisional: false,
        };
        ClosureTally {
            interval: interval(tally.kept, tally.due),
            provisional: self.provisional(&[tally.running], month),
            ..tally
        }
    }

    /// Why stages are unknown; a reason that is known to be that of none is left out.
    fn unknown(&self, stage: Stage, agency: Option<&str>) -> Vec<UnknownCount> {
        let table = Half::Outside.table(stage);
        if self.ledger.outcome(table, agency, None, "unknown") == Cell::Hidden {
            return Vec::new();
        }
        REASONS
            .into_iter()
            .map(|(reason, word)| UnknownCount {
                reason,
                count: self.ledger.outcome(table, agency, None, word),
            })
            .filter(|unknown| !unknown.count.is_zero())
            .collect()
    }

    /// Whether a share can still change, as far as that may be told.
    fn provisional(&self, open: &[Cell], month: Option<Month>) -> bool {
        let any = open.iter().any(|cell| cell.shown().is_some_and(|count| 0 < count));
        any || month == Some(self.this_month)
    }
}

fn interval(kept: Cell, due: Cell) -> Option<Interval> {
    let share = wilson(kept.shown()?, due.shown()?)?;
    Some(Interval { low: share.low, high: share.high })
}

/// How far the unknown and the void could move the share; none where there is nothing of either, or a part is hidden.
fn bounds(tally: &Tally) -> Option<Bounds> {
    let (met, due) = (tally.met.shown()?, tally.due.shown()?);
    let (void, unknown) = (tally.void.shown()?, tally.unknown.shown()?);
    if void + unknown == 0 {
        return None;
    }
    let mut counts = Counts::default();
    counts.add(Bucket::Met, met);
    counts.add(Bucket::Late, due.saturating_sub(met));
    counts.add(Bucket::Void, void);
    counts.add(Bucket::UnknownTime, unknown);
    let bounds = counts.bounds();
    Some(Bounds {
        unknown_failed: bounds.unknown_failed.or(bounds.void_failed)?,
        unknown_met: bounds.unknown_met.or(bounds.void_failed)?,
        void_failed: bounds.void_failed.or(bounds.unknown_failed)?,
    })
}

/// The limit, where the policy has one for all reports.
fn general_limit(policy: &Policy, stage: Stage) -> Option<lapor_core::Limit> {
    let several = policy.parts().exceptions.iter().any(|exception| exception.stage == stage);
    (!several).then(|| policy.limit(stage, None, None))
}
