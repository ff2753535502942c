//! The commands of `site-gen`.

mod build;
mod new;
mod progress;
mod shell;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use clap_complete::Shell;
use site_gen::build::embedded_languages;
use site_gen::check::{Canaries, Options, Told, check};
use site_gen::config::Config;
use site_gen::error::Error;
use site_gen::gate::SiteGate;
use site_gen::serve::serve;

/// Builds the public site of a complaint service from its reports.
///
/// Without arguments: the sample, the LAPOR! 2015 extract and the success stories of this
/// repository into ./public. Exit codes: 0 done; 1 done, with findings; 2 usage, configuration,
/// theme or content is wrong; 3 something cannot be read or written; 4 refused for privacy,
/// nothing published.
#[derive(Debug, Parser)]
#[command(name = "site-gen", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Builds a site and publishes it in one step; the last line on standard output says what it did
    ///
    /// Examples: site-gen build --config data/site.toml -o public
    ///           site-gen build --config data/site.toml -o fresh --previous public --report report.json
    #[command(verbatim_doc_comment)]
    Build {
        /// The site's configuration.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The folder that is published.
        #[arg(short, long = "output", value_name = "DIR")]
        output: PathBuf,
        /// The release to compare with and to link from; that in the target if absent.
        #[arg(long, value_name = "DIR")]
        previous: Option<PathBuf>,
        /// Accept another key than that of the last release; every report changes its address.
        #[arg(long)]
        rotate_key: bool,
        /// How many threads render; all processors if absent. The result is the same.
        #[arg(long, value_name = "N")]
        threads: Option<usize>,
        /// Where the report of the build goes, as JSON; it is always in state_dir as build-report.json.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        /// No diagnostics on standard error.
        #[arg(short, long)]
        quiet: bool,
    },
    /// Checks a published folder: links, HTML, policy, foreign requests, leaks, every verdict; findings as NDJSON.
    ///
    /// Example: site-gen check public
    Check {
        /// The published folder.
        dir: PathBuf,
        /// Strings that may occur nowhere, one a line.
        #[arg(long, value_name = "FILE")]
        canaries: Option<PathBuf>,
        /// The site's configuration: its links and what was decided on doubtful items; learned from the pages if absent.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Where the site lives on its origin.
        #[arg(long, default_value = "/", value_name = "PATH")]
        base_path: String,
        /// What the builds remember: attacks the counts of the release, and compares them with the pages.
        #[arg(long, value_name = "DIR")]
        state: Option<PathBuf>,
    },
    /// Serves a published folder on this machine with the real headers; the first line is the address.
    ///
    /// Example: site-gen serve public --port 8000
    Serve {
        /// The published folder.
        dir: PathBuf,
        /// The port; 0 is any free one.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Tells the published ids of reports, so that an operator can say where a report stands.
    ///
    /// Example: site-gen id --config data/site.toml 50001
    Id {
        /// The site's configuration.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The source's slug; the first source if absent.
        #[arg(long, value_name = "SLUG")]
        source: Option<String>,
        /// The reports' own ids.
        #[arg(required = true)]
        reports: Vec<String>,
    },
    /// Writes a site to start from: a commented site.toml with a key of its own, an invented sample, the operator's files.
    ///
    /// Example: site-gen new my-site
    New {
        /// The folder; missing or empty.
        dir: PathBuf,
    },
    /// Prints the completions of a shell.
    ///
    /// Example: site-gen completions bash > /usr/share/bash-completion/completions/site-gen
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Writes a manual page for the program and each of its commands.
    ///
    /// Example: site-gen man /usr/local/share/man/man1
    Man {
        /// The folder; made if it is missing.
        dir: PathBuf,
    },
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
        None => build::run(
            Path::new("data/site.toml"),
            build::Order {
                target: PathBuf::from("public"),
                previous: None,
                rotate_key: false,
                report: None,
                quiet: false,
            },
        ),
        Some(Command::Build { config, output, previous, rotate_key, threads, report, quiet }) => {
            if let Some(threads) = threads {
                // The pool is built once, and this is the one place that builds it; 0 is every processor.
                let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
            }
            let order = build::Order { target: output, previous, rotate_key, report, quiet };
            build::run(&config, order)
        }
        Some(Command::Check { dir, canaries, config, base_path, state }) => {
            let config = config.as_deref();
            run_check(&dir, canaries.as_deref(), config, &base_path, state.as_deref())
        }
        Some(Command::Serve { dir, port }) => serve(&dir, port, &mut io::stdout()).map(|()| 0),
        Some(Command::Id { config, source, reports }) => {
            run_id(&config, source.as_deref(), &reports)
        }
        Some(Command::New { dir }) => new::run(&dir),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man { dir }) => shell::man(&dir),
    };
    done.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "site-gen: {error}");
        error.exit_code()
    })
}

fn read_config(file: &Path) -> Result<Config, Error> {
    let languages = embedded_languages()?;
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    Config::read(file, &languages)
}

fn run_check(
    dir: &Path,
    canaries: Option<&Path>,
    config: Option<&Path>,
    base_path: &str,
    state: Option<&Path>,
) -> Result<u8, Error> {
    let told = state.map(Told::read).transpose()?;
    if told.is_none() {
        let _ = writeln!(
            io::stderr(),
            "counts are not attacked: --state names no memory of the builds"
        );
    }
    let canaries = canaries.map(Canaries::read).transpose()?;
    let site_gate = match config {
        Some(file) => SiteGate::of(&read_config(file)?)?,
        None => SiteGate::learned(dir)?,
    };
    let gate = |path: &str, bytes: &[u8]| site_gate.examine(path, bytes);
    let options =
        Options { base_path, canaries: canaries.as_ref(), gate: &gate, told: told.as_ref() };
    let checked = check(dir, &options)?;
    for finding in &checked.findings {
        let line = serde_json::to_string(finding).map_err(|error| Error::Record {
            path: dir.to_path_buf(),
            reason: error.to_string(),
        })?;
        print_line(&line)?;
    }
    let audited = checked.audited;
    let _ = writeln!(
        io::stderr(),
        "{} folders of downloads, {} verdicts judged anew, {} places of pages and {} counts of tables compared",
        audited.folders,
        audited.rows,
        audited.on_pages,
        audited.numbers
    );
    let _ = writeln!(
        io::stderr(),
        "{} files, {} pages, {} findings",
        checked.files,
        checked.pages,
        checked.findings.len()
    );
    Ok(u8::from(!checked.findings.is_empty()))
}

fn run_id(config: &Path, source: Option<&str>, reports: &[String]) -> Result<u8, Error> {
    let config = read_config(config)?;
    let key = site_gen::identity::Key::read(&config.key_file)?;
    let slugs: Vec<&str> = config.sources.iter().map(|source| source.slug.as_str()).collect();
    let slug = source.or(slugs.first().copied()).unwrap_or_default();
    if !slugs.contains(&slug) {
        return Err(Error::Config {
            file: config.file.clone(),
            problem: format!("found no source '{slug}', expected one of {}", slugs.join(", ")),
        });
    }
    for report in reports {
        print_line(&format!("{report} {}", key.published_id(slug, report)))?;
    }
    Ok(0)
}

fn print_line(line: &str) -> Result<(), Error> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::io("write", "standard output")(error))
        }
        _ => Ok(()),
    }
}
