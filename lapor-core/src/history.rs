//! Histories: the events of one report in the one order that every verdict rests on.

use crate::event::{Event, KindSet};
use crate::id::{ClassId, ComplexityId};
use crate::zone::Zone;

/// What is known of a report beside its events.
///
/// ```
/// use lapor_core::*;
///
/// // A source that records no answers: whether one came is unknown, not false (R10).
/// let unrecorded = KindSet::EMPTY.with(EventKind::FollowedUp);
/// let facts = Facts { unrecorded, ..Facts::default() };
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?;
/// let events = [EventKind::Submitted, EventKind::Dispositioned]
///     .map(|kind| Event::new(When::on(day(2015, 3, 6)), kind));
/// let answer = clock.assess(&History::new(facts, events.to_vec(), policy.zone())).follow_up;
/// assert_eq!((answer.outcome, answer.reason), (Outcome::Unknown, Some(Reason::NotRecorded)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its class when it came in.
    pub class: Option<ClassId>,
    /// Its complexity.
    pub complexity: Option<ComplexityId>,
    /// Kinds of events that the source does not record (R10): whether one happened is unknown.
    pub unrecorded: KindSet,
    /// Whether a last activity opens a silence window, as the source's mapping says (R12).
    pub last_activity_opens_silence: bool,
}

/// The events of one report, in order and each once (R9).
///
/// ```
/// use lapor_core::{Event, EventKind, Facts, History, When, Zone, day};
///
/// let event = |d, kind| Event::new(When::on(day(2015, 3, d)), kind);
/// let history = History::new(
///     Facts::default(),
///     vec![
///         event(9, EventKind::Dispositioned),
///         event(6, EventKind::Submitted),
///         event(9, EventKind::Dispositioned),
///     ],
///     Zone::WIB,
/// );
/// assert_eq!(history.events()[0].kind, EventKind::Submitted);
/// assert_eq!(history.copies().len(), 1);
/// assert_eq!(history.facts().class, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    facts: Facts,
    events: Vec<Event>,
    /// Exact copies that were dropped, so that a day of the question counts only its own.
    copies: Vec<Event>,
}

impl History {
    /// The history of these events in any order; `zone` is the administrator's.
    pub fn new(facts: Facts, mut events: Vec<Event>, zone: Zone) -> Self {
        sort(&mut events, zone);
        let mut copies = Vec::new();
        events.dedup_by(|next, kept| {
            let same = next == kept;
            if same {
                copies.push(*next);
            }
            same
        });
        History { facts, events, copies }
    }

    /// What is known of the report beside its events.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The events in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The exact copies of events that were dropped, in order.
    pub fn copies(&self) -> &[Event] {
        &self.copies
    }
}

/// Puts events in order and drops exact copies; returns how many were dropped (R9).
///
/// The order is by instant, then kind, then party, agency and receiving agency. A date
/// without a time stands at its local midnight; an event of unknown time comes first.
///
/// ```
/// use lapor_core::{Event, EventKind, When, Zone, day, put_in_order};
///
/// let event = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// let submitted = event(6, EventKind::Submitted);
/// let mut events = vec![event(6, EventKind::Dispositioned), submitted, submitted];
/// assert_eq!(put_in_order(&mut events, Zone::WIB), 1);
/// // On one day the kinds have an order.
/// assert_eq!(events, [submitted, event(6, EventKind::Dispositioned)]);
/// ```
pub fn put_in_order(events: &mut Vec<Event>, zone: Zone) -> u32 {
    // Most sources give events in order and apart; then neither the whole key nor copies matter.
    let apart = |pair: &[Event]| {
        let (a, b) = (pair[0].at.order(zone), pair[1].at.order(zone));
        a < b || (a == b && pair[0].kind < pair[1].kind)
    };
    if events.windows(2).all(apart) {
        return 0;
    }
    sort(events, zone);
    let before = events.len();
    events.dedup();
    (before - events.len()) as u32
}

fn sort(events: &mut [Event], zone: Zone) {
    events.sort_unstable_by_key(|event| {
        (event.at.order(zone), event.kind, event.party, event.agency, event.to_agency, event.value)
    });
}
