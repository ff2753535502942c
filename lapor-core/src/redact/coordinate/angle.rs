//! Angles in degrees, minutes and seconds, with signs or without, and their quarters.

use super::super::normal::{DEGREE, is_letter, is_word};
use super::super::number::{Joint, Numbers};
use super::DECIMALS;

/// Most bytes between the degrees of the two.
const DEGREES: usize = 32;

/// Where two decimals begin and end that have a quarter before each, the first of them at run `i`: `S6.91474
/// E107.60981`; and the last run.
pub(super) fn quartered(numbers: &Numbers<'_>, i: usize) -> Option<(usize, usize, usize)> {
    let bytes = numbers.bytes;
    let quarter = |at: usize, known: &[u8]| quarter_before(bytes, at, known);
    let (first, point) = (numbers.runs[i], numbers.runs.get(i + 1)?);
    let (next, last) = (numbers.runs.get(i + 2)?, numbers.runs.get(i + 3)?);
    let decimal = |whole: usize, fraction: usize| {
        bytes[whole..fraction] == *b"." || bytes[whole..fraction] == *b","
    };
    let between = &bytes[point.end..next.start];
    let start = quarter(first.start, b"SN")?;
    let east = quarter(next.start, b"ET")?.checked_sub(point.end)?;
    (first.len() <= 2
        && next.len() <= 3
        && point.len().min(last.len()) >= 2
        && decimal(first.end, point.start)
        && decimal(next.end, last.start)
        && between.len() <= 5
        && between[..east].iter().all(|byte| b" ,;".contains(byte)))
    .then_some((start, last.end, i + 3))
}

/// Where the capital of a quarter stands before a number at `at`, glued to it or behind a space.
fn quarter_before(bytes: &[u8], at: usize, known: &[u8]) -> Option<usize> {
    let space = usize::from(bytes[..at].ends_with(b" "));
    let letter = at.checked_sub(1 + space)?;
    let free = !letter.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
    (free && known.contains(&bytes[letter])).then_some(letter)
}

/// Where two angles in degrees, minutes and seconds begin and end that have no signs but their quarters: `6 54 52 LS 107
/// 36 35 BT`.
pub(super) fn sexagesimal(numbers: &Numbers<'_>, i: usize) -> Option<(usize, usize, usize)> {
    let bytes = numbers.bytes;
    let (first, next) = (plain_angle(numbers, i)?, numbers.runs.get(i)?.start);
    let (end, start) = (numbers.runs[first].end, numbers.runs.get(first + 1)?.start);
    let last = plain_angle(numbers, first + 1)?;
    let between = bytes.get(end..start).filter(|between| between.len() <= 10)?;
    let joined = between.split(|&byte| !is_letter(byte)).filter(|word| *word != b"dan");
    let mut words = joined.filter(|word| !word.is_empty());
    let (word, none) = (words.next()?, words.next().is_none());
    if !none || between.iter().any(|&byte| byte == b'\n' || byte.is_ascii_digit()) {
        return None;
    }
    // "S 6 54 52 E 107 36 35".
    if [&b"E"[..], b"T", b"BT"].contains(&word) {
        let start = quarter_before(bytes, next, b"SN")?;
        return Some((start, numbers.runs[last].end, last));
    }
    let closed = numbers.runs[last].end;
    let gap = bytes[closed..].iter().take(2).take_while(|&&byte| byte == b' ').count();
    let east = bytes[closed + gap..].iter().take(3).take_while(|&&byte| is_letter(byte)).count();
    let quarter = &bytes[closed + gap..closed + gap + east];
    let known = [&b"LS"[..], b"LU", b"S", b"N"].contains(&word)
        && [&b"BT"[..], b"BB", b"E", b"T"].contains(&quarter);
    known.then_some((next, closed + gap + east, last))
}

