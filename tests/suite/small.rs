//! A site of a few reports, small enough to be built a hundred times.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lapor_stats::schema::{self, Table};
use site_gen::build::{BuildOptions, Built, Seam, build_through};
use site_gen::config::Config;
use site_gen::error::Error;
use site_gen::progress::Event;

/// A key that nobody published.
pub(crate) const KEY: &str = "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f";

/// The rows of the canonical tables, by column.
pub(crate) type Rows = Vec<BTreeMap<&'static str, String>>;

/// A site with one source, in a folder of its own.
pub(crate) struct SmallSite {
    folder: tempfile::TempDir,
    /// The canonical tables by name.
    pub(crate) tables: BTreeMap<&'static str, Rows>,
    /// Lines of `site.toml` before its source.
    pub(crate) settings: String,
    /// What its source is declared to be.
    pub(crate) declared: &'static str,
}

/// A row of a canonical table; what is not named is blank.
pub(crate) fn row(cells: &[(&'static str, &str)]) -> BTreeMap<&'static str, String> {
    cells.iter().map(|(column, cell)| (*column, (*cell).to_owned())).collect()
}

impl SmallSite {
    /// Twelve public reports of one agency, without a word of text.
    pub(crate) fn new() -> Self {
        let mut reports = Rows::new();
        let mut events = Rows::new();
        for number in 1..=12 {
            let id = format!("{}", 70_000 + number);
            reports.push(row(&[
                ("report_id", &id),
                ("class", "pengaduan"),
                ("category", "Jembatan"),
                ("place", "72.03"),
                ("channel", "web"),
                ("visibility", "public"),
            ]));
            for (day, kind, actor, agency, to) in [
                (1, "submitted", "reporter", "", ""),
                (2, "dispositioned", "administrator", "", "dinas-rekaan"),
                (3, "followed_up", "agency", "dinas-rekaan", ""),
                (4, "reporter_replied", "reporter", "", ""),
            ] {
                let at = format!("2024-07-0{day}T09:00:00+07:00");
                events.push(row(&[
                    ("report_id", &id),
                    ("at", &at),
                    ("kind", kind),
                    ("actor", actor),
                    ("agency", agency),
                    ("to_agency", to),
                ]));
            }
        }
        let agencies = vec![row(&[("agency_id", "dinas-rekaan"), ("name", "Dinas Rekaan")])];
        let categories =
            vec![row(&[("category", "Jembatan"), ("group", "Prasarana"), ("sensitive", "false")])];
        SmallSite {
            folder: tempfile::tempdir().unwrap(),
            tables: BTreeMap::from([
                ("reports", reports),
                ("events", events),
                ("agencies", agencies),
                ("categories", categories),
            ]),
            settings: String::new(),
            declared: "invented",
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Puts a text into a column of one row of a table, counted from 0.
    pub(crate) fn put(&mut self, table: &str, at: usize, column: &'static str, text: &str) {
        self.tables.get_mut(table).unwrap()[at].insert(column, text.to_owned());
    }

    /// Writes the tables and `site.toml`.
    pub(crate) fn lay_out(&self) {
        let data = self.path("data");
        std::fs::create_dir_all(&data).unwrap();
        for table in &schema::TABLES {
            write_table(&data, table, &self.tables[table.name]);
        }
        if !self.path("key.txt").exists() {
            self.write("key.txt", KEY);
        }
        let toml = format!(
            "title = {{ id = \"Uji\", en = \"Test\" }}\nkey_file = \"key.txt\"\nstate_dir = \"state\"\n{}\n[[source]]\nslug = \"kecil\"\npath = \"data\"\ndeclared = \"{}\"\ntitle = {{ id = \"Kecil\", en = \"Small\" }}\ncredit = {{ id = \"Uji\", en = \"Test\" }}\n{}",
            self.settings.replace("[stories]\npath = \"stories\"\n", ""),
            self.declared,
            if self.settings.contains("[stories]") {
                "[stories]\npath = \"stories\"\n"
            } else {
                ""
            },
        );
        self.write("site.toml", &toml);
    }

    pub(crate) fn build(&self) -> Result<Built, Error> {
        self.build_through(Seam::default()).0
    }

    /// Builds with some guards off; gives also what the operator was told.
    pub(crate) fn build_through(&self, seam: Seam) -> (Result<Built, Error>, String) {
        self.lay_out();
        let said = std::sync::Mutex::new(String::new());
        let say = |event: Event| said.lock().unwrap().push_str(&format!("{event:?}\n"));
        let built = Config::read(&self.path("site.toml"), &["id", "en"]).and_then(|config| {
            let options =
                BuildOptions { target: self.path("public"), rotate_key: false, previous: None };
            build_through(&config, &options, &say, seam)
        });
        (built, said.into_inner().unwrap())
    }

    /// Every published page that holds a text.
    pub(crate) fn pages_with(&self, text: &str) -> usize {
        fn count(folder: &Path, text: &[u8]) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            let found = entries.map(|path| match path.is_dir() {
                true => count(&path, text),
                false => {
                    let bytes = std::fs::read(&path).unwrap();
                    usize::from(memchr::memmem::find(&bytes, text).is_some())
                }
            });
            found.sum()
        }
        count(&self.path("public"), text.as_bytes())
    }
}

/// Writes a canonical table as CSV, with every column of its schema.
fn write_table(folder: &Path, table: &Table, rows: &Rows) {
    let columns: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
    let further = rows.iter().flat_map(|row| row.keys().copied());
    let mut all = columns.clone();
    all.extend(further.filter(|column| !columns.contains(column)));
    all.dedup();
    let mut writer = csv::Writer::from_path(folder.join(format!("{}.csv", table.name))).unwrap();
    writer.write_record(&all).unwrap();
    for row in rows {
        writer
            .write_record(all.iter().map(|column| row.get(column).map_or("", String::as_str)))
            .unwrap();
    }
    writer.flush().unwrap();
}
