//! Parquet: a slice has the rows that it says, and every cell can be shown.

use super::{in_file, told};
use crate::ingest::columns::Typed;
use crate::ingest::parquet::ParquetFile;

/// How many slices and how many rows of each are looked at: few bytes can stand for many equal rows.
const SLICES: usize = 16;
const ROWS: usize = 4_096;

/// A Parquet file.
pub fn parquet(data: &[u8]) {
    told(|| in_file(data, look));
}

fn look(path: &std::path::Path) {
    let Ok(file) = ParquetFile::open(path) else { return };
    let header = file.header();
    assert!(file.unreadable().all(|name| header.iter().any(|column| column == name)));
    let wanted = vec![true; header.len()];
    for slice in file.slices().take(SLICES) {
        let Ok(columns) = file.read(&slice, &wanted) else { continue };
        assert_eq!(columns.values.len(), header.len(), "a column that is missing");
        let rows = columns.rows.min(ROWS);
        for (column, row) in (0..header.len()).flat_map(|at| (0..rows).map(move |row| (at, row))) {
            let text = columns.text(column, row);
            if let Typed::Time(written) = columns.typed(column, row) {
                assert!((1..=9999).contains(&written.day.year()), "a year that is none");
                assert!(!text.is_empty(), "a time without a text");
            }
            if let Some(number) = columns.integer(column, row) {
                assert_eq!(number.to_string(), text, "another number than its text");
            }
        }
        let part = columns.sliced(rows / 2..rows);
        for (column, row) in (0..header.len()).zip(rows / 2..rows) {
            assert_eq!(part.text(column, row - rows / 2), columns.text(column, row));
        }
    }
}
