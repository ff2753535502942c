//! The verdicts of the public site: judged anew from the downloads, compared with every page, and found where a hand altered one.

use std::collections::{BTreeMap, BTreeSet};

use lapor_core::day;
use lapor_stats::assess::Court;
use lapor_stats::dataset::Visibility;
use lapor_stats::ingest::{Options as Reading, ingest};
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::verdicts::{COLUMNS, ToldVerdicts, cells};
use site_gen::check::{Audited, Checked, Options, Told, check};
use site_gen::gate::SiteGate;
use site_gen::identity::Key;

use crate::root;
use crate::site::TestSite;

/// The real reports of 2015 alone, which are quickly built.
fn small() -> TestSite {
    let site = TestSite::example();
    let config = std::fs::read_to_string(site.path("data/site.toml")).unwrap();
    let parts: Vec<&str> = config.split("[[source]]").collect();
    let [head, _, real, last] = &*parts else { panic!("a site of three sources") };
    let tail = &last[last.find("[stories]").unwrap()..];
    let head = head.replace("\ncorrections = ", "\n# corrections = ");
    std::fs::write(site.path("data/site.toml"), format!("{head}[[source]]{real}{tail}")).unwrap();
    site
}

fn checked(site: &TestSite) -> Checked {
    let told = Told::read(&site.path(".site-state")).unwrap();
    let own = SiteGate::learned(&site.path("public")).unwrap();
    let gate = |path: &str, bytes: &[u8]| own.examine(path, bytes);
    let options = Options { base_path: "/", canaries: None, gate: &gate, told: Some(&told) };
    check(&site.path("public"), &options).unwrap()
}

fn read(site: &TestSite, path: &str) -> String {
    std::fs::read_to_string(site.path("public").join(path)).unwrap()
}

/// Rows of a CSV without its header.
fn rows(text: &str) -> usize {
    csv::Reader::from_reader(text.as_bytes()).records().count()
}

#[test]
fn every_verdict_of_a_public_page_is_that_of_the_source_and_comes_out_of_the_downloads() {
    let (site, _) = TestSite::published();
    let checked = checked(&site);
    assert_eq!(checked.findings, []);
    let key = Key::read(&site.path("data/sample/key.txt")).unwrap();
    let files = site.files();
    let pages: Vec<&str> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, bytes)| std::str::from_utf8(bytes).unwrap())
        .collect();
    let clocks: usize = pages.iter().map(|html| html.matches(" data-stage=\"").count()).sum();
    let (mut all, mut numbers) = (0, 0);
    let boston = Some("boston-311");
    for (slug, folder, own, end) in [
        ("boston-2011", "boston-311", boston, Some(day(2011, 12, 31))),
        ("contoh", "sample", None, None),
        ("lapor-2015", "lapor-2015", None, None),
    ] {
        let told = ToldVerdicts::read(&site.path(&format!("public/{slug}/data/verdicts.csv")));
        let told = told.unwrap();
        // By the whole source, which has hours and every report, not by the downloads.
        let inputs = [root().join("data").join(folder)];
        let dataset = ingest(&inputs, None, Reading { texts: false, as_of: end }).unwrap();
        let rules = Rules::load(own.or(Some("lapor")), own, &dataset).unwrap();
        let as_of = day_of_question(end, &dataset, &rules.calendar).unwrap();
        let judgement = Court::new(&dataset, &rules, as_of).judge().unwrap();
        let mut verdicts: BTreeMap<String, Vec<[String; 11]>> = BTreeMap::new();
        for row in judgement.rows.iter().flatten() {
            let report = row.report as usize;
            let category = dataset.reports.category.word(report);
            let listed = category.and_then(|name| dataset.categories.get(name));
            let open = dataset.reports.visibility[report] == Visibility::Public
                && listed.is_some_and(|category| !category.sensitive);
            if open {
                let id = key.published_id(slug, dataset.reports.id(report));
                verdicts.entry(id).or_default().push(cells(&dataset, row));
            }
        }
        assert_eq!(told.reports().collect::<Vec<_>>(), verdicts.keys().collect::<Vec<_>>());
        for (id, rows) in &verdicts {
            assert_eq!(told.of(id).len(), rows.len());
            for (told, cells) in told.of(id).iter().zip(rows) {
                for (place, cell) in cells.iter().enumerate() {
                    // Agency and owner stand under the name of their page there.
                    if ![1, 2].contains(&place) {
                        assert_eq!(told.cell(COLUMNS[place]), Some(&**cell), "{id}");
                    }
                }
            }
            all += rows.len();
        }
        numbers += rows(&read(&site, &format!("{slug}/data/numbers.csv")));
    }
    let Audited { folders, rows, on_pages, numbers: compared } = checked.audited;
    assert_eq!((folders, rows, compared), (3, all as u64, numbers as u64));
    assert_eq!(clocks, all);
    assert!(rows < on_pages, "{on_pages} places of {rows} verdicts");
}

