//! The rules of a source as its downloads name them: by the name under which they ship, or as files beside the tables.

use std::collections::BTreeMap;

use lapor_core::{Calendar, Policy};
use serde::Serialize;

use crate::error::Error;

use super::super::source::JudgedSource;

/// How the rules are named in the downloads, and the files that go with them.
pub(super) struct Published {
    pub(super) policy: String,
    pub(super) calendar: String,
    offices: BTreeMap<String, String>,
    /// Names and texts.
    pub(super) files: Vec<(String, String)>,
}

impl Published {
    /// How an agency's own calendar is named.
    pub(super) fn office_calendar(&self, name: String) -> String {
        self.offices.get(&name).cloned().unwrap_or(name)
    }
}

/// The rules of a source; what is a file of the operator becomes one of the downloads, whole.
pub(super) fn published(source: &JudgedSource<'_>) -> Result<Published, Error> {
    let mut files = Vec::new();
    let rules = &source.rules;
    let policy = match is_file(&source.rules_named.0) {
        false => source.rules_named.0.clone(),
        true => {
            let policy: &Policy = &rules.policy;
            add(&mut files, "policy.toml".to_owned(), "The policy of this source.", policy)?
        }
    };
    let calendar = match is_file(&source.rules_named.1) {
        false => source.rules_named.1.clone(),
        true => {
            let calendar: &Calendar = &rules.calendar;
            add(&mut files, "calendar.toml".to_owned(), "The calendar of this source.", calendar)?
        }
    };
    let mut offices = BTreeMap::new();
    for (name, calendar) in rules.office_calendars.iter().filter(|(name, _)| is_file(name)) {
        let file = format!("calendar-{}.toml", offices.len() + 1);
        let file = add(&mut files, file, "The calendar of an agency of this source.", calendar)?;
        offices.insert(name.clone(), file);
    }
    Ok(Published { policy, calendar, offices, files })
}

fn add(
    files: &mut Vec<(String, String)>,
    name: String,
    what: &str,
    rules: &impl Serialize,
) -> Result<String, Error> {
    let text = toml::to_string(rules)
        .map_err(|error| Error::Record { path: name.clone().into(), reason: error.to_string() })?;
    files.push((name.clone(), format!("# {what}\n{text}")));
    Ok(name)
}

fn is_file(word: &str) -> bool {
    word.contains(['/', '\\']) || word.ends_with(".toml")
}
