//! A build: sources are read and judged, page models are filled, rendered and streamed into a publication.
//!
//! 1. `build/source.rs` reads a source, judges it and gives its reports their published ids;
//! 2. `build/exposure.rs` decides how much of each report may be shown;
//! 3. `build/counts.rs` counts, `build/plan.rs` chooses what can be told, `build/ledger.rs` is the one list of it,
//!    and `memory.rs` what earlier releases told;
//! 4. `build/figures.rs` fills the models from the list, `build/report.rs` tells one report, `build/lists.rs` lists them;
//! 5. the pages go through the theme and the gate into the staging folder, and live in one step.

mod book;
mod breakdown;
mod browse;
mod changes;
mod counts;
mod desk;
mod download;
mod exposure;
mod figures;
mod given;
mod judged;
mod ledger;
mod lists;
mod outcome;
mod plan;
mod register;
mod report;
mod roll;
mod search;
mod source;
mod waiting;
mod year;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::Config;
use crate::corrections::Correction;
use crate::error::Error;
use crate::gate::SiteGate;
use crate::identity::Key;
use crate::memory::Memory;
use crate::model::{self, Declared, Home, Page, Site, Story};
use crate::progress::{Event, Observe, Warning, kind};
use crate::publish::{Destination, Published, Staging, publish_after};
use crate::render::{Artifact, Printer, assets, feed, is_indexed};
use crate::route::Route;
use crate::search::Index;
use crate::sitemap::{Locations, last_told, robots, sitemap};
use crate::theme::Theme;

pub use crate::gate::gate;
pub use crate::progress::Built;
use desk::Desk;
use given::{stories, takedown};
use register::{Finished, Register};
use source::JudgedSource;

/// What a build is asked beside its configuration.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The folder that is published.
    pub target: PathBuf,
    /// Whether the key may have changed since the last build.
    pub rotate_key: bool,
    /// The release to compare with and to link from, where that is not the target's own.
    pub previous: Option<PathBuf>,
}

/// Builds a site and publishes it, or leaves the one that is live.
///
/// `observe` gets everything that happens, from several threads; see [`Event`].
///
/// # Errors
///
/// [`Error::Config`] where the configuration, a source's mapping or the key is wrong;
/// [`Error::Private`] for a private source without a review of what redaction doubts, or with a key that stands in public;
/// [`Error::Source`] where a source cannot be read; [`Error::Unsafe`] where whatever is hidden, a
/// count could be worked out; and as [`crate::publish::publish`].
pub fn build(
    config: &Config,
    options: &BuildOptions,
    observe: Observe<'_>,
) -> Result<Built, Error> {
    build_through(config, options, observe, Seam::default())
}

/// Which guards a build goes without, so that a test can see what they hold back. No command sets any.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Seam {
    /// Nothing is redacted.
    pub unredacted: bool,
    /// The gate finds nothing.
    pub open_gate: bool,
}

