//! Review: what somebody should look at, and what follows from what she decided.
//!
//! Two things are doubtful: what was hidden by a rule that is not sure, and what was left and might be a name. An operator
//! decides on the words of an item, once for all places where the item is doubtful. `Keep` never shows what a
//! sure rule found, whoever decided; `Remove` hides what was left, there and in the rest of the thread.

use std::fmt;

use super::normal::{LETTER, Normal, fold};
use super::own::Own;
use super::rewrite::{self, Finding, Rewritten};
use super::{Kind, Redacted, Thread, confidence, find, name, settled};
use crate::sensitive::{PublicText, Sensitive};

/// As [`Doubt::SURE`].
const SURE: u8 = Doubt::SURE;
/// Digits from which an item that was taken for a name is more than one.
const DIGITS: usize = 4;
/// Rule of what was hidden because somebody decided it.
pub(super) const DECIDED: &str = "review-decided";
/// Characters of the public text that are shown on either side of an item.
const AROUND: usize = 40;

/// What somebody decided on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// It must not be read.
    Remove,
    /// It may stand.
    Keep,
}

impl Decision {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Remove, Self::Keep];

    /// The word for it in files: `remove` or `keep`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Remove => "remove",
            Self::Keep => "keep",
        }
    }
}

/// An item on which nobody has decided yet, with what it takes to decide.
///
/// It holds what the person wrote, since nobody could decide without: it is for the operator's eyes, and belongs into no
/// file that is published. `Debug` shows none of it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Doubt<'a> {
    /// The item as it was written.
    pub item: &'a str,
    /// Its words as they are compared: small letters and digits, a space between words.
    pub words: &'a str,
    /// What it was taken for.
    pub kind: Kind,
    /// The rule that found it; `review-score` and `review-capitals` for what was left.
    pub rule: &'static str,
    /// How sure the rule is, in percent.
    pub confidence: u8,
    /// Whether it is hidden until somebody decides otherwise; else it stands.
    pub is_hidden: bool,
    /// The public text before it, up to 40 characters.
    pub before: &'a str,
    /// The public text behind it, up to 40 characters.
    pub behind: &'a str,
}

impl Doubt<'_> {
    /// Confidence, in percent, from which a rule's word is taken: nobody is asked, and nothing is kept.
    pub const SURE: u8 = 80;

    /// The words of an item as they are compared.
    ///
    /// ```
    /// use lapor_core::redact::Doubt;
    ///
    /// assert_eq!(Doubt::words_of(" D-4471 QK."), "d 4471 qk");
    /// ```
    pub fn words_of(item: &str) -> String {
        words(item)
    }
}

/// What was taken for what, never the text.
impl fmt::Debug for Doubt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doubt")
            .field("kind", &self.kind)
            .field("rule", &self.rule)
            .field("is_hidden", &self.is_hidden)
            .finish_non_exhaustive()
    }
}

/// Whoever knows what was decided, and takes up what was not.
pub trait Review {
    /// The decision on an item, by its [words](Doubt::words). The same words always get the same answer.
    fn decision(&self, words: &str) -> Option<Decision>;

    /// Takes up an item without a decision, once for each place where it stands.
    fn undecided(&mut self, doubt: Doubt<'_>);
}

impl Thread {
    /// Does as [`redact`](Self::redact), and follows what was decided on doubtful items.
    ///
    /// Without a decision a doubtful item is treated as there; then `review` is told of it.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use lapor_core::redact::{Decision, Doubt, Redactor, Review};
    /// use lapor_core::sensitive::Sensitive;
    ///
    /// #[derive(Default)]
    /// struct Desk(BTreeMap<String, Decision>, Vec<String>);
    ///
    /// impl Review for Desk {
    ///     fn decision(&self, words: &str) -> Option<Decision> {
    ///         self.0.get(words).copied()
    ///     }
    ///     fn undecided(&mut self, doubt: Doubt<'_>) {
    ///         self.1.push(doubt.words.to_owned());
    ///     }
    /// }
    ///
    /// let text = Sensitive::new("tiang di Wangkal Lor yang miring");
    /// let redactor = Redactor::new();
    /// let mut desk = Desk::default();
    /// let shown = redactor.thread().redact_reviewed(&text, &mut desk).text;
    /// assert_eq!(shown.as_str(), "tiang di Wangkal Lor yang miring");
    /// assert_eq!(desk.1, ["wangkal lor"]);
    ///
    /// desk.0.insert("wangkal lor".into(), Decision::Remove);
    /// let shown = redactor.thread().redact_reviewed(&text, &mut desk).text;
    /// assert_eq!(shown.as_str(), "tiang di [NAMA 1] yang miring");
    /// ```
    pub fn redact_reviewed<T: AsRef<str>>(
        &mut self,
        text: &Sensitive<T>,
        review: &mut dyn Review,
    ) -> Redacted {
        let text = text.expose().as_ref();
        let findings = if self.is_blind { Vec::new() } else { self.decided(text, review) };
        let numbers = &mut self.numbers;
        let rewritten = Rewritten::new(text, &findings, |person| {
            let next = numbers.len() + 1;
            numbers.add(person as u64, next)
        });
        self.ask(text, &findings, &rewritten, review);
        Redacted {
            text: PublicText::redacted(rewritten.text),
            spans: rewrite::spans(text, &findings),
        }
    }

