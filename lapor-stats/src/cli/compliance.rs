//! `compliance`: the share of promises kept, by whatever is asked for.

use clap::{Args, ValueEnum};
use lapor_core::{Day, Stage};
use lapor_stats::assess::Court;
use lapor_stats::error::Error;
use lapor_stats::measure::compliance::{Key, Query, View, compliance, table};
use lapor_stats::measure::tally::Cohort;

use super::{DONE, InputOptions, OutputOptions, usage};

/// Of the stages whose due date has passed, the share that was met, with Wilson's 95 % limits.
///
/// Example: lapor-stats compliance data/sample --by agency,month --stage FollowUp --format csv
#[derive(Debug, Args)]
pub(super) struct Compliance {
    #[command(flatten)]
    input: InputOptions,
    /// The stages that started in the period, judged once due; or those that ended in it.
    #[arg(long, value_enum, default_value = "due")]
    cohort: CohortWord,
    /// One stage alone: Disposition, FollowUp or Closure.
    #[arg(long)]
    stage: Option<Stage>,
    /// The keys after the stage, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "agency")]
    by: Vec<KeyWord>,
    /// The first month or day of the period.
    #[arg(long, value_name = "DATE|MONTH")]
    from: Option<String>,
    /// The last month or day of the period.
    #[arg(long, value_name = "DATE|MONTH")]
    to: Option<String>,
    /// A second period, shown beside the first: FROM..TO, each a day or a month.
    #[arg(long, value_name = "FROM..TO")]
    compare: Option<String>,
    /// One agency alone, by its id.
    #[arg(long, value_name = "ID")]
    agency: Option<String>,
    /// The whole journey, or each agency's own holding time.
    #[arg(long, value_enum, default_value = "citizen")]
    view: ViewWord,
    /// Hide cells below this number of reports.
    #[arg(long, value_name = "N")]
    suppress: Option<u64>,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CohortWord {
    Due,
    Settled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ViewWord {
    Citizen,
    Custody,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KeyWord {
    Agency,
    Month,
    Category,
    Program,
    Place,
    Channel,
    Class,
}

impl From<KeyWord> for Key {
    fn from(word: KeyWord) -> Self {
        match word {
            KeyWord::Agency => Key::Agency,
            KeyWord::Month => Key::Month,
            KeyWord::Category => Key::Category,
            KeyWord::Program => Key::Program,
            KeyWord::Place => Key::Place,
            KeyWord::Channel => Key::Channel,
            KeyWord::Class => Key::Class,
        }
    }
}

impl Compliance {
    pub(super) fn run(self) -> Result<u8, Error> {
        if self.suppress.is_some() {
            return Err(usage(
                "--suppress: not yet; hiding small cells without the cells that give them back would be no protection",
            ));
        }
        let view = match self.view {
            ViewWord::Citizen => View::Citizen,
            ViewWord::Custody => View::Custody,
        };
        if let Some(stage) = self.stage
            && (stage == Stage::Custody) != (view == View::Custody)
        {
            return Err(usage(format!(
                "--stage: found {stage}, expected a stage of the view; Custody is the one of --view custody"
            )));
        }
        let mut by: Vec<Key> = self.by.iter().copied().map(Key::from).collect();
        let mut seen = Vec::new();
        by.retain(|key| {
            !seen.contains(key) && {
                seen.push(*key);
                true
            }
        });
        let query = Query {
            view,
            cohort: match self.cohort {
                CohortWord::Due => Cohort::Due,
                CohortWord::Settled => Cohort::Settled,
            },
            stage: self.stage,
            by,
            period: (
                bound(self.from.as_deref(), "--from", false)?,
                bound(self.to.as_deref(), "--to", true)?,
            ),
            agency: self.agency.clone(),
        };
        let compared = self.compare.as_deref().map(second_period).transpose()?;
        if compared.is_some() && query.by.contains(&Key::Month) {
            return Err(usage(
                "found --compare beside the key month, expected one of them: two periods have no month in common",
            ));
        }
        let case = self.input.read(&self.output)?;
        let known = |id: &String| case.dataset.agencies.iter().any(|agency| agency.id == *id);
        if let Some(id) = &self.agency
            && id != lapor_stats::assess::ADMINISTRATOR
            && !known(id)
        {
            return Err(usage(format!(
                "--agency: found '{id}', expected the id of an agency of the input"
            )));
        }
        let court = Court::new(&case.dataset, &case.rules, case.as_of);
        let groups = compliance(&court, &query)?;
        let compared = match compared {
            Some(period) => Some(compliance(&court, &Query { period, ..query.clone() })?),
            None => None,
        };
        self.output.table(table(&court, groups, compared, &query))?;
        Ok(DONE)
    }
}

/// Two bounds with two dots between.
fn second_period(text: &str) -> Result<(Option<Day>, Option<Day>), Error> {
    let (from, to) = text.split_once("..").ok_or_else(|| {
        usage(format!("--compare: found '{text}', expected FROM..TO such as 2024-07..2024-12"))
    })?;
    Ok((bound(Some(from), "--compare", false)?, bound(Some(to), "--compare", true)?))
}

/// A day, or the first or last day of a month.
fn bound(text: Option<&str>, option: &str, last: bool) -> Result<Option<Day>, Error> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || {
        usage(format!(
            "{option}: found '{text}', expected a day such as 2025-08-14 or a month such as 2025-08"
        ))
    };
    if text.len() != 7 {
        return text.parse().map(Some).map_err(|_| wrong());
    }
    let first: Day = format!("{text}-01").parse().map_err(|_| wrong())?;
    if !last {
        return Ok(Some(first));
    }
    // The first of some day in the next month, less a day.
    let next = first.checked_add(31).ok_or_else(wrong)?.first_of_month();
    Ok(Some(next.previous()))
}
