//! The names of Open311 GeoReport.

use super::*;

/// Answers of a GeoReport service.
fn requests(prefix: &str, statuses: [&str; 2]) -> String {
    let names = [
        "service_request_id",
        "status",
        "service_name",
        "requested_datetime",
        "updated_datetime",
        "expected_datetime",
        "agency_responsible",
    ];
    let names: Vec<String> = names.iter().map(|name| format!("{prefix}{name}")).collect();
    let mut table = names.join(";");
    for row in 1..=8 {
        let status = statuses[row % 2];
        table +=
            &format!("\n{row};{status};Lampu;2015-03-0{row};2015-04-0{row};2015-05-0{row};Balai");
    }
    table
}

#[test]
fn the_names_of_georeport_say_which_mapping_ships() {
    let told = |prefix: &str, statuses| of(&requests(prefix, statuses)).replace("\n# ", " ");
    let names =
        "These are the names of Open311 GeoReport v2; the mapping \"open311\" that ships may fit";
    let plain = told("", ["open", "closed"]);
    assert!(plain.contains(&format!("{names} as it is (--mapping open311).")), "{plain}");
    let before = told("fields.", ["open", "closed"]);
    assert!(before.contains(&format!("{names} with \"fields.\" before the names.")), "{before}");
    let mut other = requests("", ["open", "closed"]);
    for day in 1..=8 {
        other = other.replace(&format!("2015-03-0{day}"), &format!("2{day}/03/2015"));
    }
    let other = of(&other).replace("\n# ", " ");
    assert!(other.contains(&format!("{names} with [time] as below.")), "{other}");
    assert!(!told("x", ["open", "closed"]).contains("GeoReport"));
    assert!(!of("service_request_id;status\n1;open\n2;open").contains("GeoReport"));
}

#[test]
fn the_last_update_of_a_closed_georeport_request_is_its_answer() {
    let skeleton = of(&requests("r.", ["Open", "CLOSED"]));
    is(
        &skeleton,
        r#"
        layout = "wide"
        zone = "Asia/Jakarta"
        [csv]
        delimiter = ";"
        [report]
        report_id = "r.service_request_id"
        category = "r.service_name"
        [milestone.submitted]
        column = "r.requested_datetime"
        [milestone.followed_up]
        column = "r.updated_datetime"
        only = { column = "r.status", values = ["CLOSED"] }
        agency = "r.agency_responsible"
        [claim]
        due = "r.expected_datetime"
        stage = "FollowUp"
        "#,
    );
    // What a third status means, the specification does not say.
    let milestones = |statuses| taken(&of(&requests("", statuses)))["milestone"].clone();
    assert!(milestones(["closed", "on hold"]).get("last_activity").is_some());
    assert!(milestones(["open", "open"]).get("followed_up").is_none());
}
