//! How much two bodies share: their five-word runs.

use std::collections::{BTreeMap, BTreeSet};

/// The five-word runs of `text`, without punctuation and case, as numbers.
pub(super) fn runs(text: &str) -> BTreeSet<u64> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(5).map(|run| hash(&run.join(" "))).collect()
}

/// FNV-1a in 64 bits: among some 100,000 runs a collision has a chance of 1 in 10^9.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// An inverted index of the bodies so far.
#[derive(Default)]
pub(super) struct Index {
    holders: BTreeMap<u64, Vec<u32>>,
    sizes: Vec<usize>,
}

impl Index {
    /// The greatest share, in per mille of the smaller set, that `runs` has with any body so far.
    pub(super) fn nearest(&self, runs: &BTreeSet<u64>) -> usize {
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        for &holder in runs.iter().filter_map(|run| self.holders.get(run)).flatten() {
            *shared.entry(holder).or_default() += 1;
        }
        let share = |(&holder, &count): (&u32, &usize)| {
            count * 1000 / self.sizes[holder as usize].min(runs.len()).max(1)
        };
        shared.iter().map(share).max().unwrap_or(0)
    }

    /// Takes a body in.
    pub(super) fn add(&mut self, runs: BTreeSet<u64>) {
        let holder = self.sizes.len() as u32;
        self.sizes.push(runs.len());
        for run in runs {
            self.holders.entry(run).or_default().push(holder);
        }
    }
}
