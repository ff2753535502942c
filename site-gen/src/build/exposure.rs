//! How much of a report may be shown: by the day, by the month, or not at all.
//!
//! An anonymous report and one of a sensitive category show month and outcome in words. Of their
//! facets (regency, category, month) only combinations that at least [`K`] of them share are shown:
//! first the place gives way to its province, then the category to its group, then both are left
//! out, and last the month; the report itself is never left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use lapor_core::Day;
use lapor_stats::dataset::{Dataset, Visibility};

use crate::model::{Month, WhyGeneral};
use crate::place::Places;

/// The least number of reports that share what is shown of one.
pub(super) const K: usize = 5;

/// How much of a report may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exposure {
    /// It has no page: secret, taken down, or not in yet. It counts all the same.
    None,
    /// By the day.
    Open,
    /// By the month; the same for all that share it.
    General(Arc<Facets>),
}

/// What may be told of a report that is shown by the month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Facets {
    pub(super) anonymous: bool,
    pub(super) month: Option<Month>,
    pub(super) category: Option<String>,
    pub(super) place: Option<String>,
}

impl Facets {
    /// Why it is shown by the month.
    pub(super) fn why(&self) -> WhyGeneral {
        if self.anonymous { WhyGeneral::Anonymous } else { WhyGeneral::Sensitive }
    }
}

/// The exposure of every report of a dataset; `came_in` and `judged` are by report.
pub(super) fn exposures(
    dataset: &Dataset,
    came_in: &[Option<Day>],
    judged: &[bool],
    taken_down: &[String],
) -> Vec<Exposure> {
    let places = Places::indonesia();
    let reports = &dataset.reports;
    let mut general = Vec::new();
    let mut exposures: Vec<Exposure> = (0..reports.len())
        .map(|report| {
            let taken = taken_down.iter().any(|id| id == reports.id(report));
            let visibility = reports.visibility.get(report).copied().unwrap_or_default();
            if !judged[report] || taken || visibility == Visibility::Secret {
                return Exposure::None;
            }
            let category = reports.category.word(report);
            let listed = category.and_then(|name| dataset.categories.get(name));
            let sensitive = is_sensitive(dataset, report);
            let anonymous = visibility == Visibility::Anonymous;
            if !anonymous && !sensitive {
                return Exposure::Open;
            }
            let code = reports.place.word(report);
            general.push(Candidate {
                report,
                anonymous,
                month: came_in[report].map(Month::of),
                category,
                group: listed.and_then(|category| category.group.as_deref()),
                place: code.and_then(|code| places.name(code)),
                province: code.and_then(|code| places.name(Places::province(code))),
            });
            Exposure::None
        })
        .collect();
    for (report, facets) in generalised(general) {
        exposures[report] = Exposure::General(facets);
    }
    exposures
}

/// Whether a report is of a sensitive category; one that is not listed is, and so is a report without one.
pub(super) fn is_sensitive(dataset: &Dataset, report: usize) -> bool {
    let category = dataset.reports.category.word(report);
    let listed = category.and_then(|name| dataset.categories.get(name));
    listed.is_none_or(|category| category.sensitive)
}

/// A report that may be shown by the month, with all that is known of it.
#[derive(Clone, Copy)]
struct Candidate<'d> {
    report: usize,
    anonymous: bool,
    month: Option<Month>,
    category: Option<&'d str>,
    group: Option<&'d str>,
    place: Option<&'d str>,
    province: Option<&'d str>,
}

/// What is shown of a candidate: whether it is anonymous, month, category and place.
type View<'d> = (bool, Option<Month>, Option<&'d str>, Option<&'d str>);

/// How many coarser and coarser views of a candidate there are.
const STEPS: usize = 6;

impl<'d> Candidate<'d> {
    /// A view of it, the finest first.
    fn view(&self, step: usize) -> View<'d> {
        let Candidate { anonymous, month, category, group, place, province, .. } = *self;
        match step {
            0 => (anonymous, month, category, place),
            1 => (anonymous, month, category, province),
            2 => (anonymous, month, category, None),
            3 => (anonymous, month, group, None),
            4 => (anonymous, month, None, None),
            _ => (anonymous, None, None, None),
        }
    }
}

/// Gives each candidate the finest view that at least [`K`] candidates share; the coarsest if none is.
fn generalised(candidates: Vec<Candidate<'_>>) -> Vec<(usize, Arc<Facets>)> {
    let mut done = Vec::new();
    let mut left = candidates;
    for step in 0..STEPS {
        let mut classes: BTreeMap<View<'_>, Vec<Candidate<'_>>> = BTreeMap::new();
        for candidate in left {
            classes.entry(candidate.view(step)).or_default().push(candidate);
        }
        left = Vec::new();
        for (view, members) in classes {
            if K <= members.len() || step + 1 == STEPS {
                let (anonymous, month, category, place) = view;
                let [category, place] = [category, place].map(|word| word.map(str::to_owned));
                let facets = Arc::new(Facets { anonymous, month, category, place });
                done.extend(members.iter().map(|member| (member.report, Arc::clone(&facets))));
            } else {
                left.extend(members);
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate<'d>(
        report: usize,
        place: &'d str,
        category: &'d str,
        month: u32,
    ) -> Candidate<'d> {
        Candidate {
            report,
            anonymous: true,
            month: Month::new(2025, month),
            category: Some(category),
            group: Some("Kesehatan"),
            place: Some(place),
            province: Some("Jawa Tengah"),
        }
    }

    #[test]
    fn five_that_share_everything_show_everything() {
        let facets = generalised(
            (0..5).map(|report| candidate(report, "Kota A", "Rumah sakit", 3)).collect(),
        );
        assert!(facets.iter().all(|(_, facets)| facets.place.as_deref() == Some("Kota A")));
    }

    #[test]
    fn fewer_give_up_place_then_category_then_the_month() {
        let mut mixed: Vec<_> =
            (0..3).map(|report| candidate(report, "Kota A", "Rumah sakit", 3)).collect();
        mixed.extend((3..5).map(|report| candidate(report, "Kota B", "Rumah sakit", 3)));
        mixed.push(candidate(5, "Kota C", "Puskesmas", 4));
        let facets: BTreeMap<_, _> = generalised(mixed).into_iter().collect();
        assert_eq!(facets[&0].place.as_deref(), Some("Jawa Tengah"));
        assert_eq!(facets[&4].category.as_deref(), Some("Rumah sakit"));
        assert_eq!((facets[&5].month, facets[&5].category.as_deref()), (None, None));
    }

    #[test]
    fn what_is_shown_is_shared_by_k_or_is_the_coarsest() {
        let many: Vec<_> = (0..200)
            .map(|report| {
                candidate(
                    report,
                    ["A", "B", "C"][report % 3],
                    ["x", "y"][report % 2],
                    1 + (report % 11) as u32,
                )
            })
            .collect();
        let facets = generalised(many);
        assert_eq!(facets.len(), 200);
        for (_, one) in &facets {
            let sharers = facets.iter().filter(|(_, other)| other == one).count();
            assert!(K <= sharers || one.month.is_none(), "{one:?} is shown of {sharers}");
        }
    }
}
