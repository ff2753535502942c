//! What a release may tell: the list in the memory of the builds, attacked, and set against the pages.
//!
//! Every count of a page carries the name of its cell: `data-cell` on a number that stands alone, `data-rests` on a
//! sentence, `data-share` on a share. Each must be what the list says, and no cell of the list may be missing.

mod marks;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lapor_stats::disclosure::{Cells, Releases, State, attack};
use lapor_stats::publication::csv_plain;

use super::place::Lines;
use super::rule::Rule;
use crate::error::{Error, Finding};
use crate::memory::{Memory, live_cells, mark, slugs};
use marks::Marks;

/// The sign of a hidden count.
const HIDDEN: &str = "[c]";

/// Outcomes that pages print wherever their table is told.
const PRINTED: [&str; 14] = [
    "met",
    "late",
    "overdue",
    "running",
    "paused",
    "void",
    "unknown",
    "silence",
    "on-or-after-due",
    "early",
    "early-contested",
    "early-unanswered",
    "by-reporter",
    "contested",
];

/// The cells of a release by their marks, and what an attacker finds out.
#[derive(Clone, Debug, Default)]
pub struct Told {
    cells: Marks<Count>,
    /// What each release printed, by the mark without the release: the place of a release and what it printed then.
    /// Only of marks that were not printed by all as they are now.
    past: BTreeMap<String, Vec<(usize, Option<u64>)>>,
    unsafe_cells: Vec<Finding>,
}

/// What the list of the live release has under a mark.
#[derive(Clone, Copy, Debug)]
struct Count {
    /// None where it is hidden.
    count: Option<u64>,
    /// Whether some page must have it.
    printed: bool,
}

/// Which marks of a list were on a page, in its order.
pub(super) struct Seen(Vec<bool>);

impl Seen {
    /// Adds what another page has.
    pub(super) fn extend(&mut self, places: impl IntoIterator<Item = usize>) {
        for place in places {
            self.0[place] = true;
        }
    }
}

impl Told {
    /// Reads and attacks what the builds remember in `state_dir`.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] or [`Error::Source`] where a file cannot be read, [`Error::Record`] where nothing is remembered.
    pub fn read(state_dir: &Path) -> Result<Told, Error> {
        let mut told = Told::default();
        let slugs = slugs(state_dir)?;
        if slugs.is_empty() {
            return Err(Error::Record {
                path: state_dir.to_path_buf(),
                reason: "found no list of cells, expected one of each source".to_owned(),
            });
        }
        let refused =
            |slug: &str, reason: String| Error::Record { path: state_dir.join(slug), reason };
        for slug in &slugs {
            let mut live = Cells::new();
            if let Some(cells) = live_cells(state_dir, slug)? {
                cells.declare(&mut live).map_err(|refusal| refused(slug, refusal.to_string()))?;
            }
            told.take(slug, &live);
            // The live list by itself too, should the memory of releases have lost it.
            told.attack(slug, &live);
            drop(live);
            let memory = Memory::read(state_dir, slug)?;
            told.remember(slug, memory.releases());
            let mut all = Cells::new();
            let declared = memory.releases().declare(&mut all);
            declared.map_err(|refusal| refused(slug, refusal.to_string()))?;
            drop(memory);
            told.attack(slug, &all);
        }
        told.unsafe_cells.sort();
        told.unsafe_cells.dedup();
        Ok(told)
    }

    fn take(&mut self, slug: &str, live: &Cells) {
        for (id, cell) in live.iter() {
            // The first word says which release it is.
            let words: Vec<&str> = live.words(id).skip(1).collect();
            let mark = mark(slug, words.iter().copied());
            let outcome = words.iter().find_map(|word| word.strip_prefix("outcome="));
            let along = |key: &str| words.iter().find_map(|word| word.strip_prefix(key));
            // A hidden column may be left out, and a closure's months tell the ways of keeping it alone.
            let folded = along("month=").is_some() && words.contains(&"closure-due");
            let printed = outcome.is_some_and(|outcome| PRINTED.contains(&outcome))
                && !(folded && outcome == Some("met"))
                && along("month=") != Some("none")
                && cell.state == State::Shown
                && 0 < cell.value;
            let count = match cell.state {
                State::Unpublished => continue,
                State::Shown => Some(cell.value),
                State::Hidden => None,
            };
            self.cells.push(&mark, Count { count, printed });
        }
        self.cells.seal();
    }