    /// All that is to be hidden after the decisions. Readings go on until one adds nothing, as in [`settled`].
    fn decided(&mut self, text: &str, review: &dyn Review) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        loop {
            let rewritten = Rewritten::new(text, &findings, |_| 1);
            let public = rewritten.text.as_str();
            let mut more = settled(public, &self.own, self.handles.as_deref(), &mut self.names);
            self.remember_sure(&more);
            more.retain(|finding| !self.stands(public, finding, review));
            if more.is_empty() {
                // A name that was kept is known to this thread, and to no other that reads the same text.
                more = settled(
                    public,
                    &Own::default(),
                    self.handles.as_deref(),
                    &mut self.names.anew(),
                );
                more.retain(|finding| !self.stands(public, finding, review));
                for finding in more.iter_mut().filter(|finding| finding.person.is_some()) {
                    finding.person = Some(self.names.decided(&public[finding.range.clone()]));
                }
            }
            if more.is_empty() {
                more = self.removed(public, review);
            }
            if more.is_empty() {
                return findings;
            }
            if !rewritten.grow(&mut findings, more) {
                return findings;
            }
        }
    }

    /// People whom a sure rule has found: what repeats their names is as sure.
    fn remember_sure(&mut self, findings: &[Finding]) {
        let sure = findings
            .iter()
            .filter(|finding| finding.rule != AGAIN && SURE <= confidence::of(finding.rule));
        self.sure.get_or_insert_default().extend(sure.filter_map(|finding| finding.person));
    }

    /// Whether a rule is not sure of what it found.
    fn is_doubtful(&self, finding: &Finding) -> bool {
        match finding.rule {
            AGAIN => !finding.person.is_some_and(|person| {
                self.sure.as_ref().is_some_and(|sure| sure.contains(&person))
            }),
            DECIDED => false,
            rule => confidence::of(rule) < SURE,
        }
    }

    /// Whether what was found stands: somebody decided so, and no sure rule has found any of it.
    fn stands(&self, text: &str, finding: &Finding, review: &dyn Review) -> bool {
        let item = &text[finding.range.clone()];
        if review.decision(&words(item)) != Some(Decision::Keep) {
            return false;
        }
        let digits = item.chars().filter(|c| c.is_numeric()).count();
        if !self.is_doubtful(finding) || finding.kind == Kind::Person && DIGITS <= digits {
            return false;
        }
        let meets = |other: &Finding| {
            other.range.start < finding.range.end && finding.range.start < other.range.end
        };
        let (found, _) = find(&Normal::new(text), &self.own, self.handles.as_deref());
        !found.iter().any(|other| meets(other) && SURE <= confidence::of(other.rule))
    }

    /// What was left in a text and is to be hidden by decision.
    fn removed(&mut self, public: &str, review: &dyn Review) -> Vec<Finding> {
        let mut doubts = name::review(public);
        doubts.retain(|doubt| {
            review.decision(&words(&public[doubt.range.clone()])) == Some(Decision::Remove)
        });
        for doubt in &mut doubts {
            doubt.rule = DECIDED;
            doubt.person = Some(self.names.decided(&public[doubt.range.clone()]));
        }
        doubts
    }

    /// Tells of every item without a decision.
    fn ask(
        &self,
        text: &str,
        findings: &[Finding],
        rewritten: &Rewritten,
        review: &mut dyn Review,
    ) {
        let public = rewritten.text.as_str();
        let hidden = findings.iter().enumerate().filter(|(_, finding)| self.is_doubtful(finding));
        let hidden = hidden.map(|(at, finding)| {
            (&text[finding.range.clone()], finding, rewritten.token(at), true)
        });
        let left = name::review(public);
        let left = left
            .iter()
            .map(|finding| (&public[finding.range.clone()], finding, finding.range.clone(), false));
        for (item, finding, place, is_hidden) in hidden.chain(left) {
            let words = words(item);
            if words.is_empty() || review.decision(&words).is_some() {
                continue;
            }
            let before = &public[..place.start];
            let behind = &public[place.end..];
            let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
            let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
            review.undecided(Doubt {
                item,
                words: &words,
                kind: finding.kind,
                rule: finding.rule,
                confidence: confidence::of(finding.rule),
                is_hidden,
                before: &before[from..],
                behind: &behind[..to],
            });
        }
    }
}

/// Rule of a name that a thread repeats.
const AGAIN: &str = "name-again";

/// The words of an item as they are compared.
fn words(item: &str) -> String {
    let mut words = String::with_capacity(item.len());
    let mut pending = false;
    for c in item.chars() {
        let plain = match fold(c) {
            None => continue,
            Some(LETTER) => c,
            Some(byte) if byte.is_ascii_alphanumeric() => char::from(byte),
            Some(_) => {
                pending = !words.is_empty();
                continue;
            }
        };
        if std::mem::take(&mut pending) {
            words.push(' ');
        }
        words.extend(plain.to_lowercase());
    }
    words
}

#[cfg(test)]
#[path = "review/tests.rs"]
mod tests;
