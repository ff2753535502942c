//! One source: read, judged, and with a published id for each report.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lapor_core::{AgencyId, Day};
use lapor_stats::assess::{ADMINISTRATOR, Court, NoteCounts};
use lapor_stats::audit::{AuditQuery, Claim, audit};
use lapor_stats::dataset::{Dataset, Ids};
use lapor_stats::ingest::{Options, ingest_spooled, sources};
use lapor_stats::rules::{Rules, day_of_question};

use crate::config::{Config, SourceConfig};
use crate::corrections::Correction;
use crate::error::Error;
use crate::identity::{Key, published_ids};
use crate::memory::Memory;
use crate::model::{AgencyName, Audited, Disputed, Month, Quality, ReleaseChange, Source};
use crate::progress::{Event, Observe, SourceRead, warnings};
use crate::route::slug;

use super::book::{Audit, Facts};
use super::changes::{changes, disputed};
use super::exposure::{Exposure, exposures};
use super::figures::Figures;
use super::judged::Judgement;
use super::ledger::Book;

/// A source with everything that its pages are made from.
pub(super) struct JudgedSource<'a> {
    pub(super) config: &'a SourceConfig,
    pub(super) dataset: Dataset,
    pub(super) rules: Rules,
    as_of: Day,
    /// The published ids.
    pub(super) ids: Ids,
    pub(super) exposures: Vec<Exposure>,
    pub(super) agencies: Vec<AgencyName>,
    /// The row of reports that were never dispositioned.
    pub(super) administrator: AgencyName,
    /// What the reports showed beside their verdicts.
    notes: NoteCounts,
    pub(super) figures: Figures,
    period: Option<(Month, Month)>,
    /// The names or files by which policy and calendar were called.
    pub(super) rules_named: (String, String),
    pub(super) audits: Vec<Audit>,
    /// What the operator's file of corrections says of it.
    pub(super) disputed: Vec<Disputed>,
    /// What this release changed and earlier ones did.
    pub(super) changes: Vec<ReleaseChange>,
}

impl<'a> JudgedSource<'a> {
    /// Reads a source and judges all of its reports; `memory` takes in what it is about to tell.
    pub(super) fn load(
        site: &Config,
        config: &'a SourceConfig,
        key: &Key,
        taken: &[String],
        corrections: &[Correction],
        memory: &mut Memory,
        observe: Observe<'_>,
    ) -> Result<Self, Error> {
        let as_of = config.as_of.or(site.as_of);
        let inputs = [PathBuf::from(&config.path)];
        let options = Options { texts: true, as_of };
        let (mapping, spool) = (config.mapping.as_ref(), site.state_dir.as_path());
        let dataset = ingest_spooled(&inputs, mapping, options, spool)?;
        tell_read(config, &dataset, observe);
        let policy = config.policy.as_deref().or(site.policy.as_deref());
        let calendar = config.calendar.as_deref().or(site.calendar.as_deref());
        let rules = Rules::load(policy, calendar, &dataset)?;
        let fixed = &dataset.fixed;
        let rules_named = (
            policy.or(fixed.policy.as_deref()).unwrap_or("lapor").to_owned(),
            calendar
                .or(fixed.calendar.as_deref())
                .unwrap_or(&rules.policy.parts().calendar)
                .to_owned(),
        );
        let as_of = day_of_question(as_of, &dataset, &rules.calendar)?;
        let ids = published_ids(
            key,
            &config.slug,
            (0..dataset.reports.len()).map(|report| dataset.reports.id(report)),
        )?;
        let court = Court::new(&dataset, &rules, as_of);
        let judgement = Judgement::of(&court)?;
        observe(Event::Judged {
            source: config.slug.clone(),
            reports: dataset.reports.len(),
            policy: rules.policy.name().to_owned(),
            calendar: rules.calendar.name().to_owned(),
            as_of,
        });
        let came_in = came_in(&dataset, &rules, as_of);
        let days = || came_in.iter().flatten().copied();
        let period = days().min().zip(days().max());
        let period = period.map(|(first, last)| (Month::of(first), Month::of(last)));
        let judged = judgement.came_in(dataset.reports.len());
        let exposures = exposures(&dataset, &came_in, &judged, taken);
        drop((came_in, judged));
        let agencies = agency_names(&dataset);
        let disputed = disputed(corrections, &config.slug, &agencies).map_err(|problem| {
            let file = site.corrections.clone().unwrap_or_default();
            Error::Config { file, problem }
        })?;
        let audits = audits(config, &dataset, as_of)?;
        let named = sources(&inputs, config.mapping.as_ref())?;
        let rows = dataset.quality.total_of(|file| named.iter().any(|(name, _)| name == file));
        let administrator = AgencyName { name: "Administrator".into(), slug: ADMINISTRATOR.into() };
        let book = Book::of(
            &Facts {
                declared: config.declared,
                dataset: &dataset,
                judgement: &judgement,
                exposures: &exposures,
                audits: &audits,
                rows,
            },
            agencies
                .iter()
                .zip(0..)
                .map(|(name, place)| (Some(AgencyId::from_index(place)), name.slug.clone()))
                .chain([(None, administrator.slug.clone())])
                .collect(),
            memory,
        );
        let notes = judgement.notes;
        drop(judgement);
        let figures = Figures::new(&config.slug, &book, memory, Month::of(as_of))?;
        let ledger = figures.ledger();
        observe(Event::Planned {
            source: config.slug.clone(),
            cells: ledger.cells().len(),
            hidden: ledger.hidden(),
        });
        memory.take_in(&as_of.to_string(), ledger.cells());
        let changes = changes(memory.releases(), agencies.iter().chain([&administrator]));
        memory.put_aside()?;
        Ok(JudgedSource {
            config,
            dataset,
            rules,
            as_of,
            ids,
            exposures,
            agencies,
            administrator,
            notes,
            figures,
            period,
            rules_named,
            audits,
            disputed,
            changes,
        })
    }

