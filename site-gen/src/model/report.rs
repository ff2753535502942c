//! One report: what was said, by whom, and how its clocks ran.
//!
//! A public report shows days. An anonymous or sensitive one has no field in which a day could
//! stand, so that no template can show one.

use std::sync::Arc;

use lapor_core::sensitive::PublicText;
use lapor_core::{
    Day, DayStatus, EventKind, ExplainedDay, Language, Outcome, Party, Reason, Stage, Unit, Verdict,
};

use super::Month;

/// An agency by name, with the folder of its scorecard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    pub calendar: Arc<[CalendarDay]>,
}

/// What a day does on the way to a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

/// How a stay of the report with an agency ended, or stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It was answered or passed on.
    On(Day),
    /// It lies there on the day of the question.
    Still,
    /// It lies with a unit below, or came to an end without an answer.
    Elsewhere,
    /// The source does not say.
    Unknown,
}

/// A period in which one agency held the report, or the administrator had it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custody {
    /// The agency; none for the administrator.
    pub agency: Option<AgencyName>,
    /// The day on which the report arrived.
    pub arrived: Day,
    /// How that ended.
    pub left: Left,
    /// The days that it held the report, without the day of arrival and without holds.
    pub held: Option<u32>,
    /// The unit of these days.
    pub unit: Unit,
}

impl Custody {
    /// A stay by its judgement; none where nobody knows when it began, and for an agency that is only accountable for a
    /// unit below it.
    ///
    /// `agency` is the name of its holder.
    #[must_use]
    pub fn of(custody: &lapor_core::Custody, agency: Option<AgencyName>) -> Option<Self> {
        let verdict = &custody.verdict;
        let arrived = verdict.started.filter(|_| custody.scope.is_own())?;
        let left = match verdict.ended {
            _ if verdict.outcome == Outcome::Unknown => Left::Unknown,
            Some(day) => Left::On(day),
            None if custody.in_hand => Left::Still,
            None => Left::Elsewhere,
        };
        let unit = verdict.limit.unit;
        Some(Self { agency, arrived, left, held: verdict.elapsed, unit })
    }
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
    /// Who held it, in the order in which they began; empty where no agency did.
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::{
        AgencyId, Calendar, Clock, Event, EventKind, Facts, History, Office, Policy, When, Zone,
        day,
    };

    use super::*;

    /// The stays of a report with these events after it came in on Monday 2 March 2015, asked about on the 6th.
    fn stays(events: Vec<Event>) -> Vec<Custody> {
        let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
        let office = |parent| Office { calendar: &calendar, zone: Zone::WIB, parent };
        // The second is a unit of the first.
        let offices = [office(None), office(Some(AgencyId::from_index(0))), office(None)];
        let clock = Clock::new(&policy, &calendar, day(2015, 3, 6)).unwrap();
        let clock = clock.with_offices(&offices).unwrap();
        let mut all = vec![Event::new(When::on(day(2015, 3, 2)), EventKind::Submitted)];
        all.extend(events);
        let judged = clock.assess(&History::new(Facts::default(), all, policy.zone()));
        let name = |agency: AgencyId| AgencyName {
            name: format!("Dinas {}", agency.index()),
            slug: format!("dinas-{}", agency.index()),
        };
        let of =
            |custody: &lapor_core::Custody| Custody::of(custody, custody.verdict.agency.map(name));
        judged.custodies.iter().filter_map(of).collect()
    }

    fn on(of_month: u32, kind: EventKind) -> Event {
        Event::new(When::on(day(2015, 3, of_month)), kind)
    }

    fn told(stays: &[Custody]) -> Vec<(Option<&str>, Day, Left, Option<u32>)> {
        let told = stays.iter().map(|stay| {
            let name = stay.agency.as_ref().map(|agency| &*agency.slug);
            (name, stay.arrived, stay.left, stay.held)
        });
        told.collect()
    }

    #[test]
    fn a_chain_names_each_holder_once_and_no_parent_that_never_had_it() {
        let [unit, other] = [1, 2].map(AgencyId::from_index);
        let found = stays(vec![
            on(2, EventKind::Dispositioned).to(unit),
            on(4, EventKind::Forwarded).from(unit).to(other),
        ]);
        // From Monday to Wednesday two working days, from Wednesday to Friday, the day of the question, two more.
        assert_eq!(
            told(&found),
            [
                (Some("dinas-1"), day(2015, 3, 2), Left::On(day(2015, 3, 4)), Some(2)),
                (Some("dinas-2"), day(2015, 3, 4), Left::Still, Some(2)),
            ]
        );
    }

    #[test]
    fn what_lies_with_a_unit_below_is_not_said_to_be_held_above() {
        let [above, unit] = [0, 1].map(AgencyId::from_index);
        let found = stays(vec![
            on(2, EventKind::Dispositioned).to(above),
            on(3, EventKind::Forwarded).from(above).to(unit),
        ]);
        let left: Vec<Left> = found.iter().map(|stay| stay.left).collect();
        assert_eq!(left, [Left::Elsewhere, Left::Still]);
        assert_eq!(stays(vec![]), []);
    }
}
