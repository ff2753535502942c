//! A file is cut into pieces, and the pieces are read in parallel, whatever the file is.

use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use polars_arrow::record_batch::RecordBatch;

use super::block::{Block, Blocks};
use super::columns::Columns;
use super::document::table::{RecordTable, Tables};
use super::document::{Entry, Wanted, json, xes, xml};
use super::grid::Grid;
use super::input::{Input, Origin};
use super::mapping::{Format, Mapping};
use super::parquet::{ParquetFile, Slice};
use super::piece::Piece;
use super::records::Records;
use super::sheet::{Reading, RowsOf, Sheet};
use super::shown::shown_word;
use super::source::{self, Source};
use super::split::Rows;
use super::workbook;
use crate::error::Error;

/// Bytes of a block: so large that numbering its agencies costs little, so small that some of them are little memory.
pub(crate) const BLOCK: usize = 4 << 20;

/// Rows of columns that are handed on at once, for the same reason.
const ROWS: usize = 1 << 16;

/// The place of a piece in its file.
pub(crate) type Order = (usize, usize);

/// What is done with every piece, on any thread.
pub(crate) type Work<'w> = &'w (dyn Fn(&Sheet<'_>, Order, &Piece) + Sync);

/// Reads a file; no sheet if it has not even a header.
pub(crate) fn read_file<'m>(
    input: &Input,
    number: u32,
    mapping: &'m Mapping,
    reading: Reading<'m>,
    size: usize,
    work: Work<'_>,
) -> Result<Vec<Sheet<'m>>, Error> {
    let failed = || Error::io("read", &input.name);
    let bind = |header, delimiter, rows| {
        Sheet::bind(mapping, &input.name, number, header, delimiter, reading, rows)
    };
    if let Origin::Records(records) = &input.origin {
        let mut sheet = bind(records.header(), b',', RowsOf::File)?;
        sheet.cannot_read(records.unreadable())?;
        in_memory(&sheet, records, work).map_err(failed())?;
        return Ok(vec![sheet]);
    }
    match source::open(input, mapping.format, mapping.encoding).map_err(failed())? {
        Source::Parquet(path) => {
            let file = ParquetFile::open(&path).map_err(failed())?;
            let mut sheet = bind(file.header(), b',', RowsOf::File)?;
            sheet.cannot_read(file.unreadable())?;
            row_groups(&sheet, &file, work).map_err(failed())?;
            Ok(vec![sheet])
        }
        Source::Csv(text) => {
            let mut blocks = Blocks::open(text, size, mapping.delimiter).map_err(failed())?;
            let first = blocks.next_block(Block::default()).map_err(failed())?;
            let Some(mut first) = first else { return Ok(Vec::new()) };
            let header = take_header(&mut first, blocks.delimiter()).map_err(failed())?;
            let Some(header) = header else { return Ok(Vec::new()) };
            let sheet = bind(header, blocks.delimiter(), RowsOf::File)?;
            in_blocks(&sheet, first, &mut blocks, work).map_err(failed())?;
            Ok(vec![sheet])
        }
        Source::Document(format, text) => {
            let list = mapping.event.as_ref().and_then(|event| event.list.as_ref());
            let path = list.map(|list| match format {
                Format::Xml => list.in_xml.as_str(),
                _ => list.name.as_str(),
            });
            let wanted = Wanted { records: mapping.records.as_deref(), list: path };
            let mut tables = Tables::new(&mapping.names(), list.map(|list| list.name.as_str()));
            let sheets = Sheets::default();
            let decoded = in_grids(&sheets, work, |push| {
                decode(format, text, wanted, &mut |entry| {
                    if tables.take(entry) {
                        hand_on(&mut tables, &sheets, &bind, push)?;
                    }
                    Ok(())
                })?;
                hand_on(&mut tables, &sheets, &bind, push)
            });
            let mut bound = sheets.end(decoded).map_err(|error| error.named(failed()))?;
            for (sheet, table) in bound.iter_mut().zip([Some(&tables.own), tables.listed.as_ref()])
            {
                if let Some(table) = table {
                    sheet.unknown.extend(table.late().map(shown_word));
                    sheet.absent = table.absent().into_iter().map(str::to_owned).collect();
                }
            }
            Ok(bound)
        }
        Source::Workbook(path) => {
            let sheets = Sheets::default();
            let file = std::fs::File::open(&*path).map_err(failed())?;
            let read = in_grids(&sheets, work, |push| {
                let (mut grid, mut width) = (Grid::default(), 0);
                workbook::rows(file, mapping.sheet.as_deref(), &mut |line, cells| {
                    if width == 0 {
                        width = cells.len();
                        let header = cells.into_iter().map(|cell| cell.text.trim().to_owned());
                        return sheets.bind(|| bind(header.collect(), b',', RowsOf::File));
                    }
                    for cell in &cells {
                        grid.cell(&cell.text, cell.typed_time);
                    }
                    grid.end_row(line, width);
                    if grid.is_full() {
                        push((0, std::mem::take(&mut grid)));
                    }
                    Ok(())
                })?;
                push((0, grid));
                Ok(())
            });
            sheets.end(read).map_err(|error| error.named(failed()))
        }
    }
}

