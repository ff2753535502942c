//! The laws of R5, R9 and R20, for histories and calendars that nobody thought of.

use std::sync::LazyLock;

use lapor_core::*;
use proptest::prelude::*;

const FIRST: i32 = 16_436; // 2015-01-01
const DAYS: i32 = 365;

fn a_day() -> impl Strategy<Value = Day> {
    (0..DAYS).prop_map(|offset| Day::from_epoch(FIRST + offset).expect("a day of 2015"))
}

/// A calendar of 2015 with any week that has a working day, and holidays anywhere.
fn a_calendar() -> impl Strategy<Value = Calendar> {
    (1_u8..128, prop::collection::btree_set(0..DAYS, 0..40)).prop_map(|(bits, holidays)| {
        let week = Weekday::ALL
            .into_iter()
            .filter(|day| bits & 1 << day.from_monday_number() != 0)
            .fold(Week::EMPTY, Week::with);
        let rows = holidays.into_iter().map(|offset| Holiday {
            date: Day::from_epoch(FIRST + offset).expect("a day of 2015"),
            kind: HolidayKind::National,
            name: "libur".into(),
            decree: None,
            announced: None,
            withdrawn_on: None,
            withdrawn_by: None,
        });
        let last = Day::from_epoch(FIRST + DAYS - 1).expect("a day of 2015");
        let first = Day::from_epoch(FIRST).expect("a day of 2015");
        Calendar::new("any", first..=last, week, rows.collect()).expect("a valid calendar")
    })
}

fn an_event() -> impl Strategy<Value = Event> {
    let when = prop_oneof![
        1 => Just(When::UNKNOWN),
        6 => (0..90_i32).prop_map(|day| When::on(Day::from_epoch(FIRST + 60 + day).expect("a day"))),
        12 => (0..90 * 86_400_i64).prop_map(|second| {
            let micros = (i64::from(FIRST + 60) * 86_400 + second) * 1_000_000;
            When::at(Instant::from_micros(micros).expect("a moment of 2015"))
        }),
    ];
    let party = prop::option::of(prop::sample::select(Party::ALL.to_vec()));
    let agency = || prop::option::of((0..4_u32).prop_map(AgencyId::from_index));
    (when, prop::sample::select(EventKind::ALL.to_vec()), party, agency(), agency()).prop_map(
        |(at, kind, party, agency, to_agency)| {
            let value = if kind == EventKind::Extended { Value::Days(3) } else { Value::None };
            Event { at, kind, party, agency, to_agency, value }
        },
    )
}

fn a_history() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(an_event(), 0..12).prop_map(|mut events| {
        events.push(Event::new(When::on(day(2015, 3, 2)), EventKind::Submitted));
        events
    })
}

fn judged(events: &[Event], as_of: Day) -> Assessment {
    with_clock(as_of, |clock| {
        clock.assess(&History::new(Facts::default(), events.to_vec(), clock.policy().zone()))
    })
}

