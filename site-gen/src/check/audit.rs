//! Verdicts: the downloads of each source judged anew, and every page set against them.
//!
//! A folder of downloads is any `data/` with a `lapor.toml` and a `verdicts.csv`. Its reports are judged from its events alone, as
//! `lapor-stats audit` does, and each row of the table of verdicts is compared. Then the pages: a report's page carries the columns
//! of each of its verdicts in `data-` attributes, a list names report, stage, outcome and reason in `data-verdict`. Each must be in
//! the table. What people read beside a mark must be the same wherever the mark is the same: where one page says otherwise, that
//! page is named. Counts of the table of numbers are compared where the list of what may be told is at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lapor_stats::assess::Court;
use lapor_stats::ingest::{Options, ingest};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::verdicts::ToldVerdicts;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::folder::Folder;
use super::place::Lines;
use super::rule::Rule;
use super::told::Told;
use crate::error::{Error, Finding};

/// The columns that a report's page carries, with the attributes.
const COLUMNS: [(&str, &str); 9] = [
    ("stage", "data-stage"),
    ("outcome", "data-outcome"),
    ("reason", "data-reason"),
    ("started", "data-started"),
    ("due", "data-due"),
    ("due_promised", "data-due-promised"),
    ("ended", "data-ended"),
    ("elapsed", "data-elapsed"),
    ("paused", "data-paused"),
];

/// The most places that are remembered of one text under one mark.
const MOST_PLACES: usize = 20;

/// How many rows and pages were compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audited {
    /// Folders of downloads that were judged anew.
    pub folders: u64,
    /// Rows of verdicts that were compared with what their events give.
    pub rows: u64,
    /// Verdicts on pages that were compared with those rows, in lists too.
    pub on_pages: u64,
    /// Counts of the tables of numbers that were compared with the list of what may be told.
    pub numbers: u64,
}

/// The verdicts of every folder of downloads, by the folder of its source.
pub(super) struct Verdicts {
    sources: BTreeMap<String, ToldVerdicts>,
    pub(super) findings: Vec<Finding>,
    pub(super) audited: Audited,
}

/// What a page says of verdicts.
#[derive(Default)]
pub(super) struct Pages {
    /// Source and id of each report with a page.
    seen: BTreeSet<(String, String)>,
    compared: u64,
    /// Language and mark, the text that stands there, and where.
    texts: Votes,
}

type Votes = BTreeMap<(String, String), BTreeMap<String, (u64, Vec<(String, u32)>)>>;

impl Verdicts {
    /// Judges every folder of downloads anew.
    pub(super) fn of(root: &Path, folder: &Folder, told: Option<&Told>) -> Result<Self, Error> {
        let slugs: Vec<&str> = folder
            .files
            .iter()
            .filter_map(|path| path.strip_suffix("/data/lapor.toml"))
            .filter(|slug| folder.has(&format!("{slug}/data/verdicts.csv")))
            .collect();
        let judged: Vec<_> = slugs.iter().map(|slug| judge(root, slug, told)).collect();
        let mut verdicts = Verdicts {
            sources: BTreeMap::new(),
            findings: Vec::new(),
            audited: Audited::default(),
        };
        for (slug, judged) in slugs.into_iter().zip(judged) {
            let Judged { told, findings, rows, numbers } = judged;
            verdicts.findings.extend(findings);
            verdicts.audited.folders += 1;
            verdicts.audited.rows += rows;
            verdicts.audited.numbers += numbers;
            verdicts.sources.insert(slug.to_owned(), told);
        }
        Ok(verdicts)
    }

