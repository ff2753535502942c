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
mod waves;
mod zones;

use lapor_stats::export::{canonical_mapping, canonical_tables};
use lapor_stats::frame::VerdictTable;
use lapor_stats::publication::{self, File, Resource, data_package, dcat, dictionary, schema_org};
use lapor_stats::schema::{self, AGENCIES, CATEGORIES};
use lapor_stats::table::{Format, Table, TableWriter, encode};
use rayon::prelude::*;

use crate::error::Error;
use crate::model::{Download, DownloadTable, Downloads};
use crate::publish::{Staging, Trouble};
use crate::render::Artifact;
use crate::route::Route;

use super::source::JudgedSource;
use describe::{about, fields, key};
use numbers::Numbers;
use open::OpenReports;
use waves::in_waves;

/// The formats of each table.
const FORMATS: [(Format, publication::Format); 3] = [
    (Format::Csv, publication::Format::Csv),
    (Format::Json, publication::Format::Json),
    (Format::Parquet, publication::Format::Parquet),
];

/// How many reports are told at once.
const REPORTS: usize = 4_096;
/// How many numbers.
const NUMBERS: usize = 16_384;

/// A table that is made a part at a time.
type Part<'p> = &'p (dyn Fn(usize) -> Result<Vec<Table>, Error> + Sync);

