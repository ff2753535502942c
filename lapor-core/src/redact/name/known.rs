//! Names that were found in a thread, so that they are hidden wherever it repeats them.

use std::collections::BTreeSet;

use super::super::few::Few;
use super::super::normal::is_letter;
use super::feature::Context;
use super::list::Lex;
use super::word::{Item, Letters, Shape, Sort, hash, letters};

/// Shortest word of a name that gives it away alone, in letters.
const PART: usize = 3;

/// A word that begins names and tells nobody.
const WA: u64 = hash(b"wa");

/// How common a word is that a text may hold for its own sake.
const ORDINARY: u16 = 4;

/// The words of the names of one thread.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// Words that give somebody away alone, by hash, and whose they are.
    parts: Few,
    /// Words that are ordinary too, or short: alone with a capital only, else beside another.
    loose: Few,
    /// A bit for each word of either, so that most others are told apart by it.
    bits: u64,
    /// The words of the names as they were found, without guesses, one behind the other.
    found: Vec<Part>,
    /// Where each of those names ends.
    ends: Vec<usize>,
    /// Words that are names of places in this thread, and those that would be people's if they were none.
    places: Vec<u64>,
    doubtful: Vec<u64>,
    /// Those that were learnt, if any were: even an empty tree takes time to be dropped.
    names: Option<BTreeSet<Vec<Part>>>,
}

/// A word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    hash: u64,
    /// Whether it gives nobody away alone.
    loose: bool,
}

/// The bit of a word.
const fn bit(hash: u64) -> u64 {
    1 << (hash & 63)
}

impl Known {
    /// Whose name has any of the words.
    pub(crate) fn person(&self, items: &[Item]) -> Option<usize> {
        self.whose(items.iter().map(|item| item.hash))
    }

    fn whose(&self, words: impl Iterator<Item = u64> + Clone) -> Option<usize> {
        let ours = words.clone().find_map(|word| self.parts.get(word));
        ours.or_else(|| words.clone().find_map(|word| self.loose.get(word)))
    }

    /// Adds a name of the words `items`; it is the person `next` unless one is known of that name.
    ///
    /// Small words that are not `sure` to be a name are none in the texts before them.
    pub(crate) fn add(&mut self, items: &[Item], sure: bool, next: usize) -> usize {
        let part = |item: &Item| {
            let ordinary = matches!(item.entry.lex(), Lex::Both | Lex::Common | Lex::Place)
                || item.entry.common() >= ORDINARY;
            let short = item.end - item.start < PART;
            Part { hash: item.hash, loose: items.len() > 1 && (ordinary || short) }
        };
        // The `Wa` of "Wa Ode" is how a telephone number is announced elsewhere.
        let tells = |item: &&Item| item.is_word() && (item.hash != WA || items.len() == 1);
        let start = self.found.len();
        self.found.extend(items.iter().filter(tells).map(part));
        let found = std::mem::take(&mut self.found);
        let person = self.hide(&found[start..], next);
        self.found = found;
        let small = |item: &Item| item.shape == Shape::Lower && item.entry.lex() != Lex::Name;
        let guessed = !sure && items.iter().all(small);
        if guessed {
            self.found.truncate(start);
        } else {
            self.ends.push(self.found.len());
        }
        person
    }

    fn hide(&mut self, name: &[Part], next: usize) -> usize {
        let person = self.whose(name.iter().map(|part| part.hash)).unwrap_or(next);
        for part in name {
            self.bits |= bit(part.hash);
            let words = if part.loose { &mut self.loose } else { &mut self.parts };
            words.add(part.hash, person);
        }
        person
    }

    /// The names that were found, and that other texts of the thread may hold.
    pub(crate) fn names(&self) -> impl Iterator<Item = &[Part]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let found = starts.zip(&self.ends).filter_map(|(start, end)| self.found.get(start..*end));
        self.names.iter().flat_map(|names| names.iter()).map(Vec::as_slice).chain(found)
    }

    /// Adds a name that was found elsewhere in the thread: whose it is, and whether it is new.
    pub(crate) fn learn(&mut self, name: &[Part], next: usize) -> (usize, bool) {
        if !self.ends.is_empty() {
            let found: Vec<Vec<Part>> = self.names().map(<[Part]>::to_vec).collect();
            self.names.get_or_insert_default().extend(found);
            self.ends.clear();
            self.found.clear();
        }
        (self.hide(name, next), self.names.get_or_insert_default().insert(name.to_vec()))
    }

    /// Adds words that are names of places in this thread.
    pub(crate) fn add_places(&mut self, words: impl IntoIterator<Item = u64>) {
        for word in words {
            if !self.places.contains(&word) {
                self.places.push(word);
            }
        }
    }

    /// The words that are names of places in this thread.
    pub(crate) fn places(&self) -> &[u64] {
        &self.places
    }

    /// Whether a word is the name of a place in this thread.
    pub(crate) fn is_place(&self, word: u64) -> bool {
        self.places.contains(&word)
    }

    /// Notes that the name of this word alone is none if it is a place's.
    pub(crate) fn doubt(&mut self, word: u64) {
        if !self.doubtful.contains(&word) {
            self.doubtful.push(word);
        }
    }

    /// Whether a name is one of these words.
    pub(crate) fn is_doubtful(&self, name: &[Part]) -> bool {
        matches!(name, [part] if self.doubtful.contains(&part.hash))
    }

    /// Whether a name is of one word, which is a place's.
    pub(crate) fn is_place_alone(&self, name: &[Part]) -> bool {
        matches!(name, [part] if self.is_place(part.hash))
    }

    /// Whether a word is of a name at all.
    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        self.bits & bit(hash) != 0 && (self.parts.has(hash) || self.loose.has(hash))
    }

    /// Whether a word of a name may be in a text. It may be in each word that might be parted: at a
    /// capital, or, behind an abbreviation ("S.Pd'Siti"), at an apostrophe.
    pub(crate) fn is_in(&self, bytes: &[u8]) -> bool {
        // Few texts have an apostrophe at all.
        let quoted = bytes.contains(&b'\'');
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !is_letter(byte) {
                at += 1;
                continue;
            }
            let Letters { end, hash, upper } = letters(bytes, at);
            let inside = upper - u32::from(byte.is_ascii_uppercase());
            let mixed = inside > 0 && upper as usize != end - at;
            if mixed || self.has(hash) || quoted && bytes[at..end].contains(&b'\'') {
                return true;
            }
            at = end;
        }
        false
    }

    /// Whether a word repeats a name.
    pub(crate) fn hides(&self, context: &Context<'_>) -> bool {
        let word = context.word;
        if self.parts.has(word.hash) {
            return true;
        }
        if !self.loose.has(word.hash) {
            return false;
        }
        if word.end - word.start >= PART && word.shape == Shape::Title && !word.begins() {
            return true;
        }
        let before = context.before[0].is_some_and(|one| one.sort == Sort::Name && word.joins());
        let behind = context.behind[0].is_some_and(|next| {
            next.joins()
                && (next.sort == Sort::Name
                    || self.parts.has(next.hash)
                    || self.loose.has(next.hash))
        });
        before || behind
    }
}
