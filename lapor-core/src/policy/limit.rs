//! Limits: how many days a stage may take, and how they are counted.

use crate::error::Error;

/// The most days that a limit may have: ten years.
pub(super) const MOST_DAYS: u16 = 3_660;

/// What a limit counts.
///
/// ```
/// use lapor_core::{Limit, Unit};
///
/// let law = Limit { unit: Unit::CalendarDays, ..Limit::working_days(21) };
/// assert_eq!(law.days, 21);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hari kerja: the days that the stage's calendar counts.
    WorkingDays,
    /// Hari kalender: every day.
    CalendarDays,
}

/// Which day is the first that counts.
///
/// ```
/// use lapor_core::{Calendar, CountFrom, day};
///
/// let (calendar, friday) = (Calendar::indonesia(), day(2015, 3, 6));
/// assert_eq!(calendar.due_counting(friday, 3, CountFrom::DayAfter)?, day(2015, 3, 11));
/// assert_eq!(calendar.due_counting(friday, 3, CountFrom::SameDay)?, day(2015, 3, 10));
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CountFrom {
    /// The day after day zero: the due date is the n-th working day after it (R1).
    DayAfter,
    /// Day zero itself: the due date is the n-th working day on or after it (R4).
    SameDay,
}

/// What a start on a day that is no working day means (R4).
///
/// ```
/// use lapor_core::{Calendar, Roll, day};
///
/// let (calendar, saturday) = (Calendar::indonesia(), day(2015, 3, 7));
/// assert_eq!(calendar.day_zero(saturday, Roll::None)?, saturday);
/// assert_eq!(calendar.day_zero(saturday, Roll::Forward)?, day(2015, 3, 9));
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Roll {
    /// That day is day zero.
    None,
    /// The next working day is day zero.
    Forward,
}

/// How long a stage may take, and how its days are counted.
///
/// ```
/// use lapor_core::{CountFrom, Limit, Roll};
///
/// let promise = Limit::working_days(10);
/// assert_eq!((promise.count_from, promise.roll), (CountFrom::DayAfter, Roll::None));
/// let as_run = Limit { count_from: CountFrom::SameDay, ..promise };
/// assert_eq!(as_run.days, 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// The number of days, 0 to 3,660.
    pub days: u16,
    /// What is counted.
    pub unit: Unit,
    /// Which day is the first that counts.
    pub count_from: CountFrom,
    /// What a start on a day that is no working day means.
    pub roll: Roll,
}

impl Limit {
    /// This many working days, counted from the day after day zero.
    pub const fn working_days(days: u16) -> Self {
        Limit { days, unit: Unit::WorkingDays, count_from: CountFrom::DayAfter, roll: Roll::None }
    }

    /// Whether such a limit can be; `key` names it in the message.
    pub(super) fn check(self, key: &str) -> Result<(), Error> {
        let wrong = |problem: String| Err(Error::Policy { key: format!("{key}.days"), problem });
        if MOST_DAYS < self.days {
            return wrong(format!("found {}, expected 0 to {MOST_DAYS}", self.days));
        }
        if self.days == 0 && self.count_from == CountFrom::SameDay {
            return wrong("found 0 counted from the same day, expected at least 1".into());
        }
        Ok(())
    }
}
