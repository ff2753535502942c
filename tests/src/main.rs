//! `generate WHAT`: writes committed data anew, from its sources or from the rules that make it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lapor_core::Calendar;
use lapor_tests::{calendar, regency, sample, starter};

const USAGE: &str = "\
usage: generate calendar TABLES   data/calendar/id.toml from holidays_id.csv, decrees.csv and changes.csv in TABLES
       generate embed             what crates embed, from data/
       generate sample            data/sample, from its generator
       generate starter           what a new site starts from, from data/sample";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["calendar", tables] => make_calendar(Path::new(tables)),
        ["embed"] => embed(),
        ["sample"] => make_sample(),
        ["starter"] => make_starter(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(3)
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(named)?;
    }
    std::fs::write(path, bytes).map_err(named)
}

fn make_calendar(tables: &Path) -> Result<(), String> {
    let [holidays, decrees, changes] =
        ["holidays_id.csv", "decrees.csv", "changes.csv"].map(|name| read(&tables.join(name)));
    let calendar = calendar::from_tables(&holidays?, &decrees?, &changes?)?;
    write(&root().join("data/calendar/id.toml"), calendar::to_toml(&calendar).as_bytes())
}

fn make_sample() -> Result<(), String> {
    for (name, bytes) in sample::generate() {
        write(&root().join("data/sample").join(name), &bytes)?;
    }
    Ok(())
}

fn make_starter() -> Result<(), String> {
    let [reports, events, agencies, categories] =
        ["reports.csv", "events.csv", "agencies.csv", "categories.csv"]
            .map(|name| read(&root().join("data/sample").join(name)));
    for (name, text) in starter::cut(&reports?, &events?, &agencies?, &categories?) {
        write(&root().join("site-gen/starter/data").join(name), text.as_bytes())?;
    }
    Ok(())
}

fn embed() -> Result<(), String> {
    let path = root().join("data/calendar/id.toml");
    let calendar: Calendar =
        toml::from_str(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    write(&root().join("lapor-core/src/indonesia.rs"), calendar::to_rust(&calendar).as_bytes())?;
    let codes = read(&root().join("data/wilayah/prov_kab_2025.csv"))?;
    let retired = read(&root().join("data/wilayah/retired_codes.csv"))?;
    let table = regency::render(&codes, &retired);
    write(&root().join("lapor-core/src/redact/regency.rs"), table.as_bytes())?;
    write(&root().join("site-gen/embedded/prov_kab_2025.csv"), codes.as_bytes())?;
    for folder in ["calendar", "policy", "mapping"] {
        let files = std::fs::read_dir(root().join("data").join(folder))
            .map_err(|error| error.to_string())?;
        for file in files {
            let file = file.map_err(|error| error.to_string())?;
            let is_data = file.path().extension().is_some_and(|ending| ending == "toml");
            // The calendar of Indonesia is embedded in the core.
            if !is_data || file.file_name() == "id.toml" {
                continue;
            }
            let target = root().join("lapor-stats/shipped").join(folder).join(file.file_name());
            write(&target, read(&file.path())?.as_bytes())?;
        }
    }
    Ok(())
}
