//! The cheapest move that widens a cell, within what a list may be looked through for all its moves.

use super::moves::Search;
use super::system::{Shift, System};

/// In a table with longer rows than this there are many moves, and the first ones are as good as any.
const LONG: usize = 100;

/// Looks at cells for one move that is to be cheap.
const MOST: u64 = 20_000;

/// Looks for all the moves of a list. What is left of them is what the next moves share, so that a list of
/// thousands of exposed cells does not take hours.
const ALL: u64 = 400 * MOST;

/// One move may take so much of what is left.
const SHARE: u64 = 100;

/// Looks for one move when those for all are used up.
const LEAST: u64 = MOST / 100;

/// Looks at cells that are left for the moves of a list.
pub(super) struct Looks {
    left: u64,
}

impl Default for Looks {
    fn default() -> Self {
        Looks { left: ALL }
    }
}

impl Looks {
    /// The cheapest move of a cell among hidden cells and such as may be hidden, with what hiding them costs.
    pub(super) fn cheapest(
        &mut self,
        system: &System,
        cell: u32,
        step: i64,
        floor: (i64, i64),
    ) -> Option<(u64, Shift)> {
        let price =
            |other: u32| match (system.open[other as usize], system.hideable[other as usize]) {
                (true, _) => Some(0),
                (false, true) => Some(system.weight[other as usize]),
                (false, false) => None,
            };
        let long = system.rows_of[cell as usize]
            .iter()
            .any(|&(row, _)| LONG < system.rows[row as usize].len());
        let most = if long { MOST / 8 } else { MOST };
        let given = most.min(LEAST.max(self.left / SHARE));
        let mut looks = given;
        let search = Search { system, price: &price, before: &[], floor, first: false };
        let found = search.run(cell, step, &mut looks);
        self.left = self.left.saturating_sub(given - looks);
        found
    }
}
