//! The attacker: what anybody can conclude about each hidden cell from all that is published.
//!
//! **What the attacker knows**: every number shown in this and earlier releases, every relation between cells, what
//! can be counted on pages, that counts are whole and not negative, and the thresholds. What it is not assumed to
//! know: which `[c]` the primary rule hid and which were hidden beside it. That a group of hidden cells holds a
//! sensitive one can be inferred, so outside knowledge of which one it is (last year's figure) is not defended against: no
//! suppression does (R. C.-W. Wong, A. W.-C. Fu, K. Wang and J. Pei, Minimality attack in privacy preserving data
//! publishing, VLDB 2007).
//!
//! **What is safe**: the feasibility interval [least, greatest] of a cell's rest is at least as wide as its threshold:
//! sliding protection (M. Fischetti and J. J. Salazar, Models and algorithms for optimizing cell suppression in tabular
//! data with linear constraints, JASA 95 (2000) 916-928; A. Hundepool and others, Statistical Disclosure Control,
//! Wiley 2012, chapter 4). As the interval holds the true rest, that of a sensitive cell then holds a number under the
//! threshold and one of at least the threshold. The same is asked of cells hidden for the sake of others, so that
//! anybody can check it without the truth.
//!
//! **What counts as proof**: two tables of whole numbers, checked against every relation. Nothing is safe because a
//! search found no attack. A component of up to [`EXACT`] cells gets exact bounds, unless branch and bound spends its
//! budget on a cell, whose finding then says that it is not exact; in a larger one a cell is safe if two such tables are
//! found by changing some of it, in a declared table plane by plane (see `cube`). What is not proved safe is unsafe.
//! The budget is counted in operations, not in seconds: the same list gives the same answer on any machine.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cell::{CellId, Cells, State};
use super::cube::reached;
use super::exact::{Goal, Range, ranges};
use super::outer::outer;
use super::part::{Groups, Part};
use super::swing::{Effort, Swing, swing, swing_by_moves};
use super::system::System;

/// The most unknown cells of a component that is solved exactly.
pub const EXACT: usize = 240;

/// The most unknown cells of a component whose cells are all tried for width in one program.
pub(crate) const SOLVED: usize = 1200;

/// In larger components proofs are sought plane by plane first.
pub(crate) const PLANES: usize = 400;

/// The work that a component may cost: eight numbers of a tableau rewritten count one.
const WORK: u64 = 400_000_000;

/// What the attacker finds out about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The cell.
    pub cell: CellId,
    /// The least count found consistent with what is published, pages included.
    pub least: u64,
    /// The greatest such count; `None` if there is none.
    pub greatest: Option<u64>,
    /// Whether no consistent count lies outside. In a component that is too large for it, the two are counts that
    /// are reached, and there may be others beyond.
    pub exact: bool,
    /// Whether it obeys the rule: see the module's head.
    pub safe: bool,
}

/// What the attacker finds out about a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attack {
    /// Every cell that needs protection, and every shown one that should have been hidden, in order of the list.
    pub findings: Vec<Finding>,
    /// How many groups of unknown cells no relation connects.
    pub components: usize,
    /// How many unknown cells the largest holds.
    pub largest: usize,
}

impl Attack {
    /// Whether nothing can be turned back into people.
    pub fn is_safe(&self) -> bool {
        self.findings.iter().all(|finding| finding.safe)
    }

    /// The cells that can.
    pub fn unsafe_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.safe)
    }

    /// What the attacker says about a cell, and from what, or nothing if it was not asked about.
    pub fn of(&self, cell: CellId) -> Option<&Finding> {
        let at = self.findings.binary_search_by_key(&cell, |finding| finding.cell).ok()?;
        self.findings.get(at)
    }

    /// The first unsafe cell with its proof in words.
    pub fn proof(&self, cells: &Cells) -> Option<String> {
        self.unsafe_findings().next().map(|finding| explain(cells, finding))
    }
}

