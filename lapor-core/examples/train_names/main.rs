//! Trains the scorer of names and prints its figures.
//!
//! Writes `src/redact/name/weights.rs`, and `data/names/lexicon.bin` from the lists beside it. The news
//! are the sentences of `idner-news-2k` (MIT, github.com/khairunnisaor/idner-news-2k) as JSON lines
//! of `id`, `text` and `spans`; its file `test.txt` is held out, and so are the sentences of
//! `data/names/sentences.txt` that begin with `= `. With `--lexicon` the lexicon alone is written.
//!
//! ```sh
//! cargo run --release -p lapor-core --example train_names -- idner-news-2k/unified.jsonl data/sample/reports.csv \
//!     data/redaction/sentences.jsonl data/redaction/complaints.jsonl data/redaction/training.jsonl data/redaction/laporan.jsonl:work data/redaction/keluhan.jsonl:work data/redaction/aduan.jsonl:work data/redaction/warga.jsonl data/redaction/suara.jsonl:work data/redaction/lanjutan.jsonl:work data/redaction/kabar.jsonl:work
//! ```

#![allow(dead_code, unreachable_pub, reason = "modules of the redactor are read in as they are")]

mod chance;
mod corpus;
mod figures;
mod learn;
mod people;
mod sentences;

#[path = "../../src/redact/few.rs"]
mod few;
#[path = "../../src/redact/keep.rs"]
mod keep;
#[path = "../../src/redact/kind.rs"]
mod kind;
#[path = "../../src/redact/normal.rs"]
mod normal;
#[path = "../../src/redact/name"]
mod name {
    #[path = "cue.rs"]
    pub(crate) mod cue;
    #[path = "demand.rs"]
    pub(crate) mod demand;
    #[path = "derived.rs"]
    pub(crate) mod derived;
    #[path = "each.rs"]
    pub(crate) mod each;
    #[path = "feature.rs"]
    pub(crate) mod feature;
    #[path = "known.rs"]
    pub(crate) mod known;
    #[path = "lexicon.rs"]
    pub(crate) mod lexicon;
    #[path = "list.rs"]
    pub(crate) mod list;
    #[path = "part.rs"]
    pub(crate) mod part;
    #[path = "place.rs"]
    pub(crate) mod place;
    #[path = "read.rs"]
    pub(crate) mod read;
    #[path = "word.rs"]
    pub(crate) mod word;
}

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use chance::Chance;
use corpus::{Complaint, FOLDS, News, samples};
use figures::{Tally, errors, tally};
use kind::Kind;
use learn::Learner;
use name::known::Known;
use name::read;
use people::People;
use sentences::{Sentence, fill, map_case, misspelt, speak};

