//! JSON: a record a line, or one text that holds a list of records.
//!
//! Where the records are in one text, unless the mapping names their path:
//!
//! - A list holds them.
//! - Of an object, the first member whose value is a list that begins with an object holds them; a further such member
//!   is broken. The list that the caller wants of each record is none of them.
//! - Of an object without such a member, a single member that is an object is looked into by the same rules; a single
//!   member that is empty (`[]` or `null`) holds no record; any other object is the one record itself.
//!
//! Until it is known which of these it is, the object is kept, and must not be longer than a record. With the path in
//! the mapping nothing is kept but the record that is being read.
//!
//! At a named path stands a list of records, one record without its list, as those write it who make JSON from XML, or
//! `null` for none. A list on the way is gone through.
//!
//! Numbers are handed over as they are written. The text is cut into records by its brackets and quotes alone, so
//! that a mistake inside of one record does not end the reading as long as these are in order.

mod flat;
mod scanner;

use std::io::{self, BufRead, BufReader, Read};

use memchr::memchr_iter;
use serde_json::value::RawValue;

use self::flat::{Flat, Kind, each_entry, mistake};
use self::scanner::Scanner;
use super::{Broken, Entry, Field, LONGEST_RECORD, Record, Take, Wanted};

/// How many objects may lie in each other inside of a record.
const DEEPEST: usize = 64;

/// What the system's calls read at once.
const BUFFER: usize = 1 << 17;

const OBJECT: &str = "a JSON object";
const LISTS: &str = "a list of JSON objects";
const NO_UTF_8: &str = "bytes that are no UTF-8";
const BROKEN_OFF: &str = "JSON that breaks off";
const MISTAKE: &str = "JSON with a mistake";

/// Reads a record a line.
///
/// # Errors
///
/// Whatever the source or `take` says, and `InvalidData` for a line longer than [`LONGEST_RECORD`].
pub(crate) fn lines(source: &mut dyn Read, wanted: Wanted<'_>, take: Take<'_>) -> io::Result<()> {
    let mut source = BufReader::with_capacity(BUFFER, source);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let read = source.by_ref().take(LONGEST_RECORD as u64 + 1).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        if read > LONGEST_RECORD && bytes.last() != Some(&b'\n') {
            return Err(too_long(line));
        }
        let Ok(text) = std::str::from_utf8(&bytes) else {
            take(broken(line, NO_UTF_8, OBJECT))?;
            continue;
        };
        // A byte order mark stands inside of a file that was put together from several.
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if !text.is_empty() {
            hand_over(text, line, wanted.list, take)?;
        }
    }
    Ok(())
}

/// Reads one JSON text.
///
/// # Errors
///
/// Whatever the source or `take` says, and `InvalidData` for a record longer than [`LONGEST_RECORD`].
pub(crate) fn whole(source: &mut dyn Read, wanted: Wanted<'_>, take: Take<'_>) -> io::Result<()> {
    let read = Scanner::new(source, 1).and_then(|mut scanner| scanner.text(wanted, take));
    match read {
        Err(Stop::Broken(broken)) => take(Entry::Broken(broken)),
        Err(Stop::Failed(error)) => Err(error),
        Ok(()) => Ok(()),
    }
}

/// Why a text is not read any further.
#[derive(Debug)]
pub(super) enum Stop {
    /// The rest cannot be told from what came before.
    Broken(Broken),
    /// The source or the caller failed.
    Failed(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Failed(error)
    }
}

/// A record that is longer than what is read.
pub(super) fn too_long(line: u64) -> io::Error {
    let text = format!("what begins on line {line} is longer than {} MiB", LONGEST_RECORD >> 20);
    io::Error::new(io::ErrorKind::InvalidData, text)
}

fn broken(line: u64, found: impl Into<String>, expected: &str) -> Entry {
    Entry::Broken(Broken { line, found: found.into(), expected: expected.to_owned() })
}

/// The fields of a record, as many as there is room for.
///
/// The names of what a field lies in are part of its name, so that a small source could unfold without end.
#[derive(Debug)]
pub(super) struct Fields {
    pub(super) list: Vec<Field>,
    /// How many bytes still fit.
    pub(super) room: usize,
    /// Whether a field did not fit.
    pub(super) full: bool,
}

impl Fields {
    /// What was found where a field did not fit.
    pub(super) const FULL: &str = "more fields than fit into a record";

