//! Linear programs over small tables in whole numbers: no rounding, and a budget of work instead of a clock.
//!
//! A floating-point solver (`good_lp` with `microlp`) is the oracle of the tests and not used inside, because its only
//! budget is a clock, which would make a release depend on the machine. Its answers would need the same checks in
//! integers (a witness, and a bound from above) that are most of an exact solver.
//!
//! Tables have coefficients of 1 and -1, their bases have small determinants, and the tableau stays in small integers
//! over one common denominator (J. Edmonds, Systems of distinct representatives and linear algebra, J. Res. NBS 71B
//! (1967) 241-245; E. H. Bareiss, Math. Comp. 22 (1968) 565-578). It is kept from cell to cell: the next question
//! starts at the vertex where the last one ended.

/// What ends a computation without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The budget is spent.
    Spent,
    /// A number left 64 bits.
    Overflow,
    /// No table is consistent.
    Infeasible,
}

/// A direction to look in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Least,
    Greatest,
}

/// The end of a search in the rationals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Optimum {
    /// A numerator over the (positive) common denominator.
    At(i64, i64),
    /// There is none.
    Unbounded,
    /// The caller had seen enough.
    Enough,
}

/// Equations `sum of coefficient * variable = right side` over variables that are at least 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub(crate) variables: usize,
    pub(crate) rows: Vec<(Vec<(u32, i64)>, i64)>,
}

/// A feasible basis of a [`Program`], as integers over a common denominator.
#[derive(Clone, Debug)]
pub(crate) struct Tableau {
    variables: usize,
    width: usize,
    entries: Vec<i64>,
    denominator: i64,
    basis: Vec<u32>,
    row_of: Vec<u32>,
}

/// `(entry * pivot - factor * by) / denominator`, which leaves no remainder (Bareiss).
fn combine(entry: i64, pivot: i64, factor: i64, by: i64, denominator: i64) -> Option<i64> {
    let narrow =
        entry.checked_mul(pivot).zip(factor.checked_mul(by)).and_then(|(a, b)| a.checked_sub(b));
    match narrow {
        Some(wide) if denominator == 1 => Some(wide),
        Some(wide) => Some(wide / denominator),
        None => {
            let wide = i128::from(entry) * i128::from(pivot) - i128::from(factor) * i128::from(by);
            i64::try_from(wide / i128::from(denominator)).ok()
        }
    }
}

const NO_ROW: u32 = u32::MAX;

impl Tableau {
    /// Finds a first feasible basis; rows that say nothing new are dropped.
    pub(crate) fn new(program: &Program, work: &mut u64) -> Result<Tableau, Stop> {
        let (rows, variables) = (program.rows.len(), program.variables);
        let width = variables + 1;
        let mut entries = vec![0; rows * width];
        for (at, (row, right)) in program.rows.iter().enumerate() {
            let flip = if *right < 0 { -1 } else { 1 };
            for &(variable, coefficient) in row {
                entries[at * width + variable as usize] += flip * coefficient;
            }
            entries[at * width + variables] = flip * right;
        }
        // Basis members from `variables` on are artificial: their columns are never looked at again.
        let basis = (0..rows).map(|row| (variables + row) as u32).collect();
        let mut tableau = Tableau {
            variables,
            width,
            entries,
            denominator: 1,
            basis,
            row_of: vec![NO_ROW; variables],
        };
        tableau.drive_out(work)?;
        Ok(tableau)
    }

    /// Phase one: least sum of the artificial members, then none of them left.
    fn drive_out(&mut self, work: &mut u64) -> Result<(), Stop> {
        let mut stalled = 0;
        let mut gains = self.gains();
        while gains[self.variables] != 0 {
            let bland = self.basis.len() + 8 < stalled;
            let candidates = (0..self.variables).filter(|&column| 0 < gains[column]);
            let entering = self.choose(candidates, |column| gains[column], bland);
            let Some(entering) = entering else { return Err(Stop::Infeasible) };
            let Some(leaving) = self.leaving(entering) else { return Err(Stop::Infeasible) };
            stalled = if self.right(leaving) == 0 { stalled + 1 } else { 0 };
            let next = self.gains_after(&gains, leaving, entering);
            self.pivot(leaving, entering, work)?;
            gains = next.unwrap_or_else(|| self.gains());
        }
        loop {
            let Some(row) = self.artificial_rows().next() else { return Ok(()) };
            match (0..self.variables).find(|&column| self.at(row, column) != 0) {
                Some(column) => self.pivot(row, column, work)?,
                None => self.drop_row(row),
            }
        }
    }

    /// The sum of the rows of artificial members.
    fn gains(&self) -> Vec<i128> {
        let mut gains = vec![0_i128; self.width];
        for row in self.artificial_rows() {
            for (gain, &entry) in gains.iter_mut().zip(self.row(row)) {
                *gain += i128::from(entry);
            }
        }
        gains
    }

