//! The overview of one source.

use lapor_core::Note;

use super::{Cell, Closure, Promise, Words};

/// What was left out or could not be understood, in counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Rows read.
    pub read: Cell,
    /// Rows refused, with the file and line in the operator's log.
    pub rejected: Cell,
    /// Anomalies, in the order of their kinds; a kind with none may be left out.
    pub anomalies: Vec<(Note, Cell)>,
}

/// The closing dates that a source published, against ours under one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// The name of the policy.
    pub policy: String,
    /// Closing dates that could be compared.
    pub compared: Cell,
    /// Of these, the same day.
    pub agree: Cell,
    /// Of these, published before ours.
    pub earlier: Cell,
    /// Of these, published after ours.
    pub later: Cell,
}

/// The overview of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// The source's slug.
    pub source: String,
    /// Reports that came in, secret ones among them.
    pub reports: Cell,
    /// How many of them are secret: counted, never shown.
    pub secret: Cell,
    /// Agencies with a scorecard.
    pub agencies: u64,
    /// `Disposition` and `FollowUp`, in that order.
    pub promises: Vec<Promise>,
    /// `Closure`.
    pub closure: Closure,
    /// What the source published itself, against ours, by policy; empty where it published nothing.
    pub audits: Vec<Audited>,
    /// What the operator has to say of it.
    pub note: Option<Words>,
    /// Beside the headline: rows refused and anomalies.
    pub quality: Quality,
}
