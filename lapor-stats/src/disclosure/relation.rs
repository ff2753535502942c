//! Relations between cells: totals and the parts that add up to them.

use super::cell::CellId;
use super::flat::{Lists, Places, hash};

/// A total and the parts that add up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation<'c> {
    /// The sum.
    pub total: CellId,
    /// What is summed, in order of the list.
    pub parts: &'c [CellId],
}

/// Every relation of a list, in the order in which they were said.
#[derive(Clone, Debug)]
pub struct Relations<'c> {
    totals: &'c [CellId],
    parts: &'c Lists<CellId>,
    next: usize,
}

impl Relations<'_> {
    /// Those that are left, once more.
    pub fn iter(&self) -> Self {
        self.clone()
    }
}

impl<'c> Iterator for Relations<'c> {
    type Item = Relation<'c>;

    fn next(&mut self) -> Option<Relation<'c>> {
        let total = *self.totals.get(self.next)?;
        self.next += 1;
        Some(Relation { total, parts: &self.parts[self.next - 1] })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.totals.len() - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Relations<'_> {}

/// Relations, each kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    totals: Vec<CellId>,
    parts: Lists<CellId>,
    known: Places,
}

impl Sums {
    /// Adds a relation, unless it is in it.
    pub(crate) fn add(&mut self, total: CellId, parts: &[CellId]) {
        let hashed = hash_of(total, parts);
        let is = |at: u32| self.totals[at as usize] == total && self.parts[at as usize] == *parts;
        if self.known.find(hashed, is).is_none() {
            let at = self.totals.len() as u32;
            self.totals.push(total);
            self.parts.push(parts);
            self.known.insert(hashed, at);
        }
    }

    pub(crate) fn iter(&self) -> Relations<'_> {
        Relations { totals: &self.totals, parts: &self.parts, next: 0 }
    }
}

fn hash_of(total: CellId, parts: &[CellId]) -> u32 {
    hash(std::iter::once(total.0).chain(parts.iter().map(|part| part.0)))
}
