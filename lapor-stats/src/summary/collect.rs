//! Collecting: verdicts and histories are counted under their keys, batch by batch, on several threads.
//!
//! Of a verdict all that a summary counts is one small number, its *mark*; so a breakdown costs one look-up a verdict, and
//! the marks become counts only at the end.

mod counter;
mod keys;
mod marks;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

use lapor_core::{Day, Event, Note, Stage};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cube::Loose;
use super::slot::Slot;
use super::{Described, Section, Summary, Words};
use crate::assess::{ADMINISTRATOR, Court, Storage, wanted};
use crate::dataset::Dataset;
use crate::error::Error;
use crate::ingest::{self, Batches, Fact, lock};
use crate::measure::compliance::{Figure, Key};
use crate::measure::month::{self, Months};
use crate::measure::sensitivity::Variant;
use crate::rules::Rules;
use counter::{Counter, Headlines};
use keys::{Groups, Layout};
use marks::Marks;

/// Which stages are collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One stage alone.
    pub stage: Option<Stage>,
    /// The first and last day on which a stage may have started; one without any start is left out where they are named.
    pub period: (Option<Day>, Option<Day>),
    /// One agency alone, by its id.
    pub agency: Option<String>,
}

/// What is collected, under which rules, on which day.
#[derive(Debug)]
pub struct Collector<'r> {
    rules: &'r Rules,
    as_of: Day,
    filter: Filter,
    layouts: Vec<Layout>,
    /// The readings that are judged beside the rules.
    variants: Vec<(Variant, Rules)>,
    /// Whether histories are counted too: closings, replies, what they show.
    histories: bool,
    /// Whether custodies are counted.
    custody: bool,
    /// By breakdown, whether it is worked out from that of agencies and months, since no report has its fact.
    derived: Vec<bool>,
    /// Whether closings are counted by agency and day.
    closings: bool,
    months: Months,
    /// The words of each key.
    words: Mutex<[ingest::Words; Key::ALL.len()]>,
    agencies: Mutex<BTreeMap<String, Described>>,
}

/// What one thread has collected.
#[derive(Debug)]
pub struct Collected {
    marks: Marks,
    /// The months that were seen, by number.
    months: Vec<bool>,
    /// By breakdown.
    groups: Vec<Groups>,
    /// By agency, in numbers.
    closings: FxHashMap<(u32, i32), u64>,
    exchange: FxHashMap<u32, [u64; 5]>,
    quick: FxHashMap<u32, (u64, u64)>,
    notes: FxHashMap<(u32, u8), u64>,
    headlines: FxHashMap<(u8, u8, u32), (u64, u64)>,
    storage: Storage,
    events: Vec<Event>,
}

impl Collected {
    #[inline]
    fn see(&mut self, month: u32) {
        let month = month as usize;
        if self.months.len() <= month {
            self.months.resize(month + 1, false);
        }
        self.months[month] = true;
    }
}

/// The unit in which a stage is counted: its stage and figure, in the order of their words.
const UNITS: [(Stage, Figure); 5] = [
    (Stage::Closure, Figure::Promise),
    (Stage::Custody, Figure::Own),
    (Stage::Custody, Figure::Tree),
    (Stage::Disposition, Figure::Promise),
    (Stage::FollowUp, Figure::Promise),
];

const OWN: u8 = 1;
const TREE: u8 = 2;

const fn unit_of(stage: Stage) -> u8 {
    match stage {
        Stage::Closure => 0,
        Stage::Custody => OWN,
        Stage::Disposition => 3,
        Stage::FollowUp => 4,
    }
}

/// Reports that are worth a task of their own.
const TASK: usize = 1 << 13;

/// The number of an agency or word that is not there.
const NONE: u32 = 0;

impl<'r> Collector<'r> {
    /// Collects everything that a summary holds.
    ///
    /// # Errors
    ///
    /// As [`Variant::rules`].
    pub fn whole(rules: &'r Rules, as_of: Day) -> Result<Self, Error> {
        let mut collector = Collector::of(rules, as_of, &super::breakdowns(), Filter::default())?;
        (collector.histories, collector.closings) = (true, true);
        for variant in Variant::ALL {
            if let Some(changed) = variant.rules(rules)? {
                collector.variants.push((variant, changed));
            }
        }
        Ok(collector)
    }

    /// Collects the stages of these breakdowns alone.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] if a breakdown has more keys than can be told apart.
    pub fn of(
        rules: &'r Rules,
        as_of: Day,
        breakdowns: &[Vec<Key>],
        filter: Filter,
    ) -> Result<Self, Error> {
        Ok(Collector {
            rules,
            as_of,
            layouts: breakdowns.iter().map(|by| Layout::new(by)).collect::<Result<_, _>>()?,
            variants: Vec::new(),
            histories: false,
            custody: filter.stage.is_none_or(|stage| stage == Stage::Custody),
            closings: false,
            derived: vec![false; breakdowns.len()],
            filter,
            months: Months::new(),
            words: Mutex::default(),
            agencies: Mutex::default(),
        })
    }

