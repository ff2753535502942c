//! `assess`: a row per report and stage.

use clap::Args;
use lapor_stats::assess::Court;
use lapor_stats::error::Error;
use lapor_stats::frame::VerdictTable;
use lapor_stats::table::encode;

use super::{DONE, InputOptions, OutputOptions};

/// Judges every report: a row per report and stage.
///
/// Example: lapor-stats assess data/lapor-2015 --policy lapor -o verdicts.csv
#[derive(Debug, Args)]
pub(super) struct Assess {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    output: OutputOptions,
}

impl Assess {
    pub(super) fn run(self) -> Result<u8, Error> {
        let case = self.input.read(&self.output)?;
        let court = Court::new(&case.dataset, &case.rules, case.as_of);
        let verdicts = VerdictTable::new(&case.dataset);
        let format = self.output.format();
        let mut writer = self.output.writer(&verdicts.table(&[]))?;
        court.judge_each(
            true,
            |rows, _| encode(format, &verdicts.table(rows)),
            |encoded| self.output.part(&mut writer, encoded?),
        )?;
        self.output.finish(writer)?;
        Ok(DONE)
    }
}
