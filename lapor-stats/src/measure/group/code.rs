//! Codes: all keys of a group in one integer.

use crate::error::Error;
use crate::ingest::Words;
use crate::measure::compliance::{Key, KeyValue};
use crate::measure::month;

/// All keys in one integer, whose order is that of the keys.
#[derive(Clone, Debug)]
pub(super) struct Code {
    /// How many bits each key has, and how far it is shifted.
    bits: Vec<u32>,
    shifts: Vec<u32>,
}

pub(super) const MONTH_BITS: u32 = 17;
/// The bits of a key of words, if there is room.
const WORD_BITS: u32 = 32;

impl Code {
    pub(super) fn new(by: &[Key]) -> Result<Self, Error> {
        let months = by.iter().filter(|&&key| key == Key::Month).count() as u32;
        let room = u128::BITS - months * MONTH_BITS;
        let each = (by.len() as u32 - months).max(1);
        let word = (room / each).min(WORD_BITS);
        let bits: Vec<u32> =
            by.iter().map(|&key| if key == Key::Month { MONTH_BITS } else { word }).collect();
        // The first key decides before the second.
        let mut shift = 0;
        let mut shifts: Vec<u32> = bits
            .iter()
            .rev()
            .map(|bits| {
                let own = shift;
                shift += bits;
                own
            })
            .collect();
        shifts.reverse();
        if u128::BITS < shift {
            return Err(too_many());
        }
        Ok(Code { bits, shifts })
    }

    /// Whether every word so far has a code.
    pub(super) fn holds(&self, words: &[Words]) -> Result<(), Error> {
        let fits =
            words.iter().zip(&self.bits).all(|(words, &bits)| words.len() >> bits.min(63) == 0);
        if fits { Ok(()) } else { Err(too_many()) }
    }

    #[inline]
    pub(super) fn with(&self, keys: u128, place: usize, value: u64) -> u128 {
        keys | u128::from(value) << self.shifts[place]
    }

    fn value(&self, code: u128, place: usize) -> u64 {
        (code >> self.shifts[place]) as u64 & ((1_u64 << self.bits[place]) - 1)
    }

    /// The same code with a month, where months are a key.
    pub(super) fn with_month(&self, code: u128, by: &[Key], month: u64) -> u128 {
        let months = by.iter().enumerate().filter(|(_, key)| **key == Key::Month);
        months.fold(code, |code, (place, _)| self.with(code, place, month))
    }

    /// The same code with the ranks of words for their numbers.
    pub(super) fn ranked(&self, code: u128, by: &[Key], ranks: &[(Vec<String>, Vec<u32>)]) -> u128 {
        let mut ranked = code;
        for (place, key) in by.iter().enumerate() {
            let value = self.value(code, place);
            if *key != Key::Month && value != 0 {
                let rank = ranks[place].1.get(value as usize - 1).copied().unwrap_or_default();
                ranked ^= u128::from(value ^ (1 + u64::from(rank))) << self.shifts[place];
            }
        }
        ranked
    }

    /// The values of the keys.
    pub(super) fn values(&self, code: u128, by: &[Key]) -> Vec<KeyValue> {
        let value = |(place, key): (usize, &Key)| match (key, self.value(code, place)) {
            (_, 0) => KeyValue::None,
            (Key::Month, value) => {
                month::first_day(value as u32).map_or(KeyValue::None, KeyValue::Month)
            }
            (_, value) => KeyValue::Word((value - 1) as u32),
        };
        by.iter().enumerate().map(value).collect()
    }
}

fn too_many() -> Error {
    Error::Usage {
        problem:
            "found keys with more combinations than can be counted, expected fewer keys in --by"
                .into(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_code_holds_every_key_at_once() {
        let code = Code::new(&Key::ALL).unwrap();
        let whole =
            (0..Key::ALL.len()).fold(0, |keys, place| code.with(keys, place, 1 + place as u64));
        let values: Vec<u64> = (0..Key::ALL.len()).map(|place| code.value(whole, place)).collect();
        assert_eq!(values, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(code.values(whole, &Key::ALL)[0], KeyValue::Word(0));
        assert!(code.bits.iter().all(|&bits| 15 < bits));
    }
}
