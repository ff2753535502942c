//! Summaries: parts add up to the whole, whatever the parts, and the file says what it is about.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lapor_core::Day;
use lapor_stats::dataset::Dataset;
use lapor_stats::error::Error;
use lapor_stats::ingest::{
    Batches, Fact, MappingRef, Options, RecordBatch, Records, ingest, sources,
};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::summary::{Collector, Header, Rows, Slot, Source, Summary, file};
use polars_arrow::array::{Array, ArrayFromIter, PrimitiveArray, Utf8Array, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, Field, TimeUnit};

/// The whole summary of some files, as the command makes it.
fn summary(inputs: &[PathBuf], as_of: Day) -> Summary {
    let dataset = ingest(inputs, None, Options { texts: true, as_of: Some(as_of) }).unwrap();
    let rules = Rules::load(None, None, &dataset).unwrap();
    let collector = Collector::whole(&rules, as_of).unwrap();
    let parts = collector.collect_all(&dataset).unwrap();
    collector.finish(parts, header(inputs, &dataset, &rules, as_of)).unwrap()
}

fn header(inputs: &[PathBuf], dataset: &Dataset, rules: &Rules, as_of: Day) -> Header {
    let files = sources(inputs, None).unwrap();
    let mut header = Header::new(rules, as_of);
    let total = dataset.quality.total_of(|name| files.iter().any(|(file, _)| file == name));
    header.rows = Rows { read: total.read, accepted: total.accepted, rejected: total.rejected };
    header.sources = Source::of(&files, &dataset.provenance).unwrap();
    header
}

fn bytes(summary: &Summary) -> Vec<u8> {
    let mut out = Vec::new();
    file::write(summary, &mut out).unwrap();
    out
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name)
}

/// The rows of a table by report, after its header. No cell of the sample holds a line break.
fn by_report(table: &str) -> (String, BTreeMap<String, Vec<String>>) {
    let text = fs::read_to_string(data("sample").join(table)).unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap().to_owned();
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines {
        let id = line.split(',').next().unwrap().to_owned();
        rows.entry(id).or_default().push(line.to_owned());
    }
    (header, rows)
}

/// Writes the reports of a part as canonical tables, with the lists that all parts share.
fn write_part(folder: &Path, is_in: impl Fn(&str) -> bool) {
    fs::create_dir_all(folder).unwrap();
    for table in ["reports.csv", "events.csv"] {
        let (header, rows) = by_report(table);
        let mut text = header + "\n";
        for (_, lines) in rows.iter().filter(|(id, _)| is_in(id)) {
            lines.iter().for_each(|line| text.extend([line.as_str(), "\n"]));
        }
        fs::write(folder.join(table), text).unwrap();
    }
    for list in ["agencies.csv", "categories.csv"] {
        fs::copy(data("sample").join(list), folder.join(list)).unwrap();
    }
}

const AS_OF: (i32, u32, u32) = (2025, 9, 30);

#[test]
fn any_partition_in_any_order_gives_the_bytes_of_the_whole() {
    let as_of = lapor_core::day(AS_OF.0, AS_OF.1, AS_OF.2);
    let mut random = fastrand::Rng::with_seed(5);
    let (_, reports) = by_report("reports.csv");
    for parts in [2, 3, 7] {
        let folder = tempfile::tempdir().unwrap();
        let deal: BTreeMap<&str, usize> =
            reports.keys().map(|id| (id.as_str(), random.usize(..parts))).collect();
        let folders: Vec<PathBuf> = (0..parts)
            .map(|part| {
                let path = folder.path().join(format!("part-{part}"));
                write_part(&path, |id| deal.get(id) == Some(&part));
                path
            })
            .collect();
        let mut files: Vec<PathBuf> = Vec::new();
        for path in &folders {
            files.extend(["reports.csv", "events.csv"].map(|table| path.join(table)));
        }
        files.extend(["agencies.csv", "categories.csv"].map(|list| folders[0].join(list)));
        let whole = bytes(&summary(&files, as_of));
        let mut sums: Vec<Summary> =
            folders.iter().map(|path| summary(std::slice::from_ref(path), as_of)).collect();
        // Merged two by two at random, so that the tree of sums is one of many.
        while 1 < sums.len() {
            let one = sums.swap_remove(random.usize(..sums.len()));
            let other = sums.swap_remove(random.usize(..sums.len()));
            // What was written and read again adds up alike.
            let other = file::read(&bytes(&other)[..], "other").unwrap();
            sums.push(one.plus(&other).unwrap());
        }
        assert!(whole == bytes(&sums[0]), "{parts} parts");
    }
}

