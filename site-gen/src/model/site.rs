//! The site and the sources that it shows under one roof.

use std::collections::BTreeMap;

use lapor_core::Day;

use super::Month;

/// One text in several languages, by language code; the operator's own words, never people's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The same text in every language: a proper name, or a source line that has but one.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self(BTreeMap::from([(String::new(), text.to_owned())]))
    }

    /// Indonesian and English.
    #[must_use]
    pub fn two(indonesian: &str, english: &str) -> Self {
        Self(BTreeMap::from([
            ("en".to_owned(), english.to_owned()),
            ("id".to_owned(), indonesian.to_owned()),
        ]))
    }

    /// The text in a language; where it is not given, in Indonesian, and else in the first there is.
    #[must_use]
    pub fn text(&self, code: &str) -> &str {
        [code, "id", ""]
            .iter()
            .find_map(|code| self.0.get(*code))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}

/// What the operator declared about a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// Agencies and people are invented; every page says so.
    Invented,
    /// Real, and published before by its owner.
    AlreadyPublic,
    /// Real, and published here for the first time.
    Private,
}

/// The terms under which a source may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its usual short name, such as `MIT`.
    pub name: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// One source of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its folder in the site; not one of [`crate::route::RESERVED`].
    pub slug: String,
    /// Its name.
    pub title: Words,
    /// One or two sentences on what it holds.
    pub summary: Words,
    /// What the operator declared about it.
    pub declared: Declared,
    /// Shown on top of each of its pages. For an invented source the site's own banner stands there
    /// when this is none, so that it is never without one.
    pub banner: Option<Words>,
    /// Where the data comes from, as its owner wants to be named.
    pub credit: Words,
    /// Where the data can be had.
    pub link: Option<String>,
    /// Under which terms.
    pub licence: Option<Licence>,
    /// The last day whose events count.
    pub as_of: Day,
    /// The first and last month in which a report came in; none if there is no report.
    pub period: Option<(Month, Month)>,
    /// The name of the policy that judged it.
    pub policy: String,
}

/// The whole site, as every page needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name, in the page titles and on top.
    pub title: Words,
    /// The address under which it is published, if that is known: `https://example.org/lapor/`.
    /// With it, pages carry a canonical address and links end at folders; without it, links name
    /// `index.html`, so that the site can also be read from a disk.
    pub base_url: Option<String>,
    /// Its sources, in the order of the configuration.
    pub sources: Vec<Source>,
}

impl Site {
    /// The source with this slug.
    #[must_use]
    pub fn source(&self, slug: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.slug == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_back_to_indonesian_then_to_what_is_there() {
        let words = Words::two("laporan", "report");
        assert_eq!(words.text("en"), "report");
        assert_eq!(words.text("jv"), "laporan");
        assert_eq!(Words::same("Boston 311").text("en"), "Boston 311");
        let only = Words(BTreeMap::from([("en".to_owned(), "only".to_owned())]));
        assert_eq!(only.text("id"), "only");
        assert_eq!(Words::default().text("id"), "");
    }
}
