//! What one release leaves of the files of the one before.

use serde_json::Value;

use super::*;

/// The files of a corpus whose documents are of these months.
fn release(corpus: &[Made], counts: &[u32]) -> BTreeMap<String, Vec<u8>> {
    let order: Vec<usize> = (0..corpus.len()).collect();
    let months: Vec<(String, u32)> = counts
        .iter()
        .enumerate()
        .map(|(place, &count)| (format!("20{}-{:02}", 25 - place / 12, 12 - place % 12), count))
        .collect();
    files(corpus, &months, &order)
}

/// Five thousand documents in fifty months.
fn example() -> (Vec<Made>, Vec<u32>) {
    (corpus(5000), vec![100; 50])
}

/// The paths of a release that are new or have other bytes than in the one before.
fn written<'a>(
    before: &BTreeMap<String, Vec<u8>>,
    after: &'a BTreeMap<String, Vec<u8>>,
) -> Vec<&'a str> {
    let new = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes));
    new.map(|(path, _)| path.as_str()).collect()
}

fn count(paths: &[&str], folder: &str) -> usize {
    paths.iter().filter(|path| path.starts_with(folder)).count()
}

fn of(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> usize {
    files.keys().filter(|path| path.starts_with(folder)).count()
}

/// A reader of the last release who comes upon a file of this one finds what she looked for.
fn assert_no_mixture(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) {
    let ids = |bytes: &[u8]| -> Vec<Value> {
        let documents: Vec<Value> = serde_json::from_slice(bytes).unwrap();
        documents.into_iter().map(|document| document[0].clone()).collect()
    };
    for (path, bytes) in after {
        let Some(old) = before.get(path) else { continue };
        if path.starts_with("dok/") {
            assert_eq!(ids(bytes), ids(old), "{path}");
        } else if path != "daftar.json" {
            assert!(bytes == old, "{path} has other bytes");
        }
    }
}

#[test]
fn every_file_is_named_and_every_name_is_a_file() {
    let (corpus, _) = example();
    for counts in [&[][..], &[100; 50], &[5000], &[7, 0, 3000]] {
        let files = release(&corpus, counts);
        let mut reader = Reader::new(files).unwrap();
        for (made, newer) in corpus.iter().zip(0..) {
            assert_eq!(reader.document(newer).unwrap()[0], id(made));
        }
        let files: BTreeSet<String> = reader.files.keys().cloned().collect();
        assert_eq!(reader.named, files);
        for path in files {
            // Documents may change under their name; no other file does.
            let is_kept = path != "daftar.json" && !path.starts_with("dok/");
            assert_eq!(crate::publish::is_hashed_asset(&path), is_kept, "{path}");
        }
    }
}

#[test]
fn no_name_looks_like_something_of_somebody() {
    // Numbers at the beginning of files of words stand beside names.
    let corpus: Vec<Made> = (0..6000)
        .map(|id| Made { id, text: format!("{} {id}x{id} jalan", 13 * id), agency: None })
        .collect();
    let files = release(&corpus, &[100; 60]);
    assert!(20 < of(&files, "kata/"));
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("dok/")) {
        assert_eq!(crate::build::gate(path, bytes), [], "{path}");
    }
    for path in files.keys().filter(|path| path.starts_with("dok/")) {
        assert_eq!(crate::build::gate(path, b"[]"), [], "{path}");
    }
}

