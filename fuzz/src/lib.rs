//! What the fuzz targets check: each parser that reads what comes from outside, held against its laws.
//!
//! The parsers are private to `lapor-stats`, and that crate brings Polars, which takes minutes to build and makes
//! every target slow. So their files are taken in by their paths, under the names that they call each other by: the
//! modules below stand as those of `lapor-stats` do. Nothing is copied, so that what is checked is what ships.
//!
//! A check is an ordinary function of bytes that panics where a law is broken; a target only calls it. So the
//! seeds are run through the checks by `cargo test` as well, without a fuzzer.
#![expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "a file that is taken in has more than is called here"
)]

#[path = "../../lapor-stats/src/dataset.rs"]
mod dataset;
#[path = "../../lapor-stats/src/error.rs"]
mod error;
#[path = "../../lapor-stats/src/schema.rs"]
mod schema;
#[path = "../../lapor-stats/src/shipped.rs"]
mod shipped;
#[path = "../../lapor-stats/src/texts.rs"]
mod texts;

#[path = "../../lapor-stats/src/ingest"]
mod ingest {
    #[cfg(feature = "parquet")]
    pub(crate) mod arrow;
    pub(crate) mod block;
    #[cfg(feature = "parquet")]
    pub(crate) mod columns;
    pub(crate) mod document;
    pub(crate) mod grid;
    pub(crate) mod input;
    pub(crate) mod mapping;
    #[cfg(feature = "parquet")]
    pub(crate) mod parquet;
    #[cfg(feature = "parquet")]
    pub(crate) mod records;
    pub(crate) mod separators;
    pub(crate) mod skeleton;
    pub(crate) mod source;
    pub(crate) mod split;
    pub(crate) mod time;
    pub(crate) mod workbook;
    pub(crate) mod zone;

    /// The histories of a batch; nothing that is checked here makes any.
    #[derive(Debug)]
    pub(crate) struct Histories;

    /// What lies in memory; without arrays nothing does.
    #[cfg(not(feature = "parquet"))]
    pub(crate) mod records {
        #[derive(Clone, Debug)]
        pub(crate) struct Records {
            pub(crate) name: String,
        }
    }

    /// All that a source needs to know of Parquet.
    #[cfg(not(feature = "parquet"))]
    pub(crate) mod parquet {
        pub(crate) const MAGIC: &[u8] = b"PAR1";
    }
}

#[path = "../../lapor-stats/src/rules"]
mod rules {
    pub(crate) mod file;
}

mod check;

pub use check::csv::csv;
pub use check::json::{json_lines, json_whole};
pub use check::mapping::mapping;
#[cfg(feature = "parquet")]
pub use check::parquet::parquet;
pub use check::redact::redact;
pub use check::rules::{calendar, policy};
pub use check::skeleton::skeleton;
pub use check::source::source;
pub use check::time::time;
pub use check::told;
pub use check::workbook::workbook;
pub use check::xml::{xes, xml};

/// A check of some bytes, which panics where a law is broken.
pub type Check = fn(&[u8]);

/// Every check by the name of its target.
pub const CHECKS: &[(&str, Check)] = &[
    ("csv", csv),
    ("time", time),
    ("json_lines", json_lines),
    ("json_whole", json_whole),
    ("xml", xml),
    ("xes", xes),
    ("workbook", workbook),
    ("mapping", mapping),
    ("policy", policy),
    ("calendar", calendar),
    ("source", source),
    ("redact", redact),
    ("skeleton", skeleton),
    #[cfg(feature = "parquet")]
    ("parquet", parquet),
];

/// Lets the panics pass that a parser catches itself, and tells of one that nobody caught.
///
/// A fuzzer ends at the first panic, even where the parser makes an error of it, as those do that call a decoder
/// which is not ours. To be called before the first check.
pub fn let_caught_panics_pass() {
    std::panic::set_hook(Box::new(|panic| {
        *check::lock(&check::LAST_PANIC) = Some(panic.to_string());
    }));
}
