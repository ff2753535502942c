//! Holds: days that do not count because the report waits for the reporter's data (R15).

use crate::day::{Day, When, Zone};
use crate::policy::{Hold, Policy};

use super::axis::Axis;

/// One hold: the days in `(held, completed]` do not count.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?;
/// let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// let events = vec![
///     on(6, EventKind::Submitted),
///     on(9, EventKind::Held),
///     on(11, EventKind::Completed),
/// ];
/// let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
/// let [held, completed] = [9, 11].map(|date| When::on(day(2015, 3, date)));
/// assert_eq!(assessment.pauses, [Pause { held, completed: Some(completed) }]);
/// // Tuesday 10 and Wednesday 11 do not count.
/// assert_eq!(assessment.disposition.due, Some(day(2015, 3, 13)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// When it was put on hold.
    pub held: When,
    /// When the data came, or the act that ended the hold; absent while it lasts.
    pub completed: Option<When>,
}

/// The holds of one report, in order and apart from each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Pauses(Vec<Pause>);

/// A hold in ordinals of an axis: `(from, to]`, without an end while it lasts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub(super) from: i64,
    pub(super) to: Option<i64>,
}

impl Pauses {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn spans(&self) -> &[Pause] {
        &self.0
    }

    /// Opens a hold; false if one is open already.
    pub(super) fn open(&mut self, at: When) -> bool {
        let free = self.0.last().is_none_or(|pause| pause.completed.is_some());
        if free {
            self.0.push(Pause { held: at, completed: None });
        }
        free
    }

    /// Ends the open hold; false if none is open.
    pub(super) fn close(&mut self, at: When) -> bool {
        match self.0.last_mut() {
            Some(pause) if pause.completed.is_none() => {
                pause.completed = Some(at);
                true
            }
            _ => false,
        }
    }
}

/// The holds of a report under a policy's reading of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holds<'a> {
    spans: &'a [Pause],
    cap: Option<u16>,
    pub(super) reading: Hold,
}

impl<'a> Holds<'a> {
    pub(super) fn new(spans: &'a [Pause], policy: &Policy) -> Self {
        let parts = policy.parts();
        Holds { spans, cap: parts.hold_cap, reading: parts.hold }
    }

    /// The day of the first hold, or `start` if that is earlier: the first day on which a count depends.
    pub(super) fn first(self, zone: Zone, start: Day) -> Day {
        let held = self.spans.first().and_then(|pause| pause.held.day(zone));
        held.map_or(start, |held| held.min(start))
    }

    /// The holds on an axis, as they stand at the ordinal `now`; a cap ends a hold that outlives it.
    ///
    /// A hold beyond the coverage is left out: whatever it would move lies beyond it too.
    pub(super) fn gaps(self, axis: Axis<'_>, zone: Zone, now: i64) -> impl Iterator<Item = Gap> {
        self.spans.iter().filter_map(move |pause| {
            let from = pause.held.day(zone).and_then(|day| axis.ordinal(day))?;
            let to = match pause.completed {
                None => None,
                // A completion that the calendar does not know lies after all that it knows.
                Some(at) => at.day(zone).map(|day| axis.ordinal(day).unwrap_or(i64::MAX)),
            };
            let to = match self.cap {
                None => to,
                Some(cap) => {
                    let capped = from + i64::from(cap);
                    match to {
                        Some(to) => Some(to.min(capped)),
                        None if capped <= now => Some(capped),
                        None => None,
                    }
                }
            };
            Some(Gap { from, to })
        })
    }
}
