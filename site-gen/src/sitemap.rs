//! The sitemap and `robots.txt`: what search engines are told.
//!
//! A sitemap holds whole addresses, so there is one only where the site's own is known. It is a list of shards,
//! each of at most [`SHARD`] addresses. Left out are the pages that search engines are asked not to keep.

use lapor_core::Day;
use lapor_stats::dataset::Ids;

use crate::error::Error;
use crate::model::{Page, Report, Site};
use crate::render::Artifact;
use crate::route::{Links, Route};
use crate::xml::Document;

/// The most addresses that a shard may have. Source: sitemaps.org, protocol 0.9.
pub const SHARD: usize = 50_000;
const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The pages of a sitemap, in any order and in little memory.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    paths: Ids,
    changed: Vec<Option<Day>>,
}

impl Locations {
    /// Adds a page: its place below the site's root, where a folder ends with a slash, and the last day of which it tells, if that
    /// is a matter of data.
    pub fn add(&mut self, path: &str, changed: Option<Day>) {
        self.paths.push(path);
        self.changed.push(changed);
    }

    /// The places of the pages, by their paths.
    fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.paths.len()).collect();
        order.sort_unstable_by_key(|&at| (self.paths.get(at), self.changed[at]));
        order
    }
}

/// The last day of which a page tells: for a public report that of its last event or of a due date that has
/// passed, for what is counted the day of the question.
#[must_use]
pub fn last_told(page: &Page, site: &Site) -> Option<Day> {
    let as_of = |source: &str| site.source(source).map(|source| source.as_of);
    match page {
        Page::Report(Report::Open { source, report, .. }) => {
            let as_of = as_of(source)?;
            let passed = report.clocks.iter().filter_map(|clock| clock.verdict.due);
            let passed = passed.map(Day::next).filter(|&day| day <= as_of);
            report.thread.iter().filter_map(|turn| turn.day).chain(passed).max()
        }
        Page::Overview(overview) => as_of(&overview.source),
        Page::Agencies(agencies) => as_of(&agencies.source),
        Page::Scorecard(scorecard) => as_of(&scorecard.source),
        Page::Reports(reports) => as_of(&reports.source),
        Page::FollowUps(follow_ups) => as_of(&follow_ups.source),
        Page::Home(_) => site.sources.iter().map(|source| source.as_of).max(),
        Page::Calculator(calculator) => Some(calculator.as_of),
        Page::Breakdown(breakdown) => as_of(&breakdown.source),
        Page::Browse(browse) => as_of(&browse.source),
        Page::Downloads(downloads) => as_of(&downloads.source),
        Page::Search(search) => as_of(&search.source),
        Page::Corrections(corrections) => as_of(&corrections.source),
        Page::Report(Report::General { .. })
        | Page::GeneralReports(_)
        | Page::Stories(_)
        | Page::Story(_)
        | Page::Method
        | Page::About
        | Page::Calendar(_)
        | Page::NotFound => None,
    }
}

/// Hands on the shards, one after another, and then the list of them; nothing where the site's address is not known.
///
/// # Errors
///
/// Whatever `put` returns.
pub fn sitemap(
    base_url: Option<&str>,
    locations: &Locations,
    mut put: impl FnMut(Artifact) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(base) = base_url else { return Ok(()) };
    let order = locations.in_order();
    let list = Route::Sitemap { shard: None };
    let links = Links::new(&list, "", Some(base));
    let mut index = Document::new("sitemapindex", &[NAMESPACE]);
    for (shard, part) in (1..).zip(order.chunks(SHARD)) {
        let route = Route::Sitemap { shard: Some(shard) };
        index.open("sitemap", &[]);
        index.leaf("loc", &links.absolute(&route, "").unwrap_or_default());
        told(&mut index, part.iter().filter_map(|&at| locations.changed[at]).max());
        index.close();
        let mut document = Document::new("urlset", &[NAMESPACE]);
        for &at in part {
            document.open("url", &[]);
            document.leaf("loc", &format!("{base}{}", locations.paths.get(at)));
            told(&mut document, locations.changed[at]);
            document.close();
        }
        put(Artifact { path: route.file(""), bytes: document.finish() })?;
    }
    put(Artifact { path: list.file(""), bytes: index.finish() })
}

fn told(document: &mut Document, day: Option<Day>) {
    if let Some(day) = day {
        document.leaf("lastmod", &day.to_string());
    }
}

/// `robots.txt`: every page may be read.
///
/// Anonymous and sensitive reports carry `noindex` on their own pages, which a crawler sees only if it may read
/// them. A site below the root of its host must copy the line of the sitemap into the host's own file.
#[must_use]
pub fn robots(base_url: Option<&str>) -> Artifact {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    let list = Route::Sitemap { shard: None };
    if let Some(address) = Links::new(&list, "", base_url).absolute(&list, "") {
        text.push_str(&format!("\nSitemap: {address}\n"));
    }
    Artifact { path: Route::Robots.file(""), bytes: text.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lapor_core::day;

    const BASE: Option<&str> = Some("https://contoh.example/lapor/");

    fn locations(places: impl Iterator<Item = usize>) -> Locations {
        let mut locations = Locations::default();
        for place in places {
            let changed = place.is_multiple_of(2).then_some(day(2025, 3, 10));
            locations.add(&format!("contoh/laporan/{place:06}/"), changed);
        }
        locations
    }

    fn sitemap(base_url: Option<&str>, locations: &Locations) -> Vec<Artifact> {
        let mut files = Vec::new();
        let put = |file| {
            files.push(file);
            Ok(())
        };
        super::sitemap(base_url, locations, put).map(|()| files).unwrap_or_default()
    }

    fn text(artifact: &Artifact) -> String {
        String::from_utf8_lossy(&artifact.bytes).into_owned()
    }

    #[test]
    fn a_full_shard_is_followed_by_another() {
        for (count, shards) in [(0, 0), (1, 1), (SHARD, 1), (SHARD + 1, 2)] {
            let files = sitemap(BASE, &locations((0..count).rev()));
            assert_eq!(files.len(), shards + 1, "{count}");
            let listed: usize =
                files[..shards].iter().map(|file| text(file).matches("<url>").count()).sum();
            assert_eq!(listed, count);
        }
        let files = sitemap(BASE, &locations(0..SHARD + 1));
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        // Place 50,000 is even, so the second shard has a day.
        assert!(text(&files[1]).contains(
            "<loc>https://contoh.example/lapor/contoh/laporan/050000/</loc>\n<lastmod>2025-03-10</lastmod>"
        ));
        assert!(
            text(&files[2]).contains("<loc>https://contoh.example/lapor/sitemap-2.xml</loc>"),
            "{}",
            text(&files[2])
        );
    }

    #[test]
    fn the_order_of_the_input_is_no_matter() {
        assert_eq!(sitemap(BASE, &locations(0..10)), sitemap(BASE, &locations((0..10).rev())));
    }

    #[test]
    fn without_an_address_there_is_no_sitemap() {
        assert_eq!(sitemap(None, &locations(0..3)), []);
        assert_eq!(text(&robots(None)), "User-agent: *\nDisallow:\n");
        assert_eq!(
            text(&robots(BASE)),
            "User-agent: *\nDisallow:\n\nSitemap: https://contoh.example/lapor/sitemap.xml\n"
        );
    }
}
