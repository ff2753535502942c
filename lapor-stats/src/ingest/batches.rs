//! Batches: a table with a row a report, read and judged piece by piece, so that memory does not grow with the file.
//!
//! Each row is a report of its own, so a batch of rows is a whole dataset; what is asked of all of them is the sum of what is
//! asked of each. Two things need all rows: which ids stand in several, and which day is the latest. Of each id a digest
//! of 8 bytes is kept; if two are equal, a second pass reads the rows of those ids as a whole and decides
//! between them as [`ingest`](super::ingest) does.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use lapor_core::Day;
use rayon::prelude::*;

use super::assemble::{self, Context, Parts};
use super::input::{self, Input};
use super::mapping::{Fact, Layout, Mapping, MappingRef};
use super::records::Records;
use super::reports::{IdRun, ReportsPart};
use super::sheet::{MilestonePlan, Plan, Reading, Sheet};
use super::stream::{self, Order, lock};
use crate::dataset::{Dataset, FileCount, Fixed, Provenance, Quality};
use crate::error::Error;
use crate::texts::Store;

/// A table with a row a report that is read in batches.
#[derive(Debug)]
pub struct Batches {
    mapping: Mapping,
    files: Vec<Input>,
    /// Whether agencies are read with what they are called.
    names: bool,
    /// The digests of ids that stand in several rows, in order; `None` before a pass has looked.
    repeated: Option<Vec<u64>>,
}

/// What a pass over all batches saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// Rows read, accepted and rejected over all files.
    pub count: FileCount,
    /// The latest local day of an accepted event, and the next latest before it.
    pub latest: Option<(Day, Option<Day>)>,
}

/// What one piece left behind, beside what the caller made of it.
struct Left {
    order: (usize, Order),
    ids: IdRun,
    repeated: ReportsPart,
    quality: Quality,
    latest: Option<(Day, Option<Day>)>,
}

impl Batches {
    /// The inputs as batches; `None` if their rows are not reports of their own, or if they can be read only once.
    ///
    /// # Errors
    ///
    /// As [`ingest`](super::ingest): the mapping is wrong, or an input is not there.
    pub fn open(inputs: &[PathBuf], mapping: Option<&MappingRef>) -> Result<Option<Self>, Error> {
        let mapping = input::mapping_of(inputs, mapping)?;
        let files = input::files(inputs, &mapping)?;
        Ok(Batches::over(files, mapping))
    }

    /// Record batches as batches; `None` if their rows are not reports of their own.
    ///
    /// # Errors
    ///
    /// As [`ingest`](super::ingest): the mapping is wrong.
    pub fn of(records: Vec<Records>, mapping: &MappingRef) -> Result<Option<Self>, Error> {
        let mapping = Mapping::load(mapping)?;
        Ok(Batches::over(records.into_iter().map(Input::of).collect(), mapping))
    }

    fn over(files: Vec<Input>, mapping: Mapping) -> Option<Self> {
        let carries = |milestone: &super::mapping::Milestone| milestone.value.is_some();
        let whole = mapping.layout == Layout::Wide
            && mapping.event.is_none()
            // A merge names another report, which may stand in another batch.
            && !mapping.milestones.iter().any(carries)
            && files.iter().all(Input::is_lasting);
        whole.then_some(Batches { mapping, files, names: false, repeated: None })
    }

    /// The same batches, with agencies by name; without, they are called by their ids.
    #[must_use]
    pub fn with_names(self) -> Self {
        Batches { names: true, ..self }
    }

    /// What the mapping fixes.
    pub fn fixed(&self) -> &Fixed {
        &self.mapping.fixed
    }

    /// Whether the mapping has a column or a word for a fact.
    pub fn has(&self, fact: Fact) -> bool {
        self.mapping.report.facts.contains_key(&fact)
    }

    /// Where the data come from, as the mapping says.
    pub fn provenance(&self) -> Provenance {
        self.mapping.provenance()
    }

