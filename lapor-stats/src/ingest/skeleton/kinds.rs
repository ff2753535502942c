//! Several kinds of records in one file: a column says which each row is, and only those of one kind are reports.

use lapor_core::EventKind;

use super::column::{Column, toml};
use super::hint::Role;

/// Up to how many kinds a file may hold.
const KINDS: usize = 12;

/// The share of the rows of a kind, in percent, that must have what the kind is known by.
const NEARLY: usize = 95;

/// The kinds of records of a file.
pub(super) struct Kinds<'a> {
    /// The column that tells them apart.
    pub(super) column: &'a Column<'a>,
    /// Its value in the rows that seem to be the reports.
    pub(super) value: &'a str,
    /// What those rows have and no other.
    sign: &'a Column<'a>,
    /// All columns, as all rows have them.
    all: &'a [Column<'a>],
}

impl<'a> Kinds<'a> {
    /// Finds a column that tells kinds of records apart; `None` if all rows may be of one kind.
    ///
    /// A status too has columns of its own, such as the close of what is closed. So only an id or a submission that the
    /// other rows lack, and for which they have no other, tells that those are no reports.
    pub(super) fn of(columns: &'a [Column<'a>]) -> Option<Self> {
        let ids = columns
            .iter()
            .any(|column| column.role == Some(Role::Id) && column.unique() && column.like_ids());
        let submitted = columns.iter().any(|column| column.blank == 0 && is_submission(column));
        let is_sign = |column: &&Column<'_>| {
            column.usable()
                && (!submitted && is_submission(column) || !ids && is_id_where_filled(column))
        };
        columns.iter().find_map(|column| {
            let kinds = column.usable()
                && column.blank == 0
                && 2 <= column.values.len()
                && column.codes(KINDS);
            let (value, rows) = kinds.then(|| column.counted().first().copied())??;
            let mut signs: Vec<&Column<'_>> = columns
                .iter()
                .filter(is_sign)
                .filter(|sign| sign.is_of(column, value, rows))
                .collect();
            // What is called an id says most.
            signs.sort_by_key(|sign| (sign.role != Some(Role::Id), sign.times.is_some()));
            Some(Kinds { column, value, sign: signs.first()?, all: columns })
        })
    }

    /// The rows that seem to be the reports.
    pub(super) fn rows(&self, rows: &[Vec<String>]) -> Vec<Vec<String>> {
        let wanted = self.column.cells.iter().zip(rows).filter(|(cell, _)| **cell == self.value);
        wanted.map(|(_, row)| row.clone()).collect()
    }

    /// Of the columns as those rows have them, the names of those that are blank in them and not in the others.
    pub(super) fn others<'b>(&self, columns: &[Column<'b>]) -> Vec<&'b str> {
        let pairs = self.all.iter().zip(columns);
        let other = |(all, here): &(&Column<'_>, &Column<'_>)| {
            here.values.is_empty() && !all.values.is_empty()
        };
        pairs.filter(other).map(|(_, column)| column.name).collect()
    }

    /// What was seen, in sentences.
    pub(super) fn told(&self) -> String {
        let counted = self.column.counted();
        let alone = self.column.values.len() - counted.len();
        let mut list: Vec<String> =
            counted.iter().map(|(value, count)| format!("{} {count}", toml(value))).collect();
        if alone != 0 {
            list.push(format!("{alone} more, once each"));
        }
        let value = toml(self.value);
        format!(
            "The file seems to hold several kinds of records. {} tells them apart ({}), and {} stands only where it is {value}. \
             What follows is of those {} rows alone, and [only] below leaves the others out.",
            self.column.shown(),
            list.join(", "),
            self.sign.shown(),
            counted.first().map_or(0, |(_, count)| *count)
        )
    }
}

impl Column<'_> {
    /// Whether it is filled in nearly all rows in which another column has a value, and blank in all others.
    fn is_of(&self, other: &Column<'_>, value: &str, rows: usize) -> bool {
        let mut filled = self.cells.iter().zip(&other.cells).filter(|(cell, _)| !cell.is_empty());
        rows * NEARLY <= (self.cells.len() - self.blank) * 100
            && filled.all(|(_, cell)| *cell == value)
    }
}

/// Whether it holds times and sounds like those of submissions.
fn is_submission(column: &Column<'_>) -> bool {
    column.times.is_some() && column.role == Some(Role::At(EventKind::Submitted))
}

/// Whether no two rows that have it have the same, and it is written as an id is.
fn is_id_where_filled(column: &Column<'_>) -> bool {
    column.times.is_none()
        && column.values.len() == column.cells.len() - column.blank
        && column.like_ids()
}
