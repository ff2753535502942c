//! Custody: every agency that holds the report, and the administrator it came back to (R13, R14).

use std::collections::BTreeSet;

use lapor_core::{AgencyId, Event, EventKind, Reason, Scope, Stage};

use super::expected::{CustodyRow, Row};
use super::model::target;
use super::promise::{End, Promise};
use super::story::{Standing, Story, void_reason};

/// What is known of one custody.
#[derive(Clone, Copy)]
struct Custody {
    /// The administrator if absent.
    holder: Option<AgencyId>,
    scope: Scope,
    opened: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Over(End),
    /// The act at this place, of an agency that is not named, may have ended it.
    Unnamed(usize),
    /// The arrival itself is in doubt.
    Doubtful(Reason),
}

/// Where the report is, and all custodies so far in the order in which they were opened.
struct Keeping<'s, 'w> {
    story: &'s Story<'w>,
    tokens: BTreeSet<AgencyId>,
    custodies: Vec<Custody>,
    /// The place of the last answer that ended no custody, or whose agency is not named.
    stray_answer: Option<usize>,
    /// The place of the last departure of an agency that did not hold the report.
    stray_departure: Option<usize>,
}

/// The custodies of a report, all of them in doubt if there is one.
pub(crate) fn custodies(story: &Story<'_>, doubt: Option<Reason>) -> Vec<CustodyRow> {
    let mut keeping = Keeping {
        story,
        tokens: BTreeSet::new(),
        custodies: Vec::new(),
        stray_answer: None,
        stray_departure: None,
    };
    for (at, (event, standing)) in story.events.iter().enumerate() {
        match *standing {
            Standing::Usable => keeping.happened(at, event),
            Standing::Doubtful(reason) => keeping.may_have_arrived(at, event, reason),
            Standing::Submission | Standing::Ignored => {}
        }
    }
    keeping.custodies.iter().map(|custody| judged(story, custody, doubt)).collect()
}

impl Custody {
    /// The promise that it is: an agency's as for a follow-up, the administrator's as for a disposition.
    fn promise<'w>(&self, story: &Story<'w>) -> Promise<'w> {
        Promise {
            stage: if self.holder.is_some() { Stage::FollowUp } else { Stage::Disposition },
            place: story.world.place(self.holder),
            opened: self.opened,
            extendable: self.holder.is_some(),
            agency: self.holder,
        }
    }
}

fn judged(story: &Story<'_>, custody: &Custody, doubt: Option<Reason>) -> CustodyRow {
    let promise = custody.promise(story);
    let (judged, own) = match custody.state {
        State::Open => (promise.judge(story, End::Open), None),
        State::Over(end) => (promise.judge(story, end), None),
        State::Unnamed(at) => {
            let ended = End::Act(at, story.day(at, promise.place.zone));
            let row = Row { ended: None, ..promise.judge(story, ended) };
            (row, Some(Reason::UnnamedAgency))
        }
        State::Doubtful(reason) => {
            let row = Row { agency: custody.holder, ..Row::not_started(promise.stage) };
            (row, Some(reason))
        }
    };
    // A doubt about all of them is the stronger one.
    let judged = match doubt.or(own) {
        Some(reason) => judged.in_doubt(reason),
        None => judged,
    };
    let row = Row { stage: Stage::Custody, ..judged };
    CustodyRow { holder: custody.holder, scope: custody.scope, row }
}

impl Keeping<'_, '_> {
    fn happened(&mut self, at: usize, event: &Event) {
        match event.kind {
            EventKind::Dispositioned => {
                self.end(at, at, |custody| custody.holder.is_none());
                if let Some(agency) = target(event) {
                    self.arrive(at, agency);
                }
            }
            EventKind::Forwarded => self.forwarded(at, event),
            EventKind::Returned => self.returned(at, event),
            EventKind::FollowedUp => match event.agency {
                // R14: to its own follow-up, or its unit's.
                Some(agency) => {
                    if !self.answered(at, at, agency) {
                        self.stray_answer = Some(at);
                    }
                }
                None => {
                    self.doubt(at, at, |holder| holder.is_some());
                    self.stray_answer = Some(at);
                }
            },
            kind => {
                if let Some(reason) = void_reason(kind) {
                    for custody in self.open() {
                        custody.state = State::Over(End::Void(at, reason));
                    }
                }
            }
        }
    }

