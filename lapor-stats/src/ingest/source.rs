//! Sources: the bytes of a file as text in UTF-8, whatever it was packed and written in.
//!
//! What a file is packed in is told by its first bytes, not by its name. UTF-16 is told by its byte order mark;
//! any other encoding but UTF-8 must be named by the mapping, since bytes alone do not tell it.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;
use memchr::memchr;
use tempfile::{NamedTempFile, TempPath};

use super::input::Input;
use super::mapping::Format;
use super::parquet;

/// The first bytes of a gzip stream (RFC 1952).
const GZIP: &[u8] = &[0x1F, 0x8B];
/// The first bytes of a Zstandard frame (RFC 8878).
const ZSTANDARD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// What the system's calls read at once; blocks are larger, but a decoder asks for little.
const BUFFER: usize = 1 << 17;

/// What an input turned out to be.
pub(crate) enum Source {
    /// Cells with delimiters, in UTF-8.
    Csv(Box<dyn Read>),
    /// A document of this format, in UTF-8.
    Document(Format, Box<dyn Read>),
    /// Parquet, in this file.
    Parquet(Place),
    /// A workbook, in this file.
    Workbook(Place),
}

/// The first bytes of a ZIP archive, which is what a workbook is.
const ZIP: &[u8] = b"PK\x03\x04";

/// How much of a text is looked at to tell its format.
const LOOK: usize = 1 << 16;

/// A file that can be read from any place; one of our own making is removed when it is dropped.
pub(crate) enum Place {
    /// The input itself.
    Own(PathBuf),
    /// A copy, because the input was packed or comes from standard input.
    Copy(TempPath),
}

impl std::ops::Deref for Place {
    type Target = Path;

    fn deref(&self) -> &Path {
        match self {
            Place::Own(path) => path,
            Place::Copy(path) => path,
        }
    }
}

/// Opens an input; `format` and `encoding` are what the mapping names.
///
/// Without a format the contents tell it, and no name. Text comes as UTF-8; without an encoding the bytes pass as
/// they are, so that a row that is not UTF-8 can be told with its line.
pub(crate) fn open(
    input: &Input,
    format: Option<Format>,
    encoding: Option<&'static Encoding>,
) -> io::Result<Source> {
    let source: Box<dyn Read> = match input.path() {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(io::stdin().lock()),
    };
    let (packed, source) = unpacked(source)?;
    let (first, source) = peeked(source, ZIP.len())?;
    let place = |source| match input.path() {
        Some(path) if !packed => Ok(Place::Own(path.to_owned())),
        _ => copied(source).map(Place::Copy),
    };
    match format {
        Some(Format::Parquet) => return place(source).map(Source::Parquet),
        Some(Format::Xlsx) => return place(source).map(Source::Workbook),
        None if first == parquet::MAGIC => return place(source).map(Source::Parquet),
        None if first == ZIP => return place(source).map(Source::Workbook),
        _ => {}
    }
    // A byte order mark wins over what nobody named; all other bytes pass untouched, at no cost.
    let marked = Encoding::for_bom(&first).map(|(encoding, _)| encoding);
    let text = match encoding.or(marked).filter(|&encoding| encoding != encoding_rs::UTF_8) {
        Some(encoding) => {
            let mut builder = DecodeReaderBytesBuilder::new();
            let decoded = builder.encoding(Some(encoding)).build(source);
            // Asked for less than a character it may lose the end of the last one; a buffer never asks for so little.
            Box::new(BufReader::with_capacity(BUFFER, decoded))
        }
        None => source,
    };
    if format == Some(Format::Csv) {
        return Ok(Source::Csv(text));
    }
    let (first, text) = peeked(text, LOOK)?;
    Ok(match format.unwrap_or_else(|| format_of(&first)) {
        Format::Csv | Format::Xlsx | Format::Parquet => Source::Csv(text),
        document => Source::Document(document, text),
    })
}

/// What a text looks like at its beginning; cells with delimiters if it is nothing else.
fn format_of(first: &[u8]) -> Format {
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first).trim_ascii_start();
    let inside = |at: usize| first[at..].trim_ascii_start().first().copied();
    match first {
        [b'{', ..] => {
            let (line, rest) = first.split_at(memchr(b'\n', first).unwrap_or(first.len()));
            // A single object may be a record or may hold a list of them; several are records.
            let several = !rest.trim_ascii().is_empty();
            if several && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok() {
                Format::Ndjson
            } else if matches!(inside(1), Some(b'"' | b'}')) {
                Format::Json
            } else {
                Format::Csv
            }
        }
        [b'[', ..] if matches!(inside(1), Some(b'{' | b']')) => Format::Json,
        [b'<', ..] => match root(first) {
            Some(b"log") => Format::Xes,
            Some(_) => Format::Xml,
            None => Format::Csv,
        },
        _ => Format::Csv,
    }
}

