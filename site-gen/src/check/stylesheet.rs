//! What a stylesheet would fetch: `url(...)`, `@import`, `image-set(...)`, `src(...)`.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

/// An address in a stylesheet and where it stands, in bytes from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) offset: usize,
    pub(crate) link: String,
}

/// Every address that a browser would fetch for this CSS.
///
/// A scanner for tokens, not a parser: comments, strings, escapes and names are read as CSS Syntax
/// Level 3 says, so that neither a comment hides an address nor a string invents one.
pub(crate) fn addresses(css: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut scan = Scan { css, characters: css.char_indices().peekable() };
    // The functions that are open, by whether a string in them is an address.
    let mut open: Vec<bool> = Vec::new();
    // After `@import` the next string is an address; after `@namespace` nothing is.
    let mut at_import = false;
    let mut at_namespace = false;
    while let Some(&(offset, character)) = scan.characters.peek() {
        match character {
            '/' if css[offset..].starts_with("/*") => scan.comment(),
            '"' | '\'' => {
                let link = scan.string(character);
                let wanted = at_import || open.last() == Some(&true);
                if wanted && !at_namespace {
                    found.push(Address { offset, link });
                }
                at_import = false;
            }
            '@' => {
                scan.characters.next();
                let name = scan.name();
                at_import = name.eq_ignore_ascii_case("import");
                at_namespace = name.eq_ignore_ascii_case("namespace");
            }
            '(' => {
                scan.characters.next();
                open.push(false);
            }
            ')' => {
                scan.characters.next();
                open.pop();
            }
            ';' | '{' | '}' => {
                scan.characters.next();
                at_import = false;
                at_namespace = false;
            }
            _ if is_name(character) => {
                let name = scan.name().to_ascii_lowercase();
                if scan.characters.next_if(|&(_, c)| c == '(').is_none() {
                    continue;
                }
                match name.as_str() {
                    "url" => match scan.bare_url() {
                        Some(link) => {
                            if !at_namespace {
                                found.push(Address { offset, link });
                            }
                            at_import = false;
                        }
                        // A quoted address is read as a string with the next turn.
                        None => open.push(true),
                    },
                    "src" | "image" | "image-set" | "-webkit-image-set" => open.push(true),
                    _ => open.push(false),
                }
            }
            _ => {
                scan.characters.next();
            }
        }
    }
    found
}

/// A letter that a name may have; an escape begins one too.
fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '-' | '_' | '\\')
        || !character.is_ascii()
}

struct Scan<'a> {
    css: &'a str,
    characters: Peekable<CharIndices<'a>>,
}

impl<'a> Scan<'a> {
    fn comment(&mut self) {
        let start = self.offset();
        let end = self.css[start + 2..]
            .find("*/")
            .map_or(self.css.len(), |length| start + 2 + length + 2);
        while self.offset() < end {
            self.characters.next();
        }
    }

    fn offset(&mut self) -> usize {
        self.characters.peek().map_or(self.css.len(), |&(offset, _)| offset)
    }

    /// A name, with its escapes undone: `u\72l` is `url`.
    fn name(&mut self) -> Cow<'a, str> {
        let start = self.offset();
        let mut unescaped: Option<String> = None;
        while let Some(&(offset, character)) = self.characters.peek() {
            if !is_name(character) {
                break;
            }
            self.characters.next();
            if character == '\\' {
                let name = unescaped.get_or_insert_with(|| self.css[start..offset].to_owned());
                if let Some(character) = escape(&mut self.characters) {
                    name.push(character);
                }
            } else if let Some(name) = &mut unescaped {
                name.push(character);
            }
        }
        match unescaped {
            Some(name) => Cow::Owned(name),
            None => Cow::Borrowed(&self.css[start..self.offset()]),
        }
    }

    /// A string, from its opening quote.
    fn string(&mut self, quote: char) -> String {
        self.characters.next();
        let mut text = String::new();
        while let Some((_, character)) = self.characters.next() {
            match character {
                _ if character == quote => break,
                // A line end breaks a string off; the rest is read as CSS again.
                '\n' => break,
                '\\' => text.extend(escape(&mut self.characters)),
                _ => text.push(character),
            }
        }
        text
    }

    /// The rest of `url(` up to its `)`, unless it is quoted.
    fn bare_url(&mut self) -> Option<String> {
        while self.characters.next_if(|(_, c)| c.is_ascii_whitespace()).is_some() {}
        if matches!(self.characters.peek(), Some((_, '"' | '\''))) {
            return None;
        }
        let mut link = String::new();
        while let Some((_, character)) = self.characters.next() {
            match character {
                ')' => break,
                '\\' => link.extend(escape(&mut self.characters)),
                _ => link.push(character),
            }
        }
        Some(link.trim_end().to_owned())
    }
}

/// The character after a backslash: up to six hex digits and one blank, or the character itself.
fn escape(characters: &mut Peekable<CharIndices<'_>>) -> Option<char> {
    let mut value = 0_u32;
    let mut digits = 0;
    while digits < 6
        && let Some((_, digit)) = characters.next_if(|(_, c)| c.is_ascii_hexdigit())
    {
        value = value * 16 + digit.to_digit(16)?;
        digits += 1;
    }
    if digits == 0 {
        // An escaped line end continues a string and stands for nothing.
        return characters.next().map(|(_, c)| c).filter(|c| *c != '\n');
    }
    characters.next_if(|(_, c)| c.is_ascii_whitespace());
    Some(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(css: &str) -> Vec<String> {
        addresses(css).into_iter().map(|found| found.link).collect()
    }

    #[test]
    fn every_way_to_fetch_is_found() {
        assert_eq!(links("a{background:url(x.svg)}"), ["x.svg"]);
        assert_eq!(links("a{background:URL( 'x y.svg' )}"), ["x y.svg"]);
        assert_eq!(links("@import \"b.css\" screen;"), ["b.css"]);
        assert_eq!(links("@import url(b.css);"), ["b.css"]);
        assert_eq!(links("a{b:image-set(\"1.png\" 1x, url(2.png) 2x)}"), ["1.png", "2.png"]);
        assert_eq!(
            links("@font-face{src:local(\"X\"),url(\"f.woff2\") format(\"woff2\")}"),
            ["f.woff2"]
        );
    }

    #[test]
    fn escapes_hide_nothing() {
        assert_eq!(links(r"a{b:u\72l(x.png)}"), ["x.png"]);
        assert_eq!(links(r"a{b:url(\68ttps://x)}"), ["https://x"]);
        assert_eq!(links(r"@\69mport 'x.css';"), ["x.css"]);
    }

    #[test]
    fn comments_strings_and_namespaces_invent_nothing() {
        assert_eq!(links("/* url(x) */ a{content:\"url(y)\"}"), [""; 0]);
        assert_eq!(links("@namespace url(http://www.w3.org/1999/xhtml);"), [""; 0]);
        assert_eq!(links("@namespace svg \"http://www.w3.org/2000/svg\"; a{b:url(c)}"), ["c"]);
        assert_eq!(links("a[href=\"x\"]{color:rgb(1 2 3)}"), [""; 0]);
        assert_eq!(links("a{b:url(/*x*/y)}"), ["/*x*/y"]);
    }

    #[test]
    fn broken_css_ends_without_a_panic() {
        for css in ["url(", "url('", "/*", "@", "\\", "a{b:url(\\", "@import", ")))", "é\\"] {
            let _ = links(css);
        }
        assert_eq!(addresses("é{b:url(x)}")[0].offset, 5);
    }
}
