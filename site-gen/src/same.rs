//! Whether a file has just the bytes that would be written, without these in memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// Whether a file can be read and has what `write` writes, and nothing more.
pub(crate) fn is_same(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut Same>) -> io::Result<()>,
) -> bool {
    let compared = File::open(path).and_then(|file| {
        let mut same = Same(BufReader::new(file));
        let mut out = BufWriter::new(&mut same);
        write(&mut out)?;
        out.flush()?;
        drop(out);
        same.0.read(&mut [0])
    });
    compared.is_ok_and(|more| more == 0)
}

/// A writer into a file that has these bytes already; an error where it has others.
pub(crate) struct Same(BufReader<File>);

impl Write for Same {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut known = vec![0; bytes.len()];
        self.0.read_exact(&mut known)?;
        if known == bytes { Ok(bytes.len()) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_file_is_the_same_byte_for_byte_and_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        let holds = |bytes: &[u8]| is_same(&file, |out| out.write_all(bytes));
        assert!(!holds(b""));
        std::fs::write(&file, b"abc").unwrap();
        assert!(holds(b"abc"));
        for other in [&b"ab"[..], b"abd", b"abcd", b""] {
            assert!(!holds(other), "{other:?}");
        }
        assert!(!is_same(&file, |_| Err(io::ErrorKind::Other.into())));
    }
}
