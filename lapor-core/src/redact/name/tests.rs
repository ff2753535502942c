//! Names in whole texts.

use std::fs;
use std::path::Path;

use super::lexicon;

#[test]
fn the_lexicon_is_what_the_lists_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names");
    let list = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
    let (words, ambiguous) = (list("words_wordfreq_ccbysa.tsv"), list("ambiguous_names.tsv"));
    let (given, seen) = (list("name_tokens_mit_small.txt"), list("name_tokens_dbpedia_id_ccbysa.tsv"));
    let places = list("places.txt");
    let sources = lexicon::Sources {
        words: &words,
        ambiguous: &ambiguous,
        given: &given,
        seen: &seen,
        places: &places,
    };
    let entries = sources.entries();
    assert!(entries.len() > 40_000, "{}", entries.len());
    let table = lexicon::table(&entries);
    assert!(table == fs::read(folder.join("lexicon.bin")).unwrap_or_default());
}
