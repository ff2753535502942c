//! Time to event: quartiles, median and 90th percentile with their limits, by every breakdown.

use crate::measure::survival::{DEFINITION, Quantile, curve};
use crate::summary::Summary;
use crate::table::Data;

use super::cell::{Cell, cells};
use super::{Columns, Hidden, Sheet, breakdowns, counts, key_columns, ordered};

/// The columns that are published where rows are hidden: the counts beside them are in no list.
const QUANTILES: [&str; 12] = [
    "q1",
    "q1_low",
    "q1_high",
    "median",
    "median_low",
    "median_high",
    "q3",
    "q3_low",
    "q3_high",
    "p90",
    "p90_low",
    "p90_high",
];

pub(super) fn sheets(summary: &Summary, hidden: &Hidden) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for breakdown in breakdowns(summary) {
        if !hidden.publishes(&breakdown) {
            continue;
        }
        let mut keys = vec![0];
        keys.extend(&breakdown.places);
        let mut rows = ordered(cells(summary, &breakdown.section, str::is_empty, &keys));
        rows.retain(|(_, cell)| 0 < cell.due.total());
        let mut columns = key_columns(&breakdown, rows.iter().map(|(words, _)| words));
        columns.extend(measured(rows.iter().map(|(_, cell)| cell)));
        let name = format!("durations_{}", breakdown.name());
        let title = format!("Time to event {}", breakdown.title());
        let sheet = Sheet::new(name, title, DEFINITION, 1 + breakdown.by.len(), columns);
        sheets.push(hidden.mask_quantiles(sheet, &breakdown, &rows, &QUANTILES));
    }
    sheets
}

/// The columns after the keys.
pub(super) fn measured<'c>(cells: impl Iterator<Item = &'c Cell>) -> Columns {
    let curves: Vec<_> = cells.map(|cell| curve(&cell.ends())).collect();
    let quantiles: Vec<_> = curves.iter().map(|curve| curve.quantiles()).collect();
    let mut columns = vec![
        ("events", counts(curves.iter().map(|curve| curve.total.events))),
        ("competing", counts(curves.iter().map(|curve| curve.total.competing))),
        ("censored", counts(curves.iter().map(|curve| curve.total.censored))),
    ];
    let mut put = |names: [&'static str; 3],
                   of: fn(&crate::measure::survival::Quantiles) -> &Quantile| {
        let value = |part: fn(&Quantile) -> Option<f64>| {
            Data::Number(quantiles.iter().map(|quantiles| part(of(quantiles))).collect())
        };
        columns.push((names[0], value(|quantile| quantile.day)));
        columns.push((names[1], value(|quantile| quantile.low)));
        columns.push((names[2], value(|quantile| quantile.high)));
    };
    put(["q1", "q1_low", "q1_high"], |quantiles| &quantiles.q1);
    put(["median", "median_low", "median_high"], |quantiles| &quantiles.median);
    put(["q3", "q3_low", "q3_high"], |quantiles| &quantiles.q3);
    put(["p90", "p90_low", "p90_high"], |quantiles| &quantiles.p90);
    columns
}
