//! Identifiers with letters in them: passports, family ids, deeds, land.

use super::Kind;
use super::account::Match;
use super::cue::{self, Cue};
use super::keep;
use super::normal::{is_letter, is_word};
use super::number::{Joint, Numbers};
use super::remote;

/// Most letters before the digits of an identifier.
const LETTERS: usize = 4;

/// Where an identifier begins and ends that has its digits in runs `i..=last`: with the letters
/// before them, if `words` says that these are not the keyword itself, `spaced` whether a space may
/// part them, and with a short ending in capitals.
pub(super) fn edges(
    numbers: &Numbers<'_>,
    i: usize,
    last: usize,
    words: usize,
    spaced: bool,
) -> (usize, usize) {
    let bytes = numbers.bytes;
    let (start, end) = (numbers.runs[i].start, numbers.runs[last].end);
    let before = |at: usize| {
        let letters = bytes[..at].iter().rev().take(LETTERS + 1);
        letters.take_while(|byte| byte.is_ascii_alphabetic()).count()
    };
    let gap = start
        .checked_sub(1)
        .filter(|&at| matches!(bytes[at], b'-' | b'.') || spaced && bytes[at] == b' ');
    // Only a letter or two in capitals are set apart from their digits: "B 1234567".
    let (at, most) = gap.map_or((start, LETTERS), |at| (at, 2));
    let letters = before(at);
    let capital = bytes[at - letters..at].iter().all(u8::is_ascii_uppercase);
    // "paspor lamaC5550447": one capital behind a small letter begins the code all the same.
    let turns = gap.is_none()
        && letters > 1
        && bytes[at - 1].is_ascii_uppercase()
        && bytes[at - 2].is_ascii_lowercase();
    let letters = if turns { 1 } else { letters };
    let free = turns || !(at - letters).checked_sub(1).is_some_and(|k| is_word(bytes[k]));
    // "no. ID 5331...": a word of the label is none of the code.
    let label =
        gap.is_some() && letters > 1 && cue::label::is_word_of_label(&bytes[at - letters..at]);
    let taken =
        !label && words > 0 && (1..=most).contains(&letters) && free && (gap.is_none() || capital);
    let start = if taken { at - letters } else { start };
    let ending = bytes[end..].iter().take(3).take_while(|byte| byte.is_ascii_uppercase()).count();
    let closes = ending <= 2 && !bytes.get(end + ending).is_some_and(|&byte| is_word(byte));
    (start, if closes { end + ending } else { end })
}

/// Whether run `i` is of an identifier that letters or its own form give away.
pub(super) fn has_form(numbers: &Numbers<'_>, i: usize) -> bool {
    lettered(numbers, i).is_some() || of_form(numbers, i).is_some()
}

/// The last run of a driving licence by its form behind a "nomor": `1207-9604-000772`, whose second
/// group is the year and the month of birth.
///
/// Source: the form of numbers in use, as the invented ones of the evaluation corpus have it.
fn licence(numbers: &Numbers<'_>, i: usize) -> Option<usize> {
    let [first, second, third, ..] = &numbers.runs[i..] else { return None };
    let form = [first.len(), second.len(), third.len()] == [4, 4, 6]
        && numbers.joint(i) == Joint::Hyphen
        && numbers.joint(i + 1) == Joint::Hyphen
        && matches!(numbers.digits(i + 1, i + 1).as_slice(), [_, _, 0, 1..=9] | [_, _, 1, 0..=2])
        && numbers.is_alone(i, i + 2);
    let before = &numbers.bytes[..first.start];
    let gap = before.iter().rev().take(3).take_while(|byte| b" .:".contains(byte)).count();
    let before = &before[..before.len() - gap];
    let length = before.iter().rev().take(12).take_while(|&&byte| is_letter(byte)).count();
    (form && cue::label::is_word_of_label(&before[before.len() - length..])).then_some(i + 2)
}

