//! Planted canaries: what must not be published is in no byte of the site, and the search finds it where it is.

use std::collections::BTreeSet;
use std::path::Path;

use site_gen::check::{Canaries, Options, check};

use crate::redaction::items;
use crate::site::TestSite;

/// How often these canaries occur in a folder.
fn canaries_in(folder: &Path, list: &Path) -> usize {
    let canaries = Canaries::read(list).unwrap();
    let gate = |_: &str, _: &[u8]| Vec::new();
    let options = Options { base_path: "/", canaries: Some(&canaries), gate: &gate, told: None };
    let checked = check(folder, &options).unwrap();
    checked.findings.iter().filter(|finding| finding.rule == "canary").count()
}

/// One build for all leak tests: a site with the sample, and lists of what must not be in it.
#[test]
fn nothing_that_must_not_be_published_is_in_any_byte_of_the_site() {
    let (site, _) = TestSite::published();
    let list = site.path("canaries.txt");

    // Identifiers, in the texts and as contacts.
    let canaries = lapor_tests::sample::canaries();
    assert!(1_000 < canaries.len(), "{} canaries", canaries.len());
    std::fs::write(&list, canaries.join("\n")).unwrap();
    // The search finds what is there, so it would find it on a page.
    assert_ne!(canaries_in(&site.path("data/sample"), &list), 0);
    assert_eq!(canaries_in(&site.path("public"), &list), 0);

    // Secret reports count and are told nowhere, not even by their published id.
    let config =
        site_gen::config::Config::read(&site.path("data/site.toml"), &["id", "en"]).unwrap();
    let key = site_gen::identity::Key::read(&config.key_file).unwrap();
    let mut reader = csv::Reader::from_path(site.path("data/sample/reports.csv")).unwrap();
    let reports: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let published = |report: &csv::StringRecord| key.published_id("contoh", &report[0]);
    let secret: Vec<String> =
        reports.iter().filter(|report| &report[7] == "secret").map(published).collect();
    assert!(50 < secret.len(), "{} secret reports", secret.len());
    std::fs::write(&list, secret.join("\n")).unwrap();
    assert_eq!(canaries_in(&site.path("public"), &list), 0);

    // The reporter's own name is on no page of her report, though some sign with it.
    let files = site.files();
    let mut signed = 0;
    for report in &reports {
        let (name, body) = (&report[10], &report[9]);
        let id = published(report);
        let page = files.get(&format!("contoh/laporan/{}/{id}/index.html", &id[..2]));
        let Some(page) = page.filter(|_| name.contains(' ')) else { continue };
        signed += usize::from(body.contains(name));
        assert!(memchr::memmem::find(page, name.as_bytes()).is_none(), "the page of report {id}");
    }
    assert!(20 < signed, "{signed} reports are signed");

    // Anonymous and sensitive reports show no day.
    let mut general = 0;
    for (path, bytes) in files {
        let html = String::from_utf8_lossy(&bytes);
        if path.contains("/laporan/") && html.contains("hanya menyebut bulan dan keadaan") {
            general += 1;
            assert!(!html.contains("<time"), "{path} has a time");
            assert!(!html.contains("hari kerja ke-"), "{path} counts days");
        }
    }
    assert!(100 < general, "{general} anonymous or sensitive reports");
}

/// The complaints of the corpus as titles, texts, answers and replies of a source: no identifier of any kind is in any byte of its site.
#[test]
fn an_identifier_of_any_kind_in_any_text_is_in_no_byte_of_the_site() {
    let site = TestSite::example();
    let folder = site.path("data/sample");
    let mut reports = csv::Writer::from_path(folder.join("reports.csv")).unwrap();
    let header = "report_id,class,complexity,category,program,place,channel,visibility,title,body,reporter_name,reporter_contact";
    reports.write_record(header.split(',')).unwrap();
    let mut events = csv::Writer::from_path(folder.join("events.csv")).unwrap();
    let header = "report_id,at,kind,actor,agency,to_agency,reason,value,text,attachments";
    events.write_record(header.split(',')).unwrap();
    let (mut canaries, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    let items = items();
    let sentences = items.iter().filter(|item| !item.is_kept && item.texts.len() == 1);
    for (text, number) in sentences.map(|item| &item.texts[0]).zip(70_000..) {
        let id = number.to_string();
        let words = text.text.as_str();
        let row = [
            &id,
            "pengaduan",
            "simple",
            "Jembatan",
            "",
            "72.03",
            "web",
            "public",
            words,
            words,
            "",
            "",
        ];
        reports.write_record(row).unwrap();
        let acts = [
            ("2024-07-01", "submitted", "reporter", "", "", ""),
            ("2024-07-02", "dispositioned", "administrator", "", "kab-lembah-wulan", ""),
            ("2024-07-03", "followed_up", "agency", "kab-lembah-wulan", "", words),
            ("2024-07-04", "reporter_replied", "reporter", "", "", words),
        ];
        for (day, kind, actor, agency, to, text) in acts {
            let row =
                [&id, &*format!("{day}T09:00:00+07:00"), kind, actor, agency, to, "", "", text, ""];
            events.write_record(row).unwrap();
        }
        let points: Vec<char> = words.chars().collect();
        for (range, kind) in &text.spans {
            let found: String = points[range.clone()].iter().collect();
            // Names and streets are measured; a number of eight characters stands in no other text by chance.
            let digits = found.chars().filter(char::is_ascii_digit).count();
            if !["PERSON", "ADDRESS"].contains(&&**kind) && 4 <= digits && 8 <= found.len() {
                canaries.insert(found);
                kinds.insert(kind);
            }
        }
    }
    reports.flush().unwrap();
    events.flush().unwrap();
    assert!(350 < canaries.len() && 15 <= kinds.len(), "{} of {kinds:?}", canaries.len());
    site.build(false).unwrap();
    let list = site.path("canaries.txt");
    std::fs::write(&list, Vec::from_iter(canaries).join("\n")).unwrap();
    // The search finds what is there, so it would find it on a page.
    assert!(350 < canaries_in(&folder, &list));
    assert_eq!(canaries_in(&site.path("public"), &list), 0);
}
