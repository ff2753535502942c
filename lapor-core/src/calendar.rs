//! Working-day calendars: a finite coverage, so that counting is a subtraction and a due date an index.

use std::ops::RangeInclusive;

use crate::day::{Day, Weekday};
use crate::error::Error;
use crate::holiday::{Decree, Holiday, HolidayKind};
use crate::policy::{CountFrom, JointLeave, Roll};

/// The days of the week on which an office works.
///
/// ```
/// use lapor_core::{Week, Weekday};
///
/// assert!(Week::FIVE_DAYS.works(Weekday::Friday));
/// assert!(!Week::FIVE_DAYS.works(Weekday::Saturday));
/// assert!(Week::FIVE_DAYS.with(Weekday::Saturday).works(Weekday::Saturday));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Week(u8);

impl Week {
    /// Monday to Friday.
    pub const FIVE_DAYS: Week = Week(0b001_1111);
    /// No day; the start of a week of one's own.
    pub const EMPTY: Week = Week(0);

    /// The same week with this day.
    #[must_use]
    pub const fn with(self, weekday: Weekday) -> Self {
        Week(self.0 | 1 << weekday.from_monday_number())
    }

    /// Whether the office works on this day of the week.
    pub const fn works(self, weekday: Weekday) -> bool {
        self.0 & 1 << weekday.from_monday_number() != 0
    }
}

/// What a calendar says of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// The office works.
    Working,
    /// A day outside the working week.
    Weekend,
    /// A holiday in the working week.
    Holiday(&'a Holiday),
}

/// Which days an office works, over the years that it knows.
///
/// A question outside the coverage is an error that names the range, never 'no holiday' (R8).
///
/// ```
/// use lapor_core::{Calendar, day};
///
/// let calendar = Calendar::indonesia();
/// // A report of Friday, Saturday or Sunday is due on the same Wednesday under the 3-day rule (R1).
/// for start in [day(2015, 3, 6), day(2015, 3, 7), day(2015, 3, 8)] {
///     assert_eq!(calendar.due(start, 3)?, day(2015, 3, 11));
/// }
/// assert_eq!(calendar.working_days(day(2015, 3, 6), day(2015, 3, 14))?, 5);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Calendar {
    name: String,
    first: Day,
    last: Day,
    week: Week,
    joint_leave: JointLeave,
    /// Sorted by day, then kind; a day that was withdrawn and decreed again has several rows.
    rows: Vec<Holiday>,
    /// Sorted by identifier.
    decrees: Vec<Decree>,
    /// The working days as they stand now.
    table: Table,
    /// The working days as they were known from each day on which that changed, in order.
    known: Vec<(Day, Table)>,
}

/// The working days of a coverage, so that counting is a subtraction and a due date an index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    first: i32,
    /// Working days from the first day up to and including each day.
    ordinal: Vec<u32>,
    /// The k-th working day, from 0.
    nth: Vec<Day>,
}

impl Table {
    /// Working days up to and including `day`, or `None` outside the coverage.
    pub(crate) fn ordinal(&self, day: Day) -> Option<u32> {
        let place = usize::try_from(day.epoch() - self.first).ok()?;
        self.ordinal.get(place).copied()
    }

    /// The k-th working day, from 1.
    pub(crate) fn nth(&self, k: u32) -> Option<Day> {
        (k as usize).checked_sub(1).and_then(|place| self.nth.get(place).copied())
    }

    /// Whether `day` is a working day; nothing outside the coverage is.
    pub(crate) fn counts(&self, day: Day) -> bool {
        match self.ordinal(day) {
            Some(ordinal) => self.ordinal(day.previous()).unwrap_or(0) < ordinal,
            None => false,
        }
    }
}

