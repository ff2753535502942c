//! `recompute`: the verdicts that another calendar changes.

use clap::Args;
use lapor_stats::assess::Court;
use lapor_stats::error::Error;
use lapor_stats::recompute::{recompute, table};
use lapor_stats::rules::{Rules, day_of_question};

use super::{DONE, InputOptions, OutputOptions, usage};

/// Lists every verdict that differs between two calendars, with the decrees that made the difference.
///
/// NAME@DATE is a calendar as known on that day, so that a calendar before and after a decree can be compared.
///
/// Example: lapor-stats recompute data/sample --old id@2025-08-06 --new id
#[derive(Debug, Args)]
pub(super) struct Recompute {
    #[command(flatten)]
    input: InputOptions,
    /// The calendar before: a shipped one by name, a file, or NAME@DATE.
    #[arg(long, value_name = "CAL")]
    old: String,
    /// The calendar after.
    #[arg(long, value_name = "CAL")]
    new: String,
    #[command(flatten)]
    output: OutputOptions,
}

impl Recompute {
    pub(super) fn run(self) -> Result<u8, Error> {
        if self.input.calendar.is_some() {
            return Err(usage("found --calendar, expected --old and --new alone"));
        }
        let dataset = self.input.dataset()?;
        let policy = self.input.policy.as_deref();
        let old = Rules::load(policy, Some(&self.old), &dataset)?;
        let new = Rules::load(policy, Some(&self.new), &dataset)?;
        let as_of = day_of_question(self.input.as_of, &dataset, &new.calendar)?;
        let [old, new] = [&old, &new].map(|rules| Court::new(&dataset, rules, as_of));
        let changed = recompute(&old, &new)?;
        self.output.table(table(&new, &changed))?;
        let outcomes = changed.iter().filter(|row| {
            let outcome = |verdict: Option<lapor_core::Verdict>| verdict.map(|v| v.outcome);
            outcome(row.change.old) != outcome(row.change.new)
        });
        self.output.say(&format!(
            "{} verdicts changed as of {as_of}, {} of them in outcome",
            changed.len(),
            outcomes.count()
        ));
        Ok(DONE)
    }
}
