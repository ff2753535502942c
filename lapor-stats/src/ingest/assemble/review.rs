//! A last look at all events: the latest days, and what is odd in their order.

use lapor_core::{Day, Event, EventKind, When, Zone};
use rayon::prelude::*;

use super::Total;
use super::agencies::Agencies;
use crate::dataset::Ids;
use crate::ingest::anomaly::{CLOSED_BEFORE_SUBMITTED, FUTURE_DATE, NO_SUBMISSION, UNKNOWN_AGENCY};

use crate::ingest::tally::PLACES;

/// How far the latest day may lie after the next latest before it is odd, in days.
const FAR: i32 = 30;

/// How many reports one task looks at.
const TASK: usize = 1 << 14;

#[derive(Clone, Copy, Default)]
struct Seen {
    latest: Option<Day>,
    before: Option<Day>,
    early: u64,
    unsubmitted: u64,
    unknown: u64,
}

impl Seen {
    fn see_day(&mut self, day: Day) {
        if self.latest < Some(day) {
            self.before = self.latest.max(self.before);
            self.latest = Some(day);
        } else if Some(day) < self.latest && self.before < Some(day) {
            self.before = Some(day);
        }
    }

    fn and(mut self, other: Seen) -> Seen {
        for day in [other.latest, other.before].into_iter().flatten() {
            self.see_day(day);
        }
        self.early += other.early;
        self.unsubmitted += other.unsubmitted;
        self.unknown += other.unknown;
        self
    }
}

/// The latest local day of some moments and the next latest.
pub(crate) fn latest(
    moments: impl Iterator<Item = When>,
    zone: Zone,
) -> Option<(Day, Option<Day>)> {
    let mut seen = Seen::default();
    moments.filter_map(|at| at.day(zone)).for_each(|day| seen.see_day(day));
    seen.latest.map(|latest| (latest, seen.before))
}

/// Counts what is odd and returns the latest local day and the next latest.
pub(super) fn review(
    events: &[Event],
    offsets: &[usize],
    agencies: &Agencies,
    zone: Zone,
    as_of: Option<Day>,
    ids: &Ids,
    total: &mut Total<'_>,
) -> Option<(Day, Option<Day>)> {
    let reports = offsets.len().saturating_sub(1);
    let look = |task: usize| {
        let mut seen = Seen::default();
        for report in task * TASK..reports.min((task + 1) * TASK) {
            look_at(&events[offsets[report]..offsets[report + 1]], agencies, zone, &mut seen);
        }
        seen
    };
    let tasks: Vec<Seen> = (0..reports.div_ceil(TASK)).into_par_iter().map(look).collect();
    let seen = tasks.into_iter().fold(Seen::default(), Seen::and);
    total.see(CLOSED_BEFORE_SUBMITTED, seen.early);
    total.see(NO_SUBMISSION, seen.unsubmitted);
    total.see(UNKNOWN_AGENCY, seen.unknown);
    // Only where something is odd is it looked for again, to name the first.
    let mut name = |anomaly, count: u64, odd: &dyn Fn(&[Event]) -> bool| {
        if 0 < count {
            (0..reports)
                .filter(|&report| odd(&events[offsets[report]..offsets[report + 1]]))
                .take(PLACES)
                .for_each(|report| total.report(anomaly, ids.get(report)));
        }
    };
    let looked = |events: &[Event]| {
        let mut seen = Seen::default();
        look_at(events, agencies, zone, &mut seen);
        seen
    };
    name(CLOSED_BEFORE_SUBMITTED, seen.early, &|events| 0 < looked(events).early);
    name(NO_SUBMISSION, seen.unsubmitted, &|events| 0 < looked(events).unsubmitted);
    name(UNKNOWN_AGENCY, seen.unknown, &|events| 0 < looked(events).unknown);
    let latest = seen.latest?;
    let far = seen.before.is_some_and(|before| FAR < latest.since(before));
    let last = match as_of {
        Some(day) => Some(day),
        None if far => seen.before,
        None => None,
    };
    if let Some(last) = last.filter(|&last| last < latest) {
        let future = |event: &&Event| event.at.day(zone).is_some_and(|day| last < day);
        let count = events.par_iter().filter(future).count() as u64;
        name(FUTURE_DATE, count, &|events| events.iter().any(|event| future(&event)));
        total.see(FUTURE_DATE, count);
    }
    Some((latest, seen.before))
}

fn look_at(events: &[Event], agencies: &Agencies, zone: Zone, seen: &mut Seen) {
    let submitted = events
        .iter()
        .filter(|event| event.kind == EventKind::Submitted && event.at != When::UNKNOWN)
        .map(|event| event.at)
        .min_by_key(|at| at.order(zone));
    match submitted {
        Some(submitted) => {
            seen.early += u64::from(events.iter().any(|event| event.at.precedes(submitted, zone)));
        }
        None => seen.unsubmitted += 1,
    }
    for event in events {
        if let Some(day) = event.at.day(zone) {
            seen.see_day(day);
        }
        let unknown = |agency: Option<_>| agency.is_some_and(|agency| agencies.is_unknown(agency));
        seen.unknown += u64::from(unknown(event.agency) || unknown(event.to_agency));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lapor_core::day;

    #[test]
    fn the_two_latest_days_whatever_the_order() {
        let days = [day(2015, 3, 1), day(2015, 3, 3), day(2015, 3, 2), day(2015, 3, 3)];
        for turn in 0..4 {
            let mut seen = Seen::default();
            days.iter().cycle().skip(turn).take(4).for_each(|&day| seen.see_day(day));
            assert_eq!(
                (seen.latest, seen.before),
                (Some(day(2015, 3, 3)), Some(day(2015, 3, 2))),
                "{turn}"
            );
        }
    }
}
