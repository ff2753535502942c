//! The working-day calendar of one year, as it stands now.

use lapor_core::{Day, HolidayKind};

/// A calendar of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarName {
    /// Its name, such as `id`.
    pub name: String,
    /// Its folder; none for the first calendar of the site, which lies at the root of them.
    pub slug: Option<String>,
    /// The years that it knows, in order; the first and the last may be known in part.
    pub years: Vec<i32>,
}

/// What a day of the year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearDayKind {
    /// The office works: the how-manieth working day of the year it is, from 1.
    Working(u32),
    /// It lies outside the working week.
    Weekend,
    /// A holiday of this kind, in the working week.
    Holiday(HolidayKind),
}

/// One day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearDay {
    /// The day.
    pub day: Day,
    /// What it is.
    pub kind: YearDayKind,
}

/// A decree as people cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecreeName {
    /// Its number, if it is known.
    pub number: Option<String>,
    /// What it is about.
    pub title: String,
}

/// One row of the calendar: a holiday, also one that falls on a weekend, or one that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayLine {
    /// The day.
    pub day: Day,
    /// Its kind.
    pub kind: HolidayKind,
    /// Its name, in the language of the decree.
    pub name: String,
    /// The decree that made it a holiday.
    pub decree: Option<DecreeName>,
    /// The first day on which it was publicly known.
    pub announced: Option<Day>,
    /// The decree that withdrew it, and when that was known; none where it stands.
    pub withdrawn: Option<(Option<DecreeName>, Option<Day>)>,
}

/// One year of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// The calendar.
    pub calendar: CalendarName,
    /// The year.
    pub year: i32,
    /// Whether this is the page that leads to all years and calendars.
    pub front: bool,
    /// The days of the year that the calendar knows, in order.
    pub days: Vec<YearDay>,
    /// Its holidays by day, those that stand and those that were withdrawn.
    pub holidays: Vec<HolidayLine>,
    /// The first and the last day that the calendar knows.
    pub coverage: (Day, Day),
    /// The other calendars of the site, by name.
    pub others: Vec<CalendarName>,
}
