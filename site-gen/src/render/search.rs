//! The search: what the script needs to know, and what stands there without it.

use serde::Serialize;

use super::Scene;
use super::frame::Heading;
use crate::format::{Plural, fill};
use crate::model::Search;
use crate::route::Route;
use crate::search::MANIFEST;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct View {
    /// The way to the description of the index.
    index: String,
    /// The way to the folder of the reports, and what stands behind the folder of each.
    reports: String,
    ending: &'static str,
    to_reports: String,
    to_agencies: String,
    said: Vec<Said>,
}

/// A sentence for the script, in which `%n%` is put in.
#[derive(Serialize)]
struct Said {
    name: &'static str,
    text: String,
}

/// The search over a source.
pub(super) fn search(scene: &Scene<'_>, search: &Search) -> Result<String, ThemeError> {
    let words = &scene.language.search;
    let source = scene.source(&search.source)?;
    let slug = || search.source.clone();
    let to_reports = scene.links.to(&Route::Reports { source: slug(), page: 1 });
    let index = Route::SearchIndex { source: slug(), file: MANIFEST.to_owned() };
    // Reports have their folder once, whatever the language of this page.
    let (reports, ending) =
        folder(&scene.links.to_language(&Route::Reports { source: slug(), page: 1 }, root(scene)));
    let said = |name, text: &str, holes: &[&str]| {
        let marks: Vec<(&str, String)> =
            holes.iter().map(|hole| (*hole, format!("%{hole}%"))).collect();
        let marks: Vec<(&str, &str)> = marks.iter().map(|(hole, mark)| (*hole, &**mark)).collect();
        Said { name, text: fill(text, &marks) }
    };
    let date = &scene.language.date;
    let Plural { one, other } = &words.results;
    let view = View {
        index: scene.links.to(&index),
        reports,
        ending,
        to_agencies: scene.links.to(&Route::Agencies { source: slug() }),
        to_reports,
        said: vec![
            said("searching", &words.searching, &[]),
            said("none", &words.none, &[]),
            said("one", one, &["n"]),
            said("other", other, &["n"]),
            said("newest", &words.newest, &["n"]),
            said("newest-of", &words.newest_of, &["n", "total"]),
            said("stopped", &words.stopped, &["n"]),
            said("begun", &words.begun, &["word"]),
            said("shortened", &words.shortened, &["word"]),
            said("no-id", &words.no_id, &["id"]),
            said("failed", &words.failed, &[]),
            said("untitled", &scene.language.reports.untitled, &["id"]),
            said("date", &date.day, &["day", "month", "year"]),
            said("month", &date.month, &["month", "year"]),
            said("months", &date.months.join("|"), &[]),
            said("thousands", &scene.language.number.thousands, &[]),
        ],
    };
    let heading = Heading {
        title: &words.title,
        description: &words.lead,
        source: Some(source),
        above: vec![],
    };
    scene.page("search.html", &heading, &view)
}

/// The folder of the language at the root.
fn root<'a>(scene: &Scene<'a>) -> &'a str {
    scene.theme.languages().next().map_or("", |language| language.folder())
}

/// The folder to which a link leads, and how links to pages end.
fn folder(link: &str) -> (String, &'static str) {
    const INDEX: &str = "index.html";
    link.strip_suffix(INDEX)
        .map_or_else(|| (link.to_owned(), ""), |folder| (folder.to_owned(), INDEX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_told_from_its_page() {
        assert_eq!(folder("../laporan/index.html"), ("../laporan/".to_owned(), "index.html"));
        assert_eq!(folder("../laporan/"), ("../laporan/".to_owned(), ""));
    }
}
