//! Tables: columns that every command gives in one of five formats.

use std::io::{self, Write};

use lapor_core::Day;
use polars::prelude::{
    BatchedWriter, Column as PolarsColumn, DataFrame, DataType, IdxCa, IdxSize, Int32Chunked,
    IntoColumn, IntoSeries, NamedFrom, NewChunkedArray, ParquetCompression, ParquetWriter,
    PolarsError, PolarsResult, Series, StringChunked,
};

use rayon::prelude::*;

use crate::error::Error;

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
            Data::Share(values) => values.len(),
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
                values[row].map_or_else(String::new, |share| format!("{share:.4}"))
            }
            Data::Flag(values) => values[row].to_string(),
        }
    }

    fn json(&self, row: usize) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Data::Text(values) => values[row].clone().map_or(Value::Null, Value::String),
            Data::Words(words, codes) => {
                words.get(codes[row] as usize).cloned().map_or(Value::Null, Value::String)
            }
            Data::Integer(values) => values[row].map_or(Value::Null, Value::from),
            Data::Date(values) => values[row].map_or(Value::Null, |day| day.to_string().into()),
            // Rounded as it is written elsewhere, so that every format says the same.
            Data::Share(values) => values[row]
                .map_or(Value::Null, |share| Value::from((share * 10_000.0).round() / 10_000.0)),
            Data::Flag(values) => values[row].into(),
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Data::Integer(_) | Data::Share(_))
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
            Data::Share(values) => Series::new(name.into(), values),
            Data::Flag(values) => Series::new(name.into(), values),
        })
    }
}

/// Named columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<(&'static str, Data)>,
}

