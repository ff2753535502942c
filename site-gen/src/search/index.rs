//! Builds an index from documents that come in any order, from several threads.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::document::Document;
use super::number;
use super::postings::{Entry, Writer};
use super::spill::Spill;
use super::stem::Guess;
use super::vocabulary::{StemId, Vocabulary};
use super::words::words;
use crate::error::Error;

/// The number of the format that is written.
const FORMAT: u32 = 1;
/// How many documents a file of documents has.
pub(super) const DOCUMENTS: u32 = 6;
/// How many files of documents lie in one folder.
const FOLDER: u32 = 1000;
/// The name of the index's own description.
pub const MANIFEST: &str = "daftar.json";
/// What stands before the slug of an agency among the words; no word begins with it.
pub(super) const AGENCY: char = '!';

/// What is known of the documents before the first one comes.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// How many there are; their numbers are all below.
    pub documents: u32,
    /// Each month as `2025-03` with its documents, which are numbered without a gap, newest month first.
    /// Documents without a month come last and are in none.
    pub months: Vec<(String, u32)>,
    /// A folder for what does not fit into memory; nothing is left there.
    pub scratch: PathBuf,
}

/// Takes the path of a file, below the folder of the index, and its bytes.
pub type Put<'a> = &'a (dyn Fn(String, Vec<u8>) -> Result<(), Error> + Sync);

/// An index while its documents come in.
///
/// Memory holds the vocabulary, and of each of its parts what has not gone to the scratch file; it does not
/// grow with the number of documents. The same documents give the same files, whatever their order.
///
/// ```
/// use site_gen::search::{Document, Index, Plan};
///
/// let scratch = std::env::temp_dir();
/// let index = Index::new(Plan { documents: 1, months: vec![("2025-03".into(), 1)], scratch });
/// index.add(&Document { id: "k7qz2mabcdefghij", texts: vec!["Jalan rusak"], ..Document::default() })?;
/// let files = std::sync::Mutex::new(Vec::new());
/// index.finish(&[], &|path, _| {
///     files.lock().map_err(drop).ok().into_iter().for_each(|mut files| files.push(path.clone()));
///     Ok(())
/// })?;
/// let files = files.into_inner().unwrap_or_default();
/// assert!(files.contains(&"daftar.json".to_owned()));
/// # Ok::<(), site_gen::error::Error>(())
/// ```
pub struct Index {
    plan: Plan,
    vocabulary: Vocabulary,
    /// A part of the stems each: the documents that came, with the numbers of their stems.
    postings: Spill,
    /// A range of the documents each: what a result shows.
    records: Spill,
    /// The sum of the hashes of all documents, in which their order leaves no trace.
    digest: Mutex<[u64; 4]>,
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        // Small enough that a part can be sorted in memory, few enough that they can all be held open.
        let parts = (plan.documents / 8192).next_power_of_two().clamp(1, 256) as usize;
        let ranges = (plan.documents.div_ceil(DOCUMENTS * FOLDER)).max(1) as usize;
        Self {
            vocabulary: Vocabulary::new(parts),
            postings: Spill::new(&plan.scratch, parts),
            records: Spill::new(&plan.scratch, ranges),
            digest: Mutex::default(),
            plan,
        }
    }

    /// Takes a document.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the scratch folder refuses.
    pub fn add(&self, document: &Document<'_>) -> Result<(), Error> {
        let mut heard = Heard::default();
        for text in &document.texts {
            words(text, |word| heard.hear(word));
        }
        let record = record(document);
        self.sign(document, &record, &heard.text);
        let range = document.number / (DOCUMENTS * FOLDER);
        self.records.append(range as usize, |out| {
            out.extend(document.number.to_le_bytes());
            out.extend((record.len() as u32).to_le_bytes());
            out.extend(&record);
        })?;
        let tongue = heard.guess.tongue();
        let mut stems: Vec<StemId> =
            heard.words().map(|word| self.vocabulary.stem(word, tongue)).collect();
        for agency in &document.agencies {
            stems.push(self.vocabulary.name(&format!("{AGENCY}{agency}")));
        }
        stems.sort_unstable();
        stems.dedup();
        for stems in stems.chunk_by(|a, b| a.part == b.part) {
            self.postings.append(stems[0].part as usize, |out| {
                out.extend(document.number.to_le_bytes());
                out.extend((stems.len() as u32).to_le_bytes());
                for stem in stems {
                    out.extend(&stem.number.to_le_bytes()[..3]);
                }
            })?;
        }
        Ok(())
    }

    /// Adds the hash of a document to that of the index.
    fn sign(&self, document: &Document<'_>, record: &[u8], words: &str) {
        let mut hash = Sha256::new();
        hash.update(document.number.to_le_bytes());
        hash.update((record.len() as u64).to_le_bytes());
        hash.update(record);
        hash.update(words);
        for agency in &document.agencies {
            hash.update([0xff]);
            hash.update(agency);
        }
        let hash = hash.finalize();
        let mut digest = self.digest.lock().unwrap_or_else(PoisonError::into_inner);
        for (lane, bytes) in digest.iter_mut().zip(hash.chunks_exact(8)) {
            let number = bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
            *lane = lane.wrapping_add(number);
        }
    }

    /// Writes the files. `agencies` are slug and name of those by which results can be narrowed; one that
    /// no document names is left out.
    ///
    /// # Errors
    ///
    /// Whatever `put` returns; [`Error::Io`] where the scratch folder refuses.
    pub fn finish(self, agencies: &[(String, String)], put: Put<'_>) -> Result<(), Error> {
        let Self { plan, vocabulary, postings, records, digest } = self;
        let digest = digest.into_inner().unwrap_or_else(PoisonError::into_inner);
        let generation = generation(&plan, agencies, digest);
        let ranges: Vec<_> = (0..records.parts())
            .into_par_iter()
            .map(|range| write_documents(&plan, &records, range, &generation, put))
            .collect();
        ranges.into_iter().collect::<Result<(), Error>>()?;
        let parts: Vec<_> = (0..postings.parts())
            .into_par_iter()
            .map(|part| write_postings(&vocabulary, &postings, part, &generation, put))
            .collect();
        let entries = parts.into_iter().collect::<Result<Vec<_>, Error>>()?;
        let forms = vocabulary.into_forms();
        let named: Vec<&(String, String)> = agencies
            .iter()
            .filter(|(slug, _)| {
                let name = format!("{AGENCY}{slug}");
                forms.binary_search_by(|(form, _)| (**form).cmp(&name)).is_ok()
            })
            .collect();
        put(format!("instansi-{generation}.json"), json(&named)?)?;
        let first_words = write_forms(&forms, &entries, &generation, put)?;
        let manifest = Manifest {
            format: FORMAT,
            generation: &generation,
            documents: plan.documents,
            documents_a_file: DOCUMENTS,
            files_a_folder: FOLDER,
            months: &plan.months,
            words: &first_words,
        };
        put(MANIFEST.to_owned(), json(&manifest)?)
    }
}

