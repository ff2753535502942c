//! An invented service: what becomes of a report if nobody plays a trick.

use lapor_core::{AgencyId, Calendar, Day, Event, EventKind, Party, Value, When};

use crate::random::Random;

/// The agency whose figures are looked at.
pub(crate) const OWN: AgencyId = AgencyId::from_index(0);

/// Another agency, to which some reports are handed on.
pub(crate) const OTHER: AgencyId = AgencyId::from_index(1);

/// Days until an act: how many of a thousand reports have seen it by the end of each of these days; the rest never do.
type Delays = [(u32, u32)];

/// From submission to disposition: 84.0 % by the third day.
const DISPOSITION: &Delays =
    &[(0, 350), (1, 620), (2, 760), (3, 840), (5, 910), (10, 960), (30, 990)];

/// From disposition to follow-up: 59.0 % by the fifth day, and a long tail.
const FOLLOW_UP: &Delays = &[
    (0, 60),
    (1, 200),
    (2, 330),
    (3, 440),
    (4, 525),
    (5, 590),
    (10, 740),
    (20, 840),
    (40, 900),
    (80, 930),
];

/// From a request for data to the reporter's answer.
const COMPLETION: &Delays = &[(1, 300), (3, 600), (10, 800), (30, 850)];

/// From a contesting reply to a second follow-up.
const SECOND: &Delays = &[(1, 150), (5, 400), (10, 500), (30, 600)];

/// The working days of the promise after a disposition.
const PROMISED: u32 = 5;

/// How the agency's pace depends on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// In working days, the same all year.
    Steady,
    /// In calendar days, so that it works on weekends and holidays too, which the promise does not count.
    EveryDay,
    /// What is dispositioned on the 16th of a month or later takes twice as long.
    Slowing,
}

/// What happens after the first follow-up, in working days after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aftermath {
    /// The reporter replies.
    pub(crate) reply: Option<u32>,
    /// The agency follows up again, that many days after the reply.
    second: Option<u32>,
    /// The agency closes the contested report, that many days after the reply.
    contested_close: Option<u32>,
    /// Somebody closes it.
    pub(crate) close: Option<(u32, Party)>,
}

/// What becomes of one report.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(crate) submitted: Day,
    pub(crate) dispositioned: Option<Day>,
    /// Put on hold, and the day on which the data came.
    pub(crate) held: Option<(Day, Option<Day>)>,
    /// Handed on to the other agency.
    pub(crate) forwarded: Option<Day>,
    /// Given back to the administrator, and sent on to the other agency.
    pub(crate) returned: Option<(Day, Day)>,
    /// The law lets the agency take this many days longer.
    pub(crate) extended: Option<(Day, u16)>,
    /// Archived or withdrawn.
    pub(crate) ended: Option<(Day, EventKind)>,
    /// Closed after the answer, by whom the record says.
    pub(crate) close_all: Option<(Day, Party)>,
    /// Closed by the agency without any follow-up.
    pub(crate) closed_unanswered: Option<Day>,
    /// The first follow-up.
    pub(crate) answered: Option<Day>,
    /// Whether the source says when the first follow-up was.
    pub(crate) answer_timed: bool,
    /// The day on which the first follow-up was written into the record, if it was another.
    pub(crate) entered: Option<Day>,
    /// A further follow-up, whatever the reporter does.
    pub(crate) answered_again: Option<Day>,
    pub(crate) aftermath: Aftermath,
    /// What the aftermath of an answer would be that answers nothing.
    pub(crate) protest: Aftermath,
    /// Whether the report may be shown.
    pub(crate) public: bool,
    /// Whether the agency plays its trick with this report, if it is of the kind for it.
    pub(crate) chosen: bool,
}

/// The service: its calendar and the pace of its agency.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Service<'c> {
    pub(crate) calendar: &'c Calendar,
    pub(crate) pace: Pace,
}

