//! Tests of ingest over whole files: rejects, anomalies, counts that reconcile, and orders that do not matter.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use lapor_core::{Event, EventKind, KindSet, Party, ReportIndex, Value, When, Zone, day};
use proptest::prelude::*;

use super::input::Origin;
use super::mapping::{Mapping, MappingRef};
use super::*;
use crate::dataset::{Reject, Visibility};

const TEXTS: Options = Options { texts: true, as_of: None };
const PLAIN: Options = Options { texts: false, as_of: None };

const WIDE: &str = r#"
layout = "wide"
zone = "Asia/Jakarta"
[report]
report_id = "id"
category = "cat"
[milestone.submitted]
column = "in"
[milestone.dispositioned]
column = "sent"
agency = "office"
[milestone.closed]
column = "out"
"#;

/// Reads files given as names and bytes, in blocks of `block` bytes.
fn read_in(
    mapping: &str,
    files: &[(&str, &[u8])],
    options: Options,
    block: usize,
) -> Result<Dataset, Error> {
    let folder = tempfile::tempdir().unwrap();
    let mapping = if mapping.is_empty() {
        Mapping::canonical()
    } else {
        Mapping::parse("lapor.toml", mapping).unwrap()
    };
    let mut inputs = Vec::new();
    for &(name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        inputs.push(Input { name: name.into(), origin: Origin::File(path) });
    }
    inputs.sort_by(|left, right| left.name.cmp(&right.name));
    // Half of the tests keep the texts in memory, the others in a file.
    let spool = block.is_power_of_two().then_some(folder.path());
    read(&inputs, &mapping, options, spool, block)
}

fn wide(csv: &str) -> Dataset {
    read_in(WIDE, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap()
}

fn canonical(files: &[(&str, &str)]) -> Dataset {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|&(name, text)| (name, text.as_bytes())).collect();
    read_in("", &files, TEXTS, 1 << 20).unwrap()
}

fn ids(data: &Dataset) -> Vec<&str> {
    data.reports.id.iter().collect()
}

fn events(data: &Dataset, report: usize) -> &[Event] {
    &data.events[data.offsets[report]..data.offsets[report + 1]]
}

fn kinds(data: &Dataset, report: usize) -> Vec<(EventKind, bool)> {
    events(data, report).iter().map(|event| (event.kind, event.at != When::UNKNOWN)).collect()
}

fn line(reject: &Reject) -> String {
    let Reject { file, line, column, found, expected, rule } = reject;
    format!("{file}:{line} {column} [{rule}] found {found}, expected {expected}\n")
}

fn check_rejects(data: &Dataset, expected: Expect) {
    let text: String = data.quality.rejects.iter().map(line).collect();
    expected.assert_eq(&text);
    reconcile(data);
}

fn reconcile(data: &Dataset) {
    for count in &data.quality.files {
        assert_eq!(count.read, count.accepted + count.rejected, "{}", count.file);
        let listed = data.quality.rejects.iter().filter(|reject| reject.file == count.file).count();
        assert_eq!(count.rejected, listed as u64, "{}", count.file);
    }
    assert_eq!(data.offsets.len(), data.reports.len() + 1);
    assert_eq!(data.offsets.last(), Some(&data.events.len()));
    assert_eq!(data.reports.visibility.len(), data.reports.len());
}

fn anomalies(data: &Dataset) -> Vec<(&str, u64)> {
    data.quality.anomalies.iter().map(|(&name, &count)| (name, count)).collect()
}

/// A dataset as one text, without the places of rejects, which depend on the order of rows.
fn picture(data: &Dataset) -> String {
    let Dataset {
        reports,
        events,
        offsets,
        agencies,
        categories,
        attachments,
        claims,
        quality,
        latest,
        ..
    } = data;
    let counts = quality.total();
    let texts = data.texts_of(0..reports.len()).unwrap();
    format!(
        "{reports:?}{events:?}{offsets:?}{agencies:?}{categories:?}{texts:?}{attachments:?}{claims:?}{:?}{counts:?}{latest:?}",
        quality.anomalies
    )
}

#[test]
fn a_wide_row_becomes_events_in_the_order_of_its_way() {
    let data = wide(
        "id,cat,in,sent,office,out\nB,x,2015-03-06 10:00:00,2015-03-09,Dinas Contoh,\nA,y,2015-03-05,,,\n",
    );
    assert_eq!(ids(&data), ["A", "B"]);
    assert_eq!(kinds(&data, 0), [(EventKind::Submitted, true)]);
    let [submitted, dispositioned] = events(&data, 1) else { panic!("{:?}", events(&data, 1)) };
    assert_eq!(submitted.at.day(Zone::WIB), Some(day(2015, 3, 6)));
    assert_eq!(dispositioned.at, When::on(day(2015, 3, 9)));
    assert_eq!(
        dispositioned.to_agency.map(|id| data.agencies[id.index()].name.as_str()),
        Some("Dinas Contoh")
    );
    assert_eq!(dispositioned.agency, None);
    assert_eq!(data.reports.category.word(1), Some("x"));
    assert_eq!(data.latest, Some((day(2015, 3, 9), Some(day(2015, 3, 6)))));
    assert!(data.unrecorded.contains(EventKind::FollowedUp));
    assert!(!data.unrecorded.contains(EventKind::Closed));
}

