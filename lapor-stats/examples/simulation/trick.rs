//! Tricks: what an agency may do to look better, each with every second of the reports that it is for.

use lapor_core::{Day, EventKind, Party};

use crate::service::{Course, Service};

/// What the agency does with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trick {
    /// Nothing.
    Nothing,
    /// What has not been answered in time is never answered.
    LeaveOpen,
    /// What will not be answered in time is archived on the due date.
    ArchiveBefore,
    /// What has not been answered in time is archived the day after.
    ArchiveAfter,
    /// What was answered is closed on the last working day of the month, all at once.
    CloseEarly,
    /// The same, written down as if the reporters had closed it.
    CloseAsReporter,
    /// What will not be answered in time is closed on the due date, without an answer.
    CloseUnanswered,
    /// What will not be answered in time gets an answer that says nothing, and reporters protest.
    EmptyAnswer,
    /// The same, and reporters keep silent.
    EmptyUnopposed,
    /// What was easy to answer is filed twice more, and answered as quickly.
    Copy,
    /// What will not be answered in time is handed on to another agency on the due date.
    HandOn,
    /// The same, given back to the administrator.
    Return,
    /// What will not be answered in time is put on hold the day before it is due, for good.
    Hold,
    /// The same, until the answer is there.
    HoldUntilAnswer,
    /// What will not be answered in time is given twenty days more on the due date.
    Extend,
    /// What was answered late is dated back to the due date.
    Backdate,
    /// What was not answered in time has an answer without a time.
    Untimed,
    /// What will not be answered in time is marked as secret.
    Secret,
}

impl Trick {
    /// All of them, in the order of the tables.
    pub(crate) const ALL: [Trick; 18] = [
        Trick::Nothing,
        Trick::LeaveOpen,
        Trick::ArchiveBefore,
        Trick::ArchiveAfter,
        Trick::CloseEarly,
        Trick::CloseAsReporter,
        Trick::CloseUnanswered,
        Trick::EmptyAnswer,
        Trick::EmptyUnopposed,
        Trick::Copy,
        Trick::HandOn,
        Trick::Return,
        Trick::Hold,
        Trick::HoldUntilAnswer,
        Trick::Extend,
        Trick::Backdate,
        Trick::Untimed,
        Trick::Secret,
    ];

    /// What it is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Trick::Nothing => "nothing",
            Trick::LeaveOpen => "leave open",
            Trick::ArchiveBefore => "archive in time",
            Trick::ArchiveAfter => "archive afterwards",
            Trick::CloseEarly => "close early",
            Trick::CloseAsReporter => "close as reporter",
            Trick::CloseUnanswered => "close unanswered",
            Trick::EmptyAnswer => "empty answer",
            Trick::EmptyUnopposed => "empty, unopposed",
            Trick::Copy => "copy easy ones",
            Trick::HandOn => "hand on",
            Trick::Return => "give back",
            Trick::Hold => "hold for good",
            Trick::HoldUntilAnswer => "hold until answer",
            Trick::Extend => "extend",
            Trick::Backdate => "date back",
            Trick::Untimed => "leave out times",
            Trick::Secret => "mark as secret",
        }
    }

    /// Whether it raises the headline of the follow-up.
    pub(crate) const fn pays(self) -> bool {
        matches!(
            self,
            Trick::ArchiveBefore
                | Trick::EmptyAnswer
                | Trick::EmptyUnopposed
                | Trick::Copy
                | Trick::Hold
                | Trick::HoldUntilAnswer
                | Trick::Extend
                | Trick::Backdate
                | Trick::Untimed
        )
    }

    /// What becomes of a report under it, and how many copies of it are filed.
    pub(crate) fn play(self, service: &Service<'_>, course: &mut Course) -> u32 {
        let Some(start) = course.dispositioned.filter(|_| course.chosen) else { return 0 };
        let due = service.promised(start);
        let eve = service.eve(start);
        let untouched = course.held.is_none() && course.forwarded.is_none();
        let after_due = |day: Option<Day>| day.is_none_or(|day| due < day);
        let unanswered = untouched
            && after_due(course.answered)
            && course.closed_unanswered.is_none()
            && course.ended.is_none_or(|(day, _)| due < day);
        match self {
            Trick::CloseEarly | Trick::CloseAsReporter => {
                if let Some(answered) = course.answered {
                    let party =
                        if self == Trick::CloseEarly { Party::Agency } else { Party::Reporter };
                    course.close_all = Some((service.last_of_month(answered), party));
                }
                return 0;
            }
            Trick::Copy => {
                let easy = service.after(start, 2);
                return if course.answered.is_some_and(|day| day <= easy) { 2 } else { 0 };
            }
            _ if !unanswered => return 0,
            _ => {}
        }
        match self {
            Trick::LeaveOpen => course.answered = None,
            Trick::ArchiveBefore => course.end(due, EventKind::Archived),
            Trick::ArchiveAfter => course.end(service.after(due, 1), EventKind::Archived),
            Trick::CloseUnanswered => {
                course.answered = None;
                course.closed_unanswered = Some(due);
            }
            Trick::EmptyAnswer | Trick::EmptyUnopposed => {
                course.answered_again = course.answered;
                course.answered = Some(due);
                course.ended = None;
                if self == Trick::EmptyAnswer {
                    course.aftermath = course.protest;
                }
            }
            Trick::HandOn => course.forwarded = Some(due),
            Trick::Return => course.returned = Some((due, service.after(due, 2))),
            Trick::Hold => {
                course.held = Some((eve, None));
                course.answered = None;
            }
            Trick::HoldUntilAnswer => course.held = Some((eve, course.answered)),
            Trick::Extend => course.extended = Some((due, 20)),
            Trick::Backdate => {
                course.entered = course.answered;
                course.answered = course.answered.map(|_| due);
            }
            Trick::Untimed => {
                course.answered = course.answered.or(Some(service.after(due, 1)));
                course.entered = course.answered;
                course.answer_timed = false;
                course.ended = None;
            }
            Trick::Secret => course.public = false,
            Trick::Nothing | Trick::CloseEarly | Trick::CloseAsReporter | Trick::Copy => {}
        }
        0
    }
}
