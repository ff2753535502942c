//! What another calendar changes: every verdict that a late decree touched (R7).

use lapor_core::{Error as CoreError, Recomputed, Scratch};
use rayon::prelude::*;

use crate::assess::{ADMINISTRATOR, Court};
use crate::table::{Data, Table};

/// One verdict that differs, and the report that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The report's place in the dataset.
    pub report: u32,
    /// The verdict under both calendars.
    pub change: Recomputed,
}

/// Every verdict that differs between two courts over one dataset, in the order of reports and stages.
///
/// # Errors
///
/// As [`Court::clock`].
pub fn recompute(old: &Court<'_>, new: &Court<'_>) -> Result<Vec<Changed>, CoreError> {
    let (older, newer) = (old.clock()?, new.clock()?);
    let count = old.dataset().reports.len();
    let changed =
        (0..count).into_par_iter().map_init(<[Scratch; 2]>::default, |scratch, report| {
            let (facts, events) = (old.facts(report), old.events(report));
            let changes = older.recompute(&newer, &facts, events, scratch);
            let report = report as u32;
            changes.into_iter().map(move |change| Changed { report, change })
        });
    Ok(changed.flatten_iter().collect())
}

/// The changes as a table: the columns of the contract, then the agency whose calendar it was.
pub fn table(court: &Court<'_>, changed: &[Changed]) -> Table {
    let dataset = court.dataset();
    let text = |text: fn(&Recomputed) -> Option<String>| {
        Data::Text(changed.iter().map(|row| text(&row.change)).collect())
    };
    let ids = changed.iter().map(|row| Some(dataset.reports.id(row.report as usize).to_owned()));
    let agencies = changed.iter().map(|row| {
        let agency = [row.change.new, row.change.old].into_iter().flatten().find_map(|v| v.agency);
        Some(agency.map_or(ADMINISTRATOR.to_owned(), |id| dataset.agencies[id.index()].id.clone()))
    });
    Table::new(vec![
        ("report_id", Data::Text(ids.collect())),
        ("stage", text(|change| Some(change.stage.to_string()))),
        (
            "old_due",
            Data::Date(changed.iter().map(|row| row.change.old.and_then(|v| v.due)).collect()),
        ),
        (
            "new_due",
            Data::Date(changed.iter().map(|row| row.change.new.and_then(|v| v.due)).collect()),
        ),
        ("old", text(|change| change.old.map(|verdict| verdict.outcome.to_string()))),
        ("new", text(|change| change.new.map(|verdict| verdict.outcome.to_string()))),
        ("decree", text(|change| (!change.decrees.is_empty()).then(|| change.decrees.join(", ")))),
        ("agency", Data::Text(agencies.collect())),
    ])
}
