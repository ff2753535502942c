//! The clock: one fold over a history that judges all three stages on a day.
//!
//! - `clock/axis.rs` counts days in a limit's unit;
//! - `clock/pause.rs` takes held days out of the count (R15);
//! - `clock/promise.rs` judges a stage that ends by an act (R1 to R4, R8, R18, R19);
//! - `clock/silence.rs` judges the silence after a follow-up (R16 to R18).

mod axis;
mod pause;
mod promise;
mod silence;

pub use pause::Pause;

use crate::calendar::{Calendar, DayKind};
use crate::day::{Day, When, Zone};
use crate::error::Error;
use crate::event::{Event, EventKind, KindSet, Value};
use crate::explain::{DayStatus, ExplainedDay};
use crate::history::{Facts, History, put_in_order};
use crate::id::{AgencyId, ClassId, ComplexityId};
use crate::policy::{Limit, Policy, Roll};
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Reason, Verdict};

use axis::Axis;
use pause::Pauses;
use promise::Promise;
use silence::Silence;

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

    /// The same clock with the words for classes and complexities, by [`ClassId`] and [`ComplexityId`].
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
        let gaps: Vec<_> = pauses.gaps(axis, office.zone, cap, now).collect();
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
        if 0 < history.copies() {
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

/// The limits of a policy by stage, class and complexity, looked up once.
#[derive(Clone, Debug)]
struct Limits {
    complexities: usize,
    table: Vec<[Limit; 3]>,
}

impl Limits {
    fn new(policy: &Policy, classes: &[&str], complexities: &[&str]) -> Self {
        let options = |words: &[&str]| -> Vec<Option<String>> {
            std::iter::once(None).chain(words.iter().map(|word| Some((*word).into()))).collect()
        };
        let (classes, complexities) = (options(classes), options(complexities));
        let mut table = Vec::with_capacity(classes.len() * complexities.len());
        for class in &classes {
            for complexity in &complexities {
                table.push(
                    Stage::ALL
                        .map(|stage| policy.limit(stage, class.as_deref(), complexity.as_deref())),
                );
            }
        }
        Limits { complexities: complexities.len(), table }
    }

    /// A class or complexity without a word has the general limit.
    fn get(&self, stage: Stage, class: Option<ClassId>, complexity: Option<ComplexityId>) -> Limit {
        let class = class.map_or(0, |id| usize::from(id.0) + 1);
        let complexity = complexity.map_or(0, |id| usize::from(id.0) + 1);
        let complexity = if complexity < self.complexities { complexity } else { 0 };
        let place = class * self.complexities + complexity;
        self.table.get(place).unwrap_or(&self.table[0])[stage as usize]
    }
}

/// What is known so far of one report.
struct Fold<'c, 'a, 's> {
    clock: &'c Clock<'a>,
    facts: &'c Facts,
    class: Option<ClassId>,
    pauses: &'s mut Pauses,
    disposition: Option<Promise<'a>>,
    follow_up: Option<Promise<'a>>,
    silence: Silence<'a, 's>,
    /// An answer of the day of the disposition that stands before it for want of a time.
    early_answer: Option<When>,
    answer_before_disposition: bool,
    seen: KindSet,
    unknown: [Option<Reason>; 3],
    notes: Notes,
}

impl<'c, 'a, 's> Fold<'c, 'a, 's> {
    fn new(
        clock: &'c Clock<'a>,
        facts: &'c Facts,
        pauses: &'s mut Pauses,
        closures: &'s mut Vec<Verdict>,
    ) -> Self {
        let reply = clock.policy.parts().reply;
        Fold {
            clock,
            facts,
            class: facts.class,
            pauses,
            disposition: None,
            follow_up: None,
            silence: Silence::new(clock.administrator.calendar, reply, closures),
            early_answer: None,
            answer_before_disposition: false,
            seen: KindSet::EMPTY,
            unknown: [None; 3],
            notes: Notes::default(),
        }
    }

    fn run(mut self, events: &[Event]) -> (Option<When>, Verdict, Verdict, Notes) {
        let zone = self.clock.policy.zone();
        let submitted = events.iter().find(|event| event.kind == EventKind::Submitted);
        let Some(submitted) = submitted.map(|event| event.at) else {
            let [disposition, follow_up, _] =
                Stage::ALL.map(|stage| Verdict::not_started(stage, self.limit(stage)));
            return (None, disposition, follow_up, self.notes);
        };
        match submitted.day(zone) {
            Some(day) => {
                let limit = self.limit(Stage::Disposition);
                self.disposition = Some(Promise::start(
                    Stage::Disposition,
                    day,
                    limit,
                    self.clock.administrator,
                    None,
                ));
            }
            None => self.doubt(Stage::Disposition, Reason::MissingTime),
        }
        let dispositioned = events
            .iter()
            .find(|event| {
                event.kind == EventKind::Dispositioned
                    && event.at != When::UNKNOWN
                    && !event.at.precedes(submitted, zone)
            })
            .map(|event| event.at);
        for event in events {
            if event.kind == EventKind::Submitted {
                continue;
            }
            self.seen = self.seen.with(event.kind);
            if event.at.precedes(submitted, zone) {
                self.notes.add(Note::BeforeSubmission);
                self.doubt_touched(event.kind, Reason::Order);
            } else if let Some(day) = event.at.day(zone) {
                self.step(event, day, dispositioned);
            } else {
                self.doubt_touched(event.kind, Reason::MissingTime);
            }
        }
        let (disposition, follow_up) = self.finish();
        (Some(submitted), disposition, follow_up, self.notes)
    }

