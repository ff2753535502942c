//! Columns: rows of a source that has types, such as Parquet, a column an array.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use lapor_core::Day;
use polars_arrow::array::{BooleanArray, PrimitiveArray, StaticArray, Utf8ViewArray};

use super::time::Written;

/// A piece of a typed table.
#[derive(Debug)]
pub(crate) struct Columns {
    /// By the places of the header; a column that nobody asked for holds nothing.
    pub(crate) values: Vec<Values>,
    /// How many rows.
    pub(crate) rows: usize,
    /// The number of the first row, from 1.
    pub(crate) first: u64,
}

/// The values of one column.
#[derive(Debug)]
pub(crate) enum Values {
    /// The column was not asked for, or is nothing but blanks.
    Nothing,
    /// Texts.
    Text(Utf8ViewArray),
    /// Whole numbers.
    Integer(PrimitiveArray<i64>),
    /// Whole numbers from 0, of which some may be larger than the signed ones reach.
    Unsigned(PrimitiveArray<u64>),
    /// Numbers with fractions.
    Float(PrimitiveArray<f64>),
    /// Truth values.
    Truth(BooleanArray),
    /// Days since 1970-01-01.
    Date(PrimitiveArray<i32>),
    /// Microseconds since 1970-01-01, on the clock of the source or, if `utc`, of UTC.
    Time { micros: PrimitiveArray<i64>, utc: bool },
}

/// A cell that has a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// It has none but text: the formats of the mapping say what it means.
    Text,
    /// Nothing is there.
    Blank,
    /// A time.
    Time(Written),
    /// A time outside the years 1 to 9999.
    OutOfRange,
}

const DAY_MICROS: i64 = 86_400_000_000;

impl Columns {
    /// The text of a cell; of a time, as RFC 3339 has it.
    pub(crate) fn text(&self, column: usize, row: usize) -> Cow<'_, str> {
        let Some(values) = self.values.get(column) else { return Cow::Borrowed("") };
        let text = match values {
            Values::Nothing => None,
            Values::Text(array) => return Cow::Borrowed(array.get(row).unwrap_or_default()),
            Values::Integer(array) => array.get(row).map(|number| number.to_string()),
            Values::Unsigned(array) => array.get(row).map(|number| number.to_string()),
            // A float that is whole is an id or a code that lost its type on the way: as a person would write it.
            Values::Float(array) => array.get(row).map(|number| number.to_string()),
            Values::Truth(array) => array.get(row).map(|truth| truth.to_string()),
            Values::Date(_) | Values::Time { .. } => match self.typed(column, row) {
                Typed::Time(written) => Some(iso(written)),
                Typed::OutOfRange => Some("a time out of range".into()),
                Typed::Text | Typed::Blank => None,
            },
        };
        text.map_or(Cow::Borrowed(""), Cow::Owned)
    }

    /// Some of the rows, without a copy of any.
    pub(crate) fn sliced(&self, rows: Range<usize>) -> Columns {
        let (start, length) = (rows.start, rows.len());
        let values = self.values.iter().map(|values| match values {
            Values::Nothing => Values::Nothing,
            Values::Text(array) => Values::Text(array.clone().sliced(start, length)),
            Values::Integer(array) => Values::Integer(array.clone().sliced(start, length)),
            Values::Unsigned(array) => Values::Unsigned(array.clone().sliced(start, length)),
            Values::Float(array) => Values::Float(array.clone().sliced(start, length)),
            Values::Truth(array) => Values::Truth(array.clone().sliced(start, length)),
            Values::Date(array) => Values::Date(array.clone().sliced(start, length)),
            Values::Time { micros, utc } => {
                Values::Time { micros: micros.clone().sliced(start, length), utc: *utc }
            }
        });
        Columns { values: values.collect(), rows: length, first: self.first + start as u64 }
    }

    /// The texts of a row.
    pub(crate) fn texts(&self, row: usize) -> impl Iterator<Item = &str> {
        self.values.iter().filter_map(move |values| match values {
            Values::Text(array) => array.get(row),
            _ => None,
        })
    }

    /// A time on the clock of the source, as microseconds since 1970-01-01.
    #[inline]
    pub(crate) fn local_micros(&self, column: usize, row: usize) -> Option<i64> {
        match self.values.get(column) {
            Some(Values::Time { micros, utc: false }) => micros.get(row),
            _ => None,
        }
    }

    /// What the type of a cell says of it.
    #[inline]
    pub(crate) fn typed(&self, column: usize, row: usize) -> Typed {
        match self.values.get(column) {
            Some(Values::Nothing) | None => Typed::Blank,
            Some(Values::Time { micros, utc }) => match micros.get(row) {
                None => Typed::Blank,
                Some(micros) => written(micros, utc.then_some(0)),
            },
            Some(Values::Date(days)) => match days.get(row) {
                None => Typed::Blank,
                Some(day) => match Day::from_epoch(day) {
                    Some(day) => Typed::Time(Written { day, micros: None, offset: None }),
                    None => Typed::OutOfRange,
                },
            },
            Some(_) => Typed::Text,
        }
    }

    /// The whole number in a cell, if the column is of whole numbers.
    #[inline]
    pub(crate) fn integer(&self, column: usize, row: usize) -> Option<i64> {
        match self.values.get(column) {
            Some(Values::Integer(array)) => array.get(row),
            Some(Values::Unsigned(array)) => {
                array.get(row).and_then(|number| i64::try_from(number).ok())
            }
            _ => None,
        }
    }
}

