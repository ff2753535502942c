//! Text in the one spelling that the scanners read, and the way back to the original.
//!
//! Full-width and foreign digits, odd spaces and hyphens become their ASCII twins, invisible marks
//! vanish, and the escapes of HTML, JSON and URLs are undone, because an identifier hides in each of
//! them. One byte stands for each character that is left; case is kept, since plates need it.

use std::borrow::Cow;
use std::ops::Range;

/// Stands for a letter outside ASCII: part of a word, but of no identifier.
pub(super) const LETTER: u8 = 0x80;
/// Stands for any other character outside ASCII.
pub(super) const OTHER: u8 = 0x81;
/// Stands for the sign of a degree.
pub(super) const DEGREE: u8 = 0x83;
/// Stands for each byte of what was found in this reading: no word, no digit, a token to be.
pub(super) const HIDDEN: u8 = 0x82;

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Whether a byte belongs to a word.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == LETTER
}

/// Whether a byte is a letter.
pub(super) const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == LETTER
}

/// Bytes of a word that are looked at together.
pub(super) const CHUNK: usize = 8;
/// A byte of 1 in each of a chunk.
pub(super) const ONES: u64 = 0x0101_0101_0101_0101;

/// The bytes from `at`, the first lowest, and nought behind the last of the text.
#[inline]
pub(super) fn chunk_at(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<CHUNK>()) {
        Some(&chunk) => u64::from_le_bytes(chunk),
        None => last_chunk(bytes, at),
    }
}

#[cold]
fn last_chunk(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |chunk, &byte| chunk << 8 | u64::from(byte))
}

/// The ASCII letters that a chunk begins with.
#[derive(Clone, Copy)]
pub(super) struct Head {
    /// How many they are.
    pub(super) length: usize,
    /// They as small letters, and nought behind them.
    pub(super) small: u64,
    /// A bit for each that is a capital.
    pub(super) capitals: u64,
}

impl Head {
    #[inline]
    pub(super) const fn of(chunk: u64) -> Self {
        let small = chunk | (0x20 * ONES);
        // The high bit of each byte says: from `a`, beyond `z`, outside ASCII.
        let low = small & (0x7f * ONES);
        let from_a = low + (0x80 - 0x61) * ONES;
        let beyond = low + (0x80 - 0x7b) * ONES;
        let other = !(from_a & !beyond & !chunk) & (0x80 * ONES);
        // All bits below the first byte that is no letter; all of them if each is one.
        let inside = ((other & other.wrapping_neg()) >> 7).wrapping_sub(1);
        Self {
            length: (other.trailing_zeros() / 8) as usize,
            small: small & inside,
            capitals: (0x20 * ONES) & inside & !chunk,
        }
    }
}

/// Whether a word is a known one, which is in lower case.
///
/// Most words are told apart by their length and first letter, without a call.
#[inline]
pub(super) fn is_same(known: &[u8], word: &[u8]) -> bool {
    known.len() == word.len()
        && word.first().map(u8::to_ascii_lowercase) == known.first().copied()
        && word.eq_ignore_ascii_case(known)
}

/// A stretch of normal bytes that each came from `width` bytes of the source.
struct Segment {
    at: usize,
    source: usize,
    width: usize,
}

/// A text as the scanners read it.
pub(super) struct Normal<'a> {
    bytes: Cow<'a, [u8]>,
    /// Ordered by `at`; empty where the text is its own normal form.
    segments: Vec<Segment>,
    source: &'a str,
}

