//! Rows and cells of a block of CSV, as places in its bytes.
//!
//! The rules are those of the `csv` crate, byte for byte, and a test holds the two against each other
//! on arbitrary input: a quote opens a cell only as its first byte, a doubled quote stands for one,
//! what follows a closing quote is taken as it is, `\n`, `\r` and `\r\n` end a row, and a blank line is
//! no row. It exists beside that crate because it leaves the bytes where they are: nothing is
//! copied, and a jump from delimiter to delimiter costs a tenth of a walk over every byte.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

/// A cell as a place in the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    start: u32,
    end: u32,
    form: Form,
}

/// How the text of a cell lies in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As it is.
    Plain,
    /// With quotes that do not belong to it.
    Quoted,
    /// As it is, and the source says that it is a time, written as RFC 3339 has it.
    Time,
}

impl Cell {
    /// A cell whose place holds its text as it is; `time` says that the source has it as a time.
    pub(crate) fn plain(place: std::ops::Range<usize>, time: bool) -> Self {
        let form = if time { Form::Time } else { Form::Plain };
        Cell { start: place.start as u32, end: place.end as u32, form }
    }

    /// Whether the source itself says that this is a time, whatever the mapping's formats are.
    pub(crate) fn is_time(self) -> bool {
        self.form == Form::Time
    }

    /// The text of the cell; `block` is the text that the rows were split from.
    #[inline]
    pub(crate) fn text(self, block: &str) -> Cow<'_, str> {
        // A cell ends at ASCII bytes, so its ends are character boundaries.
        let text = block.get(self.start as usize..self.end as usize).unwrap_or_default();
        if self.form == Form::Quoted { Cow::Owned(unquoted(text)) } else { Cow::Borrowed(text) }
    }

    /// The same cell in a text that begins `by` bytes later.
    pub(crate) fn shifted(self, by: usize) -> Self {
        let by = by as u32;
        Cell { start: self.start.saturating_sub(by), end: self.end.saturating_sub(by), ..self }
    }

    /// Where the cell's bytes lie in the block.
    pub(crate) fn place(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A row as a place in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line on which it begins.
    pub(crate) line: u64,
    /// Its bytes, without the end of the row.
    pub(crate) place: std::ops::Range<usize>,
    /// Whether a quoted cell holds a line break.
    pub(crate) quoted_newline: bool,
}

/// The rows of a block, one after another.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    at: usize,
    line: u64,
}

impl<'a> Rows<'a> {
    /// Rows of a block that begins with a row; at most 4 GiB.
    pub(crate) fn new(bytes: &'a [u8], delimiter: u8, line: u64) -> Self {
        Rows { bytes, delimiter, at: 0, line }
    }

