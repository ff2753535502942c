//! XML and XES: what holds of every decoder.

use super::document::{seen, wanted};
use super::line;
use crate::ingest::document::{xes as log, xml as records};

/// The first line says what to look for; the rest is XML.
pub fn xml(data: &[u8]) {
    let (head, text) = line(data);
    let Some(wanted) = wanted(head) else { return };
    seen(&|source, take| records::records(source, wanted, take), text);
}

/// An event log.
pub fn xes(data: &[u8]) {
    seen(&|source, take| log::events(source, take), data);
}
