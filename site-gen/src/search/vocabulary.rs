//! Every form of a word that was met, and the stems it has.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lapor_core::redact::scan;
use rustc_hash::FxHashMap;

use super::stem::{Stemmers, Tongue};

/// A stem: the part of the index in which its postings are made, and its number there.
///
/// Numbers are given in the order in which stems are met, which differs from run to run; nothing
/// that is written depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct StemId {
    pub(super) part: u32,
    pub(super) number: u32,
}

/// Forms by their word, in as many maps as let threads pass each other.
pub(super) struct Vocabulary {
    forms: Vec<Mutex<Forms>>,
    parts: Vec<Mutex<Stems>>,
    stemmers: Stemmers,
}

/// The stems of each form by language; none for a form that is left out.
type Forms = FxHashMap<Box<str>, Option<[Option<StemId>; 2]>>;

#[derive(Default)]
struct Stems {
    numbers: FxHashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

/// How many maps of forms there are.
const SHARDS: u64 = 64;

impl Vocabulary {
    /// An empty one whose stems lie in so many parts.
    pub(super) fn new(parts: usize) -> Self {
        Self {
            forms: (0..SHARDS).map(|_| Mutex::default()).collect(),
            parts: (0..parts).map(|_| Mutex::default()).collect(),
            stemmers: Stemmers::new(),
        }
    }

    /// The stem of a form in a language; none for one that is left out.
    ///
    /// On its page a number may stand where it is plainly that of a letter or a hotline; alone among words
    /// it could be somebody's, so what the gate would refuse there is left out.
    pub(super) fn stem(&self, form: &str, tongue: Tongue) -> Option<StemId> {
        let slot = usize::from(tongue == Tongue::English);
        let stem = || self.number(&self.stemmers.stem(form, tongue));
        let mut forms = self.shard(form);
        if let Some(stems) = forms.get_mut(form) {
            return stems.as_mut().map(|stems| *stems[slot].get_or_insert_with(stem));
        }
        if is_identifier(form) {
            forms.insert(form.into(), None);
            return None;
        }
        let mut stems = [None; 2];
        stems[slot] = Some(stem());
        forms.insert(form.into(), Some(stems));
        stems[slot]
    }

    /// The stem of a name that is no word of a text: itself.
    pub(super) fn name(&self, name: &str) -> StemId {
        let stem = self.number(name);
        self.shard(name).entry(name.into()).or_insert(Some([Some(stem), None]));
        stem
    }

    fn shard(&self, form: &str) -> MutexGuard<'_, Forms> {
        held(&self.forms[(hash(form) % SHARDS) as usize])
    }

    fn number(&self, stem: &str) -> StemId {
        // The part is chosen by the word alone, so that the files are the same in every run.
        let part = (hash(stem) >> 8) as usize % self.parts.len();
        let mut stems = held(&self.parts[part]);
        let part = part as u32;
        if let Some(&number) = stems.numbers.get(stem) {
            return StemId { part, number };
        }
        let number = stems.names.len() as u32;
        stems.numbers.insert(stem.into(), number);
        stems.names.push(stem.into());
        StemId { part, number }
    }

    /// The stems of a part in their order, each with its number.
    pub(super) fn stems(&self, part: usize) -> Vec<(Box<str>, u32)> {
        let stems = held(&self.parts[part]);
        let mut sorted: Vec<(Box<str>, u32)> = stems.names.iter().cloned().zip(0..).collect();
        sorted.sort_unstable();
        sorted
    }

    /// All forms in their order, each with its stems: one, or two different ones.
    pub(super) fn into_forms(self) -> Vec<(Box<str>, Vec<StemId>)> {
        let mut all = Vec::new();
        for forms in self.forms {
            let forms = forms.into_inner().unwrap_or_else(PoisonError::into_inner);
            #[expect(clippy::iter_over_hash_type, reason = "they are sorted right below")]
            for (form, stems) in forms {
                let Some(stems) = stems else { continue };
                let mut stems: Vec<StemId> = stems.into_iter().flatten().collect();
                stems.dedup();
                all.push((form, stems));
            }
        }
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all
    }
}

/// Whether the gate would take a word that stands alone for an identifier. None has fewer digits.
fn is_identifier(form: &str) -> bool {
    3 < form.bytes().filter(u8::is_ascii_digit).count() && !scan(form).is_empty()
}

/// FNV-1a: quick for words, and the same on every machine.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A poisoned lock means that another thread panicked; the panic is the news, not the lock.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_the_stem_that_they_have() {
        let vocabulary = Vocabulary::new(4);
        let stem = |form| vocabulary.stem(form, Tongue::Indonesian);
        assert_eq!(stem("perbaikan"), stem("diperbaiki"));
        assert_ne!(stem("perbaikan"), stem("jalan"));
        assert_eq!(vocabulary.name("!dinas-air"), vocabulary.name("!dinas-air"));
    }

    #[test]
    fn a_number_that_could_be_somebodys_is_left_out() {
        let vocabulary = Vocabulary::new(1);
        for form in ["3515080102909901", "081234567890"] {
            assert_eq!(vocabulary.stem(form, Tongue::Indonesian), None);
            assert_eq!(vocabulary.stem(form, Tongue::English), None);
        }
        assert!(vocabulary.stem("2025", Tongue::Indonesian).is_some());
        let forms = vocabulary.into_forms();
        assert!(forms.len() == 1 && &*forms[0].0 == "2025", "{forms:?}");
    }

    #[test]
    fn a_form_of_two_languages_has_two_stems() {
        let vocabulary = Vocabulary::new(1);
        let _ = vocabulary.stem("batas", Tongue::Indonesian);
        let _ = vocabulary.stem("batas", Tongue::English);
        let _ = vocabulary.stem("jalan", Tongue::Indonesian);
        let _ = vocabulary.stem("jalan", Tongue::English);
        let names: Vec<String> =
            vocabulary.stems(0).into_iter().map(|(name, _)| name.into()).collect();
        assert_eq!(names, ["bata", "batas", "jalan"]);
        let forms = vocabulary.into_forms();
        let counts: Vec<(&str, usize)> =
            forms.iter().map(|(form, stems)| (&**form, stems.len())).collect();
        assert_eq!(counts, [("batas", 2), ("jalan", 1)]);
    }
}
