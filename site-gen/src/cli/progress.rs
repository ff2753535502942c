//! Progress of a build on standard error: a bar on a terminal, else a line every few seconds; and its report.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use site_gen::error::Error;
use site_gen::progress::{BuildReport, Built, Event};

/// How often a line of progress is written where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);

/// Without a colour, so that there is none to switch off by `NO_COLOR`.
const BAR: &str = "{msg} [{bar:30}] {human_pos} of {human_len}, {rate} a second, {eta} left";

/// Watches a build: stamps its events with the time, shows them, and gathers the report.
pub(super) struct Watch {
    started: Instant,
    quiet: bool,
    bar: Option<ProgressBar>,
    seen: Mutex<Seen>,
}

struct Seen {
    report: BuildReport,
    files: Files,
    /// When the last line of progress was written, or these files began.
    said: Duration,
}

/// Files of one sort under way.
#[derive(Default)]
struct Files {
    what: String,
    total: usize,
    done: usize,
    began: Duration,
}

impl Files {
    /// How far they are, how fast, and how long it takes at that rate.
    fn line(&self, now: Duration) -> String {
        let Files { what, total, done, began } = self;
        let seconds = now.saturating_sub(*began).as_secs_f64();
        let rate = *done as f64 / seconds;
        if *done == 0 || seconds <= 0.0 {
            return format!("{what}: {done} of {total}");
        }
        let left = total.saturating_sub(*done) as f64 / rate;
        format!("{what}: {done} of {total}, {rate:.0} a second, {left:.0} s left")
    }
}

impl Watch {
    /// Starts the clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "time is for progress and the report of a build alone"
    )]
    pub(super) fn start(quiet: bool) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template(BAR);
            let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.set_style(
                style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate),
            );
            // It is shown while files are under way, and only then.
            bar.finish_and_clear();
            bar
        });
        let seen =
            Seen { report: BuildReport::new(), files: Files::default(), said: Duration::ZERO };
        Watch { started: Instant::now(), quiet, bar, seen: Mutex::new(seen) }
    }

    /// Takes an event of the build, from whichever thread.
    pub(super) fn see(&self, event: Event) {
        let now = self.started.elapsed();
        let mut seen = self.seen();
        seen.report.take(&event, now);
        if self.quiet {
            return;
        }
        match &event {
            Event::Begun { what, total } => {
                seen.said = now;
                seen.files = Files { what: what.clone(), total: *total, done: 0, began: now };
                if let Some(bar) = &self.bar {
                    bar.set_length(*total as u64);
                    bar.set_message(what.clone());
                    bar.reset();
                }
            }
            // Single files between the many are no progress of them.
            Event::Put { .. } if seen.files.done < seen.files.total => {
                seen.files.done += 1;
                let is_last = seen.files.done == seen.files.total;
                match &self.bar {
                    Some(bar) if is_last => bar.finish_and_clear(),
                    Some(bar) => bar.inc(1),
                    None if PAUSE <= now.saturating_sub(seen.said) && !is_last => {
                        seen.said = now;
                        self.write(&seen.files.line(now));
                    }
                    None => {}
                }
            }
            event => {
                if let Some(line) = event.line() {
                    self.write(&line);
                }
            }
        }
    }

    /// Ends the report.
    pub(super) fn end(&self, built: &Result<Built, Error>) -> BuildReport {
        let elapsed = self.started.elapsed();
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let mut report = std::mem::take(&mut self.seen().report);
        report.note_memory(peak_memory());
        match built {
            Ok(built) => report.end(built, elapsed),
            Err(error) => report.fail(error, error.exit_code(), elapsed),
        }
        report
    }

    /// Writes a line, above the bar where there is one. Standard error that is closed is no error of the build.
    fn write(&self, line: &str) {
        let write = || {
            let _ = writeln!(io::stderr(), "{line}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The most memory that this process held, in bytes, where the system tells it (`VmHWM` of Linux, proc(5)).
fn peak_memory() -> Option<u64> {
    peak_of(&std::fs::read_to_string("/proc/self/status").ok()?)
}

fn peak_of(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_how_far_how_fast_and_what_is_left() {
        let files = Files {
            what: "contoh: reports".into(),
            total: 10_000,
            done: 2_500,
            began: Duration::from_secs(3),
        };
        // 2,500 in 5 s are 500 a second; the other 7,500 take 15 s.
        let line = files.line(Duration::from_secs(8));
        assert_eq!(line, "contoh: reports: 2500 of 10000, 500 a second, 15 s left");
        assert_eq!(files.line(Duration::from_secs(3)), "contoh: reports: 2500 of 10000");
    }

    #[test]
    fn the_peak_is_read_in_kilobytes() {
        assert_eq!(peak_of("VmPeak:\t 9 kB\nVmHWM:\t   1036 kB\n"), Some(1036 * 1024));
        assert_eq!(peak_of("VmHWM:\tmuch\n"), None);
        assert_eq!(peak_of(""), None);
    }
}
