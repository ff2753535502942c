//! The one error of this crate, and the exit code that each kind has.

use std::io;

use lapor_core::redact::{Redactor, Span};
use lapor_core::sensitive::Sensitive;

/// Why a command could not do what it was asked.
///
/// Messages are lower-case fragments that name what was found, where, and what was expected. None of
/// them prints what a person wrote: cells that people wrote are shown by their length.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system refused.
    #[error("cannot {action} {path}: {source}")]
    Io {
        /// What was being done, as a verb: `read`, `write`.
        action: &'static str,
        /// On which file or folder.
        path: String,
        /// What the system answered.
        source: io::Error,
    },

    /// A folder that holds no file to read.
    #[error("found no file in folder {folder}, expected {expected}")]
    NoFiles {
        /// The folder.
        folder: String,
        /// The names that were looked for.
        expected: String,
    },

    /// Record batches that cannot be read as one table.
    #[error("{name}: {problem}")]
    Records {
        /// What they are called.
        name: String,
        /// What was found and what was expected.
        problem: String,
    },

    /// Nothing that was read could be taken in.
    #[error("nothing accepted from {files}: {why}")]
    NothingAccepted {
        /// The files, separated by commas.
        files: String,
        /// How many rows were read, and the first that was rejected.
        why: String,
    },

    /// A mapping that is wrong at a place of its file.
    #[error("{file}:{line}:{column}: {problem}")]
    Mapping {
        /// The mapping file, or the name under which it ships.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What was found and what was expected.
        problem: String,
    },

    /// A mapping, policy or calendar that cannot be had.
    #[error("found '{found}' as {what}, expected {expected}")]
    Unknown {
        /// What it should be, such as `mapping`.
        what: &'static str,
        /// What was named.
        found: String,
        /// What would do.
        expected: String,
    },

    /// A mapping file that cannot be read.
    #[error("cannot read {what} {path}: {source}")]
    Unreadable {
        /// What it should be, such as `mapping`.
        what: &'static str,
        /// The file.
        path: String,
        /// What the system answered.
        source: io::Error,
    },

    /// Columns that the mapping needs and the file does not have.
    #[error(
        "{file} has no column {}; it has {}; mapped by {mapping}",
        listed_needs(missing),
        listed(present)
    )]
    MissingColumns {
        /// The file.
        file: String,
        /// The mapping, by file or name.
        mapping: String,
        /// Every missing column and what it is needed for.
        missing: Vec<(String, String)>,
        /// The columns that are there.
        present: Vec<String>,
    },

    /// A policy or calendar that is wrong.
    #[error("{word}: {problem}")]
    Rules {
        /// The name or file by which it was called.
        word: String,
        /// What was found and what was expected.
        problem: String,
    },

    /// A day of the question that must be named.
    #[error("{problem}; expected --as-of DATE")]
    AsOf {
        /// Why the latest day of an event will not do.
        problem: String,
    },

    /// A command that was called in a way that makes no sense.
    #[error("{problem}")]
    Usage {
        /// What was found and what was expected.
        problem: String,
    },

    /// An output that cannot be written.
    #[error("cannot write {file}: {source}")]
    Output {
        /// The file, or `standard output`.
        file: String,
        /// What the system answered.
        source: io::Error,
    },

    /// A file that is no summary.
    #[error("{file}:{line}: {problem}")]
    NoSummary {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What was found and what was expected.
        problem: String,
    },

    /// A file that is no memory of releases.
    #[error("{file}:{line}: {problem}")]
    NoReleases {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What was found and what was expected.
        problem: String,
    },

    /// Summaries that cannot be added.
    #[error("cannot merge: {problem}")]
    Unfit {
        /// What was found and what was expected.
        problem: String,
    },

    /// Cells that cannot be published without giving others away.
    #[error("refused: {problem}")]
    Unsafe {
        /// Which cells, and why.
        problem: String,
    },

    /// A table that Polars could not make.
    #[error("cannot make the table: {problem}")]
    Table {
        /// What Polars answered.
        problem: String,
    },

    /// A column that the mapping needs and the file has more than once.
    #[error(
        "{file} has column '{column}' more than once, expected it once; the mapping is {mapping}"
    )]
    RepeatedColumn {
        /// The file.
        file: String,
        /// The mapping, by file or name.
        mapping: String,
        /// The column.
        column: String,
    },

    /// A question that the core refused.
    #[error(transparent)]
    Core(#[from] lapor_core::Error),
}

impl Error {
    /// The exit code of a command that ends with this error.
    ///
    /// 2: usage, mapping, policy or calendar is wrong; 3: an input is unreadable or nothing was accepted.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Mapping { .. }
            | Error::Unknown { .. }
            | Error::Unreadable { .. }
            | Error::MissingColumns { .. }
            | Error::RepeatedColumn { .. }
            | Error::Rules { .. }
            | Error::AsOf { .. }
            | Error::Usage { .. }
            | Error::Unfit { .. }
            | Error::Core(_) => 2,
            Error::Io { .. }
            | Error::NoFiles { .. }
            | Error::NothingAccepted { .. }
            | Error::NoSummary { .. }
            | Error::NoReleases { .. }
            | Error::Records { .. }
            | Error::Output { .. }
            | Error::Table { .. } => 3,
            Error::Unsafe { .. } => 4,
        }
    }

    /// Whether the reader of our output went away, which is no failure of ours.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Error::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// An [`Error::Io`] with the verb and the path that the system's own message lacks.
    ///
    /// Made for `map_err`: `fs::read(path).map_err(Error::io("read", path.display()))`.
    pub fn io(action: &'static str, path: impl ToString) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { action, path: path.to_string(), source }
    }
}

