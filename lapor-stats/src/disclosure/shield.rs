//! Suppression in large tables of three and more dimensions, plane by plane.
//!
//! Every plane is made safe for itself: all that moves in it can be taken off the plane of a partner, a line with
//! enough in every cell, whose cells are then hidden in the same places. Which cells of the plane these are is a
//! question of cheapest cycles ([`Paths`]), and a few partners do for all planes.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rayon::prelude::*;

use super::cube::{Cube, Proof, Side, reached};
use super::plane::{Ask, Paths};
use super::system::System;

/// What the weight of a cell is worth in steps of a path.
const STEPS: u64 = 64;

/// What must not move.
const CLOSED: u64 = u64::MAX;

/// How often what is not safe yet is gone through.
const ROUNDS: usize = 8;

/// Hides cells of the large tables until most cells that are not safe are; gives the hidden ones, in order.
///
/// Whoever calls asks the attacker, who may find that something is left to do.
pub(crate) fn shield(system: &mut System) -> Vec<u32> {
    let mut hidden = BTreeSet::new();
    for grid in system.grids.clone().iter() {
        if grid.cells.iter().all(|id| !system.guarded[id.index()]) {
            continue;
        }
        let Some(cube) = Cube::new(system, grid) else { continue };
        let usable = |cell: u32| system.open[cell as usize] || system.hideable[cell as usize];
        let partners = Cube::best(&cube.partners(&usable));
        let planes: Vec<BTreeSet<u32>> =
            cube.planes().par_iter().map(|&base| shield_plane(&cube, base, &partners)).collect();
        let more: BTreeSet<u32> = planes.into_iter().flatten().collect();
        more.iter().for_each(|&cell| system.hide(cell));
        hidden.extend(more);
        hidden.extend(finish(system, grid));
    }
    hidden.into_iter().collect()
}

/// A plane on its own, with partners that are taken for hidden.
struct Face<'a> {
    cube: &'a Cube<'a>,
    base: usize,
    sides: Vec<Side>,
    paths: Paths,
    guarded: Vec<bool>,
    need: Vec<i64>,
    rest: Vec<i64>,
    /// For each place that is safe what its two tables change.
    proofs: Vec<Option<Rc<Used>>>,
    /// For each place those whose two tables change it.
    reliant: Vec<Vec<usize>>,
}

/// Stacks and places.
type Used = BTreeSet<(usize, usize)>;

fn shield_plane(cube: &Cube<'_>, base: usize, partners: &[Vec<usize>]) -> BTreeSet<u32> {
    let system = cube.system;
    let usable = |cell: u32| system.open[cell as usize] || system.hideable[cell as usize];
    let cells: Vec<u32> = (0..cube.size()).map(|place| cube.cell(base, place)).collect();
    if cells.iter().all(|&cell| !system.guarded[cell as usize]) {
        return BTreeSet::new();
    }
    let price = |&cell: &u32| match (system.open[cell as usize], system.hideable[cell as usize]) {
        (true, _) => 0,
        (false, true) => STEPS * system.weight[cell as usize],
        (false, false) => CLOSED,
    };
    let prices: Vec<u64> = cells.iter().map(price).collect();
    let side = |stack| Side { price: prices.clone(), ..cube.side(stack, &usable) };
    let mut face = Face {
        cube,
        base,
        sides: cube.stacks(base, partners, false).into_iter().map(side).collect(),
        paths: Paths::new(cube.plane),
        guarded: cells.iter().map(|&cell| system.guarded[cell as usize]).collect(),
        need: cells.iter().map(|&cell| system.threshold[cell as usize]).collect(),
        rest: cells.iter().map(|&cell| system.rest[cell as usize]).collect(),
        proofs: vec![None; cells.len()],
        reliant: vec![Vec::new(); cells.len()],
    };
    let secondary = face.hide();
    face.show(secondary);
    face.needed()
}

