//! Moves: small changes of a table that keep every sum, found by mending what the last change broke.

use super::system::{Shift, System};

/// How many cells a move may change.
const LONGEST: usize = 26;

/// How many ways of mending a row are tried.
const BREADTH: usize = 5;

/// How many ways are looked at one step further.
const AHEAD: usize = 64;

/// Rows longer than this are not looked through for that.
const FAR: usize = 64;

/// What it costs to move a cell; `None` if it cannot move.
pub(crate) type Price<'a> = &'a dyn Fn(u32) -> Option<u64>;

/// A search for a move that changes one cell by a step, all others by the same step up or down.
pub(crate) struct Search<'a> {
    pub(crate) system: &'a System,
    pub(crate) price: Price<'a>,
    /// The changes made before this move, in order of the cells.
    pub(crate) before: &'a [(u32, i64)],
    /// What a lowered cell must hold before and a raised cell must hold before, for moves that are to be used both ways.
    pub(crate) floor: (i64, i64),
    /// The first move will do; else the cheapest that the budget finds.
    pub(crate) first: bool,
}

#[derive(Default)]
struct Trail {
    moved: Vec<(u32, i64)>,
    broken: Vec<(u32, i64)>,
    cost: u64,
    best: Option<(u64, Shift)>,
    /// By cell, in which directions it mends a broken row: marked for as long as ways are compared.
    menders: Vec<u8>,
}

/// The bit of a direction.
const fn direction(by: i64) -> u8 {
    if by < 0 { 1 } else { 2 }
}

