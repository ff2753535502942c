//! Data Package: what the folder holds, as Frictionless reads it.
//!
//! Version 2 of the standard (<https://datapackage.org>), written so that readers of version 1 understand it too: missing values
//! are plain words, a tabular resource has both `type` and `profile`, a contributor both `roles` and `role`. What the
//! standard has no word for stands under names of our own (`asOf`, `policy`, `unit` ...), which it allows.

use serde_json::{Value, json};

use super::file::{hex, is_url};
use super::json::{document, list, number};
use super::spreadsheet::csv_safe;
use super::{Field, File, Format, HIDDEN, Kind, Publication, Resource, Ruleset, Source};

/// The folder as a Data Package: the text of `datapackage.json`, ending in a newline.
///
/// CSV files are tabular resources with a Table Schema under the name of their table; JSON and Parquet are plain resources under
/// that name and their format. Sizes and hashes are those of the files.
pub fn data_package(publication: &Publication) -> String {
    let resources = publication.resources.iter().flat_map(|table| {
        table.files.iter().enumerate().map(|(place, file)| resource(table, file, place))
    });
    document(json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": publication.name,
        "id": publication.base_url.as_ref().map(|_| publication.address("")),
        "title": publication.title,
        "description": publication.description,
        "version": publication.version,
        "asOf": publication.as_of.to_string(),
        "homepage": publication.homepage,
        "licenses": [{
            "name": publication.licence.id,
            "path": publication.licence.url,
            "title": publication.licence.title,
        }],
        "contributors": publication.publisher.as_ref().map(|publisher| json!([{
            "title": publisher.name,
            "path": publisher.url,
            "roles": ["publisher"],
            "role": "publisher",
        }])),
        "sources": list(publication.sources.iter().map(source)),
        "keywords": list(publication.keywords.iter().map(|word| word.as_str().into())),
        "languages": list(publication.languages.iter().map(|tag| tag.as_str().into())),
        "spatial": publication.place.as_ref().map(|place| json!({ "name": place.name, "path": place.url })),
        "temporal": publication.period.map(|period| {
            json!({ "start": period.first.to_string(), "end": period.last.to_string() })
        }),
        "policy": ruleset(&publication.policy),
        "calendar": ruleset(&publication.calendar),
        "resources": resources.collect::<Vec<_>>(),
    }))
}

fn hash(sha256: &[u8; 32]) -> String {
    format!("sha256:{}", hex(sha256))
}

fn ruleset(rules: &Ruleset) -> Value {
    json!({
        "name": rules.name,
        "version": rules.version,
        "knownOn": rules.known_on.map(|day| day.to_string()),
        "hash": hash(&rules.sha256),
    })
}

fn source(source: &Source) -> Value {
    // A path would mean a file of this folder.
    let (url, place): (Vec<&String>, Vec<&String>) =
        source.location.iter().partition(|location| is_url(location));
    json!({
        "title": source.title,
        "path": url.first(),
        "location": place.first(),
        "license": source.licence,
        "hash": hash(&source.sha256),
    })
}

fn resource(table: &Resource, file: &File, place: usize) -> Value {
    let tabular = file.format == Format::Csv;
    let first_of_format = table.files[..place].iter().all(|other| other.format != file.format);
    let mut name = table.name.clone();
    if !tabular {
        name = format!("{name}-{}", file.format.ending());
    }
    if !first_of_format {
        name = format!("{name}-{}", place + 1);
    }
    json!({
        "name": name,
        "type": tabular.then_some("table"),
        "profile": tabular.then_some("tabular-data-resource"),
        "path": file.path,
        "title": if tabular { table.title.clone() } else { format!("{} ({})", table.title, file.format.title()) },
        "description": table.description,
        "format": file.format.ending(),
        "mediatype": file.format.media_type(),
        "encoding": (file.format != Format::Parquet).then_some("utf-8"),
        // Frictionless counts no bytes of Parquet, and fails a resource whose bytes it was told and did not count.
        "bytes": (file.format != Format::Parquet).then_some(file.bytes),
        "hash": hash(&file.sha256),
        "rows": tabular.then_some(table.rows),
        "schema": match file.format {
            Format::Csv => schema(table),
            Format::Json => types(table, kind),
            // It has types of its own, which its reader there turns into others where values are missing.
            Format::Parquet => types(table, |_| "any"),
        },
    })
}

