//! The days on which two calendars differ, each with the instrument that made the difference (R7).

use crate::day::Day;

use super::{Calendar, DayKind};

/// A day that one calendar counts and another does not.
///
/// [`Calendar::changes_to`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DayChange {
    /// The day.
    pub date: Day,
    /// Whether it is a working day in the newer calendar.
    pub works: bool,
    /// The identifier of the instrument that made the difference, if it is known.
    pub decree: Option<String>,
}

impl Calendar {
    /// The days of `(after, through]` that this calendar and a newer one count differently.
    ///
    /// Days that either of them does not know are left out.
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// let now = Calendar::indonesia();
    /// let then = now.known_on(day(2025, 8, 6));
    /// let changes = then.changes_to(&now, day(2025, 8, 1), day(2025, 8, 31));
    /// assert_eq!(changes.len(), 1);
    /// assert_eq!(changes[0].date, day(2025, 8, 18));
    /// assert_eq!(changes[0].decree.as_deref(), Some("SKB-2025-R1"));
    /// ```
    pub fn changes_to(&self, newer: &Calendar, after: Day, through: Day) -> Vec<DayChange> {
        let first = after.next().max(self.first).max(newer.first);
        let last = through.min(self.last).min(newer.last);
        let mut changes = Vec::new();
        let mut date = first;
        while date <= last {
            if self.table.counts(date) != newer.table.counts(date) {
                let works = newer.table.counts(date);
                let decree = if works { self.undone_by(newer, date) } else { made_by(newer, date) };
                changes.push(DayChange { date, works, decree });
            }
            date = date.next();
        }
        changes
    }

    /// What withdrew the day off that this calendar has and the newer one has not.
    fn undone_by(&self, newer: &Calendar, date: Day) -> Option<String> {
        let Ok(DayKind::Holiday(row)) = self.kind(date) else { return None };
        newer
            .layers
            .on(date)
            .filter(|other| other.kind == row.kind && other.name == row.name)
            .find_map(|other| other.withdrawn_by.as_deref())
            .map(Into::into)
    }
}

fn made_by(calendar: &Calendar, date: Day) -> Option<String> {
    match calendar.kind(date) {
        Ok(DayKind::Holiday(row)) => row.decree.as_deref().map(Into::into),
        _ => None,
    }
}
