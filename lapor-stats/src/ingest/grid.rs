//! Grids: rows of cells from a source that is no CSV, with the line on which each row stands.

use super::document::Broken;
use super::split::Cell;

/// How much text a grid holds before it is handed on.
const FULL: usize = 2 << 20;

/// Rows of text.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    text: String,
    cells: Vec<Cell>,
    /// For each row its line and where its cells end.
    rows: Vec<(u64, usize)>,
    /// What was found between the rows and is none.
    pub(crate) broken: Vec<Broken>,
}

impl Grid {
    /// Adds a cell to the row that is being made; `time` says that the source has it as a time.
    pub(crate) fn cell(&mut self, text: &str, time: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Cell::plain(start..self.text.len(), time));
    }

    /// Ends the row that is being made, which has at least `width` cells then.
    pub(crate) fn end_row(&mut self, line: u64, width: usize) {
        let start = self.rows.last().map_or(0, |&(_, end)| end);
        while self.cells.len() < start + width {
            self.cell("", false);
        }
        self.rows.push((line, self.cells.len()));
    }

    /// Whether it is time to hand it on.
    pub(crate) fn is_full(&self) -> bool {
        FULL <= self.text.len() + self.cells.len() * size_of::<Cell>()
    }

    /// Whether nothing was put into it.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.broken.is_empty()
    }

    /// The text in which the cells lie.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Each row: its line and its cells.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u64, &[Cell])> {
        let mut start = 0;
        self.rows.iter().map(move |&(line, end)| {
            let cells = &self.cells[start..end];
            start = end;
            (line, cells)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_row_is_filled_up_and_a_long_one_kept() {
        let mut grid = Grid::default();
        grid.cell("a", false);
        grid.end_row(2, 2);
        for text in ["b", "2015-03-06", "c"] {
            grid.cell(text, text.len() == 10);
        }
        grid.end_row(5, 2);
        let rows: Vec<(u64, Vec<String>)> = grid
            .rows()
            .map(|(line, cells)| {
                (line, cells.iter().map(|cell| cell.text(grid.text()).into_owned()).collect())
            })
            .collect();
        assert_eq!(
            rows,
            [
                (2, vec!["a".to_owned(), String::new()]),
                (5, vec!["b".into(), "2015-03-06".into(), "c".into()])
            ]
        );
        assert_eq!(
            grid.rows().flat_map(|(_, cells)| cells).filter(|cell| cell.is_time()).count(),
            1
        );
    }
}
