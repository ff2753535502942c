//! The calendars of the site year by year, and the calculator's table of due dates.

use lapor_core::{Calendar, CountFrom, Day, DayKind, Holiday, JointLeave, Policy, Stage, Unit};
use lapor_stats::rules::load_policy;

use crate::config::Config;
use crate::error::Error;
use crate::model::{
    Calculator, CalculatorLine, CalculatorPromise, CalendarName, CalendarYear, DecreeName,
    HolidayLine, YearDay, YearDayKind,
};
use crate::route::slug;

use super::source::JudgedSource;

/// How many days before and after the day of the question the calculator's table goes.
const BEFORE: i32 = 30;
const AFTER: i32 = 60;

/// The pages of all calendars: the nation's at the root, those of sources and offices under their names.
pub(super) fn calendars<'s, 'c: 's>(
    sources: impl Iterator<Item = &'s JudgedSource<'c>>,
    as_of: Day,
) -> Vec<CalendarYear> {
    let nation = Calendar::indonesia();
    let mut calendars: Vec<Calendar> = Vec::new();
    for source in sources {
        let own = std::iter::once(&source.rules.calendar);
        for calendar in own.chain(source.rules.office_calendars.values()) {
            let known = |other: &Calendar| other.name() == calendar.name();
            if !known(&nation) && !calendars.iter().any(known) {
                calendars.push(calendar.clone());
            }
        }
    }
    calendars.sort_by(|a, b| a.name().cmp(b.name()));
    calendars.insert(0, nation);
    let mut names: Vec<CalendarName> = Vec::new();
    for (place, calendar) in calendars.iter().enumerate() {
        // Two names can give one slug; the number of the calendar keeps them apart.
        let own = Some(slug(calendar.name())).filter(|slug| {
            !slug.is_empty() && !names.iter().any(|other| other.slug.as_ref() == Some(slug))
        });
        let folder = own.unwrap_or_else(|| format!("kalender-{place}"));
        let slug = (0 < place).then_some(folder);
        let range = calendar.coverage();
        let years = (range.start().year()..=range.end().year()).collect();
        names.push(CalendarName { name: calendar.name().to_owned(), slug, years });
    }
    let mut pages = Vec::new();
    for (calendar, name) in calendars.iter().zip(&names) {
        let others: Vec<CalendarName> =
            names.iter().filter(|other| *other != name).cloned().collect();
        for &year in &name.years {
            pages.push(page(calendar, name, year, others.clone()));
        }
    }
    let front = names.first().and_then(|nation| {
        let (first, last) = (*nation.years.first()?, *nation.years.last()?);
        let year = as_of.year().clamp(first, last);
        pages.iter().find(|page| page.year == year && page.calendar.slug.is_none())
    });
    let front = front.map(|page| CalendarYear { front: true, ..page.clone() });
    pages.extend(front);
    pages
}

/// One year of a calendar.
fn page(
    calendar: &Calendar,
    name: &CalendarName,
    year: i32,
    others: Vec<CalendarName>,
) -> CalendarYear {
    let range = calendar.coverage();
    let (first, last) = (*range.start(), *range.end());
    let mut days = Vec::new();
    let mut number = 0;
    let mut next = first.max(Day::new(year, 1, 1).unwrap_or(first));
    while next <= last && next.year() == year {
        let kind = match calendar.kind(next) {
            Ok(DayKind::Working) => {
                number += 1;
                YearDayKind::Working(number)
            }
            Ok(DayKind::Holiday(row)) => YearDayKind::Holiday(row.kind),
            Ok(DayKind::Weekend) | Err(_) => YearDayKind::Weekend,
        };
        days.push(YearDay { day: next, kind });
        next = next.next();
    }
    let holidays = calendar.rows().filter(|row| row.date.year() == year);
    CalendarYear {
        calendar: name.clone(),
        year,
        front: false,
        days,
        holidays: holidays.map(|row| holiday(calendar, row)).collect(),
        coverage: (first, last),
        others,
    }
}

fn holiday(calendar: &Calendar, row: &Holiday) -> HolidayLine {
    let decree = |id: Option<&str>| {
        let decree = calendar.decree(id?)?;
        Some(DecreeName {
            number: decree.number.as_deref().map(str::to_owned),
            title: decree.title.to_string(),
        })
    };
    HolidayLine {
        day: row.date,
        kind: row.kind,
        name: row.name.to_string(),
        decree: decree(row.decree.as_deref()),
        announced: row.announced,
        withdrawn: (!row.stands()).then(|| (decree(row.withdrawn_by.as_deref()), row.withdrawn_on)),
    }
}

/// The calculator: the promises of the site's policy by the national calendar.
///
/// Where that policy counts otherwise (calendar days, another calendar), they are those of `lapor`.
pub(super) fn calculator(config: &Config, as_of: Day) -> Result<Calculator, Error> {
    let calendar = Calendar::indonesia();
    let named = config.policy.as_deref().map(load_policy).transpose()?;
    let policy = named.filter(is_national).unwrap_or_else(Policy::lapor);
    let limit = |stage| CalculatorPromise { stage, limit: policy.limit(stage, None, None) };
    let promises = Stage::PROMISES.map(limit).to_vec();
    let range = calendar.coverage();
    let (first, last) = (*range.start(), *range.end());
    let as_of = as_of.clamp(first, last);
    let lines = (-BEFORE..=AFTER)
        .filter_map(|days| as_of.checked_add(days))
        .filter(|&start| calendar.covers(start))
        .map(|start| CalculatorLine {
            start,
            due: promises.iter().map(|promise| due(&calendar, start, promise)).collect(),
        });
    let lines = lines.collect();
    Ok(Calculator {
        policy: policy.name().to_owned(),
        promises,
        as_of,
        lines,
        coverage: (first, last),
    })
}

