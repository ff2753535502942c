//! The gate over finished files, and what it lets stand in markup.

use std::fmt;
use std::ops::Range;

use super::kept::Kept;
use super::normal::Normal;
use super::own::Own;
use super::rewrite::{self, Finding};
use super::{Kind, Span, find, unexplained};

/// Finds what must not be published in a finished text: HTML, SVG, CSS, CSV, JSON.
///
/// It reads as the redactor does, without any thread, but for long numbers that nothing explains, which every file has. Two things stay that only the site's maker can
/// have written: a link or a handle that is the whole value of an attribute or a `url()`, since what
/// people wrote is text there, with its quotation marks escaped; and the links that were named to
/// [`keep_link`](Self::keep_link). A handle or a plate of a few letters among bytes that are no
/// text (Parquet) stays as well, as they are there by chance. What stands inside such a link is looked for all the same.
///
/// ```
/// use lapor_core::redact::Gate;
///
/// let mut gate = Gate::new();
/// let page = "<a href=\"https://example.org/data\">https://example.org/data</a> https://example.net";
/// assert_eq!(gate.scan(page).len(), 2);
/// gate.keep_link("https://example.org/");
/// assert_eq!(gate.scan(page).len(), 1);
/// assert_eq!(gate.scan("<a href=\"https://example.org/081234567890\">").len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct Gate {
    links: Vec<String>,
    handles: Kept,
}

impl Gate {
    /// A gate that keeps no links but those in markup.
    pub const fn new() -> Self {
        Self { links: Vec::new(), handles: Kept::new() }
    }

    /// Keeps a link and all below it: the site's own address, that of a published source or licence.
    pub fn keep_link(&mut self, link: &str) {
        let link = link.trim_end_matches('/');
        if !link.is_empty() {
            self.links.push(link.to_owned());
        }
    }

    /// Keeps a contact that the redactor was told to keep: a handle, a mail address, a telephone
    /// number ([`Redactor::with_handles`](super::Redactor::with_handles)).
    ///
    /// ```
    /// use lapor_core::redact::Gate;
    ///
    /// let mut gate = Gate::new();
    /// assert_eq!(gate.scan("<p>@contoh_melayani</p>").len(), 1);
    /// gate.keep_handle("@contoh_melayani");
    /// assert_eq!(gate.scan("<p>@contoh_melayani</p>").len(), 0);
    /// ```
    pub fn keep_handle(&mut self, handle: &str) {
        self.handles.add(handle);
    }

    /// Everything that is found, in order, in code points of the text.
    pub fn scan(&self, text: &str) -> Vec<Span> {
        let (mut findings, _) = find(&Normal::new(text), &Own::default(), Some(&self.handles));
        findings.retain(|finding| !self.keeps(text, finding));
        rewrite::spans(text, &rewrite::settle(findings))
    }

    fn keeps(&self, text: &str, finding: &Finding) -> bool {
        // A file has long numbers of its own, and no words before them.
        if finding.rule == unexplained::RULE {
            return true;
        }
        let chance = match finding.rule {
            "handle" => HANDLE,
            "plate-capitals" => PLATE,
            _ => 0,
        };
        if finding.range.len() <= chance && is_binary(text, &finding.range) {
            return true;
        }
        if !matches!(finding.kind, Kind::Url | Kind::Handle) {
            return false;
        }
        const OPENINGS: [&str; 5] = ["=\"", "='", "url(", "url(\"", "url('"];
        let before = &text[..finding.range.start];
        let found = &text[finding.range.clone()];
        let below = |link: &String| {
            found
                .strip_prefix(link.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        };
        OPENINGS.iter().any(|opening| before.ends_with(opening)) || self.links.iter().any(below)
    }
}

/// Longest handle that bytes which are no text hold by chance, with its sign.
const HANDLE: usize = 9;
/// Longest plate that they do.
const PLATE: usize = 6;
/// Characters on either side that tell whether a file is text.
const AROUND: usize = 16;

/// Whether control characters, or bytes that no text has, stand around.
fn is_binary(text: &str, range: &Range<usize>) -> bool {
    let odd = |c: char| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text[..range.start].chars().rev().take(AROUND).any(odd)
        || text[range.end..].chars().take(AROUND).any(odd)
}

/// Counts, never a link.
impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate")
            .field("links", &self.links.len())
            .field("handles", &self.handles.len())
            .finish()
    }
}

/// Finds what must not be published in a finished text, with a [`Gate`] that keeps no links.
///
/// An empty result is what lets a file be published. See the module for what this gate shares with
/// the redactor.
///
/// ```
/// use lapor_core::redact::{Kind, scan};
///
/// let found = scan("<td>35150801&#48;2909901</td><path d=\"M 100 200 L 300 400\"/>");
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].kind, Kind::Nik);
/// assert!(scan("<td>[NIK]</td> 2025-08-12T08:12:34+07:00 Rp3.500.000").is_empty());
/// ```
pub fn scan(text: &str) -> Vec<Span> {
    Gate::new().scan(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_in_an_attribute_and_not_in_escaped_text() {
        assert_eq!(scan("<a href=\"https://example.org/x\" content='@warga_12'>"), []);
        assert_eq!(scan("a{background:url(https://example.org/x.png)}"), []);
        for text in [
            "<p>x=&quot;https://example.org/x&quot;</p>",
            "{\"body\":\"x=\\\"https://example.org/x\"}",
            "\"x=\"\"https://example.org/x\"\n",
            "<p>https://example.org/x</p>",
        ] {
            assert_eq!(scan(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_short_handle_among_bytes_is_there_by_chance() {
        assert_eq!(scan("\u{1}\u{fffd}R@Ka8\u{e} F112D\u{1}"), []);
        assert_eq!(scan("\u{1}x, @warga.contoh12\u{e}").len(), 1);
        assert_eq!(scan("di ig @Ka8 ya").len(), 1);
    }

    #[test]
    fn a_kept_link_ends_with_its_part() {
        let mut gate = Gate::new();
        gate.keep_link("https://example.org/a/");
        gate.keep_link("");
        assert_eq!(gate.scan("https://example.org/a https://example.org/a/b?c"), []);
        assert_eq!(gate.scan("https://example.org/ab").len(), 1);
        assert_eq!(format!("{gate:?}"), "Gate { links: 1, handles: 0 }");
    }
}
