//! How a stage stands, in a few words and in a sentence.

use lapor_core::{Limit, Outcome, Reason, Stage, Unit, Verdict};
use serde::Serialize;

use crate::format::{Language, fill};
use crate::model::Standing;

/// A sign and its words: the sign's shape says the same without colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Chip {
    /// The class of the sign.
    pub(super) sign: &'static str,
    pub(super) text: String,
    /// Stage, outcome and reason, by which a check finds the verdict that the words tell.
    pub(super) verdict: String,
}

/// The few words for lists.
pub(super) fn chip(language: &Language, standing: Standing) -> Chip {
    let Standing { stage, outcome, reason } = standing;
    let text = match stage {
        Stage::Disposition => promise_chip(&language.disposition, outcome, reason),
        // Custody has no page of its own yet; an agency's answer is what it waits for.
        Stage::FollowUp | Stage::Custody => promise_chip(&language.follow_up, outcome, reason),
        Stage::Closure => closure_chip(language, outcome, reason),
    };
    let reason = reason.map_or("-", Reason::word);
    let verdict = format!("{} {} {reason}", stage.word(), outcome.word());
    Chip { sign: sign(stage, outcome), text: text.to_owned(), verdict }
}

fn promise_chip(
    words: &crate::format::StageWords,
    outcome: Outcome,
    reason: Option<Reason>,
) -> &str {
    match outcome {
        Outcome::NotStarted => &words.chip_not_started,
        Outcome::Running => &words.chip_running,
        Outcome::Paused => &words.chip_paused,
        Outcome::Overdue if reason == Some(Reason::EndedUnanswered) => &words.chip_ended,
        Outcome::Overdue => &words.chip_overdue,
        Outcome::Met => &words.chip_met,
        Outcome::Late => &words.chip_late,
        Outcome::Void => &words.chip_void,
        // A promise of an act is never early, contested or closed by the reporter.
        Outcome::Early
        | Outcome::Contested
        | Outcome::ByReporter
        | Outcome::HandedOn
        | Outcome::Unknown => &words.chip_unknown,
    }
}

fn closure_chip(language: &Language, outcome: Outcome, reason: Option<Reason>) -> &str {
    let words = &language.closure;
    match outcome {
        Outcome::NotStarted => &words.chip_not_started,
        Outcome::Running => &words.chip_running,
        Outcome::Contested => &words.chip_contested,
        Outcome::Met if reason == Some(Reason::ClosedOnDue) => &language.label.on_or_after_due,
        Outcome::Met => &words.chip_met,
        Outcome::Early => match reason {
            Some(Reason::Contested) => &language.label.early_contested,
            Some(Reason::Unanswered) => &language.label.early_unanswered,
            _ => &words.chip_early,
        },
        Outcome::ByReporter => &words.chip_by_reporter,
        Outcome::Void => &words.chip_void,
        // A silence is never paused, late, overdue or handed on.
        Outcome::Paused
        | Outcome::Late
        | Outcome::Overdue
        | Outcome::HandedOn
        | Outcome::Unknown => &words.chip_unknown,
    }
}

fn sign(stage: Stage, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotStarted | Outcome::Running => "running",
        Outcome::Paused => "paused",
        Outcome::Overdue => "overdue",
        // A closed report is not a solved one, so it does not get the sign of success.
        Outcome::Met if stage == Stage::Closure => "closed",
        Outcome::Met => "met",
        Outcome::Late => "late",
        Outcome::Early => "early",
        Outcome::Contested => "contested",
        Outcome::ByReporter => "closed",
        Outcome::Void => "void",
        Outcome::HandedOn | Outcome::Unknown => "unknown",
    }
}

