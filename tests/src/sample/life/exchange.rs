//! After an answer: silence, replies, further answers, and who closes the report.

use super::{Life, silent_until};
use crate::sample::agency::{Character, agency};
use crate::sample::office::Moment;
use crate::sample::texts;

impl Life<'_> {
    /// From a follow-up to the end, with at most three further answers.
    pub(super) fn exchange(&mut self, top: &'static str, holder: &'static str, who: &Character) {
        let zone = agency(holder).zone;
        for round in 0..4 {
            if self.rng.chance(who.closes_early) {
                let days = self.rng.weighted(&[40, 14, 10, 8, 8, 6, 5, 5, 4]);
                let by = if self.rng.chance(650) { top } else { "" };
                let at = self.office(days, if by.is_empty() { 7 } else { agency(top).zone });
                self.close(at, by, "Sudah ditindaklanjuti");
                return self.afterwards(holder);
            }
            match self.rng.below(1000) {
                0..45 => return self.closed_by_reporter(),
                45..320 if round < 3 => {
                    self.reply(self.now, 8);
                    if !self.rng.chance(who.answers_again) {
                        return self.contested();
                    }
                }
                320..365 if round < 3 => {
                    let at = self.office(3, 7);
                    let text = self.say_at(texts::ADMIN, at);
                    self.add(at, "admin_replied", "administrator").text = text;
                }
                // A second answer that nobody asked for restarts the window.
                365..415 if round < 3 => {}
                _ => return self.silently(holder),
            }
            let days = self.rng.weighted(&[10, 20, 20, 16, 12, 8, 6, 4, 4]);
            let at = self.office(days, zone);
            let text = self.say_at(texts::AGAIN, at);
            let text = self.with_identifier(text, 20);
            self.follow_up(holder, at, text);
        }
        self.silently(holder);
    }

    /// A reply within `days` days of `after`.
    fn reply(&mut self, after: Moment, days: u64) {
        let wait = self.rng.below(days + 1);
        let at = after.anytime(&mut self.rng, wait, self.zone);
        let content = self.rng.chance(380);
        let text = self.written(if content { texts::CONTENT } else { texts::DISCONTENT }, at);
        let files = if !content && self.rng.chance(350) { 1 + self.rng.below(2) } else { 0 };
        let event = self.add(at, "reporter_replied", "reporter");
        (event.text, event.attachments) = (text, files);
    }

    fn closed_by_reporter(&mut self) {
        let wait = self.rng.below(7);
        let at = self.now.anytime(&mut self.rng, wait, self.zone);
        let text = self.written(texts::CONTENT, at);
        self.add(at, "reporter_replied", "reporter").text = text;
        let wait = self.rng.between(120, 4000);
        let at = self.now.not_before(self.now, wait);
        self.add(at, "closed", "reporter").reason = "Puas dengan tindak lanjut".to_owned();
    }

    /// Nobody answers the reply: the report stays open, or the administrator ends it.
    fn contested(&mut self) {
        if self.rng.chance(320) {
            let days = 3 + self.rng.below(25) as usize;
            let at = self.office(days, 7);
            self.close(at, "", "Tidak ada perkembangan");
        }
    }

    /// Ten working days without a word; the service closes in the night after.
    fn silently(&mut self, holder: &'static str) {
        let until = silent_until(self.now);
        match self.rng.below(100) {
            // The rule closes it all the same, but nobody wrote that down.
            0..6 => return,
            6..10 => {
                let at = Moment::night_after(until);
                let at = at.office(&mut self.rng, 1, 7);
                self.close(at, "", "10 hari kerja tanpa balasan");
            }
            _ => {
                let at = Moment::night_after(until);
                let reason = "10 hari kerja tanpa balasan".to_owned();
                self.add(at, "closed", "system").reason = reason;
            }
        }
        self.afterwards(holder);
    }

    /// Late replies, and reports that are opened again.
    fn afterwards(&mut self, holder: &'static str) {
        if !self.rng.chance(70) {
            return;
        }
        let wait = 1 + self.rng.below(14);
        let at = self.now.anytime(&mut self.rng, wait, self.zone);
        let text = self.written(texts::DISCONTENT, at);
        self.add(at, "reporter_replied", "reporter").text = text;
        if !self.rng.chance(480) {
            return;
        }
        let at = self.office(1, 7);
        self.add(at, "reopened", "administrator").reason = "Masalah belum selesai".to_owned();
        if !self.rng.chance(760) {
            return;
        }
        let days = 1 + self.rng.below(6) as usize;
        let at = self.office(days, agency(holder).zone);
        let text = self.say_at(texts::AGAIN, at);
        self.follow_up(holder, at, text);
        let until = silent_until(self.now);
        let reason = "10 hari kerja tanpa balasan".to_owned();
        self.add(Moment::night_after(until), "closed", "system").reason = reason;
    }
}
