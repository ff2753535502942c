//! From a page model to the bytes of its file: `render(page, theme, language, site)`.
//!
//! Rendering is pure. It chooses the route, turns facts into words of one language (a view), and
//! fills the template. A view holds finished text and links; a template only places them.

mod agencies;
mod breakdown;
mod calculator;
mod clock;
mod corrections;
mod downloads;
mod feed;
mod figure;
#[cfg(test)]
pub(crate) mod fixture;
mod frame;
mod glossary;
mod home;
mod months;
mod printer;
mod prose;
mod ratio;
mod report;
mod reports;
mod scorecard;
mod search;
mod standing;
mod stencil;
#[cfg(test)]
mod tests;
mod year;

use crate::format::Language;
use crate::model::{Page, Report, Site, Source};
use crate::route::{Links, Route};
use crate::theme::{Theme, ThemeError};

pub use feed::feed;
pub use frame::META_POLICY;
pub use printer::Printer;

/// A file of the site: its place below the root, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its place, parts divided by `/`, without a slash before it.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Renders a page in a language.
///
/// A page that exists once only (a report, the page for what is not found) is rendered in the
/// language of the root, and a story in its own, whatever language is asked for.
///
/// # Errors
///
/// [`ThemeError`] if a template fails, with its name, or if the page's source is not of the site.
pub fn render(
    page: &Page,
    theme: &Theme,
    language: &Language,
    site: &Site,
) -> Result<Artifact, ThemeError> {
    Printer::new(theme, site).page(page, language)
}

/// The text of a page.
fn page_of(scene: &Scene<'_>, page: &Page) -> Result<String, ThemeError> {
    match page {
        Page::Home(home) => home::front(scene, home),
        Page::Overview(overview) => home::overview(scene, overview),
        Page::Agencies(agencies) => agencies::list(scene, agencies),
        Page::Scorecard(scorecard) => scorecard::scorecard(scene, scorecard),
        Page::Browse(browse) => breakdown::browse(scene, browse),
        Page::Breakdown(breakdown) => breakdown::breakdown(scene, breakdown),
        Page::Reports(reports) => reports::list(scene, reports),
        Page::GeneralReports(reports) => reports::general(scene, reports),
        Page::Report(Report::Open { source, id, report }) => {
            report::open(scene, source, id, report)
        }
        Page::Report(Report::General { source, id, report }) => {
            report::general(scene, source, id, report)
        }
        Page::Corrections(found) => corrections::corrections(scene, found),
        Page::FollowUps(follow_ups) => reports::follow_ups(scene, follow_ups),
        Page::Downloads(found) => downloads::page(scene, found),
        Page::Search(search) => search::search(scene, search),
        Page::Stories(stories) => prose::stories(scene, stories),
        Page::Story(story) => prose::story(scene, story),
        Page::Method => prose::article(scene, "metode.md", true),
        Page::About => prose::article(scene, "tentang.md", false),
        Page::Calendar(year) => year::year(scene, year),
        Page::Calculator(calculator) => calculator::calculator(scene, calculator),
        Page::NotFound => prose::not_found(scene),
    }
}

/// The theme's files beside the pages.
#[must_use]
pub fn assets(theme: &Theme) -> Vec<Artifact> {
    let artifact = |asset: &crate::theme::Asset| Artifact {
        path: Route::Asset { name: asset.name.clone() }.file(""),
        bytes: asset.bytes.clone(),
    };
    theme.assets().iter().map(artifact).collect()
}

/// Whether search engines may keep a page: not what is shown by the month alone, nor the page for what is not found.
pub(crate) fn is_indexed(page: &Page) -> bool {
    !matches!(page, Page::NotFound | Page::GeneralReports(_) | Page::Report(Report::General { .. }))
}

/// Where a page lives.
fn route(page: &Page) -> Route {
    match page {
        Page::Home(_) => Route::Home,
        Page::Overview(overview) => Route::Overview { source: overview.source.clone() },
        Page::Agencies(agencies) => Route::Agencies { source: agencies.source.clone() },
        Page::Scorecard(scorecard) => Route::Scorecard {
            source: scorecard.source.clone(),
            agency: scorecard.agency.slug.clone(),
        },
        Page::Browse(browse) => Route::Browse { source: browse.source.clone() },
        Page::Breakdown(breakdown) => breakdown::route(breakdown),
        Page::Reports(reports) => {
            Route::Reports { source: reports.source.clone(), page: reports.page }
        }
        Page::GeneralReports(reports) => {
            Route::GeneralReports { source: reports.source.clone(), page: reports.page }
        }
        Page::Report(report) => {
            Route::Report { source: report.source().to_owned(), id: report.id().to_owned() }
        }
        Page::Corrections(found) => Route::Corrections { source: found.source.clone() },
        Page::FollowUps(follow_ups) => Route::FollowUps { source: follow_ups.source.clone() },
        Page::Downloads(downloads) => Route::Downloads { source: downloads.source.clone() },
        Page::Search(search) => Route::Search { source: search.source.clone() },
        Page::Stories(_) => Route::Stories,
        Page::Story(story) => Route::Story { slug: story.slug.clone() },
        Page::Method => Route::Method,
        Page::About => Route::About,
        Page::Calendar(year) => Route::Calendar {
            calendar: year.calendar.slug.clone(),
            year: (!year.front).then_some(year.year),
        },
        Page::Calculator(_) => Route::Calculator,
        Page::NotFound => Route::NotFound,
    }
}

/// What a view is made with.
struct Scene<'a> {
    language: &'a Language,
    site: &'a Site,
    theme: &'a Theme,
    links: Links<'a>,
    route: &'a Route,
    hidden_from_search: bool,
    shared: &'a printer::Shared,
}

impl Scene<'_> {
    fn source(&self, slug: &str) -> Result<&Source, ThemeError> {
        self.site.source(slug).ok_or_else(|| ThemeError::NoSource(slug.to_owned()))
    }
}
