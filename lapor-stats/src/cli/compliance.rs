//! `compliance`: the share of promises kept, by whatever is asked for.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};
use lapor_core::Day;
use lapor_stats::assess::Court;
use lapor_stats::error::Error;
use lapor_stats::ingest::{Batches, Fact, Log};
use lapor_stats::measure::compliance::{Key, Query, View, compliance, table};
use lapor_stats::measure::group::{Grouping, Groups};
use lapor_stats::measure::tally::Cohort;
use lapor_stats::report::hide_alone;
use lapor_stats::rules::Rules;

use super::selection::{Selection, bound};
use super::{DONE, InputOptions, OutputOptions, usage};

/// Of the stages whose due date has passed, the share that was met, with Wilson's 95 % limits.
///
/// Example: lapor-stats compliance data/sample --by agency,month --stage FollowUp --format csv
#[derive(Debug, Args)]
pub(super) struct Compliance {
    #[command(flatten)]
    input: InputOptions,
    /// The stages that started in the period, judged once due; or those that ended in it.
    #[arg(long, value_enum, default_value = "due")]
    cohort: CohortWord,
    #[command(flatten)]
    selection: Selection,
    /// A second period, shown beside the first: FROM..TO, each a day or a month.
    #[arg(long, value_name = "FROM..TO")]
    compare: Option<String>,
    /// Hide every row with a count below this number, as a table that is published alone; a report hides over all its tables.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    suppress: Option<u64>,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CohortWord {
    Due,
    Settled,
}

impl Compliance {
    pub(super) fn run(self) -> Result<u8, Error> {
        let (view, by) = (self.selection.view()?, self.selection.by());
        let query = Query {
            view,
            cohort: match self.cohort {
                CohortWord::Due => Cohort::Due,
                CohortWord::Settled => Cohort::Settled,
            },
            stage: self.selection.stage,
            by,
            period: self.selection.period()?,
            agency: self.selection.agency.clone(),
        };
        let compared = self.compare.as_deref().map(second_period).transpose()?;
        if compared.is_some() && query.by.contains(&Key::Month) {
            return Err(usage(
                "found --compare beside the key month, expected one of them: two periods have no month in common",
            ));
        }
        let mut queries = vec![query];
        if let Some(period) = compared {
            let second = Query { period, ..queries[0].clone() };
            queries.push(second);
        }
        let groups = if let Some(batches) = self.input.batches()? {
            self.in_batches(batches, &queries)?
        } else if let Some(log) = self.input.log(&asked(&queries))? {
            self.in_log(log, &queries)?
        } else {
            let case = self.input.read(&self.output)?;
            let known: Vec<&str> =
                case.dataset.agencies.iter().map(|agency| agency.id.as_str()).collect();
            self.selection.check_agency(&known)?;
            let court = Court::new(&case.dataset, &case.rules, case.as_of);
            compliance(&court, &queries)?
        };
        let query = &queries[0];
        let mut table = table(groups, query);
        if let Some(threshold) = self.suppress {
            let keys = 1 + query.by.len() + usize::from(query.view == View::Custody);
            table = hide_alone(table, keys, threshold);
        }
        self.output.table(table)?;
        Ok(DONE)
    }

    /// Counts batch by batch, so that memory does not grow with the input.
    fn in_batches(&self, mut batches: Batches, queries: &[Query]) -> Result<Groups, Error> {
        let (rules, as_of) = self.input.rules_of(&mut batches)?;
        let facts = facts_of(&rules, queries);
        let grouping = Grouping::new(queries, as_of)?;
        let seen: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
        let start = || grouping.start();
        let (counts, pass) = batches.fold(&facts, start, |counts, dataset| {
            if self.selection.agency.is_some() {
                let ids = dataset.agencies.iter().map(|agency| agency.id.clone());
                seen.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
            }
            let court = Court::new(dataset, &rules, as_of);
            grouping.count(counts, &court, 0..dataset.reports.len())
        })?;
        let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.selection.check_agency(&seen.iter().map(String::as_str).collect::<Vec<_>>())?;
        self.output.say_read(&pass.count, &rules, as_of);
        Ok(grouping.finish(counts))
    }

    /// Counts an unsorted log, report by report, without its texts.
    fn in_log(&self, log: Log, queries: &[Query]) -> Result<Groups, Error> {
        let dealt = log.deal()?;
        let (rules, as_of) = self.input.rules_for(dealt.fixed(), dealt.pass.latest)?;
        self.selection.check_agency(&dealt.agencies().collect::<Vec<_>>())?;
        self.output.say_read(&dealt.pass.count, &rules, as_of);
        let grouping = Grouping::new(queries, as_of)?;
        let counts = dealt.fold(
            || grouping.start(),
            |counts, dataset| {
                let court = Court::new(dataset, &rules, as_of);
                grouping.count(counts, &court, 0..dataset.reports.len())
            },
        )?;
        Ok(grouping.finish(counts))
    }
}

/// The facts of reports that queries may need under any rules.
fn asked(queries: &[Query]) -> Vec<Fact> {
    let keys = queries.iter().flat_map(|query| &query.by);
    keys.filter_map(|key| key.fact()).chain([Fact::Class, Fact::Complexity]).collect()
}

/// The facts of reports that queries and rules need.
fn facts_of(rules: &Rules, queries: &[Query]) -> Vec<Fact> {
    let mut facts: Vec<Fact> =
        queries.iter().flat_map(|query| query.by.iter().filter_map(|key| key.fact())).collect();
    if !rules.policy.parts().exceptions.is_empty() {
        facts.extend([Fact::Class, Fact::Complexity]);
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// Two bounds with two dots between.
fn second_period(text: &str) -> Result<(Option<Day>, Option<Day>), Error> {
    let (from, to) = text.split_once("..").ok_or_else(|| {
        usage(format!("--compare: found '{text}', expected FROM..TO such as 2024-07..2024-12"))
    })?;
    Ok((bound(Some(from), "--compare", false)?, bound(Some(to), "--compare", true)?))
}
