//! Logs: a table with a row an event, in any order, grouped by report without the texts of its rows.
//!
//! Every event becomes 24 bytes: a key of its report, when, what, by whom. They are dealt into bins by key while the files are
//! read, so that all events of a report lie in one bin; then each bin is sorted and is a dataset of its own. An id that
//! is a number is its own key, any other has a digest of 95 bits for its key: among ten million ids two are taken for
//! one with a chance of one in 10^14.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use lapor_core::{AgencyId, Event, EventKind, Party, When};
use rayon::prelude::*;

use super::batches::Pass;
use super::input::{self, Input};
use super::mapping::{Fact, Layout, Mapping, MappingRef};
use super::piece::Piece;
use super::row::{Cells, each_row};
use super::sheet::{EventsPlan, Plan, Reading, Sheet};
use super::stream::{self, Order, lock};
use super::tally::Tally;
use super::word_column::WordColumn;
use super::words::{Numbers, Words, hash};
use crate::dataset::{Agency, Column, Dataset, Fixed, Ids, Provenance, Reject, Reports};
use crate::error::Error;
use crate::schema::{KINDS, PARTIES};

/// Into how many bins events are dealt: a bin of ten million reports is worth a task and fits into a cache.
const BINS: usize = 512;
/// Events that a bin takes at once.
const CHUNK: usize = 4_096;

/// A table with a row an event that is grouped without its texts.
#[derive(Debug)]
pub struct Log {
    mapping: Mapping,
    files: Vec<Input>,
}

/// An event and its report, in 24 bytes.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: u64,
    at: When,
    check: u32,
    /// From the lowest bit: the kind, who acted, and the number of its agencies plus one.
    what: u32,
}

/// The id of a report: a number and 0, or a digest whose second part is not 0.
type Key = (u64, u32);

/// The bits of a kind and of who acted; what is left is that of the agencies.
const KIND: u32 = 5;
const PARTY: u32 = 3;
/// The most pairs of agencies that have a number.
const PAIRS: u32 = (1 << (u32::BITS - KIND - PARTY)) - 1;

/// All events of a log, dealt by report.
#[derive(Debug)]
pub struct Dealt {
    /// What was read, and the latest days.
    pub pass: Pass,
    bins: Vec<Vec<Vec<Entry>>>,
    agencies: Vec<Agency>,
    /// By their numbers: who acted and who received.
    pairs: Vec<(Option<AgencyId>, Option<AgencyId>)>,
    log: Log,
}

impl Log {
    /// The inputs as a log; `None` if their rows tell more than a log can hold: one of these facts, or what an event carries, or what is
    /// known of a case.
    ///
    /// # Errors
    ///
    /// As [`ingest`](super::ingest()): the mapping is wrong, or an input is not there.
    pub fn open(
        inputs: &[PathBuf],
        mapping: Option<&MappingRef>,
        facts: &[Fact],
    ) -> Result<Option<Self>, Error> {
        let mapping = input::mapping_of(inputs, mapping)?;
        let files = input::files(inputs, &mapping)?;
        let carries = mapping.event.as_ref().is_none_or(|event| event.value.is_some());
        let plain = mapping.layout == Layout::Events
            && !carries
            && mapping.milestones.is_empty()
            && !facts.iter().any(|fact| mapping.report.facts.contains_key(fact));
        Ok(plain.then_some(Log { mapping, files }))
    }

    /// What the mapping fixes.
    pub fn fixed(&self) -> &Fixed {
        &self.mapping.fixed
    }

