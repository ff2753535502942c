//! The agencies of a source, in alphabetical order.

use lapor_core::Stage;
use lapor_stats::measure::funnel::{self, funnel};
use serde::Serialize;

use super::Scene;
use super::figure;
use super::frame::{Heading, Link};
use crate::format::fill;
use crate::model::{Agencies, AgencyLine, Cell, Place, due_table};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct Line {
    name: String,
    href: String,
    note: String,
    reports: String,
    reports_mark: String,
    due: String,
    due_mark: String,
    share: String,
    interval: String,
    spark: Option<String>,
}

#[derive(Serialize)]
struct List {
    lines: Vec<Line>,
    /// Whether any number of reports is told; a column of hidden ones says nothing.
    has_reports: bool,
    /// Whether any agency's months are told.
    has_months: bool,
    apart: Apart,
}

/// What the shares say of one agency against the others, and no more.
#[derive(Debug, Default, Serialize)]
struct Apart {
    /// Why none is named, where none is.
    none: String,
    below_lead: String,
    below: Vec<Link>,
    above: Vec<Link>,
}

/// The agencies page.
pub(super) fn list(scene: &Scene<'_>, agencies: &Agencies) -> Result<String, ThemeError> {
    let words = &scene.language.agencies;
    let source = scene.source(&agencies.source)?;
    let mut sorted: Vec<&AgencyLine> = agencies.lines.iter().collect();
    sorted.sort_by_cached_key(|line| (line.name.to_lowercase(), line.slug.clone()));
    let lines: Vec<Line> = sorted
        .into_iter()
        .enumerate()
        .map(|(place, found)| line(scene, &agencies.source, place, found))
        .collect();
    let has_reports = agencies.lines.iter().any(|line| line.reports != Cell::Hidden);
    let has_months = lines.iter().any(|line| line.spark.is_some());
    let heading = Heading {
        title: &words.title,
        description: &words.lead,
        source: Some(source),
        above: vec![],
    };
    let apart = apart(scene, agencies);
    scene.page("agencies.html", &heading, &List { lines, has_reports, has_months, apart })
}

/// Which agencies lie outside the funnel of those whose share is shown.
fn apart(scene: &Scene<'_>, agencies: &Agencies) -> Apart {
    let words = &scene.language.agencies;
    let mut told: Vec<(&AgencyLine, (u64, u64))> = agencies
        .lines
        .iter()
        .filter_map(|line| {
            let (met, due) = (line.follow_up.met.shown()?, line.follow_up.due.shown()?);
            (funnel::TOO_FEW <= due).then_some((line, (met, due)))
        })
        .collect();
    told.sort_by_cached_key(|(line, _)| (line.name.to_lowercase(), line.slug.clone()));
    let counts: Vec<(u64, u64)> = told.iter().map(|(_, counts)| *counts).collect();
    let Some(funnel) = funnel(&counts).filter(|_| 2 <= counts.len()) else {
        return Apart { none: words.apart_few.clone(), ..Apart::default() };
    };
    let at = |wanted: [funnel::Place; 2]| -> Vec<Link> {
        let found = told.iter().zip(&funnel.places).filter(|(_, place)| wanted.contains(place));
        found
            .map(|((line, _), _)| {
                let (source, agency) = (agencies.source.clone(), line.slug.clone());
                let href = scene.links.to(&Route::Scorecard { source, agency });
                Link { href, text: line.name.clone() }
            })
            .collect()
    };
    let below = at([funnel::Place::Below95, funnel::Place::Below998]);
    let above = at([funnel::Place::Above95, funnel::Place::Above998]);
    let n = scene.language.count(counts.len() as u64);
    let none = if below.is_empty() && above.is_empty() {
        fill(&words.apart_none, &[("n", &n)])
    } else {
        String::new()
    };
    Apart { none, below_lead: fill(&words.apart_below, &[("n", &n)]), below, above }
}

fn line(scene: &Scene<'_>, source: &str, place: usize, line: &AgencyLine) -> Line {
    let language = scene.language;
    let words = &language.agencies;
    let (share, interval) = figure::short_share(language, &line.follow_up);
    let at = Place { source, agency: Some(&line.slug) };
    let mut notes = Vec::new();
    if let Some(parent) = &line.parent {
        notes.push(fill(&words.unit_of, &[("parent", parent)]));
    }
    if line.campaign {
        notes.push(words.campaign.clone());
    }
    Line {
        name: line.name.clone(),
        href: scene
            .links
            .to(&Route::Scorecard { source: source.to_owned(), agency: line.slug.clone() }),
        note: notes.join("; "),
        reports: language.cell(line.reports),
        reports_mark: at.mark("reports", None, "all"),
        due: language.cell(line.follow_up.due),
        due_mark: at.mark(due_table(Stage::FollowUp), None, "all"),
        share,
        interval,
        spark: figure::spark(language, &format!("s-{place}"), &words.spark, &line.months),
    }
}
