//! Names that somebody decided to hide.

use super::super::normal::Normal;
use super::word::{Item, Items};
use super::{FOUND, Names};

impl Names {
    /// The names of a thread in which nothing was found yet.
    pub(crate) fn anew(&self) -> Self {
        Self::new(self.officials.clone())
    }

    /// Remembers a name that somebody decided to hide, as one that was found; gives its person.
    pub(crate) fn decided(&mut self, name: &str) -> usize {
        let normal = Normal::new(name);
        let items: Vec<Item> = Items::new(normal.bytes()).collect();
        let next = FOUND + self.people;
        let person = self.known.add(&items, true, next);
        self.people += usize::from(person == next);
        person
    }
}
