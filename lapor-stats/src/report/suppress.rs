//! Which cells of a report are hidden, and with them all that rests on them.
//!
//! A cell is a number of stages in one outcome under the keys of a row. All tables of a report are published together, so all of them
//! go into one list, with the sums that tie them: a row of months and its agency's total, the outcomes of a row and their
//! number. What is hidden in one is hidden in all, and the list is attacked before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::{Cell as Count, CellId, Cells, Refusal, State, attack, suppress};
use crate::error::Error;
use crate::measure::compliance::Key;
use crate::measure::survival::Ends;
use crate::measure::tally::{Bucket, Tally};
use crate::summary::{Section, Summary};
use crate::table::{Data, Table};

use super::cell::{Cell, cells};
use super::{Breakdown, Row, Sheet};

/// What is hidden in the tables of a summary.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    threshold: Option<u64>,
    /// The rows with a hidden cell, by stage and by the words of their keys with what they are.
    rows: BTreeSet<Vec<String>>,
}

/// The outcomes that a table tells apart, each a column.
const COLUMNS: [fn(&Tally) -> u64; 10] = [
    Tally::met,
    |tally| tally.get(Bucket::Late),
    |tally| tally.get(Bucket::Overdue),
    |tally| tally.get(Bucket::Running),
    |tally| tally.get(Bucket::Paused),
    |tally| tally.get(Bucket::Void),
    Tally::unknown,
    Tally::early,
    |tally| tally.get(Bucket::Contested),
    |tally| tally.get(Bucket::ByReporter),
];

/// The numbers of a row: its outcomes, all of them, and its ends.
fn numbers(cell: &Cell) -> Vec<u64> {
    let mut numbers: Vec<u64> = COLUMNS.iter().map(|count| count(&cell.due)).collect();
    numbers.push(numbers.iter().sum());
    let ends = cell.ends();
    let sum = |of: fn(&Ends) -> u64| ends.iter().map(of).sum::<u64>();
    numbers.extend([sum(|end| end.events), sum(|end| end.competing), sum(|end| end.censored)]);
    numbers
}

impl Hidden {
    /// Nothing is hidden: for those who may see the data.
    pub fn nothing() -> Hidden {
        Hidden::default()
    }

    /// What has to be hidden so that nobody can work out a cell of fewer stages than this.
    ///
    /// # Errors
    ///
    /// [`Error::Unsafe`] if that cannot be done.
    pub fn of(summary: &Summary, threshold: u64) -> Result<Hidden, Error> {
        let mut list = List { cells: Cells::new(), threshold, rows: BTreeMap::new() };
        for section in summary.sections().filter(|section| is_published(section)) {
            list.table(summary, section, &["agency", "month"]).map_err(refused)?;
        }
        let List { mut cells, rows, .. } = list;
        let suppression = suppress(&mut cells);
        let found = attack(&cells);
        if !suppression.lost.is_empty() || !found.is_safe() {
            return Err(Error::Unsafe {
                problem: format!(
                    "found {} cells that could be worked out whatever is hidden, expected none; publish fewer breakdowns",
                    suppression.lost.len().max(found.unsafe_findings().count())
                ),
            });
        }
        let is_hidden = |ids: &Vec<CellId>| ids.iter().any(|&id| cells[id].state == State::Hidden);
        let rows = rows.into_iter().filter(|(_, ids)| is_hidden(ids)).map(|(row, _)| row).collect();
        Ok(Hidden { threshold: Some(threshold), rows })
    }

    /// Whether anything may be hidden.
    pub(super) fn hides(&self) -> bool {
        self.threshold.is_some()
    }

