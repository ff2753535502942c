//! The counts of all files together: rows read, kept and rejected, and what is odd about them with its first places.

use std::collections::BTreeMap;

use super::super::anomaly;
use super::super::shown::shown_id;
use super::super::tally::{PLACES, Tally};
use crate::dataset::{FileCount, Quality, Reject};

/// The counts of all files.
pub(super) struct Total<'a> {
    files: &'a [String],
    counts: Vec<FileCount>,
    all: Tally,
    /// The first places of each anomaly.
    places: BTreeMap<&'static str, Vec<String>>,
    /// How many times were written with each offset, and where the first stands.
    offsets: BTreeMap<Option<i16>, (u64, (u32, u64))>,
}

impl<'a> Total<'a> {
    pub(super) fn new(files: &'a [String]) -> Self {
        let count =
            |file: &String| FileCount { file: file.clone(), read: 0, accepted: 0, rejected: 0 };
        Total {
            files,
            counts: files.iter().map(count).collect(),
            all: Tally::default(),
            places: BTreeMap::new(),
            offsets: BTreeMap::new(),
        }
    }

    /// Remembers where an anomaly was seen, if it is among the first.
    pub(super) fn place(&mut self, anomaly: &'static str, file: u32, line: u64) {
        let name = self.file(file);
        self.note(anomaly, || format!("{name}:{line}"));
    }

    /// Remembers a report that shows an anomaly, if it is among the first.
    pub(super) fn report(&mut self, anomaly: &'static str, id: &str) {
        self.note(anomaly, || shown_id(id));
    }

    fn note(&mut self, anomaly: &'static str, place: impl FnOnce() -> String) {
        let places = self.places.entry(anomaly).or_default();
        if places.len() < PLACES {
            places.push(place());
        }
    }

    pub(super) fn add(&mut self, file: u32, part: Tally) {
        if let Some(count) = self.counts.get_mut(file as usize) {
            count.read += part.read;
            count.rejected += part.rejects.len() as u64;
        }
        self.all.rejects.extend(part.rejects);
        for (anomaly, count) in part.anomalies {
            self.all.see(anomaly, count);
        }
        for (anomaly, lines) in part.places {
            lines.into_iter().for_each(|line| self.place(anomaly, file, line));
        }
        for (offset, (count, line)) in part.offsets {
            self.offsets.entry(offset).or_insert((0, (file, line))).0 += count;
        }
    }

    pub(super) fn see(&mut self, anomaly: &'static str, count: u64) {
        self.all.see(anomaly, count);
    }

    /// Leaves out a row that was taken in before.
    pub(super) fn reject(&mut self, file: u32, reject: Reject) {
        if let Some(count) = self.counts.get_mut(file as usize) {
            count.rejected += 1;
        }
        if anomaly::is_anomaly(reject.rule) {
            self.place(reject.rule, file, reject.line);
        }
        self.all.reject(reject);
    }

    pub(super) fn file(&self, number: u32) -> &'a str {
        self.files.get(number as usize).map_or("", String::as_str)
    }

    pub(super) fn finish(mut self) -> Quality {
        for count in &mut self.counts {
            count.accepted = count.read - count.rejected;
        }
        if 1 < self.offsets.len() {
            let counts = || self.offsets.values().map(|&(count, _)| count);
            let (all, most) = (counts().sum::<u64>(), counts().max().unwrap_or(0));
            // Of several that are as frequent the first is the usual one.
            let usual = self.offsets.iter().find(|(_, (count, _))| *count == most);
            let usual = usual.map(|(&offset, _)| offset);
            let mut others: Vec<(u32, u64)> = Vec::new();
            others.extend(
                self.offsets
                    .iter()
                    .filter(|&(&offset, _)| Some(offset) != usual)
                    .map(|(_, &(_, place))| place),
            );
            others.sort_unstable();
            others
                .into_iter()
                .for_each(|(file, line)| self.place(anomaly::MIXED_ZONES, file, line));
            self.all.see(anomaly::MIXED_ZONES, all - most);
        }
        self.all.rejects.sort();
        Quality {
            files: self.counts,
            anomalies: self.all.anomalies,
            places: self.places,
            unknown_columns: Vec::new(),
            rejects: self.all.rejects,
        }
    }
}
