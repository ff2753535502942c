//! The parts of all files become one dataset, in an order that does not depend on theirs.

mod agencies;
mod duplicates;
mod events;
mod facts;
mod histories;
mod review;
mod total;

use lapor_core::{Day, When};
use rayon::prelude::*;

pub(crate) use histories::Histories;

use super::anomaly;
use super::events::EventsPart;
use super::lists::{AgencyRow, ListPart};
use super::mapping::{Fact, Mapping};
use super::piece::Piece;
use super::reports::ReportsPart;
use super::sheet::{MilestonePlan, Plan, Sheet};
use super::tally::Tally;
use super::words::Words;
use crate::dataset::{Category, Claims, Column, Dataset, Ids, Reports, Visibility};
use crate::texts::{Span, Spans, Spool, Store, Texts};

pub(crate) use review::latest;
use total::Total;

/// A row of a part: the part's place, and the row's place in it.
pub(crate) type Place = (u32, u32);

/// What came out of a piece.
#[derive(Debug)]
pub(crate) enum Part {
    Reports(Box<ReportsPart>),
    Events(Box<EventsPart>, Option<Box<ReportsPart>>),
    Agencies(ListPart<AgencyRow>),
    Categories(ListPart<Category>),
}

impl Part {
    /// Reads a piece.
    pub(crate) fn read(sheet: &Sheet<'_>, piece: &Piece) -> Self {
        match &sheet.plan {
            Plan::Reports(plan) => Part::Reports(Box::new(ReportsPart::read(sheet, plan, piece))),
            Plan::Events(plan) => {
                let (events, cases) = EventsPart::read(sheet, plan, piece);
                Part::Events(Box::new(events), cases.map(Box::new))
            }
            Plan::Agencies(columns) => Part::Agencies(ListPart::agencies(sheet, columns, piece)),
            Plan::Categories(columns) => {
                Part::Categories(ListPart::categories(sheet, columns, piece))
            }
        }
    }

    /// Ends the reading of a piece, and hands what people wrote over to where all of it is kept.
    pub(crate) fn settle(&mut self, spool: &Spool) {
        match self {
            Part::Reports(part) => part.settle(spool),
            Part::Events(part, cases) => {
                part.settle(spool);
                cases.iter_mut().for_each(|cases| cases.settle(spool));
            }
            Part::Agencies(_) | Part::Categories(_) => {}
        }
    }
}

/// What was read from all files, by kind.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) reports: Vec<ReportsPart>,
    pub(crate) events: Vec<EventsPart>,
    pub(crate) agencies: Vec<ListPart<AgencyRow>>,
    pub(crate) categories: Vec<ListPart<Category>>,
}

impl Parts {
    pub(crate) fn push(&mut self, part: Part) {
        match part {
            Part::Reports(part) => self.reports.push(*part),
            Part::Events(part, cases) => {
                self.events.push(*part);
                self.reports.extend(cases.map(|cases| *cases));
            }
            Part::Agencies(part) => self.agencies.push(part),
            Part::Categories(part) => self.categories.push(part),
        }
    }

    /// The tallies of all parts, each with its file.
    fn take_tallies(&mut self) -> Vec<(u32, Tally)> {
        let reports = self.reports.iter_mut().map(|part| (part.file, &mut part.tally));
        let events = self.events.iter_mut().map(|part| (part.file, &mut part.tally));
        let agencies = self.agencies.iter_mut().map(|part| (part.file, &mut part.tally));
        let categories = self.categories.iter_mut().map(|part| (part.file, &mut part.tally));
        let all = reports.chain(events).chain(agencies).chain(categories);
        all.map(|(file, tally)| (file, std::mem::take(tally))).collect()
    }

    /// Gives back what only told the rows of reports apart, once the index has the ids.
    fn forget_reports(&mut self) {
        for part in &mut self.reports {
            (part.ids, part.digests, part.lines) = Default::default();
        }
        self.events.iter_mut().for_each(|part| part.ids = Words::default());
    }

    /// Gives back the lines of events, once those that stand twice are told. Their digests order what is equal else.
    fn forget_lines(&mut self) {
        self.events.iter_mut().for_each(|part| part.lines = Vec::new());
    }
}

/// What assembling needs to know beside the parts.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) mapping: &'a Mapping,
    /// The names of all files, in their order.
    pub(crate) files: &'a [String],
    pub(crate) milestones: &'a [MilestonePlan],
    /// Whether there is a table of reports beside the events.
    pub(crate) reports_listed: bool,
    pub(crate) texts: bool,
    pub(crate) as_of: Option<Day>,
}

/// The reports that are kept, in the order of their ids.
#[derive(Debug, Default)]
struct Index {
    ids: Ids,
    /// The row of each in a table of reports, if it has one.
    rows: Vec<Option<Place>>,
    /// For each part of events, the report of each of its ids.
    of_events: Vec<Vec<u32>>,
}

