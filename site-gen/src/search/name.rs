//! The name that a file of the index has from its bytes.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// How many letters a name has in the description.
const LENGTH: u32 = 6;
/// How many names there are: as many as so many letters can tell apart, and whole in a browser's numbers.
const NAMES: u64 = 52_u64.pow(LENGTH);
/// The letters of names in the description. There is no other sign among them, so the privacy gate sees
/// neither numbers nor labels.
const LETTERS: [u8; 52] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The letters of names in paths, a letter for four bits: no two make a word.
const CONSONANTS: [u8; 16] = *b"bcdfghjklmnpqrst";

/// A hash of a file's bytes, so that other bytes have another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name(u64);

impl Name {
    /// The name that a digest gives.
    pub(super) fn of(digest: impl AsRef<[u8]>) -> Self {
        let start = digest.as_ref().iter().take(8);
        Self(start.fold(0, |number, &byte| number << 8 | u64::from(byte)) % NAMES)
    }

    /// The name as a number, for files of numbers.
    pub(super) fn number(self) -> u64 {
        self.0
    }

    /// The name for paths, the highest bits first.
    pub(super) fn consonants(self) -> String {
        let places = (0..9).rev();
        places.map(|place| char::from(CONSONANTS[(self.0 >> (4 * place) & 15) as usize])).collect()
    }

    /// The name for the description, the lowest place first.
    pub(super) fn letters(self) -> String {
        let places = (0..LENGTH).map(|place| self.0 / 52_u64.pow(place) % 52);
        places.map(|letter| char::from(LETTERS[letter as usize])).collect()
    }

    /// The path of a file with this name, which ends in a hash as [`crate::publish::is_hashed_asset`] knows it.
    pub(super) fn path(self, beginning: &str, ending: &str) -> String {
        format!("{beginning}-0{}.{ending}", self.consonants())
    }
}

/// The names that files of one folder have, no two of which are equal by chance.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeMap<Name, [u8; 32]>,
}

impl Names {
    /// The name of these bytes, and whether it is new here. Equal bytes have one name.
    pub(super) fn name(&mut self, bytes: &[u8]) -> (Name, bool) {
        let own: [u8; 32] = Sha256::digest(bytes).into();
        let mut digest = own;
        loop {
            let name = Name::of(digest);
            match self.taken.get(&name) {
                None => {
                    self.taken.insert(name, own);
                    return (name, true);
                }
                Some(taken) if *taken == own => return (name, false),
                // Two of many files may begin alike; the second takes the hash of its hash.
                Some(_) => digest = Sha256::digest(digest).into(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::is_hashed_asset;

    #[test]
    fn every_name_is_known_for_a_hash() {
        for number in [0, 1, 0x1_2345_6789, NAMES - 1] {
            let path = Name(number).path("kata/k", "bin");
            assert!(is_hashed_asset(&path), "{path}");
            assert_eq!(Name(number).letters().len(), 6);
        }
        assert_eq!(Name(0x12).consonants(), "bbbbbbbcd");
        assert_eq!(Name(NAMES - 1).consonants(), "gmnjplttt");
        assert_eq!(Name(1).letters(), "BAAAAA");
    }

    #[test]
    fn equal_bytes_have_one_name_and_others_another() {
        let mut names = Names::default();
        let (one, is_new) = names.name(b"a");
        assert!(is_new);
        assert_eq!(names.name(b"a"), (one, false));
        assert_ne!(names.name(b"b").0, one);
    }

    #[test]
    fn a_name_that_is_taken_is_not_given_twice() {
        let mut names = Names::default();
        let digest: [u8; 32] = Sha256::digest(b"a").into();
        names.taken.insert(Name::of(digest), [0; 32]);
        let (name, is_new) = names.name(b"a");
        assert!(is_new && name != Name::of(digest));
        assert_eq!(names.name(b"a"), (name, false));
    }
}
