//! JSON: what is read is what serde_json reads.

use serde_json::{Map, Number, Value};

use super::document::{record, seen, wanted};
use super::line;
use crate::ingest::document::{Entry, Record, json};

/// How many objects may lie in each other inside of a record.
const DEEPEST: usize = 64;

/// The first line says what to look for; the rest is a record a line.
pub fn json_lines(data: &[u8]) {
    let (head, text) = line(data);
    let Some(wanted) = wanted(head) else { return };
    let seen = seen(&|source, take| json::lines(source, wanted, take), text);
    let (Some(entries), None) = (seen.entries, wanted.list) else { return };
    let mut entries = entries.iter();
    for (number, bytes) in (1..).zip(text.split(|&byte| byte == b'\n')) {
        let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let text = str::from_utf8(bytes).map(|text| text.trim_matches(blank));
        if text == Ok("") {
            continue;
        }
        let entry = entries.next().expect("an entry for each line");
        match text.ok().and_then(|text| serde_json::from_str(text).ok()) {
            Some(Value::Object(object)) => as_serde_json(entry, &object, Some(number)),
            Some(_) => assert!(record(entry).is_none(), "a record that is no object"),
            // What serde_json refuses may be a record all the same, if the part is one that is passed over.
            None => {}
        }
    }
    assert!(entries.next().is_none(), "an entry for no line");
}

/// The first line says what to look for; the rest is one JSON text.
pub fn json_whole(data: &[u8]) {
    let (head, text) = line(data);
    let Some(wanted) = wanted(head) else { return };
    let seen = seen(&|source, take| json::whole(source, wanted, take), text);
    let (Some(entries), None) = (seen.entries, wanted.list) else { return };
    let bytes = text.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(text);
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let listed = match (&value, wanted.records) {
        (Value::Array(list), None) => Some(list),
        (Value::Object(object), Some(path)) if !path.contains('.') && once(text, path) => {
            object.get(path).and_then(Value::as_array)
        }
        _ => None,
    };
    let Some(list) = listed else { return };
    assert_eq!(list.len(), entries.len(), "another number of entries than serde_json reads");
    for (value, entry) in list.iter().zip(&entries) {
        match value {
            Value::Object(object) => as_serde_json(entry, object, None),
            _ => assert!(record(entry).is_none(), "a record that is no object"),
        }
    }
}

/// Whether a member of this name can stand in a text only once; another spelling of it has a backslash.
fn once(text: &[u8], name: &str) -> bool {
    let quoted = Value::from(name).to_string();
    memchr::memchr(b'\\', text).is_none()
        && memchr::memmem::find_iter(text, quoted.as_bytes()).count() == 1
}

/// What the text of a field must be.
enum Expected {
    Text(String),
    Number(Number),
    /// Any: a fraction in a list is written otherwise by serde_json.
    Any,
}

/// Whether a record has the fields of an object. A name that stands twice in an object is lost to serde_json, which
/// shows in the number of fields.
fn as_serde_json(entry: &Entry, object: &Map<String, Value>, line: Option<u64>) {
    let mut expected = Vec::new();
    let Some(()) = flatten(object, "", DEEPEST, &mut expected) else {
        assert!(record(entry).is_none(), "a record that is too deep");
        return;
    };
    let Record { line: read_on, fields } = record(entry).expect("a record that serde_json reads");
    assert!(line.is_none_or(|line| line == *read_on), "another line");
    assert!(expected.len() <= fields.len(), "fewer fields than serde_json reads");
    if expected.len() != fields.len() {
        return;
    }
    for (field, (name, expected)) in fields.iter().zip(expected) {
        assert_eq!(field.name, name);
        match expected {
            Expected::Text(text) => assert_eq!(field.text, text, "the text of a field"),
            Expected::Number(number) => {
                assert_eq!(serde_json::from_str::<Number>(&field.text).ok(), Some(number));
            }
            Expected::Any => {}
        }
    }
}

/// The fields of an object; nothing if objects lie too deep in each other.
fn flatten(
    object: &Map<String, Value>,
    prefix: &str,
    deeper: usize,
    into: &mut Vec<(String, Expected)>,
) -> Option<()> {
    let deeper = deeper.checked_sub(1)?;
    if object.is_empty()
        && let Some(name) = prefix.strip_suffix('.')
    {
        into.push((name.to_owned(), Expected::Text(String::new())));
    }
    for (key, value) in object {
        let name = format!("{prefix}{key}");
        let expected = match value {
            Value::Object(object) => {
                flatten(object, &format!("{name}."), deeper, into)?;
                continue;
            }
            Value::Array(list) => joined(list),
            Value::Number(number) => Expected::Number(number.clone()),
            other => Expected::Text(scalar(other)),
        };
        into.push((name, expected));
    }
    Some(())
}

fn joined(list: &[Value]) -> Expected {
    if list.iter().any(|value| matches!(value, Value::Array(_) | Value::Object(_))) {
        Expected::Text(String::new())
    } else if list.iter().any(Value::is_f64) {
        Expected::Any
    } else {
        Expected::Text(list.iter().map(scalar).collect::<Vec<_>>().join(", "))
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
