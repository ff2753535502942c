//! A sheet: a mapping bound to the columns that a file really has.

use std::collections::BTreeSet;

use lapor_core::{EventKind, Party};

use super::document::table::is_inside;
use super::mapping::{
    AgencyColumns, Blank, ColumnSource, Condition, EventMapping, Fact, Layout, Mapping,
    REPORT_TEXTS, ReportMapping, Source,
};
use super::row::shown_word;
use crate::error::Error;
use crate::schema::{AGENCIES, CATEGORIES, EVENTS, REPORTS, Table};

/// A file with its header and what each column is for.
#[derive(Debug)]
pub(crate) struct Sheet<'m> {
    pub(crate) mapping: &'m Mapping,
    pub(crate) file: String,
    /// The file's place in the order of files.
    pub(crate) number: u32,
    pub(crate) header: Vec<String>,
    /// Columns whose cells a message may show, because no person wrote them.
    pub(crate) shown: Vec<bool>,
    /// Columns that the mapping does not know.
    pub(crate) unknown: BTreeSet<String>,
    /// Fields that the mapping names and no record of a document had.
    pub(crate) absent: Vec<String>,
    pub(crate) delimiter: u8,
    /// What is read of it.
    pub(crate) reading: Reading<'m>,
    /// Rows that do not fulfil all of these are left out.
    pub(crate) only: Vec<Only>,
    pub(crate) plan: Plan,
}

/// What a column must hold.
#[derive(Clone, Debug)]
pub(crate) struct Only {
    pub(crate) column: usize,
    pub(crate) values: BTreeSet<String>,
}

/// Which rows of a file a sheet is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowsOf {
    /// Its own.
    File,
    /// The entries of a list inside of each record.
    List,
}

/// How much is read of a sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reading<'m> {
    /// Everything, what people wrote only if `texts`.
    Whole { texts: bool },
    /// Only what a measure asks for: no texts, no claims, and of the facts these alone. Rows whose ids have one of
    /// these digests, in order, are read as a whole, since another row has the same.
    Lean { facts: &'m [Fact], repeated: &'m [u64] },
}

impl Reading<'_> {
    /// Whether only what a measure asks for is read.
    pub(crate) fn is_lean(self) -> bool {
        matches!(self, Reading::Lean { .. })
    }

    /// Whether texts are read.
    pub(crate) fn texts(self) -> bool {
        matches!(self, Reading::Whole { texts: true })
    }
}

/// What is read from each row.
#[derive(Debug)]
pub(crate) enum Plan {
    Reports(ReportsPlan),
    Events(EventsPlan),
    Agencies([Option<usize>; 7]),
    Categories([Option<usize>; 3]),
}

/// How a value is filled in.
#[derive(Clone, Debug, Default)]
pub(crate) enum Fill {
    #[default]
    Nothing,
    Constant(String),
    Column(usize, ColumnSource),
}

/// A row a report.
#[derive(Debug)]
pub(crate) struct ReportsPlan {
    pub(crate) id: usize,
    /// By [`Fact`].
    pub(crate) facts: [Fill; 6],
    pub(crate) visibility: Fill,
    pub(crate) texts: [Option<usize>; 4],
    pub(crate) milestones: Vec<MilestonePlan>,
    /// The places from which agencies are taken, each once.
    pub(crate) agencies: Vec<AgencyFill>,
    /// What milestones ask of their rows.
    pub(crate) conditions: Vec<Only>,
    pub(crate) due: Option<usize>,
    pub(crate) closed: Option<usize>,
    pub(crate) verdict: Option<usize>,
}

impl ReportsPlan {
    /// Leaves out what only claims, texts and other facts than these need.
    fn keep_only(&mut self, facts: &[Fact]) {
        for fact in Fact::ALL {
            if !facts.contains(&fact) {
                self.facts[fact as usize] = Fill::Nothing;
            }
        }
        self.visibility = Fill::Nothing;
        self.texts = [None; 4];
        (self.due, self.closed, self.verdict) = (None, None, None);
        for agency in &mut self.agencies {
            agency.name = None;
        }
    }

