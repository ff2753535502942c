//! Names of people, by what stands beside them, by lists, and by a scorer whose weights can be read.
//!
//! A reading goes through the words once. Most are passed by: common words, cues, names of places.
//! What may be a name is scored: a sum of integers, one for each feature of the word, its spelling
//! and its neighbours (all are listed in `name/each.rs`, from which the example `train_names` learns the
//! [`weights`]; those of a few codes are laid out in [`coded`], what is spelled is looked up in [`score`]). A score
//! above [`LEAST`] makes a name of it. A place's name stays though a person bore it ([`place`]),
//! and so does an official's whom the operator lists, beside the role ([`official`]). What was
//! found is hidden in all that follows in the thread ([`known`]). A long word that no list has, and that only
//! a role before it or its look made a name, is none where the thread says "di" before it.

mod coded;
mod cue;
mod decided;
mod demand;
mod derived;
#[cfg(test)]
mod each;
mod feature;
mod known;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod lexicon;
mod list;
mod official;
mod part;
mod phrase;
mod place;
mod read;
mod score;
#[cfg(test)]
mod tests;
#[rustfmt::skip]
mod weights;
mod word;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Kind;
use super::normal::Normal;
use super::rewrite::Finding;
use known::Known;
use read::{Found, Rule};
use score::Scorer;
use word::{Item, Items, Shape};

pub(super) use official::Officials;

/// Score above which a word is taken for part of a name, in 64ths of a natural logarithm of odds.
///
/// Below nought, because a name that is left hurts more than a word that is lost.
const LEAST: i32 = -128;
/// Score from which a name is sure.
const SURE: i32 = 32;
/// Score above which somebody should look at what was left.
const DOUBT: i32 = -224;
/// Rule of a name that is not sure.
pub(super) const GUESS: &str = "name-guess";
/// Words of a name that are kept without an allocation.
const WORDS: usize = 4;
/// Number of the first person that was found; those before it came with the record.
const FOUND: usize = 1 << 24;

/// The names of one thread, and the officials whose names stay.
#[derive(Clone, Default)]
pub(super) struct Names {
    known: Known,
    people: usize,
    officials: Option<Arc<Officials>>,
    /// Whether what is found is for other texts of the thread as well.
    is_learning: bool,
}

impl Names {
    pub(super) fn new(officials: Option<Arc<Officials>>) -> Self {
        Self { officials, ..Self::default() }
    }

    /// Finds the names of a text and remembers them for the next; and whether there are no more in
    /// the text with tokens in place of them.
    pub(super) fn find(&mut self, normal: &Normal<'_>) -> (Vec<Finding>, bool) {
        let bytes = normal.bytes();
        let mut all = Vec::new();
        let mut last = read::names(bytes, &self.known, LEAST, &mut Scorer, |found| all.push(found));
        let count = all.len();
        // "Penerima Pasirgemulir" is nobody's name where people live "di Pasirgemulir".
        if self.is_learning || all.iter().any(|found| unlisted(bytes, found).is_some()) {
            self.known.add_places(place::told(bytes));
        }
        all.retain(|found| {
            found.ground.rule == Rule::Again
                || !phrase::keeps(bytes, &(found.start..found.end))
                    && !unlisted(bytes, found).is_some_and(|word| self.known.is_place(word))
        });
        if let Some(officials) = &self.officials {
            all.retain(|found| !officials.keep(bytes, found.start..found.end));
        }
        last = last && all.len() == count;
        let findings: Vec<Finding> = all
            .iter()
            .map(|found| {
                let range = normal.source(found.start..found.end);
                let person = Some(self.person(bytes, found));
                Finding { range, kind: Kind::Person, rule: rule(found), person }
            })
            .collect();
        last = last && (all.is_empty() || !self.is_repeated(bytes, &all));
        (findings, last)
    }

    /// Whether a word that is known of a name may stand elsewhere than where it was found.
    fn is_repeated(&self, bytes: &[u8], found: &[Found]) -> bool {
        let mut from = 0;
        let gaps = found.iter().map(|found| (found.start, found.end));
        for (end, next) in gaps.chain([(bytes.len(), bytes.len())]) {
            if self.known.is_in(&bytes[from..end]) {
                return true;
            }
            from = next;
        }
        false
    }