    pub(super) fn new(room: usize) -> Self {
        Fields { list: Vec::new(), room, full: false }
    }

    pub(super) fn push(&mut self, name: String, text: String) {
        let size = name.len() + text.len() + size_of::<Field>();
        match self.room.checked_sub(size) {
            Some(room) => {
                self.room = room;
                self.list.push(Field { name, text });
            }
            None => self.full = true,
        }
    }
}

impl Default for Fields {
    fn default() -> Self {
        Fields::new(2 * LONGEST_RECORD)
    }
}

/// Hands over the record that is these bytes.
fn give(bytes: &[u8], line: u64, list: Option<&str>, take: Take<'_>) -> io::Result<()> {
    match std::str::from_utf8(bytes) {
        Ok(text) => hand_over(text, line, list, take),
        Err(error) => {
            let before = memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
            take(broken(line + before as u64, NO_UTF_8, OBJECT))
        }
    }
}

/// Hands over the record that is this text, and the entries of its list.
fn hand_over(text: &str, line: u64, list: Option<&str>, take: Take<'_>) -> io::Result<()> {
    let raw: &RawValue = match serde_json::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let below = (error.line() as u64).saturating_sub(1);
            return take(broken(line + below, mistake(&error), OBJECT));
        }
    };
    let mut flat = Flat::new(list);
    match flat.record(raw) {
        Ok(fields) => take(Entry::Record(Record { line, fields }))?,
        Err(found) => return take(broken(line, found, OBJECT)),
    }
    for listed in flat.listed {
        let mut entry = |raw| match Flat::new(None).record(raw) {
            Ok(fields) => take(Entry::Listed(Record { line, fields })),
            Err(found) => take(broken(line, found, OBJECT)),
        };
        match Kind::of(listed) {
            Kind::Object => entry(listed)?,
            _ => match each_entry(listed, entry) {
                Ok(taken) => taken?,
                Err(found) => take(broken(line, found, LISTS))?,
            },
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;

    type Decoder<'r> = &'r dyn Fn(&mut dyn io::Read, Wanted<'_>, Take<'_>) -> io::Result<()>;

    /// What is handed over, each in one line of text.
    fn shown(
        read: Decoder<'_>,
        text: &[u8],
        records: Option<&str>,
        list: Option<&str>,
    ) -> Vec<String> {
        let mut shown = Vec::new();
        let mut take = |entry: Entry| {
            let fields = |kind, record: &Record| {
                let fields = record.fields.iter().map(|f| format!(" {}={}", f.name, f.text));
                format!("{kind}{}:{}", record.line, fields.collect::<String>())
            };
            shown.push(match &entry {
                Entry::Record(record) => fields("", record),
                Entry::Listed(record) => fields("+", record),
                Entry::Broken(Broken { line, found, expected }) => {
                    format!("!{line}: {found}, not {expected}")
                }
            });
            Ok(())
        };
        read(&mut &*text, Wanted { records, list }, &mut take).unwrap();
        shown
    }

    fn in_lines(text: &str) -> Vec<String> {
        shown(&lines, text.as_bytes(), None, None)
    }

    fn in_whole(text: &str) -> Vec<String> {
        shown(&whole, text.as_bytes(), None, None)
    }

    #[test]
    fn a_line_is_a_record_whatever_white_space_is_around_it() {
        let text = "\u{FEFF}{\"id\":1}\r\n\n   \t\n \u{A0}{\"id\":2} \u{3000}\n{\"id\":3}";
        assert_eq!(in_lines(text), ["1: id=1", "4: id=2", "5: id=3"]);
        assert!(in_lines("").is_empty());
    }

    #[test]
    fn a_line_that_is_no_object_is_broken_and_the_next_is_read() {
        let text = b"[1]\n7\n\"Budi\"\nnull\n{\"id\":\n{\"id\":1,}\n{\"a\":1}{\"a\":2}\n{\"a\":\"\xFF\"}\n\
            {\"a\":NaN}\n{\"a\":\"\\ud83d\"}\n{\"id\":1}\n";
        let read = shown(&lines, text, None, None);
        assert_eq!(
            read,
            [
                "!1: a list, not a JSON object",
                "!2: a number, not a JSON object",
                "!3: a text, not a JSON object",
                "!4: null, not a JSON object",
                "!5: JSON that breaks off, not a JSON object",
                "!6: JSON with a mistake (key must be a string), not a JSON object",
                "!7: JSON with a mistake (trailing characters), not a JSON object",
                "!8: bytes that are no UTF-8, not a JSON object",
                "!9: JSON with a mistake (expected value), not a JSON object",
                "!10: JSON with a mistake (unexpected end of hex escape), not a JSON object",
                "11: id=1",
            ]
        );
    }

    #[test]
    fn numbers_are_handed_over_as_they_are_written() {
        let text =
            r#"{"a":1e3,"b":1.10,"c":12345678901234567890123,"d":-0,"e":1E999,"f":101004113637}"#;
        let read = "1: a=1e3 b=1.10 c=12345678901234567890123 d=-0 e=1E999 f=101004113637";
        assert_eq!(in_lines(text), [read]);
        assert_eq!(in_whole(text), [read]);
    }

    #[test]
    fn a_record_is_flat() {
        let text = r#"{"a":{"b":{"c":"é\n\u00e9"},"d":true},"e":null,"f":[1,"x",null,false],"g":[],
            "h":[{"i":1}],"j":[[1,2]],"k":{},"l":[1,{}],"a.b":2,"":{"":3},"e":4}"#;
        assert_eq!(
            in_whole(&format!("[{text}]")),
            ["1: a.b.c=é\né a.d=true e= f=1, x, , false g= h= j= k= l= a.b=2 .=3 e=4"]
        );
    }

    #[test]
    fn the_wanted_list_follows_its_owner() {
        let text = r#"{"id":1,"x":{"notes":[{"at":"a"},7,{"at":{"on":"b"}}]}}
            {"id":2,"x":{"notes":{"at":"c"}}}
            {"id":3,"x":{"notes":null}}
            {"id":4,"x":{"notes":[]}}
            {"id":5,"x":{"notes":"none"}}"#;
        let read = [
            "1: id=1",
            "+1: at=a",
            "!1: a number, not a JSON object",
            "+1: at.on=b",
            "2: id=2",
            "+2: at=c",
            "3: id=3 x.notes=",
            "4: id=4",
            "5: id=5 x.notes=none",
        ];
        assert_eq!(shown(&lines, text.as_bytes(), None, Some("x.notes")), read);
        let whole_text = format!("[{}]", text.replace('\n', ",\n"));
        assert_eq!(shown(&whole, whole_text.as_bytes(), None, Some("x.notes")), read);
        // Nobody asked for it: a field without text.
        assert_eq!(in_lines(text)[0], "1: id=1 x.notes=");
        // Entries of a broken record have no owner to follow.
        let text = r#"{"id":"\ud800","notes":[{"at":1}]}"#;
        assert_eq!(shown(&lines, text.as_bytes(), None, Some("notes")).len(), 1);
    }

    #[test]
    fn records_are_found_where_nobody_says_where_they_are() {
        let one = ["1: id=1"];
        let two = ["1: id=1", "1: id=2"];
        assert_eq!(in_whole(r#"[{"id":1},{"id":2}]"#), two);
        assert_eq!(in_whole(r#"{"service_requests":[{"id":1},{"id":2}]}"#), two);
        assert_eq!(in_whole(r#"{"service_requests":{"request":[{"id":1},{"id":2}]}}"#), two);
        assert_eq!(in_whole(r#"{"service_requests":{"request":{"id":1}}}"#), one);
        assert_eq!(
            in_whole(r#"{"ok":true,"tags":["a"],"n":[],"data":[{"id":1},{"id":2}],"m":{}}"#),
            two
        );
        assert_eq!(in_whole(r#"{"id":1}"#), one);
        assert_eq!(in_whole(r#"{"id":1,"tags":["a","b"]}"#), ["1: id=1 tags=a, b"]);
        for none in
            ["[]", " [ ] ", r#"{"requests":[ ]}"#, r#"{"requests":null}"#, r#"{"a":{"b":[]}}"#]
        {
            assert!(in_whole(none).is_empty(), "{none}");
        }
        let text =
            "{\"a\":[{\"id\":1}],\n\"b\":[{\"x\":{\"y\":[2]}}],\"c\":[1],\"d\":[{\"id\":2}]}";
        let second = "!2: a second list of records, not the path of the records in the mapping";
        assert_eq!(in_whole(text), ["1: id=1", second, second]);
        // A record's own list is none of records.
        let text = r#"{"id":1,"notes":[{"at":1}]}"#;
        assert_eq!(shown(&whole, text.as_bytes(), None, Some("notes")), ["1: id=1", "+1: at=1"]);
        assert_eq!(in_whole(text), ["1: at=1"]);
    }

    #[test]
    fn records_are_read_at_their_path() {
        let at = |path, text: &str| shown(&whole, text.as_bytes(), Some(path), None);
        let two = ["1: id=1", "1: id=2"];
        assert_eq!(
            at("a.b", r#"{"x":[{"id":3}],"a":{"y":[{"id":4}],"b":[{"id":1},{"id":2}]},"z":{}}"#),
            two
        );
        assert_eq!(at("a.b", r#"{"a":[{"b":{"id":1}},{"b":[{"id":2}]}]}"#), two);
        assert_eq!(at("a.b", r#"[{"a":{"b":{"id":1}}},{"a.b":{"id":2}}]"#), two);
        for none in
            [r#"{"a":{"b":null}}"#, r#"{"a":{"b":[]}}"#, r#"{"a":null}"#, r#"{"a":{}}"#, "[]", "{}"]
        {
            assert!(at("a.b", none).is_empty(), "{none}");
        }
        let nothing =
            ["!1: nothing at the path of the records, not a list of JSON objects at `a.b`"];
        for none in
            [r#"{"id":1}"#, r#"{"a":"x"}"#, r#"{"a":{"c":[{"id":1}]}}"#, r#"[{"id":1}]"#, "[7]"]
        {
            assert_eq!(at("a.b", none), nothing, "{none}");
        }
        assert_eq!(
            at("a", r#"{"a":[7,{"id":1}]}"#),
            ["!1: a number, not a JSON object", "1: id=1"]
        );
        assert_eq!(at("a", r#"{"a":true}"#), ["!1: true or false, not a list of JSON objects"]);
    }

    #[test]
    fn lines_are_counted() {
        let text = "[\n{\"id\":1},\n\n{\"id\":\n2},3\n,{\"id\":NaN,\n},{\n\"id\":,\n}]";
        assert_eq!(
            in_whole(text),
            [
                "2: id=1",
                "4: id=2",
                "!5: a number, not a JSON object",
                "!6: JSON with a mistake (expected value), not a JSON object",
                "!8: JSON with a mistake (expected value), not a JSON object",
            ]
        );
        assert_eq!(in_whole("\n{\"a\":\n{\"id\":1}}"), ["3: id=1"]);
    }

    #[test]
    fn a_mistake_inside_of_a_record_leaves_the_others() {
        let text = b"[{\"a\":\"\xE9\"},{\"a\":1,},{\"a\" 1},{\"a\":\"]}\\\"\"},{\"a\":[}},\n{\"a\":{\"b\":\n\"\xE9\"}},{\"id\":1}]";
        let read = shown(&whole, text, None, None);
        assert_eq!(read.len(), 7);
        assert_eq!(read[0], "!1: bytes that are no UTF-8, not a JSON object");
        assert_eq!(read[3], "1: a=]}\"");
        assert_eq!(read[5], "!3: bytes that are no UTF-8, not a JSON object");
        assert_eq!(read[6], "3: id=1");
        assert_eq!(read.iter().filter(|shown| shown.starts_with('!')).count(), 5);
    }

    #[test]
    fn what_came_before_a_text_breaks_off_stays() {
        let first = "1: id=1";
        for (rest, broken) in [
            ("", "!1: JSON that breaks off, not a comma or the end of the list"),
            (",\n{\"id\":", "!2: JSON that breaks off, not a closing bracket"),
            (",\n{\"id\":\"", "!2: JSON that breaks off, not the end of a text"),
            (",\n{\"id\":\"\\", "!2: JSON that breaks off, not the end of a text"),
            (",\n]", "!2: JSON with a mistake, not a value"),
            ("\n{\"id\":2}]", "!2: JSON with a mistake, not a comma or the end of the list"),
            ("}", "!1: JSON with a mistake, not a comma or the end of the list"),
            ("]\n]", "!2: more after its end, not the end of the file"),
        ] {
            assert_eq!(in_whole(&format!("[{{\"id\":1}}{rest}")), [first, broken], "{rest}");
        }
        assert_eq!(in_whole(""), ["!1: JSON that breaks off, not a value"]);
        assert_eq!(in_whole("{\"a\""), ["!1: JSON that breaks off, not a colon after a name"]);
        assert_eq!(in_whole("{a:1}"), ["!1: JSON with a mistake, not a name in quotes"]);
        assert_eq!(in_whole("<a>1</a>"), ["!1: what is no JSON, not a JSON list or object"]);
        assert_eq!(in_whole("\"Budi\""), ["!1: a text, not a JSON list or object"]);
    }

    #[test]
    fn a_deep_nest_is_broken_and_takes_no_stack() {
        let deep = 100_000;
        let found = "objects in each other, more than 64 deep";
        let objects = "{\"a\":".repeat(deep) + "1" + &"}".repeat(deep);
        assert_eq!(in_lines(&objects), [format!("!1: {found}, not a JSON object")]);
        assert_eq!(in_whole(&format!("[{objects}]")), [format!("!1: {found}, not a JSON object")]);
        assert_eq!(in_whole(&objects), [format!("!1: {found}, not a list of JSON objects")]);
        let lists = "[".repeat(deep) + &"]".repeat(deep);
        assert_eq!(in_lines(&format!("{{\"a\":{lists}}}")), ["1: a="]);
        assert_eq!(in_whole(&lists), ["!1: a list, not a JSON object"]);
        assert_eq!(shown(&whole, lists.as_bytes(), Some("a"), None).len(), 1);
        assert_eq!(
            in_whole(&"[".repeat(deep)),
            ["!1: JSON that breaks off, not a closing bracket"]
        );
        let nested = "{\"a\":".repeat(64) + "1" + &"}".repeat(64);
        assert_eq!(in_lines(&nested), [format!("1: {}a=1", "a.".repeat(63))]);
    }

    #[test]
    fn names_that_unfold_without_end_are_broken() {
        // Each of these fields has the long name in front of its own.
        let inner = (0..2_000).map(|n| format!("\"{n}\":0")).collect::<Vec<_>>().join(",");
        let text = format!("{{\"{}\":{{{inner}}}}}", "a".repeat(100_000));
        assert_eq!(in_lines(&text), ["!1: more fields than fit into a record, not a JSON object"]);
    }

    #[test]
    fn a_record_that_does_not_end_is_an_error() {
        let error = |read: Decoder<'_>, start: &str, byte, records| {
            let mut source = start.as_bytes().chain(io::repeat(byte).take(200 << 20));
            let wanted = Wanted { records, list: None };
            read(&mut source, wanted, &mut |_| Ok(())).unwrap_err()
        };
        for (read, start, byte, line) in [
            (&lines as Decoder<'_>, "{\"a\":1}\n", b' ', 2),
            (&lines, "", b'{', 1),
            (&whole, "[{\"a\":1},\n{\"a\":\"", b'x', 2),
            (&whole, "\n{\"a\":", b'1', 2),
            (&whole, "{\"a\":[{\"", b' ', 1),
        ] {
            let error = error(read, start, byte, None);
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            assert_eq!(
                error.to_string(),
                format!("what begins on line {line} is longer than 64 MiB")
            );
        }
    }

    #[test]
    fn a_text_reads_the_same_however_the_source_cuts_it() {
        struct Bytes<'b>(&'b [u8], usize);
        impl io::Read for Bytes<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let (now, later) = self.0.split_at(self.1.min(self.0.len()).min(into.len()));
                into[..now.len()].copy_from_slice(now);
                self.0 = later;
                Ok(now.len())
            }
        }
        let text = "\u{FEFF} {\"x\":[1, \"\\\"]\"],\"data\":\n[{\"a\\\\\":\"\\\\\"},{\"b\": \"\\\"}\"},\n12,{\"c\":[{}]}]}";
        let whole_read = in_whole(text);
        assert_eq!(
            whole_read,
            ["2: a\\=\\", "2: b=\"}", "!3: a number, not a JSON object", "3: c="]
        );
        for size in 1..9 {
            let cut = |source: &mut dyn io::Read, wanted: Wanted<'_>, take: Take<'_>| {
                let mut text = Vec::new();
                source.read_to_end(&mut text)?;
                whole(&mut Bytes(&text, size), wanted, take)
            };
            assert_eq!(shown(&cut, text.as_bytes(), None, None), whole_read, "{size}");
        }
    }

    #[test]
    fn what_stands_beside_the_records_may_be_longer_than_one() {
        let mut source = (&b"{\"x\":\""[..])
            .chain(io::repeat(b'x').take(LONGEST_RECORD as u64 + 9))
            .chain(&b"\",\"a\":[{\"id\":1}]}"[..]);
        let mut records = 0;
        let wanted = Wanted { records: Some("a"), list: None };
        let mut take = |_| {
            records += 1;
            Ok(())
        };
        whole(&mut source, wanted, &mut take).unwrap();
        assert_eq!(records, 1);
    }

    #[test]
    fn records_are_handed_over_while_the_text_is_read() {
        // The caller has enough before the source fails.
        struct Fails;
        impl io::Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("failed"))
            }
        }
        let mut source = (&b"{\"a\":[{\"id\":1},"[..]).chain(Fails);
        let mut enough = |entry| match entry {
            Entry::Record(_) => Err(io::Error::other("enough")),
            _ => Ok(()),
        };
        let error = whole(&mut source, Wanted::default(), &mut enough).unwrap_err();
        assert_eq!(error.to_string(), "enough");
        let error = whole(&mut Fails, Wanted::default(), &mut |_| Ok(())).unwrap_err();
        assert_eq!(error.to_string(), "failed");
    }

    #[test]
    fn a_mistake_shows_no_word_of_the_text() {
        for text in ["{\"Budi\":Budi}", "{\"Budi\":\"\\Budi\"}", "Budi", "{\"Budi\" Budi}", "[Budi"]
        {
            for shown in [in_lines(text), in_whole(text)].concat() {
                assert!(shown.starts_with('!') && !shown.contains("Budi"), "{shown}");
            }
        }
    }

    /// The fields of an object by a second way: through values.
    fn flat(object: &Map<String, Value>, prefix: &str, fields: &mut Vec<Field>) {
        for (key, value) in object {
            let name = format!("{prefix}{key}");
            let text = |value: &Value| match value {
                Value::Null => Some(String::new()),
                Value::String(text) => Some(text.clone()),
                Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
                Value::Array(_) | Value::Object(_) => None,
            };
            let text = match value {
                Value::Object(object) if !object.is_empty() => {
                    flat(object, &format!("{name}."), fields);
                    continue;
                }
                Value::Array(list) => list.iter().map(text).collect::<Option<Vec<_>>>(),
                value => text(value).map(|text| vec![text]),
            };
            fields.push(Field { name, text: text.unwrap_or_default().join(", ") });
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        scalar.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn records_read_as_they_were_written(
            records in prop::collection::vec(prop::collection::vec((any::<String>(), value()), 0..6), 0..5),
            pretty in any::<bool>(),
        ) {
            let records: Vec<Map<String, Value>> =
                records.into_iter().map(|record| record.into_iter().collect()).collect();
            let mut written = Vec::new();
            for record in &records {
                let mut fields = Vec::new();
                flat(record, "", &mut fields);
                written.push(fields);
            }
            let mut read = Vec::new();
            let mut take = |entry| match entry {
                Entry::Record(record) => {
                    read.push(record.fields);
                    Ok(())
                }
                other => panic!("{other:?}"),
            };
            let text = if pretty {
                let text = serde_json::to_string_pretty(&json!({ "records": records })).unwrap();
                let wanted = Wanted { records: Some("records"), list: None };
                whole(&mut text.as_bytes(), wanted, &mut take).map(|()| text)
            } else {
                let text = records.iter().map(|record| json!(record).to_string() + "\n");
                let text = text.collect::<String>();
                lines(&mut text.as_bytes(), Wanted::default(), &mut take).map(|()| text)
            };
            prop_assert!(text.is_ok());
            prop_assert_eq!(read, written);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_bytes_panic(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..200),
                "([\\[\\]{}:,\"\\\\ \n01-]|null|true|\"a\"|\"a\":|\\{\"a\":|\\[\\{){0,60}".prop_map(String::into_bytes),
            ],
            records in prop::option::of(Just("a")),
            list in prop::option::of(Just("a")),
        ) {
            for read in [&lines as Decoder<'_>, &whole] {
                let read = read(&mut &*bytes, Wanted { records, list }, &mut |_| Ok(()));
                prop_assert!(read.is_ok());
            }
        }
    }
}
