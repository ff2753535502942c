//! Counting: one day at a time from day zero to the due date.

use lapor_core::{CountFrom, Day, Hold, Limit, Roll, Unit};

mod span;

use self::span::{Ending, Span};
use super::calendar::Days;

/// A hold in local days: held on the first, completed on the second, if it was.
pub(crate) type HoldDays = (Day, Option<Day>);

/// All that a due date rests on.
#[derive(Clone, Copy)]
pub(crate) struct Count<'a> {
    pub(crate) days: Days<'a>,
    pub(crate) limit: Limit,
    /// Days granted by an extension.
    pub(crate) extra: u16,
    /// The day of the starting event.
    pub(crate) start: Day,
    /// In order.
    pub(crate) holds: &'a [HoldDays],
    pub(crate) cap: Option<u16>,
    pub(crate) reading: Hold,
    /// The day of the question: a capped hold is over once the cap is reached on it.
    pub(crate) now: Day,
}

/// Where the due date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    On(Day),
    /// There is none while a hold is open (R15).
    Held,
    /// Beyond what the calendar knows (R8).
    Beyond,
    /// The start itself lies outside what the calendar knows.
    Outside,
}

impl Count<'_> {
    fn by_working_days(&self) -> bool {
        self.limit.unit == Unit::WorkingDays
    }

    /// Whether a day can be counted at all: calendar days need no calendar.
    pub(crate) fn tells(&self, day: Day) -> bool {
        !self.by_working_days() || self.days.covers(day)
    }

    /// Whether it is a day of the limit's unit.
    fn counts(&self, day: Day) -> bool {
        !self.by_working_days() || self.days.works(day)
    }

    /// Days to be counted until the due date.
    fn wanted(&self) -> u32 {
        u32::from(self.limit.days) + u32::from(self.extra)
    }

    /// R1 and R4: the day of the start, or the next working day where the policy rolls forward.
    pub(crate) fn day_zero(&self) -> Option<Day> {
        match self.limit.roll {
            Roll::None => Some(self.start).filter(|&start| self.tells(start)),
            Roll::Forward => {
                let mut day = self.start;
                while self.days.covers(day) {
                    if self.days.works(day) {
                        return Some(day);
                    }
                    day = day.next();
                }
                None
            }
        }
    }

    /// R1: the day after day zero is the first that may count; R4: or day zero itself.
    fn first_day(&self, zero: Day) -> Day {
        match self.limit.count_from {
            CountFrom::DayAfter => zero.next(),
            CountFrom::SameDay => zero,
        }
    }

    /// R15: the days of each hold, cut short where the policy caps it. A hold that the calendar does not
    /// know is left out; a completion that it does not know is after every day that it does.
    fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        // A cap of no days makes holds nothing, whatever they would do.
        if self.cap == Some(0) {
            return spans;
        }
        for &(held, completed) in self.holds {
            if !self.tells(held) {
                continue;
            }
            let capped = self.cap.and_then(|cap| self.counted_day_after(held, cap));
            let end = match (completed, capped) {
                (Some(day), Some(capped)) => Ending::On(day.min(capped)),
                (Some(day), None) if self.tells(day) => Ending::On(day),
                (Some(_), None) => Ending::Outside,
                (None, Some(capped)) if self.cap_reached(held) => Ending::On(capped),
                (None, Some(_)) => Ending::Open,
                (None, None) => self.capped_beyond(held),
            };
            spans.push(Span { held, end });
        }
        spans
    }

    /// Whether an open hold has lasted as long as the policy lets it by the day of the question.
    fn cap_reached(&self, held: Day) -> bool {
        self.cap.is_some_and(|cap| u32::from(cap) <= self.counted(held.next(), self.now))
    }

    /// R8: an open hold that no cap ends inside the coverage. Asked about on a day beyond it, the hold is
    /// over if its cap would be reached were every day out there a working day.
    fn capped_beyond(&self, held: Day) -> Ending {
        let Some(cap) = self.cap else { return Ending::Open };
        let inside = self.counted(held.next(), self.now);
        let beyond = self.days_beyond();
        if beyond != 0 && u32::from(cap) <= inside + beyond {
            Ending::Capped(u32::from(cap) - inside)
        } else {
            Ending::Open
        }
    }

    /// R8: calendar days of the question after the last day that the calendar knows.
    fn days_beyond(&self) -> u32 {
        let mut day = self.now;
        let mut count = 0;
        while self.days.last < day {
            count += 1;
            day = day.previous();
        }
        count
    }

    /// The n-th counted day after `day`, paused or not; `day` itself for none.
    fn counted_day_after(&self, day: Day, n: u16) -> Option<Day> {
        let mut day = day;
        let mut count = 0;
        while count < n {
            day = day.next();
            if !self.tells(day) {
                return None;
            }
            if self.counts(day) {
                count += 1;
            }
        }
        Some(day)
    }

    /// R1, R4, R15: the n-th counted day that no hold takes away.
    pub(crate) fn due(&self) -> Due {
        // A limit of no days ends on day zero itself, which no hold can move.
        let spans = if self.wanted() == 0 { Vec::new() } else { self.spans() };
        let Some(zero) = self.day_zero() else {
            // R8: no working day is left to roll to, so it lies beyond; of a start outside nothing is known.
            return match () {
                () if !self.days.covers(self.start) => Due::Outside,
                // Only of a hold inside the coverage is it sure that it began before the due date.
                () if spans.iter().any(|span| span.is_open() && self.days.covers(span.held)) => {
                    Due::Held
                }
                () => Due::Beyond,
            };
        };
        match self.reading {
            Hold::Pauses => self.walk(zero, self.first_day(zero), &spans),
            Hold::Restarts => {
                let anew = self.restarted(zero, &spans);
                anew.instead.unwrap_or_else(|| self.walk(anew.before, anew.from, &[]))
            }
        }
    }

    /// Counts from `from` on; with nothing to count the due date is `before`.
    fn walk(&self, before: Day, from: Day, spans: &[Span]) -> Due {
        if self.wanted() == 0 {
            return Due::On(before);
        }
        let mut day = from;
        let mut count = 0;
        loop {
            if spans.iter().any(|span| span.is_open() && span.contains(day)) {
                return Due::Held;
            }
            if !self.tells(day) {
                return Due::Beyond;
            }
            if self.counts(day) && !spans.iter().any(|span| span.contains(day)) {
                count += 1;
            }
            if count == self.wanted() {
                return Due::On(day);
            }
            day = day.next();
        }
    }

    /// The other reading of R15: each hold before the due date makes the whole limit begin anew on the
    /// day after it.
    fn restarted(&self, zero: Day, spans: &[Span]) -> Anew {
        let mut anew = Anew { from: self.first_day(zero), before: zero, more: 0, instead: None };
        for span in spans {
            let in_time = match self.walk(anew.before, anew.from, &[]) {
                Due::On(due) => span.held < due,
                _ => true,
            };
            if !in_time {
                continue;
            }
            match span.end {
                // It was over before this promise began, or within the hold before it.
                Ending::On(end) if end < anew.from => {}
                Ending::On(end) => (anew.from, anew.before) = (end.next(), end),
                Ending::Open => return Anew { instead: Some(Due::Held), ..anew },
                // R8: for what is asked beyond the coverage, as if it had ended with the last day inside.
                Ending::Outside => {
                    return Anew {
                        from: self.days.last.next(),
                        instead: Some(Due::Beyond),
                        ..anew
                    };
                }
                Ending::Capped(more) => {
                    return Anew {
                        from: self.days.last.next(),
                        more,
                        instead: Some(Due::Beyond),
                        ..anew
                    };
                }
            }
        }
        anew
    }

    /// Counted days through a day without paused ones, if the calendar can tell.
    pub(crate) fn elapsed(&self, through: Day) -> Option<u32> {
        let Some(zero) = self.day_zero() else {
            // Day zero is later than every day of the coverage, from the start to its end.
            let inside = self.days.covers(self.start) && self.days.covers(through);
            return inside.then_some(0);
        };
        if !self.tells(through) {
            return None;
        }
        let all = self.counted(self.first_day(zero), through);
        Some(all.saturating_sub(self.paused(through)))
    }

    /// Counted days through a day on which a hold was open; none if the calendar cannot tell.
    pub(crate) fn paused(&self, through: Day) -> u32 {
        let Some(zero) = self.day_zero() else { return 0 };
        let from = self.first_day(zero);
        if self.tells(through) { self.paused_since(from, through) } else { 0 }
    }

    fn paused_since(&self, from: Day, through: Day) -> u32 {
        let spans = self.spans();
        let mut day = from;
        let mut count = 0;
        while day <= through && self.tells(day) {
            if self.counts(day) && spans.iter().any(|span| span.contains(day)) {
                count += 1;
            }
            day = day.next();
        }
        count
    }

    /// Counted days from a day through another, as far as the calendar knows.
    fn counted(&self, from: Day, through: Day) -> u32 {
        let mut day = from;
        let mut count = 0;
        while day <= through && self.tells(day) {
            if self.counts(day) {
                count += 1;
            }
            day = day.next();
        }
        count
    }

    /// R8: whether the days inside the coverage that no hold takes away, and every day beyond it, do not
    /// exceed the limit and what a cap that ends out there takes away.
    pub(crate) fn within_limit(&self) -> bool {
        let spans = self.spans();
        let capped = spans.iter().map(|span| match span.end {
            Ending::Capped(more) => more,
            _ => 0,
        });
        let (inside, more) = match (self.day_zero(), self.reading) {
            (Some(zero), Hold::Pauses) => {
                let from = self.first_day(zero);
                let paused = self.paused_since(from, self.now);
                (self.counted(from, self.now) - paused, capped.sum())
            }
            (Some(zero), Hold::Restarts) => {
                let anew = self.restarted(zero, &spans);
                (self.counted(anew.from, self.now), anew.more)
            }
            // The first day beyond is taken for the working day that became day zero; a hold takes away
            // only days after it.
            (None, _) => {
                let rolled = u32::from(self.limit.count_from == CountFrom::DayAfter);
                (0, if self.wanted() == 0 { rolled } else { rolled.max(capped.sum()) })
            }
        };
        inside + self.days_beyond() <= self.wanted() + more
    }
}

/// Where a limit begins anew.
struct Anew {
    /// The first day that may count, and the day before it.
    from: Day,
    before: Day,
    /// R8: days that a cap takes away beyond the coverage.
    more: u32,
    /// What keeps the due date from being counted.
    instead: Option<Due>,
}
