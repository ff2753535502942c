//! Reports: every table of the measures, made from a summary.
//!
//! A summary has whole numbers alone; here they become shares with intervals, quantiles with limits, funnels and flags. Each table says
//! what a row is, and each column has one meaning in all tables ([`columns`]), which the data dictionary prints.

mod cell;
mod closures;
pub mod columns;
mod comparison;
mod compliance;
mod durations;
mod exchange;
mod folder;
mod open;
mod quality;
mod sensitivity;
mod suppress;

use std::collections::BTreeMap;

use lapor_core::Stage;

use crate::disclosure::Releases;
use crate::error::Error;
use crate::measure::compliance::{Key, View};
use crate::publication::Field;
use crate::summary::{Section, Summary};
use crate::table::{Data, Table};
use cell::Cell;

pub use folder::{About, write};
use suppress::Hidden;
pub use suppress::hide_alone;

/// The stages of one breakdown, in one of the views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Whose time is looked at.
    pub view: View,
    /// The breakdown, all of whose keys are kept.
    pub section: Section,
}

/// The time to the event in each group.
pub fn durations(summary: &Summary, group: &Group) -> Table {
    let (rows, mut columns) = grouped(summary, group);
    columns.extend(durations::measured(rows.iter().map(|(_, cell)| cell)));
    Table::new(columns)
}

/// What is open in each group, by age band.
pub fn open(summary: &Summary, group: &Group) -> Table {
    let (rows, _) = grouped(summary, group);
    let bands = open::banded(&rows);
    let mut columns = keys_of(group, bands.iter().map(|(words, _, _)| *words));
    columns.extend(open::measured(&bands));
    Table::new(columns)
}

/// How the reports of each group were closed; the days of mass closing where agencies alone are keys.
pub fn closures(summary: &Summary, group: &Group) -> Table {
    let (rows, mut columns) = grouped(summary, group);
    columns.remove(0);
    columns.extend(closures::measured(rows.iter().map(|(_, cell)| cell)));
    if group.section == Section::Stages(vec![Key::Agency]) {
        let flagged = closures::flagged(summary);
        let of =
            |agency: &str| flagged.iter().filter(|(found, ..)| *found == agency).count() as u64;
        columns.push(("flags", counts(rows.iter().map(|(words, _)| of(words[1])))));
    }
    Table::new(columns)
}

/// The rows of a group with stage or scope first, and the columns of their keys.
fn grouped<'s>(summary: &'s Summary, group: &Group) -> (Vec<Row<'s>>, Columns) {
    let width = group.section.keys().len();
    let (first, scope): (usize, fn(&str) -> bool) = match group.view {
        View::Citizen => (0, str::is_empty),
        View::Custody => (1, |scope| !scope.is_empty()),
    };
    let keys: Vec<usize> = std::iter::once(first).chain(2..width).collect();
    let rows = ordered(cell::cells(summary, &group.section, scope, &keys));
    // A month in which something ended and nothing started is no row of these measures.
    let rows: Vec<_> = rows.into_iter().filter(|(_, cell)| 0 < cell.due.total()).collect();
    let columns = keys_of(group, rows.iter().map(|(words, _)| words));
    (rows, columns)
}

fn keys_of<'k>(group: &Group, rows: impl Iterator<Item = &'k Vec<&'k str>> + Clone) -> Columns {
    let first = match group.view {
        View::Citizen => "stage",
        View::Custody => "scope",
    };
    let names = std::iter::once(first).chain(group.section.keys().into_iter().skip(2));
    let words = |at: usize| {
        texts(rows.clone().map(move |words| words.get(at).copied().unwrap_or_default()))
    };
    names.enumerate().map(|(at, name)| (name, words(at))).collect()
}

/// How rows are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppress {
    /// The least number of stages that a published cell may speak of.
    pub threshold: u64,
    /// What earlier releases showed and hid; this one is added.
    pub releases: Releases,
}

/// A row in the making: the words of its keys, and what is counted under them.
type Row<'s> = (Vec<&'s str>, Cell);

/// Columns with their names.
type Columns = Vec<(&'static str, Data)>;

/// A table, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its short name, and that of its files.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What a row is, and how the figures come about.
    pub description: String,
    /// How many of its first columns tell one row from every other.
    pub keys: usize,
    /// The columns.
    pub table: Table,
}

impl Sheet {
    fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
        keys: usize,
        columns: Columns,
    ) -> Sheet {
        Sheet {
            name: name.into(),
            title: title.into(),
            description: description.into(),
            keys,
            table: Table::new(columns),
        }
    }

    /// What each column means.
    pub fn fields(&self) -> Vec<Field> {
        self.table.columns().iter().map(|(name, _)| columns::field(name)).collect()
    }
}

