//! From the input options to a dataset, its rules and the day of the question.

use lapor_core::Day;
use lapor_stats::dataset::{Dataset, FileCount, Fixed};
use lapor_stats::error::Error;
use lapor_stats::ingest::{Batches, Fact, Log, Options, ingest};
use lapor_stats::rules::{Rules, day_of_question, day_of_question_for};

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
        self.start_threads()?;
        let options = Options { texts: false, as_of: self.as_of };
        ingest(&self.inputs, self.mapping.as_ref(), options)
    }

    /// The input as batches, if it can be read so; starts the threads that judge them.
    pub(super) fn batches(&self) -> Result<Option<Batches>, Error> {
        self.start_threads()?;
        Batches::open(&self.inputs, self.mapping.as_ref())
    }

    /// The input as a log, if nothing but its events is asked for and it is one; threads are started.
    pub(super) fn log(&self, facts: &[Fact]) -> Result<Option<Log>, Error> {
        Log::open(&self.inputs, self.mapping.as_ref(), facts)
    }

    /// What is to be judged by, for what a mapping fixes and the latest days that were seen.
    pub(super) fn rules_for(
        &self,
        fixed: &Fixed,
        latest: Option<(Day, Option<Day>)>,
    ) -> Result<(Rules, Day), Error> {
        let rules = Rules::load_for(self.policy.as_deref(), self.calendar.as_deref(), fixed, &[])?;
        let as_of = day_of_question_for(self.as_of, fixed, latest, &rules.calendar)?;
        Ok((rules, as_of))
    }

    fn start_threads(&self) -> Result<(), Error> {
        if let Some(threads) = self.threads {
            if threads == 0 {
                return Err(usage("found --threads 0, expected at least 1"));
            }
            // The pool is built once, and this is the one place that builds it.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        }
        Ok(())
    }

    /// What batches are to be judged by; where nothing fixes the day of the question, all of them are looked at for it.
    pub(super) fn rules_of(&self, batches: &mut Batches) -> Result<(Rules, Day), Error> {
        let fixed = batches.fixed().clone();
        // What is wrong with the rules is told before anything is read.
        Rules::load_for(self.policy.as_deref(), self.calendar.as_deref(), &fixed, &[])?;
        let latest = match self.as_of.or(fixed.as_of) {
            Some(_) => None,
            None => batches.survey()?.latest,
        };
        self.rules_for(&fixed, latest)
    }

    /// Reads the input and says on standard error what was read and how it is judged.
    pub(super) fn read(&self, output: &OutputOptions) -> Result<Case, Error> {
        let dataset = self.dataset()?;
        let rules = Rules::load(self.policy.as_deref(), self.calendar.as_deref(), &dataset)?;
        let as_of = day_of_question(self.as_of, &dataset, &rules.calendar)?;
        output.say_read(&dataset.quality.total(), &rules, as_of);
        Ok(Case { dataset, rules, as_of })
    }
}

impl OutputOptions {
    /// Says on standard error what was read and how it is judged.
    pub(super) fn say_read(&self, count: &FileCount, rules: &Rules, as_of: Day) {
        self.say(&format!(
            "read {}, accepted {}, rejected {}; policy {}, calendar {}, as of {as_of}",
            count.read,
            count.accepted,
            count.rejected,
            rules.policy.name(),
            rules.calendar.name()
        ));
    }
}
