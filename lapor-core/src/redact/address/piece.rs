//! The parts of an address, each at its number.

use super::super::normal::{is_letter, is_same, is_word};
use super::super::number::Numbers;
use super::word::{Part, is_post};

/// A part of an address in runs `..=last`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) part: Part,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) last: usize,
}

/// What may stand between a word and its number.
const GAP: &[u8] = b" .:#/-&";

/// The part whose number begins with run `i`, and that begins behind `floor`.
pub(super) fn piece(numbers: &Numbers<'_>, i: usize, floor: usize) -> Option<Piece> {
    let run = *numbers.runs.get(i)?;
    let bytes = numbers.bytes;
    if run.len() > 4 || run.start < floor {
        return None;
    }
    // Behind any other sign there is no word and no space, one of which every part needs.
    let before = run.start.checked_sub(1).map(|before| bytes[before])?;
    if !is_letter(before) && !GAP.contains(&before) {
        return None;
    }
    let (start, word) = word_before(bytes, run.start, floor);
    if word.is_empty() && !(before == b' ' && run.near_street) {
        return None;
    }
    let plain = |part, start| Some(tail(numbers, Piece { part, start, end: run.end, last: i }));
    match Part::of(word) {
        Some(Part::Rw) => {
            // "RT/RW 005/009" names both before it numbers them.
            let (before, rt) = word_before(bytes, start, floor);
            if Part::of(rt) == Some(Part::Rt) {
                both(numbers, i, before)
            } else {
                short(numbers, i, Part::Rw, start)
            }
        }
        Some(Part::Both) => both(numbers, i, start),
        Some(Part::Rt) => second(numbers, i, start).or_else(|| short(numbers, i, Part::Rt, start)),
        Some(Part::House) if is_decree(bytes, run.end) => None,
        Some(Part::Alley) if is_measure(bytes, run.end) => None,
        Some(Part::House) => {
            // "Blok C no 9": the block is a letter alone.
            let (letter_start, letter) = word_before(bytes, start, floor);
            let (before, block) = word_before(bytes, letter_start, floor);
            let plot = letter.len() == 1 && Part::of(block) == Some(Part::Block);
            if plot { plain(Part::Plot, before) } else { plain(Part::House, start) }
        }
        Some(part) => plain(part, start),
        None => {
            // "nomor rumah 27".
            if word.eq_ignore_ascii_case(b"rumah")
                && let (before, word) = word_before(bytes, start, floor)
                && Part::of(word) == Some(Part::House)
            {
                return plain(Part::House, before);
            }
            // "Jl. Melati IV/17".
            let roman = !word.is_empty() && word.iter().all(|byte| b"IVXL".contains(byte));
            if roman && bytes[..run.start].ends_with(b"/") && start + word.len() + 1 == run.start {
                return plain(Part::Branch, start);
            }
            // "Cluster Melati D5/21": a letter, a block and a house.
            let letters = run.start - start;
            let slash = matches!(bytes[run.end..], [b'/', b'0'..=b'9', ..])
                && !start.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
            let is_named = || {
                let before = word_before(bytes, start, floor).1;
                matches!(Part::of(before), Some(Part::Block | Part::House))
            };
            if letters == word.len() && (1..=2).contains(&letters) && slash && !is_named() {
                return plain(Part::Block, start);
            }
            // "Blok C2", "Blok d/17", "No. A-5": a letter or two between the word and the number.
            // Two small letters apart from the number are a word: "blok di 2 tempat".
            let code = word.len() == 1
                || start + word.len() == run.start
                || word.iter().all(u8::is_ascii_uppercase);
            let lettered = (code && word.len() <= 2 && !word.is_empty())
                .then(|| word_before(bytes, start, floor));
            if let Some((before, word)) = lettered
                && let Some(part @ (Part::Block | Part::House)) = Part::of(word)
                && bytes[start..run.start].iter().all(|&b| is_word(b) || b"-/. ".contains(&b))
            {
                let lettered = part == Part::Block;
                return plain(if lettered { Part::Lettered } else { part }, before);
            }
            // "blokE5": glued.
            if let [b'b' | b'B', b'l' | b'L', rest @ ..] = word
                && let Some(letters) = [&b"ok"[..], b"k"].iter().find_map(|end| {
                    let head = rest.get(..end.len())?;
                    head.eq_ignore_ascii_case(end).then_some(rest.len() - end.len())
                })
                && (1..=2).contains(&letters)
                && start + word.len() == run.start
            {
                return plain(Part::Lettered, start);
            }
            // "Blok Madinah 7.": a block with a name.
            let named = matches!(word, [first, second, ..]
                if word.len() >= 3 && first.is_ascii_uppercase() && is_letter(*second));
            if named
                && let (before, block) = word_before(bytes, start, floor)
                && Part::of(block) == Some(Part::Block)
                && run.len() <= 3
                && bytes[..run.start].ends_with(b" ")
                && bytes.get(run.end).is_none_or(|byte| b".,;)\n".contains(byte))
                && !is_number_behind(bytes, run.end)
            {
                // "Kavling Syariah Blok Madinah 7".
                let (name, named) = word_before(bytes, before, floor);
                let (plot, word) = word_before(bytes, name, floor);
                let part = named.first().is_some_and(u8::is_ascii_uppercase)
                    && Part::of(word) == Some(Part::Block);
                let start = if part { plot } else { before };
                return Some(Piece { part: Part::Plot, start, end: run.end, last: i });
            }
            // "Griya Asri AB-21", "griya asri c12".
            let joined = run.start - start - word.len();
            // "Bumi Asri C5 No 12": the number of a house behind it says as much as an estate before it.
            let housed = word.iter().all(u8::is_ascii_uppercase)
                && numbers.runs.get(i + 1).is_some_and(|next| {
                    next.near_part && is_house_behind(&bytes[run.end..next.start])
                });
            let cell = (run.near_street || housed)
                && (1..=2).contains(&word.len())
                && (joined == 0 || joined == 1 && matches!(bytes[run.start - 1], b'-' | b'/'))
                && run.len() <= 3
                && ![&b"ke"[..], b"di", b"se"].iter().any(|known| is_same(known, word))
                && bytes[..start].ends_with(b" ")
                && !is_named();
            if cell {
                return plain(Part::Cell, start);
            }
            // "Jl. Melati 112A": a letter makes the number that of a house.
            let suffix = matches!(&bytes[run.end..], [letter, rest @ ..]
                if letter.is_ascii_alphabetic() && !rest.first().is_some_and(|&b| is_word(b)));
            let end = run.end + usize::from(suffix && run.len() >= 2);
            // A bare number needs the name of a street.
            let alone = run.near_street
                && !is_post(word)
                && !bytes.get(end).is_some_and(|&b| is_word(b) || b"/-:%".contains(&b))
                && !is_number_behind(bytes, run.end)
                && !is_span(bytes, run.end)
                && (bytes[..run.start].ends_with(b" ") || bytes[..run.start].ends_with(b" #"));
            let start = run.start - usize::from(bytes[..run.start].ends_with(b"#"));
            alone.then_some(Piece { part: Part::Bare, start, end, last: i })
        }
    }
}

