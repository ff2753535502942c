//! The one list of what the pages of a source print: every count in its place, told or hidden.
//!
//! Page models get their counts here and nowhere else: [`Ledger::cell`] is the only way from a number to a
//! [`Cell`] in a build. What is not in the list is hidden.

use std::collections::{BTreeMap, BTreeSet};

use lapor_core::{AgencyId, Stage};
use lapor_stats::disclosure::{
    Cell as Count, CellId, Cells, Dimension, Node, Refusal, Releases, State, Table,
};

use crate::model::{Cell, Month, open_table};
use crate::route::Key;

use super::breakdown::{Breakdown, Value, name};
use super::counts::{Counted, StageCounts};
use super::outcome::{Half, Outcome, outcomes};
use super::plan::{Plan, Scope};

/// The least rest of a cell that may be shown.
pub(super) const THRESHOLD: u64 = 5;
/// The same where all of the rest is of sensitive categories.
pub(super) const SENSITIVE: u64 = 10;

/// The stages of which pages print promises.
pub(super) const STAGES: [Stage; 3] = [Stage::Disposition, Stage::FollowUp, Stage::Closure];

/// A count that stands alone: its name, how many, how many of these are on pages, and the least rest.
pub(super) struct Single {
    pub(super) name: Vec<String>,
    pub(super) cell: Count,
    /// The name of the sum that it is a part of.
    pub(super) part_of: Option<Vec<String>>,
}

/// What a list is made of.
pub(super) struct Book {
    /// Every stage.
    pub(super) counts: StageCounts,
    /// All agencies with a scorecard and the folder of each; the administrator is none.
    pub(super) agencies: Vec<(Option<AgencyId>, String)>,
    /// By category, programme, channel and place, where the source has them.
    pub(super) breakdowns: Vec<Breakdown>,
    /// Counts of reports and of the source's quality.
    pub(super) singles: Vec<Single>,
}

/// An agency or all, a month or all.
type Place = (Option<usize>, Option<Option<Month>>);

impl Book {
    /// The list of everything that a plan prints.
    pub(super) fn declare(&self, plan: &Plan) -> Result<Cells, Refusal> {
        let mut cells = Cells::new();
        for stage in STAGES {
            let sums = self.sums(stage);
            for half in Half::BOTH {
                for scope in Scope::ALL {
                    if let Some(fine) = plan.detail(stage, half, scope) {
                        let agencies = scope.has_agencies().then(|| self.all_agencies());
                        let months = scope.has_months().then(|| self.months(stage));
                        let along = (&*agencies.unwrap_or_default(), &*months.unwrap_or_default());
                        self.table(&mut cells, &sums, (stage, half), along, fine)?;
                    }
                }
            }
            for breakdown in &self.breakdowns {
                if let Some(with_parts) = plan.by(stage, breakdown.key) {
                    breakdown.declare(&mut cells, stage, with_parts)?;
                }
            }
            self.open(&mut cells, stage, plan)?;
        }
        self.starts(&mut cells)?;
        for single in &self.singles {
            cells.add(&single.name, single.cell)?;
        }
        let mut wholes: BTreeMap<&[String], Vec<CellId>> = BTreeMap::new();
        for single in &self.singles {
            if let (Some(whole), Some(id)) = (&single.part_of, cells.find(&single.name)) {
                wholes.entry(whole).or_default().push(id);
            }
        }
        for (whole, parts) in wholes {
            if let Some(id) = cells.find(whole) {
                cells.relate(id, &parts)?;
            }
        }
        Ok(cells)
    }

    fn all_agencies(&self) -> Vec<usize> {
        (0..self.agencies.len()).collect()
    }

