//! Courses: reports of which each thing happened at most once, as in a table with a column a milestone.
//!
//! Nearly all of them came in, were passed on, answered and closed in that order. Then three due dates and a few comparisons
//! judge them, without an event. It gives what [`Fold`](super::fold::Fold) gives of the same events, or nothing; the laws hold
//! both against each other.

use crate::day::Day;
use crate::event::Party;
use crate::history::Facts;
use crate::id::{AgencyId, ClassId, ComplexityId};
use crate::policy::{Limit, Reply};
use crate::stage::Stage;
use crate::verdict::{Outcome, Reason, Verdict};
use crate::when::When;
use crate::zone::Zone;

use super::due_date::{DueDate, DueDates};
use super::fold::is_recorded;
use super::promise::Promise;
use super::{Clock, Office};

const PROMISES: [Stage; 3] = [Stage::Disposition, Stage::FollowUp, Stage::Closure];

/// A report of which each thing happened at most once: a row of a table with a column a milestone.
///
/// What did not happen is [`When::UNKNOWN`]. [`Clock::straight`] has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// When it came in.
    pub submitted: When,
    /// When it was passed on.
    pub dispositioned: When,
    /// To whom, if that is known.
    pub agency: Option<AgencyId>,
    /// When it was answered.
    pub followed_up: When,
    /// When somebody replied.
    pub replied: When,
    /// When it was closed.
    pub closed: When,
    /// By whom, if that is known.
    pub closed_by: Option<Party>,
}

/// Judges courses one after another, as [`Clock::straight`] does, and works out each start's due date only once.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?.without_custody();
/// let on = |date| When::on(day(2015, 3, date));
/// let course = |date| Course {
///     submitted: on(date),
///     dispositioned: on(9),
///     agency: None,
///     followed_up: When::UNKNOWN,
///     replied: When::UNKNOWN,
///     closed: When::UNKNOWN,
///     closed_by: None,
/// };
/// let mut courses = clock.courses(&Facts::default()).expect("nobody asks for custodies");
/// // Sent on within three working days, and after.
/// let outcomes = [4, 3].map(|date| {
///     courses.judge(None, None, &course(date)).map(|verdicts| verdicts[0].outcome)
/// });
/// assert_eq!(outcomes, [Some(Outcome::Met), Some(Outcome::Late)]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Courses<'c> {
    clock: &'c Clock<'c>,
    /// The last moment of the day of the question, as [`When::order`] has it.
    end: i64,
    /// Whether every agency has the administrator's calendar and zone.
    one_office: bool,
    /// By the place of the limits, for each promise.
    due_dates: Vec<[DueDates<'c>; 3]>,
}

impl Clock<'_> {
    /// The verdicts on the promises of a report that ran straight: disposition, follow-up and closure.
    ///
    /// They are those of [`fold`](Self::fold) on the same events. There are none, and the fold has to be asked, if something
    /// happened out of order or after the day of the question, if the source does not record all of it, if the calendar
    /// does not reach so far or has changed since, and if custodies are asked for. Who has many asks [`courses`](Self::courses).
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    /// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?.without_custody();
    /// let on = |date| When::on(day(2015, 3, date));
    /// let course = Course {
    ///     submitted: on(2),
    ///     dispositioned: on(4),
    ///     agency: Some(AgencyId::from_index(0)),
    ///     followed_up: on(6),
    ///     replied: When::UNKNOWN,
    ///     closed: on(9),
    ///     closed_by: Some(Party::Agency),
    /// };
    /// let verdicts = clock.straight(&Facts::default(), &course).expect("in order");
    /// let outcomes = verdicts.map(|verdict| verdict.outcome);
    /// assert_eq!(outcomes, [Outcome::Met, Outcome::Met, Outcome::Early]);
    /// // An answer before the disposition is for the fold.
    /// let early = Course { followed_up: on(3), ..course };
    /// assert_eq!(clock.straight(&Facts::default(), &early), None);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn straight(&self, facts: &Facts, course: &Course) -> Option<[Verdict; 3]> {
        self.courses(facts)?.judge(facts.class, facts.complexity, course)
    }

    /// Who judges many courses of one source; `None` if the source does not record all that the promises rest on, or if
    /// custodies are asked for. Of the facts, class and complexity are not looked at.
    pub fn courses(&self, facts: &Facts) -> Option<Courses<'_>> {
        if !self.judges_straight(facts) {
            return None;
        }
        let Office { calendar, zone, .. } = self.administrator;
        let due_dates = |place| {
            PROMISES.map(|stage| DueDates::new(calendar, self.limits.at(place)[stage as usize]))
        };
        let same =
            |office: &Office<'_>| std::ptr::eq(office.calendar, calendar) && office.zone == zone;
        Some(Courses {
            clock: self,
            end: When::end_of(self.as_of, zone).0,
            one_office: self.offices.iter().all(same),
            due_dates: (0..self.limits.len()).map(due_dates).collect(),
        })
    }

    /// Whether a straight course can be judged without the fold.
    #[inline]
    pub(super) fn judges_straight(&self, facts: &Facts) -> bool {
        !self.custody && PROMISES.iter().all(|&stage| is_recorded(facts, stage))
    }
}

