//! The reporter's own name and contact, hidden wherever the thread repeats them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Kind;
use super::keep;
use super::normal::{LETTER, Normal, fold, is_word};
use super::number::{self, Joint, Numbers};

/// Names and contacts that one thread hides.
#[derive(Default)]
pub(super) struct Own {
    /// The words of each name, folded.
    names: Vec<Vec<String>>,
    /// Which name a word gives away, if there is any.
    parts: Option<BTreeMap<String, usize>>,
    /// E-mail addresses and handles, folded.
    addresses: Vec<Vec<u8>>,
    /// Telephone numbers without their prefix.
    phones: Vec<Vec<u8>>,
}

/// A piece of the text that repeats a name or a contact.
pub(super) struct Match {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    pub(super) rule: &'static str,
    pub(super) person: Option<usize>,
}

/// Shortest word of a name that is hidden on its own, in letters.
const PART: usize = 3;
/// Shortest name that is also hidden with its words glued together.
const GLUED: usize = 6;
/// Most bytes between two words of a name.
const GAP: usize = 4;
/// Fewest digits of a telephone number.
const PHONE: usize = 6;

impl Own {
    /// Whether there is nothing to hide.
    pub(super) fn is_empty(&self) -> bool {
        self.names() + self.contacts() == 0
    }

    pub(super) fn names(&self) -> usize {
        self.names.len()
    }

    pub(super) fn contacts(&self) -> usize {
        self.addresses.len() + self.phones.len()
    }

    /// Adds a name; one that says nothing of a person ("Anonim", "Warga") is left out.
    pub(super) fn add_name(&mut self, name: &str) {
        let folded = Words::new(name);
        let words: Vec<String> =
            folded.words.iter().map(|word| folded.folded[word.text.clone()].to_owned()).collect();
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let significant =
            |word: &&String| word.chars().count() >= PART && !is_common(word) && !is_number(word);
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let tells = words.iter().any(|word| significant(&word)) || letters > 1 && words.len() > 1;
        let common = words.iter().all(|word| is_common(word) || is_number(word));
        let short = matches!(words.as_slice(), [word] if word.chars().count() == 2);
        if common || !(tells || short) || self.names.contains(&words) {
            return;
        }
        let person = self.names.len();
        for word in words.iter().filter(significant) {
            self.parts.get_or_insert_default().entry(word.clone()).or_insert(person);
        }
        let glued = words.concat();
        if words.len() > 1 && glued.chars().count() >= GLUED {
            self.parts.get_or_insert_default().entry(glued).or_insert(person);
        }
        self.names.push(words);
    }

    /// Adds what stands in a field for a contact: telephone numbers, addresses, handles.
    pub(super) fn add_contact(&mut self, contact: &str) {
        let normal = Normal::new(contact);
        let mut rest = Vec::new();
        for word in normal.bytes().split(|byte| byte.is_ascii_whitespace() || b",;".contains(byte))
        {
            if word.contains(&b'@') && word.len() > 3 {
                let address = word.to_ascii_lowercase();
                if !self.addresses.contains(&address) {
                    self.addresses.push(address);
                }
                rest.push(b',');
            } else {
                rest.extend_from_slice(word);
                rest.push(b' ');
            }
        }
        let runs = number::runs(&rest);
        let numbers = Numbers::new(&rest, &runs);
        let mut from = 0;
        for to in 0..numbers.runs.len() {
            let digits = numbers.digits(from, to);
            let phone = core(digits.as_slice());
            if matches!(numbers.joint(to), Joint::Break | Joint::Slash) {
                if phone.len() >= PHONE && !self.phones.iter().any(|known| known == phone) {
                    self.phones.push(phone.to_vec());
                }
                from = to + 1;
            }
        }
    }

    /// Finds every repetition of a name.
    pub(super) fn find_names(&self, text: &str, found: &mut Vec<Match>) {
        if self.names.is_empty() {
            return;
        }
        let words = Words::new(text);
        let mut at = 0;
        while at < words.words.len() {
            let Some((person, length)) = self.name_at(&words, at) else {
                at += 1;
                continue;
            };
            let first = at;
            at += length;
            // The next word of the same name belongs to it, in whatever order.
            while at < words.words.len()
                && words.follows(at)
                && self.part(words.folded(at)) == Some(person)
            {
                at += 1;
            }
            found.push(Match {
                range: words.words[first].source.start..words.words[at - 1].source.end,
                kind: Kind::Person,
                rule: "own-name",
                person: Some(person),
            });
        }
    }

