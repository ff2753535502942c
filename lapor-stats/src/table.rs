//! Tables: columns that every command gives in one of five formats.

mod write;

use lapor_core::Day;
use polars::prelude::{
    Column as PolarsColumn, DataFrame, DataType, IdxCa, IdxSize, Int32Chunked, IntoColumn,
    IntoSeries, NamedFrom, NewChunkedArray, PolarsError, PolarsResult, Series, StringChunked,
};

use rayon::prelude::*;

use crate::error::Error;
use crate::publication::HIDDEN;

pub use write::{Encoded, Format, TableWriter, encode};

impl From<PolarsError> for Error {
    fn from(error: PolarsError) -> Self {
        Error::Table { problem: error.to_string() }
    }
}

/// A column's values.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Texts.
    Text(Vec<Option<String>>),
    /// Texts that repeat: a place in `words` per row, [`Data::NONE`] where there is none.
    Words(Vec<String>, Vec<u32>),
    /// Integers.
    Integer(Vec<Option<i64>>),
    /// Days.
    Date(Vec<Option<Day>>),
    /// Shares and limits; written with four decimals.
    Share(Vec<Option<f64>>),
    /// Other numbers; rounded to four decimals, and written without needless ones.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Flag(Vec<bool>),
}

impl Data {
    /// The code of a row without a word.
    pub const NONE: u32 = u32::MAX;

    fn len(&self) -> usize {
        match self {
            Data::Text(values) => values.len(),
            Data::Words(_, codes) => codes.len(),
            Data::Integer(values) => values.len(),
            Data::Date(values) => values.len(),
            Data::Share(values) | Data::Number(values) => values.len(),
            Data::Flag(values) => values.len(),
        }
    }

    /// The value as plain text; empty where there is none.
    fn cell(&self, row: usize) -> String {
        match self {
            Data::Text(values) => values[row].clone().unwrap_or_default(),
            Data::Words(words, codes) => {
                words.get(codes[row] as usize).cloned().unwrap_or_default()
            }
            Data::Integer(values) => {
                values[row].map_or_else(String::new, |value| value.to_string())
            }
            Data::Date(values) => values[row].map_or_else(String::new, |day| day.to_string()),
            Data::Share(values) => {
                values[row].map_or_else(String::new, |share| format!("{:.4}", rounded(share)))
            }
            Data::Number(values) => {
                values[row].map_or_else(String::new, |number| rounded(number).to_string())
            }
            Data::Flag(values) => values[row].to_string(),
        }
    }

    /// Writes a cell as JSON. Writing to memory cannot fail, and neither can a text or a number be no JSON.
    fn write_json(&self, row: usize, out: &mut Vec<u8>) {
        let mut text = |value: Option<&str>| {
            let _ = serde_json::to_writer(&mut *out, &value);
        };
        match self {
            Data::Text(values) => text(values[row].as_deref()),
            Data::Words(words, codes) => text(words.get(codes[row] as usize).map(String::as_str)),
            Data::Date(values) => {
                let day = values[row].map(Day::iso);
                text(day.as_ref().and_then(|day| std::str::from_utf8(day).ok()));
            }
            Data::Integer(values) => {
                let _ = serde_json::to_writer(out, &values[row]);
            }
            // Rounded as it is written elsewhere, so that every format says the same.
            Data::Share(values) | Data::Number(values) => {
                let _ = serde_json::to_writer(out, &values[row].map(rounded));
            }
            Data::Flag(values) => {
                let _ = serde_json::to_writer(out, &values[row]);
            }
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Data::Integer(_) | Data::Share(_) | Data::Number(_))
    }

    fn series(&self, name: &str) -> PolarsResult<Series> {
        Ok(match self {
            Data::Text(values) => Series::new(name.into(), values),
            Data::Words(words, codes) => {
                // Each word is stored once and gathered, not copied for every row.
                let known = words.len() as IdxSize;
                let places = codes.iter().map(|&code| Some(code).filter(|&code| code < known));
                let places = IdxCa::from_iter_options(name.into(), places);
                let words =
                    StringChunked::from_iter_values(name.into(), words.iter().map(String::as_str));
                words.into_series().take(&places)?
            }
            Data::Integer(values) => Series::new(name.into(), values),
            Data::Date(values) => {
                let days = values.iter().map(|day| day.map(Day::epoch));
                Int32Chunked::from_iter_options(name.into(), days)
                    .into_series()
                    .cast(&DataType::Date)?
            }
            Data::Share(values) | Data::Number(values) => {
                let rounded = values.iter().map(|value| value.map(rounded));
                Series::new(name.into(), rounded.collect::<Vec<_>>())
            }
            Data::Flag(values) => Series::new(name.into(), values),
        })
    }
}

