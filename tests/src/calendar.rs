//! The calendar of Indonesia: from its final state, instruments and amendments to rows, and from rows to Rust.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lapor_core::{Calendar, Day, Decree, Holiday, HolidayKind, Week, Weekday, day};

/// Why the calendar could not be put together.
pub type Problem = String;

/// The calendar whose final state, instruments and amendments these three tables give (R7).
///
/// The amendments are undone from the last row up, which leaves each year's original
/// decree; then they are applied again, and each opens or closes a row.
///
/// # Errors
///
/// A sentence that names the row which does not fit.
pub fn from_tables(holidays: &str, decrees: &str, changes: &str) -> Result<Calendar, Problem> {
    let decrees = read_decrees(decrees)?;
    let changes = rows(changes, ["date", "name", "kind", "change", "decree_id", "on", ""])?;
    let mut original = BTreeMap::new();
    for [date, name, kind, ..] in rows(holidays, ["date", "name", "kind", "", "", "", ""])? {
        original.entry((parse_day(&date)?, kind)).or_insert_with(Vec::new).push(name);
    }
    for [date, name, kind, change, ..] in changes.iter().rev() {
        let key = (parse_day(date)?, kind.clone());
        match change.as_str() {
            "added" | "moved-to" => {
                original
                    .remove(&key)
                    .ok_or(format!("{date} {kind}: added but not in the final state"))?;
            }
            _ => original.entry(key).or_default().push(name.clone()),
        }
    }
    let mut holidays = Vec::new();
    for ((date, kind), names) in &original {
        for name in names {
            let id = format!("SKB-{}", date.year());
            holidays.push(open(&decrees, *date, kind, name, &id)?);
        }
    }
    for [date, name, kind, change, id, ..] in &changes {
        let date = parse_day(date)?;
        if change == "added" || change == "moved-to" {
            holidays.push(open(&decrees, date, kind, name, id)?);
        } else {
            let decree = decrees.get(id.as_str()).ok_or(format!("{date}: no decree {id}"))?;
            let row = holidays
                .iter_mut()
                .rev()
                .find(|row| row.date == date && row.stands() && row.kind.word() == kind)
                .ok_or(format!("{date} {kind}: withdrawn but not in force"))?;
            row.withdrawn_by = Some(id.clone().into());
            row.withdrawn_on = decree.announced.or(decree.issued);
        }
    }
    let coverage = day(2012, 1, 1)..=day(2026, 12, 31);
    let used = |id: &str| {
        holidays
            .iter()
            .any(|row| row.decree.as_deref() == Some(id) || row.withdrawn_by.as_deref() == Some(id))
    };
    let decrees = decrees.into_values().filter(|decree| used(&decree.id)).collect();
    Calendar::new("id", coverage, Week::FIVE_DAYS, holidays.clone())
        .and_then(|calendar| calendar.with_decrees(decrees))
        .map_err(|error| error.to_string())
}

fn open(
    decrees: &BTreeMap<String, Decree>,
    date: Day,
    kind: &str,
    name: &str,
    id: &str,
) -> Result<Holiday, Problem> {
    let decree = decrees.get(id).ok_or(format!("{date}: no decree {id}"))?;
    let kind = if id.starts_with("KEPPRES") && name.starts_with("Hari Pemilihan") {
        HolidayKind::Election
    } else {
        kind.parse().map_err(|error| format!("{date}: {error}"))?
    };
    Ok(Holiday {
        date,
        kind,
        name: name.to_owned().into(),
        decree: Some(id.to_owned().into()),
        announced: decree.announced.or(decree.issued),
        withdrawn_on: None,
        withdrawn_by: None,
    })
}

fn read_decrees(text: &str) -> Result<BTreeMap<String, Decree>, Problem> {
    let wanted = ["decree_id", "title_short", "number", "issued", "announced", "", ""];
    let known = |text: &str| (text != "unknown").then(|| text.to_owned());
    let mut decrees = BTreeMap::new();
    for [id, title, number, issued, announced, ..] in rows(text, wanted)? {
        let decree = Decree {
            id: id.clone().into(),
            title: title.into(),
            number: known(&number).map(Into::into),
            issued: known(&issued).map(|text| parse_day(&text)).transpose()?,
            announced: known(&announced).map(|text| parse_day(&text)).transpose()?,
        };
        decrees.insert(id, decree);
    }
    Ok(decrees)
}

