//! Which tables a source can tell: the headline always, and of the rest what does not cost it.
//!
//! Where few reports are unknown to the public, most cells of a fine table break the rule, and hiding them takes
//! their sums along. So tables are tried from the coarsest to the finest, and one is told only if more
//! can be read with it than without. A table that is not told is not in the list and on no page.

use std::collections::BTreeMap;

use lapor_core::Stage;
use lapor_stats::disclosure::{CellId, Cells, Refusal, Releases, State, suppress};

use crate::memory::Memory;
use crate::route::Key;

use super::ledger::{Book, STAGES};
use super::outcome::Half;

/// Along what a table is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    Whole,
    Agency,
    Month,
    AgencyAndMonth,
}

impl Scope {
    pub(super) const ALL: [Scope; 4] =
        [Scope::Whole, Scope::Agency, Scope::Month, Scope::AgencyAndMonth];

    pub(super) fn has_agencies(self) -> bool {
        matches!(self, Scope::Agency | Scope::AgencyAndMonth)
    }

    pub(super) fn has_months(self) -> bool {
        matches!(self, Scope::Month | Scope::AgencyAndMonth)
    }
}

/// The tables that are told beside the headline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Whether with all outcomes.
    tables: BTreeMap<(Stage, Half, Scope), bool>,
    /// Kept and broken by a key; whether also by the parts of its values.
    keys: BTreeMap<(Stage, Key), bool>,
    open: Vec<Stage>,
}

/// What the rule takes may be one in so many of what has a rest.
const SPARE: usize = 2;
/// The same for a table by a key: over a third, and hiding the others takes over half and long.
const SPARE_BY_KEY: usize = 3;

/// The first line of a plan: one that knew of fewer tables is not taken again.
const VERSION: &str = "plan 3";

/// What is tried, in this order, for each stage.
const STEPS: [(Half, Scope, bool); 11] = [
    (Half::Due, Scope::Whole, true),
    (Half::Outside, Scope::Whole, true),
    (Half::Due, Scope::Agency, false),
    (Half::Due, Scope::Month, false),
    (Half::Due, Scope::Agency, true),
    (Half::Outside, Scope::Agency, true),
    (Half::Due, Scope::Month, true),
    (Half::Outside, Scope::Month, false),
    (Half::Due, Scope::AgencyAndMonth, false),
    (Half::Due, Scope::AgencyAndMonth, true),
    (Half::Outside, Scope::AgencyAndMonth, false),
];

impl Plan {
    /// Whether a table is told, and if so whether with all outcomes.
    pub(super) fn detail(&self, stage: Stage, half: Half, scope: Scope) -> Option<bool> {
        self.tables.get(&(stage, half, scope)).copied()
    }

    /// Whether a stage is told by a key, and if so whether also by the parts of its values.
    pub(super) fn by(&self, stage: Stage, key: Key) -> Option<bool> {
        self.keys.get(&(stage, key)).copied()
    }

    /// Whether it is told how many stages are open by agency.
    pub(super) fn tells_open(&self, stage: Stage) -> bool {
        self.open.contains(&stage)
    }

    fn with(&self, stage: Stage, (half, scope, fine): (Half, Scope, bool)) -> Option<Plan> {
        // A table by both has the sums by each.
        let margins = [Scope::Agency, Scope::Month];
        let told = |margin| self.detail(stage, half, margin).is_some_and(|told| told || !fine);
        if scope == Scope::AgencyAndMonth && !margins.into_iter().all(told) {
            return None;
        }
        let mut plan = self.clone();
        plan.tables.insert((stage, half, scope), fine);
        Some(plan)
    }

    /// Kept and broken of the whole period, and nothing else.
    fn headline() -> Plan {
        let table = |stage| ((stage, Half::Due, Scope::Whole), false);
        Plan { tables: STAGES.into_iter().map(table).collect(), ..Plan::default() }
    }

    /// One line for each table.
    pub(super) fn lines(&self) -> String {
        let tables = self.tables.iter().map(|(table, fine)| format!("{table:?} {fine}"));
        let keys = self.keys.iter().map(|(by, parts)| format!("{by:?} {parts}"));
        let open = self.open.iter().map(|stage| format!("{stage:?} open"));
        let head = std::iter::once(VERSION.to_owned());
        head.chain(tables).chain(keys).chain(open).map(|line| line + "\n").collect()
    }

    /// The plan of these lines; what they do not name is not told. None for one that knew of fewer tables.
    fn from_lines(lines: &str) -> Option<Plan> {
        let lines: Vec<&str> = lines.lines().collect();
        if lines.first() != Some(&VERSION) {
            return None;
        }
        let mut plan = Plan::default();
        for stage in STAGES {
            for table in
                Half::BOTH.into_iter().flat_map(|half| Scope::ALL.map(|scope| (stage, half, scope)))
            {
                let fine = [false, true];
                let known =
                    fine.into_iter().find(|fine| lines.contains(&&*format!("{table:?} {fine}")));
                plan.tables.extend(known.map(|fine| (table, fine)));
            }
            for by in Key::ALL.map(|key| (stage, key)) {
                let parts = [false, true];
                let known =
                    parts.into_iter().find(|parts| lines.contains(&&*format!("{by:?} {parts}")));
                plan.keys.extend(known.map(|parts| (by, parts)));
            }
            if lines.contains(&&*format!("{stage:?} open")) {
                plan.open.push(stage);
            }
        }
        Some(plan)
    }

