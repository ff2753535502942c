//! Chance: a stream of numbers for each report, so that what an agency does to one report leaves the others as they are.

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014): a stream of numbers from a seed.
pub(crate) struct Random(u64);

impl Random {
    /// The stream of one report in the run of a seed.
    pub(crate) fn of(seed: u64, report: u64) -> Self {
        let mut of_run = Random(seed);
        let start = of_run.next();
        Random(start ^ report.wrapping_mul(0xd129_0d3b_3a27_4d4b))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to and without `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u32
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(crate) fn chance(&mut self, of_thousand: u32) -> bool {
        self.below(1000) < of_thousand
    }
}
