//! A piece of typed columns, column by column.
//!
//! Rows are read one by one because any cell may be wrong and the row is then left out. Where a source has types, whole
//! pieces have nothing wrong; such a piece is read a column at a time, and any other is left to its rows.

use lapor_core::When;
use polars_arrow::array::Array as _;

use super::{LeanPart, ReportsPart};
use crate::dataset::{Column, Ids};
use crate::ingest::columns::{Columns, Values};
use crate::ingest::row::Cells;
use crate::ingest::sheet::{Fill, ReportsPlan, Sheet};
use crate::ingest::tally::Tally;
use crate::ingest::words::hash;

/// Reads a piece for a measure; `None` if some row has to be looked at by itself.
pub(super) fn read(sheet: &Sheet<'_>, plan: &ReportsPlan, columns: &Columns) -> Option<LeanPart> {
    let plain = sheet.only.is_empty()
        && plan.milestones.iter().all(|plan| plan.only.is_none() && plan.value.is_none())
        && [plan.due, plan.closed, plan.verdict] == [None; 3]
        && matches!(plan.visibility, Fill::Nothing);
    if !plain {
        return None;
    }
    let rows = columns.rows;
    let mut part = ReportsPart::new(sheet, plan);
    let (ids, digests, increasing) = ids(sheet, plan, columns)?;
    part.ids = ids;
    part.times = times(sheet, plan, columns, &mut part.tally)?;
    part.visibility.codes = vec![Column::NONE; rows];
    let cells = |row| Cells::of_row(sheet, columns, row);
    for (fill, column) in plan.facts.iter().zip(&mut part.facts) {
        if !matches!(fill, Fill::Nothing) {
            for row in 0..rows {
                let code = column.read(fill, &cells(row), &[]).ok()?;
                column.codes.push(code);
            }
        }
    }
    for (fill, column) in plan.agencies.iter().zip(&mut part.agencies) {
        for row in 0..rows {
            column.take(fill, &cells(row)).ok()?;
        }
    }
    part.tally.read = rows as u64;
    part.tally.finish();
    Some(LeanPart { single: part, repeated: ReportsPart::new(sheet, plan), digests, increasing })
}

/// The ids, their digests, and whether each comes after the one before it.
fn ids(sheet: &Sheet<'_>, plan: &ReportsPlan, columns: &Columns) -> Option<(Ids, Vec<u64>, bool)> {
    let Some(Values::Text(texts)) = columns.values.get(plan.id) else { return None };
    let mut ids = Ids::default();
    let mut digests = Vec::with_capacity(columns.rows);
    let mut increasing = true;
    let mut before = "";
    for text in texts {
        let id = text.unwrap_or_default().trim_ascii();
        if id.is_empty() || sheet.mapping.is_blank(id) {
            return None;
        }
        increasing &= before < id;
        before = id;
        digests.push(hash(id.as_bytes(), 0));
        ids.push(id);
    }
    Some((ids, digests, increasing))
}

/// One time for each milestone of each row; unknown where the cell is blank.
fn times(
    sheet: &Sheet<'_>,
    plan: &ReportsPlan,
    columns: &Columns,
    tally: &mut Tally,
) -> Option<Vec<When>> {
    let width = plan.milestones.len();
    let mut times = vec![When::UNKNOWN; columns.rows * width];
    for (place, milestone) in plan.milestones.iter().enumerate() {
        let micros = match columns.values.get(milestone.at) {
            None | Some(Values::Nothing) => continue,
            Some(Values::Time { micros, utc: false }) => micros,
            Some(_) => return None,
        };
        let zone = sheet.mapping.zone.quick();
        let slots = times.get_mut(place..)?.iter_mut().step_by(width);
        let mut quick = true;
        // Without a branch: which cells are blank cannot be foreseen.
        let mut fill = |slot: &mut When, local: i64, is_there: bool| {
            let when = zone.at(local);
            quick &= when.is_some() | !is_there;
            *slot = if is_there { when.unwrap_or(When::UNKNOWN) } else { When::UNKNOWN };
        };
        let values = slots.zip(micros.values().iter());
        match micros.validity() {
            None => values.for_each(|(slot, &local)| fill(slot, local, true)),
            Some(valid) => values
                .zip(valid.iter())
                .for_each(|((slot, &local), is_there)| fill(slot, local, is_there)),
        }
        if !quick {
            return None;
        }
        let seen = micros.len() - micros.null_count();
        let first = match micros.validity() {
            None => Some(0).filter(|_| 0 < seen),
            Some(valid) => valid.iter().position(|is_there| is_there),
        };
        if let Some(first) = first {
            tally.see_offsets(None, seen as u64, columns.first + first as u64);
        }
    }
    Some(times)
}
