//! The open reports as a dataset of their own: published ids, days, and nothing that their pages do not show.

use std::collections::BTreeSet;
use std::ops::Range;

use lapor_core::{
    AgencyId, ClassId, Clock, Event, EventKind, Facts, History, Scratch, Stage, Value, Verdict,
    Zone,
};
use lapor_stats::assess::{Court, Row};
use lapor_stats::dataset::{Column, Dataset, Ids, Provenance, Reports, Visibility};

use crate::error::Error;
use crate::place::Places;

use super::super::exposure::Exposure;
use super::super::source::JudgedSource;
use super::days::{Detail, told};
use super::rules::Published;

/// Some open reports and their verdicts.
pub(super) struct Open {
    pub(super) dataset: Dataset,
    pub(super) rows: Vec<Row>,
}

/// The open reports of a source, by their published ids; they are told a part at a time.
///
/// The verdicts are those of the pages; each report's events are told as coarsely as they still give them.
pub(super) struct OpenReports<'s> {
    source: &'s JudgedSource<'s>,
    /// Their places in the source's dataset.
    shown: Vec<usize>,
    renamed: Renamed,
    /// All but rows: agencies, categories, and what the mapping fixes.
    pub(super) frame: Dataset,
    /// The words of all open reports.
    facts: Reports,
}