    /// Reads all rows and deals them by report.
    ///
    /// # Errors
    ///
    /// As [`ingest`](super::ingest()).
    pub fn deal(self) -> Result<Dealt, Error> {
        let names: Vec<String> = self.files.iter().map(|file| file.name.clone()).collect();
        let shared = Shared::default();
        for (number, file) in self.files.iter().enumerate() {
            let work = |sheet: &Sheet<'_>, _: Order, piece: &Piece| {
                if let Plan::Events(plan) = &sheet.plan {
                    shared.take(sheet, plan, piece);
                }
            };
            let reading = Reading::Lean { facts: &[], names: false, repeated: &[] };
            stream::read_file(file, number as u32, &self.mapping, reading, stream::BLOCK, &work)?;
        }
        let Shared { bins, agencies, pairs, seen } = shared;
        let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        if seen.pass.count.accepted == 0 {
            return Err(super::nothing(&names, &seen.pass.count, seen.first.as_ref()));
        }
        let words = agencies.into_inner().unwrap_or_else(PoisonError::into_inner);
        let pairs = pairs.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_unstable_by(|&left, &right| words.get(left).cmp(words.get(right)));
        let mut ids = vec![AgencyId::from_index(0); order.len()];
        for (place, &number) in order.iter().enumerate() {
            ids[number as usize] = AgencyId::from_index(place as u32);
        }
        let id = |word: u32| ids.get(word as usize).copied();
        Ok(Dealt {
            pass: seen.pass,
            bins: bins
                .into_iter()
                .map(|bin| bin.into_inner().unwrap_or_else(PoisonError::into_inner))
                .collect(),
            agencies: order.iter().map(|&number| Agency::unlisted(words.get(number))).collect(),
            pairs: pairs.into_iter().map(|(from, to)| (id(from), id(to))).collect(),
            log: self,
        })
    }
}

impl Dealt {
    /// What the mapping fixes.
    pub fn fixed(&self) -> &Fixed {
        self.log.fixed()
    }

    /// Where the data come from, as the mapping says.
    pub fn provenance(&self) -> Provenance {
        self.log.mapping.provenance()
    }

    /// The ids of its agencies.
    pub fn agencies(&self) -> impl Iterator<Item = &str> {
        self.agencies.iter().map(|agency| agency.id.as_str())
    }

