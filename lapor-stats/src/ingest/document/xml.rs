//! XML: records are elements, and the elements and attributes inside of them are their fields.
//!
//! - The records are the elements at the path that the mapping names, which begins with the root
//!   (`service_requests.request`). Without one they are the children of the root that hold elements, or attributes alone.
//! - A field has the names of the elements that it lies in (`location.lat`); an attribute has a `@` before its own
//!   (`location.@srid`, or `@id` of the record itself). Names are as written, with their prefix. What declares a name
//!   space is no field.
//! - A text has no white space around it. Text of an element that holds elements too is a field beside them; that of
//!   the record itself is called `#text`, if there is any. `xsi:nil="true"` makes a text empty.
//! - A repeated element is a field each time, unless it is at the path of the list whose entries are wanted.
//!
//! Nothing is read but the text itself: a document type is passed over, and of entities only the five of XML and
//! numbered characters are known. An encoding in the declaration is not looked at, for the source is UTF-8 by now.

mod flat;
pub(super) mod markup;

use std::io::{self, Read};

use self::flat::Flat;
use self::markup::{Markup, Piece};
use super::json::{Fields, Stop};
use super::{Broken, Entry, Record, Take, Wanted};

/// Reads the records of an XML text.
///
/// # Errors
///
/// Whatever the source or `take` says, and `InvalidData` for a record longer than
/// [`LONGEST_RECORD`](super::LONGEST_RECORD) and for elements too deep in each other.
pub(crate) fn records(source: &mut dyn Read, wanted: Wanted<'_>, take: Take<'_>) -> io::Result<()> {
    let read = Markup::new(source).and_then(|mut markup| read(&mut markup, wanted, take));
    settled(read, take)
}

/// Hands over what stopped the reading, unless that is an error.
pub(super) fn settled(read: Result<(), Stop>, take: Take<'_>) -> io::Result<()> {
    match read {
        Err(Stop::Broken(broken)) => take(Entry::Broken(broken)),
        Err(Stop::Failed(error)) => Err(error),
        Ok(()) => Ok(()),
    }
}

/// Hands over the fields of a record, or what is wrong with it; whether it is whole.
pub(super) fn hand_over(
    line: u64,
    fields: Fields,
    wrong: Option<Broken>,
    take: Take<'_>,
) -> io::Result<bool> {
    let full = fields.full.then(|| Broken {
        line,
        found: Fields::FULL.to_owned(),
        expected: "a record".to_owned(),
    });
    match wrong.or(full) {
        Some(broken) => take(Entry::Broken(broken)).map(|()| false),
        None => take(Entry::Record(Record { line, fields: fields.list })).map(|()| true),
    }
}

