//! schema.org: the folder as search engines for data read it.
//!
//! A `Dataset` of <https://schema.org/Dataset> with what Google's guide for datasets asks for: a description of 50 to 5000
//! characters, licence, creator, distributions, coverage and the variables that were measured.

use serde_json::{Value, json};

use super::file::{hex, is_url};
use super::json::{document, embeddable, list, number};
use super::{Field, File, Publication, Resource, Source};

/// The least and the greatest length of a description, in characters.
const DESCRIPTION: (usize, usize) = (50, 5000);

/// The folder as a `Dataset` of schema.org in JSON-LD: the text of `dataset.jsonld`, ending in a newline.
///
/// Its context is inside, so that reading it fetches nothing. It may stand in the `<script type="application/ld+json">` of a
/// page as it is: what could end the element is escaped.
pub fn schema_org(publication: &Publication) -> String {
    let creator = publication.publisher.as_ref().map(|publisher| {
        json!({ "@type": "Organization", "name": publisher.name, "url": publisher.url })
    });
    let downloads = publication
        .resources
        .iter()
        .flat_map(|table| table.files.iter().map(|file| download(publication, table, file)));
    let address = publication.base_url.as_ref().map(|_| publication.address(""));
    embeddable(&document(json!({
        "@context": { "@vocab": "https://schema.org/" },
        "@type": "Dataset",
        "@id": address,
        "name": publication.title,
        "alternateName": publication.name,
        "description": description(publication),
        "url": publication.homepage.as_ref().or(address.as_ref()),
        "version": publication.version,
        "dateModified": publication.as_of.to_string(),
        "inLanguage": list(publication.languages.iter().map(|tag| tag.as_str().into())),
        "license": publication.licence.url,
        "isAccessibleForFree": true,
        "creator": creator,
        "publisher": creator,
        "keywords": list(publication.keywords.iter().map(|word| word.as_str().into())),
        "temporalCoverage": publication.period.map(|period| format!("{}/{}", period.first, period.last)),
        "spatialCoverage": publication.place.as_ref().map(|place| {
            json!({ "@type": "Place", "name": place.name, "sameAs": place.url })
        }),
        "isBasedOn": list(publication.sources.iter().map(source)),
        "measurementTechnique": techniques(publication),
        "variableMeasured": list(variables(publication)),
        "distribution": list(downloads),
    })))
}

/// The description; what is too short says more, what is too long is cut at a word.
fn description(publication: &Publication) -> String {
    let mut text = publication.description.trim().to_owned();
    if text.chars().count() < DESCRIPTION.0 {
        let titles: Vec<&str> =
            publication.resources.iter().map(|table| table.title.as_str()).collect();
        let (title, as_of, tables) = (&publication.title, publication.as_of, titles.join(", "));
        text = format!("{text} {title}, as of {as_of}. Tables: {tables}. {}", rules(publication));
        text = text.trim_start().to_owned();
    }
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION.1) else { return text };
    // Room for the mark that something is missing.
    let kept: &str = &text[..end];
    let kept = kept.char_indices().next_back().map_or(kept, |(last, _)| &kept[..last]);
    let word = kept.rfind(char::is_whitespace).filter(|&at| kept.len() / 2 < at);
    format!("{}…", kept[..word.unwrap_or(kept.len())].trim_end())
}

/// By which rules the figures came about.
fn rules(publication: &Publication) -> String {
    let (policy, calendar) = (publication.policy.shown(), publication.calendar.shown());
    format!("Judged by policy {policy}, with calendar {calendar}.")
}

fn techniques(publication: &Publication) -> Value {
    let method = publication.method.as_deref().map(Value::from);
    list(method.into_iter().chain([rules(publication).into()]))
}

fn source(source: &Source) -> Value {
    let location = source.location.as_deref();
    let licence = source.licence.as_deref().map(|text| {
        if is_url(text) { json!(text) } else { json!({ "@type": "CreativeWork", "name": text }) }
    });
    // No `Dataset`, or a reader would ask of it all that it asks of this one.
    json!({
        "@type": "CreativeWork",
        "name": source.title,
        "url": location.filter(|place| is_url(place)),
        "identifier": format!("sha256:{}", hex(&source.sha256)),
        "license": licence,
    })
}

/// The numbers of all tables, each said once however many tables have it.
fn variables(publication: &Publication) -> Vec<Value> {
    let mut variables: Vec<Value> = Vec::new();
    for table in &publication.resources {
        for field in &table.fields {
            if !field.kind.is_number() || table.is_key(field) {
                continue;
            }
            let variable = variable(field);
            if !variables.contains(&variable) {
                variables.push(variable);
            }
        }
    }
    variables
}

