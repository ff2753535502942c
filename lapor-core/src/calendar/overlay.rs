//! What a region or an office adds to a calendar, as data.

use crate::error::Error;
use crate::holiday::{Decree, Holiday};

use super::{Calendar, Week};

/// What a region or an office adds to another calendar: days off, and perhaps a week of its own (R6, R7).
///
/// As a file it is a calendar with the key `base` instead of `first` and `last`.
///
/// ```
/// use lapor_core::*;
///
/// let regency = Overlay {
///     name: "regency".into(),
///     base: "id".into(),
///     week: Some(Week::SIX_DAYS),
///     rows: vec![Holiday::new(day(2025, 3, 12), HolidayKind::Regional, "Hari jadi kabupaten")],
///     decrees: Vec::new(),
/// };
/// let calendar = Calendar::indonesia().with_overlay(regency)?;
/// assert_eq!(calendar.due(day(2025, 3, 10), 5)?, day(2025, 3, 17));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// The name of the calendar that it makes.
    pub name: String,
    /// The name of the calendar below it.
    pub base: String,
    /// The days on which the office works; those of the calendar below if absent.
    pub week: Option<Week>,
    /// The further days off.
    pub rows: Vec<Holiday>,
    /// What is known of their instruments.
    pub decrees: Vec<Decree>,
}

impl Calendar {
    /// The calendar that an overlay makes of this one, whose days it shares.
    ///
    /// Whether this is the calendar that [`Overlay::base`] names is the caller's to know.
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] as [`with_days_off`](Self::with_days_off), [`with_week`](Self::with_week) and
    /// [`with_decrees`](Self::with_decrees) do.
    pub fn with_overlay(&self, overlay: Overlay) -> Result<Self, Error> {
        let Overlay { name, base: _, week, rows, decrees } = overlay;
        let mut calendar = self.with_days_off(name.clone(), rows)?;
        if let Some(week) = week {
            calendar = calendar.with_week(name, week)?;
        }
        if decrees.is_empty() { Ok(calendar) } else { calendar.with_decrees(decrees) }
    }
}
