//! The mark of a printed count: by it a check finds the cell of the list that the count must be.

use lapor_core::Stage;

use super::Month;
use crate::memory::mark;
use crate::route::Key;

/// Where a page stands in the list: a source, and one agency or all.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The source's slug.
    pub source: &'a str,
    /// The agency's folder.
    pub agency: Option<&'a str>,
}

impl Place<'_> {
    /// The mark of an outcome in a table, of a month or of the whole period; `all` is the sum of the table.
    ///
    /// ```
    /// use site_gen::model::{Month, Place};
    ///
    /// let place = Place { source: "contoh", agency: Some("dinas-air") };
    /// let march = Month::new(2025, 3);
    /// assert_eq!(place.mark("follow-up-due", march, "met"), "contoh/follow-up-due/~dinas-air/2025-03/met");
    /// assert_eq!(place.mark("follow-up-due", None, "all"), "contoh/follow-up-due/~dinas-air");
    /// ```
    #[must_use]
    pub fn mark(&self, table: &str, month: Option<Month>, outcome: &str) -> String {
        let mut words = vec![table.to_owned()];
        words.extend(self.agency.map(|slug| format!("agency={slug}")));
        words.extend(month.map(|month| format!("month={:04}-{:02}", month.year(), month.number())));
        words.extend((outcome != "all").then(|| format!("outcome={outcome}")));
        mark(self.source, words.iter().map(String::as_str))
    }

    /// The mark of an outcome under a value of a key.
    ///
    /// ```
    /// use site_gen::model::Place;
    /// use site_gen::route::Key;
    ///
    /// let place = Place { source: "contoh", agency: None };
    /// let mark = place.value("follow-up-due", Key::Channel, "web", "met");
    /// assert_eq!(mark, "contoh/follow-up-due/channel=web/met");
    /// ```
    #[must_use]
    pub fn value(&self, table: &str, key: Key, word: &str, outcome: &str) -> String {
        let by = format!("{}={word}", key.word());
        let outcome = format!("outcome={outcome}");
        let words = [table, &*by, &*outcome];
        mark(self.source, words.into_iter().filter(|word| *word != "outcome=all"))
    }

    /// The mark of a count that stands alone, by the words of its name.
    #[must_use]
    pub fn single(&self, words: &[&str]) -> String {
        mark(self.source, words.iter().copied())
    }
}

/// The table of what is judged of a stage.
#[must_use]
pub const fn due_table(stage: Stage) -> &'static str {
    match stage {
        Stage::Disposition => "disposition-due",
        Stage::FollowUp | Stage::Custody => "follow-up-due",
        Stage::Closure => "closure-due",
    }
}

/// The table of what is in no share.
#[must_use]
pub const fn outside_table(stage: Stage) -> &'static str {
    match stage {
        Stage::Disposition => "disposition-outside",
        Stage::FollowUp | Stage::Custody => "follow-up-outside",
        Stage::Closure => "closure-outside",
    }
}

/// The table of what is open on the day of the question.
#[must_use]
pub const fn open_table(stage: Stage) -> &'static str {
    match stage {
        Stage::Disposition => "disposition-open",
        Stage::FollowUp | Stage::Custody => "follow-up-open",
        Stage::Closure => "closure-open",
    }
}
