//! Rows that repeat an earlier one: the first is kept, exact copies and conflicts are told apart.

use rayon::prelude::*;

use super::{Context, Index, Place, Total};
use crate::dataset::{Column, Reject};
use crate::ingest::anomaly::{CONFLICTING_DUPLICATE, DIFFERING_CASE, EXACT_DUPLICATE};
use crate::ingest::events::EventsPart;
use crate::ingest::lists::{ListPart, Listed};
use crate::ingest::reports::ReportsPart;
use crate::ingest::shown::shown_id;

/// The rows of reports that are kept, in the order of their ids.
pub(super) fn of_reports(
    parts: &[ReportsPart],
    context: &Context<'_>,
    total: &mut Total<'_>,
) -> Vec<Place> {
    let id = |&(part, row): &Place| parts[part as usize].ids.get(row as usize);
    let rows = |(part, rows): (usize, &ReportsPart)| {
        (0..rows.ids.len()).map(move |row| (part as u32, row as u32))
    };
    let mut places: Vec<Place> = parts.iter().enumerate().flat_map(rows).collect();
    if places.par_windows(2).all(|pair| id(&pair[0]) < id(&pair[1])) {
        return places;
    }
    places
        .par_sort_unstable_by(|left, right| id(left).cmp(id(right)).then_with(|| left.cmp(right)));
    let column = context.mapping.report.id.as_deref().unwrap_or("report_id");
    let mut kept: Vec<Place> = Vec::with_capacity(places.len());
    for group in places.chunk_by(|left, right| id(left) == id(right)) {
        if group.iter().all(|&(part, _)| parts[part as usize].of_cases) {
            let digest = |&(part, row): &Place| parts[part as usize].digests[row as usize];
            let differs = group.iter().any(|place| digest(place) != digest(&group[0]));
            total.see(DIFFERING_CASE, differs.into());
            kept.push(group[0]);
            continue;
        }
        let seen: Vec<Seen> = group
            .iter()
            .map(|&(part, row)| {
                let part = &parts[part as usize];
                Seen {
                    file: part.file,
                    line: part.lines[row as usize],
                    digest: part.digests[row as usize],
                }
            })
            .collect();
        reject_repeats(&seen, id(&group[0]), column, total);
        kept.push(group[0]);
    }
    kept
}

/// The rows of a list that are kept, in the order of their ids.
pub(super) fn of_list<T>(
    parts: Vec<ListPart<T>>,
    _context: &Context<'_>,
    column: &str,
    total: &mut Total<'_>,
) -> Vec<Listed<T>> {
    let mut rows: Vec<(u32, Listed<T>)> = parts
        .into_iter()
        .flat_map(|part| part.rows.into_iter().map(move |row| (part.file, row)))
        .collect();
    // Stable, so that of equal ids the first in file and line stays first.
    rows.sort_by(|(_, left), (_, right)| left.id.cmp(&right.id));
    for group in rows.chunk_by(|(_, left), (_, right)| left.id == right.id) {
        let seen: Vec<Seen> = group
            .iter()
            .map(|(file, row)| Seen { file: *file, line: row.line, digest: row.digest })
            .collect();
        reject_repeats(&seen, &group[0].1.id, column, total);
    }
    rows.dedup_by(|(_, later), (_, first)| later.id == first.id);
    rows.into_iter().map(|(_, row)| row).collect()
}

#[derive(Clone, Copy)]
struct Seen {
    file: u32,
    line: u64,
    digest: u64,
}

/// Rejects every row of one id but the first.
fn reject_repeats(seen: &[Seen], id: &str, column: &str, total: &mut Total<'_>) {
    for (at, repeat) in seen.iter().enumerate().skip(1) {
        let copy = seen[..at].iter().find(|earlier| earlier.digest == repeat.digest);
        let (first, rule) = match copy {
            Some(copy) => (copy, EXACT_DUPLICATE),
            None => (&seen[0], CONFLICTING_DUPLICATE),
        };
        let reject = repeated(total, repeat, column, id, first, rule);
        total.reject(repeat.file, reject);
    }
}

