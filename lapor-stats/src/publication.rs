//! The description of a folder of published tables, so that other people's tools open it.
//!
//! A [`Publication`] says what the folder holds; four pure functions write it down for four kinds of reader:
//!
//! | file | function | read by |
//! |---|---|---|
//! | `datapackage.json` | [`data_package`] | Frictionless and other readers of Data Packages |
//! | `dcat.jsonld` | [`dcat`] | catalogues of public data, which harvest DCAT |
//! | `dataset.jsonld` | [`schema_org`] | search engines; it may also stand in a page |
//! | `dictionary.md` | [`dictionary`] | people |
//!
//! Nothing is read or written here: the caller makes the files, counts their bytes and hashes them. What is wrong with a
//! description, [`Publication::problems`] lists. A text cell of CSV is written by [`csv_safe`] and read by [`csv_plain`].
//!
//! ```
//! use lapor_core::day;
//! use lapor_stats::publication::{
//!     Field, File, Format, Kind, Licence, Publication, Resource, Ruleset, data_package,
//! };
//!
//! let csv = "agency,met\nDinas Air,3\n";
//! // The caller's: SHA-256 of the file.
//! let sha256 = [0x5a; 32];
//! let table = Resource {
//!     name: "compliance".into(),
//!     title: "Compliance".into(),
//!     description: "Promises kept, by agency.".into(),
//!     files: vec![File { path: "compliance.csv".into(), format: Format::Csv, bytes: csv.len() as u64, sha256 }],
//!     rows: 1,
//!     fields: vec![
//!         Field::new("agency", Kind::Text, "The agency."),
//!         Field::new("met", Kind::Integer, "Stages that ended in time.").unit("stages").at_least(0.0).hidden(),
//!     ],
//!     primary_key: vec!["agency".into()],
//! };
//! let publication = Publication {
//!     version: "2015-06-30".into(),
//!     resources: vec![table],
//!     ..Publication::new(
//!         "compliance-2015",
//!         "Compliance 2015",
//!         "How often each agency kept its promise.",
//!         day(2015, 6, 30),
//!         Licence { id: "CC0-1.0".into(), title: "CC0 1.0".into(), url: "https://creativecommons.org/publicdomain/zero/1.0/".into() },
//!         Ruleset::new("lapor", [1; 32]),
//!         Ruleset::new("id", [2; 32]),
//!     )
//! };
//! assert_eq!(publication.problems(), []);
//! assert!(data_package(&publication).contains("\"hash\": \"sha256:5a5a"));
//! ```

mod dcat;
mod dictionary;
mod file;
mod json;
mod package;
mod problem;
mod schema_org;
mod spreadsheet;

#[cfg(test)]
mod tests;

use lapor_core::Day;

pub use dcat::dcat;
pub use dictionary::dictionary;
pub use file::{File, Format};
pub use package::data_package;
pub use problem::Problem;
pub use schema_org::schema_org;
pub use spreadsheet::{csv_plain, csv_safe};

/// How a hidden value is written in CSV, and in every text.
pub const HIDDEN: &str = "[c]";

/// A folder of published tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The short name, in lower-case letters, digits, `.`, `_` and `-`; it stays over all releases.
    pub name: String,
    /// The title.
    pub title: String,
    /// What it holds, in a few sentences; the first says most.
    pub description: String,
    /// The release.
    pub version: String,
    /// The last day whose events count.
    pub as_of: Day,
    /// The languages of the texts, as tags of BCP 47 such as `id`.
    pub languages: Vec<String>,
    /// Under which licence everything in the folder stands.
    pub licence: Licence,
    /// The page about it.
    pub homepage: Option<String>,
    /// Where the folder is published; paths are given from there, and are relative without it.
    pub base_url: Option<String>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// What it was made from.
    pub sources: Vec<Source>,
    /// The policy that judged.
    pub policy: Ruleset,
    /// The calendar that counted the days.
    pub calendar: Ruleset,
    /// How the figures were worked out: the address of a page, or a sentence.
    pub method: Option<String>,
    /// Words under which it should be found.
    pub keywords: Vec<String>,
    /// The place that it is about.
    pub place: Option<Place>,
    /// The time that it is about.
    pub period: Option<Period>,
    /// Its tables.
    pub resources: Vec<Resource>,
}

impl Publication {
    /// A publication that says what it must; the version is the day, and every list is empty.
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
        as_of: Day,
        licence: Licence,
        policy: Ruleset,
        calendar: Ruleset,
    ) -> Self {
        Publication {
            name: name.into(),
            title: title.into(),
            description: description.into(),
            version: as_of.to_string(),
            as_of,
            languages: Vec::new(),
            licence,
            homepage: None,
            base_url: None,
            publisher: None,
            sources: Vec::new(),
            policy,
            calendar,
            method: None,
            keywords: Vec::new(),
            place: None,
            period: None,
            resources: Vec::new(),
        }
    }

    /// Whether a value of any table may be hidden.
    fn hides(&self) -> bool {
        self.resources.iter().any(Resource::hides)
    }
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its SPDX identifier, such as `CC-BY-4.0`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where its text stands.
    pub url: String,
}

