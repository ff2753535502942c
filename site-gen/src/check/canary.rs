//! Canaries: strings planted in the input, of which no form may reach the output.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};

use super::link::hex;
use super::media::{Kind, kind};
use super::place::Lines;
use super::rule::Rule;
use crate::error::{Error, Finding};

/// How many bytes of a canary choose its bucket, and the shortest that can be searched for.
const KEY: usize = 4;
/// Buckets by a hash of those bytes: most bytes of a site fall into an empty one.
const BUCKETS: usize = 1 << 16;

/// Shortest canary, in bytes, of which other forms than itself are searched for.
const FORMED: usize = 6;
/// Shortest of those forms.
const FORM: usize = 8;
/// How many escapes inside of escapes are undone: markup in JSON in an attribute.
const DEPTH: usize = 3;

/// The strings of a canary file, ready to be searched for together.
///
/// They are searched in the raw bytes of a file, in its path, and in its text with the escapes of HTML,
/// URLs and JSON undone, since an apostrophe leaves a template as `&#x27;`. Each is searched as it is, in small letters and as
/// part of an address, as an index and a path have it, and in UTF-16 and base 64, as it would stand in a file inside a file.
pub struct Canaries {
    /// How many there are.
    planted: usize,
    needles: Vec<Needle>,
    buckets: Vec<Vec<u32>>,
}

/// One form of one canary.
struct Needle {
    /// The line of the canary in its file.
    line: u32,
    form: &'static str,
    bytes: Vec<u8>,
}

/// Counts, never a canary.
impl fmt::Debug for Canaries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Canaries").field("planted", &self.planted).finish_non_exhaustive()
    }
}

