//! Groups: verdicts are counted under their keys, batch by batch, on several threads, and the counts add up.
//!
//! What a key's words are is known only when all batches were seen, so a word gets a number at first sight; the numbers differ
//! from run to run, and what comes out does not: the groups stand in the order of their words.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lapor_core::{Day, Scope, Stage, Verdict};

use rayon::prelude::*;

use super::compliance::{Figure, Group, Key, KeyValue, Query, View};
use super::tally::{Bucket, Cohort, Tally};
use crate::assess::{ADMINISTRATOR, Court, Storage};
use crate::dataset::{Column, Dataset};
use crate::error::Error;
use crate::ingest::Words;

/// Several queries of the same keys while they are counted together.
#[derive(Debug)]
pub struct Grouping<'q> {
    queries: &'q [Query],
    by: Vec<Key>,
    as_of: Day,
    code: Code,
    months: Months,
    /// The words of each key.
    words: Mutex<Vec<Words>>,
}

/// What one thread has counted.
#[derive(Debug)]
pub struct Counts {
    /// By query.
    tables: Vec<Table>,
    storage: Storage,
}

/// The counts of every group, in the order of stages, figures and keys; what has no value comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The words of each key, in alphabetical order, where it has words.
    pub words: Vec<Vec<String>>,
    /// The groups of each query.
    pub of: Vec<Vec<Group>>,
}

impl<'q> Grouping<'q> {
    /// Starts to count; all queries have the keys of the first.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] if there are more keys than can be told apart.
    pub fn new(queries: &'q [Query], as_of: Day) -> Result<Self, Error> {
        let by = queries.first().map_or(Vec::new(), |query| query.by.clone());
        let words = Mutex::new(by.iter().map(|_| Words::default()).collect());
        Ok(Grouping { queries, code: Code::new(&by)?, by, as_of, months: Months::new(), words })
    }

    /// Nothing counted yet.
    pub fn start(&self) -> Counts {
        let tables = self.queries.iter().map(|query| Table::new(query.view)).collect();
        Counts { tables, storage: Storage::default() }
    }

    /// Counts some of the reports of a dataset.
    ///
    /// # Errors
    ///
    /// [`Error::Rules`] if the calendar does not fit the policy, [`Error::Usage`] if a key has more words than can be told apart.
    pub fn count(
        &self,
        counts: &mut Counts,
        court: &Court<'_>,
        reports: std::ops::Range<usize>,
    ) -> Result<(), Error> {
        let dataset = court.dataset();
        let numbers = self.numbers(dataset)?;
        let sources: Vec<KeySource<'_>> = self
            .by
            .iter()
            .zip(&numbers)
            .map(|(key, numbers)| match key {
                Key::Month => KeySource::Month,
                Key::Agency => KeySource::Agency(numbers),
                key => {
                    let codes = key.column(dataset).map_or(&[][..], |column| &column.codes);
                    KeySource::Fact(codes, numbers)
                }
            })
            .collect();
        let Counts { tables, storage } = counts;
        let custody = self.queries.iter().any(|query| query.view == View::Custody);
        let wanted: Vec<_> = self
            .queries
            .iter()
            .map(|query| query.agency.as_deref().map(|id| wanted(dataset, id)))
            .collect();
        court.judge_some(custody, reports, storage, |report, verdict, scope| {
            for (place, query) in self.queries.iter().enumerate() {
                if let Some(wanted) = wanted[place]
                    && wanted != Some(verdict.agency)
                {
                    continue;
                }
                self.add(&mut tables[place], query, &sources, report, verdict, scope);
            }
        })
    }

    /// The number of each word of a dataset, by key.
    fn numbers(&self, dataset: &Dataset) -> Result<Vec<Vec<u32>>, Error> {
        let mut words = lock(&self.words);
        let numbers = self.by.iter().zip(words.iter_mut()).map(|(key, words)| match key {
            Key::Month => Vec::new(),
            Key::Agency => dataset.agencies.iter().map(|agency| words.intern(&agency.id)).collect(),
            key => key.column(dataset).map_or(Vec::new(), |column: &Column| {
                column.words.iter().map(|word| words.intern(word)).collect()
            }),
        });
        let numbers: Vec<Vec<u32>> = numbers.collect();
        self.code.holds(&words)?;
        Ok(numbers)
    }