impl Face<'_> {
    /// Hides places until every guarded one is safe or nothing helps it; gives what it hid.
    fn hide(&mut self) -> Vec<usize> {
        let mut queue: Vec<usize> =
            (0..self.guarded.len()).filter(|&place| self.guarded[place]).collect();
        // The most that is asked first: what is hidden for it often does for the others.
        queue.sort_by_key(|&place| (std::cmp::Reverse(self.need[place]), self.rest[place], place));
        let mut secondary = Vec::new();
        let mut next = 0;
        while let Some(&place) = queue.get(next) {
            next += 1;
            if self.proofs[place].is_some() || self.prove(place) {
                continue;
            }
            let (need, rest) = (self.need[place], self.rest[place]);
            let way = cheapest(self.cube, &mut self.paths, &self.sides, place, (need, rest));
            for (_, other) in way.into_iter().flat_map(|(_, used)| used) {
                if !self.guarded[other] {
                    self.set_price(other, 0);
                    self.guarded[other] = true;
                    secondary.push(other);
                    queue.push(other);
                }
            }
            self.prove(place);
        }
        secondary
    }

    fn set_price(&mut self, place: usize, price: u64) {
        for side in &mut self.sides {
            side.price[place] = price;
        }
    }

    /// Looks for two tables with what is hidden, and remembers for whom else they do.
    fn prove(&mut self, place: usize) -> bool {
        let need = self.need[place];
        let found = self.cube.prove(&mut self.paths, &self.sides, place, need, 0);
        let Some(proof) = found else { return false };
        let mut width: BTreeMap<usize, i64> = BTreeMap::new();
        for &(_, place, by) in &proof.up {
            *width.entry(place).or_default() += by;
        }
        for &(_, place, by) in &proof.down {
            *width.entry(place).or_default() -= by;
        }
        let used = Rc::new(used(&proof));
        for (other, width) in width {
            if other == place || (self.proofs[other].is_none() && self.need[other] <= width.abs()) {
                self.proofs[other] = Some(Rc::clone(&used));
                used.iter().for_each(|&(_, relied)| self.reliant[relied].push(other));
            }
        }
        true
    }

    /// Shows places again that the others can do without, the heaviest first.
    fn show(&mut self, mut secondary: Vec<usize>) {
        let system = self.cube.system;
        let (cube, base) = (self.cube, self.base);
        let weight = |place: usize| system.weight[cube.cell(base, place) as usize];
        secondary
            .sort_by_key(|&place| (std::cmp::Reverse(weight(place)), std::cmp::Reverse(place)));
        for place in secondary {
            let relies = |proof: &Option<Rc<Used>>| -> bool {
                proof.as_ref().is_some_and(|used| used.iter().any(|&(_, other)| other == place))
            };
            // Noted once and perhaps proved otherwise since.
            let noted = std::mem::take(&mut self.reliant[place]);
            let reliant: Vec<usize> = BTreeSet::from_iter(noted.iter().copied())
                .into_iter()
                .filter(|&other| relies(&self.proofs[other]))
                .collect();
            self.set_price(place, CLOSED);
            self.guarded[place] = false;
            let own = self.proofs[place].take();
            let before: Vec<Option<Rc<Used>>> =
                reliant.iter().map(|&other| self.proofs[other].take()).collect();
            let safe = reliant.iter().all(|&other| {
                !self.guarded[other] || self.proofs[other].is_some() || self.prove(other)
            });
            if !safe {
                // A proof that did without this place holds with it too.
                for (&other, proof) in reliant.iter().zip(before) {
                    self.proofs[other] = proof;
                }
                self.proofs[place] = own;
                self.reliant[place] = noted;
                self.set_price(place, 0);
                self.guarded[place] = true;
            }
        }
    }

    /// The cells that are hidden, in this plane and in its partners, beyond those that were.
    fn needed(&self) -> BTreeSet<u32> {
        let system = self.cube.system;
        let mut cells: BTreeSet<u32> = (0..self.guarded.len())
            .filter(|&place| self.guarded[place])
            .map(|place| self.cube.cell(self.base, place))
            .collect();
        for used in self.proofs.iter().flatten() {
            for &(stack, place) in used.iter() {
                let stack = &self.sides[stack].stack;
                cells.extend(stack.iter().map(|&(base, _)| self.cube.cell(base, place)));
            }
        }
        cells.retain(|&cell| !system.open[cell as usize] && system.hideable[cell as usize]);
        cells
    }
}

