//! One table in every format gives one dataset, and a dataset's own tables give it again.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use lapor_core::EventKind;
use lapor_stats::dataset::Dataset;
use lapor_stats::export::{canonical_mapping, canonical_tables};
use lapor_stats::ingest::{MappingRef, Options, ingest};
use lapor_stats::table::{Format, TableWriter, encode};
use polars::prelude::{Column, DataFrame, ParquetWriter};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};

const MAPPING: &str = r#"
layout = "wide"
zone = "Asia/Jakarta"
blank = ["NULL"]
[time]
formats = ["%d/%m/%Y %H:%M"]
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
"#;

const HEADER: [&str; 6] = ["id", "category", "office", "in", "sent", "answered"];

/// Day first, with a blank of each kind.
const ROWS: [[&str; 6]; 4] = [
    [
        "101",
        "Jalan \"rusak\"",
        "Dinas A",
        "06/03/2015 08:05",
        "09/03/2015 10:00",
        "13/03/2015 16:30",
    ],
    ["102", "Sampah, got", "Dinas B", "07/03/2015 23:59", "11/03/2015 00:00", ""],
    ["103", "Listrik\nmati", "Dinas A", "08/03/2015 12:00", "NULL", ""],
    ["104", "Sampah, got", "Dinas B", "09/03/2015 07:30", "10/03/2015 09:15", "20/03/2015 09:15"],
];

fn read(path: &Path) -> Dataset {
    let mapping = path.with_file_name("lapor.toml");
    let options = Options { texts: false, as_of: None };
    ingest(&[path.to_owned()], Some(&MappingRef::File(mapping)), options).unwrap()
}

/// All that was read, but for the names of files and where things stand in them.
fn shown(data: &Dataset) -> String {
    format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}",
        data.reports, data.events, data.offsets, data.agencies, data.claims, data.quality.rejects
    )
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lapor.toml"), MAPPING).unwrap();
    folder
}

fn csv(delimiter: char) -> String {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line =
        |row: &[&str; 6]| row.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string());
    let rows = ROWS.iter().map(line);
    std::iter::once(line(&HEADER)).chain(rows).map(|row| row + "\r\n").collect()
}

fn records() -> Vec<serde_json::Value> {
    let record = |row: &[&str; 6]| {
        // A producer of JSON leaves out what it does not have.
        let fields = HEADER.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        fields
            .map(|(name, cell)| ((*name).to_owned(), (*cell).into()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    ROWS.iter().map(record).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[test]
fn a_table_in_every_format_is_one_dataset() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.csv"), csv(',')).unwrap();
    let expected = read(&at("a.csv"));
    assert_eq!(expected.reports.len(), 4);
    let mut files: Vec<(&str, Vec<u8>)> =
        vec![("semicolons.csv", csv(';').into_bytes()), ("tabs.txt", csv('\t').into_bytes())];
    let lines: String = records().iter().map(|record| format!("  {record}  \n\n")).collect();
    files.push(("lines.txt", lines.into_bytes()));
    files.push(("list.txt", serde_json::to_vec_pretty(&records()).unwrap()));
    let nested = serde_json::json!({ "data": { "rows": records() } });
    files.push(("nested.json", serde_json::to_vec(&nested).unwrap()));
    let element = |(name, cell): (&&str, &&str)| format!("<{name}>{}</{name}>", escaped(cell));
    let rows = ROWS.iter().map(|row| {
        format!("<row>{}</row>\n", HEADER.iter().zip(row).map(element).collect::<String>())
    });
    files.push((
        "rows.xml",
        format!("<?xml version=\"1.0\"?>\n<rows>{}</rows>", rows.collect::<String>()).into_bytes(),
    ));
    for (name, bytes) in files {
        fs::write(at(name), bytes).unwrap();
        assert_eq!(shown(&read(&at(name))), shown(&expected), "{name}");
    }
}

#[test]
fn a_workbook_with_dates_of_its_own_is_the_same_dataset() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.csv"), csv(',')).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let dated = CellFormat::new().set_num_format("d mmm yyyy hh:mm");
    for (column, name) in HEADER.iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    for (row, cells) in ROWS.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            if column == 0 {
                sheet.write(row, column, cell.parse::<f64>().unwrap()).unwrap();
            } else if 2 < column && cell.len() == 16 {
                let part = |range: std::ops::Range<usize>| cell[range].parse::<u16>().unwrap();
                let date = ExcelDateTime::from_ymd(part(6..10), part(3..5) as u8, part(0..2) as u8)
                    .unwrap()
                    .and_hms(part(11..13), part(14..16) as u8, 0.0)
                    .unwrap();
                sheet.write_with_format(row, column, &date, &dated).unwrap();
            } else if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save(at("a.xlsx")).unwrap();
    assert_eq!(shown(&read(&at("a.xlsx"))), shown(&read(&at("a.csv"))));
}

#[test]
fn parquet_is_the_same_dataset_whatever_its_row_groups() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.csv"), csv(',')).unwrap();
    let column = |place: usize| -> Vec<Option<&str>> {
        ROWS.iter().map(|row| Some(row[place]).filter(|cell| !cell.is_empty())).collect()
    };
    let ids: Vec<i64> = ROWS.iter().map(|row| row[0].parse().unwrap()).collect();
    let mut columns = vec![Column::new("id".into(), ids)];
    columns.extend((1..6).map(|place| Column::new(HEADER[place].into(), column(place))));
    let mut frame = DataFrame::new(4, columns).unwrap();
    for (name, rows) in [("one.parquet", 4), ("three.parquet", 3), ("single.parquet", 1)] {
        let file = File::create(at(name)).unwrap();
        ParquetWriter::new(file).with_row_group_size(Some(rows)).finish(&mut frame).unwrap();
        assert_eq!(shown(&read(&at(name))), shown(&read(&at("a.csv"))), "{name}");
    }
    // Packed, it is read from a copy.
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&fs::read(at("one.parquet")).unwrap()).unwrap();
    fs::write(at("a.gz"), packed.finish().unwrap()).unwrap();
    assert_eq!(shown(&read(&at("a.gz"))), shown(&read(&at("a.csv"))));
    // Cut short or damaged it is an error with the file's name, and no crash.
    let whole = fs::read(at("three.parquet")).unwrap();
    for cut in [0, 4, 8, 200, whole.len() - 1] {
        let mut bytes = whole[..cut].to_vec();
        if cut == 200 {
            bytes.extend(&whole[whole.len() - 300..]);
        }
        fs::write(at("cut.parquet"), bytes).unwrap();
        let mapping = MappingRef::File(at("lapor.toml"));
        let options = Options { texts: false, as_of: None };
        let error = ingest(&[at("cut.parquet")], Some(&mapping), options).unwrap_err();
        assert!(error.to_string().contains("cut.parquet"), "{error}");
    }
}

