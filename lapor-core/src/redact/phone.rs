//! Telephone numbers, mobile and fixed.

use std::ops::Range;

use super::cue::{self, Cue};
use super::date;
use super::keep;
use super::normal::{is_letter, is_same};
use super::number::{Joint, Numbers};

/// A telephone number in runs `..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Where it starts: a plus sign and an opening bracket belong to it.
    pub(super) start: usize,
    pub(super) last: usize,
    pub(super) rule: &'static str,
}

/// Least number of digits of a complete number.
const COMPLETE: usize = 10;

/// The telephone number that begins with run `i`.
pub(super) fn at(numbers: &Numbers<'_>, i: usize, cue: Option<cue::Found>) -> Option<Match> {
    let run = numbers.runs[i];
    let word = cue.map(|found| found.cue);
    // Public first: what an office publishes stays.
    if matches!(word, Some(Cue::Public | Cue::Distance)) || numbers.is_decimal(i) {
        return None;
    }
    // "20251104 083012 1 007" is the hour of a payment.
    if run.len() == 6
        && let Some(day) = i.checked_sub(1)
        && numbers.runs[day].len() == 8
        && numbers.joint(day) == Joint::Space
        && date::at(numbers, day).is_some()
    {
        return None;
    }
    let near =
        cue.is_some_and(|found| found.cue == Cue::Phone && found.distance <= 3 && found.same_line);
    let start = start(numbers, i);
    let begin = Begin { start, plus: numbers.bytes[start..run.start].contains(&b'+'), near };
    // Nothing else lets a number begin but with a nought, or with the code of the country.
    if !near && !begin.plus && !matches!(numbers.first_digit(i), Some(0 | 6)) {
        return None;
    }
    let mobile = mobile(numbers, i, begin, word);
    let line = if mobile.is_none() { landline(numbers, i, begin, word) } else { None };
    let is_office = line.is_some_and(|last| {
        is_of_an_office(numbers.bytes, start)
            || is_beside_an_office(numbers.bytes, start..numbers.runs[last].end)
    });
    mobile
        .map(|last| Match { start, last, rule: "phone-mobile" })
        .or_else(|| {
            let last = line?;
            (!goes_on(numbers, last) && !is_office).then_some(Match {
                start,
                last,
                rule: "phone-landline",
            })
        })
        .or_else(|| {
            // "Telepon Dinas Sosial (0291) ...": a word for a telephone makes it nobody's.
            let last = if near && !is_office { cued(numbers, i)? } else { return None };
            Some(Match { start, last, rule: "phone-keyword" })
        })
        .or_else(|| {
            let last = if begin.plus { foreign(numbers, i)? } else { return None };
            Some(Match { start, last, rule: "phone-foreign" })
        })
        // Asked last, as it looks far.
        .filter(|found| {
            !cue::is_public_behind(numbers.bytes, numbers.runs[found.last].end)
                && !keep::in_digest(numbers.bytes, run.start, run.end)
                && !keep::in_document_number(numbers.bytes, run.start)
        })
        .map(|found| {
            // "(0274) 555..." begins with its bracket, "(0274555...)" stands in one.
            let number = &numbers.bytes[found.start..numbers.runs[found.last].end];
            let around = number.first() == Some(&b'(') && !number.contains(&b')');
            Match { start: found.start + usize::from(around), ..found }
        })
}

/// Whether a fixed line stands behind the name of an office: "Kantor Cabang Denpasar (0361-227122)".
fn is_of_an_office(bytes: &[u8], at: usize) -> bool {
    const OFFICES: [&[u8]; 22] = [
        b"kantor",
        b"dinas",
        b"kecamatan",
        b"kelurahan",
        b"puskesmas",
        b"rsud",
        b"polsek",
        b"polres",
        b"cabang",
        b"samsat",
        b"uptd",
        b"disdukcapil",
        b"dukcapil",
        b"kpp",
        b"satpas",
        b"posko",
        b"imigrasi",
        b"sekretariat",
        b"bpbd",
        b"basarnas",
        b"damkar",
        b"pmi",
    ];
    const OWN: [&[u8]; 8] = [b"saya", b"sy", b"kami", b"rumah", b"hp", b"pribadi", b"nomor", b"no"];
    let mut before = bytes[..at].trim_ascii_end();
    for _ in 0..OFFICE {
        let length = before.iter().rev().take(16).take_while(|byte| is_letter(**byte)).count();
        let (rest, word) = before.split_at(before.len() - length);
        let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
        if length == 0 || is(&OWN) {
            return false;
        }
        if is(&OFFICES) {
            return true;
        }
        let Some(rest) = rest.strip_suffix(b" ") else { return false };
        before = rest;
    }
    false
}

