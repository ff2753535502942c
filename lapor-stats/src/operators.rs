//! Lists that an operator writes: CSV of a few named columns, of which every row has every cell.

use std::path::Path;

use crate::error::{Error, shown_name};

/// A row: its line, from 1, and its cells in the order in which the columns were asked for.
pub(crate) type Row<const N: usize> = (u64, [String; N]);

/// Reads such a file; other columns are left aside, and space around a cell.
///
/// # Errors
///
/// [`Error::Io`] if the file cannot be read, and as [`parse`].
pub(crate) fn read<const N: usize>(file: &Path, columns: [&str; N]) -> Result<Vec<Row<N>>, Error> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(Error::io("read", &name))?;
    parse(&name, &text, columns)
}

/// The same from its text; `file` is how a message calls it.
///
/// # Errors
///
/// [`Error::Mapping`] with line and column if a column or a cell is missing; a sign alone is no cell, as it names nobody.
pub(crate) fn parse<const N: usize>(
    file: &str,
    text: &str,
    columns: [&str; N],
) -> Result<Vec<Row<N>>, Error> {
    let wrong = |line: u64, column: usize, problem: String| Error::Mapping {
        file: file.to_owned(),
        line: usize::try_from(line).unwrap_or(usize::MAX),
        column,
        problem,
    };
    let expected = columns.join(" and ");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| wrong(1, 1, error.to_string()))?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let found = header.iter().position(|known| known.trim() == column);
        *place = found.ok_or_else(|| {
            let found = header.iter().map(shown_name).collect::<Vec<_>>().join(", ");
            wrong(1, 1, format!("found the columns {found}, expected {expected}"))
        })?;
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            wrong(line, 1, format!("found a row that is no CSV, expected {expected}"))
        })?;
        let line = row.position().map_or(1, csv::Position::line);
        let mut cells = std::array::from_fn(|_| String::new());
        for ((cell, place), column) in cells.iter_mut().zip(places).zip(columns) {
            let found = row.get(place).map(str::trim);
            let found = found.filter(|cell| cell.chars().any(char::is_alphanumeric));
            let missing = || wrong(line, place + 1, format!("found no {column}, expected one"));
            *cell = found.ok_or_else(missing)?.to_owned();
        }
        rows.push((line, cells));
    }
    Ok(rows)
}
