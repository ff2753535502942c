//! Changes of a table of lines and columns that keep all its sums: circulations in a network.
//!
//! Lines and columns, the sums among them, are nodes and cells are arcs; with the signs of the sums turned, what
//! enters a node leaves it (L. H. Cox, Network models for complementary cell suppression, JASA 90 (1995) 1453-1462).
//! So how far a cell can move is a greatest flow, exact in whole numbers, and the cheapest way to let it move that far
//! is sought along shortest paths (R. K. Ahuja, T. L. Magnanti and J. B. Orlin, Network flows, 1993, chapter 9).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How far each cell may rise and fall, in order of the lines; 0 for what must not move.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    pub(crate) up: Vec<i64>,
    pub(crate) down: Vec<i64>,
}

/// What a path must have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    /// The cell that is to move.
    pub(crate) cell: usize,
    /// Upwards or downwards.
    pub(crate) up: bool,
    /// Every cell of the path can go so far with it.
    pub(crate) with: i64,
    /// And so far the other way.
    pub(crate) back: i64,
    /// What it costs to move a cell that stands still; nothing if it is empty.
    pub(crate) price: &'a [u64],
    /// What costs more does not move.
    pub(crate) limit: u64,
}

/// A table's shape: the first line and the first column are sums.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    pub(crate) lines: usize,
    pub(crate) columns: usize,
}

/// A cycle through a cell: the cells, the sign with which each moves, and what it costs.
pub(crate) type Cycle = (Vec<(usize, i64)>, u64);

/// How far the cells of a plane have moved; few have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moved {
    by: Vec<i64>,
    /// The cells that have ever moved.
    touched: Vec<usize>,
}

impl Moved {
    pub(crate) fn get(&self, cell: usize) -> i64 {
        self.by[cell]
    }

    pub(crate) fn add(&mut self, cell: usize, by: i64) {
        if self.by[cell] == 0 {
            self.touched.push(cell);
        }
        self.by[cell] += by;
    }

    /// The cells that have moved and not returned, in order, with how far.
    pub(crate) fn all(&self) -> Vec<(usize, i64)> {
        let mut all: Vec<(usize, i64)> = self
            .touched
            .iter()
            .map(|&cell| (cell, self.by[cell]))
            .filter(|&(_, by)| by != 0)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn clear(&mut self) {
        self.touched.drain(..).for_each(|cell| self.by[cell] = 0);
    }
}

/// Scratch for searches in one plane.
#[derive(Debug)]
pub(crate) struct Paths {
    plane: Plane,
    cost: Vec<u64>,
    by: Vec<usize>,
    queue: BinaryHeap<Reverse<(u64, usize)>>,
    /// Planes in which nothing has moved, to be used again: a large one is not made anew for each cell.
    still: Vec<Moved>,
}

const NONE: usize = usize::MAX;

impl Plane {
    fn sign(&self, cell: usize) -> i64 {
        let (line, column) = (cell / self.columns, cell % self.columns);
        if (line == 0) == (column == 0) { 1 } else { -1 }
    }
}

impl Paths {
    pub(crate) fn new(plane: Plane) -> Paths {
        let nodes = plane.lines + plane.columns;
        Paths {
            plane,
            cost: vec![u64::MAX; nodes],
            by: vec![NONE; nodes],
            queue: BinaryHeap::new(),
            still: Vec::new(),
        }
    }

    /// A plane in which nothing has moved.
    pub(crate) fn still(&mut self) -> Moved {
        let new =
            || Moved { by: vec![0; self.plane.lines * self.plane.columns], touched: Vec::new() };
        self.still.pop().unwrap_or_else(new)
    }

    /// Takes back a plane that is no longer needed.
    pub(crate) fn take_back(&mut self, mut moved: Moved) {
        moved.clear();
        self.still.push(moved);
    }

