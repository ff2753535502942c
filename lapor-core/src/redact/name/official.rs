//! Officials whose names stay beside their roles: a list of the operator's, never a guess.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::normal::Normal;
use super::cue::Cue;
use super::word::{Item, Items, hash};

/// Words before a whole name among which the first of its role may be.
const IN_OTHER_WORDS: usize = 5;

/// Roles and names, by the hashes of their words.
#[derive(Debug, Default)]
pub(crate) struct Officials {
    all: Vec<Official>,
    /// The places of those of whose name, or of whose place, a word is: a country has many hundreds.
    by_word: BTreeMap<u64, Vec<usize>>,
}

#[derive(Debug)]
struct Official {
    role: Vec<u64>,
    name: Vec<u64>,
}

/// Bytes before a name and behind it in which its role stands.
const REACH: usize = 96;

/// Words that stand for a role as a whole, and the words by which that role is known.
const SHORT: [(u64, &[u64]); 34] = [
    (hash(b"gub"), &[hash(b"gubernur")]),
    (hash(b"gubernurnya"), &[hash(b"gubernur")]),
    (hash(b"bup"), &[hash(b"bupati")]),
    (hash(b"mentri"), &[hash(b"menteri")]),
    (hash(b"wapres"), &[hash(b"wakil"), hash(b"presiden")]),
    (hash(b"wagub"), &[hash(b"wakil"), hash(b"gubernur")]),
    (hash(b"wabup"), &[hash(b"wakil"), hash(b"bupati")]),
    (hash(b"wawali"), &[hash(b"wakil"), hash(b"wali")]),
    (hash(b"wawalkot"), &[hash(b"wakil"), hash(b"wali")]),
    (hash(b"walikota"), &[hash(b"wali"), hash(b"kota")]),
    (hash(b"walkot"), &[hash(b"wali"), hash(b"kota")]),
    (hash(b"menag"), &[hash(b"menteri"), hash(b"agama")]),
    (hash(b"menaker"), &[hash(b"menteri"), hash(b"ketenagakerjaan")]),
    (hash(b"mendag"), &[hash(b"menteri"), hash(b"perdagangan")]),
    (hash(b"mendagri"), &[hash(b"menteri"), hash(b"negeri")]),
    (hash(b"mendikdasmen"), &[hash(b"menteri"), hash(b"pendidikan"), hash(b"dasar")]),
    (hash(b"mendes"), &[hash(b"menteri"), hash(b"desa")]),
    (hash(b"menhan"), &[hash(b"menteri"), hash(b"pertahanan")]),
    (hash(b"menhub"), &[hash(b"menteri"), hash(b"perhubungan")]),
    (hash(b"menhut"), &[hash(b"menteri"), hash(b"kehutanan")]),
    (hash(b"menkes"), &[hash(b"menteri"), hash(b"kesehatan")]),
    (hash(b"menkeu"), &[hash(b"menteri"), hash(b"keuangan")]),
    (hash(b"menkop"), &[hash(b"menteri"), hash(b"koperasi")]),
    (hash(b"menkum"), &[hash(b"menteri"), hash(b"hukum")]),
    (hash(b"menlh"), &[hash(b"menteri"), hash(b"lingkungan")]),
    (hash(b"menlu"), &[hash(b"menteri"), hash(b"luar")]),
    (hash(b"menpan"), &[hash(b"menteri"), hash(b"aparatur")]),
    (hash(b"menpar"), &[hash(b"menteri"), hash(b"pariwisata")]),
    (hash(b"menperin"), &[hash(b"menteri"), hash(b"perindustrian")]),
    (hash(b"menpora"), &[hash(b"menteri"), hash(b"olahraga")]),
    (hash(b"menpu"), &[hash(b"menteri"), hash(b"pekerjaan"), hash(b"umum")]),
    (hash(b"mensos"), &[hash(b"menteri"), hash(b"sosial")]),
    (hash(b"mentan"), &[hash(b"menteri"), hash(b"pertanian")]),
    (hash(b"mendikti"), &[hash(b"menteri"), hash(b"tinggi")]),
];

/// What may stand between a name and the role behind it.
const AS: [u64; 7] = [
    hash(b"yang"),
    hash(b"yg"),
    hash(b"selaku"),
    hash(b"sebagai"),
    hash(b"sbg"),
    hash(b"kan"),
    hash(b"itu"),
];

