//! What is counted batch by batch, or from a log without its texts, is what is counted of the whole dataset.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;

use lapor_core::{Day, day};
use lapor_stats::assess::Court;
use lapor_stats::dataset::FileCount;
use lapor_stats::ingest::{Batches, Fact, Log, MappingRef, Options, ingest};
use lapor_stats::measure::compliance::{Key, Query, View, compliance, table};
use lapor_stats::measure::group::{Grouping, Groups};
use lapor_stats::measure::tally::Cohort;
use lapor_stats::rules::Rules;
use lapor_stats::table::{Format, TableWriter, encode};
use proptest::prelude::*;

const WIDE: &str = r#"
layout = "wide"
zone = "Asia/Jakarta"
[report]
report_id = "id"
category = "category"
[milestone.submitted]
column = "in"
[milestone.dispositioned]
column = "sent"
agency = "office"
[milestone.followed_up]
column = "answered"
agency = "office"
[milestone.closed]
column = "out"
blank = "not_happened"
"#;

const EVENTS: &str = r#"
layout = "events"
zone = "Asia/Jakarta"
[event]
report_id = "id"
at = "at"
kind = { column = "kind", values = { "other" = "" }, other = "reject" }
actor = "actor"
agency = "office"
to_agency = "to"
"#;

fn queries(by: &[Key]) -> Vec<Query> {
    let query = |view, cohort, period| Query {
        view,
        cohort,
        stage: None,
        by: by.to_vec(),
        period,
        agency: None,
    };
    vec![
        query(View::Citizen, Cohort::Due, (None, None)),
        query(View::Custody, Cohort::Due, (None, None)),
        query(View::Citizen, Cohort::Settled, (Some(day(2015, 3, 10)), Some(day(2015, 4, 20)))),
    ]
}

/// Each query's answer as CSV, so that words are compared and not their numbers.
fn answers(groups: &Groups, queries: &[Query]) -> Vec<String> {
    let answer = |(query, of): (&Query, &Vec<_>)| {
        let groups = Groups { words: groups.words.clone(), of: vec![of.clone()] };
        let table = table(groups, query);
        let mut bytes = Vec::new();
        let mut writer = TableWriter::new(Format::Csv, &mut bytes, &table).unwrap();
        writer.write(encode(Format::Csv, table).unwrap()).unwrap();
        writer.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    };
    queries.iter().zip(&groups.of).map(answer).collect()
}

struct Files {
    _folder: tempfile::TempDir,
    inputs: Vec<PathBuf>,
    mapping: MappingRef,
}

/// Two files of the same columns.
fn files(mapping: &str, header: &str, rows: &[String]) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("lapor.toml"), mapping).unwrap();
    let middle = rows.len() / 2;
    let text = |rows: &[String]| format!("{header}\n{}", rows.concat());
    fs::write(at("a.csv"), text(&rows[..middle])).unwrap();
    fs::write(at("b.csv"), text(&rows[middle..])).unwrap();
    Files {
        inputs: vec![at("a.csv"), at("b.csv")],
        mapping: MappingRef::File(at("lapor.toml")),
        _folder: folder,
    }
}

fn as_of() -> Day {
    day(2015, 4, 30)
}

fn whole(files: &Files, queries: &[Query]) -> Option<(Vec<String>, FileCount)> {
    let options = Options { texts: false, as_of: Some(as_of()) };
    let data = ingest(&files.inputs, Some(&files.mapping), options).ok()?;
    let rules = Rules::load(None, None, &data).unwrap();
    let groups = compliance(&Court::new(&data, &rules, as_of()), queries).unwrap();
    Some((answers(&groups, queries), data.quality.total()))
}

/// A day of March or April 2015 with a time, or nothing, or seldom no date at all.
fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (3_u32..=4, 1_u32..=30, 0_u32..24).prop_map(|(m, d, h)| format!("2015-{m:02}-{d:02} {h:02}:30")),
        2 => Just(String::new()),
        1 => (1_u32..=30).prop_map(|d| format!("2015-03-{d:02}")),
    ]
}

