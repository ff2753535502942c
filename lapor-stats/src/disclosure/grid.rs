//! Where the cells of a declared table lie, so that they are found by their places and not by search.

use super::cell::CellId;

/// The cells of a table for all combinations of nodes, the last dimension running fastest.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) cells: Vec<CellId>,
    /// For each dimension the parent of each node.
    parents: Vec<Vec<Option<usize>>>,
}

/// The two dimensions in which moves are sought, and the places of all combinations of the others.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    pub(crate) lines: usize,
    pub(crate) columns: usize,
    pub(crate) line_stride: usize,
    pub(crate) column_stride: usize,
    /// The dimensions outside the planes.
    across: Vec<usize>,
}

/// Planes of a grid with signs: what is added to each, and taken off where the sign is negative, changes no sum
/// over the dimensions outside the planes. The first is the plane that it was made for, with a positive sign.
pub(crate) type Stack = Vec<(usize, i64)>;

/// So many stacks are looked at for one plane, the ones with the best partners.
const STACKS: usize = 24;

impl Grid {
    pub(crate) fn new(cells: Vec<CellId>, parents: Vec<Vec<Option<usize>>>) -> Grid {
        Grid { cells, parents }
    }

    /// The same grid with its cells called otherwise.
    pub(crate) fn renamed(&self, name: impl Fn(CellId) -> CellId) -> Grid {
        let cells = self.cells.iter().map(|&id| name(id)).collect();
        Grid { cells, parents: self.parents.clone() }
    }

    /// Whether any of some cells (in order) lies in it.
    pub(crate) fn has_any(&self, cells: &[u32]) -> bool {
        self.cells.iter().any(|id| cells.binary_search(&id.0).is_ok())
    }

    fn stride(&self, dimension: usize) -> usize {
        self.parents[dimension + 1..].iter().map(Vec::len).product()
    }

    /// Whether a dimension is one sum, which stands first, and its parts.
    fn is_summed(&self, dimension: usize) -> bool {
        let nodes = &self.parents[dimension];
        2 < nodes.len() && nodes[0].is_none() && nodes[1..].iter().all(|&parent| parent == Some(0))
    }

    /// Planes over two dimensions that are sums of their parts alone; the largest dimension lies across if it can,
    /// since the planes across are what may stand in for each other.
    pub(crate) fn cut(&self) -> Option<Cut> {
        let mut fit: Vec<usize> =
            (0..self.parents.len()).filter(|&dimension| self.is_summed(dimension)).collect();
        fit.sort_by_key(|&dimension| (std::cmp::Reverse(self.parents[dimension].len()), dimension));
        let first = usize::from(2 < fit.len());
        let (&lines, &columns) = fit.get(first).zip(fit.get(first + 1))?;
        Some(Cut {
            lines: self.parents[lines].len(),
            columns: self.parents[columns].len(),
            line_stride: self.stride(lines),
            column_stride: self.stride(columns),
            across: (0..self.parents.len()).filter(|&at| at != lines && at != columns).collect(),
        })
    }

    /// The places of the first cells of all planes.
    pub(crate) fn planes(&self, cut: &Cut) -> Vec<usize> {
        cut.across.iter().fold(vec![0], |bases, &dimension| {
            let (stride, nodes) = (self.stride(dimension), self.parents[dimension].len());
            let wider = bases.iter().flat_map(|&base| (0..nodes).map(move |at| base + at * stride));
            wider.collect()
        })
    }

    /// The stacks of a plane. `partners` holds for each dimension the nodes without parts that may stand against
    /// the plane's own, the best first. Without sums no plane of parts moves together with one of sums.
    pub(crate) fn stacks(
        &self,
        cut: &Cut,
        base: usize,
        partners: &[Vec<usize>],
        with_sums: bool,
    ) -> Vec<Stack> {
        let mut stacks: Vec<Stack> = vec![vec![(0, 1)]];
        for &dimension in &cut.across {
            let stride = self.stride(dimension);
            let node = base / stride % self.parents[dimension].len();
            let mut next: Vec<Stack> = Vec::new();
            for line in self.lines_through(dimension, node, &partners[dimension], with_sums) {
                let product = stacks.iter().map(|stack| {
                    line.iter()
                        .flat_map(|&(at, sign)| {
                            stack
                                .iter()
                                .map(move |&(base, other)| (base + at * stride, sign * other))
                        })
                        .collect()
                });
                next.extend(product);
            }
            next.truncate(STACKS.max(partners[dimension].len()));
            stacks = next;
        }
        stacks
    }

    /// The simplest changes of one dimension that keep its sums and change a node by 1: it and its sums rise with a
    /// part of it, and fall again with another part of one of these.
    fn lines_through(
        &self,
        dimension: usize,
        node: usize,
        partners: &[usize],
        with_sums: bool,
    ) -> Vec<Vec<(usize, i64)>> {
        let parents = &self.parents[dimension];
        let chain = |leaf: usize| std::iter::successors(Some(leaf), |&at| parents[at]);
        let is_sum = parents.contains(&Some(node));
        if !is_sum && parents[node].is_none() {
            return vec![vec![(node, 1)]];
        }
        let own: Vec<usize> = match is_sum {
            false => vec![node],
            true => {
                let below = |leaf: &&usize| chain(**leaf).any(|at| at == node);
                partners.iter().filter(below).copied().collect()
            }
        };
        let mut lines: Vec<Vec<(usize, i64)>> = Vec::new();
        for (first, &leaf) in own.iter().enumerate() {
            let rising: Vec<usize> = chain(leaf).collect();
            let against = |other: &&usize| !chain(**other).any(|at| at == node);
            for &other in partners.iter().filter(against) {
                let falling: Vec<usize> = chain(other).collect();
                let up = rising.iter().filter(|at| !falling.contains(at)).map(|&at| (at, 1));
                let down = falling.iter().filter(|at| !rising.contains(at)).map(|&at| (at, -1));
                lines.push(own_first(up.chain(down).collect(), node));
                // A sum has many parts: each of them against the best partner does.
                if is_sum && 0 < first {
                    break;
                }
            }
            if !is_sum && !with_sums {
                continue;
            }
            lines.push(own_first(rising.iter().map(|&at| (at, 1)).collect(), node));
        }
        lines
    }

    /// For each dimension the nodes without parts, the one with the most `worth` first.
    pub(crate) fn partners(
        &self,
        cut: &Cut,
        worth: &dyn Fn(usize) -> (u64, u64),
    ) -> Vec<Vec<usize>> {
        let mut partners: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for &dimension in &cut.across {
            let (stride, parents) = (self.stride(dimension), &self.parents[dimension]);
            let mut sums = vec![(0_u64, 0_u64); parents.len()];
            for base in self.planes(cut) {
                let sum = &mut sums[base / stride % parents.len()];
                let more = worth(base);
                *sum = (sum.0 + more.0, sum.1 + more.1);
            }
            let mut leaves: Vec<usize> =
                (0..parents.len()).filter(|&at| !parents.contains(&Some(at))).collect();
            leaves.sort_by_key(|&at| (std::cmp::Reverse(sums[at].0), sums[at].1, at));
            partners[dimension] = leaves;
        }
        partners
    }
}

fn own_first(mut line: Vec<(usize, i64)>, node: usize) -> Vec<(usize, i64)> {
    if let Some(at) = line.iter().position(|&(other, _)| other == node) {
        line.swap(0, at);
    }
    line
}
