//! 117 real reports of 2015: their published closing dates, and what cannot be known of them.

use lapor_core::{Outcome, Reason, Stage};
use lapor_stats::assess::Court;
use lapor_stats::audit::{AuditQuery, audit};
use lapor_stats::dataset::Dataset;
use lapor_stats::ingest::{Options, ingest};
use lapor_stats::rules::{Rules, day_of_question};

use crate::root;

fn dataset() -> Dataset {
    ingest(&[root().join("data/lapor-2015")], None, Options { texts: false, as_of: None }).unwrap()
}

fn audited(policy: &str) -> (u64, u64, u64, u64) {
    let dataset = dataset();
    let rules = Rules::load(Some(policy), None, &dataset).unwrap();
    let as_of = day_of_question(None, &dataset, &rules.calendar).unwrap();
    let court = Court::new(&dataset, &rules, as_of);
    let query = AuditQuery { claim: None, basis: None, precision: None };
    let audit = audit(&court, &rules, query).unwrap().unwrap();
    (audit.compared, audit.agree, audit.earlier, audit.later)
}

#[test]
fn as_the_software_ran_91_closing_dates_are_ours() {
    assert_eq!(audited("lapor-2015-as-run"), (117, 91, 8, 18));
}

#[test]
fn as_promised_none_is_and_99_are_earlier() {
    assert_eq!(audited("lapor"), (117, 0, 99, 18));
}

#[test]
fn the_91_were_closed_early_by_exactly_one_working_day() {
    let dataset = dataset();
    let rules = Rules::load(Some("lapor"), None, &dataset).unwrap();
    let as_of = day_of_question(None, &dataset, &rules.calendar).unwrap();
    let judgement = Court::new(&dataset, &rules, as_of).judge().unwrap();
    let verdicts: Vec<_> = judgement.rows.iter().flatten().map(|row| row.verdict).collect();
    let early_by_one = verdicts
        .iter()
        .filter(|verdict| verdict.stage == Stage::Closure && verdict.outcome == Outcome::Early)
        .filter(|verdict| {
            let (Some(ended), Some(due)) = (verdict.ended, verdict.due) else { return false };
            rules.calendar.working_days(ended, due) == Ok(1)
        })
        .count();
    assert_eq!(early_by_one, 91);
    let unknown = verdicts
        .iter()
        .filter(|verdict| verdict.stage == Stage::FollowUp)
        .filter(|verdict| {
            (verdict.outcome, verdict.reason) == (Outcome::Unknown, Some(Reason::NotRecorded))
        })
        .count();
    assert_eq!(unknown, 117);
    // Published with the data: 47 were dispositioned within 3 working days.
    let met = verdicts
        .iter()
        .filter(|verdict| verdict.stage == Stage::Disposition && verdict.outcome == Outcome::Met)
        .count();
    assert_eq!(met, 47);
}
