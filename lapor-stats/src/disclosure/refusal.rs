//! Why a list refuses what it is told.

use std::fmt;

/// Why a list refuses a cell or a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More reports on pages than reports.
    MoreOnPages(String),
    /// A threshold under 1.
    NoThreshold(String),
    /// A count or a threshold over 2^48, beyond what the exact arithmetic is made for.
    TooLarge(String),
    /// The same name with other numbers.
    Conflict(String),
    /// Parts that do not add up to their total, or none.
    DoesNotAddUp(String),
    /// A release that was to grow and shrank.
    Shrank(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::MoreOnPages(name) => {
                write!(f, "more reports on pages than there are in {name}")
            }
            Refusal::NoThreshold(name) => write!(f, "no threshold for {name}"),
            Refusal::TooLarge(name) => write!(f, "a number over 2^48 in {name}"),
            Refusal::Conflict(name) => {
                write!(f, "two cells with one name and different numbers: {name}")
            }
            Refusal::DoesNotAddUp(name) => write!(f, "the parts do not add up to {name}"),
            Refusal::Shrank(name) => {
                write!(f, "a later release covers less than an earlier one in {name}")
            }
        }
    }
}

impl std::error::Error for Refusal {}
