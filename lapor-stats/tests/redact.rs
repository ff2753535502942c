//! `redact`: a line in, a line out, and nothing of what was hidden anywhere.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn redact(input: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lapor-stats"))
        .arg("redact")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_in_is_a_line_out_in_its_place_and_offsets_are_code_points() {
    let input = "{\"id\":1,\"text\":\"é nik 3515080102909901\"}\nno json 3515080102909901\n\n{\"text\":\"jalan rusak\",\"x\":\"0812-3456-7890\"}\n{\"id\":\"b\"}\n";
    let output = redact(input, &[]);
    assert_eq!(output.status.code(), Some(0));
    let lines = lines(&output);
    let nik = serde_json::json!({"start": 6, "end": 22, "kind": "NIK", "rule": "nik-structure"});
    assert_eq!(lines[0], serde_json::json!({"id": 1, "text": "é nik [NIK]", "spans": [nik]}));
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(lines[2], serde_json::json!({"text": "jalan rusak", "spans": []}));
    assert_eq!(
        lines[3],
        serde_json::json!({"line": 5, "error": "found no field text, expected one"})
    );
    // Neither answers nor messages have what was hidden, nor fields that nobody has looked at.
    for bytes in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("3515080102909901") && !text.contains("7890"), "{text}");
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said, "redacted 2 texts, hid 1 spans, could not read 2 lines\n");
}

#[test]
fn who_is_found_in_one_text_of_a_thread_is_hidden_in_all_that_follow() {
    let input = "{\"report\":\"A\",\"text\":\"Laporan a.n. Bintang Lestari\"}\n{\"report\":\"B\",\"text\":\"lihat bintang lestari\"}\n{\"report\":\"A\",\"text\":\"lihat bintang lestari\"}\n";
    let rules = |arguments: &[&str]| -> Vec<Vec<String>> {
        let lines = lines(&redact(input, arguments));
        let rule = |span: &Value| span["rule"].as_str().unwrap().to_owned();
        lines
            .iter()
            .map(|line| line["spans"].as_array().unwrap().iter().map(rule).collect())
            .collect()
    };
    let again = vec!["name-again".to_owned()];
    let together = rules(&["--thread-field", "report"]);
    assert!(
        together[0] == ["name-cue"] && together[1] != again && together[2] == again,
        "{together:?}"
    );
    let alone = rules(&[]);
    assert_eq!(alone[1], alone[2]);
    let missing = redact("{\"text\":\"x\"}\n", &["--thread-field", "report"]);
    assert_eq!(missing.status.code(), Some(3));
    assert_eq!(lines(&missing)[0]["error"], "found no field report, expected the thread's");
}

#[test]
fn the_reporter_is_hidden_wherever_she_stands() {
    let input = "{\"text\":\"tolong balas ke sari_wirajati99 atau Kartika\",\"reporter_name\":\"Kartika Wirajati\",\"reporter_contact\":\"sari_wirajati99\"}\n";
    let output = redact(input, &[]);
    let text = lines(&output)[0]["text"].as_str().unwrap().to_owned();
    assert!(!text.contains("Kartika") && !text.contains("sari_wirajati99"), "{text}");
}

#[test]
fn a_log_says_where_and_why_and_never_what() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let input = "{\"id\":\"r-1\",\"text\":\"hp 0812-3456-7890, nama saya Teguh Wirajati\"}\n";
    redact(input, &["-q", "--log", path.to_str().unwrap()]);
    let log = fs::read_to_string(&path).unwrap();
    let log: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(log.len(), 2);
    for (line, kind) in log.iter().zip(["PHONE", "PERSON"]) {
        assert_eq!((&line["id"], &line["line"]), (&"r-1".into(), &1.into()));
        assert_eq!(line["kind"], kind);
        assert!((1..=100).contains(&line["confidence"].as_u64().unwrap()));
        let fields: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["id", "line", "start", "end", "kind", "rule", "confidence"]);
    }
}

#[test]
fn an_office_holder_of_the_list_stays_beside_the_role() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/redaction/officials.csv");
    let (role, name) = {
        let text = fs::read_to_string(&list).unwrap();
        let (role, name) = text.lines().nth(1).unwrap().split_once(',').unwrap();
        (role.to_owned(), name.to_owned())
    };
    let text = format!("Kepada {role} {name} yang terhormat");
    let input = serde_json::json!({ "text": text }).to_string() + "\n";
    let kept = redact(&input, &["--officials", list.to_str().unwrap()]);
    assert_eq!(lines(&kept)[0]["text"], text);
    let hidden = redact(&input, &[]);
    assert!(!lines(&hidden)[0]["text"].as_str().unwrap().contains(&name));
    // A list that is none is refused before anything is read.
    let broken = redact(&input, &["--officials", file!()]);
    assert_ne!(broken.status.code(), Some(0));
    assert!(broken.stdout.is_empty());
}

