//! Binding: columns are found by their names, and what is missing is gathered, so that all of it is told at once.

use super::Only;
use super::plan::{AgencyFill, EventsPlan, Fill, MilestonePlan, Plan, ReportsPlan};
use crate::ingest::mapping::{
    AgencyColumns, ColumnSource, Condition, EventMapping, Fact, Layout, Mapping, Other,
    REPORT_TEXTS, ReportMapping, Source,
};
use crate::schema::{AGENCIES, CATEGORIES, EVENTS, REPORTS, Table};

/// Each missing column once, with all that it is needed for.
pub(super) fn one_each(missing: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut merged: Vec<(String, String)> = Vec::new();
    for (column, need) in missing {
        match merged.iter_mut().find(|(known, _)| *known == column) {
            Some((_, needs)) if needs.split(" and ").any(|known| known == need) => {}
            Some((_, needs)) => {
                needs.push_str(" and ");
                needs.push_str(&need);
            }
            None => merged.push((column, need)),
        }
    }
    merged
}

/// Finds columns and remembers which were found and which were not.
pub(super) struct Binder<'h> {
    pub(super) header: &'h [String],
    pub(super) used: Vec<bool>,
    pub(super) shown: Vec<bool>,
    /// Columns that people wrote: never shown, whatever else they are mapped to.
    pub(super) written: Vec<bool>,
    pub(super) missing: Vec<(String, String)>,
    pub(super) repeated: Option<String>,
}

