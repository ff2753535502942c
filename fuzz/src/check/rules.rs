//! Policies and calendars: a mistake lies in the file, and what was read can be written and read again.

use lapor_core::{Calendar, PolicyParts};

use super::{assert_place, in_file};
use crate::error::Error;
use crate::rules::file::{load_calendar, load_policy};

/// A policy file.
pub fn policy(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let loaded = in_file(data, |path| load_policy(&path.to_string_lossy()));
    match loaded {
        Ok(policy) => {
            let written = toml::to_string(policy.parts()).expect("a policy as TOML");
            let again: PolicyParts = toml::from_str(&written).expect("a policy that we wrote");
            assert_eq!(&again, policy.parts(), "another policy than was written");
        }
        Err(error) => in_the_file(&error, text),
    }
}

/// A calendar file, or one that changes another.
pub fn calendar(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    // Any file of the machine can be named as the base of another; only those that ship are looked at.
    if text.contains(['/', '\\']) || text.contains(".toml") {
        return;
    }
    let loaded = in_file(data, |path| load_calendar(&path.to_string_lossy()));
    match loaded {
        Ok(calendar) => {
            let coverage = calendar.coverage();
            for day in [*coverage.start(), *coverage.end()] {
                calendar.kind(day).expect("a day that is covered");
                calendar.is_working_day(day).expect("a day that is covered");
            }
            let known = calendar.known_on(*coverage.start());
            known.kind(*coverage.end()).expect("a day that is covered");
            let written = toml::to_string(&calendar).expect("a calendar as TOML");
            let again: Calendar = toml::from_str(&written).expect("a calendar that we wrote");
            assert_eq!(again.coverage(), coverage);
            assert!(again.rows().eq(calendar.rows()), "other rows than were written");
        }
        Err(error) => in_the_file(&error, text),
    }
}

fn in_the_file(error: &Error, text: &str) {
    let Error::Rules { word, problem } = error else { panic!("another error: {error}") };
    assert!(!problem.is_empty(), "a mistake without words");
    let Some((_, place)) = word.split_once(".toml:") else { return };
    let (line, column) = place.split_once(':').expect("a line and a column");
    assert_place(text, line.parse().expect("a line"), column.parse().expect("a column"));
}
