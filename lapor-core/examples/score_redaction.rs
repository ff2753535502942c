//! Scores the redactor on sentences whose personal data is marked.
//!
//! The file, without which two invented sentences are scored, is JSON lines of `text` and `spans` (`start`, `end`, `kind`, in code points), or of threads: `texts`,
//! a list of spans for each, and `reporter` (`name`, `contact`); with `--split NAME`
//! only lines whose `split` is that. `--officials FILE` is CSV of roles and names. For each kind:
//! how many there are, how many are touched and fully covered by a finding of any kind, how many
//! findings of the kind touch something that is marked, and characters hidden that are not marked, as a
//! share of all characters. `--repeat N` redacts the texts N times instead, to be timed. `--errors` prints what went wrong, so only for invented text.
//!
//! ```sh
//! cargo run --release -p lapor-core --features redact --example score_redaction -- sentences.jsonl
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::ops::Range;
use std::{env, fs};

use lapor_core::redact::{Kind, Redactor, Thread};
use lapor_core::sensitive::Sensitive;
use serde_json::Value;

/// What is scored where no file is named.
const INVENTED: &str = r#"{"text": "Nama saya Teguh Wirajati, NIK 3515080102909901", "spans": [{"start": 10, "end": 24, "kind": "PERSON"}, {"start": 30, "end": 46, "kind": "NIK"}]}
{"text": "Jalan Ahmad Yani rusak di KM 12", "spans": []}
"#;

/// Counts of one kind.
#[derive(Default)]
struct Count {
    marked: usize,
    touched: usize,
    covered: usize,
    found: usize,
    right: usize,
    wrong_characters: usize,
}

/// A sentence and what is marked in it.
struct Sentence {
    text: String,
    spans: Vec<(Range<usize>, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let option =
        |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let file = args.first().filter(|arg| !arg.starts_with("--"));
    let lines = file.map_or(Ok(INVENTED.to_owned()), fs::read_to_string)?;
    let show = args.iter().any(|arg| arg == "--errors");
    let mut redactor = Redactor::new();
    if let Some(officials) = option("--officials") {
        let officials = fs::read_to_string(officials)?;
        let rows = officials.lines().skip(1).filter_map(|line| line.split_once(','));
        redactor = redactor.with_officials(rows);
    }
    if let Some(times) = option("--repeat") {
        return repeat(&redactor, &lines, times.parse()?);
    }
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut characters = 0;
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line)?;
        if option("--split").is_some_and(|split| value["split"].as_str() != Some(split.as_str())) {
            continue;
        }
        let mut thread = redactor.thread();
        let reporter = &value["reporter"];
        thread.hide_person(&Sensitive::new(reporter["name"].as_str().unwrap_or_default()));
        thread.hide_contact(&Sensitive::new(reporter["contact"].as_str().unwrap_or_default()));
        let texts = sentences(&value).ok_or("a line has no text or spans")?;
        let all: Vec<_> = texts.iter().map(|text| Sensitive::new(text.text.as_str())).collect();
        thread.learn(&all);
        for sentence in texts {
            characters += sentence.text.chars().count();
            let problems = score(&mut thread, &sentence, &mut counts);
            if show && !problems.is_empty() {
                println!("{}\n    {}", sentence.text, problems.join("; "));
            }
        }
    }
    println!(
        "{:14}{:>7}{:>9}{:>9}{:>7}{:>11}{:>8}",
        "kind", "marked", "touched", "covered", "found", "precision", "lost"
    );
    let percent = |n: usize, of: usize| {
        if of == 0 { "-".to_owned() } else { format!("{:.1}", 100.0 * n as f64 / of as f64) }
    };
    for (kind, count) in &counts {
        println!(
            "{kind:14}{:>7}{:>9}{:>9}{:>7}{:>11}{:>8.3}",
            count.marked,
            percent(count.touched, count.marked),
            percent(count.covered, count.marked),
            count.found,
            percent(count.right, count.found),
            100.0 * count.wrong_characters as f64 / characters as f64,
        );
    }
    Ok(())
}

/// Redacts the texts over and over, each in a thread of its own; the time is taken from outside.
fn repeat(redactor: &Redactor, lines: &str, times: usize) -> Result<(), Box<dyn Error>> {
    let mut texts: Vec<String> = Vec::new();
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line)?;
        texts.push(value["text"].as_str().ok_or("a line has no text")?.to_owned());
    }
    let (mut bytes, mut spans) = (0, 0);
    for _ in 0..times {
        for text in &texts {
            bytes += text.len();
            spans += redactor.thread().redact(&Sensitive::new(text.as_str())).spans.len();
        }
    }
    println!("{bytes} bytes in {times} x {} texts, {spans} findings", texts.len());
    Ok(())
}

/// Counts what was found in one sentence; what is wrong, in words.
fn score(
    thread: &mut Thread,
    sentence: &Sentence,
    counts: &mut BTreeMap<String, Count>,
) -> Vec<String> {
    let found = thread.redact(&Sensitive::new(sentence.text.as_str())).spans;
    let points: Vec<char> = sentence.text.chars().collect();
    let cut = |range: Range<usize>| points[range].iter().collect::<String>();
    let mut problems = Vec::new();
    for (range, kind) in &sentence.spans {
        let count = counts.entry(kind.clone()).or_default();
        let touched = found.iter().any(|f| f.start < range.end && range.start < f.end);
        let hidden = |at: usize| found.iter().any(|f| (f.start..f.end).contains(&at));
        let covered = range.clone().all(|at| hidden(at) || points[at] == ' ');
        count.marked += 1;
        count.touched += usize::from(touched);
        count.covered += usize::from(covered);
        if !covered {
            problems.push(format!(
                "{kind} {} left: {}",
                if touched { "partly" } else { "wholly" },
                cut(range.clone())
            ));
        }
    }
    for finding in found {
        let range = finding.start..finding.end;
        let count = counts.entry(finding.kind.name().to_owned()).or_default();
        let right =
            sentence.spans.iter().any(|(span, _)| span.start < range.end && range.start < span.end);
        let marked = |at: &usize| sentence.spans.iter().any(|(span, _)| span.contains(at));
        count.found += 1;
        count.right += usize::from(right);
        count.wrong_characters += range.clone().filter(|at| !marked(at)).count();
        if !right {
            let person = if finding.kind == Kind::Person { "name" } else { finding.kind.name() };
            problems.push(format!("no {person} ({}): {}", finding.rule, cut(range)));
        }
    }
    problems
}

/// The text of a line, or the texts of a thread.
fn sentences(value: &Value) -> Option<Vec<Sentence>> {
    let spans = value["spans"].as_array()?;
    match value["texts"].as_array() {
        Some(texts) => {
            let pairs = texts.iter().zip(spans);
            pairs.map(|(text, spans)| sentence(text.as_str()?, spans.as_array()?)).collect()
        }
        None => Some(vec![sentence(value["text"].as_str()?, spans)?]),
    }
}

fn sentence(text: &str, spans: &[Value]) -> Option<Sentence> {
    let spans = spans.iter().map(|span| {
        let at = |name: &str| span[name].as_u64().and_then(|at| usize::try_from(at).ok());
        Some((at("start")?..at("end")?, span["kind"].as_str()?.to_owned()))
    });
    Some(Sentence { text: text.to_owned(), spans: spans.collect::<Option<_>>()? })
}
