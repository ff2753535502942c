//! Wrong files that hold what people wrote: no message of `site-gen` shows any of it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::process::Command;

/// Invented, and nowhere else.
const CANARIES: [&str; 4] =
    ["3515080102909901", "0812-3456-7890", "wati_77@example.org", "Teguh Wirajati"];

/// A sentence with all of them.
const ALL: &str =
    "nama saya Teguh Wirajati, NIK 3515080102909901, hp 0812-3456-7890, surel wati_77@example.org";

const GOOD: &str = "title = { id = \"Uji\", en = \"Test\" }\nkey_file = \"key.txt\"\nstate_dir = \"state\"\n\n[[source]]\nslug = \"kecil\"\npath = \"data\"\ndeclared = \"invented\"\ntitle = { id = \"Kecil\", en = \"Small\" }\ncredit = { id = \"Uji\", en = \"Test\" }\n";

/// Builds with some files, checks the folder, and gives the exit code of the build and all that was said.
fn build(files: &[(&str, &str)]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let good = [
        ("site.toml", GOOD),
        ("key.txt", "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f"),
        ("data/reports.csv", "report_id,visibility\n70001,public\n"),
        ("data/events.csv", "report_id,at,kind\n70001,2024-07-01,submitted\n"),
    ];
    for (name, text) in good.iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_site-gen"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    };
    let (code, mut said) = run(&["build", "--config", "site.toml", "-o", "public"]);
    for arguments in [&["check", "public"][..], &["id", "--config", "site.toml", "70001"]] {
        said += &run(arguments).1;
    }
    (code, said)
}

fn told(said: &str) -> Vec<&'static str> {
    CANARIES.into_iter().filter(|canary| said.contains(canary)).collect()
}

#[test]
fn the_good_site_is_built() {
    let (code, said) = build(&[]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_wrong_configuration_story_list_or_source_is_not_told() {
    let with = |line: &str| format!("{line}\n{GOOD}");
    let replaced = |from: &str, to: &str| GOOD.replace(from, to);
    let story = |front: &str| format!("+++\n{front}\n+++\n\n{ALL}\n");
    let stories = format!("{GOOD}\n[stories]\npath = \"stories\"\n");
    for (name, files) in [
        ("syntax", vec![("site.toml", with(&format!("[{ALL}")))]),
        ("key", vec![("site.toml", with(&format!("\"{ALL}\" = 1")))]),
        ("type", vec![("site.toml", with(&format!("languages = \"{ALL}\"")))]),
        ("base", vec![("site.toml", with(&format!("base_url = \"{ALL}\"")))]),
        ("languages", vec![("site.toml", with(&format!("languages = [\"{ALL}\"]")))]),
        ("declared", vec![("site.toml", replaced("\"invented\"", &format!("\"{ALL}\"")))]),
        ("slug", vec![("site.toml", replaced("\"kecil\"", &format!("\"{ALL}\"")))]),
        ("day", vec![("site.toml", with(&format!("as_of = \"{ALL}\"")))]),
        ("policy", vec![("site.toml", with(&format!("policy = \"{ALL}\"")))]),
        ("calendar", vec![("site.toml", with(&format!("calendar = \"{ALL}\"")))]),
        ("secret", vec![("key.txt", ALL.to_owned())]),
        (
            "takedown",
            vec![("site.toml", with("takedown = \"t.txt\"")), ("t.txt", ALL.replace(' ', "_"))],
        ),
        (
            "officials",
            vec![
                ("site.toml", with("officials = \"o.csv\"")),
                ("o.csv", format!("{ALL}\n{ALL}\n")),
            ],
        ),
        (
            "handles",
            vec![("site.toml", with("handles = \"h.csv\"")), ("h.csv", format!("{ALL}\n{ALL}\n"))],
        ),
        (
            "review",
            vec![
                ("site.toml", with("review = \"r.csv\"")),
                ("r.csv", format!("hash,decision\n\"{ALL}\",keep\n")),
            ],
        ),
        ("mapping", vec![("data/lapor.toml", format!("\"{ALL}\" = 1\n"))]),
        (
            "front matter",
            vec![
                ("site.toml", stories.clone()),
                ("stories/a.id.md", story(&format!("slug = [\"{ALL}\"]"))),
            ],
        ),
        (
            "front syntax",
            vec![
                ("site.toml", stories.clone()),
                ("stories/a.id.md", story(&format!("slug = \"{ALL}"))),
            ],
        ),
        (
            "front key",
            vec![
                ("site.toml", stories.clone()),
                ("stories/a.id.md", story(&format!("\"{ALL}\" = 1"))),
            ],
        ),
        ("no front", vec![("site.toml", stories.clone()), ("stories/a.id.md", ALL.to_owned())]),
        (
            "row",
            vec![("data/events.csv", format!("report_id,at,kind\n70001,\"{ALL}\",\"{ALL}\"\n"))],
        ),
        ("header", vec![("data/events.csv", format!("{ALL}\n"))]),
    ] {
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let (code, said) = build(&files);
        assert!(code.is_some_and(|code| (2..=4).contains(&code)), "{name}: {code:?} {said}");
        assert_eq!(told(&said), [""; 0], "{name}: {said}");
    }
}
