//! Summaries: all counts of which the measures are made, in a form whose parts add up to the whole.
//!
//! A summary holds whole numbers alone: how many stages of which outcome, how many after how many days, under the keys of each
//! breakdown. Shares, quantiles and intervals are computed from those at the end, and suppression comes only then. So the summary of
//! some reports and the summary of all others are together, byte for byte, the summary of all: work can be split by
//! report over threads, months or machines.
//!
//! What cannot be added is refused: other rules, another day, another version, or a source that is in both.
//!
//! [`mod@file`] describes how a summary is written.

mod collect;
mod cube;
pub mod file;
mod slot;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use lapor_core::{Calendar, Day, Policy};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::dataset::{FileCount, Provenance};
use crate::error::Error;
use crate::measure::compliance::Key;
use crate::rules::Rules;
use cube::Cube;

pub use collect::{Collected, Collector, FACTS, Filter};
pub use slot::{Slot, Stand};

/// The version of the format and of what is counted; another one is refused.
pub const VERSION: u32 = 1;

/// The breakdowns of a whole summary: each agency by month, each fact by month, and each agency by fact.
pub fn breakdowns() -> Vec<Vec<Key>> {
    let facts = [Key::Category, Key::Program, Key::Place, Key::Channel, Key::Class];
    let by_month = [Key::Agency].into_iter().chain(facts).map(|key| vec![key, Key::Month]);
    by_month.chain(facts.map(|fact| vec![Key::Agency, fact])).collect()
}

/// A part of a summary: what its rows are about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Stages by these keys, after stage and figure.
    Stages(Vec<Key>),
    /// Reports closed by another than the reporter, by agency and day.
    Closings,
    /// Closes within ten minutes, by category.
    Quick,
    /// Replies and follow-ups, by agency.
    Exchange,
    /// The headline under other readings, by reading, stage and agency.
    Sensitivity,
    /// Reports whose history shows something odd, by agency and note.
    Notes,
}

impl Section {
    /// The word for it in a file.
    pub fn word(&self) -> &'static str {
        match self {
            Section::Stages(_) => "stages",
            Section::Closings => "closings",
            Section::Quick => "quick",
            Section::Exchange => "exchange",
            Section::Sensitivity => "sensitivity",
            Section::Notes => "notes",
        }
    }

    /// The keys of its rows.
    pub fn keys(&self) -> Vec<&'static str> {
        match self {
            Section::Stages(by) => {
                ["stage", "scope"].into_iter().chain(by.iter().map(|key| key.word())).collect()
            }
            Section::Closings => vec!["agency", "day"],
            Section::Quick => vec!["category"],
            Section::Exchange => vec!["agency"],
            Section::Sensitivity => vec!["reading", "stage", "agency"],
            Section::Notes => vec!["agency", "note"],
        }
    }

    /// The section of these keys; `None` if there is none.
    fn named(word: &str, keys: &[String]) -> Option<Section> {
        let by = || -> Option<Vec<Key>> {
            let keys = keys.get(2..)?.iter();
            keys.map(|word| Key::ALL.into_iter().find(|key| key.word() == word)).collect()
        };
        let section = match word {
            "stages" => Section::Stages(by()?),
            "closings" => Section::Closings,
            "quick" => Section::Quick,
            "exchange" => Section::Exchange,
            "sensitivity" => Section::Sensitivity,
            "notes" => Section::Notes,
            _ => return None,
        };
        (section.keys() == keys).then_some(section)
    }
}

/// What an agency is called, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// The id of the agency above it.
    pub parent: Option<String>,
    /// Ministry, local government, unit ...
    pub kind: Option<String>,
    /// Whether it is a campaign team or another pseudo-agency.
    pub campaign: bool,
}

impl Described {
    /// Takes what another part says of the same agency: of several names the first in the alphabet, as in one file.
    ///
    /// # Errors
    ///
    /// [`Error::Unfit`] if both say where it stands, and not alike.
    fn join(&mut self, other: &Described, id: &str) -> Result<(), Error> {
        let unlisted = |of: &Described| of.parent.is_none() && of.kind.is_none() && !of.campaign;
        let is_name = |of: &Described| of.name != id;
        let name = match (is_name(self), is_name(other)) {
            (true, true) => self.name.clone().min(other.name.clone()),
            (false, _) => other.name.clone(),
            (true, false) => self.name.clone(),
        };
        if unlisted(self) {
            self.clone_from(other);
        } else if !unlisted(other)
            && (&self.parent, &self.kind, self.campaign)
                != (&other.parent, &other.kind, other.campaign)
        {
            return Err(unfit(format!("found agency '{id}' described in two ways, expected one")));
        }
        self.name = name;
        Ok(())
    }
}

