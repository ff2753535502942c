//! What a table with a row an event may be mapped to: several rows share an id, and their times differ.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, toml};
use super::hint::Role;
use super::{Findings, facts, prose, suggest, why};

/// Up to how many kinds of events are listed.
const KINDS: usize = 40;

/// Up to how many rows an id has on the average; what has more is a group and no report.
const MANY: usize = 50;

/// The suggestions.
pub(super) struct Events<'a> {
    id: &'a Column<'a>,
    at: &'a Column<'a>,
    kind: Option<&'a Column<'a>>,
    agency: Option<&'a Column<'a>>,
    facts: Vec<(&'static str, &'a Column<'a>)>,
    /// Columns that say the same in all rows of an id.
    steady: Vec<&'a Column<'a>>,
}

impl<'a> Events<'a> {
    /// Finds an id that several rows share while their times differ; `None` if the table has none.
    pub(super) fn of(columns: &'a [Column<'a>], rows: usize) -> Option<Self> {
        // An id of its own in every row: a row is a report.
        let own = |column: &Column<'_>| {
            column.role == Some(Role::Id) && column.unique() && column.like_ids()
        };
        if columns.iter().any(own) {
            return None;
        }
        let shared = |column: &&Column<'_>| {
            column.role == Some(Role::Id)
                && column.usable()
                && column.blank == 0
                && column.times.is_none()
                && column.like_ids()
                && column.values.len() * 3 <= rows * 2
                && rows <= column.values.len() * MANY
        };
        let mut best: Option<(usize, &Column<'_>)> = None;
        for id in columns.iter().filter(shared) {
            let steady = columns.iter().filter(|column| column.varies_in(id) == 0).count();
            if best.is_none_or(|(most, _)| most < steady) {
                best = Some((steady, id));
            }
        }
        let (_, id) = best?;
        let repeated = id.values.values().filter(|count| 1 < **count).count();
        // The time of the event is the one that differs most.
        let at = columns
            .iter()
            .filter(|column| column.times.is_some() && column.blank == 0 && column.usable())
            .max_by_key(|column| (column.varies_in(id), std::cmp::Reverse(column.name)))
            .filter(|column| repeated <= 2 * column.varies_in(id))?;
        let words = |column: &&Column<'_>| {
            column.usable()
                && column.times.is_none()
                && column.blank == 0
                && 0 < column.varies_in(id)
                && column.codes_but_long(KINDS)
        };
        let kind = columns
            .iter()
            .filter(|column| column.role == Some(Role::Kind))
            .find(words)
            .or_else(|| columns.iter().filter(words).max_by_key(|column| column.varies_in(id)));
        let agency =
            columns.iter().find(|column| column.role == Some(Role::Agency) && column.usable());
        let is_steady = |column: &Column<'_>| column.varies_in(id) == 0;
        let steady = columns.iter().filter(|column| {
            column.name != id.name && is_steady(column) && !column.values.is_empty()
        });
        let mut facts = facts(columns, is_steady);
        facts.retain(|(_, column)| column.name != id.name);
        Some(Events { id, at, kind, agency, facts, steady: steady.collect() })
    }

    pub(super) fn write(&self, text: &mut String, found: &Findings<'_>) {
        let (rows, ids) = (self.id.cells.len(), self.id.values.len());
        prose(
            text,
            "# ",
            "# ",
            &format!(
                "{} has {ids} values in {rows} rows, and {} differs among the rows of one: a row seems to be an event.",
                self.id.shown(),
                self.at.shown()
            ),
        );
        text.push_str("# layout = \"events\"\n");
        let used: Vec<&str> = [Some(self.id), Some(self.at), self.kind, self.agency]
            .into_iter()
            .flatten()
            .chain(self.facts.iter().map(|(_, column)| *column))
            .map(|column| column.name)
            .collect();
        found.head(text, &used);
        let steady: Vec<String> = self.steady.iter().map(|column| column.shown()).collect();
        text.push_str("\n[report]\n");
        if !steady.is_empty() {
            prose(
                text,
                "# ",
                "# ",
                &format!("The same in all rows of a report: {}.", steady.join(", ")),
            );
        }
        for (key, column) in &self.facts {
            suggest(text, key, &toml(column.name), why(key, column));
        }
        text.push_str("\n[event]\n");
        suggest(text, "report_id", &toml(self.id.name), "");
        suggest(
            text,
            "at",
            &toml(self.at.name),
            "the time that differs most among the rows of a report",
        );
        if let Some(agency) = self.agency {
            suggest(text, "agency", &toml(agency.name), "by its name");
        }
        let Some(kind) = self.kind else {
            text.push_str("# No column seems to say what happened.\n");
            return;
        };
        prose(
            text,
            "\n# ",
            "# ",
            "What happened. Each \"?\" becomes a kind (submitted, dispositioned, followed_up, closed and more), or its line goes: what is not listed is no event.",
        );
        text.push_str("# [event.kind]\n");
        suggest(
            text,
            "column",
            &toml(kind.name),
            if kind.role == Some(Role::Kind) {
                "by its name"
            } else {
                "its words differ among the rows of a report"
            },
        );
        suggest(text, "other", "\"blank\"", "");
        text.push_str("# [event.kind.values]\n");
        let listed = kind.listed(self.id);
        for (value, count) in &listed {
            suggest(text, &toml(value), "\"?\"", &format!("{count} rows"));
        }
        let hidden = kind.values.len() - listed.len();
        if hidden != 0 {
            text.push_str(&format!(
                "# ({hidden} more are too long to be shown, or stand under one id alone.)\n"
            ));
        }
    }
}

impl Column<'_> {
    /// In how many of the rows' groups by `id` it has more than one value.
    fn varies_in(&self, id: &Column<'_>) -> usize {
        let mut groups: BTreeMap<&str, &str> = BTreeMap::new();
        let mut varied: BTreeSet<&str> = BTreeSet::new();
        for (id, cell) in id.cells.iter().zip(&self.cells) {
            if groups.entry(id).or_insert(cell) != cell {
                varied.insert(id);
            }
        }
        varied.len()
    }
}
