//! One report: what was said, by whom, and how its clocks ran.
//!
//! A public report shows days. An anonymous or sensitive one has no field in which a day could
//! stand, so that no template can show one.

use lapor_core::sensitive::PublicText;
use lapor_core::{
    Day, DayStatus, EventKind, ExplainedDay, Language, Outcome, Party, Reason, Stage, Verdict,
};

use super::Month;

/// An agency by name, with the folder of its scorecard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgencyName {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub slug: String,
}

/// How many files came with an entry. They are counted and never shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attachments(pub u32);

/// One entry of the thread without its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub kind: EventKind,
    /// Who acted, if the source says.
    pub party: Option<Party>,
    /// The agency that acted.
    pub agency: Option<AgencyName>,
    /// The agency to which the report went.
    pub to_agency: Option<AgencyName>,
    /// What was written, if anything.
    pub text: Option<PublicText>,
    /// What came with it.
    pub attachments: Attachments,
}

/// One entry of a public report's thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its local day; none if the source does not say.
    pub day: Option<Day>,
    /// What happened and what was written.
    pub said: Said,
}

/// Which stage of a report stands how, and why: all that a list says of its clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The stage.
    pub stage: Stage,
    /// How it ended, or stands.
    pub outcome: Outcome,
    /// Why, where the outcome alone does not say it.
    pub reason: Option<Reason>,
}

impl From<&Verdict> for Standing {
    fn from(verdict: &Verdict) -> Self {
        Self { stage: verdict.stage, outcome: verdict.outcome, reason: verdict.reason }
    }
}

/// One clock of a public report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The verdict, with its days.
    pub verdict: Verdict,
    /// The agency whose clock it is; none for the administrator's and for `Closure`.
    pub owner: Option<AgencyName>,
    /// The due date as it was promised on the day of the start, where that differs from the one in
    /// the verdict, which is as it stands now.
    pub due_promised: Option<Day>,
    /// Every day from day zero to the due date with its reason, as `explain` gives them; empty
    /// where there is no due date.
    pub calendar: Vec<CalendarDay>,
}

/// What a day does on the way to a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayRole {
    /// Day zero.
    Zero,
    /// It counts.
    Counted,
    /// It lies outside the working week.
    Weekend,
    /// A holiday of any kind.
    Holiday,
    /// It would count, but the report waited for the reporter's data.
    Paused,
}

/// One day on the way to a due date, in the words of `explain` (R20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub date: Day,
    /// What it does.
    pub role: DayRole,
    /// Why, in the words of the core, in the language of the page.
    pub reason: String,
    /// The how-manieth counted day it is.
    pub count: Option<u32>,
}

impl From<&ExplainedDay<'_>> for CalendarDay {
    fn from(day: &ExplainedDay<'_>) -> Self {
        let role = match day.status {
            DayStatus::DayZero => DayRole::Zero,
            DayStatus::Counted => DayRole::Counted,
            DayStatus::Weekend => DayRole::Weekend,
            DayStatus::Holiday { .. } => DayRole::Holiday,
            DayStatus::Paused => DayRole::Paused,
        };
        // A report's page is Indonesian, whatever the languages of the site.
        let reason = day.reason(Language::Indonesian);
        Self { date: day.date, role, reason, count: day.count }
    }
}

/// What is known about a report besides its thread: words of the service's own lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its class, such as complaint.
    pub class: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// The development programme that it is about.
    pub program: Option<String>,
    /// The regency or province, by name, from the code list.
    pub place: Option<String>,
    /// The channel by which it came.
    pub channel: Option<String>,
}

/// A period in which one agency held the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custody {
    /// The agency.
    pub agency: AgencyName,
    /// The day on which the report arrived.
    pub arrived: Day,
    /// The day on which it answered or passed the report on; none while it holds it.
    pub left: Option<Day>,
}

/// A report that is shown by the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenReport {
    /// Its title; none where the source has no titles.
    pub title: Option<PublicText>,
    /// The day on which it came in.
    pub submitted: Option<Day>,
    /// What is known about it.
    pub facts: Facts,
    /// The thread, in the order of its events.
    pub thread: Vec<Turn>,
    /// The clocks: `Disposition`, `FollowUp`, and a `Closure` for each opening.
    pub clocks: Vec<Clock>,
    /// The agencies that held it, by day of arrival; empty where custody is not computed.
    pub custody: Vec<Custody>,
}

/// Why a report is shown by the month only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyGeneral {
    /// Anonim: the reporter's name is hidden.
    Anonymous,
    /// Its category is a sensitive one: health, children, violence, disability, or not listed.
    Sensitive,
}

/// A report that is shown by the month: no day, no elapsed days, no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneralReport {
    /// Why.
    pub why: WhyGeneral,
    /// Its title, redacted as everything is; none where the source has none.
    pub title: Option<PublicText>,
    /// The month in which it came in.
    pub month: Option<Month>,
    /// What may be told about it; facets below the threshold are left out.
    pub facts: Facts,
    /// What was said, in the order of the thread, without days.
    pub thread: Vec<Said>,
    /// Each stage that has started, told in words only.
    pub standings: Vec<Standing>,
}

/// A report's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// By the day.
    Open {
        /// The source's slug.
        source: String,
        /// The published id.
        id: String,
        /// What it says.
        report: OpenReport,
    },
    /// By the month.
    General {
        /// The source's slug.
        source: String,
        /// The published id.
        id: String,
        /// What it says.
        report: GeneralReport,
    },
}

impl Report {
    /// The source's slug.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Self::Open { source, .. } | Self::General { source, .. } => source,
        }
    }

    /// The published id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Open { id, .. } | Self::General { id, .. } => id,
        }
    }
}
