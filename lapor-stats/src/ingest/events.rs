//! Tables with a row an event.

use lapor_core::When;

use super::mapping::Other;
use super::piece::Piece;
use super::reports::{ReportsPart, value_code};
use super::row::{Cells, each_row};
use super::sheet::{EventsPlan, Fill, ReportsPlan, Sheet};
use super::tally::Tally;
use super::word_column::WordColumn;
use super::words::Words;
use crate::dataset::{Column, Reject};
use crate::schema::{KINDS, PARTIES, VISIBILITIES};
use crate::texts::{Spool, Written};

/// The events of a block, as columns.
#[derive(Debug, Default)]
pub(crate) struct EventsPart {
    /// The file's place in the order of files.
    pub(crate) file: u32,
    /// The ids of the reports.
    pub(crate) ids: Words,
    /// The report of each row, a place in `ids`.
    pub(crate) report: Vec<u32>,
    pub(crate) at: Vec<When>,
    /// No code: the row tells of its report, but of no event.
    pub(crate) kind: WordColumn,
    pub(crate) actor: WordColumn,
    pub(crate) agency: WordColumn,
    pub(crate) to_agency: WordColumn,
    pub(crate) values: Words,
    pub(crate) value_codes: Vec<u32>,
    /// By `Fact`.
    pub(crate) facts: [WordColumn; 6],
    pub(crate) visibility: WordColumn,
    pub(crate) digests: Vec<u64>,
    pub(crate) lines: Vec<u64>,
    /// Text and reason of each row.
    pub(crate) texts: Written,
    /// How many files hang on each row; empty where no column says.
    pub(crate) attachments: Vec<u32>,
    pub(crate) tally: Tally,
}

impl EventsPart {
    /// Reads a piece; also what its rows repeat of their cases, a row for each case.
    pub(crate) fn read(
        sheet: &Sheet<'_>,
        plan: &EventsPlan,
        piece: &Piece,
    ) -> (Self, Option<ReportsPart>) {
        let mut part = EventsPart { file: sheet.number, ..EventsPart::default() };
        let mut cases = plan.case.as_ref().map(|case| Cases::new(sheet, case));
        let mut tally = Tally::default();
        each_row(sheet, piece, &mut tally, |row, tally| {
            if let Some(cases) = &mut cases {
                cases.take(&row.id(plan.report_id)?, row, tally)?;
            }
            part.take(plan, row, tally)
        });
        part.tally = tally;
        (part, cases.map(|cases| cases.part))
    }

    fn take(&mut self, plan: &EventsPlan, row: Cells<'_>, tally: &mut Tally) -> Result<(), Reject> {
        let id = row.id(plan.report_id)?;
        let at = row.time(plan.at, tally)?.unwrap_or(When::UNKNOWN);
        let kind = self.kind.read(&plan.kind, &row, &KINDS)?;
        check_kind(plan, &row, kind)?;
        let actor = self.actor.read(&plan.actor, &row, &PARTIES)?;
        let value = match (plan.value, self.kind.words.get(kind).parse()) {
            (Some(column), Ok(kind)) => value_code(kind, column, &row, &mut self.values)?,
            _ => Column::NONE,
        };
        let attachments = plan.attachments.map(|column| attachments(column, &row)).transpose()?;
        let mut facts = [Column::NONE; 6];
        for ((code, column), fill) in facts.iter_mut().zip(&mut self.facts).zip(&plan.facts) {
            *code = column.read(fill, &row, &[])?;
        }
        let visibility = self.visibility.read(&plan.visibility, &row, &VISIBILITIES)?;
        let agency = self.agency.read(&plan.agency, &row, &[])?;
        let to_agency = self.to_agency.read(&plan.to_agency, &row, &[])?;
        // From here on nothing is refused.
        for ((code, column), fill) in facts.into_iter().zip(&mut self.facts).zip(&plan.facts) {
            if !matches!(fill, Fill::Nothing) {
                column.codes.push(code);
            }
        }
        if !matches!(plan.visibility, Fill::Nothing) {
            self.visibility.codes.push(visibility);
        }
        self.report.push(self.ids.intern(&id));
        self.at.push(at);
        self.kind.codes.push(kind);
        self.actor.codes.push(actor);
        self.agency.codes.push(agency);
        self.to_agency.codes.push(to_agency);
        self.value_codes.push(value);
        self.digests.push(row.digest());
        self.lines.push(row.line);
        if row.sheet.reading.texts() {
            self.texts.push([plan.text, plan.reason].map(|column| row.written(column)));
        }
        self.attachments.extend(attachments);
        Ok(())
    }

    /// Ends the reading: hands over what people wrote, and gives back what only reading needs. Hundreds of parts wait for the last.
    pub(crate) fn settle(&mut self, spool: &Spool) {
        self.texts.settle(spool);
        let words = [&mut self.kind, &mut self.actor, &mut self.agency, &mut self.to_agency];
        words.into_iter().chain(&mut self.facts).for_each(WordColumn::close);
        self.visibility.close();
        self.report.shrink_to_fit();
        self.at.shrink_to_fit();
        self.value_codes.shrink_to_fit();
        self.digests.shrink_to_fit();
        self.lines.shrink_to_fit();
        self.attachments.shrink_to_fit();
    }

    /// How many rows were taken.
    pub(crate) fn len(&self) -> usize {
        self.report.len()
    }
}

/// What the rows of events repeat of their cases.
struct Cases<'p> {
    plan: &'p ReportsPlan,
    columns: Vec<usize>,
    seen: Words,
    /// The digest of the first row of each.
    first: Vec<u64>,
    part: ReportsPart,
}

impl<'p> Cases<'p> {
    fn new(sheet: &Sheet<'_>, plan: &'p ReportsPlan) -> Self {
        let mut columns = Vec::new();
        plan.columns(&mut |column| columns.push(column));
        let part = ReportsPart { of_cases: true, ..ReportsPart::new(sheet, plan) };
        Cases { plan, columns, seen: Words::default(), first: Vec::new(), part }
    }

    fn take(&mut self, id: &str, row: Cells<'_>, tally: &mut Tally) -> Result<(), Reject> {
        let digest = row.digest_of(&self.columns);
        let number = self.seen.intern(id) as usize;
        match self.first.get(number) {
            Some(&first) if first == digest => return Ok(()),
            Some(_) => {}
            None => self.first.push(digest),
        }
        // Another row of the case is kept as well, so that what differs is seen when all rows are together.
        self.part.take_case(self.plan, id, row, digest, tally)
    }
}

/// Refuses a row whose kind is blank, unless the mapping lets rows tell of no event.
pub(crate) fn check_kind(plan: &EventsPlan, row: &Cells<'_>, code: u32) -> Result<(), Reject> {
    if let Fill::Column(column, source) = &plan.kind
        && code == Column::NONE
        && source.other != Other::Blank
        && row.is_blank(&row.cell(*column))
    {
        let found = row.cell(*column).into_owned();
        let expected = format!("one of {}", KINDS.join(", "));
        return Err(row.reject(Some(*column), found, expected, "unknown_kind"));
    }
    Ok(())
}

fn attachments(column: usize, row: &Cells<'_>) -> Result<u32, Reject> {
    let cell = row.cell(column);
    if row.is_blank(&cell) {
        return Ok(0);
    }
    cell.parse().map_err(|_| {
        row.reject(
            Some(column),
            cell.clone().into_owned(),
            "how many files, a whole number".into(),
            "bad_value",
        )
    })
}
