#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::*;
use crate::check::page::{self, Examined};
use crate::check::{Lines, Rule};
use crate::format::Language;
use crate::render::{fixture, render};
use crate::theme::Theme;

const PAGE: &str = "a/b/index.html";

/// What refuses a publication, of all that an examination finds.
fn refusing(examined: &Examined) -> Vec<String> {
    let stops = [Rule::BrokenLink, Rule::BrokenFragment, Rule::ForeignRequest];
    let findings = examined.findings.iter();
    let refusing = findings.filter(|found| stops.iter().any(|rule| rule.name() == found.rule));
    refusing.map(ToString::to_string).collect()
}

/// Holds both readers equal on a page that this one takes for plain; whether it does.
fn is_plain_and_equal(page: &str, text: &str, base_path: &str) -> bool {
    let Some(links) = read(page, text, base_path) else { return false };
    let examined = page::examine(page, text.as_bytes(), base_path);
    assert_eq!(refusing(&examined), [""; 0], "{text}");
    let mut lines = Lines::new(text.as_bytes());
    let found: Vec<page::Link> = links
        .iter()
        .map(|(path, fragment, offset)| page::Link {
            path: path.to_owned(),
            fragment: fragment.map(str::to_owned),
            line: lines.at(offset).0,
        })
        .collect();
    assert_eq!(found, examined.links, "{text}");
    true
}

#[test]
fn every_page_of_the_theme_is_plain() {
    let theme = Theme::embedded().unwrap();
    let site = fixture::site(None);
    for language in theme.languages().map(Language::code) {
        let language = theme.language(language).unwrap();
        for page in fixture::pages() {
            let made = render(&page, &theme, language, &site).unwrap();
            let text = String::from_utf8(made.bytes).unwrap();
            assert!(is_plain_and_equal(&made.path, &text, "/"), "{}\n{text}", made.path);
        }
    }
}

#[test]
fn links_are_told_with_their_places() {
    let text = "<!doctype html>\n<html lang=\"id\"><head><title>a</title></head><body>\n\
        <a href=\"../\">x</a> <a href=\"#isi\">x</a>\n<main id=\"isi\"><p>a<br>b</p>\
        <svg viewBox=\"0 0 1 1\"><title>t</title><path d=\"M(\" fill=\"url(c.svg#g)\"/></svg>\
        <a href=\"https://example.org/?a=1&amp;b=2\">x</a><a href=\"/s/c#d\">x</a></main></body></html>\n";
    let links = read(PAGE, text, "/s/").unwrap();
    let told: Vec<_> = links.iter().map(|(path, fragment, _)| (path, fragment)).collect();
    assert_eq!(told, [("a/", None), ("a/b/c.svg", Some("g")), ("c", Some("d"))]);
    assert!(is_plain_and_equal(PAGE, text, "/s/"));
}

#[test]
fn what_is_wrong_or_strange_is_left_to_the_other_reader() {
    for text in [
        "<a href=\"../../../\">above the root</a>",
        "<a href=\"ftp://example.org/\">x</a>",
        "<a href=\"#tiada\">x</a>",
        "<p aria-labelledby=\"top\">x</p>",
        "<img src=\"https://example.org/x.png\" alt=\"\">",
        "<img src=\"a.png\" srcset=\"b.png 2x\" alt=\"\">",
        "<img src=\"\" alt=\"\">",
        "<svg><path fill=\"url(//example.org/x)\"/></svg>",
        "<svg><style>a{fill:url(//example.org/x)}</style></svg>",
        "<meta http-equiv=\"refresh\" content=\"0;url=//example.org/\">",
        "<meta http-equiv=\"&#114;efresh\" content=\"0;url=//example.org/\">",
        "<a href=\"&#47;/example.org/\">x</a>",
        "<a href=\"a/\" href=\"b/\">x</a>",
        "<a HREF=\"a/\">x</a>",
        "<A href=\"a/\">x</A>",
        "<a href='a/'>x</a>",
        "<a href=a/>x</a>",
        "<a href =\"a/\">x</a>",
        "<a\tclass=\"x\">x</a>",
        "<!-- <a href=\"a/\">x</a> -->",
        "<!doctype html",
        "<p>open",
        "<p><div>x</div></p>",
        "<b><i>x</b></i>",
        "<title><a href=\"a/\">x</a></title>",
        "<script>x<y</script>",
        "<iframe src=\"a/\"></iframe>",
        "<base href=\"//example.org/\">",
        "<div/>",
        "a < b",
        "a <",
        "a\0b",
        "</p>",
    ] {
        assert!(read(PAGE, text, "/").is_none(), "{text}");
    }
}

