//! The cases that wait for an agency: what is due soon, and what has waited longest.

use lapor_core::{AgencyId, Calendar, Day, Outcome};

use crate::model::{OpenCase, SOON};

use super::lists::Entry;

/// How many cases that are due soon a scorecard names.
const MOST: usize = 25;
/// How many others.
const OLDEST: usize = 10;

/// The open public cases of an agency by due date: those that are due within [`SOON`] working days of the day of the
/// question, and the others, of which what has no due date stands last.
pub(super) fn waiting(
    entries: &[Entry],
    agency: Option<AgencyId>,
    calendar: &Calendar,
    as_of: Day,
) -> (Vec<OpenCase>, Vec<OpenCase>) {
    let open = entries.iter().filter_map(|entry| match entry {
        Entry::Open { id, title, open: Some(verdict), .. } if verdict.agency == agency => {
            let due = verdict.due.filter(|_| verdict.outcome != Outcome::Contested);
            Some(OpenCase {
                id: id.clone(),
                title: title.clone(),
                stage: verdict.stage,
                outcome: verdict.outcome,
                due,
                left: due
                    .filter(|_| verdict.outcome == Outcome::Running)
                    .and_then(|due| left(calendar, as_of, due)),
            })
        }
        Entry::Open { .. } | Entry::General { .. } => None,
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
    use lapor_core::{Limit, Stage, Verdict, day};

    use super::*;
    use crate::model::Standing;

    fn entry(id: &str, outcome: Outcome, due: Option<Day>, agency: Option<u32>) -> Entry {
        let verdict = Verdict {
            stage: Stage::FollowUp,
            outcome,
            reason: None,
            started: Some(day(2025, 8, 1)),
            due,
            due_promised: due,
            ended: None,
            elapsed: None,
            paused: 0,
            limit: Limit::working_days(5),
            agency: agency.map(AgencyId::from_index),
        };
        Entry::Open {
            id: id.to_owned(),
            title: None,
            agency: None,
            submitted: None,
            standing: Standing::from(&verdict),
            answers: Vec::new(),
            changed: None,
            open: Some(verdict),
        }
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
        let entries = [
            entry("later", running, due(8, 25), Some(1)),
            entry("fifth", running, due(8, 22), Some(1)),
            entry("today", running, due(8, 14), Some(1)),
            entry("next", running, due(8, 15), Some(1)),
            entry("late", Outcome::Overdue, due(8, 13), Some(1)),
            entry("held", Outcome::Paused, None, Some(1)),
            entry("others", running, due(8, 15), Some(2)),
            entry("nobodys", running, due(8, 15), None),
        ];
        let calendar = Calendar::indonesia();
        let of = |agency: Option<u32>| {
            waiting(&entries, agency.map(AgencyId::from_index), &calendar, day(2025, 8, 14))
        };
        let (soon, rest) = of(Some(1));
        assert_eq!(ids(&soon), ["today", "next", "fifth"]);
        // 15, 19, 20, 21, 22 August: the last of five. (18 August is joint leave.)
        let left: Vec<Option<u32>> = soon.iter().map(|case| case.left).collect();
        assert_eq!(left, [Some(0), Some(1), Some(5)]);
        assert_eq!(ids(&rest), ["late", "later", "held"]);
        assert_eq!(ids(&of(None).0), ["nobodys"]);
    }

    #[test]
    fn many_that_are_overdue_push_nothing_out_that_is_due_soon() {
        let mut entries: Vec<Entry> = (0..40)
            .map(|number| {
                entry(&format!("late-{number:02}"), Outcome::Overdue, Some(day(2025, 7, 1)), None)
            })
            .collect();
        entries.push(entry("soon", Outcome::Running, Some(day(2025, 8, 15)), None));
        let (soon, rest) = waiting(&entries, None, &Calendar::indonesia(), day(2025, 8, 14));
        assert_eq!((ids(&soon), rest.len()), (vec!["soon"], 10));
    }

    #[test]
    fn beyond_the_calendar_nothing_is_said_to_be_left() {
        let calendar = Calendar::indonesia();
        assert_eq!(left(&calendar, day(2026, 12, 30), day(2027, 1, 4)), None);
        assert_eq!(left(&calendar, day(2025, 8, 14), day(2025, 8, 13)), None);
    }
}
