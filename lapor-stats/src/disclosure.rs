//! Disclosure control: which cells are published, which are hidden, and what can be concluded all the same.
//!
//! [`Cells`] is the one list of everything that is published jointly: tables, margins, buckets, pages, earlier releases.
//! [`Table`] adds a table with its margins and hierarchies to it. [`suppress`] hides cells until [`attack`] finds nothing.
//! Both read the same list, and page models and exports declare their cells in it.
//!
//! The rule: the reports of a cell that cannot be counted from public pages are none, or at least a threshold. A cell
//! that breaks it is hidden (primary suppression); so are others, until it cannot be computed (secondary suppression).
//!
//! Large tables of three and more dimensions, a national one of agencies, months and categories, are hidden and
//! attacked plane by plane. `docs/disclosure.md` says in plain words what is hidden, what it defends against and what
//! was measured.
//!
//! What rests on a hidden cell (a share, an interval, a median, a dot) is hidden with it by whoever prints it; this
//! module knows counts alone.

mod attack;
mod cell;
mod cube;
mod exact;
mod flat;
mod grid;
mod looks;
mod moves;
mod names;
mod optimum;
mod outer;
mod part;
mod plane;
mod refusal;
mod relation;
mod releases;
mod shield;
mod simplex;
mod spare;
mod stake;
mod store;
mod suppress;
mod swing;
mod system;
mod table;

#[cfg(test)]
mod tests;

pub use attack::{Attack, EXACT, Finding, attack, explain};
pub use cell::{Cell, CellId, Cells, State};
pub use refusal::Refusal;
pub use relation::{Relation, Relations};
pub use releases::Releases;
pub use suppress::{Suppression, suppress, suppress_unless};
pub use table::{Dimension, Node, Table};
