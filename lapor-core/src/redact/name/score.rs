//! The scorer: a sum of integer weights, one for each feature that a word has.

use super::feature::{self, Context};
use super::read::Judge;
use super::weights::WEIGHTS;

/// Slots of the table, a power of two that leaves most of them empty.
const SLOTS: usize = 1 << 14;

/// Key and weight, found by the low bits of the key; a weight of 0 is an empty slot.
static TABLE: [(u32, i16); SLOTS] = table();

const fn table() -> [(u32, i16); SLOTS] {
    let mut slots = [(0, 0); SLOTS];
    let mut i = 0;
    while i < WEIGHTS.len() {
        let mut slot = WEIGHTS[i].0 as usize % SLOTS;
        while slots[slot].1 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = WEIGHTS[i];
        i += 1;
    }
    slots
}

/// A bit for each key by its high bits: most features have no weight, and are told by a table that
/// is a sixteenth of the other.
static BITS: [u64; FILTER / 64] = {
    let mut bits = [0; FILTER / 64];
    let mut i = 0;
    while i < WEIGHTS.len() {
        let (word, bit) = place(WEIGHTS[i].0);
        bits[word] |= bit;
        i += 1;
    }
    bits
};

/// Bits of the filter, a power of two.
const FILTER: usize = 1 << 16;

/// Where the bit of a key is.
const fn place(key: u32) -> (usize, u64) {
    let high = (key >> 16) as usize;
    (high / 64, 1 << (high % 64))
}

/// Whether a key may have a weight.
#[inline]
fn may_have(key: u32) -> bool {
    let (word, bit) = place(key);
    BITS[word] & bit != 0
}

#[inline]
fn known(key: u32) -> i32 {
    let mut slot = key as usize % SLOTS;
    loop {
        match TABLE[slot] {
            (_, 0) => return 0,
            (known, weight) if known == key => return i32::from(weight),
            _ => slot = (slot + 1) % SLOTS,
        }
    }
}

/// Most features that a word has at once.
const FEATURES: usize = 36;

/// Scores words with the weights that ship with the crate.
pub(crate) struct Scorer;

impl Judge for Scorer {
    fn score(&mut self, context: &Context<'_>) -> i32 {
        // Each key is written down, and the place is kept if it may have a weight: which of them do
        // is no branch that could be foreseen.
        let (mut keys, mut count) = ([0; FEATURES + 1], 0);
        feature::each(context, |feature, (value, _, _)| {
            let key = feature::key(feature, value);
            if let Some(place) = keys.get_mut(count) {
                *place = key;
            }
            count += usize::from(may_have(key));
        });
        keys.iter().take(count).map(|&key| known(key)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_found_and_no_other() {
        assert!(
            WEIGHTS.iter().all(|&(key, of_key)| may_have(key) && known(key) == i32::from(of_key))
        );
        let other = |key: &u32| WEIGHTS.binary_search_by_key(key, |pair| pair.0).is_err();
        let keys =
            WEIGHTS.iter().map(|pair| pair.0.wrapping_add(1)).chain((0..1 << 20).map(|i| i << 12));
        assert!(keys.filter(other).all(|key| known(key) == 0));
    }
}
