//! The new tree while it is made: what is put, what it is compared with, what is found in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Artifact;
use super::checked::Checked;
use super::files::Files;
use super::links::Links;
use super::manifest::{Entry, MARKER, Manifest};
use super::stream::Stream;
use super::target::{Base, Place, Target};
use super::tree::{StagingFolder, create, write};
use crate::check::{Gate, Kind, Lines, Rule, gate, kind, page, plain};
use crate::error::{Error, Finding};

/// How many findings of a refused build are kept; the first in order, whatever came first in time.
const FINDINGS: usize = 1000;

/// The door for artifacts into a publication; see [`super::publish`].
pub struct Staging<'a> {
    place: &'a Place,
    base: Base<'a>,
    gate: Gate<'a>,
    base_path: &'a str,
    index: Mutex<Index>,
    /// Made with the first file that differs, so that an unchanged site touches no folder.
    folder: Mutex<Option<StagingFolder>>,
}

/// All that is remembered of what was put.
#[derive(Default)]
struct Index {
    files: Files,
    /// How many of these paths the release before has.
    met: usize,
    /// Those whose target was not put before.
    links: Links,
    leaks: BTreeSet<Finding>,
    broken: BTreeSet<Finding>,
}

impl<'a> Staging<'a> {
    pub(super) fn new(
        place: &'a Place,
        base: Base<'a>,
        gate: Gate<'a>,
        base_path: &'a str,
    ) -> Self {
        Staging { place, base, gate, base_path, index: Mutex::default(), folder: Mutex::default() }
    }

    /// Takes one artifact: examines it, and writes it where it differs from the live file.
    ///
    /// What gate and links find is gathered, and refuses the publication after the last artifact.
    ///
    /// # Errors
    ///
    /// [`Error::ArtifactPath`], [`Error::DuplicateArtifact`], [`Error::Io`].
    pub fn put(&self, artifact: Artifact) -> Result<(), Error> {
        let Artifact { path, bytes } = artifact;
        if let Some(reason) = flaw(&path) {
            return Err(Error::ArtifactPath { path, reason });
        }
        let entry = Entry::of(&bytes);
        let leaks = gate::examine(self.gate, &path, &bytes);
        let plain = match (kind(&path), std::str::from_utf8(&bytes)) {
            (Kind::Html, Ok(text)) => plain::read(&path, text, self.base_path),
            _ => None,
        };
        let examined = match plain {
            Some(_) => page::Examined::default(),
            None => page::examine(&path, &bytes, self.base_path),
        };
        let live = self.live(&path);
        let is_met = live.is_some() && self.is_own(&path);
        // The length tells most changes without reading.
        let is_new = match live.filter(|(_, length)| *length == bytes.len() as u64) {
            Some((live, _)) => fs::read(&live).map_err(Error::io("read", &live))? != bytes,
            None => true,
        };
        {
            let mut index = self.index();
            let Index { files, met, links, leaks: leaking, broken } = &mut *index;
            if !files.insert(&path, entry, is_new) {
                return Err(Error::DuplicateArtifact { path });
            }
            *met += usize::from(is_met);
            gather(leaking, leaks);
            gather(broken, examined.findings.into_iter().filter(stops));
            for link in &examined.links {
                let page::Link { path: to, fragment, line } = link;
                links.note(files, to, fragment.as_deref(), &path, || *line);
            }
            let mut lines = Lines::new(&bytes);
            for (to, fragment, offset) in plain.iter().flat_map(plain::Links::iter) {
                links.note(files, to, fragment, &path, || lines.at(offset).0);
            }
        }
        if is_new {
            let site = self.site()?;
            write(&site.join(&path), &bytes)?;
        }
        Ok(())
    }

