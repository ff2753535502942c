//! Plans: what is read from each row, by the places of the columns.

use lapor_core::{EventKind, Party};

use super::Only;
use crate::ingest::mapping::{Blank, ColumnSource, Fact};

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
    pub(super) fn keep_only(&mut self, facts: &[Fact], names: bool) {
        for fact in Fact::ALL {
            if !facts.contains(&fact) {
                self.facts[fact as usize] = Fill::Nothing;
            }
        }
        self.visibility = Fill::Nothing;
        self.texts = [None; 4];
        (self.due, self.closed, self.verdict) = (None, None, None);
        if !names {
            self.agencies.iter_mut().for_each(|agency| agency.name = None);
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
