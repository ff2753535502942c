//! The parts of a workbook, unpacked once into nothing before anyone trusts them.

use std::io::{self, BufRead, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::broken;

/// The most that the part with the formats may unpack to, in bytes: Excel allows 65,490 formats, some 250 bytes each.
const STYLES: u64 = 64 << 20;

/// The most that the names and number formats may come to when every format gets its own copy, as it does in memory.
const COPIED: usize = 1 << 30;

/// What no program that writes workbooks does.
const PACKED: &str = "a workbook whose parts are encrypted or not deflated";

/// Refuses a file that is no `.xlsx` workbook, that is damaged, or that unpacks to more than `limit` bytes.
pub(super) fn check(file: &mut (impl Read + Seek), limit: u64) -> io::Result<()> {
    kind(file)?;
    file.rewind()?;
    let mut parts = ZipArchive::new(file).map_err(unpacking)?;
    let (mut left, mut workbook) = (limit, false);
    for number in 0..parts.len() {
        let part = parts.by_index(number).map_err(unpacking)?;
        let name = part.name().map_err(unpacking)?.replace('\\', "/").to_ascii_lowercase();
        if let Some(other) = other_kind(&name) {
            return Err(refused(other));
        }
        workbook |= name == "_rels/.rels";
        let mut part = Counted { part, left: Some(left) };
        let checked = unpacked(&name, &mut part);
        left = part.left.ok_or_else(|| too_large(limit))?;
        checked?;
    }
    if workbook { Ok(()) } else { Err(refused("a ZIP archive that holds no workbook")) }
}

/// Tells a workbook from what people mistake for one, by the first bytes.
fn kind(file: &mut impl Read) -> io::Result<()> {
    let mut first = Vec::new();
    file.take(8).read_to_end(&mut first)?;
    if first.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    if first != *b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" {
        return Err(refused("a file that is no workbook"));
    }
    // The container of Office before 2007. Office puts a workbook with a password into it, too, under this name.
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut window: Vec<u8> = Vec::new();
    loop {
        let read = file.by_ref().take(1 << 16).read_to_end(&mut window)?;
        if memchr::memmem::find(&window, &name).is_some() {
            return Err(refused("an encrypted workbook"));
        }
        if read == 0 {
            return Err(refused("a workbook of Excel before 2007 (.xls)"));
        }
        window.drain(..window.len().saturating_sub(name.len()));
    }
}

/// What an archive is if it has this part and is no `.xlsx` workbook.
fn other_kind(name: &str) -> Option<&'static str> {
    match name {
        "xl/workbook.bin" => Some("a binary workbook (.xlsb)"),
        "content.xml" => Some("an OpenDocument file (.ods)"),
        "word/document.xml" => Some("a text document (.docx)"),
        _ => None,
    }
}

/// Unpacks one part to its end, so that the archive's checksum of it is compared as well.
fn unpacked(name: &str, part: &mut Counted<impl Read>) -> io::Result<()> {
    if name.ends_with("styles.xml") {
        let mut text = Vec::new();
        part.by_ref().take(STYLES).read_to_end(&mut text).map_err(broken_off)?;
        styles(&text)?;
        if io::copy(part, &mut io::sink()).map_err(broken_off)? != 0 {
            return Err(broken("more formats than Excel allows"));
        }
    } else if name.ends_with("sharedstrings.xml") {
        let before = part.left;
        let count = shared_texts(&mut BufReader::new(&mut *part))?;
        io::copy(part, &mut io::sink()).map_err(broken_off)?;
        let length = before.zip(part.left).map_or(0, |(before, left)| before - left);
        // Memory is reserved for so many, and the shortest text is `<si/>`.
        if length / 5 < count {
            return Err(broken("a count of its shared texts that cannot be"));
        }
    } else {
        io::copy(part, &mut io::sink()).map_err(broken_off)?;
    }
    Ok(())
}

/// How many texts the part of the shared texts says that it has.
fn shared_texts(part: &mut impl BufRead) -> io::Result<u64> {
    let mut count = 0;
    elements(part, |element| {
        let head = element.local_name().as_ref() == "sst";
        if head {
            for value in element.attributes_raw().split("uniqueCount").skip(1) {
                let value = value.trim_start_matches(|c: char| !c.is_ascii_digit());
                let digits = value.bytes().take_while(u8::is_ascii_digit);
                let said = digits.fold(0_u64, |sum, digit| {
                    sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
                });
                count = count.max(said);
            }
        }
        !head
    })?;
    Ok(count)
}

/// Refuses formats that fill the memory: each gets a copy of the font's name and the number format to which it refers.
fn styles(text: &[u8]) -> io::Result<()> {
    let (mut formats, mut longest) = (0_usize, 0_usize);
    elements(&mut &*text, |element| {
        formats += usize::from(element.local_name().as_ref() == "xf");
        longest = longest.max(element.attributes_raw().len());
        true
    })?;
    if COPIED < formats.saturating_mul(longest) {
        return Err(broken("more formats than Excel allows"));
    }
    Ok(())
}

/// Goes through the elements of a part until its end or until `each` says false; what is no XML is an end.
fn elements(
    part: &mut impl BufRead,
    mut each: impl FnMut(&BytesStart<'_>) -> bool,
) -> io::Result<()> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                if !each(&element) {
                    return Ok(());
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => return Err(broken_off(error.kind().into())),
            Err(_) => return Err(broken("XML that is not well formed")),
        }
    }
}

/// A part that may unpack to so many bytes; to more, and nothing is left.
struct Counted<R> {
    part: R,
    left: Option<u64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        self.left = self.left.and_then(|left| left.checked_sub(read as u64));
        match self.left {
            Some(_) => Ok(read),
            None => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }
}

/// What is wrong with an archive.
fn unpacking(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => broken_off(error),
        ZipError::UnsupportedArchive(_) => refused(PACKED),
        _ => broken("an archive whose directory is wrong"),
    }
}

/// What is wrong where unpacking broke off: a failure of the disk stays what it is.
fn broken_off(error: io::Error) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof, Unsupported};
    match error.kind() {
        InvalidData | InvalidInput | Other | UnexpectedEof => {
            broken("a part that cannot be unpacked")
        }
        Unsupported => refused(PACKED),
        _ => error,
    }
}

fn refused(found: &str) -> io::Error {
    let problem = format!("found {found}, expected an .xlsx workbook without a password");
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

fn too_large(limit: u64) -> io::Error {
    let problem = format!(
        "found a workbook that unpacks to more than {limit} bytes, expected a smaller one: save its sheet as CSV"
    );
    io::Error::new(io::ErrorKind::InvalidData, problem)
}
