//! The data dictionary: what each column of every table means, with its unit, numerator and denominator.

use crate::measure::funnel::Place;
use crate::publication::{Field, Kind};

const JUDGED: &str =
    "met + late + overdue; for closure met + early; for custody also handed_on_late";
const STAGES: &str = "stages";
const DAYS: &str =
    "days of the unit of the stage's limit, without paused ones; working days under policy lapor";

/// What the column of this name means, the same in every table.
///
/// ```
/// use lapor_stats::report::columns::field;
///
/// let share = field("share");
/// assert_eq!(share.numerator.as_deref(), Some("met"));
/// ```
pub fn field(name: &str) -> Field {
    let text = |what: &str| Field::new(name, Kind::Text, what);
    let count = |what: &str, unit: &str| {
        Field::new(name, Kind::Integer, what).unit(unit).at_least(0.0).hidden()
    };
    let number = |what: &str| Field::new(name, Kind::Number, what).hidden();
    let share = |what: &str, of: &str, all: &str| number(what).share(of, all);
    match name {
        "stage" => text("The promise: Disposition, FollowUp or Closure.").words(&[
            "Disposition",
            "FollowUp",
            "Closure",
            "Custody",
        ]),
        "scope" => text("Which of a holder's figures: own, or its whole tree.").words(&["own", "tree"]),
        "agency" => text("The agency's id: of a promise the first one to which the report was dispositioned, of a custody the holder; \
            administrator where there is none. Empty for all agencies together."),
        "month" => Field {
            pattern: Some("([0-9]{4}-(0[1-9]|1[0-2]))?".into()),
            ..text(
                "The month in which the stage started; of settled figures, ended. Empty where it has no day.",
            )
        },
        "category" => text("The category of the report; empty where the source has none."),
        "program" => text("The development programme; empty where the source has none."),
        "place" => text("The place, by its code; empty where the source has none."),
        "channel" => text("The channel by which the report came; empty where the source has none."),
        "class" => text("The class of the report; empty where the source has none."),
        "met" => count("Promises kept.", STAGES),
        "late" => count("The act came after the due date; empty for closure.", STAGES),
        "overdue" => count("The due date passed and nothing came; empty for closure.", STAGES),
        "running" => count("The due date has not passed, whatever has happened.", STAGES),
        "paused" => count("It waits for the reporter's data; outside of the share.", STAGES),
        "void" => count("Archived, merged or withdrawn in time; outside of the share.", STAGES),
        "unknown" => count("It cannot be judged, since a time is missing, out of order or outside of the calendar; outside of the share.", STAGES),
        "early" => count("Closed by another than the reporter before the silence had run its length; for closure alone.", STAGES),
        "contested" => count("A reply waits for an answer; for closure alone.", STAGES),
        "by_reporter" => count("Closed by the reporter; for closure alone.", STAGES),
        "handed_on" => count("Handed on by the holder, in time or not.", "stays"),
        "handed_on_late" => count("Handed on after the due date: the breach stays.", "stays"),
        "outside" => count("In no share: open and not due yet, paused, void, unknown, contested, or closed by the reporter; told in one number where rows are hidden.", STAGES),
        "n" => count("Stages judged: the denominator of the share.", STAGES),
        "share" => share("The share of promises kept, of those whose due date has passed.", "met", JUDGED),
        "low" => share("The lower limit of the share's 95 % Wilson interval.", "met", JUDGED),
        "high" => share("The upper limit of the share's 95 % Wilson interval.", "met", JUDGED),
        "provisional" => Field::new(name, Kind::Flag, "Whether a due date of the row has not passed, so that the share can change without any error.").hidden(),
        "unknown_failed" => share("The share if every unknown were broken.", "met", "n + unknown"),
        "unknown_met" => share("The share if every unknown were kept.", "met + unknown", "n + unknown"),
        "void_failed" => share("The share if every void were broken: archiving in time is a way to game it.", "met", "n + void"),
        "all_failed" => share("The share if everything that stands outside were broken.", "met", "n + void + unknown + paused"),
        "settled_met" => count("Settled view: of the stages that ended in the period, those kept.", STAGES),
        "settled_n" => count("Settled view: stages that ended in the period and are judged.", STAGES),
        "settled_share" => share("Settled view: the share of promises kept.", "settled_met", "settled_n"),
        "settled_low" => share("The lower limit of the settled share's 95 % Wilson interval.", "settled_met", "settled_n"),
        "settled_high" => share("The upper limit of the settled share's 95 % Wilson interval.", "settled_met", "settled_n"),
        "still_open" => count("Stages that have not ended on the day of the question, beside the settled view.", STAGES),
        "events" => count("Stages whose event came: dispositioned, followed up, closed.", STAGES),
        "competing" => count("Stages that were archived, merged or withdrawn before their event.", STAGES),
        "censored" => count("Stages that are open, so that their event may still come.", STAGES),
        "q1" | "median" | "q3" | "p90" => number(match name {
            "q1" => "Days until a quarter of the events has come; empty if that is not reached.",
            "median" => "Days until half of the events has come; empty if that is not reached.",
            "q3" => "Days until three quarters of the events have come; empty if that is not reached.",
            _ => "Days until nine tenths of the events have come; empty if that is not reached.",
        })
        .unit(DAYS)
        .at_least(0.0),
        "q1_low" | "median_low" | "q3_low" | "p90_low" => {
            number("The lower log-log 95 % limit of the quantile; empty if it is not reached.").unit(DAYS).at_least(0.0)
        }
        "q1_high" | "median_high" | "q3_high" | "p90_high" => {
            number("The upper log-log 95 % limit of the quantile; empty if it is not reached.").unit(DAYS).at_least(0.0)
        }
        "band" => text("The age of the stage since its start, without paused days.").words(&["0-3", "4-5", "6-10", "11-20", "21-60", "61-120", "121+"]),
        "silence" => count("Closed by silence of its full length.", "reports"),
        "reporter" => count("Closed by the reporter.", "reports"),
        "on_or_after_due" => count("Closed by another on the due date.", "reports"),
        "early_contested" => count("Closed early while a reply waited for an answer.", "reports"),
        "early_unanswered" => count("Closed with no follow-up at all.", "reports"),
        "day" => Field::new(name, Kind::Date, "The day."),
        "closed" => count("Reports closed by another than the reporter.", "reports"),
        "closed_before" => count("Reports closed so in the 26 weeks before.", "reports"),
        "working_days" => count("Working days in the 26 weeks before.", "days"),
        "mean" => number("Closings per working day in the 26 weeks before.").unit("reports a working day").at_least(0.0),
        "point" => count("The 99.9 % point of a Poisson variable with that mean, which was exceeded.", "reports"),
        "within_ten" => count("Of those closed, within ten minutes of submission.", "reports"),
        "quick_share" => share("The share closed within ten minutes.", "within_ten", "closed"),
        "quick_low" => share("The lower limit of its 95 % Wilson interval.", "within_ten", "closed"),
        "quick_high" => share("The upper limit of its 95 % Wilson interval.", "within_ten", "closed"),
        "flagged" => Field::new(name, Kind::Flag, "Whether over a fifth closed within ten minutes, of at least ten."),
        "reports" => count("Reports.", "reports"),
        "replies" => count("Replies of reporter or administrator on the reports' pages.", "replies"),
        "replies_per_report" => number("Replies per report.").unit("replies a report").at_least(0.0),
        "answered" => count("Reports with at least one reply of the reporter.", "reports"),
        "answered_share" => share("The share of reports in which the reporter replied.", "answered", "reports"),
        "answered_low" => share("The lower limit of its 95 % Wilson interval.", "answered", "reports"),
        "answered_high" => share("The upper limit of its 95 % Wilson interval.", "answered", "reports"),
        "follow_ups" => count("Follow-ups of agencies.", "follow-ups"),
        "with_attachments" => count("Follow-ups with at least one attachment.", "follow-ups"),
        "attachment_share" => share("The share of follow-ups with attachments.", "with_attachments", "follow_ups"),
        "attachment_low" => share("The lower limit of its 95 % Wilson interval.", "with_attachments", "follow_ups"),
        "attachment_high" => share("The upper limit of its 95 % Wilson interval.", "with_attachments", "follow_ups"),
        "volume" => text("The group of agencies with about as many judged stages."),
        "funnel" => {
            let places = [Place::TooFew, Place::Within, Place::Above95, Place::Above998, Place::Below95, Place::Below998];
            text("Where the agency lies in the funnel; not_told_apart is a result.").words(&places.map(Place::word))
        }
        "score" => number("The z-score before over-dispersion; empty for too few."),
        "low_95" => share("The lower 95 % limit of the funnel at this n.", "met", "n"),
        "high_95" => share("The upper 95 % limit of the funnel at this n.", "met", "n"),
        "low_998" => share("The lower 99.8 % limit of the funnel at this n.", "met", "n"),
        "high_998" => share("The upper 99.8 % limit of the funnel at this n.", "met", "n"),
        "best_place" => count("The best place that the agency can have; empty for too few.", "places"),
        "worst_place" => count("The worst place that the agency can have; empty for too few.", "places"),
        "expected" => number("Breaches expected had each category been broken as often as by all.").unit(STAGES).at_least(0.0),
        "ratio" => number("Breaches over those expected.").at_least(0.0),
        "ratio_low" => number("The lower 95 % limit of the ratio.").at_least(0.0),
        "ratio_high" => number("The upper 95 % limit of the ratio; limits that hold 1 tell nothing apart.").at_least(0.0),
        "target" => share("The share of all compared agencies.", "met", "n"),
        "dispersion" => number("The over-dispersion: the mean of the squared winsorised z-scores; the limits use it where it is above 1.").at_least(0.0),
        "compared" => count("Agencies with enough stages to compare.", "agencies"),
        "told_apart" => Field::new(name, Kind::Flag, "Whether any two agencies can be told apart; if not, no place says anything."),
        "reading" => text("The reading of the rules: the headline's own, or one with a single change."),
        "moved" => number("How far the share lies from the headline's.").unit("share"),
        "what" => text("Rows of the sources, stages that are unknown, or notes on histories.").words(&["rows", "unknown", "note"]),
        "name" => text("Which rows, which stage and reason, or which note."),
        "count" => count("How many rows, stages or reports.", "rows, stages or reports"),
        // A new column without a line here fails the test below.
        _ => text(""),
    }
}
