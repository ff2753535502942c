//! Events of all reports: milestones of wide rows and rows of events, side by side for each report.

use lapor_core::{AgencyId, ClassId, Event, EventKind, Party, ReportIndex, Value, When};
use rayon::prelude::*;

use super::agencies::Agencies;
use super::duplicates::{EventRows, is_event};
use super::{Context, Index, Parts, Place};
use crate::dataset::Column;
use crate::ingest::mapping::Blank;
use crate::ingest::reports::ReportsPart;
use crate::ingest::sheet::MilestonePlan;
use crate::ingest::word_column::WordColumn;

/// How many reports one task builds.
const TASK: usize = 1 << 13;

/// What events are built from.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) parts: &'a Parts,
    pub(super) index: &'a Index,
    pub(super) event_rows: &'a EventRows,
    pub(super) agencies: &'a Agencies,
    pub(super) class: &'a Column,
    pub(super) context: &'a Context<'a>,
}

/// The events, where those of each report begin, and how many merges name a report that is not there.
pub(super) struct Built {
    pub(super) events: Vec<Event>,
    /// The row of each event, if rows were asked for; [`NO_ROW`] for a milestone.
    pub(super) rows: Vec<Place>,
    pub(super) offsets: Vec<usize>,
    pub(super) unknown_targets: u64,
}

/// Of an event that no row of events tells of.
pub(super) const NO_ROW: Place = (u32::MAX, u32::MAX);

