//! The young month: what shares show while its due dates have not passed, beside what they come to.

use lapor_core::{Clock, Day, Event, Facts, Scratch, Stage, Verdict};
use lapor_stats::measure::tally::{Bucket, Cohort, Tally};

use crate::service::Service;

/// The days of a month on which one looks.
pub(crate) const LOOKS: [u32; 3] = [10, 20, 30];

/// How long before the month the service has been at work, in days.
const BEFORE: i32 = 75;

/// What one share shows on one day.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    /// The `due` cohort.
    pub(crate) due: Tally,
    /// The same stages as they come to in the end.
    pub(crate) same: Tally,
    /// Every stage that started in the month, as it stands: early answers count at once.
    pub(crate) at_once: Tally,
    /// The stages that ended in the month.
    pub(crate) settled: Tally,
}

/// One stage of one month.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// All that started in it, when all due dates have long passed.
    pub(crate) truth: Tally,
    /// On the days on which one looks.
    pub(crate) looks: [Look; LOOKS.len()],
}

/// The month that begins on a day, by stage.
pub(crate) fn month(
    service: &Service<'_>,
    clock: &Clock<'_>,
    seed: u64,
    first: Day,
    each_day: u32,
) -> [Seen; Stage::PROMISES.len()] {
    let days = |days: u32| first.checked_add(days as i32 - 1).unwrap_or(first);
    let looks = LOOKS.map(|day| clock.on(days(day)));
    let last = days(32).first_of_month().previous();
    let start = first.checked_add(-BEFORE).unwrap_or(first);
    let mut seen = [Seen::default(); Stage::PROMISES.len()];
    let (mut events, mut scratch) = (Vec::new(), Scratch::default());
    for course in service.reports(seed, start, last, each_day) {
        course.events(service, &mut events);
        let mut judge = |clock: &Clock<'_>| judged(clock, &events, &mut scratch);
        let truth = judge(clock);
        for (seen, truth) in seen.iter_mut().zip(&truth) {
            if starts_in(truth, first) {
                count(&mut seen.truth, truth, clock.as_of(), Cohort::Due);
            }
        }
        for (place, clock) in looks.iter().enumerate() {
            let as_of = clock.as_of();
            if as_of < course.submitted {
                continue;
            }
            for ((seen, truth), verdict) in seen.iter_mut().zip(&truth).zip(judge(clock)) {
                let look = &mut seen.looks[place];
                if starts_in(&verdict, first) {
                    let bucket = count(&mut look.due, &verdict, as_of, Cohort::Due);
                    count(&mut look.at_once, &verdict, as_of, Cohort::Settled);
                    if bucket.is_some_and(is_judged) {
                        count(&mut look.same, truth, clock.as_of(), Cohort::Due);
                    }
                }
                if verdict.ended.is_some_and(|day| first <= day) {
                    count(&mut look.settled, &verdict, as_of, Cohort::Settled);
                }
            }
        }
    }
    seen
}

fn judged(clock: &Clock<'_>, events: &[Event], scratch: &mut Scratch) -> [Verdict; 3] {
    let verdicts = clock.fold(&Facts::default(), events.iter().copied(), scratch);
    // Nothing is reopened here, so there is one closure.
    let closure = verdicts.closures.first().unwrap_or(&verdicts.follow_up);
    [verdicts.disposition, verdicts.follow_up, *closure]
}

/// A close without any follow-up has no start; it stands in the month in which it happened.
fn starts_in(verdict: &Verdict, first: Day) -> bool {
    verdict.started.or(verdict.ended).is_some_and(|day| day.first_of_month() == first)
}

fn count(tally: &mut Tally, verdict: &Verdict, as_of: Day, cohort: Cohort) -> Option<Bucket> {
    let bucket = Bucket::of(verdict, as_of, cohort)?;
    tally.add(bucket, 1);
    Some(bucket)
}

fn is_judged(bucket: Bucket) -> bool {
    let mut one = Tally::default();
    one.add(bucket, 1);
    0 < one.judged(Cohort::Due)
}
