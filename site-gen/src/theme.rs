//! The look: templates, style, static files, prose and strings; embedded, and replaced file by
//! file from a folder.
//!
//! A theme's folder has the same shape as the embedded files: `templates/*.html`, `static/*`,
//! `content/{code}/*.md`, `messages/{code}.toml`. A file there takes the place of the embedded one
//! with the same name. A further language is a file of messages with its prose. A template or a
//! page of prose that nothing uses is refused, since it is most likely a misspelled name; further
//! static files (a font, a picture) are published beside the others. `static/tambahan.css` is no
//! file of its own: its rules follow those of `gaya.css`, so that a theme can change colours, type
//! and layout without saying everything again.

mod asset;
mod embedded;
mod escape;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tera::{Context, Tera};

use crate::format::{Language, LanguageError};
use crate::markdown::{self, MarkdownError};
use crate::model::Article;

pub use asset::Asset;
use asset::assets;
use embedded::{EMBEDDED, EMBEDDED_BYTES};
pub(crate) use escape::escaped;

/// The pages of prose that every language has.
const PROSE: [&str; 2] = ["metode.md", "tentang.md"];
const STYLE: &str = "gaya.css";
/// Templates of a main part, which `framed.html` puts into its frame.
const MAIN_PARTS: [&str; 2] = ["report.html", "general_report.html"];
/// A theme's own rules, after those of the style sheet.
const MORE_STYLE: &str = "tambahan.css";
const ICON: &str = "ikon.svg";
const SEARCH_SCRIPT: &str = "cari.js";

/// What is wrong with a theme, or what a template asked for in vain.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// The file system refused.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A file that nothing uses.
    #[error("{file} is no part of a theme, expected one of: {expected}")]
    Unused {
        /// Its place in the theme's folder.
        file: String,
        /// What could stand there.
        expected: String,
    },
    /// A file that is not UTF-8, where text is expected.
    #[error("{file} is not UTF-8, expected text")]
    NotText {
        /// Its place in the theme's folder.
        file: String,
    },
    /// A language without its prose.
    #[error("{file} not found, expected it because messages/{code}.toml is there")]
    NoProse {
        /// The file that is missing.
        file: String,
        /// The language.
        code: String,
    },
    /// A language whose code or folder does not fit.
    #[error("messages/{file}.toml: {found}")]
    LanguageFolder {
        /// The name of its file.
        file: String,
        /// What was found, and what was expected.
        found: String,
    },
    /// A file of strings.
    #[error("messages/{0}")]
    Messages(#[from] LanguageError),
    /// A page of prose.
    #[error("{0}")]
    Prose(#[from] MarkdownError),
    /// A template that cannot be read. Tera's message names it, with line and column.
    #[error("broken template: {0}")]
    Template(Box<tera::Error>),
    /// A template that failed on a page.
    #[error("cannot render {page} with template {template}: {source}")]
    Render {
        /// The page's file.
        page: String,
        /// The template.
        template: &'static str,
        /// Tera's message, with line and column.
        source: Box<tera::Error>,
    },
    /// A template of a whole page where the main part alone is expected.
    #[error(
        "{file} extends a template, expected the main part of the page alone: framed.html puts it into its frame"
    )]
    NotMain {
        /// Its place in the theme's folder.
        file: String,
    },
    /// A page that belongs to a source that the site does not have.
    #[error("source '{0}' found in a page, expected a source of the site")]
    NoSource(String),
}

/// Templates, style and strings, read and checked.
#[derive(Debug)]
pub struct Theme {
    languages: Vec<LanguageTheme>,
    assets: Vec<Asset>,
    /// The templates that are not those of this program.
    own: BTreeSet<String>,
}

#[derive(Debug)]
struct LanguageTheme {
    language: Language,
    engine: Tera,
    articles: BTreeMap<String, Article>,
}

impl Theme {
    /// The embedded theme.
    ///
    /// # Errors
    ///
    /// None that a user could cause; a test reads it.
    pub fn embedded() -> Result<Self, ThemeError> {
        Self::with_files(BTreeMap::new())
    }

    /// The embedded theme with the files of a folder in the place of its own.
    ///
    /// # Errors
    ///
    /// [`ThemeError::Read`] if the folder cannot be read, and as [`Theme::with_files`].
    pub fn with_folder(folder: &Path) -> Result<Self, ThemeError> {
        let mut files = BTreeMap::new();
        collect(folder, "", &mut files)?;
        Self::with_files(files)
    }