impl Sources<'_> {
    /// Builds all events; `wants_rows` asks from which row each comes.
    pub(super) fn build(&self, wants_rows: bool) -> Built {
        let way = Way::new(self.context.milestones);
        let rows = &self.index.rows;
        let count = |(report, place): (usize, &Option<Place>)| {
            let of_row =
                place.map_or(0, |place| way.happened(self.times(place)).count_ones() as usize);
            of_row
                + self
                    .event_rows
                    .of(report)
                    .iter()
                    .filter(|place| is_event(&self.parts.events, place))
                    .count()
        };
        let counts: Vec<usize> = rows.par_iter().enumerate().map(count).collect();
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        offsets.push(0);
        for count in counts {
            sum += count;
            offsets.push(sum);
        }
        // Written twice, but in parallel both times.
        let blank = Event::new(When::UNKNOWN, EventKind::Submitted);
        let mut events = Vec::new();
        rayon::iter::repeat_n(blank, sum).collect_into_vec(&mut events);
        let kinds = Kinds::new(self.parts);
        let mut tasks = Vec::new();
        let mut rest = events.as_mut_slice();
        let mut rows_of = vec![NO_ROW; if wants_rows { sum } else { 0 }];
        let mut rest_rows = rows_of.as_mut_slice();
        for start in (0..rows.len()).step_by(TASK) {
            let end = rows.len().min(start + TASK);
            let (slots, after) = rest.split_at_mut(offsets[end] - offsets[start]);
            let (rows, after_rows) = rest_rows.split_at_mut(slots.len().min(rest_rows.len()));
            (rest, rest_rows) = (after, after_rows);
            tasks.push((start..end, slots, rows));
        }
        let unknown_targets = tasks
            .into_par_iter()
            .map(|(reports, mut slots, mut rows)| {
                let mut unknown = 0;
                for report in reports {
                    let (own, after) = slots.split_at_mut(offsets[report + 1] - offsets[report]);
                    slots = after;
                    let (own_rows, after) = rows.split_at_mut(own.len().min(rows.len()));
                    rows = after;
                    unknown += self.of_report(report, &way, &kinds, own, own_rows);
                }
                unknown
            })
            .sum();
        Built { events, rows: rows_of, offsets, unknown_targets }
    }

    /// Fills the events of one report; returns how many merges name a report that is not there.
    fn of_report(
        &self,
        report: usize,
        way: &Way,
        kinds: &Kinds,
        slots: &mut [Event],
        rows_of: &mut [Place],
    ) -> u64 {
        let mut unknown = 0;
        let events = slots.len();
        let mut slots = slots.iter_mut();
        if let Some(place) = self.index.rows[report] {
            let part = &self.parts.reports[place.0 as usize];
            let (times, happened) = (self.times(place), way.happened(self.times(place)));
            let mut value_at = place.1 as usize * way.values;
            for (at, (milestone, &time)) in self.context.milestones.iter().zip(times).enumerate() {
                let mut value = Value::None;
                if milestone.value.is_some() {
                    let code = part.value_codes.get(value_at).copied().unwrap_or(Column::NONE);
                    value = self.value(
                        milestone.kind,
                        code,
                        &part.values,
                        happened >> at & 1,
                        &mut unknown,
                    );
                    value_at += 1;
                }
                if happened >> at & 1 == 0 {
                    continue;
                }
                let agency =
                    milestone.agency.and_then(|column| self.milestone_agency(part, place, column));
                if let Some(slot) = slots.next() {
                    *slot = Event { value, ..milestone_event(milestone, time, agency) };
                }
            }
        }
        let rows = self.event_rows.of(report);
        if !rows.is_empty() {
            let zone = self.context.mapping.zone.offset();
            let mut built: Vec<(Event, u64, Place)> = rows
                .iter()
                .filter_map(|&place| {
                    let event = self.row_event(place, kinds, &mut unknown)?;
                    Some((
                        event,
                        self.parts.events[place.0 as usize].digests[place.1 as usize],
                        place,
                    ))
                })
                .collect();
            built.sort_by_key(|(event, digest, _)| {
                (
                    event.at.order(zone),
                    event.kind,
                    event.party,
                    event.agency,
                    event.to_agency,
                    event.value,
                    *digest,
                )
            });
            for ((event, _, _), slot) in built.iter().zip(slots) {
                *slot = *event;
            }
            // The events of rows stand after those of milestones.
            let first = events - built.len();
            for ((_, _, place), row) in built.iter().zip(rows_of.iter_mut().skip(first)) {
                *row = *place;
            }
        }
        unknown
    }

    fn times(&self, (part, row): Place) -> &[When] {
        let width = self.context.milestones.len();
        let start = row as usize * width;
        self.parts.reports[part as usize].times.get(start..start + width).unwrap_or_default()
    }

    fn milestone_agency(
        &self,
        part: &ReportsPart,
        (number, row): Place,
        column: usize,
    ) -> Option<AgencyId> {
        let code = part.agencies.get(column)?.ids.codes.get(row as usize)?;
        self.agencies.of_reports[number as usize][column].get(*code as usize).copied()
    }

    fn row_event(&self, (number, row): Place, kinds: &Kinds, unknown: &mut u64) -> Option<Event> {
        let (number, row) = (number as usize, row as usize);
        let part = &self.parts.events[number];
        let word =
            |column: &WordColumn| column.codes.get(row).map_or(usize::MAX, |&code| code as usize);
        let kind = *kinds.kinds[number].get(word(&part.kind))?;
        Some(Event {
            at: part.at[row],
            kind,
            party: kinds.parties[number].get(word(&part.actor)).copied(),
            agency: self.agencies.from[number].get(word(&part.agency)).copied(),
            to_agency: self.agencies.to[number].get(word(&part.to_agency)).copied(),
            value: self.value(kind, part.value_codes[row], &part.values, 1, unknown),
        })
    }

    /// What an event of this kind carries; a merge that counts and whose target is not there is counted.
    fn value(
        &self,
        kind: EventKind,
        code: u32,
        values: &crate::ingest::words::Words,
        counts: u32,
        unknown: &mut u64,
    ) -> Value {
        if code == Column::NONE {
            return Value::None;
        }
        let word = values.get(code);
        let carried = match kind {
            EventKind::Extended => word.parse().ok().map(Value::Days),
            EventKind::Reclassified => {
                let class =
                    self.class.words.binary_search_by(|known| known.as_str().cmp(word)).ok();
                class
                    .and_then(|class| u16::try_from(class).ok())
                    .map(|class| Value::Class(ClassId(class)))
            }
            EventKind::Merged => {
                let target = self.index.ids.find(word);
                if target.is_none() {
                    *unknown += u64::from(counts);
                }
                target
                    .and_then(|target| u32::try_from(target).ok())
                    .map(|target| Value::Report(ReportIndex(target)))
            }
            _ => None,
        };
        carried.unwrap_or_default()
    }
}

/// The event of a milestone; its agency is the one that received the report, or the one that acted.
pub(super) fn milestone_event(
    milestone: &MilestonePlan,
    time: When,
    agency: Option<AgencyId>,
) -> Event {
    let mut event = Event { party: milestone.actor, ..Event::new(time, milestone.kind) };
    if matches!(milestone.kind, EventKind::Dispositioned | EventKind::Forwarded) {
        event.to_agency = agency;
    } else {
        event.agency = agency;
    }
    event
}

