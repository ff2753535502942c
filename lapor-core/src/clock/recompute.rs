//! What another calendar changes: the verdicts that a late decree touched (R7).

use crate::event::Event;
use crate::history::Facts;
use crate::id::AgencyId;
use crate::stage::Stage;
use crate::verdict::Verdict;

use super::{Clock, Scratch, Verdicts};

/// A verdict that is not the same under two calendars.
///
/// [`Clock::recompute`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recomputed {
    /// The stage.
    pub stage: Stage,
    /// The verdict under the older calendar; absent if there was none, as a closure after an opening
    /// that only the newer one has.
    pub old: Option<Verdict>,
    /// The verdict under the newer calendar.
    pub new: Option<Verdict>,
    /// The instruments that made the difference, in the order of the days that they changed; empty
    /// where none is known.
    pub decrees: Vec<String>,
}

impl Clock<'_> {
    /// The verdicts of a history that differ between this clock and one with a newer calendar.
    ///
    /// A verdict differs if its due date, its outcome or its reason does. Stages are paired in order,
    /// custodies in the order in which they began.
    ///
    /// ```
    /// use lapor_core::*;
    ///
    /// // 18 August 2025 became joint leave by a decree announced on 7 August.
    /// let (policy, now) = (Policy::lapor(), Calendar::indonesia());
    /// let then = now.known_on(day(2025, 8, 6));
    /// let old = Clock::new(&policy, &then, day(2025, 8, 20))?;
    /// let new = Clock::new(&policy, &now, day(2025, 8, 20))?;
    /// let events = [
    ///     Event::new(When::on(day(2025, 8, 14)), EventKind::Submitted),
    ///     Event::new(When::on(day(2025, 8, 20)), EventKind::Dispositioned),
    /// ];
    /// let changed = old.recompute(&new, &Facts::default(), &events, &mut [Scratch::default(), Scratch::default()]);
    /// let (before, after) = (changed[0].old.unwrap(), changed[0].new.unwrap());
    /// assert_eq!((before.due, before.outcome), (Some(day(2025, 8, 19)), Outcome::Late));
    /// assert_eq!((after.due, after.outcome), (Some(day(2025, 8, 20)), Outcome::Met));
    /// assert_eq!(changed[0].decrees, ["SKB-2025-R1"]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn recompute(
        &self,
        newer: &Clock<'_>,
        facts: &Facts,
        events: &[Event],
        scratch: &mut [Scratch; 2],
    ) -> Vec<Recomputed> {
        let [first, second] = scratch;
        let old = self.fold(facts, events.iter().copied(), first);
        let new = newer.fold(facts, events.iter().copied(), second);
        let mut changed = Vec::new();
        for stage in Stage::ALL {
            let (mut old, mut new) = (of_stage(&old, stage), of_stage(&new, stage));
            loop {
                let pair = (old.next().copied(), new.next().copied());
                if pair == (None, None) {
                    break;
                }
                let told = |verdict: Verdict| (verdict.due, verdict.outcome, verdict.reason);
                if pair.0.map(told) != pair.1.map(told) {
                    let decrees = self.decrees_between(newer, stage, pair);
                    changed.push(Recomputed { stage, old: pair.0, new: pair.1, decrees });
                }
            }
        }
        changed
    }

    /// The instruments of the days between a start and a due date that the two calendars count differently.
    fn decrees_between(
        &self,
        newer: &Clock<'_>,
        stage: Stage,
        (old, new): (Option<Verdict>, Option<Verdict>),
    ) -> Vec<String> {
        let both = || [old, new].into_iter().flatten();
        let Some(start) = both().filter_map(|verdict| verdict.started).min() else {
            return Vec::new();
        };
        let end = both().filter_map(|verdict| verdict.due.or(verdict.ended)).max();
        let agency: Option<AgencyId> = both().find_map(|verdict| verdict.agency);
        let [was, is] = [self, newer].map(|clock| clock.office(stage, agency).calendar);
        // A count from the same day looks at day zero too.
        let changes = was.changes_to(is, start.previous(), end.unwrap_or(newer.as_of));
        let mut decrees: Vec<String> = Vec::new();
        for decree in changes.into_iter().filter_map(|change| change.decree) {
            if !decrees.contains(&decree) {
                decrees.push(decree);
            }
        }
        decrees
    }
}

fn of_stage<'v>(verdicts: &'v Verdicts<'_>, stage: Stage) -> impl Iterator<Item = &'v Verdict> {
    let custodies = verdicts.custodies.iter().map(|custody| &custody.verdict);
    verdicts.iter().chain(custodies).filter(move |verdict| verdict.stage == stage)
}
