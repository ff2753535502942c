//! One report told: its thread through the redactor, its clocks with every counted day.

use lapor_core::sensitive::PublicText;
use lapor_core::{Assessment, Event, EventKind, History, Outcome, Stage};
use lapor_stats::dataset::{EventText, ReportText};

use crate::model::{
    AgencyName, Attachments, CalendarDay, Clock, Custody, Facts, GeneralReport, OpenReport, Report,
    Said, Standing, Turn,
};
use crate::place::Places;

use super::desk::{Case, Desk};
use super::exposure::{Exposure, Facets};
use super::register::{Days, Entry, Open, Shown};
use super::source::JudgedSource;

impl JudgedSource<'_> {
    /// The reports that have a page, in the dataset's order.
    pub(super) fn shown(&self) -> Vec<usize> {
        (0..self.exposures.len())
            .filter(|&report| self.exposures[report] != Exposure::None)
            .collect()
    }

    /// The page of a report of which people wrote `text`, and what the lists need of it.
    pub(super) fn tell(&self, report: usize, text: &ReportText, desk: &Desk) -> (Report, Entry) {
        let court = self.court();
        let events = court.events(report).to_vec();
        let history = History::new(court.facts(report), events, self.rules.policy.zone());
        let mut case = desk.open(&self.config.slug, self.dataset.reports.id(report), text);
        let title = case.public("title", &text.title);
        let turns = self.turns(&history, text, &mut case);
        let source = self.config.slug.clone();
        let id = self.ids.get(report).to_owned();
        let Ok(clock) = court.clock() else {
            // The same clock judged the whole source before.
            unreachable!("a clock that was built once is built again")
        };
        let assessment = clock.assess(&history);
        let standing = last_standing(&assessment);
        match &self.exposures[report] {
            Exposure::General(facets) => {
                let entry = Entry { report, standing, shown: Shown::General(facets.month) };
                let report = self.general(report, facets, title, turns, &assessment);
                (Report::General { source, id, report }, entry)
            }
            Exposure::None | Exposure::Open => {
                let submitted =
                    assessment.submitted.and_then(|at| at.day(self.rules.policy.zone()));
                let days = Days {
                    title: title.clone(),
                    agency: assessment.follow_up.agency,
                    submitted,
                    open: open_stage(&assessment),
                };
                let entry = Entry { report, standing, shown: Shown::Open(days) };
                let clocks = assessment
                    .iter()
                    .map(|verdict| Clock {
                        verdict: *verdict,
                        owner: (verdict.stage == Stage::FollowUp)
                            .then(|| verdict.agency.and_then(|agency| self.agency(agency)))
                            .flatten(),
                        due_promised: verdict
                            .due_promised
                            .filter(|_| verdict.due_promised != verdict.due),
                        calendar: match verdict.due {
                            Some(_) => {
                                let days = clock.explain(verdict, &assessment.pauses);
                                days.iter().map(CalendarDay::from).collect()
                            }
                            None => [].into(),
                        },
                    })
                    .collect();
                let facts = self.facts(report);
                let report = OpenReport {
                    title,
                    submitted,
                    facts,
                    thread: turns,
                    clocks,
                    custody: self.chain(&assessment),
                };
                (Report::Open { source, id, report }, entry)
            }
        }
    }

    fn general(
        &self,
        report: usize,
        facets: &Facets,
        title: Option<PublicText>,
        turns: Vec<Turn>,
        assessment: &Assessment,
    ) -> GeneralReport {
        let reports = &self.dataset.reports;
        GeneralReport {
            why: facets.why(),
            title,
            month: facets.month,
            facts: Facts {
                class: reports.class.word(report).map(str::to_owned),
                category: facets.category.clone(),
                program: None,
                place: facets.place.clone(),
                channel: None,
            },
            thread: turns.into_iter().map(|turn| turn.said).collect(),
            standings: assessment
                .iter()
                .filter(|verdict| verdict.outcome != Outcome::NotStarted)
                .map(Standing::from)
                .collect(),
        }
    }

    /// Who held the report, one after another.
    fn chain(&self, assessment: &Assessment) -> Vec<Custody> {
        let stays = assessment.custodies.iter().filter_map(|custody| {
            let holder = custody.verdict.agency.and_then(|agency| self.agency(agency));
            Custody::of(custody, holder)
        });
        stays.collect()
    }

    fn facts(&self, report: usize) -> Facts {
        let reports = &self.dataset.reports;
        let owned = |word: Option<&str>| word.map(str::to_owned);
        let places = Places::indonesia();
        Facts {
            class: owned(reports.class.word(report)),
            category: owned(reports.category.word(report)),
            program: owned(reports.program.word(report)),
            place: reports.place.word(report).and_then(|code| places.name(code)).map(str::to_owned),
            channel: owned(reports.channel.word(report)),
        }
    }

    /// The thread up to the day of the question, each text through the redactor in the order of the events.
    fn turns(&self, history: &History, text: &ReportText, case: &mut Case<'_>) -> Vec<Turn> {
        let zone = self.rules.policy.zone();
        let mut texts: Vec<Option<&EventText>> = text.events.iter().map(Some).collect();
        let mut turns = Vec::new();
        for event in history.events() {
            let day = event.at.day(zone);
            if day.is_some_and(|day| self.as_of() < day) {
                continue;
            }
            let found = texts.iter_mut().find(|slot| slot.is_some_and(|text| text.event == *event));
            let written = found.and_then(Option::take);
            turns.push(Turn { day, said: self.said(event, text, written, case) });
        }
        turns
    }

    fn said(
        &self,
        event: &Event,
        report: &ReportText,
        written: Option<&EventText>,
        case: &mut Case<'_>,
    ) -> Said {
        let name = |agency: Option<lapor_core::AgencyId>| -> Option<AgencyName> {
            agency.and_then(|agency| self.agency(agency))
        };
        // The report's own words are what was said when it came in.
        let body = (event.kind == EventKind::Submitted)
            .then(|| case.public("body", &report.body))
            .flatten();
        let text = body
            .or_else(|| written.and_then(|written| case.public("text", &written.text)))
            .or_else(|| written.and_then(|written| case.public("reason", &written.reason)));
        Said {
            kind: event.kind,
            party: event.party,
            agency: name(event.agency),
            to_agency: name(event.to_agency),
            text,
            attachments: Attachments(written.map_or(0, |written| written.attachments)),
        }
    }
}

/// The last stage that has started.
fn last_standing(assessment: &Assessment) -> Standing {
    let last = assessment.iter().filter(|verdict| verdict.outcome != Outcome::NotStarted).last();
    Standing::from(last.unwrap_or(&assessment.disposition))
}

/// The stage in which a report is open: somebody must act, or the reporter is waited for.
fn open_stage(assessment: &Assessment) -> Option<Open> {
    let open = assessment.iter().find(|verdict| {
        matches!(
            verdict.outcome,
            Outcome::Running | Outcome::Paused | Outcome::Overdue | Outcome::Contested
        ) && verdict.ended.is_none()
            && (verdict.stage != Stage::Closure || verdict.outcome == Outcome::Contested)
    });
    open.map(|verdict| Open {
        stage: verdict.stage,
        outcome: verdict.outcome,
        due: verdict.due,
        agency: verdict.agency,
    })
}
