//! Atom feeds (RFC 4287): the public reports of which something was last heard.
//!
//! With the site's address links are whole and ids begin with its host. Without it the feed can be read from a
//! folder only: links are relative to the feed, and ids stand under the host `lapor.invalid`, which nobody has
//! (RFC 2606). An id names the source and the published id and nothing else, so a report keeps it for good.

use lapor_core::{Day, Zone};

use super::printer::Shared;
use super::{Artifact, Scene, reports, standing};
use crate::format::{excerpt, fill};
use crate::model::{Declared, Feed, FeedEntry, Site};
use crate::route::{Links, Route};
use crate::theme::{Theme, ThemeError};
use crate::xml::Document;

/// How much of an answer an entry shows, in characters.
const EXCERPT: usize = 400;
/// The year in which tags were given out first; a tag needs one and keeps it (RFC 4151).
const TAG_YEAR: &str = "2026";

/// Renders a feed, in the language of the root, which is that of the reports.
///
/// # Errors
///
/// [`ThemeError::NoSource`] if the feed's source is not of the site.
pub fn feed(feed: &Feed, theme: &Theme, site: &Site) -> Result<Artifact, ThemeError> {
    let Some(language) = theme.languages().next() else {
        return Err(ThemeError::NoSource(feed.source.clone()));
    };
    let route = Route::Feed {
        source: feed.source.clone(),
        agency: feed.agency.as_ref().map(|agency| agency.slug.clone()),
    };
    let scene = Scene {
        language,
        site,
        theme,
        links: Links::new(&route, language.folder(), site.base_url.as_deref()),
        route: &route,
        hidden_from_search: false,
        shared: &Shared::default(),
    };
    let source = scene.source(&feed.source)?;
    let code = language.code();
    let base = site.base_url.as_deref();
    let words = &language.feed;
    let source_title = source.title.text(code);
    let title = match &feed.agency {
        None => fill(&words.title, &[("source", source_title)]),
        Some(agency) => {
            fill(&words.agency_title, &[("agency", &agency.name), ("source", source_title)])
        }
    };
    let about = match &feed.agency {
        None => Route::Overview { source: feed.source.clone() },
        Some(agency) => {
            Route::Scorecard { source: feed.source.clone(), agency: agency.slug.clone() }
        }
    };
    let banner = match source.declared {
        Declared::Invented => Some(language.declared.invented.as_str()),
        Declared::AlreadyPublic | Declared::Private => None,
    };
    let mut document =
        Document::new("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", code)]);
    document.leaf("id", &tag(base, &route.file("")));
    document.leaf("title", &title);
    let lead = [banner, Some(words.lead.as_str())];
    document.leaf("subtitle", &lead.into_iter().flatten().collect::<Vec<_>>().join(" "));
    let updated = feed.entries.iter().map(|entry| entry.changed).max().unwrap_or(source.as_of);
    document.leaf("updated", &midnight(updated, feed.zone));
    document.open("author", &[]);
    document.leaf("name", site.title.text(code));
    document.close();
    document.leaf("rights", source.credit.text(code));
    if let Some(own) = scene.links.absolute(&route, "") {
        document
            .empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    }
    link(&mut document, &scene, &about);
    for report in &feed.entries {
        entry(&mut document, &scene, feed, report, banner);
    }
    Ok(Artifact { path: route.file(""), bytes: document.finish() })
}

fn entry(
    document: &mut Document,
    scene: &Scene<'_>,
    feed: &Feed,
    report: &FeedEntry,
    banner: Option<&str>,
) {
    let language = scene.language;
    let route = reports::report(&feed.source, &report.id);
    document.open("entry", &[]);
    let id = format!("{}/{}", feed.source, report.id);
    document.leaf("id", &tag(scene.site.base_url.as_deref(), &id));
    document.leaf("title", &reports::title(scene, report.title.as_ref(), &report.id));
    document.leaf("updated", &midnight(report.changed, feed.zone));
    if let Some(submitted) = report.submitted {
        document.leaf("published", &midnight(submitted, feed.zone));
    }
    link(document, scene, &route);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(banner.map(str::to_owned));
    parts.extend(report.agency.as_ref().map(|agency| format!("{}.", agency.name)));
    parts.extend(
        report.submitted.map(|day| fill(&language.feed.submitted, &[("day", &language.day(day))])),
    );
    let standing = standing::chip(language, report.standing).text;
    parts.push(format!("{}.", standing.trim_end_matches('.')));
    parts.extend(report.answer.as_ref().map(|text| excerpt(text.as_str(), EXCERPT)));
    document.leaf("summary", &parts.join(" "));
    document.close();
}