    /// The embedded theme with these files in the place of its own, by their place in a theme's
    /// folder: `templates/base.html`.
    ///
    /// # Errors
    ///
    /// [`ThemeError`] for a file that nothing uses, is no text or is broken, and for a language
    /// whose prose is missing or whose folder another has.
    pub fn with_files(files: BTreeMap<String, Vec<u8>>) -> Result<Self, ThemeError> {
        let mut all: BTreeMap<String, Vec<u8>> = EMBEDDED
            .iter()
            .map(|(file, text)| ((*file).to_owned(), text.as_bytes().to_vec()))
            .chain(EMBEDDED_BYTES.iter().map(|(file, bytes)| ((*file).to_owned(), bytes.to_vec())))
            .collect();
        all.extend(files);
        let mut texts = BTreeMap::new();
        let mut statics = BTreeMap::new();
        for (file, bytes) in all {
            if let Some(name) = file.strip_prefix("static/") {
                statics.insert(name.to_owned(), bytes);
            } else {
                let text = String::from_utf8(bytes)
                    .map_err(|_| ThemeError::NotText { file: file.clone() })?;
                texts.insert(file, text);
            }
        }
        refuse_unused(&texts)?;
        // One style sheet, one request: what a theme adds follows what it does not replace.
        if let Some(more) = statics.remove(MORE_STYLE) {
            let style: &mut Vec<u8> = statics.entry(STYLE.to_owned()).or_default();
            style.push(b'\n');
            style.extend(more);
        }
        let assets = assets(statics);
        let own = own_templates(&texts)?;
        let languages = languages(&texts)?;
        Ok(Self { languages, assets, own })
    }

    /// The languages: the one at the root first, the others by code.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter().map(|theme| &theme.language)
    }

    /// The language with this code.
    #[must_use]
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages().find(|language| language.code() == code)
    }

    /// The files beside the pages, by name.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The published name of a static file; its own where there is none.
    pub(crate) fn asset_name(&self, source: &str) -> String {
        let found = self.assets.iter().find(|asset| asset.source == source);
        found.map_or_else(|| source.to_owned(), |asset| asset.name.clone())
    }

    /// Whether a template is that of this program.
    pub(crate) fn is_embedded(&self, template: &str) -> bool {
        !self.own.contains(template)
    }

    pub(crate) fn style(&self) -> String {
        self.asset_name(STYLE)
    }

    pub(crate) fn icon(&self) -> String {
        self.asset_name(ICON)
    }

    pub(crate) fn search_script(&self) -> String {
        self.asset_name(SEARCH_SCRIPT)
    }

    /// A page of prose in a language; the root's where that language is not of this theme.
    pub(crate) fn article(&self, language: &Language, file: &str) -> Option<&Article> {
        self.of(language).and_then(|theme| theme.articles.get(file))
    }

    /// Fills a template of a language.
    pub(crate) fn fill<T: serde::Serialize>(
        &self,
        language: &Language,
        page: &str,
        template: &'static str,
        view: &T,
    ) -> Result<String, ThemeError> {
        let wrong = |source| ThemeError::Render {
            page: page.to_owned(),
            template,
            source: Box::new(source),
        };
        let context = Context::from_serialize(view).map_err(wrong)?;
        let Some(theme) = self.of(language) else {
            return Err(wrong(tera::Error::message("no language in the theme")));
        };
        theme.engine.render(template, &context).map_err(wrong)
    }

    fn of(&self, language: &Language) -> Option<&LanguageTheme> {
        self.languages
            .iter()
            .find(|theme| theme.language.code() == language.code())
            .or_else(|| self.languages.first())
    }
}

fn collect(
    folder: &Path,
    place: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), ThemeError> {
    let wrong = |path: &Path| {
        let path = path.to_owned();
        move |source| ThemeError::Read { path, source }
    };
    for entry in fs::read_dir(folder).map_err(wrong(folder))? {
        let path = entry.map_err(wrong(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(ThemeError::NotText { file: path.display().to_string() });
        };
        // Editors and file managers leave such files behind.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let place = if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") };
        if path.is_dir() {
            collect(&path, &place, files)?;
        } else {
            files.insert(place, fs::read(&path).map_err(wrong(&path))?);
        }
    }
    Ok(())
}

fn refuse_unused(texts: &BTreeMap<String, String>) -> Result<(), ThemeError> {
    for file in texts.keys() {
        let known = EMBEDDED.iter().any(|(known, _)| known == file);
        let message = file
            .strip_prefix("messages/")
            .is_some_and(|name| name.ends_with(".toml") && !name.contains('/'));
        let prose = file
            .strip_prefix("content/")
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(code, name)| {
                PROSE.contains(&name) && texts.contains_key(&format!("messages/{code}.toml"))
            });
        if !known && !message && !prose {
            let folder = file.split('/').next().unwrap_or("");
            let mut expected: Vec<&str> = EMBEDDED
                .iter()
                .map(|(known, _)| *known)
                .filter(|known| known.split('/').next() == Some(folder))
                .collect();
            if expected.is_empty() {
                expected = vec!["content/", "messages/", "static/", "templates/"];
            }
            return Err(ThemeError::Unused { file: file.clone(), expected: expected.join(", ") });
        }
    }
    Ok(())
}

