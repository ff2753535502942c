//! Fixed sets of short words, each asked by its first eight letters at once.

use super::normal::{CHUNK, ONES, is_same};

/// Slots of the index, a power of two that leaves most of them empty.
const SLOTS: usize = 512;

/// Words in lower case, fewer than 256, and where each is found.
pub(super) struct Vocabulary<const N: usize> {
    words: [&'static [u8]; N],
    heads: [u64; N],
    /// The number of a word, from 1; 0 where there is none.
    slots: [u8; SLOTS],
}

impl<const N: usize> Vocabulary<N> {
    pub(super) const fn new(words: [&'static [u8]; N]) -> Self {
        assert!(N <= u8::MAX as usize, "more words than an index of bytes can number");
        let (mut heads, mut slots) = ([0; N], [0; SLOTS]);
        let mut i = 0;
        while i < N {
            heads[i] = head(words[i]);
            let mut slot = slot(heads[i]);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = i as u8 + 1;
            i += 1;
        }
        Self { words, heads, slots }
    }

    /// Which of the words it is, whatever its case.
    pub(super) fn position(&self, word: &[u8]) -> Option<usize> {
        let head = head(word);
        let mut slot = slot(head);
        loop {
            let i = usize::from(self.slots[slot]).checked_sub(1)?;
            if self.heads[i] == head && is_same(self.words[i], word) {
                return Some(i);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Whether it is one of the words, whatever its case.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        self.position(word).is_some()
    }
}

/// Words of a filter's bits, a power of two.
const BLOCKS: usize = 64;

/// Words in lower case of which most others are known to be none.
pub(super) struct Filter([u64; BLOCKS]);

impl Filter {
    pub(super) const fn new(words: &[&[u8]]) -> Self {
        let mut bits = [0; BLOCKS];
        let mut i = 0;
        while i < words.len() {
            let (block, bit) = place(head(words[i]));
            bits[block] |= bit;
            i += 1;
        }
        Self(bits)
    }

    /// Whether a word, whatever its case, may be one of them.
    #[inline]
    pub(super) fn may_have(&self, word: &[u8]) -> bool {
        let (block, bit) = place(head(word));
        self.0[block] & bit != 0
    }
}

/// The bit of a word by its first letters.
const fn place(head: u64) -> (usize, u64) {
    let high = (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize;
    (high / 64 % BLOCKS, 1 << (high % 64))
}

const fn slot(head: u64) -> usize {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

/// The first letters, small, the first of them lowest.
const fn head(word: &[u8]) -> u64 {
    // Two reads that overlap cover what is shorter than a chunk.
    let (letters, length) = match word.len() {
        0 => return 0,
        1 => (word[0] as u64, 1),
        length @ 2..4 => {
            let first = u16::from_le_bytes([word[0], word[1]]) as u64;
            let last = u16::from_le_bytes([word[length - 2], word[length - 1]]) as u64;
            (first | last << (8 * (length - 2)), length)
        }
        length @ 4..CHUNK => {
            let end = length - 4;
            let first = u32::from_le_bytes([word[0], word[1], word[2], word[3]]) as u64;
            let last =
                u32::from_le_bytes([word[end], word[end + 1], word[end + 2], word[end + 3]]) as u64;
            (first | last << (8 * end), length)
        }
        _ => match word.first_chunk::<CHUNK>() {
            Some(&chunk) => return u64::from_le_bytes(chunk) | (0x20 * ONES),
            None => return 0,
        },
    };
    letters | ((0x20 * ONES) & ((1 << (8 * length)) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&[u8]; 8] =
        [b"a", b"no", b"gang", b"jalan", b"rumahnya", b"kelurahan", b"kelurahanku", b"gan"];
    static VOCABULARY: Vocabulary<{ WORDS.len() }> = Vocabulary::new(WORDS);

    #[test]
    fn every_word_is_found_whatever_its_case_and_no_other() {
        for (i, word) in WORDS.into_iter().enumerate() {
            assert_eq!(VOCABULARY.position(word), Some(i));
            assert_eq!(VOCABULARY.position(&word.to_ascii_uppercase()), Some(i));
            let longer = [word, b"x"].concat();
            assert!(!VOCABULARY.has(&longer));
            // What differs from a letter in the bit of its case alone is not that letter.
            let other: Vec<u8> = word.iter().map(|byte| byte ^ 0x60).collect();
            assert!(!VOCABULARY.has(&other));
        }
        assert!(!VOCABULARY.has(b""));
        assert!(!VOCABULARY.has(b"kelurahanmu"));
    }

    #[test]
    fn a_filter_lets_its_words_through_and_few_others() {
        let filter = Filter::new(&WORDS);
        assert!(WORDS.iter().all(|word| filter.may_have(word)));
        assert!(WORDS.iter().all(|word| filter.may_have(&word.to_ascii_uppercase())));
        let others: Vec<String> = (0..1_000).map(|i| format!("kata{i}")).collect();
        assert!(others.iter().filter(|word| filter.may_have(word.as_bytes())).count() < 20);
    }

    #[test]
    fn the_head_is_the_first_eight_letters() {
        let word = b"KeLuRaHaN";
        for length in 0..=word.len() {
            let mut letters = word[..length.min(CHUNK)].to_ascii_lowercase();
            letters.resize(CHUNK, 0);
            assert_eq!(head(&word[..length]).to_le_bytes().as_slice(), letters);
        }
    }
}
