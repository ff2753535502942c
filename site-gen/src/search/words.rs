//! What a word is: a run of letters and digits, without case and accents.
//!
//! `static/cari.js` cuts a query by the same rules; a test holds the two equal.

use lapor_core::redact::Kind;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word, in characters; what follows in a longer one is left out, here and in a query.
pub(super) const LONGEST: usize = 40;

/// Calls `word` for each word of a text, in order.
///
/// An apostrophe between two letters belongs to its word (`Jum'at` is `jumat`); between digits it
/// divides, as everything else does that is neither letter nor digit, so that numbers that stand side
/// by side stay two. What stands in for something redacted, such as `[NAMA 1]`, is no word.
pub(super) fn words(text: &str, mut word: impl FnMut(&str)) {
    let mut run = Run::default();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        run.read(before, &mut word);
        run.end(&mut word);
        rest = &from[token(from).unwrap_or(1)..];
    }
    run.read(rest, &mut word);
    run.end(&mut word);
}

/// The length of the redactor's token at the start of a text.
fn token(text: &str) -> Option<usize> {
    let end = text.find(']')?;
    let inside = &text[1..end];
    let name = inside.split_once(' ').map_or(inside, |(name, _)| name);
    let number = &inside[name.len()..];
    let is_number = number.chars().skip(1).all(|letter| letter.is_ascii_digit());
    let is_kind = Kind::ALL.iter().any(|kind| {
        let token = kind.token();
        token.trim_matches(['[', ']']) == name
    });
    (is_kind && is_number).then_some(end + 1)
}

/// The word that is being read.
#[derive(Default)]
struct Run {
    word: String,
    length: usize,
    /// Whether an apostrophe waits for a letter.
    apostrophe: bool,
}

impl Run {
    fn read(&mut self, text: &str, word: &mut impl FnMut(&str)) {
        if text.is_ascii() {
            for byte in text.bytes() {
                self.take(char::from(byte.to_ascii_lowercase()), word);
            }
            return;
        }
        for letter in text.nfkd().filter(|&letter| !is_combining_mark(letter)) {
            for letter in letter.to_lowercase().filter(|&letter| !is_combining_mark(letter)) {
                self.take(letter, word);
            }
        }
    }

    fn take(&mut self, letter: char, word: &mut impl FnMut(&str)) {
        if is_apostrophe(letter) {
            if self.apostrophe || !self.word.ends_with(char::is_alphabetic) {
                self.end(word);
            } else {
                self.apostrophe = true;
            }
            return;
        }
        // Beyond the basic plane a browser counts two units, and sorts otherwise.
        if !letter.is_alphanumeric() || '\u{ffff}' < letter {
            self.end(word);
            return;
        }
        if self.apostrophe && !letter.is_alphabetic() {
            self.end(word);
        }
        self.apostrophe = false;
        if self.length < LONGEST {
            self.word.push(letter);
        }
        self.length += 1;
    }

    fn end(&mut self, word: &mut impl FnMut(&str)) {
        if !self.word.is_empty() {
            word(&self.word);
            self.word.clear();
            self.length = 0;
        }
        self.apostrophe = false;
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_have_neither_case_nor_accents() {
        assert_eq!(
            of("Jalan RUSAK, di Café Ünïcode!"),
            ["jalan", "rusak", "di", "cafe", "unicode"]
        );
        assert_eq!(of("İstanbul ＡＢＣ ﬁnal"), ["istanbul", "abc", "final"]);
        assert_eq!(of(""), [""; 0]);
        assert_eq!(of("... --- !!"), [""; 0]);
    }

    #[test]
    fn an_apostrophe_joins_letters_and_divides_numbers() {
        assert_eq!(of("Jum'at ma’af qur`an"), ["jumat", "maaf", "quran"]);
        assert_eq!(
            of("'kutip' 0812'3456 rt'05 a''b"),
            ["kutip", "0812", "3456", "rt", "05", "a", "b"]
        );
    }

    #[test]
    fn numbers_side_by_side_stay_two() {
        assert_eq!(of("Rp1.500.000 3271-0101"), ["rp1", "500", "000", "3271", "0101"]);
    }

    #[test]
    fn what_stands_for_something_redacted_is_no_word() {
        assert_eq!(
            of("NIK [NIK] a.n. [NAMA 12], [PENTING] [NIK palsu]"),
            ["nik", "a", "n", "penting", "nik", "palsu"]
        );
        assert_eq!(of("a[NIK]b"), ["a", "b"]);
        assert_eq!(of("[[NIK] [ "), [""; 0]);
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(of(&"a".repeat(50)), ["a".repeat(40)]);
        assert_eq!(of(&format!("{}'b", "a".repeat(50))), ["a".repeat(40)]);
    }
}