    /// The day of the question.
    pub(super) fn as_of(&self) -> Day {
        self.as_of
    }

    /// The first and last month in which a report came in.
    pub(super) fn period(&self) -> Option<(Month, Month)> {
        self.period
    }

    /// The reports and rules of this source, for its clock.
    pub(super) fn court(&self) -> Court<'_> {
        Court::new(&self.dataset, &self.rules, self.as_of)
    }

    /// What every page of the site needs to know of it.
    pub(super) fn model(&self) -> Source {
        Source {
            slug: self.config.slug.clone(),
            title: self.config.title.clone(),
            summary: self.config.summary.clone(),
            declared: self.config.declared,
            banner: self.config.banner.clone(),
            credit: self.config.credit.clone(),
            link: self.config.link.clone(),
            licence: self.config.licence.clone(),
            as_of: self.as_of,
            period: self.period,
            policy: self.rules.policy.name().to_owned(),
        }
    }

    /// The name and folder of an agency.
    pub(super) fn agency(&self, agency: AgencyId) -> Option<AgencyName> {
        self.agencies.get(agency.index()).cloned()
    }

    /// Internal ids of the reports whose page shows agency and days.
    pub(super) fn open_ids(&self) -> impl Iterator<Item = &str> {
        let open = self.exposures.iter().enumerate();
        open.filter(|(_, seen)| **seen == Exposure::Open)
            .map(|(report, _)| self.dataset.reports.id(report))
    }

    /// What was left out, and what the histories showed.
    pub(super) fn quality(&self) -> Quality {
        let cell = |name: &[&str]| self.figures.ledger().cell(name);
        let seen = self.notes.iter();
        Quality {
            read: cell(&["rows"]),
            rejected: cell(&["rows", "rejected"]),
            anomalies: seen.map(|(note, _)| (note, cell(&["anomaly", note.word()]))).collect(),
        }
    }

    /// The closing dates of the source against ours, as they may be told.
    pub(super) fn audited(&self) -> Vec<Audited> {
        let audits = self.audits.iter().map(|audit| {
            let cell = |word: &str| match word {
                "compared" => self.figures.ledger().cell(&["audit", &*audit.policy]),
                word => self.figures.ledger().cell(&["audit", &*audit.policy, word]),
            };
            Audited {
                policy: audit.policy.clone(),
                compared: cell("compared"),
                agree: cell("agree"),
                earlier: cell("earlier"),
                later: cell("later"),
            }
        });
        audits.collect()
    }
}

/// Says what was read, and what of it the operator should look at.
fn tell_read(config: &SourceConfig, dataset: &Dataset, observe: Observe<'_>) {
    let read = SourceRead::of(&config.slug, &dataset.quality);
    let path = config.path.display().to_string();
    let odd = warnings(&read, &path, &dataset.quality);
    observe(Event::Read(Box::new(read)));
    odd.into_iter().for_each(|warning| observe(Event::Warned(warning)));
}

/// The closing dates that the source published, against ours under each policy that is asked for.
fn audits(config: &SourceConfig, dataset: &Dataset, as_of: Day) -> Result<Vec<Audit>, Error> {
    let mut audits = Vec::new();
    for policy in &config.audit {
        let rules = Rules::load(Some(policy), config.calendar.as_deref(), dataset)?;
        let court = Court::new(dataset, &rules, as_of);
        let query = AuditQuery { claim: Some(Claim::Closed), basis: None, precision: None };
        if let Some(audit) = audit(&court, &rules, query)? {
            audits.push(Audit {
                policy: rules.policy.name().to_owned(),
                compared: audit.compared,
                agree: audit.agree,
                earlier: audit.earlier,
                later: audit.later,
            });
        }
    }
    Ok(audits)
}

/// The local day on which each report came in, where the source says.
pub(super) fn came_in(dataset: &Dataset, rules: &Rules, as_of: Day) -> Vec<Option<Day>> {
    let zone = rules.policy.zone();
    (0..dataset.reports.len())
        .map(|report| {
            dataset.events[dataset.offsets[report]..dataset.offsets[report + 1]]
                .iter()
                .filter(|event| event.kind == lapor_core::EventKind::Submitted)
                .filter_map(|event| event.at.day(zone))
                .filter(|&day| day <= as_of)
                .min()
        })
        .collect()
}

/// A folder for each agency, from its name; where two would share one, its number is added.
fn agency_names(dataset: &Dataset) -> Vec<AgencyName> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::from([(ADMINISTRATOR.into(), 1)]);
    dataset
        .agencies
        .iter()
        .map(|agency| {
            let base = match slug(&agency.name) {
                empty if empty.is_empty() => "instansi".to_owned(),
                base => base,
            };
            let count = seen.entry(base.clone()).or_default();
            *count += 1;
            let slug = if *count == 1 { base } else { format!("{base}-{count}") };
            AgencyName { name: agency.name.clone(), slug }
        })
        .collect()
}
