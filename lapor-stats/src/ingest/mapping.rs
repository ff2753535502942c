//! The mapping (`lapor.toml`): which column is what, in which zone and format, and what a blank means.
//!
//! Every key is shown and explained in `data/mapping/example.toml`.

mod keys;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use lapor_core::{EventKind, KindSet, Party, Stage, Zone};

use super::time::TimeFormat;
use super::zone::LocalZone;
use crate::dataset::{Category, Fixed, Provenance};
use crate::error::Error;
use crate::shipped;

/// A mapping as it is named on the command line.
///
/// ```
/// use lapor_stats::ingest::MappingRef;
///
/// assert_eq!("lapor-2015".parse(), Ok(MappingRef::Shipped("lapor-2015".into())));
/// assert_eq!("./mine.toml".parse(), Ok(MappingRef::File("./mine.toml".into())));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappingRef {
    /// One that ships, by its name.
    Shipped(String),
    /// A file.
    File(PathBuf),
}

impl std::str::FromStr for MappingRef {
    type Err = std::convert::Infallible;

    /// A path if it has a slash or ends in `.toml`, else a name.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.contains(['/', std::path::MAIN_SEPARATOR]) || text.ends_with(".toml");
        Ok(if path { MappingRef::File(text.into()) } else { MappingRef::Shipped(text.into()) })
    }
}

impl fmt::Display for MappingRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MappingRef::Shipped(name) => f.write_str(name),
            MappingRef::File(path) => path.display().fmt(f),
        }
    }
}

/// A mapping whose every value was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The file, or the name under which it ships: where a message points.
    pub(crate) name: String,
    pub(crate) layout: Layout,
    pub(crate) source: Option<String>,
    pub(crate) licence: Option<String>,
    pub(crate) zone: LocalZone,
    pub(crate) fixed: Fixed,
    pub(crate) last_activity_opens_silence: bool,
    /// Patterns of file names in a folder; empty for the default.
    pub(crate) files: Vec<String>,
    /// What the files are, where their contents must not decide.
    pub(crate) format: Option<Format>,
    /// Where the records of a document lie, with dots.
    pub(crate) records: Option<String>,
    /// Which sheet of a workbook is read.
    pub(crate) sheet: Option<String>,
    /// Rows that do not fulfil all of these are left out.
    pub(crate) only: Vec<Condition>,
    pub(crate) delimiter: Option<u8>,
    /// What the text is written in, where it is not UTF-8.
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    /// Never empty.
    pub(crate) formats: Vec<TimeFormat>,
    /// Cells that hold nothing; always with the empty one.
    pub(crate) blank: BTreeSet<String>,
    pub(crate) report: ReportMapping,
    /// In the order of their kinds.
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) agency: Option<AgencyColumns>,
    pub(crate) categories: BTreeMap<String, Category>,
    pub(crate) event: Option<EventMapping>,
    pub(crate) claim: ClaimMapping,
    pub(crate) absent: KindSet,
    /// Kinds that no event can have because the source does not record them, though it has a row an event.
    pub(crate) unrecorded: KindSet,
    pub(crate) ignore: BTreeSet<String>,
}

impl Mapping {
    /// The mapping of the canonical tables.
    pub fn canonical() -> Self {
        Mapping {
            name: "canonical".into(),
            layout: Layout::Canonical,
            source: None,
            licence: None,
            zone: LocalZone::fixed(Zone::WIB),
            fixed: Fixed::default(),
            last_activity_opens_silence: false,
            files: Vec::new(),
            format: None,
            records: None,
            sheet: None,
            only: Vec::new(),
            delimiter: None,
            encoding: None,
            formats: vec![TimeFormat::iso()],
            blank: BTreeSet::from([String::new()]),
            report: ReportMapping::default(),
            milestones: Vec::new(),
            agency: None,
            categories: BTreeMap::new(),
            event: None,
            claim: ClaimMapping::default(),
            absent: KindSet::EMPTY,
            unrecorded: KindSet::EMPTY,
            ignore: BTreeSet::new(),
        }
    }

    /// Loads a mapping by its name or from its file, and follows one `use`.
    ///
    /// # Errors
    ///
    /// [`Error::Unknown`] for a name that does not ship, [`Error::Unreadable`] for a file, [`Error::Mapping`]
    /// with line and column for what is wrong in it.
    pub fn load(named: &MappingRef) -> Result<Self, Error> {
        match named {
            MappingRef::Shipped(name) if name == "canonical" => Ok(Mapping::canonical()),
            MappingRef::Shipped(name) => match shipped::mapping(name) {
                Some(text) => Mapping::parse(&format!("mapping '{name}'"), text),
                None => Err(Error::Unknown {
                    what: "mapping",
                    found: name.clone(),
                    expected: format!("a file, or one of {}", shipped_names()),
                }),
            },
            MappingRef::File(path) => Mapping::from_file(path),
        }
    }

