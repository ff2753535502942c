//! Suppression: hides what breaks the rule, then as little more as keeps it from being computed.
//!
//! First the primary rule. Then, for each cell that the attacker can narrow down, the cheapest move of the table that
//! makes it wide enough is looked for among hidden and shown cells, and its shown cells are hidden (the idea of J. P.
//! Kelly, B. L. Golden and A. A. Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22
//! (1992) 397-417, with moves in place of flows, so that it works in any number of dimensions). A last pass shows again
//! what is not needed. A list that is small enough is solved to the optimum (see `optimum`).
//!
//! The attacker judges in both steps, so a mistake here costs numbers, never people.

use std::collections::{BTreeMap, BTreeSet};

use super::attack::{EXACT, Exposed, SOLVED, exposed, prove, still_exposed};
use super::cell::{CellId, Cells, State};
use super::moves::Search;
use super::optimum::optimum;
use super::swing::{Effort, Swing, swing_by_moves};
use super::system::System;

/// A cell that more proofs than this rely on stays hidden.
const RELIANT: usize = 400;

/// In a table with longer rows than this there are many moves, and the first ones are as good as any.
const LONG: usize = 100;

/// Looks at cells for one move that is to be cheap.
const LOOKS: u64 = 20_000;

/// What was hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppression {
    /// Hidden by the rule itself, or hidden before.
    pub primary: Vec<CellId>,
    /// Hidden so that the others cannot be computed.
    pub secondary: Vec<CellId>,
    /// Cells that nothing can protect any more, because of what earlier releases have shown. A list with such cells
    /// must not be published as it is.
    pub lost: Vec<CellId>,
    /// Whether no smaller weight of hidden cells is safe.
    pub optimal: bool,
}

/// Hides cells until the attacker finds nothing, as little as it can.
///
/// The weight of what is hidden is kept low, so that a total is hidden only where parts do not do. What an earlier
/// release hid stays hidden: a cell with the state [`State::Hidden`] and `fixed` is never shown again.
///
/// ```
/// use lapor_stats::disclosure::{Cells, Dimension, Table, attack, suppress};
///
/// let agency = Dimension::summed("agency", &["Air", "Jalan", "Pasar"], 5);
/// let outcome = Dimension::summed("outcome", &["met", "late"], 5);
/// let counts = [17, 3, 20, 40, 9, 12].map(|count| (count, 0)).to_vec();
/// let mut cells = Cells::new();
/// Table { name: "compliance".to_owned(), dimensions: vec![agency, outcome], counts }.declare(&mut cells)?;
/// let done = suppress(&mut cells);
/// // The 3, the other number of its line, and both of another line; no total.
/// assert_eq!((done.primary.len(), done.secondary.len()), (1, 3));
/// assert!(attack(&cells).is_safe());
/// # Ok::<(), lapor_stats::disclosure::Refusal>(())
/// ```
pub fn suppress(cells: &mut Cells) -> Suppression {
    suppress_with(cells, true)
}

/// The same, without looking for the optimum of a small list when `exact` is false.
pub(super) fn suppress_with(cells: &mut Cells, exact: bool) -> Suppression {
    let mut done = Suppression::default();
    let breaking: Vec<CellId> = cells
        .iter()
        .filter(|(_, cell)| cell.is_sensitive() && cell.state == State::Shown)
        .map(|(id, _)| id)
        .collect();
    for id in breaking {
        cells.hide(id);
        if cells[id].state == State::Shown {
            done.lost.push(id);
        }
    }
    done.primary =
        cells.iter().filter(|(_, cell)| cell.state == State::Hidden).map(|(id, _)| id).collect();
    let mut system = System::new(cells);
    let mut work = Work::default();
    work.hide_until_safe(&mut system);
    work.show_what_is_not_needed(&mut system);
    if exact {
        let bound: BTreeSet<u32> = work.secondary.clone();
        if let Some(best) = optimum(&system, &bound, &work.lost) {
            for &cell in bound.difference(&best) {
                system.show(cell);
            }
            for &cell in best.difference(&bound) {
                system.hide(cell);
            }
            work.secondary = best;
            done.optimal = true;
        }
    }
    // The last word is the attacker's, on what will be published.
    work.hide_until_safe(&mut system);
    let lost: Vec<u32> =
        work.lost.iter().copied().filter(|&cell| system.guarded[cell as usize]).collect();
    work.lost = still_exposed(&system, &lost).into_iter().collect();
    for &cell in &work.secondary {
        cells.hide(System::id(cell));
    }
    done.secondary = work.secondary.into_iter().map(System::id).collect();
    done.lost.extend(work.lost.into_iter().map(System::id));
    done.lost.sort_unstable();
    done
}

/// What was done for a cell.
#[derive(PartialEq, Eq)]
enum Help {
    /// It is wide enough now.
    Enough,
    /// Something was hidden.
    Some,
    /// There was nothing to hide.
    None,
}

/// The cheapest move of a cell among hidden cells and such as may be hidden, with what hiding them costs.
fn cheapest(
    system: &System,
    cell: u32,
    step: i64,
    floor: (i64, i64),
) -> Option<(u64, Vec<(u32, i64)>)> {
    let price = |other: u32| match (system.open[other as usize], system.hideable[other as usize]) {
        (true, _) => Some(0),
        (false, true) => Some(system.weight[other as usize]),
        (false, false) => None,
    };
    let long = system.rows_of[cell as usize]
        .iter()
        .any(|&(row, _)| LONG < system.rows[row as usize].len());
    let mut looks = if long { LOOKS / 8 } else { LOOKS };
    Search { system, price: &price, before: &[], floor, first: false }.run(cell, step, &mut looks)
}