impl<'s> OpenReports<'s> {
    pub(super) fn new(source: &'s JudgedSource<'s>, rules: &Published) -> Self {
        let mut shown: Vec<usize> = (0..source.exposures.len())
            .filter(|&report| source.exposures[report] == Exposure::Open)
            .collect();
        shown.sort_unstable_by(|&a, &b| source.ids.get(a).cmp(source.ids.get(b)));
        let renamed = Renamed::new(source);
        let facts = facts(source, &shown);
        let frame = frame(source, rules, &renamed, &facts);
        OpenReports { source, shown, renamed, frame, facts }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// Some of them, by their places in the order of published ids.
    ///
    /// # Errors
    ///
    /// [`Error::Record`] where a verdict does not come out of what may be told of its report's events.
    pub(super) fn part(&self, range: Range<usize>) -> Result<Open, Error> {
        let source = self.source;
        let mut dataset = self.rows(range.clone());
        let (mut rows, mut events, mut offsets) = (Vec::new(), Vec::new(), vec![0]);
        {
            let (zone, judged) = (source.rules.policy.zone(), source.court());
            let judges = judged.clock()?.without_custody();
            let court = Court::new(&dataset, &source.rules, source.as_of());
            let clock = court.clock()?.without_custody();
            let mut scratch = Scratch::default();
            for (place, &report) in self.shown[range].iter().enumerate() {
                let (facts, own) = (judged.facts(report), judged.events(report).to_vec());
                let history = History::new(facts, own, zone);
                let verdicts = judges.fold(&facts, history.events().iter().copied(), &mut scratch);
                let renamed = |verdict: &Verdict| Verdict {
                    agency: self.renamed.agency(verdict.agency),
                    ..*verdict
                };
                let wanted: Vec<Verdict> = verdicts.iter().map(renamed).collect();
                let known = self.renamed.events(source, &history, &dataset);
                // The agency whose clock the follow-up is, and with it the zone of its days.
                let follow_up = wanted.iter().find(|verdict| verdict.stage == Stage::FollowUp);
                let agency = follow_up.and_then(|verdict| verdict.agency);
                let agency = agency.and_then(|agency| dataset.agencies.get(agency.index()));
                let case = Case {
                    facts: court.facts(place),
                    office: agency.and_then(|agency| agency.zone).unwrap_or(zone),
                };
                let told = case
                    .coarsest(&clock, &known, &wanted, &mut scratch)
                    .ok_or_else(|| Error::Record {
                        path: format!("{}/data/verdicts.csv", source.config.slug).into(),
                        reason: format!(
                            "the verdicts of report {} do not come out of its days and their order, expected them to",
                            source.ids.get(report)
                        ),
                    })?;
                events.extend(told);
                offsets.push(events.len());
                rows.extend(wanted.into_iter().map(|verdict| Row {
                    report: place as u32,
                    verdict,
                    scope: None,
                }));
            }
        }
        dataset.events = events;
        dataset.offsets = offsets;
        Ok(Open { dataset, rows })
    }

    /// The rows of some reports without their events.
    fn rows(&self, range: Range<usize>) -> Dataset {
        let column = |whole: &Column| Column {
            words: whole.words.clone(),
            codes: whole.codes.get(range.clone()).unwrap_or_default().to_vec(),
        };
        let mut id = Ids::default();
        self.shown[range.clone()].iter().for_each(|&report| id.push(self.source.ids.get(report)));
        let (facts, frame) = (&self.facts, &self.frame);
        let mut dataset = Dataset::default();
        dataset.reports = Reports {
            id,
            class: column(&facts.class),
            complexity: column(&facts.complexity),
            category: column(&facts.category),
            program: column(&facts.program),
            place: column(&facts.place),
            channel: column(&facts.channel),
            visibility: vec![Visibility::Public; range.len()],
        };
        dataset.agencies = frame.agencies.clone();
        dataset.unrecorded = frame.unrecorded;
        dataset.last_activity_opens_silence = frame.last_activity_opens_silence;
        dataset.fixed = frame.fixed.clone();
        dataset
    }
}

/// What is told of the source beside its reports.
fn frame(
    source: &JudgedSource<'_>,
    rules: &Published,
    renamed: &Renamed,
    facts: &Reports,
) -> Dataset {
    let mut dataset = Dataset::default();
    dataset.agencies = renamed.agencies(source, rules);
    dataset.unrecorded = source.dataset.unrecorded;
    dataset.last_activity_opens_silence = source.dataset.last_activity_opens_silence;
    dataset.offsets = vec![0];
    let english = |words: &crate::model::Words| words.text("en").to_owned();
    dataset.provenance = Provenance {
        source: Some(format!(
            "{}. {}",
            english(&source.config.title),
            english(&source.config.credit)
        )),
        licence: source.config.licence.as_ref().map(|licence| licence.name.clone()),
    };
    dataset.fixed.as_of = Some(source.as_of());
    dataset.fixed.zone = Some(source.rules.policy.zone());
    dataset.fixed.policy = Some(rules.policy.clone());
    dataset.fixed.calendar = Some(rules.calendar.clone());
    let categories: BTreeSet<&str> = facts.category.words.iter().map(String::as_str).collect();
    let known = source.dataset.categories.iter();
    dataset.categories = known
        .filter(|(name, _)| categories.contains(name.as_str()))
        .map(|(name, category)| (name.clone(), category.clone()))
        .collect();
    dataset
}

/// A report as its clock needs it, beside its events.
struct Case {
    facts: Facts,
    /// The zone of the agency whose clock the follow-up is.
    office: Zone,
}

impl Case {
    /// The events told as coarsely as they still give these verdicts; none if they never do.
    fn coarsest(
        &self,
        clock: &Clock<'_>,
        events: &[Event],
        wanted: &[Verdict],
        scratch: &mut Scratch,
    ) -> Option<Vec<Event>> {
        let zone = clock.policy().zone();
        let details = [Detail::Days, Detail::Order, Detail::OfficeDay(self.office)];
        let mut fitting: Vec<Vec<Event>> = details
            .into_iter()
            .map(|detail| told(events, detail, zone))
            .filter(|told| {
                let verdicts = clock.fold(&self.facts, told.iter().copied(), scratch);
                verdicts.iter().eq(wanted)
            })
            .collect();
        // Two acts of one kind on one day are two rows, and not a row and its copy.
        let apart = fitting.iter().position(|told| !has_copies(told)).unwrap_or(0);
        let mut told = (apart < fitting.len()).then(|| fitting.swap_remove(apart))?;
        // What stays equal, without a time or with a target that is not told, is one to whoever reads it.
        let mut seen: Vec<Event> = Vec::with_capacity(told.len());
        told.retain(|event| {
            !seen.contains(event) && {
                seen.push(*event);
                true
            }
        });
        Some(told)
    }
}

fn has_copies(events: &[Event]) -> bool {
    events.iter().enumerate().any(|(place, event)| events[..place].contains(event))
}

/// The words of the reports as their pages show them.
fn facts(source: &JudgedSource<'_>, shown: &[usize]) -> Reports {
    let reports = &source.dataset.reports;
    let places = Places::indonesia();
    let column = |from: &Column, may: &dyn Fn(&str) -> bool| {
        column(shown.iter().map(|&report| from.word(report).filter(|word| may(word))), &[])
    };
    // A class that a report was given later is a word of this column too.
    let (zone, court) = (source.rules.policy.zone(), source.court());
    let given = shown.iter().flat_map(|&report| court.events(report));
    let given: BTreeSet<&str> = given
        .filter(|event| event.at.day(zone).is_none_or(|day| day <= source.as_of()))
        .filter_map(|event| match event.value {
            Value::Class(class) => reports.class.words.get(usize::from(class.0)),
            _ => None,
        })
        .map(String::as_str)
        .collect();
    let given: Vec<&str> = given.into_iter().collect();
    let classes = shown.iter().map(|&report| reports.class.word(report));
    // A page shows the limit; the complexity stands behind it where the policy asks for it.
    let exceptions = &source.rules.policy.parts().exceptions;
    let asked = exceptions.iter().any(|exception| exception.complexity.is_some());
    Reports {
        class: self::column(classes, &given),
        complexity: column(&reports.complexity, &|_| asked),
        category: column(&reports.category, &|_| true),
        program: column(&reports.program, &|_| true),
        place: column(&reports.place, &|code| places.name(code).is_some()),
        channel: column(&reports.channel, &|_| true),
        ..Reports::default()
    }
}

/// A column with no word but those of its rows, and a few more.
fn column<'w>(rows: impl Iterator<Item = Option<&'w str>> + Clone, more: &[&'w str]) -> Column {
    let words: BTreeSet<&str> = rows.clone().flatten().chain(more.iter().copied()).collect();
    let words: Vec<&str> = words.into_iter().collect();
    let code = |word: &str| words.binary_search(&word).map_or(Column::NONE, |code| code as u32);
    Column {
        codes: rows.map(|word| word.map_or(Column::NONE, code)).collect(),
        words: words.iter().map(|&word| word.to_owned()).collect(),
    }
}

/// Agencies under the names of their pages, in the order of these.
struct Renamed {
    /// The agencies by their new place.
    order: Vec<usize>,
    /// The new place of each agency.
    place: Vec<u32>,
}

impl Renamed {
    fn new(source: &JudgedSource<'_>) -> Self {
        let mut order: Vec<usize> = (0..source.agencies.len()).collect();
        order.sort_by(|&a, &b| source.agencies[a].slug.cmp(&source.agencies[b].slug));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new as u32;
        }
        Renamed { order, place }
    }