/// The words of one document.
#[derive(Default)]
struct Heard {
    /// One after the other, with a line end after each.
    text: String,
    guess: Guess,
}

impl Heard {
    fn hear(&mut self, word: &str) {
        self.text.push_str(word);
        self.text.push('\n');
        self.guess.hear(word);
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }
}

/// What the file of an index says about it.
#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    generation: &'a str,
    documents: u32,
    documents_a_file: u32,
    files_a_folder: u32,
    months: &'a [(String, u32)],
    words: &'a [String],
}

/// The name of an index: equal for equal ones. It stands in the names of its files, so that a reader never
/// meets files of two.
fn generation(plan: &Plan, agencies: &[(String, String)], digest: [u64; 4]) -> String {
    let mut hash = Sha256::new();
    hash.update(FORMAT.to_le_bytes());
    hash.update(plan.documents.to_le_bytes());
    for (name, count) in &plan.months {
        hash.update(name);
        hash.update(count.to_le_bytes());
    }
    for word in agencies.iter().flat_map(|(slug, name)| [slug, name]) {
        hash.update((word.len() as u64).to_le_bytes());
        hash.update(word);
    }
    digest.iter().for_each(|lane| hash.update(lane.to_le_bytes()));
    // A letter before the digits, so that the name is a hash also where all its digits are numbers.
    format!("g{}", &HEXLOWER.encode(&hash.finalize())[..12])
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|error| Error::io("write", MANIFEST)(error.into()))
}

/// What a result shows, as JSON. The day stands behind the id, away from words that would make it a birthday.
fn record(document: &Document<'_>) -> Vec<u8> {
    let Document { id, when, agency, title, extract, .. } = document;
    let fields = [id, &**when, agency, title, &**extract];
    // An array of strings has nothing that could fail.
    serde_json::to_vec(&fields).unwrap_or_default()
}

fn write_documents(
    plan: &Plan,
    records: &Spill,
    range: usize,
    generation: &str,
    put: Put<'_>,
) -> Result<(), Error> {
    let bytes = records.take(range)?;
    let mut found: Vec<(u32, &[u8])> = Vec::new();
    let mut rest = &bytes[..];
    while let Some((number, after)) = word(rest) {
        let Some((length, after)) = word(after) else { break };
        let (record, after) = after.split_at(length as usize);
        found.push((number, record));
        rest = after;
    }
    found.sort_unstable();
    let mut found = found.into_iter().peekable();
    let width = DOCUMENTS * FOLDER;
    let start = range as u32 * width;
    let end = plan.documents.min(start + width);
    for first in (start..end).step_by(DOCUMENTS as usize) {
        let mut file = Vec::new();
        for number in first..end.min(first + DOCUMENTS) {
            file.extend(if file.is_empty() { b"[" } else { &b",\n"[..] });
            // A document that never came leaves its place empty.
            let record = found.next_if(|&(found, _)| found == number);
            file.extend(record.map_or(&b"null"[..], |(_, record)| record));
        }
        file.extend(b"]\n");
        put(format!("dok/{range}/{}-{generation}.json", first / DOCUMENTS), file)?;
    }
    Ok(())
}