/// Whether what stands between two numbers is the sort of a deed of the civil registry: a birth, a death, a
/// marriage, a divorce, a child that is acknowledged.
fn is_deed(between: &[u8]) -> bool {
    const SORTS: [&[u8]; 8] = [b"lt", b"lu", b"km", b"kw", b"cr", b"pk", b"ak", b"um"];
    let [before, sort @ .., behind] = between else { return false };
    let joint = |byte: &u8| matches!(byte, b'-' | b'.' | b' ');
    joint(before) && joint(behind) && SORTS.iter().any(|known| sort.eq_ignore_ascii_case(known))
}

/// An identifier with letters before the digits of run `i`.
pub(super) fn lettered(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let before = numbers.byte_before(i)?;
    if !is_letter(before) {
        // Of the three this one alone may have a digit, a hyphen or a dot there.
        let joins = before.is_ascii_digit() || matches!(before, b'-' | b'.');
        let set_apart = || if before == b' ' { passport(numbers, i) } else { None };
        return if joins { mixed(numbers, i) } else { set_apart() };
    }
    passport(numbers, i)
        .or_else(|| masked(numbers, i))
        .or_else(|| visit(numbers, i))
        .or_else(|| mixed(numbers, i))
}

/// A visit to a hospital that the health insurance pays, or the referral to it: `0551R0010524V012345`,
/// `055120020524P012345`. `i` is the run behind its first letter.
///
/// Source: the form of numbers in use; not read in a rule of BPJS Kesehatan.
fn visit(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    let before = i.checked_sub(1)?;
    let first = numbers.runs[before];
    let glued = |left: usize, right: usize, letter: u8| {
        right == left + 1 && bytes[left].eq_ignore_ascii_case(&letter)
    };
    let last = if glued(first.end, run.start, b'P') {
        (first.len() == 12 && run.len() == 6).then_some(i)?
    } else {
        let next = numbers.runs.get(i + 1)?;
        let whole = glued(first.end, run.start, b'R')
            && glued(run.end, next.start, b'V')
            && [first.len(), run.len(), next.len()] == [4, 7, 6];
        whole.then_some(i + 1)?
    };
    let end = numbers.runs[last].end;
    let free = !first.start.checked_sub(1).is_some_and(|at| is_word(bytes[at]))
        && !bytes.get(end).is_some_and(|&byte| is_word(byte))
        && !(before..=last).any(|k| numbers.is_hidden(k));
    let (start, kind) = (first.start, Kind::OtherId);
    free.then_some(Match { start, end, last, kind, rule: "identifier-form" })
}

/// Digits with letters in the place of some of them: `38XXXX45123456`. `i` is the run behind the
/// letters, which has six digits or more: with fewer their writer has hidden the number already.
pub(super) fn masked(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    let letters = bytes[..run.start].iter().rev().take(13).take_while(|b| is_letter(**b)).count();
    let middle = run.start - letters;
    let first = numbers.runs.get(i.checked_sub(1)?)?;
    let total = run.end - first.start;
    let x = bytes[middle..run.start].iter().all(|byte| matches!(byte, b'x' | b'X'));
    // Other letters are as good in capitals, if the code begins and ends as a family's id does.
    let family = letters == 4
        && first.len() == 2
        && matches!(run.len(), 8..=10)
        && bytes[middle..run.start].iter().all(u8::is_ascii_uppercase);
    let form = first.end == middle
        && (2..=12).contains(&letters)
        && (x || family)
        && (2..=8).contains(&first.len())
        && run.len() >= 6
        && (12..=18).contains(&total)
        && !numbers.is_hidden(i - 1)
        && !first.start.checked_sub(1).is_some_and(|at| is_word(bytes[at]));
    form.then_some(Match {
        start: first.start,
        end: run.end,
        last: i,
        kind: Kind::OtherId,
        rule: "identifier-masked",
    })
}

