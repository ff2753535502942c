//! Markup: the tags and texts of an XML text one after the other, with the line of each.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::sync::Arc;

use memchr::memchr_iter;
use quick_xml::encoding::EncodingError;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::json::{Stop, too_long};
use super::super::{Broken, LONGEST_RECORD};

/// How many elements may lie in each other.
const DEEPEST: usize = 64;

/// What the system's calls read at once.
const BUFFER: usize = 1 << 17;

/// A tag or a text.
#[derive(Debug)]
pub(in super::super) enum Piece {
    /// An element begins; its name and its attributes are as written.
    Open { name: String, attributes: Vec<(String, String)> },
    /// Text, which may come in several pieces.
    Text(String),
    /// The element that was opened last ends.
    Close,
    /// The text ends, and every element has ended.
    End,
}

/// An XML text that is read piece by piece.
pub(in super::super) struct Markup<'s> {
    reader: Reader<Source<'s>>,
    buffer: Vec<u8>,
    depth: usize,
    /// Whether the root began.
    rooted: bool,
    /// The line on which the last piece begins.
    pub(in super::super) line: u64,
    /// The first mistake since the beginning of the record, of those that do not end the reading.
    pub(in super::super) wrong: Option<Broken>,
}

impl<'s> Markup<'s> {
    /// Begins to read; a byte order mark is passed over.
    pub(in super::super) fn new(source: &'s mut dyn Read) -> Result<Self, Stop> {
        let mut first = Vec::new();
        Read::take(&mut *source, 3).read_to_end(&mut first)?;
        if first == "\u{FEFF}".as_bytes() {
            first.clear();
        }
        let inner = BufReader::with_capacity(BUFFER, Cursor::new(first).chain(source));
        let mut reader = Reader::from_reader(Source { inner, line: 1, from: 1, passed: 0 });
        reader.config_mut().expand_empty_elements = true;
        Ok(Markup { reader, buffer: Vec::new(), depth: 0, rooted: false, line: 1, wrong: None })
    }

    /// A record, or something that is none, begins with the next piece.
    pub(in super::super) fn begin(&mut self) {
        self.wrong = None;
        let source = self.reader.get_mut();
        source.passed = 0;
        source.from = source.line;
    }

    /// The next piece.
    pub(in super::super) fn next(&mut self) -> Result<Piece, Stop> {
        loop {
            self.buffer.clear();
            self.line = self.reader.get_ref().line;
            let mut wrong = None;
            let piece = match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Start(start)) => opened(&start, &mut wrong),
                Ok(Event::End(_)) => Piece::Close,
                Ok(Event::Text(text)) => Piece::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Piece::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(entity)) => resolved(&entity, &mut wrong),
                Ok(Event::Eof) => Piece::End,
                Ok(_) => continue,
                // The name of an entity that is never closed is text with a mistake; all around it can be read.
                Err(Error::IllFormed(IllFormedError::UnclosedReference)) if self.depth > 0 => {
                    wrong = Some("an `&` that begins no entity");
                    Piece::Text(String::new())
                }
                Err(error) => return Err(self.stopped(error)),
            };
            if let Some(found) = wrong {
                self.mistaken(found, "well-formed XML");
            }
            match &piece {
                Piece::Open { .. } if self.depth == DEEPEST => {
                    let text =
                        format!("more than {DEEPEST} elements in each other on line {}", self.line);
                    return Err(io::Error::new(io::ErrorKind::InvalidData, text).into());
                }
                Piece::Open { .. } if self.depth == 0 && self.rooted => {
                    return Err(self.stop("a second root", "the end of the file"));
                }
                Piece::Open { .. } => {
                    self.depth += 1;
                    self.rooted = true;
                }
                Piece::Close => self.depth = self.depth.saturating_sub(1),
                Piece::Text(text) if self.depth == 0 => {
                    if text.trim_ascii().is_empty() && self.wrong.is_none() {
                        continue;
                    }
                    return Err(self.stop("text outside of elements", "an XML element"));
                }
                Piece::Text(_) => {}
                Piece::End if self.depth > 0 => {
                    return Err(self.stop("XML that breaks off", "the end of an element"));
                }
                Piece::End if !self.rooted => {
                    return Err(self.stop("no XML", "an XML element"));
                }
                Piece::End => {}
            }
            return Ok(piece);
        }
    }

    /// Remembers a mistake that does not end the reading.
    pub(in super::super) fn mistaken(&mut self, found: &str, expected: &str) {
        if self.wrong.is_none() {
            self.wrong = Some(self.broken(found, expected));
        }
    }

    fn broken(&self, found: &str, expected: &str) -> Broken {
        Broken { line: self.line, found: found.to_owned(), expected: expected.to_owned() }
    }

    /// Stops at the last piece.
    pub(in super::super) fn stop(&self, found: &str, expected: &str) -> Stop {
        Stop::Broken(self.broken(found, expected))
    }

    /// What an error says, without its words: they hold names that people may have written.
    fn stopped(&mut self, error: Error) -> Stop {
        let found = match error {
            Error::Io(error) => {
                let shared =
                    |error: Arc<io::Error>| io::Error::new(error.kind(), error.to_string());
                return Stop::Failed(Arc::try_unwrap(error).unwrap_or_else(shared));
            }
            Error::Encoding(EncodingError::Utf8(error)) => {
                // The bytes of the piece are still there, so that the line of the first bad one can be told.
                let before = self.buffer.get(..error.valid_up_to()).unwrap_or_default();
                self.line += memchr_iter(b'\n', before).count() as u64;
                "bytes that are no UTF-8"
            }
            Error::Syntax(SyntaxError::InvalidBangMarkup) => "markup that is none",
            Error::Syntax(_) => "XML that breaks off",
            Error::IllFormed(
                IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
            ) => "an end tag that ends no element",
            _ => "XML with a mistake",
        };
        self.stop(found, "well-formed XML")
    }
}

/// The beginning of an element.
fn opened(start: &BytesStart<'_>, wrong: &mut Option<&'static str>) -> Piece {
    let name = start.name().0.to_owned();
    let mut attributes = Vec::new();
    let mut written = start.attributes();
    // The check for repeated ones compares each with each.
    for attribute in written.with_checks(false) {
        let Ok(attribute) = attribute else {
            *wrong = Some("an attribute with a mistake");
            continue;
        };
        match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => attributes.push((attribute.key.0.to_owned(), value.into_owned())),
            Err(_) => *wrong = Some("an entity that is not one of XML's own"),
        }
    }
    Piece::Open { name, attributes }
}

/// The text that an entity stands for.
fn resolved(entity: &BytesRef<'_>, wrong: &mut Option<&'static str>) -> Piece {
    let text = match entity.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => resolve_predefined_entity(entity).map(str::to_owned),
        Err(_) => None,
    };
    if text.is_none() {
        *wrong = Some("an entity that is not one of XML's own");
    }
    Piece::Text(text.unwrap_or_default())
}

/// A source that counts lines and ends a record that does not end.
struct Source<'s> {
    inner: BufReader<Chain<Cursor<Vec<u8>>, &'s mut dyn Read>>,
    /// The line of the next byte.
    line: u64,
    /// The line on which the record begins, and how many bytes passed since.
    from: u64,
    passed: usize,
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.passed > LONGEST_RECORD {
            return Err(too_long(self.from));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let bytes = self.inner.buffer().get(..count).unwrap_or_default();
        self.line += memchr_iter(b'\n', bytes).count() as u64;
        self.passed += count;
        self.inner.consume(count);
    }
}