/// The last run of degrees, minutes and seconds that begin with run `i`, each set apart by a space.
fn plain_angle(numbers: &Numbers<'_>, i: usize) -> Option<usize> {
    let third = i + 2;
    let short = |run: usize| numbers.runs.get(run).is_some_and(|run| run.len() <= 3);
    let spaced = short(i)
        && short(i + 1)
        && short(third)
        && numbers.joint_before(i) == Joint::Break
        && numbers.joint(i) == Joint::Space
        && numbers.joint(i + 1) == Joint::Space;
    let seconds = numbers.joint(third) == Joint::Dot && short(third + 1);
    let last = third + usize::from(seconds);
    (spaced && numbers.joint(last) == Joint::Break).then_some(last)
}

/// The end of two angles in degrees, the first of which begins with run `i`: `7°15'26.9"S
/// 112°45'07.5"E`, `7.2574° LS 112.7520° BT`; a temperature has no second, and no minutes.
pub(super) fn degrees(numbers: &Numbers<'_>, i: usize) -> Option<(usize, usize)> {
    let (first, last) = angle(numbers, i)?;
    let next = last + 1;
    let start = numbers.runs.get(next)?.start;
    if start - numbers.runs[last].end > DEGREES {
        return None;
    }
    let (second, last) = angle(numbers, next)?;
    if !(first || second) {
        return None;
    }
    let end = closed(numbers.bytes, numbers.runs[last].end);
    // Behind minutes a quotation mark is the sign of seconds: `116°28'40.1"`.
    let parts = &numbers.bytes[start..end];
    let seconds = parts.contains(&b'\'') && numbers.bytes[end..].starts_with(b"\"");
    Some((end + usize::from(seconds && !parts.contains(&b'"')), last))
}

/// Where an angle ends, with its signs and its quarter: `07.5"E`, `112.7520 BT`.
pub(super) fn closed(bytes: &[u8], end: usize) -> usize {
    const QUARTERS: [&[u8]; 9] = [b"E", b"T", b"BT", b"BB", b"W", b"S", b"N", b"LS", b"LU"];
    let signs = bytes[end..].iter().take(4).take_while(|&&b| b"'\" ".contains(&b) || b == DEGREE);
    let signs = signs.count();
    let quarter = bytes[end + signs..].iter().take(3).take_while(|byte| is_letter(**byte)).count();
    if QUARTERS.contains(&&bytes[end + signs..end + signs + quarter]) {
        return end + signs + quarter;
    }
    // A quotation mark behind a plain number closes what it stands in.
    let sign = |&byte: &u8| byte == DEGREE || byte == b'\'';
    end + bytes[end..].iter().take(1).filter(|byte| sign(byte)).count()
}

/// Where an angle begins, with its quarter: `S 7`.
pub(super) fn opened(bytes: &[u8], start: usize) -> usize {
    match &bytes[..start] {
        [.., before, b'S' | b'N' | b'E', b' '] if !is_word(*before) => start - 2,
        [b'S' | b'N' | b'E', b' '] => start - 2,
        [.., before, b'S' | b'N' | b'E'] if !is_word(*before) => start - 1,
        _ => start,
    }
}

/// Whether the angle that begins with run `i` has minutes or many decimals, and its last run.
fn angle(numbers: &Numbers<'_>, i: usize) -> Option<(bool, usize)> {
    let run = |i: usize| numbers.runs.get(i);
    let bytes = numbers.bytes;
    let sign_behind = |i: usize| run(i).and_then(|run| bytes.get(run.end)) == Some(&DEGREE);
    if run(i)?.len() > 3 {
        return None;
    }
    if sign_behind(i) {
        // Minutes and seconds stand close behind.
        let mut last = i;
        while last < i + 4
            && let (Some(left), Some(right)) = (run(last), run(last + 1))
            && let between = &bytes[left.end..right.start]
            && (1..=3).contains(&between.len())
            && between.iter().all(|&b| b" '.,".contains(&b) || b == DEGREE && last == i)
            && (last == i || !between.iter().all(|&b| b == b' '))
            && right.len() <= 6
            && bytes.get(right.end) != Some(&DEGREE)
        {
            last += 1;
        }
        return Some((last > i, last));
    }
    let fraction = run(i + 1)?;
    let point = matches!(&bytes[run(i)?.end..fraction.start], [b'.' | b',']);
    (point && sign_behind(i + 1)).then_some((fraction.len() >= DECIMALS, i + 1))
}
