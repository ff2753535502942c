//! Verdicts: what became of each promise, and why.

use std::fmt;
use std::str::FromStr;

use crate::day::Day;
use crate::error::Error;
use crate::event::word_of;
use crate::id::AgencyId;
use crate::policy::Limit;
use crate::stage::Stage;

/// What became of a stage on the day of the question.
///
/// The set is closed: these are all the ways a promise can stand.
///
/// ```
/// use lapor_core::Outcome;
///
/// assert_eq!("Overdue".parse::<Outcome>()?, Outcome::Overdue);
/// assert_eq!(Outcome::ByReporter.word(), "ByReporter");
/// assert!(Outcome::ALL.is_sorted());
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Outcome {
    /// It has not begun.
    NotStarted,
    /// It runs, and its due date has not passed.
    Running,
    /// It waits for the reporter's data; while it does, there is no due date (R15).
    Paused,
    /// Its due date passed without the act.
    Overdue,
    /// The act came on or before the due date; for closure: the silence ran its full length.
    Met,
    /// The act came after the due date.
    Late,
    /// Closed by another than the reporter before the silence had run its length (R17).
    Early,
    /// A reply contests the silence: it waits for a newer follow-up (R16).
    Contested,
    /// Closed by the reporter.
    ByReporter,
    /// A custody that ended because the report left the agency's tree; the reason says whether in time (R14).
    HandedOn,
    /// Archived, merged or withdrawn on or before the due date (R18).
    Void,
    /// It cannot be judged; the reason says why.
    Unknown,
}

impl Outcome {
    /// All outcomes, in order.
    pub const ALL: [Outcome; 12] = [
        Outcome::NotStarted,
        Outcome::Running,
        Outcome::Paused,
        Outcome::Overdue,
        Outcome::Met,
        Outcome::Late,
        Outcome::Early,
        Outcome::Contested,
        Outcome::ByReporter,
        Outcome::HandedOn,
        Outcome::Void,
        Outcome::Unknown,
    ];

    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Outcome::NotStarted => "NotStarted",
            Outcome::Running => "Running",
            Outcome::Paused => "Paused",
            Outcome::Overdue => "Overdue",
            Outcome::Met => "Met",
            Outcome::Late => "Late",
            Outcome::Early => "Early",
            Outcome::Contested => "Contested",
            Outcome::ByReporter => "ByReporter",
            Outcome::HandedOn => "HandedOn",
            Outcome::Void => "Void",
            Outcome::Unknown => "Unknown",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Outcome {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        word_of("outcome", &Outcome::ALL, Outcome::word, text)
    }
}

/// Why an outcome is what it is, where the outcome alone does not say it.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?;
/// let event = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// // Archived on Thursday 12, when it should have been sent on by Wednesday 11 (R18).
/// let events = vec![event(6, EventKind::Submitted), event(12, EventKind::Archived)];
/// let disposition = clock.assess(&History::new(Facts::default(), events, policy.zone())).disposition;
/// assert_eq!(disposition.outcome, Outcome::Overdue);
/// assert_eq!(disposition.reason, Some(Reason::EndedUnanswered));
/// assert_eq!(Reason::EndedUnanswered.word().parse::<Reason>()?, Reason::EndedUnanswered);
/// assert!(Reason::ALL.is_sorted());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Reason {
    /// Unknown: it happened, but the source does not say when (R10).
    MissingTime,
    /// Unknown: the source does not record this kind of event at all (R10).
    NotRecorded,
    /// Unknown: an event lies before the submission, or an answer before any disposition (R11).
    Order,
    /// Unknown: a day lies outside what the calendar knows (R8).
    Coverage,
    /// Overdue: archived, merged or withdrawn after the due date had passed (R18).
    EndedUnanswered,
    /// Early: while a reply waited for an answer (R17).
    Contested,
    /// Early: with no follow-up at all (R17).
    Unanswered,
    /// Met: nobody replied, and the silence ran its full length (R16).
    Silence,
    /// Met: closed by an act on the due date (R17).
    ClosedOnDue,
    /// Void: archived.
    Archived,
    /// Void: merged into another report.
    Merged,
    /// Void: withdrawn by the reporter.
    Withdrawn,
    /// Handed on: on or before the due date (R14).
    InTime,
    /// Handed on: after the due date, so the breach stays (R5, R14).
    AfterDue,
    /// Unknown: the source does not name the agency that acted (R14).
    UnnamedAgency,
}

