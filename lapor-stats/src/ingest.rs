//! Ingest: files of any shape become one [`Dataset`], with every row that was left out and why.
//!
//! The road: `input` finds the files and their mapping, `source` unpacks and decodes each, `stream` cuts each into blocks that end where a row
//! ends, `split` finds the cells, `reports`, `events` and `lists` read blocks into columns in
//! parallel, and `assemble` puts the columns in the order of ids and numbers what they name. What is wrong with a row is
//! a [`Reject`](crate::dataset::Reject) and never an error; what is odd is counted under a name of [`anomaly`].
//!
//! Rows that are rejected, by rule: `too_few_cells`, `too_many_cells`, `not_utf8`, `missing_id`, `bad_time`, `time_gap`,
//! `time_fold`, `unknown_kind`, `unknown_value`, `bad_value`, `exact_duplicate`, `conflicting_duplicate`.

pub mod anomaly;
mod assemble;
mod block;
mod events;
mod input;
mod lists;
mod mapping;
mod reports;
mod row;
mod sheet;
mod source;
mod split;
mod stream;
mod time;
mod words;
mod zone;

use std::collections::BTreeSet;
use std::path::PathBuf;

use lapor_core::Day;

use crate::dataset::Dataset;
use crate::error::Error;
use assemble::{Context, Parts};
use input::Input;
pub use mapping::{Mapping, MappingRef};
use sheet::{MilestonePlan, Plan};
use stream::Part;

/// What a caller decides about reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether to read what people wrote; without it no such cell leaves its block.
    pub texts: bool,
    /// The day of the question, if the caller fixes it: later events are counted as `future_date`.
    pub as_of: Option<Day>,
}

/// Reads files, folders and standard input (`-`) into one dataset.
///
/// The mapping is the one that is named, else the `lapor.toml` beside the inputs, else canonical. Files
/// are read in the order of their names; neither their order nor that of their rows changes the dataset, except
/// that of several rows with one id the first is kept.
///
/// # Errors
///
/// [`Error::Mapping`], [`Error::Unknown`], [`Error::Unreadable`] and [`Error::MissingColumns`] if the mapping is wrong or does not
/// fit (exit code 2); [`Error::Io`], [`Error::NoFiles`] and [`Error::NothingAccepted`] if there is nothing to work on (3).
///
/// ```
/// use lapor_stats::ingest::{Options, ingest};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("events.csv");
/// std::fs::write(&file, "report_id,at,kind\nA-1,2015-03-06,submitted\nA-1,2015-03-09,dispositioned\n")?;
/// let data = ingest(&[file], None, Options { texts: false, as_of: None })?;
/// assert_eq!((data.reports.len(), data.events.len()), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ingest(
    inputs: &[PathBuf],
    mapping: Option<&MappingRef>,
    options: Options,
) -> Result<Dataset, Error> {
    let mapping = input::mapping_of(inputs, mapping)?;
    let files = input::files(inputs, &mapping)?;
    read(&files, &mapping, options, stream::BLOCK)
}

/// Reads files in blocks of about `block` bytes.
fn read(
    files: &[Input],
    mapping: &Mapping,
    options: Options,
    block: usize,
) -> Result<Dataset, Error> {
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let mut parts = Parts::default();
    let mut milestones: Vec<MilestonePlan> = Vec::new();
    let mut unknown = BTreeSet::new();
    let mut reports_listed = false;
    for (number, file) in files.iter().enumerate() {
        let Some((sheet, read)) =
            stream::read_file(file, number as u32, mapping, options.texts, block)?
        else {
            continue;
        };
        unknown.extend(sheet.unknown.iter().cloned());
        if let Plan::Reports(plan) = &sheet.plan {
            reports_listed = true;
            milestones.clone_from(&plan.milestones);
        }
        read.into_iter().for_each(|part: Part| parts.push(part));
    }
    let context = Context {
        mapping,
        files: &names,
        milestones: &milestones,
        reports_listed,
        texts: options.texts,
        as_of: options.as_of.or(mapping.fixed.as_of),
    };
    let mut dataset = assemble::dataset(parts, &context);
    dataset.quality.unknown_columns = unknown.into_iter().collect();
    if dataset.reports.is_empty() {
        return Err(nothing(&names, &dataset));
    }
    Ok(dataset)
}

/// Why nothing came in: how many rows there were, and what was wrong with the first.
fn nothing(names: &[String], dataset: &Dataset) -> Error {
    let total = dataset.quality.total();
    let why = match dataset.quality.rejects.first() {
        Some(first) => format!(
            "{} rows read, {} rejected; the first: {}:{} column '{}': found '{}', expected {} ({})",
            total.read,
            total.rejected,
            first.file,
            first.line,
            first.column,
            first.found,
            first.expected,
            first.rule
        ),
        None => "found no row that names a report".into(),
    };
    Error::NothingAccepted { files: names.join(", "), why }
}

#[cfg(test)]
mod tests;
