//! Groups: verdicts are counted under their keys, batch by batch, on several threads, and the counts add up.
//!
//! What a key's words are is known only when all batches were seen, so a word gets a number at first sight; the numbers differ
//! from run to run, and what comes out does not: the groups stand in the order of their words.

mod code;
mod combination;
mod distinct;
mod table;

use std::sync::{Mutex, PoisonError};

use lapor_core::{AgencyId, Day, Outcome, Reason, Scope, Stage, Verdict};

use rayon::prelude::*;

use super::compliance::{Figure, Group, Key, KeyValue, Query, View};
use super::month::Months;
use super::tally::{Bucket, Cohort, Tally};
use crate::assess::{Court, Storage, Visitor, wanted};
use crate::dataset::{Column, Dataset};
use crate::error::Error;
use crate::ingest::{Words, lock};
use code::{Code, MONTH_BITS};
use combination::{Combinations, Source, Sources, WordsOf};
use table::{MOST_PARTS, Slot, Table, parts};

/// Several queries of the same keys while they are counted together.
#[derive(Debug)]
pub struct Grouping<'q> {
    queries: &'q [Query],
    by: Vec<Key>,
    as_of: Day,
    by_month: bool,
    code: Code,
    months: Months,
    /// The words of each key.
    words: Mutex<Vec<Words>>,
}

/// What one thread has counted.
#[derive(Debug)]
pub struct Counts {
    /// By query; a key is a combination of words and a month.
    tables: Vec<Table>,
    combinations: Combinations,
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
        let (code, by_month) = (Code::new(&by)?, by.contains(&Key::Month));
        Ok(Grouping { queries, by, as_of, by_month, code, months: Months::new(), words })
    }

    /// Nothing counted yet.
    pub fn start(&self) -> Counts {
        let tables = self.queries.iter().map(|query| Table::new(query.view)).collect();
        let combinations = Combinations::default();
        Counts { tables, combinations, storage: Storage::default() }
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
        let sources =
            self.by.iter().zip(&numbers).enumerate().filter_map(|(place, (key, numbers))| {
                let of = match key {
                    Key::Month => return None,
                    Key::Agency => WordsOf::Agency,
                    key => {
                        WordsOf::Fact(key.column(dataset).map_or(&[][..], |column| &column.codes))
                    }
                };
                Some(Source { place, of, numbers })
            });
        let Counts { tables, combinations, storage } = counts;
        let sources = combinations.by(&self.code, sources.collect());
        let custody = self.queries.iter().any(|query| query.view == View::Custody);
        let asked = self.queries.iter().zip(tables.iter_mut()).map(|(query, table)| Asked {
            query,
            is_bounded: query.period != (None, None),
            agency: query.agency.as_deref().map(|id| wanted(dataset, id)),
            slots: PROMISES.map(|stage| {
                table.slot(stage, None).filter(|_| query.stage.is_none_or(|asked| asked == stage))
            }),
            table,
        });
        let mut counter = Counter { grouping: self, sources, asked: asked.collect() };
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

    /// Adds up what all threads have counted.
    pub fn finish(self, counts: Vec<Counts>) -> Groups {
        let words = self.words.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ranks: Vec<(Vec<String>, Vec<u32>)> = words.iter().map(ranked).collect();
        let ranked = |counts: &Counts| -> Vec<u128> {
            let codes = counts.combinations.codes().iter();
            codes.map(|&code| self.code.ranked(code, &self.by, &ranks)).collect()
        };
        let combinations: Vec<Vec<u128>> = counts.iter().map(ranked).collect();
        let this_month = KeyValue::Month(self.as_of.first_of_month());
        let mut of = Vec::new();
        for (place, query) in self.queries.iter().enumerate() {
            let tables: Vec<&Table> =
                counts.iter().filter_map(|counts| counts.tables.get(place)).collect();
            let mut places: Vec<(u128, u32, u32)> = Vec::new();
            for ((number, table), words) in tables.iter().enumerate().zip(&combinations) {
                let keys = |keys: u64| {
                    let words = words.get((keys >> MONTH_BITS) as usize).copied();
                    let month = keys & ((1 << MONTH_BITS) - 1);
                    self.code.with_month(words.unwrap_or_default(), &self.by, month)
                };
                let table = table.keys().iter().enumerate();
                places.extend(table.map(|(at, &of)| (keys(of), number as u32, at as u32)));
            }
            // Only the keys are sorted; the counts under them lie still.
            places.par_sort_unstable();
            let same: Vec<&[(u128, u32, u32)]> =
                places.chunk_by(|left, right| left.0 == right.0).collect();
            let (figures, stages) = parts(query.view);
            let parts = stages.iter().flat_map(|&stage| figures.iter().map(move |&of| (stage, of)));
            let parts: Vec<(Stage, Figure)> = parts.collect();
            // The counts of all parts under one key lie side by side, so they are taken together.
            let groups_of = |same: &[&[(u128, u32, u32)]]| {
                let mut groups: Vec<Vec<Group>> = vec![Vec::new(); parts.len()];
                for same in same {
                    let mut tallies = [Tally::default(); MOST_PARTS];
                    for &(_, table, at) in *same {
                        tables[table as usize].add_to(&mut tallies, at);
                    }
                    let keys = self.code.values(same[0].0, &self.by);
                    let is_of_this_month = keys.contains(&this_month);
                    for ((tally, &(stage, figure)), groups) in
                        tallies.into_iter().zip(&parts).zip(&mut groups)
                    {
                        let provisional =
                            query.cohort == Cohort::Due && (tally.may_change() || is_of_this_month);
                        if tally != Tally::default() {
                            let keys = keys.clone();
                            groups.push(Group { stage, figure, keys, tally, provisional });
                        }
                    }
                }
                groups
            };
            let mut made: Vec<Vec<Vec<Group>>> = same.par_chunks(TOGETHER).map(groups_of).collect();
            let count = made.iter().flatten().map(Vec::len).sum();
            let mut groups: Vec<Group> = Vec::with_capacity(count);
            for part in 0..parts.len() {
                made.iter_mut().for_each(|made| groups.append(&mut made[part]));
            }
            of.push(groups);
        }
        // Giving much memory back takes a while, which nobody need wait for.
        rayon::spawn(move || drop(counts));
        Groups { words: ranks.into_iter().map(|(words, _)| words).collect(), of }
    }
}

