//! Pages about many reports: overview, agencies, scorecards, and the lists.

use std::cmp::Reverse;

use lapor_core::{AgencyId, Stage};
use rayon::prelude::*;

use crate::model::{
    Agencies, AgencyLine, AgencyName, Cell, Feed, FollowUps, GeneralLine, GeneralReports, Overview,
    Page, Promise, ReportLine, Reports, Scorecard, SourceCard,
};

use super::register::{Entry, Finished, Shown, Whose};
use super::source::JudgedSource;
use super::waiting::waiting;

/// How many lines a page of a list has.
const PAGE: usize = 100;

impl JudgedSource<'_> {
    /// What the front page says of it.
    pub(super) fn card(&self) -> SourceCard {
        SourceCard {
            source: self.config.slug.clone(),
            reports: self.figures.ledger().cell(&["reports"]),
            agencies: self.dataset.agencies.len() as u64,
            promises: self.promises(None),
            closure: self.figures.closure(None, &self.rules.policy),
        }
    }

    /// The overview of the source.
    pub(super) fn overview(&self) -> Overview {
        Overview {
            source: self.config.slug.clone(),
            reports: self.figures.ledger().cell(&["reports"]),
            secret: self.figures.ledger().cell(&["reports", "secret"]),
            agencies: self.dataset.agencies.len() as u64,
            promises: self.promises(None),
            closure: self.figures.closure(None, &self.rules.policy),
            audits: self.audited(),
            note: self.config.note.clone(),
            quality: self.quality(),
        }
    }

    /// The list of agencies; the page sorts it by name.
    pub(super) fn agencies(&self) -> Agencies {
        let lines = self.with_scorecard().into_iter().map(|card| {
            let slug = Some(&*card.name.slug);
            let stage = Stage::FollowUp;
            let months = self.figures.ledger().months(stage, true);
            AgencyLine {
                name: card.name.name.clone(),
                slug: card.name.slug.clone(),
                parent: card
                    .parent
                    .and_then(|parent| self.agency(parent))
                    .map(|parent| parent.name),
                campaign: card.campaign,
                reports: self.reports_of(card.name),
                follow_up: self.figures.tally(stage, slug, None),
                months: months
                    .iter()
                    .map(|&month| self.figures.tally(stage, slug, Some(month)))
                    .collect(),
            }
        });
        Agencies { source: self.config.slug.clone(), lines: lines.collect() }
    }

    /// A scorecard for every agency, and one for the administrator where reports wait there.
    pub(super) fn scorecards<'l>(
        &'l self,
        register: &'l Finished,
    ) -> impl IndexedParallelIterator<Item = Scorecard> + 'l {
        self.with_scorecard().into_par_iter().map(|card| {
            let slug = Some(&*card.name.slug);
            let open = register
                .waiting(card.agency)
                .map(|(report, days, stage)| (self.ids.get(report), days.title.as_ref(), stage));
            let (due_soon, open) = waiting(open, &self.rules.calendar, self.as_of());
            Scorecard {
                source: self.config.slug.clone(),
                agency: card.name.clone(),
                parents: self.parents(card.parent),
                units: self.units(card.agency),
                administrator: card.agency.is_none(),
                reports: self.reports_of(card.name),
                promises: self.promises(slug),
                closure: self.figures.closure(slug, &self.rules.policy),
                due_soon,
                open,
            }
        })
    }

    /// The latest follow-ups.
    pub(super) fn follow_ups(&self, register: &Finished) -> Page {
        let lines = register.latest.clone();
        Page::FollowUps(FollowUps { source: self.config.slug.clone(), lines })
    }

    /// The lists of reports, page by page: first those that are shown by the day, the newest first, then the others by id.
    pub(super) fn lists<'l>(&'l self, register: &'l Finished) -> Lists<'l> {
        let (mut open, mut general) = (Vec::new(), Vec::new());
        for (place, entry) in register.entries.iter().enumerate() {
            match &entry.shown {
                Shown::Open(days) => open.push((Reverse(days.submitted), place)),
                Shown::General(_) => general.push(place),
            }
        }
        let id = |place: usize| self.ids.get(register.entries[place].report);
        open.sort_unstable_by(|a, b| (a.0, id(a.1)).cmp(&(b.0, id(b.1))));
        general.sort_unstable_by(|&a, &b| id(a).cmp(id(b)));
        let open = open.into_iter().map(|(_, place)| place).collect();
        Lists { source: self, register, open, general }
    }

    /// The feed of the source, and one of every agency with a scorecard.
    pub(super) fn feeds(&self, register: &Finished) -> Vec<Feed> {
        let mut cards = vec![None];
        cards.extend(self.with_scorecard().into_iter().map(Some));
        let feed = |card: Option<Card<'_>>| {
            let whose = match &card {
                None => Whose::All,
                Some(card) => card.agency.map_or(Whose::Administrator, Whose::Agency),
            };
            Feed {
                source: self.config.slug.clone(),
                agency: card.map(|card| card.name.clone()),
                zone: self.rules.policy.zone(),
                entries: register.feed(whose),
            }
        };
        cards.into_iter().map(feed).collect()
    }

    pub(super) fn promises(&self, agency: Option<&str>) -> Vec<Promise> {
        [Stage::Disposition, Stage::FollowUp]
            .into_iter()
            .map(|stage| self.figures.promise(stage, agency, &self.rules.policy))
            .collect()
    }

    fn with_scorecard(&self) -> Vec<Card<'_>> {
        let waiting = (!self.reports_of(&self.administrator).is_zero()).then_some(Card {
            agency: None,
            name: &self.administrator,
            parent: None,
            campaign: false,
        });
        let agencies = self.dataset.agencies.iter().zip(&self.agencies).zip(0_u32..).map(
            |((agency, name), index)| Card {
                agency: Some(AgencyId::from_index(index)),
                name,
                parent: agency.parent,
                campaign: agency.campaign,
            },
        );
        agencies.chain(waiting).collect()
    }

    /// Reports of which the agency is the first dispositioned one.
    fn reports_of(&self, agency: &AgencyName) -> Cell {
        self.figures.ledger().cell(&["reports", &*format!("agency={}", agency.slug)])
    }

    fn parents(&self, parent: Option<AgencyId>) -> Vec<AgencyName> {
        let mut above = Vec::new();
        let mut next = parent;
        while let Some(agency) = next {
            let Some(name) = self.agency(agency) else { break };
            if above.contains(&name) {
                break;
            }
            above.push(name);
            next = self.dataset.agencies[agency.index()].parent;
        }
        above.reverse();
        above
    }

    fn units(&self, agency: Option<AgencyId>) -> Vec<AgencyName> {
        let Some(agency) = agency else { return Vec::new() };
        let below = self
            .dataset
            .agencies
            .iter()
            .zip(&self.agencies)
            .filter(|(unit, _)| unit.parent == Some(agency));
        let mut units: Vec<_> = below.map(|(_, name)| name.clone()).collect();
        units.sort();
        units
    }
}