impl Calendar {
    /// A calendar of these holidays; joint leave is no working day.
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if the name is empty, the coverage is empty or over 1,000
    /// years, no day of the week is worked, a holiday lies outside the coverage, was
    /// withdrawn before it was announced, or stands twice with one kind.
    pub fn new(
        name: impl Into<String>,
        coverage: RangeInclusive<Day>,
        week: Week,
        mut rows: Vec<Holiday>,
    ) -> Result<Self, Error> {
        let name = name.into();
        let (first, last) = (*coverage.start(), *coverage.end());
        let wrong = |problem: String| Err(Error::Calendar { calendar: name.clone(), problem });
        if name.is_empty() {
            return wrong("found no name, expected one".into());
        }
        if last < first || 366_000 < last.since(first) {
            return wrong(format!(
                "found coverage {first} to {last}, expected at most 1,000 years in order"
            ));
        }
        if week == Week::EMPTY {
            return wrong("found no working day in the week, expected at least one".into());
        }
        rows.sort_by(|a, b| {
            (a.date, a.kind, a.announced, &a.name).cmp(&(b.date, b.kind, b.announced, &b.name))
        });
        for (place, row) in rows.iter().enumerate() {
            if !coverage.contains(&row.date) {
                return wrong(format!("found holiday {} outside {first} to {last}", row.date));
            }
            if let (Some(announced), Some(withdrawn)) = (row.announced, row.withdrawn_on)
                && withdrawn < announced
            {
                return wrong(format!(
                    "found holiday {} withdrawn before it was announced",
                    row.date
                ));
            }
            let twice = |other: &Holiday| {
                other.date == row.date
                    && other.kind == row.kind
                    && other.name == row.name
                    && other.stands()
            };
            if row.stands()
                && rows[..place].iter().rev().take_while(|other| other.date == row.date).any(twice)
            {
                return wrong(format!("found {} '{}' twice on {}", row.kind, row.name, row.date));
            }
        }
        let mut calendar = Calendar {
            name,
            first,
            last,
            week,
            joint_leave: JointLeave::Off,
            rows,
            decrees: Vec::new(),
            table: Table::default(),
            known: Vec::new(),
        };
        calendar.compile();
        Ok(calendar)
    }

    /// The national calendar of Indonesia, 2012 to 2026: holidays, joint leave and days of voting with their decrees.
    ///
    /// Source: the joint decrees of three ministers and the president's decrees, as
    /// `data/calendar/id.toml` lists them with what is known of their announcement.
    pub fn indonesia() -> Self {
        crate::indonesia::calendar()
    }

    /// The same calendar under another reading of joint leave (R7).
    #[must_use]
    pub fn with_joint_leave(mut self, reading: JointLeave) -> Self {
        self.joint_leave = reading;
        self.compile();
        self
    }

    /// The calendar as it was known on this day (R7).
    ///
    /// A row whose announcement is unknown counts as known from the start, and a withdrawal of
    /// an unknown day as known from the start too: what is not known moves no due date over time.
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// // 18 August 2025 became joint leave by a decree announced on 7 August.
    /// let then = Calendar::indonesia().known_on(day(2025, 8, 6));
    /// assert_eq!(then.due(day(2025, 8, 14), 3)?, day(2025, 8, 19));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    #[must_use]
    pub fn known_on(&self, day: Day) -> Self {
        let mut known = self.clone();
        known.rows.retain(|row| row.announced.is_none_or(|announced| announced <= day));
        for row in &mut known.rows {
            if row.known_on(day) {
                row.withdrawn_on = None;
                row.withdrawn_by = None;
            }
        }
        known.compile();
        known
    }

    fn compile(&mut self) {
        self.table = self.table_of(Holiday::stands);
        let mut days: Vec<Day> =
            self.rows.iter().flat_map(|row| [row.announced, row.withdrawn_on]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        // Before the first announcement only what was never announced on a known day is known.
        days.insert(0, Day::MIN);
        self.known =
            days.into_iter().map(|day| (day, self.table_of(|row| row.known_on(day)))).collect();
    }

    fn table_of(&self, in_force: impl Fn(&Holiday) -> bool) -> Table {
        let length = self.last.since(self.first) as usize + 1;
        let mut free = vec![false; length];
        for row in &self.rows {
            if self.counts_as_holiday(row) && in_force(row) {
                free[row.date.since(self.first) as usize] = true;
            }
        }
        let mut ordinal = Vec::with_capacity(length);
        let mut nth = Vec::with_capacity(length);
        let mut day = self.first;
        for free in free {
            if !free && self.week.works(day.weekday()) {
                nth.push(day);
            }
            ordinal.push(nth.len() as u32);
            day = day.next();
        }
        Table { first: self.first.epoch(), ordinal, nth }
    }

    /// The working days as they stand now.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The working days as they were known on this day.
    pub(crate) fn table_known_on(&self, day: Day) -> &Table {
        let after = self.known.partition_point(|(from, _)| *from <= day);
        self.known.get(after.saturating_sub(1)).map_or(&self.table, |(_, table)| table)
    }

    fn counts_as_holiday(&self, row: &Holiday) -> bool {
        row.kind != HolidayKind::JointLeave || self.joint_leave == JointLeave::Off
    }

    /// The name by which it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first and last day that it knows.
    pub fn coverage(&self) -> RangeInclusive<Day> {
        self.first..=self.last
    }

    /// The days of the week on which the office works.
    pub fn week(&self) -> Week {
        self.week
    }

    /// How it reads joint leave.
    pub fn joint_leave(&self) -> JointLeave {
        self.joint_leave
    }

    /// The same calendar with what is known of its instruments.
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if two instruments have one identifier, or a row refers to none of them.
    pub fn with_decrees(mut self, mut decrees: Vec<Decree>) -> Result<Self, Error> {
        decrees.sort_by(|a, b| a.id.cmp(&b.id));
        let wrong = |problem: String| Err(Error::Calendar { calendar: self.name.clone(), problem });
        if let Some(pair) = decrees.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return wrong(format!("found decree '{}' twice", pair[0].id));
        }
        for row in &self.rows {
            for id in [&row.decree, &row.withdrawn_by].into_iter().flatten() {
                if decrees.binary_search_by(|decree| decree.id.cmp(id)).is_err() {
                    return wrong(format!(
                        "found decree '{id}' at {}, expected one that is listed",
                        row.date
                    ));
                }
            }
        }
        self.decrees = decrees;
        Ok(self)
    }

