//! Trains the scorer of names and prints its figures.
//!
//! Writes `src/redact/name/weights.rs`, and `data/names/lexicon.bin` from the lists beside it. The news
//! are the sentences of `idner-news-2k` (MIT, github.com/khairunnisaor/idner-news-2k) as JSON lines
//! of `id`, `text` and `spans`; its file `test.txt` is held out, and so are the sentences of
//! `data/names/sentences.txt` that begin with `= `.
//!
//! ```sh
//! cargo run --release -p lapor-core --example train_names -- idner-news-2k/unified.jsonl data/sample/reports.csv
//! ```

#![allow(dead_code, unreachable_pub, reason = "modules of the redactor are read in as they are")]

mod chance;
mod corpus;
mod learn;
mod people;
mod sentences;

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
    #[path = "feature.rs"]
    pub(crate) mod feature;
    #[path = "known.rs"]
    pub(crate) mod known;
    #[path = "lexicon.rs"]
    pub(crate) mod lexicon;
    #[path = "list.rs"]
    pub(crate) mod list;
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
use corpus::{News, samples};
use kind::Kind;
use learn::Learner;
use name::known::Known;
use name::read;
use people::People;
use sentences::{Sentence, fill, misspelt, speak};

/// Readings of everything before the table is cut, and after.
const EPOCHS: usize = 24;
const REST: usize = 6;
/// Most weights.
/// The score above which the errors are shown.
const LEAST: i32 = -96;
const MOST: usize = 6_000;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut args = env::args().skip(1);
    let (Some(news), Some(reports)) = (args.next(), args.next()) else {
        return Err("usage: train_names NEWS.jsonl REPORTS.csv".into());
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = |file: &str| fs::read_to_string(root.join("data/names").join(file));
    let [words, ambiguous, given, seen, places] = [
        list("words_wordfreq_ccbysa.tsv")?,
        list("ambiguous_names.tsv")?,
        list("name_tokens_mit_small.txt")?,
        list("name_tokens_dbpedia_id_ccbysa.tsv")?,
        list("places.txt")?,
    ];
    let sources = name::lexicon::Sources {
        words: &words,
        ambiguous: &ambiguous,
        given: &given,
        seen: &seen,
        places: &places,
    };
    let entries = sources.entries();
    let table = name::lexicon::table(&entries);
    let lexicon = root.join("data/names/lexicon.bin");
    if fs::read(&lexicon).ok().as_ref() != Some(&table) {
        fs::write(&lexicon, &table)?;
        println!("wrote the lexicon of {} words; run again to learn with it", entries.len());
        return Ok(());
    }

    let mut sum = 0;
    let common = ambiguous.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let (name, count, ratio) = (cells.next()?, cells.next()?.parse::<usize>().ok()?, cells.nth(1)?);
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

    let vocabulary: Vec<&str> =
        words.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();

    let mut learner = Learner::new();
    let mut chance = Chance(1);
    for epoch in 0..EPOCHS + REST {
        if epoch == EPOCHS {
            learner.cut(3, MOST);
        }
        let mut batch = Vec::new();
        for pattern in &taught {
            for _ in 0..if pattern.contains("{N}") || pattern.contains("{G}") { 4 } else { 3 } {
                batch.push(composed(pattern, &taught, &people, &mut chance));
            }
        }
        for news in &news {
            batch.push(varied(news, &people, &mut chance));
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
            let slips = chance.in_100(60).then(|| misspelt(sentence, &vocabulary, &mut chance));
            learn(&mut learner, slips.as_ref().unwrap_or(sentence));
        }
    }
    let known = learner.known.take().unwrap_or_default();
    write(root, &learner.table(&known))?;

    learner.learning = false;
    let mut chance = Chance(99);
    let mut invented = |patterns: &[&str]| -> Vec<Sentence> {
        (0..3_000).map(|i| speak(&fill(patterns[i % patterns.len()], &people, &mut chance), &mut chance)).collect()
    };
    let (seen, unseen) = (invented(&taught), invented(&held));
    let slips: Vec<Sentence> = {
        let mut chance = Chance(98);
        unseen.iter().map(|sentence| misspelt(sentence, &vocabulary, &mut chance)).collect()
    };
    let plain: Vec<Sentence> = news_held.iter().map(|news| news.sentence.clone()).collect();
    let small = plain.iter().cloned().map(|mut s| {
        s.bytes.make_ascii_lowercase();
        s
    });
    let small: Vec<Sentence> = small.collect();
    for least in [-160, -96, -64, -32, 0] {
        println!("a name if the score is above {least}");
        for (what, all) in
            [("patterns learned from", &seen), ("patterns held out", &unseen), ("the same, misspelt", &slips), ("news held out", &plain), ("the same, small", &small), ("sample reports", &samples)]
        {
            println!("  {what:22} {}", figures(&mut learner, all, least));
        }
    }
    if env::args().any(|arg| arg == "--errors") {
        errors(&mut learner, &unseen[..900], LEAST);
        errors(&mut learner, &samples[..1500], LEAST);
        errors(&mut learner, &seen[..1000], LEAST);
    }
    Ok(())
}

