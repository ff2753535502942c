//! E-mail addresses, written plainly or spelled out.

use super::normal::{is_letter, is_word};

mod domain;

use domain::{domain, is_dot_word, is_provider};

/// An address between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

/// Most characters of a local part in front of a spelled "at" (RFC 5321 section 4.5.3.1.1).
const LOCAL: usize = 64;

/// Finds every address at one of the signs; those of the government (`*.go.id`) stay.
pub(super) fn find(bytes: &[u8], signs: &[usize], mut found: impl FnMut(Match)) {
    let mut at = 0;
    for &place in signs {
        let sign = if place < at { None } else { sign(bytes, place) };
        let Some(sign) = sign else { continue };
        match address(bytes, sign) {
            Some(address) => {
                // The next sign may stand right behind, never inside.
                at = address.end.max(sign.end);
                if !address.public {
                    found(Match { start: address.start, end: address.end, rule: address.rule });
                }
            }
            None => at = sign.end,
        }
    }
}

/// What stands for the `@`.
#[derive(Debug, Clone, Copy)]
struct Sign {
    start: usize,
    end: usize,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `@`.
    Plain,
    /// `(at)`, `[at]`, `{@}`.
    Bracketed,
    /// The word `at` alone: only with a domain that leaves no doubt.
    Word,
    /// Nothing but a space before a provider's name: only behind what is no word of a sentence.
    Missing,
}

fn sign(bytes: &[u8], at: usize) -> Option<Sign> {
    let sign = |end, form| Some(Sign { start: at, end, form });
    match &bytes[at..] {
        [b'@', b'@', ..] => sign(at + 2, Form::Plain),
        [b'@', ..] => sign(at + 1, Form::Plain),
        [b'(' | b'[' | b'{' | b'<', rest @ ..] => {
            let inner =
                rest.iter().take(6).position(|&b| matches!(b, b')' | b']' | b'}' | b'>'))?;
            let word = rest[..inner].trim_ascii();
            let known = word == b"@"
                || word.eq_ignore_ascii_case(b"at")
                || word.eq_ignore_ascii_case(b"a")
                || word.eq_ignore_ascii_case(b"et");
            if known { sign(at + inner + 2, Form::Bracketed) } else { None }
        }
        [b'a' | b'A' | b'e' | b'E', b't' | b'T', rest @ ..] => {
            let alone = at.checked_sub(1).is_some_and(|i| matches!(bytes[i], b' ' | b'_' | b'-'))
                && rest.first().is_some_and(|b| matches!(b, b' ' | b'_' | b'-'));
            if alone { sign(at + 2, Form::Word) } else { None }
        }
        rest if is_mail(rest) && at > 0 && bytes[at - 1] == b' ' => sign(at, Form::Missing),
        // "wati99#gmail.com", "wati99.gmail.com".
        rest if is_mail(rest) && at > 0 && matches!(bytes[at - 1], b'#' | b'.') => {
            Some(Sign { start: at - 1, end: at, form: Form::Missing })
        }
        _ => None,
    }
}

struct Address {
    start: usize,
    end: usize,
    rule: &'static str,
    public: bool,
}

fn address(bytes: &[u8], sign: Sign) -> Option<Address> {
    let before = spaces_before(bytes, sign.start);
    let mut start = local(bytes, before)?;
    let mut after = spaces_after(bytes, sign.end);
    // "wati_at_example.org".
    let joined = sign.form == Form::Word && sign.end == after;
    after += usize::from(joined && matches!(bytes.get(after), Some(b'_' | b'-')));
    let domain = domain(bytes, after)?;
    let name = &bytes[after..domain.end];
    let spaced_before = before < sign.start;
    let spaced_after = after > sign.end;
    let certain = domain.spelled || is_provider(name);
    let accepted = match sign.form {
        Form::Bracketed => true,
        // "Look at example.com" is English; "x at gmail.com" and "x.y at example.id" are not.
        Form::Missing => is_provider(name) && is_odd(&bytes[start..before]),
        Form::Word => certain || is_odd(&bytes[start..before]) || is_announced(&bytes[..start]),
        // "ig @warga.id" is a handle; "x @gmail.com" is not.
        Form::Plain if spaced_before && !spaced_after => certain || is_odd(&bytes[start..before]),
        Form::Plain => true,
    };
    if !accepted {
        return None;
    }
    // "email: wati. k @ ...": a space may follow the dot where the word for it stands before.
    if spaced_before && let Some(longer) = loose_local(bytes, start) {
        start = longer;
    }
    // "wati . k @ example . id": who sets a dot apart there sets it apart here.
    let apart = |text: &[u8]| text.windows(3).any(|three| three == b" . ");
    while spaced_before
        && spaced_after
        && apart(name)
        && let Some(end) = start.checked_sub(3).filter(|&end| bytes[end..start] == *b" . ")
        && let Some(longer) = local(bytes, end)
    {
        start = longer;
    }
    // "wati titik k at ...": the name may be spelled as well.
    while domain.spelled
        && let Some(longer) = spelled_local(bytes, start)
    {
        start = longer;
    }
    // "wati(dot)k@example.com".
    while let Some(longer) = bracketed_local(bytes, start) {
        start = longer;
    }
    let plain = sign.form == Form::Plain && !spaced_before && !spaced_after && !domain.spelled;
    let rule = if plain { "email" } else { "email-spelled" };
    Some(Address { start, end: domain.end, rule, public: domain.public })
}

