//! Turns judged reports, redacted texts and success stories into a static public site.

pub mod error;

pub mod check;

pub mod route;

pub mod format;

pub mod markdown;

pub mod model;

pub mod chart;

pub mod theme;

pub mod render;

pub mod publish;

pub mod config;

pub mod identity;

pub mod place;

pub mod build;

pub mod serve;
