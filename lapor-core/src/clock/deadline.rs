//! Deadlines: when somebody must act, and who; what a work queue is made of.

use crate::day::Day;
use crate::id::AgencyId;
use crate::stage::Stage;
use crate::verdict::{Outcome, Reason, Verdict};

use super::{Assessment, Custody, Verdicts};

/// Who must act so that a promise is kept.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 9))?;
/// let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// let events = vec![on(6, EventKind::Submitted), on(9, EventKind::Held)];
/// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
/// let next = assessment.next_deadline().expect("it waits for the reporter's data");
/// assert_eq!((next.actor, next.due), (Actor::Reporter, None));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// The administrator of the service.
    Administrator,
    /// An agency.
    Agency(AgencyId),
    /// An agency that the source does not name.
    UnnamedAgency,
    /// The reporter, for whose data the report waits.
    Reporter,
}

/// What must be done so that a promise is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// The administrator sends the report to an agency.
    Disposition,
    /// An agency answers it.
    FollowUp,
    /// An agency answers the reply that contests the silence.
    Answer,
    /// The reporter gives the data for which it waits.
    Completion,
}

/// An act that a promise waits for.
///
/// Closing by silence is no act, so a silence that runs is no deadline. Until the end of its due date a
/// promise can be kept, so what is due today and what is overdue tomorrow are the same deadlines (R3).
///
/// | stage | outcome | act | actor |
/// |---|---|---|---|
/// | `Disposition` | `Running`, `Overdue` | `Disposition` | the administrator |
/// | `FollowUp` | `Running`, `Overdue` | `FollowUp` | the first dispositioned agency; if it holds the report no more, whoever does |
/// | `FollowUp` | `Running`, `Overdue` | `Disposition` | the administrator, while nobody else holds it |
/// | `Closure` | `Contested` | `Answer` | the first dispositioned agency |
/// | `Custody` | `Running`, `Overdue` | `FollowUp` | the agency that holds it |
/// | `Custody` | `Running`, `Overdue` | `Disposition` | the administrator, after a return |
/// | any | `Paused` | `Completion` | the reporter |
///
/// The follow-up stays the promise of the first dispositioned agency, [`Deadline::agency`], and any agency's
/// answer keeps it (R13). A holder whose own deadline would say the same is not told twice.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 9))?;
/// let events = vec![Event::new(When::on(day(2015, 3, 6)), EventKind::Submitted)];
/// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
/// let next = assessment.next_deadline().expect("somebody must send it on");
/// assert_eq!(next.actor, Actor::Administrator);
/// assert_eq!(next.due, Some(day(2015, 3, 11)));
/// // On the due date itself the promise can still be kept (R3).
/// assert!(!next.is_overdue_on(day(2015, 3, 11)));
/// assert!(next.is_overdue_on(day(2015, 3, 12)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deadline {
    /// The stage whose promise it is.
    pub stage: Stage,
    /// What must be done.
    pub act: Act,
    /// Who can do it.
    pub actor: Actor,
    /// The agency that answers for it: the first dispositioned one, or the holder. It may have given the report
    /// away, or wait for the reporter.
    pub agency: Option<AgencyId>,
    /// The last day on which the promise would be kept; absent while the report is on hold, while a reply
    /// waits for an answer, and where the due date lies beyond what the calendar knows.
    pub due: Option<Day>,
    /// How the stage stands: `Running`, `Paused`, `Overdue`, or for closure `Contested`.
    pub outcome: Outcome,
}

impl Deadline {
    /// What this verdict waits for, if it waits for an act; by itself it knows no holder but its own.
    pub fn of(verdict: &Verdict) -> Option<Self> {
        let agency = |or| verdict.agency.map_or(or, Actor::Agency);
        let (act, actor) = match (verdict.outcome, verdict.stage) {
            (Outcome::Paused, _) => (Act::Completion, Actor::Reporter),
            (Outcome::Contested, _) => (Act::Answer, agency(Actor::UnnamedAgency)),
            (Outcome::Overdue, _) if verdict.reason == Some(Reason::EndedUnanswered) => {
                return None;
            }
            (Outcome::Running | Outcome::Overdue, Stage::Disposition) => {
                (Act::Disposition, Actor::Administrator)
            }
            (Outcome::Running | Outcome::Overdue, Stage::FollowUp) => {
                (Act::FollowUp, agency(Actor::UnnamedAgency))
            }
            // A custody without an agency is the administrator's (R13).
            (Outcome::Running | Outcome::Overdue, Stage::Custody) => match verdict.agency {
                None => (Act::Disposition, Actor::Administrator),
                Some(agency) => (Act::FollowUp, Actor::Agency(agency)),
            },
            _ => return None,
        };
        let Verdict { stage, agency, due, outcome, .. } = *verdict;
        Some(Deadline { stage, act, actor, agency, due, outcome })
    }

