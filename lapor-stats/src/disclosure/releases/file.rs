//! The file of a memory of releases.
//!
//! ```text
//! {"format":"lapor-releases","version":2}
//! {"release":"2026-05-31"}
//! {"words":["FollowUp met","agency=A-1","agency=A-2"]}
//! [[0],20,8,5,0,"hidden"]
//! [[0,1],3,1,5,0,"hidden"]
//! [[0,2],17,1,5,0,"hidden"]
//! [0,[1,2]]
//! {"end":true}
//! ```
//!
//! After the line of a release come the words that no earlier one had, numbered from 0 over the whole file, its cells that are new
//! or have changed, numbered likewise, and the relations that such a cell stands in.
//!
//! A cell is its name in numbers of words, its count, and what it weighs, its threshold, how many of it are on pages and its state;
//! the last of these are left out where they are 1, 5, all of it, and shown. A relation is its total, then
//! runs of parts: the first, how many, and how far apart they are, if not 1.
//!
//! Version 1 spelt all of that out, and is still read:
//!
//! ```text
//! {"cell":["FollowUp met","agency=A-1"],"value":3,"on_pages":0,"threshold":5,"weight":1,"state":"hidden"}
//! {"total":0,"parts":[1,2]}
//! ```

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::super::cell::{Cell, CellId, Cells, State};
use super::super::relation::{Relation, runs};
use super::Releases;

/// The word by which the memory is known.
pub(super) const FORMAT: &str = "lapor-releases";

/// The version of the format that is written; this and the one before are read.
pub(super) const VERSION: u32 = 2;

/// What a cell's row leaves out.
pub(super) const WEIGHT: u64 = 1;
pub(super) const THRESHOLD: u64 = 5;

