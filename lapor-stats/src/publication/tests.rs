//! The publications that the tests of this module describe.

use lapor_core::day;

use super::*;

/// A publication of one small table, with a value of every kind of fact.
pub(super) fn small() -> Publication {
    let open = Resource {
        name: "open".into(),
        title: "Open reports".into(),
        description: "An agency's open reports.".into(),
        files: vec![file("open.csv", Format::Csv, 31)],
        rows: 2,
        fields: vec![
            Field::new("agency", Kind::Text, "The agency (instansi) | its unit."),
            Field::new("running", Kind::Integer, "Reports whose due date has not passed.")
                .unit("reports")
                .at_least(0.0)
                .hidden(),
        ],
        primary_key: vec!["agency".into()],
    };
    Publication {
        languages: vec!["en".into()],
        homepage: Some("https://example.org/about".into()),
        base_url: Some("https://example.org/data".into()),
        publisher: Some(Publisher {
            name: "A & B".into(),
            url: Some("https://example.org/".into()),
        }),
        sources: vec![Source {
            title: "Reports of 2015".into(),
            location: Some("data/lapor-2015/reports.csv".into()),
            sha256: [0xcd; 32],
            licence: Some("public record".into()),
        }],
        keywords: vec!["complaints".into()],
        place: Some(Place {
            name: "Indonesia".into(),
            url: Some("https://www.geonames.org/1643084".into()),
        }),
        period: Some(Period { first: day(2015, 1, 1), last: day(2015, 6, 30) }),
        resources: vec![open],
        ..Publication::new(
            "open-2015",
            "Open reports <2015>",
            "Reports that are open, by agency.",
            day(2015, 6, 30),
            Licence {
                id: "CC0-1.0".into(),
                title: "CC0 1.0 Universal".into(),
                url: "https://creativecommons.org/publicdomain/zero/1.0/".into(),
            },
            Ruleset { version: Some("1".into()), ..Ruleset::new("lapor", [0xab; 32]) },
            Ruleset { known_on: Some(day(2015, 3, 1)), ..Ruleset::new("id", [0xba; 32]) },
        )
    }
}

/// A publication of two tables with a column of every kind.
pub(super) fn sample() -> Publication {
    let compliance = Resource {
        name: "compliance".into(),
        title: "Compliance".into(),
        description: "A stage, an agency and a month.".into(),
        files: vec![
            file("compliance.csv", Format::Csv, 100),
            file("compliance.json", Format::Json, 200),
            file("compliance.parquet", Format::Parquet, 300),
        ],
        rows: 10,
        fields: vec![
            Field::new("stage", Kind::Text, "The stage.").words(&[
                "disposition",
                "follow_up",
                "closure",
            ]),
            Field::new("agency", Kind::Text, "The agency."),
            Field::new("month", Kind::Month, "The month in which the stage started."),
            Field::new("met", Kind::Integer, "Promises kept.")
                .unit("stages")
                .at_least(0.0)
                .hidden(),
            Field::new("share", Kind::Number, "Share of promises kept.")
                .share("met", "met + late + overdue")
                .hidden(),
            Field::new("last_due", Kind::Date, "The last due date."),
            Field::new("hidden", Kind::Flag, "Whether a value of the row is hidden."),
            Field::new("flags", Kind::Text, "What strikes.").words(&["- none", "early"]),
        ],
        primary_key: vec!["stage".into(), "agency".into(), "month".into()],
    };
    let calendar = Resource {
        name: "calendar".into(),
        title: "Calendar".into(),
        description: "A day that is not a working day.".into(),
        files: vec![file("calendar.csv", Format::Csv, 50)],
        rows: 3,
        fields: vec![
            Field::new("date", Kind::Date, "The day."),
            Field::new("name", Kind::Text, "Why."),
        ],
        primary_key: vec!["date".into()],
    };
    let awkward = Source {
        title: "Reports of \"2015\"\u{2028}and <b>later</b>".into(),
        location: None,
        sha256: [0xcd; 32],
        licence: Some("public record <of> the ministry & \"others\"".into()),
    };
    let linked = Source {
        title: "Decrees".into(),
        location: Some("https://example.org/decrees.csv".into()),
        sha256: [0xdc; 32],
        licence: Some("https://creativecommons.org/licenses/by/4.0/".into()),
    };
    Publication {
        languages: vec!["id".into(), "en".into()],
        method: Some("https://example.org/method".into()),
        sources: vec![awkward, linked],
        resources: vec![compliance, calendar],
        ..small()
    }
}

fn file(path: &str, format: Format, bytes: u64) -> File {
    File { path: path.into(), format, bytes, sha256: [0x5a; 32] }
}

#[test]
fn a_publication_is_written_the_same_each_time() {
    for write in [data_package, dcat, schema_org, dictionary] {
        let text = write(&sample());
        assert_eq!(text, write(&sample()));
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }
}