/// Whether a policy counts working days of the national calendar, as the calculator's module does.
fn is_national(policy: &Policy) -> bool {
    let parts = policy.parts();
    let limits = [parts.disposition, parts.follow_up, parts.closure];
    parts.calendar == "id"
        && parts.joint_leave == JointLeave::Off
        && limits.iter().all(|limit| limit.unit == Unit::WorkingDays)
}

fn due(calendar: &Calendar, start: Day, promise: &CalculatorPromise) -> Option<Day> {
    let limit = promise.limit;
    let zero = calendar.day_zero(start, limit.roll).ok()?;
    let days = u32::from(limit.days);
    match limit.count_from {
        CountFrom::DayAfter => calendar.due(zero, days).ok(),
        CountFrom::SameDay => calendar.due_same_day(zero, days).ok(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::{HolidayKind, Limit, PolicyParts, day};

    use super::*;

    fn year(number: i32) -> CalendarYear {
        let name = CalendarName { name: "id".into(), slug: None, years: vec![number] };
        page(&Calendar::indonesia(), &name, number, Vec::new())
    }

    #[test]
    fn counting_with_the_numbers_of_a_page_gives_the_due_date() {
        let calendar = Calendar::indonesia();
        let (this, next) = (year(2025), year(2026));
        let numbered = |page: &CalendarYear, wanted: u32| {
            let found = |day: &&YearDay| day.kind == YearDayKind::Working(wanted);
            page.days.iter().find(found).map(|day| day.day)
        };
        let working = |day: &YearDay| match day.kind {
            YearDayKind::Working(number) => Some(number),
            _ => None,
        };
        let total = this.days.iter().filter_map(working).max().unwrap();
        for (place, start) in this.days.iter().enumerate() {
            // As the page says: the number of the start, or of the last working day before it.
            let base = this.days[..=place].iter().filter_map(working).max().unwrap_or(0);
            for n in [3, 5, 10] {
                let due = match base + n {
                    sum if sum <= total => numbered(&this, sum),
                    sum => numbered(&next, sum - total),
                };
                assert_eq!(due, calendar.due(start.day, n).ok(), "{} and {n}", start.day);
            }
        }
    }

    #[test]
    fn a_day_is_what_the_decree_made_it() {
        let page = year(2025);
        let kind = |month, of_month| {
            let wanted = day(2025, month, of_month);
            page.days.iter().find(|found| found.day == wanted).unwrap().kind
        };
        assert_eq!(kind(1, 1), YearDayKind::Holiday(HolidayKind::National));
        // Thursday 2 January is the first working day of the year.
        assert_eq!(kind(1, 2), YearDayKind::Working(1));
        assert_eq!(kind(8, 18), YearDayKind::Holiday(HolidayKind::JointLeave));
        // Independence Day was a Sunday: no working day is lost, and the list names it all the same.
        assert_eq!(kind(8, 17), YearDayKind::Weekend);
        let august: Vec<_> =
            page.holidays.iter().filter(|line| line.day == day(2025, 8, 17)).collect();
        assert_eq!(august.len(), 1);
        let late = page.holidays.iter().find(|line| line.day == day(2025, 8, 18)).unwrap();
        assert_eq!(late.announced, Some(day(2025, 8, 7)));
        assert_eq!(
            late.decree.as_ref().unwrap().number.as_deref(),
            Some("933/2025; 1/2025; 3/2025")
        );
        assert_eq!(page.days.len(), 365);
    }

    #[test]
    fn what_was_withdrawn_is_told_apart() {
        let page = year(2020);
        let moved = page.holidays.iter().filter(|line| line.withdrawn.is_some());
        // The four days of May and the three of December 2020 that later decrees moved or cancelled.
        assert!(moved.clone().any(|line| line.day == day(2020, 12, 28)), "{:?}", page.holidays);
        assert!(moved.count() < page.holidays.len());
    }

    #[test]
    fn a_policy_of_calendar_days_is_not_the_calculators() {
        let lapor = Policy::lapor();
        assert!(is_national(&lapor));
        let follow_up = Limit { unit: Unit::CalendarDays, ..Limit::working_days(21) };
        let parts = PolicyParts { follow_up, ..lapor.parts().clone() };
        assert!(!is_national(&Policy::new(parts).unwrap()));
        let parts = PolicyParts { calendar: "boston-311".into(), ..lapor.parts().clone() };
        assert!(!is_national(&Policy::new(parts).unwrap()));
    }

    #[test]
    fn a_day_off_that_rolls_starts_on_the_next_working_day() {
        let calendar = Calendar::indonesia();
        let limit = Limit { roll: lapor_core::Roll::Forward, ..Limit::working_days(3) };
        let promise = CalculatorPromise { stage: Stage::Disposition, limit };
        // Saturday 7 March 2015 rolls to Monday 9; three working days later is Thursday 12.
        assert_eq!(due(&calendar, day(2015, 3, 7), &promise), Some(day(2015, 3, 12)));
        let plain = CalculatorPromise { limit: Limit::working_days(3), ..promise };
        assert_eq!(due(&calendar, day(2015, 3, 7), &plain), Some(day(2015, 3, 11)));
        assert_eq!(due(&calendar, day(2026, 12, 31), &plain), None);
    }
}