    /// Shows every column that is read.
    pub(crate) fn columns(&self, see: &mut impl FnMut(usize)) {
        let fills = self.facts.iter().chain([&self.visibility]);
        let fills = fills.chain(self.agencies.iter().map(|agency| &agency.id));
        for fill in fills {
            if let Fill::Column(column, _) = fill {
                see(*column);
            }
        }
        see(self.id);
        self.conditions.iter().for_each(|only| see(only.column));
        let milestones = self.milestones.iter().flat_map(|plan| [Some(plan.at), plan.value]);
        let names = self.agencies.iter().map(|agency| agency.name);
        let claims = [self.due, self.closed, self.verdict];
        milestones.chain(names).chain(claims).chain(self.texts).flatten().for_each(see);
    }
}

/// One milestone of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MilestonePlan {
    pub(crate) kind: EventKind,
    pub(crate) at: usize,
    pub(crate) actor: Option<Party>,
    /// A place in the plan's agencies.
    pub(crate) agency: Option<usize>,
    pub(crate) value: Option<usize>,
    pub(crate) blank: Blank,
    /// A place in the plan's conditions.
    pub(crate) only: Option<usize>,
}

/// Where an agency is taken from.
#[derive(Debug)]
pub(crate) struct AgencyFill {
    pub(crate) id: Fill,
    pub(crate) name: Option<usize>,
}

/// A row an event.
#[derive(Debug)]
pub(crate) struct EventsPlan {
    pub(crate) report_id: usize,
    pub(crate) at: usize,
    pub(crate) kind: Fill,
    pub(crate) actor: Fill,
    pub(crate) agency: Fill,
    pub(crate) to_agency: Fill,
    pub(crate) value: Option<usize>,
    pub(crate) reason: Option<usize>,
    pub(crate) text: Option<usize>,
    pub(crate) attachments: Option<usize>,
    /// Facts of the report, on every row of its events; by [`Fact`].
    pub(crate) facts: [Fill; 6],
    pub(crate) visibility: Fill,
    /// What every row repeats of its case: milestones and claims.
    pub(crate) case: Option<Box<ReportsPlan>>,
}

