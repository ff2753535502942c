//! The table in which verdicts are counted under their keys.

use lapor_core::{Scope, Stage};

use crate::measure::compliance::{Figure, View};
use crate::measure::tally::{Bucket, Tally};

/// Counts under keys. It is asked once for each verdict, and reports of one time stand together in most sources; so counts of
/// keys that were first met one after another lie side by side, and only a place is found by open addressing.
#[derive(Debug)]
pub(super) struct Table {
    view: View,
    /// How many counts stand under one combination of keys.
    width: usize,
    /// Keys, and the number of their counts plus one; 0 is a free slot. The length is a power of two.
    slots: Vec<(u128, u32)>,
    /// Pages of [`KEYS`] keys in the order of first sight, in memory that never moves.
    pages: Vec<Vec<u32>>,
    taken: usize,
    /// What did not fit into a count of 32 bits: the number of the keys and the cell.
    spilled: Vec<(u32, usize)>,
}

/// The places of a verdict's counts: a custody may count in two figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    first: usize,
    second: Option<usize>,
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

/// Keys of a page.
const KEYS: usize = 256;

impl Table {
    pub(super) fn new(view: View) -> Self {
        let width = Table::width(view);
        Table { view, width, slots: Vec::new(), pages: Vec::new(), taken: 0, spilled: Vec::new() }
    }

    /// How many counts stand under one combination of keys.
    const fn width(view: View) -> usize {
        let (figures, stages) = parts(view);
        figures.len() * stages.len() * Bucket::ALL.len()
    }

    /// Where a verdict of this stage is counted under its keys; `None` if the view does not look at it.
    #[inline]
    pub(super) fn slot(&self, stage: Stage, scope: Option<Scope>) -> Option<Slot> {
        match (self.view, scope) {
            (View::Citizen, None) if stage != Stage::Custody => {
                Some(Slot { first: stage as usize * Bucket::ALL.len(), second: None })
            }
            (View::Custody, Some(scope)) => {
                let tree = Bucket::ALL.len();
                Some(match (scope.is_own(), scope.is_tree()) {
                    (true, true) => Slot { first: 0, second: Some(tree) },
                    (true, false) => Slot { first: 0, second: None },
                    _ => Slot { first: tree, second: None },
                })
            }
            _ => None,
        }
    }

    /// Counts one verdict.
    #[inline]
    pub(super) fn add(&mut self, keys: u128, slot: Slot, bucket: Bucket) {
        let at = self.place(keys);
        let start = at % KEYS * self.width;
        for cell in [Some(slot.first), slot.second].into_iter().flatten() {
            let cell = cell + bucket as usize;
            let count = &mut self.pages[at / KEYS][start + cell];
            *count += 1;
            if *count == u32::MAX {
                *count = 0;
                self.spilled.push((at as u32, cell));
            }
        }
    }

    #[inline]
    fn place(&mut self, keys: u128) -> usize {
        if self.slots.len() <= self.taken * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = spread(keys) & mask;
        loop {
            let (known, number) = self.slots[slot];
            if number != 0 && known == keys {
                return number as usize - 1;
            }
            if number == 0 {
                break;
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (keys, self.taken as u32 + 1);
        if self.taken.is_multiple_of(KEYS) {
            self.pages.push(vec![0; self.width * KEYS]);
        }
        self.taken += 1;
        self.taken - 1
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let smaller = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (keys, number) in smaller.into_iter().filter(|&(_, number)| number != 0) {
            let mut slot = spread(keys) & (size - 1);
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = (keys, number);
        }
    }

    /// Every combination of keys, and its number.
    pub(super) fn places(&self) -> impl Iterator<Item = (u128, u32)> {
        let taken = self.slots.iter().filter(|(_, number)| *number != 0);
        taken.map(|&(keys, number)| (keys, number - 1))
    }

    /// Adds the counts under the keys of this number to a tally.
    pub(super) fn add_to(&self, tally: &mut Tally, number: u32, stage: Stage, figure: Figure) {
        let (figures, stages) = parts(self.view);
        let place = figures.iter().position(|&known| known == figure);
        let of = stages.iter().position(|&known| known == stage);
        let (Some(place), Some(of)) = (place, of) else { return };
        let first = (place * stages.len() + of) * Bucket::ALL.len();
        let at = number as usize;
        let start = at % KEYS * self.width + first;
        for (bucket, &count) in Bucket::ALL.into_iter().zip(&self.pages[at / KEYS][start..]) {
            if count != 0 {
                tally.add(bucket, count.into());
            }
        }
        for &(_, cell) in self.spilled.iter().filter(|(of, _)| *of == number) {
            if let Some(&bucket) = cell.checked_sub(first).and_then(|at| Bucket::ALL.get(at)) {
                tally.add(bucket, u32::MAX.into());
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
        fn a_table_counts_as_a_map_does(codes in proptest::collection::vec(0_u128..3000, 0..5000)) {
            let mut table = Table::new(View::Citizen);
            let mut map = std::collections::BTreeMap::new();
            for code in codes {
                let keys = code << 90 | code;
                let bucket = Bucket::ALL[code as usize % Bucket::ALL.len()];
                let slot = table.slot(Stage::Closure, None).unwrap();
                table.add(keys, slot, bucket);
                prop_assert!(table.slot(Stage::Custody, Some(Scope::Both)).is_none());
                map.entry(keys).or_insert_with(Tally::default).add(bucket, 1);
            }
            let counted = |(keys, number)| {
                let mut tally = Tally::default();
                table.add_to(&mut tally, number, Stage::Closure, Figure::Promise);
                let mut other = Tally::default();
                table.add_to(&mut other, number, Stage::FollowUp, Figure::Promise);
                assert_eq!(other, Tally::default());
                (keys, tally)
            };
            let counted: std::collections::BTreeMap<_, _> = table.places().map(counted).collect();
            prop_assert_eq!(counted, map);
        }
    }
}
