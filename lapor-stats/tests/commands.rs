//! The commands as a person calls them: what they print, and how they end when something is wrong.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use expect_test::{Expect, expect};

struct Answer {
    code: i32,
    out: String,
    err: String,
}

fn command(arguments: &[&str], input: &str) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lapor-stats"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    Answer {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn run(arguments: &[&str]) -> Answer {
    command(arguments, "")
}

/// A folder with one file of events.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(name: &str, text: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        Folder(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The message of a command, with the folder's name cut out.
    fn check(&self, arguments: &[&str], code: i32, expected: &Expect) {
        let path = self.path().display().to_string();
        let arguments: Vec<String> =
            arguments.iter().map(|word| word.replace("DIR", &path)).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let answer = run(&arguments);
        expected.assert_eq(&answer.err.replace(&path, "DIR"));
        assert_eq!(answer.code, code, "{}{}", answer.out, answer.err);
    }
}

const EVENTS: &str = "report_id,at,kind,actor,to_agency\n\
    A-1,2015-03-06T10:00:00+07:00,submitted,reporter,\n\
    A-1,2015-03-09T09:00:00+07:00,dispositioned,administrator,Dinas Air\n\
    A-2,2015-03-07T23:30:00+07:00,submitted,reporter,\n\
    A-3,2015-03-08,submitted,reporter,\n";

fn data(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name).display().to_string()
}