    fn limit(&self, stage: Stage) -> Limit {
        self.clock.limits.get(stage, self.class, self.facts.complexity)
    }

    /// R10 and R11: what an event without a usable time leaves in doubt.
    fn doubt_touched(&mut self, kind: EventKind, reason: Reason) {
        let stages: &[Stage] = match kind {
            EventKind::Verified if reason == Reason::Order => &[Stage::Disposition],
            EventKind::Dispositioned | EventKind::Held | EventKind::Completed => {
                &[Stage::Disposition, Stage::FollowUp]
            }
            EventKind::FollowedUp => &[Stage::FollowUp, Stage::Closure],
            EventKind::LastActivity if !self.facts.last_activity_opens_silence => &[],
            EventKind::ReporterReplied
            | EventKind::AdminReplied
            | EventKind::LastActivity
            | EventKind::Closed
            | EventKind::Reopened => &[Stage::Closure],
            EventKind::Extended => &[Stage::FollowUp],
            EventKind::Archived
            | EventKind::Merged
            | EventKind::Withdrawn
            | EventKind::Reclassified => &Stage::ALL,
            EventKind::Submitted
            | EventKind::Verified
            | EventKind::Forwarded
            | EventKind::Returned
            | EventKind::Acknowledged => &[],
        };
        for &stage in stages {
            self.doubt(stage, reason);
        }
    }

    /// Of several reasons the most fundamental stands: not recorded, then order, then a missing time.
    fn doubt(&mut self, stage: Stage, reason: Reason) {
        let weight = |reason| match reason {
            Reason::NotRecorded => 2,
            Reason::Order => 1,
            _ => 0,
        };
        let slot = &mut self.unknown[stage as usize];
        if slot.is_none_or(|before| weight(before) < weight(reason)) {
            *slot = Some(reason);
        }
    }

    fn step(&mut self, event: &Event, day: Day, dispositioned: Option<When>) {
        self.silence.advance(day);
        match event.kind {
            EventKind::Dispositioned => self.disposition(event, day),
            EventKind::FollowedUp => {
                self.answer(event.at, dispositioned);
                self.silence.follow_up(day, self.limit(Stage::Closure), &mut self.notes);
            }
            EventKind::LastActivity => {
                if self.facts.last_activity_opens_silence {
                    self.silence.follow_up(day, self.limit(Stage::Closure), &mut self.notes);
                }
            }
            EventKind::ReporterReplied | EventKind::AdminReplied => {
                self.silence.reply(day, &mut self.notes);
            }
            EventKind::Closed => {
                self.silence.close(day, event.party, self.limit(Stage::Closure));
            }
            EventKind::Archived => self.void(event.at, day, Reason::Archived),
            EventKind::Merged => self.void(event.at, day, Reason::Merged),
            EventKind::Withdrawn => self.void(event.at, day, Reason::Withdrawn),
            EventKind::Reopened => self.silence.reopen(&mut self.notes),
            EventKind::Held => {
                if !self.pauses.open(event.at) {
                    self.notes.add(Note::NestedHold);
                }
            }
            EventKind::Completed => {
                if !self.pauses.close(event.at) {
                    self.notes.add(Note::UnmatchedCompletion);
                }
            }
            EventKind::Extended => self.extend(event),
            EventKind::Reclassified => self.reclassify(event),
            EventKind::Submitted
            | EventKind::Verified
            | EventKind::Forwarded
            | EventKind::Returned
            | EventKind::Acknowledged => {}
        }
    }

    /// R13: the first disposition ends one stage and starts the next; no later one does.
    fn disposition(&mut self, event: &Event, day: Day) {
        self.pauses.close(event.at);
        let cap = self.clock.policy.parts().hold_cap;
        if let Some(promise) = &mut self.disposition {
            promise.act(day, self.pauses, cap);
        }
        if self.follow_up.is_some() {
            return;
        }
        let agency = event.to_agency.or(event.agency);
        let office = self.clock.office(Stage::FollowUp, agency);
        let limit = self.limit(Stage::FollowUp);
        let start = event.at.day(office.zone).unwrap_or(day);
        let mut promise = Promise::start(Stage::FollowUp, start, limit, office, agency);
        if let Some(answer) = self.early_answer {
            promise.act(answer.day(office.zone).unwrap_or(start), self.pauses, cap);
        }
        self.follow_up = Some(promise);
    }

