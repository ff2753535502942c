//! Many pages of one site: what they have in common is made once.

use std::sync::{PoisonError, RwLock};

use tera::Value;

use super::clock::ClockKey;
use super::frame::FrameKey;
use super::glossary::GlossaryKey;
use super::stencil::Known;
use super::{Artifact, Scene, page_of, route};
use crate::format::Language;
use crate::model::{Page, Site};
use crate::route::{Links, Route};
use crate::theme::{Theme, ThemeError};

/// Renders the pages of a site with a theme, as [`render`](super::render) does, and remembers what pages share.
///
/// The page of every report has the same menus, and so has every scorecard: the same links from the same depth. The frame of
/// a report, its clocks and the words explained on it are those of many others. What is remembered changes no byte.
///
/// ```
/// use site_gen::model::{Page, Site, Words};
/// use site_gen::render::{Printer, render};
/// use site_gen::theme::Theme;
///
/// let theme = Theme::embedded()?;
/// let site = Site { title: Words::same("Situs"), base_url: None, sources: vec![] };
/// let printer = Printer::new(&theme, &site);
/// for language in theme.languages() {
///     let page = printer.page(&Page::About, language)?;
///     assert_eq!(page, render(&Page::About, &theme, language, &site)?);
/// }
/// # Ok::<(), site_gen::theme::ThemeError>(())
/// ```
#[derive(Debug)]
pub struct Printer<'a> {
    theme: &'a Theme,
    site: &'a Site,
    shared: Shared,
}

impl<'a> Printer<'a> {
    /// A printer of a site's pages.
    #[must_use]
    pub fn new(theme: &'a Theme, site: &'a Site) -> Self {
        Self { theme, site, shared: Shared::default() }
    }

    /// Renders a page in a language: see [`render`](super::render).
    ///
    /// # Errors
    ///
    /// As [`render`](super::render).
    pub fn page(&self, page: &Page, language: &Language) -> Result<Artifact, ThemeError> {
        let (theme, site) = (self.theme, self.site);
        let route = route(page);
        let language = match page {
            Page::Story(story) => theme.language(&story.language).unwrap_or(language),
            _ if route.is_translated() => language,
            _ => theme.languages().next().unwrap_or(language),
        };
        let scene = Scene {
            language,
            site,
            theme,
            links: Links::new(&route, language.folder(), site.base_url.as_deref()),
            route: &route,
            hidden_from_search: !super::is_indexed(page),
            shared: &self.shared,
        };
        let html = page_of(&scene, page)?;
        Ok(Artifact { path: route.file(language.folder()), bytes: html.into_bytes() })
    }
}

/// What pages share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) menus: Menus,
    pub(super) frames: Known<FrameKey>,
    pub(super) clocks: Known<ClockKey>,
    pub(super) glossaries: Known<GlossaryKey>,
}

/// The menus of kinds of pages of which there are many.
#[derive(Debug, Default)]
pub(super) struct Menus(RwLock<Vec<Made>>);

/// What stands on each page of a kind, by source and language.
#[derive(Debug)]
struct Made {
    kind: Kind,
    source: String,
    language: String,
    menus: [Value; 2],
}

/// A kind of pages that all lie in a folder of their own at the same depth, to which no menu leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Report,
    Scorecard,
}

impl Menus {
    /// The menus of the page of a route, taken from `make` where they are not known.
    pub(super) fn of<E>(
        &self,
        route: &Route,
        language: &Language,
        make: impl FnOnce() -> Result<[Value; 2], E>,
    ) -> Result<[Value; 2], E> {
        let (kind, source) = match route {
            Route::Report { source, .. } => (Kind::Report, source),
            Route::Scorecard { source, .. } => (Kind::Scorecard, source),
            _ => return make(),
        };
        let is_it = |known: &&Made| {
            known.kind == kind && known.source == *source && known.language == language.code()
        };
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = found.iter().find(is_it) {
            return Ok(known.menus.clone());
        }
        drop(found);
        // Two threads may both make it once: the same values, and the first is found from then on.
        let menus = make()?;
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(Made {
            kind,
            source: source.clone(),
            language: language.code().to_owned(),
            menus: menus.clone(),
        });
        Ok(menus)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::render::{fixture, render};

    #[test]
    fn what_is_remembered_changes_no_byte() {
        let theme = Theme::embedded().unwrap();
        for base_url in [None, Some("https://example.org/lapor/")] {
            let site = fixture::site(base_url);
            let printer = Printer::new(&theme, &site);
            // Twice, so that the second time all that can be known is known.
            for page in fixture::pages().iter().chain(&fixture::pages()) {
                for language in theme.languages() {
                    let printed = printer.page(page, language).unwrap();
                    assert!(printed == render(page, &theme, language, &site).unwrap(), "{page:?}");
                }
            }
            assert!(2 <= printer.shared.menus.0.read().unwrap().len());
        }
    }

    /// Our templates with a remark in each are not ours, so every page is filled as a whole.
    #[test]
    fn a_page_from_pieces_is_the_page_that_is_filled_as_a_whole() {
        let ours = Theme::embedded().unwrap();
        let templates = [
            ("templates/base.html", include_str!("../../templates/base.html")),
            ("templates/clock.html", include_str!("../../templates/clock.html")),
        ];
        let remarked = templates.map(|(file, text)| {
            assert!(ours.is_embedded(file.trim_start_matches("templates/")));
            (file.to_owned(), format!("{{# x #}}{text}").into_bytes())
        });
        let theirs = Theme::with_files(remarked.into()).unwrap();
        assert!(!theirs.is_embedded("base.html") && !theirs.is_embedded("clock.html"));
        for base_url in [None, Some("https://example.org/lapor/?a&b/")] {
            let site = fixture::site(base_url);
            let (pieces, whole) = (Printer::new(&ours, &site), Printer::new(&theirs, &site));
            for page in fixture::pages().iter().chain(&fixture::pages()) {
                for language in ours.languages() {
                    let pieces = pieces.page(page, language).unwrap();
                    assert!(pieces == whole.page(page, language).unwrap(), "{page:?}");
                }
            }
            assert!(0 < pieces.shared.frames.len() && 0 < pieces.shared.clocks.len());
            assert!(whole.shared.frames.len() + whole.shared.clocks.len() == 0);
        }
    }
}
