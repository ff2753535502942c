//! What an operator should look at, though it stops nothing.

use std::fmt;

use serde::Serialize;

/// Something odd in what the operator gave, with its place.
///
/// ```
/// use site_gen::progress::Warning;
///
/// let warning = Warning::new("unused-takedown", "takedown.txt", Some(3), "no such report");
/// assert_eq!(warning.to_string(), "takedown.txt:3: unused-takedown: no such report");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Warning {
    /// What kind of oddity: `rejected-rows`, `unknown-column`, `unused-takedown`, `story-language`.
    pub rule: &'static str,
    /// The file, as it was named.
    pub file: String,
    /// The line in it, from 1, where there is one.
    pub line: Option<u64>,
    /// What was found and what was expected; never what a person wrote.
    pub detail: String,
}

impl Warning {
    /// A warning of a rule about a place.
    pub fn new(
        rule: &'static str,
        file: impl Into<String>,
        line: Option<u64>,
        detail: impl Into<String>,
    ) -> Self {
        Warning { rule, file: file.into(), line, detail: detail.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}: {}", self.file, self.rule, self.detail),
            None => write!(f, "{}: {}: {}", self.file, self.rule, self.detail),
        }
    }
}
