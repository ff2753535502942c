//! Mapping skeletons: TOML in which nothing is active but the layout, whatever the source shows.

use super::choice;
use crate::ingest::skeleton::{Look, skeleton as written};

/// The first byte chooses what is known of the file; the rest is CSV, of which a row is the header.
pub fn skeleton(data: &[u8]) {
    let (known, data) = choice(data);
    let Ok(text) = str::from_utf8(data) else { return };
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader
        .records()
        .map(|row| row.expect("what is no row to nobody").iter().map(str::to_owned).collect())
        .take(200);
    let header: Vec<String> = rows.next().unwrap_or_default();
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.iter_mut().for_each(|row| row.truncate(header.len()));
    let look = Look {
        file: header.first().map_or("a.csv", String::as_str),
        header: &header,
        rows: &rows,
        delimiter: [None, Some(b','), Some(b'\t'), Some(0x7F)][usize::from(known) % 4],
        encoding: [None, Some("windows-1252")][usize::from(known / 4) % 2],
        whole: known & 8 == 0,
    };
    let skeleton = written(&look);
    for line in skeleton.lines() {
        let layout = line == "layout = \"wide\"";
        let inactive = line.is_empty() || line.starts_with(['#', '[']);
        assert!(inactive || layout, "a line that is active: {line}");
    }
    let mut parsed: toml::Table = toml::from_str(&skeleton).expect("a skeleton that is TOML");
    parsed.remove("layout");
    assert!(parsed.values().all(holds_nothing), "a value that is active");
    assert_eq!(skeleton, written(&look), "another skeleton of the same look");
}

fn holds_nothing(value: &toml::Value) -> bool {
    value.as_table().is_some_and(|table| table.values().all(holds_nothing))
}
