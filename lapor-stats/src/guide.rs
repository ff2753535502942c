//! Guides: how a new source is mapped, and how an audit is read.

#[doc = include_str!("../docs/mapping.md")]
pub mod mapping {}

#[doc = include_str!("../docs/audit.md")]
pub mod audit {}
