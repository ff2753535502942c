//! The short canonical tables: agencies and categories.

use lapor_core::Zone;

use super::piece::Piece;
use super::row::{Cells, each_row};
use super::sheet::Sheet;
use super::tally::Tally;
use super::zone::LocalZone;
use crate::dataset::{Category, Reject};
use crate::schema::FLAGS;

/// The agencies or categories of a block.
#[derive(Debug, Default)]
pub(crate) struct ListPart<T> {
    /// The file's place in the order of files.
    pub(crate) file: u32,
    pub(crate) rows: Vec<Listed<T>>,
    pub(crate) tally: Tally,
}

/// A row of a list.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub(crate) id: String,
    pub(crate) digest: u64,
    pub(crate) line: u64,
    pub(crate) row: T,
}

/// A row of agencies; its parent is still a word.
#[derive(Debug)]
pub(crate) struct AgencyRow {
    pub(crate) parent: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) zone: Option<Zone>,
    pub(crate) calendar: Option<String>,
    pub(crate) campaign: bool,
}

impl<T> ListPart<T> {
    fn read(
        sheet: &Sheet<'_>,
        piece: &Piece,
        id: Option<usize>,
        take: impl Fn(&Cells<'_>) -> Result<T, Reject>,
    ) -> Self {
        let (mut rows, mut tally) = (Vec::new(), Tally::default());
        each_row(sheet, piece, &mut tally, |row, _| {
            let id = row.id(id.unwrap_or_default())?.into_owned();
            rows.push(Listed { id, digest: row.digest(), line: row.line, row: take(&row)? });
            Ok(())
        });
        ListPart { file: sheet.number, rows, tally }
    }
}

impl ListPart<AgencyRow> {
    /// Reads a piece of agencies; `columns` are those of the schema, in order.
    pub(crate) fn agencies(sheet: &Sheet<'_>, columns: &[Option<usize>; 7], piece: &Piece) -> Self {
        let &[id, parent, name, kind, zone, calendar, flags] = columns;
        ListPart::read(sheet, piece, id, |row| {
            Ok(AgencyRow {
                parent: word(row, parent),
                name: word(row, name),
                kind: word(row, kind),
                zone: zone.map_or(Ok(None), |column| read_zone(row, column))?,
                calendar: word(row, calendar),
                campaign: flags.map_or(Ok(false), |column| read_flags(row, column))?,
            })
        })
    }
}

impl ListPart<Category> {
    /// Reads a piece of categories; `columns` are those of the schema, in order.
    pub(crate) fn categories(
        sheet: &Sheet<'_>,
        columns: &[Option<usize>; 3],
        piece: &Piece,
    ) -> Self {
        let &[id, group, sensitive] = columns;
        ListPart::read(sheet, piece, id, |row| {
            let sensitive = sensitive.map_or(Ok(true), |column| read_truth(row, column))?;
            Ok(Category { group: word(row, group), sensitive })
        })
    }
}

fn word(row: &Cells<'_>, column: Option<usize>) -> Option<String> {
    let cell = row.cell(column?);
    (!row.is_blank(&cell)).then(|| cell.into_owned())
}

fn read_zone(row: &Cells<'_>, column: usize) -> Result<Option<Zone>, Reject> {
    let cell = row.cell(column);
    if row.is_blank(&cell) {
        return Ok(None);
    }
    match cell.parse::<LocalZone>() {
        Ok(zone) => Ok(Some(zone.offset())),
        Err(_) => {
            let expected = "WIB, WITA, WIT, an offset such as +08:00 or an IANA name";
            Err(row.reject(Some(column), cell.into_owned(), expected.into(), "unknown_value"))
        }
    }
}

/// Whether the flags name a campaign; flags are separated by spaces, commas or semicolons.
fn read_flags(row: &Cells<'_>, column: usize) -> Result<bool, Reject> {
    let cell = row.cell(column);
    let mut campaign = false;
    if !row.is_blank(&cell) {
        for flag in cell.split([' ', ',', ';']).filter(|flag| !flag.is_empty()) {
            if !FLAGS.contains(&flag) {
                let expected = format!("flags among {}", FLAGS.join(", "));
                return Err(row.reject(Some(column), flag.to_owned(), expected, "unknown_value"));
            }
            campaign = true;
        }
    }
    Ok(campaign)
}

fn read_truth(row: &Cells<'_>, column: usize) -> Result<bool, Reject> {
    let cell = row.cell(column);
    match &*cell {
        blank if row.is_blank(blank) => Ok(true),
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(row.reject(
            Some(column),
            cell.into_owned(),
            "true or false".into(),
            "unknown_value",
        )),
    }
}
