//! `completions` and `man`: what a shell and a reader of manuals need, from the one definition of the commands.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use site_gen::error::Error;

use super::Arguments;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> Result<u8, Error> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "site-gen", &mut text);
    match io::stdout().write_all(one_spelling(&String::from_utf8_lossy(&text)).as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::io("write", "standard output")(error))
        }
        _ => Ok(0),
    }
}

/// Writes a manual page for the program and each of its commands.
pub(super) fn man(folder: &Path) -> Result<u8, Error> {
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    clap_mangen::generate_to(Arguments::command(), folder).map_err(Error::io("write", folder))?;
    Ok(0)
}

/// The completions of bash with one spelling of the program's name in the states of its commands.
///
/// clap_complete 4.6 writes the hyphen in two ways, so that nothing after a command is completed
/// (clap-rs/clap issue 6421). Where that is put right this changes nothing.
fn one_spelling(text: &str) -> String {
    text.replace("site__subcmd__gen__subcmd__", "site__gen__subcmd__")
}
