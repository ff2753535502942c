//! Figures: every measure of one agency, for a set of reports.

use lapor_core::{Clock, Day, Event, EventKind, Facts, Outcome, Reason, Scratch, Verdict, day};
use lapor_stats::measure::closing::{Closings, flags};
use lapor_stats::measure::survival::{Ends, Quantiles, curve};
use lapor_stats::measure::tally::{Bucket, Cohort, Tally};

use crate::service::{Course, OWN, Service};
use crate::trick::Trick;

/// Reports come in from this day on: 26 weeks and more before the period.
pub(crate) const OPENS: (i32, u32, u32) = (2024, 1, 1);

/// The day of the question; all due dates of the period have passed.
pub(crate) const AS_OF: (i32, u32, u32) = (2024, 11, 29);

/// Earlier releases: one at the end of each month, or one a week.
const MONTHLY: [(i32, u32, u32); 3] = [(2024, 8, 30), (2024, 9, 30), (2024, 10, 31)];
const FIRST_WEEKLY: (i32, u32, u32) = (2024, 8, 9);

/// The months looked at: stages that started in August to October.
const PERIOD: [(i32, u32, u32); 2] = [(2024, 8, 1), (2024, 10, 31)];

fn on(date: (i32, u32, u32)) -> Day {
    day(date.0, date.1, date.2)
}

fn in_period(day: Option<Day>) -> bool {
    day.is_some_and(|day| on(PERIOD[0]) <= day && day <= on(PERIOD[1]))
}

/// What is published about the agency, and what is not yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Reports whose follow-up began in the period.
    pub(crate) reports: u64,
    /// Those of them that may be shown.
    pub(crate) pages: u64,
    /// The follow-up, `due` cohort.
    pub(crate) due: Tally,
    /// The follow-up, of the stages that ended in the period.
    pub(crate) settled: Tally,
    /// Follow-ups that are open on the day of the question, whenever they began.
    pub(crate) open: u64,
    /// Those of them that are overdue.
    pub(crate) open_overdue: u64,
    /// Days until the follow-up.
    pub(crate) days: Vec<Ends>,
    /// The closure, `due` cohort.
    pub(crate) closure: Tally,
    /// The agency's own custodies, `due` cohort.
    pub(crate) custody: Tally,
    /// Days of mass closing since the period began.
    pub(crate) flags: usize,
    /// Reports whose follow-up began in the period and was given, and those of them in which the reporter replied.
    pub(crate) answered: (u64, u64),
    /// Follow-ups in time, and those of them that came on the due date itself.
    pub(crate) in_time: (u64, u64),
    /// The follow-up as if nothing had ever been put on hold or extended.
    pub(crate) plain: Tally,
    /// Breaches of an earlier release that are none now, with monthly and with weekly releases.
    pub(crate) healed: (u64, u64),
}

impl Figures {
    /// The figures of one run of the service under a trick.
    ///
    /// `plain` judges as `clock` does, but a hold never pauses.
    pub(crate) fn of(
        service: &Service<'_>,
        clock: &Clock<'_>,
        plain: &Clock<'_>,
        trick: Trick,
        seed: u64,
        each_day: u32,
    ) -> Figures {
        let mut figures = Figures::default();
        let mut room = Room::default();
        let mut record = Record::new(service);
        for mut course in service.reports(seed, on(OPENS), on(PERIOD[1]), each_day) {
            let mut copies = 0;
            if in_period(course.dispositioned) {
                copies = trick.play(service, &mut course);
            }
            for _ in 0..=copies {
                figures.add(service, clock, &course, &mut room, &mut record);
                figures.add_plain(service, plain, &course, &mut room);
                figures.add_healed(service, clock, &course, &mut room);
            }
        }
        let began = on(PERIOD[0]).since(on(OPENS)) as usize;
        figures.flags = flags(&record.days).iter().filter(|flag| began <= flag.day).count();
        figures
    }

    /// Quartiles and more of the working days until the follow-up.
    pub(crate) fn quantiles(&self) -> Quantiles {
        curve(&self.days).quantiles()
    }

    /// The headline with all voids, unknowns and pauses as failures.
    pub(crate) fn floor(&self) -> f64 {
        let outside =
            self.due.unknown() + self.due.get(Bucket::Void) + self.due.get(Bucket::Paused);
        self.due.met() as f64 / (self.due.judged(Cohort::Due) + outside) as f64
    }

