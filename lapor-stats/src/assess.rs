//! Bulk assessment: the core's fold, fed from the dataset's columns, in parallel, one report after another.

use lapor_core::{
    AgencyId, Clock, Day, Error as CoreError, Event, Facts, Note, Notes, Office, Scope, Scratch,
    Stage, Verdict, Verdicts, Zone,
};
use rayon::prelude::*;

use crate::dataset::Dataset;
use crate::error::Error;
use crate::rules::Rules;

/// How many reports one task judges; large enough to hide its cost and to make a good row group, small
/// enough to share the work and to bound what is in memory.
const CHUNK: usize = 32_768;

/// One verdict and the report that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The report's place in the dataset.
    pub report: u32,
    /// The judgement.
    pub verdict: Verdict,
    /// In which of the holder's figures a custody counts; absent for a promise.
    pub scope: Option<Scope>,
}

impl Row {
    /// The rows of one report: its promises in order, then its custodies as they began.
    pub fn of(report: u32, verdicts: &Verdicts<'_>) -> impl Iterator<Item = Row> {
        let promises = verdicts.iter().map(move |&verdict| Row { report, verdict, scope: None });
        let custodies = verdicts.custodies.iter().map(move |custody| Row {
            report,
            verdict: custody.verdict,
            scope: Some(custody.scope),
        });
        promises.chain(custodies)
    }
}

/// All verdicts of a dataset, and how many reports showed what beside them.
#[derive(Debug, Default)]
pub struct Judgement {
    /// The verdicts, in parts that follow each other.
    pub rows: Vec<Vec<Row>>,
    /// What the reports showed.
    pub notes: NoteCounts,
}

/// How many reports showed each [`Note`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteCounts([u64; Note::ALL.len()]);

impl NoteCounts {
    /// The notes that were seen, with their counts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Note, u64)> {
        Note::ALL.into_iter().zip(self.0).filter(|&(_, count)| 0 < count)
    }

    /// Adds the counts of other reports.
    pub fn add(&mut self, other: &NoteCounts) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }
}

/// A dataset under rules, on a day: what a clock needs for all of its reports.
#[derive(Debug)]
pub struct Court<'a> {
    dataset: &'a Dataset,
    rules: &'a Rules,
    as_of: Day,
    offices: Vec<Office<'a>>,
}

impl<'a> Court<'a> {
    /// The dataset under these rules on this day.
    pub fn new(dataset: &'a Dataset, rules: &'a Rules, as_of: Day) -> Self {
        let own = |zone: Option<Zone>, calendar: Option<&String>| Office {
            calendar: calendar
                .and_then(|name| rules.office_calendars.get(name))
                .unwrap_or(&rules.calendar),
            zone: zone.unwrap_or(rules.policy.zone()),
            parent: None,
        };
        let offices = dataset
            .agencies
            .iter()
            .map(|agency| Office {
                parent: agency.parent,
                ..own(agency.zone, agency.calendar.as_ref())
            })
            .collect();
        Court { dataset, rules, as_of, offices }
    }

