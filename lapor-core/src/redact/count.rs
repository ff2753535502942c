//! Small numbers that count something, and days as files write them: no scanner has to look at them.
//!
//! Most numbers are such: "5 hari", `<td>12</td>`, `width="40"`, `2025-08-14`. They are told by a few bytes on either side, so
//! that the scanners, each of which would find nothing there, need not ask. To every rule it is the same whether
//! such a number is on the list of runs or not: it joins no other number, and between two others its digits are as
//! much in the way as a run.

use super::date;
use super::normal::{DEGREE, OTHER, is_word};
use super::number::{JOINT_LENGTH, digit, is_line_joint, is_run_of_letters};
use super::plate;

/// Digits of the shortest number that is somebody's without a word beside it.
const LONG: usize = 5;
/// Digits of the shortest code behind a label.
const CODE: usize = 3;
/// Digits of the shortest fraction of a coordinate.
const FRACTION: usize = 4;

/// What may join two runs of digits, and where a label may end before a code: other bytes but those of
/// words part a number from whatever stands there.
const JOINS: u8 = 1;
const LABELS: u8 = 2;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | b'(' => JOINS | LABELS,
            b'.' | b'-' | b'_' | b'/' | b')' => JOINS,
            b':' | b'=' | b'#' | b'"' | b'\'' | OTHER => LABELS,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Whether the run of digits between `start` and `end` is a count and nothing else, far from any word that
/// numbers stand behind; `before` is where the digits before it end, and whether these were left out.
pub(super) fn is_count(
    bytes: &[u8],
    start: usize,
    end: usize,
    (before, is_left_out): (usize, bool),
) -> bool {
    let length = end - start;
    if length >= LONG {
        return false;
    }
    let left = start.checked_sub(1).map_or(b'\n', |before| bytes[before]);
    let right = bytes.get(end).copied().unwrap_or(b'\n');
    // A code has a label before it, or goes on behind a space: "3515 LT 12032010 0012".
    let uncoded = length < CODE
        || class(right) & JOINS == 0
            && (class(left) & LABELS == 0
                || is_left_out && is_year_of_day(bytes, start, end, before));
    uncoded
        && !is_broken(bytes, start, end)
        && !is_word(left)
        && !matches!(left, b'.' | b'-' | b'/' | b'+')
        && !is_word(right)
        && right != DEGREE
        && bytes[start..end].iter().all(u8::is_ascii_digit)
        && !joins_before(bytes, before, start, length)
        && !joins_behind(bytes, end)
        && plate::letters_before(bytes, start).is_none()
}

/// Whether a run is the year of a day as people write it, whose number ends at `before`: "14 Agustus 2025".
///
/// It is left out with the number of the day alone, as a rule that looks at a day looks at both.
fn is_year_of_day(bytes: &[u8], start: usize, end: usize, before: usize) -> bool {
    let is_day = || {
        let number = bytes[..before].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        (1..=2).contains(&number)
    };
    let word = bytes[before..start].strip_prefix(b" ").and_then(|word| word.strip_suffix(b" "));
    // A birth, where no word says so: "di KTP 17 Februari 1952".
    let is_birth = || {
        let number = bytes[..before].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        date::is_of_document(&bytes[..before - number])
    };
    end - start == 4
        && matches!(bytes[start..end], [b'1', b'8' | b'9', ..] | [b'2', b'0', ..])
        && word.is_some_and(date::is_month)
        && is_day()
        && !is_birth()
}

/// Whether only the end of a line parts a run from the digits before or behind it.
fn is_broken(bytes: &[u8], start: usize, end: usize) -> bool {
    // Most numbers do not stand at the end of a line.
    let edge =
        |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'\n' | b'\r' | b'-' | b' '));
    let (left, right) = (&bytes[..start], &bytes[end..]);
    let behind = || {
        (1..=2).any(|gap| {
            let parts = right.split_at_checked(gap);
            parts.is_some_and(|(joint, rest)| is_line_joint(joint) && is_long(rest.iter()))
        })
    };
    let before = || {
        (1..=2).any(|gap| {
            let parts = left.len().checked_sub(gap).and_then(|at| left.split_at_checked(at));
            parts.is_some_and(|(rest, joint)| is_line_joint(joint) && is_long(rest.iter().rev()))
        })
    };
    edge(right.first()) && behind() || edge(left.last()) && before()
}

/// Whether a row of digits, in groups or not, is too long for a count.
fn is_long<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let mut digits = 0;
    for byte in bytes.take(2 * LONG) {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'.' | b'-' if digits > 0 => {}
            _ => break,
        }
    }
    digits >= LONG
}

