//! A sheet: a mapping bound to the columns that a file really has.

mod bind;
mod plan;

use std::collections::BTreeSet;

use super::document::table::is_inside;
use super::mapping::{Fact, Layout, Mapping};
use super::shown::shown_word;
use crate::error::Error;
use bind::{Binder, one_each};
pub(crate) use plan::{AgencyFill, EventsPlan, Fill, MilestonePlan, Plan, ReportsPlan};

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
    /// Only what a measure asks for: no texts, no claims, of the facts these alone, and what agencies are called if `names`. Rows whose ids have one of
    /// these digests, in order, are read as a whole, since another row has the same.
    Lean { facts: &'m [Fact], names: bool, repeated: &'m [u64] },
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
        if let (Reading::Lean { facts, names, .. }, Plan::Reports(plan)) =
            (reading, &mut sheet.plan)
        {
            plan.keep_only(facts, names);
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
