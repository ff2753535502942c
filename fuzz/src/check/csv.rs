//! CSV: rows are those of the `csv` crate, whatever the size of a block.

use std::io::Read;

use super::{Trickle, choice};
use crate::ingest::block::{Block, Blocks};
use crate::ingest::split::Rows;

/// Rows by the line on which they begin.
type Lines = Vec<(u64, Vec<Vec<u8>>)>;

/// The first byte chooses the delimiter, the second the size of a block; the rest is CSV.
pub fn csv(data: &[u8]) {
    let (delimiter, data) = choice(data);
    let (size, text) = choice(data);
    let delimiter = [None, Some(b','), Some(b';'), Some(b'\t'), Some(b'|'), Some(b'a'), Some(b' ')]
        [usize::from(delimiter) % 7];
    // The program rejects a row that is no text, so only how many cells it has is known.
    let is_text = str::from_utf8(text).is_ok();
    let size = usize::from(size).max(1);
    let (sniffed, whole) = rows(text, 1 << 20, delimiter, is_text);
    assert!(delimiter.is_none_or(|named| named == sniffed));
    assert!(delimiter.is_some() || b",;\t|".contains(&sniffed), "no known delimiter");
    // The delimiter is told by the first line, wherever a block ends.
    let (again, pieces) = rows(Trickle::new(text), size, delimiter, is_text);
    assert_eq!(again, sniffed, "the size of a block changed the delimiter");
    assert!(pieces == whole, "the size of a block changed the rows");
    assert!(whole.is_sorted_by(|(one, _), (next, _)| one < next), "two rows on one line");
    let cells: Vec<Vec<Vec<u8>>> = whole.into_iter().map(|(_, cells)| cells).collect();
    assert!(cells == by_csv(text, sniffed, is_text), "other rows than those of the csv crate");
}

fn rows(source: impl Read, size: usize, delimiter: Option<u8>, is_text: bool) -> (u8, Lines) {
    let mut blocks = Blocks::open(source, size, delimiter).expect("a source that does not fail");
    let delimiter = blocks.delimiter();
    let (mut all, mut cells) = (Vec::new(), Vec::new());
    while let Some(block) = blocks.next_block(Block::default()).expect("rows that are short") {
        let text = str::from_utf8(&block.bytes);
        let mut rows = Rows::new(&block.bytes, delimiter, block.line);
        while let Some(row) = rows.next_row(&mut cells) {
            let texts = cells.iter().map(|cell| match text {
                Ok(text) if is_text => cell.text(text).into_owned().into_bytes(),
                _ => Vec::new(),
            });
            all.push((row.line, texts.collect()));
        }
        assert_eq!(rows.place().0, block.bytes.len(), "bytes behind the last row");
    }
    (delimiter, all)
}

fn by_csv(text: &[u8], delimiter: u8, is_text: bool) -> Vec<Vec<Vec<u8>>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text);
    let records = reader.byte_records().map(|record| record.expect("what is no row to nobody"));
    records
        .map(|row| {
            row.iter().map(|cell| if is_text { cell.to_vec() } else { Vec::new() }).collect()
        })
        .collect()
}
