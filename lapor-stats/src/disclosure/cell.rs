//! The one list of cells that are published jointly, and how they add up.

use serde::{Deserialize, Serialize};

use super::grid::Grid;
use super::names::Names;
use super::refusal::Refusal;
use super::relation::{Relation, Relations, Sums};
use super::store::Store;

/// Counts beyond it are no counts of reports.
const LARGEST: u64 = 1 << 48;

/// A cell of a [`Cells`] list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellId(pub(crate) u32);

impl CellId {
    /// Its place in the list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the public sees of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its number stands somewhere.
    Shown,
    /// It stands as `[c]`.
    Hidden,
    /// It stands nowhere, but it can be spoken of: a difference of two releases, all but one part of a total.
    Unpublished,
}

/// A count of reports, and what is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The true count.
    pub value: u64,
    /// How many of these reports anybody can count on public pages.
    pub on_pages: u64,
    /// The rest must be 0 or at least this: 5, or 10 for a sensitive category.
    pub threshold: u64,
    /// What is lost when it is hidden, at least 1: a total weighs more than a part.
    pub weight: u64,
    /// What the public sees.
    pub state: State,
    /// An earlier release has published it in this state, so that it cannot change any more.
    pub fixed: bool,
}

impl Cell {
    /// A cell that is shown until the rule says otherwise.
    pub fn shown(value: u64, on_pages: u64, threshold: u64) -> Cell {
        Cell { value, on_pages, threshold, weight: 1, state: State::Shown, fixed: false }
    }

    /// The same cell with another weight.
    pub fn weighing(self, weight: u64) -> Cell {
        Cell { weight: weight.max(1), ..self }
    }

    /// The same cell, never printed.
    pub fn unpublished(self) -> Cell {
        Cell { state: State::Unpublished, ..self }
    }

    /// The same cell as an earlier release left it.
    pub fn released(self, state: State) -> Cell {
        Cell { state, fixed: true, ..self }
    }

    /// The reports that cannot be counted from pages: what the threshold is about.
    pub fn rest(&self) -> u64 {
        self.value - self.on_pages
    }

    /// Whether the primary rule hides it: a rest of 1 to threshold - 1.
    ///
    /// A rest of 0 may be shown: it speaks of nobody. That all reports of a total lie in one part, and none in
    /// the others, can therefore be read from a table; whoever minds declares a [`Cells::complement`].
    pub fn is_sensitive(&self) -> bool {
        (1..self.threshold).contains(&self.rest())
    }

    /// Whether an attacker must be kept from narrowing it down.
    ///
    /// Every `[c]`, so that the test needs no look at the truth, and whatever is sensitive and stands nowhere. An
    /// unpublished cell that is not sensitive may be computed by anyone: it could have been printed.
    pub fn needs_protection(&self) -> bool {
        match self.state {
            State::Shown => false,
            State::Hidden => true,
            State::Unpublished => self.is_sensitive(),
        }
    }
}

/// All cells that are published jointly, and their relations.
///
/// A name is a list of words: a table, the values of its dimensions, a bucket. The same name is the same cell, so
/// that two pages which print one number, or two releases which print a closed month, share it.
///
/// ```
/// use lapor_stats::disclosure::{Cell, Cells};
///
/// let mut cells = Cells::new();
/// let met = cells.add(&["compliance", "Dinas Air", "met"], Cell::shown(17, 0, 5))?;
/// let late = cells.add(&["compliance", "Dinas Air", "late"], Cell::shown(3, 0, 5))?;
/// let all = cells.add(&["compliance", "Dinas Air", "all"], Cell::shown(20, 0, 5))?;
/// cells.relate(all, &[met, late])?;
/// assert!(cells.get(late).is_sensitive());
/// # Ok::<(), lapor_stats::disclosure::Refusal>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// The name of each cell.
    names: Names,
    cells: Store,
    sums: Sums,
    grids: Vec<Grid>,
}

impl Cells {
    /// The first word in the name of a cell of what is new, which is no cell of any release.
    pub(super) const DIFFERENCE: &str = "difference";

    /// An empty list.
    pub fn new() -> Cells {
        Cells::default()
    }

    /// Adds a cell, or finds the one of this name: an earlier release's state wins, then the one that shows less.
    pub fn add<S: AsRef<str>>(&mut self, name: &[S], cell: Cell) -> Result<CellId, Refusal> {
        let name: Vec<u32> = name.iter().map(|word| self.word(word.as_ref())).collect();
        self.add_named(&name, cell)
    }

    /// The same by the places of the words of its name.
    pub(crate) fn add_named(&mut self, name: &[u32], cell: Cell) -> Result<CellId, Refusal> {
        if cell.on_pages > cell.value {
            return Err(Refusal::MoreOnPages(self.names.spell(name)));
        }
        if cell.threshold == 0 {
            return Err(Refusal::NoThreshold(self.names.spell(name)));
        }
        if cell.value.max(cell.threshold) > LARGEST {
            return Err(Refusal::TooLarge(self.names.spell(name)));
        }
        let (id, is_new) = self.names.add(name);
        let id = CellId(id);
        if is_new {
            self.cells.push(cell);
            return Ok(id);
        }
        let old = self.get(id);
        if (old.value, old.on_pages) != (cell.value, cell.on_pages) {
            return Err(Refusal::Conflict(self.names.spell(name)));
        }
        self.merge(id, cell);
        Ok(id)
    }

