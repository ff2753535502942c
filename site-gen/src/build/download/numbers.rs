//! The numbers of the pages as a table: the list of the ledger, told or hidden.

use lapor_stats::disclosure::{Releases, State};
use lapor_stats::measure::wilson::{Share, wilson};
use lapor_stats::table::{Data, Table};

use crate::memory::mark;
use crate::model::TOO_FEW;

use super::super::ledger::Ledger;

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

/// Every cell that the pages may print, with its mark; a hidden one is `[c]`.
///
/// Where promises were kept the share and its interval stand beside the count, if the pages show them; if the count of either is
/// hidden, so are they.
pub(super) fn table(slug: &str, ledger: &Ledger) -> Table {
    let mut marks = Vec::new();
    let mut names = Vec::new();
    let mut keys: [Vec<Option<String>>; KEYS.len()] = Default::default();
    let (mut counts, mut hidden) = (Vec::new(), Vec::new());
    let (mut shares, mut untold) = (Vec::new(), Vec::new());
    let cells = ledger.cells();
    for (id, cell) in cells.iter() {
        let words: Vec<&str> = cells.words(id).collect();
        let earlier = words.first().is_some_and(|word| Releases::is_earlier(word));
        if earlier || cell.state == State::Unpublished {
            continue;
        }
        let due = words.strip_suffix(&["outcome=met"]).and_then(|due| cells.find(due));
        let due = due.map(|due| &cells[due]).filter(|due| due.state != State::Unpublished);
        let is_told = due.is_some_and(|due| [due.state, cell.state] == [State::Shown; 2]);
        let share = due.filter(|due| is_told && TOO_FEW <= due.value);
        shares.push(share.and_then(|due| wilson(cell.value, due.value)));
        untold.push(due.is_some() && !is_told);
        marks.push(Some(mark(slug, words.iter().copied())));
        let mut plain = Vec::new();
        let mut found: [Option<String>; KEYS.len()] = Default::default();
        for word in words {
            let key = word.split_once('=');
            match key.and_then(|(key, value)| {
                Some((KEYS.iter().position(|known| *known == key)?, value))
            }) {
                Some((place, value)) => found[place] = Some(value.to_owned()),
                None => plain.push(word),
            }
        }
        names.push(Some(plain.join("/")));
        for (column, value) in keys.iter_mut().zip(found) {
            column.push(value);
        }
        counts.push(i64::try_from(cell.value).ok());
        hidden.push(cell.state == State::Hidden);
    }
    let mut columns = vec![("cell", Data::Text(marks)), ("table", Data::Text(names))];
    for (name, values) in KEYS.into_iter().zip(keys) {
        // A source without programmes has no column of them.
        if values.iter().any(Option::is_some) {
            columns.push((name, Data::Text(values)));
        }
    }
    columns.push(("count", Data::Integer(counts)));
    let rows = hidden.len();
    let mut cells = vec![vec![false; rows]; columns.len() - 1];
    cells.push(hidden);
    for (name, of) in SHARES {
        columns
            .push((name, Data::Share(shares.iter().map(|share| share.as_ref().map(of)).collect())));
        cells.push(untold.clone());
    }
    Table::new(columns).with_hidden(cells)
}
