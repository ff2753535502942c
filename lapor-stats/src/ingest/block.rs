//! Blocks: a stream of CSV in pieces that end where a row ends, so that they can be read in parallel.

use std::io::{self, Read};

use memchr::{memchr, memchr2_iter, memrchr};

use super::separators::Separators;

/// The longest row that is read, in bytes: a quote that is never closed must not fill the memory.
pub(crate) const LONGEST_ROW: usize = 64 << 20;

/// A piece of a file, from the beginning of a row to the end of a row.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    /// Whether its separators are known.
    is_plain: bool,
    separators: Separators,
}

impl Block {
    /// The separators of its cells, if it is a plain one.
    pub(crate) fn separators(&self) -> Option<&Separators> {
        self.is_plain.then_some(&self.separators)
    }

    /// Leaves out some bytes at the beginning, which end on the line before this one.
    pub(crate) fn skip(&mut self, bytes: usize, line: u64, delimiter: u8) {
        self.bytes.drain(..bytes);
        self.line = line;
        self.is_plain = self.separators.find(&self.bytes, delimiter, true);
    }
}

/// The blocks of a stream.
#[derive(Debug)]
pub(crate) struct Blocks<R> {
    source: R,
    size: usize,
    delimiter: u8,
    rest: Vec<u8>,
    line: u64,
    quoted: Vec<(usize, usize)>,
    ended: bool,
}

impl<R: Read> Blocks<R> {
    /// Blocks of about `size` bytes; `delimiter` is sniffed on the first line if it is not given.
    ///
    /// A byte order mark is skipped.
    pub(crate) fn open(mut source: R, size: usize, delimiter: Option<u8>) -> io::Result<Self> {
        let mut rest = Vec::new();
        let mut ended = false;
        // The first line must be there to be looked at, whatever the size of a block.
        let mut looked = 0;
        while memchr(b'\n', &rest[looked..]).is_none() && rest.len() < LONGEST_ROW && !ended {
            looked = rest.len();
            let wanted = looked + size;
            ended = fill(&mut source, &mut rest, wanted)? == 0;
        }
        if rest.starts_with(b"\xEF\xBB\xBF") {
            rest.drain(..3);
        }
        let delimiter = delimiter.unwrap_or_else(|| sniffed(&rest));
        Ok(Blocks { source, size, delimiter, rest, line: 1, quoted: Vec::new(), ended })
    }

    /// The delimiter between cells.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The next block, in the space of one that is not needed any more.
    ///
    /// # Errors
    ///
    /// What the stream answered; [`io::ErrorKind::InvalidData`] with the line if a row is longer than [`LONGEST_ROW`].
    pub(crate) fn next_block(&mut self, spare: Block) -> io::Result<Option<Block>> {
        let mut block = Block { line: self.line, ..spare };
        let buffer = &mut block.bytes;
        buffer.clear();
        buffer.append(&mut self.rest);
        let mut wanted = self.size;
        let cut = loop {
            while !self.ended && buffer.len() < wanted {
                self.ended = fill(&mut self.source, buffer, wanted)? == 0;
            }
            block.is_plain = block.separators.find(buffer, self.delimiter, self.ended);
            if self.ended {
                break buffer.len();
            }
            let cut = if block.is_plain {
                block.separators.cut(buffer)
            } else {
                last_row_end(buffer, self.delimiter, &mut self.quoted)
            };
            if let Some(cut) = cut {
                break cut;
            }
            if LONGEST_ROW < buffer.len() {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!(
                        "found a row of over {} MiB that begins near line {}, expected rows to end; perhaps a quote is never closed",
                        LONGEST_ROW >> 20,
                        self.line
                    ),
                ));
            }
            wanted = buffer.len() * 2;
        };
        if buffer.is_empty() {
            return Ok(None);
        }
        self.rest.extend_from_slice(&buffer[cut..]);
        buffer.truncate(cut);
        self.line += if block.is_plain {
            block.separators.leave_out(&self.rest, cut);
            block.separators.lines() as u64
        } else {
            line_ends(buffer)
        };
        Ok(Some(block))
    }
}

fn fill(source: &mut impl Read, buffer: &mut Vec<u8>, wanted: usize) -> io::Result<usize> {
    let more = wanted.saturating_sub(buffer.len()).max(1);
    buffer.reserve(more);
    source.take(more as u64).read_to_end(buffer)
}

/// How many lines end in `bytes`, where `\r\n` is one end.
fn line_ends(bytes: &[u8]) -> u64 {
    if memchr(b'\r', bytes).is_none() {
        return bytecount(bytes);
    }
    memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count() as u64
}

