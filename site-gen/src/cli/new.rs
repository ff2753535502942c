//! `new`: a site to start from, with a key that nobody else has.

use std::io;
use std::path::Path;

use site_gen::error::Error;
use site_gen::starter;

use super::print_line;

/// Writes the site and tells how to build it.
pub(super) fn run(folder: &Path) -> Result<u8, Error> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| {
        Error::io("make a key for", folder)(io::Error::other(error.to_string()))
    })?;
    starter::write(folder, &key)?;
    let config = folder.join("site.toml");
    let public = folder.join("public");
    print_line(&format!("site-gen build --config {} -o {}", config.display(), public.display()))?;
    Ok(0)
}
