//! Where a link leads, as a browser would read it.

/// What the text of a link means on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A file or folder of the site: the path from its root, a folder ending in `/` or empty, and the
    /// fragment.
    Inside { path: String, fragment: Option<String> },
    /// A place on the same page; an empty fragment is its top.
    SamePage(String),
    /// Another origin, by `http`, `https` or `//host`.
    Foreign,
    /// A scheme that is none of these, such as `ftp:` or `file:`.
    OtherScheme,
    /// `mailto:`, `tel:` and the like: a browser hands it on and fetches nothing.
    Contact,
    /// Bytes in the link itself.
    Data,
    /// `javascript:` and its kin.
    Script,
    /// Nowhere, with the reason.
    Broken(&'static str),
}

/// Reads a link on a page of a site that lives under `base_path` of its origin.
///
/// `page` is the page's site-relative path, `base_path` begins and ends with `/`. What browsers do to a
/// link before they read it is done here too, since a check that reads `/\host` as a path would pass a
/// foreign request: outer blanks and inner line ends go, and a backslash is a slash.
pub(crate) fn resolve(page: &str, base_path: &str, link: &str) -> Destination {
    let link = clean(link);
    let (rest, fragment) = match link.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (link.as_str(), None),
    };
    if let Some(scheme) = scheme(rest) {
        return match scheme.to_ascii_lowercase().as_str() {
            "mailto" | "tel" | "sms" | "geo" => Destination::Contact,
            "data" | "blob" => Destination::Data,
            "javascript" | "vbscript" => Destination::Script,
            "http" | "https" => Destination::Foreign,
            _ => Destination::OtherScheme,
        };
    }
    // A query changes nothing in a folder of files.
    let path = rest.split('?').next().unwrap_or(rest).replace('\\', "/");
    if path.starts_with("//") {
        return Destination::Foreign;
    }
    let fragment = match fragment.map(decode) {
        Some(None) => return Destination::Broken("has a bad percent escape"),
        Some(decoded) => decoded,
        None => None,
    };
    if path.is_empty() {
        return match fragment {
            Some(fragment) => Destination::SamePage(fragment),
            None => Destination::SamePage(String::new()),
        };
    }
    let Some(path) = decode(&path) else {
        return Destination::Broken("has a bad percent escape");
    };
    let walked = if path.starts_with('/') {
        match path.strip_prefix(base_path) {
            Some(below) => walk("", below),
            None => return Destination::Broken("leaves the site"),
        }
    } else {
        let folder = page.rfind('/').map_or("", |slash| &page[..slash]);
        walk(folder, &path)
    };
    match walked {
        Some(path) => Destination::Inside { path, fragment },
        None => Destination::Broken("leaves the site"),
    }
}

/// Percent-decodes; `None` where an escape is not two hex digits or the result is not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index] == b'%' {
            let high = hex(*bytes.get(index + 1)?)?;
            let low = hex(*bytes.get(index + 2)?)?;
            decoded.push(high << 4 | low);
            index += 3;
        } else {
            decoded.push(bytes[index]);
            index += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

/// The value of a hex digit.
pub(crate) fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The link as a browser takes it up.
fn clean(link: &str) -> String {
    link.trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect()
}

/// The scheme, where the text before the first colon is one.
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let mut characters = scheme.chars();
    let first = characters.next()?;
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (first.is_ascii_alphabetic() && characters.all(rest)).then_some(scheme)
}

/// Follows `path` from `folder`; `None` where it climbs above the root.
fn walk(folder: &str, path: &str) -> Option<String> {
    let mut at: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let mut last = "";
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                at.pop()?;
            }
            name => at.push(name),
        }
        last = name;
    }
    let mut walked = at.join("/");
    let is_folder = matches!(last, "" | "." | "..");
    if is_folder && !walked.is_empty() {
        walked.push('/');
    }
    Some(walked)
}

/// The files that a path may mean, in the order in which a server tries them.
pub(crate) fn files(path: &str) -> impl Iterator<Item = String> + use<> {
    let (exact, index) = if path.is_empty() || path.ends_with('/') {
        (None, format!("{path}index.html"))
    } else {
        (Some(path.to_owned()), format!("{path}/index.html"))
    };
    exact.into_iter().chain(Some(index))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn inside(path: &str) -> Destination {
        Destination::Inside { path: path.to_owned(), fragment: None }
    }

    #[test]
    fn relative_links_start_at_the_page_and_rooted_ones_at_the_base_path() {
        let at = |link| resolve("en/metode/index.html", "/lapor/", link);
        assert_eq!(at("gambar.svg"), inside("en/metode/gambar.svg"));
        assert_eq!(at("../"), inside("en/"));
        assert_eq!(at("../.."), inside(""));
        assert_eq!(at("./"), inside("en/metode/"));
        assert_eq!(at("../../kisah/?x=1"), inside("kisah/"));
        assert_eq!(at("/lapor/kisah/"), inside("kisah/"));
        assert_eq!(at("/lapor/"), inside(""));
        assert_eq!(at("a%20b.csv"), inside("en/metode/a b.csv"));
        assert_eq!(at("../../.."), Destination::Broken("leaves the site"));
        assert_eq!(at("/kisah/"), Destination::Broken("leaves the site"));
        assert_eq!(at("%zz"), Destination::Broken("has a bad percent escape"));
        assert_eq!(at("%ff"), Destination::Broken("has a bad percent escape"));
    }

    #[test]
    fn fragments_are_decoded_and_kept_apart() {
        let at = |link| resolve("a/index.html", "/", link);
        assert_eq!(at("#isi"), Destination::SamePage("isi".to_owned()));
        assert_eq!(at(""), Destination::SamePage(String::new()));
        assert_eq!(
            at("../b/#hari%20nol"),
            Destination::Inside { path: "b/".to_owned(), fragment: Some("hari nol".to_owned()) }
        );
    }

    #[test]
    fn every_disguise_of_another_origin_is_foreign() {
        for link in [
            "https://example.org/x",
            "HTTP://example.org",
            "//example.org/x",
            "/\\example.org/x",
            "\\\\example.org/x",
            " \n//example.org",
            "/\t/example.org",
            "ht\ntps://example.org",
        ] {
            assert_eq!(resolve("index.html", "/", link), Destination::Foreign, "{link:?}");
        }
        assert_eq!(resolve("index.html", "/", "ftp://x"), Destination::OtherScheme);
        assert_eq!(resolve("index.html", "/", "mailto:a"), Destination::Contact);
        assert_eq!(resolve("index.html", "/", "data:,x"), Destination::Data);
        let script = resolve("index.html", "/", "java\nscript:alert(1)");
        assert_eq!(script, Destination::Script);
    }

    #[test]
    fn a_colon_in_a_path_is_no_scheme() {
        assert_eq!(resolve("index.html", "/", "./a:b"), inside("a:b"));
        assert_eq!(resolve("index.html", "/", "1a:b"), inside("1a:b"));
    }

    #[test]
    fn a_folder_means_its_index() {
        let tried = |path| files(path).collect::<Vec<_>>();
        assert_eq!(tried(""), ["index.html"]);
        assert_eq!(tried("a/"), ["a/index.html"]);
        assert_eq!(tried("a/b"), ["a/b", "a/b/index.html"]);
    }

    #[test]
    fn decoding_is_exact() {
        assert_eq!(decode("a%2Fb%C3%A9").unwrap(), "a/bé");
        assert_eq!(decode("%"), None);
        assert_eq!(decode("%2"), None);
    }
}
