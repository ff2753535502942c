//! `report --suppress --releases`: the memory of what was published.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn report(input: &str, more: &[&str], folder: &Path) -> Output {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(input);
    Command::new(env!("CARGO_BIN_EXE_lapor-stats"))
        .arg("report")
        .arg(data)
        .args(["--suppress", "5", "-o"])
        .arg(folder)
        .args(more)
        .output()
        .unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    files
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn the_same_report_again_is_the_same_release() {
    let folder = tempfile::tempdir().unwrap();
    let memory = folder.path().join("memory");
    let (first, again) = (folder.path().join("1"), folder.path().join("2"));
    let releases = ["--releases", memory.to_str().unwrap()];
    let output = report("lapor-2015", &releases, &first);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let known = fs::read(&memory).unwrap();
    assert!(known.starts_with(
        b"{\"format\":\"lapor-releases\",\"version\":2}\n{\"release\":\"2015-09-30\"}\n"
    ));
    assert!(report("lapor-2015", &releases, &again).status.success());
    assert_eq!(fs::read(&memory).unwrap(), known);
    assert_eq!(files(&first), files(&again));
    // The memory has true counts, and lies in no folder that is published.
    assert!(!first.join("memory").exists());
}

#[test]
fn a_release_without_a_memory_says_so_and_a_memory_without_suppression_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let said = report("lapor-2015", &[], &folder.path().join("1")).stderr;
    assert!(
        String::from_utf8(said).unwrap().contains("no --releases: whoever kept an earlier release")
    );
    let refused = Command::new(env!("CARGO_BIN_EXE_lapor-stats"))
        .args(["report", "x", "-o", "y", "--releases", "z"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_broken_memory_publishes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (memory, tables) = (folder.path().join("memory"), folder.path().join("tables"));
    fs::write(&memory, "{\"format\":\"lapor-releases\",\"version\":1}\n").unwrap();
    let output = report("lapor-2015", &["--releases", memory.to_str().unwrap()], &tables);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = "memory:2: found the end of the file, expected a last line that says so\n";
    assert!(said.ends_with(expected), "{said}");
    assert!(!tables.exists());
}

/// A month later some more have fallen due: what the first release printed and what the second prints are never 1 to 4 apart.
#[test]
fn a_later_day_is_another_release() {
    let folder = tempfile::tempdir().unwrap();
    let memory = folder.path().join("memory");
    let releases = ["--releases", memory.to_str().unwrap()];
    for (day, number) in [("2015-05-31", 1), ("2015-09-30", 2)] {
        let tables = folder.path().join(day);
        let output = report("lapor-2015", &[&releases[..], &["--as-of", day]].concat(), &tables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let known = fs::read_to_string(&memory).unwrap();
        assert_eq!(known.matches("{\"release\":").count(), number);
    }
    let read = |day: &str| -> BTreeMap<String, Vec<Option<i64>>> {
        let mut rows = BTreeMap::new();
        for key in ["agency", "channel"] {
            let path = folder.path().join(day).join(format!("compliance_{key}.csv"));
            let mut reader = csv::Reader::from_path(path).unwrap();
            let header = reader.headers().unwrap().clone();
            let at = |name: &str| header.iter().position(|known| known == name).unwrap();
            for row in reader.records().map(Result::unwrap) {
                let number = |name: &str| row[at(name)].parse().ok();
                rows.insert(
                    format!("{key} {} {}", &row[0], &row[1]),
                    ["met", "n", "outside"].map(number).to_vec(),
                );
            }
        }
        rows
    };
    let (before, after) = (read("2015-05-31"), read("2015-09-30"));
    let mut compared = 0;
    for (row, numbers) in &after {
        let Some(earlier) = before.get(row) else { continue };
        let broken = |numbers: &[Option<i64>]| Some(numbers[1]? - numbers[0]?);
        let pairs = [
            (earlier[0], numbers[0]),
            (broken(earlier), broken(numbers)),
            (earlier[2], numbers[2]),
        ];
        for pair in pairs {
            let (Some(old), Some(new)) = pair else { continue };
            assert!(old == new || 5 <= (new - old).abs(), "{row}: {old} and {new}");
            compared += 1;
        }
    }
    assert!(0 < compared);
}