/// Runs the decoder of a format.
pub(crate) fn decode(
    format: Format,
    mut text: Box<dyn Read>,
    wanted: Wanted<'_>,
    take: &mut dyn FnMut(Entry) -> io::Result<()>,
) -> io::Result<()> {
    match format {
        Format::Ndjson => json::lines(&mut text, wanted, take),
        Format::Xml => xml::records(&mut text, wanted, take),
        Format::Xes => xes::events(&mut text, take),
        Format::Json | Format::Csv | Format::Xlsx | Format::Parquet => {
            json::whole(&mut text, wanted, take)
        }
    }
}

/// Hands on what waits in the tables of a document, each with the place of its sheet.
fn hand_on<'m>(
    tables: &mut Tables,
    sheets: &Sheets<'m>,
    bind: &impl Fn(Vec<String>, u8, RowsOf) -> Result<Sheet<'m>, Error>,
    push: &mut dyn FnMut((usize, Grid)),
) -> io::Result<()> {
    if tables.own.is_empty() && tables.listed.as_ref().is_none_or(RecordTable::is_empty) {
        return Ok(());
    }
    let header = tables.own.header().to_vec();
    sheets.bind(|| bind(header, b',', RowsOf::File))?;
    if let Some(grid) = tables.own.take_grid() {
        push((0, grid));
    }
    if let Some(listed) = &mut tables.listed
        && !listed.is_empty()
    {
        let header = listed.header().to_vec();
        sheets.bind_second(|| bind(header, b',', RowsOf::List))?;
        if let Some(grid) = listed.take_grid() {
            push((1, grid));
        }
    }
    Ok(())
}

/// The sheets of a file whose header is known only after some of it was read.
#[derive(Default)]
struct Sheets<'m> {
    bound: [OnceLock<Sheet<'m>>; 2],
    problem: Mutex<Option<Error>>,
}

/// Why a file with records could not be read to its end.
enum Failed {
    /// The mapping does not fit.
    Mapping(Error),
    /// The file.
    File(io::Error),
}

impl Failed {
    fn named(self, named: impl FnOnce(io::Error) -> Error) -> Error {
        match self {
            Failed::Mapping(error) => error,
            Failed::File(error) => named(error),
        }
    }
}

impl<'m> Sheets<'m> {
    fn bind(&self, bind: impl FnOnce() -> Result<Sheet<'m>, Error>) -> io::Result<()> {
        self.bind_at(0, bind)
    }

    fn bind_second(&self, bind: impl FnOnce() -> Result<Sheet<'m>, Error>) -> io::Result<()> {
        self.bind_at(1, bind)
    }

    fn bind_at(
        &self,
        at: usize,
        bind: impl FnOnce() -> Result<Sheet<'m>, Error>,
    ) -> io::Result<()> {
        if self.bound[at].get().is_some() {
            return Ok(());
        }
        match bind() {
            Ok(sheet) => {
                let _ = self.bound[at].set(sheet);
                Ok(())
            }
            Err(error) => {
                *lock(&self.problem) = Some(error);
                Err(io::Error::other("the mapping does not fit"))
            }
        }
    }

    fn end(self, read: io::Result<()>) -> Result<Vec<Sheet<'m>>, Failed> {
        if let Some(error) = self.problem.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(Failed::Mapping(error));
        }
        read.map_err(Failed::File)?;
        Ok(self.bound.into_iter().filter_map(OnceLock::into_inner).collect())
    }
}

/// Does `work` on every grid that is pushed with the place of its sheet.
fn in_grids(
    sheets: &Sheets<'_>,
    work: Work<'_>,
    produce: impl FnOnce(&mut dyn FnMut((usize, Grid))) -> io::Result<()>,
) -> io::Result<()> {
    let read = |number: usize, (at, grid): (usize, Grid)| {
        if let Some(sheet) = sheets.bound[at].get() {
            work(sheet, (number, 0), &Piece::Grid(grid));
        }
    };
    in_parallel(&read, produce)
}

