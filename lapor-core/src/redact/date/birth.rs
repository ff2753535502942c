//! Which of the days of a text is somebody's birth, and how only births are written.

use super::super::cue::unknown::is_of_a_report;
use super::super::identity::is_resident;
use super::super::keep;
use super::super::normal::{HIDDEN, is_letter, is_same, is_word};
use super::super::number::Numbers;
use super::super::pass::is_list;
use super::again::{is_alike, is_correction, is_document, is_kin, parts};
use super::{Date, at, is_day, is_month, is_short_year, is_year_run, joined, value};

/// Most words between "lahir" and the day: "lahir di Kota Malang pada tanggal ...".
const WORDS: usize = 6;
/// Most bytes between them.
const REACH: usize = 64;
/// Most bytes from the end of a date of birth to the next of a list, whose day may be in words, or to
/// another writing of it.
pub(in super::super) const CORRECTED: usize = 96;

/// Digits of the number of a resident, which has the day of a birth in it.
pub(in super::super) const RESIDENT: usize = 16;

/// Words for birth.
pub(in super::super) const BIRTHS: [&[u8]; 18] = [
    b"ttl",
    b"lahir",
    b"lahirnya",
    b"lahire",
    b"lahirna",
    b"lair",
    b"lairnya",
    b"laire",
    b"dilahirkan",
    b"lhr",
    b"lahr",
    b"lhir",
    b"lahirku",
    b"tgllahir",
    b"dob",
    b"born",
    b"kelahiran",
    b"tanggallahir",
];
/// What is left of a day that was hidden.
pub(in super::super) const HIDDEN_BIRTH: &[u8] = b"[DOB]";

/// Finds every date of birth: a day behind a word for birth, and those listed behind such a day.
pub(in super::super) fn births(numbers: &Numbers<'_>, mut found: impl FnMut(Date)) {
    let bytes = numbers.bytes;
    let mut birth: Option<usize> = None;
    // The days of the last birth, as it was written first and last.
    let mut written = [None; 2];
    // The day that the last number of a resident has in it, and where that number ended.
    // And that of the number before it: a family's number has one too.
    let mut residents: [Option<([u32; 3], usize)>; 2] = [None; 2];
    let mut i = 0;
    while let Some(run) = numbers.runs.get(i) {
        if let Some(day) = day_of_resident(numbers, i) {
            residents = [residents[1], Some((day, run.end))];
        }
        // Most numbers are far from any birth.
        let near = run.near_birth || birth.is_some_and(|end| run.start - end <= CORRECTED);
        if !near {
            if let Some((date, corrected)) = told(numbers, i) {
                found(date);
                i = date.last;
                if let Some(date) = corrected {
                    found(date);
                    i = date.last;
                }
            }
            i += 1;
            continue;
        }
        let date = at(numbers, i).or_else(|| worded(numbers, i)).or_else(|| loose(numbers, i));
        let Some(date) = date else {
            i += 1;
            continue;
        };
        let before = &bytes[..date.start];
        let corrected = birth
            .and_then(|end| bytes.get(end..date.start))
            .filter(|between| between.len() <= CORRECTED);
        let day = parts(numbers, i, date.last);
        let alike =
            written.iter().flatten().any(|known| day.is_some_and(|day| is_alike(day, *known)));
        let corrected = corrected
            .is_some_and(|between| is_correction(between) || alike && is_document(between));
        let listed = birth.is_some_and(|end| is_list(&bytes[end..date.start]))
            || birth.is_some_and(|end| is_kin(&bytes[end..date.start]))
            || before.len() >= 5 && is_listed_token(before);
        let told = residents.iter().flatten().any(|(known, end)| {
            day == Some(*known) && date.start.saturating_sub(*end) <= CORRECTED
        });
        let documented =
            || year_of(numbers, i, &date).is_some_and(|year| year < OLD && is_of_document(before));
        if listed || corrected || is_birth(before) || documented() {
            birth = Some(date.end);
            written = [if corrected { written[0] } else { day }, day];
            found(date);
        } else if told {
            // Nothing is listed behind what only is said again.
            found(date);
        }
        i = date.last + 1;
    }
}

