//! Proofs in large tables of three and more dimensions, found plane by plane.
//!
//! A change of one plane that keeps its sums, taken off another plane, keeps the sums across too; so does one that is
//! added to the plane of sums as well. A [`Stack`] says which planes go together, and what each leaves room for is a
//! network ([`Paths`]) with some dozen nodes, however many cells the table has. What is found is checked against every
//! relation of the list ([`System::admits`]), so that tables which share cells with others need no special care.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::grid::{Cut, Grid, Stack};
use super::plane::{Ask, Paths, Plane, Room};
use super::system::{Shift, System};

/// How many partners every plane is tried with before all others are.
pub(crate) const PARTNERS: usize = 5;

/// A cell that rises without end rises at most this far here: more than any threshold that is met.
const FAR: i64 = 1 << 20;

/// What a cell is worth as a partner beyond this counts no more.
const ENOUGH: i64 = 12;

/// A grid of a system, cut into planes.
pub(crate) struct Cube<'a> {
    pub(crate) system: &'a System,
    grid: &'a Grid,
    pub(crate) cut: Cut,
    pub(crate) plane: Plane,
    /// Cells in relations of other tables, with what must move with them; nothing if they cannot move at all.
    tied: BTreeMap<u32, Option<Vec<(u32, i64)>>>,
}

/// A stack with what its cells leave room for.
pub(crate) struct Side {
    pub(crate) stack: Stack,
    pub(crate) room: Room,
    /// What it costs to hide the cells of each place; nothing where all are hidden.
    pub(crate) price: Vec<u64>,
}

/// A change of some stacks' planes: the stack, the place in the plane, by how much.
pub(crate) type Change = Vec<(usize, usize, i64)>;

/// Two tables that are wide enough apart in a cell of a plane.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proof {
    pub(crate) down: Change,
    pub(crate) up: Change,
}