#[test]
fn a_contact_of_the_list_stays_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("handles.csv");
    fs::write(&list, "handle\n@contoh_melayani\nhalo@contoh.example\n").unwrap();
    let text = "dm @contoh_melayani atau halo@contoh.example, bukan @wati_99";
    let input = serde_json::json!({ "text": text }).to_string() + "\n";
    let kept = redact(&input, &["--handles", list.to_str().unwrap()]);
    assert_eq!(lines(&kept)[0]["text"], text.replace("@wati_99", "[HANDLE]"));
    let hidden = redact(&input, &[]);
    assert_eq!(lines(&hidden)[0]["text"], "dm [HANDLE] atau [EMAIL], bukan [HANDLE]");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut input = String::new();
    for number in 0..9_000 {
        let text =
            format!("laporan {number}: hubungi 0812-3456-{number:04} atau Sdr. Teguh Wirajati");
        input += &(serde_json::json!({ "id": number, "text": text }).to_string() + "\n");
    }
    let with = |threads: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in");
        fs::write(&file, &input).unwrap();
        Command::new(env!("CARGO_BIN_EXE_lapor-stats"))
            .args(["redact", "-q"])
            .arg(&file)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap()
            .stdout
    };
    let one = with("1");
    assert_eq!(one.iter().filter(|&&byte| byte == b'\n').count(), 9_000);
    assert!(one == with("3"));
}

/// Asked, decided, applied: the queue of one run and the decisions of the next.
#[test]
fn what_is_doubtful_is_asked_once_and_follows_what_was_decided() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("key.txt"), "# invented\n".to_owned() + &"7f".repeat(32)).unwrap();
    fs::write(path("review.csv"), "").unwrap();
    let input = "{\"id\":\"r-1\",\"text\":\"tertulis D 4471 QK di situ\"}\n{\"id\":\"r-2\",\"text\":\"tiang di Wangkal Lor yang miring\"}\n{\"id\":\"r-3\",\"text\":\"nik 3515080102909901\"}\n";
    let arguments = ["review.csv", "key.txt", "open.csv"].map(path);
    let [review, key, open] = &arguments;
    let arguments = ["--review", review, "--review-key", key, "--review-open", open];
    let first = redact(input, &arguments);
    assert_eq!(first.stdout, redact(input, &[]).stdout, "undecided is as without a review");
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(said.contains("2 doubtful items to decide, 1 of them shown"), "{said}");

    let decide = |csv: &str, what: &dyn Fn(&str) -> &'static str| -> String {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            format!("{},{}\n", &row[0], what(&row[9]))
        });
        "hash,decision\n".to_owned() + &rows.collect::<String>()
    };
    let asked = fs::read_to_string(open).unwrap();
    let decisions = decide(&asked, &|item| if item == "D 4471 QK" { "keep" } else { "remove" });
    assert!(!decisions.contains("Wangkal") && !decisions.contains("4471"), "{decisions}");
    fs::write(review, decisions).unwrap();
    let second = redact(input, &arguments);
    let texts: Vec<Value> = lines(&second).iter().map(|line| line["text"].clone()).collect();
    assert_eq!(texts, ["tertulis D 4471 QK di situ", "tiang di [NAMA 1] yang miring", "nik [NIK]"]);
    // What is decided is not asked again; what stands beside a new token may be.
    let asked = fs::read_to_string(open).unwrap();
    let decided = fs::read_to_string(review).unwrap();
    let hash = |row: &str| row.split(',').next().unwrap().to_owned();
    assert_eq!(decided.lines().count(), 3);
    assert!(decided.lines().skip(1).all(|row| !asked.contains(&hash(row))), "{asked}");
    // What came out goes in again and comes out the same.
    let again: String = lines(&second)
        .iter()
        .map(|line| serde_json::json!({"id": line["id"], "text": line["text"]}).to_string() + "\n")
        .collect();
    let third = redact(&again, &arguments);
    assert_eq!(lines(&third).iter().map(|line| line["text"].clone()).collect::<Vec<_>>(), texts);

    // Decisions that were made with another key are refused before anything is read.
    fs::write(key, "8e".repeat(32)).unwrap();
    let refused = redact(input, &arguments);
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stdout.is_empty());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("review.csv:2:1: found a hash of another key"), "{said}");
}
