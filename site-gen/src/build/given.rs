//! What the operator gives beside the data: the list of takedowns and the stories, and what is odd in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::Error;
use crate::model::Story;
use crate::progress::Warning;
use crate::theme::Theme;

use super::source::JudgedSource;

/// The reports that were taken down: a line each, source and report id with a space between.
pub(super) struct Takedown {
    file: String,
    /// Line, source and report.
    lines: Vec<(u64, String, String)>,
}

/// Reads the list that the configuration names; an empty one where it names none.
///
/// # Errors
///
/// [`Error::Config`] where it cannot be read, or with the line that has one word.
pub(super) fn takedown(config: &Config) -> Result<Takedown, Error> {
    let Some(file) = &config.takedown else {
        return Ok(Takedown { file: String::new(), lines: Vec::new() });
    };
    let wrong = |problem: String| Error::Config { file: file.clone(), problem };
    let text =
        std::fs::read_to_string(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let mut lines = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (source, report) = line.split_once(' ').ok_or_else(|| {
            wrong(format!("line {number}: found one word, expected a source and a report id"))
        })?;
        lines.push((number, source.to_owned(), report.trim().to_owned()));
    }
    Ok(Takedown { file: file.display().to_string(), lines })
}

impl Takedown {
    /// The reports of a source.
    pub(super) fn of(&self, source: &str) -> Vec<String> {
        let lines = self.lines.iter().filter(|(_, of, _)| of == source);
        lines.map(|(_, _, report)| report.clone()).collect()
    }

    /// The lines that take nothing down: a slip of the pen leaves a report on the site.
    pub(super) fn unused<'s, 'c: 's>(
        &self,
        sources: impl Iterator<Item = &'s JudgedSource<'c>>,
    ) -> Vec<Warning> {
        let sources: BTreeMap<&str, _> =
            sources.map(|source| (&*source.config.slug, source)).collect();
        let odd = self.lines.iter().filter_map(|(line, source, report)| {
            let detail = match sources.get(source.as_str()) {
                None => "names no source of this site",
                Some(judged) if judged.dataset.reports.find(report).is_none() => {
                    "names no report of its source"
                }
                Some(_) => return None,
            };
            Some(Warning::new("unused-takedown", &self.file, Some(*line), detail))
        });
        odd.collect()
    }
}

/// The stories of the configured folder, by slug and language, and what is odd about them.
///
/// # Errors
///
/// [`Error::Io`] where a file cannot be read, [`Error::Story`] with the line of what is wrong in it.
pub(super) fn stories(config: &Config, theme: &Theme) -> Result<(Vec<Story>, Vec<Warning>), Error> {
    let Some(folder) = &config.stories else { return Ok((Vec::new(), Vec::new())) };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let path = entry.map_err(Error::io("read", folder))?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    files.sort();
    let mut told: Vec<(Story, PathBuf)> = Vec::new();
    for file in files {
        told.push((read_story(&file)?, file));
    }
    told.sort_by(|(a, _), (b, _)| (&a.slug, &a.language).cmp(&(&b.slug, &b.language)));
    let languages: Vec<&str> = theme.languages().map(|language| language.code()).collect();
    let odd = odd_stories(&told, &languages);
    Ok((told.into_iter().map(|(story, _)| story).collect(), odd))
}

/// Stories that one of the languages lacks, and durations that no report of the data stands behind.
fn odd_stories(told: &[(Story, PathBuf)], languages: &[&str]) -> Vec<Warning> {
    let mut odd = Vec::new();
    for (story, file) in told {
        let file = file.display().to_string();
        if !languages.contains(&story.language.as_str()) {
            let detail = format!("its language is none of {}", languages.join(", "));
            odd.push(Warning::new("story-language", &file, None, detail));
        }
        if !story.told {
            let detail =
                "its duration is said to be computed, but it names no report; expected told = true";
            odd.push(Warning::new("story-without-report", &file, None, detail));
        }
        let of_slug = || told.iter().filter(|(other, _)| other.slug == story.slug);
        // Told once, with the first file of the story.
        if of_slug().next().is_some_and(|(first, _)| first.language == story.language) {
            for language in languages {
                if !of_slug().any(|(other, _)| other.language == *language) {
                    let detail = format!("it is told in no file in language {language}");
                    odd.push(Warning::new("story-language", &file, None, detail));
                }
            }
        }
    }
    odd
}

fn read_story(file: &Path) -> Result<Story, Error> {
    let text = std::fs::read_to_string(file).map_err(Error::io("read", file))?;
    Ok(Story::parse(&file.display().to_string(), &text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(slug: &str, language: &str, told: bool) -> (Story, PathBuf) {
        let text = String::new;
        let story = Story {
            slug: slug.into(),
            language: language.into(),
            title: text(),
            summary: text(),
            agency: text(),
            chain: Vec::new(),
            duration: text(),
            source: text(),
            told,
            html: text(),
        };
        (story, format!("{slug}.{language}.md").into())
    }

    #[test]
    fn a_story_that_lacks_a_language_or_a_report_is_named() {
        let told = [
            story("air", "en", true),
            story("air", "id", true),
            story("jalan", "id", false),
            story("pasar", "fr", true),
        ];
        let odd: Vec<String> =
            odd_stories(&told, &["id", "en"]).iter().map(Warning::to_string).collect();
        assert_eq!(
            odd,
            [
                "jalan.id.md: story-without-report: its duration is said to be computed, but it names no report; expected told = true",
                "jalan.id.md: story-language: it is told in no file in language en",
                "pasar.fr.md: story-language: its language is none of id, en",
                "pasar.fr.md: story-language: it is told in no file in language id",
                "pasar.fr.md: story-language: it is told in no file in language en",
            ]
        );
    }
}
