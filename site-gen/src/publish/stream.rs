//! An artifact that comes in pieces, for files that memory should not hold as a whole.
//!
//! It is what [`Staging::put`] is to whole artifacts: the gate sees every byte, the hash is that of all, and a file that is as the
//! live one writes nothing. As long as the bytes are those of the live file they are only compared; with the first that differs
//! the file is made, and what was equal is copied from the live one.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::manifest::{Entry, Hash};
use super::staging::{Staging, flaw};
use crate::check::{Gate, GateFinding, Rule, gate};
use crate::error::{Error, Finding};

/// How many bytes the gate sees at once.
const PIECE: usize = 1 << 20;
/// How many bytes before a piece it sees again, so that it knows what stands beside its first ones.
const CONTEXT: usize = 1 << 12;
/// No identifier is longer, so one that begins further before a piece was seen whole.
const REACH: usize = 1 << 8;

/// A file that is being written; see [`Staging::stream`].
pub struct Stream<'s> {
    staging: &'s Staging<'s>,
    path: String,
    hash: Sha256,
    bytes: u64,
    scan: Scan<'s>,
    out: Out,
    trouble: Trouble,
}

/// What the disk answered a [`Stream`] first, for writers whose own errors do not say it.
#[derive(Clone, Debug, Default)]
pub struct Trouble(Arc<OnceLock<(Option<i32>, String)>>);

impl Trouble {
    /// What the disk answered; `other` if it never refused.
    #[must_use]
    pub fn or(&self, other: io::Error) -> io::Error {
        match self.0.get() {
            Some((Some(code), _)) => io::Error::from_raw_os_error(*code),
            Some((None, said)) => io::Error::other(said.clone()),
            None => other,
        }
    }

    fn note(&self, error: &io::Error) {
        self.0.get_or_init(|| (error.raw_os_error(), error.to_string()));
    }
}

/// Where the bytes go.
enum Out {
    /// Nowhere: so far they are those of the live file, which is read beside them.
    Same { live: PathBuf, file: File, buffer: Vec<u8> },
    /// Into the new tree.
    Written(File),
}

impl<'s> Stream<'s> {
    pub(super) fn new(staging: &'s Staging<'s>, path: String) -> Result<Self, Error> {
        if let Some(reason) = flaw(&path) {
            return Err(Error::ArtifactPath { path, reason });
        }
        let out = match staging.live(&path) {
            Some(live) => match File::open(&live) {
                Ok(file) => Out::Same { live, file, buffer: Vec::new() },
                Err(_) => Out::Written(staging.create(&path)?),
            },
            None => Out::Written(staging.create(&path)?),
        };
        let scan = Scan::new(staging.gate(), &path);
        let (hash, trouble) = (Sha256::new(), Trouble::default());
        Ok(Stream { staging, path, hash, bytes: 0, scan, out, trouble })
    }

    /// What the disk will have answered, should writing fail.
    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Ends the file; gives its length and its SHA-256.
    ///
    /// # Errors
    ///
    /// [`Error::DuplicateArtifact`], [`Error::Io`].
    pub fn finish(mut self) -> Result<(u64, [u8; 32]), Error> {
        if let Out::Same { file, .. } = &mut self.out {
            // The live file may go on.
            let more = file.read(&mut [0]).map_err(Error::io("read", &self.path))?;
            if 0 < more {
                self.part_ways().map_err(Error::io("write", &self.path))?;
            }
        }
        let is_new = matches!(self.out, Out::Written(_));
        let leaks = self.scan.finish();
        let hash: [u8; 32] = self.hash.finalize().into();
        let entry = Entry { sha256: Hash::from(hash), bytes: self.bytes };
        self.staging.register(self.path, entry, is_new, leaks)?;
        Ok((self.bytes, hash))
    }

    /// Whether these bytes, which follow those that were equal, are equal too.
    fn is_same(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let Out::Same { file, buffer, .. } = &mut self.out else { return Ok(false) };
        buffer.resize(bytes.len(), 0);
        match file.read_exact(buffer) {
            Ok(()) => Ok(buffer == bytes),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Makes the file, with what was equal so far.
    fn part_ways(&mut self) -> io::Result<()> {
        let Out::Same { live, .. } = &self.out else { return Ok(()) };
        let mut equal = File::open(live)?.take(self.bytes);
        let mut file = self.staging.create(&self.path).map_err(io::Error::other)?;
        io::copy(&mut equal, &mut file)?;
        self.out = Out::Written(file);
        Ok(())
    }
}

impl Stream<'_> {
    /// Compares bytes with the live file, or writes them.
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        if matches!(self.out, Out::Same { .. }) && !self.is_same(bytes)? {
            self.part_ways()?;
        }
        match &mut self.out {
            Out::Written(file) => file.write_all(bytes),
            Out::Same { .. } => Ok(()),
        }
    }
}

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes).inspect_err(|error| self.trouble.note(error))?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        self.scan.see(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The gate over a file that comes in pieces.
struct Scan<'s> {
    gate: Gate<'s>,
    path: String,
    /// What was not examined yet, after what was and is seen again.
    buffer: Vec<u8>,
    /// How much of the buffer was examined.
    examined: usize,
    /// Line and column, from 0, of the buffer's first byte.
    place: (u32, usize),
    found: Vec<Finding>,
}

