//! `Debug` of every public type that can hold what people wrote: it shows none of it.

use std::collections::BTreeSet;
use std::path::Path;

use lapor_core::redact::{Decision, Doubt, Gate, Redactor, Review};
use lapor_core::sensitive::Sensitive;
use lapor_stats::assess::Court;
use lapor_stats::frame::VerdictTable;
use lapor_stats::ingest::{Batches, Log, Options, ingest};
use lapor_stats::redaction::Redaction;
use lapor_stats::review::{Decisions, Desk, Queue, ReviewKey};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::schema::TABLES;
use site_gen::check::Canaries;
use site_gen::config::Config;
use site_gen::gate::SiteGate;
use site_gen::identity::Key;

use crate::planted::{PLANTED, plant, site, told};
use crate::{read, root};

/// Types that hold what people wrote, or whatever stands for it before it is wrapped. A type whose definition
/// names one of them holds it too.
///
/// `PublicText` is none: it is what may be printed.
const HOLDERS: [&str; 20] = [
    "Batches",
    "Canaries",
    "Court",
    "Dataset",
    "Desk",
    "Doubt",
    "EventText",
    "Key",
    "Log",
    "Queue",
    "Records",
    "Redaction",
    "Redactor",
    "ReportText",
    "ReviewKey",
    "Sensitive",
    "SiteGate",
    "Texts",
    "Thread",
    "VerdictTable",
];

/// Public types that name a holder and show none of it, each with the reason.
const NAMESAKES: [(&str, &str); 4] = [
    ("Decisions", "hashes, and their key"),
    ("Error", "variants of these names; what errors say is tested with wrong files"),
    ("WhyGeneral", "a variant for sensitive categories"),
    ("Options", "what a check needs, its canaries among it; it has no Debug"),
];

/// The public types of a source file whose definition names one of `known`.
fn naming(text: &str, known: &BTreeSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(rest) =
            ["pub struct ", "pub enum "].iter().find_map(|word| line.strip_prefix(word))
        else {
            continue;
        };
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let mut body = rest[name.len()..].to_owned();
        if !line.ends_with([';', '}']) {
            for line in lines.by_ref().take_while(|line| *line != "}") {
                body += line.split("//").next().unwrap_or_default();
                body.push('\n');
            }
        }
        let mut words = body.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| known.contains(word)) {
            found.push(name);
        }
    }
    found
}

fn sources(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, texts);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// A new type cannot be forgotten: whoever adds one that holds a text decides here what it shows.
#[test]
fn every_public_type_that_holds_what_people_wrote_is_on_the_list() {
    let mut texts = Vec::new();
    for krate in ["lapor-core", "lapor-stats", "site-gen"] {
        sources(&root().join(krate).join("src"), &mut texts);
    }
    // Names that stand for one type each; a key or a log is many things. A record batch is of raw cells.
    let one = |name: &&str| !matches!(*name, "Batches" | "Desk" | "Key" | "Log" | "Queue");
    let mut known: BTreeSet<&str> = HOLDERS.into_iter().filter(one).collect();
    known.insert("RecordBatch");
    let listed: BTreeSet<&str> =
        HOLDERS.into_iter().chain(NAMESAKES.iter().map(|(name, _)| *name)).collect();
    let (mut declared, mut unlisted) = (BTreeSet::new(), BTreeSet::new());
    for text in &texts {
        for name in naming(text, &known) {
            if !listed.contains(&*name) {
                unlisted.insert(name);
            }
        }
        for holder in HOLDERS {
            let is_declared = ["struct", "enum"]
                .iter()
                .any(|word| text.contains(&format!("\npub {word} {holder}")));
            if is_declared {
                declared.insert(holder);
            }
        }
    }
    assert_eq!(unlisted, BTreeSet::new(), "each holds a type of the list, expected it there");
    assert_eq!(declared.len(), HOLDERS.len(), "a type of the list is gone");
    // The search sees what it should.
    let sample = "pub struct A {\n    text: Sensitive<String>,\n}\npub struct B(u8);\npub enum C {\n    D(EventText),\n}\n";
    assert_eq!(naming(sample, &known), ["A", "C"]);
}

/// Answers nothing and keeps what each question shows of itself.
struct Look(Vec<String>);

impl Review for Look {
    fn decision(&self, _: &str) -> Option<Decision> {
        None
    }

    fn undecided(&mut self, doubt: Doubt<'_>) {
        self.0.push(format!("{doubt:?} {doubt:#?}"));
    }
}

