//! Words that are made of a common one: `kebanjiran`, `dibuangin`, `ngebuang`, `galehnyo`.
//!
//! No list has all of them, and what no list has may be a name. Affixes are those of Indonesian, with
//! those of speech and of languages that complaints mix in. Nasal prefixes swallow the first letter
//! of a stem (`menulis` of `tulis`), so both readings are tried.

use super::cue::Cue;
use super::list::{self, Entry};
use super::word::hash;

/// Bytes of the shortest word that is taken apart, and of the longest.
const WORD: std::ops::RangeInclusive<usize> = 5..=20;
/// Bytes of the shortest stem, and of one behind a single short affix.
const STEM: usize = 3;
const SURE_STEM: usize = 4;
/// How common a stem is at least.
const COMMON: u16 = 3;
/// How long a stem is that may be less common, and how common it is at least.
const LONGER: (usize, u16) = (6, 2);

/// What may stand behind a stem, nearest to the end first.
const CLITICS: [&[u8]; 13] = [
    b"nya", b"nyo", b"lah", b"kah", b"pun", b"ku", b"mu", b"na", b"ne", b"nye", b"tah", b"x", b"e",
];
/// What makes another word of a stem.
const SUFFIXES: [&[u8]; 9] = [b"kan", b"an", b"in", b"i", b"ken", b"ake", b"kn", b"keun", b"en"];
/// What may stand before a stem.
const PREFIXES: [&[u8]; 20] = [
    b"di", b"ke", b"se", b"ber", b"be", b"ba", b"ter", b"te", b"ta", b"ka", b"per", b"pe", b"pa",
    b"me", b"ma", b"diper", b"memper", b"keber", b"ku", b"ng",
];
/// Nasal prefixes, and the letters that they may have swallowed.
const NASALS: [(&[u8], &[u8]); 18] = [
    (b"meng", b"k"),
    (b"meny", b"s"),
    (b"mem", b"p"),
    (b"men", b"t"),
    (b"peng", b"k"),
    (b"peny", b"s"),
    (b"pem", b"p"),
    (b"pen", b"t"),
    (b"nge", b""),
    (b"ng", b"k"),
    (b"ny", b"sc"),
    (b"n", b"t"),
    (b"m", b"p"),
    (b"mang", b"k"),
    (b"man", b"t"),
    (b"mam", b"p"),
    (b"many", b"s"),
    (b"ngin", b""),
];

/// What the lists say of a word that they do not have: of a common one that it is made of.
#[cold]
pub(super) fn entry(letters: &[u8]) -> Entry {
    if !WORD.contains(&letters.len()) || !letters.iter().all(u8::is_ascii_alphabetic) {
        return Entry::NONE;
    }
    let mut small = [0; 20];
    for (to, letter) in small.iter_mut().zip(letters) {
        *to = letter.to_ascii_lowercase();
    }
    let word = &small[..letters.len()];
    let made = ends(word).any(|end| {
        let cut = word.len() - end;
        is_stem(&word[..end], cut) || without_prefix(&word[..end], cut)
    });
    if made { Entry::DERIVED } else { Entry::NONE }
}

/// Where a stem may end: at the end, before a suffix, before a clitic, before both.
fn ends(word: &[u8]) -> impl Iterator<Item = usize> {
    let without = |end: usize, ending: &[u8]| {
        (word[end - 1] == ending[ending.len() - 1] && word[..end].ends_with(ending))
            .then(|| end - ending.len())
            .filter(|&end| STEM <= end)
    };
    let clitics = CLITICS.iter().filter_map(move |clitic| without(word.len(), clitic));
    std::iter::once(word.len()).chain(clitics).flat_map(move |end| {
        let suffixes = SUFFIXES.iter().filter_map(move |suffix| without(end, suffix));
        std::iter::once(end).chain(suffixes)
    })
}

fn without_prefix(word: &[u8], cut: usize) -> bool {
    // The first letter tells most of them apart at no cost.
    let begins = |prefix: &&[u8]| prefix[0] == word[0];
    let plain = PREFIXES.iter().filter(|prefix| begins(prefix)).any(|prefix| {
        word.strip_prefix(*prefix).is_some_and(|stem| is_stem(stem, cut + prefix.len()))
    });
    plain
        || NASALS.iter().filter(|(prefix, _)| begins(prefix)).any(|(prefix, swallowed)| {
            word.strip_prefix(*prefix).is_some_and(|stem| {
                let cut = cut + prefix.len();
                is_stem(stem, cut) || swallowed.iter().any(|&first| is_swallowed(first, stem, cut))
            })
        })
}

/// The stem whose first letter a nasal has swallowed.
fn is_swallowed(first: u8, rest: &[u8], cut: usize) -> bool {
    let mut stem = [first; 20];
    let Some(place) = stem.get_mut(1..=rest.len()) else { return false };
    place.copy_from_slice(rest);
    is_stem(&stem[..=rest.len()], cut)
}

/// Whether a word is common and no name, after `cut` letters were taken off another.
fn is_stem(word: &[u8], cut: usize) -> bool {
    let least = if cut >= 3 { STEM } else { SURE_STEM };
    if cut == 0 || word.len() < least {
        return false;
    }
    let (entry, cue) = list::of(hash(word));
    matches!(cue, Cue::None | Cue::Region)
        && (entry.common() >= COMMON + u16::from(word.len() == STEM) * 2
            || cut <= 2 && word.len() >= LONGER.0 && entry.common() >= LONGER.1)
        && entry.name() < 3
        && !entry.given()
        && !entry.place()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_stem() {
        for word in ["kebanjiran", "dibuangin", "NGIRIMIN", "ngebuang", "galehnyo"] {
            assert_ne!(entry(word.as_bytes()), Entry::NONE, "{word}");
        }
    }

    #[test]
    fn names_are_made_of_no_common_word() {
        for word in ["wirajati", "suparmiyati", "Komarudin", "Yosefina", "poniyem", "abcde", "di"] {
            assert_eq!(entry(word.as_bytes()), Entry::NONE, "{word}");
        }
        assert_eq!(entry("kebanjir\u{e4}n".as_bytes()), Entry::NONE);
        assert_eq!(entry(&[b'a'; 400]), Entry::NONE);
    }
}