/// The day that begins with run `i`, or whose year it is, and says by itself that it is a birth, without a word for it; and the
/// same as it should have been: "tertulis 07-11-1958 harusnya 11-07-1958", "Teguh (04071988)", "00-00-1947".
fn told(numbers: &Numbers<'_>, i: usize) -> Option<(Date, Option<Date>)> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    if run.len() == 4 {
        // Its day may only count something, and so be no run.
        let start = is_year_run(numbers, i).then(|| worded_start(bytes, run.start)).flatten()?;
        let (date, year) = (Date { start, end: run.end, last: i }, value(numbers, i)?);
        let documented = year < OLD && is_of_document(&bytes[..start]);
        return (documented || is_apposed(bytes, &date, year)).then_some((date, None));
    }
    if !matches!(run.len(), 1 | 2 | 8) {
        return None;
    }
    // Of whom only the year is known nobody knows more.
    let nought = |k: usize| numbers.runs[k].len() == 2 && value(numbers, k) == Some(0);
    if nought(i) && i + 2 < numbers.runs.len() && nought(i + 1) && is_year_run(numbers, i + 2) {
        let whole = joined(numbers, i) && joined(numbers, i + 1);
        let end = numbers.runs[i + 2].end;
        return whole.then_some((Date { start: run.start, end, last: i + 2 }, None));
    }
    let numeric = |i: usize, date: &Date| numbers.runs[i].len() == 8 || date.last == i + 2;
    let date = at(numbers, i).filter(|date| numeric(i, date))?;
    let year = year_of(numbers, i, &date)?;
    if is_apposed(bytes, &date, year) || year < OLD && is_of_document(&bytes[..date.start]) {
        return Some((date, None));
    }
    // A day of an office is seldom so old, and seldom told twice.
    let next = numbers.runs.get(date.last + 1).map(|_| date.last + 1)?;
    let second = at(numbers, next).filter(|second| year < OLD && numeric(next, second))?;
    let between = bytes.get(date.end..second.start).filter(|it| it.len() <= REACH)?;
    let parts = parts(numbers, i, date.last).zip(parts(numbers, next, second.last));
    (is_correction(between) && parts.is_some_and(|(a, b)| is_alike(a, b)))
        .then_some((date, Some(second)))
}

/// Where a day in words begins before its year, which begins at `at`: "3 Mei 2019".
fn worded_start(bytes: &[u8], at: usize) -> Option<usize> {
    let gap = |end: usize| {
        end - bytes[..end].iter().rev().take(2).take_while(|b| b" -".contains(b)).count()
    };
    let end = gap(at);
    let month = bytes[..end].iter().rev().take(10).take_while(|byte| is_letter(**byte)).count();
    let close = gap(end - month);
    let day = bytes[..close].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let number =
        bytes[close - day..close].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    (end < at
        && close < end - month
        && (1..=2).contains(&day)
        && is_day(number, 1)
        && is_month(&bytes[end - month..end]))
    .then_some(close - day)
}

