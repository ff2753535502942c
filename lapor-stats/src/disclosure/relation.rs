//! Relations between cells: totals and the parts that add up to them.

use super::cell::CellId;
use super::flat::{Lists, Numbers, Places, hash, hash_bytes, put};

/// A total and the parts that add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The sum.
    pub total: CellId,
    /// What is summed, in order of the list.
    pub parts: Vec<CellId>,
}

/// Every relation of a list, in the order in which they were said.
#[derive(Clone, Debug)]
pub struct Relations<'c> {
    sums: &'c Sums,
    next: usize,
}

impl Relations<'_> {
    /// Those that are left, once more.
    pub fn iter(&self) -> Self {
        self.clone()
    }
}

impl Iterator for Relations<'_> {
    type Item = Relation;

    fn next(&mut self) -> Option<Relation> {
        let relation = self.sums.get(self.next)?;
        self.next += 1;
        Some(relation)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.sums.len() - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Relations<'_> {}

/// Relations, each kept once.
///
/// The parts of a sum over a dimension of a table lie equally far apart, so they are kept as runs: how far from the last
/// one the first lies, how many there are, and how far apart they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    totals: Vec<CellId>,
    runs: Lists<u8>,
    known: Places,
    /// What is about to be added.
    scratch: Vec<u8>,
}

impl Sums {
    /// Adds a relation, unless it is in it.
    pub(crate) fn add(&mut self, total: CellId, parts: &[CellId]) {
        self.scratch.clear();
        write_runs(total, parts, &mut self.scratch);
        let (totals, runs) = (&self.totals, &self.runs);
        let hash_of = |total: CellId, runs: &[u8]| hash([total.0, hash_bytes(runs)].into_iter());
        let hashed = hash_of(total, &self.scratch);
        let is = |at: u32| totals[at as usize] == total && runs[at as usize] == *self.scratch;
        if self.known.find(hashed, is).is_none() {
            self.known.push(hashed, |at| hash_of(totals[at as usize], &runs[at as usize]));
            self.totals.push(total);
            self.runs.push(&self.scratch);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.totals.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<Relation> {
        let total = *self.totals.get(at)?;
        Some(Relation { total, parts: read_runs(total, &self.runs[at]) })
    }

    pub(crate) fn iter(&self) -> Relations<'_> {
        Relations { sums: self, next: 0 }
    }

    /// The places of the relations in order of their totals, then of their parts.
    pub(crate) fn sorted(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.totals.len() as u32).collect();
        order.sort_by(|&a, &b| {
            let total = |at: u32| self.totals[at as usize];
            let parts = |at: u32| read_runs(total(at), &self.runs[at as usize]);
            // Few relations have the same total.
            total(a).cmp(&total(b)).then_with(|| parts(a).cmp(&parts(b)))
        });
        order
    }
}

/// Cells in order as runs: the first, how many, and how far apart they are; of one alone 1.
pub(crate) fn runs(mut parts: &[CellId]) -> impl Iterator<Item = (u32, u32, u32)> {
    std::iter::from_fn(move || {
        let first = parts.first()?.0;
        // A part that stands alone has no next one to be apart from.
        let step = parts.get(1).and_then(|next| next.0.checked_sub(first)).unwrap_or(1).max(1);
        let ahead = |at: usize| u64::from(first) + at as u64 * u64::from(step);
        let run = parts.iter().enumerate();
        let count = run.take_while(|(at, part)| u64::from(part.0) == ahead(*at)).count();
        parts = &parts[count..];
        Some((first, count as u32, step))
    })
}

fn write_runs(total: CellId, parts: &[CellId], bytes: &mut Vec<u8>) {
    let mut last = i64::from(total.0);
    for (first, count, step) in runs(parts) {
        let apart = i64::from(first) - last;
        // A sign in the lowest bit keeps small numbers small.
        put(bytes, (apart << 1 ^ apart >> 63) as u64);
        put(bytes, u64::from(count));
        put(bytes, u64::from(step));
        last = i64::from(first) + i64::from(count - 1) * i64::from(step);
    }
}

fn read_runs(total: CellId, bytes: &[u8]) -> Vec<CellId> {
    let mut parts = Vec::new();
    let mut numbers = Numbers(bytes);
    let mut last = i64::from(total.0);
    while let (Some(apart), Some(count), Some(step)) =
        (numbers.next(), numbers.next(), numbers.next())
    {
        let first = last + ((apart >> 1) as i64 ^ -((apart & 1) as i64));
        let at = |at: u64| first + (at * step) as i64;
        parts.extend((0..count).map(|place| CellId(at(place) as u32)));
        last = at(count.saturating_sub(1));
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is related comes back, each relation once, and sorted as lists of cells are.
        #[test]
        fn relations_come_back_each_once(
            told in prop::collection::vec((0_u32..40, prop::collection::btree_set(0_u32..90, 0..9)), 0..40),
        ) {
            let told: Vec<(CellId, Vec<CellId>)> = told
                .into_iter()
                .map(|(total, parts)| (CellId(total), parts.into_iter().map(CellId).collect()))
                .collect();
            let mut sums = Sums::default();
            let mut once: Vec<(CellId, Vec<CellId>)> = Vec::new();
            for (total, parts) in &told {
                sums.add(*total, parts);
                if !once.contains(&(*total, parts.clone())) {
                    once.push((*total, parts.clone()));
                }
            }
            let kept: Vec<_> = sums.iter().map(|it| (it.total, it.parts)).collect();
            prop_assert_eq!(&kept, &once);
            let sorted: Vec<_> = sums.sorted().into_iter().map(|at| kept[at as usize].clone()).collect();
            once.sort();
            prop_assert_eq!(sorted, once);
        }
    }
}
