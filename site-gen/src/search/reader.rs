//! A second reader, which loads an index whole and shares nothing with the writer but the layout.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::block;
use super::number;
use crate::error::Error;

/// An index in memory.
pub(super) struct Reader {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The paths that something names.
    pub(super) named: BTreeSet<String>,
    /// Every form with the files in which it and its documents stand.
    pub(super) paths: BTreeMap<String, BTreeSet<String>>,
    /// Every form with its documents, by how many are newer.
    forms: BTreeMap<String, BTreeSet<u32>>,
    months: Vec<Month>,
    files_a_folder: u32,
}

/// The documents of one month; of none where its name is empty.
struct Month {
    name: String,
    count: u32,
    /// The number of its oldest document.
    start: u32,
    /// How many documents are newer.
    newer: u32,
    /// The letters in the name of each of its folders.
    folders: Vec<String>,
}

/// A word of a query.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The word or any of its forms.
    Word(String),
    /// Any word that begins so.
    Beginning(String),
}

/// A name that is a number, in paths.
fn consonants(name: u64) -> String {
    let digits = format!("{name:09x}");
    let letter =
        |digit: char| char::from(b"bcdfghjklmnpqrst"[digit.to_digit(16).unwrap_or(0) as usize]);
    digits.chars().map(letter).collect()
}

/// A name of six letters, in paths.
fn spelt(text: &str) -> Option<String> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut number = 0;
    for letter in text.chars().rev() {
        number = 52 * number + letters.find(letter)? as u64;
    }
    (text.len() == 6).then(|| consonants(number))
}