/// Whether an address of the government stands right behind a fixed line: "(0356) 321-777 atau dinkes@...go.id".
///
/// Not if a word before says whose it is: "telp rumah saya (0356) 321-777, email ke dinkes@...go.id".
fn is_beside_an_office(bytes: &[u8], number: Range<usize>) -> bool {
    const OWN: [&[u8]; 6] = [b"saya", b"sy", b"aku", b"rumah", b"pribadi", b"pelapor"];
    let before = &bytes[number.start.saturating_sub(OWNED)..number.start];
    let mut words = before.split(|&byte| !is_letter(byte));
    if words.any(|word| OWN.iter().any(|known| is_same(known, word))) {
        return false;
    }
    let rest = &bytes[number.end..bytes.len().min(number.end + 64)];
    let mut words = rest.split(|&byte| byte.is_ascii_whitespace()).skip(1);
    let is = |word: Option<&[u8]>| word.is_some_and(has_domain);
    let first = words.next();
    is(first)
        || first.is_some_and(|word| matches!(word, b"atau" | b"dan" | b"/" | b"email" | b"surel"))
            && is(words.next())
}

/// Whether a domain of the government is in a word.
fn has_domain(word: &[u8]) -> bool {
    word.windows(GOVERNMENT.len()).any(|part| part.eq_ignore_ascii_case(GOVERNMENT))
}

const GOVERNMENT: &[u8] = b".go.id";
/// Bytes before a fixed line in which a word says whose it is.
const OWNED: usize = 48;

/// Most words from that of an office to its number.
const OFFICE: usize = 4;

/// Whether another group of the same shape is joined to a number of groups of four: "0555 0012 8831 4000" is none.
fn goes_on(numbers: &Numbers<'_>, last: usize) -> bool {
    let group = |k: usize| numbers.runs.get(k).is_some_and(|run| run.len() == 4);
    group(last)
        && group(last + 1)
        && numbers.joint(last) != Joint::Break
        && numbers.joint(last) == numbers.joint_before(last)
        && numbers.first_digit(last + 1) != Some(0)
}

/// Digits of the shortest number that a single short run begins.
const SHORTEST: usize = 8;

/// Whether run `i`, which is short, may be the first of a telephone number in several.
pub(super) fn may_begin(numbers: &Numbers<'_>, i: usize) -> bool {
    // Nothing else dials, and most numbers begin otherwise.
    if !matches!(numbers.first_digit(i), Some(0 | 6 | 8)) {
        return false;
    }
    let digits = numbers.digits(i, i);
    let dials = match digits.as_slice() {
        [0 | 6 | 8] | [0, 0 | 8] | [0, 0, ..] | [6, 2, ..] => true,
        [0, 8, operator, ..] | [8, operator, ..] => !matches!(operator, 0 | 4),
        digits => area(digits).is_some(),
    };
    dials && numbers.has_digits(i, SHORTEST)
}

/// How a number begins.
#[derive(Debug, Clone, Copy)]
struct Begin {
    start: usize,
    plus: bool,
    /// A word for a telephone stands close before it.
    near: bool,
}

/// Where the number starts: `+62`, `(+62)`, `(0274)`.
fn start(numbers: &Numbers<'_>, i: usize) -> usize {
    let mut start = numbers.runs[i].start;
    for sign in [b'+', b'('] {
        if start > 0 && numbers.bytes[start - 1] == sign {
            start -= 1;
        }
    }
    start
}

