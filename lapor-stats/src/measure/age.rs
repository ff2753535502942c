//! Open snapshot: what is open on a day, by how long it has been.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: each open stage is counted once, in the band that holds the working days since its start, as running, paused
//!   or overdue.
//! - **Numerator and denominator**: counts; the total of a column is the sum of its bands.
//! - **Unit**: stages; ages in working days.
//!
//! The bands that ship end at the promises of 3, 5 and 10 working days, so that a band never mixes what is in time with what
//! is not; a configuration may set others.

use std::fmt;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "On a day: the stages that are running, paused and overdue, by age band in working days since their start.";

/// The last ages of the bands that ship, in working days; one more band is open.
pub const BOUNDS: [u32; 6] = [3, 5, 10, 20, 60, 120];

/// What is open at one age, in stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Its due date has not passed.
    pub running: u64,
    /// It waits for the reporter's data.
    pub paused: u64,
    /// Its due date has passed.
    pub overdue: u64,
}

impl Open {
    /// What is open in both.
    #[must_use]
    pub const fn plus(self, other: Open) -> Open {
        Open {
            running: self.running.saturating_add(other.running),
            paused: self.paused.saturating_add(other.paused),
            overdue: self.overdue.saturating_add(other.overdue),
        }
    }

    /// All that is open.
    pub const fn total(self) -> u64 {
        self.running.saturating_add(self.paused).saturating_add(self.overdue)
    }
}

/// A span of ages, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band {
    /// The least age, in working days.
    pub from: u32,
    /// The greatest age; `None` for the last band.
    pub to: Option<u32>,
}

impl fmt::Display for Band {
    /// The band's name: `0-3`, `4`, `121+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}-{to}", self.from),
            None => write!(f, "{}+", self.from),
        }
    }
}

/// Bands that hold every age once, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands(Vec<Band>);

impl Bands {
    /// The bands with these last ages and one open band after them; `None` unless they increase.
    pub fn new(bounds: &[u32]) -> Option<Bands> {
        let mut bands = Vec::with_capacity(bounds.len() + 1);
        let mut from = 0_u32;
        for &to in bounds {
            if to < from {
                return None;
            }
            bands.push(Band { from, to: Some(to) });
            from = to.checked_add(1)?;
        }
        bands.push(Band { from, to: None });
        Some(Bands(bands))
    }

    /// The bands that ship.
    pub fn shipped() -> Bands {
        // They increase, so nothing is lost.
        Bands::new(&BOUNDS).unwrap_or(Bands(Vec::new()))
    }

    /// The bands, in order.
    pub fn all(&self) -> &[Band] {
        &self.0
    }

    /// The place of the band that holds an age.
    ///
    /// ```
    /// use lapor_stats::measure::age::Bands;
    ///
    /// let bands = Bands::shipped();
    /// let named = |days| bands.place(days).map(|at| bands.all()[at].to_string());
    /// assert_eq!([3, 4, 121].map(named), ["0-3", "4-5", "121+"].map(|name| Some(name.to_owned())));
    /// ```
    pub fn place(&self, days: u32) -> Option<usize> {
        self.0.iter().position(|band| band.to.is_none_or(|to| days <= to))
    }

    /// What is open in each band, empty ones too; `ages[d]` is what is `d` working days old.
    ///
    /// ```
    /// use lapor_stats::measure::age::{Bands, Open};
    ///
    /// let day = |running, overdue| Open { running, paused: 0, overdue };
    /// let rows = Bands::new(&[1, 3]).unwrap().snapshot(&[day(4, 0), day(2, 0), day(1, 0), day(0, 3), day(0, 5)]);
    /// let named: Vec<_> = rows.iter().map(|(band, open)| (band.to_string(), open.running, open.overdue)).collect();
    /// assert_eq!(named, [("0-1".into(), 6, 0), ("2-3".into(), 1, 3), ("4+".into(), 0, 5)]);
    /// ```
    pub fn snapshot(&self, ages: &[Open]) -> Vec<(Band, Open)> {
        let within = |band: &Band| {
            let from = (band.from as usize).min(ages.len());
            let to =
                band.to.map_or(ages.len(), |to| (to as usize).saturating_add(1).min(ages.len()));
            ages[from..to].iter().fold(Open::default(), |sum, open| sum.plus(*open))
        };
        self.0.iter().map(|band| (*band, within(band))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_bands_have_their_names() {
        let names: Vec<_> = Bands::shipped().all().iter().map(ToString::to_string).collect();
        assert_eq!(names, ["0-3", "4-5", "6-10", "11-20", "21-60", "61-120", "121+"]);
    }

    /// Ages 0 to 199, one running each, one paused at 4 and two overdue at 199: the bands hold 4, 2, 5, 10, 40, 60 and 79 running,
    /// 200 in all.
    #[test]
    fn every_age_is_in_one_band() {
        let mut ages = vec![Open { running: 1, ..Open::default() }; 200];
        ages[4].paused = 1;
        ages[199].overdue = 2;
        let rows = Bands::shipped().snapshot(&ages);
        let running: Vec<_> = rows.iter().map(|row| row.1.running).collect();
        assert_eq!(running, [4, 2, 5, 10, 40, 60, 79]);
        assert_eq!((rows[1].1.paused, rows[6].1.overdue), (1, 2));
        let total = rows.iter().fold(Open::default(), |sum, row| sum.plus(row.1)).total();
        assert_eq!(total, 200 + 1 + 2);
    }

    /// No report is that old: the band is there with 0, so that tables of all agencies have the same rows.
    #[test]
    fn an_empty_band_is_a_row_of_zeros() {
        let rows = Bands::shipped().snapshot(&[Open { running: 1, ..Open::default() }]);
        assert_eq!(rows.len(), 7);
        assert_eq!(rows[6].1, Open::default());
    }

    #[test]
    fn bounds_increase_and_a_band_of_one_day_is_named_by_it() {
        assert_eq!(Bands::new(&[3, 3]), None);
        assert_eq!(Bands::new(&[5, 3]), None);
        assert_eq!(Bands::new(&[u32::MAX]), None);
        let names: Option<Vec<_>> =
            Bands::new(&[0, 1]).map(|bands| bands.all().iter().map(ToString::to_string).collect());
        assert_eq!(names, Some(vec!["0".to_owned(), "1".to_owned(), "2+".to_owned()]));
        assert_eq!(Bands::new(&[]).map(|bands| bands.all().len()), Some(1));
    }
}
