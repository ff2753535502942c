//! The folder to replace: where it is, whether it is ours, and what a killed build left beside it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::asset::is_kept;
use super::files::Files;
use super::manifest::{Entry, MARKER, Manifest, Marker};
use super::state::{State, take_lock};
use super::tree::{LOCK, OLD, SITE, SUFFIX, make_folders, remove_tree};
use crate::check::folder::{self, Folder};
use crate::error::Error;

/// The target with its parent, where the staging folder goes: a swap stays on one file system.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) target: PathBuf,
    pub(crate) parent: PathBuf,
    pub(crate) name: String,
}

impl Place {
    /// What the names of this target's staging folders begin with.
    pub(crate) fn prefix(&self) -> String {
        format!(".{}.staging-", self.name)
    }
}

/// What stands at the target.
#[derive(Debug)]
pub(crate) enum Target {
    /// Nothing.
    Missing,
    /// A folder without anything in it.
    Empty,
    /// A release of ours.
    Release(Former),
}

/// What a new release has to know of the one before: the list of its files is as large as the site, and is not held.
#[derive(Debug)]
pub(crate) struct Former {
    /// The hash over its files.
    pub(crate) release: String,
    /// How many of its own files lie in its folder.
    pub(crate) files: usize,
    /// Those of them that may stay for one more release.
    pub(crate) assets: Vec<(String, Entry)>,
    /// What it kept of the release before it.
    pub(crate) kept: BTreeMap<String, Entry>,
    /// Its `release.json`, byte for byte.
    pub(crate) marker: Vec<u8>,
}

/// The release that a new one is compared with, and whose files it links.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Base<'a> {
    /// Where its files lie.
    pub(crate) folder: &'a Path,
    /// What it is: a release, or nothing where there is none yet.
    pub(crate) release: &'a Target,
    /// Whether it is the target itself; only then can the target be the new site already.
    pub(crate) is_target: bool,
}

/// Finds the place of a target, making the folders above it.
pub(crate) fn locate(target: &Path) -> Result<Place, Error> {
    let foreign = |found: &str| Error::ForeignTarget {
        target: target.to_path_buf(),
        found: found.to_owned(),
    };
    let resolved = resolve(target)?;
    let name = resolved.file_name().and_then(|name| name.to_str());
    let (Some(name), Some(parent)) = (name, resolved.parent()) else {
        return Err(foreign("it has no UTF-8 name or no parent folder"));
    };
    make_folders(parent).map_err(Error::io("create", parent))?;
    Ok(Place { parent: parent.to_path_buf(), name: name.to_owned(), target: resolved })
}

/// The absolute path without links, also of what does not exist yet.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(Error::io("resolve", path))?;
    let mut resolved = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            other => resolved.push(other),
        }
        match fs::canonicalize(&resolved) {
            Ok(real) => resolved = real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A link that leads nowhere is not a free place.
                if fs::symlink_metadata(&resolved).is_ok() {
                    return Err(Error::io("follow", &resolved)(error));
                }
            }
            Err(error) => return Err(Error::io("resolve", &resolved)(error)),
        }
    }
    Ok(resolved)
}

/// Repairs and removes what killed builds left beside the target.
///
/// Where no exchange is known, a build may have died between its two renames: the target is missing and
/// the old tree lies in the staging folder. It goes back first.
pub(crate) fn clean(place: &Place) -> Result<(), Error> {
    let prefix = place.prefix();
    let mut left: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&place.parent).map_err(Error::io("read", &place.parent))? {
        let entry = entry.map_err(Error::io("read", &place.parent))?;
        let name = entry.file_name();
        let suffix = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        if suffix.is_some_and(is_suffix) && is_staging(&entry.path()) {
            left.push(entry.path());
        }
    }
    left.sort();
    for folder in left {
        let lock = match take_lock(&folder.join(LOCK)) {
            Ok(lock) => lock,
            // A build with another state_dir is writing there.
            Err(Error::Locked { .. }) => continue,
            Err(error) => return Err(error),
        };
        let old = folder.join(OLD);
        let is_missing = fs::symlink_metadata(&place.target).is_err();
        if is_missing && old.is_dir() {
            fs::rename(&old, &place.target).map_err(Error::io("put back", &place.target))?;
        }
        remove_tree(&folder).map_err(Error::io("remove", &folder))?;
        drop(lock);
    }
    Ok(())
}

