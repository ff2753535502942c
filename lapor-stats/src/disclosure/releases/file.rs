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

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::super::cell::{Cell, CellId, State};
use super::super::relation::Relation;
use super::Releases;
use crate::error::Error;

/// The word by which the memory is known.
const FORMAT: &str = "lapor-releases";

/// The version of the format that is written; this and the one before are read.
const VERSION: u32 = 2;

/// What a cell's row leaves out.
const WEIGHT: u64 = 1;
const THRESHOLD: u64 = 5;

impl Releases {
    /// Writes the memory; equal ones are equal bytes.
    ///
    /// # Errors
    ///
    /// Whatever the output refuses.
    pub fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        line(out, &Line::Head { format: FORMAT.into(), version: VERSION })?;
        let mut relations: Vec<Vec<Relation<'_>>> = vec![Vec::new(); self.titles.len()];
        for relation in self.sums() {
            let last = relation.parts.iter().fold(relation.total, |last, &part| last.max(part));
            relations[self.versions[last.index()].release as usize].push(relation);
        }
        let mut numbers: Vec<Option<usize>> = vec![None; self.names.words().len()];
        let mut known = 0;
        for ((at, title), relations) in (0_u32..).zip(&self.titles).zip(relations) {
            line(out, &Line::Release { release: title.clone() })?;
            let start = self.versions.partition_point(|version| version.release < at);
            let end = self.versions.partition_point(|version| version.release <= at);
            let versions = &self.versions[start..end];
            let mut words = Vec::new();
            for &word in versions.iter().flat_map(|version| self.names.get(version.name)) {
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
                let name = self.names.get(version.name).iter();
                cell_row(out, name.filter_map(|&word| numbers[word as usize]), &version.cell)?;
            }
            relations.iter().try_for_each(|relation| relation_row(out, relation))?;
        }
        line(out, &Line::End { end: true })
    }

    /// Reads the memory; `file` is how a message calls it.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if it cannot be read, [`Error::NoReleases`] with the line if it is none or was cut short.
    pub fn read(mut input: impl BufRead, file: &str) -> Result<Releases, Error> {
        let mut reader = Reader::default();
        let mut text = String::new();
        let mut number = 0;
        loop {
            text.clear();
            if input.read_line(&mut text).map_err(Error::io("read", file))? == 0 {
                break;
            }
            number += 1;
            let wrong =
                |problem: String| Error::NoReleases { file: file.into(), line: number, problem };
            reader.line(text.trim_end_matches(['\n', '\r'])).map_err(wrong)?;
        }
        if reader.ended {
            Ok(reader.releases)
        } else {
            let problem = "found the end of the file, expected a last line that says so".into();
            Err(Error::NoReleases { file: file.into(), line: number + 1, problem })
        }
    }
}

/// Reads line by line.
#[derive(Default)]
struct Reader {
    releases: Releases,
    /// The version of the format, once the head has been read.
    version: Option<u32>,
    ended: bool,
    /// By the numbers of the file.
    words: Vec<u32>,
    name: Vec<u32>,
    parts: Vec<usize>,
}

impl Reader {
    /// What is wrong with a line, if anything is.
    fn line(&mut self, text: &str) -> Result<(), String> {
        if self.version == Some(VERSION) && !self.ended && text.starts_with('[') {
            let row =
                if text.starts_with("[[") { self.cell_row(text) } else { self.relation_row(text) };
            return row.unwrap_or_else(|| Err(self.found("something else")));
        }
        let line: Line = serde_json::from_str(text).map_err(|_| self.found("something else"))?;
        match (line, self.version) {
            (Line::Head { format, version }, None) => {
                if format != FORMAT || version == 0 || VERSION < version {
                    return Err(format!(
                        "found {} version {version}, expected {FORMAT} version 1 or {VERSION}",
                        if format == FORMAT { FORMAT } else { "another format" }
                    ));
                }
                self.version = Some(version);
            }
            _ if self.ended => return Err(self.found("another line")),
            (Line::Release { release }, Some(_)) => self.releases.titles.push(release),
            (Line::Words { words }, Some(VERSION)) => {
                self.words.extend(words.iter().map(|word| self.releases.names.word(word)));
            }
            (Line::Cell { cell: name, value, on_pages, threshold, weight, state }, Some(1)) => {
                self.name.clear();
                self.name.extend(name.iter().map(|word| self.releases.names.word(word)));
                let cell = Cell { value, on_pages, threshold, weight, state, fixed: false };
                self.cell(cell)?;
            }
            (Line::Relation { total, parts }, Some(1)) => {
                self.relation(total, parts.iter().copied())?
            }
            (Line::End { .. }, Some(_)) => self.ended = true,
            _ => return Err(self.found("another line")),
        }
        Ok(())
    }

    fn found(&self, what: &str) -> String {
        let expected = match (self.version, self.ended) {
            (None, _) => "the head of a memory of releases",
            (Some(_), false) => "a release, cell, relation or end",
            (Some(_), true) => "nothing after the end",
        };
        format!("found {what}, expected {expected}")
    }

