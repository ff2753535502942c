//! Published verdicts: a table of them as it was told, set against what its own events give.
//!
//! Whoever publishes canonical tables with the verdicts that were made of them (`verdicts.csv`, the columns of `assess`) names
//! that table in the mapping beside them:
//!
//! ```toml
//! [claim]
//! verdicts = "verdicts.csv"
//! ```
//!
//! Then `audit` judges the events anew and compares row by row and cell by cell, so that nobody has to trust the table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::Path;

use lapor_core::{Day, Error as CoreError, Scratch, Stage};

use crate::assess::{ADMINISTRATOR, Court, Owner, Row, owner};
use crate::audit::{Audit, Difference, Disagreement};
use crate::dataset::Dataset;
use crate::error::Error;
use crate::publication::csv_plain;

/// The columns that are compared, in the order of `assess`; the report's id stands before them.
pub const COLUMNS: [&str; 11] = [
    "stage",
    "agency",
    "owner",
    "started",
    "due",
    "due_promised",
    "ended",
    "elapsed",
    "paused",
    "outcome",
    "reason",
];

/// What the silence has for an owner.
const RULE: &str = "rule";

/// The cells of a verdict as a table has them, in the order of [`COLUMNS`]; empty where there is nothing.
///
/// `elapsed` and `paused` are in the policy's unit.
pub fn cells(dataset: &Dataset, row: &Row) -> [String; 11] {
    let verdict = &row.verdict;
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let agency = verdict.agency.and_then(|agency| dataset.agencies.get(agency.index()));
    let agency = agency.map_or(ADMINISTRATOR, |agency| agency.id.as_str());
    let owner = match owner(verdict.stage) {
        Owner::Administrator => ADMINISTRATOR,
        Owner::Agency => agency,
        Owner::Rule => RULE,
    };
    [
        verdict.stage.word().to_owned(),
        agency.to_owned(),
        owner.to_owned(),
        day(verdict.started),
        day(verdict.due),
        day(verdict.due_promised),
        day(verdict.ended),
        verdict.elapsed.map_or_else(String::new, |days| days.to_string()),
        verdict.paused.to_string(),
        verdict.outcome.word().to_owned(),
        verdict.reason.map_or_else(String::new, |reason| reason.word().to_owned()),
    ]
}

/// One row of a table of verdicts, as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldVerdict {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells in the order of [`COLUMNS`], one after another: a national table has millions.
    text: Box<str>,
    /// Where each ends in `text`; none where the table has no such column.
    ends: [Option<NonZeroU32>; COLUMNS.len()],
}

impl ToldVerdict {
    /// The cell of a column; none where the table has no such column.
    pub fn cell(&self, column: &str) -> Option<&str> {
        let place = COLUMNS.iter().position(|&known| known == column)?;
        self.at(place)
    }

    /// A row of these cells; `None` where they are longer together than any row is.
    fn new(line: u64, cells: &[Option<Cow<'_, str>>; COLUMNS.len()]) -> Option<Self> {
        let mut text = String::new();
        let mut ends = [None; COLUMNS.len()];
        for (end, cell) in ends.iter_mut().zip(cells) {
            if let Some(cell) = cell {
                text.push_str(cell);
                // One more than it is, so that nought is no end.
                *end = Some(NonZeroU32::MIN.checked_add(u32::try_from(text.len()).ok()?)?);
            }
        }
        Some(ToldVerdict { line, text: text.into(), ends })
    }

    fn at(&self, place: usize) -> Option<&str> {
        let length = |end: NonZeroU32| end.get() as usize - 1;
        let end = length(self.ends[place]?);
        let start = self.ends[..place].iter().rev().find_map(|end| *end).map_or(0, length);
        self.text.get(start..end)
    }
}

/// A table of verdicts as it was told: the rows of each report in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldVerdicts {
    rows: BTreeMap<String, Vec<ToldVerdict>>,
}

impl ToldVerdicts {
    /// Reads a table of verdicts (CSV).
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the file cannot be read, [`Error::Records`] where it is no such table.
    ///
    /// ```
    /// use lapor_stats::verdicts::ToldVerdicts;
    ///
    /// let folder = tempfile::tempdir()?;
    /// let file = folder.path().join("verdicts.csv");
    /// std::fs::write(&file, "report_id,stage,outcome\nA-1,Disposition,Met\n")?;
    /// let told = ToldVerdicts::read(&file)?;
    /// assert_eq!(told.of("A-1")[0].cell("outcome"), Some("Met"));
    /// // A column that the table does not have is compared with nothing.
    /// assert_eq!(told.of("A-1")[0].cell("due"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(file: &Path) -> Result<Self, Error> {
        let shown = file.display().to_string();
        let wrong = |problem: String| Error::Records { name: shown.clone(), problem };
        let open = std::fs::File::open(file).map_err(Error::io("read", &shown))?;
        let mut reader = csv::Reader::from_reader(open);
        let header = reader.headers().map_err(|error| wrong(error.to_string()))?.clone();
        let place = |name: &str| header.iter().position(|found| found == name);
        let lacks = |name: &str| wrong(format!("found no column {name}, expected it"));
        let id = place("report_id").ok_or_else(|| lacks("report_id"))?;
        let places = COLUMNS.map(place);
        for (name, place) in COLUMNS.into_iter().zip(places) {
            if place.is_none() && ["stage", "outcome"].contains(&name) {
                return Err(lacks(name));
            }
        }
        let mut rows: BTreeMap<String, Vec<ToldVerdict>> = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(|error| wrong(error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |place: usize| csv_plain(record.get(place).unwrap_or_default());
            let row = ToldVerdict::new(line, &places.map(|place| place.map(cell)))
                .ok_or_else(|| wrong(format!("line {line} is too long for a row of verdicts")))?;
            rows.entry(cell(id).into_owned()).or_default().push(row);
        }
        Ok(ToldVerdicts { rows })
    }

