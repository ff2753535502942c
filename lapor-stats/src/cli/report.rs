//! `report`: every table of the measures.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use lapor_stats::disclosure::Releases;
use lapor_stats::error::Error;
use lapor_stats::report::{About, Sheet, Suppress, sheets, suppressed, write};
use lapor_stats::summary::{Collector, Summary};
use tempfile::NamedTempFile;

use super::{DONE, InputOptions, OutputOptions, summarise, usage};

/// Writes every table of the measures as CSV, JSON and Parquet, with a data dictionary and a data package.
///
/// The input is a summary, or what a summary can be made of.
///
/// Example: lapor-stats report data/lapor-2015 -o report
#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    input: InputOptions,
    /// The folder for the tables; made if it is not there.
    #[arg(short, long = "output", value_name = "DIR")]
    output: PathBuf,
    /// Hide rows with a number that speaks of fewer stages, and as many others as it takes that nobody can work them out; fewer tables and columns are written.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    suppress: Option<u64>,
    /// The memory of what earlier releases showed and hid, which this one is added to; made if it is not there. It has true counts: keep it private.
    #[arg(long, value_name = "FILE", requires = "suppress")]
    releases: Option<PathBuf>,
    /// The title of the data package.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The licence of the tables by its SPDX identifier; by default that of the sources.
    #[arg(long, value_name = "ID")]
    licence: Option<String>,
    /// No diagnostics on standard error.
    #[arg(short, long)]
    quiet: bool,
}

impl Report {
    pub(super) fn run(self) -> Result<u8, Error> {
        let output = OutputOptions { format: None, output: None, quiet: self.quiet };
        let summary = self.summary(&output)?;
        let sheets = match self.suppress {
            None => sheets(&summary),
            Some(threshold) => self.suppressed(&summary, threshold, &output)?,
        };
        let mut about = About::default();
        if let Some(title) = self.title {
            about.title = title;
        }
        about.licence = self.licence;
        let (tables, shown) = (sheets.len(), self.output.display().to_string());
        write(&summary, sheets, &about, &self.output)?;
        output.say(&format!("wrote {tables} tables to {shown}"));
        Ok(DONE)
    }

    fn suppressed(
        &self,
        summary: &Summary,
        threshold: u64,
        output: &OutputOptions,
    ) -> Result<Vec<Sheet>, Error> {
        let releases = match &self.releases {
            Some(file) if file.exists() => {
                let name = file.display().to_string();
                let input = File::open(file).map_err(Error::io("read", &name))?;
                Releases::read(BufReader::new(input), &name)?
            }
            Some(_) => Releases::default(),
            None => {
                output
                    .say("no --releases: whoever kept an earlier release may work out what is new");
                Releases::default()
            }
        };
        let mut suppress = Suppress { threshold, releases };
        let sheets = suppressed(summary, &mut suppress)?;
        if let Some(file) = &self.releases {
            // First remembered, then published: what is forgotten could be worked out later.
            remember(&suppress.releases, file)?;
        }
        Ok(sheets)
    }

    fn summary(&self, output: &OutputOptions) -> Result<Summary, Error> {
        let summaries =
            self.input.inputs.iter().map(|path| is_summary(path)).collect::<Result<Vec<_>, _>>()?;
        match (&self.input.inputs[..], summaries.iter().any(|&is| is)) {
            ([path], true) => {
                if self.input.is_narrowed() {
                    return Err(usage(
                        "found rules or a day beside a summary, expected neither: it was made under its own",
                    ));
                }
                summarise::read(path)
            }
            (_, true) => Err(usage(
                "found a summary among several inputs, expected it alone; merge them first",
            )),
            _ => self.input.collect(output, |rules, as_of| Collector::whole(rules, as_of)),
        }
    }
}

/// Writes the memory in one step, so that no moment is without it.
fn remember(releases: &Releases, file: &Path) -> Result<(), Error> {
    let refused = |source| Error::Output { file: file.display().to_string(), source };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let temporary = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(refused)?;
    let mut out = BufWriter::new(temporary);
    releases.write(&mut out).map_err(refused)?;
    let temporary = out.into_inner().map_err(|error| refused(error.into_error()))?;
    temporary.as_file().sync_all().map_err(refused)?;
    temporary.persist(file).map_err(|error| refused(error.error))?;
    Ok(())
}

/// Whether a file begins as a summary does.
fn is_summary(path: &Path) -> Result<bool, Error> {
    const START: &[u8] = b"{\"format\":\"lapor-summary\"";
    if path.as_os_str() == "-" || !path.is_file() {
        return Ok(false);
    }
    let name = path.display().to_string();
    let mut file = BufReader::new(File::open(path).map_err(Error::io("read", &name))?);
    let known = file.fill_buf().map_err(Error::io("read", &name))?;
    let mut start = Vec::new();
    if known.starts_with(&summarise::ZSTANDARD) {
        let unpacked = zstd::Decoder::new(file).map_err(Error::io("read", &name))?;
        // What cannot be unpacked is left to whoever reads it.
        let _ = unpacked.take(START.len() as u64).read_to_end(&mut start);
    } else {
        start.extend(known.iter().take(START.len()));
    }
    Ok(start == START)
}