/// Attacks a list: bounds for every hidden cell, exact ones where the component allows it.
///
/// ```
/// use lapor_stats::disclosure::{Cell, Cells, State, attack};
///
/// let mut cells = Cells::new();
/// let met = cells.add(&["met"], Cell::shown(17, 0, 5))?;
/// let late = cells.add(&["late"], Cell::shown(3, 0, 5))?;
/// let all = cells.add(&["all"], Cell::shown(20, 0, 5))?;
/// cells.relate(all, &[met, late])?;
/// cells.hide(late);
/// assert_eq!(attack(&cells).proof(&cells).as_deref(), Some("late = 3: all (20) less what else is shown of it (17)"));
/// // Hidden with another one it lies between 0 and 20.
/// cells.hide(met);
/// assert!(attack(&cells).is_safe());
/// # Ok::<(), lapor_stats::disclosure::Refusal>(())
/// ```
pub fn attack(cells: &Cells) -> Attack {
    // What is not printed ties cells too.
    let unknown = |id: CellId| cells.get(id).state != State::Shown;
    let mut groups = Groups::new(cells.len());
    for relation in cells.relations() {
        let members = relation.parts.iter().chain([&relation.total]);
        groups.unite(members.filter(|&&id| unknown(id)));
    }
    let all = cells.iter().map(|(id, _)| id).filter(|&id| unknown(id));
    let (components, largest) = groups.count(all.map(|id| id.0));
    let findings = match Part::of(cells) {
        None => findings(cells),
        Some(Part { cells: part, ids }) => {
            let of_part = findings(&part).into_iter();
            of_part.map(|found| Finding { cell: ids[found.cell.index()], ..found }).collect()
        }
    };
    Attack { findings, components, largest }
}

/// What is found out about the cells of a list that is taken whole.
pub(super) fn findings(cells: &Cells) -> Vec<Finding> {
    let mut findings: Vec<Finding> = cells
        .iter()
        .filter(|(_, cell)| cell.state == State::Shown && cell.is_sensitive())
        .map(|(cell, shown)| Finding {
            cell,
            least: shown.value,
            greatest: Some(shown.value),
            exact: true,
            safe: false,
        })
        .collect();
    let system = System::new(cells);
    let found: Vec<Vec<Finding>> = system
        .components()
        .par_iter()
        .map(|component| attack_component(cells, &system, component))
        .collect();
    findings.extend(found.into_iter().flatten());
    findings.sort_unstable_by_key(|finding| finding.cell);
    findings
}

fn attack_component(cells: &Cells, system: &System, component: &[u32]) -> Vec<Finding> {
    let asked: Vec<u32> =
        component.iter().copied().filter(|&cell| system.guarded[cell as usize]).collect();
    let by_planes = match PLANES < component.len() {
        true => reached(system, &asked),
        false => BTreeMap::new(),
    };
    let unproved = |cell: &&u32| !by_planes.contains_key(*cell);
    let left: Vec<u32> = asked.iter().filter(unproved).copied().collect();
    let searched: Vec<(u32, Range)> = if left.is_empty() {
        Vec::new()
    } else if component.len() <= SOLVED && by_planes.is_empty() {
        component.iter().copied().zip(best_ranges(system, component)).collect()
    } else {
        // What single relations narrow down needs no search.
        let rows: BTreeSet<u32> = component
            .iter()
            .flat_map(|&cell| &system.rows_of[cell as usize])
            .map(|at| at.0)
            .collect();
        let bounds = outer(system, component, &Vec::from_iter(rows));
        let one = |&cell: &u32| {
            let place = component.binary_search(&cell).unwrap_or_default();
            let narrow = bounds[place].1 - bounds[place].0 < system.threshold[cell as usize];
            let found = (!narrow).then(|| swing(system, cell, Effort::FULL)).flatten();
            let mut range = range_of(system, cell, found.unwrap_or_default());
            range.exact = range.seen == bounds[place];
            (cell, range)
        };
        left.par_iter().with_min_len(32).map(one).collect()
    };
    let searched = searched.into_iter().filter(|(cell, _)| system.guarded[*cell as usize]);
    let mut ranges: BTreeMap<u32, Range> = searched.collect();
    for (cell, seen) in by_planes {
        let ends = (Vec::new(), Vec::new());
        let range = Range { seen, exact: false, endless: false, ends };
        // A program that ends early may know less than a plane does.
        let known = ranges.get(&cell).is_some_and(|other| range.width() <= other.width());
        if !known && asked.binary_search(&cell).is_ok() {
            ranges.insert(cell, range);
        }
    }
    ranges.iter().map(|(&cell, range)| finding(cells, system, cell, range)).collect()
}