/// An agency with a scorecard, or the administrator.
struct Card<'a> {
    agency: Option<AgencyId>,
    name: &'a AgencyName,
    parent: Option<AgencyId>,
    campaign: bool,
}

/// The pages of the lists of reports; each is made when it is asked for.
pub(super) struct Lists<'l> {
    source: &'l JudgedSource<'l>,
    register: &'l Finished,
    /// Places in the register.
    open: Vec<usize>,
    general: Vec<usize>,
}

impl Lists<'_> {
    /// How many pages there are.
    pub(super) fn len(&self) -> usize {
        let general = if self.general.is_empty() { 0 } else { pages(self.general.len()) };
        pages(self.open.len()) + general
    }

    /// A page by its place.
    pub(super) fn page(&self, place: usize) -> Page {
        let source = self.source.config.slug.clone();
        let cell = |name: &str| self.source.figures.ledger().cell(&["reports", name]);
        let open = pages(self.open.len());
        match place.checked_sub(open) {
            None => Page::Reports(Reports {
                source,
                page: place as u32 + 1,
                pages: open as u32,
                total: cell("open"),
                lines: self
                    .entries(&self.open, place)
                    .filter_map(|entry| self.line(entry))
                    .collect(),
                general: cell("general"),
            }),
            Some(place) => Page::GeneralReports(GeneralReports {
                source,
                page: place as u32 + 1,
                pages: pages(self.general.len()) as u32,
                lines: self
                    .entries(&self.general, place)
                    .filter_map(|entry| self.general_line(entry))
                    .collect(),
            }),
        }
    }

    fn entries<'l>(&'l self, places: &'l [usize], page: usize) -> impl Iterator<Item = &'l Entry> {
        let places = places.iter().skip(page * PAGE).take(PAGE);
        places.filter_map(|&place| self.register.entries.get(place))
    }

    fn line(&self, entry: &Entry) -> Option<ReportLine> {
        let Shown::Open(days) = &entry.shown else { return None };
        Some(ReportLine {
            id: self.source.ids.get(entry.report).to_owned(),
            title: days.title.clone(),
            agency: days.agency.and_then(|agency| self.source.agency(agency)),
            submitted: days.submitted,
            standing: entry.standing,
        })
    }

    fn general_line(&self, entry: &Entry) -> Option<GeneralLine> {
        let Shown::General(month) = entry.shown else { return None };
        let id = self.source.ids.get(entry.report).to_owned();
        Some(GeneralLine { id, month, standing: entry.standing })
    }
}

/// How many pages a list of some lines has; an empty one has one empty page.
fn pages(lines: usize) -> usize {
    lines.div_ceil(PAGE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_full_pages_and_a_rest() {
        assert_eq!([0, 1, 100, 101, 250].map(pages), [1, 1, 1, 2, 3]);
    }
}
