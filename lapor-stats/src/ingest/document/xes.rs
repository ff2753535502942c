//! XES: the events of an event log (IEEE 1849), one record each.
//!
//! The fields of an event are the attributes of its trace, with `case:` before their keys (`case:concept:name`), and
//! then its own by their keys. An attribute inside of another has the keys of both with a dot between them. A trace
//! without events is one record of its own attributes. What the log says of itself is passed over, and what it says
//! holds for attributes that are not there (`global`) is not filled in: nobody said it of this event.

use std::io::{self, Read};

use super::json::{Fields, Stop};
use super::xml::markup::{Markup, Piece};
use super::xml::{hand_over, settled};
use super::{Broken, Take};

/// Reads the events of a log.
///
/// # Errors
///
/// Whatever the source or `take` says, and `InvalidData` for a trace longer than
/// [`LONGEST_RECORD`](super::LONGEST_RECORD) and for elements too deep in each other.
pub(crate) fn events(source: &mut dyn Read, take: Take<'_>) -> io::Result<()> {
    let read = Markup::new(source).and_then(|mut markup| log(&mut markup, take));
    settled(read, take)
}

/// An event or a trace that was read, and what is wrong with it.
struct Found {
    line: u64,
    fields: Fields,
    wrong: Option<Broken>,
}

fn log(markup: &mut Markup<'_>, take: Take<'_>) -> Result<(), Stop> {
    match markup.next()? {
        Piece::Open { name, .. } if local(&name) == "log" => {}
        _ => return Err(markup.stop("another root", "an XES `log`")),
    }
    loop {
        markup.begin();
        match markup.next()? {
            Piece::Open { name, .. } => match local(&name) {
                "trace" => trace(markup, take)?,
                // An event of no trace.
                "event" => {
                    let event = event(markup, Fields::default())?;
                    hand_over(event.line, event.fields, event.wrong, take)?;
                }
                _ => pass_over(markup)?,
            },
            Piece::Text(_) | Piece::Close => {}
            Piece::End => return Ok(()),
        }
    }
}

/// Reads a trace to its end. Its attributes may stand behind its events, so that all of it is kept.
fn trace(markup: &mut Markup<'_>, take: Take<'_>) -> Result<(), Stop> {
    let mut case = Found { line: markup.line, fields: Fields::default(), wrong: None };
    let mut events = Vec::new();
    loop {
        case.wrong = case.wrong.or(markup.wrong.take());
        match markup.next()? {
            Piece::Open { name, .. } if local(&name) == "event" => {
                // The events of a trace share one room, in which even an empty one takes its place.
                let room = case.fields.room.checked_sub(size_of::<Found>());
                case.fields.full |= room.is_none();
                let event = event(markup, Fields::new(room.unwrap_or_default()))?;
                if room.is_some() {
                    case.fields.room = event.fields.room;
                    events.push(event);
                }
            }
            Piece::Open { name, attributes } => {
                attribute(markup, "case:", &name, &attributes, &mut case.fields)?;
            }
            Piece::Text(_) => {}
            Piece::Close | Piece::End => break,
        }
    }
    // What is wrong with the trace is wrong with each of its events, but is told once.
    if events.is_empty() || case.wrong.is_some() || case.fields.full {
        hand_over(case.line, case.fields, case.wrong, take)?;
        return Ok(());
    }
    for Found { line, mut fields, wrong } in events {
        fields.list.splice(0..0, case.fields.list.iter().cloned());
        hand_over(line, fields, wrong, take)?;
    }
    Ok(())
}

/// Reads an event to its end.
fn event(markup: &mut Markup<'_>, mut fields: Fields) -> Result<Found, Stop> {
    let line = markup.line;
    loop {
        match markup.next()? {
            Piece::Open { name, attributes } => {
                attribute(markup, "", &name, &attributes, &mut fields)?;
            }
            Piece::Text(_) => {}
            Piece::Close | Piece::End => break,
        }
    }
    Ok(Found { line, fields, wrong: markup.wrong.take() })
}

/// Reads an attribute to its end, with those inside of it; `prefix` goes before its key.
fn attribute(
    markup: &mut Markup<'_>,
    prefix: &str,
    name: &str,
    attributes: &[(String, String)],
    fields: &mut Fields,
) -> Result<(), Stop> {
    let find = |name| attributes.iter().find(|(known, _)| known == name).map(|(_, text)| text);
    let inner = match (find("key"), find("value")) {
        (Some(key), value) => {
            let key = format!("{prefix}{key}");
            let inner = format!("{key}.");
            // Lists and containers have nothing of their own.
            if value.is_some() || !matches!(local(name), "list" | "container") {
                fields.push(key, value.cloned().unwrap_or_default());
            }
            inner
        }
        // The entries of a list stand in an element without a key.
        (None, _) => {
            if local(name) != "values" {
                markup.mistaken("an attribute without a key", "an XES attribute");
            }
            prefix.to_owned()
        }
    };
    loop {
        match markup.next()? {
            Piece::Open { name, attributes } => {
                attribute(markup, &inner, &name, &attributes, fields)?;
            }
            Piece::Text(_) => {}
            Piece::Close | Piece::End => return Ok(()),
        }
    }
}

/// Passes over the rest of an element.
fn pass_over(markup: &mut Markup<'_>) -> Result<(), Stop> {
    let mut open = 1;
    while open > 0 {
        match markup.next()? {
            Piece::Open { .. } => open += 1,
            Piece::Close => open -= 1,
            Piece::Text(_) => {}
            Piece::End => break,
        }
    }
    Ok(())
}

