//! Words, numbers and tokens of a text, each with what stands before it.

use std::ops::Range;

use super::super::keep;
use super::super::normal::{LETTER, OTHER, is_letter};
use super::cue::Cue;
use super::list::{self, Entry};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    Lower,
    Title,
    Upper,
    Mixed,
    /// One capital letter.
    Initial,
    /// No word at all.
    None,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Gap {
    /// The start of the text.
    Start,
    Newline,
    /// The end of a sentence.
    Stop,
    Space,
    /// The point of an abbreviation.
    Point,
    Colon,
    Comma,
    Open,
    Close,
    Slash,
    Hyphen,
    /// Nothing, as between digits and letters.
    Glued,
    Other,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    Number,
    /// A token of the redactor but `[NAMA n]`.
    Hidden,
    /// A person's name: found, or a token.
    Name,
}

/// A word, a number, a token, or a name that was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) sort: Sort,
    /// Hash of the letters, small.
    pub(crate) hash: u64,
    pub(crate) entry: Entry,
    pub(crate) cue: Cue,
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    /// Part of the name of a place, a school or a shop: it stays.
    pub(crate) kept: bool,
    /// What made a name of it, if anything in this reading did.
    pub(crate) found: Option<super::read::Ground>,
}

impl Item {
    /// Nothing, to fill a buffer with.
    pub(crate) const NONE: Self = Self {
        start: 0,
        end: 0,
        sort: Sort::Number,
        hash: 0,
        entry: Entry::NONE,
        cue: Cue::None,
        shape: Shape::None,
        gap: Gap::Start,
        kept: false,
        found: None,
    };

    pub(crate) const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }

    /// Whether a new sentence or line begins with it.
    pub(crate) fn begins(&self) -> bool {
        matches!(self.gap, Gap::Start | Gap::Newline | Gap::Stop)
    }

    /// Whether it may carry on the name that ends before it.
    pub(crate) fn joins(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Point | Gap::Hyphen)
    }
}

/// As many letters as are hashed at a time.
const CHUNK: usize = 8;
/// A byte of 1 in each of a chunk.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Hash of letters whatever their case.
pub(crate) const fn hash(letters: &[u8]) -> u64 {
    let (mut hash, mut at) = (0, 0);
    while at < letters.len() {
        let (mut chunk, mut i) = (0_u64, 0);
        while i < CHUNK && at + i < letters.len() {
            chunk |= (letters[at + i] as u64 | 0x20) << (8 * i);
            i += 1;
        }
        hash = mixed(hash, chunk);
        at += CHUNK;
    }
    hash
}

/// Adds a chunk of small letters to a hash.
const fn mixed(hash: u64, chunk: u64) -> u64 {
    let product = (hash ^ chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ product >> 32
}

/// What a word is before anything is looked up: where it ends, its hash, its capitals.
pub(crate) struct Letters {
    pub(crate) end: usize,
    pub(crate) hash: u64,
    pub(crate) upper: u32,
}

/// Reads the letters from `start`, eight at a time. An apostrophe between letters is one of them.
pub(crate) fn letters(bytes: &[u8], start: usize) -> Letters {
    let (mut at, mut hash, mut upper) = (start, 0, 0);
    while let Some(&chunk) = bytes[at..].first_chunk::<CHUNK>() {
        let chunk = u64::from_le_bytes(chunk);
        let small = chunk | (0x20 * ONES);
        // The high bit of each byte: from `a`, beyond `z`, outside ASCII.
        let low = small & (0x7f * ONES);
        let from_a = low + (0x80 - 0x61) * ONES;
        let beyond = low + (0x80 - 0x7b) * ONES;
        let other = !(from_a & !beyond & !chunk) & (0x80 * ONES);
        let length = (other.trailing_zeros() / 8) as usize;
        let inside = u64::MAX.checked_shr(64 - 8 * length as u32).unwrap_or(0);
        upper += (!chunk >> 5 & ONES & inside).count_ones();
        if length > 0 {
            hash = mixed(hash, small & inside);
        }
        at += length;
        if length < CHUNK {
            let odd = matches!(bytes.get(at), Some(&byte) if byte == LETTER || byte == b'\'');
            return if odd { slow(bytes, start) } else { Letters { end: at, hash, upper } };
        }
    }
    slow(bytes, start)
}

/// The same, one by one: at the end of a text, and for what is no plain letter.
pub(crate) fn slow(bytes: &[u8], start: usize) -> Letters {
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let joins = byte == b'\'' && bytes.get(end + 1).is_some_and(|&next| is_letter(next));
        if !is_letter(byte) && !joins {
            break;
        }
        end += 1;
    }
    let word = &bytes[start..end];
    let upper = word.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    Letters { end, hash: hash(word), upper: upper as u32 }
}

/// Bytes of the longest word that can be a name.
const LONGEST: usize = 24;
/// Bytes between two words that are looked at.
const GAP: usize = 8;

