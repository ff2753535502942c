//! Explanations: every day from day zero to the due date, in words that a citizen can check (R20).

use crate::day::{Day, Weekday};
use crate::holiday::{Decree, Holiday, HolidayKind};
use crate::policy::Unit;

/// The languages in which the rules explain themselves.
///
/// ```
/// use lapor_core::{Language, Weekday, weekday};
///
/// assert_eq!(weekday(Weekday::Friday, Language::Indonesian), "Jumat");
/// assert_eq!(weekday(Weekday::Friday, Language::English), "Friday");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Bahasa Indonesia.
    Indonesian,
    /// English.
    English,
}

/// Why a day counts or does not.
///
/// ```
/// use lapor_core::{Calendar, DayKind, DayStatus, day};
///
/// let calendar = Calendar::indonesia();
/// let Ok(DayKind::Holiday(holiday)) = calendar.kind(day(2025, 8, 18)) else { panic!() };
/// let status = DayStatus::Holiday { holiday, decree: calendar.decree("SKB-2025-R1") };
/// assert_eq!((status.word(), DayStatus::DayZero.word()), ("holiday", "day_zero"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStatus<'a> {
    /// The day on which the stage started.
    DayZero,
    /// It counts.
    Counted,
    /// It lies outside the working week.
    Weekend,
    /// A holiday, and the instrument that made it one, if it is known.
    Holiday {
        /// The row of the calendar.
        holiday: &'a Holiday,
        /// What is known of its instrument.
        decree: Option<&'a Decree>,
    },
    /// It would count, but the report waited for the reporter's data (R15).
    Paused,
}

impl DayStatus<'_> {
    /// The word for it in tables.
    pub const fn word(&self) -> &'static str {
        match self {
            DayStatus::DayZero => "day_zero",
            DayStatus::Counted => "counted",
            DayStatus::Weekend => "weekend",
            DayStatus::Holiday { .. } => "holiday",
            DayStatus::Paused => "paused",
        }
    }
}

/// One day on the way to a due date.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2025, 8, 20))?;
/// let submitted = Event::new(When::on(day(2025, 8, 15)), EventKind::Submitted);
/// let history = History::new(Facts::default(), vec![submitted], policy.zone());
/// let days = clock.explain(&clock.assess(&history).disposition, &[]);
/// assert_eq!(days[0].reason(Language::English), "day zero: the day it started");
/// assert_eq!(days[1].reason(Language::Indonesian), "Sabtu, bukan hari kerja");
/// assert_eq!((days[3].status.word(), days[3].decree()), ("holiday", Some("SKB-2025-R1")));
/// assert_eq!((days[4].date, days[4].count), (day(2025, 8, 19), Some(1)));
/// assert_eq!(days[4].reason(Language::English), "working day 1");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainedDay<'a> {
    /// The day.
    pub date: Day,
    /// Why it counts or does not.
    pub status: DayStatus<'a>,
    /// The how-manieth counted day it is; the due date is the one that equals the limit.
    pub count: Option<u32>,
    /// What is counted.
    pub unit: Unit,
}

impl ExplainedDay<'_> {
    /// The identifier of the instrument that made it a holiday, if it is known.
    pub fn decree(&self) -> Option<&str> {
        match self.status {
            DayStatus::Holiday { holiday, .. } => holiday.decree.as_deref(),
            _ => None,
        }
    }

    /// Why it counts or does not, in words.
    pub fn reason(&self, language: Language) -> String {
        let indonesian = language == Language::Indonesian;
        let counted = |count: u32| match (self.unit, indonesian) {
            (Unit::WorkingDays, true) => format!("hari kerja ke-{count}"),
            (Unit::WorkingDays, false) => format!("working day {count}"),
            (Unit::CalendarDays, true) => format!("hari ke-{count}"),
            (Unit::CalendarDays, false) => format!("day {count}"),
        };
        match self.status {
            DayStatus::DayZero => {
                let zero = if indonesian {
                    "hari nol: hari dimulainya hitungan"
                } else {
                    "day zero: the day it started"
                };
                match self.count {
                    Some(count) => format!("{zero}, {}", counted(count)),
                    None => zero.into(),
                }
            }
            DayStatus::Counted => counted(self.count.unwrap_or_default()),
            DayStatus::Weekend => {
                let name = weekday(self.date.weekday(), language);
                if indonesian {
                    format!("{name}, bukan hari kerja")
                } else {
                    format!("{name}, not a working day")
                }
            }
            DayStatus::Holiday { holiday, decree } => holiday_words(holiday, decree, language),
            DayStatus::Paused if indonesian => "dijeda: menunggu data dari pelapor".into(),
            DayStatus::Paused => "paused: waiting for the reporter's data".into(),
        }
    }
}

fn holiday_words(holiday: &Holiday, decree: Option<&Decree>, language: Language) -> String {
    let kind = match (holiday.kind, language) {
        (HolidayKind::National, Language::Indonesian) => "libur nasional",
        (HolidayKind::National, Language::English) => "national holiday",
        (HolidayKind::JointLeave, Language::Indonesian) => "cuti bersama",
        (HolidayKind::JointLeave, Language::English) => "joint leave",
        (HolidayKind::Election, Language::Indonesian) => "hari pemungutan suara",
        (HolidayKind::Election, Language::English) => "day of voting",
        (HolidayKind::Regional, Language::Indonesian) => "libur daerah",
        (HolidayKind::Regional, Language::English) => "regional holiday",
    };
    let mut words = format!("{kind}: {}", holiday.name);
    if let Some(number) = decree.and_then(|decree| decree.number.as_deref()) {
        match language {
            Language::Indonesian => words.push_str(&format!(" (keputusan nomor {number})")),
            Language::English => words.push_str(&format!(" (decree number {number})")),
        }
    }
    words
}

/// The name of a day of the week.
///
/// ```
/// use lapor_core::{Language, day, weekday};
///
/// assert_eq!(weekday(day(2015, 3, 6).weekday(), Language::Indonesian), "Jumat");
/// ```
pub const fn weekday(weekday: Weekday, language: Language) -> &'static str {
    match (weekday, language) {
        (Weekday::Monday, Language::Indonesian) => "Senin",
        (Weekday::Tuesday, Language::Indonesian) => "Selasa",
        (Weekday::Wednesday, Language::Indonesian) => "Rabu",
        (Weekday::Thursday, Language::Indonesian) => "Kamis",
        (Weekday::Friday, Language::Indonesian) => "Jumat",
        (Weekday::Saturday, Language::Indonesian) => "Sabtu",
        (Weekday::Sunday, Language::Indonesian) => "Minggu",
        (Weekday::Monday, Language::English) => "Monday",
        (Weekday::Tuesday, Language::English) => "Tuesday",
        (Weekday::Wednesday, Language::English) => "Wednesday",
        (Weekday::Thursday, Language::English) => "Thursday",
        (Weekday::Friday, Language::English) => "Friday",
        (Weekday::Saturday, Language::English) => "Saturday",
        (Weekday::Sunday, Language::English) => "Sunday",
    }
}