/// Readings of everything before the table is cut, and after.
const EPOCHS: usize = 24;
const REST: usize = 6;
/// The score above which the errors are shown.
const LEAST: i32 = -128;
/// Most weights.
const MOST: usize = 10_000;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut args = env::args().skip(1);
    let (Some(news), Some(reports)) = (args.next(), args.next()) else {
        return Err("usage: train_names NEWS.jsonl REPORTS.csv [COMPLAINTS.jsonl ...]".into());
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = |file: &str| fs::read_to_string(root.join("data/names").join(file));
    let [
        words,
        english,
        ambiguous,
        given,
        regional,
        spoken,
        seen,
        places,
        towns,
        things,
        roots,
        met,
        met_names,
        talk,
    ] = [
        list("words_wordfreq_ccbysa.tsv")?,
        list("words_english_wordfreq_ccbysa.tsv")?,
        list("ambiguous_names.tsv")?,
        list("name_tokens_mit_small.txt")?,
        list("name_tokens_regional_cc0.txt")?,
        list("words_spoken_cc0.txt")?,
        list("name_tokens_dbpedia_id_ccbysa.tsv")?,
        list("places.txt")?,
        list("places_towns_cc0.txt")?,
        list("words_things_cc0.txt")?,
        list("words_roots_spacy_mit.txt")?,
        list("words_met_cc0.txt")?,
        list("name_tokens_met_cc0.txt")?,
        list("words_regional_cc0.txt")?,
    ];
    let sources = name::lexicon::Sources {
        words: &words,
        english: &english,
        ambiguous: &ambiguous,
        given: &given,
        regional: &regional,
        spoken: &spoken,
        seen: &seen,
        places: &places,
        towns: &towns,
        things: &things,
        roots: &roots,
        met: "",
        met_names: "",
    };
    if env::args().any(|arg| arg == "--lexicon") {
        let sources = name::lexicon::Sources { met: &met, met_names: &met_names, ..sources };
        let entries = sources.entries();
        let table = name::lexicon::table(&entries, &talk);
        fs::write(root.join("data/names/lexicon.bin"), table)?;
        println!("wrote the lexicon of {} words", entries.len());
        return Ok(());
    }
    // What the texts taught is in no list while they are learned from.
    let entries = sources.entries();
    let table = name::lexicon::table(&entries, &talk);
    let lexicon = root.join("data/names/lexicon.bin");
    if fs::read(&lexicon).ok().as_ref() != Some(&table) {
        fs::write(&lexicon, &table)?;
        println!("wrote a lexicon of {} words to learn with; run again", entries.len());
        return Ok(());
    }

    let mut sum = 0;
    let common = ambiguous.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let (name, count, ratio) =
            (cells.next()?, cells.next()?.parse::<usize>().ok()?, cells.nth(1)?);
        // A square root flattens the most common, of which there would be too many alike.
        let likely = ratio.parse::<f64>().ok()? > 0.4;
        likely.then(|| {
            sum += count.isqrt();
            (name, sum)
        })
    });
    let people = People {
        common: common.collect(),
        given: given.lines().filter(|line| line.len() > 2).collect(),
        regencies: places.lines().filter(|line| !line.starts_with('#') && line.len() > 4).collect(),
    };
    let patterns = list("sentences.txt")?;
    let patterns: Vec<&str> =
        patterns.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (held, taught): (Vec<&str>, Vec<&str>) =
        patterns.into_iter().partition(|line| line.starts_with("= "));
    let held: Vec<&str> = held.iter().map(|line| &line[2..]).collect();
    let (news, news_held) = corpus::news(&fs::read_to_string(news)?)?;
    let samples = samples(&fs::read_to_string(reports)?);
    let files: Vec<String> = args.filter(|arg| !arg.starts_with("--")).collect();
    let mut complaints = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let (file, split) =
            file.split_once(':').map_or((file.as_str(), None), |(file, split)| (file, Some(split)));
        complaints.extend(corpus::complaints(&fs::read_to_string(file)?, number, split)?);
    }

    let vocabulary: Vec<&str> = words
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split('\t').next())
        .collect();
    let texts = Texts { taught, news, samples, vocabulary, people };

    let mut folded: BTreeMap<(i32, usize), Vec<Tally>> = BTreeMap::new();
    for fold in 0..FOLDS {
        let (own, others): (Vec<&Complaint>, Vec<&Complaint>) =
            complaints.iter().partition(|complaint| complaint.fold == fold);
        if own.is_empty() {
            continue;
        }
        let mut learner = trained(&texts, &others);
        for file in 0..files.len() {
            let own = own.iter().filter(|complaint| complaint.file == file);
            let own: Vec<Sentence> = own.map(|complaint| complaint.sentence.clone()).collect();
            for least in LEASTS {
                let tallies = folded.entry((least, file)).or_default();
                tallies.push(tally(&mut learner, &own, least));
            }
            if env::args().any(|arg| arg == "--errors") {
                errors(&mut learner, &own, LEAST);
            }
        }
    }
    let all: Vec<&Complaint> = complaints.iter().collect();
    let mut learner = trained(&texts, &all);
    let known = learner.known.take().unwrap_or_default();
    write(root, &learner.table(&known))?;
    let sources = name::lexicon::Sources { met: &met, met_names: &met_names, ..sources };
    let entries = sources.entries();
    fs::write(&lexicon, name::lexicon::table(&entries, &talk))?;
    println!("wrote the lexicon of {} words", entries.len());

    let mut chance = Chance(99);
    let mut invented = |patterns: &[&str]| -> Vec<Sentence> {
        let one = |i: usize| {
            speak(&fill(patterns[i % patterns.len()], &texts.people, &mut chance), &mut chance)
        };
        (0..3_000).map(one).collect()
    };
    let (seen, unseen) = (invented(&texts.taught), invented(&held));
    let mut chance = Chance(98);
    let slips: Vec<Sentence> =
        unseen.iter().map(|sentence| misspelt(sentence, &texts.vocabulary, &mut chance)).collect();
    let worn: Vec<Sentence> = texts
        .samples
        .iter()
        .map(|sentence| misspelt(sentence, &texts.vocabulary, &mut chance))
        .collect();
    let plain: Vec<Sentence> = news_held.iter().map(|news| news.sentence.clone()).collect();
    let mut small = plain.clone();
    small.iter_mut().for_each(|sentence| sentence.bytes.make_ascii_lowercase());
    if env::args().any(|arg| arg == "--worn") {
        errors(&mut learner, &worn[..400], LEAST);
    }
    for least in LEASTS {
        println!("a name if the score is above {least}");
        let sets = [
            ("patterns learned from", &seen),
            ("patterns held out", &unseen),
            ("the same, misspelt", &slips),
            ("news held out", &plain),
            ("the same, small", &small),
            ("sample reports", &texts.samples),
            ("the same, misspelt", &worn),
        ];
        for (what, all) in sets {
            println!("  {what:22} {}", tally(&mut learner, all, least));
        }
        for (file, name) in files.iter().enumerate() {
            if let Some(folds) = folded.get(&(least, file)) {
                let name = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
                println!("  {:22} {}", format!("{name}, by folds"), Tally::sum(folds));
            }
        }
    }
    Ok(())
}