    /// The name that begins with a word, and over how many words: all of it, or one part.
    fn name_at(&self, words: &Words<'_>, at: usize) -> Option<(usize, usize)> {
        let whole = self.names.iter().position(|name| {
            name.iter().enumerate().all(|(k, part)| {
                at + k < words.words.len()
                    && words.folded(at + k) == part
                    && (k == 0 || words.follows(at + k))
            }) && (name.len() > 1 || name[0].chars().count() >= PART || words.is_capital(at))
        });
        if let Some(person) = whole {
            return Some((person, self.names[person].len()));
        }
        self.part(words.folded(at)).map(|person| (person, 1))
    }

    /// The name that a word gives away.
    fn part(&self, word: &str) -> Option<usize> {
        self.parts.as_ref()?.get(word).copied()
    }

    /// Finds every repetition of a contact, in the text's normal form.
    pub(super) fn find_contacts(
        &self,
        normal: &Normal<'_>,
        numbers: &Numbers<'_>,
        found: &mut Vec<Match>,
    ) {
        let mut push = |range, kind| {
            found.push(Match {
                range: normal.source(range),
                kind,
                rule: "own-contact",
                person: None,
            });
        };
        let bytes = normal.bytes();
        for address in &self.addresses {
            let mut at = 0;
            while at + address.len() <= bytes.len() {
                let end = at + address.len();
                let before = at.checked_sub(1).map(|i| bytes[i]);
                let free = (bytes[at] == b'@' || is_free(before, bytes[at]))
                    && is_free(bytes.get(end).copied(), bytes[end - 1]);
                if free && bytes[at..end].eq_ignore_ascii_case(address) {
                    let handle = address[0] == b'@';
                    push(at..end, if handle { Kind::Handle } else { Kind::Email });
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
        if self.phones.is_empty() {
            return;
        }
        for from in 0..numbers.runs.len() {
            for to in from..numbers.runs.len().min(from + 14) {
                let digits = numbers.digits(from, to);
                if self.phones.iter().any(|phone| phone == core(digits.as_slice())) {
                    let start = numbers.runs[from].start;
                    let plus = start.checked_sub(1).filter(|&i| bytes[i] == b'+').unwrap_or(start);
                    push(plus..numbers.runs[to].end, Kind::Phone);
                    break;
                }
                if matches!(numbers.joint(to), Joint::Break | Joint::Slash) {
                    break;
                }
            }
        }
    }
}

/// Whether what stands beside the edge of an address is no part of it. Digits beside a letter are
/// not: a number that is glued to it may be hidden or not.
fn is_free(beside: Option<u8>, edge: u8) -> bool {
    beside.is_none_or(|byte| !is_word(byte) || byte.is_ascii_digit() && !edge.is_ascii_digit())
}

/// A telephone number without what may or may not be written before it.
pub(super) fn core(digits: &[u8]) -> &[u8] {
    match digits {
        [0, 0, 6, 2, 0, rest @ ..] | [0, 0, 6, 2, rest @ ..] => rest,
        [6, 2, 0, rest @ ..] | [6, 2, rest @ ..] | [0, rest @ ..] => rest,
        _ => digits,
    }
}

/// Words that fill a field for a name and name nobody, and titles before a name.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "anonim"
            | "anonymous"
            | "rahasia"
            | "pelapor"
            | "warga"
            | "masyarakat"
            | "admin"
            | "hamba"
            | "allah"
            | "bapak"
            | "ibu"
            | "pak"
            | "saudara"
            | "saudari"
            | "sdr"
            | "sdri"
            | "haji"
            | "hajah"
            | "hajjah"
            | "bin"
            | "binti"
            | "dan"
            | "yang"
            | "dari"
            | "nama"
            | "tidak"
            | "ada"
            | "user"
            | "test"
            | "tes"
            | "the"
    )
}

/// The words of a text, folded: small letters, no accents, no invisible marks. Digits are words of
/// their own, so that a name beside a number is one whether or not the number is hidden.
struct Words<'a> {
    text: &'a str,
    folded: String,
    words: Vec<Word>,
}

