//! Holds: days that do not count because the report waits for the reporter's data (R15).

use crate::day::Day;
use crate::policy::{Hold, Policy};
use crate::when::When;
use crate::zone::Zone;

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

/// A hold in ordinals of an axis: what lies after `from` and up to its end does not count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub(super) from: i64,
    pub(super) to: End,
}

/// Where a hold ends; later ends are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// With this counted day.
    After(i64),
    /// On a day after all that the calendar knows.
    Beyond,
    /// It lasts.
    Open,
}

impl Gap {
    fn meets(&self, other: &Gap) -> bool {
        End::After(self.from) <= other.to && End::After(other.from) <= self.to
    }
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

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.spans.is_empty()
    }

    /// The day of the first hold, or `start` if that is earlier: the first day on which a count depends.
    pub(super) fn first(self, zone: Zone, start: Day) -> Day {
        let held = self.spans.first().and_then(|pause| pause.held.day(zone));
        held.map_or(start, |held| held.min(start))
    }

    /// The holds on an axis, apart from each other, as they stand at the ordinal `now`; a cap ends a hold that
    /// outlives it.
    ///
    /// A hold beyond the coverage is left out: whatever it would move lies beyond it too.
    pub(super) fn gaps(self, axis: Axis<'_>, zone: Zone, now: i64) -> impl Iterator<Item = Gap> {
        let cap = self.cap.map(i64::from);
        let held = self.spans.iter().filter(move |_| cap != Some(0)).filter_map(move |pause| {
            let from = pause.held.day(zone).and_then(|day| axis.ordinal(day))?;
            let to = match pause.completed.map(|at| at.day(zone)) {
                None => End::Open,
                Some(day) => day.and_then(|day| axis.ordinal(day)).map_or(End::Beyond, End::After),
            };
            let to = match (to, cap.map(|cap| from + cap)) {
                (to, None) => to,
                (End::After(to), Some(capped)) => End::After(to.min(capped)),
                // Whether it was completed before the cap ended it is not known.
                (End::Beyond, Some(capped)) if axis.last_ordinal() < capped => End::Beyond,
                (End::Open, Some(capped)) if now < capped => End::Open,
                (End::Open | End::Beyond, Some(capped)) => End::After(capped),
            };
            Some(Gap { from, to })
        });
        // In another zone than the one in which they were told, a date without a time may overlap a moment.
        let mut held = held.peekable();
        std::iter::from_fn(move || {
            let mut gap = held.next()?;
            while let Some(next) = held.next_if(|next| gap.meets(next)) {
                gap = Gap { from: gap.from.min(next.from), to: gap.to.max(next.to) };
            }
            Some(gap)
        })
    }
}
