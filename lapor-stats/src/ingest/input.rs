//! Inputs: which files a command line names, and which mapping lies beside them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::mapping::{Layout, Mapping, MappingRef};
use super::records::Records;
use crate::error::Error;
use crate::schema::TABLES;

/// One file, standard input, or what lies in memory.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// As it was named.
    pub(crate) name: String,
    pub(crate) origin: Origin,
}

/// Where rows come from.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// Standard input, which can be read only once.
    Standard,
    /// A file.
    File(PathBuf),
    /// Record batches in memory.
    Records(Records),
}

impl Input {
    /// What lies in memory.
    pub(crate) fn of(records: Records) -> Input {
        Input { name: records.name.clone(), origin: Origin::Records(records) }
    }

    /// The file, if it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Standard | Origin::Records(_) => None,
        }
    }

    /// Whether it can be read again.
    pub(crate) fn is_lasting(&self) -> bool {
        !matches!(self.origin, Origin::Standard)
    }
}

/// The mapping of these inputs: the one that is named, else `lapor.toml` beside them, else canonical.
pub(crate) fn mapping_of(inputs: &[PathBuf], named: Option<&MappingRef>) -> Result<Mapping, Error> {
    if let Some(named) = named {
        return Mapping::load(named);
    }
    let beside: BTreeSet<PathBuf> = inputs
        .iter()
        .filter(|input| !is_stdin(input))
        .map(|input| {
            if input.is_dir() {
                input.clone()
            } else {
                input.parent().unwrap_or(Path::new("")).to_owned()
            }
        })
        .map(|folder| folder.join("lapor.toml"))
        .filter(|file| file.is_file())
        .collect();
    let mut files = beside.into_iter();
    match (files.next(), files.next()) {
        (None, _) => Ok(Mapping::canonical()),
        (Some(file), None) => Mapping::load(&MappingRef::File(file)),
        (Some(first), Some(second)) => Err(Error::Unknown {
            what: "mapping",
            found: format!("{} and {}", first.display(), second.display()),
            expected: "one mapping for all inputs; name it, or read the folders one by one".into(),
        }),
    }
}

/// The files of these inputs, in the order of their names.
///
/// # Errors
///
/// [`Error::Io`] for an input that is not there, [`Error::NoFiles`] for a folder without a fitting file.
pub(crate) fn files(inputs: &[PathBuf], mapping: &Mapping) -> Result<Vec<Input>, Error> {
    let mut files = Vec::new();
    for input in inputs {
        let name = input.display().to_string();
        if is_stdin(input) {
            files.push(Input { name, origin: Origin::Standard });
        } else if fs::metadata(input).map_err(Error::io("read", &name))?.is_dir() {
            files.append(&mut in_folder(input, mapping)?);
        } else {
            files.push(Input { name, origin: Origin::File(input.clone()) });
        }
    }
    files.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(files)
}

/// Whether a file is a canonical table that tells of no report.
pub(crate) fn is_list(input: &Input, mapping: &Mapping) -> bool {
    let name = input.path().and_then(Path::file_name).and_then(|name| name.to_str());
    let stem = name.and_then(stem).unwrap_or_default().to_ascii_lowercase();
    mapping.layout == Layout::Canonical && matches!(stem.as_str(), "agencies" | "categories")
}

fn is_stdin(input: &Path) -> bool {
    input.as_os_str() == "-"
}

fn in_folder(folder: &Path, mapping: &Mapping) -> Result<Vec<Input>, Error> {
    let shown = folder.display().to_string();
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io("read", &shown))? {
        let path = entry.map_err(Error::io("read", &shown))?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str())
            && path.is_file()
        {
            names.push(name.to_owned());
        }
    }
    let is_table = |name: &String| {
        let stem = stem(name).unwrap_or_default();
        TABLES.iter().any(|table| stem.eq_ignore_ascii_case(table.name))
    };
    if mapping.files.is_empty() {
        names.retain(|name| stem(name).is_some());
        // Beside canonical tables anything may lie, such as what was made of them.
        if mapping.layout == Layout::Canonical && names.iter().any(is_table) {
            names.retain(is_table);
        }
    } else {
        names.retain(|name| mapping.files.iter().any(|pattern| matches(pattern, name)));
    }
    if mapping.layout == Layout::Canonical && mapping.files.is_empty() {
        // Of two files of one table nobody can say which is meant, or whether it is both.
        let mut stems: Vec<String> =
            names.iter().filter_map(|name| stem(name)).map(str::to_ascii_lowercase).collect();
        stems.sort();
        let twice = stems.windows(2).find(|pair| pair[0] == pair[1]);
        if let Some(twice) = twice.filter(|pair| TABLES.iter().any(|table| table.name == pair[0])) {
            return Err(Error::Unknown {
                what: "table",
                found: format!("several files of '{}' in {shown}", twice[0]),
                expected: "one file of each table; name the files that are meant".into(),
            });
        }
    }
    if names.is_empty() {
        let expected =
            if mapping.files.is_empty() { READ.into() } else { mapping.files.join(", ") };
        return Err(Error::NoFiles { folder: shown, expected });
    }
    let inputs = names.into_iter().map(|name| {
        let path = folder.join(name);
        Input { name: path.display().to_string(), origin: Origin::File(path) }
    });
    Ok(inputs.collect())
}

/// Which files of a folder are read by default, for a message.
const READ: &str = "*.csv, *.tsv, *.xlsx, *.parquet, *.ndjson, *.jsonl, *.json, *.xml or *.xes, also with .gz or .zst";

/// The endings of files that are read by default.
const ENDINGS: [&str; 9] =
    [".csv", ".tsv", ".xlsx", ".parquet", ".ndjson", ".jsonl", ".json", ".xml", ".xes"];

/// A name without the ending of a table and of what it is packed in; `None` for any other file.
fn stem(name: &str) -> Option<&str> {
    let without = |name: &str, ending: &str| {
        let at = name.len().checked_sub(ending.len())?;
        let (stem, last) = name.split_at_checked(at)?;
        last.eq_ignore_ascii_case(ending).then_some(at).filter(|_| !stem.is_empty())
    };
    let unpacked = [".gz", ".zst"].iter().find_map(|ending| without(name, ending));
    let name = &name[..unpacked.unwrap_or(name.len())];
    let at = ENDINGS.iter().find_map(|ending| without(name, ending))?;
    Some(&name[..at])
}

/// Whether a file name fits a pattern in which `*` stands for anything.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == name };
    let Some(rest) = name.strip_prefix(before) else { return false };
    (0..=rest.len()).any(|at| rest.is_char_boundary(at) && matches(after, &rest[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_its_ending_packed_or_not() {
        for name in ["a.csv", "A.CSV", "a.tsv", "a.csv.gz", "a.TSV.zst", "a.parquet", "a.xes.gz"] {
            assert_eq!(stem(name).map(str::to_ascii_lowercase).as_deref(), Some("a"), "{name}");
        }
        for name in ["a", "a.gz", ".csv", "a.txt", "a.csv.zip", "é", ".gz"] {
            assert_eq!(stem(name), None, "{name}");
        }
    }

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, name) in [
            ("*.csv", "a.csv"),
            ("reports*.csv", "reports.csv"),
            ("r*-*.csv", "r-2015-03.csv"),
            ("a.csv", "a.csv"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in
            [("*.csv", "a.csv.gz"), ("reports*.csv", "report.csv"), ("a.csv", "b.csv")]
        {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