/// The whole sentence: what happened, when, against which date.
pub(super) fn sentence(language: &Language, verdict: &Verdict) -> String {
    let day = |day: Option<lapor_core::Day>| {
        day.map_or_else(|| "…".to_owned(), |day| language.weekday_day(day))
    };
    let elapsed = verdict
        .elapsed
        .map_or_else(String::new, |elapsed| days(language, u64::from(elapsed), verdict.limit.unit));
    let why = why(language, verdict.stage, verdict.reason);
    let phrase = match verdict.stage {
        Stage::Disposition => promise_sentence(&language.disposition, verdict),
        Stage::FollowUp | Stage::Custody => promise_sentence(&language.follow_up, verdict),
        Stage::Closure => closure_sentence(language, verdict),
    };
    fill(
        phrase,
        &[
            ("due", &day(verdict.due)),
            ("ended", &day(verdict.ended)),
            ("elapsed", &elapsed),
            ("why", why),
        ],
    )
}

fn promise_sentence<'a>(words: &'a crate::format::StageWords, verdict: &Verdict) -> &'a str {
    match verdict.outcome {
        Outcome::NotStarted => &words.not_started,
        Outcome::Running => &words.running,
        Outcome::Paused => &words.paused,
        Outcome::Overdue if verdict.reason == Some(Reason::EndedUnanswered) => &words.ended,
        Outcome::Overdue => &words.overdue_since,
        Outcome::Met if verdict.started == verdict.ended => &words.met_same,
        Outcome::Met => &words.met,
        Outcome::Late => &words.late,
        Outcome::Void => &words.void,
        Outcome::Early
        | Outcome::Contested
        | Outcome::ByReporter
        | Outcome::HandedOn
        | Outcome::Unknown => &words.unknown,
    }
}

fn closure_sentence<'a>(language: &'a Language, verdict: &Verdict) -> &'a str {
    let words = &language.closure;
    match verdict.outcome {
        Outcome::NotStarted => &words.not_started,
        Outcome::Running => &words.running,
        Outcome::Contested => &words.contested,
        Outcome::Met if verdict.reason == Some(Reason::ClosedOnDue) => &words.met_on_due,
        Outcome::Met => &words.met_silence,
        Outcome::Early => match verdict.reason {
            Some(Reason::Contested) => &words.early_contested,
            Some(Reason::Unanswered) => &words.early_unanswered,
            _ => &words.early,
        },
        Outcome::ByReporter => &words.by_reporter,
        Outcome::Void => &words.void,
        Outcome::Paused
        | Outcome::Late
        | Outcome::Overdue
        | Outcome::HandedOn
        | Outcome::Unknown => &words.unknown,
    }
}

/// Why an outcome is unknown or void, in words; nothing where the outcome's sentence says it.
pub(super) fn why(language: &Language, stage: Stage, reason: Option<Reason>) -> &str {
    let words = &language.reason;
    match reason {
        Some(Reason::NotRecorded) => match stage {
            Stage::Disposition => &language.disposition.not_recorded,
            Stage::FollowUp | Stage::Custody => &language.follow_up.not_recorded,
            Stage::Closure => &language.closure.not_recorded,
        },
        Some(Reason::MissingTime) => &words.missing_time,
        Some(Reason::Order) => &words.order,
        Some(Reason::Coverage) => &words.coverage,
        Some(Reason::Archived) => &words.archived,
        Some(Reason::Merged) => &words.merged,
        Some(Reason::Withdrawn) => &words.withdrawn,
        Some(
            Reason::EndedUnanswered
            | Reason::Contested
            | Reason::Unanswered
            | Reason::Silence
            | Reason::ClosedOnDue
            | Reason::InTime
            | Reason::AfterDue
            | Reason::UnnamedAgency,
        )
        | None => "",
    }
}

/// A number of days with its unit.
pub(super) fn days(language: &Language, count: u64, unit: Unit) -> String {
    let phrase = match unit {
        Unit::WorkingDays => &language.figure.working_days,
        Unit::CalendarDays => &language.figure.calendar_days,
    };
    language.plural(phrase, count)
}

