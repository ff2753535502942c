//! Tangles: what is rare in a journey and hard to tell. Arrivals, answers and departures of one day whose
//! order nobody wrote down, acts of agencies that nobody named, and holds at the edges of days and calendars.

use lapor_core::{AgencyId, EventKind, Party, When};

use super::super::worlds::later;
use super::{Clockwork, Draft};

impl Draft<'_> {
    /// A submission, mostly a disposition, and a few knots.
    pub(super) fn tangle(&mut self) {
        if self.chance(90) {
            self.push(EventKind::Submitted, Party::Reporter);
        }
        self.wait(1);
        let holder = self.agency();
        if self.chance(70) {
            self.push(EventKind::Dispositioned, Party::Administrator).to_agency = Some(holder);
        }
        for _ in 0..self.rng.u8(1..4) {
            self.wait(4);
            match self.rng.u8(..5) {
                0 => self.knot_of_a_day(holder),
                1 => self.knot_of_nobody(),
                2 => self.knot_of_a_family(holder),
                3 => self.knot_of_an_edge(holder),
                _ => self.knot_of_holds(),
            }
        }
        if self.chance(30) {
            self.wait(5);
            self.push(EventKind::FollowedUp, Party::Agency).agency = Some(holder);
        }
    }

    /// This agency, one above or below it, or any.
    fn relative(&mut self, agency: AgencyId) -> AgencyId {
        let world = self.world;
        let family: Vec<AgencyId> = (0..world.desks.len() as u32)
            .map(AgencyId::from_index)
            .filter(|&other| world.within(other, agency) || world.within(agency, other))
            .collect();
        if family.is_empty() || self.chance(15) {
            return self.agency();
        }
        family[self.rng.usize(..family.len())]
    }

    /// Arrivals, answers and departures of one day about one family of offices, some without a time.
    fn knot_of_a_day(&mut self, holder: AgencyId) {
        let clockwork = self.clockwork;
        for _ in 0..self.rng.u8(2..6) {
            self.clockwork = if self.chance(60) { Clockwork::Dates } else { Clockwork::Moments };
            let (by, to) = (self.relative(holder), self.relative(holder));
            let named = !self.chance(8);
            match self.rng.u8(..7) {
                0 | 1 => {
                    let event = self.push(EventKind::Forwarded, Party::Agency);
                    event.agency = Some(by).filter(|_| named);
                    event.to_agency = Some(to);
                }
                2 => {
                    self.push(EventKind::Returned, Party::Agency).agency =
                        Some(by).filter(|_| named);
                }
                3 => {
                    self.push(EventKind::Dispositioned, Party::Administrator).to_agency = Some(to);
                }
                4 => self.knot_of_holds(),
                _ => {
                    self.push(EventKind::FollowedUp, Party::Agency).agency =
                        Some(by).filter(|_| named);
                }
            }
        }
        self.clockwork = clockwork;
    }

    /// An act of an agency that is not named, sometimes long after the due date.
    fn knot_of_nobody(&mut self) {
        self.wait(12);
        let to = self.agency();
        match self.rng.u8(..3) {
            0 => {
                self.push(EventKind::FollowedUp, Party::Agency);
            }
            1 => self.push(EventKind::Forwarded, Party::Agency).to_agency = Some(to),
            _ => {
                self.push(EventKind::Returned, Party::Agency);
            }
        }
    }

    /// What lies with several units is returned by one of them or by an office above.
    fn knot_of_a_family(&mut self, holder: AgencyId) {
        for _ in 0..self.rng.u8(1..4) {
            let unit = self.relative(holder);
            self.push(EventKind::Dispositioned, Party::Administrator).to_agency = Some(unit);
        }
        self.wait(3);
        let by = self.relative(holder);
        self.push(EventKind::Returned, Party::Agency).agency = Some(by);
    }

    /// An arrival and a hold shortly before a calendar ends, where one ends soon.
    fn knot_of_an_edge(&mut self, holder: AgencyId) {
        let calendars = &self.world.calendars;
        let edge = calendars[self.rng.usize(..calendars.len())].last;
        let near = later(edge, -self.rng.i32(0..8));
        if !(0..60).contains(&near.since(self.today)) {
            return self.knot_of_holds();
        }
        self.today = near;
        self.hour = 0;
        let kind = if self.chance(50) { EventKind::Submitted } else { EventKind::Dispositioned };
        self.push(kind, Party::Administrator).to_agency = Some(holder);
        self.wait(2);
        if self.chance(70) {
            self.push(EventKind::Held, Party::Administrator);
        }
        if self.chance(50) {
            self.wait(6);
            self.push(EventKind::Completed, Party::Reporter);
        }
        if self.chance(50) {
            self.wait(6);
            let kinds = [EventKind::FollowedUp, EventKind::Dispositioned, EventKind::Archived];
            let kind = kinds[self.rng.usize(..3)];
            self.push(kind, Party::Agency).agency = Some(holder);
        }
    }

    /// Holds that touch each other, or last long.
    fn knot_of_holds(&mut self) {
        let clockwork = self.clockwork;
        for _ in 0..self.rng.u8(1..4) {
            self.clockwork = if self.chance(50) { Clockwork::Dates } else { Clockwork::Moments };
            self.push(EventKind::Held, Party::Administrator);
            if self.chance(40) {
                self.wait(12);
            }
            if self.chance(75) {
                self.push(EventKind::Completed, Party::Reporter);
            }
            if self.chance(20) {
                // Another wait on the day that the last one ended.
                let last = self.events.len() - 1;
                self.events[last].at = When::on(self.today);
            }
        }
        self.clockwork = clockwork;
    }
}
