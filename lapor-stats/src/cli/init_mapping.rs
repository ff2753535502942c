//! `init-mapping`: a look at a source, as a mapping to be filled in.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use lapor_stats::error::Error;
use lapor_stats::ingest::skeleton_of;

use super::{DONE, usage};

/// Looks at a source and writes a skeleton of a mapping; nothing that is guessed is active in it.
///
/// Example: lapor-stats init-mapping laporan.xlsx -o lapor.toml
#[derive(Debug, Args)]
pub(super) struct InitMapping {
    /// One file, or - for standard input.
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// Where the skeleton is written, if nothing is there yet; standard output if absent.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

impl InitMapping {
    pub(super) fn run(self) -> Result<u8, Error> {
        if self.input.is_dir() {
            let found = self.input.display();
            return Err(usage(format!(
                "found the folder '{found}', expected one file; the mapping is then for all that are like it"
            )));
        }
        let skeleton = skeleton_of(&self.input)?;
        let refused = |source: io::Error| Error::Output {
            file: self
                .output
                .as_ref()
                .map_or("standard output".into(), |path| path.display().to_string()),
            source,
        };
        match &self.output {
            // What somebody filled in is never overwritten.
            Some(path) => {
                File::create_new(path).and_then(|mut file| file.write_all(skeleton.as_bytes()))
            }
            None => io::stdout().write_all(skeleton.as_bytes()),
        }
        .map_err(refused)?;
        Ok(DONE)
    }
}
