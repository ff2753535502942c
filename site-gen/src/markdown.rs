//! Markdown for the site's own pages and stories; never for what people wrote in a report.
//!
//! Headings, lists, quotations, links and emphasis. Raw HTML, pictures and tables are refused with
//! their line, so a page can hold nothing that the policy of the site forbids or that a reader
//! without sight could not follow (a Markdown table has no caption).
//!
//! A link to a page of the site names it and not its address: `[method](page:method#day-zero)`,
//! with `home`, `stories`, `method` or `about`.

use std::fmt;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::Article;
use crate::route::{Links, Route};

/// Prose as HTML, with its headings of the second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The HTML.
    pub html: String,
    /// `(id, text)` of each heading of the second level that has an id, in order.
    pub contents: Vec<(String, String)>,
}

/// What is refused in a Markdown file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownError {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was found, and what was expected.
    pub found: String,
}

impl fmt::Display for MarkdownError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.found)
    }
}

impl std::error::Error for MarkdownError {}

/// Renders Markdown. `first_line` is the line of the file on which `text` begins.
///
/// A heading carries its id in braces: `## Hari nol {#hari-nol}`. Links to pages of the site are
/// left for [`resolve_pages`], since they depend on where the prose stands.
///
/// # Errors
///
/// [`MarkdownError`] for raw HTML, a picture, a table, a heading of the first level, and a link
/// whose scheme is none of `https`, `http`, `mailto` and `page`.
pub fn render(file: &str, first_line: usize, text: &str) -> Result<Prose, MarkdownError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut events = Vec::new();
    let mut contents = Vec::new();
    let mut heading: Option<(String, String)> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if let Some(found) = refused(&event) {
            let line = first_line + line_of(text, range.start) - 1;
            return Err(MarkdownError { file: file.to_owned(), line, found });
        }
        match &event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id: Some(id), .. }) => {
                heading = Some((id.to_string(), String::new()));
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => contents.extend(heading.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, title)) = &mut heading {
                    title.push_str(text);
                }
            }
            _ => {}
        }
        events.push(event);
    }
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    Ok(Prose { html, contents })
}

/// Reads a page: a heading of the first level, a paragraph that sums it up, then the prose.
///
/// # Errors
///
/// [`MarkdownError`] if the page does not begin so, and whatever [`render`] refuses.
pub fn article(file: &str, text: &str) -> Result<Article, MarkdownError> {
    let wrong = |line: usize, found: &str| MarkdownError {
        file: file.to_owned(),
        line,
        found: found.to_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = first
        .strip_prefix("# ")
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .ok_or_else(|| wrong(1, "no title found, expected a first line such as '# Title'"))?;
    let after = rest.trim_start();
    let summary = after.split("\n\n").next().unwrap_or("").trim();
    if summary.is_empty() || summary.starts_with(['#', '-', '|', '*']) {
        return Err(wrong(2, "no summary found, expected a paragraph after the title"));
    }
    let body = after.split_once("\n\n").map_or("", |(_, body)| body);
    let start = text.len() - body.len();
    let prose = render(file, line_of(text, start), body)?;
    Ok(Article {
        title: title.to_owned(),
        summary: summary.split_whitespace().collect::<Vec<_>>().join(" "),
        html: prose.html,
        contents: prose.contents,
    })
}

/// Writes the links to pages of the site into rendered prose.
#[must_use]
pub fn resolve_pages(html: &str, links: &Links<'_>) -> String {
    // A quotation mark in text is escaped, so this can only be an attribute.
    const LINK: &str = "href=\"page:";
    let mut pieces = html.split(LINK);
    let mut resolved = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let end = piece.find(['"', '#']).unwrap_or(piece.len());
        resolved.push_str("href=\"");
        resolved.push_str(&links.to(&page_route(&piece[..end]).unwrap_or(Route::Home)));
        resolved.push_str(&piece[end..]);
    }
    resolved
}

/// Splits a file that begins with TOML between two lines `+++`: the TOML, the line on which the
/// body begins, and the body.
pub(crate) fn split_front_matter(text: &str) -> Option<(&str, usize, &str)> {
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("+++\n")?;
    let (front, body) = rest.split_once("\n+++\n")?;
    Some((front, front.lines().count() + 3, body))
}

/// The line of a byte's place, from 1.
pub(crate) fn line_of(text: &str, place: usize) -> usize {
    text.as_bytes().iter().take(place).filter(|byte| **byte == b'\n').count() + 1
}

