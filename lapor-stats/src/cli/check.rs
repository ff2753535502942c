//! `check`: what was read, what was wrong with it, and what was done about it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use lapor_stats::error::Error;
use lapor_stats::ingest::anomaly;
use serde_json::{Map, Value, json};

use super::{DONE, FINDINGS, InputOptions, OutputOptions};

/// Counts what is accepted and rejected, and names every anomaly.
///
/// Example: lapor-stats check data/lapor-2015 --rejects rejects.ndjson
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    input: InputOptions,
    /// Every rejected row as NDJSON: file, line, column, found, expected, rule.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Exit 1 if a row was rejected, an anomaly seen or a column unknown.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    output: OutputOptions,
}

impl Check {
    pub(super) fn run(self) -> Result<u8, Error> {
        let case = self.input.read(&self.output)?;
        let quality = &case.dataset.quality;
        if let Some(path) = &self.rejects {
            let refused =
                |source: std::io::Error| Error::Output { file: path.display().to_string(), source };
            let mut out = BufWriter::new(File::create(path).map_err(refused)?);
            for reject in &quality.rejects {
                let line = serde_json::to_string(reject).map_err(|error| refused(error.into()))?;
                writeln!(out, "{line}").map_err(refused)?;
            }
            out.flush().map_err(refused)?;
        }
        let total = quality.total();
        let mut object = Map::new();
        object.insert("read".into(), total.read.into());
        object.insert("accepted".into(), total.accepted.into());
        object.insert("rejected".into(), total.rejected.into());
        let anomalies: Map<String, Value> = quality
            .anomalies
            .iter()
            .map(|(name, count)| ((*name).into(), (*count).into()))
            .collect();
        object.insert("anomalies".into(), anomalies.into());
        let details: Vec<Value> = quality
            .anomalies
            .iter()
            .map(|(&name, &count)| {
                let share = count as f64 / total.read.max(1) as f64;
                json!({
                    "name": name,
                    "count": count,
                    "share": (share * 10_000.0).round() / 10_000.0,
                    "first": quality.places.get(name).cloned().unwrap_or_default(),
                    "done": anomaly::meaning(name),
                })
            })
            .collect();
        object.insert("details".into(), details.into());
        object.insert("unknown_columns".into(), quality.unknown_columns.clone().into());
        object.insert("as_of".into(), case.as_of.to_string().into());
        object.insert("files".into(), json!(quality.files));
        let clean = total.rejected == 0
            && quality.anomalies.is_empty()
            && quality.unknown_columns.is_empty();
        self.output.object(object)?;
        Ok(if self.strict && !clean { FINDINGS } else { DONE })
    }
}
