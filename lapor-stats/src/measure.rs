//! Measures: each has one file, with its definition, its formula and its source.

pub mod compliance;
pub mod group;
pub mod tally;
pub mod wilson;