    /// Says the same count once more.
    pub(crate) fn merge(&mut self, id: CellId, cell: Cell) {
        let mut old = self.get(id);
        old.threshold = old.threshold.max(cell.threshold);
        old.weight = old.weight.max(cell.weight);
        old.state = match (old.fixed, cell.fixed) {
            (true, false) => old.state,
            (false, true) => cell.state,
            // What one release has shown is known, whatever another one hides.
            (true, true) => old.state.min(cell.state),
            // Printed somewhere, it must be hidden or shown everywhere alike.
            (false, false) if old.state == State::Unpublished => cell.state,
            (false, false) if cell.state == State::Unpublished => old.state,
            (false, false) => old.state.max(cell.state),
        };
        old.fixed |= cell.fixed;
        self.cells.set(id.index(), old);
    }

    /// Asks for a greater rest of a cell, if that is more than is asked of it.
    pub fn raise_threshold(&mut self, id: CellId, threshold: u64) {
        let cell = self.get(id);
        self.cells.set(id.index(), Cell { threshold: cell.threshold.max(threshold), ..cell });
    }

    /// Says that the parts add up to the total; said twice, it counts once.
    pub fn relate(&mut self, total: CellId, parts: &[CellId]) -> Result<(), Refusal> {
        if !parts.is_sorted() {
            let mut parts = parts.to_vec();
            parts.sort_unstable();
            return self.relate(total, &parts);
        }
        let sum: u128 = parts.iter().map(|&part| u128::from(self.get(part).value)).sum();
        let twice = parts.windows(2).any(|pair| pair[0] == pair[1]) || parts.contains(&total);
        if parts.is_empty() || twice || sum != u128::from(self.get(total).value) {
            return Err(Refusal::DoesNotAddUp(self.name(total)));
        }
        self.sums.add(total, parts);
        Ok(())
    }

    /// Says that `later` counts all that `earlier` counted and perhaps more, and gives the cell of what is new.
    ///
    /// What the earlier one hid, the later one hides. The difference stands nowhere and can be computed by anyone who kept the earlier release, so it obeys the
    /// rule as if it were printed.
    pub fn grows(&mut self, earlier: CellId, later: CellId) -> Result<CellId, Refusal> {
        let (old, new) = (self.get(earlier), self.get(later));
        let value =
            new.value.checked_sub(old.value).ok_or_else(|| Refusal::Shrank(self.name(later)))?;
        let on_pages = new.on_pages.saturating_sub(old.on_pages).min(value);
        let name = format!("{} since {}", self.name(later), self.name(earlier));
        let cell = Cell::shown(value, on_pages, new.threshold.max(old.threshold)).unpublished();
        let difference = self.add(&[Cells::DIFFERENCE, &name], cell)?;
        self.relate(later, &[earlier, difference])?;
        self.stay_hidden(earlier, later);
        Ok(difference)
    }

    /// Says that a later release counts just what an earlier one did, and that everybody knows: a closed month.
    ///
    /// Where both releases use one name it is one cell anyway.
    pub fn frozen(&mut self, earlier: CellId, later: CellId) -> Result<(), Refusal> {
        self.relate(later, &[earlier])?;
        self.stay_hidden(earlier, later);
        Ok(())
    }

    /// Says that `later` is `earlier` in a later release, whichever is greater: what came in, or what went elsewhere.
    ///
    /// Counts may shrink: what was running is answered, what was unknown is mended. The difference is guarded alike.
    pub fn changes(&mut self, earlier: CellId, later: CellId) -> Result<CellId, Refusal> {
        if self.get(earlier).value <= self.get(later).value {
            return self.grows(earlier, later);
        }
        let difference = self.grows(later, earlier)?;
        self.stay_hidden(earlier, later);
        Ok(difference)
    }

    /// Says what is lost when a cell is hidden, at least 1.
    pub fn weigh(&mut self, id: CellId, weight: u64) {
        let cell = self.get(id).weighing(weight);
        self.cells.set(id.index(), cell);
    }

    /// Leaves a cell as it is: a 0 that everybody knows, since its row is not there.
    pub fn pin(&mut self, id: CellId) {
        let cell = Cell { fixed: true, ..self.get(id) };
        self.cells.set(id.index(), cell);
    }

    /// What was hidden stays hidden, but where nobody is left: a 0 speaks of nobody, and what it was before is guarded as the difference.
    fn stay_hidden(&mut self, earlier: CellId, later: CellId) {
        let (old, new) = (self.get(earlier), self.get(later));
        let empties = new.rest() == 0 && 0 < old.rest();
        if old.state == State::Hidden && new.state == State::Shown && !empties {
            self.hide(later);
            self.pin(later);
        }
    }

