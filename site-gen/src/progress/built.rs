//! What a build did, in the seven fields of the command's last line.

use serde::Serialize;

/// What a build did: the last line of the command's output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Built {
    /// The latest day of the question of any source.
    pub as_of: String,
    /// HTML pages.
    pub pages: usize,
    /// Files that are new or differ from the last release.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the last release that are gone.
    pub removed: usize,
    /// Counts that are hidden, of all that the sources could have printed.
    pub hidden_cells: usize,
    /// The hash of the release: equal for equal sites.
    pub release: String,
}