    fn open(&mut self) -> impl Iterator<Item = &mut Custody> {
        self.custodies.iter_mut().filter(|custody| custody.state == State::Open)
    }

    /// Ends those open custodies by `act`, which is told at the event `at`; whether there were any.
    fn end(&mut self, at: usize, act: usize, whose: impl Fn(&Custody) -> bool) -> bool {
        let story = self.story;
        let mut any = false;
        for custody in self.open().filter(|custody| whose(custody)) {
            let day = story.day(act, story.world.place(custody.holder).zone);
            custody.state = State::Over(End::Act(at, day));
            any = true;
        }
        any
    }

    /// R14: an agency answers, for itself and for those above it.
    fn answered(&mut self, at: usize, act: usize, agency: AgencyId) -> bool {
        let world = self.story.world;
        self.end(at, act, |custody| {
            custody.holder.is_some_and(|holder| world.within(agency, holder))
        })
    }

    /// Leaves those open custodies in doubt, which are then over. One that was broken before `act` stays:
    /// whoever acted, the breach does not heal (R5).
    fn doubt(&mut self, at: usize, act: usize, whose: impl Fn(Option<AgencyId>) -> bool) {
        let story = self.story;
        for custody in self.open().filter(|custody| whose(custody.holder)) {
            let promise = custody.promise(story);
            let day = story.day(act, promise.place.zone);
            if !promise.broken_before(story, at, day) {
                custody.state = State::Unnamed(at);
            }
        }
    }

    fn holds(&self, agency: AgencyId, scopes: &[Scope]) -> bool {
        self.custodies.iter().any(|custody| {
            custody.state == State::Open
                && custody.holder == Some(agency)
                && scopes.contains(&custody.scope)
        })
    }

    fn opens(&mut self, at: usize, holder: Option<AgencyId>, scope: Scope) {
        self.custodies.push(Custody { holder, scope, opened: at, state: State::Open });
    }

    /// R14: an arrival opens the agency's custody, and one of each agency above that holds nothing yet.
    fn arrive(&mut self, at: usize, agency: AgencyId) {
        let before = self.custodies.len();
        self.tokens.insert(agency);
        if !self.holds(agency, &[Scope::Own, Scope::Both]) {
            let in_tree = self.holds(agency, &[Scope::Tree]);
            self.opens(at, Some(agency), if in_tree { Scope::Own } else { Scope::Both });
        }
        for parent in self.story.world.above(agency) {
            if !self.holds(parent, &[Scope::Own, Scope::Tree, Scope::Both]) {
                self.opens(at, Some(parent), Scope::Tree);
            }
        }
        if before < self.custodies.len() {
            self.meet_strays(at, agency);
        }
    }

    /// R9: what only for want of a time sorts before the arrival may be the answer to it, or the departure
    /// after it; the answer first.
    fn meet_strays(&mut self, at: usize, arrived: AgencyId) {
        let story = self.story;
        let world = story.world;
        let event = |place: usize| &story.events[place].0;
        let in_doubt = |place: &usize| !event(*place).at.precedes(event(at).at, world.policy.zone);
        if let Some(answer) = self.stray_answer.filter(in_doubt) {
            match event(answer).agency {
                Some(agency) if world.within(agency, arrived) => {
                    self.answered(at, answer, agency);
                }
                Some(_) => {}
                None => self.doubt(at, answer, |holder| {
                    holder.is_some_and(|holder| world.within(arrived, holder))
                }),
            }
        }
        if let Some(departure) = self.stray_departure.filter(in_doubt)
            && event(departure).agency == Some(arrived)
        {
            self.tokens.remove(&arrived);
            self.hand_on(at, departure);
        }
    }