impl Binder<'_> {
    fn find(&mut self, name: &str, shown: bool) -> Option<usize> {
        let at = self.header.iter().position(|column| column == name)?;
        self.used[at] = true;
        self.shown[at] |= shown;
        self.written[at] |= !shown;
        if self.header[at + 1..].iter().any(|column| column == name) {
            self.repeated.get_or_insert_with(|| name.to_owned());
        }
        Some(at)
    }

    /// A column that must be there; what is missing is remembered, and the place is never used.
    fn need(&mut self, name: &str, need: &str) -> usize {
        self.find(name, true).unwrap_or_else(|| {
            self.lack(name, need);
            0
        })
    }

    fn lack(&mut self, name: &str, need: &str) {
        self.missing.push((name.to_owned(), need.to_owned()));
    }

    fn fill(&mut self, source: Option<&Source>, need: &str) -> Fill {
        match source {
            None => Fill::Nothing,
            Some(Source::Constant(word)) => Fill::Constant(word.clone()),
            Some(Source::Column(column)) => match self.column(Some(column), need, true) {
                Some(at) => Fill::Column(at, column.clone()),
                None => Fill::Nothing,
            },
        }
    }

    fn column(&mut self, column: Option<&ColumnSource>, need: &str, shown: bool) -> Option<usize> {
        let column = column?;
        let at = self.find(&column.name, shown);
        if at.is_none() && !column.optional {
            self.lack(&column.name, need);
        }
        at
    }

    fn facts(&mut self, report: &ReportMapping) -> [Fill; 6] {
        Fact::ALL.map(|fact| self.fill(report.facts.get(&fact), fact.word()))
    }

    pub(super) fn reports(&mut self, mapping: &Mapping) -> ReportsPlan {
        let report = &mapping.report;
        let mut agencies = Vec::new();
        let id = self.need(report.id.as_deref().unwrap_or("report_id"), "report_id");
        let milestones = self.milestones(mapping, &mut agencies);
        let conditions: Vec<Condition> =
            mapping.milestones.iter().filter_map(|milestone| milestone.only.clone()).collect();
        if let Some(columns) = &mapping.agency {
            self.need(&columns.id, "the agency's id");
        }
        let claim = &mapping.claim;
        let texts =
            [0, 1, 2, 3].map(|at| self.column(report.texts[at].as_ref(), REPORT_TEXTS[at], false));
        let verdict = claim.verdict.as_ref();
        ReportsPlan {
            id,
            facts: self.facts(report),
            visibility: self.fill(report.visibility.as_ref(), "visibility"),
            texts,
            milestones,
            agencies,
            conditions: self.conditions(&conditions),
            due: claim.due.as_deref().map(|name| self.need(name, "the claim due")),
            closed: claim.closed.as_deref().map(|name| self.need(name, "the claim closed")),
            verdict: verdict.map(|verdict| self.need(&verdict.column, "the claim verdict")),
        }
    }

    pub(super) fn conditions(&mut self, conditions: &[Condition]) -> Vec<Only> {
        let bind = |condition: &Condition| Only {
            column: self.need(&condition.column, "the rows that are read"),
            values: condition.values.clone(),
        };
        conditions.iter().map(bind).collect()
    }

    fn milestones(
        &mut self,
        mapping: &Mapping,
        agencies: &mut Vec<AgencyFill>,
    ) -> Vec<MilestonePlan> {
        let mut conditions = 0;
        let plans = mapping.milestones.iter().map(|milestone| {
            let need = format!("milestone {}", milestone.kind);
            let at = self.need(&milestone.column, &need);
            let agency = milestone.agency.as_ref().map(|source| {
                let need = format!("the agency of milestone {}", milestone.kind);
                self.agency(source, mapping.agency.as_ref(), &need, agencies)
            });
            let value = milestone
                .value
                .as_deref()
                .map(|name| self.need(name, &format!("the value of {need}")));
            let only = milestone.only.as_ref().map(|_| {
                conditions += 1;
                conditions - 1
            });
            MilestonePlan {
                kind: milestone.kind,
                at,
                actor: milestone.actor,
                agency,
                value,
                blank: milestone.blank,
                only,
            }
        });
        plans.collect()
    }

    /// The place of an agency in `agencies`; a column of [agency] stands for the row's agency with its id and name.
    fn agency(
        &mut self,
        source: &Source,
        columns: Option<&AgencyColumns>,
        need: &str,
        agencies: &mut Vec<AgencyFill>,
    ) -> usize {
        let of_row = columns.filter(|columns| match source {
            Source::Column(column) => {
                column.name == columns.id || columns.name.as_ref() == Some(&column.name)
            }
            Source::Constant(_) => false,
        });
        let filled = match of_row {
            Some(columns) => {
                let id = Fill::Column(
                    self.need(&columns.id, "the agency's id"),
                    ColumnSource::plain(&columns.id),
                );
                AgencyFill {
                    id,
                    name: columns.name.as_deref().map(|name| self.need(name, "the agency's name")),
                }
            }
            None => AgencyFill { id: self.fill(Some(source), need), name: None },
        };
        let same = |known: &AgencyFill| match (&known.id, &filled.id) {
            (Fill::Column(known, left), Fill::Column(at, right)) => known == at && left == right,
            (Fill::Constant(known), Fill::Constant(word)) => known == word,
            _ => false,
        };
        agencies.iter().position(same).unwrap_or_else(|| {
            agencies.push(filled);
            agencies.len() - 1
        })
    }

    /// A row an event, with what every row repeats of its case.
    pub(super) fn events_of(&mut self, mapping: &Mapping) -> EventsPlan {
        let Some(event) = &mapping.event else {
            return self.events(&canonical_events(), &ReportMapping::default());
        };
        if mapping.layout == Layout::Wide {
            // What is known of the report stands in its own row.
            return self.events(event, &ReportMapping::default());
        }
        let mut plan = self.events(event, &mapping.report);
        let claim = &mapping.claim;
        let claims = claim.due.is_some() || claim.closed.is_some() || claim.verdict.is_some();
        if claims || !mapping.milestones.is_empty() {
            let of_case =
                ReportMapping { id: Some(event.report_id.clone()), ..ReportMapping::default() };
            let of_case = Mapping { report: of_case, ..mapping.clone() };
            plan.case = Some(Box::new(self.reports(&of_case)));
        }
        plan
    }

    fn events(&mut self, event: &EventMapping, report: &ReportMapping) -> EventsPlan {
        EventsPlan {
            report_id: self.need(&event.report_id, "report_id"),
            at: self.need(&event.at, "at"),
            kind: self.fill(Some(&event.kind), "kind"),
            actor: self.fill(event.actor.as_ref(), "actor"),
            agency: self.fill(event.agency.as_ref(), "agency"),
            to_agency: self.fill(event.to_agency.as_ref(), "to_agency"),
            value: self.column(event.value.as_ref(), "value", true),
            reason: self.column(event.reason.as_ref(), "reason", false),
            text: self.column(event.text.as_ref(), "text", false),
            attachments: self.column(event.attachments.as_ref(), "attachments", true),
            facts: self.facts(report),
            visibility: self.fill(report.visibility.as_ref(), "visibility"),
            case: None,
        }
    }

    /// Which canonical table this is: by its columns, and by its name where they do not tell.
    pub(super) fn canonical(&mut self, file: &str) -> Plan {
        let has = |name: &str| self.header.iter().any(|column| column == name);
        let stem = std::path::Path::new(file)
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        // One of its own columns is enough to know a table of events, so that a missing one is named.
        let table = if has("at") || has("kind") && has("report_id") || stem == "events" {
            EVENTS
        } else if has("report_id") {
            REPORTS
        } else if has("agency_id") || stem == "agencies" {
            AGENCIES
        } else if has("category") || stem == "categories" {
            CATEGORIES
        } else {
            REPORTS
        };
        if table == EVENTS {
            Plan::Events(self.events(&canonical_events(), &ReportMapping::default()))
        } else if table == REPORTS {
            let mapping = Mapping { report: canonical_reports(), ..Mapping::canonical() };
            Plan::Reports(self.reports(&mapping))
        } else if table == AGENCIES {
            Plan::Agencies(self.fields(&table))
        } else {
            Plan::Categories(self.fields(&table))
        }
    }

    fn fields<const N: usize>(&mut self, table: &Table) -> [Option<usize>; N] {
        std::array::from_fn(|at| {
            let field = table.fields.get(at)?;
            if field.required {
                Some(self.need(field.name, field.name))
            } else {
                self.find(field.name, true)
            }
        })
    }
}

fn canonical_events() -> EventMapping {
    let optional = |name: &str| Some(ColumnSource::optional(name));
    let closed = |name: &str| ColumnSource { other: Other::Reject, ..ColumnSource::optional(name) };
    EventMapping {
        list: None,
        report_id: "report_id".into(),
        at: "at".into(),
        kind: Source::Column(ColumnSource { optional: false, ..closed("kind") }),
        actor: Some(Source::Column(closed("actor"))),
        agency: optional("agency").map(Source::Column),
        to_agency: optional("to_agency").map(Source::Column),
        value: optional("value"),
        reason: optional("reason"),
        text: optional("text"),
        attachments: optional("attachments"),
    }
}

fn canonical_reports() -> ReportMapping {
    let column = |name: &str| Source::Column(ColumnSource::optional(name));
    let visibility = ColumnSource { other: Other::Reject, ..ColumnSource::optional("visibility") };
    ReportMapping {
        id: Some("report_id".into()),
        facts: Fact::ALL.into_iter().map(|fact| (fact, column(fact.word()))).collect(),
        visibility: Some(Source::Column(visibility)),
        texts: REPORT_TEXTS.map(|name| Some(ColumnSource::optional(name))),
    }
}
