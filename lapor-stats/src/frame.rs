//! The table of verdicts: what `assess` gives, a row per report and stage.

use lapor_core::{Day, Outcome, Reason, Scope, Stage};

use crate::assess::{ADMINISTRATOR, Owner, Row, owner};
use crate::dataset::Dataset;
use crate::measure::age::{Band, Bands};
use crate::table::{Data, Table};

/// What the silence stands in for an owner: nobody acts.
const RULE: &str = "rule";

/// Turns verdicts into rows of the contract's columns. Two follow them: `scope` says of a custody in
/// which of its holder's figures it counts, `band` in which span of days `elapsed` lies (0-3, 4-5, 6-10, 11-20, ...).
///
/// Agencies stand by their id; `administrator` and `rule` follow them in the words of
/// the columns `agency` and `owner`.
#[derive(Debug)]
pub struct VerdictTable<'a> {
    dataset: &'a Dataset,
    agencies: Vec<String>,
    stages: Vec<String>,
    outcomes: Vec<String>,
    reasons: Vec<String>,
    scopes: Vec<String>,
    shipped: Bands,
    bands: Vec<String>,
}

impl<'a> VerdictTable<'a> {
    /// For the verdicts of this dataset.
    pub fn new(dataset: &'a Dataset) -> Self {
        let shipped = Bands::shipped();
        let agencies = dataset.agencies.iter().map(|agency| agency.id.clone());
        VerdictTable {
            dataset,
            agencies: agencies.chain([ADMINISTRATOR.into(), RULE.into()]).collect(),
            stages: Stage::ALL.map(|stage| stage.word().into()).into(),
            outcomes: Outcome::ALL.map(|outcome| outcome.word().into()).into(),
            reasons: Reason::ALL.map(|reason| reason.word().into()).into(),
            scopes: Scope::ALL.map(|scope| scope.word().into()).into(),
            bands: shipped.all().iter().map(Band::to_string).collect(),
            shipped,
        }
    }

    /// The rows of some verdicts.
    ///
    /// `elapsed` and `paused` are in the policy's unit; days are local days of the stage's zone.
    pub fn table(&self, rows: &[Row]) -> Table {
        let administrator = self.dataset.agencies.len() as u32;
        let agency =
            |row: &Row| row.verdict.agency.map_or(administrator, |agency| agency.index() as u32);
        let codes = |words: &[String], code: &dyn Fn(&Row) -> u32| {
            Data::Words(words.to_vec(), rows.iter().map(code).collect())
        };
        let days = |day: fn(&Row) -> Option<Day>| Data::Date(rows.iter().map(day).collect());
        // The rows of one report stand side by side, so that its id is stored once.
        let mut ids: Vec<String> = Vec::new();
        let mut id_codes = Vec::with_capacity(rows.len());
        let mut last = None;
        for row in rows {
            if last != Some(row.report) {
                ids.push(self.dataset.reports.id(row.report as usize).to_owned());
                last = Some(row.report);
            }
            id_codes.push(ids.len() as u32 - 1);
        }
        Table::new(vec![
            ("report_id", Data::Words(ids, id_codes)),
            ("stage", codes(&self.stages, &|row| row.verdict.stage as u32)),
            ("agency", codes(&self.agencies, &agency)),
            (
                "owner",
                codes(&self.agencies, &|row| match owner(row.verdict.stage) {
                    Owner::Administrator => administrator,
                    Owner::Agency => agency(row),
                    Owner::Rule => administrator + 1,
                }),
            ),
            ("started", days(|row| row.verdict.started)),
            ("due", days(|row| row.verdict.due)),
            ("due_promised", days(|row| row.verdict.due_promised)),
            ("ended", days(|row| row.verdict.ended)),
            (
                "elapsed",
                Data::Integer(rows.iter().map(|row| row.verdict.elapsed.map(i64::from)).collect()),
            ),
            (
                "paused",
                Data::Integer(rows.iter().map(|row| Some(i64::from(row.verdict.paused))).collect()),
            ),
            ("outcome", codes(&self.outcomes, &|row| row.verdict.outcome as u32)),
            (
                "reason",
                codes(&self.reasons, &|row| {
                    row.verdict.reason.map_or(Data::NONE, |reason| reason as u32)
                }),
            ),
            (
                "scope",
                codes(&self.scopes, &|row| row.scope.map_or(Data::NONE, |scope| scope as u32)),
            ),
            (
                "band",
                codes(&self.bands, &|row| {
                    let band = row.verdict.elapsed.and_then(|days| self.shipped.place(days));
                    band.map_or(Data::NONE, |band| band as u32)
                }),
            ),
        ])
    }
}
