//! `build`: the site, the last line on standard output, and the report of the build.

use std::io::Write;
use std::path::{Path, PathBuf};

use site_gen::build::{BuildOptions, Built, build};
use site_gen::config::Config;
use site_gen::error::Error;

use super::progress::Watch;
use super::{print_line, read_config};

/// The report of the last build, in `state_dir`.
const REPORT: &str = "build-report.json";

/// What the command was asked beside its configuration.
pub(super) struct Order {
    pub(super) target: PathBuf,
    pub(super) previous: Option<PathBuf>,
    pub(super) rotate_key: bool,
    pub(super) report: Option<PathBuf>,
    pub(super) quiet: bool,
}

/// Builds the site and tells what it did.
pub(super) fn run(config: &Path, order: Order) -> Result<u8, Error> {
    let config = read_config(config)?;
    let watch = Watch::start(order.quiet);
    let options = BuildOptions {
        target: order.target,
        rotate_key: order.rotate_key,
        previous: order.previous,
    };
    let built = build(&config, &options, &|event| watch.see(event));
    let report = watch.end(&built).to_json()?;
    let told = built.and_then(|built| tell(&built, &options.target));
    // The news of a build that failed is why it failed.
    let kept = keep(&config, order.report.as_deref(), &report, &told);
    told.and(kept).map(|()| 0)
}

/// The last line on standard output.
fn tell(built: &Built, target: &Path) -> Result<(), Error> {
    let line = serde_json::to_string(built)
        .map_err(|error| Error::Record { path: target.to_path_buf(), reason: error.to_string() })?;
    print_line(&line)
}

/// Writes the report where it was asked for, and in `state_dir` unless that is another build's or no place for it.
fn keep(
    config: &Config,
    asked: Option<&Path>,
    report: &str,
    told: &Result<(), Error>,
) -> Result<(), Error> {
    if let Some(file) = asked {
        write(file, report)?;
    }
    match told {
        Err(Error::Locked { .. } | Error::StateInsideTarget { .. }) => Ok(()),
        // A build that failed early may have made no folder, and its report is no reason to.
        Err(_) if !config.state_dir.is_dir() => Ok(()),
        _ => write(&config.state_dir.join(REPORT), report),
    }
}

/// Writes a file whole or not at all.
fn write(file: &Path, text: &str) -> Result<(), Error> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".writing");
    let writing = file.with_file_name(name);
    let written = std::fs::File::create(&writing).and_then(|mut out| {
        out.write_all(text.as_bytes())?;
        out.sync_all()
    });
    written.map_err(Error::io("write", &writing))?;
    std::fs::rename(&writing, file).map_err(Error::io("replace", file))
}
