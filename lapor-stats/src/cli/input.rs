//! From the input options to a dataset, its rules and the day of the question.

use lapor_core::Day;
use lapor_stats::dataset::Dataset;
use lapor_stats::error::Error;
use lapor_stats::ingest::{Options, ingest};
use lapor_stats::rules::{Rules, day_of_question};

use super::{InputOptions, OutputOptions, usage};

/// A dataset and what it is to be judged by.
pub(super) struct Case {
    pub(super) dataset: Dataset,
    pub(super) rules: Rules,
    pub(super) as_of: Day,
}

impl InputOptions {
    /// Reads the input, and starts the threads that judge it.
    pub(super) fn dataset(&self) -> Result<Dataset, Error> {
        if let Some(threads) = self.threads {
            if threads == 0 {
                return Err(usage("found --threads 0, expected at least 1"));
            }
            // The pool is built once, and this is the one place that builds it.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        }
        let options = Options { texts: false, as_of: self.as_of };
        ingest(&self.inputs, self.mapping.as_ref(), options)
    }

    /// Reads the input and says on standard error what was read and how it is judged.
    pub(super) fn read(&self, output: &OutputOptions) -> Result<Case, Error> {
        let dataset = self.dataset()?;
        let rules = Rules::load(self.policy.as_deref(), self.calendar.as_deref(), &dataset)?;
        let as_of = day_of_question(self.as_of, &dataset, &rules.calendar)?;
        let count = dataset.quality.total();
        output.say(&format!(
            "read {}, accepted {}, rejected {}; policy {}, calendar {}, as of {as_of}",
            count.read,
            count.accepted,
            count.rejected,
            rules.policy.name(),
            rules.calendar.name()
        ));
        Ok(Case { dataset, rules, as_of })
    }
}
