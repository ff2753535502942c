//! What a feed says: the public reports of which something was last heard.

use lapor_core::sensitive::PublicText;
use lapor_core::{Day, Zone};

use super::{AgencyName, Standing};

/// One public report in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// The published id.
    pub id: String,
    /// The report's title; none where the source has no titles.
    pub title: Option<PublicText>,
    /// The first dispositioned agency.
    pub agency: Option<AgencyName>,
    /// The day on which it came in, if it is known.
    pub submitted: Option<Day>,
    /// The day of the last event of its thread.
    pub changed: Day,
    /// The last stage that has started.
    pub standing: Standing,
    /// The latest answer.
    pub answer: Option<PublicText>,
}

/// The reports of a source, or of one of its agencies, by the day of their last event, newest first,
/// ties by published id. Anonymous and sensitive reports are in none: a feed is an order by time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The source's slug.
    pub source: String,
    /// The agency; none for the whole source.
    pub agency: Option<AgencyName>,
    /// The zone in which the days are days.
    pub zone: Zone,
    /// The reports.
    pub entries: Vec<FeedEntry>,
}
