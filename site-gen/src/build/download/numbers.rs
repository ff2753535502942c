//! The numbers of the pages as a table: the list of the ledger, told or hidden.

use lapor_stats::disclosure::{Releases, State};
use lapor_stats::table::{Data, Table};

use crate::memory::mark;

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

/// Every cell that the pages may print, with its mark; a hidden one is `[c]`.
pub(super) fn table(slug: &str, ledger: &Ledger) -> Table {
    let mut marks = Vec::new();
    let mut names = Vec::new();
    let mut keys: [Vec<Option<String>>; KEYS.len()] = Default::default();
    let (mut counts, mut hidden) = (Vec::new(), Vec::new());
    let cells = ledger.cells();
    for (id, cell) in cells.iter() {
        let words: Vec<&str> = cells.words(id).collect();
        let earlier = words.first().is_some_and(|word| Releases::is_earlier(word));
        if earlier || cell.state == State::Unpublished {
            continue;
        }
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
    Table::new(columns).with_hidden(cells)
}