/// The Table Schema of a table's CSV.
fn schema(table: &Resource) -> Value {
    let missing = if table.hides() { json!(["", HIDDEN]) } else { json!([""]) };
    json!({
        "fields": table.fields.iter().map(|one| field(table, one)).collect::<Vec<_>>(),
        "missingValues": missing,
        "primaryKey": list(table.primary_key.iter().map(|name| name.as_str().into())),
    })
}

/// The types of a table's columns alone, so that nobody guesses them from the first rows.
fn types(table: &Resource, of: impl Fn(Kind) -> &'static str) -> Value {
    let field = |field: &Field| json!({ "name": field.name, "type": of(field.kind) });
    json!({ "fields": table.fields.iter().map(field).collect::<Vec<_>>() })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Month => "yearmonth",
        Kind::Flag => "boolean",
    }
}

fn field(table: &Resource, field: &Field) -> Value {
    let text = field.kind == Kind::Text;
    let missing = if text && table.is_key(field) {
        // A blank is a value of the key, or the key would have none.
        Some(json!([]))
    } else if table.hides() && !field.hidden {
        // Here the mark of a hidden value is a text like any other, or a mistake.
        Some(json!([""]))
    } else {
        None
    };
    json!({
        "name": field.name,
        "type": kind(field.kind),
        "trueValues": (field.kind == Kind::Flag).then_some(["true"]),
        "falseValues": (field.kind == Kind::Flag).then_some(["false"]),
        "missingValues": missing,
        "description": field.description,
        "unit": field.unit,
        "numerator": field.numerator,
        "denominator": field.denominator,
        "mayBeHidden": field.hidden.then_some(true),
        "constraints": constraints(table, field),
    })
}

