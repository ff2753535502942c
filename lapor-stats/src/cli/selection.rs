//! Which stages a measure looks at, and by what they are grouped.

use clap::{Args, ValueEnum};
use lapor_core::{Day, Stage};
use lapor_stats::error::Error;
use lapor_stats::measure::compliance::{Key, View};

use super::usage;

/// Options of every command that groups stages.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// One stage alone: Disposition, FollowUp or Closure.
    #[arg(long)]
    pub(super) stage: Option<Stage>,
    /// The keys after the stage, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "agency")]
    by: Vec<KeyWord>,
    /// The first month or day of the period.
    #[arg(long, value_name = "DATE|MONTH")]
    from: Option<String>,
    /// The last month or day of the period.
    #[arg(long, value_name = "DATE|MONTH")]
    to: Option<String>,
    /// One agency alone, by its id.
    #[arg(long, value_name = "ID")]
    pub(super) agency: Option<String>,
    /// The whole journey, or each agency's own holding time.
    #[arg(long, value_enum, default_value = "citizen")]
    view: ViewWord,
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

impl Selection {
    /// Whose time is looked at.
    pub(super) fn view(&self) -> Result<View, Error> {
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
        Ok(view)
    }

    /// The keys, each once.
    pub(super) fn by(&self) -> Vec<Key> {
        let mut by: Vec<Key> = self.by.iter().copied().map(Key::from).collect();
        let mut seen = Vec::new();
        by.retain(|key| {
            !seen.contains(key) && {
                seen.push(*key);
                true
            }
        });
        by
    }

    /// The first and the last day.
    pub(super) fn period(&self) -> Result<(Option<Day>, Option<Day>), Error> {
        Ok((
            bound(self.from.as_deref(), "--from", false)?,
            bound(self.to.as_deref(), "--to", true)?,
        ))
    }

    /// Refuses an agency that the input does not have.
    pub(super) fn check_agency(&self, known: &[&str]) -> Result<(), Error> {
        match &self.agency {
            Some(id)
                if id != lapor_stats::assess::ADMINISTRATOR && !known.contains(&id.as_str()) =>
            {
                Err(usage(format!(
                    "--agency: found '{id}', expected the id of an agency of the input"
                )))
            }
            _ => Ok(()),
        }
    }
}

/// A day, or the first or last day of a month.
pub(super) fn bound(text: Option<&str>, option: &str, last: bool) -> Result<Option<Day>, Error> {
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
