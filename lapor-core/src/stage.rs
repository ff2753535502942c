//! The three stages, each with its promise, and the custody that runs beside them.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::event::word_of;

/// A stage of a report's way, each with one promise.
///
/// ```
/// use lapor_core::Stage;
///
/// assert_eq!("FollowUp".parse::<Stage>()?, Stage::FollowUp);
/// assert_eq!(Stage::Closure.word(), "Closure");
/// // Custody runs beside the promises, and is none itself.
/// assert!(Stage::ALL.contains(&Stage::Custody) && !Stage::PROMISES.contains(&Stage::Custody));
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Stage {
    /// Disposisi: from submission to the first disposition; the administrator's.
    Disposition,
    /// Tindak lanjut: from the first disposition to the first follow-up; the agency's.
    FollowUp,
    /// Penutupan: from a follow-up through the days of silence; the rule's own.
    Closure,
    /// Penguasaan: from a report's arrival at an agency to its answer, or to its leaving (R14).
    Custody,
}

impl Stage {
    /// The three promises to the citizen, in order.
    pub const PROMISES: [Stage; 3] = [Stage::Disposition, Stage::FollowUp, Stage::Closure];

    /// All stages, in order: the promises, then the custody that runs beside them.
    pub const ALL: [Stage; 4] =
        [Stage::Disposition, Stage::FollowUp, Stage::Closure, Stage::Custody];

    /// The word for it in data files and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Stage::Disposition => "Disposition",
            Stage::FollowUp => "FollowUp",
            Stage::Closure => "Closure",
            Stage::Custody => "Custody",
        }
    }

    /// The promise whose limit holds for it: a custody has that of the follow-up.
    pub(crate) const fn promise(self) -> Stage {
        match self {
            Stage::Custody => Stage::FollowUp,
            stage => stage,
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Stage {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        word_of("stage", &Stage::ALL, Stage::word, text)
    }
}
