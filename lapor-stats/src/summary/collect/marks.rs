//! Marks: of a verdict all that a summary counts, in one number.

use lapor_core::{Day, Verdict};
use rustc_hash::FxHashMap;

use super::keys::too_many;
use crate::error::Error;
use crate::measure::month::Months;
use crate::measure::tally::{Bucket, Cohort};
use crate::summary::slot::{Slot, Stand};

/// Where a verdict counts: in both cohorts, by its days, and how many months after its start it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Mark {
    due: Bucket,
    settled: Bucket,
    day: Option<(u32, Stand)>,
    /// The month of the end as [`Months`] counts them, less that of the start; `None` without an end.
    later: Option<i32>,
}

impl Mark {
    /// The mark of a verdict that stands in the month of `day`; `None` if it has not started.
    #[inline]
    pub(super) fn of(
        verdict: &Verdict,
        as_of: Day,
        day: Option<Day>,
        months: &Months,
    ) -> Option<Mark> {
        let due = Bucket::of(verdict, as_of, Cohort::Due)?;
        let settled = Bucket::of(verdict, as_of, Cohort::Settled)?;
        let month = day.map_or(0, |day| months.number(day));
        let later = verdict.ended.map(|ended| months.number(ended) as i32 - month as i32);
        let day = Stand::of(verdict).map(|(stand, day)| (day, stand));
        Some(Mark { due, settled, day, later })
    }

    /// What it counts in the month of the start.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        let day = self.day.map(|(day, stand)| Slot::Day(day, stand));
        std::iter::once(Slot::Due(self.due)).chain(day)
    }

    /// The month of the end, where it stands in this month; 0 without an end.
    pub(super) fn end(&self, month: u32) -> u32 {
        self.later.map_or(0, |later| month.saturating_add_signed(later))
    }

    /// What it counts in the month of the end.
    pub(super) fn settled(&self) -> Slot {
        Slot::Settled(self.settled)
    }
}

/// The bits of a mark's number.
pub(super) const BITS: u32 = 21;

/// Marks with their numbers, in the order of first sight.
#[derive(Debug, Default)]
pub(super) struct Marks {
    numbers: FxHashMap<Mark, u32>,
    marks: Vec<Mark>,
    /// The last one seen, since many follow each other.
    last: Option<(Mark, u32)>,
}

impl Marks {
    /// The number of a mark; `None` if there are too many.
    #[inline]
    pub(super) fn number(&mut self, mark: Mark) -> Option<u32> {
        if let Some((last, number)) = self.last
            && last == mark
        {
            return Some(number);
        }
        let next = self.marks.len() as u32;
        let number = *self.numbers.entry(mark).or_insert(next);
        if number == next {
            if next >> BITS != 0 {
                return None;
            }
            self.marks.push(mark);
        }
        self.last = Some((mark, number));
        Some(number)
    }

    /// All marks of several, and for each of these where its own marks stand among them.
    pub(super) fn joined<'m>(parts: impl Iterator<Item = &'m mut Marks>) -> Result<Joined, Error> {
        let mut all = Marks::default();
        let mut numbers = Vec::new();
        for part in parts {
            let of_part = part.marks.iter().map(|&mark| all.number(mark).ok_or_else(too_many));
            numbers.push(of_part.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Joined { marks: all.marks, numbers })
    }
}

/// The marks of all threads.
pub(super) struct Joined {
    pub(super) marks: Vec<Mark>,
    /// By thread, for each of its marks its place among all.
    pub(super) numbers: Vec<Vec<u32>>,
}
