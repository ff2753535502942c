//! Wrong files that hold what people wrote: no answer, message or reject shows any of it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Invented, and nowhere else.
const CANARIES: [&str; 5] =
    ["3515080102909901", "0812-3456-7890", "wati_77@example.org", "AG 4471 QK", "Teguh Wirajati"];

/// A sentence with all of them.
const ALL: &str = "nama saya Teguh Wirajati, NIK 3515080102909901, hp 0812-3456-7890, surel wati_77@example.org, plat nomor AG 4471 QK";

/// Runs a command in a folder and gives its exit code, and all that it said and wrote beside its input.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_lapor-stats"))
        .args(arguments)
        .current_dir(folder)
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap();
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said += &String::from_utf8_lossy(&output.stderr);
    if let Ok(rejects) = fs::read(folder.join("rejects.ndjson")) {
        said += &String::from_utf8_lossy(&rejects);
    }
    (output.status.code(), said)
}

fn told(said: &str) -> Vec<&'static str> {
    CANARIES.into_iter().filter(|canary| said.contains(canary)).collect()
}

/// Files by name, and what each shows of the people in it.
fn silent(name: &str, files: &[(&str, &[u8])], commands: &[&[&str]]) {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for command in commands {
        let (code, said) = run(folder.path(), command);
        assert!(code.is_some_and(|code| code <= 4), "{name} {command:?}: {code:?} {said}");
        assert_eq!(told(&said), [""; 0], "{name} {command:?}: {said}");
    }
}

const READ: [&[&str]; 7] = [
    &["check", "data", "--rejects", "rejects.ndjson"],
    &["check", "data", "--strict", "--format", "json"],
    &["assess", "data"],
    &["compliance", "data"],
    &["summarise", "data", "-o", "summary"],
    &["audit", "data"],
    &["explain", "data", "--report", "70001"],
];

#[test]
fn a_cell_in_the_wrong_column_is_not_told() {
    // Each cell of one row in turn, in a table that is good otherwise.
    let header = "report_id,at,kind,actor,agency,to_agency,reason,value,text,attachments";
    let good = "70001,2024-07-01,submitted,reporter,,,,,,";
    for column in 0..10 {
        for canary in CANARIES.into_iter().chain([ALL]) {
            let mut cells = [
                "70001",
                "2024-07-02",
                "dispositioned",
                "administrator",
                "",
                "dinas",
                "",
                "",
                "",
                "",
            ]
            .map(str::to_owned);
            cells[column] = format!("\"{canary}\"");
            let events = format!("{header}\n{good}\n{}\n", cells.join(","));
            let reports = "report_id,visibility\n70001,public\n";
            // An id is what a report is called by, and an agency's name is public.
            let commands: &[&[&str]] =
                if [0, 4, 5].contains(&column) { &READ[..2] } else { &READ[..3] };
            let files: [(&str, &[u8]); 2] =
                [("data/events.csv", events.as_bytes()), ("data/reports.csv", reports.as_bytes())];
            silent(&format!("column {column} {canary}"), &files, commands);
        }
    }
}

