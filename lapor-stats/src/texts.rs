//! What people wrote, kept apart from the columns of a [`Dataset`]: in memory, or in a file that has no name.
//!
//! A million reports are gigabytes of text, of which a site needs one report at a time. So each row's texts are one record,
//! the dataset keeps where it lies, and [`Dataset::texts_of`] reads the records of a few reports at once.
//!
//! The file is made without a name in a folder of the caller's, for its owner alone, and is gone with the dataset or the process,
//! however that ends. It holds what was not redacted yet; nothing else does.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use lapor_core::sensitive::Sensitive;

use crate::dataset::{Dataset, EventText, ReportText};
use crate::error::Error;

/// What people wrote about all reports of a dataset; nothing where nobody asked for it.
#[derive(Default)]
pub struct Texts {
    store: Store,
    /// The record of each report's row.
    pub(crate) reports: Spans,
    /// The record of each event's row.
    pub(crate) events: Spans,
}

impl Texts {
    pub(crate) fn new(store: Store, reports: Spans, events: Spans) -> Self {
        Texts { store, reports, events }
    }

    /// Whether no texts were read.
    pub fn is_empty(&self) -> bool {
        self.reports.len() == 0
    }

    /// How many reports it knows, with or without a text.
    pub fn len(&self) -> usize {
        self.reports.len()
    }
}

/// How much there is, and nothing of what it says.
impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({} reports)", self.len())
    }
}

impl Dataset {
    /// What people wrote about some reports, one after another; empty texts where none were read.
    ///
    /// It reads the file of the texts where there is one, so ask for neighbours together.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the file cannot be read.
    ///
    /// ```
    /// use lapor_stats::ingest::{Options, ingest_spooled};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let file = folder.path().join("reports.csv");
    /// std::fs::write(&file, "report_id,title\nA-1,Lampu padam\nA-2,\n")?;
    /// let options = Options { texts: true, as_of: None };
    /// let data = ingest_spooled(&[file], None, options, folder.path())?;
    /// let texts = data.texts_of(0..2)?;
    /// assert_eq!((texts[0].title.len(), texts[1].title.len()), (11, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn texts_of(&self, reports: Range<usize>) -> Result<Vec<ReportText>, Error> {
        let Texts { store, reports: of_reports, events: of_events } = &self.texts;
        if self.texts.is_empty() {
            return Ok(reports.map(|_| ReportText::default()).collect());
        }
        let events = |report: usize| self.offsets[report]..self.offsets[report + 1];
        let spans = reports.clone().flat_map(|report| {
            std::iter::once(of_reports.get(report))
                .chain(events(report).map(|at| of_events.get(at)))
        });
        let failed = || Error::io("read back", "the file of the texts");
        let records = store.records(spans).map_err(failed())?;
        let mut texts = Vec::with_capacity(reports.len());
        for report in reports {
            let [title, body, reporter_name, reporter_contact] =
                records.texts(of_reports.get(report)).map_err(failed())?;
            let mut written = Vec::new();
            for at in events(report) {
                let (span, attachments) = (of_events.get(at), self.attachments(at));
                if span.is_empty() && attachments == 0 {
                    continue;
                }
                let [text, reason] = records.texts(span).map_err(failed())?;
                written.push(EventText { event: self.events[at], text, reason, attachments });
            }
            texts.push(ReportText {
                title,
                body,
                reporter_name,
                reporter_contact,
                events: written,
            });
        }
        Ok(texts)
    }
}

/// Where a record lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    offset: u64,
    length: u32,
}

impl Span {
    fn is_empty(self) -> bool {
        self.length == 0
    }

    fn end(self) -> u64 {
        self.offset + u64::from(self.length)
    }
}

/// Many spans, in twelve bytes each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spans {
    offsets: Vec<u64>,
    lengths: Vec<u32>,
}

impl Spans {
    pub(crate) fn push(&mut self, span: Span) {
        self.offsets.push(span.offset);
        self.lengths.push(span.length);
    }

    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The span at a place; an empty one where there is none.
    pub(crate) fn get(&self, at: usize) -> Span {
        match (self.offsets.get(at), self.lengths.get(at)) {
            (Some(&offset), Some(&length)) => Span { offset, length },
            _ => Span::default(),
        }
    }
}

