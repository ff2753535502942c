//! Which time formats read the cells of a column, and what they read.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use lapor_core::Day;

use super::super::time::{TimeFormat, Written};

/// Years that a run of digits may mean, so that an id is not taken for a time.
const YEARS: std::ops::RangeInclusive<i32> = 1980..=2100;

/// The share of cells, in percent, that times must read for a column to be one of times.
const MOST: usize = 90;

/// Dates.
const DATES: [&str; 16] = [
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%Y",
    "%m.%d.%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%m-%y",
    "%m-%d-%y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%Y/%m/%d",
    "%Y-%m-%d",
];

/// Times of day, the plainest first.
const CLOCKS: [&str; 12] = [
    "",
    " %H:%M:%S",
    " %H:%M",
    " %H.%M",
    " %H.%M.%S",
    " %I:%M:%S %p",
    " %I:%M %p",
    ", %H:%M:%S",
    ", %H:%M",
    " %H:%M:%S%.f",
    " %H:%M:%S %z",
    " %H:%M:%S%.f %z",
];

/// Formats that are digits alone; of a column of such cells only their range tells that they are times.
const DIGITS: [&str; 4] = ["%Y%m%d", "%Y%m%d%H%M%S", "%s", "%Q"];

/// The hours of a clock of twelve.
const TWELVE: std::ops::RangeInclusive<i64> = 1..=12;

/// How many times of day must have such hours to say that AM and PM were lost, and how many hours must be among them: the
/// midnights of one zone are at one or two hours of another.
const TIMES_OF_DAY: usize = 50;
const HOURS: usize = 4;

/// Near relatives of RFC 3339 with a clock of twelve.
const ISO_HALVES: [&str; 18] = [
    "%Y-%m-%d %I:%M:%S",
    "%Y-%m-%dT%I:%M:%S",
    "%Y-%m-%d %I:%M",
    "%Y-%m-%dT%I:%M",
    "%Y-%m-%d %I:%M:%S%.f",
    "%Y-%m-%dT%I:%M:%S%.f",
    "%Y-%m-%d %I:%M:%S%z",
    "%Y-%m-%dT%I:%M:%S%z",
    "%Y-%m-%d %I:%M%z",
    "%Y-%m-%dT%I:%M%z",
    "%Y-%m-%d %I:%M:%S%.f%z",
    "%Y-%m-%dT%I:%M:%S%.f%z",
    "%Y-%m-%d %I:%M:%S %z",
    "%Y-%m-%dT%I:%M:%S %z",
    "%Y-%m-%d %I:%M %z",
    "%Y-%m-%dT%I:%M %z",
    "%Y-%m-%d %I:%M:%S%.f %z",
    "%Y-%m-%dT%I:%M:%S%.f %z",
];

/// What was read of a column of times.
#[derive(Clone, Debug)]
pub(super) struct Times {
    /// The formats that read it, each with cells of its own.
    pub(super) formats: Vec<Format>,
    /// How many cells no format reads.
    pub(super) unread: usize,
    /// What was read, in the order of the rows; of a clock of twelve that does not say which half, the days.
    pub(super) read: Vec<Option<Written>>,
    /// The same formats with a clock of twelve, if the hours look as if AM and PM were lost.
    pub(super) halves: Vec<Format>,
}

/// A format of a column.
#[derive(Clone, Debug)]
pub(super) struct Format {
    /// As a mapping writes it.
    pub(super) text: String,
    /// How many cells it reads that those before it do not.
    pub(super) cells: usize,
    /// The format with day and month the other way round, if it reads the same cells.
    pub(super) rival: Option<String>,
}

impl Format {
    /// Whether it reads any of these cells.
    pub(super) fn reads_any_of(&self, cells: &[&str]) -> bool {
        TimeFormat::compile(&self.text)
            .is_ok_and(|format| cells.iter().any(|cell| format.read(cell).is_some()))
    }
}

struct Candidate {
    format: TimeFormat,
    rival: Option<TimeFormat>,
    digits: bool,
}

impl Candidate {
    fn read(&self, cell: &str) -> Option<Written> {
        self.format.read(cell).filter(|read| !self.digits || YEARS.contains(&read.day.year()))
    }

