//! A row while it is read: its cells, and the one problem for which it is rejected.

use std::borrow::Cow;

use lapor_core::When;

use super::anomaly;
use super::block::Block;
use super::columns::{Columns, Typed};
use super::grid::Grid;
use super::piece::Piece;
use super::sheet::{Only, Sheet};
use super::shown::{is_formula, masked, shown_time, shown_word};
use super::split::{Cell, Row, Rows};
use super::tally::Tally;
use super::time::{TimeFormat, Written, iso};
use super::words::hash;
use super::zone::NoInstant;
use crate::dataset::Reject;

/// A row's cells with the sheet that says what they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a> {
    pub(crate) sheet: &'a Sheet<'a>,
    pub(crate) line: u64,
    source: Source<'a>,
}

/// Where the cells of a row are.
#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    /// Places in a text.
    Text(&'a str, &'a [Cell]),
    /// A row of typed columns.
    Columns(&'a Columns, usize),
}

impl<'a> Cells<'a> {
    /// The row if it has a cell for every column; oddities are counted.
    fn check(
        sheet: &'a Sheet<'a>,
        text: &'a str,
        cells: &'a [Cell],
        line: u64,
        tally: &mut Tally,
    ) -> Result<Self, Reject> {
        let checked = Cells { sheet, line, source: Source::Text(text, cells) };
        if cells.len() != sheet.header.len() {
            let rule =
                if cells.len() < sheet.header.len() { "too_few_cells" } else { "too_many_cells" };
            return Err(checked.reject(
                None,
                format!("{} cells", cells.len()),
                format!("{} cells, as the header has", sheet.header.len()),
                rule,
            ));
        }
        if !sheet.reading.is_lean() {
            let formulas = cells.iter().filter(|cell| {
                matches!(
                    text.as_bytes().get(cell.place().start),
                    Some(b'=' | b'+' | b'-' | b'@' | b'"')
                ) && is_formula(&cell.text(text))
            });
            formulas.for_each(|_| tally.see_at(anomaly::FORMULA_CELL, line));
        }
        Ok(checked)
    }

    /// A row of typed columns.
    fn of_columns(
        sheet: &'a Sheet<'a>,
        columns: &'a Columns,
        row: usize,
        tally: &mut Tally,
    ) -> Self {
        let cells = Cells::of_row(sheet, columns, row);
        if !sheet.reading.is_lean() {
            let formulas = columns.texts(row).filter(|text| is_formula(text));
            formulas.for_each(|_| tally.see_at(anomaly::FORMULA_CELL, cells.line));
        }
        cells
    }

    /// A row of typed columns of which nothing is counted.
    #[inline]
    pub(super) fn of_row(sheet: &'a Sheet<'a>, columns: &'a Columns, row: usize) -> Self {
        let line = columns.first + row as u64;
        Cells { sheet, line, source: Source::Columns(columns, row) }
    }

