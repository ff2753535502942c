//! A work queue that lives with its reports: what is due today, what is overdue tomorrow, and who must act.
//!
//! Events arrive one at a time. Every morning of a week in August 2025, with a weekend and a day of joint
//! leave in the middle, the queue is asked anew. Nothing is stored but the events.
//!
//! ```sh
//! cargo run -p lapor-core --example work_queue
//! ```

use std::collections::BTreeMap;

use lapor_core::*;

// Places in the table of agencies below; the agencies are invented, and the roads unit is part of the works.
const WORKS: AgencyId = AgencyId::from_index(0);
const ROADS: AgencyId = AgencyId::from_index(1);
const WATER: AgencyId = AgencyId::from_index(2);
const AGENCIES: [&str; 3] = ["Works", "Roads unit", "Water board"];

/// One line of the queue.
struct Task<'a> {
    report: &'a str,
    deadline: Deadline,
}

fn main() -> Result<(), Error> {
    let policy = Policy::lapor();
    let calendar = Calendar::indonesia();
    let office = |parent| Office { calendar: &calendar, zone: Zone::WIB, parent };
    let offices = [office(None), office(Some(WORKS)), office(None)];

    let mut reports: BTreeMap<&str, Vec<Event>> = BTreeMap::new();
    let mut scratch = Scratch::default();
    let mut arriving = log().into_iter().peekable();
    let mut today = day(2025, 8, 14);
    while today <= day(2025, 8, 21) {
        // The queue of the morning knows what happened until the evening before.
        let before = |(_, event): &(&str, Event)| event.at.day(policy.zone()) < Some(today);
        while let Some((report, event)) = arriving.next_if(before) {
            reports.entry(report).or_default().push(event);
        }
        let clock = Clock::new(&policy, &calendar, today)?.with_offices(&offices)?;
        print(&clock, &queue(&clock, &reports, &mut scratch))?;
        today = today.next();
    }
    Ok(())
}

/// Every act that some report waits for, the most urgent first.
fn queue<'a>(
    clock: &Clock<'_>,
    reports: &BTreeMap<&'a str, Vec<Event>>,
    scratch: &mut Scratch,
) -> Vec<Task<'a>> {
    let mut tasks = Vec::new();
    for (&report, events) in reports {
        let verdicts = clock.fold(&Facts::default(), events.iter().copied(), scratch);
        tasks.extend(verdicts.deadlines().map(|deadline| Task { report, deadline }));
    }
    // What has no date yet waits for somebody else, and comes last.
    tasks.sort_by_key(|Task { report, deadline }| {
        (deadline.due.is_none(), deadline.due, *report, deadline.actor, deadline.stage)
    });
    tasks
}

fn print(clock: &Clock<'_>, tasks: &[Task<'_>]) -> Result<(), Error> {
    let (today, calendar) = (clock.as_of(), clock.office(Stage::Closure, None).calendar);
    let kind = match calendar.kind(today)? {
        DayKind::Working => "",
        DayKind::Weekend => ", weekend",
        DayKind::Holiday(holiday) => &format!(", {}: {}", holiday.kind, holiday.name),
    };
    println!("{} {today}{kind}", weekday(today.weekday(), Language::English));
    for Task { report, deadline } in tasks {
        let urgency = match deadline.due {
            None => "no date yet".into(),
            Some(_) if deadline.is_overdue_on(today) => "OVERDUE".into(),
            // A promise can be kept until the end of its last day.
            Some(_) if deadline.is_overdue_on(today.next()) => "today, overdue tomorrow".into(),
            Some(due) => format!("working days left: {}", calendar.working_days(today, due)?),
        };
        let due = deadline.due.map_or_else(|| "-".into(), |due| due.to_string());
        let who = match deadline.actor {
            Actor::Administrator => "Administrator",
            Actor::Agency(agency) => AGENCIES.get(agency.index()).copied().unwrap_or("?"),
            Actor::UnnamedAgency => "some agency",
            Actor::Reporter => "the reporter",
        };
        let act = match deadline.act {
            Act::Disposition => "send it to an agency",
            Act::FollowUp => "answer",
            Act::Answer => "answer the reply",
            Act::Completion => "give the data",
        };
        println!("  {due:<10}  {urgency:<23}  {who:<13}  {act:<20}  {report} ({})", deadline.stage);
    }
    Ok(())
}

/// The log of the service, as it comes in.
fn log() -> Vec<(&'static str, Event)> {
    let on = |date, kind| Event::new(When::on(day(2025, 8, date)), kind);
    vec![
        ("burst pipe", on(7, EventKind::Submitted)),
        ("street light", on(8, EventKind::Submitted)),
        ("burst pipe", on(11, EventKind::Dispositioned).to(WATER)),
        ("street light", on(12, EventKind::Dispositioned).to(WATER)),
        ("pothole", on(13, EventKind::Submitted)),
        // Not the water board's: the works hold it now, but the promise to the citizen runs on (R13).
        ("street light", on(14, EventKind::Forwarded).from(WATER).to(WORKS)),
        ("market smell", on(14, EventKind::Submitted)),
        // It waits for the reporter's data; while it does, there is no due date (R15).
        ("market smell", on(15, EventKind::Held)),
        ("burst pipe", on(19, EventKind::FollowedUp).from(WATER)),
        ("pothole", on(19, EventKind::Dispositioned).to(ROADS)),
        ("market smell", on(20, EventKind::Completed)),
    ]
}
