//! A published table of verdicts: audit judges its events anew and finds what was altered.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// Friday 6 March 2015, its disposition on Monday, an answer on Tuesday, and ten days of silence; a second report waits.
const EVENTS: &str = "report_id,at,kind,actor,agency,to_agency
A-1,2015-03-06,submitted,reporter,,
A-1,2015-03-09,dispositioned,administrator,,dinas-air
A-1,2015-03-10,followed_up,agency,dinas-air,
A-2,2015-03-06,submitted,reporter,,
";

const MAPPING: &str = "layout = \"canonical\"
zone = \"+07:00\"
as_of = 2015-03-31
files = [\"events.csv\"]

[claim]
verdicts = \"verdicts.csv\"
";

fn run(arguments: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_lapor-stats")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

/// A folder with the events and the verdicts on them.
fn published() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("events.csv"), EVENTS).unwrap();
    std::fs::write(folder.path().join("lapor.toml"), MAPPING).unwrap();
    let table = folder.path().join("verdicts.csv").display().to_string();
    let input = folder.path().display().to_string();
    assert_eq!(run(&["assess", &input, "-q", "-o", &table]).0, 0);
    folder
}

fn audit(folder: &Path, more: &[&str]) -> (i32, Value) {
    let input = folder.display().to_string();
    let mut arguments = vec!["audit", &input, "-q", "--format", "json"];
    arguments.extend(more);
    let (code, out, err) = run(&arguments);
    (code, serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}")))
}

fn alter(folder: &Path, from: &str, to: &str) {
    let file = folder.join("verdicts.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{text}");
    std::fs::write(file, text.replace(from, to)).unwrap();
}

#[test]
fn what_assess_gave_agrees_in_all_rows() {
    let folder = published();
    let text = std::fs::read_to_string(folder.path().join("verdicts.csv")).unwrap();
    // Due on Wednesday 11 and Monday 16; ten days of silence after Tuesday 10 end on Tuesday 24.
    assert!(text.contains("A-1,FollowUp,dinas-air,dinas-air,2015-03-09,2015-03-16,"), "{text}");
    assert!(text.contains(",2015-03-10,2015-03-24,"), "{text}");
    let (code, found) = audit(folder.path(), &["--claim", "verdict", "--expect", "7/7"]);
    assert_eq!(code, 0);
    // Three stages of each report, and one custody.
    let counts = ["compared", "agree", "disagree"].map(|name| found[name].clone());
    assert_eq!(counts, [json!(7), json!(7), json!(0)]);
    assert_eq!(found["basis"], "ours");
}

#[test]
fn one_cell_of_one_row_is_found_and_written() {
    let folder = published();
    let row = "A-1,FollowUp,dinas-air,dinas-air,2015-03-09,";
    alter(folder.path(), &format!("{row}2015-03-16,"), &format!("{row}2015-03-17,"));
    let rows = folder.path().join("found.csv").display().to_string();
    let (code, found) = audit(folder.path(), &["--expect", "7/7", "-o", &rows]);
    assert_eq!((code, &found["disagree"], &found["later"]), (1, &json!(1), &json!(1)));
    assert_eq!(found["reasons"], json!({ "unexplained": 1 }));
    let rows: Value = serde_json::from_str(&std::fs::read_to_string(rows).unwrap()).unwrap();
    assert_eq!(
        rows,
        json!([{ "report_id": "A-1", "ours": "2015-03-16", "claimed": "2015-03-17", "days": null, "reason": "unexplained" }])
    );
}

#[test]
fn a_row_that_is_missing_or_made_up_is_found() {
    let folder = published();
    let file = folder.path().join("verdicts.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("A-2,Closure,"), "{last}");
    std::fs::write(&file, text.replace(&format!("{last}\n"), "")).unwrap();
    let (_, found) = audit(folder.path(), &[]);
    assert_eq!((&found["compared"], &found["reasons"]), (&json!(7), &json!({ "missing": 1 })));
    std::fs::write(&file, format!("{text}{}\n", last.replace("A-2", "A-9"))).unwrap();
    let (_, found) = audit(folder.path(), &[]);
    assert_eq!((&found["compared"], &found["reasons"]), (&json!(8), &json!({ "missing": 1 })));
}

#[test]
fn without_custodies_in_the_table_none_are_missed() {
    let folder = published();
    let file = folder.path().join("verdicts.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let promises: Vec<&str> = text.lines().filter(|line| !line.contains(",Custody,")).collect();
    assert_eq!(promises.len() + 1, text.lines().count());
    std::fs::write(&file, promises.join("\n")).unwrap();
    assert_eq!(audit(folder.path(), &["--expect", "6/6"]).0, 0);
}

#[test]
fn a_table_that_is_none_and_a_claim_that_is_none_are_named() {
    let folder = published();
    let input = folder.path().display().to_string();
    let (code, _, err) = run(&["audit", &input, "-q", "--claim", "due"]);
    assert_eq!(code, 2);
    assert!(err.contains("names no such claim"), "{err}");
    let file = folder.path().join("verdicts.csv");
    std::fs::write(&file, "report_id,stage\nA-1,Disposition\n").unwrap();
    let (code, _, err) = run(&["audit", &input, "-q"]);
    assert_eq!(code, 3);
    assert!(err.ends_with("verdicts.csv: found no column outcome, expected it\n"), "{err}");
    std::fs::remove_file(&file).unwrap();
    let (code, _, err) = run(&["audit", &input, "-q"]);
    assert_eq!(code, 3);
    assert!(err.contains("cannot read") && err.contains("verdicts.csv"), "{err}");
    // Other columns of claims are of tables that have them.
    let mapping = MAPPING.replace("verdicts = \"verdicts.csv\"", "due = \"Batas\"");
    std::fs::write(folder.path().join("lapor.toml"), mapping).unwrap();
    let (code, _, err) = run(&["audit", &input, "-q"]);
    assert_eq!(code, 2);
    assert!(err.contains("lapor.toml:6:1: [claim] has no 'verdicts'"), "{err}");
}
