//! `durations`, `open` and `closures`: measures by whatever is asked for.

use clap::Args;
use lapor_core::Stage;
use lapor_stats::error::Error;
use lapor_stats::measure::compliance::{Key, View};
use lapor_stats::report::{Group, closures, durations, open};
use lapor_stats::summary::{Collector, Filter, Section, Summary};

use super::selection::Selection;
use super::{DONE, InputOptions, OutputOptions, usage};

/// What is read, which stages are looked at, and where the table goes.
#[derive(Debug, Args)]
struct Asked {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    output: OutputOptions,
}

/// Days until the event: quartiles, median and 90th percentile with 95 % limits; open stages are censored, void ones compete.
///
/// Example: lapor-stats durations data/sample --by month --stage FollowUp
#[derive(Debug, Args)]
pub(super) struct Durations {
    #[command(flatten)]
    asked: Asked,
}

/// What is running, paused and overdue on the day of the question, by age band.
///
/// Example: lapor-stats open data/sample --by agency --stage FollowUp
#[derive(Debug, Args)]
pub(super) struct Open {
    #[command(flatten)]
    asked: Asked,
}

/// How reports were closed: by silence, by the reporter, by others, early by kind; never folded together.
///
/// Example: lapor-stats closures data/sample --by agency
#[derive(Debug, Args)]
pub(super) struct Closures {
    #[command(flatten)]
    asked: Asked,
}

impl Durations {
    pub(super) fn run(self) -> Result<u8, Error> {
        let (summary, group) = self.asked.collected()?;
        self.asked.output.table(durations(&summary, &group))?;
        Ok(DONE)
    }
}

impl Open {
    pub(super) fn run(self) -> Result<u8, Error> {
        let (summary, group) = self.asked.collected()?;
        self.asked.output.table(open(&summary, &group))?;
        Ok(DONE)
    }
}

impl Closures {
    pub(super) fn run(mut self) -> Result<u8, Error> {
        if self.asked.selection.view()? == View::Custody {
            return Err(usage(
                "found --view custody, expected the citizen's: a custody is not closed",
            ));
        }
        if self.asked.selection.stage.is_some_and(|stage| stage != Stage::Closure) {
            return Err(usage("found another stage, expected Closure or none"));
        }
        self.asked.selection.stage = Some(Stage::Closure);
        let (summary, group) = self.asked.collected()?;
        self.asked.output.table(closures(&summary, &group))?;
        Ok(DONE)
    }
}

impl Asked {
    /// The counts that are asked for, with what is needed for flags where agencies are keys.
    fn collected(&self) -> Result<(Summary, Group), Error> {
        let Asked { input, selection, output } = self;
        let (view, by) = (selection.view()?, selection.by());
        let filter = Filter {
            stage: selection.stage,
            period: selection.period()?,
            agency: selection.agency.clone(),
        };
        let breakdowns = [by.clone()];
        let summary = input.collect(output, |rules, as_of| {
            let collector = Collector::of(rules, as_of, &breakdowns, filter.clone())?;
            Ok(if by == [Key::Agency] { collector.with_closings() } else { collector })
        })?;
        let known: Vec<&str> = summary.agencies().keys().map(String::as_str).collect();
        selection.check_agency(&known)?;
        Ok((summary, Group { view, section: Section::Stages(by) }))
    }
}
