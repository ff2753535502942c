//! The files of a folder, in one order on every machine.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// What stands in a folder, by site-relative path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Folder {
    /// Plain files, sorted.
    pub(crate) files: Vec<String>,
    /// Links, sockets and whatever else is neither file nor folder, and names that are not UTF-8.
    pub(crate) others: Vec<String>,
}

impl Folder {
    /// Whether a plain file of this path is here.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.as_str().cmp(path)).is_ok()
    }
}

/// Lists a folder with all that is below it. Links are named and not followed.
///
/// # Errors
///
/// [`Error::Io`] where a folder cannot be read.
pub(crate) fn list(root: &Path) -> Result<Folder, Error> {
    let mut folder = Folder::default();
    let mut waiting = vec![(root.to_path_buf(), String::new())];
    while let Some((at, prefix)) = waiting.pop() {
        for entry in fs::read_dir(&at).map_err(Error::io("read", &at))? {
            let entry = entry.map_err(Error::io("read", &at))?;
            let kind = entry.file_type().map_err(Error::io("read", entry.path()))?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                folder.others.push(format!("{prefix}{}", name.to_string_lossy()));
                continue;
            };
            let path = format!("{prefix}{name}");
            if kind.is_dir() {
                waiting.push((entry.path(), format!("{path}/")));
            } else if kind.is_file() {
                folder.files.push(path);
            } else {
                folder.others.push(path);
            }
        }
    }
    folder.files.sort_unstable();
    folder.others.sort_unstable();
    Ok(folder)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn files_come_sorted_by_their_whole_path() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        for name in ["a/b/z", "a-b", "a/c", "index.html"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let listed = list(folder.path()).unwrap();
        assert_eq!(listed.files, ["a-b", "a/b/z", "a/c", "index.html"]);
        assert!(listed.has("a/c"));
        assert!(!listed.has("a"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_named_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc", folder.path().join("etc")).unwrap();
        let listed = list(folder.path()).unwrap();
        assert_eq!(listed.files, [""; 0]);
        assert_eq!(listed.others, ["etc"]);
    }
}
