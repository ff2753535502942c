//! What earlier releases showed and hid: the memory that the next one needs, and that is never published.
//!
//! Whoever kept an earlier release has its numbers too, and the difference to the next one says what is new. So a release
//! is hidden and attacked together with all before it. True counts stand in the memory, of hidden cells as well: it
//! belongs beside the data, not beside the tables.
//!
//! A cell that has changed since the last release is another cell with a difference between both ([`Cells::changes`]).
//! One that has not is the same cell, whose state cannot change any more: what was hidden stays hidden, and what was
//! shown is known.
//!
//! ```text
//! {"format":"lapor-releases","version":1}
//! {"release":"2026-05-31"}
//! {"cell":["FollowUp met"],"value":20,"on_pages":0,"threshold":5,"weight":8,"state":"hidden"}
//! {"cell":["FollowUp met","agency=A-1"],"value":3,"on_pages":0,"threshold":5,"weight":1,"state":"hidden"}
//! {"cell":["FollowUp met","agency=A-2"],"value":17,"on_pages":0,"threshold":5,"weight":1,"state":"hidden"}
//! {"total":0,"parts":[1,2]}
//! {"end":true}
//! ```
//!
//! After the line of a release come its cells that are new or have changed, numbered from 0 over the whole file, and
//! the relations that such a cell stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::cell::{Cell, CellId, Cells, Refusal, State};
use crate::error::Error;

/// The word by which the memory is known.
const FORMAT: &str = "lapor-releases";

/// The version of the format; another one is refused.
const VERSION: u32 = 1;

/// The first word of the name of a cell as an earlier release had it.
const EARLIER: &str = "earlier release";

/// A cell as one release had it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version {
    /// The place of the release.
    release: usize,
    name: Vec<String>,
    cell: Cell,
}

/// What earlier releases showed and hid.
///
/// ```
/// use lapor_stats::disclosure::{Cell, Cells, Releases, State, suppress};
///
/// let declare = |late: u64| -> Result<Cells, lapor_stats::disclosure::Refusal> {
///     let mut cells = Cells::new();
///     let met = cells.add(&["met"], Cell::shown(17, 0, 5))?;
///     let late_id = cells.add(&["late"], Cell::shown(late, 0, 5))?;
///     let all = cells.add(&["all"], Cell::shown(17 + late, 0, 5).weighing(8))?;
///     cells.relate(all, &[met, late_id])?;
///     Ok(cells)
/// };
/// let mut releases = Releases::default();
/// let mut may = declare(20)?;
/// suppress(&mut may);
/// releases.record("2026-05", &may);
/// // Two more in June: whoever subtracts would see them, so they wait.
/// let mut june = declare(22)?;
/// releases.declare(&mut june)?;
/// suppress(&mut june);
/// let late = june.find(&["late"]).map(|id| june[id].state);
/// assert_eq!(late, Some(State::Hidden));
/// # Ok::<(), lapor_stats::disclosure::Refusal>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Releases {
    names: Vec<String>,
    versions: Vec<Version>,
    /// A total and its parts, by the places of versions.
    relations: BTreeSet<(usize, Vec<usize>)>,
}

impl Releases {
    /// The names of the releases, the earliest first.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What each release printed for the first time or otherwise than before: its place in [`Releases::names`], the name
    /// of the cell, and the count, or none where it was hidden. What stood nowhere is left out.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cell, Cells, Releases};
    ///
    /// let mut releases = Releases::default();
    /// for (release, met) in [("2026-05", 17), ("2026-06", 30)] {
    ///     let mut cells = Cells::new();
    ///     cells.add(&["met"], Cell::shown(met, 0, 5))?;
    ///     cells.add(&["late"], Cell::shown(20, 0, 5))?;
    ///     releases.record(release, &cells);
    /// }
    /// let printed: Vec<_> = releases.printed().map(|(at, name, count)| (at, &*name[0], count)).collect();
    /// assert_eq!(printed, [(0, "met", Some(17)), (0, "late", Some(20)), (1, "met", Some(30))]);
    /// # Ok::<(), lapor_stats::disclosure::Refusal>(())
    /// ```
    pub fn printed(&self) -> impl Iterator<Item = (usize, &[String], Option<u64>)> {
        let told = self.versions.iter().filter(|version| version.cell.state != State::Unpublished);
        told.map(|version| {
            let shown = version.cell.state == State::Shown;
            (version.release, &*version.name, shown.then_some(version.cell.value))
        })
    }