impl Extend<Span> for Spans {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        spans.into_iter().for_each(|span| self.push(span));
    }
}

/// The records of one piece of a file, before they go where all are kept.
#[derive(Default)]
pub(crate) struct Written {
    bytes: Vec<u8>,
    spans: Spans,
}

impl Written {
    /// Adds the record of a row: the length of each text in four bytes, then the texts. Nothing is kept of a row without any.
    pub(crate) fn push<const N: usize>(&mut self, texts: [Option<String>; N]) {
        let texts = texts.map(Option::unwrap_or_default);
        let offset = self.bytes.len() as u64;
        // A row has at most 64 MiB (`block`), so a length fits.
        let length = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        if texts.iter().any(|text| !text.is_empty()) {
            for text in &texts {
                self.bytes.extend_from_slice(&length(text).to_le_bytes());
            }
            for text in &texts {
                self.bytes.extend_from_slice(&text.as_bytes()[..length(text) as usize]);
            }
        }
        let length = (self.bytes.len() as u64 - offset) as u32;
        self.spans.push(Span { offset, length });
    }

    /// The record of a row.
    pub(crate) fn get(&self, row: u32) -> Span {
        self.spans.get(row as usize)
    }

    /// Hands the bytes over to where all are kept.
    pub(crate) fn settle(&mut self, spool: &Spool) {
        self.spans.offsets.shrink_to_fit();
        self.spans.lengths.shrink_to_fit();
        if self.bytes.is_empty() {
            return;
        }
        let base = spool.take(std::mem::take(&mut self.bytes));
        self.spans.offsets.iter_mut().for_each(|offset| *offset += base);
    }
}

/// How much there is, and nothing of what it says.
impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Written({} rows)", self.spans.len())
    }
}

/// Where records are gathered, from any thread and in any order.
pub(crate) struct Spool(Mutex<Gathered>);

struct Gathered {
    store: Store,
    end: u64,
    problem: Option<io::Error>,
}

impl Spool {
    /// In memory, or in a file without a name in a folder.
    pub(crate) fn new(folder: Option<&Path>) -> io::Result<Self> {
        let store = match folder {
            Some(folder) => Store::File(tempfile::tempfile_in(folder)?),
            None => Store::default(),
        };
        Ok(Spool(Mutex::new(Gathered { store, end: 0, problem: None })))
    }

    /// Keeps bytes; gives where they begin. What goes wrong is told at the end.
    fn take(&self, bytes: Vec<u8>) -> u64 {
        let mut gathered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let start = gathered.end;
        gathered.end += bytes.len() as u64;
        match &mut gathered.store {
            Store::Memory(chunks) => chunks.push((start, bytes)),
            Store::File(file) => {
                if let Err(error) = file.write_all(&bytes) {
                    gathered.problem.get_or_insert(error);
                }
            }
        }
        start
    }

    /// Everything that was kept.
    pub(crate) fn finish(self) -> io::Result<Store> {
        let gathered = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        gathered.problem.map_or(Ok(gathered.store), Err)
    }
}

/// All records.
pub(crate) enum Store {
    /// Pieces, each with where it begins; none cuts a record.
    Memory(Vec<(u64, Vec<u8>)>),
    File(File),
}

impl Default for Store {
    fn default() -> Self {
        Store::Memory(Vec::new())
    }
}

/// So far apart may records lie that are read with one call.
const GAP: u64 = 16 << 10;

/// So many bytes are read with one call at most, unless one record has more.
const RUN: u64 = 1 << 20;

impl Store {
    /// Reads records, those that lie near each other with one call.
    fn records(&self, spans: impl Iterator<Item = Span>) -> io::Result<Records<'_>> {
        let file = match self {
            Store::Memory(chunks) => return Ok(Records::Memory(chunks)),
            Store::File(file) => file,
        };
        let mut spans: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        let mut runs: Vec<Range<u64>> = Vec::new();
        for span in spans {
            match runs.last_mut() {
                Some(run) if span.offset <= run.end + GAP && span.end() <= run.start + RUN => {
                    run.end = run.end.max(span.end());
                }
                _ => runs.push(span.offset..span.end()),
            }
        }
        let read = runs.into_iter().map(|run| {
            let mut bytes = vec![0; (run.end - run.start) as usize];
            read_at(file, &mut bytes, run.start)?;
            Ok((run.start, bytes))
        });
        Ok(Records::Read(read.collect::<io::Result<_>>()?))
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => (bytes, offset) = (&mut bytes[read..], offset + read as u64),
        }
    }
    Ok(())
}

