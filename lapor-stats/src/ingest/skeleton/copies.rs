//! Rows that are copies of others, which a reader leaves out.

use std::collections::BTreeSet;

use super::Look;
use super::column::Column;
use super::hint::Role;

/// The rows without the copies of others, if it is the copies alone for which an id stands in several rows.
pub(super) fn without(look: &Look<'_>) -> Option<Vec<Vec<String>>> {
    let mut met = BTreeSet::new();
    let rows: Vec<Vec<String>> = look.rows.iter().filter(|row| met.insert(*row)).cloned().collect();
    let is_id =
        |column: &Column<'_>| column.role == Some(Role::Id) && column.unique() && column.like_ids();
    let fewer = rows.len() < look.rows.len();
    let id = fewer && Column::all(&Look { rows: &rows, ..*look }).iter().any(is_id);
    id.then_some(rows)
}

/// What was seen, in a sentence.
pub(super) fn told(rows: usize, copies: usize) -> String {
    format!(
        "Of these rows {copies} are copies of others, cell by cell: each is read once. What follows is of the {} others alone.",
        rows - copies
    )
}