/// Puts the parts together.
pub(crate) fn dataset(mut parts: Parts, store: Store, context: &Context<'_>) -> Dataset {
    let mut tally = Total::new(context.files);
    for (file, part) in parts.take_tallies() {
        tally.add(file, part);
    }
    let kept = duplicates::of_reports(&parts.reports, context, &mut tally);
    let index = index(&parts, &kept);
    drop(kept);
    parts.forget_reports();
    finished(parts, index, tally, store, context)
}

/// A dataset of one part of reports whose ids stand in no other row, for a measure: it keeps their order, has its histories
/// as rows instead of events, and neither texts nor claims nor what is odd about them. `latest` asks for the latest days.
pub(crate) fn batch(mut part: ReportsPart, context: &Context<'_>, latest: bool) -> Dataset {
    let mut tally = Total::new(context.files);
    tally.add(part.file, std::mem::take(&mut part.tally));
    let ids = std::mem::take(&mut part.ids);
    let columns = std::mem::take(&mut part.facts).map(facts::of_part);
    let mut parts = Parts { reports: vec![part], ..Parts::default() };
    let mut agencies = agencies::Agencies::gather(&parts, Vec::new(), false, &mut tally);
    let histories = Histories::take(&mut parts.reports[0], &mut agencies, context.milestones);
    let zone = context.mapping.zone.offset();
    let latest = if latest { review::latest(histories.times(), zone) } else { None };
    Dataset {
        reports: reports(ids, columns, Vec::new()),
        histories: Some(histories),
        agencies: agencies.list,
        unrecorded: context.mapping.unrecorded(),
        last_activity_opens_silence: context.mapping.last_activity_opens_silence,
        fixed: context.mapping.fixed.clone(),
        provenance: context.mapping.provenance(),
        quality: tally.finish(),
        latest,
        ..Dataset::default()
    }
}

/// The table of reports; the columns stand by [`Fact`].
fn reports(id: Ids, columns: [Column; 6], visibility: Vec<Visibility>) -> Reports {
    let [class, complexity, category, program, place, channel] = columns;
    Reports { id, class, complexity, category, program, place, channel, visibility }
}

fn finished(
    mut parts: Parts,
    index: Index,
    mut tally: Total<'_>,
    store: Store,
    context: &Context<'_>,
) -> Dataset {
    if context.reports_listed && !parts.events.is_empty() {
        let unlisted = index.rows.iter().filter(|row| row.is_none()).count();
        tally.see(anomaly::UNLISTED_REPORT, unlisted as u64);
    }
    let categories =
        duplicates::of_list(std::mem::take(&mut parts.categories), context, "category", &mut tally);
    let has_agencies = !parts.agencies.is_empty();
    let listed =
        duplicates::of_list(std::mem::take(&mut parts.agencies), context, "agency_id", &mut tally);
    let mut agencies = agencies::Agencies::gather(&parts, listed, has_agencies, &mut tally);
    let event_rows = duplicates::of_events(&parts.events, &index, context, &mut tally);
    parts.forget_lines();

    let mut columns = facts::gather(&parts, &index, context.milestones);
    let claims = claims(&parts, &index, context.mapping);
    let visibility = facts::visibility(&parts, &index, &event_rows);
    let class = &columns[Fact::Class as usize];
    let sources = events::Sources {
        parts: &parts,
        index: &index,
        event_rows: &event_rows,
        agencies: &agencies,
        class,
        context,
    };
    let has_attachments = parts.events.iter().any(|part| !part.attachments.is_empty());
    let built = sources.build(context.texts || has_attachments);
    let events::Built { mut events, rows, offsets, unknown_targets } = built;
    tally.see(anomaly::UNKNOWN_MERGE_TARGET, unknown_targets);
    let texts = if context.texts {
        let spans = spans(&parts, &index, &visibility, &rows, &offsets);
        Texts::new(store, spans.0, spans.1)
    } else {
        Texts::default()
    };
    let attachments = if has_attachments {
        attachments(&parts, &visibility, &rows, &offsets)
    } else {
        Vec::new()
    };
    drop((event_rows, parts, rows));
    let Index { ids, .. } = index;
    let zone = context.mapping.zone.offset();
    let latest =
        review::review(&events, &offsets, &agencies, zone, context.as_of, &ids, &mut tally);
    facts::prune(&mut columns, &mut events);
    agencies.prune(&mut events);
    Dataset {
        reports: reports(ids, columns, visibility),
        events,
        offsets,
        histories: None,
        agencies: agencies.list,
        // A list beside the data says more than a mapping can.
        categories: context
            .mapping
            .categories
            .clone()
            .into_iter()
            .chain(categories.into_iter().map(|listed| (listed.id, listed.row)))
            .collect(),
        texts,
        attachments,
        claims,
        unrecorded: context.mapping.unrecorded(),
        last_activity_opens_silence: context.mapping.last_activity_opens_silence,
        fixed: context.mapping.fixed.clone(),
        provenance: context.mapping.provenance(),
        quality: tally.finish(),
        latest,
    }
}

