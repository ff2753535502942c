//! The silence after a follow-up: the promise that nobody is cut off before it has run its length.

use crate::calendar::Calendar;
use crate::day::Day;
use crate::event::Party;
use crate::policy::{Limit, Reply};
use crate::stage::Stage;
use crate::verdict::{Note, Notes, Outcome, Reason, Verdict};

use super::axis::{Axis, Base};
use super::promise::{Due, running_beyond};

/// The window in force.
#[derive(Clone, Copy, Debug)]
struct Window {
    start: Day,
    limit: Limit,
    contested: bool,
}

/// How an opening ended; its row is worked out when it is asked for.
#[derive(Clone, Copy, Debug)]
struct Ended {
    /// The window that ended, if a silence had begun.
    window: Option<Window>,
    outcome: Outcome,
    reason: Option<Reason>,
    day: Day,
    limit: Limit,
}

/// One opening after another: a window, and how it ended.
#[derive(Debug)]
pub(super) struct Silence<'a> {
    calendar: &'a Calendar,
    reply: Reply,
    window: Option<Window>,
    done: Option<Ended>,
}

impl<'a> Silence<'a> {
    #[inline(always)]
    pub(super) fn new(calendar: &'a Calendar, reply: Reply) -> Self {
        Silence { calendar, reply, window: None, done: None }
    }

    /// R16: a window that has run out by the end of the day before `day` closed the report, whoever wrote so or not.
    #[inline(always)]
    pub(super) fn advance(&mut self, day: Day) {
        if let (None, Some(window)) = (self.done, self.window)
            && !window.contested
            && let Due::On(due) = self.due(window)
            && due < day
        {
            self.end(window, Outcome::Met, Some(Reason::Silence), due);
        }
    }

    /// R16: opens a window, or restarts the one in force.
    #[inline(always)]
    pub(super) fn follow_up(&mut self, day: Day, limit: Limit, notes: &mut Notes) {
        if self.done.is_some() {
            notes.add(Note::FollowUpAfterClose);
        } else {
            self.window = Some(Window { start: day, limit, contested: false });
        }
    }

    /// R16: a reply on or before the due date contests the window.
    #[inline(always)]
    pub(super) fn reply(&mut self, day: Day, notes: &mut Notes) {
        if self.done.is_some() {
            notes.add(Note::ReplyAfterClose);
        } else if let Some(window) = &mut self.window {
            match self.reply {
                Reply::Contests => window.contested = true,
                Reply::Restarts => window.start = day,
            }
        }
    }

    /// R17: before the due date by another than the reporter it is early.
    #[inline(always)]
    pub(super) fn close(&mut self, day: Day, party: Option<Party>, limit: Limit) {
        if self.done.is_some() {
            return;
        }
        let by_reporter = party == Some(Party::Reporter);
        let Some(window) = self.window else {
            let outcome = if by_reporter {
                (Outcome::ByReporter, None)
            } else {
                (Outcome::Early, Some(Reason::Unanswered))
            };
            self.end_unstarted(outcome, day, limit);
            return;
        };
        let due = self.due(window);
        let (outcome, reason) = match due {
            _ if by_reporter => (Outcome::ByReporter, None),
            _ if window.contested => (Outcome::Early, Some(Reason::Contested)),
            Due::On(due) if day < due => (Outcome::Early, None),
            Due::On(_) if party == Some(Party::System) => (Outcome::Met, Some(Reason::Silence)),
            Due::On(_) => (Outcome::Met, Some(Reason::ClosedOnDue)),
            Due::Paused | Due::Beyond(_) => self.if_known(window, day, (Outcome::Early, None)),
        };
        self.end(window, outcome, reason, day);
    }

    /// R18: archived, merged or withdrawn while the silence had not run out.
    pub(super) fn void(&mut self, day: Day, reason: Reason, limit: Limit) {
        if self.done.is_some() {
            return;
        }
        match self.window {
            Some(window) => {
                let (outcome, reason) = self.if_known(window, day, (Outcome::Void, Some(reason)));
                self.end(window, outcome, reason, day);
            }
            // There was no follow-up, so no silence began; but the report is over.
            None => self.end_unstarted((Outcome::NotStarted, None), day, limit),
        }
    }

    /// R8: a due date beyond the coverage had surely not passed on a day inside it.
    #[inline]
    fn if_known(
        &self,
        window: Window,
        day: Day,
        judged: (Outcome, Option<Reason>),
    ) -> (Outcome, Option<Reason>) {
        let known = self.calendar.covers(day) && self.calendar.covers(window.start);
        if window.contested || known || self.due(window).day().is_some() {
            judged
        } else {
            (Outcome::Unknown, Some(Reason::Coverage))
        }
    }

    /// R16: only an explicit reopening begins a further row; the one before it is told.
    pub(super) fn reopen(&mut self, notes: &mut Notes) -> Option<Verdict> {
        match self.done.take() {
            Some(ended) => {
                self.window = None;
                Some(self.ended_row(ended))
            }
            None => {
                notes.add(Note::ReopenedWhileOpen);
                None
            }
        }
    }

