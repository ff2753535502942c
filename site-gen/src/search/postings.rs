//! Postings: in which documents a stem occurs, as the files of the index hold them.
//!
//! A short list stands beside its words, a middling one shares a file with few neighbours, and a long one
//! has a file for each block, of which that of the newest begins with a directory of the others. Files
//! have names of their bytes: a list that has not changed keeps its file.

use super::block;
use super::name::{Name, Names};
use super::number;
use crate::error::Error;

/// The most bytes of a list that stands beside its words.
const BESIDE: usize = 40;
/// How many bytes of lists share a file, and how many lists. Where one of them changes, so do the words
/// of all, by the name that they have for the file.
const SHARED: usize = 1200;
const LISTS: usize = 4;

/// The kind of a list in its first number, below its count.
const KINDS: u64 = 8;
const BESIDE_KIND: u64 = 0;
const LONG_KIND: u64 = 1;
const SHARED_KIND: u64 = 2;

/// Where a list is found, and what is known of it without looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// How many documents it has.
    count: u32,
    /// The newest of them.
    newest: u32,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// The gaps between its documents.
    Beside(Vec<u8>),
    /// The file, and how many lists come before it there.
    Shared(Name, u8),
    /// The file of its newest block.
    Long(Name),
}

impl Entry {
    /// Appends the entry as it stands beside a word.
    pub(super) fn write(&self, part: u32, out: &mut Vec<u8>) {
        let kind = match self.place {
            Place::Beside(_) => BESIDE_KIND,
            Place::Long(_) => LONG_KIND,
            Place::Shared(_, before) => SHARED_KIND + u64::from(before),
        };
        number::write(out, KINDS * u64::from(self.count) + kind);
        number::write(out, self.newest);
        match &self.place {
            Place::Beside(gaps) => out.extend(gaps),
            Place::Shared(name, _) | Place::Long(name) => {
                number::write(out, part);
                number::write(out, name.number());
            }
        }
    }
}

/// Takes the name of a file and its bytes.
pub(super) type Put<'a> = &'a dyn Fn(Name, Vec<u8>) -> Result<(), Error>;

/// Writes the lists of one part, one after the other.
pub(super) struct Writer<'a> {
    put: Put<'a>,
    names: Names,
    entries: Vec<Option<Entry>>,
    /// What waits for neighbours to share a file: number of the stem, count, newest, block.
    held: Vec<(usize, u32, u32, Vec<u8>)>,
}

impl<'a> Writer<'a> {
    /// A writer for so many stems.
    pub(super) fn new(stems: usize, put: Put<'a>) -> Self {
        Self { put, names: Names::default(), entries: vec![None; stems], held: Vec::new() }
    }

    /// Writes the list of a stem. `documents` rise and are at least one; `hash` is the stem's own.
    pub(super) fn list(&mut self, stem: usize, hash: u64, documents: &[u32]) -> Result<(), Error> {
        let (count, newest) = (documents.len() as u32, documents[documents.len() - 1]);
        let mut gaps = Vec::new();
        // A gap has a byte at least.
        if documents.len() <= BESIDE {
            block::write_gaps(documents, &mut gaps);
        }
        let place = if documents.len() <= BESIDE && gaps.len() <= BESIDE {
            Place::Beside(gaps)
        } else if block::cut(documents) < documents.len() {
            Place::Long(self.long(documents)?)
        } else {
            let block = block::write(documents);
            let held: usize = self.held.iter().map(|(.., block)| block.len()).sum();
            // Some stems begin a file, so that a list more or less does not move all that follow.
            let is_first = hash >> 32 & 7 == 0;
            if is_first || SHARED < held + block.len() || self.held.len() == LISTS {
                self.close()?;
            }
            self.held.push((stem, count, newest, block));
            return Ok(());
        };
        self.entries[stem] = Some(Entry { count, newest, place });
        Ok(())
    }

    fn long(&mut self, documents: &[u32]) -> Result<Name, Error> {
        let mut blocks = Vec::new();
        let mut rest = documents;
        while !rest.is_empty() {
            let (some, after) = rest.split_at(block::cut(rest));
            blocks.push((some[some.len() - 1], block::write(some)));
            rest = after;
        }
        let (mut newest, newest_block) = blocks.pop().unwrap_or_default();
        let mut file = Vec::new();
        number::write(&mut file, blocks.len() as u64);
        for (first, block) in blocks.into_iter().rev() {
            number::write(&mut file, newest - first);
            number::write(&mut file, self.file(block)?.number());
            newest = first;
        }
        file.extend(newest_block);
        self.file(file)
    }

    fn close(&mut self) -> Result<(), Error> {
        let held = std::mem::take(&mut self.held);
        if held.is_empty() {
            return Ok(());
        }
        let mut file = Vec::new();
        for (.., block) in &held {
            number::write(&mut file, block.len() as u64);
            file.extend(block);
        }
        let name = self.file(file)?;
        for ((stem, count, newest, _), before) in held.into_iter().zip(0..) {
            let place = Place::Shared(name, before);
            self.entries[stem] = Some(Entry { count, newest, place });
        }
        Ok(())
    }

    fn file(&mut self, bytes: Vec<u8>) -> Result<Name, Error> {
        let (name, is_new) = self.names.name(&bytes);
        if is_new {
            (self.put)(name, bytes)?;
        }
        Ok(name)
    }

    /// Writes what waits for more, and gives the entries by the number of their stem.
    pub(super) fn finish(mut self) -> Result<Vec<Option<Entry>>, Error> {
        self.close()?;
        Ok(self.entries)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_list_stands_beside_its_words_or_in_a_file_that_it_shares_or_in_files_of_its_own() {
        let files = std::cell::RefCell::new(Vec::new());
        let put = |name: Name, bytes: Vec<u8>| {
            files.borrow_mut().push((name, bytes.len()));
            Ok(())
        };
        let mut writer = Writer::new(5, &put);
        let middling: Vec<u32> = (0..40).map(|place| place * 70).collect();
        let long: Vec<u32> = (5..20_005).collect();
        // A hash that begins no file.
        let hash = 1 << 32;
        writer.list(0, hash, &[1, 2, 900]).unwrap();
        writer.list(1, hash, &middling).unwrap();
        writer.list(2, hash, &long).unwrap();
        writer.list(3, hash, &middling).unwrap();
        // The same list again has the same files.
        writer.list(4, hash, &long).unwrap();
        let entries: Vec<Entry> = writer.finish().unwrap().into_iter().flatten().collect();
        let files = files.into_inner();
        assert!(matches!(&entries[0].place, Place::Beside(gaps) if gaps.len() == 3));
        assert_eq!((entries[0].count, entries[0].newest), (3, 900));
        // Two blocks before the newest, and the file of the two that share.
        assert_eq!(files.len(), 4);
        assert_eq!(files[3].1, 2 * (2 + 79));
        assert_eq!(entries[1].place, Place::Shared(files[3].0, 0));
        assert_eq!(entries[3].place, Place::Shared(files[3].0, 1));
        assert_eq!(entries[2].place, Place::Long(files[2].0));
        assert_eq!(entries[4], entries[2]);
    }
}
