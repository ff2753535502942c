//! The working-day calendar of a year: twelve tables in which a reader can count without a script.

use lapor_core::{Day, HolidayKind};
use serde::Serialize;

use super::Scene;
use super::frame::{Heading, Link};
use crate::format::{Language, fill};
use crate::model::{
    CalendarName, CalendarYear, DecreeName, HolidayLine, Month, YearDay, YearDayKind,
};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Default, Serialize)]
struct DayCell {
    /// The day of the month; empty before the first and after the last.
    day: String,
    class: &'static str,
    /// The how-manieth working day of the year.
    number: Option<String>,
    sign: Option<String>,
    word: Option<String>,
}

#[derive(Serialize)]
struct OffView {
    sign: String,
    text: String,
}

#[derive(Serialize)]
struct MonthView {
    caption: String,
    weeks: Vec<Vec<DayCell>>,
    offs_label: String,
    offs: Vec<OffView>,
}

#[derive(Serialize)]
struct YearView {
    title: String,
    total: String,
    part: Option<String>,
    how_year: String,
    signs: Vec<OffView>,
    weekdays: Vec<String>,
    months: Vec<MonthView>,
    withdrawn: Vec<OffView>,
    years: Vec<Link>,
    others: Vec<Link>,
    calculator: String,
}

/// One year of a calendar.
pub(super) fn year(scene: &Scene<'_>, year: &CalendarYear) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.year;
    let number = year.year.to_string();
    let title = match &year.calendar.slug {
        None => fill(&words.title, &[("year", &number)]),
        Some(_) => fill(&words.title_named, &[("year", &number), ("name", &year.calendar.name)]),
    };
    let working = year.days.iter().filter(|day| works(day)).count() as u64;
    let whole = year.days.first().is_some_and(|first| is_date(first.day, 1, 1))
        && year.days.last().is_some_and(|last| is_date(last.day, 12, 31));
    let (from, to) = (language.day(year.coverage.0), language.day(year.coverage.1));
    let months = year.days.chunk_by(|a, b| a.day.month() == b.day.month());
    let view = YearView {
        total: language.plural(&words.total, working),
        part: (!whole).then(|| fill(&words.part, &[("from", &from), ("to", &to)])),
        how_year: fill(&words.how_year, &[("n", &language.count(working))]),
        signs: HolidayKind::ALL
            .into_iter()
            .filter(|kind| year.holidays.iter().any(|line| line.kind == *kind))
            .map(|kind| {
                let (sign, word) = kind_words(language, kind);
                OffView { sign: sign.to_owned(), text: word.to_owned() }
            })
            .collect(),
        weekdays: language.date.weekdays_short.to_vec(),
        months: months.map(|days| month(language, year, days)).collect(),
        withdrawn: year
            .holidays
            .iter()
            .filter(|line| line.withdrawn.is_some())
            .map(|line| off(language, line))
            .collect(),
        years: years(scene, &year.calendar, year.year),
        others: year.others.iter().filter_map(|other| latest(scene, other)).collect(),
        calculator: scene.links.to(&Route::Calculator),
        title,
    };
    let above = vec![Link {
        href: scene.links.to(&Route::Calculator),
        text: language.frame.calculator.clone(),
    }];
    let heading = Heading { title: &view.title, description: &words.lead, source: None, above };
    scene.page("year.html", &heading, &view)
}

fn works(day: &YearDay) -> bool {
    matches!(day.kind, YearDayKind::Working(_))
}

fn is_date(day: Day, month: u32, of_month: u32) -> bool {
    day.month() == month && day_of_month(day) == of_month
}

fn day_of_month(day: Day) -> u32 {
    day.since(day.first_of_month()).unsigned_abs() + 1
}

