//! Keys of breakdowns: the values of all keys in one number, and the counts under them.

use lapor_core::Stage;
use rustc_hash::FxHashMap;

use super::UNITS;
use super::marks::{BITS, Joined};
use crate::assess::ADMINISTRATOR;
use crate::error::Error;
use crate::ingest;
use crate::measure::compliance::Key;
use crate::measure::month;
use crate::summary::Words;
use crate::summary::cube::Cube;
use crate::summary::slot::Slot;

/// The bits of a stage and figure.
const UNIT_BITS: u32 = 3;
/// The bits that are left for keys beside a unit and a mark.
const ROOM: u32 = u64::BITS - UNIT_BITS - BITS;
/// The most bits of one key.
const WIDEST: u32 = 32;

/// How the values of a breakdown's keys lie in one number; the first key decides before the second.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    by: Vec<Key>,
    /// The bits of each key.
    bits: u32,
    /// Whether all keys fit beside unit and mark, so that they need no number of their own.
    narrow: bool,
}

impl Layout {
    pub(super) fn new(by: &[Key]) -> Result<Layout, Error> {
        let count = by.len().max(1) as u32;
        let narrow = count <= 2;
        let bits = if narrow { ROOM / count } else { u128::BITS / count };
        let mut seen = by.to_vec();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() != by.len() {
            let problem = "found a key twice in a breakdown, expected each once".into();
            return Err(Error::Usage { problem });
        }
        Ok(Layout { by: by.to_vec(), bits: bits.min(WIDEST), narrow })
    }

    /// Whether it is that of agencies and months, of which others can be worked out.
    pub(super) fn is_base(&self) -> bool {
        self.by == [Key::Agency, Key::Month]
    }

    /// Whether it is that of agencies or months and one fact.
    pub(super) fn derives(&self) -> bool {
        matches!(self.by[..], [Key::Agency, fact] | [fact, Key::Month] if fact.fact().is_some())
    }

    pub(super) fn by(&self) -> &[Key] {
        &self.by
    }

    /// Whether every word so far has a number that fits.
    pub(super) fn holds(&self, words: &[ingest::Words; Key::ALL.len()]) -> Result<(), Error> {
        let fits = |key: &Key| words[*key as usize].len() >> self.bits.min(63) == 0;
        if self.by.iter().all(fits) { Ok(()) } else { Err(too_many()) }
    }

    /// The keys with one more value, at its place.
    #[inline]
    pub(super) fn with(&self, keys: u128, place: usize, value: u32) -> u128 {
        keys | u128::from(value) << self.shift(place)
    }

    #[inline]
    fn shift(&self, place: usize) -> u32 {
        self.bits * (self.by.len() - 1 - place) as u32
    }

    fn value(&self, keys: u128, place: usize) -> u32 {
        let mask = (1_u128 << self.bits) - 1;
        (keys >> self.shift(place) & mask) as u32
    }

    /// The cube of what all threads have counted.
    pub(super) fn cube(&self, parts: Vec<Groups>, marks: &Joined, places: &Places) -> Cube {
        // Every key as the place of its word, so that numbers stand in the order of words.
        let words_of = |keys: u128| {
            let values = self.by.iter().enumerate();
            values.map(move |(place, &key)| places.key(key, self.value(keys, place)))
        };
        let translated =
            |keys: u128| words_of(keys).fold(0_u64, |all, word| all << WIDEST | u64::from(word));
        let month_at = self.by.iter().position(|&key| key == Key::Month);
        let mut counted: Vec<(u64, u8, Slot, u64)> = Vec::new();
        // More than two keys do not fit with 32 bits each; nothing that is large has them.
        let wide = 2 < self.by.len();
        let mut rows: Vec<(Vec<u32>, u8, Slot, u64)> = Vec::new();
        for (part, numbers) in parts.into_iter().zip(&marks.numbers) {
            let Groups { counts, keys, .. } = part;
            let mut put = |keys: u128, unit: u8, slot: Slot, count: u64| {
                if wide {
                    rows.push((words_of(keys).collect(), unit, slot, count));
                } else {
                    counted.push((translated(keys), unit, slot, count));
                }
            };
            let all: Vec<(u64, u64)> = counts.into_iter().collect();
            for (code, count) in all {
                let number = (code & ((1 << BITS) - 1)) as usize;
                let Some(mark) = numbers.get(number).and_then(|&at| marks.marks.get(at as usize))
                else {
                    continue;
                };
                let unit = (code >> BITS & ((1 << UNIT_BITS) - 1)) as u8;
                let group = code >> (BITS + UNIT_BITS);
                let group = if self.narrow {
                    u128::from(group)
                } else {
                    keys.get(group as usize).copied().unwrap_or_default()
                };
                for slot in mark.slots() {
                    put(group, unit, slot, count);
                }
                let month = month_at.map_or(0, |place| self.value(group, place));
                let (slot, end) = (mark.settled(), mark.end(month));
                let group = month_at
                    .map_or(group, |place| group ^ u128::from(month ^ end) << self.shift(place));
                put(group, unit, slot, count);
            }
        }
        let mut cube = Cube::new(2 + self.by.len());
        let mut row: Vec<(Slot, u64)> = Vec::new();
        let add = |row: &mut Vec<(Slot, u64)>, slot: Slot, count: u64| match row.last_mut() {
            Some((last, sum)) if *last == slot => *sum += count,
            _ => row.push((slot, count)),
        };
        if wide {
            rows.sort_unstable_by(|left, right| {
                (left.1, &left.0, left.2).cmp(&(right.1, &right.0, right.2))
            });
            for same in rows.chunk_by(|left, right| (left.1, &left.0) == (right.1, &right.0)) {
                row.clear();
                same.iter().for_each(|&(_, _, slot, count)| add(&mut row, slot, count));
                cube.push(&[&places.unit(same[0].1)[..], &same[0].0].concat(), &row);
            }
            return cube;
        }
        counted.sort_unstable_by_key(|&(keys, unit, slot, _)| (unit, keys, slot));
        let mut keys = Vec::new();
        for same in counted.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)) {
            row.clear();
            same.iter().for_each(|&(_, _, slot, count)| add(&mut row, slot, count));
            keys.clear();
            keys.extend(places.unit(same[0].1));
            let place = |place: usize| same[0].0 >> (WIDEST * (self.by.len() - 1 - place) as u32);
            keys.extend((0..self.by.len()).map(|at| place(at) as u32));
            cube.push(&keys, &row);
        }
        cube
    }
}

