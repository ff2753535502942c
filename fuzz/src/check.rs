//! The checks, and what several of them need.

pub(crate) mod csv;
pub(crate) mod document;
pub(crate) mod json;
pub(crate) mod mapping;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
pub(crate) mod redact;
pub(crate) mod rules;
pub(crate) mod skeleton;
pub(crate) mod source;
pub(crate) mod time;
pub(crate) mod workbook;
pub(crate) mod xml;

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the last panic said.
pub(crate) static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a check whose parser catches some panics, and tells of one that it did not catch.
pub fn told<T>(check: impl FnOnce() -> T) -> T {
    match catch_unwind(AssertUnwindSafe(check)) {
        Ok(done) => done,
        Err(panic) => {
            if let Some(said) = &*lock(&LAST_PANIC) {
                eprintln!("{said}");
            }
            resume_unwind(panic)
        }
    }
}

/// Takes the first byte, which says how a check goes about.
pub(crate) fn choice(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(&first, rest)| (first, rest))
}

/// Takes the first line, without its end.
pub(crate) fn line(data: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(b'\n', data) {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &[]),
    }
}

/// A source that gives a few bytes at a time, so that every boundary falls somewhere once.
pub(crate) struct Trickle<'a> {
    rest: &'a [u8],
    step: usize,
}

impl<'a> Trickle<'a> {
    pub(crate) fn new(rest: &'a [u8]) -> Self {
        Trickle { rest, step: 0 }
    }
}

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.step = (self.step + 7) % 13;
        let most = (1 + self.step).min(into.len());
        self.rest.read(&mut into[..most])
    }
}

/// Writes bytes into a file, for parsers that open one, and shows it.
///
/// One file serves all runs of a process.
pub(crate) fn in_file<T>(bytes: &[u8], show: impl FnOnce(&Path) -> T) -> T {
    thread_local! {
        static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder for one file");
    }
    FOLDER.with(|folder| {
        let path = folder.path().join("input.toml");
        std::fs::write(&path, bytes).expect("room for the input");
        show(&path)
    })
}

/// Whether a line and a column lie in a text.
pub(crate) fn assert_place(text: &str, line: usize, column: usize) {
    let mut lines = text.split('\n');
    let of = line.checked_sub(1).and_then(|before| lines.nth(before)).expect("a line of the text");
    assert!((1..=of.chars().count() + 1).contains(&column), "a column of line {line}");
}