/// Whether the digits are a mobile number: `0`, `62`, `+62` or `0062`, then `8`, an operator's digit,
/// and seven to ten more.
pub(super) fn is_mobile(digits: &[u8], mistyped: bool) -> bool {
    let national = match digits {
        [0, 0, 6, 2, 0, rest @ ..] | [0, 0, 6, 2, rest @ ..] => rest,
        [6, 2, 0, rest @ ..] | [6, 2, rest @ ..] | [0, rest @ ..] => rest,
        _ => return false,
    };
    let length = if mistyped { 7..=14 } else { 9..=12 };
    matches!(national, [8, 1..=3 | 5..=9, ..]) && length.contains(&national.len())
}

/// Whether the word that runs into the digits lets them begin a number: none, or one of at least
/// two letters ("hp0812", "hubungi0812"), as codes of goods put one letter there.
fn glues(numbers: &Numbers<'_>, start: usize) -> bool {
    let before = &numbers.bytes[..start];
    let letters = before.iter().rev().take(20).take_while(|&&byte| is_letter(byte)).count();
    letters != 1
}

fn mobile(numbers: &Numbers<'_>, i: usize, begin: Begin, cue: Option<Cue>) -> Option<usize> {
    let first = numbers.digits(i, i);
    let bytes = numbers.bytes;
    if !matches!(first.as_slice(), [0, ..] | [6, 2, ..] | [6]) && !begin.near {
        return None;
    }
    if !glues(numbers, begin.start) && !begin.near {
        return None;
    }
    // One run that is a whole number needs nothing else.
    let whole = is_mobile(first.as_slice(), begin.near || begin.plus);
    if whole {
        let fraction = keep::is_fraction(bytes, begin.start, false);
        let stays = matches!(cue, Some(Cue::Parcel | Cue::Money)) && !begin.plus;
        if fraction || stays {
            return None;
        }
        let grows = numbers.joint(i) == Joint::Hyphen && first.as_slice().len() <= COMPLETE;
        if !grows {
            return Some(i);
        }
    } else if numbers.joint_before(i) != Joint::Break
        && matches!(numbers.byte_before(i), Some(b'.' | b'-' | b'/'))
    {
        // The middle of a date, a decree or a decimal.
        return None;
    }
    if begin.near
        && let [8, 1..=3 | 5..=9, ..] = first.as_slice()
        && let Some(last) = grow(numbers, i, begin.near, |digits| {
            matches!(digits, [8, 1..=3 | 5..=9, ..]) && (9..=12).contains(&digits.len())
        })
    {
        return Some(last);
    }
    let last =
        grow(numbers, i, begin.near, |digits| is_mobile(digits, false)).or(whole.then_some(i))?;
    if !begin.near && !begin.plus && numbers.is_amount(i, last) {
        return None;
    }
    let international = bytes[numbers.runs[i].start] == b'6' && !begin.plus;
    let lone = first.as_slice().len() == 1;
    if last > i && !begin.near && (lone || international) {
        // Rows of coordinates look like this too, so it must stand alone.
        let quoted = begin.start.checked_sub(1).is_some_and(|k| b"\"'(,=".contains(&bytes[k]));
        let shaped = if lone {
            numbers.runs[i..=last].iter().all(|run| run.len() == 1)
        } else {
            numbers.runs[i + 1..=last].iter().all(|run| run.len() >= 3)
        };
        if quoted || !shaped || !numbers.is_alone(i, last) {
            return None;
        }
    }
    Some(last)
}

