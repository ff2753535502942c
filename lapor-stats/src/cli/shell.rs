//! `completions` and `man`: what a shell and a reader of manuals need, from the one definition of the commands.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use lapor_stats::error::Error;

use super::{Arguments, DONE};

/// Prints the completions of a shell.
///
/// Example: lapor-stats completions bash > /usr/share/bash-completion/completions/lapor-stats
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<u8, Error> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "lapor-stats", &mut text);
        let refused = |source| Error::Output { file: "standard output".into(), source };
        io::stdout()
            .write_all(one_spelling(&String::from_utf8_lossy(&text)).as_bytes())
            .map_err(refused)?;
        Ok(DONE)
    }
}

/// Writes a manual page for the program and each of its commands.
///
/// Example: lapor-stats man /usr/local/share/man/man1
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder; made if it is missing.
    dir: PathBuf,
}

impl Man {
    pub(super) fn run(self) -> Result<u8, Error> {
        let refused = |source| Error::Output { file: self.dir.display().to_string(), source };
        fs::create_dir_all(&self.dir).map_err(refused)?;
        let refused = |source| Error::Output { file: self.dir.display().to_string(), source };
        clap_mangen::generate_to(Arguments::command(), &self.dir).map_err(refused)?;
        Ok(DONE)
    }
}

/// The completions of bash with one spelling of the program's name in the states of its commands.
///
/// clap_complete 4.6 writes the hyphen in two ways, so that nothing after a command is completed
/// (clap-rs/clap issue 6421). Where that is put right this changes nothing.
fn one_spelling(text: &str) -> String {
    text.replace("lapor__subcmd__stats__subcmd__", "lapor__stats__subcmd__")
}
