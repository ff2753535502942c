//! Sources: packed and encoded text comes out as it went in.

use std::io::{self, Read, Write};
use std::path::Path;

use crate::ingest::input::{Input, Origin};
use crate::ingest::mapping::Format;
use crate::ingest::source::{Source, open};

use super::{choice, in_file};

/// How much of what is unpacked is looked at, in bytes: a few bytes may unpack to without end.
const LOOKED_AT: u64 = 16 << 20;

/// How many bytes may be lost at the end of what is decoded.
const LOST: usize = 6;

/// Names of encodings: of one byte, of several, with a state, and of two bytes in either order.
const ENCODINGS: [&str; 10] = [
    "utf-8",
    "windows-1252",
    "utf-16le",
    "utf-16be",
    "gbk",
    "big5",
    "shift_jis",
    "euc-kr",
    "iso-2022-jp",
    "gb18030",
];

/// The first byte chooses what is done with the rest.
pub fn source(data: &[u8]) {
    let (how, data) = choice(data);
    match how % 5 {
        // A file as it is.
        0 => drop(in_file(data, |path| read(path, None))),
        // A file in an encoding that is named.
        1 => {
            let (name, text) = choice(data);
            let name = ENCODINGS[usize::from(name) % ENCODINGS.len()];
            let read = in_file(text, |path| read(path, Some(name)));
            // The replacement of a wrong byte has three bytes.
            if let (Ok(Opened { text: Some(read), .. }), false) = (read, is_packed(text)) {
                assert!(read.len() <= 3 * text.len() + 3, "more text than bytes make");
                let is_text =
                    str::from_utf8(&read).map_or_else(|e| e.error_len().is_none(), |_| true);
                assert!(name == "utf-8" || is_text, "decoded to no text");
            }
        }
        // Text that is packed.
        2 => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(data).expect("room for the text");
            as_if_unpacked(data, &packed.finish().expect("room for the text"));
        }
        3 => as_if_unpacked(data, &zstd::encode_all(data, 1).expect("room for the text")),
        // Text in two bytes, with a mark.
        _ => {
            let units: Vec<u16> =
                data.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
            let expected = String::from_utf16_lossy(&units);
            for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                let marked: Vec<u8> =
                    [0xFEFF].iter().chain(&units).copied().flat_map(bytes).collect();
                let read =
                    in_file(&marked, |path| read(path, None)).expect("a file that can be read");
                let same = read.text.is_some_and(|text| same_text(&text, expected.as_bytes()));
                assert!(same, "other text than in UTF-16");
            }
        }
    }
}

fn is_packed(data: &[u8]) -> bool {
    data.starts_with(&[0x1F, 0x8B]) || data.starts_with(&[0x28, 0xB5, 0x2F, 0xFD])
}

/// Whether a packed text reads as the text itself. One packing is taken off, and not two.
fn as_if_unpacked(text: &[u8], packed: &[u8]) {
    let unpacked = in_file(packed, |path| read(path, None)).expect("a file that is in order");
    if is_packed(text) {
        assert!(unpacked.text.as_deref() == Some(text), "two packings are taken off");
        return;
    }
    let plain = in_file(text, |path| read(path, None)).expect("a file that can be read");
    let same = match (&unpacked.text, &plain.text) {
        (Some(unpacked), Some(plain)) if is_marked(text) => same_text(unpacked, plain),
        (unpacked, plain) => unpacked == plain,
    };
    assert!(same && unpacked.format == plain.format, "a packed text reads otherwise");
}

/// Whether a text says by its first bytes that it is decoded.
fn is_marked(text: &[u8]) -> bool {
    text.starts_with(b"\xFF\xFE") || text.starts_with(b"\xFE\xFF")
}

/// What a file is, and its text unless it is read from its end.
struct Opened {
    format: Format,
    text: Option<Vec<u8>>,
}

fn read(path: &Path, encoding: Option<&str>) -> io::Result<Opened> {
    let input = Input { name: "input".into(), origin: Origin::File(path.to_owned()) };
    let encoding = encoding.and_then(crate::ingest::source::encoding);
    let (format, text) = match open(&input, None, encoding)? {
        Source::Csv(text) => (Format::Csv, text),
        Source::Document(format, text) => (format, text),
        Source::Parquet(place) => return in_place(&place, Format::Parquet),
        Source::Workbook(place) => return in_place(&place, Format::Xlsx),
    };
    let mut read = Vec::new();
    text.take(LOOKED_AT).read_to_end(&mut read)?;
    Ok(Opened { format, text: Some(read) })
}

/// Whether two readings of what was decoded are the same text.
///
/// Of a source that ends in half a character, or in one behind half a surrogate pair, encoding_rs_io 0.1.8 loses some of
/// the last bytes where it is read into few bytes last.
fn same_text(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.starts_with(short) && long.len() - short.len() <= LOST
}

fn in_place(place: &Path, format: Format) -> io::Result<Opened> {
    assert!(place.is_file(), "a place without a file");
    Ok(Opened { format, text: None })
}
