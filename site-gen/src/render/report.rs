//! A report's page: what is known of it, its clocks, who held it, and the thread.

use lapor_core::{EventKind, Party};
use serde::Serialize;

use super::frame::{Heading, Link};
use super::glossary::glossary;
use super::reports::{agency, attachments, grouped, title};
use super::standing::{self, Chip};
use super::{Scene, clock};
use crate::format::{Language, excerpt, fill};
use crate::model::{
    Custody, Facts, GeneralReport, Left, OpenReport, Said, Source, Standing, WhyGeneral,
};
use crate::route::Route;
use crate::theme::ThemeError;

/// How much of the report stands in its description for search engines, in characters.
const DESCRIPTION: usize = 150;

#[derive(Serialize)]
pub(super) struct Fact {
    label: String,
    text: String,
    href: Option<String>,
    /// Of a clock: which day of the verdict it tells, and that day, by which a check finds it.
    pub(super) day: Option<String>,
}

#[derive(Serialize)]
struct TurnView {
    /// `reporter`, `administrator`, `agency`, `system`, or `unknown`.
    who: &'static str,
    name: String,
    heading: String,
    day: Option<String>,
    paragraphs: Vec<String>,
    attachments: Option<String>,
}

#[derive(Serialize)]
struct CustodyView {
    name: String,
    /// The agency's scorecard; the administrator need not have one.
    href: Option<String>,
    arrived: String,
    left: String,
    held: String,
}

#[derive(Serialize)]
struct OpenView {
    title: String,
    chip: Option<Chip>,
    id: String,
    /// The id as the downloads have it.
    plain_id: String,
    facts: Vec<Fact>,
    clocks_lead: String,
    /// The cards of its clocks, as HTML.
    clocks: Vec<String>,
    thread: Vec<TurnView>,
    custody: Vec<CustodyView>,
    /// The English of its words, as HTML.
    key: String,
}

/// A public report.
pub(super) fn open(
    scene: &Scene<'_>,
    slug: &str,
    id: &str,
    report: &OpenReport,
) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.report;
    let source = scene.source(slug)?;
    let title = title(scene, report.title.as_ref(), id);
    let submitted = report
        .submitted
        .map_or_else(|| words.submitted_unknown.clone(), |day| language.weekday_day(day));
    let mut facts = vec![fact(&words.submitted, &submitted)];
    facts.extend(known_facts(scene, &report.facts));
    facts.push(fact(&words.id, &grouped(id)));
    let standings: Vec<Standing> =
        report.clocks.iter().map(|clock| Standing::from(&clock.verdict)).collect();
    let day = language.day(source.as_of);
    let view = OpenView {
        chip: last(&standings).map(|standing| standing::chip(language, standing)),
        id: grouped(id),
        plain_id: id.to_owned(),
        facts,
        clocks_lead: fill(&words.clocks_lead, &[("day", &day), ("policy", &source.policy)]),
        clocks: report
            .clocks
            .iter()
            .enumerate()
            .map(|(place, found)| clock::card(scene, id, place, found))
            .collect::<Result<_, _>>()?,
        thread: report
            .thread
            .iter()
            .map(|entry| {
                let day = entry
                    .day
                    .map_or_else(|| words.unknown_day.clone(), |day| language.weekday_day(day));
                turn(scene, &entry.said, Some(day))
            })
            .collect(),
        custody: report.custody.iter().map(|found| custody(scene, slug, found)).collect(),
        key: glossary(
            scene,
            &standings,
            report.thread.iter().map(|entry| &entry.said),
            !report.custody.is_empty(),
        )?,
        title: title.clone(),
    };
    let first = report.thread.iter().find_map(|entry| entry.said.text.as_ref());
    let description =
        first.map_or_else(|| title.clone(), |text| excerpt(text.as_str(), DESCRIPTION));
    finish(scene, "report.html", source, &title, &description, view)
}

#[derive(Serialize)]
struct GeneralView {
    title: String,
    why: String,
    facts: Vec<Fact>,
    chips: Vec<(String, Chip)>,
    thread: Vec<TurnView>,
    /// The English of its words, as HTML.
    key: String,
}

/// An anonymous or sensitive report.
pub(super) fn general(
    scene: &Scene<'_>,
    slug: &str,
    id: &str,
    report: &GeneralReport,
) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.report;
    let source = scene.source(slug)?;
    let title = title(scene, report.title.as_ref(), id);
    let month =
        report.month.map_or_else(|| words.month_withheld.clone(), |month| language.month(month));
    let mut facts = vec![fact(&words.month, &month)];
    facts.extend(known_facts(scene, &report.facts));
    facts.push(fact(&words.id, &grouped(id)));
    let why = match report.why {
        WhyGeneral::Anonymous => &words.general_anonymous,
        WhyGeneral::Sensitive => &words.general_sensitive,
    };
    let chips = report.standings.iter().map(|standing| {
        let name = standing::name(language, standing.stage).to_owned();
        (name, standing::chip(language, *standing))
    });
    let view = GeneralView {
        why: why.clone(),
        facts,
        chips: chips.collect(),
        thread: report.thread.iter().map(|said| turn(scene, said, None)).collect(),
        key: glossary(scene, &report.standings, report.thread.iter(), false)?,
        title: title.clone(),
    };
    finish(scene, "general_report.html", source, &title, why, view)
}

