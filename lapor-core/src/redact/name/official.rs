//! Officials whose names stay beside their roles: a list of the operator's, never a guess.

use std::ops::Range;

use super::super::normal::Normal;
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

fn hashes(items: &[Item]) -> Vec<u64> {
    items.iter().map(|item| item.hash).collect()
}

impl Officials {
    /// Adds a role and the name of who holds it.
    pub(crate) fn add(&mut self, role: &str, name: &str) {
        let [role, name] = [role, name].map(|text| {
            let normal = Normal::new(text);
            Items::new(normal.bytes()).filter(Item::is_word).map(|item| item.hash).collect()
        });
        let (role, name): (Vec<u64>, Vec<u64>) = (role, name);
        if !role.is_empty() && !name.is_empty() {
            self.all.push(Official { role, name });
        }
    }

    /// Whether a name is a listed official's: words of it behind the role, or all of it where
    /// nothing says that somebody else is meant.
    pub(crate) fn keep(&self, bytes: &[u8], range: Range<usize>) -> bool {
        let found: Vec<Item> = Items::new(&bytes[range.clone()]).filter(Item::is_word).collect();
        let found = hashes(&found);
        if !self.all.iter().any(|official| official.part(&found).is_some()) {
            return false;
        }
        // Where a word is cut off at the start of the reach, the role is not whole there.
        let before: Vec<Item> =
            Items::new(&bytes[range.start.saturating_sub(REACH)..range.start]).collect();
        let behind: Vec<Item> =
            Items::new(&bytes[range.end..bytes.len().min(range.end + REACH)]).collect();
        let behind = hashes(&behind);
        self.all.iter().any(|official| official.is_meant(&before, &found, &behind))
    }
}

impl Official {
    /// How many of the words found are the role's, and where the others begin in the name.
    fn part(&self, found: &[u64]) -> Option<(usize, usize)> {
        let of_role = found.iter().take_while(|word| self.role.contains(word)).count();
        let rest = &found[of_role..];
        if rest.is_empty() {
            return None;
        }
        let at = self.name.windows(rest.len()).position(|window| window == rest)?;
        Some((of_role, at))
    }

    fn is_meant(&self, before: &[Item], found: &[u64], behind: &[u64]) -> bool {
        let Some((of_role, at)) = self.part(found) else { return false };
        // The name may have been found in part: the rest of it stands on either side.
        let begins = of_role == 0 && hashes(before).ends_with(&self.name[..at]) || at == 0;
        let end = at + found.len() - of_role;
        let ends = behind.starts_with(&self.name[end..]);
        let left = if of_role == 0 && begins { &before[..before.len() - at] } else { before };
        let titles = left.iter().rev();
        let titles = titles.take_while(|i| matches!(i.cue, Cue::Honorific | Cue::Prefix)).count();
        let left = &left[..left.len() - titles];
        let mut words = hashes(left);
        words.extend(&found[..of_role]);
        // "Sekdes kami Dedi Mulyadi": whose role it is stands between.
        let ours = left.last().is_some_and(|item| OURS.contains(&item.hash));
        let role = if ours { &left[..left.len() - 1] } else { left };
        let private = titles > 0
            || left.last().is_some_and(speaks_for_another)
            || ours && role.last().is_some_and(speaks_for_another)
            // The head of a village is none of a ministry.
            || left.last().is_some_and(|item| item.hash == OURS[0])
                && role.last().is_some_and(|item| item.cue.leads());
        // "Pak Rekawan gubernur kita": the role stands behind the whole name.
        let rest = &behind[behind.len().min(self.name.len() - end)..];
        let named =
            begins && ends && rest.first().is_some_and(|word| self.role.first() == Some(word));
        words.ends_with(&self.role)
            || named
            || words.last() == self.role.first()
            || begins && ends && !private
    }
}

/// Whose somebody is.
const OURS: [u64; 6] =
    [hash(b"desa"), hash(b"kami"), hash(b"kita"), hash(b"saya"), hash(b"sy"), hash(b"kmi")];

/// Whether what stands before a name says that it is no office-holder's: `saya`, `istri`, `lurah`.
fn speaks_for_another(item: &Item) -> bool {
    const HIGH: [&[u8]; 14] = [
        b"presiden",
        b"wapres",
        b"wakil",
        b"menteri",
        b"mentri",
        b"gubernur",
        b"wagub",
        b"bupati",
        b"wabup",
        b"walikota",
        b"wali",
        b"kapolri",
        b"ketua",
        b"kepala",
    ];
    item.cue.leads() && !HIGH.iter().any(|word| hash(word) == item.hash)
}