#[test]
fn batches_give_the_summary_of_the_dataset() {
    for name in ["lapor-2015", "boston-311"] {
        let inputs = [data(name)];
        let mut batches = Batches::open(&inputs, None).unwrap().unwrap().with_names();
        let dataset = ingest(&inputs, None, Options { texts: true, as_of: None }).unwrap();
        let rules = Rules::load(None, None, &dataset).unwrap();
        let as_of = day_of_question(None, &dataset, &rules.calendar).unwrap();
        let absent: Vec<Fact> = Fact::ALL.into_iter().filter(|&fact| !batches.has(fact)).collect();
        let collector = Collector::whole(&rules, as_of).unwrap().without(&absent);
        let facts = [
            Fact::Category,
            Fact::Program,
            Fact::Place,
            Fact::Channel,
            Fact::Class,
            Fact::Complexity,
        ];
        let (parts, _) = batches
            .fold(
                &facts,
                || collector.start(),
                |part, dataset| collector.collect(part, dataset, 0..dataset.reports.len()),
            )
            .unwrap();
        let batched = collector.finish(parts, header(&inputs, &dataset, &rules, as_of)).unwrap();
        let (batched, whole) = (bytes(&batched), bytes(&summary(&inputs, as_of)));
        let lines = batched.split(|&byte| byte == b'\n').zip(whole.split(|&byte| byte == b'\n'));
        for (ours, expected) in lines {
            let text = |line: &[u8]| String::from_utf8_lossy(line).into_owned();
            assert!(ours == expected, "{name}: {} / {}", text(ours), text(expected));
        }
        assert_eq!(batched.len(), whole.len(), "{name}");
    }
}

/// Three reports of the worked week: in on Friday 6 March 2015.
const EVENTS: &str = "report_id,at,kind,actor,agency,to_agency,attachments\n\
    A-1,2015-03-06T09:00:00+07:00,submitted,reporter,,,\n\
    A-1,2015-03-09T09:00:00+07:00,dispositioned,administrator,,roads,\n\
    A-1,2015-03-10T09:00:00+07:00,followed_up,agency,roads,,2\n\
    A-1,2015-03-11T09:00:00+07:00,reporter_replied,reporter,,,\n\
    A-1,2015-03-11T09:00:00+07:00,reporter_replied,reporter,,,\n\
    A-2,2015-03-06T09:00:00+07:00,submitted,reporter,,,\n\
    A-2,2015-03-06T09:04:00+07:00,closed,agency,,,\n\
    A-3,2015-03-06T09:00:00+07:00,submitted,reporter,,,\n";

#[test]
fn a_small_summary_is_what_is_counted_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let events = folder.path().join("events.csv");
    fs::write(&events, EVENTS).unwrap();
    let summary = summary(&[events], lapor_core::day(2015, 3, 12));
    let text = String::from_utf8(bytes(&summary)).unwrap();
    // All facts are absent, so one of them stands for the others.
    let mut is_shown = false;
    let mut shown = String::new();
    for line in text.lines().skip_while(|line| !line.starts_with("{\"section\"")) {
        if line.starts_with('{') {
            let others = ["\"program\"", "\"place\"", "\"channel\"", "\"class\""];
            is_shown = !others.iter().any(|fact| line.contains(fact));
        }
        if is_shown {
            shown.extend([line, "\n"]);
        }
    }
    // passed on on Monday (day 1 of 3, and its due date, Wednesday 11, has passed); answered on Tuesday, due Monday 16, so
    // it still runs in the headline; the reply contests the silence. A-2: closed without any answer. A-3: overdue since the 11th.
    expect_test::expect_file!["snapshots/summary.txt"].assert_eq(&shown);
}

