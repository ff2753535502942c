//! Events as a page shows them: by the day, in their order, without an hour.

use lapor_core::{Day, Event, EventKind, Instant, When, Zone};

/// How exactly the times of a report's events are told. Hours are told never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// The local day.
    Days,
    /// The order within the day too, as the page has it: the first event at a second past midnight, and so on.
    Order,
    /// And on which day it was for the agency in its own zone, which the page says of the acts that its clock counts.
    OfficeDay(Zone),
}

/// A second in microseconds.
const SECOND: i64 = 1_000_000;

/// What counts for the agency's clock, so that its day in the agency's zone stands on the page.
const OF_THE_CLOCK: [EventKind; 9] = [
    EventKind::Dispositioned,
    EventKind::FollowedUp,
    EventKind::Held,
    EventKind::Completed,
    EventKind::Extended,
    EventKind::Reclassified,
    EventKind::Archived,
    EventKind::Merged,
    EventKind::Withdrawn,
];

/// The events, which stand in the order of their history, with times as far as they may be told.
pub(super) fn told(events: &[Event], detail: Detail, zone: Zone) -> Vec<Event> {
    let mut last: Option<(Day, i64)> = None;
    let tell = |event: &Event| {
        let Some(day) = event.at.day(zone) else { return *event };
        let (office, instant) = match (detail, event.at.instant()) {
            (Detail::Order, Some(instant)) => (None, instant),
            (Detail::OfficeDay(office), Some(instant)) => (Some(office), instant),
            // A source that knows only the day has no order within it either.
            (Detail::Days, _) | (_, None) => return Event { at: When::on(day), ..*event },
        };
        let after = last.filter(|(before, _)| *before == day).map_or(0, |(_, micros)| micros);
        // Midnight stands before a day without a time, and every other moment after it.
        let next = if instant.micros_of_day(zone) == 0 { 0 } else { after + SECOND };
        let office = office.filter(|_| OF_THE_CLOCK.contains(&event.kind));
        let micros = next.max(office.map_or(0, |office| start(instant, zone, office)));
        last = Some((day, micros));
        let at = Instant::local(day, micros, zone).map_or(When::on(day), When::at);
        Event { at, ..*event }
    };
    events.iter().map(tell).collect()
}

/// The first moment of a local day that is of the same day in the office, in microseconds since midnight.
fn start(instant: Instant, zone: Zone, office: Zone) -> i64 {
    let midnight =
        |zone: Zone| Instant::local(instant.day(zone), 0, zone).map_or(0, Instant::micros);
    (midnight(office) - midnight(zone)).max(0)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::day;

    use super::*;

    fn event(hour: u8, kind: EventKind) -> Event {
        Event::new(When::local(day(2025, 3, 3), hour, 17, Zone::WIB).unwrap(), kind)
    }

    fn at(seconds: i64) -> When {
        When::at(Instant::local(day(2025, 3, 3), seconds * SECOND, Zone::WIB).unwrap())
    }

    #[test]
    fn by_the_day_there_is_no_time_and_by_order_no_hour() {
        let events = [event(9, EventKind::ReporterReplied), event(16, EventKind::FollowedUp)];
        for told in told(&events, Detail::Days, Zone::WIB) {
            assert_eq!(told.at, When::on(day(2025, 3, 3)));
        }
        let ordered = told(&events, Detail::Order, Zone::WIB);
        assert_eq!([ordered[0].at, ordered[1].at], [at(1), at(2)]);
    }

    #[test]
    fn an_evening_that_is_tomorrow_for_the_agency_stays_so_and_no_more_is_told() {
        // 23:17 in the west is 01:17 of the next day in the east, whose day begins at 22:00 in the west.
        let events = [
            event(22, EventKind::Submitted),
            event(23, EventKind::Dispositioned),
            event(23, EventKind::ReporterReplied),
        ];
        let told = told(&events, Detail::OfficeDay(Zone::WIT), Zone::WIB);
        let times: Vec<When> = told.iter().map(|event| event.at).collect();
        assert_eq!(times, [at(1), at(22 * 3_600), at(22 * 3_600 + 1)]);
        assert_eq!(told[1].at.day(Zone::WIT), Some(day(2025, 3, 4)));
    }

    #[test]
    fn what_is_unknown_stays_unknown_and_a_day_a_day() {
        let unknown = Event::new(When::UNKNOWN, EventKind::FollowedUp);
        let dated = Event::new(When::on(day(2025, 3, 3)), EventKind::Submitted);
        for detail in [Detail::Days, Detail::Order, Detail::OfficeDay(Zone::WIT)] {
            assert_eq!(told(&[unknown, dated], detail, Zone::WIB), [unknown, dated]);
        }
    }
}
