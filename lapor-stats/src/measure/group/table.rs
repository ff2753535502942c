//! The table in which verdicts are counted under their keys.

use std::collections::BTreeMap;

use lapor_core::{Scope, Stage};

use crate::measure::compliance::{Figure, View};
use crate::measure::tally::{Bucket, Tally};

/// Counts under keys.
///
/// Where reports of all years and agencies stand mixed, nearly every count lies in memory that was not touched for long. So
/// counts wait until there are many: then they are looked up one after another, and a processor fetches the next while
/// it waits for the last.
#[derive(Debug)]
pub(super) struct Table {
    view: View,
    /// How many counts stand under one combination of keys.
    width: usize,
    /// Open addressing: the number of a combination of keys plus one; 0 is free. The length is a power of two.
    slots: Vec<u32>,
    /// The combinations in the order of first sight.
    keys: Vec<u128>,
    /// Counts of [`KEYS`] combinations each, in memory that never moves.
    pages: Vec<Vec<u16>>,
    /// What a count of 16 bits could not hold, by the number of the keys and the cell.
    spilled: BTreeMap<(u32, u8), u64>,
    waiting: Vec<(u128, u8)>,
    /// The numbers of the keys of what waits, while it is counted.
    found: Vec<u32>,
}

/// The places of a verdict's counts: a custody may count in two figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    first: u8,
    second: Option<u8>,
}

/// The figures and stages of a view, in the order of their counts.
pub(super) const fn parts(view: View) -> (&'static [Figure], &'static [Stage]) {
    match view {
        View::Citizen => {
            (&[Figure::Promise], &[Stage::Disposition, Stage::FollowUp, Stage::Closure])
        }
        View::Custody => (&[Figure::Own, Figure::Tree], &[Stage::Custody]),
    }
}

/// Combinations of keys of a page.
const KEYS: usize = 256;
/// How many counts wait before they are looked up.
const WAITING: usize = 256;

impl Table {
    pub(super) fn new(view: View) -> Self {
        let (figures, stages) = parts(view);
        Table {
            view,
            width: figures.len() * stages.len() * Bucket::ALL.len(),
            slots: Vec::new(),
            keys: Vec::new(),
            pages: Vec::new(),
            spilled: BTreeMap::new(),
            waiting: Vec::with_capacity(WAITING),
            found: Vec::with_capacity(WAITING),
        }
    }

    /// Where a verdict of this stage is counted under its keys; `None` if the view does not look at it.
    #[inline]
    pub(super) fn slot(&self, stage: Stage, scope: Option<Scope>) -> Option<Slot> {
        match (self.view, scope) {
            (View::Citizen, None) if stage != Stage::Custody => {
                Some(Slot { first: stage as u8, second: None })
            }
            (View::Custody, Some(scope)) => Some(match (scope.is_own(), scope.is_tree()) {
                (true, true) => Slot { first: 0, second: Some(1) },
                (true, false) => Slot { first: 0, second: None },
                _ => Slot { first: 1, second: None },
            }),
            _ => None,
        }
    }

    /// Counts one verdict; it may wait until [`settle`](Self::settle).
    #[inline]
    pub(super) fn add(&mut self, keys: u128, slot: Slot, bucket: Bucket) {
        for part in [Some(slot.first), slot.second].into_iter().flatten() {
            self.waiting.push((keys, self.cell(part, bucket)));
        }
        if WAITING <= self.waiting.len() + 1 {
            self.settle();
        }
    }

    /// The place of a count among those of its keys. The buckets that are most often met come first, so that all parts of one
    /// combination lie side by side.
    #[inline]
    fn cell(&self, part: u8, bucket: Bucket) -> u8 {
        bucket as u8 * (self.width / Bucket::ALL.len()) as u8 + part
    }