fn repeated(
    total: &Total<'_>,
    repeat: &Seen,
    column: &str,
    id: &str,
    first: &Seen,
    rule: &'static str,
) -> Reject {
    let kept = format!("{}:{}", total.file(first.file), first.line);
    let expected = if rule == EXACT_DUPLICATE {
        format!("each row once; this one is that of {kept} again")
    } else {
        format!("each id once; it stands in {kept} with other cells")
    };
    Reject {
        file: total.file(repeat.file).to_owned(),
        line: repeat.line,
        column: column.to_owned(),
        found: shown_id(id),
        expected,
        rule,
    }
}

/// The rows of events that are kept, side by side for each report, in the order of files and lines.
#[derive(Debug, Default)]
pub(super) struct EventRows {
    pub(super) places: Vec<Place>,
    /// Where the rows of each report begin; empty if there are no tables of events.
    pub(super) offsets: Vec<usize>,
}

impl EventRows {
    pub(super) fn of(&self, report: usize) -> &[Place] {
        match (self.offsets.get(report), self.offsets.get(report + 1)) {
            (Some(&start), Some(&end)) => &self.places[start..end],
            _ => &[],
        }
    }
}

/// Groups rows of events by report and leaves out exact copies (R9).
pub(super) fn of_events(
    parts: &[EventsPart],
    index: &Index,
    context: &Context<'_>,
    total: &mut Total<'_>,
) -> EventRows {
    if parts.is_empty() {
        return EventRows::default();
    }
    let mut offsets = vec![0; index.ids.len() + 1];
    let report =
        |part: usize, row: usize| index.of_events[part][parts[part].report[row] as usize] as usize;
    for (number, part) in parts.iter().enumerate() {
        for row in 0..part.len() {
            offsets[report(number, row) + 1] += 1;
        }
    }
    for at in 1..offsets.len() {
        offsets[at] += offsets[at - 1];
    }
    let mut next = offsets.clone();
    let mut places = vec![(0, 0); offsets.last().copied().unwrap_or(0)];
    for (number, part) in parts.iter().enumerate() {
        for row in 0..part.len() {
            let slot = &mut next[report(number, row)];
            places[*slot] = (number as u32, row as u32);
            *slot += 1;
        }
    }
    let column =
        context.mapping.event.as_ref().map_or("report_id", |event| event.report_id.as_str());
    let mut kept = EventRows {
        places: Vec::with_capacity(places.len()),
        offsets: Vec::with_capacity(offsets.len()),
    };
    kept.offsets.push(0);
    let mut sorted: Vec<(u64, usize)> = Vec::new();
    for (report, bounds) in offsets.windows(2).enumerate() {
        let group = &places[bounds[0]..bounds[1]];
        let seen = |&(part, row): &Place| {
            let part = &parts[part as usize];
            Seen {
                file: part.file,
                line: part.lines[row as usize],
                digest: part.digests[row as usize],
            }
        };
        sorted.clear();
        sorted.extend(group.iter().enumerate().map(|(at, place)| (seen(place).digest, at)));
        sorted.sort_unstable();
        // The first of each run of equal digests stays.
        let mut copies: Vec<(usize, usize)> = Vec::new();
        for run in sorted.chunk_by(|left, right| left.0 == right.0) {
            copies.extend(run.iter().skip(1).map(|&(_, at)| (at, run[0].1)));
        }
        copies.sort_unstable();
        let mut left_out = copies.iter().peekable();
        for (at, place) in group.iter().enumerate() {
            match left_out.next_if(|&&(copy, _)| copy == at) {
                Some(&(_, first)) => {
                    let repeat = seen(place);
                    let reject = repeated(
                        total,
                        &repeat,
                        column,
                        index.ids.get(report),
                        &seen(&group[first]),
                        EXACT_DUPLICATE,
                    );
                    total.reject(repeat.file, reject);
                }
                None => kept.places.push(*place),
            }
        }
        kept.offsets.push(kept.places.len());
    }
    kept
}

/// Whether a row of events tells of an event, and not only of its report.
pub(super) fn is_event(parts: &[EventsPart], &(part, row): &Place) -> bool {
    parts[part as usize].kind.codes.get(row as usize).is_some_and(|&code| code != Column::NONE)
}