impl Reason {
    /// All reasons, in order.
    pub const ALL: [Reason; 15] = [
        Reason::MissingTime,
        Reason::NotRecorded,
        Reason::Order,
        Reason::Coverage,
        Reason::EndedUnanswered,
        Reason::Contested,
        Reason::Unanswered,
        Reason::Silence,
        Reason::ClosedOnDue,
        Reason::Archived,
        Reason::Merged,
        Reason::Withdrawn,
        Reason::InTime,
        Reason::AfterDue,
        Reason::UnnamedAgency,
    ];

    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Reason::MissingTime => "missing_time",
            Reason::NotRecorded => "not_recorded",
            Reason::Order => "order",
            Reason::Coverage => "coverage",
            Reason::EndedUnanswered => "ended_unanswered",
            Reason::Contested => "contested",
            Reason::Unanswered => "unanswered",
            Reason::Silence => "silence",
            Reason::ClosedOnDue => "closed_on_due",
            Reason::Archived => "archived",
            Reason::Merged => "merged",
            Reason::Withdrawn => "withdrawn",
            Reason::InTime => "in_time",
            Reason::AfterDue => "after_due",
            Reason::UnnamedAgency => "unnamed_agency",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Reason {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        word_of("reason", &Reason::ALL, Reason::word, text)
    }
}

/// The judgement of one stage on one day.
///
/// Days are local days of the stage's own zone (R6).
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 12))?;
/// let submitted = Event::new(When::on(day(2015, 3, 6)), EventKind::Submitted);
/// let history = History::new(Facts::default(), vec![submitted], policy.zone());
/// let verdict = clock.assess(&history).disposition;
/// assert_eq!((verdict.stage, verdict.outcome), (Stage::Disposition, Outcome::Overdue));
/// assert_eq!((verdict.started, verdict.due), (Some(day(2015, 3, 6)), Some(day(2015, 3, 11))));
/// // Monday 9 to Thursday 12.
/// assert_eq!((verdict.elapsed, verdict.limit.days), (Some(4), 3));
/// assert!(verdict.is_breach());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// Which stage.
    pub stage: Stage,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, where the outcome alone does not say it.
    pub reason: Option<Reason>,
    /// Day zero; after [`Roll::Forward`](crate::Roll::Forward), the working day that took its place.
    pub started: Option<Day>,
    /// The last day on which the promise would be kept; of a close with no follow-up, the day on which a silence that began
    /// with it would have run its length.
    pub due: Option<Day>,
    /// The due date by the calendar as it was known on the day of the start (R7).
    pub due_promised: Option<Day>,
    /// The day of the act that ended it.
    pub ended: Option<Day>,
    /// Days from day zero to the end, or to the day of the question, without paused ones, in the limit's unit.
    pub elapsed: Option<u32>,
    /// Days on which it was paused, in the limit's unit.
    pub paused: u32,
    /// The limit by which it was judged.
    pub limit: Limit,
    /// The agency to which the report was first dispositioned; of a custody, its holder, and absent for
    /// the administrator's.
    pub agency: Option<AgencyId>,
}

impl Verdict {
    pub(crate) const fn not_started(stage: Stage, limit: Limit) -> Self {
        Verdict {
            stage,
            outcome: Outcome::NotStarted,
            reason: None,
            started: None,
            due: None,
            due_promised: None,
            ended: None,
            elapsed: None,
            paused: 0,
            limit,
            agency: None,
        }
    }

    /// The same stage in doubt. A due date stays where only the act is unrecorded: it is still the promise.
    pub(crate) const fn unknown(self, reason: Reason) -> Self {
        let (due, due_promised) = match reason {
            Reason::NotRecorded => (self.due, self.due_promised),
            _ => (None, None),
        };
        Verdict {
            outcome: Outcome::Unknown,
            reason: Some(reason),
            due,
            due_promised,
            elapsed: None,
            paused: 0,
            ..self
        }
    }

    /// Whether the promise is broken for good: late, overdue, closed early, or handed on after the due date.
    pub const fn is_breach(&self) -> bool {
        matches!(self.outcome, Outcome::Late | Outcome::Overdue | Outcome::Early)
            || matches!(self.reason, Some(Reason::AfterDue))
    }
}