    /// Takes the row of a cell; none if it is no such row.
    fn cell_row(&mut self, text: &str) -> Option<Result<(), String>> {
        let mut row = Row { left: text.strip_prefix("[[")? };
        let known = self.words.len();
        self.name.clear();
        loop {
            let number = row.number()?;
            match usize::try_from(number).ok().and_then(|number| self.words.get(number)) {
                Some(&word) => self.name.push(word),
                None => {
                    let expected = format!("expected numbers under {known}");
                    return Some(Err(format!("found a word that is not there yet, {expected}")));
                }
            }
            if row.eats(",").is_none() {
                break;
            }
        }
        row.eats("],")?;
        let value = row.number()?;
        let mut cell = Cell {
            value,
            on_pages: value,
            threshold: THRESHOLD,
            weight: WEIGHT,
            state: State::Shown,
            fixed: false,
        };
        for part in [&mut cell.weight, &mut cell.threshold, &mut cell.on_pages] {
            if row.eats(",").is_some() {
                *part = row.number()?;
            }
        }
        if row.eats(",").is_some() {
            let state = [State::Shown, State::Hidden, State::Unpublished];
            cell.state = state.into_iter().find(|&state| row.eats(word(state)).is_some())?;
        }
        row.ends()?;
        Some(self.cell(cell))
    }

    /// A cell of the name that was read.
    fn cell(&mut self, cell: Cell) -> Result<(), String> {
        let Some(release) = self.releases.titles.len().checked_sub(1) else {
            return Err(self.found("a cell before any release"));
        };
        if cell.value < cell.on_pages {
            return Err("found more reports on pages than there are".into());
        }
        self.releases.add(release as u32, &self.name, cell);
        Ok(())
    }

    /// Takes the row of a relation; none if it is no such row.
    fn relation_row(&mut self, text: &str) -> Option<Result<(), String>> {
        let mut row = Row { left: text.strip_prefix('[')? };
        let known = self.releases.versions.len() as u64;
        let total = row.number()?;
        self.parts.clear();
        while row.eats(",[").is_some() {
            let first = row.number()?;
            row.eats(",")?;
            let count = row.number()?;
            let step = if row.eats(",").is_some() { row.number()? } else { 1 };
            row.eats("]")?;
            // More than there are cells is refused before it is spelt out.
            let last = count.saturating_sub(1).checked_mul(step)?.checked_add(first)?;
            if known <= last || known < count {
                return Some(Err(self.not_there()));
            }
            self.parts.extend((0..count).map(|at| (first + at * step) as usize));
        }
        row.ends()?;
        let parts = std::mem::take(&mut self.parts);
        let taken = self.relation(total as usize, parts.iter().copied());
        self.parts = parts;
        Some(taken)
    }

    fn relation(
        &mut self,
        total: usize,
        parts: impl Iterator<Item = usize> + Clone,
    ) -> Result<(), String> {
        let known = self.releases.versions.len();
        if parts.clone().chain([total]).any(|place| known <= place) {
            return Err(self.not_there());
        }
        let parts: Vec<CellId> = parts.map(|place| CellId(place as u32)).collect();
        self.releases.relations.add(CellId(total as u32), &parts);
        Ok(())
    }

    fn not_there(&self) -> String {
        let known = self.releases.versions.len();
        format!("found a cell that is not there yet, expected numbers under {known}")
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Line {
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

fn cell_row(
    out: &mut impl Write,
    name: impl Iterator<Item = usize>,
    cell: &Cell,
) -> std::io::Result<()> {
    out.write_all(b"[[")?;
    for (at, word) in name.enumerate() {
        write!(out, "{}{word}", if at == 0 { "" } else { "," })?;
    }
    write!(out, "],{}", cell.value)?;
    let usual = [
        cell.weight == WEIGHT,
        cell.threshold == THRESHOLD,
        cell.on_pages == cell.value,
        cell.state == State::Shown,
    ];
    let told = usual.iter().rposition(|usual| !usual).map_or(0, |last| last + 1);
    for number in [cell.weight, cell.threshold, cell.on_pages].iter().take(told) {
        write!(out, ",{number}")?;
    }
    if told == usual.len() {
        write!(out, ",{}", word(cell.state))?;
    }
    out.write_all(b"]\n")
}

fn relation_row(out: &mut impl Write, relation: &Relation<'_>) -> std::io::Result<()> {
    write!(out, "[{}", relation.total.0)?;
    let mut parts = relation.parts;
    while let Some(&first) = parts.first() {
        // A part that stands alone has no next one to be apart from.
        let step = parts.get(1).and_then(|next| next.0.checked_sub(first.0)).unwrap_or(1).max(1);
        let ahead = |at: usize| u64::from(first.0) + at as u64 * u64::from(step);
        let run = parts.iter().enumerate();
        let count = run.take_while(|(at, part)| u64::from(part.0) == ahead(*at)).count();
        match step {
            1 => write!(out, ",[{},{count}]", first.0)?,
            _ => write!(out, ",[{},{count},{step}]", first.0)?,
        }
        parts = &parts[count..];
    }
    out.write_all(b"]\n")
}

/// The word for a state, as JSON has it.
const fn word(state: State) -> &'static str {
    match state {
        State::Shown => "\"shown\"",
        State::Hidden => "\"hidden\"",
        State::Unpublished => "\"unpublished\"",
    }
}

/// What is left of a row. A list of cells has a million of them, which is worth a reader that knows nothing else.
struct Row<'t> {
    left: &'t str,
}

impl Row<'_> {
    fn eats(&mut self, what: &str) -> Option<()> {
        self.left = self.left.strip_prefix(what)?;
        Some(())
    }

    /// A number without sign, point or needless 0.
    fn number(&mut self) -> Option<u64> {
        let end = self.left.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, left) = self.left.split_at(end);
        if end == 0 || (1 < end && digits.starts_with('0')) {
            return None;
        }
        self.left = left;
        digits.bytes().try_fold(0_u64, |number, digit| {
            number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
    }

    fn ends(&mut self) -> Option<()> {
        self.eats("]")?;
        self.left.is_empty().then_some(())
    }
}
