//! Slots: what a count of a summary counts.

use std::fmt;

use lapor_core::{Outcome, Reason, Verdict};

use crate::measure::tally::Bucket;

/// How a stage stands after some days, for the time to its event and for what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Stand {
    /// The event came: dispositioned, followed up, closed.
    Event,
    /// Archived, merged, withdrawn or handed on before it: the event can no longer come.
    Competing,
    /// Open, its due date has not passed; or a reply waits for an answer, which has none.
    Running,
    /// Open, and it waits for the reporter's data.
    Paused,
    /// Open, its due date has passed.
    Overdue,
}

impl Stand {
    /// All of them, in order.
    pub const ALL: [Stand; 5] =
        [Stand::Event, Stand::Competing, Stand::Running, Stand::Paused, Stand::Overdue];

    /// The word in a summary.
    pub const fn word(self) -> &'static str {
        match self {
            Stand::Event => "event",
            Stand::Competing => "competing",
            Stand::Running => "running",
            Stand::Paused => "paused",
            Stand::Overdue => "overdue",
        }
    }

    /// How a verdict stands, and after how many days; `None` where that is not known or it has not begun.
    pub fn of(verdict: &Verdict) -> Option<(Stand, u32)> {
        let stand = match verdict.outcome {
            Outcome::NotStarted | Outcome::Unknown => return None,
            Outcome::Met | Outcome::Late | Outcome::Early | Outcome::ByReporter => Stand::Event,
            Outcome::Void | Outcome::HandedOn => Stand::Competing,
            Outcome::Overdue if verdict.reason == Some(Reason::EndedUnanswered) => Stand::Competing,
            Outcome::Overdue => Stand::Overdue,
            Outcome::Paused => Stand::Paused,
            Outcome::Running | Outcome::Contested => Stand::Running,
        };
        Some((stand, verdict.elapsed?))
    }
}

/// What a count of a row counts; the order is that of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Stages of the `due` cohort.
    Due(Bucket),
    /// Stages of the settled view.
    Settled(Bucket),
    /// Stages that stand so after this many days.
    Day(u32, Stand),
    /// Promises kept, under a reading of the rules.
    Met,
    /// Stages judged, under a reading of the rules.
    Judged,
    /// Reports closed by another than the reporter.
    Closed,
    /// Of those, closed within ten minutes of submission.
    WithinTen,
    /// Reports.
    Reports,
    /// Replies on their pages.
    Replies,
    /// Reports with at least one reply of the reporter.
    Answered,
    /// Follow-ups.
    FollowUps,
    /// Follow-ups with at least one attachment.
    WithAttachments,
}

impl Slot {
    const PLAIN: [(Slot, &'static str); 9] = [
        (Slot::Met, "met"),
        (Slot::Judged, "judged"),
        (Slot::Closed, "closed"),
        (Slot::WithinTen, "within_ten"),
        (Slot::Reports, "reports"),
        (Slot::Replies, "replies"),
        (Slot::Answered, "answered"),
        (Slot::FollowUps, "follow_ups"),
        (Slot::WithAttachments, "with_attachments"),
    ];

    /// The slot of this name; `None` if there is none.
    pub fn named(text: &str) -> Option<Slot> {
        let bucket = |word: &str| Bucket::ALL.into_iter().find(|bucket| bucket.word() == word);
        if let Some(word) = text.strip_prefix("due.") {
            return bucket(word).map(Slot::Due);
        }
        if let Some(word) = text.strip_prefix("settled.") {
            return bucket(word).map(Slot::Settled);
        }
        if let Some(rest) = text.strip_prefix("day.") {
            let (day, word) = rest.split_once('.')?;
            let plain = !day.is_empty()
                && day.bytes().all(|byte| byte.is_ascii_digit())
                && (day == "0" || !day.starts_with('0'));
            let stand = Stand::ALL.into_iter().find(|stand| stand.word() == word)?;
            return day.parse().ok().filter(|_| plain).map(|day| Slot::Day(day, stand));
        }
        Slot::PLAIN.into_iter().find(|(_, word)| *word == text).map(|(slot, _)| slot)
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Due(bucket) => write!(f, "due.{}", bucket.word()),
            Slot::Settled(bucket) => write!(f, "settled.{}", bucket.word()),
            Slot::Day(day, stand) => write!(f, "day.{day}.{}", stand.word()),
            plain => {
                let word =
                    Slot::PLAIN.iter().find(|(slot, _)| slot == plain).map(|(_, word)| *word);
                f.write_str(word.unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_is_found_by_its_name() {
        let buckets = Bucket::ALL.into_iter().flat_map(|b| [Slot::Due(b), Slot::Settled(b)]);
        let stands = Stand::ALL.into_iter().flat_map(|s| [Slot::Day(0, s), Slot::Day(120, s)]);
        let plain = Slot::PLAIN.into_iter().map(|(slot, _)| slot);
        for slot in buckets.chain(stands).chain(plain) {
            assert_eq!(Slot::named(&slot.to_string()), Some(slot));
        }
        for wrong in ["", "due.", "due.kept", "day.01.event", "day.+1.event", "day.1", "day..event"]
        {
            assert_eq!(Slot::named(wrong), None, "{wrong}");
        }
    }
}
