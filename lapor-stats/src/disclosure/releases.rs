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
mod read;

use super::cell::{Cell, CellId, Cells, State};
use super::names::Names;
use super::refusal::Refusal;
use super::relation::Sums;
use super::store::Store;

/// The first word of the name of a cell as an earlier release had it.
const EARLIER: &str = "earlier release";

/// Cells as the releases had them, those of one release after another.
#[derive(Clone, Debug, Default)]
struct Versions {
    /// The number of the name of each.
    names: Vec<u32>,
    cells: Store,
    /// Where those of each release begin that has any.
    starts: Vec<(u32, u32)>,
}

impl Versions {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn push(&mut self, release: u32, name: u32, cell: Cell) {
        if self.starts.last().is_none_or(|&(last, _)| last != release) {
            self.starts.push((release, self.len() as u32));
        }
        self.names.push(name);
        self.cells.push(cell);
    }

    /// The place of the release that had one.
    fn release(&self, at: u32) -> u32 {
        let next = self.starts.partition_point(|&(_, start)| start <= at);
        next.checked_sub(1).map_or(0, |place| self.starts[place].0)
    }

    /// The places of those of a release.
    fn of(&self, release: u32) -> std::ops::Range<u32> {
        let place = self.starts.partition_point(|&(known, _)| known < release);
        let start = |place: usize| self.starts.get(place).map_or(self.len() as u32, |it| it.1);
        match self.starts.get(place) {
            Some(&(known, _)) if known == release => start(place)..start(place + 1),
            _ => 0..0,
        }
    }
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
/// let late = june.find(&["late"]).map(|id| june.get(id).state);
/// assert_eq!(late, Some(State::Hidden));
/// # Ok::<(), lapor_stats::disclosure::Refusal>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Releases {
    /// Of the releases, the earliest first.
    titles: Vec<String>,
    /// Of the cells.
    names: Names,
    versions: Versions,
    /// The place of the last version of each name.
    latest: Vec<u32>,
    /// A total and its parts, by the places of versions.
    relations: Sums,
}

impl PartialEq for Releases {
    fn eq(&self, other: &Releases) -> bool {
        let (own, others) = (&self.versions, &other.versions);
        let same = |(a, b): (&u32, &u32)| self.names.spelt(*a).eq(other.names.spelt(*b));
        let sums = |it: &Releases| {
            it.relations
                .sorted()
                .into_iter()
                .map(|at| it.relations.get(at as usize))
                .collect::<Vec<_>>()
        };
        self.titles == other.titles
            && own.starts == others.starts
            && own.cells.iter().eq(others.cells.iter())
            && own.names.iter().zip(&others.names).all(same)
            && sums(self) == sums(other)
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
        let Versions { names, cells, .. } = &self.versions;
        let all = (0_u32..).zip(names.iter().zip(cells.iter()));
        all.filter(|(_, (_, cell))| cell.state != State::Unpublished).map(|(at, (&name, cell))| {
            let shown = cell.state == State::Shown;
            let name = self.names.spelt(name).collect();
            (self.versions.release(at) as usize, name, shown.then_some(cell.value))
        })
    }

    /// How many cells the releases had, each counted once.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there has been no cell.
    pub fn is_empty(&self) -> bool {
        self.versions.len() == 0
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
            (id, version.map(|at| self.versions.cells.get(at as usize)))
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
        let Versions { names, cells: versions, .. } = &self.versions;
        for (at, (&own, version)) in (0..).zip(names.iter().zip(versions.iter())) {
            let past = version.released(version.state);
            let release = self.versions.release(at) as usize;
            name.clear();
            name.push(releases.get(release).copied().unwrap_or_default());
            name.extend(self.names.get(own).map(|word| words[word as usize]));
            let is_latest = self.latest[own as usize] == at;
            let now = cells.names().find(&name[1..]).map(CellId).filter(|_| is_latest);
            let same = |id: &CellId| {
                let now = cells.get(*id);
                (now.value, now.on_pages) == (past.value, past.on_pages)
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
            if let Some(earlier) = before[own as usize].replace(id) {
                cells.changes(earlier, id)?;
            }
            if let Some(now) = now.filter(|&now| now != id) {
                cells.changes(id, now)?;
            }
            ids.push(id);
        }
        let mut parts = Vec::new();
        for at in self.relations.sorted() {
            let Some(relation) = self.relations.get(at as usize) else { continue };
            parts.clear();
            parts.extend(relation.parts.iter().map(|part| ids[part.index()]));
            cells.relate(ids[relation.total.index()], &parts)?;
        }
        Ok(())
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
            if name.clone().next().is_some_and(|word| is_earlier[word as usize]) {
                continue;
            }
            let version = known.map(|name| self.latest[name as usize]).filter(|&at| {
                let before = self.versions.cells.get(at as usize);
                (before.value, before.on_pages, before.state)
                    == (cell.value, cell.on_pages, cell.state)
            });
            let at = version.unwrap_or_else(|| {
                spelt.clear();
                for word in name {
                    let own = words[word as usize]
                        .unwrap_or_else(|| self.names.word(&names.words()[word as usize]));
                    words[word as usize] = Some(own);
                    spelt.push(own);
                }
                self.add(release_at, &spelt, Cell { fixed: false, ..cell })
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
        self.versions.push(release, name, cell);
        at
    }
}
