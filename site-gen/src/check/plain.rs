//! A page of our own templates, read at the speed of memory: where it leads, if it is as plain as they make it.
//!
//! A build examines every page that it puts, and needs of it only what refuses a publication: links that lead nowhere,
//! ids that are not there, requests to other origins. This reader knows the small part of HTML that our templates write,
//! in which what a browser sees is plain: lower-case tags, one quoted value an attribute, every end tag there. Whatever
//! else it meets, and whatever is wrong with a page, it leaves to [`markup`](super::markup), which reads as browsers do
//! and names what it finds. `check` reads every page so. A property holds the two equal.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::element::{self, Role};
use super::link::{Destination, resolve};
use super::markup::is_top;
use super::stylesheet;

/// The links of a plain page to files of the site.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// The paths, one after another.
    paths: String,
    found: Vec<Found>,
}

#[derive(Debug)]
struct Found {
    /// Where its path ends in `paths`.
    end: usize,
    fragment: Option<String>,
    offset: usize,
}

impl Links {
    /// Path from the site's root, fragment, and where the tag stands in the page, in bytes; in the order of the page.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>, usize)> {
        let mut start = 0;
        self.found.iter().map(move |found| {
            let path = &self.paths[start..found.end];
            start = found.end;
            (path, found.fragment.as_deref(), found.offset)
        })
    }

    fn end(&mut self, fragment: Option<String>, offset: usize) {
        self.found.push(Found { end: self.paths.len(), fragment, offset });
    }
}

/// Reads a page that has nothing to be refused for; `None` where it is not plain, or where something is wrong with it.
///
/// `page` is its path from the site's root; `base_path` begins and ends with `/`.
pub(crate) fn read(page: &str, text: &str, base_path: &str) -> Option<Links> {
    // A reader of HTML makes other characters of these two.
    if memchr::memchr2(b'\0', b'\r', text.as_bytes()).is_some() {
        return None;
    }
    let mut reader = Reader {
        folder: page.rfind('/').map_or("", |slash| &page[..slash]),
        page,
        base_path,
        open: Vec::new(),
        svg: None,
        attributes: Vec::new(),
        ids: FxHashSet::default(),
        references: Vec::new(),
        links: Links::default(),
    };
    reader.all(text)?;
    Some(reader.links)
}

struct Reader<'a> {
    page: &'a str,
    /// The folder of the page, without a slash at its end.
    folder: &'a str,
    base_path: &'a str,
    /// The elements whose end tag has not come yet.
    open: Vec<&'a str>,
    /// How many are open around the SVG that is read.
    svg: Option<usize>,
    /// Of the tag that is read.
    attributes: Vec<(&'a str, &'a str)>,
    ids: FxHashSet<&'a str>,
    references: Vec<Cow<'a, str>>,
    links: Links,
}

impl<'a> Reader<'a> {
    fn all(&mut self, text: &'a str) -> Option<()> {
        let bytes = text.as_bytes();
        let mut at = if text.starts_with(DOCTYPE) { DOCTYPE.len() } else { 0 };
        while let Some(step) = memchr::memchr(b'<', bytes.get(at..)?) {
            let tag = at + step;
            at = match bytes.get(tag + 1)? {
                b'/' => self.end_tag(text, tag + 2)?,
                b'a'..=b'z' => self.start_tag(text, tag)?,
                _ => return None,
            };
        }
        let has = |id: &Cow<'a, str>| self.ids.contains(&**id);
        (self.open.is_empty() && self.references.iter().all(has)).then_some(())
    }

    /// An end tag, from its name on; gives back where it ends.
    fn end_tag(&mut self, text: &'a str, from: usize) -> Option<usize> {
        let name = self.open.pop()?;
        let end = from + name.len();
        let is_named = text.get(from..end)? == name && *text.as_bytes().get(end)? == b'>';
        if self.svg == Some(self.open.len()) {
            self.svg = None;
        }
        is_named.then_some(end + 1)
    }

    /// A start tag, from its `<` on; gives back where it ends.
    fn start_tag(&mut self, text: &'a str, tag: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let name = word(text, tag + 1, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let mut at = tag + 1 + name.len();
        self.attributes.clear();
        let closes_itself = loop {
            match bytes.get(at)? {
                b'>' => break false,
                b'/' if *bytes.get(at + 1)? == b'>' => {
                    at += 1;
                    break true;
                }
                b' ' | b'\n' => at = self.attribute(text, at + 1)?,
                _ => return None,
            }
        };
        self.element(name, closes_itself, tag)?;
        Some(at + 1)
    }

    /// An attribute, where there is one behind a blank; gives back where it ends.
    fn attribute(&mut self, text: &'a str, from: usize) -> Option<usize> {
        let key =
            word(text, from, |byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b':');
        let at = from + key.len();
        if key.is_empty() {
            // Blanks before the end of a tag, and between attributes.
            return Some(at);
        }
        let is_known = |byte: u8| !byte.is_ascii_uppercase();
        if !key.bytes().all(is_known) && !CAPITAL.contains(&key) {
            return None;
        }
        if self.attributes.iter().any(|(other, _)| *other == key) {
            return None;
        }
        let rest = &text.as_bytes()[at..];
        let (value, end) = match rest {
            [b'=', b'"', ..] => {
                let start = at + 2;
                let end = start + memchr::memchr(b'"', &text.as_bytes()[start..])?;
                (&text[start..end], end + 1)
            }
            [b' ' | b'\n' | b'>', ..] => ("", at),
            _ => return None,
        };
        self.attributes.push((key, value));
        Some(end)
    }

