//! The words at or behind which a scanner has to look, known by their first eight letters.

use super::super::address::word::{HEADS, PARTS};
use super::super::date::BIRTHS;
use super::super::normal::CHUNK;

/// Words that say what a scanner has to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// "at", which may stand for an `@`.
    At,
    /// A digit that is spelled.
    Digit,
    /// A network on which people have handles.
    Network,
    /// A provider of mail: an address without its `@`, or a name known there.
    Provider,
    /// A street or a hamlet begins with it.
    Street,
    /// The number of a house or the like stands behind it.
    Part,
    /// A birth, whose day may stand behind.
    Birth,
}

/// The words, in lower case.
const WORDS: [(&[u8], Word); COUNT] = {
    let mut words: [(&[u8], Word); COUNT] = [(b"", Word::At); COUNT];
    let (mut count, mut i) = (0, 0);
    while i < SIGNS.len() {
        (words[count], count, i) = (SIGNS[i], count + 1, i + 1);
    }
    i = 0;
    while i < HEADS.len() {
        (words[count], count, i) = ((HEADS[i], Word::Street), count + 1, i + 1);
    }
    i = 0;
    while i < PARTS.len() {
        // "Gang" and a few others are heads as well.
        if !is_in(PARTS[i].0, &HEADS) {
            (words[count], count) = ((PARTS[i].0, Word::Part), count + 1);
        }
        i += 1;
    }
    i = 0;
    while i < BIRTHS.len() {
        (words[count], count, i) = ((BIRTHS[i], Word::Birth), count + 1, i + 1);
    }
    words
};

/// How many they are.
const COUNT: usize = {
    let (mut count, mut i) = (SIGNS.len() + HEADS.len() + BIRTHS.len(), 0);
    while i < PARTS.len() {
        count += if is_in(PARTS[i].0, &HEADS) { 0 } else { 1 };
        i += 1;
    }
    assert!(count <= SLOTS / 2, "the table of words is too small");
    count
};

const fn is_in(word: &[u8], words: &[&[u8]]) -> bool {
    let mut i = 0;
    while i < words.len() {
        let (mut k, known) = (0, words[i]);
        while known.len() == word.len() && k < word.len() && known[k] == word[k] {
            k += 1;
        }
        if known.len() == word.len() && k == word.len() {
            return true;
        }
        i += 1;
    }
    false
}

/// Those that stand for a sign, a digit or a network.
const SIGNS: [(&[u8], Word); 45] = [
    (b"at", Word::At),
    (b"nol", Word::Digit),
    (b"kosong", Word::Digit),
    (b"zero", Word::Digit),
    (b"satu", Word::Digit),
    (b"dua", Word::Digit),
    (b"tiga", Word::Digit),
    (b"empat", Word::Digit),
    (b"lima", Word::Digit),
    (b"enam", Word::Digit),
    (b"tujuh", Word::Digit),
    (b"delapan", Word::Digit),
    (b"lapan", Word::Digit),
    (b"sembilan", Word::Digit),
    (b"semblan", Word::Digit),
    (b"ig", Word::Network),
    (b"insta", Word::Network),
    (b"instagram", Word::Network),
    (b"twitter", Word::Network),
    (b"tiktok", Word::Network),
    (b"tiktoknya", Word::Network),
    (b"michat", Word::Network),
    (b"shopee", Word::Network),
    (b"tokped", Word::Network),
    (b"telegram", Word::Network),
    (b"fb", Word::Network),
    (b"facebook", Word::Network),
    (b"threads", Word::Network),
    (b"username", Word::Network),
    (b"medsos", Word::Network),
    (b"line", Word::Network),
    (b"tele", Word::Network),
    (b"twt", Word::Network),
    (b"snapgram", Word::Network),
    (b"snapchat", Word::Network),
    (b"discord", Word::Network),
    (b"ignya", Word::Network),
    (b"fbnya", Word::Network),
    (b"youtube", Word::Network),
    (b"akun", Word::Network),
    (b"akunnya", Word::Network),
    (b"igku", Word::Network),
    (b"et", Word::At),
    (b"gmail", Word::Provider),
    (b"yahoo", Word::Provider),
];

/// Slots of the table of words, a power of two with room to spare.
const SLOTS: usize = 512;

/// The number of each word by its first eight letters, found by a product of them; beyond the last
/// in an empty slot.
static TABLE: [(u64, u8); SLOTS] = {
    let mut table = [(0, WORDS.len() as u8); SLOTS];
    let mut i = 0;
    while i < WORDS.len() {
        let (mut head, mut k) = (0, 0);
        while k < WORDS[i].0.len() && k < CHUNK {
            head |= (WORDS[i].0[k] as u64) << (8 * k);
            k += 1;
        }
        let mut slot = slot(head);
        while table[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = (head, i as u8);
        i += 1;
    }
    table
};

const fn slot(head: u64) -> usize {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

/// A bit for each word: most others are told apart by it, without a branch that is hard to foresee.
static FILTER: [u64; BITS / 64] = {
    let mut filter = [0; BITS / 64];
    let mut i = 0;
    while i < SLOTS {
        let bit = bit(TABLE[i].0);
        if TABLE[i].0 != 0 {
            filter[bit / 64] |= 1 << (bit % 64);
        }
        i += 1;
    }
    filter
};

/// Bits of the filter, a power of two.
const BITS: usize = 1 << 12;

const fn bit(head: u64) -> usize {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize
}

/// Whether a word of those first letters may be one of the known.
#[inline]
pub(super) fn may_be_known(head: u64) -> bool {
    let bit = bit(head);
    FILTER[bit / 64] >> (bit % 64) & 1 == 1
}

impl Word {
    /// The word of that spelling, whose first letters are `head`, small: most words are none by those alone.
    #[inline]
    pub(super) fn of(head: u64, word: &[u8]) -> Option<Self> {
        let mut slot = slot(head);
        while TABLE[slot].0 != head {
            if TABLE[slot].0 == 0 {
                return None;
            }
            slot = (slot + 1) % SLOTS;
        }
        let (letters, known) = WORDS.get(usize::from(TABLE[slot].1))?;
        word.eq_ignore_ascii_case(letters).then_some(*known)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::normal::{Head, chunk_at};
    use super::*;

    #[test]
    fn every_word_is_known_whatever_its_case() {
        let of = |word: &[u8]| Word::of(Head::of(chunk_at(word, 0)).small, word);
        for (word, known) in WORDS {
            assert_eq!(of(word), Some(known));
            assert_eq!(of(&word.to_ascii_uppercase()), Some(known));
            assert_eq!(of(&[word, b"x"].concat()), None);
        }
    }
}
