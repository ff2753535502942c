//! Months by number, without calendar arithmetic a day.

use lapor_core::Day;

/// Months are counted from this year on; no day lies in an earlier one, or after the year 9999.
const FIRST_YEAR: i32 = 1;

/// The numbers of the months of the days in which reports are likely, so that one costs a look-up.
#[derive(Debug)]
pub(crate) struct Months {
    numbers: Vec<u32>,
}

impl Months {
    /// 2000-01-01, as days since 1970-01-01.
    const FIRST: i32 = 10_957;
    /// Forty years.
    const DAYS: i32 = 14_610;

    pub(crate) fn new() -> Self {
        let days = Self::FIRST..Self::FIRST + Self::DAYS;
        Months { numbers: days.map(|day| Day::from_epoch(day).map_or(0, number)).collect() }
    }

    /// The number of a day's month, from 1 on; later months have greater ones.
    #[inline]
    pub(crate) fn number(&self, day: Day) -> u32 {
        let at = usize::try_from(day.epoch() - Self::FIRST).ok();
        at.and_then(|at| self.numbers.get(at)).copied().unwrap_or_else(|| number(day))
    }
}

fn number(day: Day) -> u32 {
    1 + (day.year() - FIRST_YEAR) as u32 * 12 + (day.month() - 1)
}

/// The first day of the month of this number.
pub(crate) fn first_day(number: u32) -> Option<Day> {
    let month = number.checked_sub(1)?;
    Day::new(FIRST_YEAR + (month / 12) as i32, month % 12 + 1, 1).ok()
}

/// The month of this number as `2025-08`.
pub(crate) fn text(number: u32) -> Option<String> {
    first_day(number).map(|day| day.to_string()[..7].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lapor_core::day;

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
            assert_eq!(first_day(number(date)), Some(date.first_of_month()), "{date}");
            assert_eq!(Months::new().number(date), number(date), "{date}");
        }
    }

    #[test]
    fn a_month_is_written_as_in_iso_8601() {
        let text_of = |date| text(Months::new().number(date));
        assert_eq!(text_of(day(2025, 8, 14)).as_deref(), Some("2025-08"));
        assert_eq!(text(0), None);
    }
}