/// Pieces of pages, plain and not.
const PIECES: [&str; 58] = [
    "<a href=\"",
    "\">",
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div",
    ">",
    "/>",
    "<",
    "\"",
    "=",
    " ",
    "\n",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<desc>",
    "</desc>",
    "<script>",
    "</script>",
    "<br>",
    "<br/>",
    "<li>",
    "</li>",
    "<img src=\"",
    " alt=\"\"",
    " href=\"",
    " id=\"",
    " class=\"",
    " data-x=\"",
    " fill=\"url(",
    ")",
    " rel=\"alternate\"",
    "<link",
    "<path",
    "<use",
    "#",
    "isi",
    "../",
    "a",
    "a/",
    "//",
    "https://",
    ":",
    "&amp;",
    "?",
    "%20",
    "é",
    "<!--",
    "-->",
    "<textarea>",
    "</textarea>",
    " hidden",
    " aria-labelledby=\"",
    "<g></g>",
];

/// Elements that are whole, so that long pages are often plain.
const WHOLE: [&str; 16] = [
    "<a href=\"../\">x</a>\n",
    "<a href=\"./a/b\" class=\"x\">x</a>",
    "<a href=\"a/../b/\">x</a>",
    "<a href=\"#isi\">x</a>",
    "<a href=\"#top\">x</a>",
    "<p id=\"isi\">x</p>\n",
    "<b id=\"b c\" hidden>x</b>",
    "<p aria-labelledby=\"isi\n isi\">x</p>",
    "<svg viewBox=\"0 0 1 1\" aria-label=\"a (b)\"><a href=\"a.svg\"><g/></a><title>t</title></svg>",
    "<svg><path fill=\"url(#isi)\" class=\"url(a.png)\"/></svg>",
    "<a href=\"a/#b\">x</a>",
    "<a href=\"mailto:kantor@example.org\">x</a>",
    "<link rel=\"stylesheet\" href=\"/gaya.css\">",
    "<link rel=\"next\" href=\"https://example.org/\">\n",
    "<script type=\"application/ld+json\">{\"a\": 1}</script>",
    "<img alt=\"\" src=\"../x.y/..\">",
];

proptest! {
    #[test]
    fn what_is_taken_for_plain_is_read_as_browsers_read_it(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12),
        before in prop::collection::vec(prop::sample::select(&WHOLE[..]), 0..4),
        behind in prop::collection::vec(prop::sample::select(&WHOLE[..]), 0..4),
        root in any::<bool>(),
    ) {
        let text = [before.concat(), pieces.concat(), behind.concat()].concat();
        let (page, base_path) = if root { ("index.html", "/") } else { (PAGE, "/s/") };
        is_plain_and_equal(page, &text, base_path);
    }

    #[test]
    fn whole_elements_are_read_alike(
        elements in prop::collection::vec(prop::sample::select(&WHOLE[..]), 0..12),
        cut in any::<prop::sample::Index>(),
        odd in prop::sample::select(&PIECES[..]),
    ) {
        let text = elements.concat();
        is_plain_and_equal(PAGE, &text, "/");
        let mut cut = cut.index(text.len() + 1);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        is_plain_and_equal(PAGE, &[&text[..cut], odd, &text[cut..]].concat(), "/");
    }
}
