//! The scanner: cuts a JSON text into records while it is read, by its brackets and quotes alone.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use memchr::{memchr_iter, memchr2};

use super::super::{Broken, LONGEST_RECORD, Take, Wanted};
use super::flat::{Kind, mistake, too_deep};
use super::{
    BROKEN_OFF, BUFFER, DEEPEST, LISTS, MISTAKE, NO_UTF_8, OBJECT, Stop, broken, give, too_long,
};

/// Cuts a text into records while it is read.
pub(super) struct Scanner<'s> {
    source: BufReader<Chain<Cursor<Vec<u8>>, &'s mut dyn Read>>,
    /// The line of the next byte.
    line: u64,
    /// What passed since somebody began to keep it.
    kept: Vec<u8>,
    /// The line on which the kept part begins, and how many keep it.
    kept_from: u64,
    keepers: u32,
}

impl<'s> Scanner<'s> {
    pub(super) fn new(source: &'s mut dyn Read, line: u64) -> Result<Self, Stop> {
        let mut first = Vec::new();
        Read::take(&mut *source, 3).read_to_end(&mut first)?;
        if first == "\u{FEFF}".as_bytes() {
            first.clear();
        }
        let source = BufReader::with_capacity(BUFFER, Cursor::new(first).chain(source));
        Ok(Scanner { source, line, kept: Vec::new(), kept_from: line, keepers: 0 })
    }

    /// Reads the whole text.
    pub(super) fn text(&mut self, wanted: Wanted<'_>, take: Take<'_>) -> Result<(), Stop> {
        let mut way = Way::default();
        match (self.kind()?, wanted.records) {
            (Kind::List, None) => self.entries(wanted.list, take)?,
            (Kind::Object, None) => {
                let mut inside = self.search(wanted.list, take)?;
                for _ in 0..DEEPEST {
                    let Some((object, line)) = inside else { break };
                    inside = Scanner::new(&mut &*object, line)?.search(wanted.list, take)?;
                }
                if let Some((_, line)) = inside {
                    take(broken(line, too_deep(), LISTS))?;
                }
            }
            (Kind::Object | Kind::List, Some(path)) => {
                self.follow(path, wanted.list, &mut way, take)?;
            }
            (other, _) => {
                let line = self.line;
                self.value()?;
                return Ok(take(broken(line, other.name(), "a JSON list or object"))?);
            }
        }
        if self.peek()?.is_some() {
            return Err(self.stop("more after its end", "the end of the file"));
        }
        if let (Some(path), false, true) = (wanted.records, way.arrived, way.strayed) {
            take(broken(1, "nothing at the path of the records", &format!("{LISTS} at `{path}`")))?;
        }
        Ok(())
    }

    /// Finds the records of an object without being told their path; gives the object to look into instead, if it is that.
    fn search(
        &mut self,
        list: Option<&str>,
        take: Take<'_>,
    ) -> Result<Option<(Vec<u8>, u64)>, Stop> {
        let line = self.line;
        self.keep();
        let mut members = 0;
        // Where the last value stands in what is kept, and its line.
        let mut last = (0..0, line);
        let mut found = false;
        let mut more = self.opens(b'}')?;
        while more {
            let name = self.name()?;
            members += 1;
            let kind = self.kind()?;
            last = (self.kept.len()..self.kept.len(), self.line);
            if kind == Kind::List && list != Some(name.as_str()) {
                self.pass(1)?;
                if self.kind()? == Kind::Object && found {
                    let expected = "the path of the records in the mapping";
                    take(broken(self.line, "a second list of records", expected))?;
                    self.pass_over(1, false)?;
                } else if self.kind()? == Kind::Object {
                    found = true;
                    self.give_up();
                    self.rest_of_entries(list, take)?;
                } else {
                    self.pass_over(1, false)?;
                }
            } else {
                self.value()?;
            }
            last.0.end = self.kept.len();
            more = self.goes_on(b'}', "a comma or the end of the object")?;
        }
        if found {
            return Ok(None);
        }
        let object = self.kept(0);
        let (range, value_line) = last;
        let value = object.get(range).unwrap_or_default();
        if members == 1 && Kind::by(value.first().copied()) == Kind::Object {
            return Ok(Some((value.to_vec(), value_line)));
        }
        let inside = value.strip_prefix(b"[").and_then(|value| value.strip_suffix(b"]"));
        let empty = value == b"null" || inside.is_some_and(|inside| inside.trim_ascii().is_empty());
        if members == 1 && empty {
            return Ok(None);
        }
        give(&object, line, list, take)?;
        Ok(None)
    }

