//! Anomalies: what is odd in the data, by name, with what is done about it.

/// A row that is equal to an earlier one in all its cells: the first is kept, the copy is rejected.
pub const EXACT_DUPLICATE: &str = "exact_duplicate";
/// A row with the id of an earlier one and other cells: the first is kept, the later one is rejected.
pub const CONFLICTING_DUPLICATE: &str = "conflicting_duplicate";
/// A report with an event that surely lies before its submission: kept; the stages it touches become unknown (R11).
pub const CLOSED_BEFORE_SUBMITTED: &str = "closed_before_submitted";
/// An event after the day of the question, or, where none is given, on a last day over 30 days after the next
/// latest: kept; it does not exist yet (R3).
pub const FUTURE_DATE: &str = "future_date";
/// An event or a parent that names an agency which the table of agencies does not have: kept under its id.
pub const UNKNOWN_AGENCY: &str = "unknown_agency";
/// An agency that stands above itself: its parent is left out.
pub const AGENCY_CYCLE: &str = "agency_cycle";
/// A report that only the events name, though there is a table of reports: kept, with nothing known about it.
pub const UNLISTED_REPORT: &str = "unlisted_report";
/// A merge into a report that is not in the data: kept, without its target.
pub const UNKNOWN_MERGE_TARGET: &str = "unknown_merge_target";
/// A time whose offset is written otherwise than that of most times, or not at all: each is read as it is written.
pub const MIXED_ZONES: &str = "mixed_zones";
/// A row with bytes that are no UTF-8: rejected.
pub const NOT_UTF8: &str = "not_utf8";
/// A row with a line break inside quotes: kept; line numbers stay exact.
pub const QUOTED_NEWLINE: &str = "quoted_newline";
/// A cell that a spreadsheet would run as a formula: kept as text.
pub const FORMULA_CELL: &str = "formula_cell";
/// A local time over which the clocks were put forward: the row is rejected.
pub const TIME_GAP: &str = "time_gap";
/// A local time that exists twice, because the clocks were put back: the row is rejected.
pub const TIME_FOLD: &str = "time_fold";
/// A report without a known time of submission: kept; its stages become unknown or have not started.
pub const NO_SUBMISSION: &str = "no_submission";

/// A row that the mapping's `only` leaves out on purpose: it is not counted as read.
pub const LEFT_OUT: &str = "left_out";
/// A row of a case whose columns say otherwise of the case than those of an earlier row: the first are kept.
pub const DIFFERING_CASE: &str = "differing_case";
/// A field that the mapping names and no record of a document has: read as blank everywhere.
pub const ABSENT_FIELD: &str = "absent_field";

/// A time with an hour of twelve and no AM or PM: only its day is used.
pub const HOUR_WITHOUT_HALF: &str = "hour_without_half";

/// Every anomaly with its meaning in one line, in alphabetical order.
pub const ALL: [(&str, &str); 19] = [
    (ABSENT_FIELD, "a field of the mapping that no record has; blank everywhere"),
    (AGENCY_CYCLE, "an agency stands above itself; its parent is left out"),
    (
        CLOSED_BEFORE_SUBMITTED,
        "an event lies before the submission; kept, the stages it touches are unknown",
    ),
    (CONFLICTING_DUPLICATE, "a repeated id with other cells; the first row is kept"),
    (
        DIFFERING_CASE,
        "a row that says otherwise of its case than an earlier one; the first is kept",
    ),
    (EXACT_DUPLICATE, "a repeated row, equal in all cells; kept once"),
    (FORMULA_CELL, "a cell that a spreadsheet would run as a formula; kept as text"),
    (FUTURE_DATE, "an event after the day of the question; kept, it does not exist yet"),
    (HOUR_WITHOUT_HALF, "a time with an hour of twelve and no AM or PM; only its day is used"),
    (LEFT_OUT, "a row that the mapping leaves out on purpose; not read"),
    (MIXED_ZONES, "a time whose offset is written otherwise than that of most; read as written"),
    (NO_SUBMISSION, "a report without a known time of submission; kept"),
    (NOT_UTF8, "bytes that are no UTF-8; the row is rejected"),
    (QUOTED_NEWLINE, "a line break inside quotes; kept"),
    (TIME_FOLD, "a local time that exists twice; the row is rejected"),
    (TIME_GAP, "a local time that does not exist; the row is rejected"),
    (UNKNOWN_AGENCY, "an agency that the table of agencies does not have; kept under its id"),
    (
        UNKNOWN_MERGE_TARGET,
        "a merge into a report that is not in the data; kept without its target",
    ),
    (UNLISTED_REPORT, "a report that only the events name; kept"),
];

/// What an anomaly is and what was done about it, in one line.
pub fn meaning(name: &str) -> &'static str {
    ALL.iter().find(|&&(known, _)| known == name).map_or("", |&(_, meaning)| meaning)
}

/// Whether a reject of this rule is also counted as an anomaly.
pub(crate) fn is_anomaly(rule: &str) -> bool {
    ALL.iter().any(|&(name, _)| name == rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anomalies_stand_in_alphabetical_order_and_once() {
        assert!(ALL.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
