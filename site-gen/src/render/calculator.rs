//! The deadline calculator: a table for everybody, and a form that its script shows.

use lapor_core::{CountFrom, Day, HolidayKind, Roll, Stage};
use serde::Serialize;

use super::Scene;
use super::frame::{Heading, Link};
use crate::format::{Language, fill};
use crate::model::{Calculator, CalculatorPromise};
use crate::route::Route;
use crate::theme::ThemeError;

/// The script of the calculator, and the module of the rules that it asks.
const SCRIPT: &str = "hitung.js";
const MODULE: &str = "hitung.wasm";

#[derive(Serialize)]
struct PromiseView {
    id: String,
    name: String,
    days: String,
    caption: String,
    sentence: String,
    /// For the script: how many days, from which day, and whether a day off starts on the next working day.
    limit: u16,
    same_day: bool,
    roll: bool,
}

#[derive(Serialize)]
struct LineView {
    start: DayView,
    due: Vec<Option<DayView>>,
}

/// A day so short that four stand beside each other on a phone; the caption names the year.
#[derive(Serialize)]
struct DayView {
    iso: String,
    text: String,
}

/// Words that the script puts together. A percent sign and a letter stand for what it puts in.
#[derive(Serialize)]
struct ScriptWords {
    day: String,
    months: String,
    weekdays: String,
    counted: String,
    off: String,
    kinds: String,
    decree: String,
}

#[derive(Serialize)]
struct CalculatorView {
    script: String,
    module: String,
    first: String,
    last: String,
    value: String,
    outside: String,
    promises: Vec<PromiseView>,
    words: ScriptWords,
    table: String,
    caption: String,
    lines: Vec<LineView>,
    years: Vec<Link>,
    method: Link,
}

/// The calculator.
pub(super) fn calculator(scene: &Scene<'_>, calculator: &Calculator) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.calculator;
    let asset = |name: &str| {
        let name = scene.theme.asset_name(name);
        scene.links.to(&Route::Asset { name })
    };
    let day = language.day(calculator.as_of);
    let (first, last) = calculator.coverage;
    let promises: Vec<PromiseView> =
        calculator.promises.iter().map(|promise| promise_view(language, promise)).collect();
    let lines = calculator.lines.iter().map(|line| LineView {
        start: day_view(language, line.start),
        due: line.due.iter().map(|due| due.map(|due| day_view(language, due))).collect(),
    });
    let mut years: Vec<i32> = calculator.lines.iter().map(|line| line.start.year()).collect();
    years.dedup();
    let view = CalculatorView {
        script: asset(SCRIPT),
        module: asset(MODULE),
        first: first.to_string(),
        last: last.to_string(),
        value: calculator.as_of.clamp(first, last).to_string(),
        outside: fill(
            &words.outside,
            &[("from", &language.day(first)), ("to", &language.day(last))],
        ),
        words: script_words(language),
        table: fill(&words.table, &[("day", &day)]),
        caption: fill(&words.caption, &[("day", &day), ("policy", &calculator.policy)]),
        lines: lines.collect(),
        years: years
            .into_iter()
            .map(|year| Link {
                href: scene.links.to(&Route::Calendar { calendar: None, year: Some(year) }),
                text: fill(&words.calendar, &[("year", &year.to_string())]),
            })
            .collect(),
        method: Link { href: scene.links.to(&Route::Method), text: language.frame.method.clone() },
        promises,
    };
    let heading =
        Heading { title: &words.title, description: &words.lead, source: None, above: vec![] };
    scene.page("calculator.html", &heading, &view)
}

fn day_view(language: &Language, day: Day) -> DayView {
    let text = language.short_day(day);
    let year = format!(" {}", day.year());
    DayView {
        iso: day.to_string(),
        text: text.strip_suffix(year.as_str()).unwrap_or(&text).to_owned(),
    }
}

fn promise_view(language: &Language, promise: &CalculatorPromise) -> PromiseView {
    let words = &language.calculator;
    let (id, name, sentence) = match promise.stage {
        Stage::Disposition => ("disposisi", &language.disposition.name, &words.if_disposition),
        Stage::FollowUp | Stage::Custody => {
            ("tindak-lanjut", &language.follow_up.name, &words.if_follow_up)
        }
        Stage::Closure => ("penutupan", &language.closure.name, &words.if_closure),
    };
    PromiseView {
        id: id.to_owned(),
        name: name.clone(),
        days: language.plural(&words.days, promise.limit.days.into()),
        caption: fill(&language.report.counting_caption, &[("name", name)]),
        sentence: sentence.clone(),
        limit: promise.limit.days,
        same_day: promise.limit.count_from == CountFrom::SameDay,
        roll: promise.limit.roll == Roll::Forward,
    }
}

fn script_words(language: &Language) -> ScriptWords {
    let off = &language.day_off;
    let marks = [("day", "%d"), ("month", "%m"), ("year", "%y"), ("weekday", "%w")];
    let kinds = HolidayKind::ALL.map(|kind| match kind {
        HolidayKind::National => off.national.as_str(),
        HolidayKind::JointLeave => &off.joint_leave,
        HolidayKind::Election => &off.election,
        HolidayKind::Regional => &off.regional,
    });
    ScriptWords {
        day: fill(&language.date.weekday_day, &marks),
        months: language.date.months.join("|"),
        weekdays: language.date.weekdays.join("|"),
        counted: fill(&language.calculator.counted, &[("n", "%n")]),
        off: format!("%w, {}", off.weekend),
        kinds: kinds.join("|"),
        decree: fill(&off.decree, &[("number", "%n")]),
    }
}
