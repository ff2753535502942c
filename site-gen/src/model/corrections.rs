//! What changed from release to release, and what was disputed.

use lapor_core::{Day, Stage};

use super::{AgencyName, Cell, Month, Words};

/// Something that an agency disputed or the operator put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// The day of the decision.
    pub date: Day,
    /// The agency that disputed it; none where the operator found it.
    pub agency: Option<AgencyName>,
    /// What was disputed or wrong.
    pub what: Words,
    /// What was decided.
    pub decided: Words,
}

/// A day that began or ceased to be a working day while reports were waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayMoved {
    /// The day.
    pub date: Day,
    /// Whether it is a working day now.
    pub works: bool,
    /// What the instrument that changed it is about, in the words of the calendar; none where it is not known.
    pub decree: Option<String>,
    /// The day on which that was announced.
    pub announced: Option<Day>,
}

/// How many stages of a promise have another due date than on the day on which they started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueMoved {
    /// The promise.
    pub stage: Stage,
    /// How many.
    pub count: Cell,
}

/// How many were kept of how many, as a release printed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// How many were kept.
    pub kept: Cell,
    /// Of how many.
    pub due: Cell,
}

/// A share that a release printed otherwise than the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareChange {
    /// The promise.
    pub stage: Stage,
    /// The agency whose it is; none for all.
    pub agency: Option<AgencyName>,
    /// The month whose it is; none for the whole period.
    pub month: Option<Month>,
    /// As the release before printed it.
    pub before: Printed,
    /// As this one printed it.
    pub after: Printed,
    /// Nothing that came in since can have changed it, so something was put right.
    pub is_correction: bool,
}

/// One release beside the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseChange {
    /// Its number, from 2: the first has none before it.
    pub number: usize,
    /// Its day of the question.
    pub as_of: Option<Day>,
    /// The day of the question of the one before it.
    pub before: Option<Day>,
    /// The shares that changed: all reports first, then months, then agencies by name.
    pub shares: Vec<ShareChange>,
}

/// The corrections of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    /// The source's slug.
    pub source: String,
    /// What was disputed or put right, the newest first.
    pub disputed: Vec<Disputed>,
    /// Reports that were taken down so far.
    pub taken_down: Cell,
    /// Days that changed while reports were waiting, by date.
    pub days: Vec<DayMoved>,
    /// Due dates that such days moved; empty where none could.
    pub moved: Vec<DueMoved>,
    /// What each release changed, the newest first.
    pub releases: Vec<ReleaseChange>,
}
