//! A look at a source without a mapping: its header and its first rows, and a skeleton of a mapping made of them.

use std::io;
use std::path::Path;

use super::document::table::RecordTable;
use super::document::{Entry, Wanted};
use super::input::{Input, Origin};
use super::mapping::Format;
use super::parquet::ParquetFile;
use super::skeleton::{Look, skeleton};
use super::source::{self, Source};
use super::split::{Cell, Rows};
use super::{block, stream, workbook};
use crate::error::Error;

/// How many rows are looked at.
const ROWS: usize = 1_000;

/// The most columns of which somebody would read a description.
const MOST: usize = 2_000;

/// The header and the first rows of a source.
#[derive(Debug, Default)]
struct Seen {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Whether the rows are all that there are.
    whole: bool,
    delimiter: Option<u8>,
}

/// A skeleton of a mapping for this file: what was seen stands in its comments, and nothing that was guessed is active.
///
/// No cell that people wrote is in it.
///
/// # Errors
///
/// [`Error::Io`] if the file cannot be read, [`Error::NothingAccepted`] if it has no header.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("laporan.csv");
/// std::fs::write(&file, "No,Masuk\nA-1,6/3/2015\nA-2,17/3/2015\n")?;
/// let skeleton = lapor_stats::ingest::skeleton_of(&file)?;
/// assert!(skeleton.contains("%d/%m/%Y"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn skeleton_of(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    let stdin = path.as_os_str() == "-";
    let origin = if stdin { Origin::Standard } else { Origin::File(path.to_owned()) };
    let input = Input { name: name.clone(), origin };
    let seen = look(&input).map_err(Error::io("read", &name))?;
    if MOST < seen.header.len() {
        let why = format!(
            "found {} columns, expected at most {MOST}; perhaps another delimiter is meant, or rows and columns are turned",
            seen.header.len()
        );
        return Err(Error::NothingAccepted { files: name, why });
    }
    if seen.header.is_empty() {
        return Err(Error::NothingAccepted { files: name, why: "found no header".into() });
    }
    let shown = path.file_name().map_or(name.clone(), |name| name.to_string_lossy().into_owned());
    Ok(skeleton(&Look {
        file: &shown,
        header: &seen.header,
        rows: &seen.rows,
        delimiter: seen.delimiter,
        encoding: None,
        whole: seen.whole,
    }))
}

fn look(input: &Input) -> io::Result<Seen> {
    match source::open(input, None, None)? {
        Source::Csv(text) => of_csv(text),
        Source::Document(format, text) => of_document(format, text),
        Source::Parquet(path) => of_parquet(&ParquetFile::open(&path)?),
        Source::Workbook(path) => of_workbook(std::fs::File::open(&*path)?),
    }
}

fn of_csv(text: Box<dyn io::Read>) -> io::Result<Seen> {
    let mut blocks = block::Blocks::open(text, stream::BLOCK, None)?;
    let delimiter = blocks.delimiter();
    let mut seen = Seen { delimiter: Some(delimiter), ..Seen::default() };
    let Some(mut first) = blocks.next_block(block::Block::default())? else { return Ok(seen) };
    let Some(header) = stream::take_header(&mut first, delimiter)? else { return Ok(seen) };
    seen.header = header;
    let mut block = Some(first);
    while let Some(bytes) = block {
        let mut rows = Rows::new(&bytes.bytes, delimiter, bytes.line);
        let mut cells: Vec<Cell> = Vec::new();
        while let Some(row) = rows.next_row(&mut cells) {
            if seen.rows.len() == ROWS {
                return Ok(seen);
            }
            // A look needs no exact text of bytes that are no UTF-8; reading tells them with their line.
            let text = String::from_utf8_lossy(&bytes.bytes[row.place.clone()]);
            let cell = |cell: &Cell| cell.shifted(row.place.start).text(&text).trim().to_owned();
            seen.rows.push(cells.iter().map(cell).collect());
        }
        block = blocks.next_block(bytes)?;
    }
    seen.whole = true;
    Ok(seen)
}

fn of_document(format: Format, text: Box<dyn io::Read>) -> io::Result<Seen> {
    let mut table = RecordTable::new(Vec::new());
    let mut seen = Seen::default();
    let mut taken = 0;
    let mut broken = None;
    let read = stream::decode(format, text, Wanted::default(), &mut |entry| match entry {
        Entry::Record(record) if taken < ROWS => {
            taken += 1;
            table.take(record.line, record.fields);
            Ok(())
        }
        Entry::Record(_) => Err(enough()),
        Entry::Broken(place) => {
            broken.get_or_insert(place);
            Ok(())
        }
        Entry::Listed(_) => Ok(()),
    });
    seen.whole = unless_enough(read)?;
    if taken == 0
        && let Some(broken) = broken
    {
        let problem =
            format!("line {}: found {}, expected {}", broken.line, broken.found, broken.expected);
        return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
    }
    seen.header = table.header().to_vec();
    if let Some(grid) = table.take_grid() {
        let text = |cell: &Cell| cell.text(grid.text()).trim().to_owned();
        seen.rows = grid.rows().map(|(_, cells)| cells.iter().map(text).collect()).collect();
    }
    Ok(seen)
}

fn of_parquet(file: &ParquetFile) -> io::Result<Seen> {
    let mut seen = Seen { header: file.header(), ..Seen::default() };
    let wanted = vec![true; seen.header.len()];
    for slice in file.slices() {
        let columns = file.read(&slice, &wanted)?;
        for row in 0..columns.rows {
            if seen.rows.len() == ROWS {
                return Ok(seen);
            }
            let cells = (0..seen.header.len()).map(|column| columns.text(column, row).into_owned());
            seen.rows.push(cells.collect());
        }
    }
    seen.whole = true;
    Ok(seen)
}

fn of_workbook(file: std::fs::File) -> io::Result<Seen> {
    let mut seen = Seen::default();
    let read = workbook::rows(file, None, &mut |_, cells| {
        let mut row: Vec<String> = cells.into_iter().map(|cell| cell.text).collect();
        if seen.header.is_empty() {
            seen.header = row;
        } else if seen.rows.len() < ROWS {
            row.resize(seen.header.len().max(row.len()), String::new());
            seen.rows.push(row);
        } else {
            return Err(enough());
        }
        Ok(())
    });
    seen.whole = unless_enough(read)?;
    Ok(seen)
}

/// What ends a reading that has seen enough.
fn enough() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "enough")
}

/// Whether a reading came to its end.
fn unless_enough(read: io::Result<()>) -> io::Result<bool> {
    match read {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(false),
        Err(error) => Err(error),
    }
}