fn parse_day(text: &str) -> Result<Day, Problem> {
    text.parse().map_err(|error: lapor_core::Error| error.to_string())
}

/// The wanted columns of every row; an empty name wants none.
fn rows(text: &str, wanted: [&str; 7]) -> Result<Vec<[String; 7]>, Problem> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut places = [None; 7];
    for (place, name) in places.iter_mut().zip(wanted) {
        if !name.is_empty() {
            *place = Some(
                header.iter().position(|found| found == name).ok_or(format!("no column {name}"))?,
            );
        }
    }
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| error.to_string())?;
            Ok(places
                .map(|place| place.and_then(|place| record.get(place)).unwrap_or("").to_owned()))
        })
        .collect()
}

/// The calendar as the file `data/calendar/id.toml`.
pub fn to_toml(calendar: &Calendar) -> String {
    let mut text = String::from(HEADER);
    let quote = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let coverage = calendar.coverage();
    let week: Vec<_> = Weekday::ALL
        .into_iter()
        .filter(|&day| calendar.week().works(day))
        .map(|day| format!("\"{}\"", format!("{day:?}").to_lowercase()))
        .collect();
    let _ = writeln!(text, "name = {}", quote(calendar.name()));
    let _ = writeln!(text, "first = \"{}\"\nlast = \"{}\"", coverage.start(), coverage.end());
    let _ = writeln!(text, "week = [{}]\n", week.join(", "));
    text.push_str(
        "# The instruments. What could not be found out is left away, never guessed.\ndecree = [\n",
    );
    for decree in calendar.decrees() {
        let _ = write!(text, "  {{ id = {}, title = {}", quote(&decree.id), quote(&decree.title));
        if let Some(number) = &decree.number {
            let _ = write!(text, ", number = {}", quote(number));
        }
        for (key, value) in [("issued", decree.issued), ("announced", decree.announced)] {
            if let Some(day) = value {
                let _ = write!(text, ", {key} = \"{day}\"");
            }
        }
        text.push_str(" },\n");
    }
    text.push_str("]\n\n# The days. A day that was withdrawn keeps its row; one that came back has another.\nholiday = [\n");
    for row in calendar.rows() {
        let _ = write!(
            text,
            "  {{ date = \"{}\", kind = \"{}\", name = {}",
            row.date,
            row.kind,
            quote(&row.name)
        );
        for (key, value) in [("decree", &row.decree), ("withdrawn_by", &row.withdrawn_by)] {
            if let Some(value) = value {
                let _ = write!(text, ", {key} = {}", quote(value));
            }
        }
        for (key, value) in [("announced", row.announced), ("withdrawn_on", row.withdrawn_on)] {
            if let Some(day) = value {
                let _ = write!(text, ", {key} = \"{day}\"");
            }
        }
        text.push_str(" },\n");
    }
    text.push_str("]\n");
    text
}

const HEADER: &str = "\
# The working-day calendar of Indonesia, 2012 to 2026: national holidays, joint leave and days
# of voting, each with the instrument that made it and, where it was withdrawn, the one that did.
#
# Facts from public law texts (joint decrees of three ministers, decrees of the president);
# how they were put together, and what is not known, stands in data/README.md.
#
# A calendar of your own has the same keys: `name`; `first` and `last`, the days that it knows
# (a question outside them is an error, never 'no holiday'); `week`, the days on which the office
# works; `holiday` rows with `date`, `kind` (national, joint-leave, election, regional), `name`,
# and where known `decree`, `announced`, `withdrawn_on`, `withdrawn_by`; `decree` rows, to which
# they refer, may be left away altogether.
";

