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
mod exposure;
mod figures;
mod ledger;
mod lists;
mod outcome;
mod plan;
mod report;
mod source;
mod waiting;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lapor_core::redact::{Redactor, scan};
use lapor_stats::officials::Officials;
use rayon::prelude::*;
use serde::Serialize;

use crate::check::GateFinding;
use crate::config::Config;
use crate::corrections::Correction;
use crate::error::Error;
use crate::identity::Key;
use crate::memory::Memory;
use crate::model::{Declared, Home, Page, Site, Story};
use crate::publish::{Destination, Phase, Published, Staging, publish_after};
use crate::render::{assets, render};
use crate::theme::Theme;

use source::JudgedSource;

/// What a build is asked beside its configuration.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The folder that is published.
    pub target: PathBuf,
    /// Whether the key may have changed since the last build.
    pub rotate_key: bool,
}

/// What a build did: the last line of the command's output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Built {
    /// The latest day of the question of any source.
    pub as_of: String,
    /// HTML pages.
    pub pages: usize,
    /// Files that are new or differ from the last release.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the last release that are gone.
    pub removed: usize,
    /// Counts that are hidden, of all that the sources could have printed.
    pub hidden_cells: usize,
    /// The hash of the release: equal for equal sites.
    pub release: String,
}

/// Builds a site and publishes it, or leaves the one that is live.
///
/// `say` gets a line for each step; `observe` each phase of the publication.
///
/// # Errors
///
/// [`Error::Config`] where the configuration, a source's mapping or the key is wrong;
/// [`Error::Private`] for a source that is not declared invented or already public, since names
/// are redacted and not yet measured on enough of what people write; [`Error::Source`] where a source cannot be read; [`Error::Unsafe`] where whatever is hidden, a
/// count could be worked out; and as [`crate::publish::publish`].
pub fn build(
    config: &Config,
    options: &BuildOptions,
    say: &(dyn Fn(&str) + Sync),
    observe: &(dyn Fn(Phase) + Sync),
) -> Result<Built, Error> {
    for source in &config.sources {
        if source.declared == Declared::Private {
            return Err(Error::Private { source_slug: source.slug.clone() });
        }
    }
    let theme = theme(config)?;
    let key = Key::read(&config.key_file)?;
    check_key(config, &key, options.rotate_key)?;
    let redactor = match &config.officials {
        Some(file) => Officials::read(file)?.redactor(),
        None => Redactor::new(),
    };
    let takedown = takedown(config)?;
    let stories = stories(config)?;
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
            let memory = Memory::read(&config.state_dir, &source.slug)?;
            let judged =
                JudgedSource::load(config, source, &key, &takedown, &corrections, &memory)?;
            say(&judged.summary());
            say(&judged.told());
            sources.push((judged, memory));
        }
        let site = Site {
            title: config.title.clone(),
            base_url: config.base_url.clone(),
            sources: sources.iter().map(|(source, _)| source.model()).collect(),
        };
        let press = Press { theme: &theme, site: &site, redactor: &redactor, staging };
        press.all(sources.iter().map(|(source, _)| source), &stories)?;
        for (source, memory) in &sources {
            press.corrections(source, memory)?;
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
    let (published, sources) = publish_after(&destination, &gate, observe, render, remember)?;
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

/// The scan of every final byte: structured identifiers, in whatever file they stand.
pub fn gate(_path: &str, bytes: &[u8]) -> Vec<GateFinding> {
    let text = String::from_utf8_lossy(bytes);
    let spans = scan(&text);
    if spans.is_empty() {
        return Vec::new();
    }
    // A span counts code points; a finding names the byte.
    let mut places = text.char_indices().map(|(byte, _)| byte).enumerate();
    let mut findings = Vec::new();
    for span in spans {
        let offset = places.find(|&(place, _)| place == span.start).map_or(0, |(_, byte)| byte);
        findings.push(GateFinding { offset, rule: span.rule });
    }
    findings
}

/// Puts pages through the theme into the staging folder.
struct Press<'a> {
    theme: &'a Theme,
    site: &'a Site,
    redactor: &'a Redactor,
    staging: &'a Staging<'a>,
}

