//! Turns judged reports, redacted texts and success stories into a static public site.
//!
//! [`config`] reads `site.toml`; [`build`](mod@build) reads and judges the sources, decides how much of each report may
//! be shown and fills the page models of [`model`]; [`render`] turns a model into bytes by the [`theme`];
//! [`publish`](mod@publish) streams them through the gate into a staging folder and swaps it in at once; [`progress`] says what a build
//! does while it does it. [`check`](mod@check) looks at a
//! published folder as a stranger would, [`serve`](mod@serve) shows it with the real headers.
//!
//! # What stays true
//!
//! - A page model takes people's text only as `PublicText`, which only the redactor makes.
//! - Rendering is pure, and the same inputs give the same bytes.
//! - Every final byte passes the gate; a finding, or a link that leads nowhere, and nothing is published.
//! - [`route`] is the only source of addresses, [`format`](mod@format) of how numbers and days are written.
//!
//! # What it does not do
//!
//! It loads nothing from elsewhere, and runs JavaScript in the reader's browser for the search and the calculator alone. It has no
//! database and no server but the preview. It accepts no private source without somebody who decides what redaction doubts.

pub mod error;

mod same;

mod memory;

pub mod check;

pub mod route;

pub mod format;

pub mod markdown;

pub mod model;

pub mod chart;

pub mod theme;

pub mod xml;

pub mod render;

pub mod sitemap;

pub mod publish;

pub mod search;

pub mod config;

pub mod corrections;

pub mod gate;

pub mod identity;

pub mod place;

pub mod progress;

pub mod build;

pub mod serve;

pub mod starter;

#[doc = include_str!("../docs/publishing.md")]
#[doc = concat!("\n## The configuration of nginx\n\n```nginx\n", include_str!("../docs/nginx.conf"), "```\n")]
pub mod publishing {}
