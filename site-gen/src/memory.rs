//! What builds remember of a source: what earlier releases told, and which reports ever had a page.
//!
//! ```text
//! STATE_DIR/<slug>.releases.ndjson   every release: true counts, also of what was hidden
//! STATE_DIR/<slug>.cells.ndjson      the list of the live release, in the same format
//! STATE_DIR/<slug>.plan.txt          which tables the live release tells
//! STATE_DIR/<slug>.pages.txt         ids of reports that had a page with agency and days, one a line
//! ```
//!
//! True counts and the reports' own ids stand there, so the folder is never published.

mod ids;

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Seek, Write, copy};
use std::path::{Path, PathBuf};

use lapor_stats::disclosure::{Cell, Cells, Releases, State};
use tempfile::TempPath;

use crate::error::Error;
use crate::same::is_same;
use ids::Ids;

/// The memory of one source.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    folder: PathBuf,
    slug: String,
    releases: Releases,
    pages: Ids,
    plan: Option<String>,
    next: Next,
}

/// What becomes of the file of releases if the one that is being built goes live.
#[derive(Debug, Default)]
enum Next {
    /// It is the first, and its list is all that there is to remember.
    #[default]
    First,
    /// It prints what the last one did: the file stays as it is.
    Same,
    /// It has what the last one had not.
    New,
    /// The same, and the file that says so is written, without a name yet.
    Aside(File),
}

