//! Long numbers that no word explains: "listrik 450 (513055500071)", "data tdk ditemukan. 0125550019 ya".
//!
//! What is missed among identifiers is nearly always brought in by words that no list has. So a number as long as one of
//! a person is hidden unless something says that it is public: its form (an amount, a day, a stamp, a code of a budget,
//! a number that many call), or a word before it on its line for a report, a payment, a parcel, a letter or a thing of
//! an office. It is never sure, and goes to whoever reviews.

use super::account::{self, Match};
use super::cue::unknown::{is_of_a_report, is_of_a_thing};
use super::cue::{self, Cue};
use super::date;
use super::keep;
use super::normal::{HIDDEN, is_letter, is_word};
use super::number::{Joint, Numbers};
use super::{Kind, remote};

/// The name of the rule.
pub(super) const RULE: &str = "identifier-unexplained";

/// Digits of such a number.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=19;
/// Most words between a word for a report, a payment or the like and its number, and bytes that are looked at.
const REPORTED: usize = 10;
const REACH: usize = 96;
/// The same of a thing of an office.
const THING: usize = 3;
/// Letters of a word whose point is that of an abbreviation, and ends no sentence.
const ABBREVIATION: usize = 4;

/// The number that begins with run `i`, if it is long and nothing explains it.
pub(super) fn at(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let bytes = numbers.bytes;
    if let Some(found) = passport(numbers, i) {
        return Some(found);
    }
    // "listrik 450 (5130...)": a bracket begins another number.
    let begins = numbers.joint_before(i) == Joint::Break || numbers.byte_before(i) == Some(b'(');
    if !begins || !numbers.has_digits(i, *DIGITS.start()) {
        return None;
    }
    let start = numbers.runs[i].start;
    let last = account::grown(numbers, i, &DIGITS)?;
    let end = numbers.runs[last].end;
    let stands_alone = is_edge(bytes[..start].last()) && is_edge(bytes.get(end)) && {
        let goes_on = bytes.get(end + 1).is_some_and(|&byte| is_word(byte));
        !(goes_on && bytes.get(end).is_some_and(|byte| b".,:".contains(byte)))
    };
    (stands_alone
        && numbers.joint(last) == Joint::Break
        && has_form(numbers, i, last)
        && !is_public(numbers, i, last)
        && !account::is_counted(bytes, end)
        && !keep::is_fraction(bytes, start, true)
        && !is_explained(bytes, start)
        && !is_explained_behind(bytes, end)
        && !remote::is_of_a_machine(bytes, start))
    .then_some(Match { start, end, last, kind: Kind::OtherId, rule: RULE })
}

/// A passport by its form: a letter or two and seven digits, or a letter and eight, as most countries number them.
fn passport(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    let plain =
        PASSPORT.contains(&run.len()) && bytes[run.start..run.end].iter().all(u8::is_ascii_digit);
    if !plain {
        return None;
    }
    let before = bytes[..run.start].iter().rev().take(3);
    let letters = before.take_while(|byte| byte.is_ascii_uppercase()).count();
    let start = run.start - letters;
    let check = usize::from(bytes.get(run.end).is_some_and(u8::is_ascii_uppercase));
    let end = run.end + check;
    // "A50555127" is one of Malaysia.
    let form = matches!((letters, run.len()), (1 | 2, 7) | (1, 8));
    (form
        && is_edge(bytes[..start].last())
        && is_edge(bytes.get(end))
        && !bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        && !is_explained(bytes, start)
        && !is_explained_behind(bytes, end)
        && !remote::is_of_a_machine(bytes, start))
    .then_some(Match { start, end, last: i, kind: Kind::Passport, rule: RULE })
}

/// Digits of most countries' passports behind their letters.
const PASSPORT: std::ops::RangeInclusive<usize> = 7..=8;

/// Whether a byte may stand beside such a number in what people write: markup, signs of a computer and
/// what joins it to letters may not.
fn is_edge(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| b" \t\n().,:;!?".contains(byte))
}