/// A month as weeks from Monday.
fn month(language: &Language, year: &CalendarYear, days: &[YearDay]) -> MonthView {
    let working = days.iter().filter(|day| works(day)).count() as u64;
    let name = days.first().map_or_else(String::new, |day| language.month(Month::of(day.day)));
    let count = language.plural(&language.year.month_days, working);
    let before = days.first().map_or(0, |day| day.day.weekday().from_monday_number());
    let mut cells: Vec<DayCell> = (0..before).map(|_| DayCell::default()).collect();
    cells.extend(days.iter().map(|day| cell(language, day)));
    let mut weeks = Vec::new();
    let mut cells = cells.into_iter().peekable();
    while cells.peek().is_some() {
        let mut week: Vec<DayCell> = cells.by_ref().take(7).collect();
        week.resize_with(7, DayCell::default);
        weeks.push(week);
    }
    let inside = |line: &&HolidayLine| {
        line.withdrawn.is_none()
            && days.first().is_some_and(|first| first.day <= line.day)
            && days.last().is_some_and(|last| line.day <= last.day)
    };
    MonthView {
        caption: fill(&language.year.caption, &[("month", &name), ("days", &count)]),
        weeks,
        offs_label: fill(&language.year.offs, &[("month", &name)]),
        offs: year.holidays.iter().filter(inside).map(|line| off(language, line)).collect(),
    }
}

fn cell(language: &Language, day: &YearDay) -> DayCell {
    let text = day_of_month(day.day).to_string();
    match day.kind {
        YearDayKind::Working(number) => {
            DayCell { day: text, number: Some(number.to_string()), ..DayCell::default() }
        }
        YearDayKind::Weekend => DayCell { day: text, class: "off weekend", ..DayCell::default() },
        YearDayKind::Holiday(kind) => {
            let (sign, word) = kind_words(language, kind);
            DayCell {
                day: text,
                class: if kind == HolidayKind::JointLeave { "off joint" } else { "off holiday" },
                sign: Some(sign.to_owned()),
                word: Some(word.to_owned()),
                ..DayCell::default()
            }
        }
    }
}

/// The letter and the word of a kind of holiday.
fn kind_words(language: &Language, kind: HolidayKind) -> (&str, &str) {
    let words = &language.day_off;
    match kind {
        HolidayKind::National => (&words.national_sign, &words.national),
        HolidayKind::JointLeave => (&words.joint_leave_sign, &words.joint_leave),
        HolidayKind::Election => (&words.election_sign, &words.election),
        HolidayKind::Regional => (&words.regional_sign, &words.regional),
    }
}

/// A holiday with its decree, and what else is known of it.
fn off(language: &Language, line: &HolidayLine) -> OffView {
    let words = &language.year;
    let (sign, kind) = kind_words(language, line.kind);
    let day = language.short_day(line.day);
    let text = fill(&words.off, &[("day", &day), ("kind", kind), ("name", &line.name)]);
    let mut notes = Vec::new();
    notes.extend(line.decree.as_ref().map(|decree| cited(language, decree)));
    let told = line.announced.map(|day| language.day(day));
    notes.extend(told.map(|day| fill(&words.announced, &[("day", &day)])));
    let weekday = line.day.weekday().from_monday_number();
    if 5 <= weekday {
        let name = &language.date.weekdays[usize::from(weekday)];
        notes.push(fill(&words.on_weekend, &[("weekday", name)]));
    }
    if let Some((decree, day)) = &line.withdrawn {
        notes.extend(
            decree
                .as_ref()
                .map(|decree| fill(&words.withdrawn_by, &[("decree", &cited(language, decree))])),
        );
        notes.extend(day.map(|day| fill(&words.withdrawn_on, &[("day", &language.day(day))])));
    }
    let text = if notes.is_empty() { text } else { format!("{text} ({})", notes.join("; ")) };
    OffView { sign: sign.to_owned(), text }
}

/// A decree by its number; by its title where that is not known.
fn cited(language: &Language, decree: &DecreeName) -> String {
    match &decree.number {
        Some(number) => fill(&language.day_off.decree, &[("number", number)]),
        None => decree.title.clone(),
    }
}

/// The other years of a calendar, the latest first.
fn years(scene: &Scene<'_>, calendar: &CalendarName, shown: i32) -> Vec<Link> {
    let others = calendar.years.iter().rev().filter(|year| **year != shown);
    others.map(|&year| link(scene, calendar, year, year.to_string())).collect()
}

/// The way to another calendar: to its latest year.
fn latest(scene: &Scene<'_>, calendar: &CalendarName) -> Option<Link> {
    let &year = calendar.years.last()?;
    Some(link(scene, calendar, year, format!("{} {year}", calendar.name)))
}

fn link(scene: &Scene<'_>, calendar: &CalendarName, year: i32, text: String) -> Link {
    let route = Route::Calendar { calendar: calendar.slug.clone(), year: Some(year) };
    Link { href: scene.links.to(&route), text }
}
