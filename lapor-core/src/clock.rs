//! The clock: one fold over a history that judges all three stages on a day.
//!
//! - `clock/fold.rs` goes through the events in order (R9 to R13);
//! - `clock/limits.rs` looks up the limit of a class and complexity;
//! - `clock/axis.rs` counts days in a limit's unit;
//! - `clock/pause.rs` takes held days out of the count (R15);
//! - `clock/promise.rs` judges a stage that ends by an act (R1 to R4, R8, R18, R19);
//! - `clock/silence.rs` judges the silence after a follow-up (R16 to R18).

mod axis;
mod fold;
mod limits;
mod pause;
mod promise;
mod silence;

pub use pause::Pause;

use crate::calendar::{Calendar, DayKind};
use crate::day::{Day, When, Zone};
use crate::error::Error;
use crate::event::Event;
use crate::explain::{DayStatus, ExplainedDay};
use crate::history::{Facts, History, put_in_order};
use crate::id::AgencyId;
use crate::policy::{Limit, Policy, Roll};
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Verdict};

use axis::Axis;
use fold::Fold;
use limits::Limits;
use pause::Pauses;

/// Where an agency works: its calendar, its zone and the agency above it (R6).
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// The calendar of its working days.
    pub calendar: &'a Calendar,
    /// Its zone.
    pub zone: Zone,
    /// The agency above it.
    pub parent: Option<AgencyId>,
}

/// Judges histories by one policy, on one day.
///
/// It reads no clock: the day of the question is an argument, so that any past day
/// can be replayed (R3). It holds no state between reports, and the fold allocates
/// nothing once its [`Scratch`] has grown to the longest history.
///
/// ```
/// use lapor_core::*;
///
/// let policy = Policy::lapor();
/// let calendar = Calendar::indonesia();
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 12))?;
/// let history = History::new(
///     Facts::default(),
///     vec![Event::new(When::on(day(2015, 3, 6)), EventKind::Submitted)],
///     policy.zone(),
/// );
/// let assessment = clock.assess(&history);
/// // Submitted on a Friday, due on Wednesday 11, and nothing has happened.
/// assert_eq!(assessment.disposition.outcome, Outcome::Overdue);
/// assert_eq!(assessment.disposition.due, Some(day(2015, 3, 11)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Clock<'a> {
    policy: &'a Policy,
    administrator: Office<'a>,
    offices: &'a [Office<'a>],
    as_of: Day,
    limits: Limits,
}

impl<'a> Clock<'a> {
    /// A clock of this policy and the administrator's calendar, for the day `as_of`.
    ///
    /// Agencies keep the administrator's calendar and zone unless
    /// [`with_offices`](Self::with_offices) says otherwise.
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if the calendar reads joint leave in another way than the policy.
    pub fn new(policy: &'a Policy, calendar: &'a Calendar, as_of: Day) -> Result<Self, Error> {
        same_reading(policy, calendar)?;
        let administrator = Office { calendar, zone: policy.zone(), parent: None };
        let limits = Limits::new(policy, &[], &[]);
        Ok(Clock { policy, administrator, offices: &[], as_of, limits })
    }

