//! Where a code begins and ends among what is glued to it, and what stands right before it.

use super::super::cue::label;
use super::super::normal::{HIDDEN, LETTER, OTHER, is_letter};
use super::{LENGTH, LETTERS, PLAIN};

/// Part of a code.
pub(super) const PART: u8 = 1;
/// Between a code and its label.
const GAP: u8 = 2;

/// What belongs to a code, and what may stand between it and its label.
pub(super) static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'/' => PART,
            b' ' | b'\t' | b':' | b'=' | b'#' | b'(' | b'"' | b'\'' | OTHER => GAP,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

pub(super) fn is_part(byte: u8) -> bool {
    CLASSES[usize::from(byte)] == PART
}

/// Where the code ends that goes on at `at`; nothing if it is too long, or has letters inside that no
/// code has.
pub(super) fn right(bytes: &[u8], at: usize) -> Option<usize> {
    let (mut end, mut letters, mut small) = (at, 0, true);
    while let Some(&byte) = bytes.get(end).filter(|&&byte| is_part(byte)) {
        if byte.is_ascii_alphabetic() {
            if letters == 0 {
                small = byte.is_ascii_lowercase();
            }
            letters += 1;
        } else {
            // Letters at the end may be a word that is only glued to it, but digits go on here.
            if byte.is_ascii_digit() && letters > LETTERS && small {
                return None;
            }
            letters = 0;
        }
        end += 1;
        if end - at > LENGTH {
            return None;
        }
    }
    Some(end)
}

/// Where a code begins whose digits do at `digits`, behind what only announces it: "no.345",
/// "SHM.345", "bpkbL0555..."; and whether there is such a word.
pub(super) fn first_letter(bytes: &[u8], mut start: usize, digits: usize) -> (usize, bool) {
    let mut labelled = false;
    loop {
        let rest = &bytes[start..digits];
        start += rest.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let rest = &bytes[start..digits];
        let word = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        // "No kartu KLJ-0217": there is a label before it.
        if word < 2 || !label::is_word_of_label(&rest[..word]) || label::is_part(bytes, start, word)
        {
            return (start, labelled);
        }
        start += word;
        labelled = true;
    }
}

/// Whether the text holds a word in small letters that is too long for a code.
pub(super) fn has_long_word(text: &[u8]) -> bool {
    let mut words = text.split(|byte| !byte.is_ascii_alphabetic());
    words.any(|word| word.len() > LETTERS && word[0].is_ascii_lowercase())
}

/// Whether what joins a word to a number stands at `at`, and the word is too long for a code and announces none: a
/// glance at what [`has_long_word`] would find.
pub(super) fn is_behind_word(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev();
    let word = before.take(LENGTH).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &bytes[at - word..at];
    matches!(bytes[at], b'-' | b'.' | b'/')
        && word.len() > LETTERS
        && word.len() < LENGTH
        && word[0].is_ascii_lowercase()
        && !label::is_word_of_label(word)
}

/// Where a code ends whose first digits do at `digits`, before a word that is glued to it:
/// "0221774an", "345.Tolong"; nothing if that word says that it counts: "350000/bulan".
pub(super) fn last_letter(bytes: &[u8], start: usize, digits: usize, end: usize) -> Option<usize> {
    let trim = |end: usize| {
        let rest = bytes[digits..end].iter().rev();
        end - rest.take_while(|byte| !byte.is_ascii_alphanumeric()).count()
    };
    let end = trim(end);
    let letters = bytes[digits..end].iter().rev();
    let word = letters.take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (body, word) = bytes[start..end].split_at(end - start - word);
    let small = word.iter().any(u8::is_ascii_lowercase);
    let upper = !body.iter().any(u8::is_ascii_lowercase);
    let glue = body.last().copied().unwrap_or_default();
    let glued =
        word.len() > 3 || small && word.len() > 1 && (upper || !glue.is_ascii_alphanumeric());
    match glue {
        _ if !glued => Some(end),
        // "02177/Sukarekaan" names a village.
        b'/' if word[0].is_ascii_uppercase() => Some(end),
        b'/' => None,
        _ => Some(trim(end - word.len())),
    }
}

/// Whether three or four digits are a code only right behind "nomor" or the like.
pub(super) fn is_short(text: &[u8]) -> bool {
    text.len() == 3 || is_year(text)
}

/// Whether digits begin as a year does.
pub(super) fn is_year(text: &[u8]) -> bool {
    matches!(text, [b'1', b'9', ..] | [b'2', b'0', ..])
}

/// Whether "nomor" or the like may stand right before `start`: a glance at what else would be read in full.
pub(super) fn is_announced(bytes: &[u8], start: usize) -> bool {
    let is_gap = |&&byte: &&u8| matches!(CLASSES[usize::from(byte)], GAP) || b".-/".contains(&byte);
    let end = start - bytes[..start].iter().rev().take(LETTERS).take_while(is_gap).count();
    let letters = bytes[..end].iter().rev().take(LENGTH);
    let length = letters.take_while(|&&byte| is_letter(byte)).count();
    // A digit may end the word, and what is hidden may stand before it.
    let other =
        bytes[..end].last().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b']' | &HIDDEN));
    // "Letter C 551".
    let letter = length == 1 && matches!(bytes[end - 1], b'c' | b'C' | b'd' | b'D');
    other || letter || length > 0 && label::is_word_of_label(&bytes[end - length..end])
}

/// How long the letters of a serial number are that a space sets before its digits: `DN-PC 0194471`.
pub(super) fn serial_before(bytes: &[u8], start: usize) -> usize {
    let Some(head) = bytes[..start].strip_suffix(b" ") else { return 0 };
    let length = head
        .iter()
        .rev()
        .take(10)
        .take_while(|&&byte| byte.is_ascii_uppercase() || byte == b'-')
        .count();
    let word = &head[head.len() - length..];
    let free = !head[..head.len() - length]
        .last()
        .is_some_and(|&b| b.is_ascii_alphanumeric() || b == LETTER);
    let form =
        matches!(word, [a, b, b'-', c, ..] if [a, b, c].iter().all(|l| l.is_ascii_uppercase()));
    let digits = bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
    if form && free && word.len() <= 6 && digits >= PLAIN { length + 1 } else { 0 }
}

/// How long the one or two capitals of a series are that a space sets before its digits: `AB 0217745`.
pub(super) fn series_before(bytes: &[u8], start: usize) -> Option<usize> {
    let head = bytes[..start].strip_suffix(b" ")?;
    let length = head.iter().rev().take(3).take_while(|byte| byte.is_ascii_uppercase()).count();
    let (rest, word) = head.split_at(head.len() - length);
    let digits = bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
    let form = matches!(length, 1 | 2) && rest.ends_with(b" ") && digits >= PLAIN;
    (form && !matches!(word, b"DI" | b"KE" | b"RP")).then_some(length + 1)
}
