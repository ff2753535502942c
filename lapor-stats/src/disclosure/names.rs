//! Names of cells: lists of words, each word and each name kept once.

use super::flat::{Lists, Places, hash, hash_word};

/// Names, numbered in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    words: Vec<Box<str>>,
    word_places: Places,
    names: Lists<u32>,
    places: Places,
}

impl Names {
    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// All words, in the order in which they were added.
    pub(crate) fn words(&self) -> &[Box<str>] {
        &self.words
    }

    pub(crate) fn find_word(&self, word: &str) -> Option<u32> {
        self.word_places.find(hash_word(word), |at| &*self.words[at as usize] == word)
    }

    /// The number of a word, new or not.
    pub(crate) fn word(&mut self, word: &str) -> u32 {
        if let Some(at) = self.find_word(word) {
            return at;
        }
        let at = self.words.len() as u32;
        self.words.push(word.into());
        self.word_places.insert(hash_word(word), at);
        at
    }

    pub(crate) fn find(&self, name: &[u32]) -> Option<u32> {
        self.find_hashed(name, hash(name.iter().copied()))
    }

    fn find_hashed(&self, name: &[u32], hashed: u32) -> Option<u32> {
        self.places.find(hashed, |at| self.names[at as usize] == *name)
    }

    /// The number of a name, and whether it is new.
    pub(crate) fn add(&mut self, name: &[u32]) -> (u32, bool) {
        let hashed = hash(name.iter().copied());
        if let Some(at) = self.find_hashed(name, hashed) {
            return (at, false);
        }
        let at = self.names.len() as u32;
        self.names.push(name);
        self.places.insert(hashed, at);
        (at, true)
    }

    /// The numbers of the words of a name.
    pub(crate) fn get(&self, at: u32) -> &[u32] {
        &self.names[at as usize]
    }

    /// The words of a name.
    pub(crate) fn spelt(&self, at: u32) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.get(at).iter().map(|&word| &*self.words[word as usize])
    }

    /// The words of a name that may not have been added, joined by ` / `.
    pub(crate) fn spell(&self, name: &[u32]) -> String {
        let words: Vec<&str> = name.iter().map(|&word| &*self.words[word as usize]).collect();
        words.join(" / ")
    }

    /// A look-up of these names among others.
    pub(crate) fn among<'n>(&'n self, others: &'n Names) -> impl Fn(u32) -> Option<u32> + 'n {
        let words: Vec<Option<u32>> =
            self.words.iter().map(|word| others.find_word(word)).collect();
        move |at| {
            let name = self.get(at).iter().map(|&word| words[word as usize]);
            let is = |other: u32| {
                let found = others.get(other);
                name.len() == found.len() && name.clone().eq(found.iter().map(|&word| Some(word)))
            };
            others.places.find(hash(name.clone().flatten()), is)
        }
    }
}
