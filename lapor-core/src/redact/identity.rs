//! Numbers that the state gives to people: NIK, KK, NPWP, NIP.

use super::Kind;
use super::cue::{self, Cue};
use super::keep;
use super::normal::is_word;
use super::number::{Joint, Numbers};
use super::regency;

/// A number found in runs `..=last`, counted from the run that was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) last: usize,
    pub(super) kind: Kind,
    pub(super) rule: &'static str,
}

/// Digits of a civil servant's number of before 2008.
const OLD: usize = 9;
/// Fewest digits of any other number, mistyped ones included.
const SHORTEST: usize = 14;
/// Most runs of one number: sixteen digits, each on its own.
const RUNS: usize = 18;

/// The identity number that begins with run `i`; `cue` is the nearest word before it.
pub(super) fn at(numbers: &Numbers<'_>, i: usize, cue: Option<Cue>) -> Option<Match> {
    let cue = label_of_word(numbers, i).or(cue);
    let old = cue == Some(Cue::Nip) && numbers.runs[i].len() == OLD;
    if !(old || numbers.has_digits(i, SHORTEST)) || numbers.is_decimal(i) {
        return None;
    }
    dotted_npwp(numbers, i)
        .or_else(|| nip(numbers, i, cue))
        .or_else(|| resident(numbers, i, cue))
        .or_else(|| glued(numbers, i, cue))
        .or_else(|| npwp(numbers, i, cue))
}

/// A label that the word before it and the number behind it are glued to: `Wirajatinik3515...`.
fn label_of_word(numbers: &Numbers<'_>, i: usize) -> Option<Cue> {
    let before = &numbers.bytes[..numbers.runs[i].start];
    let (word, label) = before.split_at_checked(before.len().checked_sub(3)?)?;
    let is_glued = word.last().is_some_and(u8::is_ascii_alphabetic);
    (is_glued && label.eq_ignore_ascii_case(b"nik")).then_some(Cue::Nik)
}

/// Sixteen digits `PPKKCC DDMMYY SSSS`: a known regency, a day from 1 to 31 (plus 40 for a woman), a
/// month, a serial number that is not nought. There is no check digit.
///
/// Source: PP 37/2007 article 37, by its common description; not read in the instrument itself.
pub(super) fn is_resident(digits: &[u8]) -> bool {
    let number = |from: usize, to: usize| {
        digits[from..to].iter().fold(0u16, |sum, &digit| sum * 10 + u16::from(digit))
    };
    digits.len() == 16
        && regency::CODES.binary_search(&number(0, 4)).is_ok()
        && matches!(number(6, 8), 1..=31 | 41..=71)
        && matches!(number(8, 10), 1..=12)
        && number(12, 16) != 0
}

/// Eighteen digits `YYYYMMDD YYYYMM S NNN`: birth, appointment, sex. A contract employee has 21 and
/// more in place of the month.
///
/// Source: Peraturan Kepala BKN 22/2007, by its common description; the form for contract employees
/// is known from numbers in use. Neither was read in the instrument itself.
pub(super) fn is_civil_servant(digits: &[u8]) -> bool {
    let number = |from: usize, to: usize| {
        digits[from..to].iter().fold(0u16, |sum, &digit| sum * 10 + u16::from(digit))
    };
    if digits.len() != 18 {
        return false;
    }
    let (birth, appointment) = (number(0, 4), number(8, 12));
    (1925..=2012).contains(&birth)
        && matches!(number(4, 6), 1..=12)
        && matches!(number(6, 8), 1..=31)
        && (birth + 15..=birth + 70).contains(&appointment)
        && matches!(number(12, 14), 1..=12 | 21..=29)
        && matches!(digits[14], 1 | 2)
}

/// Luhn's check over the first nine digits of a taxpayer number.
fn has_npwp_check(digits: &[u8]) -> bool {
    let sum: u8 = digits
        .iter()
        .take(9)
        .enumerate()
        .map(|(i, &digit)| if i % 2 == 0 { digit } else { digit * 2 % 10 + digit * 2 / 10 })
        .sum();
    digits.iter().take(9).any(|&digit| digit != 0) && sum.is_multiple_of(10)
}

/// The last run of the stretch from `i` that holds exactly `total` digits.
fn stretch(numbers: &Numbers<'_>, i: usize, total: usize) -> Option<usize> {
    let mut length = 0;
    for last in i..numbers.runs.len().min(i + RUNS) {
        if last > i && numbers.joint(last - 1) == Joint::Break {
            return None;
        }
        length += numbers.runs[last].len();
        if length >= total {
            return (length == total).then_some(last);
        }
    }
    None
}

