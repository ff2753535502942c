//! How the stages of a group ended, counted.

use super::Cell;

/// Below this many due stages no share is stated: 'too few to tell' (DESIGN section 6).
pub const TOO_FEW: u64 = 10;

/// The limits of a share's Wilson 95 % interval, as fractions of one, `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower limit, 0 to 1.
    pub low: f64,
    /// The upper limit, 0 to 1.
    pub high: f64,
}

/// The outcomes of `Disposition` or `FollowUp` in a group; they add up to the stages started.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// The stages whose due date has passed, the share's denominator: `met + late + overdue`.
    pub due: Cell,
    /// Done on or before the due date, the due date being past.
    pub met: Cell,
    /// Done after the due date.
    pub late: Cell,
    /// Not done, the due date being past.
    pub overdue: Cell,
    /// Every stage whose due date has not passed, whatever has happened.
    pub running: Cell,
    /// Waiting for data from the reporter.
    pub paused: Cell,
    /// Ended without an answer on or before the due date: archived, merged, withdrawn.
    pub void: Cell,
    /// Not to be judged from what the source says.
    pub unknown: Cell,
    /// The interval of `met / due`; none where nothing is due or a part is hidden.
    pub interval: Option<Interval>,
    /// Some due date of the period has not passed, so the share can still change.
    pub provisional: bool,
}

impl Tally {
    /// Whether it is known that nothing has started.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [self.due, self.running, self.paused, self.void, self.unknown]
            .into_iter()
            .all(Cell::is_zero)
    }
}

/// How the `Closure` stages of a group ended. A closed report is not a solved one, and the ways of
/// closing are never folded together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClosureTally {
    /// What the promise is judged by: kept and early together.
    pub due: Cell,
    /// Closed no earlier than promised: by silence, or by others on or after the date.
    pub kept: Cell,
    /// Closed because the window ran out without a reply.
    pub silence: Cell,
    /// Closed by administrator, agency or system on or after the due date.
    pub on_or_after_due: Cell,
    /// Closed inside a window that nobody had contested.
    pub early: Cell,
    /// Closed although a reply waited for an answer.
    pub early_contested: Cell,
    /// Closed without any follow-up.
    pub early_unanswered: Cell,
    /// Closed by the reporter, which is never early.
    pub by_reporter: Cell,
    /// A reply contests the window, which waits for a newer follow-up.
    pub contested: Cell,
    /// The window is open.
    pub running: Cell,
    /// Ended by archiving, merging or withdrawal inside the window.
    pub void: Cell,
    /// Not to be judged from what the source says.
    pub unknown: Cell,
    /// The interval of `kept / (kept + early of every kind)`.
    pub interval: Option<Interval>,
    /// Some window of the period is still open.
    pub provisional: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_started_only_where_that_is_known() {
        assert!(Tally::default().is_empty());
        assert!(!Tally { void: 1.into(), ..Tally::default() }.is_empty());
        assert!(!Tally { due: Cell::Hidden, ..Tally::default() }.is_empty());
    }
}
