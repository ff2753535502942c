//! What the search index holds of a source: the order of its reports, and the words of each page.

use lapor_core::{EventKind, Party};

use crate::format::excerpt;
use crate::model::{AgencyName, Facts, Month, Report, Said};
use crate::search::{Document, Plan};

use super::exposure::Exposure;
use super::source::{JudgedSource, came_in};

/// How much of the text a result shows, in characters.
const EXTRACT: usize = 120;

/// The reports of a source in the order of the index.
pub(super) struct Order {
    /// The number of each report in the index; none for those without a page.
    numbers: Vec<Option<u32>>,
    pub(super) plan: Plan,
}

impl Order {
    /// The number of a report that has a page.
    pub(super) fn number(&self, report: usize) -> Option<u32> {
        self.numbers.get(report).copied().flatten()
    }
}

impl JudgedSource<'_> {
    /// Numbers the reports that have a page, the newest month first and those without a month last.
    ///
    /// Within a month come those that are shown by the day, newest first, and then those shown by the
    /// month, by published id: a place among days would tell the day.
    pub(super) fn search_order(&self, scratch: &std::path::Path) -> Order {
        let days = came_in(&self.dataset, &self.rules, self.as_of());
        let mut shown: Vec<_> = self
            .shown()
            .into_iter()
            .map(|report| {
                let (month, day) = match &self.exposures[report] {
                    Exposure::General(facets) => (facets.month, None),
                    Exposure::Open | Exposure::None => (days[report].map(Month::of), days[report]),
                };
                let newest = std::cmp::Reverse((month, day));
                (newest, self.ids.get(report), month, report)
            })
            .collect();
        shown.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let mut order = Order {
            numbers: vec![None; self.exposures.len()],
            plan: Plan {
                documents: shown.len() as u32,
                months: Vec::new(),
                scratch: scratch.to_path_buf(),
            },
        };
        let months = &mut order.plan.months;
        for ((_, _, month, report), number) in shown.into_iter().zip(0..) {
            order.numbers[report] = Some(number);
            let Some(month) = month.map(written) else { continue };
            match months.last_mut() {
                Some((last, count)) if *last == month => *count += 1,
                _ => months.push((month, 1)),
            }
        }
        order
    }

    /// Slug and name of the agencies, as the search offers them.
    pub(super) fn search_agencies(&self) -> Vec<(String, String)> {
        let mut agencies: Vec<_> =
            self.agencies.iter().map(|agency| (agency.slug.clone(), agency.name.clone())).collect();
        agencies.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        agencies
    }
}

/// What a report's page shows, for the index.
pub(super) fn document(report: &Report, number: u32) -> Document<'_> {
    let (title, facts, when) = match report {
        Report::Open { report, .. } => {
            (&report.title, &report.facts, report.submitted.map(|day| day.to_string()))
        }
        Report::General { report, .. } => (&report.title, &report.facts, report.month.map(written)),
    };
    let said: Vec<&Said> = match report {
        Report::Open { report, .. } => report.thread.iter().map(|turn| &turn.said).collect(),
        Report::General { report, .. } => report.thread.iter().collect(),
    };
    let owner = match report {
        Report::Open { report, .. } => report.clocks.iter().find_map(|clock| clock.owner.as_ref()),
        // Its page names no clock, so the agency is that to which it went first.
        Report::General { .. } => said.iter().find_map(|said| receiver(said)),
    };
    let mut named: Vec<&AgencyName> =
        said.iter().flat_map(|said| [actor(said), receiver(said)]).flatten().chain(owner).collect();
    named.sort_unstable();
    named.dedup();
    let title = title.as_ref().map_or("", |title| title.as_str().trim());
    let mut texts = vec![title];
    texts.extend(said.iter().filter_map(|said| said.text.as_ref()).map(|text| text.as_str()));
    texts.extend(named.iter().map(|agency| &*agency.name));
    let Facts { class, category, program, place, channel } = facts;
    texts.extend(
        [class, category, program, place, channel].into_iter().flatten().map(String::as_str),
    );
    let first = said.iter().find_map(|said| said.text.as_ref());
    Document {
        number,
        id: report.id(),
        when: when.unwrap_or_default(),
        agency: owner.map_or("", |agency| &agency.name),
        title,
        extract: first.map_or_else(String::new, |text| excerpt(text.as_str(), EXTRACT)),
        texts,
        agencies: named.into_iter().map(|agency| &*agency.slug).collect(),
    }
}

/// The agency that a page names as the one that acted.
fn actor(said: &Said) -> Option<&AgencyName> {
    matches!(said.party, Some(Party::Agency) | None).then_some(said.agency.as_ref()).flatten()
}

/// The agency that a page names as the one that received the report.
fn receiver(said: &Said) -> Option<&AgencyName> {
    let is_named = matches!(said.kind, EventKind::Dispositioned | EventKind::Forwarded);
    is_named.then_some(said.to_agency.as_ref()).flatten()
}

/// A month as `2025-03`.
fn written(month: Month) -> String {
    format!("{:04}-{:02}", month.year(), month.number())
}
