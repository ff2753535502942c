//! How many of how many were kept, and whether that can be told.

use crate::format::Language;
use crate::model::{Cell, ClosureTally, Interval, TOO_FEW, Tally};

/// How many of how many were kept, if that can be told at all.
#[derive(Clone, Copy)]
pub(super) struct Ratio {
    pub(super) kept: Cell,
    pub(super) due: Cell,
    pub(super) interval: Option<Interval>,
}

impl Ratio {
    pub(super) fn of(tally: &Tally) -> Self {
        Self { kept: tally.met, due: tally.due, interval: tally.interval }
    }

    pub(super) fn of_closure(tally: &ClosureTally) -> Self {
        Self { kept: tally.kept, due: tally.due, interval: tally.interval }
    }

    /// The counts, if they may be shown and something is due.
    pub(super) fn shown(self) -> Option<(u64, u64)> {
        Some((self.kept.shown()?, self.due.shown()?)).filter(|(_, due)| *due != 0)
    }

    /// The counts, if there are enough to tell.
    pub(super) fn told(self) -> Option<(u64, u64)> {
        self.shown().filter(|(_, due)| TOO_FEW <= *due)
    }

    pub(super) fn share_text(self, language: &Language) -> Option<String> {
        let (kept, due) = self.told()?;
        language.share(kept, due)
    }

    pub(super) fn share(self) -> Option<f64> {
        let (kept, due) = self.shown()?;
        Some(kept as f64 / due as f64)
    }
}