    #[inline]
    fn add(
        &self,
        table: &mut Table,
        query: &Query,
        sources: &[KeySource<'_>],
        report: u32,
        verdict: &Verdict,
        scope: Option<Scope>,
    ) {
        if query.stage.is_some_and(|stage| stage != verdict.stage) {
            return;
        }
        let Some(slot) = table.slot(verdict.stage, scope) else { return };
        let Some(bucket) = Bucket::of(verdict, self.as_of, query.cohort) else { return };
        let day = day_of(verdict, query.cohort);
        if query.period != (None, None) && is_outside(verdict, day, query) {
            return;
        }
        let mut keys = 0;
        for (place, source) in sources.iter().enumerate() {
            let value = match source {
                KeySource::Month => day.map_or(0, |day| self.months.number(day)),
                KeySource::Agency(numbers) => verdict
                    .agency
                    .and_then(|agency| numbers.get(agency.index()))
                    .map_or(0, |&number| 1 + u64::from(number)),
                KeySource::Fact(codes, numbers) => codes
                    .get(report as usize)
                    .and_then(|&code| numbers.get(code as usize))
                    .map_or(0, |&number| 1 + u64::from(number)),
            };
            keys = self.code.with(keys, place, value);
        }
        table.add(keys, slot, bucket);
    }

    /// Adds up what all threads have counted.
    pub fn finish(self, counts: Vec<Counts>) -> Groups {
        let words = self.words.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ranks: Vec<(Vec<String>, Vec<u32>)> = words.iter().map(ranked).collect();
        let this_month = KeyValue::Month(self.as_of.first_of_month());
        let mut of = Vec::new();
        for (place, query) in self.queries.iter().enumerate() {
            let tables: Vec<&Table> =
                counts.iter().filter_map(|counts| counts.tables.get(place)).collect();
            let mut places: Vec<(u128, u32, u32)> = Vec::new();
            for (number, table) in tables.iter().enumerate() {
                let ranked = |keys| self.code.ranked(keys, &self.by, &ranks);
                places.extend(table.places().map(|(keys, at)| (ranked(keys), number as u32, at)));
            }
            // Only the keys are sorted; the counts under them lie still.
            places.par_sort_unstable();
            let (figures, stages) = parts(query.view);
            let mut groups: Vec<Group> = Vec::new();
            for (&stage, &figure) in stages.iter().flat_map(|s| figures.iter().map(move |f| (s, f)))
            {
                for same in places.chunk_by(|left, right| left.0 == right.0) {
                    let mut tally = Tally::default();
                    for &(_, table, at) in same {
                        tables[table as usize].add_to(&mut tally, at, stage, figure);
                    }
                    if tally != Tally::default() {
                        let keys = self.code.values(same[0].0, &self.by);
                        groups.push(Group { stage, figure, keys, tally, provisional: false });
                    }
                }
            }
            for group in &mut groups {
                let open = 0 < group.tally.get(Bucket::Running) + group.tally.get(Bucket::Paused);
                group.provisional =
                    query.cohort == Cohort::Due && (open || group.keys.contains(&this_month));
            }
            of.push(groups);
        }
        Groups { words: ranks.into_iter().map(|(words, _)| words).collect(), of }
    }
}

/// Where the value of a key comes from in one dataset.
enum KeySource<'d> {
    /// The month of the verdict.
    Month,
    /// The number of the verdict's agency.
    Agency(&'d [u32]),
    /// The number of the report's code.
    Fact(&'d [u32], &'d [u32]),
}

/// Whom a query for this agency asks for: the administrator stands without one; nobody if the dataset does not know it.
fn wanted(dataset: &Dataset, id: &str) -> Option<Option<lapor_core::AgencyId>> {
    if id == ADMINISTRATOR {
        return Some(None);
    }
    let at = dataset.agencies.binary_search_by(|agency| agency.id.as_str().cmp(id)).ok()?;
    Some(Some(lapor_core::AgencyId::from_index(at as u32)))
}

/// The day by which a verdict is counted.
fn day_of(verdict: &Verdict, cohort: Cohort) -> Option<Day> {
    match cohort {
        // A close without any follow-up has no start; it stands in the month in which it happened.
        Cohort::Due => verdict.started.or(verdict.ended),
        Cohort::Settled => verdict.ended,
    }
}

fn is_outside(verdict: &Verdict, day: Option<Day>, query: &Query) -> bool {
    let (first, last) = query.period;
    // The settled view shows what is still open beside what ended, whatever the period.
    let open = query.cohort == Cohort::Settled && verdict.ended.is_none();
    let outside = first.is_some_and(|first| day.is_none_or(|day| day < first))
        || last.is_some_and(|last| day.is_none_or(|day| last < day));
    outside && !open
}

/// The words in alphabetical order, and the place of each number among them.
fn ranked(words: &Words) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<u32> = (0..words.len() as u32).collect();
    order.sort_unstable_by(|&left, &right| words.get(left).cmp(words.get(right)));
    let mut ranks = vec![0; order.len()];
    for (rank, &number) in order.iter().enumerate() {
        ranks[number as usize] = rank as u32;
    }
    (order.iter().map(|&number| words.get(number).to_owned()).collect(), ranks)
}

