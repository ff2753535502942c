//! What is committed equals what it was made from.

use lapor_core::{Calendar, HolidayKind, Policy};
use lapor_stats::rules::{load_calendar, load_policy};
use lapor_tests::{calendar, regency, starter};

use crate::{read, root};

#[test]
fn the_embedded_calendar_is_that_of_the_data() {
    let file: Calendar = toml::from_str(&read("data/calendar/id.toml")).unwrap();
    let embedded = Calendar::indonesia();
    assert!(file.rows().eq(embedded.rows()));
    assert!(file.decrees().eq(embedded.decrees()));
    assert_eq!(file.coverage(), embedded.coverage());
    assert_eq!(calendar::to_rust(&file), read("lapor-core/src/indonesia.rs"));
    assert_eq!(calendar::to_toml(&file), read("data/calendar/id.toml"));
}

/// Day counts as decrees and press gave them for each year's original joint decree.
#[test]
fn each_years_original_decree_has_the_days_that_it_announced() {
    let calendar = Calendar::indonesia();
    let original = |year: i32, kind: HolidayKind| {
        let decree = format!("SKB-{year}");
        let of_decree = |row: &&lapor_core::Holiday| {
            row.kind == kind && row.decree.as_deref() == Some(decree.as_str())
        };
        calendar.rows().filter(of_decree).count()
    };
    // 2012: '14 hari libur nasional dan lima hari cuti bersama'; 2015: 19 days in all; 2021: 16 holidays
    // on 15 dates, since 13 May has two, and 7 days of leave.
    assert_eq!(
        (original(2012, HolidayKind::National), original(2012, HolidayKind::JointLeave)),
        (14, 5)
    );
    assert_eq!(original(2015, HolidayKind::National) + original(2015, HolidayKind::JointLeave), 19);
    assert_eq!(
        (original(2021, HolidayKind::National), original(2021, HolidayKind::JointLeave)),
        (15, 7)
    );
}

#[test]
fn shipped_policies_calendars_and_mappings_are_those_of_the_data() {
    for (folder, shipped) in [
        ("calendar", lapor_stats::shipped::CALENDARS.as_slice()),
        ("policy", lapor_stats::shipped::POLICIES.as_slice()),
        ("mapping", lapor_stats::shipped::MAPPINGS.as_slice()),
    ] {
        let mut names: Vec<String> = std::fs::read_dir(root().join("data").join(folder))
            .unwrap()
            .filter_map(|entry| {
                let name = entry.unwrap().file_name().to_string_lossy().into_owned();
                name.strip_suffix(".toml").map(str::to_owned)
            })
            // The calendar of Indonesia is part of the core.
            .filter(|name| folder != "calendar" || name != "id")
            .collect();
        names.sort();
        assert_eq!(names, shipped.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, text) in shipped {
            assert_eq!(*text, read(&format!("data/{folder}/{name}.toml")), "{folder}/{name}");
        }
    }
}

#[test]
fn the_published_schema_is_that_of_the_tables() {
    for table in &lapor_stats::schema::TABLES {
        let path = root().join(format!("data/schema/{}.schema.json", table.name));
        expect_test::expect_file![path].assert_eq(&lapor_stats::schema::json_schema(table));
    }
}

#[test]
fn the_policies_of_the_core_are_those_of_the_data() {
    assert_eq!(load_policy("lapor").unwrap(), Policy::lapor());
    assert_eq!(load_policy("lapor-2015-as-run").unwrap(), Policy::lapor_2015_as_run());
}

#[test]
fn the_commented_example_of_each_file_format_loads() {
    let path = |name: &str| root().join(name).display().to_string();
    load_policy(&path("data/policy/lapor.toml")).unwrap();
    load_calendar(&path("data/calendar/id.toml")).unwrap();
    let example = lapor_stats::ingest::MappingRef::File(root().join("data/mapping/example.toml"));
    lapor_stats::ingest::Mapping::load(&example).unwrap();
    site_gen::config::Config::read(&root().join("data/site.toml"), &["id", "en"]).unwrap();
}

#[test]
fn the_tables_of_the_redactor_and_of_places_are_those_of_the_data() {
    let codes = read("data/wilayah/prov_kab_2025.csv");
    let made = regency::render(&codes, &read("data/wilayah/retired_codes.csv"));
    assert_eq!(made, read("lapor-core/src/redact/regency.rs"));
    assert_eq!(codes, read("site-gen/embedded/prov_kab_2025.csv"));
}

#[test]
fn a_new_site_starts_from_a_cut_of_the_sample() {
    let [reports, events, agencies, categories] =
        ["reports.csv", "events.csv", "agencies.csv", "categories.csv"]
            .map(|name| read(&format!("data/sample/{name}")));
    let cut = starter::cut(&reports, &events, &agencies, &categories);
    for (name, text) in &cut {
        assert_eq!(*text, read(&format!("site-gen/starter/data/{name}")), "{name}");
    }
    let written = site_gen::starter::FILES.iter().filter(|(name, _)| name.starts_with("data/"));
    let cut = cut.iter().map(|(name, text)| (format!("data/{name}"), text.as_str()));
    assert!(written.map(|(name, text)| ((*name).to_owned(), *text)).eq(cut));
}

#[test]
fn what_is_public_is_written_as_json_and_what_is_not_cannot_be() {
    let text = lapor_core::sensitive::Sensitive::from("Hubungi 0812-3456-7890.");
    let mut thread = lapor_core::redact::Redactor::new().thread();
    let redacted = thread.redact(&text);
    assert_eq!(serde_json::to_string(&redacted.text).unwrap(), r#""Hubungi [PHONE].""#);
    let span = serde_json::to_value(redacted.spans[0]).unwrap();
    assert_eq!(
        (&span["start"], &span["end"], &span["kind"]),
        (&8.into(), &22.into(), &"PHONE".into())
    );
}