/// A build without some of its guards, for the leak test.
///
/// # Errors
///
/// As [`build`].
#[doc(hidden)]
pub fn build_through(
    config: &Config,
    options: &BuildOptions,
    observe: Observe<'_>,
    seam: Seam,
) -> Result<Built, Error> {
    let theme = theme(config)?;
    let key = Key::read(&config.key_file)?;
    check_key(config, &key, options.rotate_key)?;
    check_private(config, &key)?;
    let mut desk = Desk::new(config)?;
    if seam.unredacted {
        desk = desk.blind();
    }
    let warn = |warning: Warning| observe(Event::Warned(warning));
    let takedown = takedown(config)?;
    let (stories, odd) = stories(config, &theme)?;
    odd.into_iter().for_each(warn);
    let corrections = corrections(config, &theme)?;
    let base_path = base_path(config.base_url.as_deref());
    let destination = Destination {
        target: &options.target,
        state_dir: &config.state_dir,
        base_path: &base_path,
    };
    let render = |staging: &Staging<'_>| {
        // The memory is read under the lock that the last release's build held.
        let mut sources = Vec::new();
        for source in &config.sources {
            let mut memory = Memory::read(&config.state_dir, &source.slug)?;
            let taken = takedown.of(&source.slug);
            let judged = JudgedSource::load(
                config,
                source,
                &key,
                &taken,
                &corrections,
                &mut memory,
                observe,
            )?;
            sources.push((judged, memory));
        }
        takedown.unused(sources.iter().map(|(source, _)| source)).into_iter().for_each(warn);
        let site = Site {
            title: config.title.clone(),
            base_url: config.base_url.clone(),
            sources: sources.iter().map(|(source, _)| source.model()).collect(),
        };
        let press = Press {
            theme: &theme,
            site: &site,
            printer: Printer::new(&theme, &site),
            desk: &desk,
            staging,
            observe,
            scratch: &config.state_dir,
            locations: Mutex::default(),
        };
        press.all(sources.iter().map(|(source, _)| source), &stories)?;
        for (source, _) in &sources {
            press.translated(&Page::Corrections(source.corrections()))?;
        }
        press.tools(config, sources.iter().map(|(source, _)| source))?;
        press.addresses()?;
        desk.unused_officials().into_iter().for_each(warn);
        // Asked also where the gate refuses: the answer may be what it wants.
        if let Some(asked) = desk.ask(&config.state_dir)? {
            observe(asked);
        }
        Ok(sources)
    };
    let remember = |sources: &Vec<(JudgedSource<'_>, Memory)>| {
        for (source, memory) in sources {
            let ledger = source.figures.ledger();
            let (as_of, plan) = (source.as_of().to_string(), ledger.plan().lines());
            memory.record(&as_of, ledger.cells(), &plan, source.open_ids())?;
        }
        Ok(())
    };
    let site_gate = SiteGate::of(config)?;
    let gate = |path: &str, bytes: &[u8]| match seam.open_gate {
        true => Vec::new(),
        false => site_gate.examine(path, bytes),
    };
    let (published, sources) = publish_after(
        &destination,
        options.previous.as_deref(),
        &gate,
        &|phase| observe(Event::Reached(phase)),
        render,
        remember,
    )?;
    remember_key(config, &key)?;
    Ok(built(sources.iter().map(|(source, _)| source), published))
}

fn built<'s, 'c: 's>(
    sources: impl Iterator<Item = &'s JudgedSource<'c>> + Clone,
    published: Published,
) -> Built {
    let as_of = sources.clone().map(|source| source.as_of()).max();
    Built {
        as_of: as_of.map_or_else(String::new, |day| day.to_string()),
        pages: published.pages,
        written: published.written,
        unchanged: published.unchanged,
        removed: published.removed,
        hidden_cells: sources.map(|source| source.figures.ledger().hidden()).sum(),
        release: published.release,
    }
}

/// Puts pages through the theme into the staging folder.
struct Press<'a> {
    theme: &'a Theme,
    site: &'a Site,
    printer: Printer<'a>,
    desk: &'a Desk,
    staging: &'a Staging<'a>,
    observe: Observe<'a>,
    /// Where the search index puts what does not fit into memory.
    scratch: &'a Path,
    /// The pages of the sitemap, in no order; kept only where the site's address is known.
    locations: Mutex<Locations>,
}

