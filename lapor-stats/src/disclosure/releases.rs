//! What earlier releases showed and hid: the memory that the next one needs, and that is never published.
//!
//! Whoever kept an earlier release has its numbers too, and the difference to the next one says what is new. So a release
//! is hidden and attacked together with all before it. True counts stand in the memory, of hidden cells as well: it
//! belongs beside the data, not beside the tables.
//!
//! A cell that has changed since the last release is another cell with a difference between both ([`Cells::changes`]).
//! One that has not is the same cell, whose state cannot change any more: what was hidden stays hidden, and what was
//! shown is known.

mod file;

use super::cell::{Cell, CellId, Cells, State};
use super::names::Names;
use super::refusal::Refusal;
use super::relation::{Relation, Sums};

/// The first word of the name of a cell as an earlier release had it.
const EARLIER: &str = "earlier release";

/// A cell as one release had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Version {
    /// The place of the release.
    release: u32,
    /// The number of its name.
    name: u32,
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
#[derive(Clone, Debug, Default)]
pub struct Releases {
    /// Of the releases, the earliest first.
    titles: Vec<String>,
    /// Of the cells.
    names: Names,
    versions: Vec<Version>,
    /// The place of the last version of each name.
    latest: Vec<u32>,
    /// A total and its parts, by the places of versions.
    relations: Sums,
}

impl PartialEq for Releases {
    fn eq(&self, other: &Releases) -> bool {
        let same = |(a, b): (&Version, &Version)| {
            (a.release, a.cell) == (b.release, b.cell)
                && self.names.spelt(a.name).eq(other.names.spelt(b.name))
        };
        self.titles == other.titles
            && self.versions.len() == other.versions.len()
            && self.versions.iter().zip(&other.versions).all(same)
            && self.sums() == other.sums()
    }
}

impl Eq for Releases {}

