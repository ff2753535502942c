//! Which tables a source can tell: the headline always, and of the rest what does not cost it.
//!
//! Where few reports are unknown to the public, most cells of a fine table break the rule, and hiding them takes
//! their sums along. So tables are tried from the coarsest to the finest, and one is told only if more
//! can be read with it than without. A table that is not told is not in the list and on no page.

use std::collections::BTreeMap;

use lapor_core::Stage;
use lapor_stats::disclosure::{
    Cell, CellId, Cells, Refusal, Releases, State, Suppression, suppress, suppress_unless,
};

use crate::error::Error;
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

    fn with(&self, step: Step) -> Option<Plan> {
        let mut plan = self.clone();
        match step {
            Step::Table((stage, half, fine), scope) => {
                // A table by both has the sums by each.
                let margins = [Scope::Agency, Scope::Month];
                let told =
                    |margin| self.detail(stage, half, margin).is_some_and(|told| told || !fine);
                if scope == Scope::AgencyAndMonth && !margins.into_iter().all(told) {
                    return None;
                }
                plan.tables.insert((stage, half, scope), fine);
            }
            Step::Open(stage) => plan.open.push(stage),
            Step::By(stage, key, parts) => {
                plan.keys.insert((stage, key), parts);
            }
        }
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
    ) -> Result<(Plan, Cells, Option<String>), Stop> {
        let releases = memory.releases();
        if let Some(plan) = memory.plan().and_then(Plan::from_lines) {
            let cells = book.declare(&plan)?;
            if memory.is_live(&cells)? {
                let trial = Trial::of(plan, cells, releases)?;
                if trial.lost.is_none() {
                    return Ok((trial.plan, trial.cells, None));
                }
            }
        }
        let steps = steps(book);
        // Where nothing of any table must be hidden each of them is better than none, and all of them are told.
        if book.counts.are_known() {
            let plan =
                steps.iter().fold(Plan::headline(), |plan, &step| plan.with(step).unwrap_or(plan));
            let trial = Trial::of(plan.clone(), book.declare(&plan)?, releases)?;
            if trial.lost.is_none() && trial.hides_only_what_stands_alone() {
                return Ok((trial.plan, trial.cells, None));
            }
        }
        let headline = Plan::headline();
        let mut best = Trial::of(headline.clone(), book.declare(&headline)?, releases)?;
        for step in steps {
            best.improve(step, book, releases)?;
        }
        Ok((best.plan, best.cells, best.lost))
    }
}

/// A table more, or one more finely.
#[derive(Clone, Copy, Debug)]
enum Step {
    Table((Stage, Half, bool), Scope),
    Open(Stage),
    By(Stage, Key, bool),
}

/// All steps in the order in which they are tried.
fn steps(book: &Book) -> Vec<Step> {
    let mut steps = Vec::new();
    for (half, scope, fine) in STEPS {
        steps.extend(STAGES.map(|stage| Step::Table((stage, half, fine), scope)));
    }
    steps.extend([Stage::Disposition, Stage::FollowUp].map(Step::Open));
    for with_parts in [false, true] {
        for breakdown in book.breakdowns.iter().filter(|it| !with_parts || it.has_parts()) {
            steps.extend(STAGES.map(|stage| Step::By(stage, breakdown.key, with_parts)));
        }
    }
    steps
}

/// The first words of what no table of stages is tied to.
const ALONE: [&str; 6] = ["rows", "anomaly", "audit", "due-set", "due-moved", "due-as-promised"];

/// Why there is no plan.
#[derive(Debug)]
pub(super) enum Stop {
    /// A list that does not add up.
    Refused(Refusal),
    /// A memory that cannot be read.
    Memory(Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Memory(error)
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
    /// Of the list that the book declares of a plan.
    fn of(plan: Plan, mut cells: Cells, releases: &Releases) -> Result<Trial, Refusal> {
        releases.declare(&mut cells)?;
        let done = suppress(&mut cells);
        Ok(Trial::after(plan, cells, &done))
    }

    /// The same, if it tells so much.
    fn of_at_least(
        told: u64,
        plan: Plan,
        mut cells: Cells,
        releases: &Releases,
    ) -> Result<Option<Trial>, Refusal> {
        releases.declare(&mut cells)?;
        let worth: Vec<u64> = cells.iter().map(|(id, cell)| worth(&cells, id, &cell)).collect();
        let most = worth.iter().sum::<u64>().saturating_sub(told);
        let done = suppress_unless(&mut cells, &worth, most);
        Ok(done.map(|done| Trial::after(plan, cells, &done)))
    }

    fn after(plan: Plan, cells: Cells, done: &Suppression) -> Trial {
        let lost = done.lost.first().map(|&id| cells.name(id));
        let told = cells.iter().filter(|(_, cell)| cell.state == State::Shown);
        let told = told.map(|(id, cell)| worth(&cells, id, &cell)).sum();
        Trial { plan, cells, lost, told }
    }

    /// The names of the cells of the headline that can be read: kept, broken and due of the whole, and all reports.
    fn headline(&self) -> impl Iterator<Item = Vec<&'static str>> {
        let of_stage = |stage| {
            let table = Half::Due.table(stage);
            [vec![table], vec![table, "outcome=met"], vec![table, "outcome=broken"]]
        };
        let names = STAGES.into_iter().flat_map(of_stage).chain([vec!["reports"]]);
        names.filter(|name| self.shows(name))
    }

