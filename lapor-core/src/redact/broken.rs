//! Numbers that the end of a line parts, as on a card or in a letter: "3515\n080102909901".
//!
//! Two numbers in two lines are two, unless both together have the structure of one that neither has alone.

use super::Kind;
use super::account::is_insured;
use super::cue::{self, Cue};
use super::date;
use super::identity::{is_civil_servant, is_resident};
use super::normal::is_word;
use super::number::{Joint, Numbers, is_line_joint};
use super::pass::Match;
use super::phone::is_mobile;

/// Most runs on both lines.
const RUNS: usize = 8;
/// Digits of the longest such number.
const LONGEST: usize = 18;
/// Digits of the longest first part of a telephone number; with more it is one by itself.
const TELEPHONE: usize = 9;

/// The number that begins with run `i` and ends on the next line, and its last run.
pub(super) fn at(numbers: &Numbers<'_>, i: usize) -> Option<(Match, usize)> {
    if numbers.joint_before(i) != Joint::Break {
        return None;
    }
    let (bytes, start) = (numbers.bytes, numbers.runs[i].start);
    if start.checked_sub(1).is_some_and(|before| is_word(bytes[before])) {
        return None;
    }
    let mut length = numbers.runs[i].len();
    // Digits on the first line, once it has ended.
    let mut first = None;
    for last in i + 1..numbers.runs.len().min(i + RUNS) {
        let (left, run) = (numbers.runs[last - 1], numbers.runs[last]);
        if numbers.is_hidden(last) || numbers.is_hidden(last - 1) {
            return None;
        }
        match numbers.joint(last - 1) {
            Joint::Space | Joint::Hyphen | Joint::Dot => {}
            // A line that begins with a day begins something else.
            _ if first.is_none()
                && bytes.get(left.end..run.start).is_some_and(is_line_joint)
                && date::at(numbers, last).is_none() =>
            {
                first = Some(length);
            }
            _ => return None,
        }
        length += run.len();
        if length > LONGEST {
            return None;
        }
        let Some(first) = first else { continue };
        let ends = numbers.joint(last) == Joint::Break
            && !bytes.get(run.end).is_some_and(|&byte| is_word(byte));
        if ends && let Some((kind, rule)) = of(numbers, i, last, first) {
            return Some((Match { start, end: run.end, kind, rule }, last));
        }
    }
    None
}

/// What the digits of runs `i..=last` are, of which `first` stand on the first line.
fn of(numbers: &Numbers<'_>, i: usize, last: usize, first: usize) -> Option<(Kind, &'static str)> {
    let digits = numbers.digits(i, last);
    let digits = digits.as_slice();
    if is_resident(digits) {
        let cue = cue::before_number(numbers.bytes, numbers.runs[i].start);
        let family = cue.is_some_and(|found| found.cue == Cue::Kk);
        return Some(if family {
            (Kind::Kk, "kk-structure")
        } else {
            (Kind::Nik, "nik-structure")
        });
    }
    if is_civil_servant(digits) {
        return Some((Kind::Nip, "nip-structure"));
    }
    if is_insured(digits) {
        return Some((Kind::Bpjs, "bpjs-structure"));
    }
    (is_mobile(digits, false) && (4..=TELEPHONE).contains(&first))
        .then_some((Kind::Phone, "phone-mobile"))
}

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Kind)]) {
        let bytes = text.as_bytes();
        let runs = number::runs(bytes);
        let numbers = Numbers::new(bytes, &runs);
        let found = (0..runs.len()).filter_map(|i| at(&numbers, i));
        let found: Vec<_> =
            found.map(|(found, _)| (&text[found.start..found.end], found.kind)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_number_goes_on_in_the_next_line() {
        check("No.\n35150801\n02909901\nKepala", &[("35150801\n02909901", Kind::Nik)]);
        check("3515\n080102909901\n, tlg", &[("3515\n080102909901", Kind::Nik)]);
        check("kartu keluarga: 3515 0801-\n0290 9902.", &[("3515 0801-\n0290 9902", Kind::Kk)]);
        check("Kartu\r\n0003555\r\n001188\r\nNama", &[("0003555\r\n001188", Kind::Bpjs)]);
        check("0852 5555\n0093\nDD", &[("0852 5555\n0093", Kind::Phone)]);
        check("19770615 200501 2\n002", &[("19770615 200501 2\n002", Kind::Nip)]);
    }

    #[test]
    fn two_lines_are_two_numbers() {
        check("35150801\n99999901", &[]);
        check("081255550147\n081255550148", &[]);
        check("0812\n\n55550147", &[]);
        check("35150801\n02909901a", &[]);
        check("35150801\n0290\n9901", &[]);
        check("wa 62812\n2024-08-06", &[]);
    }
}