/// Whether a day stands alone in brackets behind a word that may be a name, and is so old that it is no event's, or one of
/// a family in whose sentence it stands: "anak saya Rekawan (3 Mei 2019)".
fn is_apposed(bytes: &[u8], date: &Date, year: u32) -> bool {
    const FAMILY: [&[u8]; 19] = [
        b"anak",
        b"ank",
        b"anaknya",
        b"anakku",
        b"cucu",
        b"adik",
        b"adek",
        b"kakak",
        b"bayi",
        b"balita",
        b"putra",
        b"putri",
        b"istri",
        b"suami",
        b"siswa",
        b"siswi",
        b"murid",
        b"almarhum",
        b"almarhumah",
    ];
    let (before, behind) = (bytes[..date.start].trim_ascii_end(), &bytes[date.end..]);
    let Some((&open, before)) = before.split_last() else { return false };
    let close = behind.trim_ascii_start().first().copied();
    // "an. Rekawan / 07011968 / no kartu": as forms set things apart.
    let stroke = matches!((open, close), (b'/' | b'|', Some(b'/' | b'|')))
        && bytes[..date.start].ends_with(b" ")
        && behind.starts_with(b" ");
    if !((open, close) == (b'(', Some(b')')) || stroke && year < OLD) {
        return false;
    }
    let before = before.trim_ascii_end();
    let length = before.iter().rev().take(16).take_while(|byte| is_letter(**byte)).count();
    let word = &before[before.len() - length..];
    if length < 2 || is_of_a_report(word) {
        return false;
    }
    let family = || {
        let line = &before[before.len().saturating_sub(CORRECTED)..];
        let mut words = line.split(|&byte| !is_letter(byte));
        words.any(|word| FAMILY.iter().any(|known| is_same(known, word)))
    };
    year < OLD || word[0].is_ascii_uppercase() && family()
}

/// Whether a day stands right behind a paper that has its holder's birth: "di KTP 17 Februari 1952".
pub(in super::super) fn is_of_document(before: &[u8]) -> bool {
    const PAPERS: [&[u8]; 8] =
        [b"ktp", b"ektp", b"kk", b"ijazah", b"ijasah", b"paspor", b"akta", b"baptis"];
    const BETWEEN: [&[u8]; 9] = [
        b"tertulis",
        b"tertera",
        b"tercantum",
        b"saya",
        b"sy",
        b"tgl",
        b"tanggal",
        b"surat",
        b"nya",
    ];
    const IN: [&[u8]; 5] = [b"di", b"dalam", b"dlm", b"pada", b"d"];
    let is = |known: &[&[u8]], word: &[u8]| known.iter().any(|known| is_same(known, word));
    let (mut before, mut paper) = (before, false);
    for _ in 0..PAPER {
        let Some(rest) = before.strip_suffix(b" ") else { return false };
        let length = rest.iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
        let (head, word) = rest.split_at(rest.len() - length);
        match () {
            () if is(&PAPERS, word) => paper = true,
            () if paper && is(&IN, word) => return true,
            () if !is(&BETWEEN, word) => return false,
            () => {}
        }
        before = head;
    }
    false
}

/// Most words from such a day back to the "di" before its paper.
const PAPER: usize = 5;

/// The year of a day of run `i` and those behind it, if it has one in four digits.
fn year_of(numbers: &Numbers<'_>, i: usize, date: &Date) -> Option<u32> {
    if numbers.runs[i].len() != 8 {
        return is_year_run(numbers, date.last).then(|| value(numbers, date.last)).flatten();
    }
    let digits = numbers.digits(i, i);
    let part = |at: usize| {
        digits.as_slice()[at..at + 4].iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit))
    };
    Some(if is_day(part(0) / 100, part(0) % 100) { part(4) } else { part(0) })
}

/// The first year in which a day in brackets may well be one of an office.
const OLD: u32 = 2009;

/// Day, month and year of a century of the birth in the number of a resident, if run `i` is one.
fn day_of_resident(numbers: &Numbers<'_>, i: usize) -> Option<[u32; 3]> {
    if numbers.runs[i].len() != RESIDENT {
        return None;
    }
    let digits = numbers.digits(i, i);
    let digits = digits.as_slice();
    let two = |at: usize| u32::from(digits[at] * 10 + digits[at + 1]);
    // Of a woman forty stands on top of the day.
    is_resident(digits).then(|| [if two(6) > 40 { two(6) - 40 } else { two(6) }, two(8), two(10)])
}