    /// R13: the first follow-up counts, by whichever agency.
    fn answer(&mut self, at: When, dispositioned: Option<When>) {
        let cap = self.clock.policy.parts().hold_cap;
        match &mut self.follow_up {
            Some(promise) => {
                self.pauses.close(at);
                if let Some(day) = at.day(promise.zone()) {
                    promise.act(day, self.pauses, cap);
                }
            }
            None => {
                let zone = self.clock.policy.zone();
                let same_day = dispositioned.is_some_and(|first| !at.precedes(first, zone));
                if same_day {
                    self.early_answer = self.early_answer.or(Some(at));
                } else if !self.seen.contains(EventKind::Dispositioned) {
                    self.answer_before_disposition = true;
                    self.notes.add(Note::AnswerWithoutDisposition);
                }
            }
        }
    }

    fn void(&mut self, at: When, day: Day, reason: Reason) {
        let cap = self.clock.policy.parts().hold_cap;
        for promise in [&mut self.disposition, &mut self.follow_up].into_iter().flatten() {
            if let Some(day) = at.day(promise.zone()) {
                promise.void(day, reason, self.pauses, cap);
            }
        }
        self.silence.void(day, reason, self.limit(Stage::Closure));
    }

    /// R19: once, and only while the due date has not passed.
    fn extend(&mut self, event: &Event) {
        let parts = self.clock.policy.parts();
        let days = match event.value {
            Value::Days(days) => Some(days),
            _ => parts.extension_days,
        };
        let extended = match (&mut self.follow_up, days) {
            (Some(promise), Some(days)) => event
                .at
                .day(promise.zone())
                .is_some_and(|day| promise.extend(day, days, self.pauses, parts.hold_cap)),
            _ => false,
        };
        if !extended {
            self.notes.add(Note::IneffectiveExtension);
        }
    }

    /// R19: from the same day zero, unless the due date has passed.
    fn reclassify(&mut self, event: &Event) {
        let Value::Class(class) = event.value else { return };
        self.class = Some(class);
        let cap = self.clock.policy.parts().hold_cap;
        let limits = Stage::ALL.map(|stage| self.limit(stage));
        for promise in [&mut self.disposition, &mut self.follow_up].into_iter().flatten() {
            if let Some(day) = event.at.day(promise.zone()) {
                promise.relimit(day, limits[promise.stage() as usize], self.pauses, cap);
            }
        }
        self.silence.relimit(limits[Stage::Closure as usize]);
    }

    fn finish(&mut self) -> (Verdict, Verdict) {
        self.doubt_by_facts();
        let as_of = self.clock.as_of;
        let cap = self.clock.policy.parts().hold_cap;
        let agency = self.follow_up.as_ref().and_then(Promise::agency);
        let [disposition, follow_up] = [
            (Stage::Disposition, self.disposition.take()),
            (Stage::FollowUp, self.follow_up.take()),
        ]
        .map(|(stage, promise)| {
            let mut verdict = match promise {
                Some(promise) => promise.finish(as_of, self.pauses, cap),
                None => Verdict::not_started(stage, self.limit(stage)),
            };
            if let Some(reason) = self.unknown[stage as usize] {
                verdict = verdict.unknown(reason);
            }
            verdict.agency = agency;
            verdict
        });
        let limit = self.limit(Stage::Closure);
        self.silence.finish(as_of, limit, self.unknown[Stage::Closure as usize], agency);
        (disposition, follow_up)
    }

    /// R10 and R11: what the source does not record, and an answer without a disposition.
    fn doubt_by_facts(&mut self) {
        let unrecorded = |kind| self.facts.unrecorded.contains(kind);
        let dispositions = !unrecorded(EventKind::Dispositioned);
        let answers = !unrecorded(EventKind::FollowedUp);
        let by_activity =
            self.facts.last_activity_opens_silence && !unrecorded(EventKind::LastActivity);
        let replies = by_activity
            || !unrecorded(EventKind::ReporterReplied)
            || !unrecorded(EventKind::AdminReplied);
        let silence = (answers || by_activity) && replies && !unrecorded(EventKind::Closed);
        if !dispositions {
            self.doubt(Stage::Disposition, Reason::NotRecorded);
        }
        if !dispositions || !answers {
            self.doubt(Stage::FollowUp, Reason::NotRecorded);
        }
        if !silence {
            self.doubt(Stage::Closure, Reason::NotRecorded);
        }
        if self.seen.contains(EventKind::FollowedUp)
            && !self.seen.contains(EventKind::Dispositioned)
        {
            self.doubt(Stage::Disposition, Reason::Order);
            self.doubt(Stage::FollowUp, Reason::Order);
        } else if self.answer_before_disposition {
            self.doubt(Stage::FollowUp, Reason::Order);
        }
    }
}
