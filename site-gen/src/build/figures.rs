//! Figures: tallies by agency and month, and the promises and closures that pages show of them.

use std::collections::BTreeMap;

use lapor_core::{AgencyId, Day, Outcome, Policy, Reason, Stage};
use lapor_stats::assess::{Court, Row};
use lapor_stats::measure::compliance::{Key, KeyValue, Query, View, compliance};
use lapor_stats::measure::tally::{Bucket, Cohort, Tally as Counts};

use crate::error::Error;
use crate::model::{
    Bounds, Cell, Closure, ClosureMonth, ClosureTally, Interval, Month, Open, Promise,
    PromiseMonth, Tally, UnknownCount,
};

/// Tallies of the due cohort by agency (none: the administrator), stage and month.
pub(super) struct Figures {
    counts: BTreeMap<(Option<AgencyId>, Stage), Months>,
    open: BTreeMap<(Option<AgencyId>, Stage), Counts>,
    this_month: Month,
}

/// The tallies of one stage of a group, by month.
pub(super) type Months = BTreeMap<Option<Month>, Counts>;

impl Figures {
    pub(super) fn count(court: &Court<'_>, rows: &[Vec<Row>]) -> Result<Self, Error> {
        let query = Query {
            view: View::Citizen,
            cohort: Cohort::Due,
            stage: None,
            by: vec![Key::Agency, Key::Month],
            period: (None, None),
            agency: None,
        };
        let mut counts: BTreeMap<_, Months> = BTreeMap::new();
        for group in compliance(court, &[query])?.of.into_iter().flatten() {
            let [agency, month] = group.keys.as_slice() else { continue };
            let agency = match agency {
                KeyValue::Word(index) => Some(AgencyId::from_index(*index)),
                KeyValue::None | KeyValue::Month(_) => None,
            };
            let month = match month {
                KeyValue::Month(day) => Some(Month::of(*day)),
                KeyValue::None | KeyValue::Word(_) => None,
            };
            counts.entry((agency, group.stage)).or_default().insert(month, group.tally);
        }
        let mut open: BTreeMap<_, Counts> = BTreeMap::new();
        for row in rows.iter().flatten() {
            let verdict = &row.verdict;
            let bucket = match verdict.outcome {
                Outcome::Running => Bucket::Running,
                Outcome::Paused => Bucket::Paused,
                // What was archived after its due date is a breach, but nothing is open any more.
                Outcome::Overdue if verdict.ended.is_none() => Bucket::Overdue,
                _ => continue,
            };
            open.entry((verdict.agency, verdict.stage)).or_default().add(bucket, 1);
        }
        Ok(Figures { counts, open, this_month: Month::of(court.as_of()) })
    }

    /// One stage of one agency.
    pub(super) fn of_agency(&self, agency: Option<AgencyId>, stage: Stage) -> Months {
        self.counts.get(&(agency, stage)).cloned().unwrap_or_default()
    }

    /// One stage of the whole source.
    pub(super) fn of_all(&self, stage: Stage) -> Months {
        let mut all = Months::new();
        for ((_, found), months) in &self.counts {
            if *found == stage {
                for (month, counts) in months {
                    let sum = all.entry(*month).or_default();
                    *sum = sum.plus(counts);
                }
            }
        }
        all
    }

    /// What is open of one stage of one agency.
    pub(super) fn open_of_agency(&self, agency: Option<AgencyId>, stage: Stage) -> Counts {
        self.open.get(&(agency, stage)).copied().unwrap_or_default()
    }

    /// What is open of one stage of the whole source.
    pub(super) fn open_of_all(&self, stage: Stage) -> Counts {
        let of_stage = self.open.iter().filter(|((_, found), _)| *found == stage);
        of_stage.fold(Counts::default(), |sum, (_, counts)| sum.plus(counts))
    }

    /// A promise as a page shows it.
    pub(super) fn promise(
        &self,
        stage: Stage,
        months: &Months,
        open: &Counts,
        policy: &Policy,
    ) -> Promise {
        let whole = sum(months);
        Promise {
            stage,
            limit: general_limit(policy, stage),
            tally: self.tally(&whole, None),
            // Where nothing stands outside they say what the share says.
            bounds: (0 < whole.unknown() + whole.get(Bucket::Void))
                .then(|| whole.bounds())
                .and_then(|bounds| {
                    Some(Bounds {
                        unknown_failed: bounds.unknown_failed.or(bounds.void_failed)?,
                        unknown_met: bounds.unknown_met.or(bounds.void_failed)?,
                        void_failed: bounds.void_failed.or(bounds.unknown_failed)?,
                    })
                }),
            unknown: unknown(&whole),
            open: Open {
                running: open.get(Bucket::Running).into(),
                paused: open.get(Bucket::Paused).into(),
                overdue: open.get(Bucket::Overdue).into(),
            },
            months: filled(months)
                .map(|(month, counts)| PromiseMonth {
                    month,
                    tally: self.tally(&counts, Some(month)),
                })
                .collect(),
        }
    }

