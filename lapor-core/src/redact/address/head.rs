//! What stands before and behind the parts of an address: its street, the word for a home.

use super::super::normal::{is_letter, is_same, is_word};
use super::piece::Piece;
use super::word::{Part, is_head, is_home, is_side, is_stop};

/// Most bytes from a street's word to the first number behind its name.
pub(super) const REACH: usize = 80;

/// Most words of a name with those of the estate before it.
const WORDS: usize = 9;

/// Most bytes between two parts: ", " and the like.
pub(super) const GAP: usize = 4;

/// Where a block that is letters alone ends behind an address: "No. 5 Blok B".
pub(super) fn block_behind(bytes: &[u8], end: usize) -> usize {
    let rest = &bytes[end..];
    let gap = rest.iter().take(2).take_while(|&&byte| matches!(byte, b' ' | b',')).count();
    let word = rest[gap..].iter().take(6).take_while(|&&byte| is_letter(byte)).count();
    if gap == 0 || Part::of(&rest[gap..gap + word]) != Some(Part::Block) {
        return end;
    }
    let behind = gap + word;
    let Some([b' ' | b'.', letters @ ..]) = rest.get(behind..) else { return end };
    let length = letters.iter().take(3).take_while(|byte| byte.is_ascii_uppercase()).count();
    let closed = !letters.get(length).is_some_and(|&byte| is_word(byte) || byte == b'-');
    if matches!(length, 1 | 2) && closed { end + behind + 1 + length } else { end }
}

/// Where a street ends that stands behind the number of its house: "rumah no 12 jl mawar"; `end` itself, if none does.
pub(super) fn street_behind(bytes: &[u8], end: usize) -> usize {
    let word = |at: usize| {
        let rest = &bytes[at..];
        let gap = rest.iter().take(2).take_while(|&&byte| b" .".contains(&byte)).count();
        let length = rest[gap..].iter().take(16).take_while(|&&byte| is_letter(byte)).count();
        (at + gap, &rest[gap..gap + length])
    };
    let (start, street) = word(end);
    let (at, name) = word(start + street.len());
    const STREETS: [&[u8]; 5] = [b"jl", b"jln", b"jalan", b"gg", b"gang"];
    let known = start > end && STREETS.iter().any(|known| is_same(known, street));
    if !known || name.len() < 3 || is_stop(name) {
        return end;
    }
    // Of a name in small letters nobody knows where it ends.
    let (behind, second) = word(at + name.len());
    let capital = |word: &[u8]| word.first().is_some_and(u8::is_ascii_uppercase);
    let closes = capital(name) && capital(second) && bytes[at + name.len()] == b' ';
    if closes { behind + second.len() } else { at + name.len() }
}

/// Where a place begins that no word of a street does, but that "alamat" tells: "alamat Los Pasar No. 55".
pub(super) fn told(bytes: &[u8], first: Piece, floor: usize) -> Option<usize> {
    const WORDS: [&[u8]; 5] = [b"alamat", b"alamatnya", b"alamatku", b"beralamat", b"almt"];
    const OTHERS: [&[u8]; 6] = [b"email", b"web", b"situs", b"url", b"ip", b"surat"];
    if first.part != Part::House {
        return None;
    }
    let mut end = first.start;
    for words in 0..6 {
        let gap =
            bytes[floor..end].iter().rev().take(GAP).take_while(|b| b" .:,".contains(b)).count();
        let stop = end - gap;
        let length = bytes[floor..stop].iter().rev().take(16).take_while(|&&b| is_word(b)).count();
        let word = &bytes[stop - length..stop];
        let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
        if is(&WORDS) {
            return (words > 0).then_some(end);
        }
        if word.is_empty() || gap == 0 || is_stop(word) || is(&OTHERS) {
            return None;
        }
        end = stop - length;
    }
    None
}

/// Where a block with a name begins before the number of its neighbourhood: "Blok Karang Anyar RT 11 RW 05".
pub(super) fn named_block(bytes: &[u8], first: Piece, floor: usize) -> Option<usize> {
    let house = first.part == Part::House;
    if !house && !matches!(first.part, Part::Rt | Part::Rw | Part::Both) {
        return None;
    }
    let mut end = first.start;
    for words in 0..=BLOCK {
        let gap = bytes[floor..end].iter().rev().take(3).take_while(|b| b" ,.".contains(b)).count();
        let stop = end - gap;
        let length =
            bytes[floor..stop].iter().rev().take(16).take_while(|&&b| is_letter(b)).count();
        let word = &bytes[stop - length..stop];
        if Part::of(word) == Some(Part::Block) {
            return (words > 0 && gap == 1).then_some(stop - length);
        }
        let plain = house && !word.first().is_some_and(u8::is_ascii_uppercase);
        if word.len() < 3 || gap == 0 || plain || is_stop(word) {
            return None;
        }
        end = stop - length;
    }
    None
}

