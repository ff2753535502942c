//! Invented tables from a seed, for the tests and for the example that prints their figures.

use super::{Cell, CellId, Cells, Dimension, Node, State, Suppression, Table, attack, suppress};

/// Random numbers from a seed: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `n`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A number under `n`, the small ones more often.
    pub(super) fn skewed(&mut self, n: u64) -> u64 {
        let most = self.below(n) + 1;
        self.below(most)
    }
}

/// An agency tree with reports of its own, months in quarters, categories with a sensitive one, outcomes, channels.
fn dimensions(random: &mut Random) -> Vec<Dimension> {
    let node = |name: &str, parent, threshold| Node { name: name.to_owned(), parent, threshold };
    let agency = if random.below(2) == 0 {
        Dimension {
            name: "agency".to_owned(),
            nodes: vec![
                node("all", None, 5),
                node("Kota", Some(0), 5),
                node("Kota, own", Some(1), 5),
                node("Dinas Air", Some(1), 5),
                node("Provinsi", Some(0), 5),
            ],
        }
    } else {
        Dimension::summed(
            "agency",
            &["Air", "Jalan", "Pasar", "Taman"][..2 + random.below(3) as usize],
            5,
        )
    };
    let month = Dimension {
        name: "month".to_owned(),
        nodes: vec![
            node("all", None, 5),
            node("q1", Some(0), 5),
            node("jan", Some(1), 5),
            node("feb", Some(1), 5),
            node("apr", Some(0), 5),
        ],
    };
    let mut category = Dimension::summed("category", &["roads", "water", "health"], 5);
    category.nodes[3].threshold = 10;
    let outcome = Dimension::summed("outcome", &["met", "late"], 5);
    let channel = Dimension::summed("channel", &["web", "sms"], 5);
    vec![agency, month, category, outcome, channel]
}

/// A report: its leaf in each dimension, and whether it has a page.
type Report = ([usize; 5], bool);

fn report(random: &mut Random, dimensions: &[Dimension], paged: u64, late: bool) -> Report {
    let mut at = [0; 5];
    for (place, dimension) in at.iter_mut().zip(dimensions) {
        *place = random.skewed(dimension.leaves().len() as u64) as usize;
    }
    if late && random.below(8) != 0 {
        at[1] = dimensions[1].leaves().len() - 1;
    }
    (at, random.below(10) < paged)
}

fn table(name: &str, dimensions: &[Dimension], chosen: &[usize], reports: &[Report]) -> Table {
    let dimensions: Vec<Dimension> = chosen.iter().map(|&at| dimensions[at].clone()).collect();
    let sizes: Vec<usize> = dimensions.iter().map(|dimension| dimension.leaves().len()).collect();
    let mut counts = vec![(0, 0); sizes.iter().product()];
    for (at, paged) in reports {
        let place = chosen
            .iter()
            .zip(&sizes)
            .fold(0, |place, (&dimension, size)| place * size + at[dimension]);
        counts[place].0 += 1;
        counts[place].1 += u64::from(*paged);
    }
    Table { name: name.to_owned(), dimensions, counts }
}

/// Two linked tables of two to four dimensions with hierarchies and pages, in two releases: the first suppressed
/// and out, the second suppressed beside it.
pub(super) fn family(random: &mut Random) -> (Cells, Suppression) {
    let mut cells = family_raw(random);
    let done = suppress(&mut cells);
    (cells, done)
}

/// The same before the second release is suppressed.
pub(super) fn family_raw(random: &mut Random) -> Cells {
    let mut dimensions = dimensions(random);
    // The larger the dimensions, the fewer of them, so that a family stays a few hundred cells.
    let wide: &[&[usize]] =
        &[&[0, 1], &[0, 2], &[1, 2], &[0, 1, 3], &[0, 2, 3], &[2, 3, 4], &[0, 3, 4], &[2, 3, 4, 0]];
    let linked: &[&[usize]] = &[&[0, 4], &[1, 3], &[0, 3], &[2, 4], &[0, 1]];
    let first = wide[random.below(wide.len() as u64) as usize];
    if first.len() == 4 {
        dimensions[0] = Dimension::summed("agency", &["Air", "Jalan"], 5);
        dimensions[2].nodes.remove(2);
    }
    let second = linked[random.below(linked.len() as u64) as usize];
    let paged = [0, 5, 8][random.below(3) as usize];
    let size = 4 + random.skewed(500);
    let mut reports: Vec<Report> =
        (0..size).map(|_| report(random, &dimensions, paged, false)).collect();
    let releases = 1 + random.below(2);
    let declare = |cells: &mut Cells, reports: &[Report], name: &str| -> Vec<CellId> {
        let tables =
            [table(name, &dimensions, first, reports), table(name, &dimensions, second, reports)];
        tables.iter().flat_map(|table| table.declare(cells).unwrap_or_default()).collect()
    };
    let mut old = Cells::new();
    declare(&mut old, &reports, "first");
    if releases == 1 {
        return old;
    }
    suppress(&mut old);
    reports.extend(
        (0..random.skewed(60))
            .map(|_| report(random, &dimensions, paged, true))
            .collect::<Vec<_>>(),
    );
    let mut cells = Cells::new();
    for (id, cell) in old.iter() {
        let name: Vec<&str> = old.words(id).collect();
        let released = cell.released(cell.state);
        cells.add(&name, released).unwrap_or(id);
    }
    for relation in old.relations() {
        let _ = cells.relate(relation.total, &relation.parts);
    }
    for id in declare(&mut cells, &reports, "second") {
        let mut name: Vec<String> = cells.words(id).map(str::to_owned).collect();
        name[0] = "first".to_owned();
        let Some(earlier) = cells.find(&name) else { continue };
        let same = (cells.get(earlier).value, cells.get(earlier).on_pages)
            == (cells.get(id).value, cells.get(id).on_pages);
        let _ = if same { cells.frozen(earlier, id) } else { cells.grows(earlier, id).map(|_| ()) };
    }
    cells
}

