//! Stories, pages of prose, and the page for what is not found.

use lapor_stats::measure::DEFINITIONS;
use serde::Serialize;

use super::Scene;
use super::frame::{Heading, Link};
use crate::markdown;
use crate::model::Story;
use crate::route::Route;
use crate::theme::ThemeError;

/// A story in a list.
#[derive(Debug, Serialize)]
pub(super) struct StoryLine {
    title: String,
    href: String,
    summary: String,
    agency: String,
    duration: String,
}

/// The stories of the page's language, in their order.
pub(super) fn lines(scene: &Scene<'_>, stories: &[Story]) -> Vec<StoryLine> {
    stories
        .iter()
        .filter(|story| story.language == scene.language.code())
        .map(|story| StoryLine {
            title: story.title.clone(),
            href: scene.links.to(&Route::Story { slug: story.slug.clone() }),
            summary: story.summary.clone(),
            agency: story.agency.clone(),
            duration: story.duration.clone(),
        })
        .collect()
}

#[derive(Serialize)]
struct StoriesView {
    stories: Vec<StoryLine>,
}

/// The list of stories.
pub(super) fn stories(scene: &Scene<'_>, stories: &[Story]) -> Result<String, ThemeError> {
    let words = &scene.language.stories;
    let heading =
        Heading { title: &words.title, description: &words.lead, source: None, above: vec![] };
    scene.page("stories.html", &heading, &StoriesView { stories: lines(scene, stories) })
}

#[derive(Serialize)]
struct StoryView<'a> {
    title: &'a str,
    summary: &'a str,
    agency: &'a str,
    chain: &'a [String],
    duration: &'a str,
    how: &'a str,
    source: &'a str,
    html: String,
}

/// One story.
pub(super) fn story(scene: &Scene<'_>, story: &Story) -> Result<String, ThemeError> {
    let words = &scene.language.stories;
    let view = StoryView {
        title: &story.title,
        summary: &story.summary,
        agency: &story.agency,
        chain: &story.chain,
        duration: &story.duration,
        how: if story.told { &words.told } else { &words.computed },
        source: &story.source,
        html: markdown::resolve_pages(&story.html, &scene.links),
    };
    let above = vec![Link {
        href: scene.links.to(&Route::Stories),
        text: scene.language.frame.stories.clone(),
    }];
    let heading = Heading { title: &story.title, description: &story.summary, source: None, above };
    scene.page("story.html", &heading, &view)
}

#[derive(Serialize)]
struct ArticleView<'a> {
    title: &'a str,
    summary: &'a str,
    html: String,
    contents: Vec<Link>,
    measures: Vec<MeasureView<'a>>,
}

/// A measure as the method page defines it.
#[derive(Serialize)]
struct MeasureView<'a> {
    id: String,
    name: &'a str,
    definition: &'a str,
}

/// The definitions of all measures: the words of their own files, or a language's translation.
fn measures<'a>(scene: &Scene<'a>) -> Vec<MeasureView<'a>> {
    let of = |of: &lapor_stats::measure::Definition| {
        let words = scene.language.measure.get(of.word)?;
        let definition = words.definition.as_deref().unwrap_or(of.text);
        Some(MeasureView { id: of.word.replace('_', "-"), name: &words.name, definition })
    };
    DEFINITIONS.iter().filter_map(of).collect()
}

/// A page of prose of the theme.
pub(super) fn article(
    scene: &Scene<'_>,
    file: &str,
    is_method: bool,
) -> Result<String, ThemeError> {
    let code = scene.language.code().to_owned();
    let article = scene
        .theme
        .article(scene.language, file)
        .ok_or_else(|| ThemeError::NoProse { file: file.to_owned(), code })?;
    let link = |(id, text): &(String, String)| Link { href: format!("#{id}"), text: text.clone() };
    let measures = if is_method { measures(scene) } else { Vec::new() };
    let mut contents: Vec<Link> = article.contents.iter().map(link).collect();
    if is_method {
        contents
            .push(Link { href: "#measures".into(), text: scene.language.article.measures.clone() });
    }
    let view = ArticleView {
        title: &article.title,
        summary: &article.summary,
        html: markdown::resolve_pages(&article.html, &scene.links),
        contents,
        measures,
    };
    let heading = Heading {
        title: &article.title,
        description: &article.summary,
        source: None,
        above: vec![],
    };
    scene.page("article.html", &heading, &view)
}

#[derive(Serialize)]
struct LostView {
    others: Vec<LostWords>,
}

/// The page's words in another language: a server shows the same page to everybody.
#[derive(Serialize)]
struct LostWords {
    code: String,
    title: String,
    lead: String,
    home: Link,
}

/// The page for what is not found, in every language at once.
pub(super) fn not_found(scene: &Scene<'_>) -> Result<String, ThemeError> {
    let words = &scene.language.not_found;
    let others = scene
        .theme
        .languages()
        .map(|language| LostWords {
            code: language.code().to_owned(),
            title: language.not_found.title.clone(),
            lead: language.not_found.lead.clone(),
            home: Link {
                href: scene.links.to_language(&Route::Home, language.folder()),
                text: language.not_found.home.clone(),
            },
        })
        .collect();
    let heading =
        Heading { title: &words.title, description: &words.lead, source: None, above: vec![] };
    scene.page("not_found.html", &heading, &LostView { others })
}
