//! The second half of suppression: what was hidden and is not needed is shown again.

use std::collections::{BTreeMap, BTreeSet};

use super::attack::{SOLVED, prove};
use super::suppress::Work;
use super::swing::{Effort, Swing, swing_by_moves};
use super::system::System;

/// A cell that more proofs than this rely on stays hidden.
const RELIANT: usize = 400;

/// In lists of more cells than this no better answer is looked for than the first.
const SMALL: usize = 600;

/// How many secondary cells are tried to be done without.
const TRIES: u64 = 8;

/// What this may cost: so many tries in a list of one unknown cell, and fewer by the square of their number.
const WORK: u64 = 6_000;

impl Work {
    fn weight(&self, system: &System) -> u64 {
        self.secondary.iter().map(|&cell| system.weight[cell as usize]).sum()
    }

    /// Does without one secondary cell after another and repairs what that breaks, where it turns out lighter.
    pub(super) fn improve(&mut self, system: &mut System) {
        if SMALL < system.open.len() {
            return;
        }
        let size = system.open.iter().filter(|&&open| open).count() as u64;
        let mut tries = (WORK / (size * size + 1)).min(TRIES);
        let mut tried: BTreeSet<u32> = BTreeSet::new();
        while let Some(cell) = self
            .secondary
            .iter()
            .copied()
            .filter(|cell| !tried.contains(cell))
            .max_by_key(|&cell| (system.weight[cell as usize], cell))
        {
            if tries == 0 {
                break;
            }
            tries -= 1;
            tried.insert(cell);
            let mut changed = system.clone();
            changed.show(cell);
            changed.hideable[cell as usize] = false;
            let mut other = Work::default();
            other.secondary.clone_from(&self.secondary);
            other.lost.clone_from(&self.lost);
            other.secondary.remove(&cell);
            other.hide_until_safe(&mut changed);
            if self.lost.len() < other.lost.len() {
                continue;
            }
            changed.hideable[cell as usize] = true;
            other.show_what_is_not_needed(&mut changed);
            if other.weight(&changed) < self.weight(system) {
                *self = other;
                *system = changed;
                tried.clear();
            }
        }
    }

    /// Shows each secondary cell again, the heaviest first, if the attacker finds nothing then.
    pub(super) fn show_what_is_not_needed(&mut self, system: &mut System) {
        if self.secondary.is_empty() {
            return;
        }
        let components = system.components();
        let mut order: Vec<u32> = Vec::new();
        for component in &components {
            let mine: Vec<u32> =
                component.iter().copied().filter(|cell| self.secondary.contains(cell)).collect();
            if component.iter().any(|cell| self.by_planes.contains(cell)) {
                // Every plane has been gone through for itself.
                continue;
            }
            if SOLVED < component.len() {
                self.show_by_proofs(system, component, mine);
            } else {
                order.extend(mine);
            }
        }
        order.sort_by_key(|&cell| {
            (std::cmp::Reverse(system.weight[cell as usize]), std::cmp::Reverse(cell))
        });
        for cell in order {
            system.show(cell);
            if self.harms(system, cell) {
                system.hide(cell);
            } else {
                self.secondary.remove(&cell);
            }
        }
    }

    /// Whether showing a cell has exposed one around it.
    fn harms(&self, system: &System, cell: u32) -> bool {
        let mut looked_at: BTreeSet<u32> = BTreeSet::new();
        for &(row, _) in &system.rows_of[cell as usize] {
            for &(other, _) in &system.rows[row as usize] {
                if !system.open[other as usize] || looked_at.contains(&other) {
                    continue;
                }
                let component = system.component_of(other, SOLVED).unwrap_or_default();
                let asked: Vec<u32> = component
                    .iter()
                    .copied()
                    .filter(|other| system.guarded[*other as usize] && !self.lost.contains(other))
                    .collect();
                if prove(system, &component, &asked).len() < asked.len() {
                    return true;
                }
                looked_at.extend(component);
            }
        }
        false
    }

    /// The same in a large component: whatever relied on the cell must have another proof.
    fn show_by_proofs(&mut self, system: &mut System, component: &[u32], mut order: Vec<u32>) {
        let asked: Vec<u32> = component
            .iter()
            .copied()
            .filter(|cell| system.guarded[*cell as usize] && !self.lost.contains(cell))
            .collect();
        let missing: Vec<u32> =
            asked.into_iter().filter(|cell| !self.proofs.contains_key(cell)).collect();
        let mut proofs = std::mem::take(&mut self.proofs);
        proofs.extend(prove(system, component, &missing));
        let mut reliant: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (&cell, proof) in &proofs {
            note(&mut reliant, cell, proof);
        }
        order.sort_by_key(|&cell| {
            (
                std::cmp::Reverse(system.weight[cell as usize]),
                reliant.get(&cell).map_or(0, BTreeSet::len),
                cell,
            )
        });
        for cell in order {
            // Noted once and perhaps proved otherwise since.
            let relies: Vec<u32> = reliant
                .get(&cell)
                .into_iter()
                .flatten()
                .copied()
                .filter(|other| {
                    *other != cell && proofs.get(other).is_some_and(|proof| uses(proof, cell))
                })
                .collect();
            if RELIANT < relies.len() {
                continue;
            }
            system.show(cell);
            let renewed: Option<Vec<(u32, Swing)>> = relies
                .iter()
                .map(|&other| Some((other, swing_by_moves(system, other, Effort::QUICK)?)))
                .collect();
            let Some(renewed) = renewed else {
                system.hide(cell);
                continue;
            };
            self.secondary.remove(&cell);
            proofs.remove(&cell);
            for (other, proof) in renewed {
                note(&mut reliant, other, &proof);
                proofs.insert(other, proof);
            }
        }
        self.proofs = proofs;
    }
}

fn note(reliant: &mut BTreeMap<u32, BTreeSet<u32>>, cell: u32, proof: &Swing) {
    for &(used, _) in proof.down.iter().chain(&proof.up) {
        reliant.entry(used).or_default().insert(cell);
    }
}

fn uses(proof: &Swing, cell: u32) -> bool {
    [&proof.down, &proof.up]
        .iter()
        .any(|shift| shift.binary_search_by_key(&cell, |&(at, _)| at).is_ok())
}