    /// The same sum after a pivot, which changes it as it changes each of its rows; none where a number leaves 128 bits.
    fn gains_after(&self, gains: &[i128], row: usize, column: usize) -> Option<Vec<i128>> {
        let leaves = i128::from(self.variables <= self.basis[row] as usize);
        let (pivot, denominator) = (i128::from(self.at(row, column)), i128::from(self.denominator));
        let factor = gains[column] - leaves * pivot;
        let both = gains.iter().zip(self.row(row));
        both.map(|(&gain, &by)| {
            let by = i128::from(by);
            let wide = (gain - leaves * by).checked_mul(pivot)?;
            Some(wide.checked_sub(factor.checked_mul(by)?)? / denominator)
        })
        .collect()
    }

    fn artificial_rows(&self) -> impl Iterator<Item = usize> {
        (0..self.basis.len()).filter(|&row| self.variables <= self.basis[row] as usize)
    }

    fn drop_row(&mut self, row: usize) {
        let last = self.basis.len() - 1;
        for column in 0..self.width {
            self.entries.swap(row * self.width + column, last * self.width + column);
        }
        self.entries.truncate(last * self.width);
        self.basis.swap_remove(row);
        if let Some(&moved) = self.basis.get(row)
            && let Some(place) = self.row_of.get_mut(moved as usize)
        {
            *place = row as u32;
        }
    }

    fn row(&self, row: usize) -> &[i64] {
        &self.entries[row * self.width..(row + 1) * self.width]
    }

    fn at(&self, row: usize, column: usize) -> i64 {
        self.entries[row * self.width + column]
    }

    fn right(&self, row: usize) -> i64 {
        self.at(row, self.variables)
    }

    /// The row whose basic variable reaches 0 first as the column's variable grows, the smallest variable in ties.
    fn leaving(&self, column: usize) -> Option<usize> {
        let mut best: Option<usize> = None;
        for row in 0..self.basis.len() {
            if self.at(row, column) <= 0 {
                continue;
            }
            let closer = best.is_none_or(|other| {
                let mine = i128::from(self.right(row)) * i128::from(self.at(other, column));
                let theirs = i128::from(self.right(other)) * i128::from(self.at(row, column));
                mine.cmp(&theirs).then(self.basis[row].cmp(&self.basis[other])).is_lt()
            });
            if closer {
                best = Some(row);
            }
        }
        best
    }

    /// Brings a column's variable into the basis in place of a row's.
    fn pivot(&mut self, row: usize, column: usize, work: &mut u64) -> Result<(), Stop> {
        let cost = self.entries.len() as u64 / 8 + 1;
        *work = work.checked_sub(cost).ok_or(Stop::Spent)?;
        let start = row * self.width;
        if self.at(row, column) < 0 {
            // Only where the right side is 0, so that no variable turns negative.
            for entry in &mut self.entries[start..start + self.width] {
                *entry = -*entry;
            }
        }
        let pivot = self.at(row, column);
        let pivot_row: Vec<i64> = self.row(row).to_vec();
        let denominator = self.denominator;
        let touched: Vec<usize> =
            (0..self.width).filter(|&column| pivot_row[column] != 0).collect();
        for other in 0..self.basis.len() {
            let factor = self.at(other, column);
            if other == row || (factor == 0 && pivot == denominator) {
                continue;
            }
            let entries = &mut self.entries[other * self.width..(other + 1) * self.width];
            if pivot == denominator {
                // Most pivots of tables are such, and change little.
                for &at in &touched {
                    let changed = combine(entries[at], pivot, factor, pivot_row[at], denominator);
                    entries[at] = changed.ok_or(Stop::Overflow)?;
                }
                continue;
            }
            for (entry, &by) in entries.iter_mut().zip(&pivot_row) {
                if *entry == 0 && by == 0 {
                    continue;
                }
                *entry = combine(*entry, pivot, factor, by, denominator).ok_or(Stop::Overflow)?;
            }
        }
        self.denominator = pivot;
        if let Some(place) = self.row_of.get_mut(self.basis[row] as usize) {
            *place = NO_ROW;
        }
        self.basis[row] = column as u32;
        self.row_of[column] = row as u32;
        Ok(())
    }

    /// Goes to the least or greatest value of a variable, and shows each vertex on the way to `look`, which may
    /// say that it has seen enough.
    pub(crate) fn optimise(
        &mut self,
        variable: usize,
        sense: Sense,
        work: &mut u64,
        look: &mut dyn FnMut(&Tableau, Option<usize>) -> bool,
    ) -> Result<Optimum, Stop> {
        let mut stalled = 0;
        loop {
            let bland = self.basis.len() + 8 < stalled;
            let entering = match (self.row_of[variable], sense) {
                (NO_ROW, Sense::Least) => return Ok(Optimum::At(0, 1)),
                (NO_ROW, Sense::Greatest) => Some(variable),
                (row, sense) => self.entering(row as usize, sense, bland),
            };
            let Some(entering) = entering else {
                let row = self.row_of[variable] as usize;
                return Ok(Optimum::At(self.right(row), self.denominator));
            };
            let Some(leaving) = self.leaving(entering) else {
                look(self, Some(entering));
                return Ok(Optimum::Unbounded);
            };
            let still = self.right(leaving) == 0;
            stalled = if still { stalled + 1 } else { 0 };
            self.pivot(leaving, entering, work)?;
            if !still && look(self, None) {
                return Ok(Optimum::Enough);
            }
        }
    }