/// Whether what stands between two numbers makes the second that of a house: " No. ".
fn is_house_behind(between: &[u8]) -> bool {
    let word = between.trim_ascii();
    let word = word.strip_suffix(b".").unwrap_or(word);
    between.starts_with(b" ") && Part::of(word) == Some(Part::House)
}

/// A neighbourhood's number, of at most three digits.
fn short(numbers: &Numbers<'_>, i: usize, part: Part, start: usize) -> Option<Piece> {
    let run = numbers.runs[i];
    (run.len() <= 3).then_some(Piece { part, start, end: run.end, last: i })
}

/// "RT/RW 005/009": both numbers behind both words.
fn both(numbers: &Numbers<'_>, i: usize, start: usize) -> Option<Piece> {
    let (run, next) = (numbers.runs[i], numbers.runs.get(i + 1)?);
    let between = &numbers.bytes[run.end..next.start];
    let joins = (1..=3).contains(&between.len()) && between.iter().all(|&b| b" /-.,&".contains(&b));
    (joins && run.len() <= 3 && next.len() <= 3).then_some(Piece {
        part: Part::Both,
        start,
        end: next.end,
        last: i + 1,
    })
}

/// "RT 02/11", "RT 02/RW 11", "RT 02 RW 11", "rt02rw11".
fn second(numbers: &Numbers<'_>, i: usize, start: usize) -> Option<Piece> {
    let (run, next) = (numbers.runs[i], numbers.runs.get(i + 1)?);
    let between = &numbers.bytes[run.end..next.start];
    if run.len() > 3 || next.len() > 3 || between.len() > 10 {
        return None;
    }
    let letters = || between.iter().copied().filter(|byte| is_letter(*byte));
    let rw = letters().count() == 2 && letters().map(|b| b.to_ascii_lowercase()).eq(*b"rw");
    let signs = between.iter().all(|&byte| is_letter(byte) || b" /-.,:;()&".contains(&byte));
    let dan = letters().map(|b| b.to_ascii_lowercase()).eq(*b"danrw");
    let formal = run.len() == 3 && next.len() == 3;
    let slash =
        matches!(between, b"/" | b" / " | b"/ " | b" /" | b"-") || formal && between == b" ";
    (signs && (rw || dan) || slash).then_some(Piece {
        part: Part::Both,
        start,
        end: next.end,
        last: i + 1,
    })
}