#[inline]
fn written(micros: i64, offset: Option<i16>) -> Typed {
    let day = micros.div_euclid(DAY_MICROS);
    match i32::try_from(day).ok().and_then(Day::from_epoch) {
        Some(of) => {
            Typed::Time(Written { day: of, micros: Some(micros - day * DAY_MICROS), offset })
        }
        None => Typed::OutOfRange,
    }
}

fn iso(written: Written) -> String {
    let mut text = written.day.to_string();
    if let Some(micros) = written.micros {
        let seconds = micros / 1_000_000;
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        // Writing to a text cannot fail.
        let _ = write!(text, " {hours:02}:{minutes:02}:{:02}", seconds % 60);
        if micros % 1_000_000 != 0 {
            let _ = write!(text, ".{:06}", micros % 1_000_000);
        }
        if written.offset == Some(0) {
            text.push('Z');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use lapor_core::day;

    #[test]
    fn a_cell_is_what_its_type_says() {
        let numbers = PrimitiveArray::from([Some(7_i64), None]);
        let texts = Utf8ViewArray::from_slice([Some("a"), None]);
        let micros = PrimitiveArray::from([Some(-1_i64), Some(1_425_625_200_250_000)]);
        let columns = Columns {
            values: vec![
                Values::Integer(numbers),
                Values::Text(texts),
                Values::Time { micros, utc: true },
                Values::Float(PrimitiveArray::from([Some(101_004_113_637.0), Some(0.1)])),
                Values::Nothing,
            ],
            rows: 2,
            first: 1,
        };
        let texts = |row| [0, 1, 2, 3, 4, 9].map(|column| columns.text(column, row).into_owned());
        assert_eq!(texts(0), ["7", "a", "1969-12-31 23:59:59.999999Z", "101004113637", "", ""]);
        assert_eq!(texts(1), ["", "", "2015-03-06 07:00:00.250000Z", "0.1", "", ""]);
        assert_eq!(columns.integer(0, 0), Some(7));
        assert_eq!(columns.integer(0, 1), None);
        assert_eq!(columns.typed(4, 0), Typed::Blank);
        assert_eq!(columns.typed(1, 0), Typed::Text);
        assert_eq!(written(i64::MAX, None), Typed::OutOfRange);
        assert!(matches!(written(0, None), Typed::Time(at) if at.day == day(1970, 1, 1)));
    }
}
