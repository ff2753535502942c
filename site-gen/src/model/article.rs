//! A page of prose in one language, written in Markdown.

/// Method, about, or an operator's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its title.
    pub title: String,
    /// One sentence for search engines and the page's beginning.
    pub summary: String,
    /// The prose, as checked HTML from [`crate::markdown`].
    pub html: String,
    /// The headings of the second level, `(id, text)`, in order.
    pub contents: Vec<(String, String)>,
}
