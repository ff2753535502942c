//! The one error of this crate, the exit code that each kind has, and the finding that two of them list.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// Why a site was not built, checked or served.
///
/// Messages are lower-case fragments that name what was found, where, and what was expected. None of
/// them quotes text that people wrote: a leak is named by its file, rule and place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done, as a verb: `read`, `create`, `swap in`.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },

    /// A page asks for a place that is not inside the site.
    #[error(
        "artifact path {path:?} {reason}, expected a site-relative path such as metode/index.html"
    )]
    ArtifactPath {
        /// The path as the renderer gave it.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// Two pages ask for the same place.
    #[error("two artifacts have the path {path}, expected one")]
    DuplicateArtifact {
        /// The path that both have.
        path: String,
    },

    /// The target holds something that no release of this site wrote.
    #[error("{} is not a folder that this program may replace: {found}; expected a missing folder, an empty one, or a release of this site", target.display())]
    ForeignTarget {
        /// The folder that was to be published into.
        target: PathBuf,
        /// What stands there instead.
        found: String,
    },

    /// The release to compare with is none.
    #[error("{} is no release of this program: {found}; expected a folder that it published, as it published it", previous.display())]
    ForeignPrevious {
        /// The folder that was named.
        previous: PathBuf,
        /// What stands there instead.
        found: String,
    },

    /// What a build remembers would be published with the site.
    #[error("state_dir {} lies inside the published folder {}, expected a path outside of it", state_dir.display(), target.display())]
    StateInsideTarget {
        /// The folder for what a build remembers.
        state_dir: PathBuf,
        /// The published folder.
        target: PathBuf,
    },

    /// Another build is at work.
    #[error("another build holds {}, expected to be the only one; wait for it to end", lock.display())]
    Locked {
        /// The lock file.
        lock: PathBuf,
    },

    /// A file of `state_dir` or of the site's own records cannot be understood.
    #[error("{} is not a record of this program: {reason}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },

    /// Links that lead nowhere, or requests to another origin.
    #[error("{}", Report { what: "broken or foreign link", findings })]
    Links {
        /// Every one, sorted; of more than 1000, the first.
        findings: Vec<Finding>,
    },

    /// The gate found what must not be published; nothing was.
    #[error("{}", Report { what: "place refused by the privacy gate, nothing is published", findings })]
    Leak {
        /// Every one, sorted; of more than 1000, the first.
        findings: Vec<Finding>,
    },

    /// The list of canaries has a line that cannot be searched for.
    #[error("canary file {} line {line} {reason}", path.display())]
    Canary {
        /// The file with one canary a line.
        path: PathBuf,
        /// The line, from 1.
        line: u32,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// `site.toml`, the key or the list of takedowns is wrong.
    #[error("{}: {problem}", file.display())]
    Config {
        /// The file.
        file: PathBuf,
        /// What was found, where, and what was expected.
        problem: String,
    },

    /// A private source, and nobody who reviews what redaction doubts, or a key that everybody knows.
    #[error("source '{source_slug}' is declared private and {missing}; nothing is published")]
    Private {
        /// The source's slug.
        source_slug: String,
        /// What is missing, and what would do.
        missing: &'static str,
    },

    /// Whatever is hidden, a count of a source could be worked out from what is published; nothing was.
    #[error(
        "source '{source_slug}' cannot be published safely, with what earlier releases told: {cell} could be worked out, expected no such cell; publish later, with more reports"
    )]
    Unsafe {
        /// The source's slug.
        source_slug: String,
        /// The name of such a cell; never its count.
        cell: String,
    },

    /// Two reports would have one published id.
    #[error("two reports have the published id {published}, expected one; rotate the key")]
    IdCollision {
        /// The published id that both have.
        published: String,
    },

    /// A source cannot be read or judged.
    #[error(transparent)]
    Source(#[from] lapor_stats::error::Error),

    /// A calendar and a policy do not fit together.
    #[error(transparent)]
    Rules(#[from] lapor_core::Error),

    /// A template, a string or a page of prose is wrong.
    #[error(transparent)]
    Theme(#[from] crate::theme::ThemeError),

    /// A story's file is wrong.
    #[error(transparent)]
    Story(#[from] crate::model::StoryError),

    /// The preview has no address to listen on.
    #[error("cannot listen on 127.0.0.1 port {port}: {reason}")]
    Listen {
        /// The port that was asked for; 0 is any free one.
        port: u16,
        /// What the system answered.
        reason: String,
    },
}

impl Error {
    /// The exit code of a command that ends with this error.
    ///
    /// 2: usage, configuration, theme or content is wrong; 3: something could not be read or written;
    /// 4: refused for privacy, nothing published. (0 is done, 1 is done with findings.)
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::ArtifactPath { .. }
            | Error::DuplicateArtifact { .. }
            | Error::ForeignTarget { .. }
            | Error::ForeignPrevious { .. }
            | Error::StateInsideTarget { .. }
            | Error::Locked { .. }
            | Error::Links { .. }
            | Error::Canary { .. }
            | Error::Config { .. }
            | Error::IdCollision { .. }
            | Error::Rules(_)
            | Error::Theme(_)
            | Error::Story(_)
            | Error::Listen { .. } => 2,
            Error::Source(error) => error.exit_code(),
            Error::Io { .. } | Error::Record { .. } => 3,
            Error::Leak { .. } | Error::Private { .. } | Error::Unsafe { .. } => 4,
        }
    }

    /// An [`Error::Io`] with the verb and the path that the system's own message lacks.
    ///
    /// Made for `map_err`: `fs::read(path).map_err(Error::io("read", path))`.
    pub fn io(action: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { action, path: path.as_ref().to_path_buf(), source }
    }
}

/// One thing that is wrong with one file of a site.
///
/// Findings sort by path, line and rule. `detail` may show a link, an id or an attribute, never text
/// that a gate or a canary is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file, relative to the site's root, with `/` between segments.
    pub path: String,
    /// The line in that file, from 1, where the finding has one.
    pub line: Option<u32>,
    /// The name of the rule; see [`crate::check::Rule`].
    pub rule: String,
    /// What was found and what was expected.
    pub detail: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}: {}", self.path, self.rule, self.detail),
            None => write!(f, "{}: {}: {}", self.path, self.rule, self.detail),
        }
    }
}

