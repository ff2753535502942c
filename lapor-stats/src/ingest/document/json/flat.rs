//! Flat records: the members of a JSON object and of the objects inside of it, by names with dots.

use serde::Deserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::super::Field;
use super::{BROKEN_OFF, DEEPEST, Fields, MISTAKE, OBJECT};

/// A record being made flat.
pub(super) struct Flat<'a> {
    list: Option<&'a str>,
    fields: Fields,
    /// The wanted list: a list, or one object without it.
    pub(super) listed: Vec<&'a RawValue>,
}

impl<'a> Flat<'a> {
    pub(super) fn new(list: Option<&'a str>) -> Self {
        Flat { list, fields: Fields::default(), listed: Vec::new() }
    }

    /// The fields of a record, or what was found instead of one.
    pub(super) fn record(&mut self, raw: &'a RawValue) -> Result<Vec<Field>, String> {
        match Kind::of(raw) {
            Kind::Object => self.object(raw, "", DEEPEST)?,
            other => return Err(other.name().to_owned()),
        }
        let fields = std::mem::take(&mut self.fields);
        if fields.full { Err(Fields::FULL.to_owned()) } else { Ok(fields.list) }
    }

    /// Adds the members of an object; `prefix` goes before their names.
    fn object(&mut self, object: &'a RawValue, prefix: &str, deeper: usize) -> Result<(), String> {
        let Some(deeper) = deeper.checked_sub(1) else {
            return Err(too_deep());
        };
        let mut members = 0;
        each_member(object, |key, value| {
            members += 1;
            let name = format!("{prefix}{key}");
            let listed = self.list == Some(&name);
            match Kind::of(value) {
                Kind::Object | Kind::List if listed => self.listed.push(value),
                Kind::Object => self.object(value, &format!("{name}."), deeper)?,
                Kind::List => self.fields.push(name, joined(value)?.unwrap_or_default()),
                _ => self.fields.push(name, scalar(value)?.unwrap_or_default()),
            }
            Ok::<(), String>(())
        })??;
        // An object without members is a field without text.
        if let (0, Some(name)) = (members, prefix.strip_suffix('.')) {
            self.fields.push(name.to_owned(), String::new());
        }
        Ok(())
    }
}

pub(super) fn too_deep() -> String {
    format!("objects in each other, more than {DEEPEST} deep")
}

/// The text of a value that is neither an object nor a list.
fn scalar(raw: &RawValue) -> Result<Option<String>, String> {
    match Kind::of(raw) {
        Kind::Object | Kind::List => Ok(None),
        Kind::Null => Ok(Some(String::new())),
        Kind::Text => serde_json::from_str(raw.get()).map(Some).map_err(|error| mistake(&error)),
        Kind::Number | Kind::Boolean | Kind::Nothing => Ok(Some(raw.get().to_owned())),
    }
}

/// The texts of a list of scalars, or nothing if it holds anything else.
fn joined(list: &RawValue) -> Result<Option<String>, String> {
    let mut texts = Some(Vec::new());
    each_entry(list, |raw| {
        match (&mut texts, scalar(raw)?) {
            (Some(texts), Some(text)) => texts.push(text),
            _ => texts = None,
        }
        Ok::<(), String>(())
    })??;
    Ok(texts.map(|texts| texts.join(", ")))
}

/// Shows each member of an object in order, until `see` fails.
fn each_member<'a, E>(
    object: &'a RawValue,
    see: impl FnMut(String, &'a RawValue) -> Result<(), E>,
) -> Result<Result<(), E>, String> {
    struct Members<S>(S);
    impl<'a, E, S: FnMut(String, &'a RawValue) -> Result<(), E>> Visitor<'a> for Members<S> {
        type Value = Result<(), E>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(OBJECT)
        }

        fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut seen = Ok(());
            while let Some((name, value)) = map.next_entry()? {
                seen = seen.and_then(|()| (self.0)(name, value));
            }
            Ok(seen)
        }
    }
    object.deserialize_map(Members(see)).map_err(|error| mistake(&error))
}

/// Shows each entry of a list in order, until `see` fails.
pub(super) fn each_entry<'a, E>(
    list: &'a RawValue,
    see: impl FnMut(&'a RawValue) -> Result<(), E>,
) -> Result<Result<(), E>, String> {
    struct Entries<S>(S);
    impl<'a, E, S: FnMut(&'a RawValue) -> Result<(), E>> Visitor<'a> for Entries<S> {
        type Value = Result<(), E>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'a>>(mut self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut seen = Ok(());
            while let Some(value) = list.next_element()? {
                seen = seen.and_then(|()| (self.0)(value));
            }
            Ok(seen)
        }
    }
    list.deserialize_seq(Entries(see)).map_err(|error| mistake(&error))
}

/// The kinds of values, told by the first byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Text,
    Number,
    Boolean,
    Null,
    Nothing,
}

impl Kind {
    pub(super) fn of(raw: &RawValue) -> Self {
        Kind::by(raw.get().bytes().next())
    }

    pub(super) fn by(byte: Option<u8>) -> Self {
        match byte {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::Text,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') => Kind::Null,
            _ => Kind::Nothing,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Object => OBJECT,
            Kind::List => "a list",
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::Boolean => "true or false",
            Kind::Null => "null",
            Kind::Nothing => "what is no JSON",
        }
    }
}

/// What a mistake is, without a word of the text: a syntax error's own words are fixed.
pub(super) fn mistake(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Eof => BROKEN_OFF.to_owned(),
        Category::Syntax => {
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            format!("{MISTAKE} ({words})")
        }
        Category::Io | Category::Data => MISTAKE.to_owned(),
    }
}
