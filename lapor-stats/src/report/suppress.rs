//! Which rows of a report are hidden, and with them all that rests on them.
//!
//! A cell is a number of stages under the keys of a row: kept, broken, or outside of the share. Three numbers a row, because
//! every further one is smaller and hides more rows. All tables of a report are published together, so all of
//! them go into one list, with the sums that tie them: a row of months and its agency's total, the months of a category and
//! all categories together. What is hidden in one is hidden in all, and the list is attacked before anything is written.
//!
//! A row is hidden as a whole: share, interval and quantiles rest on all of its numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::{
    CellId, Cells, Dimension, Refusal, Releases, State, Table as Counts, attack, suppress,
};
use crate::error::Error;
use crate::measure::compliance::Key;
use crate::measure::tally::{Cohort, Tally};
use crate::summary::{Section, Summary};
use crate::table::{Data, Table};

use super::cell::{Cell, cells};
use super::{Breakdown, Row, Sheet};

/// What is hidden in the tables of a summary.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    threshold: Option<u64>,
    /// The breakdowns that are published.
    published: BTreeSet<Vec<Key>>,
    /// The rows with a hidden cell, by stage and by the words of their keys with what they are.
    rows: BTreeSet<Name>,
}

/// What a row is, word by word.
type Name = Vec<String>;

/// What is counted of a tally.
type Count = fn(&Tally) -> u64;

/// The numbers of a row, by the column in which each stands.
const COLUMNS: [(&str, Count); 3] = [
    ("met", Tally::met),
    ("broken", |tally| tally.judged(Cohort::Due) - tally.met()),
    ("outside", outside),
];

/// The columns that are published of a row beside its keys and its share; all rest on [`COLUMNS`].
const PUBLISHED: [&str; 7] = ["met", "n", "share", "low", "high", "outside", "provisional"];

/// A quantile of fewer events is not published: it would be nearly the days of single reports.
const EVENTS: u64 = 10;

/// How much more a further row costs than a further number of a hidden one.
const FURTHER: u64 = 8;

/// Stages that are in no share: open and not due yet, paused, void, unknown, closed by the reporter, contested.
pub(super) fn outside(tally: &Tally) -> u64 {
    tally.total() - tally.judged(Cohort::Due)
}

impl Hidden {
    /// Nothing is hidden: for those who may see the data.
    pub(super) fn nothing() -> Hidden {
        Hidden::default()
    }

    /// What has to be hidden so that nobody can work out a cell of fewer stages than `threshold`, earlier releases in hand.
    ///
    /// The release is remembered in `releases`.
    ///
    /// # Errors
    ///
    /// [`Error::Unsafe`] if that cannot be done.
    pub(super) fn of(
        summary: &Summary,
        threshold: u64,
        releases: &mut Releases,
    ) -> Result<Hidden, Error> {
        let mut list = List { cells: Cells::new(), threshold, rows: BTreeMap::new() };
        let mut published = BTreeSet::new();
        for section in summary.sections() {
            let Section::Stages(by) = section else { continue };
            let &[first, second] = &by[..] else { continue };
            if list.section(summary, [first, second]).map_err(refused)? {
                published.insert(by.clone());
            }
            published.extend([vec![first], vec![second]]);
        }
        let List { mut cells, rows, .. } = list;
        releases.declare(&mut cells).map_err(refused)?;
        weigh(&mut cells, &rows);
        let lost = suppress(&mut cells).lost;
        let found = attack(&cells);
        if !lost.is_empty() || !found.is_safe() {
            return Err(Error::Unsafe {
                problem: format!(
                    "found {} cells that could be worked out whatever is hidden, expected none; \
                    for example {}; publish later, with more reports, or with a lower threshold",
                    lost.len().max(found.unsafe_findings().count()),
                    lost.first()
                        .map(|&id| cells.name(id))
                        .or_else(|| found.proof(&cells))
                        .unwrap_or_default()
                ),
            });
        }
        releases.record(&summary.header.as_of.to_string(), &cells);
        let is_hidden =
            |ids: &Vec<CellId>| ids.iter().any(|&id| cells.get(id).state == State::Hidden);
        let rows = rows.into_iter().filter(|(_, ids)| is_hidden(ids)).map(|(row, _)| row).collect();
        Ok(Hidden { threshold: Some(threshold), published, rows })
    }

    /// Whether anything may be hidden.
    pub(super) fn hides(&self) -> bool {
        self.threshold.is_some()
    }

    /// Whether a breakdown is published: one of two keys of which the rule alone hides over half tells little and ties all others together.
    pub(super) fn publishes(&self, breakdown: &Breakdown) -> bool {
        !self.hides() || self.published.contains(&breakdown.by)
    }

