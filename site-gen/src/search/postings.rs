//! Postings: in which documents a stem occurs, as the files of the index hold them.
//!
//! Documents are numbered from the newest, so a list begins with what a reader wants first. A list is cut
//! into blocks of at most [`BLOCK`] bytes; each is written as gaps or as bits, whichever reaches
//! further. A short list stands beside its word, a middling one shares a file with its neighbours, and a
//! long one has a file for each block, of which the first begins with a directory of the others.

use super::number;
use crate::error::Error;

/// The most bytes of a block.
pub(super) const BLOCK: usize = 1000;
/// The most bytes of a list that stands beside its word.
const BESIDE: usize = 20;
/// How many bytes of lists share a file.
const SHARED: usize = 1600;
/// The kind of a block: gaps less one, or seven bits a byte.
const GAPS: u32 = 0;
/// See [`GAPS`].
const BITS: u32 = 1;

/// Where a list is found, and what is known of it without looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// How many documents it has.
    pub(super) count: u32,
    /// The newest of them.
    pub(super) first: u32,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Beside(Vec<u8>),
    Shared { file: u32, offset: u32, length: u32 },
    Long { file: u32, blocks: u32 },
}

impl Entry {
    /// Appends the entry as it stands beside a word.
    pub(super) fn write(&self, part: u32, out: &mut Vec<u8>) {
        let mut numbers = |all: &[u32]| all.iter().for_each(|&one| number::write(out, one));
        numbers(&[self.count, self.first]);
        match &self.place {
            Place::Beside(bytes) => {
                numbers(&[0, bytes.len() as u32]);
                out.extend(bytes);
            }
            &Place::Shared { file, offset, length } => numbers(&[1, part, file, offset, length]),
            &Place::Long { file, blocks } => numbers(&[2, part, file, blocks]),
        }
    }
}

/// Takes the number of a file and its bytes.
pub(super) type Put<'a> = &'a dyn Fn(u32, Vec<u8>) -> Result<(), Error>;

/// Writes the lists of one part, one after the other.
pub(super) struct Writer<'a> {
    put: Put<'a>,
    next: u32,
    shared: u32,
    held: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(put: Put<'a>) -> Self {
        Self { put, next: 0, shared: 0, held: Vec::new() }
    }

    /// Writes the list of the documents, which rise and are at least one.
    pub(super) fn list(&mut self, documents: &[u32]) -> Result<Entry, Error> {
        let (count, first) = (documents.len() as u32, documents[0]);
        let (reached, block) = cut(documents);
        let place = if reached < documents.len() {
            self.long(documents)?
        } else if block.len() <= BESIDE {
            Place::Beside(block)
        } else {
            self.share(&block)?
        };
        Ok(Entry { count, first, place })
    }

    fn share(&mut self, block: &[u8]) -> Result<Place, Error> {
        if SHARED < self.held.len() + block.len() {
            self.close()?;
        }
        if self.held.is_empty() {
            self.shared = self.next;
            self.next += 1;
        }
        let offset = self.held.len() as u32;
        self.held.extend(block);
        Ok(Place::Shared { file: self.shared, offset, length: block.len() as u32 })
    }

    fn long(&mut self, documents: &[u32]) -> Result<Place, Error> {
        let mut rest = documents;
        let mut firsts = Vec::new();
        let mut blocks = Vec::new();
        while let Some(&first) = rest.first() {
            let (reached, block) = cut(rest);
            firsts.push(first);
            blocks.push(block);
            rest = &rest[reached..];
        }
        let file = self.next;
        let mut directory = Vec::new();
        for pair in firsts.windows(2) {
            number::write(&mut directory, pair[1] - pair[0]);
        }
        directory.append(&mut blocks[0]);
        blocks[0] = directory;
        let count = blocks.len() as u32;
        for block in blocks {
            (self.put)(self.next, block)?;
            self.next += 1;
        }
        Ok(Place::Long { file, blocks: count })
    }

    fn close(&mut self) -> Result<(), Error> {
        if self.held.is_empty() {
            return Ok(());
        }
        (self.put)(self.shared, std::mem::take(&mut self.held))
    }

    /// Writes what waits for more.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.close()
    }
}

