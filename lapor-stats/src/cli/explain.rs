//! `explain`: every day from day zero to the due date, with its reason.

use clap::Args;
use lapor_core::{History, Language, Stage};
use lapor_stats::assess::Court;
use lapor_stats::error::Error;
use lapor_stats::table::{Data, Table};

use super::{DONE, InputOptions, OutputOptions, usage};

/// Lists every day from day zero to the due date of one report's stages, with its reason and decree.
///
/// Example: lapor-stats explain data/lapor-2015 --report 66425 --stage Closure
#[derive(Debug, Args)]
pub(super) struct Explain {
    #[command(flatten)]
    input: InputOptions,
    /// The report's id.
    #[arg(long, value_name = "ID")]
    report: String,
    /// One stage alone: Disposition, FollowUp, Closure or Custody.
    #[arg(long)]
    stage: Option<Stage>,
    #[command(flatten)]
    output: OutputOptions,
}

impl Explain {
    pub(super) fn run(self) -> Result<u8, Error> {
        let case = self.input.read(&self.output)?;
        let Some(report) = case.dataset.reports.find(&self.report) else {
            return Err(usage(format!(
                "--report: found '{}', expected the id of an accepted report",
                self.report
            )));
        };
        let court = Court::new(&case.dataset, &case.rules, case.as_of);
        let clock = court.clock()?;
        let history = History::new(
            court.facts(report),
            court.events(report).to_vec(),
            case.rules.policy.zone(),
        );
        let assessment = clock.assess(&history);
        let mut stages = Vec::new();
        let mut days = Vec::new();
        let custodies = assessment.custodies.iter().map(|custody| &custody.verdict);
        for verdict in assessment
            .iter()
            .chain(custodies)
            .filter(|verdict| self.stage.is_none_or(|stage| stage == verdict.stage))
        {
            let or_dash =
                |day: Option<lapor_core::Day>| day.map_or("-".to_owned(), |day| day.to_string());
            let reason = verdict.reason.map_or(String::new(), |reason| format!(" ({reason})"));
            let holder = match (verdict.stage, verdict.agency) {
                (Stage::Custody, Some(agency)) => {
                    format!(" of {}", case.dataset.agencies[agency.index()].id)
                }
                (Stage::Custody, None) => " of administrator".to_owned(),
                _ => String::new(),
            };
            self.output.say(&format!(
                "{}{holder}: {}{reason}; started {}, due {}, ended {}, limit {}",
                verdict.stage,
                verdict.outcome,
                or_dash(verdict.started),
                or_dash(verdict.due),
                or_dash(verdict.ended),
                verdict.limit.days
            ));
            let explained = clock.explain(verdict, &assessment.pauses);
            stages.extend(explained.iter().map(|_| verdict.stage as u32));
            days.extend(explained);
        }
        let table = Table::new(vec![
            ("stage", Data::Words(Stage::ALL.map(|stage| stage.word().into()).into(), stages)),
            ("date", Data::Date(days.iter().map(|day| Some(day.date)).collect())),
            ("status", Data::Text(days.iter().map(|day| Some(day.status.word().into())).collect())),
            (
                "reason",
                Data::Text(days.iter().map(|day| Some(day.reason(Language::English))).collect()),
            ),
            (
                "decree",
                Data::Text(days.iter().map(|day| day.decree().map(str::to_owned)).collect()),
            ),
            ("count", Data::Integer(days.iter().map(|day| day.count.map(i64::from)).collect())),
        ]);
        self.output.table(table)?;
        Ok(DONE)
    }
}
