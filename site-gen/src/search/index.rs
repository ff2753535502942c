//! Builds an index from documents that come in any order, from several threads.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::document::Document;
use super::files::{DOCUMENTS, FOLDER, write_documents, write_forms, write_postings};
use super::spill::Spill;
use super::stem::Guess;
use super::vocabulary::{StemId, Vocabulary};
use super::words::words;
use crate::error::Error;

/// The number of the format that is written.
const FORMAT: u32 = 1;
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
            heard.words().filter_map(|word| self.vocabulary.stem(word, tongue)).collect();
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