/// A file that was read, by its bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The digest of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its name, without its folder.
    pub name: String,
    /// The source, as the mapping says.
    pub source: Option<String>,
    /// The licence, as the mapping says.
    pub licence: Option<String>,
}

impl Source {
    /// The sources of these files, by their names and where they lie, with digests of their bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] for a file that cannot be read, [`Error::Unfit`] for two files of the same bytes.
    pub fn of(files: &[(String, PathBuf)], provenance: &Provenance) -> Result<Vec<Source>, Error> {
        let source = |(name, path): &(String, PathBuf)| {
            let mut file = File::open(path).map_err(Error::io("read", name))?;
            let mut digest = Sha256::new();
            let mut block = vec![0; 1 << 18];
            loop {
                let read = file.read(&mut block).map_err(Error::io("read", name))?;
                if read == 0 {
                    break;
                }
                digest.update(&block[..read]);
            }
            let name = path.file_name().map_or(name.clone(), |name| name.to_string_lossy().into());
            let Provenance { source, licence } = provenance.clone();
            Ok(Source { sha256: hex(&digest.finalize()), name, source, licence })
        };
        let mut sources = files.par_iter().map(source).collect::<Result<Vec<_>, Error>>()?;
        sources.sort();
        Ok(sources)
    }
}

/// Rows that were read; `read = accepted + rejected`, always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Rows read.
    pub read: u64,
    /// Rows taken in.
    pub accepted: u64,
    /// Rows left out.
    pub rejected: u64,
}

impl From<&FileCount> for Rows {
    fn from(count: &FileCount) -> Rows {
        let &FileCount { read, accepted, rejected, .. } = count;
        Rows { read, accepted, rejected }
    }
}

/// A policy or calendar by name and by all that it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// The name by which it is called.
    pub name: String,
    /// The digest of its canonical JSON, in hexadecimal.
    pub sha256: String,
}

impl Fingerprint {
    /// The fingerprint of a policy.
    pub fn of_policy(policy: &Policy) -> Fingerprint {
        Fingerprint { name: policy.name().into(), sha256: digest(policy) }
    }

    /// The fingerprint of a calendar, with whatever stands on it and as known on its day.
    pub fn of_calendar(calendar: &Calendar) -> Fingerprint {
        Fingerprint { name: calendar.name().into(), sha256: digest(calendar) }
    }
}

