//! Workbooks are made here, by a writer of workbooks or part by part: none is kept as a file.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

type Read = Vec<(u64, Vec<SheetCell>)>;

fn read_within(limit: u64, bytes: &[u8], sheet: Option<&str>) -> io::Result<Read> {
    let mut read = Vec::new();
    rows_within(limit, Cursor::new(bytes), sheet, &mut |number, cells| {
        read.push((number, cells));
        Ok(())
    })?;
    Ok(read)
}

fn read(bytes: &[u8], sheet: Option<&str>) -> Read {
    read_within(LIMIT, bytes, sheet).unwrap()
}

/// The texts of the first row; a date has a `@` before it.
fn first(bytes: &[u8]) -> Vec<String> {
    texts(&read(bytes, None)[0].1)
}

fn texts(cells: &[SheetCell]) -> Vec<String> {
    let mark = |cell: &SheetCell| if cell.typed_time { "@" } else { "" };
    cells.iter().map(|cell| format!("{}{}", mark(cell), cell.text)).collect()
}

/// A workbook with these rows of its only sheet, in XML.
fn sheet(rows: &str) -> Vec<u8> {
    archive(&parts(rows, ""))
}

fn parts(rows: &str, properties: &str) -> Vec<(&'static str, String)> {
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str, id: &str| {
        format!(r#"<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"/>"#)
    };
    let formats = ["0", "14", "22", "20", "46", "164", "165"]
        .map(|id| format!(r#"<xf numFmtId="{id}"/>"#))
        .concat();
    vec![
        ("_rels/.rels", format!("<Relationships>{}</Relationships>", relation("officeDocument", "xl/workbook.xml", "r1"))),
        ("xl/workbook.xml", format!(
            r#"<workbook>{properties}<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{}</Relationships>", relation("worksheet", "worksheets/sheet1.xml", "r1"))),
        ("xl/sharedStrings.xml", r#"<sst uniqueCount="2"><si><t>Laporan</t></si><si><r><t>Lam</t></r><r><rPr><b/></rPr><t xml:space="preserve">pu </t></r></si></sst>"#.into()),
        ("xl/styles.xml", format!(
            r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ &quot;at&quot;"/><numFmt numFmtId="165" formatCode="[$-421]dd\ mmmm\ yyyy\ hh:mm;@"/></numFmts><cellXfs>{formats}</cellXfs></styleSheet>"#)),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ]
}

fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn problem(result: io::Result<Read>) -> (io::ErrorKind, String) {
    let error = result.unwrap_err();
    (error.kind(), error.to_string())
}

/// That it is refused as bad data, for this reason.
fn refused(bytes: &[u8], why: &str) {
    let (kind, text) = problem(read_within(LIMIT, bytes, None));
    assert_eq!(kind, io::ErrorKind::InvalidData);
    assert!(text.contains(why), "{text}");
}

/// A small workbook as Excel writes them: a header, a blank row, and a row of every kind.
fn written() -> Vec<u8> {
    let (day, time) = (
        Format::new().set_num_format("dd/mm/yyyy"),
        Format::new().set_num_format("dd/mm/yyyy hh:mm"),
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Laporan").unwrap();
    for (column, name) in
        ["No", "Masuk", "Selesai", "Batas", "Tepat", "Nilai", "Isi"].into_iter().enumerate()
    {
        sheet.write(1, column as u16, name).unwrap();
    }
    sheet.write(3, 0, 101_004_113_637_u64).unwrap();
    sheet.write_with_format(3, 1, ExcelDateTime::from_ymd(2015, 3, 6).unwrap(), &day).unwrap();
    let answered = ExcelDateTime::from_ymd(2015, 3, 9).unwrap().and_hms(8, 30, 0).unwrap();
    sheet.write_with_format(3, 2, &answered, &day).unwrap();
    sheet.write_with_format(3, 3, ExcelDateTime::from_ymd(2015, 3, 20).unwrap(), &time).unwrap();
    sheet.write(3, 4, true).unwrap();
    sheet.write(3, 5, Formula::new("=1/8").set_result("0.125")).unwrap();
    sheet.write(3, 6, "Jalan rusak\n\"parah\" & gelap").unwrap();
    sheet.write(3, 8, "").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_as_excel_writes_it() {
    let read = read(&written(), Some("Laporan"));
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].0, 2);
    assert_eq!(texts(&read[0].1), ["No", "Masuk", "Selesai", "Batas", "Tepat", "Nilai", "Isi"]);
    assert_eq!(read[1].0, 4);
    assert_eq!(
        texts(&read[1].1),
        [
            "101004113637",
            "@2015-03-06",
            "@2015-03-09 08:30:00",
            "@2015-03-20 00:00:00",
            "true",
            "0.125",
            "Jalan rusak\n\"parah\" & gelap"
        ]
    );
}

#[test]
fn numbers_as_a_person_types_them() {
    let cells: String =
        ["101004113637", "1.01004113637E+11", "-3", "0.1", "1e21", "-0", "12.50", "1E-7"]
            .iter()
            .map(|number| format!("<c><v>{number}</v></c>"))
            .collect();
    assert_eq!(
        first(&sheet(&format!("<row>{cells}</row>"))),
        [
            "101004113637",
            "101004113637",
            "-3",
            "0.1",
            "1000000000000000000000",
            "0",
            "12.5",
            "0.0000001"
        ]
    );
}

#[test]
fn texts_truths_errors_and_formulas() {
    let row = r#"<row r="7"><c r="A7" t="s"><v>0</v></c><c r="B7" t="s"><v>1</v></c><c r="D7" t="inlineStr"><is><t>Jl. &amp; Gg.</t></is></c>
        <c r="E7" t="b"><v>0</v></c><c r="F7" t="e"><f>A1/0</f><v>#N/A</v></c><c r="G7" t="str"><f>A7</f><v>Laporan</v></c><c r="H7"/></row>"#;
    let read = read(&sheet(row), None);
    assert_eq!(read[0].0, 7);
    assert_eq!(
        texts(&read[0].1),
        ["Laporan", "Lampu ", "", "Jl. & Gg.", "false", "#N/A", "Laporan"]
    );
}

#[test]
fn a_time_of_day_is_told_where_there_is_one_or_the_format_shows_one() {
    // The formats: 1 is a date, 2 a date and a time, 3 a time, 4 a duration, 5 a date with words, 6 a date and a time.
    for (style, serial, text) in [
        (1, "42069", "@2015-03-06"),
        (1, "42069.354166666664", "@2015-03-06 08:30:00"),
        (2, "42069", "@2015-03-06 00:00:00"),
        (6, "42069", "@2015-03-06 00:00:00"),
        (5, "42069", "@2015-03-06"),
        (1, "42069.3541666681", "@2015-03-06 08:30:00"),
        (1, "42069.3541695602", "@2015-03-06 08:30:00.250"),
        (1, "42068.99999999999", "@2015-03-06"),
        (3, "42069.5", "@2015-03-06 12:00:00"),
        (3, "0.354166666666667", "08:30:00"),
        (4, "1.104166666666667", "26:30:00"),
        (4, "-0.5", "-12:00:00"),
        (4, "1e300", &format!("1{}", "0".repeat(300))),
        (1, "-1", "-1"),
        (1, "2958466", "2958466"),
        (1, "2958465.9999999999", "2958466"),
        (0, "42069", "42069"),
    ] {
        let row = format!(r#"<row><c s="{style}"><v>{serial}</v></c></row>"#);
        assert_eq!(first(&sheet(&row)), [text], "{style} {serial}");
    }
}

#[test]
fn both_date_systems() {
    let row = |serial: &str| format!(r#"<row><c s="1"><v>{serial}</v></c></row>"#);
    for (serial, day) in [
        ("0", "1900-01-00"),
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("60", "1900-02-29"),
        ("61", "1900-03-01"),
        ("25569", "1970-01-01"),
        ("2958465", "9999-12-31"),
    ] {
        assert_eq!(first(&sheet(&row(serial))), [format!("@{day}")]);
    }
    for (serial, day) in [("0", "1904-01-01"), ("40607", "2015-03-06"), ("2957003", "9999-12-31")] {
        let bytes = archive(&parts(&row(serial), r#"<workbookPr date1904="1"/>"#));
        assert_eq!(first(&bytes), [format!("@{day}")]);
    }
}

#[test]
fn a_day_that_never_was_is_no_time_to_its_reader() {
    let iso = crate::ingest::time::TimeFormat::iso();
    assert!(iso.read("1900-01-00").is_none() && iso.read("1900-02-29").is_none());
}

#[test]
fn times_that_are_written_as_iso() {
    for (style, text, expected) in [
        (1, "2015-03-06T00:00:00", "@2015-03-06"),
        (2, "2015-03-06", "@2015-03-06 00:00:00"),
        (1, "2015-03-06T08:30:00.000", "@2015-03-06 08:30:00"),
        (1, "2015-03-06T08:30:00Z", "@2015-03-06 08:30:00Z"),
        (1, "08:30:00", "08:30:00"),
        (1, "é-é-é-é-", "é-é-é-é-"),
    ] {
        let row = format!(r#"<row><c s="{style}" t="d"><v>{text}</v></c></row>"#);
        assert_eq!(first(&sheet(&row)), [expected]);
    }
}

#[test]
fn without_a_name_it_is_the_first_sheet_that_a_person_sees_with_a_row() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Lists").unwrap().set_hidden(true).write(0, 0, "hidden").unwrap();
    book.add_worksheet().set_name("Cover").unwrap().set_active(true);
    book.add_worksheet().set_name("Data").unwrap().write(0, 0, "seen").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(first(&bytes), ["seen"]);
    assert_eq!(texts(&read(&bytes, Some("Lists"))[0].1), ["hidden"]);
    assert_eq!(read(&bytes, Some("Cover")), []);
    let (kind, text) = problem(read_within(LIMIT, &bytes, Some("data")));
    assert_eq!(kind, io::ErrorKind::InvalidInput);
    assert_eq!(
        text,
        "found no sheet 'data' in the workbook, expected one of 'Cover', 'Data', 'Lists'"
    );
}

#[test]
fn what_the_caller_says_ends_the_reading() {
    let mut calls = 0;
    let result = rows(Cursor::new(written()), None, &mut |_, _| {
        calls += 1;
        Err(io::Error::other("enough"))
    });
    assert_eq!((result.unwrap_err().to_string(), calls), ("enough".into(), 1));
}

#[test]
fn a_file_that_is_no_workbook_is_called_what_it_is() {
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let far = vec![0; (1 << 16) - 20];
    refused(b"", "found a file that is no workbook");
    refused(b"No;Masuk\n1;6/3/2015\n", "found a file that is no workbook");
    refused(&[&ole[..], &far[..]].concat(), "before 2007");
    refused(&[&ole[..], &far[..], &name[..]].concat(), "an encrypted workbook");
    refused(&archive(&[("content.xml", "<a/>".into())]), "OpenDocument");
    refused(&archive(&[("xl/workbook.bin", String::new())]), ".xlsb");
    refused(&archive(&[("a.csv", "a,b".into())]), "a ZIP archive that holds no workbook");
    let whole = written();
    refused(&whole[..whole.len() / 2], "damaged workbook");
}

#[test]
fn a_part_that_is_not_what_its_checksum_says_is_damage() {
    let mut bytes = sheet("<row><c><v>1</v></c></row>");
    // The checksum of the first part, in its header and in the directory.
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[directory + 16] ^= 1;
    refused(&bytes, "a part that cannot be unpacked");
}

#[test]
fn a_part_that_is_packed_as_no_workbook_is_refused() {
    let mut bytes = sheet("<row><c><v>1</v></c></row>");
    // The method of the first part, in the directory: 12 is bzip2.
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[directory + 10] = 12;
    refused(&bytes, "encrypted or not deflated");
}

#[test]
fn no_more_is_unpacked_than_the_limit() {
    let mut all = parts("<row><c><v>1</v></c></row>", "");
    let sum: usize = all.iter().map(|(_, text)| text.len()).sum();
    let bytes = archive(&all);
    assert!(read_within(sum as u64, &bytes, None).is_ok());
    let (kind, text) = problem(read_within(sum as u64 - 1, &bytes, None));
    assert_eq!(kind, io::ErrorKind::InvalidData);
    assert!(text.contains("unpacks to more than"), "{text}");
    // A part that nothing refers to counts as well, and so does one whose formats are looked at.
    for name in ["xl/media/bomb.bin", "a/styles.xml", "a/sharedStrings.xml"] {
        all.push((name, "0".repeat(1 << 20)));
        let bytes = archive(&all);
        assert!(bytes.len() < 1 << 14);
        assert!(problem(read_within(1 << 20, &bytes, None)).1.contains("unpacks to more than"));
        all.pop();
    }
}

#[test]
fn memory_is_not_reserved_on_a_promise() {
    let mut all = parts("", "");
    all[3].1 = r#"<!-- x --><sst uniqueCount="999999999999999"><si/></sst>"#.into();
    refused(&archive(&all), "a count of its shared texts that cannot be");
    let mut all = parts("", "");
    let font = format!(r#"<fonts><font><name val="{}"/></font></fonts>"#, "x".repeat(1 << 16));
    let formats = r#"<xf fontId="0"/>"#.repeat(1 << 15);
    all[4].1 = format!("<styleSheet>{font}<cellXfs>{formats}</cellXfs></styleSheet>");
    refused(&archive(&all), "more formats than Excel allows");
}

#[test]
fn a_hostile_sheet_is_an_error_and_no_panic() {
    for (rows, why) in [
        (r#"<row r="99999999999999"><c><v>1</v></c></row>"#, "damaged"),
        (r#"<row><c r="ZZZZZZZZZ1"><v>1</v></c></row>"#, "damaged"),
        (r#"<row><c r="XFE1"><v>1</v></c></row>"#, "outside of the largest sheet"),
        (r#"<row r="1048577"><c><v>1</v></c></row>"#, "outside of the largest sheet"),
        (r#"<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>"#, "not in order"),
        (r#"<row><c t="s"><v>2</v></c></row>"#, "not among the shared texts"),
        (r#"<row><c t="e"><v>Budi Contoh</v></c></row>"#, "an error that Excel does not know"),
        (r#"<row><c t="n"><v>Budi Contoh</v></c></row>"#, "written wrongly"),
        (r#"<row><c t="z"><v>1</v></c></row>"#, "of a kind that Excel does not know"),
        (r#"<row><c><v>1</v>"#, "damaged"),
    ] {
        refused(&sheet(rows), why);
        assert!(!problem(read_within(LIMIT, &sheet(rows), None)).1.contains("Budi"));
    }
    let mut all = parts("", "");
    all[5].1 = r#"<worksheet><dimension ref="B2:A1"/><sheetData/></worksheet>"#.into();
    let _ = read_within(LIMIT, &archive(&all), None);
    assert_eq!(first(&sheet(r#"<row><c r="XFD1"><v>1</v></c></row>"#)).len(), 16_384);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), magic in any::<bool>()) {
        let bytes = if magic { [b"PK\x03\x04", &bytes[..]].concat() } else { bytes };
        let _ = read_within(1 << 20, &bytes, None);
    }

    #[test]
    fn no_flipped_bytes_make_it_panic(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = written();
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read_within(1 << 24, &bytes, None);
    }

    // The archive is sound here, so that the change reaches the reader of XML.
    #[test]
    fn no_changed_part_makes_it_panic(
        part in 0..6_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), "[\"<>/=0-9A-Za-z&;: ]{0,3}"), 1..4),
    ) {
        let mut all = parts(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>42069.5</v></c></row>"#, "");
        for (place, new) in changes {
            let text = &mut all[part].1;
            let place = place.index(text.len());
            text.replace_range(place..(place + 2).min(text.len()), &new);
        }
        let _ = read_within(1 << 24, &archive(&all), None);
    }
}