#[test]
fn debug_of_what_holds_people_s_text_shows_none_of_it() {
    let mut shown: Vec<(&str, String)> = Vec::new();
    macro_rules! show {
        ($name:literal, $value:expr) => {{
            let value = &$value;
            shown.push(($name, format!("{value:?} {value:#?}")));
        }};
    }
    let mut site = site();
    for table in &TABLES {
        for field in table.fields.iter().filter(|field| field.written) {
            plant(&mut site, table, field);
        }
    }
    site.lay_out();
    let inputs = [site.path("data")];
    let options = Options { texts: true, as_of: None };
    let dataset = ingest(&inputs, None, options).unwrap();
    let texts = dataset.texts_of(0..dataset.reports.len()).unwrap();
    assert!(texts.iter().any(|text| !text.body.is_empty() && !text.events.is_empty()));
    let rules = Rules::load(None, None, &dataset).unwrap();
    let as_of = day_of_question(None, &dataset, &rules.calendar).unwrap();
    show!("Dataset", dataset);
    show!("Texts", dataset.texts);
    show!("ReportText", texts[0]);
    show!("EventText", texts[0].events);
    show!("Court", Court::new(&dataset, &rules, as_of));
    show!("VerdictTable", VerdictTable::new(&dataset));
    let wide = site.path("wide");
    std::fs::create_dir_all(&wide).unwrap();
    let row = PLANTED.map(|(_, cue, canary)| format!("\"{cue} {canary}\"")).join(",");
    let header: Vec<String> = (0..PLANTED.len()).map(|at| format!("k{at}")).collect();
    let table = format!("no,masuk,{}\n1,2024-07-01,{row}\n", header.join(","));
    std::fs::write(wide.join("tabel.csv"), table).unwrap();
    let mapping = "layout = \"wide\"\nzone = \"WIB\"\n[report]\nreport_id = \"no\"\nbody = \"k0\"\n[milestone.submitted]\ncolumn = \"masuk\"\n";
    std::fs::write(wide.join("lapor.toml"), mapping).unwrap();
    show!("Batches", Batches::open(std::slice::from_ref(&wide), None).unwrap());
    let events = site.path("data/events.csv");
    show!("Log", Log::open(&[events], None, &[]).unwrap());

    let everything = PLANTED.map(|(_, cue, canary)| format!("{cue} {canary}")).join(", ");
    let text = Sensitive::new(everything.as_str());
    show!("Sensitive", text);
    let redactor = Redactor::new();
    let mut thread = redactor.thread();
    for (_, _, canary) in PLANTED {
        thread.hide_person(&Sensitive::new(canary));
        thread.hide_contact(&Sensitive::new(canary));
    }
    show!("Redacted", thread.redact(&text));
    show!("Thread", thread);
    show!("Redactor", redactor);
    show!("Redaction", Redaction { redactor: redactor.clone(), thread_field: None });
    let mut look = Look(Vec::new());
    redactor.thread().redact_reviewed(&text, &mut look);
    redactor.thread().redact_reviewed(&Sensitive::new("tertulis AG 4471 QK di situ"), &mut look);
    assert!(!look.0.is_empty());
    show!("Doubt", look.0);
    let key = ReviewKey::new(&[b'a'; 64]);
    show!("ReviewKey", key);
    let decisions = Decisions::none(key);
    let mut queue = Queue::default();
    let mut desk =
        Desk { decisions: &decisions, queue: &mut queue, report: "70001", field: "body" };
    redactor.thread().redact_reviewed(&Sensitive::new("tertulis AG 4471 QK di situ"), &mut desk);
    show!("Desk", desk);
    assert!(!queue.is_empty());
    show!("Queue", queue);

    let list = site.path("canaries.txt");
    std::fs::write(&list, PLANTED.map(|planted| planted.2).join("\n")).unwrap();
    show!("Canaries", Canaries::read(&list).unwrap());
    let mut gate = Gate::new();
    gate.keep_link(PLANTED[7].2);
    show!("Gate", gate);
    show!("SiteGate", SiteGate::keeping([PLANTED[7].2]));
    let config = Config::read(&site.path("site.toml"), &["id", "en"]).unwrap();
    let key = Key::read(&config.key_file).unwrap();
    let secret = read("data/sample/key.txt").lines().last().unwrap().to_owned();
    show!("Key", key);

    for (name, debug) in &shown {
        assert_eq!(told(debug), [""; 0], "{name}: {debug}");
        assert!(!debug.contains(crate::small::KEY) && !debug.contains(&secret), "{name}");
    }
    // Each type of the list was looked at; record batches are where they are made, in lapor-stats' own tests.
    let names: BTreeSet<&str> = shown.iter().map(|(name, _)| *name).collect();
    let missing: Vec<&str> =
        HOLDERS.into_iter().filter(|name| !names.contains(name) && *name != "Records").collect();
    assert_eq!(missing, [""; 0]);
}
