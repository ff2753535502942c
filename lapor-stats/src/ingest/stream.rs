//! A file is read in blocks, the blocks are read in parallel, and their parts are put back in order.

use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::block::{Block, Blocks};
use super::events::EventsPart;
use super::input::Input;
use super::lists::{AgencyRow, ListPart};
use super::mapping::Mapping;
use super::reports::ReportsPart;
use super::sheet::{Plan, Sheet};
use super::source;
use super::split::Rows;
use crate::dataset::Category;
use crate::error::Error;

/// Bytes of a block: large enough to be worth a task, small enough to stay in a cache.
pub(crate) const BLOCK: usize = 2 << 20;

/// What came out of a block.
#[derive(Debug)]
pub(crate) enum Part {
    Reports(Box<ReportsPart>),
    Events(Box<EventsPart>),
    Agencies(ListPart<AgencyRow>),
    Categories(ListPart<Category>),
}

/// Reads a file; `None` if it has not even a header.
pub(crate) fn read_file<'m>(
    input: &Input,
    number: u32,
    mapping: &'m Mapping,
    texts: bool,
    size: usize,
) -> Result<Option<(Sheet<'m>, Vec<Part>)>, Error> {
    let failed = || Error::io("read", &input.name);
    let source = source::open(input, mapping.encoding).map_err(failed())?;
    let mut blocks = Blocks::open(source, size, mapping.delimiter).map_err(failed())?;
    let Some(mut first) = blocks.next_block(Vec::new()).map_err(failed())? else { return Ok(None) };
    let Some(header) = take_header(&mut first, blocks.delimiter()).map_err(failed())? else {
        return Ok(None);
    };
    let sheet = Sheet::bind(mapping, &input.name, number, header, blocks.delimiter(), texts)?;
    let parts = in_parallel(&sheet, first, &mut blocks).map_err(failed())?;
    Ok(Some((sheet, parts)))
}

/// Takes the first row off a block.
fn take_header(block: &mut Block, delimiter: u8) -> io::Result<Option<Vec<String>>> {
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
    block.bytes.drain(..end);
    block.line = line;
    Ok(Some(header))
}

fn read_block(sheet: &Sheet<'_>, block: &Block) -> Part {
    match &sheet.plan {
        Plan::Reports(plan) => Part::Reports(Box::new(ReportsPart::read(sheet, plan, block))),
        Plan::Events(plan) => Part::Events(Box::new(EventsPart::read(sheet, plan, block))),
        Plan::Agencies(columns) => Part::Agencies(ListPart::agencies(sheet, columns, block)),
        Plan::Categories(columns) => Part::Categories(ListPart::categories(sheet, columns, block)),
    }
}

/// Reads all blocks; at most two for each thread wait at any time, so that memory is bounded.
fn in_parallel<R: Read>(
    sheet: &Sheet<'_>,
    first: Block,
    blocks: &mut Blocks<R>,
) -> io::Result<Vec<Part>> {
    let most = 2 * rayon::current_num_threads();
    let waiting = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Part)>> = Mutex::new(Vec::new());
    let spare: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
    let work = |number: usize, block: Block| {
        let part = read_block(sheet, &block);
        lock(&done).push((number, part));
        lock(&spare).push(block.bytes);
    };
    let (work, waiting) = (&work, &waiting);
    let ended = rayon::in_place_scope(|scope| {
        let mut next = Some(first);
        for number in 0.. {
            let Some(block) = next else { break };
            if waiting.load(Ordering::Relaxed) < most {
                waiting.fetch_add(1, Ordering::Relaxed);
                scope.spawn(move |_| {
                    work(number, block);
                    waiting.fetch_sub(1, Ordering::Relaxed);
                });
            } else {
                // Enough is waiting: this thread helps instead of reading on.
                work(number, block);
            }
            let buffer = lock(&spare).pop().unwrap_or_default();
            next = blocks.next_block(buffer)?;
        }
        Ok(())
    });
    ended.map(|()| {
        let mut parts = std::mem::take(&mut *lock(&done));
        parts.sort_by_key(|&(number, _)| number);
        parts.into_iter().map(|(_, part)| part).collect()
    })
}

/// A lock that a panicking thread left behind holds a whole value: every change above is one call.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
