//! Times: what a format reads is a time of the years 1 to 9999, and the one that others read.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate};
use lapor_core::Zone;

use super::line;
use crate::ingest::time::{TimeFormat, Written};
use crate::ingest::zone::LocalZone;

const DAY_MICROS: i64 = 86_400_000_000;

/// Zones of every kind; the table of one is looked through when its name is read.
static ZONES: LazyLock<[LocalZone; 5]> = LazyLock::new(|| {
    ["Asia/Jakarta", "America/New_York", "Z", "+07:00", "Africa/Casablanca"]
        .map(|zone| zone.parse().expect("a zone that is known"))
});

/// The first line is a format, the second a zone; the rest is a cell.
pub fn time(data: &[u8]) {
    let (format, data) = line(data);
    let (zone, cell) = line(data);
    let (Ok(format), Ok(zone), Ok(cell)) =
        (str::from_utf8(format), str::from_utf8(zone), str::from_utf8(cell))
    else {
        return;
    };
    if let Ok(zone) = zone.parse::<LocalZone>() {
        checked(TimeFormat::iso().read(cell), &zone);
    }
    let zones = &*ZONES;
    let iso = TimeFormat::iso().read(cell);
    zones.iter().for_each(|zone| checked(iso, zone));
    if let Some(written) = iso {
        as_chrono(written, cell);
    }
    let Ok(format) = TimeFormat::compile(format) else { return };
    let read = format.read(cell);
    zones.iter().for_each(|zone| checked(read, zone));
}

fn checked(written: Option<Written>, zone: &LocalZone) {
    let Some(written) = written else { return };
    assert!((1..=9999).contains(&written.day.year()), "a year that is none");
    assert!(
        written.micros.is_none_or(|micros| (0..DAY_MICROS).contains(&micros)),
        "no time of day"
    );
    assert!(written.offset.is_none_or(|offset| offset.abs() < 24 * 60), "an offset of over a day");
    let Ok(when) = zone.resolve(written) else { return };
    let day = when.day(zone.offset());
    assert!(day.is_some_and(|day| (1..=9999).contains(&day.year())), "a day out of range");
    // A wall clock shows the day that was written.
    assert!(written.offset.is_some() || day == Some(written.day), "another day than was written");
}

/// What RFC 3339 says it is, it is.
fn as_chrono(written: Written, cell: &str) {
    let date = cell.get(..10).and_then(|date| NaiveDate::parse_from_str(date, "%Y-%m-%d").ok());
    let date = date.expect("a day of the calendar");
    assert_eq!(date, written.day.date(), "another day than chrono reads");
    assert_eq!(date.year(), written.day.year());
    let Ok(by_chrono) = DateTime::parse_from_rfc3339(cell) else { return };
    if let Ok(when) = ZONES[2].resolve(written) {
        let micros = when.instant().map(|instant| instant.micros());
        assert_eq!(micros, Some(by_chrono.timestamp_micros()), "another instant than chrono reads");
    }
}