    /// The day of the question.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// The dataset that is judged.
    pub fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    /// The clock that judges each report.
    ///
    /// # Errors
    ///
    /// A calendar that reads joint leave in another way than the policy.
    pub fn clock(&self) -> Result<Clock<'_>, CoreError> {
        let words = |column: &'a crate::dataset::Column| -> Vec<&'a str> {
            column.words.iter().map(String::as_str).collect()
        };
        let reports = &self.dataset.reports;
        Ok(Clock::new(&self.rules.policy, &self.rules.calendar, self.as_of)?
            .with_offices(&self.offices)?
            .with_words(&words(&reports.class), &words(&reports.complexity)))
    }

    /// What is known of a report beside its events.
    pub fn facts(&self, report: usize) -> Facts {
        Facts {
            class: self.dataset.reports.class(report),
            complexity: self.dataset.reports.complexity(report),
            unrecorded: self.dataset.unrecorded,
            last_activity_opens_silence: self.dataset.last_activity_opens_silence,
        }
    }

    /// The events of a report, in no order; a batch of [`Batches`](crate::ingest::Batches) has none to show.
    pub fn events(&self, report: usize) -> &'a [Event] {
        let offsets = self.dataset.offsets.get(report).zip(self.dataset.offsets.get(report + 1));
        let events = offsets.and_then(|(&from, &to)| self.dataset.events.get(from..to));
        events.unwrap_or_default()
    }

    /// Writes the events of a report, in no order, also of a batch.
    pub fn each_event(&self, report: usize, events: &mut Vec<Event>) {
        match &self.dataset.histories {
            None => {
                events.clear();
                events.extend_from_slice(self.events(report));
            }
            Some(histories) => histories.events(report, events),
        }
    }

    /// The judgement of one report.
    fn fold<'s>(
        &self,
        clock: &Clock<'_>,
        report: usize,
        facts: &Facts,
        events: &mut Vec<Event>,
        scratch: &'s mut Scratch,
    ) -> Verdicts<'s> {
        match &self.dataset.histories {
            None => clock.fold(facts, self.events(report).iter().copied(), scratch),
            Some(histories) => {
                histories.events(report, events);
                clock.fold(facts, events.iter().copied(), scratch)
            }
        }
    }

    /// Every verdict on the promises to the citizen, of every report that has come in, in the order of
    /// reports and stages; custodies are for [`judge_each`](Self::judge_each).
    ///
    /// # Errors
    ///
    /// As [`clock`](Self::clock).
    pub fn judge(&self) -> Result<Judgement, CoreError> {
        let mut judgement = Judgement::default();
        self.judge_each(
            false,
            |rows, notes| (rows.to_vec(), *notes),
            |(rows, notes)| {
                judgement.rows.push(rows);
                judgement.notes.add(&notes);
                Ok::<(), CoreError>(())
            },
        )?;
        Ok(judgement)
    }

    /// Judges part after part: `map` makes something of the verdicts of a part, on any thread, and
    /// `take` gets what was made in the order of the reports, while the next parts are judged.
    ///
    /// Without `custody` there are rows of the promises to the citizen alone.
    ///
    /// Only some parts are in memory at a time, so it does not grow with the number of reports.
    ///
    /// # Errors
    ///
    /// As [`clock`](Self::clock), and whatever `take` gives.
    pub fn judge_each<T: Send, E: From<CoreError> + Send>(
        &self,
        custody: bool,
        map: impl Fn(&[Row], &NoteCounts) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let clock = self.clock()?;
        let clock = if custody { clock } else { clock.without_custody() };
        let count = self.dataset.reports.len();
        let chunks = count.div_ceil(CHUNK);
        let wave = rayon::current_num_threads();
        let judge = |first: usize| -> Vec<T> {
            (first..(first + wave).min(chunks))
                .into_par_iter()
                .map_init(Storage::default, |storage, chunk| {
                    self.gather(&clock, chunk * CHUNK..((chunk + 1) * CHUNK).min(count), storage);
                    map(&storage.rows, &storage.notes)
                })
                .collect()
        };
        let mut made = judge(0);
        for next in (wave..chunks + wave).step_by(wave) {
            let (taken, judged) = rayon::join(
                || made.into_iter().try_for_each(&mut take),
                || judge(next.min(chunks)),
            );
            taken?;
            made = judged;
        }
        Ok(())
    }

    /// Judges some reports on this thread and shows every verdict.
    ///
    /// # Errors
    ///
    /// As [`clock`](Self::clock).
    pub fn judge_some(
        &self,
        custody: bool,
        reports: std::ops::Range<usize>,
        storage: &mut Storage,
        visitor: &mut impl Visitor,
    ) -> Result<(), Error> {
        let clock = self.clock()?;
        let clock = if custody { clock } else { clock.without_custody() };
        let reported = &self.dataset.reports;
        let common = Facts { class: None, complexity: None, ..self.facts(0) };
        let mut courses = self.dataset.histories.as_ref().zip(clock.courses(&common));
        for report in reports {
            if let Some((histories, courses)) = &mut courses
                && let Some(course) = histories.course(report)
                && let (class, complexity) = (reported.class(report), reported.complexity(report))
                && let Some(verdicts) = courses.judge(class, complexity, &course)
            {
                visitor.course(report as u32, &verdicts);
            } else {
                self.show(&clock, report, storage, visitor);
            }
        }
        Ok(())
    }

    /// Judges a report whatever its course, and shows every verdict.
    fn show(
        &self,
        clock: &Clock<'_>,
        report: usize,
        storage: &mut Storage,
        visitor: &mut impl Visitor,
    ) {
        let Storage { scratch, events, .. } = storage;
        let verdicts = self.fold(clock, report, &self.facts(report), events, scratch);
        if verdicts.submitted.is_some() {
            let report = report as u32;
            visitor.notes(report, verdicts.notes);
            verdicts.iter().for_each(|verdict| visitor.promise(report, verdict));
            for custody in verdicts.custodies {
                visitor.custody(report, &custody.verdict, custody.scope);
            }
        }
    }

    fn gather(&self, clock: &Clock<'_>, reports: std::ops::Range<usize>, storage: &mut Storage) {
        let Storage { scratch, events, rows, notes } = storage;
        rows.clear();
        *notes = NoteCounts::default();
        for report in reports {
            let verdicts = self.fold(clock, report, &self.facts(report), events, scratch);
            if verdicts.submitted.is_some() {
                for note in verdicts.notes.iter() {
                    notes.0[note as usize] += 1;
                }
                let report = report as u32;
                rows.extend(Row::of(report, &verdicts));
            }
        }
    }
}