/// The name of a document's root element, without its prefix.
fn root(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = text[memchr(b'<', text)?..].strip_prefix(b"<")?;
        let skipped: &[u8] = match text {
            [b'?', ..] => b"?>",
            [b'!', b'-', b'-', ..] => b"-->",
            [b'!', ..] => b">",
            [first, ..] if first.is_ascii_alphabetic() || *first == b'_' => {
                let end = text.iter().position(|byte| b" \t\r\n/>".contains(byte))?;
                return text[..end].rsplit(|&byte| byte == b':').next();
            }
            _ => return None,
        };
        text = &text[memchr::memmem::find(text, skipped)? + skipped.len()..];
    }
}

/// A copy of a source in a file, for formats that are read from their end.
fn copied(mut source: Box<dyn Read>) -> io::Result<TempPath> {
    let mut file = NamedTempFile::new()?;
    io::copy(&mut source, &mut file)?;
    Ok(file.into_temp_path())
}

/// Takes off one packing, if there is one; whether there was.
fn unpacked(source: Box<dyn Read>) -> io::Result<(bool, Box<dyn Read>)> {
    let (first, source) = peeked(source, ZSTANDARD.len())?;
    let packed = Rc::new(Cell::new(0));
    let counted =
        |source| BufReader::with_capacity(BUFFER, Counted { source, count: Rc::clone(&packed) });
    let unpacked: Box<dyn Read> = if first.starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(counted(source)))
    } else if first.starts_with(ZSTANDARD) {
        Box::new(zstd::stream::read::Decoder::with_buffer(counted(source))?)
    } else {
        return Ok((false, source));
    };
    Ok((true, Box::new(Unpacked { source: unpacked, packed, count: 0 })))
}

/// What may come out of a packed file before it is asked how much went in.
const TRUSTED: u64 = 1 << 30;
/// How many bytes may come out for each that went in. Tables of reports give 5 to 30; a file that is made to fill a disk, a thousand.
const RATIO: u64 = 200;

/// A source that counts what was read from it.
struct Counted<R> {
    source: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// What comes out of a packed source, as long as that is in proportion to what went in.
struct Unpacked<R> {
    source: R,
    packed: Rc<Cell<u64>>,
    count: u64,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.count += read as u64;
        if TRUSTED < self.count && self.packed.get().saturating_mul(RATIO) < self.count {
            let problem = format!(
                "found {} MiB packed into {} KiB, expected at most {RATIO} bytes for each that is packed; if it is what it should be, unpack it first",
                self.count >> 20,
                self.packed.get() >> 10
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        Ok(read)
    }
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

    use super::super::input::Origin;
    use super::*;

    fn read(bytes: &[u8], named: Option<&str>) -> io::Result<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        let input = Input { name: "file".into(), origin: Origin::File(path) };
        let mut read = Vec::new();
        match open(&input, None, named.and_then(encoding))? {
            Source::Csv(mut text) | Source::Document(_, mut text) => text.read_to_end(&mut read)?,
            Source::Parquet(_) | Source::Workbook(_) => 0,
        };
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
    fn a_format_is_told_by_the_contents() {
        for (text, format) in [
            ("id,at\n1,2\n", Format::Csv),
            ("", Format::Csv),
            ("{\"a\": 1}\n{\"a\": 2}\n", Format::Ndjson),
            ("  {\"a\": 1}  \n \n", Format::Json),
            ("{\n  \"a\": [{}]\n}\n", Format::Json),
            ("\u{FEFF} [\n {\"a\": 1}]", Format::Json),
            ("[]", Format::Json),
            ("{id},{at}\n", Format::Csv),
            ("[id];[at]\n", Format::Csv),
            ("<id>,<at>\n", Format::Xml),
            ("<?xml version='1.0'?>\n<!-- <log> -->\n<!DOCTYPE r>\n<r a='1'/>", Format::Xml),
            ("<?xml version='1.0'?><xes:log xes.version='1.0'>", Format::Xes),
            ("<,a\n", Format::Csv),
            ("<!-- never closed", Format::Csv),
        ] {
            assert_eq!(format_of(text.as_bytes()), format, "{text}");
        }
    }

    #[test]
    fn a_file_that_unpacks_out_of_all_proportion_is_refused() {
        let read = |packed: u64| {
            let packed = Rc::new(Cell::new(packed));
            let mut source = Unpacked { source: io::repeat(0), packed, count: 0 };
            io::copy(&mut source.by_ref().take(TRUSTED + (1 << 20)), &mut io::sink())
        };
        assert!(read(TRUSTED / RATIO + (1 << 20)).is_ok());
        let error = read(1 << 20).unwrap_err().to_string();
        assert!(error.starts_with("found 1024 MiB packed into 1024 KiB, expected"), "{error}");
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