/// Grows a number over the runs behind it: until it is complete over any, then only over those
/// shaped as before, so that "0812 3456 7890 5 orang" leaves the five people out.
fn grow(
    numbers: &Numbers<'_>,
    i: usize,
    near: bool,
    is_number: impl Fn(&[u8]) -> bool,
) -> Option<usize> {
    let mut digits = numbers.digits(i, i);
    let mut best = is_number(digits.as_slice()).then_some(i);
    let slashed = is_slashed(numbers, i);
    for last in i + 1..numbers.runs.len() {
        let run = numbers.runs[last];
        let joint = numbers.joint(last - 1);
        // "hp 0812/3456/7890" is one number, "0812345678/0812345679" are two.
        let slash = joint == Joint::Slash && (best.is_some() || !(near || slashed));
        if joint == Joint::Break || slash {
            break;
        }
        let closes = last + 1 == numbers.runs.len() || numbers.joint(last) == Joint::Break;
        // "wa 0812 555 012 34.": what closes a number that is not yet long counts nothing.
        let longest = if joint == Joint::Space { 12 } else { 11 };
        let rest =
            near && closes && digits.as_slice().len() <= longest && ends(numbers.bytes, run.end);
        let continues = run.len() >= 3 || run.len() == numbers.runs[last - 1].len() || rest;
        let alike = last < i + 2 || joint == numbers.joint(last - 2);
        if best.is_some() && !(alike && (continues || joint == Joint::Hyphen && closes)) {
            break;
        }
        digits.extend(&numbers.bytes[run.start..run.end]);
        if digits.as_slice().len() > 16 {
            break;
        }
        if is_number(digits.as_slice()) {
            best = Some(last);
        }
    }
    best
}

/// Whether no word follows on the line.
fn ends(bytes: &[u8], end: usize) -> bool {
    let gap = bytes[end..].iter().take(3).take_while(|&&byte| byte == b' ').count();
    bytes.get(end + gap).is_none_or(|byte| b".,;)\n".contains(byte))
}

/// Whether three groups set apart by slashes are a mobile number by themselves: "0812/3456/7890",
/// but not "0812/345/2024", which a letter may have.
fn is_slashed(numbers: &Numbers<'_>, i: usize) -> bool {
    let [first, second, third, ..] = &numbers.runs[i..] else { return false };
    first.len() == 4
        && matches!(second.len(), 3 | 4)
        && matches!(third.len(), 3..=5)
        && numbers.joint(i) == Joint::Slash
        && numbers.joint(i + 1) == Joint::Slash
        && numbers.joint(i + 2) == Joint::Break
        && numbers.bytes.get(third.end) != Some(&b'/')
        && matches!(numbers.digits(i, i).as_slice(), [0, 8, 1..=3 | 5..=9, _])
        && !matches!(numbers.digits(i + 2, i + 2).as_slice(), [1, 9, _, _] | [2, 0, _, _])
}

/// Length of the area code, with its nought, at the start of the digits.
///
/// The areas are taken by their ranges, not one by one, so that a new one is not missed.
fn area(digits: &[u8]) -> Option<usize> {
    match digits {
        [0, 2, 1 | 2 | 4, ..] | [0, 3, 1, ..] | [0, 6, 1, ..] => Some(3),
        [0, 2, 3 | 5..=9, _, ..]
        | [0, 3, 2..=8, _, ..]
        | [0, 4, 0..=8, _, ..]
        | [0, 5, 1..=8, _, ..]
        | [0, 6, 2..=5, _, ..]
        | [0, 7, 0..=7, _, ..]
        | [0, 9, 0..=8, _, ..] => Some(4),
        _ => None,
    }
}

/// Whether the digits are an area code and a subscriber's number of five to eight digits.
fn is_landline(digits: &[u8], least: usize) -> bool {
    area(digits).is_some_and(|code| {
        // "021-1500-454" is a number that offices have in any area.
        if matches!(digits[code..], [1, 5, 0, 0, _, _, _]) {
            return false;
        }
        let least = if code == 3 { 7 } else { least };
        (least..=8).contains(&(digits.len() - code))
    })
}

