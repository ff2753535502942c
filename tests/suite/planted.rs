//! Canaries of every kind in every column of every table, in stories and in names: none is in any byte, and each is found once a
//! guard is off.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lapor_core::redact::Kind;
use lapor_stats::schema::{self, Field, Table};
use site_gen::build::Seam;
use site_gen::check::{Canaries, Options, check};
use site_gen::error::Error;
use site_gen::gate::SiteGate;

use crate::small::{SmallSite, row};

/// For each kind what gives it away in a sentence, and the invented identifier.
pub(crate) const PLANTED: [(Kind, &str, &str); 19] = [
    (Kind::Nik, "NIK", "3515080102909901"),
    (Kind::Kk, "nomor KK", "3515082203059902"),
    (Kind::Npwp, "NPWP", "12.345.678.1-503.000"),
    (Kind::Nip, "NIP", "197706152005012002"),
    (Kind::Phone, "hp", "0812-3456-7890"),
    (Kind::Email, "surel", "wati_77@example.org"),
    (Kind::Plate, "plat nomor", "AG 4471 QK"),
    (Kind::Url, "lihat", "https://example.net/warga/9901"),
    (Kind::Handle, "akun", "@warga.rekaan77"),
    (Kind::BankAccount, "rekening BRI", "0123456789012"),
    (Kind::Address, "rumah di", "Jl. Kenanga No. 17 RT 03 RW 11"),
    (Kind::Bpjs, "nomor BPJS", "0001234567890"),
    (Kind::Passport, "paspor", "A 7654321"),
    (Kind::Sim, "nomor SIM", "840912345678"),
    (Kind::CustomerId, "id pelanggan PLN", "531234567890"),
    (Kind::Dob, "lahir", "17 Agustus 1979"),
    (Kind::Coord, "titik", "-6.914744, 107.609810"),
    (Kind::OtherId, "NISN", "0051234567"),
    (Kind::Person, "nama saya", "Teguh Wirajati"),
];

/// The sentence of a kind.
fn sentence(place: usize) -> String {
    let (_, cue, canary) = PLANTED[place];
    format!("{cue} {canary}")
}

/// A small site with a report, an agency and a category for each kind.
pub(crate) fn site() -> SmallSite {
    let mut site = SmallSite::new();
    let tables = &mut site.tables;
    let copy =
        |rows: &[std::collections::BTreeMap<&'static str, String>], from: usize, id: &str| {
            let mut row = rows[from].clone();
            row.insert("report_id", id.to_owned());
            row
        };
    for place in 12..PLANTED.len() {
        let id = format!("{}", 70_001 + place);
        let report = copy(&tables["reports"], 0, &id);
        tables.get_mut("reports").unwrap().push(report);
        for event in 0..4 {
            let event = copy(&tables["events"], event, &id);
            tables.get_mut("events").unwrap().push(event);
        }
    }
    for place in 0..PLANTED.len() {
        let (agency, category) = (format!("dinas-{place}"), format!("Bidang {place}"));
        let name = format!("Dinas {place}");
        let tables = &mut site.tables;
        tables.get_mut("agencies").unwrap().push(row(&[("agency_id", &agency), ("name", &name)]));
        let cells = [("category", &*category), ("group", "Prasarana"), ("sensitive", "false")];
        tables.get_mut("categories").unwrap().push(row(&cells));
        site.put("reports", place, "category", &category);
        for event in 0..4 {
            let column = ["", "to_agency", "agency", ""][event];
            if !column.is_empty() {
                site.put("events", 4 * place + event, column, &agency);
            }
        }
    }
    site
}

/// Puts the sentence of each kind into one column, each in the row of its report, agency or category.
pub(crate) fn plant(site: &mut SmallSite, table: &Table, field: &Field) {
    for place in 0..PLANTED.len() {
        let text = sentence(place);
        match table.name {
            "reports" => site.put("reports", place, field.name, &text),
            // The answer; what it says stands on the page of its report.
            "events" => site.put("events", 4 * place + 2, field.name, &text),
            // The first row is that of an agency and a category that no report has.
            other => site.put(other, 1 + place, field.name, &text),
        }
    }
}