    /// The same clock with the offices of the agencies, by [`AgencyId::index`].
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if a calendar reads joint leave in another way than the policy.
    pub fn with_offices(mut self, offices: &'a [Office<'a>]) -> Result<Self, Error> {
        for office in offices {
            same_reading(self.policy, office.calendar)?;
        }
        self.offices = offices;
        Ok(self)
    }

    /// The same clock with the words for classes and complexities, by
    /// [`ClassId`](crate::ClassId) and [`ComplexityId`](crate::ComplexityId).
    #[must_use]
    pub fn with_words(mut self, classes: &[&str], complexities: &[&str]) -> Self {
        self.limits = Limits::new(self.policy, classes, complexities);
        self
    }

    /// The day of the question: the last whose events count.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// The policy by which it judges.
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The office whose calendar and zone hold for a stage of a report first sent to `agency` (R6).
    pub fn office(&self, stage: Stage, agency: Option<AgencyId>) -> Office<'a> {
        match stage {
            Stage::Disposition | Stage::Closure => self.administrator,
            Stage::FollowUp => agency
                .and_then(|agency| self.offices.get(agency.index()).copied())
                .unwrap_or(self.administrator),
        }
    }

    /// Every day from day zero of a verdict to its due date, with its reason (R20).
    ///
    /// Without a due date the days go to the end, or to the day of the question. A stage
    /// that has not started, or starts where the calendar knows nothing, has none.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let clock = Clock::new(&policy, &calendar, day(2025, 9, 1))?;
    /// let events = vec![Event::new(When::on(day(2025, 8, 14)), EventKind::Submitted)];
    /// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
    /// let days = clock.explain(&assessment.disposition, &assessment.pauses);
    /// // Thursday, then Friday 15; 17 August is a Sunday and 18 August a joint leave day.
    /// let words: Vec<_> = days.iter().map(|day| day.status.word()).collect();
    /// let expected =
    ///     ["day_zero", "counted", "weekend", "weekend", "holiday", "counted", "counted"];
    /// assert_eq!(words, expected);
    /// assert_eq!(days.last().map(|day| (day.date, day.count)), Some((day(2025, 8, 20), Some(3))));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn explain(&self, verdict: &Verdict, pauses: &[Pause]) -> Vec<ExplainedDay<'a>> {
        let Some(start) = verdict.started else { return Vec::new() };
        let office = self.office(verdict.stage, verdict.agency);
        let axis = Axis::new(office.calendar, verdict.limit.unit);
        let last = verdict.due.or(verdict.ended).unwrap_or(self.as_of);
        let base = axis.base(start, Limit { roll: Roll::None, ..verdict.limit });
        let Some(((_, base), now)) = base.zip(axis.ordinal(last)) else { return Vec::new() };
        let pauses = match verdict.stage {
            Stage::Closure => Pauses::default(),
            Stage::Disposition | Stage::FollowUp => Pauses::from(pauses),
        };
        let cap = self.policy.parts().hold_cap;
        // A hold that began when the stage had ended took nothing from it.
        let end = verdict.ended.and_then(|ended| axis.ordinal(ended)).unwrap_or(i64::MAX);
        let gaps: Vec<_> =
            pauses.gaps(axis, office.zone, cap, now).filter(|gap| gap.from < end).collect();
        let mut days = Vec::new();
        let mut paused = 0;
        let mut date = start;
        while date <= last {
            let (Some(ordinal), Ok(kind)) = (axis.ordinal(date), office.calendar.kind(date)) else {
                break;
            };
            let counts = axis.counts(date) && base < ordinal;
            let held =
                gaps.iter().any(|gap| gap.from < ordinal && gap.to.is_none_or(|to| ordinal <= to));
            if counts && held {
                paused += 1;
            }
            let count =
                (counts && !held).then(|| u32::try_from(ordinal - base - paused).unwrap_or(0));
            let status = match kind {
                _ if date == start => DayStatus::DayZero,
                _ if counts && held => DayStatus::Paused,
                _ if counts => DayStatus::Counted,
                DayKind::Holiday(holiday) => {
                    let decree =
                        holiday.decree.as_deref().and_then(|id| office.calendar.decree(id));
                    DayStatus::Holiday { holiday, decree }
                }
                DayKind::Weekend | DayKind::Working => DayStatus::Weekend,
            };
            days.push(ExplainedDay { date, status, count, unit: verdict.limit.unit });
            if date == Day::MAX {
                break;
            }
            date = date.next();
        }
        days
    }

    /// The judgement of one history, owned.
    pub fn assess(&self, history: &History) -> Assessment {
        let mut scratch = Scratch::default();
        let verdicts = self.fold(history.facts(), history.events().iter().copied(), &mut scratch);
        let mut assessment = Assessment {
            submitted: verdicts.submitted,
            disposition: verdicts.disposition,
            follow_up: verdicts.follow_up,
            closures: verdicts.closures.to_vec(),
            pauses: verdicts.pauses.to_vec(),
            notes: verdicts.notes,
        };
        let zone = self.policy.zone();
        let exists = |copy: &Event| copy.at.day(zone).is_none_or(|day| day <= self.as_of);
        if history.copies().iter().any(exists) {
            assessment.notes.add(Note::CopiedEvent);
        }
        assessment
    }

    /// The judgement of the events of one report, in any order, in storage that the caller lends.
    ///
    /// This is the one place where the rules of the stages are applied; a bulk reader
    /// calls it straight from its columns.
    pub fn fold<'s>(
        &self,
        facts: &Facts,
        events: impl IntoIterator<Item = Event>,
        scratch: &'s mut Scratch,
    ) -> Verdicts<'s> {
        let Scratch { events: ordered, pauses, closures } = scratch;
        ordered.clear();
        pauses.clear();
        closures.clear();
        ordered.extend(events);
        let zone = self.policy.zone();
        // R3: what lies after the day of the question does not exist yet.
        ordered.retain(|event| event.at.day(zone).is_none_or(|day| day <= self.as_of));
        let copies = put_in_order(ordered, zone);
        let mut fold = Fold::new(self, facts, pauses, closures);
        if 0 < copies {
            fold.notes.add(Note::CopiedEvent);
        }
        let (submitted, disposition, follow_up, notes) = fold.run(ordered);
        Verdicts { submitted, disposition, follow_up, closures, pauses: pauses.spans(), notes }
    }
}

