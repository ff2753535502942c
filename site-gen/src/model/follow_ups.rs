//! The latest follow-ups of one source.

use lapor_core::Day;
use lapor_core::sensitive::PublicText;

use super::AgencyName;

/// One follow-up of a public report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpLine {
    /// The day on which the agency answered.
    pub day: Day,
    /// The agency that answered.
    pub agency: Option<AgencyName>,
    /// The published id of the report.
    pub id: String,
    /// The report's title; none where the source has no titles.
    pub title: Option<PublicText>,
    /// The whole answer; the page shows its beginning.
    pub text: Option<PublicText>,
    /// Files that came with it.
    pub attachments: super::Attachments,
}

/// The page of the latest follow-ups: newest first, ties by published id, at most a hundred; only
/// of public reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUps {
    /// The source's slug.
    pub source: String,
    /// The follow-ups.
    pub lines: Vec<FollowUpLine>,
}
