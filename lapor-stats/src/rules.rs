//! Policies and calendars by name or by file, and the day of the question.

mod file;

use std::collections::BTreeMap;

use lapor_core::{Calendar, Day, Policy, PolicyParts};

use crate::dataset::{Agency, Dataset, Fixed};
use crate::error::Error;
use crate::ingest::shown::shown_word;

pub use file::{load_calendar, load_policy};

/// The rules by which a dataset is judged.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The policy.
    pub policy: Policy,
    /// The administrator's calendar, read as the policy says.
    pub calendar: Calendar,
    /// The calendars of agencies that have their own, by name, read as the policy says.
    pub office_calendars: BTreeMap<String, Calendar>,
}

impl Rules {
    /// The rules for a dataset: what is named here, else what its mapping fixes, else policy `lapor` and its calendar.
    ///
    /// A word with a slash or one that ends in `.toml` is a file; any other is the name of a
    /// policy or calendar that ships with the program. `NAME@DATE` is the calendar as known on that
    /// day; what was known then holds for the agencies' own calendars too.
    ///
    /// # Errors
    ///
    /// [`Error::Rules`] names the file or the word, and what is wrong with it.
    pub fn load(
        policy: Option<&str>,
        calendar: Option<&str>,
        dataset: &Dataset,
    ) -> Result<Self, Error> {
        Rules::load_for(policy, calendar, &dataset.fixed, &dataset.agencies)
    }

    /// The rules for what a mapping fixes and for these agencies, before any row is read.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn load_for(
        policy: Option<&str>,
        calendar: Option<&str>,
        fixed: &Fixed,
        agencies: &[Agency],
    ) -> Result<Self, Error> {
        let Fixed { policy: fixed_policy, calendar: fixed_calendar, zone: fixed_zone, .. } = fixed;
        let mut policy = load_policy(policy.or(fixed_policy.as_deref()).unwrap_or("lapor"))?;
        // A source of another country has its own zone, whatever the policy's service has.
        if let Some(zone) = *fixed_zone {
            policy = Policy::new(PolicyParts { zone, ..policy.parts().clone() })?;
        }
        let named = calendar.or(fixed_calendar.as_deref()).unwrap_or(&policy.parts().calendar);
        let reading = policy.parts().joint_leave;
        let calendar = load_calendar(named)?.with_joint_leave(reading);
        let (_, known_on) = file::split_date(named)?;
        let mut office_calendars = BTreeMap::new();
        for agency in agencies {
            if let Some(name) = &agency.calendar
                && !office_calendars.contains_key(name)
                // An agency that names the administrator's calendar has whatever stands for it here.
                && name != calendar.name()
            {
                let own = load_calendar(name).map_err(|error| of_data(name, error))?;
                let mut own = own.with_joint_leave(reading);
                if let Some(day) = known_on {
                    own = own.known_on(day);
                }
                office_calendars.insert(name.clone(), own);
            }
        }
        Ok(Rules { policy, calendar, office_calendars })
    }
}

/// The most days by which the latest day of an accepted event may stand apart from the next latest.
const MOST_APART: i32 = 30;

/// The day of the question: what is named here, else what the mapping fixes, else the latest local day of an accepted event.
///
/// # Errors
///
/// [`Error::AsOf`] if that latest day lies outside the calendar or over 30 days after the next
/// latest: one mistyped year would move every verdict, so it must be named then.
pub fn day_of_question(
    named: Option<Day>,
    dataset: &Dataset,
    calendar: &Calendar,
) -> Result<Day, Error> {
    day_of_question_for(named, &dataset.fixed, dataset.latest, calendar)
}

/// The day of the question from what a mapping fixes and the two latest days that were seen.
///
/// # Errors
///
/// As [`day_of_question`].
pub fn day_of_question_for(
    named: Option<Day>,
    fixed: &Fixed,
    latest: Option<(Day, Option<Day>)>,
    calendar: &Calendar,
) -> Result<Day, Error> {
    if let Some(day) = named.or(fixed.as_of) {
        return Ok(day);
    }
    let refuse = |problem: String| Err(Error::AsOf { problem });
    match latest {
        None => refuse("found no event with a day".into()),
        Some((day, _)) if !calendar.covers(day) => {
            let range = calendar.coverage();
            refuse(format!(
                "the latest event is of {day}, outside calendar '{}' ({} to {})",
                calendar.name(),
                range.start(),
                range.end()
            ))
        }
        Some((day, Some(next))) if MOST_APART < day.since(next) => refuse(format!(
            "the latest event is of {day}, the next latest of {next}, over {MOST_APART} days earlier"
        )),
        Some((day, _)) => Ok(day),
    }
}

/// An error about a calendar that a table names, which shows no cell that may be something else.
fn of_data(name: &str, error: Error) -> Error {
    let shown = shown_word(name);
    if shown == name {
        return error;
    }
    let problem = "found no calendar of this name in the table of agencies".to_owned();
    Error::Rules { word: shown, problem }
}
