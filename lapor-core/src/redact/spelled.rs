//! Numbers that are spelled: "nol delapan satu dua ...".

use std::ops::Range;

use super::Kind;
use super::identity::is_resident;
use super::normal::is_word;
use super::phone::is_mobile;

/// A spelled number between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) rule: &'static str,
}

/// Most digits that are kept of a row.
const DIGITS: usize = 40;
/// Number words of the shortest number that is somebody's whatever it is.
const LONG: usize = 9;
/// Most of a word that is looked at before a stretch.
const MARGIN: usize = 8;
/// Characters between two words of a row.
const GAP: usize = 3;

/// Finds rows of number words, digits among them allowed, that are a telephone's or a resident's,
/// within a stretch of the text.
pub(super) fn find(bytes: &[u8], stretch: Range<usize>, mut found: impl FnMut(Match)) {
    let mut row = Row::default();
    let mut at = stretch.start;
    // A word that the stretch cuts belongs to it.
    at -= bytes[..at].iter().rev().take_while(|&&byte| is_word(byte)).take(MARGIN).count();
    while at < stretch.end {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|&&byte| is_word(byte)).count();
        let word = &bytes[at..at + length];
        let joined = row.digits.is_empty()
            || (at - row.end <= GAP && bytes[row.end..at].iter().all(|b| b" -,.".contains(b)));
        if !joined {
            row.close(&mut found);
        }
        if !row.take(word, at) {
            row.close(&mut found);
        }
        at += length;
    }
    row.close(&mut found);
}

#[derive(Default)]
struct Row {
    start: usize,
    end: usize,
    digits: Vec<u8>,
    words: usize,
}

impl Row {
    /// Takes a number word or a few digits in; anything else ends the row.
    fn take(&mut self, word: &[u8], at: usize) -> bool {
        let length = self.digits.len();
        if let Some(value) = value(word) {
            self.digits.push(value);
            self.words += 1;
        } else if word.len() <= 5
            && word.iter().all(u8::is_ascii_digit)
            // A count before a number ("2 nol delapan ...") does not begin it.
            && (length > 0 || word[0] == b'0')
        {
            self.digits.extend(word.iter().map(|byte| byte - b'0'));
        } else {
            return false;
        }
        if length == 0 {
            self.start = at;
        }
        self.end = at + word.len();
        true
    }

    fn close(&mut self, found: &mut impl FnMut(Match)) {
        // Digits alone are the business of the digit scanners; a counted pair is no number.
        if self.words >= 3 && self.digits.len() <= DIGITS {
            let kind = if is_mobile(&self.digits, true) || self.is_landline() || self.is_national()
            {
                Some((Kind::Phone, "phone-spelled"))
            } else if is_resident(&self.digits) {
                Some((Kind::Nik, "nik-spelled"))
            } else if self.is_long() {
                Some((Kind::OtherId, "identifier-spelled"))
            } else {
                None
            };
            if let Some((kind, rule)) = kind {
                found(Match { start: self.start, end: self.end, kind, rule });
            }
        }
        self.digits.clear();
        self.words = 0;
    }

    /// A mobile number whose nought was left out, as no count begins with eight.
    fn is_national(&self) -> bool {
        matches!(self.digits.as_slice(), [8, 1..=3 | 5..=9, ..])
            && (9..=12).contains(&self.digits.len())
            && self.words >= 6
    }

    /// A number that nobody counts so far: long, and no row from one to nine.
    fn is_long(&self) -> bool {
        let up = self.digits.windows(2).filter(|two| two[0] + 1 == two[1]).count();
        self.digits.len() >= LONG && self.words >= LONG && 2 * up < self.digits.len()
    }

    fn is_landline(&self) -> bool {
        matches!(self.digits.as_slice(), [0, 2..=7 | 9, ..])
            && (9..=12).contains(&self.digits.len())
            && self.words >= 6
    }
}

fn value(word: &[u8]) -> Option<u8> {
    const WORDS: [(&[u8], u8); 14] = [
        (b"nol", 0),
        (b"kosong", 0),
        (b"zero", 0),
        (b"satu", 1),
        (b"dua", 2),
        (b"tiga", 3),
        (b"empat", 4),
        (b"lima", 5),
        (b"enam", 6),
        (b"tujuh", 7),
        (b"delapan", 8),
        (b"lapan", 8),
        (b"sembilan", 9),
        (b"semblan", 9),
    ];
    // Most words are none of these; the first letter tells.
    let first = word.first()?.to_ascii_lowercase();
    if !(3..=8).contains(&word.len()) || !b"nkzsdtel".contains(&first) {
        return None;
    }
    let known = WORDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known));
    known.map(|&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::super::sift::Sifted;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut spans = Vec::new();
        for stretch in Sifted::new(text.as_bytes()).spelled {
            find(text.as_bytes(), stretch, |found| spans.push(&text[found.start..found.end]));
        }
        assert_eq!(spans, expected, "{text:?}");
    }

    #[test]
    fn a_telephone_in_words_is_found() {
        let number = "nol delapan satu dua tiga empat lima enam tujuh delapan";
        check(&format!("Hubungi {number}, terima kasih"), &[number]);
        check("WA: NOL-LAPAN-satu 2345 enam tujuh 89 ya", &["NOL-LAPAN-satu 2345 enam tujuh 89"]);
        let national = "delapan satu dua tiga empat lima enam tujuh delapan sembilan";
        check(&format!("wa {national}"), &[national]);
        let fixed = "kosong dua satu lima lima lima satu dua tiga empat";
        check(fixed, &[fixed]);
    }

    #[test]
    fn a_resident_in_words_is_found() {
        let number = "tiga lima satu lima nol delapan nol satu nol dua sembilan nol 9901";
        check(number, &[number]);
    }

    #[test]
    fn counting_is_no_number() {
        check("satu dua tiga empat lima enam tujuh delapan sembilan", &[]);
        let number = "satu satu nol lima lima lima nol nol dua tiga sembilan";
        check(&format!("saya bacakan {number} namanya"), &[number]);
        check("satu satu nol lima lima lima nol nol", &[]);
        check("nol koma delapan persen, dua dari tiga", &[]);
        check("0812 3456 7890", &[]);
    }
}
