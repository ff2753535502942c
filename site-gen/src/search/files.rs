//! The files of an index, from what was gathered of its documents.

use super::index::{Plan, Put};
use super::number;
use super::postings::{Entry, Writer};
use super::spill::Spill;
use super::vocabulary::{StemId, Vocabulary};
use crate::error::Error;

/// How many documents a file of documents has.
pub(super) const DOCUMENTS: u32 = 6;
/// How many files of documents lie in one folder.
pub(super) const FOLDER: u32 = 1000;

/// Writes what results show, for one range of the documents.
pub(super) fn write_documents(
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

/// Writes the postings of a part, and gives where the list of each stem is, by its number.
pub(super) fn write_postings(
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
pub(super) fn write_forms(
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