    fn element(&mut self, name: &'a str, closes_itself: bool, tag: usize) -> Option<()> {
        if STRANGE.contains(&name) || self.open.last().is_some_and(|open| CHILDLESS.contains(open))
        {
            return None;
        }
        let is_svg = name == "svg";
        let foreign = self.svg.is_some() || is_svg;
        if is_svg && self.svg.is_some() {
            return None;
        }
        // A paragraph that a block ends stays open here, and no end tag of it comes.
        if !foreign && element::ends_paragraph(name) && self.open.contains(&"p") {
            return None;
        }
        let attributes = std::mem::take(&mut self.attributes);
        let taken = self.take(name, foreign, &attributes, tag);
        self.attributes = attributes;
        taken?;
        let ends = if foreign { closes_itself } else { element::is_void(name) };
        if ends {
            return Some(());
        }
        if closes_itself {
            return None;
        }
        if is_svg {
            self.svg = Some(self.open.len());
        }
        self.open.push(name);
        Some(())
    }

    fn take(
        &mut self,
        name: &str,
        foreign: bool,
        attributes: &[(&'a str, &'a str)],
        tag: usize,
    ) -> Option<()> {
        for &(key, value) in attributes {
            if !foreign && (key == "class" || key.starts_with("data-")) {
                continue;
            }
            if key == "id" {
                self.ids.insert(plain(value)?);
            } else if element::is_reference(name, key) {
                let ids = plain(value)?.split_ascii_whitespace();
                self.references.extend(ids.map(Cow::Borrowed));
            }
            match element::role(name, key, rel(attributes)) {
                // Another origin, whatever follows.
                Some(Role::Visit)
                    if value.starts_with("https://") || value.starts_with("http://") => {}
                Some(role) => self.lead(plain(value)?, role, tag)?,
                None if foreign && value.contains('(') && key != "d" => {
                    for found in stylesheet::addresses(plain(value)?) {
                        self.lead_elsewhere(&found.link, Role::Fetch, tag)?;
                    }
                }
                // It may be a refresh, which fetches.
                None if key == "http-equiv" && !value.eq_ignore_ascii_case(POLICY) => return None,
                None => {}
            }
        }
        Some(())
    }

    /// Takes up an address; `None` where it is one that refuses a publication.
    fn lead(&mut self, link: &'a str, role: Role, tag: usize) -> Option<()> {
        if role == Role::FetchSet {
            return None;
        }
        let is_simple =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
        if let Some(id) = link.strip_prefix('#')
            && !id.is_empty()
            && id.bytes().all(is_simple)
        {
            if !is_top(id) {
                self.references.push(Cow::Borrowed(id));
            }
            return Some(());
        }
        if link.starts_with('/') || link.is_empty() || !link.bytes().all(is_simple) {
            return self.lead_elsewhere(link, role, tag);
        }
        let mut folder = self.folder;
        let mut rest = link;
        loop {
            if let Some(below) = rest.strip_prefix("../") {
                // Above the root there is nothing.
                if folder.is_empty() {
                    return None;
                }
                folder = folder.rfind('/').map_or("", |slash| &folder[..slash]);
                rest = below;
            } else if let Some(below) = rest.strip_prefix("./") {
                rest = below;
            } else {
                break;
            }
        }
        if matches!(rest, "." | "..")
            || rest.contains("//")
            || rest.contains("/.")
            || rest.starts_with('/')
        {
            return self.lead_elsewhere(link, role, tag);
        }
        self.links.paths.push_str(folder);
        if !folder.is_empty() {
            self.links.paths.push('/');
        }
        self.links.paths.push_str(rest);
        self.links.end(None, tag);
        Some(())
    }

    /// The same for an address that is not simple.
    fn lead_elsewhere(&mut self, link: &str, role: Role, tag: usize) -> Option<()> {
        match resolve(self.page, self.base_path, link) {
            Destination::Inside { path, fragment } => {
                self.links.paths.push_str(&path);
                self.links.end(fragment, tag);
            }
            Destination::SamePage(id) if role == Role::Visit || !id.is_empty() => {
                if !is_top(&id) {
                    self.references.push(Cow::Owned(id));
                }
            }
            Destination::Foreign | Destination::Contact if role == Role::Visit => {}
            _ => return None,
        }
        Some(())
    }
}

/// What every page begins with.
const DOCTYPE: &str = "<!doctype html>";

/// The header that a `meta` may set without fetching anything.
const POLICY: &str = "content-security-policy";

/// Attributes with capital letters, all without an address.
const CAPITAL: [&str; 2] = ["viewBox", "preserveAspectRatio"];

/// Elements whose content is no markup, or HTML in what is none, and one that moves links; no template has any.
const STRANGE: [&str; 9] =
    ["base", "foreignobject", "iframe", "math", "noembed", "noframes", "plaintext", "style", "xmp"];

/// Elements that hold text alone, here as for a browser.
const CHILDLESS: [&str; 4] = ["title", "textarea", "script", "desc"];

/// The value of an attribute, where it is what it says.
fn plain(value: &str) -> Option<&str> {
    (!value.contains('&')).then_some(value)
}

fn rel<'a>(attributes: &[(&'a str, &'a str)]) -> &'a str {
    attributes.iter().find(|(key, _)| *key == "rel").map_or("", |(_, value)| value)
}

/// The longest run of such bytes, all ASCII, from a place on.
fn word(text: &str, from: usize, is_part: impl Fn(u8) -> bool) -> &str {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| is_part(**byte)).count();
    text.get(from..from + length).unwrap_or_default()
}

#[cfg(test)]
mod tests;