#[derive(Default)]
struct Work {
    secondary: BTreeSet<u32>,
    lost: BTreeSet<u32>,
    proofs: BTreeMap<u32, Swing>,
    /// Exposed, with nothing left to hide for them.
    helpless: BTreeSet<u32>,
}

impl Work {
    fn hide(&mut self, system: &mut System, cell: u32) {
        system.hide(cell);
        self.secondary.insert(cell);
    }

    /// Hides further cells until no guarded one is exposed, or only those that nothing can help.
    fn hide_until_safe(&mut self, system: &mut System) {
        self.proofs.retain(|_, proof| system.admits(&proof.down) && system.admits(&proof.up));
        let mut asked: Vec<u32> = (0..system.open.len() as u32)
            .filter(|cell| system.guarded[*cell as usize] && !self.proofs.contains_key(cell))
            .collect();
        loop {
            asked.retain(|cell| !self.lost.contains(cell) && !self.helpless.contains(cell));
            let found = exposed(system, &asked);
            if found.iter().all(|found| found.cells.is_empty()) {
                self.keep(found);
                break;
            }
            // To hide more never exposes what was safe: only these and what is hidden now need another look.
            asked.clear();
            for Exposed { size, mut cells, proofs } in found {
                self.keep(vec![Exposed { size, cells: Vec::new(), proofs }]);
                // The most that is asked first: what is hidden for it often does for the others.
                cells.sort_by_key(|&cell| {
                    (std::cmp::Reverse(system.threshold[cell as usize]), cell)
                });
                asked.extend(&cells);
                // Where it is cheap to look again, the next cells are hidden in the light of the last.
                cells.truncate(if size <= EXACT { 1 + size / 40 } else { usize::MAX });
                for cell in cells {
                    asked.extend(self.widen(system, cell));
                }
            }
            asked.sort_unstable();
            asked.dedup();
        }
        // For these nothing was left to hide; the full search has the last word.
        let helpless: Vec<u32> = std::mem::take(&mut self.helpless).into_iter().collect();
        self.lost.extend(still_exposed(system, &helpless));
    }

    /// Remembers the proofs of a large component, which hold whatever else is hidden.
    fn keep(&mut self, found: Vec<Exposed>) {
        let large = found.into_iter().filter(|found| SOLVED < found.size);
        self.proofs.extend(large.flat_map(|found| found.proofs));
    }

    /// Hides what makes one cell wide enough, and gives it.
    fn widen(&mut self, system: &mut System, cell: u32) -> Vec<u32> {
        let mut hidden = Vec::new();
        while swing_by_moves(system, cell, Effort::QUICK).is_none() {
            let (help, more) = self.protect(system, cell);
            hidden.extend(more);
            if help == Help::Enough || help == Help::None || EXACT < hidden.len() {
                break;
            }
        }
        if hidden.is_empty() {
            self.helpless.insert(cell);
        }
        hidden
    }

    /// Hides the cells of the cheapest move that widens a cell.
    fn protect(&mut self, system: &mut System, cell: u32) -> (Help, Vec<u32>) {
        let (rest, need) = (system.rest[cell as usize], system.threshold[cell as usize]);
        let most = rest.min(need);
        // A move that is used downwards so many times and upwards for what is missing.
        let mut wide = vec![(need - most, most), (need, 0), (need - most / 2, most / 2)];
        wide.dedup();
        let found = wide.into_iter().filter_map(|floor| cheapest(system, cell, 1, floor)).min();
        let (help, found) = match found {
            Some((_, found)) => (Help::Enough, Some(found)),
            // Else one that helps at all.
            None => {
                let up = cheapest(system, cell, 1, (1, 0));
                let down = (0 < rest).then(|| cheapest(system, cell, -1, (1, 0))).flatten();
                let helping = up.into_iter().chain(down).filter(|&(cost, _)| 0 < cost).min();
                (Help::Some, helping.map(|(_, found)| found))
            }
        };
        let Some(found) = found else {
            return match self.hide_nearest(system, cell) {
                Some(other) => (Help::Some, vec![other]),
                None => (Help::None, Vec::new()),
            };
        };
        let hidden: Vec<u32> = found
            .into_iter()
            .map(|(other, _)| other)
            .filter(|&other| system.hideable[other as usize])
            .collect();
        hidden.iter().for_each(|&other| self.hide(system, other));
        (help, hidden)
    }

    /// Hides the cheapest cell that stands in a relation with this one, or with one that does, and so on.
    fn hide_nearest(&mut self, system: &mut System, cell: u32) -> Option<u32> {
        let mut ring = vec![cell];
        let mut seen = BTreeSet::from([cell]);
        while !ring.is_empty() {
            let mut next = BTreeSet::new();
            for &member in &ring {
                for &(row, _) in &system.rows_of[member as usize] {
                    next.extend(system.rows[row as usize].iter().map(|&(other, _)| other));
                }
            }
            ring = next.into_iter().filter(|&other| seen.insert(other)).collect();
            let hideable = ring.iter().copied().filter(|&other| system.hideable[other as usize]);
            if let Some(other) =
                hideable.min_by_key(|&other| (system.weight[other as usize], other))
            {
                self.hide(system, other);
                return Some(other);
            }
            // Beyond a shown cell nothing can help this one.
            ring.retain(|&other| system.open[other as usize]);
        }
        None
    }

    /// Shows each secondary cell again, the heaviest first, if the attacker finds nothing then.
    fn show_what_is_not_needed(&mut self, system: &mut System) {
        let components = system.components();
        let mut order: Vec<u32> = Vec::new();
        for component in &components {
            let mine: Vec<u32> =
                component.iter().copied().filter(|cell| self.secondary.contains(cell)).collect();
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
