//! The stem of a word, in the language of its report.
//!
//! Stemmers are those of Snowball 3: Indonesian after F. Z. Tala, A Study of Stemming Effects on
//! Information Retrieval in Bahasa Indonesia (2003), and English (Porter 2). They know no dictionary, so a
//! root that lost its first letter keeps it lost (`menulis` is `ulis`, `tulis` is `tulis`). The stemmers
//! after Nazief and Adriani do better there, but their list of roots is Kateglo's, which may not be used
//! for gain, and so cannot be part of this program.

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The language of a report's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Indonesian.
    Indonesian,
    /// English.
    English,
}

/// The stemmers of every language.
pub(super) struct Stemmers {
    indonesian: Stemmer,
    english: Stemmer,
}

impl Stemmers {
    pub(super) fn new() -> Self {
        Self {
            indonesian: Stemmer::create(Algorithm::Indonesian),
            english: Stemmer::create(Algorithm::English),
        }
    }

    /// The stem of a word; itself where it has digits in it.
    pub(super) fn stem(&self, word: &str, tongue: Tongue) -> String {
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return word.to_owned();
        }
        let stemmer = match tongue {
            Tongue::Indonesian => &self.indonesian,
            Tongue::English => &self.english,
        };
        stemmer.stem(word).into_owned()
    }
}

/// Tells the language by its commonest words.
#[derive(Default)]
pub(super) struct Guess {
    indonesian: usize,
    english: usize,
}

impl Guess {
    /// Counts one word.
    pub(super) fn hear(&mut self, word: &str) {
        match word {
            "yang" | "dan" | "dengan" | "untuk" | "tidak" | "ini" | "itu" | "dari" | "sudah"
            | "saya" | "kami" | "ke" | "di" | "ada" | "belum" | "mohon" | "atas" => {
                self.indonesian += 1;
            }
            "the" | "and" | "is" | "of" | "to" | "in" | "on" | "for" | "please" | "has" | "was"
            | "at" | "it" | "are" | "with" | "not" | "this" => self.english += 1,
            _ => {}
        }
    }

    /// English where its words are more; else Indonesian.
    pub(super) fn tongue(&self) -> Tongue {
        if self.indonesian < self.english { Tongue::English } else { Tongue::Indonesian }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(word: &str) -> String {
        Stemmers::new().stem(word, Tongue::Indonesian)
    }

    #[test]
    fn words_with_and_without_affixes_share_a_stem() {
        for word in ["perbaikan", "diperbaiki", "memperbaiki", "perbaiki"] {
            assert_eq!(stem(word), "baik", "{word}");
        }
        for word in ["pelapor", "melaporkan", "dilaporkan", "laporan"] {
            assert_eq!(stem(word), "lapor", "{word}");
        }
        assert_eq!(Stemmers::new().stem("lighting", Tongue::English), "light");
    }

    #[test]
    fn a_number_is_its_own_stem() {
        assert_eq!(stem("2025an"), "2025an");
    }

    #[test]
    fn the_language_is_told_by_small_words() {
        let tongue = |text: &str| {
            let mut guess = Guess::default();
            text.split(' ').for_each(|word| guess.hear(word));
            guess.tongue()
        };
        assert_eq!(tongue("the light on the corner is out"), Tongue::English);
        assert_eq!(tongue("lampu di sudut jalan padam"), Tongue::Indonesian);
        assert_eq!(tongue("pothole"), Tongue::Indonesian);
    }
}
