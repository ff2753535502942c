//! The table in which verdicts are counted under their keys.

use std::collections::BTreeMap;

use lapor_core::{Scope, Stage};

use super::distinct::Distinct;
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
    /// How many figures or stages the view has, of which no view has several of both.
    parts: u8,
    /// How many counts stand under one combination of keys.
    width: usize,
    /// The keys in the order of first sight.
    keys: Vec<u64>,
    /// Keys without their lowest bits, which are those of the month.
    spans: Distinct<u64>,
    /// For each of them the number of every key plus one; 0 is free. A cache line holds the months of more than a year.
    numbers: Vec<[u32; SPAN]>,
    /// Counts of [`KEYS`] combinations each, in memory that never moves.
    pages: Vec<Vec<u16>>,
    /// What a count of 16 bits could not hold, by the number of the keys and the cell.
    spilled: BTreeMap<(u32, u8), u64>,
    /// Keys with the cell in their lowest bits.
    waiting: Vec<u64>,
    /// The numbers of the keys of what waits, while it is counted.
    found: Vec<u32>,
}

/// The places of a verdict's counts: a custody may count in two figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    first: u8,
    second: Option<u8>,
}

/// As many as any view has.
pub(super) const MOST_PARTS: usize = 3;

/// The figures and stages of a view, in the order of their counts; one of the two stands alone.
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
/// Keys that share a place among the spans.
const SPAN: usize = 16;
/// How many counts wait before they are looked up.
const WAITING: usize = 256;

impl Table {
    pub(super) fn new(view: View) -> Self {
        let (figures, stages) = parts(view);
        Table {
            view,
            parts: (figures.len() * stages.len()) as u8,
            width: figures.len() * stages.len() * Bucket::ALL.len(),
            keys: Vec::new(),
            spans: Distinct::default(),
            numbers: Vec::new(),
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

    /// Counts one verdict under a key of at most 56 bits; it may wait until [`settle`](Self::settle).
    #[inline]
    pub(super) fn add(&mut self, keys: u64, slot: Slot, bucket: Bucket) {
        self.waiting.push(keys << u8::BITS | u64::from(self.cell(slot.first, bucket)));
        if let Some(second) = slot.second {
            self.waiting.push(keys << u8::BITS | u64::from(self.cell(second, bucket)));
        }
        if WAITING <= self.waiting.len() + 1 {
            self.settle();
        }
    }

    /// The place of a count among those of its keys. The buckets that are most often met come first, so that all parts of one
    /// combination lie side by side.
    #[inline]
    fn cell(&self, part: u8, bucket: Bucket) -> u8 {
        bucket as u8 * self.parts + part
    }

    /// Counts all that waits.
    pub(super) fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        // The promises of a report mostly have one span, one after another.
        let mut last = None;
        found.extend(waiting.iter().map(|&waits| {
            let keys = waits >> u8::BITS;
            let span = keys / SPAN as u64;
            let place = match last {
                Some((known, place)) if known == span => place,
                _ => self.spans.number(span) as usize,
            };
            last = Some((span, place));
            self.number(place, keys)
        }));
        let pages = self.keys.len().div_ceil(KEYS);
        if self.pages.len() < pages {
            self.pages.resize_with(pages, || vec![0; self.width * KEYS]);
        }
        for (&waits, &number) in waiting.iter().zip(&found) {
            let (cell, at) = (waits as u8, number as usize);
            let count = &mut self.pages[at / KEYS][at % KEYS * self.width + usize::from(cell)];
            *count = count.wrapping_add(1);
            if *count == 0 {
                *self.spilled.entry((number, cell)).or_default() += 1 << u16::BITS;
            }
        }
        (self.waiting, self.found) = (waiting, found);
        self.waiting.clear();
    }

    /// The number of a key whose span stands at a place.
    #[inline]
    fn number(&mut self, place: usize, keys: u64) -> u32 {
        if self.numbers.len() <= place {
            self.numbers.resize(place + 1, [0; SPAN]);
        }
        let number = &mut self.numbers[place][keys as usize % SPAN];
        if *number == 0 {
            self.keys.push(keys);
            *number = self.keys.len() as u32;
        }
        *number - 1
    }

    /// Every combination of keys; the place of each is its number.
    pub(super) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// Adds the counts under the keys of this number to a tally for each of the view's [`parts`].
    pub(super) fn add_to(&self, tallies: &mut [Tally; MOST_PARTS], number: u32) {
        let at = number as usize;
        let counts = &self.pages[at / KEYS][at % KEYS * self.width..][..self.width];
        for (bucket, counts) in Bucket::ALL.into_iter().zip(counts.chunks_exact(self.parts.into()))
        {
            for (tally, &count) in tallies.iter_mut().zip(counts) {
                tally.add(bucket, count.into());
            }
        }
        if !self.spilled.is_empty() {
            for (&(_, cell), &count) in self.spilled.range((number, 0)..=(number, u8::MAX)) {
                let bucket = Bucket::ALL[usize::from(cell / self.parts)];
                tallies[usize::from(cell % self.parts)].add(bucket, count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_table_counts_as_a_map_does(
            codes in proptest::collection::vec(0_u64..3000, 0..5000),
            often in 0_u64..200_000,
        ) {
            let mut table = Table::new(View::Citizen);
            let mut map = BTreeMap::new();
            let closure = table.slot(Stage::Closure, None).unwrap();
            for code in codes {
                let keys = code << 40 | code;
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
                let mut tallies = [Tally::default(); MOST_PARTS];
                table.add_to(&mut tallies, number as u32);
                let [disposition, follow_up, closure] = tallies;
                assert_eq!((disposition, follow_up), Default::default());
                (keys, closure)
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
        let mut tallies = [Tally::default(); MOST_PARTS];
        table.add_to(&mut tallies, 0);
        assert_eq!(tallies.map(|tally| tally.get(Bucket::Met)), [2, 2, 0]);
    }
}
