//! Of several kinds of records only the reports are looked at, and of copies one.

use super::*;

/// Requests among streets and areas, as a database is dumped; a street has no id that a request has, nor its time.
fn dump(kind: &str) -> String {
    let mut table = format!("pk;{kind};data.ticket;data.created;data.status;data.line;data.area");
    for row in 1..=6 {
        let status = if row % 2 == 0 { "open" } else { "done" };
        table += &format!("\n{row};app.request;R-{row};2015-03-0{row};{status};;7");
    }
    for row in 1..=3 {
        table += &format!("\n{row};app.street;;;;LINE {row};7");
    }
    table + "\n1;app.city;;;;;"
}

#[test]
fn of_several_kinds_of_records_only_the_reports_are_looked_at() {
    let skeleton = of(&dump("model"));
    is(
        &skeleton,
        r#"
        layout = "wide"
        zone = "Asia/Jakarta"
        ignore = ["pk", "data.status", "data.line"]
        [only]
        model = ["app.request"]
        [csv]
        delimiter = ";"
        [report]
        report_id = "data.ticket"
        place = "data.area"
        [milestone.submitted]
        column = "data.created"
        "#,
    );
    has(&skeleton, "#   \"data.ticket\": text, up to 3 characters, no two the same");
    has(&skeleton, "#   \"data.status\": \"done\" 3, \"open\" 3");
    has(&skeleton, "#   In other rows only: \"data.line\"");
    assert!(skeleton.contains("made from all its 10 rows"), "{skeleton}");
    let told = "\"model\" tells them apart (\"app.request\" 6, \"app.street\" 3, 1 more, once each), and \"data.ticket\" stands only where it is \"app.request\".";
    assert!(skeleton.replace("\n# ", " ").contains(told), "{skeleton}");
    let active: toml::Table = toml::from_str(&skeleton).unwrap();
    assert_eq!(active["only"], toml::Value::Table(toml::Table::new()));
    let quoted = taken(&of(&dump("Jenis baris")));
    assert_eq!(quoted["only"]["Jenis baris"].as_array().unwrap().len(), 1);
}

#[test]
fn a_submission_that_other_rows_lack_tells_kinds_apart_too() {
    let table = dump("model").replace(";R-", ";rusak berat ");
    let skeleton = of(&table);
    assert!(skeleton.contains("\"data.created\" stands only"), "{skeleton}");
}

#[test]
fn a_status_whose_close_is_its_own_tells_no_kinds_apart() {
    let mut table = String::from("id;status;created;closed;closing no;received");
    for row in 1..=9 {
        table += &match row % 3 {
            0 => format!("\n{row};open;2015-03-0{row};;;"),
            _ => format!("\n{row};closed;2015-03-0{row};2015-04-0{row};C-{row};2015-04-0{row}"),
        };
    }
    assert_eq!(taken(&of(&table)).get("only"), None);
    // Nor does it if the id repeats, as where a row is an event.
    let mut table = String::from("case id;what;time;message no");
    for row in 1..=12 {
        let (case, day) = (row % 4, row + 10);
        table += &match row {
            1..=8 => format!("\nc{case};sent;2015-03-{day};m{row}"),
            _ => format!("\nc{case};read;2015-03-{day};"),
        };
    }
    let skeleton = taken(&of(&table));
    assert_eq!(skeleton["layout"].as_str(), Some("events"));
    assert_eq!(skeleton.get("only"), None);
}

#[test]
fn what_nearly_all_rows_of_a_kind_have_is_enough_and_what_another_row_has_is_not() {
    let table = |missing: usize, elsewhere: &str| {
        let mut table = String::from("model;ticket;x");
        for row in 0..40 {
            let id = if row < missing { String::new() } else { format!("R-{row}") };
            table += &format!("\nrequest;{id};a");
        }
        table + &format!("\nstreet;;b\nstreet;{elsewhere};b")
    };
    let only = |missing, elsewhere| taken(&of(&table(missing, elsewhere))).contains_key("only");
    assert!(only(0, "") && only(2, ""));
    assert!(!only(3, "") && !only(0, "R-99"));
}

#[test]
fn rows_that_are_copies_are_looked_at_once_if_else_no_id_is_one() {
    let skeleton = of("ID;Jenis\n7;a\n8;b\n7;a\n9;b\n7;a");
    has(&skeleton, "#   \"ID\": whole numbers, no two the same");
    let told = "Of these rows 2 are copies of others, cell by cell: each is read once.";
    assert!(skeleton.contains(told), "{skeleton}");
    let skeleton = of("ID;Jenis\n7;a\n8;b\n7;a\n8;a");
    has(&skeleton, "#   \"ID\": \"7\" 2, \"8\" 2");
}
