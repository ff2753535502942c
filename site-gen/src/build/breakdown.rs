//! Counts by category, programme, channel and place: the values that have a line, and the cells of each.
//!
//! Which values have a line says nothing that is not public: those of the operator's own list of categories, and those
//! that at least [`OWN_LINE`] reports with a page have; where nothing is hidden, enough to tell. Everything else is told together, as what is left over.
//!
//! The page of an anonymous or sensitive report says its month and outcome, and its category or province where
//! at least five share it. So in the line of that category or province it can be counted by anybody, and the rest
//! is what is left: the secret ones, and those whose page does not say so much.

use std::collections::{BTreeMap, BTreeSet};

use lapor_core::Stage;
use lapor_stats::dataset::Dataset;
use lapor_stats::disclosure::{Cell as Count, Cells, Refusal};

use crate::model::TOO_FEW;
use crate::place::Places;
use crate::route::{Key, slug};

use super::counts::{Counted, Known};
use super::exposure::Exposure;
use super::judged::Judged;
use super::ledger::{SENSITIVE, THRESHOLD};
use super::outcome::{Half, outcomes};

/// How many reports with a page give a value a line of its own; of fewer, the rest is under the threshold in most cells,
/// and hiding those takes the others along.
const OWN_LINE: usize = 40;

/// What a sum weighs beside its parts, for each step up, as in every table.
const STEP: u64 = 8;

/// A value, or what is left over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Its word in the list.
    pub(super) word: String,
    /// Its name; none for what is left over.
    pub(super) name: Option<String>,
    /// The value that it is a part of; always before its own. None: of the whole.
    pub(super) parent: Option<usize>,
}

/// The stages of a source by the values of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Breakdown {
    pub(super) key: Key,
    /// What is left over of a sum stands last among its parts.
    pub(super) values: Vec<Value>,
    counts: BTreeMap<(Stage, usize), Counted>,
}

/// Where reports come from, as far as a breakdown needs it.
pub(super) struct Reports<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) exposures: &'a [Exposure],
    pub(super) known: &'a [Known],
}

impl Breakdown {
    /// Counts the stages by a key; none where the source does not tell its reports apart by it.
    pub(super) fn of<'r>(
        key: Key,
        reports: &Reports<'_>,
        rows: impl IntoIterator<Item = &'r Judged>,
    ) -> Option<Breakdown> {
        let paths: Vec<Path<'_>> =
            (0..reports.known.len()).map(|at| reports.path(key, at)).collect();
        let values = Values::of(key, reports, &paths)?;
        // Few paths are taken by many reports.
        let mut places: BTreeMap<Path<'_>, [Option<usize>; 2]> = BTreeMap::new();
        for path in &paths {
            places.entry(*path).or_insert_with(|| values.places(path));
        }
        let places: Vec<[Option<usize>; 2]> =
            paths.iter().map(|path| places.get(path).copied().unwrap_or_default()).collect();
        let mut counts: BTreeMap<(Stage, usize), Counted> = BTreeMap::new();
        for row in rows {
            let report = row.report as usize;
            let Some((path, places)) = paths.get(report).zip(places.get(report)) else { continue };
            let Some(bucket) = row.bucket else { continue };
            for place in places.iter().copied().flatten() {
                let known = reports.known_in(key, report, path, &values.values[place]);
                counts.entry((row.stage, place)).or_default().add(bucket, known);
            }
        }
        Some(Breakdown { key, values: values.values, counts })
    }

    /// Whether any value is told apart further.
    pub(super) fn has_parts(&self) -> bool {
        self.values.iter().any(|value| value.parent.is_some())
    }

    /// Adds kept and broken of a stage by the values, or by these and their parts.
    ///
    /// Their sums are the cells of the whole, which are in the list already.
    pub(super) fn declare(
        &self,
        cells: &mut Cells,
        stage: Stage,
        with_parts: bool,
    ) -> Result<(), Refusal> {
        let tree = outcomes(stage, Half::Due, false);
        let table = Half::Due.table(stage);
        let is_told = |value: &Value| with_parts || value.parent.is_none();
        for outcome in tree {
            let whole: &[&str] = &[table, &format!("outcome={}", outcome.word)];
            let whole = cells.find(if outcome.parent.is_some() { whole } else { &whole[..1] });
            let mut ids = vec![None; self.values.len()];
            for (at, value) in self.values.iter().enumerate().filter(|(_, value)| is_told(value)) {
                let counted = self.counts.get(&(stage, at)).copied().unwrap_or_default();
                let (all, pages) = (outcome.count(&counted.all), outcome.count(&counted.on_pages));
                let rest_is_plain = outcome.count(&counted.plain) != 0 || all == pages;
                let threshold = if rest_is_plain { THRESHOLD } else { SENSITIVE };
                let sums = u32::from(outcome.parent.is_none())
                    + u32::from(with_parts && self.parts(Some(at)).next().is_some());
                let count = Count::shown(all, pages, threshold).weighing(STEP.pow(sums));
                ids[at] =
                    Some(cells.add(&name(table, self.key, &value.word, outcome.word), count)?);
            }
            for (at, &id) in ids.iter().enumerate() {
                let parts: Vec<_> = self.parts(Some(at)).filter_map(|part| ids[part]).collect();
                if let Some(id) = id.filter(|_| !parts.is_empty()) {
                    cells.relate(id, &parts)?;
                }
            }
            let parts: Vec<_> = self.parts(None).filter_map(|part| ids[part]).collect();
            if let Some(whole) = whole {
                cells.relate(whole, &parts)?;
            }
        }
        for value in self.values.iter().filter(|value| is_told(value)) {
            let find = |at: usize| cells.find(&name(table, self.key, &value.word, tree[at].word));
            let parts: Vec<_> = (1..tree.len()).filter_map(find).collect();
            if let Some(all) = find(0) {
                cells.relate(all, &parts)?;
            }
        }
        Ok(())
    }

    /// The places of the parts of a value, or of the whole.
    pub(super) fn parts(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        (0..self.values.len()).filter(move |&at| self.values[at].parent == parent)
    }
}

