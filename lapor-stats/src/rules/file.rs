//! Policies and calendars by name or by file; a mistake is told with its line and column.

use std::ops::Range;
use std::path::{Path, PathBuf};

use lapor_core::{Calendar, Day, Error as CoreError, Overlay, Policy, PolicyParts};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, line_and_column, shown_name, without_quoted};
use crate::shipped;

/// The policy of this name or file.
///
/// # Errors
///
/// [`Error::Rules`] names the file, the line and the key, or the word, and what is wrong with it.
pub fn load_policy(word: &str) -> Result<Policy, Error> {
    let file = File::open(word, "policy", &shipped::POLICIES)?;
    Policy::new(file.parse::<PolicyParts>()?).map_err(|error| match &error {
        CoreError::Policy { key, .. } => file.wrong_at(file.find(key), &error),
        _ => file.wrong(&error),
    })
}

/// The calendar of this name or file; `NAME@DATE` is the calendar as known on that day (R7).
///
/// A file with the key `base` adds days to another calendar, which it names as `--calendar` would; a
/// file so named lies beside it.
///
/// # Errors
///
/// [`Error::Rules`] names the file and the line, or the word, and what is wrong with it.
pub fn load_calendar(word: &str) -> Result<Calendar, Error> {
    let (name, known_on) = split_date(word)?;
    let calendar = load_layers(name, None, MOST_LAYERS)?;
    Ok(match known_on {
        Some(day) => calendar.known_on(day),
        None => calendar,
    })
}

/// The name and the day of `NAME@DATE`.
pub(super) fn split_date(word: &str) -> Result<(&str, Option<Day>), Error> {
    match word.rsplit_once('@') {
        None => Ok((word, None)),
        Some((name, date)) => match date.parse() {
            Ok(day) => Ok((name, Some(day))),
            Err(error) => Err(rules_error(&shown_name(word), &error)),
        },
    }
}

/// How many calendars may stand on each other; more is surely a circle.
const MOST_LAYERS: u32 = 8;

fn load_layers(word: &str, beside: Option<&Path>, layers: u32) -> Result<Calendar, Error> {
    // The calendar of Indonesia is part of the core, not a file beside it.
    if word == "id" {
        return Ok(Calendar::indonesia());
    }
    let path = match beside.and_then(Path::parent) {
        Some(folder) if is_file(word) => folder.join(word).to_string_lossy().into_owned(),
        _ => word.to_owned(),
    };
    let file = File::open(&path, "calendar", &shipped::CALENDARS)?;
    let has_base =
        DeTable::parse(&file.text).is_ok_and(|table| table.get_ref().contains_key("base"));
    if !has_base {
        return file.parse();
    }
    let overlay: Overlay = file.parse()?;
    if layers == 0 {
        let problem = format!("found over {MOST_LAYERS} calendars on each other, expected fewer");
        return Err(file.wrong_at(file.find("base"), &problem));
    }
    let here = is_file(&path).then(|| PathBuf::from(&path));
    let base = load_layers(&overlay.base, here.as_deref(), layers - 1)?;
    base.with_overlay(overlay).map_err(|error| file.wrong(&error))
}

/// A word with a slash or one that ends in `.toml` is a file; any other is a name.
fn is_file(word: &str) -> bool {
    word.contains(['/', '\\']) || word.ends_with(".toml")
}

/// The text of a policy or calendar, and what it was called by.
struct File {
    word: String,
    text: String,
}

impl File {
    fn open(word: &str, what: &str, shipped: &[(&str, &str)]) -> Result<Self, Error> {
        let text = if is_file(word) {
            std::fs::read_to_string(word)
                .map_err(|error| rules_error(word, &format!("cannot read the {what}: {error}")))?
        } else {
            match shipped.iter().find(|(name, _)| *name == word) {
                Some((_, text)) => (*text).to_owned(),
                None => {
                    let own = (what == "calendar").then_some("id");
                    let names: Vec<_> =
                        own.into_iter().chain(shipped.iter().map(|s| s.0)).collect();
                    let names = names.join(", ");
                    let problem =
                        format!("found no {what} of this name, expected {names}, or a file");
                    return Err(rules_error(&shown_name(word), &problem));
                }
            }
        };
        Ok(File { word: word.into(), text })
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(&self.text).map_err(|error| self.wrong_at(error.span(), &error.message()))
    }

    fn wrong(&self, problem: &dyn std::fmt::Display) -> Error {
        rules_error(&self.word, problem)
    }

    /// A mistake at a place of the file.
    fn wrong_at(&self, span: Option<Range<usize>>, problem: &dyn std::fmt::Display) -> Error {
        let Some(span) = span else { return self.wrong(problem) };
        let (line, column) = line_and_column(&self.text, span.start);
        rules_error(&format!("{}:{line}:{column}", self.word), problem)
    }

    /// Where the value of a key such as `exception[1].limit.days` stands.
    fn find(&self, key: &str) -> Option<Range<usize>> {
        let table = DeTable::parse(&self.text).ok()?;
        let mut found = table.span();
        let mut here = DeValue::Table(table.into_inner());
        for step in key.split('.') {
            let (name, place) = match step.split_once('[') {
                Some((name, rest)) => (name, rest.strip_suffix(']')?.parse::<usize>().ok()),
                None => (step, None),
            };
            let mut value = child(&here, name)?;
            if let (Some(place), DeValue::Array(items)) = (place, value.get_ref()) {
                value = items.get(place)?;
            }
            found = value.span();
            here = value.get_ref().clone();
        }
        Some(found)
    }
}

fn child<'v, 'i>(value: &'v DeValue<'i>, name: &str) -> Option<&'v Spanned<DeValue<'i>>> {
    match value {
        DeValue::Table(table) => table.get(name),
        _ => None,
    }
}

fn rules_error(word: &str, problem: &dyn std::fmt::Display) -> Error {
    let problem = without_quoted(problem.to_string().trim_end());
    Error::Rules { word: word.into(), problem }
}