impl<'a> Normal<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        if plain(text.as_bytes()) == text.len() {
            return Self {
                bytes: Cow::Borrowed(text.as_bytes()),
                segments: Vec::new(),
                source: text,
            };
        }
        let mut bytes = Vec::with_capacity(text.len());
        let mut segments: Vec<Segment> = Vec::new();
        let mut source = 0;
        loop {
            // What stands for itself is taken over as it is, up to the next thing that does not.
            let length = plain(&text.as_bytes()[source..]);
            if length > 0 {
                let continues = segments.last().is_some_and(|last| {
                    last.width == 1 && source == last.source + (bytes.len() - last.at)
                });
                if !continues {
                    segments.push(Segment { at: bytes.len(), source, width: 1 });
                }
                bytes.extend_from_slice(&text.as_bytes()[source..source + length]);
                source += length;
            }
            let Some(c) = text[source..].chars().next() else { break };
            let (unit, width) = escape(&text.as_bytes()[source..])
                .map_or_else(|| (fold(c), c.len_utf8()), |(c, width)| (fold(c), width));
            if let Some(unit) = unit {
                let continues = segments.last().is_some_and(|last| {
                    width == last.width && source == last.source + (bytes.len() - last.at) * width
                });
                if !continues {
                    segments.push(Segment { at: bytes.len(), source, width });
                }
                bytes.push(unit);
            }
            source += width;
        }
        Self { bytes: Cow::Owned(bytes), segments, source: text }
    }

    /// The text as it was written.
    pub(super) fn text(&self) -> &'a str {
        self.source
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of the source that a range of normal bytes came from; marks that were dropped
    /// inside the range belong to it, and so do the accents and boxes on its last character.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            return 0..0;
        }
        let end = self.unit(range.end - 1).end;
        let marks = self.source[end..].chars().take_while(|&c| is_attached(c)).map(char::len_utf8);
        self.unit(range.start).start..end + marks.sum::<usize>()
    }

    fn unit(&self, at: usize) -> Range<usize> {
        let after = self.segments.partition_point(|segment| segment.at <= at);
        match after.checked_sub(1).and_then(|i| self.segments.get(i)) {
            Some(segment) => {
                let start = segment.source + (at - segment.at) * segment.width;
                start..start + segment.width
            }
            None => at..at + 1,
        }
    }
}

/// How many bytes at the start stand for themselves: ASCII without the signs of an escape.
fn plain(bytes: &[u8]) -> usize {
    let is_plain = |byte: u8| byte.is_ascii() & (byte != b'&') & (byte != b'\\') & (byte != b'%');
    let mut length = 0;
    // A block at once, without a branch for each byte.
    for block in bytes.chunks(BLOCK) {
        if block.iter().fold(true, |all, &byte| all & is_plain(byte)) {
            length += block.len();
        } else {
            return length + plain_head(block);
        }
    }
    length
}

/// How many bytes of a block with one that does not stand for itself come before it.
fn plain_head(block: &[u8]) -> usize {
    // The high bit of each byte that is the sign; above the first it may be wrong.
    let is = |chunk: u64, sign: u8| {
        let other = chunk ^ (u64::from(sign) * ONES);
        other.wrapping_sub(ONES) & !other
    };
    let mut length = 0;
    while length < block.len() {
        let chunk = chunk_at(block, length);
        let escape = is(chunk, b'&') | is(chunk, b'\\') | is(chunk, b'%');
        let odd = (chunk | escape) & (0x80 * ONES);
        if odd != 0 {
            return length + odd.trailing_zeros() as usize / CHUNK;
        }
        length += CHUNK;
    }
    block.len()
}

