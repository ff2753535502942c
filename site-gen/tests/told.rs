//! What may be told of a small source with secret reports: the pages, the next releases, and the check.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::PathBuf;

use site_gen::build::{BuildOptions, Built, build, gate};
use site_gen::check::{Finding, Options, Told, check};
use site_gen::config::Config;
use site_gen::error::Error;

/// Five offices. All reports came in on one day; an answer was in time or late.
///
/// `dinas-air` has 20 answers in time and 10 late ones on pages, and 3 secret late ones. Each of the others has 30
/// and 10 on pages, and 6 and 6 secret ones.
struct Site {
    folder: tempfile::TempDir,
    reports: String,
    events: String,
    next: u32,
}

const OTHERS: [&str; 4] = ["dinas-jalan", "dinas-pasar", "dinas-taman", "pelabuhan"];

impl Site {
    fn new(declared: &str) -> Site {
        let mut site = Site {
            folder: tempfile::tempdir().unwrap(),
            reports: "report_id,class,complexity,category,program,place,channel,visibility,title,body,reporter_name,reporter_contact\n".to_owned(),
            events: "report_id,at,kind,actor,agency,to_agency,reason,value,text,attachments\n".to_owned(),
            next: 1,
        };
        site.add("dinas-air", "public", "06", 20);
        site.add("dinas-air", "public", "28", 10);
        site.add("dinas-air", "secret", "28", 3);
        for agency in OTHERS {
            site.add(agency, "public", "06", 30);
            site.add(agency, "public", "28", 10);
            site.add(agency, "secret", "06", 6);
            site.add(agency, "secret", "28", 6);
        }
        let mut agencies = "agency_id,parent_id,name,kind,zone,calendar,flags\n".to_owned();
        for agency in ["dinas-air"].into_iter().chain(OTHERS) {
            writeln!(agencies, "{agency},,{agency},institution,+07:00,id,").unwrap();
        }
        std::fs::create_dir(site.path("data")).unwrap();
        site.write("data/agencies.csv", &agencies);
        site.write("data/categories.csv", "category,group,sensitive\nAir bersih,Air,false\n");
        site.write("key.txt", &format!("sample:{}\n", "5e".repeat(32)));
        let names = |key: &str| format!("{key} = {{ id = \"Uji\", en = \"Test\" }}\n");
        let config = format!(
            "{}policy = \"lapor\"\ncalendar = \"id\"\nas_of = \"2025-12-31\"\nkey_file = \"key.txt\"\ntakedown = \"takedown.txt\"\nstate_dir = \"state\"\n[[source]]\nslug = \"uji\"\npath = \"data\"\ndeclared = \"{declared}\"\n{}{}",
            names("title"),
            names("title"),
            names("credit"),
        );
        site.write("site.toml", &config);
        site.write("takedown.txt", "");
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Reports of an office that were answered on a day of March 2025; the limit is the 11th.
    fn add(&mut self, agency: &str, visibility: &str, answered: &str, count: u32) {
        self.add_about("Air bersih", agency, visibility, answered, count);
    }

    /// The same about a category.
    fn add_about(
        &mut self,
        category: &str,
        agency: &str,
        visibility: &str,
        answered: &str,
        count: u32,
    ) {
        for _ in 0..count {
            let id = self.next;
            self.next += 1;
            writeln!(
                self.reports,
                "{id},pengaduan,simple,{category},,33.22,web,{visibility},Air,Air keruh,,"
            )
            .unwrap();
            for (day, kind, who, agency) in [
                ("03", "submitted", "reporter", ""),
                ("04", "dispositioned", "administrator", agency),
                (answered, "followed_up", "agency", agency),
            ] {
                let (by, to) = if kind == "dispositioned" { ("", agency) } else { (agency, "") };
                writeln!(
                    self.events,
                    "{id},2025-03-{day}T09:00:00+07:00,{kind},{who},{by},{to},,,,"
                )
                .unwrap();
            }
        }
    }

    fn build(&self) -> Result<Built, Error> {
        self.write("data/reports.csv", &self.reports);
        self.write("data/events.csv", &self.events);
        let config = Config::read(&self.path("site.toml"), &["id", "en"])?;
        let options =
            BuildOptions { target: self.path("public"), rotate_key: false, previous: None };
        build(&config, &options, &|_| ())
    }

    fn check(&self) -> Vec<Finding> {
        let told = Told::read(&self.path("state")).unwrap();
        let options = Options { base_path: "/", canaries: None, gate: &gate, told: Some(&told) };
        check(&self.path("public"), &options).unwrap().findings
    }

    /// What stands under a mark of a page.
    fn printed(&self, page: &str, mark: &str) -> String {
        let page = self.read(&format!("public/uji/{page}index.html"));
        let (_, text) = page.split_once(&format!("data-cell=\"uji/{mark}\">")).unwrap();
        text.split('<').next().unwrap().to_owned()
    }
}

/// The cells of a memory of one release: the words of each name, and its row.
fn rows(memory: &str) -> Vec<(String, String)> {
    let (words, _) = memory.split_once("{\"words\":").unwrap().1.split_once("}\n").unwrap();
    let words: Vec<String> = serde_json::from_str(words).unwrap();
    let rows = memory.lines().filter(|line| line.starts_with("[["));
    rows.map(|row| {
        let numbers = row[2..].split(']').next().unwrap().split(',');
        let name: Vec<&str> =
            numbers.map(|number| &*words[number.parse::<usize>().unwrap()]).collect();
        (name.join("/"), row.to_owned())
    })
    .collect()
}

#[test]
fn three_secret_late_reports_are_on_no_page_and_nothing_rests_on_them() {
    let site = Site::new("invented");
    let built = site.build().unwrap();
    assert!(0 < built.hidden_cells, "{built:?}");
    assert_eq!(site.check(), []);
    // The whole: 20 + 4 x 36 = 164 in time, 13 + 4 x 16 = 77 late, so 241 due; 164 / 241 is 68 percent.
    assert_eq!(site.printed("", "follow-up-due/met"), "164");
    assert_eq!(site.printed("", "follow-up-due/late"), "77");
    assert!(site.read("public/uji/index.html").contains("68\u{a0}%"));
    // The office: its rest is 3 late ones. 13 late, 33 due and 20 / 33 or 61 percent are nowhere.
    assert_eq!(site.printed("instansi/dinas-air/", "follow-up-due/~dinas-air/late"), "[c]");
    assert_eq!(site.printed("instansi/", "follow-up-due/~dinas-air"), "[c]");
    for page in ["", "instansi/", "instansi/dinas-air/"] {
        for language in ["", "en/"] {
            let html = site.read(&format!("public/{language}uji/{page}index.html"));
            let text: String = html
                .split('<')
                .filter_map(|part| Some(part.split_once('>')?.1))
                .collect::<Vec<_>>()
                .join(" ");
            let words: Vec<&str> = text.split([' ', '\u{a0}', '.', ',']).collect();
            for number in ["13", "33", "61", "60"] {
                // What says how long a promise is stays.
                let told = words
                    .iter()
                    .zip(words.iter().skip(1))
                    .any(|(word, next)| *word == number && !["hari", "working", ""].contains(next));
                assert!(!told, "{number} in {language}{page}");
            }
        }
    }
    // Another office that was not needed as a partner keeps its share: 36 of 52 or 69 percent.
    assert!(site.read("public/uji/instansi/index.html").contains("69\u{a0}%"));
}

#[test]
fn the_same_again_is_the_same_also_in_a_fresh_target() {
    let site = Site::new("invented");
    let first = site.build().unwrap();
    let memory = site.read("state/uji.releases.ndjson");
    let again = site.build().unwrap();
    assert_eq!((again.written, &again.release), (0, &first.release));
    assert_eq!(again.hidden_cells, first.hidden_cells);
    assert_eq!(site.read("state/uji.releases.ndjson"), memory);
    std::fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(site.build().unwrap().release, first.release);
}

#[test]
fn one_more_secret_report_is_not_what_two_releases_differ_by() {
    let mut site = Site::new("invented");
    site.build().unwrap();
    assert_eq!(site.printed("", "follow-up-due/late"), "77");
    site.add("pelabuhan", "secret", "28", 1);
    site.build().unwrap();
    // 78 less 77 would be the new one.
    assert_eq!(site.printed("", "follow-up-due/late"), "[c]");
    assert_eq!(site.check(), []);
    // Five more at once are not one: but what was hidden stays hidden.
    site.add("pelabuhan", "secret", "28", 5);
    site.build().unwrap();
    assert_eq!(site.check(), []);
}

#[test]
fn a_takedown_removes_the_page_and_no_table_tells_of_it() {
    let site = Site::new("invented");
    let first = site.build().unwrap();
    let cells = site.read("state/uji.cells.ndjson");
    site.write("takedown.txt", "uji 1\n");
    let second = site.build().unwrap();
    assert_eq!(second.pages + 1, first.pages);
    assert_eq!(site.check(), []);
    // The tables are the ones that the first release had, but for the length of the list of pages.
    let (before, now) = (rows(&cells), rows(&site.read("state/uji.cells.ndjson")));
    assert_eq!(before.len(), now.len());
    let changed: Vec<&str> = now
        .iter()
        .filter(|(name, row)| {
            let count = |row: &str| row.split_once("],").unwrap().1.to_owned();
            !before.iter().any(|(old, was)| (old, count(was)) == (name, count(row)))
        })
        .map(|(name, _)| &**name)
        .collect();
    assert_eq!(changed, ["reports/open", "reports/withheld"]);
}

/// However few they are and of whatever kind: nobody whose report must go is told to wait for others.
#[test]
fn no_takedown_is_refused_for_the_sake_of_a_number() {
    for (anonymous, taken) in [(9, 1), (9, 4), (9, 9), (1, 1)] {
        let mut site = Site::new("invented");
        let first = site.next;
        site.add("pelabuhan", "anonymous", "28", anonymous);
        let built = site.build().unwrap();
        let gone: String = (first..first + taken).map(|id| format!("uji {id}\n")).collect();
        site.write("takedown.txt", &gone);
        let again = site.build().unwrap();
        assert!(again.pages < built.pages, "{anonymous} {taken}");
        assert_eq!(site.check(), [], "{anonymous} {taken}");
        // And the number itself is said, as the lists give it anyway.
        let page = site.read("public/en/uji/koreksi/index.html");
        let said =
            format!("{taken} report{} taken down", if taken == 1 { " was" } else { "s were" });
        assert!(page.contains(&said), "{said}: {page}");
    }
}

#[test]
fn a_number_that_was_hidden_or_changed_by_hand_is_found() {
    let site = Site::new("invented");
    site.build().unwrap();
    let page = "public/uji/instansi/dinas-air/index.html";
    let hidden = "data-cell=\"uji/follow-up-due/~dinas-air/late\">";
    let html = site.read(page);
    let line = 1 + html.split(hidden).next().unwrap().matches('\n').count();
    site.write(page, &html.replace(&format!("{hidden}[c]"), &format!("{hidden}13")));
    let overview = "public/uji/index.html";
    let shown = "data-cell=\"uji/follow-up-due/late\">";
    let html = site.read(overview);
    site.write(overview, &html.replace(&format!("{shown}77"), &format!("{shown}76")));
    let found: Vec<String> = site.check().iter().map(Finding::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("uji/follow-up-due/late is not as in the list"), "{found:?}");
    let at = format!("uji/instansi/dinas-air/index.html:{line}: count-differs: ");
    assert_eq!(found[1], format!("{at}uji/follow-up-due/~dinas-air/late is not hidden"));
}

#[test]
fn a_memory_that_told_too_much_stops_the_build_and_leaves_the_site() {
    let mut site = Site::new("invented");
    site.build().unwrap();
    let live = site.read("public/release.json");
    let memory = site.read("state/uji.releases.ndjson");
    let of_office: Vec<String> = rows(&memory)
        .into_iter()
        .filter(|(name, _)| name.starts_with("follow-up-due/agency=dinas-air"))
        .map(|(_, row)| row)
        .collect();
    let told: Vec<String> = memory
        .lines()
        .map(|line| match of_office.iter().any(|row| row == line) {
            true => line.replace("\"hidden\"", "\"shown\""),
            false => line.to_owned(),
        })
        .collect();
    assert_ne!(told.join("\n"), memory.trim_end());
    site.write("state/uji.releases.ndjson", &format!("{}\n", told.join("\n")));
    site.add("pelabuhan", "public", "06", 1);
    let error = site.build().unwrap_err();
    assert_eq!(error.exit_code(), 4);
    let message = error.to_string();
    assert!(message.contains("source 'uji'") && message.contains("agency=dinas-air"), "{message}");
    assert!(!message.contains("13"), "{message}");
    assert_eq!(site.read("public/release.json"), live);
    let found = Told::read(&site.path("state")).unwrap();
    let options = Options { base_path: "/", canaries: None, gate: &gate, told: Some(&found) };
    let findings = check(&site.path("public"), &options).unwrap().findings;
    assert!(findings.iter().any(|finding| finding.rule == "disclosed"), "{findings:?}");
}

#[test]
fn of_what_is_public_already_nothing_is_hidden() {
    let site = Site::new("already-public");
    assert_eq!(site.build().unwrap().hidden_cells, 0);
    assert_eq!(site.printed("instansi/dinas-air/", "follow-up-due/~dinas-air/late"), "13");
    assert_eq!(site.check(), []);
}

/// The office's three secret reports are about electricity; two more categories have enough of everything.
fn with_categories() -> Site {
    let mut site = Site::new("invented");
    let mut categories = "category,group,sensitive\n".to_owned();
    for category in ["Air bersih", "Jalan", "Listrik", "Telepon"] {
        writeln!(categories, "{category},,false").unwrap();
    }
    site.write("data/categories.csv", &categories);
    for category in ["Jalan", "Telepon"] {
        for visibility in ["public", "secret"] {
            let count = if visibility == "public" { 40 } else { 7 };
            site.add_about(category, "dinas-jalan", visibility, "06", count);
            site.add_about(category, "dinas-jalan", visibility, "28", count);
        }
    }
    site.add_about("Listrik", "dinas-taman", "public", "06", 60);
    site.add_about("Listrik", "dinas-taman", "public", "28", 30);
    site.add_about("Listrik", "dinas-taman", "secret", "28", 3);
    site
}

#[test]
fn three_secret_late_reports_of_a_category_are_on_no_page_either() {
    let site = with_categories();
    site.build().unwrap();
    assert_eq!(site.check(), []);
    for language in ["", "en/"] {
        let html = site.read(&format!("public/{language}uji/kategori/index.html"));
        let mark = "uji/follow-up-due/category=listrik";
        let of = |text: &str| format!("data-rests=\"{mark}/met {mark}\">{text}");
        // 60 in time of 93; 33 late, of which 3 are secret. What can be said is at most how many were in time.
        let dari = if language.is_empty() { "dari" } else { "of" };
        let told = [of(&format!("60 {dari} [c]")), of(&format!("[c] {dari} [c]"))];
        let (_, found) = html.split_once(&of("")).unwrap();
        assert!(told.iter().any(|told| html.contains(told)), "{language} {found:.20}");
        assert!(!html.contains(&format!("{dari} 93<")), "{language}");
        // Another category has its share: 47 of 94, half.
        assert!(html.contains("50\u{a0}%"), "{language}");
    }
}

#[test]
fn a_category_changed_by_hand_and_a_past_share_are_found() {
    let mut site = with_categories();
    site.build().unwrap();
    let page = "public/uji/kategori/index.html";
    let html = site.read(page);
    let line = "data-rests=\"uji/follow-up-due/category=jalan/met uji/follow-up-due/category=jalan\">47 dari 94";
    assert!(html.contains(line));
    site.write(page, &html.replace(line, &line.replace("47", "48")));
    let found: Vec<String> = site.check().iter().map(Finding::to_string).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("category=jalan is not as in the list"), "{found:?}");