    /// The sheet with every measure of a hidden row hidden: whatever rests on a hidden cell goes with it.
    pub(super) fn mask(&self, sheet: Sheet, breakdown: &Breakdown, rows: &[Row<'_>]) -> Sheet {
        if !self.hides() {
            return sheet;
        }
        let hidden: Vec<bool> =
            rows.iter().map(|(words, _)| self.is_hidden(breakdown, words)).collect();
        let keys = sheet.keys;
        // A month in which stages ended tells of stages that started in others; only its own are in the list.
        let columns: Vec<(&'static str, Data)> = sheet.table.into_columns();
        let columns: Vec<_> = columns
            .into_iter()
            .filter(|(name, _)| !name.starts_with("settled_") && *name != "still_open")
            .collect();
        let masks = (0..columns.len())
            .map(|at| if at < keys { vec![false; hidden.len()] } else { hidden.clone() })
            .collect();
        Sheet { table: Table::new(columns).with_hidden(masks), ..sheet }
    }

    fn is_hidden(&self, breakdown: &Breakdown, words: &[&str]) -> bool {
        let names = breakdown.by.iter().map(|key| key.word());
        self.rows
            .contains(&row_name(words.first().copied().unwrap_or_default(), names.zip(&words[1..])))
    }
}

/// Whether a section is published where cells are hidden: every further breakdown ties more cells together, and hides more of each.
pub(super) fn is_published(section: &Section) -> bool {
    *section == Section::Stages(vec![Key::Agency, Key::Month])
}

fn refused(refusal: Refusal) -> Error {
    Error::Unsafe { problem: refusal.to_string() }
}

/// A row by its stage and its keys, so that tables which print one number share it.
fn row_name<'w>(
    stage: &str,
    keys: impl Iterator<Item = (&'static str, &'w &'w str)>,
) -> Vec<String> {
    let mut name = vec![stage.to_owned()];
    name.extend(keys.map(|(key, word)| format!("{key}={word}")));
    name
}

/// A table that is published alone, without any sum over its rows, with every row hidden that has a count from 1 to `threshold` less 1.
///
/// All measures of such a row are hidden, since its counts, share and limits give each other back; a row of one table of its kind tells
/// nothing of another. Two tables published together, one of which sums the other, need [`Hidden::of`].
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

/// What a row is, word by word.
type Name = Vec<String>;

/// The list of all cells.
struct List {
    cells: Cells,
    threshold: u64,
    rows: BTreeMap<Vec<String>, Vec<CellId>>,
}

impl List {
    /// Adds a table of two keys with the sums over each.
    fn table(
        &mut self,
        summary: &Summary,
        section: &Section,
        names: &[&'static str],
    ) -> Result<(), Refusal> {
        let inner = cells(summary, section, str::is_empty, &[0, 2, 3]);
        // By stage and one key, the parts that add up to it.
        let mut sums: BTreeMap<Name, (Vec<u64>, Vec<Name>)> = BTreeMap::new();
        for (words, cell) in &inner {
            if cell.due.total() == 0 {
                continue;
            }
            let row = row_name(words[0], names.iter().copied().zip(&words[1..]));
            let numbers = numbers(cell);
            self.row(&row, &numbers)?;
            for kept in [0, 1] {
                let keys = [(names[kept], &words[1 + kept])];
                let sum = sums.entry(row_name(words[0], keys.into_iter())).or_default();
                sum.0.resize(numbers.len(), 0);
                sum.0.iter_mut().zip(&numbers).for_each(|(sum, more)| *sum += more);
                sum.1.push(row.clone());
            }
        }
        for (sum, (numbers, parts)) in sums {
            self.row(&sum, &numbers)?;
            for column in 0..numbers.len() {
                let part = |row: &Vec<String>| self.rows.get(row).map(|ids| ids[column]);
                let of: Vec<CellId> = parts.iter().filter_map(part).collect();
                if let Some(total) = part(&sum) {
                    self.cells.relate(total, &of)?;
                }
            }
        }
        Ok(())
    }

    /// Adds the cells of a row; the number of all stands nowhere, but is the sum of the outcomes.
    fn row(&mut self, row: &[String], numbers: &[u64]) -> Result<(), Refusal> {
        if self.rows.contains_key(row) {
            return Ok(());
        }
        let mut ids = Vec::with_capacity(numbers.len());
        for (at, &count) in numbers.iter().enumerate() {
            let mut name = row.to_vec();
            name.push(at.to_string());
            let cell = Count::shown(count, 0, self.threshold);
            let cell = if at == COLUMNS.len() { cell.unpublished() } else { cell };
            ids.push(self.cells.add(&name, cell)?);
        }
        if let (Some(&total), Some(outcomes)) = (ids.get(COLUMNS.len()), ids.get(..COLUMNS.len())) {
            self.cells.relate(total, outcomes)?;
        }
        self.rows.insert(row.to_vec(), ids);
        Ok(())
    }
}
