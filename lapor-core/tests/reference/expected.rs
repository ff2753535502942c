//! What the rules expect of one history on one day.

use lapor_core::{AgencyId, Day, Outcome, Reason, Scope, Stage};

/// The judgement of one promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) stage: Stage,
    pub(crate) outcome: Outcome,
    pub(crate) reason: Option<Reason>,
    pub(crate) started: Option<Day>,
    pub(crate) due: Option<Day>,
    pub(crate) due_promised: Option<Day>,
    pub(crate) ended: Option<Day>,
    pub(crate) elapsed: Option<u32>,
    pub(crate) paused: u32,
    pub(crate) agency: Option<AgencyId>,
}

impl Row {
    /// A stage that has not begun.
    pub(crate) fn not_started(stage: Stage) -> Self {
        Row {
            stage,
            outcome: Outcome::NotStarted,
            reason: None,
            started: None,
            due: None,
            due_promised: None,
            ended: None,
            elapsed: None,
            paused: 0,
            agency: None,
        }
    }

    /// The same row in doubt: what was found stays, what rests on it goes. A due date stays only where
    /// the act alone is unrecorded.
    pub(crate) fn in_doubt(self, reason: Reason) -> Self {
        let keeps_due = reason == Reason::NotRecorded;
        Row {
            outcome: Outcome::Unknown,
            reason: Some(reason),
            due: self.due.filter(|_| keeps_due),
            due_promised: self.due_promised.filter(|_| keeps_due),
            elapsed: None,
            paused: 0,
            ..self
        }
    }
}

/// The judgement of one custody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CustodyRow {
    /// The agency that holds the report; the administrator if absent.
    pub(crate) holder: Option<AgencyId>,
    pub(crate) scope: Scope,
    pub(crate) row: Row,
}

/// Everything that the rules say of one history on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) disposition: Row,
    pub(crate) follow_up: Row,
    pub(crate) closures: Vec<Row>,
    pub(crate) custodies: Vec<CustodyRow>,
}
