//! Working-day calendars: a finite coverage, so that counting is a subtraction and a due date an index.
//!
//! - `calendar/week.rs` says which days of the week an office works;
//! - `calendar/count.rs` counts working days and finds due dates (R1, R4, R8);
//! - `calendar/table.rs` holds the two arrays;
//! - `calendar/known.rs` corrects them to what was known earlier (R7);
//! - `calendar/layers.rs` puts a region's and an office's own days on top of the nation's, without copying;
//! - `calendar/overlay.rs` is such days as data;
//! - `calendar/change.rs` lists the days on which two calendars differ.

mod change;
mod count;
mod known;
mod layers;
mod overlay;
mod table;
mod week;

use std::ops::RangeInclusive;

use crate::day::Day;
use crate::error::Error;
use crate::holiday::{Decree, Holiday, HolidayKind};
use crate::policy::JointLeave;

use known::{Epoch, Known, first_differences};
use layers::{Layer, Layers};
use table::Table;

pub use change::DayChange;
pub(crate) use known::Known as KnownDays;
pub use overlay::Overlay;
pub(crate) use table::Table as WorkingDays;
pub use week::Week;

/// What a calendar says of one day.
///
/// [`Calendar::kind`] has an example.
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
/// use lapor_core::{Calendar, JointLeave, Week, day};
///
/// let calendar = Calendar::indonesia();
/// // A report of Friday, Saturday or Sunday is due on the same Wednesday under the 3-day rule (R1).
/// for start in [day(2015, 3, 6), day(2015, 3, 7), day(2015, 3, 8)] {
///     assert_eq!(calendar.due(start, 3)?, day(2015, 3, 11));
/// }
/// assert_eq!(calendar.working_days(day(2015, 3, 6), day(2015, 3, 14))?, 5);
///
/// assert_eq!((calendar.name(), calendar.coverage()), ("id", day(2012, 1, 1)..=day(2026, 12, 31)));
/// assert_eq!((calendar.week(), calendar.joint_leave()), (Week::FIVE_DAYS, JointLeave::Off));
/// assert!(!calendar.covers(day(2027, 1, 1)) && calendar.due(day(2027, 1, 1), 3).is_err());
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Calendar {
    name: String,
    first: Day,
    last: Day,
    week: Week,
    joint_leave: JointLeave,
    layers: Layers,
    /// The working days as they stand now.
    table: Table,
    /// How that differs from what was known, from each day on which it changed, in order.
    known: Vec<Epoch>,
    /// For each day of the coverage the first one from it on that was known otherwise on it.
    differs: Vec<i32>,
}

