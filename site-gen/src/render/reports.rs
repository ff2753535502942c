//! The lists of reports, and the latest follow-ups.

use lapor_core::sensitive::PublicText;
use serde::Serialize;

use super::Scene;
use super::figure::Note;
use super::frame::{Heading, Link};
use super::standing::{self, Chip};
use crate::format::{excerpt, fill};
use crate::model::{
    AgencyName, FollowUpLine, FollowUps, GeneralReports, Place, ReportLine, Reports,
};
use crate::route::Route;
use crate::theme::ThemeError;

/// How much of an answer the list of follow-ups shows, in characters.
const EXCERPT: usize = 260;

#[derive(Serialize)]
struct Line {
    id: String,
    title: String,
    href: String,
    day: String,
    agency: Option<Link>,
    chip: Chip,
}

#[derive(Serialize)]
struct Pages {
    text: String,
    newer: Option<String>,
    older: Option<String>,
}

#[derive(Serialize)]
struct List {
    lead: Note,
    lines: Vec<Line>,
    pages: Option<Pages>,
    general: Option<Note>,
    general_href: String,
}

/// The list of public reports.
pub(super) fn list(scene: &Scene<'_>, reports: &Reports) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.reports;
    let source = scene.source(&reports.source)?;
    let slug = || reports.source.clone();
    let place = Place { source: &reports.source, agency: None };
    let view = List {
        lead: Note {
            text: fill(&words.lead, &[("total", &language.cell(reports.total))]),
            rests: place.single(&["reports", "open"]),
        },
        lines: reports.lines.iter().map(|found| line(scene, &reports.source, found)).collect(),
        pages: pages(scene, reports.page, reports.pages, |page| Route::Reports {
            source: slug(),
            page,
        }),
        general: (!reports.general.is_zero()).then(|| Note {
            text: fill(&words.general, &[("n", &language.cell(reports.general))]),
            rests: place.single(&["reports", "general"]),
        }),
        general_href: scene.links.to(&Route::GeneralReports { source: slug(), page: 1 }),
    };
    let title = paged_title(scene, &words.title, reports.page, reports.pages);
    let first = Route::Reports { source: slug(), page: 1 };
    let above = above(scene, &first, &words.title);
    let heading =
        Heading { title: &title, description: &view.lead.text, source: Some(source), above };
    scene.page("reports.html", &heading, &view)
}

fn line(scene: &Scene<'_>, source: &str, line: &ReportLine) -> Line {
    let language = scene.language;
    Line {
        id: line.id.clone(),
        title: title(scene, line.title.as_ref(), &line.id),
        href: scene.links.to(&report(source, &line.id)),
        day: line
            .submitted
            .map_or_else(|| language.reports.no_day.clone(), |day| language.short_day(day)),
        agency: line.agency.as_ref().map(|found| agency(scene, source, found)),
        chip: standing::chip(language, line.standing),
    }
}

/// A report's title, or its number where the source has no titles.
pub(super) fn title(scene: &Scene<'_>, title: Option<&PublicText>, id: &str) -> String {
    title.map(|title| title.as_str().trim()).filter(|title| !title.is_empty()).map_or_else(
        || fill(&scene.language.reports.untitled, &[("id", &grouped(id))]),
        str::to_owned,
    )
}

