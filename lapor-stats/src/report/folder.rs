//! The folder of a report: each table as CSV, JSON and Parquet, with a data dictionary and a description for other programs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::publication::{
    self, File, Licence, Period, Publication, Resource, Ruleset, Source, data_package, dcat,
    dictionary, schema_org,
};
use crate::summary::{Fingerprint, Summary};
use crate::table::{self, TableWriter, encode};

use super::Sheet;

/// What a report is called, and under which licence it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its short name, which stays over all releases.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The licence of the tables by its SPDX identifier; that of the sources if they all say the same one.
    pub licence: Option<String>,
}

impl Default for About {
    fn default() -> Self {
        About {
            name: "compliance-report".into(),
            title: "How a complaint service kept its promises".into(),
            licence: None,
        }
    }
}

const DESCRIPTION: &str = "How a public complaint service kept its promises: what was kept, late, overdue and unknown, by agency, month and \
    whatever else is known of the reports. All figures come from the log of what happened to each report, judged by the policy and the \
    calendar that are named here; open overdue reports count as broken promises, and every share stands beside its interval.";

/// The documents beside the tables: data package, DCAT, schema.org, data dictionary.
const DOCUMENTS: [&str; 4] = ["datapackage.json", "dcat.jsonld", "dataset.jsonld", "dictionary.md"];

const FORMATS: [(table::Format, publication::Format, &str); 3] = [
    (table::Format::Csv, publication::Format::Csv, "csv"),
    (table::Format::Json, publication::Format::Json, "json"),
    (table::Format::Parquet, publication::Format::Parquet, "parquet"),
];

/// Writes the tables of a summary into a folder, which is made if it is not there.
///
/// # Errors
///
/// [`Error::Usage`] if something else lies in the folder: a table that an earlier report left would be published with this one, and
/// may show what this one hides. [`Error::Io`] if the folder refuses, [`Error::Table`] for a description that other programs would refuse.
pub fn write(
    summary: &Summary,
    sheets: Vec<Sheet>,
    about: &About,
    folder: &Path,
) -> Result<(), Error> {
    let shown = folder.display().to_string();
    fs::create_dir_all(folder).map_err(Error::io("create", &shown))?;
    let mut names: BTreeSet<String> = DOCUMENTS.map(str::to_owned).into();
    for sheet in &sheets {
        names.extend(FORMATS.map(|(_, _, ending)| format!("{}.{ending}", sheet.name)));
    }
    for entry in fs::read_dir(folder).map_err(Error::io("read", &shown))? {
        let name = entry.map_err(Error::io("read", &shown))?.file_name();
        if !name.to_str().is_some_and(|name| names.contains(name)) {
            let problem = format!(
                "found {} in {shown}, expected an empty folder or a report of the same tables",
                name.display()
            );
            return Err(Error::Usage { problem });
        }
    }
    let mut resources = Vec::new();
    for sheet in sheets {
        let mut files = Vec::new();
        let rows = sheet.table.height() as u64;
        for (format, described, ending) in FORMATS {
            let path = format!("{}.{ending}", sheet.name);
            let bytes = bytes(&sheet, format)?;
            fs::write(folder.join(&path), &bytes).map_err(Error::io("write", &path))?;
            files.push(File {
                path,
                format: described,
                bytes: bytes.len() as u64,
                sha256: Sha256::digest(&bytes).into(),
            });
        }
        let fields = sheet.fields();
        let primary_key = fields.iter().take(sheet.keys).map(|field| field.name.clone()).collect();
        resources.push(Resource {
            name: sheet.name,
            title: sheet.title,
            description: sheet.description,
            files,
            rows,
            fields,
            primary_key,
        });
    }
    let publication = publication(summary, resources, about);
    if let Some(problem) = publication.problems().first() {
        return Err(Error::Table { problem: problem.to_string() });
    }
    let texts = [
        data_package(&publication),
        dcat(&publication),
        schema_org(&publication),
        dictionary(&publication),
    ];
    for (name, text) in DOCUMENTS.into_iter().zip(texts) {
        fs::write(folder.join(name), text).map_err(Error::io("write", name))?;
    }
    Ok(())
}

fn bytes(sheet: &Sheet, format: table::Format) -> Result<Vec<u8>, Error> {
    let table = sheet.table.clone().published();
    let mut bytes = Vec::new();
    let refused = |source| Error::Output { file: sheet.name.clone(), source };
    let mut writer = TableWriter::new(format, &mut bytes, &table).map_err(refused)?;
    writer.write(encode(format, &table)?).map_err(refused)?;
    writer.finish().map_err(refused)?;
    Ok(bytes)
}

fn publication(summary: &Summary, resources: Vec<Resource>, about: &About) -> Publication {
    let header = &summary.header;
    let ruleset = |mark: &Fingerprint| Ruleset::new(mark.name.clone(), digest(&mark.sha256));
    let sources = header.sources.iter().map(|source| Source {
        title: source.source.clone().unwrap_or_else(|| source.name.clone()),
        location: None,
        sha256: digest(&source.sha256),
        licence: source.licence.clone(),
    });
    Publication {
        sources: sources.collect(),
        method: Some(
            "Each report is judged by the policy and calendar named here, from its events alone."
                .into(),
        ),
        keywords: ["complaints", "public service", "service level", "open government"]
            .map(str::to_owned)
            .into(),
        languages: vec!["en".into()],
        period: period(summary),
        resources,
        ..Publication::new(
            about.name.clone(),
            about.title.clone(),
            DESCRIPTION,
            header.as_of,
            licence(summary, about),
            ruleset(&header.policy),
            ruleset(&header.calendar),
        )
    }
}

/// The licence that was named, or that of all sources; none is told as such.
fn licence(summary: &Summary, about: &About) -> Licence {
    let sources = &summary.header.sources;
    let first = sources.first().and_then(|source| source.licence.as_deref());
    let shared =
        first.filter(|first| sources.iter().all(|source| source.licence.as_deref() == Some(first)));
    let is_identifier = |id: &&str| {
        let of = |byte: u8| byte.is_ascii_alphanumeric() || b".-+".contains(&byte);
        !id.is_empty() && id.bytes().all(of)
    };
    match about.licence.as_deref().or(shared).filter(is_identifier) {
        Some(id) => Licence {
            id: id.into(),
            title: id.into(),
            url: format!("https://spdx.org/licenses/{id}.html"),
        },
        None => Licence {
            id: "LicenseRef-none".into(),
            title: "No licence is stated".into(),
            url: "https://choosealicense.com/no-permission/".into(),
        },
    }
}

/// From the first month in which a stage started to the day of the question.
fn period(summary: &Summary) -> Option<Period> {
    let sections = summary.sections().filter(|section| section.keys().last() == Some(&"month"));
    let months = sections.flat_map(|section| {
        summary
            .rows(section)
            .filter_map(|(words, _)| words.last().copied().filter(|month| !month.is_empty()))
    });
    let first = format!("{}-01", months.min()?).parse().ok()?;
    Some(Period { first, last: summary.header.as_of }).filter(|period| period.first <= period.last)
}

/// The bytes of a digest in hexadecimal; zeros where it is none.
fn digest(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = hex
            .get(2 * at..2 * at + 2)
            .and_then(|two| u8::from_str_radix(two, 16).ok())
            .unwrap_or(0);
    }
    bytes
}
