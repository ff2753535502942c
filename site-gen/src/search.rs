//! The index of a source's reports, which a reader's browser searches without any server.
//!
//! [`Index`] takes documents while their pages are made and writes small files; `static/cari.js` reads
//! of them what a query needs. The format, and why it is what it is, stands in `docs/search.md`:
#![doc = include_str!("../docs/search.md")]

mod block;
mod document;
mod files;
mod index;
mod name;
mod number;
mod numbering;
mod postings;
#[cfg(test)]
mod reader;
mod spill;
mod stem;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use document::Document;
pub use index::{Index, MANIFEST, Plan, Put};
