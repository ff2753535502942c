//! Whose a word is: most threads know few words, which are kept in place and compared one by one.

use std::collections::BTreeMap;

/// Words that are kept in place.
const FEW: usize = 6;

/// The person of each word, by its hash; the first that a word is given to keeps it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Few {
    few: [(u64, usize); FEW],
    count: usize,
    many: BTreeMap<u64, usize>,
}

impl Few {
    /// Whose the word is.
    pub(crate) fn get(&self, word: u64) -> Option<usize> {
        let few = self.few.iter().take(self.count).find(|(known, _)| *known == word);
        match few {
            Some((_, person)) => Some(*person),
            None if self.many.is_empty() => None,
            None => self.many.get(&word).copied(),
        }
    }

    /// Whether it is anybody's.
    pub(crate) fn has(&self, word: u64) -> bool {
        self.get(word).is_some()
    }

    /// Gives a word to a person, unless it is somebody's.
    pub(crate) fn add(&mut self, word: u64, person: usize) {
        if self.has(word) {
            return;
        }
        match self.few.get_mut(self.count) {
            Some(place) => {
                *place = (word, person);
                self.count += 1;
            }
            None => _ = self.many.insert(word, person),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_whose_it_was_however_many_there_are() {
        let mut words = Few::default();
        for word in 0..3 * FEW as u64 {
            assert_eq!(words.get(word), None);
            words.add(word, word as usize);
            words.add(word, 99);
        }
        assert!((0..3 * FEW as u64).all(|word| words.get(word) == Some(word as usize)));
        assert!(!words.has(3 * FEW as u64));
    }
}