#[test]
fn a_log_in_xes_is_the_log_in_csv() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mapping = r#"
layout = "events"
zone = "Asia/Jakarta"
[report]
channel = "case:channel"
[milestone.submitted]
column = "case:start"
[event]
report_id = "case:concept:name"
at = "time:timestamp"
kind = { column = "concept:name", values = { "Send" = "dispositioned", "Answer" = "followed_up" }, other = "blank" }
agency = "org:group"
[claim]
due = "case:deadline"
stage = "FollowUp"
"#;
    fs::write(at("lapor.toml"), mapping).unwrap();
    let csv = "case:concept:name,case:channel,case:start,case:deadline,concept:name,time:timestamp,org:group\n\
        A,web,2015-03-06T08:00:00+07:00,2015-03-20,Send,2015-03-09T10:00:00+07:00,x\n\
        A,web,2015-03-06T08:00:00+07:00,2015-03-20,Look,2015-03-09T11:00:00+07:00,x\n\
        A,web,2015-03-06T08:00:00+07:00,2015-03-20,Answer,2015-03-13T10:00:00+08:00,y\n";
    fs::write(at("a.csv"), csv).unwrap();
    let xes = r#"<?xml version="1.0"?>
<log xes.version="1849-2016"><global scope="trace"><string key="concept:name" value="none"/></global>
<trace><string key="concept:name" value="A"/><string key="channel" value="web"/>
<date key="start" value="2015-03-06T08:00:00+07:00"/><date key="deadline" value="2015-03-20"/>
<event><string key="concept:name" value="Send"/><date key="time:timestamp" value="2015-03-09T10:00:00+07:00"/><string key="org:group" value="x"/></event>
<event><string key="concept:name" value="Look"/><date key="time:timestamp" value="2015-03-09T11:00:00+07:00"/><string key="org:group" value="x"/></event>
<event><string key="concept:name" value="Answer"/><date key="time:timestamp" value="2015-03-13T10:00:00+08:00"/><string key="org:group" value="y"/></event>
</trace></log>"#;
    fs::write(at("a.xes"), xes).unwrap();
    let data = read(&at("a.xes"));
    assert_eq!(shown(&data), shown(&read(&at("a.csv"))));
    let kinds: Vec<EventKind> = data.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Submitted, EventKind::Dispositioned, EventKind::FollowedUp]);
    assert_eq!(data.reports.channel.word(0), Some("web"));
    assert!(data.claims.due.as_ref().unwrap()[0].is_some());
}

