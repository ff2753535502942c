//! Distinct keys: each once, in the order of first sight, with a dense number.

/// Keys that were seen, numbered from 0.
#[derive(Clone, Debug)]
pub(super) struct Distinct<K> {
    keys: Vec<K>,
    /// Open addressing: the number of a key plus one; 0 is free. The length is a power of two.
    slots: Vec<u32>,
}

/// A key as a place in a table, spread over all of it.
pub(super) trait Spread: Copy + Eq {
    fn spread(self) -> usize;
}

impl Spread for u64 {
    #[inline]
    fn spread(self) -> usize {
        // The lowest bits of a product depend on few of the key's.
        (self.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24) as usize
    }
}

impl Spread for u128 {
    #[inline]
    fn spread(self) -> usize {
        let folded = (self as u64 ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        folded.wrapping_add((self >> 64) as u64).spread()
    }
}

impl<K> Default for Distinct<K> {
    fn default() -> Self {
        Distinct { keys: Vec::new(), slots: Vec::new() }
    }
}

impl<K: Spread> Distinct<K> {
    /// The number of a key; a new one gets the next.
    #[inline]
    pub(super) fn number(&mut self, key: K) -> u32 {
        if self.slots.len() <= self.keys.len() * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = key.spread() & mask;
        loop {
            match self.slots[slot].checked_sub(1) {
                Some(number) if self.keys[number as usize] == key => return number,
                Some(_) => slot = (slot + 1) & mask,
                None => break,
            }
        }
        let number = self.keys.len() as u32;
        self.keys.push(key);
        self.slots[slot] = number + 1;
        number
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (number, &key) in self.keys.iter().enumerate() {
            let mut slot = key.spread() & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number as u32 + 1;
        }
    }

    /// All keys, by their numbers.
    pub(super) fn keys(&self) -> &[K] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_numbers_while_the_table_grows() {
        let (mut short, mut long) = (Distinct::<u64>::default(), Distinct::<u128>::default());
        for _ in 0..2 {
            for number in 0..5_000_u32 {
                let key = u64::from(number) << 17;
                assert_eq!(short.number(key), number);
                assert_eq!(long.number(u128::from(key) << 60), number);
            }
        }
        assert_eq!((short.keys()[4_999], long.keys().len()), (4_999 << 17, 5_000));
    }
}
