//! Zones: fixed offsets, in which a moment has its day.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// Microseconds of a minute.
pub(crate) const MICROS_PER_MINUTE: i64 = 60_000_000;

/// A fixed offset from UTC, in minutes.
///
/// Indonesia has three and no daylight saving; named zones of other countries
/// are resolved where data comes in, so the core needs no zone table.
///
/// ```
/// use lapor_core::Zone;
///
/// assert_eq!("+07:00".parse::<Zone>()?, Zone::WIB);
/// assert_eq!("WITA".parse::<Zone>()?, Zone::WITA);
/// assert_eq!(Zone::WIT.to_string(), "+09:00");
/// assert_eq!((Zone::UTC.minutes(), Zone::new(-300)?.to_string()), (0, "-05:00".into()));
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    minutes: i16,
}

impl Zone {
    /// UTC itself.
    pub const UTC: Zone = Zone { minutes: 0 };
    /// Waktu Indonesia Barat, +07:00.
    pub const WIB: Zone = Zone { minutes: 420 };
    /// Waktu Indonesia Tengah, +08:00.
    pub const WITA: Zone = Zone { minutes: 480 };
    /// Waktu Indonesia Timur, +09:00.
    pub const WIT: Zone = Zone { minutes: 540 };

    /// The zone this many minutes east of UTC.
    ///
    /// # Errors
    ///
    /// [`Error::Word`] beyond 24 hours either way.
    pub fn new(minutes: i16) -> Result<Self, Error> {
        if minutes.unsigned_abs() <= 24 * 60 {
            Ok(Zone { minutes })
        } else {
            Err(Error::Word {
                what: "zone",
                found: format!("{minutes} minutes"),
                expected: "-24:00 to +24:00".into(),
            })
        }
    }

    /// Minutes east of UTC.
    #[inline]
    pub const fn minutes(self) -> i16 {
        self.minutes
    }

    #[inline]
    pub(crate) const fn micros(self) -> i64 {
        self.minutes as i64 * MICROS_PER_MINUTE
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for Zone {
    type Err = Error;

    /// Reads `Z`, `WIB`, `WITA`, `WIT` or an offset such as `+07:00`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Word {
            what: "zone",
            found: text.chars().take(40).collect(),
            expected: "Z, WIB, WITA, WIT, +07:00".into(),
        };
        match text {
            "Z" | "UTC" => return Ok(Zone::UTC),
            "WIB" => return Ok(Zone::WIB),
            "WITA" => return Ok(Zone::WITA),
            "WIT" => return Ok(Zone::WIT),
            _ => {}
        }
        let bytes = text.as_bytes();
        let sign = match bytes.first() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Err(wrong()),
        };
        if bytes.len() != 6
            || bytes[3] != b':'
            || ![1, 2, 4, 5].iter().all(|&place: &usize| bytes[place].is_ascii_digit())
        {
            return Err(wrong());
        }
        let two =
            |place: usize| i16::from(bytes[place] - b'0') * 10 + i16::from(bytes[place + 1] - b'0');
        if 60 <= two(4) {
            return Err(wrong());
        }
        Zone::new(sign * (two(1) * 60 + two(4))).map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_two_digits_each() {
        for text in ["07:00", "+7:00", "+07:60", "+99:00", "+0７:00", "+07-00"] {
            assert!(text.parse::<Zone>().is_err(), "{text}");
        }
    }
}
