//! Canaries: strings planted in the input, of which no form may reach the output.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::link::hex;
use super::media::{Kind, kind};
use super::place::Lines;
use super::rule::Rule;
use crate::error::{Error, Finding};

/// How many bytes of a canary choose its bucket, and the shortest that can be searched for.
const KEY: usize = 4;
/// Buckets by a hash of those bytes: most bytes of a site fall into an empty one.
const BUCKETS: usize = 1 << 16;

/// The strings of a canary file, ready to be searched for together.
///
/// They are searched in the raw bytes of a file, in its path, and in its text with the escapes of HTML,
/// URLs and JSON undone, since an apostrophe leaves a template as `&#x27;`.
#[derive(Debug)]
pub struct Canaries {
    /// The line of each in its file, and the string.
    planted: Vec<(u32, Vec<u8>)>,
    buckets: Vec<Vec<u32>>,
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
        self.planted.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.planted.is_empty()
    }

    fn parse(bytes: &[u8]) -> Result<Self, (u32, &'static str)> {
        let mut planted = Vec::new();
        let mut buckets = vec![Vec::new(); BUCKETS];
        let mut line = 0_u32;
        for text in bytes.split(|byte| *byte == b'\n') {
            line = line.saturating_add(1);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if text.is_empty() {
                continue;
            }
            let Some(key) = text.first_chunk::<KEY>() else {
                return Err((
                    line,
                    "is shorter than four bytes, expected a string that occurs nowhere else",
                ));
            };
            let index = u32::try_from(planted.len()).map_err(|_| (line, "is one line too many"))?;
            buckets[bucket(*key)].push(index);
            planted.push((line, text.to_vec()));
        }
        Ok(Canaries { planted, buckets })
    }

    /// One finding for each canary that occurs in this file.
    pub(crate) fn examine(&self, path: &str, bytes: &[u8]) -> Vec<Finding> {
        // The first place of each, so that one leak in a loop is one finding.
        let mut found: BTreeMap<u32, (Option<u32>, &'static str)> = BTreeMap::new();
        let mut lines = Lines::new(bytes);
        self.search(bytes, |canary, offset| {
            found.entry(canary).or_insert_with(|| (Some(lines.at(offset).0), "in the bytes"));
        });
        self.search(path.as_bytes(), |canary, _| {
            found.entry(canary).or_insert((None, "in the path"));
        });
        if kind(path) != Kind::Binary
            && let Cow::Owned(unescaped) = unescape(bytes)
        {
            self.search(&unescaped, |canary, _| {
                found.entry(canary).or_insert((None, "in an escaped form"));
            });
        }
        found
            .into_iter()
            .map(|(canary, (line, form))| {
                let (planted, _) = &self.planted[canary as usize];
                let detail = format!("the canary of line {planted} stands {form}");
                Finding::new(path, line, Rule::Canary, detail)
            })
            .collect()
    }

    /// Calls `found` with the index of a canary and the offset of each place where it stands.
    fn search(&self, bytes: &[u8], mut found: impl FnMut(u32, usize)) {
        if self.planted.is_empty() {
            return;
        }
        for (offset, window) in bytes.windows(KEY).enumerate() {
            let Some(key) = window.first_chunk::<KEY>() else { continue };
            for &canary in &self.buckets[bucket(*key)] {
                let (_, text) = &self.planted[canary as usize];
                if bytes[offset..].starts_with(text) {
                    found(canary, offset);
                }
            }
        }
    }
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
