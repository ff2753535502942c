//! Holidays: days that a decree takes out of the working week.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::day::Day;
use crate::error::Error;
use crate::event::word_of;

/// What kind of holiday a day is (R7).
///
/// ```
/// use lapor_core::HolidayKind;
///
/// assert_eq!("joint-leave".parse::<HolidayKind>()?, HolidayKind::JointLeave);
/// assert_eq!(HolidayKind::National.word(), "national");
/// assert_eq!(HolidayKind::ALL.len(), 4);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum HolidayKind {
    /// Libur nasional.
    National,
    /// Cuti bersama: joint leave, moved and withdrawn more often than any other.
    JointLeave,
    /// Hari pemungutan suara: a day of voting.
    Election,
    /// Libur daerah: of one region alone.
    Regional,
}

impl HolidayKind {
    /// All kinds, in order.
    pub const ALL: [HolidayKind; 4] = [
        HolidayKind::National,
        HolidayKind::JointLeave,
        HolidayKind::Election,
        HolidayKind::Regional,
    ];

    /// The word for it in data files.
    pub const fn word(self) -> &'static str {
        match self {
            HolidayKind::National => "national",
            HolidayKind::JointLeave => "joint-leave",
            HolidayKind::Election => "election",
            HolidayKind::Regional => "regional",
        }
    }
}

impl fmt::Display for HolidayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for HolidayKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        word_of("kind of holiday", &HolidayKind::ALL, HolidayKind::word, text)
    }
}

/// One row of a calendar: a day, and the instruments that made and unmade it (R7).
///
/// What is not known is absent, never guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Day,
    /// Its kind.
    pub kind: HolidayKind,
    /// Its name, in the language of the decree.
    pub name: Cow<'static, str>,
    /// The instrument that made it a holiday.
    pub decree: Option<Cow<'static, str>>,
    /// The first day on which it was publicly known.
    pub announced: Option<Day>,
    /// The day on which its withdrawal was publicly known.
    pub withdrawn_on: Option<Day>,
    /// The instrument that withdrew it.
    pub withdrawn_by: Option<Cow<'static, str>>,
}

impl Holiday {
    /// A day off of which nothing but its name is known: no instrument, no announcement.
    ///
    /// ```
    /// use lapor_core::{Holiday, HolidayKind, day};
    ///
    /// let row = Holiday::new(day(2025, 3, 12), HolidayKind::Regional, "Hari jadi kabupaten");
    /// assert!(row.stands());
    /// ```
    pub fn new(date: Day, kind: HolidayKind, name: impl Into<Cow<'static, str>>) -> Self {
        Holiday {
            date,
            kind,
            name: name.into(),
            decree: None,
            announced: None,
            withdrawn_on: None,
            withdrawn_by: None,
        }
    }

    /// Whether no later instrument withdrew it.
    pub fn stands(&self) -> bool {
        self.withdrawn_on.is_none() && self.withdrawn_by.is_none()
    }

    /// Whether it was in force as far as was known on this day (R7).
    ///
    /// What has no known announcement counts as known from the start, and a withdrawal of an
    /// unknown day likewise.
    ///
    /// ```
    /// use lapor_core::{Holiday, HolidayKind, day};
    ///
    /// let moved = Holiday {
    ///     announced: Some(day(2020, 3, 9)),
    ///     withdrawn_on: Some(day(2020, 4, 9)),
    ///     ..Holiday::new(day(2020, 5, 28), HolidayKind::JointLeave, "Cuti bersama")
    /// };
    /// let known = [day(2020, 3, 8), day(2020, 3, 9), day(2020, 4, 9)].map(|day| moved.known_on(day));
    /// assert_eq!(known, [false, true, false]);
    /// assert!(!moved.stands());
    /// ```
    pub fn known_on(&self, day: Day) -> bool {
        let announced = self.announced.is_none_or(|announced| announced <= day);
        announced && (self.stands() || self.withdrawn_on.is_some_and(|withdrawn| day < withdrawn))
    }
}

/// An instrument that makes or unmakes holidays.
///
/// What could not be found out is absent.
///
/// ```
/// use lapor_core::{Calendar, day};
///
/// let calendar = Calendar::indonesia();
/// let decree = calendar.decree("SKB-2025-R1").expect("it made 18 August 2025 a day off");
/// assert_eq!(decree.announced, Some(day(2025, 8, 7)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decree {
    /// The identifier by which rows refer to it, such as `SKB-2025-R1`.
    pub id: Cow<'static, str>,
    /// What it is about.
    pub title: Cow<'static, str>,
    /// Its number.
    pub number: Option<Cow<'static, str>>,
    /// The day of signature.
    pub issued: Option<Day>,
    /// The first day on which its exact days were public.
    pub announced: Option<Day>,
}
