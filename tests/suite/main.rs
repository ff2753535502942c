//! Tests over the whole pipeline: committed data, the published verdicts of 2015, the example site.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod audit;
mod committed;
mod debug;
mod lapor_2015;
mod leak;
mod messages;
mod numbers;
mod planted;
mod redaction;
mod review;
mod site;
mod small;

use std::path::{Path, PathBuf};

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the repository as text.
fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