/// Who looks at verdicts one by one, with the place of each one's report.
pub trait Visitor {
    /// A promise to the citizen.
    fn promise(&mut self, report: u32, verdict: &Verdict);
    /// All promises of a report that ran straight, which are of one agency.
    #[inline(always)]
    fn course(&mut self, report: u32, verdicts: &[Verdict; 3]) {
        verdicts.iter().for_each(|verdict| self.promise(report, verdict));
    }
    /// An agency's stay with a report, and in which of its figures it counts.
    fn custody(&mut self, report: u32, verdict: &Verdict, scope: Scope);
    /// What a report shows beside its verdicts, before them; a straight course shows nothing.
    fn notes(&mut self, _report: u32, _notes: Notes) {}
}

/// What a task keeps from one part to the next.
#[derive(Debug, Default)]
pub struct Storage {
    scratch: Scratch,
    events: Vec<Event>,
    rows: Vec<Row>,
    notes: NoteCounts,
}

/// The name under which reports stand that were never dispositioned.
pub const ADMINISTRATOR: &str = "administrator";

/// Whom a question for this agency asks for: the administrator stands without one; nobody if the dataset does not know it.
pub(crate) fn wanted(dataset: &Dataset, id: &str) -> Option<Option<AgencyId>> {
    if id == ADMINISTRATOR {
        return Some(None);
    }
    let at = dataset.agencies.binary_search_by(|agency| agency.id.as_str().cmp(id)).ok()?;
    Some(Some(AgencyId::from_index(at as u32)))
}

/// Whose clock a verdict is: the administrator's, an agency's, or the rule's own.
pub const fn owner(stage: Stage) -> Owner {
    match stage {
        Stage::Disposition => Owner::Administrator,
        // A custody without an agency is the administrator's, under whose name it stands.
        Stage::FollowUp | Stage::Custody => Owner::Agency,
        Stage::Closure => Owner::Rule,
    }
}

/// Whose clock a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The administrator of the service.
    Administrator,
    /// The verdict's agency: the first dispositioned one, or the holder.
    Agency,
    /// The rule itself: nobody acts, the silence does.
    Rule,
}
