//! The English of the words on a report's page, which exists in one language only.

use lapor_core::EventKind;
use serde::Serialize;

use super::Scene;
use super::report::kind;
use super::standing;
use crate::model::{Said, Standing};
use crate::theme::ThemeError;

/// Which words a page has; many reports have the same.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct GlossaryKey {
    language: String,
    kinds: Vec<EventKind>,
    standings: Vec<Standing>,
    has_custody: bool,
}

/// A word of the page and its English.
#[derive(Serialize)]
struct Entry {
    word: String,
    english: String,
}

#[derive(Serialize)]
struct GlossaryView {
    entries: Vec<Entry>,
}

/// The English of the words that stand on this page, as HTML; nothing where the theme has no English.
pub(super) fn glossary<'a>(
    scene: &Scene<'_>,
    standings: &[Standing],
    thread: impl Iterator<Item = &'a Said>,
    has_custody: bool,
) -> Result<String, ThemeError> {
    let mut kinds: Vec<EventKind> = thread.map(|said| said.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let (language, standings) = (scene.language.code().to_owned(), standings.to_vec());
    let key = GlossaryKey { language, kinds, standings, has_custody };
    let known = scene
        .shared
        .glossaries
        .of(key, |key| scene.part("key.html", &GlossaryView { entries: entries(scene, key) }))?;
    Ok(known.filled(|_| ""))
}

/// The words of a page that has these, each once; none where the theme has no English.
fn entries(scene: &Scene<'_>, key: &GlossaryKey) -> Vec<Entry> {
    let ours = scene.language;
    let Some(english) = scene.theme.language("en").filter(|found| found.code() != ours.code())
    else {
        return Vec::new();
    };
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    pairs.extend([
        (&*ours.party.reporter, &*english.party.reporter),
        (&ours.frame.agencies, &english.party.agency),
        (&ours.report.submitted, &english.report.submitted),
        (&ours.report.started, &english.report.started),
        (&ours.report.due, &english.report.due),
        (&ours.report.ended, &english.report.ended),
        (&ours.report.elapsed, &english.report.elapsed),
    ]);
    pairs.extend(key.kinds.iter().map(|found| (kind(ours, *found), kind(english, *found))));
    let chips: Vec<(String, String)> = key
        .standings
        .iter()
        .map(|standing| {
            (standing::chip(ours, *standing).text, standing::chip(english, *standing).text)
        })
        .collect();
    pairs.extend(chips.iter().map(|(word, english)| (word.as_str(), english.as_str())));
    let entry = |(word, english): (&str, &str)| Entry {
        word: word.to_owned(),
        english: english.to_owned(),
    };
    let mut entries: Vec<Entry> = Vec::new();
    for pair in pairs {
        if entries.iter().all(|known| known.word != pair.0) {
            entries.push(entry(pair));
        }
    }
    if key.has_custody {
        let (ours, english) = (&ours.report, &english.report);
        let pairs = [
            (&*ours.custody, &*english.custody),
            (&ours.arrived, &english.arrived),
            (&ours.left, &english.left),
            (&ours.held, &english.held),
            (&ours.holding, &english.holding),
        ];
        entries.extend(pairs.into_iter().map(entry));
    }
    entries
}