impl Reader {
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let manifest: Value = serde_json::from_slice(files.get("daftar.json")?).ok()?;
        let number = |key: &str| Some(manifest[key].as_u64()? as u32);
        let mut reader = Self {
            named: BTreeSet::from(["daftar.json".to_owned()]),
            files,
            paths: BTreeMap::new(),
            forms: BTreeMap::new(),
            months: Vec::new(),
            files_a_folder: number("files_a_folder")?,
        };
        for month in manifest["months"].as_array()? {
            let names = month[2].as_str()?.as_bytes().chunks(6);
            let folders = names.map(|name| spelt(std::str::from_utf8(name).ok()?));
            let newer = reader.months.last().map_or(0, |month| month.newer + month.count);
            let (name, count) = (month[0].as_str()?.to_owned(), month[1].as_u64()? as u32);
            let folders = folders.collect::<Option<_>>()?;
            reader.months.push(Month { name, count, start: 0, newer, folders });
        }
        let mut end = 0_u32;
        for month in reader.months.iter_mut().rev() {
            month.start = end.next_multiple_of(number("step")?);
            end = month.start + month.count;
        }
        let agencies = format!("instansi-0{}.json", spelt(manifest["agencies"].as_str()?)?);
        reader.file(agencies)?;
        let mut words = manifest["words"].as_str()?;
        let mut beginning = String::new();
        while !words.is_empty() {
            let signs = "~|^;*$";
            let shared = signs.find(words.chars().next()?)?;
            let end =
                words[1..].find(|sign| signs.contains(sign)).map_or(words.len(), |end| 1 + end);
            let (more, name) = words[1..end].split_at_checked(end.checked_sub(7)?)?;
            beginning = beginning.chars().take(shared).chain(more.chars()).collect();
            words = &words[end..];
            let path = format!("kata/k-0{}.bin", spelt(name)?);
            let bytes = reader.file(path.clone())?.clone();
            for (place, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
                let tab = line.iter().position(|&byte| byte == b'\t')?;
                let form = std::str::from_utf8(&line[..tab]).ok()?.to_owned();
                // The beginning divides this file from the one before.
                let last = reader.forms.last_key_value().map_or("", |(form, _)| form);
                if place == 0 && (beginning.as_str() <= last || form < beginning) {
                    return None;
                }
                let mut documents = BTreeSet::new();
                let mut rest = &line[tab + 1..line.len() - 1];
                let others = std::mem::take(&mut reader.named);
                reader.named.insert(path.clone());
                while !rest.is_empty() {
                    for number in reader.list(&mut rest)? {
                        documents.insert(reader.newer(number)?);
                    }
                }
                let paths = std::mem::replace(&mut reader.named, others);
                reader.named.extend(paths.iter().cloned());
                reader.paths.insert(form.clone(), paths);
                reader.forms.insert(form, documents);
            }
        }
        Some(reader)
    }

    fn file(&mut self, path: String) -> Option<&Vec<u8>> {
        let bytes = self.files.get(&path);
        self.named.insert(path);
        bytes
    }

    /// How many documents are newer than the one with a number.
    fn newer(&self, number: u32) -> Option<u32> {
        let month = self.months.iter().find(|month| month.start <= number)?;
        (month.newer + month.count).checked_sub(1 + number - month.start)
    }

    /// The numbers of one list.
    fn list(&mut self, bytes: &mut &[u8]) -> Option<Vec<u32>> {
        let head: u64 = number::read(bytes)?;
        let (count, kind) = (head / 8, head % 8);
        let newest: u32 = number::read(bytes)?;
        let mut list = vec![newest];
        if kind == 0 {
            for _ in 1..count {
                list.push(list.last()?.checked_sub(number::read::<u32>(bytes)? + 1)?);
            }
            return Some(list);
        }
        let part: u32 = number::read(bytes)?;
        let path = |name: u64| format!("pos/{part}/p-0{}.bin", consonants(name));
        let mut rest = &self.file(path(number::read(bytes)?))?.clone()[..];
        if kind == 1 {
            let blocks: u32 = number::read(&mut rest)?;
            let mut older = Vec::new();
            let mut first = newest;
            for _ in 0..blocks {
                first = first.checked_sub(number::read::<u32>(&mut rest)?)?;
                older.push((first, number::read(&mut rest)?));
            }
            list = block::read(newest, rest)?;
            for (first, name) in older {
                list.extend(block::read(first, self.file(path(name))?)?);
            }
        } else {
            for _ in 2..kind {
                let length: u32 = number::read(&mut rest)?;
                rest = rest.get(length as usize..)?;
            }
            let length: u32 = number::read(&mut rest)?;
            list = block::read(newest, rest.get(..length as usize)?)?;
        }
        let falls = list.windows(2).all(|pair| pair[1] < pair[0]);
        (list.len() as u64 == count && falls).then_some(list)
    }

    /// The forms that the index knows.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.keys().map(String::as_str)
    }

    /// The documents that have all words, of an agency and a month if such are named.
    pub(super) fn search(
        &self,
        words: &[Wanted],
        agency: Option<&str>,
        month: Option<&str>,
    ) -> Vec<u32> {
        let mut sets: Vec<BTreeSet<u32>> = words
            .iter()
            .map(|word| match word {
                Wanted::Word(word) => self.forms.get(word).cloned().unwrap_or_default(),
                Wanted::Beginning(word) => self
                    .forms
                    .range(word.clone()..)
                    .take_while(|(form, _)| form.starts_with(word))
                    .flat_map(|(_, documents)| documents)
                    .copied()
                    .collect(),
            })
            .collect();
        if let Some(agency) = agency {
            sets.push(self.forms.get(&format!("!{agency}")).cloned().unwrap_or_default());
        }
        if let Some(month) = month {
            let found = self.months.iter().find(|found| found.name == month);
            let range = found.map_or(0..0, |month| month.newer..month.newer + month.count);
            sets.push(range.collect());
        }
        let Some((first, others)) = sets.split_first() else { return Vec::new() };
        let has_all = |document: &&u32| others.iter().all(|set| set.contains(document));
        first.iter().filter(has_all).copied().collect()
    }

    /// What a result shows.
    pub(super) fn document(&mut self, newer: u32) -> Option<Vec<String>> {
        let months = &self.months;
        let month = &months[months.partition_point(|month| month.newer <= newer).checked_sub(1)?];
        let place = month.count - 1 - (newer - month.newer);
        let (folder, file) = (place / 6 / self.files_a_folder, place / 6 % self.files_a_folder);
        let name = if month.name.is_empty() { "lain" } else { &month.name };
        let path = format!("dok/{name}/{folder}-{}/{file}.json", month.folders[folder as usize]);
        let file: Value = serde_json::from_slice(self.file(path)?).ok()?;
        let fields = file[place as usize % 6].as_array()?;
        fields.iter().map(|field| Some(field.as_str()?.to_owned())).collect()
    }
}

/// Gathers the files of an index.
pub(super) fn gather(
    finish: impl FnOnce(super::Put<'_>) -> Result<(), Error>,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let files = std::sync::Mutex::new(BTreeMap::new());
    finish(&|path, bytes| {
        let mut files = files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        assert!(files.insert(path.clone(), bytes).is_none(), "two files have the name {path}");
        Ok(())
    })?;
    Ok(files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}