    fn shows(&self, name: &[&str]) -> bool {
        self.cells.find(name).is_some_and(|id| self.cells.get(id).state == State::Shown)
    }

    /// Whether nothing is hidden of what a table of stages is tied to, in this release or an earlier one.
    fn hides_only_what_stands_alone(&self) -> bool {
        let mut hidden = self.cells.iter().filter(|(_, cell)| cell.needs_protection());
        hidden.all(|(id, _)| {
            // What is new since an earlier release is called by the names of both.
            let mut words = self.cells.words(id).flat_map(|word| word.split(" / "));
            let first = words.find(|word| !Releases::is_earlier(word));
            let table = first.and_then(|word| word.split(' ').next());
            table.is_some_and(|table| ALONE.contains(&table))
        })
    }

    /// How many of its own cells are hidden.
    fn hidden(&self) -> usize {
        let own = self.cells.iter().filter(|(id, _)| is_own(&self.cells, *id));
        own.filter(|(_, cell)| cell.state == State::Hidden).count()
    }

    /// Takes a step if more can be read with it, and of its own table at least half; a table of zeros too, where it costs
    /// nothing, since what is not in the list is shown as hidden.
    ///
    /// It is not even tried where the rule alone takes more than one in so many of what has a rest.
    fn improve(&mut self, step: Step, book: &Book, releases: &Releases) -> Result<(), Refusal> {
        let Some(plan) = self.plan.with(step) else { return Ok(()) };
        let spare = if let Step::By(..) = step { SPARE_BY_KEY } else { SPARE };
        // By both a table has a million cells and most often too few in each: they are counted before they are listed.
        if let Step::Table(table, Scope::AgencyAndMonth) = step
            && book.is_too_fine(&self.plan, table, spare)
        {
            return Ok(());
        }
        let cells = book.declare(&plan)?;
        let fresh: Vec<CellId> = {
            let known = cells.places_in(&self.cells);
            let fresh = cells.iter().filter(|(id, cell)| 0 < cell.value && known(*id).is_none());
            fresh.map(|(id, _)| id).collect()
        };
        // Where the rule alone takes most of what has a rest, no partner is left for it.
        let with_rest = fresh.iter().filter(|&&id| 0 < cells.get(id).rest()).count();
        let small = fresh.iter().filter(|&&id| cells.get(id).is_sensitive()).count();
        if with_rest < spare * small {
            return Ok(());
        }
        let trial = Trial::of_at_least(self.told, plan, cells, releases)?;
        let Some(trial) = trial else { return Ok(()) };
        let hidden = fresh.iter().filter(|&&id| trial.cells.get(id).state == State::Hidden).count();
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

/// What a cell is worth if it can be read: a zero nothing, and nothing what earlier releases told.
fn worth(cells: &Cells, id: CellId, cell: &Cell) -> u64 {
    if 0 < cell.value && is_own(cells, id) { cell.weight } else { 0 }
}

fn is_own(cells: &Cells, id: CellId) -> bool {
    !cells.words(id).next().is_some_and(Releases::is_earlier)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn what_stands_alone_is_known_by_its_table_in_every_release() {
        let declare = |rows: u64, due: u64| {
            let mut cells = Cells::new();
            let total = cells.add(&["rows"], Cell::shown(rows, 0, 5)).unwrap();
            let part = cells.add(&["rows", "accepted"], Cell::shown(rows, 0, 5)).unwrap();
            cells.relate(total, &[part]).unwrap();
            cells.add(&["follow-up-due"], Cell::shown(due, 0, 5)).unwrap();
            cells
        };
        let mut releases = Releases::default();
        for (title, rows) in [("1 of 2026-05", 100), ("2 of 2026-05", 103)] {
            let mut cells = declare(rows, 50);
            releases.declare(&mut cells).unwrap();
            suppress(&mut cells);
            releases.record(title, &cells);
        }
        let trial = |rows, due| Trial::of(Plan::default(), declare(rows, due), &releases).unwrap();
        let alone = trial(106, 50);
        assert!(alone.hidden() > 0 && alone.hides_only_what_stands_alone());
        assert!(!trial(106, 53).hides_only_what_stands_alone());
    }
}