/// Keys whose groups are made in one task.
const TOGETHER: usize = 1 << 12;

/// The promises of a straight course, in their order.
const PROMISES: [Stage; 3] = [Stage::Disposition, Stage::FollowUp, Stage::Closure];

/// Counts the verdicts of one dataset.
struct Counter<'a, 'q> {
    grouping: &'a Grouping<'q>,
    sources: Sources<'a>,
    asked: Vec<Asked<'a>>,
}

/// A query while verdicts are counted for it.
struct Asked<'a> {
    query: &'a Query,
    /// Whether it asks for a period.
    is_bounded: bool,
    /// Whom it asks for, if for one agency.
    agency: Option<Option<Option<AgencyId>>>,
    /// Where each of the promises is counted, unless the query asks for something else.
    slots: [Option<Slot>; 3],
    table: &'a mut Table,
}

impl Asked<'_> {
    #[inline(always)]
    fn is_of(&self, agency: Option<AgencyId>) -> bool {
        self.agency.is_none_or(|asked| asked == Some(agency))
    }

    #[inline(always)]
    fn count(&mut self, grouping: &Grouping<'_>, words: u32, brief: Brief, slot: Slot) {
        let query = self.query;
        let is_due = query.cohort == Cohort::Due;
        let waits = is_due && brief.due.is_some_and(|due| grouping.as_of <= due);
        let Some(bucket) = Bucket::by(brief.outcome, brief.reason, waits) else { return };
        // In the due view a close without any follow-up has no start; it stands in the month in which it happened.
        let day = brief.started.filter(|_| is_due).or(brief.ended);
        if self.is_bounded && is_outside(brief.ended, day, query) {
            return;
        }
        let months = &grouping.months;
        let month = if grouping.by_month { day.map_or(0, |day| months.number(day)) } else { 0 };
        self.table.add(u64::from(words) << MONTH_BITS | u64::from(month), slot, bucket);
    }
}

/// What is counted of a verdict; no more of it need be worked out.
#[derive(Clone, Copy)]
struct Brief {
    outcome: Outcome,
    reason: Option<Reason>,
    started: Option<Day>,
    ended: Option<Day>,
    due: Option<Day>,
}

impl Brief {
    #[inline(always)]
    fn of(verdict: &Verdict) -> Self {
        let Verdict { outcome, reason, started, ended, due, .. } = *verdict;
        Brief { outcome, reason, started, ended, due }
    }
}

impl Visitor for Counter<'_, '_> {
    fn promise(&mut self, report: u32, verdict: &Verdict) {
        let words = self.sources.combination(report, verdict.agency);
        let asked = self.asked.iter_mut().filter(|asked| asked.is_of(verdict.agency));
        for asked in asked {
            let slot = asked.slots.get(verdict.stage as usize).copied().flatten();
            if let Some(slot) = slot {
                asked.count(self.grouping, words, Brief::of(verdict), slot);
            }
        }
    }

    #[inline(always)]
    fn course(&mut self, report: u32, verdicts: &[Verdict; 3]) {
        let agency = verdicts[0].agency;
        let words = self.sources.combination(report, agency);
        // One by one, so that nothing else of the verdicts is ever written.
        let [first, second, third] = verdicts;
        let briefs = [Brief::of(first), Brief::of(second), Brief::of(third)];
        for asked in self.asked.iter_mut().filter(|asked| asked.is_of(agency)) {
            for (brief, slot) in briefs.into_iter().zip(asked.slots) {
                if let Some(slot) = slot {
                    asked.count(self.grouping, words, brief, slot);
                }
            }
        }
    }

    fn custody(&mut self, report: u32, verdict: &Verdict, scope: Scope) {
        let words = self.sources.combination(report, verdict.agency);
        for asked in self.asked.iter_mut().filter(|asked| asked.is_of(verdict.agency)) {
            let is_asked = asked.query.stage.is_none_or(|stage| stage == verdict.stage);
            if let Some(slot) = asked.table.slot(verdict.stage, Some(scope)).filter(|_| is_asked) {
                asked.count(self.grouping, words, Brief::of(verdict), slot);
            }
        }
    }
}

fn is_outside(ended: Option<Day>, day: Option<Day>, query: &Query) -> bool {
    let (first, last) = query.period;
    // The settled view shows what is still open beside what ended, whatever the period.
    let open = query.cohort == Cohort::Settled && ended.is_none();
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
