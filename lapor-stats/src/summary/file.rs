//! How a summary is written: one JSON value a line, so that any tool can read it.
//!
//! ```text
//! {"format":"lapor-summary","version":1,"as_of":"2015-12-31","policy":{...},"calendar":{...},"rows":{...},"sources":[...]}
//! {"agency":"A-1","name":"Dinas Air","parent":null,"kind":"dinas","campaign":false}
//! {"section":"stages","keys":["stage","scope","agency","month"],"rows":2}
//! ["FollowUp","","A-1","2015-03",{"due.met":3,"due.late":1,"settled.met":2,"day.4.event":3,"day.9.event":1}]
//! ["FollowUp","","A-1","2015-04",{"settled.met":1,"settled.late":1}]
//! {"end":true}
//! ```
//!
//! The first line is the header; then a line an agency in the order of their ids; then the sections, each with its rows in the order of
//! their keys. A row is its keys, where an empty word is nothing, and its counts by name, none of them zero:
//!
//! | name | counts |
//! |---|---|
//! | `due.BUCKET` | stages of the `due` cohort, in the month in which they started |
//! | `settled.BUCKET` | stages of the settled view, in the month in which they ended; those still open without a month |
//! | `day.N.STAND` | stages whose event, competing end or state on the day of the question is N days after their start, without paused days, in the unit of their limit |
//! | `met`, `judged` | the headline under another reading |
//! | `closed`, `within_ten` | reports closed by another than the reporter, and those within ten minutes of submission |
//! | `reports`, `replies`, `answered`, `follow_ups`, `with_attachments` | what [`exchange`](crate::measure::exchange) counts |
//!
//! `BUCKET` is a word of [`Bucket`](crate::measure::tally::Bucket), `STAND` one of [`Stand`](super::Stand). The last line says that
//! nothing is missing. Equal summaries are equal bytes.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use lapor_core::Day;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cube::Cube;
use super::{Described, Fingerprint, Header, Rows, Section, Slot, Source, Summary, VERSION, Words};
use crate::error::Error;

/// The word by which a summary is known.
const FORMAT: &str = "lapor-summary";