/// Something worth naming that a history shows beside its verdicts.
///
/// ```
/// use lapor_core::Note;
///
/// assert_eq!(Note::ReplyAfterClose.word(), "reply_after_close");
/// assert!(Note::ALL.is_sorted());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Note {
    /// An exact copy of an event was dropped (R9).
    CopiedEvent,
    /// An event lies before the submission (R11).
    BeforeSubmission,
    /// A follow-up without any disposition before it (R11).
    AnswerWithoutDisposition,
    /// A hold inside a hold was ignored (R15).
    NestedHold,
    /// A completion without a hold was ignored (R15).
    UnmatchedCompletion,
    /// A reply came after the silence had closed the report (R16).
    ReplyAfterClose,
    /// A follow-up came after the report was closed, and nobody reopened it.
    FollowUpAfterClose,
    /// A reopening of a report that was open was ignored.
    ReopenedWhileOpen,
    /// An extension after the due date, a second one, or one without days was ignored (R19).
    IneffectiveExtension,
    /// A disposition or a hand-over that names no receiver: nobody knows who holds the report (R14).
    UnnamedReceiver,
}

impl Note {
    /// All notes, in order.
    pub const ALL: [Note; 10] = [
        Note::CopiedEvent,
        Note::BeforeSubmission,
        Note::AnswerWithoutDisposition,
        Note::NestedHold,
        Note::UnmatchedCompletion,
        Note::ReplyAfterClose,
        Note::FollowUpAfterClose,
        Note::ReopenedWhileOpen,
        Note::IneffectiveExtension,
        Note::UnnamedReceiver,
    ];

    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Note::CopiedEvent => "copied_event",
            Note::BeforeSubmission => "before_submission",
            Note::AnswerWithoutDisposition => "answer_without_disposition",
            Note::NestedHold => "nested_hold",
            Note::UnmatchedCompletion => "unmatched_completion",
            Note::ReplyAfterClose => "reply_after_close",
            Note::FollowUpAfterClose => "follow_up_after_close",
            Note::ReopenedWhileOpen => "reopened_while_open",
            Note::IneffectiveExtension => "ineffective_extension",
            Note::UnnamedReceiver => "unnamed_receiver",
        }
    }
}

/// The notes of one history.
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 31))?;
/// let event = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// let events = vec![
///     event(6, EventKind::Submitted),
///     event(9, EventKind::Held),
///     event(10, EventKind::Held),
/// ];
/// let notes = clock.assess(&History::new(Facts::default(), events, policy.zone())).notes;
/// assert!(notes.contains(Note::NestedHold));
/// assert_eq!(notes.iter().count(), 1);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notes(u16);

impl Notes {
    /// Whether this was seen.
    pub const fn contains(self, note: Note) -> bool {
        self.0 & 1 << note as u8 != 0
    }

    /// Those that were seen, in order.
    pub fn iter(self) -> impl Iterator<Item = Note> {
        Note::ALL.into_iter().filter(move |&note| self.contains(note))
    }

    pub(crate) fn add(&mut self, note: Note) {
        self.0 |= 1 << note as u8;
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn words_read_back() {
        for outcome in Outcome::ALL {
            assert_eq!(outcome.to_string().parse::<Outcome>().unwrap(), outcome);
        }
        for reason in Reason::ALL {
            assert_eq!(reason.to_string().parse::<Reason>().unwrap(), reason);
        }
        // Columns of a table are padded as text is.
        assert_eq!(format!("{:<5}|{:>9}", Outcome::Met, Reason::Order), "Met  |    order");
        let words: Vec<_> = Note::ALL.iter().map(|note| note.word()).collect();
        let mut apart = words.clone();
        apart.sort_unstable();
        apart.dedup();
        assert_eq!(apart.len(), Note::ALL.len());
        assert!(words.iter().all(|word| word.contains('_')), "{words:?}");
    }

    #[test]
    fn notes_are_a_set_in_order() {
        let mut notes = Notes::default();
        assert_eq!(notes.iter().count(), 0);
        for note in [Note::UnnamedReceiver, Note::CopiedEvent, Note::UnnamedReceiver] {
            notes.add(note);
        }
        assert_eq!(notes.iter().collect::<Vec<_>>(), [Note::CopiedEvent, Note::UnnamedReceiver]);
        assert!(notes.contains(Note::CopiedEvent) && !notes.contains(Note::NestedHold));
    }
}
