//! What the downloads say of themselves: tables, columns, licence.

use lapor_core::{Outcome, Reason, Stage};
use lapor_stats::publication::{Field, Kind, Licence, Period, Publication, Resource, Ruleset};
use lapor_stats::schema::{self, TABLES};
use lapor_stats::summary::Fingerprint;
use lapor_stats::table::Table;

use super::super::source::JudgedSource;

/// The table of verdicts.
pub(super) const VERDICTS: &str = "verdicts";
/// The table of numbers.
pub(super) const NUMBERS: &str = "numbers";

/// Title and description of a table.
pub(super) fn words(name: &str) -> (&'static str, &'static str) {
    match name {
        "reports" => (
            "Open reports",
            "A row for each report whose page shows agency and days, under the id of its page.",
        ),
        "events" => (
            "Events of open reports",
            "A row for each event of an open report. Times are days; where the order within a day decides a verdict, or the day in \
             the agency's own zone, a time of day says just that and is not the hour at which it happened.",
        ),
        "agencies" => ("Agencies", "A row for each agency, under the name of its page."),
        "categories" => ("Categories", "A row for each category of an open report."),
        VERDICTS => (
            "Verdicts on open reports",
            "A row for each open report and stage, as its page shows it; a report that was opened again has several closures.",
        ),
        _ => (
            "Numbers of the pages",
            "A row for each count that the pages print, by the mark that it has there. What is part of a count of 0 is 0 as well and \
             has no row; what is hidden has one.",
        ),
    }
}

/// The columns that tell one row from every other; none if no columns do.
pub(super) fn key(name: &str) -> Vec<String> {
    let column = match name {
        "reports" => "report_id",
        "agencies" => "agency_id",
        "categories" => "category",
        NUMBERS => "cell",
        _ => return Vec::new(),
    };
    vec![column.to_owned()]
}

/// The columns of a table.
pub(super) fn fields(name: &str, table: &Table) -> Vec<Field> {
    let canonical = TABLES.iter().find(|known| known.name == name);
    let field = |column: &'static str| match canonical {
        Some(canonical) => canonical
            .fields
            .iter()
            .find(|field| field.name == column)
            .map_or_else(|| Field::new(column, Kind::Text, ""), canonical_field),
        None if name == VERDICTS => verdict_field(column),
        None => number_field(column),
    };
    table.columns().iter().map(|(column, _)| field(column)).collect()
}

fn canonical_field(field: &schema::Field) -> Field {
    let kind = match field.kind {
        schema::Kind::Text | schema::Kind::Time | schema::Kind::Word(_) => Kind::Text,
        schema::Kind::Truth => Kind::Flag,
        schema::Kind::Count => Kind::Integer,
    };
    let meaning = match field.name {
        "report_id" => "the report, by the id of its page",
        "agency_id" => "the agency, by the folder of its page",
        meaning => {
            let _ = meaning;
            field.meaning
        }
    };
    let described = Field::new(field.name, kind, meaning);
    match field.kind {
        schema::Kind::Word(words) => described.words(words),
        _ => described,
    }
}

fn verdict_field(name: &'static str) -> Field {
    let text = |meaning: &str| Field::new(name, Kind::Text, meaning);
    let date = |meaning: &str| Field::new(name, Kind::Date, meaning);
    let days = |meaning: &str| {
        Field::new(name, Kind::Integer, meaning).unit("days in the unit of the limit").at_least(0.0)
    };
    match name {
        "report_id" => text("the report, by the id of its page"),
        "stage" => text("the promise").words(&Stage::ALL.map(Stage::word)),
        "agency" => text(
            "the agency to which the report went first, by the folder of its page; administrator if to none",
        ),
        "owner" => {
            text("whose clock it is: an agency, administrator, or rule where the silence decides")
        }
        "started" => date("day zero"),
        "due" => date("the last day on which the promise would be kept"),
        "due_promised" => date("the same by the calendar as it was known on day zero"),
        "ended" => date("the day of the act that ended the stage"),
        "elapsed" => days(
            "days from day zero to the end, or to the last day that counts, without paused ones",
        ),
        "paused" => days("days on which the clock stood still"),
        "outcome" => text("what became of the promise").words(&Outcome::ALL.map(Outcome::word)),
        _ => text("why, where the outcome alone does not say it")
            .words(&Reason::ALL.map(Reason::word)),
    }
}

