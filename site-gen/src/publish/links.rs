//! Where links lead, of those that could still break.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::files::Files;
use crate::check::is_top;

/// Links whose target was not put before the page that has them.
///
/// Most links lead to what is there already, and nobody has to remember those; of the others each target is kept once,
/// with the first page in order that leads there, whichever thread came first. A link to a file that is never put is
/// among them whatever the order, so what is found broken does not depend on it.
#[derive(Default)]
pub(super) struct Links {
    whole: FxHashMap<String, From>,
    /// Links into the middle of a page: the ids of a page are not held in memory, and are looked for at the end.
    parts: BTreeMap<(String, String), From>,
}

/// Page and line of a link.
type From = (String, u32);

/// A link that is to be looked for.
pub(super) struct Awaited {
    pub(super) path: String,
    pub(super) fragment: Option<String>,
    pub(super) page: String,
    pub(super) line: u32,
}

impl Links {
    /// Notes a link of a page, unless its target is there; `line` is asked for only where it is needed.
    pub(super) fn note(
        &mut self,
        files: &Files,
        path: &str,
        fragment: Option<&str>,
        page: &str,
        line: impl FnOnce() -> u32,
    ) {
        if let Some(fragment) = fragment.filter(|fragment| !is_top(fragment)) {
            let key = (path.to_owned(), fragment.to_owned());
            let line = line();
            let from = self.parts.entry(key).or_insert_with(|| (page.to_owned(), line));
            first(from, page, || line);
        } else if let Some(from) = self.whole.get_mut(path) {
            first(from, page, line);
        } else if !is_put(files, path) {
            self.whole.insert(path.to_owned(), (page.to_owned(), line()));
        }
    }

    /// What is noted, in order.
    pub(super) fn into_awaited(self) -> Vec<Awaited> {
        let whole = self.whole.into_iter().map(|(path, from)| (path, None, from));
        let parts =
            self.parts.into_iter().map(|((path, fragment), from)| (path, Some(fragment), from));
        let awaited = whole.chain(parts).map(|(path, fragment, (page, line))| Awaited {
            path,
            fragment,
            page,
            line,
        });
        let mut awaited: Vec<Awaited> = awaited.collect();
        awaited.sort_unstable_by(|one, other| {
            (&one.path, &one.fragment).cmp(&(&other.path, &other.fragment))
        });
        awaited
    }
}

/// Keeps the first of two places.
fn first(from: &mut From, page: &str, line: impl FnOnce() -> u32) {
    if *page < *from.0 {
        *from = (page.to_owned(), line());
    } else if *page == *from.0 {
        from.1 = from.1.min(line());
    }
}

/// Whether what a path leads to is there: the same that [`link::files`](crate::check::link::files) tries.
fn is_put(files: &Files, path: &str) -> bool {
    const INDEX: &str = "index.html";
    if path.is_empty() || path.ends_with('/') {
        return files.contains(&format!("{path}{INDEX}"));
    }
    files.contains(path) || files.contains(&format!("{path}/{INDEX}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::Entry;

    fn noted(files: &Files, links: &[(&str, Option<&str>, &str, u32)]) -> Vec<String> {
        let mut noted = Links::default();
        for (path, fragment, page, line) in links {
            noted.note(files, path, *fragment, page, || *line);
        }
        let shown = |link: Awaited| {
            let Awaited { path, fragment, page, line } = link;
            format!("{path}#{} {page}:{line}", fragment.unwrap_or_default())
        };
        noted.into_awaited().into_iter().map(shown).collect()
    }

    #[test]
    fn a_link_to_what_is_there_is_forgotten() {
        let mut files = Files::default();
        for path in ["index.html", "a/index.html", "gaya.css"] {
            files.insert(path, Entry::of(b""), true);
        }
        let there = [
            ("", None, "x", 1),
            ("a/", None, "x", 1),
            ("a", None, "x", 1),
            ("a/", Some("top"), "x", 1),
            ("gaya.css", None, "x", 1),
        ];
        assert_eq!(noted(&files, &there), [""; 0]);
        let others =
            [("b/", None, "x", 1), ("a/", Some("isi"), "x", 2), ("gaya.css/", None, "x", 3)];
        assert_eq!(noted(&files, &others), ["a/#isi x:2", "b/# x:1", "gaya.css/# x:3"]);
    }

    #[test]
    fn the_first_page_and_line_in_order_are_kept() {
        let files = Files::default();
        let mut links = [
            ("b/", None, "y", 1),
            ("b/", None, "x", 7),
            ("b/", None, "x", 3),
            ("a/", Some("isi"), "y", 1),
            ("a/", Some("isi"), "x", 2),
        ];
        assert_eq!(noted(&files, &links), ["a/#isi x:2", "b/# x:3"]);
        links.reverse();
        assert_eq!(noted(&files, &links), ["a/#isi x:2", "b/# x:3"]);
    }
}
