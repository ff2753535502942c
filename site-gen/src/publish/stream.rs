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
use crate::check::Scan;
use crate::error::Error;

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
            Some((live, _)) => match File::open(&live) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_disk_answered_first_is_what_is_told() {
        let trouble = Trouble::default();
        let vague = || io::Error::other("transport error");
        assert_eq!(trouble.or(vague()).to_string(), "transport error");
        trouble.note(&io::Error::from_raw_os_error(28));
        trouble.note(&io::Error::from_raw_os_error(5));
        assert_eq!(trouble.or(vague()).kind(), io::ErrorKind::StorageFull);
    }
}
