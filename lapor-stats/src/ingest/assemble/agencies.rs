//! Agencies: of all parts and of their table, numbered in the order of their ids.

use std::collections::BTreeMap;

use lapor_core::{AgencyId, Event};
use rayon::prelude::*;

use super::{Parts, Total};
use crate::dataset::Agency;
use crate::ingest::anomaly::{AGENCY_CYCLE, UNKNOWN_AGENCY};
use crate::ingest::lists::{AgencyRow, Listed};
use crate::ingest::word_column::WordColumn;

/// All agencies, and where each word of each part stands among them.
#[derive(Debug, Default)]
pub(super) struct Agencies {
    pub(super) list: Vec<Agency>,
    /// Whether the table has it.
    in_table: Vec<bool>,
    has_table: bool,
    /// By part of reports, place of agencies, and word.
    pub(super) of_reports: Vec<Vec<Vec<AgencyId>>>,
    /// By part of events and word.
    pub(super) from: Vec<Vec<AgencyId>>,
    /// By part of events and word.
    pub(super) to: Vec<Vec<AgencyId>>,
}

impl Agencies {
    /// Gathers the agencies; `has_table` says whether there is a table of them, however short.
    pub(super) fn gather(
        parts: &Parts,
        table: Vec<Listed<AgencyRow>>,
        has_table: bool,
        total: &mut Total<'_>,
    ) -> Self {
        let mut names: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for column in parts.reports.iter().flat_map(|part| &part.agencies) {
            for (number, id) in column.ids.words.iter().enumerate() {
                let name = column.names.get(number).and_then(Option::as_deref);
                let known = names.entry(id).or_default();
                // Of several names the first in the alphabet: no order of rows matters.
                *known = match (*known, name) {
                    (Some(known), Some(name)) => Some(known.min(name)),
                    (known, name) => known.or(name),
                };
            }
        }
        for id in parts
            .events
            .iter()
            .flat_map(|part| part.agency.words.iter().chain(part.to_agency.words.iter()))
        {
            names.entry(id).or_default();
        }
        for row in &table {
            names.entry(&row.id).or_default();
            if let Some(parent) = &row.row.parent {
                names.entry(parent).or_default();
            }
        }
        let ids: Vec<&str> = names.keys().copied().collect();
        let find = |id: &str| {
            AgencyId::from_index(ids.binary_search(&id).map_or(u32::MAX - 1, |at| at as u32))
        };
        let map = |column: &WordColumn| column.words.iter().map(find).collect::<Vec<_>>();
        let of_reports = parts
            .reports
            .iter()
            .map(|part| part.agencies.iter().map(|column| map(&column.ids)).collect())
            .collect();
        let from = parts.events.iter().map(|part| map(&part.agency)).collect();
        let to = parts.events.iter().map(|part| map(&part.to_agency)).collect();
        let mut list: Vec<Agency> = names
            .iter()
            .map(|(&id, name)| Agency {
                name: name.unwrap_or(id).to_owned(),
                ..Agency::unlisted(id)
            })
            .collect();
        let mut in_table = vec![false; list.len()];
        for Listed { id, row, .. } in &table {
            let at = find(id).index();
            in_table[at] = true;
            let agency = &mut list[at];
            if let Some(name) = &row.name {
                agency.name.clone_from(name);
            }
            agency.parent = row.parent.as_deref().map(find);
            agency.kind.clone_from(&row.kind);
            agency.zone = row.zone;
            agency.calendar.clone_from(&row.calendar);
            agency.campaign = row.campaign;
        }
        let unlisted_parents = list
            .iter()
            .filter_map(|agency| agency.parent)
            .filter(|parent| !in_table[parent.index()])
            .count();
        total.see(UNKNOWN_AGENCY, unlisted_parents as u64);
        total.see(AGENCY_CYCLE, cut_cycles(&mut list));
        Agencies { list, in_table, has_table, of_reports, from, to }
    }

    /// Whether there is a table of agencies that does not have this one.
    pub(super) fn is_unknown(&self, agency: AgencyId) -> bool {
        self.has_table && !self.in_table.get(agency.index()).copied().unwrap_or(false)
    }

    /// Leaves out agencies that neither the table, nor a kept event, nor a child names.
    pub(super) fn prune(&mut self, events: &mut [Event]) {
        let mark = |mut used: Vec<bool>, event: &Event| {
            for agency in [event.agency, event.to_agency].into_iter().flatten() {
                used[agency.index()] = true;
            }
            used
        };
        let either = |mut left: Vec<bool>, right: Vec<bool>| {
            left.iter_mut().zip(right).for_each(|(left, right)| *left |= right);
            left
        };
        let none = || vec![false; self.list.len()];
        let named = events.par_iter().with_min_len(1 << 16).fold(none, mark).reduce(none, either);
        let mut used = either(self.in_table.clone(), named);
        for parent in self.list.iter().filter_map(|agency| agency.parent) {
            used[parent.index()] = true;
        }
        if used.iter().all(|&used| used) {
            return;
        }
        let mut next = 0;
        let map: Vec<AgencyId> = used
            .iter()
            .map(|&used| {
                let id = AgencyId::from_index(next);
                next += u32::from(used);
                id
            })
            .collect();
        let mut keep = used.iter();
        self.list.retain(|_| keep.next().copied().unwrap_or(false));
        let renumber =
            |agency: &mut Option<AgencyId>| *agency = agency.map(|agency| map[agency.index()]);
        for agency in &mut self.list {
            renumber(&mut agency.parent);
        }
        for event in events {
            renumber(&mut event.agency);
            renumber(&mut event.to_agency);
        }
    }
}

/// Takes the parent from every agency that stands above itself; returns how many there were.
fn cut_cycles(list: &mut [Agency]) -> u64 {
    let stands_above_itself = |start: usize| {
        let mut at = start;
        // No way up is longer than there are agencies.
        for _ in 0..list.len() {
            match list[at].parent {
                Some(parent) => at = parent.index(),
                None => return false,
            }
            if at == start {
                return true;
            }
        }
        false
    };
    let cut: Vec<usize> = (0..list.len()).filter(|&at| stands_above_itself(at)).collect();
    for &at in &cut {
        list[at].parent = None;
    }
    cut.len() as u64
}
