//! Words, numbers and tokens of a text, each with what stands before it.

use std::ops::Range;

use super::super::keep;
use super::super::normal::{CHUNK, Head, LETTER, ONES, OTHER, chunk_at, is_letter};
use super::cue::Cue;
use super::derived;
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

/// Hash of the first `count` bytes of a chunk, fewer than eight, as [`hash`] has it.
#[inline]
pub(crate) const fn hash_of(chunk: u64, count: usize) -> u64 {
    mixed(0, (chunk | (0x20 * ONES)) & ((1 << (8 * count)) - 1))
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
#[inline]
pub(crate) fn letters(bytes: &[u8], start: usize) -> Letters {
    let (mut at, mut hash, mut upper) = (start, 0, 0);
    loop {
        let Head { length, small, capitals } = Head::of(chunk_at(bytes, at));
        if capitals != 0 {
            upper += capitals.count_ones();
        }
        at += length;
        if length < CHUNK {
            if matches!(bytes.get(at), Some(&byte) if byte == LETTER || byte == b'\'') {
                return slow(bytes, start);
            }
            let hash = if length > 0 { mixed(hash, small) } else { hash };
            return Letters { end: at, hash, upper };
        }
        hash = mixed(hash, small);
    }
}

/// The same, one by one, for what is no plain letter.
#[cold]
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

/// The bit of a first letter that is a capital and the only one.
const FIRST: u64 = 0x20;
/// What stands behind the letters of a word: more of it.
const GOES_ON: u8 = 1;
/// What may make an abbreviation of one or two letters.
const SHORTENS: u8 = 2;

static BEHIND_WORD: [u8; 256] = {
    let mut behind = [0; 256];
    (behind[LETTER as usize], behind[b'\'' as usize]) = (GOES_ON, GOES_ON);
    (behind[b'.' as usize], behind[b'/' as usize]) = (SHORTENS, SHORTENS);
    behind
};

/// Bytes of the longest word that can be a name.
const LONGEST: usize = 24;
/// Letters of the longest abbreviation, behind which a point ends no sentence.
pub(crate) const ABBREVIATION: usize = 4;
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
    #[inline]
    fn gap(&self, start: usize) -> Gap {
        match self.before {
            None => Gap::Start,
            Some((end, ..)) if end == start => Gap::Glued,
            Some((end, ..)) if end + 1 == start && self.bytes[end] == b' ' => Gap::Space,
            Some((end, length, word)) => self.wide_gap(end..start, word && length <= ABBREVIATION),
        }
    }

    /// The same for what is not one space; behind an abbreviation a point is no stop.
    #[inline(never)]
    fn wide_gap(&self, between: Range<usize>, abbreviated: bool) -> Gap {
        if self.is_stopped(&between) {
            return Gap::Space;
        }
        let between = &self.bytes[between];
        if between.len() > GAP {
            return if between.contains(&b'\n') { Gap::Newline } else { Gap::Other };
        }
        let mut gap = Gap::Other;
        for (i, &byte) in between.iter().enumerate() {
            let seen = match byte {
                b'\n' => return Gap::Newline,
                b'.' if i == 0 && abbreviated && between.get(1) != Some(&b'.') => Gap::Point,
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

    /// Whether what stands between two words is an apostrophe of the first and a space, "Duma' Sarira": no quotation
    /// mark, as none is before that word.
    fn is_stopped(&self, between: &Range<usize>) -> bool {
        let quoted =
            |start: usize| start > 0 && matches!(self.bytes[start - 1], b'\'' | b'"' | OTHER);
        self.bytes[between.clone()] == *b"' "
            && self.before.is_some_and(|(end, length, word)| word && !quoted(end - length))
    }

    /// Writes an item of no letters where it is to stand.
    #[inline]
    fn put(&mut self, item: &mut Item, start: usize, end: usize, sort: Sort) {
        let gap = self.gap(start);
        self.before = Some((end, end - start, sort == Sort::Word));
        self.at = end;
        *item = Item { start, end, sort, gap, ..Item::NONE };
    }

    /// The word at a place. Most are shorter than a chunk and have no capital but the first letter.
    #[inline(always)]
    fn word(&mut self, item: &mut Item, start: usize, gap: Option<Gap>) {
        let chunk = chunk_at(self.bytes, start);
        let Head { length, small, capitals } = Head::of(chunk);
        if length == CHUNK {
            return self.long_word(item, start);
        }
        let next = (chunk >> (8 * length)) as u8;
        let behind = BEHIND_WORD[usize::from(next)];
        if capitals > FIRST || behind == GOES_ON || behind == SHORTENS && length <= 2 {
            return self.long_word(item, start);
        }
        let hash = mixed(0, small);
        let shape = match (capitals, length) {
            (0, _) => Shape::Lower,
            (_, 1) => Shape::Initial,
            _ => Shape::Title,
        };
        let gap = gap.unwrap_or_else(|| self.gap(start));
        let known = self.of(hash, start..start + length);
        self.put_word(item, (start, start + length), hash, known, shape, gap);
    }

    /// The same for any other word.
    #[inline(never)]
    fn long_word(&mut self, item: &mut Item, start: usize) {
        let letters = letters(self.bytes, start);
        let Letters { end, hash, upper } = letters;
        let length = end - start;
        let begins = u32::from(self.bytes[start].is_ascii_uppercase());
        let abbreviated = length <= 2 && matches!(self.bytes.get(end), Some(b'.' | b'/'));
        if abbreviated || upper > begins || length > LONGEST {
            return self.odd_word(item, start, letters);
        }
        let (entry, cue) = self.of(hash, start..end);
        let shape = match (upper, length) {
            (0, _) => Shape::Lower,
            (_, 1) => Shape::Initial,
            _ if begins == 1 => Shape::Title,
            _ => Shape::Mixed,
        };
        let gap = self.gap(start);
        self.put_word(item, (start, end), hash, (entry, cue), shape, gap);
    }

    /// What the lists know of a word, or of one that it is made of.
    #[inline]
    fn of(&self, hash: u64, range: Range<usize>) -> (Entry, Cue) {
        match list::of(hash) {
            (Entry::NONE, Cue::None) => (derived::entry(&self.bytes[range]), Cue::None),
            known => known,
        }
    }

    /// A word with a capital inside, behind which a point stands, or longer than any name.
    #[cold]
    fn odd_word(&mut self, item: &mut Item, start: usize, letters: Letters) {
        let bytes = self.bytes;
        let Letters { end, hash, upper } = letters;
        let length = end - start;
        let (entry, cue) =
            if length <= LONGEST { self.of(hash, start..end) } else { (Entry::NONE, Cue::None) };
        let mut known = Known { end, hash, upper, entry, cue };
        if length <= 2 && matches!(bytes.get(end), Some(b'.' | b'/')) {
            known.abbreviate(bytes, start);
        }
        if known.cue == Cue::None && (1..length).contains(&(upper as usize)) {
            known.part(bytes, start, end);
        }
        let Known { end, hash, upper, entry, cue } = known;
        let shape = match (upper as usize, end - start) {
            (0, _) => Shape::Lower,
            (1, 1) => Shape::Initial,
            (1, _) if bytes[start].is_ascii_uppercase() => Shape::Title,
            (upper, length) if upper == length => Shape::Upper,
            _ => Shape::Mixed,
        };
        let gap = self.gap(start);
        self.put_word(item, (start, end), hash, (entry, cue), shape, gap);
    }

    #[inline(always)]
    fn put_word(
        &mut self,
        item: &mut Item,
        (start, end): (usize, usize),
        hash: u64,
        (entry, cue): (Entry, Cue),
        shape: Shape,
        gap: Gap,
    ) {
        self.before = Some((end, end - start, true));
        self.at = end;
        let (sort, kept, found) = (Sort::Word, false, None);
        *item = Item { start, end, sort, hash, entry, cue, shape, gap, kept, found };
    }

    /// A number or a token; whether there is one.
    #[inline(never)]
    fn other(&mut self, item: &mut Item, start: usize) -> bool {
        let rest = &self.bytes[start..];
        if rest[0].is_ascii_digit() {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
            self.put(item, start, start + digits.count(), Sort::Number);
            return true;
        }
        let Some(end) = keep::token_at(self.bytes, start) else { return false };
        let sort = if rest.starts_with(b"[NAMA") { Sort::Name } else { Sort::Hidden };
        self.put(item, start, end, sort);
        if rest.starts_with(b"[ADDRESS") {
            item.cue = Cue::Village;
        }
        true
    }

    /// Reads the next item to where it is to stand, since a copy of what was just written in parts
    /// has to wait for all of them; whether there is one.
    #[inline(always)]
    pub(crate) fn read(&mut self, item: &mut Item) -> bool {
        let mut gap = None;
        // One space parts most words.
        if self.before.is_some() && self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
            gap = Some(Gap::Space);
        }
        while let Some(&byte) = self.bytes.get(self.at) {
            if is_letter(byte) {
                self.word(item, self.at, gap);
                return true;
            }
            gap = None;
            if matches!(byte, b'0'..=b'9' | b'[') && self.other(item, self.at) {
                return true;
            }
            self.at += 1;
        }
        false
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut item = Item::NONE;
        self.read(&mut item).then_some(item)
    }
}

/// A word and what the lists know of it.
struct Known {
    end: usize,
    hash: u64,
    upper: u32,
    entry: Entry,
    cue: Cue,
}

impl Known {
    /// `a.n.`, `S.Pd`: one word, if it is a cue.
    fn abbreviate(&mut self, bytes: &[u8], start: usize) {
        let (end, length) = (self.end, self.end - start);
        let more = bytes[end + 1..].iter().take(7).take_while(|&&byte| is_letter(byte)).count();
        if !(1..7).contains(&more) {
            return;
        }
        let mut joined = [0; 8];
        joined[..length].copy_from_slice(&bytes[start..end]);
        joined[length..length + more].copy_from_slice(&bytes[end + 1..end + 1 + more]);
        let whole = hash(&joined[..length + more]);
        let (entry, cue) = list::of(whole);
        if matches!(cue, Cue::Behalf | Cue::Suffix) {
            *self = Self { end: end + 1 + more, hash: whole, entry, cue, ..*self };
        }
    }

    /// "bpkSuharto": the cue is a word of its own.
    fn part(&mut self, bytes: &[u8], start: usize, end: usize) {
        let small =
            |at: &usize| bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase();
        let Some(middle) = (start + 2..end).find(small) else { return };
        let whole = hash(&bytes[start..middle]);
        let (entry, cue) = list::of(whole);
        if cue.leads() {
            let upper = bytes[start..middle].iter().filter(|byte| byte.is_ascii_uppercase());
            let upper = upper.count() as u32;
            *self = Self { end: middle, hash: whole, upper, entry, cue };
        }
    }
}