/// The digest of a value's JSON.
fn digest(value: &impl Serialize) -> String {
    // A policy or calendar is words and numbers, which JSON can hold.
    hex(&Sha256::digest(serde_json::to_vec(value).unwrap_or_default()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Under which rules and on which day was counted, and what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The policy.
    pub policy: Fingerprint,
    /// The administrator's calendar.
    pub calendar: Fingerprint,
    /// The calendars of agencies that have their own.
    pub office_calendars: Vec<Fingerprint>,
    /// The first day that the calendar knows.
    pub covered_from: Day,
    /// For each day from then on `1` if it is a working day, else `0`.
    pub working_days: String,
    /// The day of the question.
    pub as_of: Day,
    /// Rows read over all sources.
    pub rows: Rows,
    /// The files that were read, in order.
    pub sources: Vec<Source>,
}

impl Header {
    /// The header of what is collected under these rules on this day; nothing is read yet.
    pub fn new(rules: &Rules, as_of: Day) -> Header {
        let coverage = rules.calendar.coverage();
        let (first, last) = (*coverage.start(), *coverage.end());
        let days = first.epoch()..=last.epoch();
        let is_working = |day: i32| {
            let day = Day::from_epoch(day).and_then(|day| rules.calendar.is_working_day(day).ok());
            if day.unwrap_or(false) { '1' } else { '0' }
        };
        Header {
            policy: Fingerprint::of_policy(&rules.policy),
            calendar: Fingerprint::of_calendar(&rules.calendar),
            office_calendars: rules
                .office_calendars
                .values()
                .map(Fingerprint::of_calendar)
                .collect(),
            covered_from: first,
            working_days: days.map(is_working).collect(),
            as_of,
            rows: Rows::default(),
            sources: Vec::new(),
        }
    }

    /// Whether the calendar counts a day; `None` where it knows nothing.
    pub fn is_working_day(&self, day: Day) -> Option<bool> {
        let at = usize::try_from(day.since(self.covered_from)).ok()?;
        self.working_days.as_bytes().get(at).map(|&byte| byte == b'1')
    }

    fn plus(&self, other: &Header) -> Result<Header, Error> {
        let differ = |what: &str, left: &dyn std::fmt::Display, right: &dyn std::fmt::Display| {
            Err(unfit(format!("found {what} {left} and {right}, expected the same")))
        };
        if self.as_of != other.as_of {
            return differ("as of", &self.as_of, &other.as_of);
        }
        let both = [
            ("policy", &self.policy, &other.policy),
            ("calendar", &self.calendar, &other.calendar),
        ];
        for (what, left, right) in both {
            if left != right {
                let spell = |mark: &Fingerprint| {
                    format!("{} ({})", mark.name, mark.sha256.get(..12).unwrap_or_default())
                };
                return differ(what, &spell(left), &spell(right));
            }
        }
        if (&self.office_calendars, self.covered_from, &self.working_days)
            != (&other.office_calendars, other.covered_from, &other.working_days)
        {
            let problem = "found other calendars of agencies, expected the same; describe all agencies in each part";
            return Err(unfit(problem.into()));
        }
        let mut sources = [&self.sources[..], &other.sources].concat();
        sources.sort();
        if let Some(twice) = sources.windows(2).find(|pair| pair[0].sha256 == pair[1].sha256) {
            return Err(unfit(format!(
                "found the source {} ({}) in both, expected each once: its reports would count twice",
                twice[0].name,
                twice[0].sha256.get(..12).unwrap_or_default()
            )));
        }
        let sum = |of: fn(&Rows) -> u64| of(&self.rows).checked_add(of(&other.rows));
        let rows = sum(|rows| rows.read)
            .zip(sum(|rows| rows.accepted))
            .zip(sum(|rows| rows.rejected))
            .map(|((read, accepted), rejected)| Rows { read, accepted, rejected });
        Ok(Header { rows: rows.ok_or_else(too_large)?, sources, ..self.clone() })
    }
}

/// The words of all rows, in order; the empty word comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words(Vec<String>);

impl Words {
    fn new(mut words: Vec<String>) -> Words {
        words.push(String::new());
        words.sort_unstable();
        words.dedup();
        Words(words)
    }

    fn get(&self, place: u32) -> &str {
        self.0.get(place as usize).map_or("", String::as_str)
    }

    /// The place of a word; that of the empty one if it is not there.
    fn place(&self, word: &str) -> u32 {
        self.0.binary_search_by(|other| other.as_str().cmp(word)).map_or(0, |place| place as u32)
    }
}

/// The counts of some reports under some rules on a day.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Under which rules, on which day, from what.
    pub header: Header,
    agencies: BTreeMap<String, Described>,
    words: Words,
    sections: BTreeMap<Section, Cube>,
}

impl Summary {
    /// The agencies by id.
    pub fn agencies(&self) -> &BTreeMap<String, Described> {
        &self.agencies
    }

    /// The sections that it has.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.sections.keys()
    }

    /// The rows of a section in the order of their keys, each with its counts in the order of their slots; none if it is not there.
    pub fn rows(&self, section: &Section) -> impl Iterator<Item = (Vec<&str>, &[(Slot, u64)])> {
        self.sections.get(section).into_iter().flat_map(move |cube| {
            (0..cube.len()).map(move |row| {
                let keys = cube.keys(row).iter().map(|&place| self.words.get(place));
                (keys.collect(), cube.counts(row))
            })
        })
    }

    /// The summary of the reports of both.
    ///
    /// # Errors
    ///
    /// [`Error::Unfit`] if they were counted under other rules or on another day, count other things, share a source, or describe an
    /// agency differently.
    pub fn plus(&self, other: &Summary) -> Result<Summary, Error> {
        let header = self.header.plus(&other.header)?;
        let mut agencies = self.agencies.clone();
        for (id, described) in &other.agencies {
            match agencies.get_mut(id) {
                None => {
                    agencies.insert(id.clone(), described.clone());
                }
                Some(known) => known.join(described, id)?,
            }
        }
        if !self.sections.keys().eq(other.sections.keys()) {
            return Err(unfit("found other sections, expected the same in both".into()));
        }
        let words = Words::new(self.words.0.iter().chain(&other.words.0).cloned().collect());
        let places = |of: &Summary| -> Vec<u32> {
            of.words.0.iter().map(|word| words.place(word)).collect()
        };
        let (left, right) = (places(self), places(other));
        let mut sections = BTreeMap::new();
        for (section, cube) in &self.sections {
            let other = other.sections.get(section).cloned().unwrap_or_default();
            let sum = cube.clone().renumbered(&left).plus(&other.renumbered(&right));
            sections.insert(section.clone(), sum.ok_or_else(too_large)?);
        }
        Ok(Summary { header, agencies, words, sections })
    }
}

fn unfit(problem: String) -> Error {
    Error::Unfit { problem }
}

fn too_large() -> Error {
    unfit("found a count that no sum can hold".into())
}