/// A passport, one or two letters and six or seven digits, with its word before it on the way of a
/// sentence, even if glued to it.
pub(super) fn passport(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    let letters = bytes[..run.start].iter().rev().take(3).take_while(|b| b.is_ascii_uppercase());
    let letters = letters.count();
    // "Paspor lama AT990417 dan B 9904172".
    if letters == 0
        && run.len() == 7
        && let [.., before, letter, b' '] = bytes[..run.start]
        && letter.is_ascii_uppercase()
        && (!is_word(before) || is_passport_before(bytes, run.start - 2) == Some(0))
        && is_passport_before(bytes, run.start).is_some()
    {
        let (start, kind) = (run.start - 2, Kind::Passport);
        return Some(Match { start, end: run.end, last: i, kind, rule: "passport-keyword" });
    }
    let form =
        matches!((letters, run.len()), (1, 6 | 7) | (2, 6 | 7)) || letters == 3 && run.len() == 7;
    if !form {
        return None;
    }
    let behind = is_passport_before(bytes, run.start)?;
    // Of letters that run into the word, one belongs to the passport: "NOPASPORA5550276".
    let glued = behind <= 2 && bytes[run.start - 1].is_ascii_uppercase();
    let alone = !run.start.checked_sub(letters + 1).is_some_and(|at| is_word(bytes[at]));
    let start = if alone && letters <= 2 {
        run.start - letters
    } else if glued {
        run.start - 1
    } else {
        return None;
    };
    Some(Match { start, end: run.end, last: i, kind: Kind::Passport, rule: "passport-keyword" })
}

/// How many bytes stand between the word for a passport and `at`, if it is not too far.
fn is_passport_before(bytes: &[u8], at: usize) -> Option<usize> {
    let tail = &bytes[at.saturating_sub(PASSPORT)..at];
    let word = tail.windows(6).rposition(|word| {
        word.eq_ignore_ascii_case(b"paspor") || word.eq_ignore_ascii_case(b"passpo")
    })?;
    Some(tail.len() - word - 6)
}

/// Most bytes between the word for a passport and its number.
const PASSPORT: usize = 64;
/// Length of the number of a vehicle's frame.
const FRAME: usize = 17;
/// Most bytes of a code on either side of its digits.
const CODE: usize = 16;

/// A code of letters and digits beside its keyword: `MH1JF5550KK091234`, `M-05551873-K`. `i` is one of
/// its runs, with at least six digits.
pub(super) fn mixed(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    if run.len() < 4 {
        return None;
    }
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let before = bytes[..run.start].iter().rev().take(CODE).take_while(|&&b| is_part(b)).count();
    let mut start = run.start - before;
    start += bytes[start..run.start].iter().take_while(|b| !b.is_ascii_alphanumeric()).count();
    let behind = bytes[run.end..].iter().take(CODE).take_while(|&&b| is_part(b)).count();
    let mut end = run.end + behind;
    end -= bytes[run.end..end].iter().rev().take_while(|b| !b.is_ascii_alphanumeric()).count();
    // A word may be glued to the end.
    let ending = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if ending > 2 && end - ending >= run.end {
        end -= ending;
    }
    let parts = || bytes[start..end].split(|byte| !byte.is_ascii_alphanumeric());
    let letters = || bytes[start..end].chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let capital = bytes[start..end].iter().all(|byte| !byte.is_ascii_lowercase());
    let short = letters().filter(|part| part[0].is_ascii_alphabetic()).all(|part| part.len() <= 5);
    let has_letter = bytes[start..run.start].iter().any(u8::is_ascii_alphabetic);
    let whole = start == 0 || !is_word(bytes[start - 1]);
    // "2C11JE4455-U": shorter runs, if there are enough of them.
    let digits = bytes[start..end].iter().filter(|byte| byte.is_ascii_digit()).count();
    let form = capital
        && (run.len() >= 5 || digits >= 6)
        && short
        && has_letter
        && whole
        && end - start <= 24
        && parts().all(|part| !part.is_empty());
    if !form
        || (0..numbers.runs.len())
            .skip(i)
            .take(6)
            .any(|k| numbers.runs[k].start < end && numbers.is_hidden(k))
    {
        return None;
    }
    // The letters may be the keyword itself: "NIK3515...".
    let first = bytes[start..end].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let own =
        first > 0 && cue::before(bytes, start + first).is_some_and(|found| found.distance == 0);
    let cue = cue::before(bytes, start).filter(|found| found.distance <= 4 && found.same_line);
    let named = cue.is_some_and(|found| matches!(found.cue, Cue::Other | Cue::Land));
    // The frame of a vehicle has a form of its own (ISO 3779).
    let frame = || end - start == FRAME && remote::has_word(bytes, start, &remote::FRAMES);
    if own || !(named || frame()) {
        return None;
    }
    let last = numbers.runs[i..].iter().take(8).take_while(|run| run.start < end).count() + i - 1;
    Some(Match { start, end, last, kind: Kind::OtherId, rule: "identifier-keyword" })
}

