//! What is wrong with a description, before anybody reads it.

use std::collections::BTreeSet;

use super::file::{is_plain_path, is_url};
use super::{Kind, Publication, Resource};

/// Why others' tools would refuse or misread a publication.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A short name with characters that it may not have.
    #[error(
        "found '{name}' as name of {what}, expected lower-case letters, digits, '.', '_' and '-'"
    )]
    Name {
        /// What it names.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// Two things of one name.
    #[error("found two {what} named '{name}'")]
    Twice {
        /// What they are, in the plural.
        what: &'static str,
        /// Their name.
        name: String,
    },
    /// Nothing where something must be.
    #[error("found no {what}")]
    Missing {
        /// What is missing.
        what: &'static str,
    },
    /// A path that leads out of the folder, or names a place on one machine.
    #[error(
        "found a path of {what} that does not stay in its folder, expected one such as 'data/a.csv'"
    )]
    Path {
        /// Whose path it is.
        what: String,
    },
    /// An address that is none.
    #[error("found '{found}' as {what}, expected an address with http or https")]
    Url {
        /// Whose address it is.
        what: &'static str,
        /// What was found.
        found: String,
    },
    /// A language tag that is none.
    #[error("found '{found}' as language, expected a tag such as 'id' or 'en-GB'")]
    Language {
        /// What was found.
        found: String,
    },
    /// A period that ends before it begins.
    #[error("found a period that ends before it begins")]
    Period,
    /// A column of the primary key that the table lacks, or that may be hidden.
    #[error(
        "found '{column}' in the primary key of {table}, expected a column that is never hidden"
    )]
    Key {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// Words, limits or a pattern on a column whose cells cannot have them.
    #[error("found {what} on column '{column}' of {table}, expected them on {expected} alone")]
    Constraint {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What was found.
        what: &'static str,
        /// On what it may stand.
        expected: &'static str,
    },
}

impl Publication {
    /// What others' tools would refuse or misread, in the order of the description; nothing if all is well.
    ///
    /// ```
    /// use lapor_core::day;
    /// use lapor_stats::publication::{Licence, Problem, Publication, Ruleset};
    ///
    /// let licence = Licence {
    ///     id: "CC0-1.0".into(),
    ///     title: "CC0 1.0".into(),
    ///     url: "https://creativecommons.org/publicdomain/zero/1.0/".into(),
    /// };
    /// let (policy, calendar) = (Ruleset::new("lapor", [1; 32]), Ruleset::new("id", [2; 32]));
    /// let empty = Publication::new("Lapor 2015", "LAPOR!", "", day(2015, 6, 30), licence, policy, calendar);
    /// assert_eq!(
    ///     empty.problems(),
    ///     [
    ///         Problem::Name { what: "the publication", name: "Lapor 2015".into() },
    ///         Problem::Missing { what: "table" },
    ///     ]
    /// );
    /// ```
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        name(&mut problems, "the publication", &self.name);
        if self.title.trim().is_empty() {
            problems.push(Problem::Missing { what: "title" });
        }
        let addresses = [
            ("address of the licence", Some(&self.licence.url)),
            ("homepage", self.homepage.as_ref()),
            ("base address", self.base_url.as_ref()),
            ("address of the publisher", self.publisher.as_ref().and_then(|one| one.url.as_ref())),
            ("address of the place", self.place.as_ref().and_then(|one| one.url.as_ref())),
        ];
        for (what, found) in addresses {
            if let Some(found) = found.filter(|found| !is_url(found)) {
                problems.push(Problem::Url { what, found: found.clone() });
            }
        }
        for tag in self.languages.iter().filter(|tag| !is_language(tag)) {
            problems.push(Problem::Language { found: tag.clone() });
        }
        if self.period.is_some_and(|period| period.last < period.first) {
            problems.push(Problem::Period);
        }
        for source in &self.sources {
            let outside = |path: &&String| !is_url(path) && !is_plain_path(path);
            if source.location.as_ref().filter(outside).is_some() {
                problems.push(Problem::Path { what: format!("source '{}'", source.title) });
            }
        }
        if self.resources.is_empty() {
            problems.push(Problem::Missing { what: "table" });
        }
        once(&mut problems, "tables", self.resources.iter().map(|table| table.name.as_str()));
        let paths = self.resources.iter().flat_map(|table| &table.files);
        once(&mut problems, "files", paths.map(|file| file.path.as_str()));
        for table in &self.resources {
            check(&mut problems, table);
        }
        problems
    }
}

