//! The command `lapor-stats`: parses, calls, prints and exits.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::run())
}
