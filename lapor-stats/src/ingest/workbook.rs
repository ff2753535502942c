//! Workbooks: the rows of one sheet of an `.xlsx` file, each cell as a person would type it.
//!
//! A workbook is a ZIP archive of XML parts. It comes from outside, so before anything is made of it all its parts are
//! unpacked once into nothing, under a limit: what the archive says of their lengths is not believed. Then the
//! crate calamine reads the texts that cells share and, cell by cell, the sheet.

mod parts;
mod serial;

use std::io::{self, BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use serial::{Epoch, Shown};

/// The most that the parts of a workbook may unpack to, in bytes.
const LIMIT: u64 = 2 << 30;

/// The sides of the largest sheet that Excel can hold.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A cell of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetCell {
    /// What a person would type; empty where there is nothing.
    pub(crate) text: String,
    /// Whether the workbook itself says that it is a date; `text` is then ISO.
    pub(crate) typed_time: bool,
}

/// Reads the rows of one sheet.
///
/// `sheet` names it. Without a name it is the first that has a row; a hidden sheet comes after all that a person can
/// see. `take` gets the number of each row that is not wholly empty, from 1 as Excel shows it, and its cells up to
/// the last that is not empty. The first of these rows is the header. Of merged cells the first has the text.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidInput`] for a name that no sheet has, [`io::ErrorKind::InvalidData`] for a file that is no
/// `.xlsx` workbook, is encrypted or damaged, or unpacks to more than 2 GiB; what reading the file or `take` returns.
pub(crate) fn rows(
    file: impl Read + Seek,
    sheet: Option<&str>,
    take: &mut dyn FnMut(u64, Vec<SheetCell>) -> io::Result<()>,
) -> io::Result<()> {
    rows_within(LIMIT, file, sheet, take)
}

fn rows_within(
    limit: u64,
    file: impl Read + Seek,
    sheet: Option<&str>,
    take: &mut dyn FnMut(u64, Vec<SheetCell>) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = BufReader::new(file);
    guarded(|| parts::check(&mut file, limit))?;
    file.rewind()?;
    let mut book = guarded(|| Xlsx::new(file).map_err(unreadable))?;
    for name in candidates(&book, sheet)? {
        if sheet_rows(&mut book, &name, take)? {
            break;
        }
    }
    Ok(())
}

/// The sheets to look into, the likeliest first.
fn candidates<R: Read + Seek>(book: &Xlsx<R>, sheet: Option<&str>) -> io::Result<Vec<String>> {
    let mut sheets = book.sheets_metadata().to_vec();
    sheets.retain(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    let names = sheets.into_iter().map(|sheet| sheet.name);
    let Some(wanted) = sheet else { return Ok(names.collect()) };
    let names: Vec<String> = names.collect();
    if names.iter().any(|name| name == wanted) {
        return Ok(vec![wanted.into()]);
    }
    let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let problem =
        format!("found no sheet '{wanted}' in the workbook, expected one of {}", names.join(", "));
    Err(io::Error::new(io::ErrorKind::InvalidInput, problem))
}

/// Reads one sheet and says whether it had a row.
fn sheet_rows<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    take: &mut dyn FnMut(u64, Vec<SheetCell>) -> io::Result<()>,
) -> io::Result<bool> {
    let epoch = if book.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let mut cells = guarded(|| book.worksheet_cells_reader(name).map_err(unreadable))?;
    let shown: Vec<Shown> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref())
        .map(|format| format.map_or_else(Shown::default, |format| Shown::by(&format.format_code)))
        .collect();
    let mut row: Vec<SheetCell> = Vec::new();
    let (mut number, mut any) = (0, false);
    while let Some((cell, style)) = guarded(|| cells.next_cell_with_style_id().map_err(unreadable))?
    {
        let (at, column) = cell.get_position();
        if ROWS <= at || COLUMNS <= column {
            return Err(broken("a cell that lies outside of the largest sheet"));
        }
        if at < number {
            return Err(broken("rows that are not in order"));
        }
        if at != number {
            any |= hand_over(number, &mut row, take)?;
            number = at;
        }
        let shown = shown.get(style).copied().unwrap_or_default();
        let read = typed(cell.get_value(), epoch, shown);
        if !read.text.is_empty() {
            let column = column as usize;
            if row.len() <= column {
                row.resize(column + 1, SheetCell::default());
            }
            row[column] = read;
        }
    }
    Ok(any | hand_over(number, &mut row, take)?)
}

/// Hands over a row if anything is in it, and says whether.
fn hand_over(
    number: u32,
    row: &mut Vec<SheetCell>,
    take: &mut dyn FnMut(u64, Vec<SheetCell>) -> io::Result<()>,
) -> io::Result<bool> {
    if row.is_empty() {
        return Ok(false);
    }
    take(u64::from(number) + 1, std::mem::take(row))?;
    Ok(true)
}

/// A value as a person would type it.
fn typed(value: &DataRef<'_>, epoch: Epoch, shown: Shown) -> SheetCell {
    let plain = |text: String| SheetCell { text, typed_time: false };
    match value {
        DataRef::Empty => SheetCell::default(),
        DataRef::Int(number) => plain(number.to_string()),
        DataRef::Float(number) => plain(serial::number(*number)),
        DataRef::Bool(truth) => plain(truth.to_string()),
        DataRef::String(text) | DataRef::DurationIso(text) => plain(text.clone()),
        DataRef::SharedString(text) => plain((*text).into()),
        DataRef::Error(error) => plain(error.to_string()),
        DataRef::DateTime(time) if time.is_duration() => plain(serial::duration(time.as_f64())),
        DataRef::DateTime(time) => serial::time(time.as_f64(), epoch, shown),
        DataRef::DateTimeIso(text) => serial::iso(text, shown),
    }
}

/// Calls what reads a workbook, and makes an error of its panic.
///
/// calamine adds up the letters and digits of a cell's name, and subtracts the corners of a sheet, without a check:
/// where overflow is checked, a hostile sheet makes it panic. What it was reading is thrown away then, so nothing half
/// changed is seen again.
fn guarded<T>(call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(broken("a part that makes its reader fail")))
}

/// What is wrong with a workbook, without a word of what its cells or parts say.
fn unreadable(error: XlsxError) -> io::Error {
    broken(match error {
        XlsxError::Io(source) => return source,
        XlsxError::Password => "a password before its parts",
        XlsxError::Zip(_) => "a part that cannot be unpacked",
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::Encoding(_) => {
            "XML that is not well formed"
        }
        XlsxError::XmlEof(_) => "XML that ends early",
        XlsxError::FileNotFound(_)
        | XlsxError::RelationshipNotFound
        | XlsxError::WorksheetNotFound(_) => "a reference to a part that is not there",
        XlsxError::NotAWorksheet(_) => "a sheet without cells where one with cells should be",
        XlsxError::CellError(_) => "a cell with an error that Excel does not know",
        XlsxError::CellTAttribute(_) | XlsxError::UnexpectedNode(_) => {
            "a cell of a kind that Excel does not know"
        }
        XlsxError::Unexpected(_) => "a cell whose text is not among the shared texts",
        _ => "a number, a truth value or the name of a cell that is written wrongly",
    })
}

/// A workbook that is damaged.
fn broken(found: &str) -> io::Error {
    let problem = format!("found a damaged workbook: {found}; expected an undamaged .xlsx file");
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

#[cfg(test)]
mod tests;
