//! Counts of stages by agency, month and outcome, and how many of them anybody can count on pages.

use std::collections::BTreeMap;

use lapor_core::{AgencyId, Day, Outcome, Stage};
use lapor_stats::assess::Row;
use lapor_stats::measure::tally::{Bucket, Cohort, Tally};

use crate::model::Month;

/// Who can know of a report beside those whom it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Both together.
    pub(super) fn plus(&self, other: &Counted) -> Counted {
        Counted {
            all: self.all.plus(&other.all),
            on_pages: self.on_pages.plus(&other.on_pages),
            plain: self.plain.plus(&other.plain),
        }
    }

    pub(super) fn add(&mut self, bucket: Bucket, known: Known) {
        self.all.add(bucket, 1);
        match known {
            Known::ToAll => self.on_pages.add(bucket, 1),
            Known::ToNone => self.plain.add(bucket, 1),
            Known::Sensitive => {}
        }
    }
}

/// The agency of a stage (none: the administrator), the stage, and the month in which it started.
type Group = (Option<AgencyId>, Stage, Option<Month>);

/// All stages of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StageCounts {
    /// In the `due` cohort.
    pub(super) started: BTreeMap<Group, Counted>,
    /// Those that are open on the day of the question, whenever they started.
    pub(super) open: BTreeMap<(Option<AgencyId>, Stage), Counted>,
}

impl StageCounts {
    /// Counts the stages; `known` is by report.
    pub(super) fn of<'r>(
        rows: impl IntoIterator<Item = &'r Row>,
        as_of: Day,
        known: &[Known],
    ) -> StageCounts {
        let mut counts = StageCounts::default();
        for row in rows {
            let verdict = &row.verdict;
            let known = known.get(row.report as usize).copied().unwrap_or(Known::ToNone);
            let Some(bucket) = Bucket::of(verdict, as_of, Cohort::Due) else { continue };
            let month = verdict.started.map(Month::of);
            counts
                .started
                .entry((verdict.agency, verdict.stage, month))
                .or_default()
                .add(bucket, known);
            let open = match verdict.outcome {
                Outcome::Running => Bucket::Running,
                Outcome::Paused => Bucket::Paused,
                // What was archived after its due date is a breach, but nothing is open any more.
                Outcome::Overdue if verdict.ended.is_none() => Bucket::Overdue,
                _ => continue,
            };
            counts.open.entry((verdict.agency, verdict.stage)).or_default().add(open, known);
        }
        counts
    }
}
