//! The files of an index, from what was gathered of its documents.

use sha2::{Digest, Sha256};

use super::index::Put;
use super::name::{Name, Names};
use super::numbering::{DOCUMENTS, Numbering};
use super::postings::{Entry, Writer};
use super::spill::Spill;
use super::vocabulary::{StemId, Vocabulary, hash};
use crate::error::Error;

/// What stands in place of a month in the path of documents without one.
const NO_MONTH: &str = "lain";

/// Appends what results show of a document to its folder.
pub(super) fn keep_record(place: u32, id: &str, record: &[u8], out: &mut Vec<u8>) {
    out.extend(place.to_le_bytes());
    for bytes in [id.as_bytes(), record] {
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(bytes);
    }
}

/// Writes what results show, for one folder of the documents, and gives the folder's name: it says which
/// document has which number, and nothing of what it shows.
pub(super) fn write_documents(
    numbering: &Numbering,
    records: &Spill,
    folder: usize,
    put: Put<'_>,
) -> Result<Option<Name>, Error> {
    let Some((month, among, documents)) = numbering.folder(folder) else { return Ok(None) };
    let bytes = records.take(folder)?;
    let mut found: Vec<(u32, &[u8], &[u8])> = Vec::new();
    let mut rest = &bytes[..];
    while let Some((place, after)) = word(rest) {
        let Some((id, after)) = piece(after) else { break };
        let Some((record, after)) = piece(after) else { break };
        found.push((place, id, record));
        rest = after;
    }
    found.sort_unstable();
    let mut ids = Sha256::new();
    ids.update(DOCUMENTS.to_le_bytes());
    for (place, id, _) in &found {
        ids.update(place.to_le_bytes());
        ids.update((id.len() as u32).to_le_bytes());
        ids.update(id);
    }
    let name = Name::of(ids.finalize());
    let month = if month.is_empty() { NO_MONTH } else { month };
    let path = format!("dok/{month}/{among}-{}", name.consonants());
    let mut found = found.into_iter().peekable();
    for first in (0..documents).step_by(DOCUMENTS as usize) {
        let mut file = Vec::new();
        for place in first..documents.min(first + DOCUMENTS) {
            file.extend(if file.is_empty() { b"[" } else { &b",\n"[..] });
            // A document that never came leaves its place empty.
            let record = found.next_if(|&(found, ..)| found == place);
            file.extend(record.map_or(&b"null"[..], |(.., record)| record));
        }
        file.extend(b"]\n");
        put(format!("{path}/{}.json", first / DOCUMENTS), file)?;
    }
    Ok(Some(name))
}

/// Writes the postings of a part, and gives where the list of each stem is, by its number.
pub(super) fn write_postings(
    vocabulary: &Vocabulary,
    postings: &Spill,
    part: usize,
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
        |name: Name, bytes: Vec<u8>| put(name.path(&format!("pos/{part}/p"), "bin"), bytes);
    let mut writer = Writer::new(stems.len(), &put_file);
    let mut documents = Vec::new();
    for (stem, number) in stems {
        let number = number as usize;
        documents.clear();
        // The low half is the document.
        documents.extend(pairs[starts[number]..starts[number + 1]].iter().map(|&pair| pair as u32));
        documents.dedup();
        if !documents.is_empty() {
            writer.list(number, hash(&stem), &documents)?;
        }
    }
    writer.finish()
}

/// Writes the vocabulary, and gives of each file its name, and the beginning of its first word that tells
/// it from the last word of the file before.
pub(super) fn write_forms(
    forms: &[(Box<str>, Vec<StemId>)],
    entries: &[Vec<Option<Entry>>],
    put: Put<'_>,
) -> Result<Vec<(Name, String)>, Error> {
    let mut lines = Vec::new();
    for (form, stems) in forms {
        let mut line = Vec::from(form.as_bytes());
        line.push(b'\t');
        for stem in stems {
            let of_part = entries.get(stem.part as usize);
            if let Some(Some(entry)) = of_part.and_then(|part| part.get(stem.number as usize)) {
                entry.write(stem.part, &mut line);
            }
        }
        line.push(b'\n');
        lines.push(line);
    }
    let most = most_bytes(lines.iter().map(Vec::len).sum());
    let form = |place: usize| &*forms[place].0;
    let mut names = Names::default();
    let mut files = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = cut(&lines[start..], most, |place| {
            let beginning = distinct(form(start + place - 1), form(start + place));
            (beginning.len(), hash(form(start + place)))
        });
        let end = start + end;
        let beginning = distinct(if start == 0 { "" } else { form(start - 1) }, form(start));
        let bytes = lines[start..end].concat();
        // Each file begins with another word, so no two are equal.
        let (name, _) = names.name(&bytes);
        put(name.path("kata/k", "bin"), bytes)?;
        files.push((name, beginning.to_owned()));
        start = end;
    }
    Ok(files)
}

/// How many bytes a file of words has at most, where all have `total`.
///
/// A query reads the list of files and one file a word, so both grow with the root of the whole; by steps,
/// so that a word more does not cut all files anew.
fn most_bytes(total: usize) -> usize {
    let step = total.checked_ilog2().map_or(1, |bits| 1 << bits.saturating_sub(2));
    (6 * (total - total % step)).isqrt().max(2000)
}

/// How many of the lines make a file of at most `most` bytes. Where there is a choice the one whose end has
/// the least `rank` is taken, so that a line more moves few ends.
fn cut(lines: &[Vec<u8>], most: usize, rank: impl Fn(usize) -> (usize, u64)) -> usize {
    let mut size = 0;
    let mut half = 0;
    let mut end = 0;
    for line in lines {
        size += line.len();
        if most < size && 0 < end {
            return (half.max(1)..=end).min_by_key(|&end| rank(end)).unwrap_or(end);
        }
        end += 1;
        if 2 * size < most {
            half = end;
        }
    }
    end
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

/// Takes four bytes as a length, and as many bytes.
fn piece(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = word(bytes)?;
    rest.split_at_checked(length as usize)
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

    #[test]
    fn lines_are_cut_where_the_rank_is_least_and_never_above_the_most() {
        let lines = vec![vec![0; 10]; 9];
        assert_eq!(cut(&lines, 60, |end| (usize::from(end != 4), 0)), 4);
        assert_eq!(cut(&lines, 60, |end| (usize::from(end != 1), 0)), 2);
        assert_eq!(cut(&lines, 60, |end| (9 - end, 0)), 6);
        assert_eq!(cut(&lines, 90, |_| (0, 0)), 9);
        assert_eq!(cut(&lines, 5, |_| (0, 0)), 1);
    }

    #[test]
    fn the_size_of_files_grows_by_steps() {
        assert_eq!(most_bytes(0), 2000);
        assert_eq!(most_bytes(1_100_000), most_bytes(1_200_000));
        assert!(most_bytes(1_200_000) < most_bytes(1_400_000));
    }
}