/// The templates that a theme has in the place of ours, by name.
fn own_templates(texts: &BTreeMap<String, String>) -> Result<BTreeSet<String>, ThemeError> {
    let mut own = BTreeSet::new();
    for (file, text) in texts {
        let Some(name) = file.strip_prefix("templates/") else { continue };
        if EMBEDDED.iter().any(|(known, ours)| known == file && ours == text) {
            continue;
        }
        if MAIN_PARTS.contains(&name) && text.contains("{% extends") {
            return Err(ThemeError::NotMain { file: file.clone() });
        }
        own.insert(name.to_owned());
    }
    Ok(own)
}

fn languages(texts: &BTreeMap<String, String>) -> Result<Vec<LanguageTheme>, ThemeError> {
    let mut languages = Vec::new();
    for (file, text) in texts {
        let Some(name) = file.strip_prefix("messages/") else { continue };
        let code = name.trim_end_matches(".toml");
        let language = Language::parse(name, text)?;
        let wrong = |found: String| ThemeError::LanguageFolder { file: code.to_owned(), found };
        if language.code() != code {
            let found = language.code();
            return Err(wrong(format!("code '{found}' found, expected the file's name, '{code}'")));
        }
        let folder = language.folder();
        if !folder.is_empty() && folder != code {
            return Err(wrong(format!("folder '{folder}' found, expected '{code}' or nothing")));
        }
        let mut articles = BTreeMap::new();
        for prose in PROSE {
            let place = format!("content/{code}/{prose}");
            let text = texts.get(&place).ok_or_else(|| ThemeError::NoProse {
                file: place.clone(),
                code: code.to_owned(),
            })?;
            articles.insert(prose.to_owned(), markdown::article(&place, text)?);
        }
        let engine = engine(texts, &language)?;
        languages.push(LanguageTheme { language, engine, articles });
    }
    let roots = languages.iter().filter(|theme| theme.language.folder().is_empty()).count();
    if roots != 1 {
        return Err(ThemeError::LanguageFolder {
            file: "*".to_owned(),
            found: format!("{roots} languages without a folder found, expected exactly one"),
        });
    }
    languages.sort_by(|a, b| a.language.folder().cmp(b.language.folder()));
    Ok(languages)
}

fn engine(texts: &BTreeMap<String, String>, language: &Language) -> Result<Tera, ThemeError> {
    let wrong = |error| ThemeError::Template(Box::new(error));
    let mut engine = Tera::default();
    engine.autoescape_on([".html"]);
    engine.set_escape_fn(escape::escape);
    let templates: Vec<(&str, &str)> = texts
        .iter()
        .filter_map(|(file, text)| Some((file.strip_prefix("templates/")?, text.as_str())))
        .collect();
    engine.add_raw_templates(templates).map_err(wrong)?;
    let strings = Context::from_serialize(&Strings { t: language }).map_err(wrong)?;
    engine.global_context().extend(strings);
    Ok(engine)
}

