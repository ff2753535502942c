//! What changed from release to release, from the memory of what each printed.
//!
//! The release that is being built counts as the last one, just as it will be remembered: so the same build again finds
//! the same changes, and writes the same page.

use std::collections::BTreeMap;

use lapor_core::{Day, Stage};
use lapor_stats::disclosure::Releases;

use crate::model::{
    AgencyName, Cell, Corrections, DayMoved, Disputed, DueMoved, Month, Printed, ReleaseChange,
    ShareChange, due_table,
};

use super::ledger::STAGES;
use super::source::JudgedSource;

/// How many releases the page tells of.
const TOLD: usize = 12;

impl JudgedSource<'_> {
    /// The page of corrections.
    pub(super) fn corrections(&self) -> Corrections {
        let cell = |name: &[&str]| self.figures.ledger().cell(name);
        let days = self.days_moved();
        let moved =
            STAGES.map(|stage| DueMoved { stage, count: cell(&["due-moved", stage.word()]) });
        Corrections {
            source: self.config.slug.clone(),
            disputed: self.disputed.clone(),
            taken_down: cell(&["reports", "withheld"]),
            moved: if days.is_empty() { Vec::new() } else { moved.to_vec() },
            days,
            releases: self.changes.clone(),
        }
    }

    /// The days of the source's period that were announced when due dates had been set that could reach over them.
    fn days_moved(&self) -> Vec<DayMoved> {
        let Some(first) = self.period().and_then(|(first, _)| first_day(first)) else {
            return Vec::new();
        };
        let now = self.rules.calendar.known_on(self.as_of());
        let policy = &self.rules.policy;
        let exceptions = policy.parts().exceptions.iter().map(|exception| exception.limit);
        let general = STAGES.map(|stage| policy.limit(stage, None, None));
        let longest =
            general.into_iter().chain(exceptions).map(|limit| i32::from(limit.days)).max();
        let told =
            now.known_on(first).changes_to(&now, first, self.as_of()).into_iter().map(|change| {
                let decree = change.decree.as_deref().and_then(|id| now.decree(id));
                DayMoved {
                    date: change.date,
                    works: change.works,
                    decree: decree
                        .map(|decree| decree.title.clone().into_owned())
                        .or(change.decree),
                    announced: decree.and_then(|decree| decree.announced.or(decree.issued)),
                }
            });
        told.filter(|moved| {
            let ahead = moved.announced.map(|announced| now.working_days(announced, moved.date));
            ahead.and_then(Result::ok).is_none_or(|ahead| Some(ahead) <= longest)
        })
        .collect()
    }
}

/// The place of a share: its promise, agency and month.
type Place<'a> = (Stage, Option<&'a str>, Option<Month>);

/// Whether a cell is how many were kept, or of how many.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Kept,
    Due,
}

/// The releases after the first, the newest first; only the newest tells of months and agencies.
///
/// `releases` are those before the one that is being built, and that one itself.
pub(super) fn changes<'a>(
    releases: &Releases,
    agencies: impl IntoIterator<Item = &'a AgencyName>,
) -> Vec<ReleaseChange> {
    // A first release changes nothing, and has a line for every cell.
    if releases.names().len() < 2 {
        return Vec::new();
    }
    let agencies: BTreeMap<&str, &AgencyName> =
        agencies.into_iter().map(|agency| (&*agency.slug, agency)).collect();
    let days: Vec<Option<Day>> = releases.names().iter().map(|name| day_of(name)).collect();
    let mut printed: BTreeMap<Place<'_>, Printed> = BTreeMap::new();
    let mut told = Vec::new();
    let mut versions = releases.printed().peekable();
    for release in 0..days.len() {
        let mut before: BTreeMap<Place<'_>, Option<Printed>> = BTreeMap::new();
        while let Some((_, name, count)) = versions.next_if(|(at, ..)| *at == release) {
            let Some((place, part)) = share_of(&name) else { continue };
            let old = printed.get(&place).copied();
            before.entry(place).or_insert(old);
            let cell = count.map_or(Cell::Hidden, Cell::Shown);
            let now =
                printed.entry(place).or_insert(Printed { kept: Cell::Hidden, due: Cell::Hidden });
            match part {
                Part::Kept => now.kept = cell,
                Part::Due => now.due = cell,
            }
        }
        let Some(previous) = release.checked_sub(1) else { continue };
        let is_newest = release + 1 == days.len();
        let mut shares: Vec<ShareChange> = before
            .into_iter()
            .filter_map(|(place, before)| {
                let (before, after) = (before?, *printed.get(&place)?);
                let (stage, agency, month) = place;
                let is_told = is_newest || (agency, month) == (None, None);
                (is_told && before != after).then(|| ShareChange {
                    stage,
                    agency: agency.map(|slug| name_of(slug, &agencies)),
                    month,
                    before,
                    after,
                    is_correction: is_correction(month, days[previous], days[release]),
                })
            })
            .collect();
        shares.sort_by(|a, b| {
            let key = |it: &ShareChange| (it.agency.clone(), it.month, it.stage);
            key(a).cmp(&key(b))
        });
        told.push(ReleaseChange {
            number: release + 1,
            as_of: days[release],
            before: days[previous],
            shares,
        });
    }
    told.reverse();
    told.truncate(TOLD);
    told
}

