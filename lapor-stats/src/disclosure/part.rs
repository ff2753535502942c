//! The part of a large list in which something must be hidden: what no relation ties to it is left aside.
//!
//! A number that everybody can count, or that stands in a table without a small one, needs no look. In a national list that is
//! most of it, often all.

use super::cell::{Cell, CellId, Cells, State};
use super::relation::Relation;

/// Lists of up to so many cells are taken whole.
const WHOLE: usize = 600;

/// A part of a list: a list of its own, and which cells of the whole its cells are, in order.
pub(crate) struct Part {
    pub(crate) cells: Cells,
    pub(crate) ids: Vec<CellId>,
}

impl Part {
    /// The part that suppression and attacker must look at; none if that is all of the list.
    ///
    /// Cells that can move, or could if they were hidden, are tied by the relations in which they stand, and the cells of a
    /// table all together. A group of such cells none of which needs protection stays as it is: hiding and moving in
    /// it changes nothing outside.
    pub(crate) fn of(cells: &Cells) -> Option<Part> {
        if cells.len() <= WHOLE {
            return None;
        }
        let is_small = |cell: &Cell| {
            cell.needs_protection() || (cell.state == State::Shown && cell.is_sensitive())
        };
        if !cells.iter().any(|(_, cell)| is_small(&cell)) {
            return Some(Part { cells: Cells::new(), ids: Vec::new() });
        }
        let mut groups = Groups::new(cells.len());
        for relation in cells.relations() {
            let members = relation.parts.iter().chain([&relation.total]);
            groups.unite(members.filter(|&&id| can_move(cells, id)));
        }
        for grid in cells.grids() {
            groups.unite(grid.cells.iter());
        }
        let mut concerned = vec![false; cells.len()];
        for (id, _) in cells.iter().filter(|(_, cell)| is_small(cell)) {
            concerned[groups.root(id.0) as usize] = true;
        }
        let is_concerned: Vec<bool> =
            (0..cells.len() as u32).map(|at| concerned[groups.root(at) as usize]).collect();
        if is_concerned.iter().all(|&concerned| concerned) {
            return None;
        }
        // All that can move in a relation is of one group; what is known in it belongs to its sum.
        let touches = |line: &Relation| {
            let mut members = line.parts.iter().chain([&line.total]);
            members.any(|&id| is_concerned[id.index()] && can_move(cells, id))
        };
        let mut wanted = is_concerned.clone();
        for relation in cells.relations().filter(touches) {
            relation.parts.iter().chain([&relation.total]).for_each(|id| wanted[id.index()] = true);
        }
        let ids: Vec<CellId> =
            cells.iter().map(|(id, _)| id).filter(|id| wanted[id.index()]).collect();
        let relations = cells.relations().filter(touches);
        let grids = cells
            .grids()
            .iter()
            .filter(|grid| grid.cells.first().is_some_and(|id| is_concerned[id.index()]));
        Some(Part { cells: cells.nameless(&ids, relations, grids), ids })
    }
}

fn can_move(cells: &Cells, id: CellId) -> bool {
    let cell = cells.get(id);
    cell.state != State::Shown || !cell.fixed
}

/// Cells in groups, each known by one of them.
pub(crate) struct Groups {
    above: Vec<u32>,
}

impl Groups {
    pub(crate) fn new(cells: usize) -> Groups {
        Groups { above: (0..cells as u32).collect() }
    }

    pub(crate) fn root(&mut self, mut cell: u32) -> u32 {
        while self.above[cell as usize] != cell {
            let above = self.above[cell as usize];
            self.above[cell as usize] = self.above[above as usize];
            cell = above;
        }
        cell
    }

    pub(crate) fn unite<'i>(&mut self, mut cells: impl Iterator<Item = &'i CellId>) {
        let Some(first) = cells.next() else { return };
        let mut root = self.root(first.0);
        for id in cells {
            let other = self.root(id.0);
            let (low, high) = (root.min(other), root.max(other));
            self.above[high as usize] = low;
            root = low;
        }
    }

    /// How many groups there are among some cells, and how many cells the largest has.
    pub(crate) fn count(&mut self, cells: impl Iterator<Item = u32>) -> (usize, usize) {
        let mut sizes = vec![0_u32; self.above.len()];
        for cell in cells {
            sizes[self.root(cell) as usize] += 1;
        }
        let largest = sizes.iter().copied().max().unwrap_or(0) as usize;
        (sizes.iter().filter(|&&size| 0 < size).count(), largest)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::super::attack::findings;
    use super::super::suppress::suppress_listed;
    use super::super::{Dimension, Table, attack, suppress};
    use super::*;

    /// A table of so many lines and of met and late, whose counts everybody can count but for some of a few lines.
    fn table(cells: &mut Cells, name: &str, lines: usize, unknown: &[(usize, u64)]) {
        let names: Vec<String> = (0..lines).map(|line| line.to_string()).collect();
        let mut counts: Vec<(u64, u64)> =
            (0..2 * lines as u64).map(|at| (at % 7, at % 7)).collect();
        for &(at, rest) in unknown {
            counts[at % (2 * lines)].0 += rest;
        }
        let dimensions = vec![
            Dimension::summed("agency", &names, 5),
            Dimension::summed("outcome", &["met", "late"], 5),
        ];
        Table { name: name.to_owned(), dimensions, counts }.declare(cells).unwrap();
    }

    #[test]
    fn a_table_of_what_everybody_can_count_is_left_aside() {
        let mut cells = Cells::new();
        table(&mut cells, "open", 300, &[]);
        // 3 of all rows were refused, and 97 were not.
        let all = cells.add(&["rows"], Cell::shown(100, 0, 5)).unwrap();
        let kept = cells.add(&["rows", "kept"], Cell::shown(97, 0, 5).unpublished()).unwrap();
        let refused = cells.add(&["rows", "refused"], Cell::shown(3, 0, 5)).unwrap();
        cells.relate(all, &[kept, refused]).unwrap();
        let part = Part::of(&cells).unwrap();
        assert_eq!(part.ids, [all, kept, refused]);
        assert_eq!(part.cells.relations().len(), 1);
        suppress(&mut cells);
        assert!(cells.iter().all(|(id, cell)| (cell.state == State::Hidden) == (id == refused)));
        assert!(attack(&cells).is_safe());
    }

    proptest! {
        /// To leave aside what is not tied to anything small hides the same cells, and the attacker finds the same.
        #[test]
        fn the_part_is_judged_as_the_whole(
            first in prop::collection::vec((0_usize..600, 1_u64..12), 0..5),
            second in prop::collection::vec((0_usize..40, 1_u64..12), 0..5),
            fixed in prop::collection::vec(0_usize..900, 0..6),
        ) {
            let mut cells = Cells::new();
            table(&mut cells, "a", 300, &first);
            table(&mut cells, "b", 20, &second);
            for at in fixed {
                let id = CellId((at % cells.len()) as u32);
                let name: Vec<String> = cells.words(id).map(str::to_owned).collect();
                let past = cells.get(id).released(if at % 3 == 0 { State::Hidden } else { State::Shown });
                cells.add(&name, past).unwrap();
            }
            let (mut whole, mut part) = (cells.clone(), cells.clone());
            prop_assert_eq!(suppress_listed(&mut whole, true, true, None), Some(suppress(&mut part)));
            prop_assert!(whole.iter().eq(part.iter()));
            prop_assert_eq!(findings(&whole), attack(&part).findings);
        }
    }
}
