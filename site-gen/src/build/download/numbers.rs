//! The numbers of the pages as a table: the list of the ledger, told or hidden.

use std::collections::BTreeMap;
use std::ops::Range;

use lapor_stats::disclosure::{CellId, Releases, State};
use lapor_stats::measure::wilson::{Share, wilson};
use lapor_stats::table::{Data, Table};

use crate::memory::mark;
use crate::model::TOO_FEW;

use super::super::ledger::{Ledger, tells_none};

/// What a cell may be told apart by, in the order of the columns.
pub(super) const KEYS: [&str; 9] = [
    "agency",
    "month",
    "category",
    "program",
    "place",
    "channel",
    "class",
    "complexity",
    "outcome",
];

/// A column by its name, and what stands in it.
type Column = (&'static str, fn(&Share) -> f64);

/// What a row of kept promises says beside its count.
const SHARES: [Column; 3] =
    [("share", |share| share.share), ("low", |share| share.low), ("high", |share| share.high)];

/// Every cell that the pages may print, with its mark, a part of the list at a time; a hidden one is `[c]`.
///
/// What is part of a count of 0 has no row: of agencies by months that is most of a list, and a table of two million rows
/// opens in no spreadsheet.
///
/// Where promises were kept the share and its interval stand beside the count, if the pages show them; if the count of either is
/// hidden, so are they.
pub(super) struct Numbers<'s> {
    slug: &'s str,
    ledger: &'s Ledger,
    /// The cells that are rows.
    rows: Vec<CellId>,
    /// The keys by which any cell is told apart: a source without programmes has no column of them.
    used: [bool; KEYS.len()],
}

impl<'s> Numbers<'s> {
    pub(super) fn new(slug: &'s str, ledger: &'s Ledger) -> Self {
        let cells = ledger.cells();
        let (mut rows, mut used) = (Vec::new(), [false; KEYS.len()]);
        for (id, cell) in cells.iter() {
            let earlier = cells.words(id).next().is_some_and(Releases::is_earlier);
            if earlier || cell.state == State::Unpublished {
                continue;
            }
            for place in cells.words(id).filter_map(key).map(|(place, _)| place) {
                used[place] = true;
            }
            let is_row =
                !tells_none(cell) || !ledger.is_of_none(&cells.words(id).collect::<Vec<_>>());
            if is_row {
                rows.push(id);
            }
        }
        Numbers { slug, ledger, rows, used }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Some of the rows.
    pub(super) fn part(&self, range: Range<usize>) -> Table {
        let cells = self.ledger.cells();
        let mut marks = Vec::new();
        let mut names = Names::default();
        let mut keys: [Names; KEYS.len()] = Default::default();
        let (mut counts, mut hidden) = (Vec::new(), Vec::new());
        let (mut shares, mut untold) = (Vec::new(), Vec::new());
        for &id in &self.rows[range] {
            let cell = cells.get(id);
            let words: Vec<&str> = cells.words(id).collect();
            let due = words.strip_suffix(&["outcome=met"]).and_then(|due| cells.find(due));
            let due = due.map(|due| cells.get(due)).filter(|due| due.state != State::Unpublished);
            let is_told = due.is_some_and(|due| [due.state, cell.state] == [State::Shown; 2]);
            let share = due.filter(|due| is_told && TOO_FEW <= due.value);
            shares.push(share.and_then(|due| wilson(cell.value, due.value)));
            untold.push(due.is_some() && !is_told);
            marks.push(Some(mark(self.slug, words.iter().copied())));
            let mut plain = Vec::new();
            let mut found: [Option<&str>; KEYS.len()] = Default::default();
            for word in words {
                match key(word) {
                    Some((place, value)) => found[place] = Some(value),
                    None => plain.push(word),
                }
            }
            names.push(Some(&plain.join("/")));
            for (column, value) in keys.iter_mut().zip(found) {
                column.push(value);
            }
            counts.push(i64::try_from(cell.value).ok());
            hidden.push(cell.state == State::Hidden);
        }
        let mut columns = vec![("cell", Data::Text(marks)), ("table", names.into())];
        for ((name, values), used) in KEYS.into_iter().zip(keys).zip(self.used) {
            if used {
                columns.push((name, values.into()));
            }
        }
        columns.push(("count", Data::Integer(counts)));
        let rows = hidden.len();
        let mut cells = vec![vec![false; rows]; columns.len() - 1];
        cells.push(hidden);
        for (name, of) in SHARES {
            let shares = shares.iter().map(|share| share.as_ref().map(of));
            columns.push((name, Data::Share(shares.collect())));
            cells.push(untold.clone());
        }
        Table::new(columns).with_hidden(cells)
    }
}

/// A column of names, each of which is kept once.
#[derive(Default)]
struct Names {
    known: BTreeMap<String, u32>,
    codes: Vec<u32>,
}

impl Names {
    fn push(&mut self, name: Option<&str>) {
        let code = name.map_or(Data::NONE, |name| match self.known.get(name) {
            Some(&code) => code,
            None => {
                let code = self.known.len() as u32;
                self.known.insert(name.to_owned(), code);
                code
            }
        });
        self.codes.push(code);
    }
}

impl From<Names> for Data {
    fn from(names: Names) -> Self {
        let mut words = vec![String::new(); names.known.len()];
        for (name, code) in names.known {
            words[code as usize] = name;
        }
        Data::Words(words, names.codes)
    }
}

/// A word that tells cells apart, as the place of its key and its value.
fn key(word: &str) -> Option<(usize, &str)> {
    let (key, value) = word.split_once('=')?;
    Some((KEYS.iter().position(|known| *known == key)?, value))
}
