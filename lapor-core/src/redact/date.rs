//! Days as people write them, and which of them is somebody's birth.

use super::number::{Joint, Numbers};
use super::vocabulary::Vocabulary;

mod again;
mod birth;

pub(super) use birth::{BIRTHS, CORRECTED, HIDDEN_BIRTH, RESIDENT, births, is_of_document};

/// A day in runs `..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) last: usize,
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

pub(super) fn is_month(word: &[u8]) -> bool {
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
    fn the_day_of_a_residents_number_is_a_birth_wherever_it_is_repeated() {
        check("3515084701689901 REKAWATI MALANG 07-01-1968 JL", &["07-01-1968"]);
        check("3515080701689901 Rekawan, Malang 7 Januari 1968, 8 Mei 2024", &["7 Januari 1968"]);
        check("3515080701689901 dicetak 08-01-1968", &[]);
        check("3515080701680000 pada 07-01-1968", &[]);
        check(&format!("3515080701689901{} 07-01-1968", " kata".repeat(20)), &[]);
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
        check("tgl lair 7 januari 1968, laire 8-1-1968", &["7 januari 1968", "8-1-1968"]);
        check("lahir 7/I/1968, lahir 8/VIII/71 di akta 8/XIV/1971", &["7/I/1968", "8/VIII/71"]);
        check("di kartu lahir 7 januari 1968, akta lahir 8 januari 1971", &["7 januari 1968"]);
        check("lahirnya beda, saya 7.1.1968 dia 8.2.1971", &["7.1.1968", "8.2.1971"]);
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
    fn a_day_that_says_itself_that_it_is_a_birth() {
        check("tertulis 07-11-1958 harusnya 11-07-1958.", &["07-11-1958", "11-07-1958"]);
        check("Rekawan (04071988) dan Rekawati (4 Juli 1988)", &["04071988", "4 Juli 1988"]);
        check("di KTP lamanya 00-00-1947", &["00-00-1947"]);
        check("tertulis 07-11-2024 harusnya 11-07-2024, 07-11-1958 dan 11-07-1958", &[]);
        check("rapat (04072024), surat (04071988), 4 Juli 1988. 07-11-1958", &[]);
        check(
            "tgl lahir antara akta (7 Mei 1968) dan ijazah (7 Juni 1968)",
            &["7 Mei 1968", "7 Juni 1968"],
        );
        check("yang lahir antara 7 Mei 1968 dan 7 Juni 1969", &[]);
    }

    #[test]
    fn an_old_day_in_a_paper_of_its_holder_is_a_birth() {
        check(
            "di KTP 17 Februari 1952, di surat baptis 17-3-1952",
            &["17 Februari 1952", "17-3-1952"],
        );
        check(
            "dlm ijazah tertulis 17 februari 1952. pada kk sy tgl 17031952",
            &["17 februari 1952", "17031952"],
        );
        check("lahir di kampung. di ktp 17 februari 1952 di surat", &["17 februari 1952"]);
        check("KTP 17 Februari 1952, di KTP 17 Februari 2022, di SK 3 Mei 1998", &[]);
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
