//! Names that were found in a thread, so that they are hidden wherever it repeats them.

use std::collections::BTreeMap;

use super::super::normal::is_letter;
use super::feature::Context;
use super::list::Lex;
use super::word::{Item, Letters, Shape, Sort, letters};

/// Shortest word of a name that gives it away alone, in letters.
const PART: usize = 3;

/// How common a word is that a text may hold for its own sake.
const ORDINARY: u16 = 4;

/// The words of the names of one thread.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Words that give somebody away alone, by hash, and whose they are.
    parts: BTreeMap<u64, usize>,
    /// Words that are ordinary too, or short: alone with a capital only, else beside another.
    loose: BTreeMap<u64, usize>,
    /// A bit for each word of either, so that most others are told apart by it.
    bits: u64,
}

/// The bit of a word.
const fn bit(hash: u64) -> u64 {
    1 << (hash & 63)
}

impl Known {
    /// Whose name has any of the words.
    pub(crate) fn person(&self, items: &[Item]) -> Option<usize> {
        let ours = items.iter().find_map(|item| self.parts.get(&item.hash));
        let ours = ours.or_else(|| items.iter().find_map(|item| self.loose.get(&item.hash)));
        ours.copied()
    }

    /// Adds a name of the words `items`; it is the person `next` unless one is known of that name.
    pub(crate) fn add(&mut self, items: &[Item], next: usize) -> usize {
        let person = self.person(items).unwrap_or(next);
        for item in items.iter().filter(|item| item.is_word()) {
            let ordinary = matches!(item.entry.lex(), Lex::Both | Lex::Common | Lex::Place)
                || item.entry.common() >= ORDINARY;
            self.bits |= bit(item.hash);
            let short = item.end - item.start < PART;
            if items.len() > 1 && (ordinary || short) {
                self.loose.entry(item.hash).or_insert(person);
            } else {
                self.parts.entry(item.hash).or_insert(person);
            }
        }
        person
    }

    /// Whether a word is of a name at all.
    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        self.bits & bit(hash) != 0
            && (self.parts.contains_key(&hash) || self.loose.contains_key(&hash))
    }

    /// Whether a word of a name may be in a text. It may be in each word that might be parted.
    pub(crate) fn is_in(&self, bytes: &[u8]) -> bool {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !is_letter(byte) {
                at += 1;
                continue;
            }
            let Letters { end, hash, upper } = letters(bytes, at);
            let inside = upper - u32::from(byte.is_ascii_uppercase());
            if self.has(hash) || inside > 0 && upper as usize != end - at {
                return true;
            }
            at = end;
        }
        false
    }

    /// Whether a word repeats a name.
    pub(crate) fn hides(&self, context: &Context<'_>) -> bool {
        let word = context.word;
        if self.parts.contains_key(&word.hash) {
            return true;
        }
        if !self.loose.contains_key(&word.hash) {
            return false;
        }
        if word.end - word.start >= PART && word.shape == Shape::Title && !word.begins() {
            return true;
        }
        let before = context.before[0].is_some_and(|one| one.sort == Sort::Name && word.joins());
        let behind = context.behind[0].is_some_and(|next| {
            next.joins()
                && (next.sort == Sort::Name
                    || self.parts.contains_key(&next.hash)
                    || self.loose.contains_key(&next.hash))
        });
        before || behind
    }
}