/// Whether a word that leads to an address ends the text: "dikontak di", "email:".
fn is_announced(before: &[u8]) -> bool {
    const WORDS: [&[u8]; 8] =
        [b"di", b"ke", b"email", b"emailnya", b"mail", b"surel", b"imel", b"emailku"];
    let gap = before.iter().rev().take(3).take_while(|b| b" :=".contains(b)).count();
    let before = &before[..before.len() - gap];
    let length = before.iter().rev().take(10).take_while(|&&byte| is_letter(byte)).count();
    let word = &before[before.len() - length..];
    gap > 0 && WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a text begins with a provider's whole domain.
fn is_mail(text: &[u8]) -> bool {
    const DOMAINS: [&[u8]; 3] = [b"gmail.com", b"yahoo.com", b"yahoo.co.id"];
    DOMAINS
        .iter()
        .any(|known| text.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known)))
}

/// Whether a local part is none of the words that a sentence has.
fn is_odd(local: &[u8]) -> bool {
    local.iter().any(|byte| byte.is_ascii_digit() || b"._".contains(byte))
}

fn spaces_before(bytes: &[u8], at: usize) -> usize {
    at - bytes[..at].iter().rev().take(2).take_while(|&&b| b == b' ').count()
}

fn spaces_after(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take(2).take_while(|&&b| b == b' ').count()
}

/// The start of a local part that ends at `end`.
fn local(bytes: &[u8], end: usize) -> Option<usize> {
    let is_local = |byte: u8| is_word(byte) || b"._%+-'!#$*/=?^`{|}~".contains(&byte);
    // An address as it is used: other signs of RFC 5322 are cut where they lead.
    let is_lead = |byte: u8| is_word(byte) || byte == b'_';
    let length = bytes[..end].iter().rev().take_while(|&&byte| is_local(byte)).count();
    // A far longer run is no local part, but hiding the nearest of it costs nothing.
    let run = &bytes[end - length.min(8 * LOCAL)..end];
    // A link or a label in front ("mailto:", "x=") does not belong to it.
    let cut = run.iter().rposition(|byte| b"/=?{|}`".contains(byte)).map_or(0, |at| at + 1);
    let lead = run[cut..].iter().position(|&byte| is_lead(byte))?;
    Some(end - run.len() + cut + lead)
}