    fn from_file(path: &Path) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable {
            what: "mapping",
            path: path.display().to_string(),
            source,
        };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let mut mapping = Mapping::parse(&path.display().to_string(), &text)?;
        // What a mapping names may lie beside it, wherever the command was called.
        let beside = |word: &str| path.parent().map(|folder| folder.join(word));
        if let Some(verdicts) = &mut mapping.claim.verdicts
            && let Some(file) = path.parent().map(|folder| folder.join(&*verdicts))
        {
            *verdicts = file;
        }
        let Fixed { policy, calendar, .. } = &mut mapping.fixed;
        for word in [policy, calendar].into_iter().flatten() {
            if let Some(file) =
                beside(word).filter(|file| word.ends_with(".toml") && file.is_file())
            {
                *word = file.display().to_string();
            }
        }
        Ok(mapping)
    }

    /// Reads a mapping; `name` is what a message calls its file.
    ///
    /// # Errors
    ///
    /// [`Error::Mapping`] with line and column.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        read::mapping(keys::Document { name, text })
    }

    /// Where the data come from, if the mapping says so.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Under which licence the data stand, if the mapping says so.
    pub fn licence(&self) -> Option<&str> {
        self.licence.as_deref()
    }

    /// Whether a cell holds nothing.
    #[inline]
    pub(crate) fn is_blank(&self, cell: &str) -> bool {
        cell.is_empty() || 1 < self.blank.len() && self.blank.contains(cell)
    }

    pub(crate) fn provenance(&self) -> Provenance {
        Provenance { source: self.source.clone(), licence: self.licence.clone() }
    }

    /// Kinds of events that a table of this mapping cannot tell (R10).
    pub(crate) fn unrecorded(&self) -> KindSet {
        if self.layout != Layout::Wide {
            return self.unrecorded;
        }
        let milestones = self.milestones.iter().map(|milestone| milestone.kind);
        let mapped: KindSet = milestones.chain(self.kinds_of_events()).collect();
        EventKind::ALL
            .into_iter()
            .filter(|&kind| !mapped.contains(kind) && !self.absent.contains(kind))
            .collect()
    }
}

impl Mapping {
    /// Kinds that the events beside a wide table can have.
    fn kinds_of_events(&self) -> Vec<EventKind> {
        let Some(event) = &self.event else { return Vec::new() };
        let words: Vec<&str> = match &event.kind {
            Source::Constant(word) => vec![word],
            Source::Column(column) => column.values.values().map(String::as_str).collect(),
        };
        words.into_iter().filter_map(|word| word.parse().ok()).collect()
    }

    /// The columns that must be there, by name, in the order in which they stand in a mapping.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        names.extend(self.report.id.as_deref());
        names.extend(self.only.iter().map(|only| only.column.as_str()));
        let columns = self.report.facts.values().chain(&self.report.visibility);
        names.extend(columns.filter_map(Source::column));
        names.extend(self.report.texts.iter().flatten().map(|column| column.name.as_str()));
        for milestone in &self.milestones {
            names.push(&milestone.column);
            names.extend(milestone.agency.as_ref().and_then(Source::column));
            names.extend(milestone.value.as_deref());
            names.extend(milestone.only.as_ref().map(|only| only.column.as_str()));
        }
        if let Some(agency) = &self.agency {
            names.push(&agency.id);
            names.extend(agency.name.as_deref());
        }
        names.extend(self.claim.due.as_deref());
        names.extend(self.claim.closed.as_deref());
        names.extend(self.claim.verdict.as_ref().map(|verdict| verdict.column.as_str()));
        if let Some(event) = &self.event {
            names.push(&event.report_id);
            names.push(&event.at);
            let sources = [Some(&event.kind), event.actor.as_ref(), event.agency.as_ref()];
            let sources = sources.into_iter().chain([event.to_agency.as_ref()]).flatten();
            names.extend(sources.filter_map(Source::column));
            let columns = [&event.value, &event.reason, &event.text, &event.attachments];
            names.extend(columns.into_iter().flatten().map(|column| column.name.as_str()));
        }
        names
    }
}

impl Source {
    /// The name of the column, if it is one.
    fn column(&self) -> Option<&str> {
        match self {
            Source::Column(column) => Some(&column.name),
            Source::Constant(_) => None,
        }
    }
}

fn shipped_names() -> String {
    let names: Vec<&str> = shipped::MAPPINGS.iter().map(|&(name, _)| name).collect();
    format!("canonical, {}", names.join(", "))
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Cells with delimiters between them.
    Csv,
    /// A JSON object on each line.
    Ndjson,
    /// One JSON text.
    Json,
    /// XML whose elements are records.
    Xml,
    /// An event log of IEEE 1849.
    Xes,
    /// A workbook.
    Xlsx,
    /// Parquet.
    Parquet,
}

