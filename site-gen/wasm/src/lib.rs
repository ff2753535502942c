//! The deadline calculator's arithmetic in a browser: `lapor-core`'s calendar of Indonesia behind a few
//! functions of numbers.
//!
//! Days are days since 1970-01-01, as [`lapor_core::Day::epoch`] gives them. Where the calendar has no
//! answer a function returns [`NO_ANSWER`]. There is no rule here: each function is one call of the core.
//! Text is read from the module's memory: a function of a text returns its address in the upper 32 bits of a
//! number and its length in bytes in the lower, and 0 where there is none.

use std::sync::LazyLock;

use lapor_core::{Calendar, Day, DayKind, Decree, Holiday, HolidayKind};

static INDONESIA: LazyLock<Calendar> = LazyLock::new(Calendar::indonesia);

/// What a function returns where there is no answer: the least number, which is no day.
pub const NO_ANSWER: i32 = i32::MIN;

fn day_or_none(day: Option<Day>) -> i32 {
    day.map_or(NO_ANSWER, Day::epoch)
}

fn kind_of(day: i32) -> Option<DayKind<'static>> {
    INDONESIA.kind(Day::from_epoch(day)?).ok()
}

fn holiday(day: i32) -> Option<&'static Holiday> {
    match kind_of(day)? {
        DayKind::Holiday(row) => Some(row),
        DayKind::Working | DayKind::Weekend => None,
    }
}

fn decree(day: i32) -> Option<&'static Decree> {
    INDONESIA.decree(holiday(day)?.decree.as_deref()?)
}

/// The address of a text in the upper 32 bits, its length in bytes in the lower; 0 where there is none.
fn text(text: Option<&str>) -> u64 {
    text.map_or(0, |text| (text.as_ptr() as u64) << 32 | text.len() as u64)
}

#[expect(unsafe_code, reason = "a function keeps its name for the page's script only so")]
mod exports {
    use super::*;

    /// The first day that the calendar knows.
    #[unsafe(no_mangle)]
    pub extern "C" fn first() -> i32 {
        INDONESIA.coverage().start().epoch()
    }

    /// The last day that the calendar knows.
    #[unsafe(no_mangle)]
    pub extern "C" fn last() -> i32 {
        INDONESIA.coverage().end().epoch()
    }

    /// The n-th working day after `start` (R1).
    #[unsafe(no_mangle)]
    pub extern "C" fn due(start: i32, n: u32) -> i32 {
        day_or_none(Day::from_epoch(start).and_then(|start| INDONESIA.due(start, n).ok()))
    }

    /// The n-th working day on or after `start` (R4).
    #[unsafe(no_mangle)]
    pub extern "C" fn due_same_day(start: i32, n: u32) -> i32 {
        day_or_none(Day::from_epoch(start).and_then(|start| INDONESIA.due_same_day(start, n).ok()))
    }

    /// Working days after the first day, up to and including the second (R1).
    #[unsafe(no_mangle)]
    pub extern "C" fn working_days(after: i32, through: i32) -> i32 {
        let days = Day::from_epoch(after).zip(Day::from_epoch(through));
        days.and_then(|(after, through)| INDONESIA.working_days(after, through).ok())
            .unwrap_or(NO_ANSWER)
    }

    /// What a day is: 0 works, 1 lies outside the working week, 2 a national holiday, 3 joint leave, 4 a day
    /// of voting, 5 a regional holiday.
    #[unsafe(no_mangle)]
    pub extern "C" fn kind(day: i32) -> i32 {
        match kind_of(day) {
            None => NO_ANSWER,
            Some(DayKind::Working) => 0,
            Some(DayKind::Weekend) => 1,
            Some(DayKind::Holiday(row)) => match row.kind {
                HolidayKind::National => 2,
                HolidayKind::JointLeave => 3,
                HolidayKind::Election => 4,
                HolidayKind::Regional => 5,
            },
        }
    }

    /// The name of a holiday, as its decree has it.
    #[unsafe(no_mangle)]
    pub extern "C" fn name(day: i32) -> u64 {
        text(holiday(day).map(|row| &*row.name))
    }

    /// The number of the decree that made a day a holiday, if it is known.
    #[unsafe(no_mangle)]
    pub extern "C" fn decree_number(day: i32) -> u64 {
        text(decree(day).and_then(|decree| decree.number.as_deref()))
    }

    /// The title of the decree that made a day a holiday.
    #[unsafe(no_mangle)]
    pub extern "C" fn decree_title(day: i32) -> u64 {
        text(decree(day).map(|decree| &*decree.title))
    }
}
