//! The fold: the events of one report in order, each told to the promises and the silence.

use crate::day::Day;
use crate::event::{Event, EventKind, KindSet, Value};
use crate::history::Facts;
use crate::id::AgencyId;
use crate::policy::Limit;
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Reason, Verdict};
use crate::when::When;

use super::Clock;
use super::custody::{Chain, Custody, HolderLimits, Stays};
use super::pause::{Holds, Pauses};
use super::promise::{Promise, Terms};
use super::silence::Silence;

/// What a fold gives beside the rows that it writes into the caller's storage.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) submitted: Option<When>,
    pub(super) disposition: Verdict,
    pub(super) follow_up: Verdict,
    pub(super) notes: Notes,
}

/// What is known so far of one report.
pub(super) struct Fold<'c, 'a, 's> {
    clock: &'c Clock<'a>,
    facts: &'c Facts,
    /// The limits of its class, by stage.
    limits: &'c [Limit; Stage::ALL.len()],
    pauses: &'s mut Pauses,
    disposition: Option<Promise>,
    follow_up: Option<Promise>,
    silence: Silence<'a>,
    closures: &'s mut Vec<Verdict>,
    /// Absent where nobody asks for it.
    chain: Option<Chain<'c, 'a, 's>>,
    /// An answer of the day of the disposition that stands before it for want of a time.
    early_answer: Option<When>,
    answer_before_disposition: bool,
    seen: KindSet,
    unknown: [Option<Reason>; Stage::ALL.len()],
    pub(super) notes: Notes,
}

impl<'c, 'a, 's> Fold<'c, 'a, 's> {
    pub(super) fn new(
        clock: &'c Clock<'a>,
        facts: &'c Facts,
        pauses: &'s mut Pauses,
        closures: &'s mut Vec<Verdict>,
        stays: &'s mut Stays,
    ) -> Self {
        let reply = clock.policy.parts().reply;
        Fold {
            clock,
            facts,
            limits: clock.limits.of(facts.class, facts.complexity),
            pauses,
            disposition: None,
            follow_up: None,
            silence: Silence::new(clock.administrator.calendar, reply),
            closures,
            chain: clock.custody.then(|| Chain::new(clock, stays)),
            early_answer: None,
            answer_before_disposition: false,
            seen: KindSet::EMPTY,
            unknown: [None; Stage::ALL.len()],
            notes: Notes::default(),
        }
    }

