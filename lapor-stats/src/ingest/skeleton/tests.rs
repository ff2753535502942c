//! Skeletons of invented tables.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod georeport;
mod halves;
mod kinds;

use proptest::prelude::*;

use super::*;

/// The skeleton of a table that is written as CSV with `;`.
fn of(table: &str) -> String {
    let mut rows = table.lines().map(|line| line.split(';').map(String::from).collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let rows: Vec<_> = rows.collect();
    let look = Look {
        file: "t.csv",
        header: &header,
        rows: &rows,
        delimiter: Some(b';'),
        encoding: None,
        whole: true,
    };
    skeleton(&look)
}

/// What it suggests, as if a person had taken every `#` from what is TOML.
fn taken(skeleton: &str) -> toml::Table {
    let mut taken = String::new();
    let mut open = false;
    for line in skeleton.lines() {
        let text = line.strip_prefix("# ").unwrap_or_default();
        let key = text.split_once(" = ").is_some_and(|(key, _)| {
            key.starts_with('"') && key.ends_with('"')
                || key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        });
        if open || key || text.starts_with('[') {
            open = (open || text.starts_with("ignore = [")) && !text.ends_with(']');
            taken.push_str(text);
        } else {
            taken.push_str(line);
        }
        taken.push('\n');
    }
    toml::from_str(&taken).unwrap_or_else(|problem| panic!("{problem}\n{taken}"))
}

fn is(skeleton: &str, expected: &str) {
    assert_eq!(taken(skeleton), toml::from_str::<toml::Table>(expected).unwrap(), "{skeleton}");
}

fn has(skeleton: &str, line: &str) {
    assert!(skeleton.lines().any(|found| found == line), "{line}\n{skeleton}");
}

/// Eight reports to an invented city, the last still open.
const CITY: &str = "No;Masuk;Batas;Selesai;Status SLA;Dinas;Kategori;Sumber;Isi
1;06/03/2015 08:30:00;13/03/2015 16:00:00;09/03/2015 10:00:00;TEPAT;Dinas Taman;Pohon;Situs;Pohon tumbang di depan rumah saya
2;06/03/2015 09:30:00;13/03/2015 16:00:00;16/03/2015 10:00:00;LEWAT;Dinas Jalan;Jalan;SMS;Lubang besar
3;07/03/2015 08:30:00;16/03/2015 16:00:00;09/03/2015 11:00:00;TEPAT;Dinas Jalan;Jalan;Situs;Aspal rusak
4;07/03/2015 08:40:00;16/03/2015 16:00:00;10/03/2015 10:00:00;TEPAT;Dinas Taman;Pohon;Situs;Dahan kering
5;08/03/2015 08:30:00;16/03/2015 16:00:00;20/03/2015 10:00:00;LEWAT;Dinas Taman;Pohon;SMS;Taman gelap
6;09/03/2015 08:30:00;17/03/2015 16:00:00;10/03/2015 10:00:00;TEPAT;Dinas Jalan;Jalan;Situs;Jalan banjir
7;10/03/2015 08:30:00;18/03/2015 16:00:00;11/03/2015 10:00:00;TEPAT;Dinas Jalan;Jalan;Situs;Trotoar pecah
8;10/03/2015 09:30:00;18/03/2015 16:00:00;NULL;TEPAT;Dinas Jalan;Jalan;Situs;Lampu mati";

#[test]
fn a_wide_table_becomes_the_mapping_that_a_person_would_write() {
    is(
        &of(CITY),
        r#"
        layout = "wide"
        zone = "Asia/Jakarta"
        blank = ["NULL"]
        [csv]
        delimiter = ";"
        [time]
        formats = ["%d/%m/%Y %H:%M:%S"]
        [report]
        report_id = "No"
        category = "Kategori"
        channel = "Sumber"
        body = "Isi"
        [milestone.submitted]
        column = "Masuk"
        [milestone.closed]
        column = "Selesai"
        agency = "Dinas"
        [claim]
        due = "Batas"
        closed = "Selesai"
        verdict = { column = "Status SLA", values = { "TEPAT" = true, "LEWAT" = false } }
        stage = "FollowUp"
        "#,
    );
}

#[test]
fn nothing_that_is_guessed_is_active() {
    let active: toml::Table = toml::from_str(&of(CITY)).unwrap();
    let expected = "layout = \"wide\"\n[csv]\n[time]\n[report]\n[milestone.submitted]";
    assert_eq!(active, toml::from_str::<toml::Table>(expected).unwrap());
}

#[test]
fn what_was_seen_of_each_column() {
    let skeleton = of(CITY);
    for line in [
        "#   \"No\": whole numbers, no two the same",
        "#   \"Batas\": \"%d/%m/%Y %H:%M:%S\"; 2015-03-13 16:00 to 2015-03-18 16:00",
        "#   \"Status SLA\": \"TEPAT\" 6, \"LEWAT\" 2",
        "#   \"Isi\": text, up to 33 characters, no two the same",
        "# Where a row has both: \"Masuk\" is never after \"Batas\" (8 rows); \"Masuk\" is never after \"Selesai\" (7 rows).",
    ] {
        has(&skeleton, line);
    }
    let skeleton = skeleton.replace("\n#       ", " ");
    // 7 March is also 3 July, but no month is the 13th.
    assert!(
        skeleton.contains("ask the source (\"Batas\" can only be \"%d/%m/%Y %H:%M:%S\")"),
        "{skeleton}"
    );
    assert!(!skeleton.contains("Lubang") && !skeleton.contains("tumbang"), "{skeleton}");
}

#[test]
fn where_day_and_month_cannot_be_told_apart_the_format_is_a_question() {
    let skeleton = of("No;Masuk\n1;06/03/2015\n2;07/04/2015\n3;08/08/2015");
    has(&skeleton, "# formats = [\"?\"]");
    let question = "# For the \"?\": \"%d/%m/%Y\" or \"%m/%d/%Y\", and only one of the two";
    assert!(skeleton.contains(question), "{skeleton}");
    assert!(skeleton.contains("Both \"%d/%m/%Y\" and \"%m/%d/%Y\" read every cell"), "{skeleton}");
}

#[test]
fn columns_with_day_and_month_in_both_orders_are_a_question_too() {
    let skeleton = of("Masuk;Selesai\n13/03/2015;03/14/2015\n14/03/2015;03/15/2015");
    has(&skeleton, "# formats = [\"?\"]");
}

#[test]
fn formats_are_found() {
    for (cells, found) in [
        (["2015-03-06", "2015-03-06 08:30"], "\"iso\"; 2015-03-06 to 2015-03-06 08:30"),
        (
            ["3/13/2015 08:30 AM", "12/1/2015 11:05 PM"],
            "\"%m/%d/%Y %I:%M %p\"; 2015-03-13 08:30 to 2015-12-01 23:05",
        ),
        (["6 Maret 2015", "17 Agu 2015"], "\"%d %b %Y\"; 2015-03-06 to 2015-08-17"),
        (
            ["13.3.2015 08.30", "14.3.2015 23.59"],
            "\"%d.%m.%Y %H.%M\"; 2015-03-13 08:30 to 2015-03-14 23:59",
        ),
        (["1425603909", "1425603910"], "\"%s\"; 2015-03-06 01:05 to 2015-03-06 01:05"),
        (["20150306", "20150307"], "\"%Y%m%d\"; 2015-03-06 to 2015-03-07"),
        (
            ["2015-03-06T08:30:00+07:00", "2015-03-06T01:30:00Z"],
            "\"iso\"; 2015-03-06 08:30 to 2015-03-06 01:30, offset +00:00 and +07:00",
        ),
        (
            ["13/3/2015", "2015-03-06"],
            "\"iso\" reads 1 of 2, \"%d/%m/%Y\" reads 1 of 2; 2015-03-06 to 2015-03-13",
        ),
    ] {
        let skeleton = of(&format!("Masuk\n{}\n{}", cells[0], cells[1]));
        has(&skeleton, &format!("#   \"Masuk\": {found}"));
    }
}

#[test]
fn a_number_is_no_time_unless_its_name_says_so() {
    has(&of("No\n20150306\n20150307"), "#   \"No\": whole numbers, no two the same");
    has(&of("Masuk\n915216\n915215"), "#   \"Masuk\": whole numbers, no two the same");
}

#[test]
fn a_column_that_nearly_holds_times_says_how_many_it_does_not() {
    let cells: String = (10..29).map(|day| format!("2015-03-{day}\n")).collect();
    has(
        &of(&format!("Masuk\n{cells}besok")),
        "#   \"Masuk\": \"iso\" reads 19 of 20, no known format 1; 2015-03-10 to 2015-03-28",
    );
}

#[test]
fn rows_that_share_an_id_are_events() {
    let table: String = (1..=5)
        .map(|case| {
            let row = |day: u32, what: &str| {
                format!("\nc-{case};0{day}.03.2015 08:00:00;{what};Web;Balai {}", case % 2)
            };
            ["Registered", "Sent out", "Closed"]
                .iter()
                .zip([1, 3, 5])
                .map(|(what, day)| row(day + case % 3, what))
                .collect::<String>()
        })
        .collect();
    let skeleton =
        of(&format!("case:concept:name;time:timestamp;concept:name;channel;department{table}"));
    let active: toml::Table = toml::from_str(&skeleton).unwrap();
    assert_eq!(active.get("layout"), None);
    is(
        &skeleton,
        r#"
        layout = "events"
        zone = "Asia/Jakarta"
        [csv]
        delimiter = ";"
        [time]
        formats = ["?"]
        [report]
        channel = "channel"
        [event]
        report_id = "case:concept:name"
        at = "time:timestamp"
        agency = "department"
        [event.kind]
        column = "concept:name"
        other = "blank"
        [event.kind.values]
        "Registered" = "?"
        "Sent out" = "?"
        "Closed" = "?"
        "#,
    );
}

#[test]
fn an_id_that_repeats_with_one_time_is_no_event() {
    let skeleton =
        of("ID;Date Created;Kolom\n7;2015-03-06;a\n7;2015-03-06;b\n8;2015-03-07;a\n8;2015-03-07;b");
    assert_eq!(taken(&skeleton)["layout"].as_str(), Some("wide"));
    assert!(
        skeleton.contains("\"ID\" sounds like one and names 2 reports in 4 rows"),
        "{skeleton}"
    );
}

#[test]
fn agencies_with_ids_are_a_table_of_their_own() {
    let skeleton = of(
        "id;Instansi;InstansiID;TanggalDisposisi\n1;Balai;10;2015-03-06\n2;Dinas;20;2015-03-06\n3;Balai;10;2015-03-07",
    );
    let taken = taken(&skeleton);
    assert_eq!(
        taken["agency"],
        toml::Value::Table(toml::from_str("id = \"InstansiID\"\nname = \"Instansi\"").unwrap())
    );
    assert_eq!(taken["milestone"]["dispositioned"]["agency"].as_str(), Some("Instansi"));
}

#[test]
fn names_are_quoted_and_what_someone_wrote_is_masked() {
    let header = [
        "Nilai \"a\"\n\u{202e}\u{7f}é".to_string(),
        "x".repeat(93),
        "3171234567899901".into(),
        "budi@contoh.id".into(),
        "0812 3456 7890".into(),
    ];
    let rows = [vec!["a".to_string(); 5], vec!["b".into(); 5]];
    let look = Look {
        file: "t.csv",
        header: &header,
        rows: &rows,
        delimiter: None,
        encoding: Some("utf-16le"),
        whole: false,
    };
    let skeleton = skeleton(&look);
    has(
        &skeleton,
        "#   \"Nilai \\\"a\\\"\\n\\u202E\\u007Fé\": text, up to 1 characters, no two the same",
    );
    has(&skeleton, "#   <name of 93 characters>: text, up to 1 characters, no two the same");
    has(&skeleton, "# encoding = \"utf-16le\"");
    assert!(
        !skeleton.contains("xxx")
            && !skeleton.contains("9901")
            && !skeleton.contains("budi")
            && !skeleton.contains("7890")
    );
    assert_eq!(taken(&skeleton)["ignore"], toml::Value::Array(vec![header[0].clone().into()]));
}

#[test]
fn values_are_shown_where_they_are_words_of_a_list_and_nowhere_else() {
    let line = |name: &str, cells: [&str; 4]| {
        let skeleton = of(&format!("{name}\n{}", cells.join("\n")));
        skeleton.lines().find(|line| line.starts_with("#   \"")).unwrap().to_string()
    };
    assert_eq!(
        line("Status", ["Baru", "Baru", "Selesai", "-"]),
        "#   \"Status\": 25% blank; text, up to 7 characters, 2 different"
    );
    assert_eq!(
        line("Status", ["Baru", "Baru", "Baru", "Selesai"]),
        "#   \"Status\": \"Baru\" 3, 1 more, once each"
    );
    for cell in ["0812-3456-7890", "budi@contoh.id", &"a ".repeat(21)] {
        assert!(!line("Status", [cell; 4]).contains(cell.trim()), "{cell}");
    }
    assert_eq!(
        line("Nama Pelapor", ["Budi"; 4]),
        "#   \"Nama Pelapor\": text, up to 4 characters, 1 different"
    );
    assert_eq!(
        line("Isi", ["Lampu mati"; 4]),
        "#   \"Isi\": text, up to 10 characters, 1 different"
    );
}

#[test]
fn a_title_that_recurs_is_a_category_unless_there_is_one() {
    let table = "id;Title\n1;Lampu\n2;Jalan\n3;Lampu\n4;Jalan\n5;Lampu\n6;Lampu";
    assert_eq!(taken(&of(table))["report"]["category"].as_str(), Some("Title"));
    let apart = table.replace("3;Lampu", "3;Pohon besar");
    assert_eq!(taken(&of(&apart))["report"]["title"].as_str(), Some("Title"));
}

#[test]
fn a_table_without_rows_or_columns() {
    assert!(of("No;Masuk").contains("#   \"Masuk\": always blank"));
    let look =
        Look { file: "t", header: &[], rows: &[], delimiter: None, encoding: None, whole: true };
    assert_eq!(taken(&skeleton(&look))["layout"].as_str(), Some("wide"));
}

#[test]
fn many_columns_are_still_short_to_read() {
    let header: Vec<String> = (0..29).map(|column| format!("column {column}")).collect();
    let rows: Vec<Vec<String>> =
        (0..100).map(|row| vec![format!("value {}", row % 12); 29]).collect();
    let look = Look {
        file: "t.csv",
        header: &header,
        rows: &rows,
        delimiter: Some(b','),
        encoding: None,
        whole: true,
    };
    let skeleton = skeleton(&look);
    assert!(skeleton.lines().count() < 120, "{}", skeleton.lines().count());
    assert!(skeleton.lines().all(|line| line.chars().count() <= WIDTH), "{skeleton}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn it_is_toml_whatever_the_table_holds_and_also_when_all_is_taken(
        header in proptest::collection::vec("(id|case|model|service_request_id|requested_datetime|updated_datetime|status|service_name|open_dt|close|due|ontime|kategori|instansi|[a\"\\\\\n\r\t# =\\[\\]é\u{0}]{0,6})", 0..6),
        cells in proptest::collection::vec(proptest::collection::vec("(|NA|a|b|x y|1|2|open|closed|2015-03-06|6/3/2015|[\"\\\\\n#\u{0}é]{1,3})", 0..7), 0..12),
    ) {
        let mut header = header;
        header.sort();
        header.dedup();
        let look = Look { file: "a\n\"b\"", header: &header, rows: &cells, delimiter: Some(b'\t'), encoding: None, whole: false };
        let text = skeleton(&look);
        prop_assert!(toml::from_str::<toml::Table>(&text).is_ok());
        taken(&text);
        prop_assert_eq!(text, skeleton(&look));
    }

    // Words of five letters and more stand here for what people write.
    #[test]
    fn no_cell_that_stands_alone_is_shown(
        rows in proptest::collection::vec(proptest::collection::vec("[Q-Z]{5,9}( [Q-Z]{5,9}){0,3}", 3), 1..20),
    ) {
        let header = ["Status".to_string(), "concept:name".into(), "Kolom".into()];
        let look = Look { file: "t.csv", header: &header, rows: &rows, delimiter: None, encoding: None, whole: true };
        let text = skeleton(&look);
        for cell in rows.iter().flatten() {
            let often = (0..3).any(|place| 1 < rows.iter().filter(|row| row[place] == *cell).count());
            prop_assert!(often || !text.contains(cell.as_str()));
        }
    }
}
