//! Many short lists in one vector, and a table that finds them: a national list of cells has a million names and rows.

use std::ops::Index;

/// Short lists, one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lists<T> {
    items: Vec<T>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Lists<T> {
        Lists { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    pub(crate) fn push(&mut self, list: &[T]) {
        self.items.extend_from_slice(list);
        self.ends.push(self.items.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &[T]> + Clone {
        (0..self.len()).map(|at| &self[at])
    }

    /// The items by one of `groups` that each names, in the order in which they come.
    pub(crate) fn grouped(groups: usize, items: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut ends = vec![0_u32; groups];
        let mut filler = None;
        for (group, item) in items.clone() {
            ends[group] += 1;
            filler.get_or_insert(item);
        }
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(groups);
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut sorted: Vec<T> = filler.map_or_else(Vec::new, |item| vec![item; sum as usize]);
        for (group, item) in items {
            sorted[next[group] as usize] = item;
            next[group] += 1;
        }
        Lists { items: sorted, ends }
    }
}

impl<T> Index<usize> for Lists<T> {
    type Output = [T];

    fn index(&self, at: usize) -> &[T] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.items[start as usize..self.ends[at] as usize]
    }
}

/// The places of things that are kept elsewhere, found by their hashes. Only ever looked up: its order tells nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Hashes and places; a power of two of them, at most three in four taken.
    slots: Vec<(u32, u32)>,
    taken: usize,
}

const FREE: (u32, u32) = (0, u32::MAX);

impl Places {
    /// The place of what has this hash and for which `is` holds.
    pub(crate) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            match *self.slots.get(at)? {
                FREE => return None,
                (found, place) if found == hash && is(place) => return Some(place),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Adds a place that is not in it.
    pub(crate) fn insert(&mut self, hash: u32, place: u32) {
        if self.slots.len() * 3 <= (self.taken + 1) * 4 {
            let larger = vec![FREE; (self.slots.len() * 2).max(16)];
            let old = std::mem::replace(&mut self.slots, larger);
            old.into_iter().filter(|&slot| slot != FREE).for_each(|slot| self.put(slot));
        }
        self.put((hash, place));
        self.taken += 1;
    }

    fn put(&mut self, slot: (u32, u32)) {
        let mask = self.slots.len() - 1;
        let mut at = slot.0 as usize & mask;
        while self.slots[at] != FREE {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

/// A hash of numbers, the same on every machine: each is folded in by a product of twice its width.
pub(crate) fn hash(numbers: impl Iterator<Item = u32>) -> u32 {
    const FACTOR: u128 = 0x9e37_79b9_7f4a_7c15;
    let mixed = numbers.fold(0x2545_f491_4f6c_dd1d_u64, |hash, number| {
        let product = u128::from(hash ^ u64::from(number)) * FACTOR;
        product as u64 ^ (product >> 64) as u64
    });
    (mixed ^ mixed >> 32) as u32
}

/// A hash of a word, the same on every machine.
pub(crate) fn hash_word(word: &str) -> u32 {
    let number = |chunk: &[u8]| chunk.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
    hash(word.as_bytes().chunks(4).map(number).chain([word.len() as u32]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_apart_and_grouped_in_order() {
        let mut lists = Lists::default();
        for list in [&[1, 2][..], &[], &[3]] {
            lists.push(list);
        }
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[3]]);
        let items = [(2, 'a'), (0, 'b'), (2, 'c')];
        let grouped = Lists::grouped(3, items.iter().copied());
        assert_eq!(grouped.iter().collect::<Vec<_>>(), [&['b'][..], &[], &['a', 'c']]);
        assert_eq!(Lists::<u8>::grouped(2, std::iter::empty()).iter().count(), 2);
    }

    #[test]
    fn a_place_is_found_whatever_shares_its_hash() {
        // Every hash is met four times.
        let hash_of = |place: u32| place / 4;
        let mut places = Places::default();
        assert_eq!(places.find(0, |_| true), None);
        for place in 0..200 {
            places.insert(hash_of(place), place);
        }
        for place in 0..200 {
            assert_eq!(places.find(hash_of(place), |found| found == place), Some(place));
        }
        assert_eq!(places.find(hash_of(8), |found| found == 200), None);
    }
}
