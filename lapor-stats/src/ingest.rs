//! Ingest: files of any shape become one [`Dataset`], with every row that was left out and why.
//!
//! The road: `input` finds the files and their mapping, `source` unpacks each and tells what it is, `stream` cuts it into
//! pieces: blocks of CSV that end where a row ends, grids of what `document` and `workbook` decode, columns of `parquet`.
//! `reports`, `events` and `lists` read pieces into columns in parallel, and `assemble` puts the columns in the order of ids
//! and numbers what they name. What is wrong with a row is a [`Reject`] and never an error; what is odd is counted under a
//! name of [`anomaly`].
//!
//! A measure of a large table goes a shorter way: [`Batches`] makes a dataset of each piece, [`Log`] deals events by report.
//!
//! Rows that are rejected, by rule: `too_few_cells`, `too_many_cells`, `not_utf8`, `missing_id`, `bad_time`, `time_gap`,
//! `time_fold`, `unknown_kind`, `unknown_value`, `bad_value`, `exact_duplicate`, `conflicting_duplicate`, `not_a_record`, `too_many_agencies`.

pub mod anomaly;
mod arrow;
mod assemble;
mod batches;
mod block;
mod columns;
mod document;
mod events;
mod grid;
mod input;
mod lists;
mod log;
mod look;
mod mapping;
mod parquet;
mod piece;
mod records;
mod reports;
mod row;
mod separators;
mod sheet;
pub(crate) mod shown;
mod skeleton;
mod source;
mod split;
mod stream;
mod tally;
mod time;
mod word_column;
mod words;
mod workbook;
mod zone;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use lapor_core::Day;

use crate::dataset::{Dataset, FileCount, Reject};
use crate::error::Error;
use crate::texts::Spool;
pub(crate) use assemble::Histories;
use assemble::{Context, Part, Parts};
pub use batches::{Batches, Pass};
use input::Input;
pub use log::{Dealt, Log};
pub use look::skeleton_of;
pub use mapping::{Fact, Mapping, MappingRef};
use piece::Piece;
pub use polars_arrow::record_batch::RecordBatch;
pub use records::Records;
use sheet::{EventsPlan, MilestonePlan, Plan, Reading, Sheet};
use stream::Order;
pub(crate) use stream::lock;
pub(crate) use words::Words;

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
    read(&files, &mapping, options, None, stream::BLOCK)
}

/// Reads inputs as [`ingest`] does, and keeps what people wrote in a file without a name in `folder` instead of in memory.
///
/// The file is its owner's alone and gone with the dataset; see [`texts`](crate::texts).
///
/// # Errors
///
/// As [`ingest`], and [`Error::Io`] where the file cannot be written.
pub fn ingest_spooled(
    inputs: &[PathBuf],
    mapping: Option<&MappingRef>,
    options: Options,
    folder: &Path,
) -> Result<Dataset, Error> {
    let mapping = input::mapping_of(inputs, mapping)?;
    let files = input::files(inputs, &mapping)?;
    read(&files, &mapping, options, Some(folder), stream::BLOCK)
}

/// Reads record batches into one dataset, as [`ingest`] reads files: as one table with a row a report or a row an event, whatever the mapping says.
///
/// # Errors
///
/// As [`ingest`].
pub fn ingest_records(
    records: Vec<Records>,
    mapping: &MappingRef,
    options: Options,
) -> Result<Dataset, Error> {
    let files: Vec<Input> = records.into_iter().map(Input::of).collect();
    read(&files, &Mapping::load(mapping)?, options, None, stream::BLOCK)
}

/// The files of these inputs that tell of reports, by their names, in order; lists of agencies and categories are none.
///
/// # Errors
///
/// As [`ingest`].
pub fn sources(
    inputs: &[PathBuf],
    mapping: Option<&MappingRef>,
) -> Result<Vec<(String, PathBuf)>, Error> {
    let mapping = input::mapping_of(inputs, mapping)?;
    let files = input::files(inputs, &mapping)?;
    let named = files.into_iter().filter(|file| !input::is_list(file, &mapping));
    Ok(named
        .filter_map(|file| match file.origin {
            input::Origin::File(path) => Some((file.name, path)),
            input::Origin::Standard | input::Origin::Records(_) => None,
        })
        .collect())
}

/// Reads files in blocks of about `block` bytes.
fn read(
    files: &[Input],
    mapping: &Mapping,
    options: Options,
    folder: Option<&Path>,
    block: usize,
) -> Result<Dataset, Error> {
    let failed = || {
        let place = folder.map_or_else(|| "memory".into(), |folder| folder.display().to_string());
        Error::io("write the texts to", format!("a file without a name in {place}"))
    };
    let spool = Spool::new(folder.filter(|_| options.texts)).map_err(failed())?;
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let mut parts = Parts::default();
    let mut milestones: Vec<MilestonePlan> = Vec::new();
    let mut unknown = BTreeSet::new();
    let mut reports_listed = false;
    let mut absent = BTreeSet::new();
    let reading = Reading::Whole { texts: options.texts };
    for (number, file) in files.iter().enumerate() {
        let read: Mutex<Vec<(Order, Part)>> = Mutex::new(Vec::new());
        let work = |sheet: &Sheet<'_>, order: Order, piece: &Piece| {
            let mut part = Part::read(sheet, piece);
            part.settle(&spool);
            lock(&read).push((order, part));
        };
        let sheets = stream::read_file(file, number as u32, mapping, reading, block, &work)?;
        for sheet in sheets {
            unknown.extend(sheet.unknown.iter().cloned());
            absent.extend(sheet.absent.iter().map(|name| shown::shown_word(name)));
            match &sheet.plan {
                Plan::Reports(plan) => {
                    reports_listed = true;
                    milestones.clone_from(&plan.milestones);
                }
                Plan::Events(EventsPlan { case: Some(case), .. }) => {
                    milestones.clone_from(&case.milestones);
                }
                _ => {}
            }
        }
        let mut read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
        read.sort_by_key(|&(order, _)| order);
        read.into_iter().for_each(|(_, part)| parts.push(part));
    }
    let context = Context {
        mapping,
        files: &names,
        milestones: &milestones,
        reports_listed,
        texts: options.texts,
        as_of: options.as_of.or(mapping.fixed.as_of),
    };
    let store = spool.finish().map_err(failed())?;
    let mut dataset = assemble::dataset(parts, store, &context);
    dataset.quality.unknown_columns = unknown.into_iter().collect();
    if !absent.is_empty() {
        dataset.quality.anomalies.insert(anomaly::ABSENT_FIELD, absent.len() as u64);
        dataset.quality.places.insert(anomaly::ABSENT_FIELD, absent.into_iter().collect());
    }
    if dataset.reports.is_empty() {
        let quality = &dataset.quality;
        return Err(nothing(&names, &quality.total(), quality.rejects.first()));
    }
    Ok(dataset)
}

/// Why nothing came in: how many rows there were, and what was wrong with the first.
fn nothing(names: &[String], total: &FileCount, first: Option<&Reject>) -> Error {
    let why = match first {
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
