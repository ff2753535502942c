//! Groups: verdicts are counted under their keys, batch by batch, on several threads, and the counts add up.
//!
//! What a key's words are is known only when all batches were seen, so a word gets a number at first sight; the numbers differ
//! from run to run, and what comes out does not: the groups stand in the order of their words.

mod code;
mod table;

use std::sync::{Mutex, PoisonError};

use lapor_core::{AgencyId, Day, Scope, Verdict};

use rayon::prelude::*;

use super::compliance::{Group, Key, KeyValue, Query, View};
use super::month::Months;
use super::tally::{Bucket, Cohort, Tally};
use crate::assess::{ADMINISTRATOR, Court, Storage, Visitor};
use crate::dataset::{Column, Dataset};
use crate::error::Error;
use crate::ingest::{Words, lock};
use code::Code;
use table::{Table, parts};

/// Several queries of the same keys while they are counted together.
#[derive(Debug)]
pub struct Grouping<'q> {
    queries: &'q [Query],
    by: Vec<Key>,
    as_of: Day,
    code: Code,
    months: Months,
    /// The words of each key.
    words: Mutex<Vec<Words>>,
}

/// What one thread has counted.
#[derive(Debug)]
pub struct Counts {
    /// By query.
    tables: Vec<Table>,
    storage: Storage,
}

/// The counts of every group, in the order of stages, figures and keys; what has no value comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The words of each key, in alphabetical order, where it has words.
    pub words: Vec<Vec<String>>,
    /// The groups of each query.
    pub of: Vec<Vec<Group>>,
}

impl<'q> Grouping<'q> {
    /// Starts to count; all queries have the keys of the first.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] if there are more keys than can be told apart.
    pub fn new(queries: &'q [Query], as_of: Day) -> Result<Self, Error> {
        let by = queries.first().map_or(Vec::new(), |query| query.by.clone());
        let words = Mutex::new(by.iter().map(|_| Words::default()).collect());
        Ok(Grouping { queries, code: Code::new(&by)?, by, as_of, months: Months::new(), words })
    }

    /// Nothing counted yet.
    pub fn start(&self) -> Counts {
        let tables = self.queries.iter().map(|query| Table::new(query.view)).collect();
        Counts { tables, storage: Storage::default() }
    }

    /// Counts some of the reports of a dataset.
    ///
    /// # Errors
    ///
    /// [`Error::Rules`] if the calendar does not fit the policy, [`Error::Usage`] if a key has more words than can be told apart.
    pub fn count(
        &self,
        counts: &mut Counts,
        court: &Court<'_>,
        reports: std::ops::Range<usize>,
    ) -> Result<(), Error> {
        let dataset = court.dataset();
        let numbers = self.numbers(dataset)?;
        let sources: Vec<KeySource<'_>> = self
            .by
            .iter()
            .zip(&numbers)
            .map(|(key, numbers)| match key {
                Key::Month => KeySource::Month,
                Key::Agency => KeySource::Agency(numbers),
                key => {
                    let codes = key.column(dataset).map_or(&[][..], |column| &column.codes);
                    KeySource::Fact(codes, numbers)
                }
            })
            .collect();
        let Counts { tables, storage } = counts;
        let custody = self.queries.iter().any(|query| query.view == View::Custody);
        let wanted: Vec<_> = self
            .queries
            .iter()
            .map(|query| query.agency.as_deref().map(|id| wanted(dataset, id)))
            .collect();
        let mut counter = Counter { grouping: self, tables, sources: &sources, wanted: &wanted };
        let judged = court.judge_some(custody, reports, storage, &mut counter);
        tables.iter_mut().for_each(Table::settle);
        judged
    }

    /// The number of each word of a dataset, by key.
    fn numbers(&self, dataset: &Dataset) -> Result<Vec<Vec<u32>>, Error> {
        let mut words = lock(&self.words);
        let numbers = self.by.iter().zip(words.iter_mut()).map(|(key, words)| match key {
            Key::Month => Vec::new(),
            Key::Agency => dataset.agencies.iter().map(|agency| words.intern(&agency.id)).collect(),
            key => key.column(dataset).map_or(Vec::new(), |column: &Column| {
                column.words.iter().map(|word| words.intern(word)).collect()
            }),
        });
        let numbers: Vec<Vec<u32>> = numbers.collect();
        self.code.holds(&words)?;
        Ok(numbers)
    }

