//! What surrounds every page: head, menus, banner, footer.

use serde::Serialize;
use tera::Value;

use super::Scene;
use super::stencil::Hole;
use crate::check::{META_CALCULATOR_CONTENT_SECURITY_POLICY, META_SEARCH_CONTENT_SECURITY_POLICY};
use crate::format::fill;
use crate::model::{Declared, Source};
use crate::route::Route;
use crate::theme::{ThemeError, escaped};

/// The policy that each page carries in its head, for servers that send none.
///
/// It is what a `meta` element may say of the headers that `site-gen serve` sends;
/// `frame-ancestors` works in headers only.
pub const META_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; base-uri 'none'; form-action 'none'";

/// The template that puts a finished main part into the frame.
const TEMPLATE: &str = "framed.html";

/// The picture that other sites show with a link, 1200 by 630 pixels.
const CARD: &str = "kartu.png";

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
struct MenuItem {
    href: String,
    text: String,
    /// `page` for the page itself, `true` for a page above it, else nothing.
    current: &'static str,
}

#[derive(Debug, Serialize)]
struct Alternate {
    code: String,
    name: String,
    href: String,
    current: bool,
}

#[derive(Debug, Serialize)]
struct SourceFrame {
    title: String,
    banner: Option<String>,
    invented: bool,
    items: Vec<MenuItem>,
    facts: Vec<String>,
    credit: String,
    link: Option<String>,
    licence: Option<Link>,
}

/// The frame of a page.
#[derive(Debug, Serialize)]
pub(super) struct FrameView {
    code: String,
    policy: &'static str,
    head_title: String,
    site_title: String,
    description: String,
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    languages: Vec<Alternate>,
    style: String,
    icon: String,
    /// The module that the page runs, if any.
    script: Option<String>,
    home: String,
    /// The items of the site's menu.
    menu: Value,
    path: Vec<Link>,
    /// The frame of the page's source, if it has one.
    source: Value,
    hidden_from_search: bool,
    feeds: Vec<FeedLink>,
    social: Social,
}

/// A feed of the page's source or agency.
#[derive(Debug, Serialize)]
struct FeedLink {
    href: String,
    text: String,
    visible: String,
}

/// What other sites show of a link to the page.
#[derive(Debug, Serialize)]
struct Social {
    title: String,
    /// The picture's whole address; none where the site's own is not known.
    card: Option<String>,
}

/// A view with its frame, as a template sees it.
#[derive(Serialize)]
pub(super) struct Framed<'a, T: Serialize> {
    pub(super) frame: FrameView,
    pub(super) page: &'a T,
}

/// What a page says about itself to its frame.
pub(super) struct Heading<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) source: Option<&'a Source>,
    /// The pages above this one, from the top down, without the front page and the source.
    pub(super) above: Vec<Link>,
}

/// All that the frame of a report's page hangs on beside the report itself.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct FrameKey {
    source: String,
    language: String,
    hidden_from_search: bool,
    /// How deep the page lies: its links are relative.
    depth: usize,
}

/// What a page is whose main part is finished.
#[derive(Serialize)]
struct Main<'a> {
    main: &'a str,
}