    /// A column whose growth moves a row's variable the right way.
    fn entering(&self, row: usize, sense: Sense, bland: bool) -> Option<usize> {
        let pull = |column: usize| match sense {
            Sense::Least => self.at(row, column),
            Sense::Greatest => -self.at(row, column),
        };
        let own = self.basis[row] as usize;
        let columns = (0..self.variables).filter(|&column| column != own && 0 < pull(column));
        self.choose(columns, |column| i128::from(pull(column)), bland)
    }

    /// The column with the strongest pull among those whose pivot keeps the denominator small, because vertices over 1
    /// are whole tables; the first column when the search has stalled, which ends (R. G. Bland, 1977).
    fn choose(
        &self,
        columns: impl Iterator<Item = usize>,
        pull: impl Fn(usize) -> i128,
        bland: bool,
    ) -> Option<usize> {
        const TRIED: usize = 10;
        let mut columns = columns;
        if bland {
            return columns.next();
        }
        let mut columns: Vec<usize> = columns.collect();
        columns.sort_unstable_by_key(|&column| (std::cmp::Reverse(pull(column)), column));
        let keeps = |&&column: &&usize| {
            self.leaving(column).is_none_or(|row| self.at(row, column) <= self.denominator)
        };
        columns.iter().take(TRIED).find(keeps).or(columns.first()).copied()
    }

    /// The table at this vertex, if all its numbers are whole.
    pub(crate) fn whole(&self) -> Option<Vec<i64>> {
        let mut values = vec![0; self.variables];
        for (row, &variable) in self.basis.iter().enumerate() {
            if self.right(row) % self.denominator != 0 {
                return None;
            }
            values[variable as usize] = self.right(row) / self.denominator;
        }
        Some(values)
    }

    /// The table `steps` common denominators along the ray on which a column's variable grows without end.
    pub(crate) fn along(&self, column: usize, steps: i64) -> Option<Vec<i64>> {
        let mut values = self.whole()?;
        values[column] = values[column].checked_add(steps.checked_mul(self.denominator)?)?;
        for (row, &variable) in self.basis.iter().enumerate() {
            let place = &mut values[variable as usize];
            *place = place.checked_sub(steps.checked_mul(self.at(row, column))?)?;
        }
        Some(values)
    }

    /// A variable that is no whole number here, and the whole number below it.
    pub(crate) fn fraction(&self) -> Option<(u32, i64)> {
        let mut rows: Vec<(u32, i64)> = self
            .basis
            .iter()
            .enumerate()
            .filter(|&(row, _)| self.right(row) % self.denominator != 0)
            .map(|(row, &variable)| (variable, self.right(row).div_euclid(self.denominator)))
            .collect();
        rows.sort_unstable();
        rows.first().copied()
    }
}

/// The greatest or least whole value of a variable by branch and bound, knowing one that is reached.
///
/// `Ok` is exact; `visit` sees every whole table that is better than all before.
pub(crate) fn whole_optimum(
    program: &Program,
    variable: usize,
    sense: Sense,
    known: i64,
    work: &mut u64,
    visit: &mut dyn FnMut(&[i64]),
) -> Result<i64, Stop> {
    let mut best = known;
    let mut open = vec![program.clone()];
    while let Some(node) = open.pop() {
        let mut tableau = match Tableau::new(&node, work) {
            Ok(tableau) => tableau,
            Err(Stop::Infeasible) => continue,
            Err(stop) => return Err(stop),
        };
        let optimum = tableau.optimise(variable, sense, work, &mut |_, _| false)?;
        let Optimum::At(number, over) = optimum else { return Err(Stop::Spent) };
        let bound = match sense {
            Sense::Greatest => number.div_euclid(over),
            Sense::Least => -(-number).div_euclid(over),
        };
        let hopeless = match sense {
            Sense::Greatest => bound <= best,
            Sense::Least => best <= bound,
        };
        if hopeless {
            continue;
        }
        if let Some(values) = tableau.whole() {
            best = values[variable];
            visit(&values[..program.variables]);
            continue;
        }
        if let Some((split, below)) = tableau.fraction() {
            for (slack, right) in [(1, below), (-1, below + 1)] {
                let mut child = node.clone();
                child.rows.push((vec![(split, 1), (child.variables as u32, slack)], right));
                child.variables += 1;
                open.push(child);
            }
        }
    }
    Ok(best)
}