#[test]
fn friday_saturday_and_sunday_are_due_on_one_wednesday() {
    let folder = Folder::with("events.csv", EVENTS.as_bytes());
    let path = folder.path().display().to_string();
    let answer = run(&["assess", "-q", &path, "--as-of", "2015-03-12", "--format", "csv"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    expect![[r#"
        report_id,stage,agency,owner,started,due,due_promised,ended,elapsed,paused,outcome,reason,scope,band
        A-1,Disposition,Dinas Air,administrator,2015-03-06,2015-03-11,2015-03-11,2015-03-09,1,0,Met,,,0-3
        A-1,FollowUp,Dinas Air,Dinas Air,2015-03-09,2015-03-16,2015-03-16,,3,0,Running,,,0-3
        A-1,Closure,Dinas Air,rule,,,,,,0,NotStarted,,,
        A-1,Custody,Dinas Air,Dinas Air,2015-03-09,2015-03-16,2015-03-16,,3,0,Running,,both,0-3
        A-2,Disposition,administrator,administrator,2015-03-07,2015-03-11,2015-03-11,,4,0,Overdue,,,4-5
        A-2,FollowUp,administrator,administrator,,,,,,0,NotStarted,,,
        A-2,Closure,administrator,rule,,,,,,0,NotStarted,,,
        A-3,Disposition,administrator,administrator,2015-03-08,2015-03-11,2015-03-11,,4,0,Overdue,,,4-5
        A-3,FollowUp,administrator,administrator,,,,,,0,NotStarted,,,
        A-3,Closure,administrator,rule,,,,,,0,NotStarted,,,
    "#]]
    .assert_eq(&answer.out);
}

#[test]
fn every_format_says_the_same() {
    let folder = Folder::with("events.csv", EVENTS.as_bytes());
    let path = folder.path().display().to_string();
    let of = |format: &str| {
        run(&["assess", "-q", &path, "--as-of", "2015-03-12", "--format", format]).out
    };
    let json: Vec<serde_json::Value> = serde_json::from_str(&of("json")).unwrap();
    let ndjson: Vec<serde_json::Value> =
        of("ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json, ndjson);
    assert_eq!(json[1]["due"], "2015-03-16");
    assert_eq!(json[1]["ended"], serde_json::Value::Null);
    let csv = of("csv");
    assert_eq!(csv.lines().count(), json.len() + 1);
    let parquet = folder.path().join("verdicts.parquet");
    let answer = run(&[
        "assess",
        "-q",
        &path,
        "--as-of",
        "2015-03-12",
        "-o",
        &parquet.display().to_string(),
    ]);
    assert_eq!((answer.code, answer.out.as_str()), (0, ""));
    assert!(std::fs::read(&parquet).unwrap().starts_with(b"PAR1"));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let of = |threads: &str| {
        run(&["assess", "-q", &data("data/lapor-2015"), "--threads", threads, "--format", "csv"])
            .out
    };
    assert_eq!(of("1"), of("3"));
    let answer = run(&["assess", &data("data/lapor-2015"), "--threads", "0"]);
    assert_eq!(answer.code, 2);
}

#[test]
fn compliance_has_the_columns_of_the_contract() {
    let answer = run(&[
        "compliance",
        "-q",
        &data("data/lapor-2015"),
        "--by",
        "month",
        "--stage",
        "Disposition",
        "--format",
        "csv",
    ]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    expect![[r#"
        stage,month,met,late,overdue,running,paused,void,unknown,n,share,low,high,provisional,early,contested,by_reporter
        Disposition,2015-01,0,64,0,0,0,0,0,64,0.0000,0.0000,0.0566,false,,,
        Disposition,2015-02,43,4,0,0,0,0,0,47,0.9149,0.8007,0.9664,false,,,
        Disposition,2015-04,2,0,0,0,0,0,0,2,1.0000,0.3424,1.0000,false,,,
        Disposition,2015-05,1,2,0,0,0,0,0,3,0.3333,0.0615,0.7923,false,,,
        Disposition,2015-08,1,0,0,0,0,0,0,1,1.0000,0.2065,1.0000,false,,,
    "#]]
    .assert_eq(&answer.out);
}

#[test]
fn two_periods_stand_side_by_side() {
    let compare = |arguments: &[&str]| {
        let path = data("data/lapor-2015");
        run(&[
            &["compliance", "-q", &path, "--stage", "Disposition", "--format", "json"],
            arguments,
        ]
        .concat())
    };
    let answer =
        compare(&["--from", "2015-02", "--to", "2015-02", "--compare", "2015-01..2015-01"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer.out).unwrap();
    // January: 0 of 64; February: 43 of 47.
    assert_eq!((&rows[0]["met"], &rows[0]["n"]), (&43.into(), &47.into()));
    assert_eq!((&rows[0]["compare_n"], &rows[0]["compare_share"]), (&64.into(), &0.0.into()));
    // A period in which nothing happened has no share, and hides nothing of the other.
    let answer =
        compare(&["--from", "2015-03", "--to", "2015-03", "--compare", "2015-02..2015-02-28"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer.out).unwrap();
    assert_eq!((&rows[0]["n"], &rows[0]["share"]), (&0.into(), &serde_json::Value::Null));
    assert_eq!(rows[0]["compare_n"], 47);
    assert_eq!(compare(&["--compare", "2015"]).code, 2);
    assert_eq!(compare(&["--compare", "2015-01..2015-02", "--by", "month"]).code, 2);
}

/// Of the dispositions of 2015, January has 0 met and 64 late, February 43 and 4: four are too few, and with them goes the row.
#[test]
fn a_row_with_a_small_count_is_hidden_with_all_that_rests_on_it() {
    let asked = ["--by", "month", "--stage", "Disposition", "--suppress", "5", "--format", "csv"];
    let answer = run(&[&["compliance", "-q", &data("data/lapor-2015")][..], &asked].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    let rows: Vec<&str> = answer.out.lines().skip(1).take(2).collect();
    assert!(rows[0].starts_with("Disposition,2015-01,0,64,0,"), "{}", rows[0]);
    let hidden = format!("Disposition,2015-02{}", ",[c]".repeat(15));
    assert_eq!(rows[1], hidden);
}

#[test]
fn custody_counts_each_holder_once_for_itself_and_once_for_its_tree() {
    let folder = Folder::with(
        "events.csv",
        b"report_id,at,kind,actor,agency,to_agency\n\
          A-1,2015-03-06,submitted,reporter,,\n\
          A-1,2015-03-06,dispositioned,administrator,,kementerian\n\
          A-1,2015-03-10,forwarded,agency,kementerian,balai\n\
          A-1,2015-03-16,forwarded,agency,balai,lain\n\
          A-2,2015-03-06,submitted,reporter,,\n\
          A-2,2015-03-06,dispositioned,administrator,,balai\n\
          A-2,2015-03-13,followed_up,agency,balai,\n\
          A-3,2015-03-06,submitted,reporter,,\n\
          A-3,2015-03-06,dispositioned,administrator,,lain\n\
          A-3,2015-03-09,returned,agency,lain,\n",
    );
    std::fs::write(
        folder.path().join("agencies.csv"),
        "agency_id,parent_id,name\nkementerian,,Kementerian\nbalai,kementerian,Balai\nlain,,Lain\n",
    )
    .unwrap();
    // A-1 left the ministry's tree on the 16th, a day after its fifth working day (Friday 13) and in time for
    // the unit, which had it from the 10th. A-2 reached the unit alone, and the ministry's tree with it.
    let path = folder.path().display().to_string();
    let answer = run(&[
        "compliance",
        "-q",
        &path,
        "--as-of",
        "2015-03-31",
        "--view",
        "custody",
        "--format",
        "csv",
    ]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    expect![[r#"
        stage,scope,agency,met,late,overdue,running,paused,void,unknown,n,share,low,high,provisional,early,contested,by_reporter,handed_on,handed_on_late
        Custody,own,administrator,0,0,1,0,0,0,0,1,0.0000,0.0000,0.7935,false,,,,0,0
        Custody,own,balai,1,0,0,0,0,0,0,1,1.0000,0.2065,1.0000,false,,,,1,0
        Custody,own,kementerian,0,0,0,0,0,0,0,1,0.0000,0.0000,0.7935,false,,,,1,1
        Custody,own,lain,0,0,1,0,0,0,0,1,0.0000,0.0000,0.7935,false,,,,1,0
        Custody,tree,administrator,0,0,1,0,0,0,0,1,0.0000,0.0000,0.7935,false,,,,0,0
        Custody,tree,balai,1,0,0,0,0,0,0,1,1.0000,0.2065,1.0000,false,,,,1,0
        Custody,tree,kementerian,1,0,0,0,0,0,0,2,0.5000,0.0945,0.9055,false,,,,1,1
        Custody,tree,lain,0,0,1,0,0,0,0,1,0.0000,0.0000,0.7935,false,,,,1,0
    "#]]
    .assert_eq(&answer.out);
    let answer = run(&["compliance", "-q", &data("data/sample"), "--stage", "Custody"]);
    assert_eq!(answer.code, 2, "{}", answer.err);
}

#[test]
fn recompute_names_the_decree_of_every_verdict_that_changed() {
    let folder = Folder::with(
        "events.csv",
        b"report_id,at,kind,actor,agency,to_agency\n\
          A-1,2025-08-14,submitted,reporter,,\n\
          A-1,2025-08-20,dispositioned,administrator,,Dinas Air\n\
          A-2,2025-08-01,submitted,reporter,,\n\
          A-2,2025-08-04,dispositioned,administrator,,Dinas Air\n",
    );
    // Monday 18 August 2025 became joint leave by a decree of the 7th: what was due on the 19th is due on the 20th.
    let path = folder.path().display().to_string();
    let answer = run(&[
        "recompute",
        &path,
        "--old",
        "id@2025-08-06",
        "--new",
        "id",
        "--as-of",
        "2025-08-20",
        "--format",
        "csv",
    ]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    expect![[r#"
            report_id,stage,old_due,new_due,old,new,decree,agency
            A-1,Disposition,2025-08-19,2025-08-20,Late,Met,SKB-2025-R1,Dinas Air
        "#]]
    .assert_eq(&answer.out);
    assert!(answer.err.contains("1 verdicts changed as of 2025-08-20, 1 of them in outcome"));
    folder.check(
        &["recompute", "-q", "DIR", "--old", "id", "--new", "nobody"],
        2,
        &expect![[r#"
            lapor-stats: nobody: found no calendar of this name, expected id, boston-311, example-region, id-six-days, or a file
        "#]],
    );
}

#[test]
fn a_calendar_may_add_days_to_another() {
    let count = |calendar: &str| {
        run(&["working-days", "2025-03-01", "2025-03-31", "--calendar", calendar]).out
    };
    // March 2025 has 21 days from Monday to Friday; the 28th is joint leave, Nyepi is on Saturday 29 and Idul Fitri on
    // Monday 31. The region's day of the 12th was moved to the 13th.
    assert_eq!(count("id"), "19\n");
    assert_eq!(count("id-six-days"), "22\n");
    assert_eq!(count("example-region"), "18\n");
    let due = |calendar: &str| run(&["due", "2025-03-11", "1", "--calendar", calendar]).out;
    assert_eq!(due("example-region"), "2025-03-12\n");
    assert_eq!(due("example-region@2025-02-24"), "2025-03-13\n");
    let folder = Folder::with("office.toml", b"name = \"office\"\nbase = \"region.toml\"\nholiday = [{ date = \"2025-03-14\", kind = \"regional\", name = \"Hari kantor\" }]\n");
    std::fs::write(
        folder.path().join("region.toml"),
        "name = \"region\"\nbase = \"id\"\nweek = [\"monday\"]\n",
    )
    .unwrap();
    let office = folder.path().join("office.toml").display().to_string();
    assert_eq!(count(&office), "4\n");
    std::fs::write(
        folder.path().join("region.toml"),
        "name = \"region\"\nbase = \"office.toml\"\n",
    )
    .unwrap();
    folder.check(
        &["working-days", "2025-03-01", "2025-03-31", "--calendar", "DIR/office.toml"],
        2,
        &expect![[r#"
            lapor-stats: DIR/office.toml:2:8: found over 8 calendars on each other, expected fewer
        "#]],
    );
}

#[test]
fn an_audit_that_is_not_as_expected_ends_with_1() {
    let audit = |policy: &str, expect: &str| {
        run(&[
            "audit",
            &data("data/lapor-2015"),
            "--policy",
            policy,
            "--expect",
            expect,
            "--format",
            "ndjson",
        ])
    };
    let as_run = audit("lapor-2015-as-run", "91/117");
    expect![[r#"
        {"compared":117,"agree":91,"disagree":26,"not_comparable":0,"earlier":8,"later":18,"reasons":{"closed_by_act":8,"closed_late":18}}
    "#]]
    .assert_eq(&as_run.out);
    assert_eq!(as_run.code, 0);
    let promised = audit("lapor", "91/117");
    assert_eq!(promised.code, 1);
    expect![[r#"
        {"compared":117,"agree":0,"disagree":117,"not_comparable":0,"earlier":99,"later":18,"reasons":{"closed_by_act":8,"closed_late":18,"same_day":91}}
    "#]]
    .assert_eq(&promised.out);
    assert_eq!(audit("lapor", "91 of 117").code, 2);
}

#[test]
fn an_audit_writes_every_disagreement() {
    let folder = Folder::with("unused", b"");
    let file = folder.path().join("rows.csv").display().to_string();
    let answer = run(&["audit", "-q", &data("data/lapor-2015"), "--policy", "lapor", "-o", &file]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let rows = std::fs::read_to_string(&file).unwrap();
    assert_eq!(rows.lines().count(), 118);
    assert!(rows.contains("66425,2015-02-26,2015-02-25,-1,same_day"), "{rows}");
}

#[test]
fn a_due_date_and_a_count() {
    assert_eq!(run(&["due", "2015-03-06", "3"]).out, "2015-03-11\n");
    assert_eq!(run(&["due", "2015-02-11", "10", "--same-day"]).out, "2015-02-25\n");
    assert_eq!(run(&["working-days", "2015-03-06", "2015-03-14"]).out, "5\n");
    assert_eq!(run(&["working-days", "2015-03-14", "2015-03-06"]).out, "-5\n");
    // As it was known a week before the decree, 18 August 2025 was a working day.
    assert_eq!(run(&["due", "2025-08-14", "3"]).out, "2025-08-20\n");
    assert_eq!(run(&["due", "2025-08-14", "3", "--calendar", "id@2025-08-01"]).out, "2025-08-19\n");
}

#[test]
fn questions_from_standard_input_are_answered_line_by_line() {
    let answer = command(
        &["due", "-"],
        "{\"date\":\"2015-03-06\",\"n\":3}\n{\"date\":\"2011-01-01\",\"n\":3}\nno json\n",
    );
    assert_eq!(answer.code, 0);
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines[0], r#"{"due":"2015-03-11"}"#);
    assert!(lines[1].contains("2012-01-01 to 2026-12-31"), "{}", lines[1]);
    assert!(lines[2].starts_with(r#"{"error":"#), "{}", lines[2]);
}

#[test]
fn a_calendar_shows_decrees_and_what_was_withdrawn() {
    let answer = run(&["calendar", "2025", "--format", "csv"]);
    assert!(answer.out.contains("2025-08-18,Monday,joint-leave,Cuti Bersama Hari Kemerdekaan Republik Indonesia,true,SKB-2025-R1"));
    let moved = run(&["calendar", "2020", "--format", "csv"]).out;
    assert!(moved.contains("2020-12-28,Monday,joint-leave,Pengganti Cuti Bersama Hari Raya Idul Fitri,false,SKB-2020-R2"), "{moved}");
    let beyond = run(&["calendar", "2030"]);
    assert_eq!(beyond.code, 2);
    assert!(beyond.err.contains("2012 to 2026"), "{}", beyond.err);
}

#[test]
fn an_explanation_names_every_day() {
    let answer = run(&[
        "explain",
        "-q",
        &data("data/lapor-2015"),
        "--report",
        "66425",
        "--stage",
        "Closure",
        "--format",
        "csv",
    ]);
    expect![[r#"
        stage,date,status,reason,decree,count
        Closure,2015-02-11,day_zero,day zero: the day it started,,
        Closure,2015-02-12,counted,working day 1,,1
        Closure,2015-02-13,counted,working day 2,,2
        Closure,2015-02-14,weekend,"Saturday, not a working day",,
        Closure,2015-02-15,weekend,"Sunday, not a working day",,
        Closure,2015-02-16,counted,working day 3,,3
        Closure,2015-02-17,counted,working day 4,,4
        Closure,2015-02-18,counted,working day 5,,5
        Closure,2015-02-19,holiday,national holiday: Tahun Baru Imlek,SKB-2015,
        Closure,2015-02-20,counted,working day 6,,6
        Closure,2015-02-21,weekend,"Saturday, not a working day",,
        Closure,2015-02-22,weekend,"Sunday, not a working day",,
        Closure,2015-02-23,counted,working day 7,,7
        Closure,2015-02-24,counted,working day 8,,8
        Closure,2015-02-25,counted,working day 9,,9
        Closure,2015-02-26,counted,working day 10,,10
    "#]]
    .assert_eq(&answer.out);
    let unknown = run(&["explain", "-q", &data("data/lapor-2015"), "--report", "1"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("found '1', expected the id of an accepted report"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_missing_column_is_named_with_what_it_is_needed_for() {
    let folder = Folder::with("reports.csv", b"id,Kategori\n1,Jalan\n");
    folder.check(
        &["check", "DIR", "--mapping", "lapor-2015"],
        2,
        &expect![[r#"
            lapor-stats: DIR/reports.csv has no column 'TanggalLaporanMasuk' (needed for milestone submitted), 'TanggalDisposisi' (needed for milestone dispositioned), 'DisposisiInstansiID' (needed for the agency's id), 'DisposisiInstansi' (needed for the agency's name), 'TanggalLaporanAktivitasTerakhir' (needed for milestone last_activity), 'TanggalLaporanDitutup' (needed for milestone closed and the claim closed); it has 'id', 'Kategori'; mapped by mapping 'lapor-2015'
        "#]],
    );
}

#[test]
fn a_table_of_events_without_a_column_is_still_known_as_one() {
    for (header, missing) in [("report_id,at", "kind"), ("report_id,kind", "at")] {
        let folder = Folder::with("log.csv", format!("{header}\nX,2015-03-06\n").as_bytes());
        let path = folder.path().display().to_string();
        let answer = run(&["check", &path]);
        assert_eq!(answer.code, 2);
        assert!(answer.err.contains(&format!("has no column '{missing}'")), "{}", answer.err);
    }
}

#[test]
fn a_wrong_date_is_a_reject_and_the_run_goes_on() {
    let folder = Folder::with(
        "events.csv",
        format!("{EVENTS}A-4,6 Maret 2015,submitted,reporter,\n").as_bytes(),
    );
    let path = folder.path().display().to_string();
    let rejects = folder.path().join("rejects.ndjson").display().to_string();
    let answer = run(&[
        "check",
        "-q",
        &path,
        "--as-of",
        "2015-03-12",
        "--rejects",
        &rejects,
        "--strict",
        "--format",
        "json",
    ]);
    assert_eq!(answer.code, 1, "{}", answer.err);
    let counts: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(
        (&counts["read"], &counts["accepted"], &counts["rejected"]),
        (&5.into(), &4.into(), &1.into())
    );
    let reject: serde_json::Value =
        serde_json::from_str(std::fs::read_to_string(&rejects).unwrap().trim()).unwrap();
    assert_eq!(
        (&reject["line"], &reject["column"], &reject["rule"]),
        (&6.into(), &"at".into(), &"bad_time".into())
    );
}

#[test]
fn an_unknown_agency_is_an_anomaly_and_stays() {
    let folder = Folder::with("events.csv", EVENTS.as_bytes());
    std::fs::write(
        folder.path().join("agencies.csv"),
        "agency_id,parent_id,name,kind,zone,calendar,flags\nX,,Dinas Jalan,,,,\n",
    )
    .unwrap();
    let path = folder.path().display().to_string();
    let answer = run(&["check", "-q", &path, "--as-of", "2015-03-12", "--format", "json"]);
    let counts: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(counts["anomalies"]["unknown_agency"], 1, "{}", answer.out);
    assert_eq!(counts["accepted"], 5);
}

#[test]
fn an_empty_file_a_folder_of_nothing_a_missing_file_and_bytes_that_are_no_text() {
    let empty = Folder::with("events.csv", b"");
    empty.check(
        &["check", "DIR"],
        3,
        &expect![[r#"
        lapor-stats: nothing accepted from DIR/events.csv: found no row that names a report
    "#]],
    );
    let nothing = Folder::with("notes.txt", b"x");
    nothing.check(
        &["check", "DIR"],
        3,
        &expect![[r#"
        lapor-stats: found no file in folder DIR, expected *.csv, *.tsv, *.xlsx, *.parquet, *.ndjson, *.jsonl, *.json, *.xml or *.xes, also with .gz or .zst
    "#]],
    );
    nothing.check(
        &["check", "DIR/reports.csv"],
        3,
        &expect![[r#"
        lapor-stats: cannot read DIR/reports.csv: No such file or directory (os error 2)
    "#]],
    );
    let bytes = Folder::with("events.csv", b"report_id,at,kind\nA,2015-03-06,\xff\xfe\n");
    bytes.check(&["check", "DIR"], 3, &expect![[r#"
        lapor-stats: nothing accepted from DIR/events.csv: 1 rows read, 1 rejected; the first: DIR/events.csv:2 column 'kind': found '<15 bytes>', expected text in UTF-8 (not_utf8)
    "#]]);
}

#[test]
fn a_directory_where_a_file_is_expected() {
    let folder = Folder::with("events.csv", EVENTS.as_bytes());
    std::fs::create_dir(folder.path().join("policy.toml")).unwrap();
    folder.check(
        &["assess", "DIR", "--policy", "DIR/policy.toml"],
        2,
        &expect![[r#"
        lapor-stats: DIR/policy.toml: cannot read the policy: Is a directory (os error 21)
    "#]],
    );
}

#[test]
fn a_policy_and_a_mapping_that_are_wrong_point_into_the_file() {
    let folder = Folder::with("events.csv", EVENTS.as_bytes());
    let policy = std::fs::read_to_string(data("data/policy/lapor.toml")).unwrap();
    std::fs::write(folder.path().join("mine.toml"), policy.replace("days = 5", "days = 5000"))
        .unwrap();
    folder.check(
        &["assess", "-q", "DIR", "--policy", "DIR/mine.toml"],
        2,
        &expect![[r#"
        lapor-stats: DIR/mine.toml:37:8: policy key 'follow_up.days': found 5000, expected 0 to 3660
    "#]],
    );
    std::fs::write(
        folder.path().join("mine.toml"),
        policy.replace("hold = \"pauses\"", "hold = \"stops\""),
    )
    .unwrap();
    folder.check(
        &["assess", "-q", "DIR", "--policy", "DIR/mine.toml"],
        2,
        &expect![[r#"
            lapor-stats: DIR/mine.toml:22:8: unknown variant `stops`, expected `pauses` or `restarts`
        "#]],
    );
    let exceptions = "[[exception]]\nstage = \"FollowUp\"\nclass = \"a\"\nlimit = { days = 1, unit = \"working_days\", count_from = \"day_after\", roll = \"none\" }\n\
        [[exception]]\nstage = \"FollowUp\"\nclass = \"b\"\nlimit = { days = 4000, unit = \"working_days\", count_from = \"day_after\", roll = \"none\" }\n";
    std::fs::write(folder.path().join("mine.toml"), format!("{policy}\n{exceptions}")).unwrap();
    folder.check(
        &["assess", "-q", "DIR", "--policy", "DIR/mine.toml"],
        2,
        &expect![[r#"
            lapor-stats: DIR/mine.toml:62:18: policy key 'exception[1].limit.days': found 4000, expected 0 to 3660
        "#]],
    );
    std::fs::write(folder.path().join("map.toml"), "layout = \"wide\"\nzone = \"Mars/Olympus\"\n")
        .unwrap();
    folder.check(&["assess", "-q", "DIR", "--mapping", "DIR/map.toml"], 2, &expect![[r#"
        lapor-stats: DIR/map.toml:2:8: found 'Mars/Olympus' as zone, expected an IANA name such as Asia/Jakarta, or WIB, WITA, WIT, Z, +07:00
    "#]]);
    folder.check(&["assess", "-q", "DIR", "--policy", "nobody"], 2, &expect![[r#"
        lapor-stats: nobody: found no policy of this name, expected arta, boston-311, cpgrams, fala-br, lapor, lapor-2015-as-run, sp4n-2018, or a file
    "#]]);
    folder.check(
        &["assess", "-q", "DIR", "--calendar", "nobody"],
        2,
        &expect![[r#"
        lapor-stats: nobody: found no calendar of this name, expected id, boston-311, example-region, id-six-days, or a file
    "#]],
    );
}

#[test]
fn a_latest_day_far_from_the_rest_must_be_confirmed() {
    let folder = Folder::with(
        "events.csv",
        format!("{EVENTS}A-4,2051-03-06,submitted,reporter,\n").as_bytes(),
    );
    folder.check(&["assess", "-q", "DIR"], 2, &expect![[r#"
        lapor-stats: the latest event is of 2051-03-06, outside calendar 'id' (2012-01-01 to 2026-12-31); expected --as-of DATE
    "#]]);
}

#[test]
fn a_packed_or_differently_written_file_gives_the_same_verdicts() {
    let plain = Folder::with("events.csv", EVENTS.as_bytes());
    let judged = |folder: &Folder, arguments: &[&str]| {
        let path = folder.path().display().to_string();
        let answer =
            run(&[&["assess", "-q", &path, "--as-of", "2015-03-12", "--format", "csv"], arguments]
                .concat());
        assert_eq!(answer.code, 0, "{}", answer.err);
        answer.out
    };
    let expected = judged(&plain, &[]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(EVENTS.as_bytes()).unwrap();
    let utf_16: Vec<u8> =
        format!("\u{FEFF}{EVENTS}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tabs = EVENTS.replace(',', "\t");
    for (name, bytes) in [
        ("events.csv.gz", gzip.finish().unwrap()),
        ("events.csv.zst", zstd::encode_all(EVENTS.as_bytes(), 3).unwrap()),
        ("events.csv", utf_16),
        ("events.tsv", tabs.into_bytes()),
    ] {
        assert_eq!(judged(&Folder::with(name, &bytes), &[]), expected, "{name}");
    }
    // A file that breaks off is told, not read in part.
    let whole = zstd::encode_all(&EVENTS.repeat(1_000).into_bytes()[..], 3).unwrap();
    let broken = Folder::with("events.csv.zst", &whole[..whole.len() / 2]);
    let answer = run(&["check", &broken.path().display().to_string()]);
    assert_eq!((answer.code, answer.out.as_str()), (3, ""));
    assert!(answer.err.contains("events.csv.zst"), "{}", answer.err);
}

#[test]
fn the_slice_of_boston_gives_the_citys_own_verdicts_and_its_evening_targets() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/boston-311");
    let audit = |more: &[&str]| -> serde_json::Value {
        let mut arguments = vec!["audit", "-q", data, "--format", "json"];
        arguments.extend(more);
        let answer = run(&arguments);
        assert_eq!(answer.code, 0, "{}", answer.err);
        serde_json::from_str(&answer.out).unwrap()
    };
    let verdicts = audit(&["--expect", "1019/1019"]);
    let skipped =
        serde_json::json!({ "no_close": 65, "no_dates": 4, "no_target": 174, "no_verdict": 5 });
    assert_eq!(verdicts["reasons"], skipped);
    assert_eq!(verdicts["verdicts"], serde_json::json!({ "broken": 243, "kept": 1019 }));
    // By days alone twenty would come out otherwise.
    audit(&["--precision", "day", "--expect", "999/1019"]);
    // The policy is that of the evening: of all targets it gives those at 08:30 but one, and no other.
    let targets = audit(&["--claim", "due", "--expect", "161/1089"]);
    assert_eq!(targets["reasons"]["same_day"], 711);
}

#[test]
fn a_look_writes_a_mapping_that_is_to_be_filled_in_and_overwrites_none() {
    let folder = Folder::with("a.csv", b"No;Masuk\nA-1;6/3/2015\nA-2;17/3/2015\n");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let look = || run(&["init-mapping", &at("a.csv"), "-o", &at("lapor.toml")]);
    assert_eq!(look().code, 0);
    let skeleton = std::fs::read_to_string(at("lapor.toml")).unwrap();
    assert!(skeleton.contains("%d/%m/%Y") && skeleton.contains("delimiter"), "{skeleton}");
    // As it is it says what is missing, and reads nothing wrongly.
    let unfilled = run(&["check", &at("a.csv")]);
    assert_eq!(unfilled.code, 2, "{}", unfilled.err);
    assert!(look().err.contains("exists"));
    assert_eq!(run(&["init-mapping", &folder.path().display().to_string()]).code, 2);
}

#[test]
fn an_anomaly_is_told_with_its_share_its_first_places_and_what_was_done() {
    let text =
        b"report_id,at,kind\nA,2015-03-06,submitted\nA,2015-03-06,submitted\nB,2015-03-07,closed\n";
    let folder = Folder::with("events.csv", text);
    let answer = run(&["check", "-q", "--format", "json", &folder.path().display().to_string()]);
    let counts: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let details = counts["details"].as_array().unwrap();
    assert_eq!(details.len(), counts["anomalies"].as_object().unwrap().len());
    let of = |name: &str| details.iter().find(|detail| detail["name"] == name).unwrap();
    assert_eq!(of("exact_duplicate")["share"], 0.3333);
    let place = of("exact_duplicate")["first"][0].as_str().unwrap();
    assert!(place.ends_with("events.csv:3"), "{place}");
    assert_eq!(of("no_submission")["first"], serde_json::json!(["B"]));
    assert!(of("no_submission")["done"].as_str().unwrap().contains("kept"));
}
