//! A calendar as a list of days, each either a working day or not.

use lapor_core::{Day, Holiday, HolidayKind, JointLeave, Weekday};

/// The working days of an office over its coverage, as they stand and as they were once known.
pub(crate) struct Almanac {
    pub(crate) name: String,
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) week: Vec<Weekday>,
    pub(crate) rows: Vec<Holiday>,
    stands: Vec<bool>,
    /// For each day of the coverage, the working days as known on that day (R7).
    known: Vec<Vec<bool>>,
}

impl Almanac {
    /// The almanac of these rows; a policy says how it reads joint leave.
    pub(crate) fn new(
        name: String,
        (first, last): (Day, Day),
        week: Vec<Weekday>,
        rows: Vec<Holiday>,
        joint_leave: JointLeave,
    ) -> Self {
        let working = |day: Day, in_force: &dyn Fn(&Holiday) -> bool| {
            let off = rows.iter().any(|row| {
                let counts = row.kind != HolidayKind::JointLeave || joint_leave == JointLeave::Off;
                row.date == day && counts && in_force(row)
            });
            week.contains(&day.weekday()) && !off
        };
        let days = |in_force: &dyn Fn(&Holiday) -> bool| {
            let mut list = Vec::new();
            let mut day = first;
            while day <= last {
                list.push(working(day, in_force));
                day = day.next();
            }
            list
        };
        let stands = days(&|row| row.withdrawn_on.is_none() && row.withdrawn_by.is_none());
        let mut known = Vec::new();
        let mut asked = first;
        while asked <= last {
            known.push(days(&|row| was_known(row, asked)));
            asked = asked.next();
        }
        Almanac { name, first, last, week, rows, stands, known }
    }

    /// The calendar as it stands now.
    pub(crate) fn as_it_stands(&self) -> Days<'_> {
        Days { first: self.first, last: self.last, working: &self.stands }
    }

    /// The calendar as it was known on this day; outside its coverage as it stands, where no question needs it.
    pub(crate) fn as_known_on(&self, day: Day) -> Days<'_> {
        let stands = self.as_it_stands();
        if !stands.covers(day) {
            return stands;
        }
        Days { working: &self.known[day.since(self.first) as usize], ..stands }
    }
}

/// R7: known from its announcement until its withdrawal. An announcement of an unknown day was always
/// known; what a decree of an unknown day withdrew never was.
fn was_known(row: &Holiday, asked: Day) -> bool {
    let announced = match row.announced {
        Some(day) => day <= asked,
        None => true,
    };
    let withdrawn = match (row.withdrawn_on, &row.withdrawn_by) {
        (Some(day), _) => day <= asked,
        (None, Some(_)) => true,
        (None, None) => false,
    };
    announced && !withdrawn
}

/// One reading of an almanac: for each day of its coverage, whether it is a working day.
#[derive(Clone, Copy)]
pub(crate) struct Days<'a> {
    pub(crate) first: Day,
    pub(crate) last: Day,
    working: &'a [bool],
}

impl Days<'_> {
    /// Whether the calendar knows anything about this day (R8).
    pub(crate) fn covers(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether it is a working day; no day outside the coverage is known to be one.
    pub(crate) fn works(&self, day: Day) -> bool {
        self.covers(day) && self.working[day.since(self.first) as usize]
    }
}