fn wide_row() -> impl Strategy<Value = String> {
    (0_u32..60, 0..3_u32, 0..4_u32, time(), time(), time(), time(), 0..40_u32).prop_map(
        |(id, category, office, a, b, c, d, wrong)| {
            let sent = if wrong == 0 { "kemarin".into() } else { b };
            let category = if category == 0 { String::new() } else { format!("k{category}") };
            format!("R-{id},{category},Dinas {office},{a},{sent},{c},{d}\n")
        },
    )
}

fn event_row() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "submitted",
        "submitted",
        "dispositioned",
        "forwarded",
        "returned",
        "followed_up",
        "held",
        "completed",
        "reporter_replied",
        "closed",
        "archived",
        "reopened",
        "other",
        "unheard",
    ]);
    let office = || prop::sample::select(vec!["", "x", "y", "z"]);
    let actor = prop::sample::select(vec!["", "agency", "reporter", "system"]);
    let id = prop_oneof![
        (0_u32..20).prop_map(|id| id.to_string()),
        (0_u32..20).prop_map(|id| format!("0{id}")),
        (0_u32..20).prop_map(|id| format!("R-{id}")),
    ];
    (id, time(), kind, actor, office(), office()).prop_map(|(id, at, kind, actor, from, to)| {
        format!("{id},{at},{kind},{actor},{from},{to}\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn batches_count_as_the_whole_does_also_where_ids_repeat(
        rows in proptest::collection::vec(wide_row(), 1..120),
        again in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let mut rows = rows;
        for index in again {
            let copy = rows[index.index(rows.len())].clone();
            rows.push(copy);
        }
        let files = files(WIDE, "id,category,office,in,sent,answered,out", &rows);
        let queries = queries(&[Key::Agency, Key::Month, Key::Category]);
        let mut batches = Batches::open(&files.inputs, Some(&files.mapping)).unwrap().unwrap();
        let expected = whole(&files, &queries);
        let Ok(survey) = batches.survey() else {
            prop_assert!(expected.is_none());
            return Ok(());
        };
        let (expected, count) = expected.unwrap();
        prop_assert_eq!(&survey.count, &count);
        let rules = Rules::load_for(None, None, batches.fixed(), &[]).unwrap();
        let grouping = Grouping::new(&queries, as_of()).unwrap();
        let (counts, pass) = batches
            .fold(&[Fact::Category], || grouping.start(), |counts, data| {
                grouping.count(counts, &Court::new(data, &rules, as_of()), 0..data.reports.len())
            })
            .unwrap();
        prop_assert_eq!(&pass.count, &count);
        prop_assert_eq!(answers(&grouping.finish(counts), &queries), expected);
    }

    #[test]
    fn a_log_counts_as_the_whole_does(rows in proptest::collection::vec(event_row(), 1..200)) {
        let files = files(EVENTS, "id,at,kind,actor,office,to", &rows);
        let queries = queries(&[Key::Month, Key::Agency]);
        let log = Log::open(&files.inputs, Some(&files.mapping), &[Fact::Category]).unwrap().unwrap();
        let expected = whole(&files, &queries);
        let Ok(dealt) = log.deal() else {
            prop_assert!(expected.is_none());
            return Ok(());
        };
        let (expected, count) = expected.unwrap();
        prop_assert_eq!(dealt.pass.count.read, count.read);
        let rules = Rules::load_for(None, None, dealt.fixed(), &[]).unwrap();
        let grouping = Grouping::new(&queries, as_of()).unwrap();
        let counts = dealt
            .fold(|| grouping.start(), |counts, data| {
                grouping.count(counts, &Court::new(data, &rules, as_of()), 0..data.reports.len())
            })
            .unwrap();
        prop_assert_eq!(answers(&grouping.finish(counts), &queries), expected);
    }
}
