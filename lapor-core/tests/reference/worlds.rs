//! Worlds drawn from a seed: policies, calendars and offices of every kind the rules tell apart.

use fastrand::Rng;
use lapor_core::{
    AgencyId, CountFrom, Day, Exception, Hold, Holiday, HolidayKind, JointLeave, Limit,
    PolicyParts, Reply, Roll, Stage, Unit, Weekday, Zone, day,
};

use super::calendar::Almanac;
use super::world::{Desk, World};

/// The first day on which a report comes in.
pub(crate) fn first_day() -> Day {
    day(2015, 2, 2)
}

const ZONES: [Zone; 3] = [Zone::WIB, Zone::WITA, Zone::WIT];

/// A few worlds; each is the same for the same seed.
pub(crate) fn worlds(seed: u64, how_many: u64) -> Vec<World> {
    (0..how_many)
        .map(|place| world(&mut Rng::with_seed(seed ^ place.wrapping_mul(0x9E37)), place))
        .collect()
}

fn world(rng: &mut Rng, place: u64) -> World {
    let joint_leave = if rng.u8(..4) == 0 { JointLeave::Working } else { JointLeave::Off };
    // In every third world the calendars end inside the span of the histories, or begin there.
    let short = place % 3 == 2;
    let calendars: Vec<Almanac> = ["id", "six", "bali"]
        .into_iter()
        .map(|name| almanac(rng, name, short, joint_leave))
        .collect();
    let mut exceptions = Vec::new();
    for stage in Stage::PROMISES {
        for (class, complexity) in [
            (Some("request"), Some("simple")),
            (Some("request"), None),
            (None, Some("hard")),
            (Some("complaint"), None),
        ] {
            if rng.u8(..3) == 0 {
                exceptions.push(Exception {
                    stage,
                    class: class.map(Into::into),
                    complexity: complexity.map(Into::into),
                    limit: limit(rng),
                });
            }
        }
    }
    let plain = place.is_multiple_of(4);
    let general =
        |rng: &mut Rng, days: u16| if plain { Limit::working_days(days) } else { limit(rng) };
    let policy = PolicyParts {
        name: format!("world-{place}"),
        title: "drawn".into(),
        instrument: "none".into(),
        zone: ZONES[rng.usize(..3)],
        calendar: "id".into(),
        joint_leave,
        disposition: general(rng, 3),
        follow_up: general(rng, 5),
        closure: general(rng, 10),
        exceptions,
        reply: if rng.u8(..3) == 0 { Reply::Restarts } else { Reply::Contests },
        hold: if place % 5 == 3 { Hold::Restarts } else { Hold::Pauses },
        extension_days: [None, Some(3), Some(10)][rng.usize(..3)],
        hold_cap: [None, None, Some(0), Some(1), Some(3), Some(6)][rng.usize(..6)],
    };
    World {
        policy,
        classes: vec!["complaint", "request", "aspiration"],
        complexities: vec!["simple", "hard"],
        calendars,
        desks: desks(rng),
    }
}

fn limit(rng: &mut Rng) -> Limit {
    let count_from = if rng.u8(..3) == 0 { CountFrom::SameDay } else { CountFrom::DayAfter };
    let least = u16::from(count_from == CountFrom::SameDay);
    Limit {
        days: if rng.u8(..5) == 0 { rng.u16(least..3) } else { rng.u16(2..14) },
        unit: if rng.u8(..3) == 0 { Unit::CalendarDays } else { Unit::WorkingDays },
        count_from,
        roll: if rng.u8(..3) == 0 { Roll::Forward } else { Roll::None },
    }
}

fn almanac(rng: &mut Rng, name: &str, short: bool, joint_leave: JointLeave) -> Almanac {
    let first = first_day();
    let from = if short && rng.bool() { later(first, rng.i32(1..12)) } else { later(first, -40) };
    let to =
        if short && rng.u8(..4) != 0 { later(first, rng.i32(20..70)) } else { later(first, 220) };
    let mut week = vec![
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];
    if name == "six" {
        week.push(Weekday::Saturday);
    }
    let mut dates: Vec<Day> = Vec::new();
    for _ in 0..rng.u8(4..14) {
        let date = later(first, rng.i32(-5..110)).max(from).min(to);
        if !dates.contains(&date) {
            dates.push(date);
        }
    }
    dates.sort();
    let rows = dates.into_iter().map(|date| holiday(rng, date)).collect();
    Almanac::new(name.into(), (from, to), week, rows, joint_leave)
}

/// A row, often announced late, sometimes withdrawn, sometimes by nobody knows when.
fn holiday(rng: &mut Rng, date: Day) -> Holiday {
    let kinds = HolidayKind::ALL;
    let announced = match rng.u8(..3) {
        0 => None,
        1 => Some(later(date, -rng.i32(0..20))),
        _ => Some(later(date, -200)),
    };
    let (withdrawn_on, withdrawn_by) = match rng.u8(..6) {
        0 => (Some(later(announced.unwrap_or(date), rng.i32(0..15))), Some("W-2".into())),
        1 if rng.bool() => (None, Some("W-1".into())),
        _ => (None, None),
    };
    Holiday {
        date,
        kind: kinds[rng.usize(..kinds.len())],
        name: "Libur".into(),
        decree: Some("D-1".into()),
        announced,
        withdrawn_on,
        withdrawn_by,
    }
}

/// Two ministries with units and units of units, and one office that stands alone:
/// 0 (1 (3, 4), 2), 5 (6 (7)), 8.
fn desks(rng: &mut Rng) -> Vec<Desk> {
    let parents = [None, Some(0), Some(0), Some(1), Some(1), None, Some(5), Some(6), None];
    let local = rng.bool();
    parents
        .into_iter()
        .map(|parent| Desk {
            parent: parent.map(AgencyId::from_index),
            zone: if local { ZONES[rng.usize(..3)] } else { Zone::WIB },
            calendar: if local { rng.usize(..3) } else { 0 },
        })
        .collect()
}

pub(crate) fn later(day: Day, days: i32) -> Day {
    day.checked_add(days).unwrap_or(day)
}