    /// Hands over all reports in datasets without ids: `visit` adds each to an accumulator, on any thread and in any order.
    ///
    /// # Errors
    ///
    /// The first that `visit` gives.
    pub fn fold<A: Send, E: Send>(
        self,
        new: impl Fn() -> A + Sync,
        visit: impl Fn(&mut A, &Dataset) -> Result<(), E> + Sync,
    ) -> Result<Vec<A>, E> {
        let Dealt { bins, agencies, pairs, log, .. } = self;
        let zone = log.mapping.zone.offset();
        let made: Mutex<Vec<A>> = Mutex::new(Vec::new());
        bins.into_par_iter().try_for_each(|chunks| {
            let mut entries: Vec<Entry> = Vec::with_capacity(chunks.iter().map(Vec::len).sum());
            chunks.into_iter().for_each(|chunk| entries.extend(chunk));
            entries.sort_unstable_by_key(|entry| {
                (entry.key, entry.check, entry.at.order(zone), entry.what)
            });
            let mut dataset = Dataset {
                offsets: vec![0],
                agencies: agencies.clone(),
                unrecorded: log.mapping.unrecorded(),
                last_activity_opens_silence: log.mapping.last_activity_opens_silence,
                fixed: log.mapping.fixed.clone(),
                ..Dataset::default()
            };
            let mut ids = Ids::default();
            for same in entries.chunk_by(|left, right| left.key() == right.key()) {
                dataset.events.extend(same.iter().map(|entry| entry.event(&pairs)));
                dataset.offsets.push(dataset.events.len());
                ids.push("");
            }
            drop(entries);
            dataset.reports = Reports { id: ids, ..Reports::default() };
            let idle = lock(&made).pop();
            let mut accumulator = idle.unwrap_or_else(&new);
            let visited = visit(&mut accumulator, &dataset);
            lock(&made).push(accumulator);
            visited
        })?;
        Ok(made.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Entry {
    fn new((key, check): Key, at: When, kind: EventKind, party: Option<Party>, pair: u32) -> Self {
        let party = party.map_or(0, |party| 1 + party as u32);
        Entry { key, at, check, what: kind as u32 | party << KIND | pair << (KIND + PARTY) }
    }

    fn key(&self) -> Key {
        (self.key, self.check)
    }

    fn event(&self, pairs: &[(Option<AgencyId>, Option<AgencyId>)]) -> Event {
        let kind = EventKind::ALL[(self.what & ((1 << KIND) - 1)) as usize % EventKind::ALL.len()];
        let party = (self.what >> KIND & ((1 << PARTY) - 1)).checked_sub(1);
        let pair = (self.what >> (KIND + PARTY)).checked_sub(1);
        let (agency, to_agency) =
            pair.and_then(|pair| pairs.get(pair as usize)).copied().unwrap_or_default();
        Event {
            party: party.and_then(|party| Party::ALL.get(party as usize)).copied(),
            agency,
            to_agency,
            ..Event::new(self.at, kind)
        }
    }
}

/// What all tasks add to.
struct Shared {
    bins: Vec<Mutex<Vec<Vec<Entry>>>>,
    agencies: Mutex<Words>,
    pairs: Mutex<Vec<(u32, u32)>>,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    pass: Pass,
    first: Option<Reject>,
}

impl Default for Shared {
    fn default() -> Self {
        Shared {
            bins: (0..BINS).map(|_| Mutex::default()).collect(),
            agencies: Mutex::default(),
            pairs: Mutex::default(),
            seen: Mutex::default(),
        }
    }
}

impl Shared {
    fn take(&self, sheet: &Sheet<'_>, plan: &EventsPlan, piece: &Piece) {
        let mut part = LogPart::default();
        let mut tally = Tally::default();
        each_row(sheet, piece, &mut tally, |row, tally| part.take(plan, row, self, tally));
        // Dealt within the piece first, so that each bin is locked once.
        let mut ends = [0_u32; BINS];
        for entry in &part.entries {
            ends[bin(entry.key())] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum - *end;
        }
        let mut dealt = vec![0_u32; part.entries.len()];
        for (place, entry) in part.entries.iter().enumerate() {
            let slot = &mut ends[bin(entry.key())];
            dealt[*slot as usize] = place as u32;
            *slot += 1;
        }
        let mut start = 0;
        for (bin, &end) in self.bins.iter().zip(&ends) {
            let mut rest = &dealt[start..end as usize];
            start = end as usize;
            let mut chunks = lock(bin);
            while !rest.is_empty() {
                if chunks.last().is_none_or(|chunk| chunk.len() == CHUNK) {
                    chunks.push(Vec::with_capacity(CHUNK));
                }
                let Some(chunk) = chunks.last_mut() else { break };
                let (now, later) = rest.split_at(rest.len().min(CHUNK - chunk.len()));
                chunk.extend(now.iter().map(|&place| part.entries[place as usize]));
                rest = later;
            }
        }
        let mut seen = lock(&self.seen);
        let rejected = tally.rejects.len() as u64;
        seen.pass.count.read += tally.read;
        seen.pass.count.rejected += rejected;
        seen.pass.count.accepted += tally.read - rejected;
        let zone = sheet.mapping.zone.offset();
        seen.pass.see(super::assemble::latest(part.entries.iter().map(|entry| entry.at), zone));
        // Of all that was wrong the first by file and line, whichever task met it first.
        let first = tally.rejects.into_iter().min();
        seen.first = match (seen.first.take(), first) {
            (Some(known), Some(first)) => Some(known.min(first)),
            (known, first) => known.or(first),
        };
    }
}

/// The bin of a key.
fn bin((key, _): Key) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BINS.ilog2())) as usize
}

/// The events of a piece.
#[derive(Default)]
struct LogPart {
    entries: Vec<Entry>,
    kind: WordColumn,
    kinds: Vec<Option<EventKind>>,
    actor: WordColumn,
    agency: WordColumn,
    to_agency: WordColumn,
    pairs: Numbers,
}