/// What every template sees of its language: `{{ t.label.met }}`.
#[derive(serde::Serialize)]
struct Strings<'a> {
    t: &'a Language,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn with(file: &str, text: &str) -> Result<Theme, ThemeError> {
        Theme::with_files(BTreeMap::from([(file.to_owned(), text.as_bytes().to_vec())]))
    }

    #[test]
    fn the_embedded_theme_is_whole() {
        let theme = Theme::embedded().unwrap();
        let codes: Vec<&str> = theme.languages().map(Language::code).collect();
        assert_eq!(codes, ["id", "en"], "the root's language first");
        for language in theme.languages() {
            for prose in PROSE {
                assert!(theme.article(language, prose).is_some());
            }
        }
    }

    #[test]
    fn prose_of_both_languages_has_the_same_headings() {
        let theme = Theme::embedded().unwrap();
        let ids = |code: &str, prose: &str| -> Vec<String> {
            let language = theme.language(code).unwrap();
            let article = theme.article(language, prose).unwrap();
            article.contents.iter().map(|(id, _)| id.clone()).collect()
        };
        for prose in PROSE {
            assert_eq!(ids("id", prose), ids("en", prose), "{prose}");
            assert!(!ids("id", prose).is_empty());
        }
    }

    #[test]
    fn a_file_of_the_folder_takes_the_place_of_one() {
        let theme = with("static/gaya.css", "body { color: red }").unwrap();
        let style = theme.assets().iter().find(|asset| asset.source == STYLE).unwrap();
        assert_eq!(style.bytes, b"body { color: red }");
        assert_ne!(theme.style(), Theme::embedded().unwrap().style(), "another hash");
        assert!(theme.style().starts_with("gaya-") && theme.style().ends_with(".css"));
    }

    #[test]
    fn a_theme_adds_rules_to_the_style_sheet() {
        let theme = with("static/tambahan.css", ":root { --brand: red }").unwrap();
        assert!(theme.assets().iter().all(|asset| asset.source != MORE_STYLE));
        let style = theme.assets().iter().find(|asset| asset.source == STYLE).unwrap();
        let embedded = include_bytes!("../static/gaya.css");
        assert!(style.bytes.starts_with(embedded));
        assert!(style.bytes.ends_with(b"\n:root { --brand: red }"));
    }

    #[test]
    fn a_style_names_its_files_by_their_hash() {
        let files = BTreeMap::from([
            ("static/gaya.css".to_owned(), b"@font-face { src: url(huruf.woff2) }".to_vec()),
            ("static/huruf.woff2".to_owned(), vec![0, 159, 146, 150]),
        ]);
        let theme = Theme::with_files(files).unwrap();
        let font = theme.asset_name("huruf.woff2");
        assert!(font.starts_with("huruf-") && font.ends_with(".woff2"));
        let style = theme.assets().iter().find(|asset| asset.source == STYLE).unwrap();
        assert_eq!(style.bytes, format!("@font-face {{ src: url({font}) }}").as_bytes());
    }

    #[test]
    fn a_misspelled_file_is_refused() {
        let error = with("templates/bse.html", "x").unwrap_err().to_string();
        assert!(error.starts_with("templates/bse.html is no part of a theme"), "{error}");
        assert!(error.contains("templates/base.html"), "{error}");
        let error = with("style.css", "x").unwrap_err().to_string();
        assert!(
            error.contains("expected one of: content/, messages/, static/, templates/"),
            "{error}"
        );
    }

    #[test]
    fn a_broken_template_names_itself() {
        let error = with("templates/base.html", "{% if %}").unwrap_err().to_string();
        assert!(error.contains("base.html:1"), "{error}");
    }

    #[test]
    fn a_third_language_is_files() {
        let messages = include_str!("../messages/en.toml")
            .replacen("code = \"en\"", "code = \"jv\"", 1)
            .replacen("folder = \"en\"", "folder = \"jv\"", 1)
            .replacen("name = \"English\"", "name = \"Basa Jawa\"", 1);
        let mut files =
            BTreeMap::from([("messages/jv.toml".to_owned(), messages.clone().into_bytes())]);
        let error = Theme::with_files(files.clone()).unwrap_err().to_string();
        assert_eq!(
            error,
            "content/jv/metode.md not found, expected it because messages/jv.toml is there"
        );
        for prose in PROSE {
            files.insert(format!("content/jv/{prose}"), b"# J\n\nS.\n".to_vec());
        }
        let theme = Theme::with_files(files.clone()).unwrap();
        assert_eq!(theme.languages().count(), 3);
        let second_root = messages.replacen("folder = \"jv\"", "folder = \"\"", 1);
        files.insert("messages/jv.toml".to_owned(), second_root.into_bytes());
        let error = Theme::with_files(files).unwrap_err().to_string();
        assert!(error.contains("2 languages without a folder found"), "{error}");
    }

    #[test]
    fn raw_html_in_prose_names_file_and_line() {
        let error = with("content/id/metode.md", "# M\n\nS.\n\n<b>\n").unwrap_err().to_string();
        assert!(error.starts_with("content/id/metode.md:5: raw HTML '<b>'"), "{error}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = Theme::with_folder(Path::new("tidak/ada")).unwrap_err().to_string();
        assert!(error.starts_with("cannot read tidak/ada"), "{error}");
    }
}