/// The ids of all reports, whether a row or only an event names them.
fn index(parts: &Parts, kept: &[Place]) -> Index {
    let id = |&(part, row): &Place| parts.reports[part as usize].ids.get(row as usize);
    if parts.events.is_empty() {
        return Index {
            ids: {
                let mut ids = Ids::default();
                kept.iter().for_each(|place| ids.push(id(place)));
                ids
            },
            rows: kept.par_iter().map(|&place| Some(place)).collect(),
            of_events: Vec::new(),
        };
    }
    let mut words = Words::default();
    let mut of_events: Vec<Vec<u32>> = parts
        .events
        .iter()
        .map(|part| part.ids.iter().map(|id| words.intern(id)).collect())
        .collect();
    let mut named: Vec<u32> = (0..words.len() as u32).collect();
    named.par_sort_unstable_by(|&left, &right| words.get(left).cmp(words.get(right)));
    // Two sorted lists become one.
    let mut index = Index::default();
    let mut report_of = vec![0; words.len()];
    let (mut kept, mut named) = (kept.iter().peekable(), named.into_iter().peekable());
    loop {
        let (row, number) = match (kept.peek(), named.peek()) {
            (None, None) => break,
            (Some(_), None) => (kept.next(), None),
            (None, Some(_)) => (None, named.next()),
            (Some(row), Some(&number)) => match id(row).cmp(words.get(number)) {
                std::cmp::Ordering::Less => (kept.next(), None),
                std::cmp::Ordering::Equal => (kept.next(), named.next()),
                std::cmp::Ordering::Greater => (None, named.next()),
            },
        };
        if let Some(number) = number {
            report_of[number as usize] = index.ids.len() as u32;
        }
        let text = match (row, number) {
            (Some(row), _) => id(row),
            (None, Some(number)) => words.get(number),
            (None, None) => "",
        };
        index.ids.push(text);
        index.rows.push(row.copied());
    }
    for numbers in &mut of_events {
        for number in numbers {
            *number = report_of[*number as usize];
        }
    }
    index.of_events = of_events;
    index
}

/// The records of what people wrote, by report and by event.
fn spans(
    parts: &Parts,
    index: &Index,
    visibility: &[Visibility],
    rows: &[Place],
    offsets: &[usize],
) -> (Spans, Spans) {
    let (mut reports, mut events) = (Spans::default(), Spans::default());
    for (report, (place, visibility)) in index.rows.iter().zip(visibility).enumerate() {
        // A secret report counts in the verdicts; nothing that was written in it goes any further.
        let is_secret = *visibility == Visibility::Secret;
        let place = place.filter(|_| !is_secret);
        reports.push(
            place.map_or_else(Span::default, |(part, row)| {
                parts.reports[part as usize].texts.get(row)
            }),
        );
        events.extend(rows[offsets[report]..offsets[report + 1]].iter().map(|&(part, row)| {
            let part = parts.events.get(part as usize).filter(|_| !is_secret);
            part.map_or_else(Span::default, |part| part.texts.get(row))
        }));
    }
    (reports, events)
}

/// How many files hang on each event; of a secret report nobody is told.
fn attachments(
    parts: &Parts,
    visibility: &[Visibility],
    rows: &[Place],
    offsets: &[usize],
) -> Vec<u32> {
    let of = |&(part, row): &Place| {
        let part = parts.events.get(part as usize)?;
        part.attachments.get(row as usize).copied()
    };
    let mut attachments = Vec::with_capacity(rows.len());
    for (own, visibility) in offsets.windows(2).zip(visibility) {
        let is_secret = *visibility == Visibility::Secret;
        let rows = &rows[own[0]..own[1]];
        attachments.extend(rows.iter().map(|place| match is_secret {
            true => 0,
            false => of(place).unwrap_or(0),
        }));
    }
    attachments
}

/// What the source claims, by report; only tables with a row a report can claim.
fn claims(parts: &Parts, index: &Index, mapping: &Mapping) -> Claims {
    let times = |column: fn(&ReportsPart) -> &Vec<When>| {
        let of = |place: &Option<Place>| {
            let (part, row) = (*place)?;
            column(&parts.reports[part as usize])
                .get(row as usize)
                .copied()
                .filter(|&when| when != When::UNKNOWN)
        };
        index.rows.par_iter().map(of).collect()
    };
    let verdict = |place: &Option<Place>| {
        let (part, row) = (*place)?;
        parts.reports[part as usize].verdict.get(row as usize).copied().flatten()
    };
    let claim = &mapping.claim;
    Claims {
        due: claim.due.as_ref().map(|_| times(|part| &part.due)),
        verdict: claim.verdict.as_ref().map(|_| index.rows.iter().map(verdict).collect()),
        closed: claim.closed.as_ref().map(|_| times(|part| &part.closed)),
        stage: claim.stage,
        verdicts: claim.verdicts.clone(),
    }
}
