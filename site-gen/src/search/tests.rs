#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod releases;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rayon::prelude::*;

use super::reader::{Reader, Wanted, gather};
use super::stem::{Guess, Stemmers};
use super::words::words;
use super::{Document, Index, Plan};

/// A report of a corpus that is made up.
#[derive(Clone, Debug)]
struct Made {
    id: usize,
    text: String,
    agency: Option<&'static str>,
}

const AGENCIES: [&str; 3] = ["dinas-air", "dinas-jalan", "x"];

/// The published id of a report.
fn id(made: &Made) -> String {
    format!("k7qz2mabcd{:06}", made.id)
}

/// The files of the index of a corpus, of which the documents come in the order of `order`.
fn files(corpus: &[Made], months: &[(String, u32)], order: &[usize]) -> BTreeMap<String, Vec<u8>> {
    let scratch = tempfile::tempdir().unwrap();
    let index = Index::new(Plan {
        documents: corpus.len() as u32,
        months: months.to_vec(),
        scratch: scratch.path().to_path_buf(),
    });
    let added: Vec<_> = order
        .par_iter()
        .map(|&number| {
            let made = &corpus[number];
            index.add(&Document {
                number: number as u32,
                id: &id(made),
                when: "2025-03-14".into(),
                agency: made.agency.unwrap_or_default(),
                title: "Judul",
                extract: made.text.chars().take(20).collect(),
                texts: vec![&made.text],
                agencies: made.agency.into_iter().collect(),
            })
        })
        .collect();
    added.into_iter().collect::<Result<(), _>>().unwrap();
    let agencies: Vec<(String, String)> =
        AGENCIES.iter().map(|slug| ((*slug).to_owned(), slug.to_uppercase())).collect();
    gather(|put| index.finish(&agencies, put)).unwrap()
}

fn reader(corpus: &[Made], months: &[(String, u32)]) -> Reader {
    let order: Vec<usize> = (0..corpus.len()).collect();
    Reader::new(files(corpus, months, &order)).unwrap()
}

/// The words of a text, each with its stem.
fn stems(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut guess = Guess::default();
    words(text, |word| {
        guess.hear(word);
        found.push(word.to_owned());
    });
    let stemmers = Stemmers::new();
    let stem = |word: String| {
        let stem = stemmers.stem(&word, guess.tongue());
        (word, stem)
    };
    found.into_iter().map(stem).collect()
}

/// The same question answered by going through every document.
fn naive(
    corpus: &[Made],
    months: &[(String, u32)],
    wanted: &[Wanted],
    agency: Option<&str>,
    month: Option<&str>,
) -> Vec<u32> {
    let texts: Vec<Vec<(String, String)>> = corpus.iter().map(|made| stems(&made.text)).collect();
    // A form asks for every stem that it has in any document.
    let stems_of = |matches: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
        let all = texts.iter().flatten();
        all.filter(|(word, _)| matches(word)).map(|(_, stem)| &**stem).collect()
    };
    let asked: Vec<BTreeSet<&str>> = wanted
        .iter()
        .map(|wanted| match wanted {
            Wanted::Word(word) => stems_of(&|found| found == word),
            Wanted::Beginning(word) => stems_of(&|found| found.starts_with(word.as_str())),
        })
        .collect();
    let month_of = |number: usize| {
        let mut end = 0;
        let found = months.iter().find(|(_, count)| {
            end += *count as usize;
            number < end
        });
        found.map(|(name, _)| name.as_str())
    };
    (0..corpus.len())
        .filter(|&number| {
            let has = |asked: &BTreeSet<&str>| {
                texts[number].iter().any(|(_, stem)| asked.contains(&**stem))
            };
            asked.iter().all(has)
                && agency.is_none_or(|agency| corpus[number].agency == Some(agency))
                && month.is_none_or(|month| month_of(number) == Some(month))
        })
        .map(|number| number as u32)
        .collect()
}

/// Words of which some share stems, some a beginning, some are numbers.
const WORDS: [&str; 24] = [
    "perbaikan",
    "diperbaiki",
    "baik",
    "jalan",
    "jalanan",
    "berjalan",
    "jalur",
    "rusak",
    "the",
    "and",
    "please",
    "light",
    "lights",
    "lighting",
    "lampu",
    "yang",
    "di",
    "2025",
    "3271",
    "0812",
    "3456",
    "Café",
    "Jum'at",
    "air",
];

fn made() -> impl Strategy<Value = Made> {
    let text = prop::collection::vec(prop::sample::select(&WORDS[..]), 0..12);
    let agency = prop::option::of(prop::sample::select(&AGENCIES[..2]));
    (text, agency).prop_map(|(text, agency)| Made { id: 0, text: text.join(" "), agency })
}

/// So many reports, each with an id of its own.
fn reports(most: usize) -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec(made(), 1..most).prop_map(|mut corpus| {
        corpus.iter_mut().zip(0..).for_each(|(made, id)| made.id = id);
        corpus
    })
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let mut forms: Vec<String> =
        stems(&WORDS.join(" ")).into_iter().map(|(word, _)| word).collect();
    forms.push("tiada".into());
    prop_oneof![
        2 => prop::sample::select(forms.clone()).prop_map(Wanted::Word),
        1 => (prop::sample::select(forms), 1..6_usize)
            .prop_map(|(word, length)| Wanted::Beginning(word.chars().take(length).collect())),
    ]
}

