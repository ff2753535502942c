//! Hand-written histories of March 2015.

use lapor_core::*;

/// A history of March 2015 in days of the month; the hour, where given, is WIB.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) facts: Facts,
    pub(crate) events: Vec<Event>,
}

pub(crate) fn case() -> Case {
    Case { facts: Facts::default(), events: Vec::new() }
}

impl Case {
    pub(crate) fn on(mut self, date: u32, kind: EventKind) -> Self {
        self.events.push(Event::new(When::on(day(2015, 3, date)), kind));
        self
    }

    pub(crate) fn at(mut self, date: u32, hour: i64, kind: EventKind) -> Self {
        let instant = Instant::local(day(2015, 3, date), hour * 3_600_000_000, Zone::WIB);
        let when = instant.map_or(When::UNKNOWN, When::at);
        self.events.push(Event::new(when, kind));
        self
    }

    pub(crate) fn unknown(mut self, kind: EventKind) -> Self {
        self.events.push(Event::new(When::UNKNOWN, kind));
        self
    }

    pub(crate) fn by(mut self, party: Party) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.by(party);
        }
        self
    }

    pub(crate) fn carrying(mut self, value: Value) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.carrying(value);
        }
        self
    }

    pub(crate) fn of(mut self, agency: u32) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.from(AgencyId::from_index(agency));
        }
        self
    }

    pub(crate) fn to(mut self, agency: u32) -> Self {
        if let Some(event) = self.events.last_mut() {
            *event = event.to(AgencyId::from_index(agency));
        }
        self
    }

    pub(crate) fn judged(&self, policy: &Policy, as_of: Day) -> Assessment {
        let calendar = Calendar::indonesia();
        let clock = Clock::new(policy, &calendar, as_of).expect("one reading of joint leave");
        clock.assess(&History::new(self.facts, self.events.clone(), policy.zone()))
    }

    pub(crate) fn as_of(&self, date: u32) -> Assessment {
        self.judged(&Policy::lapor(), day(2015, 3, date))
    }
}

pub(crate) fn march(date: u32) -> Option<Day> {
    Some(day(2015, 3, date))
}

pub(crate) fn outcome(verdict: &Verdict) -> (Outcome, Option<Reason>) {
    (verdict.outcome, verdict.reason)
}

/// Answered on Wednesday 4 March: the ten working days of silence end on Wednesday 18.
pub(crate) fn answered() -> Case {
    use EventKind::{Dispositioned, FollowedUp, Submitted};
    case().on(2, Submitted).on(3, Dispositioned).on(4, FollowedUp)
}
