//! What happens to a report, from its submission to the end of 2025.

use chrono::NaiveDate;

use super::agency::{Character, agency, character, units};
use super::body::{self, Class};
use super::draft::{self, Draft, say};
use super::office::{Moment, plus_working};
use super::place;
use super::rng::Rng;
use super::texts;
use super::topic::fitting;

/// A row of `events.csv`, but for the report's id.
#[derive(Clone)]
pub(super) struct Event {
    pub(super) at: Moment,
    pub(super) kind: &'static str,
    pub(super) actor: &'static str,
    pub(super) agency: &'static str,
    pub(super) to_agency: &'static str,
    pub(super) reason: String,
    pub(super) value: String,
    pub(super) text: String,
    pub(super) attachments: u64,
}

/// The history of `draft`, and the identifiers that its thread gives away.
pub(super) fn life(draft: &Draft) -> (Vec<Event>, Vec<String>) {
    let mut life = Life {
        draft,
        zone: place::zone(&draft.place),
        now: draft.submitted,
        events: Vec::new(),
        planted: Vec::new(),
        rng: Rng::stream(draft.index, 3),
    };
    life.intake();
    let last = NaiveDate::from_ymd_opt(2025, 12, 31).expect("the day exists");
    life.events.retain(|event| event.at.day() <= last && event.at.in_zone(7).day() <= last);
    (life.events, life.planted)
}

struct Life<'a> {
    draft: &'a Draft,
    /// The reporter's clock.
    zone: i8,
    now: Moment,
    events: Vec<Event>,
    planted: Vec<String>,
    rng: Rng,
}

