//! The agencies of one source: an alphabetical list, never a ranking.

use super::{Cell, Tally};

/// One agency in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyLine {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub slug: String,
    /// The name of the agency above it, if it is a unit.
    pub parent: Option<String>,
    /// A campaign team or another pseudo-agency.
    pub campaign: bool,
    /// Reports of which it is the first dispositioned agency.
    pub reports: Cell,
    /// `FollowUp` in the whole period.
    pub follow_up: Tally,
    /// `FollowUp` by month, in order, for the small chart; no chart is drawn below two points.
    pub months: Vec<Tally>,
}

/// The agencies page. The page sorts the lines by name, whatever their order here.
#[derive(Clone, Debug, PartialEq)]
pub struct Agencies {
    /// The source's slug.
    pub source: String,
    /// The agencies.
    pub lines: Vec<AgencyLine>,
}