/// Every table of a summary, in the order of their names; for those who may see the data.
pub fn sheets(summary: &Summary) -> Vec<Sheet> {
    tables(summary, &Hidden::nothing())
}

/// The tables that may be published of a summary, with all rows hidden that could give people away.
///
/// They are compliance and time to event by every breakdown, with fewer columns. Nothing else is published with them that speaks of
/// single agencies: see `docs/disclosure.md`.
///
/// # Errors
///
/// [`Error::Unsafe`] if rows cannot be hidden so that nobody can work them out.
pub fn suppressed(summary: &Summary, suppress: &mut Suppress) -> Result<Vec<Sheet>, Error> {
    let hidden = Hidden::of(summary, suppress.threshold, &mut suppress.releases)?;
    Ok(tables(summary, &hidden))
}

fn tables(summary: &Summary, hidden: &Hidden) -> Vec<Sheet> {
    let mut sheets = compliance::sheets(summary, hidden);
    sheets.extend(durations::sheets(summary, hidden));
    // What rests on further counts is not published where rows are hidden.
    if !hidden.hides() {
        sheets.extend(open::sheets(summary));
        sheets.extend(closures::sheets(summary));
        sheets.extend(exchange::sheets(summary));
        sheets.extend(comparison::sheets(summary));
        sheets.extend(sensitivity::sheets(summary));
        sheets.extend(quality::sheets(summary));
    }
    sheets.sort_by(|left, right| left.name.cmp(&right.name));
    sheets
}

/// A breakdown under which the same columns are published.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Breakdown {
    /// The keys after the stage.
    by: Vec<Key>,
    /// The section that has them, and where its rows hold each.
    section: Section,
    places: Vec<usize>,
}

impl Breakdown {
    /// The end of a table's name: `agency_month`.
    fn name(&self) -> String {
        self.by.iter().map(|key| key.word()).collect::<Vec<_>>().join("_")
    }

    /// How a title goes on: `by agency and month`.
    fn title(&self) -> String {
        format!("by {}", self.by.iter().map(|key| key.word()).collect::<Vec<_>>().join(" and "))
    }
}

/// The breakdowns that the sections of a summary give: their keys, and each key alone.
fn breakdowns(summary: &Summary) -> Vec<Breakdown> {
    let mut all: Vec<Breakdown> = Vec::new();
    for section in summary.sections() {
        let Section::Stages(by) = section else { continue };
        let mut put = |keys: Vec<usize>| {
            let by: Vec<Key> = keys.iter().filter_map(|&at| by.get(at)).copied().collect();
            if !all.iter().any(|known| known.by == by) {
                let places = keys.iter().map(|at| at + 2).collect();
                all.push(Breakdown { by, section: section.clone(), places });
            }
        };
        put((0..by.len()).collect());
        (0..by.len()).for_each(|at| put(vec![at]));
    }
    all
}

/// The stage of this word.
fn stage(word: &str) -> Option<Stage> {
    word.parse().ok()
}

/// A column of words.
fn texts<'w>(words: impl IntoIterator<Item = &'w str>) -> Data {
    Data::Text(
        words
            .into_iter()
            .map(|word| Some(word).filter(|word| !word.is_empty()).map(str::to_owned))
            .collect(),
    )
}

/// A column of counts.
fn counts(values: impl IntoIterator<Item = u64>) -> Data {
    Data::Integer(values.into_iter().map(|value| i64::try_from(value).ok()).collect())
}

/// The column of a key, by name.
fn key_columns<'k>(
    breakdown: &Breakdown,
    rows: impl Iterator<Item = &'k Vec<&'k str>> + Clone,
) -> Columns {
    let key = |(at, key): (usize, &Key)| {
        (
            key.word(),
            texts(rows.clone().map(move |words| words.get(1 + at).copied().unwrap_or_default())),
        )
    };
    let stages = texts(rows.clone().map(|words| words.first().copied().unwrap_or_default()));
    std::iter::once(("stage", stages)).chain(breakdown.by.iter().enumerate().map(key)).collect()
}

/// The order in which rows stand: by stage as they follow each other, then by the words.
fn ordered<T>(cells: BTreeMap<Vec<&str>, T>) -> Vec<(Vec<&str>, T)> {
    let mut rows: Vec<_> = cells.into_iter().collect();
    let number =
        |words: &[&str]| words.first().and_then(|word| stage(word)).map(|stage| stage as u8);
    rows.sort_by(|left, right| (number(&left.0), &left.0).cmp(&(number(&right.0), &right.0)));
    rows
}
