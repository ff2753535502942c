//! The open snapshot: what is running, paused and overdue on the day of the question, by age band.

use crate::measure::age::{Band, Bands, DEFINITION, Open};
use crate::measure::compliance::Key;
use crate::summary::Summary;

use super::cell::cells;
use super::{Columns, Row, Sheet, breakdowns, counts, key_columns, ordered, texts};

pub(super) fn sheets(summary: &Summary) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for breakdown in breakdowns(summary) {
        // A month of a start says no more than an age.
        if breakdown.by.len() != 1 || breakdown.by == [Key::Month] {
            continue;
        }
        let mut keys = vec![0];
        keys.extend(&breakdown.places);
        let rows = ordered(cells(summary, &breakdown.section, str::is_empty, &keys));
        let bands = banded(&rows);
        let mut columns = key_columns(&breakdown, bands.iter().map(|(words, _, _)| *words));
        columns.extend(measured(&bands));
        let name = format!("open_{}", breakdown.name());
        let title = format!("Open stages {}", breakdown.title());
        sheets.push(Sheet::new(name, title, DEFINITION, 2 + breakdown.by.len(), columns));
    }
    sheets
}

/// What is open in each band, for each row that has anything open.
pub(super) fn banded<'r, 's>(rows: &'r [Row<'s>]) -> Vec<(&'r Vec<&'s str>, Band, Open)> {
    let shipped = Bands::shipped();
    let open = |(words, cell): &'r Row<'s>| {
        let snapshot = shipped.snapshot(&cell.open());
        let any = snapshot.iter().any(|(_, open)| 0 < open.total());
        let snapshot = snapshot.into_iter().filter(move |_| any);
        snapshot.map(move |(band, open)| (words, band, open))
    };
    rows.iter().flat_map(open).collect()
}

/// The columns after the keys.
pub(super) fn measured(bands: &[(&Vec<&str>, Band, Open)]) -> Columns {
    let names: Vec<String> = bands.iter().map(|(_, band, _)| band.to_string()).collect();
    vec![
        ("band", texts(names.iter().map(String::as_str))),
        ("running", counts(bands.iter().map(|(_, _, open)| open.running))),
        ("paused", counts(bands.iter().map(|(_, _, open)| open.paused))),
        ("overdue", counts(bands.iter().map(|(_, _, open)| open.overdue))),
    ]
}
