//! The clock: one fold over a history that judges all three stages on a day.
//!
//! - `clock/fold.rs` goes through the events in order (R9 to R13);
//! - `clock/straight.rs` judges the course that most reports take, and no other;
//! - `clock/course.rs` judges the same of rows with a column a milestone, without an event;
//! - `clock/due_date.rs` gives the due date of a start where nothing pauses it;
//! - `clock/limits.rs` looks up the limit of a class and complexity;
//! - `clock/axis.rs` counts days in a limit's unit;
//! - `clock/pause.rs` takes held days out of the count (R15);
//! - `clock/promise.rs` judges a stage that ends by an act (R1 to R4, R8, R18, R19);
//! - `clock/silence.rs` judges the silence after a follow-up (R16 to R18);
//! - `clock/custody.rs` follows the report from holder to holder (R13, R14);
//! - `clock/explained.rs` lists the days that led to a verdict (R20);
//! - `clock/deadline.rs` says who must act, and by when;
//! - `clock/recompute.rs` lists the verdicts that another calendar changes (R7).

mod axis;
mod course;
mod custody;
mod deadline;
mod due_date;
mod explained;
mod fold;
mod limits;
mod pause;
mod promise;
mod recompute;
mod silence;
mod straight;

pub use course::{Course, Courses};
pub use custody::{Custody, Scope};
pub use deadline::{Act, Actor, Deadline};
pub use pause::Pause;
pub use recompute::Recomputed;

use crate::calendar::Calendar;
use crate::day::Day;
use crate::error::Error;
use crate::event::Event;
use crate::history::{Facts, History, put_in_order};
use crate::id::AgencyId;
use crate::policy::Policy;
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Verdict};
use crate::when::When;
use crate::zone::Zone;

use custody::Stays;
use fold::{Fold, Folded};
use limits::Limits;
use pause::Pauses;

/// Where an agency works: its calendar, its zone and the agency above it (R6).
///
/// ```
/// use lapor_core::*;
///
/// let (policy, nation) = (Policy::lapor(), Calendar::indonesia());
/// let six_days = nation.with_week("six-days", Week::SIX_DAYS)?;
/// let offices = [
///     Office { calendar: &nation, zone: Zone::WIB, parent: None },
///     Office { calendar: &six_days, zone: Zone::WITA, parent: None },
/// ];
/// let clock = Clock::new(&policy, &nation, day(2025, 3, 14))?.with_offices(&offices)?;
/// // Sent on Thursday 13 March, answered within five days on which that agency works.
/// let due = |agency: u32| {
///     let on = |date, kind| Event::new(When::on(day(2025, 3, date)), kind);
///     let to = AgencyId::from_index(agency);
///     let events = vec![on(12, EventKind::Submitted), on(13, EventKind::Dispositioned).to(to)];
///     clock.assess(&History::new(Facts::default(), events, policy.zone())).follow_up.due
/// };
/// assert_eq!(due(0), Some(day(2025, 3, 20)));
/// assert_eq!(due(1), Some(day(2025, 3, 19)));
/// // Whom the table does not list keeps the administrator's calendar.
/// assert_eq!(due(7), Some(day(2025, 3, 20)));
/// # Ok::<(), Error>(())
/// ```
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
/// assert_eq!((clock.as_of(), clock.policy().name()), (day(2015, 3, 12), "lapor"));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Clock<'a> {
    policy: &'a Policy,
    administrator: Office<'a>,
    offices: &'a [Office<'a>],
    as_of: Day,
    limits: Limits,
    /// Whether anybody asks who held the report.
    custody: bool,
}

