//! Days as people write them, and which of them is somebody's birth.

use super::keep;
use super::normal::{HIDDEN, is_letter, is_same, is_word};
use super::number::{Joint, Numbers};
use super::pass::is_list;
use super::vocabulary::Vocabulary;

/// A day in runs `..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) last: usize,
}

/// Most words between "lahir" and the day: "lahir di Kota Malang pada tanggal ...".
const WORDS: usize = 6;
/// Most bytes between them.
const REACH: usize = 64;
/// Most bytes from the end of a date of birth to the next of a list, whose day may be in words, or to
/// another writing of it.
const CORRECTED: usize = 96;

/// Words for birth.
pub(super) const BIRTHS: [&[u8]; 9] = [
    b"ttl",
    b"lahir",
    b"lahirnya",
    b"lhr",
    b"tgllahir",
    b"dob",
    b"born",
    b"kelahiran",
    b"tanggallahir",
];
/// What is left of a day that was hidden.
pub(super) const HIDDEN_BIRTH: &[u8] = b"[DOB]";

/// Finds every date of birth: a day behind a word for birth, and those listed behind such a day.
pub(super) fn births(numbers: &Numbers<'_>, mut found: impl FnMut(Date)) {
    let bytes = numbers.bytes;
    let mut birth: Option<usize> = None;
    // The days of the last birth, as it was written first and last.
    let mut written = [None; 2];
    let mut i = 0;
    while let Some(run) = numbers.runs.get(i) {
        // Most numbers are far from any birth.
        let near = run.near_birth || birth.is_some_and(|end| run.start - end <= CORRECTED);
        if !near {
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
        if listed || corrected || is_birth(before) {
            birth = Some(date.end);
            written = [if corrected { written[0] } else { day }, day];
            found(date);
        }
        i = date.last + 1;
    }
}

/// The day that begins with run `i`: `7 Januari 1968`, `07-01-1968`, `1968/01/07`, `07011968`.
pub(super) fn at(numbers: &Numbers<'_>, i: usize) -> Option<Date> {
    let run = numbers.runs[i];
    let date = |last: usize| Some(Date { start: run.start, end: numbers.runs[last].end, last });
    match run.len() {
        1 | 2 => {}
        4 => {
            let (month, day) = (value(numbers, i + 1)?, value(numbers, i + 2)?);
            let whole = joined(numbers, i) && joined(numbers, i + 1);
            return if whole && is_year(value(numbers, i)?) && is_day(day, month) {
                date(i + 2)
            } else {
                None
            };
        }
        8 => {
            let digits = numbers.digits(i, i);
            let number = |from: usize, to: usize| {
                digits.as_slice()[from..to]
                    .iter()
                    .fold(0, |sum, &digit| sum * 10 + u32::from(digit))
            };
            let valid = is_day(number(0, 2), number(2, 4)) && is_year(number(4, 8))
                || is_day(number(6, 8), number(4, 6)) && is_year(number(0, 4));
            return if valid { date(i) } else { None };
        }
        _ => return None,
    }
    let day = value(numbers, i)?;
    if joined(numbers, i) && joined(numbers, i + 1) && is_short_year(numbers, i + 2) {
        return if is_day(day, value(numbers, i + 1)?) { date(i + 2) } else { None };
    }
    let year = numbers.runs.get(i + 1)?;
    let between = numbers.bytes.get(run.end..year.start).filter(|between| between.len() <= 14)?;
    let month = between.trim_ascii();
    let month = month.strip_prefix(b"-").unwrap_or(month);
    let month = month.strip_suffix(b".").or(month.strip_suffix(b"-")).unwrap_or(month).trim_ascii();
    (is_month(month) && is_day(day, 1) && is_short_year(numbers, i + 1)).then_some(())?;
    date(i + 1)
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

/// Most bytes between two parts of a day that words part.
const SPREAD: usize = 24;

/// Day, month and year of a century of a day in runs `i..=last`.
fn parts(numbers: &Numbers<'_>, i: usize, last: usize) -> Option<[u32; 3]> {
    let first = value(numbers, i)?;
    let year = |run| Some(value(numbers, run)? % 100);
    match last - i {
        2 if numbers.runs[i].len() == 4 => {
            Some([value(numbers, i + 2)?, value(numbers, i + 1)?, first % 100])
        }
        2 => Some([first, value(numbers, i + 1)?, year(i + 2)?]),
        1 => {
            let between = &numbers.bytes[numbers.runs[i].end..numbers.runs[last].start];
            let words = between.split(|&byte| !is_letter(byte));
            Some([first, words.filter_map(month).next()?, year(last)?])
        }
        _ => None,
    }
}

/// The number of a month by its first letters.
fn month(word: &[u8]) -> Option<u32> {
    const HEADS: [&[&[u8]]; 12] = [
        &[b"jan"],
        &[b"feb", b"peb"],
        &[b"mar", b"mrt"],
        &[b"apr"],
        &[b"mei", b"may"],
        &[b"jun"],
        &[b"jul"],
        &[b"agu", b"agt", b"ags", b"aug"],
        &[b"sep"],
        &[b"okt", b"oct"],
        &[b"nov", b"nop"],
        &[b"des", b"dec"],
    ];
    let head = word.get(..3).filter(|_| is_month(word))?;
    let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, head));
    HEADS.iter().position(|known| is(known)).and_then(|at| u32::try_from(at + 1).ok())
}

