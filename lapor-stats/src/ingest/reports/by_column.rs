//! A piece of typed columns, column by column.
//!
//! Rows are read one by one because any cell may be wrong and the row is then left out. Where a source has types, whole
//! pieces have nothing wrong; such a piece is read a column at a time, and any other is left to its rows.

use lapor_core::When;
use polars_arrow::array::Array as _;

use super::{LeanPart, is_plain};
use crate::ingest::columns::{Columns, Values};
use crate::ingest::row::Cells;
use crate::ingest::sheet::{Fill, ReportsPlan, Sheet};
use crate::ingest::tally::Tally;
use crate::ingest::word_column::WordColumn;

/// Reads a piece for a measure; `None` if some row has to be looked at by itself.
pub(super) fn read(sheet: &Sheet<'_>, plan: &ReportsPlan, columns: &Columns) -> Option<LeanPart> {
    if !is_plain(sheet, plan) {
        return None;
    }
    let rows = columns.rows;
    let mut lean = LeanPart::new(sheet, plan);
    let Some(Values::Text(ids)) = columns.values.get(plan.id) else { return None };
    lean.ids.try_extend(
        ids.iter().map(|id| id.map(str::trim_ascii).filter(|id| !sheet.mapping.is_blank(id))),
    )?;
    let part = &mut lean.single;
    part.ids.push_unnamed(rows);
    part.times = times(sheet, plan, columns, &mut part.tally)?;
    for (fill, column) in plan.facts.iter().zip(&mut part.facts) {
        if !matches!(fill, Fill::Nothing) {
            read_words(column, fill, sheet, columns)?;
        }
    }
    for (agency, column) in plan.agencies.iter().zip(&mut part.agencies) {
        if agency.name.is_none() {
            read_words(&mut column.ids, &agency.id, sheet, columns)?;
        } else {
            for row in 0..rows {
                column.take(agency, &Cells::of_row(sheet, columns, row)).ok()?;
            }
        }
    }
    part.tally.read = rows as u64;
    part.tally.finish();
    Some(lean)
}

/// Reads a column of words; `None` if one is refused.
fn read_words(
    words: &mut WordColumn,
    fill: &Fill,
    sheet: &Sheet<'_>,
    columns: &Columns,
) -> Option<()> {
    let values = match fill {
        Fill::Column(column, _) => columns.values.get(*column),
        Fill::Nothing | Fill::Constant(_) => None,
    };
    let numbers = match values {
        Some(Values::Integer(numbers)) if numbers.null_count() == 0 => &numbers.values()[..],
        _ => &[],
    };
    words.codes.reserve(columns.rows);
    for row in 0..columns.rows {
        let known = numbers.get(row).and_then(|&number| words.code_of_number(number));
        let code = match known {
            Some(code) => code,
            None => words.read(fill, &Cells::of_row(sheet, columns, row), &[]).ok()?,
        };
        words.codes.push(code);
    }
    Some(())
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