    /// The same names, for a reading of which [`learn`](Self::learn) takes what it finds.
    pub(super) fn learning(&self) -> Self {
        Self { is_learning: true, ..self.clone() }
    }

    /// Learns the names that other readings of the same thread have found, whatever their order;
    /// whether there was one that is new.
    pub(super) fn learn(&mut self, others: &[Self]) -> bool {
        let mut all = BTreeSet::new();
        for other in others {
            self.known.add_places(other.known.places().iter().copied());
        }
        for other in others {
            let is_persons = |name: &&[known::Part]| {
                !(other.known.is_doubtful(name) && self.known.is_place_alone(name))
            };
            all.extend(other.known.names().filter(is_persons));
        }
        let mut grown = false;
        for name in all {
            let next = FOUND + self.people;
            let (person, new) = self.known.learn(name, next);
            self.people += usize::from(new && person == next);
            grown |= new;
        }
        grown
    }

    /// Which person a name is of, by any word that is known of somebody.
    fn person(&mut self, bytes: &[u8], found: &Found) -> usize {
        // Few names have more words than there is room for here.
        let (mut first, mut count) = ([Item::NONE; WORDS], 0);
        let mut items = Items::new(&bytes[found.start..found.end]);
        for (place, item) in first.iter_mut().zip(items.by_ref()) {
            (*place, count) = (item, count + 1);
        }
        let mut all: Vec<Item>;
        let mut words = &first[..count];
        if count == WORDS {
            all = first.to_vec();
            all.extend(items);
            words = &all;
        }
        let next = FOUND + self.people;
        // A part that is repeated says nothing new of its words.
        let again = found.ground.rule == Rule::Again;
        if let Some(person) = self.known.person(words).filter(|_| again) {
            return person;
        }
        if let Some(word) = unlisted(bytes, found) {
            self.known.doubt(word);
        }
        let person = self.known.add(words, found.ground.score >= SURE, next);
        self.people += usize::from(person == next);
        person
    }
}

/// The only word of a name, where a role before it or its look alone made it one and no list has it.
fn unlisted(bytes: &[u8], found: &Found) -> Option<u64> {
    let word = word::letters(bytes, found.start);
    (matches!(found.ground.rule, Rule::Role | Rule::Form)
        && word.end == found.end
        && place::may_be_place(&word, found.start))
    .then_some(word.hash)
}

fn rule(found: &Found) -> &'static str {
    match found.ground.rule {
        Rule::Again => "name-again",
        _ if found.ground.score < SURE => GUESS,
        Rule::Cue | Rule::Role => "name-cue",
        Rule::Honorific => "name-honorific",
        Rule::List => "name-list",
        Rule::Form => "name-form",
    }
}

/// What was left in a text and might be a name: words that nearly were taken for one, and runs of
/// two or more words with capitals that no place begins. In order; each with its rule.
pub(super) fn review(text: &str) -> Vec<Finding> {
    let normal = Normal::new(text);
    let bytes = normal.bytes();
    let mut all = Vec::new();
    let mut push = |range, rule| {
        all.push(Finding { range: normal.source(range), kind: Kind::Person, rule, person: None });
    };
    read::names(bytes, &Known::default(), DOUBT, &mut Scorer, |found| {
        push(found.start..found.end, "review-score");
    });
    let mut run: Option<(usize, usize, usize)> = None;
    let mut kept = place::Run::default();
    let mut before: Option<Item> = None;
    for item in Items::new(bytes) {
        let stays = kept.take(&item, before.as_ref());
        before = Some(item);
        let capital = item.is_word()
            && !stays
            && item.cue == cue::Cue::None
            && item.shape == Shape::Title
            && item.entry.lex() != list::Lex::Common;
        run = match run {
            Some((start, _, words)) if capital && item.joins() => {
                Some((start, item.end, words + 1))
            }
            _ => {
                if let Some((start, end, 2..)) = run {
                    push(start..end, "review-capitals");
                }
                capital.then_some((item.start, item.end, 1))
            }
        };
    }
    if let Some((start, end, 2..)) = run {
        push(start..end, "review-capitals");
    }
    super::rewrite::settle(all)
}
