//! Names that belong to places: streets, hospitals, schools, shops and villages stay.

use super::super::normal::is_word;
use super::cue::Cue;
use super::list::{self, Lex};
use super::word::{Gap, Item, Letters, Shape, Sort, hash, letters};

/// Words of a street's or school's name behind its head.
const LONG: u8 = 6;
/// Words of a village's name.
const SHORT: u8 = 3;
/// The same where nothing is written with capitals.
const LOWER: u8 = 2;

const HOUSE: u64 = hash(b"rumah");
/// What makes a head of the word "rumah" before it.
const HOUSES: [u64; 2] = [hash(b"sakit"), hash(b"makan")];
/// Who runs a school or a hospital: part of its name, and no word that counts.
const BODIES: [u64; 30] = [
    hash(b"negeri"),
    hash(b"swasta"),
    hash(b"muhammadiyah"),
    hash(b"bhayangkara"),
    hash(b"umum"),
    hash(b"daerah"),
    hash(b"pusat"),
    hash(b"islam"),
    hash(b"katolik"),
    hash(b"kristen"),
    hash(b"jiwa"),
    hash(b"induk"),
    hash(b"dasar"),
    hash(b"menengah"),
    hash(b"pertama"),
    hash(b"atas"),
    hash(b"kejuruan"),
    hash(b"jami"),
    hash(b"jamik"),
    hash(b"jami'"),
    hash(b"agung"),
    hash(b"santo"),
    hash(b"santa"),
    hash(b"st"),
    hash(b"al"),
    hash(b"an"),
    hash(b"ar"),
    hash(b"at"),
    hash(b"makan"),
    hash(b"pratama"),
];
/// Heads that an office is held in, as in a village.
const GROUPS: [u64; 5] =
    [hash(b"bumdes"), hash(b"poktan"), hash(b"gapoktan"), hash(b"posyandu"), hash(b"koperasi")];
/// Hospitals, which are called after a mother or a saint.
const HOSPITALS: [u64; 8] = [
    hash(b"rs"),
    hash(b"rsu"),
    hash(b"rsud"),
    hash(b"rsia"),
    hash(b"rsab"),
    hash(b"sakit"),
    hash(b"klinik"),
    hash(b"apotek"),
];
const CLINIC: u64 = hash(b"puskesmas");
/// Who leads an office: behind its name stands hers.
const LEADERS: [u64; 5] =
    [hash(b"kepala"), hash(b"kapus"), hash(b"plt"), hash(b"pimpinan"), hash(b"ketua")];
/// Heads that a number may follow.
const SCHOOLS: [u64; 10] = [
    hash(b"sd"),
    hash(b"sdn"),
    hash(b"smp"),
    hash(b"smpn"),
    hash(b"sma"),
    hash(b"sman"),
    hash(b"smk"),
    hash(b"smkn"),
    hash(b"mts"),
    hash(b"mtsn"),
];
/// Heads that their owner's honorific may follow.
const SHOPS: [u64; 15] = [
    hash(b"soto"),
    hash(b"sate"),
    hash(b"bakso"),
    hash(b"rawon"),
    hash(b"martabak"),
    hash(b"nasi"),
    hash(b"toko"),
    hash(b"warung"),
    hash(b"kedai"),
    hash(b"warkop"),
    hash(b"klinik"),
    hash(b"rm"),
    hash(b"bengkel"),
    hash(b"pondok"),
    hash(b"makan"),
];

/// Letters of the shortest word that "di" makes a place's.
const NAMED: usize = 7;

/// Whether a word may be the name of a place if it stands behind "di": a long one that no list has.
pub(crate) fn may_be_place(word: &Letters, start: usize) -> bool {
    word.end - start >= NAMED && list::of(word.hash).0.lex() == Lex::Unknown
}

/// The words of a text that stand behind "di" and may be names of places, by their hashes: "warga di Pasirgemulir".
pub(crate) fn told(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let is_di = |at: usize, three: &[u8]| {
        three.eq_ignore_ascii_case(b"di ") && !at.checked_sub(1).is_some_and(|k| is_word(bytes[k]))
    };
    let places = bytes.windows(3).enumerate().filter(move |(at, three)| is_di(*at, three));
    let starts = places.map(|(at, _)| at + 3);
    starts.filter_map(move |start| {
        let word = letters(bytes, start);
        may_be_place(&word, start).then_some(word.hash)
    })
}