/// Which canaries stand in a folder, in any form: their places in [`PLANTED`].
fn found_in(folder: &Path) -> BTreeSet<usize> {
    if !folder.exists() {
        return BTreeSet::new();
    }
    let list = tempfile::NamedTempFile::new().unwrap();
    let lines: Vec<&str> = PLANTED.iter().map(|(_, _, canary)| *canary).collect();
    std::fs::write(list.path(), lines.join("\n")).unwrap();
    let canaries = Canaries::read(list.path()).unwrap();
    let silent = |_: &str, _: &[u8]| Vec::new();
    let options = Options { base_path: "/", canaries: Some(&canaries), gate: &silent, told: None };
    let findings = check(folder, &options).unwrap().findings;
    let canaries = findings.iter().filter(|finding| finding.rule == "canary");
    // "the canary of line 7 stands in base 64"
    let line = |detail: &str| -> usize { detail.split(' ').nth(4).unwrap().parse().unwrap() };
    canaries.map(|finding| line(&finding.detail) - 1).collect()
}

/// Which canaries a message holds.
pub(crate) fn told(message: &str) -> Vec<&'static str> {
    PLANTED.iter().map(|planted| planted.2).filter(|canary| message.contains(canary)).collect()
}

/// Places of all kinds but names.
fn structured() -> BTreeSet<usize> {
    (0..PLANTED.len()).filter(|&place| PLANTED[place].0 != Kind::Person).collect()
}

#[test]
fn there_is_a_canary_of_every_kind_and_the_redactor_finds_it() {
    use lapor_core::redact::Redactor;
    use lapor_core::sensitive::Sensitive;
    assert_eq!(PLANTED.map(|planted| planted.0), Kind::ALL);
    for (place, (kind, _, canary)) in PLANTED.iter().enumerate() {
        let text = Sensitive::new(sentence(place));
        let redacted = Redactor::new().thread().redact(&text);
        let kinds: Vec<Kind> = redacted.spans.iter().map(|span| span.kind).collect();
        assert_eq!(kinds, [*kind], "{canary}");
        assert!(!redacted.text.as_str().contains(canary), "{canary}");
    }
}

/// All columns that people wrote, at once.
#[test]
fn what_people_wrote_is_in_no_byte_until_redaction_is_off() {
    let mut site = site();
    let mut written = 0;
    for table in &schema::TABLES {
        for field in table.fields.iter().filter(|field| field.written) {
            plant(&mut site, table, field);
            written += 1;
        }
    }
    assert!(6 <= written, "{written} columns are written by people");
    // Titles and bodies tell of the report; answers too.
    let (built, said) = site.build_through(Seam::default());
    built.unwrap();
    assert_eq!(found_in(&site.path("public")), BTreeSet::new());
    assert_eq!(told(&said), [""; 0]);

    // Without redaction the gate holds back what is structured, and names neither it nor its place too closely.
    let seam = Seam { unredacted: true, ..Seam::default() };
    let (refused, said) = site.build_through(seam);
    let error = refused.unwrap_err();
    assert_eq!(error.exit_code(), 4);
    assert_eq!(told(&format!("{error} {error:?} {said}")), [""; 0]);
    assert_eq!(found_in(&site.path("public")), BTreeSet::new());

    // Without the gate as well everything is there: what found nothing above can find it.
    site.build_through(Seam { unredacted: true, open_gate: true }).0.unwrap();
    assert_eq!(found_in(&site.path("public")), (0..PLANTED.len()).collect());
}

/// One column after another, whatever the schema has; a new column is covered by itself.
#[test]
fn no_column_of_any_table_brings_an_identifier_into_the_site() {
    let mut outcomes = [0; 3];
    for table in &schema::TABLES {
        for field in table.fields {
            let mut site = site();
            plant(&mut site, table, field);
            let name = format!("{}.{}", table.name, field.name);
            let (built, said) = site.build_through(Seam::default());
            let message = match &built {
                Ok(_) => said,
                Err(error) => format!("{said} {error} {error:?}"),
            };
            assert_eq!(told(&message), [""; 0], "{name}: {message}");
            let there = found_in(&site.path("public"));
            assert!(there.is_disjoint(&structured()), "{name}: {there:?}");
            match built {
                Ok(_) => outcomes[0] += 1,
                // What the gate refused it refuses for each kind: opened, each is there and the gate finds it on a page.
                Err(error @ Error::Leak { .. }) => {
                    outcomes[1] += 1;
                    assert_eq!(error.exit_code(), 4);
                    site.build_through(Seam { open_gate: true, ..Seam::default() }).0.unwrap();
                    let public = site.path("public");
                    let there = found_in(&public);
                    assert!(!there.is_disjoint(&structured()), "{name}");
                    for place in there.intersection(&structured()) {
                        gate_finds(&public, PLANTED[*place].2, &name);
                    }
                }
                Err(_) => outcomes[2] += 1,
            }
        }
    }
    // Columns that tell nothing, columns that the gate guards, columns whose cells are checked words.
    assert!(outcomes[..2].iter().all(|&count| 3 <= count), "{outcomes:?}");
}