/// Whether two days may be one that was miswritten: two of their three parts are the same, or day and month
/// changed places.
fn is_alike(a: [u32; 3], b: [u32; 3]) -> bool {
    let same = a.iter().zip(&b).filter(|(a, b)| a == b).count();
    same >= 2 || a[2] == b[2] && a[0] == b[1] && a[1] == b[0]
}

/// Whether what stands between two days says that the second stands in another document: "di KTP".
fn is_document(between: &[u8]) -> bool {
    const DOCUMENTS: [&[u8]; 21] = [
        b"ijazah",
        b"ijasah",
        b"ktp",
        b"kk",
        b"akta",
        b"akte",
        b"sk",
        b"str",
        b"paspor",
        b"rapor",
        b"sttb",
        b"dapodik",
        b"nikah",
        b"kartu",
        b"cpns",
        b"bpjs",
        b"sim",
        b"dokumen",
        b"sertifikat",
        b"sistem",
        b"dukcapil",
    ];
    const EVENTS: [&[u8]; 14] = [
        b"terbit",
        b"diterbitkan",
        b"dibuat",
        b"diurus",
        b"dicetak",
        b"dikeluarkan",
        b"meninggal",
        b"wafat",
        b"masuk",
        b"menikah",
        b"dirawat",
        b"diajukan",
        b"sejak",
        b"jadi",
    ];
    let mut found = false;
    for word in between.split(|&byte| !is_letter(byte)) {
        let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
        if is(&EVENTS) {
            return false;
        }
        found |= is(&DOCUMENTS);
    }
    found && !between.iter().any(|byte| matches!(byte, b'\n' | b'[' | &HIDDEN))
}

/// Whether what stands between two days only says whose the second is: " (anak), ", ", istri saya ".
fn is_kin(between: &[u8]) -> bool {
    const KIN: [&[u8]; 25] = [
        b"anak",
        b"ank",
        b"adik",
        b"adek",
        b"kakak",
        b"istri",
        b"suami",
        b"ibu",
        b"bapak",
        b"ayah",
        b"kembar",
        b"kembarannya",
        b"dan",
        b"yang",
        b"yg",
        b"kedua",
        b"pertama",
        b"ketiga",
        b"sulung",
        b"bungsu",
        b"saya",
        b"sy",
        b"nya",
        b"tanggal",
        b"tgl",
    ];
    let mut words = between.split(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    between.len() <= KIN_GAP
        && words.all(|word| KIN.iter().any(|known| is_same(known, word)))
        && between.iter().all(|&byte| is_letter(byte) || b" ,()&/:".contains(&byte))
}

/// Most bytes between the births of two of a family.
const KIN_GAP: usize = 32;

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

fn value(numbers: &Numbers<'_>, i: usize) -> Option<u32> {
    numbers.runs.get(i).filter(|run| run.len() <= 4)?;
    Some(numbers.digits(i, i).as_slice().iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit)))
}

/// Whether a sign of a written day, or a space, stands behind run `i`.
fn joined(numbers: &Numbers<'_>, i: usize) -> bool {
    i + 1 < numbers.runs.len() && numbers.joint(i) != Joint::Break
}

fn is_short_year(numbers: &Numbers<'_>, i: usize) -> bool {
    let Some(year) = value(numbers, i) else { return false };
    match numbers.runs[i].len() {
        2 => true,
        4 => is_year(year),
        _ => false,
    }
}

/// Whether run `i` is a year in four digits.
pub(super) fn is_year_run(numbers: &Numbers<'_>, i: usize) -> bool {
    numbers.runs[i].len() == 4 && value(numbers, i).is_some_and(is_year)
}

pub(super) fn is_year(year: u32) -> bool {
    (1880..=2099).contains(&year)
}

pub(super) fn is_day(day: u32, month: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

fn is_month(word: &[u8]) -> bool {
    const MONTHS: [&[u8]; 44] = [
        b"januari",
        b"jan",
        b"january",
        b"februari",
        b"pebruari",
        b"feb",
        b"peb",
        b"february",
        b"maret",
        b"mar",
        b"mrt",
        b"march",
        b"april",
        b"apr",
        b"mei",
        b"may",
        b"juni",
        b"jun",
        b"june",
        b"juli",
        b"jul",
        b"july",
        b"agustus",
        b"agt",
        b"agst",
        b"ags",
        b"agu",
        b"aug",
        b"august",
        b"september",
        b"sept",
        b"sep",
        b"oktober",
        b"okt",
        b"oct",
        b"october",
        b"november",
        b"nopember",
        b"nov",
        b"nop",
        b"desember",
        b"des",
        b"dec",
        b"december",
    ];
    static SET: Vocabulary<{ MONTHS.len() }> = Vocabulary::new(MONTHS);
    SET.has(word)
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
        if is(&[
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
        ]) {
            return false;
        }
        end = start;
    }
    false
}

