//! The table of [`super::list`], made from the lists: the trainer writes it, and a test holds the file
//! equal to the lists.

use std::collections::BTreeMap;

use super::cue::{Cue, WORDS};
use super::list::{BITS, ENTRY, Entry, SLOTS, place};
use super::word::hash;

/// The table of words and cues.
pub(crate) fn table(entries: &BTreeMap<&str, Entry>) -> Vec<u8> {
    let mut all: BTreeMap<&str, (Entry, Cue)> =
        entries.iter().map(|(word, entry)| (*word, (*entry, Cue::None))).collect();
    for (cue, words) in WORDS.iter().rev() {
        for word in words.split_ascii_whitespace() {
            all.entry(word).or_insert((Entry::NONE, Cue::None)).1 = *cue;
        }
    }
    let mut slots = vec![0_u32; SLOTS];
    for (word, (entry, cue)) in all {
        let (mut slot, fingerprint) = place(hash(word.as_bytes()));
        while slots[slot] != 0 && slots[slot] >> BITS != fingerprint {
            slot = (slot + 1) % SLOTS;
        }
        if slots[slot] == 0 {
            slots[slot] = fingerprint << BITS | (cue as u32) << ENTRY | u32::from(entry.0);
        }
    }
    slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// The lists as text, in the order of the files of `data/names`.
pub(crate) struct Sources<'a> {
    /// Word and 100 times the negative decimal logarithm of its frequency.
    pub(crate) words: &'a str,
    /// Name, how many bear it, frequency as a word, logarithm of the ratio.
    pub(crate) ambiguous: &'a str,
    /// A given name a line.
    pub(crate) given: &'a str,
    /// Word and in how many names of people it was seen.
    pub(crate) seen: &'a str,
    /// A word of the name of a province or regency a line.
    pub(crate) places: &'a str,
}

impl Sources<'_> {
    /// The entries, by word.
    pub(crate) fn entries(&self) -> BTreeMap<&str, Entry> {
        let mut all = BTreeMap::<&str, (u16, u16, bool, u16, bool)>::new();
        let rows = |text| str::lines(text).filter(|line| !line.starts_with('#'));
        for line in rows(self.words) {
            let Some((word, rarity)) = line.split_once('\t') else { continue };
            let rarity: u16 = rarity.parse().unwrap_or(600);
            all.entry(word).or_default().0 = (600_u16.saturating_sub(rarity) / 50 + 1).min(7);
        }
        for line in rows(self.ambiguous) {
            let mut cells = line.split('\t');
            let (Some(word), Some(ratio)) = (cells.next(), cells.nth(2)) else { continue };
            // Hundredths, read without floating point: "-0.25", "1.64".
            let (sign, digits) = ratio.strip_prefix('-').map_or((1, ratio), |digits| (-1, digits));
            let hundredths: i32 = digits.replace('.', "").parse().unwrap_or(0) * sign;
            let steps = [-50, 30, 100, 160, 220];
            let name = 1 + steps.iter().filter(|&&step| hundredths >= step).count();
            all.entry(word).or_default().1 = name as u16;
        }
        for word in rows(self.given) {
            all.entry(word).or_default().2 = true;
        }
        for line in rows(self.seen) {
            let Some((word, count)) = line.split_once('\t') else { continue };
            let count = count.parse::<u32>().unwrap_or(0);
            all.entry(word).or_default().3 = match count {
                0..=1 => 1,
                2..=9 => 2,
                _ => 3,
            };
        }
        for word in rows(self.places) {
            all.entry(word).or_default().4 = true;
        }
        let entry = |(common, name, given, seen, place): (u16, u16, bool, u16, bool)| {
            Entry(common | name << 3 | u16::from(given) << 6 | seen << 7 | u16::from(place) << 9)
        };
        all.into_iter().map(|(word, cells)| (word, entry(cells))).collect()
    }
}