impl Life<'_> {
    /// Adds what happened at `at`, and goes on from there.
    fn add(&mut self, at: Moment, kind: &'static str, actor: &'static str) -> &mut Event {
        let late = at.instant < self.now.instant;
        self.now = match actor {
            "administrator" | "agency" if late => self.now.office(&mut self.rng, 0, at.zone),
            _ if late => at.not_before(self.now, 60),
            _ => at,
        };
        self.events.push(Event {
            at: self.now,
            kind,
            actor,
            agency: "",
            to_agency: "",
            reason: String::new(),
            value: String::new(),
            text: String::new(),
            attachments: 0,
        });
        self.events.last_mut().expect("an event was just added")
    }

    /// One of `patterns`, told now.
    fn say(&mut self, patterns: &[&str]) -> String {
        self.say_at(patterns, self.now)
    }

    /// One of `patterns`, told at `at` about what was done since the submission.
    fn say_at(&mut self, patterns: &[&str], at: Moment) -> String {
        let from = self.draft.submitted.day();
        let scene = self.draft.scene.told(from, at.day(), &mut self.rng);
        say(patterns, &scene, &mut self.rng)
    }

    /// From the submission to the first disposition, or to an end before it.
    fn intake(&mut self) {
        let files = if self.rng.chance(330) { 1 + self.rng.below(4) } else { 0 };
        self.add(self.draft.submitted, "submitted", "reporter").attachments = files;
        if let Some(target) = self.draft.same_as {
            let at = self.office(1, 7);
            self.add(at, "merged", "administrator").value = target.to_string();
            return;
        }
        let fate = self.rng.below(1000);
        match fate {
            0..18 => return self.archive(1),
            18..32 => return self.withdraw(2),
            _ => {}
        }
        // The weeks after the long holidays find the administrator behind.
        let backlog = usize::from(matches!(self.draft.month, 6 | 9) && self.rng.chance(450));
        if self.rng.chance(850) {
            let days = self.rng.weighted(&[62, 30, 8]) + backlog;
            let at = self.office(days, 7);
            self.add(at, "verified", "administrator");
        }
        if (32..54).contains(&fate) {
            return;
        }
        if self.rng.chance(22) && !self.held_by("", 7, texts::ADDED) {
            if self.rng.chance(500) {
                self.archive(10);
            }
            return;
        }
        if self.rng.chance(14) {
            let class = if self.draft.class == Class::Complaint {
                Class::Information.word()
            } else {
                Class::Complaint.word()
            };
            let at = self.office(0, 7);
            self.add(at, "reclassified", "administrator").value = class.to_owned();
        }
        let days = self.rng.weighted(&[34, 36, 16, 7, 3, 2, 1, 1]) + backlog;
        self.disposition(self.draft.agency, days);
        if self.rng.chance(30) {
            self.second_agency();
        }
        self.with_agency(self.draft.agency, 0);
    }

    /// An act in office hours, some working days from now.
    fn office(&mut self, days: usize, zone: i8) -> Moment {
        self.now.office(&mut self.rng, days, zone)
    }

    fn disposition(&mut self, to: &'static str, days: usize) {
        let at = self.office(days, 7);
        self.add(at, "dispositioned", "administrator").to_agency = to;
    }

    /// The report goes to a second agency at once.
    fn second_agency(&mut self) {
        let others: Vec<&'static str> = self
            .draft
            .topic
            .agencies
            .iter()
            .map(|a| a.0)
            .filter(|&a| a != self.draft.agency)
            .collect();
        if let Some(&other) = others.first() {
            let at = self.now;
            self.add(at, "dispositioned", "administrator").to_agency = other;
            if self.rng.chance(300) {
                let at = self.office(1, agency(other).zone);
                self.receive(at, other);
            }
        }
    }

    fn receive(&mut self, at: Moment, holder: &'static str) {
        let text = self.say_at(texts::RECEIVED, at);
        let event = self.add(at, "acknowledged", "agency");
        (event.agency, event.text) = (holder, text);
    }

    /// All that the agency does until it answers, or does not.
    fn with_agency(&mut self, top: &'static str, round: u8) {
        let who = character(top, self.draft.month, &mut self.rng);
        let zone = agency(top).zone;
        let due = self.now;
        if round < 2 && self.rng.chance(who.returns) {
            return self.send_back(top, round);
        }
        let mut holder = top;
        if self.rng.chance(who.acknowledges) {
            let days = self.rng.below(3) as usize;
            let at = self.office(days, zone);
            self.receive(at, top);
        }
        let below = units(top);
        if !below.is_empty() && self.rng.chance(who.passes) {
            holder = self.pass_down(top);
        }
        if self.rng.chance(who.holds) {
            let needs = self.draft.topic.needs;
            if !self.held_by(holder, agency(holder).zone, needs) && self.rng.chance(700) {
                return;
            }
        }
        if self.rng.chance(who.silent) {
            return self.silence(top, &who);
        }
        let mut days = [0, 1, 2, 3, 4, 5, 6, 9, 15][self.rng.weighted(&who.days)];
        days += match days {
            6 => self.rng.below(3) as usize,
            9 => self.rng.below(6) as usize,
            15 => self.rng.below(21) as usize,
            _ => 0,
        };
        if days > 4 && self.rng.chance(who.extends * 3) {
            self.extend(holder, due);
            days += 3;
        }
        let mut at = due.office(&mut self.rng, days, agency(holder).zone);
        if at.instant <= self.now.instant {
            let later = self.rng.below(2) as usize;
            at = self.office(later, agency(holder).zone);
        }
        self.answer(holder, at);
        self.exchange(top, holder, &who);
    }

    /// Not ours: the administrator finds another agency.
    fn send_back(&mut self, top: &'static str, round: u8) {
        let others: Vec<&'static str> =
            self.draft.topic.agencies.iter().map(|a| a.0).filter(|&a| a != top).collect();
        let days = self.rng.below(4) as usize;
        let at = self.office(days, agency(top).zone);
        let reason = self.say(texts::NOT_OURS);
        let next = if others.is_empty() { top } else { *self.rng.pick(&others) };
        let suggested = if self.rng.chance(550) && next != top { next } else { "" };
        let event = self.add(at, "returned", "agency");
        (event.agency, event.to_agency, event.reason) = (top, suggested, reason);
        if self.rng.chance(60) {
            return;
        }
        let days = self.rng.weighted(&[30, 34, 20, 10, 6]);
        self.disposition(next, days);
        self.with_agency(next, round + 1);
    }

    /// To a unit; from a wrong one on to the right one, at times up again. Gives who holds it then.
    fn pass_down(&mut self, top: &'static str) -> &'static str {
        let below = units(top);
        let right: Vec<&'static str> = below
            .iter()
            .filter(|unit| unit.business.contains(&self.draft.topic.category))
            .map(|unit| unit.id)
            .collect();
        let mut holder = top;
        for round in 0..3 {
            let next = match right.as_slice() {
                _ if round == 0 && self.rng.chance(120) => self.rng.pick(&below).id,
                // Nobody below has to do with it: a unit looks into it, or gives it back.
                [] if round == 0 => self.rng.pick(&below).id,
                [] => top,
                own => *self.rng.pick(own),
            };
            if next == holder {
                break;
            }
            let days = self.rng.weighted(&[40, 35, 15, 10]);
            let at = self.office(days, agency(holder).zone);
            let event = self.add(at, "forwarded", "agency");
            (event.agency, event.to_agency) = (holder, next);
            holder = next;
            if holder == top || (right.contains(&holder) && !self.rng.chance(100)) {
                break;
            }
        }
        holder
    }

    /// Waits for the reporter; whether the missing data came.
    fn held_by(&mut self, holder: &'static str, zone: i8, needs: &[&str]) -> bool {
        let days = self.rng.below(3) as usize;
        let at = self.office(days, zone);
        let text = if holder.is_empty() {
            "Mohon lengkapi lokasi dan waktu kejadian.".to_owned()
        } else {
            self.say(needs)
        };
        let actor = if holder.is_empty() { "administrator" } else { "agency" };
        let event = self.add(at, "held", actor);
        (event.agency, event.text) = (holder, text);
        let came = self.rng.chance(680);
        if came {
            let days = self.rng.weighted(&[25, 30, 15, 10, 8, 6, 3, 2, 1]) as u64;
            let at = self.now.anytime(&mut self.rng, days, self.zone);
            let text = self.written(texts::ADDED, at);
            let files = self.rng.below(3);
            let event = self.add(at, "completed", "reporter");
            (event.text, event.attachments) = (text, files);
        }
        came
    }

    fn extend(&mut self, holder: &'static str, from: Moment) {
        let days = 3 + self.rng.below(2) as usize;
        let at = from.office(&mut self.rng, days, agency(holder).zone);
        let granted = *self.rng.pick(&["3", "5", "5", "10"]);
        let event = self.add(at, "extended", "agency");
        event.agency = holder;
        event.value = granted.to_owned();
        event.reason = "Perlu pemeriksaan lapangan".to_owned();
    }

    /// A follow-up on the page.
    fn answer(&mut self, holder: &'static str, at: Moment) {
        let patterns = match self.draft.class {
            Class::Complaint => fitting(self.draft.topic.answers, self.draft.matter),
            Class::Aspiration => texts::CONSIDERED.to_vec(),
            Class::Information => texts::EXPLAINED.to_vec(),
        };
        let text = self.say_at(&patterns, at);
        let text = self.with_identifier(text, 45);
        self.follow_up(holder, at, text);
    }

    fn follow_up(&mut self, holder: &'static str, at: Moment, text: String) {
        let files = if self.rng.chance(300) { 1 + self.rng.below(3) } else { 0 };
        let event = self.add(at, "followed_up", "agency");
        (event.agency, event.text, event.attachments) = (holder, text, files);
    }

    /// What a reporter writes in the thread, at times with an identifier.
    fn written(&mut self, patterns: &[&str], at: Moment) -> String {
        let text = self.say_at(patterns, at);
        let voice = super::voice::voice(true, &mut self.rng);
        let text = super::voice::speak(voice, &text, &mut self.rng);
        self.with_identifier(text, 70)
    }

    fn with_identifier(&mut self, text: String, per_mille: u32) -> String {
        if !self.rng.chance(per_mille) {
            return text;
        }
        let kind = draft::kind(self.draft.topic, &mut self.rng);
        let around = body::around(kind, &mut self.rng);
        let around = self.say(&[around]);
        let (person, place) = (&self.draft.person, &self.draft.place);
        let filled =
            draft::fill(&around, Some(kind), person, place, &mut self.planted, &mut self.rng);
        format!("{text} {filled}")
    }

    /// The agency never answers.
    fn silence(&mut self, top: &'static str, who: &Character) {
        if self.rng.chance(90) {
            let at = self.office(6, 7);
            let text = self.say(texts::ADMIN);
            self.add(at, "admin_replied", "administrator").text = text;
        }
        match self.rng.below(1000) {
            0..25 => self.archive(12),
            25..60 => self.withdraw(9),
            _ if self.rng.chance(who.closes_unanswered * 6) => {
                let days = 4 + self.rng.below(20) as usize;
                let at = self.office(days, agency(top).zone);
                self.close(at, top, "Sudah dikoordinasikan");
            }
            _ => {}
        }
    }

    fn archive(&mut self, days: usize) {
        let days = days + self.rng.below(4) as usize;
        let at = self.office(days, 7);
        let reason = self.say(texts::ARCHIVED);
        self.add(at, "archived", "administrator").reason = reason;
    }

    fn withdraw(&mut self, days: u64) {
        let at = self.now.anytime(&mut self.rng, days, self.zone);
        let reason = self.say(texts::WITHDRAWN);
        self.add(at, "withdrawn", "reporter").reason = reason;
    }

    /// Closed by the agency `by`, or by the administrator if it is empty.
    fn close(&mut self, at: Moment, by: &'static str, reason: &str) {
        let actor = if by.is_empty() { "administrator" } else { "agency" };
        let event = self.add(at, "closed", actor);
        (event.agency, event.reason) = (by, reason.to_owned());
    }
}

mod exchange;

/// The day on which silence after `answered` ends, by the administrator's clock.
fn silent_until(answered: Moment) -> NaiveDate {
    plus_working(answered.in_zone(7).day(), 10)
}