/// Words of roles that only an office-holder has, so that a part of a name beside one is enough.
const UNIQUE: [u64; 6] = [
    hash(b"presiden"),
    hash(b"menteri"),
    hash(b"mentri"),
    hash(b"gubernur"),
    hash(b"bupati"),
    hash(b"walikota"),
];

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
            for word in name.iter().chain(role.last()) {
                self.by_word.entry(*word).or_default().push(self.all.len());
            }
            self.all.push(Official { role, name });
        }
    }

    /// Whether a name is a listed official's: words of it behind the role, or all of it where
    /// nothing says that somebody else is meant.
    pub(crate) fn keep(&self, bytes: &[u8], range: Range<usize>) -> bool {
        let found: Vec<Item> = Items::new(&bytes[range.clone()]).filter(Item::is_word).collect();
        let found = hashes(&found);
        let concerns = |it: &&Official| it.part(&found).is_some() || it.is_held_in(&found);
        // Of a name that was found one word at least is of the official's, or of where the office is held.
        let mut places: Vec<usize> =
            found.iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let all = places.iter().filter_map(|&place| self.all.get(place));
        let concerned: Vec<&Official> = all.filter(concerns).collect();
        if concerned.is_empty() {
            return false;
        }
        // Where a word is cut off at the start of the reach, the role is not whole there.
        let before: Vec<Item> =
            Items::new(&bytes[range.start.saturating_sub(REACH)..range.start]).collect();
        // A role that stands behind is that of its own sentence.
        let rest = &bytes[range.end..bytes.len().min(range.end + REACH)];
        let stops = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b';' | b'\n');
        let rest = &rest[..rest.iter().position(stops).unwrap_or(rest.len())];
        let behind: Vec<Item> = Items::new(rest).collect();
        let behind = hashes(&behind);
        concerned.iter().any(|official| official.is_meant(&before, &found, &behind))
    }
}

/// Where the words of a name that was found stand in that of an official, and which of them are the role's.
struct Part {
    /// Words of the role before the name.
    before: usize,
    /// The words of the official's name.
    name: Range<usize>,
    /// Whether a word for the role is the last of them.
    named: bool,
}

impl Official {
    fn part(&self, found: &[u64]) -> Option<Part> {
        let is_of_role = |word: &&u64| self.role.contains(word) || self.is_said_by(**word);
        let before = found.iter().take_while(is_of_role).count();
        let rest = &found[before..];
        let at = |rest: &[u64]| {
            let windows = &mut self.name.windows(rest.len().max(1));
            windows.position(|window| window == rest)
        };
        let (at, length, named) = match (at(rest), rest.split_last()) {
            (Some(at), _) => (at, rest.len(), false),
            // "Rekawan Wirajati Mensos": the role was taken for a word of the name.
            (None, Some((last, rest))) if self.is_said_by(*last) => (at(rest)?, rest.len(), true),
            _ => return None,
        };
        Some(Part { before, name: at..at + length, named })
    }

    /// Whether a word says the role: its first one, or one that stands for the whole of it.
    fn is_said_by(&self, word: u64) -> bool {
        let is_short = |(short, words): &(u64, &[u64])| {
            *short == word && words.iter().all(|word| self.role.contains(word))
        };
        self.role.first() == Some(&word) || SHORT.iter().any(is_short)
    }

    /// Whether the role stands right behind a name, of which only a part may be there.
    fn is_named(&self, behind: &[u64], whole: bool) -> bool {
        let skipped = usize::from(behind.first().is_some_and(|word| AS.contains(word)));
        let Some(word) = behind.get(skipped) else { return false };
        self.is_said_by(*word)
            && (whole
                || UNIQUE.contains(word)
                || SHORT.iter().any(|(short, _)| short == word)
                || behind[skipped..].starts_with(&self.role))
    }

    /// Whether words are the last of the role: where it is held.
    fn is_held_in(&self, found: &[u64]) -> bool {
        found.len() < self.role.len() && self.role.ends_with(found)
    }

    fn is_meant(&self, before: &[Item], found: &[u64], behind: &[u64]) -> bool {
        // "Walikota Wanasari": where a listed role is held is nobody's name.
        if self.is_held_in(found) && before.last().is_some_and(|word| self.is_said_by(word.hash)) {
            return true;
        }
        let Some(part) = self.part(found) else { return false };
        let (of_role, Range { start: at, end }) = (part.before, part.name);
        // The name may have been found in part: the rest of it stands on either side.
        let begins = of_role == 0 && hashes(before).ends_with(&self.name[..at]) || at == 0;
        let ends = part.named || behind.starts_with(&self.name[end..]);
        let left = if of_role == 0 && begins { &before[..before.len() - at] } else { before };
        let titles = left.iter().rev();
        let titles = titles.take_while(|i| matches!(i.cue, Cue::Honorific | Cue::Prefix)).count();
        let sentence = left.iter().rposition(Item::begins).unwrap_or(0);
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
        // "Pak Rekawan gubernur kita": the role stands behind.
        let rest = if ends { &behind[behind.len().min(self.name.len() - end)..] } else { behind };
        // "Menteri ATR/Kepala BPN Bapak Rekawan Wirajati": a role in other words before the whole name.
        let told = || {
            let start = sentence.max(left.len().saturating_sub(IN_OTHER_WORDS));
            let near = left.get(start..).unwrap_or_default();
            let first = self.role.first().filter(|word| UNIQUE.contains(word));
            self.name.len() > 1 && first.is_some_and(|first| hashes(near).contains(first))
        };
        words.ends_with(&self.role)
            || part.named
            || begins && ends && told()
            || self.is_named(rest, begins && ends)
            || words.last().is_some_and(|word| self.is_said_by(*word))
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