#[test]
fn what_does_not_fit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    fs::write(&path, EVENTS).unwrap();
    let one = summary(std::slice::from_ref(&path), lapor_core::day(2015, 3, 12));
    let refused = |other: &Summary| one.plus(other).unwrap_err().to_string();

    let twice = refused(&one);
    assert!(twice.starts_with("cannot merge: found the source events.csv ("), "{twice}");
    let later = summary(std::slice::from_ref(&path), lapor_core::day(2015, 3, 13));
    assert_eq!(
        refused(&later),
        "cannot merge: found as of 2015-03-12 and 2015-03-13, expected the same"
    );

    let good = String::from_utf8(bytes(&one)).unwrap();
    let read = |text: &str| file::read(text.as_bytes(), "s").map(|_| ()).map_err(|e| e.to_string());
    assert_eq!(read(&good), Ok(()));
    let wrong = [
        (String::new(), "s:1: found nothing, expected the first line of a summary"),
        ("report_id,at\n".into(), "s:1: found no summary, expected the first line of a summary"),
        (
            good.replacen("\"version\":1", "\"version\":2", 1),
            "s:1: found version 2, expected version 1",
        ),
        (good.replace("{\"end\":true}\n", ""), "the end of the file, expected a last line"),
        (good.clone() + "{}\n", "something after the end, expected nothing"),
        (
            good.replacen("due.met", "due.kept", 1),
            "found an unknown count, expected a count of this version",
        ),
        (
            good.replacen("\"due.met\":1", "\"due.met\":-1", 1),
            "found a count that is none, or too large",
        ),
        (
            good.replacen("\"due.met\":1", "\"due.met\":9007199254740992", 1),
            "found a count that is none, or too large",
        ),
        (
            good.replacen("\"due.met\":1", "\"due.met\":0", 1),
            "found a count that is none, or too large",
        ),
        (
            good.replacen("\"keys\":[\"agency\",\"day\"]", "\"keys\":[\"day\"]", 1),
            "found an unknown section",
        ),
        (good.replacen("\"accepted\":7", "\"accepted\":6", 1), "found rows that do not add up"),
    ];
    for (text, expected) in wrong {
        assert!(text != good, "{expected}");
        let problem = read(&text).unwrap_err();
        assert!(problem.contains(expected), "{problem} / {expected}");
    }
    // Cut anywhere at a line's end, it is no summary.
    for (end, _) in good.match_indices('\n').take(good.lines().count() - 1) {
        assert!(read(&good[..=end]).is_err());
    }
}

#[test]
fn rows_of_a_section_are_the_same_after_a_round_trip() {
    let one = summary(&[data("lapor-2015")], lapor_core::day(2015, 9, 30));
    let again = file::read(&bytes(&one)[..], "again").unwrap();
    assert_eq!(bytes(&one), bytes(&again));
    let section = one.sections().next().unwrap().clone();
    let total = |summary: &Summary| -> u64 {
        let rows = summary.rows(&section).flat_map(|(_, counts)| counts.iter());
        rows.filter(|(slot, _)| matches!(slot, Slot::Due(_))).map(|(_, count)| count).sum()
    };
    // 117 reports of three stages each, and the stays with the agencies in two figures.
    assert_eq!(total(&one), total(&again));
    assert!(3 * 117 <= total(&one));
}

/// A table in memory gives the counts of the same table in a file, text or typed, in one record batch or in many.
#[test]
fn record_batches_give_the_summary_of_the_file() {
    let folder = data("lapor-2015");
    let mapping = MappingRef::Shipped("lapor-2015".into());
    let mut reader = csv::Reader::from_path(folder.join("reports.csv")).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let batch = |rows: &[csv::StringRecord], is_typed: bool| -> RecordBatch {
        let columns: Vec<(Field, Box<dyn Array>)> = header
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let cells =
                    || rows.iter().map(move |row| row.get(at).filter(|cell| !cell.is_empty()));
                let array: Box<dyn Array> = match name.as_str() {
                    // An identity as a number, a time as microseconds on the source's clock, a text with offsets.
                    "id" if is_typed => Box::new(PrimitiveArray::<i64>::from_iter(
                        cells().map(|cell| cell.map(|cell| cell.parse().unwrap())),
                    )),
                    name if is_typed && name.starts_with("Tanggal") => {
                        let micros = cells().map(|cell| {
                            let time =
                                chrono::NaiveDateTime::parse_from_str(cell?, "%d/%m/%Y %H:%M:%S");
                            Some(time.unwrap().and_utc().timestamp_micros())
                        });
                        let kind = ArrowDataType::Timestamp(TimeUnit::Microsecond, None);
                        Box::new(PrimitiveArray::<i64>::from_iter(micros).to(kind))
                    }
                    _ if is_typed => Box::new(Utf8Array::<i64>::from_iter(cells())),
                    _ => Box::new(Utf8ViewArray::arr_from_iter(cells())),
                };
                (Field::new(name.as_str().into(), array.dtype().clone(), true), array)
            })
            .collect();
        let schema = columns.iter().map(|(field, _)| (field.name.clone(), field.clone())).collect();
        let arrays = columns.into_iter().map(|(_, array)| array).collect();
        RecordBatch::try_new(rows.len(), Arc::new(schema), arrays).unwrap()
    };
    let as_of = lapor_core::day(2015, 9, 30);
    let whole = summary(std::slice::from_ref(&folder), as_of);
    let mut expected = Vec::new();
    for is_typed in [false, true] {
        for size in [rows.len(), 40, 7] {
            let batches = rows.chunks(size).map(|rows| batch(rows, is_typed)).collect();
            let records = Records::new("reports", batches).unwrap();
            let mut batches = Batches::of(vec![records], &mapping).unwrap().unwrap().with_names();
            let rules = Rules::load_for(None, None, batches.fixed(), &[]).unwrap();
            let collector = Collector::whole(&rules, as_of).unwrap();
            let mut header = Header::new(&rules, as_of);
            header.sources = whole.header.sources.clone();
            expected.push(bytes(&collector.collect_batches(&mut batches, header).unwrap()));
        }
    }
    for found in &expected {
        assert_eq!(found, &bytes(&whole));
    }
}

