//! The downloads of one source, judged anew from their events, and every file of them by its hash.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use lapor_stats::assess::Court;
use lapor_stats::dataset::Reject;
use lapor_stats::ingest::{Options, ingest};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::verdicts::{Comparison, ToldVerdicts};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::super::rule::Rule;
use super::super::told::{Told, table_of_numbers};
use crate::error::Finding;

/// Bytes of a file that are hashed at once.
const PIECE: usize = 1 << 16;

/// What came of the downloads of a source.
pub(super) struct Judged {
    pub(super) told: ToldVerdicts,
    pub(super) findings: Vec<Finding>,
    /// Rows of verdicts that were compared.
    pub(super) rows: u64,
    /// Counts that were compared.
    pub(super) numbers: u64,
}

/// Judges the downloads of a source; what cannot be read is a finding, since it was published.
pub(super) fn judge(root: &Path, slug: &str, told: Option<&Told>) -> Judged {
    let folder = root.join(slug).join("data");
    let table = format!("{slug}/data/verdicts.csv");
    let mut judged =
        Judged { told: ToldVerdicts::default(), findings: Vec::new(), rows: 0, numbers: 0 };
    judged.findings.extend(hashes(&folder, slug));
    if let Some(told) = told {
        let (compared, findings) = table_of_numbers(told, &folder, slug);
        judged.numbers = compared;
        judged.findings.extend(findings);
    }
    match compare(&folder) {
        Err(error) => {
            // The message names the file on this machine; a finding names it in the site.
            let detail =
                error.to_string().replace(&*folder.display().to_string(), &format!("{slug}/data"));
            judged.findings.push(Finding::new(&table, None, Rule::VerdictDiffers, detail));
        }
        Ok((told, comparison, rejects)) => {
            judged.rows = comparison.compared;
            judged.findings.extend(rejects.iter().map(|reject| {
                let path =
                    format!("{slug}/data/{}", reject.file.rsplit('/').next().unwrap_or_default());
                let line = u32::try_from(reject.line).ok();
                let detail = format!(
                    "a row that cannot be read ({}), expected {}",
                    reject.rule, reject.expected
                );
                Finding::new(&path, line, Rule::VerdictDiffers, detail)
            }));
            judged.findings.extend(comparison.differing.iter().map(|row| {
                let line = row.line.and_then(|line| u32::try_from(line).ok());
                let rule =
                    if row.column.is_some() { Rule::VerdictDiffers } else { Rule::VerdictMissing };
                Finding::new(&table, line, rule, row.to_string())
            }));
            judged.told = told;
        }
    }
    judged
}

/// The table of verdicts, what differs in it, and rows of the other tables that cannot be read.
type Compared = (ToldVerdicts, Comparison, Vec<Reject>);

fn compare(folder: &Path) -> Result<Compared, lapor_stats::error::Error> {
    let told = ToldVerdicts::read(&folder.join("verdicts.csv"))?;
    let inputs = [folder.to_path_buf()];
    let dataset = match ingest(&inputs, None, Options { texts: false, as_of: None }) {
        // A source without any open report has tables without rows.
        Err(lapor_stats::error::Error::NothingAccepted { .. })
            if told.reports().next().is_none() =>
        {
            return Ok((told, Comparison::default(), Vec::new()));
        }
        dataset => dataset?,
    };
    let rules = Rules::load(None, None, &dataset)?;
    let as_of = day_of_question(None, &dataset, &rules.calendar)?;
    let comparison = told.compare(&Court::new(&dataset, &rules, as_of))?;
    Ok((told, comparison, dataset.quality.rejects))
}

/// Whether each file of the downloads is as their description says.
fn hashes(folder: &Path, slug: &str) -> Vec<Finding> {
    let description = format!("{slug}/data/datapackage.json");
    let wrong = |path: &str, detail: &str| {
        vec![Finding::new(path, None, Rule::HashDiffers, detail.to_owned())]
    };
    let Ok(bytes) = std::fs::read(folder.join("datapackage.json")) else {
        return wrong(&description, "cannot be read, expected a description of the downloads");
    };
    let package: serde_json::Value = match serde_json::from_slice(&bytes) {
        Ok(package) => package,
        Err(_) => {
            return wrong(&description, "is no JSON, expected a description of the downloads");
        }
    };
    let resources = package["resources"].as_array().map_or(&[][..], Vec::as_slice);
    let told: Vec<(String, Option<u64>, Option<&str>)> = resources
        .iter()
        .filter_map(|resource| {
            // With an address of its own a site names its files whole.
            let name = resource["path"].as_str()?.rsplit('/').next()?.to_owned();
            Some((name, resource["bytes"].as_u64(), resource["hash"].as_str()))
        })
        .collect();
    let differing = |(name, length, hash): &(String, Option<u64>, Option<&str>)| {
        let path = format!("{slug}/data/{name}");
        let Ok((bytes, hash_found)) = hash_of(&folder.join(name)) else {
            return wrong(&path, "is not there, expected it by datapackage.json");
        };
        let found: String = hash_found.iter().map(|byte| format!("{byte:02x}")).collect();
        // Of Parquet the description says no length, since a reader of it would count none.
        let same = length.is_none_or(|length| length == bytes)
            && hash.and_then(|hash| hash.strip_prefix("sha256:")) == Some(&*found);
        if same {
            Vec::new()
        } else {
            wrong(&path, "is not the file that datapackage.json describes")
        }
    };
    told.par_iter().flat_map_iter(differing).collect()
}

/// Length and SHA-256 of a file, which memory does not hold as a whole.
fn hash_of(file: &Path) -> io::Result<(u64, [u8; 32])> {
    let mut file = File::open(file)?;
    let (mut hasher, mut piece, mut length) = (Sha256::new(), vec![0; PIECE], 0);
    loop {
        let more = file.read(&mut piece)?;
        if more == 0 {
            return Ok((length, hasher.finalize().into()));
        }
        hasher.update(&piece[..more]);
        length += more as u64;
    }
}