    /// The instruments, by identifier.
    pub fn decrees(&self) -> &[Decree] {
        &self.decrees
    }

    /// The instrument of this identifier.
    pub fn decree(&self, id: &str) -> Option<&Decree> {
        let place = self.decrees.binary_search_by(|decree| decree.id.as_ref().cmp(id)).ok()?;
        self.decrees.get(place)
    }

    /// Every row, withdrawn ones too, by day.
    pub fn rows(&self) -> &[Holiday] {
        &self.rows
    }

    /// Whether it knows this day.
    pub fn covers(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// What the calendar says of this day.
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] outside the coverage.
    pub fn kind(&self, day: Day) -> Result<DayKind<'_>, Error> {
        self.place(day)?;
        if !self.week.works(day.weekday()) {
            return Ok(DayKind::Weekend);
        }
        let start = self.rows.partition_point(|row| row.date < day);
        let holiday = self.rows[start..]
            .iter()
            .take_while(|row| row.date == day)
            .find(|row| row.stands() && self.counts_as_holiday(row));
        Ok(holiday.map_or(DayKind::Working, DayKind::Holiday))
    }

    /// Whether the office works on this day.
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] outside the coverage.
    pub fn is_working_day(&self, day: Day) -> Result<bool, Error> {
        self.place(day)?;
        Ok(self.table.counts(day))
    }

    /// Working days in `(after, through]`; negative if `through` is earlier (R1).
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] if either day lies outside the coverage.
    pub fn working_days(&self, after: Day, through: Day) -> Result<i32, Error> {
        let (after, through) = (self.place(after)?, self.place(through)?);
        Ok(self.table.ordinal[through] as i32 - self.table.ordinal[after] as i32)
    }

    /// The n-th working day after `start`; `start` itself for `n = 0` (R1).
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] if `start` lies outside the coverage, [`Error::Beyond`] if the
    /// due date does.
    pub fn due(&self, start: Day, n: u32) -> Result<Day, Error> {
        let place = self.place(start)?;
        if n == 0 {
            return Ok(start);
        }
        self.nth_or_beyond(self.table.ordinal[place] as usize + n as usize, start, n)
    }

    /// The n-th working day on or after `start` (R4); `start` itself for `n = 0`.
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn due_same_day(&self, start: Day, n: u32) -> Result<Day, Error> {
        let place = self.place(start)?;
        if n == 0 {
            return Ok(start);
        }
        let before = if place == 0 { 0 } else { self.table.ordinal[place - 1] };
        self.nth_or_beyond(before as usize + n as usize, start, n)
    }

    /// The due date under either way of counting.
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn due_counting(&self, start: Day, n: u32, count_from: CountFrom) -> Result<Day, Error> {
        match count_from {
            CountFrom::DayAfter => self.due(start, n),
            CountFrom::SameDay => self.due_same_day(start, n),
        }
    }

    /// Day zero of a start on this day (R4).
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn day_zero(&self, start: Day, roll: Roll) -> Result<Day, Error> {
        match roll {
            Roll::None => Ok(start),
            Roll::Forward => self.due_same_day(start, 1),
        }
    }

    fn nth_or_beyond(&self, k: usize, from: Day, days: u32) -> Result<Day, Error> {
        self.table.nth.get(k - 1).copied().ok_or_else(|| Error::Beyond {
            calendar: self.name.clone(),
            from,
            days,
            range: self.coverage(),
        })
    }

    fn place(&self, day: Day) -> Result<usize, Error> {
        if self.covers(day) {
            Ok(day.since(self.first) as usize)
        } else {
            Err(Error::Coverage { calendar: self.name.clone(), day, range: self.coverage() })
        }
    }
}