impl Memory {
    /// Reads what is remembered of a source; nothing before its first release.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] or [`Error::Source`] where a file cannot be read: without its memory a source is not published.
    pub(crate) fn read(state_dir: &Path, slug: &str) -> Result<Memory, Error> {
        let releases = read_releases(&file(state_dir, slug, RELEASES))?.unwrap_or_default();
        let file = file(state_dir, slug, PAGES);
        let pages = match std::fs::read_to_string(&file) {
            Ok(text) => Ids::of(text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ids::default(),
            Err(error) => return Err(Error::io("read", &file)(error)),
        };
        let file = self::file(state_dir, slug, PLAN);
        let plan = match std::fs::read_to_string(&file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(Error::io("read", &file)(error)),
        };
        Ok(Memory {
            folder: state_dir.to_path_buf(),
            slug: slug.to_owned(),
            releases,
            pages,
            plan,
            next: Next::First,
        })
    }

    /// What earlier releases told.
    pub(crate) fn releases(&self) -> &Releases {
        &self.releases
    }

    /// Whether a report had a page with agency and days in any release.
    pub(crate) fn had_page(&self, report: &str) -> bool {
        self.pages.contains(report)
    }

    /// Which tables the last release told, in the words of the build.
    pub(crate) fn plan(&self) -> Option<&str> {
        self.plan.as_deref()
    }

    /// Whether the last release had just these cells with just these counts.
    ///
    /// The lengths of lists of pages, which a takedown shortens, and what is printed nowhere may differ.
    ///
    /// # Errors
    ///
    /// As [`Memory::read`].
    pub(crate) fn is_live(&self, cells: &Cells) -> Result<bool, Error> {
        let path = self.file(CELLS);
        let file = match File::open(&path) {
            Ok(file) => BufReader::new(file),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        let same = |before: &Cell, now: &Cell| {
            let is_length = now.threshold == 1 || now.state == State::Unpublished;
            is_length || (before.value, before.on_pages) == (now.value, now.on_pages)
        };
        Ok(Releases::are_last(file, &path.display().to_string(), cells, same)?)
    }

    /// Takes in the release that is about to be built, as the last of all.
    ///
    /// Where it prints just what the last one did it is that one. A first release differs from no other, and its list is all that
    /// there is to remember: nothing is made of it.
    pub(crate) fn take_in(&mut self, as_of: &str, cells: &Cells) {
        if !self.releases.is_empty() {
            // Two releases of one day are two.
            let title = format!("{} of {as_of}", self.releases.names().len() + 1);
            let is_new = self.releases.record(&title, cells);
            self.next = if is_new { Next::New } else { Next::Same };
        }
    }

    /// Lets go of what earlier releases told, the one that was taken in among them; [`Memory::record`] still knows it.
    ///
    /// It is as large as the list of all cells, and nothing asks for it while the site is rendered.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the state folder takes no file.
    pub(crate) fn put_aside(&mut self) -> Result<(), Error> {
        let releases = std::mem::take(&mut self.releases);
        if let Next::New = self.next {
            let path = self.file(RELEASES);
            let file = tempfile::tempfile_in(&self.folder).and_then(|file| {
                let mut out = BufWriter::new(file);
                releases.write(&mut out)?;
                out.into_inner().map_err(|error| error.into_error())
            });
            self.next = Next::Aside(file.map_err(Error::io("write", &path))?);
        }
        Ok(())
    }

    /// Remembers a release that is about to go live and was taken in.
    ///
    /// If it does not after all, what it would have told counts as told: that hides too much, never too little.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where a file cannot be written.
    pub(crate) fn record<'i>(
        &'i self,
        as_of: &str,
        cells: &Cells,
        plan: &str,
        open: impl Iterator<Item = &'i str>,
    ) -> Result<(), Error> {
        // What is remembered already is not written again: most builds of a night change no count.
        let new: Vec<&str> = open.filter(|id| !self.pages.contains(id)).collect();
        if !new.is_empty() {
            let mut all: Vec<&str> = self.pages.iter().chain(new).collect();
            all.sort_unstable();
            all.dedup();
            self.write(PAGES, |out| all.iter().try_for_each(|id| writeln!(out, "{id}")))?;
        }
        let releases = || match &self.next {
            Next::First if cells.is_empty() => Ok(None),
            Next::First => {
                let title = format!("1 of {as_of}");
                self.lay(RELEASES, |out| Releases::write_first(&title, cells, out)).map(Some)
            }
            Next::Same => Ok(None),
            Next::New => self.lay(RELEASES, |out| self.releases.write(out)).map(Some),
            Next::Aside(file) => self
                .lay(RELEASES, |out| {
                    let mut file = file;
                    file.rewind()?;
                    copy(&mut file, out).map(drop)
                })
                .map(Some),
        };
        let live = || {
            let write = |out: &mut BufWriter<_>| Releases::write_first(as_of, cells, out);
            let is_written =
                is_same(&self.file(CELLS), |out| Releases::write_first(as_of, cells, out));
            (!is_written).then(|| self.lay(CELLS, write)).transpose()
        };
        // Each is a list of all cells. The releases take their place first: a live list that they had not would never get
        // into them.
        let (releases, live) = rayon::join(releases, live);
        let (releases, live) = (releases?, live?);
        releases.map(Laid::take_place).transpose()?;
        if self.plan.as_deref() != Some(plan) {
            self.write(PLAN, |out| out.write_all(plan.as_bytes()))?;
        }
        live.map(Laid::take_place).transpose()?;
        Ok(())
    }

    fn file(&self, ending: &str) -> PathBuf {
        file(&self.folder, &self.slug, ending)
    }

    /// Writes a file whole or not at all.
    fn write(
        &self,
        ending: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        self.lay(ending, fill)?.take_place()
    }

    /// Writes a file beside the one that it is to replace.
    fn lay(
        &self,
        ending: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<Laid, Error> {
        // One name, written over: a killed build leaves at most one such file.
        let path = self.file(&format!("{ending}.writing"));
        let written = File::create(&path).and_then(|file| {
            let beside = TempPath::try_from_path(&path)?;
            let mut out = BufWriter::new(file);
            fill(&mut out)?;
            out.flush()?;
            out.get_ref().sync_all()?;
            Ok(beside)
        });
        let beside = written.map_err(Error::io("write", &path))?;
        Ok(Laid { beside, path: self.file(ending) })
    }
}

/// A file that is on the disk beside the one that it replaces, and goes if it does not.
struct Laid {
    beside: TempPath,
    path: PathBuf,
}

impl Laid {
    fn take_place(self) -> Result<(), Error> {
        let placed = self.beside.persist(&self.path);
        placed.map_err(|error| Error::io("replace", &self.path)(error.error))
    }
}

/// The list that the live release printed, from a memory.
///
/// # Errors
///
/// As [`Memory::read`].
pub(crate) fn live_cells(state_dir: &Path, slug: &str) -> Result<Option<Releases>, Error> {
    read_releases(&file(state_dir, slug, CELLS))
}

/// The slugs of all sources that a folder remembers, in order.
///
/// # Errors
///
/// [`Error::Io`] where the folder cannot be read.
pub(crate) fn slugs(state_dir: &Path) -> Result<Vec<String>, Error> {
    let mut slugs = Vec::new();
    for entry in std::fs::read_dir(state_dir).map_err(Error::io("read", state_dir))? {
        let name = entry.map_err(Error::io("read", state_dir))?.file_name();
        let name = name.to_string_lossy();
        slugs.extend(
            name.strip_suffix(CELLS).and_then(|name| name.strip_suffix('.')).map(str::to_owned),
        );
    }
    slugs.sort();
    Ok(slugs)
}

/// The mark of a cell by the words of its name in the list of a source.
pub(crate) fn mark<'w>(source: &str, words: impl Iterator<Item = &'w str>) -> String {
    let mut mark = source.to_owned();
    for word in words {
        mark.push('/');
        match word.split_once('=') {
            Some(("agency", slug)) => mark.extend(["~", slug]),
            // A category could have the name of an outcome.
            Some(("category" | "program" | "channel" | "place", _)) => mark.push_str(word),
            Some((_, value)) => mark.push_str(value),
            None => mark.push_str(word),
        }
    }
    mark
}

const RELEASES: &str = "releases.ndjson";
const CELLS: &str = "cells.ndjson";
const PAGES: &str = "pages.txt";
const PLAN: &str = "plan.txt";

fn file(folder: &Path, slug: &str, ending: &str) -> PathBuf {
    folder.join(format!("{slug}.{ending}"))
}

fn read_releases(path: &Path) -> Result<Option<Releases>, Error> {
    match File::open(path) {
        Ok(file) => Ok(Some(Releases::read(BufReader::new(file), &path.display().to_string())?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}
