//! What was known of the working days on an earlier day, as corrections to what stands now (R7).
//!
//! A table of its own for every day on which something was announced would be megabytes a
//! calendar; the days that differ are few.

use crate::day::Day;

use super::table::Table;

/// The days that were held for something else than they are, from one announcement to the next.
#[derive(Clone, Debug)]
pub(super) struct Epoch {
    /// The first day on which this was known.
    pub(super) from: Day,
    /// Each day that differs, and the working days more or fewer up to and including it.
    pub(super) corrections: Vec<(Day, i32)>,
}

/// The working days as they were known on one day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    pub(super) table: &'a Table,
    pub(super) corrections: &'a [(Day, i32)],
}

/// For each day of a coverage the first day from it on that was known otherwise on it, as days since
/// 1970-01-01; the largest number where there is none.
///
/// Every verdict asks for the due date that was promised, and nearly always it is the one that stands now.
pub(super) fn first_differences(first: Day, length: usize, epochs: &[Epoch]) -> Vec<i32> {
    let mut differences = Vec::with_capacity(length);
    let (mut day, mut next) = (first, 0);
    let mut corrections: &[(Day, i32)] = &[];
    for _ in 0..length {
        while let Some(epoch) = epochs.get(next).filter(|epoch| epoch.from <= day) {
            corrections = &epoch.corrections;
            next += 1;
        }
        let later = corrections.partition_point(|&(date, _)| date < day);
        corrections = &corrections[later..];
        differences.push(corrections.first().map_or(i32::MAX, |(date, _)| date.epoch()));
        day = day.next();
    }
    differences
}

impl Known<'_> {
    /// Whether every day of `[from, through]` was held for what it is.
    pub(crate) fn agrees(self, from: Day, through: Day) -> bool {
        let first = self.corrections.partition_point(|&(date, _)| date < from);
        self.corrections.get(first).is_none_or(|&(date, _)| through < date)
    }

    /// Working days up to and including `day`, as known then; `None` outside the coverage.
    pub(crate) fn ordinal(self, day: Day) -> Option<u32> {
        let after = self.corrections.partition_point(|&(date, _)| date <= day);
        self.table.ordinal(day)?.checked_add_signed(self.sum(after))
    }

    /// The k-th working day, as known then.
    pub(crate) fn nth(self, k: u32) -> Option<Day> {
        // Ordinals rise with the days, so the days that differ cut them into stretches with one sum each.
        let stretch = self.corrections.partition_point(|&(date, sum)| {
            let ordinal = self.table.ordinal(date).and_then(|now| now.checked_add_signed(sum));
            ordinal.is_some_and(|ordinal| ordinal < k)
        });
        let next = self.corrections.get(stretch).map(|&(date, _)| date);
        let found = k.checked_add_signed(-self.sum(stretch)).and_then(|k| self.table.nth(k));
        match (found, next) {
            (Some(found), Some(next)) => Some(found.min(next)),
            (found, next) => found.or(next),
        }
    }

    /// Whether `day` was held for a working day.
    pub(crate) fn counts(self, day: Day) -> bool {
        match self.ordinal(day) {
            Some(ordinal) => self.ordinal(day.previous()).unwrap_or(0) < ordinal,
            None => false,
        }
    }

    fn sum(self, corrections: usize) -> i32 {
        corrections.checked_sub(1).map_or(0, |last| self.corrections[last].1)
    }
}
