//! Officials whose names stay beside their roles: a list of the operator's, never a guess.

use std::ops::Range;

use super::cue::Cue;
use super::word::{Item, Items, hash};

/// Roles and names, by the hashes of their words.
#[derive(Debug, Default)]
pub(crate) struct Officials {
    all: Vec<Official>,
}

#[derive(Debug)]
struct Official {
    role: Vec<u64>,
    name: Vec<u64>,
}

/// Bytes before a name in which its role stands.
const REACH: usize = 96;

fn hashes(text: &[u8]) -> Vec<u64> {
    Items::new(text).filter(Item::is_word).map(|item| item.hash).collect()
}

impl Officials {
    /// Adds a role and the name of who holds it.
    pub(crate) fn add(&mut self, role: &str, name: &str) {
        let [role, name] = [role, name].map(|text| {
            hashes(super::super::normal::Normal::new(text).bytes())
        });
        if !role.is_empty() && !name.is_empty() {
            self.all.push(Official { role, name });
        }
    }

    /// Whether a name is a listed official's: words of it behind the role, or all of it where
    /// nothing says that somebody else is meant.
    pub(crate) fn keep(&self, bytes: &[u8], range: Range<usize>) -> bool {
        let name = hashes(&bytes[range.clone()]);
        if name.is_empty() || !self.all.iter().any(|official| official.has(&name)) {
            return false;
        }
        // Where a word is cut off at the start of the reach, the role is not whole there.
        let reach = &bytes[range.start.saturating_sub(REACH)..range.start];
        let before: Vec<Item> = Items::new(reach).collect();
        let behind = &bytes[range.end..bytes.len().min(range.end + REACH)];
        let behind = hashes(behind);
        self.all.iter().filter(|official| official.has(&name)).any(|official| {
            // The name may have been found in part: the rest of it stands on either side.
            let first = official.name.iter().position(|word| *word == name[0]).unwrap_or(0);
            let (head, tail) = (&official.name[..first], &official.name[first..]);
            let hashes = |items: &[Item]| items.iter().map(|item| item.hash).collect::<Vec<_>>();
            let mut left = &before[..];
            let begins = hashes(left).ends_with(head);
            if begins {
                left = &left[..left.len() - first];
            }
            let ends = tail.get(name.len()..).is_some_and(|rest| behind.starts_with(rest));
            let titles = left.iter().rev();
            let titles = titles.take_while(|i| matches!(i.cue, Cue::Honorific | Cue::Prefix)).count();
            left = &left[..left.len() - titles];
            let words = hashes(left);
            let private = titles > 0 || left.last().is_some_and(speaks_for_another);
            words.ends_with(&official.role)
                || words.last() == official.role.first()
                || begins && ends && !private
        })
    }
}

/// Whether what stands before a name says that it is no office-holder's: `saya`, `istri`, `lurah`.
fn speaks_for_another(item: &Item) -> bool {
    const HIGH: [&[u8]; 14] = [
        b"presiden", b"wapres", b"wakil", b"menteri", b"mentri", b"gubernur", b"wagub", b"bupati", b"wabup",
        b"walikota", b"wali", b"kapolri", b"ketua", b"kepala",
    ];
    item.cue.leads() && !HIGH.iter().any(|word| hash(word) == item.hash)
}

impl Official {
    /// Whether words follow each other in the name.
    fn has(&self, words: &[u64]) -> bool {
        self.name.windows(words.len()).any(|window| window == words)
    }
}