/// Whether this can be the end of a staging folder's name; `.a.staging-b.staging-...` is another site's.
fn is_suffix(suffix: &str) -> bool {
    suffix.len() == SUFFIX && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a folder holds nothing but what a staging folder holds, and so may be removed.
fn is_staging(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.into_iter().all(|entry| {
        entry.is_ok_and(|entry| [LOCK, SITE, OLD].iter().any(|name| entry.file_name() == *name))
    })
}

impl Target {
    /// Looks at the target and refuses what no release of this site wrote.
    ///
    /// It is ours if it has a `release.json` of ours and every file in it is of that release: by the
    /// manifest in `state_dir`, or, where that is lost, by the hash over the files themselves.
    pub(crate) fn inspect(place: &Place, state: &State) -> Result<Self, Error> {
        let foreign = |found: String| Error::ForeignTarget { target: place.target.clone(), found };
        match fs::symlink_metadata(&place.target) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(foreign("it is a file".to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Target::Missing),
            Err(error) => return Err(Error::io("read", &place.target)(error)),
        }
        let mut entries = fs::read_dir(&place.target).map_err(Error::io("read", &place.target))?;
        if entries.next().is_none() {
            return Ok(Target::Empty);
        }
        let path = place.target.join(MARKER);
        let marker = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(foreign(format!("it has files, but no {MARKER}")));
            }
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        let Some(parsed) = Marker::parse(&marker) else {
            return Err(foreign(format!("its {MARKER} is not of this program")));
        };
        let folder = folder::list(&place.target)?;
        if let Some(other) = folder.others.first() {
            return Err(foreign(format!("it holds {other}, which is no plain file")));
        }
        // The same release in another folder may have kept other assets.
        let known = state.manifest(&parsed.release)?;
        let known = known.filter(|known| known.kept.keys().eq(&parsed.kept));
        let manifest = match known {
            Some(manifest) => manifest,
            None => {
                let manifest = rebuild(place, &folder, &parsed)?;
                if manifest.release != parsed.release {
                    let found = format!(
                        "its files are not those of its {MARKER}, and state_dir does not know them"
                    );
                    return Err(foreign(found));
                }
                manifest
            }
        };
        let mut files = 0;
        for path in &folder.files {
            if manifest.files.contains(path) {
                files += 1;
            } else if path != MARKER && !manifest.kept.contains_key(path) {
                return Err(foreign(format!("it holds {path}, which no release wrote")));
            }
        }
        let assets = manifest.files.iter().filter(|(path, _)| is_kept(path));
        let assets = assets.map(|(path, entry)| (path.to_owned(), entry)).collect();
        let Manifest { release, kept, .. } = manifest;
        Ok(Target::Release(Former { release, files, assets, kept, marker }))
    }
}

/// The release in another folder than the target, to compare with and to link from.
///
/// # Errors
///
/// [`Error::ForeignPrevious`] where the folder is no release of this program, or holds the target.
pub(crate) fn previous(
    folder: &Path,
    place: &Place,
    state: &State,
) -> Result<(PathBuf, Target), Error> {
    let foreign = |found: String| Error::ForeignPrevious { previous: folder.to_path_buf(), found };
    let resolved = resolve(folder)?;
    if place.target.starts_with(&resolved) && place.target != resolved {
        return Err(foreign("the target lies inside it".to_owned()));
    }
    let name = resolved.file_name().map(|name| name.to_string_lossy().into_owned());
    let (Some(name), Some(parent)) = (name, resolved.parent()) else {
        return Err(foreign("it has no parent folder".to_owned()));
    };
    let place = Place { parent: parent.to_path_buf(), name, target: resolved.clone() };
    match Target::inspect(&place, state) {
        Ok(Target::Missing) => Err(foreign("it does not exist".to_owned())),
        Ok(Target::Empty) => Err(foreign("it is empty".to_owned())),
        Ok(release) => Ok((resolved, release)),
        Err(Error::ForeignTarget { found, .. }) => Err(foreign(found)),
        Err(error) => Err(error),
    }
}

/// The manifest of the files that are there.
fn rebuild(place: &Place, folder: &Folder, marker: &Marker) -> Result<Manifest, Error> {
    let mut files = Files::default();
    let mut kept = BTreeMap::new();
    for path in folder.files.iter().filter(|path| *path != MARKER) {
        let file = place.target.join(path);
        let bytes = fs::read(&file).map_err(Error::io("read", &file))?;
        if marker.kept.contains(path) {
            kept.insert(path.clone(), Entry::of(&bytes));
        } else {
            files.insert(path, Entry::of(&bytes), false);
        }
    }
    Ok(Manifest::new(files, kept))
}
