//! A plain block of CSV, column by column.
//!
//! Where every row has a cell for each column, the places of the separators are a table, and a cell is a look-up. Some rows are
//! read at a time; if a cell of them has to be looked at by itself, they are left to their rows.

use std::ops::Range;

use lapor_core::{Day, When};

use super::{LeanPart, ReportsPart, is_plain};
use crate::dataset::Column;
use crate::ingest::block::Block;
use crate::ingest::row::each_row_of_text;
use crate::ingest::sheet::{Fill, ReportsPlan, Sheet};
use crate::ingest::tally::Tally;
use crate::ingest::time::{Written, iso, moment_of};
use crate::ingest::word_column::WordColumn;

/// Rows that are read at once: enough to hide what each such piece costs, few enough for the fastest memory.
const ROWS: usize = 256;
/// After so many pieces that are left to their rows nothing is gained by trying.
const MOST_LEFT: usize = 4;

/// Reads a block for a measure; `None` if it has to be read row by row.
pub(super) fn read(sheet: &Sheet<'_>, plan: &ReportsPlan, block: &Block) -> Option<LeanPart> {
    let width = sheet.header.len();
    let formats = &sheet.mapping.formats;
    // A table of one column may hold blank lines, which are no rows.
    let is_named = plan.agencies.iter().any(|agency| agency.name.is_some());
    if !is_plain(sheet, plan)
        || is_named
        || width < 2
        || !formats.iter().all(|format| format.is_iso())
    {
        return None;
    }
    let separators = block.separators()?;
    let text = std::str::from_utf8(&block.bytes).ok()?;
    let table = Table::new(text, separators.ends(), separators.lines(), width)?;
    let mut lean = LeanPart::new(sheet, plan);
    let mut tally = Tally::default();
    let (mut start, mut left) = (0, 0);
    while start < table.rows {
        let mut end = table.rows.min(start + ROWS);
        let line = block.line + start as u64;
        if left < MOST_LEFT && take(&mut lean, sheet, plan, &table, start..end, line, &mut tally) {
            start = end;
            continue;
        }
        left += 1;
        if MOST_LEFT <= left {
            end = table.rows;
        }
        lean.single.undo(plan);
        each_row_of_text(sheet, table.text_of(start..end), line, &mut tally, |row, tally| {
            lean.take(plan, row, &[], tally)
        });
        start = end;
    }
    tally.finish();
    lean.single.tally = tally;
    Some(lean)
}

/// The cells of a text, as many in each row.
struct Table<'t> {
    text: &'t str,
    ends: &'t [u32],
    width: usize,
    rows: usize,
}

impl<'t> Table<'t> {
    /// `None` if the rows differ in their number of cells.
    fn new(text: &'t str, ends: &'t [u32], lines: usize, width: usize) -> Option<Self> {
        let rows = ends.len() / width;
        let bytes = text.as_bytes();
        let ends_line = |row: &[u32]| {
            row.last().is_some_and(|&end| bytes.get(end as usize).is_none_or(|&end| end == b'\n'))
        };
        // If each row ends a line and there are no more lines, then no other cell ends one or holds a line break.
        let unended = usize::from(bytes.last().is_some_and(|&last| last != b'\n'));
        let is_table = ends.len() == rows * width
            && lines + unended == rows
            && ends.chunks_exact(width).all(ends_line);
        is_table.then_some(Table { text, ends, width, rows })
    }

    /// Where the text of a row begins.
    fn start(&self, row: usize) -> usize {
        let last = (row * self.width).checked_sub(1).and_then(|last| self.ends.get(last));
        last.map_or(0, |&end| end as usize + 1)
    }

    fn text_of(&self, rows: Range<usize>) -> &'t str {
        let (start, end) = (self.start(rows.start), self.start(rows.end).min(self.text.len()));
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where a cell lies.
    #[inline(always)]
    fn place(&self, row: usize, column: usize) -> Range<usize> {
        let at = row * self.width + column;
        let start = match at.checked_sub(1).and_then(|before| self.ends.get(before)) {
            Some(&before) => before as usize + 1,
            None => 0,
        };
        start..self.ends.get(at).map_or(0, |&end| end as usize)
    }

    /// The bytes of a cell as they stand there.
    #[inline(always)]
    fn bytes(&self, row: usize, column: usize) -> &'t [u8] {
        self.text.as_bytes().get(self.place(row, column)).unwrap_or_default()
    }

    /// The text of a cell without quotes and the white space around it; `None` if it holds a quote.
    #[inline(always)]
    fn cell(&self, row: usize, column: usize) -> Option<&'t str> {
        let cell = self.text.get(self.place(row, column))?;
        let Some(quoted) = cell.strip_prefix('"') else { return Some(cell.trim_ascii()) };
        let inner = quoted.strip_suffix('"')?;
        memchr::memchr(b'"', inner.as_bytes()).is_none().then(|| inner.trim_ascii())
    }
}