impl Press<'_> {
    fn all<'s, 'c: 's>(
        &self,
        sources: impl Iterator<Item = &'s JudgedSource<'c>> + Clone,
        stories: &[Story],
    ) -> Result<(), Error> {
        for asset in assets(self.theme) {
            self.put("asset", asset)?;
        }
        let cards = sources.clone().map(JudgedSource::card).collect();
        self.translated(&Page::Home(Home { cards, stories: stories.to_vec() }))?;
        self.translated(&Page::Stories(stories.to_vec()))?;
        self.translated(&Page::Method)?;
        self.translated(&Page::About)?;
        self.once(&Page::NotFound)?;
        for story in stories {
            self.once(&Page::Story(story.clone()))?;
        }
        for source in sources {
            self.source(source)?;
        }
        Ok(())
    }

    fn source(&self, source: &JudgedSource<'_>) -> Result<(), Error> {
        self.translated(&Page::Overview(source.overview()))?;
        self.translated(&Page::Agencies(source.agencies()))?;
        // Before the pages: parts of tables and what is kept of reports would stand in memory together.
        self.downloads(source)?;
        let pages = source.browse();
        self.begin("breakdowns", source, pages.len() * self.languages());
        in_order(pages.into_par_iter().map(|page| self.translated(&page)))?;
        let order = source.search_order(self.scratch);
        let index = Index::new(order.plan.clone());
        let register = self.reports(source, &order, &index)?;
        self.search(source, index)?;
        drop(order);
        let cards = source.scorecards(&register);
        self.begin("scorecards", source, cards.len() * self.languages());
        in_order(cards.map(|card| self.translated(&Page::Scorecard(card))))?;
        let feeds = source.feeds(&register);
        self.begin("feeds", source, feeds.len());
        in_order(
            feeds.into_par_iter().map(|told| self.put("feed", feed(&told, self.theme, self.site)?)),
        )?;
        self.translated(&source.follow_ups(&register))?;
        let lists = source.lists(&register);
        self.begin("lists", source, lists.len() * self.languages());
        in_order((0..lists.len()).into_par_iter().map(|page| self.translated(&lists.page(page))))
    }

    /// The pages of reports: one after another becomes a model, a page and a file, and is forgotten; what lists and search need of
    /// it is kept.
    fn reports(
        &self,
        source: &JudgedSource<'_>,
        order: &search::Order,
        index: &Index,
    ) -> Result<Finished, Error> {
        let register = Mutex::new(Register::default());
        let shown = source.shown();
        self.begin("reports", source, shown.len());
        in_order(shown.par_chunks(TOGETHER).map(|reports| {
            let (Some(&first), Some(&last)) = (reports.first(), reports.last()) else {
                return Ok(());
            };
            let texts = source.dataset.texts_of(first..last + 1)?;
            let mut told = Vec::with_capacity(reports.len());
            for &report in reports {
                let (page, entry) = source.tell(report, &texts[report - first], self.desk);
                if let Some(number) = order.number(report) {
                    index.add(&search::document(&page, number))?;
                }
                let page = Page::Report(page);
                self.once(&page)?;
                told.push((page, entry));
            }
            let mut register = register.lock().unwrap_or_else(PoisonError::into_inner);
            for (page, entry) in told {
                if let Page::Report(page) = &page {
                    register.add(entry, page, source);
                }
            }
            Ok(())
        }))?;
        Ok(register.into_inner().unwrap_or_else(PoisonError::into_inner).finish())
    }

    /// Says that so many files of one sort follow.
    fn begin(&self, what: &str, source: &JudgedSource<'_>, total: usize) {
        let what = format!("{}: {what}", source.config.slug);
        (self.observe)(Event::Begun { what, total });
    }

    fn languages(&self) -> usize {
        self.theme.languages().count()
    }

    /// Puts a file and says so.
    fn put(&self, kind: &'static str, artifact: Artifact) -> Result<(), Error> {
        let bytes = artifact.bytes.len() as u64;
        let is_page = artifact.path.ends_with(".html");
        self.staging.put(artifact)?;
        (self.observe)(Event::Put { kind, is_page, bytes });
        Ok(())
    }

    /// The tables of a source, and the page that lists them.
    fn downloads(&self, source: &JudgedSource<'_>) -> Result<(), Error> {
        // The gate takes every address in a text for somebody's, so the folder names its files from where it lies.
        let tell = |bytes| (self.observe)(Event::Put { kind: "download", is_page: false, bytes });
        let page = source.downloads(None, self.staging, &tell)?;
        self.translated(&Page::Downloads(page))
    }

    /// The files of a source's search index, and its page.
    fn search(&self, source: &JudgedSource<'_>, index: Index) -> Result<(), Error> {
        let slug = &source.config.slug;
        index.finish(&source.search_agencies(), &|file, bytes| {
            let path = Route::SearchIndex { source: slug.clone(), file }.file("");
            self.put("search-index", Artifact { path, bytes })
        })?;
        self.translated(&Page::Search(model::Search { source: slug.clone() }))
    }

    /// A page in every language.
    fn translated(&self, page: &Page) -> Result<(), Error> {
        let languages: Vec<_> = self.theme.languages().collect();
        in_order(languages.into_par_iter().map(|language| {
            let artifact = self.printer.page(page, language)?;
            self.locate(page, &artifact.path);
            self.put(kind(page), artifact)
        }))
    }

    /// A page that exists in one language only.
    fn once(&self, page: &Page) -> Result<(), Error> {
        let Some(language) = self.theme.languages().next() else { return Ok(()) };
        let artifact = self.printer.page(page, language)?;
        self.locate(page, &artifact.path);
        self.put(kind(page), artifact)
    }

    /// The calendars and the calculator.
    fn tools<'s, 'c: 's>(
        &self,
        config: &Config,
        sources: impl Iterator<Item = &'s JudgedSource<'c>> + Clone,
    ) -> Result<(), Error> {
        let Some(as_of) = sources.clone().map(JudgedSource::as_of).max() else { return Ok(()) };
        self.translated(&Page::Calculator(year::calculator(config, as_of)?))?;
        for year in year::calendars(sources, as_of) {
            self.translated(&Page::Calendar(year))?;
        }
        Ok(())
    }

    /// Keeps a page for the sitemap.
    fn locate(&self, page: &Page, file: &str) {
        if self.site.base_url.is_some() && is_indexed(page) {
            let path = file.strip_suffix("index.html").unwrap_or(file);
            let changed = last_told(page, self.site);
            self.locations.lock().unwrap_or_else(PoisonError::into_inner).add(path, changed);
        }
    }

    /// The sitemap and `robots.txt`, when all pages are there.
    fn addresses(&self) -> Result<(), Error> {
        let base = self.site.base_url.as_deref();
        let found =
            std::mem::take(&mut *self.locations.lock().unwrap_or_else(PoisonError::into_inner));
        sitemap(base, &found, |file| self.put("address", file))?;
        self.put("address", robots(base))
    }
}

