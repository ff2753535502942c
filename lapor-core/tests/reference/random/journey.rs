//! Journeys: a report's way from its submission to its end, as it mostly goes.

use lapor_core::{AgencyId, Event, EventKind, Party};

use super::Draft;

impl Draft<'_> {
    /// A report's way as it mostly goes.
    pub(super) fn journey(&mut self) {
        self.push(EventKind::Submitted, Party::Reporter);
        self.wait(1);
        if self.chance(20) {
            self.push(EventKind::Verified, Party::Administrator);
        }
        self.hold(12);
        self.reclassify(8);
        self.end(5);
        self.wait(3);
        let mut holder = self.agency();
        if self.chance(88) {
            self.push(EventKind::Dispositioned, Party::Administrator).to_agency = Some(holder);
            while self.chance(12) {
                let further = self.agency();
                self.push(EventKind::Dispositioned, Party::Administrator).to_agency = Some(further);
            }
        }
        if self.chance(30) {
            self.wait(1);
            self.push(EventKind::Acknowledged, Party::Agency).agency = Some(holder);
        }
        self.hold(15);
        while self.chance(25) {
            self.wait(2);
            holder = self.moved(holder);
        }
        self.extend(15);
        self.reclassify(8);
        self.end(6);
        self.wait(5);
        while self.chance(60) {
            self.hold(8);
            self.answer(holder);
            self.wait(5);
            self.reply(30);
            self.wait(4);
        }
        self.extend(5);
        self.reclassify(4);
        self.end(8);
        if self.chance(40) {
            self.wait(8);
            self.close();
            while self.chance(25) {
                self.wait(4);
                self.push(EventKind::Reopened, Party::Administrator);
                if self.chance(60) {
                    self.wait(4);
                    self.answer(holder);
                    self.reply(20);
                }
                if self.chance(40) {
                    self.wait(8);
                    self.close();
                }
            }
        }
    }

    fn answer(&mut self, holder: AgencyId) {
        let by = if self.chance(10) { self.agency() } else { holder };
        let kind = if self.chance(10) { EventKind::LastActivity } else { EventKind::FollowedUp };
        self.push(kind, Party::Agency).agency = Some(by);
    }

    fn reply(&mut self, percent: u8) {
        if self.chance(percent) {
            if self.rng.bool() {
                self.push(EventKind::ReporterReplied, Party::Reporter);
            } else {
                self.push(EventKind::AdminReplied, Party::Administrator);
            }
        }
    }

    fn hold(&mut self, percent: u8) {
        while self.chance(percent) {
            self.wait(2);
            self.push(EventKind::Held, Party::Administrator);
            if self.chance(15) {
                self.wait(1);
                self.push(EventKind::Held, Party::Administrator);
            }
            if self.chance(70) {
                self.wait(5);
                self.push(EventKind::Completed, Party::Reporter);
            }
        }
    }

    fn extend(&mut self, percent: u8) {
        while self.chance(percent) {
            self.wait(3);
            self.push(EventKind::Extended, Party::Agency);
        }
    }

    fn reclassify(&mut self, percent: u8) {
        if self.chance(percent) {
            self.wait(1);
            self.push(EventKind::Reclassified, Party::Administrator);
        }
    }

    fn end(&mut self, percent: u8) {
        if self.chance(percent) {
            self.wait(4);
            let kinds = [EventKind::Archived, EventKind::Merged, EventKind::Withdrawn];
            let kind = kinds[self.rng.usize(..3)];
            self.push(kind, Party::Administrator);
        }
    }

    fn close(&mut self) {
        let party = Party::ALL[self.rng.usize(..4)];
        self.push(EventKind::Closed, party);
    }

    /// The report goes to another agency, down, up or outside, or back to the administrator.
    fn moved(&mut self, holder: AgencyId) -> AgencyId {
        let next = if self.chance(8) { holder } else { self.agency() };
        if self.chance(65) {
            let event = self.push(EventKind::Forwarded, Party::Agency);
            (event.agency, event.to_agency) = (Some(holder), Some(next));
            if self.chance(20) {
                // Several at one instant are one act.
                let copy = self.events[self.events.len() - 1];
                let other = self.agency();
                self.events.push(Event { to_agency: Some(other), ..copy });
            }
            return next;
        }
        self.push(EventKind::Returned, Party::Agency).agency = Some(holder);
        if self.chance(75) {
            self.wait(3);
            self.push(EventKind::Dispositioned, Party::Administrator).to_agency = Some(next);
        }
        next
    }
}
