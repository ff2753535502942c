//! Counts of stages by agency, month and outcome, and how many of them anybody can count on pages.

use lapor_core::{AgencyId, Stage};
use lapor_stats::measure::tally::{Bucket, Tally};

use crate::model::Month;

use super::judged::Judged;

/// Who can know of a report beside those whom it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// Anybody: its page shows agency, days and outcomes, or it is published elsewhere already.
    ToAll,
    /// Nobody: it has no page, or one without agency and days.
    ToNone,
    /// Nobody, and it is of a sensitive category.
    Sensitive,
}

/// Stages of a group: all, those of reports that are known to all, and those of the rest that is not sensitive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) all: Tally,
    pub(super) on_pages: Tally,
    pub(super) plain: Tally,
}

impl Counted {
    pub(super) fn add(&mut self, bucket: Bucket, known: Known) {
        self.all.add(bucket, 1);
        match known {
            Known::ToAll => self.on_pages.add(bucket, 1),
            Known::ToNone => self.plain.add(bucket, 1),
            Known::Sensitive => {}
        }
    }
}

/// The same of one outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) all: u64,
    pub(super) on_pages: u64,
    pub(super) plain: u64,
}

impl Split {
    /// Adds stages that are known alike.
    pub(super) fn add(&mut self, known: Known, count: u64) {
        self.all += count;
        match known {
            Known::ToAll => self.on_pages += count,
            Known::ToNone => self.plain += count,
            Known::Sensitive => {}
        }
    }
}

/// Stages that have all of this in common, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// None: the administrator.
    pub(super) agency: Option<AgencyId>,
    /// In which they started.
    pub(super) month: Option<Month>,
    pub(super) bucket: Bucket,
    pub(super) known: Known,
    pub(super) count: u64,
}

/// All stages of a source. Most agencies have no stage of most kinds in most months, so only those that are there are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StageCounts {
    started: Vec<(Stage, Entry)>,
    open: Vec<(Stage, Entry)>,
}

impl StageCounts {
    /// Counts the stages; `known` is by report.
    pub(super) fn of<'r>(
        rows: impl IntoIterator<Item = &'r Judged>,
        known: &[Known],
    ) -> StageCounts {
        let (mut started, mut open) = (Counter::default(), Counter::default());
        for row in rows {
            let known = known.get(row.report as usize).copied().unwrap_or(Known::ToNone);
            let Some(bucket) = row.bucket else { continue };
            let month = row.started.map(Month::of);
            started.add((row.stage, row.agency, month, bucket, known));
            if let Some(bucket) = row.open {
                open.add((row.stage, row.agency, None, bucket, known));
            }
        }
        StageCounts { started: started.entries(), open: open.entries() }
    }

    /// Those of a kind in the `due` cohort, by agency and month.
    pub(super) fn started(&self, stage: Stage) -> impl Iterator<Item = &Entry> + Clone {
        of(&self.started, stage)
    }

    /// Those of a kind that are open on the day of the question, whenever they started, by agency.
    pub(super) fn open(&self, stage: Stage) -> impl Iterator<Item = &Entry> + Clone {
        of(&self.open, stage)
    }

    /// Whether anybody can count every stage on pages.
    pub(super) fn are_known(&self) -> bool {
        self.started.iter().all(|(_, entry)| entry.known == Known::ToAll)
    }
}

fn of(entries: &[(Stage, Entry)], stage: Stage) -> impl Iterator<Item = &Entry> + Clone {
    let start = entries.partition_point(|(found, _)| *found < stage);
    entries[start..].iter().take_while(move |(found, _)| *found == stage).map(|(_, entry)| entry)
}

type Kind = (Stage, Option<AgencyId>, Option<Month>, Bucket, Known);

/// Counts kinds; of many that are alike few are held at any time.
#[derive(Default)]
struct Counter {
    counts: Vec<(Kind, u64)>,
    /// How many there were when they were last put together.
    kinds: usize,
}

/// So many more are held before they are put together.
const LOOSE: usize = 1 << 16;

impl Counter {
    fn add(&mut self, kind: Kind) {
        if 2 * self.kinds + LOOSE < self.counts.len() {
            self.put_together();
        }
        self.counts.push((kind, 1));
    }

    fn put_together(&mut self) {
        self.counts.sort_unstable_by_key(|&(kind, _)| kind);
        self.counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        self.kinds = self.counts.len();
    }

    fn entries(mut self) -> Vec<(Stage, Entry)> {
        self.put_together();
        let entry = |((stage, agency, month, bucket, known), count)| {
            (stage, Entry { agency, month, bucket, known, count })
        };
        self.counts.into_iter().map(entry).collect()
    }
}
