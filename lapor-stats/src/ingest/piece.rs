//! Pieces: what one task reads, whatever the source was.

use super::block::Block;
use super::columns::Columns;
use super::grid::Grid;

/// Some rows of a file.
#[derive(Debug)]
pub(crate) enum Piece {
    /// CSV as it stands in the file.
    Block(Block),
    /// Cells of a document or a workbook.
    Grid(Grid),
    /// Columns of a source that has types.
    Columns(Columns),
}