    /// Goes along a path to the records.
    fn follow(
        &mut self,
        path: &str,
        list: Option<&str>,
        way: &mut Way,
        take: Take<'_>,
    ) -> Result<(), Stop> {
        if self.kind()? == Kind::List {
            let mut more = self.opens(b']')?;
            while more {
                match self.kind()? {
                    Kind::Object => self.follow(path, list, way, take)?,
                    _ => {
                        way.strayed = true;
                        self.value()?;
                    }
                }
                more = self.goes_on(b']', "a comma or the end of the list")?;
            }
            return Ok(());
        }
        let mut more = self.opens(b'}')?;
        while more {
            let name = self.name()?;
            let kind = self.kind()?;
            if name == path {
                way.arrived = true;
                match kind {
                    Kind::List => self.entries(list, take)?,
                    Kind::Null => self.value()?,
                    _ => self.entry(LISTS, list, take)?,
                }
            } else {
                let rest = path.strip_prefix(&*name).and_then(|rest| rest.strip_prefix('.'));
                match (rest, kind) {
                    (Some(rest), Kind::Object | Kind::List) => {
                        self.follow(rest, list, way, take)?;
                    }
                    (rest, _) => {
                        // Where the way goes on, `null` says that there are no records.
                        way.strayed |= rest.is_none() || kind != Kind::Null;
                        self.value()?;
                    }
                }
            }
            more = self.goes_on(b'}', "a comma or the end of the object")?;
        }
        Ok(())
    }
}

/// How the way along a path went.
#[derive(Default)]
struct Way {
    /// Whether something stood at its end.
    arrived: bool,
    /// Whether something stood beside it.
    strayed: bool,
}

