//! Volume groups: agencies are looked at beside those of like volume.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: an agency is in the group that holds its number of judged stages in the period.
//! - **Numerator and denominator**: none; it is a grouping.
//! - **Unit**: stages.
//!
//! The bounds come from the configuration, are printed with every table, and are not chosen by looking at the shares.

use std::fmt;

use super::funnel::TOO_FEW;

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Volume groups: agencies by their number of judged stages in the period, with bounds from \
    the configuration; below ten there are too few to tell.";

/// The least volumes of the groups that ship, above that of too few.
pub const BOUNDS: [u64; 2] = [100, 1000];

/// A span of volumes, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The least number of stages.
    pub from: u64,
    /// The greatest number of stages; `None` for the last group.
    pub to: Option<u64>,
}

impl Group {
    /// Whether its agencies have too few stages to tell.
    pub const fn too_few(self) -> bool {
        self.from < TOO_FEW
    }
}

impl fmt::Display for Group {
    /// The group's name: `0-9`, `10-99`, `1000+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}-{to}", self.from),
            None => write!(f, "{}+", self.from),
        }
    }
}

/// Groups that hold every volume once, in order; the first is always that of too few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups(Vec<Group>);

impl Groups {
    /// The groups that begin at 10 and at each of these volumes; `None` unless they increase from above 10.
    ///
    /// ```
    /// use lapor_stats::measure::volume::Groups;
    ///
    /// let groups = Groups::new(&[50]).unwrap();
    /// let names: Vec<_> = groups.all().iter().map(ToString::to_string).collect();
    /// assert_eq!(names, ["0-9", "10-49", "50+"]);
    /// assert_eq!(groups.of(49).to_string(), "10-49");
    /// ```
    pub fn new(bounds: &[u64]) -> Option<Groups> {
        let mut groups = vec![Group { from: 0, to: Some(TOO_FEW - 1) }];
        let mut from = TOO_FEW;
        for &next in bounds {
            if next <= from {
                return None;
            }
            groups.push(Group { from, to: Some(next - 1) });
            from = next;
        }
        groups.push(Group { from, to: None });
        Some(Groups(groups))
    }

    /// The groups that ship.
    pub fn shipped() -> Groups {
        // They increase, so nothing is lost.
        Groups::new(&BOUNDS).unwrap_or(Groups(vec![Group { from: 0, to: None }]))
    }

    /// The groups, in order.
    pub fn all(&self) -> &[Group] {
        &self.0
    }

    /// The group of an agency with this many judged stages.
    pub fn of(&self, judged: u64) -> Group {
        self.0[self.0.partition_point(|group| group.from <= judged) - 1]
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn every_volume_is_in_one_group() {
        let groups = Groups::new(&BOUNDS).unwrap();
        let named = |judged: u64| groups.of(judged).to_string();
        let cases = [
            (0, "0-9"),
            (9, "0-9"),
            (10, "10-99"),
            (99, "10-99"),
            (100, "100-999"),
            (999, "100-999"),
            (1000, "1000+"),
            (u64::MAX, "1000+"),
        ];
        for (judged, expected) in cases {
            assert_eq!(named(judged), expected, "{judged}");
        }
        assert!(groups.of(9).too_few() && !groups.of(10).too_few());
    }

    #[test]
    fn bounds_increase_from_above_too_few() {
        assert_eq!(Groups::new(&[10]), None);
        assert_eq!(Groups::new(&[100, 100]), None);
        assert_eq!(Groups::new(&[1000, 100]), None);
        assert_eq!(Groups::new(&[]).map(|groups| groups.all().len()), Some(2));
        assert!(Groups::new(&[11]).is_some());
    }
}