#[test]
fn a_file_that_is_broken_is_not_told() {
    let rows = |rows: &str| format!("report_id,at,kind,text\n{rows}").into_bytes();
    let mut broken = rows("70001,2024-07-01,submitted,");
    broken.extend_from_slice(b"\xff\xfe ");
    broken.extend_from_slice(ALL.as_bytes());
    for (name, file, bytes) in [
        ("quote", "events.csv", rows(&format!("70001,2024-07-01,submitted,\"{ALL}\n"))),
        ("short row", "events.csv", rows(&format!("\"{ALL}\"\n"))),
        ("long row", "events.csv", rows(&format!("70001,2024-07-01,submitted,x,\"{ALL}\",\"{ALL}\"\n"))),
        ("bytes", "events.csv", broken),
        ("no header", "events.csv", format!("70001,2024-07-01,submitted,\"{ALL}\"\n").into_bytes()),
        ("header", "events.csv", format!("report_id,at,kind,{}\n70001,2024-07-01,submitted,,,,,\n", CANARIES.join(",")).into_bytes()),
        ("json", "events.ndjson", format!("{{\"report_id\": \"70001\", \"text\": \"{ALL}\"\n").into_bytes()),
        ("json type", "events.ndjson", b"{\"report_id\": 70001, \"at\": 3515080102909901, \"kind\": [\"0812-3456-7890\"], \"text\": {\"Teguh Wirajati\": \"AG 4471 QK\"}}\n".to_vec()),
        ("json array", "events.json", format!("[{{\"report_id\": \"70001\", \"text\": \"{ALL}\"}}, \"{ALL}\"").into_bytes()),
        ("json key", "events.ndjson", format!("{{\"{ALL}\": 1, \"report_id\": \"70001\", \"at\": \"{ALL}\", \"kind\": \"{ALL}\"}}\n").into_bytes()),
        ("parquet", "events.parquet", format!("PAR1{ALL}PAR1").into_bytes()),
        ("workbook", "events.xlsx", format!("PK\x03\x04{ALL}").into_bytes()),
        ("xml", "events.xml", format!("<a><{ALL}>{ALL}</b>").into_bytes()),
        ("xes", "events.xes", format!("<log><trace><string key=\"concept:name\" value=\"{ALL}\"/><event>{ALL}").into_bytes()),
    ] {
        silent(name, &[(&format!("data/{file}"), &bytes)], &READ);
    }
}

#[test]
fn a_wrong_mapping_policy_or_calendar_is_not_told() {
    let reports = format!("no,masuk,isi\n70001,\"{ALL}\",\"{ALL}\"\n");
    for (name, text) in [
        ("syntax", format!("[{ALL}\n")),
        ("key", format!("\"{ALL}\" = 1\n")),
        ("value", format!("table = \"{ALL}\"\n")),
        ("type", format!("table = \"wide\"\nzone = [\"{ALL}\"]\n")),
        ("zone", format!("table = \"wide\"\nzone = \"{ALL}\"\n[reports]\nreport_id = \"no\"\n")),
    ] {
        let files: [(&str, &[u8]); 5] = [
            ("data/tabel.csv", reports.as_bytes()),
            ("data/lapor.toml", text.as_bytes()),
            ("aturan.toml", text.as_bytes()),
            ("sample/reports.csv", b"report_id\n70001\n"),
            ("sample/events.csv", b"report_id,at,kind\n70001,2024-07-01,submitted\n"),
        ];
        let commands: [&[&str]; 4] = [
            &["check", "data"],
            &["check", "data", "--mapping", "aturan.toml"],
            &["assess", "sample", "--policy", "aturan.toml"],
            &["assess", "sample", "--calendar", "aturan.toml"],
        ];
        silent(name, &files, &commands);
    }
}

#[test]
fn lists_and_streams_that_are_wrong_are_not_told() {
    let line = format!("{{\"id\": 1, \"text\": \"{ALL}\"");
    let files: [(&str, &[u8]); 6] = [
        ("texts.ndjson", line.as_bytes()),
        ("officials.csv", b"jabatan,nama Teguh Wirajati\nx,3515080102909901\n"),
        ("handles.csv", b"akun Teguh Wirajati\n3515080102909901\n"),
        ("rows.csv", b"role,name\nBupati,Teguh Wirajati\n3515080102909901\n"),
        ("key.txt", b"3515080102909901 Teguh Wirajati"),
        ("good.ndjson", b"{\"id\": 1, \"text\": \"x\"}\n"),
    ];
    let commands: [&[&str]; 7] = [
        &["redact", "texts.ndjson"],
        &["redact", "good.ndjson", "--handles", "handles.csv"],
        &["redact", "good.ndjson", "--officials", "officials.csv"],
        &["redact", "good.ndjson", "--officials", "rows.csv"],
        &["redact", "good.ndjson", "--review", "rows.csv", "--review-key", "key.txt"],
        &["due", "-"],
        &["merge", "texts.ndjson", "-o", "summary"],
    ];
    silent("lists", &files, &commands);
}
