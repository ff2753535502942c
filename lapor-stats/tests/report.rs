//! Reports: every column is described, every table has its key, and the figures are those of the command.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lapor_core::Day;
use lapor_stats::assess::Court;
use lapor_stats::dataset::Dataset;
use lapor_stats::disclosure::Releases;
use lapor_stats::ingest::{Options as Reading, ingest};
use lapor_stats::measure::compliance::{Key, Query, View, compliance, table};
use lapor_stats::measure::tally::Cohort;
use lapor_stats::report::{About, Sheet, Suppress, sheets, suppressed, write};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::summary::{Collector, Filter, Header, Summary};
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
        let sheets = sheets(&summary(&judged(name)));
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
    let sheets = sheets(&summary(&case));
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
    let sheets = crate::sheets(&summary);
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
    let sheets = || crate::sheets(&summary);
    write(&summary, sheets(), &About::default(), folder.path()).unwrap();
    let mut suppress = Suppress { threshold: 5, releases: Releases::default() };
    let fewer = suppressed(&summary, &mut suppress).unwrap();
    let refused = write(&summary, fewer, &About::default(), folder.path()).unwrap_err().to_string();
    assert!(refused.contains("expected an empty folder"), "{refused}");
}

fn first_release() -> Suppress {
    Suppress { threshold: 5, releases: Releases::default() }
}

/// No printed number is 1 to 4, and no other can be had by subtraction: of the parts of a printed sum none or at least two are hidden.
#[test]
fn a_suppressed_report_shows_no_small_count_and_no_sum_less_its_parts() {
    for name in ["sample", "lapor-2015", "boston-311"] {
        let sheets = suppressed(&summary(&judged(name)), &mut first_release()).unwrap();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert!(names.contains(&"compliance_month") && names.contains(&"durations_agency"));
        let (mut hidden_rows, mut shown_rows) = (0, 0);
        for sheet in sheets.iter().filter(|sheet| sheet.name.starts_with("compliance_")) {
            let hidden = sheet.table.hidden_rows();
            for column in ["met", "n", "outside"] {
                let Data::Integer(counts) = column_of(sheet, column) else { panic!("{column}") };
                let small = |count: &i64| *count != 0 && *count < 5;
                let shown = counts.iter().zip(&hidden).filter(|(_, hidden)| !**hidden);
                for count in shown.filter_map(|(count, _)| *count) {
                    assert!(!small(&count), "{name} {} {column} {count}", sheet.name);
                }
            }
            hidden_rows += hidden.iter().filter(|&&hidden| hidden).count();
            shown_rows += hidden.iter().filter(|&&hidden| !hidden).count();
            for at in 1..sheet.keys {
                no_sum_gives_its_part(name, &sheets, sheet, at);
            }
        }
        assert!(0 < hidden_rows && 0 < shown_rows, "{hidden_rows} {shown_rows}");
    }
}

/// For a table of two keys: where the table of the other key prints a sum, its parts along this key must not have one hidden row.
fn no_sum_gives_its_part(source: &str, sheets: &[Sheet], sheet: &Sheet, summed: usize) {
    if sheet.keys != 3 {
        return;
    }
    let keys: Vec<Vec<String>> =
        sheet.table.columns()[..3].iter().map(|(_, data)| cells(data)).collect();
    let other = 3 - summed;
    let margin = sheets.iter().find(|margin| {
        margin.keys == 2
            && margin.name.starts_with("compliance_")
            && margin.table.columns()[1].0 == sheet.table.columns()[other].0
    });
    let Some(margin) = margin else { panic!("no margin of {}", sheet.name) };
    let margin_keys: Vec<Vec<String>> =
        margin.table.columns()[..2].iter().map(|(_, data)| cells(data)).collect();
    for (row, hidden) in margin.table.hidden_rows().iter().enumerate() {
        if *hidden {
            continue;
        }
        let parts = sheet.table.hidden_rows();
        let parts = parts.iter().enumerate().filter(|(at, hidden)| {
            **hidden
                && keys[0][*at] == margin_keys[0][row]
                && keys[other][*at] == margin_keys[1][row]
        });
        let words = [&margin_keys[0][row], &margin_keys[1][row]];
        assert_ne!(parts.count(), 1, "{source} {} {words:?}", sheet.name);
    }
}

fn column_of<'s>(sheet: &'s Sheet, name: &str) -> &'s Data {
    column(&sheet.table, name)
}

/// A month later some reports more: whoever subtracts the first release from the second sees no number of 1 to 4.
#[test]
fn two_suppressed_reports_cannot_be_subtracted() {
    let (dataset, rules, _) = judged("boston-311");
    let mut suppress = first_release();
    let mut before: Option<Vec<Sheet>> = None;
    for day in ["2011-08-31", "2011-09-02", "2011-10-31"] {
        let as_of: Day = day.parse().unwrap();
        let by = [vec![Key::Agency, Key::Month], vec![Key::Category, Key::Month]];
        let collector = Collector::of(&rules, as_of, &by, Filter::default()).unwrap();
        let parts = collector.collect_all(&dataset).unwrap();
        let summary = collector.finish(parts, Header::new(&rules, as_of)).unwrap();
        let now = suppressed(&summary, &mut suppress).unwrap();
        let mut compared = 0;
        for sheet in now.iter().filter(|sheet| sheet.name.starts_with("compliance_")) {
            let Some(old) = before.iter().flatten().find(|old| old.name == sheet.name) else {
                continue;
            };
            let numbers = |sheet: &Sheet| -> std::collections::BTreeMap<Vec<String>, [i64; 3]> {
                let hidden = sheet.table.hidden_rows();
                let keys: Vec<Vec<String>> = sheet.table.columns()[..sheet.keys]
                    .iter()
                    .map(|(_, data)| cells(data))
                    .collect();
                let columns = ["met", "n", "outside"].map(|name| match column_of(sheet, name) {
                    Data::Integer(counts) => counts.clone(),
                    other => panic!("{other:?}"),
                });
                (0..hidden.len())
                    .filter(|&row| !hidden[row])
                    .map(|row| {
                        let words = keys.iter().map(|key| key[row].clone()).collect();
                        let count = |at: usize| columns[at][row].unwrap_or_default();
                        // Kept, broken, outside.
                        (words, [count(0), count(1) - count(0), count(2)])
                    })
                    .collect()
            };
            let (old, new) = (numbers(old), numbers(sheet));
            for (words, numbers) in &new {
                for (at, number) in numbers.iter().enumerate() {
                    let Some(earlier) = old.get(words) else { continue };
                    let more = number.abs_diff(earlier[at]);
                    assert!(more == 0 || 5 <= more, "{day} {} {words:?} {more}", sheet.name);
                    compared += 1;
                }
            }
        }
        assert!(before.is_none() || 0 < compared);
        before = Some(now);
    }
    assert_eq!(suppress.releases.names(), ["2011-08-31", "2011-09-02", "2011-10-31"]);
}
