//! Review of what redaction doubts: a queue for the operator, and her decisions.
//!
//! # The queue
//!
//! What was hidden by a rule that is not sure, and what was left and might be a name, goes to a CSV file that a spreadsheet opens
//! ([`Queue::write`]): `hash`, `decision` (empty), `shown` (`yes` if readers see it now), `kind`, `rule`, `confidence`, `times`, and
//! of the first place `report`, `field`, `item` and `context`. What readers see now comes first. **The file holds what people
//! wrote.** It is written for its owner alone (mode 0600), into a folder that is never published.
//!
//! # The decisions
//!
//! A file of two columns, `hash` and `decision`, a row each, `remove` or `keep` ([`Decisions::read`]). It holds no text: the hash is
//! keyed (HMAC-SHA-256, RFC 2104), so whoever has the file and not the key cannot try names either. It can be kept with the
//! configuration under version control: rows stand for themselves, in any order, and two branches that add rows merge. The first two columns of the
//! queue are those of the decisions, so after the column `decision` is filled in, this takes them over:
//!
//! ```text
//! grep -E '^[0-9a-f-]+,(remove|keep),' review-open.csv | cut -d, -f1,2 >> review.csv
//! ```
//!
//! A decision holds for every place where the same words are doubtful, whatever their case and what stands between them. `remove`
//! hides them there and in the rest of the thread. `keep` shows them, unless a rule that is sure found them too. An item
//! without a decision stays as the redactor left it. See [`lapor_core::redact::Thread::redact_reviewed`].

mod decisions;
mod key;
mod queue;

use lapor_core::redact::{self, Decision, Doubt};

pub use decisions::Decisions;
pub use key::ReviewKey;
pub use queue::Queue;

/// What was decided, for one text: the decisions, and the place to which questions are noted.
#[derive(Debug)]
pub struct Desk<'a> {
    /// What was decided.
    pub decisions: &'a Decisions,
    /// What was not.
    pub queue: &'a mut Queue,
    /// The report's own id.
    pub report: &'a str,
    /// Which of its texts this is.
    pub field: &'a str,
}

impl redact::Review for Desk<'_> {
    fn decision(&self, words: &str) -> Option<Decision> {
        self.decisions.of(words)
    }

    fn undecided(&mut self, doubt: Doubt<'_>) {
        let hash = self.decisions.key().hash(doubt.words);
        self.queue.add(&hash, &doubt, self.report, self.field);
    }
}
