//! Suppression: hides what breaks the rule, then as little more as keeps it from being computed.
//!
//! First the primary rule. Then, for each cell that the attacker can narrow down, the cheapest move of the table that
//! makes it wide enough is looked for among hidden and shown cells, and its shown cells are hidden (the idea of J. P.
//! Kelly, B. L. Golden and A. A. Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22
//! (1992) 397-417, with moves in place of flows, so that it works in any number of dimensions). A last pass shows again
//! what is not needed (see `spare`). A list that is small enough is solved to the optimum (see `optimum`). A large table
//! of many dimensions is gone through plane by plane first (see `shield`). Around a cell that stays exposed more and
//! more is hidden, margins too, before it is given up.
//!
//! The attacker judges in both steps, so a mistake here costs numbers, never people.

use std::collections::{BTreeMap, BTreeSet};

use super::attack::{EXACT, Exposed, PLANES, exposed, still_exposed};
use super::cell::{CellId, Cells, State};
use super::looks::Looks;
use super::optimum::optimum;
use super::part::Part;
use super::shield::shield;
use super::stake::Stake;
use super::swing::{Effort, Swing, swing_by_moves};
use super::system::System;

/// Tables of more cells than this are gone through plane by plane, however few of them are hidden.
const LARGE: usize = 10_000;

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

/// The same, given up where more is hidden than the list is wanted with: none if what the hidden cells are worth, each as
/// `worth` has it in order of the list, is more than `most`.
///
/// To hide nearly all of a list takes the longest. What is hidden for others may be shown again at the end, so until then
/// twice as much may be hidden, and of a list with few hidden cells whatever has to be. A list that was given up must not be
/// used.
///
/// ```
/// use lapor_stats::disclosure::{Cells, Dimension, Table, suppress_unless};
///
/// let agency = Dimension::summed("agency", &["Air", "Jalan", "Pasar"], 5);
/// let mut cells = Cells::new();
/// let counts = [40, 3, 20].map(|count| (count, 0)).to_vec();
/// Table { name: "reports".to_owned(), dimensions: vec![agency], counts }.declare(&mut cells)?;
/// // The 3 is hidden, and the 20 so that it cannot be computed.
/// let worth = vec![1; cells.len()];
/// assert!(suppress_unless(&mut cells.clone(), &worth, 1).is_none());
/// assert!(suppress_unless(&mut cells, &worth, 2).is_some());
/// # Ok::<(), lapor_stats::disclosure::Refusal>(())
/// ```
pub fn suppress_unless(cells: &mut Cells, worth: &[u64], most: u64) -> Option<Suppression> {
    suppress_part(cells, true, Some(Stake::new(worth.to_vec(), most)))
}

/// The same as [`suppress`], without looking for the optimum of a small list when `exact` is false.
pub(super) fn suppress_with(cells: &mut Cells, exact: bool) -> Suppression {
    suppress_part(cells, exact, None).unwrap_or_default()
}

/// Suppresses the part of a list that must be looked at; none if more would be hidden than is staked.
fn suppress_part(cells: &mut Cells, exact: bool, stake: Option<Stake>) -> Option<Suppression> {
    match Part::of(cells) {
        None => suppress_listed(cells, exact, true, stake),
        Some(Part { cells: mut part, ids }) => {
            // What would take too long in the whole list is not done for a part of it, so that both hide the same.
            let stake = stake.map(|stake| stake.of_part(&ids));
            let done = suppress_listed(&mut part, exact, false, stake)?;
            for (at, cell) in part.iter() {
                if cell.state == State::Hidden {
                    cells.hide(ids[at.index()]);
                }
            }
            let named =
                |places: Vec<CellId>| places.into_iter().map(|at| ids[at.index()]).collect();
            Some(Suppression {
                primary: named(done.primary),
                secondary: named(done.secondary),
                lost: named(done.lost),
                optimal: done.optimal,
            })
        }
    }
}

