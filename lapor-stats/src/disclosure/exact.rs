//! A component's cells between least and greatest, by whole tables that reach them and a bound that none exceeds.

use std::collections::BTreeMap;

use super::outer::{ENDLESS, outer};
use super::simplex::{Optimum, Program, Sense, Stop, Tableau, whole_optimum};
use super::system::{Shift, System};

/// The work that branch and bound may cost for one end of one cell.
fn branching(goal: Goal) -> u64 {
    match goal {
        Goal::Bounds => 4_000_000,
        // Asked often and of many, and the answer can be put off.
        Goal::Width => 20_000,
        Goal::WidthOf(_) => 150_000_000,
    }
}

/// What is known of a cell's rest.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    /// The least and the greatest rest that a checked table reaches.
    pub(crate) seen: (i64, i64),
    /// Nothing lies beyond what is seen; `greatest` may be endless.
    pub(crate) exact: bool,
    /// There are tables with any greater rest.
    pub(crate) endless: bool,
    /// How the tables that reach least and greatest differ from the truth.
    pub(crate) ends: (Shift, Shift),
}

impl Range {
    /// How far apart two checked tables are in this cell.
    pub(crate) fn width(&self) -> i64 {
        if self.endless { ENDLESS } else { self.seen.1 - self.seen.0 }
    }
}

/// What is to be found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Least and greatest of every cell.
    Bounds,
    /// For every guarded cell, whether it is as wide as its threshold.
    Width,
    /// The same for the cell at this place alone.
    WidthOf(usize),
}

/// The ranges of some open cells while all other open cells keep their true numbers.
///
/// For a whole component this is the truth about it. For a part of one the tables found are consistent too, so what
/// is wide is wide, and what is narrow may be wider.
pub(crate) fn ranges(system: &System, cells: &[u32], goal: Goal, work: &mut u64) -> Vec<Range> {
    let mut rows: Vec<u32> = cells
        .iter()
        .flat_map(|&cell| system.rows_of[cell as usize].iter().map(|&(row, _)| row))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let mut found = Found {
        system,
        cells,
        ranges: cells
            .iter()
            .map(|&cell| {
                let rest = system.rest[cell as usize];
                Range {
                    seen: (rest, rest),
                    exact: false,
                    endless: false,
                    ends: (Vec::new(), Vec::new()),
                }
            })
            .collect(),
    };
    let bounds = outer(system, cells, &rows);
    let program = program(system, cells, &rows);
    // A failed search leaves what was seen; nothing unseen is believed.
    let _ = search(&program, &bounds, goal, &mut found, work);
    for (range, bound) in found.ranges.iter_mut().zip(&bounds) {
        range.exact |= !range.endless && range.seen == *bound;
    }
    found.ranges
}

fn program(system: &System, cells: &[u32], rows: &[u32]) -> Program {
    let place: BTreeMap<u32, u32> =
        cells.iter().enumerate().map(|(at, &cell)| (cell, at as u32)).collect();
    let mut program = Program { variables: cells.len(), rows: Vec::with_capacity(rows.len()) };
    for &row in rows {
        let members: Vec<(u32, i64)> = system.rows[row as usize]
            .iter()
            .filter_map(|&(cell, sign)| Some((*place.get(&cell)?, i64::from(sign))))
            .collect();
        let sum =
            members.iter().map(|&(at, sign)| sign * system.rest[cells[at as usize] as usize]).sum();
        program.rows.push((members, sum));
    }
    program
}

