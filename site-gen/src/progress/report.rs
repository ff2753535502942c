//! The report of a build, for machines: what was read, hidden and written, how long each phase took, what is odd.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::{Built, Event, Rejected, SourceRead, Warning};
use crate::error::Error;
use crate::publish::Phase;

/// The version of the report; a field that changes its meaning or goes raises it, a new one does not.
const SCHEMA: u32 = 1;

/// The report of a build, gathered from its events.
///
/// It holds counts, names of files, rules and agencies' slugs, and never what a person wrote. The fields of the
/// JSON are those of this type; see `docs/publishing.md`.
///
/// ```
/// use std::time::Duration;
/// use site_gen::progress::{BuildReport, Event};
///
/// let mut report = BuildReport::new();
/// report.take(&Event::Put { kind: "report", is_page: true, bytes: 9000 }, Duration::from_secs(1));
/// report.fail("cannot write", 3, Duration::from_secs(2));
/// let json = report.to_json()?;
/// assert!(json.contains("\"report\": 1") && json.contains("\"exit_code\": 3"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
pub struct BuildReport {
    schema: u32,
    program: String,
    exit_code: u8,
    /// Why nothing was published; none where something was.
    error: Option<String>,
    as_of: Option<String>,
    release: Option<String>,
    seconds: Seconds,
    sources: Vec<SourceLine>,
    /// Pages by kind.
    pages: BTreeMap<&'static str, u64>,
    /// Other files by kind.
    files: BTreeMap<&'static str, u64>,
    /// Of all files.
    bytes: u64,
    written: Option<usize>,
    unchanged: Option<usize>,
    removed: Option<usize>,
    hidden_cells: Option<usize>,
    review: Option<Review>,
    warnings: Vec<Warning>,
    peak_memory_bytes: Option<u64>,
    /// When the last step ended.
    #[serde(skip)]
    last: Duration,
}

/// A wall time, in seconds to the millisecond: a report is read by people too.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(into = "f64")]
struct Lap(Duration);

impl From<Lap> for f64 {
    fn from(lap: Lap) -> f64 {
        lap.0.as_millis() as f64 / 1000.0
    }
}

/// Wall time by phase; they add up to the total, but for what is cut off of each.
#[derive(Clone, Debug, Default, Serialize)]
struct Seconds {
    lock: Lap,
    read: Lap,
    judge: Lap,
    plan: Lap,
    render: Lap,
    check: Lap,
    stage: Lap,
    sync: Lap,
    swap: Lap,
    clean: Lap,
    rest: Lap,
    total: Lap,
}

#[derive(Clone, Debug, Default, Serialize)]
struct SourceLine {
    source: String,
    read: u64,
    accepted: u64,
    rejected: u64,
    rejects: Vec<Rejected>,
    anomalies: BTreeMap<&'static str, u64>,
    reports: Option<usize>,
    as_of: Option<String>,
    policy: Option<String>,
    calendar: Option<String>,
    cells: Option<usize>,
    hidden_cells: Option<usize>,
}