    /// R14: custodies whose tree holds the report no more after `departure` are handed on.
    fn hand_on(&mut self, at: usize, departure: usize) {
        let (story, tokens) = (self.story, self.tokens.clone());
        for custody in self.open() {
            let Some(holder) = custody.holder else { continue };
            if !tokens.iter().any(|&token| story.world.within(token, holder)) {
                let day = story.day(departure, story.world.place(custody.holder).zone);
                custody.state = State::Over(End::Left(at, day));
            }
        }
    }

    /// R14: all that one agency passes on at one instant is one act: first the arrivals, then its
    /// departure. To itself is nothing; to nobody knows whom is nothing either.
    fn forwarded(&mut self, at: usize, event: &Event) {
        let Some(sender) = event.agency else {
            if let Some(agency) = event.to_agency {
                let world = self.story.world;
                self.doubt(at, at, |holder| {
                    holder.is_some_and(|holder| !world.within(agency, holder))
                });
                self.arrive(at, agency);
            }
            return;
        };
        let moves = |other: &Event| {
            other.kind == EventKind::Forwarded
                && other.agency == Some(sender)
                && other.to_agency.is_some_and(|to| to != sender)
        };
        let Some(to) = event.to_agency.filter(|_| moves(event)) else { return };
        self.arrive(at, to);
        let of_this_act = |other: &Event| moves(other) && other.at == event.at;
        if self.story.usable().any(|(place, other)| at < place && of_this_act(other)) {
            return;
        }
        if self.tokens.remove(&sender) {
            self.hand_on(at, at);
        } else {
            self.stray_departure = Some(at);
        }
    }

    /// R13: what comes back is the administrator's again, until the next disposition. A disposition of
    /// that day to another agency that may as well have come after it has answered it already.
    fn returned(&mut self, at: usize, event: &Event) {
        let story = self.story;
        match event.agency {
            Some(agency) => {
                // What is not in its remit, no unit of it holds any more.
                let before = self.tokens.len();
                self.tokens.retain(|&token| !story.world.within(token, agency));
                if self.tokens.len() < before {
                    self.hand_on(at, at);
                } else {
                    self.stray_departure = Some(at);
                }
            }
            None => self.doubt(at, at, |holder| holder.is_some()),
        }
        if self.custodies.iter().any(|it| it.holder.is_none() && it.state == State::Open) {
            return;
        }
        self.opens(at, None, Scope::Both);
        let zone = story.world.policy.zone;
        let earlier: Vec<&Event> = story
            .usable()
            .filter(|(place, other)| *place < at && other.kind == EventKind::Dispositioned)
            .map(|(_, other)| other)
            .collect();
        // Of them only the last, and the last to another agency than that.
        let last = earlier.last().copied();
        let other = last.and_then(|last| {
            earlier.iter().rev().copied().find(|other| target(other) != target(last))
        });
        let answers = |disposition: &Event| {
            !disposition.at.precedes(event.at, zone)
                && !event.at.precedes(disposition.at, zone)
                && (event.agency.is_none() || target(disposition) != event.agency)
        };
        if last.is_some_and(answers) || other.is_some_and(answers) {
            self.end(at, at, |custody| custody.holder.is_none());
        }
    }

    /// An arrival without a time, or before the submission.
    fn may_have_arrived(&mut self, at: usize, event: &Event, reason: Reason) {
        let arrived = match event.kind {
            EventKind::Dispositioned => target(event),
            EventKind::Forwarded => event.to_agency.filter(|&to| event.agency != Some(to)),
            _ => None,
        };
        if let Some(agency) = arrived {
            self.custodies.push(Custody {
                holder: Some(agency),
                scope: Scope::Own,
                opened: at,
                state: State::Doubtful(reason),
            });
        }
    }
}
