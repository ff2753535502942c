//! The dataset: reports, events and agencies as columns, ready for the fold, with what was wrong beside them.

use std::collections::BTreeMap;

use lapor_core::sensitive::Sensitive;
use lapor_core::{AgencyId, ClassId, ComplexityId, Day, Event, KindSet, When, Zone};

use crate::ingest::Histories;
use crate::texts::Texts;

/// What came in from one or several sources of one mapping.
///
/// Reports stand in the order of their ids, agencies and words in alphabetical order,
/// so that the order of files and rows changes nothing.
#[derive(Debug, Default)]
pub struct Dataset {
    /// The reports, a row each.
    pub reports: Reports,
    /// The events of all reports, those of one report side by side, in no order among themselves.
    pub events: Vec<Event>,
    /// Where the events of each report begin; one longer than the reports.
    pub offsets: Vec<usize>,
    /// The histories of a batch of a wide table, which has no events.
    pub(crate) histories: Option<Histories>,
    /// The agencies, by [`AgencyId::index`].
    pub agencies: Vec<Agency>,
    /// The categories with their group and whether they are sensitive, by name; an unlisted one is sensitive.
    pub categories: BTreeMap<String, Category>,
    /// What people wrote; empty unless it was asked for. [`Dataset::texts_of`] reads it.
    pub texts: Texts,
    /// How many files hang on each event; empty where the source does not say.
    pub attachments: Vec<u32>,
    /// What the source itself claims, by report; empty columns where it claims nothing.
    pub claims: Claims,
    /// Kinds of events that the source does not record (R10).
    pub unrecorded: KindSet,
    /// Whether a last activity opens a silence window (R12).
    pub last_activity_opens_silence: bool,
    /// What the mapping fixes.
    pub fixed: Fixed,
    /// Where the data come from.
    pub provenance: Provenance,
    /// What was read, what was wrong, and what was done about it.
    pub quality: Quality,
    /// The latest local day of an accepted event, and the next latest day before it.
    pub latest: Option<(Day, Option<Day>)>,
}

impl Dataset {
    /// How many files hang on an event, by its place in `events`.
    pub fn attachments(&self, event: usize) -> u32 {
        self.attachments.get(event).copied().unwrap_or(0)
    }
}

/// Where data come from and under which licence they stand, as their mapping says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The source.
    pub source: Option<String>,
    /// The licence.
    pub licence: Option<String>,
}

/// What a mapping fixes for its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The day of the question.
    pub as_of: Option<Day>,
    /// The name of the policy.
    pub policy: Option<String>,
    /// The name of the calendar.
    pub calendar: Option<String>,
    /// The offset at which the stored instants give the local days of the source; of a zone that changes
    /// its clocks the instants are wall-clock times at this offset.
    pub zone: Option<Zone>,
}

/// Columns of reports, all of one length.
#[derive(Debug, Default)]
pub struct Reports {
    /// The ids of the source; a batch of [`Batches`](crate::ingest::Batches) counts them and keeps none.
    pub id: Ids,
    /// Class (klasifikasi).
    pub class: Column,
    /// Complexity.
    pub complexity: Column,
    /// Category.
    pub category: Column,
    /// Development programme.
    pub program: Column,
    /// Kemendagri code, or whatever the source has in its place.
    pub place: Column,
    /// Channel.
    pub channel: Column,
    /// Who may see it.
    pub visibility: Vec<Visibility>,
}

impl Reports {
    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    /// The id of a report, as the source has it.
    pub fn id(&self, report: usize) -> &str {
        self.id.get(report)
    }

    /// The place of the report with this id, where the reports stand in the order of their ids.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.id.find(id)
    }

    /// The class of a report, for the fold.
    pub fn class(&self, report: usize) -> Option<ClassId> {
        self.class.code(report).and_then(|code| u16::try_from(code).ok()).map(ClassId)
    }

    /// The complexity of a report, for the fold.
    pub fn complexity(&self, report: usize) -> Option<ComplexityId> {
        self.complexity.code(report).and_then(|code| u16::try_from(code).ok()).map(ComplexityId)
    }
}

/// Ids one behind another in a single text, so that none needs memory of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    text: String,
    ends: Vec<usize>,
    /// How many more there are of which nothing is kept.
    unnamed: usize,
}

impl Ids {
    /// Adds an id.
    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    /// Counts ids after all others without keeping them: a batch names no report.
    pub(crate) fn push_unnamed(&mut self, count: usize) {
        self.unnamed += count;
    }

    /// The id at a place; empty where there is none, or where it was not kept.
    pub fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len() + self.unnamed
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The place of an id, if they stand in order.
    pub fn find(&self, id: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// A column of words, each stored once, in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The words, sorted.
    pub words: Vec<String>,
    /// A place in `words` per row; [`Column::NONE`] where there is nothing.
    pub codes: Vec<u32>,
}

impl Column {
    /// The code of a row without a word.
    pub const NONE: u32 = u32::MAX;

