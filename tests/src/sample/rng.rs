//! The generator's own numbers: SplitMix64 in integers, so that no update of a crate can change the sample.

/// A stream of pseudo-random numbers.
///
/// SplitMix64 as published by Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014):
/// a counter in steps of the golden ratio, mixed by two multiplications.
pub(super) struct Rng(u64);

impl Rng {
    /// The stream of one purpose for one report.
    ///
    /// Every report draws from streams of its own, so a change in one text leaves the other reports as
    /// they are, but for a body that would come too close to the new one.
    pub(super) fn stream(index: u64, purpose: u64) -> Self {
        let mut seed = Self(0x1A90_72E5 ^ (purpose << 48));
        let start = seed.next() ^ index.wrapping_mul(0xD134_2543_DE82_EF95);
        let mut rng = Self(start);
        rng.next();
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 if `n` is 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        // The high half of the product is uniform enough for texts and days: its bias is below 2^-40.
        let product = u128::from(self.next()) * u128::from(n);
        (product >> 64) as u64
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).unsigned_abs()) as i64
    }

    /// True in `per_mille` of 1,000 cases.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < u64::from(per_mille)
    }

    /// One of `items`, each as likely as the others.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// A position in `weights`, as likely as its weight.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut rest = self.below(u64::from(total));
        for (position, weight) in weights.iter().enumerate() {
            let weight = u64::from(*weight);
            if rest < weight {
                return position;
            }
            rest -= weight;
        }
        0
    }

    /// `items` in a random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}