    /// Takes in what the releases of a source printed.
    fn remember(&mut self, slug: &str, releases: &Releases) {
        // Most are as the first release had them, and are not kept twice.
        let mut as_first = vec![false; self.cells.len()];
        for (release, name, count) in releases.printed() {
            let mark = mark(slug, name.iter().copied());
            let at = self.cells.find(&mark);
            if let Some(at) = at.filter(|&at| release == 0 && self.cells.get(at).count == count) {
                as_first[at] = true;
                continue;
            }
            let versions = self.past.entry(mark).or_default();
            if let Some(at) = at.filter(|&at| as_first[at] && versions.is_empty()) {
                versions.push((0, self.cells.get(at).count));
            }
            versions.push((release, count));
        }
    }

    /// The count of a mark, if it is told: of the live release, or of an earlier one by its number, `contoh@2/rows`.
    fn count(&self, mark: &str) -> Option<u64> {
        let past = mark.split_once('/').and_then(|(source, rest)| {
            let (slug, number) = source.split_once('@')?;
            Some((format!("{slug}/{rest}"), number.parse::<usize>().ok()?))
        });
        let listed = |mark: &str| self.cells.find(mark).map(|at| self.cells.get(at).count);
        let live = |mark: &str| match listed(mark) {
            Some(count) => count,
            // What is part of a told 0 is 0, in the list or not.
            None => listed(mark.rsplit_once('/')?.0)?.filter(|whole| *whole == 0),
        };
        let Some((mark, number)) = past else { return live(mark) };
        match self.past.get(&mark) {
            Some(versions) => versions.iter().rev().find(|(release, _)| *release < number)?.1,
            None if 0 < number => live(&mark),
            None => None,
        }
    }

    /// Whether a count is told as 0, and so is the one whose mark has a word less.
    fn is_none_of_none(&self, mark: &str, count: Option<u64>) -> bool {
        let whole = mark.rsplit_once('/').and_then(|(whole, _)| self.cells.find(whole));
        count == Some(0) && whole.is_some_and(|whole| self.cells.get(whole).count == Some(0))
    }

    fn attack(&mut self, slug: &str, cells: &Cells) {
        let found = attack(cells);
        for finding in found.unsafe_findings() {
            // Its name, never its count.
            let detail =
                format!("{} can be worked out, expected no such cell", cells.name(finding.cell));
            self.unsafe_cells.push(Finding::new(slug, None, Rule::Disclosed, detail));
        }
    }

    /// What an attacker finds out, and which of the marks are on no page.
    pub(super) fn finish(&self, seen: &Seen) -> Vec<Finding> {
        let mut findings = self.unsafe_cells.clone();
        let missing = self.cells.iter().filter(|(at, _, cell)| cell.printed && !seen.0[*at]);
        findings.extend(missing.map(|(_, mark, _)| {
            let slug = mark.split('/').next().unwrap_or_default();
            let detail = format!("{mark} is on no page, expected on one");
            Finding::new(slug, None, Rule::CountMissing, detail)
        }));
        findings
    }

    /// That no page was seen.
    pub(super) fn unseen(&self) -> Seen {
        Seen(vec![false; self.cells.len()])
    }