    /// Whether the first word of a cell's name says that it stands in an earlier release, or is what is new since one.
    ///
    /// ```
    /// use lapor_stats::disclosure::Releases;
    ///
    /// assert!(Releases::is_earlier("earlier release 2026-05-31"));
    /// assert!(!Releases::is_earlier("FollowUp met"));
    /// ```
    pub fn is_earlier(word: &str) -> bool {
        word.starts_with(EARLIER) || word == Cells::DIFFERENCE
    }

    /// Adds what earlier releases had to the list of a new one, all of whose cells are in it already.
    ///
    /// # Errors
    ///
    /// As [`Cells::add`] and [`Cells::relate`].
    pub fn declare(&self, cells: &mut Cells) -> Result<(), Refusal> {
        let mut ids: Vec<CellId> = Vec::with_capacity(self.versions.len());
        let latest = self.latest();
        let mut before: BTreeMap<&[String], CellId> = BTreeMap::new();
        for (at, version) in self.versions.iter().enumerate() {
            let past = version.cell.released(version.cell.state);
            let now =
                cells.find(&version.name).filter(|_| latest.get(&version.name[..]) == Some(&at));
            let same = |id: &CellId| {
                (cells[*id].value, cells[*id].on_pages) == (past.value, past.on_pages)
            };
            let id = match now.filter(same) {
                // What stands nowhere tells nothing, and may be printed later.
                Some(id) if past.state == State::Unpublished => id,
                Some(_) => cells.add(&version.name, past)?,
                None => {
                    let release = self.names.get(version.release).map_or("", String::as_str);
                    let mut name = vec![format!("{EARLIER} {release}")];
                    name.extend_from_slice(&version.name);
                    cells.add(&name, past)?
                }
            };
            if let Some(earlier) = before.insert(&version.name, id) {
                cells.changes(earlier, id)?;
            }
            if let Some(now) = now.filter(|&now| now != id) {
                cells.changes(id, now)?;
            }
            ids.push(id);
        }
        for (total, parts) in &self.relations {
            let parts: Vec<CellId> = parts.iter().map(|&part| ids[part]).collect();
            cells.relate(ids[*total], &parts)?;
        }
        Ok(())
    }

    /// Remembers a release as it is published; the same again changes nothing.
    pub fn record(&mut self, release: &str, cells: &Cells) {
        let release_at = self.names.len();
        let known: BTreeMap<Vec<String>, usize> =
            self.latest().into_iter().map(|(name, at)| (name.to_vec(), at)).collect();
        let mut places: BTreeMap<CellId, usize> = BTreeMap::new();
        let mut fresh: BTreeSet<usize> = BTreeSet::new();
        for (id, cell) in cells.iter() {
            let name: Vec<String> = cells.words(id).map(str::to_owned).collect();
            let first = name.first().map_or("", String::as_str);
            if Releases::is_earlier(first) {
                continue;
            }
            let is_same = |version: &Version| {
                (version.cell.value, version.cell.on_pages, version.cell.state)
                    == (cell.value, cell.on_pages, cell.state)
            };
            let at = match known.get(&name).filter(|&&at| is_same(&self.versions[at])) {
                Some(&at) => at,
                None => {
                    let cell = Cell { fixed: false, ..*cell };
                    self.versions.push(Version { release: release_at, name, cell });
                    fresh.insert(self.versions.len() - 1);
                    self.versions.len() - 1
                }
            };
            places.insert(id, at);
        }
        if fresh.is_empty() {
            return;
        }
        self.names.push(release.to_owned());
        for relation in cells.relations() {
            let parts: Option<Vec<usize>> =
                relation.parts.iter().map(|part| places.get(part).copied()).collect();
            let Some((&total, parts)) = places.get(&relation.total).zip(parts) else { continue };
            if fresh.contains(&total) || parts.iter().any(|part| fresh.contains(part)) {
                self.relations.insert((total, parts));
            }
        }
    }