    /// What is wrong with the verdicts of a page.
    pub(super) fn examine(&self, path: &str, html: &str, pages: &mut Pages) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Some((slug, verdicts)) = self.source(path) else {
            if html.contains(" data-report=\"") || html.contains(" data-verdict=\"") {
                let detail =
                    "tells verdicts, expected downloads of its source beside it".to_owned();
                findings.push(Finding::new(path, None, Rule::VerdictMissing, detail));
            }
            return findings;
        };
        let language = between(html, "<html lang=\"", "\"").unwrap_or_default();
        let mut lines = Lines::new(html.as_bytes());
        let mut wrong = |offset: usize, rule: Rule, detail: String| {
            findings.push(Finding::new(path, Some(lines.at(offset).0), rule, detail));
        };
        let mut report: Option<&str> = None;
        let mut clock: Option<usize> = None;
        let mut clocks = 0;
        for (offset, tag, text) in tags(html) {
            if let Some(id) = attribute(tag, "data-report") {
                report = Some(id);
                let one = pages.seen.insert((slug.to_owned(), id.to_owned()));
                if !one || !path.contains(&format!("/{id}/")) {
                    let detail = format!("report {id} stands here, expected it on its own page");
                    wrong(offset, Rule::VerdictDiffers, detail);
                }
            }
            if let (Some(id), Some(_)) = (report, attribute(tag, "data-stage")) {
                let row = verdicts.of(id).get(clocks);
                clock = row.map(|_| clocks);
                clocks += 1;
                pages.compared += 1;
                let Some(row) = row else {
                    wrong(
                        offset,
                        Rule::VerdictMissing,
                        format!("report {id} has one verdict more than the downloads"),
                    );
                    continue;
                };
                for (column, name) in COLUMNS {
                    let ours = row.cell(column).unwrap_or_default();
                    let found = attribute(tag, name);
                    if found != Some(ours) {
                        let found = found.unwrap_or("nothing");
                        let stage = row.cell("stage").unwrap_or_default();
                        wrong(
                            offset,
                            Rule::VerdictDiffers,
                            format!(
                                "found '{found}' as {column} of {stage} of report {id}, expected '{ours}' by the downloads"
                            ),
                        );
                    }
                }
            }
            if let Some(mark) = attribute(tag, "data-day") {
                let row = report.zip(clock).and_then(|(id, clock)| verdicts.of(id).get(clock));
                let told =
                    mark.split_once(' ').and_then(|(column, day)| Some((row?.cell(column)?, day)));
                pages.compared += 1;
                if told.is_none_or(|(ours, day)| ours != day) {
                    wrong(
                        offset,
                        Rule::VerdictDiffers,
                        format!("found a day '{mark}', expected that of the downloads"),
                    );
                }
                let day = mark.split_once(' ').map_or(mark, |(_, day)| day);
                pages.text(language, &format!("day {day}"), text, path, || lines_at(html, offset));
            }
            for (name, has_day) in [("data-verdict", false), ("data-due", true)] {
                // On a report's page `data-due` is a column of its clock.
                let Some(mark) = attribute(tag, name).filter(|mark| mark.contains(' ')) else {
                    continue;
                };
                let words: Vec<&str> = mark.split(' ').collect();
                pages.compared += 1;
                let &[id, stage, outcome, last] = &*words else {
                    wrong(
                        offset,
                        Rule::VerdictDiffers,
                        format!(
                            "found a mark '{mark}', expected report, stage, outcome and one more"
                        ),
                    );
                    continue;
                };
                let column = if has_day { "due" } else { "reason" };
                let right = verdicts.of(id).iter().any(|row| {
                    row.cell("stage") == Some(stage)
                        && row.cell("outcome") == Some(outcome)
                        && (last == "-" || row.cell(column) == Some(last))
                });
                if !right {
                    wrong(
                        offset,
                        Rule::VerdictDiffers,
                        format!(
                            "found '{outcome}' as outcome of {stage} of report {id} ({column} {last}), expected that of the downloads"
                        ),
                    );
                }
                let mark = format!("{name} {stage} {outcome} {last}");
                pages.text(language, &mark, text, path, || lines_at(html, offset));
            }
        }
        if let Some(id) = report
            && clocks < verdicts.of(id).len()
        {
            let detail = format!(
                "report {id} has {clocks} verdicts, expected {} as in the downloads",
                verdicts.of(id).len()
            );
            findings.push(Finding::new(path, None, Rule::VerdictMissing, detail));
        }
        findings
    }

    /// Reports of the downloads without a page, and texts that differ from what stands under the same mark elsewhere.
    pub(super) fn finish(mut self, pages: Pages) -> (Vec<Finding>, Audited) {
        for (slug, verdicts) in &self.sources {
            let lost = verdicts
                .reports()
                .filter(|id| !pages.seen.contains(&(slug.clone(), (*id).to_owned())));
            self.findings.extend(lost.map(|id| {
                let path = format!("{slug}/data/verdicts.csv");
                let detail = format!("report {id} has no page, expected one");
                Finding::new(&path, None, Rule::VerdictMissing, detail)
            }));
        }
        for ((_, mark), texts) in &pages.texts {
            let Some(most) = texts.values().map(|(count, _)| *count).max() else { continue };
            // Where no text is said more often than another, nobody can tell which is wrong, so all are named.
            let single = texts.values().filter(|(count, _)| *count == most).count() == 1;
            for (text, (count, places)) in texts {
                if texts.len() == 1 || (single && *count == most) {
                    continue;
                }
                self.findings.extend(places.iter().map(|(path, line)| {
                    let detail = format!(
                        "'{text}' stands for '{mark}', which other places say in other words"
                    );
                    Finding::new(path, Some(*line), Rule::VerdictDiffers, detail)
                }));
            }
        }
        self.audited.on_pages = pages.compared;
        (self.findings, self.audited)
    }

    /// The source of a page by its path, whatever the language.
    fn source(&self, path: &str) -> Option<(&str, &ToldVerdicts)> {
        let mut folders = path.split('/');
        let (first, second) = (folders.next()?, folders.next());
        let known = self.sources.get_key_value(first);
        let known = known.or_else(|| self.sources.get_key_value(second?));
        known.map(|(slug, verdicts)| (slug.as_str(), verdicts))
    }
}

