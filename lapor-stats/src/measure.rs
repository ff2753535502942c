//! Measures: each has one file, with its definition, its formula and its source.

pub mod age;
pub mod casemix;
pub mod closing;
pub mod compliance;
pub mod exchange;
pub mod funnel;
pub mod group;
pub(crate) mod month;
pub mod rank;
pub mod sensitivity;
pub mod survival;
pub mod tally;
pub mod volume;
pub mod wilson;

/// A measure by its word, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The word by which other languages translate it.
    pub word: &'static str,
    /// What it is, in plain English: the same words stand in its file's documentation, in the data dictionary and on the method page.
    pub text: &'static str,
}

/// Every measure that is published, in the order in which a reader meets them.
///
/// ```
/// use lapor_stats::measure::{DEFINITIONS, survival};
///
/// let text = |word: &str| DEFINITIONS.iter().find(|of| of.word == word).map(|of| of.text);
/// assert_eq!(text("time_to_event"), Some(survival::DEFINITION));
/// ```
pub const DEFINITIONS: [Definition; 15] = [
    Definition { word: "compliance", text: compliance::DEFINITION },
    Definition { word: "interval", text: wilson::DEFINITION },
    Definition { word: "bounds", text: tally::BOUNDS },
    Definition { word: "settled", text: compliance::SETTLED },
    Definition { word: "open", text: age::DEFINITION },
    Definition { word: "time_to_event", text: survival::DEFINITION },
    Definition { word: "custody", text: compliance::CUSTODY },
    Definition { word: "closure", text: closing::CLOSURE },
    Definition { word: "mass_closing", text: closing::DEFINITION },
    Definition { word: "exchange", text: exchange::DEFINITION },
    Definition { word: "funnel", text: funnel::DEFINITION },
    Definition { word: "rank", text: rank::DEFINITION },
    Definition { word: "volume", text: volume::DEFINITION },
    Definition { word: "case_mix", text: casemix::DEFINITION },
    Definition { word: "sensitivity", text: sensitivity::DEFINITION },
];