    /// All of them. A specifier that the reader of times does not know is left out.
    fn all() -> Vec<Candidate> {
        let mut all = vec![Candidate { format: TimeFormat::iso(), rival: None, digits: false }];
        let compiled = |text: &str| TimeFormat::compile(text).ok();
        for clock in CLOCKS {
            all.extend(DATES.iter().filter_map(|date| {
                let text = format!("{date}{clock}");
                let other = turned(&text);
                let rival = if other == text { None } else { compiled(&other) };
                Some(Candidate { format: compiled(&text)?, rival, digits: false })
            }));
        }
        all.extend(DIGITS.iter().filter_map(|text| {
            Some(Candidate { format: compiled(text)?, rival: None, digits: true })
        }));
        all
    }
}

impl Times {
    /// Reads a column; `None` if it is not one of times. A blank cell is the empty text.
    pub(super) fn of(cells: &[&str]) -> Option<Times> {
        let whole = cells.iter().filter(|cell| !cell.is_empty()).count();
        let mut candidates = Candidate::all();
        // Most columns hold no times, and their first cells tell.
        let probe: Vec<&&str> = cells.iter().filter(|cell| !cell.is_empty()).take(20).collect();
        candidates.retain(|one| probe.iter().any(|cell| one.read(cell).is_some()));
        let mut read: Vec<Option<Written>> = vec![None; cells.len()];
        let mut formats: Vec<Format> = Vec::new();
        let mut left = whole;
        while left != 0 && formats.len() < 3 {
            let open = |place: &usize| read[*place].is_none() && !cells[*place].is_empty();
            let places: Vec<usize> = (0..cells.len()).filter(open).collect();
            let count = |format: &Candidate| {
                places.iter().filter(|&&place| format.read(cells[place]).is_some()).count()
            };
            let mut best: Option<(usize, &Candidate)> = None;
            for candidate in &candidates {
                let count = count(candidate);
                if best.map_or(0, |(most, _)| most) < count {
                    best = Some((count, candidate));
                }
            }
            let Some((count, best)) = best else { break };
            let mut rival = best.rival.as_ref();
            for place in places {
                let Some(written) = best.read(cells[place]) else { continue };
                read[place] = Some(written);
                rival = rival.filter(|rival| rival.read(cells[place]).is_some());
            }
            left -= count;
            formats.push(Format {
                text: best.format.to_string(),
                cells: count,
                rival: rival.map(ToString::to_string),
            });
        }
        if whole == 0 || (whole - left) * 100 < whole * MOST {
            return None;
        }
        let halves =
            if lost(&formats, &read) { halves(&formats, cells, &read) } else { Vec::new() };
        if !halves.is_empty() {
            for written in read.iter_mut().flatten() {
                written.micros = None;
            }
        }
        Some(Times { formats, unread: left, read, halves })
    }

    /// Whether some hours are those of a clock of 24.
    pub(super) fn has_all_hours(&self) -> bool {
        let clocks = self.formats.iter().any(|format| of_24(&format.text));
        clocks && self.hours().any(|hour| !TWELVE.contains(&hour))
    }

    fn hours(&self) -> impl Iterator<Item = i64> {
        hours(&self.read)
    }

    /// Whether all times that were read say their offset.
    pub(super) fn all_offset(&self) -> bool {
        self.read.iter().flatten().all(|written| written.offset.is_some())
    }

    /// The offsets that were read, such as `+07:00`.
    pub(super) fn offsets(&self) -> Vec<String> {
        let minutes: BTreeSet<i16> =
            self.read.iter().flatten().filter_map(|written| written.offset).collect();
        let spelt = |minutes: i16| {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        };
        minutes.into_iter().map(spelt).collect()
    }

    /// The earliest and the latest, as they are written.
    pub(super) fn span(&self) -> Option<(String, String)> {
        let read = || self.read.iter().flatten();
        let spelt = |written: &Written| match written.micros {
            Some(micros) => {
                let minutes = micros / 60_000_000;
                format!("{} {:02}:{:02}", written.day, minutes / 60, minutes % 60)
            }
            None => written.day.to_string(),
        };
        let first = read().min_by_key(|written| instant(written))?;
        let last = read().max_by_key(|written| instant(written))?;
        Some((spelt(first), spelt(last)))
    }

