//! The one cheap pass over every byte: where a scanner has to look at all.
//!
//! Most of a complaint is words. What is looked for begins at a digit, at a sign of an address or a
//! link, or at one of a few words; all else costs a table look-up for each word, by its first eight
//! letters at once, and one for each sign between words, and a text without any of it allocates nothing.

use super::address::FAR;
use super::count;
use super::date::{CORRECTED, HIDDEN_BIRTH, RESIDENT};
use super::keep;
use super::link;
use super::normal::{CHUNK, DEGREE, Head, LETTER, chunk_at, is_letter, is_word};
use super::number::{self, Run};
use std::ops::Range;

mod word;

use word::{Word, may_be_known};

/// Where the scanners of one reading look.
#[derive(Default)]
pub(super) struct Sifted {
    /// Runs of digits.
    pub(super) runs: Vec<Run>,
    /// What may stand for the `@` of an address: `@`, a bracket, the word "at".
    pub(super) signs: Vec<usize>,
    /// Dots and colons that may belong to a link.
    pub(super) links: Vec<usize>,
    /// Ends of the names of networks, behind which a handle may stand.
    pub(super) networks: Vec<usize>,
    /// Stretches with three number words close together.
    pub(super) spelled: Vec<Range<usize>>,
}

const OTHER: u8 = 0;
const WORD: u8 = 1;
const DIGIT: u8 = 2;
const SIGN: u8 = 3;
const LINK: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | LETTER => WORD,
            b'0'..=b'9' => DIGIT,
            b'@' | b'(' | b'[' | b'{' | b'<' | DEGREE => SIGN,
            b'.' | b':' => LINK,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

/// Runs that most texts have at most, and bytes for each beyond, so that the list seldom has to grow.
const RUNS: usize = 8;
const SPREAD: usize = 128;

/// Most bytes between two numbers of a day, or of two days of a list.
const IN_DAY: usize = 14;

/// Most bytes between two number words of one row, with digits between them.
const APART: usize = 64;
/// Bytes of a row before its first and behind its last number word that are looked at.
const MARGIN: usize = 128;

impl Sifted {
    /// Whether there is no place at which a scanner has to look.
    pub(super) fn is_empty(&self) -> bool {
        let Self { runs, signs, links, networks, spelled } = self;
        runs.is_empty()
            && signs.is_empty()
            && links.is_empty()
            && networks.is_empty()
            && spelled.is_empty()
    }