#[test]
fn notes_of_a_service_request_are_events_beside_it_in_json_and_in_xml() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let json = r#"[{"service_request_id": "7", "status": "closed", "service_name": "Pothole", "agency_responsible": "Roads",
        "requested_datetime": "2015-03-06T08:00:00+07:00", "updated_datetime": "2015-03-13T08:00:00+07:00",
        "expected_datetime": null,
        "notes": [{"datetime": "2015-03-09T09:00:00+07:00", "type": "activity", "description": "x"},
                  {"datetime": "2015-03-06T08:00:00+07:00", "type": "opened", "description": "y"}]},
       {"service_request_id": "8", "status": "open", "service_name": "Pothole", "agency_responsible": "Roads",
        "requested_datetime": "2015-03-07T08:00:00+07:00", "updated_datetime": "2015-03-14T08:00:00+07:00"}]"#;
    let xml = r#"<service_requests><request><service_request_id>7</service_request_id><status>closed</status>
        <service_name>Pothole</service_name><agency_responsible>Roads</agency_responsible>
        <requested_datetime>2015-03-06T08:00:00+07:00</requested_datetime>
        <updated_datetime>2015-03-13T08:00:00+07:00</updated_datetime><expected_datetime/>
        <notes><note><datetime>2015-03-09T09:00:00+07:00</datetime><type>activity</type></note>
        <note><datetime>2015-03-06T08:00:00+07:00</datetime><type>opened</type></note></notes></request>
        <request><service_request_id>8</service_request_id><status>open</status><service_name>Pothole</service_name>
        <agency_responsible>Roads</agency_responsible><requested_datetime>2015-03-07T08:00:00+07:00</requested_datetime>
        <updated_datetime>2015-03-14T08:00:00+07:00</updated_datetime></request></service_requests>"#;
    fs::write(at("a.json"), json).unwrap();
    fs::write(at("a.xml"), xml).unwrap();
    let read = |name: &str| {
        let options = Options { texts: false, as_of: None };
        ingest(&[at(name)], Some(&"open311".parse::<MappingRef>().unwrap()), options).unwrap()
    };
    let data = read("a.json");
    assert_eq!(shown(&data), shown(&read("a.xml")));
    let kinds = |report: usize| -> Vec<EventKind> {
        let events = &data.events[data.offsets[report]..data.offsets[report + 1]];
        events.iter().map(|event| event.kind).collect()
    };
    use EventKind::{Acknowledged, Dispositioned, FollowedUp, Submitted};
    assert_eq!(kinds(0), [Submitted, Dispositioned, FollowedUp, Acknowledged]);
    // Of an open request the last update is no answer.
    assert_eq!(kinds(1), [Submitted, Dispositioned]);
    assert!(!data.unrecorded.contains(Acknowledged));
}

/// Writes the canonical tables of a dataset, as `ingest -o` does.
fn write(data: &Dataset, folder: &Path, format: Format, ending: &str) -> Vec<(PathBuf, Vec<u8>)> {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("lapor.toml"), canonical_mapping(data)).unwrap();
    for (name, table) in canonical_tables(data) {
        let file = File::create(folder.join(format!("{name}.{ending}"))).unwrap();
        let mut writer = TableWriter::new(format, file, &table).unwrap();
        writer.write(encode(format, &table).unwrap()).unwrap();
        writer.finish().unwrap();
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

#[test]
fn reading_and_writing_ones_own_tables_changes_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let options = Options { texts: false, as_of: None };
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../data");
    for source in ["sample", "lapor-2015", "boston-311"] {
        let first = ingest(&[PathBuf::from(data).join(source)], None, options).unwrap();
        for (format, ending) in
            [(Format::Csv, "csv"), (Format::Ndjson, "ndjson"), (Format::Parquet, "parquet")]
        {
            let (one, two) = (
                scratch.path().join(format!("{source}1{ending}")),
                scratch.path().join(format!("{source}2{ending}")),
            );
            let written = write(&first, &one, format, ending);
            let again = ingest(std::slice::from_ref(&one), None, options).unwrap();
            assert_eq!(again.quality.total().rejected, 0, "{source} {ending}");
            assert_eq!(again.unrecorded, first.unrecorded, "{source} {ending}");
            assert_eq!(again.reports.class, first.reports.class, "{source} {ending}");
            assert_eq!(again.events.len(), first.events.len(), "{source} {ending}");
            let rewritten = write(&again, &two, format, ending);
            for ((path, bytes), (_, other)) in written.iter().zip(&rewritten) {
                assert_eq!(bytes, other, "{}", path.display());
            }
            assert_eq!(written.len(), rewritten.len());
        }
    }
}