impl Table {
    /// The table of these columns.
    ///
    /// # Panics
    ///
    /// If the columns differ in length: that is a mistake of this program, never of its input.
    pub fn new(columns: Vec<(&'static str, Data)>) -> Self {
        let table = Table { columns };
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

    /// The table as a frame.
    ///
    /// # Errors
    ///
    /// Whatever Polars refuses.
    pub fn frame(&self) -> PolarsResult<DataFrame> {
        let columns: PolarsResult<Vec<PolarsColumn>> = self
            .columns
            .par_iter()
            .map(|(name, data)| Ok(data.series(name)?.into_column()))
            .collect();
        DataFrame::new(self.height(), columns?)
    }
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for a terminal.
    Table,
    /// Comma-separated values with a header.
    Csv,
    /// One array of objects.
    Json,
    /// One object a line.
    Ndjson,
    /// Apache Parquet.
    Parquet,
}

/// A table made ready for its document, so that it can be made on any thread.
#[derive(Debug)]
pub enum Encoded {
    /// Finished rows, and how many.
    Rows(Vec<u8>, usize),
    /// A part of a Parquet file.
    Frame(DataFrame),
    /// All rows must be known before one is written.
    Table(Table),
}

/// Makes a table ready; pure, so that tables can be made ready in parallel and written in order.
///
/// # Errors
///
/// Whatever Polars refuses.
pub fn encode(format: Format, table: Table) -> Result<Encoded, Error> {
    Ok(match format {
        Format::Table => Encoded::Table(table),
        Format::Parquet => Encoded::Frame(table.frame()?),
        Format::Csv => Encoded::Rows(csv_rows(&table), table.height()),
        Format::Json => Encoded::Rows(json_rows(&table, b",\n"), table.height()),
        Format::Ndjson => Encoded::Rows(json_rows(&table, b"\n"), table.height()),
    })
}

/// Writes one table after another, all with the same columns, as one document.
pub struct TableWriter<W: Write> {
    format: Format,
    state: State<W>,
    rows: u64,
}

enum State<W: Write> {
    Rows(W),
    Kept(W, Vec<Table>),
    Parquet(Box<BatchedWriter<W>>),
}

impl<W: Write> TableWriter<W> {
    /// A writer of this format for tables with the columns of `like`.
    ///
    /// # Errors
    ///
    /// Whatever the output or Polars refuses.
    pub fn new(format: Format, mut out: W, like: &Table) -> io::Result<Self> {
        let state = match format {
            Format::Table => State::Kept(out, Vec::new()),
            Format::Parquet => {
                let schema = like.frame().map_err(io::Error::other)?.schema().clone();
                let writer = ParquetWriter::new(out)
                    .with_compression(ParquetCompression::Lz4Raw)
                    .batched(&schema)
                    .map_err(io::Error::other)?;
                State::Parquet(Box::new(writer))
            }
            Format::Csv => {
                let names: Vec<&str> = like.columns.iter().map(|(name, _)| *name).collect();
                writeln!(out, "{}", names.join(","))?;
                State::Rows(out)
            }
            Format::Json | Format::Ndjson => State::Rows(out),
        };
        Ok(TableWriter { format, state, rows: 0 })
    }

    /// Writes a table that was made ready for the same format.
    ///
    /// # Errors
    ///
    /// Whatever the output or Polars refuses.
    pub fn write(&mut self, encoded: Encoded) -> io::Result<()> {
        match (&mut self.state, encoded) {
            (State::Rows(out), Encoded::Rows(bytes, rows)) => {
                if self.format == Format::Json && 0 < rows {
                    out.write_all(if self.rows == 0 { b"[\n" } else { b",\n" })?;
                }
                self.rows += rows as u64;
                out.write_all(&bytes)
            }
            (State::Kept(_, kept), Encoded::Table(table)) => {
                kept.push(table);
                Ok(())
            }
            (State::Parquet(writer), Encoded::Frame(frame)) => {
                if 0 < frame.height() {
                    writer.write_batch(&frame).map_err(io::Error::other)?;
                }
                Ok(())
            }
            _ => Err(io::Error::other("a table was made ready for another format")),
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// Whatever the output or Polars refuses.
    pub fn finish(self) -> io::Result<()> {
        match self.state {
            State::Rows(mut out) => {
                if self.format == Format::Json {
                    out.write_all(if self.rows == 0 { b"[]\n" } else { b"\n]\n" })?;
                }
                out.flush()
            }
            State::Kept(mut out, kept) => {
                write_aligned(&mut out, &kept)?;
                out.flush()
            }
            State::Parquet(writer) => {
                writer.finish().map_err(io::Error::other)?;
                Ok(())
            }
        }
    }
}

fn csv_rows(table: &Table) -> Vec<u8> {
    let mut out = Vec::with_capacity(table.height() * table.columns.len() * 12);
    for row in 0..table.height() {
        for (place, (_, data)) in table.columns.iter().enumerate() {
            if 0 < place {
                out.push(b',');
            }
            match data {
                Data::Words(words, codes) => {
                    csv_text(&mut out, words.get(codes[row] as usize).map_or("", String::as_str));
                }
                Data::Text(values) => csv_text(&mut out, values[row].as_deref().unwrap_or("")),
                Data::Date(values) => {
                    if let Some(day) = values[row] {
                        out.extend_from_slice(&day.iso());
                    }
                }
                // Writing to memory cannot fail.
                Data::Integer(values) => {
                    if let Some(number) = values[row] {
                        let _ = write!(out, "{number}");
                    }
                }
                Data::Share(_) | Data::Flag(_) => out.extend_from_slice(data.cell(row).as_bytes()),
            }
        }
        out.push(b'\n');
    }
    out
}

/// RFC 4180: a text with a comma, a quote or a line end stands in quotes.
fn csv_text(out: &mut Vec<u8>, text: &str) {
    if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.push(b'"');
        for byte in text.bytes() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

/// One object a row; NDJSON ends each with a line end, an array has the separator between them.
fn json_rows(table: &Table, separator: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in 0..table.height() {
        if 0 < row {
            out.extend_from_slice(separator);
        }
        out.push(b'{');
        for (place, (name, data)) in table.columns.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            // Writing to memory cannot fail.
            let _ = write!(out, "{comma}\"{name}\":{}", data.json(row));
        }
        out.push(b'}');
    }
    if separator == b"\n" && 0 < table.height() {
        out.push(b'\n');
    }
    out
}

fn write_aligned(out: &mut impl Write, tables: &[Table]) -> io::Result<()> {
    let Some(first) = tables.first() else { return Ok(()) };
    let mut widths: Vec<usize> =
        first.columns.iter().map(|(name, _)| name.chars().count()).collect();
    for table in tables {
        for ((_, data), width) in table.columns.iter().zip(&mut widths) {
            for row in 0..table.height() {
                *width = (*width).max(data.cell(row).chars().count());
            }
        }
    }
    let mut line = String::new();
    let header: Vec<_> =
        first.columns.iter().map(|(name, data)| ((*name).to_owned(), data.is_number())).collect();
    align(&mut line, &header, &widths);
    out.write_all(line.as_bytes())?;
    for table in tables {
        for row in 0..table.height() {
            let cells: Vec<_> =
                table.columns.iter().map(|(_, data)| (data.cell(row), data.is_number())).collect();
            align(&mut line, &cells, &widths);
            out.write_all(line.as_bytes())?;
        }
    }
    Ok(())
}

fn align(line: &mut String, cells: &[(String, bool)], widths: &[usize]) {
    line.clear();
    for (place, ((cell, number), width)) in cells.iter().zip(widths).enumerate() {
        if 0 < place {
            line.push_str("  ");
        }
        let fill = width.saturating_sub(cell.chars().count());
        if *number {
            line.extend(std::iter::repeat_n(' ', fill));
            line.push_str(cell);
        } else {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', fill));
        }
    }
    while line.ends_with(' ') {
        line.pop();
    }
    line.push('\n');
}
