//! The proof that one cell of a large component is safe: two whole tables that are far enough apart in it.

use super::attack::SOLVED;
use super::exact::{Goal, ranges};
use super::moves::{Search, add};
use super::system::{Shift, System};

/// Two tables, told by how they differ from the truth, and how far apart they put a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Swing {
    pub(crate) down: Shift,
    pub(crate) up: Shift,
    pub(crate) width: i64,
}

/// How much searching a cell is worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Looks at cells for one move.
    pub(crate) looks: u64,
    /// The sizes of the neighbourhoods that are solved when no moves are found.
    pub(crate) neighbourhoods: &'static [usize],
    /// A component of up to this size is solved as a whole instead.
    pub(crate) whole: usize,
    /// Work of the solver for one of them.
    pub(crate) work: u64,
}

impl Effort {
    /// For an answer that counts.
    pub(crate) const FULL: Effort =
        Effort { looks: 6_000, neighbourhoods: &[40, 120, 240], whole: SOLVED, work: 60_000_000 };
    /// For a question that can be put otherwise.
    pub(crate) const QUICK: Effort =
        Effort { looks: 2_000, neighbourhoods: &[40], whole: 0, work: 100_000 };
}

/// Looks for the tables that make a cell as wide as its threshold.
pub(crate) fn swing(system: &System, cell: u32, effort: Effort) -> Option<Swing> {
    swing_by_moves(system, cell, effort).or_else(|| swing_by_program(system, cell, effort))
}

/// The same by moves alone: quick, and enough for most cells.
pub(crate) fn swing_by_moves(system: &System, cell: u32, effort: Effort) -> Option<Swing> {
    let need = system.threshold[cell as usize];
    let mut swing = Swing::default();
    push(system, cell, true, need, effort, &mut swing);
    push(system, cell, false, need, effort, &mut swing);
    (need <= swing.width && system.admits(&swing.up) && system.admits(&swing.down)).then_some(swing)
}

fn swing_by_program(system: &System, cell: u32, effort: Effort) -> Option<Swing> {
    let need = system.threshold[cell as usize];
    let all = (0 < effort.whole).then(|| system.component_of(cell, effort.whole)).flatten();
    for &size in effort.neighbourhoods {
        // What is small enough is solved as a whole.
        let (cells, whole) = match &all {
            Some(cells) => (cells.clone(), true),
            None => neighbourhood(system, cell, size),
        };
        let Ok(at) = cells.binary_search(&cell) else { continue };
        let mut work = effort.work;
        let range = ranges(system, &cells, Goal::WidthOf(at), &mut work).swap_remove(at);
        if need <= range.width() {
            return Some(Swing { width: range.width(), down: range.ends.0, up: range.ends.1 });
        }
        if whole {
            break;
        }
    }
    None
}

/// Moves a cell up or down, each move as far as it goes, until it is wide enough or stands still.
fn push(system: &System, cell: u32, up: bool, need: i64, effort: Effort, swing: &mut Swing) {
    while swing.width < need {
        let before = if up { &mut swing.up } else { &mut swing.down };
        let search = Search {
            system,
            price: &|cell| system.open[cell as usize].then_some(0),
            before,
            floor: (0, 0),
            first: true,
        };
        let mut looks = effort.looks;
        let Some((_, mut found)) = search.run(cell, if up { 1 } else { -1 }, &mut looks) else {
            return;
        };
        let lowered = found.iter().filter(|&&(_, by)| by < 0);
        let times = lowered.map(|&(other, by)| search.now(other) / -by).min().unwrap_or(need);
        let times = times.clamp(1, need - swing.width);
        found.iter_mut().for_each(|(_, by)| *by *= times);
        add(before, &found);
        swing.width += times;
    }
}

/// The open cells around one, at most about `size`, in order; and whether that is all that it is connected with.
///
/// Of a long row only the few members with the greatest rests and the most rows already met are taken: what moves
/// far, and what closes a circle.
fn neighbourhood(system: &System, cell: u32, size: usize) -> (Vec<u32>, bool) {
    const OF_A_ROW: usize = 7;
    let mut cells = std::collections::BTreeSet::from([cell]);
    let mut met = std::collections::BTreeSet::new();
    let mut queue = std::collections::VecDeque::from([cell]);
    let mut whole = true;
    while let Some(next) = queue.pop_front() {
        for &(row, _) in &system.rows_of[next as usize] {
            if !met.insert(row) {
                continue;
            }
            if size <= cells.len() {
                whole = false;
                continue;
            }
            let mut members: Vec<(usize, i64, u32)> = system.rows[row as usize]
                .iter()
                .filter(|&&(other, _)| system.open[other as usize] && !cells.contains(&other))
                .map(|&(other, _)| {
                    let rows = &system.rows_of[other as usize];
                    let closing = rows.iter().filter(|&&(row, _)| met.contains(&row)).count();
                    (closing, system.rest[other as usize].min(12), other)
                })
                .collect();
            members.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
            whole &= members.len() <= OF_A_ROW;
            for &(_, _, other) in members.iter().take(OF_A_ROW) {
                cells.insert(other);
                queue.push_back(other);
            }
        }
    }
    (cells.into_iter().collect(), whole)
}
