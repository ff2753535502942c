//! Compliance: of the stages whose due date has passed, the share that was met.
//!
//! A period is the month in which the stage started (settled view: ended), by its local day.
//! Open overdue is failure, so leaving bad cases open cannot raise the share; void, paused and
//! unknown are outside it and always printed beside it.

use lapor_core::{Day, Stage};
use rayon::prelude::*;

use super::group::{Grouping, Groups};
use crate::assess::{ADMINISTRATOR, Court};
use crate::dataset::{Column, Dataset};
use crate::error::Error;
use crate::ingest::Fact;
use crate::measure::tally::{Bucket, Cohort, Tally};
use crate::measure::wilson::Share;
use crate::table::{Data, Table};

/// What the headline is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Of the stages that started in the period and whose due date has passed, the share that was \
    kept; open overdue stages are broken promises. Void, paused, running and unknown stages are outside and printed.";

/// What the settled view is, in the same words.
pub const SETTLED: &str = "The settled view: of the stages that ended in the period, the share that was kept, with the number still open.";

/// What custody is, in the same words.
pub const CUSTODY: &str = "Each agency's own holding time: of the stays of a report with an agency whose due date has passed, \
    the share that was answered in time; once for what arrived at the agency itself (own), once for each stay in its tree (tree, no sum of its units).";

/// By what stages are grouped, beside the stage itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The first dispositioned agency; `administrator` where there is none.
    Agency,
    /// The month in which the stage started; in the settled view, ended.
    Month,
    /// The category.
    Category,
    /// The development programme.
    Program,
    /// The place.
    Place,
    /// The channel.
    Channel,
    /// The class.
    Class,
}

impl Key {
    /// All keys.
    pub const ALL: [Key; 7] = [
        Key::Agency,
        Key::Month,
        Key::Category,
        Key::Program,
        Key::Place,
        Key::Channel,
        Key::Class,
    ];

    /// The column's name.
    pub const fn word(self) -> &'static str {
        match self {
            Key::Agency => "agency",
            Key::Month => "month",
            Key::Category => "category",
            Key::Program => "program",
            Key::Place => "place",
            Key::Channel => "channel",
            Key::Class => "class",
        }
    }

    /// The fact of a report that this key needs.
    pub const fn fact(self) -> Option<Fact> {
        match self {
            Key::Agency | Key::Month => None,
            Key::Category => Some(Fact::Category),
            Key::Program => Some(Fact::Program),
            Key::Place => Some(Fact::Place),
            Key::Channel => Some(Fact::Channel),
            Key::Class => Some(Fact::Class),
        }
    }

    pub(crate) fn column(self, dataset: &Dataset) -> Option<&Column> {
        let reports = &dataset.reports;
        match self {
            Key::Agency | Key::Month => None,
            Key::Category => Some(&reports.category),
            Key::Program => Some(&reports.program),
            Key::Place => Some(&reports.place),
            Key::Channel => Some(&reports.channel),
            Key::Class => Some(&reports.class),
        }
    }
}

/// Whose time is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The whole journey, as the citizen sees it: the three promises.
    Citizen,
    /// Each agency's own holding time: its custodies, once in its own figure and once in its tree's (R14).
    Custody,
}

/// Which of a holder's figures a custody counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Figure {
    /// None: it is a promise, not a custody.
    Promise,
    /// What arrived at the agency itself.
    Own,
    /// Each stay in the agency's tree, from the first arrival; no sum of its units.
    Tree,
}

impl Figure {
    pub(super) const ALL: [Figure; 3] = [Figure::Promise, Figure::Own, Figure::Tree];

    /// The word in tables; a promise has none.
    pub const fn word(self) -> &'static str {
        match self {
            Figure::Promise => "",
            Figure::Own => "own",
            Figure::Tree => "tree",
        }
    }
}