/// Whether a word that is no cue may begin the name of a place with the one behind it.
pub(crate) fn begins_place(item: &Item) -> bool {
    item.hash == HOUSE
}

/// The run of a place's name, while the text is read from left to right.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    /// What it began with.
    head: Option<Item>,
    /// Words since.
    words: u8,
}

impl Run {
    /// Takes the next item; whether it stays as part of a place's name.
    #[inline(always)]
    pub(crate) fn take(&mut self, item: &Item, before: Option<&Item>) -> bool {
        let begins = matches!(item.cue, Cue::Head | Cue::Village)
            || before.is_some_and(|before| before.hash == HOUSE);
        (begins || self.head.is_some()) && self.go(item, before)
    }

    #[inline(never)]
    fn go(&mut self, item: &Item, before: Option<&Item>) -> bool {
        // "rumah sakit", "rumah makan"
        let house = HOUSES.contains(&item.hash)
            && before.is_some_and(|before| before.hash == HOUSE)
            && item.gap == Gap::Space;
        if item.is_word() && (house || matches!(item.cue, Cue::Head | Cue::Village)) {
            // "Kepala Desa Suyatmin" is a person; "Kantor Desa", "SD Desa X" go on.
            // "Direktur PT X" and "Guru SD X" go on as well.
            // "Pak Dukuh Suyatmin" as well, and "Bendahara BUMDes Suyatmin".
            let role = before.is_some_and(|before| {
                before.is_word() && matches!(before.cue, Cue::Role | Cue::Honorific)
            }) && (item.cue == Cue::Village || GROUPS.contains(&item.hash))
                && item.gap == Gap::Space;
            // "Kepala Puskesmas dr. Suyatmin": no health centre is called after a doctor.
            let led = item.hash == CLINIC
                && item.gap == Gap::Space
                && before.is_some_and(|before| LEADERS.contains(&before.hash));
            let role = role || led;
            *self = Self { head: (!role).then_some(*item), words: 0 };
            return false;
        }
        let Some(head) = self.head else { return false };
        if !self.goes_on(&head, item) {
            self.head = None;
            return false;
        }
        if item.gap == Gap::Comma {
            self.words = 0;
        }
        if item.is_word() && item.cue == Cue::None && !BODIES.contains(&item.hash) {
            self.words += 1;
        }
        item.is_word()
    }

    fn goes_on(&self, head: &Item, item: &Item) -> bool {
        let joined = matches!(item.gap, Gap::Space | Gap::Point | Gap::Hyphen | Gap::Glued);
        // "Posyandu Anggrek, Melati, Dahlia": a list of what is rather a word.
        let listed = item.gap == Gap::Comma
            && self.words > 0
            && item.is_word()
            && item.shape == Shape::Title
            && item.cue == Cue::None
            && matches!(item.entry.lex(), Lex::Both | Lex::Place | Lex::Common | Lex::Rare);
        if listed {
            return true;
        }
        if !joined || item.sort == Sort::Hidden {
            return false;
        }
        if item.sort == Sort::Number {
            // "SDN 3 Sukamaju", but not "Gang 3 Budi".
            return self.words == 0 && SCHOOLS.contains(&head.hash);
        }
        if item.sort == Sort::Name {
            return false;
        }
        let village = head.cue == Cue::Village;
        let lower = item.shape == Shape::Lower;
        if self.words == 0 && BODIES.contains(&item.hash) {
            return !village;
        }
        match item.cue {
            Cue::None => {}
            // "Jl. Dr. Ir. X", "Toko Bu Haji".
            Cue::Prefix if !village => return self.words <= 1,
            Cue::Honorific => {
                let capitals = head.shape == Shape::Title && item.shape == Shape::Title;
                return self.words == 0
                    && (SHOPS.contains(&head.hash)
                        || HOSPITALS.contains(&head.hash)
                        || village && capitals);
            }
            _ => return false,
        }
        let limit = match (village, lower) {
            (true, true) => LOWER,
            (false, true) => LOWER + u8::from(item.entry.common() == 0) * 2,
            (true, false) => SHORT,
            (false, false) => LONG,
        };
        if self.words >= limit {
            return false;
        }
        match item.entry.lex() {
            Lex::Common => !lower && self.words > 0 && head.shape != Shape::Upper,
            // "jalan rusak" ends at once; a village may be called by any word.
            Lex::Rare => !lower,
            Lex::Both => !lower || item.entry.common() < 6,
            _ => true,
        }
    }
}
