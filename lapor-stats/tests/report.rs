//! Reports: every column is described, every table has its key, and the figures are those of the command.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lapor_core::Day;
use lapor_stats::assess::Court;
use lapor_stats::dataset::Dataset;
use lapor_stats::ingest::{Options as Reading, ingest};
use lapor_stats::measure::compliance::{Key, Query, View, compliance, table};
use lapor_stats::measure::tally::Cohort;
use lapor_stats::report::{About, Options, Sheet, sheets, write};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::summary::{Collector, Header, Summary};
use lapor_stats::table::{Data, Table};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name)
}

fn judged(name: &str) -> (Dataset, Rules, Day) {
    let dataset = ingest(&[data(name)], None, Reading { texts: true, as_of: None }).unwrap();
    let rules = Rules::load(None, None, &dataset).unwrap();
    let as_of = day_of_question(None, &dataset, &rules.calendar).unwrap();
    (dataset, rules, as_of)
}

fn summary((dataset, rules, as_of): &(Dataset, Rules, Day)) -> Summary {
    let collector = Collector::whole(rules, *as_of).unwrap();
    let parts = collector.collect_all(dataset).unwrap();
    collector.finish(parts, Header::new(rules, *as_of)).unwrap()
}

fn sheet<'s>(sheets: &'s [Sheet], name: &str) -> &'s Sheet {
    sheets.iter().find(|sheet| sheet.name == name).unwrap()
}

fn column<'t>(table: &'t Table, name: &str) -> &'t Data {
    &table.columns().iter().find(|(known, _)| *known == name).unwrap().1
}

fn cells(data: &Data) -> Vec<String> {
    match data {
        Data::Text(values) => {
            values.iter().map(|value| value.clone().unwrap_or_default()).collect()
        }
        Data::Words(words, codes) => codes
            .iter()
            .map(|&code| words.get(code as usize).cloned().unwrap_or_default())
            .collect(),
        other => panic!("no words: {other:?}"),
    }
}

#[test]
fn every_column_is_described_and_every_key_is_one_rows_alone() {
    for name in ["sample", "lapor-2015", "boston-311"] {
        let sheets = sheets(&summary(&judged(name)), &Options::default()).unwrap();
        assert!(60 < sheets.len());
        for sheet in &sheets {
            for field in sheet.fields() {
                assert!(!field.description.is_empty(), "{}: {}", sheet.name, field.name);
            }
            let mut keys = BTreeSet::new();
            for row in 0..sheet.table.height() {
                let key: Vec<String> = sheet.table.columns()[..sheet.keys]
                    .iter()
                    .map(|(_, data)| match data {
                        Data::Date(days) => {
                            days[row].map(|day| day.to_string()).unwrap_or_default()
                        }
                        data => cells(data)[row].clone(),
                    })
                    .collect();
                assert!(keys.insert(key.clone()), "{}: {key:?} twice", sheet.name);
            }
        }
    }
}

