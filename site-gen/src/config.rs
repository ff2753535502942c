//! `site.toml`: which sources, under which rules, with which key; every path in it is relative to the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lapor_core::Day;
use lapor_stats::error::without_quoted;
use lapor_stats::ingest::MappingRef;
use serde::Deserialize;

use crate::error::Error;
use crate::model::{Declared, Licence, Words};

/// The configuration of a site, read and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from.
    pub file: PathBuf,
    /// The site's title.
    pub title: Words,
    /// The address under which it is published.
    pub base_url: Option<String>,
    /// The policy, by name or file; a source may have its own.
    pub policy: Option<String>,
    /// The calendar, by name or file; a source may have its own.
    pub calendar: Option<String>,
    /// The day of the question for all sources that name none.
    pub as_of: Option<Day>,
    /// The file with the key of the published ids.
    pub key_file: PathBuf,
    /// The file with the reports that were taken down.
    pub takedown: Option<PathBuf>,
    /// The file with what was disputed and put right.
    pub corrections: Option<PathBuf>,
    /// The file with the office-holders whose names may stand.
    pub officials: Option<PathBuf>,
    /// The file with the contacts that agencies publish and that may stand.
    pub handles: Option<PathBuf>,
    /// The file with the decisions on what redaction doubts.
    pub review: Option<PathBuf>,
    /// The file with the key of these decisions' hashes: that of the published ids, unless another is named.
    pub review_key: PathBuf,
    /// Where a build keeps what it remembers.
    pub state_dir: PathBuf,
    /// The sources, in the order in which they are shown.
    pub sources: Vec<SourceConfig>,
    /// The folder of success stories.
    pub stories: Option<PathBuf>,
    /// The folder whose files replace those of the embedded theme.
    pub theme: Option<PathBuf>,
}