/// Takes in what is glued to the number of a house: "27A", "12/15", "27-29", "C2-15".
fn tail(numbers: &Numbers<'_>, piece: Piece) -> Piece {
    let bytes = numbers.bytes;
    let Piece { mut end, mut last, .. } = piece;
    while last < piece.last + 2
        && let Some(next) = numbers.runs.get(last + 1)
        && matches!(&bytes[end..next.start], b"/" | b"-" | b" - " | b" / " | b".")
        && next.len() <= 3
    {
        last += 1;
        end = next.end;
    }
    let letters = bytes[end..].iter().take(4).take_while(|&&byte| is_word(byte)).count();
    let spaced = &bytes[end..bytes.len().min(end + 3)];
    end += match spaced {
        _ if (1..=2).contains(&letters) => letters,
        // "No. 17-A".
        [b'-' | b'/', letter, rest @ ..]
            if letter.is_ascii_alphabetic() && !rest.first().is_some_and(|&byte| is_word(byte)) =>
        {
            2
        }
        // "No. 12 A" and a capital that is a word of its own.
        [b' ', letter, next] if letter.is_ascii_uppercase() && !is_word(*next) && *next != b'.' => {
            2
        }
        [b' ', letter] if letter.is_ascii_uppercase() => 2,
        // "no 27 c": a small letter that stands alone, as no word does.
        [b' ', b'a'..=b'h', b' ' | b',' | b'.'] | [b' ', b'a'..=b'h']
            if piece.part == Part::House =>
        {
            2
        }
        _ => 0,
    };
    Piece { end, last, ..piece }
}

/// Whether what follows makes the number that of a law: "No. 22 Tahun 2009", "No. 5/2010".
fn is_decree(bytes: &[u8], end: usize) -> bool {
    let rest = &bytes[end..];
    let gap = rest.iter().take(2).take_while(|&&byte| byte == b' ').count();
    let word = rest[gap..].iter().take(6).take_while(|byte| is_letter(**byte)).count();
    let word = &rest[gap..gap + word];
    let year = [&b"tahun"[..], b"thn", b"th"].iter().any(|known| is_same(known, word));
    let digits = rest
        .get(1..)
        .map_or(0, |rest| rest.iter().take(5).take_while(|b| b.is_ascii_digit()).count());
    // "No. 5/VI/2010", but "No. 5/A" and "No. 5/12" are houses.
    let letters = rest.iter().skip(1).take(3).take_while(|byte| is_letter(**byte)).count();
    year || rest.first() == Some(&b'/') && (digits >= 4 || letters >= 2)
}

/// Whether the number counts something: "gang 2 meter".
fn is_measure(bytes: &[u8], end: usize) -> bool {
    let word = bytes[end..].strip_prefix(b" ").unwrap_or_default();
    let word = &word[..word.iter().take(6).take_while(|byte| is_letter(**byte)).count()];
    [&b"meter"[..], b"m", b"mtr", b"lajur", b"arah", b"kali"]
        .iter()
        .any(|known| is_same(known, word))
}

/// Whether the number counts days or the like: "asrama harus kosong dalam 7 hari".
fn is_span(bytes: &[u8], end: usize) -> bool {
    let word = bytes[end..].strip_prefix(b" ").unwrap_or_default();
    let word = &word[..word.iter().take(8).take_while(|byte| is_letter(**byte)).count()];
    [&b"hari"[..], b"minggu", b"bulan", b"tahun", b"jam", b"menit", b"orang", b"unit", b"kali"]
        .iter()
        .any(|known| is_same(known, word))
}

fn is_number_behind(bytes: &[u8], end: usize) -> bool {
    matches!(&bytes[end..], [b'.' | b',', digit, ..] if digit.is_ascii_digit())
}

/// The word before `at` and where it starts; a sign or two may stand between.
fn word_before(bytes: &[u8], at: usize, floor: usize) -> (usize, &[u8]) {
    let gap = bytes[floor..at].iter().rev().take(3).take_while(|b| GAP.contains(b)).count();
    let end = at - gap;
    let length =
        bytes[floor..end].iter().rev().take(10).take_while(|&&byte| is_letter(byte)).count();
    (end - length, &bytes[end - length..end])
}