fn bytecount(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The delimiter that stands most often in the first line outside of quotes; a comma if none does.
fn sniffed(bytes: &[u8]) -> u8 {
    let line = &bytes[..memchr(b'\n', bytes).unwrap_or(bytes.len())];
    let count = |delimiter: u8| {
        let mut inside = false;
        line.iter()
            .filter(|&&byte| {
                inside ^= byte == b'"';
                byte == delimiter && !inside
            })
            .count()
    };
    let mut best = (count(b','), b',');
    for delimiter in [b';', b'\t', b'|'] {
        if best.0 < count(delimiter) {
            best = (count(delimiter), delimiter);
        }
    }
    best.1
}

/// Where the last row that surely ends within `bytes` ends, by the same rules as `Rows`.
///
/// Only quotes are looked at: those that open a cell, then the ones that close it. The line breaks
/// between quoted cells end rows, and the last of them is searched from behind.
fn last_row_end(bytes: &[u8], delimiter: u8, quoted: &mut Vec<(usize, usize)>) -> Option<usize> {
    quoted.clear();
    let mut from = 0;
    while let Some(next) = memchr(b'"', &bytes[from..]) {
        let open = from + next;
        from = open + 1;
        let opens = open == 0 || [delimiter, b'\n', b'\r'].contains(&bytes[open - 1]);
        if !opens {
            continue;
        }
        let close = loop {
            let Some(next) = memchr(b'"', &bytes[from..]) else { break bytes.len() };
            from += next + 1;
            if bytes.get(from) != Some(&b'"') {
                break from - 1;
            }
            from += 1;
        };
        quoted.push((open, close));
        from = from.max(close).min(bytes.len());
        if close == bytes.len() {
            break;
        }
    }
    let last_of = |find: fn(&[u8]) -> Option<usize>| {
        let mut end = bytes.len();
        for &(open, close) in quoted.iter().rev() {
            let start = (close + 1).min(end);
            if let Some(at) = find(&bytes[start..end]) {
                return Some(start + at + 1);
            }
            end = open;
        }
        find(&bytes[..end]).map(|at| at + 1)
    };
    last_of(|gap| memrchr(b'\n', gap)).or_else(|| {
        // Lines that end in `\r` alone; as the last byte it may be half of `\r\n`.
        last_of(|gap| memrchr(b'\r', gap)).filter(|&end| end < bytes.len())
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::split::Rows;
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, size: usize) -> Vec<(u64, Vec<String>)> {
        let mut blocks = Blocks::open(text.as_bytes(), size, Some(b',')).unwrap();
        let mut all = Vec::new();
        while let Some(block) = blocks.next_block(Block::default()).unwrap() {
            let text = std::str::from_utf8(&block.bytes).unwrap();
            let mut rows = Rows::new(&block.bytes, b',', block.line);
            let mut cells = Vec::new();
            while let Some(row) = rows.next_row(&mut cells) {
                all.push((
                    row.line,
                    cells.iter().map(|cell| cell.text(text).into_owned()).collect(),
                ));
            }
        }
        all
    }

    #[test]
    fn the_delimiter_is_the_most_frequent_outside_of_quotes() {
        assert_eq!(sniffed(b"id;\"a,b,c,d\";x\n1,2,3,4,5"), b';');
        assert_eq!(sniffed(b"id\ta\tb\r\n"), b'\t');
        assert_eq!(sniffed(b"id|a\n"), b'|');
        assert_eq!(sniffed(b"id\n"), b',');
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(rows("\u{feff}id,a\n1,2\n", 4)[0].1, ["id", "a"]);
    }

    #[test]
    fn a_row_without_an_end_is_an_error_and_not_all_the_memory() {
        let source = io::repeat(b'x');
        let mut blocks =
            Blocks::open(io::Cursor::new("a,b\n\"").chain(source), 1 << 20, None).unwrap();
        blocks.next_block(Block::default()).unwrap();
        let error = blocks.next_block(Block::default()).unwrap_err().to_string();
        assert!(error.contains("begins near line 2"), "{error}");
    }

    #[test]
    fn a_long_first_line_is_read_in_steps_and_not_byte_by_byte() {
        struct Counted(usize);
        impl Read for Counted {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                buffer.fill(b'x');
                Ok(if self.0 <= 1000 { buffer.len() } else { 0 })
            }
        }
        let blocks = Blocks::open(Counted(0), 1 << 16, None).unwrap();
        assert!(1 << 20 < blocks.rest.len(), "{}", blocks.rest.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn the_size_of_a_block_changes_nothing(text in "[a,\"\"\n\n\ré]{0,60}", size in 1_usize..40) {
            prop_assert_eq!(rows(&text, size), rows(&text, 1 << 20));
        }
    }
}