/// Whether it is written as a number of somebody: in groups as a hand sets them, or in one.
fn has_form(numbers: &Numbers<'_>, i: usize, last: usize) -> bool {
    let joints = || (i..last).map(|k| numbers.joint(k));
    let groups = &numbers.runs[i..=last];
    let plain =
        groups.iter().all(|run| numbers.bytes[run.start..run.end].iter().all(u8::is_ascii_digit));
    let long = groups.iter().any(|run| run.len() >= 4);
    // "192.168.100.200" and "1.03.10.2.01.0027" are read by machines, "24.05.02.03.1.00551" is a title to land.
    let dotted = joints().any(|joint| joint == Joint::Dot);
    let begun = groups[0].len() >= 2;
    plain
        && joints().all(|joint| matches!(joint, Joint::Space | Joint::Hyphen | Joint::Dot))
        && (last == i || long && begun)
        && !(dotted && last == i + 1 && groups[1].len() > 4)
}

/// Whether its form says that it is public: an amount, a day, the stamp of a payment, a number that many call.
fn is_public(numbers: &Numbers<'_>, i: usize, last: usize) -> bool {
    let digits = numbers.digits(i, last);
    let digits = digits.as_slice();
    let pair = |at: usize| u32::from(digits[at] * 10 + digits[at + 1]);
    let century = matches!(digits, [1, 9, ..] | [2, 0, ..]);
    let stamped = century && date::is_day(pair(6), pair(4))
        || last == i && digits[0] == 2 && digits.len() >= 12 && date::is_day(pair(4), pair(2));
    let called = matches!(digits, [0, 8, 0, ..] | [1, 5, 0, 0, ..] | [1, 4, 0, ..])
        || matches!(digits, [0, 2..=9, ..] | [6, 2, ..]) && digits.len() <= 13;
    stamped
        || called
        || date::is_year_run(numbers, i)
        || digits.ends_with(&[0, 0, 0, 0])
        || digits.windows(2).all(|two| two[0] == two[1])
}

/// Whether a word before the number on its line says what public thing it is.
fn is_explained(bytes: &[u8], at: usize) -> bool {
    let floor = at.saturating_sub(REACH);
    let mut end = at;
    for distance in 0..REPORTED {
        while end > floor && !is_letter(bytes[end - 1]) {
            let sentence = match bytes[end - 1] {
                b'\n' => true,
                b'!' | b'?' => true,
                b'.' => {
                    let word = bytes[floor..end - 1].iter().rev();
                    let length = word.take_while(|byte| is_letter(**byte)).count();
                    let number = end - 1 > floor && bytes[end - 2].is_ascii_digit();
                    let capital = bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase);
                    bytes.get(end) == Some(&b' ') && (length > ABBREVIATION || number && capital)
                }
                _ => false,
            };
            if sentence {
                return false;
            }
            end -= 1;
        }
        let length = bytes[floor..end].iter().rev().take_while(|byte| is_letter(**byte)).count();
        let start = end - length;
        if length == 0 || start == floor && floor > 0 {
            return false;
        }
        let word = &bytes[start..end];
        // "PIN ditulis dia. Ini kartunya 5222...".
        if distance == 0
            && [&b"kartunya"[..], b"kartuku"].iter().any(|it| word.eq_ignore_ascii_case(it))
        {
            return false;
        }
        if is_of_a_report(word) && (distance < THING || !is_asking(&bytes[floor..start], word))
            || distance < THING && is_of_a_thing(word)
            || cue::of_word(word).is_some_and(|cue| explains(cue, distance))
        {
            return true;
        }
        end = start;
    }
    false
}