/// The link to the page that a feed or an entry is about.
fn link(document: &mut Document, scene: &Scene<'_>, route: &Route) {
    let href = scene.links.absolute(route, "").unwrap_or_else(|| scene.links.to(route));
    document.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &href)]);
}

/// The first moment of a day, since no more than the day is told (RFC 3339).
fn midnight(day: Day, zone: Zone) -> String {
    // `Z` is a zone's name for itself where it is UTC.
    let offset = if zone.minutes() == 0 { "Z".to_owned() } else { zone.to_string() };
    format!("{day}T00:00:00{offset}")
}

/// A name that stays (RFC 4151): the site's host, the year of the scheme, the site's folder and what is named.
fn tag(base_url: Option<&str>, name: &str) -> String {
    let address = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let (authority, folder) = address.split_once('/').unwrap_or((address, ""));
    let host = authority.rsplit('@').next().unwrap_or("").split(':').next().unwrap_or("");
    let is_name =
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
    let host = if is_name { host.to_ascii_lowercase() } else { "lapor.invalid".to_owned() };
    format!("tag:{host},{TAG_YEAR}:{folder}{name}")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::sensitive::PublicText;
    use lapor_core::{Outcome, Stage, day};

    use super::*;
    use crate::model::{AgencyName, Standing};
    use crate::render::fixture;

    fn sample() -> Feed {
        let standing = Standing { stage: Stage::FollowUp, outcome: Outcome::Met, reason: None };
        let entry = |id: &str, changed| FeedEntry {
            id: id.to_owned(),
            title: Some(PublicText::from_static("Lampu <mati> & jalan gelap")),
            agency: Some(AgencyName { name: "Dinas Air".into(), slug: "dinas-air".into() }),
            submitted: Some(day(2025, 3, 3)),
            changed,
            standing,
            answer: Some(PublicText::from_static("Sudah diperbaiki oleh [NAMA 1].")),
        };
        Feed {
            source: fixture::FULL.into(),
            agency: None,
            zone: Zone::WIB,
            entries: vec![
                entry("k7qz2mabcdefghij", day(2025, 3, 10)),
                entry("a2bcdefghijklmno", day(2025, 3, 7)),
            ],
        }
    }

    fn text(base_url: Option<&str>) -> String {
        let theme = Theme::embedded().unwrap();
        let artifact = feed(&sample(), &theme, &fixture::site(base_url)).unwrap();
        assert_eq!(artifact.path, "contoh/umpan.atom");
        String::from_utf8(artifact.bytes).unwrap()
    }

    #[test]
    fn with_an_address_links_are_whole_and_ids_stand_under_its_host() {
        let text = text(Some("https://Contoh.example:8443/lapor/"));
        for expected in [
            "<id>tag:contoh.example,2026:lapor/contoh/umpan.atom</id>",
            "<id>tag:contoh.example,2026:lapor/contoh/k7qz2mabcdefghij</id>",
            "<updated>2025-03-10T00:00:00+07:00</updated>",
            "href=\"https://Contoh.example:8443/lapor/contoh/laporan/k7/k7qz2mabcdefghij/\"",
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://Contoh.example:8443/lapor/contoh/umpan.atom\"/>",
            "<title>Lampu &lt;mati&gt; &amp; jalan gelap</title>",
        ] {
            assert!(text.contains(expected), "{expected} not in {text}");
        }
    }

    #[test]
    fn without_an_address_links_lead_from_the_feed() {
        let text = text(None);
        assert!(text.contains("<id>tag:lapor.invalid,2026:contoh/k7qz2mabcdefghij</id>"), "{text}");
        assert!(text.contains("href=\"laporan/k7/k7qz2mabcdefghij/index.html\""), "{text}");
        assert!(!text.contains("rel=\"self\""), "{text}");
    }

    #[test]
    fn every_entry_of_an_invented_source_says_so() {
        let text = text(None);
        let banner = "Data contoh. Semua instansi";
        // Once for the feed and once for each of its two entries.
        assert_eq!(text.matches(banner).count(), 3, "{text}");
    }

    #[test]
    fn an_address_without_a_host_name_gives_none_away() {
        assert_eq!(tag(Some("http://[::1]/x/"), "a"), "tag:lapor.invalid,2026:x/a");
        assert_eq!(tag(Some("https://nama:sandi@a.example/"), "b"), "tag:a.example,2026:b");
    }

    #[test]
    fn a_day_of_utc_ends_in_z() {
        assert_eq!(midnight(day(2025, 3, 3), Zone::UTC), "2025-03-03T00:00:00Z");
        assert_eq!(midnight(day(2025, 3, 3), Zone::WIT), "2025-03-03T00:00:00+09:00");
    }
}