/// How many findings a message shows; the rest is counted.
const SHOWN: usize = 20;

/// Findings as one message: a count, then a line each.
struct Report<'a> {
    what: &'static str,
    findings: &'a [Finding],
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} x {}", self.findings.len(), self.what)?;
        for finding in self.findings.iter().take(SHOWN) {
            write!(f, "\n  {finding}")?;
        }
        if SHOWN < self.findings.len() {
            write!(f, "\n  and {} more", self.findings.len() - SHOWN)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(path: &str) -> Finding {
        Finding {
            path: path.to_owned(),
            line: Some(3),
            rule: "leak".to_owned(),
            detail: "nik at column 5".to_owned(),
        }
    }

    #[test]
    fn a_leak_is_four_and_names_file_rule_and_place() {
        let error = Error::Leak { findings: vec![finding("a.html")] };
        assert_eq!(error.exit_code(), 4);
        assert_eq!(
            error.to_string(),
            "1 x place refused by the privacy gate, nothing is published\n  a.html:3: leak: nik at column 5"
        );
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let error =
            Error::Links { findings: (0..23).map(|n| finding(&format!("{n}.html"))).collect() };
        let message = error.to_string();
        assert_eq!(message.lines().count(), 1 + SHOWN + 1);
        assert!(message.ends_with("and 3 more"), "{message}");
        assert_eq!(error.exit_code(), 2);
    }

    #[test]
    fn io_names_verb_and_path() {
        let error = Error::io("read", "x/y")(io::Error::from(io::ErrorKind::NotFound));
        assert_eq!(error.to_string(), "cannot read x/y: entity not found");
        assert_eq!(error.exit_code(), 3);
    }
}