/// The same for a list that is taken whole, with a look for better answers than the first or without; none if more
/// would be hidden than is staked.
pub(super) fn suppress_listed(
    cells: &mut Cells,
    exact: bool,
    improve: bool,
    stake: Option<Stake>,
) -> Option<Suppression> {
    let mut done = Suppression::default();
    let breaking: Vec<CellId> = cells
        .iter()
        .filter(|(_, cell)| cell.is_sensitive() && cell.state == State::Shown)
        .map(|(id, _)| id)
        .collect();
    for id in breaking {
        cells.hide(id);
        if cells.get(id).state == State::Shown {
            done.lost.push(id);
        }
    }
    done.primary =
        cells.iter().filter(|(_, cell)| cell.state == State::Hidden).map(|(id, _)| id).collect();
    let mut system = System::new(cells);
    let stake = stake.map(|stake| stake.with_primary(&done.primary));
    let mut work = Work { stake, ..Work::default() };
    let large = system.components().iter().any(|component| PLANES < component.len())
        || system.grids.iter().any(|grid| LARGE < grid.cells.len());
    if large {
        for cell in shield(&mut system) {
            work.hide(&mut system, cell);
        }
    }
    work.hide_until_safe(&mut system);
    if work.is_given_up() {
        return None;
    }
    work.show_what_is_not_needed(&mut system);
    if exact {
        let bound: BTreeSet<u32> = work.secondary.clone();
        let (best, optimal) = optimum(&system, &bound, &work.lost);
        for &cell in bound.difference(&best) {
            system.show(cell);
        }
        for &cell in best.difference(&bound) {
            system.hide(cell);
        }
        work.secondary = best;
        if !optimal && improve {
            work.improve(&mut system);
        }
        done.optimal = optimal;
    }
    // From here on nothing is shown again.
    work.stake = work.stake.map(|stake| stake.without_regrets(&work.secondary));
    // The last word is the attacker's, on what will be published.
    let before = work.secondary.len();
    work.hide_until_safe(&mut system);
    work.rescue(&mut system);
    if work.is_given_up() {
        return None;
    }
    done.optimal &= before == work.secondary.len();
    for &cell in &work.secondary {
        cells.hide(System::id(cell));
    }
    done.secondary = work.secondary.into_iter().map(System::id).collect();
    done.lost.extend(work.lost.into_iter().map(System::id));
    done.lost.sort_unstable();
    Some(done)
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

/// What has been hidden so far, and why it is believed to be enough.
#[derive(Default)]
pub(super) struct Work {
    pub(super) secondary: BTreeSet<u32>,
    pub(super) lost: BTreeSet<u32>,
    pub(super) proofs: BTreeMap<u32, Swing>,
    /// Safe by proofs that are not kept.
    pub(super) by_planes: BTreeSet<u32>,
    /// Exposed, with nothing left to hide for them.
    helpless: BTreeSet<u32>,
    stake: Option<Stake>,
    looks: Looks,
}

impl Work {
    /// Hides more and more around what is still exposed, margins too, until it is safe or nothing is left to hide.
    fn rescue(&mut self, system: &mut System) {
        while !self.is_given_up() {
            let lost: Vec<u32> = std::mem::take(&mut self.lost)
                .into_iter()
                .filter(|&cell| system.guarded[cell as usize])
                .collect();
            self.lost = still_exposed(system, &lost).into_iter().collect();
            let lost = self.lost.clone();
            let further = lost.iter().filter(|&&cell| self.hide_nearest(system, cell).is_some());
            if further.count() == 0 {
                return;
            }
            self.lost.clear();
            self.hide_until_safe(system);
            self.lost.extend(lost);
        }
    }

    fn hide(&mut self, system: &mut System, cell: u32) {
        system.hide(cell);
        self.secondary.insert(cell);
        if let Some(stake) = &mut self.stake {
            stake.hide(cell);
        }
    }

    /// Whether more is hidden than the list is wanted with.
    fn is_given_up(&self) -> bool {
        self.stake.as_ref().is_some_and(Stake::is_lost)
    }

    /// Hides further cells until no guarded one is exposed, or only those that nothing can help.
    pub(super) fn hide_until_safe(&mut self, system: &mut System) {
        self.proofs.retain(|_, proof| system.admits(&proof.down) && system.admits(&proof.up));
        let mut asked: Vec<u32> = (0..system.open.len() as u32)
            .filter(|cell| system.guarded[*cell as usize] && !self.proofs.contains_key(cell))
            .collect();
        loop {
            if self.is_given_up() {
                return;
            }
            asked.retain(|cell| {
                !self.lost.contains(cell)
                    && !self.helpless.contains(cell)
                    && !self.by_planes.contains(cell)
            });
            let found = exposed(system, &asked);
            if found.iter().all(|found| found.cells.is_empty()) {
                self.keep(found);
                break;
            }
            // To hide more never exposes what was safe: only these and what is hidden now need another look.
            asked.clear();
            for mut exposed in found {
                let (size, mut cells) = (exposed.size, std::mem::take(&mut exposed.cells));
                self.keep(vec![exposed]);
                // The most that is asked first: what is hidden for it often does for the others.
                cells.sort_by_key(|&cell| {
                    (std::cmp::Reverse(system.threshold[cell as usize]), cell)
                });
                asked.extend(&cells);
                // Where it is cheap to look again, the next cells are hidden in the light of the last.
                cells.truncate(if size <= EXACT { 1 + size / 40 } else { usize::MAX });
                for cell in cells {
                    if self.is_given_up() {
                        return;
                    }
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
        for found in found.into_iter().filter(|found| PLANES < found.size) {
            self.proofs.extend(found.proofs);
            self.by_planes.extend(found.by_planes);
        }
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
        let looks = &mut self.looks;
        let found = wide.into_iter().filter_map(|floor| looks.cheapest(system, cell, 1, floor));
        let found = found.min();
        let (help, found) = match found {
            Some((_, found)) => (Help::Enough, Some(found)),
            // Else one that helps at all.
            None => {
                let up = looks.cheapest(system, cell, 1, (1, 0));
                let down = (0 < rest).then(|| looks.cheapest(system, cell, -1, (1, 0))).flatten();
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
}