fn months(counts: &[u32], documents: usize) -> Vec<(String, u32)> {
    let mut left = documents as u32;
    let mut months = Vec::new();
    for (place, &count) in counts.iter().enumerate() {
        let count = count.min(left);
        left -= count;
        months.push((format!("2025-{:02}", 12 - place), count));
    }
    months
}

proptest! {
    #[test]
    fn the_index_finds_what_going_through_every_document_finds(
        corpus in reports(60),
        counts in prop::collection::vec(0..30_u32, 0..5),
        words in prop::collection::vec(wanted(), 0..4),
        agency in prop::option::of(prop::sample::select(&AGENCIES[..])),
        month in prop::option::of(0..6_usize),
    ) {
        let months = months(&counts, corpus.len());
        let month = month.and_then(|place| months.get(place)).map(|(name, _)| name.as_str());
        if words.is_empty() && agency.is_none() && month.is_none() {
            // Nothing was asked, which no reader answers.
            return Ok(());
        }
        let mut reader = reader(&corpus, &months);
        prop_assert_eq!(
            reader.search(&words, agency, month),
            naive(&corpus, &months, &words, agency, month)
        );
        for (number, made) in corpus.iter().enumerate() {
            let document = reader.document(number as u32).unwrap();
            prop_assert_eq!(&document[0], &id(made));
            prop_assert_eq!(&document[2], made.agency.unwrap_or_default());
        }
    }

    #[test]
    fn the_index_has_the_words_of_the_documents_and_no_others(
        corpus in reports(40),
    ) {
        let reader = reader(&corpus, &[]);
        let found: BTreeSet<String> = reader.forms().map(str::to_owned).collect();
        let mut expected: BTreeSet<String> =
            corpus.iter().flat_map(|made| stems(&made.text)).map(|(word, _)| word).collect();
        expected.extend(corpus.iter().filter_map(|made| Some(format!("!{}", made.agency?))));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_gate_finds_nothing_where_the_pages_have_nothing(
        numbers in prop::collection::vec((0..10_u64.pow(17), 1..18_u32, 1..7_usize), 1..300),
        step in 1..90_usize,
    ) {
        // Numbers of every length: some are no identifier alone, but would be one side by side.
        let corpus: Vec<Made> = numbers
            .iter()
            .map(|&(number, length, width)| {
                let number = number % 10_u64.pow(length);
                // The extract ends before the number, which the page's own gate has seen.
                let text = format!("laporan tentang nomor surat {number:0width$}");
                Made { id: 0, text, agency: None }
            })
            .enumerate()
            .map(|(id, made)| if id % step == 0 { Made { id, text: "jalan".into(), ..made } } else { Made { id, ..made } })
            .collect();
        let months = months(&[40, 3271, 1234, 1212], corpus.len());
        for (path, bytes) in reader(&corpus, &months).files {
            prop_assert_eq!(crate::build::gate(&path, &bytes), [], "{} {}", path, String::from_utf8_lossy(&bytes));
        }
    }
}

/// A corpus of some thousand documents, in which some words are everywhere and most are rare.
fn corpus(documents: usize) -> Vec<Made> {
    let mut random = fastrand::Rng::with_seed(7);
    (0..documents)
        .map(|number| {
            let mut text = String::from("yang ");
            for _ in 0..8 {
                // Rank r about as often as 1 / r.
                let rank = 2_f64.powf(random.f64() * 11.0) as u32;
                text.push_str(&format!("kata{rank}x "));
            }
            if number % 2 == 0 {
                text.push_str("jalan ");
            }
            if number % 300 == 7 {
                text.push_str("jembatan ");
            }
            Made { id: documents - number, text, agency: AGENCIES.get(number % 5).copied() }
        })
        .collect()
}

#[test]
fn long_lists_are_found_whole() {
    let corpus = corpus(30_000);
    let months = months(&[10_000, 15_000], corpus.len());
    let reader = reader(&corpus, &months);
    // The index has lists of several blocks, and parts.
    assert!(reader.files.keys().any(|path| path.starts_with("pos/3/")));
    let word = |word: &str| Wanted::Word(word.into());
    for wanted in [
        vec![word("yang")],
        vec![word("jalan"), word("jembatan")],
        vec![word("kata1x"), word("kata2x"), word("yang")],
        vec![word("kata700x")],
        vec![Wanted::Beginning("kata2".into())],
        vec![Wanted::Beginning("ja".into()), word("kata3x")],
    ] {
        for (agency, month) in [
            (None, None),
            (Some("dinas-air"), None),
            (None, Some("2025-11")),
            (Some("x"), Some("2025-12")),
        ] {
            let found = reader.search(&wanted, agency, month);
            assert_eq!(found, naive(&corpus, &months, &wanted, agency, month), "{wanted:?}");
        }
    }
}

#[test]
fn the_files_are_the_same_whatever_the_order_and_the_threads() {
    let corpus = corpus(9_000);
    let months = months(&[5_000], corpus.len());
    let build = |threads: usize, order: &[usize]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| files(&corpus, &months, order))
    };
    let mut order: Vec<usize> = (0..corpus.len()).collect();
    let expected = build(1, &order);
    assert!(20 < expected.len());
    fastrand::Rng::with_seed(3).shuffle(&mut order);
    for threads in [1, 2, 7] {
        assert!(build(threads, &order) == expected, "with {threads} threads");
    }
}

#[test]
fn an_index_of_nothing_can_be_read() {
    let reader = reader(&[], &[]);
    assert_eq!(reader.forms().count(), 0);
    assert!(reader.search(&[Wanted::Word("jalan".into())], None, None).is_empty());
}