/// The name of a cell in the list; `all` is the sum of the outcomes.
pub(super) fn name(table: &str, key: Key, word: &str, outcome: &str) -> Vec<String> {
    let mut name = vec![table.to_owned(), format!("{}={word}", key.word())];
    name.extend((outcome != "all").then(|| format!("outcome={outcome}")));
    name
}

/// The value of a report and the part of it, by what identifies them in the source.
type Path<'r> = (Option<&'r str>, Option<&'r str>);

impl<'r> Reports<'r> {
    fn path(&self, key: Key, report: usize) -> Path<'r> {
        let reports = &self.dataset.reports;
        match key {
            Key::Program => (reports.program.word(report), None),
            Key::Channel => (reports.channel.word(report), None),
            Key::Category => {
                let category = reports.category.word(report);
                let listed = category.and_then(|name| self.dataset.categories.get(name));
                match listed.and_then(|listed| listed.group.as_deref()) {
                    Some(group) => (Some(group), category),
                    None => (category, None),
                }
            }
            Key::Place => {
                let places = Places::indonesia();
                let code = reports.place.word(report).filter(|code| places.name(code).is_some());
                let Some(code) = code else { return (None, None) };
                let province = Places::province(code);
                (Some(province), (province != code).then_some(code))
            }
        }
    }

    /// Who knows that a report is counted under its value, or under the part of it.
    fn known_in(&self, key: Key, report: usize, path: &Path<'_>, value: &Value) -> Known {
        let known = self.known.get(report).copied().unwrap_or(Known::ToNone);
        let Some(Exposure::General(facets)) = self.exposures.get(report) else { return known };
        let told = match key {
            Key::Program | Key::Channel => None,
            Key::Category => facets.category.as_deref(),
            Key::Place => facets.place.as_deref(),
        };
        // Its page names the part, or only the sum: the group or the province.
        let names_part = |told: &str| path.1.is_some_and(|part| display(key, part) == told);
        match told {
            Some(told) if value.parent.is_none() || names_part(told) => Known::ToAll,
            _ => known,
        }
    }
}

/// The values of a key, and where each is.
struct Values {
    values: Vec<Value>,
    places: BTreeMap<(String, Option<String>), usize>,
    /// What is left over of a value, or of the whole.
    left: BTreeMap<Option<usize>, usize>,
}