/// How many columns a message lists; the rest is counted.
const SHOWN: usize = 40;

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "no columns at all".into();
    }
    let mut text =
        names.iter().take(SHOWN).map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    if SHOWN < names.len() {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}

fn listed_needs(missing: &[(String, String)]) -> String {
    missing
        .iter()
        .map(|(name, need)| format!("'{name}' (needed for {need})"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The line and column, from 1, at this byte of a text.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// Whether a text holds somebody's number, address or name: then no message shows it.
///
/// A single word that is taken for a name by its look alone is none here, or no English column could be named.
pub(crate) fn gives_away(text: &str) -> bool {
    hides(text, |_| true)
}

/// The same for the id of a report: no word stands beside it that could explain a long number, and that is no reason to hide it.
pub(crate) fn id_gives_away(id: &str) -> bool {
    hides(id, |span| span.rule != UNEXPLAINED)
}

/// The rule by which the redactor hides a long number that nothing explains.
const UNEXPLAINED: &str = "identifier-unexplained";

fn hides(text: &str, counts: impl Fn(&Span) -> bool) -> bool {
    let redacted = Redactor::new().thread().redact(&Sensitive::new(text));
    redacted.spans.iter().filter(|span| counts(span)).any(|span| {
        let by_look = matches!(span.rule, "name-guess" | "name-form");
        let taken = || text.chars().skip(span.start).take(span.end - span.start);
        !by_look || taken().any(char::is_whitespace)
    })
}

/// What a message shows of a name that stands in a file: its length where the redactor would hide any of it.
pub(crate) fn shown_name(name: &str) -> String {
    if gives_away(name) {
        format!("<{} characters>", name.chars().count())
    } else {
        name.to_owned()
    }
}

/// A message with the length in place of what it quotes, wherever the redactor would hide any of that.
///
/// Parsers quote what they did not like, and a file may hold anything in the wrong place.
///
/// ```
/// use lapor_stats::error::without_quoted;
///
/// let message = "found key 'hp 0812-3456-7890', expected one of 'zone'";
/// assert_eq!(without_quoted(message), "found key '<17 characters>', expected one of 'zone'");
/// ```
pub fn without_quoted(message: &str) -> String {
    let mut shown = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(start) = rest.find(['\'', '"', '`']) {
        let mark = char::from(rest.as_bytes()[start]);
        let (before, quoted) = rest.split_at(start + 1);
        shown.push_str(before);
        rest = quoted;
        // A quotation ends before a space, a stop or the end, else its mark is an apostrophe in it.
        let ends = |at: &usize| {
            let after = quoted[at + 1..].chars().next();
            after.is_none_or(|c| c.is_whitespace() || ",;:.)]}".contains(c))
        };
        let is_opening = before.chars().rev().nth(1).is_none_or(|c| !c.is_alphanumeric());
        let end = quoted.match_indices(mark).map(|(at, _)| at).find(ends);
        if let Some(end) = end.filter(|_| is_opening) {
            shown.push_str(&shown_name(&quoted[..end]));
            shown.push(mark);
            rest = &quoted[end + 1..];
        }
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_columns_are_named_with_their_need_and_what_is_there() {
        let error = Error::MissingColumns {
            file: "a.csv".into(),
            mapping: "lapor.toml".into(),
            missing: vec![
                ("id".into(), "report_id".into()),
                ("Masuk".into(), "milestone submitted".into()),
            ],
            present: vec!["ID".into(), "masuk".into()],
        };
        assert_eq!(
            error.to_string(),
            "a.csv has no column 'id' (needed for report_id), 'Masuk' (needed for milestone submitted); it has 'ID', 'masuk'; \
             mapped by lapor.toml"
        );
        assert_eq!(error.exit_code(), 2);
    }

    #[test]
    fn many_columns_are_cut_and_counted() {
        let names: Vec<String> = (0..43).map(|number| number.to_string()).collect();
        assert!(listed(&names).ends_with("'39' and 3 more"));
    }

    #[test]
    fn an_unreadable_input_is_three() {
        let error = Error::io("read", "x.csv")(io::Error::from(io::ErrorKind::NotFound));
        assert_eq!(error.to_string(), "cannot read x.csv: entity not found");
        assert_eq!(error.exit_code(), 3);
    }

    #[test]
    fn what_a_message_quotes_is_shown_unless_it_gives_somebody_away() {
        for (message, expected) in [
            ("found key 'zonne', expected 'zone'", "found key 'zonne', expected 'zone'"),
            (
                "invalid type: string \"nama saya Teguh Wirajati\", expected a map",
                "invalid type: string \"<24 characters>\", expected a map",
            ),
            (
                "unknown field `AG 4471 QK`, expected `a`",
                "unknown field `<10 characters>`, expected `a`",
            ),
            // An apostrophe opens nothing and ends nothing.
            ("the site's key 'Nu'man, hp 0812-3456-7890'", "the site's key '<25 characters>'"),
            ("found 'an end without a mark", "found 'an end without a mark"),
            ("", ""),
        ] {
            assert_eq!(without_quoted(message), expected);
        }
        for column in ["case_enquiry_id", "CASE_ENQUIRY_ID", "Case Owner", "Nama Pelapor", "zone"] {
            assert_eq!(shown_name(column), column);
        }
    }
}