/// The stretch that holds one of the totals, the first that fits.
fn stretch_of(numbers: &Numbers<'_>, i: usize, totals: &[usize]) -> Option<usize> {
    totals.iter().find_map(|&total| stretch(numbers, i, total))
}

fn lengths(numbers: &Numbers<'_>, from: usize, to: usize, shapes: &[&[usize]]) -> bool {
    let found = || numbers.runs[from..=to].iter().map(|run| run.len());
    shapes.iter().any(|shape| found().eq(shape.iter().copied()))
}

/// The number of a civil servant.
fn nip(numbers: &Numbers<'_>, i: usize, cue: Option<Cue>) -> Option<Match> {
    let found = |last, rule| Some(Match { last, kind: Kind::Nip, rule });
    if let Some(last) = stretch(numbers, i, 18) {
        const SHAPES: [&[usize]; 6] =
            [&[18], &[8, 6, 1, 3], &[8, 6, 4], &[8, 10], &[8, 7, 3], &[4, 2, 2, 4, 2, 1, 3]];
        let digits = numbers.digits(i, last);
        let stays = || matches!(cue, Some(Cue::Parcel | Cue::Money)) || is_kept(numbers, i, false);
        // "1975 1201 2000 03 1 002": groups as somebody's hand fell.
        let by_hand = || {
            let joined = |k| matches!(numbers.joint(k), Joint::Space | Joint::Dot | Joint::Hyphen);
            last - i < 8
                && numbers.runs[i].len() >= 4
                && numbers.is_alone(i, last)
                && (i..last).all(joined)
        };
        if is_civil_servant(digits.as_slice())
            && (lengths(numbers, i, last, &SHAPES) || by_hand())
            && !stays()
        {
            return found(last, "nip-structure");
        }
    }
    let last = match cue {
        // In groups nine digits are an amount.
        Some(Cue::Nip) if numbers.runs[i].len() == OLD => i,
        Some(Cue::Nip) => stretch_of(numbers, i, &[18, 17, 19])?,
        _ => return None,
    };
    found(last, "nip-keyword")
}

/// A resident's or a family's number: by structure alone, or beside its keyword also mistyped.
fn resident(numbers: &Numbers<'_>, i: usize, cue: Option<Cue>) -> Option<Match> {
    let exact = stretch(numbers, i, 16);
    let behind = exact.and_then(|last| cue::after(numbers.bytes, numbers.runs[last].end));
    let cued = match (cue, behind) {
        (Some(Cue::Nik | Cue::Kk), _) => cue,
        (_, Some(Cue::Nik | Cue::Kk)) => behind,
        _ => None,
    };
    let kind = if cued == Some(Cue::Kk) { Kind::Kk } else { Kind::Nik };
    if let Some(last) = exact
        && is_resident(numbers.digits(i, last).as_slice())
        && !(cued.is_none() && stays(numbers, i, last, cue))
    {
        let rule = if kind == Kind::Kk { "kk-structure" } else { "nik-structure" };
        return Some(Match { last, kind, rule });
    }
    if cued.is_none() && cue.is_none() && is_mistyped(numbers, i) {
        return Some(Match { last: i, kind, rule: "nik-structure" });
    }
    cued?;
    let last = exact.or_else(|| stretch_of(numbers, i, &[17, 15, 14]))?;
    if numbers.is_amount(i, last) {
        return None;
    }
    let rule = if kind == Kind::Kk { "kk-keyword" } else { "nik-keyword" };
    Some(Match { last, kind, rule })
}

/// Whether a run alone is a resident's number whose serial has a digit too many.
fn is_mistyped(numbers: &Numbers<'_>, i: usize) -> bool {
    let run = numbers.runs[i];
    let alone = numbers.joint_before(i) == Joint::Break && numbers.joint(i) == Joint::Break;
    run.len() == 17
        && alone
        && is_resident(&numbers.digits(i, i).as_slice()[..16])
        && !is_kept(numbers, i, true)
}