    /// Where to look in a text; small numbers that only count something are no such places.
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self::read::<false>(bytes)
    }

    /// The same with every number.
    pub(super) fn all(bytes: &[u8]) -> Self {
        Self::read::<true>(bytes)
    }

    fn read<const ALL: bool>(bytes: &[u8]) -> Self {
        let mut sifted = Self::default();
        let mut row = Row::default();
        let mut last = Last::default();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let class = CLASSES[usize::from(byte)];
            if class == WORD {
                let start = at;
                let Head { length, small, .. } = Head::of(chunk_at(bytes, start));
                at += length;
                if length == CHUNK || bytes.get(at) == Some(&LETTER) {
                    let ends = |&byte: &u8| CLASSES[usize::from(byte)] != WORD;
                    let rest = &bytes[at..];
                    at += rest.iter().position(ends).unwrap_or(rest.len());
                }
                // Before a digit the letters may be noughts and ones of its run.
                if bytes.get(at).is_some_and(u8::is_ascii_digit)
                    && let Some((start, end)) = number::run_of_letters(bytes, start, at)
                {
                    at = sifted.take_run::<ALL>(bytes, start, end, &mut last);
                } else if may_be_known(small)
                    && let Some(word) = Word::of(small, &bytes[start..at])
                {
                    match word {
                        Word::Street => last.street = Some(at),
                        Word::Part => last.part = Some(at),
                        Word::Birth => last.birth = Some(at),
                        _ => sifted.take_word(bytes, word, start..at, &mut row),
                    }
                }
            } else if class == DIGIT {
                let end = number::run_end(bytes, at);
                at = sifted.take_run::<ALL>(bytes, at, end, &mut last);
            } else if class == OTHER {
                at += 1;
            } else if let Some(end) = token_end(bytes, at, byte) {
                // In a token there is nothing.
                if &bytes[at..end] == HIDDEN_BIRTH {
                    last.birth = Some(end);
                }
                at = end;
            } else {
                if byte == DEGREE {
                    last.degree = Some(at);
                } else if class == SIGN && may_be_sign(bytes, at) {
                    sifted.signs.push(at);
                } else if class == LINK && may_be_link(bytes, at) {
                    sifted.links.push(at);
                }
                at += 1;
            }
        }
        sifted
    }

    /// Takes a run of digits, if it is more than a count; where to go on.
    #[inline]
    fn take_run<const ALL: bool>(
        &mut self,
        bytes: &[u8],
        start: usize,
        end: usize,
        last: &mut Last,
    ) -> usize {
        let near = |word: Option<usize>| word.is_some_and(|word| start - word <= FAR);
        let near_street = near(last.street);
        let near_part = near_street || near(last.part);
        // A list of births goes on behind a word for birth, however long it is, and so does a row of
        // documents that have the day again.
        let listed = last.births.is_some_and(|births| {
            let between = &bytes[births..start];
            between.len() <= IN_DAY || between.len() <= CORRECTED && !between.contains(&b'\n')
        });
        let near_birth = listed || near(last.birth);
        let before = std::mem::replace(&mut last.run, end);
        if near_birth {
            last.births = Some(end);
        }
        if !ALL && !near_part && !near_birth && !near(last.degree) {
            let is_left_out = self.runs.last().is_none_or(|run| run.end != before);
            if count::is_count(bytes, start, end, (before, is_left_out)) {
                return end;
            }
            if let Some(day) = count::day(bytes, start, end, before) {
                // To it nothing is joined, and it is no part of a fraction.
                last.run = 0;
                return day;
            }
        }
        if self.runs.capacity() == 0 {
            self.runs.reserve(RUNS + (bytes.len() - start) / SPREAD);
        }
        self.runs.push(Run { start, end, near_street, near_part, near_birth });
        // The number of a resident says a birth, whose day may stand behind as on a card.
        if end - start == RESIDENT {
            last.birth = Some(end);
        }
        end
    }

    fn take_word(&mut self, bytes: &[u8], word: Word, range: Range<usize>, row: &mut Row) {
        match word {
            Word::At => self.signs.push(range.start),
            Word::Network | Word::Provider => {
                if word == Word::Provider {
                    self.signs.push(range.start);
                }
                // "77ig-3qxh" is a published id.
                let before = range.start.checked_sub(1).map(|before| bytes[before]);
                if !before.is_some_and(|byte| is_word(byte) || matches!(byte, b'-' | b'_')) {
                    self.networks.push(range.end);
                }
            }
            Word::Street | Word::Part | Word::Birth => {}
            Word::Digit => {
                if let Some(found) = row.take(range) {
                    let window =
                        found.start.saturating_sub(MARGIN)..bytes.len().min(found.end + MARGIN);
                    match self.spelled.last_mut() {
                        Some(last) if window.start <= last.end => last.end = window.end,
                        _ => self.spelled.push(window),
                    }
                }
            }
        }
    }
}

/// Where the last word for a street, for a part of an address and for a birth ended.
#[derive(Default)]
struct Last {
    street: Option<usize>,
    part: Option<usize>,
    birth: Option<usize>,
    /// Where the last number near it ended.
    births: Option<usize>,
    /// Where the last sign of a degree stood.
    degree: Option<usize>,
    /// Where the last run of digits ended.
    run: usize,
}

/// The last two number words.
#[derive(Default)]
struct Row {
    first: Option<Range<usize>>,
    second: Option<Range<usize>>,
}