    /// What is wrong with the counts of a page; the places of their marks go into `seen`.
    pub(super) fn examine(&self, path: &str, html: &str, seen: &mut Vec<usize>) -> Vec<Finding> {
        let mut lines = Lines::new(html.as_bytes());
        let mut findings = Vec::new();
        for (offset, attribute) in attributes(html) {
            let Some((marks, rest)) = html[offset..].split_once('"') else { continue };
            let text = rest.split_once('>').map_or("", |(_, text)| text);
            let text = text.split('<').next().unwrap_or_default().trim();
            let marks: Vec<&str> = marks.split_whitespace().collect();
            let counts: Vec<Option<u64>> = marks.iter().map(|mark| self.count(mark)).collect();
            seen.extend(marks.iter().filter_map(|mark| self.cells.find(mark)));
            let right = match attribute {
                Attribute::Cell => is_count(text, counts.first().copied().flatten()),
                Attribute::Rests => is_sentence(text, &counts),
                Attribute::Share => is_share(text, &counts),
            };
            if !right {
                let hidden = counts.iter().any(Option::is_none);
                let expected = if hidden { "hidden" } else { "as in the list" };
                let detail = format!("{} is not {expected}", marks.join(" and "));
                findings.push(Finding::new(
                    path,
                    Some(lines.at(offset).0),
                    Rule::CountDiffers,
                    detail,
                ));
            }
        }
        findings
    }
}

/// Compares the table of numbers of a source's downloads with the list; how many counts were compared, and what is wrong.
///
/// Both must have the same cells: a hidden one is hidden in the table too, and none is left out but what is part of a told 0.
pub(super) fn table_of_numbers(told: &Told, folder: &Path, slug: &str) -> (u64, Vec<Finding>) {
    let path = format!("{slug}/data/numbers.csv");
    let wrong = |line: Option<u64>, rule: Rule, detail: String| {
        let line = line.and_then(|line| u32::try_from(line).ok());
        Finding::new(&path, line, rule, detail)
    };
    let unreadable = |why: String| {
        let detail = format!("cannot be read as a table of numbers: {why}");
        (0, vec![wrong(None, Rule::CountMissing, detail)])
    };
    let mut reader = match csv::Reader::from_path(folder.join("numbers.csv")) {
        Ok(reader) => reader,
        Err(_) => return unreadable("no such file".to_owned()),
    };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(_) => return unreadable("no header".to_owned()),
    };
    let place = |name: &str| header.iter().position(|column| column == name);
    let (Some(cell), Some(count)) = (place("cell"), place("count")) else {
        return unreadable("no columns cell and count".to_owned());
    };
    let mut findings = Vec::new();
    let (mut seen, mut strange) = (told.unseen(), BTreeSet::new());
    for record in reader.records() {
        let Ok(record) = record else {
            findings.push(wrong(None, Rule::CountDiffers, "has a row that is none".to_owned()));
            continue;
        };
        let line = record.position().map(csv::Position::line);
        let mark = csv_plain(record.get(cell).unwrap_or_default()).into_owned();
        let found = record.get(count).unwrap_or_default();
        let at = told.cells.find(&mark);
        let count = at.map(|at| told.cells.get(at).count);
        let right = match count {
            Some(Some(count)) => found == count.to_string(),
            Some(None) => found == HIDDEN,
            None => false,
        };
        if !right {
            let hidden = count.flatten().is_none();
            let expected = if hidden { "hidden" } else { "as in the list" };
            findings.push(wrong(line, Rule::CountDiffers, format!("{mark} is not {expected}")));
        }
        match at {
            Some(at) => seen.extend([at]),
            None => {
                strange.insert(mark);
            }
        }
    }
    let of_source = format!("{slug}/");
    let lost = told.cells.iter().filter(|(at, mark, cell)| {
        !seen.0[*at] && mark.starts_with(&of_source) && !told.is_none_of_none(mark, cell.count)
    });
    findings.extend(lost.map(|(_, mark, _)| {
        wrong(None, Rule::CountMissing, format!("{mark} is in no row, expected in one"))
    }));
    let compared = seen.0.iter().filter(|seen| **seen).count() + strange.len();
    (compared as u64, findings)
}