    pub(super) fn run(mut self, events: &[Event], custodies: &mut Vec<Custody>) -> Folded {
        let zone = self.clock.policy.zone();
        let submitted = events.iter().find(|event| event.kind == EventKind::Submitted);
        let Some(submitted) = submitted.map(|event| event.at) else {
            let not_started = |stage| Verdict::not_started(stage, self.limit(stage));
            return Folded {
                submitted: None,
                disposition: not_started(Stage::Disposition),
                follow_up: not_started(Stage::FollowUp),
                notes: self.notes,
            };
        };
        match submitted.day(zone) {
            Some(day) => {
                let limit = self.limit(Stage::Disposition);
                self.disposition = Some(Promise::start(Stage::Disposition, day, limit, None));
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
        for (place, event) in events.iter().enumerate() {
            if event.kind == EventKind::Submitted {
                continue;
            }
            self.seen = self.seen.with(event.kind);
            if event.at.precedes(submitted, zone) {
                self.notes.add(Note::BeforeSubmission);
                self.doubt_touched(event, Reason::Order);
            } else if let Some(day) = event.at.day(zone) {
                self.step(event, day, dispositioned, &events[place + 1..]);
            } else {
                self.doubt_touched(event, Reason::MissingTime);
            }
        }
        let (disposition, follow_up) = self.finish();
        let unknown = self.unknown[Stage::Custody as usize];
        let limits = self.holder_limits();
        if let Some(chain) = self.chain {
            chain.finish(unknown, limits, self.pauses.spans(), custodies);
        }
        Folded { submitted: Some(submitted), disposition, follow_up, notes: self.notes }
    }

    fn limit(&self, stage: Stage) -> Limit {
        self.limits[stage as usize]
    }

    fn holder_limits(&self) -> HolderLimits {
        HolderLimits {
            administrator: self.limit(Stage::Disposition),
            agency: self.limit(Stage::Custody),
        }
    }

    /// Where a stage of the first agency is counted, and what has paused it.
    fn terms(&self, stage: Stage, agency: Option<AgencyId>) -> Terms<'_> {
        let office = self.clock.office(stage, agency);
        Terms { office, holds: Holds::new(self.pauses.spans(), self.clock.policy) }
    }

    /// R10 and R11: what an event without a usable time leaves in doubt.
    fn doubt_touched(&mut self, event: &Event, reason: Reason) {
        if let Some(chain) = &mut self.chain {
            chain.doubtful_arrival(event, reason);
        }
        let stages: &[Stage] = match event.kind {
            EventKind::Verified if reason == Reason::Order => &[Stage::Disposition],
            EventKind::Dispositioned | EventKind::Held | EventKind::Completed => {
                &[Stage::Disposition, Stage::FollowUp, Stage::Custody]
            }
            EventKind::FollowedUp => &[Stage::FollowUp, Stage::Closure, Stage::Custody],
            EventKind::Forwarded | EventKind::Returned => &[Stage::Custody],
            EventKind::LastActivity if !self.facts.last_activity_opens_silence => &[],
            EventKind::ReporterReplied
            | EventKind::AdminReplied
            | EventKind::LastActivity
            | EventKind::Closed
            | EventKind::Reopened => &[Stage::Closure],
            EventKind::Extended => &[Stage::FollowUp, Stage::Custody],
            EventKind::Archived
            | EventKind::Merged
            | EventKind::Withdrawn
            | EventKind::Reclassified => &Stage::ALL,
            EventKind::Submitted | EventKind::Verified | EventKind::Acknowledged => &[],
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

    /// One event of a known day; `later` are those that follow it.
    fn step(&mut self, event: &Event, day: Day, dispositioned: Option<When>, later: &[Event]) {
        self.silence.advance(day);
        match event.kind {
            EventKind::Dispositioned => self.disposition(event, day),
            EventKind::Forwarded => {
                if event.to_agency.is_none() {
                    self.notes.add(Note::UnnamedReceiver);
                }
                let limits = self.holder_limits();
                if let Some(chain) = &mut self.chain {
                    let last = !sends_again(event, later);
                    chain.forwarded(event, last, limits, self.pauses.spans());
                }
            }
            EventKind::Returned => {
                let limits = self.holder_limits();
                if let Some(chain) = &mut self.chain {
                    chain.returned(event, limits, self.pauses.spans());
                }
            }
            EventKind::FollowedUp => {
                self.answer(event.at, dispositioned);
                if let Some(chain) = &mut self.chain {
                    chain.followed_up(event, self.pauses.spans());
                }
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
            EventKind::Reopened => self.closures.extend(self.silence.reopen(&mut self.notes)),
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
            EventKind::Submitted | EventKind::Verified | EventKind::Acknowledged => {}
        }
    }

    /// R13: the first disposition ends one stage and starts the next; no later one does.
    fn disposition(&mut self, event: &Event, day: Day) {
        self.pauses.close(event.at);
        self.of_promise(Stage::Disposition, event.at, |promise, _, terms| promise.act(day, terms));
        if event.to_agency.or(event.agency).is_none() {
            self.notes.add(Note::UnnamedReceiver);
        }
        if self.chain.is_some() {
            let limits = self.holder_limits();
            if let Some(chain) = &mut self.chain {
                chain.dispositioned(event, limits, self.pauses.spans());
            }
        }
        if self.follow_up.is_some() {
            return;
        }
        let agency = event.to_agency.or(event.agency);
        let terms = self.terms(Stage::FollowUp, agency);
        let limit = self.limit(Stage::FollowUp);
        let start = event.at.day(terms.zone()).unwrap_or(day);
        let mut promise = Promise::start(Stage::FollowUp, start, limit, agency);
        if let Some(answer) = self.early_answer {
            promise.act(answer.day(terms.zone()).unwrap_or(start), terms);
        }
        self.follow_up = Some(promise);
    }

    /// R13: the first follow-up counts, by whichever agency.
    fn answer(&mut self, at: When, dispositioned: Option<When>) {
        if self.follow_up.is_some() {
            self.pauses.close(at);
            self.of_promise(Stage::FollowUp, at, |promise, day, terms| promise.act(day, terms));
            return;
        }
        let zone = self.clock.policy.zone();
        let same_day = dispositioned.is_some_and(|first| !at.precedes(first, zone));
        if same_day {
            self.early_answer = self.early_answer.or(Some(at));
        } else if !self.seen.contains(EventKind::Dispositioned) {
            self.answer_before_disposition = true;
            self.notes.add(Note::AnswerWithoutDisposition);
        }
    }

    /// Tells the promises that have begun what happened, each on the day of its own zone.
    fn each_promise(&mut self, at: When, mut happen: impl FnMut(&mut Promise, Day, Terms<'_>)) {
        self.of_promise(Stage::Disposition, at, &mut happen);
        self.of_promise(Stage::FollowUp, at, happen);
    }

    /// Tells one promise, if it has begun.
    fn of_promise(
        &mut self,
        stage: Stage,
        at: When,
        happen: impl FnOnce(&mut Promise, Day, Terms<'_>),
    ) {
        let promise = match stage {
            Stage::Disposition => &mut self.disposition,
            _ => &mut self.follow_up,
        };
        let Some(promise) = promise else { return };
        let office = self.clock.office(promise.stage(), promise.agency());
        let terms = Terms { office, holds: Holds::new(self.pauses.spans(), self.clock.policy) };
        if let Some(day) = at.day(terms.zone()) {
            happen(promise, day, terms);
        }
    }

    fn void(&mut self, at: When, day: Day, reason: Reason) {
        self.each_promise(at, |promise, day, terms| promise.void(day, reason, terms));
        if let Some(chain) = &mut self.chain {
            chain.void(at, reason, self.pauses.spans());
        }
        self.silence.void(day, reason, self.limit(Stage::Closure));
    }

    /// R19: once, and only while the due date has not passed.
    fn extend(&mut self, event: &Event) {
        let days = match event.value {
            Value::Days(days) => Some(days),
            _ => self.clock.policy.parts().extension_days,
        };
        let mut extended = false;
        if let Some(days) = days {
            self.each_promise(event.at, |promise, day, terms| {
                if promise.stage() == Stage::FollowUp {
                    extended = promise.extend(day, days, terms);
                }
            });
            if let Some(chain) = &mut self.chain {
                chain.extend(event.at, days, self.pauses.spans());
            }
        }
        if !extended {
            self.notes.add(Note::IneffectiveExtension);
        }
    }

    /// R19: from the same day zero, unless the due date has passed.
    fn reclassify(&mut self, event: &Event) {
        let Value::Class(class) = event.value else { return };
        self.limits = self.clock.limits.of(Some(class), self.facts.complexity);
        let limits = *self.limits;
        self.each_promise(event.at, |promise, day, terms| {
            promise.relimit(day, limits[promise.stage() as usize], terms);
        });
        let holders = self.holder_limits();
        if let Some(chain) = &mut self.chain {
            chain.relimit(event.at, holders, self.pauses.spans());
        }
        self.silence.relimit(limits[Stage::Closure as usize]);
    }

    fn finish(&mut self) -> (Verdict, Verdict) {
        self.doubt_by_facts();
        let as_of = self.clock.as_of;
        let agency = self.follow_up.as_ref().and_then(Promise::agency);
        let of = |stage: Stage, promise: &Option<Promise>| {
            let mut verdict = match promise {
                Some(promise) => promise.finish(as_of, self.terms(stage, agency)),
                None => Verdict::not_started(stage, self.limit(stage)),
            };
            if let Some(reason) = self.unknown[stage as usize] {
                verdict = verdict.unknown(reason);
            }
            verdict.agency = agency;
            verdict
        };
        let disposition = of(Stage::Disposition, &self.disposition);
        let follow_up = of(Stage::FollowUp, &self.follow_up);
        let limit = self.limit(Stage::Closure);
        let last = self.silence.finish(as_of, limit);
        match self.unknown[Stage::Closure as usize] {
            Some(reason) => {
                self.closures.clear();
                self.closures.push(last.unknown(reason));
            }
            None => self.closures.push(last),
        }
        for closure in self.closures.iter_mut() {
            closure.agency = agency;
        }
        (disposition, follow_up)
    }

    /// R10 and R11: what the source does not record, and an answer without a disposition.
    fn doubt_by_facts(&mut self) {
        for stage in Stage::ALL {
            if !is_recorded(self.facts, stage) {
                self.doubt(stage, Reason::NotRecorded);
            }
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

/// R10: whether the source records what a verdict on this stage rests on.
#[inline]
pub(super) fn is_recorded(facts: &Facts, stage: Stage) -> bool {
    let recorded = |kind| !facts.unrecorded.contains(kind);
    let passed_on = recorded(EventKind::Dispositioned);
    let answered = recorded(EventKind::FollowedUp);
    match stage {
        Stage::Disposition => passed_on,
        Stage::FollowUp => passed_on && answered,
        Stage::Closure => {
            let by_activity =
                facts.last_activity_opens_silence && recorded(EventKind::LastActivity);
            let replied = recorded(EventKind::ReporterReplied) || recorded(EventKind::AdminReplied);
            (by_activity || answered && replied) && recorded(EventKind::Closed)
        }
        Stage::Custody => {
            let handed_on = recorded(EventKind::Forwarded) && recorded(EventKind::Returned);
            passed_on && answered && handed_on
        }
    }
}

/// Whether the same agency sends the report to a further one at the same moment: what it sends to several, it
/// sends at once (R14).
fn sends_again(event: &Event, later: &[Event]) -> bool {
    let sends = |other: &Event| {
        other.agency == event.agency && other.to_agency.is_some_and(|to| Some(to) != event.agency)
    };
    later.iter().take_while(|other| other.at == event.at && other.kind == event.kind).any(sends)
}