/// All keys in one integer, whose order is that of the keys.
#[derive(Clone, Debug)]
struct Code {
    /// How many bits each key has, and how far it is shifted.
    bits: Vec<u32>,
    shifts: Vec<u32>,
}

/// Months are counted from this year on; no day lies in an earlier one, or after the year 9999.
const FIRST_YEAR: i32 = 1;
const MONTH_BITS: u32 = 17;
/// The bits of a key of words, if there is room.
const WORD_BITS: u32 = 32;

impl Code {
    fn new(by: &[Key]) -> Result<Self, Error> {
        let months = by.iter().filter(|&&key| key == Key::Month).count() as u32;
        let room = u128::BITS - months * MONTH_BITS;
        let each = (by.len() as u32 - months).max(1);
        let word = (room / each).min(WORD_BITS);
        let bits: Vec<u32> =
            by.iter().map(|&key| if key == Key::Month { MONTH_BITS } else { word }).collect();
        // The first key decides before the second.
        let mut shift = 0;
        let mut shifts: Vec<u32> = bits
            .iter()
            .rev()
            .map(|bits| {
                let own = shift;
                shift += bits;
                own
            })
            .collect();
        shifts.reverse();
        if u128::BITS < shift {
            return Err(too_many());
        }
        Ok(Code { bits, shifts })
    }

    /// Whether every word so far has a code.
    fn holds(&self, words: &[Words]) -> Result<(), Error> {
        let fits =
            words.iter().zip(&self.bits).all(|(words, &bits)| words.len() >> bits.min(63) == 0);
        if fits { Ok(()) } else { Err(too_many()) }
    }

    #[inline]
    fn with(&self, keys: u128, place: usize, value: u64) -> u128 {
        keys | u128::from(value) << self.shifts[place]
    }

    fn value(&self, code: u128, place: usize) -> u64 {
        (code >> self.shifts[place]) as u64 & ((1_u64 << self.bits[place]) - 1)
    }

    /// The same code with the ranks of words for their numbers.
    fn ranked(&self, code: u128, by: &[Key], ranks: &[(Vec<String>, Vec<u32>)]) -> u128 {
        let mut ranked = code;
        for (place, key) in by.iter().enumerate() {
            let value = self.value(code, place);
            if *key != Key::Month && value != 0 {
                let rank = ranks[place].1.get(value as usize - 1).copied().unwrap_or_default();
                ranked ^= u128::from(value ^ (1 + u64::from(rank))) << self.shifts[place];
            }
        }
        ranked
    }

    /// The values of the keys.
    fn values(&self, code: u128, by: &[Key]) -> Vec<KeyValue> {
        let value = |(place, key): (usize, &Key)| match (key, self.value(code, place)) {
            (_, 0) => KeyValue::None,
            (Key::Month, value) => month_of(value).map_or(KeyValue::None, KeyValue::Month),
            (_, value) => KeyValue::Word((value - 1) as u32),
        };
        by.iter().enumerate().map(value).collect()
    }
}

fn too_many() -> Error {
    Error::Usage {
        problem:
            "found keys with more combinations than can be counted, expected fewer keys in --by"
                .into(),
    }
}