/// A day in words before its year, which is run `i`: "dua belas April 1980".
fn worded(numbers: &Numbers<'_>, i: usize) -> Option<Date> {
    if !is_year_run(numbers, i) {
        return None;
    }
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    let word = |end: usize| {
        let end = end - bytes[..end].iter().rev().take(2).take_while(|&&b| b == b' ').count();
        let length =
            bytes[..end].iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
        (end - length, &bytes[end - length..end])
    };
    let (mut start, month) = word(run.start);
    let mut words = 0;
    while words < 3
        && let (before, day) = word(start)
        && is_number_word(day)
    {
        start = before;
        words += 1;
    }
    (is_month(month) && words > 0).then_some(Date { start, end: run.end, last: i })
}

/// A day that only a birth is written as: "12 bulan maret tahun 1990", "12 maret thn 90", "March 12, 1990",
/// "120390". It begins with run `i`, or its month stands before.
fn loose(numbers: &Numbers<'_>, i: usize) -> Option<Date> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    if run.len() == 6 {
        let digits = numbers.digits(i, i);
        let [a, b, c, d, ..] = *digits.as_slice() else { return None };
        let day = is_day(u32::from(a * 10 + b), u32::from(c * 10 + d));
        return day.then_some(Date { start: run.start, end: run.end, last: i });
    }
    if run.len() > 2 || !is_day(value(numbers, i)?, 1) {
        return None;
    }
    let between = |left: usize, right: usize| {
        let (left, right) = (numbers.runs.get(left)?.end, numbers.runs.get(right)?.start);
        bytes
            .get(left..right)
            .filter(|between| between.len() <= SPREAD && !between.contains(&b'\n'))
    };
    let next = between(i, i + 1)?;
    let is = |word: &[u8], known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
    // The words between that are neither "bulan" nor "tahun".
    let words = |text: &'static [&'static [u8]], between: &[u8]| {
        let words = between.split(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
        let mut count = 0;
        let mut month = false;
        for word in words {
            if !is(word, text) {
                count += 1;
                month = is_month(word);
            }
        }
        (count, month)
    };
    // "3/VII/1961".
    let roman = next.trim_ascii().strip_prefix(b"/").and_then(|month| month.strip_suffix(b"/"));
    if roman.is_some_and(is_roman_month) && is_short_year(numbers, i + 1) {
        return Some(Date { start: run.start, end: numbers.runs[i + 1].end, last: i + 1 });
    }
    const UNITS: [&[u8]; 5] = [b"bulan", b"bln", b"tahun", b"thn", b"th"];
    static KNOWN: [&[u8]; 5] = UNITS;
    if words(&KNOWN, next) == (1, true) && is_short_year(numbers, i + 1) {
        return Some(Date { start: run.start, end: numbers.runs[i + 1].end, last: i + 1 });
    }
    let named = next.iter().any(|byte| is_letter(*byte)) && words(&KNOWN, next) == (0, false);
    if named
        && is_day(1, value(numbers, i + 1)?)
        && words(&KNOWN, between(i + 1, i + 2)?) == (0, false)
        && is_short_year(numbers, i + 2)
    {
        return Some(Date { start: run.start, end: numbers.runs[i + 2].end, last: i + 2 });
    }
    // "March 12, 1990".
    let gap = bytes[..run.start].iter().rev().take(2).take_while(|&&byte| byte == b' ').count();
    let head = &bytes[..run.start - gap];
    let month = head.iter().rev().take(10).take_while(|byte| is_letter(**byte)).count();
    let start = head.len() - month;
    (gap > 0
        && is_month(&head[start..])
        && matches!(next, b", " | b"," | b" ")
        && is_year_run(numbers, i + 1))
    .then_some(Date { start, end: numbers.runs[i + 1].end, last: i + 1 })
}

/// Whether it is the number of a month as Romans wrote it.
fn is_roman_month(word: &[u8]) -> bool {
    const MONTHS: [&[u8]; 12] =
        [b"i", b"ii", b"iii", b"iv", b"v", b"vi", b"vii", b"viii", b"ix", b"x", b"xi", b"xii"];
    MONTHS.iter().any(|known| is_same(known, word))
}