impl<'s> Scan<'s> {
    fn new(gate: Gate<'s>, path: &str) -> Self {
        let found = gate::examine(gate, path, b"");
        // A path that tells something is told masked, and one finding of it is enough.
        let shown = found.first().map_or(path, |finding| finding.path.as_str()).to_owned();
        Scan { gate, path: shown, buffer: Vec::new(), examined: 0, place: (0, 0), found }
    }

    fn see(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = (self.examined + PIECE).saturating_sub(self.buffer.len()).max(1);
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.buffer.extend_from_slice(now);
            bytes = later;
            if self.examined + PIECE <= self.buffer.len() {
                // To the end of a row where there is one, so that no character is cut.
                let rows = &self.buffer[self.examined..];
                let end = rows.iter().rposition(|&byte| byte == b'\n');
                self.examine(end.map_or(self.buffer.len(), |end| self.examined + end + 1));
            }
        }
    }

    /// Examines the buffer up to a place, and keeps what stands before it to be seen again with what follows.
    fn examine(&mut self, end: usize) {
        let reported = self.examined.saturating_sub(REACH);
        for GateFinding { offset, rule } in (self.gate)(&self.path, &self.buffer[..end]) {
            if reported <= offset {
                let (line, column) = self.at(offset);
                let what = format!("{rule} at column {}", column + 1);
                self.found.push(Finding::new(&self.path, Some(line + 1), Rule::Leak, what));
            }
        }
        // From the start of a line where there is one, so that the gate sees whole rows.
        let near = end.saturating_sub(CONTEXT);
        // Not within a character.
        let inside = self.buffer[near..end].iter().take(3).take_while(|&&byte| byte & 0xc0 == 0x80);
        let near = near + inside.count();
        let line_end = self.buffer[near..end].iter().position(|&byte| byte == b'\n');
        let start = line_end.map_or(near, |at| near + at + 1);
        // A line that ends with the buffer leaves nothing beside what comes next but itself.
        let start = if end - start < REACH { near } else { start };
        self.place = self.at(start);
        self.buffer.drain(..start);
        self.examined = end - start;
    }

    /// Line and column, from 0, of a place in the buffer.
    fn at(&self, offset: usize) -> (u32, usize) {
        let before = &self.buffer[..offset.min(self.buffer.len())];
        let lines = before.iter().filter(|&&byte| byte == b'\n').count();
        match before.iter().rposition(|&byte| byte == b'\n') {
            Some(last) => (self.place.0 + lines as u32, before.len() - last - 1),
            None => (self.place.0, self.place.1 + before.len()),
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        if self.examined < self.buffer.len() {
            self.examine(self.buffer.len());
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gate(_: &str, bytes: &[u8]) -> Vec<GateFinding> {
        let places = bytes.windows(7).enumerate().filter(|(_, word)| *word == b"rahasia");
        places.map(|(offset, _)| GateFinding { offset, rule: "kata" }).collect()
    }

    #[test]
    fn what_the_disk_answered_first_is_what_is_told() {
        let trouble = Trouble::default();
        let vague = || io::Error::other("transport error");
        assert_eq!(trouble.or(vague()).to_string(), "transport error");
        trouble.note(&io::Error::from_raw_os_error(28));
        trouble.note(&io::Error::from_raw_os_error(5));
        assert_eq!(trouble.or(vague()).kind(), io::ErrorKind::StorageFull);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whatever the pieces are, the gate finds what it finds in the whole, once and at the same place.
        #[test]
        fn pieces_are_examined_as_the_whole(
            places in prop::collection::btree_set(0_usize..2_600_000, 0..8),
            line in prop::sample::select(vec![37_usize, 900, 9_000, usize::MAX]),
            piece in prop::sample::select(vec![4_099_usize, 70_001, 1 << 20, 3 << 20]),
        ) {
            let mut text = vec![b'.'; 2_700_000];
            text.iter_mut().skip(line - 1).step_by(line).for_each(|byte| *byte = b'\n');
            for place in places {
                text[place..place + 7].copy_from_slice(b"rahasia");
            }
            let mut whole = gate::examine(&gate, "a.csv", &text);
            whole.sort();
            let mut scan = Scan::new(&gate, "a.csv");
            text.chunks(piece).for_each(|piece| scan.see(piece));
            let mut found = scan.finish();
            found.sort();
            found.dedup();
            prop_assert_eq!(found, whole);
        }
    }
}