impl Values {
    fn of(key: Key, reports: &Reports<'_>, paths: &[Path<'_>]) -> Option<Values> {
        let mut on_pages: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
        let mut nameless = 0;
        for (path, _) in
            paths.iter().zip(reports.known).filter(|(_, known)| **known == Known::ToAll)
        {
            let Some(value) = path.0 else {
                nameless += 1;
                continue;
            };
            *on_pages.entry((value, None)).or_default() += 1;
            if let Some(part) = path.1 {
                *on_pages.entry((value, Some(part))).or_default() += 1;
            }
        }
        let public = reports.known.iter().all(|known| *known == Known::ToAll);
        let enough = if public { TOO_FEW as usize } else { OWN_LINE };
        let mut told: BTreeSet<(&str, Option<&str>)> =
            on_pages.iter().filter(|(_, count)| enough <= **count).map(|(path, _)| *path).collect();
        if key == Key::Category {
            for (category, listed) in &reports.dataset.categories {
                match listed.group.as_deref() {
                    Some(group) => told.extend([(group, None), (group, Some(&**category))]),
                    None => told.extend([(&**category, None)]),
                }
            }
        }
        let apart = told.iter().filter(|(_, part)| part.is_none()).count();
        let else_ = nameless + on_pages.iter().filter(|(path, _)| !told.contains(*path)).count();
        if apart == 0 || (apart == 1 && else_ == 0) {
            return None;
        }
        let mut values =
            Values { values: Vec::new(), places: BTreeMap::new(), left: BTreeMap::new() };
        let mut words: BTreeMap<String, u32> = BTreeMap::new();
        let mut parent = None;
        for (value, part) in told {
            // A sum stands before its parts, since nothing is less than something.
            if part.is_none() {
                values.close(key, parent);
                parent = None;
            }
            let place = values.values.len();
            let found = part.unwrap_or(value);
            values.values.push(Value {
                word: word(key, found, &mut words),
                name: Some(display(key, found)),
                parent: part.and(parent),
            });
            values.places.insert((value.to_owned(), part.map(str::to_owned)), place);
            if part.is_none() {
                parent = Some(place);
            }
        }
        values.close(key, parent);
        let place = values.values.len();
        values.values.push(Value { word: LEFT.to_owned(), name: None, parent: None });
        values.left.insert(None, place);
        Some(values)
    }

    /// Adds what is left over of a value, if it has parts. A group is made of listed categories, so nothing of it is.
    fn close(&mut self, key: Key, parent: Option<usize>) {
        let Some(parent) = parent.filter(|_| key != Key::Category) else { return };
        if self.values.iter().any(|value| value.parent == Some(parent)) {
            let word = format!("{}{LEFT}", self.values[parent].word);
            self.left.insert(Some(parent), self.values.len());
            self.values.push(Value { word, name: None, parent: Some(parent) });
        }
    }

    /// The value of a report, and its part where there are any.
    fn places(&self, (value, part): &Path<'_>) -> [Option<usize>; 2] {
        let value = value.unwrap_or_default();
        let place = |part: Option<&str>| {
            self.places.get(&(value.to_owned(), part.map(str::to_owned))).copied()
        };
        let found = place(None).or(self.left.get(&None).copied());
        let of_part = part.and_then(|part| place(Some(part)));
        [found, of_part.or_else(|| self.left.get(&Some(found?)).copied())]
    }
}

/// The end of the word of what is left over; no slug has two hyphens side by side.
const LEFT: &str = "--left";

/// The word of a value in the list; where two would share one, a number is added.
fn word(key: Key, found: &str, seen: &mut BTreeMap<String, u32>) -> String {
    if key == Key::Place {
        return found.to_owned();
    }
    let base = match slug(found) {
        empty if empty.is_empty() => key.word().to_owned(),
        base => base,
    };
    let count = seen.entry(base.clone()).or_default();
    *count += 1;
    if *count == 1 { base } else { format!("{base}--{count}") }
}

fn display(key: Key, found: &str) -> String {
    let name = (key == Key::Place).then(|| Places::indonesia().name(found)).flatten();
    name.unwrap_or(found).to_owned()
}

#[cfg(test)]
mod tests;