/// What one thread has counted under the keys of one breakdown.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// By keys or their number, unit and mark.
    counts: FxHashMap<u64, u64>,
    numbers: FxHashMap<u128, u32>,
    keys: Vec<u128>,
}

impl Groups {
    /// Counts a mark under keys; false if there are too many keys.
    #[inline]
    pub(super) fn add(&mut self, layout: &Layout, keys: u128, unit: u8, mark: u32) -> bool {
        let group = if layout.narrow { keys as u64 } else { u64::from(self.number(keys)) };
        let code = group << (BITS + UNIT_BITS) | u64::from(unit) << BITS | u64::from(mark);
        *self.counts.entry(code).or_default() += 1;
        group >> ROOM == 0
    }

    /// The counts of agencies and months as those of a breakdown whose fact no report has; custody is left out.
    pub(super) fn derived(&self, layout: &Layout) -> Groups {
        // Both have two keys in one layout: of one the first is kept, of the other the second.
        let kept = match layout.by.first() {
            Some(Key::Agency) => ((1_u64 << layout.bits) - 1) << layout.bits,
            _ => (1_u64 << layout.bits) - 1,
        };
        let mut derived = Groups::default();
        let all: Vec<(u64, u64)> =
            self.counts.iter().map(|(&code, &count)| (code, count)).collect();
        for (code, count) in all {
            let unit = (code >> BITS & ((1 << UNIT_BITS) - 1)) as u8;
            if UNITS.get(usize::from(unit)).is_some_and(|(stage, _)| *stage == Stage::Custody) {
                continue;
            }
            let group = code >> (BITS + UNIT_BITS) & kept;
            let rest = code & ((1 << (BITS + UNIT_BITS)) - 1);
            *derived.counts.entry(group << (BITS + UNIT_BITS) | rest).or_default() += count;
        }
        derived
    }

    fn number(&mut self, keys: u128) -> u32 {
        let next = self.keys.len() as u32;
        let number = *self.numbers.entry(keys).or_insert(next);
        if number == next {
            self.keys.push(keys);
        }
        number
    }
}

/// For each word of each key its place among the words of the summary.
pub(super) struct Places {
    words: [Vec<u32>; Key::ALL.len()],
    administrator: u32,
    units: [[u32; 2]; UNITS.len()],
    /// By the number of a month.
    months: Vec<u32>,
}

impl Places {
    pub(super) fn of(
        own: &[ingest::Words; Key::ALL.len()],
        words: &Words,
        months: &[bool],
    ) -> Places {
        let month = |(number, &seen): (usize, &bool)| {
            let text = Some(number as u32).filter(|_| seen).and_then(month::text);
            text.map_or(0, |text| words.place(&text))
        };
        Places {
            words: Key::ALL
                .map(|key| own[key as usize].iter().map(|word| words.place(word)).collect()),
            administrator: words.place(ADMINISTRATOR),
            units: UNITS
                .map(|(stage, figure)| [stage.word(), figure.word()].map(|word| words.place(word))),
            months: months.iter().enumerate().map(month).collect(),
        }
    }

    fn unit(&self, unit: u8) -> [u32; 2] {
        self.units.get(usize::from(unit)).copied().unwrap_or_default()
    }

    fn key(&self, key: Key, value: u32) -> u32 {
        match key {
            Key::Month => self.months.get(value as usize).copied().unwrap_or(0),
            key => self.word(key, value),
        }
    }

    pub(super) fn agency(&self, number: u32) -> u32 {
        self.word(Key::Agency, number)
    }

    /// The place of a key's word by its number from 1 on; of 0 that of the empty word, and for an agency of the administrator.
    pub(super) fn word(&self, key: Key, number: u32) -> u32 {
        let words = &self.words[key as usize];
        let none = if key == Key::Agency { self.administrator } else { 0 };
        number.checked_sub(1).and_then(|at| words.get(at as usize)).copied().unwrap_or(none)
    }
}

pub(super) fn too_many() -> Error {
    Error::Usage {
        problem: "found more words or outcomes than a summary can tell apart, expected fewer keys"
            .into(),
    }
}
