//! Codes: all keys of a group in one integer, and months without calendar arithmetic.

use lapor_core::Day;

use crate::error::Error;
use crate::ingest::Words;
use crate::measure::compliance::{Key, KeyValue};

/// All keys in one integer, whose order is that of the keys.
#[derive(Clone, Debug)]
pub(super) struct Code {
    /// How many bits each key has, and how far it is shifted.
    bits: Vec<u32>,
    shifts: Vec<u32>,
}

/// Months are counted from this year on; no day lies in an earlier one, or after the year 9999.
const FIRST_YEAR: i32 = 1;
const MONTH_BITS: u32 = 17;
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
            (Key::Month, value) => month_of(value).map_or(KeyValue::None, KeyValue::Month),
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

/// The months of the days in which reports are likely, so that a month costs a look-up and no calendar arithmetic.
#[derive(Debug)]
pub(super) struct Months {
    numbers: Vec<u32>,
}

impl Months {
    /// 2000-01-01, as days since 1970-01-01.
    const FIRST: i32 = 10_957;
    /// Forty years.
    const DAYS: i32 = 14_610;

    pub(super) fn new() -> Self {
        let days = Self::FIRST..Self::FIRST + Self::DAYS;
        let number = |day| Day::from_epoch(day).map_or(0, |day| month_number(day) as u32);
        Months { numbers: days.map(number).collect() }
    }

    #[inline]
    pub(super) fn number(&self, day: Day) -> u64 {
        let at = usize::try_from(day.epoch() - Self::FIRST).ok();
        match at.and_then(|at| self.numbers.get(at)) {
            Some(&number) => number.into(),
            None => month_number(day),
        }
    }
}

fn month_number(day: Day) -> u64 {
    1 + (day.year() - FIRST_YEAR) as u64 * 12 + u64::from(day.month() - 1)
}

fn month_of(number: u64) -> Option<Day> {
    let month = number - 1;
    Day::new(FIRST_YEAR + (month / 12) as i32, (month % 12) as u32 + 1, 1).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use lapor_core::day;

    #[test]
    fn months_come_back() {
        for date in [
            day(1, 1, 1),
            day(1999, 12, 31),
            day(2000, 1, 1),
            day(2015, 12, 31),
            day(2039, 12, 31),
            day(2040, 1, 1),
            day(9999, 12, 1),
        ] {
            assert_eq!(month_of(month_number(date)), Some(date.first_of_month()), "{date}");
            assert_eq!(Months::new().number(date), month_number(date), "{date}");
        }
    }

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