/// One source of reports.
#[derive(Clone, Debug)]
pub struct SourceConfig {
    /// Files or a folder.
    pub path: PathBuf,
    /// A shipped mapping by name, or a file.
    pub mapping: Option<MappingRef>,
    /// What the operator declares about it.
    pub declared: Declared,
    /// Its folder in the site.
    pub slug: String,
    /// Its name.
    pub title: Words,
    /// What it holds.
    pub summary: Words,
    /// What stands on top of each of its pages.
    pub banner: Option<Words>,
    /// Whose data it is.
    pub credit: Words,
    /// Where it can be had.
    pub link: Option<String>,
    /// Under which terms.
    pub licence: Option<Licence>,
    /// Its own policy.
    pub policy: Option<String>,
    /// Its own calendar.
    pub calendar: Option<String>,
    /// Its own day of the question.
    pub as_of: Option<Day>,
    /// The policies under which its published closing dates are set against ours.
    pub audit: Vec<String>,
    /// What the operator has to say of it.
    pub note: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    title: BTreeMap<String, String>,
    base_url: Option<String>,
    languages: Option<Vec<String>>,
    policy: Option<String>,
    calendar: Option<String>,
    as_of: Option<Day>,
    key_file: PathBuf,
    takedown: Option<PathBuf>,
    corrections: Option<PathBuf>,
    officials: Option<PathBuf>,
    handles: Option<PathBuf>,
    review: Option<PathBuf>,
    review_key: Option<PathBuf>,
    state_dir: PathBuf,
    #[serde(default)]
    source: Vec<toml::Spanned<SourceTable>>,
    stories: Option<FolderTable>,
    theme: Option<FolderTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderTable {
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceTable {
    path: PathBuf,
    mapping: Option<String>,
    declared: DeclaredWord,
    slug: String,
    title: BTreeMap<String, String>,
    #[serde(default)]
    summary: BTreeMap<String, String>,
    banner: Option<BTreeMap<String, String>>,
    credit: BTreeMap<String, String>,
    link: Option<String>,
    licence: Option<LicenceTable>,
    policy: Option<String>,
    calendar: Option<String>,
    as_of: Option<Day>,
    #[serde(default)]
    audit: Vec<String>,
    note: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DeclaredWord {
    Invented,
    AlreadyPublic,
    Private,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceTable {
    name: String,
    url: Option<String>,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the file and, for what stands in it, line and column, what was found
    /// and what was expected.
    pub fn read(file: &Path, languages: &[&str]) -> Result<Self, Error> {
        let wrong = |problem: String| Error::Config {
            file: file.to_path_buf(),
            problem: without_quoted(&problem),
        };
        let text = std::fs::read_to_string(file)
            .map_err(|error| wrong(format!("cannot be read: {error}")))?;
        let parsed: ConfigFile =
            toml::from_str(&text).map_err(|error| wrong(parse_error(&text, &error)))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        // A word for a policy, calendar or mapping is a file if it looks like one, as on the command line.
        let word = |word: Option<String>| {
            word.map(
                |word| if is_file(&word) { folder.join(&word).display().to_string() } else { word },
            )
        };
        if let Some(wanted) = &parsed.languages
            && wanted.iter().map(String::as_str).ne(languages.iter().copied())
        {
            return Err(wrong(format!(
                "found languages {wanted:?}, expected those of the theme: {languages:?}"
            )));
        }
        if parsed.source.is_empty() {
            return Err(wrong("found no [[source]], expected at least one".into()));
        }
        if let Some(url) = &parsed.base_url
            && !(url.starts_with("https://") || url.starts_with("http://")) | !url.ends_with('/')
        {
            return Err(wrong(format!(
                "found base_url '{url}', expected http(s)://.../ with a slash at its end"
            )));
        }
        let mut sources: Vec<SourceConfig> = Vec::new();
        for spanned in parsed.source {
            let line = 1 + text[..spanned.span().start].matches('\n').count();
            let table = spanned.into_inner();
            let slug = &table.slug;
            if slug.is_empty()
                || crate::route::slug(slug) != *slug
                || crate::route::is_reserved(slug, languages)
            {
                return Err(wrong(format!(
                    "line {line}: found slug '{slug}', expected small letters, digits and hyphens, and no folder of the site's own"
                )));
            }
            if sources.iter().any(|source| source.slug == *slug) {
                return Err(wrong(format!(
                    "line {line}: found slug '{slug}' twice, expected one source of each"
                )));
            }
            sources.push(SourceConfig {
                path: folder.join(&table.path),
                mapping: word(table.mapping).map(|word| {
                    let Ok(mapping) = word.parse();
                    mapping
                }),
                declared: match table.declared {
                    DeclaredWord::Invented => Declared::Invented,
                    DeclaredWord::AlreadyPublic => Declared::AlreadyPublic,
                    DeclaredWord::Private => Declared::Private,
                },
                slug: table.slug,
                title: Words(table.title),
                summary: Words(table.summary),
                banner: table.banner.map(Words),
                credit: Words(table.credit),
                link: table.link,
                licence: table
                    .licence
                    .map(|licence| Licence { name: licence.name, url: licence.url }),
                policy: word(table.policy),
                calendar: word(table.calendar),
                as_of: table.as_of,
                audit: table.audit.into_iter().filter_map(|policy| word(Some(policy))).collect(),
                note: table.note.map(Words),
            });
        }
        Ok(Config {
            file: file.to_path_buf(),
            title: Words(parsed.title),
            base_url: parsed.base_url,
            policy: word(parsed.policy),
            calendar: word(parsed.calendar),
            as_of: parsed.as_of,
            key_file: folder.join(&parsed.key_file),
            takedown: parsed.takedown.map(|path| folder.join(path)),
            corrections: parsed.corrections.map(|path| folder.join(path)),
            officials: parsed.officials.map(|path| folder.join(path)),
            handles: parsed.handles.map(|path| folder.join(path)),
            review: parsed.review.map(|path| folder.join(path)),
            review_key: folder.join(parsed.review_key.as_ref().unwrap_or(&parsed.key_file)),
            state_dir: folder.join(parsed.state_dir),
            sources,
            stories: parsed.stories.map(|table| folder.join(table.path)),
            theme: parsed.theme.map(|table| folder.join(table.path)),
        })
    }
}

/// What a parser did not like, and where, without the line itself: an error of TOML would show all of it.
fn parse_error(text: &str, error: &toml::de::Error) -> String {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = text.get(..at).unwrap_or_default();
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|&c| c != '\n').count();
    format!("line {line}, column {column}: {}", error.message())
}

fn is_file(word: &str) -> bool {
    word.contains('/') || word.ends_with(".toml")
}
