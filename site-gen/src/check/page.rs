//! One file of a site, examined: its links, and everything that is wrong with it by itself.

use std::collections::BTreeSet;

use super::link::{Destination, resolve};
use super::markup;
use super::media::{Kind, kind};
use super::place::Lines;
use super::rule::Rule;
use super::stylesheet;
use crate::error::Finding;

/// What one file says about itself and about others.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    pub(crate) findings: Vec<Finding>,
    pub(crate) links: Vec<Link>,
    /// The ids of its elements.
    pub(crate) ids: BTreeSet<String>,
    /// Addresses on other origins that a reader may go to.
    pub(crate) foreign: Vec<String>,
}

/// A link to another file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    /// From the site's root; a folder ends in `/` or is empty.
    pub(crate) path: String,
    /// The element on that page.
    pub(crate) fragment: Option<String>,
    /// Where the link stands, from 1.
    pub(crate) line: u32,
}

/// Examines one file by the ending of its name.
pub(crate) fn examine(path: &str, bytes: &[u8], base_path: &str) -> Examined {
    let mut examined = Examined::default();
    let kind = kind(path);
    if kind == Kind::Binary {
        return examined;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (line, column) = Lines::new(bytes).at(error.valid_up_to());
            let detail = format!("column {column} is not UTF-8");
            let finding = Finding::new(path, Some(line), Rule::NotUtf8, detail);
            examined.findings.push(finding);
            return examined;
        }
    };
    match kind {
        Kind::Html | Kind::Svg => markup::examine(path, text, base_path, kind, &mut examined),
        Kind::Css => {
            let mut lines = Lines::new(bytes);
            for found in stylesheet::addresses(text) {
                let (line, _) = lines.at(found.offset);
                examined.fetch(path, base_path, &found.link, line);
            }
        }
        Kind::Text | Kind::Binary => {}
    }
    examined
}

impl Examined {
    /// Takes up an address that a browser loads or sends to; gives back a fragment of the same page.
    pub(super) fn fetch(
        &mut self,
        page: &str,
        base_path: &str,
        link: &str,
        line: u32,
    ) -> Option<String> {
        let (rule, reason) = match resolve(page, base_path, link) {
            Destination::Inside { path, fragment } => {
                self.links.push(Link { path, fragment, line });
                return None;
            }
            Destination::SamePage(fragment) if !fragment.is_empty() => return Some(fragment),
            Destination::SamePage(_) => (Rule::BrokenLink, "is empty, expected a file"),
            Destination::Foreign | Destination::OtherScheme => {
                (Rule::ForeignRequest, "is fetched from another origin")
            }
            Destination::Contact => (Rule::BrokenLink, "is no file"),
            Destination::Data => (Rule::BlockedByPolicy, "is data, which the policy blocks"),
            Destination::Script => (Rule::InlineScript, "is a script"),
            Destination::Broken(reason) => (Rule::BrokenLink, reason),
        };
        self.report(page, line, rule, link, reason);
        None
    }

    /// Takes up an address that a reader may go to; gives back a fragment of the same page.
    pub(super) fn visit(
        &mut self,
        page: &str,
        base_path: &str,
        link: &str,
        line: u32,
    ) -> Option<String> {
        let (rule, reason) = match resolve(page, base_path, link) {
            Destination::Inside { path, fragment } => {
                self.links.push(Link { path, fragment, line });
                return None;
            }
            Destination::SamePage(fragment) => return Some(fragment),
            Destination::Foreign => {
                self.foreign.push(link.to_owned());
                return None;
            }
            Destination::Contact => return None,
            Destination::OtherScheme => {
                (Rule::BrokenLink, "has a scheme that browsers do not open")
            }
            Destination::Data => (Rule::BlockedByPolicy, "is data, which browsers do not open"),
            Destination::Script => (Rule::InlineScript, "is a script"),
            Destination::Broken(reason) => (Rule::BrokenLink, reason),
        };
        self.report(page, line, rule, link, reason);
        None
    }

    fn report(&mut self, page: &str, line: u32, rule: Rule, link: &str, reason: &str) {
        let shown: String = link.chars().take(120).collect();
        let detail = format!("{shown:?} {reason}");
        let finding = Finding::new(page, Some(line), rule, detail);
        self.findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_utf8_names_the_place() {
        let examined = examine("a.csv", b"satu\nd\xffa", "/");
        assert_eq!(examined.findings[0].to_string(), "a.csv:2: not-utf8: column 2 is not UTF-8");
        assert!(examine("a.parquet", b"\xff", "/").findings.is_empty());
    }

    #[test]
    fn a_stylesheet_is_held_to_the_same_origin() {
        let css = b"a{b:url(ada.woff2)}\n@import 'https://example.org/x.css';\nb{c:url(data:,x)}";
        let examined = examine("aset/gaya.css", css, "/");
        assert_eq!(examined.links[0].path, "aset/ada.woff2");
        let shown: Vec<String> = examined.findings.iter().map(Finding::to_string).collect();
        assert_eq!(
            shown,
            [
                "aset/gaya.css:2: foreign-request: \"https://example.org/x.css\" is fetched from another origin",
                "aset/gaya.css:3: blocked-by-policy: \"data:,x\" is data, which the policy blocks",
            ]
        );
    }
}
