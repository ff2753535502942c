//! The rules, read aloud: what becomes of each promise of a report.

use lapor_core::{AgencyId, Event, EventKind, Reason, Stage};

use super::custody;
use super::expected::{Expected, Row};
use super::promise::{End, Promise};
use super::silence;
use super::story::{Standing, Story, void_reason};
use super::world::{Case, World};

/// What the rules expect of a case.
pub(crate) fn expect(world: &World, case: &Case) -> Expected {
    let story = Story::new(world, case);
    if story.submission.is_none() {
        // R3: before its submission a report is in no measure.
        return Expected {
            disposition: Row::not_started(Stage::Disposition),
            follow_up: Row::not_started(Stage::FollowUp),
            closures: Vec::new(),
            custodies: Vec::new(),
        };
    }
    let doubts = Doubts::of(&story);
    let agency = first_agency(&story);
    let marked = |row: Row, doubt: Option<Reason>| match doubt {
        Some(reason) => Row { agency, ..row.in_doubt(reason) },
        None => Row { agency, ..row },
    };
    let mut closures = silence::closures(&story);
    if doubts.closure.is_some() {
        // What an event in doubt did to the openings cannot be told: one row, the last.
        closures = closures.split_off(closures.len() - 1);
    }
    Expected {
        disposition: marked(disposition(&story), doubts.disposition),
        follow_up: marked(follow_up(&story), doubts.follow_up),
        closures: closures.into_iter().map(|row| marked(row, doubts.closure)).collect(),
        custodies: custody::custodies(&story, doubts.custody),
    }
}

/// The agency that an event sends the report to.
pub(crate) fn target(event: &Event) -> Option<AgencyId> {
    event.to_agency.or(event.agency)
}

fn first_disposition(story: &Story<'_>) -> Option<usize> {
    story.usable().find(|(_, event)| event.kind == EventKind::Dispositioned).map(|(place, _)| place)
}

fn first_agency(story: &Story<'_>) -> Option<AgencyId> {
    first_disposition(story).and_then(|place| target(&story.events[place].0))
}

/// From submission to the first disposition: the administrator's promise.
fn disposition(story: &Story<'_>) -> Row {
    let place = story.world.administrator();
    let zone = place.zone;
    let started =
        story.submission.filter(|&submission| story.events[submission].0.at.day(zone).is_some());
    let Some(opened) = started else {
        return Row::not_started(Stage::Disposition);
    };
    let promise =
        Promise { stage: Stage::Disposition, place, opened, extendable: false, agency: None };
    // R13: it ends once, by the first disposition; R18: or by what ends the report.
    for (at, event) in story.usable() {
        if event.kind == EventKind::Dispositioned {
            return promise.judge(story, End::Act(at, story.day(at, zone)));
        }
        if let Some(reason) = void_reason(event.kind) {
            return promise.judge(story, End::Void(at, reason));
        }
    }
    promise.judge(story, End::Open)
}

/// From the first disposition to the first follow-up, by whichever agency: R13, the first dispositioned
/// agency's promise.
fn follow_up(story: &Story<'_>) -> Row {
    let Some(opened) = first_disposition(story) else {
        return Row::not_started(Stage::FollowUp);
    };
    let place = story.world.place(first_agency(story));
    let promise = Promise { stage: Stage::FollowUp, place, opened, extendable: true, agency: None };
    let dispositioned = story.events[opened].0.at;
    for (at, event) in story.usable() {
        if at < opened {
            // R9: an answer that only for want of a time sorts before the disposition of its day is the
            // answer of that day.
            if event.kind == EventKind::FollowedUp
                && !event.at.precedes(dispositioned, story.world.policy.zone)
            {
                let day = story.day(at, place.zone);
                return promise.judge(story, End::Act(opened, day));
            }
            continue;
        }
        if event.kind == EventKind::FollowedUp {
            return promise.judge(story, End::Act(at, story.day(at, place.zone)));
        }
        if let Some(reason) = void_reason(event.kind) {
            return promise.judge(story, End::Void(at, reason));
        }
    }
    promise.judge(story, End::Open)
}

/// What cannot be judged, and why (R10, R11).
#[derive(Clone, Copy, Debug, Default)]
struct Doubts {
    disposition: Option<Reason>,
    follow_up: Option<Reason>,
    closure: Option<Reason>,
    custody: Option<Reason>,
}