    /// The text of a cell as it stands there.
    #[inline]
    fn raw(&self, column: usize) -> Cow<'a, str> {
        match self.source {
            Source::Text(text, cells) => {
                cells.get(column).map_or(Cow::Borrowed(""), |cell| cell.text(text))
            }
            Source::Columns(columns, row) => columns.text(column, row),
        }
    }

    /// The text of a cell without the white space around it.
    #[inline]
    pub(crate) fn cell(&self, column: usize) -> Cow<'a, str> {
        match self.raw(column) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
            Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
        }
    }

    /// The whole number in a cell, if the source has it as one.
    #[inline]
    pub(crate) fn integer(&self, column: usize) -> Option<i64> {
        match self.source {
            Source::Text(..) => None,
            Source::Columns(columns, row) => columns.integer(column, row),
        }
    }

    /// The text of a cell as people wrote it; nothing where the source says that nothing is there.
    pub(crate) fn written(&self, column: Option<usize>) -> Option<String> {
        let cell = self.raw(column?);
        (!self.is_blank(cell.trim_ascii())).then(|| cell.into_owned())
    }

    /// Whether a cell holds nothing.
    #[inline]
    pub(crate) fn is_blank(&self, cell: &str) -> bool {
        self.sheet.mapping.is_blank(cell)
    }

    /// Whether a column holds what it must.
    pub(crate) fn fulfils(&self, only: &Only) -> bool {
        only.values.contains(&*self.cell(only.column))
    }

    /// A digest of some cells.
    pub(crate) fn digest_of(&self, columns: &[usize]) -> u64 {
        columns.iter().fold(0, |digest, &column| hash(self.raw(column).as_bytes(), digest))
    }

    /// A digest of all cells; copies of a row have the same.
    pub(crate) fn digest(&self) -> u64 {
        (0..self.sheet.header.len())
            .fold(0, |digest, column| hash(self.raw(column).as_bytes(), digest))
    }

    /// The id in a column.
    pub(crate) fn id(&self, column: usize) -> Result<Cow<'a, str>, Reject> {
        let id = self.cell(column);
        if self.is_blank(&id) {
            return Err(self.reject(Some(column), id.into_owned(), "an id".into(), "missing_id"));
        }
        Ok(id)
    }

    /// The time in a column; `None` if the cell is blank.
    #[inline]
    pub(crate) fn time(&self, column: usize, tally: &mut Tally) -> Result<Option<When>, Reject> {
        if let Source::Columns(columns, row) = self.source
            && let Some(micros) = columns.local_micros(column, row)
            && let Some(when) = self.sheet.mapping.zone.quickly(micros)
        {
            tally.see_offset(None, self.line);
            return Ok(Some(when));
        }
        self.any_time(column, tally)
    }

    fn any_time(&self, column: usize, tally: &mut Tally) -> Result<Option<When>, Reject> {
        let typed = match self.source {
            Source::Columns(columns, row) => columns.typed(column, row),
            Source::Text(text, cells) => match cells.get(column) {
                Some(cell) if cell.is_time() => {
                    iso(cell.text(text).trim_ascii().as_bytes()).map_or(Typed::Text, Typed::Time)
                }
                _ => Typed::Text,
            },
        };
        match typed {
            Typed::Blank => Ok(None),
            Typed::Time(written) => self.resolved(column, written, tally).map(Some),
            Typed::OutOfRange => Err(self.bad_instant(column, NoInstant::Range)),
            Typed::Text => self.time_of_text(column, tally),
        }
    }

    fn time_of_text(&self, column: usize, tally: &mut Tally) -> Result<Option<When>, Reject> {
        let cell = self.cell(column);
        if self.is_blank(&cell) {
            return Ok(None);
        }
        let mapping = self.sheet.mapping;
        let read = |format: &TimeFormat| Some((format.read(&cell)?, format.loses_half()));
        let Some((written, loses_half)) = mapping.formats.iter().find_map(read) else {
            let formats: Vec<String> =
                mapping.formats.iter().map(|format| format!("'{format}'")).collect();
            return Err(self.reject(
                Some(column),
                shown_time(&cell),
                format!("a time as {}", formats.join(" or ")),
                "bad_time",
            ));
        };
        if loses_half {
            tally.see_at(anomaly::HOUR_WITHOUT_HALF, self.line);
        }
        self.resolved(column, written, tally).map(Some)
    }

    #[inline]
    fn resolved(&self, column: usize, written: Written, tally: &mut Tally) -> Result<When, Reject> {
        if let Some(micros) = written.micros {
            tally.see_offset(written.offset, self.line);
            let local = i64::from(written.day.epoch()) * 86_400_000_000 + micros;
            if written.offset.is_none()
                && let Some(when) = self.sheet.mapping.zone.quickly(local)
            {
                return Ok(when);
            }
        }
        self.sheet
            .mapping
            .zone
            .resolve(written)
            .map_err(|problem| self.bad_instant(column, problem))
    }

    fn bad_instant(&self, column: usize, problem: NoInstant) -> Reject {
        let (expected, rule) = match problem {
            NoInstant::Gap => {
                ("a local time that exists; the clocks were put forward over it", anomaly::TIME_GAP)
            }
            NoInstant::Fold => (
                "a local time that exists once, or its offset; the clocks were put back over it",
                anomaly::TIME_FOLD,
            ),
            NoInstant::Range => ("a time in the years 1 to 9999", "bad_time"),
        };
        self.reject(Some(column), shown_time(&self.cell(column)), expected.into(), rule)
    }

    /// A reject of this row.
    pub(crate) fn reject(
        &self,
        column: Option<usize>,
        found: String,
        expected: String,
        rule: &'static str,
    ) -> Reject {
        let shown =
            column.is_none_or(|column| self.sheet.shown.get(column).copied().unwrap_or(false));
        Reject {
            file: self.sheet.file.clone(),
            line: self.line,
            column: column
                .and_then(|column| self.sheet.header.get(column))
                .cloned()
                .unwrap_or_default(),
            found: if shown { shown_word(&found) } else { masked(&found) },
            expected,
            rule,
        }
    }
}

