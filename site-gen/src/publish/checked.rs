//! A new tree that may be published: what changed in it, its links to the old one, its completion.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Published;
use super::asset::is_kept;
use super::links::{Awaited, Links};
use super::manifest::{Entry, MARKER, Manifest};
use super::target::{Base, Place, Target};
use super::tree::{StagingFolder, link_or_copy, write};
use crate::check::{self, Gate, Pointer, gate, link, page};
use crate::error::{Error, Finding};

/// A site that may be published.
pub(super) struct Checked<'a> {
    pub(super) place: &'a Place,
    pub(super) base: Base<'a>,
    /// Made already where a file differs.
    pub(super) folder: Option<StagingFolder>,
    pub(super) manifest: Manifest,
    /// How many of its paths the release before has.
    pub(super) met: usize,
}

impl Checked<'_> {
    pub(super) fn published(&self) -> Published {
        let removed = match self.base.release {
            Target::Release(former) => former.files.saturating_sub(self.met),
            Target::Missing | Target::Empty => 0,
        };
        Published {
            pages: self.manifest.pages(),
            written: self.manifest.files.written(),
            unchanged: self.manifest.files.len() - self.manifest.files.written(),
            removed,
            release: self.manifest.release.clone(),
        }
    }

    /// Whether the target is this site already, byte for byte.
    pub(super) fn is_live(&self) -> bool {
        match self.base.release {
            Target::Release(former) if self.base.is_target => {
                let same = self.manifest.release == former.release;
                let written = self.manifest.marker().to_json();
                self.manifest.files.written() == 0
                    && same
                    && written.is_ok_and(|bytes| bytes == former.marker)
            }
            _ => false,
        }
    }

    /// Links that lead to no file, or into a page that has no such id.
    pub(super) fn broken_links(&self, links: Links) -> Result<Vec<Finding>, Error> {
        let mut broken = Vec::new();
        let mut pointers: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
        for Awaited { path, fragment, page, line } in links.into_awaited() {
            let has = |file: &String| file == MARKER || self.manifest.files.contains(file);
            let target = link::files(&path).find(has);
            match (target, fragment) {
                (None, _) => broken.push(check::broken(&page, line, &path)),
                (Some(target), Some(fragment)) => {
                    let pointer = Pointer { page, line, fragment };
                    pointers.entry(target).or_default().push(pointer);
                }
                (Some(_), None) => {}
            }
        }
        // Ids are not held in memory: the pages that others point into are read once more.
        let found: Vec<Result<Vec<Finding>, Error>> = pointers
            .par_iter()
            .map(|(target, pointers)| {
                let bytes = if target == MARKER {
                    Vec::new()
                } else {
                    let file = self.source(target);
                    fs::read(&file).map_err(Error::io("read", &file))?
                };
                let ids = page::examine(target, &bytes, "/").ids;
                let missing = pointers.iter().filter(|at| !ids.contains(&at.fragment));
                Ok(missing.map(|at| at.finding(target)).collect())
            })
            .collect();
        for missing in found {
            broken.extend(missing?);
        }
        Ok(broken)
    }

    /// Notes which assets of the last release stay for this one.
    pub(super) fn keep_assets(&mut self, gate: Gate<'_>) -> Result<(), Error> {
        let Target::Release(former) = self.base.release else {
            return Ok(());
        };
        // The same release once more keeps what it kept.
        let candidates: Vec<(&str, Entry)> = if self.manifest.release == former.release {
            former.kept.iter().map(|(path, entry)| (path.as_str(), *entry)).collect()
        } else {
            former.assets.iter().map(|(path, entry)| (path.as_str(), *entry)).collect()
        };
        for (path, entry) in candidates {
            if !is_kept(path) || self.manifest.files.contains(path) {
                continue;
            }
            let live = self.base.folder.join(path);
            let bytes = match fs::read(&live) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(Error::io("read", &live)(error)),
            };
            if Entry::of(&bytes) == entry && gate::examine(gate, path, &bytes).is_empty() {
                self.manifest.kept.insert(path.to_owned(), entry);
            }
        }
        Ok(())
    }

    /// The file with the bytes of a path of the new site.
    fn source(&self, path: &str) -> PathBuf {
        match &self.folder {
            Some(folder) if self.manifest.files.is_written(path) => folder.site.join(path),
            _ => self.base.folder.join(path),
        }
    }

    /// Completes the tree: links what is unchanged, and writes `release.json`.
    pub(super) fn complete(self) -> Result<Staged, Error> {
        let folder = match self.folder {
            Some(folder) => folder,
            None => StagingFolder::make(self.place)?,
        };
        let kept = self.manifest.kept.keys().map(String::as_str);
        let unchanged: Vec<&str> = self.manifest.files.unchanged().chain(kept).collect();
        let linked: Vec<Result<(), Error>> = unchanged
            .par_iter()
            .map(|path| link_or_copy(&self.base.folder.join(path), &folder.site.join(path)))
            .collect();
        for result in linked {
            result?;
        }
        let marker = self.manifest.marker().to_json()?;
        let live = self.base.folder.join(MARKER);
        match self.base.release {
            Target::Release(former) if former.marker == marker => {
                link_or_copy(&live, &folder.site.join(MARKER))?;
            }
            _ => write(&folder.site.join(MARKER), &marker)?,
        }
        Ok(Staged { folder, manifest: self.manifest })
    }
}

/// A tree that is complete and waits for its swap.
pub(crate) struct Staged {
    folder: StagingFolder,
    manifest: Manifest,
}

impl Staged {
    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    pub(super) fn site(&self) -> &Path {
        &self.folder.site
    }

    /// Where the old tree waits if it has to be renamed away.
    pub(super) fn old(&self) -> &Path {
        &self.folder.old
    }

    /// Removes the staging folder with the old tree.
    pub(super) fn remove(self) {
        self.folder.remove();
    }
}