/// The longest block at the front of a list: how many documents it has, and its bytes.
fn cut(documents: &[u32]) -> (usize, Vec<u8>) {
    let first = documents[0];
    let mut size = 1;
    let mut by_gaps = 1;
    for pair in documents.windows(2) {
        size += number::length(pair[1] - pair[0] - 1);
        if BLOCK < size {
            break;
        }
        by_gaps += 1;
    }
    let width = 7 * (BLOCK as u32 - 1);
    let by_bits = documents.partition_point(|&document| document - first < width);
    let last = documents[by_bits - 1];
    let bits_size = 1 + (last - first) as usize / 7 + 1;
    let is_bits = by_gaps < by_bits || (by_gaps == by_bits && bits_size < size.min(BLOCK));
    let mut block = Vec::new();
    if is_bits {
        number::write(&mut block, BITS);
        block.resize(bits_size, 0x80);
        for document in &documents[..by_bits] {
            let place = document - first;
            block[1 + place as usize / 7] |= 1 << (place % 7);
        }
        (by_bits, block)
    } else {
        number::write(&mut block, GAPS);
        for pair in documents[..by_gaps].windows(2) {
            number::write(&mut block, pair[1] - pair[0] - 1);
        }
        (by_gaps, block)
    }
}

/// The documents of a block whose first one is known: what a reader does.
#[cfg(test)]
pub(super) fn documents(first: u32, mut block: &[u8]) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    match number::read(&mut block)? {
        GAPS => {
            let mut document = first;
            found.push(document);
            while !block.is_empty() {
                document += number::read(&mut block)? + 1;
                found.push(document);
            }
        }
        BITS => {
            for (byte, place) in block.iter().zip(0..) {
                let bits = (0..7).filter(|bit| byte >> bit & 1 == 1);
                found.extend(bits.map(|bit| first + 7 * place + bit));
            }
        }
        _ => return None,
    }
    Some(found)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn blocks(list: &[u32]) -> Vec<Vec<u8>> {
        let mut rest = list;
        let mut blocks = Vec::new();
        while !rest.is_empty() {
            let (reached, block) = cut(rest);
            assert!(block.len() <= BLOCK);
            assert_eq!(documents(rest[0], &block).unwrap(), &rest[..reached]);
            rest = &rest[reached..];
            blocks.push(block);
        }
        blocks
    }

    #[test]
    fn a_block_holds_what_was_put_into_it() {
        assert_eq!(blocks(&[7]).len(), 1);
        assert_eq!(blocks(&[0, 5_000_000]).len(), 1);
        // Every document: bits, 999 bytes of seven.
        let all: Vec<u32> = (0..20_000).collect();
        assert_eq!(blocks(&all).len(), 3);
        // Every 100th: gaps of 99, two bytes each, so 1 + 499 documents a block.
        let some: Vec<u32> = (0..1000).map(|place| place * 100).collect();
        assert_eq!(blocks(&some).len(), 2);
    }

    #[test]
    fn a_block_is_written_the_shorter_way() {
        // Ten in a row: two bytes of bits and the kind, or nine gaps and the kind.
        assert_eq!(cut(&(3..13).collect::<Vec<u32>>()).1.len(), 3);
        assert_eq!(cut(&[3, 60]).1.len(), 2);
    }

    #[test]
    fn long_lists_have_files_of_their_own() {
        let files = std::cell::RefCell::new(Vec::new());
        let put = |file: u32, bytes: Vec<u8>| {
            files.borrow_mut().push((file, bytes.len()));
            Ok(())
        };
        let mut writer = Writer::new(&put);
        let short = writer.list(&[1, 2, 900]).unwrap();
        assert!(matches!(short.place, Place::Beside(_)), "{short:?}");
        let middling: Vec<u32> = (0..40).map(|place| place * 70).collect();
        let shared = writer.list(&middling).unwrap();
        assert_eq!(shared.place, Place::Shared { file: 0, offset: 0, length: 79 });
        let long = writer.list(&(5..20_005).collect::<Vec<u32>>()).unwrap();
        assert_eq!(long.place, Place::Long { file: 1, blocks: 3 });
        assert_eq!((long.count, long.first), (20_000, 5));
        let shared = writer.list(&middling).unwrap();
        assert_eq!(shared.place, Place::Shared { file: 0, offset: 79, length: 79 });
        writer.finish().unwrap();
        let numbers: Vec<u32> = files.borrow().iter().map(|&(file, _)| file).collect();
        assert_eq!(numbers, [1, 2, 3, 0]);
    }
}