fn constraints(table: &Resource, field: &Field) -> Value {
    let text = field.kind == Kind::Text;
    let numbers = field.kind.is_number();
    // A blank text is a value, also to readers of version 1, which know no missing values of one column.
    let required = table.is_key(field) && !text;
    // As they stand in the file.
    let words = field.words.iter().filter(|_| text).map(|word| csv_safe(word).into());
    let constraints = json!({
        "required": required.then_some(true),
        "enum": list(words),
        "minimum": number(field.minimum.filter(|_| numbers)),
        "maximum": number(field.maximum.filter(|_| numbers)),
        "pattern": field.pattern.as_ref().filter(|_| text),
    });
    let empty = constraints.as_object().is_some_and(|all| all.values().all(Value::is_null));
    if empty { Value::Null } else { constraints }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::tests::{sample, small};
    use super::*;

    use expect_test::expect;

    #[test]
    fn a_small_package_reads_like_this() {
        expect![[r#"
            {
              "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
              "name": "open-2015",
              "id": "https://example.org/data/",
              "title": "Open reports <2015>",
              "description": "Reports that are open, by agency.",
              "version": "2015-06-30",
              "asOf": "2015-06-30",
              "homepage": "https://example.org/about",
              "licenses": [
                {
                  "name": "CC0-1.0",
                  "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                  "title": "CC0 1.0 Universal"
                }
              ],
              "contributors": [
                {
                  "title": "A & B",
                  "path": "https://example.org/",
                  "roles": [
                    "publisher"
                  ],
                  "role": "publisher"
                }
              ],
              "sources": [
                {
                  "title": "Reports of 2015",
                  "location": "data/lapor-2015/reports.csv",
                  "license": "public record",
                  "hash": "sha256:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
                }
              ],
              "keywords": [
                "complaints"
              ],
              "languages": [
                "en"
              ],
              "spatial": {
                "name": "Indonesia",
                "path": "https://www.geonames.org/1643084"
              },
              "temporal": {
                "start": "2015-01-01",
                "end": "2015-06-30"
              },
              "policy": {
                "name": "lapor",
                "version": "1",
                "hash": "sha256:abababababababababababababababababababababababababababababababab"
              },
              "calendar": {
                "name": "id",
                "knownOn": "2015-03-01",
                "hash": "sha256:babababababababababababababababababababababababababababababababa"
              },
              "resources": [
                {
                  "name": "open",
                  "type": "table",
                  "profile": "tabular-data-resource",
                  "path": "open.csv",
                  "title": "Open reports",
                  "description": "An agency's open reports.",
                  "format": "csv",
                  "mediatype": "text/csv",
                  "encoding": "utf-8",
                  "bytes": 31,
                  "hash": "sha256:5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                  "rows": 2,
                  "schema": {
                    "fields": [
                      {
                        "name": "agency",
                        "type": "string",
                        "missingValues": [],
                        "description": "The agency (instansi) | its unit."
                      },
                      {
                        "name": "running",
                        "type": "integer",
                        "description": "Reports whose due date has not passed.",
                        "unit": "reports",
                        "mayBeHidden": true,
                        "constraints": {
                          "minimum": 0
                        }
                      }
                    ],
                    "missingValues": [
                      "",
                      "[c]"
                    ],
                    "primaryKey": [
                      "agency"
                    ]
                  }
                }
              ]
            }
        "#]]
        .assert_eq(&data_package(&small()));
    }

    #[test]
    fn each_file_is_a_resource_of_its_own_name() {
        let package: Value = serde_json::from_str(&data_package(&sample())).unwrap();
        let names: Vec<&str> = package["resources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["compliance", "compliance-json", "compliance-parquet", "calendar"]);
    }

    #[test]
    fn a_table_in_two_files_of_a_format_has_two_names() {
        let mut publication = small();
        let table = &mut publication.resources[0];
        table.files.push(File { path: "more.csv".into(), ..table.files[0].clone() });
        let package: Value = serde_json::from_str(&data_package(&publication)).unwrap();
        assert_eq!(
            (&package["resources"][0]["name"], &package["resources"][1]["name"]),
            (&json!("open"), &json!("open-2"))
        );
    }

    #[test]
    fn what_the_cells_hold_is_said_for_every_kind() {
        let package: Value = serde_json::from_str(&data_package(&sample())).unwrap();
        let fields = &package["resources"][0]["schema"]["fields"];
        let types: Vec<&str> =
            fields.as_array().unwrap().iter().map(|one| one["type"].as_str().unwrap()).collect();
        assert_eq!(
            types,
            ["string", "string", "yearmonth", "integer", "number", "date", "boolean", "string"]
        );
        // A blank agency is a value of the key; a word is as the file has it; a share lies between 0 and 1.
        assert_eq!(fields[1]["missingValues"], json!([]));
        assert_eq!(fields[7]["constraints"], json!({ "enum": ["'- none", "early"] }));
        assert_eq!(fields[4]["constraints"], json!({ "minimum": 0, "maximum": 1 }));
        assert_eq!(package["resources"][0]["schema"]["missingValues"], json!(["", "[c]"]));
    }

    #[test]
    fn a_source_is_linked_by_its_address_alone() {
        let mut publication = sample();
        publication.sources[0].location = Some("data/reports.csv".into());
        let package: Value = serde_json::from_str(&data_package(&publication)).unwrap();
        let sources = &package["sources"];
        assert_eq!(
            (sources[0].get("path"), &sources[0]["location"]),
            (None, &json!("data/reports.csv"))
        );
        assert_eq!(
            (&sources[1]["path"], sources[1].get("location")),
            (&json!("https://example.org/decrees.csv"), None)
        );
    }
}