/// An organisation that publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
}

/// A file from which tables were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Its address, or its path in a repository that everyone can see; never a path of one machine.
    pub location: Option<String>,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its licence as it was given: an address or a name.
    pub licence: Option<String>,
}

/// A policy or a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruleset {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// The day on which it was known in this form, where that is not today's.
    pub known_on: Option<Day>,
    /// The SHA-256 of its file.
    pub sha256: [u8; 32],
}

impl Ruleset {
    /// The rules of this name and hash.
    pub fn new(name: impl Into<String>, sha256: [u8; 32]) -> Self {
        Ruleset { name: name.into(), version: None, known_on: None, sha256 }
    }

    /// Its name with version and day, as people read it.
    fn shown(&self) -> String {
        let mut text = self.name.clone();
        if let Some(version) = &self.version {
            text.push_str(&format!(", version {version}"));
        }
        if let Some(day) = self.known_on {
            text.push_str(&format!(", as known on {day}"));
        }
        text
    }
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// What identifies it, such as its address in a gazetteer.
    pub url: Option<String>,
}

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// A table, with a file for each format.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// The short name, and that of its files.
    pub name: String,
    /// The title.
    pub title: String,
    /// What a row is.
    pub description: String,
    /// Its files.
    pub files: Vec<File>,
    /// How many rows it has; the header is none.
    pub rows: u64,
    /// Its columns, in order.
    pub fields: Vec<Field>,
    /// The columns that together tell one row from every other; none if no columns do.
    pub primary_key: Vec<String>,
}

impl Resource {
    /// Whether a value may be hidden.
    fn hides(&self) -> bool {
        self.fields.iter().any(|field| field.hidden)
    }

    /// Whether a column is part of the primary key.
    fn is_key(&self, field: &Field) -> bool {
        self.primary_key.contains(&field.name)
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What a cell holds.
    pub kind: Kind,
    /// What it means.
    pub description: String,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// What is counted above the line, where it is a share.
    pub numerator: Option<String>,
    /// What is counted below the line, where it is a share.
    pub denominator: Option<String>,
    /// All words that it may hold; any text if none are given.
    pub words: Vec<String>,
    /// The least number that it may hold.
    pub minimum: Option<f64>,
    /// The greatest number that it may hold.
    pub maximum: Option<f64>,
    /// A regular expression that its texts match as a whole, in the syntax of XML Schema.
    pub pattern: Option<String>,
    /// Whether a value may be hidden.
    pub hidden: bool,
}

impl Field {
    /// A column of this name and kind, and what it means.
    ///
    /// ```
    /// use lapor_stats::publication::{Field, Kind};
    ///
    /// let share = Field::new("share", Kind::Number, "Share of promises kept.")
    ///     .share("met", "met + late + overdue")
    ///     .hidden();
    /// assert_eq!((share.minimum, share.maximum), (Some(0.0), Some(1.0)));
    /// ```
    pub fn new(name: impl Into<String>, kind: Kind, description: impl Into<String>) -> Self {
        Field {
            name: name.into(),
            kind,
            description: description.into(),
            unit: None,
            numerator: None,
            denominator: None,
            words: Vec::new(),
            minimum: None,
            maximum: None,
            pattern: None,
            hidden: false,
        }
    }

    /// The same with a unit.
    pub fn unit(self, unit: impl Into<String>) -> Self {
        Field { unit: Some(unit.into()), ..self }
    }

    /// The same as a share from 0 to 1 of this numerator and denominator.
    pub fn share(self, numerator: impl Into<String>, denominator: impl Into<String>) -> Self {
        let numerator = Some(numerator.into());
        let denominator = Some(denominator.into());
        Field { numerator, denominator, minimum: Some(0.0), maximum: Some(1.0), ..self }
    }

    /// The same with numbers that are never less.
    pub fn at_least(self, minimum: f64) -> Self {
        Field { minimum: Some(minimum), ..self }
    }

    /// The same with these words and no others.
    pub fn words(self, words: &[&str]) -> Self {
        Field { words: words.iter().map(|&word| word.to_owned()).collect(), ..self }
    }

    /// The same with values that may be hidden.
    pub fn hidden(self) -> Self {
        Field { hidden: true, ..self }
    }
}

/// What a cell of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Number,
    /// A day, as `2015-06-30`.
    Date,
    /// A month, as `2015-06`.
    Month,
    /// `true` or `false`.
    Flag,
}

impl Kind {
    /// The name for people.
    fn word(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Month => "month",
            Kind::Flag => "true or false",
        }
    }

    /// Whether its cells are numbers.
    fn is_number(self) -> bool {
        matches!(self, Kind::Integer | Kind::Number)
    }
}
