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
    /// The stages whose due date has passed: `met + late + overdue`, the share's denominator.
    #[must_use]
    pub fn due(&self) -> Cell {
        self.met + self.late + self.overdue
    }

    /// The stages started, each counted once.
    #[must_use]
    pub fn started(&self) -> Cell {
        self.due() + self.running + self.paused + self.void + self.unknown
    }
}

/// How the `Closure` stages of a group ended. A closed report is not a solved one, and the ways of
/// closing are never folded together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClosureTally {
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

impl ClosureTally {
    /// Closed no earlier than promised: by silence, or by others on or after the date.
    #[must_use]
    pub fn kept(&self) -> Cell {
        self.silence + self.on_or_after_due
    }

    /// Closed too early, of every kind.
    #[must_use]
    pub fn all_early(&self) -> Cell {
        self.early + self.early_contested + self.early_unanswered
    }

    /// What the promise is judged by: kept and early together.
    #[must_use]
    pub fn due(&self) -> Cell {
        self.kept() + self.all_early()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_is_met_late_and_overdue_and_started_is_everything() {
        let tally = Tally {
            met: 287.into(),
            late: 80.into(),
            overdue: 45.into(),
            running: 12.into(),
            paused: 3.into(),
            void: 4.into(),
            unknown: 5.into(),
            ..Tally::default()
        };
        assert_eq!(tally.due(), Cell::Shown(412));
        assert_eq!(tally.started(), Cell::Shown(436));
    }

    #[test]
    fn a_hidden_part_hides_the_denominator() {
        let tally = Tally { met: 20.into(), late: Cell::Hidden, ..Tally::default() };
        assert_eq!(tally.due(), Cell::Hidden);
    }

    #[test]
    fn closure_counts_every_kind_of_early() {
        let tally = ClosureTally {
            silence: 50.into(),
            on_or_after_due: 5.into(),
            early: 3.into(),
            early_contested: 2.into(),
            early_unanswered: 1.into(),
            by_reporter: 9.into(),
            ..ClosureTally::default()
        };
        assert_eq!(tally.kept(), Cell::Shown(55));
        assert_eq!(tally.all_early(), Cell::Shown(6));
        assert_eq!(tally.due(), Cell::Shown(61));
    }
}
