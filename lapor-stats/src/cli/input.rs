//! From the input options to a dataset, its rules and the day of the question.

use lapor_core::Day;
use lapor_stats::dataset::{Dataset, FileCount, Fixed, Provenance};
use lapor_stats::error::Error;
use lapor_stats::ingest::{Batches, Fact, Log, Options, ingest, sources};
use lapor_stats::rules::{Rules, day_of_question, day_of_question_for};
use lapor_stats::summary::{Collector, FACTS, Header, Rows, Source, Summary};

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

    /// Whether rules or a day are named.
    pub(super) fn is_narrowed(&self) -> bool {
        self.mapping.is_some()
            || self.policy.is_some()
            || self.calendar.is_some()
            || self.as_of.is_some()
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

impl InputOptions {
    /// Collects a summary of the input: batch by batch where it can be read so, so that memory does not grow with it.
    pub(super) fn collect(
        &self,
        output: &OutputOptions,
        collector: impl for<'r> Fn(&'r Rules, Day) -> Result<Collector<'r>, Error>,
    ) -> Result<Summary, Error> {
        if let Some(batches) = self.batches()? {
            let mut batches = batches.with_names();
            let (rules, as_of) = self.rules_of(&mut batches)?;
            let header =
                self.header(&rules, as_of, &batches.provenance(), |_| FileCount::default())?;
            let summary = collector(&rules, as_of)?.collect_batches(&mut batches, header)?;
            output.say_read(summary.header.rows, &rules, as_of);
            return Ok(summary);
        }
        if let Some(log) = self.log(&FACTS)? {
            let dealt = log.deal()?;
            let (rules, as_of) = self.rules_for(dealt.fixed(), dealt.pass.latest)?;
            output.say_read(&dealt.pass.count, &rules, as_of);
            // A log is read without any facts.
            let collector = collector(&rules, as_of)?.without(&FACTS);
            let (count, provenance) = (dealt.pass.count.clone(), dealt.provenance());
            let parts = dealt.fold(
                || collector.start(),
                |part, dataset| collector.collect(part, dataset, 0..dataset.reports.len()),
            )?;
            let header = self.header(&rules, as_of, &provenance, |_| count)?;
            return collector.finish(parts, header);
        }
        self.start_threads()?;
        let options = Options { texts: false, as_of: self.as_of };
        let dataset = ingest(&self.inputs, self.mapping.as_ref(), options)?;
        let rules = Rules::load(self.policy.as_deref(), self.calendar.as_deref(), &dataset)?;
        let as_of = day_of_question(self.as_of, &dataset, &rules.calendar)?;
        output.say_read(&dataset.quality.total(), &rules, as_of);
        let collector = collector(&rules, as_of)?;
        let parts = collector.collect_all(&dataset)?;
        let header = self.header(&rules, as_of, &dataset.provenance, |sources| {
            dataset.quality.total_of(|file| sources.contains(&file))
        })?;
        collector.finish(parts, header)
    }

    fn header(
        &self,
        rules: &Rules,
        as_of: Day,
        provenance: &Provenance,
        count: impl FnOnce(&[&str]) -> FileCount,
    ) -> Result<Header, Error> {
        let sources = sources(&self.inputs, self.mapping.as_ref())?;
        let names: Vec<&str> = sources.iter().map(|(name, _)| name.as_str()).collect();
        let mut header = Header::new(rules, as_of);
        header.rows = Rows::from(&count(&names));
        header.sources = Source::of(&sources, provenance)?;
        Ok(header)
    }
}

impl OutputOptions {
    /// Says on standard error what was read and how it is judged.
    pub(super) fn say_read(&self, count: impl Into<Rows>, rules: &Rules, as_of: Day) {
        let count: Rows = count.into();
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
