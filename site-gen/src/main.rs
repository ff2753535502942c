//! The command `site-gen`: parses, calls, prints and exits.

mod cli;

use std::process::ExitCode;

/// A build makes and forgets the parts of millions of lines on every thread, a fifth of its time with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(cli::run())
}