/// What the words of each part of events stand for.
struct Kinds {
    kinds: Vec<Vec<EventKind>>,
    parties: Vec<Vec<Party>>,
}

impl Kinds {
    fn new(parts: &Parts) -> Self {
        // Other words than these were rejected.
        let kind = |word: &str| word.parse().unwrap_or(EventKind::Submitted);
        let party = |word: &str| word.parse().unwrap_or(Party::System);
        Kinds {
            kinds: parts
                .events
                .iter()
                .map(|part| part.kind.words.iter().map(kind).collect())
                .collect(),
            parties: parts
                .events
                .iter()
                .map(|part| part.actor.words.iter().map(party).collect())
                .collect(),
        }
    }
}

/// The milestones of a wide table in the order of a report's way, and what a blank one means (R10).
#[derive(Debug)]
pub(super) struct Way {
    /// All milestones, a bit each.
    all: u32,
    /// How many milestones carry a value.
    values: usize,
    /// Milestones that happened or may have happened where the cell is blank.
    always: u32,
    /// For each milestone the later ones that make a blank unknown.
    later: Vec<u32>,
    /// Milestones whose blank may be unknown, by itself or by a later one.
    doubtful: u32,
}

impl Way {
    pub(super) fn new(milestones: &[MilestonePlan]) -> Self {
        let bits = |keep: &dyn Fn(&MilestonePlan) -> bool| {
            milestones
                .iter()
                .enumerate()
                .filter(|(_, plan)| keep(plan))
                .fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let later = milestones.iter().map(|blank| match (blank.blank, step(blank.kind)) {
            (Blank::ByLater, Some(of_blank)) => bits(&|plan| {
                plan.kind != EventKind::LastActivity
                    && step(plan.kind).is_some_and(|of| of_blank < of)
            }),
            _ => 0,
        });
        let later: Vec<u32> = later.collect();
        Way {
            doubtful: later
                .iter()
                .enumerate()
                .filter(|&(_, &later)| later != 0)
                .fold(bits(&|plan| plan.blank == Blank::Unknown), |bits, (at, _)| bits | 1 << at),
            all: bits(&|_| true),
            values: milestones.iter().filter(|plan| plan.value.is_some()).count(),
            always: bits(&|plan| plan.blank == Blank::Unknown),
            later,
        }
    }

    /// Whether a blank milestone may have happened.
    #[inline]
    pub(super) fn is_in_doubt(&self, times: &[When]) -> bool {
        self.doubtful & !known(times) != 0 && self.happened(times) != known(times)
    }

    /// The milestones that get an event, a bit each: those with a time, and those that are unknown.
    pub(super) fn happened(&self, times: &[When]) -> u32 {
        let known = known(times);
        let mut happened = known;
        if known != self.all {
            happened |= self.always;
            for (at, later) in self.later.iter().enumerate() {
                happened |= u32::from(later & known != 0) << at;
            }
        }
        happened
    }
}

/// The milestones with a time, a bit each.
#[inline]
fn known(times: &[When]) -> u32 {
    let known = |(at, &time): (usize, &When)| u32::from(time != When::UNKNOWN) << at;
    times.iter().enumerate().map(known).fold(0, |bits, bit| bits | bit)
}

/// The step of a report's way at which a kind stands; those without one may happen at any time.
///
/// A last activity stands before the ends, so that a blank one is unknown where the report has ended; but it proves
/// no earlier step, since it may be the submission itself.
fn step(kind: EventKind) -> Option<u8> {
    match kind {
        EventKind::Submitted => Some(0),
        EventKind::Verified => Some(1),
        EventKind::Dispositioned => Some(2),
        EventKind::Forwarded
        | EventKind::Returned
        | EventKind::Acknowledged
        | EventKind::Held
        | EventKind::Completed => Some(3),
        EventKind::FollowedUp => Some(4),
        EventKind::ReporterReplied | EventKind::AdminReplied | EventKind::LastActivity => Some(5),
        EventKind::Closed | EventKind::Archived | EventKind::Merged | EventKind::Withdrawn => {
            Some(6)
        }
        EventKind::Reopened => Some(7),
        EventKind::Extended | EventKind::Reclassified => None,
    }
}
