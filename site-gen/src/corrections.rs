//! What agencies disputed and what the operator put right: a file of the operator, named in `site.toml`.
//!
//! ```toml
//! [[correction]]
//! source = "contoh"
//! date = "2025-11-03"
//! # The agency that disputed a figure, by its name in the data; without it the operator found the mistake.
//! agency = "Kementerian Sungai dan Pesisir"
//! what = { id = "Apa yang dibantah.", en = "What was disputed." }
//! decided = { id = "Apa yang diputuskan.", en = "What was decided." }
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use lapor_core::Day;
use serde::Deserialize;

use crate::error::Error;
use crate::model::Words;

/// One thing that was disputed or put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The slug of the source that it is about.
    pub source: String,
    /// The day of the decision.
    pub date: Day,
    /// The agency that disputed it, by name; none where the operator found it.
    pub agency: Option<String>,
    /// What was disputed or wrong.
    pub what: Words,
    /// What was decided.
    pub decided: Words,
    /// Its line in the file, for messages.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionsFile {
    #[serde(default)]
    correction: Vec<toml::Spanned<CorrectionTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionTable {
    source: String,
    date: Day,
    agency: Option<String>,
    what: BTreeMap<String, String>,
    decided: BTreeMap<String, String>,
}

/// Reads a file of corrections; the newest stands first, and those of one day as in the file.
///
/// # Errors
///
/// [`Error::Config`] names the file and the line, what was found there and what was expected: a key that is not
/// known or missing, a source that is not of the site, a text that one of the languages has not.
pub fn read(file: &Path, sources: &[&str], languages: &[&str]) -> Result<Vec<Correction>, Error> {
    let wrong = |problem: String| Error::Config { file: file.to_path_buf(), problem };
    let text =
        std::fs::read_to_string(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let parsed: CorrectionsFile =
        toml::from_str(&text).map_err(|error| wrong(error.to_string().trim_end().to_owned()))?;
    let mut corrections = Vec::new();
    for spanned in parsed.correction {
        let line = 1 + text[..spanned.span().start].matches('\n').count();
        let table = spanned.into_inner();
        if !sources.contains(&&*table.source) {
            return Err(wrong(format!(
                "line {line}: found source '{}', expected one of {}",
                table.source,
                sources.join(", ")
            )));
        }
        for (key, words) in [("what", &table.what), ("decided", &table.decided)] {
            let is_told =
                |code: &&&str| words.get(**code).is_some_and(|said| !said.trim().is_empty());
            if let Some(code) = languages.iter().find(|code| !is_told(code)) {
                return Err(wrong(format!(
                    "line {line}: found no text '{code}' in {key}, expected one in each of {}",
                    languages.join(", ")
                )));
            }
        }
        corrections.push(Correction {
            source: table.source,
            date: table.date,
            agency: table.agency,
            what: Words(table.what),
            decided: Words(table.decided),
            line,
        });
    }
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
    Ok(corrections)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::day;

    use super::*;

    fn parsed(text: &str) -> Result<Vec<Correction>, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("corrections.toml");
        std::fs::write(&file, text).unwrap();
        read(&file, &["contoh", "lama"], &["id", "en"]).map_err(|error| error.to_string())
    }

    const ONE: &str = "# Head\n[[correction]]\nsource = \"contoh\"\ndate = \"2025-11-03\"\nwhat = { id = \"a\", en = \"b\" }\ndecided = { id = \"c\", en = \"d\" }\n";

    #[test]
    fn the_newest_stands_first() {
        let later = ONE.replace("11-03", "12-01").replace("\"a\"", "\"later\"");
        let found = parsed(&format!("{ONE}{later}")).unwrap();
        assert_eq!(found[0].date, day(2025, 12, 1));
        assert_eq!(found[0].what.text("id"), "later");
        assert_eq!((found[1].agency.as_deref(), found[1].line), (None, 2));
        assert_eq!(parsed("").unwrap(), []);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let message = parsed(&ONE.replace("contoh", "nowhere")).unwrap_err();
        assert!(message.ends_with(
            "corrections.toml: line 2: found source 'nowhere', expected one of contoh, lama"
        ));
        let message = parsed(&ONE.replace(", en = \"d\"", "")).unwrap_err();
        assert!(message.contains("line 2: found no text 'en' in decided"), "{message}");
        let message = parsed(&ONE.replace("date", "day")).unwrap_err();
        assert!(message.contains("line 4") && message.contains("day"), "{message}");
        let message = parsed(&ONE.replace("2025-11-03", "2025-02-30")).unwrap_err();
        assert!(message.contains("line 4"), "{message}");
    }
}
