//! The one error of the crate.

use std::fmt;
use std::ops::RangeInclusive;

use crate::day::Day;

/// Why a value could not be built or a question not be answered.
///
/// Messages are fragments that name what was found and what was expected, so
/// that a caller can put a file and a line in front of them.
///
/// ```
/// use lapor_core::{Calendar, Error, day};
///
/// let error = Calendar::indonesia().due(day(2031, 1, 1), 3).unwrap_err();
/// assert!(matches!(error, Error::Coverage { day, .. } if day.year() == 2031));
/// assert_eq!(
///     error.to_string(),
///     "2031-01-01 lies outside calendar 'id', which knows 2012-01-01 to 2026-12-31"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A date that does not exist or lies outside the years 1 to 9999.
    Date {
        /// What was found, as text.
        found: String,
    },
    /// A day outside the years that a calendar knows.
    Coverage {
        /// The calendar's name.
        calendar: String,
        /// The day that was asked for.
        day: Day,
        /// The first and last day that the calendar knows.
        range: RangeInclusive<Day>,
    },
    /// A number of working days that reaches beyond what a calendar knows.
    Beyond {
        /// The calendar's name.
        calendar: String,
        /// The day from which was counted.
        from: Day,
        /// How many days were asked for.
        days: u32,
        /// The first and last day that the calendar knows.
        range: RangeInclusive<Day>,
    },
    /// A calendar whose parts contradict each other.
    Calendar {
        /// The calendar's name.
        calendar: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A policy whose parts contradict each other.
    Policy {
        /// The key of the policy that is wrong, such as `closure.days`.
        key: String,
        /// What was found and what was expected.
        problem: String,
    },
    /// An agency whose place in the tree of agencies cannot be.
    Agency {
        /// Its place in the caller's table.
        index: usize,
        /// What was found and what was expected.
        problem: String,
    },
    /// A word that is none of a closed set.
    Word {
        /// What the word should name, such as `kind of event`.
        what: &'static str,
        /// What was found.
        found: String,
        /// The words that would do, separated by commas.
        expected: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Date { found } => {
                write!(
                    f,
                    "found '{found}', expected a date such as 2015-03-06 in the years 1 to 9999"
                )
            }
            Error::Coverage { calendar, day, range } => write!(
                f,
                "{day} lies outside calendar '{calendar}', which knows {} to {}",
                range.start(),
                range.end()
            ),
            Error::Beyond { calendar, from, days, range } => write!(
                f,
                "working day {days} after {from} lies outside calendar '{calendar}', which knows {} to {}",
                range.start(),
                range.end()
            ),
            Error::Calendar { calendar, problem } => write!(f, "calendar '{calendar}': {problem}"),
            Error::Policy { key, problem } => write!(f, "policy key '{key}': {problem}"),
            Error::Agency { index, problem } => write!(f, "agency {index}: {problem}"),
            Error::Word { what, found, expected } => {
                write!(f, "found '{found}' as {what}, expected one of {expected}")
            }
        }
    }
}

impl std::error::Error for Error {}
