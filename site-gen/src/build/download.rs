//! The downloads of a source: the tables behind its pages, in three formats, with what other programs need to read them.
//!
//! Reports, events and verdicts are of open reports alone, whose pages show agency and days; a record carries what its page shows
//! and nothing more: no text, no hour, no file name, no report's own id. Numbers are the list of the ledger, told or hidden, word
//! for word. So the folder tells nothing that the pages do not tell, and it is enough to judge every open report anew:
//! `lapor-stats audit` on it compares its verdicts, which are those of the pages, with what its events give.

mod days;
mod describe;
mod numbers;
mod open;
mod rules;
mod zones;

use lapor_stats::export::{canonical_mapping, canonical_tables};
use lapor_stats::frame::VerdictTable;
use lapor_stats::publication::{self, File, Resource, data_package, dcat, dictionary, schema_org};
use lapor_stats::table::{Format, Table, TableWriter, encode};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::model::{Download, DownloadTable, Downloads};
use crate::render::Artifact;
use crate::route::Route;

use super::source::JudgedSource;
use describe::{about, fields, key};

/// The formats of each table.
const FORMATS: [(Format, publication::Format); 3] = [
    (Format::Csv, publication::Format::Csv),
    (Format::Json, publication::Format::Json),
    (Format::Parquet, publication::Format::Parquet),
];

impl JudgedSource<'_> {
    /// The files of the downloads, and the page that lists them.
    ///
    /// # Errors
    ///
    /// [`Error::Record`] where a verdict does not come out of what may be told of its report's events;
    /// [`Error::Source`] for a table that cannot be written or a description that other programs would refuse.
    pub(super) fn downloads(
        &self,
        base_url: Option<&str>,
    ) -> Result<(Vec<Artifact>, Downloads), Error> {
        let rules = rules::published(self)?;
        let open = open::reports(self, &rules)?;
        let verdicts = VerdictTable::new(&open.dataset).table(&open.rows);
        let columns = verdicts.into_columns().into_iter();
        // Scope and band are of custodies, and of a count of days that stands beside them.
        let verdicts = columns.filter(|(name, _)| !["scope", "band"].contains(name)).collect();
        let mut tables: Vec<_> = canonical_tables(&open.dataset)
            .into_iter()
            .map(|(name, table)| (name, zones::named(table)))
            .collect();
        let listed: Vec<String> = tables.iter().map(|(name, _)| format!("{name}.csv")).collect();
        tables.push((describe::VERDICTS, Table::new(verdicts)));
        tables.push((describe::NUMBERS, numbers::table(&self.config.slug, self.figures.ledger())));

        let mut files = Vec::new();
        let mut resources = Vec::new();
        let mut told = Vec::new();
        for (name, table) in tables {
            let resource = self.pack(name, table, &mut files)?;
            told.push(DownloadTable {
                name: name.to_owned(),
                files: resource.files.iter().map(Download::from).collect(),
            });
            resources.push(resource);
        }
        let publication = about(self, base_url, resources);
        if let Some(problem) = publication.problems().first() {
            return Err(lapor_stats::error::Error::Table { problem: problem.to_string() }.into());
        }
        let listed: Vec<String> = listed.iter().map(|name| format!("\"{name}\"")).collect();
        let mapping = format!(
            "{}files = [{}]\n\n[claim]\nverdicts = \"{}.csv\"\n",
            canonical_mapping(&open.dataset),
            listed.join(", "),
            describe::VERDICTS
        );
        let mut documents = vec![
            ("lapor.toml".to_owned(), mapping),
            ("dictionary.md".to_owned(), dictionary(&publication)),
            ("datapackage.json".to_owned(), data_package(&publication)),
            ("dcat.jsonld".to_owned(), dcat(&publication)),
            ("dataset.jsonld".to_owned(), schema_org(&publication)),
        ];
        documents.extend(rules.files);
        let mut others = Vec::new();
        for (name, text) in documents {
            others.push(Download { name: name.clone(), bytes: text.len() as u64 });
            files.push(self.file(&name, text.into_bytes()));
        }
        let page = Downloads {
            source: self.config.slug.clone(),
            open: self.figures.ledger().cell(&["reports", "open"]),
            tables: told,
            documents: others,
        };
        Ok((files, page))
    }

    /// Writes a table in every format.
    fn pack(&self, name: &str, table: Table, files: &mut Vec<Artifact>) -> Result<Resource, Error> {
        let mut packed = Vec::new();
        let fields = fields(name, &table);
        let rows = table.height() as u64;
        for (format, described) in FORMATS {
            let bytes = bytes(name, table.clone(), format)?;
            let path = format!("{name}.{}", described.ending());
            packed.push(File {
                path: path.clone(),
                format: described,
                bytes: bytes.len() as u64,
                sha256: Sha256::digest(&bytes).into(),
            });
            files.push(self.file(&path, bytes));
        }
        let (title, description) = describe::words(name);
        Ok(Resource {
            name: name.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            files: packed,
            rows,
            fields,
            primary_key: key(name),
        })
    }

    fn file(&self, name: &str, bytes: Vec<u8>) -> Artifact {
        let route = Route::Download { source: self.config.slug.clone(), name: name.to_owned() };
        Artifact { path: route.file(""), bytes }
    }
}

fn bytes(name: &str, table: Table, format: Format) -> Result<Vec<u8>, Error> {
    let table = table.published();
    let mut bytes = Vec::new();
    let refused = |source| lapor_stats::error::Error::Output { file: name.to_owned(), source };
    let mut writer = TableWriter::new(format, &mut bytes, &table).map_err(refused)?;
    writer.write(encode(format, table)?).map_err(refused)?;
    writer.finish().map_err(refused)?;
    Ok(bytes)
}