fn used(proof: &Proof) -> Used {
    proof.up.iter().chain(&proof.down).map(|&(stack, place, _)| (stack, place)).collect()
}

/// The cheapest way to make a place wide enough, by one cycle or by several; with its cost.
fn cheapest(
    cube: &Cube<'_>,
    paths: &mut Paths,
    sides: &[Side],
    place: usize,
    (need, rest): (i64, i64),
) -> Option<(u64, Used)> {
    let still = paths.still();
    let most = rest.min(need);
    // Upwards and downwards by the same cells, or upwards alone.
    let mut splits = vec![(need - most, most), (need, 0), (need - most / 2, most / 2)];
    splits.dedup();
    let mut best: Option<(u64, Used)> = None;
    for (at, side) in sides.iter().enumerate() {
        for &(with, back) in &splits {
            let ask =
                Ask { cell: place, up: true, with, back, price: &side.price, limit: CLOSED - 1 };
            let Some((cycle, cost)) = paths.cycle(ask, &side.room, &still) else { continue };
            if best.as_ref().is_none_or(|best| cost < best.0) {
                best = Some((cost, cycle.into_iter().map(|(place, _)| (at, place)).collect()));
            }
        }
    }
    if let Some(proof) = cube.prove(paths, sides, place, need, CLOSED - 1) {
        let used = used(&proof);
        let cost = used.iter().map(|&(at, place)| sides[at].price[place] + 1).sum();
        if best.as_ref().is_none_or(|best| cost < best.0) {
            best = Some((cost, used));
        }
    }
    paths.take_back(still);
    best
}

/// What single planes did not settle, one after another, partners no longer for nothing.
fn finish(system: &mut System, grid: &super::grid::Grid) -> BTreeSet<u32> {
    let mut hidden = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mut inside: Vec<u32> = grid.cells.iter().map(|id| id.0).collect();
        inside.retain(|&cell| system.guarded[cell as usize]);
        inside.sort_unstable();
        let safe = reached(system, &inside);
        inside.retain(|cell| !safe.contains_key(cell));
        let more = match Cube::new(system, grid) {
            Some(cube) => help(&cube, &inside),
            None => BTreeSet::new(),
        };
        if more.is_empty() {
            break;
        }
        more.iter().for_each(|&cell| system.hide(cell));
        hidden.extend(more);
    }
    hidden
}

/// The cells of the cheapest cycles for some cells, each in the light of those before.
fn help(cube: &Cube<'_>, exposed: &[u32]) -> BTreeSet<u32> {
    let system = cube.system;
    let mut hidden: BTreeSet<u32> = BTreeSet::new();
    let usable = |cell: u32| system.open[cell as usize] || system.hideable[cell as usize];
    let partners = Cube::best(&cube.partners(&usable));
    let mut paths = Paths::new(cube.plane);
    for base in cube.planes() {
        let mine: Vec<usize> = (0..cube.size())
            .filter(|&place| exposed.binary_search(&cube.cell(base, place)).is_ok())
            .collect();
        if mine.is_empty() {
            continue;
        }
        let mut sides: Vec<Side> = cube
            .stacks(base, &partners, true)
            .into_iter()
            .map(|stack| cube.side(stack, &usable))
            .collect();
        for place in mine {
            for side in &mut sides {
                let prices = (0..cube.size()).map(|place| {
                    let cells = side.stack.iter().map(|&(base, _)| cube.cell(base, place));
                    cells
                        .filter(|&cell| !system.open[cell as usize] && !hidden.contains(&cell))
                        .map(|cell| STEPS * system.weight[cell as usize])
                        .sum()
                });
                side.price = prices.collect();
            }
            let cell = cube.cell(base, place) as usize;
            let ask = (system.threshold[cell], system.rest[cell]);
            let Some((_, used)) = cheapest(cube, &mut paths, &sides, place, ask) else { continue };
            let cells = used.iter().flat_map(|&(at, place)| {
                sides[at].stack.iter().map(move |&(base, _)| cube.cell(base, place))
            });
            hidden.extend(cells.filter(|&cell| !system.open[cell as usize]));
        }
    }
    hidden
}
