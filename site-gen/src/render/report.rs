//! A report's page: the thread, the clocks, and the calendar that explains each due date.

use lapor_core::{EventKind, Party};
use serde::Serialize;

use super::Scene;
use super::frame::{Heading, Link};
use super::reports::{agency, attachments, grouped, title};
use super::standing::{self, Chip};
use crate::format::{Language, excerpt, fill};
use crate::model::{
    Clock, Custody, DayRole, Facts, GeneralReport, Left, OpenReport, Said, Source, Standing,
    WhyGeneral,
};
use crate::route::Route;
use crate::theme::ThemeError;

/// How much of the report stands in its description for search engines, in characters.
const DESCRIPTION: usize = 150;

#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
    href: Option<String>,
    /// Of a clock: which day of the verdict it tells, and that day, by which a check finds it.
    day: Option<String>,
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
struct DayView {
    day: String,
    role: &'static str,
    reason: String,
    count: Option<String>,
    due: bool,
}

#[derive(Serialize)]
struct ClockView {
    id: String,
    number: u8,
    name: String,
    promise: String,
    owner: Option<String>,
    chip: Chip,
    /// The verdict as the downloads have it, by column.
    marks: Vec<(&'static str, String)>,
    sentence: String,
    facts: Vec<Fact>,
    caption: String,
    calendar: Vec<DayView>,
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

/// A word of the page and its English.
#[derive(Serialize)]
struct KeyEntry {
    word: String,
    english: String,
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
    clocks: Vec<ClockView>,
    thread: Vec<TurnView>,
    custody: Vec<CustodyView>,
    key: Vec<KeyEntry>,
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
    let mut view = OpenView {
        chip: last(&standings).map(|standing| standing::chip(language, standing)),
        id: grouped(id),
        plain_id: id.to_owned(),
        facts,
        clocks_lead: fill(&words.clocks_lead, &[("day", &day), ("policy", &source.policy)]),
        clocks: report
            .clocks
            .iter()
            .enumerate()
            .map(|(place, found)| clock(scene, place, found))
            .collect(),
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
        key: key(scene, &standings, report.thread.iter().map(|entry| &entry.said)),
        title: title.clone(),
    };
    if !report.custody.is_empty() {
        view.key.extend(custody_key(scene));
    }
    let first = report.thread.iter().find_map(|entry| entry.said.text.as_ref());
    let description =
        first.map_or_else(|| title.clone(), |text| excerpt(text.as_str(), DESCRIPTION));
    finish(scene, "report.html", source, &title, &description, &view)
}

#[derive(Serialize)]
struct GeneralView {
    title: String,
    why: String,
    facts: Vec<Fact>,
    chips: Vec<(String, Chip)>,
    thread: Vec<TurnView>,
    key: Vec<KeyEntry>,
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
        key: key(scene, &report.standings, report.thread.iter()),
        title: title.clone(),
    };
    finish(scene, "general_report.html", source, &title, why, &view)
}

fn finish<T: Serialize>(
    scene: &Scene<'_>,
    template: &'static str,
    source: &Source,
    title: &str,
    description: &str,
    view: &T,
) -> Result<String, ThemeError> {
    let list = Route::Reports { source: source.slug.clone(), page: 1 };
    let above =
        vec![Link { href: scene.links.to(&list), text: scene.language.frame.reports.clone() }];
    let heading = Heading { title, description, source: Some(source), above };
    scene.page(template, &heading, view)
}

fn fact(label: &str, text: &str) -> Fact {
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

fn clock(scene: &Scene<'_>, place: usize, clock: &Clock) -> ClockView {
    let language = scene.language;
    let words = &language.report;
    let verdict = &clock.verdict;
    let day = |label: &str, day: Option<lapor_core::Day>| {
        day.map(|day| fact(label, &language.short_day(day)))
    };
    let of_verdict = |column: &str, label: &str, found: Option<lapor_core::Day>| {
        let mark = found.map(|day| format!("{column} {day}"));
        day(label, found).map(|fact| Fact { day: mark, ..fact })
    };
    let mut facts: Vec<Fact> = [
        of_verdict("started", &words.started, verdict.started),
        of_verdict("due", &words.due, verdict.due),
        of_verdict("due_promised", &words.due_promised, clock.due_promised),
        of_verdict("ended", &words.ended, verdict.ended),
    ]
    .into_iter()
    .flatten()
    .collect();
    let unit = verdict.limit.unit;
    if let Some(elapsed) = verdict.elapsed {
        facts.push(fact(&words.elapsed, &standing::days(language, elapsed.into(), unit)));
    }
    if verdict.paused != 0 {
        facts.push(fact(&words.paused, &standing::days(language, verdict.paused.into(), unit)));
    }
    let name = standing::name(language, verdict.stage).to_owned();
    let owner = clock.owner.as_ref().map_or_else(
        || {
            (verdict.stage == lapor_core::Stage::Disposition)
                .then(|| language.party.administrator.clone())
        },
        |owner| Some(owner.name.clone()),
    );
    ClockView {
        id: format!("jam-{}", place + 1),
        number: verdict.stage as u8 + 1,
        promise: standing::promise(language, verdict.stage, Some(verdict.limit)),
        owner: owner.map(|owner| fill(&words.owner, &[("agency", &owner)])),
        chip: standing::chip(language, Standing::from(verdict)),
        marks: marks(verdict),
        sentence: standing::sentence(language, verdict),
        facts,
        caption: fill(&words.counting_caption, &[("name", &name)]),
        calendar: clock
            .calendar
            .iter()
            .map(|found| DayView {
                day: language.short_day(found.date),
                role: match found.role {
                    DayRole::Zero => "zero",
                    DayRole::Counted => "counted",
                    DayRole::Weekend => "weekend",
                    DayRole::Holiday => "holiday",
                    DayRole::Paused => "paused",
                },
                reason: found.reason.clone(),
                count: found.count.map(|count| language.count(count.into())),
                due: verdict.due == Some(found.date),
            })
            .collect(),
        name,
    }
}

/// A verdict by the columns of the table of verdicts, as `data-` attributes.
fn marks(verdict: &lapor_core::Verdict) -> Vec<(&'static str, String)> {
    let day = |day: Option<lapor_core::Day>| day.map_or_else(String::new, |day| day.to_string());
    vec![
        ("stage", verdict.stage.word().to_owned()),
        ("outcome", verdict.outcome.word().to_owned()),
        ("reason", verdict.reason.map_or_else(String::new, |reason| reason.word().to_owned())),
        ("started", day(verdict.started)),
        ("due", day(verdict.due)),
        ("due-promised", day(verdict.due_promised)),
        ("ended", day(verdict.ended)),
        ("elapsed", verdict.elapsed.map_or_else(String::new, |days| days.to_string())),
        ("paused", verdict.paused.to_string()),
    ]
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

/// The English of the chain's words; empty where the theme has no English.
fn custody_key(scene: &Scene<'_>) -> Vec<KeyEntry> {
    let ours = scene.language;
    let english = scene.theme.language("en").filter(|found| found.code() != ours.code());
    let Some(english) = english else { return Vec::new() };
    let (ours, english) = (&ours.report, &english.report);
    let pairs = [
        (&ours.custody, &english.custody),
        (&ours.arrived, &english.arrived),
        (&ours.left, &english.left),
        (&ours.held, &english.held),
        (&ours.holding, &english.holding),
    ];
    let entry = |(word, english): (&String, &String)| KeyEntry {
        word: word.clone(),
        english: english.clone(),
    };
    pairs.into_iter().map(entry).collect()
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

fn kind(language: &Language, kind: EventKind) -> &str {
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

/// The English of the words that stand on this page; empty where the theme has no English.
fn key<'a>(
    scene: &Scene<'_>,
    standings: &[Standing],
    thread: impl Iterator<Item = &'a Said>,
) -> Vec<KeyEntry> {
    let ours = scene.language;
    let Some(english) = scene.theme.language("en").filter(|found| found.code() != ours.code())
    else {
        return Vec::new();
    };
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut kinds: Vec<EventKind> = thread.map(|said| said.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    pairs.extend([
        (&*ours.party.reporter, &*english.party.reporter),
        (&ours.frame.agencies, &english.party.agency),
        (&ours.report.submitted, &english.report.submitted),
        (&ours.report.started, &english.report.started),
        (&ours.report.due, &english.report.due),
        (&ours.report.ended, &english.report.ended),
        (&ours.report.elapsed, &english.report.elapsed),
    ]);
    pairs.extend(kinds.iter().map(|found| (kind(ours, *found), kind(english, *found))));
    let chips: Vec<(String, String)> = standings
        .iter()
        .map(|standing| {
            (standing::chip(ours, *standing).text, standing::chip(english, *standing).text)
        })
        .collect();
    pairs.extend(chips.iter().map(|(word, english)| (word.as_str(), english.as_str())));
    let mut key: Vec<KeyEntry> = Vec::new();
    for (word, english) in pairs {
        if key.iter().all(|known| known.word != word) {
            key.push(KeyEntry { word: word.to_owned(), english: english.to_owned() });
        }
    }
    key
}