/// The months of the days in which reports are likely, so that a month costs a look-up and no calendar arithmetic.
#[derive(Debug)]
struct Months {
    numbers: Vec<u32>,
}

impl Months {
    /// 2000-01-01, as days since 1970-01-01.
    const FIRST: i32 = 10_957;
    /// Forty years.
    const DAYS: i32 = 14_610;

    fn new() -> Self {
        let days = Self::FIRST..Self::FIRST + Self::DAYS;
        let number = |day| Day::from_epoch(day).map_or(0, |day| month_number(day) as u32);
        Months { numbers: days.map(number).collect() }
    }

    #[inline]
    fn number(&self, day: Day) -> u64 {
        let at = usize::try_from(day.epoch() - Self::FIRST).ok();
        match at.and_then(|at| self.numbers.get(at)) {
            Some(&number) => number.into(),
            None => month_number(day),
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

/// Counts under keys. It is asked once for each verdict, and reports of one time stand together in most sources; so counts of
/// keys that were first met one after another lie side by side, and only a place is found by open addressing.
#[derive(Debug)]
struct Table {
    view: View,
    /// How many counts stand under one combination of keys.
    width: usize,
    /// Keys, and the number of their counts plus one; 0 is a free slot. The length is a power of two.
    slots: Vec<(u128, u32)>,
    /// Pages of [`KEYS`] keys in the order of first sight, in memory that never moves.
    pages: Vec<Vec<u32>>,
    taken: usize,
    /// What did not fit into a count of 32 bits: the number of the keys and the cell.
    spilled: Vec<(u32, usize)>,
}

/// The places of a verdict's counts: a custody may count in two figures.
#[derive(Clone, Copy, Debug)]
struct Slot {
    first: usize,
    second: Option<usize>,
}

/// The figures and stages of a view, in the order of their counts.
const fn parts(view: View) -> (&'static [Figure], &'static [Stage]) {
    match view {
        View::Citizen => {
            (&[Figure::Promise], &[Stage::Disposition, Stage::FollowUp, Stage::Closure])
        }
        View::Custody => (&[Figure::Own, Figure::Tree], &[Stage::Custody]),
    }
}

/// Keys of a page.
const KEYS: usize = 256;

impl Table {
    fn new(view: View) -> Self {
        let width = Table::width(view);
        Table { view, width, slots: Vec::new(), pages: Vec::new(), taken: 0, spilled: Vec::new() }
    }

    /// How many counts stand under one combination of keys.
    const fn width(view: View) -> usize {
        let (figures, stages) = parts(view);
        figures.len() * stages.len() * Bucket::ALL.len()
    }

    /// Where a verdict of this stage is counted under its keys; `None` if the view does not look at it.
    #[inline]
    fn slot(&self, stage: Stage, scope: Option<Scope>) -> Option<Slot> {
        match (self.view, scope) {
            (View::Citizen, None) if stage != Stage::Custody => {
                Some(Slot { first: stage as usize * Bucket::ALL.len(), second: None })
            }
            (View::Custody, Some(scope)) => {
                let tree = Bucket::ALL.len();
                Some(match (scope.is_own(), scope.is_tree()) {
                    (true, true) => Slot { first: 0, second: Some(tree) },
                    (true, false) => Slot { first: 0, second: None },
                    _ => Slot { first: tree, second: None },
                })
            }
            _ => None,
        }
    }

    /// Counts one verdict.
    #[inline]
    fn add(&mut self, keys: u128, slot: Slot, bucket: Bucket) {
        let at = self.place(keys);
        let start = at % KEYS * self.width;
        for cell in [Some(slot.first), slot.second].into_iter().flatten() {
            let cell = cell + bucket as usize;
            let count = &mut self.pages[at / KEYS][start + cell];
            *count += 1;
            if *count == u32::MAX {
                *count = 0;
                self.spilled.push((at as u32, cell));
            }
        }
    }

    #[inline]
    fn place(&mut self, keys: u128) -> usize {
        if self.slots.len() <= self.taken * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = spread(keys) & mask;
        loop {
            let (known, number) = self.slots[slot];
            if number != 0 && known == keys {
                return number as usize - 1;
            }
            if number == 0 {
                break;
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (keys, self.taken as u32 + 1);
        if self.taken.is_multiple_of(KEYS) {
            self.pages.push(vec![0; self.width * KEYS]);
        }
        self.taken += 1;
        self.taken - 1
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let smaller = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (keys, number) in smaller.into_iter().filter(|&(_, number)| number != 0) {
            let mut slot = spread(keys) & (size - 1);
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = (keys, number);
        }
    }

    /// Every combination of keys, and its number.
    fn places(&self) -> impl Iterator<Item = (u128, u32)> {
        let taken = self.slots.iter().filter(|(_, number)| *number != 0);
        taken.map(|&(keys, number)| (keys, number - 1))
    }

    /// Adds the counts under the keys of this number to a tally.
    fn add_to(&self, tally: &mut Tally, number: u32, stage: Stage, figure: Figure) {
        let (figures, stages) = parts(self.view);
        let place = figures.iter().position(|&known| known == figure);
        let of = stages.iter().position(|&known| known == stage);
        let (Some(place), Some(of)) = (place, of) else { return };
        let first = (place * stages.len() + of) * Bucket::ALL.len();
        let at = number as usize;
        let start = at % KEYS * self.width + first;
        for (bucket, &count) in Bucket::ALL.into_iter().zip(&self.pages[at / KEYS][start..]) {
            if count != 0 {
                tally.add(bucket, count.into());
            }
        }
        for &(_, cell) in self.spilled.iter().filter(|(of, _)| *of == number) {
            if let Some(&bucket) = cell.checked_sub(first).and_then(|at| Bucket::ALL.get(at)) {
                tally.add(bucket, u32::MAX.into());
            }
        }
    }
}

#[inline]
fn spread(code: u128) -> usize {
    let folded = (code as u64 ^ 0x9E37_79B9_7F4A_7C15)
        .wrapping_mul(0xD6E8_FEB8_6659_FD93)
        .wrapping_add((code >> 64) as u64)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (folded >> 24) as usize
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use lapor_core::day;
    use proptest::prelude::*;

    #[test]
    fn months_come_back() {
        for date in [
            day(1, 1, 1),
            day(1999, 12, 31),
            day(2000, 1, 1),
            day(2015, 12, 31),
            day(2039, 12, 31),
            day(2040, 1, 1),
            day(9999, 12, 1),
        ] {
            assert_eq!(month_of(month_number(date)), Some(date.first_of_month()), "{date}");
            assert_eq!(Months::new().number(date), month_number(date), "{date}");
        }
    }

    #[test]
    fn a_code_holds_every_key_at_once() {
        let code = Code::new(&Key::ALL).unwrap();
        let whole =
            (0..Key::ALL.len()).fold(0, |keys, place| code.with(keys, place, 1 + place as u64));
        let values: Vec<u64> = (0..Key::ALL.len()).map(|place| code.value(whole, place)).collect();
        assert_eq!(values, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(code.values(whole, &Key::ALL)[0], KeyValue::Word(0));
        assert!(code.bits.iter().all(|&bits| 15 < bits));
    }

    proptest! {
        #[test]
        fn a_table_counts_as_a_map_does(codes in proptest::collection::vec(0_u128..3000, 0..5000)) {
            let mut table = Table::new(View::Citizen);
            let mut map = std::collections::BTreeMap::new();
            for code in codes {
                let keys = code << 90 | code;
                let bucket = Bucket::ALL[code as usize % Bucket::ALL.len()];
                let slot = table.slot(Stage::Closure, None).unwrap();
                table.add(keys, slot, bucket);
                prop_assert!(table.slot(Stage::Custody, Some(Scope::Both)).is_none());
                map.entry(keys).or_insert_with(Tally::default).add(bucket, 1);
            }
            let counted = |(keys, number)| {
                let mut tally = Tally::default();
                table.add_to(&mut tally, number, Stage::Closure, Figure::Promise);
                let mut other = Tally::default();
                table.add_to(&mut other, number, Stage::FollowUp, Figure::Promise);
                assert_eq!(other, Tally::default());
                (keys, tally)
            };
            let counted: std::collections::BTreeMap<_, _> = table.places().map(counted).collect();
            prop_assert_eq!(counted, map);
        }
    }
}
