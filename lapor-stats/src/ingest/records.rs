//! Records: rows that a program holds in memory, as Arrow record batches.

use std::fmt;

use polars_arrow::array::Array;
use polars_arrow::datatypes::Field;
use polars_arrow::record_batch::RecordBatch;

use super::arrow::{is_readable, values};
use super::columns::{Columns, Values};
use super::shown::shown_word;
use crate::error::Error;

/// Arrow record batches with the same columns, read as if they were one file.
///
/// The types say what a cell is, as in Parquet: texts, whole numbers, floats, truth values, dates and timestamps of any unit; a timestamp
/// with a zone is read as UTC. Nothing is copied that need not be. Of a Polars `DataFrame`, `iter_chunks` gives record batches.
#[derive(Clone)]
pub struct Records {
    pub(super) name: String,
    fields: Vec<Field>,
    batches: Vec<RecordBatch>,
}

/// Counts, never a cell.
impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records")
            .field("columns", &self.fields.len())
            .field("batches", &self.batches.len())
            .finish_non_exhaustive()
    }
}

impl Records {
    /// Takes record batches; `name` stands for them in messages and rejects.
    ///
    /// # Errors
    ///
    /// [`Error::Records`] if there is none, or if one has other columns than the first.
    pub fn new(name: &str, batches: Vec<RecordBatch>) -> Result<Records, Error> {
        let fields =
            |batch: &RecordBatch| -> Vec<Field> { batch.schema().iter_values().cloned().collect() };
        let wrong =
            |problem: &str| Error::Records { name: name.to_owned(), problem: problem.to_owned() };
        let first = batches
            .first()
            .map(fields)
            .ok_or_else(|| wrong("found no record batch, expected at least one"))?;
        let names = |fields: &[Field]| -> Vec<(String, polars_arrow::datatypes::ArrowDataType)> {
            fields.iter().map(|field| (field.name.to_string(), field.dtype.clone())).collect()
        };
        for (batch, number) in batches.iter().zip(1..) {
            if names(&fields(batch)) != names(&first) {
                return Err(wrong(&format!(
                    "found other columns in record batch {number}, expected those of the first: {}",
                    first
                        .iter()
                        .map(|field| shown_word(&field.name))
                        .collect::<Vec<_>>()
                        .join(", ")
                )));
            }
        }
        Ok(Records { name: name.to_owned(), fields: first, batches })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.to_string()).collect()
    }

    /// Columns that hold more than a cell can.
    pub(super) fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .filter(|field| !is_readable(&field.dtype))
            .map(|field| field.name.as_str())
    }

    /// The batches, each with the number of its first row.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (u64, &RecordBatch)> {
        let mut next = 1;
        self.batches.iter().map(move |batch| {
            let first = next;
            next += batch.len() as u64;
            (first, batch)
        })
    }

    /// The columns of a batch that are `wanted`, by the places of the header.
    pub(super) fn columns(
        &self,
        first: u64,
        batch: &RecordBatch,
        wanted: &[bool],
    ) -> std::io::Result<Columns> {
        let of = |(at, field): (usize, &Field)| match batch.arrays().get(at) {
            Some(array) if wanted.get(at) == Some(&true) && is_readable(&field.dtype) => {
                let array: &dyn Array = &**array;
                values(array)
            }
            _ => Ok(Values::Nothing),
        };
        let values = self.fields.iter().enumerate().map(of).collect::<std::io::Result<_>>()?;
        Ok(Columns { values, rows: batch.len(), first })
    }
}