/// Changes a file of the published site, checks it, and changes it back; `path: rule` of each finding.
fn found(site: &TestSite, path: &str, change: impl Fn(&str) -> String) -> BTreeSet<String> {
    let file = site.path("public").join(path);
    let good = std::fs::read_to_string(&file).unwrap();
    let bad = change(&good);
    assert_ne!(good, bad, "{path} was not altered");
    std::fs::write(&file, bad).unwrap();
    let findings = checked(site).findings;
    std::fs::write(&file, good).unwrap();
    findings.iter().map(|finding| format!("{}: {}", finding.path, finding.rule)).collect()
}

fn set(findings: &[&str]) -> BTreeSet<String> {
    findings.iter().map(|&finding| finding.to_owned()).collect()
}

#[test]
fn one_verdict_altered_by_hand_is_found_in_a_page_and_in_the_downloads() {
    let site = small();
    site.build(false).unwrap();
    let good = checked(&site);
    assert_eq!(good.findings, []);
    // 117 reports with three stages each.
    assert_eq!(good.audited.rows, 351);

    // A report that was sent on late, and its page.
    let verdicts = read(&site, "lapor-2015/data/verdicts.csv");
    let late =
        verdicts.lines().find(|line| line.contains(",Disposition,") && line.contains(",Late,"));
    let id = late.unwrap().split(',').next().unwrap();
    let page = &*format!("lapor-2015/laporan/{}/{id}/index.html", &id[..2]);
    let table = "lapor-2015/data/verdicts.csv";
    let html = read(&site, page);
    let due = html.split(" data-due=\"").nth(1).unwrap().split('"').next().unwrap();

    let of_page = format!("{page}: verdict-differs");
    // The mark of the clock, the words that people read, the day that they read, and the mark beside the words.
    let words = words_of(&html, "Disposition Late");
    let shown = text_of(&html, &format!(" data-day=\"due {due}\""));
    for (from, to) in [
        ("data-outcome=\"Late\"".to_owned(), "data-outcome=\"Met\"".to_owned()),
        (format!("</span>{words}</span>"), "</span>Tepat waktu</span>".to_owned()),
        (format!(">{shown}</dd>"), ">Jum, 1 Jan 2016</dd>".to_owned()),
        (format!("data-due=\"{due}\""), "data-due=\"2016-01-01\"".to_owned()),
        ("Disposition Late -\"".to_owned(), "Disposition Met -\"".to_owned()),
    ] {
        let findings = found(&site, page, |html| html.replacen(&from, &to, 1));
        // Of two pages that say one day in two ways both are named.
        let others = findings.iter().filter(|finding| **finding != of_page);
        let is_day = from.contains("</dd>");
        assert!(findings.contains(&of_page), "{from}: {findings:?}");
        assert!(others.clone().count() <= usize::from(is_day), "{from}: {findings:?}");
        assert!(others.clone().all(|finding| finding.ends_with(": verdict-differs")));
    }
    // A clock that was taken away, and a page that was.
    let without = |html: &str| html.replacen(" data-stage=\"Closure\"", "", 1);
    let findings = found(&site, page, without);
    assert!(findings.contains(&format!("{page}: verdict-missing")), "{findings:?}");
    // A list that says otherwise of the same report.
    let list = site
        .files()
        .into_iter()
        .find(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            path.starts_with("lapor-2015/laporan/") && text.contains("<ol class=\"rows\">")
        })
        .unwrap()
        .0;
    let findings = found(&site, &list, |html| html.replacen(" Early ", " Met ", 1));
    assert_eq!(findings, set(&[&format!("{list}: verdict-differs")]));

    // The table: its events give another verdict, its pages show another, and its hash is another.
    let line = late.unwrap();
    let other = line.replace(",Late,", ",Met,");
    let findings = found(&site, table, |text| text.replace(line, &other));
    let differs = format!("{table}: verdict-differs");
    assert_eq!(findings, set(&[&differs, &format!("{table}: hash-differs"), &of_page]));
    // The same alteration in the page as well does not help: the events are still there.
    let file = site.path("public").join(page);
    let altered = html.replace("data-outcome=\"Late\"", "data-outcome=\"Met\"");
    std::fs::write(&file, altered.replace("Disposition Late -\"", "Disposition Met -\"")).unwrap();
    let findings = found(&site, table, |text| text.replace(line, &other));
    std::fs::write(&file, &html).unwrap();
    assert!(findings.contains(&differs), "{findings:?}");
    // A row that was taken out, one that was made up, and an event of another day.
    let findings = found(&site, table, |text| text.replace(&format!("{line}\n"), ""));
    assert!(findings.iter().any(|finding| finding.starts_with(table)), "{findings:?}");
    let findings =
        found(&site, table, |text| format!("{text}{}\n", line.replacen(id, "aaaaaaaaaaaaaaaa", 1)));
    assert!(findings.contains(&format!("{table}: verdict-missing")), "{findings:?}");
    let events = "lapor-2015/data/events.csv";
    let sent = read(&site, events);
    let sent = sent.lines().find(|row| row.starts_with(id) && row.contains(",dispositioned,"));
    let sent = sent.unwrap().to_owned();
    let day = sent.split(',').nth(1).unwrap().to_owned();
    let findings =
        found(&site, events, |text| text.replace(&sent, &sent.replace(&day, "2015-09-29")));
    assert!(findings.contains(&differs), "{findings:?}");
    assert!(findings.contains(&format!("{events}: hash-differs")), "{findings:?}");

    let day_of_none = sent.replace(&day, "2015-13-01");
    let findings = found(&site, events, |text| text.replace(&sent, &day_of_none));
    assert!(findings.contains(&format!("{events}: verdict-differs")), "{findings:?}");

    // A number of the downloads.
    let numbers = "lapor-2015/data/numbers.csv";
    let first = "lapor-2015/disposition-due/met,";
    let row = read(&site, numbers).lines().find(|row| row.starts_with(first)).unwrap().to_owned();
    let header = read(&site, numbers).lines().next().unwrap().to_owned();
    let place = header.split(',').position(|column| column == "count").unwrap();
    let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
    cells[place] = (cells[place].parse::<u64>().unwrap() + 1).to_string();
    let more = cells.join(",");
    let findings = found(&site, numbers, |text| text.replace(&row, &more));
    let wanted = [format!("{numbers}: count-differs"), format!("{numbers}: hash-differs")];
    assert_eq!(findings, BTreeSet::from(wanted));
    assert_eq!(checked(&site).findings, []);
}

