//! The files of a release, in little memory: a million of them take some 140 MB with their paths.

use std::fmt;
use std::hash::{Hash as _, Hasher};

use rustc_hash::FxHasher;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::manifest::Entry;

/// Paths with their entries: found by a hash, told in order once [`sort`](Self::sort) was called.
///
/// All paths stand in one text, so that a file costs its path, 64 bytes and a place in a table.
#[derive(Clone, Default)]
pub(crate) struct Files {
    paths: String,
    rows: Vec<Row>,
    /// Numbers of rows by the hash of their path, one more than the number, 0 where none is; a power of two long.
    table: Vec<u32>,
    written: usize,
}

#[derive(Clone, Copy)]
struct Row {
    /// Where the path starts and ends in the text.
    path: (usize, usize),
    entry: Entry,
    is_written: bool,
}

impl Files {
    /// Adds a file; false, and nothing is added, where its path is known.
    ///
    /// `is_written` says whether its bytes differ from the live file.
    pub(crate) fn insert(&mut self, path: &str, entry: Entry, is_written: bool) -> bool {
        // At most half full, so that a search ends soon.
        if self.table.len() < 2 * (self.rows.len() + 1) {
            self.grow();
        }
        let place = match self.find(path) {
            Found::Row(_) => return false,
            Found::Room(place) => place,
        };
        let start = self.paths.len();
        self.paths.push_str(path);
        self.rows.push(Row { path: (start, self.paths.len()), entry, is_written });
        self.table[place] = number(self.rows.len());
        self.written += usize::from(is_written);
        true
    }

    /// Puts the files in the order of their paths.
    pub(crate) fn sort(&mut self) {
        let Files { paths, rows, .. } = self;
        let path = |row: &Row| &paths[row.path.0..row.path.1];
        if rows.is_sorted_by(|one, other| path(one) <= path(other)) {
            return;
        }
        rows.sort_unstable_by(|one, other| path(one).cmp(path(other)));
        self.index();
    }

    /// Path and entry of every file.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.rows.iter().map(|row| (self.path(row), row.entry))
    }

    /// The paths of the files that are as they were.
    pub(crate) fn unchanged(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter(|row| !row.is_written).map(|row| self.path(row))
    }

    pub(crate) fn contains(&self, path: &str) -> bool {
        self.row(path).is_some()
    }

    /// Whether a file is here and its bytes differ from the live one.
    pub(crate) fn is_written(&self, path: &str) -> bool {
        self.row(path).is_some_and(|row| row.is_written)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many files differ from the live ones.
    pub(crate) fn written(&self) -> usize {
        self.written
    }

    fn path(&self, row: &Row) -> &str {
        &self.paths[row.path.0..row.path.1]
    }

    fn row(&self, path: &str) -> Option<&Row> {
        if self.table.is_empty() {
            return None;
        }
        match self.find(path) {
            Found::Row(row) => self.rows.get(row),
            Found::Room(_) => None,
        }
    }

    /// The row of a path, or the place in the table where it would go. The table has room.
    fn find(&self, path: &str) -> Found {
        let mask = self.table.len() - 1;
        let mut place = hash(path) & mask;
        loop {
            let Some(row) = (self.table[place] as usize).checked_sub(1) else {
                return Found::Room(place);
            };
            if self.rows.get(row).is_some_and(|row| self.path(row) == path) {
                return Found::Row(row);
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let length = (2 * (self.rows.len() + 1)).next_power_of_two().max(64);
        self.table = vec![0; length];
        self.index();
    }

    /// Fills the table anew.
    fn index(&mut self) {
        self.table.fill(0);
        for row in 0..self.rows.len() {
            let path = &self.paths[self.rows[row].path.0..self.rows[row].path.1];
            if let Found::Room(place) = self.find(path) {
                self.table[place] = number(row + 1);
            }
        }
    }
}

enum Found {
    Row(usize),
    Room(usize),
}

fn hash(path: &str) -> usize {
    let mut hasher = FxHasher::default();
    path.hash(&mut hasher);
    hasher.finish() as usize
}

/// A number of a row for the table. Four thousand million paths do not fit into memory before it overflows.
fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// A count, as a list would be too long to read.
impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("files", &self.rows.len()).finish_non_exhaustive()
    }
}

/// The same paths with the same entries, in the same order.
impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Files {}

impl<'a> FromIterator<(&'a str, Entry)> for Files {
    fn from_iter<I: IntoIterator<Item = (&'a str, Entry)>>(entries: I) -> Self {
        let mut files = Files::default();
        for (path, entry) in entries {
            files.insert(path, entry, false);
        }
        files.sort();
        files
    }
}

impl Serialize for Files {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;

        impl<'de> Visitor<'de> for Map {
            type Value = Files;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of paths to hash and length")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Files, A::Error> {
                let mut files = Files::default();
                while let Some((path, entry)) = map.next_entry::<String, Entry>()? {
                    files.insert(&path, entry, false);
                }
                files.sort();
                Ok(files)
            }
        }

        deserializer.deserialize_map(Map)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// It is a `BTreeMap` of which the first entry of a path stays.
        #[test]
        fn files_are_a_sorted_map(paths in prop::collection::vec("[a-c/]{0,4}", 0..200)) {
            let mut files = Files::default();
            let mut map = BTreeMap::new();
            let mut written = 0;
            for (number, path) in paths.iter().enumerate() {
                let entry = Entry::of(&number.to_le_bytes());
                let is_written = number % 3 == 0;
                let is_new = !map.contains_key(path);
                prop_assert_eq!(files.insert(path, entry, is_written), is_new);
                if is_new {
                    map.insert(path.clone(), (entry, is_written));
                    written += usize::from(is_written);
                }
            }
            files.sort();
            prop_assert_eq!((files.len(), files.written()), (map.len(), written));
            let told: Vec<_> = files.iter().collect();
            let expected: Vec<_> = map.iter().map(|(path, (entry, _))| (&**path, *entry)).collect();
            prop_assert_eq!(told, expected);
            let unchanged: Vec<_> = files.unchanged().collect();
            let expected: Vec<_> =
                map.iter().filter(|(_, (_, is_written))| !is_written).map(|(path, _)| &**path).collect();
            prop_assert_eq!(unchanged, expected);
            for path in paths.iter().map(String::as_str).chain(["d", ""]) {
                prop_assert_eq!(files.contains(path), map.contains_key(path));
                prop_assert_eq!(files.is_written(path), map.get(path).is_some_and(|found| found.1));
            }
        }
    }
}
