//! The three stages, each with its promise.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::event::word_of;

/// A stage of a report's way, each with one promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Stage {
    /// Disposisi: from submission to the first disposition; the administrator's.
    Disposition,
    /// Tindak lanjut: from the first disposition to the first follow-up; the agency's.
    FollowUp,
    /// Penutupan: from a follow-up through the days of silence; the rule's own.
    Closure,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 3] = [Stage::Disposition, Stage::FollowUp, Stage::Closure];

    /// The word for it in data files and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Stage::Disposition => "Disposition",
            Stage::FollowUp => "FollowUp",
            Stage::Closure => "Closure",
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