fn search(
    program: &Program,
    bounds: &[(i64, i64)],
    goal: Goal,
    found: &mut Found<'_>,
    work: &mut u64,
) -> Result<(), Stop> {
    let mut tableau = Tableau::new(program, work)?;
    if let Some(values) = tableau.whole() {
        found.table(&values);
    }
    for (at, &bound) in bounds.iter().enumerate() {
        let need = found.need(at, goal);
        if need == Some(0) {
            continue;
        }
        let enough = |found: &Found<'_>| need.is_some_and(|need| need <= found.ranges[at].width());
        let mut closed = [false; 2];
        for (side, sense) in [Sense::Greatest, Sense::Least].into_iter().enumerate() {
            let reached = |found: &Found<'_>| match sense {
                Sense::Greatest => found.ranges[at].seen.1 == bound.1,
                Sense::Least => found.ranges[at].seen.0 == bound.0,
            };
            if enough(found) || reached(found) {
                closed[side] = reached(found);
                continue;
            }
            let mut look = |tableau: &Tableau, ray: Option<usize>| {
                found.vertex(tableau, ray, at);
                enough(found)
            };
            let optimum = tableau.optimise(at, sense, work, &mut look)?;
            closed[side] = match optimum {
                Optimum::Enough => false,
                Optimum::Unbounded => found.ranges[at].endless,
                Optimum::At(number, over) => {
                    found.settle(program, at, sense, number, over, work, branching(goal))?
                }
            };
        }
        found.ranges[at].exact = closed == [true; 2];
    }
    Ok(())
}

struct Found<'a> {
    system: &'a System,
    cells: &'a [u32],
    ranges: Vec<Range>,
}

impl Found<'_> {
    /// The width that is asked of a cell: 0 if nothing is asked, `None` if its bounds are.
    fn need(&self, at: usize, goal: Goal) -> Option<i64> {
        let cell = self.cells[at] as usize;
        match goal {
            Goal::Bounds => None,
            Goal::Width if self.system.guarded[cell] => Some(self.system.threshold[cell]),
            Goal::WidthOf(one) if one == at => Some(self.system.threshold[cell]),
            Goal::Width | Goal::WidthOf(_) => Some(0),
        }
    }

    fn vertex(&mut self, tableau: &Tableau, ray: Option<usize>, at: usize) {
        match ray {
            None => {
                if let Some(values) = tableau.whole() {
                    self.table(&values);
                }
            }
            Some(column) => {
                let steps = self.system.threshold[self.cells[at] as usize];
                if let Some(values) = tableau.along(column, steps) {
                    self.ranges[at].endless |= self.table(&values);
                }
            }
        }
    }

    /// Takes a whole table into account, if the equations admit it.
    fn table(&mut self, values: &[i64]) -> bool {
        let shift: Shift = self
            .cells
            .iter()
            .zip(values)
            .map(|(&cell, &value)| (cell, value - self.system.rest[cell as usize]))
            .filter(|&(_, by)| by != 0)
            .collect();
        let better = self.ranges.iter().zip(values);
        if better.clone().all(|(range, value)| (range.seen.0..=range.seen.1).contains(value)) {
            return true;
        }
        if !self.system.admits(&shift) {
            return false;
        }
        for (range, &value) in self.ranges.iter_mut().zip(values) {
            if value < range.seen.0 {
                range.seen.0 = value;
                range.ends.0.clone_from(&shift);
            }
            if range.seen.1 < value {
                range.seen.1 = value;
                range.ends.1.clone_from(&shift);
            }
        }
        true
    }

    /// Closes the gap between the rational optimum and the whole tables seen; whether it is closed.
    #[expect(clippy::too_many_arguments, reason = "one question and its budget")]
    fn settle(
        &mut self,
        program: &Program,
        at: usize,
        sense: Sense,
        number: i64,
        over: i64,
        work: &mut u64,
        share: u64,
    ) -> Result<bool, Stop> {
        let (bound, seen) = match sense {
            Sense::Greatest => (number.div_euclid(over), self.ranges[at].seen.1),
            Sense::Least => (-(-number).div_euclid(over), self.ranges[at].seen.0),
        };
        if bound == seen {
            return Ok(true);
        }
        let mut tables: Vec<Vec<i64>> = Vec::new();
        // One stubborn cell must not spend what is meant for all.
        let mut part = share.min(*work);
        *work -= part;
        let best = whole_optimum(program, at, sense, seen, &mut part, &mut |values| {
            tables.push(values.to_vec())
        });
        *work += part;
        for values in &tables {
            self.table(values);
        }
        let seen = match sense {
            Sense::Greatest => self.ranges[at].seen.1,
            Sense::Least => self.ranges[at].seen.0,
        };
        Ok(best == Ok(seen))
    }
}
