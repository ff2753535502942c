//! The counter: shown one verdict after another, it counts what a summary holds of it and of its history.

use lapor_core::{
    AgencyId, Day, Event, EventKind, Notes, Outcome, Party, Scope, Stage, Verdict, Zone,
};
use rustc_hash::FxHashMap;

use super::marks::Mark;
use super::{Collected, Collector, NONE, OWN, TREE, unit_of};
use crate::assess::{Court, Visitor};
use crate::dataset::Dataset;
use crate::measure::compliance::Key;
use crate::measure::sensitivity::{Variant, as_promised};
use crate::measure::tally::{Bucket, Cohort};

/// Counts the verdicts and histories of one dataset.
pub(super) struct Counter<'a, 'r> {
    pub(super) collector: &'a Collector<'r>,
    pub(super) collected: &'a mut Collected,
    pub(super) dataset: &'a Dataset,
    pub(super) court: &'a Court<'a>,
    pub(super) numbers: &'a [Vec<u32>; Key::ALL.len()],
    pub(super) wanted: Option<Option<Option<AgencyId>>>,
    pub(super) full: &'a mut bool,
    /// What the history of the report at hand shows, until its agency is known.
    pub(super) noted: Option<Notes>,
}

impl Counter<'_, '_> {
    fn agency(&self, agency: Option<AgencyId>) -> u32 {
        let numbers = &self.numbers[Key::Agency as usize];
        agency.and_then(|agency| numbers.get(agency.index())).copied().unwrap_or(NONE)
    }

    fn fact(&self, key: Key, report: u32) -> u32 {
        let code = key.column(self.dataset).and_then(|column| column.code(report as usize));
        let numbers = &self.numbers[key as usize];
        code.and_then(|code| numbers.get(code as usize)).copied().unwrap_or(NONE)
    }

    fn is_left_out(&self, verdict: &Verdict, day: Option<Day>) -> bool {
        let (first, last) = self.collector.filter.period;
        self.wanted.is_some_and(|wanted| wanted != Some(verdict.agency))
            || self.collector.filter.stage.is_some_and(|stage| stage != verdict.stage)
            || first.is_some_and(|first| day.is_none_or(|day| day < first))
            || last.is_some_and(|last| day.is_none_or(|day| last < day))
    }

    /// Counts a verdict in every breakdown.
    fn stage(&mut self, report: u32, verdict: &Verdict, units: &[u8]) {
        let as_of = self.collector.as_of;
        // A close without any follow-up has no start; it stands in the month in which it happened.
        let day = verdict.started.or(verdict.ended);
        let Some(mark) = Mark::of(verdict, as_of, day, &self.collector.months) else { return };
        if self.is_left_out(verdict, day) {
            return;
        }
        let month = day.map_or(0, |day| self.collector.months.number(day));
        self.collected.see(month);
        self.collected.see(mark.end(month));
        let Some(mark) = self.collected.marks.number(mark) else {
            *self.full = true;
            return;
        };
        let agency = self.agency(verdict.agency);
        let is_custody = verdict.stage == Stage::Custody;
        for (at, layout) in self.collector.layouts.iter().enumerate() {
            // Of a whole summary custody is told by agency and month alone.
            let skips = is_custody && self.collector.histories && !layout.is_base();
            if skips || self.collector.derived[at] {
                continue;
            }
            let mut keys = 0;
            for (place, key) in layout.by().iter().enumerate() {
                let value = match key {
                    Key::Month => month,
                    Key::Agency => agency,
                    key => self.fact(*key, report),
                };
                keys = layout.with(keys, place, value);
            }
            let groups = &mut self.collected.groups[at];
            for &unit in units {
                if !groups.add(layout, keys, unit, mark) {
                    *self.full = true;
                }
            }
        }
    }

    /// How many of these follow-ups of a report come with a file.
    fn attached(&self, report: usize, events: &[Event]) -> u64 {
        // A batch of histories has no events, and no files either.
        if self.dataset.attachments.is_empty() {
            return 0;
        }
        let own = self.dataset.offsets[report]..self.dataset.offsets[report + 1];
        let with: Vec<&Event> = own
            .filter(|&at| 0 < self.dataset.attachments(at))
            .map(|at| &self.dataset.events[at])
            .filter(|event| event.kind == EventKind::FollowedUp)
            .collect();
        events.iter().filter(|event| with.contains(event)).count() as u64
    }

