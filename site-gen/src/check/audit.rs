//! Verdicts: the downloads of each source judged anew, and every page set against them.
//!
//! A folder of downloads is any `data/` with a `lapor.toml` and a `verdicts.csv`. Its reports are judged from its events alone, as
//! `lapor-stats audit` does, and each row of the table of verdicts is compared. Then the pages: a report's page carries the columns
//! of each of its verdicts in `data-` attributes, a list names report, stage, outcome and reason in `data-verdict`. Each must be in
//! the table. What people read beside a mark must be the same wherever the mark is the same: where one page says otherwise, that
//! page is named. Counts of the table of numbers are compared where the list of what may be told is at hand.

mod judged;
mod marks;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lapor_stats::verdicts::ToldVerdicts;

use super::folder::Folder;
use super::place::Lines;
use super::rule::Rule;
use super::told::Told;
use crate::error::Finding;
use judged::{Judged, judge};
use marks::{attribute, between, says, tags};

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
    pub(super) fn of(root: &Path, folder: &Folder, told: Option<&Told>) -> Self {
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
        verdicts
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
                if !says(text, day) {
                    let detail = format!("'{text}' stands for {day}, expected its day and year");
                    wrong(offset, Rule::VerdictDiffers, detail);
                }
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
                if has_day && last != "-" && !says(text, last) {
                    let detail = format!("'{text}' stands for {last}, expected its day and year");
                    wrong(offset, Rule::VerdictDiffers, detail);
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

fn lines_at(html: &str, offset: usize) -> u32 {
    Lines::new(html.as_bytes()).at(offset).0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `finish` finds when these texts stand under one mark, each so many times.
    fn outvoted(texts: &[(&str, u64)]) -> Vec<String> {
        let verdicts = Verdicts {
            sources: BTreeMap::new(),
            findings: Vec::new(),
            audited: Audited::default(),
        };
        let mut pages = Pages::default();
        for (text, times) in texts {
            for time in 0..*times {
                pages.text("id", "day 2015-03-06", text, &format!("{text}{time}.html"), || 3);
            }
        }
        let (findings, _) = verdicts.finish(pages);
        findings.into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn what_most_places_say_is_right_and_a_tie_names_all() {
        assert_eq!(outvoted(&[("a", 3)]), Vec::<String>::new());
        assert_eq!(outvoted(&[("a", 3), ("b", 1)]), ["b0.html"]);
        assert_eq!(outvoted(&[("a", 1), ("b", 1)]), ["a0.html", "b0.html"]);
    }
}