fn with_clock<T>(as_of: Day, ask: impl FnOnce(&Clock<'_>) -> T) -> T {
    with_policy(&Policy::lapor(), as_of, ask)
}

fn with_policy<T>(policy: &Policy, as_of: Day, ask: impl FnOnce(&Clock<'_>) -> T) -> T {
    // Every case asks the same calendar, and it takes longer to build than to ask.
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::indonesia);
    // Agency 1 is a unit of 0, and 2 one of 1; 3 stands alone, an hour further east.
    let office = |parent: Option<u32>, zone| Office {
        calendar: &CALENDAR,
        zone,
        parent: parent.map(AgencyId::from_index),
    };
    let offices = [
        office(None, Zone::WIB),
        office(Some(0), Zone::WIB),
        office(Some(1), Zone::WIB),
        office(None, Zone::WITA),
    ];
    let clock = Clock::new(policy, &CALENDAR, as_of).expect("one reading of joint leave");
    let clock = clock.with_offices(&offices).expect("a tree");
    ask(&clock)
}

proptest! {
    #[test]
    fn r5_counting_to_a_due_date_gives_the_limit(calendar in a_calendar(), start in a_day(), n in 0_u32..300) {
        if let Ok(due) = calendar.due(start, n) {
            prop_assert_eq!(calendar.working_days(start, due), Ok(n as i32));
        }
    }

    #[test]
    fn r5_counts_add_up_over_adjoining_spans(calendar in a_calendar(), a in a_day(), b in a_day(), c in a_day()) {
        let count = |from, to| calendar.working_days(from, to).expect("a day of 2015");
        prop_assert_eq!(count(a, b) + count(b, c), count(a, c));
    }

    #[test]
    fn counting_agrees_with_a_loop_over_days(calendar in a_calendar(), a in a_day(), b in a_day()) {
        let (mut day, mut count) = (a, 0);
        while day < b {
            day = day.next();
            count += i32::from(calendar.kind(day) == Ok(DayKind::Working));
        }
        if a <= b {
            prop_assert_eq!(calendar.working_days(a, b), Ok(count));
        }
    }

    #[test]
    fn r5_a_breach_never_becomes_a_promise_kept(events in a_history()) {
        let mut before: Option<Assessment> = None;
        for offset in 55..200 {
            let now = judged(&events, Day::from_epoch(FIRST + offset).expect("a day of 2015"));
            if let Some(before) = before {
                let promises = |a: &Assessment| [a.disposition, a.follow_up];
                let stays = |a: &Assessment| a.custodies.iter().map(|stay| stay.verdict).collect::<Vec<_>>();
                prop_assert!(stays(&before).len() <= stays(&now).len());
                let pairs = promises(&before).into_iter().zip(promises(&now));
                for (then, now) in pairs.chain(stays(&before).into_iter().zip(stays(&now))) {
                    if then.is_breach() {
                        // R11 may put a breach in doubt when an answer without a disposition turns up.
                        prop_assert!(now.is_breach() || now.outcome == Outcome::Unknown, "{:?} became {:?}", then, now);
                        prop_assert!(now.reason != Some(Reason::UnnamedAgency), "{:?} became {:?}", then, now);
                    }
                }
            }
            before = Some(now);
        }
    }

    #[test]
    fn r9_the_order_of_the_rows_changes_nothing(
        (events, shuffled) in a_history().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        prop_assert_eq!(judged(&events, day(2015, 6, 30)), judged(&shuffled, day(2015, 6, 30)));
    }

    #[test]
    fn r3_a_replay_equals_the_history_cut_on_that_day(events in a_history(), offset in 55..160) {
        let as_of = Day::from_epoch(FIRST + offset).expect("a day of 2015");
        let cut: Vec<_> = events
            .iter()
            .filter(|event| event.at.day(Zone::WIB).is_none_or(|day| day <= as_of))
            .copied()
            .collect();
        prop_assert_eq!(judged(&events, as_of), judged(&cut, as_of));
    }

    #[test]
    fn a_straight_course_is_judged_as_any_other(
        kinds in prop::sample::subsequence(
            vec![
                EventKind::Verified,
                EventKind::Dispositioned,
                EventKind::Acknowledged,
                EventKind::FollowedUp,
                EventKind::LastActivity,
                EventKind::FollowedUp,
                EventKind::ReporterReplied,
                EventKind::AdminReplied,
                EventKind::Closed,
            ],
            0..=9,
        ),
        gaps in prop::collection::vec(0..20_i32, 9),
        party in prop::option::of(prop::sample::select(Party::ALL.to_vec())),
        agency in prop::option::of((0..4_u32).prop_map(AgencyId::from_index)),
        dated in any::<bool>(),
        opens in any::<bool>(),
        start in 0..4_300_i32,
        offset in 0..120_i32,
    ) {
        // Over all of Indonesia's years, so that decrees come while promises run and the coverage ends under some.
        let first = day(2015, 1, 1).epoch() + start;
        let when = |days: i32| {
            let on = Day::from_epoch(first + days).expect("a day");
            if dated { When::on(on) } else { When::local(on, 9, 30, Zone::WIB).expect("a time") }
        };
        let mut events = vec![Event::new(when(0), EventKind::Submitted)];
        let mut days = 0;
        for (&kind, gap) in kinds.iter().zip(gaps) {
            days += gap;
            let event = Event { party, ..Event::new(when(days), kind) };
            events.push(match (kind, agency) {
                (EventKind::Dispositioned, Some(agency)) => event.to(agency),
                _ => event,
            });
        }
        let as_of = Day::from_epoch(first + offset).expect("a day");
        let facts = Facts { last_activity_opens_silence: opens, ..Facts::default() };
        with_clock(as_of, |clock| {
            let history = History::new(facts, events, clock.policy().zone());
            let mut whole = clock.assess(&history);
            whole.custodies.clear();
            prop_assert_eq!(clock.clone().without_custody().assess(&history), whole);
            Ok(())
        })?;
    }

    #[test]
    fn a_course_is_judged_as_its_events(
        offsets in prop::collection::vec(prop::option::weighted(0.8, 0..30_i32), 4),
        ordered in prop::bool::weighted(0.8),
        hours in prop::collection::vec(0_u8..4, 5),
        dated in prop::bool::weighted(0.2),
        party in prop::option::of(prop::sample::select(Party::ALL.to_vec())),
        agency in prop::option::of((0..4_u32).prop_map(AgencyId::from_index)),
        restarts in any::<bool>(),
        start in 0..4_300_i32,
        offset in 0..120_i32,
    ) {
        let first = day(2015, 1, 1).epoch() + start;
        let reply = if restarts { Reply::Restarts } else { Reply::Contests };
        let policy = Policy::new(PolicyParts { reply, ..Policy::lapor().parts().clone() })
            .expect("either reading of a reply");
        let when = |days: i32, hour: u8| {
            let on = Day::from_epoch(first + days).expect("a day");
            // The last of the hours is past midnight: a date without a time among others that have one.
            let moment = When::local(on, 15 + hour * 3, 0, Zone::WIB);
            if dated { When::on(on) } else { moment.unwrap_or(When::on(on)) }
        };
        let mut so_far = 0;
        let mut days: Vec<Option<i32>> = Vec::new();
        for offset in offsets {
            // In order each comes some days after the one before it.
            days.push(offset.map(|offset| if ordered { so_far += offset / 2; so_far } else { offset }));
        }
        let times: Vec<When> = days
            .iter()
            .zip(&hours[1..])
            .map(|(days, &hour)| days.map_or(When::UNKNOWN, |days| when(days, hour)))
            .collect();
        let course = Course {
            submitted: when(0, hours[0]),
            dispositioned: times[0],
            agency,
            followed_up: times[1],
            replied: times[2],
            closed: times[3],
            closed_by: party,
        };
        let happened = |at: When, kind| (at != When::UNKNOWN).then(|| Event::new(at, kind));
        let to = |event: Event| agency.map_or(event, |agency| event.to(agency));
        let by = |event: Event| Event { party, ..event };
        let events: Vec<Event> = [
            happened(course.submitted, EventKind::Submitted),
            happened(course.dispositioned, EventKind::Dispositioned).map(to),
            happened(course.followed_up, EventKind::FollowedUp),
            happened(course.replied, EventKind::ReporterReplied),
            happened(course.closed, EventKind::Closed).map(by),
        ]
        .into_iter()
        .flatten()
        .collect();
        let as_of = Day::from_epoch(first + offset).expect("a day");
        with_policy(&policy, as_of, |clock| {
            prop_assert_eq!(clock.straight(&Facts::default(), &course), None, "custodies are asked for");
            let history = History::new(Facts::default(), events, clock.policy().zone());
            let whole = clock.assess(&history);
            let clock = clock.clone().without_custody();
            let straight = clock.straight(&Facts::default(), &course);
            let mut courses = clock.courses(&Facts::default()).expect("no custodies");
            for _ in 0..2 {
                prop_assert_eq!(courses.judge(None, None, &course), straight);
            }
            if let Some(verdicts) = straight {
                prop_assert_eq!(verdicts.to_vec(), whole.iter().copied().collect::<Vec<_>>());
            } else {
                // Whatever is left to the fold has a reason.
                let known = day(2015, 1, 1) <= as_of && as_of < day(2026, 11, 1);
                // A window that a reply contested or restarted shows no due date by which a change of the calendar could
                // be told.
                let is_contested = |closure: &Verdict| closure.started.is_some() && closure.due.is_none();
                let is_hidden = restarts && course.replied != When::UNKNOWN
                    || whole.closures.iter().any(is_contested);
                let calm = !is_hidden && whole.iter().all(|verdict| verdict.due == verdict.due_promised);
                let later = history.events().iter().any(|event| {
                    event.at.day(clock.policy().zone()).is_some_and(|day| as_of < day)
                });
                let timeless = dated || hours.contains(&3);
                prop_assert!(!ordered || !known || !calm || later || times[0] == When::UNKNOWN || timeless
                    || hours.windows(2).any(|pair| pair[1] < pair[0]));
            }
            Ok(())
        })?;
    }

    #[test]
    fn r15_a_hold_over_a_weekend_changes_nothing(events in a_history(), week in 0..12_i32) {
        // 2015-03-06 is a Friday; held on it and completed on the Sunday, as the only hold of its kind.
        let friday = FIRST + 64 + 7 * week;
        let on = |epoch, kind| Event::new(When::on(Day::from_epoch(epoch).expect("a day")), kind);
        let plain: Vec<_> = events
            .into_iter()
            .filter(|event| !matches!(event.kind, EventKind::Held | EventKind::Completed))
            // While it lasts there is no due date, so nothing else may happen in it.
            .filter(|event| {
                let day = event.at.day(Zone::WIB);
                day.is_none_or(|day| day.epoch() < friday || friday + 2 < day.epoch())
            })
            .collect();
        let held = [&plain[..], &[on(friday, EventKind::Held), on(friday + 2, EventKind::Completed)]].concat();
        let as_of = Day::from_epoch(FIRST + 200).expect("a day");
        let (without, with) = (judged(&plain, as_of), judged(&held, as_of));
        prop_assert_eq!(without.disposition, with.disposition);
        prop_assert_eq!(without.follow_up, with.follow_up);
        prop_assert_eq!(without.closures, with.closures);
        prop_assert_eq!(without.custodies, with.custodies);
    }

    #[test]
    fn r14_every_custody_has_one_arrival_and_a_tree_holds_it_once_at_a_time(events in a_history()) {
        let assessment = judged(&events, day(2015, 6, 30));
        let open = |stay: &&Custody| stay.verdict.ended.is_none() && stay.verdict.outcome != Outcome::Unknown;
        let open: Vec<_> = assessment.custodies.iter().filter(open).collect();
        for (place, stay) in open.iter().enumerate() {
            let again = open[..place].iter().any(|other| {
                other.verdict.agency == stay.verdict.agency
                    && (other.scope.is_tree() && stay.scope.is_tree() || other.scope.is_own() && stay.scope.is_own())
            });
            prop_assert!(!again, "{:?}", assessment.custodies);
        }
    }

    #[test]
    fn r7_what_was_known_on_the_start_is_what_was_promised(offset in 0..3_800_i32, n in 0_u32..60) {
        // From 2012-01-01: the corrections of a due date agree with the calendar as it was known, row by row.
        let calendar = Calendar::indonesia();
        let start = Day::from_epoch(15_340 + offset).expect("a day of 2012 to 2022");
        let policy = Policy::new(PolicyParts {
            disposition: Limit::working_days(n as u16),
            ..Policy::lapor().parts().clone()
        }).expect("a limit of at most 60 days");
        let clock = Clock::new(&policy, &calendar, day(2026, 12, 31)).expect("one reading of joint leave");
        let events = vec![Event::new(When::on(start), EventKind::Submitted)];
        let verdict = clock.assess(&History::new(Facts::default(), events, policy.zone())).disposition;
        prop_assert_eq!(verdict.due, calendar.due(start, n).ok());
        prop_assert_eq!(verdict.due_promised, calendar.known_on(start).due(start, n).ok());
    }

    #[test]
    fn r20_every_day_from_day_zero_to_the_due_date_is_told_once_and_rightly(events in a_history()) {
        let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
        let clock = Clock::new(&policy, &calendar, day(2015, 6, 30)).expect("one reading of joint leave");
        let assessment = clock.assess(&History::new(Facts::default(), events, policy.zone()));
        let custodies = assessment.custodies.iter().map(|custody| &custody.verdict);
        for verdict in assessment.iter().chain(custodies) {
            let (Some(started), Some(due)) = (verdict.started, verdict.due) else { continue };
            if verdict.outcome == Outcome::Unknown {
                continue;
            }
            let held = |date: Day| {
                verdict.stage != Stage::Closure && assessment.pauses.iter().any(|pause| {
                    let day = |at: When| at.day(policy.zone()).expect("a hold has a day");
                    let before_its_end = verdict.ended.is_none_or(|ended| day(pause.held) < ended);
                    before_its_end
                        && day(pause.held) < date
                        && pause.completed.is_none_or(|completed| date <= day(completed))
                })
            };
            let (mut date, mut counted) = (started, 0);
            for told in clock.explain(verdict, &assessment.pauses) {
                prop_assert_eq!(told.date, date);
                let expected = match calendar.kind(date).expect("a day of 2015") {
                    _ if date == started => (DayStatus::DayZero, None),
                    DayKind::Weekend => (DayStatus::Weekend, None),
                    DayKind::Holiday(holiday) => {
                        let decree = holiday.decree.as_deref().and_then(|id| calendar.decree(id));
                        (DayStatus::Holiday { holiday, decree }, None)
                    }
                    DayKind::Working if held(date) => (DayStatus::Paused, None),
                    DayKind::Working => {
                        counted += 1;
                        (DayStatus::Counted, Some(counted))
                    }
                };
                prop_assert_eq!((told.status, told.count), expected, "{:?}", verdict);
                date = date.next();
            }
            prop_assert_eq!(date, due.next());
            prop_assert!(u32::from(verdict.limit.days) <= counted, "{:?}", verdict);
        }
    }
}