/// Most words of the name of a block.
const BLOCK: usize = 3;

/// Whether a word that no name of a street has is the first of one all the same: "Jl. Pintu Besi",
/// "Jalan Panjang", "Koto Panjang", written with a capital right behind the street's word or another capital.
fn is_called(bytes: &[u8], start: usize, end: usize) -> bool {
    const CALLED: [&[u8]; 9] = [
        b"Pintu",
        b"Panjang",
        b"Kecil",
        b"Jembatan",
        b"Gardu",
        b"Warga",
        b"Halte",
        b"Lampu",
        b"Motor",
    ];
    let before = &bytes[..start];
    let gap = before.iter().rev().take(GAP).take_while(|b| b" .".contains(b)).count();
    let before = &before[..start - gap];
    let length = before.iter().rev().take(16).take_while(|&&byte| is_letter(byte)).count();
    let word = &before[before.len() - length..];
    let capital = matches!(word, [first, second, ..]
        if first.is_ascii_uppercase() && second.is_ascii_lowercase());
    gap > 0 && CALLED.contains(&&bytes[start..end]) && (capital || is_head(word))
}

pub(super) fn first_word(text: &[u8]) -> &[u8] {
    &text[..text.iter().take(16).take_while(|&&byte| is_letter(byte)).count()]
}

/// The street's, estate's or hamlet's word that the name before `at` begins with: the farthest one
/// with nothing but a name in between, of which `names` words are known already.
pub(super) fn head(bytes: &[u8], at: usize, floor: usize, mut names: usize) -> Option<usize> {
    let reach = at.saturating_sub(REACH);
    let is_cut = |start: usize| {
        start == reach && start > floor && start.checked_sub(1).is_some_and(|at| is_word(bytes[at]))
    };
    let floor = floor.max(reach);
    let mut end = at;
    let mut found = None;
    for _ in 0..WORDS {
        let gap = bytes[floor..end].iter().rev().take_while(|b| b" .,-/()'".contains(b)).count();
        if gap > GAP {
            break;
        }
        let stop = end - gap;
        let length = bytes[floor..stop].iter().rev().take_while(|&&byte| is_word(byte)).count();
        let start = stop - length;
        // A sentence ends behind a long word; "Jl." and "A." are short.
        let sentence = bytes[stop..end].starts_with(b". ")
            && length > 4
            && !is_abbreviated(&bytes[start..stop]);
        // A comma may stand before the number, or between an estate and its street.
        let comma = bytes[stop..end].contains(&b',') && names > 0 && found.is_none();
        if length == 0
            || comma
            || is_cut(start)
            || sentence && found.is_none()
            || sentence && names > 0
        {
            break;
        }
        let word = &bytes[start..stop];
        let long_number = word.len() > 4 && word.iter().all(u8::is_ascii_digit);
        // "Jl. Melati depan no. 27".
        if is_side(word) {
            if names > 0 || found.is_some() {
                break;
            }
            end = start;
            continue;
        }
        if is_stop(word) && !is_called(bytes, start, stop) || long_number {
            break;
        }
        // "Dinas Lingkungan Hidup nomor 660" is an office, "KMP Mishima" a ferry.
        let office = is_same(b"lingkungan", word)
            && is_same(b"hidup", first_word(bytes[stop..].trim_ascii_start()));
        if office || word == b"KMP" {
            break;
        }
        if is_head(word) {
            if names > 0 {
                found = Some(start);
            }
        } else {
            names += 1;
        }
        end = start;
    }
    found
}

/// Whether a point behind a word is that of an abbreviation: "Perum.", "Lingk.".
fn is_abbreviated(word: &[u8]) -> bool {
    is_head(word) || Part::of(word).is_some()
}

/// Whether a word for a home stands among the few before `at`.
pub(super) fn is_at_home(bytes: &[u8], at: usize, words: usize) -> bool {
    let mut end = at;
    for _ in 0..words {
        let gap =
            bytes[..end].iter().rev().take(GAP).take_while(|b| b" .,:-/()\"".contains(b)).count();
        let stop = end - gap;
        let length =
            bytes[..stop].iter().rev().take(16).take_while(|&&byte| is_letter(byte)).count();
        if length == 0 {
            return false;
        }
        if is_home(&bytes[stop - length..stop]) {
            return true;
        }
        end = stop - length;
    }
    false
}