/// What the template of a main part sees.
#[derive(Serialize)]
struct Main<T: Serialize> {
    page: T,
}

fn finish<T: Serialize>(
    scene: &Scene<'_>,
    template: &'static str,
    source: &Source,
    title: &str,
    description: &str,
    page: T,
) -> Result<String, ThemeError> {
    let list = Route::Reports { source: source.slug.clone(), page: 1 };
    let above =
        vec![Link { href: scene.links.to(&list), text: scene.language.frame.reports.clone() }];
    let heading = Heading { title, description, source: Some(source), above };
    let main = scene.part(template, &Main { page })?;
    scene.framed(&heading, main.trim_end())
}

pub(super) fn fact(label: &str, text: &str) -> Fact {
    Fact { label: label.to_owned(), text: text.to_owned(), href: None, day: None }
}

fn known_facts(scene: &Scene<'_>, facts: &Facts) -> Vec<Fact> {
    let words = &scene.language.report;
    [
        (&words.class, &facts.class),
        (&words.category, &facts.category),
        (&words.program, &facts.program),
        (&words.place, &facts.place),
        (&words.channel, &facts.channel),
    ]
    .into_iter()
    .filter_map(|(label, text)| Some(fact(label, text.as_deref()?)))
    .collect()
}

/// The last stage that has started, else the first.
fn last(standings: &[Standing]) -> Option<Standing> {
    let started = |standing: &&Standing| standing.outcome != lapor_core::Outcome::NotStarted;
    standings.iter().rev().find(started).or(standings.first()).copied()
}

fn custody(scene: &Scene<'_>, source: &str, custody: &Custody) -> CustodyView {
    let language = scene.language;
    let words = &language.report;
    let link = custody.agency.as_ref().map(|holder| agency(scene, source, holder));
    CustodyView {
        name: link
            .as_ref()
            .map_or_else(|| language.party.administrator.clone(), |link| link.text.clone()),
        href: link.map(|link| link.href),
        arrived: language.short_day(custody.arrived),
        left: match custody.left {
            Left::On(day) => language.short_day(day),
            Left::Still => words.holding.clone(),
            Left::Elsewhere => words.left_elsewhere.clone(),
            Left::Unknown => words.left_unknown.clone(),
        },
        held: custody
            .held
            .map_or_else(String::new, |held| standing::days(language, held.into(), custody.unit)),
    }
}

fn turn(scene: &Scene<'_>, said: &Said, day: Option<String>) -> TurnView {
    let language = scene.language;
    let (who, name) = match said.party {
        Some(Party::Reporter) => ("reporter", language.party.reporter.clone()),
        Some(Party::Administrator) => ("administrator", language.party.administrator.clone()),
        Some(Party::Agency) => {
            let name = said.agency.as_ref().map(|agency| agency.name.clone());
            ("agency", name.unwrap_or_else(|| language.party.agency.clone()))
        }
        Some(Party::System) => ("system", language.party.system.clone()),
        None => match &said.agency {
            Some(agency) => ("agency", agency.name.clone()),
            None => ("unknown", language.party.unknown.clone()),
        },
    };
    let paragraphs = said.text.as_ref().map_or_else(Vec::new, |text| {
        let lines = text.as_str().lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    });
    TurnView {
        who,
        name,
        heading: heading(language, said),
        day,
        paragraphs,
        attachments: attachments(scene, said.attachments.0),
    }
}

fn heading(language: &Language, said: &Said) -> String {
    let words = &language.kind;
    match (&said.to_agency, said.kind) {
        (Some(to), EventKind::Dispositioned) => fill(&words.dispositioned_to, &[("to", &to.name)]),
        (Some(to), EventKind::Forwarded) => fill(&words.forwarded_to, &[("to", &to.name)]),
        _ => kind(language, said.kind).to_owned(),
    }
}

pub(super) fn kind(language: &Language, kind: EventKind) -> &str {
    let words = &language.kind;
    match kind {
        EventKind::Submitted => &words.submitted,
        EventKind::Verified => &words.verified,
        EventKind::Dispositioned => &words.dispositioned,
        EventKind::Forwarded => &words.forwarded,
        EventKind::Returned => &words.returned,
        EventKind::Acknowledged => &words.acknowledged,
        EventKind::Held => &words.held,
        EventKind::Completed => &words.completed,
        EventKind::FollowedUp => &words.followed_up,
        EventKind::ReporterReplied => &words.reporter_replied,
        EventKind::AdminReplied => &words.admin_replied,
        EventKind::LastActivity => &words.last_activity,
        EventKind::Closed => &words.closed,
        EventKind::Archived => &words.archived,
        EventKind::Merged => &words.merged,
        EventKind::Withdrawn => &words.withdrawn,
        EventKind::Reopened => &words.reopened,
        EventKind::Extended => &words.extended,
        EventKind::Reclassified => &words.reclassified,
    }
}
