//! Tables of a document: its records in grids, once enough of them were seen to know what their fields are called.

use std::collections::BTreeSet;

use super::{Broken, Entry, Field, Record};
use crate::ingest::grid::Grid;

/// How many records are looked at for the names of fields before the first is handed on.
const LOOK: usize = 1_000;

/// The most fields that become columns; further ones are told as unknown. Every record has a cell for each.
const MOST_FIELDS: usize = 2_000;

/// Records of one kind while they become rows.
#[derive(Debug, Default)]
pub(crate) struct RecordTable {
    /// Names that the mapping asks for.
    wanted: Vec<String>,
    /// Records that wait for the header.
    waiting: Vec<(u64, Vec<Field>)>,
    broken: Vec<Broken>,
    header: Option<Vec<String>>,
    /// By the places of the header, whether a record had it.
    met: Vec<bool>,
    /// Names that came after the header was known, and that the mapping does not ask for.
    late: BTreeSet<String>,
    grid: Grid,
}

impl RecordTable {
    /// A table whose header has at least these names.
    pub(crate) fn new(wanted: Vec<String>) -> Self {
        RecordTable { wanted, ..RecordTable::default() }
    }

    /// Takes a record; says whether there is something to hand on.
    pub(crate) fn take(&mut self, line: u64, fields: Vec<Field>) -> bool {
        if self.header.is_none() {
            self.waiting.push((line, fields));
            return LOOK <= self.waiting.len();
        }
        self.add(line, &fields);
        self.grid.is_full()
    }

    /// Takes what is no record.
    pub(crate) fn take_broken(&mut self, broken: Broken) -> bool {
        self.broken.push(broken);
        LOOK <= self.broken.len()
    }

    /// The header, which is settled by this call: what is wanted, then what else the records so far have, as it was met.
    pub(crate) fn header(&mut self) -> &[String] {
        if self.header.is_none() {
            let mut header: Vec<String> = Vec::new();
            let mut known: BTreeSet<&str> = BTreeSet::new();
            let names = self.waiting.iter().flat_map(|(_, fields)| fields);
            for name in self.wanted.iter().chain(names.map(|field| &field.name)) {
                if header.len() < MOST_FIELDS.max(self.wanted.len()) && known.insert(name) {
                    header.push(name.clone());
                }
            }
            self.met = vec![false; header.len()];
            self.header = Some(header);
            for (line, fields) in std::mem::take(&mut self.waiting) {
                self.add(line, &fields);
            }
        }
        self.header.as_deref().unwrap_or_default()
    }

    /// What waits to be handed on; the header is settled before.
    pub(crate) fn take_grid(&mut self) -> Option<Grid> {
        self.grid.broken.append(&mut self.broken);
        (!self.grid.is_empty()).then(|| std::mem::take(&mut self.grid))
    }

    /// Whether nothing was taken that was not handed on.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.broken.is_empty() && self.grid.is_empty()
    }

    /// Wanted names that no record had, if there was a record.
    pub(crate) fn absent(&self) -> Vec<&str> {
        let header = self.header.as_deref().unwrap_or_default();
        if !self.met.contains(&true) {
            return Vec::new();
        }
        let unmet = header.iter().zip(&self.met).filter(|(_, met)| !**met);
        unmet.map(|(name, _)| name.as_str()).collect()
    }

    /// Names of fields that came too late to be columns.
    pub(crate) fn late(&self) -> impl Iterator<Item = &str> {
        self.late.iter().map(String::as_str)
    }

    fn add(&mut self, line: u64, fields: &[Field]) {
        let Some(header) = &self.header else { return };
        let same = header.len() == fields.len()
            && header.iter().zip(fields).all(|(name, field)| *name == field.name);
        if same {
            // Records of one source mostly have the same fields in one order.
            self.met.fill(true);
            fields.iter().for_each(|field| self.grid.cell(&field.text, false));
            return self.grid.end_row(line, header.len());
        }
        for (place, name) in header.iter().enumerate() {
            // Of several fields of one name the first counts.
            let found = fields.iter().find(|field| field.name == *name);
            self.met[place] |= found.is_some();
            self.grid.cell(found.map_or("", |field| field.text.as_str()), false);
        }
        self.grid.end_row(line, header.len());
        for field in fields {
            if !header.contains(&field.name) && !self.late.contains(&field.name) {
                self.late.insert(field.name.clone());
            }
        }
    }
}