/// Whether a word behind `before` only says that somebody reports now: "mau lapor siswa tidak valid: ...". What was
/// reported has a number, "sudah lapor ke 112, nomor ...".
fn is_asking(before: &[u8], word: &[u8]) -> bool {
    const VERBS: [&[u8]; 6] = [b"lapor", b"laporkan", b"laporin", b"adu", b"adukan", b"ajukan"];
    const DONE: [&[u8]; 9] =
        [b"sudah", b"udah", b"sdh", b"udh", b"dah", b"pernah", b"telah", b"habis", b"abis"];
    let is = |known: &[&[u8]], word: &[u8]| known.iter().any(|it| word.eq_ignore_ascii_case(it));
    let length = |end: &[u8]| end.iter().rev().take_while(|byte| is_letter(**byte)).count();
    let before = before.trim_ascii_end();
    is(&VERBS, word) && !is(&DONE, &before[before.len() - length(before)..])
}

/// Whether a word of that sort explains a number so many words behind it.
fn explains(cue: Cue, distance: usize) -> bool {
    match cue {
        Cue::Parcel | Cue::Document | Cue::Public => true,
        Cue::Money | Cue::Distance => distance < THING,
        _ => false,
    }
}

/// Whether the number is named behind itself: "1234567890 (nomor laporan)".
fn is_explained_behind(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..bytes.len().min(at + REACH / 2)];
    let rest = rest.split(|&byte| byte == b'\n' || byte == HIDDEN).next().unwrap_or_default();
    let opened = rest.trim_ascii_start().first() == Some(&b'(');
    let words = rest.split(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    opened && words.take(2).any(is_of_a_report)
}

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        let runs = number::runs(bytes);
        let numbers = Numbers::new(bytes, &runs);
        let found = (0..runs.len()).filter_map(|i| at(&numbers, i));
        let found: Vec<&str> = found.map(|found| &text[found.start..found.end]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn who_reports_now_has_no_number_of_a_report_yet() {
        check(
            "mau lapor siswa tdk valid di vervalpd : nadhifa 3142097765 , arkana",
            &["3142097765"],
        );
        check("sudah lapor siswa tdk valid di vervalpd : nadhifa 3142097765 , arkana", &[]);
        check("mau lapor siswa 3142097765", &[]);
        check("pin ditulis dia. ini kartunya 5222070155543296.", &["5222070155543296"]);
    }

    #[test]
    fn a_long_number_that_nothing_explains_is_somebodys() {
        check("listrik 450 (513055500071). apa", &["513055500071"]);
        check("data tidak ada. 0125550019 ya", &["0125550019"]);
        check("pakai itu 5221 8455 0000 9125. ndeso", &["5221 8455 0000 9125"]);
        check("hak 24.05.02.03.1.00551 luas", &["24.05.02.03.1.00551"]);
        check("tulisnya 1710.9109.000155 saja", &["1710.9109.000155"]);
    }

    #[test]
    fn a_letter_or_two_and_seven_digits_are_a_passport() {
        check("Rekawan, EJ5550019 punyanya, no G5550917X.", &["EJ5550019", "G5550917X"]);
        check("tiket A5550917, JX00481772, ABC5550917, A5550917-2, a5550917, x/A5550917", &[]);
        check("A5550917.5 A5550917XY", &[]);
    }

    #[test]
    fn a_public_form_stays() {
        check("192.168.100.200, 1.03.10.2.01.0027, 150 150 100 000, 2350.1234567890", &[]);
        check("20250917143355 250917143355 2025-0917-0055-12 12000000000 1234567000000", &[]);
        check("0800-1-401401, 021-55501234, 1500-567-8901 6221555012345", &[]);
        check(
            "id=5130555000717 \"5130555000717\" A-5130555000717 5130555000717/2 x5130555000717",
            &[],
        );
        check("5130555000717 liter 5130555000717.5 1111111111", &[]);
    }

    #[test]
    fn a_word_explains_it() {
        check("tiket kami yang sudah lama itu 5130555000717", &[]);
        check("no. resi 5130555000717, 5130555000718 dan 5130555000719", &[]);
        check("kontrak nomor 5130555000717, 5130555000717 (nomor laporan)", &[]);
        check("laporan ditutup. Lalu 5130555000717", &["5130555000717"]);
        check("laporan\n5130555000717", &["5130555000717"]);
    }
}