impl Releases {
    /// The names of the releases, the earliest first.
    pub fn names(&self) -> &[String] {
        &self.titles
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
    /// let printed: Vec<_> = releases.printed().map(|(at, name, count)| (at, name[0], count)).collect();
    /// assert_eq!(printed, [(0, "met", Some(17)), (0, "late", Some(20)), (1, "met", Some(30))]);
    /// # Ok::<(), lapor_stats::disclosure::Refusal>(())
    /// ```
    pub fn printed(&self) -> impl Iterator<Item = (usize, Vec<&str>, Option<u64>)> {
        let told = self.versions.iter().filter(|version| version.cell.state != State::Unpublished);
        told.map(|version| {
            let shown = version.cell.state == State::Shown;
            let name = self.names.spelt(version.name).collect();
            (version.release as usize, name, shown.then_some(version.cell.value))
        })
    }

    /// How many cells the releases had, each counted once.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there has been no cell.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// Each cell of a list, and as the last release had it that had it otherwise than before.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cell, Cells, Releases};
    ///
    /// let mut cells = Cells::new();
    /// cells.add(&["met"], Cell::shown(17, 0, 5))?;
    /// let mut releases = Releases::default();
    /// releases.record("2026-05", &cells);
    /// cells.add(&["late"], Cell::shown(20, 0, 5))?;
    /// let before: Vec<_> = releases.last(&cells).map(|(_, cell)| cell.map(|cell| cell.value)).collect();
    /// assert_eq!(before, [Some(17), None]);
    /// # Ok::<(), lapor_stats::disclosure::Refusal>(())
    /// ```
    pub fn last<'r>(&'r self, cells: &'r Cells) -> impl Iterator<Item = (CellId, Option<Cell>)> {
        let among = cells.names().among(&self.names);
        cells.iter().map(move |(id, _)| {
            let version = among(id.0).map(|name| self.latest[name as usize]);
            (id, version.map(|at| self.versions[at as usize].cell))
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
        let words: Vec<u32> = self.names.words().iter().map(|word| cells.word(word)).collect();
        let releases: Vec<u32> =
            self.titles.iter().map(|title| cells.word(&format!("{EARLIER} {title}"))).collect();
        let mut before: Vec<Option<CellId>> = vec![None; self.names.len()];
        let mut name = Vec::new();
        for (at, version) in (0..).zip(&self.versions) {
            let past = version.cell.released(version.cell.state);
            name.clear();
            name.push(releases.get(version.release as usize).copied().unwrap_or_default());
            let spelt = self.names.get(version.name).iter();
            name.extend(spelt.map(|&word| words[word as usize]));
            let is_latest = self.latest[version.name as usize] == at;
            let now = cells.names().find(&name[1..]).map(CellId).filter(|_| is_latest);
            let same = |id: &CellId| {
                (cells[*id].value, cells[*id].on_pages) == (past.value, past.on_pages)
            };
            let id = match now.filter(same) {
                // What stands nowhere tells nothing, and may be printed later.
                Some(id) if past.state == State::Unpublished => id,
                Some(id) => {
                    cells.merge(id, past);
                    id
                }
                None => cells.add_named(&name, past)?,
            };
            if let Some(earlier) = before[version.name as usize].replace(id) {
                cells.changes(earlier, id)?;
            }
            if let Some(now) = now.filter(|&now| now != id) {
                cells.changes(id, now)?;
            }
            ids.push(id);
        }
        let mut parts = Vec::new();
        for relation in self.sums() {
            parts.clear();
            parts.extend(relation.parts.iter().map(|part| ids[part.index()]));
            cells.relate(ids[relation.total.index()], &parts)?;
        }
        Ok(())
    }

    /// Calls the only release otherwise; more than one keep their names.
    pub fn renamed(mut self, release: &str) -> Releases {
        if let [title] = &mut self.titles[..] {
            *title = release.to_owned();
        }
        self
    }

    /// Remembers a release as it is published; the same again changes nothing. Gives whether anything was new.
    pub fn record(&mut self, release: &str, cells: &Cells) -> bool {
        let first_new = self.versions.len() as u32;
        let release_at = self.titles.len() as u32;
        let names = cells.names();
        let known: Vec<Option<u32>> = {
            let among = names.among(&self.names);
            (0..names.len() as u32).map(among).collect()
        };
        let is_earlier: Vec<bool> =
            names.words().iter().map(|word| Releases::is_earlier(word)).collect();
        let mut words: Vec<Option<u32>> = vec![None; names.words().len()];
        let mut places: Vec<Option<CellId>> = vec![None; cells.len()];
        let mut spelt = Vec::new();
        for ((id, cell), known) in cells.iter().zip(known) {
            let name = names.get(id.0);
            if name.first().is_some_and(|&word| is_earlier[word as usize]) {
                continue;
            }
            let version = known.map(|name| self.latest[name as usize]).filter(|&at| {
                let before = &self.versions[at as usize].cell;
                (before.value, before.on_pages, before.state)
                    == (cell.value, cell.on_pages, cell.state)
            });
            let at = version.unwrap_or_else(|| {
                spelt.clear();
                for &word in name {
                    let own = words[word as usize]
                        .unwrap_or_else(|| self.names.word(&names.words()[word as usize]));
                    words[word as usize] = Some(own);
                    spelt.push(own);
                }
                self.add(release_at, &spelt, Cell { fixed: false, ..*cell })
            });
            places[id.index()] = Some(CellId(at));
        }
        if self.versions.len() as u32 == first_new {
            return false;
        }
        self.titles.push(release.to_owned());
        let mut parts = Vec::new();
        for relation in cells.relations() {
            parts.clear();
            parts.extend(relation.parts.iter().map_while(|part| places[part.index()]));
            let Some(total) = places[relation.total.index()] else { continue };
            let is_whole = parts.len() == relation.parts.len();
            if is_whole && parts.iter().chain([&total]).any(|place| first_new <= place.0) {
                self.relations.add(total, &parts);
            }
        }
        true
    }

    /// Adds a version, and gives its place.
    fn add(&mut self, release: u32, name: &[u32], cell: Cell) -> u32 {
        let at = self.versions.len() as u32;
        let (name, is_new) = self.names.add(name);
        if is_new {
            self.latest.push(at);
        } else {
            self.latest[name as usize] = at;
        }
        self.versions.push(Version { release, name, cell });
        at
    }

    /// The relations in order of their totals, then of their parts.
    fn sums(&self) -> Vec<Relation<'_>> {
        let mut sums: Vec<Relation<'_>> = self.relations.iter().collect();
        sums.sort_by(|a, b| (a.total, a.parts).cmp(&(b.total, b.parts)));
        sums
    }
}
