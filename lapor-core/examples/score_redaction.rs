//! Scores the redactor on sentences whose personal data is marked.
//!
//! The file is JSON lines of `text` and `spans` (`start`, `end`, `kind`, in code points), or of threads: `texts`,
//! a list of spans for each, and `reporter` (`name`, `contact`); with `--split NAME`
//! only lines whose `split` is that. `--officials FILE` is a list of a role, a tab and a name. For each kind:
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
    let file =
        args.first().ok_or("usage: score_redaction FILE [--split S] [--officials F] [--errors]")?;
    let show = args.iter().any(|arg| arg == "--errors");
    let mut redactor = Redactor::new();
    if let Some(officials) = option("--officials") {
        let officials = fs::read_to_string(officials)?;
        redactor =
            redactor.with_officials(officials.lines().filter_map(|line| line.split_once('\t')));
    }
    if let Some(times) = option("--repeat") {
        return repeat(&redactor, &fs::read_to_string(file)?, times.parse()?);
    }
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut characters = 0;
    for line in fs::read_to_string(file)?.lines() {
        let Some(value) = Json::read(line) else { return Err("a line is no JSON".into()) };
        if option("--split").is_some_and(|split| value.text("split") != Some(split.as_str())) {
            continue;
        }
        let mut thread = redactor.thread();
        if let Some(reporter) = value.get("reporter") {
            thread.hide_person(&Sensitive::new(reporter.text("name").unwrap_or_default()));
            thread.hide_contact(&Sensitive::new(reporter.text("contact").unwrap_or_default()));
        }
        for sentence in sentences(&value).ok_or("a line has no text or spans")? {
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
    let texts = lines.lines().map(|line| Json::read(line)?.text("text").map(str::to_owned));
    let texts: Vec<String> = texts.collect::<Option<_>>().ok_or("a line has no text")?;
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
fn sentences(value: &Json) -> Option<Vec<Sentence>> {
    let Json::List(spans) = value.get("spans")? else { return None };
    match value.get("texts") {
        Some(Json::List(texts)) => texts
            .iter()
            .zip(spans)
            .map(|pair| match pair {
                (Json::Text(text), Json::List(spans)) => sentence(text, spans),
                _ => None,
            })
            .collect(),
        _ => Some(vec![sentence(value.text("text")?, spans)?]),
    }
}

fn sentence(text: &str, spans: &[Json]) -> Option<Sentence> {
    let spans = spans.iter().map(|span| {
        let range = span.number("start")?..span.number("end")?;
        Some((range, span.text("kind")?.to_owned()))
    });
    Some(Sentence { text: text.to_owned(), spans: spans.collect::<Option<_>>()? })
}

/// As much of JSON as such a file has.
enum Json {
    Text(String),
    Number(usize),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
    Other,
}

impl Json {
    fn read(line: &str) -> Option<Self> {
        let mut rest = line;
        Self::value(&mut rest)
    }

    fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(pairs) = self else { return None };
        pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn number(&self, key: &str) -> Option<usize> {
        match self.get(key)? {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn value(rest: &mut &str) -> Option<Self> {
        *rest = rest.trim_start();
        match rest.chars().next()? {
            '"' => Self::string(rest).map(Self::Text),
            '[' | '{' => {
                let object = rest.starts_with('{');
                let (mut list, mut pairs) = (Vec::new(), Vec::new());
                *rest = rest[1..].trim_start();
                while !rest.starts_with([']', '}']) {
                    if object {
                        let key = Self::string(rest)?;
                        *rest = rest.trim_start().strip_prefix(':')?;
                        pairs.push((key, Self::value(rest)?));
                    } else {
                        list.push(Self::value(rest)?);
                    }
                    *rest = rest.trim_start();
                    *rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
                }
                *rest = &rest[1..];
                Some(if object { Self::Object(pairs) } else { Self::List(list) })
            }
            _ => {
                let end = rest.find([',', ']', '}']).unwrap_or(rest.len());
                let number = rest[..end].trim().parse();
                *rest = &rest[end..];
                Some(number.map_or(Self::Other, Self::Number))
            }
        }
    }

    fn string(rest: &mut &str) -> Option<String> {
        *rest = rest.strip_prefix('"')?;
        let mut units = Vec::new();
        loop {
            let c = rest.chars().next()?;
            *rest = &rest[c.len_utf8()..];
            match c {
                '"' => return String::from_utf16(&units).ok(),
                '\\' => {
                    let c = rest.chars().next()?;
                    *rest = &rest[c.len_utf8()..];
                    match c {
                        'u' => {
                            units.push(u16::from_str_radix(rest.get(..4)?, 16).ok()?);
                            *rest = &rest[4..];
                        }
                        'n' => units.push(10),
                        't' => units.push(9),
                        'r' => units.push(13),
                        c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
                    }
                }
                c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            }
        }
    }
}
