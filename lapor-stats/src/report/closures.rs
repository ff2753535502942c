//! Closures by their reason, and closings that stand out.

use std::collections::BTreeMap;

use lapor_core::Day;

use crate::measure::closing::{CLOSURE, Closings, DEFINITION, Quick, flags};
use crate::measure::tally::{Bucket, Tally};
use crate::measure::wilson::wilson;
use crate::summary::{Section, Slot, Summary};
use crate::table::Data;

use super::cell::{Cell, cells};
use super::{Breakdown, Columns, Row, Sheet, breakdowns, counts, key_columns, texts};

pub(super) fn sheets(summary: &Summary) -> Vec<Sheet> {
    let flagged = flagged(summary);
    let mut sheets = Vec::new();
    for breakdown in breakdowns(summary) {
        let rows = rows(summary, &breakdown);
        let mut columns = key_columns(&breakdown, rows.iter().map(|(words, _)| words));
        columns.remove(0);
        columns.extend(measured(rows.iter().map(|(_, cell)| cell)));
        let title = format!("Closures {}", breakdown.title());
        let name = format!("closures_{}", breakdown.name());
        sheets.push(Sheet::new(name, title, CLOSURE, breakdown.by.len(), columns));
    }
    sheets.push(Sheet::new(
        "mass_closing",
        "Days on which far more was closed than before",
        DEFINITION,
        2,
        vec![
            ("agency", texts(flagged.iter().map(|(agency, ..)| *agency))),
            ("day", Data::Date(flagged.iter().map(|&(_, day, _)| Some(day)).collect())),
            ("closed", counts(flagged.iter().map(|(_, _, flag)| flag.closed))),
            ("closed_before", counts(flagged.iter().map(|(_, _, flag)| flag.before))),
            ("working_days", counts(flagged.iter().map(|(_, _, flag)| flag.working_days))),
            ("mean", Data::Number(flagged.iter().map(|(_, _, flag)| Some(flag.mean)).collect())),
            ("point", counts(flagged.iter().map(|(_, _, flag)| flag.point))),
        ],
    ));
    sheets.push(quick(summary));
    sheets
}

/// The closures of a breakdown; the first key is left empty for the stage.
fn rows<'s>(summary: &'s Summary, breakdown: &Breakdown) -> Vec<Row<'s>> {
    let mut keys = vec![0];
    keys.extend(&breakdown.places);
    let cells = cells(summary, &breakdown.section, str::is_empty, &keys);
    let of_closure =
        |(words, cell): &Row<'_>| words.first() == Some(&"Closure") && 0 < cell.settled.total();
    cells.into_iter().filter(of_closure).collect()
}

/// The columns after the keys; each closure counts once it has happened, whatever its due date.
pub(super) fn measured<'c>(cells: impl Iterator<Item = &'c Cell> + Clone) -> Columns {
    let count = |of: fn(&Tally) -> u64| counts(cells.clone().map(|cell| of(&cell.settled)));
    vec![
        ("silence", count(|tally| tally.get(Bucket::Met))),
        ("reporter", count(|tally| tally.get(Bucket::ByReporter))),
        ("on_or_after_due", count(|tally| tally.get(Bucket::MetByAct))),
        ("early", count(|tally| tally.get(Bucket::Early))),
        ("early_contested", count(|tally| tally.get(Bucket::EarlyContested))),
        ("early_unanswered", count(|tally| tally.get(Bucket::EarlyUnanswered))),
        ("contested", count(|tally| tally.get(Bucket::Contested))),
    ]
}

/// The flagged days of each agency.
pub(super) fn flagged(summary: &Summary) -> Vec<(&str, Day, crate::measure::closing::Flag)> {
    let mut days: BTreeMap<&str, BTreeMap<Day, u64>> = BTreeMap::new();
    for (words, slots) in summary.rows(&Section::Closings) {
        let (Some(&agency), Some(day)) =
            (words.first(), words.get(1).and_then(|day| day.parse().ok()))
        else {
            continue;
        };
        let closed = slots.iter().filter(|(slot, _)| *slot == Slot::Closed).map(|(_, count)| count);
        *days.entry(agency).or_default().entry(day).or_default() += closed.sum::<u64>();
    }
    let mut found = Vec::new();
    for (agency, days) in days {
        // A day outside of the calendar is no working day of anybody.
        let known = |day: Day| summary.header.is_working_day(day);
        let inside: BTreeMap<Day, u64> =
            days.into_iter().filter(|&(day, _)| known(day).is_some()).collect();
        let (Some((&first, _)), Some((&last, _))) =
            (inside.first_key_value(), inside.last_key_value())
        else {
            continue;
        };
        let record: Vec<Closings> = (first.epoch()..=last.epoch())
            .filter_map(Day::from_epoch)
            .map(|day| Closings {
                closed: inside.get(&day).copied().unwrap_or(0),
                working: known(day) == Some(true),
            })
            .collect();
        found.extend(flags(&record).into_iter().filter_map(|flag| {
            let day = i32::try_from(flag.day).ok().and_then(|day| first.checked_add(day))?;
            Some((agency, day, flag))
        }));
    }
    found
}

fn quick(summary: &Summary) -> Sheet {
    let rows: Vec<(&str, Quick)> = summary
        .rows(&Section::Quick)
        .map(|(words, slots)| {
            let count = |wanted: Slot| {
                slots.iter().find(|(slot, _)| *slot == wanted).map_or(0, |&(_, count)| count)
            };
            let quick = Quick { within_ten: count(Slot::WithinTen), closed: count(Slot::Closed) };
            (words.first().copied().unwrap_or_default(), quick)
        })
        .collect();
    let shares: Vec<_> =
        rows.iter().map(|(_, quick)| wilson(quick.within_ten, quick.closed)).collect();
    let of = |value: fn(&crate::measure::wilson::Share) -> f64| {
        Data::Share(shares.iter().map(|share| share.as_ref().map(value)).collect())
    };
    Sheet::new(
        "quick_closing",
        "Closings within ten minutes of submission",
        DEFINITION,
        1,
        vec![
            ("category", texts(rows.iter().map(|(word, _)| *word))),
            ("closed", counts(rows.iter().map(|(_, quick)| quick.closed))),
            ("within_ten", counts(rows.iter().map(|(_, quick)| quick.within_ten))),
            ("quick_share", of(|share| share.share)),
            ("quick_low", of(|share| share.low)),
            ("quick_high", of(|share| share.high)),
            ("flagged", Data::Flag(rows.iter().map(|(_, quick)| quick.flagged()).collect())),
        ],
    )
}