/// The start of what a dot with a space behind it joins to the local part at `start`, if a word for an
/// address stands before.
fn loose_local(bytes: &[u8], start: usize) -> Option<usize> {
    let end = start.checked_sub(2).filter(|&end| bytes[end..start] == *b". ")?;
    let local = local(bytes, end)?;
    let gap = bytes[..local].iter().rev().take(3).take_while(|b| b" :=".contains(b)).count();
    let before = &bytes[..local - gap];
    let word = before.iter().rev().take(8).take_while(|&&byte| is_letter(byte)).count();
    let word = &before[before.len() - word..];
    [&b"email"[..], b"emailnya", b"mail", b"surel", b"imel"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
        .then_some(local)
}

/// The start of what a dot in brackets joins to the local part at `start`.
fn bracketed_local(bytes: &[u8], start: usize) -> Option<usize> {
    let close = start.checked_sub(1).filter(|&at| matches!(bytes[at], b')' | b']' | b'}'))?;
    let inner = bytes[..close].iter().rev().take(6).take_while(|&&byte| is_word(byte)).count();
    let open =
        (close - inner).checked_sub(1).filter(|&at| matches!(bytes[at], b'(' | b'[' | b'{'))?;
    if inner > 0 && is_dot_word(&bytes[close - inner..close]) { local(bytes, open) } else { None }
}

/// The start of what a spelled dot joins to the local part at `start`.
fn spelled_local(bytes: &[u8], start: usize) -> Option<usize> {
    let dot = spaces_before(bytes, start);
    let length = bytes[..dot].iter().rev().take(6).take_while(|&&byte| is_word(byte)).count();
    let before = spaces_before(bytes, dot - length);
    let spaced = dot < start && before < dot - length;
    let word = &bytes[dot - length..dot];
    if !spaced {
        return None;
    }
    // "wati garis bawah 99".
    if word.eq_ignore_ascii_case(b"bawah") {
        let (head, before) = (&bytes[..before], spaces_before(bytes, before.checked_sub(5)?));
        let line = head.len() >= 5 && head[head.len() - 5..].eq_ignore_ascii_case(b"garis");
        return if line && before < head.len() - 5 { local(bytes, before) } else { None };
    }
    let joins = is_dot_word(word) || word.eq_ignore_ascii_case(b"strip");
    if joins { local(bytes, before) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::sift::Sifted;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut spans = Vec::new();
        let signs = Sifted::new(text.as_bytes()).signs;
        find(text.as_bytes(), &signs, |found| spans.push(&text[found.start..found.end]));
        assert_eq!(spans, expected, "{text:?}");
    }

    #[test]
    fn plain_addresses() {
        check("ke wati.k_99+x@example.co.id.", &["wati.k_99+x@example.co.id"]);
        check("<a href=\"mailto:w@example.org\">", &["w@example.org"]);
        check("https://x.test/?e=w@example.org&b", &["w@example.org"]);
        check("a@example.id,b@example.id", &["a@example.id", "b@example.id"]);
    }

    #[test]
    fn addresses_with_stray_spaces_and_without_an_ending() {
        check("wati @ example . com ya", &["wati @ example . com"]);
        check("email : wati. k @ example. com", &["wati. k @ example. com"]);
        check("ke wati . k @ example . com ya", &["wati . k @ example . com"]);
        check("lihat ini . wati @ example.com", &["wati @ example.com"]);
        check("wati@ example.com", &["wati@ example.com"]);
        check("rekaan_9901 @gmail.com", &["rekaan_9901 @gmail.com"]);
        check("wati.k @example.org", &["wati.k @example.org"]);
        check("rekaan_9901@gmail,com dan", &["rekaan_9901@gmail,com"]);
        check("rekaan_9901@gmail tolong", &["rekaan_9901@gmail"]);
        check("wati@example.com.Tolong dibalas", &["wati@example.com"]);
        check("WATI@EXAMPLE.CO.ID", &["WATI@EXAMPLE.CO.ID"]);
        check("dikontak di WATI at EXAMPLE.NET atau", &["WATI at EXAMPLE.NET"]);
        check("email: wati at example.net, look at example.net", &["wati at example.net"]);
        check("wati99@@gmail.com, wati99#gmail.com", &["wati99@@gmail.com", "wati99#gmail.com"]);
        check("email wati99.gmail.com, www.gmail.com", &["wati99.gmail.com"]);
        check(
            "wati99_at_gmail.com, wati99@gmail com",
            &["wati99_at_gmail.com", "wati99@gmail com"],
        );
        check("wati99@gmailcom ya", &["wati99@gmailcom"]);
        check(
            "email wati garis bawah 99 at gmail dot com",
            &["wati garis bawah 99 at gmail dot com"],
        );
        check("wati@example.com. Tolong dibalas", &["wati@example.com"]);
    }

    #[test]
    fn a_domain_ends_with_the_letters_of_its_last_name() {
        check("wati@163.example.com.0812345678", &["wati@163.example.com"]);
        check("wati@example.org-AG4471QK", &["wati@example.org"]);
        check("wati@example.com62 812", &["wati@example.com"]);
        check(
            "wati@gmail-2 dan wati@gmail2.example.org",
            &["wati@gmail", "wati@gmail2.example.org"],
        );
        check("wati@com-x.example.org_1", &["wati@com-x.example.org"]);
        check("aduan@dinas-contoh.go.id-1 dan logo@2x.min.png", &[]);
    }

    #[test]
    fn spelled_addresses() {
        check("wati(at)example(dot)com", &["wati(at)example(dot)com"]);
        check("wati [at] example [dot] co [dot] id!", &["wati [at] example [dot] co [dot] id"]);
        check("wati at example titik com", &["wati at example titik com"]);
        check("email wati.k at example.com ya", &["wati.k at example.com"]);
        check("rekaan_9901 at gmail.com", &["rekaan_9901 at gmail.com"]);
        check("a titik wati dot k at x dot id", &["a titik wati dot k at x dot id"]);
        check("wati[@]example.com", &["wati[@]example.com"]);
    }

    #[test]
    fn the_government_and_what_is_no_address_stay() {
        check("aduan@dinas-contoh.go.id, humas(at)dinas-contoh.go.id", &[]);
        check("ig @warga.contoh12 atau @warga.id", &[]);
        check("@media (min-width: 1px) @font-face x@2x.png pkg@1.2.3", &[]);
        check("look at example.com, dapat at at", &[]);
        check("harga 2@5000", &[]);
    }

    #[test]
    fn a_long_row_of_signs_is_read_once() {
        let text = "at.".repeat(100_000) + &"a@".repeat(100_000);
        let mut count = 0;
        find(text.as_bytes(), &Sifted::new(text.as_bytes()).signs, |_| count += 1);
        assert_eq!(count, 0);
    }
}