/// A promise in words, with its limit.
pub(super) fn promise(language: &Language, stage: Stage, limit: Option<Limit>) -> String {
    let (closed, open) = match stage {
        Stage::Disposition => (&language.disposition.promise, &language.disposition.promise_open),
        Stage::FollowUp | Stage::Custody => {
            (&language.follow_up.promise, &language.follow_up.promise_open)
        }
        Stage::Closure => (&language.closure.promise, &language.closure.promise_open),
    };
    match limit {
        Some(limit) => {
            let words = days(language, u64::from(limit.days), limit.unit);
            fill(closed, &[("limit", &words)])
        }
        None => open.clone(),
    }
}

/// The name of a stage.
pub(super) fn name(language: &Language, stage: Stage) -> &str {
    match stage {
        Stage::Disposition => &language.disposition.name,
        Stage::FollowUp | Stage::Custody => &language.follow_up.name,
        Stage::Closure => &language.closure.name,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::day;

    use super::*;

    fn languages() -> [Language; 2] {
        let id = include_str!("../../messages/id.toml");
        let en = include_str!("../../messages/en.toml");
        [Language::parse("id.toml", id).unwrap(), Language::parse("en.toml", en).unwrap()]
    }

    fn verdict(stage: Stage, outcome: Outcome, reason: Option<Reason>) -> Verdict {
        Verdict {
            stage,
            outcome,
            reason,
            started: Some(day(2025, 8, 14)),
            due: Some(day(2025, 8, 22)),
            due_promised: Some(day(2025, 8, 22)),
            ended: Some(day(2025, 8, 20)),
            elapsed: Some(3),
            paused: 0,
            limit: Limit::working_days(5),
            agency: None,
        }
    }

    #[test]
    fn every_outcome_has_words_that_are_filled() {
        for language in &languages() {
            for stage in Stage::ALL {
                for outcome in Outcome::ALL {
                    for reason in Reason::ALL.into_iter().map(Some).chain([None]) {
                        let said = sentence(language, &verdict(stage, outcome, reason));
                        assert!(!said.is_empty() && !said.contains(['{', '}']), "{said}");
                        let few = chip(language, Standing { stage, outcome, reason });
                        assert!(!few.text.is_empty() && !few.text.contains('{'), "{few:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_closed_report_is_never_called_solved_or_given_the_sign_of_success() {
        let [id, en] = languages();
        for reason in [Reason::Silence, Reason::ClosedOnDue] {
            let standing =
                Standing { stage: Stage::Closure, outcome: Outcome::Met, reason: Some(reason) };
            assert_eq!(chip(&id, standing).sign, "closed");
            assert!(chip(&id, standing).text.starts_with("Ditutup"));
            assert!(!chip(&id, standing).text.to_lowercase().contains("selesai"));
            assert!(chip(&en, standing).text.starts_with("Closed"));
        }
    }

    #[test]
    fn the_sentence_names_day_and_limit() {
        let [id, en] = languages();
        let met = verdict(Stage::FollowUp, Outcome::Met, None);
        assert_eq!(
            sentence(&id, &met),
            "Dijawab pada Rabu, 20 Agustus 2025, dalam 3 hari kerja. Batasnya Jumat, 22 Agustus 2025."
        );
        assert_eq!(
            sentence(&en, &Verdict { elapsed: Some(1), ..met }),
            "Answered on Wednesday, 20 August 2025, within 1 working day. It was due on Friday, 22 August 2025."
        );
        let unknown = verdict(Stage::FollowUp, Outcome::Unknown, Some(Reason::NotRecorded));
        assert!(sentence(&id, &unknown).contains("hanya aktivitas terakhir"));
        let void = verdict(Stage::Disposition, Outcome::Void, Some(Reason::Merged));
        assert_eq!(
            sentence(&id, &void),
            "Tidak dinilai: laporan digabung dengan laporan lain sebelum batasnya."
        );
    }

    #[test]
    fn calendar_days_are_not_working_days() {
        let [id, _] = languages();
        assert_eq!(days(&id, 21, Unit::CalendarDays), "21 hari kalender");
        assert_eq!(
            promise(&id, Stage::FollowUp, Some(Limit::working_days(5))),
            "Ditindaklanjuti instansi dalam 5 hari kerja"
        );
    }
}
