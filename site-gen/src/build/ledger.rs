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
use super::counts::{Entry, Split, StageCounts};
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

impl Book {
    /// The list of everything that a plan prints.
    pub(super) fn declare(&self, plan: &Plan) -> Result<Cells, Refusal> {
        let mut cells = Cells::new();
        for stage in STAGES {
            for half in Half::BOTH {
                for scope in Scope::ALL {
                    if let Some(fine) = plan.detail(stage, half, scope) {
                        self.table(&mut cells, (stage, half), scope, fine)?;
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

    /// The months in which stages of a kind started, with empty ones between, and none where one is not known.
    ///
    /// They are the same for every agency, so that no row speaks by being there. In order, none first.
    pub(super) fn months(&self, stage: Stage) -> Vec<Option<Month>> {
        let known: BTreeSet<Option<Month>> =
            self.counts.started(stage).map(|entry| entry.month).collect();
        let ends = known.iter().flatten().min().zip(known.iter().flatten().max());
        let mut months: Vec<Option<Month>> =
            known.iter().filter(|month| month.is_none()).copied().collect();
        if let Some((first, last)) = ends {
            let all = std::iter::successors(Some(*first), |month| month.following());
            months.extend(all.take_while(|month| month <= last).map(Some));
        }
        months
    }

    /// The place of every agency in the list of those with a scorecard.
    fn places(&self) -> BTreeMap<Option<AgencyId>, usize> {
        self.agencies.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect()
    }

    /// Whether the rule alone takes more than one in `spare` of what a table by agency and month has a rest in, beside the
    /// cells that a plan tells already.
    ///
    /// Its sums are in the list, so they are not asked.
    pub(super) fn is_too_fine(
        &self,
        told: &Plan,
        (stage, half, fine): (Stage, Half, bool),
        spare: usize,
    ) -> bool {
        let before = told.detail(stage, half, Scope::AgencyAndMonth);
        let known = before.map_or(0, |fine| outcomes(stage, half, fine).len());
        let fresh = outcomes(stage, half, fine).get(known..).unwrap_or_default();
        let places = self.places();
        let (mut with_rest, mut small) = (0, 0);
        let entries: Vec<&Entry> =
            self.counts.started(stage).filter(|entry| places.contains_key(&entry.agency)).collect();
        for group in entries.chunk_by(|a, b| (a.agency, a.month) == (b.agency, b.month)) {
            for outcome in fresh {
                let mut split = Split::default();
                let counted = group.iter().filter(|entry| outcome.counts(entry.bucket));
                counted.for_each(|entry| split.add(entry.known, entry.count));
                let rest = split.all - split.on_pages;
                let threshold = if split.plain == 0 { SENSITIVE } else { THRESHOLD };
                with_rest += usize::from(0 < rest);
                small += usize::from((1..threshold).contains(&rest));
            }
        }
        with_rest < spare * small
    }

    /// Adds the table of one half of a stage along agencies and months, where there are any.
    fn table(
        &self,
        cells: &mut Cells,
        (stage, half): (Stage, Half),
        scope: Scope,
        fine: bool,
    ) -> Result<(), Refusal> {
        let tree = outcomes(stage, half, fine);
        let agencies = if scope.has_agencies() { self.agencies.len() } else { 0 };
        let months = if scope.has_months() { self.months(stage) } else { Vec::new() };
        let mut dimensions = Vec::new();
        if 0 < agencies {
            let names: Vec<&str> = self.agencies.iter().map(|(_, slug)| &**slug).collect();
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

        let (lines, columns) = (agencies.max(1), months.len().max(1));
        let size = lines * columns * leaves.len();
        let known = self.counts.are_known();
        let mut counts = vec![(0_u64, 0_u64); size];
        let mut plain = vec![0_u64; if known { 0 } else { size }];
        let places = self.places();
        for entry in self.counts.started(stage) {
            let Some(&agency) = places.get(&entry.agency) else { continue };
            let leaf = leaves.iter().position(|&leaf| tree[leaf].counts(entry.bucket));
            let Some(leaf) = leaf else { continue };
            let line = if agencies == 0 { 0 } else { agency };
            let column = months.binary_search(&entry.month).unwrap_or(0);
            let at = (line * columns + column) * leaves.len() + leaf;
            let mut split = Split { all: counts[at].0, on_pages: counts[at].1, plain: 0 };
            split.add(entry.known, entry.count);
            counts[at] = (split.all, split.on_pages);
            if !known {
                plain[at] += split.plain;
            }
        }
        let table = Table { name: half.table(stage).to_owned(), dimensions, counts };
        if known {
            table.declare(cells)?;
        } else {
            table.declare_sensitive(cells, &plain, SENSITIVE)?;
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
            let count = |split: &Split| {
                let rest_is_plain = split.plain != 0 || split.all == split.on_pages;
                let threshold = if rest_is_plain { THRESHOLD } else { SENSITIVE };
                Count::shown(split.all, split.on_pages, threshold)
            };
            let of_agency = self.open_by_agency(stage, outcome);
            let words = [table.clone(), format!("outcome={word}")];
            let whole = cells.add(&words, count(&of_agency[0]).weighing(8))?;
            let outer = [half.table(stage).to_owned(), format!("outcome={word}")];
            if let Some(outer) = cells.find(&outer) {
                cells.complement(outer, whole)?;
            }
            if !by_agency {
                continue;
            }
            let mut parts = Vec::new();
            for ((_, slug), split) in self.agencies.iter().zip(&of_agency[1..]) {
                let (agency, outcome) = (format!("agency={slug}"), format!("outcome={word}"));
                let part = cells.add(&[&*table, &agency, &outcome], count(split))?;
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

    /// How many of an outcome are open: of all, then of each agency.
    fn open_by_agency(&self, stage: Stage, outcome: &Outcome) -> Vec<Split> {
        let places = self.places();
        let mut splits = vec![Split::default(); 1 + self.agencies.len()];
        let counted = self.counts.open(stage).filter(|entry| outcome.counts(entry.bucket));
        for entry in counted {
            let Some(&place) = places.get(&entry.agency) else { continue };
            splits[0].add(entry.known, entry.count);
            splits[1 + place].add(entry.known, entry.count);
        }
        splits
    }

    /// How many stages there are in each half: of all, then of each agency.
    fn halves_by_agency(&self, stage: Stage) -> Vec<[Split; 2]> {
        let places = self.places();
        let sums = Half::BOTH.map(|half| &outcomes(stage, half, false)[0]);
        let mut splits = vec![[Split::default(); 2]; 1 + self.agencies.len()];
        for entry in self.counts.started(stage) {
            let Some(&place) = places.get(&entry.agency) else { continue };
            for half in (0..sums.len()).filter(|&half| sums[half].counts(entry.bucket)) {
                splits[0][half].add(entry.known, entry.count);
                splits[1 + place][half].add(entry.known, entry.count);
            }
        }
        splits
    }

    /// Ties the halves of both promises where everybody knows that they add up to the same reports.
    ///
    /// A report that was dispositioned has a follow-up to wait for, of the same agency.
    fn starts(&self, cells: &mut Cells) -> Result<(), Refusal> {
        let first = self.halves_by_agency(Stage::Disposition);
        let second = self.halves_by_agency(Stage::FollowUp);
        for (at, (reports, answers)) in first.iter().zip(&second).enumerate() {
            let agency = at.checked_sub(1);
            let sum = |halves: &[Split; 2]| Split {
                all: halves[0].all + halves[1].all,
                on_pages: halves[0].on_pages + halves[1].on_pages,
                plain: halves[0].plain + halves[1].plain,
            };
            let started = sum(reports);
            let name = |table: &str| match agency {
                Some(at) => vec![table.to_owned(), format!("agency={}", self.agencies[at].1)],
                None => vec![table.to_owned()],
            };
            let known = |half: Half, stage: Stage| cells.find(&name(half.table(stage))).is_some();
            let tells = |stage| known(Half::Due, stage) || known(Half::Outside, stage);
            let same = started.all == sum(answers).all;
            let both = tells(Stage::Disposition) && tells(Stage::FollowUp) && same;
            let told =
                known(Half::Due, Stage::Disposition) && known(Half::Outside, Stage::Disposition);
            let told = told || agency.is_none();
            if !both && !told {
                continue;
            }
            let threshold = if started.plain == 0 { SENSITIVE } else { THRESHOLD };
            let count = Count::shown(started.all, started.on_pages, threshold);
            let count = if told { count.weighing(64) } else { count.unpublished() };
            let total = cells.add(&name("reports"), count)?;
            halves(cells, total, Stage::Disposition, reports, &name)?;
            if both {
                halves(cells, total, Stage::FollowUp, answers, &name)?;
            }
        }
        Ok(())
    }
}

/// Relates a total with both halves of a stage; one that is printed nowhere is spoken of all the same.
fn halves(
    cells: &mut Cells,
    total: CellId,
    stage: Stage,
    counted: &[Split; 2],
    name: &impl Fn(&str) -> Vec<String>,
) -> Result<(), Refusal> {
    let mut parts = Vec::new();
    for (half, split) in Half::BOTH.into_iter().zip(counted) {
        let name = name(half.table(stage));
        let threshold = if split.plain != 0 { THRESHOLD } else { SENSITIVE };
        let count = Count::shown(split.all, split.on_pages, threshold);
        parts.push(match cells.find(&name) {
            Some(id) => id,
            None => cells.add(&name, count.unpublished())?,
        });
    }
    cells.relate(total, &parts)
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

    /// A count by the words of its name, if it may be told; what is not in the list may not, but as a part of nothing.
    pub(super) fn cell<S: AsRef<str>>(&self, name: &[S]) -> Cell {
        match self.cells.find(name).map(|id| self.cells.get(id)) {
            Some(cell) if cell.state == State::Shown => Cell::Shown(cell.value),
            None if self.is_of_none(name) => Cell::Shown(0),
            _ => Cell::Hidden,
        }
    }

    /// Whether a count is part of one that is told as 0, which has its name without the last word: then it is 0 too.
    pub(super) fn is_of_none<S: AsRef<str>>(&self, name: &[S]) -> bool {
        let whole = name.split_last().and_then(|(_, whole)| self.cells.find(whole));
        whole.map(|id| self.cells.get(id)).is_some_and(tells_none)
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

/// Whether a count is told, as 0.
pub(super) fn tells_none(cell: Count) -> bool {
    cell.state == State::Shown && cell.value == 0
}

/// A month in a cell's name.
fn month_word(month: Option<Month>) -> String {
    month.map_or_else(
        || "none".to_owned(),
        |month| format!("{:04}-{:02}", month.year(), month.number()),
    )
}
