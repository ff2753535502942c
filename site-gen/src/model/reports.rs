//! The lists of reports of one source.

use lapor_core::Day;
use lapor_core::sensitive::PublicText;

use super::{AgencyName, Cell, Month, Standing};

/// One public report in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// The published id.
    pub id: String,
    /// The report's title; none where the source has no titles.
    pub title: Option<PublicText>,
    /// The first dispositioned agency; none while it waits for the administrator.
    pub agency: Option<AgencyName>,
    /// The day on which it came in; none if the source does not say.
    pub submitted: Option<Day>,
    /// The last stage that has started.
    pub standing: Standing,
}

/// A page of the list of public reports, newest first, ties by published id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reports {
    /// The source's slug.
    pub source: String,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// Public reports on all pages together.
    pub total: Cell,
    /// The lines of this page, at most a hundred.
    pub lines: Vec<ReportLine>,
    /// How many reports the list of anonymous and sensitive ones has, which is linked from here.
    pub general: Cell,
}

/// One anonymous or sensitive report in a list: month and outcome in words, and nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneralLine {
    /// The published id.
    pub id: String,
    /// The month in which it came in; none if the source does not say.
    pub month: Option<Month>,
    /// The last stage that has started.
    pub standing: Standing,
}

/// A page of the list of anonymous and sensitive reports, in the order of their published ids,
/// which says nothing about time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneralReports {
    /// The source's slug.
    pub source: String,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// The lines of this page, at most a hundred.
    pub lines: Vec<GeneralLine>,
}