impl Format {
    /// All of them, with the word for each in a mapping.
    pub(crate) const ALL: [(Format, &'static str); 7] = [
        (Format::Csv, "csv"),
        (Format::Ndjson, "ndjson"),
        (Format::Json, "json"),
        (Format::Xml, "xml"),
        (Format::Xes, "xes"),
        (Format::Xlsx, "xlsx"),
        (Format::Parquet, "parquet"),
    ];
}

/// What a column must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) column: String,
    pub(crate) values: BTreeSet<String>,
}

/// How the rows of a table lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The four canonical tables.
    Canonical,
    /// A row a report, a column a milestone.
    Wide,
    /// A row an event.
    Events,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// It is the same in every row.
    Constant(String),
    /// A column.
    Column(ColumnSource),
}

/// A column and what its values stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ColumnSource {
    pub(crate) name: String,
    /// What a value of the source is called here.
    pub(crate) values: BTreeMap<String, String>,
    /// What happens to a value that `values` does not have.
    pub(crate) other: Other,
    /// Whether a file may lack it.
    pub(crate) optional: bool,
}

impl ColumnSource {
    pub(crate) fn plain(name: impl Into<String>) -> Self {
        ColumnSource {
            name: name.into(),
            values: BTreeMap::new(),
            other: Other::Keep,
            optional: false,
        }
    }

    pub(crate) fn optional(name: impl Into<String>) -> Self {
        ColumnSource { optional: true, ..ColumnSource::plain(name) }
    }
}

/// What happens to a value that a mapping does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Other {
    Keep,
    Reject,
    Blank,
}

/// A fact of a report that is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Class (klasifikasi).
    Class,
    /// Complexity.
    Complexity,
    /// Category.
    Category,
    /// Development programme.
    Program,
    /// Place.
    Place,
    /// Channel.
    Channel,
}

impl Fact {
    /// All of them, in order.
    pub const ALL: [Fact; 6] =
        [Fact::Class, Fact::Complexity, Fact::Category, Fact::Program, Fact::Place, Fact::Channel];

    /// The word for it in mappings and tables.
    pub const fn word(self) -> &'static str {
        ["class", "complexity", "category", "program", "place", "channel"][self as usize]
    }
}

/// The texts of a report, in the order of `ReportText`.
pub(crate) const REPORT_TEXTS: [&str; 4] = ["title", "body", "reporter_name", "reporter_contact"];

/// Where the facts of a report come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReportMapping {
    /// The column of the id; absent only in canonical tables and tables of events.
    pub(crate) id: Option<String>,
    pub(crate) facts: BTreeMap<Fact, Source>,
    pub(crate) visibility: Option<Source>,
    /// By the places of [`REPORT_TEXTS`].
    pub(crate) texts: [Option<ColumnSource>; 4],
}

/// What a blank cell of a milestone means (R10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blank {
    /// It did not happen.
    NotHappened,
    /// Whether and when it happened is unknown.
    Unknown,
    /// Unknown if a later milestone is there, else it did not happen.
    ByLater,
}

/// A column of a wide table that says when something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Milestone {
    pub(crate) kind: EventKind,
    pub(crate) column: String,
    pub(crate) agency: Option<Source>,
    pub(crate) actor: Option<Party>,
    pub(crate) value: Option<String>,
    pub(crate) blank: Blank,
    /// The cell counts only in rows that fulfil this.
    pub(crate) only: Option<Condition>,
}

/// Where agencies come from in a wide table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AgencyColumns {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
}

/// Where a list lies inside of a record, with dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListPath {
    /// Its name: what stands before the names of its fields, and where it lies in JSON.
    pub(crate) name: String,
    /// Where its entries lie in XML, whose lists have an element of their own.
    pub(crate) in_xml: String,
}

/// The columns of a table with a row an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventMapping {
    /// The list inside of each record whose entries are the events, as JSON and as XML have it; without it a row is
    /// an event.
    pub(crate) list: Option<ListPath>,
    pub(crate) report_id: String,
    pub(crate) at: String,
    pub(crate) kind: Source,
    pub(crate) actor: Option<Source>,
    pub(crate) agency: Option<Source>,
    pub(crate) to_agency: Option<Source>,
    pub(crate) value: Option<ColumnSource>,
    pub(crate) reason: Option<ColumnSource>,
    pub(crate) text: Option<ColumnSource>,
    pub(crate) attachments: Option<ColumnSource>,
}

/// What the source claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClaimMapping {
    pub(crate) due: Option<String>,
    pub(crate) closed: Option<String>,
    pub(crate) verdict: Option<VerdictClaim>,
    pub(crate) stage: Option<Stage>,
    /// The table of verdicts beside canonical tables.
    pub(crate) verdicts: Option<PathBuf>,
}

/// A column in which the source says whether a promise was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VerdictClaim {
    pub(crate) column: String,
    pub(crate) values: BTreeMap<String, bool>,
    /// Whether a value that `values` does not have stands for no verdict; else the row is rejected.
    pub(crate) other_is_blank: bool,
}

#[cfg(test)]
mod tests;
