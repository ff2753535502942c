//! The fold: the events of one report in order, each told to the promises and the silence.

use crate::day::{Day, When};
use crate::event::{Event, EventKind, KindSet, Value};
use crate::history::Facts;
use crate::id::ClassId;
use crate::policy::Limit;
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Reason, Verdict};

use super::Clock;
use super::pause::Pauses;
use super::promise::Promise;
use super::silence::Silence;

/// What is known so far of one report.
pub(super) struct Fold<'c, 'a, 's> {
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
    pub(super) notes: Notes,
}

impl<'c, 'a, 's> Fold<'c, 'a, 's> {
    pub(super) fn new(
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

    pub(super) fn run(mut self, events: &[Event]) -> (Option<When>, Verdict, Verdict, Notes) {
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
