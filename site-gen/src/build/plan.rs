//! Which tables a source can tell: the headline always, and of the rest what does not cost it.
//!
//! Where few reports are unknown to the public, most cells of a fine table break the rule, and hiding them takes
//! their sums along. So tables are tried from the coarsest to the finest, and one is told only if more
//! can be read with it than without. A table that is not told is not in the list and on no page.

use std::collections::BTreeMap;

use lapor_core::Stage;
use lapor_stats::disclosure::{CellId, Cells, Refusal, Releases, State, suppress};

use super::ledger::{Book, STAGES};
use super::outcome::Half;

/// Along what a table is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    Agency,
    Month,
    AgencyAndMonth,
}

impl Scope {
    pub(super) const ALL: [Scope; 3] = [Scope::Agency, Scope::Month, Scope::AgencyAndMonth];

    pub(super) fn has_agencies(self) -> bool {
        self != Scope::Month
    }

    pub(super) fn has_months(self) -> bool {
        self != Scope::Agency
    }
}

/// The tables that are told beside the headline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Whether with all outcomes.
    tables: BTreeMap<(Stage, Half, Scope), bool>,
    open: Vec<Stage>,
}

/// What is tried, in this order, for each stage.
const STEPS: [(Half, Scope, bool); 9] = [
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

    /// The plan with the most that can be told, its list after suppression, and the name of a cell that
    /// nothing can protect, if there is one even in the headline.
    ///
    /// It is chosen from the data alone, so that the same build again chooses the same. Where earlier releases leave
    /// a cell of it without protection, the tables tried last are given up first.
    pub(super) fn best(
        book: &Book,
        releases: &Releases,
    ) -> Result<(Plan, Cells, Option<String>), Refusal> {
        let none = Releases::default();
        let mut best = Trial::of(Plan::default(), book, &none)?;
        let mut plans = vec![best.plan.clone()];
        for step in STEPS {
            for stage in STAGES {
                if let Some(plan) = best.plan.with(stage, step)
                    && best.improve(plan, book)?
                {
                    plans.push(best.plan.clone());
                }
            }
        }
        for stage in [Stage::Disposition, Stage::FollowUp] {
            let mut plan = best.plan.clone();
            plan.open.push(stage);
            if best.improve(plan, book)? {
                plans.push(best.plan.clone());
            }
        }
        if releases.names().is_empty() {
            return Ok((best.plan, best.cells, best.lost));
        }
        loop {
            let trial = Trial::of(plans.pop().unwrap_or_default(), book, releases)?;
            if trial.lost.is_none() || plans.is_empty() {
                return Ok((trial.plan, trial.cells, trial.lost));
            }
        }
    }
}

/// A plan, what it would look like, and how much can be read of it.
struct Trial {
    plan: Plan,
    cells: Cells,
    lost: Option<String>,
    /// What can be read, each cell by its weight.
    told: u64,
    /// Hidden cells that speak of neither agency nor month.
    headline: usize,
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
        let headline = cells
            .iter()
            .filter(|(id, cell)| {
                let along = |word: &str| word.starts_with("agency=") || word.starts_with("month=");
                cell.state == State::Hidden && is_own(&cells, *id) && !cells.words(*id).any(along)
            })
            .count();
        Ok(Trial { plan, cells, lost, told, headline })
    }

    /// Takes another plan if more can be read with it, and of its own table at least half; says whether.
    fn improve(&mut self, plan: Plan, book: &Book) -> Result<bool, Refusal> {
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
        if with_rest < 2 * small {
            return Ok(false);
        }
        let trial = Trial::of(plan, book, &Releases::default())?;
        let hidden = fresh.iter().filter(|&&id| trial.cells[id].state == State::Hidden).count();
        let better = trial.lost.is_none()
            && 2 * hidden <= fresh.len()
            && self.told < trial.told
            && trial.headline <= self.headline;
        if better {
            *self = trial;
        }
        Ok(better)
    }
}

fn is_own(cells: &Cells, id: CellId) -> bool {
    !cells.words(id).next().is_some_and(Releases::is_earlier)
}
