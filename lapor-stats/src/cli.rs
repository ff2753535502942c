//! The commands: each reads its arguments, calls the library and prints what it gives.

mod assess;
mod audit;
mod calendar;
mod check;
mod compliance;
mod explain;
mod ingest;
mod init_mapping;
mod input;
mod measures;
mod output;
mod recompute;
mod redact;
mod report;
mod selection;
mod shell;
mod summarise;

use clap::{Args, Parser, Subcommand, ValueEnum};
use lapor_core::Day;
use lapor_stats::error::Error;
use lapor_stats::ingest::MappingRef;
use lapor_stats::table::Format;
use std::path::PathBuf;

/// Done.
const DONE: u8 = 0;
/// Done, with findings that were asked about.
const FINDINGS: u8 = 1;

/// Checks whether a public complaint service keeps its promises.
///
/// Inputs are files, folders or `-` for standard input. Data go to standard output,
/// diagnostics to standard error. Exit codes: 0 done; 1 done, with findings that were asked
/// about; 2 usage, mapping, policy or calendar is wrong; 3 input unreadable or nothing accepted;
/// 4 refused, since what would be published gives somebody away.
#[derive(Debug, Parser)]
#[command(name = "lapor-stats", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    InitMapping(init_mapping::InitMapping),
    Ingest(ingest::Ingest),
    Assess(assess::Assess),
    Compliance(compliance::Compliance),
    Explain(explain::Explain),
    Audit(audit::Audit),
    Durations(measures::Durations),
    Open(measures::Open),
    Closures(measures::Closures),
    Recompute(recompute::Recompute),
    Summarise(summarise::Summarise),
    Merge(summarise::Merge),
    Report(report::Report),
    Redact(redact::Redact),
    Due(calendar::Due),
    WorkingDays(calendar::WorkingDays),
    Calendar(calendar::Calendar),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// Options of every command that prints data.
#[derive(Debug, Args)]
struct OutputOptions {
    /// How data are written; by default by the ending of -o, else a table.
    #[arg(long, value_enum)]
    format: Option<FormatWord>,
    /// Where data are written; standard output if absent.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
    /// No diagnostics on standard error.
    #[arg(short, long)]
    quiet: bool,
}

/// Options of every command that reads reports.
#[derive(Debug, Args)]
struct InputOptions {
    /// Files, folders, or - for standard input.
    #[arg(required = true, value_name = "IN")]
    inputs: Vec<PathBuf>,
    /// A shipped mapping by name, or a file; by default lapor.toml beside the input, else canonical.
    #[arg(long, value_name = "NAME|FILE")]
    mapping: Option<MappingRef>,
    /// A shipped policy by name, or a file; by default what the mapping fixes, else lapor.
    #[arg(long, value_name = "NAME|FILE")]
    policy: Option<String>,
    /// A shipped calendar by name, or a file; NAME@DATE is the calendar as known on that day.
    #[arg(long, value_name = "NAME|FILE")]
    calendar: Option<String>,
    /// The day of the question; by default what the mapping fixes, else the latest day of an event.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// How many threads judge; all processors if absent. The result is the same.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatWord {
    Table,
    Csv,
    Json,
    Ndjson,
    Parquet,
}

impl From<FormatWord> for Format {
    fn from(word: FormatWord) -> Self {
        match word {
            FormatWord::Table => Format::Table,
            FormatWord::Csv => Format::Csv,
            FormatWord::Json => Format::Json,
            FormatWord::Ndjson => Format::Ndjson,
            FormatWord::Parquet => Format::Parquet,
        }
    }
}

/// Runs the command of this process's arguments; gives its exit code.
pub(crate) fn run() -> u8 {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output, mistakes to standard error; neither can be printed twice.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let done = match arguments.command {
        Command::Check(command) => command.run(),
        Command::InitMapping(command) => command.run(),
        Command::Ingest(command) => command.run(),
        Command::Assess(command) => command.run(),
        Command::Compliance(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Audit(command) => command.run(),
        Command::Durations(command) => command.run(),
        Command::Open(command) => command.run(),
        Command::Closures(command) => command.run(),
        Command::Recompute(command) => command.run(),
        Command::Summarise(command) => command.run(),
        Command::Merge(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Redact(command) => command.run(),
        Command::Due(command) => command.run(),
        Command::WorkingDays(command) => command.run(),
        Command::Calendar(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    match done {
        Ok(code) => code,
        Err(error) if error.is_broken_pipe() => DONE,
        Err(error) => {
            output::complain(&error);
            error.exit_code()
        }
    }
}

/// A mistake in how a command was called.
fn usage(problem: impl Into<String>) -> Error {
    Error::Usage { problem: problem.into() }
}