#[test]
fn record_batches_of_other_columns_are_refused() {
    let batch = |name: &str| {
        let array: Box<dyn Array> = Box::new(Utf8ViewArray::from_slice([Some("1")]));
        let field = Field::new(name.into(), ArrowDataType::Utf8View, true);
        let schema = std::iter::once((field.name.clone(), field)).collect();
        RecordBatch::try_new(1, Arc::new(schema), vec![array]).unwrap()
    };
    let refused = |batches| Records::new("reports", batches).unwrap_err().to_string();
    assert_eq!(refused(Vec::new()), "reports: found no record batch, expected at least one");
    assert_eq!(
        refused(vec![batch("id"), batch("nr")]),
        "reports: found other columns in record batch 2, expected those of the first: id"
    );
    // A mapping that asks for more columns says which, as for a file.
    let records = Records::new("reports", vec![batch("id")]).unwrap();
    assert_eq!(
        format!("{records:?}"),
        "Records { columns: 1, batches: 1, .. }",
        "no cell is shown"
    );
    let mapping = MappingRef::Shipped("lapor-2015".into());
    let mut batches = Batches::of(vec![records], &mapping).unwrap().unwrap();
    let problem = batches.survey().unwrap_err().to_string();
    assert!(
        problem.starts_with("reports has no column ") && problem.contains("it has 'id'"),
        "{problem}"
    );
}

/// A file that was changed anywhere is read as what it now says, or refused by a line of it; it never ends the process.
#[test]
fn a_changed_summary_is_read_or_refused_by_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let three = fs::read_to_string(data("lapor-2015").join("reports.csv")).unwrap();
    let three: String = three.split_inclusive('\n').take(4).collect();
    fs::write(folder.path().join("reports.csv"), three).unwrap();
    fs::copy(data("lapor-2015").join("lapor.toml"), folder.path().join("lapor.toml")).unwrap();
    let whole = bytes(&summary(&[folder.path().to_owned()], lapor_core::day(2015, 9, 30)));
    let lines: Vec<&[u8]> = whole.split_inclusive(|&byte| byte == b'\n').collect();
    let words: [&[u8]; 14] = [
        b"\"\"",
        b"-1",
        b"1e9",
        b"9007199254740993",
        b"18446744073709551616",
        b"null",
        b"[]",
        b"{}",
        b"\"2015-13-01\"",
        b"\"due.met\"",
        b"\"day.4294967296.event\"",
        b",",
        b"]",
        b"\xff",
    ];
    let mut random = fastrand::Rng::with_seed(11);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..400 {
        let mut changed: Vec<Vec<u8>> = lines.iter().map(|line| line.to_vec()).collect();
        for _ in 0..random.usize(0..3) {
            let at = random.usize(..changed.len());
            let line = &mut changed[at];
            // A line of which everything was taken gets a byte again.
            if line.is_empty() {
                line.push(b' ');
            }
            let place = random.usize(..line.len());
            match random.u8(..6) {
                0 => line[place] = random.u8(..),
                1 => drop(line.drain(place..)),
                2 => drop(
                    line.splice(place..place, words[random.usize(..words.len())].iter().copied()),
                ),
                3 => {
                    let end = (place + random.usize(1..12)).min(line.len());
                    drop(
                        line.splice(place..end, words[random.usize(..words.len())].iter().copied()),
                    );
                }
                4 => drop(changed.remove(at)),
                _ => {
                    let twice = changed[at].clone();
                    changed.insert(at, twice);
                }
            }
            if changed.is_empty() {
                changed.push(b"\n".to_vec());
            }
        }
        let text = changed.concat();
        let last = 2 + text.iter().filter(|&&byte| byte == b'\n').count() as u64;
        match file::read(&text[..], "changed") {
            Ok(summary) => {
                read += 1;
                // What was read is written and read again as the same.
                let again = bytes(&summary);
                assert_eq!(bytes(&file::read(&again[..], "again").unwrap()), again);
            }
            Err(Error::NoSummary { line, problem, .. }) => {
                refused += 1;
                assert!(
                    0 < line && line <= last && !problem.is_empty(),
                    "{line} of {last}: {problem}"
                );
            }
            Err(Error::Io { .. }) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(0 < read && 0 < refused, "{read} {refused}");
}
