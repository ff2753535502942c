//! Workbooks: rows in their order, none empty, none wider than a sheet can be.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::told;
use crate::ingest::workbook::{SheetCell, rows};

/// The sides of the largest sheet.
const ROWS: u64 = 1_048_576;
const COLUMNS: usize = 16_384;

/// The parts of a workbook, in the order in which an input has them.
const PARTS: [&str; 6] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
];

/// What a part is if the input does not have it.
const PLAIN: [&str; 6] = [
    "<worksheet><sheetData/></worksheet>",
    "<sst/>",
    r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>"#,
    r#"<workbook><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
];

/// A file, or the parts of a workbook with a zero byte between them.
///
/// In an archive each part has a checksum, which no fuzzer guesses; so the parts are put into one here.
pub fn workbook(data: &[u8]) {
    let is_file = data.starts_with(b"PK") || data.starts_with(b"\xD0\xCF");
    let file = if is_file { data.to_vec() } else { archive(data) };
    told(|| {
        let mut before = 0;
        let read = rows(Cursor::new(&file), None, &mut |number, cells| {
            assert!(before < number && number <= ROWS, "row {number} after row {before}");
            before = number;
            assert!(cells.len() <= COLUMNS, "a row wider than a sheet");
            assert!(cells.last().is_some_and(|cell| !cell.text.is_empty()), "an empty last cell");
            cells.iter().filter(|cell| cell.typed_time).for_each(looks_like_time);
            Ok(())
        });
        let named = rows(Cursor::new(&file), Some("Data"), &mut |_, _| Ok(()));
        for error in [read, named].into_iter().filter_map(Result::err) {
            assert!(error.to_string().len() < 1_000 + file.len(), "an error of too many words");
        }
    });
}

fn looks_like_time(cell: &SheetCell) {
    let date = cell.text.as_bytes().get(..10).expect("a date");
    let is_date = date.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    assert!(is_date, "a time that begins with no date");
}

fn archive(data: &[u8]) -> Vec<u8> {
    let mut given = data.split(|&byte| byte == 0);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, plain) in PARTS.into_iter().zip(PLAIN) {
        let part = given.next().filter(|part| !part.is_empty()).unwrap_or(plain.as_bytes());
        zip.start_file(name, stored).expect("a name of a part");
        zip.write_all(part).expect("room for a part");
    }
    zip.finish().expect("an archive").into_inner()
}