    /// The rows of a report, in the order of the table; empty where it has none.
    pub fn of(&self, report: &str) -> &[ToldVerdict] {
        self.rows.get(report).map_or(&[], Vec::as_slice)
    }

    /// The ids of all reports with a row, in order.
    pub fn reports(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }

    /// Judges every report anew and compares; custodies only if the table has any.
    ///
    /// # Errors
    ///
    /// A calendar that reads joint leave in another way than the policy.
    pub fn compare(&self, court: &Court<'_>) -> Result<Comparison, CoreError> {
        let mut stages = self.rows.values().flatten().map(|row| row.cell("stage"));
        let custody = stages.any(|stage| stage == Some(Stage::Custody.word()));
        let clock = court.clock()?;
        let clock = if custody { clock } else { clock.without_custody() };
        let dataset = court.dataset();
        let mut scratch = Scratch::default();
        let mut comparison = Comparison::default();
        for report in 0..dataset.reports.len() {
            let events = court.events(report).iter().copied();
            let verdicts = clock.fold(&court.facts(report), events, &mut scratch);
            if verdicts.submitted.is_none() {
                // It had not come in yet, so nothing may be told of it.
                comparison.report(dataset.reports.id(report), self, &[], dataset);
                continue;
            }
            let rows: Vec<Row> = Row::of(report as u32, &verdicts).collect();
            comparison.report(dataset.reports.id(report), self, &rows, dataset);
        }
        for id in self.reports().filter(|id| dataset.reports.find(id).is_none()) {
            comparison.report(id, self, &[], dataset);
        }
        Ok(comparison)
    }
}

/// What came of comparing a table of verdicts with what its events give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Rows that were compared, told or ours.
    pub compared: u64,
    /// Every row in which the two differ, in the order of reports.
    pub differing: Vec<Differing>,
}

/// A row in which a told verdict is not what the events give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The report's id.
    pub report_id: String,
    /// The line of the told row, if there is one.
    pub line: Option<u64>,
    /// The stage, as it was told or else as we have it.
    pub stage: String,
    /// The first column that differs; none where a row has no counterpart.
    pub column: Option<&'static str>,
    /// What was told; none where no such row was.
    pub told: Option<String>,
    /// What the events give; none where they give no such row.
    pub ours: Option<String>,
    due: (Option<Day>, Option<Day>),
}

impl std::fmt::Display for Differing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of report {}: ", self.stage, self.report_id)?;
        let quoted = |cell: &Option<String>| match cell.as_deref() {
            None | Some("") => "nothing".to_owned(),
            Some(cell) => format!("'{cell}'"),
        };
        match self.column {
            Some(column) => {
                let (told, ours) = (quoted(&self.told), quoted(&self.ours));
                write!(f, "found {told} as {column}, expected {ours} by its events")
            }
            None if self.told.is_none() => write!(f, "found no row, expected one by its events"),
            None => write!(f, "found a row, expected none by its events"),
        }
    }
}

impl Comparison {
    fn report(&mut self, id: &str, told: &ToldVerdicts, rows: &[Row], dataset: &Dataset) {
        let told = told.of(id);
        for place in 0..told.len().max(rows.len()) {
            self.compared += 1;
            let (told, ours) = (told.get(place), rows.get(place));
            let cells = ours.map(|row| cells(dataset, row));
            let differing = Differing {
                report_id: id.to_owned(),
                line: told.map(|row| row.line),
                stage: told
                    .and_then(|row| row.cell("stage").map(str::to_owned))
                    .or_else(|| cells.as_ref().map(|cells| cells[0].clone()))
                    .unwrap_or_default(),
                column: None,
                told: None,
                ours: None,
                due: (
                    ours.and_then(|row| row.verdict.due),
                    told.and_then(|row| row.cell("due")?.parse().ok()),
                ),
            };
            match (told, cells) {
                (Some(told), Some(cells)) => {
                    let columns = COLUMNS.into_iter().zip(cells).enumerate();
                    let other = columns
                        .filter_map(|(place, (name, ours))| Some((name, told.at(place)?, ours)))
                        .find(|(_, told, ours)| told != ours);
                    if let Some((name, told, ours)) = other {
                        self.differing.push(Differing {
                            column: Some(name),
                            told: Some(told.to_owned()),
                            ours: Some(ours),
                            ..differing
                        });
                    }
                }
                (Some(_), None) => {
                    self.differing.push(Differing { told: Some(String::new()), ..differing });
                }
                (None, _) => {
                    self.differing.push(Differing { ours: Some(String::new()), ..differing });
                }
            }
        }
    }

    /// The comparison in the words of an audit: a row that has no counterpart is `missing`, any other `unexplained`.
    pub fn audit(&self) -> Audit {
        let disagree = self.differing.len() as u64;
        let mut audit = Audit {
            compared: self.compared,
            agree: self.compared - disagree,
            disagree,
            basis: Some(crate::audit::Basis::Ours.word()),
            ..Audit::default()
        };
        for row in &self.differing {
            let reason = match row.column {
                Some(_) => Difference::Unexplained,
                None => Difference::Missing,
            };
            *audit.reasons.entry(reason.word()).or_default() += 1;
            let (ours, claimed) = row.due;
            if let (Some(ours), Some(claimed)) = (ours, claimed) {
                audit.earlier += u64::from(claimed < ours);
                audit.later += u64::from(ours < claimed);
            }
            audit.rows.push(Disagreement {
                report_id: row.report_id.clone(),
                ours,
                claimed,
                days: None,
                reason,
            });
        }
        audit
    }
}