    /// The plan with the most that can be told after earlier releases, its list after suppression, and the name of a
    /// cell that nothing can protect, if there is one even in the headline.
    ///
    /// Where nothing has changed since the last release its plan is taken again: the same build again is the same site.
    pub(super) fn best(
        book: &Book,
        memory: &Memory,
    ) -> Result<(Plan, Cells, Option<String>), Refusal> {
        let releases = memory.releases();
        if let Some(plan) = memory.plan().and_then(Plan::from_lines)
            && memory.is_live(&book.declare(&plan)?)
        {
            let trial = Trial::of(plan, book, releases)?;
            if trial.lost.is_none() {
                return Ok((trial.plan, trial.cells, None));
            }
        }
        let mut best = Trial::of(Plan::headline(), book, releases)?;
        for step in STEPS {
            for stage in STAGES {
                if let Some(plan) = best.plan.with(stage, step) {
                    best.improve(plan, book, releases, SPARE)?;
                }
            }
        }
        for stage in [Stage::Disposition, Stage::FollowUp] {
            let mut plan = best.plan.clone();
            plan.open.push(stage);
            best.improve(plan, book, releases, SPARE)?;
        }
        for with_parts in [false, true] {
            for breakdown in &book.breakdowns {
                for stage in STAGES {
                    if with_parts && !breakdown.has_parts() {
                        continue;
                    }
                    let mut plan = best.plan.clone();
                    plan.keys.insert((stage, breakdown.key), with_parts);
                    best.improve(plan, book, releases, SPARE_BY_KEY)?;
                }
            }
        }
        Ok((best.plan, best.cells, best.lost))
    }
}

/// A plan, what it would look like, and how much can be read of it.
struct Trial {
    plan: Plan,
    cells: Cells,
    lost: Option<String>,
    /// What can be read, each cell by its weight.
    told: u64,
}

impl Trial {
    fn of(plan: Plan, book: &Book, releases: &Releases) -> Result<Trial, Refusal> {
        let mut cells = book.declare(&plan)?;
        releases.declare(&mut cells)?;
        let lost = suppress(&mut cells).lost.first().map(|&id| cells.name(id));
        let told = cells.iter().filter(|(id, cell)| {
            cell.state == State::Shown && 0 < cell.value && is_own(&cells, *id)
        });
        let told = told.map(|(_, cell)| cell.weight).sum();
        Ok(Trial { plan, cells, lost, told })
    }

    /// The names of the cells of the headline that can be read: kept, broken and due of the whole, and all reports.
    fn headline(&self) -> impl Iterator<Item = Vec<&str>> {
        let names = self.cells.iter().map(|(id, _)| self.cells.words(id).collect::<Vec<_>>());
        names.filter(|name| {
            let is_headline = match name[..] {
                [table] => table == "reports" || table.ends_with("-due"),
                [table, outcome] => {
                    table.ends_with("-due") && ["outcome=met", "outcome=broken"].contains(&outcome)
                }
                _ => false,
            };
            is_headline && self.shows(name)
        })
    }

    fn shows(&self, name: &[&str]) -> bool {
        self.cells.find(name).is_some_and(|id| self.cells[id].state == State::Shown)
    }

    /// How many of its own cells are hidden.
    fn hidden(&self) -> usize {
        let own = self.cells.iter().filter(|(id, _)| is_own(&self.cells, *id));
        own.filter(|(_, cell)| cell.state == State::Hidden).count()
    }

    /// Takes another plan if more can be read with it, and of its own table at least half; a table of zeros too, where it costs
    /// nothing, since what is not in the list is shown as hidden.
    ///
    /// It is not even tried where the rule alone takes more than one in `spare` of what has a rest.
    fn improve(
        &mut self,
        plan: Plan,
        book: &Book,
        releases: &Releases,
        spare: usize,
    ) -> Result<(), Refusal> {
        let cells = book.declare(&plan)?;
        let fresh: Vec<CellId> = cells
            .iter()
            .filter(|(id, cell)| {
                let name: Vec<&str> = cells.words(*id).collect();
                0 < cell.value && self.cells.find(&name).is_none()
            })
            .map(|(id, _)| id)
            .collect();
        // Where the rule alone takes most of what has a rest, no partner is left for it.
        let with_rest = fresh.iter().filter(|&&id| 0 < cells[id].rest()).count();
        let small = fresh.iter().filter(|&&id| cells[id].is_sensitive()).count();
        if with_rest < spare * small {
            return Ok(());
        }
        let trial = Trial::of(plan, book, releases)?;
        let hidden = fresh.iter().filter(|&&id| trial.cells[id].state == State::Hidden).count();
        let better = trial.lost.is_none()
            && 2 * hidden <= fresh.len()
            && (self.told < trial.told
                || self.told == trial.told && trial.hidden() <= self.hidden())
            && self.headline().all(|name| trial.shows(&name));
        if better {
            *self = trial;
        }
        Ok(())
    }
}

fn is_own(cells: &Cells, id: CellId) -> bool {
    !cells.words(id).next().is_some_and(Releases::is_earlier)
}
