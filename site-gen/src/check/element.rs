//! What HTML and SVG say about their elements: which close themselves, and which attributes fetch.

/// What a browser does with the address in an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It loads the address, or sends something to it, without or with an act of the reader.
    Fetch,
    /// As `Fetch`, for a list of addresses with widths or densities (`srcset`).
    FetchSet,
    /// It goes there when the reader asks for it.
    Visit,
}

/// The role of an attribute; `None` where it holds no address. `rel` is the element's own.
pub(crate) fn role(element: &str, attribute: &str, rel: &str) -> Option<Role> {
    let role = match (element, attribute) {
        ("a" | "area", "href" | "xlink:href") => Role::Visit,
        ("link", "href") if is_visited(rel) => Role::Visit,
        // `base` moves every other address and is judged on its own.
        ("base", _) => return None,
        (_, "srcset" | "imagesrcset") => Role::FetchSet,
        (_, "href" | "xlink:href" | "src" | "poster" | "action" | "formaction" | "background") => {
            Role::Fetch
        }
        ("object", "data") | ("html", "manifest") | ("a" | "area", "ping") => Role::Fetch,
        _ => return None,
    };
    Some(role)
}

/// Whether a `<link>` only names its target. Any `rel` that is not known to be harmless may fetch.
fn is_visited(rel: &str) -> bool {
    const NAMED: [&str; 17] = [
        "alternate",
        "author",
        "bookmark",
        "canonical",
        "collection",
        "describedby",
        "help",
        "item",
        "license",
        "me",
        "next",
        "prev",
        "privacy-policy",
        "search",
        "self",
        "terms-of-service",
        "up",
    ];
    rel.split_ascii_whitespace()
        .all(|token| NAMED.iter().any(|name| token.eq_ignore_ascii_case(name)))
}

/// The addresses of a `srcset`.
pub(crate) fn candidates(srcset: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(',');
        found.push(address);
        let has_descriptor = address.len() == end;
        rest = &rest[end..];
        if has_descriptor {
            rest = rest.find(',').map_or("", |comma| &rest[comma..]);
        }
    }
}

/// The address of `<meta http-equiv="refresh">`, where it has one.
pub(crate) fn refresh_address(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let prefix = rest.get(..3)?;
    let address = if prefix.eq_ignore_ascii_case("url") {
        rest.get(3..)?.trim_start().strip_prefix('=')?.trim()
    } else {
        rest.trim()
    };
    Some(address.trim_matches(['"', '\'']))
}

/// Attributes that name other elements of the page by id.
pub(crate) fn is_reference(element: &str, attribute: &str) -> bool {
    matches!(
        (element, attribute),
        ("label" | "output", "for")
            | ("td" | "th", "headers")
            | ("input", "list")
            | (
                _,
                "aria-labelledby"
                    | "aria-describedby"
                    | "aria-controls"
                    | "aria-owns"
                    | "aria-details"
            )
    )
}

/// Elements without content or end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose end tag may be left out.
pub(crate) fn may_stay_open(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "li"
            | "dt"
            | "dd"
            | "p"
            | "rt"
            | "rp"
            | "optgroup"
            | "option"
            | "colgroup"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
    )
}

/// Elements that end a paragraph by beginning.
pub(crate) fn ends_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Elements across which no paragraph reaches.
pub(crate) fn holds_paragraphs(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "table"
            | "td"
            | "th"
            | "caption"
            | "button"
            | "object"
            | "template"
            | "marquee"
            | "foreignobject"
    )
}

/// Elements of SVG that hold HTML again.
pub(crate) fn holds_html(name: &str) -> bool {
    matches!(name, "foreignobject" | "desc" | "title")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_fetches_unless_its_rel_is_known_not_to() {
        assert_eq!(role("link", "href", "canonical"), Some(Role::Visit));
        assert_eq!(role("link", "href", "stylesheet"), Some(Role::Fetch));
        assert_eq!(role("link", "href", "alternate stylesheet"), Some(Role::Fetch));
        assert_eq!(role("link", "href", "preconnect"), Some(Role::Fetch));
        assert_eq!(role("a", "href", "stylesheet"), Some(Role::Visit));
        assert_eq!(role("use", "xlink:href", ""), Some(Role::Fetch));
        assert_eq!(role("div", "data", ""), None);
    }

    #[test]
    fn srcset_is_read_as_the_standard_reads_it() {
        assert_eq!(candidates("a.png, b.png 2x"), ["a.png", "b.png"]);
        assert_eq!(candidates(" a.png 1x,b.png 480w "), ["a.png", "b.png"]);
        assert_eq!(candidates("data:a,b 1x"), ["data:a,b"]);
        assert_eq!(candidates(",,"), [""; 0]);
    }

    #[test]
    fn a_refresh_may_name_its_address_in_three_ways() {
        assert_eq!(refresh_address("5"), None);
        assert_eq!(refresh_address("0; url=a/"), Some("a/"));
        assert_eq!(refresh_address("0;URL = 'a/'"), Some("a/"));
        assert_eq!(refresh_address("0, //x"), Some("//x"));
    }
}