impl JudgedSource<'_> {
    /// Writes the files of the downloads and tells the length of each; gives the page that lists them.
    ///
    /// # Errors
    ///
    /// [`Error::Record`] where a verdict does not come out of what may be told of its report's events;
    /// [`Error::Source`] for a table that cannot be written or a description that other programs would refuse; those of [`Staging::stream`].
    pub(super) fn downloads(
        &self,
        base_url: Option<&str>,
        staging: &Staging<'_>,
        tell: &dyn Fn(u64),
    ) -> Result<Downloads, Error> {
        let rules = rules::published(self)?;
        let open = OpenReports::new(self, &rules);
        let lists: Vec<(&str, Table)> = canonical_tables(&open.frame)
            .into_iter()
            .filter(|(name, _)| [AGENCIES.name, CATEGORIES.name].contains(name))
            .map(|(name, table)| (name, zones::named(table)))
            .collect();

        // Reports, events and verdicts of the same reports are made together.
        let told = |part: usize| {
            let first = part * REPORTS;
            let open = open.part(first..(first + REPORTS).min(open.len()))?;
            let columns = VerdictTable::new(&open.dataset).table(&open.rows).into_columns();
            // Scope and band are of custodies, and of a count of days that stands beside them.
            let columns = columns.into_iter().filter(|(name, _)| !["scope", "band"].contains(name));
            let verdicts = Table::new(columns.collect());
            let canonical = canonical_tables(&open.dataset).into_iter();
            let canonical =
                canonical.filter(|(name, _)| [REPORTS_TABLE, EVENTS_TABLE].contains(name));
            Ok(canonical.map(|(_, table)| table).chain([verdicts]).collect())
        };
        let names = [REPORTS_TABLE, EVENTS_TABLE, describe::VERDICTS];
        let parts = open.len().div_ceil(REPORTS).max(1);
        let mut resources = self.write(&names, parts, &told, staging)?;
        let verdicts = resources.pop();
        for (name, table) in lists {
            let whole = |_| Ok(vec![table.clone()]);
            resources.extend(self.write(&[name], 1, &whole, staging)?);
        }
        let listed: Vec<String> =
            resources.iter().map(|resource| format!("\"{}.csv\"", resource.name)).collect();
        resources.extend(verdicts);
        let numbers = Numbers::new(&self.config.slug, self.figures.ledger());
        let part = |part: usize| {
            let first = part * NUMBERS;
            Ok(vec![numbers.part(first..(first + NUMBERS).min(numbers.len()))])
        };
        let parts = numbers.len().div_ceil(NUMBERS).max(1);
        resources.extend(self.write(&[describe::NUMBERS], parts, &part, staging)?);

        let tables = resources.iter().map(|resource| DownloadTable {
            name: resource.name.clone(),
            files: resource.files.iter().map(Download::from).collect(),
        });
        let tables = tables.collect();
        resources.iter().flat_map(|resource| &resource.files).for_each(|file| tell(file.bytes));
        let publication = about(self, base_url, resources);
        if let Some(problem) = publication.problems().first() {
            return Err(lapor_stats::error::Error::Table { problem: problem.to_string() }.into());
        }
        let mapping = format!(
            "{}files = [{}]\n\n[claim]\nverdicts = \"{}.csv\"\n",
            canonical_mapping(&open.frame),
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
            tell(text.len() as u64);
            staging.put(Artifact { path: self.file(&name), bytes: text.into_bytes() })?;
        }
        Ok(Downloads {
            source: self.config.slug.clone(),
            open: self.figures.ledger().cell(&["reports", "open"]),
            tables,
            documents: others,
        })
    }

    /// Writes tables that are made together, part by part, in every format.
    fn write(
        &self,
        names: &[&str],
        parts: usize,
        part: Part<'_>,
        staging: &Staging<'_>,
    ) -> Result<Vec<Resource>, Error> {
        let part = |number| -> Result<Vec<Table>, Error> {
            Ok(part(number)?.into_iter().map(Table::published).collect())
        };
        let first = part(0)?;
        let like: Vec<Table> = first.iter().map(Table::without_rows).collect();
        let paths = names.iter().flat_map(|name| {
            FORMATS.map(|(_, described)| format!("{name}.{}", described.ending()))
        });
        let mut streams = Vec::new();
        for path in paths.clone() {
            streams.push(staging.stream(self.file(&path))?);
        }
        let mut writers = Vec::new();
        for ((place, stream), path) in streams.iter_mut().enumerate().zip(paths.clone()) {
            let (table, format) = (place / FORMATS.len(), FORMATS[place % FORMATS.len()].0);
            let path = Written { path: self.file(&path), trouble: stream.trouble() };
            let writer = TableWriter::new(format, stream, &like[table]).map_err(path.refused())?;
            writers.push((path, table, format, writer, 0));
        }
        in_waves(first, parts, rayon::current_num_threads(), part, |next| {
            writers.par_iter_mut().try_for_each(|(path, table, format, writer, rows)| {
                for tables in next {
                    let table = &tables[*table];
                    *rows += table.height() as u64;
                    writer.write(encode(*format, table)?).map_err(path.refused())?;
                }
                Ok::<(), Error>(())
            })
        })?;
        let mut heights = Vec::new();
        for (path, _, _, writer, rows) in writers {
            writer.finish().map_err(path.refused())?;
            heights.push(rows);
        }
        let mut files = Vec::new();
        for ((stream, path), (_, format)) in
            streams.into_iter().zip(paths).zip(FORMATS.into_iter().cycle())
        {
            let (bytes, sha256) = stream.finish()?;
            files.push(File { path, format, bytes, sha256 });
        }
        let mut resources = Vec::new();
        for (place, (name, like)) in names.iter().zip(&like).enumerate() {
            let (title, description) = describe::words(name);
            let first = place * FORMATS.len();
            resources.push(Resource {
                name: (*name).to_owned(),
                title: title.to_owned(),
                description: description.to_owned(),
                files: files[first..first + FORMATS.len()].to_vec(),
                rows: heights[first],
                fields: fields(name, like),
                primary_key: key(name),
            });
        }
        Ok(resources)
    }

    /// Where a file of the downloads lies.
    fn file(&self, name: &str) -> String {
        let route = Route::Download { source: self.config.slug.clone(), name: name.to_owned() };
        route.file("")
    }
}

const REPORTS_TABLE: &str = schema::REPORTS.name;
const EVENTS_TABLE: &str = schema::EVENTS.name;

/// A file that is being written, and what the disk says of it: Polars tells that a write failed, and not why.
struct Written {
    path: String,
    trouble: Trouble,
}

impl Written {
    fn refused(&self) -> impl FnOnce(std::io::Error) -> lapor_stats::error::Error + '_ {
        |source| {
            let source = self.trouble.or(source);
            lapor_stats::error::Error::Output { file: self.path.clone(), source }
        }
    }
}