fn errors(learner: &mut Learner, all: &[Sentence], least: i32) {
    for sentence in all {
        let found = reading(learner, sentence, least);
        let bad = found.iter().any(|f| !sentence.names.iter().any(|n| n.start < f.end && f.start < n.end))
            || sentence.names.iter().any(|n| !found.iter().any(|f| f.start <= n.start && n.end <= f.end));
        let outside = found.iter().flat_map(Clone::clone).any(|i| !sentence.names.iter().any(|n| n.contains(&i)));
        if bad || outside {
            let text = |range: &std::ops::Range<usize>| String::from_utf8_lossy(&sentence.bytes[range.clone()]).into_owned();
            println!("{} | gold {:?} | found {:?}", String::from_utf8_lossy(&sentence.bytes),
                sentence.names.iter().map(text).collect::<Vec<_>>(), found.iter().map(text).collect::<Vec<_>>());
        }
    }
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

/// News as they are, with other names, or small.
fn varied(news: &News, people: &People<'_>, chance: &mut Chance) -> Sentence {
    let mut sentence = if chance.in_100(40) {
        let mut other = Sentence::default();
        let mut at = 0;
        for name in &news.sentence.names {
            other.bytes.extend_from_slice(&news.sentence.bytes[at..name.start]);
            other.push_name(&people.name(chance));
            at = name.end;
        }
        other.bytes.extend_from_slice(&news.sentence.bytes[at..]);
        other
    } else {
        news.sentence.clone()
    };
    match chance.below(10) {
        0..4 => sentence.bytes.make_ascii_lowercase(),
        4 => sentence.bytes.make_ascii_uppercase(),
        _ => {}
    }
    sentence
}

fn learn(learner: &mut Learner, sentence: &Sentence) {
    learner.gold = sentence.names.clone();
    read::names(&sentence.bytes, &Known::default(), 0, learner, |_| {});
}

fn reading(learner: &mut Learner, sentence: &Sentence, least: i32) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    read::names(&sentence.bytes, &Known::default(), least, learner, |name| found.push(name.start..name.end));
    found
}

/// Names touched and covered, findings that touch a name, and characters lost, in parts of a hundred.
fn figures(learner: &mut Learner, all: &[Sentence], least: i32) -> String {
    let (mut names, mut touched, mut covered, mut findings, mut right) = (0, 0, 0, 0, 0);
    let (mut characters, mut lost) = (0, 0);
    for sentence in all {
        let found = reading(learner, sentence, least);
        let meet = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| a.start < b.end && b.start < a.end;
        names += sentence.names.len();
        findings += found.len();
        characters += sentence.bytes.len();
        touched += sentence.names.iter().filter(|name| found.iter().any(|f| meet(name, f))).count();
        covered += sentence
            .names
            .iter()
            .filter(|name| found.iter().any(|f| f.start <= name.start && name.end <= f.end))
            .count();
        right += found.iter().filter(|f| sentence.names.iter().any(|name| meet(name, f))).count();
        let inside = |i: &usize| sentence.names.iter().any(|name| name.contains(i));
        lost += found.iter().flat_map(Clone::clone).filter(|i| !inside(i)).count();
    }
    let part = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    format!(
        "{names} names: touched {:.1}, covered {:.1}, precision {:.1}, lost {:.2}",
        part(touched, names),
        part(covered, names),
        part(right, findings),
        part(lost, characters)
    )
}

fn write(root: &Path, table: &[(u32, i32, String)]) -> Result<(), Failure> {
    let mut text = String::from(
        "//! The weights of the scorer: key of a feature, weight, and what it stands for.\n//!\n//! Written by `train_names`.\n\n\
         #[rustfmt::skip]\n",
    );
    writeln!(text, "pub(super) static WEIGHTS: [(u32, i16); {}] = [", table.len())?;
    for (key, weight, meaning) in table {
        let meaning: String = meaning.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
        writeln!(text, "    ({key}, {weight}), // {meaning}")?;
    }
    text.push_str("];\n");
    fs::write(root.join("src/redact/name/weights.rs"), text)?;
    println!("{} weights", table.len());
    Ok(())
}
