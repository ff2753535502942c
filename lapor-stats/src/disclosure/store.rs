//! Cells in little memory: a national list has millions, nearly all of them small counts of a few kinds.

use std::collections::BTreeMap;

use super::cell::{Cell, State};

/// Cells by their places, in twelve bytes each where they are as most are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    rows: Vec<Row>,
    /// Threshold and weight, which few cells have otherwise than others.
    kinds: Vec<(u64, u64)>,
    /// What fits into no row: large counts, and what has yet another threshold or weight.
    odd: BTreeMap<u32, Cell>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    value: u32,
    on_pages: u32,
    /// The place of threshold and weight, or [`ODD`].
    kind: u8,
    state: State,
    fixed: bool,
}

const ODD: u8 = u8::MAX;

impl Store {
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds a cell after all others.
    pub(crate) fn push(&mut self, cell: Cell) {
        let at = self.rows.len() as u32;
        let row = self.row(at, cell);
        self.rows.push(row);
    }

    /// Puts a cell in the place of another.
    pub(crate) fn set(&mut self, at: usize, cell: Cell) {
        self.odd.remove(&(at as u32));
        self.rows[at] = self.row(at as u32, cell);
    }

    pub(crate) fn get(&self, at: usize) -> Cell {
        let row = self.rows[at];
        let Some(&(threshold, weight)) = self.kinds.get(usize::from(row.kind)) else {
            return self.odd[&(at as u32)];
        };
        Cell {
            value: row.value.into(),
            on_pages: row.on_pages.into(),
            threshold,
            weight,
            state: row.state,
            fixed: row.fixed,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Cell> {
        (0..self.rows.len()).map(|at| self.get(at))
    }

    fn row(&mut self, at: u32, cell: Cell) -> Row {
        let Cell { state, fixed, .. } = cell;
        let small = u32::try_from(cell.value).ok().zip(u32::try_from(cell.on_pages).ok());
        match small.zip(self.kind(cell.threshold, cell.weight)) {
            Some(((value, on_pages), kind)) => Row { value, on_pages, kind, state, fixed },
            None => {
                self.odd.insert(at, cell);
                Row { value: 0, on_pages: 0, kind: ODD, state, fixed }
            }
        }
    }

    /// The place of a threshold with a weight, new or not; none where there are too many.
    fn kind(&mut self, threshold: u64, weight: u64) -> Option<u8> {
        let kind = (threshold, weight);
        let at = self.kinds.iter().position(|&known| known == kind).unwrap_or(self.kinds.len());
        let place = u8::try_from(at).ok().filter(|&place| place < ODD)?;
        if at == self.kinds.len() {
            self.kinds.push(kind);
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell() -> impl Strategy<Value = Cell> {
        let count = prop_oneof![0_u64..20, Just(u64::from(u32::MAX)), Just(1 << 40)];
        let state = prop::sample::select(vec![State::Shown, State::Hidden, State::Unpublished]);
        (count.clone(), count, 1_u64..20, 1_u64..40, state, any::<bool>()).prop_map(
            |(value, on_pages, threshold, weight, state, fixed)| Cell {
                value,
                on_pages,
                threshold,
                weight,
                state,
                fixed,
            },
        )
    }

    proptest! {
        /// It is a `Vec`, also with more kinds than it has room for.
        #[test]
        fn cells_come_back_as_they_were_put(
            put in prop::collection::vec(cell(), 1..400),
            set in prop::collection::vec((0_usize..400, cell()), 0..40),
        ) {
            let (mut store, mut plain) = (Store::default(), put.clone());
            put.into_iter().for_each(|cell| store.push(cell));
            for (at, cell) in set {
                let at = at % plain.len();
                store.set(at, cell);
                plain[at] = cell;
            }
            prop_assert_eq!(store.len(), plain.len());
            prop_assert_eq!(store.iter().collect::<Vec<_>>(), plain);
        }
    }
}
