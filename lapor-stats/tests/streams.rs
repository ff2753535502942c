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
use polars::prelude::{Column, DataFrame, DataType, ParquetWriter, TimeUnit};
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

const TYPED: &str = r#"
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
blank = "not_happened"
[milestone.followed_up]
column = "answered"
agency = "office"
blank = "not_happened"
[milestone.reporter_replied]
column = "reply"
blank = "not_happened"
[milestone.closed]
column = "out"
actor = "agency"
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
        writer.write(encode(Format::Csv, &table).unwrap()).unwrap();
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

/// What is counted batch by batch; `None` if no row can be read.
fn in_batches(files: &Files, queries: &[Query]) -> Option<(Vec<String>, FileCount)> {
    let mut batches = Batches::open(&files.inputs, Some(&files.mapping)).unwrap().unwrap();
    let survey = batches.survey().ok()?;
    let rules = Rules::load_for(None, None, batches.fixed(), &[]).unwrap();
    let grouping = Grouping::new(queries, as_of()).unwrap();
    let (counts, pass) = batches
        .fold(
            &[Fact::Category],
            || grouping.start(),
            |counts, data| {
                grouping.count(counts, &Court::new(data, &rules, as_of()), 0..data.reports.len())
            },
        )
        .unwrap();
    assert_eq!(survey.count, pass.count);
    Some((answers(&grouping.finish(counts), queries), pass.count))
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

/// A row whose columns have types.
#[derive(Clone, Debug)]
struct TypedRow {
    id: u32,
    category: u32,
    office: i32,
    /// Seconds since 1 March 2015: submitted, dispositioned, followed up, replied, closed.
    times: [Option<i64>; 5],
}

const FIRST_OF_MARCH: i64 = 1_425_168_000;

impl TypedRow {
    fn text(&self) -> String {
        let time = |seconds: &Option<i64>| match seconds {
            Some(seconds) => {
                let day = Day::from_epoch(((FIRST_OF_MARCH + seconds) / 86_400) as i32).unwrap();
                let second = seconds % 86_400;
                format!(",{day} {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
            }
            None => ",".into(),
        };
        let times: String = self.times.iter().map(time).collect();
        format!("R-{:03},k{},{}{times}\n", self.id, self.category, self.office)
    }
}

/// Most run straight; of some a time lies anywhere.
fn typed_row() -> impl Strategy<Value = TypedRow> {
    let gap = || prop::option::weighted(0.9, 0_i64..8 * 86_400);
    let anywhere = prop::option::weighted(0.1, (0_usize..5, 0_i64..70 * 86_400));
    (0_u32..900, 0..3_u32, 0..4_i32, 0_i64..50 * 86_400, [gap(), gap(), gap(), gap()], anywhere)
        .prop_map(|(id, category, office, start, gaps, anywhere)| {
            let mut times = [Some(start), None, None, None, None];
            let mut now = start;
            for (slot, gap) in times[1..].iter_mut().zip(gaps) {
                let Some(gap) = gap else { break };
                now += gap;
                *slot = Some(now);
            }
            if let Some((place, second)) = anywhere {
                times[place] = Some(second).filter(|second| second % 5 != 0);
            }
            TypedRow { id, category, office, times }
        })
}

fn write_typed(path: &PathBuf, rows: &[TypedRow]) {
    let texts = |of: fn(&TypedRow) -> String| rows.iter().map(of).collect::<Vec<_>>();
    let mut columns = vec![
        Column::new("id".into(), texts(|row| format!("R-{:03}", row.id))),
        Column::new("category".into(), texts(|row| format!("k{}", row.category))),
        Column::new("office".into(), rows.iter().map(|row| row.office).collect::<Vec<_>>()),
    ];
    for (place, name) in ["in", "sent", "answered", "reply", "out"].into_iter().enumerate() {
        let micros = |row: &TypedRow| Some((FIRST_OF_MARCH + row.times[place]?) * 1_000_000);
        let micros: Vec<Option<i64>> = rows.iter().map(micros).collect();
        let typed = DataType::Datetime(TimeUnit::Microseconds, None);
        columns.push(Column::new(name.into(), micros).cast(&typed).unwrap());
    }
    let mut frame = DataFrame::new(rows.len(), columns).unwrap();
    let file = fs::File::create(path).unwrap();
    ParquetWriter::new(file).with_row_group_size(Some(32)).finish(&mut frame).unwrap();
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
        prop_assert_eq!(in_batches(&files, &queries), whole(&files, &queries));
    }

    #[test]
    fn quotes_and_ends_of_lines_change_no_count(
        rows in proptest::collection::vec(wide_row(), 1..700),
        quoted in proptest::collection::vec(0..6_u8, 700),
        ends in 0..4_u8,
    ) {
        let spelled: Vec<String> = rows
            .iter()
            .zip(quoted)
            .map(|(row, quoted)| {
                let row = row.trim_end();
                let row = if quoted == 0 { format!("\"{}\"", row.replace(',', "\",\"")) } else { row.into() };
                // All lines end one way, or some another.
                let end = if ends == 1 || ends == 2 && quoted == 1 { "\r\n" } else { "\n" };
                row + end
            })
            .collect();
        let header = "id,category,office,in,sent,answered,out";
        let queries = queries(&[Key::Agency, Key::Month, Key::Category]);
        let (plain, spelled) = (files(WIDE, header, &rows), files(WIDE, header, &spelled));
        let expected = whole(&plain, &queries);
        prop_assert_eq!(&in_batches(&plain, &queries), &expected);
        prop_assert_eq!(&in_batches(&spelled, &queries), &expected);
    }

    #[test]
    fn typed_columns_count_as_texts_do(
        rows in proptest::collection::vec(typed_row(), 1..80),
        custody in any::<bool>(),
        blank in any::<bool>(),
    ) {
        let mut rows = rows;
        // In the order of their ids, as most sources are, or not.
        if custody {
            rows.sort_by_key(|row| row.id);
        }
        let mapping = if blank { TYPED.replace("blank = \"not_happened\"", "") } else { TYPED.into() };
        let texts: Vec<String> = rows.iter().map(TypedRow::text).collect();
        let files = files(&mapping, "id,category,office,in,sent,answered,reply,out", &texts);
        let columns = Files {
            inputs: vec![files.inputs[0].with_file_name("typed.parquet")],
            mapping: files.mapping.clone(),
            _folder: tempfile::tempdir().unwrap(),
        };
        write_typed(&columns.inputs[0], &rows);
        let mut queries = queries(&[Key::Agency, Key::Month, Key::Category]);
        if !custody {
            // Only where nobody asks for custodies may a straight course be judged by itself.
            queries.retain(|query| query.view == View::Citizen);
        }
        let expected = whole(&files, &queries);
        prop_assert_eq!(&in_batches(&files, &queries), &expected);
        prop_assert_eq!(&in_batches(&columns, &queries), &expected);
        prop_assert_eq!(&whole(&columns, &queries), &expected);
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
