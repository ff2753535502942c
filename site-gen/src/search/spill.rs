//! Bytes in parts, gathered from several threads, which go to a file that has no name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Error;

/// How much of a part is held in memory before it goes to the file.
const HELD: usize = 64 * 1024;

/// Parts that grow at their ends; memory is [`HELD`] a part at most.
pub(super) struct Spill {
    folder: PathBuf,
    parts: Vec<Mutex<Part>>,
    file: Mutex<Option<File>>,
}

#[derive(Default)]
struct Part {
    held: Vec<u8>,
    /// Place and length in the file of what went there.
    chunks: Vec<(u64, usize)>,
}

impl Spill {
    /// `parts` empty parts; the file is made in `folder` with the first bytes that go there, has no name,
    /// and so cannot be left behind.
    pub(super) fn new(folder: &Path, parts: usize) -> Self {
        Self {
            folder: folder.to_path_buf(),
            parts: (0..parts).map(|_| Mutex::default()).collect(),
            file: Mutex::default(),
        }
    }

    pub(super) fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Appends what `write` appends. What one call writes stays together; between calls of several
    /// threads there is no order.
    pub(super) fn append(
        &self,
        part: usize,
        write: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), Error> {
        let mut part = held(&self.parts[part]);
        write(&mut part.held);
        if HELD < part.held.len() {
            let chunk = self.store(&part.held).map_err(Error::io("write beside", &self.folder))?;
            part.chunks.push(chunk);
            part.held.clear();
        }
        Ok(())
    }

    /// All bytes of a part, which is empty afterwards.
    pub(super) fn take(&self, part: usize) -> Result<Vec<u8>, Error> {
        let mut part = held(&self.parts[part]);
        let chunks = std::mem::take(&mut part.chunks);
        let last = std::mem::take(&mut part.held);
        let size = chunks.iter().map(|&(_, length)| length).sum::<usize>() + last.len();
        let mut bytes = Vec::with_capacity(size);
        if let Some(file) = held(&self.file).as_mut() {
            for (place, length) in chunks {
                let read = file
                    .seek(SeekFrom::Start(place))
                    .and_then(|_| (&*file).take(length as u64).read_to_end(&mut bytes).map(|_| ()));
                read.map_err(Error::io("read beside", &self.folder))?;
            }
        }
        bytes.extend(last);
        Ok(bytes)
    }

    fn store(&self, bytes: &[u8]) -> io::Result<(u64, usize)> {
        let mut file = held(&self.file);
        let file = match &mut *file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.folder)?),
        };
        let place = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok((place, bytes.len()))
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A poisoned lock means that another thread panicked; the panic is the news, not the lock.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_was_appended_is_taken_whole_from_memory_and_file() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(folder.path(), 3);
        let mut expected: Vec<Vec<u8>> = vec![Vec::new(); 3];
        for round in 0..3000_u32 {
            let part = (round % 3) as usize;
            let bytes = vec![round as u8; 1 + (round % 200) as usize];
            spill.append(part, |out| out.extend(&bytes)).unwrap();
            expected[part].extend(&bytes);
        }
        // 1000 pieces of some 100 bytes are more than HELD, so the file was needed.
        assert!(HELD < expected[0].len());
        for (part, expected) in expected.iter().enumerate() {
            assert_eq!(&spill.take(part).unwrap(), expected);
            assert!(spill.take(part).unwrap().is_empty());
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let spill = Spill::new(Path::new("tidak/ada"), 1);
        let error = spill.append(0, |out| out.resize(HELD + 1, 0)).unwrap_err();
        assert!(error.to_string().contains("tidak/ada"), "{error}");
    }
}
