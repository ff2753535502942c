//! Silence: the windows of each opening (R16, R17).

use lapor_core::{ClassId, Day, EventKind, Outcome, Party, Reason, Reply, Stage};

use super::count::{Count, Due};
use super::expected::Row;
use super::promise::still_open;
use super::story::{Story, void_reason};

/// A window of silence.
#[derive(Clone, Copy)]
struct Window {
    start: Day,
    /// A reply waits for an answer.
    contested: bool,
}

/// One row for each opening, all by the administrator's calendar and zone (R6).
pub(crate) fn closures(story: &Story<'_>) -> Vec<Row> {
    let place = story.world.administrator();
    let facts = &story.case.facts;
    let mut rows = Vec::new();
    let mut window: Option<Window> = None;
    // The row of this opening, once it is over.
    let mut over: Option<Row> = None;
    let mut class = facts.class;

    for (at, event) in story.usable() {
        let day = story.day(at, place.zone);
        if over.is_none()
            && let Some(window) = window
        {
            over = ended_by_silence(story, window, class, day);
        }
        let opens = event.kind == EventKind::FollowedUp
            || (event.kind == EventKind::LastActivity && facts.last_activity_opens_silence);
        let replies = matches!(event.kind, EventKind::ReporterReplied | EventKind::AdminReplied);
        let voids = void_reason(event.kind);

        if event.kind == EventKind::Reclassified {
            class = story.class_after(at);
        } else if event.kind == EventKind::Reopened {
            // Only an opening that is over can be opened again.
            if let Some(row) = over.take() {
                rows.push(row);
                window = None;
            }
        } else if over.is_some() {
            // What comes after the end changes nothing.
        } else if opens {
            window = Some(Window { start: day, contested: false });
        } else if replies && let Some(window) = &mut window {
            match story.world.policy.reply {
                Reply::Contests => window.contested = true,
                Reply::Restarts => window.start = day,
            }
        } else if event.kind == EventKind::Closed {
            over = Some(closed(story, window, class, day, event.party));
        } else if let Some(reason) = voids {
            over = Some(match window {
                Some(window) => voided(story, window, class, day, reason),
                None => Row::not_started(Stage::Closure),
            });
        }
    }

    let as_of = story.case.as_of;
    rows.push(match (over, window) {
        (Some(row), _) => row,
        (None, Some(window)) => ended_by_silence(story, window, class, as_of)
            .unwrap_or_else(|| running(story, window, class)),
        (None, None) => Row::not_started(Stage::Closure),
    });
    rows
}

fn count<'a>(story: &'a Story<'_>, window: Window, class: Option<ClassId>, now: Day) -> Count<'a> {
    let world = story.world;
    Count {
        days: world.calendars[0].as_it_stands(),
        limit: world.limit(Stage::Closure, class, story.case.facts.complexity),
        extra: 0,
        start: window.start,
        // R15: a hold never pauses closure.
        holds: &[],
        cap: None,
        reading: world.policy.hold,
        now,
    }
}

/// The row of a window on a day; while it is contested it has no due date.
fn row(
    story: &Story<'_>,
    window: Window,
    class: Option<ClassId>,
    now: Day,
    (outcome, reason): (Outcome, Option<Reason>),
) -> Row {
    let count = count(story, window, class, now);
    let on = |due: Due| match due {
        Due::On(day) if outcome != Outcome::Contested => Some(day),
        _ => None,
    };
    let due = on(count.due());
    let known = story.world.calendars[0].as_known_on(window.start);
    Row {
        outcome,
        reason,
        started: Some(count.day_zero().unwrap_or(window.start)),
        due,
        due_promised: due.and_then(|_| on(Count { days: known, ..count }.due())),
        elapsed: count.elapsed(now),
        ..Row::not_started(Stage::Closure)
    }
}

/// R16: a window that ran out before this day closed the report on its due date, whatever came later.
fn ended_by_silence(
    story: &Story<'_>,
    window: Window,
    class: Option<ClassId>,
    day: Day,
) -> Option<Row> {
    match count(story, window, class, day).due() {
        Due::On(due) if due < day && !window.contested => {
            let met = (Outcome::Met, Some(Reason::Silence));
            Some(Row { ended: Some(due), ..row(story, window, class, due, met) })
        }
        _ => None,
    }
}

/// R16: a window in force on the day of the question.
fn running(story: &Story<'_>, window: Window, class: Option<ClassId>) -> Row {
    let now = story.case.as_of;
    let count = count(story, window, class, now);
    let verdict =
        if window.contested { (Outcome::Contested, None) } else { still_open(&count, count.due()) };
    row(story, window, class, now, verdict)
}

/// R17: a close before the due date is early, on it as good as silence, and by the reporter neither.
fn closed(
    story: &Story<'_>,
    window: Option<Window>,
    class: Option<ClassId>,
    day: Day,
    party: Option<Party>,
) -> Row {
    let by_reporter = party == Some(Party::Reporter);
    let Some(window) = window else {
        let (outcome, reason) = if by_reporter {
            (Outcome::ByReporter, None)
        } else {
            (Outcome::Early, Some(Reason::Unanswered))
        };
        let ended = Row { outcome, reason, ended: Some(day), ..Row::not_started(Stage::Closure) };
        if by_reporter {
            return ended;
        }
        // It counts when a silence that began with it would have run out.
        let began = Window { start: day, contested: false };
        let Row { due, due_promised, .. } = row(story, began, class, day, (outcome, reason));
        return Row { due, due_promised, ..ended };
    };
    let count = count(story, window, class, day);
    let day = day.max(window.start);
    let verdict = match count.due() {
        _ if by_reporter => (Outcome::ByReporter, None),
        _ if window.contested => (Outcome::Early, Some(Reason::Contested)),
        Due::On(due) if day < due => (Outcome::Early, None),
        Due::On(_) if party == Some(Party::System) => (Outcome::Met, Some(Reason::Silence)),
        Due::On(_) => (Outcome::Met, Some(Reason::ClosedOnDue)),
        // R8: the due date lies after every day that the calendar knows.
        Due::Beyond if count.days.covers(day) => (Outcome::Early, None),
        _ => (Outcome::Unknown, Some(Reason::Coverage)),
    };
    Row { ended: Some(day), ..row(story, window, class, day, verdict) }
}

/// R18: a window in force when the report is archived, merged or withdrawn.
fn voided(
    story: &Story<'_>,
    window: Window,
    class: Option<ClassId>,
    day: Day,
    reason: Reason,
) -> Row {
    let count = count(story, window, class, day);
    let day = day.max(window.start);
    let verdict = match count.due() {
        // A contested window has no due date that could lie beyond the coverage (R8).
        _ if window.contested => (Outcome::Void, Some(reason)),
        Due::Beyond if count.days.covers(day) => (Outcome::Void, Some(reason)),
        Due::Beyond | Due::Outside => (Outcome::Unknown, Some(Reason::Coverage)),
        _ => (Outcome::Void, Some(reason)),
    };
    Row { ended: Some(day), ..row(story, window, class, day, verdict) }
}
