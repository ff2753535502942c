//! Compliance: of the stages whose due date has passed, the share that was met.
//!
//! A period is the month in which the stage started (settled view: ended), by its local day.
//! Open overdue is failure, so leaving bad cases open cannot raise the share; void, paused and
//! unknown are outside it and always printed beside it.

use lapor_core::{Day, Scope, Stage};
use polars::prelude::{Column as PolarsColumn, DataFrame, GroupsIndicator};

use crate::assess::{ADMINISTRATOR, Court, Row};
use crate::dataset::{Column, Dataset};
use crate::error::Error;
use crate::measure::tally::{Bucket, Cohort, Tally};
use crate::measure::wilson::Share;
use crate::table::{Data, Table};

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

    fn column(self, dataset: &Dataset) -> Option<&Column> {
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
    const ALL: [Figure; 3] = [Figure::Promise, Figure::Own, Figure::Tree];

    const fn word(self) -> &'static str {
        match self {
            Figure::Promise => "",
            Figure::Own => "own",
            Figure::Tree => "tree",
        }
    }

    const fn holds(self, scope: Option<Scope>) -> bool {
        match (self, scope) {
            (Figure::Promise, scope) => scope.is_none(),
            (Figure::Own, Some(scope)) => scope.is_own(),
            (Figure::Tree, Some(scope)) => scope.is_tree(),
            (Figure::Own | Figure::Tree, None) => false,
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

/// The counts of every group, in the order of stages and keys; what has no value comes first.
///
/// # Errors
///
/// [`Error::Usage`] if the keys have more combinations than can be told apart, and whatever Polars refuses.
pub fn compliance(court: &Court<'_>, query: &Query) -> Result<Vec<Group>, Error> {
    let code = Code::new(court, query)?;
    // Each part is counted by itself first, so that Polars groups counts instead of single verdicts.
    let mut codes: Vec<u64> = Vec::new();
    let mut times: Vec<u64> = Vec::new();
    court.judge_each(
        query.view == View::Custody,
        |rows, _| runs(rows.iter().flat_map(|row| code.of(court, query, row)).collect()),
        |part| {
            for (code, count) in part {
                codes.push(code);
                times.push(count);
            }
            Ok::<(), Error>(())
        },
    )?;
    let height = codes.len();
    let frame = DataFrame::new(height, vec![PolarsColumn::new(CODE.into(), codes)])?;
    let grouped = frame.group_by([CODE])?;
    let mut counts: Vec<(u64, u64)> = Vec::new();
    for column in grouped.keys() {
        let sums = grouped.get_groups().iter().map(|group| match group {
            GroupsIndicator::Idx((_, places)) => {
                places.iter().map(|&place| times[place as usize]).sum::<u64>()
            }
            GroupsIndicator::Slice([first, length]) => {
                let first = first as usize;
                times[first..first + length as usize].iter().sum()
            }
        });
        counts = column.u64()?.into_no_null_iter().zip(sums).collect();
    }
    counts.sort_unstable();
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for (packed, count) in counts {
        let (group_code, bucket) = code.split(packed);
        if last != Some(group_code) {
            groups.push(code.unpack(group_code));
            last = Some(group_code);
        }
        if let Some(group) = groups.last_mut() {
            group.tally.add(bucket, count);
        }
    }
    let this_month = KeyValue::Month(court.as_of().first_of_month());
    for group in &mut groups {
        let open = 0 < group.tally.get(Bucket::Running) + group.tally.get(Bucket::Paused);
        group.provisional =
            query.cohort == Cohort::Due && (open || group.keys.contains(&this_month));
    }
    Ok(groups)
}

/// Each code once, with how often it occurs.
fn runs(mut codes: Vec<u64>) -> Vec<(u64, u64)> {
    codes.sort_unstable();
    codes.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect()
}

const CODE: &str = "code";

/// Stage, keys and bucket as one integer, so that Polars groups by a single column.
struct Code {
    keys: Vec<Key>,
    /// How many values each key has, with nothing as one of them.
    sizes: Vec<u64>,
}

/// Months are counted from this year on; an earlier one, or one after the year 9999, has no calendar.
const FIRST_YEAR: i32 = 1;
const MONTHS: u64 = 9_999 * 12;

impl Code {
    fn new(court: &Court<'_>, query: &Query) -> Result<Self, Error> {
        let dataset = court.dataset();
        let sizes: Vec<u64> = query
            .by
            .iter()
            .map(|key| {
                1 + match key {
                    Key::Agency => dataset.agencies.len() as u64,
                    Key::Month => MONTHS,
                    key => key.column(dataset).map_or(0, |column| column.words.len() as u64),
                }
            })
            .collect();
        let fits = sizes.iter().try_fold(
            (Stage::ALL.len() * Figure::ALL.len() * Bucket::ALL.len()) as u64,
            |product, &size| product.checked_mul(size),
        );
        match fits {
            Some(_) => Ok(Code { keys: query.by.clone(), sizes }),
            None => Err(Error::Usage {
                problem: "found keys with more combinations than can be counted, expected fewer keys in --by".into(),
            }),
        }
    }

    /// The codes of a verdict: one for each figure in which it is counted.
    fn of<'r>(
        &'r self,
        court: &'r Court<'_>,
        query: &'r Query,
        row: &'r Row,
    ) -> impl Iterator<Item = u64> + 'r {
        let figures = match query.view {
            View::Citizen => &[Figure::Promise][..],
            View::Custody => &[Figure::Own, Figure::Tree][..],
        };
        figures
            .iter()
            .filter(|figure| figure.holds(row.scope))
            .filter_map(|&figure| self.in_figure(court, query, row, figure))
    }

    fn in_figure(
        &self,
        court: &Court<'_>,
        query: &Query,
        row: &Row,
        figure: Figure,
    ) -> Option<u64> {
        let verdict = &row.verdict;
        if query.stage.is_some_and(|stage| stage != verdict.stage) {
            return None;
        }
        let bucket = Bucket::of(verdict, court.as_of(), query.cohort)?;
        // A close without any follow-up has no start; it stands in the month in which it happened.
        let day = match query.cohort {
            Cohort::Due => verdict.started.or(verdict.ended),
            Cohort::Settled => verdict.ended,
        };
        let (first, last) = query.period;
        // The settled view shows what is still open beside what ended, whatever the period.
        let open = query.cohort == Cohort::Settled && verdict.ended.is_none();
        let outside = first.is_some_and(|first| day.is_none_or(|day| day < first))
            || last.is_some_and(|last| day.is_none_or(|day| last < day));
        if outside && !open {
            return None;
        }
        let dataset = court.dataset();
        if let Some(wanted) = &query.agency {
            let id =
                verdict.agency.map_or(ADMINISTRATOR, |agency| &dataset.agencies[agency.index()].id);
            if id != wanted {
                return None;
            }
        }
        let mut code = verdict.stage as u64 * Figure::ALL.len() as u64 + figure as u64;
        for (key, size) in self.keys.iter().zip(&self.sizes) {
            let value = match key {
                Key::Agency => verdict.agency.map_or(0, |agency| 1 + agency.index() as u64),
                Key::Month => day.map_or(0, month_number),
                key => key
                    .column(dataset)
                    .and_then(|column| column.code(row.report as usize))
                    .map_or(0, |code| 1 + u64::from(code)),
            };
            code = code * size + value;
        }
        Some(code * Bucket::ALL.len() as u64 + bucket as u64)
    }

    fn split(&self, packed: u64) -> (u64, Bucket) {
        let buckets = Bucket::ALL.len() as u64;
        (packed / buckets, Bucket::ALL[(packed % buckets) as usize])
    }

    /// The group of a code, with nothing counted yet.
    fn unpack(&self, mut code: u64) -> Group {
        let mut keys: Vec<KeyValue> = Vec::with_capacity(self.keys.len());
        for (key, size) in self.keys.iter().zip(&self.sizes).rev() {
            let value = code % size;
            code /= size;
            keys.push(match (key, value) {
                (_, 0) => KeyValue::None,
                (Key::Month, value) => month_of(value).map_or(KeyValue::None, KeyValue::Month),
                (_, value) => KeyValue::Word((value - 1) as u32),
            });
        }
        keys.reverse();
        let figures = Figure::ALL.len() as u64;
        Group {
            stage: Stage::ALL[(code / figures) as usize],
            figure: Figure::ALL[(code % figures) as usize],
            keys,
            tally: Tally::default(),
            provisional: false,
        }
    }
}

