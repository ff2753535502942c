//! Tables with a row a report: canonical `reports`, and wide tables with a column a milestone.

use lapor_core::sensitive::Sensitive;
use lapor_core::{EventKind, When};

use super::block::Block;
use super::row::{Cells, Tally, WordColumn, each_row};
use super::sheet::{AgencyFill, ReportsPlan, Sheet};
use super::words::Words;
use crate::dataset::{Column, Reject, ReportText};
use crate::schema::VISIBILITIES;

/// The reports of a block, as columns.
#[derive(Debug, Default)]
pub(crate) struct ReportsPart {
    /// The file's place in the order of files.
    pub(crate) file: u32,
    pub(crate) ids: Packed,
    /// Digests of the rows.
    pub(crate) digests: Vec<u64>,
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
    pub(crate) texts: Vec<ReportText>,
    pub(crate) tally: Tally,
}

/// Agencies of one column, and their names where another column has them.
#[derive(Debug, Default)]
pub(crate) struct AgencyWords {
    pub(crate) ids: WordColumn,
    /// By the places of the words; of several names the first in the alphabet.
    pub(crate) names: Vec<Option<String>>,
}

/// Texts one behind another.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    text: String,
    ends: Vec<u32>,
}

impl Packed {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl ReportsPart {
    /// Reads a block.
    pub(crate) fn read(sheet: &Sheet<'_>, plan: &ReportsPlan, block: &Block) -> Self {
        let mut part = ReportsPart { file: sheet.number, ..ReportsPart::default() };
        part.agencies.resize_with(plan.agencies.len(), AgencyWords::default);
        let mut tally = Tally::default();
        each_row(sheet, block, &mut tally, |row, tally| {
            let taken = part.take(plan, row, tally);
            if taken.is_err() {
                part.undo(plan);
            }
            taken
        });
        part.tally = tally;
        part
    }

    fn take(
        &mut self,
        plan: &ReportsPlan,
        row: Cells<'_>,
        tally: &mut Tally,
    ) -> Result<(), Reject> {
        let id = row.id(plan.id)?;
        for milestone in &plan.milestones {
            self.times.push(row.time(milestone.at, tally)?.unwrap_or(When::UNKNOWN));
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
        for ((code, column), fill) in facts.iter_mut().zip(&mut self.facts).zip(&plan.facts) {
            *code = column.read(fill, &row, &[])?;
        }
        let visibility = self.visibility.read(&plan.visibility, &row, &VISIBILITIES)?;
        for (column, fill) in self.agencies.iter_mut().zip(&plan.agencies) {
            column.take(fill, &row)?;
        }
        // From here on nothing is refused.
        for ((code, column), fill) in facts.into_iter().zip(&mut self.facts).zip(&plan.facts) {
            if !matches!(fill, super::sheet::Fill::Nothing) {
                column.codes.push(code);
            }
        }
        self.visibility.codes.push(visibility);
        self.due.extend(due.map(|due| due.unwrap_or(When::UNKNOWN)));
        self.closed.extend(closed.map(|closed| closed.unwrap_or(When::UNKNOWN)));
        self.verdict.extend(verdict);
        if row.sheet.texts {
            let [title, body, reporter_name, reporter_contact] =
                plan.texts.map(|column| Sensitive::new(row.written(column).unwrap_or_default()));
            self.texts.push(ReportText {
                title,
                body,
                reporter_name,
                reporter_contact,
                events: Vec::new(),
            });
        }
        self.ids.push(&id);
        self.digests.push(row.digest());
        self.lines.push(row.line);
        Ok(())
    }

    /// Takes back what a refused row has left.
    fn undo(&mut self, plan: &ReportsPlan) {
        let rows = self.ids.len();
        self.times.truncate(rows * plan.milestones.len());
        self.value_codes.truncate(
            rows * plan.milestones.iter().filter(|milestone| milestone.value.is_some()).count(),
        );
        for column in &mut self.agencies {
            column.ids.codes.truncate(rows);
        }
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
    let Some((_, values)) = &row.sheet.mapping.claim.verdict else { return Ok(None) };
    if let Some(&kept) = values.get(&*cell) {
        return Ok(Some(kept));
    }
    if row.is_blank(&cell) {
        return Ok(None);
    }
    let known: Vec<&str> = values.keys().map(String::as_str).collect();
    Err(row.reject(
        Some(column),
        cell.into_owned(),
        format!("one of {}", known.join(", ")),
        "unknown_value",
    ))
}
