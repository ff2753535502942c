//! What a list is wanted with: how much of what it is worth may be hidden, and when that is not to be reached any more.

use std::collections::BTreeSet;

use super::attack::EXACT;
use super::cell::CellId;

/// So many times what may be hidden is hidden before a list is given up, as long as some may be shown again.
const REGAINED: u64 = 2;

/// And so many cells for each that has to be hidden: in a list that holds together two are enough, and where every move takes
/// another row along it ends with all.
const BESIDE: usize = 10;

/// What cells are worth to whoever wants the list, and how much of it is hidden.
#[derive(Clone, Debug)]
pub(super) struct Stake {
    worth: Vec<u64>,
    most: u64,
    /// What the cells are worth that have to be hidden, and how many they are.
    primary: (u64, usize),
    /// The same of those that are hidden beside them.
    secondary: (u64, usize),
    /// Whether what is hidden may be shown again.
    may_regain: bool,
}

impl Stake {
    /// That hidden cells are worth at most so much, by the worth of each in order of the list.
    pub(super) fn new(worth: Vec<u64>, most: u64) -> Stake {
        Stake { worth, most, primary: (0, 0), secondary: (0, 0), may_regain: true }
    }

    /// The same for a list of these cells alone.
    pub(super) fn of_part(self, ids: &[CellId]) -> Stake {
        Stake { worth: ids.iter().map(|id| self.worth_of(id.0)).collect(), ..self }
    }

    /// With the cells that have to be hidden.
    pub(super) fn with_primary(self, cells: &[CellId]) -> Stake {
        let worth = cells.iter().map(|id| self.worth_of(id.0)).sum();
        Stake { primary: (worth, cells.len()), ..self }
    }

    /// With the cells that stay hidden beside them: from here on nothing is shown again.
    pub(super) fn without_regrets(self, cells: &BTreeSet<u32>) -> Stake {
        let worth = cells.iter().map(|&cell| self.worth_of(cell)).sum();
        Stake { secondary: (worth, cells.len()), may_regain: false, ..self }
    }

    /// Counts one more cell.
    pub(super) fn hide(&mut self, cell: u32) {
        self.secondary.0 += self.worth_of(cell);
        self.secondary.1 += 1;
    }

    /// Whether more is hidden than the list is wanted with, whatever may be shown again.
    ///
    /// Of a list with few hidden cells most may be, and it takes no time to see.
    pub(super) fn is_lost(&self) -> bool {
        let hidden = self.primary.0 + self.secondary.0;
        if !self.may_regain {
            return self.most < hidden;
        }
        let is_large = EXACT < self.primary.1 + self.secondary.1;
        is_large && (BESIDE * self.primary.1 < self.secondary.1 || REGAINED * self.most < hidden)
    }

    fn worth_of(&self, cell: u32) -> u64 {
        self.worth.get(cell as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stake(primary: usize, most: u64) -> Stake {
        let cells: Vec<CellId> = (0..primary as u32).map(CellId).collect();
        Stake::new(vec![1; 4_000], most).with_primary(&cells)
    }

    #[test]
    fn few_hidden_cells_may_be_shown_again() {
        let mut stake = stake(100, 1);
        (100..240).for_each(|cell| stake.hide(cell));
        assert!(!stake.is_lost());
        stake.hide(240);
        assert!(stake.is_lost());
        // Once nothing is shown again each counts.
        assert!(stake.clone().without_regrets(&BTreeSet::new()).is_lost());
        let stake = Stake { most: 102, ..stake };
        assert!(!stake.clone().without_regrets(&BTreeSet::from([300, 301])).is_lost());
        assert!(stake.without_regrets(&BTreeSet::from([300, 301, 302])).is_lost());
    }

    #[test]
    fn a_list_is_lost_where_twice_as_much_is_hidden_or_ten_cells_for_each() {
        let mut twice = stake(300, 200);
        (300..400).for_each(|cell| twice.hide(cell));
        assert!(!twice.is_lost());
        twice.hide(400);
        assert!(twice.is_lost());
        let mut beside = stake(30, 2_000);
        (30..330).for_each(|cell| beside.hide(cell));
        assert!(!beside.is_lost());
        beside.hide(330);
        assert!(beside.is_lost());
    }
}
