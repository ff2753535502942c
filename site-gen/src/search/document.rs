//! What the index needs of one report: what its page shows.

/// A report's page, as the search knows it.
///
/// Whoever fills it takes only what the page shows: people's words after the redactor, and of an
/// anonymous report the month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// Its place in the order of the index, from the newest, which has 0.
    pub number: u32,
    /// The published id.
    pub id: &'a str,
    /// The day or month that the page shows, as `2025-03-14` or `2025-03`; empty if there is none.
    pub when: String,
    /// The name of the agency that a result shows; empty if there is none.
    pub agency: &'a str,
    /// The title; empty if there is none.
    pub title: &'a str,
    /// The beginning of the text.
    pub extract: String,
    /// Everything in which words are searched.
    pub texts: Vec<&'a str>,
    /// The slugs of the agencies that the page names, by which results can be narrowed.
    pub agencies: Vec<&'a str>,
}
