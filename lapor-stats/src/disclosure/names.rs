//! Names of cells: lists of words, each word and each name kept once.

use super::flat::{Lists, Numbers, Places, hash, hash_bytes, put};

/// Names, numbered in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    words: Vec<Box<str>>,
    word_places: Places,
    /// The numbers of the words of each name, in few bytes.
    names: Lists<u8>,
    places: Places,
    /// What is about to be added.
    scratch: Vec<u8>,
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
        self.word_places.find(hash_bytes(word.as_bytes()), |at| &*self.words[at as usize] == word)
    }

    /// The number of a word, new or not.
    pub(crate) fn word(&mut self, word: &str) -> u32 {
        if let Some(at) = self.find_word(word) {
            return at;
        }
        let at = self.words.len() as u32;
        let words = &self.words;
        let hash_of = |at: u32| hash_bytes(words[at as usize].as_bytes());
        self.word_places.push(hash_bytes(word.as_bytes()), hash_of);
        self.words.push(word.into());
        at
    }

    pub(crate) fn find(&self, name: &[u32]) -> Option<u32> {
        self.find_hashed(name, hash(name.iter().copied()))
    }

    fn find_hashed(&self, name: &[u32], hashed: u32) -> Option<u32> {
        self.places.find(hashed, |at| self.get(at).eq(name.iter().copied()))
    }

    /// The number of a name, and whether it is new.
    pub(crate) fn add(&mut self, name: &[u32]) -> (u32, bool) {
        let hashed = hash(name.iter().copied());
        if let Some(at) = self.find_hashed(name, hashed) {
            return (at, false);
        }
        let at = self.names.len() as u32;
        let names = &self.names;
        self.places.push(hashed, |at| hash(numbers(&names[at as usize])));
        self.scratch.clear();
        name.iter().for_each(|&word| put(&mut self.scratch, u64::from(word)));
        self.names.push(&self.scratch);
        (at, true)
    }

    /// The numbers of the words of a name.
    pub(crate) fn get(&self, at: u32) -> impl Iterator<Item = u32> + Clone {
        numbers(&self.names[at as usize])
    }

    /// The words of a name.
    pub(crate) fn spelt(&self, at: u32) -> impl Iterator<Item = &str> + Clone {
        self.get(at).map(|word| &*self.words[word as usize])
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
            let name = self.get(at).map(|word| words[word as usize]);
            let is = |other: u32| name.clone().eq(others.get(other).map(Some));
            others.places.find(hash(name.clone().flatten()), is)
        }
    }
}

/// The numbers of words, from the bytes of a name.
fn numbers(name: &[u8]) -> impl Iterator<Item = u32> + Clone {
    Numbers(name).map(|word| word as u32)
}
