//! Texts that were written before: news with their names marked, and reports of the sample.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::normal;
use crate::sentences::Sentence;

/// A sentence of the news.
pub(crate) struct News {
    pub(crate) sentence: Sentence,
}

/// One byte for each character, so that spans of characters are spans of bytes.
fn flat(text: &str) -> Vec<u8> {
    text.chars().map(|c| normal::fold(c).unwrap_or(b' ')).collect()
}

/// The value of a string or number behind a key of a flat JSON object.
fn string_after(line: &str, key: &str) -> Option<String> {
    let start = line.find(&format!("\"{key}\": \""))? + key.len() + 5;
    let mut out = String::new();
    let mut rest = line[start..].chars();
    loop {
        match rest.next()? {
            '"' => return Some(out),
            '\\' => match rest.next()? {
                'u' => {
                    let hex: String = rest.by_ref().take(4).collect();
                    out.push(char::from_u32(u32::from_str_radix(&hex, 16).ok()?).unwrap_or('?'));
                }
                'n' => out.push('\n'),
                't' => out.push('\t'),
                c => out.push(c),
            },
            c => out.push(c),
        }
    }
}

fn number_after(text: &str, key: &str) -> Option<usize> {
    let start = text.find(&format!("\"{key}\": "))? + key.len() + 4;
    let digits: String = text[start..].chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The news to learn from, and those held out.
pub(crate) fn news(text: &str) -> Result<(Vec<News>, Vec<News>), crate::Failure> {
    let (mut taught, mut held) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let id = string_after(line, "id").ok_or("no id")?;
        let body = string_after(line, "text").ok_or("no text")?;
        let spans = line.find("\"spans\"").map_or("", |at| &line[at..]);
        let mut names = Vec::new();
        for span in spans.split('{').skip(1) {
            if string_after(span, "kind").as_deref() == Some("PERSON") {
                let start = number_after(span, "start").ok_or("no start")?;
                names.push(start..number_after(span, "end").ok_or("no end")?);
            }
        }
        let news = News { sentence: Sentence { bytes: flat(&body), names } };
        if id.contains("test.txt") { held.push(news) } else { taught.push(news) }
    }
    Ok((taught, held))
}

/// A complaint of the corpus of redaction, and which fold it is in.
pub(crate) struct Complaint {
    pub(crate) sentence: Sentence,
    pub(crate) fold: usize,
    /// Which of the files it is from.
    pub(crate) file: usize,
}

/// Folds of the complaints: each is scored by what was learned from the others.
pub(crate) const FOLDS: usize = 4;

/// Lines that stand together, which are in one fold: neighbours are alike in what they are about.
const BLOCK: usize = 20;

/// The complaints that may be learned from: all, or those of a split. What is marked but is no name
/// becomes a token, as it will have. Office-holders are left out, since a list decides on them.
pub(crate) fn complaints(
    text: &str,
    file: usize,
    split: Option<&str>,
) -> Result<Vec<Complaint>, crate::Failure> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let field = |key| string_after(line, key).ok_or("a field is missing");
        if split.is_some() && string_after(line, "split").as_deref() != split
            || field("note")?.contains("official")
        {
            continue;
        }
        let body = flat(&field("text")?);
        let spans = line.find("\"spans\"").map_or("", |at| &line[at..]);
        let mut marked = Vec::new();
        for span in spans.split('{').skip(1) {
            let kind = string_after(span, "kind").ok_or("no kind")?;
            let start = number_after(span, "start").ok_or("no start")?;
            marked.push((start, number_after(span, "end").ok_or("no end")?, kind));
        }
        marked.sort();
        let mut sentence = Sentence::default();
        let mut at = 0;
        for (start, end, kind) in marked {
            sentence.bytes.extend_from_slice(&body[at..start]);
            if kind == "PERSON" {
                let from = sentence.bytes.len();
                sentence.bytes.extend_from_slice(&body[start..end]);
                sentence.names.push(from..sentence.bytes.len());
            } else {
                sentence.push(&format!("[{kind}]"));
            }
            at = end;
        }
        sentence.bytes.extend_from_slice(&body[at..]);
        all.push(Complaint { sentence, fold: number / BLOCK % FOLDS, file });
    }
    Ok(all)
}

/// Titles and bodies of the sample's reports; each of its people is marked where they stand.
pub(crate) fn samples(text: &str) -> Vec<Sentence> {
    let rows: Vec<Vec<String>> = text.lines().skip(1).map(cells).collect();
    let names = || rows.iter().filter_map(|row| row.get(10));
    let small = |word: &str| word.to_lowercase();
    let firsts: BTreeSet<String> =
        names().filter_map(|name| name.split(' ').next()).map(small).collect();
    let lasts: BTreeSet<String> =
        names().filter_map(|name| name.split(' ').nth(1)).map(small).collect();
    let mut all = Vec::new();
    for row in &rows {
        let (Some(title), Some(body), Some(name)) = (row.get(8), row.get(9), row.get(10)) else {
            continue;
        };
        let body: Vec<&str> =
            body.split(' ').map(|word| if word.contains('@') { "[EMAIL]" } else { word }).collect();
        let mut sentence =
            Sentence { bytes: flat(&format!("{title}\n{}", body.join(" "))), names: Vec::new() };
        let lower = String::from_utf8_lossy(&sentence.bytes).to_lowercase();
        let mut before: Option<Range<usize>> = None;
        for word in crate::name::word::Items::new(&sentence.bytes) {
            let text = |range: Range<usize>| lower.get(range).unwrap_or_default();
            let (here, last) = (word.range(), before.replace(word.range()));
            if name.to_lowercase() == text(here.clone()) {
                sentence.names.push(here);
            } else if let Some(last) = last
                && firsts.contains(text(last.clone()))
                && lasts.contains(text(here.clone()))
            {
                sentence.names.push(last.start..here.end);
            }
        }
        all.push(sentence);
    }
    all
}

/// The cells of a line of CSV; no cell of the sample holds a line break.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => {
                if let Some(last) = cells.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    cells
}