fn name_of(slug: &str, agencies: &BTreeMap<&str, &AgencyName>) -> AgencyName {
    let gone = || AgencyName { name: slug.to_owned(), slug: slug.to_owned() };
    agencies.get(slug).map_or_else(gone, |agency| (*agency).clone())
}

/// The share that a cell is a part of: kept or due of a promise, of an agency or all, of a month or the whole period.
fn share_of<'n>(name: &[&'n str]) -> Option<(Place<'n>, Part)> {
    let (table, rest) = name.split_first()?;
    let stage = STAGES.into_iter().find(|stage| due_table(*stage) == *table)?;
    let (mut agency, mut month, mut part) = (None, None, Part::Due);
    for word in rest {
        match word.split_once('=')? {
            ("agency", slug) => agency = Some(slug),
            ("month", word) => {
                let (year, number) = word.split_once('-')?;
                month = Some(Month::new(year.parse().ok()?, number.parse().ok()?)?);
            }
            ("outcome", "met") => part = Part::Kept,
            _ => return None,
        }
    }
    Some(((stage, agency, month), part))
}

/// Whether nothing that came in between two releases can have changed a share.
fn is_correction(month: Option<Month>, before: Option<Day>, now: Option<Day>) -> bool {
    let (Some(before), Some(now)) = (before, now) else { return false };
    // Two whole months after it the due dates of a month have passed, but for what was paused that long.
    let later = month.and_then(Month::following).and_then(Month::following);
    let settled = later.and_then(Month::following).and_then(first_day);
    before == now || settled.is_some_and(|settled| settled <= before)
}

fn first_day(month: Month) -> Option<Day> {
    Day::new(month.year(), month.number(), 1).ok()
}

/// The day of the question in the name of a release.
fn day_of(name: &str) -> Option<Day> {
    name.rsplit(' ').next()?.parse().ok()
}