/// What is asked of the verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Whose time is looked at.
    pub view: View,
    /// Which stages the share speaks of.
    pub cohort: Cohort,
    /// One stage alone.
    pub stage: Option<Stage>,
    /// The keys, in the order of the columns.
    pub by: Vec<Key>,
    /// The first and last day of the period; stages outside it are left out.
    pub period: (Option<Day>, Option<Day>),
    /// One agency alone, by its id.
    pub agency: Option<String>,
}

/// A key's value: a word, a month, or nothing; no null key is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyValue {
    /// Nothing is known; for an agency, the administrator.
    None,
    /// The first day of a month.
    Month(Day),
    /// A place among the words of the key's column; for an agency, its index.
    Word(u32),
}

/// One row of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The stage.
    pub stage: Stage,
    /// Which figure of a holder it is.
    pub figure: Figure,
    /// The values of the keys that were asked for.
    pub keys: Vec<KeyValue>,
    /// The counts.
    pub tally: Tally,
    /// Whether a due date of the period has not passed.
    pub provisional: bool,
}

/// The counts of every group of a whole dataset; a [`KeyValue::Word`] is a place among the words of the dataset.
///
/// # Errors
///
/// [`Error::Usage`] if the keys have more combinations than can be told apart, and whatever the rules refuse.
pub fn compliance(court: &Court<'_>, queries: &[Query]) -> Result<Groups, Error> {
    let grouping = Grouping::new(queries, court.as_of())?;
    let reports = court.dataset().reports.len();
    let tasks = reports.div_ceil(TASK).min(rayon::current_num_threads()).max(1);
    let each = reports.div_ceil(tasks).max(1);
    // The first task alone numbers the words, in their order, so that the numbers are their places.
    grouping.count(&mut grouping.start(), court, 0..0)?;
    let counts = (0..tasks)
        .into_par_iter()
        .map(|task| {
            let mut counts = grouping.start();
            let range = (task * each).min(reports)..((task + 1) * each).min(reports);
            grouping.count(&mut counts, court, range)?;
            Ok(counts)
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(grouping.finish(counts))
}

/// Reports that are worth a task of their own.
const TASK: usize = 1 << 13;

/// The answer as a table, with the columns of the contract.
///
/// `early`, `contested` and `by_reporter` are of closure alone, `late` and `overdue` of the
/// other two stages: they are empty elsewhere, since nothing can be counted there.
///
/// In the view of custody `scope` follows the stage, and `handed_on` and `handed_on_late` stand at the end: what
/// was handed on in time is outside of `n`, what was handed on late is inside it and not met.
///
/// With a second query, of another period, the columns `compare_n`, `compare_share`, `compare_low` and `compare_high` stand
/// beside the first; a group that only one of them has is in the table all the same.
pub fn table(groups: Groups, query: &Query) -> Table {
    let Groups { words, of } = groups;
    let mut of = of.into_iter();
    let (mut groups, compared) = (of.next().unwrap_or_default(), of.next());
    let compared = compared.map(|compared| side_by_side(&mut groups, compared));
    let groups = groups.as_slice();
    let stages = groups.iter().map(|group| group.stage as u32).collect();
    let mut columns: Vec<(&'static str, Data)> =
        vec![("stage", Data::Words(Stage::ALL.map(|stage| stage.word().into()).into(), stages))];
    if query.view == View::Custody {
        let figures = groups.iter().map(|group| group.figure as u32).collect();
        let words = Figure::ALL.map(|figure| figure.word().into()).into();
        columns.push(("scope", Data::Words(words, figures)));
    }
    for (place, key) in query.by.iter().enumerate() {
        let values = groups.par_iter().map(|group| group.keys[place]);
        let data = match key {
            Key::Month => Data::Text(
                values
                    .map(|value| match value {
                        KeyValue::Month(day) => {
                            Some(String::from_utf8_lossy(&day.iso()[..7]).into_owned())
                        }
                        KeyValue::None | KeyValue::Word(_) => None,
                    })
                    .collect(),
            ),
            key => {
                let mut words = words.get(place).cloned().unwrap_or_default();
                let mut none = Data::NONE;
                if *key == Key::Agency {
                    none = words.len() as u32;
                    words.push(ADMINISTRATOR.into());
                }
                let codes = values.map(|value| match value {
                    KeyValue::Word(code) => code,
                    KeyValue::None | KeyValue::Month(_) => none,
                });
                Data::Words(words, codes.collect())
            }
        };
        columns.push((key.word(), data));
    }
    let counts = |count: fn(&Tally) -> u64, of: fn(Stage) -> bool| {
        let values =
            groups.par_iter().map(|group| of(group.stage).then(|| count(&group.tally) as i64));
        Data::Integer(values.collect())
    };
    let every = |_: Stage| true;
    let acts = |stage: Stage| stage != Stage::Closure;
    let closure = |stage: Stage| stage == Stage::Closure;
    columns.push(("met", counts(Tally::met, every)));
    columns.push(("late", counts(|tally| tally.get(Bucket::Late), acts)));
    columns.push(("overdue", counts(|tally| tally.get(Bucket::Overdue), acts)));
    columns.push(("running", counts(|tally| tally.get(Bucket::Running), every)));
    columns.push(("paused", counts(|tally| tally.get(Bucket::Paused), every)));
    columns.push(("void", counts(|tally| tally.get(Bucket::Void), every)));
    columns.push(("unknown", counts(Tally::unknown, every)));
    let judged = groups.par_iter().map(|group| Some(group.tally.judged(query.cohort) as i64));
    columns.push(("n", Data::Integer(judged.collect())));
    let shares: Vec<_> = groups.par_iter().map(|group| group.tally.share(query.cohort)).collect();
    columns.push((
        "share",
        Data::Share(shares.iter().map(|share| share.map(|share| share.share)).collect()),
    ));
    columns.push((
        "low",
        Data::Share(shares.iter().map(|share| share.map(|share| share.low)).collect()),
    ));
    columns.push((
        "high",
        Data::Share(shares.iter().map(|share| share.map(|share| share.high)).collect()),
    ));
    columns
        .push(("provisional", Data::Flag(groups.iter().map(|group| group.provisional).collect())));
    columns.push(("early", counts(Tally::early, closure)));
    columns.push(("contested", counts(|tally| tally.get(Bucket::Contested), closure)));
    columns.push(("by_reporter", counts(|tally| tally.get(Bucket::ByReporter), closure)));
    if query.view == View::Custody {
        let handed = |tally: &Tally| tally.get(Bucket::HandedOn) + tally.get(Bucket::HandedOnLate);
        columns.push(("handed_on", counts(handed, every)));
        columns.push(("handed_on_late", counts(|tally| tally.get(Bucket::HandedOnLate), every)));
    }
    if let Some(compared) = compared {
        let judged = compared.iter().map(|tally| Some(tally.judged(query.cohort) as i64));
        columns.push(("compare_n", Data::Integer(judged.collect())));
        let shares: Vec<_> = compared.iter().map(|tally| tally.share(query.cohort)).collect();
        let of = |value: fn(&Share) -> f64| {
            Data::Share(shares.iter().map(|share| share.as_ref().map(value)).collect())
        };
        columns.push(("compare_share", of(|share| share.share)));
        columns.push(("compare_low", of(|share| share.low)));
        columns.push(("compare_high", of(|share| share.high)));
    }
    Table::new(columns)
}

/// The tally of the second period for each group of the first; a group that only the second has is added.
fn side_by_side(groups: &mut Vec<Group>, compared: Vec<Group>) -> Vec<Tally> {
    let place = |groups: &[Group], group: &Group| {
        groups.binary_search_by(|other| {
            (other.stage, other.figure, &other.keys).cmp(&(group.stage, group.figure, &group.keys))
        })
    };
    for group in &compared {
        if let Err(place) = place(groups, group) {
            let empty = Group { tally: Tally::default(), provisional: false, ..group.clone() };
            groups.insert(place, empty);
        }
    }
    let tally = |group: &Group| {
        place(&compared, group).map(|place| compared[place].tally).unwrap_or_default()
    };
    groups.iter().map(tally).collect()
}