impl Press<'_> {
    fn all<'s, 'c: 's>(
        &self,
        sources: impl Iterator<Item = &'s JudgedSource<'c>> + Clone,
        stories: &[Story],
    ) -> Result<(), Error> {
        for asset in assets(self.theme) {
            self.staging.put(asset)?;
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
        in_order(source.browse().into_par_iter().map(|page| self.translated(&page)))?;
        // One report after another becomes a model, a page and a file, and is forgotten; what lists
        // need of it is kept.
        let told: Vec<Result<_, Error>> = source
            .shown()
            .into_par_iter()
            .map(|report| {
                let (page, entry) = source.tell(report, self.redactor);
                self.once(&Page::Report(page))?;
                Ok(entry)
            })
            .collect();
        let mut entries = Vec::with_capacity(told.len());
        for entry in told {
            entries.push(entry?);
        }
        let cards = source.scorecards(&entries);
        in_order(cards.into_par_iter().map(|card| self.translated(&Page::Scorecard(card))))?;
        in_order(source.lists(entries).into_par_iter().map(|page| self.translated(&page)))
    }

    /// What this release changed and earlier ones did.
    fn corrections(&self, source: &JudgedSource<'_>, memory: &Memory) -> Result<(), Error> {
        let releases = memory.with(&source.as_of().to_string(), source.figures.ledger().cells());
        self.translated(&Page::Corrections(source.corrections(&releases)))
    }

    /// A page in every language.
    fn translated(&self, page: &Page) -> Result<(), Error> {
        for language in self.theme.languages() {
            let artifact = render(page, self.theme, language, self.site)?;
            self.staging.put(artifact)?;
        }
        Ok(())
    }

    /// A page that exists in one language only.
    fn once(&self, page: &Page) -> Result<(), Error> {
        let Some(language) = self.theme.languages().next() else { return Ok(()) };
        let artifact = render(page, self.theme, language, self.site)?;
        self.staging.put(artifact)
    }
}

/// The first error in the order of the input, whichever thread met one first.
fn in_order(results: impl IndexedParallelIterator<Item = Result<(), Error>>) -> Result<(), Error> {
    let results: Vec<_> = results.collect();
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

/// The file of `state_dir` that holds the fingerprint of the last release's key.
const FINGERPRINT: &str = "key-fingerprint";

fn remember_key(config: &Config, key: &Key) -> Result<(), Error> {
    let file = config.state_dir.join(FINGERPRINT);
    std::fs::write(&file, format!("{}\n", key.fingerprint())).map_err(Error::io("write", &file))
}

/// The reports that were taken down, by source: a line each, source and report id with a space between.
fn takedown(config: &Config) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let mut taken: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let Some(file) = &config.takedown else { return Ok(taken) };
    let text = std::fs::read_to_string(file).map_err(|error| Error::Config {
        file: file.clone(),
        problem: format!("cannot be read: {error}"),
    })?;
    for (place, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (source, report) = line.split_once(' ').ok_or_else(|| Error::Config {
            file: file.clone(),
            problem: format!(
                "line {}: found one word, expected a source and a report id",
                place + 1
            ),
        })?;
        taken.entry(source.into()).or_default().push(report.trim().into());
    }
    Ok(taken)
}

/// What the operator's file of corrections says.
fn corrections(config: &Config, theme: &Theme) -> Result<Vec<Correction>, Error> {
    let Some(file) = &config.corrections else { return Ok(Vec::new()) };
    let sources: Vec<&str> = config.sources.iter().map(|source| &*source.slug).collect();
    let languages: Vec<&str> = theme.languages().map(|language| language.code()).collect();
    crate::corrections::read(file, &sources, &languages)
}

/// The stories of the configured folder, by slug and language.
fn stories(config: &Config) -> Result<Vec<Story>, Error> {
    let Some(folder) = &config.stories else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let path = entry.map_err(Error::io("read", folder))?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    files.sort();
    let mut stories = Vec::new();
    for file in files {
        stories.push(read_story(&file)?);
    }
    stories.sort_by(|a, b| (&a.slug, &a.language).cmp(&(&b.slug, &b.language)));
    Ok(stories)
}

fn read_story(file: &Path) -> Result<Story, Error> {
    let text = std::fs::read_to_string(file).map_err(Error::io("read", file))?;
    Ok(Story::parse(&file.display().to_string(), &text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_names_the_byte_and_the_rule() {
        let found = gate("a.html", "é NIK 3515080102909901".as_bytes());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].offset, "é NIK ".len());
        assert!(gate("a.html", b"<td>2025-08-14</td>").is_empty());
    }

    #[test]
    fn a_base_path_is_what_follows_the_host() {
        assert_eq!(base_path(Some("https://example.org/lapor/")), "/lapor/");
        assert_eq!(base_path(Some("https://example.org/")), "/");
        assert_eq!(base_path(None), "/");
    }
}