/// Each missing column once, with all that it is needed for.
fn one_each(missing: Vec<(String, String)>) -> Vec<(String, String)> {
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

impl<'m> Sheet<'m> {
    /// Binds a mapping to a header.
    ///
    /// # Errors
    ///
    /// [`Error::MissingColumns`] with every column that is missing.
    pub(crate) fn bind(
        mapping: &'m Mapping,
        file: &str,
        number: u32,
        header: Vec<String>,
        delimiter: u8,
        reading: Reading<'m>,
        rows: RowsOf,
    ) -> Result<Self, Error> {
        let mut binder = Binder {
            used: vec![false; header.len()],
            shown: vec![false; header.len()],
            written: vec![false; header.len()],
            header: &header,
            missing: Vec::new(),
            repeated: None,
        };
        let only = binder.conditions(&mapping.only);
        let plan = match (mapping.layout, rows) {
            (Layout::Wide, RowsOf::File) => Plan::Reports(binder.reports(mapping)),
            (Layout::Wide, RowsOf::List) | (Layout::Events, _) => {
                Plan::Events(binder.events_of(mapping))
            }
            (Layout::Canonical, _) => binder.canonical(file),
        };
        let Binder { used, shown, written, missing, repeated, .. } = binder;
        let missing = one_each(missing);
        let shown = shown.iter().zip(written).map(|(&shown, written)| shown && !written).collect();
        let (file, mapped_by) = (file.to_owned(), mapping.name.clone());
        if !missing.is_empty() {
            // A file without a header has somebody's words in its first row.
            let present = header.iter().map(|name| shown_word(name)).collect();
            return Err(Error::MissingColumns { file, mapping: mapped_by, missing, present });
        }
        if let Some(column) = repeated {
            return Err(Error::RepeatedColumn { file, mapping: mapped_by, column });
        }
        // What a record has beside its list was looked at in its own row.
        let list = mapping.event.as_ref().and_then(|event| event.list.as_ref());
        let of_rows = |name: &str| {
            rows == RowsOf::File || list.is_some_and(|list| is_inside(name, &list.name))
        };
        let unknown = header
            .iter()
            .zip(&used)
            .filter(|&(name, &used)| !used && of_rows(name) && !mapping.ignore.contains(name))
            .map(|(name, _)| shown_word(name))
            .collect();
        let mut sheet = Sheet {
            mapping,
            file,
            number,
            header,
            shown,
            unknown,
            absent: Vec::new(),
            delimiter,
            reading,
            only,
            plan,
        };
        if let (Reading::Lean { facts, .. }, Plan::Reports(plan)) = (reading, &mut sheet.plan) {
            plan.keep_only(facts);
        }
        Ok(sheet)
    }

    /// Which columns are read, by the places of the header.
    pub(crate) fn wanted(&self) -> Vec<bool> {
        match (&self.plan, self.reading) {
            (Plan::Reports(plan), Reading::Lean { repeated: [], .. }) => {
                let mut wanted = vec![false; self.header.len()];
                plan.columns(&mut |column| wanted[column] = true);
                self.only.iter().for_each(|only| wanted[only.column] = true);
                wanted
            }
            // A row is told from another by all of its cells.
            _ => vec![true; self.header.len()],
        }
    }

    /// Tells that these columns cannot be read as cells.
    ///
    /// # Errors
    ///
    /// [`Error::MissingColumns`] if the mapping asks for one of them.
    pub(crate) fn cannot_read<'c>(
        &mut self,
        columns: impl Iterator<Item = &'c str>,
    ) -> Result<(), Error> {
        let asked = self.asked();
        let missing: Vec<(String, String)> = columns
            .filter(|name| {
                self.header.iter().position(|known| known == name).is_some_and(|at| asked[at])
            })
            .map(|name| (name.to_owned(), "a value in each cell; it holds lists or bytes".into()))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Error::MissingColumns {
            file: self.file.clone(),
            mapping: self.mapping.name.clone(),
            missing,
            present: self.header.iter().map(|name| shown_word(name)).collect(),
        })
    }

    /// Which columns the mapping names.
    fn asked(&self) -> Vec<bool> {
        self.header
            .iter()
            .map(|name| {
                !self.unknown.contains(&shown_word(name)) && !self.mapping.ignore.contains(name)
            })
            .collect()
    }
}

/// Finds columns and remembers which were found and which were not.
struct Binder<'h> {
    header: &'h [String],
    used: Vec<bool>,
    shown: Vec<bool>,
    /// Columns that people wrote: never shown, whatever else they are mapped to.
    written: Vec<bool>,
    missing: Vec<(String, String)>,
    repeated: Option<String>,
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

    fn reports(&mut self, mapping: &Mapping) -> ReportsPlan {
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

    fn conditions(&mut self, conditions: &[Condition]) -> Vec<Only> {
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
    fn events_of(&mut self, mapping: &Mapping) -> EventsPlan {
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
    fn canonical(&mut self, file: &str) -> Plan {
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
    let closed = |name: &str| ColumnSource {
        other: super::mapping::Other::Reject,
        ..ColumnSource::optional(name)
    };
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
    let visibility = ColumnSource {
        other: super::mapping::Other::Reject,
        ..ColumnSource::optional("visibility")
    };
    ReportMapping {
        id: Some("report_id".into()),
        facts: Fact::ALL.into_iter().map(|fact| (fact, column(fact.word()))).collect(),
        visibility: Some(Source::Column(visibility)),
        texts: REPORT_TEXTS.map(|name| Some(ColumnSource::optional(name))),
    }
}
