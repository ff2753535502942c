//! Canonical tables: a dataset as files that give the same dataset again.
//!
//! Neither order nor spelling of the source is kept, only what it says: reports and events stand in order, a time as it stands on
//! the wall clock of the source. What people wrote is not in them: it leaves [`Sensitive`](lapor_core::sensitive::Sensitive) only
//! through the redactor. What the source claims is not in them either, since no canonical table has a column for a claim.

use lapor_core::{Event, EventKind, Value, When, Zone};

use crate::dataset::{Agency, Column, Dataset, Visibility};
use crate::schema::{AGENCIES, CATEGORIES, EVENTS, REPORTS};
use crate::table::{Data, Table};

/// The canonical tables of a dataset, each with its name: reports, events, agencies and categories; without the last two
/// where there is nothing in them.
pub fn canonical_tables(dataset: &Dataset) -> Vec<(&'static str, Table)> {
    let mut tables = vec![(REPORTS.name, reports(dataset)), (EVENTS.name, events(dataset))];
    if !dataset.agencies.is_empty() {
        tables.push((AGENCIES.name, agencies(&dataset.agencies)));
    }
    if !dataset.categories.is_empty() {
        tables.push((CATEGORIES.name, categories(dataset)));
    }
    tables
}

/// The mapping that the canonical tables need beside them (`lapor.toml`): the zone of their times, what the source does not
/// record, and what its mapping fixes.
pub fn canonical_mapping(dataset: &Dataset) -> String {
    let mut text = String::from(
        "# How to read the canonical tables in this folder; written with them.\nlayout = \"canonical\"\n",
    );
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    let quoted = |word: &str| toml::Value::String(word.to_owned()).to_string();
    let provenance = &dataset.provenance;
    if let Some(source) = &provenance.source {
        line("source", quoted(source));
    }
    if let Some(licence) = &provenance.licence {
        line("licence", quoted(licence));
    }
    line("zone", quoted(&offset(zone_of(dataset))));
    if let Some(day) = dataset.fixed.as_of {
        line("as_of", day.to_string());
    }
    if let Some(policy) = &dataset.fixed.policy {
        line("policy", quoted(policy));
    }
    if let Some(calendar) = &dataset.fixed.calendar {
        line("calendar", quoted(calendar));
    }
    if dataset.last_activity_opens_silence {
        line("last_activity_opens_silence", "true".into());
    }
    let unrecorded = EventKind::ALL.into_iter().filter(|&kind| dataset.unrecorded.contains(kind));
    let unrecorded: Vec<String> = unrecorded.map(|kind| quoted(kind.word())).collect();
    if !unrecorded.is_empty() {
        line("unrecorded", format!("[{}]", unrecorded.join(", ")));
    }
    text
}

fn zone_of(dataset: &Dataset) -> Zone {
    dataset.fixed.zone.unwrap_or(Zone::WIB)
}

