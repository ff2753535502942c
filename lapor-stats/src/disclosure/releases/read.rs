//! Reads the file of a memory of releases, row by row.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::super::cell::{Cell, CellId, Cells, State};
use super::Releases;
use super::file::{FORMAT, Line, THRESHOLD, VERSION, WEIGHT, word};
use crate::error::Error;

impl Releases {
    /// Reads the memory; `file` is how a message calls it.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if it cannot be read, [`Error::NoReleases`] with the line if it is none or was cut short.
    pub fn read(input: impl BufRead, file: &str) -> Result<Releases, Error> {
        read(input, file, Releases::default())
    }

    /// Whether a memory that knows of one release alone has just these cells, each `same` as it is now; the memory is never made.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cell, Cells, Releases};
    ///
    /// let mut cells = Cells::new();
    /// cells.add(&["met"], Cell::shown(17, 0, 5))?;
    /// let mut file = Vec::new();
    /// Releases::write_first("2026-05", &cells, &mut file)?;
    /// let same = |before: &Cell, now: &Cell| before.value == now.value;
    /// assert!(Releases::are_last(&file[..], "may", &cells, same)?);
    /// cells.add(&["late"], Cell::shown(20, 0, 5))?;
    /// assert!(!Releases::are_last(&file[..], "may", &cells, same)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Releases::read`].
    pub fn are_last(
        input: impl BufRead,
        file: &str,
        cells: &Cells,
        same: impl Fn(&Cell, &Cell) -> bool,
    ) -> Result<bool, Error> {
        let words = BTreeMap::new();
        let seen = vec![false; cells.len()];
        let comparison = Comparison { cells, same, words, seen, differs: false };
        let done = read(input, file, comparison)?;
        Ok(!done.differs && done.seen.into_iter().all(|seen| seen))
    }
}

/// Reads a memory and hands over what it has.
fn read<T: Taker>(mut input: impl BufRead, file: &str, taker: T) -> Result<T, Error> {
    let mut reader = Reader {
        taker,
        releases: 0,
        cells: 0,
        version: None,
        ended: false,
        words: Vec::new(),
        name: Vec::new(),
        parts: Vec::new(),
    };
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
        Ok(reader.taker)
    } else {
        let problem = "found the end of the file, expected a last line that says so".into();
        Err(Error::NoReleases { file: file.into(), line: number + 1, problem })
    }
}

/// What becomes of what is read.
trait Taker {
    /// The number of a word, new or not.
    fn word(&mut self, word: &str) -> u32;
    fn release(&mut self, title: String);
    /// A cell by the numbers of the words of its name.
    fn cell(&mut self, name: &[u32], cell: Cell);
    /// A total and its parts, by the places of cells.
    fn relation(&mut self, total: CellId, parts: &[CellId]);
}

impl Taker for Releases {
    fn word(&mut self, word: &str) -> u32 {
        self.names.word(word)
    }

    fn release(&mut self, title: String) {
        self.titles.push(title);
    }

    fn cell(&mut self, name: &[u32], cell: Cell) {
        let release = self.titles.len().saturating_sub(1);
        self.add(release as u32, name, cell);
    }

    fn relation(&mut self, total: CellId, parts: &[CellId]) {
        self.relations.add(total, parts);
    }
}

/// A list that is compared with what is read.
struct Comparison<'c, S> {
    cells: &'c Cells,
    same: S,
    /// Numbers of words that no name of the list has, above those that one has.
    words: BTreeMap<String, u32>,
    /// The cells of the list that were read.
    seen: Vec<bool>,
    differs: bool,
}

impl<S: Fn(&Cell, &Cell) -> bool> Taker for Comparison<'_, S> {
    fn word(&mut self, word: &str) -> u32 {
        let (names, fresh) = (self.cells.names(), self.words.len());
        names.find_word(word).unwrap_or_else(|| {
            let next = (names.words().len() + fresh) as u32;
            *self.words.entry(word.to_owned()).or_insert(next)
        })
    }

    fn release(&mut self, _title: String) {}

    fn cell(&mut self, name: &[u32], cell: Cell) {
        match self.cells.names().find(name) {
            Some(at) => {
                self.seen[at as usize] = true;
                self.differs |= !(self.same)(&cell, &self.cells.get(CellId(at)));
            }
            None => self.differs = true,
        }
    }

    fn relation(&mut self, _total: CellId, _parts: &[CellId]) {}
}

/// Reads line by line.
struct Reader<T> {
    taker: T,
    /// How many releases and cells there were so far.
    releases: usize,
    cells: usize,
    /// The version of the format, once the head has been read.
    version: Option<u32>,
    ended: bool,
    /// By the numbers of the file.
    words: Vec<u32>,
    name: Vec<u32>,
    parts: Vec<usize>,
}

impl<T: Taker> Reader<T> {
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
            (Line::Release { release }, Some(_)) => {
                self.releases += 1;
                self.taker.release(release);
            }
            (Line::Words { words }, Some(VERSION)) => {
                self.words.extend(words.iter().map(|word| self.taker.word(word)));
            }
            (Line::Cell { cell: name, value, on_pages, threshold, weight, state }, Some(1)) => {
                self.name.clear();
                self.name.extend(name.iter().map(|word| self.taker.word(word)));
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
        if self.releases == 0 {
            return Err(self.found("a cell before any release"));
        }
        if cell.value < cell.on_pages {
            return Err("found more reports on pages than there are".into());
        }
        self.cells += 1;
        self.taker.cell(&self.name, cell);
        Ok(())
    }

    /// Takes the row of a relation; none if it is no such row.
    fn relation_row(&mut self, text: &str) -> Option<Result<(), String>> {
        let mut row = Row { left: text.strip_prefix('[')? };
        let known = self.cells as u64;
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
        let known = self.cells;
        if parts.clone().chain([total]).any(|place| known <= place) {
            return Err(self.not_there());
        }
        let parts: Vec<CellId> = parts.map(|place| CellId(place as u32)).collect();
        self.taker.relation(CellId(total as u32), &parts);
        Ok(())
    }

    fn not_there(&self) -> String {
        let known = self.cells;
        format!("found a cell that is not there yet, expected numbers under {known}")
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