impl Row {
    /// Takes the next number word in; the stretch over it and the two before it, if all are close.
    fn take(&mut self, word: Range<usize>) -> Option<Range<usize>> {
        let close = |before: &Range<usize>, after: &Range<usize>| after.start - before.end <= APART;
        let found = match (&self.first, &self.second) {
            (Some(first), Some(second)) if close(first, second) && close(second, &word) => {
                Some(first.start..word.end)
            }
            _ => None,
        };
        self.first = self.second.replace(word);
        found
    }
}

/// The end of the token that a bracket opens.
#[inline]
fn token_end(bytes: &[u8], at: usize, byte: u8) -> Option<usize> {
    if byte == b'[' { keep::token_at(bytes, at) } else { None }
}

/// Whether a bracket may be that of `(at)`; an `@` always may.
fn may_be_sign(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'@' || matches!(bytes.get(at + 1), Some(b'@' | b'a' | b'A' | b'e' | b'E' | b' '))
}

/// Whether a dot or a colon may belong to a link: `://`, `www.`, and the dot before a top-level name
/// that a path follows.
fn may_be_link(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at + 1..];
    if bytes[at] == b':' {
        return rest.starts_with(b"//");
    }
    if !at.checked_sub(1).is_some_and(|before| is_word(bytes[before])) {
        return false;
    }
    let name = rest.iter().take(10).take_while(|&&byte| is_letter(byte)).count();
    let path = matches!(rest.get(name), Some(b'/' | b'?' | b'#'));
    name >= 2 && (path || link::is_called(bytes, at))
        || at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alone_need_no_look() {
        let sifted = Sifted::new(b"Jalan rusak, tolong satu dua kali lagi. Mohon: dibantu!");
        assert!(sifted.runs.is_empty() && sifted.signs.is_empty() && sifted.links.is_empty());
        assert!(sifted.networks.is_empty() && sifted.spelled.is_empty());
    }

    #[test]
    fn a_number_is_near_a_word_for_a_while() {
        let near = |text: String| {
            let runs = Sifted::all(text.as_bytes()).runs;
            runs.last().map(|run| (run.near_street, run.near_part, run.near_birth))
        };
        for (word, expected) in [
            ("JLN", (true, true, false)),
            ("rt", (false, true, false)),
            ("lahir", (false, false, true)),
            ("[DOB]", (false, false, true)),
            ("[NIK]", (false, false, false)),
        ] {
            assert_eq!(near(format!("{word}{}1", "-".repeat(FAR))), Some(expected), "{word}");
            let none = Some((false, false, false));
            assert_eq!(near(format!("{word}{}1", "-".repeat(FAR + 1))), none, "{word}");
        }
        // A list of births goes on.
        let list = ["lahir 12-3-2001", &", 12-3-2001".repeat(FAR)].concat();
        assert_eq!(near(list), Some((false, false, true)));
        let documents = ["lahir 12-3-2001", &", di ijazah SD 2001-03-12".repeat(FAR)].concat();
        assert_eq!(near(documents), Some((false, false, true)));
    }

    #[test]
    fn each_scanner_gets_its_places() {
        let text = b"O812 x@y (at) http://a www.b c.id/d IG e nol 8 satu dua";
        let sifted = Sifted::new(text);
        let runs = |runs: &[Run]| -> Vec<&[u8]> {
            runs.iter().map(|run| &text[run.start..run.end]).collect()
        };
        assert_eq!(runs(&sifted.runs), [&b"O812"[..]]);
        assert_eq!(runs(&Sifted::all(text).runs), [&b"O812"[..], b"8"]);
        assert_eq!(sifted.signs, [6, 9, 10]);
        assert_eq!(sifted.links, [18, 26, 30]);
        assert_eq!(sifted.networks, [38]);
        assert_eq!(sifted.spelled.len(), 1);
        assert_eq!(sifted.spelled[0], 0..text.len());
    }
}