#[test]
fn one_title_writes_its_record_and_the_lists_and_forms_of_its_words() {
    let (corpus, counts) = example();
    let before = release(&corpus, &counts);
    let mut changed = corpus.clone();
    // A word that no other has, and one that is in a file of postings.
    changed[2500].text = format!("tambahan kata60x {}", corpus[2500].text);
    assert!(!corpus[2500].text.contains("kata60x"));
    let after = release(&changed, &counts);
    let written = written(&before, &after);
    let of_record: Vec<&&str> = written.iter().filter(|path| path.starts_with("dok/")).collect();
    // The hundredth of its month, so in the seventeenth of its files, of which eight have a folder.
    assert!(of_record.len() == 1 && of_record[0].starts_with("dok/2023-11/2-"), "{of_record:?}");
    assert!(of_record[0].ends_with("/0.json"), "{of_record:?}");
    // Of the words those that are in the title, and those that share a file of postings with one of them.
    let new: BTreeSet<&str> = written.iter().copied().collect();
    let reader = Reader::new(after.clone()).unwrap();
    let is_new = |path: &String| new.contains(path.as_str());
    let named = |words: &[&str], folder: &str| -> BTreeSet<&str> {
        let paths = words.iter().flat_map(|word| &reader.paths[*word]).map(String::as_str);
        paths.filter(|path| path.starts_with(folder)).collect()
    };
    let postings = named(&["tambahan", "kata60x"], "pos/");
    let has_postings =
        |paths: &BTreeSet<String>| paths.iter().any(|path| postings.contains(path.as_str()));
    let sharing = reader.paths.iter().filter(|(_, paths)| has_postings(paths));
    let sharing: Vec<&str> = sharing.map(|(word, _)| word.as_str()).chain(["tambahan"]).collect();
    assert!((3..=7).contains(&sharing.len()), "{sharing:?}");
    let expected = named(&sharing, "");
    let found: BTreeSet<&str> =
        new.iter().copied().filter(|path| !path.starts_with("dok/")).collect();
    assert_eq!(found, expected.into_iter().chain(["daftar.json"]).collect());
    assert!(reader.paths["kata60x"].iter().all(is_new));
    assert_eq!(count(&written, "pos/"), 1, "{written:?}");
    assert!(written.len() <= 10, "{written:?}");
    let total = [of(&after, "dok/"), of(&after, "kata/"), of(&after, "pos/")];
    assert!(800 < total[0] && 30 < total[1] && 50 < total[2], "{total:?}");
    assert_no_mixture(&before, &after);
}

#[test]
fn a_title_without_another_word_writes_its_record_alone() {
    let (corpus, counts) = example();
    let before = release(&corpus, &counts);
    let mut changed = corpus.clone();
    changed[40].text = corpus[40].text.replacen("yang ", "Yang, ", 1);
    let after = release(&changed, &counts);
    let written = written(&before, &after);
    assert!(written.len() == 1 && written[0].starts_with("dok/2025-12/"), "{written:?}");
}

#[test]
fn a_new_report_leaves_older_ones_where_they_are() {
    let (corpus, mut counts) = example();
    let before = release(&corpus, &counts);
    let text = "Yang baru: jalan kata1x kata2x kata700x".to_owned();
    let newer = [vec![Made { id: 5001, text, agency: None }], corpus].concat();
    counts[0] += 1;
    let after = release(&newer, &counts);
    let written = written(&before, &after);
    // The files of the last folder of its month, which has another document.
    assert!(count(&written, "dok/2025-12/") == count(&written, "dok/"), "{written:?}");
    assert!(count(&written, "dok/") <= 8, "{written:?}");
    // The newest block of each of its words that has files, and no other.
    assert!(count(&written, "pos/") <= 7, "{written:?}");
    assert!(count(&written, "kata/") < of(&after, "kata/") / 2, "{written:?}");
    assert_no_mixture(&before, &after);
}

#[test]
fn a_report_that_goes_moves_those_of_its_month_alone() {
    let (corpus, mut counts) = example();
    let before = release(&corpus, &counts);
    let mut fewer = corpus.clone();
    fewer.remove(1234);
    counts[12] -= 1;
    let after = release(&fewer, &counts);
    let written = written(&before, &after);
    assert_eq!(count(&written, "dok/2024-12/"), count(&written, "dok/"), "{written:?}");
    assert!(count(&written, "dok/") <= 17, "{written:?}");
    let gone = id(&corpus[1234]);
    assert!(after.values().all(|bytes| memchr::memmem::find(bytes, gone.as_bytes()).is_none()));
    assert_no_mixture(&before, &after);
}