impl Courses<'_> {
    /// The verdicts on the promises of a report: disposition, follow-up and closure, all with one agency.
    ///
    /// There are none, and the fold has to be asked, as [`Clock::straight`] says. It is inlined, so that who looks at a
    /// verdict's outcome alone pays for no more.
    #[inline(always)]
    pub fn judge(
        &mut self,
        class: Option<ClassId>,
        complexity: Option<ComplexityId>,
        course: &Course,
    ) -> Option<[Verdict; 3]> {
        let Clock { as_of, administrator, .. } = *self.clock;
        let Office { calendar, zone, .. } = administrator;
        // What is unknown comes before all that is known.
        const UNKNOWN: i64 = i64::MIN;
        let order = |when: When| when.order(zone);
        let (submitted, dispositioned) = (order(course.submitted), order(course.dispositioned));
        let (followed_up, closed) = (order(course.followed_up), order(course.closed));
        let replied = order(course.replied);
        let (is_passed_on, is_answered) = (dispositioned != UNKNOWN, followed_up != UNKNOWN);
        let (is_closed, has_reply) = (closed != UNKNOWN, replied != UNKNOWN);
        // Each after the one before it, and none after the day of the question; without a branch for each.
        let last = submitted.max(dispositioned).max(followed_up);
        let fits = (submitted != UNKNOWN)
            & (!is_passed_on | (submitted <= dispositioned))
            & (!is_answered | (is_passed_on & (dispositioned <= followed_up)))
            & (!is_closed | (last <= closed))
            & (!has_reply | (submitted <= replied))
            & (last.max(closed).max(replied) <= self.end);
        if !fits {
            return None;
        }
        let place = self.clock.limits.place(class, complexity);
        let limits = self.clock.limits.at(place);
        let limit = |stage: Stage| limits[stage as usize];
        let [of_submissions, of_dispositions, of_answers] = self.due_dates.get_mut(place)?;
        let agency = course.agency.filter(|_| is_passed_on);

        let start = day_of(submitted, zone);
        let acted = is_passed_on.then(|| day_of(dispositioned, zone));
        let due_date = of_submissions.get(start)?;
        let disposition =
            Promise::start(Stage::Disposition, start, limit(Stage::Disposition), agency)
                .unpaused_by(due_date, acted, as_of, calendar);

        let follow_up = limit(Stage::FollowUp);
        let follow_up = if !is_passed_on {
            Verdict::not_started(Stage::FollowUp, follow_up)
        } else if self.one_office {
            let start = day_of(dispositioned, zone);
            let acted = is_answered.then(|| day_of(followed_up, zone));
            Promise::start(Stage::FollowUp, start, follow_up, agency).unpaused_by(
                of_dispositions.get(start)?,
                acted,
                as_of,
                calendar,
            )
        } else {
            let Office { calendar, zone, .. } = self.clock.office(Stage::FollowUp, agency);
            let start = course.dispositioned.day(zone)?;
            let acted = course.followed_up.day(zone);
            Promise::start(Stage::FollowUp, start, follow_up, agency)
                .unpaused(acted, as_of, calendar)?
        };

        let ended = is_closed.then(|| day_of(closed, zone));
        let closure = if is_answered {
            // What is said before the answer contests nothing; a reply of the moment of the close stands before it.
            let counts = has_reply & (followed_up <= replied) & (!is_closed | (replied <= closed));
            let due_date = of_answers.get(day_of(followed_up, zone))?;
            let reply = Some(day_of(replied, zone)).filter(|&day| counts && day <= due_date.due);
            // R16: a reply on or before the due date contests the window, or restarts it.
            let (due_date, is_contested) = match (reply, self.clock.policy.parts().reply) {
                (Some(_), Reply::Contests) => (due_date, true),
                (Some(day), Reply::Restarts) => (of_answers.get(day)?, false),
                (None, _) => (due_date, false),
            };
            let window = Window { due_date, is_contested, limit: limit(Stage::Closure) };
            let (outcome, reason, ended) = window.judged(ended, course.closed_by, as_of);
            // A contested window waits for a newer follow-up; once it is over, its old due date says when it counts.
            let due = Some(due_date.due).filter(|_| !is_contested || ended.is_some());
            Verdict {
                stage: Stage::Closure,
                outcome,
                reason,
                started: Some(due_date.started),
                due,
                due_promised: due,
                ended,
                elapsed: due_date.elapsed(calendar, window.limit.unit, ended.unwrap_or(as_of)),
                paused: 0,
                limit: window.limit,
                agency,
            }
        } else {
            // R17: with no follow-up at all no silence began.
            let (outcome, reason) = match (ended, course.closed_by) {
                (None, _) => (Outcome::NotStarted, None),
                (Some(_), Some(Party::Reporter)) => (Outcome::ByReporter, None),
                (Some(_), _) => (Outcome::Early, Some(Reason::Unanswered)),
            };
            // It counts when a silence from then on would have run out.
            let due = match ended {
                Some(day) if outcome == Outcome::Early => Some(of_answers.get(day)?.due),
                _ => None,
            };
            let never = Verdict::not_started(Stage::Closure, limit(Stage::Closure));
            Verdict { outcome, reason, due, due_promised: due, ended, agency, ..never }
        };
        Some([disposition, follow_up, closure])
    }
}