/// The normal byte of a character, or `None` if it is invisible.
pub(super) fn fold(c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    if is_invisible(c) {
        return None;
    }
    Some(match c {
        // Full-width ASCII lies at a fixed distance from ASCII.
        '\u{ff01}'..='\u{ff5e}' => twin(c, '\u{ff01}', b'!'),
        '\u{85}' | '\u{2028}' | '\u{2029}' => b'\n',
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            b' '
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' => b'-',
        '\u{b7}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{3002}'
        | '\u{ff61}' | '\u{fe52}' => b'.',
        '\u{2018}' | '\u{2019}' | '\u{2032}' => b'\'',
        '\u{201c}' | '\u{201d}' | '\u{2033}' => b'"',
        '\u{b0}' | '\u{ba}' | '\u{2da}' => DEGREE,
        '\u{2044}' | '\u{2215}' => b'/',
        '\u{fe6b}' => b'@',
        // Cyrillic and Greek letters that stand in for a nought.
        '\u{41e}' | '\u{39f}' => b'O',
        '\u{43e}' | '\u{3bf}' => b'o',
        // Mathematical letters: alphabets of 52 in a row.
        '\u{1d400}'..='\u{1d6a3}' => match (u32::from(c) - 0x1d400) % 52 {
            upper @ 0..26 => b'A' + upper as u8,
            lower => b'a' + (lower - 26) as u8,
        },
        '\u{24b6}'..='\u{24cf}' => twin(c, '\u{24b6}', b'A'),
        '\u{24d0}'..='\u{24e9}' => twin(c, '\u{24d0}', b'a'),
        _ => match digit(c) {
            Some(value) => b'0' + value,
            None if c.is_alphanumeric() => LETTER,
            None => OTHER,
        },
    })
}

const fn twin(c: char, first: char, ascii: u8) -> u8 {
    ascii + (c as u32 - first as u32) as u8
}

/// Marks that take no room of their own: joiners, direction marks, accents, the box of a keycap.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{115f}'..='\u{1160}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20f0}' | '\u{3164}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that are drawn on the character before them.
fn is_attached(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}')
}

/// Noughts of the decimal digits of other scripts, Balinese, Javanese and Sundanese among them
/// (Unicode general category Nd).
const NOUGHTS: [u32; 37] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x1fbf0,
];

fn digit(c: char) -> Option<u8> {
    let point = u32::from(c);
    let value = match c {
        '\u{b9}' => 1,
        '\u{b2}' | '\u{b3}' => point - 0xb0,
        '\u{2070}' | '\u{24ea}' | '\u{24ff}' => 0,
        '\u{2074}'..='\u{2079}' => point - 0x2070,
        '\u{2080}'..='\u{2089}' => point - 0x2080,
        '\u{2460}'..='\u{2468}' => point - 0x245f,
        '\u{2776}'..='\u{277e}' => point - 0x2775,
        '\u{1d7ce}'..='\u{1d7ff}' => (point - 0x1d7ce) % 10,
        _ => {
            let after = NOUGHTS.partition_point(|&nought| nought <= point);
            let value = point - NOUGHTS.get(after.checked_sub(1)?)?;
            if value > 9 {
                return None;
            }
            value
        }
    };
    u8::try_from(value).ok()
}

/// Longest escape that is undone, `&#x0001F600;` with room to spare.
const LONGEST_ESCAPE: usize = 12;

/// An escape at the start of the bytes: the character it means, and its length.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    match bytes {
        [b'\\', b'n' | b'r', ..] => Some(('\n', 2)),
        [b'\\', b't', ..] => Some((' ', 2)),
        [b'\\', b'/', ..] => Some(('/', 2)),
        [b'\\', b'u', hex @ ..] => Some((number(hex.get(..4)?, 16)?, 6)),
        [b'%', hex @ ..] => match hex.get(..2)? {
            b"20" => Some((' ', 3)),
            b"2B" | b"2b" => Some(('+', 3)),
            b"40" => Some(('@', 3)),
            _ => None,
        },
        [b'&', rest @ ..] => {
            let end = rest.iter().take(LONGEST_ESCAPE).position(|&byte| byte == b';')?;
            let c = match &rest[..end] {
                [b'#', b'x' | b'X', hex @ ..] => number(hex, 16)?,
                [b'#', decimal @ ..] => number(decimal, 10)?,
                b"nbsp" => ' ',
                b"amp" => '&',
                b"lt" => '<',
                b"gt" => '>',
                b"quot" => '"',
                b"apos" => '\'',
                b"commat" => '@',
                b"period" => '.',
                b"plus" => '+',
                b"lpar" => '(',
                b"rpar" => ')',
                b"shy" | b"zwnj" | b"zwj" => '\u{ad}',
                _ => return None,
            };
            Some((c, end + 2))
        }
        _ => None,
    }
}