/// Whether the gate finds a canary where it stands in some file, which is what stops the publication. An index of
/// words has a number without the word that gives it away; the page that it was made of has both.
fn gate_finds(folder: &Path, canary: &str, name: &str) {
    let gate = SiteGate::learned(folder).unwrap();
    let mut files = Vec::new();
    walk(folder, &mut files);
    let finds = files.iter().any(|file| {
        let bytes = std::fs::read(file).unwrap();
        let mut places = memchr::memmem::find_iter(&bytes, canary).peekable();
        places.peek().is_some() && {
            let findings = gate.examine("", &bytes);
            let meets = |at: usize, offset: usize| at <= offset + 40 && offset < at + canary.len();
            places.any(|at| findings.iter().any(|found| meets(at, found.offset)))
        }
    });
    assert!(finds, "{name}: the gate does not find {canary}");
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// Columns that no schema knows, names of attachments among them.
#[test]
fn what_nobody_asked_for_is_not_published_and_not_told() {
    let mut site = site();
    for place in 0..PLANTED.len() {
        let text = sentence(place);
        site.put("reports", place, "catatan", &text);
        site.put("events", 4 * place, "attachment_names", &format!("{text}.jpg"));
    }
    site.put("reports", 0, PLANTED[0].2, "kolom");
    let (built, said) = site.build_through(Seam::default());
    built.unwrap();
    assert_eq!(found_in(&site.path("public")), BTreeSet::new());
    assert_eq!(told(&said), [""; 0]);
}

/// A story is the operator's own text: what is structured in it stops the build, wherever it stands.
#[test]
fn a_story_with_an_identifier_is_refused() {
    let site = {
        let mut site = site();
        site.settings = "[stories]\npath = \"stories\"\n".to_owned();
        site
    };
    std::fs::create_dir_all(site.path("stories")).unwrap();
    let keys = ["title", "summary", "agency", "chain", "duration", "source", ""];
    for place in structured() {
        let key = keys[place % keys.len()];
        let mut text = "+++\nslug = \"kisah\"\nlanguage = \"id\"\n".to_owned();
        for known in &keys[..6] {
            let told = if *known == key { sentence(place) } else { "Rekaan".to_owned() };
            text += &match *known {
                "chain" => format!("chain = [\"{told}\"]\n"),
                _ => format!("{known} = \"{told}\"\n"),
            };
        }
        let body = if key.is_empty() { sentence(place) } else { "Selesai.".to_owned() };
        site.write("stories/kisah.id.md", &format!("{text}told = true\n+++\n\n{body}\n"));
        let error = site.build().unwrap_err();
        assert_eq!(error.exit_code(), 4, "{:?} in {key}: {error}", PLANTED[place].0);
        assert_eq!(told(&error.to_string()), [""; 0]);
        assert!(!site.path("public").exists());
    }
}

/// Links that the site's maker named do not stop it, and `check` learns them from its pages.
#[test]
fn a_site_with_an_address_of_its_own_passes_its_own_gate() {
    let mut site = site();
    site.settings = "base_url = \"https://example.org/lapor/\"\n".to_owned();
    site.build().unwrap();
    let public = site.path("public");
    std::fs::write(public.join("umpan.atom"), "<id>https://example.org/lapor/kecil/</id>").unwrap();
    let site_gate = SiteGate::learned(&public).unwrap();
    let gate = |path: &str, bytes: &[u8]| site_gate.examine(path, bytes);
    let options = Options { base_path: "/lapor/", canaries: None, gate: &gate, told: None };
    let leaks = || {
        let findings = check(&public, &options).unwrap().findings;
        findings.into_iter().filter(|finding| finding.rule == "leak").collect::<Vec<_>>()
    };
    assert_eq!(leaks(), []);
    std::fs::write(public.join("umpan.atom"), "<id>https://example.net/warga/9901</id>").unwrap();
    assert_eq!(leaks().len(), 1);
}
