//! The front page: a card for each source, and the stories.

use super::{Cell, Closure, Promise, Story};

/// What the front page says about one source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceCard {
    /// The source's slug; its title and banner come from the site.
    pub source: String,
    /// Reports that came in, secret ones among them.
    pub reports: Cell,
    /// Agencies with a scorecard.
    pub agencies: u64,
    /// `Disposition` and `FollowUp`, in that order; the months are not used.
    pub promises: Vec<Promise>,
    /// `Closure`; the months are not used.
    pub closure: Closure,
}

/// The front page.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// A card for each source, in the order of the site.
    pub cards: Vec<SourceCard>,
    /// The stories in every language, in the order of their slugs; a page shows its own language's.
    pub stories: Vec<Story>,
}
