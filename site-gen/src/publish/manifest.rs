//! What is in a release: path, hash and length of each file, and the hash over all of them.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use sha2::{Digest, Sha256};

use super::files::Files;
use crate::check::{Kind, kind};
use crate::error::Error;

/// The version of both files; a reader refuses another.
const SCHEMA: u32 = 1;

/// The file in the site's root that makes it ours.
pub(crate) const MARKER: &str = "release.json";

/// The SHA-256 of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Hash([u8; 32]);

impl Hash {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Hash(Sha256::digest(bytes).into())
    }
}

impl From<[u8; 32]> for Hash {
    fn from(hash: [u8; 32]) -> Self {
        Hash(hash)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        HEXLOWER.encode(&hash.0)
    }
}

impl TryFrom<String> for Hash {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bytes = HEXLOWER.decode(text.as_bytes());
        bytes
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .map(Hash)
            .ok_or_else(|| format!("{text:?} is no SHA-256, expected 64 lower-case hex digits"))
    }
}

/// One file of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) sha256: Hash,
    pub(crate) bytes: u64,
}

impl Entry {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Entry { sha256: Hash::of(bytes), bytes: bytes.len() as u64 }
    }
}

/// All files of the live folder but `release.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    schema: u32,
    /// The hash over `files`.
    pub(crate) release: String,
    /// Assets of the release before, which stay for this one.
    pub(crate) kept: BTreeMap<String, Entry>,
    /// The files of this release.
    pub(crate) files: Files,
}

impl Manifest {
    pub(crate) fn new(mut files: Files, kept: BTreeMap<String, Entry>) -> Self {
        files.sort();
        let mut hasher = Sha256::new();
        // No path holds a NUL or a line end, so this is one line a file and never two readings.
        for (path, entry) in files.iter() {
            let mut hash = [0; 64];
            HEXLOWER.encode_mut(&entry.sha256.0, &mut hash);
            hasher.update(path);
            hasher.update([0]);
            hasher.update(hash);
            hasher.update([0]);
            hasher.update(entry.bytes.to_string());
            hasher.update([b'\n']);
        }
        Manifest { schema: SCHEMA, release: HEXLOWER.encode(&hasher.finalize()), kept, files }
    }

    pub(crate) fn pages(&self) -> usize {
        let pages = self.files.iter().filter(|(path, _)| kind(path) == Kind::Html);
        pages.count()
    }

    /// Writes `manifest.json`, file by file: as one text it would take more memory than all that is in it.
    ///
    /// # Errors
    ///
    /// That of the writer.
    pub(crate) fn write(&self, mut to: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut to, self)?;
        to.write_all(b"\n")?;
        to.flush()
    }

    /// Reads `manifest.json`, file by file as it was written; `path` is how a message calls it.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where it cannot be read, [`Error::Record`] where it is none.
    pub(crate) fn read(path: &Path, from: impl Read) -> Result<Self, Error> {
        let manifest: Manifest =
            serde_json::from_reader(from).map_err(|error| match error.classify() {
                Category::Io => Error::io("read", path)(error.into()),
                _ => Error::Record { path: path.to_path_buf(), reason: error.to_string() },
            })?;
        if manifest.schema == SCHEMA {
            return Ok(manifest);
        }
        Err(Error::Record {
            path: path.to_path_buf(),
            reason: format!("schema {}, expected {SCHEMA}", manifest.schema),
        })
    }

    pub(crate) fn marker(&self) -> Marker {
        Marker {
            schema: SCHEMA,
            program: PROGRAM.to_owned(),
            release: self.release.clone(),
            pages: self.pages(),
            files: self.files.len(),
            bytes: self.files.iter().map(|(_, entry)| entry.bytes).sum(),
            kept: self.kept.keys().cloned().collect(),
        }
    }
}

/// The name in a marker, so that another program's `release.json` is not taken for ours.
const PROGRAM: &str = "lapor site-gen";

/// `release.json`: what anyone can see of a release. No time, so equal sites have equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marker {
    schema: u32,
    program: String,
    pub(crate) release: String,
    pages: usize,
    files: usize,
    bytes: u64,
    pub(crate) kept: Vec<String>,
}

impl Marker {
    pub(crate) fn to_json(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::Record { path: MARKER.into(), reason: error.to_string() })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The marker in these bytes; `None` where they are something else.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let marker: Marker = serde_json::from_slice(bytes).ok()?;
        (marker.schema == SCHEMA && marker.program == PROGRAM).then_some(marker)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let entries = files.iter().map(|(path, text)| (*path, Entry::of(text.as_bytes())));
        Manifest::new(entries.collect(), BTreeMap::new())
    }

    fn json(manifest: &Manifest) -> Vec<u8> {
        let mut bytes = Vec::new();
        manifest.write(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_release_is_the_content_and_nothing_else() {
        let one = manifest(&[("a", "1"), ("b", "2")]);
        assert_eq!(one.release, manifest(&[("b", "2"), ("a", "1")]).release);
        assert_ne!(one.release, manifest(&[("a", "1"), ("b", "3")]).release);
        assert_ne!(one.release, manifest(&[("a", "1"), ("c", "2")]).release);
        // `printf 'a\0%s\0001\n' $(printf 1 | sha256sum | cut -d' ' -f1) | sha256sum`
        assert_eq!(
            manifest(&[("a", "1")]).release,
            "2ab635fb8ab7a1c8e391268d5d04bafde91a19d1192ee4493d2043231eb318c7"
        );
    }

    #[test]
    fn both_records_read_back_what_they_wrote() {
        let one = manifest(&[("a/index.html", "1"), ("b", "2")]);
        let path = Path::new("manifest.json");
        assert_eq!(Manifest::read(path, &*json(&one)).unwrap(), one);
        assert_eq!(Marker::parse(&one.marker().to_json().unwrap()).unwrap(), one.marker());
        assert_eq!(one.pages(), 1);
        assert_eq!(Marker::parse(b"{\"release\":\"v1\"}"), None);
    }

    #[test]
    fn another_schema_or_a_broken_hash_is_refused_by_name() {
        let path = Path::new("manifest.json");
        let text = String::from_utf8(json(&manifest(&[("a", "1")]))).unwrap();
        let later = text.replace("\"schema\": 1", "\"schema\": 2");
        let error = Manifest::read(path, later.as_bytes()).unwrap_err();
        assert!(error.to_string().ends_with("schema 2, expected 1"), "{error}");
        let broken = text.replace("\"sha256\": \"", "\"sha256\": \"x");
        let error = Manifest::read(path, broken.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("is no SHA-256"), "{error}");
    }
}
