//! `summarise` and `merge`: all counts of which the measures are made.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use lapor_stats::error::Error;
use lapor_stats::summary::{Collector, Summary, file};

use super::{DONE, InputOptions, OutputOptions, usage};

/// Counts all of which the measures are made, in a file that can be merged with those of other reports.
///
/// Each file is named in it by its digest, so standard input cannot be summarised. Written without a format: a JSON value a line,
/// packed where the name of the output ends in .zst.
///
/// Example: lapor-stats summarise data/sample --as-of 2025-06-30 -o sample.summary
#[derive(Debug, Args)]
pub(super) struct Summarise {
    #[command(flatten)]
    input: InputOptions,
    /// Where the summary is written; standard output if absent.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
    /// No diagnostics on standard error.
    #[arg(short, long)]
    quiet: bool,
}

/// Adds summaries of different reports, counted under the same rules on the same day.
///
/// Whatever the order and the number of parts, the bytes are those of the summary of the whole.
///
/// Example: lapor-stats merge 2024.summary 2025.summary -o all.summary
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Summaries.
    #[arg(required = true, value_name = "S")]
    summaries: Vec<PathBuf>,
    /// Where the summary is written; standard output if absent.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Summarise {
    pub(super) fn run(self) -> Result<u8, Error> {
        if self.input.inputs.iter().any(|input| input.as_os_str() == "-") {
            return Err(usage(
                "found -, expected files: a summary names each file that it has read by its digest",
            ));
        }
        let output = OutputOptions { format: None, output: None, quiet: self.quiet };
        let summary = self.input.collect(&output, |rules, as_of| Collector::whole(rules, as_of))?;
        write(&summary, self.output.as_ref())?;
        Ok(DONE)
    }
}

impl Merge {
    pub(super) fn run(self) -> Result<u8, Error> {
        let mut sum: Option<Summary> = None;
        for path in &self.summaries {
            let summary = read(path)?;
            sum = Some(match sum {
                None => summary,
                Some(sum) => sum.plus(&summary)?,
            });
        }
        // At least one is asked for by the arguments.
        if let Some(sum) = sum {
            write(&sum, self.output.as_ref())?;
        }
        Ok(DONE)
    }
}

/// The first bytes of a Zstandard frame.
pub(super) const ZSTANDARD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Reads a summary, packed or not.
pub(super) fn read(path: &Path) -> Result<Summary, Error> {
    let name = path.display().to_string();
    let mut input = File::open(path).map_err(Error::io("read", &name))?;
    let mut start = [0; 4];
    let known = input.read(&mut start).map_err(Error::io("read", &name))?;
    let whole = start[..known].chain(input);
    if start == ZSTANDARD {
        let unpacked = zstd::Decoder::new(whole).map_err(Error::io("read", &name))?;
        file::read(BufReader::new(unpacked), &name)
    } else {
        file::read(BufReader::new(whole), &name)
    }
}

fn write(summary: &Summary, path: Option<&PathBuf>) -> Result<(), Error> {
    let name = path.map_or("standard output".into(), |path| path.display().to_string());
    let refused = |source| Error::Output { file: name.clone(), source };
    let Some(path) = path else {
        let mut out = BufWriter::new(io::stdout());
        return file::write(summary, &mut out).and_then(|()| out.flush()).map_err(refused);
    };
    let out = BufWriter::with_capacity(1 << 20, File::create(path).map_err(refused)?);
    let done = if path.extension().is_some_and(|ending| ending == "zst") {
        // One thread and a fixed level, so that equal summaries are equal bytes.
        zstd::Encoder::new(out, 3).and_then(|mut packed| {
            file::write(summary, &mut packed)?;
            packed.finish()?.flush()
        })
    } else {
        let mut out = out;
        file::write(summary, &mut out).and_then(|()| out.flush())
    };
    done.map_err(refused)
}