    fn agency(&self, agency: Option<AgencyId>) -> Option<AgencyId> {
        agency.and_then(|agency| self.place.get(agency.index()).copied()).map(AgencyId::from_index)
    }

    fn agencies(
        &self,
        source: &JudgedSource<'_>,
        rules: &Published,
    ) -> Vec<lapor_stats::dataset::Agency> {
        let renamed = |&old: &usize| {
            let agency = source.dataset.agencies[old].clone();
            lapor_stats::dataset::Agency {
                id: source.agencies[old].slug.clone(),
                parent: self.agency(agency.parent),
                // The administrator's need not be said.
                zone: agency.zone.filter(|zone| *zone != source.rules.policy.zone()),
                calendar: agency.calendar.map(|name| rules.office_calendar(name)),
                ..agency
            }
        };
        self.order.iter().map(renamed).collect()
    }

    /// The events of a report as its page has them: in order, none after the day of the question.
    fn events(
        &self,
        source: &JudgedSource<'_>,
        history: &History,
        dataset: &Dataset,
    ) -> Vec<Event> {
        let zone = source.rules.policy.zone();
        let renamed = |event: &Event| Event {
            agency: self.agency(event.agency),
            to_agency: self.agency(event.to_agency),
            value: match event.value {
                Value::Class(class) => {
                    let word = source.dataset.reports.class.words.get(usize::from(class.0));
                    let words = &dataset.reports.class.words;
                    let code = word.and_then(|word| words.binary_search(word).ok());
                    let code = code.and_then(|code| u16::try_from(code).ok());
                    code.map_or(Value::None, |code| Value::Class(ClassId(code)))
                }
                // A page says that a report was merged, not into which.
                Value::Report(_) => Value::None,
                Value::None | Value::Days(_) if event.kind != EventKind::Extended => Value::None,
                value => value,
            },
            ..*event
        };
        let until = |event: &&Event| event.at.day(zone).is_none_or(|day| day <= source.as_of());
        history.events().iter().filter(until).map(renamed).collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::{Calendar, Day, Instant, Office, Party, Policy, When, day};
    use proptest::prelude::*;

    use super::*;

    /// The zones of three agencies.
    const ZONES: [Zone; 3] = [Zone::WIT, Zone::WIB, Zone::WITA];

    fn moment(date: Day, known: u8, minute: u16) -> When {
        match known {
            0 => When::UNKNOWN,
            1 => When::on(date),
            // Evenings, in which the zones differ in their days, and exact midnights come up often.
            2..=4 => local(date, 21 * 60 + minute % 180),
            5 => local(date, 0),
            _ => local(date, minute % 1_440),
        }
    }

    fn local(date: Day, minute: u16) -> When {
        When::at(Instant::local(date, i64::from(minute) * 60_000_000, Zone::WIB).unwrap())
    }

    fn event() -> impl Strategy<Value = Event> {
        let agency = prop::option::of(0u32..3);
        let kind = prop::sample::select(EventKind::ALL.to_vec());
        let party = prop::option::of(prop::sample::select(Party::ALL.to_vec()));
        (0i32..25, 0u8..12, 0u16..1_440, kind, party, agency.clone(), agency).prop_map(
            |(ahead, known, minute, kind, party, agency, to_agency)| Event {
                at: moment(day(2025, 3, 17).checked_add(ahead).unwrap(), known, minute),
                kind,
                party,
                agency: agency.map(AgencyId::from_index),
                to_agency: to_agency.map(AgencyId::from_index),
                value: match kind {
                    EventKind::Extended => Value::Days(3),
                    _ => Value::None,
                },
            },
        )
    }

    /// Any events of a report that came in, most of them in an order that makes sense.
    fn history() -> impl Strategy<Value = Vec<Event>> {
        let submitted = (1u8..12, 0u16..1_440).prop_map(|(known, minute)| {
            Event::new(moment(day(2025, 3, 17), known, minute), EventKind::Submitted)
        });
        let sent =
            (0i32..6, 1u8..12, 0u16..1_440, 0u32..3).prop_map(|(ahead, known, minute, to)| {
                let date = day(2025, 3, 17).checked_add(ahead).unwrap();
                Event::new(moment(date, known, minute), EventKind::Dispositioned)
                    .to(AgencyId::from_index(to))
            });
        (submitted, prop::option::weighted(0.9, sent), prop::collection::vec(event(), 0..9))
            .prop_map(|(submitted, sent, mut events)| {
                events.push(submitted);
                events.extend(sent);
                events
            })
    }

    proptest! {
        /// Days, their order and the agency's own day are all that a verdict rests on.
        #[test]
        fn every_verdict_comes_out_of_days_and_their_order(events in history(), passed in 0i32..40) {
            let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
            let offices = ZONES.map(|zone| Office { calendar: &calendar, zone, parent: None });
            let as_of = day(2025, 3, 17).checked_add(passed).unwrap();
            let clock = Clock::new(&policy, &calendar, as_of).unwrap();
            let clock = clock.with_offices(&offices).unwrap().without_custody();
            let facts = Facts::default();
            let history = History::new(facts, events, policy.zone());
            let mut scratch = Scratch::default();
            let wanted: Vec<Verdict> =
                clock.fold(&facts, history.events().iter().copied(), &mut scratch).iter().copied().collect();
            let known: Vec<Event> = history
                .events()
                .iter()
                .filter(|event| event.at.day(policy.zone()).is_none_or(|day| day <= as_of))
                .copied()
                .collect();
            let agency = wanted.iter().find(|it| it.stage == Stage::FollowUp).and_then(|it| it.agency);
            let office = agency.map_or(policy.zone(), |agency| ZONES[agency.index()]);
            let case = Case { facts, office };
            let told = case.coarsest(&clock, &known, &wanted, &mut scratch);
            prop_assert!(told.is_some(), "{wanted:#?}");
            let told = told.unwrap();
            prop_assert!(!has_copies(&told));
            let again = clock.fold(&facts, told.iter().copied(), &mut scratch);
            prop_assert!(again.iter().eq(&wanted), "{wanted:#?}");
            // No hour is told: whatever has a time is within seconds of midnight, here or in the agency's zone.
            for event in told {
                let Some(instant) = event.at.instant() else { continue };
                let near = |zone: Zone| instant.micros_of_day(zone) < 60_000_000;
                prop_assert!(near(policy.zone()) || near(office), "{event:?}");
            }
        }
    }
}