    /// The months in which stages of a kind started, with empty ones between, and none where one is not known.
    ///
    /// They are the same for every agency, so that no row speaks by being there.
    pub(super) fn months(&self, stage: Stage) -> Vec<Option<Month>> {
        let of_stage = self.counts.started.keys().filter(|(_, found, _)| *found == stage);
        let known: BTreeSet<Option<Month>> = of_stage.map(|(_, _, month)| *month).collect();
        let ends = known.iter().flatten().min().zip(known.iter().flatten().max());
        let mut months: Vec<Option<Month>> =
            known.iter().filter(|month| month.is_none()).copied().collect();
        if let Some((first, last)) = ends {
            let all = std::iter::successors(Some(*first), |month| month.following());
            months.extend(all.take_while(|month| month <= last).map(Some));
        }
        months
    }

    fn sums(&self, stage: Stage) -> BTreeMap<Place, Counted> {
        let places: BTreeMap<Option<AgencyId>, usize> =
            self.agencies.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
        let mut sums: BTreeMap<Place, Counted> = BTreeMap::new();
        for ((agency, found, month), counted) in &self.counts.started {
            let Some(&place) = places.get(agency).filter(|_| *found == stage) else { continue };
            for group in [
                (Some(place), Some(*month)),
                (Some(place), None),
                (None, Some(*month)),
                (None, None),
            ] {
                let sum = sums.entry(group).or_default();
                *sum = sum.plus(counted);
            }
        }
        sums
    }