impl<'a> Cube<'a> {
    /// Nothing if the grid has no two dimensions for it.
    pub(crate) fn new(system: &'a System, grid: &'a Grid) -> Option<Cube<'a>> {
        let cut = grid.cut()?;
        let plane = Plane { lines: cut.lines, columns: cut.columns };
        let mut cube = Cube { system, grid, cut, plane, tied: BTreeMap::new() };
        cube.tie();
        Some(cube)
    }

    fn tie(&mut self) {
        let mut inside = vec![false; self.system.open.len()];
        self.grid.cells.iter().for_each(|id| inside[id.index()] = true);
        let mut foreign = vec![false; self.system.rows.len()];
        for (row, foreign) in self.system.rows.iter().zip(&mut foreign) {
            *foreign = row.iter().any(|&(cell, _)| !inside[cell as usize]);
        }
        for id in &self.grid.cells {
            let rows: Vec<(u32, i8)> = self.system.rows_of[id.index()]
                .iter()
                .copied()
                .filter(|&(row, _)| foreign[row as usize])
                .collect();
            if rows.is_empty() {
                continue;
            }
            let mate = |&(row, sign): &(u32, i8)| {
                let members = self.system.rows[row as usize].iter();
                let mut free = members.filter(|&&(cell, _)| {
                    self.system.open[cell as usize] && self.system.rows_of[cell as usize].len() == 1
                });
                free.next().map(|&(cell, other)| (cell, -i64::from(sign) * i64::from(other)))
            };
            self.tied.insert(id.0, rows.iter().map(mate).collect());
        }
    }

    /// The cell of a plane.
    pub(crate) fn cell(&self, base: usize, place: usize) -> u32 {
        let (line, column) = (place / self.plane.columns, place % self.plane.columns);
        self.grid.cells[base + line * self.cut.line_stride + column * self.cut.column_stride].0
    }

    /// How many places a plane has.
    pub(crate) fn size(&self) -> usize {
        self.plane.lines * self.plane.columns
    }

    /// How far a cell may rise and fall, were it open.
    fn reach(&self, cell: u32) -> (i64, i64) {
        let own = (FAR, self.system.rest[cell as usize]);
        match self.tied.get(&cell) {
            None => own,
            Some(None) => (0, 0),
            Some(Some(mates)) => mates.iter().fold(own, |(up, down), &(mate, by)| {
                let rest = self.system.rest[mate as usize];
                if by < 0 { (up.min(rest), down) } else { (up, down.min(rest)) }
            }),
        }
    }

    /// What a stack leaves room for, if the cells that `movable` says may move.
    pub(crate) fn side(&self, stack: Stack, movable: &dyn Fn(u32) -> bool) -> Side {
        let mut room = Room { up: vec![FAR; self.size()], down: vec![FAR; self.size()] };
        for &(base, sign) in &stack {
            for place in 0..self.size() {
                let cell = self.cell(base, place);
                let (up, down) = if movable(cell) { self.reach(cell) } else { (0, 0) };
                let (up, down) = if 0 < sign { (up, down) } else { (down, up) };
                room.up[place] = room.up[place].min(up);
                room.down[place] = room.down[place].min(down);
            }
        }
        Side { stack, room, price: Vec::new() }
    }

    /// The nodes that are the best partners, by what their cells can give: enough, but no more than needed.
    pub(crate) fn partners(&self, usable: &(dyn Fn(u32) -> bool + Sync)) -> Vec<Vec<usize>> {
        let planes = self.grid.planes(&self.cut);
        let worths: Vec<(u64, u64)> = planes
            .par_iter()
            .map(|&base| {
                (0..self.size()).fold((0, 0), |(worth, all), place| {
                    let cell = self.cell(base, place);
                    let rest = self.system.rest[cell as usize];
                    let worthy = if usable(cell) { rest.min(ENOUGH) } else { 0 };
                    (worth + worthy as u64, all + rest as u64)
                })
            })
            .collect();
        let place: BTreeMap<usize, usize> =
            planes.iter().enumerate().map(|(at, &base)| (base, at)).collect();
        let worth = |base: usize| place.get(&base).map_or((0, 0), |&at| worths[at]);
        self.grid.partners(&self.cut, &worth)
    }

    /// The best of the partners.
    pub(crate) fn best(partners: &[Vec<usize>]) -> Vec<Vec<usize>> {
        partners.iter().map(|nodes| nodes.iter().copied().take(PARTNERS).collect()).collect()
    }

    pub(crate) fn planes(&self) -> Vec<usize> {
        self.grid.planes(&self.cut)
    }

    pub(crate) fn stacks(
        &self,
        base: usize,
        partners: &[Vec<usize>],
        with_sums: bool,
    ) -> Vec<Stack> {
        self.grid.stacks(&self.cut, base, partners, with_sums)
    }

    /// Two tables that make a place of a plane as wide as it must be, places dearer than a limit left alone.
    pub(crate) fn prove(
        &self,
        paths: &mut Paths,
        sides: &[Side],
        place: usize,
        need: i64,
        limit: u64,
    ) -> Option<Proof> {
        let mut proof = Proof::default();
        let mut missing = need;
        for up in [true, false] {
            let mut own = paths.still();
            for (at, side) in sides.iter().enumerate() {
                if missing == 0 {
                    break;
                }
                let ask = Ask { cell: place, up, with: 1, back: 0, price: &side.price, limit };
                let mut moved = paths.still();
                let before = own.all();
                let done = if before.is_empty() {
                    paths.push(ask, &side.room, &mut moved, missing)
                } else {
                    // What other stacks have moved in this plane counts: it is the same plane in all of them.
                    let mut room = side.room.clone();
                    for (at, by) in before {
                        let (up, down) = self.reach(self.cell(side.stack[0].0, at));
                        room.up[at] = room.up[at].min(up - by);
                        room.down[at] = room.down[at].min(down + by);
                    }
                    paths.push(ask, &room, &mut moved, missing)
                };
                missing -= done;
                let change = if up { &mut proof.up } else { &mut proof.down };
                for (cell, by) in moved.all() {
                    own.add(cell, by);
                    change.push((at, cell, by));
                }
                paths.take_back(moved);
            }
            paths.take_back(own);
        }
        (missing == 0).then_some(proof)
    }

    /// A change in terms of the list's cells.
    pub(crate) fn shift(&self, sides: &[Side], change: &Change) -> Shift {
        let mut moves: BTreeMap<u32, i64> = BTreeMap::new();
        for &(at, place, by) in change {
            for &(base, sign) in &sides[at].stack {
                let cell = self.cell(base, place);
                *moves.entry(cell).or_default() += sign * by;
                if let Some(Some(mates)) = self.tied.get(&cell) {
                    for &(mate, factor) in mates {
                        *moves.entry(mate).or_default() += factor * sign * by;
                    }
                }
            }
        }
        moves.into_iter().filter(|&(_, by)| by != 0).collect()
    }
}

