//! The rulings R1 to R20 as hand-computed cases, each test named after its rule.
//!
//! March 2015: the 1st is a Sunday, no weekday of 2 to 20 March is a holiday, and
//! Saturday 21 is Nyepi. 19 February 2015 (Thursday) is Imlek.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod case;
mod counting;
mod custody;
mod deadlines;
mod explained;
mod found;
mod histories;
mod holds;
mod promises;
mod silence;
