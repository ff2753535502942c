//! Guides: how a new source is mapped, how an audit is read, and how the measures can be gamed.

#[doc = include_str!("../docs/mapping.md")]
pub mod mapping {}

#[doc = include_str!("../docs/audit.md")]
pub mod audit {}

#[doc = include_str!("../docs/gaming.md")]
pub mod gaming {}