impl Canaries {
    /// Reads a file with one canary a line; empty lines are skipped, blanks around a line belong to it.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the file cannot be read, [`Error::Canary`] where a line is shorter than four
    /// bytes: such a string occurs everywhere and says nothing.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(Error::io("read", path))?;
        Canaries::parse(&bytes).map_err(|(line, reason)| Error::Canary {
            path: path.to_path_buf(),
            line,
            reason,
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.planted
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.planted == 0
    }

    fn parse(bytes: &[u8]) -> Result<Self, (u32, &'static str)> {
        let mut canaries =
            Canaries { planted: 0, needles: Vec::new(), buckets: vec![Vec::new(); BUCKETS] };
        let mut line = 0_u32;
        for text in bytes.split(|byte| *byte == b'\n') {
            line = line.saturating_add(1);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if text.is_empty() {
                continue;
            }
            if text.len() < KEY {
                return Err((
                    line,
                    "is shorter than four bytes, expected a string that occurs nowhere else",
                ));
            }
            canaries.planted += 1;
            canaries.add(line, IN_BYTES, text.to_vec());
            for (form, bytes) in forms(text) {
                canaries.add(line, form, bytes);
            }
        }
        Ok(canaries)
    }

    fn add(&mut self, line: u32, form: &'static str, bytes: Vec<u8>) {
        let (Some(key), Ok(index)) =
            (bytes.first_chunk::<KEY>(), u32::try_from(self.needles.len()))
        else {
            return;
        };
        self.buckets[bucket(*key)].push(index);
        self.needles.push(Needle { line, form, bytes });
    }

    /// One finding for each canary that occurs in this file.
    pub(crate) fn examine(&self, path: &str, bytes: &[u8]) -> Vec<Finding> {
        // The first place of each, so that one leak in a loop is one finding.
        let mut found: BTreeMap<u32, (Option<u32>, &'static str)> = BTreeMap::new();
        let mut lines = Lines::new(bytes);
        self.search(bytes, |needle, offset| {
            let place = || (Some(lines.at(offset).0), needle.form);
            let at = found.entry(needle.line).or_insert_with(place);
            if needle.form == IN_BYTES && at.1 != IN_BYTES {
                *at = (Some(lines.at(offset).0), IN_BYTES);
            }
        });
        self.search(path.as_bytes(), |needle, _| {
            found.entry(needle.line).or_insert((None, "in the path"));
        });
        if kind(path) != Kind::Binary {
            let mut text = Cow::Borrowed(bytes);
            for _ in 0..DEPTH {
                let Cow::Owned(unescaped) = unescape(&text) else { break };
                if *unescaped == *text {
                    break;
                }
                self.search(&unescaped, |needle, _| {
                    found.entry(needle.line).or_insert((None, "in an escaped form"));
                });
                text = Cow::Owned(unescaped);
            }
        }
        found
            .into_iter()
            .map(|(planted, (line, form))| {
                let detail = format!("the canary of line {planted} stands {form}");
                Finding::new(path, line, Rule::Canary, detail)
            })
            .collect()
    }

    /// Calls `found` with the needle and the offset of each place where it stands.
    fn search(&self, bytes: &[u8], mut found: impl FnMut(&Needle, usize)) {
        if self.needles.is_empty() {
            return;
        }
        for (offset, window) in bytes.windows(KEY).enumerate() {
            let Some(key) = window.first_chunk::<KEY>() else { continue };
            for &index in &self.buckets[bucket(*key)] {
                let needle = &self.needles[index as usize];
                if bytes[offset..].starts_with(&needle.bytes) {
                    found(needle, offset);
                }
            }
        }
    }
}

/// The form of a canary that is the canary itself.
const IN_BYTES: &str = "in the bytes";

/// The other forms of a canary; those that any text may hold by chance are left out.
fn forms(text: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms: Vec<(&'static str, Vec<u8>)> = Vec::new();
    if text.len() < FORMED {
        return forms;
    }
    if let Ok(text) = std::str::from_utf8(text) {
        let little = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        forms.extend([("in UTF-16", little), ("in UTF-16", big)]);
        forms.push(("in small letters", text.to_lowercase().into_bytes()));
        forms.push(("as part of an address", crate::route::slug(text).into_bytes()));
    }
    for encoding in [BASE64_NOPAD, BASE64URL_NOPAD] {
        // What stands before it decides how its bytes fall into groups of three; the characters that
        // hold bits of its neighbours are left out at either end.
        for before in 0..3 {
            let padded = [&[0; 2][..before], text].concat();
            let encoded = encoding.encode(&padded).into_bytes();
            let from = (8 * before).div_ceil(6);
            let to = 8 * padded.len() / 6;
            forms.push(("in base 64", encoded[from..to].to_vec()));
        }
    }
    forms.retain(|(_, form)| FORM <= form.len() && form != text);
    let mut seen: Vec<Vec<u8>> = Vec::new();
    forms.retain(|(_, form)| {
        let is_new = !seen.contains(form);
        seen.push(form.clone());
        is_new
    });
    forms
}

fn bucket(key: [u8; KEY]) -> usize {
    // Fibonacci hashing: the upper half of the product is well mixed.
    (u32::from_le_bytes(key).wrapping_mul(0x9e37_79b9) >> 16) as usize
}

/// The text with character references, percent escapes and JSON's escapes undone.
///
/// All at once, and what is no escape stays as it is: this is a net for strings, not a parser.
fn unescape(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.iter().any(|byte| matches!(byte, b'&' | b'%' | b'\\')) {
        return Cow::Borrowed(bytes);
    }
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        let escape = match first {
            b'&' => reference(after),
            b'%' => percent(after),
            b'\\' => backslash(after),
            _ => None,
        };
        match escape {
            Some((Character::Byte(byte), length)) => {
                text.push(byte);
                rest = &after[length..];
            }
            Some((Character::Scalar(character), length)) => {
                text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &after[length..];
            }
            None => {
                text.push(first);
                rest = after;
            }
        }
    }
    Cow::Owned(text)
}

enum Character {
    Byte(u8),
    Scalar(char),
}

/// `&amp;` and its kin, from behind the `&`: what it stands for and its length.
fn reference(rest: &[u8]) -> Option<(Character, usize)> {
    let end = rest.iter().take(12).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(&rest[..end]).ok()?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "sol" => '/',
        _ => {
            let number = name.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(value)?
        }
    };
    Some((Character::Scalar(character), end + 1))
}

fn percent(rest: &[u8]) -> Option<(Character, usize)> {
    let byte = hex(*rest.first()?)? << 4 | hex(*rest.get(1)?)?;
    Some((Character::Byte(byte), 2))
}

fn backslash(rest: &[u8]) -> Option<(Character, usize)> {
    let byte = match rest.first()? {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        escaped @ (b'"' | b'\\' | b'/' | b'\'') => *escaped,
        b'u' => return unit(rest),
        _ => return None,
    };
    Some((Character::Byte(byte), 1))
}

/// `uXXXX`, or two of them as a surrogate pair.
fn unit(rest: &[u8]) -> Option<(Character, usize)> {
    let four = |at: usize| {
        let digits = std::str::from_utf8(rest.get(at..at + 4)?).ok()?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = four(1)?;
    if let Some(character) = char::from_u32(u32::from(first)) {
        return Some((Character::Scalar(character), 5));
    }
    let second = (rest.get(5..7)? == b"\\u").then(|| four(7))??;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((Character::Scalar(character), 11))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn shown(canaries: &Canaries, path: &str, bytes: &[u8]) -> Vec<String> {
        let found = canaries.examine(path, bytes);
        found.iter().map(Finding::to_string).collect()
    }

    #[test]
    fn a_canary_is_reported_by_its_line_and_never_quoted() {
        let canaries = Canaries::parse(b"kenari-satu\n\nkenari-dua\r\n").unwrap();
        assert_eq!(canaries.len(), 2);
        assert_eq!(
            shown(&canaries, "a.html", b"x\nkenari-dua kenari-dua kenari-sa"),
            ["a.html:2: canary: the canary of line 3 stands in the bytes"]
        );
        assert_eq!(shown(&canaries, "a.html", b"kenari-tiga"), [""; 0]);
    }

    #[test]
    fn every_byte_counts_also_the_last_and_in_binary_files() {
        let canaries = Canaries::parse(b"kenari").unwrap();
        assert_eq!(canaries.examine("a.parquet", b"\x00\xffkenari").len(), 1);
        assert_eq!(canaries.examine("a.parquet", b"\x00\xffkenar").len(), 0);
        assert_eq!(canaries.examine("a.parquet", b"kkenari\x00").len(), 1);
    }

    #[test]
    fn a_path_can_leak_too() {
        let canaries = Canaries::parse(b"kenari-satu").unwrap();
        assert_eq!(
            shown(&canaries, "laporan/kenari-satu/index.html", b""),
            ["laporan/kenari-satu/index.html: canary: the canary of line 1 stands in the path"]
        );
    }

    #[test]
    fn escapes_hide_nothing() {
        let canaries = Canaries::parse("Nu'man & Söhne 🐤".as_bytes()).unwrap();
        for text in [
            "Nu&#x27;man &amp; S&#246;hne &#x1F424;",
            "Nu%27man%20%26%20S%C3%B6hne%20%F0%9F%90%A4",
            "Nu'man \\u0026 S\\u00f6hne \\ud83d\\udc24",
        ] {
            let found = shown(&canaries, "a.html", text.as_bytes());
            assert_eq!(
                found,
                ["a.html: canary: the canary of line 1 stands in an escaped form"],
                "{text}"
            );
        }
    }

    #[test]
    fn a_form_that_another_file_format_gives_it_is_found() {
        let planted = "Teguh Wirajati, 0812-3456-7890";
        let canaries = Canaries::parse(planted.as_bytes()).unwrap();
        let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            planted.encode_utf16().flat_map(unit).collect()
        };
        let mut files = vec![
            ("in UTF-16", wide(u16::to_le_bytes)),
            ("in UTF-16", wide(u16::to_be_bytes)),
            ("in small letters", planted.to_lowercase().into_bytes()),
            ("as part of an address", b"teguh-wirajati-0812-3456-7890".to_vec()),
        ];
        for before in 0..5 {
            let file = [&b"<<<>>>"[..before], planted.as_bytes(), b"???"].concat();
            for encoding in [BASE64_NOPAD, BASE64URL_NOPAD] {
                files.push(("in base 64", encoding.encode(&file).into_bytes()));
            }
        }
        for (form, bytes) in files {
            let expected = format!("a.bin:1: canary: the canary of line 1 stands {form}");
            assert_eq!(shown(&canaries, "a.bin", &bytes), [expected]);
        }
        let deep = "Teguh\\u0026#x20;Wirajati,%25200812-3456-7890";
        assert_eq!(shown(&canaries, "a.html", deep.as_bytes()).len(), 1, "{deep}");
        assert_eq!(format!("{canaries:?}"), "Canaries { planted: 1, .. }");
    }

    #[test]
    fn half_an_escape_is_text() {
        for text in ["&", "&#", "&#x;", "%", "%4", "\\", "\\u", "\\ud83d", "\\ud83d\\u", "&#xd800;"]
        {
            assert_eq!(&*unescape(text.as_bytes()), text.as_bytes(), "{text}");
        }
    }

    #[test]
    fn a_short_canary_is_refused_with_its_line() {
        let error = Canaries::parse(b"kenari\nabc\n").unwrap_err();
        assert_eq!(error.0, 2);
    }
}
