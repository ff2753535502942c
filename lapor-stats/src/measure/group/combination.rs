//! Combinations of words: what a report has for every key but the month, as one number.
//!
//! All promises of a report have the same agency and the same facts, so they are looked up once for all of them.

use lapor_core::AgencyId;

use super::code::Code;
use super::distinct::Distinct;

/// The combinations of words that one thread has met; a number stands for the same combination from batch to batch.
#[derive(Clone, Debug, Default)]
pub(super) struct Combinations(Distinct<u128>);

/// Where the words of one key come from in one dataset.
pub(super) struct Source<'d> {
    /// The place of the key.
    pub(super) place: usize,
    pub(super) of: WordsOf<'d>,
    /// The number of each word of the dataset.
    pub(super) numbers: &'d [u32],
}

/// What decides the word of a verdict.
#[derive(Clone, Copy)]
pub(super) enum WordsOf<'d> {
    /// Its agency.
    Agency,
    /// The code of its report.
    Fact(&'d [u32]),
}

/// The combinations of the verdicts of one dataset.
pub(super) enum Sources<'d> {
    /// One key: the combination of each of its words, and that of none.
    One(WordsOf<'d>, Vec<u32>, u32),
    /// Any other number of keys.
    Several(&'d Code, Vec<Source<'d>>, &'d mut Combinations),
}

impl Combinations {
    /// The combinations of a dataset's verdicts.
    pub(super) fn by<'d>(&'d mut self, code: &'d Code, sources: Vec<Source<'d>>) -> Sources<'d> {
        let &[Source { place, of, numbers }] = &sources[..] else {
            return Sources::Several(code, sources, self);
        };
        let mut number = |value| self.0.number(code.with(0, place, value));
        let words = numbers.iter().map(|&word| number(1 + u64::from(word))).collect();
        Sources::One(of, words, number(0))
    }

    /// All combinations, by their numbers.
    pub(super) fn codes(&self) -> &[u128] {
        self.0.keys()
    }
}

impl Sources<'_> {
    /// The number of the combination that a verdict of a report has.
    #[inline(always)]
    pub(super) fn combination(&mut self, report: u32, agency: Option<AgencyId>) -> u32 {
        match self {
            Sources::One(of, words, none) => {
                of.word(report, agency).and_then(|word| words.get(word)).copied().unwrap_or(*none)
            }
            Sources::Several(code, sources, combinations) => {
                let mut combination = 0;
                for Source { place, of, numbers } in sources {
                    let number = of.word(report, agency).and_then(|word| numbers.get(word));
                    let value = number.map_or(0, |&number| 1 + u64::from(number));
                    combination = code.with(combination, *place, value);
                }
                combinations.0.number(combination)
            }
        }
    }
}

impl WordsOf<'_> {
    /// The place of a word in its dataset; one that no dataset has where there is none.
    #[inline(always)]
    fn word(self, report: u32, agency: Option<AgencyId>) -> Option<usize> {
        match self {
            WordsOf::Agency => agency.map(AgencyId::index),
            WordsOf::Fact(codes) => codes.get(report as usize).map(|&code| code as usize),
        }
    }
}
