//! A table of any number of dimensions, each a forest of sums, turned into cells and relations.

use super::cell::{Cell, CellId, Cells};
use super::grid::Grid;
use super::refusal::Refusal;

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

    fn line(&self, cells: &mut Cells) -> Line {
        let (heights, thresholds) = self.heights_and_thresholds();
        let mut parts = vec![Vec::new(); self.nodes.len()];
        let mut words = Vec::with_capacity(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            let whole = node.parent.is_none() && 0 < heights[at];
            words.push((!whole).then(|| cells.word(&format!("{}={}", self.name, node.name))));
            if let Some(parent) = node.parent {
                parts[parent].push(at);
            }
        }
        Line { words, heights, thresholds, parts }
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
        self.declare_guarding(cells, None)
    }

    /// The same where some of what cannot be counted on pages is sensitive: `plain` says of each combination of leaves
    /// how many of its rest are not. A rest that is nothing but sensitive must be 0 or at least `threshold`.
    ///
    /// # Errors
    ///
    /// As [`Table::declare`], and where `plain` has another length than the counts.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cells, Dimension, Table};
    ///
    /// let outcome = Dimension::summed("outcome", &["met", "late"], 5);
    /// let table = Table { name: "t".to_owned(), dimensions: vec![outcome], counts: vec![(7, 0), (8, 0)] };
    /// let mut cells = Cells::new();
    /// // Of the 7 one is not sensitive, of the 8 none; of all 15 one.
    /// let ids = table.declare_sensitive(&mut cells, &[1, 0], 10)?;
    /// assert_eq!([0, 1, 2].map(|at| cells.get(ids[at]).is_sensitive()), [false, false, true]);
    /// # Ok::<(), lapor_stats::disclosure::Refusal>(())
    /// ```
    pub fn declare_sensitive(
        &self,
        cells: &mut Cells,
        plain: &[u64],
        threshold: u64,
    ) -> Result<Vec<CellId>, Refusal> {
        self.declare_guarding(cells, Some((plain, threshold)))
    }

    fn declare_guarding(
        &self,
        cells: &mut Cells,
        sensitive: Option<(&[u64], u64)>,
    ) -> Result<Vec<CellId>, Refusal> {
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
        let sums = self.sums(&sizes, &leaves, self.counts.iter().copied());
        let plain = match sensitive {
            None => Vec::new(),
            Some((plain, _)) if plain.len() != self.counts.len() => {
                return Err(Refusal::DoesNotAddUp(self.name.clone()));
            }
            Some((plain, _)) => self.sums(&sizes, &leaves, plain.iter().map(|&plain| (plain, 0))),
        };
        let lines: Vec<Line> =
            self.dimensions.iter().map(|dimension| dimension.line(cells)).collect();
        let mut order: Vec<usize> = (0..self.dimensions.len()).collect();
        order.sort_by_key(|&at| &self.dimensions[at].name);

        let table = cells.word(&self.name);
        let mut ids = Vec::with_capacity(sums.len());
        let mut name = Vec::new();
        let mut nodes = vec![0; sizes.len()];
        for (at, &(value, on_pages)) in sums.iter().enumerate() {
            name.clear();
            name.push(table);
            name.extend(order.iter().filter_map(|&at| lines[at].words[nodes[at]]));
            let both = nodes.iter().zip(&lines);
            let height: u32 = both.clone().map(|(&node, line)| line.heights[node]).sum();
            let threshold = both.map(|(&node, line)| line.thresholds[node]).max().unwrap_or(1);
            let cell = Cell::shown(value, on_pages, threshold)
                .weighing(STEP.saturating_pow(height.min(12)));
            let id = cells.add_named(&name, cell)?;
            if let Some((_, threshold)) = sensitive
                && on_pages < value
                && plain[at].0 == 0
            {
                cells.raise_threshold(id, threshold);
            }
            ids.push(id);
            step(&mut nodes, &sizes);
        }
        nodes.fill(0);
        let mut parts = Vec::new();
        let strides: Vec<usize> =
            (1..=sizes.len()).map(|next| sizes[next..].iter().product()).collect();
        for (at, &id) in ids.iter().enumerate() {
            for (dimension, &node) in nodes.iter().enumerate() {
                let children = &lines[dimension].parts[node];
                if !children.is_empty() {
                    parts.clear();
                    let place = |&child: &usize| ids[at + (child - node) * strides[dimension]];
                    parts.extend(children.iter().map(place));
                    cells.relate(id, &parts)?;
                }
            }
            step(&mut nodes, &sizes);
        }
        let parents = self
            .dimensions
            .iter()
            .map(|dimension| dimension.nodes.iter().map(|node| node.parent).collect());
        cells.lay_out(Grid::new(ids.clone(), parents.collect()));
        Ok(ids)
    }

    /// Sums for all combinations of nodes of what is said of all combinations of leaves.
    fn sums(
        &self,
        sizes: &[usize],
        leaves: &[Vec<usize>],
        counts: impl Iterator<Item = (u64, u64)>,
    ) -> Vec<(u64, u64)> {
        let mut sums = vec![(0_u64, 0_u64); sizes.iter().product()];
        let leaf_sizes: Vec<usize> = leaves.iter().map(Vec::len).collect();
        let mut nodes = vec![0; sizes.len()];
        for count in counts {
            let place = nodes
                .iter()
                .zip(leaves)
                .zip(sizes)
                .fold(0, |place, ((&leaf, leaves), size)| place * size + leaves[leaf]);
            sums[place] = count;
            step(&mut nodes, &leaf_sizes);
        }
        for (dimension, nodes) in
            self.dimensions.iter().map(|dimension| &dimension.nodes).enumerate()
        {
            let stride: usize = sizes[dimension + 1..].iter().product();
            // From the back, so that a sum is complete before it goes into its own.
            for run in (0..sums.len() / stride.max(1)).rev() {
                let node = run % sizes[dimension];
                let Some(parent) = nodes[node].parent else { continue };
                for at in run * stride..(run + 1) * stride {
                    let (value, on_pages) = sums[at];
                    let sum = &mut sums[at - (node - parent) * stride];
                    *sum = (sum.0.saturating_add(value), sum.1.saturating_add(on_pages));
                }
            }
        }
        sums
    }
}

/// What the cells of a dimension's nodes have in common.
struct Line {
    /// The place of the word by which a node stands in a cell's name; a sum over the whole dimension needs none.
    words: Vec<Option<u32>>,
    heights: Vec<u32>,
    thresholds: Vec<u64>,
    parts: Vec<Vec<usize>>,
}

/// The next combination, the last place running fastest.
fn step(nodes: &mut [usize], sizes: &[usize]) {
    for (node, &size) in nodes.iter_mut().zip(sizes).rev() {
        *node += 1;
        if *node < size {
            return;
        }
        *node = 0;
    }
}