    /// Looks at all rows, for the latest day.
    ///
    /// # Errors
    ///
    /// As [`fold`](Self::fold).
    pub fn survey(&mut self) -> Result<Pass, Error> {
        let nothing = |(): &mut (), _: &Dataset| Ok::<(), Error>(());
        self.twice(&[], true, &|| (), &nothing).map(|(_, pass)| pass)
    }

    /// Reads all batches: `visit` adds each to an accumulator, on any thread and in any order. There are as many
    /// accumulators as batches were read at the same time, so what is made of them must not depend on which took which.
    ///
    /// A dataset that is visited has the facts that are named here, and neither texts nor claims.
    ///
    /// # Errors
    ///
    /// As [`ingest`](super::ingest), and the first that `visit` gives.
    pub fn fold<A: Send, E: Send>(
        &mut self,
        facts: &[Fact],
        new: impl Fn() -> A + Sync,
        visit: impl Fn(&mut A, &Dataset) -> Result<(), E> + Sync,
    ) -> Result<(Vec<A>, Pass), E>
    where
        Error: Into<E>,
    {
        self.twice(facts, false, &new, &visit)
    }

    /// A pass, and a second one if the first found rows of one id.
    fn twice<A: Send, E: Send>(
        &mut self,
        facts: &[Fact],
        survey: bool,
        new: &(impl Fn() -> A + Sync),
        visit: &(impl Fn(&mut A, &Dataset) -> Result<(), E> + Sync),
    ) -> Result<(Vec<A>, Pass), E>
    where
        Error: Into<E>,
    {
        if self.repeated.is_none() {
            let (made, pass, left) = self.pass(facts, survey, &[], new, visit)?;
            let repeated = repeated_digests(left);
            let single = repeated.is_empty();
            self.repeated = Some(repeated);
            if single {
                return Ok((made, pass));
            }
        }
        let repeated = self.repeated.take().unwrap_or_default();
        let (made, pass, _) = self.pass(facts, survey, &repeated, new, visit)?;
        self.repeated = Some(repeated);
        Ok((made, pass))
    }

