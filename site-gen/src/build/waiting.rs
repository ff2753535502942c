//! The cases that wait for an agency: what is due soon, and what has waited longest.

use lapor_core::sensitive::PublicText;
use lapor_core::{Calendar, Day, Outcome};

use crate::model::{OpenCase, SOON};

use super::register::Open;

/// How many cases that are due soon a scorecard names.
const MOST: usize = 25;
/// How many others.
const OLDEST: usize = 10;

/// Open public cases, each with its id and title, by due date: those that are due within [`SOON`] working days of the day of the
/// question, and the others, of which what has no due date stands last.
pub(super) fn waiting<'c>(
    cases: impl Iterator<Item = (&'c str, Option<&'c PublicText>, Open)>,
    calendar: &Calendar,
    as_of: Day,
) -> (Vec<OpenCase>, Vec<OpenCase>) {
    let open = cases.map(|(id, title, stage)| {
        let due = stage.due.filter(|_| stage.outcome != Outcome::Contested);
        OpenCase {
            id: id.to_owned(),
            title: title.cloned(),
            stage: stage.stage,
            outcome: stage.outcome,
            due,
            left: due
                .filter(|_| stage.outcome == Outcome::Running)
                .and_then(|due| left(calendar, as_of, due)),
        }
    });
    let (mut soon, mut rest): (Vec<OpenCase>, Vec<OpenCase>) =
        open.partition(|case| case.left.is_some_and(|left| left <= SOON));
    for (cases, most) in [(&mut soon, MOST), (&mut rest, OLDEST)] {
        cases.sort_by(|a, b| (a.due.is_none(), a.due, &a.id).cmp(&(b.due.is_none(), b.due, &b.id)));
        cases.truncate(most);
    }
    (soon, rest)
}

/// The working days that are left until a due date, the day of the question not counted; none where it has passed, or
/// the calendar does not reach it.
fn left(calendar: &Calendar, as_of: Day, due: Day) -> Option<u32> {
    if due < as_of {
        return None;
    }
    calendar.working_days(as_of, due).ok().and_then(|days| u32::try_from(days).ok())
}

#[cfg(test)]
mod tests {
    use lapor_core::{Stage, day};

    use super::*;

    fn case(id: &'static str, outcome: Outcome, due: Option<Day>) -> Case {
        (id, Open { stage: Stage::FollowUp, outcome, due, agency: None })
    }

    type Case = (&'static str, Open);

    fn on_14_august(cases: &[Case]) -> (Vec<OpenCase>, Vec<OpenCase>) {
        let cases = cases.iter().map(|&(id, stage)| (id, None, stage));
        waiting(cases, &Calendar::indonesia(), day(2025, 8, 14))
    }

    fn ids(cases: &[OpenCase]) -> Vec<&str> {
        cases.iter().map(|case| &*case.id).collect()
    }

    #[test]
    fn what_is_due_within_five_working_days_stands_apart() {
        let due = |month, of_month| Some(day(2025, month, of_month));
        let running = Outcome::Running;
        // Thursday 14 August; Sunday the 17th and Monday the 18th are days off, so the fifth working day after it is
        // Friday the 22nd.
        let (soon, rest) = on_14_august(&[
            case("later", running, due(8, 25)),
            case("fifth", running, due(8, 22)),
            case("today", running, due(8, 14)),
            case("next", running, due(8, 15)),
            case("late", Outcome::Overdue, due(8, 13)),
            case("held", Outcome::Paused, None),
        ]);
        assert_eq!(ids(&soon), ["today", "next", "fifth"]);
        // 15, 19, 20, 21, 22 August: the last of five. (18 August is joint leave.)
        let left: Vec<Option<u32>> = soon.iter().map(|case| case.left).collect();
        assert_eq!(left, [Some(0), Some(1), Some(5)]);
        assert_eq!(ids(&rest), ["late", "later", "held"]);
    }

    #[test]
    fn many_that_are_overdue_push_nothing_out_that_is_due_soon() {
        let mut cases = vec![case("late", Outcome::Overdue, Some(day(2025, 7, 1))); 40];
        cases.push(case("soon", Outcome::Running, Some(day(2025, 8, 15))));
        let (soon, rest) = on_14_august(&cases);
        assert_eq!((ids(&soon), rest.len()), (vec!["soon"], 10));
    }

    #[test]
    fn beyond_the_calendar_nothing_is_said_to_be_left() {
        let calendar = Calendar::indonesia();
        assert_eq!(left(&calendar, day(2026, 12, 30), day(2027, 1, 4)), None);
        assert_eq!(left(&calendar, day(2025, 8, 14), day(2025, 8, 13)), None);
    }
}
