//! `ingest`: sources of any shape as canonical tables.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use lapor_core::Day;
use lapor_stats::error::Error;
use lapor_stats::export::{canonical_mapping, canonical_tables};
use lapor_stats::ingest::{MappingRef, Options, ingest};
use lapor_stats::table::{Format, TableWriter, encode};

use super::{DONE, OutputOptions};

/// Writes the canonical tables of reports into a folder, with the mapping that they need.
///
/// What people wrote is not in them, nor what the source claims. Reading the folder and writing it
/// again gives the same files.
/// Example: lapor-stats ingest laporan.xlsx --mapping lapor.toml -o canonical
#[derive(Debug, Args)]
pub(super) struct Ingest {
    /// Files, folders, or - for standard input.
    #[arg(required = true, value_name = "IN")]
    inputs: Vec<PathBuf>,
    /// A shipped mapping by name, or a file; by default lapor.toml beside the input, else canonical.
    #[arg(long, value_name = "NAME|FILE")]
    mapping: Option<MappingRef>,
    /// The day after which events are counted as future ones.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// The folder; it is made if it is not there.
    #[arg(short, long = "output", value_name = "DIR")]
    output: PathBuf,
    /// How the tables are written.
    #[arg(long, value_enum, default_value = "csv")]
    format: TableFormat,
    /// No diagnostics on standard error.
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TableFormat {
    Csv,
    Ndjson,
    Parquet,
}

impl TableFormat {
    const fn ending(self) -> &'static str {
        match self {
            TableFormat::Csv => "csv",
            TableFormat::Ndjson => "ndjson",
            TableFormat::Parquet => "parquet",
        }
    }
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Format::Csv,
            TableFormat::Ndjson => Format::Ndjson,
            TableFormat::Parquet => Format::Parquet,
        }
    }
}

impl Ingest {
    pub(super) fn run(self) -> Result<u8, Error> {
        let options = Options { texts: false, as_of: self.as_of };
        let dataset = ingest(&self.inputs, self.mapping.as_ref(), options)?;
        fs::create_dir_all(&self.output).map_err(refused(&self.output))?;
        for (name, table) in canonical_tables(&dataset) {
            let path = self.output.join(format!("{name}.{}", self.format.ending()));
            let file = BufWriter::new(File::create(&path).map_err(refused(&path))?);
            let mut writer =
                TableWriter::new(self.format.into(), file, &table).map_err(refused(&path))?;
            writer.write(encode(self.format.into(), &table)?).map_err(refused(&path))?;
            writer.finish().map_err(refused(&path))?;
        }
        let path = self.output.join("lapor.toml");
        File::create(&path)
            .and_then(|mut file| file.write_all(canonical_mapping(&dataset).as_bytes()))
            .map_err(refused(&path))?;
        let count = dataset.quality.total();
        let diagnostics = OutputOptions { format: None, output: None, quiet: self.quiet };
        diagnostics.say(&format!(
            "read {}, accepted {}, rejected {}; {} reports, {} events",
            count.read,
            count.accepted,
            count.rejected,
            dataset.reports.len(),
            dataset.events.len()
        ));
        Ok(DONE)
    }
}

fn refused(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Error {
    let file = path.display().to_string();
    move |source| Error::Output { file, source }
}