    /// The cheapest cycle that moves a cell by a step on top of what has moved.
    pub(crate) fn cycle(&mut self, ask: Ask<'_>, room: &Room, moved: &Moved) -> Option<Cycle> {
        let plane = self.plane;
        let (line, column) = (ask.cell / plane.columns, plane.lines + ask.cell % plane.columns);
        let own = if ask.up { 1 } else { -1 };
        if !fits(ask.cell, own, &ask, room, moved) {
            return None;
        }
        if let Some(square) = self.square(&ask, own, room, moved) {
            return Some(square);
        }
        // Along an arc from line to column a cell moves by its sign; the cycle closes where the cell's arc began.
        let (start, end) = match own * plane.sign(ask.cell) {
            1 => (column, line),
            _ => (line, column),
        };
        self.cost.fill(u64::MAX);
        self.queue.clear();
        self.cost[start] = 0;
        self.queue.push(Reverse((0, start)));
        while let Some(Reverse((cost, node))) = self.queue.pop() {
            if node == end {
                return Some(self.trace(
                    ask.cell,
                    own,
                    start,
                    end,
                    cost + price(&ask, ask.cell, moved),
                ));
            }
            if self.cost[node] < cost {
                continue;
            }
            let from_line = node < plane.lines;
            let others =
                if from_line { plane.lines..plane.lines + plane.columns } else { 0..plane.lines };
            for other in others {
                // Every step costs a little, so that of equal ways the shortest is taken.
                if self.cost[other] <= cost + 1 {
                    continue;
                }
                let cell = if from_line {
                    node * plane.columns + other - plane.lines
                } else {
                    other * plane.columns + node - plane.lines
                };
                let by = if from_line { plane.sign(cell) } else { -plane.sign(cell) };
                if cell == ask.cell || !fits(cell, by, &ask, room, moved) {
                    continue;
                }
                let next = cost + 1 + price(&ask, cell, moved);
                if next < self.cost[other] {
                    self.cost[other] = next;
                    self.by[other] = node;
                    self.queue.push(Reverse((next, other)));
                }
            }
        }
        None
    }

    /// Three further cells that close a circle for nothing: no cycle is shorter or cheaper, and in a table with many hidden cells
    /// one is met soon.
    fn square(&self, ask: &Ask<'_>, own: i64, room: &Room, moved: &Moved) -> Option<Cycle> {
        let Plane { lines, columns } = self.plane;
        let (line, column) = (ask.cell / columns, ask.cell % columns);
        let first = own * self.plane.sign(ask.cell);
        let by = |cell: usize, turn: i64| first * turn * self.plane.sign(cell);
        let free = |cell: usize, turn: i64| {
            price(ask, cell, moved) == 0 && fits(cell, by(cell, turn), ask, room, moved)
        };
        let mates: Vec<usize> = (0..columns)
            .filter(|&other| other != column && free(line * columns + other, -1))
            .collect();
        let across =
            (0..lines).filter(|&other| other != line && free(other * columns + column, -1));
        for other in across {
            if let Some(&mate) = mates.iter().find(|&&mate| free(other * columns + mate, 1)) {
                let [a, b, c] =
                    [line * columns + mate, other * columns + mate, other * columns + column];
                let cells = vec![(ask.cell, own), (a, by(a, -1)), (b, by(b, 1)), (c, by(c, -1))];
                return Some((cells, 3 + price(ask, ask.cell, moved)));
            }
        }
        None
    }

    fn trace(&self, cell: usize, own: i64, start: usize, end: usize, cost: u64) -> Cycle {
        let mut cycle = vec![(cell, own)];
        let mut node = end;
        while node != start {
            let from = self.by[node];
            let from_line = from < self.plane.lines;
            let (line, column) = if from_line { (from, node) } else { (node, from) };
            let cell = line * self.plane.columns + column - self.plane.lines;
            cycle.push((
                cell,
                if from_line { self.plane.sign(cell) } else { -self.plane.sign(cell) },
            ));
            node = from;
        }
        (cycle, cost)
    }

    /// Moves a cell by cycles, cheapest first, until it has moved so far or stands still; by how much it has.
    pub(crate) fn push(&mut self, ask: Ask<'_>, room: &Room, moved: &mut Moved, most: i64) -> i64 {
        let mut done = 0;
        while done < most {
            let Some((cycle, _)) = self.cycle(ask, room, moved) else { break };
            let far = |&(cell, by): &(usize, i64)| left(cell, by, room, moved);
            let step = cycle.iter().map(far).min().unwrap_or(0).min(most - done);
            cycle.iter().for_each(|&(cell, by)| moved.add(cell, by * step));
            done += step;
        }
        done
    }
}

/// How far a cell can still go.
fn left(cell: usize, by: i64, room: &Room, moved: &Moved) -> i64 {
    if 0 < by { room.up[cell] - moved.get(cell) } else { room.down[cell] + moved.get(cell) }
}

fn fits(cell: usize, by: i64, ask: &Ask<'_>, room: &Room, moved: &Moved) -> bool {
    ask.with <= left(cell, by, room, moved)
        && ask.back <= left(cell, -by, room, moved)
        && price(ask, cell, moved) <= ask.limit
}

fn price(ask: &Ask<'_>, cell: usize, moved: &Moved) -> u64 {
    if moved.get(cell) == 0 { ask.price.get(cell).copied().unwrap_or(0) } else { 0 }
}