/// Whether what stands between a date of birth and the next date says that it is the same birth, as it was
/// written or should have been: "lahir 3/11/1997 yg bnr 11-3-1997", "pada ijazah tertulis 30 Mei 1994".
fn is_correction(between: &[u8]) -> bool {
    const WRITTEN: [&[u8]; 14] = [
        b"benar",
        b"bnr",
        b"betul",
        b"sebenarnya",
        b"seharusnya",
        b"harusnya",
        b"aslinya",
        b"tertulis",
        b"ditulis",
        b"tertera",
        b"tercetak",
        b"tercantum",
        b"menjadi",
        b"jadi",
    ];
    const BETWEEN: [&[u8]; 6] = [b"tgl", b"tanggal", b"adalah", b"itu", b"nya", b"lahirnya"];
    let mut words = between.rsplit(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    let is = |word: &[u8], known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
    let word = words.find(|word| !is(word, &BETWEEN));
    // What was hidden between may have been another's birth.
    word.is_some_and(|word| is(word, &WRITTEN))
        && !between.iter().any(|byte| matches!(byte, b'\n' | b'[' | &HIDDEN))
}

/// Whether the word for birth belongs to a deed or a day of remembrance, whose date is an event's.
fn is_deed(before: &[u8]) -> bool {
    let trimmed = before.trim_ascii_end();
    let length = trimmed.iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
    let word = &trimmed[trimmed.len() - length..];
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

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        let runs = number::runs(bytes);
        let mut found = Vec::new();
        births(&Numbers::new(bytes, &runs), |date| found.push(&text[date.start..date.end]));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_day_behind_a_word_for_birth() {
        check("lahir 7 Januari 1968, tercatat 1986", &["7 Januari 1968"]);
        check("TTL: Kota Malang, 07-01-1968", &["07-01-1968"]);
        check("tgl lahir 1968/01/07", &["1968/01/07"]);
        check("lhr 7 jan 68", &["7 jan 68"]);
        check("lahir di Malang tanggal 07011968", &["07011968"]);
        check("lahir 12-3-2001 dan 8 Agt. 2004", &["12-3-2001", "8 Agt. 2004"]);
        check("lahir tanggal dua belas april 1980 itu", &["dua belas april 1980"]);
        check("lahir [PLATE] 7-1-1968", &["7-1-1968"]);
        check("lahir tgl 7 bulan januari tahun 1968", &["7 bulan januari tahun 1968"]);
        check("lahir 7 bulan 1 thn 68, lahir 7 jan thn 68", &["7 bulan 1 thn 68", "7 jan thn 68"]);
        check("born January 7, 1968 dan lhr smg 070168", &["January 7, 1968", "070168"]);
        check(
            "tgl lahir: 7/1/1968 (anak), 8/2/1971 (adik) & istri 9/3/1970",
            &["7/1/1968", "8/2/1971", "9/3/1970"],
        );
        check(
            "lahir 30-11-1968. Di ijazah tertulis 30 November 1969, di STR 1968, pada SK 3 November 1968",
            &["30-11-1968", "30 November 1969", "3 November 1968"],
        );
        check("lahir 7-1-1968, di KTP 1 Juli 1968", &["7-1-1968", "1 Juli 1968"]);
        check("tgl lahirnya ditulis 7/1/1968 yg bnr 1-7-1968", &["7/1/1968", "1-7-1968"]);
        check(
            "lahir pada 7-1-1968. Pada ijazah tertulis 7 Januari 1969, terbit 2 Mei 1986",
            &["7-1-1968", "7 Januari 1969"],
        );
    }

    #[test]
    fn other_days_stay() {
        check("sejak 1 Januari 2023 air mati", &[]);
        check("hari lahir Pancasila 1 Juni 2024", &[]);
        check("akta kelahiran 3 Mei 2024, lahir sebelum 1 Januari 2000", &[]);
        check("rapat 1-1-2024, seharusnya 2-1-2024, lahir [DOB] seharusnya 7-1-1968", &[]);
        check("Lahirnya Perda RTRW 12 Desember 2011, lahir 12 kali bulan 3 tahun 2020", &[]);
        check("lahir 7-1-2020, akta terbit 9 Januari 2020, di KK 3 Maret 2021", &["7-1-2020"]);
        check("lahir 32-13-2001, lahir tahun 1968, lahir [DOB] lalu 7-1-1968", &[]);
        check("anak saya lahir. Rumah sakit itu saya datangi pada 3 Mei 2024", &[]);
    }
}
