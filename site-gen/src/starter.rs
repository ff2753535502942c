//! A site to start from: a commented configuration, an invented sample, and the operator's own files, still empty.
//!
//! ```text
//! DIR/site.toml          every key, explained
//! DIR/key.txt            the key of the published ids, readable by its owner alone
//! DIR/data/              some hundred invented reports
//! DIR/takedown.txt  DIR/officials.csv  DIR/corrections.toml  DIR/stories/  DIR/README.md
//! ```

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use data_encoding::HEXLOWER;

use crate::error::Error;

/// The files of a new site beside its key, by their paths.
pub const FILES: [(&str, &str); 12] = [
    ("README.md", include_str!("../starter/README.md")),
    ("site.toml", include_str!("../starter/site.toml")),
    ("takedown.txt", include_str!("../starter/takedown.txt")),
    ("officials.csv", include_str!("../starter/officials.csv")),
    ("corrections.toml", include_str!("../starter/corrections.toml")),
    (".gitignore", include_str!("../starter/gitignore")),
    ("stories/jembatan-contoh.id.md", include_str!("../starter/stories/jembatan-contoh.id.md")),
    ("stories/jembatan-contoh.en.md", include_str!("../starter/stories/jembatan-contoh.en.md")),
    ("data/reports.csv", include_str!("../starter/data/reports.csv")),
    ("data/events.csv", include_str!("../starter/data/events.csv")),
    ("data/agencies.csv", include_str!("../starter/data/agencies.csv")),
    ("data/categories.csv", include_str!("../starter/data/categories.csv")),
];

/// Writes a new site with this key into a folder that is missing or empty.
///
/// The key comes from the caller, since this crate has no source of chance: 32 bytes of the operating system.
///
/// # Errors
///
/// [`Error::Config`] where the folder holds anything, [`Error::Io`] where it cannot be written.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let site = folder.path().join("site");
/// site_gen::starter::write(&site, &[7; 32])?;
/// assert!(site.join("site.toml").is_file());
/// assert!(site_gen::starter::write(&site, &[7; 32]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(folder: &Path, key: &[u8; 32]) -> Result<(), Error> {
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                let problem = "is not empty, expected a missing folder or an empty one".into();
                return Err(Error::Config { file: folder.to_path_buf(), problem });
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io("read", folder)(error)),
    }
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        }
        let mut options = File::options();
        put(options.write(true).create_new(true), &path, text)?;
    }
    let text = format!(
        "# The key of the published ids. Whoever knows it can tell which report is which: keep it to yourself.\n{}\n",
        HEXLOWER.encode(key)
    );
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    put(&options, &folder.join("key.txt"), &text)
}

fn put(options: &fs::OpenOptions, path: &Path, text: &str) -> Result<(), Error> {
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(Error::io("write", path))
}
