//! Reads report data of any shape, judges it in bulk and computes compliance per agency.

pub mod error;

pub mod dataset;

pub mod schema;

pub mod shipped;

pub mod ingest;

pub mod rules;

pub mod assess;

pub mod table;

pub mod frame;

pub mod measure;

pub mod audit;
