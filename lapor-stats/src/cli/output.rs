//! Where data and diagnostics go.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use lapor_stats::error::Error;
use lapor_stats::table::{Data, Encoded, Format, Table, TableWriter, encode};
use serde_json::{Map, Value};

use super::OutputOptions;

/// Where a document goes.
type Out = Box<dyn Write + Send>;

/// A document in the making.
pub(super) type Writer = TableWriter<Out>;

impl OutputOptions {
    /// The format that was asked for, else that of the file's ending, else a table.
    pub(super) fn format(&self) -> Format {
        if let Some(word) = self.format {
            return word.into();
        }
        let ending = self
            .output
            .as_ref()
            .and_then(|path| path.extension())
            .and_then(|ending| ending.to_str());
        match ending {
            Some("csv") => Format::Csv,
            Some("json") => Format::Json,
            Some("ndjson" | "jsonl") => Format::Ndjson,
            Some("parquet") => Format::Parquet,
            _ => Format::Table,
        }
    }

    fn open(&self) -> Result<Out, Error> {
        Ok(match &self.output {
            Some(path) => Box::new(BufWriter::with_capacity(
                1 << 20,
                File::create(path).map_err(|source| self.refused(source))?,
            )),
            None => Box::new(BufWriter::with_capacity(1 << 16, io::stdout())),
        })
    }

    fn refused(&self, source: io::Error) -> Error {
        let file = match &self.output {
            Some(path) => path.display().to_string(),
            None => "standard output".into(),
        };
        Error::Output { file, source }
    }

    /// Writes one table.
    pub(super) fn table(&self, table: Table) -> Result<(), Error> {
        let mut writer = self.writer(&table)?;
        self.part(&mut writer, encode(self.format(), &table)?)?;
        self.finish(writer)
    }

    /// A writer for tables with the columns of `like`.
    pub(super) fn writer(&self, like: &Table) -> Result<Writer, Error> {
        TableWriter::new(self.format(), self.open()?, like).map_err(|source| self.refused(source))
    }

    /// Writes a part of a document.
    pub(super) fn part(&self, writer: &mut Writer, encoded: Encoded) -> Result<(), Error> {
        writer.write(encoded).map_err(|source| self.refused(source))
    }

    /// Writes what is left of a document.
    pub(super) fn finish(&self, writer: Writer) -> Result<(), Error> {
        writer.finish().map_err(|source| self.refused(source))
    }

    /// Writes one object: as JSON where that is asked for, else as rows of name and value.
    pub(super) fn object(&self, object: Map<String, Value>) -> Result<(), Error> {
        match self.format() {
            format @ (Format::Json | Format::Ndjson) => {
                let mut out = self.open()?;
                let text = match format {
                    Format::Json => serde_json::to_string_pretty(&object),
                    _ => serde_json::to_string(&object),
                };
                let text = text.map_err(|error| self.refused(io::Error::other(error)))?;
                writeln!(out, "{text}")
                    .and_then(|()| out.flush())
                    .map_err(|source| self.refused(source))
            }
            _ => {
                let mut names = Vec::new();
                let mut values = Vec::new();
                for (name, value) in object {
                    flatten(&name, value, &mut names, &mut values);
                }
                self.table(Table::new(vec![
                    ("name", Data::Text(names)),
                    ("value", Data::Text(values)),
                ]))
            }
        }
    }

    /// Says something beside the data.
    pub(super) fn say(&self, words: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr(), "{words}");
        }
    }
}

fn flatten(
    name: &str,
    value: Value,
    names: &mut Vec<Option<String>>,
    values: &mut Vec<Option<String>>,
) {
    match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                flatten(&format!("{name}.{part}"), value, names, values);
            }
        }
        Value::Array(items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                .collect();
            names.push(Some(name.into()));
            values.push(Some(items.join(", ")));
        }
        Value::String(text) => {
            names.push(Some(name.into()));
            values.push(Some(text));
        }
        Value::Null => {
            names.push(Some(name.into()));
            values.push(None);
        }
        other => {
            names.push(Some(name.into()));
            values.push(Some(other.to_string()));
        }
    }
}

/// Says on standard error why the command ended.
pub(super) fn complain(error: &Error) {
    let _ = writeln!(io::stderr(), "lapor-stats: {error}");
}
