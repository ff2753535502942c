//! Pages about many reports: overview, agencies, scorecards, and the lists.

use lapor_core::sensitive::PublicText;
use lapor_core::{AgencyId, Day, Stage, Verdict};

use crate::model::{
    Agencies, AgencyLine, AgencyName, Attachments, Cell, Feed, FeedEntry, FollowUpLine, FollowUps,
    GeneralLine, GeneralReports, Month, Overview, Page, Promise, ReportLine, Reports, Scorecard,
    SourceCard, Standing,
};

use super::source::JudgedSource;
use super::waiting::waiting;

/// How many lines a page of a list has.
const PAGE: usize = 100;
/// How many follow-ups the page of the latest has.
const LATEST: usize = 100;
/// How many reports a feed has.
const FEED: usize = 50;

/// What the lists need of a report that has a page.
pub(super) enum Entry {
    /// Shown by the day.
    Open {
        id: String,
        title: Option<PublicText>,
        agency: Option<AgencyName>,
        submitted: Option<Day>,
        standing: Standing,
        answers: Vec<Answer>,
        open: Option<Verdict>,
        /// The day of the last event.
        changed: Option<Day>,
    },
    /// Shown by the month.
    General { id: String, month: Option<Month>, standing: Standing },
}

/// One follow-up of a public report.
pub(super) struct Answer {
    pub(super) day: Day,
    pub(super) agency: Option<AgencyName>,
    pub(super) text: Option<PublicText>,
    pub(super) attachments: Attachments,
}

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
    pub(super) fn scorecards(&self, entries: &[Entry]) -> Vec<Scorecard> {
        self.with_scorecard()
            .into_iter()
            .map(|card| {
                let slug = Some(&*card.name.slug);
                let (due_soon, open) =
                    waiting(entries, card.agency, &self.rules.calendar, self.as_of());
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
            .collect()
    }

    /// The lists of reports and the latest follow-ups.
    pub(super) fn lists(&self, entries: Vec<Entry>) -> Vec<Page> {
        let source = self.config.slug.clone();
        let mut open = Vec::new();
        let mut general = Vec::new();
        let mut latest = Vec::new();
        for entry in entries {
            match entry {
                Entry::Open { id, title, agency, submitted, standing, answers, .. } => {
                    latest.extend(answers.into_iter().map(|answer| FollowUpLine {
                        day: answer.day,
                        agency: answer.agency,
                        id: id.clone(),
                        title: title.clone(),
                        text: answer.text,
                        attachments: answer.attachments,
                    }));
                    open.push(ReportLine { id, title, agency, submitted, standing });
                }
                Entry::General { id, month, standing } => {
                    general.push(GeneralLine { id, month, standing })
                }
            }
        }
        open.sort_by(|a, b| (b.submitted, &a.id).cmp(&(a.submitted, &b.id)));
        general.sort_by(|a, b| a.id.cmp(&b.id));
        latest.sort_by(|a, b| (b.day, &a.id).cmp(&(a.day, &b.id)));
        latest.truncate(LATEST);
        let mut pages = vec![Page::FollowUps(FollowUps { source: source.clone(), lines: latest })];
        let total = self.figures.ledger().cell(&["reports", "open"]);
        let general_count = self.figures.ledger().cell(&["reports", "general"]);
        let sheets = sheets(open);
        let count = sheets.len() as u32;
        pages.extend(sheets.into_iter().zip(1..).map(|(lines, page)| {
            Page::Reports(Reports {
                source: source.clone(),
                page,
                pages: count,
                total,
                lines,
                general: general_count,
            })
        }));
        if !general.is_empty() {
            let sheets = self::sheets(general);
            let count = sheets.len() as u32;
            pages.extend(sheets.into_iter().zip(1..).map(|(lines, page)| {
                Page::GeneralReports(GeneralReports {
                    source: source.clone(),
                    page,
                    pages: count,
                    lines,
                })
            }));
        }
        pages
    }

    /// The feed of the source, and one of every agency with a scorecard.
    pub(super) fn feeds(&self, entries: &[Entry]) -> Vec<Feed> {
        let mut cards = vec![None];
        cards.extend(self.with_scorecard().into_iter().map(Some));
        let mut told: Vec<FeedEntry> = entries.iter().filter_map(feed_entry).collect();
        told.sort_by(|a, b| (b.changed, &a.id).cmp(&(a.changed, &b.id)));
        let feed = |card: Option<Card<'_>>| {
            let entries = told.iter().filter(|entry| match &card {
                None => true,
                Some(Card { agency: None, .. }) => entry.agency.is_none(),
                Some(card) => entry.agency.as_ref() == Some(card.name),
            });
            Feed {
                source: self.config.slug.clone(),
                agency: card.as_ref().map(|card| card.name.clone()),
                zone: self.rules.policy.zone(),
                entries: entries.take(FEED).cloned().collect(),
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

/// What a feed says of a public report; nothing of a report without any day.
fn feed_entry(entry: &Entry) -> Option<FeedEntry> {
    let Entry::Open { id, title, agency, submitted, standing, answers, changed, .. } = entry else {
        return None;
    };
    Some(FeedEntry {
        id: id.clone(),
        title: title.clone(),
        agency: agency.clone(),
        submitted: *submitted,
        changed: (*changed)?,
        standing: *standing,
        answer: answers.last().and_then(|answer| answer.text.clone()),
    })
}

/// An agency with a scorecard, or the administrator.
struct Card<'a> {
    agency: Option<AgencyId>,
    name: &'a AgencyName,
    parent: Option<AgencyId>,
    campaign: bool,
}

/// Cuts a list into pages; an empty one has one empty page.
fn sheets<T>(lines: Vec<T>) -> Vec<Vec<T>> {
    let mut sheets = Vec::new();
    let mut lines = lines.into_iter();
    loop {
        let sheet: Vec<T> = lines.by_ref().take(PAGE).collect();
        if sheet.is_empty() && !sheets.is_empty() {
            return sheets;
        }
        let last = sheet.len() < PAGE;
        sheets.push(sheet);
        if last {
            return sheets;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_full_pages_and_a_rest() {
        let lengths = |n: usize| -> Vec<usize> {
            sheets((0..n).collect::<Vec<_>>()).iter().map(Vec::len).collect()
        };
        assert_eq!(lengths(0), [0]);
        assert_eq!(lengths(100), [100]);
        assert_eq!(lengths(101), [100, 1]);
        assert_eq!(lengths(250), [100, 100, 50]);
    }
}
