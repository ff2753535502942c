//! Tables with a row a report: canonical `reports`, and wide tables with a column a milestone.

mod by_column;
mod by_text;
mod id_run;

pub(crate) use id_run::IdRun;

use lapor_core::{EventKind, When};

use super::piece::Piece;
use super::row::{Cells, each_row};
use super::sheet::{AgencyFill, Fill, ReportsPlan, Sheet};
use super::tally::Tally;
use super::word_column::WordColumn;
use super::words::{Words, hash};
use crate::dataset::{Column, Ids, Reject};
use crate::schema::VISIBILITIES;
use crate::texts::{Spool, Written};

/// The reports of a block, as columns.
#[derive(Debug, Default)]
pub(crate) struct ReportsPart {
    /// The file's place in the order of files.
    pub(crate) file: u32,
    pub(crate) ids: Ids,
    /// Digests of the rows; empty in a lean part, whose ids stand in no other row.
    pub(crate) digests: Vec<u64>,
    /// Likewise.
    pub(crate) lines: Vec<u64>,
    /// By `Fact`.
    pub(crate) facts: [WordColumn; 6],
    pub(crate) visibility: WordColumn,
    /// One for each milestone of each row; unknown where the cell is blank.
    pub(crate) times: Vec<When>,
    /// By the plan's agencies.
    pub(crate) agencies: Vec<AgencyWords>,
    pub(crate) values: Words,
    /// One for each milestone with a value of each row.
    pub(crate) value_codes: Vec<u32>,
    /// Empty where nothing is claimed; unknown where the cell is blank.
    pub(crate) due: Vec<When>,
    pub(crate) closed: Vec<When>,
    pub(crate) verdict: Vec<Option<bool>>,
    /// Title, body, the reporter's name and contact of each row.
    pub(crate) texts: Written,
    /// Whether its rows were gathered from rows of events, which repeat them.
    pub(crate) of_cases: bool,
    pub(crate) tally: Tally,
}

/// Agencies of one column, and their names where another column has them.
#[derive(Debug, Default)]
pub(crate) struct AgencyWords {
    pub(crate) ids: WordColumn,
    /// By the places of the words; of several names the first in the alphabet.
    pub(crate) names: Vec<Option<String>>,
}

/// What a piece gives to a measure.
#[derive(Debug)]
pub(crate) struct LeanPart {
    /// Rows whose ids stand in no other row, as far as is known; how many they are is kept, and no id.
    pub(crate) single: ReportsPart,
    /// Rows whose ids may stand in others.
    pub(crate) repeated: ReportsPart,
    /// The ids of `single`.
    pub(crate) ids: IdRun,
}

impl LeanPart {
    fn new(sheet: &Sheet<'_>, plan: &ReportsPlan) -> Self {
        LeanPart {
            single: ReportsPart::new(sheet, plan),
            repeated: ReportsPart::new(sheet, plan),
            ids: IdRun::default(),
        }
    }

    fn take(
        &mut self,
        plan: &ReportsPlan,
        row: Cells<'_>,
        repeated: &[u64],
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        let id = row.id(plan.id)?;
        if !repeated.is_empty() && repeated.binary_search(&hash(id.as_bytes(), 0)).is_ok() {
            return self.repeated.take(plan, &id, row, tally);
        }
        self.single.take_unnamed(plan, row, tally)?;
        self.ids.extend([&*id]);
        Ok(())
    }
}

/// Whether each row is its times and words alone, so that a piece without anything odd can be read a column at a time.
fn is_plain(sheet: &Sheet<'_>, plan: &ReportsPlan) -> bool {
    sheet.reading.is_lean()
        && sheet.only.is_empty()
        && plan.milestones.iter().all(|plan| plan.only.is_none() && plan.value.is_none())
        && [plan.due, plan.closed, plan.verdict] == [None; 3]
        && matches!(plan.visibility, Fill::Nothing)
}

impl ReportsPart {
    pub(crate) fn new(sheet: &Sheet<'_>, plan: &ReportsPlan) -> Self {
        let mut part = ReportsPart { file: sheet.number, ..ReportsPart::default() };
        part.agencies.resize_with(plan.agencies.len(), AgencyWords::default);
        part
    }

    /// Reads a piece.
    pub(crate) fn read(sheet: &Sheet<'_>, plan: &ReportsPlan, piece: &Piece) -> Self {
        let mut part = ReportsPart::new(sheet, plan);
        let mut tally = Tally::default();
        each_row(sheet, piece, &mut tally, |row, tally| {
            let id = row.id(plan.id)?;
            part.take(plan, &id, row, tally)
        });
        part.tally = tally;
        part
    }

    /// Reads a piece for a measure. Rows whose ids have a digest among `repeated` become a part of their own.
    pub(crate) fn read_lean(
        sheet: &Sheet<'_>,
        plan: &ReportsPlan,
        piece: &Piece,
        repeated: &[u64],
    ) -> LeanPart {
        let by_columns = match piece {
            _ if !repeated.is_empty() => None,
            Piece::Columns(columns) => by_column::read(sheet, plan, columns),
            Piece::Block(block) => by_text::read(sheet, plan, block),
            Piece::Grid(_) => None,
        };
        if let Some(lean) = by_columns {
            return lean;
        }
        let mut lean = LeanPart::new(sheet, plan);
        let mut tally = Tally::default();
        each_row(sheet, piece, &mut tally, |row, tally| lean.take(plan, row, repeated, tally));
        lean.single.tally = tally;
        lean
    }

    fn take(
        &mut self,
        plan: &ReportsPlan,
        id: &str,
        row: Cells<'_>,
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        self.take_case(plan, id, row, row.digest(), tally)
    }

