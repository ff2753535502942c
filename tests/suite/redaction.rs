//! The corpus of redaction: it is what its page says, and the redactor finds in it what it must.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lapor_core::redact::{Kind, Redactor, Thread};
use lapor_core::sensitive::Sensitive;
use lapor_stats::officials::Officials;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::root;

/// A text with what is marked in it.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) spans: Vec<(Range<usize>, String)>,
}

/// A sentence, or the texts of a thread.
pub(crate) struct Item {
    id: String,
    pub(crate) is_kept: bool,
    reporter: [Option<String>; 2],
    pub(crate) texts: Vec<Text>,
}

fn text(text: &Value, spans: &Value) -> Text {
    let span = |span: &Value| {
        let at = |name: &str| span[name].as_u64().unwrap() as usize;
        (at("start")..at("end"), span["kind"].as_str().unwrap().to_owned())
    };
    let spans = spans.as_array().unwrap().iter().map(span).collect();
    Text { text: text.as_str().unwrap().to_owned(), spans }
}

pub(crate) fn items() -> Vec<Item> {
    let mut items = Vec::new();
    for file in ["sentences.jsonl", "threads.jsonl"] {
        let lines = std::fs::read_to_string(root().join("data/redaction").join(file)).unwrap();
        for line in lines.lines() {
            let item: Value = serde_json::from_str(line).unwrap();
            let texts = match item["texts"].as_array() {
                None => vec![text(&item["text"], &item["spans"])],
                Some(texts) => {
                    let spans = item["spans"].as_array().unwrap();
                    assert_eq!(texts.len(), spans.len());
                    texts.iter().zip(spans).map(|(words, spans)| text(words, spans)).collect()
                }
            };
            let word = |of: &Value, name: &str| of[name].as_str().map(str::to_owned);
            items.push(Item {
                id: word(&item, "id").unwrap(),
                is_kept: match item["split"].as_str() {
                    Some("kept") => true,
                    Some("work") => false,
                    other => panic!("{other:?}"),
                },
                reporter: ["name", "contact"].map(|name| word(&item["reporter"], name)),
                texts,
            });
        }
    }
    items
}

fn redactor() -> Redactor {
    Officials::read(&root().join("data/redaction/officials.csv")).unwrap().redactor()
}

fn thread(redactor: &Redactor, item: &Item) -> Thread {
    let mut thread = redactor.thread();
    let [name, contact] = &item.reporter;
    name.iter().for_each(|name| thread.hide_person(&Sensitive::new(name.as_str())));
    contact.iter().for_each(|contact| thread.hide_contact(&Sensitive::new(contact.as_str())));
    thread
}

#[test]
fn every_mark_lies_in_its_text_and_a_third_is_kept_by_its_hash() {
    let items = items();
    let kinds: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let mut ids = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for item in &items {
        assert!(ids.insert(&item.id), "{} twice", item.id);
        let first = Sha256::digest(&item.id)[0];
        assert_eq!(item.is_kept, first % 3 == 0, "{}", item.id);
        for Text { text, spans } in &item.texts {
            let points: Vec<char> = text.chars().collect();
            let mut end = 0;
            for (range, kind) in spans {
                assert!(end <= range.start && range.start < range.end, "{}", item.id);
                assert!(range.end <= points.len(), "{}", item.id);
                let edges = [points[range.start], points[range.end - 1]];
                assert!(edges.iter().all(|edge| !edge.is_whitespace()), "{}", item.id);
                assert!(kinds.contains(kind.as_str()), "{} {kind}", item.id);
                seen.insert(kind.as_str());
                end = range.end;
            }
        }
    }
    assert_eq!(seen, kinds, "a kind that nothing measures");
    assert!(1_300 < items.len());
}

/// Counts over the two thirds that rules may be fitted to; the kept third is scored by hand at the end of a change.
#[test]
fn the_redactor_finds_what_it_must() {
    let redactor = redactor();
    // By kind: marked, touched, covered; found and right.
    let mut marks: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut found: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let items = items();
    for item in items.iter().filter(|item| !item.is_kept) {
        let mut thread = thread(&redactor, item);
        for Text { text, spans } in &item.texts {
            let points: Vec<char> = text.chars().collect();
            let redacted = thread.redact(&Sensitive::new(text.as_str()));
            let meets = |span: &lapor_core::redact::Span, range: &Range<usize>| {
                span.start < range.end && range.start < span.end
            };
            for (range, kind) in spans {
                let hidden = |at: usize| {
                    redacted.spans.iter().any(|span| (span.start..span.end).contains(&at))
                };
                let count = marks.entry(kind).or_default();
                count[0] += 1;
                count[1] += usize::from(redacted.spans.iter().any(|span| meets(span, range)));
                let covered = range.clone().all(|at| points[at] == ' ' || hidden(at));
                count[2] += usize::from(covered);
            }
            for span in &redacted.spans {
                let count = found.entry(span.kind.name()).or_default();
                count[0] += 1;
                count[1] += usize::from(spans.iter().any(|(range, _)| meets(span, range)));
            }
        }
    }
    let at_least = |part: usize, of: usize, percent: usize, what: &str| {
        assert!(percent * of <= 100 * part, "{what}: {part} of {of}, expected {percent} %");
    };
    for kind in ["NIK", "KK"] {
        at_least(marks[kind][2], marks[kind][0], 100, kind);
    }
    let structured = |of: usize| {
        marks.iter().filter(|(kind, _)| **kind != "PERSON").map(|(_, count)| count[of]).sum()
    };
    at_least(structured(1), structured(0), 99, "structured, touched");
    at_least(structured(2), structured(0), 99, "structured, covered");
    let [marked, touched, covered] = marks["PERSON"];
    at_least(touched, marked, 95, "names, touched");
    at_least(covered, marked, 92, "names, covered");
    at_least(found["PERSON"][1], found["PERSON"][0], 85, "names, precision");
}