/// Reads some rows; `false` if one of them has to be looked at by itself.
fn take(
    lean: &mut LeanPart,
    sheet: &Sheet<'_>,
    plan: &ReportsPlan,
    table: &Table<'_>,
    rows: Range<usize>,
    line: u64,
    tally: &mut Tally,
) -> bool {
    let part = &mut lean.single;
    let Some(seen) = times(part, sheet, plan, table, rows.clone()) else { return false };
    let mapping = sheet.mapping;
    let read = |column: &mut WordColumn, fill: &Fill| -> Option<()> {
        match fill {
            Fill::Nothing => column.codes.extend(rows.clone().map(|_| Column::NONE)),
            Fill::Constant(word) => {
                let code = column.constant(word);
                column.codes.extend(rows.clone().map(|_| code));
            }
            Fill::Column(at, source) => {
                for row in rows.clone() {
                    let code = column.code(table.cell(row, *at)?, source, mapping)?;
                    column.codes.push(code);
                }
            }
        }
        Some(())
    };
    for (column, fill) in part.facts.iter_mut().zip(&plan.facts) {
        if !matches!(fill, Fill::Nothing) && read(column, fill).is_none() {
            return false;
        }
    }
    for (column, agency) in part.agencies.iter_mut().zip(&plan.agencies) {
        if read(&mut column.ids, &agency.id).is_none() {
            return false;
        }
    }
    let is_id = |id: &&str| !mapping.is_blank(id);
    let ids: Option<Vec<&str>> =
        rows.clone().map(|row| table.cell(row, plan.id).filter(is_id)).collect();
    let Some(ids) = ids else { return false };
    lean.ids.extend(ids);
    part.ids.push_unnamed(rows.len());
    tally.read += rows.len() as u64;
    if let Some((count, first)) = seen {
        tally.see_offsets(None, count, line + (first - rows.start) as u64);
    }
    true
}

/// Reads the times of some rows, one for each milestone of each; unknown where the cell is blank.
///
/// How many are moments, and in which row the first of them stands.
fn times(
    part: &mut ReportsPart,
    sheet: &Sheet<'_>,
    plan: &ReportsPlan,
    table: &Table<'_>,
    rows: Range<usize>,
) -> Option<Option<(u64, usize)>> {
    let (zone, width) = (sheet.mapping.zone.quick(), plan.milestones.len());
    let before = part.times.len();
    part.times.resize(before + rows.len() * width, When::UNKNOWN);
    let mut seen: Option<(u64, usize)> = None;
    for (place, milestone) in plan.milestones.iter().enumerate() {
        let slots = part.times.get_mut(before + place..)?.iter_mut().step_by(width);
        let (mut count, mut first) = (0, rows.end);
        for (slot, row) in slots.zip(rows.clone()) {
            let bytes = table.bytes(row, milestone.at);
            if bytes.is_empty() {
                continue;
            }
            let moment = match moment_of(bytes) {
                Some(moment) => moment,
                None => match other(sheet, table.cell(row, milestone.at)?)? {
                    Other::Blank => continue,
                    Other::Day(day) => {
                        *slot = day;
                        continue;
                    }
                    Other::Moment(moment) => moment,
                },
            };
            *slot = zone.at(i64::from(moment.0.epoch()) * DAY + moment.1)?;
            count += 1;
            first = first.min(row);
        }
        if 0 < count {
            let (known, known_first) = seen.unwrap_or((0, first));
            seen = Some((known + count, known_first.min(first)));
        }
    }
    Some(seen)
}

/// A day in microseconds.
const DAY: i64 = 86_400_000_000;

/// What a cell holds that is not a moment as databases write it.
enum Other {
    Blank,
    Day(When),
    Moment((Day, i64)),
}

/// Reads such a cell; `None` if it is no time, or one with an offset of its own.
#[cold]
fn other(sheet: &Sheet<'_>, cell: &str) -> Option<Other> {
    if sheet.mapping.is_blank(cell) {
        return Some(Other::Blank);
    }
    match iso(cell.as_bytes())? {
        Written { day, micros: None, offset: None } => Some(Other::Day(When::on(day))),
        Written { day, micros: Some(micros), offset: None } => Some(Other::Moment((day, micros))),
        Written { offset: Some(_), .. } => None,
    }
}