impl LogPart {
    fn take(
        &mut self,
        plan: &EventsPlan,
        row: Cells<'_>,
        shared: &Shared,
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        let key = key(&row, plan.report_id)?;
        let at = row.time(plan.at, tally)?.unwrap_or(When::UNKNOWN);
        let code = self.kind.read(&plan.kind, &row, &KINDS)?;
        super::events::check_kind(plan, &row, code)?;
        let actor = self.actor.read(&plan.actor, &row, &PARTIES)?;
        let agency = self.agency.read(&plan.agency, &row, &[])?;
        let to_agency = self.to_agency.read(&plan.to_agency, &row, &[])?;
        // A row may tell of its report and of no event.
        let Some(kind) = self.kind_of(code) else { return Ok(()) };
        let party = match actor {
            Column::NONE => None,
            code => self.actor.words.get(code).parse().ok(),
        };
        let agencies = match (agency, to_agency) {
            (Column::NONE, Column::NONE) => 0,
            pair => 1 + self.pair(pair, &row, shared)?,
        };
        self.entries.push(Entry::new(key, at, kind, party, agencies));
        Ok(())
    }

    fn kind_of(&mut self, code: u32) -> Option<EventKind> {
        while self.kinds.len() < self.kind.words.len() {
            let word = self.kind.words.get(self.kinds.len() as u32);
            self.kinds.push(word.parse().ok());
        }
        self.kinds.get(code as usize).copied().flatten()
    }

    /// The number of two agencies among those of all pieces.
    fn pair(
        &mut self,
        (agency, to_agency): (u32, u32),
        row: &Cells<'_>,
        shared: &Shared,
    ) -> Result<u32, Reject> {
        let local = (u64::from(agency) << 32 | u64::from(to_agency)) as i64;
        if let Some(number) = self.pairs.get(local) {
            return Ok(number);
        }
        let mut words = lock(&shared.agencies);
        let mut word = |column: &WordColumn, code: u32| match code {
            Column::NONE => Column::NONE,
            code => words.intern(column.words.get(code)),
        };
        let pair = (word(&self.agency, agency), word(&self.to_agency, to_agency));
        drop(words);
        let mut pairs = lock(&shared.pairs);
        let known = pairs.iter().position(|&known| known == pair);
        let number = known.unwrap_or_else(|| {
            pairs.push(pair);
            pairs.len() - 1
        }) as u32;
        drop(pairs);
        if PAIRS <= number {
            let expected = format!("at most {PAIRS} pairs of agencies that act and receive");
            return Err(row.reject(None, "one more".into(), expected, "too_many_agencies"));
        }
        self.pairs.insert(local, number);
        Ok(number)
    }
}

/// The key of a row's report; a whole number is the same one in any format.
fn key(row: &Cells<'_>, column: usize) -> Result<Key, Reject> {
    if let Some(number) = row.integer(column)
        && let Ok(number) = u64::try_from(number)
        && row.sheet.mapping.blank.len() == 1
    {
        return Ok((number, 0));
    }
    let id = row.id(column)?;
    Ok(match number_of(&id) {
        Some(number) => (number, 0),
        None => (hash(id.as_bytes(), 0), hash(id.as_bytes(), 0xA076_1D64_78BD_642F) as u32 | 1),
    })
}

/// The number that an id is, if it is written as a number is.
fn number_of(id: &str) -> Option<u64> {
    let plain = id.bytes().all(|byte| byte.is_ascii_digit()) && (id == "0" || !id.starts_with('0'));
    if plain { id.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_own_key() {
        for (id, number) in
            [("0", Some(0)), ("17", Some(17)), ("18446744073709551615", Some(u64::MAX))]
        {
            assert_eq!(number_of(id), number);
        }
        for id in ["017", "+17", "", "17a", "18446744073709551616", " 1"] {
            assert_eq!(number_of(id), None, "{id}");
        }
    }

    #[test]
    fn numbers_in_a_row_fall_into_all_bins() {
        let mut bins = [0; BINS];
        (0..BINS as u64 * 64).for_each(|number| bins[bin((number, 0))] += 1);
        assert!(bins.iter().all(|&count| (16..=256).contains(&count)), "{bins:?}");
    }
}