/// The least and the greatest rest that two checked tables reach, for those of the asked cells (in order) where they
/// are far enough apart.
pub(crate) fn reached(system: &System, asked: &[u32]) -> BTreeMap<u32, (i64, i64)> {
    let mut found = BTreeMap::new();
    for grid in system.grids.iter().filter(|grid| grid.has_any(asked)) {
        let Some(cube) = Cube::new(system, grid) else { continue };
        let open = |cell: u32| system.open[cell as usize];
        let partners = cube.partners(&open);
        // Most cells by the best partners, what is left by all.
        for partners in [Cube::best(&partners), partners] {
            let results: Vec<BTreeMap<u32, (i64, i64)>> = cube
                .planes()
                .par_iter()
                .map(|&base| plane_reached(&cube, base, &partners, asked, &found))
                .collect();
            results.into_iter().for_each(|result| found.extend(result));
        }
    }
    found
}

fn plane_reached(
    cube: &Cube<'_>,
    base: usize,
    partners: &[Vec<usize>],
    asked: &[u32],
    before: &BTreeMap<u32, (i64, i64)>,
) -> BTreeMap<u32, (i64, i64)> {
    let system = cube.system;
    let mut found = BTreeMap::new();
    let places: Vec<usize> = (0..cube.size())
        .filter(|&place| {
            let cell = cube.cell(base, place);
            asked.binary_search(&cell).is_ok() && !before.contains_key(&cell)
        })
        .collect();
    if places.is_empty() {
        return found;
    }
    let open = |cell: u32| system.open[cell as usize];
    let sides: Vec<Side> = cube
        .stacks(base, partners, true)
        .into_iter()
        .map(|stack| cube.side(stack, &open))
        .collect();
    let mut paths = Paths::new(cube.plane);
    for place in places {
        let cell = cube.cell(base, place);
        if found.contains_key(&cell) {
            continue;
        }
        let need = system.threshold[cell as usize];
        let Some(proof) = cube.prove(&mut paths, &sides, place, need, 0) else { continue };
        let (down, up) = (cube.shift(&sides, &proof.down), cube.shift(&sides, &proof.up));
        if !system.admits(&down) || !system.admits(&up) {
            continue;
        }
        // The same two tables speak for every cell that they put far enough apart.
        let by = |shift: &Shift, cell: u32| {
            shift.binary_search_by_key(&cell, |&(at, _)| at).map_or(0, |at| shift[at].1)
        };
        let touched: BTreeSet<u32> = down.iter().chain(&up).map(|&(cell, _)| cell).collect();
        for cell in touched {
            let (a, b) = (by(&down, cell), by(&up, cell));
            let rest = system.rest[cell as usize];
            if system.threshold[cell as usize] <= (a - b).abs() {
                found.entry(cell).or_insert((rest + a.min(b), rest + a.max(b)));
            }
        }
    }
    found
}
