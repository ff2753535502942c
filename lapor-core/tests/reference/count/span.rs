//! The days that a hold takes, as far as a calendar tells.

use lapor_core::Day;

/// The days `(held, end]` of a hold.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) held: Day,
    pub(super) end: Ending,
}

/// How a hold ends, as far as the calendar tells.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    /// With this day.
    On(Day),
    /// Not yet.
    Open,
    /// By a completion on a day that the calendar does not know.
    Outside,
    /// By the policy's cap, beyond the coverage: so many of its days lie there (R8).
    Capped(u32),
}

impl Span {
    pub(super) fn contains(&self, day: Day) -> bool {
        let ended = matches!(self.end, Ending::On(end) if end < day);
        self.held < day && !ended
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.end, Ending::Open)
    }
}
