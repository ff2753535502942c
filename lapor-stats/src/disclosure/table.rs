//! A table of any number of dimensions, each a forest of sums, turned into cells and relations.

use super::cell::{Cell, CellId, Cells, Refusal};
use super::grid::Grid;

/// A line of a dimension: an agency, a month, a category, an outcome, or a sum of such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name, unique in the dimension.
    pub name: String,
    /// The place of the node that it is a part of; always before its own.
    pub parent: Option<usize>,
    /// The least rest that may be shown; of a sum the least of its parts counts instead.
    pub threshold: u64,
}

/// A dimension of a table: its nodes, a sum before its parts.
///
/// Every report belongs to one node without parts. An agency that has reports of its own and units below it is a sum
/// with a part for its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its name: `agency`, `month`.
    pub name: String,
    /// Its nodes.
    pub nodes: Vec<Node>,
}

impl Dimension {
    /// A dimension of parts alone, without a sum over them.
    pub fn flat<S: AsRef<str>>(name: &str, parts: &[S], threshold: u64) -> Dimension {
        let node = |part: &S| Node { name: part.as_ref().to_owned(), parent: None, threshold };
        Dimension { name: name.to_owned(), nodes: parts.iter().map(node).collect() }
    }

    /// A dimension of parts and the sum of all, which stands first.
    pub fn summed<S: AsRef<str>>(name: &str, parts: &[S], threshold: u64) -> Dimension {
        let mut dimension = Dimension::flat(name, parts, threshold);
        dimension.nodes.iter_mut().for_each(|node| node.parent = Some(0));
        dimension.nodes.insert(0, Node { name: "all".to_owned(), parent: None, threshold });
        dimension
    }

    /// The places of the nodes without parts, in order.
    pub fn leaves(&self) -> Vec<usize> {
        let mut leaf = vec![true; self.nodes.len()];
        for parent in self.nodes.iter().filter_map(|node| node.parent) {
            if let Some(leaf) = leaf.get_mut(parent) {
                *leaf = false;
            }
        }
        (0..leaf.len()).filter(|&at| leaf[at]).collect()
    }

    /// Heights above the leaves, and thresholds: what holds for every part of a sum holds for the sum.
    fn heights_and_thresholds(&self) -> (Vec<u32>, Vec<u64>) {
        let mut heights = vec![0; self.nodes.len()];
        let mut thresholds: Vec<u64> = vec![u64::MAX; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate().rev() {
            if heights[at] == 0 {
                thresholds[at] = node.threshold;
            }
            if let Some(parent) = node.parent {
                heights[parent] = heights[parent].max(heights[at] + 1);
                thresholds[parent] = thresholds[parent].min(thresholds[at]);
            }
        }
        (heights, thresholds)
    }

    /// The word by which a node stands in a cell's name; a sum over the whole dimension needs none.
    fn word(&self, at: usize, heights: &[u32]) -> Option<String> {
        let node = &self.nodes[at];
        let whole = node.parent.is_none() && 0 < heights[at];
        (!whole).then(|| format!("{}={}", self.name, node.name))
    }
}

/// How many times a sum weighs what a part weighs, for each step up in each dimension.
const STEP: u64 = 8;

/// A table to be published with all its margins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What is counted: two tables of one name share the cells that both have.
    pub name: String,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// Counts and how many of them are on pages, for all combinations of leaves, the last dimension running fastest.
    pub counts: Vec<(u64, u64)>,
}