fn refused(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(format!(
            "raw HTML '{}' found, expected Markdown",
            html.trim().chars().take(40).collect::<String>()
        )),
        Event::Start(Tag::Image { .. }) => {
            Some("a picture found, expected text: pictures are not published yet".to_owned())
        }
        Event::Start(Tag::Table(_)) => {
            Some("a table found, expected a list: a table here has no caption".to_owned())
        }
        Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
            Some("a heading of the first level found, expected '##' or below".to_owned())
        }
        Event::Start(Tag::Link { dest_url, .. }) if !is_plain_address(dest_url) => Some(format!(
            "link to '{dest_url}' found, expected a page of the site or https, http, mailto"
        )),
        _ => None,
    }
}

fn is_plain_address(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or("").split_once(':');
    scheme.is_none_or(|(scheme, rest)| {
        ["https", "http", "mailto"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
            || scheme == "page" && page_route(rest).is_some()
    })
}

fn page_route(name: &str) -> Option<Route> {
    Some(match name {
        "home" => Route::Home,
        "stories" => Route::Stories,
        "method" => Route::Method,
        "about" => Route::About,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn raw_html_is_refused_with_its_line() {
        for (text, line) in [
            ("Satu.\n\n<script>alert(1)</script>\n", 3),
            ("Satu <b>dua</b>.\n", 1),
            ("- a\n- <img src=x>\n", 2),
            ("<!-- catatan -->\n", 1),
        ] {
            let error = render("a.md", 1, text).unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(error.found.starts_with("raw HTML"), "{error}");
        }
        assert_eq!(render("a.md", 9, "Satu <b>.\n").unwrap_err().line, 9);
    }

    #[test]
    fn what_looks_like_html_in_code_is_text() {
        assert_eq!(render("a.md", 1, "`<b>`").unwrap().html, "<p><code>&lt;b&gt;</code></p>\n");
        assert_eq!(render("a.md", 1, "1 < 2 & 3").unwrap().html, "<p>1 &lt; 2 &amp; 3</p>\n");
    }

    #[test]
    fn a_link_that_runs_something_is_refused() {
        for link in ["[x](javascript:alert(1))", "[x](JavaScript:1)", "[x](data:text/html,1)"] {
            assert!(render("a.md", 1, link).is_err(), "{link}");
        }
        for link in
            ["[x](../metode/)", "[x](#hari-nol)", "[x](https://a.example/b:c)", "[x](a/b:c)"]
        {
            assert!(render("a.md", 1, link).is_ok(), "{link}");
        }
    }

    #[test]
    fn headings_give_the_contents() {
        let prose = render("a.md", 1, "## Hari `nol` {#hari-nol}\n\nTeks.\n\n### Kecil\n").unwrap();
        assert_eq!(prose.contents, [("hari-nol".to_owned(), "Hari nol".to_owned())]);
        assert!(prose.html.starts_with("<h2 id=\"hari-nol\">"), "{}", prose.html);
    }

    #[test]
    fn pictures_and_first_headings_are_refused() {
        assert!(render("a.md", 1, "![x](y.png)").unwrap_err().found.starts_with("a picture"));
        assert!(render("a.md", 1, "# Judul").unwrap_err().found.starts_with("a heading"));
    }

    #[test]
    fn an_article_begins_with_title_and_summary() {
        let article = article("m.md", "# Metode\n\nCara kami\nmenghitung.\n\nTeks.\n").unwrap();
        assert_eq!(article.title, "Metode");
        assert_eq!(article.summary, "Cara kami menghitung.");
        assert_eq!(article.html, "<p>Teks.</p>\n");
    }

    #[test]
    fn an_article_without_title_or_summary_is_refused() {
        assert_eq!(
            article("m.md", "Teks").unwrap_err().to_string().split(" found").next(),
            Some("m.md:1: no title")
        );
        assert_eq!(article("m.md", "# T\n\n## B\n").unwrap_err().line, 2);
        assert_eq!(article("m.md", "# T\n\nS.\n\nA.\n\n<b>\n").unwrap_err().line, 7);
    }

    #[test]
    fn a_table_is_refused() {
        assert!(render("a.md", 1, "| a | b |\n|---|---|\n| 1 | 2 |\n").is_err());
    }

    #[test]
    fn links_to_pages_are_written_from_where_the_prose_stands() {
        let html = render("a.md", 1, "[a](page:method#hari-nol) [b](page:home)").unwrap().html;
        let links = Links::new(&Route::About, "en", None);
        assert_eq!(
            resolve_pages(&html, &links),
            "<p><a href=\"../metode/index.html#hari-nol\">a</a> <a href=\"../index.html\">b</a></p>\n"
        );
        assert!(render("a.md", 1, "[a](page:nowhere)").is_err());
        assert_eq!(resolve_pages("<p>href=&quot;page:x</p>", &links), "<p>href=&quot;page:x</p>");
    }
}