/// The tables of a document: its records, and the entries of a list inside of them.
#[derive(Debug)]
pub(crate) struct Tables {
    /// The records.
    pub(crate) own: RecordTable,
    /// The entries of the list with what is known of the record in which each lies.
    pub(crate) listed: Option<RecordTable>,
    list: Option<String>,
    owner: Vec<Field>,
}

impl Tables {
    /// Tables for these names; the entries of `list`, if it is given, have the list's name before theirs.
    pub(crate) fn new(wanted: &[&str], list: Option<&str>) -> Self {
        let of_list = |name: &&&str| list.is_some_and(|list| is_inside(name, list));
        let all = || wanted.iter();
        Tables {
            own: RecordTable::new(
                all().filter(|name| !of_list(name)).map(|&name| name.into()).collect(),
            ),
            listed: list.map(|_| {
                RecordTable::new(all().filter(of_list).map(|&name| name.into()).collect())
            }),
            list: list.map(str::to_owned),
            owner: Vec::new(),
        }
    }

    /// Takes what a decoder hands over; says whether there is something to hand on.
    pub(crate) fn take(&mut self, entry: Entry) -> bool {
        match (entry, &mut self.listed, &self.list) {
            (Entry::Record(Record { line, fields }), None, _) => self.own.take(line, fields),
            (Entry::Record(Record { line, fields }), Some(_), list) => {
                let of_list = |field: &Field| Some(&field.name) == list.as_ref();
                self.owner = fields.into_iter().filter(|field| !of_list(field)).collect();
                self.own.take(line, self.owner.clone())
            }
            (Entry::Listed(Record { line, fields }), Some(listed), Some(list)) => {
                let inside = fields.into_iter().map(|field| Field {
                    name: format!("{list}.{}", field.name),
                    text: field.text,
                });
                listed.take(line, self.owner.iter().cloned().chain(inside).collect())
            }
            (Entry::Listed(_), ..) => false,
            (Entry::Broken(broken), ..) => self.own.take_broken(broken),
        }
    }
}

/// Whether a name is that of a field in this list.
pub(crate) fn is_inside(name: &str, list: &str) -> bool {
    name.strip_prefix(list).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Field> {
        let pair = |pair: &str| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            Field { name: name.into(), text: text.into() }
        };
        text.split(' ').map(pair).collect()
    }

    fn rows(grid: &Grid) -> Vec<Vec<String>> {
        let text = |cells: &[crate::ingest::split::Cell]| {
            cells.iter().map(|cell| cell.text(grid.text()).into_owned()).collect()
        };
        grid.rows().map(|(_, cells)| text(cells)).collect()
    }

    #[test]
    fn the_header_is_what_was_met_and_what_is_wanted() {
        let mut table = RecordTable::new(vec!["closed".into(), "id".into()]);
        table.take(1, fields("id=1 at=2015-03-06"));
        table.take(2, fields("at=2015-03-07 note=x id=2"));
        assert_eq!(table.header(), ["closed", "id", "at", "note"]);
        table.take(3, fields("new=y id=3 newer=z id=4"));
        let grid = table.take_grid().unwrap_or_default();
        assert_eq!(
            rows(&grid),
            [["", "1", "2015-03-06", ""], ["", "2", "2015-03-07", "x"], ["", "3", "", ""]]
        );
        assert_eq!(table.absent(), ["closed"]);
        assert_eq!(table.late().collect::<Vec<_>>(), ["new", "newer"]);
        assert!(table.is_empty());
    }

    #[test]
    fn an_entry_of_a_list_knows_its_owner() {
        let mut tables = Tables::new(&["id", "notes.at"], Some("notes"));
        tables.take(Entry::Record(Record { line: 4, fields: fields("id=1 notes") }));
        tables.take(Entry::Listed(Record { line: 4, fields: fields("at=2015-03-06") }));
        let mut listed = tables.listed.unwrap_or_default();
        assert_eq!(listed.header(), ["notes.at", "id"]);
        assert_eq!(rows(&listed.take_grid().unwrap_or_default()), [["2015-03-06", "1"]]);
        assert_eq!(tables.own.header(), ["id"]);
    }
}
