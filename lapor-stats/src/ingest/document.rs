//! Documents: sources whose records name their own fields, such as JSON and XML, read one record at a time.
//!
//! A decoder hands over records as it meets them and keeps none, so memory is that of the largest record. A record is
//! flat: a field inside a field has a name with a dot (`fields.status`). A list of records inside of a
//! record, such as the notes of a service request, is handed over after its owner, one record for each entry, if the caller asked for that list.
//!
//! What cannot be read is handed over too, as [`Broken`], and the rest goes on where the format allows it.

pub(crate) mod json;
pub(crate) mod table;
pub(crate) mod xes;
pub(crate) mod xml;

use std::io;

/// The longest record that is read, in bytes of its source: a document that never ends must not fill the memory.
pub(crate) const LONGEST_RECORD: usize = 64 << 20;

/// What to look for in a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    /// The path, with dots, of the list that holds the records; without it the decoder finds them.
    pub(crate) records: Option<&'a str>,
    /// The path, with dots, of a list inside each record whose entries are handed over as well.
    pub(crate) list: Option<&'a str>,
}

/// What a decoder hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A record.
    Record(Record),
    /// An entry of the wanted list of the record before it.
    Listed(Record),
    /// Something that is no record.
    Broken(Broken),
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    /// Its fields in the order in which they stand; a name may come twice.
    pub(crate) fields: Vec<Field>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name; dots stand between the names of what it lies in.
    pub(crate) name: String,
    /// Its text; empty where the source says that there is nothing.
    pub(crate) text: String,
}

/// A place that could not be read, without a word of what people wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The line, from 1.
    pub(crate) line: u64,
    /// What was found, such as `an end of the file inside of a text`.
    pub(crate) found: String,
    /// What was expected, such as `a JSON object`.
    pub(crate) expected: String,
}

/// Takes what a decoder hands over; an error ends the reading.
pub(crate) type Take<'t> = &'t mut dyn FnMut(Entry) -> io::Result<()>;