    /// The last version of each cell.
    fn latest(&self) -> BTreeMap<&[String], usize> {
        self.versions.iter().enumerate().map(|(at, version)| (&version.name[..], at)).collect()
    }

    /// Writes the memory; equal ones are equal bytes.
    ///
    /// # Errors
    ///
    /// Whatever the output refuses.
    pub fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        line(out, &Line::Head { format: FORMAT.into(), version: VERSION })?;
        let mut relations: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
        for (total, parts) in &self.relations {
            let last = parts.iter().copied().max().unwrap_or(0).max(*total);
            let release = self.versions[last].release;
            let relation = Line::Relation { total: *total, parts: parts.clone() };
            relations.entry(release).or_default().push(relation);
        }
        let mut versions = self.versions.iter().peekable();
        for (at, name) in self.names.iter().enumerate() {
            line(out, &Line::Release { release: name.clone() })?;
            while let Some(version) = versions.next_if(|version| version.release == at) {
                let Cell { value, on_pages, threshold, weight, state, .. } = version.cell;
                let name = version.name.clone();
                line(out, &Line::Cell { cell: name, value, on_pages, threshold, weight, state })?;
            }
            for relation in relations.get(&at).into_iter().flatten() {
                line(out, relation)?;
            }
        }
        line(out, &Line::End { end: true })
    }

    /// Reads the memory; `file` is how a message calls it.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if it cannot be read, [`Error::NoReleases`] with the line if it is none or was cut short.
    pub fn read(input: impl BufRead, file: &str) -> Result<Releases, Error> {
        let mut releases = Releases::default();
        let (mut begun, mut ended, mut count) = (false, false, 0);
        for (text, number) in input.lines().zip(1_u64..) {
            let text = text.map_err(Error::io("read", file))?;
            let wrong =
                |problem: String| Error::NoReleases { file: file.into(), line: number, problem };
            let expected = match (begun, ended) {
                (false, _) => "the head of a memory of releases",
                (true, false) => "a release, cell, relation or end",
                (true, true) => "nothing after the end",
            };
            let found = |what: &str| wrong(format!("found {what}, expected {expected}"));
            let line: Line = serde_json::from_str(&text).map_err(|_| found("something else"))?;
            match line {
                Line::Head { format, version } if !begun => {
                    if format != FORMAT || version != VERSION {
                        return Err(wrong(format!(
                            "found {} version {version}, expected {FORMAT} version {VERSION}",
                            if format == FORMAT { FORMAT } else { "another format" }
                        )));
                    }
                    begun = true;
                }
                Line::Release { release } if begun && !ended => releases.names.push(release),
                Line::Cell { cell: name, value, on_pages, threshold, weight, state }
                    if begun && !ended =>
                {
                    let Some(release) = releases.names.len().checked_sub(1) else {
                        return Err(found("a cell before any release"));
                    };
                    if value < on_pages {
                        return Err(wrong("found more reports on pages than there are".into()));
                    }
                    let cell = Cell { value, on_pages, threshold, weight, state, fixed: false };
                    releases.versions.push(Version { release, name, cell });
                }
                Line::Relation { total, parts } if begun && !ended => {
                    let known = releases.versions.len();
                    if known <= total || parts.iter().any(|&part| known <= part) {
                        return Err(wrong(format!(
                            "found a cell that is not there yet, expected numbers under {known}"
                        )));
                    }
                    releases.relations.insert((total, parts));
                }
                Line::End { .. } if begun && !ended => ended = true,
                _ => return Err(found("another line")),
            }
            count = number;
        }
        if ended {
            Ok(releases)
        } else {
            let problem = "found the end of the file, expected a last line that says so".into();
            Err(Error::NoReleases { file: file.into(), line: count + 1, problem })
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Line {
    Head { format: String, version: u32 },
    Release { release: String },
    Cell { cell: Vec<String>, value: u64, on_pages: u64, threshold: u64, weight: u64, state: State },
    Relation { total: usize, parts: Vec<usize> },
    End { end: bool },
}

fn line(out: &mut impl Write, value: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
