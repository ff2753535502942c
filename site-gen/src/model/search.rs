//! The search over the reports of one source.

/// The search: the page knows the way to the index, and a script does the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The source's slug.
    pub source: String,
}
