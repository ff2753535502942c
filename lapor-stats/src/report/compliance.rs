//! Compliance, settled view, bounds and custody, by every breakdown.

use crate::measure::compliance::{CUSTODY, DEFINITION, Key, SETTLED};
use crate::measure::tally::{BOUNDS, Bucket, Cohort, Tally};
use crate::measure::wilson::Share;
use crate::summary::Summary;
use crate::table::Data;

use super::cell::cells;
use super::suppress::outside;
use super::{
    Breakdown, Columns, Hidden, Row, Sheet, breakdowns, counts, key_columns, ordered, texts,
};

/// What stands in the description of every table of compliance.
fn description() -> String {
    format!("{DEFINITION} {BOUNDS} {SETTLED}")
}

pub(super) fn sheets(summary: &Summary, hidden: &Hidden) -> Vec<Sheet> {
    let this_month = summary.header.as_of.to_string()[..7].to_owned();
    let mut sheets = Vec::new();
    for breakdown in breakdowns(summary) {
        if !hidden.publishes(&breakdown) {
            continue;
        }
        let mut keys = vec![0];
        keys.extend(&breakdown.places);
        let mut rows = ordered(cells(summary, &breakdown.section, str::is_empty, &keys));
        // What is open has not ended in any month, and has its row in the month of its start.
        rows.retain(|(_, cell)| 0 < cell.due.total() + cell.settled.judged(Cohort::Settled));
        hidden.keep(&mut rows);
        let name = format!("compliance_{}", breakdown.name());
        let title = format!("Compliance {}", breakdown.title());
        let mut columns = key_columns(&breakdown, rows.iter().map(|(words, _)| words));
        columns.extend(measured(&rows, &breakdown, &this_month));
        if hidden.hides() {
            columns.push(("outside", counts(rows.iter().map(|(_, cell)| outside(&cell.due)))));
        }
        let sheet = Sheet::new(name, title, description(), 1 + breakdown.by.len(), columns);
        sheets.push(hidden.mask(sheet, &breakdown, &rows));
    }
    if !hidden.hides() {
        for breakdown in breakdowns(summary) {
            if breakdown.by == [Key::Agency] || breakdown.by == [Key::Agency, Key::Month] {
                sheets.push(custody(summary, &breakdown, &this_month));
            }
        }
    }
    sheets
}

fn custody(summary: &Summary, breakdown: &Breakdown, this_month: &str) -> Sheet {
    let mut keys = vec![1];
    keys.extend(&breakdown.places);
    let rows: Vec<_> =
        cells(summary, &breakdown.section, |scope| !scope.is_empty(), &keys).into_iter().collect();
    let mut columns = key_columns(breakdown, rows.iter().map(|(words, _)| words));
    columns[0] =
        ("scope", texts(rows.iter().map(|(words, _)| words.first().copied().unwrap_or_default())));
    let tally = |count: fn(&Tally) -> u64| counts(rows.iter().map(|(_, cell)| count(&cell.due)));
    columns.extend([
        ("met", tally(Tally::met)),
        ("late", tally(|tally| tally.get(Bucket::Late))),
        ("overdue", tally(|tally| tally.get(Bucket::Overdue))),
        ("handed_on_late", tally(|tally| tally.get(Bucket::HandedOnLate))),
        ("handed_on", tally(|tally| tally.get(Bucket::HandedOn) + tally.get(Bucket::HandedOnLate))),
        ("running", tally(|tally| tally.get(Bucket::Running))),
        ("paused", tally(|tally| tally.get(Bucket::Paused))),
        ("void", tally(|tally| tally.get(Bucket::Void))),
        ("unknown", tally(Tally::unknown)),
    ]);
    columns.extend(shares("", rows.iter().map(|(_, cell)| (&cell.due, Cohort::Due))));
    columns.push(("provisional", provisional(&rows, breakdown, this_month)));
    let name = format!("custody_{}", breakdown.name());
    Sheet::new(
        name,
        format!("Custody {}", breakdown.title()),
        CUSTODY,
        1 + breakdown.by.len(),
        columns,
    )
}

