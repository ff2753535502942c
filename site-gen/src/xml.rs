//! XML documents for machines: the feeds and the sitemap, written by quick-xml.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document that is being written. Its text holds only what XML 1.0 can hold.
///
/// ```
/// use site_gen::xml::Document;
///
/// let mut document = Document::new("a", &[("lang", "id")]);
/// document.leaf("b", "1 < 2\u{0}");
/// document.empty("c", &[("href", "x&y")]);
/// let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a lang=\"id\">\n<b>1 &lt; 2</b>\n<c href=\"x&amp;y\"/>\n</a>\n";
/// assert_eq!(document.finish(), text.as_bytes());
/// ```
pub struct Document {
    writer: Writer<Vec<u8>>,
    open: Vec<String>,
}

impl Document {
    /// A document with its root element.
    #[must_use]
    pub fn new(root: &str, attributes: &[(&str, &str)]) -> Self {
        let mut document = Document { writer: Writer::new(Vec::new()), open: Vec::new() };
        document.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        document.line();
        document.open(root, attributes);
        document
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(element(name, attributes)));
        self.line();
        self.open.push(name.to_owned());
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
            self.line();
        }
    }

    /// An element with text alone.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.write(Event::Start(element(name, &[])));
        self.write(Event::Text(BytesText::new(&plain(text))));
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// An element with attributes alone.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(element(name, attributes)));
        self.line();
    }

    /// The bytes, with every element closed.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing into memory cannot fail.
        let _ = self.writer.write_event(event);
    }

    fn line(&mut self) {
        self.writer.get_mut().push(b'\n');
    }
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, plain(value).as_str()));
    }
    element
}

/// A text without what XML 1.0 has no way to write: control characters and the two that are none.
///
/// Source: XML 1.0, production 2, `Char`.
fn plain(text: &str) -> String {
    let is_char = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_reads_back_without_what_xml_cannot_hold(text in any::<String>()) {
            let mut document = Document::new("a", &[("b", &text)]);
            document.leaf("c", &text);
            let bytes = document.finish();
            let written = std::str::from_utf8(&bytes).unwrap_or_default();
            let mut reader = quick_xml::Reader::from_str(written);
            let mut found = String::new();
            let mut inside = false;
            loop {
                match reader.read_event() {
                    Ok(Event::Start(start)) => inside = start.name().as_ref() == "c",
                    Ok(Event::Text(part)) if inside => found.push_str(&part),
                    Ok(Event::GeneralRef(name)) if inside => {
                        let resolved = quick_xml::escape::unescape(&format!("&{};", &*name))
                            .map(|text| text.into_owned());
                        prop_assert!(resolved.is_ok());
                        found.push_str(&resolved.unwrap_or_default());
                    }
                    Ok(Event::End(_)) => inside = false,
                    Ok(Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => return Err(TestCaseError::fail(error.to_string())),
                }
            }
            prop_assert_eq!(found, plain(&text));
        }
    }
}