/// Where the day ends that begins with the four digits of its year between `start` and `end`, as files write days:
/// `2025-08-14`; nothing if anything is joined to it.
pub(super) fn day(bytes: &[u8], start: usize, end: usize, before: usize) -> Option<usize> {
    // No other run is a year, and a longer one would be more than a number holds.
    if end - start != 4 {
        return None;
    }
    let [b'-', m, n, b'-', d, e, ..] = bytes[end..] else { return None };
    let close = end + 6;
    let number = |digits: &[u8]| {
        digits
            .iter()
            .all(u8::is_ascii_digit)
            .then(|| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    };
    let year = number(&bytes[start..end])?;
    let free = |byte: Option<&u8>| {
        byte.is_none_or(|&byte| !(is_word(byte) || byte == b'+' || class(byte) == JOINS))
    };
    let whole = free(bytes[..start].last())
        && free(bytes.get(close))
        && !date::is_of_document(&bytes[..start])
        && date::is_year(year)
        && date::is_day(number(&[d, e])?, number(&[m, n])?)
        && !joins_before(bytes, before, start, end - start)
        && !joins_more(bytes, close);
    whole.then_some(close)
}

/// Whether the digits that end at `before` may be joined to a run at `start`, or be the whole part of its fraction.
fn joins_before(bytes: &[u8], before: usize, start: usize, length: usize) -> bool {
    let between = &bytes[before..start];
    before > 0
        && between.len() <= JOINT_LENGTH
        && (between.iter().all(|&byte| class(byte) & JOINS != 0)
            || between == b"," && length >= FRACTION && may_be_whole(&bytes[..before]))
}

/// Whether the digits at the end of a text may be the whole part of a decimal number: not those that a hyphen joins to
/// something, as in a day or a name with a number.
fn may_be_whole(text: &[u8]) -> bool {
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    !matches!(text[..text.len() - digits], [.., a, b'-'] if is_word(a))
}

/// Whether a run that ends at `end` may be joined to other digits, go on as a code, or have a fraction.
fn joins_behind(bytes: &[u8], end: usize) -> bool {
    let rest = &bytes[end..];
    if let [b',', rest @ ..] = rest {
        let digits = rest.iter().take(FRACTION).take_while(|byte| digit(**byte).is_some()).count();
        return digits == FRACTION || digits > 0 && rest.get(digits) == Some(&DEGREE);
    }
    joins_more(bytes, end)
}

/// Whether what is written behind `end` may join it to other digits or letters.
fn joins_more(bytes: &[u8], end: usize) -> bool {
    let rest = &bytes[end..];
    let joint =
        rest.iter().take(JOINT_LENGTH).take_while(|&&byte| class(byte) & JOINS != 0).count();
    match rest.get(joint) {
        Some(byte) if byte.is_ascii_digit() => true,
        // "5/VI", "5-A": a code goes on; "5." at the end of a sentence does not.
        Some(byte) if is_word(*byte) => {
            matches!(rest[joint - 1], b'.' | b'-' | b'/') || is_run_of_letters(bytes, end + joint)
        }
        Some(byte) => class(*byte) & JOINS != 0,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::normal::Normal;
    use super::super::sift::Sifted;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let normal = Normal::new(text);
        let runs = Sifted::new(normal.bytes()).runs;
        let runs: Vec<&str> =
            runs.iter().map(|run| &text[normal.source(run.start..run.end)]).collect();
        assert_eq!(runs, expected, "{text:?}");
    }

    #[test]
    fn counts_are_left_out() {
        check("sudah 5 hari, 12 kali. 40 orang 5. <td>2024</td><i x=\"40\">", &[]);
        check("1\n22\n333\n4444\n,5,66,777,888\n", &[]);
        check("hari 5", &[]);
        check("<td>Rab, 14 Agu 2025</td> pada 14 Agustus 2025, dalam 2 hari", &[]);
    }

    #[test]
    fn what_may_be_more_stays() {
        check("12345 \"123\" nomor 123 m12 12m 4°", &["12345", "123", "123", "12", "12", "4"]);
        check("0812 3456, 1.5, 5-A 5/VI 1 O8", &["0812", "3456", "1", "5", "5", "5", "1", "O8"]);
        check("7,2574 38,5° B 12 KM 5", &["7", "2574", "38", "5", "12", "5"]);
        check(">3515 LT 12032010 0012", &["3515", "12032010", "0012"]);
        check("rt belakang itu 5", &["5"]);
        check("12 - 34", &["12", "34"]);
        check("di KTP 14 Agustus 1955, di kota 14 Agustus 1955", &["1955"]);
        check("Agustus 2025, 14 warga 2025, 14 Agustus 2025 LT", &["2025", "2025", "2025"]);
    }

    #[test]
    fn days_of_files_are_left_out() {
        check("2025-08-14,2025-08-15 \"2025-08-14\"", &[]);
        check("dinas-443,2025-08-14,2025-08-15", &["443"]);
        check("2025-13-14 2025-08-32", &["2025", "13", "14", "2025", "08", "32"]);
        check("7,2025-08-14", &["7", "2025", "08", "14"]);
        check("2025-08-14T07", &["2025", "08", "14", "07"]);
        check("2025-08-14 12", &["2025", "08", "14", "12"]);
        check("lahir 2025-08-14", &["2025", "08", "14"]);
        check("1 2025-08-14-5", &["1", "2025", "08", "14", "5"]);
    }
}