    /// The same, with the closings of each agency and day.
    #[must_use]
    pub fn with_closings(self) -> Self {
        Collector { closings: true, ..self }
    }

    /// The same, where no report has these facts: what is broken down by them is worked out at the end.
    #[must_use]
    pub fn without(self, facts: &[Fact]) -> Self {
        let absent = |key: &Key| key.fact().is_some_and(|fact| facts.contains(&fact));
        let has_base = self.layouts.iter().any(Layout::is_base);
        let is_derived =
            |layout: &Layout| has_base && layout.derives() && layout.by().iter().any(absent);
        let derived = self.layouts.iter().map(is_derived).collect();
        Collector { derived, ..self }
    }

    /// Nothing collected yet.
    pub fn start(&self) -> Collected {
        Collected {
            marks: Marks::default(),
            months: Vec::new(),
            groups: self.layouts.iter().map(|_| Groups::default()).collect(),
            closings: FxHashMap::default(),
            exchange: FxHashMap::default(),
            quick: FxHashMap::default(),
            notes: FxHashMap::default(),
            headlines: FxHashMap::default(),
            storage: Storage::default(),
            events: Vec::new(),
        }
    }

    /// Collects some of the reports of a dataset.
    ///
    /// # Errors
    ///
    /// [`Error::Core`] if the calendar does not fit the policy, [`Error::Usage`] if there are more words than can be told apart.
    pub fn collect(
        &self,
        collected: &mut Collected,
        dataset: &Dataset,
        reports: std::ops::Range<usize>,
    ) -> Result<(), Error> {
        let numbers = self.numbers(dataset)?;
        let wanted = self.filter.agency.as_ref().map(|id| wanted(dataset, id));
        let court = Court::new(dataset, self.rules, self.as_of);
        let mut storage = std::mem::take(&mut collected.storage);
        let mut full = false;
        let counted = court.judge_some(
            self.custody,
            reports.clone(),
            &mut storage,
            &mut Counter {
                collector: self,
                collected,
                dataset,
                court: &court,
                numbers: &numbers,
                wanted,
                full: &mut full,
                noted: None,
            },
        );
        counted?;
        for (variant, rules) in &self.variants {
            let court = Court::new(dataset, rules, self.as_of);
            let mut counter = Headlines {
                variant: *variant,
                as_of: self.as_of,
                agencies: &numbers[Key::Agency as usize],
                counts: &mut collected.headlines,
            };
            court.judge_some(false, reports.clone(), &mut storage, &mut counter)?;
        }
        collected.storage = storage;
        if full { Err(keys::too_many()) } else { Ok(()) }
    }

    /// Collects all reports of a dataset, in parallel.
    ///
    /// # Errors
    ///
    /// As [`collect`](Self::collect).
    pub fn collect_all(&self, dataset: &Dataset) -> Result<Vec<Collected>, Error> {
        let reports = dataset.reports.len();
        let tasks = reports.div_ceil(TASK).min(rayon::current_num_threads()).max(1);
        let each = reports.div_ceil(tasks).max(1);
        (0..tasks)
            .into_par_iter()
            .map(|task| {
                let mut part = self.start();
                let range = (task * each).min(reports)..((task + 1) * each).min(reports);
                self.collect(&mut part, dataset, range)?;
                Ok(part)
            })
            .collect()
    }