/// The items of a text in order.
#[derive(Clone)]
pub(crate) struct Items<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where the last one ended, its length, and whether it was a word.
    before: Option<(usize, usize, bool)>,
}

impl<'a> Items<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, before: None }
    }

    /// What stands between the last item and `start`.
    fn gap(&self, start: usize) -> Gap {
        let Some((end, length, word)) = self.before else {
            return Gap::Start;
        };
        if end == start {
            return Gap::Glued;
        }
        let between = &self.bytes[end..start];
        if between == b" " {
            return Gap::Space;
        }
        if between.len() > GAP {
            return if between.contains(&b'\n') { Gap::Newline } else { Gap::Other };
        }
        let mut gap = Gap::Other;
        for (i, &byte) in between.iter().enumerate() {
            let seen = match byte {
                b'\n' => return Gap::Newline,
                b'.' if i == 0 && word && length <= 4 && between.get(1) != Some(&b'.') => {
                    Gap::Point
                }
                b'.' | b'!' | b'?' | b';' => Gap::Stop,
                b':' | b'=' => Gap::Colon,
                b',' => Gap::Comma,
                b'(' | b'[' | b'"' | b'\'' | OTHER => Gap::Open,
                b')' | b']' => Gap::Close,
                b'/' | b'&' | b'+' => Gap::Slash,
                b'-' if between.len() == 1 => Gap::Hyphen,
                b' ' | b'\t' if gap == Gap::Other => Gap::Space,
                _ => continue,
            };
            if seen != Gap::Space || gap == Gap::Other {
                gap = if matches!(gap, Gap::Stop | Gap::Comma | Gap::Close) && seen != Gap::Open {
                    gap
                } else {
                    seen
                };
            }
        }
        gap
    }

    fn item(&mut self, start: usize, end: usize, sort: Sort) -> Item {
        let gap = self.gap(start);
        self.before = Some((end, end - start, sort == Sort::Word));
        self.at = end;
        Item { start, end, sort, gap, ..Item::NONE }
    }

    fn word(&mut self, start: usize) -> Item {
        let bytes = self.bytes;
        let Letters { mut end, mut hash, upper } = letters(bytes, start);
        let length = end - start;
        let (mut entry, mut cue) =
            if length <= LONGEST { list::of(hash) } else { (Entry::NONE, Cue::None) };
        if length <= 2 && matches!(bytes.get(end), Some(b'.' | b'/')) {
            // `a.n.`, `S.Pd`: one word, if it is a cue.
            let more = bytes[end + 1..].iter().take(7).take_while(|&&byte| is_letter(byte)).count();
            if (1..7).contains(&more) {
                let mut joined = [0; 8];
                joined[..length].copy_from_slice(&bytes[start..end]);
                joined[length..length + more].copy_from_slice(&bytes[end + 1..end + 1 + more]);
                let whole = self::hash(&joined[..length + more]);
                let known = list::of(whole);
                if matches!(known.1, Cue::Behalf | Cue::Suffix) {
                    ((entry, cue), hash, end) = (known, whole, end + 1 + more);
                }
            }
        }
        let mut upper = upper as usize;
        if cue == Cue::None && (1..length).contains(&upper) {
            // "bpkSuharto": the cue is a word of its own.
            let small =
                |at: &usize| bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase();
            if let Some(middle) = (start + 2..end).find(small) {
                let whole = self::hash(&bytes[start..middle]);
                let known = list::of(whole);
                if known.1.leads() {
                    ((entry, cue), hash, end) = (known, whole, middle);
                    upper =
                        bytes[start..end].iter().filter(|byte| byte.is_ascii_uppercase()).count();
                }
            }
        }
        let length = end - start;
        let mut item = self.item(start, end, Sort::Word);
        item.shape = match (upper, length) {
            (0, _) => Shape::Lower,
            (1, 1) => Shape::Initial,
            (1, _) if bytes[start].is_ascii_uppercase() => Shape::Title,
            (upper, length) if upper == length => Shape::Upper,
            _ => Shape::Mixed,
        };
        (item.hash, item.cue, item.entry) = (hash, cue, entry);
        item
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let &byte = self.bytes.get(self.at)?;
            let start = self.at;
            if is_letter(byte) {
                return Some(self.word(start));
            }
            if byte.is_ascii_digit() {
                let digits = self.bytes[start..].iter().take_while(|byte| byte.is_ascii_digit());
                let end = start + digits.count();
                return Some(self.item(start, end, Sort::Number));
            }
            if byte == b'['
                && let Some(end) = keep::token_at(self.bytes, start)
            {
                let name = self.bytes[start..end].starts_with(b"[NAMA");
                return Some(self.item(start, end, if name { Sort::Name } else { Sort::Hidden }));
            }
            self.at += 1;
        }
    }
}
