//! What was counted while rows were read, and what was wrong with some.

use std::collections::BTreeMap;

use super::anomaly;
use crate::dataset::Reject;

/// What was counted while rows were read, and what was wrong.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) read: u64,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) anomalies: BTreeMap<&'static str, u64>,
    /// The first lines of each anomaly that is one of rows.
    pub(crate) places: BTreeMap<&'static str, Vec<u64>>,
    /// How many times were written with each offset, and how many without one, with the line of the first.
    pub(crate) offsets: BTreeMap<Option<i16>, (u64, u64)>,
    /// The run of equal offsets that is not in `offsets` yet.
    run: Option<(Option<i16>, u64, u64)>,
}

/// How many places of an anomaly are shown.
pub(crate) const PLACES: usize = 3;

impl Tally {
    pub(crate) fn see(&mut self, anomaly: &'static str, count: u64) {
        if 0 < count {
            *self.anomalies.entry(anomaly).or_default() += count;
        }
    }

    /// Counts an anomaly of the row on a line.
    pub(crate) fn see_at(&mut self, anomaly: &'static str, line: u64) {
        self.see(anomaly, 1);
        let places = self.places.entry(anomaly).or_default();
        if places.len() < PLACES {
            places.push(line);
        }
    }

    #[inline]
    pub(super) fn see_offset(&mut self, offset: Option<i16>, line: u64) {
        match &mut self.run {
            Some((run, count, _)) if *run == offset => *count += 1,
            run => {
                let ended = run.replace((offset, 1, line));
                self.end_run(ended);
            }
        }
    }

    /// Counts times of one offset, of which the first stands on a line.
    pub(super) fn see_offsets(&mut self, offset: Option<i16>, count: u64, line: u64) {
        let known = self.offsets.entry(offset).or_insert((0, line));
        *known = (known.0 + count, known.1.min(line));
    }

    fn end_run(&mut self, run: Option<(Option<i16>, u64, u64)>) {
        if let Some((offset, count, line)) = run {
            self.see_offsets(offset, count, line);
        }
    }

    /// Ends a piece.
    pub(crate) fn finish(&mut self) {
        let run = self.run.take();
        self.end_run(run);
    }

    /// Leaves a row out.
    pub(crate) fn reject(&mut self, reject: Reject) {
        if anomaly::is_anomaly(reject.rule) {
            self.see_at(reject.rule, reject.line);
        }
        self.rejects.push(reject);
    }
}
