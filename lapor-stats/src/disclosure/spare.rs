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

/// What the programs may cost that are asked whether a cell can be shown again, each the square of its unknown cells: 150 of
/// them in a list of two hundred, six in one of a thousand.
const PROGRAMS: u64 = 6_000_000;

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
        let mut kept = Kept { work: PROGRAMS, ..Kept::default() };
        for component in &components {
            let concerned = component.iter().any(|cell| self.secondary.contains(cell));
            if component.len() <= SOLVED && concerned {
                let asked = self.asked(system, component);
                kept.unproved.extend(&asked);
                kept.extend(prove(system, component, &asked));
            }
        }
        for cell in order {
            system.show(cell);
            if self.harms(system, cell, &mut kept) {
                system.hide(cell);
            } else {
                self.secondary.remove(&cell);
                kept.proofs.remove(&cell);
            }
        }
    }

    /// Those of some cells that must be wide enough.
    fn asked(&self, system: &System, cells: &[u32]) -> Vec<u32> {
        let is_asked = |cell: &u32| system.guarded[*cell as usize] && !self.lost.contains(cell);
        cells.iter().copied().filter(is_asked).collect()
    }

    /// Whether showing a cell has exposed one that relied on it, or around it.
    fn harms(&self, system: &System, cell: u32, kept: &mut Kept) -> bool {
        let relies = |other: &u32| {
            *other != cell && kept.proofs.get(other).is_some_and(|proof| uses(proof, cell))
        };
        let reliant: Vec<u32> =
            kept.reliant.get(&cell).into_iter().flatten().copied().filter(relies).collect();
        // A proof that does without the cell holds as before.
        let renewed: Option<Vec<(u32, Swing)>> = self
            .asked(system, &reliant)
            .into_iter()
            .map(|other| Some((other, swing_by_moves(system, other, Effort::QUICK)?)))
            .collect();
        if let Some(renewed) = renewed.filter(|_| kept.unproved.is_empty()) {
            kept.extend(renewed);
            return false;
        }
        let mut looked_at: BTreeSet<u32> = BTreeSet::new();
        let mut renewed = Vec::new();
        for &(row, _) in &system.rows_of[cell as usize] {
            for &(other, _) in &system.rows[row as usize] {
                if !system.open[other as usize] || looked_at.contains(&other) {
                    continue;
                }
                let component = system.component_of(other, SOLVED).unwrap_or_default();
                let asked = self.asked(system, &component);
                // A large list keeps a cell hidden that it could perhaps have shown, rather than take minutes.
                match kept.work.checked_sub((component.len() as u64).pow(2)) {
                    Some(left) => kept.work = left,
                    None => return true,
                }
                let proofs = prove(system, &component, &asked);
                if proofs.len() < asked.len() {
                    return true;
                }
                renewed.extend(proofs);
                looked_at.extend(component);
            }
        }
        kept.extend(renewed);
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

/// Proofs that are not asked for again as long as they hold.
#[derive(Default)]
struct Kept {
    proofs: BTreeMap<u32, Swing>,
    /// For each cell those whose proofs have used it.
    reliant: BTreeMap<u32, BTreeSet<u32>>,
    /// Those for which none has been found.
    unproved: BTreeSet<u32>,
    /// What may still be spent on programs.
    work: u64,
}

impl Kept {
    fn extend(&mut self, proofs: Vec<(u32, Swing)>) {
        for (cell, proof) in proofs {
            self.unproved.remove(&cell);
            note(&mut self.reliant, cell, &proof);
            self.proofs.insert(cell, proof);
        }
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
