//! Cases by hand, brute force, planted attacks, families of linked tables.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{Cell, CellId, Cells, Dimension, Node, State, Suppression, Table, attack, suppress};

mod brute;
mod cases;
mod families;
mod invent;
mod planes;
mod releases;
