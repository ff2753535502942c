//! The domain of an address, plain or spelled.

use super::super::normal::{is_letter, is_word};
use super::spaces_after;

/// Most characters of a domain (RFC 5321 section 4.5.3.1.2).
const DOMAIN: usize = 255;

pub(super) struct Domain {
    pub(super) end: usize,
    /// A dot of it is a word.
    pub(super) spelled: bool,
    pub(super) public: bool,
}

/// The domain that starts at `start`: labels joined by dots, or by what people write for them.
pub(super) fn domain(bytes: &[u8], start: usize) -> Option<Domain> {
    let mut end = label(bytes, start)?;
    let mut last = start..end;
    let mut spelled = false;
    let mut public = false;
    // The longest so far that ends in a top-level name. Such a name is of letters alone, so that
    // what is glued to one or goes on behind its dot is no part of the domain, hidden or not.
    let mut complete = None;
    while end - start < DOMAIN {
        let Some(dot) = dot(bytes, end) else { break };
        let Some(next) = label(bytes, dot.end) else { break };
        let name = &bytes[dot.end..next];
        // A stray space or a comma may join a top-level name only; a sentence goes on otherwise.
        if dot.loose && !is_top(name) {
            break;
        }
        // "...example.org.Mohon dibalas": a sentence begins behind the address.
        let sentence = name[0].is_ascii_uppercase() && !bytes[last.start].is_ascii_uppercase();
        if sentence && is_top(&bytes[last.clone()]) {
            break;
        }
        let top = letters(name);
        public = top.eq_ignore_ascii_case(b"id") && bytes[last.clone()].eq_ignore_ascii_case(b"go");
        spelled |= dot.spelled;
        last = dot.end..next;
        end = next;
        if top.len() >= 2 && !is_file_ending(top) {
            complete = Some(Domain { end: last.start + top.len(), spelled, public });
        }
    }
    let whole = complete.as_ref().is_some_and(|domain| domain.end == end);
    let name = &bytes[start..end];
    if !whole && is_provider(name) {
        // "x@gmail com".
        let com = bytes[end..].get(..4).is_some_and(|rest| rest.eq_ignore_ascii_case(b" com"))
            && !bytes.get(end + 4).is_some_and(|&byte| is_word(byte));
        return Some(Domain { end: if com { end + 4 } else { end }, spelled, public });
    }
    if !whole && is_file_ending(&bytes[last]) {
        return None;
    }
    let provider = letters(name);
    let end = start + provider.len();
    let known = is_provider(provider);
    complete.or_else(|| known.then_some(Domain { end, spelled: false, public: false }))
}

/// The letters at the start.
fn letters(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().take_while(|&&byte| is_letter(byte)).count()]
}

fn label(bytes: &[u8], start: usize) -> Option<usize> {
    let is_label = |byte: u8| is_word(byte) || byte == b'-' || byte == b'_';
    let length = bytes[start..].iter().take(DOMAIN).take_while(|&&byte| is_label(byte)).count();
    let hyphens = bytes[start..start + length].iter().rev().take_while(|b| !is_word(**b)).count();
    (length > hyphens && is_word(bytes[start])).then_some(start + length - hyphens)
}

struct Dot {
    end: usize,
    loose: bool,
    spelled: bool,
}

fn dot(bytes: &[u8], at: usize) -> Option<Dot> {
    let after = spaces_after(bytes, at);
    let rest = &bytes[after..];
    let spaced = after > at;
    if let [sign @ (b'.' | b','), ..] = rest {
        let end = spaces_after(bytes, after + 1);
        return Some(Dot {
            end,
            loose: spaced || end > after + 1 || *sign == b',',
            spelled: false,
        });
    }
    let closes = |b: &u8| matches!(b, b')' | b']' | b'}' | b'>');
    if let [b'(' | b'[' | b'{' | b'<', inner @ ..] = rest {
        let close = inner.iter().take(8).position(closes)?;
        let word = inner[..close].trim_ascii();
        let end = spaces_after(bytes, after + close + 2);
        return is_dot_word(word).then_some(Dot { end, loose: false, spelled: true });
    }
    if !spaced {
        return None;
    }
    let length = rest.iter().take(6).take_while(|&&byte| is_word(byte)).count();
    let end = spaces_after(bytes, after + length);
    (is_dot_word(&rest[..length]) && end > after + length).then_some(Dot {
        end,
        loose: false,
        spelled: true,
    })
}

pub(super) fn is_dot_word(word: &[u8]) -> bool {
    [&b"dot"[..], b"titik", b"ttk", b"."].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Top-level names that a loose dot may join.
fn is_top(name: &[u8]) -> bool {
    const TOP: [&[u8]; 8] = [b"com", b"net", b"org", b"id", b"co", b"info", b"ac", b"go"];
    TOP.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Endings of files, which follow an `@` in names such as `logo@2x.png`.
fn is_file_ending(name: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 10] =
        [b"png", b"jpg", b"jpeg", b"svg", b"gif", b"webp", b"css", b"js", b"json", b"html"];
    ENDINGS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Providers of private mail, whose name is enough of a domain: "x@gmail".
pub(super) fn is_provider(domain: &[u8]) -> bool {
    const PROVIDERS: [&[u8]; 17] = [
        b"gmailcom",
        b"yahoocom",
        b"gmaill",
        b"gamil",
        b"gmil",
        b"gmail",
        b"gmial",
        b"gmai",
        b"yahoo",
        b"ymail",
        b"hotmail",
        b"outlook",
        b"icloud",
        b"rocketmail",
        b"live",
        b"proton",
        b"protonmail",
    ];
    let name = domain.split(|&b| matches!(b, b'.' | b',' | b' ')).next().unwrap_or_default();
    PROVIDERS.iter().any(|known| name.eq_ignore_ascii_case(known))
}