impl Releases {
    /// Writes the memory; equal ones are equal bytes.
    ///
    /// # Errors
    ///
    /// Whatever the output refuses.
    pub fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        line(out, &Line::Head { format: FORMAT.into(), version: VERSION })?;
        let mut relations: Vec<Vec<u32>> = vec![Vec::new(); self.titles.len()];
        for at in self.relations.sorted() {
            let Some(relation) = self.relations.get(at as usize) else { continue };
            let last = relation.parts.iter().fold(relation.total, |last, &part| last.max(part));
            relations[self.versions.release(last.0) as usize].push(at);
        }
        let mut numbers: Vec<Option<usize>> = vec![None; self.names.words().len()];
        let mut known = 0;
        for ((at, title), relations) in (0_u32..).zip(&self.titles).zip(relations) {
            line(out, &Line::Release { release: title.clone() })?;
            let versions = self.versions.of(at);
            let name_of = |version: u32| self.names.get(self.versions.names[version as usize]);
            let mut words = Vec::new();
            for word in versions.clone().flat_map(name_of) {
                if numbers[word as usize].is_none() {
                    numbers[word as usize] = Some(known + words.len());
                    words.push(self.names.words()[word as usize].to_string());
                }
            }
            known += words.len();
            if !words.is_empty() {
                line(out, &Line::Words { words })?;
            }
            for version in versions {
                let name = name_of(version).filter_map(|word| numbers[word as usize]);
                cell_row(out, name, &self.versions.cells.get(version as usize))?;
            }
            for relation in relations.into_iter().filter_map(|at| self.relations.get(at as usize)) {
                relation_row(out, &relation)?;
            }
        }
        line(out, &Line::End { end: true })
    }

    /// Writes the memory that knows of one release alone, from its list: the same bytes, and the memory is never made.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cell, Cells, Releases};
    ///
    /// let mut cells = Cells::new();
    /// cells.add(&["met"], Cell::shown(17, 0, 5))?;
    /// let (mut first, mut same) = (Vec::new(), Vec::new());
    /// Releases::write_first("2026-05", &cells, &mut first)?;
    /// let mut releases = Releases::default();
    /// releases.record("2026-05", &cells);
    /// releases.write(&mut same)?;
    /// assert_eq!(first, same);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Whatever the output refuses.
    pub fn write_first(release: &str, cells: &Cells, out: &mut impl Write) -> std::io::Result<()> {
        line(out, &Line::Head { format: FORMAT.into(), version: VERSION })?;
        let names = cells.names();
        let is_earlier: Vec<bool> =
            names.words().iter().map(|word| Releases::is_earlier(word)).collect();
        let is_own =
            |id: &CellId| !names.get(id.0).next().is_some_and(|word| is_earlier[word as usize]);
        let own = || cells.iter().filter(|(id, _)| is_own(id));
        let mut places: Vec<Option<CellId>> = vec![None; cells.len()];
        let mut numbers: Vec<Option<usize>> = vec![None; names.words().len()];
        let mut words = Vec::new();
        for ((id, _), place) in own().zip(0..) {
            places[id.index()] = Some(CellId(place));
            for word in names.get(id.0) {
                if numbers[word as usize].is_none() {
                    numbers[word as usize] = Some(words.len());
                    words.push(names.words()[word as usize].to_string());
                }
            }
        }
        // A list of nothing is no release.
        if own().next().is_some() {
            line(out, &Line::Release { release: release.to_owned() })?;
        }
        if !words.is_empty() {
            line(out, &Line::Words { words })?;
        }
        for (id, cell) in own() {
            let name = names.get(id.0).filter_map(|word| numbers[word as usize]);
            cell_row(out, name, &cell)?;
        }
        for relation in cells.sorted_relations() {
            let place = |id: &CellId| places[id.index()];
            let parts: Option<Vec<CellId>> = relation.parts.iter().map(place).collect();
            if let Some((total, parts)) = place(&relation.total).zip(parts) {
                relation_row(out, &Relation { total, parts })?;
            }
        }
        line(out, &Line::End { end: true })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Line {
    Head { format: String, version: u32 },
    Release { release: String },
    Words { words: Vec<String> },
    Cell { cell: Vec<String>, value: u64, on_pages: u64, threshold: u64, weight: u64, state: State },
    Relation { total: usize, parts: Vec<usize> },
    End { end: bool },
}

fn line(out: &mut impl Write, value: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes a number without the machinery of formats: a list has millions.
fn number(out: &mut impl Write, number: u64) -> std::io::Result<()> {
    Ok(serde_json::to_writer(out, &number)?)
}

fn cell_row(
    out: &mut impl Write,
    name: impl Iterator<Item = usize>,
    cell: &Cell,
) -> std::io::Result<()> {
    out.write_all(b"[[")?;
    for (at, word) in name.enumerate() {
        if at != 0 {
            out.write_all(b",")?;
        }
        number(out, word as u64)?;
    }
    out.write_all(b"],")?;
    number(out, cell.value)?;
    let usual = [
        cell.weight == WEIGHT,
        cell.threshold == THRESHOLD,
        cell.on_pages == cell.value,
        cell.state == State::Shown,
    ];
    let told = usual.iter().rposition(|usual| !usual).map_or(0, |last| last + 1);
    for &told in [cell.weight, cell.threshold, cell.on_pages].iter().take(told) {
        out.write_all(b",")?;
        number(out, told)?;
    }
    if told == usual.len() {
        write!(out, ",{}", word(cell.state))?;
    }
    out.write_all(b"]\n")
}

fn relation_row(out: &mut impl Write, relation: &Relation) -> std::io::Result<()> {
    write!(out, "[{}", relation.total.0)?;
    for (first, count, step) in runs(&relation.parts) {
        match step {
            1 => write!(out, ",[{first},{count}]")?,
            _ => write!(out, ",[{first},{count},{step}]")?,
        }
    }
    out.write_all(b"]\n")
}

/// The word for a state, as JSON has it.
pub(super) const fn word(state: State) -> &'static str {
    match state {
        State::Shown => "\"shown\"",
        State::Hidden => "\"hidden\"",
        State::Unpublished => "\"unpublished\"",
    }
}