    /// The summary of all batches, of which no more than some are in memory at any time; the header says under which rules, and from what.
    ///
    /// How many rows were read is put into it.
    ///
    /// ```
    /// use lapor_stats::ingest::{Batches, MappingRef, RecordBatch, Records};
    /// use lapor_stats::rules::Rules;
    /// use lapor_stats::summary::{Collector, Header, Section};
    /// # use polars_arrow::array::{Array, Utf8ViewArray};
    /// # use polars_arrow::datatypes::{ArrowDataType, Field};
    /// # let columns = [
    /// #     ("id", ["1", "2"]),
    /// #     ("Kategori", ["Pendidikan", "Pendidikan"]),
    /// #     ("DisposisiInstansiID", ["7", ""]),
    /// #     ("DisposisiInstansi", ["Dinas Air", ""]),
    /// #     ("TanggalLaporanMasuk", ["06/03/2015 08:00:00", "06/03/2015 09:00:00"]),
    /// #     ("TanggalDisposisi", ["09/03/2015 10:00:00", ""]),
    /// #     ("TanggalLaporanAktivitasTerakhir", ["", ""]),
    /// #     ("TanggalLaporanDitutup", ["", ""]),
    /// # ];
    /// # let field = |name: &str| Field::new(name.into(), ArrowDataType::Utf8View, true);
    /// # let schema = columns.iter().map(|(name, _)| ((*name).into(), field(name))).collect();
    /// # let array = |cells: [&str; 2]| -> Box<dyn Array> {
    /// #     Box::new(Utf8ViewArray::from_slice(cells.map(Some)))
    /// # };
    /// # let arrays = columns.iter().map(|(_, cells)| array(*cells)).collect();
    /// # let reports = RecordBatch::try_new(2, std::sync::Arc::new(schema), arrays)?;
    /// let mapping = MappingRef::Shipped("lapor-2015".into());
    /// // Two reports in memory, with the columns that the mapping names.
    /// let reports = Records::new("reports", vec![reports])?;
    /// let mut batches = Batches::of(vec![reports], &mapping)?.ok_or("a row is no report")?;
    ///
    /// let rules = Rules::load_for(Some("lapor"), None, batches.fixed(), &[])?;
    /// let as_of = lapor_core::day(2015, 3, 12);
    /// let collector = Collector::whole(&rules, as_of)?;
    /// let summary = collector.collect_batches(&mut batches, Header::new(&rules, as_of))?;
    /// assert_eq!(summary.header.rows.accepted, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Batches::fold`], [`collect`](Self::collect) and [`finish`](Self::finish).
    pub fn collect_batches(
        self,
        batches: &mut Batches,
        mut header: super::Header,
    ) -> Result<Summary, Error> {
        let absent: Vec<Fact> = FACTS.into_iter().filter(|&fact| !batches.has(fact)).collect();
        let collector = self.without(&absent);
        let (parts, pass) = batches.fold(
            &FACTS,
            || collector.start(),
            |part, dataset| collector.collect(part, dataset, 0..dataset.reports.len()),
        )?;
        header.rows = super::Rows::from(&pass.count);
        collector.finish(parts, header)
    }

    /// The number of each word of a dataset, by key, from 1 on.
    fn numbers(&self, dataset: &Dataset) -> Result<[Vec<u32>; Key::ALL.len()], Error> {
        {
            let mut agencies = lock(&self.agencies);
            let mut result: Result<(), Error> = Ok(());
            for agency in &dataset.agencies {
                let parent = agency.parent.and_then(|parent| dataset.agencies.get(parent.index()));
                let described = Described {
                    name: agency.name.clone(),
                    parent: parent.map(|parent| parent.id.clone()),
                    kind: agency.kind.clone(),
                    campaign: agency.campaign,
                };
                let joined = match agencies.entry(agency.id.clone()) {
                    Entry::Vacant(entry) => {
                        entry.insert(described);
                        Ok(())
                    }
                    Entry::Occupied(mut entry) => entry.get_mut().join(&described, &agency.id),
                };
                result = result.and(joined);
            }
            result?;
        }
        let mut words = lock(&self.words);
        let numbers = Key::ALL.map(|key| {
            let words = &mut words[key as usize];
            match key {
                Key::Month => Vec::new(),
                Key::Agency => {
                    dataset.agencies.iter().map(|agency| 1 + words.intern(&agency.id)).collect()
                }
                key => key.column(dataset).map_or(Vec::new(), |column| {
                    column.words.iter().map(|word| 1 + words.intern(word)).collect()
                }),
            }
        });
        for layout in &self.layouts {
            layout.holds(&words)?;
        }
        Ok(numbers)
    }