struct Word {
    /// Bytes of the text.
    source: Range<usize>,
    /// Bytes of the folded text.
    text: Range<usize>,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let mut all = Self { text, folded: String::with_capacity(text.len()), words: Vec::new() };
        let mut open: Option<Word> = None;
        let mut was_digit = false;
        let mut skip = 0;
        for (at, c) in text.char_indices() {
            if at < skip {
                continue;
            }
            let end = at + c.len_utf8();
            let Some(byte) = fold(c) else { continue };
            if c == '['
                && let Some(token) = keep::token_at(text.as_bytes(), at)
            {
                skip = token;
            }
            if is_word(byte) {
                let digit = byte.is_ascii_digit();
                if digit != was_digit {
                    all.words.extend(open.take());
                    was_digit = digit;
                }
                let word = open.get_or_insert(Word {
                    source: at..end,
                    text: all.folded.len()..all.folded.len(),
                });
                word.source.end = end;
                if byte == LETTER {
                    all.folded.extend(base(c).to_lowercase());
                } else {
                    all.folded.push(char::from(byte.to_ascii_lowercase()));
                }
                word.text.end = all.folded.len();
            } else if byte == b'\'' && open.is_some() {
                // "Ma'ruf" is one word, "Maruf" the same.
            } else {
                all.words.extend(open.take());
            }
        }
        all.words.extend(open);
        all
    }

    fn folded(&self, at: usize) -> &str {
        &self.folded[self.words[at].text.clone()]
    }

    /// Whether a word stands close behind the one before it.
    fn follows(&self, at: usize) -> bool {
        let gap = &self.text[self.words[at - 1].source.end..self.words[at].source.start];
        let joins = |c| fold(c).is_none_or(|byte| matches!(byte, b' ' | b'.' | b'-'));
        gap.len() <= GAP && gap.chars().all(joins)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.text[self.words[at].source.clone()].starts_with(char::is_uppercase)
    }
}

/// A Latin letter without its accent, as names are written with and without.
fn base(c: char) -> char {
    const LATIN: &str = "AAAAAAÆCEEEEIIIIÐNOOOOO×OUUUUYÞßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy";
    let place = u32::from(c).checked_sub(0xc0).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| LATIN.chars().nth(place)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &[&str]) {
        let mut own = Own::default();
        own.add_name(name);
        let mut found = Vec::new();
        own.find_names(text, &mut found);
        let found: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(found, expected, "{name}: {text}");
    }

    #[test]
    fn a_name_is_hidden_whole_and_in_parts() {
        let text = "Yth. TEGUH WIRAJATI: pak wirajati, teguhwirajati, Teguhan, wirajati-teguh";
        let parts = ["TEGUH WIRAJATI", "wirajati", "teguhwirajati", "wirajati-teguh"];
        check("Teguh Wirajati", text, &parts);
    }

    #[test]
    fn digits_end_a_name() {
        check("Teguh", "0812345678teguh99, Teguh_99, teguhan99", &["teguh", "Teguh"]);
        check("teguh99", "teguh99 dan Teguh 99, 99 teguhan", &["teguh99", "Teguh 99"]);
        check("Warga 123", "warga 123", &[]);
    }

    #[test]
    fn short_words_are_hidden_with_the_whole_name_only() {
        check("I Made Wirajati", "i made wirajati, I dan made", &["i made wirajati", "made"]);
        check("Li Na", "Li Na dan li saja", &["Li Na"]);
        check("Di", "Di dan di jalan", &["Di"]);
    }

    #[test]
    fn accents_marks_and_apostrophes_do_not_matter() {
        check(
            "José Ma'rufin",
            "jose marufin, JOSE\u{301} dan Jos\u{200b}é",
            &["jose marufin", "JOSE", "Jos\u{200b}é"],
        );
        check("Wirajati", "ｗirajati", &["ｗirajati"]);
    }

    #[test]
    fn a_field_that_names_nobody_hides_nothing() {
        check("Anonim", "anonim", &[]);
        check("Ibu Warga", "ibu warga", &[]);
        check("", "x", &[]);
        check("A", "A b", &[]);
        check("Ibu Sariwati", "ibu ibu Sariwati", &["ibu Sariwati"]);
    }

    #[test]
    fn tokens_are_no_words() {
        check("Nama Phone", "[NAMA 1] [PHONE] phone", &["phone"]);
    }

    #[test]
    fn a_contact_is_compared_by_its_digits() {
        let mut own = Own::default();
        own.add_contact("+62 812-3456-7890 / wati@dinas-contoh.go.id, (0274) 555014");
        assert_eq!(own.contacts(), 3);
        own.add_contact("@warga_12");
        let text = "0812345678@warga_12-1, @warga_123, x@warga_12";
        let mut found = Vec::new();
        own.find_contacts(&Normal::new(text), &Numbers::new(text.as_bytes(), &[]), &mut found);
        let kinds: Vec<Kind> = found.iter().map(|found| found.kind).collect();
        let found: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(found, ["@warga_12", "@warga_12"]);
        assert!(kinds.iter().all(|kind| *kind == Kind::Handle));
        let text = "call center 08123456789 O8l2 3456 7890, 0274555014 WATI@dinas-contoh.go.id.";
        let normal = Normal::new(text);
        let mut found = Vec::new();
        let runs = number::runs(normal.bytes());
        own.find_contacts(&normal, &Numbers::new(normal.bytes(), &runs), &mut found);
        let found: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(found, ["WATI@dinas-contoh.go.id", "O8l2 3456 7890", "0274555014"]);
    }
}
