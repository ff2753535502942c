//! Links: with a scheme, with `www.`, or a bare domain with a path.

use super::normal::{LETTER, is_letter, is_same, is_word};

/// A link between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

/// Longest scheme, "https" with room to spare.
const SCHEME: usize = 8;
/// Longest domain (RFC 1035 section 2.3.4).
const DOMAIN: usize = 255;

/// Finds every link at one of the dots and colons. Those to the government (`*.go.id`) stay, and to
/// the standards that files name.
pub(super) fn find(bytes: &[u8], places: &[usize], mut found: impl FnMut(Match)) {
    let mut behind = 0;
    for &place in places {
        if place < behind {
            continue;
        }
        let Some(link) = read(bytes, place) else { continue };
        behind = link.end;
        let host = &bytes[link.host..link.host_end];
        if !is_public(host) {
            found(Match { start: link.start, end: link.end, rule: link.rule });
        }
    }
}

struct Link {
    start: usize,
    host: usize,
    host_end: usize,
    end: usize,
    rule: &'static str,
}

fn read(bytes: &[u8], place: usize) -> Option<Link> {
    let (start, host, rule) = if bytes[place] == b':' {
        let letters = bytes[..place].iter().rev().take(SCHEME + 1);
        let scheme = letters.take_while(|byte| byte.is_ascii_alphabetic()).count();
        let known = scheme > 0
            && [&b"https"[..], b"http", b"ftp", b"ftps", b"hxxps", b"hxxp"].iter().any(|known| {
                place.checked_sub(known.len()).is_some_and(|start| {
                    bytes[start..place].eq_ignore_ascii_case(known) && known.len() <= scheme
                })
            });
        if !known {
            return None;
        }
        // "Bukti:https" is one word to a sloppy writer, and "idhttps" two.
        let at = bytes[place - scheme..place].iter().position(|&b| b.eq_ignore_ascii_case(&b'h'));
        let ftp = bytes[place - scheme..place].iter().position(|&b| b.eq_ignore_ascii_case(&b'f'));
        (place - scheme + at.or(ftp)?, place + 3, "link-scheme")
    } else if bytes[place - bytes[..place].len().min(3)..place].eq_ignore_ascii_case(b"www") {
        (place - 3, place - 3, "link-www")
    } else {
        let is_domain = |byte: u8| is_word(byte) || byte == b'-' || byte == b'.';
        let domain = bytes[..place].iter().rev().take(DOMAIN);
        let mut start = place - domain.take_while(|byte| is_domain(**byte)).count();
        start += bytes[start..place].iter().take_while(|byte| !is_word(**byte)).count();
        // An address ends in a domain too.
        if start.checked_sub(1).is_some_and(|at| bytes[at] == b'@') {
            return None;
        }
        let name = &bytes[place + 1..];
        let name =
            &name[..name.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count()];
        if start == place || !is_top(name) {
            return None;
        }
        let path = matches!(bytes.get(place + 1 + name.len()), Some(b'/' | b'?' | b'#'));
        if !path && !is_called(bytes, place) {
            return None;
        }
        (start, start, "link-bare")
    };
    let is_path =
        |byte: u8| byte == LETTER || byte.is_ascii_graphic() && !b"<>\"`{}|\\^[]'".contains(&byte);
    let length = bytes[host..].iter().take_while(|&&byte| is_path(byte)).count();
    let trimmed = bytes[host..host + length].iter().rev().take_while(|b| b".,;:!?)*(".contains(b));
    let end = host + length - trimmed.count();
    if end <= host + usize::from(rule == "link-www") * 4 {
        return None;
    }
    let host_end = host + bytes[host..end].iter().take_while(|b| !b"/?#:".contains(b)).count();
    Some(Link { start, host, host_end, end, rule })
}

/// Whether a word for a link stands shortly before the domain that has a dot at `at`: "Link bayarnya toko.example.com".
pub(super) fn is_called(bytes: &[u8], at: usize) -> bool {
    const CALLS: [&[u8]; 6] = [b"link", b"linknya", b"tautan", b"tautannya", b"url", b"urlnya"];
    let is_domain = |byte: &u8| is_word(*byte) || matches!(byte, b'-' | b'.');
    let length = bytes[..at].iter().rev().take(DOMAIN).take_while(|byte| is_domain(byte)).count();
    let mut before = &bytes[..at - length];
    for _ in 0..CALLED {
        let gap = before.iter().rev().take(3).take_while(|byte| b" :(".contains(byte)).count();
        let end = before.len() - gap;
        let word = before[..end].iter().rev().take(16).take_while(|byte| is_letter(**byte)).count();
        let (rest, word) = before[..end].split_at(end - word);
        if gap == 0 || word.is_empty() {
            return false;
        }
        if CALLS.iter().any(|known| is_same(known, word)) {
            return true;
        }
        before = rest;
    }
    false
}

