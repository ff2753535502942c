//! What the lists know of a word: how common it is, how often a name, whether a place.
//!
//! The lists are in `data/names`, each with its source and licence; `lexicon.bin` is their compact
//! form and that of the cues, a table of fingerprints that is probed in place and never unpacked.

use super::cue::Cue;

/// The table: little-endian words of 32 bits: 17 of a fingerprint, 5 of a [`Cue`], 10 of an
/// [`Entry`].
static LEXICON: &[u8] = include_bytes!("../../../data/names/lexicon.bin");

/// Slots of the table, a power of two.
pub(crate) const SLOTS: usize = 1 << 17;
/// Bits of an entry, and of an entry and a cue.
pub(crate) const ENTRY: u32 = 10;
pub(crate) const BITS: u32 = 15;

/// What the lists say of a word; 0 if none has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(pub(super) u16);

/// A coarse reading of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Lex {
    Unknown,
    /// A common word that is no name.
    Common,
    /// A rarer word that is no name.
    Rare,
    /// A name and hardly ever anything else.
    Name,
    /// A name that is a word too.
    Both,
    /// Seen in names of people of any country.
    Seen,
    /// Of the name of a province or regency.
    Place,
}

impl Entry {
    pub(crate) const NONE: Self = Self(0);
    /// Of a word that is made of a common one: a rarer word.
    pub(crate) const DERIVED: Self = Self(3);

    /// How common it is as a word, 0 (unknown) to 7.
    pub(crate) const fn common(self) -> u16 {
        self.0 & 7
    }

    /// How much rather it is a name, 0 (unknown), 1 (hardly) to 6 (nearly always).
    pub(crate) const fn name(self) -> u16 {
        self.0 >> 3 & 7
    }

    /// Whether it is on the list of given names.
    pub(crate) const fn given(self) -> bool {
        self.0 >> 6 & 1 == 1
    }

    /// How often it was seen in names of people, 0 to 3.
    pub(crate) const fn seen(self) -> u16 {
        self.0 >> 7 & 3
    }

    /// Whether it is of the name of a province or regency.
    pub(crate) const fn place(self) -> bool {
        self.0 >> 9 & 1 == 1
    }

    #[inline]
    pub(crate) const fn lex(self) -> Lex {
        LEX[self.0 as usize % LEX.len()]
    }

    /// The reading that the table holds.
    const fn read(self) -> Lex {
        let named = self.given() || self.name() > 0;
        if self.place() && self.name() < 4 {
            Lex::Place
        } else if self.name() >= 4 || self.given() && self.common() <= 3 {
            Lex::Name
        } else if named && (self.name() > 1 || self.common() < 6) {
            Lex::Both
        } else if self.common() >= 4 {
            Lex::Common
        } else if self.common() >= 1 {
            if self.seen() >= 2 { Lex::Seen } else { Lex::Rare }
        } else if self.seen() >= 1 {
            Lex::Seen
        } else {
            Lex::Unknown
        }
    }
}

/// The coarse reading of each entry.
static LEX: [Lex; 1 << ENTRY] = {
    let mut all = [Lex::Unknown; 1 << ENTRY];
    let mut entry = 0;
    while entry < all.len() {
        all[entry] = Entry(entry as u16).read();
        entry += 1;
    }
    all
};

/// Where a hash is looked for first, and its fingerprint, which is never 0.
pub(crate) const fn place(hash: u64) -> (usize, u32) {
    let mixed = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let fingerprint = (mixed >> 30) as u32 & ((1 << 17) - 1);
    ((mixed >> 47) as usize, if fingerprint == 0 { 1 } else { fingerprint })
}

/// What the lists know of a word, and what it says of the words beside it.
#[inline]
pub(crate) fn of(hash: u64) -> (Entry, Cue) {
    let (mut slot, fingerprint) = place(hash);
    let (slots, _) = LEXICON.as_chunks::<4>();
    // The table is never full, so there is an empty slot.
    while let Some(&word) = slots.get(slot) {
        let word = u32::from_le_bytes(word);
        if word == 0 {
            break;
        }
        if word >> BITS == fingerprint {
            let entry = Entry((word & ((1 << ENTRY) - 1)) as u16);
            let cue = (word >> ENTRY & 31) as usize;
            return (entry, if cue == 0 { Cue::None } else { Cue::of(cue) });
        }
        slot = (slot + 1) % SLOTS;
    }
    (Entry::NONE, Cue::None)
}
