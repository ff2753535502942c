//! A second reader, which loads an index whole and shares nothing with the writer but the layout.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::number;
use super::postings;
use crate::error::Error;

/// An index in memory.
pub(super) struct Reader {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    generation: String,
    /// Every form with its documents.
    forms: BTreeMap<String, BTreeSet<u32>>,
    months: Vec<(String, u32)>,
}

/// A word of a query.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The word or any of its forms.
    Word(String),
    /// Any word that begins so.
    Beginning(String),
}

impl Reader {
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let manifest: Value = serde_json::from_slice(files.get("daftar.json")?).ok()?;
        let generation = manifest["generation"].as_str()?.to_owned();
        let months = manifest["months"].as_array()?.iter();
        let months = months
            .map(|month| Some((month[0].as_str()?.to_owned(), month[1].as_u64()? as u32)))
            .collect::<Option<_>>()?;
        let mut reader = Self { files, generation, forms: BTreeMap::new(), months };
        let beginnings = manifest["words"].as_array()?;
        for (file, beginning) in beginnings.iter().enumerate() {
            let bytes = reader.file(&format!("kata/{file}"), "bin")?.clone();
            for (place, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
                let tab = line.iter().position(|&byte| byte == b'\t')?;
                let form = std::str::from_utf8(&line[..tab]).ok()?.to_owned();
                // The beginning divides this file from the one before.
                let last = reader.forms.last_key_value().map_or("", |(form, _)| form);
                if place == 0
                    && (beginning.as_str()? <= last || form.as_str() < beginning.as_str()?)
                {
                    return None;
                }
                let documents = reader.lists(&line[tab + 1..line.len() - 1])?;
                reader.forms.insert(form, documents);
            }
        }
        Some(reader)
    }

    fn file(&self, name: &str, ending: &str) -> Option<&Vec<u8>> {
        self.files.get(&format!("{name}-{}.{ending}", self.generation))
    }

    fn lists(&self, mut bytes: &[u8]) -> Option<BTreeSet<u32>> {
        let mut all = BTreeSet::new();
        for _ in 0..number::read(&mut bytes)? {
            let mut next = || number::read(&mut bytes);
            let (count, first, kind) = (next()?, next()?, next()?);
            let list = match kind {
                0 => {
                    let length = next()? as usize;
                    let (block, rest) = bytes.split_at(length);
                    bytes = rest;
                    postings::documents(first, block)?
                }
                1 => {
                    let (part, file, place, length) = (next()?, next()?, next()?, next()?);
                    let file = self.file(&format!("pos/{part}/{file}"), "bin")?;
                    let block = file.get(place as usize..(place + length) as usize)?;
                    postings::documents(first, block)?
                }
                _ => {
                    let (part, file, blocks) = (next()?, next()?, next()?);
                    self.long(part, file, blocks, first)?
                }
            };
            if list.len() != count as usize || list.first() != Some(&first) {
                return None;
            }
            all.extend(list);
        }
        bytes.is_empty().then_some(all)
    }

    fn long(&self, part: u32, file: u32, blocks: u32, first: u32) -> Option<Vec<u32>> {
        let block = |place: u32| self.file(&format!("pos/{part}/{}", file + place), "bin");
        let mut head = &block(0)?[..];
        let mut firsts = vec![first];
        for place in 1..blocks {
            firsts.push(firsts[place as usize - 1] + number::read(&mut head)?);
        }
        let mut all = postings::documents(first, head)?;
        for place in 1..blocks {
            all.extend(postings::documents(firsts[place as usize], block(place)?)?);
        }
        all.is_sorted().then_some(all)
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
            let mut start = 0;
            for (name, count) in &self.months {
                if name == month {
                    sets.push((start..start + count).collect());
                }
                start += count;
            }
        }
        let Some((first, others)) = sets.split_first() else { return Vec::new() };
        let has_all = |document: &&u32| others.iter().all(|set| set.contains(document));
        first.iter().filter(has_all).copied().collect()
    }

    /// What a result shows.
    pub(super) fn document(&self, number: u32) -> Option<Vec<String>> {
        let file = self.file(&format!("dok/{}/{}", number / 6000, number / 6), "json")?;
        let file: Value = serde_json::from_slice(file).ok()?;
        let fields = file[number as usize % 6].as_array()?;
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