impl Scene<'_> {
    /// Puts the main part of a page into its frame.
    ///
    /// The frame of a report is the same for all reports of a source but for a few words, and is filled once.
    pub(super) fn framed(&self, heading: &Heading<'_>, main: &str) -> Result<String, ThemeError> {
        let code = self.language.code();
        let source = heading.source.filter(|source| source.title.text(code) != heading.title);
        let is_plain = self.prints_plainly(&["base.html", TEMPLATE]);
        let (Some(source), Route::Report { .. }, true) = (source, self.route, is_plain) else {
            return self.page(TEMPLATE, heading, &Main { main });
        };
        let file = self.route.file(self.language.folder());
        let key = FrameKey {
            source: source.slug.clone(),
            language: code.to_owned(),
            hidden_from_search: self.hidden_from_search,
            depth: file.matches('/').count(),
        };
        let frame = self.shared.frames.of(key, |_| {
            let [title, description, main] =
                [Hole::Title, Hole::Description, Hole::Main].map(Hole::mark);
            let (source, above) = (heading.source, heading.above.clone());
            let heading = Heading { title: &title, description: &description, source, above };
            let mut frame = self.frame(&heading).map_err(|source| ThemeError::Render {
                page: file.clone(),
                template: TEMPLATE,
                source: Box::new(source),
            })?;
            frame.canonical = frame.canonical.map(|_| Hole::Address.mark());
            for alternate in &mut frame.alternates {
                alternate.href = Hole::Alternate.mark();
            }
            let framed = Framed { frame, page: &Main { main: &main } };
            self.theme.fill(self.language, &file, TEMPLATE, &framed)
        })?;
        let (title, description) = (escaped(heading.title), escaped(heading.description));
        let folder = self.language.folder();
        let address = self.links.absolute(self.route, folder);
        let alternate =
            address.clone().unwrap_or_else(|| self.links.to_language(self.route, folder));
        let (address, alternate) = (escaped(&address.unwrap_or_default()), escaped(&alternate));
        Ok(frame.filled(|hole| match hole {
            Hole::Title => &title,
            Hole::Description => &description,
            Hole::Address => &address,
            Hole::Alternate => &alternate,
            Hole::Main => main,
            Hole::Report | Hole::Agency => "",
        }))
    }

    /// Fills a template that is a part of a page.
    pub(super) fn part<T: Serialize>(
        &self,
        template: &'static str,
        view: &T,
    ) -> Result<String, ThemeError> {
        let file = self.route.file(self.language.folder());
        self.theme.fill(self.language, &file, template, view)
    }

    /// Puts a view into its frame and fills the template.
    pub(super) fn page<T: Serialize>(
        &self,
        template: &'static str,
        heading: &Heading<'_>,
        page: &T,
    ) -> Result<String, ThemeError> {
        let file = self.route.file(self.language.folder());
        let frame = self.frame(heading).map_err(|source| ThemeError::Render {
            page: file.clone(),
            template,
            source: Box::new(source),
        })?;
        let framed = Framed { frame, page };
        self.theme.fill(self.language, &file, template, &framed)
    }

    fn frame(&self, heading: &Heading<'_>) -> Result<FrameView, tera::Error> {
        let language = self.language;
        let words = &language.frame;
        let site_title = self.site.title.text(language.code()).to_owned();
        let head_title = if *self.route == Route::Home {
            site_title.clone()
        } else {
            let mut page = heading.title.to_owned();
            if let Some(source) = heading.source {
                let title = source.title.text(language.code());
                if title != page {
                    page = format!("{page} · {title}");
                }
            }
            fill(&words.page_title, &[("page", &page), ("site", &site_title)])
        };
        let asset = |name: String| self.links.to(&Route::Asset { name });
        let is_search = matches!(self.route, Route::Search { .. });
        let [menu, source] = self.shared.menus.of(self.route, language, || {
            let source = heading.source.map(|source| self.source_frame(source));
            let menu = self.menu(heading.source);
            Ok::<_, tera::Error>([
                Value::try_from_serializable(&menu)?,
                Value::try_from_serializable(&source)?,
            ])
        })?;
        Ok(FrameView {
            code: language.code().to_owned(),
            policy: match self.route {
                Route::Calculator => META_CALCULATOR_CONTENT_SECURITY_POLICY,
                Route::Search { .. } => META_SEARCH_CONTENT_SECURITY_POLICY,
                _ => META_POLICY,
            },
            head_title,
            site_title,
            description: heading.description.to_owned(),
            canonical: self.links.absolute(self.route, language.folder()),
            alternates: self.alternates(),
            languages: self.switches(heading.source),
            style: asset(self.theme.style()),
            icon: asset(self.theme.icon()),
            script: is_search.then(|| asset(self.theme.search_script())),
            home: self.links.to(&Route::Home),
            menu,
            path: self.path(heading),
            source,
            hidden_from_search: self.hidden_from_search,
            feeds: self.feeds(heading),
            social: Social {
                title: heading.title.to_owned(),
                card: self.links.absolute(&Route::Asset { name: self.theme.asset_name(CARD) }, ""),
            },
        })
    }

    /// The feeds of the page's source and, on a scorecard, of its agency.
    fn feeds(&self, heading: &Heading<'_>) -> Vec<FeedLink> {
        let Some(source) = heading.source else { return Vec::new() };
        let words = &self.language.feed;
        let link = |agency: Option<(&String, &str)>| {
            let title = source.title.text(self.language.code());
            let slug = agency.map(|(slug, _)| slug.clone());
            let route = Route::Feed { source: source.slug.clone(), agency: slug };
            let text = match agency {
                None => fill(&words.title, &[("source", title)]),
                Some((_, name)) => {
                    fill(&words.agency_title, &[("agency", name), ("source", title)])
                }
            };
            let visible = fill(&words.link, &[("title", &text)]);
            FeedLink { href: self.links.to(&route), text, visible }
        };
        let agency = match self.route {
            Route::Scorecard { agency, .. } => Some(link(Some((agency, heading.title)))),
            _ => None,
        };
        agency.into_iter().chain([link(None)]).collect()
    }

    /// The same page in each language, for machines. A page that exists once names itself.
    fn alternates(&self) -> Vec<Alternate> {
        self.theme
            .languages()
            .filter(|language| self.route.is_translated() || language.folder().is_empty())
            .map(|language| Alternate {
                code: language.code().to_owned(),
                name: language.name().to_owned(),
                href: self
                    .links
                    .absolute(self.route, language.folder())
                    .unwrap_or_else(|| self.links.to_language(self.route, language.folder())),
                current: language.code() == self.language.code(),
            })
            .collect()
    }

    /// The same page in each language, for people. From a page that exists once, the other
    /// languages lead to the nearest page that they have.
    fn switches(&self, source: Option<&Source>) -> Vec<Alternate> {
        let nearest = match (self.route, source) {
            (Route::Report { source, .. }, _) => Route::Reports { source: source.clone(), page: 1 },
            (Route::NotFound, _) => Route::Home,
            (route, _) => route.clone(),
        };
        self.theme
            .languages()
            .map(|language| {
                let current = language.code() == self.language.code();
                let route = if current { self.route } else { &nearest };
                Alternate {
                    code: language.code().to_owned(),
                    name: language.name().to_owned(),
                    href: self.links.to_language(route, language.folder()),
                    current,
                }
            })
            .collect()
    }

    fn menu(&self, source: Option<&Source>) -> Vec<MenuItem> {
        let words = &self.language.frame;
        let mut items = vec![self.menu_item(&Route::Home, &words.home, false)];
        for known in &self.site.sources {
            let route = Route::Overview { source: known.slug.clone() };
            let inside = source.is_some_and(|source| source.slug == known.slug);
            items.push(self.menu_item(&route, known.title.text(self.language.code()), inside));
        }
        let story = matches!(self.route, Route::Story { .. });
        let reckoning = matches!(self.route, Route::Calendar { .. });
        items.push(self.menu_item(&Route::Calculator, &words.calculator, reckoning));
        items.push(self.menu_item(&Route::Stories, &words.stories, story));
        items.push(self.menu_item(&Route::Method, &words.method, false));
        items.push(self.menu_item(&Route::About, &words.about, false));
        items
    }

    fn menu_item(&self, route: &Route, text: &str, inside: bool) -> MenuItem {
        MenuItem {
            href: self.links.to(route),
            text: text.to_owned(),
            current: if route == self.route {
                "page"
            } else if inside {
                "true"
            } else {
                ""
            },
        }
    }

    fn path(&self, heading: &Heading<'_>) -> Vec<Link> {
        if matches!(self.route, Route::Home | Route::NotFound) {
            return Vec::new();
        }
        let mut path = vec![Link {
            href: self.links.to(&Route::Home),
            text: self.language.frame.home.clone(),
        }];
        if let Some(source) = heading.source {
            let route = Route::Overview { source: source.slug.clone() };
            if route != *self.route {
                let text = source.title.text(self.language.code()).to_owned();
                path.push(Link { href: self.links.to(&route), text });
            }
        }
        path.extend(heading.above.iter().cloned());
        path
    }

    fn source_frame(&self, source: &Source) -> SourceFrame {
        let language = self.language;
        let code = language.code();
        let words = &language.frame;
        let slug = || source.slug.clone();
        let under = |route: &Route| {
            matches!(
                (self.route, route),
                (Route::Scorecard { .. }, Route::Agencies { .. })
                    | (
                        Route::Breakdown { .. }
                            | Route::Province { .. }
                            | Route::Corrections { .. },
                        Route::Browse { .. }
                    )
                    | (
                        Route::Report { .. } | Route::Reports { .. } | Route::GeneralReports { .. },
                        Route::Reports { .. }
                    )
            )
        };
        let items = [
            (Route::Overview { source: slug() }, &words.overview),
            (Route::Agencies { source: slug() }, &words.agencies),
            (Route::Browse { source: slug() }, &words.browse),
            (Route::Reports { source: slug(), page: 1 }, &words.reports),
            (Route::FollowUps { source: slug() }, &words.follow_ups),
            (Route::Downloads { source: slug() }, &words.downloads),
            (Route::Search { source: slug() }, &words.search),
        ]
        .iter()
        .map(|(route, text)| self.menu_item(route, text, under(route)))
        .collect();
        let mut facts = vec![fill(&words.as_of, &[("day", &language.day(source.as_of))])];
        if let Some((first, last)) = source.period {
            facts.push(fill(&words.period, &[("months", &language.months(first, last))]));
        }
        facts.push(fill(&words.policy, &[("policy", &source.policy)]));
        let invented = source.declared == Declared::Invented;
        let banner = match &source.banner {
            Some(banner) => Some(banner.text(code).to_owned()),
            None if invented => Some(language.declared.invented.clone()),
            None => None,
        };
        SourceFrame {
            title: source.title.text(code).to_owned(),
            banner,
            invented,
            items,
            facts,
            credit: fill(&words.credit, &[("credit", source.credit.text(code))]),
            link: source.link.clone(),
            licence: source.licence.as_ref().map(|licence| Link {
                href: licence.url.clone().unwrap_or_default(),
                text: fill(&words.licence, &[("licence", &licence.name)]),
            }),
        }
    }
}