impl Calendar {
    /// A calendar of these holidays; joint leave is no working day.
    ///
    /// ```
    /// use lapor_core::{Calendar, Holiday, HolidayKind, Week, day};
    ///
    /// let new_year = Holiday::new(day(2025, 1, 1), HolidayKind::National, "Tahun Baru Masehi");
    /// let year = day(2025, 1, 1)..=day(2025, 12, 31);
    /// let calendar = Calendar::new("office", year, Week::FIVE_DAYS, vec![new_year])?;
    /// // Wednesday 1 January is the holiday, and the weekend follows on Friday.
    /// assert_eq!(calendar.working_days(day(2025, 1, 1), day(2025, 1, 5))?, 2);
    ///
    /// // A holiday outside the years that it is said to know is a mistake.
    /// let late = Holiday::new(day(2026, 1, 1), HolidayKind::National, "Tahun Baru Masehi");
    /// let year = day(2025, 1, 1)..=day(2025, 12, 31);
    /// assert!(Calendar::new("office", year, Week::FIVE_DAYS, vec![late]).is_err());
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
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
        rows: Vec<Holiday>,
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
        let layers = Layers::new(Layer::new(&name, &coverage, rows)?);
        let mut calendar = Calendar {
            name,
            first,
            last,
            week,
            joint_leave: JointLeave::Off,
            layers,
            table: Table::default(),
            known: Vec::new(),
            differs: Vec::new(),
        };
        calendar.compile();
        Ok(calendar)
    }

    /// The national calendar of Indonesia, 2012 to 2026: holidays, joint leave and days of voting with their decrees.
    ///
    /// Source: the joint decrees of three ministers and the president's decrees, as
    /// `data/calendar/id.toml` lists them with what is known of their announcement.
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// // Monday 18 August 2025 is joint leave, so the next working day after Friday is Tuesday.
    /// assert_eq!(Calendar::indonesia().due(day(2025, 8, 15), 1)?, day(2025, 8, 19));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    pub fn indonesia() -> Self {
        crate::indonesia::calendar()
    }

    /// The same calendar with further days off under a name of its own: a region's, or an office's (R6).
    ///
    /// The days of this calendar are shared, not copied, so a calendar for every office is cheap.
    /// Days add to days: what is a holiday in the nation stays one in the region.
    ///
    /// ```
    /// use lapor_core::{Calendar, Holiday, HolidayKind, day};
    ///
    /// let nation = Calendar::indonesia();
    /// let local = Holiday::new(day(2025, 3, 12), HolidayKind::Regional, "Hari jadi kabupaten");
    /// let region = nation.with_days_off("regency", vec![local])?;
    /// assert_eq!(nation.due(day(2025, 3, 10), 3)?, day(2025, 3, 13));
    /// assert_eq!(region.due(day(2025, 3, 10), 3)?, day(2025, 3, 14));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] as [`new`](Self::new) does for its rows.
    pub fn with_days_off(
        &self,
        name: impl Into<String>,
        rows: Vec<Holiday>,
    ) -> Result<Self, Error> {
        let name = name.into();
        if name.is_empty() {
            let problem = "found no name, expected one".into();
            return Err(Error::Calendar { calendar: name, problem });
        }
        let layer = Layer::new(&name, &self.coverage(), rows)?;
        let mut calendar = self.clone();
        calendar.name = name;
        calendar.layers.push(layer);
        calendar.compile();
        Ok(calendar)
    }

    /// The same holidays under another working week and a name of its own (R6).
    ///
    /// ```
    /// use lapor_core::{Calendar, Week, day};
    ///
    /// let six_days = Calendar::indonesia().with_week("id-six-days", Week::SIX_DAYS)?;
    /// assert!(six_days.is_working_day(day(2025, 3, 15))?);
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if the name is empty or no day of the week is worked.
    pub fn with_week(&self, name: impl Into<String>, week: Week) -> Result<Self, Error> {
        let name = name.into();
        let problem = match (name.is_empty(), week == Week::EMPTY) {
            (true, _) => "found no name, expected one",
            (_, true) => "found no working day in the week, expected at least one",
            _ => {
                let mut calendar = Calendar { name, week, ..self.clone() };
                calendar.compile();
                return Ok(calendar);
            }
        };
        Err(Error::Calendar { calendar: name, problem: problem.into() })
    }

    /// The same calendar under another reading of joint leave (R7).
    ///
    /// ```
    /// use lapor_core::{Calendar, JointLeave, day};
    ///
    /// let calendar = Calendar::indonesia().with_joint_leave(JointLeave::Working);
    /// assert!(calendar.is_working_day(day(2025, 8, 18))?);
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_joint_leave(mut self, reading: JointLeave) -> Self {
        if self.joint_leave != reading {
            self.joint_leave = reading;
            self.compile();
        }
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
        known.layers = self.layers.known_on(day);
        known.compile();
        known
    }

    fn compile(&mut self) {
        let length = self.last.since(self.first) as usize + 1;
        let mut off = vec![false; length];
        for row in self.layers.rows() {
            if row.stands() && self.counts_as_holiday(row) {
                off[row.date.since(self.first) as usize] = true;
            }
        }
        self.table = Table::new(self.first, length, |place, day| {
            !off[place] && self.week.works(day.weekday())
        });
        let mut days: Vec<Day> = self
            .layers
            .rows()
            .flat_map(|row| [row.announced, row.withdrawn_on])
            .flatten()
            .collect();
        // Before the first announcement only what was never announced on a known day is known.
        days.push(Day::MIN);
        days.sort_unstable();
        days.dedup();
        let rows = self.layers.by_day();
        let epochs = days.into_iter().map(|from| {
            let mut corrections = Vec::new();
            let mut sum = 0;
            for of_day in rows.chunk_by(|a, b| a.date == b.date) {
                let date = of_day[0].date;
                if !self.week.works(date.weekday()) {
                    continue;
                }
                let was_off =
                    of_day.iter().any(|row| self.counts_as_holiday(row) && row.known_on(from));
                let difference = i32::from(!was_off) - i32::from(self.table.counts(date));
                if difference != 0 {
                    sum += difference;
                    corrections.push((date, sum));
                }
            }
            Epoch { from, corrections }
        });
        self.known = epochs.collect();
        self.differs = first_differences(self.first, length, &self.known);
    }

    /// The working days as they stand now.
    #[inline]
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The working days as they were known on this day.
    pub(crate) fn table_known_on(&self, day: Day) -> Known<'_> {
        let after = self.known.partition_point(|epoch| epoch.from <= day);
        let epoch = after.checked_sub(1).and_then(|last| self.known.get(last));
        let corrections = epoch.map_or(&[][..], |epoch| &epoch.corrections);
        Known { table: &self.table, corrections }
    }

    /// Whether all days from `start` through `due` were known on `start` as they stand now.
    #[inline]
    pub(crate) fn agrees_since(&self, start: Day, due: Day) -> bool {
        let place = usize::try_from(start.epoch() - self.first.epoch()).ok();
        match place.and_then(|place| self.differs.get(place)) {
            Some(&differs) => due.epoch() < differs,
            None => self.table_known_on(start).agrees(start, due),
        }
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

    /// The same calendar with what is known of the instruments of its own rows.
    ///
    /// ```
    /// use lapor_core::{Calendar, Decree, Holiday, HolidayKind, day};
    ///
    /// let anniversary = Holiday {
    ///     decree: Some("REGENT-1".into()),
    ///     ..Holiday::new(day(2025, 3, 12), HolidayKind::Regional, "Hari jadi kabupaten")
    /// };
    /// let decree = Decree {
    ///     id: "REGENT-1".into(),
    ///     title: "Hari jadi kabupaten".into(),
    ///     number: None,
    ///     issued: None,
    ///     announced: Some(day(2025, 3, 3)),
    /// };
    /// let calendar = Calendar::indonesia()
    ///     .with_days_off("regency", vec![anniversary])?
    ///     .with_decrees(vec![decree])?;
    /// assert!(calendar.decree("REGENT-1").is_some());
    /// // The nation's instruments are still there.
    /// assert!(calendar.decree("SKB-2025-R1").is_some());
    /// assert_eq!(calendar.decrees().next().map(|decree| &*decree.id), Some("REGENT-1"));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if two instruments have one identifier, or a row refers to none of them.
    pub fn with_decrees(mut self, decrees: Vec<Decree>) -> Result<Self, Error> {
        self.layers.set_decrees(&self.name, decrees)?;
        Ok(self)
    }

    /// The instruments, by identifier; those of its own rows before those of the calendar below.
    pub fn decrees(&self) -> impl Iterator<Item = &Decree> {
        self.layers.decrees()
    }

    /// The instrument of this identifier.
    pub fn decree(&self, id: &str) -> Option<&Decree> {
        self.layers.decree(id)
    }

    /// Every row, withdrawn ones too, by day.
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// let calendar = Calendar::indonesia();
    /// let late = calendar.rows().find(|row| row.decree.as_deref() == Some("SKB-2025-R1"));
    /// assert_eq!(late.map(|row| row.date), Some(day(2025, 8, 18)));
    /// assert!(calendar.rows().is_sorted_by_key(|row| row.date));
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = &Holiday> {
        self.layers.by_day().into_iter()
    }

    /// Whether it knows this day.
    pub fn covers(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// What the calendar says of this day.
    ///
    /// ```
    /// use lapor_core::{Calendar, DayKind, day};
    ///
    /// let calendar = Calendar::indonesia();
    /// assert_eq!(calendar.kind(day(2025, 8, 15))?, DayKind::Working);
    /// assert_eq!(calendar.kind(day(2025, 8, 16))?, DayKind::Weekend);
    /// let DayKind::Holiday(row) = calendar.kind(day(2025, 8, 18))? else { panic!("by decree") };
    /// assert_eq!(row.decree.as_deref(), Some("SKB-2025-R1"));
    /// // A holiday on a Sunday takes no day out of the week.
    /// assert_eq!(calendar.kind(day(2025, 8, 17))?, DayKind::Weekend);
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] outside the coverage.
    pub fn kind(&self, day: Day) -> Result<DayKind<'_>, Error> {
        self.inside(day)?;
        if !self.week.works(day.weekday()) {
            return Ok(DayKind::Weekend);
        }
        let holiday = self.layers.on(day).find(|row| row.stands() && self.counts_as_holiday(row));
        Ok(holiday.map_or(DayKind::Working, DayKind::Holiday))
    }

    /// Whether the office works on this day.
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// let calendar = Calendar::indonesia();
    /// assert!(calendar.is_working_day(day(2015, 3, 6))?);
    /// assert!(!calendar.is_working_day(day(2015, 3, 7))?);
    /// assert!(calendar.is_working_day(day(2030, 3, 7)).is_err());
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] outside the coverage.
    pub fn is_working_day(&self, day: Day) -> Result<bool, Error> {
        self.inside(day)?;
        Ok(self.table.counts(day))
    }

    fn inside(&self, day: Day) -> Result<(), Error> {
        if self.covers(day) { Ok(()) } else { Err(self.outside(day)) }
    }

    fn outside(&self, day: Day) -> Error {
        Error::Coverage { calendar: self.name.clone(), day, range: self.coverage() }
    }
}
