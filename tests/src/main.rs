//! `generate WHAT`: writes committed data anew, from its sources or from the rules that make it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lapor_core::Calendar;
use lapor_tests::calendar;

const USAGE: &str = "\
usage: generate calendar TABLES   data/calendar/id.toml from holidays_id.csv, decrees.csv and changes.csv in TABLES
       generate embed             the tables that crates embed, from data/";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["calendar", tables] => make_calendar(Path::new(tables)),
        ["embed"] => embed(),
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

fn embed() -> Result<(), String> {
    let path = root().join("data/calendar/id.toml");
    let calendar: Calendar =
        toml::from_str(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    write(&root().join("lapor-core/src/indonesia.rs"), calendar::to_rust(&calendar).as_bytes())
}
