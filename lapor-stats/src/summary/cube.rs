//! Cubes: sparse counts under keys, whose parts add up to the whole.

use super::slot::Slot;

/// Rows of counts in the order of their keys, each key a place in the words of the summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cube {
    width: usize,
    keys: Vec<u32>,
    /// Where the counts of each row end.
    ends: Vec<usize>,
    counts: Vec<(Slot, u64)>,
}

impl Cube {
    /// No rows yet, each with so many keys.
    pub(super) fn new(width: usize) -> Cube {
        Cube { width, ..Cube::default() }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The keys of a row.
    pub(super) fn keys(&self, row: usize) -> &[u32] {
        self.keys.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// The counts of a row, in the order of their slots.
    pub(super) fn counts(&self, row: usize) -> &[(Slot, u64)] {
        let start = if row == 0 { 0 } else { self.ends.get(row - 1).copied().unwrap_or(0) };
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.counts.get(start..end).unwrap_or_default()
    }

    /// Adds a row that comes after all others; false if it does not, or if its counts are not in order.
    pub(super) fn push(&mut self, keys: &[u32], counts: &[(Slot, u64)]) -> bool {
        let after = self.len() == 0 || self.keys(self.len() - 1) < keys;
        let ordered = counts.is_sorted_by(|left, right| left.0 < right.0);
        if !after || !ordered || keys.len() != self.width {
            return false;
        }
        self.keys.extend_from_slice(keys);
        self.counts.extend_from_slice(counts);
        self.ends.push(self.counts.len());
        true
    }

    /// The same rows with other places for the words, which keep their order.
    pub(super) fn renumbered(mut self, places: &[u32]) -> Cube {
        for key in &mut self.keys {
            *key = places.get(*key as usize).copied().unwrap_or_default();
        }
        self
    }

    /// The rows of both; `None` if a sum cannot be held.
    pub(super) fn plus(&self, other: &Cube) -> Option<Cube> {
        let mut sum = Cube::new(self.width);
        let (mut left, mut right) = (0, 0);
        let mut row = Vec::new();
        while left < self.len() || right < other.len() {
            let order = if other.len() <= right {
                std::cmp::Ordering::Less
            } else if self.len() <= left {
                std::cmp::Ordering::Greater
            } else {
                self.keys(left).cmp(other.keys(right))
            };
            match order {
                std::cmp::Ordering::Less => {
                    sum.push(self.keys(left), self.counts(left));
                    left += 1;
                }
                std::cmp::Ordering::Greater => {
                    sum.push(other.keys(right), other.counts(right));
                    right += 1;
                }
                std::cmp::Ordering::Equal => {
                    row.clear();
                    added(&mut row, self.counts(left), other.counts(right))?;
                    sum.push(self.keys(left), &row);
                    left += 1;
                    right += 1;
                }
            }
        }
        Some(sum)
    }
}

fn added(
    row: &mut Vec<(Slot, u64)>,
    mut left: &[(Slot, u64)],
    mut right: &[(Slot, u64)],
) -> Option<()> {
    while let (Some(&(a, some)), Some(&(b, more))) = (left.first(), right.first()) {
        if a <= b {
            left = &left[1..];
        }
        if b <= a {
            right = &right[1..];
        }
        row.push(match a.cmp(&b) {
            std::cmp::Ordering::Less => (a, some),
            std::cmp::Ordering::Greater => (b, more),
            std::cmp::Ordering::Equal => (a, some.checked_add(more)?),
        });
    }
    row.extend_from_slice(left);
    row.extend_from_slice(right);
    Some(())
}

/// A cube in the making, from counts in any order.
#[derive(Debug, Default)]
pub(super) struct Loose(pub(super) Vec<(Box<[u32]>, Slot, u64)>);

impl Loose {
    /// The cube of all counts; those of one slot add up.
    pub(super) fn cube(mut self, width: usize) -> Cube {
        self.0.sort_unstable_by(|left, right| (&left.0, left.1).cmp(&(&right.0, right.1)));
        let mut cube = Cube::new(width);
        let mut row: Vec<(Slot, u64)> = Vec::new();
        for same in self.0.chunk_by(|left, right| left.0 == right.0) {
            row.clear();
            for (_, slot, count) in same {
                match row.last_mut() {
                    Some((last, sum)) if last == slot => *sum += count,
                    _ => row.push((*slot, *count)),
                }
            }
            cube.push(&same[0].0, &row);
        }
        cube
    }
}
