//! What a build remembers about publishing: its lock and the manifest of the live release.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::swap::sync_folder;
use super::target::{self, Place};
use crate::error::Error;
use crate::same::is_same;

/// `state_dir`, held by this build until the value is dropped.
#[derive(Debug)]
pub(crate) struct State {
    folder: PathBuf,
    _lock: Lock,
}

impl State {
    /// Takes the lock of `state_dir`, making the folder where it is missing.
    pub(crate) fn lock(state_dir: &Path, place: &Place) -> Result<Self, Error> {
        let folder = target::resolve(state_dir)?;
        if folder.starts_with(&place.target) {
            return Err(Error::StateInsideTarget {
                state_dir: folder,
                target: place.target.clone(),
            });
        }
        make_private(&folder).map_err(Error::io("create", &folder))?;
        let lock = take_lock(&folder.join("lock"))?;
        Ok(State { folder, _lock: lock })
    }

    /// The manifest of `release`, which is the live one, where this folder has it.
    ///
    /// A build that died around the swap left `manifest.next.json`: its release is live, or it never was.
    pub(crate) fn manifest(&self, release: &str) -> Result<Option<Manifest>, Error> {
        if let Some(next) = self.read(NEXT)? {
            if next.release == release {
                self.record()?;
                return Ok(Some(next));
            }
            let path = self.folder.join(NEXT);
            fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        }
        let manifest = self.read(CURRENT)?;
        Ok(manifest.filter(|manifest| manifest.release == release))
    }

    /// Writes the manifest of a release that is about to be swapped in.
    pub(crate) fn announce(&self, manifest: &Manifest) -> Result<(), Error> {
        self.write(NEXT, manifest)
    }

    /// Makes the announced manifest that of the live release.
    pub(crate) fn record(&self) -> Result<(), Error> {
        let path = self.folder.join(CURRENT);
        fs::rename(self.folder.join(NEXT), &path).map_err(Error::io("replace", &path))?;
        sync_folder(&self.folder)
    }

    /// Writes the manifest of a live release that this folder may not have; nothing where it has it.
    pub(crate) fn remember(&self, manifest: &Manifest) -> Result<(), Error> {
        if is_same(&self.folder.join(CURRENT), |out| manifest.write(out)) {
            return Ok(());
        }
        self.write(CURRENT, manifest)
    }

    fn read(&self, name: &str) -> Result<Option<Manifest>, Error> {
        let path = self.folder.join(name);
        match File::open(&path) {
            Ok(file) => Manifest::read(&path, BufReader::new(file)).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("read", &path)(error)),
        }
    }

    /// Writes a file whole or not at all.
    fn write(&self, name: &str, manifest: &Manifest) -> Result<(), Error> {
        // One name, written over: a killed build leaves at most one such file.
        let writing = self.folder.join("manifest.writing");
        let written = File::create(&writing).and_then(|file| {
            let mut file = BufWriter::new(file);
            manifest.write(&mut file)?;
            file.into_inner()?.sync_all()
        });
        written.map_err(Error::io("write", &writing))?;
        let path = self.folder.join(name);
        fs::rename(&writing, &path).map_err(Error::io("replace", &path))?;
        sync_folder(&self.folder)
    }
}

const CURRENT: &str = "manifest.json";
const NEXT: &str = "manifest.next.json";

/// A lock file that is held until the value is dropped or the process dies.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process that was started meanwhile may hold the same open file.
        // Where unlocking fails there is nothing left to do, and the end of the process unlocks.
        let _ = self.0.unlock();
    }
}

/// Takes a lock file, making it where it is missing.
pub(crate) fn take_lock(path: &Path) -> Result<Lock, Error> {
    let file =
        File::options().create(true).append(true).open(path).map_err(Error::io("open", path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Error::Locked { lock: path.to_path_buf() }),
        Err(TryLockError::Error(error)) => Err(Error::io("lock", path)(error)),
    }
}

/// Takes the lock of the live folder, against builds that have another `state_dir`; none where there is no folder yet, or where the
/// file system locks no folder.
///
/// The lock is the folder's and moves with it: whoever comes after a swap finds a new folder, which is whole.
pub(crate) fn hold(target: &Path) -> Result<Option<Lock>, Error> {
    let Ok(folder) = File::open(target) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(Lock(folder))),
        Err(TryLockError::WouldBlock) => Err(Error::Locked { lock: target.to_path_buf() }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Makes a folder that other users cannot look into; what stands already keeps its mode.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