    /// R19: another limit from the same day zero; a window that has run out is over before this is asked.
    pub(super) fn relimit(&mut self, limit: Limit) {
        if let (None, Some(window)) = (self.done, &mut self.window) {
            window.limit = limit;
        }
    }

    /// The row of the last opening on the day of the question.
    #[inline(always)]
    pub(super) fn finish(&mut self, as_of: Day, limit: Limit) -> Verdict {
        self.advance(as_of);
        match (self.done, self.window) {
            (Some(ended), _) => self.ended_row(ended),
            (None, None) => Verdict::not_started(Stage::Closure, limit),
            (None, Some(window)) => self.open_row(window, as_of),
        }
    }

    #[inline(always)]
    fn ended_row(&self, ended: Ended) -> Verdict {
        let Ended { window, outcome, reason, day, limit } = ended;
        match window {
            Some(window) => self.verdict(window, outcome, reason, day, Some(day)),
            // Even an answer of the same day would not have let it be closed sooner, so it counts when such a silence
            // would have run out: counted at once, early closes alone would make up a young month.
            None if outcome == Outcome::Early => {
                let window = Window { start: day, limit, contested: false };
                let Verdict { due, due_promised, .. } =
                    self.verdict(window, outcome, reason, day, Some(day));
                let row = Verdict::not_started(Stage::Closure, limit);
                Verdict { outcome, reason, due, due_promised, ended: Some(day), ..row }
            }
            None => {
                let ended = (outcome != Outcome::NotStarted).then_some(day);
                Verdict { outcome, reason, ended, ..Verdict::not_started(Stage::Closure, limit) }
            }
        }
    }

    #[inline(always)]
    fn open_row(&self, window: Window, as_of: Day) -> Verdict {
        let axis = self.axis(window);
        let (outcome, reason) = match self.due(window) {
            _ if window.contested => (Outcome::Contested, None),
            Due::On(_) | Due::Paused => (Outcome::Running, None),
            Due::Beyond(target) => running_beyond(axis, target, as_of),
        };
        self.verdict(window, outcome, reason, as_of, None)
    }

    #[inline(always)]
    fn axis(&self, window: Window) -> Axis<'a> {
        Axis::new(self.calendar, window.limit.unit)
    }

    /// Holds never pause the silence (R15).
    #[inline(always)]
    fn due(&self, window: Window) -> Due {
        Self::due_on(self.axis(window), window)
    }

    #[inline(always)]
    fn due_on(axis: Axis<'_>, window: Window) -> Due {
        Self::due_from(axis, axis.base(window.start, window.limit), window)
    }

    #[inline(always)]
    fn due_from(axis: Axis<'_>, base: Option<Base>, window: Window) -> Due {
        let Some(Base { zero, ordinal }) = base else { return Due::Beyond(None) };
        let target = ordinal + i64::from(window.limit.days);
        let due = if window.limit.days == 0 { zero } else { zero.and_then(|_| axis.nth(target)) };
        due.map_or(Due::Beyond(Some(target)), Due::On)
    }

    #[inline(always)]
    fn end(&mut self, window: Window, outcome: Outcome, reason: Option<Reason>, day: Day) {
        let limit = window.limit;
        self.done = Some(Ended { window: Some(window), outcome, reason, day, limit });
    }

    #[inline]
    fn end_unstarted(
        &mut self,
        (outcome, reason): (Outcome, Option<Reason>),
        day: Day,
        limit: Limit,
    ) {
        self.done = Some(Ended { window: None, outcome, reason, day, limit });
    }

    #[inline(always)]
    fn verdict(
        &self,
        window: Window,
        outcome: Outcome,
        reason: Option<Reason>,
        until: Day,
        ended: Option<Day>,
    ) -> Verdict {
        let axis = self.axis(window);
        let base = axis.base(window.start, window.limit);
        let elapsed = base
            .filter(|base| base.zero.is_some() || self.calendar.covers(until))
            .zip(axis.ordinal(until))
            .and_then(|(base, until)| u32::try_from((until - base.ordinal).max(0)).ok());
        // A contested window waits for a newer follow-up; once it is over, its old due date says when it counts.
        let waits = window.contested && ended.is_none();
        let due = if waits { None } else { Self::due_from(axis, base, window).day() };
        let due_promised = due.and_then(|due| {
            if self.calendar.agrees_since(window.start, due) {
                return Some(due);
            }
            let then = Axis::known_on(self.calendar, window.limit.unit, window.start);
            Self::due_on(then, window).day()
        });
        Verdict {
            stage: Stage::Closure,
            outcome,
            reason,
            started: base.and_then(|base| base.zero).or(Some(window.start)),
            due,
            due_promised,
            ended,
            elapsed,
            paused: 0,
            limit: window.limit,
            agency: None,
        }
    }
}
