//! The one step that makes a new tree the live one, and what has to be on the disk before it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::checked::Staged;
use super::target::{Place, Target};
use crate::error::Error;

/// Puts the staged tree in the target's place.
///
/// A missing or empty target is taken by a rename; a release is exchanged, and lies in the staging
/// folder afterwards. The parent is flushed at the end.
pub(crate) fn swap(staged: &Staged, place: &Place, target: &Target) -> Result<(), Error> {
    let site = staged.site();
    match target {
        Target::Missing | Target::Empty => {
            fs::rename(site, &place.target).map_err(Error::io("swap in", &place.target))?;
        }
        Target::Release(_) => {
            let exchanged = exchange(site, &place.target);
            let is_exchanged = exchanged.map_err(Error::io("swap in", &place.target))?;
            if !is_exchanged {
                by_renames(site, staged.old(), &place.target)?;
            }
        }
    }
    sync_folder(&place.parent)
}

/// Exchanges two folders in one step; false where the system or the file system knows no such step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// The fallback: away and in. A crash between the two is repaired by the next build.
fn by_renames(site: &Path, old: &Path, target: &Path) -> Result<(), Error> {
    fs::rename(target, old).map_err(Error::io("rename away", target))?;
    fs::rename(site, target).map_err(|error| {
        // The old site is better than none, and this is the error to report either way.
        let _ = fs::rename(old, target);
        Error::io("swap in", target)(error)
    })
}

/// Flushes a tree to the disk, files and folders.
///
/// On Linux this is one `syncfs`: a flush for each of 100,000 files would take minutes. It flushes what
/// others have written to the same file system too.
pub(crate) fn sync_tree(root: &Path) -> Result<(), Error> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let folder = File::open(root).map_err(Error::io("open", root))?;
        match rustix::fs::syncfs(&folder) {
            Ok(()) => return Ok(()),
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {}
            Err(error) => return Err(Error::io("flush", root)(error.into())),
        }
    }
    sync_each(root)
}

fn sync_each(root: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(root).map_err(Error::io("read", root))? {
        let entry = entry.map_err(Error::io("read", root))?;
        let path = entry.path();
        if entry.file_type().map_err(Error::io("read", &path))?.is_dir() {
            sync_each(&path)?;
        } else {
            let flushed = File::open(&path).and_then(|file| file.sync_all());
            flushed.map_err(Error::io("flush", &path))?;
        }
    }
    sync_folder(root)
}

/// Flushes the names in a folder.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    // Windows has no handle on a folder to flush.
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder).and_then(|opened| opened.sync_all()) {
        // Some network file systems have no flush for folders; their renames are durable by themselves.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other.map_err(Error::io("flush", folder)),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn folders() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for name in ["site", "public"] {
            fs::create_dir(root.path().join(name)).unwrap();
            fs::write(root.path().join(name).join("a"), name).unwrap();
        }
        root
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_exchange_leaves_the_old_tree_where_the_new_one_was() {
        let root = folders();
        let at = |name: &str| root.path().join(name);
        assert!(exchange(&at("site"), &at("public")).unwrap());
        assert_eq!(text(&at("public/a")), "site");
        assert_eq!(text(&at("site/a")), "public");
    }

    #[test]
    fn without_exchange_two_renames_do_the_same() {
        let root = folders();
        let at = |name: &str| root.path().join(name);
        by_renames(&at("site"), &at("old"), &at("public")).unwrap();
        assert_eq!(text(&at("public/a")), "site");
        assert_eq!(text(&at("old/a")), "public");
    }

    #[test]
    fn a_second_rename_that_fails_puts_the_old_tree_back() {
        let root = folders();
        let at = |name: &str| root.path().join(name);
        let error = by_renames(&at("tiada"), &at("old"), &at("public")).unwrap_err();
        assert_eq!(error.exit_code(), 3);
        assert_eq!(text(&at("public/a")), "public");
    }

    #[test]
    fn a_tree_can_be_flushed_file_by_file() {
        let root = folders();
        sync_each(root.path()).unwrap();
        sync_tree(root.path()).unwrap();
        assert!(sync_each(&root.path().join("tiada")).is_err());
    }
}
