//! The days of the week on which an office works.

use crate::day::Weekday;

/// The days of the week on which an office works.
///
/// ```
/// use lapor_core::{Week, Weekday};
///
/// assert!(Week::FIVE_DAYS.works(Weekday::Friday));
/// assert!(!Week::FIVE_DAYS.works(Weekday::Saturday));
/// assert_eq!(Week::FIVE_DAYS.with(Weekday::Saturday), Week::SIX_DAYS);
///
/// let market = Week::EMPTY.with(Weekday::Wednesday).with(Weekday::Sunday);
/// assert_eq!(market, [Weekday::Sunday, Weekday::Wednesday].into_iter().collect());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Week(u8);

impl Week {
    /// Monday to Friday.
    pub const FIVE_DAYS: Week = Week(0b001_1111);
    /// Monday to Saturday, as some regional governments work.
    pub const SIX_DAYS: Week = Week(0b011_1111);
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

impl FromIterator<Weekday> for Week {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Week::EMPTY, Week::with)
    }
}