fn number(digits: &[u8], radix: u32) -> Option<char> {
    if !digits.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    char::from_u32(u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let normal = Normal::new(text);
        assert_eq!(String::from_utf8_lossy(normal.bytes()), expected, "{text:?}");
    }

    #[test]
    fn digits_of_every_script_become_ascii() {
        check("３５１５ ٣٥١٥ ᭓᭕᭑᭕ ꧓꧕꧑꧕ 𝟛𝟝𝟙𝟝 ③⑤①⑤ ³⁵¹⁵", "3515 3515 3515 3515 3515 3515 3515");
        check("3\u{fe0f}\u{20e3}5\u{fe0f}\u{20e3}", "35");
    }

    #[test]
    fn spaces_hyphens_and_dots_become_ascii_and_marks_vanish() {
        check("0812\u{a0}3456\u{2011}7890\u{200b}", "0812 3456-7890");
        check("35\u{200d}15•08", "3515.08");
        check("ａ＠ｂ", "a@b");
    }

    #[test]
    fn escapes_of_html_json_and_urls_are_undone() {
        check(r"a&#64;b &#x40; &nbsp;x\n0812 \u0040 c%40d \/", "a@b @  x\n0812 @ c@d /");
        check("&bukan; 100% \\x &#xffffffff;", "&bukan; 100% \\x &#xffffffff;");
    }

    #[test]
    fn the_letters_at_the_head_of_a_chunk_are_told_apart() {
        // Every byte behind every number of letters.
        for byte in 0..=u8::MAX {
            for length in 0..CHUNK {
                let mut text = *b"aZmQxBcD";
                text[length] = byte;
                let head = Head::of(chunk_at(&text, 0));
                let letters: Vec<u8> =
                    text.iter().copied().take_while(u8::is_ascii_alphabetic).collect();
                let mut small = letters.to_ascii_lowercase();
                small.resize(CHUNK, 0);
                let capitals = letters.iter().filter(|byte| byte.is_ascii_uppercase()).count();
                assert_eq!(head.length, letters.len(), "{text:?}");
                assert_eq!(head.small.to_le_bytes().as_slice(), small, "{text:?}");
                assert_eq!(head.capitals.count_ones() as usize, capitals, "{text:?}");
            }
        }
        assert_eq!(chunk_at(b"abc", 1).to_le_bytes(), *b"bc\0\0\0\0\0\0");
        assert_eq!(chunk_at(b"abc", 9), 0);
    }

    #[test]
    fn what_stands_for_itself_ends_at_the_first_byte_that_does_not() {
        for odd in [b'&', b'\\', b'%', 0x80, 0xff] {
            for length in 1..2 * BLOCK {
                for at in 0..length {
                    let mut text = vec![b'x'; length];
                    text[at] = odd;
                    // What would be taken for a sign if the bytes below it were forgotten.
                    text[at + 1..].fill(odd ^ 1);
                    assert_eq!(plain(&text), at, "{odd} at {at} of {length}");
                }
            }
        }
        assert_eq!(plain(&[b'x'; 3 * BLOCK + 5]), 3 * BLOCK + 5);
    }

    #[test]
    fn a_range_leads_back_to_its_bytes() {
        let text = "é １\u{200b}２ &#64;z";
        let normal = Normal::new(text);
        assert_eq!(normal.bytes(), [LETTER, b' ', b'1', b'2', b' ', b'@', b'z']);
        assert_eq!(&text[normal.source(2..4)], "１\u{200b}２");
        assert_eq!(&text[normal.source(3..4)], "２");
        assert_eq!(&text[normal.source(5..7)], "&#64;z");
        assert_eq!(&text[normal.source(0..7)], text);
        assert_eq!(normal.source(0..0), 0..0);
        assert_eq!(Normal::new("abc").source(1..3), 1..3);
    }
}
