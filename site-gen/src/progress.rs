//! What a build does, as one stream of events: for progress, for a report, for a log.
//!
//! The library says what happened and reads no clock; whoever listens stamps the time. Events of one source come
//! in the order of the steps; those of files come from several threads, in no order.
//!
//! No event holds what a person wrote: a row that was rejected is told by file, line and rule.

mod built;
mod kind;
mod read;
mod report;
mod warning;

use lapor_core::Day;

use crate::publish::Phase;

pub use built::Built;
pub use read::{Rejected, SourceRead};
pub use report::BuildReport;
pub use warning::Warning;

pub(crate) use kind::kind;
pub(crate) use read::warnings;

/// Who listens to a build; called from several threads.
pub type Observe<'a> = &'a (dyn Fn(Event) + Sync);

/// One thing that a build did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A source was read.
    Read(Box<SourceRead>),
    /// Its reports were judged.
    Judged {
        /// The source's slug.
        source: String,
        /// How many reports it has.
        reports: usize,
        /// The name of the policy.
        policy: String,
        /// The name of the calendar.
        calendar: String,
        /// The day of the question.
        as_of: Day,
    },
    /// It was chosen which of its counts are told.
    Planned {
        /// The source's slug.
        source: String,
        /// Counts that could be printed.
        cells: usize,
        /// Those of them that are hidden.
        hidden: usize,
    },
    /// Files of one sort follow, as many as this says.
    Begun {
        /// What they are, in words: `reports of contoh`.
        what: String,
        /// How many files.
        total: usize,
    },
    /// A file was rendered, examined and taken.
    Put {
        /// Its kind: `report`, `scorecard`, `feed`.
        kind: &'static str,
        /// Whether it is a page.
        is_page: bool,
        /// Its length.
        bytes: u64,
    },
    /// What redaction doubts and nobody has decided was written for the operator.
    Asked {
        /// Doubtful items without a decision.
        open: usize,
        /// Those of them that are shown.
        shown: usize,
        /// Where they stand.
        file: String,
    },
    /// Something that the operator should look at; it stops nothing.
    Warned(Warning),
    /// A phase of the publication has ended.
    Reached(Phase),
}

impl Event {
    /// The line that tells it to an operator, if it has one.
    ///
    /// ```
    /// use site_gen::progress::Event;
    ///
    /// let planned = Event::Planned { source: "contoh".into(), cells: 512, hidden: 30 };
    /// assert_eq!(planned.line().unwrap(), "contoh: 512 cells declared, 30 hidden, none can be worked out");
    /// assert_eq!(Event::Put { kind: "report", is_page: true, bytes: 9000 }.line(), None);
    /// ```
    pub fn line(&self) -> Option<String> {
        Some(match self {
            Event::Read(read) => format!(
                "{}: read {}, accepted {}, rejected {}",
                read.source, read.read, read.accepted, read.rejected
            ),
            Event::Judged { source, reports, policy, calendar, as_of } => format!(
                "{source}: {reports} reports judged by policy {policy} and calendar {calendar}, as of {as_of}"
            ),
            Event::Planned { source, cells, hidden } => {
                format!("{source}: {cells} cells declared, {hidden} hidden, none can be worked out")
            }
            Event::Asked { open, shown, file } => format!(
                "review: {open} doubtful items without a decision, {shown} of them shown, in {file}"
            ),
            Event::Warned(warning) => format!("warning: {warning}"),
            Event::Reached(Phase::Rendered) => "pages rendered".to_owned(),
            Event::Reached(Phase::Checked) => "gate and links checked".to_owned(),
            Event::Reached(Phase::Staged) => "new tree complete".to_owned(),
            Event::Reached(Phase::Synced) => "new tree on the disk".to_owned(),
            Event::Reached(Phase::Swapped) => "site swapped in".to_owned(),
            Event::Reached(Phase::Cleaned) => "old tree removed".to_owned(),
            Event::Begun { .. } | Event::Put { .. } | Event::Reached(_) => return None,
        })
    }
}