    /// Takes a row and forgets which it is.
    fn take_unnamed(
        &mut self,
        plan: &ReportsPlan,
        row: Cells<'_>,
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        self.try_take(plan, row, tally).inspect_err(|_| self.undo(plan))?;
        self.ids.push_unnamed(1);
        Ok(())
    }

    /// Takes what a row repeats of its case, whose digest is that of the case's columns alone.
    pub(crate) fn take_case(
        &mut self,
        plan: &ReportsPlan,
        id: &str,
        row: Cells<'_>,
        digest: u64,
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        self.try_take(plan, row, tally).inspect_err(|_| self.undo(plan))?;
        self.ids.push(id);
        self.digests.push(digest);
        self.lines.push(row.line);
        Ok(())
    }

    fn try_take(
        &mut self,
        plan: &ReportsPlan,
        row: Cells<'_>,
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        for milestone in &plan.milestones {
            let counts = milestone.only.is_none_or(|only| row.fulfils(&plan.conditions[only]));
            let time = if counts { row.time(milestone.at, tally)? } else { None };
            self.times.push(time.unwrap_or(When::UNKNOWN));
        }
        for (milestone, column) in
            plan.milestones.iter().filter_map(|plan| Some((plan, plan.value?)))
        {
            self.value_codes.push(value_code(milestone.kind, column, &row, &mut self.values)?);
        }
        let due = plan.due.map(|column| row.time(column, tally)).transpose()?;
        let closed = plan.closed.map(|column| row.time(column, tally)).transpose()?;
        let verdict = plan.verdict.map(|column| verdict(column, &row)).transpose()?;
        let mut facts = [Column::NONE; 6];
        for (at, fill) in plan.facts.iter().enumerate() {
            if !matches!(fill, Fill::Nothing) {
                facts[at] = self.facts[at].read(fill, &row, &[])?;
            }
        }
        let visibility = self.visibility.read(&plan.visibility, &row, &VISIBILITIES)?;
        for (column, fill) in self.agencies.iter_mut().zip(&plan.agencies) {
            column.take(fill, &row)?;
        }
        // From here on nothing is refused.
        for (at, fill) in plan.facts.iter().enumerate() {
            if !matches!(fill, Fill::Nothing) {
                self.facts[at].codes.push(facts[at]);
            }
        }
        self.visibility.codes.push(visibility);
        if let Some(due) = due {
            self.due.push(due.unwrap_or(When::UNKNOWN));
        }
        if let Some(closed) = closed {
            self.closed.push(closed.unwrap_or(When::UNKNOWN));
        }
        if let Some(verdict) = verdict {
            self.verdict.push(verdict);
        }
        if row.sheet.reading.texts() {
            self.texts.push(plan.texts.map(|column| row.written(column)));
        }
        Ok(())
    }

    /// Ends the reading: hands over what people wrote, and gives back what only reading needs.
    pub(crate) fn settle(&mut self, spool: &Spool) {
        self.texts.settle(spool);
        self.facts.iter_mut().chain([&mut self.visibility]).for_each(WordColumn::close);
        self.agencies.iter_mut().for_each(|column| column.ids.close());
        self.digests.shrink_to_fit();
        self.lines.shrink_to_fit();
        self.times.shrink_to_fit();
        self.value_codes.shrink_to_fit();
    }

    /// Takes back what a refused row has left.
    fn undo(&mut self, plan: &ReportsPlan) {
        let rows = self.ids.len();
        self.times.truncate(rows * plan.milestones.len());
        self.value_codes.truncate(
            rows * plan.milestones.iter().filter(|milestone| milestone.value.is_some()).count(),
        );
        let agencies = self.agencies.iter_mut().map(|column| &mut column.ids);
        agencies.chain(&mut self.facts).for_each(|column| column.codes.truncate(rows));
    }
}

impl AgencyWords {
    fn take(&mut self, fill: &AgencyFill, row: &Cells<'_>) -> Result<(), Reject> {
        let code = self.ids.read(&fill.id, row, &[])?;
        self.ids.codes.push(code);
        let (Some(column), true) = (fill.name, code != Column::NONE) else { return Ok(()) };
        let name = row.cell(column);
        if self.names.len() <= code as usize {
            self.names.resize(code as usize + 1, None);
        }
        let known = &mut self.names[code as usize];
        if known.as_deref() != Some(&*name) && !row.is_blank(&name) {
            let lesser = known.as_deref().is_none_or(|known| *name < *known);
            if lesser {
                *known = Some(name.into_owned());
            }
        }
        Ok(())
    }
}

/// The code of what a row's event carries, after a look whether its kind can carry it.
pub(crate) fn value_code(
    kind: EventKind,
    column: usize,
    row: &Cells<'_>,
    values: &mut Words,
) -> Result<u32, Reject> {
    let cell = row.cell(column);
    if row.is_blank(&cell) {
        return Ok(Column::NONE);
    }
    if kind == EventKind::Extended && cell.parse::<u16>().is_err() {
        let expected = "the days granted, a whole number up to 65535";
        return Err(row.reject(Some(column), cell.into_owned(), expected.into(), "bad_value"));
    }
    Ok(values.intern(&cell))
}

fn verdict(column: usize, row: &Cells<'_>) -> Result<Option<bool>, Reject> {
    let cell = row.cell(column);
    let Some(claim) = &row.sheet.mapping.claim.verdict else { return Ok(None) };
    if let Some(&kept) = claim.values.get(&*cell) {
        return Ok(Some(kept));
    }
    if row.is_blank(&cell) || claim.other_is_blank {
        return Ok(None);
    }
    let known: Vec<&str> = claim.values.keys().map(String::as_str).collect();
    Err(row.reject(
        Some(column),
        cell.into_owned(),
        format!("one of {}", known.join(", ")),
        "unknown_value",
    ))
}