    /// The place of a row's word in `words`; a column that was never filled has none.
    pub fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).copied().filter(|&code| code != Column::NONE)
    }

    /// The word of a row.
    pub fn word(&self, row: usize) -> Option<&str> {
        self.code(row).and_then(|code| self.words.get(code as usize)).map(String::as_str)
    }
}

/// Who may see a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Everyone, with the reporter's name hidden by the redactor.
    #[default]
    Public,
    /// Anonim: the name is hidden.
    Anonymous,
    /// Rahasia: the whole report is hidden.
    Secret,
}

impl Visibility {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::Anonymous => "anonymous",
            Visibility::Secret => "secret",
        }
    }
}

/// An agency (instansi) or a unit below one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The id of the source; its name where the source has no id.
    pub id: String,
    /// The agency above it.
    pub parent: Option<AgencyId>,
    /// Its name.
    pub name: String,
    /// Ministry, local government, unit ...
    pub kind: Option<String>,
    /// Its zone; the administrator's if absent.
    pub zone: Option<Zone>,
    /// The name of its calendar; the administrator's if absent.
    pub calendar: Option<String>,
    /// Whether it is a campaign team or another pseudo-agency.
    pub campaign: bool,
}

impl Agency {
    /// An agency of which only the id is known.
    pub fn unlisted(id: &str) -> Self {
        Agency {
            id: id.to_owned(),
            parent: None,
            name: id.to_owned(),
            kind: None,
            zone: None,
            calendar: None,
            campaign: false,
        }
    }
}

/// A category and its group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The group to which it belongs.
    pub group: Option<String>,
    /// Whether its reports show no more than month and outcome.
    pub sensitive: bool,
}

/// What people wrote about one report.
#[derive(Clone, Debug, Default)]
pub struct ReportText {
    /// The title.
    pub title: Sensitive<String>,
    /// The body.
    pub body: Sensitive<String>,
    /// The reporter's name, so that the redactor knows whom to hide.
    pub reporter_name: Sensitive<String>,
    /// The reporter's contact, likewise.
    pub reporter_contact: Sensitive<String>,
    /// Texts of events.
    pub events: Vec<EventText>,
}

/// The text of one event. It finds its event by what the event is, since events have no order of their own.
#[derive(Clone, Debug)]
pub struct EventText {
    /// The event.
    pub event: Event,
    /// What was written.
    pub text: Sensitive<String>,
    /// The reason given.
    pub reason: Sensitive<String>,
    /// How many files hang on it.
    pub attachments: u32,
}

/// What the source itself claims: never used as truth, only set against ours.
#[derive(Debug, Default)]
pub struct Claims {
    /// When the promise would be due.
    pub due: Option<Vec<Option<When>>>,
    /// Whether it was kept.
    pub verdict: Option<Vec<Option<bool>>>,
    /// When the report was closed.
    pub closed: Option<Vec<Option<When>>>,
    /// The stage that `due` and `verdict` are about, by the mapping.
    pub stage: Option<lapor_core::Stage>,
    /// The table of verdicts that lies beside canonical tables, for [`ToldVerdicts`](crate::verdicts::ToldVerdicts).
    pub verdicts: Option<std::path::PathBuf>,
}

/// What was read, what was wrong, and what was done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Per file in the order of their names: rows read, accepted, rejected.
    pub files: Vec<FileCount>,
    /// How often each named anomaly was seen.
    pub anomalies: BTreeMap<&'static str, u64>,
    /// Where each was seen first: file and line, or the id of the report.
    pub places: BTreeMap<&'static str, Vec<String>>,
    /// Columns that the mapping does not know, sorted.
    pub unknown_columns: Vec<String>,
    /// Every row that was left out, and why, in the order of file and line.
    pub rejects: Vec<Reject>,
}

impl Quality {
    /// Rows read, accepted and rejected over all files.
    pub fn total(&self) -> FileCount {
        self.total_of(|_| true)
    }

    /// Rows read, accepted and rejected over some files, by their names.
    pub fn total_of(&self, is_meant: impl Fn(&str) -> bool) -> FileCount {
        let mut total = FileCount::default();
        for count in self.files.iter().filter(|count| is_meant(&count.file)) {
            total.read += count.read;
            total.accepted += count.accepted;
            total.rejected += count.rejected;
        }
        total
    }
}

/// How many rows of a file were read; `read = accepted + rejected`, always.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct FileCount {
    /// The file as it was named.
    pub file: String,
    /// Rows read.
    pub read: u64,
    /// Rows taken in.
    pub accepted: u64,
    /// Rows left out.
    pub rejected: u64,
}

/// A row that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Reject {
    /// The file as it was named.
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The column; empty where the whole row is wrong.
    pub column: String,
    /// What was found; masked where people wrote it.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// The rule's name.
    pub rule: &'static str,
}