/// Whether sixteen digits with the structure of a NIK stay for what surrounds them.
fn stays(numbers: &Numbers<'_>, i: usize, last: usize, cue: Option<Cue>) -> bool {
    const SHAPES: [&[usize]; 6] = [
        &[4, 4, 4, 4],
        &[6, 6, 4],
        &[2, 2, 2, 6, 4],
        &[2, 2, 2, 2, 2, 2, 4],
        &[6, 2, 2, 2, 4],
        &[1; 16],
    ];
    if matches!(cue, Some(Cue::Parcel | Cue::Money)) {
        return true;
    }
    if i == last {
        return is_kept(numbers, i, true);
    }
    // "PBG-327511-05012025-01" is a permit to build.
    if let [.., letter, b'-'] = numbers.bytes[..numbers.runs[i].start]
        && letter.is_ascii_uppercase()
    {
        return true;
    }
    // "317406/550696/9912": as the parts of the number are.
    let parted = lengths(numbers, i, last, &SHAPES[1..2])
        && (i..last).all(|k| numbers.joint(k) == Joint::Slash)
        && numbers.is_alone(i, last);
    let slashed = !parted && (i..last).any(|k| numbers.joint(k) == Joint::Slash);
    if numbers.is_amount(i, last) || slashed {
        return true;
    }
    // A row of sixteen-digit numbers in groups is no drawing, a long row of groups is.
    let four_by_four = lengths(numbers, i, last, &SHAPES[..2]) && !is_long_row(numbers, i);
    // "1118.270602355374" is a decimal; in two parts with a dot the first must be longer than that.
    let decimal = last == i + 1 && numbers.joint(i) == Joint::Dot && numbers.runs[i].len() < 6;
    // Groups as somebody's hand fell ("351508 010290 99 01"), but no row of short coordinates.
    let by_hand = last - i < 8
        && numbers.runs[i].len() >= 4
        && numbers.runs[i..=last].iter().all(|run| run.len() >= 2);
    let shaped = (last - i <= 2 || by_hand) && !decimal || lengths(numbers, i, last, &SHAPES);
    let free = four_by_four || shaped && numbers.is_alone(i, last);
    !free || is_kept(numbers, i, true)
}

/// Whether run `i` stands among more than a dozen joined runs.
fn is_long_row(numbers: &Numbers<'_>, i: usize) -> bool {
    let right = (i..numbers.runs.len()).take(13).take_while(|&k| numbers.joint(k) != Joint::Break);
    let left = (0..i).rev().take(13).take_while(|&k| numbers.joint(k) != Joint::Break);
    right.count() + left.count() >= 12
}

fn is_kept(numbers: &Numbers<'_>, i: usize, listed: bool) -> bool {
    let run = numbers.runs[i];
    keep::is_fraction(numbers.bytes, run.start, listed)
        || keep::in_digest(numbers.bytes, run.start, run.end)
        || keep::in_document_number(numbers.bytes, run.start)
}

/// One run that is too long for a number: two of them glued together, or a keyword beside it.
fn glued(numbers: &Numbers<'_>, i: usize, cue: Option<Cue>) -> Option<Match> {
    let run = numbers.runs[i];
    if run.len() < 18 || is_kept(numbers, i, true) {
        return None;
    }
    let part = |start, end| {
        let mut digits = super::number::Digits::default();
        digits.extend(&numbers.bytes[start..end]);
        is_resident(digits.as_slice())
    };
    let kind = match cue {
        Some(Cue::Nik) => Kind::Nik,
        Some(Cue::Kk) => Kind::Kk,
        Some(Cue::Parcel | Cue::Money) => return None,
        // A number of 16 digits, then another of 16, or a telephone of 10 to 13.
        _ if matches!(run.len(), 26..=29 | 32 | 48)
            && (part(run.start, run.start + 16) || part(run.end - 16, run.end)) =>
        {
            Kind::Nik
        }
        _ => return None,
    };
    Some(Match { last: i, kind, rule: "nik-glued" })
}

/// `99.999.999.9-999.999`, whatever its check digit, or the same groups set apart by spaces alone.
fn dotted_npwp(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    const SHAPES: [&[usize]; 5] =
        [&[2, 3, 3, 1, 3, 3], &[2, 3, 3, 1, 6], &[2, 3, 3, 4, 3], &[2, 3, 3, 7], &[9, 3, 3]];
    if !matches!(numbers.runs[i].len(), 2 | 9)
        || keep::is_fraction(numbers.bytes, numbers.runs[i].start, false)
    {
        return None;
    }
    let last = stretch(numbers, i, 15)?;
    let joints = || (i..last).map(|k| numbers.joint(k));
    let dotted = joints().filter(|joint| *joint == Joint::Dot).count();
    let hyphen = joints().any(|joint| matches!(joint, Joint::Hyphen | Joint::Mixed));
    let shaped = lengths(numbers, i, last, &SHAPES)
        && !joints().any(|joint| joint == Joint::Slash)
        && (dotted >= 2 || dotted == 1 && hyphen || last == i + 5 && numbers.is_alone(i, last));
    shaped.then_some(Match { last, kind: Kind::Npwp, rule: "npwp-dotted" })
}