/// The same figures by the road of the dataset, under each breakdown that both have.
#[test]
fn a_report_says_what_compliance_says() {
    let case = judged("sample");
    let sheets = sheets(&summary(&case), &Options::default()).unwrap();
    let court = Court::new(&case.0, &case.1, case.2);
    let breakdowns: [&[Key]; 5] = [
        &[Key::Agency],
        &[Key::Agency, Key::Month],
        &[Key::Place, Key::Month],
        &[Key::Agency, Key::Category],
        &[Key::Class],
    ];
    for by in breakdowns {
        for cohort in [Cohort::Due, Cohort::Settled] {
            let query = Query {
                view: View::Citizen,
                cohort,
                stage: None,
                by: by.to_vec(),
                period: (None, None),
                agency: None,
            };
            let expected = table(compliance(&court, std::slice::from_ref(&query)).unwrap(), &query);
            let words: Vec<&str> = by.iter().map(|key| key.word()).collect();
            let ours = &sheet(&sheets, &format!("compliance_{}", words.join("_"))).table;
            let names: &[(&str, &str)] = match cohort {
                Cohort::Due => &[
                    ("met", "met"),
                    ("late", "late"),
                    ("overdue", "overdue"),
                    ("running", "running"),
                    ("n", "n"),
                    ("early", "early"),
                    ("by_reporter", "by_reporter"),
                ],
                Cohort::Settled => &[("met", "settled_met"), ("n", "settled_n")],
            };
            // By the keys, since a row may be in one of them alone, where it counts nothing.
            let rows = |table: &Table, column_of: &str| -> BTreeSet<(Vec<String>, i64)> {
                let keys: Vec<Vec<String>> = std::iter::once("stage")
                    .chain(words.iter().copied())
                    .map(|key| cells(column(table, key)))
                    .collect();
                let Data::Integer(values) = column(table, column_of) else { panic!("{column_of}") };
                let counted = values.iter().enumerate().filter_map(|(row, value)| {
                    let count = value.filter(|&count| count != 0)?;
                    Some((keys.iter().map(|key| key[row].clone()).collect(), count))
                });
                counted.collect()
            };
            for (theirs, name) in names {
                assert!(!rows(&expected, theirs).is_empty(), "{theirs}");
                assert_eq!(rows(ours, name), rows(&expected, theirs), "{by:?} {name}");
            }
        }
    }
}

#[test]
fn the_folder_has_a_file_of_each_format_and_four_documents() {
    let case = judged("lapor-2015");
    let folder = tempfile::tempdir().unwrap();
    let summary = summary(&case);
    let sheets = crate::sheets(&summary, &Options::default()).unwrap();
    let mut expected: BTreeSet<String> =
        ["datapackage.json", "dataset.jsonld", "dcat.jsonld", "dictionary.md"]
            .map(str::to_owned)
            .into();
    for sheet in &sheets {
        expected
            .extend(["csv", "json", "parquet"].map(|ending| format!("{}.{ending}", sheet.name)));
    }
    write(&summary, sheets, &About::default(), folder.path()).unwrap();
    let found: BTreeSet<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, expected);
    // Written again it is the same; but nothing that another report left is published with it.
    let sheets = || crate::sheets(&summary, &Options::default()).unwrap();
    write(&summary, sheets(), &About::default(), folder.path()).unwrap();
    let fewer = Options { suppress: Some(5) };
    let fewer = crate::sheets(&summary, &fewer).unwrap();
    let refused = write(&summary, fewer, &About::default(), folder.path()).unwrap_err().to_string();
    assert!(refused.contains("expected an empty folder"), "{refused}");
}

/// A count of 1 to 4 of those who may be seen nowhere, and where a row is hidden, another is that hides it.
#[test]
fn a_suppressed_report_shows_no_small_count() {
    let case = judged("lapor-2015");
    let summary = summary(&case);
    let options = Options { suppress: Some(5) };
    let sheets = sheets(&summary, &options).unwrap();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert!(names.contains(&"compliance_month") && names.contains(&"durations_agency"));
    let (mut hidden_rows, mut shown_rows) = (0, 0);
    for sheet in &sheets {
        let hidden = sheet.table.hidden_rows();
        for (name, data) in &sheet.table.columns()[sheet.keys..] {
            let Data::Integer(counts) = data else { continue };
            for (row, count) in counts.iter().enumerate() {
                if !hidden[row] && *name != "n" {
                    assert!(
                        count.is_none_or(|count| count == 0 || 5 <= count),
                        "{} {name}",
                        sheet.name
                    );
                }
            }
        }
        let hides = hidden.iter().filter(|&&hidden| hidden).count();
        hidden_rows += hides;
        shown_rows += hidden.len() - hides;
        // A single hidden month of an agency could be worked out from the agency's total.
        assert!(sheet.keys < 3 || hides != 1, "{}", sheet.name);
    }
    assert!(0 < hidden_rows && 0 < shown_rows, "{hidden_rows} {shown_rows}");
}
