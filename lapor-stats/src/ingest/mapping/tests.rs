//! Tests of mapping files: the shipped ones load, and each kind of mistake is named with its place.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use expect_test::{Expect, expect};
use lapor_core::day;

use super::*;

fn check(text: &str, expected: Expect) {
    let error = Mapping::parse("lapor.toml", text).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    expected.assert_eq(&error.to_string());
}

const HEAD: &str = "layout = \"wide\"\nzone = \"WIB\"\n";
const GOOD: &str = "layout = \"wide\"\nzone = \"WIB\"\n[report]\nreport_id = \"id\"\n[milestone.submitted]\ncolumn = \"in\"\n";

#[test]
fn every_shipped_mapping_loads_and_is_the_file_in_data() {
    for (name, text) in shipped::MAPPINGS {
        let mapping = Mapping::load(&MappingRef::Shipped(name.into())).unwrap();
        assert_eq!(mapping.name, format!("mapping '{name}'"));
        assert!(mapping.source().is_some() && mapping.licence().is_some(), "{name}");
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../data/mapping")
            .join(format!("{name}.toml"));
        assert_eq!(fs::read_to_string(file).unwrap(), text, "{name}");
    }
    assert!(shipped::MAPPINGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn the_example_holds_every_key() {
    let mapping = Mapping::load(&MappingRef::Shipped("example".into())).unwrap();
    assert_eq!(mapping.fixed.as_of, Some(day(2015, 12, 31)));
    assert_eq!(mapping.fixed.zone, Some(Zone::WIB));
    assert_eq!(
        (mapping.fixed.policy.as_deref(), mapping.fixed.calendar.as_deref()),
        (Some("lapor"), Some("id"))
    );
    assert_eq!((mapping.delimiter, mapping.formats.len(), mapping.blank.len()), (Some(b';'), 3, 3));
    assert_eq!(mapping.report.facts.len(), 4);
    assert!(
        mapping.report.visibility.is_some() && mapping.report.texts.iter().all(Option::is_some)
    );
    let kinds: Vec<EventKind> = mapping.milestones.iter().map(|milestone| milestone.kind).collect();
    use EventKind::{Closed, Dispositioned, FollowedUp, Merged, Submitted};
    assert_eq!(kinds, [Submitted, Dispositioned, FollowedUp, Closed, Merged]);
    assert_eq!(mapping.milestones[1].blank, Blank::NotHappened);
    assert_eq!(mapping.claim.stage, Some(Stage::FollowUp));
    assert!(!mapping.claim.verdict.as_ref().unwrap().values["LEWAT"]);
    assert!(mapping.unrecorded().contains(EventKind::Verified));
    assert!(!mapping.unrecorded().contains(EventKind::Held));
    // The part for tables of events is a comment; it must be right as well.
    let text = shipped::mapping("example").unwrap();
    let events: String = text
        .lines()
        .skip_while(|line| !line.starts_with("# With layout = \"events\""))
        .filter_map(|line| line.strip_prefix("#     "))
        .map(|line| format!("{line}\n"))
        .collect();
    let events =
        Mapping::parse("lapor.toml", &format!("layout = \"events\"\nzone = \"WIB\"\n{events}"))
            .unwrap();
    assert!(events.event.unwrap().attachments.is_some());
}

#[test]
fn a_file_may_use_a_mapping_that_ships() {
    let mapping =
        Mapping::parse("lapor.toml", "# beside the data\nuse = \"lapor-2015\"\n").unwrap();
    assert_eq!(mapping.layout, Layout::Wide);
    let canonical = Mapping::parse("lapor.toml", "use = \"canonical\"\n").unwrap();
    assert_eq!(canonical.layout, Layout::Canonical);
    check(
        "use = \"lapor-2016\"\n",
        expect![
            "lapor.toml:1:7: found 'lapor-2016' as mapping, expected one of canonical, bench-events, bench-wide, boston-311, example, lapor-2015, open311, publicstuff, receipt-log, sf-311, xes"
        ],
    );
    check(
        "use = \"lapor-2015\"\nzone = \"WIB\"\n",
        expect![
            "lapor.toml:2:1: found key 'zone' beside 'use', expected at most as_of, policy and calendar"
        ],
    );
    let other = "use = \"lapor-2015\"\npolicy = \"lapor\"\nas_of = 2015-10-01\n";
    let other = Mapping::parse("lapor.toml", other).unwrap();
    assert_eq!(other.fixed.policy.as_deref(), Some("lapor"));
    assert_eq!(other.fixed.as_of, Some(lapor_core::day(2015, 10, 1)));
    assert_eq!(other.milestones, mapping.milestones);
}

#[test]
fn each_mistake_is_named_with_line_and_column() {
    check(
        "layout = wide\n",
        expect!["lapor.toml:1:10: string values must be quoted, expected literal string"],
    );
    check(
        "zone = \"WIB\"\n",
        expect![[
            r#"lapor.toml:1:1: the file has no 'layout', expected layout = "wide", "events" or "canonical""#
        ]],
    );
    check(
        "layout = \"long\"\n",
        expect!["lapor.toml:1:10: found 'long' as layout, expected one of canonical, wide, events"],
    );
    check(
        "layout = 3\n",
        expect!["lapor.toml:1:10: found an integer as 'layout', expected a text in quotes"],
    );
    check(
        "layout = \"wide\"\n[report]\nreport_id = \"id\"\n",
        expect![[
            r#"lapor.toml:1:1: the file has no 'zone', expected the zone of its times, such as zone = "Asia/Jakarta""#
        ]],
    );
    check(
        &HEAD.replace("WIB", "Asia/Sleman"),
        expect![
            "lapor.toml:2:8: found 'Asia/Sleman' as zone, expected an IANA name such as Asia/Jakarta, or WIB, WITA, WIT, Z, +07:00"
        ],
    );
    check(
        &format!("{HEAD}as_of = 2015-02-31\n"),
        expect!["lapor.toml:3:9: invalid date, expected day between 01 and 28"],
    );
    check(
        &format!("{HEAD}as_of = \"kemarin\"\n"),
        expect![
            "lapor.toml:3:9: found 'kemarin', expected a date such as 2015-03-06 in the years 1 to 9999"
        ],
    );
    check(
        &format!("{HEAD}[csv]\ndelimiter = \";;\"\n"),
        expect![[
            r#"lapor.toml:4:13: found ';;' as delimiter, expected one ASCII character such as ; or \t"#
        ]],
    );
    check(
        &format!("{HEAD}[csv]\nencoding = \"latin99\"\n"),
        expect![
            "lapor.toml:4:12: found 'latin99' as encoding, expected a name such as utf-8, windows-1252 or utf-16le"
        ],
    );
    check(
        &format!("{HEAD}[time]\nformats = [\"%d/%m/%Y\", \"%d/%m\"]\n"),
        expect![
            "lapor.toml:4:24: found the time format '%d/%m', expected one with day, month and year, or %s or %Q"
        ],
    );
    check(
        &format!("{HEAD}absent = [\"hilang\"]\n"),
        expect![
            "lapor.toml:3:11: found 'hilang' as kind of event, expected one of submitted, verified, dispositioned, forwarded, returned, acknowledged, held, completed, followed_up, reporter_replied, admin_replied, last_activity, closed, archived, merged, withdrawn, reopened, extended, reclassified"
        ],
    );
    check(
        HEAD,
        expect!["lapor.toml:1:1: the file has no 'report', expected [report] with report_id"],
    );
    check(
        &format!("{HEAD}[report]\nclass = \"x\"\n"),
        expect![
            "lapor.toml:3:1: [report] has no 'report_id', expected the column of the report's id"
        ],
    );
    check(
        &format!("{HEAD}[report]\nreport_id = \"id\"\n"),
        expect![
            "lapor.toml:1:1: the file has no 'milestone.submitted', expected [milestone.submitted] with the column of the submission"
        ],
    );
    check(
        &format!("{GOOD}colum = \"x\"\n"),
        expect![
            "lapor.toml:7:1: found key 'colum' in [milestone.submitted], expected one of column, agency, actor, value, blank, only"
        ],
    );
    check(
        &format!("{GOOD}[milestone.dispos]\ncolumn = \"x\"\n"),
        expect![
            "lapor.toml:7:12: found 'dispos' as kind of event, expected one of submitted, verified, dispositioned, forwarded, returned, acknowledged, held, completed, followed_up, reporter_replied, admin_replied, last_activity, closed, archived, merged, withdrawn, reopened, extended, reclassified"
        ],
    );
    check(
        &format!("{GOOD}[milestone.closed]\nactor = \"system\"\n"),
        expect![
            "lapor.toml:7:1: [milestone.closed] has no 'column', expected the column that says when it happened"
        ],
    );
    check(
        &format!("{GOOD}actor = \"mayor\"\n"),
        expect![
            "lapor.toml:7:9: found 'mayor' as actor, expected one of reporter, administrator, agency, system"
        ],
    );
    check(
        &format!("{GOOD}value = \"x\"\n"),
        expect![
            "lapor.toml:7:9: found a value for submitted, expected one only for extended, reclassified, merged"
        ],
    );
    check(
        &format!("{GOOD}blank = \"maybe\"\n"),
        expect!["lapor.toml:7:9: found 'maybe' as blank, expected one of not_happened, unknown"],
    );
    check(
        &format!("{GOOD}[event]\nat = \"x\"\n"),
        expect![
            "lapor.toml:7:1: [event] has no 'list', expected the list inside of each record whose entries are events"
        ],
    );
    check(
        &format!("{GOOD}[agency]\nname = \"x\"\n"),
        expect!["lapor.toml:7:1: [agency] has no 'id', expected the column of the agency's id"],
    );
    check(
        &format!("{GOOD}[claim]\ndue = \"x\"\n"),
        expect![
            "lapor.toml:7:1: [claim] has no 'stage', expected the stage that due and verdict are about: Disposition, FollowUp or Closure"
        ],
    );
    check(
        &format!("{GOOD}[claim]\nverdict = {{ column = \"x\", values = {{ A = \"ya\" }} }}\n"),
        expect![
            "lapor.toml:8:42: found a string as 'A', expected true for kept or false for broken"
        ],
    );
    let report = |line: &str| GOOD.replace("[milestone", &format!("{line}\n[milestone"));
    check(
        &report("class = { column = \"x\", constant = \"y\" }"),
        expect![
            "lapor.toml:5:9: found neither or both of constant and column, expected one of them"
        ],
    );
    check(
        &report("class = { column = \"x\", other = \"drop\" }"),
        expect!["lapor.toml:5:33: found 'drop' as other, expected one of keep, reject, blank"],
    );
    check(
        &report("visibility = { constant = \"hidden\" }"),
        expect![
            "lapor.toml:5:27: found 'hidden' as visibility, expected one of public, anonymous, secret"
        ],
    );
    check(
        &report(
            "visibility = { column = \"x\", values = { \"é\" = \"public\", R = \"rahasia\" } }",
        ),
        expect![
            "lapor.toml:5:61: found 'rahasia' as visibility, expected one of public, anonymous, secret"
        ],
    );
    check(
        &report("channel = 3"),
        expect![
            "lapor.toml:5:11: found an integer as 'channel', expected a column's name, { constant = .. } or { column = .., values = .. }"
        ],
    );
    check(
        &format!("{}warna = 1\n", HEAD),
        expect![
            "lapor.toml:3:1: found key 'warna', expected one of use, layout, source, licence, zone, as_of, policy, calendar, last_activity_opens_silence, files, format, only, blank, absent, unrecorded, ignore, csv, document, workbook, time, report, milestone, agency, category, event, claim"
        ],
    );
    check(
        "layout = \"canonical\"\n[report]\nclass = \"x\"\n",
        expect![[
            r#"lapor.toml:2:1: found [report], expected it only with layout = "wide" or "events""#
        ]],
    );
    check(
        "layout = \"events\"\nzone = \"WIB\"\n",
        expect![
            "lapor.toml:1:1: the file has no 'event', expected [event] with report_id, at and kind"
        ],
    );
    check(
        "layout = \"events\"\nzone = \"WIB\"\n[event]\nreport_id = \"id\"\nat = \"t\"\nkind = { column = \"k\", values = { x = \"overdue\" } }\n",
        expect![
            "lapor.toml:6:39: found 'overdue' as kind of event, expected one of submitted, verified, dispositioned, forwarded, returned, acknowledged, held, completed, followed_up, reporter_replied, admin_replied, last_activity, closed, archived, merged, withdrawn, reopened, extended, reclassified"
        ],
    );
    check("layout = \"events\"\nlayout = \"wide\"\n", expect!["lapor.toml:2:1: duplicate key"]);
}