/// A taxpayer number beside its keyword, or fifteen bare digits with the right check digit.
fn npwp(numbers: &Numbers<'_>, i: usize, cue: Option<Cue>) -> Option<Match> {
    let found = |last, rule| Some(Match { last, kind: Kind::Npwp, rule });
    let run = numbers.runs[i];
    let behind = || cue::after(numbers.bytes, run.end) == Some(Cue::Npwp);
    if cue == Some(Cue::Npwp) || (run.len() >= 14 && behind()) {
        let last = stretch_of(numbers, i, &[15, 16, 14, 17])?;
        // "NPWP ... STP 00551/107/22/911/24" is a letter of the tax office.
        let slashed = (i..last).any(|k| numbers.joint(k) == Joint::Slash);
        return if slashed { None } else { found(last, "npwp-keyword") };
    }
    let glued = |byte: Option<&u8>| byte.is_some_and(|&byte| is_word(byte) || byte == b'.');
    let bare = run.len() == 15
        && !glued(run.start.checked_sub(1).and_then(|before| numbers.bytes.get(before)))
        && !numbers.bytes.get(run.end).is_some_and(|&byte| is_word(byte))
        && !matches!(cue, Some(Cue::Parcel | Cue::Money | Cue::Document | Cue::Bank | Cue::Other))
        && !is_kept(numbers, i, false)
        && has_npwp_check(numbers.digits(i, i).as_slice());
    if bare { found(i, "npwp-check-digit") } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes().map(|byte| byte - b'0').collect()
    }

    #[test]
    fn the_structure_of_a_resident_number() {
        let valid = |text: &str| is_resident(&digits(text));
        assert!(valid("3515080102909901"));
        assert!(valid("3515084102909901"), "a woman's day is 41 to 71");
        assert!(valid("6404013112599999"), "a retired regency code");
        assert!(!valid("3599080102909901"), "no such regency");
        assert!(!valid("3515080002909901") && !valid("3515083202909901"), "no such day");
        assert!(!valid("3515084002909901") && !valid("3515087202909901"), "no such day");
        assert!(!valid("3515080100909901") && !valid("3515080113909901"), "no such month");
        assert!(!valid("3515080102900000"), "no serial number");
        assert!(!valid("351508010290990"), "fifteen digits");
    }

    #[test]
    fn the_structure_of_a_civil_servants_number() {
        let valid = |text: &str| is_civil_servant(&digits(text));
        assert!(valid("197706152005012002"));
        assert!(valid("198503012022211002"), "a contract employee");
        assert!(!valid("202506152025012002"), "a time stamp");
        assert!(!valid("197706152005012302".replace("0123", "0133").as_str()), "no such sex");
        assert!(!valid("197713152005012002"), "no such month");
    }

    #[test]
    fn a_civil_servants_number_may_stand_in_any_groups() {
        let found = |text: &str| {
            let runs = super::super::number::runs(text.as_bytes());
            at(&Numbers::new(text.as_bytes(), &runs), 0, None).map(|found| found.kind)
        };
        assert_eq!(found("1977 0615 2005 01 2 002."), Some(Kind::Nip));
        assert_eq!(found("19770615-200501-2-002 ya"), Some(Kind::Nip));
        assert_eq!(found("1977 0615 2005 01 2 002 7"), None, "one of a row");
        assert_eq!(found("1977 0615/2005/01 2 002"), None);
    }

    #[test]
    fn a_vehicle_speaks_for_no_long_number() {
        let found = super::super::scan("NPWP travel kalau perlu 019904417322000");
        assert_eq!(found.iter().map(|span| span.kind).collect::<Vec<_>>(), [Kind::Npwp]);
    }

    #[test]
    fn the_check_digit_of_a_taxpayer() {
        // 1+4+3+8+5+3+7+7 = 38, so the ninth digit is 2.
        assert!(has_npwp_check(&digits("123456782503000")));
        assert!(!has_npwp_check(&digits("123456781503000")));
        assert!(!has_npwp_check(&digits("000000000000000")));
    }
}