/// What the operator's file says of a source, with the agencies of its data.
///
/// # Errors
///
/// Line and name of an agency that the source does not have.
pub(super) fn disputed(
    corrections: &[crate::corrections::Correction],
    source: &str,
    agencies: &[AgencyName],
) -> Result<Vec<Disputed>, String> {
    let of_source = corrections.iter().filter(|correction| correction.source == source);
    let told = of_source.map(|correction| {
        let agency = match &correction.agency {
            None => None,
            Some(name) => {
                let found = agencies.iter().find(|agency| agency.name == *name);
                Some(found.cloned().ok_or_else(|| {
                    let line = correction.line;
                    format!("line {line}: found agency '{name}', expected one of source '{source}' by its name")
                })?)
            }
        };
        Ok(Disputed {
            date: correction.date,
            agency,
            what: correction.what.clone(),
            decided: correction.decided.clone(),
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::day;
    use lapor_stats::disclosure::{Cell as Count, Cells};

    use super::*;

    const MET: &[&str] = &["follow-up-due", "outcome=met"];
    const ALL: &[&str] = &["follow-up-due"];
    const MARCH_MET: &[&str] = &["follow-up-due", "month=2025-03", "outcome=met"];
    const MARCH: &[&str] = &["follow-up-due", "month=2025-03"];
    const WATER_MET: &[&str] = &["follow-up-due", "agency=air", "outcome=met"];
    const WATER: &[&str] = &["follow-up-due", "agency=air"];

    fn list(counts: &[(&[&str], u64)], hidden: &[&[&str]]) -> Cells {
        let mut cells = Cells::new();
        for (name, count) in counts {
            let id = cells.add(name, Count::shown(*count, 0, 5)).unwrap();
            if hidden.contains(name) {
                cells.hide(id);
            }
        }
        cells
    }

    fn told(releases: &Releases) -> Vec<ReleaseChange> {
        let water = AgencyName { name: "Dinas Air".to_owned(), slug: "air".to_owned() };
        changes(releases, [&water])
    }

    #[test]
    fn a_release_tells_what_it_printed_otherwise_than_the_one_before_it() {
        let mut releases = Releases::default();
        let first =
            [(MET, 60), (ALL, 100), (MARCH_MET, 30), (MARCH, 40), (WATER_MET, 20), (WATER, 50)];
        releases.record("1 of 2025-06-30", &list(&first, &[]));
        assert_eq!(told(&releases), []);
        // March's dates passed long ago, so its share was put right; the agency's number is hidden from now on.
        let second =
            [(MET, 70), (ALL, 120), (MARCH_MET, 35), (MARCH, 40), (WATER_MET, 26), (WATER, 50)];
        releases.record("2 of 2025-07-31", &list(&second, &[WATER_MET]));
        let found = told(&releases);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].number, found[0].as_of, found[0].before),
            (2, Some(day(2025, 7, 31)), Some(day(2025, 6, 30)))
        );
        let shares: Vec<_> = found[0]
            .shares
            .iter()
            .map(|it| (it.month, it.before, it.after, it.is_correction))
            .collect();
        let printed = |kept, due: u64| Printed { kept, due: Cell::Shown(due) };
        let shown = Cell::Shown;
        assert_eq!(
            shares,
            [
                (None, printed(shown(60), 100), printed(shown(70), 120), false),
                (Month::new(2025, 3), printed(shown(30), 40), printed(shown(35), 40), true),
                (None, printed(shown(20), 50), printed(Cell::Hidden, 50), false),
            ]
        );
        assert_eq!(found[0].shares[2].agency.as_ref().unwrap().name, "Dinas Air");
        // The same once more is no release, so the page is the same.
        let again = releases.clone();
        releases.record("3 of 2025-07-31", &list(&second, &[WATER_MET]));
        assert_eq!(told(&releases), told(&again));
    }

    #[test]
    fn an_earlier_release_tells_of_all_reports_alone() {
        let mut releases = Releases::default();
        for (release, count) in
            [("1 of 2025-06-30", 100), ("2 of 2025-07-31", 120), ("3 of 2025-07-31", 140)]
        {
            let counts =
                [(MET, count - 40), (ALL, count), (WATER_MET, count - 60), (WATER, count - 40)];
            releases.record(release, &list(&counts, &[]));
        }
        let found = told(&releases);
        assert_eq!(
            found.iter().map(|release| (release.number, release.shares.len())).collect::<Vec<_>>(),
            [(3, 2), (2, 1)]
        );
        // Two releases of one day: what differs was put right.
        assert!(found[0].shares.iter().all(|share| share.is_correction));
        assert!(!found[1].shares[0].is_correction);
    }

    #[test]
    fn a_month_is_settled_two_whole_months_after_it() {
        let march = Month::new(2025, 3);
        let at = |before, now| is_correction(march, Some(before), Some(now));
        assert!(!at(day(2025, 5, 31), day(2025, 6, 30)));
        assert!(at(day(2025, 6, 1), day(2025, 6, 30)));
        assert!(at(day(2025, 4, 1), day(2025, 4, 1)));
        assert!(!is_correction(march, None, Some(day(2025, 6, 30))));
    }

    #[test]
    fn what_is_no_share_is_not_told() {
        for other in [
            &["reports"][..],
            &["follow-up-due", "outcome=late"],
            &["follow-up-due", "month=none"],
            &["follow-up-due", "category=air", "outcome=met"],
            &["follow-up-outside", "outcome=running"],
        ] {
            assert!(share_of(other).is_none(), "{other:?}");
        }
    }

    #[test]
    fn a_dispute_of_an_agency_that_is_not_there_is_named_with_its_line() {
        let correction = |agency: &str| crate::corrections::Correction {
            source: "contoh".to_owned(),
            date: day(2025, 11, 3),
            agency: Some(agency.to_owned()),
            what: Default::default(),
            decided: Default::default(),
            line: 7,
        };
        let agencies = [AgencyName { name: "Dinas Air".to_owned(), slug: "air".to_owned() }];
        let found = disputed(&[correction("Dinas Air")], "contoh", &agencies).unwrap();
        assert_eq!(found[0].agency.as_ref(), Some(&agencies[0]));
        assert_eq!(disputed(&[correction("Dinas Air")], "other", &agencies).unwrap(), []);
        let wrong = disputed(&[correction("Dinas")], "contoh", &agencies).unwrap_err();
        assert!(wrong.starts_with("line 7: found agency 'Dinas'"), "{wrong}");
    }
}
