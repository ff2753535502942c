//! Guides: how a new source is mapped, how an audit is read, how the measures can be gamed, and how small cells are hidden.

#[doc = include_str!("../docs/mapping.md")]
pub mod mapping {}

#[doc = include_str!("../docs/audit.md")]
pub mod audit {}

#[doc = include_str!("../docs/gaming.md")]
pub mod gaming {}

#[doc = include_str!("../docs/disclosure.md")]
pub mod disclosure {}