/// The silence after an answer.
struct Window {
    due_date: DueDate,
    is_contested: bool,
    limit: Limit,
}

impl Window {
    /// What became of it, why, and when it ended.
    #[inline(always)]
    fn judged(
        &self,
        closed: Option<Day>,
        by: Option<Party>,
        as_of: Day,
    ) -> (Outcome, Option<Reason>, Option<Day>) {
        let due = self.due_date.due;
        // R16: a silence that has run out closed the report on its due date, whoever wrote so or not.
        if !self.is_contested && due < closed.unwrap_or(as_of) {
            return (Outcome::Met, Some(Reason::Silence), Some(due));
        }
        let Some(day) = closed else {
            let outcome = if self.is_contested { Outcome::Contested } else { Outcome::Running };
            return (outcome, None, None);
        };
        // R17: before the due date by another than the reporter it is early.
        let (outcome, reason) = match by {
            Some(Party::Reporter) => (Outcome::ByReporter, None),
            _ if self.is_contested => (Outcome::Early, Some(Reason::Contested)),
            _ if day < due => (Outcome::Early, None),
            Some(Party::System) => (Outcome::Met, Some(Reason::Silence)),
            _ => (Outcome::Met, Some(Reason::ClosedOnDue)),
        };
        (outcome, reason, Some(day))
    }
}

/// The day in a zone of what [`When::order`] gave in it.
#[inline(always)]
fn day_of(order: i64, zone: Zone) -> Day {
    const MICROS_PER_DAY: i64 = 86_400_000_000;
    // Counted from before the year 1, so that what is divided is not negative.
    const BEFORE: i64 = -(1 << 20);
    let micros = (order >> 1) + zone.micros() - BEFORE * MICROS_PER_DAY;
    Day::of((micros as u64 / MICROS_PER_DAY as u64) as i32 + BEFORE as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::Instant;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_day_of_an_order_is_the_day_of_its_time(epoch in Day::MIN.epoch() + 2..Day::MAX.epoch() - 1, micros in 0..86_400_000_000_i64, minutes in -840_i16..=840) {
            if let (Some(day), Ok(zone)) = (Day::from_epoch(epoch), Zone::new(minutes)) {
                prop_assert_eq!(day_of(When::on(day).order(zone), zone), day);
                let moment = Instant::local(day, micros, zone).map(When::at);
                prop_assert_eq!(moment.map(|moment| day_of(moment.order(zone), zone)), Some(day));
            }
        }
    }
}
