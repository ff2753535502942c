//! The staging folder on the disk: made, written, linked, removed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::state::{Lock, take_lock};
use super::target::Place;
use crate::error::Error;

/// The names inside a staging folder; see the module above.
pub(crate) const LOCK: &str = "lock";
pub(crate) const SITE: &str = "site";
pub(crate) const OLD: &str = "old";

/// How many random letters and digits end the name of a staging folder.
pub(crate) const SUFFIX: usize = 8;

/// `.NAME.staging-XXXX`, removed when dropped, and locked against the cleaning of other builds.
pub(super) struct StagingFolder {
    // Declared first, so that the folder goes while the lock is held.
    folder: TempDir,
    pub(super) site: PathBuf,
    pub(super) old: PathBuf,
    _lock: Lock,
}

impl StagingFolder {
    /// Removes the folder with the old tree. What cannot be removed now, the next build removes.
    pub(super) fn remove(self) {
        let _ = remove_tree(self.folder.path());
        let _ = self.folder.close();
    }

    pub(super) fn make(place: &Place) -> Result<Self, Error> {
        let folder = tempfile::Builder::new()
            .prefix(&place.prefix())
            .rand_bytes(SUFFIX)
            .tempdir_in(&place.parent)
            .map_err(Error::io("create a staging folder in", &place.parent))?;
        let lock = take_lock(&folder.path().join(LOCK))?;
        // The folder itself is closed to others; what is swapped in is the folder in it, which is not.
        let site = folder.path().join(SITE);
        make_folders(&site).map_err(Error::io("create", &site))?;
        Ok(StagingFolder { old: folder.path().join(OLD), site, folder, _lock: lock })
    }
}

/// Removes a folder with all that is in it, many of its folders at once: one after another a million files take minutes.
pub(super) fn remove_tree(folder: &Path) -> io::Result<()> {
    let mut inner = vec![folder.to_path_buf()];
    for _ in 0..SHARDS {
        inner = inner.iter().flat_map(|folder| folders(folder)).collect();
    }
    // What cannot be removed so the last step names.
    let _removed: Vec<io::Result<()>> = inner.par_iter().map(fs::remove_dir_all).collect();
    fs::remove_dir_all(folder)
}

/// How deep in a staging folder the many folders of a site lie: `site/SOURCE/laporan/ab`.
const SHARDS: usize = 4;

/// The folders in a folder; links are none.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let entries = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    entries.map(|entry| entry.path()).collect()
}

/// Makes a folder and those above it, readable by all within the umask.
pub(crate) fn make_folders(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder.create(path)
}

/// Calls `make`, and once more with the folders above `path` where they were missing.
fn with_folders<T>(path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (make(), path.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            make_folders(parent)?;
            make()
        }
        (result, _) => result,
    }
}

/// Makes a new file, readable by all within the umask.
pub(super) fn create(path: &Path) -> Result<File, Error> {
    let make = || {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
        options.open(path)
    };
    with_folders(path, make).map_err(Error::io("write", path))
}

/// Writes a new file, readable by all within the umask.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    create(path)?.write_all(bytes).map_err(Error::io("write", path))
}

/// Gives a live file its name in the new tree; a copy where the file system has no hard links.
pub(super) fn link_or_copy(live: &Path, staged: &Path) -> Result<(), Error> {
    let make = || match fs::hard_link(live, staged) {
        Err(error) if has_no_links(&error) => fs::copy(live, staged).map(|_| ()),
        result => result,
    };
    with_folders(staged, make).map_err(Error::io("link", staged))
}

fn has_no_links(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::CrossesDevices
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::TooManyLinks
            | io::ErrorKind::Unsupported
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_tree_goes_with_all_in_it_and_nothing_that_it_links_to() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        for file in ["kept/a", "tree/a", "tree/1/2/3/b", "tree/1/2/3/4/5/6/c", "tree/1/2/3/5/d"] {
            write(&at(file), b"x").unwrap();
        }
        std::os::unix::fs::symlink(at("kept"), at("tree/1/2/3/link")).unwrap();
        remove_tree(&at("tree")).unwrap();
        assert!(!at("tree").exists() && at("kept/a").exists());
        assert!(remove_tree(&at("tree")).is_err());
    }
}
