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

/// The places of things that are kept elsewhere, in order from 0, found by their hashes. Only ever looked up: its order
/// tells nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Places, at most seven in eight taken.
    slots: Vec<u32>,
    /// The low byte of the hash of each, so that most others are passed by without a look.
    tags: Vec<u8>,
    taken: u32,
}

const FREE: u32 = u32::MAX;

impl Places {
    /// The place of what has this hash and for which `is` holds.
    pub(crate) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mut at = self.first(hash);
        loop {
            match self.slots[at] {
                FREE => return None,
                place if self.tags[at] == hash as u8 && is(place) => return Some(place),
                _ => at = self.next(at),
            }
        }
    }

    /// Adds the next place, of what is not in it; `hash_of` gives the hashes of those that are, which are not kept.
    pub(crate) fn push(&mut self, hash: u32, hash_of: impl Fn(u32) -> u32) {
        if self.slots.len() * 7 <= (self.taken as usize + 1) * 8 {
            let length = (self.slots.len() * 3 / 2).max(16);
            self.slots.clear();
            self.slots.resize(length, FREE);
            self.tags.resize(length, 0);
            (0..self.taken).for_each(|place| self.put(hash_of(place), place));
        }
        self.put(hash, self.taken);
        self.taken += 1;
    }

    fn put(&mut self, hash: u32, place: u32) {
        let mut at = self.first(hash);
        while self.slots[at] != FREE {
            at = self.next(at);
        }
        self.slots[at] = place;
        self.tags[at] = hash as u8;
    }

    fn first(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    fn next(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }
}

/// Adds a number in as few bytes as it needs: seven bits each, the lowest first, the high bit where more follow.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while 0x7f < number {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Numbers that [`put`] has written.
#[derive(Clone, Debug)]
pub(crate) struct Numbers<'b>(pub(crate) &'b [u8]);

impl Iterator for Numbers<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let end = self.0.iter().position(|byte| byte & 0x80 == 0)?;
        let (own, rest) = self.0.split_at(end + 1);
        self.0 = rest;
        Some(own.iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f)))
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

/// A hash of bytes, the same on every machine.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u32 {
    let number = |chunk: &[u8]| chunk.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
    hash(bytes.chunks(4).map(number).chain([bytes.len() as u32]))
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
            places.push(hash_of(place), hash_of);
        }
        for place in 0..200 {
            assert_eq!(places.find(hash_of(place), |found| found == place), Some(place));
        }
        assert_eq!(places.find(hash_of(8), |found| found == 200), None);
    }

    #[test]
    fn numbers_come_back_from_the_fewest_bytes() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| put(&mut bytes, number));
        assert_eq!(Numbers(&bytes).collect::<Vec<_>>(), numbers);
        assert_eq!(bytes.len(), 1 + 1 + 1 + 2 + 2 + 5 + 10);
    }
}