    /// Counts all that waits.
    pub(super) fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        found.extend(waiting.iter().map(|&(keys, _)| self.number(keys)));
        for (&(_, cell), &number) in waiting.iter().zip(&found) {
            let at = number as usize;
            let count = &mut self.pages[at / KEYS][at % KEYS * self.width + usize::from(cell)];
            *count = count.wrapping_add(1);
            if *count == 0 {
                *self.spilled.entry((number, cell)).or_default() += 1 << u16::BITS;
            }
        }
        (self.waiting, self.found) = (waiting, found);
        self.waiting.clear();
    }

    #[inline]
    fn number(&mut self, keys: u128) -> u32 {
        if self.slots.len() <= self.keys.len() * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = spread(keys) & mask;
        loop {
            match self.slots[slot].checked_sub(1) {
                Some(number) if self.keys[number as usize] == keys => return number,
                Some(_) => slot = (slot + 1) & mask,
                None => break,
            }
        }
        let number = self.keys.len();
        if number.is_multiple_of(KEYS) {
            self.pages.push(vec![0; self.width * KEYS]);
        }
        self.keys.push(keys);
        self.slots[slot] = number as u32 + 1;
        number as u32
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (number, &keys) in self.keys.iter().enumerate() {
            let mut slot = spread(keys) & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number as u32 + 1;
        }
    }

    /// Every combination of keys; the place of each is its number.
    pub(super) fn keys(&self) -> &[u128] {
        &self.keys
    }

    /// Adds the counts under the keys of this number to a tally.
    pub(super) fn add_to(&self, tally: &mut Tally, number: u32, stage: Stage, figure: Figure) {
        let (figures, stages) = parts(self.view);
        let place = figures.iter().position(|&known| known == figure);
        let of = stages.iter().position(|&known| known == stage);
        let (Some(place), Some(of)) = (place, of) else { return };
        // One of the two is always alone.
        let part = (place + of) as u8;
        let at = number as usize;
        let counts = &self.pages[at / KEYS][at % KEYS * self.width..];
        for bucket in Bucket::ALL {
            let cell = self.cell(part, bucket);
            let mut count = u64::from(counts[usize::from(cell)]);
            if !self.spilled.is_empty() {
                count += self.spilled.get(&(number, cell)).copied().unwrap_or_default();
            }
            if count != 0 {
                tally.add(bucket, count);
            }
        }
    }
}

#[inline]
fn spread(code: u128) -> usize {
    let folded = (code as u64 ^ 0x9E37_79B9_7F4A_7C15)
        .wrapping_mul(0xD6E8_FEB8_6659_FD93)
        .wrapping_add((code >> 64) as u64)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (folded >> 24) as usize
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_table_counts_as_a_map_does(
            codes in proptest::collection::vec(0_u128..3000, 0..5000),
            often in 0_u64..200_000,
        ) {
            let mut table = Table::new(View::Citizen);
            let mut map = BTreeMap::new();
            let closure = table.slot(Stage::Closure, None).unwrap();
            for code in codes {
                let keys = code << 90 | code;
                let bucket = Bucket::ALL[code as usize % Bucket::ALL.len()];
                table.add(keys, closure, bucket);
                prop_assert!(table.slot(Stage::Custody, Some(Scope::Both)).is_none());
                map.entry(keys).or_insert_with(Tally::default).add(bucket, 1);
            }
            for _ in 0..often {
                table.add(7, closure, Bucket::Early);
            }
            if often != 0 {
                map.entry(7).or_insert_with(Tally::default).add(Bucket::Early, often);
            }
            table.settle();
            let counted = |(number, &keys)| {
                let mut tally = Tally::default();
                table.add_to(&mut tally, number as u32, Stage::Closure, Figure::Promise);
                let mut other = Tally::default();
                table.add_to(&mut other, number as u32, Stage::FollowUp, Figure::Promise);
                assert_eq!(other, Tally::default());
                (keys, tally)
            };
            let counted: BTreeMap<_, _> = table.keys().iter().enumerate().map(counted).collect();
            prop_assert_eq!(counted, map);
        }
    }

    #[test]
    fn a_custody_counts_in_the_figures_of_its_scope() {
        let mut table = Table::new(View::Custody);
        for scope in [Scope::Both, Scope::Own, Scope::Tree] {
            let slot = table.slot(Stage::Custody, Some(scope)).unwrap();
            table.add(1, slot, Bucket::Met);
        }
        table.settle();
        let of = |figure| {
            let mut tally = Tally::default();
            table.add_to(&mut tally, 0, Stage::Custody, figure);
            tally.get(Bucket::Met)
        };
        assert_eq!((of(Figure::Own), of(Figure::Tree)), (2, 2));
    }
}