impl<'a> Clock<'a> {
    /// A clock of this policy and the administrator's calendar, for the day `as_of`.
    ///
    /// Agencies keep the administrator's calendar and zone unless
    /// [`with_offices`](Self::with_offices) says otherwise. The calendar need not be the one that the policy
    /// names: a past one, or one of the caller's own, is as good.
    ///
    /// ```
    /// use lapor_core::{Calendar, Clock, JointLeave, Policy, day};
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// assert!(Clock::new(&policy, &calendar, day(2025, 8, 20)).is_ok());
    /// // The policy says that nobody works on joint leave.
    /// let other = calendar.with_joint_leave(JointLeave::Working);
    /// assert!(Clock::new(&policy, &other, day(2025, 8, 20)).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if the calendar reads joint leave in another way than the policy.
    pub fn new(policy: &'a Policy, calendar: &'a Calendar, as_of: Day) -> Result<Self, Error> {
        same_reading(policy, calendar)?;
        let administrator = Office { calendar, zone: policy.zone(), parent: None };
        let limits = Limits::new(policy, &[], &[]);
        Ok(Clock { policy, administrator, offices: &[], as_of, limits, custody: true })
    }

    /// The same clock with the offices of the agencies, by [`AgencyId::index`].
    ///
    /// An agency that is not in the table has the administrator's calendar and zone, and stands in no tree.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let [works, roads, water] = [0, 1, 2].map(AgencyId::from_index);
    /// let office = |parent| Office { calendar: &calendar, zone: Zone::WIB, parent };
    /// // The roads unit is part of the works.
    /// let offices = [office(None), office(Some(works)), office(None)];
    /// let clock = Clock::new(&policy, &calendar, day(2015, 3, 6))?.with_offices(&offices)?;
    /// assert!(clock.is_within(roads, works) && clock.is_within(works, works));
    /// assert!(!clock.is_within(works, roads) && !clock.is_within(roads, water));
    /// assert_eq!(clock.above(roads).collect::<Vec<_>>(), [works]);
    /// // Nobody stands above herself.
    /// assert!(clock.with_offices(&[office(Some(works))]).is_err());
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Calendar`] if a calendar reads joint leave in another way than the policy,
    /// [`Error::Agency`] if an agency's parent is not in the table or stands below it.
    pub fn with_offices(mut self, offices: &'a [Office<'a>]) -> Result<Self, Error> {
        for office in offices {
            same_reading(self.policy, office.calendar)?;
        }
        check_tree(offices)?;
        self.offices = offices;
        Ok(self)
    }

    /// The same clock with the words for classes and complexities, by
    /// [`ClassId`](crate::ClassId) and [`ComplexityId`](crate::ComplexityId).
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// // The words are the caller's; a report carries their places.
    /// let exception = Exception {
    ///     stage: Stage::FollowUp,
    ///     class: Some("complaint".into()),
    ///     complexity: Some("inspection".into()),
    ///     limit: Limit::working_days(60),
    /// };
    /// let policy = Policy::new(PolicyParts {
    ///     name: "sixty".into(),
    ///     exceptions: vec![exception],
    ///     ..Policy::lapor().parts().clone()
    /// })?;
    /// let calendar = Calendar::indonesia();
    /// let clock = Clock::new(&policy, &calendar, day(2025, 3, 3))?
    ///     .with_words(&["request", "complaint"], &["inspection"]);
    /// let facts = Facts {
    ///     class: Some(ClassId(1)),
    ///     complexity: Some(ComplexityId(0)),
    ///     ..Facts::default()
    /// };
    /// let submitted = Event::new(When::on(day(2025, 3, 3)), EventKind::Submitted);
    /// let assessment = clock.assess(&History::new(facts, vec![submitted], policy.zone()));
    /// assert_eq!(assessment.follow_up.limit.days, 60);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn with_words(mut self, classes: &[&str], complexities: &[&str]) -> Self {
        self.limits = Limits::new(self.policy, classes, complexities);
        self
    }

    /// The same clock for who asks only about the promises to the citizen: no custodies, and a fifth less work.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let clock = Clock::new(&policy, &calendar, day(2015, 3, 11))?;
    /// let events = vec![
    ///     Event::new(When::on(day(2015, 3, 6)), EventKind::Submitted),
    ///     Event::new(When::on(day(2015, 3, 6)), EventKind::Dispositioned).to(AgencyId::from_index(0)),
    /// ];
    /// let history = History::new(Facts::default(), events, policy.zone());
    /// assert_eq!(clock.assess(&history).custodies.len(), 1);
    /// let promises = clock.without_custody().assess(&history);
    /// assert!(promises.custodies.is_empty());
    /// assert_eq!(promises.follow_up.due, Some(day(2015, 3, 13)));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn without_custody(mut self) -> Self {
        self.custody = false;
        self
    }

    /// The same clock on another day.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let clock = Clock::new(&policy, &calendar, day(2015, 3, 11))?;
    /// assert_eq!(clock.on(day(2015, 3, 12)).as_of(), day(2015, 3, 12));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn on(&self, as_of: Day) -> Self {
        Clock { as_of, ..self.clone() }
    }

    /// The day of the question: the last whose events count.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// The policy by which it judges.
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The office whose calendar and zone hold for a stage (R6).
    ///
    /// `agency` is that of the verdict: the first dispositioned agency, or the holder of a custody.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, nation) = (Policy::lapor(), Calendar::indonesia());
    /// let six_days = nation.with_week("six-days", Week::SIX_DAYS)?;
    /// let offices = [Office { calendar: &six_days, zone: Zone::WIT, parent: None }];
    /// let clock = Clock::new(&policy, &nation, day(2025, 3, 14))?.with_offices(&offices)?;
    /// let agency = Some(AgencyId::from_index(0));
    /// assert_eq!(clock.office(Stage::FollowUp, agency).zone, Zone::WIT);
    /// // The rule's own stage goes by the administrator's.
    /// assert_eq!(clock.office(Stage::Closure, agency).zone, Zone::WIB);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn office(&self, stage: Stage, agency: Option<AgencyId>) -> Office<'a> {
        match stage {
            Stage::Disposition | Stage::Closure => self.administrator,
            Stage::FollowUp | Stage::Custody => agency
                .and_then(|agency| self.offices.get(agency.index()).copied())
                .unwrap_or(self.administrator),
        }
    }

    /// Whether an agency is `above` itself or a unit anywhere below it.
    pub fn is_within(&self, agency: AgencyId, above: AgencyId) -> bool {
        agency == above || self.above(agency).any(|parent| parent == above)
    }

    /// The agencies above this one, the nearest first.
    pub fn above(&self, agency: AgencyId) -> impl Iterator<Item = AgencyId> + use<'a> {
        let offices = self.offices;
        let parent =
            move |agency: &AgencyId| offices.get(agency.index()).and_then(|office| office.parent);
        std::iter::successors(parent(&agency), parent)
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
            custodies: verdicts.custodies.to_vec(),
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
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?;
    /// let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
    /// // Two reports in one column: the second begins at place 1.
    /// let column = [
    ///     on(9, EventKind::Submitted),
    ///     on(2, EventKind::Submitted),
    ///     on(4, EventKind::Dispositioned),
    ///     on(6, EventKind::FollowedUp),
    /// ];
    /// let mut scratch = Scratch::default();
    /// let mut judge = |events: &[Event]| {
    ///     let verdicts = clock.fold(&Facts::default(), events.iter().copied(), &mut scratch);
    ///     assert_eq!(verdicts.iter().count(), 2 + verdicts.closures.len());
    ///     (verdicts.disposition.outcome, verdicts.closures[0].outcome, verdicts.next_deadline())
    /// };
    /// let (disposition, closure, waits) = judge(&column[..1]);
    /// assert_eq!((disposition, closure), (Outcome::Overdue, Outcome::NotStarted));
    /// assert_eq!(waits.map(|deadline| deadline.actor), Some(Actor::Administrator));
    /// assert_eq!(judge(&column[1..]), (Outcome::Met, Outcome::Met, None));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn fold<'s>(
        &self,
        facts: &Facts,
        events: impl IntoIterator<Item = Event>,
        scratch: &'s mut Scratch,
    ) -> Verdicts<'s> {
        let Scratch { events: ordered, pauses, closures, stays, custodies } = scratch;
        ordered.clear();
        pauses.clear();
        closures.clear();
        stays.clear();
        custodies.clear();
        let zone = self.policy.zone();
        // R3: what lies after the day of the question does not exist yet.
        let end = When::end_of(self.as_of, zone);
        ordered.extend(events.into_iter().filter(|event| event.at.is_by(end)));
        let copies = put_in_order(ordered, zone);
        let straight = straight::fold(self, facts, ordered, closures);
        let Folded { submitted, disposition, follow_up, mut notes } = match straight {
            Some(folded) => folded,
            None => Fold::new(self, facts, pauses, closures, stays).run(ordered, custodies),
        };
        if 0 < copies {
            notes.add(Note::CopiedEvent);
        }
        Verdicts {
            submitted,
            disposition,
            follow_up,
            closures,
            custodies,
            pauses: pauses.spans(),
            notes,
        }
    }
}

/// Agencies form trees: whoever goes up from one arrives at the top.
fn check_tree(offices: &[Office<'_>]) -> Result<(), Error> {
    // The agency from which each was first reached; meeting one's own start again is a circle.
    let mut reached_from = vec![usize::MAX; offices.len()];
    for start in 0..offices.len() {
        let mut here = start;
        while reached_from[here] == usize::MAX {
            reached_from[here] = start;
            let Some(parent) = offices[here].parent.map(AgencyId::index) else { break };
            let problem = if offices.len() <= parent {
                format!("found parent {parent}, expected one of the {} agencies", offices.len())
            } else if reached_from[parent] == start {
                format!("found parent {parent}, which stands below it, expected a tree")
            } else {
                here = parent;
                continue;
            };
            return Err(Error::Agency { index: here, problem });
        }
    }
    Ok(())
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
///
/// [`Clock::fold`] has an example.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    events: Vec<Event>,
    pauses: Pauses,
    closures: Vec<Verdict>,
    stays: Stays,
    custodies: Vec<Custody>,
}

/// The judgement of one report, in the caller's [`Scratch`].
///
/// [`Clock::fold`] has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdicts<'s> {
    /// The day on which the report came in; absent before that day (`NotYet`, R3).
    pub submitted: Option<When>,
    /// From submission to the first disposition.
    pub disposition: Verdict,
    /// From the first disposition to the first follow-up.
    pub follow_up: Verdict,
    /// One row per opening; empty before the submission.
    pub closures: &'s [Verdict],
    /// Each stay with an agency, in the order in which they began (R14).
    pub custodies: &'s [Custody],
    /// The holds, in order.
    pub pauses: &'s [Pause],
    /// What the history shows beside its verdicts.
    pub notes: Notes,
}

impl<'s> Verdicts<'s> {
    /// The verdicts of the promises in order: disposition, follow-up, then a closure per opening.
    pub fn iter(&self) -> impl Iterator<Item = &Verdict> {
        [&self.disposition, &self.follow_up].into_iter().chain(self.closures)
    }
}

/// The judgement of one report, owned.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?;
/// let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// let events = vec![
///     on(2, EventKind::Submitted),
///     on(4, EventKind::Dispositioned),
///     on(6, EventKind::FollowedUp),
///     on(9, EventKind::Closed).by(Party::Agency),
/// ];
/// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
/// let outcomes: Vec<_> = assessment.iter().map(|verdict| verdict.outcome).collect();
/// // Sent on and answered in time, then closed before ten days of silence (R17).
/// assert_eq!(outcomes, [Outcome::Met, Outcome::Met, Outcome::Early]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessment {
    /// When the report came in; absent before that day (`NotYet`, R3).
    pub submitted: Option<When>,
    /// From submission to the first disposition.
    pub disposition: Verdict,
    /// From the first disposition to the first follow-up.
    pub follow_up: Verdict,
    /// One row per opening; empty before the submission.
    pub closures: Vec<Verdict>,
    /// Each stay with an agency, in the order in which they began (R14).
    pub custodies: Vec<Custody>,
    /// The holds, in order.
    pub pauses: Vec<Pause>,
    /// What the history shows beside its verdicts.
    pub notes: Notes,
}

impl Assessment {
    /// The verdicts of the promises in order: disposition, follow-up, then a closure per opening.
    pub fn iter(&self) -> impl Iterator<Item = &Verdict> {
        [&self.disposition, &self.follow_up].into_iter().chain(&self.closures)
    }
}