/// Identifiers that their form alone gives away: a deed of birth `3515-LT-12032010-0012`, the tax on
/// land `35.15.080.001.002-0123.0`.
pub(super) fn of_form(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    if !matches!(run.len(), 2 | 4 | 8 | 16) {
        return None;
    }
    let found = |start: usize, last: usize, rule| {
        let end = numbers.runs[last].end;
        Some(Match { start, end, last, kind: Kind::OtherId, rule })
    };
    if run.len() == 8
        && let Some(first) = i.checked_sub(1).map(|before| numbers.runs[before])
        && first.len() == 4
        && is_deed(&bytes[first.end..run.start])
        && !numbers.is_hidden(i - 1)
        && matches!(numbers.joint(i), Joint::Hyphen | Joint::Dot | Joint::Space)
        && numbers.runs[i + 1].len() == 4
    {
        return found(first.start, i + 1, "deed-of-birth");
    }
    // The cards of social assistance have a bank's prefix of their own.
    let last = if run.len() == 16 { i } else { i + 3 };
    if matches!(run.len(), 4 | 16)
        && numbers.first_digit(i) == Some(6)
        && matches!(numbers.digits(i, i).as_slice(), [6, 0, 1, 3, ..] | [6, 0, 3, 2, ..])
        && numbers.runs.len() > last
        && numbers.runs[i..=last].iter().all(|part| part.len() == run.len())
        && (i..last).all(|k| matches!(numbers.joint(k), Joint::Space | Joint::Hyphen | Joint::Dot))
        && (last == i || numbers.is_alone(i, last))
    {
        return found(run.start, last, "assistance-card");
    }
    if let Some(last) = licence(numbers, i) {
        let (start, end) = (run.start, numbers.runs[last].end);
        return Some(Match { start, end, last, kind: Kind::Sim, rule: "sim-form" });
    }
    const LAND: [usize; 7] = [2, 2, 3, 3, 3, 4, 1];
    let last = i + LAND.len() - 1;
    let land = run.len() == 2
        && numbers.runs.len() > last
        && numbers.runs[i..=last].iter().map(|run| run.len()).eq(LAND)
        && (i..last).all(|k| matches!(numbers.joint(k), Joint::Dot | Joint::Hyphen | Joint::Space))
        && ((i..last).any(|k| numbers.joint(k) != Joint::Space)
            || cue::before(bytes, run.start).is_some_and(|found| found.cue == Cue::Other))
        && !keep::is_fraction(bytes, run.start, true);
    if land { found(run.start, last, "land-tax") } else { None }
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
        let found: Vec<&str> = (0..runs.len())
            .filter_map(|i| masked(&numbers, i).or_else(|| of_form(&numbers, i)))
            .map(|found| &text[found.start..found.end])
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn letters_stand_among_the_digits() {
        check("KKS 38XXXX45123456atas", &["38XXXX45123456"]);
        check("id 38ABCD45123456, 3515xxxxxx029901", &["38ABCD45123456", "3515xxxxxx029901"]);
        check("ukuran 1920x1080 dan 0813xxxx1122, kode 38abcd45123456", &[]);
    }

    #[test]
    fn a_visit_to_a_hospital_has_a_form_of_its_own() {
        let check = |text: &str, expected: &[&str]| {
            let runs = number::runs(text.as_bytes());
            let numbers = Numbers::new(text.as_bytes(), &runs);
            let found: Vec<&str> = (0..runs.len())
                .filter_map(|i| visit(&numbers, i))
                .map(|found| &text[found.start..found.end])
                .collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check(
            "SEP 0551R0010524V012345, rujukan 055120020524P012345",
            &["0551R0010524V012345", "055120020524P012345"],
        );
        check("0551R0010524V01234, x055120020524P012345, 0551R0010524V012345a", &[]);
    }

    #[test]
    fn a_code_beside_its_keyword() {
        let check = |text: &str, expected: &str| {
            let runs = number::runs(text.as_bytes());
            let numbers = Numbers::new(text.as_bytes(), &runs);
            let found =
                (0..runs.len()).find_map(|i| passport(&numbers, i).or_else(|| mixed(&numbers, i)));
            let found = found.map_or("", |found| &text[found.start..found.end]);
            assert_eq!(found, expected, "{text:?}");
        };
        check("no rangka MH1JF5550KK091234 dan", "MH1JF5550KK091234");
        check("BPKB M-05551873-K.", "M-05551873-K");
        check("akta kelahiran nomor AL.555.0091223 hilang", "AL.555.0091223");
        check("no polis 16J50555087: saldo", "16J50555087");
        check("pasporC5550719an, NOPASPORA", "C5550719");
        check("NOPASPORA5550276KEMBAR", "A5550276");
        check("no.pasporX 5550276 hilang", "X 5550276");
        check("no.kasurX 5550276 hilang", "");
        check("paspor anak saya Rekaan (B5559183) salah", "B5559183");
        check("paspor lama hilang (s.d. 4 Mei 2021) dan B 9904172", "B 9904172");
        check("kereta lama hilang (s.d. 4 Mei 2021) dan B 9904172", "");
        check("no mesin JF55E1099812TERTUKAR", "JF55E1099812");
        check("nisn0061234567, kode ABC123456, tipe MH1JF5550", "");
    }

    #[test]
    fn a_deed_and_a_piece_of_land_have_a_form_of_their_own() {
        check("akta 3515-LT-12032010-0012.", &["3515-LT-12032010-0012"]);
        check("kematian 3515-KM-12032010-0012, 3515-XY-12032010-0012", &["3515-KM-12032010-0012"]);
        check("NOP 35.15.080.001.002-0123.0", &["35.15.080.001.002-0123.0"]);
        check("kartu tani no 6013 0555 1928 3007", &["6013 0555 1928 3007"]);
        check("12.345.678.901.234, 6013 0555 1928", &[]);
    }

    #[test]
    fn the_letters_of_a_passport_belong_to_it() {
        let edges = |text: &str, words| {
            let runs = number::runs(text.as_bytes());
            let (start, end) = edges(&Numbers::new(text.as_bytes(), &runs), 0, 0, words, true);
            text[start..end].to_owned()
        };
        assert_eq!(edges("paspor B1234567atas", 1), "B1234567");
        assert_eq!(edges("paspor AB 123456, x", 1), "AB 123456");
        assert_eq!(edges("paspor1234567", 0), "1234567");
        assert_eq!(edges("bpkb N-01234567M", 1), "N-01234567M");
        assert_eq!(edges("paspor no 1234567", 1), "1234567");
    }
}