enum Attribute {
    Cell,
    Rests,
    Share,
}

/// Where the value of each mark begins, in order.
fn attributes(html: &str) -> Vec<(usize, Attribute)> {
    let mut found: Vec<(usize, Attribute)> = Vec::new();
    let mut find = |name: &str, attribute: fn() -> Attribute| {
        found.extend(html.match_indices(name).map(|(at, name)| (at + name.len(), attribute())));
    };
    find(" data-cell=\"", || Attribute::Cell);
    find(" data-rests=\"", || Attribute::Rests);
    find(" data-share=\"", || Attribute::Share);
    found.sort_by_key(|(at, _)| *at);
    found
}

fn is_count(text: &str, count: Option<u64>) -> bool {
    match count {
        Some(count) => {
            numbers(text) == [count] && text.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
        }
        None => text == HIDDEN,
    }
}

/// Every told count that is not 0 stands in it, and for every hidden one a sign, unless it has no number at all.
fn is_sentence(text: &str, counts: &[Option<u64>]) -> bool {
    let signs = text.matches(HIDDEN).count();
    let hidden = counts.iter().filter(|count| count.is_none()).count();
    if 0 < hidden {
        let digits = text.chars().any(|character| character.is_ascii_digit());
        return hidden <= signs || (signs == 0 && !digits);
    }
    let found = numbers(text);
    signs == 0 && counts.iter().flatten().all(|count| *count == 0 || found.contains(count))
}

fn is_share(text: &str, counts: &[Option<u64>]) -> bool {
    let &[Some(kept), Some(due)] = counts else { return false };
    let number: String = text
        .chars()
        .map(|character| if character == ',' { '.' } else { character })
        .filter(|character| character.is_ascii_digit() || *character == '.')
        .collect();
    let share = kept as f64 * 100.0 / due as f64;
    number.parse::<f64>().is_ok_and(|told| (told - share).abs() <= 0.5 + 1e-9)
}

