//! What lists, scorecards and feeds need of the reports that have a page, kept while one page after another is made.
//!
//! A page's model is forgotten when it is written; of each report some dozens of bytes stay here, and whole texts only of those
//! few that a feed or the list of the latest follow-ups will show. Reports come in any order, from any thread.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use lapor_core::sensitive::PublicText;
use lapor_core::{AgencyId, Day, EventKind, Outcome, Stage};

use crate::model::{FeedEntry, FollowUpLine, Month, OpenReport, Report, Standing};

use super::source::JudgedSource;

/// How many follow-ups the page of the latest has.
const LATEST: usize = 100;
/// How many reports a feed has.
const FEED: usize = 50;

/// What the lists need of a report that has a page.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its place in the dataset.
    pub(super) report: usize,
    pub(super) standing: Standing,
    pub(super) shown: Shown,
}

/// How much of it is shown.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// By the day.
    Open(Days),
    /// By the month.
    General(Option<Month>),
}

/// What the lists need of a report that is shown by the day.
#[derive(Clone, Debug)]
pub(super) struct Days {
    pub(super) title: Option<PublicText>,
    /// The agency whose clock the follow-up is.
    pub(super) agency: Option<AgencyId>,
    pub(super) submitted: Option<Day>,
    /// The stage in which somebody must act, or the reporter is waited for.
    pub(super) open: Option<Open>,
}

/// A stage that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) stage: Stage,
    pub(super) outcome: Outcome,
    pub(super) due: Option<Day>,
    pub(super) agency: Option<AgencyId>,
}

/// Whose feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// That of the source.
    All,
    /// That of the administrator, with what was never dispositioned.
    Administrator,
    Agency(AgencyId),
}

/// All entries, and the texts that will be shown again.
#[derive(Debug, Default)]
pub(super) struct Register {
    entries: Vec<Entry>,
    feeds: BTreeMap<Whose, Best<(Reverse<Day>, String), FeedEntry>>,
    latest: Best<(Reverse<Day>, String, usize), FollowUpLine>,
}

impl Register {
    /// Takes what the lists need of a report whose page is made.
    pub(super) fn add(&mut self, entry: Entry, page: &Report, source: &JudgedSource<'_>) {
        if let (Shown::Open(days), Report::Open { id, report, .. }) = (&entry.shown, page) {
            self.follow_ups(id, report);
            self.feed(days.agency, entry.standing, id, report, source);
        }
        self.entries.push(entry);
    }

    fn follow_ups(&mut self, id: &str, page: &OpenReport) {
        let answers = page.thread.iter().filter(|turn| turn.said.kind == EventKind::FollowedUp);
        for (place, turn) in answers.enumerate() {
            let Some(day) = turn.day else { continue };
            self.latest.offer(LATEST, (Reverse(day), id.to_owned(), place), || FollowUpLine {
                day,
                agency: turn.said.agency.clone(),
                id: id.to_owned(),
                title: page.title.clone(),
                text: turn.said.text.clone(),
                attachments: turn.said.attachments,
            });
        }
    }

    /// Nothing of a report without any day.
    fn feed(
        &mut self,
        agency: Option<AgencyId>,
        standing: Standing,
        id: &str,
        page: &OpenReport,
        source: &JudgedSource<'_>,
    ) {
        let Some(changed) = page.thread.iter().filter_map(|turn| turn.day).max() else { return };
        let answer = || {
            let answered = |turn: &&crate::model::Turn| {
                turn.said.kind == EventKind::FollowedUp && turn.day.is_some()
            };
            page.thread.iter().rev().find(answered).and_then(|turn| turn.said.text.clone())
        };
        let own = agency.map_or(Whose::Administrator, Whose::Agency);
        for whose in [Whose::All, own] {
            let feed = self.feeds.entry(whose).or_default();
            feed.offer(FEED, (Reverse(changed), id.to_owned()), || FeedEntry {
                id: id.to_owned(),
                title: page.title.clone(),
                agency: agency.and_then(|agency| source.agency(agency)),
                submitted: page.submitted,
                changed,
                standing,
                answer: answer(),
            });
        }
    }

    /// Everything, in the order of the dataset.
    pub(super) fn finish(mut self) -> Finished {
        self.entries.sort_unstable_by_key(|entry| entry.report);
        let mut open: BTreeMap<Option<AgencyId>, Vec<usize>> = BTreeMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if let Shown::Open(days) = &entry.shown
                && let Some(stage) = days.open
            {
                open.entry(stage.agency).or_default().push(place);
            }
        }
        Finished {
            entries: self.entries,
            open,
            feeds: self
                .feeds
                .into_iter()
                .map(|(whose, best)| (whose, best.into_values()))
                .collect(),
            latest: self.latest.into_values(),
        }
    }
}

/// What the register holds when every page is made.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// In the order of the dataset.
    pub(super) entries: Vec<Entry>,
    /// The places of the entries in which an agency must act, or the administrator.
    open: BTreeMap<Option<AgencyId>, Vec<usize>>,
    feeds: BTreeMap<Whose, Vec<FeedEntry>>,
    /// The latest follow-ups, the newest first.
    pub(super) latest: Vec<FollowUpLine>,
}

impl Finished {
    /// The reports that wait for an agency, or for the administrator.
    pub(super) fn waiting(
        &self,
        agency: Option<AgencyId>,
    ) -> impl Iterator<Item = (usize, &Days, Open)> {
        let places = self.open.get(&agency).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|&place| {
            let entry = self.entries.get(place)?;
            let Shown::Open(days) = &entry.shown else { return None };
            Some((entry.report, days, days.open?))
        })
    }

    /// The entries of a feed, the newest first.
    pub(super) fn feed(&self, whose: Whose) -> Vec<FeedEntry> {
        self.feeds.get(&whose).cloned().unwrap_or_default()
    }
}

/// The first few by their keys, of however many are offered.
#[derive(Debug)]
struct Best<K, V>(BTreeMap<K, V>);

impl<K, V> Default for Best<K, V> {
    fn default() -> Self {
        Best(BTreeMap::new())
    }
}

impl<K: Ord, V> Best<K, V> {
    /// Keeps a value if its key is among the first `most`; it is made only then.
    fn offer(&mut self, most: usize, key: K, value: impl FnOnce() -> V) {
        if self.0.len() == most {
            if self.0.last_key_value().is_none_or(|(last, _)| *last <= key) {
                return;
            }
            self.0.pop_last();
        }
        self.0.insert(key, value());
    }

    fn into_values(self) -> Vec<V> {
        self.0.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_are_the_first_of_all_sorted_in_whatever_order_they_come(
            offered in prop::collection::btree_set(0_u16..200, 0..60),
            most in 1_usize..20,
            turn in 0_usize..60,
        ) {
            let mut best = Best::default();
            let mut order: Vec<u16> = offered.iter().copied().collect();
            let place = turn.min(order.len());
            order.rotate_left(place);
            for key in order {
                best.offer(most, key, || key);
            }
            let first: Vec<u16> = offered.into_iter().take(most).collect();
            prop_assert_eq!(best.into_values(), first);
        }
    }
}