/// Most bytes between two parts of a day that words part.
const SPREAD: usize = 24;

fn is_number_word(word: &[u8]) -> bool {
    const WORDS: [&[u8]; 14] = [
        b"satu",
        b"dua",
        b"tiga",
        b"empat",
        b"lima",
        b"enam",
        b"tujuh",
        b"delapan",
        b"sembilan",
        b"sepuluh",
        b"sebelas",
        b"belas",
        b"puluh",
        b"tigapuluh",
    ];
    WORDS.iter().any(|known| is_same(known, word))
}

/// Whether a word for birth stands before, over a few words, so that the next day is that of a birth.
fn is_birth(before: &[u8]) -> bool {
    let mut end = before.len();
    let floor = end.saturating_sub(REACH);
    for words in 0..=WORDS {
        while end > floor && !is_word(before[end - 1]) {
            match before[end - 1] {
                // What is hidden says nothing, but a birth that is hidden had the word to itself.
                b']' => match keep::token_before(before, end) {
                    Some(start) if &before[start..end] != HIDDEN_BIRTH => end = start,
                    _ => return false,
                },
                // A sentence ends, unless it is "tgl. lahir. Malang, ...".
                b'.' if words > 2 => return false,
                HIDDEN | b'\n' | b';' | b'!' | b'?' => return false,
                _ => end -= 1,
            }
        }
        let length =
            before[floor.min(end)..end].iter().rev().take_while(|b| is_letter(**b)).count();
        let (start, word) = (end - length, &before[end - length..end]);
        // Of a word that goes on beyond the reach nothing is known.
        let cut = start == floor && floor > 0 && is_letter(before[floor - 1]);
        if word.is_empty() || cut {
            return false;
        }
        let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
        if is(&BIRTHS) {
            // "Akta lahir tanggal ..." is the day of a deed, "di akta ttl ..." is not.
            return is(&[b"ttl", b"dob"]) || !is_deed(&before[..start]);
        }
        // "Tanggal lahir antara akta dan ijazah (...)": two documents differ.
        let differs = is(&[b"antara"]) && is_document(&before[end..]);
        if !differs
            && is(&[
                b"dibuat",
                b"sebelum",
                b"sesudah",
                b"setelah",
                b"antara",
                b"mulai",
                b"terbit",
                b"diterbitkan",
                b"diurus",
                b"mengurus",
                b"sejak",
                b"rusak",
                b"perda",
                b"perpres",
                b"permen",
                b"peraturan",
                b"uu",
                b"kebijakan",
                b"program",
                b"pancasila",
                b"partai",
            ])
        {
            return false;
        }
        end = start;
    }
    false
}

/// Whether the word for birth belongs to a deed or a day of remembrance, whose date is an event's.
fn is_deed(before: &[u8]) -> bool {
    let trimmed = before.trim_ascii_end();
    let length = trimmed.iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
    let (before, word) = trimmed.split_at(trimmed.len() - length);
    // "Di kartu lahir 21 April": what stands on it.
    if before.ends_with(b"di ") && !before[..before.len() - 3].last().is_some_and(|&b| is_word(b)) {
        return false;
    }
    [&b"akta"[..], b"akte", b"aktanya", b"hari", b"surat", b"keterangan", b"kartu"]
        .iter()
        .any(|known| is_same(known, word))
}

/// Whether the text ends with a hidden date of birth and what makes a list of it.
fn is_listed_token(before: &[u8]) -> bool {
    let reach = before.len() - before.len().min(16);
    let tail = &before[reach..];
    let Some(close) = tail.iter().rposition(|&byte| byte == b']') else { return false };
    tail[..=close].ends_with(HIDDEN_BIRTH) && is_list(&tail[close + 1..])
}