fn month_number(day: Day) -> u64 {
    1 + (day.year() - FIRST_YEAR) as u64 * 12 + u64::from(day.month() - 1)
}

fn month_of(number: u64) -> Option<Day> {
    let month = number - 1;
    Day::new(FIRST_YEAR + (month / 12) as i32, (month % 12) as u32 + 1, 1).ok()
}

/// The answer as a table, with the columns of the contract.
///
/// `early`, `contested` and `by_reporter` are of closure alone, `late` and `overdue` of the
/// other two stages: they are empty elsewhere, since nothing can be counted there.
///
/// In the view of custody `scope` follows the stage, and `handed_on` and `handed_on_late` stand at the end: what
/// was handed on in time is outside of `n`, what was handed on late is inside it and not met.
///
/// With a second period the columns `compare_n`, `compare_share`, `compare_low` and `compare_high` stand
/// beside the first; a group that only one of them has is in the table all the same.
pub fn table(
    court: &Court<'_>,
    mut groups: Vec<Group>,
    compared: Option<Vec<Group>>,
    query: &Query,
) -> Table {
    let compared = compared.map(|compared| side_by_side(&mut groups, compared));
    let groups = groups.as_slice();
    let dataset = court.dataset();
    let stages = groups.iter().map(|group| group.stage as u32).collect();
    let mut columns: Vec<(&'static str, Data)> =
        vec![("stage", Data::Words(Stage::ALL.map(|stage| stage.word().into()).into(), stages))];
    if query.view == View::Custody {
        let figures = groups.iter().map(|group| group.figure as u32).collect();
        let words = Figure::ALL.map(|figure| figure.word().into()).into();
        columns.push(("scope", Data::Words(words, figures)));
    }
    for (place, key) in query.by.iter().enumerate() {
        let values = groups.iter().map(|group| group.keys[place]);
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
                let (words, none) = match key.column(dataset) {
                    Some(column) => (column.words.clone(), Data::NONE),
                    None => {
                        let ids = dataset.agencies.iter().map(|agency| agency.id.clone());
                        (ids.chain([ADMINISTRATOR.into()]).collect(), dataset.agencies.len() as u32)
                    }
                };
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
        let values = groups.iter().map(|group| of(group.stage).then(|| count(&group.tally) as i64));
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
    let judged = groups.iter().map(|group| Some(group.tally.judged(query.cohort) as i64));
    columns.push(("n", Data::Integer(judged.collect())));
    let shares: Vec<_> = groups.iter().map(|group| group.tally.share(query.cohort)).collect();
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