fn read(markup: &mut Markup<'_>, wanted: Wanted<'_>, take: Take<'_>) -> Result<(), Stop> {
    let mut place = Place::default();
    let mut open: Option<(u64, Flat<'_>)> = None;
    // Whether there was a record, and an element that is neither a record nor on the way to one.
    let (mut met, mut strayed) = (false, false);
    loop {
        if open.is_none() {
            markup.begin();
        }
        match markup.next()? {
            Piece::Open { name, attributes } => {
                if let Some((_, flat)) = &mut open {
                    flat.open(&name, attributes);
                    continue;
                }
                place.enter(&name);
                let here = match wanted.records {
                    Some(path) => place.path == path,
                    None => place.lengths.len() == 2,
                };
                if here {
                    let mut flat = Flat::new(wanted.list);
                    flat.open(&name, attributes);
                    open = Some((markup.line, flat));
                } else {
                    strayed |= wanted.records.is_some_and(|path| !place.leads_to(path));
                }
            }
            Piece::Text(text) => {
                if let Some((_, flat)) = &mut open {
                    flat.text(&text);
                }
            }
            Piece::Close => {
                if open.as_mut().is_some_and(|(_, flat)| !flat.close()) {
                    continue;
                }
                place.leave();
                let Some((line, flat)) = open.take() else { continue };
                let record = wanted.records.is_some() || flat.is_record();
                if !record && markup.wrong.is_none() {
                    strayed = true;
                    continue;
                }
                met = true;
                if hand_over(line, flat.fields, markup.wrong.take(), take)? {
                    for fields in flat.listed {
                        take(Entry::Listed(Record { line, fields: fields.list }))?;
                    }
                }
            }
            Piece::End => break,
        }
    }
    if strayed && !met {
        let (found, expected) = match wanted.records {
            Some(path) => ("nothing at the path of the records", format!("elements at `{path}`")),
            None => ("a root without records", "elements that hold elements, or their path".into()),
        };
        return Err(Stop::Broken(Broken { line: 1, found: found.into(), expected }));
    }
    Ok(())
}

/// Where the reading is outside of records.
#[derive(Default)]
struct Place {
    path: String,
    /// How long the path was at each element above.
    lengths: Vec<usize>,
}

impl Place {
    fn enter(&mut self, name: &str) {
        self.lengths.push(self.path.len());
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
    }

    fn leave(&mut self) {
        self.path.truncate(self.lengths.pop().unwrap_or_default());
    }

    /// Whether this place is above the path.
    fn leads_to(&self, path: &str) -> bool {
        path.strip_prefix(&*self.path).is_some_and(|rest| rest.starts_with('.'))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    /// What is handed over, each in one line of text.
    fn shown(text: &[u8], records: Option<&str>, list: Option<&str>) -> Vec<String> {
        let mut shown = Vec::new();
        let mut take = |entry: Entry| {
            let fields = |kind, record: &Record| {
                let fields = record.fields.iter().map(|f| format!(" {}={}", f.name, f.text));
                format!("{kind}{}:{}", record.line, fields.collect::<String>())
            };
            shown.push(match &entry {
                Entry::Record(record) => fields("", record),
                Entry::Listed(record) => fields("+", record),
                Entry::Broken(Broken { line, found, .. }) => format!("!{line}: {found}"),
            });
            Ok(())
        };
        super::records(&mut &*text, Wanted { records, list }, &mut take).unwrap();
        shown
    }

    fn read(text: &str) -> Vec<String> {
        shown(text.as_bytes(), None, None)
    }

    #[test]
    fn records_are_found_where_nobody_says_where_they_are() {
        let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<!-- x -->\n<requests>\n\
            <count>2</count><request>\n<id>1</id><notes/>\n</request>\n<request\n><id>é</id></request></requests>\n";
        assert_eq!(read(text), ["4: id=1 notes=", "7: id=é"]);
        assert_eq!(read("<errors><error><code>400</code></error></errors>"), ["1: code=400"]);
        assert_eq!(read("<rows><row id='1'/><row id='2'></row></rows>"), ["1: @id=1", "1: @id=2"]);
        assert!(read("<requests/>").is_empty());
        assert!(read("<requests>\n</requests>").is_empty());
        assert_eq!(read("<request><id unit='x'>1</id></request>"), ["!1: a root without records"]);
    }

    #[test]
    fn records_are_read_at_their_path() {
        let at = |path, text: &str| shown(text.as_bytes(), Some(path), None);
        let text =
            "<a><x><id>0</id></x><b><c><id>1</id></c><c><id>2</id></c></b><b><c/><d/></b></a>";
        assert_eq!(at("a.b.c", text), ["1: id=1", "1: id=2", "1:"]);
        assert_eq!(at("a.b", text), ["1: c.id=1 c.id=2", "1: c= d="]);
        assert_eq!(at("a.x.id", text), ["1: #text=0"]);
        assert_eq!(at("a", "<a><id>1</id></a>"), ["1: id=1"]);
        for none in ["<a/>", "<a><b></b></a>"] {
            assert!(at("a.b.c", none).is_empty(), "{none}");
        }
        let nothing = ["!1: nothing at the path of the records"];
        for none in ["<errors><error/></errors>", "<a><bb><c/></bb></a>", "<a><b><d/></b></a>"] {
            assert_eq!(at("a.b.c", none), nothing, "{none}");
        }
    }

    #[test]
    fn fields_are_elements_and_attributes_by_where_they_lie() {
        let text = "<r><q id=\"7\" xmlns=\"u\" xmlns:g=\"v\"><place g:srid=\"4326\">\n<lat> 1.50 </lat></place>\
            <place><lat>2</lat></place><p> two <b>words</b>\nhere </p><e k=''/>own</q></r>";
        assert_eq!(
            read(text),
            [
                "1: @id=7 place.@g:srid=4326 place.lat=1.50 place.lat=2 p.b=words p=two \nhere e.@k= e= #text=own"
            ]
        );
    }

    #[test]
    fn texts_are_unescaped() {
        let text = "<r><q a=\"&lt;&#38;\n'&quot;\"><b> &lt;b&gt; &amp;amp;&apos;&#x9;&#233; <![CDATA[ <&amp;> ]]></b></q></r>";
        assert_eq!(read(text), ["1: @a=<& '\" b=<b> &amp;'\té  <&amp;>"]);
        assert_eq!(read("<r><q><b>1\r\n2\r3</b></q></r>"), ["1: b=1\n2\n3"]);
    }

    #[test]
    fn what_is_nil_is_empty() {
        let text = "<r xmlns:xsi='u'><q><a xsi:nil='true'>x</a><b xsi:nil=\"1\"/><c xsi:nil='false'>y</c></q></r>";
        assert_eq!(read(text), ["1: a= b= c=y"]);
    }

    #[test]
    fn the_wanted_list_follows_its_owner() {
        let text = "<r>\n<q><id>1</id><notes><note by='x'><at>a</at><note>b</note></note>\n<note>c</note><note/><other/></notes><end/></q>\n\
            <q><id>2</id><notes/></q></r>";
        assert_eq!(
            shown(text.as_bytes(), None, Some("notes.note")),
            [
                "2: id=1 notes.other= end=",
                "+2: @by=x at=a note=b",
                "+2: #text=c",
                "+2:",
                "4: id=2 notes="
            ]
        );
        // Nobody asked for it: fields, each in its order.
        assert_eq!(
            read(text)[0],
            "2: id=1 notes.note.@by=x notes.note.at=a notes.note.note=b notes.note=c notes.note= notes.other= end="
        );
        // A mistake in an entry is one in its record.
        let text = "<r><q><n><at>&x;</at></n></q><q><n><at>1</at></n></q></r>";
        assert_eq!(
            shown(text.as_bytes(), None, Some("n")),
            ["!1: an entity that is not one of XML's own", "1:", "+1: at=1"]
        );
    }

    #[test]
    fn no_entity_is_expanded() {
        let text = "<!DOCTYPE r [\n<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">\n<!ENTITY c SYSTEM \"file:///x\">]>\n<r><q><i>&b;</i></q>\n\
            <q><i>&c;</i></q><q i=\"&a;\"/><q><i>&#0;</i></q>\n<q><i>1 & 2</i></q><q><i>1&</i></q><q><i>3</i></q></r>";
        let entity = "an entity that is not one of XML's own";
        assert_eq!(
            read(text),
            [
                format!("!4: {entity}"),
                format!("!5: {entity}"),
                format!("!5: {entity}"),
                format!("!5: {entity}"),
                "!6: an `&` that begins no entity".to_owned(),
                "!6: an `&` that begins no entity".to_owned(),
                "6: i=3".to_owned(),
            ]
        );
    }

    #[test]
    fn a_mistake_in_a_tag_leaves_the_other_records() {
        let text = "<r><q a=1><i>1</i></q><q a><i>2</i></q><q a='1' a='2'><i>3</i></q></r>";
        let mistake = "!1: an attribute with a mistake";
        assert_eq!(read(text), [mistake, mistake, "1: @a=1 @a=2 i=3"]);
    }

    #[test]
    fn what_came_before_a_mistake_stays() {
        let first = "<r>\n<q><i>1</i></q>\n";
        for (rest, found) in [
            ("", "3: XML that breaks off"),
            ("<q><i", "3: XML that breaks off"),
            ("<q i=\"", "3: XML that breaks off"),
            ("<q><i>1", "3: XML that breaks off"),
            ("<q><!-- ", "3: XML that breaks off"),
            ("<q><![CDATA[\n", "3: XML that breaks off"),
            ("<q>\n<i>2</q></r>", "4: an end tag that ends no element"),
            ("</r></r>", "3: an end tag that ends no element"),
            ("</r>\n<r/>", "4: a second root"),
            ("</r>x", "3: text outside of elements"),
            ("</r>&amp;", "3: text outside of elements"),
            ("<q>\n<!x></q></r>", "4: markup that is none"),
        ] {
            let read = read(&format!("{first}{rest}"));
            assert_eq!(read, ["2: i=1".to_owned(), format!("!{found}")], "{rest}");
        }
        let bytes = [first.as_bytes(), b"<q><i>1\n\xE9</i></q></r>"].concat();
        assert_eq!(shown(&bytes, None, None), ["2: i=1", "!4: bytes that are no UTF-8"]);
        assert_eq!(read(""), ["!1: no XML"]);
        assert_eq!(read("id,kata\n"), ["!1: text outside of elements"]);
        assert_eq!(read("{\"id\":1}"), ["!1: text outside of elements"]);
    }

    #[test]
    fn a_mistake_shows_no_word_of_the_text() {
        for text in [
            "<a><b><Budi></b></a>",
            "<a></Budi>",
            "<a><b Budi><c/></b></a>",
            "<a><b>&Budi;<c/></b></a>",
            "Budi",
        ] {
            for shown in read(text) {
                assert!(shown.starts_with('!') && !shown.contains("Budi"), "{shown}");
            }
        }
    }

    #[test]
    fn elements_too_deep_in_each_other_are_an_error() {
        let text = "\n".to_owned() + &"<a>".repeat(100_000);
        let error = super::records(&mut text.as_bytes(), Wanted::default(), &mut |_| Ok(()));
        let error = error.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert_eq!(error.to_string(), "more than 64 elements in each other on line 2");
        let deep = "<a>".repeat(64) + &"</a>".repeat(64);
        assert_eq!(read(&deep), [format!("1: {}=", ["a"; 62].join("."))]);
    }

    #[test]
    fn a_record_that_does_not_end_is_an_error() {
        for start in ["<r>\n<q><i>", "<r>\n<q i='", "<r>\n<", "<r>\n<!--", "<r>\n<q>&", "\n"] {
            let mut source = start.as_bytes().chain(io::repeat(b'x').take(200 << 20));
            let error =
                super::records(&mut source, Wanted::default(), &mut |_| Ok(())).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            let line = if start == "\n" { 1 } else { 2 };
            assert_eq!(
                error.to_string(),
                format!("what begins on line {line} is longer than 64 MiB")
            );
        }
    }

    #[test]
    fn names_that_unfold_without_end_are_broken() {
        let text =
            format!("<r><q><{0}>{1}</{0}></q></r>", "a".repeat(100_000), "<b/>".repeat(2_000));
        assert_eq!(read(&text), ["!1: more fields than fit into a record"]);
    }

    #[test]
    fn an_error_of_the_source_or_the_caller_is_handed_on() {
        struct Fails;
        impl Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("failed"))
            }
        }
        let mut source = (&b"<r><q><i>1</i></q>"[..]).chain(Fails);
        let mut taken = 0;
        let mut take = |_| {
            taken += 1;
            Ok(())
        };
        let error = super::records(&mut source, Wanted::default(), &mut take).unwrap_err();
        assert_eq!((error.to_string().as_str(), taken), ("failed", 1));
        let mut enough = |_| Err(io::Error::other("enough"));
        let text = b"<r><q><i>1</i></q>";
        let error = super::records(&mut &text[..], Wanted::default(), &mut enough).unwrap_err();
        assert_eq!(error.to_string(), "enough");
    }

    proptest! {
        #[test]
        fn records_read_as_they_were_written(
            records in prop::collection::vec(prop::collection::vec(("[a-z]{1,3}", any::<String>()), 1..5), 0..5),
            indent in "[ \n]{0,3}",
        ) {
            let mut text = String::from("<r>");
            let mut written = Vec::new();
            for record in &records {
                text += &format!("{indent}<q>");
                let mut fields = Vec::new();
                for (name, value) in record {
                    // White space around a text is none of it, and a carriage return is a line's end.
                    let value = value.replace('\r', "").trim_matches([' ', '\t', '\n']).to_owned();
                    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
                    text += &format!("{indent}<{name}>{indent}{escaped}{indent}</{name}>");
                    fields.push(super::super::Field { name: name.clone(), text: value });
                }
                text += "</q>";
                written.push(fields);
            }
            text += "</r>";
            let mut read = Vec::new();
            let mut take = |entry| match entry {
                Entry::Record(record) => {
                    read.push(record.fields);
                    Ok(())
                }
                other => panic!("{other:?}"),
            };
            super::records(&mut text.as_bytes(), Wanted::default(), &mut take).unwrap();
            prop_assert_eq!(read, written);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_bytes_panic(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..200),
                "([<>&;/!?='\"\\[\\]a \n-]|<a>|</a>|<a/>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&#1;|<!DOCTYPE a|<\\?xml ){0,60}"
                    .prop_map(String::into_bytes),
            ],
            records in prop::option::of(prop_oneof![Just("a"), Just("a.a")]),
            list in prop::option::of(Just("a")),
        ) {
            let read = super::records(&mut &*bytes, Wanted { records, list }, &mut |_| Ok(()));
            prop_assert!(read.is_ok());
        }
    }
}
