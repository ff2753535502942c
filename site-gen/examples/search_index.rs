//! Builds a search index from documents in NDJSON, newest first, and says what it took.
//!
//! ```sh
//! cargo run --release -p site-gen --example search_index -- documents.ndjson FOLDER
//! ```
//!
//! A line is `{"id", "date", "agency", "agency_name", "title", "body", "thread": [text]}`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::Deserialize;
use site_gen::format::excerpt;
use site_gen::search::{Document, Index, Plan};

#[derive(Deserialize)]
struct Line {
    id: String,
    date: String,
    agency: u32,
    agency_name: String,
    title: String,
    body: String,
    thread: Vec<String>,
}

/// How many lines are held in memory.
const BATCH: usize = 20_000;

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(input), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("expected a file of documents and a folder".into());
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut plan = Plan { scratch: folder.to_path_buf(), ..Plan::default() };
    let mut agencies = BTreeMap::new();
    for line in BufReader::new(File::open(&input)?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        plan.documents += 1;
        match plan.months.last_mut() {
            Some((month, count)) if line.date.starts_with(month.as_str()) => *count += 1,
            _ => plan.months.push((line.date[..7].to_owned(), 1)),
        }
        agencies.insert(format!("a{}", line.agency), line.agency_name);
    }
    let documents = plan.documents;
    let index = Index::new(plan);
    let mut lines = BufReader::new(File::open(&input)?).lines();
    let mut first = 0;
    let mut adding = Duration::ZERO;
    loop {
        let batch: Vec<Line> = lines
            .by_ref()
            .take(BATCH)
            .map(|line| Ok(serde_json::from_str(&line?)?))
            .collect::<Result<_, Box<dyn Error>>>()?;
        if batch.is_empty() {
            break;
        }
        let start = Instant::now();
        let added: Vec<_> = batch
            .par_iter()
            .enumerate()
            .map(|(place, line)| add(&index, first + place as u32, line))
            .collect();
        adding += start.elapsed();
        added.into_iter().collect::<Result<(), _>>()?;
        first += batch.len() as u32;
    }
    let start = Instant::now();
    let agencies: Vec<(String, String)> = agencies.into_iter().collect();
    let written = Mutex::new((0_usize, 0_usize));
    index.finish(&agencies, &|path, bytes| {
        let file = folder.join(path);
        let folders = file.parent().map_or(Ok(()), fs::create_dir_all);
        let result = folders.and_then(|()| fs::write(&file, &bytes));
        result.map_err(site_gen::error::Error::io("write", &file))?;
        if let Ok(mut written) = written.lock() {
            *written = (written.0 + 1, written.1 + bytes.len());
        }
        Ok(())
    })?;
    let (files, bytes) = written.into_inner()?;
    println!(
        "{documents} documents: {:.2} s while they come, {:.2} s at the end; {files} files, {bytes} bytes",
        adding.as_secs_f64(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn add(index: &Index, number: u32, line: &Line) -> Result<(), site_gen::error::Error> {
    let slug = format!("a{}", line.agency);
    let mut texts = vec![&*line.title, &line.body, &line.agency_name];
    texts.extend(line.thread.iter().map(String::as_str));
    index.add(&Document {
        number,
        id: &line.id,
        when: line.date.clone(),
        agency: &line.agency_name,
        title: &line.title,
        extract: excerpt(&line.body, 120),
        texts,
        agencies: vec![&slug],
    })
}