fn same_reading(policy: &Policy, calendar: &Calendar) -> Result<(), Error> {
    if calendar.joint_leave() == policy.parts().joint_leave {
        return Ok(());
    }
    Err(Error::Calendar {
        calendar: calendar.name().into(),
        problem: format!(
            "found joint leave read as {:?}, expected {:?} as policy '{}' says",
            calendar.joint_leave(),
            policy.parts().joint_leave,
            policy.name()
        ),
    })
}

/// Storage that a caller lends to [`Clock::fold`], one report after another.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    events: Vec<Event>,
    pauses: Pauses,
    closures: Vec<Verdict>,
}

/// The judgement of one report, in the caller's [`Scratch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdicts<'s> {
    /// The day on which the report came in; absent before that day (`NotYet`, R3).
    pub submitted: Option<When>,
    /// From submission to the first disposition.
    pub disposition: Verdict,
    /// From the first disposition to the first follow-up.
    pub follow_up: Verdict,
    /// One row per opening; empty before the submission.
    pub closures: &'s [Verdict],
    /// The holds, in order.
    pub pauses: &'s [Pause],
    /// What the history shows beside its verdicts.
    pub notes: Notes,
}

impl<'s> Verdicts<'s> {
    /// All verdicts in order: disposition, follow-up, then a closure per opening.
    pub fn iter(&self) -> impl Iterator<Item = &Verdict> {
        [&self.disposition, &self.follow_up].into_iter().chain(self.closures)
    }
}

/// The judgement of one report, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// When the report came in; absent before that day (`NotYet`, R3).
    pub submitted: Option<When>,
    /// From submission to the first disposition.
    pub disposition: Verdict,
    /// From the first disposition to the first follow-up.
    pub follow_up: Verdict,
    /// One row per opening; empty before the submission.
    pub closures: Vec<Verdict>,
    /// The holds, in order.
    pub pauses: Vec<Pause>,
    /// What the history shows beside its verdicts.
    pub notes: Notes,
}

impl Assessment {
    /// All verdicts in order: disposition, follow-up, then a closure per opening.
    pub fn iter(&self) -> impl Iterator<Item = &Verdict> {
        [&self.disposition, &self.follow_up].into_iter().chain(&self.closures)
    }
}