    /// Takes one artifact piece by piece: the same as [`Staging::put`] for a file that memory should not hold as a whole.
    ///
    /// No links are looked for in it, so it is for tables and the like and not for pages. It counts when it is finished.
    ///
    /// # Errors
    ///
    /// [`Error::ArtifactPath`], [`Error::Io`].
    pub fn stream(&self, path: String) -> Result<Stream<'_>, Error> {
        Stream::new(self, path)
    }

    /// Takes a file that was streamed into the list of the release.
    pub(super) fn register(
        &self,
        path: String,
        entry: Entry,
        is_new: bool,
        leaks: Vec<Finding>,
    ) -> Result<(), Error> {
        let is_met = self.live(&path).is_some() && self.is_own(&path);
        let mut index = self.index();
        if !index.files.insert(&path, entry, is_new) {
            return Err(Error::DuplicateArtifact { path });
        }
        index.met += usize::from(is_met);
        gather(&mut index.leaks, leaks);
        Ok(())
    }

    pub(super) fn gate(&self) -> Gate<'a> {
        self.gate
    }

    /// The live file of this path and its length, if there is a live release that has it.
    pub(super) fn live(&self, path: &str) -> Option<(PathBuf, u64)> {
        let Target::Release(_) = self.base.release else { return None };
        let live = self.base.folder.join(path);
        let metadata = fs::symlink_metadata(&live).ok().filter(fs::Metadata::is_file)?;
        Some((live, metadata.len()))
    }

    /// Whether a live file is one of the live release's own, and not kept from the one before it.
    fn is_own(&self, path: &str) -> bool {
        match self.base.release {
            Target::Release(former) => !former.kept.contains_key(path),
            Target::Missing | Target::Empty => false,
        }
    }

    /// Makes a file of the new tree.
    pub(super) fn create(&self, path: &str) -> Result<fs::File, Error> {
        create(&self.site()?.join(path))
    }

    /// Ends the rendering: refuses what must not be published.
    pub(super) fn checked(self) -> Result<Checked<'a>, Error> {
        let folder = self.folder.into_inner();
        let folder = folder.unwrap_or_else(PoisonError::into_inner);
        let index = self.index.into_inner();
        let mut index = index.unwrap_or_else(PoisonError::into_inner);
        let links = std::mem::take(&mut index.links);
        let mut checked = Checked {
            place: self.place,
            base: self.base,
            folder,
            manifest: Manifest::new(index.files, BTreeMap::new()),
            met: index.met,
        };
        let marker = checked.manifest.marker().to_json()?;
        gather(&mut index.leaks, gate::examine(self.gate, MARKER, &marker));
        if !index.leaks.is_empty() {
            let findings = index.leaks.into_iter().collect();
            return Err(Error::Leak { findings });
        }
        gather(&mut index.broken, checked.broken_links(links)?);
        if !index.broken.is_empty() {
            let findings = index.broken.into_iter().collect();
            return Err(Error::Links { findings });
        }
        checked.keep_assets(self.gate)?;
        Ok(checked)
    }

    fn index(&self) -> MutexGuard<'_, Index> {
        // A poisoned lock means that a renderer panicked; the panic is the news, not the lock.
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn site(&self) -> Result<PathBuf, Error> {
        let folder = self.folder.lock();
        let mut folder = folder.unwrap_or_else(PoisonError::into_inner);
        let made = match folder.take() {
            Some(made) => made,
            None => StagingFolder::make(self.place)?,
        };
        Ok(folder.insert(made).site.clone())
    }
}

/// Keeps the first [`FINDINGS`] in order, so that the message is the same for any number of threads.
fn gather(findings: &mut BTreeSet<Finding>, more: impl IntoIterator<Item = Finding>) {
    for finding in more {
        findings.insert(finding);
        if FINDINGS < findings.len() {
            findings.pop_last();
        }
    }
}

/// Whether a finding on a page stops the publication. The others are the theme's, for `check` to tell.
fn stops(finding: &Finding) -> bool {
    [Rule::BrokenLink, Rule::BrokenFragment, Rule::ForeignRequest]
        .iter()
        .any(|rule| rule.name() == finding.rule)
}

/// What is wrong with the path of an artifact.
pub(super) fn flaw(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        return Some("is absolute");
    }
    if path.contains('\\') || path.contains(char::is_control) {
        return Some("has a backslash or a control character");
    }
    if path.split('/').any(str::is_empty) {
        return Some("has an empty segment");
    }
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Some("has a segment . or ..");
    }
    if path == MARKER {
        return Some("is that of the release's own record");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_inside_the_site_are_taken() {
        for path in ["index.html", "a/b c/é.csv", ".well-known/security.txt", "a..b/c"] {
            assert_eq!(flaw(path), None, "{path}");
        }
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            "./a",
            "a/..",
            "../a",
            "..",
            "a\\b",
            "a\nb",
            "a\0",
            "release.json",
        ] {
            assert!(flaw(path).is_some(), "{path:?}");
        }
    }

    #[test]
    fn the_first_findings_in_order_are_kept() {
        let finding =
            |number: usize| Finding::new(&format!("{number:05}"), None, Rule::Leak, String::new());
        let mut kept = BTreeSet::new();
        gather(&mut kept, (0..FINDINGS + 10).rev().map(finding));
        assert_eq!(kept.len(), FINDINGS);
        assert_eq!(kept.first().map(|first| first.path.as_str()), Some("00000"));
    }
}
