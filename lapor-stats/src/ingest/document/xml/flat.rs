//! A flat record being made of an element and all that is inside of it.

use super::super::json::Fields;

/// The white space of XML.
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// A record that is being read.
#[derive(Debug)]
pub(super) struct Flat<'a> {
    /// The path of the list whose entries are records of their own.
    list: Option<&'a str>,
    pub(super) fields: Fields,
    /// The entries of the wanted list.
    pub(super) listed: Vec<Fields>,
    /// The entry that is being read.
    entry: Option<Box<Flat<'a>>>,
    /// The names below the record, with dots.
    path: String,
    open: Vec<Element>,
    /// Whether the record holds elements, attributes, or text of its own.
    elements: bool,
    attributes: bool,
    text: bool,
}

/// An element that is open.
#[derive(Debug)]
struct Element {
    /// How long the path is without its name.
    before: usize,
    text: String,
    /// Whether it holds elements.
    elements: bool,
    /// Whether it says that it is nothing.
    nil: bool,
}

impl<'a> Flat<'a> {
    /// A record whose own element is opened next.
    pub(super) fn new(list: Option<&'a str>) -> Self {
        Flat {
            list,
            fields: Fields::default(),
            listed: Vec::new(),
            entry: None,
            path: String::new(),
            open: Vec::new(),
            elements: false,
            attributes: false,
            text: false,
        }
    }

    /// Whether it holds elements, or attributes alone, as a record does that nobody named.
    pub(super) fn is_record(&self) -> bool {
        self.elements || (self.attributes && !self.text)
    }

    /// An element begins.
    pub(super) fn open(&mut self, name: &str, attributes: Vec<(String, String)>) {
        if let Some(entry) = &mut self.entry {
            return entry.open(name, attributes);
        }
        let before = self.path.len();
        if let Some(above) = self.open.last_mut() {
            above.elements = true;
            if before > 0 {
                self.path.push('.');
            }
            self.path.push_str(name);
            if self.list == Some(&*self.path) {
                self.path.truncate(before);
                let mut entry = Flat::new(None);
                // An entry has the room that its record has left.
                entry.fields = Fields::new(self.fields.room);
                entry.open(name, attributes);
                self.entry = Some(Box::new(entry));
                return;
            }
        }
        let mut nil = false;
        for (attribute, value) in attributes {
            if attribute == "xsi:nil" {
                nil = matches!(value.as_str(), "true" | "1");
            } else if attribute != "xmlns" && !attribute.starts_with("xmlns:") {
                let dot = if self.path.is_empty() { "" } else { "." };
                self.fields.push(format!("{}{dot}@{attribute}", self.path), value);
                self.attributes |= self.open.is_empty();
            }
        }
        self.open.push(Element { before, text: String::new(), elements: false, nil });
    }

    /// Text of the element that is open.
    pub(super) fn text(&mut self, text: &str) {
        match (&mut self.entry, self.open.last_mut()) {
            (Some(entry), _) => entry.text(text),
            (None, Some(element)) => element.text.push_str(text),
            (None, None) => {}
        }
    }

    /// The element that is open ends; whether the record does.
    pub(super) fn close(&mut self) -> bool {
        if let Some(mut entry) = self.entry.take() {
            if entry.close() {
                self.fields.room = entry.fields.room;
                self.fields.full |= entry.fields.full;
                self.listed.push(entry.fields);
            } else {
                self.entry = Some(entry);
            }
            return false;
        }
        let Some(element) = self.open.pop() else {
            return true;
        };
        let text = if element.nil { "" } else { element.text.trim_matches(BLANK) };
        if self.open.is_empty() {
            self.elements = element.elements;
            self.text = !text.is_empty();
            if self.text {
                self.fields.push("#text".to_owned(), text.to_owned());
            }
            return true;
        }
        if !element.elements || !text.is_empty() {
            self.fields.push(self.path.clone(), text.to_owned());
        }
        self.path.truncate(element.before);
        false
    }
}
