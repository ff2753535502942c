//! The scorer: a sum of integer weights, one for each feature that a word has.

use super::super::normal::chunk_at;
use super::coded;
use super::feature::{Context, ENDING, key};
use super::read::Judge;
use super::weights::WEIGHTS;
use super::word::{Item, hash_of};

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

/// The weight of a key; 0 if it has none.
#[inline]
pub(super) const fn known(key: u32) -> i32 {
    let mut slot = key as usize % SLOTS;
    loop {
        let (known, weight) = TABLE[slot];
        if known == key || weight == 0 {
            return weight as i32;
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// Most features of a word that are spelled.
const FEATURES: usize = 12;

/// Scores words with the weights that ship with the crate.
pub(crate) struct Scorer;

impl Judge for Scorer {
    fn score(&mut self, context: &Context<'_>) -> i32 {
        coded::sum(context) + spelled(context)
    }
}

/// The sum of the weights of all features of a word that are made of letters.
fn spelled(context: &Context<'_>) -> i32 {
    let Context { bytes, word, before: [one, two, _], behind: [next, _], lead } = context;
    // Each key is written down, and the place is kept if there is such a feature and it may have a weight: which of
    // them do is no branch that could be foreseen.
    let (mut keys, mut count) = ([0; FEATURES + 1], 0);
    let mut add = |is: bool, feature: u8, value: u64| {
        let key = key(feature, value);
        if let Some(place) = keys.get_mut(count) {
            *place = key;
        }
        count += usize::from(is & may_have(key));
    };
    let length = word.end - word.start;
    let first = chunk_at(bytes, word.start);
    let last = chunk_at(bytes, word.end.saturating_sub(ENDING));
    let last = last << (8 * ENDING.saturating_sub(word.end));
    let ending = hash_of(last >> 16, 2);
    let [one, two, next] = [one, two, next].map(|item| item.unwrap_or(&Item::NONE));
    let (one_word, two_word) = (one.is_word(), two.is_word());
    add(true, 1, word.hash);
    add(length >= 2, 2, hash_of(first, 2));
    add(length >= 3, 3, hash_of(first, 3));
    add(length >= 3, 4, ending);
    add(length > 3, 5, hash_of(last >> 8, 3));
    add(length > ENDING, 6, hash_of(last, ENDING));
    add(one_word, 14, one.hash ^ (word.gap as u64) << 56);
    add(one_word & two_word, 23, one.hash.rotate_left(21) ^ two.hash);
    add(two_word, 16, two.hash);
    add(next.is_word(), 19, next.hash);
    if let Some((_, cue)) = lead {
        add(length > 3, 30, ending ^ (*cue as u64) << 40);
    }
    keys.iter().take(count).map(|&key| known(key)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::word::Items;
    use super::super::{each, read};
    use super::*;

    proptest! {
        /// Cues, names, places and strange words in any row, some of them found.
        #[test]
        fn a_score_is_the_sum_of_every_feature(
            words in prop::collection::vec(
                ("(?i)(pak|bu|saya|nama|dan|di|rusak|jalan|desa|the|of|bin|wa|i|ode|siti|wayan|budi|surabaya|s\\.pd|dr|[a-z]{1,13}|[0-9]{1,3}|\\[NAMA 1\\]|\\[NIK\\]|\u{e4}a)", "( |, |\\. |\n|-|: |/|\\(|\\) |\\. ?|'|  )", 0..9_u8),
                1..12,
            ),
        ) {
            let text: String = words.iter().flat_map(|(word, gap, _)| [&**word, gap]).collect();
            let normal = super::super::Normal::new(&text);
            let mut items: Vec<Item> = Items::new(normal.bytes()).collect();
            for (item, (_, _, kind)) in items.iter_mut().zip(&words) {
                match kind {
                    0 => item.kept = true,
                    1 => (item.sort, item.shape) = (super::super::word::Sort::Name, super::super::word::Shape::None),
                    _ => {}
                }
            }
            for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_word()) {
                let context = read::context(normal.bytes(), &items, at);
                let mut sum = 0;
                each::each(&context, |feature, (value, _, _)| sum += known(key(feature, value)));
                prop_assert_eq!(Scorer.score(&context), sum, "{:?} in {:?}", &text, item);
            }
        }
    }

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
