//! One agency's scorecard.

use lapor_core::sensitive::PublicText;
use lapor_core::{Day, Outcome, Stage};

use super::{AgencyName, Cell, Closure, Promise};

/// A case is due soon if at most so many working days are left.
pub const SOON: u32 = 5;

/// A public report that waits for something, as the agency's head wants to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCase {
    /// The published id.
    pub id: String,
    /// The report's title; none where the source has no titles.
    pub title: Option<PublicText>,
    /// The stage that is open.
    pub stage: Stage,
    /// How it stands: running, paused, overdue or contested.
    pub outcome: Outcome,
    /// Its due date; none while it is paused or contested.
    pub due: Option<Day>,
    /// The working days that are left until then, today not counted; none where it is not running.
    pub left: Option<u32>,
}

/// A scorecard.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// The source's slug.
    pub source: String,
    /// The agency.
    pub agency: AgencyName,
    /// The agencies above it, from the top down.
    pub parents: Vec<AgencyName>,
    /// Its units, by name.
    pub units: Vec<AgencyName>,
    /// This is the administrator's own row: reports that were never dispositioned stand in it.
    pub administrator: bool,
    /// Reports of which it is the first dispositioned agency.
    pub reports: Cell,
    /// `Disposition` and `FollowUp`, in that order.
    pub promises: Vec<Promise>,
    /// `Closure`.
    pub closure: Closure,
    /// The open public cases that are due within [`SOON`] working days, by due date, at most 25.
    pub due_soon: Vec<OpenCase>,
    /// The oldest other open public cases by due date, at most ten; never a secret or generalised one.
    pub open: Vec<OpenCase>,
}
