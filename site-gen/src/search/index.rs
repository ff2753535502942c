//! Builds an index from documents that come in any order, from several threads.

use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;

use super::document::Document;
use super::files::{keep_record, write_documents, write_forms, write_postings};
use super::name::{Name, Names};
use super::numbering::{DOCUMENTS, Numbering};
use super::spill::Spill;
use super::stem::Guess;
use super::vocabulary::{StemId, Vocabulary};
use super::words::words;
use crate::error::Error;

/// The number of the format that is written.
const FORMAT: u32 = 2;
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
    numbering: Numbering,
    vocabulary: Vocabulary,
    /// A part of the stems each: the documents that came, with the numbers of their stems.
    postings: Spill,
    /// A folder of the documents each: what a result shows.
    records: Spill,
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        // Small enough that a part can be sorted in memory, few enough that they can all be held open.
        let parts = (plan.documents / 8192).next_power_of_two().clamp(1, 256) as usize;
        let numbering = Numbering::of(&plan);
        Self {
            vocabulary: Vocabulary::new(parts),
            postings: Spill::new(&plan.scratch, parts),
            records: Spill::new(&plan.scratch, numbering.folders()),
            numbering,
            plan,
        }
    }

    /// Takes a document. One whose number is not below that of the plan's documents is left out.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the scratch folder refuses.
    pub fn add(&self, document: &Document<'_>) -> Result<(), Error> {
        let Some(place) = self.numbering.place(document.number) else { return Ok(()) };
        let mut heard = Heard::default();
        for text in &document.texts {
            words(text, |word| heard.hear(word));
        }
        self.records.append(place.folder, |out| {
            keep_record(place.place, document.id, &record(document), out);
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
                out.extend(place.number.to_le_bytes());
                out.extend((stems.len() as u32).to_le_bytes());
                for stem in stems {
                    out.extend(&stem.number.to_le_bytes()[..3]);
                }
            })?;
        }
        Ok(())
    }

    /// Writes the files. `agencies` are slug and name of those by which results can be narrowed; one that
    /// no document names is left out.
    ///
    /// # Errors
    ///
    /// Whatever `put` returns; [`Error::Io`] where the scratch folder refuses.
    pub fn finish(self, agencies: &[(String, String)], put: Put<'_>) -> Result<(), Error> {
        let Self { plan, numbering, vocabulary, postings, records } = self;
        let folders: Vec<_> = (0..records.parts())
            .into_par_iter()
            .map(|folder| write_documents(&numbering, &records, folder, put))
            .collect();
        let folders: Vec<_> = folders.into_iter().collect::<Result<_, Error>>()?;
        let parts: Vec<_> = (0..postings.parts())
            .into_par_iter()
            .map(|part| write_postings(&vocabulary, &postings, part, put))
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
        let named = json(&named)?;
        let (agencies, _) = Names::default().name(&named);
        put(agencies.path("instansi", "json"), named)?;
        let files = write_forms(&forms, &entries, put)?;
        let mut folders = folders.into_iter().flatten().map(Name::letters);
        let months = numbering.groups.iter().map(|group| {
            let names: String = folders.by_ref().take(group.folders).collect();
            (&*group.month, group.count, names)
        });
        let manifest = Manifest {
            format: FORMAT,
            documents: plan.documents,
            documents_a_file: DOCUMENTS,
            files_a_folder: numbering.files,
            step: numbering.step,
            agencies: agencies.letters(),
            months: months.collect(),
            words: first_words(&files),
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
    documents: u32,
    documents_a_file: u32,
    files_a_folder: u32,
    step: u32,
    /// The name of the file of agencies.
    agencies: String,
    /// Each month with its documents and the names of its folders, newest first.
    months: Vec<(&'a str, u32, String)>,
    /// Each file of words: its name, and the beginning of its first word.
    words: String,
}

/// The signs that say how many letters a beginning shares with the one before. None stands in a word, a
/// name, or between the parts of a number.
const SIGNS: [char; 6] = ['~', '|', '^', ';', '*', '$'];

/// The files of words as one text: of each the sign for what it shares, the rest of its beginning, its name.
fn first_words(files: &[(Name, String)]) -> String {
    let mut text = String::new();
    let mut before = "";
    for (name, beginning) in files {
        let pairs = before.chars().zip(beginning.chars()).zip(1..SIGNS.len());
        let shared = pairs.take_while(|((a, b), _)| a == b).count();
        text.push(SIGNS[shared]);
        text.extend(beginning.chars().skip(shared));
        text.push_str(&name.letters());
        before = beginning;
    }
    text
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
