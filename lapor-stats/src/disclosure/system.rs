//! The equations that an attacker has: what is known drops out, what is unknown may move.

use std::sync::Arc;

use super::cell::{CellId, Cells, State};
use super::flat::Lists;
use super::grid::Grid;

/// Sparse change of a table: cells and by how much they differ from the truth, in order of the cells.
pub(crate) type Shift = Vec<(u32, i64)>;

/// A list of cells in numbers: rests, and rows of signed cells that must keep their sum.
///
/// In a relation `total - parts = 0` the pages and everything shown are constants. So two tables are both consistent
/// with what is published if their difference sums to 0 in every row and touches open cells alone.
#[derive(Clone, Debug)]
pub(crate) struct System {
    pub(crate) rest: Vec<i64>,
    pub(crate) threshold: Vec<i64>,
    pub(crate) weight: Vec<u64>,
    /// Unknown to the attacker: hidden, or not published at all.
    pub(crate) open: Vec<bool>,
    /// Shown, and may still be hidden.
    pub(crate) hideable: Vec<bool>,
    /// Must not be narrowed down.
    pub(crate) guarded: Vec<bool>,
    /// The members of each row.
    pub(crate) rows: Arc<Lists<(u32, i8)>>,
    /// The rows of each cell.
    pub(crate) rows_of: Arc<Lists<(u32, i8)>>,
    /// Where the cells of large tables lie.
    pub(crate) grids: Arc<[Grid]>,
}

impl System {
    pub(crate) fn new(cells: &Cells) -> System {
        let mut system = System {
            rest: Vec::with_capacity(cells.len()),
            threshold: Vec::with_capacity(cells.len()),
            weight: Vec::with_capacity(cells.len()),
            open: Vec::with_capacity(cells.len()),
            hideable: Vec::with_capacity(cells.len()),
            guarded: Vec::with_capacity(cells.len()),
            rows: Arc::default(),
            rows_of: Arc::default(),
            grids: cells.grids().into(),
        };
        for (_, cell) in cells.iter() {
            system.rest.push(cell.rest() as i64);
            system.threshold.push(cell.threshold as i64);
            system.weight.push(cell.weight);
            system.open.push(cell.state != State::Shown);
            system.hideable.push(cell.state == State::Shown && !cell.fixed);
            system.guarded.push(cell.needs_protection());
        }
        let mut rows = Lists::default();
        let mut row: Vec<(u32, i8)> = Vec::new();
        for relation in cells.relations() {
            row.clear();
            row.push((relation.total.0, -1));
            row.extend(relation.parts.iter().map(|part| (part.0, 1)));
            rows.push(&row);
        }
        let members = (0_u32..).zip(rows.iter()).flat_map(|(row, members)| {
            members.iter().map(move |&(cell, sign)| (cell as usize, (row, sign)))
        });
        system.rows_of = Arc::new(Lists::grouped(cells.len(), members));
        system.rows = Arc::new(rows);
        system.keep_shown_what_is_known(cells);
        system
    }

    /// A number that follows from earlier releases alone is known: to hide it now helps nothing.
    fn keep_shown_what_is_known(&mut self, cells: &Cells) {
        let mut known: Vec<bool> =
            cells.iter().map(|(_, cell)| cell.fixed && cell.state == State::Shown).collect();
        let mut queue: Vec<u32> = (0..self.rows.len() as u32).collect();
        while let Some(row) = queue.pop() {
            let mut unknown =
                self.rows[row as usize].iter().filter(|&&(cell, _)| !known[cell as usize]);
            if let (Some(&(cell, _)), None) = (unknown.next(), unknown.next()) {
                known[cell as usize] = true;
                queue.extend(self.rows_of[cell as usize].iter().map(|&(row, _)| row));
            }
        }
        for (hideable, known) in self.hideable.iter_mut().zip(known) {
            *hideable &= !known;
        }
    }

    /// Hides a cell that is shown.
    pub(crate) fn hide(&mut self, cell: u32) {
        let at = cell as usize;
        self.open[at] = true;
        self.hideable[at] = false;
        self.guarded[at] = true;
    }

    /// Shows a cell that was hidden by [`System::hide`].
    pub(crate) fn show(&mut self, cell: u32) {
        let at = cell as usize;
        self.open[at] = false;
        self.hideable[at] = true;
        self.guarded[at] = false;
    }

    /// Whether the table that differs from the truth by this is consistent with what is published.
    ///
    /// Nothing is called safe that has not passed here: whole numbers, no rest under 0, every row keeps its sum.
    pub(crate) fn admits(&self, shift: &[(u32, i64)]) -> bool {
        let mut sums: Vec<(u32, i128)> = Vec::with_capacity(4 * shift.len());
        for &(cell, by) in shift {
            let rows = self.rows_of[cell as usize].iter();
            sums.extend(rows.map(|&(row, sign)| (row, i128::from(sign) * i128::from(by))));
        }
        sums.sort_unstable_by_key(|&(row, _)| row);
        shift.windows(2).all(|pair| pair[0].0 < pair[1].0)
            && shift.iter().all(|&(cell, by)| {
                self.open[cell as usize]
                    && self.rest[cell as usize].checked_add(by).is_some_and(|rest| 0 <= rest)
            })
            && sums
                .chunk_by(|a, b| a.0 == b.0)
                .all(|row| row.iter().map(|&(_, by)| by).sum::<i128>() == 0)
    }

    /// The open cells in groups that no row connects, each in order, the groups by their first cell.
    pub(crate) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.open.len()];
        let mut components = Vec::new();
        let mut row_seen = vec![false; self.rows.len()];
        for start in 0..self.open.len() as u32 {
            if !self.open[start as usize] || seen[start as usize] {
                continue;
            }
            components.push(self.reach(start, &mut seen, &mut row_seen, usize::MAX));
        }
        components
    }

    /// The open cells connected with one, itself included, in order; `None` if there are more than `most`.
    pub(crate) fn component_of(&self, cell: u32, most: usize) -> Option<Vec<u32>> {
        let mut seen = vec![false; self.open.len()];
        let mut row_seen = vec![false; self.rows.len()];
        let component = self.reach(cell, &mut seen, &mut row_seen, most);
        (component.len() <= most).then_some(component)
    }

    fn reach(&self, start: u32, seen: &mut [bool], row_seen: &mut [bool], most: usize) -> Vec<u32> {
        let mut component = vec![start];
        seen[start as usize] = true;
        let mut next = 0;
        while next < component.len() && component.len() <= most {
            for &(row, _) in &self.rows_of[component[next] as usize] {
                if std::mem::replace(&mut row_seen[row as usize], true) {
                    continue;
                }
                for &(other, _) in &self.rows[row as usize] {
                    if self.open[other as usize]
                        && !std::mem::replace(&mut seen[other as usize], true)
                    {
                        component.push(other);
                    }
                }
            }
            next += 1;
        }
        component.sort_unstable();
        component
    }

    /// The name of a cell in the list.
    pub(crate) fn id(cell: u32) -> CellId {
        CellId(cell)
    }
}
