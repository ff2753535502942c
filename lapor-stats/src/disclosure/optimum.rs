//! The least weight of hidden cells that is safe, for what is small.
//!
//! An implicit hitting set: if a cell is exposed although all of a set is hidden, one cell outside that set must be hidden.
//! Such demands are collected, the least weight that meets them all is found by branch and bound, and the attacker
//! judges it: either it is safe, and then nothing lighter is, or it yields another demand (E. Moreno-Centeno and R. M.
//! Karp, The implicit hitting set approach to solve combinatorial optimization problems, Operations Research 61 (2013)
//! 453-468). Hiding more only ever adds tables that are consistent, so a demand once made holds for good.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::attack::exposed;
use super::swing::{Effort, swing};
use super::system::System;

/// How many cells may be hidden or not, at most, in a part of the list that is solved.
const CHOICES: usize = 24;

/// How many cells such a part has at most.
const LARGEST: usize = 72;

/// How many demands are collected before the greedy answer stands.
const DEMANDS: usize = 80;

/// How many nodes a search for the lightest answer may have.
const NODES: u64 = 10_000;

/// One of these cells must be hidden, once the guard is (none: in any case).
#[derive(Clone, Debug)]
struct Demand {
    guard: Option<u32>,
    cells: Vec<u32>,
}

/// The lightest safe secondary cells in place of `bound`, and whether they are: in parts of the list that are too
/// large for it, and where something is lost anyway, the bound's cells stay.
pub(crate) fn optimum(
    system: &System,
    bound: &BTreeSet<u32>,
    lost: &BTreeSet<u32>,
) -> (BTreeSet<u32>, bool) {
    if bound.is_empty() {
        return (BTreeSet::new(), true);
    }
    let mut base = system.clone();
    bound.iter().for_each(|&cell| base.show(cell));
    let parts = parts(&base);
    let best: Vec<(BTreeSet<u32>, bool)> = parts
        .par_iter()
        .map(|part| {
            let of_bound: BTreeSet<u32> =
                part.iter().copied().filter(|cell| bound.contains(cell)).collect();
            if of_bound.is_empty() {
                return (of_bound, true);
            }
            let choices: Vec<u32> =
                part.iter().copied().filter(|&cell| base.hideable[cell as usize]).collect();
            let too_large = CHOICES < choices.len() || LARGEST < part.len();
            if too_large || part.iter().any(|cell| lost.contains(cell)) {
                return (of_bound, false);
            }
            match part_optimum(&base, part, &choices, &of_bound) {
                Some(best) => (best, true),
                None => (of_bound, false),
            }
        })
        .collect();
    let optimal = best.iter().all(|&(_, optimal)| optimal);
    (best.into_iter().flat_map(|(part, _)| part).collect(), optimal)
}

/// The cells in groups between which no relation runs, whatever is hidden.
fn parts(base: &System) -> Vec<Vec<u32>> {
    let mut all_open = base.clone();
    for cell in 0..all_open.open.len() {
        all_open.open[cell] |= all_open.hideable[cell];
    }
    all_open.components()
}

fn part_optimum(
    base: &System,
    part: &[u32],
    choices: &[u32],
    bound: &BTreeSet<u32>,
) -> Option<BTreeSet<u32>> {
    let weight =
        |cells: &BTreeSet<u32>| cells.iter().map(|&cell| base.weight[cell as usize]).sum::<u64>();
    let mut demands: Vec<Demand> = Vec::new();
    let mut system = base.clone();
    while demands.len() < DEMANDS {
        let chosen = lightest(base, &demands, weight(bound))?;
        // Nothing lighter than the greedy answer meets the demands: it is an optimum itself.
        let Some(chosen) = chosen else { return Some(bound.clone()) };
        chosen.iter().for_each(|&cell| system.hide(cell));
        let asked: Vec<u32> =
            part.iter().copied().filter(|&cell| system.guarded[cell as usize]).collect();
        let exposed: Vec<u32> =
            exposed(&system, &asked).into_iter().flat_map(|found| found.cells).collect();
        if exposed.is_empty() {
            return Some(chosen);
        }
        for &cell in exposed.iter().take(3) {
            let demand = demand(&mut system, choices, cell);
            demands.push(Demand { guard: chosen.contains(&cell).then_some(cell), cells: demand });
        }
        chosen.iter().for_each(|&cell| system.show(cell));
    }
    None
}