fn landline(numbers: &Numbers<'_>, i: usize, begin: Begin, cue: Option<Cue>) -> Option<usize> {
    let first = numbers.digits(i, i);
    let first = first.as_slice();
    let middle = numbers.joint_before(i) != Joint::Break
        && matches!(numbers.byte_before(i), Some(b'.' | b'-' | b'/'));
    let stays =
        matches!(cue, Some(Cue::Parcel | Cue::Document | Cue::Bank | Cue::Money)) && !begin.plus;
    if stays || middle || (!glues(numbers, begin.start) && !begin.near) {
        return None;
    }
    if begin.plus && first.starts_with(&[6, 2]) {
        return grow(numbers, i, begin.near, |digits| match digits {
            [6, 2, rest @ ..] => {
                let mut national = [0; 20];
                national[1..=rest.len()].copy_from_slice(rest);
                is_landline(&national[..=rest.len()], 5)
            }
            _ => false,
        });
    }
    let code = area(first)?;
    let bracket = numbers.bytes[begin.start] == b'(';
    if code == first.len() {
        let least = if bracket || begin.near || numbers.joint(i) == Joint::Hyphen { 5 } else { 6 };
        let last = grow(numbers, i, begin.near, |digits| is_landline(digits, least))?;
        // Hours and years are four digits; a subscriber's number is one run of five or more, or
        // groups of at least two.
        let shaped = numbers.runs[i + 1..=last].iter().all(|run| run.len() >= 2);
        return (last > i && shaped).then_some(last);
    }
    // A bare run is one only as a word of its own: digests hold such runs.
    let run = numbers.runs[i];
    let glued = numbers.bytes.get(run.end).is_some_and(|&byte| is_letter(byte))
        || begin.start.checked_sub(1).is_some_and(|before| is_letter(numbers.bytes[before]));
    (is_landline(first, 6)
        && (begin.near || !glued)
        && !keep::is_fraction(numbers.bytes, begin.start, false)
        && numbers.joint(i) != Joint::Slash)
        .then_some(i)
}

/// A number of another country, by its plus sign: `+60 12-555 0193` (ITU-T E.164, at most fifteen
/// digits).
fn foreign(numbers: &Numbers<'_>, i: usize) -> Option<usize> {
    let first = numbers.digits(i, i);
    let code = !matches!(first.as_slice(), [6, 2, ..] | [0, ..]);
    let last = grow(numbers, i, false, |digits| (10..=15).contains(&digits.len()))?;
    let grouped = last > i && numbers.runs[i].len() <= 3;
    (code && (grouped || last == i) && !numbers.is_amount(i, last)).then_some(last)
}

/// Any number of the length of a telephone's beside a word for one.
fn cued(numbers: &Numbers<'_>, i: usize) -> Option<usize> {
    let first = numbers.digits(i, i);
    // Short codes and call centres: 110, 14xxx, 1500xxx, 0800, 0804, 0807, 0809.
    if matches!(first.as_slice(), [1, 5, 0, 0, ..] | [1, 4, 0, ..] | [0, 8, 0, ..]) {
        return None;
    }
    let last = grow(numbers, i, false, |digits| (6..=14).contains(&digits.len()))?;
    let grouped = numbers.runs[i..=last].iter().all(|run| run.len() >= 3)
        && numbers.digits(i, last).as_slice().len() >= 7;
    let date = numbers.runs[i].len() == 8 && matches!(first.as_slice(), [1, 9, ..] | [2, 0, ..]);
    // "hp harga 3500000": a round number is a price.
    let round = last == i && first.as_slice().len() <= 8 && first.as_slice().ends_with(&[0, 0, 0]);
    let thousands = numbers.is_amount(i, last) || round;
    ((last == i || grouped) && !date && !thousands).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_number_has_nine_to_twelve_digits_behind_its_prefix() {
        let check = |text: &str| {
            let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
            is_mobile(&digits, false)
        };
        assert!(check("0812345678") && check("0812345678901"));
        assert!(check("62812345678") && check("6281234567890"));
        assert!(check("006281234567890") && check("62081234567890"));
        assert!(!check("081234567") && !check("08123456789012"));
        assert!(!check("0801234567") && !check("0841234567"), "no operator");
        assert!(!check("8123456789"));
    }

    #[test]
    fn area_codes_have_two_or_three_digits_behind_the_nought() {
        assert_eq!(area(&[0, 2, 1, 5]), Some(3));
        assert_eq!(area(&[0, 2, 7, 4, 5]), Some(4));
        assert_eq!(area(&[0, 8, 0, 0]), None);
        assert_eq!(area(&[0, 0, 2, 1]), None);
    }
}