    /// Closures as a page shows them.
    pub(super) fn closure(&self, months: &Months, policy: &Policy) -> Closure {
        let whole = sum(months);
        Closure {
            limit: general_limit(policy, Stage::Closure),
            tally: self.closure_tally(&whole, None),
            unknown: unknown(&whole),
            months: filled(months)
                .map(|(month, counts)| ClosureMonth {
                    month,
                    tally: self.closure_tally(&counts, Some(month)),
                })
                .collect(),
        }
    }

    /// The tally of one month or of the whole period.
    pub(super) fn tally(&self, counts: &Counts, month: Option<Month>) -> Tally {
        let cell = |bucket| Cell::from(counts.get(bucket));
        Tally {
            met: counts.met().into(),
            late: cell(Bucket::Late),
            overdue: cell(Bucket::Overdue),
            running: cell(Bucket::Running),
            paused: cell(Bucket::Paused),
            void: cell(Bucket::Void),
            unknown: counts.unknown().into(),
            interval: interval(counts),
            provisional: self.provisional(counts, month),
        }
    }

    fn closure_tally(&self, counts: &Counts, month: Option<Month>) -> ClosureTally {
        let cell = |bucket| Cell::from(counts.get(bucket));
        ClosureTally {
            silence: cell(Bucket::Met),
            on_or_after_due: cell(Bucket::MetByAct),
            early: cell(Bucket::Early),
            early_contested: cell(Bucket::EarlyContested),
            early_unanswered: cell(Bucket::EarlyUnanswered),
            by_reporter: cell(Bucket::ByReporter),
            contested: cell(Bucket::Contested),
            running: cell(Bucket::Running),
            void: cell(Bucket::Void),
            unknown: counts.unknown().into(),
            interval: interval(counts),
            provisional: self.provisional(counts, month),
        }
    }

    fn provisional(&self, counts: &Counts, month: Option<Month>) -> bool {
        0 < counts.get(Bucket::Running) + counts.get(Bucket::Paused)
            || month == Some(self.this_month)
    }
}

fn interval(counts: &Counts) -> Option<Interval> {
    counts.share(Cohort::Due).map(|share| Interval { low: share.low, high: share.high })
}

/// All months together.
pub(super) fn sum(months: &Months) -> Counts {
    months.values().fold(Counts::default(), |sum, counts| sum.plus(counts))
}

/// The months in order, with empty ones between; what has no month is in the sum alone.
pub(super) fn filled(months: &Months) -> impl Iterator<Item = (Month, Counts)> {
    let known: BTreeMap<Month, Counts> =
        months.iter().filter_map(|(month, counts)| Some(((*month)?, *counts))).collect();
    let ends = known.keys().next().copied().zip(known.keys().next_back().copied());
    let mut next = ends.map(|(first, _)| first);
    std::iter::from_fn(move || {
        let month = next?;
        next = ends.filter(|(_, last)| month < *last).and_then(|_| following(month));
        Some((month, known.get(&month).copied().unwrap_or_default()))
    })
}

fn following(month: Month) -> Option<Month> {
    let first = Day::new(month.year(), month.number(), 1).ok()?;
    first.checked_add(31).map(Month::of)
}

fn unknown(counts: &Counts) -> Vec<UnknownCount> {
    [
        (Reason::MissingTime, Bucket::UnknownTime),
        (Reason::NotRecorded, Bucket::UnknownRecord),
        (Reason::Order, Bucket::UnknownOrder),
        (Reason::Coverage, Bucket::UnknownCoverage),
    ]
    .into_iter()
    .filter(|&(_, bucket)| 0 < counts.get(bucket))
    .map(|(reason, bucket)| UnknownCount { reason, count: counts.get(bucket).into() })
    .collect()
}

/// The limit, where the policy has one for all reports.
fn general_limit(policy: &Policy, stage: Stage) -> Option<lapor_core::Limit> {
    let several = policy.parts().exceptions.iter().any(|exception| exception.stage == stage);
    (!several).then(|| policy.limit(stage, None, None))
}