/// The cells outside a set that is as large as can be while the cell stays exposed.
fn demand(system: &mut System, choices: &[u32], cell: u32) -> Vec<u32> {
    let mut outside: Vec<u32> =
        choices.iter().copied().filter(|&other| system.hideable[other as usize]).collect();
    let start = outside.clone();
    // The light ones are left outside, because a demand for heavy cells alone raises the weight the most.
    outside.sort_by_key(|&other| (system.weight[other as usize], other));
    let mut wanted = Vec::new();
    let mut pieces = vec![outside];
    while let Some(mut piece) = pieces.pop() {
        piece.iter().for_each(|&other| system.hide(other));
        if swing(system, cell, Effort::FULL).is_none() {
            continue;
        }
        piece.iter().for_each(|&other| system.show(other));
        if let [other] = piece[..] {
            wanted.push(other);
            continue;
        }
        let rest = piece.split_off(piece.len() / 2);
        pieces.push(rest);
        pieces.push(piece);
    }
    for &other in &start {
        if system.open[other as usize] {
            system.show(other);
        }
    }
    wanted.sort_by_key(|&other| (system.weight[other as usize], other));
    wanted
}

/// The lightest set that meets all demands and is lighter than a bound: `Some(None)` if there is none, `None` if the
/// search is too long.
#[expect(clippy::option_option, reason = "not found and not finished are different answers")]
fn lightest(base: &System, demands: &[Demand], below: u64) -> Option<Option<BTreeSet<u32>>> {
    let mut search = Hitting { base, demands, best: None, below, nodes: NODES };
    search.go(&mut BTreeSet::new(), &mut BTreeSet::new(), 0)?;
    Some(search.best)
}

struct Hitting<'a> {
    base: &'a System,
    demands: &'a [Demand],
    best: Option<BTreeSet<u32>>,
    below: u64,
    nodes: u64,
}

impl Hitting<'_> {
    fn go(
        &mut self,
        chosen: &mut BTreeSet<u32>,
        excluded: &mut BTreeSet<u32>,
        weight: u64,
    ) -> Option<()> {
        self.nodes = self.nodes.checked_sub(1)?;
        // Demands that share no cell must each be paid for.
        let mut counted: BTreeSet<u32> = BTreeSet::new();
        let mut least = weight;
        let mut first: Option<Vec<u32>> = None;
        for demand in self.demands {
            let asked = demand.guard.is_none_or(|guard| chosen.contains(&guard));
            if !asked || demand.cells.iter().any(|cell| chosen.contains(cell)) {
                continue;
            }
            let free: Vec<u32> =
                demand.cells.iter().copied().filter(|cell| !excluded.contains(cell)).collect();
            let Some(cheapest) = free.iter().map(|&cell| self.base.weight[cell as usize]).min()
            else {
                return Some(());
            };
            if free.iter().all(|cell| !counted.contains(cell)) {
                counted.extend(&free);
                least += cheapest;
            }
            if first.as_ref().is_none_or(|other| free.len() < other.len()) {
                first = Some(free);
            }
        }
        if self.below <= least {
            return Some(());
        }
        let Some(cells) = first else {
            self.below = weight;
            self.best = Some(chosen.clone());
            return Some(());
        };
        for &cell in &cells {
            chosen.insert(cell);
            self.go(chosen, excluded, weight + self.base.weight[cell as usize])?;
            chosen.remove(&cell);
            excluded.insert(cell);
        }
        for cell in &cells {
            excluded.remove(cell);
        }
        Some(())
    }
}
