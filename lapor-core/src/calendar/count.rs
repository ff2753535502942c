//! Counting: a subtraction, and a due date an index (R1, R4).

use crate::day::Day;
use crate::error::Error;
use crate::policy::{CountFrom, Roll};

use super::Calendar;

impl Calendar {
    /// Working days in `(after, through]`; negative if `through` is earlier (R1).
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// // Friday 6 March 2015 is day zero; Saturday and Sunday add nothing.
    /// assert_eq!(Calendar::indonesia().working_days(day(2015, 3, 6), day(2015, 3, 9))?, 1);
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] if either day lies outside the coverage.
    pub fn working_days(&self, after: Day, through: Day) -> Result<i32, Error> {
        Ok(self.ordinal(through)? as i32 - self.ordinal(after)? as i32)
    }

    /// The n-th working day after `start`; `start` itself for `n = 0` (R1).
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// let calendar = Calendar::indonesia();
    /// assert_eq!(calendar.due(day(2015, 3, 6), 5)?, day(2015, 3, 13));
    /// assert_eq!(calendar.due(day(2015, 3, 7), 0)?, day(2015, 3, 7));
    /// assert!(calendar.due(day(2026, 12, 30), 5).is_err());
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Coverage`] if `start` lies outside the coverage, [`Error::Beyond`] if the
    /// due date does.
    pub fn due(&self, start: Day, n: u32) -> Result<Day, Error> {
        let base = self.ordinal(start)?;
        self.nth_after(base, start, n)
    }

    /// The n-th working day on or after `start` (R4); `start` itself for `n = 0`.
    ///
    /// ```
    /// use lapor_core::{Calendar, day};
    ///
    /// assert_eq!(Calendar::indonesia().due_same_day(day(2015, 3, 6), 3)?, day(2015, 3, 10));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn due_same_day(&self, start: Day, n: u32) -> Result<Day, Error> {
        let base = self.ordinal(start)? - u32::from(self.table.counts(start));
        self.nth_after(base, start, n)
    }

    /// The due date under either way of counting.
    ///
    /// ```
    /// use lapor_core::{Calendar, CountFrom, day};
    ///
    /// let (calendar, friday) = (Calendar::indonesia(), day(2015, 3, 6));
    /// let due = |count_from| calendar.due_counting(friday, 3, count_from);
    /// assert_eq!(due(CountFrom::DayAfter)?, calendar.due(friday, 3)?);
    /// assert_eq!(due(CountFrom::SameDay)?, calendar.due_same_day(friday, 3)?);
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn due_counting(&self, start: Day, n: u32, count_from: CountFrom) -> Result<Day, Error> {
        match count_from {
            CountFrom::DayAfter => self.due(start, n),
            CountFrom::SameDay => self.due_same_day(start, n),
        }
    }

    /// Day zero of a start on this day (R4).
    ///
    /// ```
    /// use lapor_core::{Calendar, Roll, day};
    ///
    /// let calendar = Calendar::indonesia();
    /// assert_eq!(calendar.day_zero(day(2015, 3, 7), Roll::Forward)?, day(2015, 3, 9));
    /// assert_eq!(calendar.day_zero(day(2015, 3, 6), Roll::Forward)?, day(2015, 3, 6));
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn day_zero(&self, start: Day, roll: Roll) -> Result<Day, Error> {
        match roll {
            Roll::None => Ok(start),
            Roll::Forward => self.due_same_day(start, 1),
        }
    }

    fn ordinal(&self, day: Day) -> Result<u32, Error> {
        self.table.ordinal(day).ok_or_else(|| self.outside(day))
    }

    fn nth_after(&self, base: u32, start: Day, n: u32) -> Result<Day, Error> {
        if n == 0 {
            return Ok(start);
        }
        base.checked_add(n).and_then(|k| self.table.nth(k)).ok_or_else(|| Error::Beyond {
            calendar: self.name.clone(),
            from: start,
            days: n,
            range: self.coverage(),
        })
    }
}