/// The calendar as the file `lapor-core/src/indonesia.rs`, which the crate embeds.
pub fn to_rust(calendar: &Calendar) -> String {
    let text = |text: Option<&str>| match text {
        Some(text) => format!("Some({text:?})"),
        None => "None".into(),
    };
    let day = |day: Option<Day>| match day {
        Some(day) => day.epoch().to_string(),
        None => "NONE".into(),
    };
    let mut out = String::from(
        "//! The calendar of Indonesia, generated from `data/calendar/id.toml`; a test keeps the two equal.\n\n\
         use crate::calendar::{Calendar, Week};\n\
         use crate::day::Day;\n\
         use crate::holiday::HolidayKind::{Election, JointLeave, National, Regional};\n\
         use crate::holiday::{Decree, Holiday, HolidayKind};\n\n\
         const NONE: i32 = i32::MIN;\n\n\
         type DecreeRow = (&'static str, &'static str, Option<&'static str>, i32, i32);\n\
         type HolidayRow = (i32, HolidayKind, &'static str, Option<&'static str>, i32, i32, Option<&'static str>);\n\n",
    );
    let coverage = calendar.coverage();
    let _ = writeln!(
        out,
        "/// The calendar, built from the rows below.\npub(crate) fn calendar() -> Calendar {{\n    \
         let day = Day::from_epoch;\n    \
         let decrees = DECREES.iter().map(|&(id, title, number, issued, announced)| Decree {{\n        \
         id: id.into(),\n        title: title.into(),\n        number: number.map(Into::into),\n        \
         issued: day(issued),\n        announced: day(announced),\n    }});\n    \
         let holidays = HOLIDAYS.iter().filter_map(|&(date, kind, name, decree, announced, withdrawn_on, withdrawn_by)| {{\n        \
         Some(Holiday {{\n            date: day(date)?,\n            kind,\n            name: name.into(),\n            \
         decree: decree.map(Into::into),\n            announced: day(announced),\n            \
         withdrawn_on: day(withdrawn_on),\n            withdrawn_by: withdrawn_by.map(Into::into),\n        }})\n    }});\n    \
         let (first, last) = (day({}).unwrap_or(Day::MIN), day({}).unwrap_or(Day::MAX));\n    \
         let built = Calendar::new({:?}, first..=last, Week::FIVE_DAYS, holidays.collect())\n        \
         .and_then(|calendar| calendar.with_decrees(decrees.collect()));\n    \
         match built {{\n        Ok(calendar) => calendar,\n        \
         Err(error) => unreachable!(\"the rows below are a valid calendar: {{error}}\"),\n    }}\n}}\n",
        coverage.start().epoch(),
        coverage.end().epoch(),
        calendar.name(),
    );
    out.push_str("#[rustfmt::skip]\nstatic DECREES: &[DecreeRow] = &[\n");
    for decree in calendar.decrees() {
        let _ = writeln!(
            out,
            "    ({:?}, {:?}, {}, {}, {}),",
            decree.id,
            decree.title,
            text(decree.number.as_deref()),
            day(decree.issued),
            day(decree.announced)
        );
    }
    out.push_str("];\n\n#[rustfmt::skip]\nstatic HOLIDAYS: &[HolidayRow] = &[\n");
    let mut year = 0;
    for row in calendar.rows() {
        if row.date.year() != year {
            year = row.date.year();
            let _ = writeln!(out, "    // {year}");
        }
        let _ = writeln!(
            out,
            "    ({}, {:?}, {:?}, {}, {}, {}, {}),",
            row.date.epoch(),
            row.kind,
            row.name,
            text(row.decree.as_deref()),
            day(row.announced),
            day(row.withdrawn_on),
            text(row.withdrawn_by.as_deref())
        );
    }
    out.push_str("];\n");
    out.replace(
        "use crate::holiday::HolidayKind::{Election, JointLeave, National, Regional};",
        kinds(calendar),
    )
}

/// Only the kinds that occur may be imported, or the compiler warns.
fn kinds(calendar: &Calendar) -> &'static str {
    if calendar.rows().any(|row| row.kind == HolidayKind::Regional) {
        "use crate::holiday::HolidayKind::{Election, JointLeave, National, Regional};"
    } else {
        "use crate::holiday::HolidayKind::{Election, JointLeave, National};"
    }
}
