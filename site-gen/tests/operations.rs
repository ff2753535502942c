//! What an operator gets of a build: its last line, its report, its warnings, and another folder than the last.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};

const SITE: &str = "title = { id = \"Uji\", en = \"Test\" }\nkey_file = \"key.txt\"\nstate_dir = \"state\"\ntakedown = \"takedown.txt\"\n\n[[source]]\nslug = \"kecil\"\npath = \"data\"\ndeclared = \"invented\"\ntitle = { id = \"Kecil\", en = \"Small\" }\ncredit = { id = \"Uji\", en = \"Test\" }\n";

/// A site of two reports, one row of which has no time, with a list of takedowns that has two slips.
struct Small {
    folder: tempfile::TempDir,
}

impl Small {
    fn new() -> Self {
        let small = Small { folder: tempfile::tempdir().unwrap() };
        small.write("site.toml", SITE);
        small.write("key.txt", &"7f".repeat(32));
        small.write("takedown.txt", "# slips\nkecil 99999\nbesar 70001\n");
        small.write(
            "data/reports.csv",
            "report_id,visibility,spare\n70001,public,x\n70002,public,x\n",
        );
        small.write(
            "data/events.csv",
            "report_id,at,kind\n70001,2024-07-01,submitted\n70002,2024-07-02,submitted\n70002,kapan,followed_up\n",
        );
        small
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_site-gen"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    fn build(&self, more: &[&str]) -> Output {
        self.run(&[&["build", "--config", "site.toml"], more].concat())
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.at(name)).unwrap()).unwrap()
    }
}

fn last_line(output: &Output) -> Value {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

#[test]
fn the_last_line_has_seven_fields_and_the_report_agrees_with_it() {
    let small = Small::new();
    let output = small.build(&["-o", "public", "--report", "report.json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let line = last_line(&output);
    let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["as_of", "pages", "written", "unchanged", "removed", "hidden_cells", "release"]
    );
    let report = small.json("report.json");
    assert_eq!(report, small.json("state/build-report.json"));
    for field in ["as_of", "written", "unchanged", "removed", "hidden_cells", "release"] {
        assert_eq!(report[field], line[field], "{field}");
    }
    let sum = |field: &str| {
        let counts = report[field].as_object().unwrap().values();
        counts.map(|count| count.as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(sum("pages"), line["pages"].as_u64().unwrap());
    assert_eq!(sum("pages") + sum("files"), line["written"].as_u64().unwrap());
    assert_eq!(report["pages"]["report"], 2);
    // The record of the release counts the same bytes.
    assert_eq!(report["bytes"], small.json("public/release.json")["bytes"]);
    let source = &report["sources"][0];
    assert_eq!((&source["source"], &source["reports"]), (&json!("kecil"), &json!(2)));
    assert_eq!((&source["read"], &source["rejected"]), (&json!(5), &json!(1)));
    assert_eq!(source["rejects"][0]["lines"], json!([4]));
    assert!(0.0 < report["seconds"]["total"].as_f64().unwrap());
    if cfg!(target_os = "linux") {
        assert!(1 << 20 < report["peak_memory_bytes"].as_u64().unwrap());
    }
}

#[test]
fn warnings_name_file_and_line() {
    let small = Small::new();
    let output = small.build(&["-o", "public"]);
    let report = small.json("state/build-report.json");
    let told: Vec<(&str, &str, Option<u64>)> = report["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["rule"].as_str().unwrap(), it["file"].as_str().unwrap(), it["line"].as_u64()))
        .collect();
    assert_eq!(
        told,
        [
            ("rejected-rows", "data/events.csv", Some(4)),
            ("unknown-column", "data", None),
            ("unused-takedown", "takedown.txt", Some(2)),
            ("unused-takedown", "takedown.txt", Some(3)),
        ]
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("warning: takedown.txt:2: unused-takedown"), "{said}");
    // No terminal, no bar.
    assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{said:?}");
    // A list without a slip says nothing; its reports have no page. An office-holder whom no text names is one.
    let small = Small::new();
    let ids: String = (1..=40).map(|id| format!("{},public\n", 70_000 + id)).collect();
    let events: String =
        (1..=40).map(|id| format!("{},2024-07-01,submitted\n", 70_000 + id)).collect();
    small.write("data/reports.csv", &format!("report_id,visibility\n{ids}"));
    small.write("data/events.csv", &format!("report_id,at,kind\n{events}"));
    let taken: String = (1..=10).map(|id| format!("kecil {}\n", 70_000 + id)).collect();
    small.write("takedown.txt", &taken);
    small.write("site.toml", &format!("officials = \"officials.csv\"\n{SITE}"));
    small.write("officials.csv", "role,name\nBupati Wanasari,Teguh Wirajati\n");
    let output = small.build(&["-o", "public"]);
    let report = small.json("state/build-report.json");
    let warnings = report["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 1, "{output:?}");
    assert_eq!(
        (&warnings[0]["rule"], &warnings[0]["line"]),
        (&json!("unused-official"), &json!(2))
    );
    assert!(!report.to_string().contains("Wirajati"));
    assert_eq!(report["pages"]["report"], 30);
}

#[test]
fn quiet_is_quiet_and_the_report_is_written_all_the_same() {
    let small = Small::new();
    let output = small.build(&["-o", "public", "-q"]);
    assert_eq!(output.stderr, b"");
    assert_eq!(small.json("state/build-report.json")["exit_code"], 0);
}

#[test]
fn a_build_that_fails_reports_why_and_keeps_out_of_what_is_not_its_own() {
    let small = Small::new();
    small.build(&["-o", "public"]);
    small.write("public/tamu.html", "x");
    let output = small.build(&["-o", "public", "--report", "report.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let report = small.json("report.json");
    assert_eq!((&report["exit_code"], &report["release"]), (&json!(2), &Value::Null));
    assert!(report["error"].as_str().unwrap().contains("tamu.html"), "{report}");
    assert_eq!(small.json("state/build-report.json"), report);

    // State inside the published folder is refused, and nothing is put there.
    small.write("site.toml", &SITE.replace("\"state\"", "\"other/state\""));
    let output = small.build(&["-o", "other"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!small.at("other").exists());
}

#[test]
fn a_build_into_a_fresh_folder_writes_nothing_anew() {
    let small = Small::new();
    let first = last_line(&small.build(&["-o", "public"]));
    let output = small.build(&["-o", "fresh", "--previous", "public"]);
    let line = last_line(&output);
    assert_eq!(line["written"], 0);
    assert_eq!((&line["unchanged"], &line["release"]), (&first["written"], &first["release"]));
    // As for an object store: what was built becomes the release that the next night compares with.
    fs::rename(small.at("fresh"), small.at("live")).unwrap();
    small.write("data/agencies.csv", "agency_id,name\ndinas,Dinas Rekaan\n");
    let next = last_line(&small.build(&["-o", "fresh", "--previous", "live"]));
    let (written, unchanged) = (next["written"].as_u64(), next["unchanged"].as_u64());
    assert!(Some(0) < unchanged && written < first["written"].as_u64(), "{next}");
    let clean = small.build(&["-o", "clean"]);
    assert_eq!(last_line(&clean)["release"], next["release"]);
    let refused = small.build(&["-o", "third", "--previous", "data"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("data is no release of this program"), "{said}");
    assert!(!small.at("third").exists());
}
