//! Sources: the bytes of a file as text in UTF-8, whatever it was packed and written in.
//!
//! What a file is packed in is told by its first bytes, not by its name. UTF-16 is told by its byte order mark;
//! any other encoding but UTF-8 must be named by the mapping, since bytes alone do not tell it.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

use super::input::Input;

/// The first bytes of a gzip stream (RFC 1952).
const GZIP: &[u8] = &[0x1F, 0x8B];
/// The first bytes of a Zstandard frame (RFC 8878).
const ZSTANDARD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// How many bytes a byte order mark may have.
const MARK: usize = 3;

/// What the system's calls read at once; blocks are larger, but a decoder asks for little.
const BUFFER: usize = 1 << 17;

/// Opens an input as UTF-8; `encoding` is what the mapping names.
///
/// Without one the bytes pass as they are, so that a row that is not UTF-8 can be told with its line.
pub(crate) fn open(
    input: &Input,
    encoding: Option<&'static Encoding>,
) -> io::Result<Box<dyn Read>> {
    let source: Box<dyn Read> = match &input.path {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(io::stdin().lock()),
    };
    let source = unpacked(source)?;
    let (first, source) = peeked(source, MARK)?;
    // A byte order mark wins over what nobody named; all other bytes pass untouched, at no cost.
    let marked = Encoding::for_bom(&first).map(|(encoding, _)| encoding);
    match encoding.or(marked).filter(|&encoding| encoding != encoding_rs::UTF_8) {
        Some(encoding) => {
            let mut builder = DecodeReaderBytesBuilder::new();
            Ok(Box::new(builder.encoding(Some(encoding)).build(source)))
        }
        None => Ok(source),
    }
}

/// Takes off one packing, if there is one.
fn unpacked(source: Box<dyn Read>) -> io::Result<Box<dyn Read>> {
    let (first, source) = peeked(source, ZSTANDARD.len())?;
    Ok(if first.starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, source)))
    } else if first.starts_with(ZSTANDARD) {
        let source = BufReader::with_capacity(BUFFER, source);
        Box::new(zstd::stream::read::Decoder::with_buffer(source)?)
    } else {
        source
    })
}

/// The first bytes of a source, and the whole of it.
fn peeked(mut source: Box<dyn Read>, bytes: usize) -> io::Result<(Vec<u8>, Box<dyn Read>)> {
    let mut first = Vec::new();
    source.by_ref().take(bytes as u64).read_to_end(&mut first)?;
    Ok((first.clone(), Box::new(Cursor::new(first).chain(source))))
}

/// The encoding of this name, such as `windows-1252` or `utf-16le`.
pub(crate) fn encoding(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8], named: Option<&str>) -> io::Result<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        let input = Input { name: "file".into(), path: Some(path) };
        let mut read = Vec::new();
        open(&input, named.and_then(encoding))?.read_to_end(&mut read)?;
        Ok(read)
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text).unwrap();
        packed.finish().unwrap()
    }

    const TEXT: &[u8] = "id,kata\n1,“é”\n".as_bytes();

    #[test]
    fn a_packed_file_reads_as_what_was_packed() {
        assert_eq!(read(TEXT, None).unwrap(), TEXT);
        assert_eq!(read(&gzip(TEXT), None).unwrap(), TEXT);
        assert_eq!(read(&zstd::encode_all(TEXT, 1).unwrap(), None).unwrap(), TEXT);
        // Several gzip members, as tools that append write them, are one text.
        assert_eq!(read(&[gzip(TEXT), gzip(TEXT)].concat(), None).unwrap(), [TEXT, TEXT].concat());
        assert_eq!(read(b"", None).unwrap(), b"");
        assert_eq!(read(b"a", None).unwrap(), b"a");
    }

    #[test]
    fn a_packed_file_that_breaks_off_is_an_error() {
        let whole = gzip(&TEXT.repeat(1_000));
        assert!(read(&whole[..whole.len() / 2], None).is_err());
        let whole = zstd::encode_all(&TEXT.repeat(1_000)[..], 1).unwrap();
        assert!(read(&whole[..whole.len() / 2], None).is_err());
    }

    #[test]
    fn utf_16_is_told_by_its_mark_and_others_by_their_name() {
        let text = "id,kata\n1,“é”\n";
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        assert_eq!(read(&wide(u16::to_le_bytes), None).unwrap(), TEXT);
        assert_eq!(read(&wide(u16::to_be_bytes), None).unwrap(), TEXT);
        assert_eq!(read(&gzip(&wide(u16::to_le_bytes)), None).unwrap(), TEXT);
        let unmarked: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&unmarked, Some("utf-16le")).unwrap(), TEXT);
        assert_eq!(read(b"id,kata\n1,\x93\xE9\x94\n", Some("windows-1252")).unwrap(), TEXT);
    }

    #[test]
    fn bytes_that_are_no_utf_8_pass_as_they_are() {
        assert_eq!(read(b"id\n\xE9\n", None).unwrap(), b"id\n\xE9\n");
        assert_eq!(read(b"id\n\xE9\n", Some("utf-8")).unwrap(), b"id\n\xE9\n");
        assert!(encoding("utf-99").is_none());
    }
}