/// The whole numbers of a text, thousands apart or not.
fn numbers(text: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut digits = String::new();
        while at < characters.len() {
            let digit = |place: usize| characters.get(place).is_some_and(char::is_ascii_digit);
            let apart = ".,".contains(characters[at]) && (1..=3).all(|ahead| digit(at + ahead));
            if digit(at) {
                digits.push(characters[at]);
            } else if !apart || digit(at + 4) {
                break;
            }
            at += 1;
        }
        numbers.extend(digits.parse::<u64>());
    }
    numbers
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_stats::disclosure::Cell;

    use super::*;

    fn told() -> Told {
        let mut cells = Marks::default();
        let counts =
            [("a/x/met", Some(1_234)), ("a/x", Some(2_000)), ("a/x/late", None), ("a/z", Some(0))];
        for (mark, count) in counts {
            cells.push(mark, Count { count, printed: mark == "a/x/met" });
        }
        cells.seal();
        let past = [("a/x/met".to_owned(), vec![(0, Some(1_200)), (2, Some(1_234))])].into();
        Told { cells, past, unsafe_cells: Vec::new() }
    }

    fn wrong(html: &str) -> usize {
        told().examine("a.html", html, &mut Vec::new()).len()
    }

    #[test]
    fn a_count_is_the_one_of_the_list_and_a_hidden_one_is_hidden() {
        assert_eq!(
            wrong("<dd data-cell=\"a/x/met\">1.234</dd><td data-cell=\"a/x/late\">[c]</td>"),
            0
        );
        assert_eq!(wrong("<dd data-cell=\"a/x/met\">1.235</dd>"), 1);
        assert_eq!(wrong("<dd data-cell=\"a/x/met\"></dd>"), 1);
        assert_eq!(wrong("<dd data-cell=\"a/x/late\">3</dd>"), 1);
        assert_eq!(wrong("<dd data-cell=\"a/y\">3</dd><dd data-cell=\"a/y\">[c]</dd>"), 1);
        assert_eq!(wrong("<dd data-cell=\"a/z/met\">0</dd><dd data-cell=\"a/z/met\">[c]</dd>"), 1);
    }

    #[test]
    fn a_sentence_and_a_share_rest_on_told_cells() {
        let sentence =
            |text: &str, marks: &str| wrong(&format!("<p data-rests=\"{marks}\">{text}</p>"));
        assert_eq!(sentence("Of 2,000, 1,234 were on time: 62 %.", "a/x/met a/x"), 0);
        assert_eq!(sentence("Of 2,000, 1,235 were on time: 62 %.", "a/x/met a/x"), 1);
        assert_eq!(sentence("Too few to be told.", "a/x/met a/x/late"), 0);
        assert_eq!(sentence("1,234 and [c]", "a/x/met a/x/late"), 0);
        assert_eq!(sentence("1,234 and 3", "a/x/met a/x/late"), 1);
        // 1234 / 2000 is 61.7 percent.
        assert_eq!(wrong("<b data-share=\"a/x/met a/x\">62 %</b>"), 0);
        assert_eq!(wrong("<b data-share=\"a/x/met a/x\">63 %</b>"), 1);
        assert_eq!(wrong("<b data-share=\"a/x/late a/x\">62 %</b>"), 1);
    }

    #[test]
    fn what_an_earlier_release_printed_is_looked_up_by_its_number() {
        let said = |release: &str, count: &str| {
            wrong(&format!("<p data-rests=\"a@{release}/x/met\">{count}</p>"))
        };
        // It printed 1,200 at first and 1,234 from the third on.
        assert_eq!([said("1", "1,200"), said("2", "1,200"), said("3", "1,234")], [0, 0, 0]);
        assert_eq!([said("2", "1,234"), said("3", "1,200"), said("0", "1,200")], [1, 1, 1]);
    }

    #[test]
    fn what_each_release_printed_is_remembered_though_most_printed_the_same() {
        let mut releases = Releases::default();
        let mut live = Cells::new();
        // The last of three printed what the first did, and one cell never changed.
        for (name, met) in [("1", 17), ("2", 30), ("3", 17)] {
            live = Cells::new();
            live.add(&["met"], Cell::shown(met, 0, 5)).unwrap();
            live.add(&["late"], Cell::shown(20, 0, 5)).unwrap();
            releases.record(name, &live);
        }
        let mut told = Told::default();
        for (id, cell) in live.iter() {
            let mark = mark("a", live.words(id));
            told.cells.push(&mark, Count { count: Some(cell.value), printed: true });
        }
        told.cells.seal();
        told.remember("a", &releases);
        let met =
            ["a@1/met", "a@2/met", "a@3/met", "a/met", "a@0/met"].map(|mark| told.count(mark));
        assert_eq!(met, [Some(17), Some(30), Some(17), Some(17), None]);
        let late = ["a@1/late", "a@3/late", "a/late", "a@1/none"].map(|mark| told.count(mark));
        assert_eq!(late, [Some(20), Some(20), Some(20), None]);
        assert_eq!(told.past.len(), 1, "what never changed is not kept twice");
    }

    #[test]
    fn a_finding_names_the_line_and_a_mark_that_is_nowhere() {
        let mut places = Vec::new();
        let page = "<p>\n<dd data-cell=\"a/x/late\">3</dd>";
        let found = told().examine("a.html", page, &mut places);
        let mut seen = told().unseen();
        seen.extend(places);
        assert_eq!(found[0].to_string(), "a.html:2: count-differs: a/x/late is not hidden");
        let missing = told().finish(&seen);
        assert_eq!(
            missing[0].to_string(),
            "a: count-missing: a/x/met is on no page, expected on one"
        );
    }

    #[test]
    fn numbers_have_their_thousands_together() {
        assert_eq!(
            numbers("1.234 dan 5, lalu 12.345.678; 2025-08"),
            [1_234, 5, 12_345_678, 2_025, 8]
        );
    }
}