/// Hands every row of a piece that has the right cells to `take`; what is refused becomes a reject.
pub(crate) fn each_row(
    sheet: &Sheet<'_>,
    piece: &Piece,
    tally: &mut Tally,
    take: impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) {
    match piece {
        Piece::Block(block) => of_block(sheet, block, tally, take),
        Piece::Grid(grid) => of_grid(sheet, grid, tally, take),
        Piece::Columns(columns) => of_columns(sheet, columns, tally, take),
    }
    tally.finish();
}

/// Hands a row to `take`, unless the mapping leaves it out.
#[inline]
fn selected(
    row: Cells<'_>,
    tally: &mut Tally,
    take: &mut impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) -> Result<(), Reject> {
    if row.sheet.only.iter().all(|only| row.fulfils(only)) {
        return take(row, tally);
    }
    tally.read -= 1;
    tally.see_at(anomaly::LEFT_OUT, row.line);
    Ok(())
}

fn of_block(
    sheet: &Sheet<'_>,
    block: &Block,
    tally: &mut Tally,
    take: impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) {
    let whole = std::str::from_utf8(&block.bytes).ok();
    of_rows(sheet, &block.bytes, whole, block.line, tally, take);
}

/// Hands the rows of a text on; those of `bytes` that are UTF-8 as a whole are `whole`.
fn of_rows(
    sheet: &Sheet<'_>,
    bytes: &[u8],
    whole: Option<&str>,
    line: u64,
    tally: &mut Tally,
    mut take: impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) {
    let mut rows = Rows::new(bytes, sheet.delimiter, line);
    let mut cells = Vec::new();
    while let Some(row) = rows.next_row(&mut cells) {
        tally.read += 1;
        if row.quoted_newline {
            tally.see_at(anomaly::QUOTED_NEWLINE, row.line);
        }
        let text = match whole {
            Some(text) => Ok(text),
            None => row_text(sheet, bytes, &row, &mut cells),
        };
        let taken = text
            .and_then(|text| Cells::check(sheet, text, &cells, row.line, tally))
            .and_then(|checked| selected(checked, tally, &mut take));
        if let Err(reject) = taken {
            tally.reject(reject);
        }
    }
}

/// Hands the rows of some text of a block on, which begins on a line.
pub(crate) fn each_row_of_text(
    sheet: &Sheet<'_>,
    text: &str,
    line: u64,
    tally: &mut Tally,
    take: impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) {
    of_rows(sheet, text.as_bytes(), Some(text), line, tally, take);
}

fn of_grid(
    sheet: &Sheet<'_>,
    grid: &Grid,
    tally: &mut Tally,
    mut take: impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) {
    for (line, cells) in grid.rows() {
        tally.read += 1;
        let taken = Cells::check(sheet, grid.text(), cells, line, tally)
            .and_then(|checked| selected(checked, tally, &mut take));
        if let Err(reject) = taken {
            tally.reject(reject);
        }
    }
    for broken in &grid.broken {
        tally.read += 1;
        tally.reject(Reject {
            file: sheet.file.clone(),
            line: broken.line,
            column: String::new(),
            found: broken.found.clone(),
            expected: broken.expected.clone(),
            rule: "not_a_record",
        });
    }
}

fn of_columns(
    sheet: &Sheet<'_>,
    columns: &Columns,
    tally: &mut Tally,
    mut take: impl FnMut(Cells<'_>, &mut Tally) -> Result<(), Reject>,
) {
    for row in 0..columns.rows {
        tally.read += 1;
        let cells = Cells::of_columns(sheet, columns, row, tally);
        if let Err(reject) = selected(cells, tally, &mut take) {
            tally.reject(reject);
        }
    }
}

/// The text of one row of a block that is no UTF-8 as a whole; the cells are shifted into it.
fn row_text<'b>(
    sheet: &Sheet<'_>,
    bytes: &'b [u8],
    row: &Row,
    cells: &mut [Cell],
) -> Result<&'b str, Reject> {
    let bytes = bytes.get(row.place.clone()).unwrap_or_default();
    std::str::from_utf8(bytes)
        .inspect(|_| {
            for cell in cells.iter_mut() {
                *cell = cell.shifted(row.place.start);
            }
        })
        .map_err(|error| {
            let at = row.place.start + error.valid_up_to();
            let column = cells
                .iter()
                .position(|cell| at < cell.place().end)
                .and_then(|column| sheet.header.get(column));
            Reject {
                file: sheet.file.clone(),
                line: row.line,
                column: column.map(|name| shown_word(name)).unwrap_or_default(),
                found: format!("<{} bytes>", bytes.len()),
                expected: "text in UTF-8".into(),
                rule: anomaly::NOT_UTF8,
            }
        })
}
