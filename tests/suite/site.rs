//! The example site: complete, checked, the same bytes again, and refused where it must be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use site_gen::build::{BuildOptions, Built, build};
use site_gen::check::{Options, Told, check};
use site_gen::config::Config;
use site_gen::error::Error;
use site_gen::gate::SiteGate;

use crate::root;

/// A site in a folder of its own, from the repository's data or a changed copy of it.
pub(crate) struct TestSite {
    folder: tempfile::TempDir,
}

impl TestSite {
    /// The example site's data, copied so that a test may change it.
    pub(crate) fn example() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("data"), &folder.path().join("data"));
        TestSite { folder }
    }

    /// The example site with its data, built: a copy of one that is built once for all tests that change nothing before.
    pub(crate) fn published() -> (Self, Built) {
        static FIRST: LazyLock<(TestSite, Built)> = LazyLock::new(|| {
            // Nobody drops a static, so it lies with what is built and each run removes the one of the run before.
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published-example");
            let _ = std::fs::remove_dir_all(&place);
            std::fs::create_dir_all(&place).unwrap();
            let folder = tempfile::tempdir_in(&place).unwrap();
            copy(&root().join("data"), &folder.path().join("data"));
            let site = TestSite { folder };
            let built = site.build(false).unwrap();
            (site, built)
        });
        let folder = tempfile::tempdir().unwrap();
        copy(FIRST.0.folder.path(), folder.path());
        (TestSite { folder }, FIRST.1.clone())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes a file of the copy.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let path = self.path(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    }

    pub(crate) fn build(&self, rotate_key: bool) -> Result<Built, Error> {
        let config = Config::read(&self.path("data/site.toml"), &["id", "en"])?;
        let options = BuildOptions { target: self.path("public"), rotate_key, previous: None };
        build(&config, &options, &|_| ())
    }

    /// Every published file by its path.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path("public"), &self.path("public"), &mut files);
        files
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn collect(folder: &Path, base: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, base, files);
        } else {
            let name = path.strip_prefix(base).unwrap().to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn the_example_site_is_built_checked_and_built_again_without_a_write() {
    let (site, first) = TestSite::published();
    assert!(2_000 < first.pages && first.unchanged == 0 && 0 < first.hidden_cells, "{first:?}");
    let told = Told::read(&site.path(".site-state")).unwrap();
    let own = SiteGate::learned(&site.path("public")).unwrap();
    let gate = |path: &str, bytes: &[u8]| own.examine(path, bytes);
    let options = Options { base_path: "/", canaries: None, gate: &gate, told: Some(&told) };
    let checked = check(&site.path("public"), &options).unwrap();
    assert_eq!(checked.findings, []);
    let again = site.build(false).unwrap();
    assert_eq!((again.written, again.removed, &again.release), (0, 0, &first.release));
    assert_eq!(again.unchanged, first.written);
}

#[test]
fn the_second_theme_dresses_every_page_and_nothing_breaks() {
    let site = TestSite::example();
    site.change("data/site.toml", "# [theme]\n# path = \"theme\"", "[theme]\npath = \"theme\"");
    site.build(false).unwrap();
    let own = SiteGate::learned(&site.path("public")).unwrap();
    let gate = |path: &str, bytes: &[u8]| own.examine(path, bytes);
    let options = Options { base_path: "/", canaries: None, gate: &gate, told: None };
    assert_eq!(check(&site.path("public"), &options).unwrap().findings, []);
    let mut files = BTreeMap::new();
    collect(&site.path("public/aset"), &site.path("public"), &mut files);
    let styles: Vec<&Vec<u8>> =
        files.iter().filter(|(name, _)| name.ends_with(".css")).map(|(_, bytes)| bytes).collect();
    let style = std::str::from_utf8(styles[0]).unwrap();
    assert_eq!(styles.len(), 1);
    assert!(style.contains("grid-template-columns: 17rem"), "the theme's own rules are in it");
    let mut pages = BTreeMap::new();
    collect(&site.path("public/contoh/laporan"), &site.path("public"), &mut pages);
    let key = b"<section class=\"key\" lang=\"en\"";
    let with_key = pages.values().filter(|page| memchr::memmem::find(page, key).is_some());
    assert!(0 < with_key.count(), "the theme's own template is filled with the words of a report");
}

#[test]
fn the_same_site_comes_from_any_folder_and_any_order_of_rows() {
    let (one, other) = (TestSite::example(), TestSite::example());
    let events = other.path("data/sample/events.csv");
    let text = std::fs::read_to_string(&events).unwrap();
    // The sample's texts have no line ends, so a line is a row.
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    std::fs::write(&events, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let (one, other) = (one.build(false).unwrap(), other.build(false).unwrap());
    assert_eq!(one.release, other.release);
}

#[test]
fn another_key_needs_to_be_rotated() {
    let (site, first) = TestSite::published();
    let key = std::fs::read_to_string(site.path("data/sample/key.txt")).unwrap();
    let turned: String = key.chars().rev().filter(char::is_ascii_hexdigit).take(64).collect();
    std::fs::write(site.path("data/sample/key.txt"), format!("sample:{turned}\n")).unwrap();
    let error = site.build(false).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(
        error.to_string().contains("--rotate-key") && !error.to_string().contains(&turned),
        "{error}"
    );
    let rotated = site.build(true).unwrap();
    assert_eq!(rotated.pages, first.pages);
    assert_ne!(rotated.release, first.release);
}

#[test]
fn a_report_that_was_taken_down_has_no_page() {
    let (site, first) = TestSite::published();
    let config = Config::read(&site.path("data/site.toml"), &["id", "en"]).unwrap();
    let key = site_gen::identity::Key::read(&config.key_file).unwrap();
    let taken = key.published_id("lapor-2015", "66425");
    assert!(site.files().keys().any(|path| path.contains(&taken)));
    site.change("data/site.toml", "# takedown = ", "takedown = ");
    std::fs::write(site.path("data/takedown.txt"), "# asked for\nlapor-2015 66425\n").unwrap();
    let second = site.build(false).unwrap();
    assert_eq!(second.pages + 1, first.pages);
    for (path, bytes) in site.files() {
        let told = memchr::memmem::find(&bytes, taken.as_bytes()).is_some();
        assert!(!path.contains(&taken) && !told, "{path}");
    }
}

/// The index is made of the pages, so the words of a report go with its page.
#[test]
fn a_word_that_only_one_report_has_is_in_the_index_until_it_is_taken_down() {
    let site = TestSite::example();
    let file = site.path("data/sample/reports.csv");
    let mut reader = csv::Reader::from_path(&file).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let report = rows.iter().find(|row| &row[7] == "public" && !row[9].is_empty()).unwrap();
    let (id, body) = (report[0].to_owned(), report[9].to_owned());
    site.change("data/sample/reports.csv", &body, &format!("{body} Jembatan Qwertanoa."));
    site.build(false).unwrap();
    let having = |word: &str| {
        let word = memchr::memmem::Finder::new(word).into_owned();
        let files = site.files().into_iter();
        let found = files.filter(|(_, bytes)| word.find(bytes).is_some());
        found.map(|(path, _)| path).collect::<Vec<_>>()
    };
    // Words of the index begin lines, in small letters, and may begin a file.
    let found = having("qwertanoa\t");
    assert!(found.len() == 1 && found[0].starts_with("contoh/indeks/kata/"), "{found:?}");
    site.change("data/site.toml", "# takedown = ", "takedown = ");
    std::fs::write(site.path("data/takedown.txt"), format!("contoh {id}\n")).unwrap();
    site.build(false).unwrap();
    assert_eq!(having("qwertanoa"), [""; 0]);
    assert_eq!(having("Qwertanoa"), [""; 0]);
}

/// A configuration that is wrong names its file and line.
#[test]
fn a_wrong_configuration_says_where_and_what() {
    let site = TestSite::example();
    site.change("data/site.toml", "state_dir", "stat_dir");
    let error = site.build(false).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    let message = error.to_string();
    assert!(
        message.contains("site.toml") && message.contains("line") && message.contains("stat_dir"),
        "{message}"
    );
}
