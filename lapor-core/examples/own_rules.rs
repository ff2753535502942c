//! Rules of one's own: a policy, a calendar, and a decree that came late, explained day by day.
//!
//! An invented regency works six days a week, gives its agencies four working days, and declares a day off
//! after a report has come in. The due date as promised stays on record beside the one that stands.
//!
//! ```sh
//! cargo run -p lapor-core --example own_rules
//! ```

use lapor_core::*;

fn main() -> Result<(), Error> {
    let policy = regency_policy()?;
    let calendar = regency_calendar()?;
    let office = Office { calendar: &calendar, zone: Zone::WITA, parent: None };
    let offices = [office];
    let roads = AgencyId::from_index(0);

    let clock = Clock::new(&policy, &calendar, day(2025, 5, 16))?
        .with_offices(&offices)?
        .with_words(&["information", "complaint"], &[]);
    let facts = Facts { class: Some(ClassId(1)), ..Facts::default() };
    let on = |date, kind| Event::new(When::on(day(2025, 5, date)), kind);
    let events = vec![
        on(7, EventKind::Submitted).by(Party::Reporter),
        on(8, EventKind::Dispositioned).to(roads),
        on(16, EventKind::FollowedUp).from(roads),
    ];
    let assessment = clock.assess(&History::new(facts, events, policy.zone()));
    let answer = assessment.follow_up;

    println!("{} under '{}': {}", answer.stage, policy.name(), answer.outcome);
    for explained in clock.explain(&answer, &assessment.pauses) {
        let decree = explained.decree().map(|id| format!(" [{id}]")).unwrap_or_default();
        println!("  {}  {}{decree}", explained.date, explained.reason(Language::English));
    }
    let show = |due: Option<Day>| due.map_or_else(|| "unknown".into(), |due| due.to_string());
    println!("due as promised on the day of the start: {}", show(answer.due_promised));
    println!("due as it stands now:                    {}", show(answer.due));

    // The promised date is no field that somebody stored: it is the calendar as it was known then.
    let then = calendar.known_on(day(2025, 5, 8));
    println!("asked of that day's calendar:            {}", then.due(day(2025, 5, 8), 4)?);
    for change in then.changes_to(&calendar, day(2025, 5, 8), day(2025, 5, 16)) {
        let decree = change.decree.as_deref().unwrap_or("unknown");
        println!("changed since: {} is {} by {decree}", change.date, works(change.works));
    }
    Ok(())
}

fn works(works: bool) -> &'static str {
    if works { "a working day" } else { "a day off" }
}

/// The national promises, but four working days for an answer and two for a request for information.
fn regency_policy() -> Result<Policy, Error> {
    Policy::new(PolicyParts {
        name: "regency".into(),
        title: "A regency's own promises".into(),
        instrument: "Invented for this example".into(),
        zone: Zone::WITA,
        calendar: "regency".into(),
        follow_up: Limit::working_days(4),
        exceptions: vec![Exception {
            stage: Stage::FollowUp,
            class: Some("information".into()),
            complexity: None,
            limit: Limit::working_days(2),
        }],
        ..Policy::lapor().parts().clone()
    })
}

/// Six days a week, the nation's holidays, and two days of the regency's own.
fn regency_calendar() -> Result<Calendar, Error> {
    let anniversary = Holiday {
        decree: Some("REGENT-1".into()),
        announced: Some(day(2024, 11, 4)),
        ..Holiday::new(day(2025, 5, 10), HolidayKind::Regional, "Anniversary of the regency")
    };
    let late = Holiday {
        decree: Some("REGENT-2".into()),
        announced: Some(day(2025, 5, 9)),
        ..Holiday::new(day(2025, 5, 14), HolidayKind::Regional, "Day of the harvest")
    };
    let decree = |id: &'static str, number: &'static str, announced| Decree {
        id: id.into(),
        title: "Day off in the regency".into(),
        number: Some(number.into()),
        issued: None,
        announced: Some(announced),
    };
    Calendar::indonesia()
        .with_week("regency-week", Week::SIX_DAYS)?
        .with_days_off("regency", vec![anniversary, late])?
        .with_decrees(vec![
            decree("REGENT-1", "71/2024", day(2024, 11, 4)),
            decree("REGENT-2", "18/2025", day(2025, 5, 9)),
        ])
}
