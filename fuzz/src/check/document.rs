//! What holds of every decoder of documents: the same whatever a read gives, within its bounds, and over when the caller fails.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};

use super::Trickle;
use crate::ingest::document::table::Tables;
use crate::ingest::document::{Broken, Entry, Field, LONGEST_RECORD, Record, Take, Wanted};

/// A decoder that knows what it looks for.
pub(crate) type Decoder<'d> = &'d dyn Fn(&mut dyn Read, Take<'_>) -> io::Result<()>;

/// How much is kept to be compared with what others read, in bytes.
const KEPT: usize = 4 << 20;

/// What a decoder handed over.
#[derive(Default)]
pub(crate) struct Seen {
    /// Of each entry a digest.
    digests: Vec<u64>,
    /// The entries, if they are small enough to be kept.
    pub(crate) entries: Option<Vec<Entry>>,
    bytes: usize,
}

impl Seen {
    fn take(&mut self, entry: Entry, lines: u64) {
        let mut digest = DefaultHasher::new();
        let (line, size) = match &entry {
            Entry::Record(record) | Entry::Listed(record) => {
                let size: usize = record.fields.iter().map(size).sum();
                assert!(size <= 2 * LONGEST_RECORD, "a record that is too large");
                matches!(entry, Entry::Listed(_)).hash(&mut digest);
                for field in &record.fields {
                    (&field.name, &field.text).hash(&mut digest);
                }
                (record.line, size)
            }
            Entry::Broken(Broken { line, found, expected }) => {
                // Words of ours, and none of the text.
                assert!(found.len() <= 120 && found.is_ascii(), "too many words: {found}");
                (found, expected).hash(&mut digest);
                (*line, found.len())
            }
        };
        assert!((1..=lines).contains(&line), "line {line} of {lines}");
        line.hash(&mut digest);
        self.digests.push(digest.finish());
        self.bytes += size;
        match &mut self.entries {
            Some(entries) if self.bytes <= KEPT => entries.push(entry),
            entries => *entries = None,
        }
    }
}

fn size(field: &Field) -> usize {
    field.name.len() + field.text.len() + size_of::<Field>()
}

/// Runs a decoder over a text, and checks what holds of every decoder.
pub(crate) fn seen(decoder: Decoder<'_>, text: &[u8]) -> Seen {
    let (whole, first) = run(decoder, &mut &*text, text);
    let (again, second) = run(decoder, &mut Trickle::new(text), text);
    // Where broken markup in a document type ends, quick-xml 0.42 tells by what it has read so far.
    if memchr::memmem::find(text, b"<!D").is_none() && memchr::memmem::find(text, b"<!d").is_none()
    {
        assert!(whole.digests == again.digests, "the size of a read changed what is handed over");
        assert_eq!(first, second, "the size of a read changed the error");
    }
    // A caller that fails ends the reading, with its own error.
    if let Some(last) = whole.digests.len().checked_sub(1) {
        let fails_at = text.len() % (last + 1);
        let mut taken = 0;
        let failed = decoder(&mut &*text, &mut |_| {
            assert!(taken <= fails_at, "something is handed over after the caller failed");
            taken += 1;
            if taken <= fails_at {
                Ok(())
            } else {
                Err(io::Error::from(io::ErrorKind::StorageFull))
            }
        });
        let kind = failed.expect_err("the error of the caller").kind();
        assert_eq!(kind, io::ErrorKind::StorageFull, "another error than the caller's");
    }
    if let Some(entries) = &whole.entries {
        in_tables(entries, &["id", "notes.at"], None);
        in_tables(entries, &["id", "notes.at"], Some("notes"));
    }
    whole
}

/// The most fields that are put into tables: each is looked for in every record.
const MOST_FIELDS: usize = 2_000;

/// Puts entries into tables: a cell is the first field of its column's name, and nothing is lost.
fn in_tables(entries: &[Entry], names: &[&str], list: Option<&str>) {
    let fields: usize = entries.iter().filter_map(record).map(|record| record.fields.len()).sum();
    if MOST_FIELDS < fields {
        return;
    }
    let mut tables = Tables::new(names, list);
    // The header is settled by the first record, so that others have fields that come too late.
    for entry in entries {
        tables.take(entry.clone());
        if record(entry).is_some() {
            tables.own.header();
        }
    }
    let header = tables.own.header().to_vec();
    let of_all = entries.iter().filter_map(record).flat_map(|record| &record.fields);
    let named: BTreeSet<&str> = of_all.map(|field| field.name.as_str()).collect();
    let late = named.iter().copied().filter(|name| !header.iter().any(|column| column == name));
    let late: Vec<&str> = late.filter(|name| list != Some(name)).collect();
    assert_eq!(tables.own.late().collect::<Vec<_>>(), late, "the names that came too late");
    let absent: Vec<&str> = tables.own.absent();
    assert!(absent.iter().all(|name| !named.contains(name)), "a name that is there is absent");
    let grid = tables.own.take_grid().unwrap_or_default();
    assert!(tables.own.is_empty(), "a record that is not handed on");
    let broken = entries.iter().filter(|entry| matches!(entry, Entry::Broken(_))).count();
    assert_eq!(grid.broken.len(), broken, "what is broken is told");
    let mut rows = grid.rows();
    for record in entries.iter().filter_map(record) {
        let (line, cells) = rows.next().expect("a row for each record");
        assert_eq!((line, cells.len()), (record.line, header.len()));
        for (cell, name) in cells.iter().zip(&header) {
            let mut named = record.fields.iter().filter(|field| field.name == *name);
            let text = named.next().map_or("", |field| field.text.as_str());
            assert_eq!(cell.text(grid.text()), text, "the first field of a name");
        }
    }
    assert!(rows.next().is_none(), "a row without a record");
}

fn run(decoder: Decoder<'_>, source: &mut dyn Read, text: &[u8]) -> (Seen, Option<String>) {
    let lines = 1 + memchr::memchr_iter(b'\n', text).count() as u64;
    let mut seen = Seen { entries: Some(Vec::new()), ..Seen::default() };
    let read = decoder(source, &mut |entry| {
        seen.take(entry, lines);
        Ok(())
    });
    let error = read.err().map(|error| {
        assert_eq!(error.kind(), io::ErrorKind::InvalidData, "no error of the source");
        error.to_string()
    });
    (seen, error)
}

/// What to look for: the path of the records and that of a list, with a space between them; an empty one is none.
pub(crate) fn wanted(line: &[u8]) -> Option<Wanted<'_>> {
    let line = str::from_utf8(line).ok()?;
    let (records, list) = line.split_once(' ').unwrap_or((line, ""));
    let path = |path| Some(path).filter(|path: &&str| !path.is_empty());
    Some(Wanted { records: path(records), list: path(list) })
}

/// The record that an entry is.
pub(crate) fn record(entry: &Entry) -> Option<&Record> {
    match entry {
        Entry::Record(record) => Some(record),
        Entry::Listed(_) | Entry::Broken(_) => None,
    }
}