/// A name without the prefix of its name space.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::super::Entry;
    use super::*;

    /// What is handed over, each in one line of text.
    fn read(text: &str) -> Vec<String> {
        let mut shown = Vec::new();
        let mut take = |entry: Entry| {
            shown.push(match &entry {
                Entry::Record(record) | Entry::Listed(record) => {
                    let fields = record.fields.iter().map(|f| format!(" {}={}", f.name, f.text));
                    format!("{}:{}", record.line, fields.collect::<String>())
                }
                Entry::Broken(Broken { line, found, .. }) => format!("!{line}: {found}"),
            });
            Ok(())
        };
        events(&mut text.as_bytes(), &mut take).unwrap();
        shown
    }

    fn key(kind: &str, key: &str, value: &str) -> String {
        format!("<{kind} key=\"{key}\" value=\"{value}\"/>\n")
    }

    #[test]
    fn an_event_is_a_record_with_what_its_trace_says() {
        let text = [
            "<?xml version='1.0'?><log xes.version='1849.2016' xmlns='http://www.xes-standard.org/'>\n",
            "<extension name='Time' prefix='time' uri='u'/>\n<global scope='event'>\n",
            &key("string", "org:resource", "nobody"),
            "</global>\n<classifier name='A' keys='concept:name'/>\n",
            &key("string", "concept:name", "the log"),
            "<trace>\n",
            &key("string", "concept:name", "L-1"),
            "<event>\n",
            &key("string", "concept:name", "Masuk &amp; dicatat"),
            &key("date", "time:timestamp", "2015-03-06T08:30:00.000+07:00"),
            "</event><event>\n",
            &key("int", "n", "7"),
            &key("float", "x", "1.50"),
            &key("boolean", "b", "true"),
            &key("id", "identity:id", "0f"),
            "</event>\n",
            &key("date", "deadline", "2015-03-13"),
            "</trace></log>\n",
        ];
        assert_eq!(
            read(&text.concat()),
            [
                "10: case:concept:name=L-1 case:deadline=2015-03-13 concept:name=Masuk & dicatat \
                 time:timestamp=2015-03-06T08:30:00.000+07:00",
                "13: case:concept:name=L-1 case:deadline=2015-03-13 n=7 x=1.50 b=true identity:id=0f",
            ]
        );
    }

    #[test]
    fn a_trace_without_events_is_a_record_and_so_is_an_event_without_trace() {
        let text = "<log><trace><string key='a' value='1'/></trace>\n<trace/>\n<event><string key='b' value='2'/></event>\n\
            <trace><event/></trace></log>";
        assert_eq!(read(text), ["1: case:a=1", "2:", "3: b=2", "4:"]);
        assert!(read("<log/>").is_empty());
    }

    #[test]
    fn attributes_inside_of_attributes_have_both_keys() {
        let text = "<x:log xmlns:x='u'><x:trace><x:string key='a' value='1'><x:int key='b' value='2'><x:int key='c' value='3'/></x:int></x:string>\
            <x:event><x:list key='l'><x:values><x:string key='m' value='4'/><x:string key='m' value='5'/></x:values></x:list>\
            <x:container key='k'><x:string key='n' value='6'/></x:container><x:string key='o'/></x:event></x:trace></x:log>";
        assert_eq!(read(text), ["1: case:a=1 case:a.b=2 case:a.b.c=3 l.m=4 l.m=5 k.n=6 o="]);
    }

    #[test]
    fn a_mistake_in_an_event_leaves_the_others_and_one_in_a_trace_its_siblings() {
        let text = "<log>\n<trace>\n<event><string key='a' value='&x;'/></event>\n<event><string value='1'/></event>\n\
            <event><string key='a' value='2'/></event></trace>\n<trace><event/><event/><string key='&x;' value='1'/></trace>\n\
            <trace><event/></trace></log>";
        assert_eq!(
            read(text),
            [
                "!3: an entity that is not one of XML's own",
                "!4: an attribute without a key",
                "5: a=2",
                "!6: an entity that is not one of XML's own",
                "7:",
            ]
        );
    }

    #[test]
    fn what_came_before_a_mistake_stays() {
        let first = "<log><trace><event/></trace>";
        for (rest, found) in [
            ("", "XML that breaks off"),
            ("<trace><event/>", "XML that breaks off"),
            ("</trace>", "an end tag that ends no element"),
            ("</log><log/>", "a second root"),
        ] {
            assert_eq!(read(&format!("{first}{rest}")), ["1:", &format!("!1: {found}")], "{rest}");
        }
        assert_eq!(read("<requests><request/></requests>"), ["!1: another root"]);
        assert_eq!(read(""), ["!1: no XML"]);
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        let deep = "<log><trace><event>".to_owned() + &"<list key='a'>".repeat(100_000);
        let error = events(&mut deep.as_bytes(), &mut |_| Ok(())).unwrap_err();
        assert_eq!(error.to_string(), "more than 64 elements in each other on line 1");
        let start = &b"<log>\n<trace><string key='a' value='"[..];
        let mut endless = start.chain(io::repeat(b'x').take(200 << 20));
        let error = events(&mut endless, &mut |_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert_eq!(error.to_string(), "what begins on line 2 is longer than 64 MiB");
        // The events of a trace are kept until its end, and even empty ones are too many at last.
        let many = format!("<log><trace>{}</trace></log>", "<event/>".repeat(1_300_000));
        assert_eq!(read(&many), ["!1: more fields than fit into a record"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_bytes_panic(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..200),
                "<log>([<>&;/ a]|<trace>|</trace>|<event>|</event>|<string key='a' value='b'/?>|</string>|<list>|</log>){0,60}"
                    .prop_map(String::into_bytes),
            ],
        ) {
            prop_assert!(events(&mut &*bytes, &mut |_| Ok(())).is_ok());
        }
    }
}