fn variable(field: &Field) -> Value {
    json!({
        "@type": "PropertyValue",
        "name": field.name,
        "description": field.description,
        "unitText": field.unit,
        "minValue": number(field.minimum),
        "maxValue": number(field.maximum),
        "measurementTechnique": field.numerator.as_ref().map(|numerator| {
            let denominator = field.denominator.as_deref().unwrap_or("1");
            format!("{numerator} / ({denominator})")
        }),
    })
}

fn download(publication: &Publication, table: &Resource, file: &File) -> Value {
    json!({
        "@type": "DataDownload",
        "name": format!("{} ({})", table.title, file.format.title()),
        "description": table.description,
        "contentUrl": publication.address(&file.path),
        "encodingFormat": file.format.media_type(),
        "contentSize": format!("{} B", file.bytes),
        "sha256": hex(&file.sha256),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::tests::{sample, small};
    use super::*;

    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn a_small_dataset_reads_like_this() {
        expect![[r#"
            {
              "@context": {
                "@vocab": "https://schema.org/"
              },
              "@type": "Dataset",
              "@id": "https://example.org/data/",
              "name": "Open reports \u003c2015\u003e",
              "alternateName": "open-2015",
              "description": "Reports that are open, by agency. Open reports \u003c2015\u003e, as of 2015-06-30. Tables: Open reports. Judged by policy lapor, version 1, with calendar id, as known on 2015-03-01.",
              "url": "https://example.org/about",
              "version": "2015-06-30",
              "dateModified": "2015-06-30",
              "inLanguage": [
                "en"
              ],
              "license": "https://creativecommons.org/publicdomain/zero/1.0/",
              "isAccessibleForFree": true,
              "creator": {
                "@type": "Organization",
                "name": "A \u0026 B",
                "url": "https://example.org/"
              },
              "publisher": {
                "@type": "Organization",
                "name": "A \u0026 B",
                "url": "https://example.org/"
              },
              "keywords": [
                "complaints"
              ],
              "temporalCoverage": "2015-01-01/2015-06-30",
              "spatialCoverage": {
                "@type": "Place",
                "name": "Indonesia",
                "sameAs": "https://www.geonames.org/1643084"
              },
              "isBasedOn": [
                {
                  "@type": "CreativeWork",
                  "name": "Reports of 2015",
                  "identifier": "sha256:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
                  "license": {
                    "@type": "CreativeWork",
                    "name": "public record"
                  }
                }
              ],
              "measurementTechnique": [
                "Judged by policy lapor, version 1, with calendar id, as known on 2015-03-01."
              ],
              "variableMeasured": [
                {
                  "@type": "PropertyValue",
                  "name": "running",
                  "description": "Reports whose due date has not passed.",
                  "unitText": "reports",
                  "minValue": 0
                }
              ],
              "distribution": [
                {
                  "@type": "DataDownload",
                  "name": "Open reports (CSV)",
                  "description": "An agency's open reports.",
                  "contentUrl": "https://example.org/data/open.csv",
                  "encodingFormat": "text/csv",
                  "contentSize": "31 B",
                  "sha256": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
                }
              ]
            }
        "#]].assert_eq(&schema_org(&small()));
    }

    #[test]
    fn a_number_of_two_tables_is_one_variable() {
        let mut publication = small();
        publication.resources.push(publication.resources[0].clone());
        assert_eq!(schema_org(&publication).matches("\"PropertyValue\"").count(), 1);
    }

    #[test]
    fn nothing_ends_the_script_of_a_page() {
        let mut publication = sample();
        publication.title = "</script><!-- & \u{2028}".into();
        let text = schema_org(&publication);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        let dataset: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(dataset["name"], publication.title);
    }

    proptest! {
        #[test]
        fn a_description_is_as_long_as_it_may_be(text in "[a-zé \n]{0,30}", times in 0_usize..400) {
            let publication = Publication { description: text.repeat(times), ..sample() };
            let length = description(&publication).chars().count();
            prop_assert!((DESCRIPTION.0..=DESCRIPTION.1).contains(&length), "{}", length);
        }
    }

    #[test]
    fn a_long_description_ends_at_a_word() {
        // Words of four letters and a space: 4,999 characters are 999 words and four letters.
        let publication = Publication { description: "satu ".repeat(1_200), ..sample() };
        let text = description(&publication);
        assert!(text.ends_with("satu…"));
        assert_eq!(text.chars().count(), 999 * 5);
    }
}
