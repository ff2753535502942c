//! Two arrays over the coverage, so that counting is a subtraction and a due date an index.

use crate::day::Day;

/// The working days of a coverage, as they stand now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    first: i32,
    /// Working days from the first day up to and including each day.
    ordinal: Vec<u32>,
    /// The k-th working day, from 0.
    nth: Vec<Day>,
}

impl Table {
    /// The table of `length` days from `first`, of which `works` says what they are.
    pub(crate) fn new(
        first: Day,
        length: usize,
        mut works: impl FnMut(usize, Day) -> bool,
    ) -> Self {
        let mut ordinal = Vec::with_capacity(length);
        let mut nth = Vec::with_capacity(length);
        let mut day = first;
        for place in 0..length {
            if works(place, day) {
                nth.push(day);
            }
            ordinal.push(nth.len() as u32);
            day = day.next();
        }
        Table { first: first.epoch(), ordinal, nth }
    }

    /// Working days up to and including `day`, or `None` outside the coverage.
    #[inline]
    pub(crate) fn ordinal(&self, day: Day) -> Option<u32> {
        let place = usize::try_from(day.epoch() - self.first).ok()?;
        self.ordinal.get(place).copied()
    }

    /// The k-th working day, from 1.
    #[inline]
    pub(crate) fn nth(&self, k: u32) -> Option<Day> {
        (k as usize).checked_sub(1).and_then(|place| self.nth.get(place).copied())
    }

    /// Whether `day` is a working day; nothing outside the coverage is.
    #[inline]
    pub(crate) fn counts(&self, day: Day) -> bool {
        match self.ordinal(day) {
            Some(ordinal) => self.ordinal(day.previous()).unwrap_or(0) < ordinal,
            None => false,
        }
    }
}
