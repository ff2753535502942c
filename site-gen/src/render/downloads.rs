//! The page of downloads.

use serde::Serialize;

use super::Scene;
use super::figure::Note;
use super::frame::{Heading, Link};
use crate::format::{Language, fill};
use crate::model::{Download, Downloads, Place};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct FileView {
    link: Link,
    size: String,
}

#[derive(Serialize)]
struct TableView {
    title: String,
    about: String,
    files: Vec<FileView>,
}

#[derive(Serialize)]
struct DocumentView {
    file: FileView,
    about: String,
}

#[derive(Serialize)]
struct DownloadsView {
    lead: Note,
    tables: Vec<TableView>,
    documents: Vec<DocumentView>,
    command: String,
}

/// The page.
pub(super) fn page(scene: &Scene<'_>, downloads: &Downloads) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.downloads;
    let source = scene.source(&downloads.source)?;
    let file = |download: &Download, text: &str| FileView {
        link: Link {
            href: scene.links.to(&Route::Download {
                source: downloads.source.clone(),
                name: download.name.clone(),
            }),
            text: text.to_owned(),
        },
        size: size(language, download.bytes),
    };
    let tables = downloads.tables.iter().map(|table| {
        let described = words.table.get(&table.name);
        TableView {
            title: described.map_or_else(|| table.name.clone(), |table| table.title.clone()),
            about: described.map_or_else(String::new, |table| table.about.clone()),
            files: table
                .files
                .iter()
                .map(|download| file(download, &format(&download.name)))
                .collect(),
        }
    });
    let documents = downloads.documents.iter().map(|download| DocumentView {
        file: file(download, &download.name),
        about: words.document.get(&download.name).cloned().unwrap_or_else(|| words.rules.clone()),
    });
    let view = DownloadsView {
        lead: Note {
            text: fill(&words.open, &[("reports", &language.cell(downloads.open))]),
            rests: Place { source: &downloads.source, agency: None }.single(&["reports", "open"]),
        },
        tables: tables.collect(),
        documents: documents.collect(),
        command: fill(&words.command, &[("folder", &format!("{}/data", downloads.source))]),
    };
    let heading = Heading {
        title: &words.title,
        description: &words.lead,
        source: Some(source),
        above: vec![],
    };
    scene.page("downloads.html", &heading, &view)
}

/// The name of a format by the ending of a file.
fn format(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, "parquet")) => "Parquet".to_owned(),
        Some((_, ending)) => ending.to_uppercase(),
        None => name.to_owned(),
    }
}

/// A length in kilobytes of a thousand bytes, at least one.
fn size(language: &Language, bytes: u64) -> String {
    fill(&language.downloads.size, &[("kilobytes", &language.count(bytes.div_ceil(1_000).max(1)))])
}