/// Counts beyond it are not whole in every reader of JSON.
const LARGEST: u64 = 1 << 53;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderLine {
    format: String,
    version: u32,
    as_of: Day,
    policy: Fingerprint,
    calendar: Fingerprint,
    office_calendars: Vec<Fingerprint>,
    covered_from: Day,
    working_days: String,
    rows: Rows,
    sources: Vec<Source>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyLine {
    agency: String,
    name: String,
    parent: Option<String>,
    kind: Option<String>,
    campaign: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionLine {
    section: String,
    keys: Vec<String>,
    rows: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    end: bool,
}

/// Writes a summary.
///
/// # Errors
///
/// Whatever the output refuses, or a count beyond 2^53.
pub fn write(summary: &Summary, out: &mut impl Write) -> std::io::Result<()> {
    let Header {
        policy,
        calendar,
        office_calendars,
        covered_from,
        working_days,
        as_of,
        rows,
        sources,
    } = summary.header.clone();
    let header = HeaderLine {
        format: FORMAT.into(),
        version: VERSION,
        as_of,
        policy,
        calendar,
        office_calendars,
        covered_from,
        working_days,
        rows,
        sources,
    };
    line(out, &header)?;
    for (id, described) in &summary.agencies {
        let Described { name, parent, kind, campaign } = described.clone();
        line(out, &AgencyLine { agency: id.clone(), name, parent, kind, campaign })?;
    }
    // Each word is escaped once.
    let words: Vec<String> =
        summary.words.0.iter().map(|word| Value::from(word.as_str()).to_string()).collect();
    for (section, cube) in &summary.sections {
        let keys = section.keys().into_iter().map(str::to_owned).collect();
        line(out, &SectionLine { section: section.word().into(), keys, rows: cube.len() })?;
        for row in 0..cube.len() {
            out.write_all(b"[")?;
            for &key in cube.keys(row) {
                out.write_all(words.get(key as usize).map_or(b"\"\"", String::as_bytes))?;
                out.write_all(b",")?;
            }
            for (place, (slot, count)) in cube.counts(row).iter().enumerate() {
                if LARGEST < *count {
                    return Err(std::io::Error::other(format!(
                        "found a count of {count}, expected at most 2^53"
                    )));
                }
                let before = if place == 0 { '{' } else { ',' };
                write!(out, "{before}\"{slot}\":{count}")?;
            }
            out.write_all(b"}]\n")?;
        }
    }
    line(out, &EndLine { end: true })
}

fn line(out: &mut impl Write, value: &impl Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Reads a summary; `file` names it in messages.
///
/// # Errors
///
/// [`Error::NoSummary`] names file and line, what was found and what was expected.
pub fn read(input: impl BufRead, file: &str) -> Result<Summary, Error> {
    let mut reader = Reader { input, file, line: 0, text: String::new() };
    let header: HeaderLine = match reader.next()? {
        Some(text) => {
            let known = serde_json::from_str::<Value>(text).ok();
            let known = known.as_ref().filter(|value| value["format"] == FORMAT);
            match known.map(|value| value["version"].clone()) {
                None => return reader.wrong("no summary", "the first line of a summary"),
                Some(version) if version != VERSION => {
                    let found = format!("version {version}");
                    return reader.wrong(&found, &format!("version {VERSION}"));
                }
                Some(_) => reader.parse("the header of a summary")?,
            }
        }
        None => return reader.wrong("nothing", "the first line of a summary"),
    };
    if header.rows.accepted.checked_add(header.rows.rejected) != Some(header.rows.read) {
        return reader.wrong("rows that do not add up", "read = accepted + rejected");
    }
    let mut agencies = BTreeMap::new();
    let mut tables: Vec<(Section, Table)> = Vec::new();
    loop {
        let Some(text) = reader.next()? else {
            return reader.wrong("the end of the file", "a last line {\"end\":true}");
        };
        match text.as_bytes().get(..4) {
            Some(b"{\"ag") => {
                let AgencyLine { agency, name, parent, kind, campaign } =
                    reader.parse("an agency")?;
                let described = Described { name, parent, kind, campaign };
                let last = agencies.last_key_value().is_some_and(|(last, _)| agency <= *last);
                if last || !tables.is_empty() {
                    return reader
                        .wrong("an agency out of order", "agencies in the order of their ids");
                }
                agencies.insert(agency, described);
            }
            Some(b"{\"se") => {
                let SectionLine { section, keys, rows } = reader.parse("a section")?;
                let Some(section) = Section::named(&section, &keys) else {
                    return reader.wrong("an unknown section", "a section of this version");
                };
                if tables.last().is_some_and(|(last, _)| section <= *last) {
                    return reader.wrong("a section out of order", "sections in order, each once");
                }
                let table = reader.table(keys.len(), rows)?;
                tables.push((section, table));
            }
            _ => {
                let EndLine { end } = reader.parse("an agency, a section or the end")?;
                if !end || reader.next()?.is_some() {
                    return reader.wrong("something after the end", "nothing");
                }
                break;
            }
        }
    }
    let mut texts: Vec<String> = Vec::new();
    for (_, table) in &tables {
        texts.extend(table.words.iter().cloned());
    }
    let words = Words::new(texts);
    let mut sections = BTreeMap::new();
    for (section, table) in tables {
        let places: Vec<u32> = table.words.iter().map(|word| words.place(word)).collect();
        let mut cube = Cube::new(table.width);
        for (row, (line, counts)) in table.rows.iter().enumerate() {
            let keys: Vec<u32> = table.keys[row * table.width..(row + 1) * table.width]
                .iter()
                .map(|&key| places[key as usize])
                .collect();
            if !cube.push(&keys, counts) {
                reader.line = *line;
                return reader.wrong("a row out of order", "rows and counts in order, each once");
            }
        }
        sections.insert(section, cube);
    }
    let HeaderLine {
        as_of,
        policy,
        calendar,
        office_calendars,
        covered_from,
        working_days,
        rows,
        sources,
        ..
    } = header;
    let header = Header {
        policy,
        calendar,
        office_calendars,
        covered_from,
        working_days,
        as_of,
        rows,
        sources,
    };
    Ok(Summary { header, agencies, words, sections })
}

/// The rows of a section as they are read, with words of its own.
struct Table {
    width: usize,
    words: Vec<String>,
    keys: Vec<u32>,
    rows: Vec<(u64, Vec<(Slot, u64)>)>,
}

struct Reader<'f, R> {
    input: R,
    file: &'f str,
    line: u64,
    text: String,
}

impl<R: BufRead> Reader<'_, R> {
    fn next(&mut self) -> Result<Option<&str>, Error> {
        self.text.clear();
        let read = self.input.read_line(&mut self.text).map_err(Error::io("read", self.file))?;
        self.line += 1;
        Ok((0 < read).then_some(self.text.trim_end()))
    }

    fn parse<'t, T: Deserialize<'t>>(&'t self, expected: &str) -> Result<T, Error> {
        serde_json::from_str(&self.text).map_err(|error| Error::NoSummary {
            file: self.file.into(),
            line: self.line,
            problem: format!("found {error}, expected {expected}"),
        })
    }

    fn wrong<T>(&self, found: &str, expected: &str) -> Result<T, Error> {
        Err(Error::NoSummary {
            file: self.file.into(),
            line: self.line,
            problem: format!("found {found}, expected {expected}"),
        })
    }

    fn table(&mut self, width: usize, rows: usize) -> Result<Table, Error> {
        let mut table = Table { width, words: Vec::new(), keys: Vec::new(), rows: Vec::new() };
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        // Whatever is added up later, no sum of a section can run over.
        let mut total = 0_u64;
        for _ in 0..rows {
            if self.next()?.is_none() {
                return self.wrong("the end of the file", "as many rows as the section says");
            }
            let values: Vec<Value> = self.parse("a row of keys and counts")?;
            let Some((Value::Object(counts), keys)) = values.split_last() else {
                return self.wrong("a row without counts", "keys, then the counts by name");
            };
            if keys.len() != width {
                let found = format!("{} keys", keys.len());
                return self.wrong(&found, &format!("{width} keys"));
            }
            for key in keys {
                let Value::String(word) = key else {
                    return self.wrong("a key that is no text", "texts");
                };
                let number = match numbers.get(word) {
                    Some(&number) => number,
                    None => {
                        let number = table.words.len() as u32;
                        table.words.push(word.clone());
                        numbers.insert(word.clone(), number);
                        number
                    }
                };
                table.keys.push(number);
            }
            let mut row = Vec::with_capacity(counts.len());
            for (name, count) in counts {
                let Some(slot) = Slot::named(name) else {
                    return self.wrong("an unknown count", "a count of this version");
                };
                match count.as_u64() {
                    Some(count) if 0 < count && count <= LARGEST - total => {
                        total += count;
                        row.push((slot, count));
                    }
                    _ => {
                        let expected =
                            "whole numbers from 1 on that add up to at most 2^53 in a section";
                        return self.wrong("a count that is none, or too large", expected);
                    }
                }
            }
            if row.is_empty() {
                return self.wrong("a row without counts", "at least one");
            }
            table.rows.push((self.line, row));
        }
        Ok(table)
    }
}