    /// In how many rows this is before, at, or after the other time.
    pub(super) fn against(&self, other: &Times) -> Order {
        let mut order = Order::default();
        for (one, two) in self.read.iter().zip(&other.read) {
            let (Some(one), Some(two)) = (one, two) else { continue };
            match compared(one, two) {
                Ordering::Less => order.before += 1,
                Ordering::Equal => order.same += 1,
                Ordering::Greater => order.after += 1,
            }
        }
        order
    }
}

/// Whether a format has the hours of a clock of 24.
fn of_24(format: &str) -> bool {
    format == "iso" || format.contains("%H")
}

/// Whether a format has the hours of a clock of twelve, and nothing that says which half of the day is meant.
pub(super) fn loses_half(format: &str) -> bool {
    format.contains("%I") && !format.contains("%p")
}

fn hours(read: &[Option<Written>]) -> impl Iterator<Item = i64> {
    read.iter().flatten().filter_map(|written| Some(written.micros? / 3_600_000_000))
}

/// Whether all times of day are between one and twelve, which hardly is so unless AM and PM were lost.
fn lost(formats: &[Format], read: &[Option<Written>]) -> bool {
    let different: BTreeSet<i64> = hours(read).collect();
    formats.iter().all(|format| of_24(&format.text) || !format.text.contains(['I', 's', 'Q']))
        && TIMES_OF_DAY <= hours(read).count()
        && HOURS <= different.len()
        && different.iter().all(|hour| TWELVE.contains(hour))
}

/// The formats with a clock of twelve.
fn halves(formats: &[Format], cells: &[&str], read: &[Option<Written>]) -> Vec<Format> {
    let halved = |text: &str| text.replace("%H", "%I");
    let mut halves = Vec::new();
    for format in formats {
        if format.text != "iso" {
            let rival = format.rival.as_deref().map(halved);
            halves.push(Format { text: halved(&format.text), cells: format.cells, rival });
            continue;
        }
        let mut left: Vec<&str> = cells
            .iter()
            .zip(read)
            .filter(|(cell, read)| read.is_some() && TimeFormat::iso().read(cell).is_some())
            .map(|(cell, _)| *cell)
            .collect();
        for text in ISO_HALVES {
            let Ok(half) = TimeFormat::compile(text) else { continue };
            let before = left.len();
            left.retain(|cell| half.read(cell).is_none());
            if left.len() != before {
                halves.push(Format { text: text.into(), cells: before - left.len(), rival: None });
            }
        }
        if !left.is_empty() {
            halves.push(Format { text: "iso".into(), cells: left.len(), rival: None });
        }
    }
    if halves.iter().any(|format| loses_half(&format.text)) { halves } else { Vec::new() }
}

/// How two times of the same row stand to each other, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) before: usize,
    pub(super) same: usize,
    pub(super) after: usize,
}

/// A format with day and month the other way round; one that begins with the year has no such twin.
pub(super) fn turned(format: &str) -> String {
    match format.get(..5) {
        Some(date) if date.starts_with("%d") && date.ends_with("%m") => {
            format!("%m{}%d{}", &date[2..3], &format[5..])
        }
        Some(date) if date.starts_with("%m") && date.ends_with("%d") => {
            format!("%d{}%m{}", &date[2..3], &format[5..])
        }
        _ => format.into(),
    }
}

/// Whether the one is after the other; a date is not after a time of its day.
pub(super) fn after(one: &Written, two: &Written) -> bool {
    compared(one, two) == Ordering::Greater
}

fn compared(one: &Written, two: &Written) -> Ordering {
    match (one.micros, two.micros) {
        (Some(_), Some(_)) => instant(one).cmp(&instant(two)),
        _ => one.day.cmp(&two.day),
    }
}

/// Microseconds since 1970, where what has no offset is taken as UTC.
fn instant(written: &Written) -> (i64, Day) {
    let micros = i64::from(written.day.epoch()) * 86_400_000_000 + written.micros.unwrap_or(0);
    (micros - i64::from(written.offset.unwrap_or(0)) * 60_000_000, written.day)
}