    #[inline(always)]
    fn add(
        &self,
        table: &mut Table,
        query: &Query,
        sources: &[KeySource<'_>],
        report: u32,
        verdict: &Verdict,
        scope: Option<Scope>,
    ) {
        if query.stage.is_some_and(|stage| stage != verdict.stage) {
            return;
        }
        let Some(slot) = table.slot(verdict.stage, scope) else { return };
        let Some(bucket) = Bucket::of(verdict, self.as_of, query.cohort) else { return };
        let day = day_of(verdict, query.cohort);
        if query.period != (None, None) && is_outside(verdict, day, query) {
            return;
        }
        let mut keys = 0;
        for (place, source) in sources.iter().enumerate() {
            let value = match source {
                KeySource::Month => day.map_or(0, |day| self.months.number(day).into()),
                KeySource::Agency(numbers) => verdict
                    .agency
                    .and_then(|agency| numbers.get(agency.index()))
                    .map_or(0, |&number| 1 + u64::from(number)),
                KeySource::Fact(codes, numbers) => codes
                    .get(report as usize)
                    .and_then(|&code| numbers.get(code as usize))
                    .map_or(0, |&number| 1 + u64::from(number)),
            };
            keys = self.code.with(keys, place, value);
        }
        table.add(keys, slot, bucket);
    }

    /// Adds up what all threads have counted.
    pub fn finish(self, counts: Vec<Counts>) -> Groups {
        let words = self.words.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ranks: Vec<(Vec<String>, Vec<u32>)> = words.iter().map(ranked).collect();
        let this_month = KeyValue::Month(self.as_of.first_of_month());
        let mut of = Vec::new();
        for (place, query) in self.queries.iter().enumerate() {
            let tables: Vec<&Table> =
                counts.iter().filter_map(|counts| counts.tables.get(place)).collect();
            let mut places: Vec<(u128, u32, u32)> = Vec::new();
            for (number, table) in tables.iter().enumerate() {
                let ranked = |keys| self.code.ranked(keys, &self.by, &ranks);
                places.extend(
                    table
                        .keys()
                        .iter()
                        .enumerate()
                        .map(|(at, &keys)| (ranked(keys), number as u32, at as u32)),
                );
            }
            // Only the keys are sorted; the counts under them lie still.
            places.par_sort_unstable();
            let same: Vec<&[(u128, u32, u32)]> =
                places.chunk_by(|left, right| left.0 == right.0).collect();
            let (figures, stages) = parts(query.view);
            let mut groups: Vec<Group> = Vec::new();
            for (&stage, &figure) in stages.iter().flat_map(|s| figures.iter().map(move |f| (s, f)))
            {
                let group = |same: &&[(u128, u32, u32)]| {
                    let mut tally = Tally::default();
                    for &(_, table, at) in *same {
                        tables[table as usize].add_to(&mut tally, at, stage, figure);
                    }
                    if tally == Tally::default() {
                        return None;
                    }
                    let keys = self.code.values(same[0].0, &self.by);
                    let provisional = query.cohort == Cohort::Due
                        && (tally.may_change() || keys.contains(&this_month));
                    Some(Group { stage, figure, keys, tally, provisional })
                };
                groups.par_extend(same.par_iter().filter_map(group));
            }
            of.push(groups);
        }
        Groups { words: ranks.into_iter().map(|(words, _)| words).collect(), of }
    }
}

/// Counts the verdicts of one dataset.
struct Counter<'a, 'q> {
    grouping: &'a Grouping<'q>,
    tables: &'a mut [Table],
    sources: &'a [KeySource<'a>],
    /// By query: whom it asks for, if for one agency.
    wanted: &'a [Option<Option<Option<AgencyId>>>],
}

impl Counter<'_, '_> {
    #[inline(always)]
    fn count(&mut self, report: u32, verdict: &Verdict, scope: Option<Scope>) {
        for (place, query) in self.grouping.queries.iter().enumerate() {
            if let Some(wanted) = self.wanted[place]
                && wanted != Some(verdict.agency)
            {
                continue;
            }
            self.grouping.add(&mut self.tables[place], query, self.sources, report, verdict, scope);
        }
    }
}

impl Visitor for Counter<'_, '_> {
    #[inline(always)]
    fn promise(&mut self, report: u32, verdict: &Verdict) {
        self.count(report, verdict, None);
    }

    fn custody(&mut self, report: u32, verdict: &Verdict, scope: Scope) {
        self.count(report, verdict, Some(scope));
    }
}

/// Where the value of a key comes from in one dataset.
enum KeySource<'d> {
    /// The month of the verdict.
    Month,
    /// The number of the verdict's agency.
    Agency(&'d [u32]),
    /// The number of the report's code.
    Fact(&'d [u32], &'d [u32]),
}

/// Whom a query for this agency asks for: the administrator stands without one; nobody if the dataset does not know it.
fn wanted(dataset: &Dataset, id: &str) -> Option<Option<AgencyId>> {
    if id == ADMINISTRATOR {
        return Some(None);
    }
    let at = dataset.agencies.binary_search_by(|agency| agency.id.as_str().cmp(id)).ok()?;
    Some(Some(AgencyId::from_index(at as u32)))
}

/// The day by which a verdict is counted.
fn day_of(verdict: &Verdict, cohort: Cohort) -> Option<Day> {
    match cohort {
        // A close without any follow-up has no start; it stands in the month in which it happened.
        Cohort::Due => verdict.started.or(verdict.ended),
        Cohort::Settled => verdict.ended,
    }
}

fn is_outside(verdict: &Verdict, day: Option<Day>, query: &Query) -> bool {
    let (first, last) = query.period;
    // The settled view shows what is still open beside what ended, whatever the period.
    let open = query.cohort == Cohort::Settled && verdict.ended.is_none();
    let outside = first.is_some_and(|first| day.is_none_or(|day| day < first))
        || last.is_some_and(|last| day.is_none_or(|day| last < day));
    outside && !open
}

/// The words in alphabetical order, and the place of each number among them.
fn ranked(words: &Words) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<u32> = (0..words.len() as u32).collect();
    order.sort_unstable_by(|&left, &right| words.get(left).cmp(words.get(right)));
    let mut ranks = vec![0; order.len()];
    for (rank, &number) in order.iter().enumerate() {
        ranks[number as usize] = rank as u32;
    }
    (order.iter().map(|&number| words.get(number).to_owned()).collect(), ranks)
}