/// The columns after the keys.
fn measured(rows: &[Row<'_>], breakdown: &Breakdown, this_month: &str) -> Columns {
    let is_closure = |words: &[&str]| words.first() == Some(&"Closure");
    let tally = |count: fn(&Tally) -> u64, of: fn(bool) -> bool| {
        Data::Integer(
            rows.iter()
                .map(|(words, cell)| of(is_closure(words)).then(|| count(&cell.due) as i64))
                .collect(),
        )
    };
    let (every, acts, closure) =
        (|_: bool| true, |closure: bool| !closure, |closure: bool| closure);
    let mut columns = vec![
        ("met", tally(Tally::met, every)),
        ("late", tally(|tally| tally.get(Bucket::Late), acts)),
        ("overdue", tally(|tally| tally.get(Bucket::Overdue), acts)),
        ("running", tally(|tally| tally.get(Bucket::Running), every)),
        ("paused", tally(|tally| tally.get(Bucket::Paused), every)),
        ("void", tally(|tally| tally.get(Bucket::Void), every)),
        ("unknown", tally(Tally::unknown, every)),
        ("early", tally(Tally::early, closure)),
        ("contested", tally(|tally| tally.get(Bucket::Contested), closure)),
        ("by_reporter", tally(|tally| tally.get(Bucket::ByReporter), closure)),
    ];
    columns.extend(shares("", rows.iter().map(|(_, cell)| (&cell.due, Cohort::Due))));
    columns.push(("provisional", provisional(rows, breakdown, this_month)));
    let bounds: Vec<_> = rows.iter().map(|(_, cell)| cell.due.bounds()).collect();
    columns.push((
        "unknown_failed",
        Data::Share(bounds.iter().map(|bounds| bounds.unknown_failed).collect()),
    ));
    columns.push((
        "unknown_met",
        Data::Share(bounds.iter().map(|bounds| bounds.unknown_met).collect()),
    ));
    columns.push((
        "void_failed",
        Data::Share(bounds.iter().map(|bounds| bounds.void_failed).collect()),
    ));
    columns
        .push(("all_failed", Data::Share(bounds.iter().map(|bounds| bounds.all_failed).collect())));
    columns.push(("settled_met", counts(rows.iter().map(|(_, cell)| cell.settled.met()))));
    columns
        .extend(shares("settled_", rows.iter().map(|(_, cell)| (&cell.settled, Cohort::Settled))));
    // What is still open has not ended in any month.
    if !breakdown.by.contains(&Key::Month) {
        columns.push((
            "still_open",
            counts(rows.iter().map(|(_, cell)| cell.open().iter().map(|open| open.total()).sum())),
        ));
    }
    columns
}

/// Stages judged, and the share with its interval.
fn shares<'t>(prefix: &str, tallies: impl Iterator<Item = (&'t Tally, Cohort)> + Clone) -> Columns {
    let names = if prefix.is_empty() {
        ["n", "share", "low", "high"]
    } else {
        ["settled_n", "settled_share", "settled_low", "settled_high"]
    };
    let shares: Vec<Option<Share>> =
        tallies.clone().map(|(tally, cohort)| tally.share(cohort)).collect();
    let of = |value: fn(&Share) -> f64| {
        Data::Share(shares.iter().map(|share| share.as_ref().map(value)).collect())
    };
    vec![
        (names[0], counts(tallies.map(|(tally, cohort)| tally.judged(cohort)))),
        (names[1], of(|share| share.share)),
        (names[2], of(|share| share.low)),
        (names[3], of(|share| share.high)),
    ]
}

fn provisional(rows: &[Row<'_>], breakdown: &Breakdown, this_month: &str) -> Data {
    let month = breakdown.by.iter().position(|&key| key == Key::Month);
    let of = |(words, cell): &Row<'_>| {
        cell.due.may_change() || month.is_some_and(|at| words.get(1 + at) == Some(&this_month))
    };
    Data::Flag(rows.iter().map(of).collect())
}