    /// Adds up what all threads have collected; the header says under which rules.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] if there are more marks than can be told apart.
    pub fn finish(self, parts: Vec<Collected>, header: super::Header) -> Result<Summary, Error> {
        let derived = self.derived;
        let own = self.words.into_inner().unwrap_or_else(PoisonError::into_inner);
        let agencies = self.agencies.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut months: Vec<bool> = Vec::new();
        for part in &parts {
            months.resize(months.len().max(part.months.len()), false);
            months.iter_mut().zip(&part.months).for_each(|(seen, &more)| *seen |= more);
        }
        let words = words_of(&own, &parts, &months);
        let places = keys::Places::of(&own, &words, &months);
        let mut summary = Summary { header, agencies, words, sections: BTreeMap::new() };
        let mut parts = parts;
        let marks = Marks::joined(parts.iter_mut().map(|part| &mut part.marks))?;
        // Those that are worked out come first, since the others are used up.
        let mut order: Vec<usize> = (0..self.layouts.len()).collect();
        order.sort_by_key(|&at| !derived[at]);
        let base = self.layouts.iter().position(Layout::is_base);
        for at in order {
            let layout = &self.layouts[at];
            let groups: Vec<Groups> = match base.filter(|_| derived[at]) {
                Some(base) => parts.iter().map(|part| part.groups[base].derived(layout)).collect(),
                None => parts.iter_mut().map(|part| std::mem::take(&mut part.groups[at])).collect(),
            };
            let cube = layout.cube(groups, &marks, &places);
            summary.sections.insert(Section::Stages(layout.by().to_vec()), cube);
        }
        if self.closings {
            let words = summary.words.clone();
            let place = |text: &str| words.place(text);
            let agency = |number: u32| places.agency(number);
            let mut put = |section: Section, loose: Loose| {
                let width = section.keys().len();
                summary.sections.insert(section, loose.cube(width));
            };
            let mut closings = Loose::default();
            let mut exchange = Loose::default();
            let mut quick = Loose::default();
            let mut notes = Loose::default();
            let mut headlines = Loose::default();
            for part in parts {
                closings.0.extend(part.closings.into_iter().map(|((number, day), count)| {
                    let day = Day::from_epoch(day).map_or(0, |day| place(&day.to_string()));
                    ([agency(number), day].into(), Slot::Closed, count)
                }));
                exchange.0.extend(part.exchange.into_iter().flat_map(|(number, counts)| {
                    let keys: Box<[u32]> = [agency(number)].into();
                    let counts = EXCHANGE.into_iter().zip(counts).filter(|&(_, count)| 0 < count);
                    counts.map(move |(slot, count)| (keys.clone(), slot, count))
                }));
                quick.0.extend(part.quick.into_iter().flat_map(|(number, (closed, within))| {
                    let keys: Box<[u32]> = [places.word(Key::Category, number)].into();
                    let counts = [(Slot::Closed, closed), (Slot::WithinTen, within)];
                    let counts = counts.into_iter().filter(|&(_, count)| 0 < count);
                    counts.map(move |(slot, count)| (keys.clone(), slot, count))
                }));
                notes.0.extend(part.notes.into_iter().map(|((number, note), count)| {
                    let word = Note::ALL.get(usize::from(note)).map_or("", |note| note.word());
                    ([agency(number), place(word)].into(), Slot::Reports, count)
                }));
                headlines.0.extend(part.headlines.into_iter().flat_map(
                    |((variant, stage, number), (met, judged))| {
                        let variant = Variant::ALL.get(usize::from(variant));
                        let stage = Stage::ALL.get(usize::from(stage));
                        let keys: Box<[u32]> = [
                            variant.map_or(0, |variant| place(variant.word())),
                            stage.map_or(0, |stage| place(stage.word())),
                            agency(number),
                        ]
                        .into();
                        let counts = [(Slot::Met, met), (Slot::Judged, judged)];
                        let counts = counts.into_iter().filter(|&(_, count)| 0 < count);
                        counts.map(move |(slot, count)| (keys.clone(), slot, count))
                    },
                ));
            }
            put(Section::Closings, closings);
            if !self.histories {
                return Ok(summary);
            }
            put(Section::Exchange, exchange);
            put(Section::Quick, quick);
            put(Section::Notes, notes);
            put(Section::Sensitivity, headlines);
        }
        Ok(summary)
    }
}

/// Every word that the rows may need.
fn words_of(own: &[ingest::Words; Key::ALL.len()], parts: &[Collected], months: &[bool]) -> Words {
    let mut words: Vec<String> = vec![String::new(), ADMINISTRATOR.into()];
    words.extend(own.iter().flat_map(|words| words.iter().map(str::to_owned)));
    let seen = months.iter().enumerate().filter(|(_, seen)| **seen);
    words.extend(seen.filter_map(|(number, _)| month::text(number as u32)));
    words.extend(
        UNITS.iter().flat_map(|(stage, figure)| [stage.word(), figure.word()]).map(str::to_owned),
    );
    words.extend(Note::ALL.iter().map(|note| note.word().to_owned()));
    words.extend(Variant::ALL.iter().map(|variant| variant.word().to_owned()));
    let mut days: Vec<i32> =
        parts.iter().flat_map(|part| part.closings.keys().map(|&(_, day)| day)).collect();
    days.sort_unstable();
    days.dedup();
    words.extend(days.into_iter().filter_map(Day::from_epoch).map(|day| day.to_string()));
    Words::new(words)
}

/// All facts that a summary needs of a report: the keys of breakdowns, and what limits depend on.
pub const FACTS: [Fact; 6] =
    [Fact::Category, Fact::Program, Fact::Place, Fact::Channel, Fact::Class, Fact::Complexity];

const EXCHANGE: [Slot; 5] =
    [Slot::Reports, Slot::Replies, Slot::Answered, Slot::FollowUps, Slot::WithAttachments];
