//! Generators of the committed data: the calendar, the tables that crates embed, the sample.
//!
//! They are pure functions from text to text, so that a test can compare what is committed
//! with what they give.

pub mod calendar;
pub mod regency;