    /// Where the next row begins, and on which line.
    pub(crate) fn place(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// Puts the next row's cells into `cells`.
    pub(crate) fn next_row(&mut self, cells: &mut Vec<Cell>) -> Option<Row> {
        cells.clear();
        while let Some(b'\n' | b'\r') = self.bytes.get(self.at) {
            self.end_line();
        }
        if self.bytes.len() <= self.at {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut quoted_newline = false;
        loop {
            cells.push(if self.bytes.get(self.at) == Some(&b'"') {
                self.quoted_cell(&mut quoted_newline)
            } else {
                let start = self.at;
                self.at = self.cell_end(start);
                Cell::plain(start..self.at, false)
            });
            if self.bytes.get(self.at) != Some(&self.delimiter) {
                break;
            }
            self.at += 1;
        }
        let place = start..self.at;
        if self.at < self.bytes.len() {
            self.end_line();
        }
        Some(Row { line, place, quoted_newline })
    }

    fn quoted_cell(&mut self, quoted_newline: &mut bool) -> Cell {
        let open = self.at;
        let mut at = open + 1;
        let mut doubled = false;
        loop {
            let Some(next) = find_one_of(*b"\"\n\r", &self.bytes[at..]) else {
                // Never closed: the cell is all that is left, without the quote before it.
                self.at = self.bytes.len();
                return self.cell(open, self.at, self.at, doubled);
            };
            at += next;
            match self.bytes[at] {
                b'"' if self.bytes.get(at + 1) == Some(&b'"') => {
                    doubled = true;
                    at += 2;
                }
                b'"' => break,
                _ => {
                    *quoted_newline = true;
                    self.at = at;
                    self.end_line();
                    at = self.at;
                }
            }
        }
        self.at = self.cell_end(at + 1);
        self.cell(open, at, self.at, doubled)
    }

    /// A cell whose opening quote is at `open` and whose closing quote, if any, is at `close`.
    fn cell(&self, open: usize, close: usize, end: usize, doubled: bool) -> Cell {
        if doubled || close + 1 < end {
            Cell { start: open as u32, end: end as u32, form: Form::Quoted }
        } else {
            Cell::plain(open + 1..close, false)
        }
    }

    fn cell_end(&self, from: usize) -> usize {
        find_one_of([self.delimiter, b'\n', b'\r'], &self.bytes[from..])
            .map_or(self.bytes.len(), |next| from + next)
    }

    /// Steps over one end of a line: `\n`, `\r` or `\r\n`.
    fn end_line(&mut self) {
        let both = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
        self.at += if both { 2 } else { 1 };
        self.line += 1;
    }
}

/// Cells up to this length are looked through in words: a search for long ones takes longer to get under way.
const SHORT: usize = 32;

/// Where the first of these bytes stands.
#[inline]
fn find_one_of([one, two, three]: [u8; 3], bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for eight in bytes.chunks_exact(8).take(SHORT / 8) {
        let word = eight.first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
        let found = equal(word, one) | equal(word, two) | equal(word, three);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    memchr3(one, two, three, &bytes[at..]).map(|next| at + next)
}

/// The high bits of the bytes that are this one; the lowest of them is right, as no borrow comes from below it.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let differs = word ^ (u64::from(byte) * ONES);
    differs.wrapping_sub(ONES) & !differs & (ONES << 7)
}

/// The text of a cell that begins with a quote.
fn unquoted(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell.get(1..).unwrap_or_default();
    while let Some(at) = memchr(b'"', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if !rest.starts_with('"') {
            // Closed: quotes after this are text.
            break;
        }
        text.push('"');
        rest = &rest[1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    fn split(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut rows = Rows::new(text.as_bytes(), delimiter, 1);
        let mut cells = Vec::new();
        let mut all = Vec::new();
        while rows.next_row(&mut cells).is_some() {
            all.push(cells.iter().map(|cell| cell.text(text).into_owned()).collect());
        }
        all
    }

    fn by_csv(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn cells_of_every_kind() {
        assert_eq!(
            split("a,\"b, c\",\"d \"\"e\"\"\"\r\n\n,\"f\"g\",h\"i\n\"x\ny\",", b','),
            [vec!["a", "b, c", "d \"e\""], vec!["", "fg\"", "h\"i"], vec!["x\ny", ""]]
        );
    }

    #[test]
    fn lines_count_through_quoted_newlines_and_blank_lines() {
        let text = "a\n\n\"b\nc\r\nd\"\re\r\n\r\nf";
        let mut rows = Rows::new(text.as_bytes(), b',', 1);
        let mut cells = Vec::new();
        let mut lines = Vec::new();
        while let Some(row) = rows.next_row(&mut cells) {
            lines.push((row.line, row.quoted_newline));
        }
        assert_eq!(lines, [(1, false), (3, true), (6, false), (8, false)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn splits_long_cells_as_the_csv_crate_does(
            cells in proptest::collection::vec(("[a-z0-9 é\u{80}-\u{ff}]{0,60}", "[,;\n\r]"), 0..8)
        ) {
            let text: String = cells.into_iter().map(|(cell, end)| cell + &end).collect();
            prop_assert_eq!(split(&text, b','), by_csv(&text, b','));
        }

        #[test]
        fn splits_as_the_csv_crate_does(text in "[a;,\"\"\n\ré ]{0,40}") {
            prop_assert_eq!(split(&text, b','), by_csv(&text, b','));
            prop_assert_eq!(split(&text, b';'), by_csv(&text, b';'));
        }
    }
}