    /// The same promise in the hands of another: any agency's answer keeps the follow-up (R13), and what was
    /// returned must be sent on first.
    fn in_hands_of(self, holder: Option<AgencyId>) -> Self {
        let (act, actor) = match holder {
            None => (Act::Disposition, Actor::Administrator),
            Some(agency) => (Act::FollowUp, Actor::Agency(agency)),
        };
        Deadline { act, actor, ..self }
    }

    /// Whether the promise is broken on this day, if nobody acts before.
    pub fn is_overdue_on(&self, day: Day) -> bool {
        self.due.is_some_and(|due| due < day)
    }
}

impl Verdicts<'_> {
    /// Every act that the report waits for: the promises in order, then who holds it.
    pub fn deadlines(&self) -> impl Iterator<Item = Deadline> {
        deadlines(self.iter(), self.custodies)
    }

    /// The act whose due date comes first; an overdue one before all that still run.
    pub fn next_deadline(&self) -> Option<Deadline> {
        first(self.deadlines())
    }
}

impl Assessment {
    /// Every act that the report waits for: the promises in order, then who holds it.
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
    /// let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
    /// let events = vec![
    ///     on(2, EventKind::Submitted),
    ///     on(2, EventKind::Dispositioned).to(roads),
    ///     on(4, EventKind::Forwarded).from(roads).to(water),
    /// ];
    /// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
    /// let waits: Vec<_> = assessment
    ///     .deadlines()
    ///     .map(|deadline| (deadline.stage, deadline.agency, deadline.due))
    ///     .collect();
    /// assert_eq!(
    ///     waits,
    ///     [
    ///         // The promise to the citizen is the first agency's still (R13) ...
    ///         (Stage::FollowUp, Some(roads), Some(day(2015, 3, 9))),
    ///         // ... and the report lies with the second, whose own time began when it came (R14).
    ///         (Stage::Custody, Some(water), Some(day(2015, 3, 11))),
    ///     ]
    /// );
    /// // Both wait for the same answer of the agency that holds the report now.
    /// assert!(assessment.deadlines().all(|deadline| deadline.actor == Actor::Agency(water)));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn deadlines(&self) -> impl Iterator<Item = Deadline> {
        deadlines(self.iter(), &self.custodies)
    }

    /// The act whose due date comes first; an overdue one before all that still run.
    pub fn next_deadline(&self) -> Option<Deadline> {
        first(self.deadlines())
    }
}

fn deadlines<'v>(
    promises: impl Iterator<Item = &'v Verdict>,
    custodies: &'v [Custody],
) -> impl Iterator<Item = Deadline> {
    // Who passed it down to a unit cannot answer it; the unit can.
    let in_hand = || custodies.iter().filter(|custody| custody.in_hand);
    let holders = move || in_hand().map(|custody| custody.verdict.agency);
    let place = move |deadline: Deadline| {
        let moved =
            deadline.act == Act::FollowUp && !holders().any(|holder| holder == deadline.agency);
        // An agency can answer; the administrator can only send it on.
        match holders().max_by_key(Option::is_some) {
            Some(holder) if moved => deadline.in_hands_of(holder),
            _ => deadline,
        }
    };
    let mut last = None;
    let of_promise = promises.filter_map(Deadline::of).map(place);
    let of_holder = in_hand().filter_map(|custody| Deadline::of(&custody.verdict));
    of_promise.chain(of_holder).filter(move |deadline| {
        // One act by one day: the holder's own deadline says nothing more than the promise to the citizen.
        let told = (deadline.act, deadline.actor, deadline.due);
        let again = deadline.stage == Stage::Custody && last == Some(told);
        if deadline.stage != Stage::Custody {
            last = Some(told);
        }
        !again
    })
}

fn first(deadlines: impl Iterator<Item = Deadline>) -> Option<Deadline> {
    // A deadline without a day is no date to wait for; it comes after all that have one.
    deadlines.min_by_key(|deadline| (deadline.due.is_none(), deadline.due))
}