    fn add(
        &mut self,
        service: &Service<'_>,
        clock: &Clock<'_>,
        course: &Course,
        room: &mut Room,
        record: &mut Record,
    ) {
        course.events(service, &mut room.events);
        let verdicts =
            clock.fold(&Facts::default(), room.events.iter().copied(), &mut room.scratch);
        let answer = verdicts.follow_up;
        let as_of = clock.as_of();
        let bucket = Bucket::of(&answer, as_of, Cohort::Due);
        if in_period(answer.started) {
            self.reports += 1;
            self.pages += u64::from(course.public);
            count(&mut self.due, &answer, as_of, Cohort::Due);
            self.add_days(&answer);
            let has = |kind| room.events.iter().any(|event| event.kind == kind);
            let answered = has(EventKind::FollowedUp);
            self.answered.0 += u64::from(answered);
            self.answered.1 += u64::from(answered && has(EventKind::ReporterReplied));
            let met = bucket == Some(Bucket::Met);
            self.in_time.0 += u64::from(met);
            self.in_time.1 += u64::from(met && answer.ended == answer.due);
        }
        if in_period(answer.ended) {
            count(&mut self.settled, &answer, as_of, Cohort::Settled);
        }
        let is_open = answer.ended.is_none()
            && matches!(answer.outcome, Outcome::Running | Outcome::Paused | Outcome::Overdue);
        self.open += u64::from(is_open);
        self.open_overdue += u64::from(is_open && answer.outcome == Outcome::Overdue);
        for closure in verdicts.closures {
            if in_period(closure.started.or(closure.ended)) {
                count(&mut self.closure, closure, as_of, Cohort::Due);
            }
            record.add(closure);
        }
        for custody in verdicts.custodies {
            let own = custody.scope.is_own() && custody.verdict.agency == Some(OWN);
            if own && in_period(custody.verdict.started) {
                count(&mut self.custody, &custody.verdict, as_of, Cohort::Due);
            }
        }
    }

    fn add_days(&mut self, answer: &Verdict) {
        let Some(elapsed) = answer.elapsed else { return };
        let place = elapsed as usize;
        if self.days.len() <= place {
            self.days.resize(place + 1, Ends::default());
        }
        let ends = &mut self.days[place];
        match (answer.outcome, answer.reason) {
            (Outcome::Met | Outcome::Late, _) => ends.events += 1,
            (Outcome::Void, _) | (Outcome::Overdue, Some(Reason::EndedUnanswered)) => {
                ends.competing += 1;
            }
            _ => ends.censored += 1,
        }
    }

    fn add_plain(
        &mut self,
        service: &Service<'_>,
        plain: &Clock<'_>,
        course: &Course,
        room: &mut Room,
    ) {
        course.events(service, &mut room.events);
        let events = room.events.iter().filter(|event| event.kind != EventKind::Extended).copied();
        let verdicts = plain.fold(&Facts::default(), events, &mut room.scratch);
        if in_period(verdicts.follow_up.started) {
            count(&mut self.plain, &verdicts.follow_up, plain.as_of(), Cohort::Due);
        }
    }

    fn add_healed(
        &mut self,
        service: &Service<'_>,
        clock: &Clock<'_>,
        course: &Course,
        room: &mut Room,
    ) {
        let mut broken = |clock: &Clock<'_>, course: &Course| {
            course.events(service, &mut room.events);
            let events = room.events.iter().copied();
            let answer = clock.fold(&Facts::default(), events, &mut room.scratch).follow_up;
            in_period(answer.started) && answer.is_breach()
        };
        if broken(clock, course) {
            return;
        }
        let mut was = |release: Day| {
            let mut then = course.clone();
            // What is not yet in the record.
            if course.entered.is_some_and(|entered| release < entered) {
                then.answered = None;
            }
            broken(&clock.on(release), &then)
        };
        let weeks = std::iter::successors(Some(on(FIRST_WEEKLY)), |day| day.checked_add(7));
        self.healed.0 += u64::from(MONTHLY.into_iter().any(|release| was(on(release))));
        self.healed.1 += u64::from(weeks.take_while(|day| *day < clock.as_of()).any(was));
    }
}

/// What a run needs again and again.
#[derive(Default)]
struct Room {
    events: Vec<Event>,
    scratch: Scratch,
}

/// The agency's closings by calendar day.
struct Record {
    days: Vec<Closings>,
}

impl Record {
    fn new(service: &Service<'_>) -> Record {
        let length = on(AS_OF).since(on(OPENS)) as usize + 1;
        let days = std::iter::successors(Some(on(OPENS)), |day| Some(day.next())).take(length);
        let closings = |day| Closings { closed: 0, working: service.is_working(day) };
        Record { days: days.map(closings).collect() }
    }

    /// Counts a close by another than the reporter, and by the end of a silence.
    fn add(&mut self, closure: &Verdict) {
        let closed = matches!(closure.outcome, Outcome::Met | Outcome::Early);
        let place = closure.ended.filter(|_| closed).map(|day| day.since(on(OPENS)));
        let place = place.and_then(|place| usize::try_from(place).ok());
        if let Some(day) = place.and_then(|place| self.days.get_mut(place)) {
            day.closed += 1;
        }
    }
}

fn count(tally: &mut Tally, verdict: &Verdict, as_of: Day, cohort: Cohort) {
    if let Some(bucket) = Bucket::of(verdict, as_of, cohort) {
        tally.add(bucket, 1);
    }
}
