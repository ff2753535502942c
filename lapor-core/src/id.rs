//! Dense identifiers: what the fold works on instead of strings.

use std::fmt;
use std::num::NonZeroU32;

/// An agency (instansi), numbered from 0 in the order of the caller's table.
///
/// `Option<AgencyId>` is as small as `AgencyId`.
///
/// ```
/// use lapor_core::AgencyId;
///
/// let agency = AgencyId::from_index(7);
/// assert_eq!(agency.index(), 7);
/// assert_eq!(std::mem::size_of::<Option<AgencyId>>(), 4);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(NonZeroU32);

impl AgencyId {
    /// The agency at this place of the caller's table.
    ///
    /// The largest index is `u32::MAX - 1`; a larger table saturates there.
    #[inline]
    pub const fn from_index(index: u32) -> Self {
        match NonZeroU32::new(index.saturating_add(1)) {
            Some(number) => AgencyId(number),
            None => AgencyId(NonZeroU32::MIN),
        }
    }

    /// The place in the caller's table.
    #[inline]
    pub const fn index(self) -> usize {
        (self.0.get() - 1) as usize
    }
}

impl fmt::Debug for AgencyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As it was given, not as it is stored.
        write!(f, "AgencyId({})", self.index())
    }
}

/// A class of report (klasifikasi), such as complaint or request for information.
///
/// A place in the list that [`Clock::with_words`](crate::Clock::with_words) gets; there is an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u16);

/// A complexity of report, such as simple or highly technical.
///
/// A place in the list that [`Clock::with_words`](crate::Clock::with_words) gets; there is an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComplexityId(pub u16);

/// A report of the caller's table, as the target of a merge.
///
/// ```
/// use lapor_core::{Event, EventKind, ReportIndex, Value, When, day};
///
/// let merged = Event::new(When::on(day(2015, 3, 6)), EventKind::Merged);
/// let merged = merged.carrying(Value::Report(ReportIndex(41)));
/// assert_eq!(merged.value, Value::Report(ReportIndex(41)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportIndex(pub u32);