    /// Adds the cell of all reports of a total that are not in one of its parts, which obeys the rule unprinted.
    ///
    /// 'All but three were late' says that three were not, even where no table has a column for them.
    pub fn complement(&mut self, total: CellId, part: CellId) -> Result<CellId, Refusal> {
        let (all, some) = (self.get(total), self.get(part));
        let value = all
            .value
            .checked_sub(some.value)
            .ok_or_else(|| Refusal::DoesNotAddUp(self.name(total)))?;
        let on_pages = all.on_pages.saturating_sub(some.on_pages).min(value);
        let name = format!("{} without {}", self.name(total), self.name(part));
        let cell = Cell::shown(value, on_pages, all.threshold.max(some.threshold)).unpublished();
        let complement = self.add(&["complement", &name], cell)?;
        self.relate(total, &[part, complement])?;
        Ok(complement)
    }

    /// The cell of this name.
    pub fn find<S: AsRef<str>>(&self, name: &[S]) -> Option<CellId> {
        let name: Option<Vec<u32>> =
            name.iter().map(|word| self.names.find_word(word.as_ref())).collect();
        self.names.find(&name?).map(CellId)
    }

    /// A look-up of this list's cells by their names in another list.
    ///
    /// ```
    /// use lapor_stats::disclosure::{Cell, Cells};
    ///
    /// let (mut may, mut june) = (Cells::new(), Cells::new());
    /// let met = may.add(&["met"], Cell::shown(17, 0, 5))?;
    /// june.add(&["late"], Cell::shown(3, 0, 5))?;
    /// assert_eq!(may.places_in(&june)(met), None);
    /// let later = june.add(&["met"], Cell::shown(20, 0, 5))?;
    /// assert_eq!(may.places_in(&june)(met), Some(later));
    /// # Ok::<(), lapor_stats::disclosure::Refusal>(())
    /// ```
    pub fn places_in<'c>(&'c self, other: &'c Cells) -> impl Fn(CellId) -> Option<CellId> + 'c {
        let among = self.names.among(&other.names);
        move |id| among(id.0).map(CellId)
    }

    /// The name of a cell, its words joined by ` / `.
    pub fn name(&self, id: CellId) -> String {
        let name: Vec<u32> = self.names.get(id.0).collect();
        self.names.spell(&name)
    }

    /// The words of a cell's name.
    pub fn words(&self, id: CellId) -> impl Iterator<Item = &str> {
        self.names.spelt(id.0)
    }

    /// The names of the cells, in their order.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A cell by its place.
    pub fn get(&self, id: CellId) -> Cell {
        self.cells.get(id.index())
    }

    /// Every cell, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (CellId, Cell)> {
        (0..).map(CellId).zip(self.cells.iter())
    }

    /// Every relation, in the order in which they were said.
    pub fn relations(&self) -> Relations<'_> {
        self.sums.iter()
    }

    /// Every relation in order of their totals, then of their parts.
    pub(crate) fn sorted_relations(&self) -> impl Iterator<Item = Relation> {
        self.sums.sorted().into_iter().filter_map(|at| self.sums.get(at as usize))
    }

    /// The relations that a cell stands in.
    pub fn relations_of(&self, id: CellId) -> impl Iterator<Item = Relation> {
        self.relations()
            .filter(move |line| line.total == id || line.parts.binary_search(&id).is_ok())
    }

    /// Keeps where a table's cells lie.
    pub(crate) fn lay_out(&mut self, grid: Grid) {
        self.grids.push(grid);
    }

    /// Where the cells of tables lie, in the order in which these were declared.
    pub(crate) fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// Some of its cells, in order, as a list of their own without names: `relations` and `grids` hold no others.
    pub(crate) fn nameless<'c>(
        &'c self,
        ids: &[CellId],
        relations: impl Iterator<Item = Relation>,
        grids: impl Iterator<Item = &'c Grid>,
    ) -> Cells {
        let mut places = vec![CellId(0); self.len()];
        for (&id, place) in ids.iter().zip(0..) {
            places[id.index()] = CellId(place);
        }
        let mut part = Cells::new();
        ids.iter().for_each(|&id| part.cells.push(self.get(id)));
        let mut parts = Vec::new();
        for relation in relations {
            parts.clear();
            parts.extend(relation.parts.iter().map(|id| places[id.index()]));
            part.sums.add(places[relation.total.index()], &parts);
        }
        part.grids = grids.map(|grid| grid.renamed(|id| places[id.index()])).collect();
        part
    }

    /// Shows a cell as `[c]`; what an earlier release has shown stays known, and what stands nowhere stays there.
    pub fn hide(&mut self, id: CellId) {
        let cell = self.get(id);
        if !cell.fixed && cell.state == State::Shown {
            self.cells.set(id.index(), Cell { state: State::Hidden, ..cell });
        }
    }

    /// Prints a cell's number after all, unless an earlier release hid it.
    pub fn show(&mut self, id: CellId) {
        let cell = self.get(id);
        if !cell.fixed && cell.state == State::Hidden {
            self.cells.set(id.index(), Cell { state: State::Shown, ..cell });
        }
    }

    /// The number of a word among those of all names.
    pub(crate) fn word(&mut self, word: &str) -> u32 {
        self.names.word(word)
    }
}