impl Doubts {
    fn of(story: &Story<'_>) -> Self {
        let mut doubts = Doubts::default();
        doubts.weigh_unrecorded_kinds(story);
        doubts.weigh_doubtful_events(story);
        doubts.weigh_early_answers(story);
        let submission = story.submission.map(|place| story.events[place].0.at);
        if submission.is_some_and(|at| at.day(story.world.policy.zone).is_none()) {
            add(&mut doubts.disposition, Reason::MissingTime);
        }
        doubts
    }

    /// R10: what a source does not record may have happened.
    fn weigh_unrecorded_kinds(&mut self, story: &Story<'_>) {
        let facts = &story.case.facts;
        let recorded = |kind: EventKind| !facts.unrecorded.contains(kind);
        if !recorded(EventKind::Dispositioned) {
            add(&mut self.disposition, Reason::NotRecorded);
            add(&mut self.follow_up, Reason::NotRecorded);
        }
        if !recorded(EventKind::FollowedUp) {
            add(&mut self.follow_up, Reason::NotRecorded);
        }
        // R12: a last activity opens a window and is a reply, where the mapping says so.
        let activity = facts.last_activity_opens_silence && recorded(EventKind::LastActivity);
        let openings = recorded(EventKind::FollowedUp) || activity;
        let replies =
            activity || recorded(EventKind::ReporterReplied) || recorded(EventKind::AdminReplied);
        if !(openings && replies && recorded(EventKind::Closed)) {
            add(&mut self.closure, Reason::NotRecorded);
        }
        let moves = [
            EventKind::Dispositioned,
            EventKind::Forwarded,
            EventKind::Returned,
            EventKind::FollowedUp,
        ];
        if moves.into_iter().any(|kind| !recorded(kind)) {
            add(&mut self.custody, Reason::NotRecorded);
        }
    }

    /// R10 and R11: an event without a time or before the submission.
    fn weigh_doubtful_events(&mut self, story: &Story<'_>) {
        for (event, standing) in &story.events {
            let Standing::Doubtful(reason) = *standing else { continue };
            let (disposition, follow_up, closure, custody) = match event.kind {
                EventKind::Submitted | EventKind::Acknowledged => (false, false, false, false),
                // On the way to the disposition; only its order can be wrong.
                EventKind::Verified => (reason == Reason::Order, false, false, false),
                EventKind::Dispositioned | EventKind::Held | EventKind::Completed => {
                    (true, true, false, true)
                }
                EventKind::FollowedUp => (false, true, true, true),
                EventKind::Forwarded | EventKind::Returned => (false, false, false, true),
                EventKind::Extended => (false, true, false, true),
                EventKind::ReporterReplied
                | EventKind::AdminReplied
                | EventKind::Closed
                | EventKind::Reopened => (false, false, true, false),
                EventKind::LastActivity => {
                    (false, false, story.case.facts.last_activity_opens_silence, false)
                }
                EventKind::Archived
                | EventKind::Merged
                | EventKind::Withdrawn
                | EventKind::Reclassified => (true, true, true, true),
            };
            for (touched, doubt) in [
                (disposition, &mut self.disposition),
                (follow_up, &mut self.follow_up),
                (closure, &mut self.closure),
                (custody, &mut self.custody),
            ] {
                if touched {
                    add(doubt, reason);
                }
            }
        }
    }

    /// R11: a follow-up surely before any disposition. Without any disposition at all, whatever is known of
    /// its time, that stage is in doubt too: somebody must have passed the report on.
    fn weigh_early_answers(&mut self, story: &Story<'_>) {
        let zone = story.world.policy.zone;
        let dispositions: Vec<&Event> = story
            .events
            .iter()
            .map(|(event, _)| event)
            .filter(|event| event.kind == EventKind::Dispositioned)
            .collect();
        let answered = |event: &Event| event.kind == EventKind::FollowedUp;
        for (_, answer) in story.usable().filter(|(_, event)| answered(event)) {
            if dispositions.iter().all(|event| answer.at.precedes(event.at, zone)) {
                add(&mut self.follow_up, Reason::Order);
            }
        }
        if dispositions.is_empty() && story.events.iter().any(|(event, _)| answered(event)) {
            add(&mut self.disposition, Reason::Order);
            add(&mut self.follow_up, Reason::Order);
        }
    }
}

/// Of several reasons the strongest stays: not recorded, then order, then a missing time.
fn add(doubt: &mut Option<Reason>, reason: Reason) {
    let strength = |reason: Reason| match reason {
        Reason::NotRecorded => 3,
        Reason::Order => 2,
        _ => 1,
    };
    if doubt.is_none_or(|old| strength(old) < strength(reason)) {
        *doubt = Some(reason);
    }
}
