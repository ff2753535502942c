//! The agencies of a source, in alphabetical order.

use lapor_core::Stage;
use serde::Serialize;

use super::Scene;
use super::figure;
use super::frame::Heading;
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
    scene.page("agencies.html", &heading, &List { lines, has_reports, has_months })
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