    fn pass<A: Send, E: Send>(
        &self,
        facts: &[Fact],
        survey: bool,
        repeated: &[u64],
        new: &(impl Fn() -> A + Sync),
        visit: &(impl Fn(&mut A, &Dataset) -> Result<(), E> + Sync),
    ) -> Result<(Vec<A>, Pass, Vec<Left>), E>
    where
        Error: Into<E>,
    {
        let names: Vec<String> = self.files.iter().map(|file| file.name.clone()).collect();
        let made: Mutex<Vec<A>> = Mutex::new(Vec::new());
        let left: Mutex<Vec<Left>> = Mutex::new(Vec::new());
        let wrong: Mutex<Option<E>> = Mutex::new(None);
        let give = |dataset: &Dataset| {
            let idle = lock(&made).pop();
            let mut accumulator = idle.unwrap_or_else(new);
            let visited = visit(&mut accumulator, dataset);
            lock(&made).push(accumulator);
            if let Err(error) = visited {
                lock(&wrong).get_or_insert(error);
            }
        };
        let mut milestones = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            let work = |sheet: &Sheet<'_>, order: Order, piece: &super::piece::Piece| {
                let Plan::Reports(plan) = &sheet.plan else { return };
                if lock(&wrong).is_some() {
                    return;
                }
                let part = ReportsPart::read_lean(sheet, plan, piece, repeated);
                let context = self.context(&names, &plan.milestones);
                let dataset = assemble::batch(part.single, &context, survey);
                give(&dataset);
                lock(&left).push(Left {
                    order: (number, order),
                    ids: part.ids,
                    repeated: part.repeated,
                    quality: dataset.quality,
                    latest: dataset.latest,
                });
            };
            let reading = Reading::Lean { facts, names: self.names && !survey, repeated };
            let sheets = stream::read_file(
                file,
                number as u32,
                &self.mapping,
                reading,
                stream::BLOCK,
                &work,
            )
            .map_err(Into::into)?;
            for sheet in sheets {
                if let Plan::Reports(plan) = sheet.plan {
                    milestones = plan.milestones;
                }
            }
        }
        let mut left = left.into_inner().unwrap_or_else(PoisonError::into_inner);
        left.sort_by_key(|left| left.order);
        let mut pass = Pass::default();
        let mut first = None;
        for left in &left {
            pass.add(&left.quality, left.latest);
            if first.is_none() {
                first = left.quality.rejects.first();
            }
        }
        let first = first.cloned();
        if !repeated.is_empty() {
            let mut repeats = Parts::default();
            for left in &mut left {
                let mut part = std::mem::take(&mut left.repeated);
                part.tally.read = part.ids.len() as u64;
                repeats.reports.push(part);
            }
            let dataset =
                assemble::dataset(repeats, Store::default(), &self.context(&names, &milestones));
            give(&dataset);
            // Its rows were counted as read, and as accepted, by the pieces that held them.
            let rejected = dataset.quality.total().rejected;
            pass.count.accepted -= rejected;
            pass.count.rejected += rejected;
            pass.see(dataset.latest);
        }
        self.ended(made, wrong, pass, left, first.as_ref(), &names)
    }

    fn ended<A, E>(
        &self,
        made: Mutex<Vec<A>>,
        wrong: Mutex<Option<E>>,
        pass: Pass,
        left: Vec<Left>,
        first: Option<&crate::dataset::Reject>,
        names: &[String],
    ) -> Result<(Vec<A>, Pass, Vec<Left>), E>
    where
        Error: Into<E>,
    {
        if let Some(error) = wrong.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        if pass.count.accepted == 0 {
            return Err(super::nothing(names, &pass.count, first).into());
        }
        Ok((made.into_inner().unwrap_or_else(PoisonError::into_inner), pass, left))
    }

    fn context<'c>(&'c self, names: &'c [String], milestones: &'c [MilestonePlan]) -> Context<'c> {
        Context {
            mapping: &self.mapping,
            files: names,
            milestones,
            reports_listed: true,
            texts: false,
            as_of: None,
        }
    }
}

impl Pass {
    fn add(&mut self, quality: &Quality, latest: Option<(Day, Option<Day>)>) {
        let total = quality.total();
        self.count.read += total.read;
        self.count.accepted += total.accepted;
        self.count.rejected += total.rejected;
        self.see(latest);
    }

    /// Keeps the two latest days.
    pub(super) fn see(&mut self, latest: Option<(Day, Option<Day>)>) {
        let Some((day, before)) = latest else { return };
        for day in [Some(day), before].into_iter().flatten() {
            self.latest = match self.latest {
                None => Some((day, None)),
                Some((latest, _)) if latest < day => Some((day, Some(latest))),
                Some((latest, before)) if day < latest => Some((latest, before.max(Some(day)))),
                same => same,
            };
        }
    }
}

/// The digests that more than one row has, in order.
fn repeated_digests(left: Vec<Left>) -> Vec<u64> {
    let mut last: Option<&str> = None;
    let ascend = left.iter().all(|left| {
        let Some((first, end)) = left.ids.ends() else { return true };
        let after = last.is_none_or(|last| last < first);
        last = Some(end);
        left.ids.ascends() && after
    });
    if ascend {
        // Giving much memory back takes a while, which nobody need wait for.
        rayon::spawn(move || drop(left));
        return Vec::new();
    }
    let mut digests: Vec<u64> = left.into_iter().flat_map(|left| left.ids.into_digests()).collect();
    digests.par_sort_unstable();
    let mut repeated: Vec<u64> =
        digests.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    repeated.dedup();
    repeated
}