/// What people read under a mark of a verdict.
fn words_of(html: &str, mark: &str) -> String {
    let rest = html.split_once(mark).unwrap().1;
    rest.split_once("</span>").unwrap().1.split('<').next().unwrap().to_owned()
}

fn text_of(html: &str, mark: &str) -> String {
    html.split_once(mark).unwrap().1.split(['>', '<']).nth(1).unwrap().to_owned()
}

#[test]
fn the_downloads_hold_open_reports_alone_and_what_their_pages_show() {
    let (site, _) = TestSite::published();
    let key = Key::read(&site.path("data/sample/key.txt")).unwrap();
    let inputs = [root().join("data/sample")];
    let dataset = ingest(&inputs, None, Reading { texts: true, as_of: None }).unwrap();
    let reports = read(&site, "contoh/data/reports.csv");
    let ids: BTreeSet<&str> =
        reports.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut open = 0;
    for report in 0..dataset.reports.len() {
        let id = key.published_id("contoh", dataset.reports.id(report));
        let page = site.path(&format!("public/contoh/laporan/{}/{id}/index.html", &id[..2]));
        let is_open =
            page.is_file() && std::fs::read_to_string(&page).unwrap().contains(" data-report=\"");
        assert_eq!(ids.contains(&*id), is_open, "{id}");
        open += usize::from(is_open);
    }
    assert_eq!(ids.len(), open);
    for (path, bytes) in site.files() {
        if !path.starts_with("contoh/data/") || path.ends_with(".parquet") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        // No hour: a time says the order within a day, or on which day it was for the agency.
        for (at, _) in text.match_indices('T').filter(|_| path.contains("events")) {
            let time = &text.as_bytes()[at..(at + 9).min(text.len())];
            let is_time = time.len() == 9 && time[3] == b':' && time[6] == b':';
            let shown = String::from_utf8_lossy(time);
            let told =
                ["T00:00:", "T22:00:", "T23:00:"].iter().any(|start| shown.starts_with(start));
            assert!(!is_time || told, "{path}: {shown}");
        }
        // No id of the source. Numbers of five digits are ids there, and none of them is in the tables.
        for report in 0..dataset.reports.len() {
            let own = format!("\n{},", dataset.reports.id(report));
            assert!(!text.contains(&own), "{path} has an id of the source");
        }
    }
    // The three formats say the same.
    let table = |ending: &str| {
        let mapping =
            read(&site, "contoh/data/lapor.toml").replace(".csv\"", &format!(".{ending}\""));
        let file = site.path(&format!("by-{ending}.toml"));
        std::fs::write(&file, mapping).unwrap();
        let folder = [site.path("public/contoh/data")];
        let mapping = lapor_stats::ingest::MappingRef::File(file);
        let dataset =
            ingest(&folder, Some(&mapping), Reading { texts: false, as_of: None }).unwrap();
        assert_eq!(dataset.quality.rejects, [], "{ending}");
        lapor_stats::export::canonical_tables(&dataset)
    };
    let csv = table("csv");
    assert_eq!(csv, table("json"));
    assert_eq!(csv, table("parquet"));
}

