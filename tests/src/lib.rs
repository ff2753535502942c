//! Generators of the committed data: the calendar, the tables that crates embed, the sample.
//!
//! They are pure functions from text to text, so that a test can compare what is committed
//! with what they give.

pub mod calendar;
pub mod regency;
pub mod sample;
pub mod starter;

/// The example of the README, compiled and run.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub mod readme {}
