//! Columns of words while they are read.

use super::mapping::{ColumnSource, Other};
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
            Fill::Constant(word) if word.is_empty() => return Ok(Column::NONE),
            Fill::Constant(word) => return Ok(self.words.intern(word)),
            Fill::Column(column, source) => (*column, source),
        };
        self.read_column(column, source, row, allowed)
    }

    /// The code of a whole number of the source, if it was met.
    #[inline]
    pub(super) fn code_of_number(&self, number: i64) -> Option<u32> {
        self.numbers.get(number)
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
        let words = &mut self.words;
        let (_, fate) = self.coded.look_up(&cell, |word| {
            let target = match source.values.get(word) {
                Some(target) => target.as_str(),
                None if row.is_blank(word) => "",
                None if allowed.contains(&word) => word,
                None => match source.other {
                    Other::Keep => word,
                    Other::Blank => "",
                    Other::Reject => return Fate::Reject,
                },
            };
            if target.is_empty() { Fate::Blank } else { Fate::Word(words.intern(target)) }
        });
        match *fate {
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
}
