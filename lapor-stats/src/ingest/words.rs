//! Words: each different text once, in the order of first sight, with a dense number.

/// A set of texts that gives every one a number, without an allocation per text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<usize>,
    /// Open addressing: the number of a word plus one; 0 is free. The length is a power of two.
    slots: Vec<u32>,
}

impl Words {
    /// The number of `word`; a new word gets the next one.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        if self.slots.len() <= self.ends.len() * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(word.as_bytes(), 0) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => {
                    let number = self.ends.len() as u32;
                    self.text.push_str(word);
                    self.ends.push(self.text.len());
                    self.slots[slot] = number + 1;
                    return number;
                }
                taken if self.get(taken - 1) == word => return taken - 1,
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The word with this number; nothing was ever given for a number that was not handed out.
    pub(crate) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All words, by their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(size, 0);
        for number in 0..self.ends.len() as u32 {
            let mut slot = hash(self.get(number).as_bytes(), 0) as usize & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number + 1;
        }
    }
}

/// Words that stand for something: what each means is worked out at first sight and then looked up.
#[derive(Debug)]
pub(crate) struct Coded<T> {
    pub(crate) words: Words,
    pub(crate) meanings: Vec<T>,
}

impl<T> Default for Coded<T> {
    fn default() -> Self {
        Coded { words: Words::default(), meanings: Vec::new() }
    }
}

impl<T> Coded<T> {
    /// The number of a word and what it means.
    pub(crate) fn look_up(&mut self, word: &str, meaning: impl FnOnce(&str) -> T) -> (u32, &T) {
        let number = self.words.intern(word);
        if self.meanings.len() <= number as usize {
            self.meanings.push(meaning(word));
        }
        (number, &self.meanings[number as usize])
    }
}

/// Numbers that stand for codes.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// Open addressing; the length is a power of two.
    slots: Vec<Option<(i64, u32)>>,
    taken: usize,
}

impl Numbers {
    /// The code of a number that was inserted.
    #[inline]
    pub(crate) fn get(&self, number: i64) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = spread(number) & mask;
        loop {
            match self.slots[slot] {
                Some((known, code)) if known == number => return Some(code),
                Some(_) => slot = (slot + 1) & mask,
                None => return None,
            }
        }
    }

    /// Adds a number that is not there yet.
    pub(crate) fn insert(&mut self, number: i64, code: u32) {
        if self.slots.len() <= self.taken * 2 {
            let larger = vec![None; (self.slots.len() * 2).max(64)];
            let smaller = std::mem::replace(&mut self.slots, larger);
            self.taken = 0;
            smaller.into_iter().flatten().for_each(|(number, code)| self.place(number, code));
        }
        self.place(number, code);
    }

    fn place(&mut self, number: i64, code: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = spread(number) & mask;
        while self.slots[slot].is_some() {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = Some((number, code));
        self.taken += 1;
    }
}

fn spread(number: i64) -> usize {
    ((number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

/// A 64-bit digest of bytes: fast, the same on every machine, and no defence against anybody.
///
/// It folds eight bytes at a time by a wide multiplication, as many table hashes do.
pub(crate) fn hash(bytes: &[u8], seed: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    };
    let mut state = fold(seed ^ bytes.len() as u64 ^ 0xD6E8_FEB8_6659_FD93, ODD);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        state = fold(state ^ word_of(chunk), ODD);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        // Overlapping the last eight bytes is cheaper than gathering the rest one by one.
        let tail = match bytes.len().checked_sub(8) {
            Some(start) => word_of(&bytes[start..]),
            None => rest.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        };
        state = fold(state ^ tail, ODD);
    }
    state
}

fn word_of(eight: &[u8]) -> u64 {
    eight.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_while_the_table_grows() {
        let mut words = Words::default();
        for round in 0..2 {
            for number in 0..1000_u32 {
                assert_eq!(words.intern(&format!("kata-{number}")), number, "round {round}");
            }
        }
        assert_eq!(words.len(), 1000);
        assert_eq!(words.get(999), "kata-999");
        assert_eq!(words.intern(""), 1000);
        assert_eq!(words.get(1000), "");
        assert_eq!(words.get(1001), "");
    }

    #[test]
    fn numbers_keep_their_codes_while_the_table_grows() {
        let mut numbers = Numbers::default();
        assert_eq!(numbers.get(0), None);
        for number in -500..500 {
            numbers.insert(number << 32, (number + 500) as u32);
        }
        for number in -500..500 {
            assert_eq!(numbers.get(number << 32), Some((number + 500) as u32));
        }
        assert_eq!(numbers.get(1), None);
    }

    #[test]
    fn a_digest_sees_length_and_every_byte() {
        let digests: std::collections::BTreeSet<u64> =
            ["", "\0", "\0\0", "a", "b", "abcdefgh", "abcdefgh\0", "bbcdefghi", "abcdefghi"]
                .iter()
                .map(|text| hash(text.as_bytes(), 0))
                .collect();
        assert_eq!(digests.len(), 9);
        assert_ne!(hash(b"a", 1), hash(b"a", 2));
    }
}
