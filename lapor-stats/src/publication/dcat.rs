//! DCAT: the folder as catalogues of public data harvest it.
//!
//! DCAT 3 (<https://www.w3.org/TR/vocab-dcat-3/>) in JSON-LD with its context inside, so that reading it fetches nothing. The
//! folder is one dataset, each file a distribution with its size and SPDX checksum. Policy and calendar are standards that it
//! conforms to; a source is an entity of PROV, known by its checksum, since an address may give other bytes tomorrow.

use serde_json::{Value, json};

use super::file::{hex, is_url};
use super::json::{document, list};
use super::{File, Publication, Resource, Ruleset, Source};

/// The folder as DCAT 3 in JSON-LD: the text of `dcat.jsonld`, ending in a newline.
///
/// Without a base address its links are relative to where the text lies.
pub fn dcat(publication: &Publication) -> String {
    let distributions = publication
        .resources
        .iter()
        .flat_map(|table| table.files.iter().map(|file| distribution(publication, table, file)));
    document(json!({
        "@context": context(),
        "@id": publication.address(""),
        "@type": "dcat:Dataset",
        "dct:identifier": publication.name,
        "dct:title": publication.title,
        "dct:description": publication.description,
        "dcat:version": publication.version,
        "dct:modified": day(publication.as_of),
        "dct:language": list(publication.languages.iter().map(|tag| language(tag))),
        "dct:license": id(&publication.licence.url),
        "dct:publisher": publication.publisher.as_ref().map(|publisher| json!({
            "@type": "foaf:Organization",
            "foaf:name": publisher.name,
            "foaf:homepage": publisher.url.as_deref().map(id),
        })),
        "dcat:landingPage": publication.homepage.as_deref().map(id),
        "foaf:page": id(&publication.address("dictionary.md")),
        "dcat:keyword": list(publication.keywords.iter().map(|word| word.as_str().into())),
        "dct:spatial": publication.place.as_ref().map(|place| json!({
            "@id": place.url,
            "@type": "dct:Location",
            "skos:prefLabel": place.name,
        })),
        "dct:temporal": publication.period.map(|period| json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(period.first),
            "dcat:endDate": day(period.last),
        })),
        "dct:conformsTo": [ruleset("policy", &publication.policy), ruleset("calendar", &publication.calendar)],
        "prov:wasDerivedFrom": list(publication.sources.iter().map(source)),
        "dcat:distribution": list(distributions),
    }))
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn id(address: &str) -> Value {
    json!({ "@id": address })
}

fn day(day: lapor_core::Day) -> Value {
    json!({ "@type": "xsd:date", "@value": day.to_string() })
}

/// A language by its entry at the Library of Congress, as DCAT recommends; its script and region are left out.
fn language(tag: &str) -> Value {
    let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let list = if primary.len() == 2 { "iso639-1" } else { "iso639-2" };
    id(&format!("http://id.loc.gov/vocabulary/{list}/{primary}"))
}

fn checksum(sha256: &[u8; 32]) -> Value {
    json!({
        "@type": "spdx:Checksum",
        "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
        "spdx:checksumValue": { "@type": "xsd:hexBinary", "@value": hex(sha256) },
    })
}

fn ruleset(kind: &str, rules: &Ruleset) -> Value {
    json!({
        "@type": "dct:Standard",
        "dct:identifier": format!("{kind}/{}", rules.name),
        "dct:title": format!("{kind} {}", rules.shown()),
        "dcat:version": rules.version,
        "dct:valid": rules.known_on.map(day),
        "spdx:checksum": checksum(&rules.sha256),
    })
}

fn source(source: &Source) -> Value {
    let location = source.location.as_deref();
    let licence = source.licence.as_deref();
    json!({
        "@type": "prov:Entity",
        "dct:title": source.title,
        "dct:source": location.filter(|place| is_url(place)).map(id),
        "dct:identifier": location.filter(|place| !is_url(place)),
        "dct:license": licence.filter(|text| is_url(text)).map(id),
        "dct:rights": licence.filter(|text| !is_url(text)).map(|text| {
            json!({ "@type": "dct:RightsStatement", "rdfs:label": text })
        }),
        "spdx:checksum": checksum(&source.sha256),
    })
}