/// A small table of two or three dimensions, some counts on pages, and up to two sentences that give sums of some cells.
pub(super) fn tangle(random: &mut Random) -> (Cells, Vec<CellId>) {
    let shapes: &[&[usize]] = &[&[2, 2], &[2, 3], &[3, 3], &[2, 2, 2], &[5], &[2, 4]];
    let shape = shapes[random.below(shapes.len() as u64) as usize];
    let largest = [3, 6, 12, 30][random.below(4) as usize];
    let parts = ["a", "b", "c", "d", "e"];
    let dimensions = shape
        .iter()
        .zip(["x", "y", "z"])
        .map(|(&size, name)| Dimension::summed(name, &parts[..size], 5))
        .collect();
    let paged = random.below(3) == 0;
    let counts = (0..shape.iter().product())
        .map(|_| {
            let value = random.skewed(largest);
            (value, if paged { random.below(value + 1) } else { 0 })
        })
        .collect();
    let table = Table { name: "t".to_owned(), dimensions, counts };
    let mut cells = Cells::new();
    let ids = table.declare(&mut cells).unwrap_or_default();
    for sentence in 0..random.below(3) {
        let of: Vec<CellId> = ids.iter().copied().filter(|_| random.below(4) == 0).collect();
        let value = of.iter().map(|&id| cells.get(id).value).sum();
        let name = format!("sentence {sentence}");
        if let (true, Ok(sum)) =
            (1 < of.len(), cells.add(&[name], Cell::shown(value, 0, 5).weighing(8)))
        {
            let _ = cells.relate(sum, &of);
        }
    }
    (cells, ids)
}

/// A safe suppression spoilt: a cell that it needs is shown after all, or one sentence too many is printed.
pub(super) fn planted(random: &mut Random) -> Option<Cells> {
    let (mut cells, ids) = tangle(random);
    let done = suppress(&mut cells);
    if done.secondary.is_empty() {
        return None;
    }
    if random.below(2) == 0 {
        // No cell of an optimum is superfluous.
        let needed = done.secondary[random.below(done.secondary.len() as u64) as usize];
        cells.show(needed);
        return done.optimal.then_some(cells);
    }
    // The sum of a sensitive cell and one that is shown, as a page of another table prints it.
    let small = *done.primary.first()?;
    let other = ids.iter().copied().find(|&id| cells.get(id).state == State::Shown)?;
    let value = cells.get(small).value + cells.get(other).value;
    let sum = cells.add(&["a page"], Cell::shown(value, 0, 1)).ok()?;
    cells.relate(sum, &[small, other]).ok()?;
    Some(cells)
}

/// The least weight of hidden cells that is safe, by trying every set of secondary cells, if they are few.
pub(super) fn lightest(start: &Cells) -> Option<u64> {
    let mut cells = start.clone();
    let breaking: Vec<CellId> =
        cells.iter().filter(|(_, cell)| cell.is_sensitive()).map(|(id, _)| id).collect();
    breaking.iter().for_each(|&id| cells.hide(id));
    let free: Vec<CellId> =
        cells.iter().filter(|(_, cell)| cell.state == State::Shown).map(|(id, _)| id).collect();
    if breaking.is_empty() || 11 < free.len() {
        return None;
    }
    let base: u64 = breaking.iter().map(|&id| cells.get(id).weight).sum();
    let chosen = |set: u32| (0..free.len()).filter(move |at| set >> at & 1 == 1);
    let weight = |set: u32| chosen(set).map(|at| cells.get(free[at]).weight).sum::<u64>();
    let mut sets: Vec<(u64, u32)> =
        (0_u32..1 << free.len()).map(|set| (weight(set), set)).collect();
    sets.sort_unstable();
    let safe = |&&(_, set): &&(u64, u32)| {
        let mut tried = cells.clone();
        chosen(set).for_each(|at| tried.hide(free[at]));
        !gives_one_away(&tried) && attack(&tried).is_safe()
    };
    sets.iter().find(safe).map(|&(weight, _)| base + weight)
}

/// Whether a cell that needs protection is the only unknown one of a relation: no need to ask the attacker.
fn gives_one_away(cells: &Cells) -> bool {
    cells.relations().iter().any(|relation| {
        let members = relation.parts.iter().chain([&relation.total]);
        let mut unknown = members.filter(|&&id| cells.get(id).state != State::Shown);
        matches!((unknown.next(), unknown.next()), (Some(&id), None) if cells.get(id).needs_protection())
    })
}