impl Service<'_> {
    /// The n-th working day after a day; the day itself for 0.
    pub(crate) fn after(&self, day: Day, n: u32) -> Day {
        // Every run ends years before the calendar does.
        if n == 0 { day } else { self.calendar.due(day, n).unwrap_or(Day::MAX) }
    }

    /// Whether offices work on it.
    pub(crate) fn is_working(&self, day: Day) -> bool {
        self.calendar.is_working_day(day).unwrap_or(false)
    }

    /// The last working day of the month of a day.
    pub(crate) fn last_of_month(&self, day: Day) -> Day {
        let days = std::iter::successors(Some(day), |day| Some(day.next()));
        let rest = days.take_while(|other| other.first_of_month() == day.first_of_month());
        rest.filter(|day| self.is_working(*day)).last().unwrap_or(day)
    }

    /// The due date of the first follow-up, but for holds and extensions.
    pub(crate) fn promised(&self, dispositioned: Day) -> Day {
        self.after(dispositioned, PROMISED)
    }

    /// The working day that lies before it.
    pub(crate) fn eve(&self, dispositioned: Day) -> Day {
        self.after(dispositioned, PROMISED - 1)
    }

    /// The reports of a span of days: so many on a working day and half as many on others, a fifth more or less.
    pub(crate) fn reports(
        &self,
        seed: u64,
        first: Day,
        last: Day,
        each_day: u32,
    ) -> impl Iterator<Item = Course> {
        let days = std::iter::successors(Some(first), |day| Some(day.next()));
        days.take_while(move |day| *day <= last).flat_map(move |day| {
            // A day's reports are the same whatever the span.
            let key = (day.epoch() as u64) << 32;
            let usual = if self.is_working(day) { each_day } else { each_day / 2 };
            let number = usual * 4 / 5 + Random::of(seed, key).below(usual * 2 / 5 + 1);
            (1..=u64::from(number)).map(move |report| self.report(seed, key + report, day))
        })
    }

    fn report(&self, seed: u64, key: u64, submitted: Day) -> Course {
        let chance = &mut Random::of(seed, key);
        let chosen = chance.chance(500);
        let aftermath = Aftermath::draw(chance, 180);
        // It answers nothing, so most reporters say so.
        let protest = Aftermath::draw(chance, 600);
        let mut course = Course {
            submitted,
            dispositioned: None,
            held: None,
            forwarded: None,
            returned: None,
            extended: None,
            ended: None,
            close_all: None,
            closed_unanswered: None,
            answered: None,
            answer_timed: true,
            entered: None,
            answered_again: None,
            aftermath,
            protest,
            public: true,
            chosen,
        };
        if chance.chance(20) {
            let unclear = self.after(submitted, 1 + chance.below(2));
            course.ended = Some((unclear, EventKind::Archived));
            return course;
        }
        let Some(passed_on) = draw(DISPOSITION, chance) else { return course };
        let start = self.after(submitted, passed_on);
        course.dispositioned = Some(start);
        course.answered = self.answer(start, chance);
        if chance.chance(40) {
            let held = self.after(start, 1 + chance.below(2));
            let waits = draw(COMPLETION, chance);
            let completed = waits.map(|days| self.after(held, days));
            course.held = Some((held, completed));
            // The agency has as much to do afterwards as it would have had.
            let later = |day: Day| {
                let days = self.calendar.working_days(held, day).unwrap_or(0);
                completed.map(|completed| self.after(completed, days.unsigned_abs()))
            };
            if course.answered.is_some_and(|day| day <= held) {
                course.held = None;
            } else {
                course.answered = course.answered.and_then(later);
            }
        }
        if chance.chance(30) {
            let forwarded = self.after(start, 1 + chance.below(4));
            course.forwarded =
                Some(forwarded).filter(|day| course.answered.is_none_or(|answer| *day < answer));
        }
        if chance.chance(25) {
            course.end(self.after(start, chance.below(9)), EventKind::Withdrawn);
        }
        if chance.chance(15) {
            let closed = self.after(start, 2 + chance.below(9));
            if course.ended.is_none() && course.answered.is_none_or(|day| closed < day) {
                course.closed_unanswered = Some(closed);
                course.answered = None;
            }
        }
        course
    }

    fn answer(&self, start: Day, chance: &mut Random) -> Option<Day> {
        let days = draw(FOLLOW_UP, chance)?;
        match self.pace {
            Pace::Steady => Some(self.after(start, days)),
            Pace::Slowing if start.since(start.first_of_month()) < 15 => {
                Some(self.after(start, days))
            }
            Pace::Slowing => Some(self.after(start, 2 * days)),
            Pace::EveryDay => start.checked_add((days as i32 * 7 + 4) / 5),
        }
    }
}