impl Search<'_> {
    /// A move of `cell` by `step`, with its cost.
    pub(crate) fn run(&self, cell: u32, step: i64, budget: &mut u64) -> Option<(u64, Shift)> {
        let mut trail = Trail::default();
        if self.now(cell) + step < 0 {
            return None;
        }
        self.shift(&mut trail, cell, step);
        self.mend(&mut trail, step.abs(), budget);
        trail.best
    }

    /// How many of the rows that a change breaks have a cell that mends another broken row with it: what closes a
    /// circle in a table of many cells.
    fn closings(&self, trail: &Trail, cell: u32, by: i64) -> i64 {
        let mut closings = 0;
        for &(row, sign) in &self.system.rows_of[cell as usize] {
            let change = by * i64::from(sign);
            let members = &self.system.rows[row as usize];
            if FAR < members.len() || trail.broken.iter().any(|&(other, _)| other == row) {
                continue;
            }
            let closes = |&&(other, sign): &&(u32, i8)| {
                let back = -change.signum() * i64::from(sign);
                other != cell && trail.menders[other as usize] & direction(back) != 0
            };
            closings += i64::from(members.iter().find(closes).is_some());
        }
        closings
    }

    /// Marks each cell that mends a broken row by a step in a direction that it can go; which ones.
    fn mark_menders(&self, trail: &mut Trail, step: i64) -> Vec<u32> {
        trail.menders.resize(self.system.open.len(), 0);
        let mut marked = Vec::new();
        for &(row, off) in &trail.broken {
            for &(cell, sign) in &self.system.rows[row as usize] {
                let back = -off.signum() * i64::from(sign);
                let mark = &mut trail.menders[cell as usize];
                if *mark & direction(back) == 0
                    && self.floor(back * step) <= self.now(cell)
                    && (self.price)(cell).is_some()
                {
                    *mark |= direction(back);
                    marked.push(cell);
                }
            }
        }
        marked
    }

    /// What a cell must hold before it moves so far.
    fn floor(&self, by: i64) -> i64 {
        if by < 0 { self.floor.0.max(-by) } else { self.floor.1 }
    }

    /// A cell's rest before this move.
    pub(crate) fn now(&self, cell: u32) -> i64 {
        let before = match self.before.binary_search_by_key(&cell, |&(at, _)| at) {
            Ok(at) => self.before[at].1,
            Err(_) => 0,
        };
        self.system.rest[cell as usize] + before
    }

    fn shift(&self, trail: &mut Trail, cell: u32, by: i64) {
        trail.moved.push((cell, by));
        self.disturb(trail, cell, by);
    }

    fn unshift(&self, trail: &mut Trail) {
        if let Some((cell, by)) = trail.moved.pop() {
            self.disturb(trail, cell, -by);
        }
    }

    fn disturb(&self, trail: &mut Trail, cell: u32, by: i64) {
        for &(row, sign) in &self.system.rows_of[cell as usize] {
            let change = by * i64::from(sign);
            match trail.broken.iter().position(|&(other, _)| other == row) {
                Some(at) if trail.broken[at].1 + change == 0 => {
                    trail.broken.remove(at);
                }
                Some(at) => trail.broken[at].1 += change,
                None => trail.broken.push((row, change)),
            }
        }
    }

    /// Mends the shortest broken row in each promising way; whether the search is over.
    fn mend(&self, trail: &mut Trail, step: i64, budget: &mut u64) -> bool {
        let Some(&(row, off)) = trail
            .broken
            .iter()
            .min_by_key(|&&(row, _)| (self.system.rows[row as usize].len(), row))
        else {
            if trail.best.as_ref().is_none_or(|(cost, _)| trail.cost < *cost) {
                let mut found = trail.moved.clone();
                found.sort_unstable();
                trail.best = Some((trail.cost, found));
            }
            return self.first || trail.cost == 0;
        };
        let members = &self.system.rows[row as usize];
        let price_of_look = members.len() as u64 / 4 + 4;
        if *budget < price_of_look || LONGEST <= trail.moved.len() {
            return *budget < price_of_look;
        }
        *budget -= price_of_look;
        let mut ways: Vec<(i64, u32, i64, u64)> = Vec::new();
        for &(cell, sign) in members {
            let by = -off.signum() * i64::from(sign) * step;
            if self.now(cell) < self.floor(by)
                || trail.moved.iter().any(|&(other, _)| other == cell)
            {
                continue;
            }
            let Some(price) = (self.price)(cell) else { continue };
            if trail.best.as_ref().is_some_and(|(cost, _)| *cost <= trail.cost + price) {
                continue;
            }
            let mut score = price as i64 * 4;
            for &(other, sign) in &self.system.rows_of[cell as usize] {
                let change = by * i64::from(sign);
                let mends = trail
                    .broken
                    .iter()
                    .any(|&(at, off)| at == other && off.signum() == -change.signum());
                score += if mends { -3 } else { 3 };
            }
            ways.push((score, cell, by, price));
        }
        let by_rest = |cell: u32| std::cmp::Reverse(self.system.rest[cell as usize].min(64));
        ways.sort_unstable_by_key(|&(score, cell, _, _)| (score, by_rest(cell), cell));
        if BREADTH < ways.len() {
            ways.truncate(AHEAD);
            let marked = self.mark_menders(trail, step);
            for (score, cell, by, _) in &mut ways {
                *score -= 2 * self.closings(trail, *cell, *by);
            }
            marked.into_iter().for_each(|cell| trail.menders[cell as usize] = 0);
            ways.sort_unstable_by_key(|&(score, cell, _, _)| (score, by_rest(cell), cell));
            ways.truncate(BREADTH);
        }
        for (_, cell, by, price) in ways {
            self.shift(trail, cell, by);
            trail.cost += price;
            let over = self.mend(trail, step, budget);
            trail.cost -= price;
            self.unshift(trail);
            if over {
                return true;
            }
        }
        false
    }
}

/// Adds a change to another, cells that return to the truth dropped.
pub(crate) fn add(to: &mut Shift, change: &[(u32, i64)]) {
    for &(cell, by) in change {
        match to.binary_search_by_key(&cell, |&(at, _)| at) {
            Ok(at) => {
                to[at].1 += by;
                if to[at].1 == 0 {
                    to.remove(at);
                }
            }
            Err(at) => to.insert(at, (cell, by)),
        }
    }
}
