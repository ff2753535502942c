//! A calendar month, the period in which figures are grouped.

use lapor_core::Day;

/// A month of a year. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    number: u32,
}

impl Month {
    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self { year: day.year(), number: day.month() }
    }

    /// The month with a number from 1 to 12, or nothing.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self { year, number })
    }

    /// The month after it.
    #[must_use]
    pub fn following(self) -> Option<Self> {
        if self.number < 12 {
            return Self::new(self.year, self.number + 1);
        }
        self.year.checked_add(1).and_then(|year| Self::new(year, 1))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The number of the month, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_month_is_one_to_twelve_and_sorts_by_time() {
        assert!(Month::new(2025, 0).is_none());
        assert!(Month::new(2025, 13).is_none());
        assert!(Month::new(2024, 12).unwrap() < Month::new(2025, 1).unwrap());
        assert_eq!(Month::new(2024, 12).unwrap().following(), Month::new(2025, 1));
        let day = lapor_core::day(2025, 8, 14);
        assert_eq!(Month::of(day), Month::new(2025, 8).unwrap());
    }
}