#[test]
fn an_operators_own_rules_go_with_the_downloads() {
    let site = small();
    let policy = std::fs::read_to_string(root().join("data/policy/lapor.toml")).unwrap();
    let shorter =
        policy.replace("name = \"lapor\"", "name = \"sendiri\"").replace("days = 5", "days = 4");
    std::fs::write(site.path("data/sendiri.toml"), shorter).unwrap();
    // A day off that nobody else has, on top of a shipped calendar.
    let day = "{ date = \"2015-02-02\", kind = \"regional\", name = \"Hari jadi rekaan\" }";
    let calendar = format!("name = \"daerah\"\nbase = \"id\"\nholiday = [{day}]\n");
    std::fs::write(site.path("data/daerah.toml"), calendar).unwrap();
    site.change(
        "data/site.toml",
        "path = \"lapor-2015\"\n",
        "path = \"lapor-2015\"\npolicy = \"sendiri.toml\"\ncalendar = \"daerah.toml\"\n",
    );
    site.build(false).unwrap();
    let checked = checked(&site);
    assert_eq!(checked.findings, []);
    assert_eq!(checked.audited.rows, 351);
    let mapping = read(&site, "lapor-2015/data/lapor.toml");
    assert!(
        mapping.contains("policy = \"policy.toml\"\ncalendar = \"calendar.toml\"\n"),
        "{mapping}"
    );
    // Without that day 2015-02-02 counts, and many a due date is another.
    let findings = found(&site, "lapor-2015/data/calendar.toml", |text| {
        text.replace("date = \"2015-02-02\"", "date = \"2015-02-01\"")
    });
    assert!(findings.contains("lapor-2015/data/verdicts.csv: verdict-differs"), "{findings:?}");
}

#[test]
fn a_source_without_any_open_report_has_tables_without_rows() {
    let site = small();
    let reports = crate::read("data/lapor-2015/reports.csv");
    let mut rows = csv::Reader::from_reader(reports.as_bytes());
    // The id stands first.
    let ids: Vec<String> = rows.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(ids.len(), 117);
    let taken: String = ids.iter().map(|id| format!("lapor-2015 {id}\n")).collect();
    std::fs::write(site.path("data/takedown.txt"), taken).unwrap();
    site.change("data/site.toml", "# takedown = ", "takedown = ");
    site.build(false).unwrap();
    assert_eq!(rows_of(&site, "reports"), 0);
    let checked = checked(&site);
    assert_eq!(checked.findings, []);
    assert_eq!(checked.audited.rows, 0);
}

fn rows_of(site: &TestSite, table: &str) -> usize {
    rows(&read(site, &format!("lapor-2015/data/{table}.csv")))
}