fn distribution(publication: &Publication, table: &Resource, file: &File) -> Value {
    let address = publication.address(&file.path);
    json!({
        "@type": "dcat:Distribution",
        "dct:identifier": file.path,
        "dct:title": format!("{} ({})", table.title, file.format.title()),
        "dct:description": table.description,
        "dcat:accessURL": id(&address),
        "dcat:downloadURL": id(&address),
        "dcat:mediaType": id(&format!(
            "https://www.iana.org/assignments/media-types/{}",
            file.format.media_type()
        )),
        "dcat:byteSize": { "@type": "xsd:nonNegativeInteger", "@value": file.bytes.to_string() },
        "dct:license": id(&publication.licence.url),
        "spdx:checksum": checksum(&file.sha256),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::tests::{sample, small};
    use super::*;

    use expect_test::expect;

    #[test]
    fn a_small_dataset_reads_like_this() {
        expect![[r#"
            {
              "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "prov": "http://www.w3.org/ns/prov#",
                "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "skos": "http://www.w3.org/2004/02/skos/core#",
                "spdx": "http://spdx.org/rdf/terms#",
                "xsd": "http://www.w3.org/2001/XMLSchema#"
              },
              "@id": "https://example.org/data/",
              "@type": "dcat:Dataset",
              "dct:identifier": "open-2015",
              "dct:title": "Open reports <2015>",
              "dct:description": "Reports that are open, by agency.",
              "dcat:version": "2015-06-30",
              "dct:modified": {
                "@type": "xsd:date",
                "@value": "2015-06-30"
              },
              "dct:language": [
                {
                  "@id": "http://id.loc.gov/vocabulary/iso639-1/en"
                }
              ],
              "dct:license": {
                "@id": "https://creativecommons.org/publicdomain/zero/1.0/"
              },
              "dct:publisher": {
                "@type": "foaf:Organization",
                "foaf:name": "A & B",
                "foaf:homepage": {
                  "@id": "https://example.org/"
                }
              },
              "dcat:landingPage": {
                "@id": "https://example.org/about"
              },
              "foaf:page": {
                "@id": "https://example.org/data/dictionary.md"
              },
              "dcat:keyword": [
                "complaints"
              ],
              "dct:spatial": {
                "@id": "https://www.geonames.org/1643084",
                "@type": "dct:Location",
                "skos:prefLabel": "Indonesia"
              },
              "dct:temporal": {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": {
                  "@type": "xsd:date",
                  "@value": "2015-01-01"
                },
                "dcat:endDate": {
                  "@type": "xsd:date",
                  "@value": "2015-06-30"
                }
              },
              "dct:conformsTo": [
                {
                  "@type": "dct:Standard",
                  "dct:identifier": "policy/lapor",
                  "dct:title": "policy lapor, version 1",
                  "dcat:version": "1",
                  "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {
                      "@id": "spdx:checksumAlgorithm_sha256"
                    },
                    "spdx:checksumValue": {
                      "@type": "xsd:hexBinary",
                      "@value": "abababababababababababababababababababababababababababababababab"
                    }
                  }
                },
                {
                  "@type": "dct:Standard",
                  "dct:identifier": "calendar/id",
                  "dct:title": "calendar id, as known on 2015-03-01",
                  "dct:valid": {
                    "@type": "xsd:date",
                    "@value": "2015-03-01"
                  },
                  "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {
                      "@id": "spdx:checksumAlgorithm_sha256"
                    },
                    "spdx:checksumValue": {
                      "@type": "xsd:hexBinary",
                      "@value": "babababababababababababababababababababababababababababababababa"
                    }
                  }
                }
              ],
              "prov:wasDerivedFrom": [
                {
                  "@type": "prov:Entity",
                  "dct:title": "Reports of 2015",
                  "dct:identifier": "data/lapor-2015/reports.csv",
                  "dct:rights": {
                    "@type": "dct:RightsStatement",
                    "rdfs:label": "public record"
                  },
                  "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {
                      "@id": "spdx:checksumAlgorithm_sha256"
                    },
                    "spdx:checksumValue": {
                      "@type": "xsd:hexBinary",
                      "@value": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
                    }
                  }
                }
              ],
              "dcat:distribution": [
                {
                  "@type": "dcat:Distribution",
                  "dct:identifier": "open.csv",
                  "dct:title": "Open reports (CSV)",
                  "dct:description": "An agency's open reports.",
                  "dcat:accessURL": {
                    "@id": "https://example.org/data/open.csv"
                  },
                  "dcat:downloadURL": {
                    "@id": "https://example.org/data/open.csv"
                  },
                  "dcat:mediaType": {
                    "@id": "https://www.iana.org/assignments/media-types/text/csv"
                  },
                  "dcat:byteSize": {
                    "@type": "xsd:nonNegativeInteger",
                    "@value": "31"
                  },
                  "dct:license": {
                    "@id": "https://creativecommons.org/publicdomain/zero/1.0/"
                  },
                  "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {
                      "@id": "spdx:checksumAlgorithm_sha256"
                    },
                    "spdx:checksumValue": {
                      "@type": "xsd:hexBinary",
                      "@value": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
                    }
                  }
                }
              ]
            }
        "#]]
        .assert_eq(&dcat(&small()));
    }

    #[test]
    fn each_file_is_a_distribution() {
        let dataset: Value = serde_json::from_str(&dcat(&sample())).unwrap();
        let files = dataset["dcat:distribution"].as_array().unwrap();
        let paths: Vec<&str> =
            files.iter().map(|one| one["dct:identifier"].as_str().unwrap()).collect();
        assert_eq!(
            paths,
            ["compliance.csv", "compliance.json", "compliance.parquet", "calendar.csv"]
        );
        assert_eq!(
            files[2]["dcat:mediaType"]["@id"],
            "https://www.iana.org/assignments/media-types/application/vnd.apache.parquet"
        );
    }

    #[test]
    fn a_licence_that_is_no_address_is_a_statement() {
        let dataset: Value = serde_json::from_str(&dcat(&sample())).unwrap();
        let sources = dataset["prov:wasDerivedFrom"].as_array().unwrap();
        assert_eq!(
            sources[0]["dct:rights"]["rdfs:label"],
            "public record <of> the ministry & \"others\""
        );
        assert_eq!(
            sources[1]["dct:license"]["@id"],
            "https://creativecommons.org/licenses/by/4.0/"
        );
        assert_eq!((sources[0].get("dct:license"), sources[1].get("dct:rights")), (None, None));
    }

    #[test]
    fn without_a_base_links_are_relative() {
        let publication = Publication { base_url: None, ..small() };
        let dataset: Value = serde_json::from_str(&dcat(&publication)).unwrap();
        assert_eq!(dataset["@id"], "./");
        assert_eq!(dataset["dcat:distribution"][0]["dcat:downloadURL"]["@id"], "open.csv");
    }

    #[test]
    fn a_language_is_named_by_its_entry() {
        assert_eq!(language("id-Latn-ID")["@id"], "http://id.loc.gov/vocabulary/iso639-1/id");
        assert_eq!(language("jav")["@id"], "http://id.loc.gov/vocabulary/iso639-2/jav");
    }
}