/// A number as every format says it: with four decimals.
fn rounded(number: f64) -> f64 {
    // Adding nothing makes a negative zero a zero.
    (number * 10_000.0).round() / 10_000.0 + 0.0
}

/// Named columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<(&'static str, Data)>,
    /// Which cells are hidden, by column and row; empty if none is.
    hidden: Vec<Vec<bool>>,
    /// Whether texts are written so that no spreadsheet runs them.
    safe: bool,
}

impl Table {
    /// The table of these columns.
    ///
    /// # Panics
    ///
    /// If the columns differ in length: that is a mistake of this program, never of its input.
    pub fn new(columns: Vec<(&'static str, Data)>) -> Self {
        let table = Table { columns, ..Table::default() };
        for (name, data) in &table.columns {
            assert_eq!(data.len(), table.height(), "column {name} differs in length");
        }
        table
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.columns.first().map_or(0, |(_, data)| data.len())
    }

    /// The columns with their names.
    pub fn columns(&self) -> &[(&'static str, Data)] {
        &self.columns
    }

    /// The same columns without a row, for what asks only how a table is made.
    #[must_use]
    pub fn without_rows(&self) -> Self {
        let empty = |data: &Data| match data {
            Data::Text(_) => Data::Text(Vec::new()),
            Data::Words(..) => Data::Words(Vec::new(), Vec::new()),
            Data::Integer(_) => Data::Integer(Vec::new()),
            Data::Date(_) => Data::Date(Vec::new()),
            Data::Share(_) => Data::Share(Vec::new()),
            Data::Number(_) => Data::Number(Vec::new()),
            Data::Flag(_) => Data::Flag(Vec::new()),
        };
        let columns = self.columns.iter().map(|(name, data)| (*name, empty(data)));
        Table { columns: columns.collect(), hidden: Vec::new(), safe: self.safe }
    }

    /// The columns alone.
    pub fn into_columns(self) -> Vec<(&'static str, Data)> {
        self.columns
    }

    /// The same table for publication: texts are written as [`csv_safe`](crate::publication::csv_safe) has them, so that no spreadsheet runs them.
    #[must_use]
    pub fn published(self) -> Self {
        Table { safe: true, ..self }
    }

    /// The same table with these cells hidden, by column and row: `[c]` in text, null elsewhere, and in JSON beside `"hidden": true`.
    ///
    /// # Panics
    ///
    /// If there are not as many as cells: that is a mistake of this program, never of its input.
    #[must_use]
    pub fn with_hidden(self, hidden: Vec<Vec<bool>>) -> Self {
        assert_eq!(hidden.len(), self.columns.len(), "hidden cells of other columns");
        assert!(
            hidden.iter().all(|rows| rows.len() == self.height()),
            "hidden cells of other rows"
        );
        let any = hidden.iter().flatten().any(|&hidden| hidden);
        Table { hidden: if any { hidden } else { Vec::new() }, ..self }
    }

    /// For each row whether one of its cells is hidden.
    pub fn hidden_rows(&self) -> Vec<bool> {
        let rows = 0..self.height();
        rows.map(|row| self.hidden.iter().any(|column| column[row])).collect()
    }

    fn is_hidden(&self, column: usize, row: usize) -> bool {
        self.hidden.get(column).and_then(|rows| rows.get(row)).is_some_and(|&hidden| hidden)
    }

    /// The value as text, `[c]` if it is hidden.
    fn cell(&self, column: usize, row: usize) -> String {
        if self.is_hidden(column, row) {
            return HIDDEN.to_owned();
        }
        self.columns.get(column).map_or_else(String::new, |(_, data)| data.cell(row))
    }

    /// The table as a frame; a hidden value is null.
    ///
    /// # Errors
    ///
    /// Whatever Polars refuses.
    pub fn frame(&self) -> PolarsResult<DataFrame> {
        let columns: PolarsResult<Vec<PolarsColumn>> = self
            .columns
            .par_iter()
            .enumerate()
            .map(|(place, (name, data))| {
                let series = data.series(name)?;
                let Some(hidden) = self.hidden.get(place) else { return Ok(series.into_column()) };
                let shown = hidden.iter().enumerate();
                let shown = shown.map(|(row, &hidden)| (!hidden).then_some(row as IdxSize));
                let shown = IdxCa::from_iter_options((*name).into(), shown);
                Ok(series.take(&shown)?.into_column())
            })
            .collect();
        DataFrame::new(self.height(), columns?)
    }
}