    // The next release says from what to what; the same again writes nothing.
    for visibility in ["public", "secret"] {
        site.add_about("Jalan", "pelabuhan", visibility, "06", 20);
        site.add_about("Jalan", "pelabuhan", visibility, "28", 20);
    }
    let second = site.build().unwrap();
    assert_eq!(site.check(), []);
    let again = site.build().unwrap();
    assert_eq!((again.written, &again.release), (0, &second.release));
    let page = "public/en/uji/koreksi/index.html";
    let html = site.read(page);
    // 164 + 47 + 47 + 60 in time of 241 + 94 + 94 + 93 at first, then 40 and 80 more.
    let change = "Follow-up, all reports: from 318 of 522 (61\u{a0}%) to 358 of 602 (59\u{a0}%).";
    assert!(html.contains(change), "{html}");
    assert!(html.contains("so what changed is the data, the calendar or the rules"), "one as_of");
    site.write(page, &html.replacen("from 318 of", "from 319 of", 1));
    let found: Vec<String> = site.check().iter().map(Finding::to_string).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("uji@1/follow-up-due/met"), "{found:?}");
}

#[test]
fn a_correction_that_cannot_be_is_named_with_file_and_line() {
    let site = Site::new("invented");
    let config = site.read("site.toml");
    site.write("site.toml", &format!("corrections = \"corrections.toml\"\n{config}"));
    let correction = "[[correction]]\nsource = \"uji\"\ndate = \"2025-06-01\"\nagency = \"dinas-air\"\nwhat = { id = \"Terlambat?\", en = \"Late?\" }\ndecided = { id = \"Ya.\", en = \"Yes.\" }\n";
    site.write("corrections.toml", &correction.replace("dinas-air", "dinas-udara"));
    let error = site.build().unwrap_err();
    assert_eq!(error.exit_code(), 2);
    let message = error.to_string();
    assert!(message.contains("corrections.toml: line 1: found agency 'dinas-udara'"), "{message}");
    site.write("corrections.toml", correction);
    site.build().unwrap();
    assert!(site.read("public/en/uji/koreksi/index.html").contains("Late?"));
    assert_eq!(site.check(), []);
}