#[test]
fn every_wrong_row_is_a_reject_with_its_place() {
    let csv = "id,cat,in,sent,office,out\n\
        1,x,2015-03-06,,,\n\
        2,x,2015-03-06\n\
        3,x,2015-03-06,,,,\n\
        ,x,2015-03-06,,,\n\
        5,x,31/02/2015,,,\n\
        6,x,2015-03-06,Sarinem,,\n\
        7,x,2015-03-06,,,2015-03-06T25:00:00\n";
    let data = wide(csv);
    assert_eq!(ids(&data), ["1"]);
    check_rejects(
        &data,
        expect![[r#"
        a.csv:3  [too_few_cells] found 3 cells, expected 6 cells, as the header has
        a.csv:4  [too_many_cells] found 7 cells, expected 6 cells, as the header has
        a.csv:5 id [missing_id] found , expected an id
        a.csv:6 in [bad_time] found 31/02/2015, expected a time as 'iso'
        a.csv:7 sent [bad_time] found <7 characters>, expected a time as 'iso'
        a.csv:8 out [bad_time] found 2015-03-06T25:00:00, expected a time as 'iso'
    "#]],
    );
}

#[test]
fn bytes_that_are_no_utf8_reject_their_row_and_no_other() {
    let csv = b"id,cat,in,sent,office,out\n1,\xE9,2015-03-06,,,\n2,\xC3\xA9,2015-03-06,,,\n\"3\",\"a \"\"b\"\"\",2015-03-06,,,\n";
    let data = read_in(WIDE, &[("a.csv", csv)], PLAIN, 1 << 20).unwrap();
    assert_eq!(ids(&data), ["2", "3"]);
    assert_eq!(data.reports.category.words, ["a \"b\"", "é"]);
    assert_eq!(anomalies(&data), [("not_utf8", 1)]);
    check_rejects(
        &data,
        expect![[r#"
        a.csv:2 cat [not_utf8] found <17 bytes>, expected text in UTF-8
    "#]],
    );
}

#[test]
fn exact_copies_and_conflicts_are_told_apart() {
    let csv = "id,cat,in,sent,office,out\n\
        1,x,2015-03-06,,,\n\
        2,x,2015-03-06,,,\n\
        1,x,2015-03-06,,,\n\
        1,y,2015-03-06,,,\n\
        \"1\",\"y\",2015-03-06,,,\n";
    let data = wide(csv);
    assert_eq!(ids(&data), ["1", "2"]);
    assert_eq!(data.reports.category.words, ["x"], "the word of a rejected row is no word");
    assert_eq!(anomalies(&data), [("conflicting_duplicate", 1), ("exact_duplicate", 2)]);
    check_rejects(
        &data,
        expect![[r#"
        a.csv:4 id [exact_duplicate] found 1, expected each row once; this one is that of a.csv:2 again
        a.csv:5 id [conflicting_duplicate] found 1, expected each id once; it stands in a.csv:2 with other cells
        a.csv:6 id [exact_duplicate] found 1, expected each row once; this one is that of a.csv:5 again
    "#]],
    );
}

#[test]
fn gaps_and_folds_of_a_zone_are_named() {
    let mapping = WIDE.replace("Asia/Jakarta", "America/New_York");
    let csv = "id,cat,in,sent,office,out\n1,x,2011-03-13 02:30:00,,,\n2,x,2011-11-06 01:30:00,,,\n3,x,2011-11-06 01:30:00-05:00,,,\n";
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    assert_eq!(ids(&data), ["3"]);
    assert_eq!(data.fixed.zone, Some(Zone::new(-300).unwrap()));
    assert_eq!(anomalies(&data), [("mixed_zones", 1), ("time_fold", 1), ("time_gap", 1)]);
    check_rejects(
        &data,
        expect![[r#"
        a.csv:2 in [time_gap] found 2011-03-13 02:30:00, expected a local time that exists; the clocks were put forward over it
        a.csv:3 in [time_fold] found 2011-11-06 01:30:00, expected a local time that exists once, or its offset; the clocks were put back over it
    "#]],
    );
}

#[test]
fn oddities_that_are_kept_are_counted() {
    let csv = "id,cat,in,sent,office,out\n\
        1,=cmd(),2015-03-06 10:00:00,2015-03-06,,2015-03-06 09:59:59\n\
        2,\"a\nb\",2015-03-06,2015-03-05,,\n\
        3,-5,,2015-03-06,,\n\
        4,x,2015-03-07,,,\n\
        5,x,2019-01-01,,,\n";
    let data = wide(csv);
    assert_eq!(data.reports.len(), 5);
    assert_eq!(
        anomalies(&data),
        [
            ("closed_before_submitted", 2),
            ("formula_cell", 1),
            ("future_date", 1),
            ("no_submission", 1),
            ("quoted_newline", 1)
        ]
    );
    assert_eq!(data.latest, Some((day(2019, 1, 1), Some(day(2015, 3, 7)))));
    reconcile(&data);
}

#[test]
fn future_dates_are_those_after_the_day_of_the_question() {
    let csv = "id,cat,in,sent,office,out\n1,x,2015-03-06,2015-03-07,,2015-03-08\n";
    let count = |as_of| {
        let options = Options { texts: false, as_of };
        let data = read_in(WIDE, &[("a.csv", csv.as_bytes())], options, 1 << 20).unwrap();
        data.quality.anomalies.get(anomaly::FUTURE_DATE).copied()
    };
    assert_eq!(count(None), None);
    assert_eq!(count(Some(day(2015, 3, 6))), Some(2));
    assert_eq!(count(Some(day(2015, 3, 8))), None);
}

#[test]
fn r10_a_blank_is_unknown_where_a_later_milestone_is_there() {
    let csv =
        "id,cat,in,sent,office,out\n1,x,2015-03-06,,,2015-03-20\n2,x,2015-03-06,,,\n3,x,,,,\n";
    let data = wide(csv);
    let (submitted, sent, closed) =
        (EventKind::Submitted, EventKind::Dispositioned, EventKind::Closed);
    assert_eq!(kinds(&data, 0), [(submitted, true), (sent, false), (closed, true)]);
    assert_eq!(kinds(&data, 1), [(submitted, true)]);
    assert_eq!(kinds(&data, 2), []);
    for (blank, expected) in
        [("not_happened", vec![(submitted, true), (closed, true)]), ("unknown", kinds(&data, 0))]
    {
        let mapping = WIDE.replace("agency = \"office\"", &format!("blank = \"{blank}\""));
        let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
        assert_eq!(kinds(&data, 0), expected, "{blank}");
    }
}

#[test]
fn r10_a_last_activity_proves_no_earlier_step() {
    let mapping = format!("{WIDE}[milestone.last_activity]\ncolumn = \"last\"\n");
    let csv = "id,cat,in,sent,office,out,last\n1,x,2015-03-06,,,,2015-03-06\n2,x,2015-03-06,,,2015-03-07,\n";
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    assert_eq!(kinds(&data, 0), [(EventKind::Submitted, true), (EventKind::LastActivity, true)]);
    assert!(kinds(&data, 1).contains(&(EventKind::LastActivity, false)));
}

#[test]
fn r10_one_end_says_nothing_of_another() {
    let mapping = format!("{WIDE}[milestone.archived]\ncolumn = \"filed\"\n");
    let csv = "id,cat,in,sent,office,out,filed\n1,x,2015-03-06,2015-03-07,,2015-03-20,\n";
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    let (submitted, sent, closed) =
        (EventKind::Submitted, EventKind::Dispositioned, EventKind::Closed);
    assert_eq!(kinds(&data, 0), [(submitted, true), (sent, true), (closed, true)]);
}

#[test]
fn a_row_that_is_refused_for_its_second_agency_leaves_nothing_of_the_first() {
    let mapping = format!(
        "{WIDE}agency = {{ column = \"by\", values = {{ X = \"D1\" }}, other = \"reject\" }}\n"
    );
    let csv = "id,cat,in,sent,office,out,by\n\
        1,x,2015-03-06,2015-03-07,A,2015-03-08,Y\n2,x,2015-03-06,2015-03-07,B,2015-03-08,X\n";
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    let name = |id: Option<lapor_core::AgencyId>| data.agencies[id.unwrap().index()].id.clone();
    assert_eq!(name(events(&data, 0)[1].to_agency), "B");
    assert_eq!(name(events(&data, 0)[2].agency), "D1");
    assert_eq!(data.quality.rejects[0].rule, "unknown_value");
}

#[test]
fn a_column_that_people_wrote_is_masked_whatever_else_it_is_mapped_to() {
    let mapping = WIDE.replace(
        "category = \"cat\"",
        "title = \"cat\"\nchannel = { column = \"cat\", values = { web = \"web\" }, other = \"reject\" }",
    );
    let csv = "id,cat,in,sent,office,out\n1,web,2015-03-06,,,\n2,Sarinem,2015-03-06,,,\n";
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    check_rejects(
        &data,
        expect![[r#"
        a.csv:3 cat [unknown_value] found <7 characters>, expected one of web
    "#]],
    );
}

#[test]
fn code_values_are_kept_blanked_or_rejected() {
    let mapping = |other: &str| {
        WIDE.replace("category = \"cat\"", &format!(r#"category = {{ column = "cat", values = {{ "J" = "jalan", "?" = "" }}, other = "{other}" }}"#))
    };
    let csv = "id,cat,in,sent,office,out\n1,J,2015-03-06,,,\n2,?,2015-03-06,,,\n3,air,2015-03-06,,,\n4,,2015-03-06,,,\n";
    let words = |other: &str| {
        let data = read_in(&mapping(other), &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
        reconcile(&data);
        (0..data.reports.len())
            .map(|row| data.reports.category.word(row).unwrap_or("-").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(words("keep"), ["jalan", "-", "air", "-"]);
    assert_eq!(words("blank"), ["jalan", "-", "-", "-"]);
    assert_eq!(words("reject"), ["jalan", "-", "-"]);
    let data = read_in(&mapping("reject"), &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    check_rejects(
        &data,
        expect![[r#"
        a.csv:4 cat [unknown_value] found air, expected one of ?, J
    "#]],
    );
}

#[test]
fn a_rejected_row_leaves_nothing_behind() {
    let mapping = format!(
        "{WIDE}value = \"note\"\n[claim]\nclosed = \"out\"\nverdict = {{ column = \"ok\", values = {{ Y = true, N = false }} }}\nstage = \"Closure\"\n"
    )
    .replace("[milestone.closed]", "[milestone.merged]");
    let csv = "id,cat,in,sent,office,out,note,ok\n\
        1,x,2015-03-06,2015-03-07,A,2015-03-08,3,Y\n\
        2,y,2015-03-06,2015-03-07,B,2015-03-08,1,?\n\
        3,z,2015-03-06,2015-03-07,C,,,N\n\
        4,z,2015-03-06,2015-03-07,C,2015-03-09,99,\n";
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, 1 << 20).unwrap();
    assert_eq!(ids(&data), ["1", "3", "4"]);
    assert_eq!(data.reports.category.words, ["x", "z"]);
    assert_eq!(
        data.agencies.iter().map(|agency| agency.id.as_str()).collect::<Vec<_>>(),
        ["A", "C"]
    );
    assert_eq!(events(&data, 0)[2].value, Value::Report(ReportIndex(1)));
    assert_eq!(events(&data, 1).len(), 2);
    assert_eq!(events(&data, 2)[2].value, Value::None);
    assert_eq!(data.claims.verdict, Some(vec![Some(true), Some(false), None]));
    assert_eq!(
        data.claims.closed,
        Some(vec![Some(When::on(day(2015, 3, 8))), None, Some(When::on(day(2015, 3, 9)))])
    );
    assert_eq!(anomalies(&data), [("unknown_merge_target", 1)]);
    check_rejects(
        &data,
        expect![[r#"
        a.csv:3 ok [unknown_value] found ?, expected one of N, Y
    "#]],
    );
}

#[test]
fn agencies_have_the_id_and_the_name_of_their_row() {
    let mapping = format!("{WIDE}[agency]\nid = \"office_id\"\nname = \"office\"\n");
    let csv = "id,cat,in,sent,office,out,office_id\n\
        1,x,2015-03-06,2015-03-07,Dinas B,,7\n2,x,2015-03-06,2015-03-07,Dinas A,,7\n3,x,2015-03-06,2015-03-07,,,12\n";
    for block in [1, 1 << 20] {
        let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], PLAIN, block).unwrap();
        let named: Vec<_> =
            data.agencies.iter().map(|agency| (agency.id.as_str(), agency.name.as_str())).collect();
        assert_eq!(named, [("12", "12"), ("7", "Dinas A")]);
        assert_eq!(events(&data, 0)[1].to_agency.unwrap().index(), 1);
        assert!(data.quality.unknown_columns.is_empty());
    }
}

const REPORTS: &str = "report_id,class,category,visibility,title,body,reporter_name,extra\n\
    R-2,pengaduan,jalan,anonymous,Judul,Isi,Sarinem,1\nR-1,,,,,,,\n";
const EVENTS: &str = "report_id,at,kind,actor,agency,to_agency,reason,value,text,attachments\n\
    R-2,2015-03-06T10:00:00+07:00,submitted,reporter,,,,,,\n\
    R-2,2015-03-07,dispositioned,administrator,,K1,,,,\n\
    R-2,2015-03-09,followed_up,agency,D9,,,,Sudah kami tinjau,2\n\
    R-2,,reclassified,,,,,aspirasi,,\n\
    R-2,2015-03-08,extended,,,,alasan,14,,\n\
    R-2,2015-03-10,merged,,,,,R-1,,\n\
    R-1,2015-03-06,submitted,,,,,,,\n\
    R-3,2015-03-06,submitted,,,,,,,\n";
const AGENCIES: &str = "agency_id,parent_id,name,kind,zone,calendar,flags\n\
    K1,,Kementerian Contoh,ministry,,,\nD1,K1,Dinas Contoh,unit,WITA,bali,campaign\nD2,K7,Dinas Dua,,,,\n";
const CATEGORIES: &str = "category,group,sensitive\njalan,infrastruktur,false\nanak,sosial,\n";

#[test]
fn the_four_canonical_tables_fit_together() {
    let data = canonical(&[
        ("reports.csv", REPORTS),
        ("events.csv", EVENTS),
        ("agencies.csv", AGENCIES),
        ("categories.csv", CATEGORIES),
    ]);
    assert_eq!(ids(&data), ["R-1", "R-2", "R-3"]);
    assert_eq!(
        data.reports.visibility,
        [Visibility::Public, Visibility::Anonymous, Visibility::Public]
    );
    assert_eq!(data.reports.class.words, ["aspirasi", "pengaduan"]);
    assert_eq!(data.reports.class.word(1), Some("pengaduan"));
    let kinds: Vec<EventKind> = events(&data, 1).iter().map(|event| event.kind).collect();
    use EventKind::{Dispositioned, Extended, FollowedUp, Merged, Reclassified, Submitted};
    assert_eq!(kinds, [Reclassified, Submitted, Dispositioned, Extended, FollowedUp, Merged]);
    assert_eq!(events(&data, 1)[0].value, Value::Class(lapor_core::ClassId(0)));
    assert_eq!(events(&data, 1)[3].value, Value::Days(14));
    assert_eq!(events(&data, 1)[5].value, Value::Report(ReportIndex(0)));
    assert_eq!(events(&data, 1)[1].party, Some(Party::Reporter));
    let agencies: Vec<&str> = data.agencies.iter().map(|agency| agency.id.as_str()).collect();
    assert_eq!(agencies, ["D1", "D2", "D9", "K1", "K7"]);
    let first = &data.agencies[0];
    assert_eq!(first.parent.map(|parent| parent.index()), Some(3));
    assert_eq!(
        (first.zone, first.campaign, first.calendar.as_deref()),
        (Some(Zone::WITA), true, Some("bali"))
    );
    assert_eq!(data.categories["jalan"].group.as_deref(), Some("infrastruktur"));
    assert!(data.categories["anak"].sensitive && !data.categories["jalan"].sensitive);
    // The unlisted agency of the follow-up and the unlisted parent of D2; R-3 only in the events.
    assert_eq!(anomalies(&data), [("unknown_agency", 2), ("unlisted_report", 1)]);
    assert_eq!(data.quality.unknown_columns, ["extra"]);
    assert_eq!(data.unrecorded, KindSet::EMPTY);
    let text = &data.texts_of(1..2).unwrap()[0];
    assert_eq!((text.title.len(), text.body.len(), text.reporter_name.len()), (5, 3, 7));
    let written: Vec<_> = text
        .events
        .iter()
        .map(|text| (text.event.kind, text.text.len(), text.reason.len(), text.attachments))
        .collect();
    assert_eq!(written, [(Extended, 0, 6, 0), (FollowedUp, 17, 0, 2)]);
    reconcile(&data);
}

#[test]
fn events_alone_are_enough_and_their_copies_collapse() {
    let csv = "report_id,at,kind,agency\nA,2015-03-06,submitted,\nA,2015-03-06,submitted,\nA,2015-03-09,followed_up,D1\n";
    let data = canonical(&[("log.csv", csv)]);
    assert_eq!(kinds(&data, 0), [(EventKind::Submitted, true), (EventKind::FollowedUp, true)]);
    assert_eq!(data.agencies[0].id, "D1");
    assert_eq!(anomalies(&data), [("exact_duplicate", 1)]);
    check_rejects(
        &data,
        expect![[r#"
        log.csv:3 report_id [exact_duplicate] found A, expected each row once; this one is that of log.csv:2 again
    "#]],
    );
}

#[test]
fn canonical_words_outside_their_set_are_rejects() {
    let events = "report_id,at,kind,actor,value,attachments,text\n\
        A,2015-03-06,submitted,,,,\n\
        A,2015-03-06,overdue,,,,\n\
        A,2015-03-06,,,,,\n\
        A,2015-03-06,closed,mayor,,,\n\
        A,2015-03-06,extended,,soon,,\n\
        A,2015-03-06,followed_up,,,many,\n";
    let agencies = "agency_id,zone,flags\nK1,Asia/Sleman,\nK2,,nice\n,,\nK3,Asia/Makassar,\n";
    let categories = "category,sensitive\nx,maybe\n";
    let reports = "report_id,visibility\nA,hidden\n";
    let data = canonical(&[
        ("e.csv", events),
        ("a.csv", agencies),
        ("c.csv", categories),
        ("r.csv", reports),
    ]);
    check_rejects(
        &data,
        expect![[r#"
        a.csv:2 zone [unknown_value] found Asia/Sleman, expected WIB, WITA, WIT, an offset such as +08:00 or an IANA name
        a.csv:3 flags [unknown_value] found nice, expected flags among campaign
        a.csv:4 agency_id [missing_id] found , expected an id
        c.csv:2 sensitive [unknown_value] found maybe, expected true or false
        e.csv:3 kind [unknown_kind] found overdue, expected one of submitted, verified, dispositioned, forwarded, returned, acknowledged, held, completed, followed_up, reporter_replied, admin_replied, last_activity, closed, archived, merged, withdrawn, reopened, extended, reclassified
        e.csv:4 kind [unknown_kind] found , expected one of submitted, verified, dispositioned, forwarded, returned, acknowledged, held, completed, followed_up, reporter_replied, admin_replied, last_activity, closed, archived, merged, withdrawn, reopened, extended, reclassified
        e.csv:5 actor [unknown_value] found mayor, expected one of reporter, administrator, agency, system
        e.csv:6 value [bad_value] found soon, expected the days granted, a whole number up to 65535
        e.csv:7 attachments [bad_value] found many, expected how many files, a whole number
        r.csv:2 visibility [unknown_value] found hidden, expected one of public, anonymous, secret
    "#]],
    );
    assert_eq!(
        data.agencies.iter().map(|agency| agency.zone).collect::<Vec<_>>(),
        [Some(Zone::WITA)]
    );
}

#[test]
fn agencies_in_a_circle_lose_their_parents() {
    let agencies = "agency_id,parent_id\nA,B\nB,C\nC,B\nD,D\n";
    let data = canonical(&[
        ("agencies.csv", agencies),
        ("events.csv", "report_id,at,kind\nR,2015-03-06,submitted\n"),
    ]);
    let parents: Vec<_> =
        data.agencies.iter().map(|agency| agency.parent.map(|parent| parent.index())).collect();
    assert_eq!(parents, [Some(1), None, None, None]);
    assert_eq!(anomalies(&data), [("agency_cycle", 3)]);
}

#[test]
fn a_mapped_event_log_has_its_facts_on_every_row() {
    let mapping = r#"
        layout = "events"
        zone = "+01:00"
        blank = ["NA"]
        [report]
        channel = "channel"
        visibility = { constant = "anonymous" }
        [event]
        report_id = "case"
        at = "time"
        kind = { column = "activity", values = { "Received" = "submitted", "Sent" = "followed_up" }, other = "blank" }
        actor = { constant = "agency" }
        agency = "group"
    "#;
    let log = "case,time,activity,group,channel,spare\n\
        c1,2011-10-11 13:42:22.688+02:00,Received,Group 1,Internet,\n\
        c1,2011-10-12 00:10:00,Sent,Group 2,NA,\n\
        c1,2011-10-13,Coffee,Group 9,Desk,\n\
        c2,2011-10-13,Coffee,,,\n";
    let data = read_in(mapping, &[("log.csv", log.as_bytes())], PLAIN, 1 << 20).unwrap();
    assert_eq!(ids(&data), ["c1", "c2"]);
    assert_eq!(kinds(&data, 0), [(EventKind::Submitted, true), (EventKind::FollowedUp, true)]);
    assert_eq!(data.reports.channel.word(0), Some("Desk"), "the first in the alphabet");
    assert_eq!(data.reports.visibility, [Visibility::Anonymous; 2]);
    assert_eq!(
        data.agencies.iter().map(|agency| agency.id.as_str()).collect::<Vec<_>>(),
        ["Group 1", "Group 2"]
    );
    assert_eq!(events(&data, 0)[0].party, Some(Party::Agency));
    assert_eq!(data.quality.unknown_columns, ["spare"]);
    assert_eq!(anomalies(&data), [("mixed_zones", 1), ("no_submission", 1)]);
    reconcile(&data);
}

#[test]
fn missing_columns_are_all_named_at_once() {
    let error = read_in(WIDE, &[("a.csv", b"ID,cat,in,out\n1,x,,\n")], PLAIN, 1 << 20).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    expect!["a.csv has no column 'id' (needed for report_id), 'sent' (needed for milestone dispositioned), 'office' (needed for the agency of milestone dispositioned); it has 'ID', 'cat', 'in', 'out'; mapped by lapor.toml"]
        .assert_eq(&error.to_string());
    let error = read_in("", &[("x.csv", b"nama,isi\na,b\n")], PLAIN, 1 << 20).unwrap_err();
    expect!["x.csv has no column 'report_id' (needed for report_id); it has 'nama', 'isi'; mapped by canonical"]
        .assert_eq(&error.to_string());
}

#[test]
fn a_column_that_is_there_twice_is_no_guess() {
    let error =
        read_in(WIDE, &[("a.csv", b"id,cat,in,sent,office,out,in\n")], PLAIN, 1 << 20).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert_eq!(
        error.to_string(),
        "a.csv has column 'in' more than once, expected it once; the mapping is lapor.toml"
    );
    assert!(
        read_in(
            WIDE,
            &[("a.csv", b"id,cat,in,sent,office,out,x,x\n1,a,2015-03-06,,,,,\n")],
            PLAIN,
            9
        )
        .is_ok()
    );
}

#[test]
fn a_file_without_a_header_gives_nobody_away() {
    let error = read_in("", &[("a.csv", b"1,3578010101909901,warga@contoh.example,Jalan di depan rumah kami rusak parah sekali\n")], PLAIN, 1 << 20);
    expect!["a.csv has no column 'report_id' (needed for report_id); it has '1', '<16 characters>', '<20 characters>', '<44 characters>'; mapped by canonical"]
        .assert_eq(&error.unwrap_err().to_string());
}

#[test]
fn nothing_accepted_is_three_and_says_why() {
    let error = |bytes: &[u8]| {
        let error = read_in(WIDE, &[("a.csv", bytes)], PLAIN, 1 << 20).unwrap_err();
        assert_eq!(error.exit_code(), 3);
        error.to_string()
    };
    expect!["nothing accepted from a.csv: found no row that names a report"].assert_eq(&error(b""));
    expect!["nothing accepted from a.csv: found no row that names a report"]
        .assert_eq(&error(b"id,cat,in,sent,office,out\n"));
    expect!["nothing accepted from a.csv: 1 rows read, 1 rejected; the first: a.csv:2 column 'in': found 'x1', expected a time as 'iso' (bad_time)"]
        .assert_eq(&error(b"id,cat,in,sent,office,out\n1,a,x1,,,\n").replace("<2 characters>", "x1"));
    expect![
        "cannot read a.csv: found a header with bytes that are no UTF-8, expected text in UTF-8"
    ]
    .assert_eq(&error(b"id,cat,in,sent,office,out,\xE9\n1,a,,,,,\n"));
}

#[test]
fn inputs_that_are_not_there_are_three_and_mappings_two() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().to_owned();
    let failed = |inputs: &[PathBuf], mapping: Option<&str>| {
        let mapping = mapping.map(|name| name.parse::<MappingRef>().unwrap());
        let error = ingest(inputs, mapping.as_ref(), PLAIN).unwrap_err();
        (error.exit_code(), error.to_string().replace(&*here.to_string_lossy(), "HERE"))
    };
    let inside = |name: &str| vec![here.join(name)];
    assert_eq!(failed(&inside("gone.csv"), None).0, 3);
    assert_eq!(
        failed(std::slice::from_ref(&here), None),
        (3, "found no file in folder HERE, expected *.csv, *.tsv, *.xlsx, *.parquet, *.ndjson, *.jsonl, *.json, *.xml or *.xes, also with .gz or .zst".into())
    );
    assert_eq!(failed(&inside("gone.csv"), Some("./gone.toml")).0, 2);
    let (code, message) = failed(&inside("gone.csv"), Some("lapor2015"));
    assert_eq!(code, 2);
    assert!(
        message.starts_with(
            "found 'lapor2015' as mapping, expected a file, or one of canonical, bench-events"
        ),
        "{message}"
    );
    fs::create_dir(here.join("a.csv")).unwrap();
    assert_eq!(failed(&inside("a.csv"), None).0, 3);
    assert_eq!(failed(std::slice::from_ref(&here), None).0, 3);
}

#[test]
fn the_mapping_beside_the_data_is_found_and_used() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lapor.toml"), WIDE).unwrap();
    fs::write(folder.path().join("b.csv"), "id,cat,in,sent,office,out\n2,x,2015-03-06,,,\n")
        .unwrap();
    fs::write(folder.path().join("a.csv"), "id;cat;in;sent;office;out\n1;x;2015-03-06;;;\n")
        .unwrap();
    let data = ingest(&[folder.path().to_owned()], None, PLAIN).unwrap();
    assert_eq!(ids(&data), ["1", "2"]);
    assert_eq!(ingest(&[folder.path().join("b.csv")], None, PLAIN).unwrap().reports.len(), 1);
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("lapor.toml"), WIDE).unwrap();
    let two =
        ingest(&[folder.path().to_owned(), other.path().to_owned()], None, PLAIN).unwrap_err();
    assert_eq!(two.exit_code(), 2);
}

#[test]
fn canonical_folders_read_their_tables_and_nothing_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("events.csv"), "report_id,at,kind\nR,2015-03-06,submitted\n")
        .unwrap();
    fs::write(folder.path().join("result.csv"), "stage,n\nClosure,1\n").unwrap();
    let data = ingest(&[folder.path().to_owned()], None, PLAIN).unwrap();
    assert_eq!(data.quality.files.len(), 1);
}

#[test]
fn rejects_and_errors_never_print_what_people_wrote() {
    const CANARY: &str = "Sarinem 0811 5550 9901";
    let mapping = format!("{WIDE}[milestone.followed_up]\ncolumn = \"answer\"\n").replace(
        "category = \"cat\"",
        "title = \"title\"\nbody = \"body\"\nreporter_name = \"name\"",
    );
    let header = "id,title,body,name,in,sent,office,out,answer,spare\n";
    let canary = |at: usize| {
        let mut cells = ["7", "t", "b", "n", "2015-03-06", "", "D", "", "", "s"];
        cells[at] = CANARY;
        cells.join(",") + "\n"
    };
    let mut csv = header.to_owned();
    csv.push_str("1,t,b,n,2015-03-06,,D,,,s\n");
    for at in 1..10 {
        csv.push_str(&canary(at));
    }
    csv.push_str(&format!("8,{CANARY}\n9,{CANARY},{CANARY},{CANARY},x,,,,,{CANARY}\n"));
    let data = read_in(&mapping, &[("a.csv", csv.as_bytes())], TEXTS, 1 << 20).unwrap();
    let shown = format!(
        "{:?}{:?}{:?}",
        data.quality,
        data.texts_of(0..data.reports.len()).unwrap(),
        data.quality.rejects.iter().map(line).collect::<String>()
    );
    assert!(4 < data.quality.rejects.len());
    assert!(!shown.contains("Sarinem") && !shown.contains("9901"), "{shown}");
    let nothing = read_in(
        &mapping,
        &[("a.csv", (header.to_owned() + &canary(4)).as_bytes())],
        TEXTS,
        1 << 20,
    )
    .unwrap_err();
    assert!(!nothing.to_string().contains("Sarinem"), "{nothing}");
}

#[test]
fn nothing_written_in_a_secret_report_goes_any_further() {
    let reports = REPORTS.replace("anonymous", "secret");
    let data = canonical(&[("reports.csv", &reports), ("events.csv", EVENTS)]);
    let secret = data.reports.find("R-2").unwrap();
    assert_eq!(data.reports.visibility[secret], Visibility::Secret);
    assert_eq!(events(&data, secret).len(), 6, "it counts");
    let text = &data.texts_of(secret..secret + 1).unwrap()[0];
    assert!(text.title.is_empty() && text.body.is_empty() && text.events.is_empty());
}

#[test]
fn texts_are_read_only_if_they_are_asked_for() {
    let files: [(&str, &[u8]); 2] =
        [("reports.csv", REPORTS.as_bytes()), ("events.csv", EVENTS.as_bytes())];
    assert!(read_in("", &files, PLAIN, 1 << 20).unwrap().texts.is_empty());
    assert_eq!(read_in("", &files, TEXTS, 1 << 20).unwrap().texts.len(), 3);
}

#[test]
fn the_size_of_a_block_changes_nothing() {
    let mut csv = String::from("id,cat,in,sent,office,out\r\n");
    for row in 0..200 {
        let day = row % 28 + 1;
        csv.push_str(&format!(
            "{row},\"kata \"\"{row}\"\"\nbaris, dua\",2015-03-{day:02},,\"Dinas\n{}\",\r\n",
            row % 7
        ));
        if row % 50 == 0 {
            csv.push_str("\r\nx,y\r\n");
            csv.push_str(&format!("7,{row},2015-03-06,,,\r\n"));
        }
    }
    let large = wide(&csv);
    assert_eq!(large.reports.len(), 200);
    assert_eq!(
        large.quality.rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(),
        [6, 26, 159, 160, 312, 313, 465, 466]
    );
    for block in [1, 64, 1000] {
        let small = read_in(WIDE, &[("a.csv", csv.as_bytes())], PLAIN, block).unwrap();
        assert_eq!(picture(&small), picture(&large), "{block}");
        assert_eq!(small.quality, large.quality);
    }
}

#[test]
fn the_extract_of_2015_comes_in_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/lapor-2015");
    let data = ingest(&[folder], None, PLAIN).unwrap();
    let total = data.quality.total();
    assert_eq!((total.read, total.accepted, total.rejected), (117, 117, 0));
    assert!(data.quality.anomalies.is_empty() && data.quality.unknown_columns.is_empty());
    assert_eq!(data.events.len(), 4 * 117);
    assert_eq!(data.agencies.iter().map(|agency| agency.id.as_str()).collect::<Vec<_>>(), ["416"]);
    assert_eq!(data.agencies[0].name, "Kementerian Pendidikan dan Kebudayaan");
    assert_eq!(data.fixed.as_of, Some(day(2015, 9, 30)));
    assert_eq!(data.latest.unwrap().0, day(2015, 9, 8));
    assert!(data.last_activity_opens_silence && data.unrecorded.contains(EventKind::FollowedUp));
    // 91 were closed by the system, at 01:00:00.
    let at_one = |event: &&Event| {
        event.kind == EventKind::Closed
            && event.at.instant().unwrap().micros_of_day(Zone::WIB) == 3_600_000_000
    };
    assert_eq!(data.events.iter().filter(at_one).count(), 91);
    assert_eq!(data.claims.closed.unwrap().iter().flatten().count(), 117);
    let first = data.reports.id.iter().position(|id| id == "66425").unwrap();
    let closed = data.events[data.offsets[first]..data.offsets[first + 1]].last().unwrap();
    assert_eq!(
        (closed.kind, closed.party, closed.at.day(Zone::WIB)),
        (EventKind::Closed, None, Some(day(2015, 2, 25)))
    );
}

fn shuffled(text: &str, order: &[usize]) -> String {
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by_key(|&at| (order.get(at).copied().unwrap_or(0), at));
    places.iter().fold(format!("{header}\n"), |text, &at| text + rows[at] + "\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_order_of_rows_and_files_changes_nothing(
        order in proptest::collection::vec(0_usize..100, 8), first in any::<bool>(), block in 20_usize..400,
    ) {
        let events = shuffled(&format!("{EVENTS}R-2,2015-03-07,dispositioned,administrator,,K1,,,,\n"), &order);
        let (reports, agencies) = (shuffled(REPORTS, &order), shuffled(AGENCIES, &order));
        let (left, right) = if first { ("1.csv", "2.csv") } else { ("2.csv", "1.csv") };
        let (head, tail) = events.split_at(events.match_indices('\n').nth(4).unwrap().0 + 1);
        let tail = format!("{}\n{tail}", EVENTS.lines().next().unwrap());
        let mixed: [(&str, &[u8]); 4] =
            [(left, head.as_bytes()), (right, tail.as_bytes()), ("0.csv", reports.as_bytes()), ("3.csv", agencies.as_bytes())];
        let mixed = read_in("", &mixed, TEXTS, block).unwrap();
        let events = format!("{EVENTS}R-2,2015-03-07,dispositioned,administrator,,K1,,,,\n");
        let straight = canonical(&[("reports.csv", REPORTS), ("events.csv", &events), ("agencies.csv", AGENCIES)]);
        prop_assert_eq!(picture(&mixed), picture(&straight));
        reconcile(&mixed);
    }

    #[test]
    fn no_bytes_make_ingest_panic(rows in "[0-9a,\"\n;é=]{0,80}", block in 1_usize..30) {
        let csv = format!("id,cat,in,sent,office,out\n1,x,2015-03-06,,,\n{rows}");
        let data = read_in(WIDE, &[("a.csv", csv.as_bytes())], TEXTS, block).unwrap();
        reconcile(&data);
    }
}