    /// Adds the table of one half of a stage along agencies and months, where these are not empty.
    fn table(
        &self,
        cells: &mut Cells,
        sums: &BTreeMap<Place, Counted>,
        (stage, half): (Stage, Half),
        (agencies, months): (&[usize], &[Option<Month>]),
        fine: bool,
    ) -> Result<(), Refusal> {
        let tree = outcomes(stage, half, fine);
        let mut dimensions = Vec::new();
        if !agencies.is_empty() {
            let names: Vec<&str> = agencies.iter().map(|&at| &*self.agencies[at].1).collect();
            dimensions.push(Dimension::summed("agency", &names, THRESHOLD));
        }
        if !months.is_empty() {
            let names: Vec<String> = months.iter().map(|month| month_word(*month)).collect();
            dimensions.push(Dimension::summed("month", &names, THRESHOLD));
        }
        let node = |outcome: &Outcome| Node {
            name: outcome.word.to_owned(),
            parent: outcome.parent,
            threshold: THRESHOLD,
        };
        let nodes: Vec<Node> = tree.iter().map(node).collect();
        let outcome = Dimension { name: "outcome".to_owned(), nodes };
        let leaves = outcome.leaves();
        dimensions.push(outcome);

        let mut of_agency: Vec<Option<usize>> = agencies.iter().copied().map(Some).collect();
        let mut of_month: Vec<Option<Option<Month>>> = months.iter().copied().map(Some).collect();
        // What is not told apart is its own sum.
        let whole = |empty: bool| if empty { 0 } else { 1 };
        let skip = (whole(agencies.is_empty()), whole(months.is_empty()));
        of_agency.insert(0, None);
        of_month.insert(0, None);
        let sum = |place: Place| sums.get(&place).copied().unwrap_or_default();
        let mut counts = Vec::new();
        for &agency in &of_agency[skip.0..] {
            for &month in &of_month[skip.1..] {
                let sum = sum((agency, month));
                counts.extend(
                    leaves
                        .iter()
                        .map(|&leaf| (tree[leaf].count(&sum.all), tree[leaf].count(&sum.on_pages))),
                );
            }
        }
        let table = Table { name: half.table(stage).to_owned(), dimensions, counts };
        let mut ids = table.declare(cells)?.into_iter();
        for &agency in &of_agency {
            for &month in &of_month {
                let sum = sum((agency, month));
                for (outcome, id) in tree.iter().zip(ids.by_ref()) {
                    let cell = cells[id];
                    if 0 < cell.rest() && outcome.count(&sum.plain) == 0 {
                        let name: Vec<String> = cells.words(id).map(str::to_owned).collect();
                        cells.add(&name, Count { threshold: SENSITIVE, ..cell })?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds what is open of a stage on the day of the question: parts of what is running and overdue in the tables.
    fn open(&self, cells: &mut Cells, stage: Stage, plan: &Plan) -> Result<(), Refusal> {
        if stage == Stage::Closure {
            return Ok(());
        }
        let by_agency = plan.tells_open(stage);
        for (word, half) in [("running", Half::Outside), ("overdue", Half::Due)] {
            let Some(outcome) = outcomes(stage, half, true).iter().find(|it| it.word == word)
            else {
                continue;
            };
            let table = open_table(stage).to_owned();
            let count = |counted: &Counted| {
                let rest_is_plain = outcome.count(&counted.plain) != 0;
                let threshold = if rest_is_plain { THRESHOLD } else { SENSITIVE };
                let (all, pages) = (outcome.count(&counted.all), outcome.count(&counted.on_pages));
                let threshold = if all == pages { THRESHOLD } else { threshold };
                Count::shown(all, pages, threshold)
            };
            let of = |agency: Option<AgencyId>| {
                self.counts.open.get(&(agency, stage)).copied().unwrap_or_default()
            };
            let all =
                self.agencies.iter().fold(Counted::default(), |sum, (id, _)| sum.plus(&of(*id)));
            let words = [table.clone(), format!("outcome={word}")];
            let whole = cells.add(&words, count(&all).weighing(8))?;
            let outer = [half.table(stage).to_owned(), format!("outcome={word}")];
            if let Some(outer) = cells.find(&outer) {
                cells.complement(outer, whole)?;
            }
            if !by_agency {
                continue;
            }
            let mut parts = Vec::new();
            for (id, slug) in &self.agencies {
                let (agency, outcome) = (format!("agency={slug}"), format!("outcome={word}"));
                let part = cells.add(&[&*table, &agency, &outcome], count(&of(*id)))?;
                parts.push(part);
                if let Some(outer) = cells.find(&[half.table(stage), &agency, &outcome]) {
                    cells.complement(outer, part)?;
                }
            }
            if !parts.is_empty() {
                cells.relate(whole, &parts)?;
            }
        }
        Ok(())
    }

    /// Ties the halves of both promises where everybody knows that they add up to the same reports.
    ///
    /// A report that was dispositioned has a follow-up to wait for, of the same agency.
    fn starts(&self, cells: &mut Cells) -> Result<(), Refusal> {
        let (first, second) = (self.sums(Stage::Disposition), self.sums(Stage::FollowUp));
        let groups = std::iter::once(None).chain((0..self.agencies.len()).map(Some));
        for agency in groups {
            let reports = first.get(&(agency, None)).copied().unwrap_or_default();
            let answers = second.get(&(agency, None)).copied().unwrap_or_default();
            let name = |table: &str| match agency {
                Some(at) => vec![table.to_owned(), format!("agency={}", self.agencies[at].1)],
                None => vec![table.to_owned()],
            };
            let known = |half: Half, stage: Stage| cells.find(&name(half.table(stage))).is_some();
            let tells = |stage| known(Half::Due, stage) || known(Half::Outside, stage);
            let same = reports.all.total() == answers.all.total();
            let both = tells(Stage::Disposition) && tells(Stage::FollowUp) && same;
            let told =
                known(Half::Due, Stage::Disposition) && known(Half::Outside, Stage::Disposition);
            let told = told || agency.is_none();
            if !both && !told {
                continue;
            }
            let threshold = if reports.plain.total() == 0 { SENSITIVE } else { THRESHOLD };
            let count = Count::shown(reports.all.total(), reports.on_pages.total(), threshold);
            let count = if told { count.weighing(64) } else { count.unpublished() };
            let total = cells.add(&name("reports"), count)?;
            self.halves(cells, total, Stage::Disposition, &reports, &name)?;
            if both {
                self.halves(cells, total, Stage::FollowUp, &answers, &name)?;
            }
        }
        Ok(())
    }

    /// Relates a total with both halves of a stage; one that is printed nowhere is spoken of all the same.
    fn halves(
        &self,
        cells: &mut Cells,
        total: CellId,
        stage: Stage,
        counted: &Counted,
        name: &impl Fn(&str) -> Vec<String>,
    ) -> Result<(), Refusal> {
        let mut parts = Vec::new();
        for half in Half::BOTH {
            let name = name(half.table(stage));
            let sum = &outcomes(stage, half, false)[0];
            let plain = sum.count(&counted.plain) != 0;
            let threshold = if plain { THRESHOLD } else { SENSITIVE };
            let count =
                Count::shown(sum.count(&counted.all), sum.count(&counted.on_pages), threshold);
            parts.push(match cells.find(&name) {
                Some(id) => id,
                None => cells.add(&name, count.unpublished())?,
            });
        }
        cells.relate(total, &parts)
    }
}

/// A list whose states are final.
#[derive(Debug)]
pub(super) struct Ledger {
    cells: Cells,
    plan: Plan,
    months: BTreeMap<Stage, Vec<Month>>,
    /// The values of each key that the source has.
    values: BTreeMap<Key, Vec<Value>>,
}

impl Ledger {
    /// A list after suppression.
    pub(super) fn new(book: &Book, cells: Cells, plan: Plan) -> Ledger {
        let months = |stage| (stage, book.months(stage).into_iter().flatten().collect());
        let values = book.breakdowns.iter().map(|of| (of.key, of.values.clone())).collect();
        Ledger { cells, plan, months: STAGES.into_iter().map(months).collect(), values }
    }

    /// A count by the words of its name, if it may be told; what is not in the list may not.
    pub(super) fn cell<S: AsRef<str>>(&self, name: &[S]) -> Cell {
        match self.cells.find(name).map(|id| &self.cells[id]) {
            Some(cell) if cell.state == State::Shown => Cell::Shown(cell.value),
            _ => Cell::Hidden,
        }
    }

    /// The same for an outcome of a stage.
    pub(super) fn outcome(
        &self,
        table: &str,
        agency: Option<&str>,
        month: Option<Month>,
        outcome: &str,
    ) -> Cell {
        let mut name = vec![table.to_owned()];
        name.extend(agency.map(|slug| format!("agency={slug}")));
        name.extend(month.map(|month| format!("month={}", month_word(Some(month)))));
        name.extend((outcome != "all").then(|| format!("outcome={outcome}")));
        self.cell(&name)
    }

    /// The same for an outcome of a stage under a value.
    pub(super) fn value(&self, table: &str, key: Key, word: &str, outcome: &str) -> Cell {
        self.cell(&name(table, key, word, outcome))
    }

    /// The values of each key that the source has, told or not.
    pub(super) fn values(&self) -> &BTreeMap<Key, Vec<Value>> {
        &self.values
    }

    /// The months that are told of a stage of an agency or of all; empty where none is.
    pub(super) fn months(&self, stage: Stage, of_agency: bool) -> &[Month] {
        let scope = if of_agency { Scope::AgencyAndMonth } else { Scope::Month };
        let told =
            Half::BOTH.into_iter().any(|half| self.plan.detail(stage, half, scope).is_some());
        if told { self.months.get(&stage).map_or(&[], Vec::as_slice) } else { &[] }
    }

    /// Which tables are told.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The list itself.
    pub(super) fn cells(&self) -> &Cells {
        &self.cells
    }

    /// How many cells are hidden now, earlier releases left aside.
    pub(super) fn hidden(&self) -> usize {
        let mut only = 0;
        for (id, cell) in self.cells.iter() {
            let earlier = self.cells.words(id).next().is_some_and(Releases::is_earlier);
            only += usize::from(cell.state == State::Hidden && !earlier);
        }
        only
    }
}

/// A month in a cell's name.
fn month_word(month: Option<Month>) -> String {
    month.map_or_else(
        || "none".to_owned(),
        |month| format!("{:04}-{:02}", month.year(), month.number()),
    )
}
