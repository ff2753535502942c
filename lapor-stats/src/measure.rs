//! Measures: each has one file, with its definition, its formula and its source.

pub mod age;
pub mod casemix;
pub mod closing;
pub mod compliance;
pub mod exchange;
pub mod funnel;
pub mod group;
pub(crate) mod month;
pub mod rank;
pub mod sensitivity;
pub mod survival;
pub mod tally;
pub mod volume;
pub mod wilson;