/// Bounds, or in a component that is large for it widths, and bounds all the same if these leave a doubt: each
/// cell that is solved to its end yields tables that widen others.
fn best_ranges(system: &System, component: &[u32]) -> Vec<Range> {
    if EXACT < component.len() {
        let widths = ranges(system, component, Goal::Width, &mut WORK.clone());
        let wide = |(&cell, range): (&u32, &Range)| {
            !system.guarded[cell as usize] || system.threshold[cell as usize] <= range.width()
        };
        if component.iter().zip(&widths).all(wide) {
            return widths;
        }
    }
    let mut bounds = ranges(system, component, Goal::Bounds, &mut WORK.clone());
    for (at, (&cell, range)) in component.iter().zip(&mut bounds).enumerate() {
        let need = system.threshold[cell as usize];
        let doubtful = system.guarded[cell as usize] && !range.exact && range.width() < need;
        if !doubtful {
            continue;
        }
        *range = match swing_by_moves(system, cell, Effort::FULL) {
            Some(swing) => range_of(system, cell, swing),
            None => ranges(system, component, Goal::WidthOf(at), &mut WORK.clone()).swap_remove(at),
        };
    }
    bounds
}

/// What two tables say about a cell.
fn range_of(system: &System, cell: u32, swing: Swing) -> Range {
    let rest = system.rest[cell as usize];
    let by = |shift: &[(u32, i64)]| {
        shift.binary_search_by_key(&cell, |&(at, _)| at).map_or(0, |at| shift[at].1)
    };
    let seen = (rest + by(&swing.down), rest + by(&swing.up));
    Range { seen, exact: false, endless: false, ends: (swing.down, swing.up) }
}

/// Those of the asked cells that are not safe, however long the attacker looks.
pub(crate) fn still_exposed(system: &System, asked: &[u32]) -> Vec<u32> {
    let mut found = Vec::new();
    if asked.is_empty() {
        return found;
    }
    for component in system.components() {
        let mine: Vec<u32> =
            component.iter().copied().filter(|cell| asked.binary_search(cell).is_ok()).collect();
        if mine.is_empty() {
            continue;
        }
        if SOLVED < component.len() {
            found.extend(
                mine.into_iter().filter(|&cell| swing(system, cell, Effort::FULL).is_none()),
            );
            continue;
        }
        let narrow =
            component.iter().zip(best_ranges(system, &component)).filter(|(cell, range)| {
                mine.binary_search(cell).is_ok()
                    && range.width() < system.threshold[**cell as usize]
            });
        found.extend(narrow.map(|(&cell, _)| cell));
    }
    found.sort_unstable();
    found
}

fn finding(cells: &Cells, system: &System, cell: u32, range: &Range) -> Finding {
    let id = System::id(cell);
    let on_pages = cells.get(id).on_pages;
    Finding {
        cell: id,
        least: on_pages + range.seen.0 as u64,
        greatest: (!range.endless).then_some(on_pages + range.seen.1 as u64),
        exact: range.exact,
        safe: system.threshold[cell as usize] <= range.width(),
    }
}

/// The asked cells of a component: those that are not safe, and proofs for the others.
pub(crate) struct Exposed {
    /// How many unknown cells the component has.
    pub(crate) size: usize,
    pub(crate) cells: Vec<u32>,
    pub(crate) proofs: Vec<(u32, Swing)>,
    /// Safe by proofs that are not kept: there are too many of them.
    pub(crate) by_planes: Vec<u32>,
}

