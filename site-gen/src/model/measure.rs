//! The three promises of a group of reports, measured.

use lapor_core::{Limit, Reason, Stage};

use super::{Cell, ClosureTally, Month, Tally};

/// The share's bounds, as fractions of one: how far the unknown and the void could move it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Every unknown failed.
    pub unknown_failed: f64,
    /// Every unknown was met.
    pub unknown_met: f64,
    /// Every void counted as a failure: archiving before the date is the way to game the share.
    pub void_failed: f64,
}

/// How many stages are unknown for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCount {
    /// Why they cannot be judged.
    pub reason: Reason,
    /// How many.
    pub count: Cell,
}

/// The stages of a promise that are open on the day of the question: they have not ended, whatever
/// their due date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Their due date has not passed.
    pub running: Cell,
    /// They wait for the reporter's data.
    pub paused: Cell,
    /// Their due date has passed.
    pub overdue: Cell,
}

/// One month of a promise: the stages that started in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromiseMonth {
    /// The month.
    pub month: Month,
    /// Their outcomes.
    pub tally: Tally,
}

/// `Disposition` or `FollowUp` in a group of reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Which of the two.
    pub stage: Stage,
    /// Its limit; none where the policy has several, by class of report.
    pub limit: Option<Limit>,
    /// The whole period.
    pub tally: Tally,
    /// The bounds; none where nothing is unknown or void, or a part is hidden.
    pub bounds: Option<Bounds>,
    /// Why stages are unknown, in the order of the reasons; empty if none is.
    pub unknown: Vec<UnknownCount>,
    /// What is open on the day of the question.
    pub open: Open,
    /// By the month in which the stage started, in order, with empty months between.
    pub months: Vec<PromiseMonth>,
}

/// One month of closures: the windows that started in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClosureMonth {
    /// The month.
    pub month: Month,
    /// Their outcomes.
    pub tally: ClosureTally,
}

/// `Closure` in a group of reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// Its limit; none where the policy has several.
    pub limit: Option<Limit>,
    /// The whole period.
    pub tally: ClosureTally,
    /// Why stages are unknown; empty if none is.
    pub unknown: Vec<UnknownCount>,
    /// By the month in which the window opened, in order, with empty months between.
    pub months: Vec<ClosureMonth>,
}