    /// The rows that may be published, hidden or not: what has counts of its own.
    ///
    /// A month in which stages ended and none started has settled figures alone, which are in no list.
    pub(super) fn keep(&self, rows: &mut Vec<Row<'_>>) {
        if self.hides() {
            rows.retain(|(_, cell)| 0 < cell.due.total());
        }
    }

    /// The sheet with all measures of its hidden rows hidden, and without the columns that are in no list.
    pub(super) fn mask(&self, sheet: Sheet, breakdown: &Breakdown, rows: &[Row<'_>]) -> Sheet {
        self.mask_where(sheet, breakdown, rows, &PUBLISHED, |_| false)
    }

    /// The same for quantiles, which need some events each.
    pub(super) fn mask_quantiles(
        &self,
        sheet: Sheet,
        breakdown: &Breakdown,
        rows: &[Row<'_>],
        columns: &[&str],
    ) -> Sheet {
        let few = |cell: &Cell| cell.ends().iter().map(|end| end.events).sum::<u64>() < EVENTS;
        self.mask_where(sheet, breakdown, rows, columns, few)
    }

    fn mask_where(
        &self,
        sheet: Sheet,
        breakdown: &Breakdown,
        rows: &[Row<'_>],
        published: &[&str],
        is_few: impl Fn(&Cell) -> bool,
    ) -> Sheet {
        if !self.hides() {
            return sheet;
        }
        let is_hidden = |(words, cell): &Row<'_>| self.is_hidden(breakdown, words) || is_few(cell);
        let hidden: Vec<bool> = rows.iter().map(is_hidden).collect();
        let keys = sheet.keys;
        let columns: Vec<(&'static str, Data)> = sheet.table.into_columns();
        let columns: Vec<_> = columns
            .into_iter()
            .enumerate()
            .filter(|(at, (name, _))| *at < keys || published.contains(name))
            .map(|(_, column)| column)
            .collect();
        let masks = (0..columns.len())
            .map(|at| if at < keys { vec![false; hidden.len()] } else { hidden.clone() })
            .collect();
        Sheet { table: Table::new(columns).with_hidden(masks), ..sheet }
    }

    fn is_hidden(&self, breakdown: &Breakdown, words: &[&str]) -> bool {
        let keys = breakdown.by.iter().copied().zip(words.iter().skip(1).copied());
        self.rows.contains(&row_name(words.first().copied().unwrap_or_default(), keys))
    }
}

fn refused(refusal: Refusal) -> Error {
    Error::Unsafe { problem: refusal.to_string() }
}

/// A row by its stage and its keys in the order of their names, so that tables which print one number share it.
fn row_name<'w>(stage: &str, keys: impl Iterator<Item = (Key, &'w str)>) -> Name {
    let mut keys: Vec<String> = keys.map(|(key, word)| format!("{}={word}", key.word())).collect();
    keys.sort_unstable();
    keys.insert(0, stage.to_owned());
    keys
}

/// Makes it cheap to hide a number of a row that is hidden for another of its numbers.
fn weigh(cells: &mut Cells, rows: &BTreeMap<Name, Vec<CellId>>) {
    for ids in rows.values() {
        if !ids.iter().any(|&id| cells.get(id).is_sensitive()) {
            ids.iter().for_each(|&id| cells.weigh(id, FURTHER * cells.get(id).weight));
        }
    }
}

/// A table that is published alone, without any sum over its rows, with every row hidden that has a count from 1 to `threshold` less 1.
///
/// All measures of such a row are hidden, since its counts, share and limits give each other back; a row of one table of its kind tells
/// nothing of another. Two tables published together, one of which sums the other, need [`suppressed`](super::suppressed).
///
/// ```
/// use lapor_stats::report::hide_alone;
/// use lapor_stats::table::{Data, Table};
///
/// let words = |words: [&str; 2]| Data::Text(words.map(|word| Some(word.to_owned())).into());
/// let counts = |counts: [i64; 2]| Data::Integer(counts.map(Some).into());
/// let table = Table::new(vec![
///     ("agency", words(["Dinas Air", "Dinas Jalan"])),
///     ("met", counts([17, 40])),
///     ("late", counts([3, 0])),
/// ]);
/// let hidden = hide_alone(table, 1, 5);
/// assert_eq!(hidden.hidden_rows(), [true, false]);
/// ```
pub fn hide_alone(table: Table, keys: usize, threshold: u64) -> Table {
    let threshold = i64::try_from(threshold).unwrap_or(i64::MAX);
    let is_small = |row: usize| {
        table.columns().iter().skip(keys).any(|(_, data)| match data {
            Data::Integer(counts) => {
                counts[row].is_some_and(|count| (1..threshold).contains(&count))
            }
            _ => false,
        })
    };
    let rows: Vec<bool> = (0..table.height()).map(is_small).collect();
    let columns = table.columns().len();
    let shown = vec![false; rows.len()];
    let masks = (0..columns).map(|at| if at < keys { shown.clone() } else { rows.clone() });
    let masks = masks.collect();
    table.with_hidden(masks)
}

/// The list of all cells.
struct List {
    cells: Cells,
    threshold: u64,
    /// By row the cell of each column.
    rows: BTreeMap<Name, Vec<CellId>>,
}

impl List {
    /// Adds the tables of a breakdown by two keys, one for each promise and column, with all sums; of one that is not published its
    /// sums alone. Gives whether it is.
    fn section(&mut self, summary: &Summary, by: [Key; 2]) -> Result<bool, Refusal> {
        let section = Section::Stages(by.to_vec());
        let counted = cells(summary, &section, str::is_empty, &[0, 2, 3]);
        let mut stages: BTreeMap<&str, Inner<'_>> = BTreeMap::new();
        for (words, cell) in counted.iter().filter(|(_, cell)| 0 < cell.due.total()) {
            stages.entry(words[0]).or_default().insert((words[1], words[2]), &cell.due);
        }
        let rows = stages.values().map(BTreeMap::len).sum::<usize>();
        let is_small = |tally: &&&Tally| {
            COLUMNS.iter().any(|(_, count)| (1..self.threshold).contains(&count(tally)))
        };
        let small = stages.values().flat_map(BTreeMap::values).filter(is_small).count();
        let is_published = 2 * small <= rows;
        for (stage, inner) in &stages {
            if is_published {
                self.tables(stage, &by.map(Some), inner)?;
            } else {
                self.tables(stage, &[Some(by[0]), None], inner)?;
                self.tables(stage, &[None, Some(by[1])], inner)?;
            }
        }
        Ok(is_published)
    }

    /// Adds the tables of a promise by those keys that are there.
    fn tables(
        &mut self,
        stage: &str,
        by: &[Option<Key>; 2],
        inner: &Inner<'_>,
    ) -> Result<(), Refusal> {
        let mut rows: BTreeMap<Vec<&str>, [u64; COLUMNS.len()]> = BTreeMap::new();
        let keys: Vec<Key> = by.iter().flatten().copied().collect();
        for (&(first, second), tally) in inner {
            let words = by.iter().zip([first, second]).filter(|(key, _)| key.is_some());
            let row = rows.entry(words.map(|(_, word)| word).collect()).or_default();
            row.iter_mut().zip(COLUMNS).for_each(|(sum, (_, count))| *sum += count(tally));
        }
        let words: Vec<Vec<&str>> = (0..keys.len())
            .map(|at| BTreeSet::from_iter(rows.keys().map(|row| row[at])).into_iter().collect())
            .collect();
        let leaves = combinations(&words);
        let lines: Vec<Vec<Option<&str>>> = words
            .iter()
            .map(|words| std::iter::once(None).chain(words.iter().copied().map(Some)).collect())
            .collect();
        let nodes = combinations(&lines);
        for (column, (name, _)) in COLUMNS.iter().enumerate() {
            let count = |row: &Vec<&str>| (rows.get(row).map_or(0, |row| row[column]), 0);
            let dimension = |(key, words): (&Key, &Vec<&str>)| {
                Dimension::summed(key.word(), words, self.threshold)
            };
            let table = Counts {
                name: format!("{stage} {name}"),
                dimensions: keys.iter().zip(&words).map(dimension).collect(),
                counts: leaves.iter().map(count).collect(),
            };
            for (id, node) in table.declare(&mut self.cells)?.into_iter().zip(&nodes) {
                let leaf: Option<Vec<&str>> = node.iter().copied().collect();
                if leaf.is_some_and(|leaf| !rows.contains_key(&leaf)) {
                    // There is no such row, and everybody sees that.
                    self.cells.pin(id);
                    continue;
                }
                let words =
                    keys.iter().copied().zip(node).filter_map(|(key, word)| Some((key, (*word)?)));
                let row = self.rows.entry(row_name(stage, words)).or_default();
                if !row.contains(&id) {
                    row.push(id);
                }
            }
        }
        Ok(())
    }
}

/// The outcomes of a promise under two keys.
type Inner<'s> = BTreeMap<(&'s str, &'s str), &'s Tally>;

/// One of each, for all choices, the last running fastest.
fn combinations<T: Copy>(of: &[Vec<T>]) -> Vec<Vec<T>> {
    of.iter().fold(vec![Vec::new()], |all, choices| {
        let longer = all.iter().flat_map(|start: &Vec<T>| {
            choices.iter().map(move |&choice| start.iter().copied().chain([choice]).collect())
        });
        longer.collect()
    })
}