fn check(problems: &mut Vec<Problem>, table: &Resource) {
    name(problems, "a table", &table.name);
    if table.files.is_empty() {
        problems.push(Problem::Missing { what: "file of a table" });
    }
    if table.fields.is_empty() {
        problems.push(Problem::Missing { what: "column of a table" });
    }
    for file in table.files.iter().filter(|file| !is_plain_path(&file.path)) {
        problems.push(Problem::Path { what: format!("file '{}'", file.path) });
    }
    once(problems, "columns", table.fields.iter().map(|field| field.name.as_str()));
    once(problems, "columns of a primary key", table.primary_key.iter().map(String::as_str));
    for column in &table.primary_key {
        if !table.fields.iter().any(|field| field.name == *column && !field.hidden) {
            problems.push(Problem::Key { table: table.name.clone(), column: column.clone() });
        }
    }
    for field in &table.fields {
        let mut misplaced = |what, expected| {
            let (table, column) = (table.name.clone(), field.name.clone());
            problems.push(Problem::Constraint { table, column, what, expected });
        };
        if field.kind != Kind::Text && !field.words.is_empty() {
            misplaced("words", "texts");
        }
        if field.kind != Kind::Text && field.pattern.is_some() {
            misplaced("a pattern", "texts");
        }
        if !field.kind.is_number() && (field.minimum.is_some() || field.maximum.is_some()) {
            misplaced("limits", "numbers");
        }
    }
}

fn name(problems: &mut Vec<Problem>, what: &'static str, name: &str) {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    if name.is_empty() || !name.bytes().all(allowed) {
        problems.push(Problem::Name { what, name: name.to_owned() });
    }
}

fn once<'a>(problems: &mut Vec<Problem>, what: &'static str, names: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            problems.push(Problem::Twice { what, name: name.to_owned() });
        }
    }
}

/// Whether a text has the form of a tag of BCP 47 whose language has two or three letters.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let word = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{sample, small};
    use super::super::{Field, Period};
    use super::*;

    use lapor_core::day;

    /// What is found after a change to a publication that is well.
    fn after(change: impl FnOnce(&mut Publication)) -> Vec<String> {
        let mut publication = small();
        change(&mut publication);
        publication.problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_well_has_no_problem() {
        assert_eq!((small().problems(), sample().problems()), (vec![], vec![]));
    }

    #[test]
    fn each_problem_is_found() {
        assert_eq!(
            after(|one| one.name = "A".into()),
            [
                "found 'A' as name of the publication, expected lower-case letters, digits, '.', '_' and '-'"
            ]
        );
        assert_eq!(
            after(|one| one.base_url = Some("/var/www".into())),
            ["found '/var/www' as base address, expected an address with http or https"]
        );
        assert_eq!(
            after(|one| one.languages.push("Indonesian".into())),
            ["found 'Indonesian' as language, expected a tag such as 'id' or 'en-GB'"]
        );
        assert_eq!(
            after(|one| one.period = Some(Period { first: day(2015, 2, 1), last: day(2015, 1, 1) })),
            ["found a period that ends before it begins"]
        );
        assert_eq!(
            after(|one| one.sources[0].location = Some("/home/someone/a.csv".into())),
            [
                "found a path of source 'Reports of 2015' that does not stay in its folder, expected one such as 'data/a.csv'"
            ]
        );
        assert_eq!(
            after(|one| one.resources[0].files[0].path = "../a.csv".into()),
            [
                "found a path of file '../a.csv' that does not stay in its folder, expected one such as 'data/a.csv'"
            ]
        );
        assert_eq!(after(|one| one.title.clear()), ["found no title"]);
        assert_eq!(after(|one| one.resources[0].files.clear()), ["found no file of a table"]);
    }

    #[test]
    fn names_are_told_apart() {
        let twice = after(|one| one.resources.push(one.resources[0].clone()));
        assert_eq!(twice, ["found two tables named 'open'", "found two files named 'open.csv'"]);
        let column =
            after(|one| one.resources[0].fields.push(Field::new("agency", Kind::Text, "")));
        assert_eq!(column, ["found two columns named 'agency'"]);
    }

    #[test]
    fn a_key_is_a_column_that_is_never_hidden() {
        for column in ["running", "nothing"] {
            assert_eq!(
                after(|one| one.resources[0].primary_key = vec![column.into()]),
                [format!(
                    "found '{column}' in the primary key of open, expected a column that is never hidden"
                )]
            );
        }
    }

    #[test]
    fn a_constraint_stands_on_what_can_have_it() {
        assert_eq!(
            after(|one| {
                one.resources[0].fields[0].minimum = Some(0.0);
                one.resources[0].fields[1].words = vec!["a".into()];
            }),
            [
                "found limits on column 'agency' of open, expected them on numbers alone",
                "found words on column 'running' of open, expected them on texts alone"
            ]
        );
    }
}
