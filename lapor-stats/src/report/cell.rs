//! Cells: what a summary counts under some keys, ready for the measures.

use std::collections::BTreeMap;

use crate::measure::age::Open;
use crate::measure::survival::Ends;
use crate::measure::tally::Tally;
use crate::summary::{Section, Slot, Stand, Summary};

/// All stages under the same keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// By their outcome in the `due` cohort.
    pub(super) due: Tally,
    /// By their outcome in the settled view.
    pub(super) settled: Tally,
    /// How they stand, by days: events, competing ends, running, paused, overdue.
    days: BTreeMap<u32, [u64; Stand::ALL.len()]>,
}

impl Cell {
    fn add(&mut self, counts: &[(Slot, u64)]) {
        for &(slot, count) in counts {
            match slot {
                Slot::Due(bucket) => self.due.add(bucket, count),
                Slot::Settled(bucket) => self.settled.add(bucket, count),
                Slot::Day(day, stand) => {
                    self.days.entry(day).or_default()[stand as usize] += count;
                }
                _ => {}
            }
        }
    }

    /// What ended or is censored after each number of days, from none on.
    pub(super) fn ends(&self) -> Vec<Ends> {
        self.dense(|stands| Ends {
            events: stands[Stand::Event as usize],
            competing: stands[Stand::Competing as usize],
            censored: stands[Stand::Running as usize]
                + stands[Stand::Paused as usize]
                + stands[Stand::Overdue as usize],
        })
    }

    /// What is open after each number of days, from none on.
    pub(super) fn open(&self) -> Vec<Open> {
        self.dense(|stands| Open {
            running: stands[Stand::Running as usize],
            paused: stands[Stand::Paused as usize],
            overdue: stands[Stand::Overdue as usize],
        })
    }

    fn dense<T: Clone + Default>(&self, of: impl Fn(&[u64; Stand::ALL.len()]) -> T) -> Vec<T> {
        let days =
            self.days.last_key_value().map_or(0, |(&day, _)| (day as usize).min(LONGEST) + 1);
        let mut dense = vec![T::default(); days];
        for (&day, stands) in &self.days {
            if let Some(place) = dense.get_mut(day as usize) {
                *place = of(stands);
            }
        }
        dense
    }
}

/// More days than a calendar of a thousand years has; a file that says more is not believed.
const LONGEST: usize = 400_000;

/// The cells of a breakdown under some of its keys, by their places; what the others tell apart is added up.
///
/// The first two keys are stage and scope. The order is that of the words.
pub(super) fn cells<'s>(
    summary: &'s Summary,
    section: &Section,
    scope: impl Fn(&str) -> bool,
    keys: &[usize],
) -> BTreeMap<Vec<&'s str>, Cell> {
    let mut cells: BTreeMap<Vec<&str>, Cell> = BTreeMap::new();
    for (words, counts) in summary.rows(section) {
        if words.get(1).is_some_and(|word| scope(word)) {
            let at = keys.iter().map(|&key| words.get(key).copied().unwrap_or_default());
            cells.entry(at.collect()).or_default().add(counts);
        }
    }
    cells
}