/// Most words from that for a link to its domain.
const CALLED: usize = 3;

/// Whether a host is the government's, or one that publishes standards and licences.
fn is_public(host: &[u8]) -> bool {
    const STANDARDS: [&[u8]; 15] = [
        b"www.w3.org",
        b"schema.org",
        b"json-schema.org",
        b"www.sitemaps.org",
        b"creativecommons.org",
        b"opensource.org",
        b"spdx.org",
        b"datapackage.org",
        b"specs.frictionlessdata.io",
        b"purl.org",
        b"xmlns.com",
        b"id.loc.gov",
        b"www.iana.org",
        b"choosealicense.com",
        b"publications.europa.eu",
    ];
    ends_with(host, b".go.id")
        || host.eq_ignore_ascii_case(b"go.id")
        || STANDARDS.iter().any(|known| host.eq_ignore_ascii_case(known))
}

fn ends_with(bytes: &[u8], end: &[u8]) -> bool {
    bytes.len() >= end.len() && bytes[bytes.len() - end.len()..].eq_ignore_ascii_case(end)
}

/// Top-level names behind which a path makes a link.
fn is_top(name: &[u8]) -> bool {
    const TOP: [&[u8]; 64] = [
        b"watch", b"gy", b"ms", b"tl", b"nz", b"tt", b"ws", b"sh", b"fm", b"ru", b"cn", b"jp",
        b"kr", b"vip", b"icu", b"click", b"website", b"space", b"gle", b"com", b"id", b"net",
        b"org", b"co", b"me", b"ly", b"gl", b"io", b"info", b"biz", b"app", b"link", b"site",
        b"online", b"xyz", b"page", b"dev", b"my", b"sg", b"us", b"uk", b"tv", b"cc", b"to", b"gg",
        b"be", b"ee", b"in", b"club", b"shop", b"store", b"web", b"top", b"live", b"blog", b"asia",
        b"tech", b"cloud", b"ai", b"gd", b"at", b"im", b"goo", b"example",
    ];
    TOP.iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::super::sift::Sifted;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        find(bytes, &Sifted::new(bytes).links, |link| found.push(&text[link.start..link.end]));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn links_of_every_form() {
        check(
            "di https://drive.example.com/file/d/1Ab?x=1&y, ya",
            &["https://drive.example.com/file/d/1Ab?x=1&y"],
        );
        check(
            "(www.example.com/a). HTTP://EXAMPLE.COM",
            &["www.example.com/a", "HTTP://EXAMPLE.COM"],
        );
        check(
            "bit.ly/contoh-1, s.id/Ab_1; wa.me/62812, forms.gle/x",
            &["bit.ly/contoh-1", "s.id/Ab_1", "wa.me/62812", "forms.gle/x"],
        );
        check("example.co.id/u/x.", &["example.co.id/u/x"]);
        check("fb.watch/contoh, rb.gy/contoh", &["fb.watch/contoh", "rb.gy/contoh"]);
        check("Bukti:https://x.example.org", &["https://x.example.org"]);
        check(
            "Link bayarnya bayar-toko.example.com. tautan: toko.example.com",
            &["bayar-toko.example.com", "toko.example.com"],
        );
    }

    #[test]
    fn the_government_standards_and_what_is_no_link_stay() {
        check("https://lapor.go.id/x dan www.dinas-contoh.go.id, lapor.go.id", &[]);
        check("xmlns=\"http://www.w3.org/2000/svg\" https://schema.org", &[]);
        check("https://evil.example.com/?x=.go.id", &["https://evil.example.com/?x=.go.id"]);
        check("RT.02/RW.03, No.5/B, index.html#x, kisah/a.css, dll.dsb/x, tokoku.com saja", &[]);
        check(
            "link pendaftaran daftar.rekaan.go.id, link yang rusak itu di tokoku.com, link.com",
            &[],
        );
        check("http:// www. ://x a://b wati@example.com/x", &[]);
    }
}
