//! What it costs to write a site and do nothing else: the floor under every generator's time.
//!
//! ```sh
//! cargo run --release -p site-gen --example bare_write -- public /tmp/copy
//! ```
//!
//! It reads the files of a folder into memory, then makes the same folders and files elsewhere on all processors, and prints
//! how many files and bytes it wrote and in how many milliseconds, as JSON.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        println!("usage: bare_write FROM TO");
        return Ok(());
    };
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    gather(&from, Path::new(""), &mut folders, &mut files)?;
    let started = Instant::now();
    fs::create_dir_all(&to)?;
    for folder in &folders {
        fs::create_dir(to.join(folder))?;
    }
    files.par_iter().try_for_each(|(path, bytes)| fs::write(to.join(path), bytes))?;
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let taken = started.elapsed().as_millis();
    println!("{{\"files\": {}, \"bytes\": {bytes}, \"milliseconds\": {taken}}}", files.len());
    Ok(())
}

/// Folders before what lies in them.
fn gather(
    root: &Path,
    below: &Path,
    folders: &mut Vec<PathBuf>,
    files: &mut Vec<(PathBuf, Vec<u8>)>,
) -> std::io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            folders.push(path.clone());
            gather(root, &path, folders, files)?;
        } else {
            let bytes = fs::read(entry.path())?;
            files.push((path, bytes));
        }
    }
    Ok(())
}
