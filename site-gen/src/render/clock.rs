//! The card of a clock: its verdict in words, its days, and the calendar that explains its due date.

use serde::Serialize;

use super::Scene;
use super::report::{Fact, fact};
use super::standing::{self, Chip};
use super::stencil::Hole;
use crate::format::{Language, fill};
use crate::model::{AgencyName, Clock, DayRole, Standing};
use crate::theme::{ThemeError, escaped};

const TEMPLATE: &str = "clock.html";

/// All that a card hangs on beside the report's id and the agency's name: many reports of the same days share it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct ClockKey {
    language: String,
    place: usize,
    has_owner: bool,
    /// Without its agency and owner.
    clock: Clock,
}

#[derive(Serialize)]
struct CardView<'a> {
    /// The published id.
    report: &'a str,
    clock: ClockView,
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

/// The card of a report's clock, as HTML; `place` is its number on the page from 0.
pub(super) fn card(
    scene: &Scene<'_>,
    report: &str,
    place: usize,
    clock: &Clock,
) -> Result<String, ThemeError> {
    let fill = |report: &str, clock: &Clock| {
        let clock = view(scene.language, place, clock);
        let card = scene.part(TEMPLATE, &CardView { report, clock })?;
        Ok(card.trim_end().to_owned())
    };
    if !scene.prints_plainly(&[TEMPLATE]) {
        return fill(report, clock);
    }
    let (verdict, calendar) = (clock.verdict, clock.calendar.clone());
    let key = ClockKey {
        language: scene.language.code().to_owned(),
        place,
        has_owner: clock.owner.is_some(),
        clock: Clock {
            verdict: lapor_core::Verdict { agency: None, ..verdict },
            owner: None,
            due_promised: clock.due_promised,
            calendar,
        },
    };
    let stencil = scene.shared.clocks.of(key, |key| {
        let mark = || AgencyName { name: Hole::Agency.mark(), slug: String::new() };
        let owner = key.has_owner.then(mark);
        fill(&Hole::Report.mark(), &Clock { owner, ..key.clock.clone() })
    })?;
    let agency = escaped(clock.owner.as_ref().map_or("", |owner| &owner.name));
    let report = escaped(report);
    Ok(stencil.filled(|hole| match hole {
        Hole::Report => &report,
        Hole::Agency => &agency,
        Hole::Title | Hole::Description | Hole::Address | Hole::Alternate | Hole::Main => "",
    }))
}

fn view(language: &Language, place: usize, clock: &Clock) -> ClockView {
    let words = &language.report;
    let verdict = &clock.verdict;
    let day = |label: &str, day: Option<lapor_core::Day>| {
        day.map(|day| fact(label, &language.short_day(day)))
    };
    let of_verdict = |column: &str, label: &str, found: Option<lapor_core::Day>| {
        let mark = found.map(|day| format!("{column} {day}"));
        day(label, found).map(|mut fact| {
            fact.day = mark;
            fact
        })
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
