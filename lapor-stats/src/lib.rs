//! Reads report data of any shape, judges it in bulk and computes compliance per agency.
//!
//! ```
//! use lapor_stats::assess::Court;
//! use lapor_stats::ingest::{Options, ingest};
//! use lapor_stats::measure::compliance::{Key, Query, View, compliance};
//! use lapor_stats::measure::tally::Cohort;
//! use lapor_stats::rules::{Rules, day_of_question};
//!
//! let folder = tempfile::tempdir()?;
//! let file = folder.path().join("events.csv");
//! std::fs::write(
//!     &file,
//!     "report_id,at,kind,to_agency\n\
//!      A-1,2015-03-06,submitted,\n\
//!      A-1,2015-03-09,dispositioned,Dinas Air\n\
//!      A-2,2015-03-06,submitted,\n",
//! )?;
//! let dataset = ingest(&[file], None, Options { texts: false, as_of: None })?;
//! let rules = Rules::load(Some("lapor"), None, &dataset)?;
//! let as_of = day_of_question(Some(lapor_core::day(2015, 3, 12)), &dataset, &rules.calendar)?;
//! let court = Court::new(&dataset, &rules, as_of);
//!
//! let query = Query {
//!     view: View::Citizen,
//!     cohort: Cohort::Due,
//!     stage: Some(lapor_core::Stage::Disposition),
//!     by: vec![Key::Month],
//!     period: (None, None),
//!     agency: None,
//! };
//! let march = &compliance(&court, &[query])?.of[0][0];
//! // One of two was dispositioned by Wednesday 11; the other is overdue, and counts.
//! assert_eq!((march.tally.met(), march.tally.judged(Cohort::Due)), (1, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The road
//!
//! [`ingest`] turns files into a [`dataset::Dataset`] through a mapping, with every row that was left
//! out and why. [`rules`] loads policy and calendar. [`assess`] feeds the core's fold from the dataset's
//! columns, in parallel; [`frame`] and [`table`] make tables of the verdicts, [`measure`] counts them, and
//! [`audit`] sets the source's own claims against them, and [`recompute`] one calendar against another. [`export`]
//! writes a dataset as canonical tables.
//!
//! [`summary`] holds all counts of which the measures are made, so that parts of the data can be counted apart and added; [`report`]
//! makes every table of them, and [`publication`] describes a folder of tables to other programs.
//!
//! A measure of a large table needs no dataset: [`ingest::Batches`] reads a table with a row a report batch by batch, and
//! [`ingest::Log`] groups an unsorted table of events without its texts; both give what the dataset would give.
//!
//! [`redaction`] hides what a stranger must not read in a stream of texts, [`officials`] says whose names stay, [`handles`] which
//! contacts, and [`review`] asks the operator about what is doubtful.
//!
//! [`guide::mapping`] maps a new source in ten minutes, [`guide::audit`] says how to read an audit, [`guide::gaming`] what each trick
//! does to each measure.
//!
//! # Measures
//!
//! - **Compliance** ([`measure::compliance`]): of the stages that started in a period and whose due date
//!   has passed, met / (met + late + overdue); for closure, met / (met + early). Unit: stages. Void, paused,
//!   running and unknown are outside and always printed. The settled view: of the stages that ended in
//!   the period, met / (met + late), beside those still open.
//! - **Custody** ([`measure::compliance::View::Custody`]): of the stays of a report with an agency whose due date
//!   has passed, met / (met + late + overdue + handed on late), once for what arrived at the agency itself (`own`)
//!   and once for each stay in its tree (`tree`, no sum of its units). What was handed on in time is outside.
//! - **Interval** ([`measure::wilson`]): Wilson's 95 % score interval beside every share.
//! - **Bounds** ([`measure::tally::Tally::bounds`]): the share with all unknowns failed and all met, and with
//!   voids as failures.
//!
//! # What this crate does not do
//!
//! It restates no rule: whether a promise was kept is the core's word. It uses neither Polars' lazy
//! engine nor its CSV reader, which would double the build and lose the line of a wrong row. It never prints
//! what a person wrote.

pub mod error;

pub mod dataset;

pub mod texts;

pub mod disclosure;

pub mod schema;

pub mod shipped;

pub mod ingest;

pub mod rules;

pub mod assess;

pub mod publication;

pub mod table;

pub mod frame;

pub mod measure;

pub mod summary;

pub mod report;

pub mod audit;

pub mod verdicts;

pub mod recompute;

pub mod export;

pub mod officials;
mod operators;

pub mod handles;

pub mod review;

pub mod redaction;

pub mod guide;
