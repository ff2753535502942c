//! Office days and hours, and the moments at which things happen.
//!
//! The calendar only shapes plausible data. What counts as a working day is decided in `lapor-core`.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Weekday};

use super::rng::Rng;

/// Public holidays and joint leave days from July 2024 to January 2026 that fall on Monday to Friday,
/// from the joint ministerial decrees for 2024, 2025 and 2026.
const CLOSED: [(i32, u32, u32); 29] = [
    (2024, 9, 16),
    (2024, 11, 27),
    (2024, 12, 25),
    (2024, 12, 26),
    (2025, 1, 1),
    (2025, 1, 27),
    (2025, 1, 28),
    (2025, 1, 29),
    (2025, 3, 28),
    (2025, 3, 31),
    (2025, 4, 1),
    (2025, 4, 2),
    (2025, 4, 3),
    (2025, 4, 4),
    (2025, 4, 7),
    (2025, 4, 18),
    (2025, 5, 1),
    (2025, 5, 12),
    (2025, 5, 13),
    (2025, 5, 29),
    (2025, 5, 30),
    (2025, 6, 6),
    (2025, 6, 9),
    (2025, 6, 27),
    (2025, 8, 18),
    (2025, 9, 5),
    (2025, 12, 25),
    (2025, 12, 26),
    (2026, 1, 1),
];

/// An instant with the offset of the person or office that acted.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Seconds since 1970 in UTC.
    pub(super) instant: i64,
    /// Hours east of Greenwich.
    pub(super) zone: i8,
}

impl Moment {
    /// The moment `second` seconds after local midnight of `day`.
    pub(super) fn local(day: NaiveDate, second: i64, zone: i8) -> Self {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        Self { instant: midnight + second - i64::from(zone) * 3600, zone }
    }

    /// The same instant on another clock.
    pub(super) fn in_zone(self, zone: i8) -> Self {
        Self { zone, ..self }
    }

    /// This moment or the other, whichever is later, on this one's clock.
    pub(super) fn not_before(self, other: Moment, gap: i64) -> Self {
        Self { instant: self.instant.max(other.instant + gap), zone: self.zone }
    }

    /// The local calendar day.
    pub(super) fn day(self) -> NaiveDate {
        self.stamp().date_naive()
    }

    fn second(self) -> i64 {
        (self.instant + i64::from(self.zone) * 3600).rem_euclid(86_400)
    }

    fn stamp(self) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(i32::from(self.zone) * 3600)
            .expect("the zones of Indonesia are valid");
        DateTime::from_timestamp(self.instant, 0)
            .expect("the period lies in 2024-2026")
            .with_timezone(&offset)
    }

    /// As RFC 3339 with its offset, to the second.
    pub(super) fn rfc3339(self) -> String {
        self.stamp().format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// An act in office hours `days` working days after this moment, on the clock of `zone`, and always later than it.
    pub(super) fn office(self, rng: &mut Rng, days: usize, zone: i8) -> Self {
        const OPEN: i64 = 7 * 3600 + 1800;
        const LAST: i64 = 16 * 3600 + 2700;
        const SHUT: i64 = 17 * 3600;
        let now = self.in_zone(zone);
        let day = now.day();
        if days == 0 && is_working(day) && now.second() < LAST {
            let first = OPEN.max(now.second() + 180);
            return Self::local(day, rng.between(first, SHUT), zone);
        }
        let second = if rng.chance(620) {
            rng.between(8 * 3600, 12 * 3600)
        } else {
            rng.between(OPEN, SHUT)
        };
        Self::local(plus_working(day, days.max(1)), second, zone)
    }
}

impl Moment {
    /// An act of a reporter, at any hour, `days` calendar days after this moment on the clock of `zone`.
    pub(super) fn anytime(self, rng: &mut Rng, days: u64, zone: i8) -> Self {
        let day = self.in_zone(zone).day() + Days::new(days);
        Self::local(day, waking_second(rng), zone).not_before(self, rng.between(240, 9000))
    }

    /// One o'clock in the night after `day`, in western time, when the service closes what is silent.
    pub(super) fn night_after(day: NaiveDate) -> Self {
        Self::local(day + Days::new(1), 3600, 7)
    }
}

/// A second of the day at which citizens write: mostly by day and in the evening, at times in the night.
pub(super) fn waking_second(rng: &mut Rng) -> i64 {
    const HOURS: [(i64, i64); 6] = [(0, 5), (5, 8), (8, 12), (12, 17), (17, 22), (22, 24)];
    let (from, until) = HOURS[rng.weighted(&[4, 10, 30, 26, 24, 6])];
    rng.between(from * 3600, until * 3600 - 1)
}

/// Whether offices are open on `day`.
pub(super) fn is_working(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !CLOSED.contains(&(day.year(), day.month(), day.day()))
}

/// The `n`-th working day after `day`; `day` itself if `n` is 0.
pub(super) fn plus_working(day: NaiveDate, n: usize) -> NaiveDate {
    let mut day = day;
    let mut left = n;
    while left > 0 {
        day = day + Days::new(1);
        if is_working(day) {
            left -= 1;
        }
    }
    day
}