/// Bytes in which records lie, in the order of their places.
enum Records<'s> {
    Memory(&'s [(u64, Vec<u8>)]),
    Read(Vec<(u64, Vec<u8>)>),
}

impl Records<'_> {
    /// The texts of a record.
    fn texts<const N: usize>(&self, span: Span) -> io::Result<[Sensitive<String>; N]> {
        let mut texts = [const { Sensitive::new(String::new()) }; N];
        if span.is_empty() {
            return Ok(texts);
        }
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "a record is not as it was");
        let record = self.record(span).ok_or_else(broken)?;
        let (lengths, mut rest) = record.split_at_checked(4 * N).ok_or_else(broken)?;
        for (text, length) in texts.iter_mut().zip(lengths.chunks_exact(4)) {
            let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
            let (own, after) = rest.split_at_checked(length as usize).ok_or_else(broken)?;
            rest = after;
            *text = Sensitive::new(String::from_utf8(own.to_vec()).map_err(|_| broken())?);
        }
        Ok(texts)
    }

    fn record(&self, span: Span) -> Option<&[u8]> {
        let pieces = match self {
            Records::Memory(pieces) => pieces,
            Records::Read(pieces) => pieces.as_slice(),
        };
        let after = pieces.partition_point(|&(start, _)| start <= span.offset);
        let (start, bytes) = pieces.get(after.checked_sub(1)?)?;
        let from = (span.offset - start) as usize;
        bytes.get(from..from + span.length as usize)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_is_kept_of_a_row_without_text_and_nothing_is_said_of_any() {
        let mut written = Written::default();
        written.push([None, Some(String::new())]);
        written.push([Some("Sarinem".into()), None]);
        assert!(written.get(0).is_empty() && written.get(9).is_empty());
        assert_eq!(written.get(1).length, 8 + 7);
        assert_eq!(format!("{written:?}"), "Written(2 rows)");
    }

    #[test]
    fn a_file_that_was_changed_is_an_error() {
        let store = Store::Memory(vec![(0, vec![200, 0, 0, 0, b'a'])]);
        let span = Span { offset: 0, length: 5 };
        let records = store.records([span].into_iter()).unwrap();
        assert!(records.texts::<1>(span).is_err(), "a length of 200 in one byte");
        assert!(records.texts::<2>(span).is_err(), "no place for two lengths");
        assert!(records.texts::<1>(Span { offset: 3, length: 5 }).is_err(), "past the end");
    }

    proptest! {
        #[test]
        fn every_row_comes_back_from_memory_and_file_in_any_order(
            parts in prop::collection::vec(prop::collection::vec(("\\PC{0,9}", "\\PC{0,2}"), 0..6), 0..6),
        ) {
            let folder = tempfile::tempdir().unwrap();
            for folder in [None, Some(folder.path())] {
                let spool = Spool::new(folder).unwrap();
                let settled: Vec<Written> = parts.iter().rev().map(|rows| {
                    let mut written = Written::default();
                    for (one, other) in rows {
                        written.push([Some(one.clone()), Some(other.clone())]);
                    }
                    written.settle(&spool);
                    written
                }).collect();
                let store = spool.finish().unwrap();
                let spans: Vec<Span> = settled.iter().rev().zip(&parts)
                    .flat_map(|(written, rows)| (0..rows.len() as u32).map(|row| written.get(row)))
                    .collect();
                let records = store.records(spans.iter().copied()).unwrap();
                for (span, (one, other)) in spans.into_iter().zip(parts.iter().flatten()) {
                    let expected = [one, other].map(|text| Sensitive::new(text.clone()));
                    prop_assert!(records.texts::<2>(span).unwrap() == expected);
                }
            }
        }
    }
}