fn share(name: &'static str, meaning: &str) -> Field {
    Field::new(name, Kind::Number, meaning)
        .share("this count", "the count of the same cell without outcome")
        .hidden()
}

fn number_field(name: &'static str) -> Field {
    let text = |meaning: &str| Field::new(name, Kind::Text, meaning);
    match name {
        "cell" => {
            text("the mark of the number on the pages, in data-cell, data-rests or data-share")
        }
        "table" => text(
            "what is counted: due is what a share counts, outside what is in none, open what is open on the last day",
        ),
        "agency" => text("of which agency, by the folder of its page; all together if blank"),
        "month" => Field::new(
            name,
            Kind::Text,
            "of which month in which the stage started, none where that is not known; all together if blank",
        ),
        "outcome" => text("which outcome; all together if blank"),
        "count" => Field::new(name, Kind::Integer, "how many")
            .unit("stages, reports or rows")
            .at_least(0.0)
            .hidden(),
        "share" => share(name, "the share that was kept; blank of fewer than ten"),
        "low" => share(name, "the lower end of its 95 % interval (Wilson)"),
        "high" => share(name, "the upper end of its 95 % interval (Wilson)"),
        _ => text("of which one; all together if blank"),
    }
}

/// The folder as a whole.
pub(super) fn about(
    source: &JudgedSource<'_>,
    base_url: Option<&str>,
    resources: Vec<Resource>,
) -> Publication {
    let config = source.config;
    let folder = base_url.map(|base| format!("{base}{}/data/", config.slug));
    let description = format!(
        "The tables behind the pages of {}: reports, events and verdicts of every report that is shown by the day, and every \
         number of the pages. Source: {}. Secret, anonymous and sensitive reports are in the numbers alone, and numbers that \
         would tell too much of few reports are hidden. Whoever has lapor-stats can judge every report anew: lapor-stats audit \
         on this folder.",
        config.title.text("en"),
        config.credit.text("en"),
    );
    let ruleset = |mark: Fingerprint| Ruleset::new(mark.name, digest(&mark.sha256));
    let period = source.model().period.and_then(|(first, _)| {
        let first = format!("{:04}-{:02}-01", first.year(), first.number()).parse().ok()?;
        Some(Period { first, last: source.as_of() }).filter(|period| period.first <= period.last)
    });
    Publication {
        homepage: folder.clone().map(|folder| format!("{folder}index.html")),
        base_url: folder,
        method: Some(
            "Each report is judged by the policy and calendar named here, from its events alone."
                .into(),
        ),
        keywords: ["complaints", "public service", "service level", "open government"]
            .map(str::to_owned)
            .into(),
        languages: vec!["id".into()],
        period,
        resources,
        ..Publication::new(
            config.slug.clone(),
            config.title.text("en"),
            description,
            source.as_of(),
            licence(source),
            ruleset(Fingerprint::of_policy(&source.rules.policy)),
            ruleset(Fingerprint::of_calendar(&source.rules.calendar)),
        )
    }
}

/// The licence as it was configured; one that has no address is looked for by its SPDX identifier.
fn licence(source: &JudgedSource<'_>) -> Licence {
    let is_identifier = |id: &str| {
        let of = |byte: u8| byte.is_ascii_alphanumeric() || b".-+".contains(&byte);
        !id.is_empty() && id.bytes().all(of)
    };
    let none = Licence {
        id: "LicenseRef-none".into(),
        title: "No licence is stated".into(),
        url: "https://choosealicense.com/no-permission/".into(),
    };
    let Some(named) = &source.config.licence else { return none };
    let spdx = is_identifier(&named.name)
        .then(|| format!("https://spdx.org/licenses/{}.html", named.name));
    match named.url.clone().or(spdx) {
        Some(url) => Licence { id: named.name.clone(), title: named.name.clone(), url },
        None => Licence { title: named.name.clone(), ..none },
    }
}

/// The bytes of a digest in hexadecimal; zeros where it is none.
fn digest(hex: &str) -> [u8; 32] {
    let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).ok();
    bytes.and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
}
