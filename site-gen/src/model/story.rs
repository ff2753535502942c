//! A success story: who helped, along which chain, how fast, and who tells it.

use std::fmt;

use lapor_stats::error::without_quoted;
use serde::Deserialize;

use crate::markdown::{self, MarkdownError};

/// A success story in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its folder; the same in every language.
    pub slug: String,
    /// The language of this text.
    pub language: String,
    /// Its title.
    pub title: String,
    /// One or two sentences for lists.
    pub summary: String,
    /// The agency that answered.
    pub agency: String,
    /// The hands through which the report went, in order.
    pub chain: Vec<String>,
    /// How long it took, in the words of whoever tells it.
    pub duration: String,
    /// Who tells it, and where.
    pub source: String,
    /// The duration is as told, not computed from events.
    pub told: bool,
    /// The story, as checked HTML.
    pub html: String,
}

/// What is wrong with a story's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryError {
    file: String,
    line: usize,
    found: String,
}

impl fmt::Display for StoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.found)
    }
}

impl std::error::Error for StoryError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    slug: String,
    language: String,
    title: String,
    summary: String,
    agency: String,
    chain: Vec<String>,
    duration: String,
    source: String,
    told: bool,
}

impl Story {
    /// Reads a story: TOML between two lines `+++`, then Markdown. `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// [`StoryError`] with file and line if the front matter is missing, lacks a field or has one
    /// too many, if the slug cannot stand in an address, if the chain is empty, or if the Markdown
    /// is refused.
    pub fn parse(file: &str, text: &str) -> Result<Self, StoryError> {
        let wrong = |line: usize, found: String| StoryError {
            file: file.to_owned(),
            line,
            found: without_quoted(&found),
        };
        let (front, first_line, body) = markdown::split_front_matter(text).ok_or_else(|| {
            wrong(1, "no front matter found, expected TOML between two lines '+++'".to_owned())
        })?;
        let matter: FrontMatter = toml::from_str(front).map_err(|error| {
            let line = error.span().map_or(0, |span| markdown::line_of(front, span.start) - 1);
            wrong(2 + line, error.message().to_owned())
        })?;
        if matter.slug.is_empty() || crate::route::slug(&matter.slug) != matter.slug {
            return Err(wrong(
                1,
                format!("slug '{}' found, expected small letters, digits and hyphens", matter.slug),
            ));
        }
        if matter.chain.is_empty() {
            return Err(wrong(1, "empty chain found, expected at least one agency".to_owned()));
        }
        let prose = markdown::render(file, first_line, body)
            .map_err(|MarkdownError { line, found, .. }| wrong(line, found))?;
        Ok(Self {
            slug: matter.slug,
            language: matter.language,
            title: matter.title,
            summary: matter.summary,
            agency: matter.agency,
            chain: matter.chain,
            duration: matter.duration,
            source: matter.source,
            told: matter.told,
            html: prose.html,
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    const GOOD: &str = "+++\nslug = \"air-mengalir\"\nlanguage = \"id\"\ntitle = \"Air mengalir\"\nsummary = \"S\"\nagency = \"Dinas Air\"\nchain = [\"Administrator\", \"Dinas Air\"]\nduration = \"dua hari\"\nsource = \"rekaan\"\ntold = true\n+++\n\nAir *mengalir* lagi.\n";

    #[test]
    fn a_story_has_front_matter_and_prose() {
        let story = Story::parse("air.id.md", GOOD).unwrap();
        assert_eq!(story.chain, ["Administrator", "Dinas Air"]);
        assert_eq!(story.html, "<p>Air <em>mengalir</em> lagi.</p>\n");
        assert!(story.told);
    }

    #[test]
    fn a_broken_story_names_file_and_line() {
        let message = |text: &str| Story::parse("air.id.md", text).unwrap_err().to_string();
        assert!(message("Air").starts_with("air.id.md:1: no front matter"));
        let missing = GOOD.replace("duration = \"dua hari\"\n", "");
        assert!(message(&missing).contains("duration"), "{}", message(&missing));
        let typo = GOOD.replace("agency =", "agnecy =");
        assert!(
            message(&typo).starts_with("air.id.md:6: unknown field `agnecy`"),
            "{}",
            message(&typo)
        );
        let html = GOOD.replace("*mengalir*", "<b>mengalir</b>");
        assert!(message(&html).starts_with("air.id.md:13: raw HTML"), "{}", message(&html));
        let slug = GOOD.replace("air-mengalir", "Air Mengalir");
        assert!(message(&slug).contains("slug 'Air Mengalir'"));
    }
}