fn write_postings(
    vocabulary: &Vocabulary,
    postings: &Spill,
    part: usize,
    generation: &str,
    put: Put<'_>,
) -> Result<Vec<Option<Entry>>, Error> {
    let bytes = postings.take(part)?;
    let mut pairs: Vec<u64> = Vec::with_capacity(bytes.len() / 4);
    let mut rest = &bytes[..];
    while let Some((document, after)) = word(rest) {
        let Some((count, after)) = word(after) else { break };
        let (stems, after) = after.split_at(3 * count as usize);
        for stem in stems.chunks_exact(3) {
            let stem = u64::from(stem[0]) | u64::from(stem[1]) << 8 | u64::from(stem[2]) << 16;
            pairs.push(stem << 32 | u64::from(document));
        }
        rest = after;
    }
    drop(bytes);
    pairs.sort_unstable();
    let stems = vocabulary.stems(part);
    let mut starts = vec![0; stems.len() + 1];
    for (number, start) in starts.iter_mut().enumerate() {
        *start = pairs.partition_point(|&pair| pair >> 32 < number as u64);
    }
    let put_file =
        |file: u32, bytes: Vec<u8>| put(format!("pos/{part}/{file}-{generation}.bin"), bytes);
    let mut writer = Writer::new(&put_file);
    let mut entries = vec![None; stems.len()];
    let mut documents = Vec::new();
    for (_, number) in stems {
        let number = number as usize;
        documents.clear();
        // The low half is the document.
        documents.extend(pairs[starts[number]..starts[number + 1]].iter().map(|&pair| pair as u32));
        documents.dedup();
        if !documents.is_empty() {
            entries[number] = Some(writer.list(&documents)?);
        }
    }
    writer.finish()?;
    Ok(entries)
}

/// Writes the vocabulary, and gives what is known of the first word of each file: its beginning, long
/// enough to tell it from the last word of the file before.
fn write_forms(
    forms: &[(Box<str>, Vec<StemId>)],
    entries: &[Vec<Option<Entry>>],
    generation: &str,
    put: Put<'_>,
) -> Result<Vec<String>, Error> {
    let mut lines = Vec::new();
    for (form, stems) in forms {
        let mut line = Vec::from(form.as_bytes());
        line.push(b'\t');
        let found = stems.iter().filter_map(|stem| {
            let entry = entries.get(stem.part as usize)?.get(stem.number as usize)?.as_ref()?;
            Some((stem.part, entry))
        });
        let found: Vec<_> = found.collect();
        number::write(&mut line, found.len() as u32);
        found.iter().for_each(|(part, entry)| entry.write(*part, &mut line));
        line.push(b'\n');
        lines.push(line);
    }
    // A query reads the list of files and one file a word, so both grow with the root of the whole.
    let total: usize = lines.iter().map(Vec::len).sum();
    let size = (4 * total).isqrt().max(2000);
    let mut first_words: Vec<String> = Vec::new();
    let mut before = "";
    let mut file = Vec::new();
    for (line, (form, _)) in lines.into_iter().zip(forms) {
        if !file.is_empty() && size < file.len() + line.len() {
            let number = first_words.len() - 1;
            put(format!("kata/{number}-{generation}.bin"), std::mem::take(&mut file))?;
        }
        if file.is_empty() {
            first_words.push(distinct(before, form).to_owned());
        }
        before = form;
        file.extend(line);
    }
    if !file.is_empty() {
        put(format!("kata/{}-{generation}.bin", first_words.len() - 1), file)?;
    }
    Ok(first_words)
}

/// The shortest beginning of `word` that comes after `before`.
fn distinct<'a>(before: &str, word: &'a str) -> &'a str {
    let ends = word.char_indices().map(|(start, letter)| start + letter.len_utf8());
    ends.map(|end| &word[..end]).find(|beginning| before < *beginning).unwrap_or(word)
}

/// Takes four bytes as a number.
fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_the_beginning_of_its_first_word() {
        assert_eq!(distinct("", "abai"), "a");
        assert_eq!(distinct("jalan", "jalanan"), "jalana");
        assert_eq!(distinct("jalan", "jalur"), "jalu");
        assert_eq!(distinct("a", "é"), "é");
    }
}