impl Aftermath {
    /// So many reporters of a thousand reply.
    fn draw(chance: &mut Random, replies: u32) -> Aftermath {
        let replied = chance.below(1000) < replies;
        let reply = 1 + chance.below(10);
        let second = draw(SECOND, chance);
        let contested_close = chance.chance(150).then(|| 3 + chance.below(8));
        let closer = chance.below(1000);
        let closed = 1 + chance.below(9);
        let close = match closer {
            0..100 => Some((closed, Party::Agency)),
            100..160 => Some((closed, Party::Reporter)),
            _ => None,
        };
        if replied {
            Aftermath { reply: Some(reply), second, contested_close, close: None }
        } else {
            Aftermath { reply: None, second: None, contested_close: None, close }
        }
    }
}

/// The day of an act, if it ever comes: even steps between the days of the table.
fn draw(delays: &Delays, chance: &mut Random) -> Option<u32> {
    let at = chance.below(1000);
    let place = delays.iter().position(|(_, by)| at < *by)?;
    let (day, by) = delays[place];
    let (from, before) = place.checked_sub(1).map_or((day, 0), |place| delays[place]);
    // The first day after `from` comes with the first of those between.
    Some(if from == day { day } else { from + 1 + (at - before) * (day - from) / (by - before) })
}

impl Course {
    /// It ends without an answer, unless it was answered before.
    pub(crate) fn end(&mut self, day: Day, kind: EventKind) {
        if self.answered.is_none_or(|answered| day < answered) {
            self.ended = Some((day, kind));
            self.answered = None;
        }
    }

    /// The events, in order.
    pub(crate) fn events(&self, service: &Service<'_>, events: &mut Vec<Event>) {
        events.clear();
        let on = |day, kind| Event::new(When::on(day), kind);
        events.push(on(self.submitted, EventKind::Submitted).by(Party::Reporter));
        if let Some(day) = self.dispositioned {
            events.push(on(day, EventKind::Dispositioned).by(Party::Administrator).to(OWN));
        }
        if let Some((held, completed)) = self.held {
            events.push(on(held, EventKind::Held));
            events.extend(completed.map(|day| on(day, EventKind::Completed)));
        }
        if let Some(day) = self.forwarded {
            events.push(on(day, EventKind::Forwarded).by(Party::Agency).from(OWN).to(OTHER));
        }
        if let Some((day, again)) = self.returned {
            events.push(on(day, EventKind::Returned).by(Party::Agency).from(OWN));
            events.push(on(again, EventKind::Dispositioned).by(Party::Administrator).to(OTHER));
        }
        if let Some((day, days)) = self.extended {
            events.push(on(day, EventKind::Extended).carrying(Value::Days(days)));
        }
        if let Some((day, kind)) = self.ended {
            events.push(on(day, kind));
        }
        if let Some(day) = self.closed_unanswered {
            events.push(on(day, EventKind::Closed).by(Party::Agency));
        }
        if let Some(day) = self.answered {
            let gone = self.forwarded.or(self.returned.map(|(day, _)| day));
            let by = if gone.is_some_and(|gone| gone <= day) { OTHER } else { OWN };
            let answer = |at| Event::new(at, EventKind::FollowedUp).by(Party::Agency).from(by);
            events.push(answer(if self.answer_timed { When::on(day) } else { When::UNKNOWN }));
            events.extend(self.answered_again.map(|again| answer(When::on(again))));
            self.aftermath.events(service, day, answer, events);
            events.extend(self.close_all.map(|(day, party)| on(day, EventKind::Closed).by(party)));
        }
        events.sort_by_key(|event| (event.at.order(lapor_core::Zone::WIB), event.kind));
    }
}

impl Aftermath {
    fn events(
        &self,
        service: &Service<'_>,
        answered: Day,
        answer: impl Fn(When) -> Event,
        events: &mut Vec<Event>,
    ) {
        if let Some(days) = self.reply {
            let reply = service.after(answered, days);
            events
                .push(Event::new(When::on(reply), EventKind::ReporterReplied).by(Party::Reporter));
            if let Some(days) = self.contested_close {
                let close = When::on(service.after(reply, days));
                events.push(Event::new(close, EventKind::Closed).by(Party::Agency));
            } else if let Some(days) = self.second {
                events.push(answer(When::on(service.after(reply, days))));
            }
        }
        if let Some((days, party)) = self.close {
            let close = When::on(service.after(answered, days));
            events.push(Event::new(close, EventKind::Closed).by(party));
        }
    }
}