/// Takes the first row off a block.
pub(crate) fn take_header(block: &mut Block, delimiter: u8) -> io::Result<Option<Vec<String>>> {
    let mut cells = Vec::new();
    let mut rows = Rows::new(&block.bytes, delimiter, block.line);
    let Some(row) = rows.next_row(&mut cells) else { return Ok(None) };
    let (end, line) = rows.place();
    let text = std::str::from_utf8(&block.bytes[..row.place.end]).map_err(|_| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            "found a header with bytes that are no UTF-8, expected text in UTF-8",
        )
    })?;
    let header = cells.iter().map(|cell| cell.text(text).trim().to_owned()).collect();
    block.skip(end, line, delimiter);
    Ok(Some(header))
}

fn in_blocks<R: Read>(
    sheet: &Sheet<'_>,
    first: Block,
    blocks: &mut Blocks<R>,
    work: Work<'_>,
) -> io::Result<()> {
    let spare: Mutex<Vec<Block>> = Mutex::new(Vec::new());
    let read = |number: usize, block: Block| {
        let piece = Piece::Block(block);
        work(sheet, (number, 0), &piece);
        if let Piece::Block(block) = piece {
            lock(&spare).push(block);
        }
    };
    in_parallel(&read, |push| {
        let mut next = Some(first);
        while let Some(block) = next {
            push(block);
            let block = lock(&spare).pop().unwrap_or_default();
            next = blocks.next_block(block)?;
        }
        Ok(())
    })
}

fn row_groups(sheet: &Sheet<'_>, file: &ParquetFile, work: Work<'_>) -> io::Result<()> {
    let wanted = sheet.wanted();
    let problem: Mutex<Option<io::Error>> = Mutex::new(None);
    let read = |number: usize, slice: Slice| match file.read(&slice, &wanted) {
        Ok(columns) => {
            for (part, columns) in parts_of(columns).enumerate() {
                work(sheet, (number, part), &Piece::Columns(columns));
            }
        }
        Err(error) => {
            lock(&problem).get_or_insert(error);
        }
    };
    in_parallel(&read, |push| {
        // What is wrong with one group ends the reading of the file.
        file.slices().take_while(|_| lock(&problem).is_none()).for_each(push);
        Ok(())
    })?;
    problem.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

fn in_memory(sheet: &Sheet<'_>, records: &Records, work: Work<'_>) -> io::Result<()> {
    let wanted = sheet.wanted();
    let problem: Mutex<Option<io::Error>> = Mutex::new(None);
    let read = |number: usize, (first, batch): (u64, &RecordBatch)| match records
        .columns(first, batch, &wanted)
    {
        Ok(columns) => {
            for (part, columns) in parts_of(columns).enumerate() {
                work(sheet, (number, part), &Piece::Columns(columns));
            }
        }
        Err(error) => {
            lock(&problem).get_or_insert(error);
        }
    };
    in_parallel(&read, |push| {
        records.pieces().for_each(push);
        Ok(())
    })?;
    problem.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// Columns in parts of [`ROWS`] rows.
fn parts_of(columns: Columns) -> impl Iterator<Item = Columns> {
    (0..columns.rows).step_by(ROWS).map(move |start| {
        let end = columns.rows.min(start + ROWS);
        columns.sliced(start..end)
    })
}

/// Does `work` on all that `produce` pushes; at most two tasks for each thread wait at any time, so that memory is bounded.
pub(crate) fn in_parallel<T: Send>(
    work: &(impl Fn(usize, T) + Sync),
    produce: impl FnOnce(&mut dyn FnMut(T)) -> io::Result<()>,
) -> io::Result<()> {
    let most = 2 * rayon::current_num_threads();
    let waiting = AtomicUsize::new(0);
    let waiting = &waiting;
    rayon::in_place_scope(|scope| {
        let mut number = 0;
        produce(&mut |task| {
            let at = number;
            number += 1;
            if waiting.load(Ordering::Relaxed) < most {
                waiting.fetch_add(1, Ordering::Relaxed);
                scope.spawn(move |_| {
                    work(at, task);
                    waiting.fetch_sub(1, Ordering::Relaxed);
                });
            } else {
                // Enough is waiting: this thread helps instead of reading on.
                work(at, task);
            }
        })
    })
}

/// A lock that a panicking thread left behind holds a whole value: every change above is one call.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