/// Scores that the figures are given for.
const LEASTS: [i32; 9] = [-168, -152, -136, -128, -120, -104, -88, -72, -40];

/// What is learned from.
struct Texts<'a> {
    taught: Vec<&'a str>,
    news: Vec<News>,
    samples: Vec<Sentence>,
    vocabulary: Vec<&'a str>,
    people: People<'a>,
}

/// Learns from everything and the complaints given.
fn trained(texts: &Texts<'_>, complaints: &[&Complaint]) -> Learner {
    let Texts { taught, news, samples, vocabulary, people } = texts;
    let mut learner = Learner::new();
    let mut chance = Chance(1);
    for epoch in 0..EPOCHS + REST {
        if epoch == EPOCHS {
            learner.cut(3, MOST);
        }
        let mut batch = Vec::new();
        for pattern in taught {
            for _ in 0..if pattern.contains("{N}") || pattern.contains("{G}") { 4 } else { 3 } {
                batch.push(composed(pattern, taught, people, &mut chance));
            }
        }
        for news in news {
            batch.push(varied(&news.sentence, people, &mut chance));
        }
        for complaint in complaints {
            batch.push(complaint.sentence.clone());
            batch.push(varied(&complaint.sentence, people, &mut chance));
        }
        for _ in 0..800 {
            batch.push(samples[chance.below(samples.len())].clone());
        }
        for i in (1..batch.len()).rev() {
            batch.swap(i, chance.below(i + 1));
        }
        if epoch + 1 == EPOCHS + REST {
            learner.known = Some(BTreeMap::new());
        }
        for sentence in &batch {
            let slips = chance.in_100(50).then(|| misspelt(sentence, vocabulary, &mut chance));
            learn(&mut learner, slips.as_ref().unwrap_or(sentence));
        }
        if epoch >= EPOCHS {
            learner.add_to_mean();
        }
    }
    learner.finish();
    learner
}

/// A sentence, alone or between others, in somebody's voice.
fn composed(pattern: &str, others: &[&str], people: &People<'_>, chance: &mut Chance) -> Sentence {
    let mut whole = Sentence::default();
    if chance.in_100(30) {
        whole.append(&fill(others[chance.below(others.len())], people, chance));
        whole.push(chance.pick(&[". ", ", ", "\n", " ", ".. "]));
    }
    whole.append(&fill(pattern, people, chance));
    if chance.in_100(40) {
        whole.push(chance.pick(&[". ", ", ", "\n", " ", "."]));
        whole.append(&fill(others[chance.below(others.len())], people, chance));
    }
    speak(&whole, chance)
}

/// A sentence as it is, with other names, small or loud.
fn varied(sentence: &Sentence, people: &People<'_>, chance: &mut Chance) -> Sentence {
    let mut varied = sentence.clone();
    if chance.in_100(40) {
        varied = Sentence::default();
        let mut at = 0;
        for name in &sentence.names {
            varied.bytes.extend_from_slice(&sentence.bytes[at..name.start]);
            // As many words as before.
            let words = sentence.bytes[name.clone()].split(|byte| *byte == b' ').count();
            let other = match words {
                1 => people.called(chance),
                2 => format!("{} {}", people.called(chance), people.called(chance)),
                _ => people.name(chance),
            };
            varied.push_name(&other);
            at = name.end;
        }
        varied.bytes.extend_from_slice(&sentence.bytes[at..]);
    }
    match chance.below(10) {
        0..4 => map_case(&mut varied, u8::to_ascii_lowercase),
        4 => map_case(&mut varied, u8::to_ascii_uppercase),
        _ => {}
    }
    varied
}

fn learn(learner: &mut Learner, sentence: &Sentence) {
    learner.gold = sentence.names.clone();
    read::names(&sentence.bytes, &Known::default(), 0, learner, |_| {});
}

fn write(root: &Path, table: &[(u32, i32, String)]) -> Result<(), Failure> {
    let mut text = String::from(
        "//! The weights of the scorer: key of a feature, weight, and what it stands for.\n//!\n//! Written by `train_names`.\n\n\
         #[rustfmt::skip]\n",
    );
    writeln!(text, "pub(super) static WEIGHTS: [(u32, i16); {}] = [", table.len())?;
    for (key, weight, meaning) in table {
        let meaning: String =
            meaning.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
        writeln!(text, "    ({key}, {weight}), // {meaning}")?;
    }
    text.push_str("];\n");
    fs::write(root.join("src/redact/name/weights.rs"), text)?;
    println!("{} weights", table.len());
    Ok(())
}
