//! Columns of words while they are read.

use super::mapping::{ColumnSource, Mapping, Other};
use super::row::Cells;
use super::sheet::Fill;
use super::words::{Coded, Numbers, Words};
use crate::dataset::{Column, Reject};

/// A column of words while it is read: what each word of the source stands for is worked out once.
#[derive(Debug, Default)]
pub(crate) struct WordColumn {
    /// The words of the source.
    coded: Coded<Fate>,
    /// The whole numbers of the source that were met, with their codes.
    numbers: Numbers,
    /// The short words of the source that were met, with their codes.
    short: Numbers,
    /// The words that they stand for.
    pub(crate) words: Words,
    /// A place in `words` per row, or [`Column::NONE`].
    pub(crate) codes: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    Blank,
    Word(u32),
    Reject,
}

impl WordColumn {
    /// The code of a row's word, which is not stored yet.
    #[inline]
    pub(crate) fn read(
        &mut self,
        fill: &Fill,
        row: &Cells<'_>,
        allowed: &[&str],
    ) -> Result<u32, Reject> {
        let (column, source) = match fill {
            Fill::Nothing => return Ok(Column::NONE),
            Fill::Constant(word) => return Ok(self.constant(word)),
            Fill::Column(column, source) => (*column, source),
        };
        self.read_column(column, source, row, allowed)
    }

    fn read_column(
        &mut self,
        column: usize,
        source: &ColumnSource,
        row: &Cells<'_>,
        allowed: &[&str],
    ) -> Result<u32, Reject> {
        let Some(number) = row.integer(column) else {
            return self.read_word(column, source, row, allowed);
        };
        if let Some(code) = self.numbers.get(number) {
            return Ok(code);
        }
        let code = self.read_word(column, source, row, allowed)?;
        self.numbers.insert(number, code);
        Ok(code)
    }

    fn read_word(
        &mut self,
        column: usize,
        source: &ColumnSource,
        row: &Cells<'_>,
        allowed: &[&str],
    ) -> Result<u32, Reject> {
        let cell = row.cell(column);
        match self.fate(&cell, source, row.sheet.mapping, allowed) {
            Fate::Blank => Ok(Column::NONE),
            Fate::Word(code) => Ok(code),
            Fate::Reject => {
                let known: Vec<&str> = allowed
                    .iter()
                    .copied()
                    .chain(source.values.keys().map(String::as_str))
                    .collect();
                let rule =
                    if allowed.contains(&"submitted") { "unknown_kind" } else { "unknown_value" };
                Err(row.reject(
                    Some(column),
                    cell.into_owned(),
                    format!("one of {}", known.join(", ")),
                    rule,
                ))
            }
        }
    }

    /// What a word of the source stands for.
    fn fate(
        &mut self,
        cell: &str,
        source: &ColumnSource,
        mapping: &Mapping,
        allowed: &[&str],
    ) -> Fate {
        let words = &mut self.words;
        let (_, fate) = self.coded.look_up(cell, |word| {
            let target = match source.values.get(word) {
                Some(target) => target.as_str(),
                None if mapping.is_blank(word) => "",
                None if allowed.contains(&word) => word,
                None => match source.other {
                    Other::Keep => word,
                    Other::Blank => "",
                    Other::Reject => return Fate::Reject,
                },
            };
            if target.is_empty() { Fate::Blank } else { Fate::Word(words.intern(target)) }
        });
        *fate
    }

    /// Ends the reading: gives back what only reading needs.
    pub(super) fn close(&mut self) {
        (self.coded, self.numbers, self.short) = Default::default();
        self.codes.shrink_to_fit();
    }

    /// The code of a whole number of the source, if it was met.
    #[inline]
    pub(super) fn code_of_number(&self, number: i64) -> Option<u32> {
        self.numbers.get(number)
    }

    /// The code of a word that no cell holds.
    pub(super) fn constant(&mut self, word: &str) -> u32 {
        if word.is_empty() { Column::NONE } else { self.words.intern(word) }
    }

    /// The code of a word of the source, which is not stored yet; `None` if it is refused.
    #[inline]
    pub(super) fn code(
        &mut self,
        cell: &str,
        source: &ColumnSource,
        mapping: &Mapping,
    ) -> Option<u32> {
        // A short word is a whole number: its bytes, and how many they are.
        let short = short_word(cell.as_bytes());
        if let Some(code) = short.and_then(|word| self.short.get(word)) {
            return Some(code);
        }
        let code = match self.fate(cell, source, mapping, &[]) {
            Fate::Blank => Column::NONE,
            Fate::Word(code) => code,
            Fate::Reject => return None,
        };
        if let Some(word) = short {
            self.short.insert(word, code);
        }
        Some(code)
    }
}

/// A word of fewer than eight bytes as one number.
#[inline]
fn short_word(word: &[u8]) -> Option<i64> {
    let length = word.len();
    let number = match length {
        // The two halves overlap, which costs less than a byte at a time.
        4..8 => {
            let half =
                |at: usize| word[at..].first_chunk().map_or(0, |half| u32::from_le_bytes(*half));
            u64::from(half(0)) | u64::from(half(length - 4)) << (8 * (length - 4))
        }
        0..4 => word.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)),
        _ => return None,
    };
    Some((number | (length as u64) << 56) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn short_words_are_different_numbers() {
        let words = [
            "", "\0", "\0\0", "a", "b", "ab", "ba", "abc", "abcd", "abce", "bbcd", "abcde",
            "abcdef", "abcdefg", "abcdeff", "abadefg",
        ];
        let numbers: BTreeSet<_> = words.iter().map(|word| short_word(word.as_bytes())).collect();
        assert_eq!(numbers.len(), words.len());
        assert!(!numbers.contains(&None));
        assert_eq!(short_word(b"abcdefgh"), None);
    }
}