/// A published id in groups of four, as people read it to each other.
pub(super) fn grouped(id: &str) -> String {
    let mut text = String::with_capacity(id.len() * 5 / 4);
    for (place, character) in id.chars().enumerate() {
        if place != 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

pub(super) fn report(source: &str, id: &str) -> Route {
    Route::Report { source: source.to_owned(), id: id.to_owned() }
}

pub(super) fn agency(scene: &Scene<'_>, source: &str, agency: &AgencyName) -> Link {
    let route = Route::Scorecard { source: source.to_owned(), agency: agency.slug.clone() };
    Link { href: scene.links.to(&route), text: agency.name.clone() }
}

fn pages<F: Fn(u32) -> Route>(scene: &Scene<'_>, page: u32, pages: u32, route: F) -> Option<Pages> {
    if pages < 2 {
        return None;
    }
    Some(Pages {
        text: page_of(scene, page, pages),
        newer: (1 < page).then(|| scene.links.to(&route(page - 1))),
        older: (page < pages).then(|| scene.links.to(&route(page + 1))),
    })
}

fn page_of(scene: &Scene<'_>, page: u32, pages: u32) -> String {
    let language = scene.language;
    let (page, pages) = (language.count(page.into()), language.count(pages.into()));
    fill(&language.reports.page, &[("page", &page), ("pages", &pages)])
}

fn paged_title(scene: &Scene<'_>, title: &str, page: u32, pages: u32) -> String {
    if page < 2 { title.to_owned() } else { format!("{title}, {}", page_of(scene, page, pages)) }
}

fn above(scene: &Scene<'_>, first: &Route, text: &str) -> Vec<Link> {
    if first == scene.route {
        return Vec::new();
    }
    vec![Link { href: scene.links.to(first), text: text.to_owned() }]
}

#[derive(Serialize)]
struct GeneralView {
    title: String,
    href: String,
    month: String,
    chip: Chip,
}

#[derive(Serialize)]
struct GeneralList {
    lines: Vec<GeneralView>,
    pages: Option<Pages>,
}

/// The list of anonymous and sensitive reports.
pub(super) fn general(scene: &Scene<'_>, reports: &GeneralReports) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.reports;
    let source = scene.source(&reports.source)?;
    let lines = reports.lines.iter().map(|line| GeneralView {
        title: fill(&words.general_item, &[("id", &grouped(&line.id))]),
        href: scene.links.to(&report(&reports.source, &line.id)),
        month: line
            .month
            .map_or_else(|| words.month_withheld.clone(), |month| language.month(month)),
        chip: standing::chip(language, line.standing),
    });
    let view = GeneralList {
        lines: lines.collect(),
        pages: pages(scene, reports.page, reports.pages, |page| Route::GeneralReports {
            source: reports.source.clone(),
            page,
        }),
    };
    let title = paged_title(scene, &words.general_title, reports.page, reports.pages);
    let public = Route::Reports { source: reports.source.clone(), page: 1 };
    let mut above = above(scene, &public, &words.title);
    let first = Route::GeneralReports { source: reports.source.clone(), page: 1 };
    above.extend(self::above(scene, &first, &words.general_title));
    let heading =
        Heading { title: &title, description: &words.general_lead, source: Some(source), above };
    scene.page("general_reports.html", &heading, &view)
}

#[derive(Serialize)]
struct FollowUpView {
    day: String,
    agency: Option<Link>,
    title: String,
    href: String,
    text: Option<String>,
    attachments: Option<String>,
}

#[derive(Serialize)]
struct FollowUpsView {
    lines: Vec<FollowUpView>,
}

/// The latest follow-ups.
pub(super) fn follow_ups(scene: &Scene<'_>, follow_ups: &FollowUps) -> Result<String, ThemeError> {
    let words = &scene.language.follow_ups;
    let source = scene.source(&follow_ups.source)?;
    let lines =
        follow_ups.lines.iter().map(|found| follow_up(scene, &follow_ups.source, found)).collect();
    let heading = Heading {
        title: &words.title,
        description: &words.lead,
        source: Some(source),
        above: vec![],
    };
    scene.page("follow_ups.html", &heading, &FollowUpsView { lines })
}

fn follow_up(scene: &Scene<'_>, source: &str, line: &FollowUpLine) -> FollowUpView {
    let language = scene.language;
    FollowUpView {
        day: language.weekday_day(line.day),
        agency: line.agency.as_ref().map(|found| agency(scene, source, found)),
        title: title(scene, line.title.as_ref(), &line.id),
        href: scene.links.to(&report(source, &line.id)),
        text: line.text.as_ref().map(|text| excerpt(text.as_str(), EXCERPT)),
        attachments: attachments(scene, line.attachments.0),
    }
}

pub(super) fn attachments(scene: &Scene<'_>, count: u32) -> Option<String> {
    (count != 0).then(|| scene.language.plural(&scene.language.report.attachments, count.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_groups_of_four() {
        assert_eq!(grouped("k7qz2mabcdefghij"), "k7qz-2mab-cdef-ghij");
        assert_eq!(grouped("abc"), "abc");
    }
}