    /// Counts what the history shows beside the verdicts.
    fn history(&mut self, report: u32, agency: u32) {
        let zone = self.collector.rules.policy.zone();
        let mut events = std::mem::take(&mut self.collected.events);
        self.court.each_event(report as usize, &mut events);
        let as_of = self.collector.as_of;
        // What happens later does not exist yet (R3), and an exact copy is nothing (R9).
        events.retain(|event| event.at.day(zone).is_none_or(|day| day <= as_of));
        events.sort_unstable_by_key(|event| {
            (
                event.at.order(zone),
                event.kind,
                event.party,
                event.agency,
                event.to_agency,
                event.value,
            )
        });
        events.dedup();
        let count =
            |is: &dyn Fn(&Event) -> bool| events.iter().filter(|event| is(event)).count() as u64;
        let replied = count(&|event| event.kind == EventKind::ReporterReplied);
        let followed_up = count(&|event| event.kind == EventKind::FollowedUp);
        let attached = self.attached(report as usize, &events);
        let sums = self.collected.exchange.entry(agency).or_default();
        let replies = replied + count(&|event| event.kind == EventKind::AdminReplied);
        let more = [1, replies, u64::from(0 < replied), followed_up, attached];
        for (sum, more) in sums.iter_mut().zip(more) {
            *sum += more;
        }
        if let Some(within) = closed_within_ten(&events, zone) {
            let category = self.fact(Key::Category, report);
            let (closed, quick) = self.collected.quick.entry(category).or_default();
            *closed += 1;
            *quick += u64::from(within);
        }
        self.collected.events = events;
    }

    fn headline(&mut self, variant: Variant, verdict: &Verdict, agency: u32) {
        let key = (variant as u8, verdict.stage as u8, agency);
        count_headline(&mut self.collected.headlines, key, verdict, self.collector.as_of);
    }
}

/// Whether the first close by another than the reporter came within ten minutes of submission; `None` unless both
/// times are known to the minute.
fn closed_within_ten(events: &[Event], zone: Zone) -> Option<bool> {
    const TEN_MINUTES: i64 = 10 * 60 * 1_000_000;
    let first = |is: &dyn Fn(&&Event) -> bool| {
        let event = events.iter().filter(is).min_by_key(|event| event.at.order(zone))?;
        event.at.instant().map(|instant| instant.micros())
    };
    let submitted = first(&|event| event.kind == EventKind::Submitted)?;
    let closed =
        first(&|event| event.kind == EventKind::Closed && event.party != Some(Party::Reporter))?;
    let waited = closed.checked_sub(submitted)?;
    (0 <= waited).then_some(waited <= TEN_MINUTES)
}

impl Visitor for Counter<'_, '_> {
    fn promise(&mut self, report: u32, verdict: &Verdict) {
        self.stage(report, verdict, &[unit_of(verdict.stage)]);
        let agency = self.agency(verdict.agency);
        if self.collector.closings
            && verdict.stage == Stage::Closure
            && matches!(verdict.outcome, Outcome::Met | Outcome::Early)
            && let Some(ended) = verdict.ended
        {
            *self.collected.closings.entry((agency, ended.epoch())).or_default() += 1;
        }
        if !self.collector.histories {
            return;
        }
        let promised = as_promised(verdict, self.collector.as_of);
        self.headline(Variant::AsPromised, &promised, agency);
        if verdict.stage == Stage::Disposition {
            self.history(report, agency);
            for note in self.noted.take().iter().flat_map(|notes| notes.iter()) {
                *self.collected.notes.entry((agency, note as u8)).or_default() += 1;
            }
        }
    }

    fn custody(&mut self, report: u32, verdict: &Verdict, scope: Scope) {
        match (scope.is_own(), scope.is_tree()) {
            (true, true) => self.stage(report, verdict, &[OWN, TREE]),
            (true, false) => self.stage(report, verdict, &[OWN]),
            _ => self.stage(report, verdict, &[TREE]),
        }
    }

    fn notes(&mut self, _: u32, notes: Notes) {
        self.noted = Some(notes);
    }
}

/// Counts the headline under another reading.
pub(super) struct Headlines<'a> {
    pub(super) variant: Variant,
    pub(super) as_of: Day,
    pub(super) agencies: &'a [u32],
    pub(super) counts: &'a mut FxHashMap<(u8, u8, u32), (u64, u64)>,
}

impl Visitor for Headlines<'_> {
    fn promise(&mut self, _: u32, verdict: &Verdict) {
        let agency = verdict.agency.and_then(|agency| self.agencies.get(agency.index()));
        let key = (self.variant as u8, verdict.stage as u8, agency.copied().unwrap_or(NONE));
        count_headline(self.counts, key, verdict, self.as_of);
    }

    fn custody(&mut self, _: u32, _: &Verdict, _: Scope) {}
}

fn count_headline(
    counts: &mut FxHashMap<(u8, u8, u32), (u64, u64)>,
    key: (u8, u8, u32),
    verdict: &Verdict,
    as_of: Day,
) {
    let Some(bucket) = Bucket::of(verdict, as_of, Cohort::Due) else { return };
    if bucket.is_judged() {
        let (met, judged) = counts.entry(key).or_default();
        *met += u64::from(bucket.is_met());
        *judged += 1;
    }
}