/// A zone as its offset, such as `+07:00`.
fn offset(zone: Zone) -> String {
    let minutes = zone.minutes();
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn reports(dataset: &Dataset) -> Table {
    let reports = &dataset.reports;
    let ids = reports.id.iter().map(|id| Some(id.to_owned())).collect();
    let mut columns = vec![("report_id", Data::Text(ids))];
    let words = |column: &Column| {
        let codes = (0..reports.len()).map(|row| column.code(row).unwrap_or(Data::NONE));
        Data::Words(column.words.clone(), codes.collect())
    };
    columns.extend([
        ("class", words(&reports.class)),
        ("complexity", words(&reports.complexity)),
        ("category", words(&reports.category)),
        ("program", words(&reports.program)),
        ("place", words(&reports.place)),
        ("channel", words(&reports.channel)),
    ]);
    let visibility = (0..reports.len())
        .map(|row| reports.visibility.get(row).copied().unwrap_or_default() as u32);
    let shown = [Visibility::Public, Visibility::Anonymous, Visibility::Secret];
    let shown = shown.map(|visibility| visibility.word().to_owned());
    columns.push(("visibility", Data::Words(shown.into(), visibility.collect())));
    Table::new(columns)
}

fn events(dataset: &Dataset) -> Table {
    let zone = zone_of(dataset);
    let (mut ids, mut times) = (Vec::new(), Vec::new());
    let mut values: Vec<Option<String>> = Vec::new();
    let mut ordered: Vec<Event> = Vec::with_capacity(dataset.events.len());
    for report in 0..dataset.reports.len() {
        let first = ordered.len();
        ordered.extend(&dataset.events[dataset.offsets[report]..dataset.offsets[report + 1]]);
        ordered[first..].sort_unstable_by_key(|event| {
            (
                event.at.order(zone),
                event.kind,
                event.party,
                event.agency,
                event.to_agency,
                event.value,
            )
        });
        for event in &ordered[first..] {
            ids.push(report as u32);
            times.push(wall_clock(event.at, zone));
            values.push(value(dataset, event.value));
        }
    }
    let id_words = dataset.reports.id.iter().map(str::to_owned).collect();
    let agency_words: Vec<String> =
        dataset.agencies.iter().map(|agency| agency.id.clone()).collect();
    let agency = |of: fn(&Event) -> Option<lapor_core::AgencyId>| {
        let codes =
            ordered.iter().map(|event| of(event).map_or(Data::NONE, |id| id.index() as u32));
        Data::Words(agency_words.clone(), codes.collect())
    };
    let kinds = crate::schema::KINDS.map(str::to_owned).into();
    let parties = crate::schema::PARTIES.map(str::to_owned).into();
    let actors = ordered.iter().map(|event| event.party.map_or(Data::NONE, |party| party as u32));
    Table::new(vec![
        ("report_id", Data::Words(id_words, ids)),
        ("at", Data::Text(times)),
        ("kind", Data::Words(kinds, ordered.iter().map(|event| event.kind as u32).collect())),
        ("actor", Data::Words(parties, actors.collect())),
        ("agency", agency(|event| event.agency)),
        ("to_agency", agency(|event| event.to_agency)),
        ("value", Data::Text(values)),
    ])
}

/// A time as it stands on the wall clock; a day without a time as that day, and nothing where it is unknown.
fn wall_clock(at: When, zone: Zone) -> Option<String> {
    let day = at.day(zone)?;
    let Some(instant) = at.instant() else { return Some(day.to_string()) };
    let micros = instant.micros_of_day(zone);
    let seconds = micros / 1_000_000;
    let mut text =
        format!("{day}T{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if micros % 1_000_000 != 0 {
        text.push_str(&format!(".{:06}", micros % 1_000_000));
    }
    Some(text)
}

fn value(dataset: &Dataset, value: Value) -> Option<String> {
    match value {
        Value::None => None,
        Value::Days(days) => Some(days.to_string()),
        Value::Class(class) => dataset.reports.class.words.get(usize::from(class.0)).cloned(),
        Value::Report(report) => Some(dataset.reports.id(report.0 as usize).to_owned()),
    }
}

fn agencies(agencies: &[Agency]) -> Table {
    let text =
        |of: &dyn Fn(&Agency) -> Option<String>| Data::Text(agencies.iter().map(of).collect());
    let parent = |agency: &Agency| agency.parent.map(|parent| agencies[parent.index()].id.clone());
    Table::new(vec![
        ("agency_id", text(&|agency| Some(agency.id.clone()))),
        ("parent_id", text(&parent)),
        ("name", text(&|agency| Some(agency.name.clone()))),
        ("kind", text(&|agency| agency.kind.clone())),
        ("zone", text(&|agency| agency.zone.map(offset))),
        ("calendar", text(&|agency| agency.calendar.clone())),
        ("flags", text(&|agency| agency.campaign.then(|| "campaign".to_owned()))),
    ])
}

fn categories(dataset: &Dataset) -> Table {
    let rows = &dataset.categories;
    Table::new(vec![
        ("category", Data::Text(rows.keys().map(|name| Some(name.clone())).collect())),
        ("group", Data::Text(rows.values().map(|category| category.group.clone()).collect())),
        ("sensitive", Data::Flag(rows.values().map(|category| category.sensitive).collect())),
    ])
}