/// How many reports one task reads and tells.
const TOGETHER: usize = 32;

/// The first error in the order of the input, whichever thread met one first.
fn in_order(results: impl IndexedParallelIterator<Item = Result<(), Error>>) -> Result<(), Error> {
    // Each by itself: else the last thread has a long row of them when all others are done.
    let results: Vec<_> = results.with_max_len(1).collect();
    results.into_iter().collect()
}

fn theme(config: &Config) -> Result<Theme, Error> {
    Ok(match &config.theme {
        Some(folder) => Theme::with_folder(folder)?,
        None => Theme::embedded()?,
    })
}

/// The languages of the site: those of its theme, the one at the root first.
///
/// # Errors
///
/// As [`Theme::embedded`].
pub fn embedded_languages() -> Result<Vec<String>, Error> {
    Ok(Theme::embedded()?.languages().map(|language| language.code().to_owned()).collect())
}

/// Where the site lives on its origin, from its address.
fn base_path(base_url: Option<&str>) -> String {
    let path = base_url
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|place| rest[place..].to_owned()));
    path.unwrap_or_else(|| "/".into())
}

fn check_key(config: &Config, key: &Key, rotate: bool) -> Result<(), Error> {
    let known = config.state_dir.join(FINGERPRINT);
    let Ok(before) = std::fs::read_to_string(&known) else { return Ok(()) };
    if before.trim() == key.fingerprint() || rotate {
        return Ok(());
    }
    Err(Error::Config {
        file: config.key_file.clone(),
        problem: "is not the key of the last release, so every report would change its address; expected the same key, or --rotate-key".into(),
    })
}

/// A private source is published only if somebody decides what redaction doubts, and if nobody else knows the key.
fn check_private(config: &Config, key: &Key) -> Result<(), Error> {
    let private = config.sources.iter().find(|source| source.declared == Declared::Private);
    let Some(source) = private else { return Ok(()) };
    let missing = if config.review.is_none() {
        "site.toml names no review, expected review = \"FILE\" with the decisions on what redaction doubts (an empty file decides nothing)"
    } else if key.is_sample() || Key::read(&config.review_key)?.is_sample() {
        "the key is that of a sample and stands in public, expected a key of your own, made with openssl rand -hex 32"
    } else {
        return Ok(());
    };
    Err(Error::Private { source_slug: source.slug.clone(), missing })
}

/// The file of `state_dir` that holds the fingerprint of the last release's key.
const FINGERPRINT: &str = "key-fingerprint";

fn remember_key(config: &Config, key: &Key) -> Result<(), Error> {
    let file = config.state_dir.join(FINGERPRINT);
    let told = format!("{}\n", key.fingerprint());
    if std::fs::read(&file).is_ok_and(|known| known == told.as_bytes()) {
        return Ok(());
    }
    // Whole or not at all: half a fingerprint is that of another key, and would stop every later build.
    let write = || {
        let mut written = tempfile::NamedTempFile::new_in(&config.state_dir)?;
        written.write_all(told.as_bytes())?;
        written.as_file().sync_all()?;
        written.persist(&file).map(drop).map_err(|error| error.error)
    };
    write().map_err(Error::io("write", &file))
}

/// What the operator's file of corrections says.
fn corrections(config: &Config, theme: &Theme) -> Result<Vec<Correction>, Error> {
    let Some(file) = &config.corrections else { return Ok(Vec::new()) };
    let sources: Vec<&str> = config.sources.iter().map(|source| &*source.slug).collect();
    let languages: Vec<&str> = theme.languages().map(|language| language.code()).collect();
    crate::corrections::read(file, &sources, &languages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_is_what_follows_the_host() {
        assert_eq!(base_path(Some("https://example.org/lapor/")), "/lapor/");
        assert_eq!(base_path(Some("https://example.org/")), "/");
        assert_eq!(base_path(None), "/");
    }
}
