//! Random cases: journeys as they happen, what is hard to tell in them, and events thrown together.

use fastrand::Rng;
use lapor_core::{
    AgencyId, ClassId, ComplexityId, Day, Event, EventKind, Facts, Instant, KindSet, Party,
    ReportIndex, Value, When,
};

mod journey;
mod tangle;

use super::world::{Case, World};
use super::worlds::{first_day, later};

/// How a source writes its times.
#[derive(Clone, Copy)]
enum Clockwork {
    Dates,
    Moments,
    Both,
}

/// A history in the making.
struct Draft<'a> {
    rng: &'a mut Rng,
    world: &'a World,
    clockwork: Clockwork,
    /// The day that the journey has reached.
    today: Day,
    /// Microseconds since midnight that the journey has reached.
    hour: i64,
    events: Vec<Event>,
}

/// The case of this world and generator.
pub(crate) fn case(rng: &mut Rng, world: &World) -> Case {
    let clockwork = match rng.u8(..4) {
        0 => Clockwork::Dates,
        1 | 2 => Clockwork::Moments,
        _ => Clockwork::Both,
    };
    let start = later(first_day(), rng.i32(0..21));
    let mut draft = Draft { rng, world, clockwork, today: start, hour: 0, events: Vec::new() };
    match draft.rng.u8(..12) {
        0..=5 => draft.journey(),
        6..=7 => {
            draft.journey();
            for _ in 0..draft.rng.u8(1..4) {
                draft.stray(start);
            }
        }
        8..=9 => draft.tangle(),
        _ => draft.chaos(start),
    }
    draft.blemishes();
    let (facts, end) = (draft.facts(), draft.today);
    let mut events = draft.events;
    events.truncate(14);
    let edge = world.calendars[rng.usize(..world.calendars.len())].last;
    let as_of = match rng.u8(..5) {
        0 => later(start, rng.i32(-2..90)),
        1 => later(end, rng.i32(-3..4)),
        2 if edge.since(start) < 90 => later(edge, rng.i32(-1..16)),
        _ => later(start, rng.i32(0..(end.since(start) + 25).max(1))),
    };
    Case { facts, events, as_of }
}

impl Draft<'_> {
    fn facts(&mut self) -> Facts {
        let mut unrecorded = KindSet::EMPTY;
        if self.rng.u8(..12) == 0 {
            for _ in 0..self.rng.u8(1..4) {
                unrecorded = unrecorded.with(self.kind());
            }
        }
        Facts {
            class: [None, Some(ClassId(0)), Some(ClassId(1)), Some(ClassId(2))]
                [self.rng.usize(..4)],
            complexity: [None, Some(ComplexityId(0)), Some(ComplexityId(1))][self.rng.usize(..3)],
            unrecorded,
            last_activity_opens_silence: self.rng.u8(..4) == 0,
        }
    }

    fn kind(&mut self) -> EventKind {
        EventKind::ALL[self.rng.usize(..EventKind::ALL.len())]
    }

    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(..100) < percent
    }

    /// Some days on; `often` most of the time, seldom far more.
    fn wait(&mut self, often: i32) {
        let days = match self.rng.u8(..10) {
            0..=2 => 0,
            3..=7 => self.rng.i32(0..=often),
            8 => self.rng.i32(0..=often * 2),
            _ => self.rng.i32(0..=often * 4),
        };
        if days != 0 {
            self.hour = 0;
        }
        self.today = later(self.today, days);
    }

    fn when(&mut self, day: Day) -> When {
        let moment = match self.clockwork {
            Clockwork::Dates => false,
            Clockwork::Moments => true,
            Clockwork::Both => self.rng.bool(),
        };
        // Half of the moments lie near midnight, where zones disagree about the day.
        let hour = match self.rng.u8(..4) {
            0 => self.rng.i64(0..3),
            1 => self.rng.i64(21..24),
            _ => self.rng.i64(7..18),
        };
        let micros = (hour * 3600 + self.rng.i64(0..4) * 900) * 1_000_000;
        if day == self.today {
            self.hour = self.hour.max(micros);
        }
        let micros = if day == self.today && self.rng.u8(..8) != 0 { self.hour } else { micros };
        match Instant::local(day, micros, self.world.policy.zone) {
            Some(instant) if moment => When::at(instant),
            _ => When::on(day),
        }
    }

    fn agency(&mut self) -> AgencyId {
        // The last place is that of an agency which the tree does not list.
        let places = self.world.desks.len() as u32;
        let place = if self.rng.u8(..40) == 0 { places } else { self.rng.u32(..places) };
        AgencyId::from_index(place)
    }

    fn push(&mut self, kind: EventKind, party: Party) -> &mut Event {
        let at = self.when(self.today);
        let party = if self.rng.u8(..12) == 0 { None } else { Some(party) };
        let value = match kind {
            EventKind::Extended if self.rng.u8(..3) != 0 => Value::Days(self.rng.u16(1..12)),
            EventKind::Reclassified if self.rng.u8(..6) != 0 => {
                Value::Class(ClassId(self.rng.u16(..3)))
            }
            EventKind::Merged => Value::Report(ReportIndex(self.rng.u32(..9))),
            _ => Value::None,
        };
        let event = Event { party, value, ..Event::new(at, kind) };
        self.events.push(event);
        let last = self.events.len() - 1;
        &mut self.events[last]
    }

    /// An event of any kind anywhere.
    fn stray(&mut self, start: Day) {
        let kind = self.kind();
        let party = Party::ALL[self.rng.usize(..4)];
        let day = later(start, self.rng.i32(-1..40));
        let at = self.when(day);
        let (agency, to_agency) = (self.agency(), self.agency());
        let (named, sent) = (self.chance(80), self.chance(70));
        let event = self.push(kind, party);
        event.at = at;
        event.agency = Some(agency).filter(|_| named);
        event.to_agency = Some(to_agency).filter(|_| sent);
    }

    /// Events of any kind, often several on one day.
    fn chaos(&mut self, start: Day) {
        if self.chance(90) {
            self.push(EventKind::Submitted, Party::Reporter);
        }
        for _ in 0..self.rng.u8(0..12) {
            self.stray(start);
            if self.chance(40) {
                let day = later(start, self.rng.i32(0..6));
                let at = self.when(day);
                let last = self.events.len() - 1;
                self.events[last].at = at;
            }
        }
    }

    /// What sources get wrong: times that are missing, copies, agencies that are not named, order.
    fn blemishes(&mut self) {
        if self.events.is_empty() {
            return;
        }
        if self.chance(5) {
            let place = self.rng.usize(..self.events.len());
            self.events[place].at = When::UNKNOWN;
        }
        if self.chance(10) {
            let place = self.rng.usize(..self.events.len());
            let copy = self.events[place];
            self.events.push(copy);
        }
        if self.chance(6) {
            let place = self.rng.usize(..self.events.len());
            self.events[place].agency = None;
            self.events[place].to_agency = None;
        }
        if self.chance(3) {
            let at = self.when(later(first_day(), -3));
            let place = self.rng.usize(..self.events.len());
            self.events[place].at = at;
        }
        if self.chance(10) {
            self.rng.shuffle(&mut self.events);
        }
    }
}