impl Scanner<'_> {
    /// Hands over the entries of a list that comes next.
    fn entries(&mut self, list: Option<&str>, take: Take<'_>) -> Result<(), Stop> {
        if self.opens(b']')? { self.rest_of_entries(list, take) } else { Ok(()) }
    }

    fn rest_of_entries(&mut self, list: Option<&str>, take: Take<'_>) -> Result<(), Stop> {
        loop {
            self.entry(OBJECT, list, take)?;
            if !self.goes_on(b']', "a comma or the end of the list")? {
                return Ok(());
            }
        }
    }

    fn entry(&mut self, expected: &str, list: Option<&str>, take: Take<'_>) -> Result<(), Stop> {
        let kind = self.kind()?;
        let line = self.line;
        if kind == Kind::Object {
            let from = self.keep();
            self.value()?;
            let record = self.kept(from);
            give(&record, line, list, take)?;
        } else {
            self.value()?;
            take(broken(line, kind.name(), expected))?;
        }
        Ok(())
    }

    /// The name of a member, with its colon.
    fn name(&mut self) -> Result<String, Stop> {
        if self.peek()? != Some(b'"') {
            return Err(self.stop(MISTAKE, "a name in quotes"));
        }
        let line = self.line;
        let from = self.keep();
        self.value()?;
        let name = self.kept(from);
        let name = std::str::from_utf8(&name)
            .map_err(|_| NO_UTF_8.to_owned())
            .and_then(|name| serde_json::from_str(name).map_err(|error| mistake(&error)))
            .map_err(|found| {
                Stop::Broken(Broken { line, found, expected: "a name in quotes".to_owned() })
            })?;
        match self.peek()? {
            Some(b':') => self.pass(1)?,
            _ => return Err(self.stop(MISTAKE, "a colon after a name")),
        }
        Ok(name)
    }

    /// Passes the bracket that comes next; whether anything stands behind it before `end`.
    fn opens(&mut self, end: u8) -> Result<bool, Stop> {
        self.peek()?;
        self.pass(1)?;
        let empty = self.peek()? == Some(end);
        if empty {
            self.pass(1)?;
        }
        Ok(!empty)
    }

    /// Passes a comma or the end; whether more comes.
    fn goes_on(&mut self, end: u8, expected: &str) -> Result<bool, Stop> {
        match self.peek()? {
            Some(byte) if byte == b',' || byte == end => {
                self.pass(1)?;
                Ok(byte == b',')
            }
            _ => Err(self.stop(MISTAKE, expected)),
        }
    }

    /// Stops at the next byte, or at the end of the file if there is none.
    fn stop(&mut self, found: &str, expected: &str) -> Stop {
        let found = if self.source.buffer().is_empty() { BROKEN_OFF } else { found };
        let (found, expected) = (found.to_owned(), expected.to_owned());
        Stop::Broken(Broken { line: self.line, found, expected })
    }

    fn kind(&mut self) -> Result<Kind, Stop> {
        Ok(Kind::by(self.peek()?))
    }

    /// The next byte that is no white space; it is not passed.
    fn peek(&mut self) -> Result<Option<u8>, Stop> {
        while self.fill()? {
            let bytes = self.source.buffer();
            let blank = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            if let Some(blank) = blank {
                let byte = bytes[blank];
                self.pass(blank)?;
                return Ok(Some(byte));
            }
            self.pass(bytes.len())?;
        }
        Ok(None)
    }

    /// Passes over a value.
    fn value(&mut self) -> Result<(), Stop> {
        match self.kind()? {
            Kind::Object | Kind::List => {
                self.pass(1)?;
                self.pass_over(1, false)
            }
            Kind::Text => {
                self.pass(1)?;
                self.pass_over(0, true)
            }
            _ => self.word(),
        }
    }

    /// Passes over what is neither a text nor in brackets.
    fn word(&mut self) -> Result<(), Stop> {
        let mut some = false;
        while self.fill()? {
            let bytes = self.source.buffer();
            let end = bytes.iter().position(|byte| b",:]}[{\" \t\r\n".contains(byte));
            let passed = end.unwrap_or(bytes.len());
            some |= passed > 0;
            self.pass(passed)?;
            if end.is_some() {
                break;
            }
        }
        if some { Ok(()) } else { Err(self.stop(MISTAKE, "a value")) }
    }

    /// Passes over everything until this many brackets are closed, and a text if it is in one.
    fn pass_over(&mut self, mut open: u64, mut in_text: bool) -> Result<(), Stop> {
        // Whether the next byte follows a backslash, so that it does not end the text whatever it is.
        let mut escaped = false;
        while open > 0 || in_text {
            if !self.fill()? {
                let expected = if in_text { "the end of a text" } else { "a closing bracket" };
                return Err(self.stop(BROKEN_OFF, expected));
            }
            let bytes = self.source.buffer();
            let mut at = usize::from(std::mem::take(&mut escaped));
            while at < bytes.len() && (open > 0 || in_text) {
                if in_text {
                    let end = memchr2(b'"', b'\\', &bytes[at..]);
                    at += end.map_or(bytes.len() - at, |end| end + 1);
                    if end.is_some() && bytes[at - 1] == b'"' {
                        in_text = false;
                    } else if end.is_some() {
                        escaped = at == bytes.len();
                        at += usize::from(!escaped);
                    }
                } else {
                    match bytes[at] {
                        b'"' => in_text = true,
                        b'[' | b'{' => open += 1,
                        b']' | b'}' => open -= 1,
                        _ => {}
                    }
                    at += 1;
                }
            }
            self.pass(at)?;
        }
        Ok(())
    }

    /// Makes sure that a byte is there; false at the end of the source.
    fn fill(&mut self) -> io::Result<bool> {
        loop {
            match self.source.fill_buf() {
                Ok(bytes) => return Ok(!bytes.is_empty()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Passes this many bytes, which are there.
    fn pass(&mut self, count: usize) -> io::Result<()> {
        let bytes = self.source.buffer().get(..count).unwrap_or_default();
        self.line += memchr_iter(b'\n', bytes).count() as u64;
        if self.keepers > 0 {
            if self.kept.len() + count > LONGEST_RECORD {
                return Err(too_long(self.kept_from));
            }
            self.kept.extend_from_slice(bytes);
        }
        self.source.consume(count);
        Ok(())
    }

    /// Begins to keep what passes; gives where that begins in what is kept.
    fn keep(&mut self) -> usize {
        if self.keepers == 0 {
            self.kept.clear();
            self.kept_from = self.line;
        }
        self.keepers += 1;
        self.kept.len()
    }

    /// What was kept from here on.
    fn kept(&mut self, from: usize) -> Vec<u8> {
        self.keepers = self.keepers.saturating_sub(1);
        if self.keepers == 0 && from == 0 {
            return std::mem::take(&mut self.kept);
        }
        self.kept[from..].to_vec()
    }

    /// Keeps nothing any more.
    fn give_up(&mut self) {
        self.keepers = 0;
        self.kept = Vec::new();
    }
}
