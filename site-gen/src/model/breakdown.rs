//! The three promises told apart by category, programme, channel or place.

use lapor_core::Stage;

use super::{Cell, Closure, Interval, Promise};
use crate::route::Key;

/// How many of the stages of a line were due, and how many of these were kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// The share's denominator.
    pub due: Cell,
    /// Its numerator.
    pub kept: Cell,
    /// The interval of the share; none where nothing is due or a part is hidden.
    pub interval: Option<Interval>,
}

/// A value of a key, or what is left over beside the values with a line of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakdownLine {
    /// Its word in the list and in addresses.
    pub word: String,
    /// Its name; none for what is left over.
    pub name: Option<String>,
    /// It is a part of the last line before it that is none: a category of a group, a regency of a province.
    pub part: bool,
    /// Its parts have a page of their own, by its word.
    pub has_page: bool,
    /// A promise each, in the order of [`Breakdown::told`]; none where parts are not told of that promise.
    pub kept: Vec<Option<Kept>>,
}

/// The page of a key, or of a province.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The source's slug.
    pub source: String,
    /// The key.
    pub key: Key,
    /// The province whose regencies these are, by word and name; none on the page of the key itself.
    pub within: Option<(String, String)>,
    /// The promises that can be told by this key; what cannot is left out, and the page says so.
    pub told: Vec<Stage>,
    /// Whether the values have parts that cannot be told.
    pub parts_untold: bool,
    /// `Disposition` and `FollowUp` of all reports, in that order.
    pub promises: Vec<Promise>,
    /// `Closure` of all reports.
    pub closure: Closure,
    /// The values by name, parts after their sum, and last what is left over.
    pub lines: Vec<BreakdownLine>,
}

/// The page that leads to every way of looking at a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browse {
    /// The source's slug.
    pub source: String,
    /// The keys by which something is told, each with its page.
    pub told: Vec<Key>,
    /// The keys that the source has and by which nothing can be told.
    pub untold: Vec<Key>,
}
