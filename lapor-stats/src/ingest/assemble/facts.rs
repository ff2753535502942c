//! Facts of reports: the words of all parts become columns with their words in alphabetical order.

use std::collections::BTreeSet;

use lapor_core::{ClassId, Event, EventKind, Value};
use rayon::prelude::*;

use super::duplicates::EventRows;
use super::{Index, Parts, Place};
use crate::dataset::{Column, Visibility};
use crate::ingest::mapping::Fact;
use crate::ingest::sheet::MilestonePlan;
use crate::ingest::word_column::WordColumn;
use crate::ingest::words::Words;

/// The columns, by [`Fact`].
pub(super) fn gather(parts: &Parts, index: &Index, milestones: &[MilestonePlan]) -> [Column; 6] {
    Fact::ALL.map(|fact| column(parts, index, fact, milestones))
}

/// The column of one part in the order of its rows.
pub(super) fn of_part(column: WordColumn) -> Column {
    let mut words: Vec<&str> = column.words.iter().collect();
    if words.is_empty() {
        return Column::default();
    }
    words.sort_unstable();
    let places = places(&words, &column.words);
    let words = words.into_iter().map(str::to_owned).collect();
    let place = |code: u32| places.get(code as usize).copied().unwrap_or(Column::NONE);
    Column { words, codes: column.codes.into_iter().map(place).collect() }
}

fn column(parts: &Parts, index: &Index, fact: Fact, milestones: &[MilestonePlan]) -> Column {
    let of_reports = || parts.reports.iter().map(|part| &part.facts[fact as usize]);
    let of_events = || parts.events.iter().map(|part| &part.facts[fact as usize]);
    let mut words: BTreeSet<&str> =
        of_reports().chain(of_events()).flat_map(|column| column.words.iter()).collect();
    if fact == Fact::Class {
        add_new_classes(parts, milestones, &mut words);
    }
    if words.is_empty() {
        return Column::default();
    }
    let words: Vec<&str> = words.into_iter().collect();
    let map = |column: &WordColumn| places(&words, &column.words);
    let report_maps: Vec<Vec<u32>> = of_reports().map(map).collect();
    let event_maps: Vec<Vec<u32>> = of_events().map(map).collect();
    let code = |columns: &WordColumn, map: &[u32], row: usize| {
        let code = columns.codes.get(row).copied().unwrap_or(Column::NONE);
        map.get(code as usize).copied().unwrap_or(Column::NONE)
    };
    let of_row = |place: &Option<Place>| match *place {
        Some((part, row)) => code(
            &parts.reports[part as usize].facts[fact as usize],
            &report_maps[part as usize],
            row as usize,
        ),
        None => Column::NONE,
    };
    let mut codes: Vec<u32> = index.rows.par_iter().map(of_row).collect();
    for (number, part) in parts.events.iter().enumerate() {
        let column = &part.facts[fact as usize];
        if column.codes.is_empty() {
            continue;
        }
        for (row, &local) in part.report.iter().enumerate() {
            // Where rows of one report differ, the first word in the alphabet: no order of rows matters.
            let known = &mut codes[index.of_events[number][local as usize] as usize];
            *known = (*known).min(code(column, &event_maps[number], row));
        }
    }
    Column { words: words.into_iter().map(str::to_owned).collect(), codes }
}

/// Where each word of a part stands among all.
fn places(sorted: &[&str], words: &Words) -> Vec<u32> {
    words
        .iter()
        .map(|word| sorted.binary_search(&word).map_or(Column::NONE, |at| at as u32))
        .collect()
}

/// Classes that only a reclassification names.
fn add_new_classes<'p>(
    parts: &'p Parts,
    milestones: &[MilestonePlan],
    words: &mut BTreeSet<&'p str>,
) {
    let valued: Vec<EventKind> =
        milestones.iter().filter(|plan| plan.value.is_some()).map(|plan| plan.kind).collect();
    for part in &parts.reports {
        for (code, kind) in part.value_codes.iter().zip(valued.iter().cycle()) {
            if *kind == EventKind::Reclassified && *code != Column::NONE {
                words.insert(part.values.get(*code));
            }
        }
    }
    for part in &parts.events {
        for (&code, &kind) in part.value_codes.iter().zip(&part.kind.codes) {
            if code != Column::NONE && part.kind.words.get(kind) == EventKind::Reclassified.word() {
                words.insert(part.values.get(code));
            }
        }
    }
}

/// Who may see each report; where rows differ, the fewest.
pub(super) fn visibility(parts: &Parts, index: &Index, event_rows: &EventRows) -> Vec<Visibility> {
    let of = |column: &WordColumn, row: u32| {
        let code = column.codes.get(row as usize).copied().unwrap_or(Column::NONE);
        match column.words.get(code) {
            "secret" => Visibility::Secret,
            "anonymous" => Visibility::Anonymous,
            _ => Visibility::Public,
        }
    };
    let of_report = |(report, place): (usize, &Option<Place>)| {
        let of_row = place.map_or(Visibility::Public, |(part, row)| {
            of(&parts.reports[part as usize].visibility, row)
        });
        let of_events = event_rows
            .of(report)
            .iter()
            .map(|&(part, row)| of(&parts.events[part as usize].visibility, row));
        of_events.fold(of_row, Visibility::max)
    };
    index.rows.par_iter().enumerate().map(of_report).collect()
}

/// Leaves out words that no kept row has.
pub(super) fn prune(columns: &mut [Column; 6], events: &mut [Event]) {
    for (fact, column) in Fact::ALL.into_iter().zip(columns) {
        if column.words.is_empty() {
            continue;
        }
        let mut used = vec![false; column.words.len()];
        let mut unseen = used.len();
        for &code in &column.codes {
            if let Some(used) = used.get_mut(code as usize)
                && !std::mem::replace(used, true)
            {
                unseen -= 1;
                if unseen == 0 {
                    break;
                }
            }
        }
        let classes = fact == Fact::Class
            && events.par_iter().any(|event| matches!(event.value, Value::Class(_)));
        if classes {
            for event in events.iter() {
                if let Value::Class(ClassId(class)) = event.value
                    && let Some(used) = used.get_mut(class as usize)
                {
                    *used = true;
                }
            }
        }
        if used.iter().all(|&used| used) {
            continue;
        }
        let mut next = 0;
        let map: Vec<u32> = used
            .iter()
            .map(|&used| {
                if used {
                    next += 1;
                    next - 1
                } else {
                    Column::NONE
                }
            })
            .collect();
        let mut keep = used.iter();
        column.words.retain(|_| keep.next().copied().unwrap_or(false));
        for code in &mut column.codes {
            *code = map.get(*code as usize).copied().unwrap_or(Column::NONE);
        }
        if classes {
            for event in events.iter_mut() {
                if let Value::Class(ClassId(class)) = &mut event.value {
                    *class = map.get(*class as usize).map_or(*class, |&code| code as u16);
                }
            }
        }
    }
}