impl Table {
    /// Adds its cells and relations to the list, and gives the cells for all combinations of nodes, the last
    /// dimension running fastest.
    ///
    /// Every cell is shown at first. A margin weighs eight times as much as a part for each step that it sums over.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cells, Dimension, Table};
    ///
    /// let agency = Dimension::summed("agency", &["Air", "Jalan"], 5);
    /// let outcome = Dimension::summed("outcome", &["met", "late"], 5);
    /// let counts = vec![(17, 0), (3, 0), (20, 0), (40, 0)];
    /// let table = Table { name: "compliance".to_owned(), dimensions: vec![agency, outcome], counts };
    /// let mut cells = Cells::new();
    /// let ids = table.declare(&mut cells)?;
    /// // Three lines with three columns each, and a sum for every line and every column.
    /// assert_eq!((ids.len(), cells.relations().len()), (9, 6));
    /// assert_eq!(cells.find(&["compliance", "agency=Air"]), Some(ids[3]));
    /// # Ok::<(), lapor_stats::disclosure::Refusal>(())
    /// ```
    pub fn declare(&self, cells: &mut Cells) -> Result<Vec<CellId>, Refusal> {
        let sizes: Vec<usize> =
            self.dimensions.iter().map(|dimension| dimension.nodes.len()).collect();
        let ordered = self.dimensions.iter().all(|dimension| {
            dimension
                .nodes
                .iter()
                .enumerate()
                .all(|(at, node)| node.parent.is_none_or(|parent| parent < at))
        });
        let leaves: Vec<Vec<usize>> = self.dimensions.iter().map(Dimension::leaves).collect();
        if !ordered || leaves.iter().map(Vec::len).product::<usize>() != self.counts.len() {
            return Err(Refusal::DoesNotAddUp(self.name.clone()));
        }
        let sums = self.sums(&sizes, &leaves);
        let levels: Vec<(Vec<u32>, Vec<u64>)> =
            self.dimensions.iter().map(Dimension::heights_and_thresholds).collect();
        let mut order: Vec<usize> = (0..self.dimensions.len()).collect();
        order.sort_by_key(|&at| &self.dimensions[at].name);

        let mut ids = Vec::with_capacity(sums.len());
        for (at, &(value, on_pages)) in sums.iter().enumerate() {
            let nodes = places(at, &sizes);
            let mut name = vec![self.name.clone()];
            for &dimension in &order {
                name.extend(
                    self.dimensions[dimension].word(nodes[dimension], &levels[dimension].0),
                );
            }
            let both = nodes.iter().zip(&levels);
            let height: u32 = both.clone().map(|(&node, (heights, _))| heights[node]).sum();
            let threshold =
                both.map(|(&node, (_, thresholds))| thresholds[node]).max().unwrap_or(1);
            let cell = Cell::shown(value, on_pages, threshold)
                .weighing(STEP.saturating_pow(height.min(12)));
            ids.push(cells.add(&name, cell)?);
        }
        for (at, &id) in ids.iter().enumerate() {
            let nodes = places(at, &sizes);
            for (dimension, &node) in nodes.iter().enumerate() {
                let stride: usize = sizes[dimension + 1..].iter().product();
                let children = (node + 1..sizes[dimension])
                    .filter(|&child| self.dimensions[dimension].nodes[child].parent == Some(node));
                let parts: Vec<CellId> =
                    children.map(|child| ids[at + (child - node) * stride]).collect();
                if !parts.is_empty() {
                    cells.relate(id, &parts)?;
                }
            }
        }
        let parents = self
            .dimensions
            .iter()
            .map(|dimension| dimension.nodes.iter().map(|node| node.parent).collect());
        cells.lay_out(Grid::new(ids.clone(), parents.collect()));
        Ok(ids)
    }

    /// Counts for all combinations of nodes.
    fn sums(&self, sizes: &[usize], leaves: &[Vec<usize>]) -> Vec<(u64, u64)> {
        let mut sums = vec![(0_u64, 0_u64); sizes.iter().product()];
        let leaf_sizes: Vec<usize> = leaves.iter().map(Vec::len).collect();
        for (at, &count) in self.counts.iter().enumerate() {
            let nodes = places(at, &leaf_sizes);
            let place = nodes
                .iter()
                .zip(leaves)
                .zip(sizes)
                .fold(0, |place, ((&leaf, leaves), size)| place * size + leaves[leaf]);
            sums[place] = count;
        }
        for (dimension, nodes) in
            self.dimensions.iter().map(|dimension| &dimension.nodes).enumerate()
        {
            let stride: usize = sizes[dimension + 1..].iter().product();
            // From the back, so that a sum is complete before it goes into its own.
            for at in (0..sums.len()).rev() {
                let node = at / stride % sizes[dimension];
                if let Some(parent) = nodes[node].parent {
                    let (value, on_pages) = sums[at];
                    let sum = &mut sums[at - (node - parent) * stride];
                    *sum = (sum.0.saturating_add(value), sum.1.saturating_add(on_pages));
                }
            }
        }
        sums
    }
}

/// The place in each dimension of a combination.
fn places(mut at: usize, sizes: &[usize]) -> Vec<usize> {
    let mut places = vec![0; sizes.len()];
    for (place, size) in places.iter_mut().zip(sizes).rev() {
        *place = at % size;
        at /= size;
    }
    places
}
