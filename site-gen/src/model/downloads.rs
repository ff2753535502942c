//! The page of downloads: which tables and files there are.

use lapor_stats::publication::File;

use super::Cell;

/// A file that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Its name in the folder of the downloads.
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
}

impl From<&File> for Download {
    fn from(file: &File) -> Self {
        Download { name: file.path.clone(), bytes: file.bytes }
    }
}

/// A table, with a file for each format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownloadTable {
    /// Its name, under which the messages describe it.
    pub name: String,
    /// Its files: CSV, JSON and Parquet.
    pub files: Vec<Download>,
}

/// The downloads of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downloads {
    /// The source's slug.
    pub source: String,
    /// How many reports are in the tables: those that are shown by the day.
    pub open: Cell,
    /// The tables.
    pub tables: Vec<DownloadTable>,
    /// What describes them, by name.
    pub documents: Vec<Download>,
}