impl SourceLine {
    fn of(read: &SourceRead) -> Self {
        SourceLine {
            source: read.source.clone(),
            read: read.read,
            accepted: read.accepted,
            rejected: read.rejected,
            rejects: read.rejects.clone(),
            anomalies: read.anomalies.clone(),
            ..SourceLine::default()
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Review {
    open: usize,
    shown: usize,
}

impl BuildReport {
    /// A report of a build that has not begun.
    pub fn new() -> Self {
        BuildReport {
            schema: SCHEMA,
            program: concat!("site-gen ", env!("CARGO_PKG_VERSION")).to_owned(),
            ..BuildReport::default()
        }
    }

    /// Takes an event that came `elapsed` after the start.
    pub fn take(&mut self, event: &Event, elapsed: Duration) {
        match event {
            Event::Read(read) => {
                self.lap(elapsed, |seconds| &mut seconds.read);
                self.sources.push(SourceLine::of(read));
            }
            Event::Judged { source, reports, policy, calendar, as_of } => {
                self.lap(elapsed, |seconds| &mut seconds.judge);
                if let Some(line) = self.source(source) {
                    line.reports = Some(*reports);
                    line.policy = Some(policy.clone());
                    line.calendar = Some(calendar.clone());
                    line.as_of = Some(as_of.to_string());
                }
            }
            Event::Planned { source, cells, hidden } => {
                self.lap(elapsed, |seconds| &mut seconds.plan);
                if let Some(line) = self.source(source) {
                    line.cells = Some(*cells);
                    line.hidden_cells = Some(*hidden);
                }
            }
            Event::Put { kind, is_page, bytes } => {
                let counts = if *is_page { &mut self.pages } else { &mut self.files };
                *counts.entry(kind).or_default() += 1;
                self.bytes += bytes;
            }
            Event::Asked { open, shown, .. } => {
                self.review = Some(Review { open: *open, shown: *shown });
            }
            Event::Warned(warning) => self.warnings.push(warning.clone()),
            Event::Reached(phase) => self.lap(elapsed, |seconds| match phase {
                Phase::Locked => &mut seconds.lock,
                Phase::Rendered => &mut seconds.render,
                Phase::Checked => &mut seconds.check,
                Phase::Staged => &mut seconds.stage,
                Phase::Synced => &mut seconds.sync,
                Phase::Announced | Phase::Swapped => &mut seconds.swap,
                Phase::Recorded | Phase::Cleaned => &mut seconds.clean,
            }),
            Event::Begun { .. } => {}
        }
    }

    /// Ends the report of a build that published its site, or left it since nothing had changed.
    pub fn end(&mut self, built: &Built, elapsed: Duration) {
        self.lap(elapsed, |seconds| &mut seconds.rest);
        self.seconds.total = Lap(elapsed);
        self.as_of = Some(built.as_of.clone());
        self.release = Some(built.release.clone());
        self.written = Some(built.written);
        self.unchanged = Some(built.unchanged);
        self.removed = Some(built.removed);
        self.hidden_cells = Some(built.hidden_cells);
    }

    /// Ends the report of a build that published nothing.
    pub fn fail(&mut self, error: impl ToString, exit_code: u8, elapsed: Duration) {
        self.lap(elapsed, |seconds| &mut seconds.rest);
        self.seconds.total = Lap(elapsed);
        self.exit_code = exit_code;
        self.error = Some(error.to_string());
    }

    /// Notes the most memory that the process held, in bytes, where the system tells it.
    pub fn note_memory(&mut self, peak: Option<u64>) {
        self.peak_memory_bytes = peak;
    }

    /// The report as JSON, with a line end.
    ///
    /// # Errors
    ///
    /// [`Error::Record`], which no report is known to cause.
    pub fn to_json(&self) -> Result<String, Error> {
        let json = serde_json::to_string_pretty(self).map_err(|error| Error::Record {
            path: "build-report.json".into(),
            reason: error.to_string(),
        })?;
        Ok(json + "\n")
    }

    /// Adds the time since the last step to the one that has just ended.
    fn lap(&mut self, elapsed: Duration, phase: impl FnOnce(&mut Seconds) -> &mut Lap) {
        phase(&mut self.seconds).0 += elapsed.saturating_sub(self.last);
        self.last = self.last.max(elapsed);
    }

    fn source(&mut self, slug: &str) -> Option<&mut SourceLine> {
        self.sources.iter_mut().find(|line| line.source == slug)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::day;
    use serde_json::{Value, json};

    use super::*;

    fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn read(source: &str) -> Event {
        Event::Read(Box::new(SourceRead {
            source: source.into(),
            read: 10,
            accepted: 9,
            rejected: 1,
            rejects: Vec::new(),
            anomalies: BTreeMap::from([("future_date", 2)]),
        }))
    }

    fn value(report: &BuildReport) -> Value {
        serde_json::from_str(&report.to_json().unwrap()).unwrap()
    }

    #[test]
    fn a_step_has_the_time_since_the_last_one_over_all_sources() {
        let mut report = BuildReport::new();
        report.take(&Event::Reached(Phase::Locked), at(100));
        for (source, start) in [("a", 100), ("b", 1000)] {
            report.take(&read(source), at(start + 200));
            let judged = Event::Judged {
                source: source.into(),
                reports: 9,
                policy: "lapor".into(),
                calendar: "id".into(),
                as_of: day(2025, 12, 31),
            };
            report.take(&judged, at(start + 500));
            let planned = Event::Planned { source: source.into(), cells: 40, hidden: 4 };
            report.take(&planned, at(start + 900));
        }
        // Lock 100; a: read 100 to 300, judge to 600, plan to 1000; b the same from 1000; rendered at 3900.
        report.take(&Event::Put { kind: "report", is_page: true, bytes: 70 }, at(2500));
        report.take(&Event::Put { kind: "feed", is_page: false, bytes: 30 }, at(2600));
        report.take(&Event::Reached(Phase::Rendered), at(3900));
        report.fail("x", 4, at(4000));
        let told = value(&report);
        assert_eq!(told["schema"], 1);
        assert_eq!(told["exit_code"], 4);
        let seconds = &told["seconds"];
        for (phase, expected) in [
            ("lock", 0.1),
            ("read", 0.4),
            ("judge", 0.6),
            ("plan", 0.8),
            ("render", 2.0),
            ("rest", 0.1),
            ("total", 4.0),
        ] {
            let found = seconds[phase].as_f64().unwrap();
            assert!((found - expected).abs() < 1e-9, "{phase}: {found}");
        }
        assert_eq!(told["pages"], json!({"report": 1}));
        assert_eq!(told["files"], json!({"feed": 1}));
        assert_eq!(told["bytes"], 100);
        let second = &told["sources"][1];
        assert_eq!(second["source"], "b");
        assert_eq!(second["hidden_cells"], 4);
        assert_eq!(second["anomalies"], json!({"future_date": 2}));
        assert_eq!(second["as_of"], "2025-12-31");
    }

    #[test]
    fn a_build_that_ends_has_what_its_last_line_has() {
        let mut report = BuildReport::new();
        let warning = Warning::new("unused-takedown", "takedown.txt", Some(3), "no such report");
        report.take(&Event::Warned(warning), at(1));
        let built = Built {
            as_of: "2025-12-31".into(),
            pages: 1,
            written: 2,
            unchanged: 3,
            removed: 4,
            hidden_cells: 5,
            release: "ab".into(),
        };
        report.end(&built, at(1500));
        report.note_memory(Some(1024));
        let told = value(&report);
        for (field, expected) in [
            ("as_of", json!("2025-12-31")),
            ("release", json!("ab")),
            ("written", json!(2)),
            ("unchanged", json!(3)),
            ("removed", json!(4)),
            ("hidden_cells", json!(5)),
            ("error", Value::Null),
            ("exit_code", json!(0)),
            ("peak_memory_bytes", json!(1024)),
        ] {
            assert_eq!(told[field], expected, "{field}");
        }
        let warning = &told["warnings"][0];
        assert_eq!((&warning["file"], &warning["line"]), (&json!("takedown.txt"), &json!(3)));
    }
}
