//! A nation's days, a region's and an office's, one on top of the other and none copied.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::day::Day;
use crate::error::Error;
use crate::holiday::{Decree, Holiday};

/// The rows of one source of days off, and its instruments.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// Sorted by day, then kind; a day that was withdrawn and decreed again has several rows.
    rows: Vec<Holiday>,
    /// Sorted by identifier.
    decrees: Vec<Decree>,
}

impl Layer {
    /// The rows, checked; `name` is the calendar's.
    pub(super) fn new(
        name: &str,
        coverage: &RangeInclusive<Day>,
        mut rows: Vec<Holiday>,
    ) -> Result<Self, Error> {
        rows.sort_by(|a, b| {
            (a.date, a.kind, a.announced, &a.name).cmp(&(b.date, b.kind, b.announced, &b.name))
        });
        for (place, row) in rows.iter().enumerate() {
            let date = row.date;
            if !coverage.contains(&date) {
                let (first, last) = (coverage.start(), coverage.end());
                return wrong(name, format!("found holiday {date} outside {first} to {last}"));
            }
            if let (Some(announced), Some(withdrawn)) = (row.announced, row.withdrawn_on)
                && withdrawn < announced
            {
                let problem = format!("found holiday {date} withdrawn before it was announced");
                return wrong(name, problem);
            }
            let twice = |other: &Holiday| {
                other.kind == row.kind && other.name == row.name && other.stands()
            };
            let mut earlier = rows[..place].iter().rev().take_while(|other| other.date == date);
            if row.stands() && earlier.any(twice) {
                let problem = format!("found {} '{}' twice on {date}", row.kind, row.name);
                return wrong(name, problem);
            }
        }
        Ok(Layer { rows, decrees: Vec::new() })
    }

    fn on(&self, day: Day) -> impl Iterator<Item = &Holiday> {
        let start = self.rows.partition_point(|row| row.date < day);
        self.rows[start..].iter().take_while(move |row| row.date == day)
    }

    fn decree(&self, id: &str) -> Option<&Decree> {
        let place = self.decrees.binary_search_by(|decree| decree.id.as_ref().cmp(id)).ok()?;
        self.decrees.get(place)
    }

    fn known_on(&self, day: Day) -> Self {
        let mut known = self.clone();
        known.rows.retain(|row| row.announced.is_none_or(|announced| announced <= day));
        for row in &mut known.rows {
            if row.known_on(day) {
                row.withdrawn_on = None;
                row.withdrawn_by = None;
            }
        }
        known
    }
}

/// The layers of a calendar, the lowest first, shared with every calendar that stands on them.
#[derive(Clone, Debug)]
pub(super) struct Layers(Vec<Arc<Layer>>);

impl Layers {
    pub(super) fn new(layer: Layer) -> Self {
        Layers(vec![Arc::new(layer)])
    }

    pub(super) fn push(&mut self, layer: Layer) {
        self.0.push(Arc::new(layer));
    }

    /// All rows, layer by layer.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Holiday> {
        self.0.iter().flat_map(|layer| &layer.rows)
    }

    /// All rows by day; within a day in the order of the layers.
    pub(super) fn by_day(&self) -> Vec<&Holiday> {
        let mut rows: Vec<_> = self.rows().collect();
        rows.sort_by_key(|row| row.date);
        rows
    }

    /// The rows of one day, the nation's before the region's.
    pub(super) fn on(&self, day: Day) -> impl Iterator<Item = &Holiday> {
        self.0.iter().flat_map(move |layer| layer.on(day))
    }

    /// The instruments, those of the highest layer first, by identifier within a layer.
    pub(super) fn decrees(&self) -> impl Iterator<Item = &Decree> {
        self.0.iter().rev().flat_map(|layer| &layer.decrees)
    }

    pub(super) fn decree(&self, id: &str) -> Option<&Decree> {
        self.0.iter().rev().find_map(|layer| layer.decree(id))
    }

    pub(super) fn known_on(&self, day: Day) -> Self {
        Layers(self.0.iter().map(|layer| Arc::new(layer.known_on(day))).collect())
    }

    /// Gives the highest layer its instruments; every row of it must refer to one that is listed.
    pub(super) fn set_decrees(
        &mut self,
        name: &str,
        mut decrees: Vec<Decree>,
    ) -> Result<(), Error> {
        decrees.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(pair) = decrees.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return wrong(name, format!("found decree '{}' twice", pair[0].id));
        }
        let Some((top, below)) = self.0.split_last_mut() else { return Ok(()) };
        let top = Arc::make_mut(top);
        top.decrees = decrees;
        for row in &top.rows {
            for id in [&row.decree, &row.withdrawn_by].into_iter().flatten() {
                let listed = top.decree(id).is_some()
                    || below.iter().any(|layer| layer.decree(id).is_some());
                if !listed {
                    let date = row.date;
                    let problem =
                        format!("found decree '{id}' at {date}, expected one that is listed");
                    return wrong(name, problem);
                }
            }
        }
        Ok(())
    }
}

fn wrong<T>(calendar: &str, problem: String) -> Result<T, Error> {
    Err(Error::Calendar { calendar: calendar.into(), problem })
}