/// What is exposed of the asked cells (in order), by component.
pub(crate) fn exposed(system: &System, asked: &[u32]) -> Vec<Exposed> {
    if asked.is_empty() {
        return Vec::new();
    }
    let is_asked = |cell: &u32| asked.binary_search(cell).is_ok();
    let components = system.components();
    let concerned: Vec<(&Vec<u32>, Vec<u32>)> = components
        .iter()
        .map(|component| (component, component.iter().copied().filter(is_asked).collect()))
        .filter(|(_, asked): &(_, Vec<u32>)| !asked.is_empty())
        .collect();
    concerned
        .par_iter()
        .map(|(component, asked)| {
            let by_planes: Vec<u32> = match PLANES < component.len() {
                true => reached(system, asked).into_keys().collect(),
                false => Vec::new(),
            };
            let left = |cell: &u32| by_planes.binary_search(cell).is_err();
            let asked: Vec<u32> = asked.iter().copied().filter(left).collect();
            let proofs = prove(system, component, &asked);
            let open = |cell: &u32| proofs.binary_search_by_key(cell, |(safe, _)| *safe).is_err();
            let cells = asked.iter().copied().filter(open).collect();
            Exposed { size: component.len(), cells, proofs, by_planes }
        })
        .collect()
}

/// Proofs for those of a component's cells that are safe, in order: from one program where it is small enough.
pub(crate) fn prove(system: &System, component: &[u32], asked: &[u32]) -> Vec<(u32, Swing)> {
    if asked.is_empty() {
        return Vec::new();
    }
    if SOLVED < component.len() {
        let one = |&cell: &u32| Some((cell, swing(system, cell, Effort::QUICK)?));
        return asked.par_iter().with_min_len(32).filter_map(one).collect();
    }
    // Moves are quick and find most; the program is asked about all as soon as they fail for one.
    let by_moves: Option<Vec<(u32, Swing)>> = asked
        .iter()
        .map(|&cell| Some((cell, swing_by_moves(system, cell, Effort::QUICK)?)))
        .collect();
    if let Some(by_moves) = by_moves {
        return by_moves;
    }
    let found = component.iter().zip(ranges(system, component, Goal::Width, &mut WORK.clone()));
    found
        .filter(|(cell, _)| asked.binary_search(cell).is_ok())
        .filter_map(|(&cell, range)| {
            let width = range.width();
            let wide = system.threshold[cell as usize] <= width;
            let proof = wide.then_some(Swing { down: range.ends.0, up: range.ends.1, width });
            Some((cell, proof.or_else(|| swing_by_moves(system, cell, Effort::QUICK))?))
        })
        .collect()
}

/// Says in words what can be concluded about a cell, and from what.
pub fn explain(cells: &Cells, finding: &Finding) -> String {
    let name = cells.name(finding.cell);
    let cell = &cells.get(finding.cell);
    if cell.state == State::Shown {
        return format!("{name} = {}: it is shown", cell.value);
    }
    let unknown = |id: CellId| cells.get(id).state != State::Shown;
    let alone = cells.relations_of(finding.cell).find(|relation| {
        let members = relation.parts.iter().chain([&relation.total]);
        members.filter(|&&id| unknown(id)).count() == 1
    });
    if let Some(relation) = alone {
        if relation.total == finding.cell {
            return format!("{name} = {}: the sum of its parts, which are all shown", cell.value);
        }
        let total = cells.get(relation.total).value;
        let (sum, others) = (cells.name(relation.total), total - cell.value);
        return format!(
            "{name} = {}: {sum} ({total}) less what else is shown of it ({others})",
            cell.value
        );
    }
    let pages = match cell.on_pages {
        0 => String::new(),
        n => format!(", {n} of them on pages"),
    };
    let top = finding.greatest.map_or("any number".to_owned(), |most| most.to_string());
    let certainty =
        if finding.exact { "lies between" } else { "was found to reach no further than" };
    format!(
        "{name} {certainty} {} and {top}{pages}: less than {} apart in every table that keeps the {} relations it stands in and theirs",
        finding.least,
        cell.threshold,
        cells.relations_of(finding.cell).count(),
    )
}
