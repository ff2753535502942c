//! Writing: one table after another as one document, in one of five formats.

use std::borrow::Cow;
use std::io::{self, Write};

use polars::prelude::{BatchedWriter, DataFrame, ParquetCompression, ParquetWriter};

use super::{Data, Table, rounded};
use crate::error::Error;
use crate::publication::{HIDDEN, csv_safe};

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
pub fn encode(format: Format, table: &Table) -> Result<Encoded, Error> {
    Ok(match format {
        Format::Table => Encoded::Table(table.clone()),
        Format::Parquet => Encoded::Frame(table.frame()?),
        Format::Csv => Encoded::Rows(csv_rows(table), table.height()),
        Format::Json => Encoded::Rows(json_rows(table, b",\n"), table.height()),
        Format::Ndjson => Encoded::Rows(json_rows(table, b"\n"), table.height()),
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
            if table.is_hidden(place, row) {
                out.extend_from_slice(HIDDEN.as_bytes());
                continue;
            }
            let text = |out: &mut Vec<u8>, text: &str| {
                csv_text(out, &if table.safe { csv_safe(text) } else { Cow::Borrowed(text) });
            };
            match data {
                Data::Words(words, codes) => {
                    text(&mut out, words.get(codes[row] as usize).map_or("", String::as_str));
                }
                Data::Text(values) => text(&mut out, values[row].as_deref().unwrap_or("")),
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
                Data::Share(values) => {
                    if let Some(share) = values[row] {
                        let _ = write!(out, "{:.4}", rounded(share));
                    }
                }
                Data::Number(_) | Data::Flag(_) => out.extend_from_slice(data.cell(row).as_bytes()),
            }
        }
        out.push(b'\n');
    }
    out
}

/// RFC 4180: a text with a comma, a quote or a line end stands in quotes, and one at which a spreadsheet of another locale might split.
fn csv_text(out: &mut Vec<u8>, text: &str) {
    if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r' | b';' | b'\t')) {
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
    let mut out = Vec::with_capacity(table.height() * table.columns.len() * 20);
    for row in 0..table.height() {
        if 0 < row {
            out.extend_from_slice(separator);
        }
        out.push(b'{');
        let mut any = false;
        for (place, (name, data)) in table.columns.iter().enumerate() {
            if 0 < place {
                out.push(b',');
            }
            out.push(b'"');
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
            if table.is_hidden(place, row) {
                any = true;
                out.extend_from_slice(b"null");
            } else {
                data.write_json(row, &mut out);
            }
        }
        if any {
            out.extend_from_slice(b",\"hidden\":true");
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
        for (column, width) in widths.iter_mut().enumerate() {
            for row in 0..table.height() {
                *width = (*width).max(table.cell(column, row).chars().count());
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
            let columns = table.columns.iter().enumerate();
            let cells: Vec<_> =
                columns.map(|(at, (_, data))| (table.cell(at, row), data.is_number())).collect();
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