impl Pages {
    fn text(&mut self, language: &str, mark: &str, text: &str, path: &str, line: impl Fn() -> u32) {
        let key = (language.to_owned(), mark.to_owned());
        let (count, places) =
            self.texts.entry(key).or_default().entry(text.to_owned()).or_default();
        *count += 1;
        if places.len() < MOST_PLACES {
            places.push((path.to_owned(), line()));
        }
    }

    /// Adds what another page says.
    pub(super) fn add(&mut self, other: Pages) -> Vec<Finding> {
        let mut findings = Vec::new();
        for seen in other.seen {
            if let Some((slug, id)) = self.seen.replace(seen) {
                let path = format!("{slug}/data/verdicts.csv");
                let detail = format!("report {id} has two pages, expected one");
                findings.push(Finding::new(&path, None, Rule::VerdictDiffers, detail));
            }
        }
        self.compared += other.compared;
        for (key, texts) in other.texts {
            let ours = self.texts.entry(key).or_default();
            for (text, (count, places)) in texts {
                let known = ours.entry(text).or_default();
                known.0 += count;
                let room = MOST_PLACES.saturating_sub(known.1.len());
                known.1.extend(places.into_iter().take(room));
            }
        }
        findings
    }
}

struct Judged {
    told: ToldVerdicts,
    findings: Vec<Finding>,
    rows: u64,
    numbers: u64,
}

/// Judges the downloads of a source; what cannot be read is a finding, since it was published.
fn judge(root: &Path, slug: &str, told: Option<&Told>) -> Judged {
    let folder = root.join(slug).join("data");
    let table = format!("{slug}/data/verdicts.csv");
    let mut judged =
        Judged { told: ToldVerdicts::default(), findings: Vec::new(), rows: 0, numbers: 0 };
    judged.findings.extend(hashes(&folder, slug));
    if let Some(told) = told {
        let (compared, findings) = super::told::table_of_numbers(told, &folder, slug);
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
        Ok((told, comparison)) => {
            judged.rows = comparison.compared;
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

fn compare(
    folder: &Path,
) -> Result<(ToldVerdicts, lapor_stats::verdicts::Comparison), lapor_stats::error::Error> {
    let told = ToldVerdicts::read(&folder.join("verdicts.csv"))?;
    let inputs = [folder.to_path_buf()];
    let dataset = ingest(&inputs, None, Options { texts: false, as_of: None })?;
    let rules = Rules::load(None, None, &dataset)?;
    let as_of = day_of_question(None, &dataset, &rules.calendar)?;
    let comparison = told.compare(&Court::new(&dataset, &rules, as_of))?;
    Ok((told, comparison))
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
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            return wrong(&path, "is not there, expected it by datapackage.json");
        };
        let found: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        // Of Parquet the description says no length, since a reader of it would count none.
        let same = length.is_none_or(|length| length == bytes.len() as u64)
            && hash.and_then(|hash| hash.strip_prefix("sha256:")) == Some(&*found);
        if same {
            Vec::new()
        } else {
            wrong(&path, "is not the file that datapackage.json describes")
        }
    };
    told.par_iter().flat_map_iter(differing).collect()
}

/// The tags with a mark, each with the text that stands in it after a first inner element that only decorates.
fn tags(html: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    html.match_indices('<').filter_map(|(offset, _)| {
        let (tag, rest) = html[offset..].split_once('>')?;
        if !tag.contains(" data-") {
            return None;
        }
        let rest = match rest.strip_prefix("<span class=\"sign") {
            Some(sign) => sign.split_once("</span>")?.1,
            None => rest,
        };
        Some((offset, tag, rest.split('<').next().unwrap_or_default().trim()))
    })
}

/// The value of an attribute of a tag as the templates write it.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    between(tag, &format!(" {name}=\""), "\"")
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(value, _)| value)
}

fn lines_at(html: &str, offset: usize) -> u32 {
    Lines::new(html.as_bytes()).at(offset).0
}
